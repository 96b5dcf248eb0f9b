/** Relations computed from the running system: one function each, rows by column name. Names without a function here are not supported (0A000). */
import { notSupported } from '../errors/index.js';
import { rowRefLine, rowRefPage } from '../base/index.js';
import { pgClass, type RelationDescriptor } from '../catalog/index.js';
import { allSettings } from '../config/index.js';
import type { Session } from '../session/index.js';
import { LOCK_MODE_NAMES } from '../txn/index.js';
import {
  TEXT,
  arrayOf,
  findAbbreviation,
  findTimeZone,
  socketAddress,
  abbreviationNames,
  abbreviationTypeAt,
  timeZoneNames as zoneNames,
  type Datum,
} from '../types/index.js';
import type { Database } from './database.js';
import { STATISTICS_SOURCES, type Row, type Source } from './statistics-relations.js';

function* settings(_database: Database, session: Session): Iterable<Row> {
  for (const row of allSettings()) {
    const value = session.settingValue(row.name) ?? row.defaultText;
    yield {
      name: row.name,
      setting: session.settings.rawValue(row, value),
      unit: row.unit || null,
      category: null,
      short_desc: row.description,
      extra_desc: null,
      context: row.context,
      vartype: row.type,
      source: value === row.defaultText ? 'default' : 'session',
      min_val: row.minimum === undefined ? null : String(row.minimum),
      max_val: row.maximum === undefined ? null : String(row.maximum),
      enumvals: row.choices ? arrayOf(TEXT, row.choices) : null,
      boot_val: session.settings.rawValue(row, row.defaultText),
      reset_val: session.settings.rawValue(row, row.defaultText),
      sourcefile: null,
      sourceline: null,
      pending_restart: false,
    };
  }
}

function* activity(database: Database): Iterable<Row> {
  for (const session of database.sessions.values()) {
    const awaited = session.owner.waiting;
    const waits = awaited !== null && !awaited.isGranted;
    yield {
      datid: 5,
      datname: database.name,
      pid: session.pid,
      leader_pid: null,
      usesysid: session.currentRoleId(),
      usename: session.sessionUser,
      application_name: session.settings.get('application_name'),
      client_addr: session.options.clientAddress ? socketAddress(session.options.clientAddress) : null,
      client_hostname: null,
      client_port: session.options.clientPort ?? null,
      backend_start: session.startedAt,
      xact_start: session.block.current ? session.block.startTimestamp : null,
      query_start: session.statementStartedAt || null,
      state_change: session.statementStartedAt || null,
      wait_event_type: waits ? 'Lock' : session.status === 'active' ? null : 'Client',
      wait_event: waits ? awaited.lock.tag.kind : session.status === 'active' ? null : 'ClientRead',
      state: session.status,
      backend_xid: session.block.current?.xid || null,
      backend_xmin: null,
      query_id: null,
      query: session.currentSql,
      backend_type: session.options.backendType ?? 'client backend',
    };
  }
}

/** SIREAD locks. Those of transactions that have committed and are still of interest have no session any more. */
function* readLocks(database: Database, session: Session): Iterable<Row> {
  const held = [...database.manager.serializable.heldLocks()];
  if (held.length === 0) return;
  const relations = new Map(session.catalog.rows(pgClass, null, []).map(({ row }) => [Number(row.relfilenode), row.oid]));
  for (const { file, page, row, holder } of held) {
    yield {
      locktype: row !== null ? 'tuple' : page !== null ? 'page' : 'relation',
      database: 5,
      relation: relations.get(file) ?? null,
      page: row !== null ? rowRefPage(row) : page,
      tuple: row !== null ? rowRefLine(row) : null,
      virtualtransaction: `${holder.transaction?.owner.pid ?? -1}/1`,
      pid: holder.isCommitted ? null : (holder.transaction?.owner.pid ?? null),
      mode: 'SIReadLock',
      granted: true,
      fastpath: false,
    };
  }
}

function* locks(database: Database, session: Session): Iterable<Row> {
  yield* readLocks(database, session);
  for (const { owner, block } of database.sessions.values()) {
    const { current } = block;
    if (current === null) continue;
    const own = { virtualtransaction: `${owner.pid}/1`, pid: owner.pid, mode: 'ExclusiveLock', granted: true };
    yield { ...own, locktype: 'virtualxid', virtualxid: own.virtualtransaction, fastpath: true };
    for (const xid of current.openXids()) yield { ...own, locktype: 'transactionid', transactionid: xid, fastpath: false };
  }
  for (const lock of database.manager.locks.list()) {
    const { tag } = lock;
    // Those of sessions have been listed: here they stand for as long as somebody waits.
    if (tag.kind === 'transactionid' && lock.isGranted && lock.preparedXid === 0) continue;
    yield {
      locktype: tag.kind,
      database: tag.kind === 'transactionid' ? null : 5,
      relation: 'relation' in tag ? tag.relation : null,
      page: tag.kind === 'tuple' ? rowRefPage(tag.ref) : null,
      tuple: tag.kind === 'tuple' ? rowRefLine(tag.ref) : null,
      virtualxid: null,
      transactionid: tag.kind === 'transactionid' ? tag.xid : null,
      classid: tag.kind === 'advisory' ? tag.key1 : tag.kind === 'object' ? tag.classId : null,
      objid: tag.kind === 'advisory' ? tag.key2 : tag.kind === 'object' ? tag.objectId : null,
      objsubid: tag.kind === 'advisory' ? tag.sub : tag.kind === 'object' ? 0 : null,
      virtualtransaction: lock.preparedXid === 0 ? `${lock.pid}/1` : `-1/${lock.preparedXid}`,
      pid: lock.preparedXid === 0 ? lock.pid : null,
      mode: LOCK_MODE_NAMES[lock.mode]!,
      granted: lock.isGranted,
      fastpath: false,
      waitstart: null,
    };
  }
}

function* preparedStatements(_database: Database, session: Session): Iterable<Row> {
  for (const prepared of session.prepared.values()) {
    if (prepared.name === '') continue;
    yield {
      name: prepared.name,
      statement: prepared.sql,
      prepare_time: prepared.createdAt,
      parameter_types: arrayOf(2206 as never, prepared.parameterTypes),
      from_sql: prepared.fromSql,
      generic_plans: prepared.plan ? 1 : 0,
      custom_plans: 0,
    };
  }
}

function* cursors(_database: Database, session: Session): Iterable<Row> {
  for (const portal of session.portals.values()) {
    if (portal.name === '') continue;
    yield {
      name: portal.name,
      statement: portal.sql,
      is_holdable: portal.isHoldable,
      is_binary: portal.isBinary,
      is_scrollable: portal.isScrollable,
      creation_time: portal.createdAt,
    };
  }
}

function* timeZoneNames(database: Database): Iterable<Row> {
  for (const name of zoneNames()) {
    const zone = findTimeZone(name);
    if (!zone) continue;
    const type = zone.typeAt(Math.floor(database.environment.clock.nowMicros() / 1_000_000) + 946_684_800);
    yield { name, abbrev: type.abbreviation, utc_offset: { kind: 'interval', months: 0, days: 0, micros: type.offset * 1_000_000 }, is_dst: type.isDst };
  }
}

/** Things that PostgreSQL can have and this system never has: no rows. */
function none(): Iterable<Row> {
  return [];
}

function* timeZoneAbbreviations(database: Database): Iterable<Row> {
  const now = Math.floor(database.environment.clock.nowMicros() / 1_000_000) + 946_684_800;
  for (const abbrev of abbreviationNames()) {
    const found = findAbbreviation(abbrev);
    if (!found) continue;
    const { offset, isDst } = abbreviationTypeAt(found, now);
    yield { abbrev, utc_offset: { kind: 'interval', months: 0, days: 0, micros: offset * 1_000_000 }, is_dst: isDst };
  }
}

function* preparedTransactions(database: Database, session: Session): Iterable<Row> {
  for (const { name, owner, preparedAt, transaction } of database.manager.prepared.list()) {
    yield { transaction: transaction.xid, gid: name, prepared: preparedAt, owner: session.catalog.role(owner)?.name ?? null, database: database.name };
  }
}

function* buildFacts(_database: Database, session: Session): Iterable<Row> {
  yield { name: 'VERSION', setting: `PostgreSQL ${session.settingValue('server_version') ?? ''} (HenryDB)` };
}

const SOURCES: Readonly<Record<string, Source>> = {
  ...STATISTICS_SOURCES,
  pg_settings: settings,
  pg_stat_activity: activity,
  pg_locks: locks,
  pg_prepared_statements: preparedStatements,
  pg_cursors: cursors,
  pg_timezone_names: timeZoneNames,
  pg_timezone_abbrevs: timeZoneAbbreviations,
  pg_config: buildFacts,
  pg_prepared_xacts: preparedTransactions,
  pg_file_settings: none,
  pg_hba_file_rules: none,
  pg_ident_file_mappings: none,
  pg_backend_memory_contexts: none,
  pg_shmem_allocations: none,
};

export function* virtualRows(database: Database, relation: RelationDescriptor, session: Session): Iterable<readonly Datum[]> {
  if (relation.kind === 'S') {
    const { lastValue, logCount, isCalled } = session.services.sequenceRow(relation.oid);
    yield [lastValue, logCount, isCalled];
    return;
  }
  const source = SOURCES[relation.name];
  if (!source) throw notSupported(`view "${relation.name}"`);
  for (const row of source(database, session)) yield relation.columns.map(column => row[column.name] ?? null);
}
