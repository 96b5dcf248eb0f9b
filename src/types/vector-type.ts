/**
 * vector(n) of the extension pgvector: single-precision numbers, from 1 to 16,000 of them, all finite.
 *
 * Text form `[1,2,3]`. Binary form: number of dimensions (2), zero (2), then float4 each. Stored form: the numbers as float32,
 * little-endian. Order: number by number, then the shorter one first. Key bytes: the numbers' keys, then four zero bytes, which no
 * finite number's key has.
 *
 * The type exists in a database once CREATE EXTENSION has made its rows (catalog/builtin/vector-extension.ts).
 */
import { PgError } from '../errors/index.js';
import { BinaryReader, BinaryWriter } from './binary.js';
import type { Datum, VectorValue } from './datum.js';
import { defineType, invalidInput } from './define-type.js';
import { formatFloat4, roundToFloat4 } from './float-text.js';
import { combineHash, hashFloat } from './hash.js';
import { writeKeyFloat4, writeKeyUint32 } from './key-bytes.js';
import { VECTOR, VECTOR_ARRAY } from './oids.js';
import type { TypeOps } from './type-ops.js';

/** Most dimensions of a vector. */
export const VECTOR_DIMENSIONS_MAX = 16_000;

export function vectorError(message: string): PgError {
  return new PgError('data_exception', message);
}

/** @throws 22000, 54000 */
export function checkDimensions(count: number): void {
  if (count < 1) throw vectorError('vector must have at least 1 dimension');
  if (count > VECTOR_DIMENSIONS_MAX) throw new PgError('program_limit_exceeded', `vector cannot have more than ${VECTOR_DIMENSIONS_MAX} dimensions`);
}

/** @throws 22000 when a typmod asks for another number of dimensions */
export function checkExpected(typmod: number, count: number): void {
  if (typmod !== -1 && typmod !== count) throw vectorError(`expected ${typmod} dimensions, not ${count}`);
}

/** @throws 22000 */
export function checkElement(value: number): void {
  if (value !== value) throw vectorError('NaN not allowed in vector');
  if (value === Infinity || value === -Infinity) throw vectorError('infinite value not allowed in vector');
}

/** A value of the type; the numbers must have been checked. */
export function vectorValue(numbers: Float32Array): VectorValue {
  return { kind: 'vector', numbers };
}

// A number as C's strtof reads it: decimal or hexadecimal, infinity or NaN.
const NUMBER = /[+-]?(?:0[xX](?:[\da-fA-F]+\.?[\da-fA-F]*|\.[\da-fA-F]+)(?:[pP][+-]?\d+)?|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|inf(?:inity)?|nan)/iy;
const SPACE = /[ \t\n\v\f\r]*/y;

function hexadecimal(text: string): number {
  const m = /^([+-]?)0x([\da-f]*)\.?([\da-f]*)(?:p([+-]?\d+))?$/i.exec(text) as RegExpExecArray;
  let value = 0;
  for (const digit of `${m[2]}${m[3]}`) value = value * 16 + parseInt(digit, 16);
  value = Math.fround(value * 2 ** (Number(m[4] ?? 0) - 4 * (m[3] as string).length));
  return m[1] === '-' ? -value : value;
}

function readNumber(text: string): number {
  const bare = text.replace(/^[+-]/, '').toLowerCase();
  if (bare.startsWith('nan')) return NaN;
  if (bare.startsWith('inf')) return text.startsWith('-') ? -Infinity : Infinity;
  const value = bare.startsWith('0x') ? hexadecimal(text) : roundToFloat4(text);
  if (value === Infinity || value === -Infinity) throw new PgError('numeric_value_out_of_range', `"${text}" is out of range for type vector`);
  return value;
}

function parse(text: string, typmod: number): VectorValue {
  const skip = (at: number): number => {
    SPACE.lastIndex = at;
    SPACE.exec(text);
    return SPACE.lastIndex;
  };
  const refuse = (detail?: string): PgError =>
    detail === undefined
      ? invalidInput('vector', text)
      : new PgError('invalid_text_representation', `invalid input syntax for type vector: "${text}"`, { detail });
  let at = skip(0);
  if (text[at] !== '[') throw refuse('Vector contents must start with "[".');
  at = skip(at + 1);
  if (text[at] === ']') throw vectorError('vector must have at least 1 dimension');
  const numbers: number[] = [];
  for (;;) {
    if (numbers.length === VECTOR_DIMENSIONS_MAX) checkDimensions(VECTOR_DIMENSIONS_MAX + 1);
    NUMBER.lastIndex = skip(at);
    const found = NUMBER.exec(text);
    if (found === null) throw refuse();
    const value = readNumber(found[0]);
    checkElement(value);
    numbers.push(value);
    at = skip(NUMBER.lastIndex);
    if (text[at] === ',') at++;
    else if (text[at] === ']') break;
    else throw refuse();
  }
  if (skip(at + 1) !== text.length) throw refuse('Junk after closing right brace.');
  checkExpected(typmod, numbers.length);
  return vectorValue(Float32Array.from(numbers));
}

function receive(bytes: Uint8Array, typmod: number): VectorValue {
  const reader = new BinaryReader(bytes);
  const count = reader.int16();
  const unused = reader.int16();
  checkDimensions(count);
  checkExpected(typmod, count);
  if (unused !== 0) throw vectorError(`expected unused to be 0, not ${unused}`);
  const numbers = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    const value = reader.float32();
    checkElement(value);
    numbers[i] = value;
  }
  reader.end();
  return vectorValue(numbers);
}

function send({ numbers }: VectorValue): Uint8Array {
  const out = new BinaryWriter();
  out.int16(numbers.length);
  out.int16(0);
  for (const n of numbers) out.float32(n);
  return out.take();
}

/** Order of the btree operator class. */
export function compareVectors(a: VectorValue, b: VectorValue): number {
  const x = a.numbers;
  const y = b.numbers;
  const shared = Math.min(x.length, y.length);
  for (let i = 0; i < shared; i++) {
    const p = x[i] as number;
    const q = y[i] as number;
    if (p !== q) return p < q ? -1 : 1;
  }
  return Math.sign(x.length - y.length);
}

function encode({ numbers }: VectorValue): Uint8Array {
  const bytes = new Uint8Array(numbers.length * 4);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < numbers.length; i++) view.setFloat32(i * 4, numbers[i] as number, true);
  return bytes;
}

function decode(bytes: Uint8Array, start: number, length: number): VectorValue {
  const view = new DataView(bytes.buffer, bytes.byteOffset + start, length);
  const numbers = new Float32Array(length / 4);
  for (let i = 0; i < numbers.length; i++) numbers[i] = view.getFloat32(i * 4, true);
  return vectorValue(numbers);
}

export function makeVectorType(): TypeOps {
  return defineType({
    oid: VECTOR,
    name: 'vector',
    arrayOid: VECTOR_ARRAY,
    length: -1,
    parse,
    format: value => `[${Array.from((value as VectorValue).numbers, n => formatFloat4(n, 1)).join(',')}]`,
    receive,
    send: value => send(value as VectorValue),
    applyTypmod(value: Datum, typmod: number) {
      checkExpected(typmod, (value as VectorValue).numbers.length);
      return value;
    },
    parseTypmod(modifiers) {
      if (modifiers.length !== 1) throw new PgError('invalid_parameter_value', 'invalid type modifier');
      const count = modifiers[0] as number;
      if (count < 1) throw new PgError('invalid_parameter_value', 'dimensions for type vector must be at least 1');
      if (count > VECTOR_DIMENSIONS_MAX) {
        throw new PgError('invalid_parameter_value', `dimensions for type vector cannot exceed ${VECTOR_DIMENSIONS_MAX}`);
      }
      return count;
    },
    formatTypmod: typmod => `(${typmod})`,
    compare: (a, b) => compareVectors(a as VectorValue, b as VectorValue),
    hash(value) {
      let h = 5;
      for (const n of (value as VectorValue).numbers) h = combineHash(h, hashFloat(n));
      return h;
    },
    storageClass: () => 'encoded',
    encode: value => encode(value as VectorValue),
    decode,
    encodeKey(value, out) {
      for (const n of (value as VectorValue).numbers) writeKeyFloat4(n, out);
      writeKeyUint32(0, out);
    },
  });
}
