-- Names with a schema and a database before them, and other spellings that few use.

CREATE TABLE qn (a int, b varchar(3));
--| CREATE TABLE
SELECT * FROM nosuch.public.qn;
--| ERROR 0A000: cross-database references are not implemented: "nosuch.public.qn"
--| POSITION: 15
SELECT nosuch.pg_catalog.abs(1);
--| ERROR 0A000: cross-database references are not implemented: nosuch.pg_catalog.abs
--| POSITION: 8
SELECT 'abcdef'::pg_catalog.varchar(3), 'abc'::pg_catalog.bpchar(2), 'abc'::bpchar(2);
--| varchar varchar(3) | bpchar bpchar(2) | bpchar bpchar(2)
--| abc | ab | ab
SELECT '{1}'::SETOF int ARRAY;
--| int4 int4[]
--| {1}
SELECT '{1}'::SETOF int ARRAY[3];
--| int4 int4[]
--| {1}
SELECT '{1}'::SETOF int[];
--| int4 int4[]
--| {1}
SET seq_page_cost = +2.5;
--| SET
SHOW seq_page_cost;
--| seq_page_cost text
--| 2.5
--| SHOW
SET seq_page_cost TO -1;
--| ERROR 22023: -1 is outside the valid range for parameter "seq_page_cost" (0 .. 1.79769e+308)
RESET seq_page_cost;
--| RESET
CREATE TABLE qn2 (a int DEFAULT -5 + 2);
--| CREATE TABLE
CREATE TABLE qn3 (b bool DEFAULT 1 < 2);
--| CREATE TABLE
CREATE TABLE qn4 (a int, UNIQUE NULLS DISTINCT (a));
--| CREATE TABLE
CREATE TABLE qn5 (a int) WITH (toast.autovacuum_enabled);
--| CREATE TABLE
ALTER VIEW IF EXISTS nosuch RENAME COLUMN a TO b;
--| NOTICE 00000: relation "nosuch" does not exist, skipping
--| ALTER VIEW
ALTER VIEW IF EXISTS nosuch RENAME a TO b;
--| NOTICE 00000: relation "nosuch" does not exist, skipping
--| ALTER VIEW
ALTER MATERIALIZED VIEW IF EXISTS nosuch RENAME COLUMN a TO b;
--| NOTICE 00000: relation "nosuch" does not exist, skipping
--| ALTER MATERIALIZED VIEW
ALTER TABLE IF EXISTS nosuch RENAME TO x;
--| NOTICE 00000: relation "nosuch" does not exist, skipping
--| ALTER TABLE
ALTER TABLE IF EXISTS nosuch RENAME a TO b;
--| NOTICE 00000: relation "nosuch" does not exist, skipping
--| ALTER TABLE
ALTER SEQUENCE IF EXISTS nosuch OWNER TO CURRENT_USER;
--| NOTICE 00000: relation "nosuch" does not exist, skipping
--| ALTER SEQUENCE
ALTER VIEW IF EXISTS nosuch ALTER a SET DEFAULT 1;
--| NOTICE 00000: relation "nosuch" does not exist, skipping
--| ALTER VIEW
ALTER MATERIALIZED VIEW nosuch SET (fillfactor = 50);
--| ERROR 42P01: relation "nosuch" does not exist
ALTER MATERIALIZED VIEW IF EXISTS nosuch CLUSTER ON x;
--| NOTICE 00000: relation "nosuch" does not exist, skipping
--| ALTER MATERIALIZED VIEW
ALTER INDEX nosuch SET (fillfactor = 50);
--| ERROR 42P01: relation "nosuch" does not exist
ALTER SEQUENCE nosuch OWNER TO CURRENT_USER;
--| ERROR 42P01: relation "nosuch" does not exist
SELECT EXTRACT();
--| ERROR 42601: syntax error at or near ")"
--| POSITION: 16
SELECT POSITION();
--| ERROR 42601: syntax error at or near ")"
--| POSITION: 17
--! bind ["1"]
SELECT ($1, $1) = (1, 'a'::text);
--| ERROR 42P08: inconsistent types deduced for parameter $1
--| DETAIL: integer versus text
--| POSITION: 13
SELECT interval '2147483648 days';
--| ERROR 22015: interval field value out of range: "2147483648 days"
--| POSITION: 17
SELECT interval '100000000000 seconds';
--| interval interval
--| 27777777:46:40
SELECT repeat('[', 200000)::json;
--| ERROR 54001: stack depth limit exceeded
--| HINT: Increase the configuration parameter "max_stack_depth" (currently 2048kB), after ensuring the platform's stack depth limit is adequate.
SELECT int8dec_any(5, 1);
--| int8dec_any int8
--| 4
