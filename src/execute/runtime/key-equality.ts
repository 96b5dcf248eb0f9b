/** Hash and equality of key columns, chosen once per table: `===` where Datums allow it, else the type's own. */
import { combineHash, type Datum, type TypeOps } from '../../types/index.js';
import { hasIdentityEquality } from './expression/semantics.js';

export const NULL_HASH = 0x5bd1e995;

const identical = (a: Datum, b: Datum): boolean => a === b;

/** Equality under which two NULLs are equal (grouping, DISTINCT, set operations). */
export function groupEquality(ops: TypeOps): (a: Datum, b: Datum) => boolean {
  if (hasIdentityEquality(ops.oid)) return identical;
  return (a, b) => a === b || (a !== null && b !== null && ops.equals(a, b));
}

export function hashOf(ops: TypeOps): (value: Datum) => number {
  return value => (value === null ? NULL_HASH : ops.hash(value));
}

export function hashRow(ops: readonly TypeOps[], values: readonly Datum[]): number {
  let h = 0;
  for (let i = 0; i < ops.length; i++) {
    const value = values[i] as Datum;
    const one = value === null ? NULL_HASH : (ops[i] as TypeOps).hash(value);
    h = i === 0 ? one : combineHash(h, one);
  }
  return h;
}
