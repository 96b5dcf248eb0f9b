-- Options and names that statements check though they change little.

CREATE TABLE t (a int, b text);
--| CREATE TABLE

CREATE INDEX i ON t (b, (a + 1)) WITH (fillfactor = 60, deduplicate_items = off);
--| CREATE INDEX

SELECT pg_get_indexdef('i'::regclass);
--| pg_get_indexdef text
--| CREATE INDEX i ON public.t USING btree (b, ((a + 1))) WITH (fillfactor='60', deduplicate_items=off)

ALTER INDEX i ALTER COLUMN 1 SET STATISTICS 5;
--| ERROR 0A000: cannot alter statistics on non-expression column "b" of index "i"
--| HINT: Alter statistics on table column instead.

ALTER INDEX i ALTER COLUMN 2 SET STATISTICS 5;
--| ALTER INDEX

CREATE VIEW w WITH (check_option = local) AS SELECT * FROM t;
--| CREATE VIEW

CREATE VIEW v AS SELECT a, b FROM t;
--| CREATE VIEW

ALTER VIEW v SET (check_option = cascaded);
--| ALTER VIEW

ALTER VIEW v SET (check_option = nope);
--| ERROR 22023: invalid value for enum option "check_option": nope
--| DETAIL: Valid values are "local" and "cascaded".

ALTER VIEW v ALTER a SET DEFAULT 5;
--| ALTER VIEW

VACUUM (INDEX_CLEANUP nope) t;
--| ERROR 42601: index_cleanup requires a Boolean value

VACUUM (INDEX_CLEANUP auto, PARALLEL 2) t;
--| VACUUM

VACUUM (PARALLEL -1) t;
--| ERROR 42601: parallel workers for vacuum must be between 0 and 1024
--| POSITION: 9

VACUUM (PARALLEL) t;
--| ERROR 42601: parallel option requires a value between 0 and 1024
--| POSITION: 9

VACUUM (PARALLEL x) t;
--| ERROR 42601: parallel requires an integer value

VACUUM (TRUNCATE nope) t;
--| ERROR 42601: truncate requires a Boolean value

EXPLAIN (FORMAT nope) SELECT 1;
--| ERROR 22023: unrecognized value for EXPLAIN option "format": "nope"
--| POSITION: 10

ALTER DATABASE nope OWNER TO CURRENT_USER;
--| ERROR 3D000: database "nope" does not exist

COMMENT ON DATABASE nope IS 'x';
--| WARNING 3D000: database "nope" does not exist
--| COMMENT

ALTER ROLE pg_monitor LOGIN;
--| ERROR 42939: role name "pg_monitor" is reserved
--| DETAIL: Cannot alter reserved roles.

ALTER GROUP pg_monitor ADD USER postgres;
--| ERROR 42939: role name "pg_monitor" is reserved
--| DETAIL: Cannot alter reserved roles.

DROP FUNCTION IF EXISTS nope;
--| NOTICE 00000: function nope() does not exist, skipping
--| DROP FUNCTION

DROP PROCEDURE IF EXISTS nope;
--| NOTICE 00000: procedure nope() does not exist, skipping
--| DROP PROCEDURE

DROP ROUTINE IF EXISTS nope;
--| NOTICE 00000: routine nope() does not exist, skipping
--| DROP ROUTINE

DROP FUNCTION nope;
--| ERROR 42883: could not find a function named "nope"
