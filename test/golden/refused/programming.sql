-- Functions, procedures, triggers, rules and what belongs to them are parsed, and refused.

CREATE TABLE reft (a int, b text);
--| CREATE TABLE
--! refused COMPAT.md
DO 'BEGIN END';
--| ERROR 0A000: DO is not supported
--! refused COMPAT.md
DO LANGUAGE plpgsql $$ BEGIN NULL; END $$;
--| ERROR 0A000: DO is not supported
--! refused COMPAT.md
DO LANGUAGE 'plpgsql' $$ BEGIN NULL; END $$;
--| ERROR 0A000: DO is not supported
--! refused COMPAT.md
CALL nosuch(1);
--| ERROR 0A000: CALL is not supported
--! refused COMPAT.md
CREATE FUNCTION ref1(int, b text DEFAULT 'x', OUT c int, INOUT d int = 1, VARIADIC e int[] = '{}') RETURNS record LANGUAGE sql IMMUTABLE STRICT LEAKPROOF SECURITY INVOKER COST 5 PARALLEL SAFE AS 'SELECT 1, 2';
--| ERROR 0A000: CREATE FUNCTION is not supported
--! refused COMPAT.md
CREATE OR REPLACE FUNCTION ref2(IN a int, IN OUT b int) LANGUAGE 'sql' STABLE CALLED ON NULL INPUT SECURITY DEFINER NOT LEAKPROOF ROWS 5 SET work_mem = '1MB' AS $$ SELECT 1 $$;
--| ERROR 0A000: CREATE FUNCTION is not supported
--! refused COMPAT.md
CREATE FUNCTION ref3() RETURNS TABLE (x int, y text) LANGUAGE sql VOLATILE RETURNS NULL ON NULL INPUT EXTERNAL SECURITY DEFINER SET search_path FROM CURRENT AS 'SELECT 1, 2';
--| ERROR 0A000: CREATE FUNCTION is not supported
--! refused COMPAT.md
CREATE FUNCTION ref4(a int) RETURNS int RETURN a + 1;
--| ERROR 0A000: CREATE FUNCTION is not supported
--! refused COMPAT.md
CREATE FUNCTION ref5(a int) RETURNS int BEGIN ATOMIC SELECT a; SELECT 1 UNION SELECT 2; INSERT INTO reft VALUES (1); UPDATE reft SET a = 1; DELETE FROM reft; END;
--| ERROR 0A000: CREATE FUNCTION is not supported
--! refused COMPAT.md
CREATE FUNCTION ref6(int) RETURNS int LANGUAGE c WINDOW TRANSFORM FOR TYPE int4, FOR TYPE text SUPPORT nosuch AS 'file', 'symbol';
--| ERROR 0A000: CREATE FUNCTION is not supported
--! refused COMPAT.md
CREATE FUNCTION ref7(reft.a%TYPE) RETURNS SETOF reft.b%TYPE LANGUAGE sql AS 'SELECT 1';
--| ERROR 0A000: CREATE FUNCTION is not supported
--! refused COMPAT.md
CREATE PROCEDURE ref8(a int) LANGUAGE sql AS 'SELECT 1';
--| ERROR 0A000: CREATE FUNCTION is not supported
--! refused COMPAT.md
CREATE OR REPLACE PROCEDURE ref9() LANGUAGE sql BEGIN ATOMIC RETURN 1; END;
--| ERROR 0A000: CREATE FUNCTION is not supported
--! refused COMPAT.md
CREATE PROCEDURE ref10(a INOUT int, b OUT int, c VARIADIC int[]) LANGUAGE sql AS 'SELECT 1';
--| ERROR 0A000: CREATE FUNCTION is not supported
CREATE TRIGGER tr1 BEFORE INSERT OR UPDATE OF a, b OR DELETE OR UPDATE ON reft FOR EACH ROW WHEN (NEW.a > 0) EXECUTE FUNCTION nosuch(1, 2.5, 'x', y);
--| ERROR 42601: duplicate trigger events specified at or near "ON"
--| POSITION: 72
--! refused COMPAT.md
CREATE OR REPLACE TRIGGER tr2 AFTER TRUNCATE ON reft FOR EACH STATEMENT EXECUTE PROCEDURE nosuch();
--| ERROR 0A000: CREATE TRIGGER is not supported
--! refused COMPAT.md
CREATE TRIGGER tr3 AFTER UPDATE ON reft REFERENCING OLD TABLE AS o NEW TABLE n FOR STATEMENT EXECUTE FUNCTION nosuch();
--| ERROR 0A000: CREATE TRIGGER is not supported
--! refused COMPAT.md
CREATE TRIGGER tr4 AFTER INSERT ON reft REFERENCING NEW ROW AS r FOR ROW EXECUTE FUNCTION nosuch();
--| ERROR 0A000: CREATE TRIGGER is not supported
--! refused COMPAT.md
CREATE TRIGGER tr5 INSTEAD OF DELETE ON reft FOR EACH ROW EXECUTE FUNCTION nosuch();
--| ERROR 0A000: CREATE TRIGGER is not supported
--! refused COMPAT.md
CREATE CONSTRAINT TRIGGER tr6 AFTER INSERT OR DELETE ON reft FROM reft DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (true) EXECUTE FUNCTION nosuch();
--| ERROR 0A000: CREATE TRIGGER is not supported
--! refused COMPAT.md
CREATE OR REPLACE CONSTRAINT TRIGGER tr7 AFTER UPDATE ON reft NOT DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW EXECUTE PROCEDURE nosuch('a');
--| ERROR 0A000: CREATE OR REPLACE CONSTRAINT TRIGGER is not supported
--! refused COMPAT.md
CREATE SCHEMA refs CREATE TRIGGER tr8 BEFORE INSERT ON reft EXECUTE FUNCTION nosuch();
--| ERROR 0A000: CREATE TRIGGER is not supported
--! refused COMPAT.md
CREATE EVENT TRIGGER ev ON ddl_command_start WHEN tag IN ('DROP TABLE', 'CREATE TABLE') AND tag IN ('x') EXECUTE FUNCTION nosuch();
--| ERROR 0A000: CREATE EVENT TRIGGER is not supported
--! refused COMPAT.md
CREATE EVENT TRIGGER ev ON sql_drop EXECUTE PROCEDURE nosuch();
--| ERROR 0A000: CREATE EVENT TRIGGER is not supported
--! refused COMPAT.md
CREATE RULE ru1 AS ON INSERT TO reft DO INSTEAD NOTHING;
--| ERROR 0A000: CREATE RULE is not supported
--! refused COMPAT.md
CREATE OR REPLACE RULE ru2 AS ON UPDATE TO reft WHERE OLD.a > 0 DO ALSO (INSERT INTO reft VALUES (1); DELETE FROM reft; NOTIFY x);
--| ERROR 0A000: CREATE RULE is not supported
--! refused COMPAT.md
CREATE RULE ru3 AS ON DELETE TO reft DO (SELECT 1);
--| ERROR 0A000: CREATE RULE is not supported
--! refused COMPAT.md
CREATE RULE ru4 AS ON SELECT TO reft DO INSTEAD SELECT 1;
--| ERROR 0A000: CREATE RULE is not supported
--! refused COMPAT.md
CREATE RULE ru5 AS ON DELETE TO reft DO UPDATE reft SET a = 1;
--| ERROR 0A000: CREATE RULE is not supported
--! refused COMPAT.md
CREATE RULE ru6 AS ON DELETE TO reft DO ();
--| ERROR 0A000: CREATE RULE is not supported
--! refused COMPAT.md
CREATE POLICY po1 ON reft;
--| ERROR 0A000: CREATE POLICY is not supported
--! refused COMPAT.md
CREATE POLICY po2 ON reft AS PERMISSIVE FOR ALL TO PUBLIC, CURRENT_USER USING (a > 0) WITH CHECK (a > 1);
--| ERROR 0A000: CREATE POLICY is not supported
--! refused COMPAT.md
CREATE POLICY po3 ON reft AS RESTRICTIVE FOR SELECT TO CURRENT_ROLE USING (true);
--| ERROR 0A000: CREATE POLICY is not supported
--! refused COMPAT.md
CREATE POLICY po4 ON reft FOR INSERT TO SESSION_USER WITH CHECK (true);
--| ERROR 0A000: CREATE POLICY is not supported
--! refused COMPAT.md
CREATE POLICY po5 ON reft FOR UPDATE USING (true);
--| ERROR 0A000: CREATE POLICY is not supported
--! refused COMPAT.md
CREATE POLICY po6 ON reft FOR DELETE USING (true);
--| ERROR 0A000: CREATE POLICY is not supported
CREATE POLICY po7 ON reft AS nosuch;
--| ERROR 42601: unrecognized row security option "nosuch"
--| HINT: Only PERMISSIVE or RESTRICTIVE policies are supported currently.
--| POSITION: 30
--! refused COMPAT.md
ALTER TABLE reft ENABLE ROW LEVEL SECURITY;
--| ERROR 0A000: ALTER TABLE … ENABLE ROW SECURITY is not supported
--! refused COMPAT.md
ALTER TABLE reft FORCE ROW LEVEL SECURITY;
--| ERROR 0A000: ALTER TABLE … FORCE ROW SECURITY is not supported
--! refused COMPAT.md
CREATE AGGREGATE ag1 (int) (SFUNC = int4pl, STYPE = int, INITCOND = '0');
--| ERROR 0A000: CREATE AGGREGATE is not supported
--! refused COMPAT.md
CREATE OR REPLACE AGGREGATE ag2 (float8 ORDER BY int) (SFUNC = nosuch, STYPE = internal);
--| ERROR 0A000: CREATE AGGREGATE is not supported
--! refused COMPAT.md
CREATE AGGREGATE ag3 (*) (SFUNC = int8inc, STYPE = int8);
--| ERROR 0A000: CREATE AGGREGATE is not supported
--! refused COMPAT.md
CREATE AGGREGATE ag4 (BASETYPE = int, SFUNC = int4pl, STYPE = int);
--| ERROR 0A000: CREATE AGGREGATE is not supported
--! refused COMPAT.md
CREATE AGGREGATE ag5 (ORDER BY int) (SFUNC = nosuch, STYPE = int);
--| ERROR 0A000: CREATE AGGREGATE is not supported
--! refused COMPAT.md
CREATE OPERATOR === (LEFTARG = int, RIGHTARG = int, FUNCTION = int4eq, COMMUTATOR = OPERATOR(public.===), HASHES);
--| ERROR 0A000: CREATE OPERATOR is not supported
--! refused COMPAT.md
CREATE TYPE reftype (INPUT = nosuch, OUTPUT = nosuch);
--| ERROR 0A000: CREATE TYPE is not supported
--! refused COMPAT.md
CREATE TYPE reftype;
--| ERROR 0A000: CREATE TYPE is not supported
--! refused COMPAT.md
CREATE CAST (int4 AS point) WITH FUNCTION nosuch(int4) AS IMPLICIT;
--| ERROR 0A000: CREATE CAST is not supported
--! refused COMPAT.md
CREATE CAST (int4 AS point) WITHOUT FUNCTION AS ASSIGNMENT;
--| ERROR 0A000: CREATE CAST is not supported
--! refused COMPAT.md
CREATE CAST (int4 AS point) WITH INOUT;
--| ERROR 0A000: CREATE CAST is not supported
--! refused COMPAT.md
CREATE TRANSFORM FOR int4 LANGUAGE sql (FROM SQL WITH FUNCTION a(internal), TO SQL WITH FUNCTION b(internal));
--| ERROR 0A000: CREATE TRANSFORM is not supported
--! refused COMPAT.md
CREATE OR REPLACE TRANSFORM FOR int4 LANGUAGE sql (TO SQL WITH FUNCTION a(internal), FROM SQL WITH FUNCTION b(internal));
--| ERROR 0A000: CREATE TRANSFORM is not supported
--! refused COMPAT.md
CREATE TRANSFORM FOR int4 LANGUAGE sql (FROM SQL WITH FUNCTION a(internal));
--| ERROR 0A000: CREATE TRANSFORM is not supported
--! refused COMPAT.md
CREATE TRANSFORM FOR int4 LANGUAGE sql (TO SQL WITH FUNCTION a(internal));
--| ERROR 0A000: CREATE TRANSFORM is not supported
--! not-postgres the detail names a file of PostgreSQL's installation
CREATE LANGUAGE reflang;
--| ERROR 0A000: extension "reflang" is not available
--| HINT: The extension must first be installed on the system where PostgreSQL is running.
--! refused COMPAT.md
CREATE OR REPLACE TRUSTED PROCEDURAL LANGUAGE reflang HANDLER h INLINE p.i VALIDATOR v;
--| ERROR 0A000: CREATE LANGUAGE is not supported
--! refused COMPAT.md
CREATE LANGUAGE reflang HANDLER h NO VALIDATOR;
--| ERROR 0A000: CREATE LANGUAGE is not supported
--! refused COMPAT.md
CREATE OPERATOR CLASS refc DEFAULT FOR TYPE int4 USING btree FAMILY f AS OPERATOR 1 <, OPERATOR 2 <= (int4, int4) FOR SEARCH, OPERATOR 3 = FOR ORDER BY f, FUNCTION 1 btint4cmp(int4, int4), FUNCTION 2 (int4, int4) nosuch(internal), STORAGE int4;
--| ERROR 0A000: CREATE OPERATOR CLASS is not supported
--! refused COMPAT.md
CREATE OPERATOR CLASS refc FOR TYPE int4 USING btree AS OPERATOR 1 < RECHECK;
--| ERROR 0A000: CREATE OPERATOR CLASS is not supported
--! refused COMPAT.md
CREATE OPERATOR FAMILY reff USING btree;
--| ERROR 0A000: CREATE OPERATOR FAMILY is not supported
--! refused COMPAT.md
CREATE CONVERSION refcv FOR 'UTF8' TO 'LATIN1' FROM nosuch;
--| ERROR 0A000: CREATE CONVERSION is not supported
--! refused COMPAT.md
CREATE DEFAULT CONVERSION refcv FOR 'UTF8' TO 'LATIN1' FROM nosuch;
--| ERROR 0A000: CREATE CONVERSION is not supported
CREATE COLLATION refcol (LOCALE = 'C');
--| CREATE COLLATION
CREATE COLLATION IF NOT EXISTS refcol (PROVIDER = icu, LOCALE = 'und');
--| NOTICE 42710: collation "refcol" already exists, skipping
--| CREATE COLLATION
CREATE COLLATION refcol FROM "C";
--| ERROR 42710: collation "refcol" already exists
CREATE COLLATION IF NOT EXISTS refcol FROM "C";
--| NOTICE 42710: collation "refcol" already exists, skipping
--| CREATE COLLATION
--! refused COMPAT.md
CREATE TEXT SEARCH PARSER refp (START = a);
--| ERROR 0A000: CREATE TS PARSER is not supported
--! refused COMPAT.md
CREATE TEXT SEARCH TEMPLATE reft2 (LEXIZE = a);
--| ERROR 0A000: CREATE TS TEMPLATE is not supported
CREATE ASSERTION refas CHECK (1 > 0) DEFERRABLE;
--| ERROR 0A000: CREATE ASSERTION is not yet implemented
--! refused COMPAT.md
CREATE ACCESS METHOD refam TYPE INDEX HANDLER nosuch;
--| ERROR 0A000: CREATE ACCESS METHOD is not supported
--! refused COMPAT.md
CREATE ACCESS METHOD refam TYPE TABLE HANDLER s.nosuch;
--| ERROR 0A000: CREATE ACCESS METHOD is not supported
--! refused COMPAT.md
CREATE STATISTICS refst ON a, b FROM reft;
--| ERROR 0A000: CREATE STATISTICS is not supported
--! refused COMPAT.md
CREATE STATISTICS IF NOT EXISTS refst (ndistinct, mcv) ON a, (b || 'x'), lower(b) FROM reft;
--| ERROR 0A000: CREATE STATISTICS is not supported
