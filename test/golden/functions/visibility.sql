-- pg_*_is_visible: whether a name without schema finds the object; NULL for what does not exist.

CREATE SCHEMA hidden;
--| CREATE SCHEMA
CREATE TABLE hidden.t (a int);
--| CREATE TABLE
CREATE TYPE hidden.c AS (a int);
--| CREATE TYPE
CREATE TABLE t2 (a int);
--| CREATE TABLE
SELECT pg_table_is_visible('hidden.t'::regclass), pg_table_is_visible('t2'::regclass), pg_table_is_visible(1), pg_type_is_visible('hidden.c'::regtype), pg_type_is_visible('int4'::regtype), pg_type_is_visible(1);
--| pg_table_is_visible bool | pg_table_is_visible bool | pg_table_is_visible bool | pg_type_is_visible bool | pg_type_is_visible bool | pg_type_is_visible bool
--| f | t | NULL | f | t | NULL
SELECT pg_function_is_visible('abs(int4)'::regprocedure), pg_function_is_visible(1), pg_operator_is_visible('+(int4,int4)'::regoperator), pg_operator_is_visible(1), pg_collation_is_visible('"C"'::regcollation), pg_collation_is_visible(1);
--| pg_function_is_visible bool | pg_function_is_visible bool | pg_operator_is_visible bool | pg_operator_is_visible bool | pg_collation_is_visible bool | pg_collation_is_visible bool
--| t | NULL | t | NULL | t | NULL
SELECT pg_opclass_is_visible(oid) FROM pg_opclass WHERE opcname = 'int4_ops' AND opcmethod = 403;
--| pg_opclass_is_visible bool
--| t
SELECT pg_opfamily_is_visible(oid) FROM pg_opfamily WHERE opfname = 'integer_ops' AND opfmethod = 403;
--| pg_opfamily_is_visible bool
--| t
SELECT pg_opclass_is_visible(1), pg_opfamily_is_visible(1), pg_conversion_is_visible(1), pg_statistics_obj_is_visible(1), pg_ts_config_is_visible(1), pg_ts_dict_is_visible(1), pg_ts_parser_is_visible(1), pg_ts_template_is_visible(1);
--| pg_opclass_is_visible bool | pg_opfamily_is_visible bool | pg_conversion_is_visible bool | pg_statistics_obj_is_visible bool | pg_ts_config_is_visible bool | pg_ts_dict_is_visible bool | pg_ts_parser_is_visible bool | pg_ts_template_is_visible bool
--| NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
SET search_path = hidden, public;
--| SET
SELECT pg_table_is_visible('hidden.t'::regclass), pg_type_is_visible('hidden.c'::regtype);
--| pg_table_is_visible bool | pg_type_is_visible bool
--| t | t
CREATE TABLE hidden.t2 (b int);
--| CREATE TABLE
SELECT pg_table_is_visible('public.t2'::regclass), pg_table_is_visible('hidden.t2'::regclass);
--| pg_table_is_visible bool | pg_table_is_visible bool
--| f | t
SELECT pg_collation_for('a'), pg_collation_for('a'::name), pg_collation_for(NULL::text);
--| pg_collation_for text | pg_collation_for text | pg_collation_for text
--| NULL | "\"C\"" | "\"default\""
SELECT pg_collation_for(1);
--| ERROR 42804: collations are not supported by type integer
SELECT pg_collation_actual_version('"C"'::regcollation::oid) IS NULL AS c, pg_database_collation_actual_version(1) IS NULL AS none;
--| c bool | none bool
--| t | t
