-- ALTER, COMMENT, GRANT and SECURITY LABEL of objects that do not exist.

--! refused COMPAT.md
ALTER FUNCTION nosuch(int) STRICT;
--| ERROR 0A000: ALTER FUNCTION is not supported
--! refused COMPAT.md
ALTER FUNCTION nosuch(int) RENAME TO other;
--| ERROR 0A000: ALTER FUNCTION … RENAME is not supported
--! refused COMPAT.md
ALTER FUNCTION nosuch(int) OWNER TO CURRENT_USER;
--| ERROR 0A000: ALTER FUNCTION … OWNER TO is not supported
--! refused COMPAT.md
ALTER FUNCTION nosuch(int) SET SCHEMA public;
--| ERROR 0A000: ALTER FUNCTION … SET SCHEMA is not supported
--! refused COMPAT.md
ALTER FUNCTION nosuch(int) DEPENDS ON EXTENSION plpgsql;
--| ERROR 0A000: ALTER OBJECT DEPENDS is not supported
--! refused COMPAT.md
ALTER FUNCTION nosuch(int) NO DEPENDS ON EXTENSION plpgsql;
--| ERROR 0A000: ALTER OBJECT DEPENDS is not supported
--! refused COMPAT.md
ALTER PROCEDURE nosuch() SECURITY DEFINER;
--| ERROR 0A000: ALTER FUNCTION is not supported
--! refused COMPAT.md
ALTER PROCEDURE nosuch() RENAME TO other;
--| ERROR 0A000: ALTER PROCEDURE … RENAME is not supported
--! refused COMPAT.md
ALTER PROCEDURE nosuch() OWNER TO CURRENT_USER;
--| ERROR 0A000: ALTER PROCEDURE … OWNER TO is not supported
--! refused COMPAT.md
ALTER PROCEDURE nosuch() SET SCHEMA public;
--| ERROR 0A000: ALTER PROCEDURE … SET SCHEMA is not supported
--! refused COMPAT.md
ALTER ROUTINE nosuch(int) IMMUTABLE COST 1 ROWS 2 PARALLEL SAFE LEAKPROOF NOT LEAKPROOF RESTRICT;
--| ERROR 0A000: ALTER FUNCTION is not supported
--! refused COMPAT.md
ALTER ROUTINE nosuch(int) RENAME TO other;
--| ERROR 0A000: ALTER ROUTINE … RENAME is not supported
--! refused COMPAT.md
ALTER ROUTINE nosuch(int) OWNER TO CURRENT_USER;
--| ERROR 0A000: ALTER ROUTINE … OWNER TO is not supported
--! refused COMPAT.md
ALTER ROUTINE nosuch(int) SET SCHEMA public;
--| ERROR 0A000: ALTER ROUTINE … SET SCHEMA is not supported
--! refused COMPAT.md
ALTER AGGREGATE nosuch(int) RENAME TO other;
--| ERROR 0A000: ALTER AGGREGATE … RENAME is not supported
--! refused COMPAT.md
ALTER AGGREGATE nosuch(int) OWNER TO CURRENT_USER;
--| ERROR 0A000: ALTER AGGREGATE … OWNER TO is not supported
--! refused COMPAT.md
ALTER AGGREGATE nosuch(*) SET SCHEMA public;
--| ERROR 0A000: ALTER AGGREGATE … SET SCHEMA is not supported
--! refused COMPAT.md
ALTER OPERATOR === (int, int) OWNER TO CURRENT_USER;
--| ERROR 0A000: ALTER OPERATOR … OWNER TO is not supported
--! refused COMPAT.md
ALTER OPERATOR === (int, int) SET SCHEMA public;
--| ERROR 0A000: ALTER OPERATOR … SET SCHEMA is not supported
--! refused COMPAT.md
ALTER OPERATOR === (int, int) SET (RESTRICT = eqsel, JOIN = NONE);
--| ERROR 0A000: ALTER OPERATOR is not supported
--! refused COMPAT.md
ALTER OPERATOR CLASS nosuch USING btree RENAME TO other;
--| ERROR 0A000: ALTER OPCLASS … RENAME is not supported
--! refused COMPAT.md
ALTER OPERATOR CLASS nosuch USING btree OWNER TO CURRENT_USER;
--| ERROR 0A000: ALTER OPCLASS … OWNER TO is not supported
--! refused COMPAT.md
ALTER OPERATOR CLASS nosuch USING btree SET SCHEMA public;
--| ERROR 0A000: ALTER OPCLASS … SET SCHEMA is not supported
--! refused COMPAT.md
ALTER OPERATOR FAMILY nosuch USING btree RENAME TO other;
--| ERROR 0A000: ALTER OPFAMILY … RENAME is not supported
--! refused COMPAT.md
ALTER OPERATOR FAMILY nosuch USING btree OWNER TO CURRENT_USER;
--| ERROR 0A000: ALTER OPFAMILY … OWNER TO is not supported
--! refused COMPAT.md
ALTER OPERATOR FAMILY nosuch USING btree SET SCHEMA public;
--| ERROR 0A000: ALTER OPFAMILY … SET SCHEMA is not supported
--! refused COMPAT.md
ALTER OPERATOR FAMILY nosuch USING btree ADD OPERATOR 1 < (int4, int8);
--| ERROR 0A000: ALTER OP FAMILY is not supported
--! refused COMPAT.md
ALTER OPERATOR FAMILY nosuch USING btree DROP OPERATOR 1 (int4, int8), FUNCTION 1 (int4);
--| ERROR 0A000: ALTER OP FAMILY is not supported
--! refused COMPAT.md
ALTER TRIGGER nosuch ON pg_class RENAME TO other;
--| ERROR 0A000: ALTER TRIGGER … RENAME is not supported
--! refused COMPAT.md
ALTER TRIGGER nosuch ON pg_class DEPENDS ON EXTENSION plpgsql;
--| ERROR 0A000: ALTER OBJECT DEPENDS is not supported
--! refused COMPAT.md
ALTER RULE nosuch ON pg_class RENAME TO other;
--| ERROR 0A000: ALTER RULE … RENAME is not supported
--! refused COMPAT.md
ALTER POLICY nosuch ON pg_class RENAME TO other;
--| ERROR 0A000: ALTER POLICY … RENAME is not supported
--! refused COMPAT.md
ALTER POLICY IF EXISTS nosuch ON notable RENAME TO other;
--| ERROR 0A000: ALTER POLICY … RENAME is not supported
--! refused COMPAT.md
ALTER POLICY nosuch ON pg_class TO PUBLIC USING (true) WITH CHECK (false);
--| ERROR 0A000: ALTER POLICY is not supported
--! refused COMPAT.md
ALTER DATABASE nosuch RENAME TO other;
--| ERROR 0A000: ALTER DATABASE … RENAME is not supported
ALTER DATABASE nosuch OWNER TO CURRENT_USER;
--| ERROR 3D000: database "nosuch" does not exist
--! refused COMPAT.md
ALTER DATABASE nosuch WITH CONNECTION LIMIT 5;
--| ERROR 0A000: ALTER DATABASE is not supported
--! refused COMPAT.md
ALTER DATABASE nosuch SET TABLESPACE pg_default;
--| ERROR 0A000: ALTER DATABASE is not supported
--! refused COMPAT.md
ALTER DATABASE nosuch SET work_mem = '1MB';
--| ERROR 0A000: ALTER DATABASE … SET is not supported
--! refused COMPAT.md
ALTER DATABASE nosuch RESET ALL;
--| ERROR 0A000: ALTER DATABASE … SET is not supported
--! refused COMPAT.md
ALTER TABLESPACE nosuch RENAME TO other;
--| ERROR 0A000: ALTER TABLESPACE … RENAME is not supported
--! refused COMPAT.md
ALTER TABLESPACE nosuch OWNER TO CURRENT_USER;
--| ERROR 0A000: ALTER TABLESPACE … OWNER TO is not supported
--! refused COMPAT.md
ALTER TABLESPACE nosuch SET (seq_page_cost = 1);
--| ERROR 0A000: ALTER TABLE SPACE OPTIONS is not supported
--! refused COMPAT.md
ALTER TABLESPACE nosuch RESET (seq_page_cost);
--| ERROR 0A000: ALTER TABLE SPACE OPTIONS is not supported
ALTER FOREIGN TABLE nosuch ADD COLUMN a int;
--| ERROR 42P01: relation "nosuch" does not exist
ALTER FOREIGN TABLE IF EXISTS nosuch ALTER a OPTIONS (ADD x 'y', SET z 'w', DROP v);
--| NOTICE 00000: relation "nosuch" does not exist, skipping
--| ALTER FOREIGN TABLE
--! refused COMPAT.md
ALTER FOREIGN TABLE nosuch RENAME TO other;
--| ERROR 0A000: ALTER FOREIGNTABLE … RENAME is not supported
ALTER FOREIGN TABLE IF EXISTS nosuch RENAME COLUMN a TO b;
--| NOTICE 00000: relation "nosuch" does not exist, skipping
--| ALTER FOREIGN TABLE
ALTER FOREIGN TABLE nosuch SET SCHEMA public;
--| ERROR 42P01: relation "nosuch" does not exist
ALTER COLLATION nosuch RENAME TO other;
--| ERROR 42704: collation "nosuch" for encoding "UTF8" does not exist
ALTER COLLATION nosuch OWNER TO CURRENT_USER;
--| ERROR 42704: collation "nosuch" for encoding "UTF8" does not exist
ALTER COLLATION nosuch SET SCHEMA public;
--| ERROR 42704: collation "nosuch" for encoding "UTF8" does not exist
ALTER COLLATION nosuch REFRESH VERSION;
--| ERROR 42704: collation "nosuch" for encoding "UTF8" does not exist
--! refused COMPAT.md
ALTER CONVERSION nosuch RENAME TO other;
--| ERROR 0A000: ALTER CONVERSION … RENAME is not supported
--! refused COMPAT.md
ALTER CONVERSION nosuch OWNER TO CURRENT_USER;
--| ERROR 0A000: ALTER CONVERSION … OWNER TO is not supported
--! refused COMPAT.md
ALTER CONVERSION nosuch SET SCHEMA public;
--| ERROR 0A000: ALTER CONVERSION … SET SCHEMA is not supported
--! refused COMPAT.md
ALTER STATISTICS nosuch RENAME TO other;
--| ERROR 0A000: ALTER STATISTICEXT … RENAME is not supported
--! refused COMPAT.md
ALTER STATISTICS nosuch OWNER TO CURRENT_USER;
--| ERROR 0A000: ALTER STATISTICEXT … OWNER TO is not supported
--! refused COMPAT.md
ALTER STATISTICS nosuch SET SCHEMA public;
--| ERROR 0A000: ALTER STATISTICEXT … SET SCHEMA is not supported
--! refused COMPAT.md
ALTER STATISTICS nosuch SET STATISTICS 5;
--| ERROR 0A000: ALTER STATS is not supported
--! refused COMPAT.md
ALTER STATISTICS IF EXISTS nosuch SET STATISTICS 5;
--| ERROR 0A000: ALTER STATS is not supported
--! refused COMPAT.md
ALTER TEXT SEARCH PARSER nosuch RENAME TO other;
--| ERROR 0A000: ALTER TSPARSER … RENAME is not supported
--! refused COMPAT.md
ALTER TEXT SEARCH PARSER nosuch SET SCHEMA public;
--| ERROR 0A000: ALTER TSPARSER … SET SCHEMA is not supported
--! refused COMPAT.md
ALTER TEXT SEARCH TEMPLATE nosuch RENAME TO other;
--| ERROR 0A000: ALTER TSTEMPLATE … RENAME is not supported
--! refused COMPAT.md
ALTER TEXT SEARCH TEMPLATE nosuch SET SCHEMA public;
--| ERROR 0A000: ALTER TSTEMPLATE … SET SCHEMA is not supported
ALTER EXTENSION nosuch UPDATE;
--| ERROR 42704: extension "nosuch" does not exist
--! refused COMPAT.md
ALTER EXTENSION nosuch SET SCHEMA public;
--| ERROR 0A000: ALTER EXTENSION … SET SCHEMA is not supported
--! refused COMPAT.md
ALTER EXTENSION nosuch ADD TABLE pg_class;
--| ERROR 0A000: ALTER EXTENSION is not supported
--! refused COMPAT.md
ALTER EVENT TRIGGER nosuch ENABLE;
--| ERROR 0A000: ALTER EVENT TRIGGER is not supported
--! refused COMPAT.md
ALTER EVENT TRIGGER nosuch ENABLE REPLICA;
--| ERROR 0A000: ALTER EVENT TRIGGER is not supported
--! refused COMPAT.md
ALTER EVENT TRIGGER nosuch ENABLE ALWAYS;
--| ERROR 0A000: ALTER EVENT TRIGGER is not supported
--! refused COMPAT.md
ALTER EVENT TRIGGER nosuch DISABLE;
--| ERROR 0A000: ALTER EVENT TRIGGER is not supported
--! refused COMPAT.md
ALTER EVENT TRIGGER nosuch RENAME TO other;
--| ERROR 0A000: ALTER EVENTTRIGGER … RENAME is not supported
--! refused COMPAT.md
ALTER EVENT TRIGGER nosuch OWNER TO CURRENT_USER;
--| ERROR 0A000: ALTER EVENTTRIGGER … OWNER TO is not supported
--! refused COMPAT.md
ALTER FOREIGN DATA WRAPPER nosuch OPTIONS (ADD a 'b');
--| ERROR 0A000: ALTER FDW is not supported
--! refused COMPAT.md
ALTER FOREIGN DATA WRAPPER nosuch NO HANDLER NO VALIDATOR;
--| ERROR 0A000: ALTER FDW is not supported
--! refused COMPAT.md
ALTER FOREIGN DATA WRAPPER nosuch RENAME TO other;
--| ERROR 0A000: ALTER FDW … RENAME is not supported
--! refused COMPAT.md
ALTER FOREIGN DATA WRAPPER nosuch OWNER TO CURRENT_USER;
--| ERROR 0A000: ALTER FDW … OWNER TO is not supported
--! refused COMPAT.md
ALTER SERVER nosuch VERSION '1' OPTIONS (SET a 'b');
--| ERROR 0A000: ALTER FOREIGN SERVER is not supported
--! refused COMPAT.md
ALTER SERVER nosuch OPTIONS (DROP a);
--| ERROR 0A000: ALTER FOREIGN SERVER is not supported
--! refused COMPAT.md
ALTER SERVER nosuch RENAME TO other;
--| ERROR 0A000: ALTER FOREIGNSERVER … RENAME is not supported
--! refused COMPAT.md
ALTER SERVER nosuch OWNER TO CURRENT_USER;
--| ERROR 0A000: ALTER FOREIGNSERVER … OWNER TO is not supported
--! refused COMPAT.md
ALTER USER MAPPING FOR CURRENT_USER SERVER nosuch OPTIONS (SET a 'b');
--| ERROR 0A000: ALTER USER MAPPING is not supported
--! refused COMPAT.md
ALTER PUBLICATION nosuch ADD TABLE pg_class;
--| ERROR 0A000: ALTER PUBLICATION is not supported
--! refused COMPAT.md
ALTER PUBLICATION nosuch SET (publish = 'insert');
--| ERROR 0A000: ALTER PUBLICATION is not supported
--! refused COMPAT.md
ALTER PUBLICATION nosuch RENAME TO other;
--| ERROR 0A000: ALTER PUBLICATION … RENAME is not supported
--! refused COMPAT.md
ALTER PUBLICATION nosuch OWNER TO CURRENT_USER;
--| ERROR 0A000: ALTER PUBLICATION … OWNER TO is not supported
--! refused COMPAT.md
ALTER SUBSCRIPTION nosuch ENABLE;
--| ERROR 0A000: ALTER SUBSCRIPTION is not supported
--! refused COMPAT.md
ALTER SUBSCRIPTION nosuch DISABLE;
--| ERROR 0A000: ALTER SUBSCRIPTION is not supported
--! refused COMPAT.md
ALTER SUBSCRIPTION nosuch RENAME TO other;
--| ERROR 0A000: ALTER SUBSCRIPTION … RENAME is not supported
--! refused COMPAT.md
ALTER SUBSCRIPTION nosuch OWNER TO CURRENT_USER;
--| ERROR 0A000: ALTER SUBSCRIPTION … OWNER TO is not supported
--! refused COMPAT.md
ALTER LANGUAGE nosuch RENAME TO other;
--| ERROR 0A000: ALTER LANGUAGE … RENAME is not supported
--! refused COMPAT.md
ALTER PROCEDURAL LANGUAGE nosuch OWNER TO CURRENT_USER;
--| ERROR 0A000: ALTER LANGUAGE … OWNER TO is not supported
--! refused COMPAT.md
ALTER LARGE OBJECT 12345 OWNER TO CURRENT_USER;
--| ERROR 0A000: ALTER LARGEOBJECT … OWNER TO is not supported
ALTER MATERIALIZED VIEW nosuch SET SCHEMA public;
--| ERROR 42P01: relation "nosuch" does not exist
ALTER MATERIALIZED VIEW IF EXISTS nosuch SET SCHEMA public;
--| NOTICE 00000: relation "nosuch" does not exist, skipping
--| ALTER MATERIALIZED VIEW
--! refused COMPAT.md
ALTER MATERIALIZED VIEW nosuch DEPENDS ON EXTENSION plpgsql;
--| ERROR 0A000: ALTER OBJECT DEPENDS is not supported
ALTER MATERIALIZED VIEW IF EXISTS nosuch SET (fillfactor = 50);
--| NOTICE 00000: relation "nosuch" does not exist, skipping
--| ALTER MATERIALIZED VIEW
--! refused COMPAT.md
ALTER INDEX nosuch DEPENDS ON EXTENSION plpgsql;
--| ERROR 0A000: ALTER OBJECT DEPENDS is not supported
--! refused COMPAT.md
ALTER INDEX nosuch NO DEPENDS ON EXTENSION plpgsql;
--| ERROR 0A000: ALTER OBJECT DEPENDS is not supported
--! refused COMPAT.md
ALTER INDEX nosuch ATTACH PARTITION other;
--| ERROR 0A000: ALTER TABLE … ATTACH PARTITION is not supported
--! refused COMPAT.md
ALTER TABLE nosuch ATTACH PARTITION other DEFAULT;
--| ERROR 0A000: ALTER TABLE … ATTACH PARTITION is not supported
--! refused COMPAT.md
ALTER TABLE nosuch DETACH PARTITION other;
--| ERROR 0A000: ALTER TABLE … DETACH PARTITION is not supported
--! refused COMPAT.md
ALTER TABLE ALL IN TABLESPACE nosuch SET TABLESPACE pg_default;
--| ERROR 0A000: ALTER TABLE MOVE ALL is not supported
--! refused COMPAT.md
ALTER TABLE ALL IN TABLESPACE nosuch OWNED BY CURRENT_USER SET TABLESPACE pg_default NOWAIT;
--| ERROR 0A000: ALTER TABLE MOVE ALL is not supported
--! refused COMPAT.md
ALTER INDEX ALL IN TABLESPACE nosuch SET TABLESPACE pg_default NOWAIT;
--| ERROR 0A000: ALTER TABLE MOVE ALL is not supported
--! refused COMPAT.md
ALTER INDEX ALL IN TABLESPACE nosuch OWNED BY CURRENT_USER SET TABLESPACE pg_default;
--| ERROR 0A000: ALTER TABLE MOVE ALL is not supported
--! refused COMPAT.md
ALTER MATERIALIZED VIEW ALL IN TABLESPACE nosuch SET TABLESPACE pg_default;
--| ERROR 0A000: ALTER TABLE MOVE ALL is not supported
--! refused COMPAT.md
ALTER MATERIALIZED VIEW ALL IN TABLESPACE nosuch OWNED BY CURRENT_USER SET TABLESPACE pg_default NOWAIT;
--| ERROR 0A000: ALTER TABLE MOVE ALL is not supported
--! refused COMPAT.md
ALTER SYSTEM SET nosuch = 1;
--| ERROR 0A000: ALTER SYSTEM is not supported
--! refused COMPAT.md
ALTER SYSTEM RESET nosuch;
--| ERROR 0A000: ALTER SYSTEM is not supported
--! refused COMPAT.md
ALTER TYPE nosuch SET (STORAGE = plain);
--| ERROR 0A000: ALTER TYPE is not supported
COMMENT ON FUNCTION nosuch(int) IS 'x';
--| ERROR 42883: function nosuch(integer) does not exist
--! refused COMPAT.md
COMMENT ON PROCEDURE nosuch() IS 'x';
--| ERROR 0A000: COMMENT ON PROCEDURE is not supported
--! refused COMPAT.md
COMMENT ON ROUTINE nosuch(int) IS 'x';
--| ERROR 0A000: COMMENT ON ROUTINE is not supported
--! refused COMPAT.md
COMMENT ON AGGREGATE nosuch(int) IS 'x';
--| ERROR 0A000: COMMENT ON AGGREGATE is not supported
--! refused COMPAT.md
COMMENT ON OPERATOR === (int, int) IS 'x';
--| ERROR 0A000: COMMENT ON OPERATOR is not supported
--! refused COMPAT.md
COMMENT ON OPERATOR CLASS nosuch USING btree IS 'x';
--| ERROR 0A000: COMMENT ON OPCLASS is not supported
--! refused COMPAT.md
COMMENT ON OPERATOR FAMILY nosuch USING btree IS 'x';
--| ERROR 0A000: COMMENT ON OPFAMILY is not supported
--! refused COMPAT.md
COMMENT ON TRIGGER nosuch ON pg_class IS 'x';
--| ERROR 0A000: COMMENT ON TRIGGER is not supported
--! refused COMPAT.md
COMMENT ON RULE nosuch ON pg_class IS 'x';
--| ERROR 0A000: COMMENT ON RULE is not supported
--! refused COMPAT.md
COMMENT ON POLICY nosuch ON pg_class IS 'x';
--| ERROR 0A000: COMMENT ON POLICY is not supported
--! refused COMPAT.md
COMMENT ON CAST (int4 AS point) IS 'x';
--| ERROR 0A000: COMMENT ON CAST is not supported
--! refused COMPAT.md
COMMENT ON TRANSFORM FOR int4 LANGUAGE nosuch IS 'x';
--| ERROR 0A000: COMMENT ON TRANSFORM is not supported
--! refused COMPAT.md
COMMENT ON LARGE OBJECT 12345 IS 'x';
--| ERROR 0A000: COMMENT ON LARGEOBJECT is not supported
COMMENT ON TYPE nosuch IS 'x';
--| ERROR 42704: type "nosuch" does not exist
COMMENT ON CONSTRAINT nosuch ON pg_class IS NULL;
--| ERROR 42704: constraint "nosuch" for table "pg_class" does not exist
COMMENT ON DATABASE nosuch IS 'x';
--| WARNING 3D000: database "nosuch" does not exist
--| COMMENT
--! refused COMPAT.md
COMMENT ON TABLESPACE nosuch IS 'x';
--| ERROR 0A000: COMMENT ON TABLESPACE is not supported
COMMENT ON ACCESS METHOD nosuch IS 'x';
--| ERROR 42704: access method "nosuch" does not exist
--! refused COMPAT.md
COMMENT ON EVENT TRIGGER nosuch IS 'x';
--| ERROR 0A000: COMMENT ON EVENTTRIGGER is not supported
COMMENT ON EXTENSION nosuch IS 'x';
--| ERROR 42704: extension "nosuch" does not exist
--! refused COMPAT.md
COMMENT ON FOREIGN DATA WRAPPER nosuch IS 'x';
--| ERROR 0A000: COMMENT ON FDW is not supported
--! refused COMPAT.md
COMMENT ON LANGUAGE nosuch IS 'x';
--| ERROR 0A000: COMMENT ON LANGUAGE is not supported
--! refused COMPAT.md
COMMENT ON PROCEDURAL LANGUAGE nosuch IS 'x';
--| ERROR 0A000: COMMENT ON LANGUAGE is not supported
--! refused COMPAT.md
COMMENT ON PUBLICATION nosuch IS 'x';
--| ERROR 0A000: COMMENT ON PUBLICATION is not supported
--! refused COMPAT.md
COMMENT ON SUBSCRIPTION nosuch IS 'x';
--| ERROR 0A000: COMMENT ON SUBSCRIPTION is not supported
--! refused COMPAT.md
COMMENT ON SERVER nosuch IS 'x';
--| ERROR 0A000: COMMENT ON FOREIGNSERVER is not supported
--! refused COMPAT.md
COMMENT ON COLLATION nosuch IS 'x';
--| ERROR 0A000: COMMENT ON COLLATION is not supported
--! refused COMPAT.md
COMMENT ON CONVERSION nosuch IS 'x';
--| ERROR 0A000: COMMENT ON CONVERSION is not supported
--! refused COMPAT.md
COMMENT ON STATISTICS nosuch IS 'x';
--| ERROR 0A000: COMMENT ON STATISTICEXT is not supported
--! refused COMPAT.md
COMMENT ON FOREIGN TABLE nosuch IS 'x';
--| ERROR 0A000: COMMENT ON FOREIGNTABLE is not supported
--! refused COMPAT.md
COMMENT ON TEXT SEARCH PARSER nosuch IS 'x';
--| ERROR 0A000: COMMENT ON TSPARSER is not supported
--! refused COMPAT.md
COMMENT ON TEXT SEARCH TEMPLATE nosuch IS 'x';
--| ERROR 0A000: COMMENT ON TSTEMPLATE is not supported
--! refused COMPAT.md
COMMENT ON TEXT SEARCH DICTIONARY nosuch IS 'x';
--| ERROR 0A000: COMMENT ON TSDICTIONARY is not supported
--! refused COMPAT.md
COMMENT ON TEXT SEARCH CONFIGURATION nosuch IS 'x';
--| ERROR 0A000: COMMENT ON TSCONFIGURATION is not supported
--! refused COMPAT.md
SECURITY LABEL ON TABLE pg_class IS 'x';
--| ERROR 0A000: SECURITY LABEL is not supported
--! refused COMPAT.md
SECURITY LABEL FOR nosuch ON TABLE pg_class IS 'x';
--| ERROR 0A000: SECURITY LABEL is not supported
--! refused COMPAT.md
SECURITY LABEL FOR 'nosuch' ON COLUMN pg_class.oid IS NULL;
--| ERROR 0A000: SECURITY LABEL is not supported
--! refused COMPAT.md
SECURITY LABEL ON DATABASE nosuch IS 'x';
--| ERROR 0A000: SECURITY LABEL is not supported
--! refused COMPAT.md
SECURITY LABEL ON TYPE int4 IS 'x';
--| ERROR 0A000: SECURITY LABEL is not supported
--! refused COMPAT.md
SECURITY LABEL ON DOMAIN int4 IS 'x';
--| ERROR 0A000: SECURITY LABEL is not supported
--! refused COMPAT.md
SECURITY LABEL ON AGGREGATE sum(int4) IS 'x';
--| ERROR 0A000: SECURITY LABEL is not supported
--! refused COMPAT.md
SECURITY LABEL ON FUNCTION abs(int4) IS 'x';
--| ERROR 0A000: SECURITY LABEL is not supported
--! refused COMPAT.md
SECURITY LABEL ON PROCEDURE abs(int4) IS 'x';
--| ERROR 0A000: SECURITY LABEL is not supported
--! refused COMPAT.md
SECURITY LABEL ON ROUTINE abs(int4) IS 'x';
--| ERROR 0A000: SECURITY LABEL is not supported
--! refused COMPAT.md
SECURITY LABEL ON LARGE OBJECT 5 IS 'x';
--| ERROR 0A000: SECURITY LABEL is not supported
--! refused COMPAT.md
GRANT EXECUTE ON FUNCTION nosuch(int) TO PUBLIC;
--| ERROR 0A000: GRANT … ON FUNCTION is not supported
--! refused COMPAT.md
GRANT EXECUTE ON PROCEDURE nosuch() TO PUBLIC;
--| ERROR 0A000: GRANT … ON PROCEDURE is not supported
--! refused COMPAT.md
GRANT EXECUTE ON ROUTINE nosuch(int) TO PUBLIC;
--| ERROR 0A000: GRANT … ON ROUTINE is not supported
--! refused COMPAT.md
GRANT USAGE ON LANGUAGE nosuch TO PUBLIC;
--| ERROR 0A000: GRANT … ON LANGUAGE is not supported
--! refused COMPAT.md
GRANT USAGE ON FOREIGN DATA WRAPPER nosuch TO PUBLIC;
--| ERROR 0A000: GRANT … ON FDW is not supported
--! refused COMPAT.md
GRANT USAGE ON FOREIGN SERVER nosuch TO PUBLIC;
--| ERROR 0A000: GRANT … ON FOREIGNSERVER is not supported
--! refused COMPAT.md
GRANT SELECT ON LARGE OBJECT 12345 TO PUBLIC;
--| ERROR 0A000: GRANT … ON LARGEOBJECT is not supported
--! refused COMPAT.md
GRANT CREATE ON TABLESPACE nosuch TO PUBLIC;
--| ERROR 0A000: GRANT … ON TABLESPACE is not supported
--! refused COMPAT.md
GRANT SET, ALTER SYSTEM ON PARAMETER nosuch TO PUBLIC;
--| ERROR 0A000: GRANT … ON PARAMETER is not supported
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA nosuch TO PUBLIC;
--| ERROR 3F000: schema "nosuch" does not exist
GRANT EXECUTE ON ALL PROCEDURES IN SCHEMA nosuch TO PUBLIC;
--| ERROR 3F000: schema "nosuch" does not exist
GRANT EXECUTE ON ALL ROUTINES IN SCHEMA nosuch TO PUBLIC;
--| ERROR 3F000: schema "nosuch" does not exist
--! refused COMPAT.md
CLUSTER nosuch;
--| ERROR 0A000: CLUSTER is not supported
--! refused COMPAT.md
CLUSTER nosuch USING other;
--| ERROR 0A000: CLUSTER is not supported
--! refused COMPAT.md
CLUSTER VERBOSE nosuch;
--| ERROR 0A000: CLUSTER is not supported
--! refused COMPAT.md
CLUSTER (VERBOSE) nosuch;
--| ERROR 0A000: CLUSTER is not supported
--! refused COMPAT.md
CLUSTER other ON nosuch;
--| ERROR 0A000: CLUSTER is not supported
--! refused COMPAT.md
CLUSTER;
--| ERROR 0A000: CLUSTER is not supported
