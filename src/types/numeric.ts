/**
 * Numeric: PostgreSQL's exact decimal number as a value object (PostgreSQL chapter 8.1.2).
 *
 * value = coef / 10^scale. `scale` is the display scale: 1.50 is (150, 2) and differs in text, not in value, from (15, 1).
 * `coef` is a JS number if and only if it is a safe integer (never -0), else a bigint. NaN and the infinities are
 * (NaN, 0), (Infinity, 0), (-Infinity, 0), so that number arithmetic on two coefficients often does the right thing by itself.
 *
 * Fast path: both coefficients numbers of one scale and the result safe: one float operation and one allocation.
 */
import { PgError } from '../errors/index.js';
import type { Int8 } from './datum.js';
import { hashInteger, combineHash } from './hash.js';
import { toInt8 } from './int8.js';

/** Digits before the decimal point (weights are 16-bit counts of four-digit groups). */
export const NUMERIC_DIGITS_BEFORE_MAX = 131072;
/** Digits after the decimal point that a value can carry. */
export const NUMERIC_SCALE_MAX = 16383;
/** Largest declared precision, and the largest display scale that functions choose by themselves. */
export const NUMERIC_PRECISION_MAX = 1000;

const MAX_SAFE = 9007199254740991;

export class Numeric {
  constructor(
    readonly coef: number | bigint,
    readonly scale: number,
  ) {}

  /** PostgreSQL's text form; for debugging and string templates. */
  toString(): string {
    return formatNumeric(this);
  }
}

export const NUMERIC_NAN = new Numeric(NaN, 0);
export const NUMERIC_INFINITY = new Numeric(Infinity, 0);
export const NUMERIC_MINUS_INFINITY = new Numeric(-Infinity, 0);
export const NUMERIC_ZERO = new Numeric(0, 0);
export const NUMERIC_ONE = new Numeric(1, 0);

export function numericOverflow(): PgError {
  return new PgError('numeric_value_out_of_range', 'value overflows numeric format');
}

/** From an integer with scale 0. */
export function numericFromInt8(value: Int8): Numeric {
  return new Numeric(value, 0);
}

/** From an unnormalised coefficient; does not check limits. */
export function numericFromBigInt(coef: bigint, scale: number): Numeric {
  return new Numeric(toInt8(coef), scale);
}

/** From the stored `scaled` form: a float64 holding value * 10^scale (or NaN). */
export function numericFromScaled(scaled: number, scale: number): Numeric {
  return scaled === scaled ? new Numeric(scaled, scale) : NUMERIC_NAN;
}

/** To the stored `scaled` form at `scale`; the value must already be rounded to it and fit. */
export function numericToScaled(value: Numeric, scale: number): number {
  if (value.scale === scale || !isFiniteNumeric(value)) return Number(value.coef);
  return Number(rescaleCoef(value, scale));
}

export function isFiniteNumeric(value: Numeric): boolean {
  const c = value.coef;
  return typeof c === 'bigint' || c - c === 0;
}

export function isNaNNumeric(value: Numeric): boolean {
  return value.coef !== value.coef;
}

/** -1, 0, 1; NaN counts as 1. */
export function signOfNumeric(value: Numeric): number {
  const c = value.coef;
  return c < 0 ? -1 : c === 0 ? 0 : 1;
}

const smallPowers: bigint[] = [];
for (let i = 0, p = 1n; i <= 400; i++, p *= 10n) smallPowers.push(p);

/** 10^exponent as a bigint. */
export function powerOfTen(exponent: number): bigint {
  return exponent <= 400 ? (smallPowers[exponent] as bigint) : 10n ** BigInt(exponent);
}

/** 10^0 … 10^15 as safe integers. */
export const SAFE_POWERS_OF_TEN: readonly number[] = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

/** Multiplies a coefficient by 10^digits; normalised. */
export function scaleUpCoef(coef: number | bigint, digits: number): number | bigint {
  if (digits === 0) return coef;
  if (typeof coef === 'number' && digits <= 15) {
    const r = coef * (SAFE_POWERS_OF_TEN[digits] as number);
    if (r <= MAX_SAFE && r >= -MAX_SAFE) return r;
  }
  return toInt8(BigInt(coef) * powerOfTen(digits));
}

/** Divides a coefficient by 10^digits, rounding half away from zero; normalised. */
export function scaleDownCoef(coef: number | bigint, digits: number): number | bigint {
  if (digits === 0) return coef;
  if (typeof coef === 'number') {
    if (digits > 16) return 0;
    if (digits <= 15) {
      const divisor = SAFE_POWERS_OF_TEN[digits] as number;
      const magnitude = coef < 0 ? -coef : coef;
      const rest = magnitude % divisor;
      const quotient = (magnitude - rest) / divisor + (rest * 2 >= divisor ? 1 : 0);
      return coef < 0 ? 0 - quotient : quotient;
    }
  }
  return toInt8(divideRounded(BigInt(coef), powerOfTen(digits)));
}

/** Divides a coefficient by 10^digits, dropping the rest. */
export function truncateCoef(coef: number | bigint, digits: number): number | bigint {
  if (digits <= 0) return coef;
  if (typeof coef === 'number') {
    if (digits > 15) return 0;
    return Math.trunc(coef / (SAFE_POWERS_OF_TEN[digits] as number)) + 0;
  }
  return toInt8(coef / powerOfTen(digits));
}

/** Quotient rounded half away from zero; `divisor` is not zero. */
export function divideRounded(dividend: bigint, divisor: bigint): bigint {
  const negative = dividend < 0n !== divisor < 0n;
  const a = dividend < 0n ? -dividend : dividend;
  const b = divisor < 0n ? -divisor : divisor;
  let q = a / b;
  if ((a - q * b) * 2n >= b) q += 1n;
  return negative ? -q : q;
}

function rescaleCoef(value: Numeric, scale: number): number | bigint {
  return scale >= value.scale ? scaleUpCoef(value.coef, scale - value.scale) : scaleDownCoef(value.coef, value.scale - scale);
}

/** Rounds (half away from zero) or pads to exactly `scale` digits after the point; a negative scale rounds left of it and shows none. */
export function numericWithScale(value: Numeric, scale: number): Numeric {
  if (value.scale === scale || !isFiniteNumeric(value)) return value;
  if (scale >= 0) return new Numeric(rescaleCoef(value, scale), scale);
  return new Numeric(scaleUpCoef(scaleDownCoef(value.coef, value.scale - scale), -scale), 0);
}

/** Decimal digits of |coef| (1 for zero). */
export function coefDigits(coef: number | bigint): number {
  if (typeof coef === 'number') {
    const magnitude = coef < 0 ? -coef : coef;
    let digits = 1;
    while (digits < 16 && magnitude >= (SAFE_POWERS_OF_TEN[digits] as number)) digits++;
    return digits;
  }
  const magnitude = coef < 0n ? -coef : coef;
  if (magnitude < 100000000000000000000n) return magnitude >= 10000000000000000000n ? 20 : magnitude.toString().length;
  // Bits give the count to within one; a comparison settles it without converting to decimal.
  const bits = bitLength(magnitude);
  const guess = Math.floor((bits - 1) * 0.30102999566398119521);
  return magnitude >= powerOfTen(guess + 1) ? guess + 2 : magnitude >= powerOfTen(guess) ? guess + 1 : guess;
}

export function bitLength(magnitude: bigint): number {
  const hex = magnitude.toString(16);
  return hex.length * 4 - (Math.clz32(parseInt(hex[0] as string, 16)) - 28);
}

/** Exponent of the leading decimal digit: value = d.ddd * 10^e. Zero has -scale. */
export function decimalExponent(value: Numeric): number {
  return coefDigits(value.coef) - 1 - value.scale;
}

/** Throws 22003 unless the value fits PostgreSQL's numeric format; returns it. */
export function checkNumericLimits(value: Numeric): Numeric {
  if (typeof value.coef === 'number' && value.scale <= 1000) return value;
  if (value.scale > NUMERIC_SCALE_MAX || (value.coef !== 0 && decimalExponent(value) >= NUMERIC_DIGITS_BEFORE_MAX)) throw numericOverflow();
  return value;
}

// --- text ---

export function formatNumeric(value: Numeric): string {
  const { coef, scale } = value;
  if (scale === 0) return typeof coef === 'number' && coef - coef !== 0 ? (coef !== coef ? 'NaN' : coef > 0 ? 'Infinity' : '-Infinity') : coef.toString();
  const negative = coef < 0;
  let digits = (negative ? -coef : coef).toString();
  if (digits.length <= scale) digits = digits.padStart(scale + 1, '0');
  const point = digits.length - scale;
  return `${negative ? '-' : ''}${digits.slice(0, point)}.${digits.slice(point)}`;
}

const PLAIN = /^[ \t\n\v\f\r]*([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?[ \t\n\v\f\r]*$/;
const SPECIAL = /^[ \t\n\v\f\r]*(?:(nan)|([+-]?)inf(?:inity)?)[ \t\n\v\f\r]*$/i;

/** Text input without a type modifier; undefined when the text is no number. Throws 22003 past the limits. */
export function parseNumericText(text: string): Numeric | undefined {
  const m = PLAIN.exec(text);
  if (m === null) {
    const s = SPECIAL.exec(text);
    if (s === null) return undefined;
    return s[1] !== undefined ? NUMERIC_NAN : s[2] === '-' ? NUMERIC_MINUS_INFINITY : NUMERIC_INFINITY;
  }
  const whole = m[2] as string;
  const fraction = m[3] ?? '';
  if (whole.length === 0 && fraction.length === 0) return undefined;
  const exponent = m[4] === undefined ? 0 : Number(m[4]);
  if (exponent > 1073741823 || exponent < -1073741823) throw numericOverflow();
  let digits = whole + fraction;
  const scale = fraction.length - exponent;
  let lead = 0;
  while (lead < digits.length - 1 && digits.charCodeAt(lead) === 48) lead++;
  if (lead > 0) digits = digits.slice(lead);
  const isZero = digits === '0';
  if (!isZero && digits.length - scale > NUMERIC_DIGITS_BEFORE_MAX) throw numericOverflow();
  if (scale > NUMERIC_SCALE_MAX) throw numericOverflow();
  let coef: number | bigint = digits.length <= 15 ? Number(digits) : toInt8(BigInt(digits));
  if (m[1] === '-') coef = typeof coef === 'number' ? 0 - coef : -coef;
  if (scale < 0) return new Numeric(isZero ? 0 : scaleUpCoef(coef, -scale), 0);
  return new Numeric(coef, scale);
}

// --- order ---

/** NaN equals itself and is greater than everything. */
export function compareNumeric(a: Numeric, b: Numeric): number {
  const x = a.coef;
  const y = b.coef;
  if (a.scale === b.scale || (typeof x === 'number' && typeof y === 'number' && (x - x !== 0 || y - y !== 0))) {
    if (x < y) return -1;
    if (x > y) return 1;
    if (x === y) return 0;
    return x !== x ? (y !== y ? 0 : 1) : -1;
  }
  return compareScaled(a, b);
}

function compareScaled(a: Numeric, b: Numeric): number {
  const x = a.coef;
  const y = b.coef;
  if (x !== x) return y !== y ? 0 : 1;
  if (y !== y) return -1;
  const sx = x < 0 ? -1 : x > 0 ? 1 : 0;
  const sy = y < 0 ? -1 : y > 0 ? 1 : 0;
  if (sx !== sy) return sx < sy ? -1 : 1;
  if (!isFiniteNumeric(a) || !isFiniteNumeric(b)) return x < y ? -1 : x > y ? 1 : 0;
  if (sx === 0) return 0;
  const d = decimalExponent(a) - decimalExponent(b);
  if (d !== 0) return d < 0 ? -sx : sx;
  const u = a.scale < b.scale ? scaleUpCoef(x, b.scale - a.scale) : x;
  const v = b.scale < a.scale ? scaleUpCoef(y, a.scale - b.scale) : y;
  return u < v ? -1 : u > v ? 1 : 0;
}

export function equalNumeric(a: Numeric, b: Numeric): boolean {
  if (a.scale === b.scale) return a.coef === b.coef || (a.coef !== a.coef && b.coef !== b.coef);
  return compareNumeric(a, b) === 0;
}

/** The same value with the least scale >= 0 (no trailing zeros after the point). */
export function trimScale(value: Numeric): Numeric {
  let { coef, scale } = value;
  if (scale === 0) return value;
  if (coef === 0) return NUMERIC_ZERO;
  if (typeof coef === 'number') {
    while (scale > 0 && coef % 10 === 0) {
      coef /= 10;
      scale--;
    }
  } else {
    const digits = coef.toString();
    let end = digits.length;
    while (scale > 0 && digits.charCodeAt(end - 1) === 48) {
      end--;
      scale--;
    }
    if (end < digits.length) coef = toInt8(BigInt(digits.slice(0, end)));
  }
  return scale === value.scale ? value : new Numeric(coef, scale);
}

/** By value; integers hash as the integer types do. */
export function hashNumeric(value: Numeric): number {
  const v = trimScale(value);
  if (typeof v.coef === 'number' && v.coef - v.coef !== 0) return v.coef !== v.coef ? 0x7fc00000 : v.coef > 0 ? 0x7f800000 : -0x7f800000;
  return v.scale === 0 ? hashInteger(v.coef) : combineHash(hashInteger(v.coef), v.scale);
}
