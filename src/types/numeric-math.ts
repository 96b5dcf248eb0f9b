/**
 * Square root, exponential, logarithm and power of Numeric.
 *
 * The display scales follow PostgreSQL: at least 16 significant digits as estimated from the arguments' weights, and no less
 * than an argument's own scale. The values are computed in binary fixed point on bigints with 64 guard bits and rounded once.
 */
import { PgError } from '../errors/index.js';
import { divisionByZero } from './int8.js';
import {
  Numeric,
  NUMERIC_INFINITY,
  NUMERIC_MINUS_INFINITY,
  NUMERIC_NAN,
  NUMERIC_ONE,
  NUMERIC_PRECISION_MAX,
  NUMERIC_ZERO,
  bitLength,
  checkNumericLimits,
  compareNumeric,
  isFiniteNumeric,
  numericFromBigInt,
  numericOverflow,
  numericWithScale,
  powerOfTen,
  signOfNumeric,
  trimScale,
  truncateCoef,
} from './numeric.js';
import {
  NUMERIC_SIGNIFICANT_DIGITS_MIN,
  divideToScale,
  isIntegral,
  leadingGroup,
  numericMultiply,
  numericNegate,
  numericSubtract,
} from './numeric-arithmetic.js';
import { numericToFloat8Unchecked } from './numeric-float.js';

const GUARD_BITS = 64;
/** Largest |log| of a result that exp and power attempt. */
const RESULT_SCALE_MAX = 2000;
const WEIGHT_MAX = 32767;

const clampScale = (scale: number): number => Math.min(Math.max(scale, 0), NUMERIC_PRECISION_MAX);
const bitsForDigits = (digits: number): number => Math.ceil(Math.max(digits, 0) * 3.3219280948873626) + GUARD_BITS;

function bigIntRoot(n: bigint): bigint {
  if (n < 2n) return n;
  let x = 1n << BigInt((bitLength(n) + 1) >> 1);
  for (;;) {
    const y = (x + n / x) >> 1n;
    if (y >= x) return x;
    x = y;
  }
}

export function numericSqrt(a: Numeric): Numeric {
  if (!isFiniteNumeric(a)) {
    if (a.coef < 0) throw squareRootOfNegative();
    return a;
  }
  if (a.coef < 0) throw squareRootOfNegative();
  const { weight } = leadingGroup(a);
  const resultWeight = Math.trunc(((weight + 1) * 4) / 2) - 1;
  const scale = clampScale(Math.max(NUMERIC_SIGNIFICANT_DIGITS_MIN - resultWeight, a.scale));
  return squareRootToScale(a, scale);
}

/** The root of a non-negative number rounded to `scale` digits. */
export function squareRootToScale(a: Numeric, scale: number): Numeric {
  const shift = 2 * scale - a.scale;
  let n = BigInt(a.coef);
  n = shift >= 0 ? n * powerOfTen(shift) : n / powerOfTen(-shift);
  let root = bigIntRoot(n);
  if (n - root * root > root) root += 1n;
  return numericFromBigInt(root, scale);
}

function squareRootOfNegative(): PgError {
  return new PgError('invalid_argument_for_power_function', 'cannot take square root of a negative number');
}

// --- fixed point ---

/** value * 2^bits, truncated. */
function toFixed(value: Numeric, bits: number): bigint {
  return (BigInt(value.coef) << BigInt(bits)) / powerOfTen(value.scale);
}

/** fixed / 2^bits rounded half away from zero to `scale` digits. */
function fromFixed(fixed: bigint, bits: number, scale: number): Numeric {
  const negative = fixed < 0n;
  const magnitude = (negative ? -fixed : fixed) * powerOfTen(scale);
  const rounded = bits > 0 ? (magnitude + (1n << BigInt(bits - 1))) >> BigInt(bits) : magnitude << BigInt(-bits);
  return numericFromBigInt(negative ? -rounded : rounded, scale);
}

/** atanh(1 / n) * 2^bits. */
function atanhOfReciprocal(n: number, bits: number): bigint {
  const square = BigInt(n * n);
  let term = (1n << BigInt(bits)) / BigInt(n);
  let sum = term;
  for (let k = 3n; term !== 0n; k += 2n) {
    term /= square;
    sum += term / k;
  }
  return sum;
}

let cachedLn2 = 0n;
let cachedLn2Bits = 0;

function ln2(bits: number): bigint {
  if (cachedLn2Bits < bits) {
    const wide = bits + 256;
    cachedLn2 = 18n * atanhOfReciprocal(26, wide) - 2n * atanhOfReciprocal(4801, wide) + 8n * atanhOfReciprocal(8749, wide);
    cachedLn2Bits = wide;
  }
  return cachedLn2 >> BigInt(cachedLn2Bits - bits);
}

/** ln(value) with `scale` digits after the point; value is finite and positive. */
function lnToScale(value: Numeric, scale: number): Numeric {
  const bits = bitsForDigits(scale) + 24;
  const B = BigInt(bits);
  const one = 1n << B;
  const numerator = BigInt(value.coef);
  const denominator = powerOfTen(value.scale);
  let exponent = bitLength(numerator) - bitLength(denominator);
  const shift = bits - exponent;
  let m = shift >= 0 ? (numerator << BigInt(shift)) / denominator : numerator / (denominator << BigInt(-shift));
  // m is in (0.5, 2); bring it into [0.7, 1.4).
  if (m * 10n >= one * 14n) {
    m >>= 1n;
    exponent++;
  } else if (m * 10n < one * 7n) {
    m <<= 1n;
    exponent--;
  }
  // ln m = 2 atanh((m - 1) / (m + 1)).
  const z = ((m - one) << B) / (m + one);
  const square = (z * z) >> B;
  let power = z;
  let sum = z;
  for (let k = 3n; power !== 0n && power !== -1n; k += 2n) {
    power = (power * square) >> B;
    sum += power / k;
  }
  return fromFixed(2n * sum + BigInt(exponent) * ln2(bits), bits, scale);
}

/** exp(x) with `scale` digits after the point. */
function expToScale(x: Numeric, scale: number): Numeric {
  const estimate = numericToFloat8Unchecked(x);
  if (Math.abs(estimate) >= RESULT_SCALE_MAX * 3) {
    if (estimate > 0) throw numericOverflow();
    return new Numeric(0, scale);
  }
  const bits = bitsForDigits(scale) + Math.max(0, Math.ceil(estimate * 1.4426950408889634)) + 16;
  const B = BigInt(bits);
  const fixed = toFixed(x, bits);
  const log2 = ln2(bits);
  let n = fixed / log2;
  if (fixed < 0n) n -= 1n;
  // exp(r) for r in [0, ln 2], by Taylor series on r / 2^halvings and repeated squaring.
  const halvings = Math.min(24, 4 + (bits >> 6));
  const r = (fixed - n * log2) >> BigInt(halvings);
  const one = 1n << B;
  let term = r;
  let sum = one + r;
  for (let k = 2n; term !== 0n; k += 1n) {
    term = (term * r) / (k << B);
    sum += term;
  }
  for (let i = 0; i < halvings; i++) sum = (sum * sum) >> B;
  const shift = bits - Number(n);
  return fromFixed(sum, shift, scale);
}

// --- functions ---

/** Estimated decimal weight of ln(value), as PostgreSQL estimates it. */
function estimateLnWeight(value: Numeric): number {
  if (!(value.coef > 0)) return 0;
  if (compareNumeric(value, new Numeric(9, 1)) >= 0 && compareNumeric(value, new Numeric(11, 1)) <= 0) {
    const x = numericSubtract(value, NUMERIC_ONE);
    if (x.coef === 0) return 0;
    const { weight, group } = leadingGroup(x);
    return weight * 4 + Math.trunc(Math.log10(group));
  }
  const { digits, exponent } = leadingDigits(value, 2);
  return Math.trunc(Math.log10(Math.abs(Math.log(digits) + exponent * 2.302585092994046)));
}

/** The leading `groups` four-digit groups of a positive value as one number: value ~ digits * 10^exponent. */
function leadingDigits(value: Numeric, groups: number): { digits: number; exponent: number } {
  const { weight } = leadingGroup(value);
  // PostgreSQL keeps no trailing zero groups, so the number of groups present bounds how many are taken.
  const taken = Math.min(groups, weight - lowestGroupWeight(value) + 1);
  const exponent = (weight - taken + 1) * 4;
  const drop = value.scale + exponent;
  const digits = drop >= 0 ? Number(truncateCoef(value.coef, drop)) : Number(value.coef) * 10 ** -drop;
  return { digits: Math.abs(digits), exponent };
}

/** Weight of the last four-digit group that is not zero. */
function lowestGroupWeight(value: Numeric): number {
  const trimmed = trimScale(value);
  if (trimmed.scale > 0) return -Math.ceil(trimmed.scale / 4);
  const digits = trimmed.coef.toString();
  let zeros = 0;
  while (zeros < digits.length - 1 && digits.charCodeAt(digits.length - 1 - zeros) === 48) zeros++;
  return Math.floor(zeros / 4);
}

export function numericExp(a: Numeric): Numeric {
  if (!isFiniteNumeric(a)) return a.coef === -Infinity ? NUMERIC_ZERO : a;
  const weight = Math.max(-RESULT_SCALE_MAX, Math.min(RESULT_SCALE_MAX, numericToFloat8Unchecked(a) * 0.434294481903252));
  return checkNumericLimits(expToScale(a, clampScale(Math.max(NUMERIC_SIGNIFICANT_DIGITS_MIN - Math.trunc(weight), a.scale))));
}

function rejectForLogarithm(a: Numeric): void {
  const sign = signOfNumeric(a);
  if (sign < 0) throw new PgError('invalid_argument_for_logarithm', 'cannot take logarithm of a negative number');
  if (sign === 0) throw new PgError('invalid_argument_for_logarithm', 'cannot take logarithm of zero');
}

export function numericLn(a: Numeric): Numeric {
  if (a.coef !== a.coef) return NUMERIC_NAN;
  rejectForLogarithm(a);
  if (a.coef === Infinity) return a;
  return lnToScale(a, clampScale(Math.max(NUMERIC_SIGNIFICANT_DIGITS_MIN - estimateLnWeight(a), a.scale)));
}

/** log(base, value). */
export function numericLog(base: Numeric, value: Numeric): Numeric {
  if (base.coef !== base.coef || value.coef !== value.coef) return NUMERIC_NAN;
  rejectForLogarithm(base);
  rejectForLogarithm(value);
  if (base.coef === Infinity) return value.coef === Infinity ? NUMERIC_NAN : NUMERIC_ZERO;
  if (value.coef === Infinity) return NUMERIC_INFINITY;
  const baseWeight = estimateLnWeight(base);
  const valueWeight = estimateLnWeight(value);
  const resultWeight = valueWeight - baseWeight;
  const scale = clampScale(Math.max(NUMERIC_SIGNIFICANT_DIGITS_MIN - resultWeight, base.scale, value.scale));
  const lnBase = lnToScale(base, Math.max(0, scale + resultWeight - baseWeight + 8));
  const lnValue = lnToScale(value, Math.max(0, scale + resultWeight - valueWeight + 8));
  if (lnBase.coef === 0) throw divisionByZero();
  return divideToScale(lnValue, lnBase, scale);
}

export function numericPower(base: Numeric, exponent: Numeric): Numeric {
  if (!isFiniteNumeric(base) || !isFiniteNumeric(exponent)) return powerOfSpecial(base, exponent);
  const sign = signOfNumeric(base);
  if (sign === 0 && signOfNumeric(exponent) < 0) {
    throw new PgError('invalid_argument_for_power_function', 'zero raised to a negative power is undefined');
  }
  if (isIntegral(exponent)) {
    const n = truncateCoef(exponent.coef, exponent.scale);
    if (typeof n === 'number' && n >= -2147483648 && n <= 2147483647) return checkNumericLimits(powerByInteger(base, n));
  } else if (sign < 0) {
    throw complexPower();
  }
  if (sign === 0) return new Numeric(0, NUMERIC_SIGNIFICANT_DIGITS_MIN);
  const negative = sign < 0 && isOddInteger(exponent);
  const result = powerByLogarithm(sign < 0 ? numericNegate(base) : base, exponent);
  return checkNumericLimits(negative ? numericNegate(result) : result);
}

function complexPower(): PgError {
  return new PgError('invalid_argument_for_power_function', 'a negative number raised to a non-integer power yields a complex result');
}

function isOddInteger(value: Numeric): boolean {
  return isIntegral(value) && BigInt(truncateCoef(value.coef, value.scale)) % 2n !== 0n;
}

/** POSIX pow() for NaN and infinite arguments. */
function powerOfSpecial(base: Numeric, exponent: Numeric): Numeric {
  if (base.coef !== base.coef) return exponent.coef === 0 ? NUMERIC_ONE : NUMERIC_NAN;
  const isOne = compareNumeric(base, NUMERIC_ONE) === 0;
  if (exponent.coef !== exponent.coef) return isOne ? NUMERIC_ONE : NUMERIC_NAN;
  const sign = signOfNumeric(base);
  if (sign === 0 && signOfNumeric(exponent) < 0) {
    throw new PgError('invalid_argument_for_power_function', 'zero raised to a negative power is undefined');
  }
  if (isOne || exponent.coef === 0) return NUMERIC_ONE;
  if (sign < 0 && isFiniteNumeric(exponent) && !isIntegral(exponent)) throw complexPower();
  if (!isFiniteNumeric(exponent)) {
    const magnitude = isFiniteNumeric(base) ? compareNumeric(base.coef < 0 ? numericNegate(base) : base, NUMERIC_ONE) : 1;
    if (magnitude === 0) return NUMERIC_ONE;
    return magnitude > 0 === exponent.coef > 0 ? NUMERIC_INFINITY : NUMERIC_ZERO;
  }
  if (exponent.coef < 0) return NUMERIC_ZERO;
  return sign < 0 && isOddInteger(exponent) ? NUMERIC_MINUS_INFINITY : NUMERIC_INFINITY;
}

function powerByLogarithm(base: Numeric, exponent: Numeric): Numeric {
  const lnWeight = estimateLnWeight(base);
  let localScale = Math.max(0, 8 - lnWeight);
  let product = numericWithScale(numericMultiply(lnToScale(base, localScale), exponent), localScale);
  let estimate = numericToFloat8Unchecked(product);
  if (Math.abs(estimate) > RESULT_SCALE_MAX * 3.01) {
    if (estimate > 0) throw numericOverflow();
    return new Numeric(0, NUMERIC_PRECISION_MAX);
  }
  estimate *= 0.434294481903252;
  const scale = clampScale(Math.max(NUMERIC_SIGNIFICANT_DIGITS_MIN - Math.trunc(estimate), base.scale, exponent.scale));
  const significant = Math.max(0, scale + Math.trunc(estimate));
  localScale = Math.max(0, significant - lnWeight + 8);
  product = numericWithScale(numericMultiply(lnToScale(base, localScale), exponent), localScale);
  return expToScale(product, scale);
}

function powerByInteger(base: Numeric, exponent: number): Numeric {
  const scale = clampScale(Math.max(NUMERIC_SIGNIFICANT_DIGITS_MIN, base.scale));
  switch (exponent) {
    case 0:
      return numericWithScale(NUMERIC_ONE, scale);
    case 1:
      return numericWithScale(base, scale);
    case -1:
      return divideToScale(NUMERIC_ONE, base, scale);
    case 2:
      return numericWithScale(numericMultiply(base, base), scale);
  }
  if (base.coef === 0) return new Numeric(0, scale);
  // Approximate decimal weight of the result.
  const lead = leadingDigits(base, 4);
  const weight = exponent * (Math.log10(lead.digits) + lead.exponent);
  if (weight > 3 * WEIGHT_MAX * 4) throw numericOverflow();
  if (weight + 1 < -scale) return new Numeric(0, scale);
  const significant = 1 + scale + Math.trunc(weight) + Math.trunc(Math.log(Math.abs(exponent))) + 8;
  let mask = Math.abs(exponent);
  let square = base;
  let result = (mask & 1) !== 0 ? base : NUMERIC_ONE;
  mask = Math.floor(mask / 2);
  while (mask > 0) {
    const squareWeight = leadingGroup(square).weight;
    square = multiplyToScale(square, square, Math.max(0, Math.min(significant - 2 * squareWeight * 4, 2 * square.scale)));
    if ((mask & 1) !== 0) {
      const sum = leadingGroup(square).weight + leadingGroup(result).weight;
      result = multiplyToScale(square, result, Math.max(0, Math.min(significant - sum * 4, square.scale + result.scale)));
    }
    if (leadingGroup(square).weight > WEIGHT_MAX || leadingGroup(result).weight > WEIGHT_MAX) {
      if (exponent > 0) throw numericOverflow();
      return new Numeric(0, scale);
    }
    mask = Math.floor(mask / 2);
  }
  return exponent < 0 ? divideToScale(NUMERIC_ONE, result, scale) : numericWithScale(result, scale);
}

/** Product rounded to `scale` digits; may pass the limits on the way. */
function multiplyToScale(a: Numeric, b: Numeric, scale: number): Numeric {
  return numericWithScale(numericFromBigInt(BigInt(a.coef) * BigInt(b.coef), a.scale + b.scale), scale);
}

/** n! for n >= 0. */
export function numericFactorial(n: number): Numeric {
  if (n > 32177) throw numericOverflow();
  return numericFromBigInt(rangeProduct(2, n), 0);
}

function rangeProduct(from: number, to: number): bigint {
  if (from > to) return 1n;
  if (to - from < 8) {
    let product = BigInt(from);
    for (let i = from + 1; i <= to; i++) product *= BigInt(i);
    return product;
  }
  const middle = (from + to) >> 1;
  return rangeProduct(from, middle) * rangeProduct(middle + 1, to);
}

/** Digits of the integer part plus fraction that a value really needs (min_scale). */
export function minScale(value: Numeric): number {
  return trimScale(value).scale;
}
