/**
 * Exact arithmetic on Numeric: results equal PostgreSQL's to the last digit, display scale included.
 * Infinities and NaN follow PostgreSQL: Infinity - Infinity, Infinity * 0 and Infinity / Infinity are NaN; x / 0 is an error.
 */
import { divisionByZero } from './int8.js';
import {
  Numeric,
  NUMERIC_INFINITY,
  NUMERIC_MINUS_INFINITY,
  NUMERIC_NAN,
  NUMERIC_PRECISION_MAX,
  NUMERIC_DIGITS_BEFORE_MAX,
  NUMERIC_SCALE_MAX,
  NUMERIC_ZERO,
  checkNumericLimits,
  coefDigits,
  compareNumeric,
  decimalExponent,
  divideRounded,
  equalNumeric,
  isFiniteNumeric,
  numericFromBigInt,
  numericWithScale,
  powerOfTen,
  scaleDownCoef,
  scaleUpCoef,
  signOfNumeric,
  truncateCoef,
  SAFE_POWERS_OF_TEN,
} from './numeric.js';
import { toInt8 } from './int8.js';

const MAX_SAFE = 9007199254740991;
/** Significant digits that division and the transcendental functions give at least. */
export const NUMERIC_SIGNIFICANT_DIGITS_MIN = 16;

/** The non-finite Numeric with this float value. */
export function specialNumeric(value: number): Numeric {
  return value !== value ? NUMERIC_NAN : value > 0 ? NUMERIC_INFINITY : NUMERIC_MINUS_INFINITY;
}

export function numericAdd(a: Numeric, b: Numeric): Numeric {
  const x = a.coef;
  const y = b.coef;
  if (a.scale === b.scale && typeof x === 'number' && typeof y === 'number') {
    const r = x + y;
    if (r <= MAX_SAFE && r >= -MAX_SAFE) return new Numeric(r, a.scale);
  }
  return addGeneral(a, b, 1);
}

export function numericSubtract(a: Numeric, b: Numeric): Numeric {
  const x = a.coef;
  const y = b.coef;
  if (a.scale === b.scale && typeof x === 'number' && typeof y === 'number') {
    const r = x - y;
    if (r <= MAX_SAFE && r >= -MAX_SAFE) return new Numeric(r, a.scale);
  }
  return addGeneral(a, b, -1);
}

/** a + sign * b for differing scales, big coefficients and special values. */
function addGeneral(a: Numeric, b: Numeric, sign: 1 | -1): Numeric {
  if (!isFiniteNumeric(a) || !isFiniteNumeric(b)) {
    const x = isFiniteNumeric(a) ? 0 : (a.coef as number);
    const y = isFiniteNumeric(b) ? 0 : (b.coef as number);
    return specialNumeric(x + sign * y);
  }
  const scale = a.scale > b.scale ? a.scale : b.scale;
  const x = a.scale < scale ? scaleUpCoef(a.coef, scale - a.scale) : a.coef;
  const y = b.scale < scale ? scaleUpCoef(b.coef, scale - b.scale) : b.coef;
  if (typeof x === 'number' && typeof y === 'number') {
    const r = sign > 0 ? x + y : x - y;
    if (r <= MAX_SAFE && r >= -MAX_SAFE) return new Numeric(r, scale);
  }
  return checkNumericLimits(numericFromBigInt(sign > 0 ? BigInt(x) + BigInt(y) : BigInt(x) - BigInt(y), scale));
}

export function numericMultiply(a: Numeric, b: Numeric): Numeric {
  const x = a.coef;
  const y = b.coef;
  const scale = a.scale + b.scale;
  if (typeof x === 'number' && typeof y === 'number') {
    const r = x * y;
    // A product whose rounded value is safe is exact; adding 0 turns -0 into 0.
    if (r <= MAX_SAFE && r >= -MAX_SAFE && scale <= NUMERIC_SCALE_MAX) return new Numeric(r + 0, scale);
  }
  if (!isFiniteNumeric(a) || !isFiniteNumeric(b)) return specialNumeric(floatOf(x) * floatOf(y));
  const r = numericFromBigInt(BigInt(x) * BigInt(y), scale);
  return checkNumericLimits(scale > NUMERIC_SCALE_MAX ? numericWithScale(r, NUMERIC_SCALE_MAX) : r);
}

/** The sign and finiteness of a coefficient as a float, enough for arithmetic with special values. */
function floatOf(coef: number | bigint): number {
  if (typeof coef === 'bigint') return coef < 0n ? -1 : 1;
  return coef;
}

/** Position of the first four-digit group and its value: value = group.… * 10000^weight. Zero gives (0, 0). */
export function leadingGroup(value: Numeric): { weight: number; group: number } {
  const { coef } = value;
  if (coef === 0) return { weight: 0, group: 0 };
  const exponent = decimalExponent(value);
  const weight = Math.floor(exponent / 4);
  const wanted = exponent - weight * 4 + 1;
  const have = coefDigits(coef);
  let lead: number;
  if (have <= wanted) lead = Math.abs(Number(coef)) * (SAFE_POWERS_OF_TEN[wanted - have] as number);
  else {
    const t = truncateCoef(coef, have - wanted);
    lead = Math.abs(Number(t));
  }
  return { weight, group: lead };
}

/** Display scale of a quotient: at least 16 significant digits and no less than either operand's. */
export function divisionScale(a: Numeric, b: Numeric): number {
  const x = leadingGroup(a);
  const y = leadingGroup(b);
  let weight = x.weight - y.weight;
  if (x.group <= y.group) weight--;
  const scale = Math.max(NUMERIC_SIGNIFICANT_DIGITS_MIN - weight * 4, a.scale, b.scale, 0);
  return Math.min(scale, NUMERIC_PRECISION_MAX);
}

/** a / b rounded to `scale` digits; both finite, b not zero. */
export function divideToScale(a: Numeric, b: Numeric, scale: number): Numeric {
  const shift = scale + b.scale - a.scale;
  let dividend = BigInt(a.coef);
  let divisor = BigInt(b.coef);
  if (shift >= 0) dividend *= powerOfTen(shift);
  else divisor *= powerOfTen(-shift);
  return numericFromBigInt(divideRounded(dividend, divisor), scale);
}

export function numericDivide(a: Numeric, b: Numeric): Numeric {
  if (!isFiniteNumeric(a) || !isFiniteNumeric(b)) {
    if (a.coef !== a.coef || b.coef !== b.coef) return NUMERIC_NAN;
    if (!isFiniteNumeric(a)) {
      if (!isFiniteNumeric(b)) return NUMERIC_NAN;
      const sign = signOfNumeric(b);
      if (sign === 0) throw divisionByZero();
      return sign > 0 ? a : numericNegate(a);
    }
    return NUMERIC_ZERO;
  }
  if (b.coef === 0) throw divisionByZero();
  return checkNumericLimits(divideToScale(a, b, divisionScale(a, b)));
}

/** div(a, b): the quotient truncated to an integer. */
export function numericDivideTruncated(a: Numeric, b: Numeric): Numeric {
  if (!isFiniteNumeric(a) || !isFiniteNumeric(b)) return numericDivide(a, b);
  if (b.coef === 0) throw divisionByZero();
  const scale = a.scale > b.scale ? a.scale : b.scale;
  const x = scaleUpCoef(a.coef, scale - a.scale);
  const y = scaleUpCoef(b.coef, scale - b.scale);
  if (typeof x === 'number' && typeof y === 'number') return new Numeric(Math.trunc(x / y) + 0, 0);
  return checkNumericLimits(numericFromBigInt(BigInt(x) / BigInt(y), 0));
}

/** a - b * trunc(a / b): the sign follows the dividend. */
export function numericModulo(a: Numeric, b: Numeric): Numeric {
  if (!isFiniteNumeric(a) || !isFiniteNumeric(b)) {
    if (a.coef !== a.coef || b.coef !== b.coef) return NUMERIC_NAN;
    if (!isFiniteNumeric(a)) {
      if (b.coef === 0) throw divisionByZero();
      return NUMERIC_NAN;
    }
    return a;
  }
  if (b.coef === 0) throw divisionByZero();
  const scale = a.scale > b.scale ? a.scale : b.scale;
  const x = scaleUpCoef(a.coef, scale - a.scale);
  const y = scaleUpCoef(b.coef, scale - b.scale);
  if (typeof x === 'number' && typeof y === 'number') return new Numeric((x % y) + 0, scale);
  return numericFromBigInt(BigInt(x) % BigInt(y), scale);
}

export function numericNegate(a: Numeric): Numeric {
  const c = a.coef;
  if (typeof c === 'number') return c === c ? new Numeric(0 - c, a.scale) : a;
  return new Numeric(-c, a.scale);
}

export function numericAbs(a: Numeric): Numeric {
  return a.coef < 0 ? numericNegate(a) : a;
}

export function numericSign(a: Numeric): Numeric {
  return a.coef !== a.coef ? NUMERIC_NAN : new Numeric(signOfNumeric(a), 0);
}

/** round(a, digits): half away from zero. */
export function numericRound(a: Numeric, digits: number): Numeric {
  if (!isFiniteNumeric(a)) return a;
  const scale = clampScale(digits);
  return checkNumericLimits(numericWithScale(a, scale));
}

export function numericTruncate(a: Numeric, digits: number): Numeric {
  if (!isFiniteNumeric(a)) return a;
  const scale = clampScale(digits);
  if (scale >= a.scale) return numericWithScale(a, scale);
  const kept = truncateCoef(a.coef, a.scale - scale);
  return scale >= 0 ? new Numeric(kept, scale) : new Numeric(scaleUpCoef(kept, -scale), 0);
}

function clampScale(digits: number): number {
  return Math.max(-NUMERIC_DIGITS_BEFORE_MAX - 1, Math.min(digits, NUMERIC_SCALE_MAX));
}

export function numericCeil(a: Numeric): Numeric {
  return stepUp(a, 1);
}

export function numericFloor(a: Numeric): Numeric {
  return stepUp(a, -1);
}

function stepUp(a: Numeric, direction: 1 | -1): Numeric {
  if (a.scale === 0) return a;
  const whole = new Numeric(truncateCoef(a.coef, a.scale), 0);
  const order = compareNumeric(a, whole);
  if (order === 0 || order !== direction) return whole;
  return numericAdd(whole, new Numeric(direction, 0));
}

/** True for finite numbers without a fraction (of any display scale). */
export function isIntegral(a: Numeric): boolean {
  if (a.scale === 0) return isFiniteNumeric(a);
  return equalNumeric(a, new Numeric(truncateCoef(a.coef, a.scale), 0));
}

export function numericGcd(a: Numeric, b: Numeric): Numeric {
  if (!isFiniteNumeric(a) || !isFiniteNumeric(b)) return NUMERIC_NAN;
  const scale = a.scale > b.scale ? a.scale : b.scale;
  return numericFromBigInt(gcdBigInt(BigInt(scaleUpCoef(a.coef, scale - a.scale)), BigInt(scaleUpCoef(b.coef, scale - b.scale))), scale);
}

export function numericLcm(a: Numeric, b: Numeric): Numeric {
  if (!isFiniteNumeric(a) || !isFiniteNumeric(b)) return NUMERIC_NAN;
  const scale = a.scale > b.scale ? a.scale : b.scale;
  const x = BigInt(scaleUpCoef(a.coef, scale - a.scale));
  const y = BigInt(scaleUpCoef(b.coef, scale - b.scale));
  if (x === 0n || y === 0n) return new Numeric(0, scale);
  const product = (x / gcdBigInt(x, y)) * y;
  return checkNumericLimits(numericFromBigInt(product < 0n ? -product : product, scale));
}

function gcdBigInt(a: bigint, b: bigint): bigint {
  let x = a < 0n ? -a : a;
  let y = b < 0n ? -b : b;
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/** Nearest integer, half away from zero. */
export function roundToBigInt(a: Numeric): bigint {
  return BigInt(scaleDownCoef(a.coef, a.scale));
}

/** The sum of two coefficients of one scale; for accumulators. */
export function addCoefs(a: number | bigint, b: number | bigint): number | bigint {
  if (typeof a === 'number' && typeof b === 'number') {
    const r = a + b;
    if (r <= MAX_SAFE && r >= -MAX_SAFE) return r;
  }
  return toInt8(BigInt(a) + BigInt(b));
}
