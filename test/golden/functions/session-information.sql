-- What a session can ask about itself and its server.

SELECT current_user = getpgusername() AS u, session_user, current_user, user, current_role, current_database() = current_catalog AS d, current_schema, current_schema(), current_schemas(false), current_schemas(true), version() ~ '^PostgreSQL 15' AS v;
--| u bool | session_user name | current_user name | user name | current_role name | d bool | current_schema name | current_schema name | current_schemas oid=1003 | current_schemas oid=1003 | v bool
--| t | postgres | postgres | postgres | postgres | t | public | public | {public} | {pg_catalog,public} | t
SELECT current_query();
--| current_query text
--| SELECT current_query();
SELECT pg_backend_pid() > 0 AS pid, (inet_client_addr() IS NULL) = (inet_server_addr() IS NULL) AS ca, inet_client_port() IS NULL OR inet_client_port() <> 0 AS cp, host(inet_server_addr()) IS NOT DISTINCT FROM host(inet_client_addr()) AS sa, inet_server_port() IS NULL OR inet_server_port() > 0 AS sp, pg_postmaster_start_time() <= now() AS started, pg_conf_load_time() <= now() AS loaded;
--| pid bool | ca bool | cp bool | sa bool | sp bool | started bool | loaded bool
--| t | t | t | t | t | t | t
SELECT getdatabaseencoding(), pg_client_encoding(), pg_char_to_encoding('UTF8'), pg_char_to_encoding('nosuch'), pg_encoding_to_char(6), pg_encoding_to_char(99), pg_encoding_max_length(6), pg_encoding_max_length(0), pg_encoding_max_length(-1);
--| getdatabaseencoding name | pg_client_encoding name | pg_char_to_encoding int4 | pg_char_to_encoding int4 | pg_encoding_to_char name | pg_encoding_to_char name | pg_encoding_max_length int4 | pg_encoding_max_length int4 | pg_encoding_max_length int4
--| UTF8 | UTF8 | 6 | -1 | UTF8 | "" | 4 | 1 | NULL
SELECT pg_is_in_recovery(), pg_jit_available() IS NOT NULL AS jit, pg_blocking_pids(0), pg_safe_snapshot_blocking_pids(0), pg_notification_queue_usage(), array(SELECT pg_listening_channels());
--| pg_is_in_recovery bool | jit bool | pg_blocking_pids int4[] | pg_safe_snapshot_blocking_pids int4[] | pg_notification_queue_usage float8 | array text[]
--| f | t | {} | {} | 0 | {}
LISTEN news;
--| LISTEN
SELECT pg_listening_channels();
--| pg_listening_channels text
--| news
SELECT pg_notify('news', 'text'), pg_notify('other', NULL);
--| pg_notify void | pg_notify void
--| "" | ""
SELECT pg_notify('', 'x');
--| ERROR 22023: channel name cannot be empty
SELECT pg_notify(NULL, 'x');
--| ERROR 22023: channel name cannot be empty
SELECT pg_notify(repeat('c', 64), 'x');
--| ERROR 22023: channel name too long
SELECT pg_notify('news', repeat('x', 8000));
--| ERROR 22023: payload string too long
UNLISTEN *;
--| UNLISTEN
SELECT pg_cancel_backend(0), pg_terminate_backend(0, 0);
--| WARNING 01000: PID 0 is not a PostgreSQL backend process
--| WARNING 01000: PID 0 is not a PostgreSQL backend process
--| pg_cancel_backend bool | pg_terminate_backend bool
--| f | f
SELECT pg_terminate_backend(0, -1);
--| ERROR 22003: "timeout" must not be negative
SELECT pg_sleep(0), pg_sleep(-1), pg_sleep_for('1 ms'), pg_sleep_until('2000-01-01'), pg_sleep(NULL);
--| pg_sleep void | pg_sleep void | pg_sleep_for void | pg_sleep_until void | pg_sleep void
--| "" | "" | "" | "" | NULL
SELECT pg_stat_clear_snapshot(), pg_stat_force_next_flush(), pg_stat_reset(), pg_stat_reset_single_table_counters(0), pg_stat_reset_single_function_counters(0), pg_stat_reset_shared('bgwriter');
--| pg_stat_clear_snapshot void | pg_stat_force_next_flush void | pg_stat_reset void | pg_stat_reset_single_table_counters void | pg_stat_reset_single_function_counters void | pg_stat_reset_shared void
--| "" | "" | "" | "" | "" | ""
SELECT pg_stat_reset_shared('nosuch');
--| ERROR 22023: unrecognized reset target: "nosuch"
--| HINT: Target must be "archiver", "bgwriter", "recovery_prefetch", or "wal".
SELECT count(*) > 400 AS words, count(*) FILTER (WHERE catcode = 'R') > 70 AS reserved FROM pg_get_keywords();
--| words bool | reserved bool
--| t | t
SELECT * FROM pg_get_keywords() WHERE word IN ('select', 'abort', 'int', 'left') ORDER BY word;
--| word text | catcode "char" | barelabel bool | catdesc text | baredesc text
--| abort | U | t | unreserved | can be bare label
--| int | C | t | unreserved (cannot be function or type name) | can be bare label
--| left | T | t | reserved (can be function or type name) | can be bare label
--| select | R | t | reserved | can be bare label
SELECT count(*) > 300 AS names, bool_and(utc_offset BETWEEN '-16 hours' AND '16 hours') AS offsets FROM pg_timezone_names();
--| names bool | offsets bool
--| t | t
SELECT * FROM pg_timezone_abbrevs() WHERE abbrev IN ('UTC', 'PST', 'CEST') ORDER BY abbrev;
--| abbrev text | utc_offset interval | is_dst bool
--| CEST | 02:00:00 | t
--| PST | -08:00:00 | f
--| UTC | 00:00:00 | f
SELECT count(*) > 200 AS many, count(*) FILTER (WHERE name = 'work_mem') AS one FROM pg_show_all_settings();
--| many bool | one int8
--| t | 1
SELECT pg_settings_get_flags('work_mem'), pg_settings_get_flags('DateStyle'), pg_settings_get_flags('nosuch') IS NULL AS none;
--| pg_settings_get_flags text[] | pg_settings_get_flags text[] | none bool
--| {EXPLAIN} | {} | t
SELECT count(*) FROM pg_prepared_statement() WHERE name = 'nosuch';
--| count int8
--| 0
SELECT count(*) FROM pg_prepared_xact();
--| count int8
--| 0
SELECT count(*) FROM pg_cursor();
--| count int8
--| 0
SELECT count(*) >= 0 AS config FROM pg_config();
--| config bool
--| t
SELECT count(*) >= 0 AS hba FROM pg_hba_file_rules();
--| hba bool
--| t
SELECT count(*) FROM pg_ident_file_mappings();
--| count int8
--| 0
SELECT count(*) >= 0 AS files FROM pg_show_all_file_settings();
--| files bool
--| t
SELECT count(*) >= 0 AS shmem FROM pg_get_shmem_allocations();
--| shmem bool
--| t
SELECT count(*) >= 0 AS contexts FROM pg_get_backend_memory_contexts();
--| contexts bool
--| t
SELECT count(*) >= 0 AS locks FROM pg_lock_status();
--| locks bool
--| t
SELECT pg_size_pretty(x) FROM (VALUES (0::int8), (10239), (10240), (-1073741824), (9223372036854775807)) v(x);
--| pg_size_pretty text
--| 0 bytes
--| 10239 bytes
--| 10 kB
--| -1024 MB
--| 8192 PB
SELECT pg_size_pretty(x) FROM (VALUES (10240.5), (1e20), (-0.5)) v(x);
--| pg_size_pretty text
--| 10 kB
--| 88818 PB
--| -0.5 bytes
SELECT pg_size_bytes('1'), pg_size_bytes('1.5 kB'), pg_size_bytes(' -2 MB '), pg_size_bytes('1e2 bytes'), pg_size_bytes('1 TB'), pg_size_bytes(NULL);
--| pg_size_bytes int8 | pg_size_bytes int8 | pg_size_bytes int8 | pg_size_bytes int8 | pg_size_bytes int8 | pg_size_bytes int8
--| 1 | 1536 | -2097152 | 100 | 1099511627776 | NULL
SELECT pg_size_bytes('1 XB');
--| ERROR 22023: invalid size: "1 XB"
--| DETAIL: Invalid size unit: "XB".
--| HINT: Valid units are "bytes", "kB", "MB", "GB", "TB", and "PB".
SELECT pg_size_bytes('x');
--| ERROR 22023: invalid size: "x"
SELECT pg_size_bytes('10000000 TB');
--| ERROR 22003: bigint out of range
