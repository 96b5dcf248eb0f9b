/**
 * Conjuncts of a scan's filter that can be decided on the stored bytes, without registers or values: column <op> constant, parameter or exec-param
 * for fixed-width classes and text equality; IS [NOT] NULL. The comparand is taken once per scan.
 */
import type { ColumnReader, ColumnSlot, LayoutSet } from '../../access/index.js';
import { SLOT_COMPRESSED, SLOT_OFFSET_MASK, SLOT_OVERFLOW } from '../../access/index.js';
import type { Lowered } from '../../plan/index.js';
import type { ChunkViews } from '../../storage/index.js';
import { HAS_NULLS } from '../../txn/index.js';
import { encodeUtf8, Numeric, SAFE_POWERS_OF_TEN, type Datum } from '../../types/index.js';
import { floatPageFilter, int4PageFilter, pageFilterOf, type PageFilter } from './page-filter.js';
import { directComparison, floatComparison, type DirectOp } from '../runtime/expression/compare-calls.js';

/** True when the row at `word` (of the current layout version) passes. */
export type StoredPredicate = (views: ChunkViews, word: number) => boolean;

/** A conjunct recognised at compile time; made into a predicate when its comparand is known. */
export interface StoredCondition {
  readonly column: number;
  readonly op: DirectOp | 'is-null' | 'is-not-null';
  readonly comparand: Lowered | null;
}

const FLIPPED: Readonly<Record<DirectOp, DirectOp>> = { '=': '=', '<>': '<>', '<': '>', '<=': '>=', '>': '<', '>=': '<=' };

const NUMERIC_OPS = new Map<string, DirectOp>([
  ['numeric_eq', '='],
  ['numeric_ne', '<>'],
  ['numeric_lt', '<'],
  ['numeric_le', '<='],
  ['numeric_gt', '>'],
  ['numeric_ge', '>='],
]);

/** Functions of pg_catalog have oids below this. */
const FIRST_USER_OID = 16384;

export function storedCondition(e: Lowered): StoredCondition | null {
  if (e.kind === 'null-test' && !e.isRow && e.arg.kind === 'column') {
    return { column: e.arg.index, op: e.isNot ? 'is-not-null' : 'is-null', comparand: null };
  }
  if (e.kind !== 'call' || e.args.length !== 2 || e.functionId >= FIRST_USER_OID) return null;
  const op = directComparison(e.name) ?? floatComparison(e.name) ?? NUMERIC_OPS.get(e.name);
  if (op === undefined) return null;
  const [a, b] = e.args;
  if (a.kind === 'column' && isFixed(b)) return { column: a.index, op, comparand: b };
  if (b.kind === 'column' && isFixed(a)) return { column: b.index, op: FLIPPED[op], comparand: a };
  return null;
}

function isFixed(e: Lowered): boolean {
  return e.kind === 'const' || e.kind === 'param' || e.kind === 'exec-param';
}

/** The predicate over a whole page. */
export function storedPageFilter(condition: StoredCondition, layouts: LayoutSet, comparand: Datum, predicate: StoredPredicate): PageFilter {
  const slot = layouts.current.slots[condition.column];
  const { op } = condition;
  if (op !== 'is-null' && op !== 'is-not-null' && comparand !== null && !slot.isBoxed) {
    if (slot.storage === 'int4' && typeof comparand === 'number') return int4PageFilter(op, slot, comparand);
    if (slot.storage === 'float8' && typeof comparand === 'number') return floatPageFilter(op, slot, comparand);
    if (slot.storage === 'scaled' && comparand instanceof Numeric) {
      return floatPageFilter(op, slot, (comparand.coef as number) * SAFE_POWERS_OF_TEN[slot.scale - comparand.scale]);
    }
  }
  return pageFilterOf(predicate);
}

/** Null when this class of column or value is not handled here: the conjunct must be evaluated on registers. */
export function storedPredicate(condition: StoredCondition, layouts: LayoutSet, comparand: Datum): StoredPredicate | null {
  const slot = layouts.current.slots[condition.column];
  const { nullWord, nullBit } = slot;
  if (condition.op === 'is-null') return (v, w) => (v.u16[w * 2 + 6] & HAS_NULLS) !== 0 && (v.i32[w + nullWord] & nullBit) !== 0;
  if (condition.op === 'is-not-null') return (v, w) => (v.u16[w * 2 + 6] & HAS_NULLS) === 0 || (v.i32[w + nullWord] & nullBit) === 0;
  if (comparand === null) return () => false;
  if (slot.isBoxed) return null;
  switch (slot.storage) {
    case 'int4':
      return typeof comparand === 'number' ? int4Predicate(condition.op, slot, comparand) : null;
    case 'uint4':
      return typeof comparand === 'number' ? uint4Predicate(condition.op, slot, comparand) : null;
    case 'int2':
      return typeof comparand === 'number' ? int2Predicate(condition.op, slot, comparand) : null;
    case 'int8':
      return typeof comparand === 'number' ? int8Predicate(condition.op, slot, comparand) : null;
    case 'float8':
      return typeof comparand === 'number' && comparand === comparand ? floatPredicate(condition.op, slot, comparand) : null;
    case 'scaled': {
      if (!(comparand instanceof Numeric)) return null;
      const { coef, scale } = comparand;
      if (typeof coef !== 'number' || coef - coef !== 0 || scale > slot.scale) return null;
      const scaled = coef * SAFE_POWERS_OF_TEN[slot.scale - scale];
      return Number.isSafeInteger(scaled) ? floatPredicate(condition.op, slot, scaled) : null;
    }
    case 'text':
      return typeof comparand === 'string' && (condition.op === '=' || condition.op === '<>')
        ? textPredicate(condition.op, slot, comparand, layouts.current.reader(condition.column))
        : null;
    default:
      return null;
  }
}

function isNull(v: ChunkViews, w: number, nullWord: number, nullBit: number): boolean {
  return (v.u16[w * 2 + 6] & HAS_NULLS) !== 0 && (v.i32[w + nullWord] & nullBit) !== 0;
}

function int4Predicate(op: DirectOp, { offset, nullWord, nullBit }: ColumnSlot, c: number): StoredPredicate {
  const at = offset >>> 2;
  switch (op) {
    case '=':
      return (v, w) => v.i32[w + at] === c && !isNull(v, w, nullWord, nullBit);
    case '<>':
      return (v, w) => v.i32[w + at] !== c && !isNull(v, w, nullWord, nullBit);
    case '<':
      return (v, w) => v.i32[w + at] < c && !isNull(v, w, nullWord, nullBit);
    case '<=':
      return (v, w) => v.i32[w + at] <= c && !isNull(v, w, nullWord, nullBit);
    case '>':
      return (v, w) => v.i32[w + at] > c && !isNull(v, w, nullWord, nullBit);
    case '>=':
      return (v, w) => v.i32[w + at] >= c && !isNull(v, w, nullWord, nullBit);
  }
}

function uint4Predicate(op: DirectOp, { offset, nullWord, nullBit }: ColumnSlot, c: number): StoredPredicate {
  const at = offset >>> 2;
  const holds = comparison(op, c);
  return (v, w) => holds(v.u32[w + at]) && !isNull(v, w, nullWord, nullBit);
}

function int2Predicate(op: DirectOp, { offset, nullWord, nullBit }: ColumnSlot, c: number): StoredPredicate {
  const half = offset >>> 1;
  const holds = comparison(op, c);
  return (v, w) => holds((v.u16[w * 2 + half] << 16) >> 16) && !isNull(v, w, nullWord, nullBit);
}

/** A safe comparand: values beyond the safe range compare right as doubles, being further away than any rounding. */
function int8Predicate(op: DirectOp, { offset, nullWord, nullBit }: ColumnSlot, c: number): StoredPredicate {
  const at = offset >>> 2;
  const holds = comparison(op, c);
  return (v, w) => holds(v.i32[w + at + 1] * 4294967296 + v.u32[w + at]) && !isNull(v, w, nullWord, nullBit);
}

/** Stored NaN sorts above every number, and a scaled NaN is numeric's, which does too. */
function floatPredicate(op: DirectOp, { offset, nullWord, nullBit }: ColumnSlot, c: number): StoredPredicate {
  const at = offset >>> 2;
  switch (op) {
    case '=':
      return (v, w) => v.f64[(w + at) >>> 1] === c && !isNull(v, w, nullWord, nullBit);
    case '<>':
      return (v, w) => v.f64[(w + at) >>> 1] !== c && !isNull(v, w, nullWord, nullBit);
    case '<':
      return (v, w) => v.f64[(w + at) >>> 1] < c && !isNull(v, w, nullWord, nullBit);
    case '<=':
      return (v, w) => v.f64[(w + at) >>> 1] <= c && !isNull(v, w, nullWord, nullBit);
    case '>':
      return (v, w) => !(v.f64[(w + at) >>> 1] <= c) && !isNull(v, w, nullWord, nullBit);
    case '>=':
      return (v, w) => !(v.f64[(w + at) >>> 1] < c) && !isNull(v, w, nullWord, nullBit);
  }
}

function comparison(op: DirectOp, c: number): (x: number) => boolean {
  switch (op) {
    case '=':
      return x => x === c;
    case '<>':
      return x => x !== c;
    case '<':
      return x => x < c;
    case '<=':
      return x => x <= c;
    case '>':
      return x => x > c;
    case '>=':
      return x => x >= c;
  }
}

/** Bytes against bytes; compressed and overflowing values through the reader. */
function textPredicate(op: '=' | '<>', { offset, nullWord, nullBit }: ColumnSlot, text: string, reader: ColumnReader): StoredPredicate {
  const bytes = encodeUtf8(text);
  const length = bytes.length;
  const at = offset >>> 2;
  const isEqual = (v: ChunkViews, w: number): boolean => {
    const s = v.u32[w + at];
    if ((s & (SLOT_OVERFLOW | SLOT_COMPRESSED)) !== 0) return reader(v, w) === text;
    if (s >>> 16 !== length) return false;
    const from = w * 4 + (s & SLOT_OFFSET_MASK);
    const { u8 } = v;
    for (let i = 0; i < length; i++) if (u8[from + i] !== bytes[i]) return false;
    return true;
  };
  if (op === '=') return (v, w) => isEqual(v, w) && !isNull(v, w, nullWord, nullBit);
  return (v, w) => !isEqual(v, w) && !isNull(v, w, nullWord, nullBit);
}
