/**
 * What values become in a GiST, and what an operator asks of them: the operator classes of ranges, multiranges, networks and (btree_gist) scalars.
 *
 * A shape answers in spans; where spans do not tell all (lossy.ts) rows found are looked at again with the operator itself. Strategy numbers are PostgreSQL's
 * (pg_amop.amopstrategy).
 */
import type { Datum, InetValue, MultirangeValue, RangeValue, TypeOps } from '../../types/index.js';
import { lowerBound, upperBound, multirangeBounds, type RangeBound, type RangeFacts } from '../../types/index.js';
import { IndexKeyBuffer } from '../index-key.js';
import type { EndComparison, EndTest, PartCondition } from './box-query.js';
import type { ShapeName } from './lossy.js';
import { PART_EMPTY, PART_POINT, PART_SPAN } from './box.js';

/** A value as a part: the kind of it and its ends. */
export interface Span {
  flags: number;
  readonly low: IndexKeyBuffer;
  readonly high: IndexKeyBuffer;
}

export function newSpan(): Span {
  return { flags: 0, low: new IndexKeyBuffer(), high: new IndexKeyBuffer() };
}

export interface KeyShape {
  /** A non-null value of the key's type. */
  write(value: Datum, ops: TypeOps, out: Span): void;
  /** The right operand of an operator of the family. */
  writeOperand(strategy: number, value: Datum, ops: TypeOps, out: Span): void;
  /** Null: no key satisfies it. */
  condition(strategy: number, part: number, operand: Span): PartCondition | null;
}

const take = (low: IndexKeyBuffer): Uint8Array => low.take();

function spans(part: number, tests: readonly EndTest[], matchesEmpty = false): PartCondition {
  return { part, matchesNull: false, matchesEmpty, matchesSpans: true, tests };
}

function onlyEmpty(part: number): PartCondition {
  return { part, matchesNull: false, matchesEmpty: true, matchesSpans: false, tests: [] };
}

const low = (comparison: EndComparison, bytes: Uint8Array): EndTest => ({ isHigh: false, comparison, bytes });
const high = (comparison: EndComparison, bytes: Uint8Array): EndTest => ({ isHigh: true, comparison, bytes });

// Scalars: <, <=, =, >=, >, <> are 1 to 6.

const scalar: KeyShape = {
  write(value, ops, out) {
    out.flags = PART_SPAN | PART_POINT;
    out.low.reset();
    ops.encodeKey(value, out.low);
    out.high.reset();
  },
  writeOperand: (_, value, ops, out) => scalar.write(value, ops, out),
  condition(strategy, part, operand) {
    const bytes = take(operand.low);
    switch (strategy) {
      case 1:
        return spans(part, [low('<', bytes)]);
      case 2:
        return spans(part, [low('<=', bytes)]);
      case 3:
        return spans(part, [low('>=', bytes), high('<=', bytes)]);
      case 4:
        return spans(part, [low('>=', bytes)]);
      case 5:
        return spans(part, [low('>', bytes)]);
      default:
        return spans(part, [low('<>', bytes)]);
    }
  },
};

// Ranges. An end is written so that bytes order as bounds do (types/range-type.ts): 00 / 02 infinite, or 01, the value, and on which side of it the cut lies.

function writeBound({ value, inclusive, isLower }: RangeBound, facts: RangeFacts, out: IndexKeyBuffer): void {
  out.reset();
  if (value === null) {
    out.byte(isLower ? 0 : 2);
    return;
  }
  out.byte(1);
  facts.subtype.encodeKey(value, out);
  out.byte(isLower === inclusive ? 0 : 1);
}

function writeRange(range: RangeValue, facts: RangeFacts, out: Span): void {
  out.flags = range.isEmpty ? PART_EMPTY : PART_SPAN;
  out.low.reset();
  out.high.reset();
  if (range.isEmpty) return;
  writeBound(lowerBound(range), facts, out.low);
  writeBound(upperBound(range), facts, out.high);
}

function writeMultirange(value: MultirangeValue, facts: RangeFacts, out: Span): void {
  const bounds = multirangeBounds(value);
  out.flags = bounds === undefined ? PART_EMPTY : PART_SPAN;
  out.low.reset();
  out.high.reset();
  if (bounds === undefined) return;
  writeBound(bounds.lower, facts, out.low);
  writeBound(bounds.upper, facts, out.high);
}

const CONTAINS_ELEMENT = 16;
const factsOf = (ops: TypeOps): RangeFacts => ops.range as RangeFacts;

function writeRangeOperand(strategy: number, value: Datum, ops: TypeOps, out: Span): void {
  const facts = factsOf(ops);
  if (strategy === CONTAINS_ELEMENT) {
    out.flags = PART_SPAN;
    writeBound({ value, inclusive: true, isLower: true }, facts, out.low);
    writeBound({ value, inclusive: true, isLower: false }, facts, out.high);
    return;
  }
  const operand = value as RangeValue | MultirangeValue;
  if (operand.kind === 'range') writeRange(operand, facts, out);
  else writeMultirange(operand, facts, out);
}

/** <<, &<, &&, &>, >>, -|-, @>, <@ are 1 to 8, @> of an element 16, = 18. */
function rangeCondition(strategy: number, part: number, operand: Span): PartCondition | null {
  if (operand.flags === PART_EMPTY) {
    switch (strategy) {
      case 7:
        return spans(part, [], true);
      case 8:
      case 18:
        return onlyEmpty(part);
      default:
        return null;
    }
  }
  const from = take(operand.low);
  const to = take(operand.high);
  switch (strategy) {
    case 1:
      return spans(part, [high('<=', from)]);
    case 2:
      return spans(part, [high('<=', to)]);
    case 3:
      return spans(part, [low('<', to), high('>', from)]);
    case 4:
      return spans(part, [low('>=', from)]);
    case 5:
      return spans(part, [low('>=', to)]);
    case 6:
      return spans(part, [low('<=', to), high('>=', from)]);
    case 7:
    case CONTAINS_ELEMENT:
      return spans(part, [low('<=', from), high('>=', to)]);
    case 8:
      return spans(part, [low('>=', from), high('<=', to)], true);
    default:
      return spans(part, [low('>=', from), low('<=', from), high('>=', to), high('<=', to)]);
  }
}

const range: KeyShape = {
  write: (value, ops, out) => writeRange(value as RangeValue, factsOf(ops), out),
  writeOperand: writeRangeOperand,
  condition: rangeCondition,
};

const multirange: KeyShape = {
  write: (value, ops, out) => writeMultirange(value as MultirangeValue, factsOf(ops), out),
  writeOperand: writeRangeOperand,
  condition: rangeCondition,
};

// Networks: from the first address of the network to the last one.

function writeNetwork({ bytes, bits }: InetValue, out: Span): void {
  out.flags = PART_SPAN;
  out.low.reset();
  out.high.reset();
  out.low.byte(bytes.length);
  out.high.byte(bytes.length);
  for (let i = 0; i < bytes.length; i++) {
    const kept = bits >= i * 8 + 8 ? 0xff : bits <= i * 8 ? 0 : (0xff00 >> (bits - i * 8)) & 0xff;
    out.low.byte(bytes[i] & kept);
    out.high.byte(bytes[i] | (0xff & ~kept));
  }
}

/** && 3, = 18, <> 19, < 20, <= 21, > 22, >= 23, << 24, <<= 25, >> 26, >>= 27. */
const network: KeyShape = {
  write: (value, _, out) => writeNetwork(value as InetValue, out),
  writeOperand: (_strategy, value, _ops, out) => writeNetwork(value as InetValue, out),
  condition(strategy, part, operand) {
    const from = take(operand.low);
    const to = take(operand.high);
    switch (strategy) {
      case 3:
        return spans(part, [low('<=', to), high('>=', from)]);
      case 18:
        return spans(part, [low('>=', from), low('<=', from), high('>=', to), high('<=', to)]);
      case 20:
      case 21:
        return spans(part, [low('<=', from)]);
      case 22:
      case 23:
        return spans(part, [low('>=', from)]);
      case 24:
      case 25:
        return spans(part, [low('>=', from), high('<=', to)]);
      case 26:
      case 27:
        return spans(part, [low('<=', from), high('>=', to)]);
      default:
        return spans(part, []);
    }
  },
};

export const SHAPES: Readonly<Record<ShapeName, KeyShape>> = { scalar, range, multirange, network };
