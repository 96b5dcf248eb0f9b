/**
 * Index keys as bytes: unsigned byte-wise comparison of two encodings orders as the index does, so that no index method ever asks a type.
 *
 * Per column a lead byte, then the type's key bytes (`TypeOps.encodeKey`, self-delimiting), inverted for a descending column:
 *
 * | lead | meaning |
 * |------|---------|
 * | 00   | NULL of a column with NULLS FIRST |
 * | 01   | a value follows |
 * | 02   | NULL of a column with NULLS LAST |
 *
 * Columns are concatenated. Since every column is self-delimiting, "the key starts with these bytes" is equality on a prefix of the columns, and a
 * bound is a byte string with a side: before everything that starts with it, or after.
 */
import type { Datum, KeyWriter, TypeOps } from '../types/index.js';
import type { BoxQuery, PartCondition } from './gist/box-query.js';

export interface IndexKeyColumn {
  readonly ops: TypeOps;
  readonly isDescending: boolean;
  readonly nullsFirst: boolean;
}

export const LEAD_NULL_FIRST = 0;
export const LEAD_VALUE = 1;
export const LEAD_NULL_LAST = 2;

/** A reusable buffer of key bytes. `bytes` is replaced when it grows. */
export class IndexKeyBuffer implements KeyWriter {
  u8 = new Uint8Array(256);
  length = 0;

  reset(): void {
    this.length = 0;
  }

  byte(value: number): void {
    if (this.length === this.u8.length) this.grow(1);
    this.u8[this.length++] = value;
  }

  bytes(value: Uint8Array): void {
    const count = value.length;
    if (this.length + count > this.u8.length) this.grow(count);
    if (count < 64) for (let i = 0; i < count; i++) this.u8[this.length + i] = value[i];
    else this.u8.set(value, this.length);
    this.length += count;
  }

  /** Turns the order of what was written from `start` on around. */
  invert(start: number): void {
    for (let i = start; i < this.length; i++) this.u8[i] ^= 0xff;
  }

  /** A copy of what was written. */
  take(): Uint8Array {
    return this.u8.slice(0, this.length);
  }

  private grow(more: number): void {
    const grown = new Uint8Array(Math.max(this.u8.length * 2, this.length + more));
    grown.set(this.u8);
    this.u8 = grown;
  }
}

/** Keys that are boxes (gist/): conditions on them, and their values. */
export interface BoxKeys {
  /** What `column <operator> value` asks of keys, by the operator's strategy; null: nothing satisfies it. */
  condition(column: number, strategy: number, value: Datum): PartCondition | null;
  nullCondition(column: number, isNull: boolean): PartCondition;
  /** Values of the first `wanted` columns of a key; NULL for those that cannot be read back. */
  readValues(bytes: Uint8Array, start: number, length: number, values: Datum[], wanted: number): void;
}

export class IndexKeyEncoder {
  /** Holds the last key encoded by `encode`. */
  readonly key = new IndexKeyBuffer();

  /** Methods without an order: what makes conditions on their keys. */
  readonly boxes: BoxKeys | null = null;

  constructor(readonly columns: readonly IndexKeyColumn[]) {}

  /** Encodes a whole key into `key`; returns true if a column is NULL (such a key is never a duplicate, unless the index says NULLS NOT DISTINCT). */
  encode(values: readonly Datum[]): boolean {
    const { key, columns } = this;
    key.length = 0;
    let hasNull = false;
    for (let i = 0; i < columns.length; i++) {
      if (this.appendColumn(key, i, values[i])) hasNull = true;
    }
    return hasNull;
  }

  /** False for an integer beyond the ends of the column's type: no key equals it, and it cannot be encoded. */
  canEqual(column: number, value: Datum): boolean {
    const ends = this.columns[column].ops.keyEnds;
    return ends === undefined || value === null || ((value as number) >= ends.least && (value as number) <= ends.greatest);
  }

  /** Appends one column's bytes; returns true for NULL. */
  appendColumn(key: IndexKeyBuffer, column: number, value: Datum): boolean {
    const { ops, isDescending, nullsFirst } = this.columns[column];
    if (value === null) {
      key.byte(nullsFirst ? LEAD_NULL_FIRST : LEAD_NULL_LAST);
      return true;
    }
    key.byte(LEAD_VALUE);
    const start = key.length;
    ops.encodeKey(value, key);
    if (isDescending) key.invert(start);
    return false;
  }

  /** True when `decode` gives back every column's value (index-only scans). */
  get isLossless(): boolean {
    return this.columns.every(c => c.ops.decodeKey !== undefined);
  }

  /** Values of all columns of a key. */
  decode(bytes: Uint8Array, start = 0): Datum[] {
    const values: Datum[] = [];
    let at = start;
    for (const { ops, isDescending } of this.columns) {
      const lead = bytes[at++];
      if (lead !== LEAD_VALUE) {
        values.push(null);
        continue;
      }
      const decodeKey = ops.decodeKey;
      if (decodeKey === undefined) throw new Error(`keys of type ${ops.name} cannot be read back`);
      if (!isDescending) {
        const { value, next } = decodeKey(bytes, at);
        values.push(value);
        at = next;
      } else {
        const turned = bytes.slice(at);
        for (let i = 0; i < turned.length; i++) turned[i] ^= 0xff;
        const { value, next } = decodeKey(turned, 0);
        values.push(value);
        at += next;
      }
    }
    return values;
  }
}

/** One end of a range of keys: before (`isAfter` false) or after everything that starts with `bytes`. Empty bytes: the very beginning or end. */
export interface KeyBound {
  readonly bytes: Uint8Array;
  readonly isAfter: boolean;
}

/** The keys strictly between two bounds in index order. */
export interface IndexBounds {
  readonly low: KeyBound;
  readonly high: KeyBound;
  /** Methods without an order: what the keys must satisfy; undefined = all entries. */
  readonly box?: BoxQuery;
}

const NOTHING = new Uint8Array(0);
export const FULL_RANGE: IndexBounds = { low: { bytes: NOTHING, isAfter: false }, high: { bytes: NOTHING, isAfter: true } };

/** A condition on the column after the equalities. */
export type RangeStrategy = '<' | '<=' | '>' | '>=';

/** What a scan asks of the key columns: equalities (NULL = IS NULL) on a prefix, then at most one range or null test on the next column. */
export interface KeyCondition {
  readonly equal: readonly Datum[];
  readonly lower?: { readonly strategy: '>' | '>='; readonly value: Datum } | undefined;
  readonly upper?: { readonly strategy: '<' | '<='; readonly value: Datum } | undefined;
  /** The next column IS NOT NULL (implied by a range). */
  readonly isNotNull?: boolean | undefined;
}

/**
 * Bounds of a scan, or null when nothing can match (a comparison with NULL, equality with an integer beyond the type; the caller replaces such ranges). Here a NULL in `equal` means IS NULL; the caller turns `= NULL` into no scan.
 */
export function boundsOf(encoder: IndexKeyEncoder, condition: KeyCondition): IndexBounds | null {
  const { equal, lower, upper } = condition;
  if (lower?.value === null || upper?.value === null) return null;
  const key = new IndexKeyBuffer();
  for (let i = 0; i < equal.length; i++) {
    if (!encoder.canEqual(i, equal[i])) return null;
    encoder.appendColumn(key, i, equal[i]);
  }
  const prefix = key.take();
  if (lower === undefined && upper === undefined && !condition.isNotNull) {
    return { low: { bytes: prefix, isAfter: false }, high: { bytes: prefix, isAfter: true } };
  }
  const column = equal.length;
  const withValue = (value: Datum): Uint8Array => {
    key.length = prefix.length;
    encoder.appendColumn(key, column, value);
    return key.take();
  };
  key.length = prefix.length;
  key.byte(LEAD_VALUE);
  const anyValue = key.take();
  const isDescending = encoder.columns[column].isDescending;
  const atLeast: KeyBound =
    lower === undefined
      ? { bytes: anyValue, isAfter: isDescending }
      : { bytes: withValue(lower.value), isAfter: isDescending ? lower.strategy === '>=' : lower.strategy === '>' };
  const atMost: KeyBound =
    upper === undefined
      ? { bytes: anyValue, isAfter: !isDescending }
      : { bytes: withValue(upper.value), isAfter: isDescending ? upper.strategy === '<' : upper.strategy === '<=' };
  return isDescending ? { low: atMost, high: atLeast } : { low: atLeast, high: atMost };
}
