/** Multirange functions and operators (PostgreSQL chapter 9.20). */
import type { Oid } from '../base/index.js';
import { PgError } from '../errors/index.js';
import {
  compareBounds,
  compareMultiranges,
  lowerBound,
  makeMultirange,
  multirangeBounds,
  multirangeContains,
  multirangeContainsElement,
  multirangeContainsRange,
  multirangeDifference,
  multirangeIntersection,
  multirangeOverlapsRange,
  multirangesOverlap,
  multirangeSpan,
  multirangeUnion,
  rangeContainsMultirange,
  spansAdjacent,
  upperBound,
  type ArrayValue,
  type Datum,
  type MultirangeValue,
  type RangeBound,
  type RangeFacts,
  type RangeValue,
} from '../types/index.js';
import type { CallContext, ScalarFamily, ScalarImpl, SetFamily } from './function-impl.js';
import { rangeFactsOf } from './range.js';

const factsOf = (m: MultirangeValue, context: CallContext): RangeFacts => rangeFactsOf(m.multirangeType, context);

// --- constructors ---

const none: ScalarImpl = (context: CallContext) => makeMultirange(rangeFactsOf(context.resultType, context), []);
const ofOne: ScalarImpl = (r: RangeValue, context: CallContext) => makeMultirange(rangeFactsOf(context.resultType, context), [r]);
const ofSeveral: ScalarImpl = (ranges: ArrayValue, context: CallContext) => {
  if (ranges.dims.length > 1) throw new PgError('cardinality_violation', 'multiranges cannot be constructed from multidimensional arrays');
  if (ranges.values.includes(null)) throw new PgError('null_value_not_allowed', 'multirange values cannot contain null members');
  return makeMultirange(rangeFactsOf(context.resultType, context), ranges.values as readonly RangeValue[]);
};

function constructors(): ScalarFamily {
  const family: Record<string, ScalarImpl> = {
    multirange_constructor0: none,
    multirange_constructor1: ofOne,
    multirange_constructor2: ofSeveral,
    'multirange(anyrange)': ofOne,
  };
  for (const name of ['int4', 'int8', 'num', 'ts', 'tstz', 'date']) {
    family[`${name}multirange()`] = none;
    family[`${name}multirange(${name}range)`] = ofOne;
    family[`${name}multirange(_${name}range)`] = ofSeveral;
  }
  return family;
}

// --- places on the line: a range counts as its own span ---

interface Span {
  readonly lower: RangeBound;
  readonly upper: RangeBound;
}
type Value = RangeValue | MultirangeValue;

function spanOf(value: Value): Span | undefined {
  if (value.kind === 'multirange') return multirangeBounds(value);
  return value.isEmpty ? undefined : { lower: lowerBound(value), upper: upperBound(value) };
}

const typeOf = (value: Value): Oid => (value.kind === 'range' ? value.rangeType : value.multirangeType);

/** A relation of two spans that an empty one is never in. */
const placed = (test: (facts: RangeFacts, a: Span, b: Span) => boolean): ScalarImpl => {
  return (a: Value, b: Value, context: CallContext) => {
    const x = spanOf(a);
    const y = spanOf(b);
    return x !== undefined && y !== undefined && test(rangeFactsOf(typeOf(a), context), x, y);
  };
};

const before = placed((facts, a, b) => compareBounds(facts, a.upper, b.lower) < 0);
const after = placed((facts, a, b) => compareBounds(facts, a.lower, b.upper) > 0);
const overLeft = placed((facts, a, b) => compareBounds(facts, a.upper, b.upper) <= 0);
const overRight = placed((facts, a, b) => compareBounds(facts, a.lower, b.lower) >= 0);
const adjacent = placed(spansAdjacent);

const compared = (test: (d: number) => boolean): ScalarImpl => {
  return (a: MultirangeValue, b: MultirangeValue, context: CallContext) => test(compareMultiranges(factsOf(a, context), a, b));
};

const combined = (combine: (facts: RangeFacts, a: MultirangeValue, b: MultirangeValue) => MultirangeValue): ScalarImpl => {
  return (a: MultirangeValue, b: MultirangeValue, context: CallContext) => combine(factsOf(a, context), a, b);
};

const first = (m: MultirangeValue): RangeValue | undefined => m.ranges[0];
const last = (m: MultirangeValue): RangeValue | undefined => m.ranges.at(-1);

export const multirangeFunctions: ScalarFamily = {
  ...constructors(),
  'multirange_eq(anymultirange,anymultirange)': compared(d => d === 0),
  'multirange_ne(anymultirange,anymultirange)': compared(d => d !== 0),
  'multirange_lt(anymultirange,anymultirange)': compared(d => d < 0),
  'multirange_le(anymultirange,anymultirange)': compared(d => d <= 0),
  'multirange_gt(anymultirange,anymultirange)': compared(d => d > 0),
  'multirange_ge(anymultirange,anymultirange)': compared(d => d >= 0),
  'multirange_cmp(anymultirange,anymultirange)': (a: MultirangeValue, b: MultirangeValue, context: CallContext) =>
    Math.sign(compareMultiranges(factsOf(a, context), a, b)),

  'lower(anymultirange)': (m: MultirangeValue) => first(m)?.lower ?? null,
  'upper(anymultirange)': (m: MultirangeValue) => last(m)?.upper ?? null,
  'isempty(anymultirange)': (m: MultirangeValue) => m.ranges.length === 0,
  'lower_inc(anymultirange)': (m: MultirangeValue) => first(m)?.lowerInclusive ?? false,
  'upper_inc(anymultirange)': (m: MultirangeValue) => last(m)?.upperInclusive ?? false,
  'lower_inf(anymultirange)': (m: MultirangeValue) => first(m)?.lower === null,
  'upper_inf(anymultirange)': (m: MultirangeValue) => last(m)?.upper === null,
  'range_merge(anymultirange)': (m: MultirangeValue, context: CallContext) => multirangeSpan(factsOf(m, context), m),

  'multirange_contains_elem(anymultirange,anyelement)': (m: MultirangeValue, value: Datum, context: CallContext) =>
    multirangeContainsElement(factsOf(m, context), m, value),
  'elem_contained_by_multirange(anyelement,anymultirange)': (value: Datum, m: MultirangeValue, context: CallContext) =>
    multirangeContainsElement(factsOf(m, context), m, value),
  'multirange_contains_range(anymultirange,anyrange)': (m: MultirangeValue, r: RangeValue, context: CallContext) =>
    multirangeContainsRange(factsOf(m, context), m, r),
  'range_contained_by_multirange(anyrange,anymultirange)': (r: RangeValue, m: MultirangeValue, context: CallContext) =>
    multirangeContainsRange(factsOf(m, context), m, r),
  'range_contains_multirange(anyrange,anymultirange)': (r: RangeValue, m: MultirangeValue, context: CallContext) =>
    rangeContainsMultirange(factsOf(m, context), r, m),
  'multirange_contained_by_range(anymultirange,anyrange)': (m: MultirangeValue, r: RangeValue, context: CallContext) =>
    rangeContainsMultirange(factsOf(m, context), r, m),
  'multirange_contains_multirange(anymultirange,anymultirange)': (a: MultirangeValue, b: MultirangeValue, context: CallContext) =>
    multirangeContains(factsOf(a, context), a, b),
  'multirange_contained_by_multirange(anymultirange,anymultirange)': (a: MultirangeValue, b: MultirangeValue, context: CallContext) =>
    multirangeContains(factsOf(a, context), b, a),

  'multirange_overlaps_range(anymultirange,anyrange)': (m: MultirangeValue, r: RangeValue, context: CallContext) =>
    multirangeOverlapsRange(factsOf(m, context), m, r),
  'range_overlaps_multirange(anyrange,anymultirange)': (r: RangeValue, m: MultirangeValue, context: CallContext) =>
    multirangeOverlapsRange(factsOf(m, context), m, r),
  'multirange_overlaps_multirange(anymultirange,anymultirange)': (a: MultirangeValue, b: MultirangeValue, context: CallContext) =>
    multirangesOverlap(factsOf(a, context), a, b),

  'range_before_multirange(anyrange,anymultirange)': before,
  'multirange_before_range(anymultirange,anyrange)': before,
  'multirange_before_multirange(anymultirange,anymultirange)': before,
  'range_after_multirange(anyrange,anymultirange)': after,
  'multirange_after_range(anymultirange,anyrange)': after,
  'multirange_after_multirange(anymultirange,anymultirange)': after,
  'range_overleft_multirange(anyrange,anymultirange)': overLeft,
  'multirange_overleft_range(anymultirange,anyrange)': overLeft,
  'multirange_overleft_multirange(anymultirange,anymultirange)': overLeft,
  'range_overright_multirange(anyrange,anymultirange)': overRight,
  'multirange_overright_range(anymultirange,anyrange)': overRight,
  'multirange_overright_multirange(anymultirange,anymultirange)': overRight,
  'range_adjacent_multirange(anyrange,anymultirange)': adjacent,
  'multirange_adjacent_range(anymultirange,anyrange)': adjacent,
  'multirange_adjacent_multirange(anymultirange,anymultirange)': adjacent,

  'multirange_union(anymultirange,anymultirange)': combined(multirangeUnion),
  'multirange_minus(anymultirange,anymultirange)': combined(multirangeDifference),
  'multirange_intersect(anymultirange,anymultirange)': combined(multirangeIntersection),
};

export const multirangeSets: SetFamily = {
  'unnest(anymultirange)': (m: MultirangeValue) => m.ranges,
};
