-- CREATE TABLE AS with every clause: persistence, column names, storage, what happens at commit, without data.

CREATE TEMPORARY TABLE a1 AS SELECT 1 AS x;
--| SELECT 1
CREATE LOCAL TEMP TABLE a2 (y) ON COMMIT PRESERVE ROWS AS SELECT 1 AS x;
--| SELECT 1
CREATE UNLOGGED TABLE a3 USING heap WITH (fillfactor = 50) TABLESPACE pg_default AS VALUES (1, 'a'), (2, 'b');
--| SELECT 2
CREATE TABLE a4 WITHOUT OIDS AS SELECT 1 AS x WITH NO DATA;
--| CREATE TABLE AS
CREATE TABLE IF NOT EXISTS a4 AS SELECT 2;
--| NOTICE 42P07: relation "a4" already exists, skipping
--| CREATE TABLE AS
CREATE TABLE a4 AS SELECT 2;
--| ERROR 42P07: relation "a4" already exists
CREATE TABLE a5 AS SELECT 1 AS x, 2 AS x;
--| ERROR 42701: column "x" specified more than once
CREATE TABLE a5 (a, b) AS SELECT 1;
--| ERROR 42601: too many column names were specified
CREATE TABLE a5 (a, a) AS SELECT 1, 2;
--| ERROR 42701: column "a" specified more than once
CREATE TABLE a5 AS SELECT 1, 'unknown', NULL;
--| ERROR 42701: column "?column?" specified more than once
SELECT attname, format_type(atttypid, -1) FROM pg_attribute WHERE attrelid = 'a5'::regclass AND attnum > 0;
--| ERROR 42P01: relation "a5" does not exist
--| POSITION: 78
CREATE TABLE a6 AS TABLE a3 WITH DATA;
--| SELECT 2
CREATE TABLE a7 AS (SELECT 1 AS x UNION ALL SELECT 2) WITH DATA;
--| SELECT 2
BEGIN;
--| BEGIN
CREATE TEMP TABLE a8 ON COMMIT DROP AS SELECT 1;
--| SELECT 1
CREATE TEMP TABLE a9 ON COMMIT DELETE ROWS AS SELECT 1;
--| SELECT 1
TABLE a9;
--| ?column? int4
--| 1
COMMIT;
--| COMMIT
TABLE a8;
--| ERROR 42P01: relation "a8" does not exist
--| POSITION: 7
TABLE a9;
--| ?column? int4
--| (0 rows)
CREATE TABLE a10 ON COMMIT DROP AS SELECT 1;
--| ERROR 42P16: ON COMMIT can only be used on temporary tables
TABLE a1;
--| x int4
--| 1
TABLE a2;
--| y int4
--| 1
TABLE a3;
--| column1 int4 | column2 text
--| 1 | a
--| 2 | b
TABLE a4;
--| x int4
--| (0 rows)
TABLE a7;
--| x int4
--| 1
--| 2
