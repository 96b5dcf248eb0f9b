-- Administration functions where there is nothing of their kind: no slots, origins, recovery or log collector.

SELECT * FROM pg_walfile_name_offset('0/1000000');
--| file_name text | file_offset int4
--| 000000010000000000000000 | 0

SELECT * FROM pg_walfile_name_offset('16/B374D848');
--| file_name text | file_offset int4
--| 0000000100000016000000B3 | 7657544

SELECT pg_walfile_name('0/0'), pg_walfile_name('0/1000000'), pg_walfile_name('0/1000001'), pg_walfile_name('2/0');
--| pg_walfile_name text | pg_walfile_name text | pg_walfile_name text | pg_walfile_name text
--| 00000001FFFFFFFF000000FF | 000000010000000000000000 | 000000010000000000000001 | 0000000100000001000000FF

SELECT pg_rotate_logfile();
--| WARNING 01000: rotation not possible because log collection not active
--| pg_rotate_logfile bool
--| f

SELECT pg_promote();
--| ERROR 55000: recovery is not in progress
--| HINT: Recovery control functions can only be executed during recovery.

SELECT pg_ls_dir('no such directory');
--| ERROR 58P01: could not open directory "no such directory": No such file or directory

SELECT pg_ls_dir('no such directory', true, false);
--| pg_ls_dir text
--| (0 rows)

SELECT pg_read_file('no such file');
--| ERROR 58P01: could not open file "no such file" for reading: No such file or directory

SELECT pg_read_file('no such file', 0, 1, true), pg_read_binary_file('no such file', 0, 1, true), pg_read_file(NULL);
--| pg_read_file text | pg_read_binary_file bytea | pg_read_file text
--| NULL | NULL | NULL

SELECT pg_read_binary_file('no such file', 0, 5);
--| ERROR 58P01: could not open file "no such file" for reading: No such file or directory

SELECT pg_read_file('no such file', 0, -1);
--| ERROR 22023: requested length cannot be negative

SELECT * FROM pg_ls_tmpdir(99);
--| ERROR 42704: tablespace with OID 99 does not exist

SELECT count(*) FROM pg_ls_archive_statusdir() WHERE false;
--| count int8
--| 0

SELECT * FROM pg_ls_logicalsnapdir();
--| name text | size int8 | modification timestamptz
--| (0 rows)

SELECT * FROM pg_ls_logicalmapdir();
--| name text | size int8 | modification timestamptz
--| (0 rows)

SELECT * FROM pg_ls_replslotdir('x');
--| ERROR 42704: replication slot "x" does not exist

SELECT pg_ls_logdir();
--| ERROR 58P01: could not open directory "log": No such file or directory

SELECT pg_replication_origin_session_is_setup(), pg_replication_origin_oid('x');
--| pg_replication_origin_session_is_setup bool | pg_replication_origin_oid oid
--| f | NULL

SELECT pg_replication_origin_drop('x');
--| ERROR 42704: replication origin "x" does not exist

SELECT pg_replication_origin_session_setup('x');
--| ERROR 42704: replication origin "x" does not exist

SELECT pg_replication_origin_session_reset();
--| ERROR 55000: no replication origin is configured

SELECT pg_replication_origin_session_progress(true);
--| ERROR 55000: no replication origin is configured

SELECT pg_replication_origin_progress('x', false);
--| ERROR 42704: replication origin "x" does not exist

SELECT pg_replication_origin_advance('x', '0/1');
--| ERROR 42704: replication origin "x" does not exist

SELECT pg_replication_origin_xact_setup('0/1', now());
--| ERROR 55000: no replication origin is configured

SELECT * FROM pg_show_replication_origin_status();
--| local_id oid | external_id text | remote_lsn oid=3220 | local_lsn oid=3220
--| (0 rows)

SELECT * FROM pg_get_replication_slots();
--| slot_name name | plugin name | slot_type text | datoid oid | temporary bool | active bool | active_pid int4 | xmin oid=28 | catalog_xmin oid=28 | restart_lsn oid=3220 | confirmed_flush_lsn oid=3220 | wal_status text | safe_wal_size int8 | two_phase bool
--| (0 rows)

SELECT pg_drop_replication_slot('x');
--| ERROR 42704: replication slot "x" does not exist

SELECT pg_replication_slot_advance('x', '0/1');
--| ERROR 42704: replication slot "x" does not exist

SELECT pg_copy_physical_replication_slot('x', 'y');
--| ERROR 42704: replication slot "x" does not exist

SELECT pg_copy_logical_replication_slot('x', 'y');
--| ERROR 55000: logical decoding requires wal_level >= logical

SELECT pg_create_logical_replication_slot('x', 'y');
--| ERROR 55000: logical decoding requires wal_level >= logical

SELECT * FROM pg_logical_slot_get_changes('x', NULL, NULL);
--| ERROR 55000: logical decoding requires wal_level >= logical

SELECT * FROM pg_logical_slot_peek_binary_changes('x', NULL, NULL);
--| ERROR 55000: logical decoding requires wal_level >= logical

SELECT pg_backup_stop();
--| ERROR 55000: backup is not in progress
--| HINT: Did you call pg_backup_start()?

SELECT g, pg_indexam_progress_phasename(403, g) FROM generate_series(0, 6) g;
--| g int4 | pg_indexam_progress_phasename text
--| 0 | NULL
--| 1 | initializing
--| 2 | scanning table
--| 3 | sorting live tuples
--| 4 | sorting dead tuples
--| 5 | loading tuples in tree
--| 6 | NULL

SELECT pg_indexam_progress_phasename(405, 1);
--| pg_indexam_progress_phasename text
--| NULL

SELECT * FROM pg_get_publication_tables('x');
--| ERROR 42704: publication "x" does not exist

SELECT pg_get_statisticsobjdef_expressions(1);
--| pg_get_statisticsobjdef_expressions text[]
--| NULL

SELECT pg_extension_config_dump('pg_class'::regclass, '');
--| ERROR 0A000: pg_extension_config_dump() can only be called from an SQL script executed by CREATE EXTENSION

SELECT * FROM pg_extension_update_paths('plpgsql');
--| source text | target text | path text
--| (0 rows)

SELECT * FROM pg_available_extensions() WHERE name = 'plpgsql';
--| name name | default_version text | comment text
--| plpgsql | 1.0 | PL/pgSQL procedural language

SELECT * FROM pg_available_extension_versions() WHERE name = 'plpgsql';
--| name name | version text | superuser bool | trusted bool | relocatable bool | schema name | requires oid=1003 | comment text
--| plpgsql | 1.0 | t | t | f | pg_catalog | NULL | PL/pgSQL procedural language
