--! not-engine interpreter it walks the query and runs no plan, so there are no rows of plan nodes to count
-- EXPLAIN ANALYZE of index-only scans after VACUUM.
CREATE TABLE o (id int PRIMARY KEY, a int, pad text);
--| CREATE TABLE
INSERT INTO o SELECT g, g % 50, repeat('x', 100) FROM generate_series(1, 2000) g;
--| INSERT 0 2000
CREATE INDEX o_a ON o (a);
--| CREATE INDEX
VACUUM ANALYZE o;
--| VACUUM
SET enable_seqscan = off;
--| SET
SET enable_bitmapscan = off;
--| SET
EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF) SELECT count(*) FROM o WHERE a = 7;
--| QUERY PLAN text
--| Aggregate (actual rows=1 loops=1)
--|   ->  Index Only Scan using o_a on o (actual rows=40 loops=1)
--|         Index Cond: (a = 7)
--|         Heap Fetches: 0
--| EXPLAIN
DELETE FROM o WHERE id = 107;
--| DELETE 1
VACUUM o;
--| VACUUM
EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF) SELECT count(*) FROM o WHERE a = 7;
--| QUERY PLAN text
--| Aggregate (actual rows=1 loops=1)
--|   ->  Index Only Scan using o_a on o (actual rows=39 loops=1)
--|         Index Cond: (a = 7)
--|         Heap Fetches: 0
--| EXPLAIN
