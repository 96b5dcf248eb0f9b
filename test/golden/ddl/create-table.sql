-- CREATE TABLE and DROP TABLE: every column option, IF EXISTS, name clashes, CREATE TABLE AS.
CREATE TABLE t (a int PRIMARY KEY, b text DEFAULT 'x' || 'y', c timestamptz DEFAULT now(), d numeric(5, 2) NOT NULL DEFAULT 1.5);
--| CREATE TABLE
INSERT INTO t (a) VALUES (1);
--| INSERT 0 1
SELECT a, b, c = now() OR c < now() AS c, d FROM t;
--| a int4 | b text | c bool | d numeric(5,2)
--| 1 | xy | t | 1.50
CREATE TABLE t (x int);
--| ERROR 42P07: relation "t" already exists
CREATE TABLE IF NOT EXISTS t (x int);
--| NOTICE 42P07: relation "t" already exists, skipping
--| CREATE TABLE
CREATE TABLE bad (a int, a text);
--| ERROR 42701: column "a" specified more than once
CREATE TABLE bad (a nosuchtype);
--| ERROR 42704: type "nosuchtype" does not exist
--| POSITION: 21
CREATE TABLE bad (a int DEFAULT 'x');
--| ERROR 22P02: invalid input syntax for type integer: "x"
--| POSITION: 33
CREATE TABLE bad (a int DEFAULT nosuch);
--| ERROR 0A000: cannot use column reference in DEFAULT expression
--| POSITION: 33
CREATE TABLE bad (a varchar(0));
--| ERROR 22023: length for type varchar must be at least 1
--| POSITION: 21
CREATE TABLE bad (a numeric(2000));
--| ERROR 22023: NUMERIC precision 2000 must be between 1 and 1000
--| POSITION: 21
CREATE TABLE nosuch.bad (a int);
--| ERROR 3F000: schema "nosuch" does not exist
--| POSITION: 14
CREATE TABLE bad (oid int, xmin int);
--| ERROR 42701: column name "xmin" conflicts with a system column name
DROP TABLE nosuch;
--| ERROR 42P01: table "nosuch" does not exist
DROP TABLE IF EXISTS nosuch;
--| NOTICE 00000: table "nosuch" does not exist, skipping
--| DROP TABLE
DROP TABLE t, nosuch;
--| ERROR 42P01: table "nosuch" does not exist
SELECT count(*) FROM t;
--| count int8
--| 1
CREATE TABLE copy AS SELECT a, b, d * 2 AS twice FROM t;
--| SELECT 1
SELECT * FROM copy;
--| a int4 | b text | twice numeric
--| 1 | xy | 3.00
CREATE TABLE empty AS SELECT * FROM t WITH NO DATA;
--| CREATE TABLE AS
SELECT count(*) FROM empty;
--| count int8
--| 0
CREATE TABLE named (x, y) AS VALUES (1, 'a'), (2, 'b');
--| SELECT 2
SELECT * FROM named ORDER BY x;
--| x int4 | y text
--| 1 | a
--| 2 | b
SELECT a INTO made FROM t;
--| SELECT 1
SELECT * FROM made;
--| a int4
--| 1
CREATE TABLE like_t (LIKE t INCLUDING ALL);
--| CREATE TABLE
INSERT INTO like_t (a) VALUES (5) RETURNING a, b, d;
--| a int4 | b text | d numeric(5,2)
--| 5 | xy | 1.50
--| INSERT 0 1
INSERT INTO like_t (a) VALUES (5);
--| ERROR 23505: duplicate key value violates unique constraint "like_t_pkey"
--| DETAIL: Key (a)=(5) already exists.
--| FIELDS: schema public, table like_t, constraint like_t_pkey
CREATE TEMP TABLE tmp (a int);
--| CREATE TABLE
INSERT INTO tmp VALUES (1);
--| INSERT 0 1
SELECT * FROM tmp;
--| a int4
--| 1
DROP TABLE tmp;
--| DROP TABLE
CREATE TABLE zero ();
--| CREATE TABLE
SELECT * FROM zero;
--| (no columns)
--| (0 rows)
DROP TABLE copy, empty, named;
--| DROP TABLE
SELECT * FROM copy;
--| ERROR 42P01: relation "copy" does not exist
--| POSITION: 15
CREATE SCHEMA s;
--| CREATE SCHEMA
CREATE TABLE s.t (z int);
--| CREATE TABLE
SELECT * FROM s.t;
--| z int4
--| (0 rows)
SELECT relname, relkind FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace WHERE nspname = 's';
--| relname name | relkind "char"
--| t | r
DROP SCHEMA s;
--| ERROR 2BP01: cannot drop schema s because other objects depend on it
--| DETAIL: table s.t depends on schema s
--| HINT: Use DROP ... CASCADE to drop the dependent objects too.
DROP SCHEMA s CASCADE;
--| NOTICE 00000: drop cascades to table s.t
--| DROP SCHEMA
