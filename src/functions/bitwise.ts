/** Bitwise operators of the integer types. Shift counts wrap at the width of the machine operation, as in PostgreSQL on x86. */
import { checkedInt8, toInt8, type Int8 } from '../types/index.js';
import type { ScalarFamily } from './function-impl.js';

const isInt4 = (a: Int8): a is number => typeof a === 'number' && (a | 0) === a;
const wrap = (value: bigint): Int8 => toInt8(BigInt.asIntN(64, value));

export const int8And = (a: Int8, b: Int8): Int8 => (isInt4(a) && isInt4(b) ? a & b : checkedInt8(BigInt(a) & BigInt(b)));
export const int8Or = (a: Int8, b: Int8): Int8 => (isInt4(a) && isInt4(b) ? a | b : checkedInt8(BigInt(a) | BigInt(b)));
export const int8Xor = (a: Int8, b: Int8): Int8 => (isInt4(a) && isInt4(b) ? a ^ b : checkedInt8(BigInt(a) ^ BigInt(b)));

export const bitwiseFunctions: ScalarFamily = {
  'int2and(int2,int2)': (a: number, b: number) => a & b,
  'int2or(int2,int2)': (a: number, b: number) => a | b,
  'int2xor(int2,int2)': (a: number, b: number) => a ^ b,
  'int2not(int2)': (a: number) => ~a,
  'int2shl(int2,int4)': (a: number, n: number) => ((a << n) << 16) >> 16,
  'int2shr(int2,int4)': (a: number, n: number) => a >> n,
  'int4and(int4,int4)': (a: number, b: number) => a & b,
  'int4or(int4,int4)': (a: number, b: number) => a | b,
  'int4xor(int4,int4)': (a: number, b: number) => a ^ b,
  'int4not(int4)': (a: number) => ~a,
  'int4shl(int4,int4)': (a: number, n: number) => a << n,
  'int4shr(int4,int4)': (a: number, n: number) => a >> n,
  'int8and(int8,int8)': int8And,
  'int8or(int8,int8)': int8Or,
  'int8xor(int8,int8)': int8Xor,
  'int8not(int8)': (a: Int8) => (isInt4(a) ? ~a : toInt8(-1n - BigInt(a))),
  'int8shl(int8,int4)': (a: Int8, n: number) => wrap(BigInt(a) << BigInt(n & 63)),
  'int8shr(int8,int4)': (a: Int8, n: number) => wrap(BigInt(a) >> BigInt(n & 63)),
};
