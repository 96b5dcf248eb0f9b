/**
 * The statistics views that are computed (pg_stat_*, pg_statio_*; PostgreSQL chapter 28.2): real figures where the system counts, and otherwise what
 * PostgreSQL shows when it has just started.
 */
import { pgClass, type RelationDescriptor } from '../catalog/index.js';
import { oid } from '../base/index.js';
import type { Session } from '../session/index.js';
import { numericFromBigInt, type Datum } from '../types/index.js';
import type { Database } from './database.js';

export type Row = Readonly<Record<string, Datum>>;
export type Source = (database: Database, session: Session) => Iterable<Row>;

const DATABASES: readonly (readonly [number, string | null])[] = [
  [0, null],
  [1, 'template1'],
  [4, 'template0'],
  [5, 'postgres'],
];

/** Relations of the given kinds, system ones included. */
function* relations(session: Session, kinds: string): Iterable<RelationDescriptor> {
  for (const { row } of session.catalog.rows(pgClass, null, [])) {
    if (!kinds.includes(row.relkind)) continue;
    const relation = session.catalog.relationById(oid(row.oid));
    if (relation && (!relation.isVirtual || relation.kind === 'S')) yield relation;
  }
}

function* allTables(database: Database, session: Session): Iterable<Row> {
  for (const relation of relations(session, 'rmt')) {
    const hasIndexes = relation.indexes.length > 0;
    const table = relation.isSystem ? null : database.openTable(relation);
    const activity = table?.activity;
    const counted = activity === undefined ? 0 : activity.inserted - activity.deleted;
    const live = table === null || relation.tupleEstimate < 0 ? counted : table.estimateRows(relation.pageEstimate, relation.tupleEstimate);
    yield {
      relid: relation.oid,
      schemaname: relation.schema,
      relname: relation.name,
      seq_scan: activity?.sequentialScans ?? 0,
      seq_tup_read: 0,
      idx_scan: hasIndexes ? 0 : null,
      idx_tup_fetch: hasIndexes ? 0 : null,
      n_tup_ins: activity?.inserted ?? 0,
      n_tup_upd: activity?.updated ?? 0,
      n_tup_del: activity?.deleted ?? 0,
      n_tup_hot_upd: activity?.hotUpdated ?? 0,
      n_live_tup: table !== null && table.file.pageCount === 0 ? 0 : Math.max(0, Math.round(live)),
      n_dead_tup: Math.max(0, activity?.deadRows ?? 0),
      n_mod_since_analyze: activity?.modifiedSinceAnalyze ?? 0,
      n_ins_since_vacuum: activity?.insertedSinceVacuum ?? 0,
      last_vacuum: activity?.vacuums.lastMicros ?? null,
      last_autovacuum: activity?.autovacuums.lastMicros ?? null,
      last_analyze: activity?.analyzes.lastMicros ?? null,
      last_autoanalyze: activity?.autoanalyzes.lastMicros ?? null,
      vacuum_count: activity?.vacuums.count ?? 0,
      autovacuum_count: activity?.autovacuums.count ?? 0,
      analyze_count: activity?.analyzes.count ?? 0,
      autoanalyze_count: activity?.autoanalyzes.count ?? 0,
    };
  }
}

function* allIndexes(_database: Database, session: Session): Iterable<Row> {
  for (const relation of relations(session, 'rmt')) {
    for (const index of relation.indexes) {
      yield {
        relid: relation.oid,
        indexrelid: index.oid,
        schemaname: relation.schema,
        relname: relation.name,
        indexrelname: index.name,
        idx_scan: 0,
        idx_tup_read: 0,
        idx_tup_fetch: 0,
        idx_blks_read: 0,
        idx_blks_hit: 0,
      };
    }
  }
}

function* tableBlocks(_database: Database, session: Session): Iterable<Row> {
  for (const relation of relations(session, 'rmt')) {
    const hasIndexes = relation.indexes.length > 0;
    const hasOverflow = relation.overflowFileId !== 0;
    yield {
      relid: relation.oid,
      schemaname: relation.schema,
      relname: relation.name,
      heap_blks_read: 0,
      heap_blks_hit: 0,
      idx_blks_read: hasIndexes ? 0 : null,
      idx_blks_hit: hasIndexes ? 0 : null,
      toast_blks_read: hasOverflow ? 0 : null,
      toast_blks_hit: hasOverflow ? 0 : null,
      tidx_blks_read: hasOverflow ? 0 : null,
      tidx_blks_hit: hasOverflow ? 0 : null,
    };
  }
}

function* sequenceBlocks(_database: Database, session: Session): Iterable<Row> {
  for (const relation of relations(session, 'S')) {
    yield { relid: relation.oid, schemaname: relation.schema, relname: relation.name, blks_read: 0, blks_hit: 0 };
  }
}

/** One row a database, every counter of the view that is not told zero. */
function* databases(database: Database): Iterable<Row> {
  for (const [datid, datname] of DATABASES) {
    const isThis = datname === database.name;
    yield {
      datid,
      datname,
      numbackends: datname === null ? null : isThis ? database.sessions.size : 0,
      xact_commit: 0,
      xact_rollback: 0,
      blks_read: 0,
      blks_hit: 0,
      tup_returned: 0,
      tup_fetched: 0,
      tup_inserted: 0,
      tup_updated: 0,
      tup_deleted: 0,
      conflicts: 0,
      temp_files: 0,
      temp_bytes: 0,
      deadlocks: 0,
      checksum_failures: 0,
      blk_read_time: 0,
      blk_write_time: 0,
      session_time: 0,
      active_time: 0,
      idle_in_transaction_time: 0,
      sessions: isThis ? database.sessions.size : 0,
      sessions_abandoned: 0,
      sessions_fatal: 0,
      sessions_killed: 0,
    };
  }
}

function* conflicts(): Iterable<Row> {
  for (const [datid, datname] of DATABASES) {
    if (datname === null) continue;
    yield { datid, datname, confl_tablespace: 0, confl_lock: 0, confl_snapshot: 0, confl_bufferpin: 0, confl_deadlock: 0 };
  }
}

function* archiver(database: Database): Iterable<Row> {
  yield { archived_count: 0, failed_count: 0, stats_reset: database.startTimestamp };
}

function* backgroundWriter(database: Database): Iterable<Row> {
  yield {
    checkpoints_timed: 0,
    checkpoints_req: 0,
    checkpoint_write_time: 0,
    checkpoint_sync_time: 0,
    buffers_checkpoint: 0,
    buffers_clean: 0,
    maxwritten_clean: 0,
    buffers_backend: 0,
    buffers_backend_fsync: 0,
    buffers_alloc: 0,
    stats_reset: database.startTimestamp,
  };
}

function* log(database: Database): Iterable<Row> {
  yield {
    wal_records: 0,
    wal_fpi: 0,
    wal_bytes: numericFromBigInt(BigInt(database.storage.logBytesSinceCheckpoint), 0),
    wal_buffers_full: 0,
    wal_write: 0,
    wal_sync: 0,
    wal_write_time: 0,
    wal_sync_time: 0,
    stats_reset: database.startTimestamp,
  };
}

function* simpleCaches(database: Database): Iterable<Row> {
  for (const name of ['CommitTs', 'MultiXactMember', 'MultiXactOffset', 'Notify', 'Serial', 'Subtrans', 'Xact', 'other']) {
    yield {
      name,
      blks_zeroed: 0,
      blks_hit: 0,
      blks_read: 0,
      blks_written: 0,
      blks_exists: 0,
      flushes: 0,
      truncates: 0,
      stats_reset: database.startTimestamp,
    };
  }
}

function* encryption(database: Database): Iterable<Row> {
  for (const pid of database.sessions.keys()) yield { pid, ssl: false, gss_authenticated: false, encrypted: false };
}

function none(): Iterable<Row> {
  return [];
}

export const STATISTICS_SOURCES: Readonly<Record<string, Source>> = {
  pg_stat_all_tables: allTables,
  pg_stat_xact_all_tables: allTables,
  pg_stat_all_indexes: allIndexes,
  pg_statio_all_tables: tableBlocks,
  pg_statio_all_indexes: allIndexes,
  pg_statio_all_sequences: sequenceBlocks,
  pg_stat_database: databases,
  pg_stat_database_conflicts: conflicts,
  pg_stat_archiver: archiver,
  pg_stat_bgwriter: backgroundWriter,
  pg_stat_wal: log,
  pg_stat_slru: simpleCaches,
  pg_stat_ssl: encryption,
  pg_stat_gssapi: encryption,
  pg_stat_progress_analyze: none,
  pg_stat_progress_copy: none,
  pg_stat_progress_create_index: none,
  pg_stat_progress_vacuum: none,
};
