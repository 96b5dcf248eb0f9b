-- Casts: explicit, assignment and implicit ones; unknown literals; what has no cast.
SELECT CAST('12' AS int) AS a, '12'::int8 AS b, int2 '12' AS c, 12::text AS d, 1.6::int AS e, float8 '1.5'::numeric(5, 1) AS f;
--| a int4 | b int8 | c int2 | d text | e int4 | f numeric(5,1)
--| 12 | 12 | 12 | 12 | 2 | 1.5
SELECT 'x'::bool::int;
--| ERROR 22P02: invalid input syntax for type boolean: "x"
--| POSITION: 8
SELECT 1::date;
--| ERROR 42846: cannot cast type integer to date
--| POSITION: 9
SELECT '2024-01-01'::date::int;
--| ERROR 42846: cannot cast type date to integer
--| POSITION: 26
SELECT true::numeric;
--| ERROR 42846: cannot cast type boolean to numeric
--| POSITION: 12
SELECT '{1}'::int;
--| ERROR 22P02: invalid input syntax for type integer: "{1}"
--| POSITION: 8
SELECT 65::"char" AS a, 'A'::"char"::int AS b;
--| a "char" | b int4
--| A | 65
SELECT pg_typeof('x') AS a, pg_typeof(NULL) AS b, pg_typeof(1) AS c, pg_typeof(1.0) AS d, pg_typeof(1e0) AS e, pg_typeof('x'::varchar(3)) AS f, pg_typeof(ARRAY[1]) AS g;
--| a regtype | b regtype | c regtype | d regtype | e regtype | f regtype | g regtype
--| unknown | unknown | integer | numeric | numeric | character varying | integer[]
SELECT 1 = '1' AS a, '1.5' + 1.5 AS b, 'a' || 1 AS c, 1 || 'a' AS d;
--| a bool | b numeric | c text | d text
--| t | 3.0 | a1 | 1a
SELECT 1 + 'x';
--| ERROR 22P02: invalid input syntax for type integer: "x"
--| POSITION: 12
SELECT 1 = 'x';
--| ERROR 22P02: invalid input syntax for type integer: "x"
--| POSITION: 12
SELECT 'a' + 'b';
--| ERROR 42725: operator is not unique: unknown + unknown
--| HINT: Could not choose a best candidate operator. You might need to add explicit type casts.
--| POSITION: 12
SELECT 1 = true;
--| ERROR 42883: operator does not exist: integer = boolean
--| HINT: No operator matches the given name and argument types. You might need to add explicit type casts.
--| POSITION: 10
SELECT 1 || 2;
--| ERROR 42883: operator does not exist: integer || integer
--| HINT: No operator matches the given name and argument types. You might need to add explicit type casts.
--| POSITION: 10
SELECT date '2024-01-01' = '2024-01-01' AS a, interval '1 day' = '24:00' AS b;
--| a bool | b bool
--| t | t
SELECT CASE WHEN true THEN 1 ELSE 2.5 END AS a, coalesce(1, 2.5) AS b, coalesce(NULL, 'x') AS c, nullif(1, 1.0) AS d, greatest(1, 2.5, NULL) AS e;
--| a numeric | b numeric | c text | d numeric | e numeric
--| 1 | 1 | x | NULL | 2.5
SELECT CASE WHEN true THEN 1 ELSE 'x' END;
--| ERROR 22P02: invalid input syntax for type integer: "x"
--| POSITION: 35
SELECT coalesce(1, true);
--| ERROR 42804: COALESCE types integer and boolean cannot be matched
--| POSITION: 20
CREATE TABLE c (i int, s varchar(3), n numeric(4, 1), b bool, d date);
--| CREATE TABLE
INSERT INTO c VALUES (1.6, 12, '3.14', 'yes', '2024-01-01'), ('7', 'abc', 2, true, timestamp '2024-05-06 07:08');
--| INSERT 0 2
INSERT INTO c (b) VALUES (1);
--| ERROR 42804: column "b" is of type boolean but expression is of type integer
--| HINT: You will need to rewrite or cast the expression.
--| POSITION: 27
INSERT INTO c (i) VALUES ('2024-01-01'::date);
--| ERROR 42804: column "i" is of type integer but expression is of type date
--| HINT: You will need to rewrite or cast the expression.
--| POSITION: 27
INSERT INTO c (i) VALUES (3000000000);
--| ERROR 22003: integer out of range
INSERT INTO c (s) VALUES (12345);
--| ERROR 22001: value too long for type character varying(3)
SELECT * FROM c ORDER BY i;
--| i int4 | s varchar(3) | n numeric(4,1) | b bool | d date
--| 2 | 12 | 3.1 | t | 2024-01-01
--| 7 | abc | 2.0 | t | 2024-05-06
SELECT to_number('1,234.5-', '9G999D9S') AS a, to_date('2024 060', 'YYYY DDD') AS b, to_char(1234.5, 'FM9,999.00') AS c, to_char(-5, '00') AS d;
--| a numeric | b date | c text | d text
--| -1234.5 | 2024-02-29 | 1,234.50 | -05
SELECT 'public'::regnamespace AS a, 'c'::regclass AS b, 'int4'::regtype AS c;
--| a oid=4089 | b regclass | c regtype
--| public | c | integer
SELECT 'nowhere'::regclass;
--| ERROR 42P01: relation "nowhere" does not exist
--| POSITION: 8
SELECT '1'::nosuchtype;
--| ERROR 42704: type "nosuchtype" does not exist
--| POSITION: 13
