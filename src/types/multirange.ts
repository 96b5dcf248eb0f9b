/**
 * Multiranges (PostgreSQL chapter 8.17.1): sorted lists of ranges that are not empty and neither overlap nor touch, and their algebra.
 */
import type { Datum, MultirangeValue, RangeValue } from './datum.js';
import {
  boundsAdjacent,
  compareBounds,
  compareRanges,
  emptyRange,
  lowerBound,
  rangeBefore,
  rangeContains,
  rangeContainsElement,
  rangeIntersection,
  rangeMerge,
  rangeOfBounds,
  rangeRemainders,
  rangesAdjacent,
  rangesOverlap,
  upperBound,
  type RangeBound,
  type RangeFacts,
} from './range.js';

/** Invariant: `ranges` is sorted and minimal already. */
export function multirangeOf(facts: RangeFacts, ranges: readonly RangeValue[]): MultirangeValue {
  return { kind: 'multirange', multirangeType: facts.multirangeType, ranges };
}

/** From any ranges: sorts, and merges what overlaps or touches. */
export function makeMultirange(facts: RangeFacts, ranges: readonly RangeValue[]): MultirangeValue {
  const sorted = ranges.filter(r => !r.isEmpty).sort((a, b) => compareRanges(facts, a, b));
  const merged: RangeValue[] = [];
  for (const range of sorted) {
    const last = merged.at(-1);
    if (last !== undefined && (rangesOverlap(facts, last, range) || rangesAdjacent(facts, last, range))) {
      merged[merged.length - 1] = rangeMerge(facts, last, range);
    } else merged.push(range);
  }
  return multirangeOf(facts, merged);
}

export function compareMultiranges(facts: RangeFacts, a: MultirangeValue, b: MultirangeValue): number {
  const shared = Math.min(a.ranges.length, b.ranges.length);
  for (let i = 0; i < shared; i++) {
    const d = compareRanges(facts, a.ranges[i] as RangeValue, b.ranges[i] as RangeValue);
    if (d !== 0) return d;
  }
  return a.ranges.length - b.ranges.length;
}

/** Lowest and highest bound; undefined when empty. */
export function multirangeBounds(m: MultirangeValue): { lower: RangeBound; upper: RangeBound } | undefined {
  if (m.ranges.length === 0) return undefined;
  return { lower: lowerBound(m.ranges[0] as RangeValue), upper: upperBound(m.ranges.at(-1) as RangeValue) };
}

/** The smallest range that holds all. */
export function multirangeSpan(facts: RangeFacts, m: MultirangeValue): RangeValue {
  const bounds = multirangeBounds(m);
  return bounds === undefined ? emptyRange(facts) : rangeOfBounds(facts, bounds.lower, bounds.upper);
}

/** Position of the first range that is not wholly before `r`. */
function firstNotBefore(facts: RangeFacts, m: MultirangeValue, r: RangeValue): number {
  let low = 0;
  let high = m.ranges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rangeBefore(facts, m.ranges[middle] as RangeValue, r)) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function multirangeContainsElement(facts: RangeFacts, m: MultirangeValue, value: Datum): boolean {
  const point: RangeValue = {
    kind: 'range',
    rangeType: facts.rangeType,
    isEmpty: false,
    lower: value,
    upper: value,
    lowerInclusive: true,
    upperInclusive: true,
  };
  const range = m.ranges[firstNotBefore(facts, m, point)];
  return range !== undefined && rangeContainsElement(facts, range, value);
}

export function multirangeContainsRange(facts: RangeFacts, m: MultirangeValue, r: RangeValue): boolean {
  if (r.isEmpty) return true;
  const range = m.ranges[firstNotBefore(facts, m, r)];
  return range !== undefined && rangeContains(facts, range, r);
}

export function rangeContainsMultirange(facts: RangeFacts, r: RangeValue, m: MultirangeValue): boolean {
  return rangeContains(facts, r, multirangeSpan(facts, m));
}

export function multirangeContains(facts: RangeFacts, outer: MultirangeValue, inner: MultirangeValue): boolean {
  return inner.ranges.every(r => multirangeContainsRange(facts, outer, r));
}

export function multirangeOverlapsRange(facts: RangeFacts, m: MultirangeValue, r: RangeValue): boolean {
  if (r.isEmpty) return false;
  const range = m.ranges[firstNotBefore(facts, m, r)];
  return range !== undefined && rangesOverlap(facts, range, r);
}

export function multirangesOverlap(facts: RangeFacts, a: MultirangeValue, b: MultirangeValue): boolean {
  let i = 0;
  let j = 0;
  while (i < a.ranges.length && j < b.ranges.length) {
    const x = a.ranges[i] as RangeValue;
    const y = b.ranges[j] as RangeValue;
    if (rangesOverlap(facts, x, y)) return true;
    if (rangeBefore(facts, x, y)) i++;
    else j++;
  }
  return false;
}

/** Do two spans (undefined: empty) touch without overlapping? */
export function spansAdjacent(facts: RangeFacts, a: ReturnType<typeof multirangeBounds>, b: ReturnType<typeof multirangeBounds>): boolean {
  if (a === undefined || b === undefined) return false;
  return boundsAdjacent(facts, a.upper, b.lower) || boundsAdjacent(facts, b.upper, a.lower);
}

export function multirangeUnion(facts: RangeFacts, a: MultirangeValue, b: MultirangeValue): MultirangeValue {
  return makeMultirange(facts, [...a.ranges, ...b.ranges]);
}

export function multirangeIntersection(facts: RangeFacts, a: MultirangeValue, b: MultirangeValue): MultirangeValue {
  const common: RangeValue[] = [];
  let i = 0;
  let j = 0;
  while (i < a.ranges.length && j < b.ranges.length) {
    const x = a.ranges[i] as RangeValue;
    const y = b.ranges[j] as RangeValue;
    if (rangesOverlap(facts, x, y)) common.push(rangeIntersection(facts, x, y));
    if (compareBounds(facts, upperBound(x), upperBound(y)) < 0) i++;
    else j++;
  }
  return multirangeOf(facts, common);
}

export function multirangeDifference(facts: RangeFacts, a: MultirangeValue, b: MultirangeValue): MultirangeValue {
  const left: RangeValue[] = [];
  let j = 0;
  for (const range of a.ranges) {
    let rest: RangeValue | null = range;
    while (j < b.ranges.length && rangeBefore(facts, b.ranges[j] as RangeValue, range)) j++;
    for (let k = j; rest !== null && k < b.ranges.length; k++) {
      const taken = b.ranges[k] as RangeValue;
      if (!rangesOverlap(facts, rest, taken)) break;
      const { before, after }: ReturnType<typeof rangeRemainders> = rangeRemainders(facts, rest, taken);
      if (before !== null) left.push(before);
      rest = after;
    }
    if (rest !== null) left.push(rest);
  }
  return multirangeOf(facts, left);
}
