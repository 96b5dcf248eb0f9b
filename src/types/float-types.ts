/** float4 and float8 (PostgreSQL chapter 8.1.3). NaN equals itself and is greater than every number; -0 equals 0. */
import type { Datum } from './datum.js';
import { BinaryReader, BinaryWriter, expectLength } from './binary.js';
import { defineType } from './define-type.js';
import { formatFloat4, formatFloat8, parseFloat4, parseFloat8 } from './float-text.js';
import { hashFloat } from './hash.js';
import { writeKeyFloat4, writeKeyFloat8 } from './key-bytes.js';
import * as oids from './oids.js';
import type { TypeOps } from './type-ops.js';

export function compareFloat(a: number, b: number): number {
  if (a < b) return -1;
  if (a > b) return 1;
  if (a === b) return 0;
  return a !== a ? (b !== b ? 0 : 1) : -1;
}

const compare = (a: Datum, b: Datum): number => compareFloat(a as number, b as number);
const equals = (a: Datum, b: Datum): boolean => a === b || (a !== a && b !== b);

export const float4Type: TypeOps = defineType({
  oid: oids.FLOAT4,
  name: 'float4',
  arrayOid: oids.FLOAT4_ARRAY,
  length: 4,
  parse: text => parseFloat4(text),
  format: (value, context) => formatFloat4(value as number, context.extraFloatDigits),
  receive(bytes) {
    expectLength(bytes, 4);
    return new BinaryReader(bytes).float32();
  },
  send(value) {
    const bytes = new Uint8Array(4);
    new DataView(bytes.buffer).setFloat32(0, value as number);
    return bytes;
  },
  compare,
  equals,
  hash: value => hashFloat(value as number),
  storageClass: () => 'float4',
  encodeKey: (value, out) => writeKeyFloat4(value as number, out),
});

export const float8Type: TypeOps = defineType({
  oid: oids.FLOAT8,
  name: 'float8',
  arrayOid: oids.FLOAT8_ARRAY,
  length: 8,
  parse: text => parseFloat8(text),
  format: (value, context) => formatFloat8(value as number, context.extraFloatDigits),
  receive(bytes) {
    expectLength(bytes, 8);
    return new BinaryReader(bytes).float64();
  },
  send(value) {
    const out = new BinaryWriter();
    out.float64(value as number);
    return out.take();
  },
  compare,
  equals,
  hash: value => hashFloat(value as number),
  storageClass: () => 'float8',
  encodeKey: (value, out) => writeKeyFloat8(value as number, out),
});

export const floatTypes: readonly TypeOps[] = [float4Type, float8Type];
