/**
 * Settings that PostgreSQL has and clients send, and that change nothing here: what they tune does not exist, or needs no tuning. Facts only, one line a
 * setting: name, type, default as SHOW prints it, minimum, maximum, unit, choices, context.
 */
import type { SettingContext, SettingRow, SettingType, SettingUnit } from './setting.js';

const LINES = `
allow_in_place_tablespaces|bool|off|||||superuser
backend_flush_after|integer|0|0|256|8kB||user
backtrace_functions|string||||||superuser
block_size|integer|8192|8192|8192|||internal
client_connection_check_interval|integer|0|0|2147483647|ms||user
commit_delay|integer|0|0|100000|||superuser
commit_siblings|integer|5|0|1000|||user
compute_query_id|enum|auto||||auto,regress,on,off|superuser
cursor_tuple_fraction|real|0.1|0|1|||user
debug_assertions|bool|off|||||internal
debug_discard_caches|integer|0|0|0|||superuser
debug_pretty_print|bool|on|||||user
debug_print_parse|bool|off|||||user
debug_print_plan|bool|off|||||user
debug_print_rewritten|bool|off|||||user
dynamic_library_path|string|$libdir|||||superuser
exit_on_error|bool|off|||||user
force_parallel_mode|enum|off||||off,on,regress|user
geqo_effort|integer|5|1|10|||user
geqo_generations|integer|0|0|2147483647|||user
geqo_pool_size|integer|0|0|2147483647|||user
geqo_seed|real|0|0|1|||user
geqo_selection_bias|real|2|1.5|2|||user
gin_pending_list_limit|integer|4MB|64|2147483647|kB||user
ignore_system_indexes|bool|off|||||backend
jit_above_cost|real|100000|-1|1.79769e+308|||user
jit_debugging_support|bool|off|||||backend
jit_dump_bitcode|bool|off|||||superuser
jit_expressions|bool|on|||||user
jit_inline_above_cost|real|500000|-1|1.79769e+308|||user
jit_optimize_above_cost|real|500000|-1|1.79769e+308|||user
jit_profiling_support|bool|off|||||backend
jit_tuple_deforming|bool|on|||||user
lo_compat_privileges|bool|off|||||superuser
local_preload_libraries|string||||||user
log_connections|bool|off|||||backend
log_disconnections|bool|off|||||backend
log_duration|bool|off|||||superuser
log_error_verbosity|enum|default||||terse,default,verbose|superuser
log_executor_stats|bool|off|||||superuser
log_lock_waits|bool|off|||||superuser
log_min_duration_sample|integer|-1|-1|2147483647|ms||superuser
log_min_error_statement|enum|error||||debug5,debug4,debug3,debug2,debug1,info,notice,warning,error,log,fatal,panic|superuser
log_min_messages|enum|warning||||debug5,debug4,debug3,debug2,debug1,info,notice,warning,error,log,fatal,panic|superuser
log_parameter_max_length|integer|-1|-1|1073741823|B||superuser
log_parameter_max_length_on_error|integer|0|-1|1073741823|B||user
log_parser_stats|bool|off|||||superuser
log_planner_stats|bool|off|||||superuser
log_replication_commands|bool|off|||||superuser
log_statement_sample_rate|real|1|0|1|||superuser
log_statement_stats|bool|off|||||superuser
log_temp_files|integer|-1|-1|2147483647|kB||superuser
log_transaction_sample_rate|real|0|0|1|||superuser
logical_decoding_work_mem|integer|64MB|64|2147483647|kB||user
maintenance_io_concurrency|integer|10|0|1000|||user
max_function_args|integer|100|100|100|||internal
max_parallel_maintenance_workers|integer|2|0|1024|||user
max_parallel_workers|integer|8|0|1024|||user
min_parallel_index_scan_size|integer|512kB|0|715827882|8kB||user
min_parallel_table_scan_size|integer|8MB|0|715827882|8kB||user
parallel_leader_participation|bool|on|||||user
parallel_setup_cost|real|1000|0|1.79769e+308|||user
parallel_tuple_cost|real|0.1|0|1.79769e+308|||user
post_auth_delay|integer|0|0|2147|s||backend
recursive_worktable_factor|real|10|0.001|1e+06|||user
segment_size|integer|1GB|131072|131072|8kB||internal
session_preload_libraries|string||||||superuser
stats_fetch_consistency|enum|cache||||none,cache,snapshot|user
tcp_keepalives_count|integer|0|0|2147483647|||user
tcp_keepalives_idle|integer|0|0|2147483647|s||user
tcp_keepalives_interval|integer|0|0|2147483647|s||user
tcp_user_timeout|integer|0|0|2147483647|ms||user
temp_file_limit|integer|-1|-1|2147483647|kB||superuser
temp_tablespaces|string||||||user
trace_notify|bool|off|||||user
trace_sort|bool|off|||||user
track_counts|bool|on|||||superuser
track_functions|enum|none||||none,pl,all|superuser
track_wal_io_timing|bool|off|||||superuser
update_process_title|bool|on|||||superuser
vacuum_cost_limit|integer|200|1|10000|||user
vacuum_cost_page_dirty|integer|20|0|10000|||user
vacuum_cost_page_hit|integer|1|0|10000|||user
vacuum_cost_page_miss|integer|2|0|10000|||user
vacuum_failsafe_age|integer|1600000000|0|2100000000|||user
vacuum_freeze_table_age|integer|150000000|0|2000000000|||user
vacuum_multixact_failsafe_age|integer|1600000000|0|2100000000|||user
vacuum_multixact_freeze_min_age|integer|5000000|0|1000000000|||user
vacuum_multixact_freeze_table_age|integer|150000000|0|2000000000|||user
wal_block_size|integer|8192|8192|8192|||internal
wal_compression|enum|off||||pglz,lz4,zstd,on,off|superuser
wal_consistency_checking|string||||||superuser
wal_init_zero|bool|on|||||superuser
wal_recycle|bool|on|||||superuser
wal_segment_size|integer|16MB|1048576|1073741824|B||internal
wal_sender_timeout|integer|1min|0|2147483647|ms||user
wal_skip_threshold|integer|2MB|0|2147483647|kB||user
xmlbinary|enum|base64||||base64,hex|user
`;

export function compatibleSettings(): readonly SettingRow[] {
  return LINES.trim()
  .split('\n')
  .map(line => {
    const [name, type, defaultText, minimum, maximum, unit, choices, context] = line.split('|') as string[];
    return {
      name: name!,
      type: type as SettingType,
      context: context as SettingContext,
      defaultText: defaultText!,
      description: 'Accepted for the sake of clients; it changes nothing.',
      ...(unit !== '' && { unit: unit as SettingUnit }),
      ...(minimum !== '' && { minimum: Number(minimum) }),
      ...(maximum !== '' && { maximum: Number(maximum) }),
      ...(choices !== '' && { choices: choices!.split(',') }),
    };
  });
}
