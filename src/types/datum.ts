/**
 * Datum: one SQL value at run time. The representation is chosen by the value's type, once, for the whole engine.
 *
 * | type                               | representation |
 * |------------------------------------|----------------|
 * | NULL                               | `null` |
 * | bool                               | `boolean` |
 * | int2, int4, oid, xid, cid, reg*    | `number` |
 * | int8, time, timestamp, timestamptz | `number` if and only if it is a safe integer, else `bigint`; never -0 (microseconds; dates since 2000-01-01) |
 * | date                               | `number` of days since 2000-01-01; -infinity = -2147483648, infinity = 2147483647 |
 * | timestamp ±infinity                | the int8 bounds as `bigint` |
 * | float4 (already rounded by Math.fround), float8 | `number`, incl. NaN, infinities, -0 |
 * | numeric                            | `Numeric` (numeric.ts) |
 * | text, varchar, bpchar (blank-padded to its length), name, "char", json, xml, unknown, cstring, uuid (lower-case canonical), pg_lsn text | `string` |
 * | timetz                             | `TimeTz` |
 * | interval                           | `Interval` |
 * | bytea                              | `Uint8Array` (never mutated) |
 * | T[]                                | `ArrayValue` |
 * | composite, record                  | `RecordValue` |
 * | inet, cidr                         | `InetValue` |
 * | macaddr, macaddr8                  | `string`, canonical |
 * | point, line, lseg, box, path, polygon, circle | `GeometryValue` |
 * | vector                             | `VectorValue` |
 * | ranges, multiranges                | `RangeValue`, `MultirangeValue` |
 * | bit, varbit                        | `string` of 0s and 1s |
 * | money                              | as int8: cents |
 * | tid                                | `number` (row reference) |
 * | jsonb, jsonpath                    | `Jsonb`, `JsonPath` |
 * | tsvector, tsquery                  | `TsVector`, `TsQuery` |
 *
 * Values are immutable: who makes a new value makes a new object.
 */
import type { Oid } from '../base/index.js';
import type { Jsonb } from './jsonb-type.js';
import type { JsonPath } from './jsonpath-type.js';
import type { Numeric } from './numeric.js';
import type { TsQuery, TsVector } from './text-search-value.js';

export type Datum =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | Numeric
  | Interval
  | TimeTz
  | ArrayValue
  | RecordValue
  | RangeValue
  | MultirangeValue
  | InetValue
  | GeometryValue
  | VectorValue
  | Jsonb
  | JsonPath
  | TsVector
  | TsQuery;

/** An int8-like value: number iff safe, else bigint. */
export type Int8 = number | bigint;

export interface Interval {
  readonly kind: 'interval';
  readonly months: number;
  readonly days: number;
  readonly micros: Int8;
}

export interface TimeTz {
  readonly kind: 'timetz';
  /** Microseconds since midnight, local time. */
  readonly micros: number;
  /** Offset in seconds WEST of UTC (PostgreSQL's sign). */
  readonly zone: number;
}

export interface ArrayValue {
  readonly kind: 'array';
  readonly elementType: Oid;
  /** Length of each dimension; empty for the empty array. */
  readonly dims: readonly number[];
  readonly lowerBounds: readonly number[];
  /** Elements in row-major order. */
  readonly values: readonly Datum[];
}

export interface RecordValue {
  readonly kind: 'record';
  /** Composite type's oid, or RECORD (2249). */
  readonly typeId: Oid;
  readonly fieldTypes: readonly Oid[];
  readonly fieldNames: readonly string[];
  readonly values: readonly Datum[];
}

/** In canonical form (range.ts). */
export interface RangeValue {
  readonly kind: 'range';
  readonly rangeType: Oid;
  readonly isEmpty: boolean;
  /** null: infinite (or empty). */
  readonly lower: Datum;
  readonly upper: Datum;
  readonly lowerInclusive: boolean;
  readonly upperInclusive: boolean;
}

export interface MultirangeValue {
  readonly kind: 'multirange';
  readonly multirangeType: Oid;
  /** Sorted, none empty, none overlapping or touching another. */
  readonly ranges: readonly RangeValue[];
}

/** An address and the width of its network in bits. */
export interface InetValue {
  readonly kind: 'inet';
  /** 4 or 16; never mutated. */
  readonly bytes: Uint8Array;
  readonly bits: number;
}

/** A geometric value of any type: what the numbers mean is the type's (geometry-types.ts). */
export interface GeometryValue {
  readonly kind: 'geometry';
  readonly numbers: readonly number[];
  /** Paths: closed. True for other types. */
  readonly isClosed: boolean;
}

/** Single-precision numbers; never mutated. */
export interface VectorValue {
  readonly kind: 'vector';
  readonly numbers: Float32Array;
}
