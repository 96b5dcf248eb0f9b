/** Binary string functions (PostgreSQL 9.5): bytes, bits, and text encodings of them. */
import { createHash, type Hash } from 'node:crypto';
import { PgError } from '../errors/index.js';
import { bytesInPortions, decodeHex, encodeHex, encodeUtf8, inPortions, PORTION, toInt8, type Int8, type WorkPort } from '../types/index.js';
import { lowerAscii } from './characters.js';
import type { CallContext, ScalarFamily } from './function-impl.js';

function substring(bytes: Uint8Array, start: number, length?: number): Uint8Array {
  if (length === undefined) return start <= 1 ? bytes : bytes.slice(start - 1);
  if (length < 0) throw new PgError('substring_error', 'negative substring length not allowed');
  const end = start + length;
  return end <= 1 ? new Uint8Array(0) : bytes.slice(Math.max(start, 1) - 1, end - 1);
}

function concatenate(...parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((n, p) => n + p.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

function overlay(bytes: Uint8Array, by: Uint8Array, start: number, length: number): Uint8Array {
  if (start <= 0) throw new PgError('substring_error', 'negative substring length not allowed');
  const end = start + length;
  if (end > 2147483647) throw new PgError('numeric_value_out_of_range', 'integer out of range');
  return concatenate(substring(bytes, 1, start - 1), by, substring(bytes, end));
}

function position(bytes: Uint8Array, part: Uint8Array): number {
  if (part.length === 0) return 1;
  for (let i = 0; i + part.length <= bytes.length; i++) {
    let n = 0;
    while (n < part.length && bytes[i + n] === part[n]) n++;
    if (n === part.length) return i + 1;
  }
  return 0;
}

function trim(bytes: Uint8Array, set: Uint8Array, atStart: boolean, atEnd: boolean): Uint8Array {
  let start = 0;
  let end = bytes.length;
  if (atStart) while (start < end && set.includes(bytes[start] as number)) start++;
  if (atEnd) while (end > start && set.includes(bytes[end - 1] as number)) end--;
  return bytes.slice(start, end);
}

function checkIndex(index: Int8, size: number): number {
  if (index < 0 || index >= size) throw new PgError('array_subscript_error', `index ${index} out of valid range, 0..${size - 1}`);
  return Number(index);
}

function setBit(bytes: Uint8Array, index: Int8, bit: number): Uint8Array {
  const at = checkIndex(index, bytes.length * 8);
  if (bit !== 0 && bit !== 1) throw new PgError('invalid_parameter_value', 'new bit must be 0 or 1');
  const out = bytes.slice();
  const mask = 1 << (at % 8);
  const byte = out[at >> 3] as number;
  out[at >> 3] = bit ? byte | mask : byte & ~mask;
  return out;
}

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const BASE64_LINE = 76;

/** Bytes of a line of base64. */
const BASE64_LINE_BYTES = (BASE64_LINE / 4) * 3;

function encodeBase64(bytes: Uint8Array, work?: WorkPort): string {
  const text = bytesInPortions(bytes, BASE64_LINE_BYTES, work, piece =>
    Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength).toString('base64').replace(/.{76}/g, '$&\n'),
  );
  return text.endsWith('\n') ? text.slice(0, -1) : text;
}

function decodeBase64(text: string, work?: WorkPort): Uint8Array {
  const out = new Uint8Array(Math.ceil(text.length / 4) * 3);
  let filled = 0;
  let buffer = 0;
  let count = 0;
  let padding = 0;
  for (const c of text) {
    if (c === ' ' || c === '\t' || c === '\n' || c === '\r') continue;
    let value: number;
    if (c === '=') {
      if (padding === 0) {
        if (count !== 2 && count !== 3) throw new PgError('invalid_parameter_value', 'unexpected "=" while decoding base64 sequence');
        padding = count === 2 ? 1 : 2;
      }
      value = 0;
    } else {
      value = BASE64.indexOf(c);
      if (value < 0) throw new PgError('invalid_parameter_value', `invalid symbol "${c}" found while decoding base64 sequence`);
    }
    buffer = (buffer << 6) | value;
    if (++count === 4) {
      out[filled++] = (buffer >> 16) & 255;
      if (padding === 0 || padding > 1) out[filled++] = (buffer >> 8) & 255;
      if (padding === 0) out[filled++] = buffer & 255;
      if (filled % PORTION < 3) work?.check();
      buffer = 0;
      count = 0;
    }
  }
  if (count !== 0) {
    throw new PgError('invalid_parameter_value', 'invalid base64 end sequence', {
      hint: 'Input data is missing padding, is truncated, or is otherwise corrupted.',
    });
  }
  return out.slice(0, filled);
}

/** Zero and high bytes as \ooo, backslash doubled; other bytes as they are. */
function encodeEscape(bytes: Uint8Array, work?: WorkPort): string {
  return bytesInPortions(bytes, 1, work, piece =>
    Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength)
      .toString('latin1')
      .replace(/[\0\\\x80-\xff]/g, c => (c === '\\' ? '\\\\' : `\\${c.charCodeAt(0).toString(8).padStart(3, '0')}`)),
  );
}

function decodeEscape(text: string): Uint8Array {
  const source = encodeUtf8(text);
  const out = new Uint8Array(source.length);
  let filled = 0;
  const octal = (b: number | undefined, max: number): boolean => b !== undefined && b >= 48 && b <= max;
  for (let i = 0; i < source.length;) {
    const b = source[i] as number;
    if (b !== 92) {
      out[filled++] = b;
      i++;
    } else if (source[i + 1] === 92) {
      out[filled++] = 92;
      i += 2;
    } else if (octal(source[i + 1], 51) && octal(source[i + 2], 55) && octal(source[i + 3], 55)) {
      out[filled++] = ((source[i + 1] as number) - 48) * 64 + ((source[i + 2] as number) - 48) * 8 + (source[i + 3] as number) - 48;
      i += 4;
    } else throw new PgError('invalid_text_representation', 'invalid input syntax for type bytea');
  }
  return out.slice(0, filled);
}

function unknownEncoding(name: string): PgError {
  return new PgError('invalid_parameter_value', `unrecognized encoding: "${name}"`);
}

function encode(bytes: Uint8Array, format: string, { work }: CallContext): string {
  switch (lowerAscii(format)) {
    case 'hex':
      return encodeHex(bytes, work);
    case 'base64':
      return encodeBase64(bytes, work);
    case 'escape':
      return encodeEscape(bytes, work);
    default:
      throw unknownEncoding(format);
  }
}

function decode(text: string, format: string, { work }: CallContext): Uint8Array {
  switch (lowerAscii(format)) {
    case 'hex':
      return decodeHex(text, 0, work);
    case 'base64':
      return decodeBase64(text, work);
    case 'escape':
      return decodeEscape(text);
    default:
      throw unknownEncoding(format);
  }
}

/** Bytes hashed at a time: some milliseconds. */
const HASHED_BYTES = 1 << 21;

function hashOf(name: string, bytes: Uint8Array, work: WorkPort | undefined): Hash {
  const hash = createHash(name);
  if (bytes.length <= HASHED_BYTES) return hash.update(bytes);
  for (let start = 0; start < bytes.length; start += HASHED_BYTES) {
    hash.update(bytes.subarray(start, start + HASHED_BYTES));
    work?.check();
  }
  return hash;
}

function digest(name: string): (bytes: Uint8Array, context: CallContext) => Uint8Array {
  return (bytes, { work }) => new Uint8Array(hashOf(name, bytes, work).digest());
}

function md5OfText(text: string, { work }: CallContext): string {
  const hash = createHash('md5');
  if (text.length <= PORTION) return hash.update(text, 'utf8').digest('hex');
  inPortions(text, work, piece => {
    hash.update(piece, 'utf8');
    return '';
  });
  return hash.digest('hex');
}

function countBits(bytes: Uint8Array): Int8 {
  let count = 0;
  for (const b of bytes) for (let rest = b; rest > 0; rest &= rest - 1) count++;
  return toInt8(BigInt(count));
}

export const byteaFunctions: ScalarFamily = {
  'length(bytea)': (bytes: Uint8Array) => bytes.length,
  'octet_length(bytea)': (bytes: Uint8Array) => bytes.length,
  'bit_length(bytea)': (bytes: Uint8Array) => bytes.length * 8,
  'bit_count(bytea)': countBits,
  'byteacat(bytea,bytea)': (a: Uint8Array, b: Uint8Array) => concatenate(a, b),
  'substr(bytea,int4)': (bytes: Uint8Array, start: number) => substring(bytes, start),
  'substr(bytea,int4,int4)': substring,
  'substring(bytea,int4)': (bytes: Uint8Array, start: number) => substring(bytes, start),
  'substring(bytea,int4,int4)': substring,
  'position(bytea,bytea)': position,
  'overlay(bytea,bytea,int4)': (bytes: Uint8Array, by: Uint8Array, start: number) => overlay(bytes, by, start, by.length),
  'overlay(bytea,bytea,int4,int4)': overlay,
  'btrim(bytea,bytea)': (bytes: Uint8Array, set: Uint8Array) => trim(bytes, set, true, true),
  'ltrim(bytea,bytea)': (bytes: Uint8Array, set: Uint8Array) => trim(bytes, set, true, false),
  'rtrim(bytea,bytea)': (bytes: Uint8Array, set: Uint8Array) => trim(bytes, set, false, true),
  'get_byte(bytea,int4)': (bytes: Uint8Array, index: number) => bytes[checkIndex(index, bytes.length)] as number,
  'set_byte(bytea,int4,int4)': (bytes: Uint8Array, index: number, value: number) => {
    const at = checkIndex(index, bytes.length);
    const out = bytes.slice();
    out[at] = value & 255;
    return out;
  },
  'get_bit(bytea,int8)': (bytes: Uint8Array, index: Int8) => {
    const at = checkIndex(index, bytes.length * 8);
    return ((bytes[at >> 3] as number) >> (at % 8)) & 1;
  },
  'set_bit(bytea,int8,int4)': setBit,
  'encode(bytea,text)': encode,
  'decode(text,text)': decode,
  'md5(bytea)': (bytes: Uint8Array, { work }: CallContext) => hashOf('md5', bytes, work).digest('hex'),
  'md5(text)': md5OfText,
  'sha224(bytea)': digest('sha224'),
  'sha256(bytea)': digest('sha256'),
  'sha384(bytea)': digest('sha384'),
  'sha512(bytea)': digest('sha512'),
};
