-- Where the bounds of a range lie among those of the column says whether an index is worth it.
CREATE TABLE g (id int, r int4range, mr int4multirange);
--| CREATE TABLE
INSERT INTO g SELECT n, int4range(n * 10, n * 10 + 9), int4multirange(int4range(n * 10, n * 10 + 3), int4range(n * 10 + 5, n * 10 + 9)) FROM generate_series(1, 10000) n;
--| INSERT 0 10000
CREATE INDEX ON g USING gist (r);
--| CREATE INDEX
CREATE INDEX ON g USING gist (mr);
--| CREATE INDEX
ANALYZE g;
--| ANALYZE
EXPLAIN (COSTS OFF) SELECT * FROM g WHERE r @> 500;
--| QUERY PLAN text
--| Index Scan using g_r_idx on g
--|   Index Cond: (r @> 500)
--| EXPLAIN
EXPLAIN (COSTS OFF) SELECT * FROM g WHERE 500 <@ r;
--| QUERY PLAN text
--| Index Scan using g_r_idx on g
--|   Index Cond: (r @> 500)
--| EXPLAIN
EXPLAIN (COSTS OFF) SELECT * FROM g WHERE r && '[5000,6000)';
--| QUERY PLAN text
--| Bitmap Heap Scan on g
--|   Recheck Cond: (r && '[5000,6000)'::int4range)
--|   ->  Bitmap Index Scan on g_r_idx
--|         Index Cond: (r && '[5000,6000)'::int4range)
--| EXPLAIN
EXPLAIN (COSTS OFF) SELECT * FROM g WHERE r && '[5,90000)';
--| QUERY PLAN text
--| Seq Scan on g
--|   Filter: (r && '[5,90000)'::int4range)
--| EXPLAIN
EXPLAIN (COSTS OFF) SELECT * FROM g WHERE r << '[900,1000)';
--| QUERY PLAN text
--| Bitmap Heap Scan on g
--|   Recheck Cond: (r << '[900,1000)'::int4range)
--|   ->  Bitmap Index Scan on g_r_idx
--|         Index Cond: (r << '[900,1000)'::int4range)
--| EXPLAIN
EXPLAIN (COSTS OFF) SELECT * FROM g WHERE r << '[90000,91000)';
--| QUERY PLAN text
--| Seq Scan on g
--|   Filter: (r << '[90000,91000)'::int4range)
--| EXPLAIN
EXPLAIN (COSTS OFF) SELECT * FROM g WHERE r >> '[900,1000)';
--| QUERY PLAN text
--| Seq Scan on g
--|   Filter: (r >> '[900,1000)'::int4range)
--| EXPLAIN
EXPLAIN (COSTS OFF) SELECT * FROM g WHERE r >> '[99000,99100)';
--| QUERY PLAN text
--| Bitmap Heap Scan on g
--|   Recheck Cond: (r >> '[99000,99100)'::int4range)
--|   ->  Bitmap Index Scan on g_r_idx
--|         Index Cond: (r >> '[99000,99100)'::int4range)
--| EXPLAIN
EXPLAIN (COSTS OFF) SELECT * FROM g WHERE r <@ '[900,1100)';
--| QUERY PLAN text
--| Bitmap Heap Scan on g
--|   Recheck Cond: (r <@ '[900,1100)'::int4range)
--|   ->  Bitmap Index Scan on g_r_idx
--|         Index Cond: (r <@ '[900,1100)'::int4range)
--| EXPLAIN
EXPLAIN (COSTS OFF) SELECT * FROM g WHERE mr && '[900,1100)'::int4range;
--| QUERY PLAN text
--| Bitmap Heap Scan on g
--|   Recheck Cond: (mr && '[900,1100)'::int4range)
--|   ->  Bitmap Index Scan on g_mr_idx
--|         Index Cond: (mr && '[900,1100)'::int4range)
--| EXPLAIN
EXPLAIN (COSTS OFF) SELECT * FROM g WHERE mr @> 1001;
--| QUERY PLAN text
--| Index Scan using g_mr_idx on g
--|   Index Cond: (mr @> 1001)
--| EXPLAIN
EXPLAIN (COSTS OFF) SELECT * FROM g WHERE r && '[700,710)' AND mr @> 701;
--| QUERY PLAN text
--| Index Scan using g_mr_idx on g
--|   Index Cond: (mr @> 701)
--|   Filter: (r && '[700,710)'::int4range)
--| EXPLAIN
EXPLAIN (COSTS OFF) SELECT * FROM g WHERE r && NULL;
--| QUERY PLAN text
--| Result
--|   One-Time Filter: false
--| EXPLAIN
DROP TABLE g;
--| DROP TABLE
