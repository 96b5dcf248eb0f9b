-- Precedence and associativity, as PostgreSQL chapter 4.1.6 has them.
SELECT 2 + 3 * 4 AS a, (2 + 3) * 4 AS b, 2 ^ 3 ^ 2 AS c, -2 ^ 2 AS d, 10 - 4 - 3 AS e, 100 / 10 / 2 AS f, 7 % 4 * 2 AS g;
--| a int4 | b int4 | c float8 | d float8 | e int4 | f int4 | g int4
--| 14 | 20 | 64 | 4 | 3 | 5 | 6
SELECT NOT true OR true AS a, NOT (true OR true) AS b, true OR true AND false AS c, 1 < 2 = true AS d, NOT 1 = 2 AS e;
--| ERROR 42601: syntax error at or near "="
--| POSITION: 91
SELECT 1 < 2 < 3;
--| ERROR 42601: syntax error at or near "<"
--| POSITION: 14
SELECT 1 = 1 = true;
--| ERROR 42601: syntax error at or near "="
--| POSITION: 14
SELECT 'a' || 'b' LIKE 'ab' AS a, 'x' || 1 + 1 AS b;
--| a bool | b text
--| t | x2
SELECT 1 + 1 IS NOT NULL AS a, 5 BETWEEN 1 + 1 AND 2 * 4 AS b, 1 IN (1, 2) AND true AS c, -1 IS NULL AS d;
--| a bool | b bool | c bool | d bool
--| t | t | t | f
SELECT 2 BETWEEN SYMMETRIC 3 AND 1 AS a, 2 NOT BETWEEN 3 AND 4 AS b;
--| a bool | b bool
--| t | t
SELECT - - 5 AS a, + 5 AS b, -(-5) AS c, @ -5 AS d, |/ 16 AS e, ||/ 8 AS f;
--| a int4 | b int4 | c int4 | d int4 | e float8 | f float8
--| 5 | 5 | 5 | 5 | 4 | 2
SELECT 1::int8::text || 'x' AS a, -1::int2 AS b, ARRAY[1, 2][1] AS c, 'a' COLLATE "C" < 'b' AS d;
--| ERROR 42601: syntax error at or near "["
--| POSITION: 61
SELECT 5 !! 3;
--| ERROR 42883: operator does not exist: integer !! integer
--| HINT: No operator matches the given name and argument types. You might need to add explicit type casts.
--| POSITION: 10
SELECT 'a' <-> 'b';
--| ERROR 42725: operator is not unique: unknown <-> unknown
--| HINT: Could not choose a best candidate operator. You might need to add explicit type casts.
--| POSITION: 12
SELECT OPERATOR(pg_catalog.-) 5 AS a, 3 OPERATOR(pg_catalog.+) 4 AS b;
--| a int4 | b int4
--| -5 | 7
SELECT (1, 2) = (1, 2) AS a, (1, 'b') < (1, 'c') AS b, (1, 2) IN ((1, 2), (3, 4)) AS c, ROW(1) = ROW(1) AS d;
--| a bool | b bool | c bool | d bool
--| t | t | t | t
SELECT (1, 2) = (1, 2, 3);
--| ERROR 42601: unequal number of entries in row expressions
--| POSITION: 15
SELECT 1 <> 2 AS a, 1 != 2 AS b, 2 >= 2 AS c, 2 <= 1 AS d;
--| a bool | b bool | c bool | d bool
--| t | t | t | f
SELECT 'abc' ~ '^a.c$' AS a, 'ABC' ~* 'b' AS b, 'abc' !~ 'z' AS c, 'abc' LIKE 'a_c' AS d, 'a%c' LIKE 'a\%c' AS e, 'ABC' ILIKE 'a%' AS f, 'abc' SIMILAR TO '(a|b)%c' AS g, 'a_b' LIKE 'a!_b' ESCAPE '!' AS h;
--| a bool | b bool | c bool | d bool | e bool | f bool | g bool | h bool
--| t | t | t | t | t | t | t | t
SELECT 'abc' LIKE 'abc\';
--| ?column? bool
--| f
SELECT 'a' ~ '(';
--| ERROR 2201B: invalid regular expression: parentheses () not balanced
