/**
 * PostgreSQL's hash functions, with its values: users shard and lock by hashtext(), and hash partitions must agree with a
 * server's. The function under them is Bob Jenkins' lookup3 (2006, public domain) over little-endian words.
 */
import {
  encodeUtf8,
  intervalSpan,
  numericType,
  plainContext,
  toInt8,
  trimBlanks,
  type Int8,
  type Interval,
  type Numeric,
  type TimeTz,
} from '../types/index.js';
import type { ScalarFamily, ScalarImpl } from './function-impl.js';

const rotate = (x: number, k: number): number => (x << k) | (x >>> (32 - k));
const START = 0x9e3779b9;
const START_EXTRA = 3923095;

let a = 0;
let b = 0;
let c = 0;

function start(length: number, seed: bigint): void {
  a = b = c = (START + length + START_EXTRA) | 0;
  if (seed !== 0n) {
    a = (a + Number((seed >> 32n) & 0xffffffffn)) | 0;
    b = (b + Number(seed & 0xffffffffn)) | 0;
    mix();
  }
}

function mix(): void {
  a = (a - c) ^ rotate(c, 4);
  c = (c + b) | 0;
  b = (b - a) ^ rotate(a, 6);
  a = (a + c) | 0;
  c = (c - b) ^ rotate(b, 8);
  b = (b + a) | 0;
  a = (a - c) ^ rotate(c, 16);
  c = (c + b) | 0;
  b = (b - a) ^ rotate(a, 19);
  a = (a + c) | 0;
  c = (c - b) ^ rotate(b, 4);
  b = (b + a) | 0;
}

function finish(): void {
  c = ((c ^ b) - rotate(b, 14)) | 0;
  a = ((a ^ c) - rotate(c, 11)) | 0;
  b = ((b ^ a) - rotate(a, 25)) | 0;
  c = ((c ^ b) - rotate(b, 16)) | 0;
  a = ((a ^ c) - rotate(c, 4)) | 0;
  b = ((b ^ a) - rotate(a, 14)) | 0;
  c = ((c ^ b) - rotate(b, 24)) | 0;
}

function absorb(bytes: Uint8Array, seed: bigint): void {
  const length = bytes.length;
  start(length, seed);
  const word = (at: number): number =>
    (bytes[at] as number) | ((bytes[at + 1] as number) << 8) | ((bytes[at + 2] as number) << 16) | ((bytes[at + 3] as number) << 24);
  let i = 0;
  for (; i + 12 <= length; i += 12) {
    a = (a + word(i)) | 0;
    b = (b + word(i + 4)) | 0;
    c = (c + word(i + 8)) | 0;
    mix();
  }
  for (let n = 0; i + n < length; n++) {
    const byte = bytes[i + n] as number;
    if (n < 4) a = (a + (byte << (8 * n))) | 0;
    else if (n < 8) b = (b + (byte << (8 * (n - 4)))) | 0;
    // The lowest byte of c is for the length.
    else c = (c + (byte << (8 * (n - 7)))) | 0;
  }
  finish();
}

const wide = (): Int8 => toInt8(BigInt.asIntN(64, (BigInt(b >>> 0) << 32n) | BigInt(c >>> 0)));

/** A hash in its two widths; the wide one takes a seed. */
export interface Hasher<T> {
  narrow(value: T): number;
  extended(value: T, seed: bigint): Int8;
}

function ofBytes<T>(bytesOf: (value: T) => Uint8Array): Hasher<T> {
  return {
    narrow: value => {
      absorb(bytesOf(value), 0n);
      return c;
    },
    extended: (value, seed) => {
      absorb(bytesOf(value), seed);
      return wide();
    },
  };
}

function ofWord<T>(wordOf: (value: T) => number): Hasher<T> {
  const run = (word: number, seed: bigint): void => {
    start(4, seed);
    a = (a + word) | 0;
    finish();
  };
  return {
    narrow: value => {
      run(wordOf(value), 0n);
      return c;
    },
    extended: (value, seed) => {
      run(wordOf(value), seed);
      return wide();
    },
  };
}

/** Folds 64 bits so that a value hashes as the same value in 32 bits does. */
function foldInt8(value: Int8): number {
  const big = BigInt(value);
  const low = Number(BigInt.asIntN(32, big));
  const high = Number(BigInt.asIntN(32, big >> 32n));
  return low ^ (big >= 0n ? high : ~high);
}

function floatBytes(value: number): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setFloat64(0, value, true);
  return bytes;
}

const rawFloat = ofBytes(floatBytes);
const float: Hasher<number> = {
  narrow: value => (value === 0 ? 0 : rawFloat.narrow(value)),
  extended: (value, seed) => (value === 0 ? toInt8(BigInt.asIntN(64, seed)) : rawFloat.extended(value, seed)),
};

/** Base-10000 digits without zeros at the ends, and the weight of the first. */
function numericDigits(value: Numeric): { digits: Uint8Array; weight: number } | null {
  const bytes = numericType.send(value, plainContext);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let count = view.getInt16(0);
  let weight = view.getInt16(2);
  const isSpecial = (view.getUint16(4) & 0xc000) === 0xc000;
  if (isSpecial) return null;
  let first = 0;
  while (first < count && view.getInt16(8 + first * 2) === 0) {
    first++;
    weight--;
  }
  while (count > first && view.getInt16(8 + (count - 1) * 2) === 0) count--;
  const digits = new Uint8Array((count - first) * 2);
  const out = new DataView(digits.buffer);
  for (let i = first; i < count; i++) out.setInt16((i - first) * 2, view.getInt16(8 + i * 2), true);
  return { digits, weight };
}

const plainBytes = ofBytes((bytes: Uint8Array) => bytes);
/** numeric, by value. */
export const numeric: Hasher<Numeric> = {
  narrow: value => {
    const parts = numericDigits(value);
    if (!parts) return 0;
    return parts.digits.length === 0 ? -1 : plainBytes.narrow(parts.digits) ^ parts.weight;
  },
  extended: (value, seed) => {
    const parts = numericDigits(value);
    if (!parts) return toInt8(seed);
    if (parts.digits.length === 0) return toInt8(BigInt.asIntN(64, seed - 1n));
    return toInt8(BigInt.asIntN(64, BigInt(plainBytes.extended(parts.digits, seed)) ^ BigInt(parts.weight)));
  },
};

const int8 = ofWord(foldInt8);
const int4 = ofWord((value: number) => value);
/** text, by its bytes. */
export const text: Hasher<string> = ofBytes(encodeUtf8);
/** bool inside jsonb, which is hashed as "char". */
export const flag: Hasher<boolean> = ofWord((value: boolean) => (value ? 1 : 0));
const timetz: Hasher<TimeTz> = {
  narrow: value => int8.narrow(value.micros) ^ int4.narrow(value.zone),
  extended: (value, seed) => toInt8(BigInt.asIntN(64, BigInt(int8.extended(value.micros, seed)) ^ BigInt(int4.extended(value.zone, seed)))),
};

const HASHERS: readonly (readonly [name: string, extendedName: string, type: string, hasher: Hasher<never>])[] = [
  ['hashint2', 'hashint2extended', 'int2', int4],
  ['hashint4', 'hashint4extended', 'int4', int4],
  ['hashint8', 'hashint8extended', 'int8', int8],
  ['hashoid', 'hashoidextended', 'oid', int4],
  ['hashchar', 'hashcharextended', 'char', ofWord((value: string) => (value === '' ? 0 : (value.charCodeAt(0) << 24) >> 24))],
  ['hashfloat4', 'hashfloat4extended', 'float4', float],
  ['hashfloat8', 'hashfloat8extended', 'float8', float],
  ['hash_numeric', 'hash_numeric_extended', 'numeric', numeric],
  ['hashtext', 'hashtextextended', 'text', text],
  ['hashname', 'hashnameextended', 'name', text],
  ['hashbpchar', 'hashbpcharextended', 'bpchar', ofBytes((value: string) => encodeUtf8(trimBlanks(value)))],
  ['uuid_hash', 'uuid_hash_extended', 'uuid', ofBytes((value: string) => Uint8Array.from(Buffer.from(value.replaceAll('-', ''), 'hex')))],
  ['time_hash', 'time_hash_extended', 'time', int8],
  ['timetz_hash', 'timetz_hash_extended', 'timetz', timetz],
  ['timestamp_hash', 'timestamp_hash_extended', 'timestamp', int8],
  ['interval_hash', 'interval_hash_extended', 'interval', ofWord((value: Interval) => foldInt8(BigInt.asIntN(64, intervalSpan(value))))],
] as readonly (readonly [string, string, string, Hasher<never>])[];

const family: Record<string, ScalarImpl> = {};
for (const [name, extendedName, type, hasher] of HASHERS) {
  const h = hasher as Hasher<unknown>;
  family[`${name}(${type})`] = (value: unknown) => h.narrow(value);
  family[`${extendedName}(${type},int8)`] = (value: unknown, seed: Int8) => h.extended(value, BigInt(seed));
}

export const hashFunctions: ScalarFamily = family;
