/**
 * Rows inside the executor: arrays of Datums by position. A producer hands out a fresh array; the receiver may keep it but not change it.
 * END and YIELD are two arrays of their own, so that a pull has one return type: no more rows; nothing yet, the work budget is used up
 * (or a wait is pending in the state), call again.
 */
import { Jsonb, type Datum } from '../../types/index.js';

export type Row = Datum[];

export const END: Row = Object.freeze([]) as unknown as Row;
export const YIELD: Row = Object.freeze([null]) as unknown as Row;

/** Bytes a value holds beyond its slot, roughly; for memory budgets. */
export function datumBytes(value: Datum): number {
  switch (typeof value) {
    case 'string':
      return 24 + value.length;
    case 'object':
      if (value === null) return 0;
      if (value instanceof Uint8Array) return 64 + value.length;
      if (value instanceof Jsonb) return 96 + 2 * value.bytes.length;
      if ('values' in value) {
        let sum = 96;
        for (const element of value.values) sum += 8 + datumBytes(element);
        return sum;
      }
      return 40;
    case 'bigint':
      return 24;
    case 'number':
      return (value | 0) === value ? 0 : 16;
    default:
      return 0;
  }
}

/** An empty array object, the header of its elements, and its slot in a list that grows by half. */
const ROW_BYTES = 60;

/** Bytes of a row array with its values, roughly. */
export function rowBytes(row: readonly Datum[]): number {
  let sum = ROW_BYTES + 8 * row.length;
  for (let i = 0; i < row.length; i++) sum += datumBytes(row[i] as Datum);
  return sum;
}
