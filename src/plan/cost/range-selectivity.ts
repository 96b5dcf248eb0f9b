/**
 * Selectivity of the operators of ranges and multiranges (PostgreSQL's rangesel): from where the constant's bounds lie among the column's lower and upper
 * bounds, which the histogram and the common values show; its defaults where there is no constant or no statistics.
 */
import type { ColumnStatistics } from '../../catalog/index.js';
import {
  compareBounds,
  lowerBound,
  multirangeBounds,
  upperBound,
  type Datum,
  type MultirangeValue,
  type RangeBound,
  type RangeFacts,
  type RangeValue,
} from '../../types/index.js';

const DEFAULTS: Readonly<Record<string, number>> = { '&&': 0.01, '@>': 0.005, '<@': 0.005, '<<': 1 / 3, '>>': 1 / 3, '&<': 1 / 3, '&>': 1 / 3 };
const DEFAULT = 0.01;
/** Of two columns: PostgreSQL's areajoinsel and contjoinsel. */
export const RANGE_JOIN = 0.005;

export const isRangeEstimator = (name: string): boolean => name === 'rangesel' || name === 'multirangesel';

/**
 * Of `column operator value`.
 * @param value undefined when it is not known while planning
 * @param tuples rows of the table, below one of which no estimate goes
 */
export function rangeSelectivity(
  operator: string,
  facts: RangeFacts | undefined,
  stats: ColumnStatistics | undefined,
  value: Datum | undefined,
  tuples: number,
): number {
  const byDefault = DEFAULTS[operator] ?? DEFAULT;
  if (value === null) return 0;
  if (stats === undefined || facts === undefined || value === undefined) return byDefault;
  const sample = boundsOfSample(facts, stats);
  const wanted = boundsOfConstant(value);
  if (wanted === undefined || sample.lowers.length < 2) return byDefault;
  const low = (bound: RangeBound): number => shareBelow(facts, sample.lowers, bound);
  const high = (bound: RangeBound): number => shareBelow(facts, sample.uppers, bound);
  let share: number;
  switch (operator) {
    case '&&':
      share = low(wanted.upper) - high(wanted.lower);
      break;
    case '@>':
      share = low(wanted.lower) - high(wanted.upper);
      break;
    case '<@':
      share = high(wanted.upper) - low(wanted.lower);
      break;
    case '<<':
      share = high(wanted.lower);
      break;
    case '>>':
      share = 1 - low(wanted.upper);
      break;
    case '&<':
      share = high(wanted.upper);
      break;
    case '&>':
      share = 1 - low(wanted.lower);
      break;
    default:
      return byDefault;
  }
  return Math.min(1, Math.max(share * (1 - stats.nullFraction), 1 / Math.max(1, tuples)));
}

interface Sample {
  /** In order. */
  readonly lowers: readonly RangeBound[];
  readonly uppers: readonly RangeBound[];
}

const samples = new WeakMap<ColumnStatistics, Sample>();

function boundsOfSample(facts: RangeFacts, stats: ColumnStatistics): Sample {
  let sample = samples.get(stats);
  if (sample === undefined) {
    const pairs = [...stats.histogram, ...stats.commonValues].flatMap(v => boundsOfConstant(v) ?? []);
    const order = (a: RangeBound, b: RangeBound): number => compareBounds(facts, a, b);
    sample = { lowers: pairs.map(p => p.lower).sort(order), uppers: pairs.map(p => p.upper).sort(order) };
    samples.set(stats, sample);
  }
  return sample;
}

/** Of a range, of a multirange as a whole, or of an element; undefined for empty ones. */
function boundsOfConstant(value: Datum): { readonly lower: RangeBound; readonly upper: RangeBound } | undefined {
  if (typeof value === 'object' && value !== null && 'kind' in value) {
    if (value.kind === 'multirange') return multirangeBounds(value as MultirangeValue);
    if (value.kind === 'range')
      return (value as RangeValue).isEmpty ? undefined : { lower: lowerBound(value as RangeValue), upper: upperBound(value as RangeValue) };
  }
  return { lower: { value, inclusive: true, isLower: true }, upper: { value, inclusive: true, isLower: false } };
}

/** Share of sorted bounds below one, with the place between two of them taken as the value says where it is a number. */
function shareBelow(facts: RangeFacts, bounds: readonly RangeBound[], bound: RangeBound): number {
  let from = 0;
  let to = bounds.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (compareBounds(facts, bounds[middle]!, bound) < 0) from = middle + 1;
    else to = middle;
  }
  if (from === 0) return 0;
  if (from === bounds.length) return 1;
  return (from - 1 + between(bounds[from - 1]!.value, bounds[from]!.value, bound.value)) / (bounds.length - 1);
}

function between(low: Datum, high: Datum, value: Datum): number {
  if (typeof low !== 'number' || typeof high !== 'number' || typeof value !== 'number' || high <= low) return 0.5;
  return (value - low) / (high - low);
}
