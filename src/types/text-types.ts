/**
 * Character types: text, varchar, bpchar, name, "char", unknown, cstring, xml-free text carriers (PostgreSQL chapter 8.3).
 * Order is that of the UTF-8 bytes (C collation). Lengths count characters. bpchar compares without trailing blanks.
 */
import { PgError } from '../errors/index.js';
import type { Oid } from '../base/index.js';
import type { Datum } from './datum.js';
import { defineType, noEquality, notComparable } from './define-type.js';
import { hashText } from './hash.js';
import { writeKeyText } from './key-bytes.js';
import * as oids from './oids.js';
import type { KeyWriter, TypeOps } from './type-ops.js';
import { characterCount, characterOffset, compareText, decodeUtf8, encodeUtf8, rejectNul, truncateUtf8 } from './utf8.js';

const LENGTH_MAX = 10485760;
const NAME_BYTES_MAX = 63;

const compare = (a: Datum, b: Datum): number => compareText(a as string, b as string);
const same = (a: Datum, b: Datum): boolean => a === b;
const send = (value: Datum): Uint8Array => encodeUtf8(value as string);

function writeKey(value: Datum, out: KeyWriter): void {
  writeKeyText(encodeUtf8(value as string), out);
}

function readKey(bytes: Uint8Array, start: number): { value: Datum; next: number } {
  const end = bytes.indexOf(0, start);
  return { value: decodeUtf8(bytes, start, end), next: end + 1 };
}

function parseText(text: string): string {
  rejectNul(text);
  return text;
}

/** A type that is text in all but name. */
export function textLike(id: Oid, name: string, arrayOid: Oid, length = -1): TypeOps {
  return defineType({
    oid: id,
    name,
    arrayOid,
    length,
    parse: parseText,
    format: value => value as string,
    receive: bytes => decodeUtf8(bytes),
    send,
    compare,
    equals: same,
    hash: value => hashText(value as string),
    storageClass: () => 'text',
    encodeKey: writeKey,
    decodeKey: readKey,
  });
}

export const textType = textLike(oids.TEXT, 'text', oids.TEXT_ARRAY);
/** What a literal in a record stays when nothing says more: it has no order and no equality. */
export const unknownType: TypeOps = { ...textLike(oids.UNKNOWN, 'unknown', 0 as Oid, -2), compare: notComparable('unknown'), equals: noEquality('unknown') };
export const cstringType = textLike(oids.CSTRING, 'cstring', oids.CSTRING_ARRAY, -2);
export const refcursorType = textLike(oids.REFCURSOR, 'refcursor', oids.REFCURSOR_ARRAY);
/** Kept for the catalogs: it has no input of its own. */
export const pgNodeTreeType: TypeOps = {
  ...textLike(oids.PG_NODE_TREE, 'pg_node_tree', 0 as Oid),
  parse: () => {
    throw new PgError('feature_not_supported', 'cannot accept a value of type pg_node_tree');
  },
};
export const aclitemType = textLike(oids.ACLITEM, 'aclitem', oids.ACLITEM_ARRAY, 12);

// --- varchar and bpchar ---

/** Throws 22001 unless everything past `limit` characters is blank. */
function rejectExcess(text: string, from: number, type: string, limit: number): void {
  for (let i = from; i < text.length; i++) {
    if (text.charCodeAt(i) !== 32) {
      throw new PgError('string_data_right_truncation', `value too long for type ${type}(${limit})`);
    }
  }
}

/** Length coercion of varchar(n). */
export function coerceVarchar(text: string, typmod: number, explicit: boolean): string {
  const limit = typmod - 4;
  if (typmod < 4 || text.length <= limit) return text;
  const end = characterOffset(text, limit);
  if (end === text.length) return text;
  if (!explicit) rejectExcess(text, end, 'character varying', limit);
  return text.slice(0, end);
}

/** Length coercion of char(n): pads with blanks to the length. */
export function coerceBpchar(text: string, typmod: number, explicit: boolean): string {
  const limit = typmod - 4;
  if (typmod < 4) return text;
  const count = characterCount(text);
  if (count === limit) return text;
  if (count < limit) return text + ' '.repeat(limit - count);
  const end = characterOffset(text, limit);
  if (!explicit) rejectExcess(text, end, 'character', limit);
  return text.slice(0, end);
}

export function trimBlanks(text: string): string {
  let end = text.length;
  while (end > 0 && text.charCodeAt(end - 1) === 32) end--;
  return end === text.length ? text : text.slice(0, end);
}

function lengthTypmod(typeName: string): (modifiers: readonly number[]) => number {
  return modifiers => {
    if (modifiers.length !== 1) throw new PgError('invalid_parameter_value', 'invalid type modifier');
    const length = modifiers[0] as number;
    if (length < 1) throw new PgError('invalid_parameter_value', `length for type ${typeName} must be at least 1`);
    if (length > LENGTH_MAX) throw new PgError('invalid_parameter_value', `length for type ${typeName} cannot exceed ${LENGTH_MAX}`);
    return length + 4;
  };
}

const formatLength = (typmod: number): string => (typmod < 4 ? '' : `(${typmod - 4})`);

export const varcharType: TypeOps = defineType({
  ...textLike(oids.VARCHAR, 'varchar', oids.VARCHAR_ARRAY),
  parse: (text, typmod) => coerceVarchar(parseText(text), typmod, false),
  receive: (bytes, typmod) => coerceVarchar(decodeUtf8(bytes), typmod, false),
  applyTypmod: (value, typmod, explicit) => coerceVarchar(value as string, typmod, explicit),
  parseTypmod: lengthTypmod('varchar'),
  formatTypmod: formatLength,
});

export function compareBpchar(a: string, b: string): number {
  return compareText(trimBlanks(a), trimBlanks(b));
}

export const bpcharType: TypeOps = defineType({
  ...textLike(oids.BPCHAR, 'bpchar', oids.BPCHAR_ARRAY),
  parse: (text, typmod) => coerceBpchar(parseText(text), typmod, false),
  receive: (bytes, typmod) => coerceBpchar(decodeUtf8(bytes), typmod, false),
  applyTypmod: (value, typmod, explicit) => coerceBpchar(value as string, typmod, explicit),
  parseTypmod: lengthTypmod('char'),
  formatTypmod: formatLength,
  compare: (a, b) => compareBpchar(a as string, b as string),
  equals: (a, b) => a === b || trimBlanks(a as string) === trimBlanks(b as string),
  hash: value => hashText(trimBlanks(value as string)),
  encodeKey: (value, out) => writeKeyText(encodeUtf8(trimBlanks(value as string)), out),
  decodeKey: undefined,
});

// --- name and "char" ---

export function toName(text: string): string {
  return truncateUtf8(text, NAME_BYTES_MAX);
}

export const nameType: TypeOps = defineType({
  ...textLike(oids.NAME, 'name', oids.NAME_ARRAY, 64),
  parse: text => toName(parseText(text)),
  receive(bytes) {
    if (bytes.length > NAME_BYTES_MAX) {
      throw new PgError('name_too_long', 'identifier too long', { detail: `Identifier must be less than ${NAME_BYTES_MAX + 1} characters.` });
    }
    return decodeUtf8(bytes);
  },
});

/**
 * "char": one byte, held as a string of at most one character U+0000-U+00FF (the empty string is the zero byte).
 * Bytes past 7F read and print as \ooo.
 */
export function charByte(value: string): number {
  return value.length === 0 ? 0 : value.charCodeAt(0);
}
export function charFromByte(byte: number): string {
  return byte === 0 ? '' : String.fromCharCode(byte);
}

export function parseChar(text: string): string {
  const octal = /^\\([0-7]{3})$/.exec(text);
  if (octal !== null) return charFromByte(parseInt(octal[1] as string, 8) & 0xff);
  if (text.length === 0) return '';
  return charFromByte(encodeUtf8(text)[0] as number);
}

export function formatChar(value: string): string {
  const byte = charByte(value);
  return byte < 0x80 ? value : '\\' + byte.toString(8).padStart(3, '0');
}

export const charType: TypeOps = defineType({
  oid: oids.CHAR,
  name: 'char',
  arrayOid: oids.CHAR_ARRAY,
  length: 1,
  parse: parseChar,
  format: value => formatChar(value as string),
  receive: bytes => charFromByte(bytes[0] ?? 0),
  send: value => Uint8Array.of(charByte(value as string)),
  compare: (a, b) => charByte(a as string) - charByte(b as string),
  equals: same,
  hash: value => charByte(value as string),
  storageClass: () => 'char1',
  encodeKey: (value, out) => out.byte(charByte(value as string)),
  decodeKey: (bytes, start) => ({ value: charFromByte(bytes[start] as number), next: start + 1 }),
});

export const textTypes: readonly TypeOps[] = [
  textType,
  varcharType,
  bpcharType,
  nameType,
  charType,
  unknownType,
  cstringType,
  refcursorType,
  pgNodeTreeType,
  aclitemType,
];
