/** Types of the system catalogs: oid, xid, cid, tid, and the reg* aliases, whose names the catalog resolves (PostgreSQL chapter 8.19). */
import type { Oid } from '../base/index.js';
import type { Datum } from './datum.js';
import { expectLength } from './binary.js';
import { defineType, inputOutOfRange, invalidInput, notComparable } from './define-type.js';
import { hashInteger } from './hash.js';
import { sendUint32 } from './integer-types.js';
import { readKeyUint32, writeKeyUint32 } from './key-bytes.js';
import * as oids from './oids.js';
import type { RegKind, TypeContext, TypeOps } from './type-ops.js';

const NUMBER = /^[ \t\n\v\f\r]*([+-]?)(\d+)[ \t\n\v\f\r]*([^]*)$/;
const UINT64_MAX = 0xffffffffffffffffn;

/** strtoul semantics: negative numbers wrap when they fit 32 bits. */
export function parseOid(text: string): number {
  const m = NUMBER.exec(text);
  if (m === null) throw invalidInput('oid', text);
  const magnitude = BigInt(m[2] as string);
  const value = m[1] === '-' ? -magnitude : magnitude;
  if (m[3] !== '' && magnitude <= UINT64_MAX) throw invalidInput('oid', text);
  if (value > 0xffffffffn || value < -0x80000000n) throw inputOutOfRange('oid', text);
  return Number(BigInt.asUintN(32, value));
}

/** xid and cid take what strtoul(…, 0) makes of the text: decimal, 0x hexadecimal, 0 octal, and 0 for anything else. */
function parseLoosely(text: string): number {
  const m = /^[ \t\n\v\f\r]*([+-]?)(0[xX][0-9a-fA-F]+|0[0-7]*|[1-9]\d*)/.exec(text);
  if (m === null) return 0;
  const digits = m[2] as string;
  const magnitude = /^0[0-7]+$/.test(digits) ? BigInt('0o' + digits.slice(1)) : BigInt(digits);
  if (magnitude > UINT64_MAX) return 0xffffffff;
  return Number(BigInt.asUintN(32, m[1] === '-' ? -magnitude : magnitude));
}

function unsigned(id: Oid, name: string, arrayOid: Oid, parse: TypeOps['parse'], format: TypeOps['format'], isComparable = true): TypeOps {
  return defineType({
    oid: id,
    name,
    arrayOid,
    length: 4,
    parse,
    format,
    receive(bytes) {
      expectLength(bytes, 4);
      return readKeyUint32(bytes, 0);
    },
    send: value => sendUint32(value as number),
    comparable: isComparable,
    compare: isComparable ? (a, b) => (a as number) - (b as number) : notComparable(name),
    equals: (a: Datum, b: Datum) => a === b,
    hash: value => hashInteger(value as number),
    storageClass: () => 'uint4',
    encodeKey: (value, out) => writeKeyUint32(value as number, out),
    decodeKey: (bytes, start) => ({ value: readKeyUint32(bytes, start), next: start + 4 }),
  });
}

const decimal = (value: Datum): string => String(value);

export const oidType = unsigned(oids.OID, 'oid', oids.OID_ARRAY, parseOid, decimal);
export const xidType = unsigned(oids.XID, 'xid', oids.XID_ARRAY, parseLoosely, decimal, false);
export const cidType = unsigned(oids.CID, 'cid', oids.CID_ARRAY, parseLoosely, decimal, false);

/** `-` is 0, digits are the oid itself, anything else is a name for the catalog. */
export function parseReg(kind: RegKind, text: string, context: TypeContext): number {
  if (text === '-') return 0;
  if (/^\d+$/.test(text)) return parseOid(text);
  return context.regLookup(kind, text);
}

export function formatReg(kind: RegKind, id: number, context: TypeContext): string {
  if (id === 0) return kind === 'regoper' || kind === 'regoperator' ? '0' : '-';
  return context.regName(kind, id as Oid) ?? String(id);
}

function reg(id: Oid, kind: RegKind, arrayOid: Oid): TypeOps {
  return unsigned(
    id,
    kind,
    arrayOid,
    (text, _typmod, context) => parseReg(kind, text, context),
    (value, context) => formatReg(kind, value as number, context),
  );
}

/** tid: (block, line) as the row reference block * 65536 + line. */
export function formatTid(ref: number): string {
  return `(${Math.floor(ref / 65536)},${ref % 65536})`;
}

export function parseTid(text: string): number {
  const m = /^[^(]*\(([^,()]*),([^,()]*)\)/.exec(text);
  const block = m === null ? NaN : toTidPart(m[1] as string, 4294967295);
  const line = m === null ? NaN : toTidPart(m[2] as string, 65535);
  if (block !== block || line !== line) throw invalidInput('tid', text);
  return block * 65536 + line;
}

function toTidPart(text: string, limit: number): number {
  if (!/^\s*[+-]?\d+$/.test(text)) return NaN;
  const value = Number(text);
  if (value < 0 && limit > 65535 && value >= -2147483648) return value + 4294967296;
  return value >= 0 && value <= limit ? value : NaN;
}

export const tidType: TypeOps = defineType({
  oid: oids.TID,
  name: 'tid',
  arrayOid: oids.TID_ARRAY,
  length: 6,
  parse: parseTid,
  format: value => formatTid(value as number),
  receive(bytes) {
    expectLength(bytes, 6);
    return readKeyUint32(bytes, 0) * 65536 + ((bytes[4] as number) << 8) + (bytes[5] as number);
  },
  send: value => tidBytes(value as number),
  compare: (a, b) => (a as number) - (b as number),
  equals: (a, b) => a === b,
  hash: value => hashInteger(value as number),
  storageClass: () => 'int8',
  encodeKey: (value, out) => out.bytes(tidBytes(value as number)),
  decodeKey: (bytes, start) => ({
    value: readKeyUint32(bytes, start) * 65536 + ((bytes[start + 4] as number) << 8) + (bytes[start + 5] as number),
    next: start + 6,
  }),
});

function tidBytes(ref: number): Uint8Array {
  const block = Math.floor(ref / 65536);
  const line = ref % 65536;
  return Uint8Array.of(block >>> 24, block >>> 16, block >>> 8, block, line >> 8, line);
}

/** void: the result of functions called for their effect; prints as nothing. */
export const voidType: TypeOps = defineType({
  oid: oids.VOID,
  name: 'void',
  arrayOid: 0 as Oid,
  length: 4,
  parse: () => '',
  format: () => '',
  receive: () => '',
  send: () => new Uint8Array(0),
  comparable: false,
  compare: notComparable('void'),
  equals: () => true,
  hash: () => 0,
  storageClass: () => 'text',
  encodeKey: () => undefined,
});

export const systemTypes: readonly TypeOps[] = [
  oidType,
  xidType,
  cidType,
  tidType,
  reg(oids.REGCLASS, 'regclass', oids.REGCLASS_ARRAY),
  reg(oids.REGTYPE, 'regtype', oids.REGTYPE_ARRAY),
  reg(oids.REGPROC, 'regproc', oids.REGPROC_ARRAY),
  reg(oids.REGPROCEDURE, 'regprocedure', oids.REGPROCEDURE_ARRAY),
  reg(oids.REGOPER, 'regoper', oids.REGOPER_ARRAY),
  reg(oids.REGOPERATOR, 'regoperator', oids.REGOPERATOR_ARRAY),
  reg(oids.REGNAMESPACE, 'regnamespace', oids.REGNAMESPACE_ARRAY),
  reg(oids.REGROLE, 'regrole', oids.REGROLE_ARRAY),
  reg(oids.REGCOLLATION, 'regcollation', oids.REGCOLLATION_ARRAY),
  reg(oids.REGCONFIG, 'regconfig', oids.REGCONFIG_ARRAY),
  reg(oids.REGDICTIONARY, 'regdictionary', oids.REGDICTIONARY_ARRAY),
  voidType,
];
