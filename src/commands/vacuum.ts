/** VACUUM and ANALYZE as statements: options, the tables they mean, one transaction each where there is no block. */
import type { TreatmentCount } from '../access/index.js';
import { pgClass, setRelationEstimates, type RelationDescriptor } from '../catalog/index.js';
import { parseBoolean } from '../config/index.js';
import { PgError, notSupported } from '../errors/index.js';
import type { Clock } from '../io/index.js';
import type { DefElem, VacuumStmt } from '../sql/index.js';
import { ACCESS_EXCLUSIVE, SHARE_UPDATE_EXCLUSIVE, type Waiting } from '../txn/index.js';
import { analyzeTable } from './analyze-table.js';
import type { CommandContext } from './command-context.js';
import { sendNotice, sendWarning } from './notices.js';
import { findRelation, missingRelation, openRelation } from './relation-lookup.js';

const VACUUM_OPTIONS = new Set([
  'verbose',
  'analyze',
  'freeze',
  'full',
  'skip_locked',
  'disable_page_skipping',
  'index_cleanup',
  'process_toast',
  'truncate',
  'parallel',
]);
const ANALYZE_OPTIONS = new Set(['verbose', 'skip_locked']);

interface Options {
  readonly isVerbose: boolean;
  readonly analyzes: boolean;
  readonly skipsLocked: boolean;
  /** Null: as the table says. */
  readonly truncates: boolean | null;
}

function parseOptions(statement: VacuumStmt): Options {
  const on = new Map<string, boolean>();
  for (const option of statement.options) {
    const known = statement.isVacuum ? VACUUM_OPTIONS : ANALYZE_OPTIONS;
    if (!known.has(option.defname)) {
      const command = statement.isVacuum ? 'VACUUM' : 'ANALYZE';
      throw new PgError('syntax_error', `unrecognized ${command} option "${option.defname}"`).at(option.location + 1);
    }
    on.set(option.defname, isOn(option));
  }
  if (on.get('full')) throw notSupported('VACUUM FULL');
  return {
    isVerbose: on.get('verbose') ?? false,
    analyzes: on.get('analyze') ?? false,
    skipsLocked: on.get('skip_locked') ?? false,
    truncates: on.get('truncate') ?? null,
  };
}

function isOn(option: DefElem): boolean {
  if (option.arg === null && option.defname === 'parallel') {
    throw new PgError('syntax_error', 'parallel option requires a value between 0 and 1024').at(option.location + 1);
  }
  if (option.arg === null) return true;
  const text = option.arg.kind === 'AConst' ? String(option.arg.value) : '';
  if (option.defname === 'parallel') {
    if (!/^[+-]?\d+$/.test(text)) throw new PgError('syntax_error', 'parallel requires an integer value');
    const workers = Number(text);
    if (workers < 0 || workers > 1024) throw new PgError('syntax_error', 'parallel workers for vacuum must be between 0 and 1024').at(option.location + 1);
    return true;
  }
  if (option.defname === 'index_cleanup' && text.toLowerCase() === 'auto') return true;
  const value = parseBoolean(text);
  if (value === undefined) throw new PgError('syntax_error', `${option.defname} requires a Boolean value`);
  return value;
}

export function* runVacuumOrAnalyze(context: CommandContext, statement: VacuumStmt): Waiting<string> {
  const options = parseOptions(statement);
  if (statement.isVacuum && context.isInTransactionBlock) throw new PgError('active_sql_transaction', 'VACUUM cannot run inside a transaction block');
  if (statement.isVacuum && !options.analyzes && statement.rels.some(r => r.vaCols.length > 0))
    throw new PgError('feature_not_supported', 'ANALYZE option must be specified when a column list is provided');
  const word = statement.isVacuum ? 'vacuum' : 'analyze';
  if (statement.rels.length === 0) {
    for (const id of context.catalog.userTables()) {
      const relation = context.catalog.relationById(id);
      if (relation && !context.isOthersTemporary(relation)) yield* treat(context, relation, [], statement, options);
    }
    return statement.isVacuum ? 'VACUUM' : 'ANALYZE';
  }
  for (const { relation: name, vaCols } of statement.rels) {
    const relation = options.skipsLocked ? findRelation(context.catalog, name) : yield* openRelation(context, name, SHARE_UPDATE_EXCLUSIVE);
    if (relation === undefined) throw missingRelation(name);
    if (relation.isSystem) continue;
    if (relation.kind !== 'r' && relation.kind !== 'm') {
      sendWarning(context, 'warning', `skipping "${relation.name}" --- cannot ${word} non-tables or special system tables`);
      continue;
    }
    yield* treat(context, relation, columnNumbers(relation, vaCols), statement, options);
  }
  return statement.isVacuum ? 'VACUUM' : 'ANALYZE';
}

function columnNumbers(relation: RelationDescriptor, names: readonly string[]): number[] {
  const numbers: number[] = [];
  for (const name of names) {
    const column = relation.columns.find(c => c.name === name && !c.isDropped);
    if (!column) throw new PgError('undefined_column', `column "${name}" of relation "${relation.name}" does not exist`);
    if (numbers.includes(column.number)) throw new PgError('duplicate_column', `column "${name}" of relation "${relation.name}" appears more than once`);
    numbers.push(column.number);
  }
  return numbers;
}

function* treat(context: CommandContext, relation: RelationDescriptor, columns: readonly number[], statement: VacuumStmt, options: Options): Waiting<void> {
  if (options.skipsLocked && !context.tryLock(relation.oid, SHARE_UPDATE_EXCLUSIVE)) {
    const word = statement.isVacuum ? 'vacuum' : 'analyze';
    sendWarning(context, 'lock_not_available', `skipping ${word} of "${relation.name}" --- lock not available`);
    return;
  }
  if (!options.skipsLocked) yield* context.lock(relation.oid, SHARE_UPDATE_EXCLUSIVE);
  const current = context.catalog.relationById(relation.oid);
  if (!current) return;
  const { activity, manager } = context.table(current);
  const { clock } = manager.storage.environment;
  if (statement.isVacuum) {
    yield* vacuumTable(context, current, options);
    count(context.isAutovacuum ? activity.autovacuums : activity.vacuums, clock);
  }
  if (!statement.isVacuum || options.analyzes) {
    yield* analyzeTable(context, context.catalog.relationById(relation.oid)!, columns);
    count(context.isAutovacuum ? activity.autoanalyzes : activity.analyzes, clock);
  }
}

function count(treatment: TreatmentCount, clock: Clock): void {
  treatment.count++;
  treatment.lastMicros = clock.nowMicros();
}

/** The table's own vacuum_truncate. */
function mayTruncate({ catalog }: CommandContext, relation: RelationDescriptor): boolean {
  const options = catalog.rowOf(pgClass, relation.oid)?.row.reloptions?.values ?? [];
  const own = options.map(String).find(option => option.startsWith('vacuum_truncate='));
  return own === undefined || parseBoolean(own.slice(own.indexOf('=') + 1)) !== false;
}

function* vacuumTable(context: CommandContext, relation: RelationDescriptor, options: Options): Waiting<void> {
  const table = context.table(relation);
  const result = yield* table.vacuum({ indexes: relation.indexes.map(index => context.index(relation, index)) });
  const truncates = options.truncates ?? mayTruncate(context, relation);
  // Not worth waiting for: the next VACUUM will try again.
  if (truncates && table.emptyTail > 0 && context.tryLock(relation.oid, ACCESS_EXCLUSIVE)) {
    table.truncateTail();
    context.unlock(relation.oid, ACCESS_EXCLUSIVE);
  }
  yield* setRelationEstimates(context.catalog, relation.oid, table.file.pageCount, result.liveRows, Math.min(result.allVisiblePages, table.file.pageCount));
  for (const index of relation.indexes) {
    const rows = index.predicateText === null ? result.liveRows : Math.max(0, context.catalog.relationById(index.oid)?.tupleEstimate ?? 0);
    yield* setRelationEstimates(context.catalog, index.oid, context.index(relation, index).file.pageCount, rows);
  }
  if (options.isVerbose) {
    sendNotice(
      context,
      'successful_completion',
      `finished vacuuming "${context.callContext.session.database}.${relation.schema}.${relation.name}": pages: ${table.file.pageCount}, rows: ${result.removedRows} removed, ${result.liveRows} remain, ${result.deadRows} are dead but not yet removable`,
    );
  }
}
