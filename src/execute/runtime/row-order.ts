/** Comparison of rows by sort columns (PostgreSQL chapter 7.5): NULLs first or last, descending keys, specialised for plain numbers and few keys. */
import type { SortColumn } from '../../plan/index.js';
import type { Datum, TypeOps } from '../../types/index.js';

export type RowComparator = (a: readonly Datum[], b: readonly Datum[]) => number;

/** Types whose Datums `<` orders: bool, integers, oid, dates and times (number or bigint). */
const PLAIN_ORDER: ReadonlySet<number> = new Set([16, 20, 21, 23, 26, 1082, 1083, 1114, 1184]);

export function hasPlainOrder(type: number): boolean {
  return PLAIN_ORDER.has(type);
}

export function compareRowsBy(columns: readonly SortColumn[]): RowComparator {
  const each = columns.map(compareBy);
  if (each.length === 1) return each[0] as RowComparator;
  if (each.length === 2) {
    const first = each[0] as RowComparator;
    const second = each[1] as RowComparator;
    return (a, b) => first(a, b) || second(a, b);
  }
  return (a, b) => {
    for (let i = 0; i < each.length; i++) {
      const order = (each[i] as RowComparator)(a, b);
      if (order !== 0) return order;
    }
    return 0;
  };
}

function compareBy({ index, ops, isDescending, nullsFirst }: SortColumn): RowComparator {
  const nullOrder = nullsFirst ? -1 : 1;
  if (hasPlainOrder(ops.oid)) {
    const less = isDescending ? 1 : -1;
    return (a, b) => {
      const x = a[index] as number | null;
      const y = b[index] as number | null;
      if (x === null) return y === null ? 0 : nullOrder;
      if (y === null) return -nullOrder;
      return x < y ? less : x > y ? -less : 0;
    };
  }
  return (a, b) => {
    const x = a[index] as Datum;
    const y = b[index] as Datum;
    if (x === null) return y === null ? 0 : nullOrder;
    if (y === null) return -nullOrder;
    return isDescending ? ops.compare(y, x) : ops.compare(x, y);
  };
}

/** Equality of rows on columns, NULL equal to NULL. */
export function equalRowsBy(columns: readonly { readonly index: number; readonly ops: TypeOps }[]): (a: readonly Datum[], b: readonly Datum[]) => boolean {
  return (a, b) => {
    for (let i = 0; i < columns.length; i++) {
      const { index, ops } = columns[i] as (typeof columns)[number];
      const x = a[index] as Datum;
      const y = b[index] as Datum;
      if (x === y) continue;
      if (x === null || y === null || !ops.equals(x, y)) return false;
    }
    return true;
  };
}
