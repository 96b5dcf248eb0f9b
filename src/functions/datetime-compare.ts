/**
 * Comparison of dates, times, timestamps and intervals, also across types: what two types have in common is the
 * timestamp (a date is its midnight; between local and absolute time the session's zone converts).
 */
import {
  compareInterval,
  compareTimeTz,
  DATE_INFINITY,
  DATE_MINUS_INFINITY,
  getTimeZone,
  isFiniteTimestamp,
  TIMESTAMP_INFINITY,
  TIMESTAMP_MINUS_INFINITY,
  timestampFromDays,
  utcFromLocal,
  type Int8,
  type Interval,
  type TimeTz,
} from '../types/index.js';
import type { CallContext, ScalarFamily, ScalarImpl } from './function-impl.js';

/** Past all finite timestamps, before the infinity: where dates that no timestamp can hold compare. */
const PAST_ALL = TIMESTAMP_INFINITY - 1n;

/** A date as timestamp for comparison only. */
function comparableDate(days: number): Int8 {
  if (days === DATE_INFINITY) return TIMESTAMP_INFINITY;
  if (days === DATE_MINUS_INFINITY) return TIMESTAMP_MINUS_INFINITY;
  return timestampFromDays(days, 0) ?? PAST_ALL;
}

/** A local timestamp as an instant, for comparison only. */
function comparableInstant(value: Int8, context: CallContext): Int8 {
  if (!isFiniteTimestamp(value) || value === PAST_ALL) return value;
  return utcFromLocal(value, getTimeZone(context.timeZone)) ?? (value > 0 ? PAST_ALL : TIMESTAMP_MINUS_INFINITY + 1n);
}

const int8Order = (a: Int8, b: Int8): number => (a < b ? -1 : a > b ? 1 : 0);

type Compare = (a: never, b: never, context: CallContext) => number;

function relations(prefix: string, suffix: string, signature: string, compare: Compare): Record<string, ScalarImpl> {
  const c = compare as (a: unknown, b: unknown, context: CallContext) => number;
  const name = (op: string): string => `${prefix}_${op}${suffix}(${signature})`;
  return {
    [name('eq')]: (a, b, context) => c(a, b, context) === 0,
    [name('ne')]: (a, b, context) => c(a, b, context) !== 0,
    [name('lt')]: (a, b, context) => c(a, b, context) < 0,
    [name('le')]: (a, b, context) => c(a, b, context) <= 0,
    [name('gt')]: (a, b, context) => c(a, b, context) > 0,
    [name('ge')]: (a, b, context) => c(a, b, context) >= 0,
    [name('cmp')]: (a, b, context) => Math.sign(c(a, b, context)),
  };
}

/** Types whose values JavaScript's own operators order. */
function plainRelations(type: string): Record<string, ScalarImpl> {
  const pair = `(${type},${type})`;
  return {
    [`${type}_eq${pair}`]: (a: Int8, b: Int8) => a === b,
    [`${type}_ne${pair}`]: (a: Int8, b: Int8) => a !== b,
    [`${type}_lt${pair}`]: (a: Int8, b: Int8) => a < b,
    [`${type}_le${pair}`]: (a: Int8, b: Int8) => a <= b,
    [`${type}_gt${pair}`]: (a: Int8, b: Int8) => a > b,
    [`${type}_ge${pair}`]: (a: Int8, b: Int8) => a >= b,
    [`${type}_cmp${pair}`]: int8Order,
    [`${type}_larger${pair}`]: (a: Int8, b: Int8) => (a > b ? a : b),
    [`${type}_smaller${pair}`]: (a: Int8, b: Int8) => (a < b ? a : b),
  };
}

export const datetimeComparisons: ScalarFamily = {
  ...plainRelations('date'),
  ...plainRelations('time'),
  ...plainRelations('timestamp'),
  ...plainRelations('timestamptz'),
  ...relations('timetz', '', 'timetz,timetz', compareTimeTz as Compare),
  'timetz_larger(timetz,timetz)': (a: TimeTz, b: TimeTz) => (compareTimeTz(a, b) > 0 ? a : b),
  'timetz_smaller(timetz,timetz)': (a: TimeTz, b: TimeTz) => (compareTimeTz(a, b) < 0 ? a : b),
  ...relations('interval', '', 'interval,interval', compareInterval as Compare),
  'interval_larger(interval,interval)': (a: Interval, b: Interval) => (compareInterval(a, b) > 0 ? a : b),
  'interval_smaller(interval,interval)': (a: Interval, b: Interval) => (compareInterval(a, b) < 0 ? a : b),

  ...relations('date', '_timestamp', 'date,timestamp', ((a: number, b: Int8) => int8Order(comparableDate(a), b)) as Compare),
  ...relations('timestamp', '_date', 'timestamp,date', ((a: Int8, b: number) => int8Order(a, comparableDate(b))) as Compare),
  ...relations('date', '_timestamptz', 'date,timestamptz', ((a: number, b: Int8, context: CallContext) =>
    int8Order(comparableInstant(comparableDate(a), context), b)) as Compare),
  ...relations('timestamptz', '_date', 'timestamptz,date', ((a: Int8, b: number, context: CallContext) =>
    int8Order(a, comparableInstant(comparableDate(b), context))) as Compare),
  ...relations('timestamp', '_timestamptz', 'timestamp,timestamptz', ((a: Int8, b: Int8, context: CallContext) =>
    int8Order(comparableInstant(a, context), b)) as Compare),
  ...relations('timestamptz', '_timestamp', 'timestamptz,timestamp', ((a: Int8, b: Int8, context: CallContext) =>
    int8Order(a, comparableInstant(b, context))) as Compare),
};
