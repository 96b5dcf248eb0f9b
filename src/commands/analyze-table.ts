/**
 * ANALYZE of one table: samples pages and rows, and stores what it finds about each column and index expression (PostgreSQL chapter 72.2; the sample is
 * 300 rows per unit of the statistics target).
 */
import {
  removeStatisticsOf,
  setRelationEstimates,
  setStatistics,
  storedColumn,
  type ColumnStatistics,
  type IndexDescriptor,
  type RelationDescriptor,
} from '../catalog/index.js';
import { scalarFunction, type CallContext } from '../functions/index.js';
import type { Waiting } from '../txn/index.js';
import type { Datum, TypeOps } from '../types/index.js';
import { columnStatistics } from './column-statistics.js';
import type { CommandContext } from './command-context.js';

/** Sampled rows per unit of the statistics target. */
const ROWS_PER_TARGET = 300;
const SLICE_PAGES = 64;

interface Sample {
  readonly rows: readonly (readonly Datum[])[];
  /** Live rows of the table, estimated. */
  readonly totalRows: number;
  readonly pageCount: number;
}

/** @param only columns to look at; all when empty. */
export function* analyzeTable(context: CommandContext, relation: RelationDescriptor, only: readonly number[]): Waiting<void> {
  const { catalog } = context;
  const fallback = Number(context.setting('default_statistics_target'));
  const targetOf = (relationId: typeof relation.oid, number: number): number => {
    const own = storedColumn(catalog, relationId, number)?.attstattarget ?? -1;
    return own < 0 ? fallback : own;
  };
  const columns = relation.columns
    .filter(c => !c.isDropped && (only.length === 0 || only.includes(c.number)))
    .map(column => ({ column, target: targetOf(relation.oid, column.number) }))
    .filter(c => c.target > 0);
  const wanted = Math.max(100, ...columns.map(c => c.target)) * ROWS_PER_TARGET;
  const sample = yield* takeSample(context, relation, wanted);
  for (const { column, target } of columns) {
    const values = sample.rows.map(row => row[column.number - 1]!);
    yield* store(context, relation.oid, column.number, column, values, sample, target);
  }
  yield* setRelationEstimates(catalog, relation.oid, sample.pageCount, sample.totalRows);
  for (const index of relation.indexes) {
    const share = only.length === 0 ? yield* analyzeIndex(context, relation, index, sample, fallback) : 1;
    yield* setRelationEstimates(catalog, index.oid, context.index(relation, index).file.pageCount, Math.ceil(share * sample.totalRows));
  }
  if (only.length === 0) context.table(relation).activity.modifiedSinceAnalyze = 0;
}

function* store(
  context: CommandContext,
  relation: RelationDescriptor['oid'],
  number: number,
  type: { readonly typeId: RelationDescriptor['oid']; readonly collation: RelationDescriptor['oid'] },
  values: readonly Datum[],
  sample: Sample,
  target: number,
): Waiting<void> {
  const ops = context.typeOps(type.typeId);
  const isComparable = ops.comparable && context.catalog.typeOperators(type.typeId) !== undefined;
  const statistics: ColumnStatistics | undefined = columnStatistics(values, ops, isComparable, sample.totalRows, target, widthOf(context, ops));
  if (statistics) yield* setStatistics(context.catalog, relation, number, type, statistics);
  else yield* removeStatisticsOf(context.catalog, relation, number);
  yield { kind: 'slice' };
}

/** Bytes a value takes in a row, as pg_column_size counts them. */
function widthOf(context: CommandContext, ops: TypeOps): (value: Datum) => number {
  if (ops.length > 0) return () => ops.length;
  const size = scalarFunction('pg_column_size(any)')!;
  const call = Object.create(context.callContext, { argumentTypes: { value: [ops.oid] } }) as CallContext;
  return value => Number(size(value, call));
}

/** Statistics of an index's expressions; returns the share of rows that a partial index holds. */
function* analyzeIndex(context: CommandContext, relation: RelationDescriptor, index: IndexDescriptor, sample: Sample, target: number): Waiting<number> {
  if (index.predicateText === null && index.expressionTexts.length === 0) return 1;
  const compile = (text: string) => context.compileRow(relation, context.storedExpression(relation, text));
  const holds = index.predicateText === null ? null : compile(index.predicateText);
  const rows = holds === null ? sample.rows : sample.rows.filter(row => holds(row) === true);
  const share = sample.rows.length === 0 ? 0 : rows.length / sample.rows.length;
  let expression = 0;
  for (let i = 0; i < index.keyCount; i++) {
    if (index.columns[i] !== 0) continue;
    const compute = compile(index.expressionTexts[expression++]!);
    const column = context.catalog.relationById(index.oid)?.columns[i];
    if (!column) continue;
    const values = rows.map(compute);
    yield* store(context, index.oid, i + 1, column, values, { ...sample, totalRows: share * sample.totalRows }, target);
  }
  return share;
}

/** A reservoir over all rows of the sampled pages (Vitter's algorithm R), given back in physical order. */
function* takeSample(context: CommandContext, relation: RelationDescriptor, wanted: number): Waiting<Sample> {
  const table = context.table(relation);
  const pageCount = table.file.pageCount;
  const width = relation.columns.length;
  const dropped = relation.columns.map(c => c.isDropped);
  const rows: { readonly at: number; readonly row: Datum[] }[] = [];
  const pages = samplePages(context, pageCount, wanted);
  const snapshot = context.snapshot();
  const scan = table.scan(snapshot, pages ? { pages } : {});
  let seen = 0;
  let scanned = 0;
  try {
    while (scan.nextPage()) {
      scanned++;
      for (let i = 0; i < scan.count; i++) {
        let slot = seen;
        if (seen >= wanted) slot = Math.floor(context.callContext.session.random() * (seen + 1));
        seen++;
        if (slot >= wanted) continue;
        const row: Datum[] = new Array<Datum>(width);
        for (let c = 0; c < width; c++) row[c] = dropped[c] ? null : table.layouts.read(scan.views, scan.words[i]!, c);
        rows[slot] = { at: seen, row };
      }
      if (scanned % SLICE_PAGES === 0) {
        scan.suspend();
        yield { kind: 'slice' };
        scan.resume();
      }
    }
  } finally {
    scan.close();
    context.manager.releaseSnapshot(snapshot);
  }
  if (seen > wanted) rows.sort((a, b) => a.at - b.at);
  const totalRows = scanned === 0 ? 0 : Math.floor((seen / scanned) * pageCount + 0.5);
  return { rows: rows.map(r => r.row), totalRows, pageCount };
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
