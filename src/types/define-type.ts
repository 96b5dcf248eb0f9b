/**
 * Builds a TypeOps from what is particular to the type. Every TypeOps gets the same members in the same order,
 * so that property loads at a call site that sees many types stay cheap.
 */
import type { Oid } from '../base/index.js';
import { PgError } from '../errors/index.js';
import type { Datum } from './datum.js';
import type { TypeOps } from './type-ops.js';

export type TypeDefinition = Omit<TypeOps, 'elementOid' | 'comparable' | 'equals' | 'storageClass'> &
  Partial<Pick<TypeOps, 'elementOid' | 'comparable' | 'equals'>> & { storageClass: TypeOps['storageClass'] };

export function defineType(d: TypeDefinition): TypeOps {
  return {
    oid: d.oid,
    name: d.name,
    arrayOid: d.arrayOid,
    elementOid: d.elementOid ?? (0 as Oid),
    length: d.length,
    parse: d.parse,
    format: d.format,
    receive: d.receive,
    send: d.send,
    applyTypmod: d.applyTypmod,
    parseTypmod: d.parseTypmod,
    formatTypmod: d.formatTypmod,
    comparable: d.comparable ?? true,
    compare: d.compare,
    equals: d.equals ?? ((a: Datum, b: Datum) => d.compare(a, b) === 0),
    hash: d.hash,
    storageClass: d.storageClass,
    encode: d.encode,
    decode: d.decode,
    encodeFixed: d.encodeFixed,
    decodeFixed: d.decodeFixed,
    keyEnds: d.keyEnds,
    encodeKey: d.encodeKey,
    decodeKey: d.decodeKey,
    range: d.range,
  } as TypeOps;
}

/** `invalid input syntax for type T: "…"` */
export function invalidInput(type: string, text: string): PgError {
  return new PgError('invalid_text_representation', `invalid input syntax for type ${type}: "${text}"`);
}

/** `value "…" is out of range for type T` */
export function inputOutOfRange(type: string, text: string): PgError {
  return new PgError('numeric_value_out_of_range', `value "${text}" is out of range for type ${type}`);
}

/** Refuses an operation that the type has no btree operator class for. */
export function notComparable(typeName: string): (a: Datum, b: Datum) => number {
  return () => {
    throw new PgError('undefined_function', `could not identify a comparison function for type ${typeName}`);
  };
}

/** Refuses equality of a type that has none. */
export function noEquality(typeName: string): (a: Datum, b: Datum) => boolean {
  return () => {
    throw new PgError('undefined_function', `could not identify an equality operator for type ${typeName}`);
  };
}
