/** uuid: held as its canonical lower-case text, stored as 16 bytes (PostgreSQL chapter 8.12). */
import { expectLength } from './binary.js';
import { encodeHex } from './bytea-type.js';
import type { Datum } from './datum.js';
import { defineType, invalidInput } from './define-type.js';
import { combineHash, mix32 } from './hash.js';
import * as oids from './oids.js';
import type { TypeOps } from './type-ops.js';

const CANONICAL = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** A hyphen is allowed after any group of four digits, and braces around all. */
const LOOSE = /^(?:\{(?:[0-9a-f]{4}-?){7}[0-9a-f]{4}\}|(?:[0-9a-f]{4}-?){7}[0-9a-f]{4})$/i;

export function parseUuid(text: string): string {
  if (CANONICAL.test(text)) return text;
  if (!LOOSE.test(text)) throw invalidInput('uuid', text);
  return fromHex(text.replace(/[-{}]/g, '').toLowerCase());
}

function fromHex(hex: string): string {
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

export function uuidFromBytes(bytes: Uint8Array): string {
  return fromHex(encodeHex(bytes));
}

export function uuidBytes(uuid: string): Uint8Array {
  const bytes = new Uint8Array(16);
  for (let i = 0; i < 4; i++) {
    const word = uuidWord(uuid, i);
    bytes[i * 4] = word >>> 24;
    bytes[i * 4 + 1] = word >>> 16;
    bytes[i * 4 + 2] = word >>> 8;
    bytes[i * 4 + 3] = word;
  }
  return bytes;
}

/** The i-th 32 bits, big-endian. */
function uuidWord(uuid: string, i: number): number {
  switch (i) {
    case 0:
      return parseInt(uuid.slice(0, 8), 16) | 0;
    case 1:
      return parseInt(uuid.slice(9, 13) + uuid.slice(14, 18), 16) | 0;
    case 2:
      return parseInt(uuid.slice(19, 23) + uuid.slice(24, 28), 16) | 0;
    default:
      return parseInt(uuid.slice(28, 36), 16) | 0;
  }
}

const hex32 = (word: number): string => (word >>> 0).toString(16).padStart(8, '0');

export const uuidType: TypeOps = defineType({
  oid: oids.UUID,
  name: 'uuid',
  arrayOid: oids.UUID_ARRAY,
  length: 16,
  parse: parseUuid,
  format: value => value as string,
  receive(bytes) {
    expectLength(bytes, 16);
    return uuidFromBytes(bytes);
  },
  send: value => uuidBytes(value as string),
  // The canonical text orders as the bytes do.
  compare: (a, b) => ((a as string) < (b as string) ? -1 : a === b ? 0 : 1),
  equals: (a: Datum, b: Datum) => a === b,
  hash(value) {
    const uuid = value as string;
    return mix32(combineHash(combineHash(uuidWord(uuid, 0), uuidWord(uuid, 1)), combineHash(uuidWord(uuid, 2), uuidWord(uuid, 3))));
  },
  storageClass: () => 'fixed16',
  encodeFixed(value, words, word) {
    for (let i = 0; i < 4; i++) words[word + i] = uuidWord(value as string, i);
  },
  decodeFixed: (words, word) =>
    fromHex(hex32(words[word] as number) + hex32(words[word + 1] as number) + hex32(words[word + 2] as number) + hex32(words[word + 3] as number)),
  encodeKey: (value, out) => out.bytes(uuidBytes(value as string)),
  decodeKey: (bytes, start) => ({ value: uuidFromBytes(bytes.subarray(start, start + 16)), next: start + 16 }),
});
