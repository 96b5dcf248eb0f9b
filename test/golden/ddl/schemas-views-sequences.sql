-- Schemas with their elements, views with every clause, sequences with every option; objects moved and renamed.

CREATE SCHEMA IF NOT EXISTS sc;
--| CREATE SCHEMA
CREATE SCHEMA IF NOT EXISTS sc;
--| NOTICE 42P06: schema "sc" already exists, skipping
--| CREATE SCHEMA
CREATE SCHEMA sc;
--| ERROR 42P06: schema "sc" already exists
CREATE ROLE sc_owner;
--| CREATE ROLE
CREATE SCHEMA owned AUTHORIZATION sc_owner;
--| CREATE SCHEMA
CREATE SCHEMA AUTHORIZATION sc_owner CREATE TABLE t (a int) CREATE INDEX ti ON t (a) CREATE SEQUENCE s CREATE VIEW v AS SELECT a FROM t GRANT SELECT ON t TO PUBLIC;
--| CREATE SCHEMA
CREATE SCHEMA IF NOT EXISTS AUTHORIZATION sc_owner;
--| NOTICE 42P06: schema "sc_owner" already exists, skipping
--| CREATE SCHEMA
CREATE SCHEMA wrong CREATE TABLE other.t (a int);
--| ERROR 42P15: CREATE specifies a schema (other) different from the one being created (wrong)
CREATE SCHEMA pg_mine;
--| ERROR 42939: unacceptable schema name "pg_mine"
--| DETAIL: The prefix "pg_" is reserved for system schemas.
SELECT nspname, pg_get_userbyid(nspowner) FROM pg_namespace WHERE nspname IN ('sc', 'owned', 'sc_owner') ORDER BY 1;
--| nspname name | pg_get_userbyid name
--| owned | sc_owner
--| sc | postgres
--| sc_owner | sc_owner
SELECT relname, relkind FROM pg_class WHERE relnamespace = 'sc_owner'::regnamespace ORDER BY 1;
--| relname name | relkind "char"
--| s | S
--| t | r
--| ti | i
--| v | v
DROP SCHEMA sc_owner;
--| ERROR 2BP01: cannot drop schema sc_owner because other objects depend on it
--| DETAIL: sequence sc_owner.s depends on schema sc_owner\ntable sc_owner.t depends on schema sc_owner\nview sc_owner.v depends on schema sc_owner
--| HINT: Use DROP ... CASCADE to drop the dependent objects too.
DROP SCHEMA IF EXISTS sc_owner, nosuch CASCADE;
--| NOTICE 00000: schema "nosuch" does not exist, skipping
--| NOTICE 00000: drop cascades to 3 other objects
--| DETAIL: drop cascades to sequence sc_owner.s\ndrop cascades to table sc_owner.t\ndrop cascades to view sc_owner.v
--| DROP SCHEMA
ALTER SCHEMA owned RENAME TO owned2;
--| ALTER SCHEMA
ALTER SCHEMA owned2 OWNER TO CURRENT_USER;
--| ALTER SCHEMA
COMMENT ON SCHEMA owned2 IS 'a schema';
--| COMMENT
DROP SCHEMA owned2 RESTRICT;
--| DROP SCHEMA
DROP ROLE sc_owner;
--| DROP ROLE
CREATE TABLE bt (a int PRIMARY KEY, b text);
--| CREATE TABLE
CREATE TEMP VIEW tv AS SELECT 1 AS x;
--| CREATE VIEW
CREATE OR REPLACE TEMPORARY VIEW tv AS SELECT 2 AS x;
--| CREATE VIEW
CREATE VIEW v1 (x, y) AS SELECT a, b FROM bt WHERE a > 0;
--| CREATE VIEW
CREATE VIEW vb WITH (security_barrier = true) AS SELECT a FROM bt;
--| CREATE VIEW
CREATE VIEW vl WITH (check_option = local) AS SELECT * FROM v1 WHERE x < 10;
--| CREATE VIEW
CREATE VIEW vc AS SELECT * FROM v1 WHERE x < 10 WITH CHECK OPTION;
--| CREATE VIEW
CREATE VIEW vd AS SELECT * FROM v1 WHERE x < 10 WITH LOCAL CHECK OPTION;
--| CREATE VIEW
CREATE VIEW ve AS SELECT * FROM v1 WHERE x < 10 WITH CASCADED CHECK OPTION;
--| CREATE VIEW
CREATE VIEW v2 AS SELECT * FROM v1 WHERE x < 10;
--| CREATE VIEW
CREATE VIEW v4 AS SELECT * FROM v1;
--| CREATE VIEW
INSERT INTO v4 VALUES (5, 'ok');
--| INSERT 0 1
CREATE RECURSIVE VIEW rv (n) AS VALUES (1) UNION ALL SELECT n + 1 FROM rv WHERE n < 3;
--| CREATE VIEW
CREATE OR REPLACE RECURSIVE VIEW rv (n) AS VALUES (1) UNION ALL SELECT n + 1 FROM rv WHERE n < 2;
--| CREATE VIEW
SELECT * FROM rv;
--| n int4
--| 1
--| 2
SELECT table_name, check_option, is_updatable, is_insertable_into FROM information_schema.views WHERE table_schema = 'public' ORDER BY 1;
--| table_name name | check_option varchar | is_updatable varchar(3) | is_insertable_into varchar(3)
--| rv | NONE | NO | NO
--| v1 | NONE | YES | YES
--| v2 | NONE | YES | YES
--| v4 | NONE | YES | YES
--| vb | NONE | YES | YES
--| vc | CASCADED | YES | YES
--| vd | LOCAL | YES | YES
--| ve | CASCADED | YES | YES
--| vl | LOCAL | YES | YES
CREATE OR REPLACE VIEW v1 AS SELECT a FROM bt;
--| ERROR 42P16: cannot drop columns from view
CREATE OR REPLACE VIEW v1 (x, z) AS SELECT a, b FROM bt;
--| ERROR 42P16: cannot change name of view column "y" to "z"
--| HINT: Use ALTER VIEW ... RENAME COLUMN ... to change name of view column instead.
CREATE VIEW v5 WITH (nosuch = 1) AS SELECT 1;
--| ERROR 22023: unrecognized parameter "nosuch"
CREATE VIEW v5 AS SELECT 1 AS a, 2 AS a;
--| ERROR 42701: column "a" specified more than once
CREATE UNLOGGED VIEW v5 AS SELECT 1;
--| ERROR 42601: views cannot be unlogged because they do not have storage
ALTER VIEW v1 ALTER COLUMN y SET DEFAULT 'dflt';
--| ALTER VIEW
INSERT INTO v1 (x) VALUES (7) RETURNING y;
--| y text
--| dflt
--| INSERT 0 1
ALTER VIEW v1 ALTER y DROP DEFAULT;
--| ALTER VIEW
ALTER VIEW v2 SET (security_barrier = false);
--| ALTER VIEW
ALTER VIEW v2 RESET (security_barrier, check_option);
--| ALTER VIEW
ALTER VIEW IF EXISTS nosuch SET (security_barrier = true);
--| NOTICE 00000: relation "nosuch" does not exist, skipping
--| ALTER VIEW
ALTER VIEW v2 RENAME COLUMN x TO xx;
--| ALTER VIEW
ALTER VIEW v2 RENAME y TO yy;
--| ALTER VIEW
ALTER VIEW IF EXISTS v2 RENAME TO v22;
--| ALTER VIEW
ALTER VIEW v22 SET SCHEMA sc;
--| ALTER VIEW
ALTER VIEW IF EXISTS nosuch SET SCHEMA sc;
--| NOTICE 00000: relation "nosuch" does not exist, skipping
--| ALTER VIEW
ALTER TABLE bt SET SCHEMA sc;
--| ALTER TABLE
ALTER TABLE IF EXISTS nosuch SET SCHEMA sc;
--| NOTICE 00000: relation "nosuch" does not exist, skipping
--| ALTER TABLE
ALTER TABLE sc.bt SET SCHEMA nosuch;
--| ERROR 3F000: schema "nosuch" does not exist
SELECT * FROM v4;
--| x int4 | y text
--| 5 | ok
--| 7 | dflt
CREATE SEQUENCE sq AS smallint INCREMENT BY -2 MINVALUE -100 MAXVALUE 100 START WITH 50 CACHE 5 NO CYCLE;
--| CREATE SEQUENCE
CREATE TEMP SEQUENCE sq2 NO MINVALUE NO MAXVALUE;
--| CREATE SEQUENCE
CREATE UNLOGGED SEQUENCE sq3 OWNED BY NONE;
--| CREATE SEQUENCE
CREATE SEQUENCE IF NOT EXISTS sq;
--| NOTICE 42P07: relation "sq" already exists, skipping
--| CREATE SEQUENCE
CREATE SEQUENCE sq4 OWNED BY sc.bt.a;
--| ERROR 55000: sequence must be in same schema as table it is linked to
CREATE SEQUENCE sq4 OWNED BY public.nosuch.a;
--| ERROR 42P01: relation "public.nosuch" does not exist
CREATE SEQUENCE sq5 INCREMENT 0;
--| ERROR 22023: INCREMENT must not be zero
CREATE SEQUENCE sq5 MINVALUE 5 MAXVALUE 1;
--| ERROR 22023: MINVALUE (5) must be less than MAXVALUE (1)
CREATE SEQUENCE sq5 START 5 MAXVALUE 4;
--| ERROR 22023: START value (5) cannot be greater than MAXVALUE (4)
CREATE SEQUENCE sq5 AS text;
--| ERROR 22023: sequence type must be smallint, integer, or bigint
CREATE SEQUENCE sq5 CACHE 0;
--| ERROR 22023: CACHE (0) must be greater than zero
CREATE SEQUENCE sq5 CYCLE CYCLE;
--| ERROR 42601: conflicting or redundant options
--| POSITION: 27
SELECT nextval('sq'), nextval('sq'), currval('sq'), lastval();
--| nextval int8 | nextval int8 | currval int8 | lastval int8
--| 50 | 48 | 48 | 48
ALTER SEQUENCE sq RESTART;
--| ALTER SEQUENCE
ALTER SEQUENCE sq RESTART WITH 7 INCREMENT 3 NO MAXVALUE;
--| ALTER SEQUENCE
SELECT nextval('sq'), nextval('sq');
--| nextval int8 | nextval int8
--| 7 | 10
ALTER SEQUENCE IF EXISTS nosuch RESTART 1;
--| NOTICE 00000: relation "nosuch" does not exist, skipping
--| ALTER SEQUENCE
ALTER SEQUENCE sq RESTART 40000;
--| ERROR 22023: RESTART value (40000) cannot be greater than MAXVALUE (32767)
ALTER SEQUENCE sq AS int MAXVALUE 2147483647 CYCLE;
--| ALTER SEQUENCE
ALTER SEQUENCE sq OWNED BY NONE;
--| ALTER SEQUENCE
ALTER SEQUENCE sq SET SCHEMA sc;
--| ALTER SEQUENCE
ALTER SEQUENCE sc.sq RENAME TO sqr;
--| ALTER SEQUENCE
ALTER SEQUENCE IF EXISTS nosuch RENAME TO x;
--| NOTICE 00000: relation "nosuch" does not exist, skipping
--| ALTER SEQUENCE
ALTER SEQUENCE sc.sqr SET UNLOGGED;
--| ALTER SEQUENCE
ALTER SEQUENCE sc.sqr SET LOGGED;
--| ALTER SEQUENCE
ALTER TABLE sc.sqr RENAME TO sqs;
--| ALTER TABLE
COMMENT ON SEQUENCE sc.sqs IS 'a sequence';
--| COMMENT
COMMENT ON VIEW v4 IS 'a view';
--| COMMENT
COMMENT ON CONSTRAINT bt_pkey ON sc.bt IS 'a key';
--| COMMENT
COMMENT ON CONSTRAINT nosuch ON sc.bt IS 'x';
--| ERROR 42704: constraint "nosuch" for table "bt" does not exist
COMMENT ON ROLE postgres IS NULL;
--| COMMENT
DROP SEQUENCE sc.sqs, sq4 CASCADE;
--| ERROR 42P01: sequence "sq4" does not exist
DROP SEQUENCE nosuch;
--| ERROR 42P01: sequence "nosuch" does not exist
DROP VIEW v1;
--| ERROR 2BP01: cannot drop view v1 because other objects depend on it
--| DETAIL: view vl depends on view v1\nview vc depends on view v1\nview vd depends on view v1\nview ve depends on view v1\nview sc.v22 depends on view v1\nview v4 depends on view v1
--| HINT: Use DROP ... CASCADE to drop the dependent objects too.
DROP VIEW v1 CASCADE;
--| NOTICE 00000: drop cascades to 6 other objects
--| DETAIL: drop cascades to view vl\ndrop cascades to view vc\ndrop cascades to view vd\ndrop cascades to view ve\ndrop cascades to view sc.v22\ndrop cascades to view v4
--| DROP VIEW
DROP SCHEMA sc CASCADE;
--| NOTICE 00000: drop cascades to 3 other objects
--| DETAIL: drop cascades to table sc.bt\ndrop cascades to view vb\ndrop cascades to sequence sc.sqs
--| DROP SCHEMA
