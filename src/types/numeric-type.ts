/**
 * The SQL type numeric: text, binary and stored forms, type modifiers.
 *
 * Type modifier: ((precision << 16) | (scale & 0x7ff)) + 4; the scale is 11 bits, signed.
 *
 * Stored form of class `encoded` (numeric without modifier, or with precision > 15):
 *
 * | offset | size | meaning |
 * |--------|------|---------|
 * | 0      | 1    | bits 7-6: 0 positive, 1 negative, 2 NaN, 3 infinity (bit 0: negative); bits 5-0: scale 0..62, or 63: see next |
 * | 1      | 2    | only if 63: scale, little-endian |
 * | …      | rest | magnitude of the coefficient, little-endian, no leading zero bytes |
 */
import { PgError } from '../errors/index.js';
import { BinaryReader, BinaryWriter, incorrectBinaryFormat } from './binary.js';
import type { Datum } from './datum.js';
import { defineType, invalidInput } from './define-type.js';
import { toInt8 } from './int8.js';
import { NUMERIC_ARRAY, NUMERIC as NUMERIC_OID } from './oids.js';
import {
  Numeric,
  NUMERIC_INFINITY,
  NUMERIC_MINUS_INFINITY,
  NUMERIC_NAN,
  NUMERIC_SCALE_MAX,
  checkNumericLimits,
  compareNumeric,
  decimalExponent,
  equalNumeric,
  formatNumeric,
  hashNumeric,
  isFiniteNumeric,
  numericFromBigInt,
  numericWithScale,
  parseNumericText,
  powerOfTen,
} from './numeric.js';
import { writeNumericKey } from './numeric-key.js';
import type { TypeOps } from './type-ops.js';

export function numericTypmod(precision: number, scale: number): number {
  return ((precision << 16) | (scale & 0x7ff)) + 4;
}
export function numericTypmodPrecision(typmod: number): number {
  return ((typmod - 4) >> 16) & 0xffff;
}
export function numericTypmodScale(typmod: number): number {
  return (((typmod - 4) & 0x7ff) ^ 1024) - 1024;
}

/** Rounds to the modifier's scale and checks its precision. */
export function applyNumericTypmod(value: Numeric, typmod: number): Numeric {
  if (typmod < 4) return value;
  const precision = numericTypmodPrecision(typmod);
  const scale = numericTypmodScale(typmod);
  if (!isFiniteNumeric(value)) {
    if (value.coef !== value.coef) return value;
    throw fieldOverflow(`A field with precision ${precision}, scale ${scale} cannot hold an infinite value.`);
  }
  const rounded = numericWithScale(value, scale);
  if (rounded.coef !== 0 && decimalExponent(rounded) + 1 > precision - scale) {
    const limit = precision - scale;
    throw fieldOverflow(`A field with precision ${precision}, scale ${scale} must round to an absolute value less than ${limit !== 0 ? `10^${limit}` : '1'}.`);
  }
  return rounded;
}

function fieldOverflow(detail: string): PgError {
  return new PgError('numeric_value_out_of_range', 'numeric field overflow', { detail });
}

export function parseNumeric(text: string, typmod = -1): Numeric {
  const value = parseNumericText(text);
  if (value === undefined) throw invalidInput('numeric', text);
  return typmod < 4 ? value : applyNumericTypmod(value, typmod);
}

function parseTypmod(modifiers: readonly number[]): number {
  if (modifiers.length < 1 || modifiers.length > 2) throw new PgError('invalid_parameter_value', 'invalid NUMERIC type modifier');
  const precision = modifiers[0] as number;
  const scale = modifiers[1] ?? 0;
  if (precision < 1 || precision > 1000) throw new PgError('invalid_parameter_value', `NUMERIC precision ${precision} must be between 1 and 1000`);
  if (scale < -1000 || scale > 1000) throw new PgError('invalid_parameter_value', `NUMERIC scale ${scale} must be between -1000 and 1000`);
  return numericTypmod(precision, scale);
}

// --- binary form: int16 count of base-10000 digits, weight of the first, sign, display scale, digits ---

const SIGN_NEGATIVE = 0x4000;
const SIGN_NAN = 0xc000;
const SIGN_INFINITY = 0xd000;
const SIGN_MINUS_INFINITY = 0xf000;

function send(value: Datum): Uint8Array {
  const { coef, scale } = value as Numeric;
  const out = new BinaryWriter();
  if (typeof coef === 'number' && coef - coef !== 0) {
    out.int16(0);
    out.int16(0);
    out.int16(coef !== coef ? SIGN_NAN : coef > 0 ? SIGN_INFINITY : SIGN_MINUS_INFINITY);
    // PostgreSQL gives infinities the largest display scale field.
    out.int16(coef !== coef ? 0 : 32);
    return out.take();
  }
  const negative = coef < 0;
  let digits = (negative ? -coef : coef).toString().padStart(scale + 1, '0');
  const tail = (4 - (scale % 4)) % 4;
  digits += '0'.repeat(tail);
  const fractionGroups = (scale + tail) / 4;
  digits = digits.padStart(Math.ceil(digits.length / 4) * 4, '0');
  let first = 0;
  let last = digits.length / 4;
  const weight = last - fractionGroups - 1;
  while (first < last && digits.startsWith('0000', first * 4)) first++;
  while (last > first && digits.startsWith('0000', (last - 1) * 4)) last--;
  out.int16(last - first);
  out.int16(last === first ? 0 : weight - first);
  out.int16(negative ? SIGN_NEGATIVE : 0);
  out.int16(scale);
  for (let i = first; i < last; i++) out.int16(Number(digits.slice(i * 4, i * 4 + 4)));
  return out.take();
}

function receive(bytes: Uint8Array, typmod: number): Numeric {
  const reader = new BinaryReader(bytes);
  const count = reader.int16() & 0xffff;
  const weight = reader.int16();
  const sign = reader.int16() & 0xffff;
  const scale = reader.int16() & 0xffff;
  if (sign === SIGN_NAN || sign === SIGN_INFINITY || sign === SIGN_MINUS_INFINITY) {
    return applyNumericTypmod(sign === SIGN_NAN ? NUMERIC_NAN : sign === SIGN_INFINITY ? NUMERIC_INFINITY : NUMERIC_MINUS_INFINITY, typmod);
  }
  if (sign !== 0 && sign !== SIGN_NEGATIVE) throw new PgError('invalid_binary_representation', 'invalid sign in external "numeric" value');
  if (scale > NUMERIC_SCALE_MAX) throw new PgError('invalid_binary_representation', 'invalid scale in external "numeric" value');
  let digits = '0';
  for (let i = 0; i < count; i++) {
    const digit = reader.int16();
    if (digit < 0 || digit > 9999) throw new PgError('invalid_binary_representation', 'invalid digit in external "numeric" value');
    digits += String(digit).padStart(4, '0');
  }
  reader.end();
  // digits hold value * 10^(4 * (count - 1 - weight)); cut (not round) to the display scale.
  const places = 4 * (count - 1 - weight);
  let coef = BigInt(digits);
  coef = places <= scale ? coef * powerOfTen(scale - places) : coef / powerOfTen(places - scale);
  const value = checkNumericLimits(numericFromBigInt(sign === SIGN_NEGATIVE ? -coef : coef, scale));
  return applyNumericTypmod(value, typmod);
}

// --- stored form ---

export function encodeNumeric(value: Numeric): Uint8Array {
  const { coef, scale } = value;
  if (typeof coef === 'number' && coef - coef !== 0) return Uint8Array.of(coef !== coef ? 0x80 : coef > 0 ? 0xc0 : 0xc1);
  const negative = coef < 0;
  const head = (negative ? 0x40 : 0) | (scale < 63 ? scale : 63);
  const start = scale < 63 ? 1 : 3;
  let bytes: Uint8Array;
  if (typeof coef === 'number') {
    let rest = negative ? -coef : coef;
    let size = 0;
    for (let r = rest; r >= 1; r /= 256) size++;
    bytes = new Uint8Array(start + size);
    for (let i = 0; i < size; i++) {
      const next = Math.floor(rest / 256);
      bytes[start + i] = rest - next * 256;
      rest = next;
    }
  } else {
    let hex = (negative ? -coef : coef).toString(16);
    if ((hex.length & 1) === 1) hex = '0' + hex;
    const size = hex.length / 2;
    bytes = new Uint8Array(start + size);
    for (let i = 0; i < size; i++) bytes[start + size - 1 - i] = parseInt(hex.slice(i * 2, i * 2 + 2), 16);
  }
  bytes[0] = head;
  if (start === 3) {
    bytes[1] = scale & 0xff;
    bytes[2] = scale >> 8;
  }
  return bytes;
}

export function decodeNumeric(bytes: Uint8Array, start: number, length: number): Numeric {
  if (length < 1) throw incorrectBinaryFormat();
  const head = bytes[start] as number;
  if (head >= 0x80) return head === 0x80 ? NUMERIC_NAN : (head & 1) !== 0 ? NUMERIC_MINUS_INFINITY : NUMERIC_INFINITY;
  let scale = head & 63;
  let at = start + 1;
  if (scale === 63) {
    scale = (bytes[at] as number) | ((bytes[at + 1] as number) << 8);
    at += 2;
  }
  const end = start + length;
  const negative = (head & 0x40) !== 0;
  if (end - at <= 6 || (end - at === 7 && (bytes[end - 1] as number) < 32)) {
    let coef = 0;
    for (let i = end - 1; i >= at; i--) coef = coef * 256 + (bytes[i] as number);
    return new Numeric(negative ? -coef : coef, scale);
  }
  let hex = '0x';
  for (let i = end - 1; i >= at; i--) hex += HEX_PAIRS[bytes[i] as number];
  const magnitude = BigInt(hex);
  return new Numeric(toInt8(negative ? -magnitude : magnitude), scale);
}

const HEX_PAIRS: readonly string[] = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, '0'));

export const numericType: TypeOps = defineType({
  oid: NUMERIC_OID,
  name: 'numeric',
  arrayOid: NUMERIC_ARRAY,
  length: -1,
  parse: (text, typmod) => parseNumeric(text, typmod),
  format: value => formatNumeric(value as Numeric),
  receive: (bytes, typmod) => receive(bytes, typmod),
  send,
  applyTypmod: (value, typmod) => applyNumericTypmod(value as Numeric, typmod),
  parseTypmod,
  formatTypmod: typmod => (typmod < 4 ? '' : `(${numericTypmodPrecision(typmod)},${numericTypmodScale(typmod)})`),
  compare: (a, b) => compareNumeric(a as Numeric, b as Numeric),
  equals: (a, b) => equalNumeric(a as Numeric, b as Numeric),
  hash: value => hashNumeric(value as Numeric),
  storageClass: typmod => (typmod >= 4 && numericTypmodPrecision(typmod) <= 15 && numericTypmodScale(typmod) >= 0 ? 'scaled' : 'encoded'),
  encode: value => encodeNumeric(value as Numeric),
  decode: decodeNumeric,
  encodeKey: (value, out) => writeNumericKey(value as Numeric, out),
});
