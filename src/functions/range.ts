/** Range functions and operators (PostgreSQL chapter 9.20): constructors, bounds, comparison, algebra, aggregates. */
import type { Oid } from '../base/index.js';
import { PgError } from '../errors/index.js';
import {
  compareBounds,
  compareRanges,
  lowerBound,
  makeMultirange,
  makeRange,
  multirangeIntersection,
  numericSubtract,
  numericToFloat8,
  rangeBefore,
  rangeContains,
  rangeContainsElement,
  rangeDifference,
  rangeIntersection,
  rangeMerge,
  rangesAdjacent,
  rangesOverlap,
  rangeUnion,
  upperBound,
  type Datum,
  type Int8,
  type MultirangeValue,
  type Numeric,
  type RangeFacts,
  type RangeValue,
} from '../types/index.js';
import { typeOps } from './array.js';
import type { AggregateFamily, AggregateImpl, CallContext, ScalarFamily, ScalarImpl } from './function-impl.js';

/** What the values of a range or multirange type are made of. */
export function rangeFactsOf(typeId: number, context: CallContext): RangeFacts {
  const { range } = typeOps(typeId as Oid, context);
  if (range === undefined) throw new PgError('internal_error', `type ${typeId} is not a range type`);
  return range;
}

export const factsOf = (r: RangeValue, context: CallContext): RangeFacts => rangeFactsOf(r.rangeType, context);

// --- constructors ---

function constructed(lower: Datum, upper: Datum, context: CallContext): RangeValue {
  return makeRange(rangeFactsOf(context.resultType, context), lower, true, upper, false);
}

function constructedWithFlags(lower: Datum, upper: Datum, flags: string | null, context: CallContext): RangeValue {
  if (flags === null) throw new PgError('data_exception', 'range constructor flags argument must not be null');
  if (!/^[[(][\])]$/.test(flags)) {
    throw new PgError('syntax_error', 'invalid range bound flags', { hint: 'Valid values are "[]", "[)", "(]", and "()".' });
  }
  return makeRange(rangeFactsOf(context.resultType, context), lower, flags[0] === '[', upper, flags[1] === ']');
}

function constructors(): ScalarFamily {
  const family: Record<string, ScalarImpl> = { range_constructor2: constructed, range_constructor3: constructedWithFlags };
  for (const [name, subtype] of [
    ['int4range', 'int4'],
    ['int8range', 'int8'],
    ['numrange', 'numeric'],
    ['tsrange', 'timestamp'],
    ['tstzrange', 'timestamptz'],
    ['daterange', 'date'],
  ]) {
    family[`${name}(${subtype},${subtype})`] = constructed;
    family[`${name}(${subtype},${subtype},text)`] = constructedWithFlags;
  }
  return family;
}

// --- two ranges ---

const compared = (test: (d: number) => boolean): ScalarImpl => {
  return (a: RangeValue, b: RangeValue, context: CallContext) => test(compareRanges(factsOf(a, context), a, b));
};

/** A relation of two ranges that an empty one is never in. */
const placed = (test: (facts: RangeFacts, a: RangeValue, b: RangeValue) => boolean): ScalarImpl => {
  return (a: RangeValue, b: RangeValue, context: CallContext) => !a.isEmpty && !b.isEmpty && test(factsOf(a, context), a, b);
};

const combined = (combine: (facts: RangeFacts, a: RangeValue, b: RangeValue) => RangeValue): ScalarImpl => {
  return (a: RangeValue, b: RangeValue, context: CallContext) => combine(factsOf(a, context), a, b);
};

const int8Difference = (a: Int8, b: Int8): number => Number(a) - Number(b);
const secondsBetween = (a: Int8, b: Int8): number => Number(BigInt(a) - BigInt(b)) / 1e6;
const canonical = (r: RangeValue): RangeValue => r;

export const rangeFunctions: ScalarFamily = {
  ...constructors(),
  'range_eq(anyrange,anyrange)': compared(d => d === 0),
  'range_ne(anyrange,anyrange)': compared(d => d !== 0),
  'range_lt(anyrange,anyrange)': compared(d => d < 0),
  'range_le(anyrange,anyrange)': compared(d => d <= 0),
  'range_gt(anyrange,anyrange)': compared(d => d > 0),
  'range_ge(anyrange,anyrange)': compared(d => d >= 0),
  'range_cmp(anyrange,anyrange)': (a: RangeValue, b: RangeValue, context: CallContext) => Math.sign(compareRanges(factsOf(a, context), a, b)),

  'lower(anyrange)': (r: RangeValue) => r.lower,
  'upper(anyrange)': (r: RangeValue) => r.upper,
  'isempty(anyrange)': (r: RangeValue) => r.isEmpty,
  'lower_inc(anyrange)': (r: RangeValue) => r.lowerInclusive,
  'upper_inc(anyrange)': (r: RangeValue) => r.upperInclusive,
  'lower_inf(anyrange)': (r: RangeValue) => !r.isEmpty && r.lower === null,
  'upper_inf(anyrange)': (r: RangeValue) => !r.isEmpty && r.upper === null,

  'range_contains_elem(anyrange,anyelement)': (r: RangeValue, value: Datum, context: CallContext) => rangeContainsElement(factsOf(r, context), r, value),
  'elem_contained_by_range(anyelement,anyrange)': (value: Datum, r: RangeValue, context: CallContext) => rangeContainsElement(factsOf(r, context), r, value),
  'range_contains(anyrange,anyrange)': (a: RangeValue, b: RangeValue, context: CallContext) => rangeContains(factsOf(a, context), a, b),
  'range_contained_by(anyrange,anyrange)': (a: RangeValue, b: RangeValue, context: CallContext) => rangeContains(factsOf(a, context), b, a),
  'range_overlaps(anyrange,anyrange)': placed(rangesOverlap),
  'range_adjacent(anyrange,anyrange)': placed(rangesAdjacent),
  'range_before(anyrange,anyrange)': placed(rangeBefore),
  'range_after(anyrange,anyrange)': placed((facts, a, b) => rangeBefore(facts, b, a)),
  'range_overleft(anyrange,anyrange)': placed((facts, a, b) => compareBounds(facts, upperBound(a), upperBound(b)) <= 0),
  'range_overright(anyrange,anyrange)': placed((facts, a, b) => compareBounds(facts, lowerBound(a), lowerBound(b)) >= 0),

  'range_union(anyrange,anyrange)': combined(rangeUnion),
  'range_merge(anyrange,anyrange)': combined(rangeMerge),
  'range_intersect(anyrange,anyrange)': combined(rangeIntersection),
  'range_minus(anyrange,anyrange)': combined(rangeDifference),

  'int4range_canonical(int4range)': canonical,
  'int8range_canonical(int8range)': canonical,
  'daterange_canonical(daterange)': canonical,
  'int4range_subdiff(int4,int4)': int8Difference,
  'int8range_subdiff(int8,int8)': int8Difference,
  'daterange_subdiff(date,date)': int8Difference,
  'numrange_subdiff(numeric,numeric)': (a: Numeric, b: Numeric) => numericToFloat8(numericSubtract(a, b)),
  'tsrange_subdiff(timestamp,timestamp)': secondsBetween,
  'tstzrange_subdiff(timestamptz,timestamptz)': secondsBetween,
};

// --- aggregates ---

/** Multiranges of all ranges; NULL where there was none. */
function unionAggregate<Value>(rangesOf: (value: Value) => readonly RangeValue[]): AggregateImpl {
  const impl: AggregateImpl<{ ranges: RangeValue[]; isAny: boolean }> = {
    skipNulls: true,
    init: () => ({ ranges: [], isAny: false }),
    transition(state, value: Value) {
      state.isAny = true;
      for (const range of rangesOf(value)) state.ranges.push(range);
      return state;
    },
    final: (state, context) => (state.isAny ? makeMultirange(rangeFactsOf(context.resultType, context), state.ranges) : null),
  };
  return impl as AggregateImpl;
}

function intersectionAggregate<Value extends Datum>(intersect: (facts: RangeFacts, a: Value, b: Value) => Value): AggregateImpl {
  const impl: AggregateImpl<{ value: Value | null }> = {
    skipNulls: true,
    init: () => ({ value: null }),
    transition(state, value: Value, context: CallContext) {
      state.value = state.value === null ? value : intersect(rangeFactsOf(context.resultType, context), state.value, value);
      return state;
    },
    final: state => state.value,
  };
  return impl as AggregateImpl;
}

export const rangeAggregates: AggregateFamily = {
  'range_agg(anyrange)': unionAggregate((r: RangeValue) => [r]),
  'range_agg(anymultirange)': unionAggregate((m: MultirangeValue) => m.ranges),
  'range_intersect_agg(anyrange)': intersectionAggregate<RangeValue>(rangeIntersection),
  'range_intersect_agg(anymultirange)': intersectionAggregate<MultirangeValue>(multirangeIntersection),
};
