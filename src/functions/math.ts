/** Mathematical functions of float8 (PostgreSQL chapter 9.3). */
import { PgError } from '../errors/index.js';
import { formatG } from '../types/index.js';
import { divideFloat8, floatOverflow, floatUnderflow, outOfRange } from './arithmetic.js';
import { roundHalfEven } from './cast.js';
import type { CallContext, ScalarFamily } from './function-impl.js';
import { invalidWidthBucket } from './numeric.js';
import {
  acosh as acoshOf,
  asinh,
  cosh,
  log10,
  preciseAcos,
  preciseAsin,
  preciseAtan,
  preciseAtan2,
  preciseCbrt,
  preciseCos,
  preciseExp,
  preciseLog,
  precisePower,
  preciseSin,
  preciseTan,
} from './precise-math.js';

const isInfinite = (x: number): boolean => x === Infinity || x === -Infinity;

function inputOutOfRange(): PgError {
  return new PgError('numeric_value_out_of_range', 'input is out of range');
}

function sqrt(x: number): number {
  if (x < 0) throw new PgError('invalid_argument_for_power_function', 'cannot take square root of a negative number');
  return Math.sqrt(x);
}

function power(x: number, y: number): number {
  if (x !== x) return y === 0 ? 1 : NaN;
  if (y !== y) return x === 1 ? 1 : NaN;
  if (x === 0 && y < 0) throw new PgError('invalid_argument_for_power_function', 'zero raised to a negative power is undefined');
  if (x < 0 && !isInfinite(y) && Math.floor(y) !== y) {
    throw new PgError('invalid_argument_for_power_function', 'a negative number raised to a non-integer power yields a complex result');
  }
  if (isInfinite(y)) {
    const magnitude = Math.abs(x);
    if (magnitude === 1) return 1;
    return magnitude > 1 === y > 0 ? Infinity : 0;
  }
  const r = precisePower(x, y);
  if (isInfinite(x)) return r;
  if (isInfinite(r)) throw floatOverflow();
  if (r === 0 && x !== 0) throw floatUnderflow();
  return r;
}

function exp(x: number): number {
  if (x - x !== 0) return x === -Infinity ? 0 : x;
  const r = preciseExp(x);
  if (isInfinite(r)) throw floatOverflow();
  if (r === 0) throw floatUnderflow();
  return r;
}

function logarithm(f: (x: number) => number): (x: number) => number {
  return x => {
    if (x === 0) throw new PgError('invalid_argument_for_logarithm', 'cannot take logarithm of zero');
    if (x < 0) throw new PgError('invalid_argument_for_logarithm', 'cannot take logarithm of a negative number');
    return f(x);
  };
}

/** Trigonometric functions refuse infinities. */
function finite(f: (x: number) => number): (x: number) => number {
  return x => {
    if (isInfinite(x)) throw inputOutOfRange();
    return f(x);
  };
}

function withinUnit(f: (x: number) => number): (x: number) => number {
  return x => {
    if (x < -1 || x > 1) throw inputOutOfRange();
    return f(x);
  };
}

function cot(x: number): number {
  if (isInfinite(x)) throw inputOutOfRange();
  return 1 / preciseTan(x);
}

function acosh(x: number): number {
  if (x < 1) throw inputOutOfRange();
  return acoshOf(x);
}

function atanh(x: number): number {
  if (x < -1 || x > 1) throw inputOutOfRange();
  return Math.atanh(x);
}

// --- degrees: exact at multiples of 30 and 45, as PostgreSQL makes them ---

const RADIANS_PER_DEGREE = 0.0174532925199432957692;
const SIN_30 = preciseSin(30 * RADIANS_PER_DEGREE);
const ONE_MINUS_COS_60 = 1 - preciseCos(60 * RADIANS_PER_DEGREE);
const ASIN_0_5 = preciseAsin(0.5);
const ACOS_0_5 = preciseAcos(0.5);
const ATAN_1 = preciseAtan(1);

const sin0To30 = (x: number): number => preciseSin(x * RADIANS_PER_DEGREE) / SIN_30 / 2;
const cos0To60 = (x: number): number => 1 - (1 - preciseCos(x * RADIANS_PER_DEGREE)) / ONE_MINUS_COS_60 / 2;
const sinQuadrant = (x: number): number => (x <= 30 ? sin0To30(x) : cos0To60(90 - x));
const cosQuadrant = (x: number): number => (x <= 60 ? cos0To60(x) : sin0To30(90 - x));
const TAN_45 = sinQuadrant(45) / cosQuadrant(45);
const COT_45 = cosQuadrant(45) / sinQuadrant(45);

function sind(degrees: number): number {
  if (degrees !== degrees) return NaN;
  if (isInfinite(degrees)) throw inputOutOfRange();
  let x = degrees % 360;
  let sign = 1;
  if (x < 0) {
    x = -x;
    sign = -sign;
  }
  if (x > 180) {
    x = 360 - x;
    sign = -sign;
  }
  if (x > 90) x = 180 - x;
  return sign * sinQuadrant(x);
}

function cosd(degrees: number): number {
  if (degrees !== degrees) return NaN;
  if (isInfinite(degrees)) throw inputOutOfRange();
  let x = Math.abs(degrees % 360);
  let sign = 1;
  if (x > 180) x = 360 - x;
  if (x > 90) {
    x = 180 - x;
    sign = -sign;
  }
  return sign * cosQuadrant(x);
}

/** Reduces to the first quadrant for functions of period 180 that are odd; the sign comes along. */
function foldTangent(degrees: number): { x: number; sign: number } {
  let x = degrees % 360;
  let sign = 1;
  if (x < 0) {
    x = -x;
    sign = -sign;
  }
  if (x > 180) {
    x = 360 - x;
    sign = -sign;
  }
  if (x > 90) {
    x = 180 - x;
    sign = -sign;
  }
  return { x, sign };
}

function tand(degrees: number): number {
  if (degrees !== degrees) return NaN;
  if (isInfinite(degrees)) throw inputOutOfRange();
  const { x, sign } = foldTangent(degrees);
  return positiveZero(sign * (sinQuadrant(x) / cosQuadrant(x) / TAN_45));
}

function cotd(degrees: number): number {
  if (degrees !== degrees) return NaN;
  if (isInfinite(degrees)) throw inputOutOfRange();
  const { x, sign } = foldTangent(degrees);
  return positiveZero(sign * (cosQuadrant(x) / sinQuadrant(x) / COT_45));
}

const positiveZero = (x: number): number => (x === 0 ? 0 : x);

const asinQuadrant = (x: number): number => (x <= 0.5 ? (preciseAsin(x) / ASIN_0_5) * 30 : 90 - (preciseAcos(x) / ACOS_0_5) * 60);
const acosQuadrant = (x: number): number => (x <= 0.5 ? 90 - (preciseAsin(x) / ASIN_0_5) * 30 : (preciseAcos(x) / ACOS_0_5) * 60);

function asind(x: number): number {
  if (x < -1 || x > 1) throw inputOutOfRange();
  return x >= 0 ? asinQuadrant(x) : -asinQuadrant(-x);
}

function acosd(x: number): number {
  if (x < -1 || x > 1) throw inputOutOfRange();
  return x >= 0 ? acosQuadrant(x) : 90 + asinQuadrant(-x);
}

const atand = (x: number): number => (preciseAtan(x) / ATAN_1) * 45;
const atan2d = (y: number, x: number): number => (preciseAtan2(y, x) / ATAN_1) * 45;

function radians(degrees: number): number {
  const r = degrees * RADIANS_PER_DEGREE;
  if (r === 0 && degrees !== 0) throw floatUnderflow();
  return r;
}

function widthBucket(operand: number, low: number, high: number, count: number): number {
  if (count <= 0) throw invalidWidthBucket('count must be greater than zero');
  if (operand !== operand || low !== low || high !== high) throw invalidWidthBucket('operand, lower bound, and upper bound cannot be NaN');
  if (isInfinite(low) || isInfinite(high)) throw invalidWidthBucket('lower and upper bounds must be finite');
  if (low === high) throw invalidWidthBucket('lower bound cannot equal upper bound');
  const ascending = low < high;
  if (ascending ? operand < low : operand > low) return 0;
  if (ascending ? operand >= high : operand <= high) {
    if (count === 2147483647) throw outOfRange('integer');
    return count + 1;
  }
  // In PostgreSQL's order of operations, which may round the last bucket's end into the next.
  const bucket = Math.trunc((count * (operand - low)) / (high - low) + 1);
  return (bucket | 0) === bucket ? bucket : -2147483648;
}

function setSeed(seed: number, context: CallContext): string {
  if (!(seed >= -1 && seed <= 1)) throw new PgError('invalid_parameter_value', `setseed parameter ${formatG(seed, 6)} is out of allowed range [-1,1]`);
  context.session.setSeed(seed);
  return '';
}

export const mathFunctions: ScalarFamily = {
  'ceil(float8)': Math.ceil,
  'ceiling(float8)': Math.ceil,
  'floor(float8)': Math.floor,
  'round(float8)': roundHalfEven,
  'dround(float8)': roundHalfEven,
  'trunc(float8)': Math.trunc,
  'dtrunc(float8)': Math.trunc,
  'sign(float8)': (x: number) => (x > 0 ? 1 : x < 0 ? -1 : 0),
  'sqrt(float8)': sqrt,
  'dsqrt(float8)': sqrt,
  'cbrt(float8)': preciseCbrt,
  'dcbrt(float8)': preciseCbrt,
  'power(float8,float8)': power,
  'pow(float8,float8)': power,
  'dpow(float8,float8)': power,
  'exp(float8)': exp,
  'dexp(float8)': exp,
  'ln(float8)': logarithm(preciseLog),
  'dlog1(float8)': logarithm(preciseLog),
  'log(float8)': logarithm(log10),
  'log10(float8)': logarithm(log10),
  'dlog10(float8)': logarithm(log10),
  'sin(float8)': finite(preciseSin),
  'cos(float8)': finite(preciseCos),
  'tan(float8)': finite(preciseTan),
  'cot(float8)': cot,
  'asin(float8)': withinUnit(preciseAsin),
  'acos(float8)': withinUnit(preciseAcos),
  'atan(float8)': preciseAtan,
  'atan2(float8,float8)': preciseAtan2,
  'sinh(float8)': Math.sinh,
  'cosh(float8)': cosh,
  'tanh(float8)': Math.tanh,
  'asinh(float8)': asinh,
  'acosh(float8)': acosh,
  'atanh(float8)': atanh,
  'sind(float8)': sind,
  'cosd(float8)': cosd,
  'tand(float8)': tand,
  'cotd(float8)': cotd,
  'asind(float8)': asind,
  'acosd(float8)': acosd,
  'atand(float8)': atand,
  'atan2d(float8,float8)': atan2d,
  'degrees(float8)': (x: number) => divideFloat8(x, RADIANS_PER_DEGREE),
  'radians(float8)': radians,
  'pi()': () => Math.PI,
  'random()': (context: CallContext) => context.session.random(),
  'setseed(float8)': setSeed,
  'width_bucket(float8,float8,float8,int4)': widthBucket,
};
