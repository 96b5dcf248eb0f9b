/** Values that clients send: text as UTF-8, parameters in text or binary form. */
import { isUtf8 } from 'node:buffer';
import type { Oid } from '../base/index.js';
import { PgError } from '../errors/index.js';
import { INT2, INT4, INT8, type Datum, type TypeContext, type TypeOps } from '../types/index.js';

/** Up to this length text is decoded byte by byte, which beats the call into the runtime. */
const SHORT_BYTES = 16;

/** @throws PgError 22021 when the bytes are not UTF-8 */
export function decodeText(bytes: Buffer): string {
  const { length } = bytes;
  if (length <= SHORT_BYTES) {
    let text = '';
    let i = 0;
    for (; i < length; i++) {
      const byte = bytes[i]!;
      if (byte >= 128) break;
      text += String.fromCharCode(byte);
    }
    if (i === length) return text;
  }
  if (!isUtf8(bytes)) throw notUtf8(bytes);
  return bytes.toString('utf8');
}

/** Names the first bad sequence, as PostgreSQL does: the bytes that the leading byte promises. */
function notUtf8(bytes: Buffer): PgError {
  let at = 0;
  let length = 1;
  while (at < bytes.length) {
    const first = bytes[at]!;
    length = first < 0x80 ? 1 : (first & 0xe0) === 0xc0 ? 2 : (first & 0xf0) === 0xe0 ? 3 : (first & 0xf8) === 0xf0 ? 4 : 1;
    if (!isUtf8(bytes.subarray(at, at + length)) || at + length > bytes.length) break;
    at += length;
  }
  return invalidBytes(bytes.subarray(at, at + length));
}

function invalidBytes(sequence: Uint8Array): PgError {
  const shown = Array.from(sequence, byte => `0x${byte.toString(16).padStart(2, '0')}`).join(' ');
  return new PgError('character_not_in_repertoire', `invalid byte sequence for encoding "UTF8": ${shown}`);
}

export function decodeParameter(ops: TypeOps, format: number, value: Buffer | null, index: number, context: TypeContext): Datum {
  if (value === null) return null;
  if (format === 0) {
    const small = smallInteger(ops.oid, value);
    if (small !== null) return small;
    if (value.includes(0)) throw invalidBytes(ZERO);
    return ops.parse(decodeText(value), -1, context);
  }
  if (format !== 1) throw new PgError('invalid_parameter_value', `unsupported format code: ${format}`);
  try {
    return ops.receive(value, -1, context);
  } catch (error) {
    if (error instanceof PgError) throw error;
    throw new PgError('invalid_binary_representation', `incorrect binary data format in bind parameter ${index + 1}`);
  }
}

const ZERO = Uint8Array.of(0);

/** One to nine digits of an integer type without making a string; null for anything else. */
function smallInteger(type: Oid, value: Buffer): number | null {
  const { length } = value;
  if (length === 0 || !((type === INT4 && length <= 9) || (type === INT8 && length <= 15) || (type === INT2 && length <= 4))) return null;
  let number = 0;
  for (let i = 0; i < length; i++) {
    const digit = value[i]! - 48;
    if (digit < 0 || digit > 9) return null;
    number = number * 10 + digit;
  }
  return number;
}
