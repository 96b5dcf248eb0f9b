-- CASE, COALESCE, NULLIF: evaluation order, types, errors in branches not taken.
SELECT CASE 2 WHEN 1 THEN 'one' WHEN 2 THEN 'two' ELSE 'many' END AS a, CASE WHEN false THEN 1 END AS b, CASE NULL WHEN NULL THEN 1 ELSE 2 END AS c;
--| a text | b int4 | c int4
--| two | NULL | 2
SELECT x, CASE WHEN x > 0 THEN 10 / x WHEN x = 0 THEN NULL ELSE -1 END AS y FROM (VALUES (5), (0), (-3)) v(x) ORDER BY x;
--| x int4 | y int4
--| -3 | -1
--| 0 | NULL
--| 5 | 2
SELECT coalesce(x, 1 / 0) FROM (VALUES (5)) v(x);
--| coalesce int4
--| 5
SELECT coalesce(x, 1 / x) FROM (VALUES (0), (NULL)) v(x);
--| coalesce int4
--| 0
--| NULL
SELECT x / 0 FROM generate_series(1, 3) x WHERE false;
--| ?column? int4
--| (0 rows)
SELECT CASE x WHEN 1 THEN 'a' WHEN 2 THEN 'b' END AS y, count(*) FROM (VALUES (1), (2), (3), (1)) v(x) GROUP BY 1 ORDER BY 1;
--| y text | count int8
--| a | 2
--| b | 1
--| NULL | 1
SELECT CASE WHEN 'x' THEN 1 END;
--| ERROR 22P02: invalid input syntax for type boolean: "x"
--| POSITION: 18
SELECT CASE 1 WHEN 'x' THEN 1 END;
--| ERROR 22P02: invalid input syntax for type integer: "x"
--| POSITION: 20
SELECT CASE WHEN true THEN 'a' ELSE 1 END;
--| ERROR 22P02: invalid input syntax for type integer: "a"
--| POSITION: 28
SELECT nullif('a', 'a') AS a, nullif(1, 2) AS b, nullif(NULL, 1) AS c;
--| a text | b int4 | c int4
--| NULL | 1 | NULL
SELECT CASE WHEN x IS NULL THEN 'null' WHEN x LIKE 'a%' THEN 'a' ELSE x END AS y FROM (VALUES ('abc'), (NULL), ('z')) v(x) ORDER BY x;
--| y text
--| a
--| z
--| null
SELECT sum(CASE WHEN x % 2 = 0 THEN 1 ELSE 0 END) AS even, count(CASE WHEN x % 2 = 1 THEN 1 END) AS odd FROM generate_series(1, 9) x;
--| even int8 | odd int8
--| 4 | 5
SELECT NULLIF(true, NULL::bool), NULLIF(1, 2.0), NULLIF(1.0, 1), NULLIF(NULL::int, 1);
--| nullif bool | nullif numeric | nullif numeric | nullif int4
--| t | 1 | NULL | NULL
CREATE TABLE nf (x int);
--| CREATE TABLE
EXPLAIN (COSTS OFF, VERBOSE) SELECT NULLIF(x, NULL), NULLIF(1, 1), NULLIF(1, 2), NULLIF(NULL::int, x), NULLIF(x, 1) FROM nf;
--| QUERY PLAN text
--| Seq Scan on public.nf
--|   Output: x, NULL::integer, 1, NULL::integer, NULLIF(x, 1)
--| EXPLAIN
SELECT NULLIF(1, 1 / 0);
--| ERROR 22012: division by zero
