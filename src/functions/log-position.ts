/** Functions of pg_lsn and xid8. */
import { PgError } from '../errors/index.js';
import type { Numeric } from '../types/index.js';
import {
  compareInt8,
  compareLsn,
  formatLsn,
  isFiniteNumeric,
  lsnPosition,
  numericAdd,
  numericFromBigInt,
  numericSubtract,
  roundToBigInt,
  toInt8,
  type Int8,
} from '../types/index.js';
import type { ScalarFamily } from './function-impl.js';

function move(lsn: string, count: Numeric, isAdd: boolean): string {
  if (count.coef !== count.coef) throw new PgError('feature_not_supported', `cannot ${isAdd ? 'add NaN to' : 'subtract NaN from'} pg_lsn`);
  const position = numericFromBigInt(lsnPosition(lsn), 0);
  return fromNumeric(isAdd ? numericAdd(position, count) : numericSubtract(position, count));
}

const difference = (a: string, b: string): Numeric => numericFromBigInt(lsnPosition(a) - lsnPosition(b), 0);

function fromNumeric(value: Numeric): string {
  if (!isFiniteNumeric(value)) {
    throw new PgError('feature_not_supported', `cannot convert ${value.coef !== value.coef ? 'NaN' : 'infinity'} to pg_lsn`);
  }
  return formatLsn(roundToBigInt(value));
}

export const logPositionFunctions: ScalarFamily = {
  'pg_lsn_eq(pg_lsn,pg_lsn)': (a: string, b: string) => a === b,
  'pg_lsn_ne(pg_lsn,pg_lsn)': (a: string, b: string) => a !== b,
  'pg_lsn_lt(pg_lsn,pg_lsn)': (a: string, b: string) => compareLsn(a, b) < 0,
  'pg_lsn_le(pg_lsn,pg_lsn)': (a: string, b: string) => compareLsn(a, b) <= 0,
  'pg_lsn_gt(pg_lsn,pg_lsn)': (a: string, b: string) => compareLsn(a, b) > 0,
  'pg_lsn_ge(pg_lsn,pg_lsn)': (a: string, b: string) => compareLsn(a, b) >= 0,
  'pg_lsn_cmp(pg_lsn,pg_lsn)': compareLsn,
  'pg_lsn_larger(pg_lsn,pg_lsn)': (a: string, b: string) => (compareLsn(a, b) > 0 ? a : b),
  'pg_lsn_smaller(pg_lsn,pg_lsn)': (a: string, b: string) => (compareLsn(a, b) < 0 ? a : b),
  'pg_lsn_mi(pg_lsn,pg_lsn)': difference,
  'pg_wal_lsn_diff(pg_lsn,pg_lsn)': difference,
  'pg_lsn_pli(pg_lsn,numeric)': (lsn: string, count: Numeric) => move(lsn, count, true),
  'numeric_pl_pg_lsn(numeric,pg_lsn)': (count: Numeric, lsn: string) => move(lsn, count, true),
  'pg_lsn_mii(pg_lsn,numeric)': (lsn: string, count: Numeric) => move(lsn, count, false),
  'pg_lsn(numeric)': fromNumeric,

  'xid8eq(xid8,xid8)': (a: Int8, b: Int8) => a === b,
  'xid8ne(xid8,xid8)': (a: Int8, b: Int8) => a !== b,
  'xid8lt(xid8,xid8)': (a: Int8, b: Int8) => a < b,
  'xid8le(xid8,xid8)': (a: Int8, b: Int8) => a <= b,
  'xid8gt(xid8,xid8)': (a: Int8, b: Int8) => a > b,
  'xid8ge(xid8,xid8)': (a: Int8, b: Int8) => a >= b,
  'xid8cmp(xid8,xid8)': compareInt8,
  'xid8_larger(xid8,xid8)': (a: Int8, b: Int8) => (a > b ? a : b),
  'xid8_smaller(xid8,xid8)': (a: Int8, b: Int8) => (a < b ? a : b),
  'xid(xid8)': (a: Int8) => Number(toInt8(BigInt.asUintN(32, BigInt(a)))),
};
