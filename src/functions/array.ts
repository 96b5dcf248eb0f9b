/**
 * Array functions (PostgreSQL chapter 9.19): shape, building, joining, splitting.
 * Polymorphic ones find their element type in the array value, else in the resolved result type.
 */
import type { Oid } from '../base/index.js';
import { PgError } from '../errors/index.js';
import {
  ARRAY_DIMENSIONS_MAX,
  ARRAY_ELEMENTS_MAX,
  ELEMENTS_MASK,
  PORTION,
  TEXT_UNITS_MAX,
  flat,
  textTooLong,
  TEXT,
  arrayOf,
  arrayTooLarge,
  filledElements,
  checkArrayBounds,
  emptyArray,
  tooManyDimensions,
  type ArrayValue,
  type Datum,
  type TypeOps,
} from '../types/index.js';
import { outOfRange } from './arithmetic.js';
import { characters, LIST_MAX } from './characters.js';
import type { CallContext, ScalarFamily, SetFamily } from './function-impl.js';

/** Ops of an array's element type. */
export function elementOps(array: ArrayValue, context: CallContext): TypeOps {
  return typeOps(array.elementType, context);
}

export function typeOps(id: Oid, context: CallContext): TypeOps {
  const type = context.typeById(id);
  if (type === undefined) throw new PgError('undefined_object', `cache lookup failed for type ${id}`);
  return type;
}

/** Element type of the call's resolved array result. */
function resultElement(context: CallContext): Oid {
  return typeOps(context.resultType as Oid, context).elementOid;
}

// --- shape ---

function dims(array: ArrayValue): string | null {
  if (array.dims.length === 0) return null;
  let out = '';
  for (let i = 0; i < array.dims.length; i++) {
    const lower = array.lowerBounds[i] as number;
    out += `[${lower}:${lower + (array.dims[i] as number) - 1}]`;
  }
  return out;
}

function lower(array: ArrayValue, dimension: number): number | null {
  return array.lowerBounds[dimension - 1] ?? null;
}

function upper(array: ArrayValue, dimension: number): number | null {
  const length = array.dims[dimension - 1];
  return length === undefined ? null : (array.lowerBounds[dimension - 1] as number) + length - 1;
}

// --- building ---

function requireOneDimension(array: ArrayValue): void {
  if (array.dims.length > 1) throw new PgError('data_exception', 'argument must be empty or one-dimensional array');
}

function append(array: ArrayValue | null, element: Datum, context: CallContext): ArrayValue {
  if (array === null) return arrayOf(resultElement(context), [element]);
  requireOneDimension(array);
  if (array.dims.length === 0) return arrayOf(array.elementType, [element]);
  const values = [...array.values, element];
  if ((upper(array, 1) as number) >= 2147483647) throw outOfRange('integer');
  checkArrayBounds(array.lowerBounds, [values.length]);
  return { kind: 'array', elementType: array.elementType, dims: [values.length], lowerBounds: array.lowerBounds, values };
}

/** The new element goes first; the lower bound stays. */
function prepend(element: Datum, array: ArrayValue | null, context: CallContext): ArrayValue {
  if (array === null) return arrayOf(resultElement(context), [element]);
  requireOneDimension(array);
  if (array.dims.length === 0) return arrayOf(array.elementType, [element]);
  if ((array.lowerBounds[0] as number) <= -2147483648) throw outOfRange('integer');
  const values = [element, ...array.values];
  return { kind: 'array', elementType: array.elementType, dims: [values.length], lowerBounds: array.lowerBounds, values };
}

function incompatible(detail: string): PgError {
  return new PgError('array_subscript_error', 'cannot concatenate incompatible arrays', { detail });
}

/** Do dimensions (and bounds) of `a` from `i` on equal those of `b` from `j` on? */
function sameShape(a: ArrayValue, i: number, b: ArrayValue, j: number): boolean {
  for (; i < a.dims.length; i++, j++) if (a.dims[i] !== b.dims[j] || a.lowerBounds[i] !== b.lowerBounds[j]) return false;
  return true;
}

/** Joins along the first dimension; an array of one dimension less counts as one element. */
export function concatenate(a: ArrayValue | null, b: ArrayValue | null): ArrayValue | null {
  if (a === null) return b;
  if (b === null) return a;
  if (b.dims.length === 0) return a;
  if (a.dims.length === 0) return b;
  const difference = a.dims.length - b.dims.length;
  if (Math.abs(difference) > 1) {
    throw incompatible(`Arrays of ${a.dims.length} and ${b.dims.length} dimensions are not compatible for concatenation.`);
  }
  let shape: ArrayValue;
  let first: number;
  if (difference === 0) {
    if (!sameShape(a, 1, b, 1)) throw incompatible('Arrays with differing element dimensions are not compatible for concatenation.');
    shape = a;
    first = (a.dims[0] as number) + (b.dims[0] as number);
  } else {
    const isFit = difference < 0 ? sameShape(a, 0, b, 1) : sameShape(b, 0, a, 1);
    if (!isFit) throw incompatible('Arrays with differing dimensions are not compatible for concatenation.');
    shape = difference < 0 ? b : a;
    first = (shape.dims[0] as number) + 1;
  }
  if (a.values.length + b.values.length > ARRAY_ELEMENTS_MAX) throw arrayTooLarge();
  const values = a.values.concat(b.values);
  const newDims = [first, ...shape.dims.slice(1)];
  checkArrayBounds(shape.lowerBounds, newDims);
  return { kind: 'array', elementType: a.elementType, dims: newDims, lowerBounds: shape.lowerBounds, values };
}

function nullDimensions(): PgError {
  return new PgError('null_value_not_allowed', 'dimension array or low bound array cannot be null');
}

function wrongSubscripts(detail: string): PgError {
  return new PgError('array_subscript_error', 'wrong number of array subscripts', { detail });
}

/** The int4 values of a dimension or bounds array. */
function dimensionValues(array: ArrayValue): number[] {
  if (array.dims.length > 1) throw wrongSubscripts('Dimension array must be one dimensional.');
  if (array.values.includes(null)) throw new PgError('null_value_not_allowed', 'dimension values cannot be null');
  return array.values as number[];
}

function makeFilled(element: Datum, dimensions: ArrayValue, bounds: ArrayValue | null, context: CallContext): ArrayValue {
  const elementType = resultElement(context);
  const lengths = dimensionValues(dimensions);
  if (lengths.length > ARRAY_DIMENSIONS_MAX) throw tooManyDimensions(lengths.length);
  let lowerBounds = lengths.map(() => 1);
  if (bounds !== null) {
    lowerBounds = dimensionValues(bounds);
    if (lowerBounds.length !== lengths.length) throw wrongSubscripts('Low bound array has different size than dimensions array.');
  }
  let count = lengths.length === 0 ? 0 : 1;
  for (const n of lengths) {
    count *= n;
    if (n < 0 || count > ARRAY_ELEMENTS_MAX) throw arrayTooLarge();
  }
  if (count === 0) return emptyArray(elementType);
  checkArrayBounds(lowerBounds, lengths);
  return { kind: 'array', elementType, dims: lengths, lowerBounds, values: filledElements(count, element) };
}

function fill(element: Datum, dimensions: ArrayValue | null, context: CallContext): ArrayValue {
  if (dimensions === null) throw nullDimensions();
  return makeFilled(element, dimensions, null, context);
}

function fillFrom(element: Datum, dimensions: ArrayValue | null, bounds: ArrayValue | null, context: CallContext): ArrayValue {
  if (dimensions === null || bounds === null) throw nullDimensions();
  return makeFilled(element, dimensions, bounds, context);
}

/** Drops the last `count` slices of the first dimension. */
function trim(array: ArrayValue, count: number): ArrayValue {
  const length = array.dims[0] ?? 0;
  if (count < 0 || count > length) {
    throw new PgError('array_subscript_error', `number of elements to trim must be between 0 and ${length}`);
  }
  if (count === length) return emptyArray(array.elementType);
  const kept = length - count;
  return {
    kind: 'array',
    elementType: array.elementType,
    dims: [kept, ...array.dims.slice(1)],
    lowerBounds: array.lowerBounds.map(() => 1),
    values: array.values.slice(0, (array.values.length / length) * kept),
  };
}

// --- text ---

function toText(array: ArrayValue, delimiter: string, nullText: string | null, context: CallContext): string {
  const ops = elementOps(array, context);
  const { values } = array;
  let out = '';
  let piece = '';
  let isFirst = true;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    const text = value === null ? nullText : ops.format(value, context);
    if (text === null) continue;
    piece += isFirst ? text : delimiter + text;
    isFirst = false;
    if (piece.length < PORTION) continue;
    out += flat(piece);
    piece = '';
    if (out.length > TEXT_UNITS_MAX) throw textTooLong();
    context.work?.check();
  }
  return out + piece;
}

/** Fields of a text: at each delimiter, at every character for NULL, not at all for the empty delimiter. */
function splitText(text: string, delimiter: string | null, context: CallContext): string[] {
  if (text === '') return [];
  if (delimiter === null) return characters(text);
  if (delimiter === '') return [text];
  if (text.length > LIST_MAX && partCount(text, delimiter) > LIST_MAX) throw arrayTooLarge();
  if (text.length <= PORTION) return text.split(delimiter);
  const parts: string[] = [];
  let start = 0;
  for (let at = text.indexOf(delimiter); at >= 0; at = text.indexOf(delimiter, start)) {
    parts.push(text.slice(start, at));
    start = at + delimiter.length;
    if ((parts.length & ELEMENTS_MASK) === 0) context.work?.check();
  }
  parts.push(text.slice(start));
  return parts;
}

function partCount(text: string, delimiter: string): number {
  let count = 1;
  for (let at = text.indexOf(delimiter); at >= 0; at = text.indexOf(delimiter, at + delimiter.length)) count++;
  return count;
}

function fields(text: string, delimiter: string | null, nullText: string | null, context: CallContext): (string | null)[] {
  const parts = splitText(text, delimiter, context);
  return nullText === null ? parts : parts.map(part => (part === nullText ? null : part));
}

export const arrayFunctions: ScalarFamily = {
  'array_dims(anyarray)': dims,
  'array_ndims(anyarray)': (array: ArrayValue) => (array.dims.length === 0 ? null : array.dims.length),
  'array_lower(anyarray,int4)': lower,
  'array_upper(anyarray,int4)': upper,
  'array_length(anyarray,int4)': (array: ArrayValue, dimension: number) => array.dims[dimension - 1] ?? null,
  'cardinality(anyarray)': (array: ArrayValue) => array.values.length,
  'array_append(anycompatiblearray,anycompatible)': append,
  'array_prepend(anycompatible,anycompatiblearray)': prepend,
  'array_cat(anycompatiblearray,anycompatiblearray)': concatenate,
  'array_fill(anyelement,_int4)': fill,
  'array_fill(anyelement,_int4,_int4)': fillFrom,
  'trim_array(anyarray,int4)': trim,
  'array_to_string(anyarray,text)': (array: ArrayValue, delimiter: string, context: CallContext) => toText(array, delimiter, null, context),
  'array_to_string(anyarray,text,text)': (array: ArrayValue | null, delimiter: string | null, nullText: string | null, context: CallContext) =>
    array === null || delimiter === null ? null : toText(array, delimiter, nullText, context),
  'string_to_array(text,text)': (text: string | null, delimiter: string | null, context: CallContext) =>
    text === null ? null : arrayOf(TEXT, splitText(text, delimiter, context)),
  'string_to_array(text,text,text)': (text: string | null, delimiter: string | null, nullText: string | null, context: CallContext) =>
    text === null ? null : arrayOf(TEXT, fields(text, delimiter, nullText, context)),
};

function* subscripts(array: ArrayValue, dimension: number, isReverse: boolean | CallContext): Iterable<number> {
  const length = array.dims[dimension - 1];
  if (length === undefined) return;
  const first = array.lowerBounds[dimension - 1] as number;
  if (isReverse === true) for (let i = first + length - 1; i >= first; i--) yield i;
  else for (let i = first; i < first + length; i++) yield i;
}

export const arraySetFunctions: SetFamily = {
  'unnest(anyarray)': (array: ArrayValue) => array.values,
  'generate_subscripts(anyarray,int4)': subscripts,
  'generate_subscripts(anyarray,int4,bool)': subscripts,
};
