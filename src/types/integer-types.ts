/** int2, int4, int8: text and binary forms, order, keys (PostgreSQL chapter 8.1.1). */
import type { Datum, Int8 } from './datum.js';
import { BinaryReader, BinaryWriter, expectLength } from './binary.js';
import { defineType, inputOutOfRange, invalidInput } from './define-type.js';
import { hashInteger } from './hash.js';
import { INT8_MAX, INT8_MIN, compareInt8, toInt8 } from './int8.js';
import { readKeyInt8, readKeyUint32, writeKeyInt8, writeKeyUint32 } from './key-bytes.js';
import * as oids from './oids.js';
import type { TypeOps } from './type-ops.js';

const INTEGER = /^[ \t\n\v\f\r]*([+-]?)(\d+)([ \t\n\v\f\r]*)([^]*)$/;

/** Parses a decimal integer in [-limit - 1, limit]; out of range is reported before garbage after the digits, as PostgreSQL does. */
function parseSmall(text: string, limit: number, type: string): number {
  const m = INTEGER.exec(text);
  if (m === null) throw invalidInput(type, text);
  const magnitude = Number(m[2]);
  const value = m[1] === '-' ? 0 - magnitude : magnitude;
  if (value > limit || value < -limit - 1) throw inputOutOfRange(type, text);
  if (m[4] !== '') throw invalidInput(type, text);
  return value;
}

export function parseInt4(text: string): number {
  return parseSmall(text, 2147483647, 'integer');
}

export function parseInt2(text: string): number {
  return parseSmall(text, 32767, 'smallint');
}

export function parseInt8(text: string, type = 'bigint'): Int8 {
  const m = INTEGER.exec(text);
  if (m === null) throw invalidInput(type, text);
  const digits = m[2] as string;
  let value: Int8;
  if (digits.length <= 15) value = m[1] === '-' ? 0 - Number(digits) : Number(digits);
  else {
    const big = m[1] === '-' ? -BigInt(digits) : BigInt(digits);
    if (big > INT8_MAX || big < INT8_MIN) throw inputOutOfRange(type, text);
    value = toInt8(big);
  }
  if (m[4] !== '') throw invalidInput(type, text);
  return value;
}

const compareNumbers = (a: Datum, b: Datum): number => (a as number) - (b as number);
const same = (a: Datum, b: Datum): boolean => a === b;

export const int2Type: TypeOps = defineType({
  oid: oids.INT2,
  name: 'int2',
  arrayOid: oids.INT2_ARRAY,
  length: 2,
  parse: parseInt2,
  format: value => String(value),
  receive(bytes) {
    expectLength(bytes, 2);
    return (((bytes[0] as number) << 24) >> 16) | (bytes[1] as number);
  },
  send: value => Uint8Array.of((value as number) >> 8, value as number),
  compare: compareNumbers,
  equals: same,
  hash: value => hashInteger(value as number),
  storageClass: () => 'int2',
  keyEnds: { least: -32768, greatest: 32767 },
  encodeKey(value, out) {
    const flipped = (value as number) ^ 0x8000;
    out.byte((flipped >> 8) & 0xff);
    out.byte(flipped & 0xff);
  },
  decodeKey: (bytes, start) => ({ value: (((((bytes[start] as number) << 8) | (bytes[start + 1] as number)) ^ 0x8000) << 16) >> 16, next: start + 2 }),
});

export const int4Type: TypeOps = defineType({
  oid: oids.INT4,
  name: 'int4',
  arrayOid: oids.INT4_ARRAY,
  length: 4,
  parse: parseInt4,
  format: value => String(value),
  receive(bytes) {
    expectLength(bytes, 4);
    return readKeyUint32(bytes, 0) | 0;
  },
  send: value => sendUint32(value as number),
  compare: compareNumbers,
  equals: same,
  hash: value => hashInteger(value as number),
  storageClass: () => 'int4',
  keyEnds: { least: -2147483648, greatest: 2147483647 },
  encodeKey: (value, out) => writeKeyUint32((value as number) ^ 0x80000000, out),
  decodeKey: (bytes, start) => ({ value: (readKeyUint32(bytes, start) ^ 0x80000000) | 0, next: start + 4 }),
});

export const int8Type: TypeOps = defineType({
  oid: oids.INT8,
  name: 'int8',
  arrayOid: oids.INT8_ARRAY,
  length: 8,
  parse: text => parseInt8(text),
  format: value => String(value),
  receive(bytes) {
    expectLength(bytes, 8);
    return new BinaryReader(bytes).int64();
  },
  send(value) {
    const out = new BinaryWriter();
    out.int64(value as Int8);
    return out.take();
  },
  compare: (a, b) => compareInt8(a as Int8, b as Int8),
  equals: same,
  hash: value => hashInteger(value as Int8),
  storageClass: () => 'int8',
  encodeKey: (value, out) => writeKeyInt8(value as Int8, out),
  decodeKey: (bytes, start) => ({ value: readKeyInt8(bytes, start), next: start + 8 }),
});

export function sendUint32(value: number): Uint8Array {
  return Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value);
}

export const integerTypes: readonly TypeOps[] = [int2Type, int4Type, int8Type];
