/**
 * What the less common expression kinds do with their already evaluated operands. Written once; every evaluator (volcano's plain one, the
 * compiled closures, the interpreter) calls these.
 */
import type { Oid } from '../../../base/index.js';
import { PgError, raise } from '../../../errors/index.js';
import { jsonbElement, type ScalarImpl, type CallContext } from '../../../functions/index.js';
import {
  ELEMENTS_MASK,
  charByte,
  decodeUtf8,
  encodeUtf8,
  filledElements,
  Jsonb,
  type ArrayValue,
  type Datum,
  type GeometryValue,
  type RecordValue,
  type TypeContext,
  type TypeOps,
} from '../../../types/index.js';

export type BooleanTestKind = 'is-true' | 'is-not-true' | 'is-false' | 'is-not-false' | 'is-unknown' | 'is-not-unknown';

export function booleanTest(test: BooleanTestKind, value: Datum): boolean {
  switch (test) {
    case 'is-true':
      return value === true;
    case 'is-not-true':
      return value !== true;
    case 'is-false':
      return value === false;
    case 'is-not-false':
      return value !== false;
    case 'is-unknown':
      return value === null;
    case 'is-not-unknown':
      return value !== null;
  }
}

/** IS [NOT] NULL of a composite: all fields, not nested ones, must be (not) null. */
export function rowNullTest(value: Datum, isNot: boolean): boolean {
  if (value === null) return !isNot;
  const values = (value as RecordValue).values;
  for (let i = 0; i < values.length; i++) if ((values[i] === null) === isNot) return false;
  return true;
}

/** IS DISTINCT FROM by an equality function. */
export function isDistinct(equal: ScalarImpl, a: Datum, b: Datum, context: CallContext): boolean {
  if (a === null || b === null) return a !== b;
  return equal(a, b, context) !== true;
}

export function nullIf(equal: ScalarImpl, a: Datum, b: Datum, context: CallContext): Datum {
  if (a === null || b === null) return a;
  return equal(a, b, context) === true ? null : a;
}

/** `scalar op ANY|ALL (array)`. */
export function scalarArrayOp(impl: ScalarImpl, isStrict: boolean, useOr: boolean, scalar: Datum, array: Datum, context: CallContext): Datum {
  if (array === null) return null;
  const values = (array as ArrayValue).values;
  if (values.length === 0) return !useOr;
  if (scalar === null && isStrict) return null;
  let sawNull = false;
  for (let i = 0; i < values.length; i++) {
    const element = values[i] as Datum;
    if ((i & ELEMENTS_MASK) === ELEMENTS_MASK) context.work?.check();
    const result = element === null && isStrict ? null : impl(scalar, element, context);
    if (result === null) sawNull = true;
    else if ((result === true) === useOr) return useOr;
  }
  return sawNull ? null : !useOr;
}

/** Row-wise <, <=, >, >=: the first unequal pair decides; NULL before that makes the result NULL. */
export function rowCompare(op: '<' | '<=' | '>' | '>=', ops: readonly TypeOps[], left: readonly Datum[], right: readonly Datum[]): Datum {
  let order = 0;
  for (let i = 0; i < ops.length; i++) {
    const a = left[i] as Datum;
    const b = right[i] as Datum;
    if (a === null || b === null) return null;
    order = (ops[i] as TypeOps).compare(a, b);
    if (order !== 0) break;
  }
  switch (op) {
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
  }
}

/** Index of the greatest or least non-null value, or -1. */
export function greatestOrLeast(op: 'greatest' | 'least', ops: TypeOps, values: readonly Datum[]): Datum {
  let best: Datum = null;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as Datum;
    if (value === null) continue;
    if (best === null) best = value;
    else {
      const order = ops.compare(value, best);
      if (op === 'greatest' ? order > 0 : order < 0) best = value;
    }
  }
  return best;
}

export function coerceThroughText(from: TypeOps, to: TypeOps, value: Datum, context: TypeContext): Datum {
  return value === null ? null : to.parse(from.format(value, context), -1, context);
}

export interface DomainIdentity {
  readonly name: string;
  /** As messages show it, schema and all. */
  readonly display?: string;
  readonly schema?: string;
}

function domainFields({ name, schema }: DomainIdentity): { readonly dataType: string; readonly schema?: string } {
  return { dataType: name, ...(schema !== undefined && { schema }) };
}

export function domainNotNull(domain: DomainIdentity): PgError {
  return new PgError('not_null_violation', `domain ${domain.display ?? domain.name} does not allow null values`, domainFields(domain));
}

export function domainCheckFailed(domain: DomainIdentity, constraint: string): PgError {
  return new PgError('check_violation', `value for domain ${domain.display ?? domain.name} violates check constraint "${constraint}"`, {
    ...domainFields(domain),
    constraint,
  });
}

/** ARRAY[…] of scalars, or of arrays when `isMultiDimensional`. */
export function makeArray(elementType: Oid, isMultiDimensional: boolean, values: Datum[]): ArrayValue {
  if (!isMultiDimensional) {
    if (values.length === 0) return { kind: 'array', elementType, dims: [], lowerBounds: [], values: [] };
    return { kind: 'array', elementType, dims: [values.length], lowerBounds: [1], values };
  }
  let inner: ArrayValue | null = null;
  let hasEmpty = false;
  const flat: Datum[] = [];
  for (const value of values) {
    const array = value as ArrayValue | null;
    if (array === null || array.dims.length === 0) {
      hasEmpty = true;
      continue;
    }
    if (inner === null) inner = array;
    else if (!sameShape(inner, array)) throw mismatchedDimensions();
    for (const element of array.values) flat.push(element);
  }
  if (inner === null) return { kind: 'array', elementType, dims: [], lowerBounds: [], values: [] };
  if (hasEmpty) throw mismatchedDimensions();
  if (inner.dims.length + 1 > 6) raise('program_limit_exceeded', `number of array dimensions (${inner.dims.length + 1}) exceeds the maximum allowed (6)`);
  return { kind: 'array', elementType, dims: [values.length, ...inner.dims], lowerBounds: [1, ...inner.lowerBounds], values: flat };
}

function sameShape(a: ArrayValue, b: ArrayValue): boolean {
  if (a.dims.length !== b.dims.length) return false;
  for (let i = 0; i < a.dims.length; i++) if (a.dims[i] !== b.dims[i] || a.lowerBounds[i] !== b.lowerBounds[i]) return false;
  return true;
}

function mismatchedDimensions(): PgError {
  return new PgError('array_subscript_error', 'multidimensional arrays must have array expressions with matching dimensions');
}

const NAME_BYTES = 64;

/** One byte of a name, the only type of fixed length that is held as a string and may be subscripted: positions 0 to 63, past its end the zero byte. */
function nameByte(name: string, subscripts: readonly Datum[]): Datum {
  const [at] = subscripts as readonly (number | null)[];
  if (subscripts.length !== 1 || at === null || at === undefined || at < 0 || at >= NAME_BYTES) return null;
  const byte = encodeUtf8(name)[at] ?? 0;
  return byte === 0 ? '' : String.fromCharCode(byte);
}

/** a[i][j]: NULL outside the bounds or with another number of subscripts than dimensions. jsonb takes names and positions. */
export function arrayElement(array: Datum, subscripts: readonly Datum[]): Datum {
  if (array === null) return null;
  if (typeof array === 'string') return nameByte(array, subscripts);
  if (array instanceof Jsonb) return jsonbElement(array, subscripts);
  if ((array as GeometryValue).kind === 'geometry') return geometryElement(array as GeometryValue, subscripts);
  const { dims, lowerBounds, values } = array as ArrayValue;
  for (const subscript of subscripts) if (subscript === null) return null;
  if (subscripts.length !== dims.length) return null;
  let at = 0;
  for (let i = 0; i < dims.length; i++) {
    const position = (subscripts[i] as number) - (lowerBounds[i] as number);
    if (position < 0 || position >= (dims[i] as number)) return null;
    at = at * (dims[i] as number) + position;
  }
  return values[at] as Datum;
}

/** a[l:u]…; an omitted bound is `undefined`, a NULL bound makes the result NULL. */
export function arraySlice(array: Datum, lower: readonly (Datum | undefined)[], upper: readonly (Datum | undefined)[]): Datum {
  if (array === null) return null;
  const source = array as ArrayValue;
  const n = source.dims.length;
  for (let i = 0; i < upper.length; i++) if (lower[i] === null || upper[i] === null) return null;
  const empty: ArrayValue = { kind: 'array', elementType: source.elementType, dims: [], lowerBounds: [], values: [] };
  if (n === 0 || upper.length > n) return empty;
  const from: number[] = [];
  const size: number[] = [];
  for (let i = 0; i < n; i++) {
    const base = source.lowerBounds[i] as number;
    const last = base + (source.dims[i] as number) - 1;
    const low = i < lower.length && lower[i] !== undefined ? Math.max(lower[i] as number, base) : base;
    const high = i < upper.length && upper[i] !== undefined ? Math.min(upper[i] as number, last) : last;
    if (high < low) return empty;
    from.push(low - base);
    size.push(high - low + 1);
  }
  const values: Datum[] = [];
  copySlice(source, from, size, 0, 0, values);
  return { kind: 'array', elementType: source.elementType, dims: size, lowerBounds: size.map(() => 1), values };
}

function copySlice(source: ArrayValue, from: readonly number[], size: readonly number[], dimension: number, at: number, out: Datum[]): void {
  for (let i = 0; i < (size[dimension] as number); i++) {
    const position = at * (source.dims[dimension] as number) + (from[dimension] as number) + i;
    if (dimension === size.length - 1) out.push(source.values[position] as Datum);
    else copySlice(source, from, size, dimension + 1, position, out);
  }
}

/** Boxes and segments are two points; points and lines are their numbers. */
const elementWidth = (geometry: GeometryValue): number => (geometry.numbers.length === 4 ? 2 : 1);

function geometryElement(geometry: GeometryValue, subscripts: readonly Datum[]): Datum {
  const [at] = subscripts as readonly (number | null)[];
  const width = elementWidth(geometry);
  if (subscripts.length !== 1 || at === null || at === undefined || at < 0 || at * width >= geometry.numbers.length) return null;
  if (width === 1) return geometry.numbers[at] as number;
  return { kind: 'geometry', numbers: geometry.numbers.slice(at * 2, at * 2 + 2), isClosed: true };
}

/** Types of fixed length keep their value when a NULL is assigned, and stay NULL. */
function assignFixed(value: GeometryValue | string, subscripts: readonly Datum[], element: Datum): Datum {
  const [at] = subscripts as readonly number[];
  if (element === null) return value;
  const length = typeof value === 'string' ? NAME_BYTES : value.numbers.length / elementWidth(value);
  if (subscripts.length !== 1) raise('array_subscript_error', 'wrong number of array subscripts');
  if (at === undefined || at < 0 || at >= length) raise('array_subscript_error', 'array subscript out of range');
  if (typeof value === 'string') {
    const bytes = new Uint8Array(NAME_BYTES);
    bytes.set(encodeUtf8(value));
    bytes[at] = charByte(element as string);
    return decodeUtf8(bytes, 0, bytes.indexOf(0));
  }
  const numbers = value.numbers.slice();
  if (elementWidth(value) === 1) numbers[at] = element as number;
  else [numbers[at * 2], numbers[at * 2 + 1]] = (element as GeometryValue).numbers as [number, number];
  return { ...value, numbers };
}

/** UPDATE t SET a[i] = v. */
export function assignElement(array: Datum, elementType: Oid, subscripts: readonly Datum[], value: Datum): Datum {
  // No element type: a type of fixed length.
  if (elementType === 0 && array === null) return null;
  for (const subscript of subscripts) if (subscript === null) raise('null_value_not_allowed', 'array subscript in assignment must not be null');
  if (elementType === 0) return assignFixed(array as GeometryValue | string, subscripts, value);
  const source = array as ArrayValue | null;
  const at = subscripts as readonly number[];
  if (source === null || source.dims.length === 0) {
    return { kind: 'array', elementType, dims: at.map(() => 1), lowerBounds: [...at], values: [value] };
  }
  if (source.dims.length !== at.length) raise('array_subscript_error', 'wrong number of array subscripts');
  if (source.dims.length === 1) {
    const base = source.lowerBounds[0] as number;
    const length = source.dims[0] as number;
    const position = at[0] as number;
    const low = Math.min(base, position);
    const high = Math.max(base + length - 1, position);
    const values = filledElements(high - low + 1, null);
    for (let i = 0; i < length; i++) values[base - low + i] = source.values[i] as Datum;
    values[position - low] = value;
    return { kind: 'array', elementType, dims: [values.length], lowerBounds: [low], values };
  }
  let index = 0;
  for (let i = 0; i < at.length; i++) {
    const position = (at[i] as number) - (source.lowerBounds[i] as number);
    if (position < 0 || position >= (source.dims[i] as number)) raise('array_subscript_error', 'array subscript out of range');
    index = index * (source.dims[i] as number) + position;
  }
  const values = source.values.slice();
  values[index] = value;
  return { kind: 'array', elementType, dims: source.dims, lowerBounds: source.lowerBounds, values };
}

/** UPDATE t SET a[l:u] = array. */
export function assignSlice(array: Datum, elementType: Oid, lower: readonly (Datum | undefined)[], upper: readonly (Datum | undefined)[], value: Datum): Datum {
  for (let i = 0; i < upper.length; i++) {
    if (lower[i] === null || upper[i] === null) raise('null_value_not_allowed', 'array subscript in assignment must not be null');
  }
  if (value === null) return array;
  const given = (value as ArrayValue).values;
  const source = array as ArrayValue | null;
  if (source === null || source.dims.length === 0) {
    const dims: number[] = [];
    const bounds: number[] = [];
    let count = 1;
    for (let i = 0; i < upper.length; i++) {
      if (upper[i] === undefined)
        raise('array_subscript_error', 'array slice subscript must provide both boundaries', {
          detail: 'When assigning to a slice of an empty array value, slice boundaries must be fully specified.',
        });
      const low = lower[i] === undefined ? 1 : (lower[i] as number);
      const length = (upper[i] as number) - low + 1;
      if (length < 0) raise('array_subscript_error', 'upper bound cannot be less than lower bound');
      dims.push(length);
      bounds.push(low);
      count *= length;
    }
    if (given.length < count) raise('array_subscript_error', 'source array too small');
    if (count === 0) return { kind: 'array', elementType, dims: [], lowerBounds: [], values: [] };
    return { kind: 'array', elementType, dims, lowerBounds: bounds, values: given.slice(0, count) };
  }
  const n = source.dims.length;
  if (upper.length > n) raise('array_subscript_error', 'wrong number of array subscripts');
  const low: number[] = [];
  const high: number[] = [];
  let count = 1;
  for (let i = 0; i < n; i++) {
    const base = source.lowerBounds[i] as number;
    const last = base + (source.dims[i] as number) - 1;
    const l = i < lower.length && lower[i] !== undefined ? (lower[i] as number) : base;
    const h = i < upper.length && upper[i] !== undefined ? (upper[i] as number) : last;
    if (l > h + 1 || (l > h && n > 1)) raise('array_subscript_error', 'upper bound cannot be less than lower bound');
    if (n > 1 && (l < base || h > last)) raise('array_subscript_error', 'array subscript out of range');
    low.push(l);
    high.push(h);
    count *= h - l + 1;
  }
  if (given.length < count) raise('array_subscript_error', 'source array too small');
  if (n === 1) {
    let result: Datum = array;
    for (let i = 0; i < count; i++) result = assignElement(result, elementType, [(low[0] as number) + i], given[i] as Datum);
    return result;
  }
  const values = source.values.slice();
  let taken = 0;
  const fill = (dimension: number, at: number): void => {
    const base = source.lowerBounds[dimension] as number;
    for (let s = low[dimension] as number; s <= (high[dimension] as number); s++) {
      const position = at * (source.dims[dimension] as number) + s - base;
      if (dimension === n - 1) values[position] = given[taken++] as Datum;
      else fill(dimension + 1, position);
    }
  };
  fill(0, 0);
  return { kind: 'array', elementType, dims: source.dims, lowerBounds: source.lowerBounds, values };
}

/** True for types whose equality is `===` on Datums: a comparison needs no call. */
export function hasIdentityEquality(type: number): boolean {
  return IDENTITY_EQUAL.has(type);
}

// bool, "char", name, int8, int2, int4, text, oid, tid, xid, cid, varchar, date, time, timestamp, timestamptz, reg*, uuid.
const IDENTITY_EQUAL: ReadonlySet<number> = new Set([
  16, 18, 19, 20, 21, 23, 24, 25, 26, 27, 28, 29, 1043, 1082, 1083, 1114, 1184, 2202, 2203, 2204, 2205, 2206, 2950, 3734, 3769, 4089, 4096, 4191,
]);
