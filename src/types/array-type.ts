/**
 * Array types over any element type (PostgreSQL chapter 8.15), and the two vectors of the catalogs.
 *
 * Stored form:
 *
 * | size | meaning |
 * |------|---------|
 * | 1    | number of dimensions (0 for the empty array: nothing follows) |
 * | 1    | bit 0: has NULLs; bit 1: has lower bounds other than 1 |
 * | 4 each | length of each dimension |
 * | 4 each | lower bounds, if bit 1 |
 * | n/8  | bitmap of NULLs, if bit 0 (bit set = NULL) |
 * | …    | the values that are not NULL (stored-value.ts) |
 */
import type { Oid } from '../base/index.js';
import { PgError } from '../errors/index.js';
import { ARRAY_DIMENSIONS_MAX, formatArrayText, parseArrayText, tooManyDimensions } from './array-text.js';
import { BinaryReader, BinaryWriter, insufficientData } from './binary.js';
import type { ArrayValue, Datum } from './datum.js';
import { defineType, inputOutOfRange, invalidInput } from './define-type.js';
import { combineHash } from './hash.js';
import { int2Type } from './integer-types.js';
import { readKeyUint32, writeKeyUint32 } from './key-bytes.js';
import * as oids from './oids.js';
import { StoredValueReader, StoredValueWriter } from './stored-value.js';
import { oidType, parseOid } from './system-types.js';
import { ELEMENTS_MASK } from './portions.js';
import type { KeyWriter, TypeContext, TypeOps, WorkPort } from './type-ops.js';

/** Elements an array may hold (PostgreSQL's MaxArraySize). */
export const ARRAY_ELEMENTS_MAX = 134217727;

/** Elements of an array that is made in one go: V8 keeps longer ones as hash tables of 10 times the size. 8 bytes each. */
const FILLED_ELEMENTS_MAX = 1 << 25;

/** `count` times the same element. @throws PgError 54000 when that is too many. */
export function filledElements(count: number, element: Datum): Datum[] {
  if (count > FILLED_ELEMENTS_MAX) throw arrayTooLarge(count > ARRAY_ELEMENTS_MAX ? ARRAY_ELEMENTS_MAX : FILLED_ELEMENTS_MAX);
  return new Array<Datum>(count).fill(element);
}

export function emptyArray(elementType: Oid): ArrayValue {
  return { kind: 'array', elementType, dims: [], lowerBounds: [], values: [] };
}

/** A one-dimensional array with lower bound 1; no values give the empty array. */
export function arrayOf(elementType: Oid, values: readonly Datum[]): ArrayValue {
  if (values.length === 0) return emptyArray(elementType);
  return { kind: 'array', elementType, dims: [values.length], lowerBounds: [1], values };
}

export function arrayTooLarge(limit = ARRAY_ELEMENTS_MAX): PgError {
  return new PgError('program_limit_exceeded', `array size exceeds the maximum allowed (${limit})`);
}

/** Element by element (NULLs last), then length, dimensions and bounds. */
export function compareArrays(a: ArrayValue, b: ArrayValue, element: TypeOps, work?: WorkPort): number {
  const x = a.values;
  const y = b.values;
  const shared = x.length < y.length ? x.length : y.length;
  for (let i = 0; i < shared; i++) {
    if ((i & ELEMENTS_MASK) === ELEMENTS_MASK) work?.check();
    const u = x[i] as Datum;
    const v = y[i] as Datum;
    if (u === null || v === null) {
      if (u === v) continue;
      return u === null ? 1 : -1;
    }
    const d = element.compare(u, v);
    if (d !== 0) return d;
  }
  if (x.length !== y.length) return x.length - y.length;
  return compareShapes(a, b);
}

function compareShapes(a: ArrayValue, b: ArrayValue): number {
  if (a.dims.length !== b.dims.length) return a.dims.length - b.dims.length;
  for (let i = 0; i < a.dims.length; i++) if (a.dims[i] !== b.dims[i]) return (a.dims[i] as number) - (b.dims[i] as number);
  for (let i = 0; i < a.dims.length; i++) {
    if (a.lowerBounds[i] !== b.lowerBounds[i]) return (a.lowerBounds[i] as number) - (b.lowerBounds[i] as number);
  }
  return 0;
}

export function equalArrays(a: ArrayValue, b: ArrayValue, element: TypeOps, work?: WorkPort): boolean {
  const x = a.values;
  const y = b.values;
  if (x.length !== y.length || compareShapes(a, b) !== 0) return false;
  for (let i = 0; i < x.length; i++) {
    if ((i & ELEMENTS_MASK) === ELEMENTS_MASK) work?.check();
    const u = x[i] as Datum;
    const v = y[i] as Datum;
    if (u === null || v === null) {
      if (u !== v) return false;
    } else if (!element.equals(u, v)) return false;
  }
  return true;
}

function receiveArray(bytes: Uint8Array, element: TypeOps, typmod: number, context: TypeContext): ArrayValue {
  const reader = new BinaryReader(bytes);
  const dimensions = reader.int32();
  if (dimensions < 0) throw new PgError('invalid_binary_representation', `invalid number of dimensions: ${dimensions}`);
  if (dimensions > ARRAY_DIMENSIONS_MAX) throw tooManyDimensions(dimensions);
  const flags = reader.int32();
  if (flags !== 0 && flags !== 1) throw new PgError('invalid_binary_representation', 'invalid array flags');
  const elementType = reader.uint32();
  if (elementType !== element.oid) {
    throw new PgError(
      'datatype_mismatch',
      `binary data has array element type ${elementType} (${context.typeById(elementType as Oid)?.name ?? '???'}) instead of expected ${element.oid} (${element.name})`,
    );
  }
  const dims: number[] = [];
  const lowerBounds: number[] = [];
  let count = dimensions === 0 ? 0 : 1;
  for (let i = 0; i < dimensions; i++) {
    const length = reader.int32();
    dims.push(length);
    lowerBounds.push(reader.int32());
    count *= length;
    if (length < 0 || count > ARRAY_ELEMENTS_MAX) throw arrayTooLarge();
  }
  if (count === 0) {
    reader.end();
    return emptyArray(element.oid);
  }
  const values: Datum[] = [];
  for (let i = 0; i < count; i++) {
    const length = reader.int32();
    if (length < -1) throw insufficientData();
    if (length === -1) values.push(null);
    else {
      // A copy, so that the value does not keep the message alive.
      values.push(element.receive(reader.bytes(length).slice(), typmod, context));
    }
  }
  reader.end();
  return { kind: 'array', elementType: element.oid, dims, lowerBounds, values };
}

function sendArray(array: ArrayValue, element: TypeOps, context: TypeContext): Uint8Array {
  const out = new BinaryWriter();
  out.int32(array.dims.length);
  out.int32(array.values.includes(null) ? 1 : 0);
  out.int32(element.oid);
  for (let i = 0; i < array.dims.length; i++) {
    out.int32(array.dims[i] as number);
    out.int32(array.lowerBounds[i] as number);
  }
  for (const value of array.values) {
    if (value === null) out.int32(-1);
    else {
      const bytes = element.send(value, context);
      out.int32(bytes.length);
      out.bytes(bytes);
    }
  }
  return out.take();
}

function encodeArray(array: ArrayValue, element: TypeOps): Uint8Array {
  const out = new StoredValueWriter();
  out.byte(array.dims.length);
  if (array.dims.length === 0) return out.take();
  const hasNulls = array.values.includes(null);
  const hasBounds = array.lowerBounds.some(n => n !== 1);
  out.byte((hasNulls ? 1 : 0) | (hasBounds ? 2 : 0));
  for (const n of array.dims) out.uint32(n);
  if (hasBounds) for (const n of array.lowerBounds) out.uint32(n);
  const { values } = array;
  if (hasNulls) {
    for (let i = 0; i < values.length; i += 8) {
      let bits = 0;
      for (let j = i; j < i + 8 && j < values.length; j++) if (values[j] === null) bits |= 1 << (j - i);
      out.byte(bits);
    }
  }
  const storage = element.storageClass(-1);
  for (const value of values) if (value !== null) out.value(value, element, storage);
  return out.take();
}

function decodeArray(bytes: Uint8Array, start: number, element: TypeOps): ArrayValue {
  const reader = new StoredValueReader(bytes, start);
  const dimensions = reader.byte();
  if (dimensions === 0) return emptyArray(element.oid);
  const flags = reader.byte();
  const dims: number[] = [];
  let count = 1;
  for (let i = 0; i < dimensions; i++) {
    const n = reader.uint32();
    dims.push(n);
    count *= n;
  }
  const lowerBounds: number[] = [];
  for (let i = 0; i < dimensions; i++) lowerBounds.push((flags & 2) !== 0 ? reader.uint32() | 0 : 1);
  const nulls: number[] = [];
  if ((flags & 1) !== 0) for (let i = 0; i < count; i += 8) nulls.push(reader.byte());
  const storage = element.storageClass(-1);
  const values: Datum[] = [];
  for (let i = 0; i < count; i++) {
    const isNull = (flags & 1) !== 0 && (((nulls[i >> 3] as number) >> (i & 7)) & 1) === 1;
    values.push(isNull ? null : reader.value(element, storage));
  }
  return { kind: 'array', elementType: element.oid, dims, lowerBounds, values };
}

function writeArrayKey(array: ArrayValue, element: TypeOps, out: KeyWriter): void {
  for (const value of array.values) {
    if (value === null) out.byte(2);
    else {
      out.byte(1);
      element.encodeKey(value, out);
    }
  }
  out.byte(0);
  out.byte(array.dims.length);
  for (const n of array.dims) writeKeyUint32(n, out);
  for (const n of array.lowerBounds) writeKeyUint32(n ^ 0x80000000, out);
}

function readArrayKey(bytes: Uint8Array, start: number, element: TypeOps): { value: Datum; next: number } {
  const decode = element.decodeKey as NonNullable<TypeOps['decodeKey']>;
  const values: Datum[] = [];
  let at = start;
  while (bytes[at] !== 0) {
    if (bytes[at] === 2) {
      values.push(null);
      at++;
    } else {
      const read = decode(bytes, at + 1);
      values.push(read.value);
      at = read.next;
    }
  }
  const dimensions = bytes[at + 1] as number;
  at += 2;
  const dims: number[] = [];
  const lowerBounds: number[] = [];
  for (let i = 0; i < dimensions; i++, at += 4) dims.push(readKeyUint32(bytes, at));
  for (let i = 0; i < dimensions; i++, at += 4) lowerBounds.push((readKeyUint32(bytes, at) ^ 0x80000000) | 0);
  return { value: { kind: 'array', elementType: element.oid, dims, lowerBounds, values }, next: at };
}

/** The array type over `element`; its oid is `element.arrayOid`. */
export function arrayType(element: TypeOps, name = '_' + element.name): TypeOps {
  const delimiter = element.oid === oids.BOX ? ';' : ',';
  return defineType({
    oid: element.arrayOid,
    name,
    arrayOid: 0 as Oid,
    elementOid: element.oid,
    length: -1,
    parse(text, typmod, context) {
      const { work } = context;
      const parsed = parseArrayText(text, delimiter, context.arrayNulls, work);
      const values = parsed.elements.map((e, i) => {
        if ((i & ELEMENTS_MASK) === ELEMENTS_MASK) work?.check();
        return e === null ? null : element.parse(e, typmod, context);
      });
      return { kind: 'array', elementType: element.oid, dims: parsed.dims, lowerBounds: parsed.lowerBounds, values };
    },
    format(value, context) {
      const { dims, lowerBounds, values } = value as ArrayValue;
      const textOf = (i: number): string | null => {
        const v = values[i] as Datum;
        return v === null ? null : element.format(v, context);
      };
      return formatArrayText(dims, lowerBounds, values.length, delimiter, textOf, context.work);
    },
    receive: (bytes, typmod, context) => receiveArray(bytes, element, typmod, context),
    send: (value, context) => sendArray(value as ArrayValue, element, context),
    applyTypmod:
      element.applyTypmod === undefined
        ? undefined
        : (value, typmod, explicit) => {
            const array = value as ArrayValue;
            return {
              ...array,
              values: array.values.map(v => (v === null ? null : (element.applyTypmod as NonNullable<TypeOps['applyTypmod']>)(v, typmod, explicit))),
            };
          },
    parseTypmod: element.parseTypmod,
    formatTypmod: element.formatTypmod,
    comparable: element.comparable,
    compare: (a, b) => compareArrays(a as ArrayValue, b as ArrayValue, element),
    equals: (a, b) => equalArrays(a as ArrayValue, b as ArrayValue, element),
    hash(value) {
      let h = 1;
      for (const v of (value as ArrayValue).values) h = combineHash(h, v === null ? 0 : element.hash(v));
      return h;
    },
    storageClass: () => 'encoded',
    encode: value => encodeArray(value as ArrayValue, element),
    decode: (bytes, start) => decodeArray(bytes, start, element),
    encodeKey: (value, out) => writeArrayKey(value as ArrayValue, element, out),
    decodeKey: element.decodeKey === undefined ? undefined : (bytes, start) => readArrayKey(bytes, start, element),
  });
}

// --- oidvector and int2vector: one dimension, lower bound 0, text separated by blanks ---

function vectorOf(elementType: Oid, values: Datum[]): ArrayValue {
  return { kind: 'array', elementType, dims: [values.length], lowerBounds: [0], values };
}

function vectorType(id: Oid, name: string, arrayOid: Oid, element: TypeOps, parseElement: (digits: string, rest: string) => number): TypeOps {
  return defineType({
    ...arrayType(element, name),
    oid: id,
    arrayOid,
    parse(text) {
      const values: Datum[] = [];
      let rest = text.replace(/^[ \t\n\v\f\r]+/, '');
      while (rest !== '') {
        const digits = /^[+-]?\d+/.exec(rest)?.[0] ?? '';
        values.push(parseElement(digits, rest));
        rest = rest.slice(digits.length).replace(/^[ \t\n\v\f\r]+/, '');
      }
      return vectorOf(element.oid, values);
    },
    format: value => (value as ArrayValue).values.join(' '),
    receive(bytes, typmod, context) {
      const array = receiveArray(bytes, element, typmod, context);
      if (array.dims.length > 1 || array.values.includes(null)) throw new PgError('invalid_binary_representation', `invalid ${name} data`);
      return vectorOf(element.oid, [...array.values]);
    },
    decode(bytes, start) {
      const array = decodeArray(bytes, start, element);
      return array.dims.length === 0 ? vectorOf(element.oid, []) : array;
    },
    compare(a, b) {
      const x = a as ArrayValue;
      const y = b as ArrayValue;
      return x.values.length !== y.values.length ? x.values.length - y.values.length : compareArrays(x, y, element);
    },
    encodeKey(value, out) {
      writeKeyUint32((value as ArrayValue).values.length, out);
      writeArrayKey(value as ArrayValue, element, out);
    },
    decodeKey: (bytes, start) => readArrayKey(bytes, start + 4, element),
  });
}

function oidOfVector(digits: string, rest: string): number {
  if (digits === '') throw invalidInput('oid', rest);
  return parseOid(digits);
}

function int2OfVector(digits: string, rest: string): number {
  const value = Number(digits);
  if (digits !== '' && (value > 32767 || value < -32768)) throw inputOutOfRange('smallint', rest);
  const next = rest[digits.length];
  if (digits === '' || (next !== undefined && next !== ' ')) throw invalidInput('smallint', rest);
  return value;
}

export const vectorTypes: readonly TypeOps[] = [
  vectorType(oids.OIDVECTOR, 'oidvector', oids.OIDVECTOR_ARRAY, oidType, oidOfVector),
  vectorType(oids.INT2VECTOR, 'int2vector', oids.INT2VECTOR_ARRAY, int2Type, int2OfVector),
];
