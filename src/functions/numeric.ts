/** Functions and operators of numeric. */
import { PgError } from '../errors/index.js';
import {
  Numeric,
  NUMERIC_ONE,
  compareNumeric,
  isFiniteNumeric,
  minScale,
  numericAbs,
  numericAdd,
  numericCeil,
  numericDivide,
  numericDivideTruncated,
  numericExp,
  numericFactorial,
  numericFloor,
  numericGcd,
  numericLcm,
  numericLn,
  numericLog,
  numericModulo,
  numericMultiply,
  numericNegate,
  numericPower,
  numericRound,
  numericSign,
  numericSqrt,
  numericSubtract,
  numericTruncate,
  trimScale,
  type Int8,
} from '../types/index.js';
import { outOfRange } from './arithmetic.js';
import type { ScalarFamily } from './function-impl.js';

const TEN = new Numeric(10, 0);

function factorial(n: Int8): Numeric {
  if (n < 0) throw new PgError('numeric_value_out_of_range', 'factorial of a negative number is undefined');
  return numericFactorial(Number(n));
}

export function invalidWidthBucket(message: string): PgError {
  return new PgError('invalid_argument_for_width_bucket_function', message);
}

/** Number of the bucket that `operand` falls in, of `count` equal ones between the bounds; 0 and count + 1 outside. */
function widthBucket(operand: Numeric, low: Numeric, high: Numeric, count: number): number {
  if (count <= 0) throw invalidWidthBucket('count must be greater than zero');
  if (operand.coef !== operand.coef || low.coef !== low.coef || high.coef !== high.coef) {
    throw invalidWidthBucket('operand, lower bound, and upper bound cannot be NaN');
  }
  if (!isFiniteNumeric(low) || !isFiniteNumeric(high)) throw invalidWidthBucket('lower and upper bounds must be finite');
  const direction = compareNumeric(low, high);
  if (direction === 0) throw invalidWidthBucket('lower bound cannot equal upper bound');
  if (compareNumeric(operand, low) * direction > 0) return 0;
  if (compareNumeric(operand, high) * direction <= 0) {
    if (count === 2147483647) throw outOfRange('integer');
    return count + 1;
  }
  const part = numericMultiply(new Numeric(count, 0), numericSubtract(operand, low));
  // Rounding in the division may push the last bucket's end into the next, as it does in PostgreSQL.
  const bucket = Number(numericFloor(numericDivide(part, numericSubtract(high, low))).coef) + 1;
  if (bucket > 2147483647) throw outOfRange('integer');
  return bucket;
}

export const numericFunctions: ScalarFamily = {
  'numeric_add(numeric,numeric)': numericAdd,
  'numeric_sub(numeric,numeric)': numericSubtract,
  'numeric_mul(numeric,numeric)': numericMultiply,
  'numeric_div(numeric,numeric)': numericDivide,
  'numeric_mod(numeric,numeric)': numericModulo,
  'mod(numeric,numeric)': numericModulo,
  'numeric_div_trunc(numeric,numeric)': numericDivideTruncated,
  'div(numeric,numeric)': numericDivideTruncated,
  'numeric_uminus(numeric)': numericNegate,
  'numeric_uplus(numeric)': (a: Numeric) => a,
  'numeric_inc(numeric)': (a: Numeric) => numericAdd(a, NUMERIC_ONE),
  'numeric_abs(numeric)': numericAbs,
  'abs(numeric)': numericAbs,
  'sign(numeric)': numericSign,
  'ceil(numeric)': numericCeil,
  'ceiling(numeric)': numericCeil,
  'floor(numeric)': numericFloor,
  'round(numeric,int4)': numericRound,
  'round(numeric)': (a: Numeric) => numericRound(a, 0),
  'trunc(numeric,int4)': numericTruncate,
  'trunc(numeric)': (a: Numeric) => numericTruncate(a, 0),
  'sqrt(numeric)': numericSqrt,
  'numeric_sqrt(numeric)': numericSqrt,
  'exp(numeric)': numericExp,
  'numeric_exp(numeric)': numericExp,
  'ln(numeric)': numericLn,
  'numeric_ln(numeric)': numericLn,
  'log(numeric,numeric)': numericLog,
  'numeric_log(numeric,numeric)': numericLog,
  'log(numeric)': (a: Numeric) => numericLog(TEN, a),
  'log10(numeric)': (a: Numeric) => numericLog(TEN, a),
  'power(numeric,numeric)': numericPower,
  'pow(numeric,numeric)': numericPower,
  'numeric_power(numeric,numeric)': numericPower,
  'factorial(int8)': factorial,
  'gcd(numeric,numeric)': numericGcd,
  'lcm(numeric,numeric)': numericLcm,
  'scale(numeric)': (a: Numeric) => (isFiniteNumeric(a) ? a.scale : null),
  'min_scale(numeric)': (a: Numeric) => (isFiniteNumeric(a) ? minScale(a) : null),
  'trim_scale(numeric)': trimScale,
  'width_bucket(numeric,numeric,numeric,int4)': widthBucket,
};
