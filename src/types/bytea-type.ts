/** bytea: byte strings, in hex (`\x…`) and escape form (PostgreSQL chapter 8.4). */
import { PgError } from '../errors/index.js';
import type { Datum } from './datum.js';
import { defineType } from './define-type.js';
import { hashBytes } from './hash.js';
import { readKeyBytes, writeKeyBytes } from './key-bytes.js';
import * as oids from './oids.js';
import { bytesInPortions, PORTION } from './portions.js';
import type { TypeOps, WorkPort } from './type-ops.js';
import { compareBytes, encodeUtf8, equalBytes } from './utf8.js';

function hexDigit(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  const lower = code | 32;
  return lower >= 97 && lower <= 102 ? lower - 87 : -1;
}

/** Hex digits, blanks allowed between bytes. */
export function decodeHex(text: string, start = 0, work?: WorkPort): Uint8Array {
  const out = new Uint8Array((text.length - start) >> 1);
  let n = 0;
  let i = start;
  while (i < text.length) {
    const c = text.charCodeAt(i);
    if (c === 32 || c === 10 || c === 9 || c === 13) {
      i++;
      continue;
    }
    const high = hexDigit(c);
    if (high < 0) throw invalidHexDigit(text, i);
    i++;
    if (i >= text.length) throw new PgError('invalid_parameter_value', 'invalid hexadecimal data: odd number of digits');
    const low = hexDigit(text.charCodeAt(i));
    if (low < 0) throw invalidHexDigit(text, i);
    i++;
    out[n++] = high * 16 + low;
    if (n % PORTION === 0) work?.check();
  }
  return n === out.length ? out : out.slice(0, n);
}

function invalidHexDigit(text: string, at: number): PgError {
  return new PgError('invalid_parameter_value', `invalid hexadecimal digit: "${String.fromCodePoint(text.codePointAt(at) as number)}"`);
}

export function encodeHex(bytes: Uint8Array, work?: WorkPort): string {
  return bytesInPortions(bytes, 1, work, piece => Buffer.from(piece.buffer, piece.byteOffset, piece.length).toString('hex'));
}

export function parseBytea(text: string): Uint8Array {
  if (text.startsWith('\\x')) return decodeHex(text, 2);
  const source = encodeUtf8(text);
  if (!text.includes('\\')) return source.slice();
  const out = new Uint8Array(source.length);
  let n = 0;
  for (let i = 0; i < source.length; n++) {
    const b = source[i] as number;
    if (b !== 92) {
      out[n] = b;
      i++;
    } else if (source[i + 1] === 92) {
      out[n] = 92;
      i += 2;
    } else {
      const [x, y, z] = [source[i + 1] ?? 0, source[i + 2] ?? 0, source[i + 3] ?? 0];
      if (x < 48 || x > 51 || y < 48 || y > 55 || z < 48 || z > 55) {
        throw new PgError('invalid_text_representation', 'invalid input syntax for type bytea');
      }
      out[n] = (x - 48) * 64 + (y - 48) * 8 + (z - 48);
      i += 4;
    }
  }
  return out.slice(0, n);
}

/** Printable ASCII as it is, backslash doubled, other bytes as \ooo. */
export function formatByteaEscape(bytes: Uint8Array): string {
  let out = '';
  for (const b of bytes) {
    if (b === 92) out += '\\\\';
    else if (b < 32 || b > 126) out += '\\' + b.toString(8).padStart(3, '0');
    else out += String.fromCharCode(b);
  }
  return out;
}

export const byteaType: TypeOps = defineType({
  oid: oids.BYTEA,
  name: 'bytea',
  arrayOid: oids.BYTEA_ARRAY,
  length: -1,
  parse: parseBytea,
  format: (value: Datum, context) =>
    context.byteaOutput === 'hex' ? '\\x' + encodeHex(value as Uint8Array, context.work) : formatByteaEscape(value as Uint8Array),
  receive: bytes => bytes.slice(),
  send: value => value as Uint8Array,
  compare: (a, b) => compareBytes(a as Uint8Array, b as Uint8Array),
  equals: (a, b) => equalBytes(a as Uint8Array, b as Uint8Array),
  hash: value => hashBytes(value as Uint8Array),
  storageClass: () => 'bytes',
  encodeKey: (value, out) => writeKeyBytes(value as Uint8Array, out),
  decodeKey: readKeyBytes,
});
