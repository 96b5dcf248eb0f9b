/**
 * 64-bit integers as `Int8`: a JS number if and only if the value is a safe integer (never -0), else a bigint.
 * Invariant: every function here returns normalised values, so `===` and `<` work on any two of them.
 */
import { PgError } from '../errors/index.js';
import type { Int8 } from './datum.js';

export const INT8_MIN = -(2n ** 63n);
export const INT8_MAX = 2n ** 63n - 1n;
const MAX_SAFE = 9007199254740991;
const MAX_SAFE_BIG = 9007199254740991n;

export function int8OutOfRange(): PgError {
  return new PgError('numeric_value_out_of_range', 'bigint out of range');
}

/** Normalises a bigint known to be within 64 bits. */
export function toInt8(value: bigint): Int8 {
  return value <= MAX_SAFE_BIG && value >= -MAX_SAFE_BIG ? Number(value) : value;
}

/** Normalises; throws 22003 outside 64 bits. */
export function checkedInt8(value: bigint): Int8 {
  if (value <= MAX_SAFE_BIG && value >= -MAX_SAFE_BIG) return Number(value);
  if (value > INT8_MAX || value < INT8_MIN) throw int8OutOfRange();
  return value;
}

export function compareInt8(a: Int8, b: Int8): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function int8Add(a: Int8, b: Int8): Int8 {
  if (typeof a === 'number' && typeof b === 'number') {
    const r = a + b;
    if (r <= MAX_SAFE && r >= -MAX_SAFE) return r;
  }
  return checkedInt8(BigInt(a) + BigInt(b));
}

export function int8Subtract(a: Int8, b: Int8): Int8 {
  if (typeof a === 'number' && typeof b === 'number') {
    const r = a - b;
    if (r <= MAX_SAFE && r >= -MAX_SAFE) return r;
  }
  return checkedInt8(BigInt(a) - BigInt(b));
}

export function int8Multiply(a: Int8, b: Int8): Int8 {
  if (typeof a === 'number' && typeof b === 'number') {
    const r = a * b;
    // A product whose rounded value is safe is exact. Adding 0 turns -0 into 0.
    if (r <= MAX_SAFE && r >= -MAX_SAFE) return r + 0;
  }
  return checkedInt8(BigInt(a) * BigInt(b));
}

/** Truncates toward zero. */
export function int8Divide(a: Int8, b: Int8): Int8 {
  if (b === 0) throw divisionByZero();
  // Exact for safe integers: a quotient is at least 1/b away from the next integer, which is more than half its ulp.
  if (typeof a === 'number' && typeof b === 'number') return Math.trunc(a / b) + 0;
  return checkedInt8(BigInt(a) / BigInt(b));
}

/** The sign follows the dividend. */
export function int8Modulo(a: Int8, b: Int8): Int8 {
  if (b === 0) throw divisionByZero();
  if (typeof a === 'number' && typeof b === 'number') return (a % b) + 0;
  return toInt8(BigInt(a) % BigInt(b));
}

export function int8Negate(a: Int8): Int8 {
  return typeof a === 'number' ? 0 - a : checkedInt8(-a);
}

export function divisionByZero(): PgError {
  return new PgError('division_by_zero', 'division by zero');
}
