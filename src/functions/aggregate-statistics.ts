/**
 * Variance, standard deviation, correlation and regression aggregates, and avg of the float types.
 * Exact types keep exact sums of x and x^2. Floats use Youngs and Cramer's updating formulas (1971), as PostgreSQL does.
 */
import {
  Numeric,
  NUMERIC_NAN,
  NUMERIC_ZERO,
  checkNumericLimits,
  divideToScale,
  divisionScale,
  numericFromInt8,
  numericMultiply,
  numericSubtract,
  squareRootToScale,
  type Datum,
  type Int8,
} from '../types/index.js';
import { floatOverflow } from './arithmetic.js';
import { NumericSum } from './exact-sum.js';
import type { AggregateFamily, AggregateImpl } from './function-impl.js';

// --- exact types ---

class Moments {
  readonly sum = new NumericSum();
  readonly squares = new NumericSum();
}

interface Kind {
  readonly isSample: boolean;
  readonly isRoot: boolean;
}

/** (N * sum(x^2) - sum(x)^2) / (N * (N - 1)) or / N^2, and its root. */
function spread(state: Moments, kind: Kind): Numeric | null {
  const { sum, squares } = state;
  const total = sum.totalCount;
  if (total === 0 || (kind.isSample && total <= 1)) return null;
  if (sum.special() !== undefined) return NUMERIC_NAN;
  const n = new Numeric(sum.count, 0);
  const x = sum.toNumeric();
  const numerator = numericSubtract(numericMultiply(n, squares.toNumeric()), numericMultiply(x, x));
  if (numerator.coef <= 0) return NUMERIC_ZERO;
  const denominator = numericMultiply(n, kind.isSample ? new Numeric(sum.count - 1, 0) : n);
  const scale = divisionScale(numerator, denominator);
  const variance = divideToScale(numerator, denominator, scale);
  return checkNumericLimits(kind.isRoot ? squareRootToScale(variance, scale) : variance);
}

function exactSpread(kind: Kind): AggregateImpl<Moments> {
  return {
    skipNulls: true,
    init: () => new Moments(),
    transition(state, value: Numeric) {
      state.sum.add(value);
      state.squares.add(numericMultiply(value, value));
      return state;
    },
    inverse(state, value: Numeric) {
      state.sum.remove(value);
      state.squares.remove(numericMultiply(value, value));
      return state;
    },
    final: state => spread(state, kind),
  };
}

function integerSpread(kind: Kind): AggregateImpl<Moments> {
  const exact = exactSpread(kind);
  return {
    ...exact,
    transition: (state, value: Int8, context) => exact.transition(state, numericFromInt8(value), context),
    inverse: (state, value: Int8, context) => (exact.inverse as NonNullable<typeof exact.inverse>)(state, numericFromInt8(value), context),
  };
}

// --- floats ---

interface FloatMoments {
  n: number;
  sum: number;
  /** Sum of squared deviations from the mean. */
  deviations: number;
}

const isInfinite = (x: number): boolean => x === Infinity || x === -Infinity;

function addFloat(state: FloatMoments, value: number): FloatMoments {
  const before = state.n;
  const n = before + 1;
  const sum = state.sum + value;
  let deviations = state.deviations;
  if (before > 0) {
    const t = value * n - sum;
    deviations += (t * t) / (n * before);
    if (isInfinite(sum) || isInfinite(deviations)) {
      if (!isInfinite(state.sum) && !isInfinite(value)) throw floatOverflow();
      deviations = NaN;
    }
  } else if (value - value !== 0) deviations = NaN;
  state.n = n;
  state.sum = sum;
  state.deviations = deviations;
  return state;
}

function floatAggregate(final: (state: FloatMoments) => Datum): AggregateImpl<FloatMoments> {
  return {
    skipNulls: true,
    init: () => ({ n: 0, sum: 0, deviations: 0 }),
    transition: addFloat,
    final,
  };
}

function floatSpread(kind: Kind): AggregateImpl<FloatMoments> {
  return floatAggregate(state => {
    const divisor = kind.isSample ? state.n - 1 : state.n;
    if (divisor < 1) return null;
    const variance = state.deviations / divisor;
    return kind.isRoot ? Math.sqrt(variance) : variance;
  });
}

const floatAverage = floatAggregate(state => (state.n === 0 ? null : state.sum / state.n));

// --- two variables ---

interface Regression {
  n: number;
  sumX: number;
  sxx: number;
  sumY: number;
  syy: number;
  sxy: number;
}

function addPair(state: Regression, y: number, x: number): Regression {
  const before = state.n;
  const n = before + 1;
  const sumX = state.sumX + x;
  const sumY = state.sumY + y;
  if (before > 0) {
    const tx = x * n - sumX;
    const ty = y * n - sumY;
    const factor = 1 / (n * before);
    const sxx = state.sxx + tx * tx * factor;
    const syy = state.syy + ty * ty * factor;
    const sxy = state.sxy + tx * ty * factor;
    const wasFiniteX = !isInfinite(state.sumX) && !isInfinite(x);
    const wasFiniteY = !isInfinite(state.sumY) && !isInfinite(y);
    if (
      ((isInfinite(sumX) || isInfinite(sxx)) && wasFiniteX) ||
      ((isInfinite(sumY) || isInfinite(syy)) && wasFiniteY) ||
      (isInfinite(sxy) && wasFiniteX && wasFiniteY)
    ) {
      throw floatOverflow();
    }
    state.sxx = isInfinite(sxx) ? NaN : sxx;
    state.syy = isInfinite(syy) ? NaN : syy;
    state.sxy = isInfinite(sxy) ? NaN : sxy;
  } else {
    if (x - x !== 0) state.sxx = state.sxy = NaN;
    if (y - y !== 0) state.syy = state.sxy = NaN;
  }
  state.n = n;
  state.sumX = sumX;
  state.sumY = sumY;
  return state;
}

/** Null until `least` pairs have been seen. */
function regression(least: number, final: (state: Regression) => number | null): AggregateImpl {
  const impl: AggregateImpl<Regression> = {
    skipNulls: true,
    init: () => ({ n: 0, sumX: 0, sxx: 0, sumY: 0, syy: 0, sxy: 0 }),
    transition: addPair,
    final: state => (state.n < least ? null : final(state)),
  };
  return impl as AggregateImpl;
}

/** Counts pairs without NULLs. */
const pairCount: AggregateImpl<{ n: number }> = {
  skipNulls: true,
  init: () => ({ n: 0 }),
  transition(state) {
    state.n++;
    return state;
  },
  final: state => state.n,
};

const KINDS: readonly (readonly [string, Kind])[] = [
  ['var_pop', { isSample: false, isRoot: false }],
  ['var_samp', { isSample: true, isRoot: false }],
  ['variance', { isSample: true, isRoot: false }],
  ['stddev_pop', { isSample: false, isRoot: true }],
  ['stddev_samp', { isSample: true, isRoot: true }],
  ['stddev', { isSample: true, isRoot: true }],
];

const spreads: Record<string, AggregateImpl> = {};
for (const [name, kind] of KINDS) {
  for (const type of ['int2', 'int4', 'int8']) spreads[`${name}(${type})`] = integerSpread(kind) as AggregateImpl;
  spreads[`${name}(numeric)`] = exactSpread(kind) as AggregateImpl;
  spreads[`${name}(float4)`] = floatSpread(kind) as AggregateImpl;
  spreads[`${name}(float8)`] = floatSpread(kind) as AggregateImpl;
}

export const statisticsAggregates: AggregateFamily = {
  ...spreads,
  'avg(float4)': floatAverage as AggregateImpl,
  'avg(float8)': floatAverage as AggregateImpl,
  'regr_count(float8,float8)': pairCount as AggregateImpl,
  'regr_sxx(float8,float8)': regression(1, s => s.sxx),
  'regr_syy(float8,float8)': regression(1, s => s.syy),
  'regr_sxy(float8,float8)': regression(1, s => s.sxy),
  'regr_avgx(float8,float8)': regression(1, s => s.sumX / s.n),
  'regr_avgy(float8,float8)': regression(1, s => s.sumY / s.n),
  'covar_pop(float8,float8)': regression(1, s => s.sxy / s.n),
  'covar_samp(float8,float8)': regression(2, s => s.sxy / (s.n - 1)),
  'corr(float8,float8)': regression(1, s => (s.sxx === 0 || s.syy === 0 ? null : s.sxy / Math.sqrt(s.sxx * s.syy))),
  'regr_r2(float8,float8)': regression(1, s => (s.sxx === 0 ? null : s.syy === 0 ? 1 : (s.sxy * s.sxy) / (s.sxx * s.syy))),
  'regr_slope(float8,float8)': regression(1, s => (s.sxx === 0 ? null : s.sxy / s.sxx)),
  'regr_intercept(float8,float8)': regression(1, s => (s.sxx === 0 ? null : (s.sumY - (s.sumX * s.sxy) / s.sxx) / s.n)),
};
