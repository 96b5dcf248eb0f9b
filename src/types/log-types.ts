/** pg_lsn (text `hi/lo` at run time) and xid8 (an int8-like value that is never negative). */
import { PgError } from '../errors/index.js';
import { BinaryReader, expectLength } from './binary.js';
import type { Datum, Int8 } from './datum.js';
import { defineType, invalidInput } from './define-type.js';
import { hashInteger } from './hash.js';
import { compareInt8, toInt8 } from './int8.js';
import { int8FromWords, readKeyUint32, writeKeyUint32 } from './key-bytes.js';
import * as oids from './oids.js';
import type { KeyWriter, TypeOps } from './type-ops.js';

const UINT64_MAX = 0xffffffffffffffffn;

function unsignedBytes(value: bigint): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, value);
  return bytes;
}

function readUnsigned(bytes: Uint8Array): bigint {
  expectLength(bytes, 8);
  return BigInt.asUintN(64, BigInt(new BinaryReader(bytes).int64()));
}

function writeUnsignedKey(value: bigint, out: KeyWriter): void {
  writeKeyUint32(Number(value >> 32n), out);
  writeKeyUint32(Number(value & 0xffffffffn), out);
}

function readUnsignedKey(bytes: Uint8Array, start: number): bigint {
  return (BigInt(readKeyUint32(bytes, start)) << 32n) | BigInt(readKeyUint32(bytes, start + 4));
}

export function parseLsn(text: string): string {
  const m = /^([0-9a-fA-F]{1,8})\/([0-9a-fA-F]{1,8})$/.exec(text);
  if (m === null) throw invalidInput('pg_lsn', text);
  return formatLsn((BigInt('0x' + (m[1] as string)) << 32n) | BigInt('0x' + (m[2] as string)));
}

export function formatLsn(position: bigint): string {
  if (position < 0n || position > UINT64_MAX) throw new PgError('invalid_parameter_value', 'pg_lsn out of range');
  return `${(position >> 32n).toString(16)}/${(position & 0xffffffffn).toString(16)}`.toUpperCase();
}

export function lsnPosition(lsn: string): bigint {
  const slash = lsn.indexOf('/');
  return (BigInt('0x' + lsn.slice(0, slash)) << 32n) | BigInt('0x' + lsn.slice(slash + 1));
}

export function compareLsn(a: string, b: string): number {
  const x = lsnPosition(a);
  const y = lsnPosition(b);
  return x < y ? -1 : x > y ? 1 : 0;
}

export const pgLsnType: TypeOps = defineType({
  oid: oids.PG_LSN,
  name: 'pg_lsn',
  arrayOid: oids.PG_LSN_ARRAY,
  length: 8,
  parse: parseLsn,
  format: value => value as string,
  receive: bytes => formatLsn(readUnsigned(bytes)),
  send: value => unsignedBytes(lsnPosition(value as string)),
  compare: (a, b) => compareLsn(a as string, b as string),
  equals: (a: Datum, b: Datum) => a === b,
  hash: value => hashInteger(lsnPosition(value as string)),
  storageClass: () => 'text',
  encodeKey: (value, out) => writeUnsignedKey(lsnPosition(value as string), out),
  decodeKey: (bytes, start) => ({ value: formatLsn(readUnsignedKey(bytes, start)), next: start + 8 }),
});

/** strtoull's reading: decimal, 0x hexadecimal, 0 octal; anything else is 0; too large is the largest. */
function parseXid8(text: string): Int8 {
  const m = /^[ \t\n\v\f\r]*([+-]?)(0[xX][0-9a-fA-F]+|0[0-7]*|[1-9]\d*)/.exec(text);
  if (m === null) return 0;
  const digits = m[2] as string;
  const magnitude = /^0[0-7]+$/.test(digits) ? BigInt('0o' + digits.slice(1)) : BigInt(digits);
  if (magnitude > UINT64_MAX) return UINT64_MAX;
  return toInt8(BigInt.asUintN(64, m[1] === '-' ? -magnitude : magnitude));
}

export const xid8Type: TypeOps = defineType({
  oid: oids.XID8,
  name: 'xid8',
  arrayOid: oids.XID8_ARRAY,
  length: 8,
  parse: parseXid8,
  format: value => String(value),
  receive: bytes => toInt8(readUnsigned(bytes)),
  send: value => unsignedBytes(BigInt(value as Int8)),
  compare: (a, b) => compareInt8(a as Int8, b as Int8),
  equals: (a: Datum, b: Datum) => a === b,
  hash: value => hashInteger(value as Int8),
  // Not int8: values past 2^63 would come back negative.
  storageClass: () => 'encoded',
  encode: value => unsignedBytes(BigInt(value as Int8)),
  decode(bytes, start) {
    const high = readKeyUint32(bytes, start);
    const low = readKeyUint32(bytes, start + 4);
    return high < 0x80000000 ? int8FromWords(high, low) : toInt8(readUnsignedKey(bytes, start));
  },
  encodeKey: (value, out) => writeUnsignedKey(BigInt(value as Int8), out),
  decodeKey: (bytes, start) => ({ value: toInt8(readUnsignedKey(bytes, start)), next: start + 8 }),
});

export const logTypes: readonly TypeOps[] = [pgLsnType, xid8Type];
