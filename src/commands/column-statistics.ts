/**
 * Statistics of one column from a sample of its values: nulls, width, distinct values (Haas and Stokes 1998), most common values as far as they are
 * significantly more common than the rest, equi-depth histogram, correlation with the physical order (PostgreSQL's analyze.c).
 */
import type { ColumnStatistics } from '../catalog/index.js';
import type { Datum, TypeOps } from '../types/index.js';

/** Values wider than this are counted, but kept out of lists, bytes. */
const WIDTH_MAX = 1024;
/** Past this share of the rows the number of distinct values is taken to grow with the table. */
const DISTINCT_SCALES_ABOVE = 0.1;

interface Group {
  readonly value: Datum;
  readonly count: number;
  /** Position in the sorted values. */
  readonly first: number;
}

/** @returns undefined for an empty sample. */
export function columnStatistics(
  sample: readonly Datum[],
  ops: TypeOps,
  isComparable: boolean,
  totalRows: number,
  target: number,
  widthOf: (value: Datum) => number,
): ColumnStatistics | undefined {
  const rows = sample.length;
  if (rows === 0) return undefined;
  const values: { readonly value: Datum; readonly at: number }[] = [];
  let totalWidth = 0;
  let present = 0;
  let tooWide = 0;
  for (const value of sample) {
    if (value === null) continue;
    present++;
    const width = widthOf(value);
    totalWidth += width;
    if (width > WIDTH_MAX) tooWide++;
    else values.push({ value, at: values.length });
  }
  const nullFraction = (rows - present) / rows;
  const averageWidth = present === 0 ? (ops.length > 0 ? ops.length : 0) : totalWidth / present;
  const base = { nullFraction, averageWidth, commonValues: [], commonFrequencies: [], histogram: [] };
  if (present === 0) return { ...base, distinct: 0, correlation: NO_CORRELATION };
  if (!isComparable) return { ...base, distinct: 0, correlation: NO_CORRELATION };
  if (values.length === 0) return { ...base, distinct: -1 * (1 - nullFraction), correlation: NO_CORRELATION };
  values.sort((a, b) => ops.compare(a.value, b.value) || a.at - b.at);
  const groups = groupsOf(values, ops);
  const multiple = groups.filter(g => g.count > 1).length;
  const distinct = distinctValues(groups.length, multiple, tooWide, present, nullFraction, totalRows);
  const common = commonGroups(groups, multiple, tooWide, distinct, target, nullFraction, rows, totalRows);
  return {
    nullFraction,
    averageWidth,
    distinct,
    commonValues: common.map(g => g.value),
    commonFrequencies: common.map(g => g.count / rows),
    histogram: histogramOf(values, groups.length, common, target),
    correlation: values.length > 1 ? correlationOf(values) : NO_CORRELATION,
  };
}

/** Marks that there is none to tell. */
export const NO_CORRELATION = Number.NaN;

function groupsOf(values: readonly { readonly value: Datum }[], ops: TypeOps): Group[] {
  const groups: Group[] = [];
  let first = 0;
  for (let i = 1; i <= values.length; i++) {
    if (i < values.length && ops.compare(values[i]!.value, values[first]!.value) === 0) continue;
    groups.push({ value: values[first]!.value, count: i - first, first });
    first = i;
  }
  return groups;
}

/** Positive: a count; negative: minus a fraction of the rows. */
function distinctValues(groups: number, multiple: number, tooWide: number, present: number, nullFraction: number, totalRows: number): number {
  let distinct: number;
  if (multiple === 0) distinct = -1 * (1 - nullFraction);
  else if (tooWide === 0 && multiple === groups) distinct = groups;
  else {
    const once = groups - multiple + tooWide;
    const d = once + multiple;
    const n = present;
    const population = totalRows * (1 - nullFraction);
    distinct = population > 0 ? (n * d) / (n - once + (once * n) / population) : 0;
    distinct = Math.floor(Math.min(Math.max(distinct, d), population) + 0.5);
  }
  return distinct > DISTINCT_SCALES_ABOVE * totalRows ? -(distinct / totalRows) : distinct;
}

function commonGroups(
  groups: readonly Group[],
  multiple: number,
  tooWide: number,
  distinct: number,
  target: number,
  nullFraction: number,
  rows: number,
  totalRows: number,
): Group[] {
  const ranked = groups.filter(g => g.count > 1).sort((a, b) => b.count - a.count || a.first - b.first);
  // Every value of a column of few values is listed.
  if (multiple === groups.length && tooWide === 0 && distinct > 0 && multiple <= target) return ranked;
  const listed = ranked.slice(0, target);
  return listed.slice(0, significant(listed, distinct, nullFraction, rows, totalRows));
}

/** How many of the most common values occur significantly more often than the rest would on average. */
function significant(listed: readonly Group[], distinct: number, nullFraction: number, rows: number, totalRows: number): number {
  let count = listed.length;
  if (count === 0 || rows === totalRows || totalRows <= 1) return count;
  const distinctInTable = distinct < 0 ? -distinct * totalRows : distinct;
  let sum = 0;
  for (let i = 0; i < count - 1; i++) sum += listed[i]!.count;
  while (count > 0) {
    const own = listed[count - 1]!.count;
    let selectivity = Math.min(1, Math.max(0, 1 - sum / rows - nullFraction));
    const others = distinctInTable - (count - 1);
    if (others > 1) selectivity /= others;
    // Standard deviation of a hypergeometric count.
    const k = (totalRows * own) / rows;
    const variance = (rows * k * (totalRows - k) * (totalRows - rows)) / (totalRows * totalRows * (totalRows - 1));
    if (own > selectivity * rows + 2 * Math.sqrt(variance) + 0.5) break;
    count--;
    if (count > 0) sum -= listed[count - 1]!.count;
  }
  return count;
}

function histogramOf(values: readonly { readonly value: Datum }[], distinct: number, common: readonly Group[], target: number): Datum[] {
  const bounds = Math.min(distinct - common.length, target + 1);
  if (bounds < 2) return [];
  const skipped = [...common].sort((a, b) => a.first - b.first);
  const rest: Datum[] = [];
  let next = 0;
  for (let i = 0; i < values.length;) {
    if (next < skipped.length && skipped[next]!.first === i) {
      i += skipped[next]!.count;
      next++;
      continue;
    }
    rest.push(values[i++]!.value);
  }
  const histogram: Datum[] = [];
  for (let i = 0; i < bounds; i++) histogram.push(rest[Math.floor((i * (rest.length - 1)) / (bounds - 1))]!);
  return histogram;
}

/** Correlation between sort order and physical order; both run from 0 to n - 1. */
function correlationOf(sorted: readonly { readonly at: number }[]): number {
  const n = sorted.length;
  let products = 0;
  for (let i = 0; i < n; i++) products += i * sorted[i]!.at;
  const sum = ((n - 1) * n) / 2;
  const squares = ((n - 1) * n * (2 * n - 1)) / 6;
  return (n * products - sum * sum) / (n * squares - sum * sum);
}
