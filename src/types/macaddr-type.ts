/** macaddr and macaddr8 (PostgreSQL chapter 8.9): at run time their canonical text, which orders as the bytes do. Binary form: the bytes. */
import type { Oid } from '../base/index.js';
import { PgError } from '../errors/index.js';
import { BinaryReader, expectLength } from './binary.js';
import type { Datum } from './datum.js';
import { defineType, invalidInput } from './define-type.js';
import { hashText } from './hash.js';
import * as oids from './oids.js';
import type { TypeOps } from './type-ops.js';

export function macBytes(text: string): Uint8Array {
  return Uint8Array.from(text.split(':'), part => parseInt(part, 16));
}

export function macText(bytes: Uint8Array | readonly number[]): string {
  return Array.from(bytes, b => b.toString(16).padStart(2, '0')).join(':');
}

const HEX = '\\s*(?:0[xX])?([0-9a-fA-F]+)';
const PAIR = '\\s*([0-9a-fA-F]{1,2})';
/** The forms of six octets, in the order they are tried. */
const FORMS: readonly RegExp[] = [
  new RegExp(`^${Array<string>(6).fill(HEX).join(':')}\\s*$`),
  new RegExp(`^${Array<string>(6).fill(HEX).join('-')}\\s*$`),
  new RegExp(`^${PAIR}${PAIR}${PAIR}:${PAIR}${PAIR}${PAIR}\\s*$`),
  new RegExp(`^${PAIR}${PAIR}${PAIR}-${PAIR}${PAIR}${PAIR}\\s*$`),
  new RegExp(`^${PAIR}${PAIR}\\.${PAIR}${PAIR}\\.${PAIR}${PAIR}\\s*$`),
  new RegExp(`^${PAIR}${PAIR}-${PAIR}${PAIR}-${PAIR}${PAIR}\\s*$`),
  new RegExp(`^${PAIR}${PAIR}${PAIR}${PAIR}${PAIR}${PAIR}\\s*$`),
];

export function parseMacaddr(text: string): string {
  for (const form of FORMS) {
    const m = form.exec(text);
    if (m === null) continue;
    const octets = m.slice(1, 7).map(digits => parseInt(digits, 16));
    if (octets.some(o => o > 255)) throw new PgError('numeric_value_out_of_range', `invalid octet value in "macaddr" value: "${text}"`);
    return macText(octets);
  }
  throw invalidInput('macaddr', text);
}

/** Six octets make room for FF FE in the middle. */
export function widenMac(octets: readonly number[]): number[] {
  return [...octets.slice(0, 3), 0xff, 0xfe, ...octets.slice(3)];
}

export function parseMacaddr8(text: string): string {
  const fail = (): never => {
    throw invalidInput('macaddr8', text);
  };
  const octets: number[] = [];
  let at = 0;
  let spacer = '';
  while (at < text.length && /\s/.test(text[at] as string)) at++;
  while (at + 1 < text.length) {
    const pair = text.slice(at, at + 2);
    if (octets.length === 8 || !/^[0-9a-fA-F]{2}$/.test(pair)) return fail();
    octets.push(parseInt(pair, 16));
    at += 2;
    const c = text[at];
    if (c === ':' || c === '-' || c === '.') {
      if (spacer !== '' && spacer !== c) return fail();
      spacer = c;
      at++;
    }
    if ((octets.length === 6 || octets.length === 8) && /^\s/.test(text.slice(at))) {
      if (text.slice(at).trim() !== '') return fail();
      at = text.length;
    }
  }
  if (octets.length === 6) return macText(widenMac(octets));
  return octets.length === 8 ? macText(octets) : fail();
}

function macType(id: Oid, name: string, arrayOid: Oid, size: number, parse: (text: string) => string, receive: (bytes: Uint8Array) => string): TypeOps {
  return defineType({
    oid: id,
    name,
    arrayOid,
    length: size,
    parse,
    format: value => value as string,
    receive,
    send: value => macBytes(value as string),
    compare: (a, b) => ((a as string) < (b as string) ? -1 : a === b ? 0 : 1),
    equals: (a: Datum, b: Datum) => a === b,
    hash: value => hashText(value as string),
    storageClass: () => 'encoded',
    encode: value => macBytes(value as string),
    decode: (bytes, start) => macText(bytes.subarray(start, start + size)),
    encodeKey: (value, out) => out.bytes(macBytes(value as string)),
    decodeKey: (bytes, start) => ({ value: macText(bytes.subarray(start, start + size)), next: start + size }),
  });
}

export const macaddrTypes: readonly TypeOps[] = [
  macType(oids.MACADDR, 'macaddr', oids.MACADDR_ARRAY, 6, parseMacaddr, bytes => {
    expectLength(bytes, 6);
    return macText(bytes);
  }),
  macType(oids.MACADDR8, 'macaddr8', oids.MACADDR8_ARRAY, 8, parseMacaddr8, bytes => {
    const reader = new BinaryReader(bytes);
    const octets = Array.from(reader.bytes(bytes.length === 6 ? 6 : 8));
    reader.end();
    return macText(octets.length === 6 ? widenMac(octets) : octets);
  }),
];
