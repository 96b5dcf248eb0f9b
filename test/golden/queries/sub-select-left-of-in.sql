-- A sub-select on the left of IN (SELECT …): its own comparison is not the outer one's.
CREATE TABLE t0 (a int, e int);
--| CREATE TABLE
CREATE TABLE t1 (f int, c int);
--| CREATE TABLE
CREATE TABLE flags (b bool, n int);
--| CREATE TABLE
INSERT INTO t0 VALUES (1, 1), (2, 5), (3, NULL);
--| INSERT 0 3
INSERT INTO t1 VALUES (1, 5), (2, 7), (3, 1);
--| INSERT 0 3
INSERT INTO flags VALUES (true, 1), (NULL, 2);
--| INSERT 0 2
SELECT a FROM t0 WHERE (e IN (SELECT c FROM t1)) = ANY (SELECT true);
--| a int4
--| 1
--| 2
SELECT a FROM t0 WHERE (e IN (SELECT c FROM t1 WHERE c > 2)) = ANY (SELECT b FROM flags) ORDER BY 1;
--| a int4
--| 2
SELECT a FROM t0 WHERE (e IN (SELECT c FROM t1 WHERE c > 2)) IN (SELECT b FROM flags WHERE n < 2) ORDER BY 1;
--| a int4
--| 2
SELECT a FROM t0 WHERE (a, e IN (SELECT c FROM t1)) IN (SELECT n, b FROM flags) ORDER BY 1;
--| a int4
--| 1
SELECT a FROM t0 WHERE (a + (e IN (SELECT c FROM t1))::int) IN (SELECT n + 1 FROM flags) ORDER BY 1;
--| a int4
--| 1
--| 2
SELECT a FROM t0 x1 WHERE (e IN (SELECT 1 FROM t0 x2 WHERE (x2.a >= ANY (SELECT 0.5 FROM t1 x3 WHERE x3.c <> x2.e)))) = ANY (SELECT true);
--| a int4
--| 1
SELECT a FROM t0 x1 WHERE (e IN (SELECT 1 FROM t0 x2 WHERE (x2.a >= ANY (SELECT 0.5 FROM t1 x3 WHERE x3.c <> x2.e LIMIT 1)))) = ANY (SELECT true);
--| a int4
--| 1
SELECT a FROM t0 WHERE ((e IN (SELECT c FROM t1)) = ANY (SELECT b FROM flags)) IN (SELECT b FROM flags) ORDER BY 1;
--| a int4
--| 1
--| 2
