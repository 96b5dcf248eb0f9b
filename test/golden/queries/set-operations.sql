-- UNION, INTERSECT and EXCEPT, with and without ALL; precedence; types of columns.
SELECT 1 AS x UNION SELECT 2 UNION SELECT 1 ORDER BY x;
--| x int4
--| 1
--| 2
SELECT 1 AS x UNION ALL SELECT 2 UNION ALL SELECT 1 ORDER BY x;
--| x int4
--| 1
--| 1
--| 2
SELECT x FROM (VALUES (1), (1), (2), (3)) a(x) INTERSECT SELECT x FROM (VALUES (1), (1), (1), (3)) b(x) ORDER BY 1;
--| x int4
--| 1
--| 3
SELECT x FROM (VALUES (1), (1), (2), (3)) a(x) INTERSECT ALL SELECT x FROM (VALUES (1), (1), (1), (3)) b(x) ORDER BY 1;
--| x int4
--| 1
--| 1
--| 3
SELECT x FROM (VALUES (1), (1), (2), (3)) a(x) EXCEPT SELECT 1 ORDER BY 1;
--| x int4
--| 2
--| 3
SELECT x FROM (VALUES (1), (1), (2), (3)) a(x) EXCEPT ALL SELECT 1 ORDER BY 1;
--| x int4
--| 1
--| 2
--| 3
SELECT 1 UNION SELECT 2 INTERSECT SELECT 3 ORDER BY 1;
--| ?column? int4
--| 1
(SELECT 1 UNION SELECT 2) INTERSECT SELECT 2;
--| ?column? int4
--| 2
SELECT 1 AS n UNION SELECT 2.5 UNION SELECT NULL ORDER BY n;
--| n numeric
--| 1
--| 2.5
--| NULL
SELECT 'a' AS s UNION SELECT NULL UNION SELECT 'a' ORDER BY 1;
--| s text
--| a
--| NULL
SELECT 1 UNION SELECT 'x';
--| ERROR 22P02: invalid input syntax for type integer: "x"
--| POSITION: 23
SELECT 1, 2 UNION SELECT 1;
--| ERROR 42601: each UNION query must have the same number of columns
--| POSITION: 26
SELECT 1 UNION SELECT true;
--| ERROR 42804: UNION types integer and boolean cannot be matched
--| POSITION: 23
SELECT '1' UNION SELECT 2 ORDER BY 1;
--| ?column? int4
--| 1
--| 2
(SELECT 3 AS x ORDER BY 1 LIMIT 1) UNION ALL (SELECT 1 ORDER BY 1) ORDER BY x;
--| x int4
--| 1
--| 3
SELECT 1 AS x UNION SELECT 2 ORDER BY x + 1;
--| ERROR 0A000: invalid UNION/INTERSECT/EXCEPT ORDER BY clause
--| DETAIL: Only result column names can be used, not expressions or functions.
--| HINT: Add the expression/function to every SELECT, or move the UNION into a FROM clause.
--| POSITION: 39
SELECT 1 AS x ORDER BY x UNION SELECT 2;
--| ERROR 42601: syntax error at or near "UNION"
--| POSITION: 26
SELECT 1 AS x UNION ALL SELECT 2 ORDER BY 1 DESC LIMIT 1;
--| x int4
--| 2
SELECT x, count(*) FROM (SELECT 1 AS x UNION ALL SELECT 1 UNION ALL SELECT 2) u GROUP BY x ORDER BY x;
--| x int4 | count int8
--| 1 | 2
--| 2 | 1
SELECT * FROM (SELECT 1 AS a, 'x' AS b EXCEPT SELECT 1, 'y') s;
--| a int4 | b text
--| 1 | x
VALUES (1, 'a'), (2, 'b') UNION SELECT 3, 'c' ORDER BY 1;
--| column1 int4 | column2 text
--| 1 | a
--| 2 | b
--| 3 | c
VALUES (1), (2, 3);
--| ERROR 42601: VALUES lists must all be the same length
--| POSITION: 14
TABLE pg_catalog.pg_nosuch;
--| ERROR 42P01: relation "pg_catalog.pg_nosuch" does not exist
--| POSITION: 7
SELECT WHERE false UNION SELECT;
--| (no columns)
--|
