-- Names that mean something to JavaScript or to SQL are names like any other.
CREATE TABLE "__proto__" ("constructor" int, "__proto__" text, "toString" text DEFAULT 'd', "hasOwnProperty" int);
--| CREATE TABLE
INSERT INTO "__proto__" VALUES (1, 'p', 's', 2), (2, 'q', DEFAULT, NULL);
--| INSERT 0 2
SELECT * FROM "__proto__" ORDER BY "constructor";
--| constructor int4 | __proto__ text | toString text | hasOwnProperty int4
--| 1 | p | s | 2
--| 2 | q | d | NULL
SELECT "__proto__"."__proto__", "__proto__"."constructor" AS "__defineGetter__" FROM "__proto__" ORDER BY 2;
--| __proto__ text | __defineGetter__ int4
--| p | 1
--| q | 2
UPDATE "__proto__" SET "__proto__" = 'changed' WHERE "constructor" = 1 RETURNING "__proto__", "toString";
--| __proto__ text | toString text
--| changed | s
--| UPDATE 1
SELECT "prototype" FROM "__proto__";
--| ERROR 42703: column "prototype" does not exist
--| POSITION: 8
CREATE TABLE "constructor" (length int PRIMARY KEY, name text, value text, type text);
--| CREATE TABLE
INSERT INTO "constructor" VALUES (1, 'n', 'v', 't');
--| INSERT 0 1
SELECT length, name, value, type FROM constructor WHERE length = 1;
--| length int4 | name text | value text | type text
--| 1 | n | v | t
CREATE TABLE "say ""hi""" ("a""b" int, "it's" text, "new
line" int, "per%cent $1 ; --" int);
--| CREATE TABLE
INSERT INTO "say ""hi""" VALUES (1, 'x', 2, 3);
--| INSERT 0 1
SELECT * FROM "say ""hi""";
--| a"b int4 | it's text | new\nline int4 | per%cent $1 ; -- int4
--| 1 | x | 2 | 3
SELECT "a""b", "it's" FROM "say ""hi""" WHERE "a""b" = 1;
--| a"b int4 | it's text
--| 1 | x
CREATE TABLE "😀" ("🔑" int PRIMARY KEY, "größe" text, "" int);
--| ERROR 42601: zero-length delimited identifier at or near """"
--| POSITION: 54
CREATE TABLE "😀" ("🔑" int PRIMARY KEY, "größe" text);
--| CREATE TABLE
INSERT INTO "😀" VALUES (1, 'riesig');
--| INSERT 0 1
INSERT INTO "😀" VALUES (1, 'winzig');
--| ERROR 23505: duplicate key value violates unique constraint "😀_pkey"
--| DETAIL: Key ("🔑")=(1) already exists.
--| FIELDS: schema public, table 😀, constraint 😀_pkey
SELECT "größe", "🔑" FROM "😀";
--| größe text | 🔑 int4
--| riesig | 1
SELECT "größer" FROM "😀";
--| ERROR 42703: column "größer" does not exist
--| HINT: Perhaps you meant to reference the column "😀.größe".
--| POSITION: 8
WITH "__proto__" AS (SELECT 1 AS "constructor") SELECT * FROM "__proto__", "__proto__" "valueOf";
--| constructor int4 | constructor int4
--| 1 | 1
SELECT x."hasOwnProperty" FROM (VALUES (5)) x("hasOwnProperty");
--| hasOwnProperty int4
--| 5
CREATE TABLE log (name text, "order" int, "table" int, "select" int, action text, temp int, year int);
--| CREATE TABLE
INSERT INTO log (name, "order", "table", "select", action, temp, year) VALUES ('n', 1, 2, 3, 'a', 4, 5);
--| INSERT 0 1
SELECT name, "order", "table", "select", action, temp, year FROM log GROUP BY 1, 2, 3, 4, 5, 6, 7;
--| name text | order int4 | table int4 | select int4 | action text | temp int4 | year int4
--| n | 1 | 2 | 3 | a | 4 | 5
CREATE TABLE select (a int);
--| ERROR 42601: syntax error at or near "select"
--| POSITION: 14
CREATE TABLE t (order int);
--| ERROR 42601: syntax error at or near "order"
--| POSITION: 17
SELECT 1 AS a_name_that_is_longer_than_sixty_three_bytes_and_so_is_cut_short_here;
--| NOTICE 42622: identifier "a_name_that_is_longer_than_sixty_three_bytes_and_so_is_cut_short_here" will be truncated to "a_name_that_is_longer_than_sixty_three_bytes_and_so_is_cut_shor"
--| a_name_that_is_longer_than_sixty_three_bytes_and_so_is_cut_shor int4
--| 1
CREATE TABLE MixedCase (Camel int);
--| CREATE TABLE
SELECT camel FROM MIXEDCASE;
--| camel int4
--| (0 rows)
SELECT "Camel" FROM mixedcase;
--| ERROR 42703: column "Camel" does not exist
--| HINT: Perhaps you meant to reference the column "mixedcase.camel".
--| POSITION: 8
SELECT U&"d\0061ta" FROM (SELECT 1 AS data) s;
--| data int4
--| 1
DROP TABLE "__proto__", "constructor", "say ""hi""", "😀";
--| DROP TABLE
SELECT * FROM "__proto__";
--| ERROR 42P01: relation "__proto__" does not exist
--| POSITION: 15
