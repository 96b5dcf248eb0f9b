/**
 * bit(n) and bit varying(n) (PostgreSQL chapter 8.10). At run time a string of 0s and 1s; the type modifier is the length itself.
 *
 * Binary and stored form: 4 bytes number of bits, big-endian, then the bits, first one highest, the last byte padded with 0.
 */
import type { Oid } from '../base/index.js';
import { PgError } from '../errors/index.js';
import { BinaryReader, incorrectBinaryFormat } from './binary.js';
import type { Datum } from './datum.js';
import { defineType } from './define-type.js';
import { hashText } from './hash.js';
import { writeKeyText } from './key-bytes.js';
import * as oids from './oids.js';
import type { TypeOps } from './type-ops.js';
import { decodeUtf8, encodeUtf8 } from './utf8.js';

const BITS_MAX = 83886080;

function parseBits(text: string): string {
  const prefix = text[0];
  if (prefix === 'x' || prefix === 'X') {
    let bits = '';
    for (const c of text.slice(1)) {
      if (!/[0-9a-fA-F]/.test(c)) throw new PgError('invalid_text_representation', `"${c}" is not a valid hexadecimal digit`);
      bits += parseInt(c, 16).toString(2).padStart(4, '0');
    }
    return bits;
  }
  const bits = prefix === 'b' || prefix === 'B' ? text.slice(1) : text;
  const wrong = /[^01]/u.exec(bits);
  if (wrong) throw new PgError('invalid_text_representation', `"${wrong[0]}" is not a valid binary digit`);
  return bits;
}

/** Coercion to bit(n): an explicit cast cuts or pads with 0 on the right, anything else must fit exactly. */
export function coerceBit(bits: string, typmod: number, explicit: boolean): string {
  if (typmod <= 0 || bits.length === typmod) return bits;
  if (!explicit) throw new PgError('string_data_length_mismatch', `bit string length ${bits.length} does not match type bit(${typmod})`);
  return bits.length > typmod ? bits.slice(0, typmod) : bits.padEnd(typmod, '0');
}

export function coerceVarbit(bits: string, typmod: number, explicit: boolean): string {
  if (typmod <= 0 || bits.length <= typmod) return bits;
  if (!explicit) throw new PgError('string_data_right_truncation', `bit string too long for type bit varying(${typmod})`);
  return bits.slice(0, typmod);
}

/** The bits without their count. */
export function packBits(bits: string): Uint8Array {
  const bytes = new Uint8Array((bits.length + 7) >> 3);
  for (let i = 0; i < bits.length; i++) if (bits.charCodeAt(i) === 49) bytes[i >> 3] = (bytes[i >> 3] as number) | (0x80 >> (i & 7));
  return bytes;
}

function send(value: Datum): Uint8Array {
  const bits = value as string;
  const bytes = new Uint8Array(4 + ((bits.length + 7) >> 3));
  new DataView(bytes.buffer).setInt32(0, bits.length);
  bytes.set(packBits(bits), 4);
  return bytes;
}

function receive(bytes: Uint8Array): string {
  const reader = new BinaryReader(bytes);
  const count = reader.int32();
  if (count < 0) throw new PgError('invalid_binary_representation', 'invalid length in external bit string');
  const packed = reader.bytes((count + 7) >> 3);
  if (reader.position !== bytes.length) throw incorrectBinaryFormat();
  let bits = '';
  for (const b of packed) bits += b.toString(2).padStart(8, '0');
  return bits.slice(0, count);
}

/** By bits, a prefix first: what JavaScript's string order gives. */
export function compareBits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function bitType(id: Oid, name: string, arrayOid: Oid, coerce: typeof coerceBit): TypeOps {
  return defineType({
    oid: id,
    name,
    arrayOid,
    length: -1,
    parse: (text, typmod) => coerce(parseBits(text), typmod, false),
    format: value => value as string,
    receive: (bytes, typmod) => coerce(receive(bytes), typmod, false),
    send,
    applyTypmod: (value, typmod, explicit) => coerce(value as string, typmod, explicit),
    parseTypmod(modifiers) {
      if (modifiers.length !== 1) throw new PgError('invalid_parameter_value', 'invalid type modifier');
      const length = modifiers[0] as number;
      if (length < 1) throw new PgError('invalid_parameter_value', `length for type ${name} must be at least 1`);
      if (length > BITS_MAX) throw new PgError('invalid_parameter_value', `length for type ${name} cannot exceed ${BITS_MAX}`);
      return length;
    },
    formatTypmod: typmod => (typmod < 0 ? '' : `(${typmod})`),
    compare: (a, b) => compareBits(a as string, b as string),
    equals: (a, b) => a === b,
    hash: value => hashText(value as string),
    storageClass: () => 'encoded',
    encode: send,
    decode: (bytes, start, length) => receive(bytes.subarray(start, start + length)),
    encodeKey: (value, out) => writeKeyText(encodeUtf8(value as string), out),
    decodeKey(bytes, start) {
      const end = bytes.indexOf(0, start);
      return { value: decodeUtf8(bytes, start, end), next: end + 1 };
    },
  });
}

export const bitTypes: readonly TypeOps[] = [
  bitType(oids.BIT, 'bit', oids.BIT_ARRAY, coerceBit),
  bitType(oids.VARBIT, 'varbit', oids.VARBIT_ARRAY, coerceVarbit),
];
