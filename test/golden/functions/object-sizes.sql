-- Sizes and files of relations: none of nothing, the parts add up to the whole, an index has its own.

CREATE TABLE big (id int PRIMARY KEY, t text);
--| CREATE TABLE
SELECT pg_relation_size('big'), pg_table_size('big') >= 0 AS t, pg_indexes_size('big') > 0 AS i, pg_total_relation_size('big') = pg_table_size('big') + pg_indexes_size('big') AS sum;
--| pg_relation_size int8 | t bool | i bool | sum bool
--| 0 | t | t | t
INSERT INTO big SELECT i, 'x' FROM generate_series(1, 1000) i;
--| INSERT 0 1000
SELECT pg_relation_size('big') > 0 AS main, pg_relation_size('big', 'main') = pg_relation_size('big') AS same, pg_relation_size('big', 'vm') >= 0 AS vm, pg_relation_size('big_pkey') > 0 AS index, pg_relation_size('big') % 8192 AS pages;
--| main bool | same bool | vm bool | index bool | pages int8
--| t | t | t | t | 0
SELECT pg_relation_size('big', 'spoon');
--| ERROR 22023: invalid fork name
--| HINT: Valid fork names are "main", "fsm", "vm", and "init".
SELECT pg_relation_size('nosuch');
--| ERROR 42P01: relation "nosuch" does not exist
--| POSITION: 25
SELECT pg_relation_size(1::oid::regclass) IS NULL AS none, pg_total_relation_size(1::oid::regclass) IS NULL AS none2;
--| none bool | none2 bool
--| t | t
SELECT pg_relation_filenode('big') > 0 AS node, pg_relation_filepath('big') ~ '^base/' AS path, pg_relation_filenode('pg_tables') IS NULL AS view, pg_relation_filepath('pg_tables') IS NULL AS view2, pg_filenode_relation(0, pg_relation_filenode('big')) AS back;
--| node bool | path bool | view bool | view2 bool | back regclass
--| t | t | t | t | big
SELECT pg_database_size(current_database()) > 0 AS name, pg_database_size(oid) > 0 AS oid FROM pg_database WHERE datname = current_database();
--| name bool | oid bool
--| t | t
SELECT pg_database_size('nosuch');
--| ERROR 3D000: database "nosuch" does not exist
SELECT pg_database_size(1234567::oid) IS NULL AS none;
--| none bool
--| t
SELECT pg_tablespace_size('pg_default') > 0 AS name, pg_tablespace_size(oid) > 0 AS oid, pg_tablespace_location(oid) FROM pg_tablespace WHERE spcname = 'pg_default';
--| name bool | oid bool | pg_tablespace_location text
--| t | t | ""
SELECT pg_tablespace_size('nosuch');
--| ERROR 42704: tablespace "nosuch" does not exist
SELECT count(*) > 0 AS any FROM pg_tablespace_databases((SELECT oid FROM pg_tablespace WHERE spcname = 'pg_default'));
--| any bool
--| t
SELECT pg_column_size(1), pg_column_size(1::int8), pg_column_size(NULL::int), pg_column_size('abc'::name), pg_column_compression('x') IS NULL AS plain;
--| pg_column_size int4 | pg_column_size int4 | pg_column_size int4 | pg_column_size int4 | plain bool
--| 4 | 8 | NULL | 64 | t
SELECT pg_relation_is_publishable('big'), pg_relation_is_publishable('pg_class'), pg_relation_is_updatable('big', false), pg_column_is_updatable('big', 1::int2, false), pg_column_is_updatable('big', -1::int2, false);
--| pg_relation_is_publishable bool | pg_relation_is_publishable bool | pg_relation_is_updatable int4 | pg_column_is_updatable bool | pg_column_is_updatable bool
--| t | f | 28 | t | f
CREATE VIEW part AS SELECT id, upper(t) AS u FROM big;
--| CREATE VIEW
SELECT pg_relation_is_updatable('part', false), pg_column_is_updatable('part', 1::int2, true), pg_column_is_updatable('part', 2::int2, true);
--| pg_relation_is_updatable int4 | pg_column_is_updatable bool | pg_column_is_updatable bool
--| 28 | t | f
SELECT row_security_active('big'), row_security_active('big'::regclass::oid), pg_get_replica_identity_index('big') IS NULL AS none;
--| row_security_active bool | row_security_active bool | none bool
--| f | f | f
SELECT * FROM pg_partition_tree('big');
--| relid regclass | parentrelid regclass | isleaf bool | level int4
--| (0 rows)
SELECT * FROM pg_partition_ancestors('big');
--| relid regclass
--| (0 rows)
SELECT pg_partition_root('big') IS NULL AS none, pg_get_partkeydef('big'::regclass) IS NULL AS key, pg_get_partition_constraintdef('big'::regclass) IS NULL AS con;
--| none bool | key bool | con bool
--| t | t | t
