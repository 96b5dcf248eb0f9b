/** bool: any unambiguous prefix of true/false/yes/no, or on/off/1/0 (PostgreSQL chapter 8.6). */
import type { Datum } from './datum.js';
import { expectLength } from './binary.js';
import { defineType, invalidInput } from './define-type.js';
import * as oids from './oids.js';
import type { TypeOps } from './type-ops.js';

const WORDS = new Map<string, boolean>([
  ['on', true],
  ['of', false],
  ['off', false],
  ['1', true],
  ['0', false],
]);
for (const [word, value] of [
  ['true', true],
  ['false', false],
  ['yes', true],
  ['no', false],
] as const) {
  for (let n = 1; n <= word.length; n++) WORDS.set(word.slice(0, n), value);
}

/** Undefined when the text is no boolean. */
export function parseBoolText(text: string): boolean | undefined {
  return WORDS.get(text.replace(/^[ \t\n\v\f\r]+|[ \t\n\v\f\r]+$/g, '').toLowerCase());
}

export function parseBool(text: string): boolean {
  const value = parseBoolText(text);
  if (value === undefined) throw invalidInput('boolean', text);
  return value;
}

export const boolType: TypeOps = defineType({
  oid: oids.BOOL,
  name: 'bool',
  arrayOid: oids.BOOL_ARRAY,
  length: 1,
  parse: parseBool,
  format: value => ((value as boolean) ? 't' : 'f'),
  receive(bytes) {
    expectLength(bytes, 1);
    return bytes[0] !== 0;
  },
  send: value => Uint8Array.of((value as boolean) ? 1 : 0),
  compare: (a, b) => Number(a) - Number(b),
  equals: (a: Datum, b: Datum) => a === b,
  hash: value => ((value as boolean) ? 0x5bd1e995 : 0x1b873593),
  storageClass: () => 'bool',
  encodeKey: (value, out) => out.byte((value as boolean) ? 1 : 0),
  decodeKey: (bytes, start) => ({ value: bytes[start] === 1, next: start + 1 }),
});
