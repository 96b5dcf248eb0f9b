-- NULL in comparisons, logic, ordering, grouping, sets and aggregates.
SELECT NULL = NULL AS a, NULL <> 1 AS b, NULL IS NULL AS c, 1 IS NOT NULL AS d, NULL IS DISTINCT FROM NULL AS e, 1 IS NOT DISTINCT FROM 1 AS f, NULL + 1 AS g, NULL || 'x' AS h;
--| a bool | b bool | c bool | d bool | e bool | f bool | g int4 | h text
--| NULL | NULL | t | t | f | t | NULL | NULL
SELECT 1 IN (1, NULL) AS a, 2 IN (1, NULL) AS b, 2 NOT IN (1, NULL) AS c, NULL IN (1) AS d;
--| a bool | b bool | c bool | d bool
--| t | NULL | NULL | NULL
SELECT NULL BETWEEN 1 AND 2 AS a, 5 BETWEEN 1 AND NULL AS b, 0 BETWEEN 1 AND NULL AS c, 5 NOT BETWEEN NULL AND 4 AS d;
--| a bool | b bool | c bool | d bool
--| NULL | NULL | f | t
CREATE TABLE t (a int, b text);
--| CREATE TABLE
INSERT INTO t VALUES (1, 'x'), (NULL, 'y'), (2, NULL), (NULL, NULL);
--| INSERT 0 4
SELECT a FROM t ORDER BY a;
--| a int4
--| 1
--| 2
--| NULL
--| NULL
SELECT a FROM t ORDER BY a DESC;
--| a int4
--| NULL
--| NULL
--| 2
--| 1
SELECT a, b FROM t ORDER BY a NULLS FIRST, b DESC NULLS LAST;
--| a int4 | b text
--| NULL | y
--| NULL | NULL
--| 1 | x
--| 2 | NULL
SELECT count(*) AS all, count(a) AS some, sum(a) AS s, avg(a) AS v, min(b) AS n FROM t;
--| all int8 | some int8 | s int8 | v numeric | n text
--| 4 | 2 | 3 | 1.5000000000000000 | x
SELECT a, count(*) FROM t GROUP BY a ORDER BY a;
--| a int4 | count int8
--| 1 | 1
--| 2 | 1
--| NULL | 2
SELECT DISTINCT a FROM t ORDER BY a;
--| a int4
--| 1
--| 2
--| NULL
SELECT a FROM t UNION SELECT NULL ORDER BY a;
--| a int4
--| 1
--| 2
--| NULL
SELECT * FROM t WHERE a <> 1 ORDER BY b;
--| a int4 | b text
--| 2 | NULL
SELECT * FROM t WHERE NOT (a = 1) OR a IS NULL ORDER BY a, b;
--| a int4 | b text
--| 2 | NULL
--| NULL | y
--| NULL | NULL
SELECT sum(a), max(a), array_agg(a), string_agg(b, ','), count(a) FROM t WHERE false;
--| sum int8 | max int4 | array_agg int4[] | string_agg text | count int8
--| NULL | NULL | NULL | NULL | 0
SELECT 2 NOT IN (SELECT a FROM t) AS a, 1 IN (SELECT a FROM t) AS b, 5 IN (SELECT a FROM t WHERE a IS NOT NULL) AS c;
--| a bool | b bool | c bool
--| f | t | f
SELECT coalesce(a, -1) AS c, nullif(a, 1) AS n, a IS NULL AS i FROM t ORDER BY a, b;
--| c int4 | n int4 | i bool
--| 1 | NULL | f
--| 2 | 2 | f
--| -1 | NULL | t
--| -1 | NULL | t
SELECT x.a, y.a FROM t x JOIN t y ON x.a = y.a ORDER BY 1;
--| a int4 | a int4
--| 1 | 1
--| 2 | 2
SELECT ROW(1, NULL) IS NULL AS a, ROW(NULL, NULL) IS NULL AS b, ROW(1, NULL) IS NOT NULL AS c, ROW(1, 2) IS NOT NULL AS d;
--| a bool | b bool | c bool | d bool
--| f | t | f | t
SELECT ROW(1, NULL) = ROW(1, NULL) AS a, ROW(1, NULL) = ROW(2, NULL) AS b, ROW(1, 2) < ROW(1, NULL) AS c, ROW(1, 2) < ROW(2, NULL) AS d;
--| a bool | b bool | c bool | d bool
--| NULL | f | NULL | t
SELECT concat('a', NULL, 'b') AS a, concat_ws(',', 'a', NULL, 'b') AS b, greatest(NULL, 1) AS c, least(NULL, NULL::int) AS d, num_nulls(1, NULL) AS e;
--| a text | b text | c int4 | d int4 | e int4
--| ab | a,b | 1 | NULL | 1
