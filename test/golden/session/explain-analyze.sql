--! not-engine interpreter it walks the query and runs no plan, so there are no rows of plan nodes to count
EXPLAIN (COSTS OFF, ANALYZE, TIMING OFF, SUMMARY OFF) SELECT count(*) FROM generate_series(1, 10);
--| QUERY PLAN text
--| Aggregate (actual rows=1 loops=1)
--|   ->  Function Scan on generate_series (actual rows=10 loops=1)
--| EXPLAIN
