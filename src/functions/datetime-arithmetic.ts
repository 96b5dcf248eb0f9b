/** +, -, *, / and age over dates, times, timestamps and intervals (PostgreSQL 9.9), and what window frames need of them. */
import { PgError } from '../errors/index.js';
import {
  civilFromDays,
  civilFromTimestamp,
  compareInterval,
  DATE_INFINITY,
  DATE_MINUS_INFINITY,
  DAY_MICROS,
  HOUR_MICROS,
  daysFromCivil,
  daysInMonth,
  divisionByZero,
  getTimeZone,
  inTimestampRange,
  intervalOutOfRange,
  isDateInRange,
  isFiniteDate,
  isFiniteTimestamp,
  localFromUtc,
  makeInterval,
  makeTimeTz,
  MINUTE_MICROS,
  roundHalfEven,
  SECOND_MICROS,
  shiftTimestamp,
  TIMESTAMP_INFINITY,
  TIMESTAMP_MINUS_INFINITY,
  timestampDays,
  timestampFromDays,
  timestampOutOfRange,
  timestampTimeOfDay,
  toInt8,
  utcFromLocal,
  type Int8,
  type Interval,
  type TimeTz,
  type TimeZone,
} from '../types/index.js';
import type { CallContext, ScalarFamily } from './function-impl.js';

const INT32_MAX = 2147483647;
const INT32_MIN = -2147483648;

function checkedInt32(value: number): number {
  if (!(value <= INT32_MAX && value >= INT32_MIN)) throw intervalOutOfRange();
  return value + 0;
}

function checkedMicros(value: bigint): Int8 {
  if (value !== BigInt.asIntN(64, value)) throw intervalOutOfRange();
  return toInt8(value);
}

export function dateOutOfRange(): PgError {
  return new PgError('datetime_field_overflow', 'date out of range');
}

export function addMicros(a: Int8, b: Int8): Int8 {
  if (typeof a === 'number' && typeof b === 'number') {
    const sum = a + b;
    if (Number.isSafeInteger(sum)) return sum;
  }
  return checkedMicros(BigInt(a) + BigInt(b));
}

export function negateInterval(a: Interval): Interval {
  return makeInterval(checkedInt32(0 - a.months), checkedInt32(0 - a.days), typeof a.micros === 'number' ? 0 - a.micros : checkedMicros(-a.micros));
}

/** As the subtrahend of a date or time: the ends of the fields have no opposites, and PostgreSQL 15 lets them wrap; adding them is what is checked. */
function wrappedNegation(a: Interval): Interval {
  const micros = typeof a.micros === 'number' ? 0 - a.micros : toInt8(BigInt.asIntN(64, -a.micros));
  return makeInterval((0 - a.months) | 0, (0 - a.days) | 0, micros);
}

export function addIntervals(a: Interval, b: Interval): Interval {
  return makeInterval(checkedInt32(a.months + b.months), checkedInt32(a.days + b.days), addMicros(a.micros, b.micros));
}

export function subtractIntervals(a: Interval, b: Interval): Interval {
  const micros = typeof b.micros === 'number' ? addMicros(a.micros, 0 - b.micros) : checkedMicros(BigInt(a.micros) - b.micros);
  return makeInterval(checkedInt32(a.months - b.months), checkedInt32(a.days - b.days), micros);
}

const roundMicros = (seconds: number): number => roundHalfEven(seconds * SECOND_MICROS) / SECOND_MICROS;

/** `scale` multiplies or divides by the factor; fractions of months and days cascade to days and microseconds. */
function scaleInterval(a: Interval, scale: (n: number) => number): Interval {
  const exactMonths = scale(a.months);
  const exactDays = scale(a.days);
  const months = Math.trunc(checkedInt32(exactMonths));
  let days = Math.trunc(checkedInt32(exactDays));
  const restDays = roundMicros((exactMonths - months) * 30);
  let restSeconds = roundMicros((exactDays - days + restDays - Math.trunc(restDays)) * 86400);
  if (Math.abs(restSeconds) >= 86400) {
    const whole = Math.trunc(restSeconds / 86400);
    days = checkedInt32(days + whole);
    restSeconds -= whole * 86400;
  }
  days = checkedInt32(days + Math.trunc(restDays));
  const micros = roundHalfEven(scale(Number(a.micros)) + restSeconds * SECOND_MICROS);
  if (!(micros >= -9223372036854775808 && micros < 9223372036854775808)) throw intervalOutOfRange();
  return makeInterval(months + 0, days, Number.isSafeInteger(micros) ? micros + 0 : toInt8(BigInt(micros)));
}

export function multiplyInterval(a: Interval, factor: number): Interval {
  return scaleInterval(a, n => n * factor);
}

export function divideInterval(a: Interval, divisor: number): Interval {
  if (divisor === 0) throw divisionByZero();
  return scaleInterval(a, n => n / divisor);
}

/** Microseconds whole days taken out of an amount of time, sign kept. */
function splitDays(micros: Int8): { days: number; rest: Int8 } {
  if (typeof micros === 'number') {
    const days = Math.trunc(micros / DAY_MICROS) + 0;
    return { days, rest: micros - days * DAY_MICROS };
  }
  return { days: Number(micros / 86_400_000_000n), rest: toInt8(micros % 86_400_000_000n) };
}

/** Makes whole days of 24 hours, with one sign for both. */
export function justifyHours(a: Interval): Interval {
  let { days, rest } = splitDays(a.micros);
  days = checkedInt32(a.days + days);
  if (days > 0 && rest < 0) {
    rest = (rest as number) + DAY_MICROS;
    days--;
  } else if (days < 0 && rest > 0) {
    rest = (rest as number) - DAY_MICROS;
    days++;
  }
  return makeInterval(a.months, days, rest);
}

export function justifyDays(a: Interval): Interval {
  const whole = Math.trunc(a.days / 30) + 0;
  let days = a.days - whole * 30;
  let months = checkedInt32(a.months + whole);
  if (months > 0 && days < 0) {
    days += 30;
    months--;
  } else if (months < 0 && days > 0) {
    days -= 30;
    months++;
  }
  return makeInterval(months, days, a.micros);
}

export function justifyInterval(a: Interval): Interval {
  let { months, days } = a;
  // Days are brought down first when they could overflow with those from the time.
  if ((days > 0 && a.micros > 0) || (days < 0 && a.micros < 0)) {
    const whole = Math.trunc(days / 30) + 0;
    days -= whole * 30;
    months = checkedInt32(months + whole);
  }
  const split = splitDays(a.micros);
  let micros = split.rest as number;
  days = checkedInt32(days + split.days);
  const whole = Math.trunc(days / 30) + 0;
  days -= whole * 30;
  months = checkedInt32(months + whole);
  if (months > 0 && (days < 0 || (days === 0 && micros < 0))) {
    days += 30;
    months--;
  } else if (months < 0 && (days > 0 || (days === 0 && micros > 0))) {
    days -= 30;
    months++;
  }
  if (days > 0 && micros < 0) {
    micros += DAY_MICROS;
    days--;
  } else if (days < 0 && micros > 0) {
    micros -= DAY_MICROS;
    days++;
  }
  return makeInterval(months, days, micros);
}

/** Calendar part of adding an interval to a finite local timestamp; undefined out of range. */
function addCalendar(value: Int8, months: number, days: number): Int8 | undefined {
  let day = timestampDays(value);
  const time = timestampTimeOfDay(value);
  if (months !== 0) {
    const date = civilFromDays(day);
    const total = date.year * 12 + date.month - 1 + months;
    const year = Math.floor(total / 12);
    const month = total - year * 12 + 1;
    day = daysFromCivil(year, month, Math.min(date.day, daysInMonth(year, month)));
    if (timestampFromDays(day, time) === undefined) return undefined;
  }
  return days === 0 ? timestampFromDays(day, time) : timestampFromDays(day + days, time);
}

export function addIntervalToTimestamp(value: Int8, span: Interval): Int8 {
  if (!isFiniteTimestamp(value)) return value;
  let result: Int8 | undefined = value;
  if (span.months !== 0 || span.days !== 0) result = addCalendar(value, span.months, span.days);
  return inTimestampRange(result === undefined ? undefined : shiftTimestamp(result, span.micros));
}

export function addIntervalToTimestampTz(value: Int8, span: Interval, zone: TimeZone): Int8 {
  if (!isFiniteTimestamp(value)) return value;
  let result: Int8 | undefined = value;
  if (span.months !== 0) {
    const local = addCalendar(localFromUtc(result, zone), span.months, 0);
    result = local === undefined ? undefined : utcFromLocal(local, zone);
  }
  if (result !== undefined && span.days !== 0) {
    const local = addCalendar(localFromUtc(result, zone), 0, span.days);
    result = local === undefined ? undefined : utcFromLocal(local, zone);
  }
  return inTimestampRange(result === undefined ? undefined : shiftTimestamp(result, span.micros));
}

/** timestamp - timestamp: days and time. */
function subtractTimestamps(a: Int8, b: Int8): Interval {
  if (!isFiniteTimestamp(a) || !isFiniteTimestamp(b)) throw new PgError('datetime_field_overflow', 'cannot subtract infinite timestamps');
  let micros: Int8;
  if (typeof a === 'number' && typeof b === 'number' && Number.isSafeInteger(a - b)) micros = a - b;
  // The two ends of the calendar are further apart than 64 bits tell; PostgreSQL 15 wraps.
  else micros = toInt8(BigInt.asIntN(64, BigInt(a) - BigInt(b)));
  return justifyHours(makeInterval(0, 0, micros));
}

/** For age(), which takes positive infinity for the last instant there is. */
function rejectMinusInfinity(a: Int8, b: Int8): void {
  if (a === TIMESTAMP_MINUS_INFINITY || b === TIMESTAMP_MINUS_INFINITY) throw timestampOutOfRange();
}

/** Years, months, days and time between two local timestamps, as a person counts. */
export function ageBetween(a: Int8, b: Int8): Interval {
  rejectMinusInfinity(a, b);
  const isNegative = a < b;
  const x = civilFromTimestamp(a);
  const y = civilFromTimestamp(b);
  const sign = isNegative ? -1 : 1;
  let micros = (x.micros - y.micros) * sign;
  let second = (x.second - y.second) * sign;
  let minute = (x.minute - y.minute) * sign;
  let hour = (x.hour - y.hour) * sign;
  let day = (x.day - y.day) * sign;
  let month = (x.month - y.month) * sign;
  let year = (x.year - y.year) * sign;
  while (micros < 0) {
    micros += SECOND_MICROS;
    second--;
  }
  while (second < 0) {
    second += 60;
    minute--;
  }
  while (minute < 0) {
    minute += 60;
    hour--;
  }
  while (hour < 0) {
    hour += 24;
    day--;
  }
  while (day < 0) {
    const from = isNegative ? x : y;
    day += daysInMonth(from.year, from.month);
    month--;
  }
  while (month < 0) {
    month += 12;
    year--;
  }
  const time = hour * HOUR_MICROS + minute * MINUTE_MICROS + second * SECOND_MICROS + micros;
  return makeInterval((year * 12 + month) * sign + 0, day * sign + 0, time * sign + 0);
}

/** Midnight of a date as timestamp; throws when no timestamp is that far. */
export function timestampOfDate(days: number): Int8 {
  if (days === DATE_INFINITY) return TIMESTAMP_INFINITY;
  if (days === DATE_MINUS_INFINITY) return TIMESTAMP_MINUS_INFINITY;
  const value = timestampFromDays(days, 0);
  if (value === undefined) throw new PgError('datetime_field_overflow', 'date out of range for timestamp');
  return value;
}

function dateAndTime(days: number, time: number): Int8 {
  const midnight = timestampOfDate(days);
  return isFiniteTimestamp(midnight) ? inTimestampRange(shiftTimestamp(midnight, time)) : midnight;
}

function addDays(date: number, days: number): number {
  if (!isFiniteDate(date)) return date;
  const result = date + days;
  if (!isDateInRange(result)) throw dateOutOfRange();
  return result;
}

/** Time of day moved around the clock. */
function wrapTime(micros: number): number {
  const rest = micros % DAY_MICROS;
  return rest < 0 ? rest + DAY_MICROS : rest + 0;
}

function addToTime(time: number, span: Interval, sign: number): number {
  const micros = typeof span.micros === 'number' ? span.micros % DAY_MICROS : Number(span.micros % 86_400_000_000n);
  return wrapTime(time + sign * micros);
}

const invalidOffset = (): PgError => new PgError('invalid_preceding_or_following_size', 'invalid preceding or following size in window function');

/** `value <= base ± offset` (isLess) or `>=`; `move` shifts the base. */
function inRange<T>(offset: Interval, isSubtract: boolean, isLess: boolean, move: (span: Interval) => T, compare: (moved: T) => number): boolean {
  if (compareInterval(offset, makeInterval(0, 0, 0)) < 0) throw invalidOffset();
  const order = compare(move(isSubtract ? wrappedNegation(offset) : offset));
  return isLess ? order <= 0 : order >= 0;
}

const order = (a: Int8, b: Int8): number => (a < b ? -1 : a > b ? 1 : 0);
const sessionZone = (context: CallContext): TimeZone => getTimeZone(context.timeZone);

/** Midnight of today where the session is. */
function today(context: CallContext): Int8 {
  const local = localFromUtc(context.transactionTimestamp, sessionZone(context));
  return timestampOfDate(timestampDays(local));
}

export const datetimeArithmetic: ScalarFamily = {
  'date_mi(date,date)': (a: number, b: number) => {
    if (!isFiniteDate(a) || !isFiniteDate(b)) throw new PgError('datetime_field_overflow', 'cannot subtract infinite dates');
    return a - b;
  },
  'date_pli(date,int4)': (a: number, b: number) => addDays(a, b),
  'integer_pl_date(int4,date)': (a: number, b: number) => addDays(b, a),
  'date_mii(date,int4)': (a: number, b: number) => addDays(a, 0 - b),
  'date_pl_interval(date,interval)': (a: number, b: Interval) => addIntervalToTimestamp(timestampOfDate(a), b),
  'interval_pl_date(interval,date)': (a: Interval, b: number) => addIntervalToTimestamp(timestampOfDate(b), a),
  'date_mi_interval(date,interval)': (a: number, b: Interval) => addIntervalToTimestamp(timestampOfDate(a), wrappedNegation(b)),
  'datetime_pl(date,time)': dateAndTime,
  'timedate_pl(time,date)': (time: number, date: number) => dateAndTime(date, time),
  'datetimetz_pl(date,timetz)': (date: number, time: TimeTz) => dateAndTime(date, time.micros + time.zone * SECOND_MICROS),
  'timetzdate_pl(timetz,date)': (time: TimeTz, date: number) => dateAndTime(date, time.micros + time.zone * SECOND_MICROS),
  'timestamp(date,time)': dateAndTime,
  'timestamptz(date,timetz)': (date: number, time: TimeTz) => dateAndTime(date, time.micros + time.zone * SECOND_MICROS),

  'time_mi_time(time,time)': (a: number, b: number) => makeInterval(0, 0, a - b),
  'time_pl_interval(time,interval)': (a: number, b: Interval) => addToTime(a, b, 1),
  'interval_pl_time(interval,time)': (a: Interval, b: number) => addToTime(b, a, 1),
  'time_mi_interval(time,interval)': (a: number, b: Interval) => addToTime(a, b, -1),
  'timetz_pl_interval(timetz,interval)': (a: TimeTz, b: Interval) => makeTimeTz(addToTime(a.micros, b, 1), a.zone),
  'interval_pl_timetz(interval,timetz)': (a: Interval, b: TimeTz) => makeTimeTz(addToTime(b.micros, a, 1), b.zone),
  'timetz_mi_interval(timetz,interval)': (a: TimeTz, b: Interval) => makeTimeTz(addToTime(a.micros, b, -1), a.zone),

  'interval_um(interval)': negateInterval,
  'interval_pl(interval,interval)': addIntervals,
  'interval_mi(interval,interval)': subtractIntervals,
  'interval_mul(interval,float8)': multiplyInterval,
  'mul_d_interval(float8,interval)': (factor: number, a: Interval) => multiplyInterval(a, factor),
  'interval_div(interval,float8)': divideInterval,
  'justify_hours(interval)': justifyHours,
  'justify_days(interval)': justifyDays,
  'justify_interval(interval)': justifyInterval,

  'timestamp_mi(timestamp,timestamp)': subtractTimestamps,
  'timestamptz_mi(timestamptz,timestamptz)': subtractTimestamps,
  'timestamp_pl_interval(timestamp,interval)': addIntervalToTimestamp,
  'interval_pl_timestamp(interval,timestamp)': (a: Interval, b: Int8) => addIntervalToTimestamp(b, a),
  'timestamp_mi_interval(timestamp,interval)': (a: Int8, b: Interval) => addIntervalToTimestamp(a, wrappedNegation(b)),
  'timestamptz_pl_interval(timestamptz,interval)': (a: Int8, b: Interval, context: CallContext) => addIntervalToTimestampTz(a, b, sessionZone(context)),
  'interval_pl_timestamptz(interval,timestamptz)': (a: Interval, b: Int8, context: CallContext) => addIntervalToTimestampTz(b, a, sessionZone(context)),
  'timestamptz_mi_interval(timestamptz,interval)': (a: Int8, b: Interval, context: CallContext) =>
    addIntervalToTimestampTz(a, wrappedNegation(b), sessionZone(context)),

  'age(timestamp,timestamp)': ageBetween,
  'age(timestamptz,timestamptz)': (a: Int8, b: Int8, context: CallContext) => {
    rejectMinusInfinity(a, b);
    return ageBetween(localFromUtc(a, sessionZone(context)), localFromUtc(b, sessionZone(context)));
  },
  'age(timestamp)': (a: Int8, context: CallContext) => ageBetween(today(context), a),
  'age(timestamptz)': (a: Int8, context: CallContext) => {
    rejectMinusInfinity(a, a);
    return ageBetween(today(context), localFromUtc(a, sessionZone(context)));
  },

  'in_range(date,date,interval,bool,bool)': (value: number, base: number, offset: Interval, isSubtract: boolean, isLess: boolean) => {
    const midnight = timestampOfDate(value);
    return inRange(
      offset,
      isSubtract,
      isLess,
      span => addIntervalToTimestamp(timestampOfDate(base), span),
      moved => order(midnight, moved),
    );
  },
  'in_range(timestamp,timestamp,interval,bool,bool)': (value: Int8, base: Int8, offset: Interval, isSubtract: boolean, isLess: boolean) =>
    inRange(
      offset,
      isSubtract,
      isLess,
      span => addIntervalToTimestamp(base, span),
      moved => order(value, moved),
    ),
  'in_range(timestamptz,timestamptz,interval,bool,bool)': (
    value: Int8,
    base: Int8,
    offset: Interval,
    isSubtract: boolean,
    isLess: boolean,
    context: CallContext,
  ) =>
    inRange(
      offset,
      isSubtract,
      isLess,
      span => addIntervalToTimestampTz(base, span, sessionZone(context)),
      moved => order(value, moved),
    ),
  'in_range(interval,interval,interval,bool,bool)': (value: Interval, base: Interval, offset: Interval, isSubtract: boolean, isLess: boolean) =>
    inRange(
      offset,
      isSubtract,
      isLess,
      span => addIntervals(base, span),
      moved => compareInterval(value, moved),
    ),
  // Times of day do not wrap at midnight here.
  'in_range(time,time,interval,bool,bool)': (value: number, base: number, offset: Interval, isSubtract: boolean, isLess: boolean) =>
    timeInRange(value - base, offset, isSubtract, isLess),
  'in_range(timetz,timetz,interval,bool,bool)': (value: TimeTz, base: TimeTz, offset: Interval, isSubtract: boolean, isLess: boolean) => {
    const distance = value.micros + value.zone * SECOND_MICROS - (base.micros + base.zone * SECOND_MICROS);
    const span = Number(offset.micros) * (isSubtract ? -1 : 1);
    if (distance === span && offset.micros >= 0) return isLess ? value.zone <= base.zone : value.zone >= base.zone;
    return timeInRange(distance, offset, isSubtract, isLess);
  },
};

function timeInRange(distance: number, offset: Interval, isSubtract: boolean, isLess: boolean): boolean {
  if (offset.micros < 0) throw invalidOffset();
  const span = Number(offset.micros) * (isSubtract ? -1 : 1);
  return isLess ? distance <= span : distance >= span;
}
