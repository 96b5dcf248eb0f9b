-- Index-only scans: values come from the keys, rows are looked at only on pages that are not known to be visible to everyone.
CREATE TABLE o (id int PRIMARY KEY, a int, b text, c float8, d date, pad text);
--| CREATE TABLE
INSERT INTO o SELECT g, g % 50, 'k' || (g % 20), g / 4.0, date '2020-01-01' + g % 100, repeat('x', 100) FROM generate_series(1, 2000) g;
--| INSERT 0 2000
INSERT INTO o VALUES (3000, NULL, NULL, NULL, NULL, NULL), (3001, 7, NULL, '-0', NULL, NULL), (3002, NULL, 'k7', 'NaN', '2020-01-05', NULL);
--| INSERT 0 3
CREATE INDEX o_ab ON o (a, b DESC);
--| CREATE INDEX
CREATE INDEX o_bd ON o (b, d);
--| CREATE INDEX
CREATE INDEX o_c ON o (c);
--| CREATE INDEX
VACUUM ANALYZE o;
--| VACUUM
SET enable_seqscan = off;
--| SET
SET enable_bitmapscan = off;
--| SET
SET enable_sort = off;
--| SET
EXPLAIN (COSTS OFF) SELECT id FROM o WHERE id < 10;
--| QUERY PLAN text
--| Index Only Scan using o_pkey on o
--|   Index Cond: (id < 10)
--| EXPLAIN
EXPLAIN (COSTS OFF) SELECT count(*) FROM o WHERE a = 7;
--| QUERY PLAN text
--| Aggregate
--|   ->  Index Only Scan using o_ab on o
--|         Index Cond: (a = 7)
--| EXPLAIN
EXPLAIN (COSTS OFF) SELECT a, b FROM o WHERE a = 7 AND b > 'k3';
--| QUERY PLAN text
--| Index Only Scan using o_ab on o
--|   Index Cond: ((a = 7) AND (b > 'k3'::text))
--| EXPLAIN
EXPLAIN (COSTS OFF) SELECT a, b FROM o WHERE a = 7 AND b LIKE '%7';
--| QUERY PLAN text
--| Index Only Scan using o_ab on o
--|   Index Cond: (a = 7)
--|   Filter: (b ~~ '%7'::text)
--| EXPLAIN
EXPLAIN (COSTS OFF) SELECT a, pad FROM o WHERE a = 7;
--| QUERY PLAN text
--| Index Scan using o_ab on o
--|   Index Cond: (a = 7)
--| EXPLAIN
EXPLAIN (COSTS OFF) SELECT o FROM o WHERE id < 3;
--| QUERY PLAN text
--| Index Scan using o_pkey on o
--|   Index Cond: (id < 3)
--| EXPLAIN
EXPLAIN (COSTS OFF) SELECT ctid, id FROM o WHERE id < 3;
--| QUERY PLAN text
--| Index Scan using o_pkey on o
--|   Index Cond: (id < 3)
--| EXPLAIN
EXPLAIN (COSTS OFF) SELECT id FROM o WHERE id < 3 FOR UPDATE;
--| QUERY PLAN text
--| LockRows
--|   ->  Index Scan using o_pkey on o
--|         Index Cond: (id < 3)
--| EXPLAIN
EXPLAIN (COSTS OFF) SELECT id FROM o ORDER BY id DESC LIMIT 3;
--| QUERY PLAN text
--| Limit
--|   ->  Index Only Scan Backward using o_pkey on o
--| EXPLAIN
EXPLAIN (COSTS OFF) SELECT max(id) FROM o WHERE id < 100;
--| QUERY PLAN text
--| Result
--|   InitPlan 1 (returns $0)
--|     ->  Limit
--|           ->  Index Only Scan Backward using o_pkey on o
--|                 Index Cond: ((id IS NOT NULL) AND (id < 100))
--| EXPLAIN
EXPLAIN (COSTS OFF) SELECT id FROM o WHERE id IN (1, 5, 7);
--| QUERY PLAN text
--| Index Only Scan using o_pkey on o
--|   Index Cond: (id = ANY ('{1,5,7}'::integer[]))
--| EXPLAIN
EXPLAIN (COSTS OFF) UPDATE o SET pad = 'y' WHERE id < 3;
--| QUERY PLAN text
--| Update on o
--|   ->  Index Scan using o_pkey on o
--|         Index Cond: (id < 3)
--| EXPLAIN
EXPLAIN (COSTS OFF) SELECT (SELECT x.id FROM o x WHERE x.id = y.a + 1) FROM o y WHERE y.id = 5;
--| QUERY PLAN text
--| Index Scan using o_pkey on o y
--|   Index Cond: (id = 5)
--|   SubPlan 1
--|     ->  Index Only Scan using o_pkey on o x
--|           Index Cond: (id = (y.a + 1))
--| EXPLAIN
SELECT id FROM o WHERE id < 5 ORDER BY id;
--| id int4
--| 1
--| 2
--| 3
--| 4
SELECT count(*) FROM o WHERE a = 7;
--| count int8
--| 41
SELECT a, b FROM o WHERE a = 7 AND b > 'k3' ORDER BY a, b DESC LIMIT 3;
--| a int4 | b text
--| 7 | k7
--| 7 | k7
--| 7 | k7
SELECT a, b FROM o WHERE a = 7 ORDER BY a, b DESC LIMIT 3;
--| a int4 | b text
--| 7 | NULL
--| 7 | k7
--| 7 | k7
SELECT a, b FROM o WHERE a = 7 ORDER BY a DESC, b LIMIT 3;
--| a int4 | b text
--| 7 | k17
--| 7 | k17
--| 7 | k17
SELECT a, b FROM o WHERE a IS NULL ORDER BY b DESC;
--| a int4 | b text
--| NULL | NULL
--| NULL | k7
SELECT b, d FROM o WHERE b = 'k7' AND d < '2020-01-12' ORDER BY b, d;
--| b text | d date
--| k7 | 2020-01-05
--| k7 | 2020-01-08
--| k7 | 2020-01-08
--| k7 | 2020-01-08
--| k7 | 2020-01-08
--| k7 | 2020-01-08
--| k7 | 2020-01-08
--| k7 | 2020-01-08
--| k7 | 2020-01-08
--| k7 | 2020-01-08
--| k7 | 2020-01-08
--| k7 | 2020-01-08
--| k7 | 2020-01-08
--| k7 | 2020-01-08
--| k7 | 2020-01-08
--| k7 | 2020-01-08
--| k7 | 2020-01-08
--| k7 | 2020-01-08
--| k7 | 2020-01-08
--| k7 | 2020-01-08
--| k7 | 2020-01-08
SELECT b, d FROM o WHERE b > 'k8' AND d = '2020-01-10' ORDER BY b;
--| b text | d date
--| k9 | 2020-01-10
--| k9 | 2020-01-10
--| k9 | 2020-01-10
--| k9 | 2020-01-10
--| k9 | 2020-01-10
--| k9 | 2020-01-10
--| k9 | 2020-01-10
--| k9 | 2020-01-10
--| k9 | 2020-01-10
--| k9 | 2020-01-10
--| k9 | 2020-01-10
--| k9 | 2020-01-10
--| k9 | 2020-01-10
--| k9 | 2020-01-10
--| k9 | 2020-01-10
--| k9 | 2020-01-10
--| k9 | 2020-01-10
--| k9 | 2020-01-10
--| k9 | 2020-01-10
--| k9 | 2020-01-10
SELECT c FROM o WHERE c < 1.5 ORDER BY c;
--| c float8
--| -0
--| 0.25
--| 0.5
--| 0.75
--| 1
--| 1.25
SELECT c FROM o WHERE c > 499 ORDER BY c DESC;
--| c float8
--| NaN
--| 500
--| 499.75
--| 499.5
--| 499.25
SELECT id FROM o WHERE id IN (5, 1, 7, 5, NULL) ORDER BY id;
--| id int4
--| 1
--| 5
--| 7
SELECT min(id), max(id), min(c), max(c) FROM o WHERE c < 'NaN';
--| min int4 | max int4 | min float8 | max float8
--| 1 | 3001 | -0 | 500
UPDATE o SET a = 8 WHERE id = 57;
--| UPDATE 1
DELETE FROM o WHERE id = 107;
--| DELETE 1
INSERT INTO o (id, a, b) VALUES (4000, 7, 'new');
--| INSERT 0 1
SELECT count(*), min(b), max(b) FROM o WHERE a = 7;
--| count int8 | min text | max text
--| 40 | k17 | new
SELECT count(*) FROM o WHERE a = 8;
--| count int8
--| 41
BEGIN;
--| BEGIN
INSERT INTO o (id, a, b) VALUES (4001, 7, 'gone');
--| INSERT 0 1
DELETE FROM o WHERE id = 157;
--| DELETE 1
SELECT count(*), max(b) FROM o WHERE a = 7;
--| count int8 | max text
--| 40 | new
ROLLBACK;
--| ROLLBACK
SELECT count(*), max(b) FROM o WHERE a = 7;
--| count int8 | max text
--| 40 | new
VACUUM o;
--| VACUUM
SELECT count(*), max(b) FROM o WHERE a = 7;
--| count int8 | max text
--| 40 | new
SET enable_indexonlyscan = off;
--| SET
EXPLAIN (COSTS OFF) SELECT count(*) FROM o WHERE a = 7;
--| QUERY PLAN text
--| Aggregate
--|   ->  Index Scan using o_ab on o
--|         Index Cond: (a = 7)
--| EXPLAIN
SELECT count(*), max(b) FROM o WHERE a = 7;
--| count int8 | max text
--| 40 | new
