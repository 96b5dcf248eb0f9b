/** pg_stats and the filters over the activity counters; the counters themselves are virtual relations. */
import { EMPTY_VIEW, type SystemViews } from './define-view.js';

/** The value of the first statistics slot of a kind (1 most common values, 2 histogram, 3 correlation, 4 elements, 5 element counts). */
function slot(kind: number, array: string): string {
  const arms = [1, 2, 3, 4, 5].map(i => `WHEN s.stakind${i} = ${kind} THEN s.${array.replace('#', String(i))}`);
  return `CASE ${arms.join(' ')} END`;
}

const USER_SCHEMAS = `schemaname NOT IN ('pg_catalog', 'information_schema') AND schemaname !~ '^pg_toast'`;
const SYSTEM_SCHEMAS = `(schemaname IN ('pg_catalog', 'information_schema') OR schemaname ~ '^pg_toast')`;

/** `SELECT *` with a filter on the schema: the columns are those of the view itself. */
function filtered(all: string, where: string, columns: string): { columns: Record<string, string>; from: string } {
  return {
    columns: Object.fromEntries(columns.split(' ').map(c => [c, `a.${c}`])),
    from: `FROM pg_catalog.${all} a WHERE ${where.replaceAll('schemaname', 'a.schemaname')}`,
  };
}

const TABLE_COUNTERS =
  'relid schemaname relname seq_scan seq_tup_read idx_scan idx_tup_fetch n_tup_ins n_tup_upd n_tup_del n_tup_hot_upd n_live_tup n_dead_tup n_mod_since_analyze ' +
  'n_ins_since_vacuum last_vacuum last_autovacuum last_analyze last_autoanalyze vacuum_count autovacuum_count analyze_count autoanalyze_count';
const XACT_TABLE_COUNTERS = 'relid schemaname relname seq_scan seq_tup_read idx_scan idx_tup_fetch n_tup_ins n_tup_upd n_tup_del n_tup_hot_upd';
const INDEX_COUNTERS = 'relid indexrelid schemaname relname indexrelname idx_scan idx_tup_read idx_tup_fetch';
const TABLE_IO = 'relid schemaname relname heap_blks_read heap_blks_hit idx_blks_read idx_blks_hit toast_blks_read toast_blks_hit tidx_blks_read tidx_blks_hit';
const INDEX_IO = 'relid indexrelid schemaname relname indexrelname idx_blks_read idx_blks_hit';
const SEQUENCE_IO = 'relid schemaname relname blks_read blks_hit';

export const STATISTICS_VIEWS: SystemViews = {
  pg_stats: {
    columns: {
      schemaname: 'n.nspname',
      tablename: 'c.relname',
      attname: 'a.attname',
      inherited: 's.stainherit',
      null_frac: 's.stanullfrac',
      avg_width: 's.stawidth',
      n_distinct: 's.stadistinct',
      most_common_vals: slot(1, 'stavalues#'),
      most_common_freqs: slot(1, 'stanumbers#'),
      histogram_bounds: slot(2, 'stavalues#'),
      correlation: slot(3, 'stanumbers#[1]'),
      most_common_elems: slot(4, 'stavalues#'),
      most_common_elem_freqs: slot(4, 'stanumbers#'),
      elem_count_histogram: slot(5, 'stanumbers#'),
    },
    from:
      'FROM pg_catalog.pg_statistic s JOIN pg_catalog.pg_class c ON c.oid = s.starelid JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = s.staattnum ' +
      `LEFT JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE NOT a.attisdropped AND has_column_privilege(c.oid, a.attnum, 'select')`,
  },
  pg_stats_ext: EMPTY_VIEW,
  pg_stats_ext_exprs: EMPTY_VIEW,
  pg_stat_sys_tables: filtered('pg_stat_all_tables', SYSTEM_SCHEMAS, TABLE_COUNTERS),
  pg_stat_user_tables: filtered('pg_stat_all_tables', USER_SCHEMAS, TABLE_COUNTERS),
  pg_stat_xact_sys_tables: filtered('pg_stat_xact_all_tables', SYSTEM_SCHEMAS, XACT_TABLE_COUNTERS),
  pg_stat_xact_user_tables: filtered('pg_stat_xact_all_tables', USER_SCHEMAS, XACT_TABLE_COUNTERS),
  pg_stat_sys_indexes: filtered('pg_stat_all_indexes', SYSTEM_SCHEMAS, INDEX_COUNTERS),
  pg_stat_user_indexes: filtered('pg_stat_all_indexes', USER_SCHEMAS, INDEX_COUNTERS),
  pg_statio_sys_tables: filtered('pg_statio_all_tables', SYSTEM_SCHEMAS, TABLE_IO),
  pg_statio_user_tables: filtered('pg_statio_all_tables', USER_SCHEMAS, TABLE_IO),
  pg_statio_sys_indexes: filtered('pg_statio_all_indexes', SYSTEM_SCHEMAS, INDEX_IO),
  pg_statio_user_indexes: filtered('pg_statio_all_indexes', USER_SCHEMAS, INDEX_IO),
  pg_statio_sys_sequences: filtered('pg_statio_all_sequences', SYSTEM_SCHEMAS, SEQUENCE_IO),
  pg_statio_user_sequences: filtered('pg_statio_all_sequences', USER_SCHEMAS, SEQUENCE_IO),
  // Replication, GSSAPI and recovery do not exist here; functions are not counted.
  pg_replication_origin_status: EMPTY_VIEW,
  pg_replication_slots: EMPTY_VIEW,
  pg_stat_replication: EMPTY_VIEW,
  pg_stat_replication_slots: EMPTY_VIEW,
  pg_stat_wal_receiver: EMPTY_VIEW,
  pg_stat_recovery_prefetch: EMPTY_VIEW,
  pg_stat_subscription: EMPTY_VIEW,
  pg_stat_subscription_stats: EMPTY_VIEW,
  pg_stat_progress_basebackup: EMPTY_VIEW,
  pg_stat_progress_cluster: EMPTY_VIEW,
  pg_stat_user_functions: EMPTY_VIEW,
  pg_stat_xact_user_functions: EMPTY_VIEW,
};
