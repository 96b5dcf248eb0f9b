-- A sub-select above GROUP BY that names a column which a sub-query or view computes.
CREATE TABLE e0 (b date);
--| CREATE TABLE
CREATE TABLE g0 (k text, n int);
--| CREATE TABLE
INSERT INTO g0 VALUES ('a', 1), ('b', 2);
--| INSERT 0 2
SELECT (SELECT 1 FROM e0 WHERE x1.c0) AS c0 FROM (SELECT (k LIKE NULL::text) AS c0 FROM g0) AS x1(c0) GROUP BY x1.c0;
--| c0 int4
--| NULL
SELECT (SELECT 1 FROM e0 WHERE x1.c0) AS c0 FROM (SELECT NULL::bool AS c0 FROM g0) AS x1(c0) GROUP BY x1.c0;
--| c0 int4
--| NULL
SELECT x1.c0 FROM (SELECT (k LIKE NULL::text) AS c0 FROM g0) AS x1(c0) GROUP BY x1.c0;
--| c0 bool
--| NULL
SELECT count(*), (SELECT 1 FROM e0 WHERE x1.c0) AS c0 FROM (SELECT (k LIKE NULL::text) AS c0 FROM g0) AS x1(c0) GROUP BY x1.c0;
--| count int8 | c0 int4
--| 2 | NULL
SELECT (SELECT 1 FROM e0 WHERE x1.c0) AS c0 FROM (SELECT (k LIKE NULL::text) AS c0 FROM g0 OFFSET 0) AS x1(c0) GROUP BY x1.c0;
--| c0 int4
--| NULL
SELECT (SELECT x1.c0) AS c0 FROM (SELECT n + NULL::int AS c0 FROM g0) AS x1(c0) GROUP BY x1.c0;
--| c0 int4
--| NULL
SELECT (SELECT count(*) FROM e0 WHERE x1.c0 = 1) AS c0 FROM (SELECT n + NULL::int AS c0 FROM g0) AS x1(c0) GROUP BY x1.c0;
--| c0 int8
--| 0
SELECT (SELECT count(*) FROM g0 WHERE x1.c0 = n) AS c0 FROM (SELECT 1 + 1 AS c0 FROM g0) AS x1(c0) GROUP BY x1.c0;
--| c0 int8
--| 1
SELECT (SELECT count(*) FROM g0 WHERE x1.c0 = n) AS c0 FROM (SELECT n * 0 + n AS c0 FROM g0) AS x1(c0) GROUP BY x1.c0 ORDER BY 1;
--| c0 int8
--| 1
--| 1
SELECT c0 IS NULL FROM (SELECT n + NULL::int AS c0 FROM g0) AS x1(c0) GROUP BY x1.c0 HAVING c0 IS NULL;
--| ?column? bool
--| t
SELECT max(n), c0 FROM (SELECT n, n + NULL::int AS c0 FROM g0) AS x1(n, c0) GROUP BY ROLLUP (x1.c0) ORDER BY 1;
--| max int4 | c0 int4
--| 2 | NULL
--| 2 | NULL
SELECT (SELECT x1.c0 OFFSET 0) AS c0 FROM (SELECT n * 0 + (1 + 1) AS c0 FROM g0) AS x1(c0) GROUP BY x1.c0;
--| c0 int4
--| 2
SELECT (SELECT x1.c0 OFFSET 0) AS c0 FROM (SELECT n > 0 AND 1 = 1 AS c0 FROM g0) AS x1(c0) GROUP BY x1.c0;
--| c0 bool
--| t
SELECT count(*) FROM (SELECT n * 0 AS c0 FROM g0) AS x1(c0) GROUP BY x1.c0 HAVING EXISTS (SELECT 1 FROM g0 WHERE x1.c0 = 0);
--| count int8
--| 2
SELECT sum(count(*)) OVER (ORDER BY (SELECT x1.c0 OFFSET 0)) FROM (SELECT n * 0 AS c0 FROM g0) AS x1(c0) GROUP BY x1.c0;
--| sum numeric
--| 2
CREATE VIEW gv AS SELECT n % 1 AS m, k FROM g0;
--| CREATE VIEW
SELECT m, (SELECT count(*) FROM g0 WHERE g0.n > gv.m) FROM gv GROUP BY m;
--| m int4 | count int8
--| 0 | 2
SELECT m, (SELECT count(*) FROM g0 WHERE g0.n > w.m) FROM (SELECT * FROM (SELECT * FROM gv) z) w GROUP BY ROLLUP (m) ORDER BY 1;
--| m int4 | count int8
--| 0 | 2
--| NULL | 0
SELECT x.n, (SELECT x.n + 1) FROM g0 x FULL JOIN g0 y USING (n) GROUP BY x.n ORDER BY 1;
--| n int4 | ?column? int4
--| 1 | 2
--| 2 | 3
SELECT n, (SELECT n + 1 OFFSET 0) FROM g0 x FULL JOIN (SELECT n + 1 AS n FROM g0) y USING (n) GROUP BY n ORDER BY 1;
--| ERROR 42803: subquery uses ungrouped column "x.n" from outer query
SELECT DISTINCT (SELECT x1.c0 OFFSET 0) FROM (SELECT n * 0 AS c0 FROM g0) AS x1(c0) GROUP BY x1.c0;
--| c0 int4
--| 0
