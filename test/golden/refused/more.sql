-- More spellings of what is refused, and some things that are refused by PostgreSQL.

CREATE TABLE rm (a int, b text);
--| CREATE TABLE
--! refused COMPAT.md
CREATE OR REPLACE FUNCTION rm1() RETURNS int LANGUAGE sql AS 'SELECT 1';
--| ERROR 0A000: CREATE FUNCTION is not supported
--! refused COMPAT.md
CREATE FUNCTION rm2(IN a int) RETURNS SETOF rm.a%TYPE LANGUAGE sql RESET work_mem RESET ALL AS 'SELECT 1';
--| ERROR 0A000: CREATE FUNCTION is not supported
--! refused COMPAT.md
CREATE FUNCTION rm3() RETURNS TABLE (x int) LANGUAGE sql BEGIN ATOMIC SELECT 1; END;
--| ERROR 0A000: CREATE FUNCTION is not supported
--! refused COMPAT.md
CREATE OR REPLACE FUNCTION rm3(a int) RETURNS TABLE (x int) LANGUAGE sql AS 'SELECT 1';
--| ERROR 0A000: CREATE FUNCTION is not supported
--! refused COMPAT.md
CREATE OR REPLACE PROCEDURE rm4(a int) LANGUAGE sql AS 'SELECT 1';
--| ERROR 0A000: CREATE FUNCTION is not supported
--! refused COMPAT.md
CREATE FUNCTION rm5() RETURNS SETOF rm.b%TYPE LANGUAGE sql AS 'SELECT 1';
--| ERROR 0A000: CREATE FUNCTION is not supported
--! refused COMPAT.md
CREATE OR REPLACE AGGREGATE rm6 (BASETYPE = int, SFUNC = int4pl, STYPE = int);
--| ERROR 0A000: CREATE AGGREGATE is not supported
--! refused COMPAT.md
DROP OPERATOR IF EXISTS === (int, NONE);
--| ERROR 0A000: DROP OPERATOR is not supported
DROP OPERATOR === (int);
--| ERROR 42601: missing argument
--| HINT: Use NONE to denote the missing argument of a unary operator.
--| POSITION: 23
--! refused COMPAT.md
CREATE OPERATOR === (LEFTARG = int, RIGHTARG = int, PROCEDURE = int4eq, MERGES);
--| ERROR 0A000: CREATE OPERATOR is not supported
ALTER OPERATOR === (int, int) SET (RESTRICT = 'x', JOIN = 5, a = +, b = SELECT, c);
--| ERROR 42601: syntax error at or near ")"
--| POSITION: 82
--! refused COMPAT.md
CREATE LANGUAGE rm7 HANDLER h;
--| ERROR 0A000: CREATE LANGUAGE is not supported
--! refused COMPAT.md
CREATE TRIGGER rm8 BEFORE INSERT OR UPDATE OF a, b OR DELETE ON rm FOR EACH ROW WHEN (true) EXECUTE FUNCTION nosuch(1, 2.5, 'x', y);
--| ERROR 0A000: CREATE TRIGGER is not supported
CREATE OR REPLACE CONSTRAINT TRIGGER rm9 AFTER INSERT ON rm FOR EACH ROW EXECUTE FUNCTION nosuch();
--| ERROR 0A000: CREATE OR REPLACE CONSTRAINT TRIGGER is not supported
--! refused COMPAT.md
CREATE CONSTRAINT TRIGGER rm9 AFTER INSERT ON rm FOR EACH ROW WHEN (true) EXECUTE PROCEDURE nosuch(1);
--| ERROR 0A000: CREATE TRIGGER is not supported
--! refused COMPAT.md
ALTER POLICY nosuch ON rm;
--| ERROR 0A000: ALTER POLICY is not supported
--! refused COMPAT.md
CREATE PUBLICATION rmp FOR ALL TABLES;
--| ERROR 0A000: CREATE PUBLICATION is not supported
--! refused COMPAT.md
CREATE PUBLICATION rmp WITH (publish = 'insert');
--| ERROR 0A000: CREATE PUBLICATION is not supported
--! refused COMPAT.md
CREATE PUBLICATION rmp FOR TABLE rm;
--| ERROR 0A000: CREATE PUBLICATION is not supported
--! refused COMPAT.md
CREATE SUBSCRIPTION rms CONNECTION 'x' PUBLICATION p;
--| ERROR 0A000: CREATE SUBSCRIPTION is not supported
ALTER EXTENSION plpgsql UPDATE TO next;
--| ERROR 22023: extension "plpgsql" has no update path from version "1.0" to version "next"
--! refused COMPAT.md
DROP OWNED BY CURRENT_USER, SESSION_USER;
--| ERROR 0A000: DROP OWNED is not supported
--! refused COMPAT.md
ALTER DEFAULT PRIVILEGES REVOKE ALL ON TABLES FROM PUBLIC;
--| ERROR 0A000: ALTER DEFAULT PRIVILEGES is not supported
--! refused COMPAT.md
ALTER FOREIGN TABLE IF EXISTS nosuch RENAME TO other;
--| ERROR 0A000: ALTER FOREIGNTABLE … RENAME is not supported
ALTER FOREIGN TABLE IF EXISTS nosuch SET SCHEMA public;
--| NOTICE 00000: relation "nosuch" does not exist, skipping
--| ALTER FOREIGN TABLE
--! refused COMPAT.md
ALTER FOREIGN TABLE nosuch OPTIONS (a 'b');
--| ERROR 0A000: ALTER TABLE … GENERIC OPTIONS is not supported
--! refused COMPAT.md
ALTER POLICY IF EXISTS nosuch ON rm RENAME TO x;
--| ERROR 0A000: ALTER POLICY … RENAME is not supported
--! refused COMPAT.md
ALTER PROCEDURAL LANGUAGE nosuch RENAME TO x;
--| ERROR 0A000: ALTER LANGUAGE … RENAME is not supported
--! refused COMPAT.md
ALTER LANGUAGE nosuch OWNER TO CURRENT_USER;
--| ERROR 0A000: ALTER LANGUAGE … OWNER TO is not supported
--! refused COMPAT.md
ALTER PROCEDURE nosuch() DEPENDS ON EXTENSION plpgsql;
--| ERROR 0A000: ALTER OBJECT DEPENDS is not supported
--! refused COMPAT.md
ALTER ROUTINE nosuch() NO DEPENDS ON EXTENSION plpgsql;
--| ERROR 0A000: ALTER OBJECT DEPENDS is not supported
--! refused COMPAT.md
CREATE DATABASE rmd WITH OWNER postgres;
--| ERROR 0A000: CREATE DATABASE is not supported
--! refused COMPAT.md
CREATE DATABASE rmd LOCATION 'x' ENCODING = 6 TEMPLATE DEFAULT TABLESPACE pg_default;
--| ERROR 0A000: CREATE DATABASE is not supported
VACUUM VERBOSE nosuch;
--| ERROR 42P01: relation "nosuch" does not exist
VACUUM (VERBOSE) nosuch;
--| ERROR 42P01: relation "nosuch" does not exist
ANALYZE VERBOSE nosuch;
--| ERROR 42P01: relation "nosuch" does not exist
VACUUM;
--| VACUUM
ANALYZE;
--| ANALYZE
ANALYSE (SKIP_LOCKED);
--| ANALYZE
VACUUM (SKIP_LOCKED, ANALYSE);
--| VACUUM
--! refused COMPAT.md
CLUSTER VERBOSE rm USING nosuch;
--| ERROR 0A000: CLUSTER is not supported
--! refused COMPAT.md
CLUSTER VERBOSE;
--| ERROR 0A000: CLUSTER is not supported
--! refused COMPAT.md
CREATE TABLE rm10 (a int, b text) PARTITION BY RANGE (abs(a) COLLATE "C" int4_ops, (a) COLLATE "C" int4_ops, a COLLATE "C");
--| ERROR 0A000: table partitioning is not supported
CREATE TABLE rm11 (a int, EXCLUDE (a WITH =));
--| CREATE TABLE
CREATE TABLE rm12 (a int, b text, EXCLUDE USING btree (a WITH OPERATOR(public.pg_catalog.=)) WHERE (a > 0));
--| ERROR 0A000: cross-database references are not implemented: public.pg_catalog.=
CREATE TABLE rm13 (a int, b int, FOREIGN KEY (a, b) REFERENCES rm (a, b) MATCH PARTIAL ON DELETE RESTRICT ON UPDATE RESTRICT);
--| ERROR 0A000: MATCH PARTIAL not yet implemented
--| POSITION: 74
CREATE TABLE rm13 (a int UNIQUE NULLS NOT DISTINCT, b int UNIQUE NULLS DISTINCT);
--| CREATE TABLE
--! refused COMPAT.md
CREATE FOREIGN TABLE rm14 () SERVER s;
--| ERROR 0A000: CREATE FOREIGN TABLE is not supported
CREATE UNLOGGED MATERIALIZED VIEW rm15 AS SELECT 1;
--| ERROR 0A000: materialized views cannot be unlogged
--! refused COMPAT.md
ALTER TABLE rm DISABLE ROW LEVEL SECURITY;
--| ERROR 0A000: ALTER TABLE … DISABLE ROW SECURITY is not supported
--! refused COMPAT.md
ALTER TABLE rm NO FORCE ROW LEVEL SECURITY;
--| ERROR 0A000: ALTER TABLE … NO FORCE ROW SECURITY is not supported
--! refused COMPAT.md
ALTER TABLE rm DISABLE RULE nosuch;
--| ERROR 0A000: ALTER TABLE … DISABLE RULE is not supported
--! refused COMPAT.md
ALTER SERVER nosuch OPTIONS (a 'b');
--| ERROR 0A000: ALTER FOREIGN SERVER is not supported
--! refused COMPAT.md
CREATE ROLE rm_role PASSWORD 'x';
--| ERROR 0A000: password authentication is not supported
--! refused COMPAT.md
SELECT XMLEXISTS('//a' PASSING ('<a/>'::xml));
--| ERROR 0A000: function xmlexists(text,xml) is not supported
--! refused COMPAT.md
SELECT XMLEXISTS('//a' PASSING BY REF ('<a/>'::xml) BY VALUE);
--| ERROR 0A000: function xmlexists(text,xml) is not supported
--! refused COMPAT.md
SELECT XMLEXISTS('//a' PASSING BY VALUE ('<a/>'::xml) BY REF);
--| ERROR 0A000: function xmlexists(text,xml) is not supported
--! refused COMPAT.md
SELECT x.* FROM XMLTABLE('//r' PASSING ('<r/>'::xml) COLUMNS a int PATH '@a' DEFAULT 1 NOT NULL, n FOR ORDINALITY, b text NULL) AS x;
--| ERROR 0A000: XMLTABLE is not supported
--| POSITION: 17
--! refused COMPAT.md
SELECT * FROM XMLTABLE('//r' PASSING ('<r/>'::xml) COLUMNS a int);
--| ERROR 0A000: XMLTABLE is not supported
--| POSITION: 15
SELECT * FROM rm, LATERAL XMLTABLE(XMLNAMESPACES('u' AS x, DEFAULT 'd'), '//r' PASSING (b::xml) COLUMNS a int nosuch 'b');
--| ERROR 42601: unrecognized column option "nosuch"
--| POSITION: 111
--! refused COMPAT.md
CREATE FUNCTION rm20(IN int, IN a int) RETURNS int LANGUAGE sql AS 'SELECT 1';
--| ERROR 0A000: CREATE FUNCTION is not supported
--! refused COMPAT.md
CREATE FUNCTION rm21(a pg_catalog.int4) RETURNS SETOF rm.a%TYPE LANGUAGE sql AS 'SELECT 1';
--| ERROR 0A000: CREATE FUNCTION is not supported
CREATE OR REPLACE CONSTRAINT TRIGGER rm22 AFTER DELETE ON rm FROM rm FOR EACH ROW EXECUTE FUNCTION nosuch();
--| ERROR 0A000: CREATE OR REPLACE CONSTRAINT TRIGGER is not supported
--! refused COMPAT.md
CREATE OR REPLACE TRIGGER rm23 AFTER DELETE ON rm EXECUTE FUNCTION nosuch();
--| ERROR 0A000: CREATE TRIGGER is not supported
--! refused COMPAT.md
ALTER OPERATOR === (int, int) SET (RESTRICT = 'x', JOIN = 5);
--| ERROR 0A000: ALTER OPERATOR is not supported
--! refused COMPAT.md
ALTER OPERATOR === (int, int) SET (RESTRICT = +, JOIN = -1.5);
--| ERROR 0A000: ALTER OPERATOR is not supported
--! refused COMPAT.md
ALTER OPERATOR === (int, int) SET (RESTRICT = SELECT);
--| ERROR 0A000: ALTER OPERATOR is not supported
--! refused COMPAT.md
ALTER TYPE int4 SET (STORAGE = plain, RECEIVE = NONE);
--| ERROR 0A000: ALTER TYPE is not supported
--! refused COMPAT.md
CREATE AGGREGATE rm24 (int) (SFUNC = int4larger, STYPE = int, SORTOP = >, X = OPERATOR(>), Y = OPERATOR(pg_catalog.>), Z = NONE, W = -5, V = 'x', U = TRUE, T);
--| ERROR 0A000: CREATE AGGREGATE is not supported
--! refused COMPAT.md
CREATE TYPE rm25 (INPUT = a, OUTPUT = b, RECEIVE = NONE, ALIGNMENT = int4, PASSEDBYVALUE);
--| ERROR 0A000: CREATE TYPE is not supported
--! refused COMPAT.md
CLUSTER (VERBOSE) rm USING nosuch;
--| ERROR 0A000: CLUSTER is not supported
--! refused COMPAT.md
CLUSTER VERBOSE nosuch ON rm;
--| ERROR 0A000: CLUSTER is not supported
CREATE EXTENSION rm26 FROM unpackaged;
--| ERROR 0A000: CREATE EXTENSION ... FROM is no longer supported
--| POSITION: 23
CREATE EXTENSION rm26 FROM '1.0';
--| ERROR 0A000: CREATE EXTENSION ... FROM is no longer supported
--| POSITION: 23
CREATE ASSERTION rm27 CHECK (1 > 0) DEFERRABLE;
--| ERROR 0A000: CREATE ASSERTION is not yet implemented
CREATE ROLE rm28 UNENCRYPTED PASSWORD 'x';
--| ERROR 0A000: UNENCRYPTED PASSWORD is no longer supported
--| HINT: Remove UNENCRYPTED to store the password in encrypted form instead.
--| POSITION: 18
CREATE GROUP rm29 UNENCRYPTED PASSWORD 'x';
--| ERROR 0A000: UNENCRYPTED PASSWORD is no longer supported
--| HINT: Remove UNENCRYPTED to store the password in encrypted form instead.
--| POSITION: 19
CREATE TABLE rm30 (a int REFERENCES rm (a) MATCH PARTIAL ON DELETE RESTRICT);
--| ERROR 0A000: MATCH PARTIAL not yet implemented
--| POSITION: 44
SELECT 1 LIMIT 1, 2;
--| ERROR 42601: LIMIT #,# syntax is not supported
--| HINT: Use separate LIMIT and OFFSET clauses.
--| POSITION: 10
SET CATALOG 'x';
--| ERROR 0A000: current database cannot be changed
--| POSITION: 13
DROP OPERATOR === (int);
--| ERROR 42601: missing argument
--| HINT: Use NONE to denote the missing argument of a unary operator.
--| POSITION: 23
ALTER OPERATOR === (int) OWNER TO CURRENT_USER;
--| ERROR 42601: missing argument
--| HINT: Use NONE to denote the missing argument of a unary operator.
--| POSITION: 24
--! refused COMPAT.md
CREATE TEXT SEARCH DICTIONARY rm31 (TEMPLATE = simple, STOPWORDS = english);
--| ERROR 0A000: CREATE TS DICTIONARY is not supported
--! refused COMPAT.md
CREATE TEXT SEARCH DICTIONARY rm31 (TEMPLATE = nosuch);
--| ERROR 0A000: CREATE TS DICTIONARY is not supported
--! refused COMPAT.md
CREATE TEXT SEARCH CONFIGURATION rm32 (COPY = simple);
--| ERROR 0A000: CREATE TS CONFIGURATION is not supported
--! refused COMPAT.md
CREATE TEXT SEARCH CONFIGURATION rm32 (PARSER = nosuch);
--| ERROR 0A000: CREATE TS CONFIGURATION is not supported
--! refused COMPAT.md
ALTER TEXT SEARCH DICTIONARY nosuch (STOPWORDS = english, Accept);
--| ERROR 0A000: ALTER TSDICTIONARY is not supported
--! refused COMPAT.md
ALTER TEXT SEARCH CONFIGURATION nosuch ADD MAPPING FOR word, asciiword WITH simple, english_stem;
--| ERROR 0A000: ALTER TSCONFIGURATION is not supported
--! refused COMPAT.md
ALTER TEXT SEARCH CONFIGURATION nosuch ALTER MAPPING FOR word WITH simple;
--| ERROR 0A000: ALTER TSCONFIGURATION is not supported
--! refused COMPAT.md
ALTER TEXT SEARCH CONFIGURATION nosuch ALTER MAPPING REPLACE simple WITH english_stem;
--| ERROR 0A000: ALTER TSCONFIGURATION is not supported
--! refused COMPAT.md
ALTER TEXT SEARCH CONFIGURATION nosuch ALTER MAPPING FOR word REPLACE simple WITH english_stem;
--| ERROR 0A000: ALTER TSCONFIGURATION is not supported
--! refused COMPAT.md
ALTER TEXT SEARCH CONFIGURATION nosuch DROP MAPPING IF EXISTS FOR word;
--| ERROR 0A000: ALTER TSCONFIGURATION is not supported
--! refused COMPAT.md
ALTER TEXT SEARCH CONFIGURATION nosuch DROP MAPPING FOR word, asciiword;
--| ERROR 0A000: ALTER TSCONFIGURATION is not supported
--! refused COMPAT.md
ALTER TEXT SEARCH DICTIONARY nosuch RENAME TO x;
--| ERROR 0A000: ALTER TSDICTIONARY … RENAME is not supported
--! refused COMPAT.md
ALTER TEXT SEARCH CONFIGURATION nosuch RENAME TO x;
--| ERROR 0A000: ALTER TSCONFIGURATION … RENAME is not supported
--! refused COMPAT.md
ALTER TEXT SEARCH DICTIONARY nosuch OWNER TO CURRENT_USER;
--| ERROR 0A000: ALTER TSDICTIONARY … OWNER TO is not supported
--! refused COMPAT.md
ALTER TEXT SEARCH CONFIGURATION nosuch OWNER TO CURRENT_USER;
--| ERROR 0A000: ALTER TSCONFIGURATION … OWNER TO is not supported
--! refused COMPAT.md
ALTER TEXT SEARCH DICTIONARY nosuch SET SCHEMA public;
--| ERROR 0A000: ALTER TSDICTIONARY … SET SCHEMA is not supported
--! refused COMPAT.md
ALTER TEXT SEARCH CONFIGURATION nosuch SET SCHEMA public;
--| ERROR 0A000: ALTER TSCONFIGURATION … SET SCHEMA is not supported
--! refused COMPAT.md
CREATE FUNCTION rm40(a IN int, b SETOF rm.a%TYPE) RETURNS int LANGUAGE sql AS 'SELECT 1';
--| ERROR 0A000: CREATE FUNCTION is not supported
ALTER INDEX IF EXISTS nosuch SET (fillfactor = 50);
--| NOTICE 00000: relation "nosuch" does not exist, skipping
--| ALTER INDEX
ALTER FOREIGN TABLE IF EXISTS nosuch ADD a int;
--| NOTICE 00000: relation "nosuch" does not exist, skipping
--| ALTER FOREIGN TABLE
ALTER SEQUENCE IF EXISTS nosuch SET LOGGED;
--| NOTICE 00000: relation "nosuch" does not exist, skipping
--| ALTER SEQUENCE
ALTER MATERIALIZED VIEW IF EXISTS nosuch OWNER TO CURRENT_USER;
--| NOTICE 00000: relation "nosuch" does not exist, skipping
--| ALTER MATERIALIZED VIEW
