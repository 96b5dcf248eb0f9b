/**
 * Ordered-set aggregates (PostgreSQL chapter 9.21): percentile_cont, percentile_disc, mode, and the hypothetical-set ones.
 * The executor feeds the aggregated arguments in WITHIN GROUP order; the direct arguments follow the context in `final`.
 */
import type { Oid } from '../base/index.js';
import { PgError } from '../errors/index.js';
import { formatG, type ArrayValue, type Datum, type Interval } from '../types/index.js';
import { typeOps } from './array.js';
import { addIntervals, multiplyInterval, subtractIntervals } from './datetime-arithmetic.js';
import type { AggregateFamily, AggregateImpl, CallContext } from './function-impl.js';

interface SortedValues {
  values: Datum[];
}

type Final = (state: SortedValues, context: CallContext, direct?: Datum) => Datum;

function overSortedValues(final: Final): AggregateImpl {
  const impl: AggregateImpl<SortedValues> = {
    skipNulls: true,
    init: () => ({ values: [] }),
    transition(state, value: Datum) {
      state.values.push(value);
      return state;
    },
    final,
  };
  return impl as AggregateImpl;
}

function checkFraction(fraction: number): void {
  if (fraction >= 0 && fraction <= 1) return;
  throw new PgError('numeric_value_out_of_range', `percentile value ${formatG(fraction, 6)} is not between 0 and 1`);
}

/** The first value whose position reaches the fraction. */
function discrete(values: readonly Datum[], fraction: number): Datum {
  const row = Math.ceil(fraction * values.length);
  return values[Math.max(row, 1) - 1] as Datum;
}

type Interpolate = (low: Datum, high: Datum, part: number) => Datum;

function continuous(values: readonly Datum[], fraction: number, interpolate: Interpolate): Datum {
  const position = fraction * (values.length - 1);
  const first = Math.floor(position);
  const second = Math.ceil(position);
  const low = values[first] as Datum;
  return first === second ? low : interpolate(low, values[second] as Datum, position - first);
}

const interpolateFloat: Interpolate = (low, high, part) => (low as number) + part * ((high as number) - (low as number));
const interpolateInterval: Interpolate = (low, high, part) =>
  addIntervals(multiplyInterval(subtractIntervals(high as Interval, low as Interval), part), low as Interval);

/** A percentile for one fraction. */
function single(pick: (values: readonly Datum[], fraction: number) => Datum): AggregateImpl {
  return overSortedValues((state, _context, direct) => {
    const fraction = (direct ?? null) as number | null;
    if (fraction === null) return null;
    checkFraction(fraction);
    return state.values.length === 0 ? null : pick(state.values, fraction);
  });
}

/** Percentiles for an array of fractions, in an array of the same shape. */
function several(pick: (values: readonly Datum[], fraction: number) => Datum): AggregateImpl {
  return overSortedValues((state, context, direct) => {
    const fractions = (direct ?? null) as ArrayValue | null;
    if (fractions === null || state.values.length === 0) return null;
    const elementType = typeOps(context.resultType as Oid, context).elementOid;
    if (fractions.values.length === 0) return { kind: 'array', elementType, dims: [], lowerBounds: [], values: [] };
    for (const fraction of fractions.values) if (fraction !== null) checkFraction(fraction as number);
    const values = fractions.values.map(fraction => (fraction === null ? null : pick(state.values, fraction as number)));
    return { kind: 'array', elementType, dims: fractions.dims, lowerBounds: fractions.lowerBounds, values };
  });
}

const floatAt = (values: readonly Datum[], fraction: number): Datum => continuous(values, fraction, interpolateFloat);
const intervalAt = (values: readonly Datum[], fraction: number): Datum => continuous(values, fraction, interpolateInterval);

/** The most frequent value; the first in order among several. */
const mode = overSortedValues((state, context) => {
  const { values } = state;
  const ops = typeOps(context.resultType as Oid, context);
  let best: Datum = null;
  let bestCount = 0;
  for (let i = 0; i < values.length;) {
    let end = i + 1;
    while (end < values.length && ops.equals(values[i] as Datum, values[end] as Datum)) end++;
    if (end - i > bestCount) {
      best = values[i] as Datum;
      bestCount = end - i;
    }
    i = end;
  }
  return best;
});

// --- hypothetical-set aggregates: where would the direct arguments stand among the rows? ---

interface SortedRows {
  rows: (readonly Datum[])[];
}

interface Standing {
  /** Rows that sort before the hypothetical one, distinct ones among them, and its peers. */
  readonly before: number;
  readonly distinctBefore: number;
  readonly peers: number;
  readonly total: number;
}

function hypothetical(result: (standing: Standing) => number): AggregateImpl {
  const impl: AggregateImpl<SortedRows> = {
    skipNulls: false,
    init: () => ({ rows: [] }),
    transition(state, ...argumentsThenContext: Datum[]) {
      state.rows.push(argumentsThenContext.slice(0, -1));
      return state;
    },
    final(state, context, ...direct: Datum[]) {
      const order = context.withinGroupOrder;
      if (order === undefined) throw new PgError('internal_error', 'hypothetical-set aggregate called without its sort order');
      let before = 0;
      let distinctBefore = 0;
      let peers = 0;
      let previous: readonly Datum[] | undefined;
      for (const row of state.rows) {
        const d = order(row, direct);
        if (d > 0) break;
        if (d === 0) peers++;
        else {
          before++;
          if (previous === undefined || order(previous, row) !== 0) distinctBefore++;
          previous = row;
        }
      }
      return result({ before, distinctBefore, peers, total: state.rows.length });
    },
  };
  return impl as AggregateImpl;
}

export const orderedSetAggregates: AggregateFamily = {
  'percentile_disc(float8,anyelement)': single(discrete),
  'percentile_disc(_float8,anyelement)': several(discrete),
  'percentile_cont(float8,float8)': single(floatAt),
  'percentile_cont(_float8,float8)': several(floatAt),
  'percentile_cont(float8,interval)': single(intervalAt),
  'percentile_cont(_float8,interval)': several(intervalAt),
  'mode(anyelement)': mode,
  'rank(any)': hypothetical(s => s.before + 1),
  'dense_rank(any)': hypothetical(s => s.distinctBefore + 1),
  'percent_rank(any)': hypothetical(s => (s.total === 0 ? 0 : s.before / s.total)),
  'cume_dist(any)': hypothetical(s => (s.before + s.peers + 1) / (s.total + 1)),
};
