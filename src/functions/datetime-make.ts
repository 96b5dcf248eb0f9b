/** Making dates and times: make_*, casts among the types, the clocks, series, sums; OVERLAPS (PostgreSQL 9.9). */
import { oid } from '../base/index.js';
import { PgError } from '../errors/index.js';
import {
  abbreviationNames,
  abbreviationTypeAt,
  adjustInterval,
  PRECISION_MAX,
  compareTimeTz,
  civilFromTimestamp,
  DATE_INFINITY,
  DATE_MINUS_INFINITY,
  DAY_ABBREVIATIONS,
  DAY_MICROS,
  dayOfWeek,
  daysFromCivil,
  daysInMonth,
  DateTimeFault,
  decodeZoneOffset,
  findAbbreviation,
  getTimeZone,
  HOUR_MICROS,
  inTimestampRange,
  intervalOutOfRange,
  isDateInRange,
  isFiniteDate,
  isFiniteTimestamp,
  localFromUtc,
  makeInterval,
  makeTimeTz,
  MINUTE_MICROS,
  MONTH_ABBREVIATIONS,
  roundHalfEven,
  roundTimestamp,
  roundToPrecision,
  SECOND_MICROS,
  shiftTimestamp,
  TIMESTAMP_INFINITY,
  TIMESTAMP_MINUS_INFINITY,
  timestampDays,
  timestampFromDays,
  timestampTimeOfDay,
  timestampUnixSeconds,
  timeZoneNames,
  toInt8,
  TWO_DIGITS,
  typeOids,
  UNIX_EPOCH_SECONDS,
  utcFromLocal,
  type Datum,
  type Int8,
  type Interval,
  type RecordValue,
  type TimeTz,
} from '../types/index.js';
import { addIntervals, addIntervalToTimestamp, addIntervalToTimestampTz, divideInterval, subtractIntervals, timestampOfDate } from './datetime-arithmetic.js';
import { offsetOfLocal } from './datetime-zone.js';
import type { AggregateFamily, AggregateImpl, CallContext, ScalarFamily, SetFamily } from './function-impl.js';

const two = (n: number): string => (n >= 0 && n < 100 ? (TWO_DIGITS[n] as string) : String(n));
const sessionZone = (context: CallContext) => getTimeZone(context.timeZone);

/** C's %g of six digits, as messages show float arguments. */
function shortFloat(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const text = String(Number(value.toPrecision(6)));
  const exponent = value === 0 ? 0 : Math.floor(Math.log10(Math.abs(Number(value.toPrecision(6)))));
  if (exponent >= -4 && exponent < 6) return text;
  const [mantissa, power] = Number(value.toPrecision(6)).toExponential().split('e') as [string, string];
  return `${mantissa}e${power[0]}${power.slice(1).padStart(2, '0')}`;
}

/** %02g */
const shortSeconds = (value: number): string => shortFloat(value).padStart(2, '0');

/** Day number of a date given by its parts; a negative year is BC. */
function makeDay(year: number, month: number, day: number): number | undefined {
  if (year === 0 || month < 1 || month > 12 || day < 1) return undefined;
  const astronomical = year < 0 ? year + 1 : year;
  return day > daysInMonth(astronomical, month) ? undefined : daysFromCivil(astronomical, month, day);
}

/** Microseconds of a clock reading, or undefined if there is none. */
function makeClock(hour: number, minute: number, seconds: number): number | undefined {
  if (hour < 0 || hour > 24 || minute < 0 || minute > 59 || !(seconds >= 0) || seconds > 60) return undefined;
  const rounded = roundHalfEven(seconds * SECOND_MICROS);
  if (rounded > 60 * SECOND_MICROS) return undefined;
  const total = (hour * 60 + minute) * MINUTE_MICROS + rounded;
  return total > DAY_MICROS ? undefined : total;
}

function dateFieldOutOfRange(year: number, month: number, day: number): PgError {
  return new PgError('datetime_field_overflow', `date field value out of range: ${year}-${two(month)}-${two(day)}`);
}

function makeDate(year: number, month: number, day: number, shownYear = year): number {
  const days = makeDay(year, month, day);
  if (days === undefined) throw dateFieldOutOfRange(shownYear, month, day);
  if (!isDateInRange(days)) throw new PgError('datetime_field_overflow', `date out of range: ${year}-${two(month)}-${two(day)}`);
  return days;
}

function makeTime(hour: number, minute: number, seconds: number): number {
  const micros = makeClock(hour, minute, seconds);
  if (micros === undefined) throw new PgError('datetime_field_overflow', `time field value out of range: ${hour}:${two(minute)}:${shortSeconds(seconds)}`);
  return micros;
}

function makeTimestamp(year: number, month: number, day: number, hour: number, minute: number, seconds: number): Int8 {
  const days = makeDate(year, month, day);
  const micros = makeTime(hour, minute, seconds);
  const value = timestampFromDays(days, micros);
  if (value === undefined) {
    throw new PgError('datetime_field_overflow', `timestamp out of range: ${year}-${two(month)}-${two(day)} ${hour}:${two(minute)}:${shortSeconds(seconds)}`);
  }
  return value;
}

/** Offset east for make_timestamptz: numeric zones need their sign, with ISO's meaning. */
function zoneArgumentOffset(zone: string, local: Int8): number {
  if (/^\d/.test(zone)) {
    throw new PgError('invalid_parameter_value', `invalid input syntax for type numeric time zone: "${zone}"`, {
      hint: 'Numeric time zones must have "-" or "+" as first character.',
    });
  }
  if (/^[+-]/.test(zone)) {
    try {
      return 0 - decodeZoneOffset(zone);
    } catch (fault) {
      if (!(fault instanceof DateTimeFault)) throw fault;
      if (fault.kind === 'zone') throw new PgError('invalid_parameter_value', `numeric time zone "${zone}" out of range`);
    }
  }
  return offsetOfLocal(zone, local);
}

/** PostgreSQL 15 checks the seconds only: what else leaves its field wraps. */
function makeIntervalOf(years: number, months: number, weeks: number, days: number, hours: number, minutes: number, seconds: number): Interval {
  if (!Number.isFinite(seconds)) throw intervalOutOfRange();
  const rest = roundHalfEven(seconds * SECOND_MICROS);
  // A float that no 64-bit integer holds becomes the least of them.
  const fraction = rest >= -9223372036854775808 && rest < 9223372036854775808 ? BigInt(rest) : -9223372036854775808n;
  const micros = BigInt(hours * HOUR_MICROS) + BigInt(minutes * MINUTE_MICROS) + fraction;
  return makeInterval((Math.imul(years, 12) + months) | 0, (Math.imul(weeks, 7) + days) | 0, toInt8(BigInt.asIntN(64, micros)));
}

function timestampOfFloat(seconds: number): Int8 {
  if (Number.isNaN(seconds)) throw new PgError('datetime_field_overflow', 'timestamp cannot be NaN');
  if (seconds === Infinity) return TIMESTAMP_INFINITY;
  if (seconds === -Infinity) return TIMESTAMP_MINUS_INFINITY;
  const outOfRange = (): PgError => new PgError('datetime_field_overflow', `timestamp out of range: "${shortFloat(seconds)}"`);
  const micros = roundHalfEven((seconds - UNIX_EPOCH_SECONDS) * SECOND_MICROS);
  if (!(Math.abs(micros) < 1e19)) throw outOfRange();
  const value = shiftTimestamp(0, toInt8(BigInt(micros)));
  if (value === undefined) throw outOfRange();
  return value;
}

/** Midnight of a date where the session is, as an instant. */
function instantOfDate(days: number, context: CallContext): Int8 {
  return instantOfLocal(timestampOfDate(days), context);
}

function instantOfLocal(value: Int8, context: CallContext): Int8 {
  return isFiniteTimestamp(value) ? inTimestampRange(utcFromLocal(value, sessionZone(context))) : value;
}

function localOfInstant(value: Int8, context: CallContext): Int8 {
  return isFiniteTimestamp(value) ? inTimestampRange(shiftTimestamp(localFromUtc(value, sessionZone(context)), 0)) : value;
}

function dateOfTimestamp(value: Int8): number {
  if (!isFiniteTimestamp(value)) return value > 0 ? DATE_INFINITY : DATE_MINUS_INFINITY;
  return timestampDays(value);
}

/** Time of day, or null for the infinities. */
function timeOfTimestamp(value: Int8): number | null {
  return isFiniteTimestamp(value) ? timestampTimeOfDay(value) : null;
}

/** timeofday(): the wall clock in the C library's spelling. */
function timeOfDayText(context: CallContext): string {
  const now = context.session.clockTimestamp();
  const type = sessionZone(context).typeAt(timestampUnixSeconds(now));
  const local = now + type.offset * SECOND_MICROS;
  const t = civilFromTimestamp(local);
  const weekday = DAY_ABBREVIATIONS[dayOfWeek(timestampDays(local))] as string;
  const time = `${two(t.hour)}:${two(t.minute)}:${two(t.second)}.${String(t.micros).padStart(6, '0')}`;
  return `${weekday} ${MONTH_ABBREVIATIONS[t.month - 1] as string} ${two(t.day)} ${time} ${t.year} ${type.abbreviation}`;
}

/** A null or the later of two ends makes a period; OVERLAPS is unknown when a null could decide. */
function overlap<T>(s1: T | null, e1: T | null, s2: T | null, e2: T | null, compare: (a: T, b: T) => number): boolean | null {
  if (s1 === null) {
    if (e1 === null) return null;
    [s1, e1] = [e1, null];
  } else if (e1 !== null && compare(s1, e1) > 0) [s1, e1] = [e1, s1];
  if (s2 === null) {
    if (e2 === null) return null;
    [s2, e2] = [e2, null];
  } else if (e2 !== null && compare(s2, e2) > 0) [s2, e2] = [e2, s2];
  const starts = compare(s1, s2);
  if (starts > 0) {
    if (e2 === null) return null;
    if (compare(s1, e2) < 0) return true;
    return e1 === null ? null : false;
  }
  if (starts < 0) {
    if (e1 === null) return null;
    if (compare(s2, e1) < 0) return true;
    return e2 === null ? null : false;
  }
  return e1 === null || e2 === null ? null : true;
}

const order = (a: Int8, b: Int8): number => (a < b ? -1 : a > b ? 1 : 0);

type End<T> = T | Interval | null;

/** The forms of OVERLAPS whose periods end after an interval. */
function overlapsForms<T extends Datum>(type: string, add: (value: T, span: Interval, context: CallContext) => T): ScalarFamily {
  const end = (start: T | null, span: End<T>, context: CallContext): T | null =>
    start === null || span === null ? null : add(start, span as Interval, context);
  const compare = order as unknown as (a: T, b: T) => number;
  return {
    [`overlaps(${type},${type},${type},${type})`]: (a: T | null, b: T | null, c: T | null, d: T | null) => overlap(a, b, c, d, compare),
    [`overlaps(${type},interval,${type},interval)`]: (a: T | null, b: End<T>, c: T | null, d: End<T>, context: CallContext) =>
      overlap(a, end(a, b, context), c, end(c, d, context), compare),
    [`overlaps(${type},interval,${type},${type})`]: (a: T | null, b: End<T>, c: T | null, d: T | null, context: CallContext) =>
      overlap(a, end(a, b, context), c, d, compare),
    [`overlaps(${type},${type},${type},interval)`]: (a: T | null, b: T | null, c: T | null, d: End<T>, context: CallContext) =>
      overlap(a, b, c, end(c, d, context), compare),
  };
}

function addToTime(time: number, span: Interval): number {
  const rest = (time + Number(typeof span.micros === 'number' ? span.micros % DAY_MICROS : span.micros % 86_400_000_000n)) % DAY_MICROS;
  return rest < 0 ? rest + DAY_MICROS : rest + 0;
}

/** precision typmod of the length-coercion functions. */
function scale(value: Int8, typmod: number): Int8 {
  if (typmod !== -1 && (typmod < 0 || typmod > PRECISION_MAX)) {
    throw new PgError('invalid_parameter_value', `timestamp(${typmod}) precision must be between 0 and ${PRECISION_MAX}`);
  }
  return roundTimestamp(value, typmod);
}
const now = (context: CallContext): Int8 => context.transactionTimestamp;

export const datetimeMaking: ScalarFamily = {
  // The message of make_date shows the year as it counts it: 1 BC is 0.
  'make_date(int4,int4,int4)': (year: number, month: number, day: number) => makeDate(year, month, day, year < 0 && year > -2147483648 ? year + 1 : year),
  'make_time(int4,int4,float8)': makeTime,
  'make_timestamp(int4,int4,int4,int4,int4,float8)': makeTimestamp,
  'make_timestamptz(int4,int4,int4,int4,int4,float8)': (y: number, m: number, d: number, h: number, min: number, s: number, context: CallContext) =>
    instantOfLocal(makeTimestamp(y, m, d, h, min, s), context),
  'make_timestamptz(int4,int4,int4,int4,int4,float8,text)': (y: number, m: number, d: number, h: number, min: number, s: number, zone: string) => {
    const local = makeTimestamp(y, m, d, h, min, s);
    return inTimestampRange(shiftTimestamp(local, -zoneArgumentOffset(zone, local) * SECOND_MICROS));
  },
  'make_interval(int4,int4,int4,int4,int4,int4,float8)': makeIntervalOf,
  'to_timestamp(float8)': timestampOfFloat,

  'now()': now,
  'transaction_timestamp()': now,
  'statement_timestamp()': (context: CallContext) => context.session.statementTimestamp(),
  'clock_timestamp()': (context: CallContext) => context.session.clockTimestamp(),
  'timeofday()': timeOfDayText,
  'pg_postmaster_start_time()': (context: CallContext) => context.session.startTimestamp,
  'pg_conf_load_time()': (context: CallContext) => context.session.startTimestamp,

  'isfinite(date)': isFiniteDate,
  'isfinite(timestamp)': isFiniteTimestamp,
  'isfinite(timestamptz)': isFiniteTimestamp,
  'isfinite(interval)': () => true,

  'date(timestamp)': dateOfTimestamp,
  'date(timestamptz)': (value: Int8, context: CallContext) => dateOfTimestamp(isFiniteTimestamp(value) ? localFromUtc(value, sessionZone(context)) : value),
  'time(timestamp)': timeOfTimestamp,
  'time(timestamptz)': (value: Int8, context: CallContext) => timeOfTimestamp(isFiniteTimestamp(value) ? localFromUtc(value, sessionZone(context)) : value),
  'time(interval)': (value: Interval) => addToTime(0, value),
  'time(timetz)': (value: TimeTz) => value.micros,
  'time(time,int4)': roundToPrecision,
  'timetz(time)': (value: number, context: CallContext) => {
    const local = timestampDays(localFromUtc(context.transactionTimestamp, sessionZone(context))) * 86400 + UNIX_EPOCH_SECONDS;
    return makeTimeTz(value, 0 - sessionZone(context).typeOfLocal(local + Math.floor(value / SECOND_MICROS)).offset);
  },
  'timetz(timestamptz)': (value: Int8, context: CallContext) => {
    if (!isFiniteTimestamp(value)) return null;
    const offset = sessionZone(context).offsetAt(timestampUnixSeconds(value));
    return makeTimeTz(timestampTimeOfDay(localFromUtc(value, sessionZone(context))), 0 - offset);
  },
  'timetz(timetz,int4)': (value: TimeTz, typmod: number) => makeTimeTz(roundToPrecision(value.micros, typmod) as number, value.zone),
  'timestamp(date)': timestampOfDate,
  'timestamp(timestamptz)': localOfInstant,
  'timestamp(timestamp,int4)': scale,
  'timestamptz(date)': instantOfDate,
  'timestamptz(timestamp)': instantOfLocal,
  'timestamptz(date,time)': (date: number, time: number, context: CallContext) => {
    const midnight = timestampOfDate(date);
    return isFiniteTimestamp(midnight) ? instantOfLocal(inTimestampRange(shiftTimestamp(midnight, time)), context) : midnight;
  },
  'timestamptz(timestamptz,int4)': scale,
  'interval(time)': (value: number) => makeInterval(0, 0, value),
  'interval(interval,int4)': adjustInterval,

  ...overlapsForms<number>('time', addToTime),
  ...overlapsForms<Int8>('timestamp', addIntervalToTimestamp),
  ...overlapsForms<Int8>('timestamptz', (value, span, context) => addIntervalToTimestampTz(value, span, sessionZone(context))),
  'overlaps(timetz,timetz,timetz,timetz)': (a: TimeTz | null, b: TimeTz | null, c: TimeTz | null, d: TimeTz | null) => overlap(a, b, c, d, compareTimeTz),
};

function* timestampSeries(first: Int8, last: Int8, step: Interval, add: (value: Int8, span: Interval) => Int8): Iterable<Int8> {
  const micros = BigInt(step.months * 30 + step.days) * 86_400_000_000n + BigInt(step.micros);
  if (micros === 0n) throw new PgError('invalid_parameter_value', 'step size cannot equal zero');
  const isUp = micros > 0n;
  for (let current = first; isUp ? current <= last : current >= last; current = add(current, step)) yield current;
}

function record(types: readonly number[], names: readonly string[], values: readonly Datum[]): RecordValue {
  return { kind: 'record', typeId: typeOids.RECORD, fieldTypes: types.map(oid), fieldNames: names, values };
}

const ABBREVIATION_COLUMNS = ['abbrev', 'utc_offset', 'is_dst'];
const ABBREVIATION_TYPES = [typeOids.TEXT, typeOids.INTERVAL, typeOids.BOOL];

export const datetimeSets: SetFamily = {
  'generate_series(timestamp,timestamp,interval)': (first: Int8, last: Int8, step: Interval) => timestampSeries(first, last, step, addIntervalToTimestamp),
  'generate_series(timestamptz,timestamptz,interval)': (first: Int8, last: Int8, step: Interval, context: CallContext) =>
    timestampSeries(first, last, step, (value, span) => addIntervalToTimestampTz(value, span, sessionZone(context))),
  *'pg_timezone_names()'(context: CallContext) {
    const unix = timestampUnixSeconds(context.transactionTimestamp);
    for (const name of timeZoneNames()) {
      const type = getTimeZone(name).typeAt(unix);
      const values = [name, type.abbreviation, makeInterval(0, 0, type.offset * SECOND_MICROS), type.isDst];
      yield record([typeOids.TEXT, ...ABBREVIATION_TYPES], ['name', ...ABBREVIATION_COLUMNS], values);
    }
  },
  *'pg_timezone_abbrevs()'(context: CallContext) {
    const unix = timestampUnixSeconds(context.transactionTimestamp);
    for (const name of abbreviationNames()) {
      const abbreviation = findAbbreviation(name);
      if (!abbreviation) continue;
      const type = abbreviationTypeAt(abbreviation, unix);
      yield record(ABBREVIATION_TYPES, ABBREVIATION_COLUMNS, [name, makeInterval(0, 0, type.offset * SECOND_MICROS), type.isDst]);
    }
  },
};

interface IntervalSum {
  sum: Interval;
  count: number;
}

function intervalSum(isAverage: boolean): AggregateImpl<IntervalSum> {
  return {
    init: () => ({ sum: makeInterval(0, 0, 0), count: 0 }),
    transition: (state, value: Interval) => {
      state.sum = addIntervals(state.sum, value);
      state.count++;
      return state;
    },
    inverse: (state, value: Interval) => {
      state.sum = subtractIntervals(state.sum, value);
      state.count--;
      return state;
    },
    final: state => (state.count === 0 ? null : isAverage ? divideInterval(state.sum, state.count) : state.sum),
    skipNulls: true,
  };
}

export const datetimeAggregates: AggregateFamily = {
  'sum(interval)': intervalSum(false) as AggregateImpl,
  'avg(interval)': intervalSum(true) as AggregateImpl,
};
