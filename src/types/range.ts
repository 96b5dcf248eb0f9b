/**
 * Ranges (PostgreSQL chapter 8.17): bounds, their order, and the algebra of ranges. What is particular to a range type is its RangeFacts,
 * which its TypeOps carries as `range`.
 *
 * A bound that is absent is infinite, and never inclusive. An empty range has no bounds. Ranges over discrete types are kept in the
 * canonical form `[)`, so that equal sets are equal values.
 */
import type { Oid } from '../base/index.js';
import { PgError } from '../errors/index.js';
import type { Datum, RangeValue } from './datum.js';
import type { TypeOps } from './type-ops.js';

export interface RangeFacts {
  readonly rangeType: Oid;
  readonly multirangeType: Oid;
  readonly subtype: TypeOps;
  /** Discrete subtypes: the value one step after; throws where there is none. Unbounded values (infinity) return themselves. */
  readonly next: ((value: Datum) => Datum) | undefined;
}

export interface RangeBound {
  /** null: infinite. */
  readonly value: Datum;
  readonly inclusive: boolean;
  readonly isLower: boolean;
}

export function emptyRange(facts: RangeFacts): RangeValue {
  return { kind: 'range', rangeType: facts.rangeType, isEmpty: true, lower: null, upper: null, lowerInclusive: false, upperInclusive: false };
}

export const lowerBound = (r: RangeValue): RangeBound => ({ value: r.lower, inclusive: r.lowerInclusive, isLower: true });
export const upperBound = (r: RangeValue): RangeBound => ({ value: r.upper, inclusive: r.upperInclusive, isLower: false });

/** The other side of a bound: where what it leaves out begins or ends. */
export const flippedBound = (b: RangeBound): RangeBound => ({ value: b.value, inclusive: !b.inclusive, isLower: !b.isLower });

/**
 * A range in canonical form.
 * @throws 22000 when the lower bound is above the upper one; what the subtype's step throws at its end.
 */
export function makeRange(facts: RangeFacts, lower: Datum, lowerInclusive: boolean, upper: Datum, upperInclusive: boolean): RangeValue {
  const made = ordered(facts, lower, lowerInclusive, upper, upperInclusive);
  const { next } = facts;
  if (next === undefined || made.isEmpty) return made;
  let { lower: from, upper: to, lowerInclusive: fromInclusive, upperInclusive: toInclusive } = made;
  if (from !== null && !fromInclusive) {
    const after = next(from);
    fromInclusive = after !== from;
    from = after;
  }
  if (to !== null && toInclusive) {
    const after = next(to);
    toInclusive = after === to;
    to = after;
  }
  if (from === made.lower && to === made.upper) return made;
  return ordered(facts, from, fromInclusive, to, toInclusive);
}

function ordered(facts: RangeFacts, lower: Datum, lowerInclusive: boolean, upper: Datum, upperInclusive: boolean): RangeValue {
  if (lower === null) lowerInclusive = false;
  if (upper === null) upperInclusive = false;
  if (lower !== null && upper !== null) {
    const d = facts.subtype.compare(lower, upper);
    if (d > 0) throw new PgError('data_exception', 'range lower bound must be less than or equal to range upper bound');
    if (d === 0 && !(lowerInclusive && upperInclusive)) return emptyRange(facts);
  }
  return { kind: 'range', rangeType: facts.rangeType, isEmpty: false, lower, upper, lowerInclusive, upperInclusive };
}

export function rangeOfBounds(facts: RangeFacts, lower: RangeBound, upper: RangeBound): RangeValue {
  return makeRange(facts, lower.value, lower.inclusive, upper.value, upper.inclusive);
}

/** Order of the places where two bounds stand, inclusiveness aside. */
function compareBoundValues(facts: RangeFacts, a: RangeBound, b: RangeBound): number {
  if (a.value === null) {
    if (b.value === null && a.isLower === b.isLower) return 0;
    return a.isLower ? -1 : 1;
  }
  if (b.value === null) return b.isLower ? 1 : -1;
  return facts.subtype.compare(a.value, b.value);
}

/** Order of two bounds, lower or upper, on the line: an exclusive lower bound is just after its value, an exclusive upper one just before. */
export function compareBounds(facts: RangeFacts, a: RangeBound, b: RangeBound): number {
  const d = compareBoundValues(facts, a, b);
  if (d !== 0 || a.value === null) return d;
  const offset = (x: RangeBound): number => (x.inclusive ? 0 : x.isLower ? 1 : -1);
  return offset(a) - offset(b);
}

/** The order of the btree operator class: empty first, then by lower bound, then by upper bound. */
export function compareRanges(facts: RangeFacts, a: RangeValue, b: RangeValue): number {
  if (a.isEmpty || b.isEmpty) return a.isEmpty === b.isEmpty ? 0 : a.isEmpty ? -1 : 1;
  const d = compareBounds(facts, lowerBound(a), lowerBound(b));
  return d !== 0 ? d : compareBounds(facts, upperBound(a), upperBound(b));
}

export function rangeContainsElement(facts: RangeFacts, r: RangeValue, value: Datum): boolean {
  if (r.isEmpty) return false;
  if (r.lower !== null) {
    const d = facts.subtype.compare(r.lower, value);
    if (d > 0 || (d === 0 && !r.lowerInclusive)) return false;
  }
  if (r.upper !== null) {
    const d = facts.subtype.compare(r.upper, value);
    if (d < 0 || (d === 0 && !r.upperInclusive)) return false;
  }
  return true;
}

export function rangeContains(facts: RangeFacts, outer: RangeValue, inner: RangeValue): boolean {
  if (inner.isEmpty) return true;
  if (outer.isEmpty) return false;
  return compareBounds(facts, lowerBound(outer), lowerBound(inner)) <= 0 && compareBounds(facts, upperBound(outer), upperBound(inner)) >= 0;
}

export function rangesOverlap(facts: RangeFacts, a: RangeValue, b: RangeValue): boolean {
  if (a.isEmpty || b.isEmpty) return false;
  return compareBounds(facts, lowerBound(a), upperBound(b)) <= 0 && compareBounds(facts, lowerBound(b), upperBound(a)) <= 0;
}

export function rangeBefore(facts: RangeFacts, a: RangeValue, b: RangeValue): boolean {
  return !a.isEmpty && !b.isEmpty && compareBounds(facts, upperBound(a), lowerBound(b)) < 0;
}

/** Does nothing lie between this upper bound and that lower bound, nor belong to both? */
export function boundsAdjacent(facts: RangeFacts, upper: RangeBound, lower: RangeBound): boolean {
  const d = compareBoundValues(facts, upper, lower);
  if (d > 0) return false;
  if (d === 0) return upper.inclusive !== lower.inclusive;
  if (facts.next === undefined) return false;
  return rangeOfBounds(facts, flippedBound(upper), flippedBound(lower)).isEmpty;
}

export function rangesAdjacent(facts: RangeFacts, a: RangeValue, b: RangeValue): boolean {
  if (a.isEmpty || b.isEmpty) return false;
  return boundsAdjacent(facts, upperBound(a), lowerBound(b)) || boundsAdjacent(facts, upperBound(b), lowerBound(a));
}

/** The smallest range that holds both; of bounds that are equal, like 1 and 1.0, that of `b`. */
export function rangeMerge(facts: RangeFacts, a: RangeValue, b: RangeValue): RangeValue {
  if (a.isEmpty) return b;
  if (b.isEmpty) return a;
  const lower = compareBounds(facts, lowerBound(a), lowerBound(b)) < 0 ? lowerBound(a) : lowerBound(b);
  const upper = compareBounds(facts, upperBound(a), upperBound(b)) > 0 ? upperBound(a) : upperBound(b);
  return rangeOfBounds(facts, lower, upper);
}

/** @throws 22000 when a gap would be filled. */
export function rangeUnion(facts: RangeFacts, a: RangeValue, b: RangeValue): RangeValue {
  if (!a.isEmpty && !b.isEmpty && !rangesOverlap(facts, a, b) && !rangesAdjacent(facts, a, b)) {
    throw new PgError('data_exception', 'result of range union would not be contiguous');
  }
  return rangeMerge(facts, a, b);
}

export function rangeIntersection(facts: RangeFacts, a: RangeValue, b: RangeValue): RangeValue {
  if (!rangesOverlap(facts, a, b)) return emptyRange(facts);
  const lower = compareBounds(facts, lowerBound(a), lowerBound(b)) >= 0 ? lowerBound(a) : lowerBound(b);
  const upper = compareBounds(facts, upperBound(a), upperBound(b)) <= 0 ? upperBound(a) : upperBound(b);
  return rangeOfBounds(facts, lower, upper);
}

/** What is left of `a` before and after `b`; either may be absent. They overlap. */
export function rangeRemainders(facts: RangeFacts, a: RangeValue, b: RangeValue): { before: RangeValue | null; after: RangeValue | null } {
  const before = compareBounds(facts, lowerBound(a), lowerBound(b)) < 0 ? rangeOfBounds(facts, lowerBound(a), flippedBound(lowerBound(b))) : null;
  const after = compareBounds(facts, upperBound(a), upperBound(b)) > 0 ? rangeOfBounds(facts, flippedBound(upperBound(b)), upperBound(a)) : null;
  return { before, after };
}

/** @throws 22000 when two pieces would be left. */
export function rangeDifference(facts: RangeFacts, a: RangeValue, b: RangeValue): RangeValue {
  if (a.isEmpty || b.isEmpty || !rangesOverlap(facts, a, b)) return a;
  const { before, after } = rangeRemainders(facts, a, b);
  if (before !== null && after !== null) throw new PgError('data_exception', 'result of range difference would not be contiguous');
  return before ?? after ?? emptyRange(facts);
}
