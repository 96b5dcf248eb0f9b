/** ANALYZE: samples pages and stores column statistics (PostgreSQL chapter 72.2; the sample size is 300 rows per unit of the statistics target). */
import { setRelationEstimates, setStatistics, type ColumnStatistics, type RelationDescriptor } from '../catalog/index.js';
import { PgError, notSupported } from '../errors/index.js';
import type { VacuumStmt } from '../sql/index.js';
import { SHARE_UPDATE_EXCLUSIVE, type Waiting } from '../txn/index.js';
import type { Datum, TypeOps } from '../types/index.js';
import type { CommandContext } from './command-context.js';
import { openRelation } from './relation-lookup.js';

/** Sampled rows per unit of default_statistics_target. */
const ROWS_PER_TARGET = 300;
/** Values wider than this are not kept in statistics, characters. */
const WIDTH_MAX = 1000;

export function* runVacuumOrAnalyze(context: CommandContext, statement: VacuumStmt): Waiting<string> {
  const options = new Set(statement.options.map(o => o.defname));
  for (const option of options) {
    if (
      ![
        'verbose',
        'analyze',
        'freeze',
        'full',
        'skip_locked',
        'buffer_usage_limit',
        'disable_page_skipping',
        'index_cleanup',
        'process_toast',
        'truncate',
        'parallel',
      ].includes(option)
    ) {
      throw new PgError('syntax_error', `unrecognized ${statement.isVacuum ? 'VACUUM' : 'ANALYZE'} option "${option}"`);
    }
  }
  if (statement.isVacuum && context.isInTransactionBlock) throw new PgError('active_sql_transaction', 'VACUUM cannot run inside a transaction block');
  if (options.has('full')) throw notSupported('VACUUM FULL');
  const names = statement.rels.map(r => r.relation);
  const relations: RelationDescriptor[] = [];
  if (names.length === 0) for (const id of context.catalog.userTables()) relations.push(context.catalog.relationById(id)!);
  else for (const name of names) relations.push(yield* openRelation(context, name, SHARE_UPDATE_EXCLUSIVE));
  for (const relation of relations) {
    if (relation.kind !== 'r' && relation.kind !== 'm') {
      const notice = new PgError(
        'wrong_object_type',
        `skipping "${relation.name}" --- cannot ${statement.isVacuum ? 'vacuum' : 'analyze'} non-tables or special system tables`,
      );
      notice.severity = 'WARNING';
      context.notice(notice);
      continue;
    }
    if (statement.isVacuum) yield* vacuumTable(context, relation);
    if (!statement.isVacuum || options.has('analyze')) yield* analyzeTable(context, relation);
  }
  return statement.isVacuum ? 'VACUUM' : 'ANALYZE';
}

function* vacuumTable(context: CommandContext, relation: RelationDescriptor): Waiting<void> {
  yield* context.lock(relation.oid, SHARE_UPDATE_EXCLUSIVE);
  const table = context.table(relation);
  const result = yield* table.vacuum({ indexes: relation.indexes.map(index => context.index(relation, index)) });
  yield* setRelationEstimates(context.catalog, relation.oid, result.pages, result.liveRows, result.allVisiblePages);
}

export function* analyzeTable(context: CommandContext, relation: RelationDescriptor): Waiting<void> {
  yield* context.lock(relation.oid, SHARE_UPDATE_EXCLUSIVE);
  const target = Number(context.setting('default_statistics_target'));
  const wanted = target * ROWS_PER_TARGET;
  const table = context.table(relation);
  const pageCount = table.file.pageCount;
  const columns = relation.columns.filter(c => !c.isDropped);
  const samples: Datum[][] = columns.map(() => []);
  const snapshot = context.snapshot();
  let seen = 0;
  let scannedPages = 0;
  // Reservoir over all rows of the sampled pages (Vitter's algorithm R).
  const pages = samplePages(context, pageCount, wanted);
  const scan = table.scan(snapshot, pages ? { pages } : {});
  try {
    while (scan.nextPage()) {
      scannedPages++;
      for (let i = 0; i < scan.count; i++) {
        let slot = seen;
        if (seen >= wanted) {
          slot = Math.floor(context.callContext.session.random() * (seen + 1));
          if (slot >= wanted) {
            seen++;
            continue;
          }
        }
        seen++;
        for (let c = 0; c < columns.length; c++) samples[c]![slot] = table.layouts.read(scan.views, scan.words[i]!, columns[c]!.number - 1);
      }
      if (scannedPages % 64 === 0) {
        scan.suspend();
        yield { kind: 'slice' };
        scan.resume();
      }
    }
  } finally {
    scan.close();
    context.manager.releaseSnapshot(snapshot);
  }
  const totalRows = scannedPages === 0 ? 0 : Math.round((seen / scannedPages) * pageCount);
  for (let c = 0; c < columns.length; c++) {
    const column = columns[c]!;
    const ops = context.typeOps(column.typeId);
    const statistics = columnStatistics(samples[c]!, ops, totalRows, target);
    if (statistics) yield* setStatistics(context.catalog, relation.oid, column.number, { typeId: column.typeId, collation: column.collation }, statistics);
    yield { kind: 'slice' };
  }
  yield* setRelationEstimates(context.catalog, relation.oid, pageCount, totalRows);
  for (const index of relation.indexes) yield* setRelationEstimates(context.catalog, index.oid, context.index(relation, index).file.pageCount, totalRows);
}

/** Random pages, ascending; null = all of them. */
function samplePages(context: CommandContext, pageCount: number, wanted: number): number[] | null {
  if (pageCount <= wanted) return null;
  const chosen: number[] = [];
  let left = wanted;
  for (let page = 0; page < pageCount && left > 0; page++) {
    if (context.callContext.session.random() * (pageCount - page) < left) {
      chosen.push(page);
      left--;
    }
  }
  return chosen;
}

/** Statistics of one column from its sampled values. Undefined for an empty table. */
function columnStatistics(sample: readonly Datum[], ops: TypeOps, totalRows: number, target: number): ColumnStatistics | undefined {
  const rows = sample.length;
  if (rows === 0) return undefined;
  const present: { value: Datum; at: number }[] = [];
  let width = 0;
  for (let i = 0; i < rows; i++) {
    const value = sample[i]!;
    if (value === null) continue;
    width += valueWidth(value, ops);
    if (typeof value === 'string' && value.length > WIDTH_MAX) continue;
    present.push({ value, at: i });
  }
  const nullFraction = sample.filter(v => v === null).length / rows;
  const base = { nullFraction, averageWidth: present.length ? Math.max(1, Math.round(width / present.length)) : 0 };
  if (present.length === 0) return { ...base, distinct: 0, commonValues: [], commonFrequencies: [], histogram: [], correlation: 0 };
  if (!ops.comparable) return { ...base, distinct: -1 * (1 - nullFraction), commonValues: [], commonFrequencies: [], histogram: [], correlation: 0 };
  present.sort((a, b) => ops.compare(a.value, b.value) || a.at - b.at);
  const groups: { value: Datum; count: number }[] = [];
  let correlationSum = 0;
  for (let i = 0; i < present.length; i++) {
    correlationSum += i * present[i]!.at;
    const last = groups[groups.length - 1];
    if (last && ops.compare(last.value, present[i]!.value) === 0) last.count++;
    else groups.push({ value: present[i]!.value, count: 1 });
  }
  const once = groups.filter(g => g.count === 1).length;
  const n = present.length;
  let distinct: number;
  if (once === groups.length && n === rows - (rows - n)) distinct = -1 * (1 - nullFraction);
  else if (once === 0) distinct = groups.length;
  else {
    // Haas & Stokes 1998, the estimator PostgreSQL uses: n*d / (n - f1 + f1*n/N).
    const population = Math.max(n, totalRows * (1 - nullFraction));
    distinct = (n * groups.length) / (n - once + (once * n) / population);
    distinct = Math.max(groups.length, Math.min(population, Math.floor(distinct + 0.5)));
  }
  if (distinct > 0 && totalRows > 0 && distinct > 0.1 * totalRows) distinct = -(distinct / totalRows);
  const byCount = [...groups].sort((a, b) => b.count - a.count);
  const averageCount = n / groups.length;
  const isComplete = groups.length <= target && once < groups.length && distinct > 0;
  const common = byCount.filter(g => (isComplete ? true : g.count > 1 && g.count > averageCount * 1.25)).slice(0, target);
  const isCommon = new Set(common.map(g => g.value));
  const rest = isComplete && common.length === groups.length ? [] : present.filter(p => !isCommon.has(groupValue(groups, p.value, ops)));
  const histogram: Datum[] = [];
  const restDistinct = groups.length - common.length;
  if (restDistinct >= 2 && rest.length >= 2) {
    const bounds = Math.min(target + 1, restDistinct);
    for (let i = 0; i < bounds; i++) histogram.push(rest[Math.floor((i * (rest.length - 1)) / (bounds - 1))]!.value);
  }
  return {
    ...base,
    distinct,
    commonValues: common.map(g => g.value),
    commonFrequencies: common.map(g => g.count / rows),
    histogram,
    correlation: correlationOf(present, correlationSum),
  };
}

function groupValue(groups: readonly { value: Datum }[], value: Datum, ops: TypeOps): Datum {
  let low = 0;
  let high = groups.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ops.compare(groups[middle]!.value, value) < 0) low = middle + 1;
    else high = middle;
  }
  return groups[low]!.value;
}

/** Correlation between sort order and physical order. */
function correlationOf(sorted: readonly { readonly at: number }[], productSum: number): number {
  const n = sorted.length;
  if (n < 2) return 1;
  let sumX = 0;
  let sumY = 0;
  let sumXX = 0;
  let sumYY = 0;
  for (let i = 0; i < n; i++) {
    const y = sorted[i]!.at;
    sumX += i;
    sumY += y;
    sumXX += i * i;
    sumYY += y * y;
  }
  const numerator = n * productSum - sumX * sumY;
  const denominator = Math.sqrt((n * sumXX - sumX * sumX) * (n * sumYY - sumY * sumY));
  return denominator === 0 ? 1 : numerator / denominator;
}

function valueWidth(value: Datum, ops: TypeOps): number {
  if (ops.length > 0) return ops.length;
  if (typeof value === 'string') return value.length + 1;
  if (value instanceof Uint8Array) return value.length + 1;
  return 16;
}
