-- EXPLAIN: plans without costs for shapes that leave no choice, and its errors.
CREATE TABLE t (a int PRIMARY KEY, b text);
--| CREATE TABLE
EXPLAIN (COSTS OFF) SELECT 1;
--| QUERY PLAN text
--| Result
--| EXPLAIN
EXPLAIN (COSTS OFF) SELECT * FROM t;
--| QUERY PLAN text
--| Seq Scan on t
--| EXPLAIN
EXPLAIN (COSTS OFF) SELECT * FROM t WHERE b = 'x';
--| QUERY PLAN text
--| Seq Scan on t
--|   Filter: (b = 'x'::text)
--| EXPLAIN
EXPLAIN (COSTS OFF) SELECT * FROM generate_series(1, 3);
--| QUERY PLAN text
--| Function Scan on generate_series
--| EXPLAIN
EXPLAIN (COSTS OFF) VALUES (1), (2);
--| QUERY PLAN text
--| Values Scan on "*VALUES*"
--| EXPLAIN
EXPLAIN (COSTS OFF) SELECT 1 WHERE false;
--| QUERY PLAN text
--| Result
--|   One-Time Filter: false
--| EXPLAIN
EXPLAIN (COSTS OFF) INSERT INTO t VALUES (1, 'x');
--| QUERY PLAN text
--| Insert on t
--|   ->  Result
--| EXPLAIN
EXPLAIN (COSTS OFF) UPDATE t SET b = 'y';
--| QUERY PLAN text
--| Update on t
--|   ->  Seq Scan on t
--| EXPLAIN
EXPLAIN (COSTS OFF) DELETE FROM t;
--| QUERY PLAN text
--| Delete on t
--|   ->  Seq Scan on t
--| EXPLAIN
EXPLAIN (COSTS OFF) SELECT count(*) FROM t;
--| QUERY PLAN text
--| Aggregate
--|   ->  Seq Scan on t
--| EXPLAIN
EXPLAIN (COSTS OFF) SELECT b FROM t LIMIT 5;
--| QUERY PLAN text
--| Limit
--|   ->  Seq Scan on t
--| EXPLAIN
EXPLAIN (NOSUCH) SELECT 1;
--| ERROR 42601: unrecognized EXPLAIN option "nosuch"
--| POSITION: 10
EXPLAIN SELECT nosuch;
--| ERROR 42703: column "nosuch" does not exist
--| POSITION: 16
EXPLAIN (COSTS maybe) SELECT 1;
--| ERROR 42601: costs requires a Boolean value
SELECT count(*) FROM t;
--| count int8
--| 0
