/**
 * The calendar under all date and time types: proleptic Gregorian days, and microseconds since 2000-01-01 00:00 as an
 * `Int8` (a number when safe, which is 1714 to 2285; a bigint outside). Years are astronomical: 0 is 1 BC, -1 is 2 BC.
 * Day arithmetic after Howard Hinnant, "chrono-compatible low-level date algorithms".
 */
import { PgError } from '../errors/index.js';
import type { Int8 } from './datum.js';

export const SECOND_MICROS = 1_000_000;
export const MINUTE_MICROS = 60_000_000;
export const HOUR_MICROS = 3_600_000_000;
export const DAY_MICROS = 86_400_000_000;
/** Days from 1970-01-01 to 2000-01-01. */
export const UNIX_EPOCH_DAYS = 10957;
export const UNIX_EPOCH_SECONDS = UNIX_EPOCH_DAYS * 86400;
/** Julian day number of 2000-01-01. */
export const JULIAN_2000 = 2451545;

export const DATE_INFINITY = 2147483647;
export const DATE_MINUS_INFINITY = -2147483648;
export const TIMESTAMP_INFINITY = 9223372036854775807n;
export const TIMESTAMP_MINUS_INFINITY = -9223372036854775808n;

/** First day of dates and timestamps (4714-11-24 BC) and the days after the last one. */
const MIN_DAY = -JULIAN_2000;
const END_DATE_DAY = 2145031949;
const END_TIMESTAMP_DAY = 106751983;
/** Days whose timestamps are all safe numbers. */
const SAFE_DAYS = 104247;

export interface CivilDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** A broken-down timestamp; `micros` is the fraction of the second. */
export interface CivilTime extends CivilDate {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly micros: number;
}

export function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  return era * 146097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 730425;
}

export function civilFromDays(days: number): CivilDate {
  const z = days + 730425;
  const era = Math.floor(z / 146097);
  const dayOfEra = z - era * 146097;
  const yearOfEra = Math.floor((dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const m = Math.floor((5 * dayOfYear + 2) / 153);
  const month = m < 10 ? m + 3 : m - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day: dayOfYear - Math.floor((153 * m + 2) / 5) + 1 };
}

export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : (MONTH_DAYS[month - 1] as number);
}

/** 0 = Sunday. */
export function dayOfWeek(days: number): number {
  const d = (days + 6) % 7;
  return d < 0 ? d + 7 : d + 0;
}

/** 1 = 1 January. */
export function dayOfYear(days: number, year: number): number {
  return days - daysFromCivil(year, 1, 1) + 1;
}

/** The Monday that starts ISO week 1 of an (astronomical) year. */
export function isoYearStart(year: number): number {
  const fourth = daysFromCivil(year, 1, 4);
  return fourth - ((dayOfWeek(fourth) + 6) % 7);
}

export function isoWeek(days: number): { year: number; week: number } {
  let year = civilFromDays(days).year;
  if (days < isoYearStart(year)) year--;
  else if (days >= isoYearStart(year + 1)) year++;
  return { year, week: Math.floor((days - isoYearStart(year)) / 7) + 1 };
}

export function isDateInRange(days: number): boolean {
  return days >= MIN_DAY && days < END_DATE_DAY;
}

export function isFiniteTimestamp(value: Int8): boolean {
  return typeof value === 'number' || (value !== TIMESTAMP_INFINITY && value !== TIMESTAMP_MINUS_INFINITY);
}

export function isFiniteDate(days: number): boolean {
  return days !== DATE_INFINITY && days !== DATE_MINUS_INFINITY;
}

/** Floor of a finite timestamp to its day. */
export function timestampDays(value: Int8): number {
  if (typeof value === 'number') return Math.floor(value / DAY_MICROS);
  const days = Number(value / 86_400_000_000n);
  return value < 0n && BigInt(days) * 86_400_000_000n !== value ? days - 1 : days;
}

/** Microseconds since midnight of a finite timestamp. */
export function timestampTimeOfDay(value: Int8): number {
  if (typeof value === 'number') return value - Math.floor(value / DAY_MICROS) * DAY_MICROS;
  const rest = Number(value % 86_400_000_000n);
  return rest < 0 ? rest + DAY_MICROS : rest;
}

/** Seconds since 1970-01-01 UTC, floored. */
export function timestampUnixSeconds(value: Int8): number {
  if (typeof value === 'number') return Math.floor(value / SECOND_MICROS) + UNIX_EPOCH_SECONDS;
  return timestampDays(value) * 86400 + Math.floor(timestampTimeOfDay(value) / SECOND_MICROS) + UNIX_EPOCH_SECONDS;
}

/** Day and microseconds (of any size up to 2^53) to a timestamp; undefined outside the range of timestamps. */
export function timestampFromDays(days: number, micros: number): Int8 | undefined {
  if (days > -SAFE_DAYS && days < SAFE_DAYS && micros <= DAY_MICROS && micros >= -DAY_MICROS) return days * DAY_MICROS + micros;
  return checkTimestamp(BigInt(days) * 86_400_000_000n + BigInt(micros));
}

const MIN_TIMESTAMP = BigInt(MIN_DAY) * 86_400_000_000n;
const END_TIMESTAMP = BigInt(END_TIMESTAMP_DAY) * 86_400_000_000n;

/** Normalises; undefined outside the range of finite timestamps. */
export function checkTimestamp(value: bigint): Int8 | undefined {
  if (value < MIN_TIMESTAMP || value >= END_TIMESTAMP) return undefined;
  return value <= 9007199254740991n && value >= -9007199254740991n ? Number(value) : value;
}

/** `value + micros`; undefined outside the range of finite timestamps. */
export function shiftTimestamp(value: Int8, micros: Int8): Int8 | undefined {
  if (typeof value === 'number' && typeof micros === 'number') {
    const sum = value + micros;
    if (Number.isSafeInteger(sum)) return sum;
  }
  return checkTimestamp(BigInt(value) + BigInt(micros));
}

export function timestampOutOfRange(): PgError {
  return new PgError('datetime_field_overflow', 'timestamp out of range');
}

/** Unwraps the results above. */
export function inTimestampRange(value: Int8 | undefined): Int8 {
  if (value === undefined) throw timestampOutOfRange();
  return value;
}

/** Fields of a finite timestamp, read as if without zone. */
export function civilFromTimestamp(value: Int8): CivilTime {
  const date = civilFromDays(timestampDays(value));
  const time = timestampTimeOfDay(value);
  const seconds = Math.floor(time / SECOND_MICROS);
  const minutes = Math.floor(seconds / 60);
  const hour = Math.floor(minutes / 60);
  return {
    year: date.year,
    month: date.month,
    day: date.day,
    hour,
    minute: minutes - hour * 60,
    second: seconds - minutes * 60,
    micros: time - seconds * SECOND_MICROS,
  };
}
