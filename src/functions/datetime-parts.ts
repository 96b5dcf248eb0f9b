/** extract, date_part, date_trunc and date_bin (PostgreSQL 9.9.1 to 9.9.3). */
import { PgError } from '../errors/index.js';
import {
  civilFromDays,
  civilFromTimestamp,
  DAY_MICROS,
  dayOfWeek,
  dayOfYear,
  daysFromCivil,
  findIntervalUnit,
  findWord,
  getTimeZone,
  HOUR_MICROS,
  INT8_MAX,
  inTimestampRange,
  intervalOutOfRange,
  intervalParts,
  isFiniteDate,
  isFiniteTimestamp,
  isoWeek,
  localFromUtc,
  makeInterval,
  MINUTE_MICROS,
  Numeric,
  NUMERIC_INFINITY,
  NUMERIC_MINUS_INFINITY,
  numericAdd,
  numericDivide,
  numericFromBigInt,
  numericFromInt8,
  SECOND_MICROS,
  shiftTimestamp,
  timestampDays,
  timestampFromDays,
  timestampUnixSeconds,
  toInt8,
  UNIX_EPOCH_DAYS,
  utcFromLocal,
  type CivilTime,
  type Int8,
  type Interval,
  type TimeTz,
  type TimeZone,
} from '../types/index.js';
import { resolveZoneArgument } from './datetime-zone.js';
import { timestampOfDate } from './datetime-arithmetic.js';
import type { CallContext, ScalarFamily } from './function-impl.js';

const JULIAN_2000 = 2451545;
const EPOCH_MICROS = BigInt(UNIX_EPOCH_DAYS) * 86_400_000_000n;

const TYPE_NAMES = {
  date: 'date',
  time: 'time without time zone',
  timetz: 'time with time zone',
  timestamp: 'timestamp without time zone',
  timestamptz: 'timestamp with time zone',
  interval: 'interval',
} as const;
type TypeKey = keyof typeof TYPE_NAMES;

/** Words that are known in dates but are no unit. */
const RESERVED = '(reserved)';
const UNKNOWN = '(unknown)';

function lowerAscii(text: string): string {
  return text.replace(/[A-Z]/g, c => c.toLowerCase());
}

const unitCache = new Map<string, string>();

/** Canonical unit name of the first argument. */
function decodeUnit(text: string, knowsReserved = true): string {
  const unit = decodeWord(text);
  return unit === RESERVED && !knowsReserved ? UNKNOWN : unit;
}

function decodeWord(text: string): string {
  const cached = unitCache.get(text);
  if (cached !== undefined) return cached;
  const lower = lowerAscii(text);
  let unit = findIntervalUnit(lower);
  if (unit === 'ago' || unit === 'ignore') unit = UNKNOWN;
  if (unit === undefined) {
    const word = findWord(lower);
    if (word?.kind === 'unit') unit = word.unit;
    else if (word?.kind === 'epoch') unit = 'epoch';
    else unit = word && ['now', 'today', 'tomorrow', 'yesterday', 'allballs', 'infinity', '-infinity'].includes(word.kind) ? RESERVED : UNKNOWN;
  }
  if (unitCache.size < 500) unitCache.set(text, unit);
  return unit;
}

function unitError(text: string, unit: string, type: TypeKey, detail?: string): PgError {
  const shown = lowerAscii(text);
  if (unit === UNKNOWN) return new PgError('invalid_parameter_value', `unit "${shown}" not recognized for type ${TYPE_NAMES[type]}`);
  return new PgError('feature_not_supported', `unit "${shown}" not supported for type ${TYPE_NAMES[type]}`, detail === undefined ? undefined : { detail });
}

/** There is no year 0 for people: 0 is 1 BC and shown as -1. */
const shownYear = (year: number): number => (year > 0 ? year : year - 1);
const decadeOf = (year: number): number => Math.floor(year / 10);
const centuryOf = (year: number): number => (year > 0 ? Math.floor((year + 99) / 100) : -Math.floor((100 - year) / 100));
const millenniumOf = (year: number): number => (year > 0 ? Math.floor((year + 999) / 1000) : -Math.floor((1000 - year) / 1000));

/** Parts of a calendar day that are whole numbers. */
function dayPart(unit: string, year: number, month: number, day: number): number | undefined {
  switch (unit) {
    case 'day':
      return day;
    case 'month':
      return month;
    case 'quarter':
      return Math.floor((month - 1) / 3) + 1;
    case 'week':
      return isoWeek(daysFromCivil(year, month, day)).week;
    case 'year':
      return shownYear(year);
    case 'decade':
      return decadeOf(year);
    case 'century':
      return centuryOf(year);
    case 'millennium':
      return millenniumOf(year);
    case 'isoyear':
      return shownYear(isoWeek(daysFromCivil(year, month, day)).year);
    case 'dow':
      return dayOfWeek(daysFromCivil(year, month, day));
    case 'isodow':
      return dayOfWeek(daysFromCivil(year, month, day)) || 7;
    case 'doy':
      return dayOfYear(daysFromCivil(year, month, day), year);
    default:
      return undefined;
  }
}

/** Parts of the clock; seconds as an amount of microseconds at a scale. `hour` and `minute` have scale 0. */
function clockPart(unit: string, hour: number, minute: number, second: number, micros: number): Part | undefined {
  switch (unit) {
    case 'microsecond':
      return whole(second * SECOND_MICROS + micros);
    case 'millisecond':
      return { numeric: new Numeric(second * SECOND_MICROS + micros, 3), float: second * 1000 + micros / 1000 };
    case 'second':
      return { numeric: new Numeric(second * SECOND_MICROS + micros, 6), float: second + micros / SECOND_MICROS };
    case 'minute':
      return whole(minute);
    case 'hour':
      return whole(hour);
    default:
      return undefined;
  }
}

/** A part in both result types: extract gives numeric, date_part float8. */
interface Part {
  readonly numeric: Numeric;
  readonly float: number;
}

function whole(value: number): Part {
  return { numeric: new Numeric(value, 0), float: value };
}

function zonePart(unit: string, west: number): Part | undefined {
  switch (unit) {
    case 'timezone':
      return whole(0 - west);
    case 'timezone_minute':
      return whole((Math.trunc(-west / 60) % 60) + 0);
    case 'timezone_hour':
      return whole(Math.trunc(-west / 3600) + 0);
    default:
      return undefined;
  }
}

function epochPart(micros: bigint): Part {
  return { numeric: numericFromBigInt(micros, 6), float: Number(micros) / SECOND_MICROS };
}

const MONOTONIC = new Set(['year', 'decade', 'century', 'millennium', 'julian', 'isoyear', 'epoch']);
const OSCILLATING = new Set(['microsecond', 'millisecond', 'second', 'minute', 'hour', 'day', 'month', 'quarter', 'week', 'dow', 'isodow', 'doy']);
const ZONE_UNITS = new Set(['timezone', 'timezone_minute', 'timezone_hour']);

/** Of ±infinity: what only grows is infinite, what goes around is null. */
function infinitePart(text: string, unit: string, isNegative: boolean, type: 'date' | 'timestamp' | 'timestamptz'): Part | null {
  if (MONOTONIC.has(unit)) return { numeric: isNegative ? NUMERIC_MINUS_INFINITY : NUMERIC_INFINITY, float: isNegative ? -Infinity : Infinity };
  if (OSCILLATING.has(unit) && (type !== 'date' || dayPart(unit, 2000, 1, 1) !== undefined)) return null;
  if (type !== 'date' && ZONE_UNITS.has(unit)) return null;
  throw unitError(text, unit, type);
}

function timestampPart(text: string, value: Int8, zone: TimeZone | null): Part | null {
  const unit = decodeUnit(text);
  const type = zone ? 'timestamptz' : 'timestamp';
  if (!isFiniteTimestamp(value)) return infinitePart(text, unit, value < 0, type);
  if (unit === 'epoch') {
    if (typeof value === 'number') {
      const micros = value + Number(EPOCH_MICROS);
      if (Number.isSafeInteger(micros)) return { numeric: new Numeric(micros, 6), float: micros / SECOND_MICROS };
    }
    const micros = BigInt(value) + EPOCH_MICROS;
    // Beyond 64 bits PostgreSQL divides numerics, of which four digits remain.
    return epochPart(micros < INT8_MAX ? micros : ((micros + 50n) / 100n) * 100n);
  }
  if (zone && ZONE_UNITS.has(unit)) return zonePart(unit, 0 - zone.offsetAt(timestampUnixSeconds(value))) as Part;
  const t: CivilTime = civilFromTimestamp(zone ? localFromUtc(value, zone) : value);
  const day = dayPart(unit, t.year, t.month, t.day);
  if (day !== undefined) return whole(day);
  const clock = clockPart(unit, t.hour, t.minute, t.second, t.micros);
  if (clock) return clock;
  if (unit === 'julian') {
    const julian = daysFromCivil(t.year, t.month, t.day) + JULIAN_2000;
    const micros = ((t.hour * 60 + t.minute) * 60 + t.second) * SECOND_MICROS + t.micros;
    return {
      numeric: numericAdd(numericFromInt8(julian), numericDivide(numericFromInt8(micros), numericFromInt8(DAY_MICROS))),
      float: julian + ((t.hour * 60 + t.minute) * 60 + t.second + t.micros / SECOND_MICROS) / 86400,
    };
  }
  throw unitError(text, unit, type);
}

function datePart(text: string, days: number): Part | null {
  const unit = decodeUnit(text);
  if (!isFiniteDate(days)) return infinitePart(text, unit, days < 0, 'date');
  if (unit === 'epoch') return whole((days + UNIX_EPOCH_DAYS) * 86400);
  if (unit === 'julian') return whole(days + JULIAN_2000);
  const { year, month, day } = civilFromDays(days);
  const part = dayPart(unit, year, month, day);
  if (part === undefined) throw unitError(text, unit, 'date');
  return whole(part);
}

function timePart(text: string, micros: number, type: 'time' | 'timetz', west: number): Part {
  const unit = decodeUnit(text, false);
  if (unit === 'epoch') return { numeric: new Numeric(micros + west * SECOND_MICROS, 6), float: micros / SECOND_MICROS + west };
  const seconds = Math.floor(micros / SECOND_MICROS);
  const part = clockPart(unit, Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60, micros - seconds * SECOND_MICROS);
  const found = part ?? (type === 'timetz' ? zonePart(unit, west) : undefined);
  if (!found) throw unitError(text, unit, type);
  return found;
}

function intervalPart(text: string, value: Interval): Part {
  const unit = decodeUnit(text, false);
  if (unit === 'epoch') {
    const years = Math.trunc(value.months / 12);
    const months = value.months % 12;
    const seconds = BigInt(years * 31557600 + months * 2592000 + value.days * 86400);
    return {
      numeric: numericFromBigInt(seconds * 1_000_000n + BigInt(value.micros), 6),
      float: Number(value.micros) / SECOND_MICROS + 31557600 * years + 2592000 * months + 86400 * value.days + 0,
    };
  }
  const p = intervalParts(value);
  switch (unit) {
    case 'day':
      return whole(p.days);
    case 'month':
      return whole(p.months);
    case 'quarter':
      return whole(Math.trunc(p.months / 3) + 1);
    case 'year':
      return whole(p.years);
    case 'decade':
      return whole(Math.trunc(p.years / 10) + 0);
    case 'century':
      return whole(Math.trunc(p.years / 100) + 0);
    case 'millennium':
      return whole(Math.trunc(p.years / 1000) + 0);
    default: {
      const part = clockPart(unit, p.hours, p.minutes, p.seconds, p.micros);
      if (!part) throw unitError(text, unit, 'interval');
      return part;
    }
  }
}

/** date_trunc knows fewer words than extract. */
function decodeTruncation(text: string): string {
  const unit = findIntervalUnit(lowerAscii(text));
  return unit === undefined || unit === 'ago' || unit === 'ignore' ? UNKNOWN : unit;
}

// Truncation of a local timestamp; the unit's error is the caller's.
const TRUNCATE_CLOCK: Readonly<Record<string, number>> = {
  microsecond: 1,
  millisecond: 1000,
  second: SECOND_MICROS,
  minute: MINUTE_MICROS,
  hour: HOUR_MICROS,
};

function truncateDay(unit: string, days: number): number | undefined {
  if (unit === 'day') return days;
  if (unit === 'week') return days - ((dayOfWeek(days) + 6) % 7);
  const { year, month } = civilFromDays(days);
  switch (unit) {
    case 'month':
      return daysFromCivil(year, month, 1);
    case 'quarter':
      return daysFromCivil(year, month - ((month - 1) % 3), 1);
    case 'year':
      return daysFromCivil(year, 1, 1);
    case 'decade':
      return daysFromCivil(Math.floor(year / 10) * 10, 1, 1);
    case 'century':
      return daysFromCivil(year > 0 ? Math.floor((year + 99) / 100) * 100 - 99 : -Math.floor((99 - (year - 1)) / 100) * 100 + 1, 1, 1);
    case 'millennium':
      return daysFromCivil(year > 0 ? Math.floor((year + 999) / 1000) * 1000 - 999 : -Math.floor((999 - (year - 1)) / 1000) * 1000 + 1, 1, 1);
    default:
      return undefined;
  }
}

function floorMicros(value: Int8, unit: number): Int8 {
  if (typeof value === 'number') {
    const rest = value % unit;
    return rest < 0 ? value - rest - unit : value - rest;
  }
  const step = BigInt(unit);
  const rest = value % step;
  return toInt8(rest < 0n ? value - rest - step : value - rest);
}

function truncateTimestamp(text: string, value: Int8): Int8 {
  if (!isFiniteTimestamp(value)) return value;
  const unit = decodeTruncation(text);
  const clock = TRUNCATE_CLOCK[unit];
  if (clock !== undefined) return floorMicros(value, clock);
  const days = truncateDay(unit, timestampDays(value));
  if (days === undefined) throw unitError(text, unit, 'timestamp');
  return inTimestampRange(timestampFromDays(days, 0));
}

function truncateTimestampTz(text: string, value: Int8, zone: TimeZone): Int8 {
  if (!isFiniteTimestamp(value)) return value;
  const unit = decodeTruncation(text);
  const clock = TRUNCATE_CLOCK[unit];
  const shift = zone.offsetAt(timestampUnixSeconds(value)) * SECOND_MICROS;
  const local = localFromUtc(value, zone);
  if (clock !== undefined) return inTimestampRange(shiftTimestamp(floorMicros(local, clock), 0 - shift));
  const days = truncateDay(unit, timestampDays(local));
  if (days === undefined) throw unitError(text, unit, 'timestamptz');
  // The clock may show a year past the last one of the instant itself.
  return inTimestampRange(utcFromLocal(toInt8(BigInt(days) * BigInt(DAY_MICROS)), zone));
}

function truncateInterval(text: string, value: Interval): Interval {
  const unit = decodeTruncation(text);
  const clock = TRUNCATE_CLOCK[unit];
  if (clock !== undefined) {
    const micros = typeof value.micros === 'number' ? value.micros - (value.micros % clock) + 0 : toInt8(value.micros - (value.micros % BigInt(clock)));
    return makeInterval(value.months, value.days, micros);
  }
  const toMonths = (size: number): number => value.months - (value.months % size) + 0;
  switch (unit) {
    case 'day':
      return makeInterval(value.months, value.days, 0);
    case 'month':
      return makeInterval(value.months, 0, 0);
    case 'quarter':
      return makeInterval(toMonths(3), 0, 0);
    case 'year':
      return makeInterval(toMonths(12), 0, 0);
    case 'decade':
      return makeInterval(toMonths(120), 0, 0);
    case 'century':
      return makeInterval(toMonths(1200), 0, 0);
    case 'millennium':
      return makeInterval(toMonths(12000), 0, 0);
    case 'week':
      throw unitError(text, unit, 'interval', 'Months usually have fractional weeks.');
    default:
      throw unitError(text, unit, 'interval');
  }
}

/** Start of the stride-wide bin, counted from origin, that holds the timestamp. */
function binTimestamp(stride: Interval, value: Int8, origin: Int8): Int8 {
  if (!isFiniteTimestamp(value)) return value;
  if (!isFiniteTimestamp(origin)) throw new PgError('datetime_field_overflow', 'origin out of range');
  if (stride.months !== 0) throw new PgError('feature_not_supported', 'timestamps cannot be binned into intervals containing months or years');
  const width = BigInt(stride.days) * 86_400_000_000n + BigInt(stride.micros);
  if (width !== BigInt.asIntN(64, width)) throw intervalOutOfRange();
  if (width <= 0n) throw new PgError('datetime_field_overflow', 'stride must be greater than zero');
  const difference = BigInt(value) - BigInt(origin);
  if (difference !== BigInt.asIntN(64, difference)) throw intervalOutOfRange();
  let rest = difference % width;
  if (rest < 0n) rest += width;
  return inTimestampRange(shiftTimestamp(origin, toInt8(difference - rest)));
}

const zoneOf = (context: CallContext): TimeZone => getTimeZone(context.timeZone);
const numeric = (part: Part | null): Numeric | null => part && part.numeric;
const float = (part: Part | null): number | null => part && part.float;

export const datetimeParts: ScalarFamily = {
  'extract(text,date)': (unit: string, value: number) => numeric(datePart(unit, value)),
  'extract(text,time)': (unit: string, value: number) => timePart(unit, value, 'time', 0).numeric,
  'extract(text,timetz)': (unit: string, value: TimeTz) => timePart(unit, value.micros, 'timetz', value.zone).numeric,
  'extract(text,timestamp)': (unit: string, value: Int8) => numeric(timestampPart(unit, value, null)),
  'extract(text,timestamptz)': (unit: string, value: Int8, context: CallContext) => numeric(timestampPart(unit, value, zoneOf(context))),
  'extract(text,interval)': (unit: string, value: Interval) => intervalPart(unit, value).numeric,
  // date_part of a date reads it as a timestamp.
  'date_part(text,date)': (unit: string, value: number) => float(timestampPart(unit, timestampOfDate(value), null)),
  'date_part(text,time)': (unit: string, value: number) => timePart(unit, value, 'time', 0).float,
  'date_part(text,timetz)': (unit: string, value: TimeTz) => timePart(unit, value.micros, 'timetz', value.zone).float,
  'date_part(text,timestamp)': (unit: string, value: Int8) => float(timestampPart(unit, value, null)),
  'date_part(text,timestamptz)': (unit: string, value: Int8, context: CallContext) => float(timestampPart(unit, value, zoneOf(context))),
  'date_part(text,interval)': (unit: string, value: Interval) => intervalPart(unit, value).float,

  'date_trunc(text,timestamp)': truncateTimestamp,
  'date_trunc(text,timestamptz)': (unit: string, value: Int8, context: CallContext) => truncateTimestampTz(unit, value, zoneOf(context)),
  'date_trunc(text,timestamptz,text)': (unit: string, value: Int8, zone: string) =>
    isFiniteTimestamp(value) ? truncateTimestampTz(unit, value, resolveZoneArgument(zone)) : value,
  'date_trunc(text,interval)': truncateInterval,
  'date_bin(interval,timestamp,timestamp)': binTimestamp,
  'date_bin(interval,timestamptz,timestamptz)': binTimestamp,
};
