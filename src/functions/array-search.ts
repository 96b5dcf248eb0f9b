/** Comparing arrays and looking for elements in them. */
import type { Oid } from '../base/index.js';
import { PgError } from '../errors/index.js';
import { ELEMENTS_MASK, INT4, arrayOf, compareArrays, equalArrays, type ArrayValue, type Datum, type TypeOps } from '../types/index.js';
import { elementOps, typeOps } from './array.js';
import type { CallContext, ScalarFamily } from './function-impl.js';

/** Ops of the common element type; arrays of different types cannot meet here except through `record`-like pseudo-types. */
function commonOps(a: ArrayValue, b: ArrayValue, context: CallContext): TypeOps {
  if (a.elementType !== b.elementType) throw new PgError('datatype_mismatch', 'cannot compare arrays of different element types');
  return elementOps(a, context);
}

function compare(a: ArrayValue, b: ArrayValue, context: CallContext): number {
  return Math.sign(compareArrays(a, b, commonOps(a, b, context), context.work));
}

function isEqual(a: ArrayValue, b: ArrayValue, context: CallContext): boolean {
  return equalArrays(a, b, commonOps(a, b, context), context.work);
}

/** Does `array` hold an element equal to `value`? NULLs equal nothing. */
function holds(array: ArrayValue, value: Datum, ops: TypeOps): boolean {
  for (const element of array.values) if (element !== null && ops.equals(element, value)) return true;
  return false;
}

function contains(a: ArrayValue, b: ArrayValue, context: CallContext): boolean {
  const ops = commonOps(a, b, context);
  const has = membership(a, b.values.length, ops, context);
  return b.values.every(value => value !== null && has(value));
}

/** Products of lengths up to which comparing each with each is fastest. */
const PAIRS_MAX = 10_000;

/** Is a value in the array? For many questions by hash, if the type has one. */
function membership(array: ArrayValue, questions: number, ops: TypeOps, { work }: CallContext): (value: Datum) => boolean {
  if (array.values.length * questions <= PAIRS_MAX || !isHashable(array, ops)) return value => holds(array, value, ops);
  const buckets = new Map<number, Datum[]>();
  const { values } = array;
  for (let i = 0; i < values.length; i++) {
    const element = values[i];
    if ((i & ELEMENTS_MASK) === ELEMENTS_MASK) work?.check();
    if (element === null) continue;
    const hash = ops.hash(element);
    const bucket = buckets.get(hash);
    if (bucket === undefined) buckets.set(hash, [element]);
    else if (!bucket.some(known => ops.equals(known, element))) bucket.push(element);
  }
  return value => buckets.get(ops.hash(value))?.some(element => ops.equals(element, value)) ?? false;
}

function isHashable(array: ArrayValue, ops: TypeOps): boolean {
  const sample = array.values.find(value => value !== null);
  if (sample === undefined) return false;
  try {
    ops.hash(sample);
    return true;
  } catch {
    return false;
  }
}

function overlaps(a: ArrayValue, b: ArrayValue, context: CallContext): boolean {
  const ops = commonOps(a, b, context);
  const has = membership(a, b.values.length, ops, context);
  return b.values.some(value => value !== null && has(value));
}

function rejectMatrix(array: ArrayValue): void {
  if (array.dims.length > 1) throw new PgError('feature_not_supported', 'searching for elements in multidimensional arrays is not supported');
}

/** NULL matches NULL. */
function matches(element: Datum, value: Datum, ops: TypeOps): boolean {
  return element === null || value === null ? element === value : ops.equals(element, value);
}

function findFrom(array: ArrayValue, value: Datum, start: number | undefined, context: CallContext): number | null {
  rejectMatrix(array);
  const ops = elementOps(array, context);
  const lower = array.lowerBounds[0] ?? 1;
  const first = start === undefined ? 0 : Math.max(0, start - lower);
  const { values } = array;
  for (let i = first; i < values.length; i++) {
    if (matches(values[i], value, ops)) return lower + i;
    if ((i & ELEMENTS_MASK) === ELEMENTS_MASK) context.work?.check();
  }
  return null;
}

function positionFrom(array: ArrayValue | null, value: Datum, start: number | null, context: CallContext): number | null {
  if (array === null) return null;
  rejectMatrix(array);
  if (array.values.length === 0 || (value === null && !array.values.includes(null))) return null;
  if (start === null) throw new PgError('null_value_not_allowed', 'initial position must not be null');
  return findFrom(array, value, start, context);
}

function positions(array: ArrayValue | null, value: Datum, context: CallContext): ArrayValue | null {
  if (array === null) return null;
  rejectMatrix(array);
  const ops = elementOps(array, context);
  const lower = array.lowerBounds[0] ?? 1;
  const found: number[] = [];
  const { values } = array;
  for (let i = 0; i < values.length; i++) {
    if (matches(values[i], value, ops)) found.push(lower + i);
    if ((i & ELEMENTS_MASK) === ELEMENTS_MASK) context.work?.check();
  }
  return arrayOf(INT4, found);
}

function remove(array: ArrayValue | null, value: Datum, context: CallContext): ArrayValue | null {
  if (array === null) return null;
  if (array.dims.length > 1) throw new PgError('feature_not_supported', 'removing elements from multidimensional arrays is not supported');
  const ops = elementOps(array, context);
  const values: Datum[] = [];
  for (let i = 0; i < array.values.length; i++) {
    const element = array.values[i];
    if (!matches(element, value, ops)) values.push(element);
    if ((i & ELEMENTS_MASK) === ELEMENTS_MASK) context.work?.check();
  }
  if (values.length === array.values.length) return array;
  if (values.length === 0) return arrayOf(array.elementType, []);
  return { ...array, dims: [values.length], values };
}

function replace(array: ArrayValue | null, from: Datum, to: Datum, context: CallContext): ArrayValue | null {
  if (array === null) return null;
  const ops = elementOps(array, context);
  const values: Datum[] = [];
  for (let i = 0; i < array.values.length; i++) {
    const element = array.values[i];
    values.push(matches(element, from, ops) ? to : element);
    if ((i & ELEMENTS_MASK) === ELEMENTS_MASK) context.work?.check();
  }
  return { ...array, values };
}

/** Number of thresholds that are <= the operand, by binary search. */
function bucket(operand: Datum, thresholds: ArrayValue, context: CallContext): number {
  if (thresholds.dims.length > 1) throw new PgError('array_subscript_error', 'thresholds must be one-dimensional array');
  if (thresholds.values.includes(null)) throw new PgError('null_value_not_allowed', 'thresholds array must not contain NULLs');
  const ops = typeOps(thresholds.elementType as Oid, context);
  let low = 0;
  let high = thresholds.values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ops.compare(operand, thresholds.values[middle] as Datum) < 0) high = middle;
    else low = middle + 1;
  }
  return low;
}

export const arraySearchFunctions: ScalarFamily = {
  'array_eq(anyarray,anyarray)': isEqual,
  'array_ne(anyarray,anyarray)': (a: ArrayValue, b: ArrayValue, context: CallContext) => !isEqual(a, b, context),
  'array_lt(anyarray,anyarray)': (a: ArrayValue, b: ArrayValue, context: CallContext) => compare(a, b, context) < 0,
  'array_le(anyarray,anyarray)': (a: ArrayValue, b: ArrayValue, context: CallContext) => compare(a, b, context) <= 0,
  'array_gt(anyarray,anyarray)': (a: ArrayValue, b: ArrayValue, context: CallContext) => compare(a, b, context) > 0,
  'array_ge(anyarray,anyarray)': (a: ArrayValue, b: ArrayValue, context: CallContext) => compare(a, b, context) >= 0,
  'btarraycmp(anyarray,anyarray)': compare,
  'array_larger(anyarray,anyarray)': (a: ArrayValue, b: ArrayValue, context: CallContext) => (compare(a, b, context) > 0 ? a : b),
  'array_smaller(anyarray,anyarray)': (a: ArrayValue, b: ArrayValue, context: CallContext) => (compare(a, b, context) < 0 ? a : b),
  'arraycontains(anyarray,anyarray)': contains,
  'arraycontained(anyarray,anyarray)': (a: ArrayValue, b: ArrayValue, context: CallContext) => contains(b, a, context),
  'arrayoverlap(anyarray,anyarray)': overlaps,
  'array_position(anycompatiblearray,anycompatible)': (array: ArrayValue | null, value: Datum, context: CallContext) =>
    array === null ? null : findFrom(array, value, undefined, context),
  'array_position(anycompatiblearray,anycompatible,int4)': positionFrom,
  'array_positions(anycompatiblearray,anycompatible)': positions,
  'array_remove(anycompatiblearray,anycompatible)': remove,
  'array_replace(anycompatiblearray,anycompatible,anycompatible)': replace,
  'width_bucket(anycompatible,anycompatiblearray)': bucket,
};
