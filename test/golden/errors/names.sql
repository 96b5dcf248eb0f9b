-- Names and parameters that can be taken in two ways, or stand for the wrong thing.

CREATE SCHEMA s1;
--| CREATE SCHEMA
CREATE SCHEMA s2;
--| CREATE SCHEMA
CREATE TABLE s1.t (a int);
--| CREATE TABLE
CREATE TABLE s2.t (a int);
--| CREATE TABLE
SELECT t.a FROM s1.t, s2.t;
--| ERROR 42P09: table reference "t" is ambiguous
--| POSITION: 8
SELECT a FROM s1.t, s2.t;
--| ERROR 42702: column reference "a" is ambiguous
--| POSITION: 8
SELECT s1.t.a FROM s1.t, s2.t;
--| a int4
--| (0 rows)
SELECT 1 FROM s1.t, s1.t;
--| ERROR 42712: table name "t" specified more than once
SELECT 1 FROM s1.t x, s2.t x;
--| ERROR 42712: table name "x" specified more than once
--! bind ["1"]
SELECT $1::int, $1::text;
--| int4 int4 | text text
--| 1 | 1
--! bind ["1"]
SELECT $1 + 1, $1 || 'x';
--| ?column? int4 | ?column? text
--| 2 | 1x
--! bind ["1"]
SELECT $1;
--| ?column? text
--| 1
--! bind ["1", "2"]
SELECT $2::int;
--| ERROR 42P18: could not determine data type of parameter $1
PREPARE p1 AS SELECT $1 = 1, $1 = 'x'::text;
--| ERROR 42883: operator does not exist: integer = text
--| HINT: No operator matches the given name and argument types. You might need to add explicit type casts.
--| POSITION: 33
PREPARE p2 AS SELECT $2::int;
--| ERROR 42P18: could not determine data type of parameter $1
PREPARE p3 AS SELECT $1 IS NULL;
--| ERROR 42P18: could not determine data type of parameter $1
--! simple-only the extended protocol gives the parameter a value or misses it in Bind
SELECT $1;
--| ERROR 42P02: there is no parameter $1
--| POSITION: 8
SELECT count(*) FROM s1.t ORDER BY a;
--| ERROR 42803: column "t.a" must appear in the GROUP BY clause or be used in an aggregate function
--| POSITION: 36
SELECT a, count(*) FROM s1.t;
--| ERROR 42803: column "t.a" must appear in the GROUP BY clause or be used in an aggregate function
--| POSITION: 8
SELECT a FROM s1.t WHERE count(*) > 1;
--| ERROR 42803: aggregate functions are not allowed in WHERE
--| POSITION: 26
SELECT count(count(*)) FROM s1.t;
--| ERROR 42803: aggregate function calls cannot be nested
--| POSITION: 14
SELECT a FROM s1.t HAVING true;
--| ERROR 42803: column "t.a" must appear in the GROUP BY clause or be used in an aggregate function
--| POSITION: 8
SELECT sum(a) OVER (ORDER BY sum(a) OVER ()) FROM s1.t;
--| ERROR 42P20: window functions are not allowed in window definitions
--| POSITION: 30
SELECT 1 FROM s1.t WHERE rank() OVER () = 1;
--| ERROR 42P20: window functions are not allowed in WHERE
--| POSITION: 26
SELECT nosuch(1);
--| ERROR 42883: function nosuch(integer) does not exist
--| HINT: No function matches the given name and argument types. You might need to add explicit type casts.
--| POSITION: 8
SELECT abs('x', 'y');
--| ERROR 42883: function abs(unknown, unknown) does not exist
--| HINT: No function matches the given name and argument types. You might need to add explicit type casts.
--| POSITION: 8
SELECT abs(DISTINCT 1);
--| ERROR 42809: DISTINCT specified, but abs is not an aggregate function
--| POSITION: 8
SELECT abs(VARIADIC 1);
--| abs int4
--| 1
SELECT round(1, digits => 2);
--| ERROR 42883: function round(integer, digits => integer) does not exist
--| HINT: No function matches the given name and argument types. You might need to add explicit type casts.
--| POSITION: 8
SELECT make_interval(days => 1, days => 2);
--| ERROR 42601: argument name "days" used more than once
--| POSITION: 33
SELECT make_interval(days => 1, 2);
--| ERROR 42601: positional argument cannot follow named argument
--| POSITION: 33
SELECT max(a ORDER BY a, DISTINCT a) FROM s1.t;
--| ERROR 42601: syntax error at or near "DISTINCT"
--| POSITION: 26
SELECT 1 + 'x'::text;
--| ERROR 42883: operator does not exist: integer + text
--| HINT: No operator matches the given name and argument types. You might need to add explicit type casts.
--| POSITION: 10
SELECT 'a' + 'b';
--| ERROR 42725: operator is not unique: unknown + unknown
--| HINT: Could not choose a best candidate operator. You might need to add explicit type casts.
--| POSITION: 12
SELECT ARRAY[1, 'x'];
--| ERROR 22P02: invalid input syntax for type integer: "x"
--| POSITION: 17
SELECT ARRAY[1, true];
--| ERROR 42804: ARRAY types integer and boolean cannot be matched
--| POSITION: 17
SELECT CASE WHEN true THEN 1 ELSE 'x' END;
--| ERROR 22P02: invalid input syntax for type integer: "x"
--| POSITION: 35
SELECT COALESCE(1, 'x');
--| ERROR 22P02: invalid input syntax for type integer: "x"
--| POSITION: 20
SELECT 1 UNION SELECT 'x';
--| ERROR 22P02: invalid input syntax for type integer: "x"
--| POSITION: 23
SELECT 1 UNION SELECT true;
--| ERROR 42804: UNION types integer and boolean cannot be matched
--| POSITION: 23
SELECT 1 UNION SELECT 1, 2;
--| ERROR 42601: each UNION query must have the same number of columns
--| POSITION: 23
SELECT (SELECT 1, 2);
--| ERROR 42601: subquery must return only one column
--| POSITION: 8
SELECT (SELECT 1 UNION SELECT 2);
--| ERROR 21000: more than one row returned by a subquery used as an expression
SELECT ROW(1, 2) = ROW(1);
--| ERROR 42601: unequal number of entries in row expressions
--| POSITION: 18
SELECT ROW(1) = 1;
--| ERROR 42883: operator does not exist: record = integer
--| HINT: No operator matches the given name and argument types. You might need to add explicit type casts.
--| POSITION: 15
SELECT 1 IN (SELECT 1, 2);
--| ERROR 42601: subquery has too many columns
--| POSITION: 10
SELECT (1).a;
--| ERROR 42809: column notation .a applied to type integer, which is not a composite type
--| POSITION: 9
SELECT ('x').a;
--| ERROR 42809: column notation .a applied to type unknown, which is not a composite type
--| POSITION: 9
SELECT (ROW(1)).nosuch;
--| ERROR 42703: could not identify column "nosuch" in record data type
--| POSITION: 9
SELECT a.b.c.d.e FROM s1.t;
--| ERROR 42601: improper qualified name (too many dotted names): a.b.c.d.e
--| POSITION: 8
SELECT t.nosuch FROM s1.t;
--| ERROR 42703: column t.nosuch does not exist
--| POSITION: 8
SELECT nosuch.a FROM s1.t;
--| ERROR 42P01: missing FROM-clause entry for table "nosuch"
--| POSITION: 8
SELECT aa FROM s1.t;
--| ERROR 42703: column "aa" does not exist
--| HINT: Perhaps you meant to reference the column "t.a".
--| POSITION: 8
SELECT 'a'::int;
--| ERROR 22P02: invalid input syntax for type integer: "a"
--| POSITION: 8
SELECT 1::point;
--| ERROR 42846: cannot cast type integer to point
--| POSITION: 9
SELECT true::date;
--| ERROR 42846: cannot cast type boolean to date
--| POSITION: 12
SELECT '{1,2'::int[];
--| ERROR 22P02: malformed array literal: "{1,2"
--| DETAIL: Unexpected end of input.
--| POSITION: 8
SELECT B'102';
--| ERROR 22P02: "2" is not a valid binary digit
--| POSITION: 8
SELECT X'1G';
--| ERROR 22P02: "G" is not a valid hexadecimal digit
--| POSITION: 8
SELECT E'\xZZ', E'\u00';
--| ERROR 22025: invalid Unicode escape
--| HINT: Unicode escapes must be \uXXXX or \UXXXXXXXX.
--| POSITION: 19
SELECT U&'\00zz';
--| ERROR 42601: invalid Unicode escape
--| HINT: Unicode escapes must be \XXXX or \+XXXXXX.
--| POSITION: 11
SELECT U&'\d800';
--| ERROR 42601: invalid Unicode surrogate pair
--| POSITION: 16
