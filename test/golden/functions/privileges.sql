-- Privilege inquiry functions in all their forms: role by name or by oid or the current one, object by name or by oid; what does not exist by oid is NULL.

CREATE ROLE reader;
--| CREATE ROLE
CREATE TABLE ptab (a int, b text);
--| CREATE TABLE
CREATE SEQUENCE pseq;
--| CREATE SEQUENCE
GRANT SELECT (a), UPDATE ON ptab TO reader;
--| GRANT
GRANT USAGE ON SEQUENCE pseq TO reader;
--| GRANT
SELECT has_database_privilege('reader', 'postgres', 'CONNECT') AS name_name, has_database_privilege('reader', (SELECT oid FROM pg_database WHERE datname = 'postgres'), 'CONNECT') AS name_oid, has_database_privilege('reader'::regrole::oid, 'postgres', 'CONNECT') AS oid_name, has_database_privilege('reader'::regrole::oid, (SELECT oid FROM pg_database WHERE datname = 'postgres'), 'CONNECT') AS oid_oid, has_database_privilege('postgres', 'CONNECT') AS name, has_database_privilege((SELECT oid FROM pg_database WHERE datname = 'postgres'), 'CONNECT') AS oid, has_database_privilege(NULL, 'CONNECT') IS NULL AS none;
--| name_name bool | name_oid bool | oid_name bool | oid_oid bool | name bool | oid bool | none bool
--| t | t | t | t | t | t | t
SELECT has_database_privilege(1::oid, 'CONNECT') AS no_object;
--| no_object bool
--| t
SELECT has_database_privilege('reader', 'postgres', 'FLY');
--| ERROR 22023: unrecognized privilege type: "FLY"
SELECT has_database_privilege('nosuch', 'CONNECT');
--| ERROR 3D000: database "nosuch" does not exist
SELECT has_database_privilege('nobody', 'postgres', 'CONNECT');
--| ERROR 42704: role "nobody" does not exist
SELECT has_schema_privilege('reader', 'public', 'USAGE') AS name_name, has_schema_privilege('reader', 'public'::regnamespace::oid, 'USAGE') AS name_oid, has_schema_privilege('reader'::regrole::oid, 'public', 'USAGE') AS oid_name, has_schema_privilege('reader'::regrole::oid, 'public'::regnamespace::oid, 'USAGE') AS oid_oid, has_schema_privilege('public', 'USAGE') AS name, has_schema_privilege('public'::regnamespace::oid, 'USAGE') AS oid, has_schema_privilege(NULL, 'USAGE') IS NULL AS none;
--| name_name bool | name_oid bool | oid_name bool | oid_oid bool | name bool | oid bool | none bool
--| t | t | t | t | t | t | t
SELECT has_schema_privilege(1::oid, 'USAGE') AS no_object;
--| no_object bool
--| NULL
SELECT has_schema_privilege('reader', 'public', 'FLY');
--| ERROR 22023: unrecognized privilege type: "FLY"
SELECT has_schema_privilege('nosuch', 'USAGE');
--| ERROR 3F000: schema "nosuch" does not exist
SELECT has_schema_privilege('nobody', 'public', 'USAGE');
--| ERROR 42704: role "nobody" does not exist
SELECT has_table_privilege('reader', 'ptab', 'SELECT') AS name_name, has_table_privilege('reader', 'ptab'::regclass::oid, 'SELECT') AS name_oid, has_table_privilege('reader'::regrole::oid, 'ptab', 'SELECT') AS oid_name, has_table_privilege('reader'::regrole::oid, 'ptab'::regclass::oid, 'SELECT') AS oid_oid, has_table_privilege('ptab', 'SELECT') AS name, has_table_privilege('ptab'::regclass::oid, 'SELECT') AS oid, has_table_privilege(NULL, 'SELECT') IS NULL AS none;
--| name_name bool | name_oid bool | oid_name bool | oid_oid bool | name bool | oid bool | none bool
--| f | f | f | f | t | t | t
SELECT has_table_privilege(1::oid, 'SELECT') AS no_object;
--| no_object bool
--| NULL
SELECT has_table_privilege('reader', 'ptab', 'FLY');
--| ERROR 22023: unrecognized privilege type: "FLY"
SELECT has_table_privilege('nosuch', 'SELECT');
--| ERROR 42P01: relation "nosuch" does not exist
SELECT has_table_privilege('nobody', 'ptab', 'SELECT');
--| ERROR 42704: role "nobody" does not exist
SELECT has_any_column_privilege('reader', 'ptab', 'UPDATE') AS name_name, has_any_column_privilege('reader', 'ptab'::regclass::oid, 'UPDATE') AS name_oid, has_any_column_privilege('reader'::regrole::oid, 'ptab', 'UPDATE') AS oid_name, has_any_column_privilege('reader'::regrole::oid, 'ptab'::regclass::oid, 'UPDATE') AS oid_oid, has_any_column_privilege('ptab', 'UPDATE') AS name, has_any_column_privilege('ptab'::regclass::oid, 'UPDATE') AS oid, has_any_column_privilege(NULL, 'UPDATE') IS NULL AS none;
--| name_name bool | name_oid bool | oid_name bool | oid_oid bool | name bool | oid bool | none bool
--| t | t | t | t | t | t | t
SELECT has_any_column_privilege(1::oid, 'UPDATE') AS no_object;
--| no_object bool
--| NULL
SELECT has_any_column_privilege('reader', 'ptab', 'FLY');
--| ERROR 22023: unrecognized privilege type: "FLY"
SELECT has_any_column_privilege('nosuch', 'UPDATE');
--| ERROR 42P01: relation "nosuch" does not exist
SELECT has_any_column_privilege('nobody', 'ptab', 'UPDATE');
--| ERROR 42704: role "nobody" does not exist
SELECT has_sequence_privilege('reader', 'pseq', 'USAGE') AS name_name, has_sequence_privilege('reader', 'pseq'::regclass::oid, 'USAGE') AS name_oid, has_sequence_privilege('reader'::regrole::oid, 'pseq', 'USAGE') AS oid_name, has_sequence_privilege('reader'::regrole::oid, 'pseq'::regclass::oid, 'USAGE') AS oid_oid, has_sequence_privilege('pseq', 'USAGE') AS name, has_sequence_privilege('pseq'::regclass::oid, 'USAGE') AS oid, has_sequence_privilege(NULL, 'USAGE') IS NULL AS none;
--| name_name bool | name_oid bool | oid_name bool | oid_oid bool | name bool | oid bool | none bool
--| t | t | t | t | t | t | t
SELECT has_sequence_privilege(1::oid, 'USAGE') AS no_object;
--| no_object bool
--| NULL
SELECT has_sequence_privilege('reader', 'pseq', 'FLY');
--| ERROR 22023: unrecognized privilege type: "FLY"
SELECT has_sequence_privilege('nosuch', 'USAGE');
--| ERROR 42P01: relation "nosuch" does not exist
SELECT has_sequence_privilege('nobody', 'pseq', 'USAGE');
--| ERROR 42704: role "nobody" does not exist
SELECT has_function_privilege('reader', 'abs(int4)', 'EXECUTE') AS name_name, has_function_privilege('reader', 'abs(int4)'::regprocedure::oid, 'EXECUTE') AS name_oid, has_function_privilege('reader'::regrole::oid, 'abs(int4)', 'EXECUTE') AS oid_name, has_function_privilege('reader'::regrole::oid, 'abs(int4)'::regprocedure::oid, 'EXECUTE') AS oid_oid, has_function_privilege('abs(int4)', 'EXECUTE') AS name, has_function_privilege('abs(int4)'::regprocedure::oid, 'EXECUTE') AS oid, has_function_privilege(NULL, 'EXECUTE') IS NULL AS none;
--| name_name bool | name_oid bool | oid_name bool | oid_oid bool | name bool | oid bool | none bool
--| t | t | t | t | t | t | t
SELECT has_function_privilege(1::oid, 'EXECUTE') AS no_object;
--| no_object bool
--| NULL
SELECT has_function_privilege('reader', 'abs(int4)', 'FLY');
--| ERROR 22023: unrecognized privilege type: "FLY"
SELECT has_function_privilege('nobody', 'abs(int4)', 'EXECUTE');
--| ERROR 42704: role "nobody" does not exist
SELECT has_type_privilege('reader', 'int4', 'USAGE') AS name_name, has_type_privilege('reader', 'int4'::regtype::oid, 'USAGE') AS name_oid, has_type_privilege('reader'::regrole::oid, 'int4', 'USAGE') AS oid_name, has_type_privilege('reader'::regrole::oid, 'int4'::regtype::oid, 'USAGE') AS oid_oid, has_type_privilege('int4', 'USAGE') AS name, has_type_privilege('int4'::regtype::oid, 'USAGE') AS oid, has_type_privilege(NULL, 'USAGE') IS NULL AS none;
--| name_name bool | name_oid bool | oid_name bool | oid_oid bool | name bool | oid bool | none bool
--| t | t | t | t | t | t | t
SELECT has_type_privilege(1::oid, 'USAGE') AS no_object;
--| no_object bool
--| NULL
SELECT has_type_privilege('reader', 'int4', 'FLY');
--| ERROR 22023: unrecognized privilege type: "FLY"
SELECT has_type_privilege('nosuch', 'USAGE');
--| ERROR 42704: type "nosuch" does not exist
SELECT has_type_privilege('nobody', 'int4', 'USAGE');
--| ERROR 42704: role "nobody" does not exist
SELECT has_language_privilege('reader', 'sql', 'USAGE') AS name_name, has_language_privilege('reader', (SELECT oid FROM pg_language WHERE lanname = 'sql'), 'USAGE') AS name_oid, has_language_privilege('reader'::regrole::oid, 'sql', 'USAGE') AS oid_name, has_language_privilege('reader'::regrole::oid, (SELECT oid FROM pg_language WHERE lanname = 'sql'), 'USAGE') AS oid_oid, has_language_privilege('sql', 'USAGE') AS name, has_language_privilege((SELECT oid FROM pg_language WHERE lanname = 'sql'), 'USAGE') AS oid, has_language_privilege(NULL, 'USAGE') IS NULL AS none;
--| name_name bool | name_oid bool | oid_name bool | oid_oid bool | name bool | oid bool | none bool
--| t | t | t | t | t | t | t
SELECT has_language_privilege(1::oid, 'USAGE') AS no_object;
--| no_object bool
--| NULL
SELECT has_language_privilege('reader', 'sql', 'FLY');
--| ERROR 22023: unrecognized privilege type: "FLY"
SELECT has_language_privilege('nosuch', 'USAGE');
--| ERROR 42704: language "nosuch" does not exist
SELECT has_language_privilege('nobody', 'sql', 'USAGE');
--| ERROR 42704: role "nobody" does not exist
SELECT has_tablespace_privilege('reader', 'pg_default', 'CREATE') AS name_name, has_tablespace_privilege('reader', (SELECT oid FROM pg_tablespace WHERE spcname = 'pg_default'), 'CREATE') AS name_oid, has_tablespace_privilege('reader'::regrole::oid, 'pg_default', 'CREATE') AS oid_name, has_tablespace_privilege('reader'::regrole::oid, (SELECT oid FROM pg_tablespace WHERE spcname = 'pg_default'), 'CREATE') AS oid_oid, has_tablespace_privilege('pg_default', 'CREATE') AS name, has_tablespace_privilege((SELECT oid FROM pg_tablespace WHERE spcname = 'pg_default'), 'CREATE') AS oid, has_tablespace_privilege(NULL, 'CREATE') IS NULL AS none;
--| name_name bool | name_oid bool | oid_name bool | oid_oid bool | name bool | oid bool | none bool
--| f | f | f | f | t | t | t
SELECT has_tablespace_privilege(1::oid, 'CREATE') AS no_object;
--| no_object bool
--| NULL
SELECT has_tablespace_privilege('reader', 'pg_default', 'FLY');
--| ERROR 22023: unrecognized privilege type: "FLY"
SELECT has_tablespace_privilege('nosuch', 'CREATE');
--| ERROR 42704: tablespace "nosuch" does not exist
SELECT has_tablespace_privilege('nobody', 'pg_default', 'CREATE');
--| ERROR 42704: role "nobody" does not exist
SELECT has_column_privilege('reader', 'ptab', 'a', 'SELECT') AS nnn, has_column_privilege('reader', 'ptab', 2::int2, 'SELECT') AS nna, has_column_privilege('reader', 'ptab'::regclass::oid, 'b', 'UPDATE') AS non, has_column_privilege('reader', 'ptab'::regclass::oid, 1::int2, 'INSERT') AS noa;
--| nnn bool | nna bool | non bool | noa bool
--| t | f | t | f
SELECT has_column_privilege(o, 'ptab', 'a', 'SELECT') AS onn, has_column_privilege(o, 'ptab', 2::int2, 'SELECT') AS ona, has_column_privilege(o, 'ptab'::regclass::oid, 'b', 'UPDATE') AS oon, has_column_privilege(o, 'ptab'::regclass::oid, 1::int2, 'INSERT') AS ooa FROM (SELECT 'reader'::regrole::oid) r(o);
--| onn bool | ona bool | oon bool | ooa bool
--| t | f | t | f
SELECT has_column_privilege('ptab', 'a', 'SELECT') AS nn, has_column_privilege('ptab', 2::int2, 'SELECT') AS na, has_column_privilege('ptab'::regclass::oid, 'b', 'UPDATE') AS o, has_column_privilege('ptab'::regclass::oid, 1::int2, 'INSERT, SELECT WITH GRANT OPTION') AS two;
--| nn bool | na bool | o bool | two bool
--| t | t | t | t
SELECT has_column_privilege('ptab', 'c', 'SELECT');
--| ERROR 42703: column "c" of relation "ptab" does not exist
SELECT has_column_privilege('ptab', 9::int2, 'SELECT') AS none;
--| none bool
--| NULL
SELECT has_table_privilege('reader', 'ptab', 'SELECT, UPDATE') AS either, has_table_privilege('reader', 'ptab', 'UPDATE WITH GRANT OPTION') AS grantable;
--| either bool | grantable bool
--| t | f
SELECT has_foreign_data_wrapper_privilege('nosuch', 'USAGE');
--| ERROR 42704: foreign-data wrapper "nosuch" does not exist
SELECT has_foreign_data_wrapper_privilege('reader', 'nosuch', 'USAGE');
--| ERROR 42704: foreign-data wrapper "nosuch" does not exist
SELECT has_foreign_data_wrapper_privilege('reader'::regrole::oid, 'nosuch', 'USAGE');
--| ERROR 42704: foreign-data wrapper "nosuch" does not exist
SELECT has_foreign_data_wrapper_privilege('reader', 1::oid, 'USAGE') AS a, has_foreign_data_wrapper_privilege('reader'::regrole::oid, 1::oid, 'USAGE') AS b, has_foreign_data_wrapper_privilege(1::oid, 'USAGE') AS c;
--| a bool | b bool | c bool
--| NULL | NULL | NULL
SELECT has_server_privilege('nosuch', 'USAGE');
--| ERROR 42704: server "nosuch" does not exist
SELECT has_server_privilege('reader', 'nosuch', 'USAGE');
--| ERROR 42704: server "nosuch" does not exist
SELECT has_server_privilege('reader'::regrole::oid, 'nosuch', 'USAGE');
--| ERROR 42704: server "nosuch" does not exist
SELECT has_server_privilege('reader', 1::oid, 'USAGE') AS a, has_server_privilege('reader'::regrole::oid, 1::oid, 'USAGE') AS b, has_server_privilege(1::oid, 'USAGE') AS c;
--| a bool | b bool | c bool
--| NULL | NULL | NULL
SELECT has_parameter_privilege('reader', 'work_mem', 'SET') AS a, has_parameter_privilege('reader'::regrole::oid, 'work_mem', 'SET') AS b, has_parameter_privilege('work_mem', 'ALTER SYSTEM') AS c;
--| a bool | b bool | c bool
--| f | f | t
SELECT has_parameter_privilege('work_mem', 'SELECT');
--| ERROR 22023: unrecognized privilege type: "SELECT"
SELECT pg_has_role('postgres', 'reader', 'MEMBER') AS nn, pg_has_role('reader', 'postgres'::regrole::oid, 'USAGE') AS no, pg_has_role('reader'::regrole::oid, 'postgres', 'MEMBER') AS o_n, pg_has_role('reader'::regrole::oid, 'reader'::regrole::oid, 'USAGE') AS oo, pg_has_role('reader', 'USAGE') AS n, pg_has_role('reader'::regrole::oid, 'MEMBER WITH ADMIN OPTION') AS o;
--| nn bool | no bool | o_n bool | oo bool | n bool | o bool
--| t | f | f | t | t | t
SELECT pg_has_role('reader', 'FLY');
--| ERROR 22023: unrecognized privilege type: "FLY"
DROP TABLE ptab;
--| DROP TABLE
DROP SEQUENCE pseq;
--| DROP SEQUENCE
DROP ROLE reader;
--| DROP ROLE
