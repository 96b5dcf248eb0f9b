/** Conversions between Numeric, the float types and the integer types, with PostgreSQL's rounding and range errors. */
import { PgError } from '../errors/index.js';
import type { Int8 } from './datum.js';
import { formatG, roundToFloat4 } from './float-text.js';
import { checkedInt8 } from './int8.js';
import {
  Numeric,
  NUMERIC_INFINITY,
  NUMERIC_MINUS_INFINITY,
  NUMERIC_NAN,
  decimalExponent,
  formatNumeric,
  isFiniteNumeric,
  parseNumericText,
  scaleDownCoef,
} from './numeric.js';

const EXACT_POWERS = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22];

/** Nearest float8, ±Infinity past its range. */
export function numericToFloat8Unchecked(value: Numeric): number {
  const { coef, scale } = value;
  // Both exact, so the quotient is rounded once.
  if (typeof coef === 'number' && scale <= 22) return coef / (EXACT_POWERS[scale] as number);
  return Number(formatNumeric(value));
}

export function numericToFloat8(value: Numeric): number {
  const result = numericToFloat8Unchecked(value);
  if (isFiniteNumeric(value) && (result - result !== 0 || (result === 0 && value.coef !== 0))) {
    throw new PgError('numeric_value_out_of_range', `"${formatNumeric(value)}" is out of range for type double precision`);
  }
  return result;
}

export function numericToFloat4(value: Numeric): number {
  if (!isFiniteNumeric(value)) return Number(value.coef);
  const text = formatNumeric(value);
  const result = roundToFloat4(text);
  if (result - result !== 0 || (result === 0 && value.coef !== 0)) {
    throw new PgError('numeric_value_out_of_range', `"${text}" is out of range for type real`);
  }
  return result;
}

/** Through 15 significant digits (float4: 6), as PostgreSQL does. */
export function float8ToNumeric(value: number, digits = 15): Numeric {
  if (value - value !== 0) return value !== value ? NUMERIC_NAN : value > 0 ? NUMERIC_INFINITY : NUMERIC_MINUS_INFINITY;
  if (Number.isInteger(value) && Math.abs(value) < (digits === 15 ? 1e15 : 1e6)) return new Numeric(value + 0, 0);
  return parseNumericText(formatG(value, digits)) as Numeric;
}

export function float4ToNumeric(value: number): Numeric {
  return float8ToNumeric(value, 6);
}

/** Rounds half away from zero to an int8. */
export function numericToInt8(value: Numeric): Int8 {
  return toInteger(value, 'bigint');
}

export function numericToInt4(value: Numeric): number {
  const result = toInteger(value, 'integer');
  if (result < -2147483648 || result > 2147483647) throw outOfRange('integer');
  return result as number;
}

export function numericToInt2(value: Numeric): number {
  const result = toInteger(value, 'smallint');
  if (result < -32768 || result > 32767) throw outOfRange('smallint');
  return result as number;
}

function outOfRange(type: string): PgError {
  return new PgError('numeric_value_out_of_range', `${type} out of range`);
}

function toInteger(value: Numeric, type: string): Int8 {
  if (!isFiniteNumeric(value)) {
    throw new PgError('feature_not_supported', `cannot convert ${value.coef !== value.coef ? 'NaN' : 'infinity'} to ${type}`);
  }
  if (value.coef !== 0 && decimalExponent(value) > 19) throw outOfRange(type);
  const whole = scaleDownCoef(value.coef, value.scale);
  return typeof whole === 'number' ? whole : type === 'bigint' ? checkedInt8(whole) : whole;
}
