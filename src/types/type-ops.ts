/**
 * What the engine knows of a data type: one `TypeOps` per type, one file per type family.
 * Everything above (storage, indexes, protocol, execution) asks this interface, never a type's name.
 */
import type { PgError } from '../errors/index.js';
import type { Oid } from '../base/index.js';
import type { Datum } from './datum.js';
import type { PathRegexFlags } from './jsonpath.js';
import type { RangeFacts } from './range.js';

/**
 * How a value sits inside a stored row.
 * Fixed-width classes have a slot of their own width at a constant offset; the last three have a 4-byte slot
 * (offset, length) there and their bytes after the fixed part.
 *
 * | class      | bytes | content |
 * |------------|-------|---------|
 * | bool, char1| 1     | 0/1; one byte |
 * | int2       | 2     | |
 * | int4, uint4, float4 | 4 | |
 * | int8       | 8     | low word, high word |
 * | float8     | 8     | |
 * | scaled     | 8     | numeric(p <= 15, s): the value times 10^s as a float64 holding an integer; NaN is NaN |
 * | fixed16    | 16    | `encodeFixed` / `decodeFixed` (uuid, interval, timetz) |
 * | text       | var   | UTF-8 of a string |
 * | bytes      | var   | the bytes themselves |
 * | encoded    | var   | `encode` / `decode` |
 */
export type StorageClass = 'bool' | 'char1' | 'int2' | 'int4' | 'uint4' | 'float4' | 'int8' | 'float8' | 'scaled' | 'fixed16' | 'text' | 'bytes' | 'encoded';

/** pg_type.typcategory. */
export type TypeCategory = 'A' | 'B' | 'C' | 'D' | 'E' | 'G' | 'I' | 'N' | 'P' | 'R' | 'S' | 'T' | 'U' | 'V' | 'X';

export interface DateStyle {
  readonly format: 'ISO' | 'Postgres' | 'SQL' | 'German';
  readonly order: 'MDY' | 'DMY' | 'YMD';
}

/** The settings and look-ups that a type's input and output need; the session plugs in (port). */
/** What a computation that may take long asks now and then. */
export interface WorkPort {
  /** Ends the statement that is canceled or out of time (57014), or for which there is no memory left (53200). Takes a fraction of a microsecond. */
  check(): void;
}

export interface TypeContext {
  /** Absent where nobody waits. */
  readonly work?: WorkPort;
  readonly dateStyle: DateStyle;
  readonly intervalStyle: 'postgres' | 'postgres_verbose' | 'sql_standard' | 'iso_8601';
  /** IANA name, POSIX zone or fixed offset, already validated. */
  readonly timeZone: string;
  readonly byteaOutput: 'hex' | 'escape';
  /** The setting xmloption; absent: content. */
  readonly xmlOption?: 'document' | 'content';
  readonly extraFloatDigits: number;
  /** The setting array_nulls, false where an unquoted NULL in an array's text is a text; absent: true. */
  readonly arrayNulls?: boolean;
  /** Start of the current transaction, microseconds since 2000-01-01 UTC (`now()`, 'today', 'now'). */
  readonly transactionTimestamp: number;
  /** Ops of any type, incl. user-defined ones; undefined if there is no such type. */
  typeById(id: Oid): TypeOps | undefined;
  /** Text of a reg* value (regclass, regtype, regproc…): the name as it would be found, or undefined if the oid is unknown. */
  regName(kind: RegKind, id: Oid): string | undefined;
  /** Resolves a reg* name; throws PostgreSQL's error if unknown. */
  regLookup(kind: RegKind, name: string): Oid;
  /** Throws 2201B when a pattern of jsonpath's like_regex is no regular expression; absent where there are none. */
  checkPattern?(pattern: string, flags: PathRegexFlags): void;
  /** Tells the client something (a NOTICE, unless its severity says WARNING); absent where nobody listens. */
  notice?(notice: PgError): void;
  /** Throws when a domain forbids a value (null included) that comes from outside; absent where there are no domains. */
  checkDomain?(domain: Oid, value: Datum): void;
}

export type RegKind =
  'regclass' | 'regtype' | 'regproc' | 'regprocedure' | 'regoper' | 'regoperator' | 'regnamespace' | 'regrole' | 'regcollation' | 'regconfig' | 'regdictionary';

/** Writes order-preserving key bytes: unsigned byte-wise comparison of two encodings orders as the type's btree operator class. */
export interface KeyWriter {
  byte(value: number): void;
  bytes(value: Uint8Array): void;
}

export interface TypeOps {
  readonly oid: Oid;
  /** pg_type.typname, for example `int4`. */
  readonly name: string;
  /** Oid of the array type over this type, 0 if none. */
  readonly arrayOid: Oid;
  /** Element type when this is a true array type, else 0. */
  readonly elementOid: Oid;
  /** pg_type.typlen: bytes, or -1 (varlena), -2 (cstring). */
  readonly length: number;

  /** Text input. Throws PgError (22P02, 22003, 22007, 22008, 22001…). Applies typmod as an input function does (-1 = none). */
  parse(text: string, typmod: number, context: TypeContext): Datum;
  /** Text output of a non-null value. */
  format(value: Datum, context: TypeContext): string;
  /** Binary input (protocol format 1); throws 22P03 / 08P01 on malformed bytes. */
  receive(bytes: Uint8Array, typmod: number, context: TypeContext): Datum;
  /** Binary output of a non-null value. */
  send(value: Datum, context: TypeContext): Uint8Array;

  /** Coercion to a typmod (the length coercion function), or undefined when the type has no typmods. `explicit`: an explicit cast truncates silently. */
  applyTypmod?(value: Datum, typmod: number, explicit: boolean): Datum;
  /** Parses the modifiers of `type(m, …)` into a typmod; throws 22023. */
  parseTypmod?(modifiers: readonly number[]): number;
  /** `(15,2)` for display by format_type, without the type's name; may be empty. */
  formatTypmod?(typmod: number): string;

  /** Order of the default btree operator class: negative, 0, positive. Throws for types without one only if `comparable` is false. */
  readonly comparable: boolean;
  compare(a: Datum, b: Datum): number;
  /** Equality of the default operator class. */
  equals(a: Datum, b: Datum): boolean;
  /** 32-bit hash, equal for equal values, also across the integer types int2/int4/int8. */
  hash(value: Datum): number;

  storageClass(typmod: number): StorageClass;
  /** For class `encoded`. */
  encode?(value: Datum): Uint8Array;
  /** For class `encoded`: reads `length` bytes of `bytes` at `start`; must not keep a view of them. */
  decode?(bytes: Uint8Array, start: number, length: number): Datum;
  /** For class `fixed16`: into four 32-bit words at word index `word`. */
  encodeFixed?(value: Datum, words: Int32Array, word: number): void;
  decodeFixed?(words: Int32Array, word: number): Datum;

  /** Ends of an integer type: keys of it are compared with wider integers, too, which `encodeKey` may only be given between these. */
  readonly keyEnds?: { readonly least: number; readonly greatest: number } | undefined;
  /** Order-preserving, self-delimiting bytes of a non-null value. */
  encodeKey(value: Datum, out: KeyWriter): void;
  /** Reads back what encodeKey wrote when that is lossless (index-only scans); returns the value and the position after it. */
  decodeKey?(bytes: Uint8Array, start: number): { value: Datum; next: number };

  /** Range and multirange types: what their values are made of. */
  readonly range?: RangeFacts;
}
