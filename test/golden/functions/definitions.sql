-- Definitions of objects as text, and descriptions of them: functions, operators' users, views, indexes, constraints, sequences.

CREATE TABLE def (id int PRIMARY KEY, a int CHECK (a > 0), b text DEFAULT 'x' || 'y', UNIQUE (a, b));
--| CREATE TABLE
CREATE VIEW vdef AS SELECT id, a + 1 AS n FROM def WHERE b <> '';
--| CREATE VIEW
CREATE INDEX idef ON def (lower(b), a DESC) WHERE a > 1;
--| CREATE INDEX
CREATE SEQUENCE sdef INCREMENT 2 MINVALUE 1 MAXVALUE 9 CYCLE CACHE 3;
--| CREATE SEQUENCE
SELECT pg_get_constraintdef(oid, true), pg_get_constraintdef(oid, false) FROM pg_constraint WHERE conrelid = 'def'::regclass ORDER BY conname;
--| pg_get_constraintdef text | pg_get_constraintdef text
--| UNIQUE (a, b) | UNIQUE (a, b)
--| CHECK (a > 0) | CHECK ((a > 0))
--| PRIMARY KEY (id) | PRIMARY KEY (id)
SELECT pg_get_expr(adbin, adrelid, true), pg_get_expr(adbin, adrelid) FROM pg_attrdef WHERE adrelid = 'def'::regclass;
--| pg_get_expr text | pg_get_expr text
--| 'x'::text || 'y'::text | ('x'::text || 'y'::text)
SELECT pg_get_indexdef('idef'::regclass, 0, true), pg_get_indexdef('idef'::regclass, 1, true), pg_get_indexdef('idef'::regclass, 2, false), pg_get_indexdef('idef'::regclass, 9, false), pg_get_indexdef(1, 0, true);
--| pg_get_indexdef text | pg_get_indexdef text | pg_get_indexdef text | pg_get_indexdef text | pg_get_indexdef text
--| CREATE INDEX idef ON def USING btree (lower(b), a DESC) WHERE a > 1 | lower(b) | a | "" | NULL
SELECT pg_get_viewdef('vdef');
--| pg_get_viewdef text
--| " SELECT def.id,\n    (def.a + 1) AS n\n   FROM def\n  WHERE (def.b <> ''::text);"
SELECT pg_get_viewdef('vdef', true);
--| pg_get_viewdef text
--| " SELECT def.id,\n    def.a + 1 AS n\n   FROM def\n  WHERE def.b <> ''::text;"
SELECT pg_get_viewdef('vdef'::regclass, 0);
--| pg_get_viewdef text
--| " SELECT def.id,\n    def.a + 1 AS n\n   FROM def\n  WHERE def.b <> ''::text;"
SELECT pg_get_viewdef('nosuch');
--| ERROR 42P01: relation "nosuch" does not exist
SELECT pg_get_ruledef(oid), pg_get_ruledef(oid, true) FROM pg_rewrite WHERE ev_class = 'vdef'::regclass;
--| pg_get_ruledef text | pg_get_ruledef text
--| "CREATE RULE \"_RETURN\" AS\n    ON SELECT TO public.vdef DO INSTEAD  SELECT def.id,\n    (def.a + 1) AS n\n   FROM def\n  WHERE (def.b <> ''::text);" | "CREATE RULE \"_RETURN\" AS\n    ON SELECT TO vdef DO INSTEAD  SELECT def.id,\n    def.a + 1 AS n\n   FROM def\n  WHERE def.b <> ''::text;"
SELECT pg_get_ruledef(1), pg_get_triggerdef(1), pg_get_triggerdef(1, true), pg_get_statisticsobjdef(1), pg_get_statisticsobjdef_columns(1), pg_get_userbyid(10), pg_get_userbyid(1);
--| pg_get_ruledef text | pg_get_triggerdef text | pg_get_triggerdef text | pg_get_statisticsobjdef text | pg_get_statisticsobjdef_columns text | pg_get_userbyid name | pg_get_userbyid name
--| NULL | NULL | NULL | NULL | NULL | postgres | unknown (OID=1)
SELECT pg_get_functiondef('abs(int4)'::regprocedure);
--| pg_get_functiondef text
--| "CREATE OR REPLACE FUNCTION pg_catalog.abs(integer)\n RETURNS integer\n LANGUAGE internal\n IMMUTABLE PARALLEL SAFE STRICT\nAS $function$int4abs$function$\n"
SELECT pg_get_function_arguments(f), pg_get_function_identity_arguments(f), pg_get_function_result(f), pg_get_function_sqlbody(f) IS NULL AS body, pg_get_function_arg_default(f, 1) FROM (VALUES ('abs(int4)'::regprocedure), ('make_interval(int4,int4,int4,int4,int4,int4,float8)'), ('json_each(json)')) v(f);
--| pg_get_function_arguments text | pg_get_function_identity_arguments text | pg_get_function_result text | body bool | pg_get_function_arg_default text
--| integer | integer | integer | t | NULL
--| years integer DEFAULT 0, months integer DEFAULT 0, weeks integer DEFAULT 0, days integer DEFAULT 0, hours integer DEFAULT 0, mins integer DEFAULT 0, secs double precision DEFAULT 0.0 | years integer, months integer, weeks integer, days integer, hours integer, mins integer, secs double precision | interval | t | 0
--| from_json json, OUT key text, OUT value json | from_json json, OUT key text, OUT value json | SETOF record | t | NULL
SELECT pg_get_functiondef(1), pg_get_function_result(1);
--| pg_get_functiondef text | pg_get_function_result text
--| NULL | NULL
SELECT pg_get_functiondef('sum(int4)'::regprocedure);
--| ERROR 42809: "sum" is an aggregate function
SELECT * FROM pg_sequence_parameters('sdef'::regclass);
--| start_value int8 | minimum_value int8 | maximum_value int8 | increment int8 | cycle_option bool | cache_size int8 | data_type oid
--| 1 | 1 | 9 | 2 | t | 3 | 20
SELECT pg_sequence_last_value('sdef') IS NULL AS unused, nextval('sdef'), pg_sequence_last_value('sdef');
--| unused bool | nextval int8 | pg_sequence_last_value int8
--| t | 1 | 5
SELECT pg_describe_object('pg_class'::regclass, 'def'::regclass, 0), pg_describe_object('pg_class'::regclass, 'def'::regclass, 2), pg_describe_object('pg_type'::regclass, 'int4'::regtype, 0), pg_describe_object(0, 0, 0);
--| pg_describe_object text | pg_describe_object text | pg_describe_object text | pg_describe_object text
--| table def | column a of table def | type integer | NULL
COMMENT ON TABLE def IS 'a table';
--| COMMENT
COMMENT ON COLUMN def.a IS 'a column';
--| COMMENT
COMMENT ON INDEX idef IS 'an index';
--| COMMENT
SELECT obj_description('def'::regclass), obj_description('def'::regclass, 'pg_class'), col_description('def'::regclass, 2), obj_description('idef'::regclass, 'pg_class'), obj_description(NULL, 'pg_class'), shobj_description(1, 'pg_database');
--| obj_description text | obj_description text | col_description text | obj_description text | obj_description text | shobj_description text
--| a table | a table | a column | an index | NULL | default template for new databases
SELECT * FROM pg_options_to_table(ARRAY['a=1', 'b=x=y', 'c']);
--| option_name text | option_value text
--| a | 1
--| b | x=y
--| c | NULL
SELECT pg_indexam_has_property(403, 'can_order'), pg_indexam_has_property(403, 'nosuch'), pg_index_has_property('idef', 'clusterable'), pg_index_column_has_property('idef', 2, 'desc'), pg_index_column_has_property('idef', 1, 'orderable'), pg_index_column_has_property('idef', 9, 'asc'), pg_indexam_has_property(1, 'can_order');
--| pg_indexam_has_property bool | pg_indexam_has_property bool | pg_index_has_property bool | pg_index_column_has_property bool | pg_index_column_has_property bool | pg_index_column_has_property bool | pg_indexam_has_property bool
--| t | NULL | t | t | t | NULL | NULL
SELECT to_regclass('def'), to_regclass('nosuch'), to_regclass('no.def'), to_regcollation('"C"'), to_regcollation('nosuch'), to_regnamespace('public'), to_regnamespace('nosuch'), to_regoper('||/'), to_regoper('+'), to_regoperator('+(int4,int4)'), to_regoperator('+(int4,text)'), to_regproc('now'), to_regproc('abs'), to_regprocedure('abs(int4)'), to_regprocedure('abs(text)'), to_regrole('postgres'), to_regrole('nosuch'), to_regtype('int4'), to_regtype('nosuch');
--| to_regclass regclass | to_regclass regclass | to_regclass regclass | to_regcollation oid=4191 | to_regcollation oid=4191 | to_regnamespace oid=4089 | to_regnamespace oid=4089 | to_regoper oid=2203 | to_regoper oid=2203 | to_regoperator oid=2204 | to_regoperator oid=2204 | to_regproc regproc | to_regproc regproc | to_regprocedure oid=2202 | to_regprocedure oid=2202 | to_regrole oid=4096 | to_regrole oid=4096 | to_regtype regtype | to_regtype regtype
--| def | NULL | NULL | "\"C\"" | NULL | public | NULL | ||/ | NULL | +(integer,integer) | NULL | now | NULL | abs(integer) | NULL | postgres | NULL | integer | NULL
SELECT to_regprocedure('abs(nosuch)');
--| ERROR 42704: type "nosuch" does not exist
SELECT to_regclass('a.b.c.d');
--| ERROR 42601: improper relation name (too many dotted names): a.b.c.d
SELECT to_regclass('"');
--| ERROR 42602: invalid name syntax
