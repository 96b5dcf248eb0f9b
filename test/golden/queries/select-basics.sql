-- SELECT without surprises: names of columns, stars, aliases, unknown names, syntax errors with their place.
SELECT 1, 'a', NULL, true, 1 + 1, upper('x'), CASE WHEN true THEN 1 END, 1::int8, coalesce(NULL, 1), ARRAY[1], (SELECT 1), EXISTS (SELECT 1), current_schema;
--| ?column? int4 | ?column? text | ?column? text | ?column? bool | ?column? int4 | upper text | case int4 | int8 int8 | coalesce int4 | array int4[] | ?column? int4 | exists bool | current_schema name
--| 1 | a | NULL | t | 2 | X | 1 | 1 | 1 | {1} | 1 | t | public
CREATE TABLE t (a int, b text, "C" numeric);
--| CREATE TABLE
INSERT INTO t VALUES (1, 'one', 1.5), (2, 'two', 2.5);
--| INSERT 0 2
SELECT * FROM t ORDER BY a;
--| a int4 | b text | C numeric
--| 1 | one | 1.5
--| 2 | two | 2.5
SELECT t.*, t.a AS again FROM t ORDER BY a;
--| a int4 | b text | C numeric | again int4
--| 1 | one | 1.5 | 1
--| 2 | two | 2.5 | 2
SELECT a x, b AS "X", "C" FROM t ORDER BY x;
--| x int4 | X text | C numeric
--| 1 | one | 1.5
--| 2 | two | 2.5
SELECT C FROM t;
--| ERROR 42703: column "c" does not exist
--| POSITION: 8
SELECT T.A FROM T ORDER BY A;
--| a int4
--| 1
--| 2
SELECT nosuch FROM t;
--| ERROR 42703: column "nosuch" does not exist
--| POSITION: 8
SELECT t.nosuch FROM t;
--| ERROR 42703: column t.nosuch does not exist
--| POSITION: 8
SELECT x.a FROM t;
--| ERROR 42P01: missing FROM-clause entry for table "x"
--| POSITION: 8
SELECT * FROM nosuch;
--| ERROR 42P01: relation "nosuch" does not exist
--| POSITION: 15
SELECT * FROM nosuch.t;
--| ERROR 42P01: relation "nosuch.t" does not exist
--| POSITION: 15
SELECT a FROM public.t WHERE a = 1;
--| a int4
--| 1
SELECT t FROM t ORDER BY a;
--| t user-type
--| (1,one,1.5)
--| (2,two,2.5)
SELECT (t).a, (t.*) IS NOT NULL AS n FROM t ORDER BY 1;
--| a int4 | n bool
--| 1 | t
--| 2 | t
SELECT FROM t;
--| (no columns)
--|
--|
SELECT;
--| (no columns)
--|
SELEC 1;
--| ERROR 42601: syntax error at or near "SELEC"
--| POSITION: 1
SELECT 1 FROM;
--| ERROR 42601: syntax error at or near ";"
--| POSITION: 14
SELECT * FROM t WHERE;
--| ERROR 42601: syntax error at or near ";"
--| POSITION: 22
SELECT (1;
--| ERROR 42601: syntax error at or near ";"
--| POSITION: 10
SELECT 1 +;
--| ERROR 42601: syntax error at or near ";"
--| POSITION: 11
SELECT 'unterminated;
';
--| ?column? text
--| "unterminated;\n"
SELECT "unterminated FROM t;
";
--| ERROR 42703: column "unterminated FROM t;\n" does not exist
--| POSITION: 8
SELECT 1 AS select;
--| select int4
--| 1
SELECT 1 select;
--| select int4
--| 1
SELECT a FROM t WHERE a = 1 AND b = 'one' OR a = 2 ORDER BY a;
--| a int4
--| 1
--| 2
SELECT /* a /* nested */ comment */ 1 AS x -- and another
;
--| x int4
--| 1
SELECT 1 AS "select", 2 AS from_, 3 value, 4 AS order_;
--| select int4 | from_ int4 | value int4 | order_ int4
--| 1 | 2 | 3 | 4
SELECT a FROM t t1 WHERE t.a = 1;
--| ERROR 42P01: invalid reference to FROM-clause entry for table "t"
--| HINT: Perhaps you meant to reference the table alias "t1".
--| POSITION: 26
SELECT count(*), count(a), count(DISTINCT b) FROM t;
--| count int8 | count int8 | count int8
--| 2 | 2 | 2
--! simple-only several statements in one message
SELECT 1; SELECT 2; SELECT 'three';
--| ?column? int4
--| 1
--| ?column? int4
--| 2
--| ?column? text
--| three
--! simple-only several statements in one message
SELECT 1; SELECT 1 / 0; SELECT 3;
--| ?column? int4
--| 1
--| ERROR 22012: division by zero
;
