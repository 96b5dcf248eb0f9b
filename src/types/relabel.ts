/**
 * Values of binary-compatible types are the same here, too, but for oids: PostgreSQL keeps an integer and an oid in the same 32 bits, one signed, the
 * other not, and here both are numbers.
 */
import type { Oid } from '../base/index.js';
import * as oids from './oids.js';

const UNSIGNED: ReadonlySet<Oid> = new Set([
  oids.OID,
  oids.REGPROC,
  oids.REGPROCEDURE,
  oids.REGOPER,
  oids.REGOPERATOR,
  oids.REGCLASS,
  oids.REGTYPE,
  oids.REGCONFIG,
  oids.REGDICTIONARY,
  oids.REGNAMESPACE,
  oids.REGROLE,
  oids.REGCOLLATION,
]);

const toUnsigned = (value: number): number => value >>> 0;
const toSigned = (value: number): number => value | 0;

/** What relabelling does to a value that is not NULL; null: nothing. */
export function relabelling(from: Oid, to: Oid): ((value: number) => number) | null {
  if (from === oids.INT4 && UNSIGNED.has(to)) return toUnsigned;
  if (to === oids.INT4 && UNSIGNED.has(from)) return toSigned;
  return null;
}
