/**
 * inet and cidr (PostgreSQL chapter 8.9). Both hold an address and a width in bits; a cidr has no bits set beyond its width, and always
 * shows the width.
 *
 * Binary form: family (2 IPv4, 3 IPv6), width, whether cidr, number of bytes, the bytes. Stored form: width, then the bytes.
 * Key bytes: family, the bytes with what is beyond the width cleared, width, the bytes. This orders as PostgreSQL does: by the common part
 * of the networks, then by width, then by address.
 */
import type { Oid } from '../base/index.js';
import { PgError } from '../errors/index.js';
import { BinaryReader } from './binary.js';
import type { Datum, InetValue } from './datum.js';
import { defineType, invalidInput } from './define-type.js';
import { combineHash, hashBytes } from './hash.js';
import { addressText, parseCidr4, parseInet4, parseInet6 } from './inet-text.js';
import * as oids from './oids.js';
import type { KeyWriter, TypeOps } from './type-ops.js';

const BINARY_IPV4 = 2;
const BINARY_IPV6 = 3;

export function makeInet(bytes: Uint8Array, bits: number): InetValue {
  return { kind: 'inet', bytes, bits };
}

/** 4 or 6. */
export const inetFamily = (value: InetValue): 4 | 6 => (value.bytes.length === 4 ? 4 : 6);
export const inetWidthMax = (value: InetValue): number => value.bytes.length * 8;

/** The bytes with all bits past `bits` cleared. */
export function maskedBytes(bytes: Uint8Array, bits: number): Uint8Array {
  const masked = bytes.slice();
  const whole = bits >> 3;
  if ((bits & 7) !== 0) masked[whole] = (masked[whole] as number) & (0xff00 >> (bits & 7)) & 0xff;
  masked.fill(0, (bits + 7) >> 3);
  return masked;
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return a.length === b.length;
}

function hasHostBits(value: InetValue): boolean {
  return !sameBytes(value.bytes, maskedBytes(value.bytes, value.bits));
}

function compareAddresses(a: Uint8Array, b: Uint8Array): number {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return (a[i] as number) - (b[i] as number);
  return 0;
}

/** Do the first `bits` bits agree? */
export function sameNetwork(a: InetValue, b: InetValue, bits: number): boolean {
  return compareAddresses(maskedBytes(a.bytes, bits), maskedBytes(b.bytes, bits)) === 0;
}

export function compareInet(a: InetValue, b: InetValue): number {
  if (a.bytes.length !== b.bytes.length) return a.bytes.length - b.bytes.length;
  const common = Math.min(a.bits, b.bits);
  const d = compareAddresses(maskedBytes(a.bytes, common), maskedBytes(b.bytes, common));
  if (d !== 0) return d;
  return a.bits !== b.bits ? a.bits - b.bits : compareAddresses(a.bytes, b.bytes);
}

function parseAddress(text: string, isCidr: boolean): InetValue {
  const parsed = text.includes(':') ? parseInet6(text) : isCidr ? parseCidr4(text) : parseInet4(text);
  if (parsed === null) throw invalidInput(isCidr ? 'cidr' : 'inet', text);
  const value = makeInet(parsed.bytes, parsed.bits);
  if (isCidr && hasHostBits(value)) {
    throw new PgError('invalid_text_representation', `invalid cidr value: "${text}"`, { detail: 'Value has bits set to right of mask.' });
  }
  return value;
}

/** The address of a socket's other end, as Node gives it: IPv4 within IPv6 comes out as IPv4, a scope is left out. Null when it is none. */
export function socketAddress(address: string): InetValue | null {
  const plain = address.replace(/^::ffff:(?=[\d.]+$)/i, '').replace(/%.*$/, '');
  const parsed = plain.includes(':') ? parseInet6(plain) : parseInet4(plain);
  return parsed === null ? null : makeInet(parsed.bytes, parsed.bits);
}

export function formatInet(value: InetValue, withWidth = value.bits !== inetWidthMax(value)): string {
  const address = addressText(value.bytes);
  return withWidth ? `${address}/${value.bits}` : address;
}

function receiveInet(bytes: Uint8Array, name: string): InetValue {
  const fail = (what: string, detail?: string): never => {
    throw new PgError('invalid_binary_representation', `${what} in external "${name}" value`, detail === undefined ? {} : { detail });
  };
  const reader = new BinaryReader(bytes);
  const family = reader.byte();
  if (family !== BINARY_IPV4 && family !== BINARY_IPV6) fail('invalid address family');
  const size = family === BINARY_IPV4 ? 4 : 16;
  const bits = reader.byte();
  if (bits > size * 8) fail('invalid bits');
  reader.byte();
  if (reader.byte() !== size) fail('invalid length');
  const value = makeInet(reader.bytes(size).slice(), bits);
  reader.end();
  if (name === 'cidr' && hasHostBits(value)) {
    throw new PgError('invalid_binary_representation', 'invalid external "cidr" value', { detail: 'Value has bits set to right of mask.' });
  }
  return value;
}

function sendInet({ bytes, bits }: InetValue, isCidr: boolean): Uint8Array {
  return Uint8Array.of(bytes.length === 4 ? BINARY_IPV4 : BINARY_IPV6, bits, isCidr ? 1 : 0, bytes.length, ...bytes);
}

function writeKey({ bytes, bits }: InetValue, out: KeyWriter): void {
  out.byte(bytes.length);
  out.bytes(maskedBytes(bytes, bits));
  out.byte(bits);
  out.bytes(bytes);
}

function networkType(id: Oid, name: 'inet' | 'cidr', arrayOid: Oid): TypeOps {
  const isCidr = name === 'cidr';
  return defineType({
    oid: id,
    name,
    arrayOid,
    length: -1,
    parse: text => parseAddress(text, isCidr),
    format: value => (isCidr ? formatInet(value as InetValue, true) : formatInet(value as InetValue)),
    receive: bytes => receiveInet(bytes, name),
    send: value => sendInet(value as InetValue, isCidr),
    compare: (a, b) => compareInet(a as InetValue, b as InetValue),
    hash: (value: Datum) => combineHash((value as InetValue).bits, hashBytes((value as InetValue).bytes)),
    storageClass: () => 'encoded',
    encode: value => Uint8Array.of((value as InetValue).bits, ...(value as InetValue).bytes),
    decode: (bytes, start, length) => makeInet(bytes.slice(start + 1, start + length), bytes[start] as number),
    encodeKey: (value, out) => writeKey(value as InetValue, out),
    decodeKey(bytes, start) {
      const size = bytes[start] as number;
      const bits = bytes[start + 1 + size] as number;
      const next = start + 2 + 2 * size;
      return { value: makeInet(bytes.slice(next - size, next), bits), next };
    },
  });
}

export const inetTypes: readonly TypeOps[] = [networkType(oids.INET, 'inet', oids.INET_ARRAY), networkType(oids.CIDR, 'cidr', oids.CIDR_ARRAY)];
