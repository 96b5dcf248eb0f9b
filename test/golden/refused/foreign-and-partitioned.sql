-- Inheritance, partitions, foreign tables, publications, databases, tablespaces and other things of a cluster are parsed, and refused.

CREATE TABLE refp (a int, b text);
--| CREATE TABLE
--! refused COMPAT.md
CREATE TABLE ref1 (c int) INHERITS (refp);
--| ERROR 0A000: INHERITS is not supported
--! refused COMPAT.md
CREATE TABLE ref2 (a int, b text COLLATE "C") PARTITION BY RANGE (a, (a + 1), lower(b) COLLATE "C" text_ops, b COLLATE "C" text_ops);
--| ERROR 0A000: table partitioning is not supported
--! refused COMPAT.md
CREATE TABLE ref3 (a int) PARTITION BY LIST (a int4_ops);
--| ERROR 0A000: table partitioning is not supported
--! refused COMPAT.md
CREATE TABLE ref4 (a int) PARTITION BY HASH (abs(a));
--| ERROR 0A000: table partitioning is not supported
--! refused COMPAT.md
CREATE TABLE ref5 PARTITION OF refp FOR VALUES FROM (1) TO (MAXVALUE);
--| ERROR 0A000: table partitioning is not supported
--! refused COMPAT.md
CREATE TABLE IF NOT EXISTS ref6 PARTITION OF refp (a WITH OPTIONS NOT NULL, b DEFAULT 'x', CHECK (a > 0)) FOR VALUES IN (1, 2) TABLESPACE pg_default;
--| ERROR 0A000: table partitioning is not supported
--! refused COMPAT.md
CREATE TEMP TABLE ref7 PARTITION OF refp FOR VALUES WITH (MODULUS 4, REMAINDER 0) ON COMMIT DROP;
--| ERROR 0A000: table partitioning is not supported
--! refused COMPAT.md
CREATE UNLOGGED TABLE ref8 PARTITION OF refp DEFAULT USING heap WITH (fillfactor = 70);
--| ERROR 0A000: table partitioning is not supported
--! refused COMPAT.md
ALTER TABLE refp ATTACH PARTITION ref5 FOR VALUES IN (1);
--| ERROR 0A000: ALTER TABLE … ATTACH PARTITION is not supported
--! refused COMPAT.md
ALTER TABLE refp DETACH PARTITION ref5 CONCURRENTLY;
--| ERROR 0A000: ALTER TABLE … DETACH PARTITION is not supported
--! refused COMPAT.md
ALTER TABLE refp DETACH PARTITION ref5 FINALIZE;
--| ERROR 0A000: ALTER TABLE … DETACH PARTITION FINALIZE is not supported
--! refused COMPAT.md
CREATE TEMP TABLE IF NOT EXISTS ref9 OF refp (a WITH OPTIONS PRIMARY KEY, b NOT NULL, UNIQUE (b)) WITHOUT OIDS;
--| ERROR 0A000: CREATE TABLE OF is not supported
CREATE TABLE ref10 (a int, EXCLUDE USING gist (a WITH =, lower(b) WITH OPERATOR(pg_catalog.=)) INCLUDE (b) WITH (fillfactor = 70) USING INDEX TABLESPACE pg_default WHERE (a > 0));
--| ERROR 42703: column "b" named in key does not exist
--| POSITION: 28
CREATE TABLE ref10 (a int, EXCLUDE (a WITH pg_catalog.=));
--| CREATE TABLE
CREATE TABLE ref11 (a int OPTIONS (x 'y'));
--| ERROR 42809: "ref11" is not a foreign table
--! refused COMPAT.md
CREATE INDEX ON refp USING hash (a);
--| ERROR 0A000: access method "hash" is not supported
--! refused COMPAT.md
CREATE INDEX ON refp USING gin (b) TABLESPACE pg_default;
--| ERROR 0A000: access method "gin" is not supported
--! refused COMPAT.md
CREATE FOREIGN DATA WRAPPER refw;
--| ERROR 0A000: CREATE FOREIGN DATA WRAPPER is not supported
--! refused COMPAT.md
CREATE FOREIGN DATA WRAPPER refw HANDLER h NO VALIDATOR OPTIONS (a 'b');
--| ERROR 0A000: CREATE FOREIGN DATA WRAPPER is not supported
--! refused COMPAT.md
CREATE FOREIGN DATA WRAPPER refw NO HANDLER VALIDATOR s.v;
--| ERROR 0A000: CREATE FOREIGN DATA WRAPPER is not supported
--! refused COMPAT.md
CREATE SERVER refs FOREIGN DATA WRAPPER refw;
--| ERROR 0A000: CREATE FOREIGN SERVER is not supported
--! refused COMPAT.md
CREATE SERVER IF NOT EXISTS refs TYPE 't' VERSION '1' FOREIGN DATA WRAPPER refw OPTIONS (host 'x', port '1');
--| ERROR 0A000: CREATE FOREIGN SERVER is not supported
--! refused COMPAT.md
CREATE SERVER refs VERSION NULL FOREIGN DATA WRAPPER refw;
--| ERROR 0A000: CREATE FOREIGN SERVER is not supported
--! refused COMPAT.md
ALTER SERVER refs VERSION NULL;
--| ERROR 0A000: ALTER FOREIGN SERVER is not supported
--! refused COMPAT.md
CREATE FOREIGN TABLE ref12 (a int OPTIONS (x 'y') NOT NULL, b text) SERVER refs OPTIONS (t 'u');
--| ERROR 0A000: CREATE FOREIGN TABLE is not supported
--! refused COMPAT.md
CREATE FOREIGN TABLE IF NOT EXISTS ref12 (a int) INHERITS (refp) SERVER refs;
--| ERROR 0A000: CREATE FOREIGN TABLE is not supported
--! refused COMPAT.md
CREATE FOREIGN TABLE ref13 PARTITION OF refp FOR VALUES IN (1) SERVER refs;
--| ERROR 0A000: CREATE FOREIGN TABLE is not supported
--! refused COMPAT.md
CREATE FOREIGN TABLE IF NOT EXISTS ref13 PARTITION OF refp (a NOT NULL) DEFAULT SERVER refs OPTIONS (x 'y');
--| ERROR 0A000: CREATE FOREIGN TABLE is not supported
--! refused COMPAT.md
CREATE USER MAPPING FOR CURRENT_USER SERVER refs;
--| ERROR 0A000: CREATE USER MAPPING is not supported
--! refused COMPAT.md
CREATE USER MAPPING IF NOT EXISTS FOR PUBLIC SERVER refs OPTIONS (user 'x');
--| ERROR 0A000: CREATE USER MAPPING is not supported
--! refused COMPAT.md
CREATE USER MAPPING FOR USER SERVER refs;
--| ERROR 0A000: CREATE USER MAPPING is not supported
--! refused COMPAT.md
ALTER USER MAPPING FOR USER SERVER refs OPTIONS (ADD a 'b');
--| ERROR 0A000: ALTER USER MAPPING is not supported
--! refused COMPAT.md
IMPORT FOREIGN SCHEMA s FROM SERVER refs INTO public;
--| ERROR 0A000: IMPORT FOREIGN SCHEMA is not supported
--! refused COMPAT.md
IMPORT FOREIGN SCHEMA s LIMIT TO (a, b) FROM SERVER refs INTO public OPTIONS (x 'y');
--| ERROR 0A000: IMPORT FOREIGN SCHEMA is not supported
--! refused COMPAT.md
IMPORT FOREIGN SCHEMA s EXCEPT (a) FROM SERVER refs INTO public;
--| ERROR 0A000: IMPORT FOREIGN SCHEMA is not supported
--! refused COMPAT.md
CREATE PUBLICATION refpub;
--| ERROR 0A000: CREATE PUBLICATION is not supported
--! refused COMPAT.md
CREATE PUBLICATION refpub FOR ALL TABLES WITH (publish = 'insert');
--| ERROR 0A000: CREATE PUBLICATION is not supported
--! refused COMPAT.md
CREATE PUBLICATION refpub FOR TABLE refp (a) WHERE (a > 0), TABLE ONLY refp, TABLES IN SCHEMA public, CURRENT_SCHEMA;
--| ERROR 0A000: CREATE PUBLICATION is not supported
--! refused COMPAT.md
CREATE PUBLICATION refpub FOR TABLES IN SCHEMA CURRENT_SCHEMA, other, CURRENT_SCHEMA WITH (publish = 'insert');
--| ERROR 0A000: CREATE PUBLICATION is not supported
--! refused COMPAT.md
ALTER PUBLICATION refpub SET TABLE refp, refp (a) WHERE (a > 1);
--| ERROR 0A000: ALTER PUBLICATION is not supported
--! refused COMPAT.md
ALTER PUBLICATION refpub DROP TABLES IN SCHEMA public;
--| ERROR 0A000: ALTER PUBLICATION is not supported
--! refused COMPAT.md
CREATE SUBSCRIPTION refsub CONNECTION 'host=x' PUBLICATION a, b WITH (connect = false);
--| ERROR 0A000: CREATE SUBSCRIPTION is not supported
--! refused COMPAT.md
ALTER SUBSCRIPTION refsub SET (slot_name = 'x');
--| ERROR 0A000: ALTER SUBSCRIPTION is not supported
--! refused COMPAT.md
ALTER SUBSCRIPTION refsub CONNECTION 'host=y';
--| ERROR 0A000: ALTER SUBSCRIPTION is not supported
--! refused COMPAT.md
ALTER SUBSCRIPTION refsub REFRESH PUBLICATION WITH (copy_data = false);
--| ERROR 0A000: ALTER SUBSCRIPTION is not supported
--! refused COMPAT.md
ALTER SUBSCRIPTION refsub REFRESH PUBLICATION;
--| ERROR 0A000: ALTER SUBSCRIPTION is not supported
--! refused COMPAT.md
ALTER SUBSCRIPTION refsub ADD PUBLICATION c WITH (refresh = false);
--| ERROR 0A000: ALTER SUBSCRIPTION is not supported
--! refused COMPAT.md
ALTER SUBSCRIPTION refsub DROP PUBLICATION c;
--| ERROR 0A000: ALTER SUBSCRIPTION is not supported
--! refused COMPAT.md
ALTER SUBSCRIPTION refsub SET PUBLICATION c, d;
--| ERROR 0A000: ALTER SUBSCRIPTION is not supported
--! refused COMPAT.md
ALTER SUBSCRIPTION refsub SKIP (lsn = '0/1');
--| ERROR 0A000: ALTER SUBSCRIPTION is not supported
CREATE DATABASE refdb WITH OWNER = CURRENT_USER TEMPLATE template0 ENCODING 'UTF8' CONNECTION LIMIT -1 TABLESPACE DEFAULT;
--| ERROR 42601: syntax error at or near "CURRENT_USER"
--| POSITION: 36
--! refused COMPAT.md
CREATE DATABASE refdb ALLOW_CONNECTIONS true IS_TEMPLATE = false;
--| ERROR 0A000: CREATE DATABASE is not supported
--! refused COMPAT.md
ALTER DATABASE refdb ALLOW_CONNECTIONS false;
--| ERROR 0A000: ALTER DATABASE is not supported
--! refused COMPAT.md
ALTER DATABASE refdb SET TIME ZONE 'UTC';
--| ERROR 0A000: ALTER DATABASE … SET is not supported
--! refused COMPAT.md
ALTER DATABASE refdb RESET TIME ZONE;
--| ERROR 0A000: ALTER DATABASE … SET is not supported
--! refused COMPAT.md
ALTER DATABASE refdb RESET work_mem;
--| ERROR 0A000: ALTER DATABASE … SET is not supported
--! refused COMPAT.md
CREATE TABLESPACE refts OWNER CURRENT_USER LOCATION '/nowhere' WITH (seq_page_cost = 1);
--| ERROR 0A000: CREATE TABLESPACE is not supported
--! refused COMPAT.md
CREATE TABLESPACE refts LOCATION '/nowhere';
--| ERROR 0A000: CREATE TABLESPACE is not supported
--! refused COMPAT.md
ALTER SYSTEM SET work_mem = '1MB';
--| ERROR 0A000: ALTER SYSTEM is not supported
--! refused COMPAT.md
ALTER SYSTEM SET work_mem TO DEFAULT;
--| ERROR 0A000: ALTER SYSTEM is not supported
--! refused COMPAT.md
ALTER SYSTEM RESET work_mem;
--| ERROR 0A000: ALTER SYSTEM is not supported
--! refused COMPAT.md
ALTER SYSTEM RESET ALL;
--| ERROR 0A000: ALTER SYSTEM is not supported
--! not-postgres the detail names a file of PostgreSQL's installation
CREATE EXTENSION nosuch WITH SCHEMA public VERSION '1.0' CASCADE;
--| ERROR 0A000: extension "nosuch" is not available
--| HINT: The extension must first be installed on the system where PostgreSQL is running.
--! not-postgres the detail names a file of PostgreSQL's installation
CREATE EXTENSION IF NOT EXISTS nosuch VERSION one;
--| ERROR 0A000: extension "nosuch" is not available
--| HINT: The extension must first be installed on the system where PostgreSQL is running.
CREATE EXTENSION nosuch FROM '0.9';
--| ERROR 0A000: CREATE EXTENSION ... FROM is no longer supported
--| POSITION: 25
ALTER EXTENSION plpgsql UPDATE TO '2.0';
--| ERROR 22023: extension "plpgsql" has no update path from version "1.0" to version "2.0"
--! refused COMPAT.md
ALTER EXTENSION plpgsql ADD FUNCTION abs(int4);
--| ERROR 0A000: ALTER EXTENSION is not supported
--! refused COMPAT.md
ALTER EXTENSION plpgsql DROP OPERATOR + (int4, int4);
--| ERROR 0A000: ALTER EXTENSION is not supported
--! refused COMPAT.md
ALTER EXTENSION plpgsql ADD AGGREGATE sum(int4);
--| ERROR 0A000: ALTER EXTENSION is not supported
--! refused COMPAT.md
ALTER EXTENSION plpgsql ADD CAST (int4 AS int8);
--| ERROR 0A000: ALTER EXTENSION is not supported
--! refused COMPAT.md
ALTER EXTENSION plpgsql ADD DOMAIN int4;
--| ERROR 0A000: ALTER EXTENSION is not supported
--! refused COMPAT.md
ALTER EXTENSION plpgsql ADD OPERATOR CLASS int4_ops USING btree;
--| ERROR 0A000: ALTER EXTENSION is not supported
--! refused COMPAT.md
ALTER EXTENSION plpgsql ADD OPERATOR FAMILY integer_ops USING btree;
--| ERROR 0A000: ALTER EXTENSION is not supported
--! refused COMPAT.md
ALTER EXTENSION plpgsql ADD PROCEDURE p();
--| ERROR 0A000: ALTER EXTENSION is not supported
--! refused COMPAT.md
ALTER EXTENSION plpgsql ADD ROUTINE abs(int4);
--| ERROR 0A000: ALTER EXTENSION is not supported
--! refused COMPAT.md
ALTER EXTENSION plpgsql ADD TRANSFORM FOR int4 LANGUAGE sql;
--| ERROR 0A000: ALTER EXTENSION is not supported
--! refused COMPAT.md
ALTER EXTENSION plpgsql ADD TYPE int4;
--| ERROR 0A000: ALTER EXTENSION is not supported
--! refused COMPAT.md
ALTER EXTENSION plpgsql ADD SCHEMA public;
--| ERROR 0A000: ALTER EXTENSION is not supported
--! refused COMPAT.md
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO PUBLIC WITH GRANT OPTION;
--| ERROR 0A000: ALTER DEFAULT PRIVILEGES is not supported
--! refused COMPAT.md
ALTER DEFAULT PRIVILEGES FOR ROLE postgres GRANT EXECUTE ON FUNCTIONS TO PUBLIC;
--| ERROR 0A000: ALTER DEFAULT PRIVILEGES is not supported
--! refused COMPAT.md
ALTER DEFAULT PRIVILEGES FOR USER postgres IN SCHEMA public GRANT USAGE ON SEQUENCES TO PUBLIC;
--| ERROR 0A000: ALTER DEFAULT PRIVILEGES is not supported
--! refused COMPAT.md
ALTER DEFAULT PRIVILEGES REVOKE GRANT OPTION FOR ALL ON ROUTINES FROM PUBLIC CASCADE;
--| ERROR 0A000: ALTER DEFAULT PRIVILEGES is not supported
--! refused COMPAT.md
ALTER DEFAULT PRIVILEGES REVOKE USAGE ON TYPES FROM PUBLIC RESTRICT;
--| ERROR 0A000: ALTER DEFAULT PRIVILEGES is not supported
--! refused COMPAT.md
ALTER DEFAULT PRIVILEGES GRANT CREATE ON SCHEMAS TO PUBLIC;
--| ERROR 0A000: ALTER DEFAULT PRIVILEGES is not supported
--! refused COMPAT.md
ALTER ROLE postgres SET work_mem = '1MB';
--| ERROR 0A000: ALTER ROLE … SET is not supported
--! refused COMPAT.md
ALTER ROLE ALL IN DATABASE postgres RESET work_mem;
--| ERROR 0A000: ALTER ROLE … SET is not supported
--! refused COMPAT.md
ALTER USER postgres RESET ALL;
--| ERROR 0A000: ALTER ROLE … SET is not supported
--! refused COMPAT.md
ALTER ROLE postgres SET TIME ZONE 'UTC';
--| ERROR 0A000: ALTER ROLE … SET is not supported
--! refused COMPAT.md
ALTER ROLE postgres RESET TIME ZONE;
--| ERROR 0A000: ALTER ROLE … SET is not supported
PREPARE TRANSACTION 'x';
--| WARNING 25P01: there is no transaction in progress
--| ROLLBACK
COMMIT PREPARED 'x';
--| ERROR 42704: prepared transaction with identifier "x" does not exist
ROLLBACK PREPARED 'x';
--| ERROR 42704: prepared transaction with identifier "x" does not exist
--! refused COMPAT.md
VACUUM FULL refp;
--| ERROR 0A000: VACUUM FULL is not supported
--! refused COMPAT.md
VACUUM (FULL) refp;
--| ERROR 0A000: VACUUM FULL is not supported
--! refused COMPAT.md
CLUSTER refp USING nosuch;
--| ERROR 0A000: CLUSTER is not supported
DECLARE refc BINARY CURSOR FOR SELECT 1;
--| ERROR 25P01: DECLARE CURSOR can only be used in transaction blocks
COPY BINARY nosuch TO STDOUT;
--| ERROR 42P01: relation "nosuch" does not exist
--! refused COMPAT.md
COPY refp TO PROGRAM 'cat';
--| ERROR 0A000: COPY TO PROGRAM is not supported
--! refused COMPAT.md
COPY (SELECT 1) TO PROGRAM 'cat';
--| ERROR 0A000: COPY TO PROGRAM is not supported
--! refused COMPAT.md
COPY refp FROM PROGRAM 'cat';
--| ERROR 0A000: COPY FROM PROGRAM is not supported
COPY refp FROM '/nowhere/file' WITH BINARY FREEZE;
--| ERROR 58P01: could not open file "/nowhere/file" for reading: No such file or directory
--| HINT: COPY FROM instructs the PostgreSQL server process to read a file. You may want a client-side facility such as psql's \copy.
