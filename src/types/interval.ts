/** interval: months, days and microseconds kept apart; compared as if a month had 30 days and a day 24 hours. */
import type { Int8, Interval } from './datum.js';
import type { TypeContext, TypeOps } from './type-ops.js';
import { PgError } from '../errors/index.js';
import { readInt8, viewOfBytes, writeInt8 } from './datetime-binary.js';
import { DAY_MICROS, HOUR_MICROS, MINUTE_MICROS, timestampDays, timestampTimeOfDay } from './datetime-calendar.js';
import { dateTimeError } from './datetime-fields.js';
import { decodeInterval, formatInterval, RANGE_DAY, RANGE_FULL, RANGE_HOUR, RANGE_MINUTE, RANGE_MONTH, RANGE_SECOND, RANGE_YEAR } from './datetime-interval.js';
import { PRECISION_MAX, roundToPrecision } from './datetime-typmod.js';
import { defineType } from './define-type.js';
import { combineHash, hashInteger, mix32 } from './hash.js';
import { int8FromWords, writeKeyInt8 } from './key-bytes.js';
import { INTERVAL, INTERVAL_ARRAY } from './oids.js';

const PRECISION_FULL = 0xffff;

export function makeInterval(months: number, days: number, micros: Int8): Interval {
  return { kind: 'interval', months, days, micros };
}

export function intervalOutOfRange(): PgError {
  return new PgError('datetime_field_overflow', 'interval out of range');
}

export function parseInterval(text: string, typmod: number, context: TypeContext): Interval {
  let value: Interval | undefined;
  try {
    value = decodeInterval(text, typmod < 0 ? RANGE_FULL : (typmod >> 16) & RANGE_FULL, context);
  } catch (fault) {
    throw dateTimeError(fault, text, 'interval');
  }
  if (!value) throw intervalOutOfRange();
  return adjustInterval(value, typmod);
}

function truncateMicros(micros: Int8, unit: number): Int8 {
  if (typeof micros === 'number') return micros - (micros % unit) + 0;
  const result = micros - (micros % BigInt(unit));
  return result <= 9007199254740991n && result >= -9007199254740991n ? Number(result) : result;
}

/** Cuts to the fields and rounds to the precision of a typmod. */
export function adjustInterval(value: Interval, typmod: number): Interval {
  if (typmod < 0) return value;
  const precision = typmod & 0xffff;
  let { months, days, micros } = value;
  switch ((typmod >> 16) & RANGE_FULL) {
    case RANGE_YEAR:
      months = months - (months % 12) + 0;
      days = 0;
      micros = 0;
      break;
    case RANGE_MONTH:
    case RANGE_YEAR | RANGE_MONTH:
      days = 0;
      micros = 0;
      break;
    case RANGE_DAY:
      micros = 0;
      break;
    case RANGE_HOUR:
    case RANGE_DAY | RANGE_HOUR:
      micros = truncateMicros(micros, HOUR_MICROS);
      break;
    case RANGE_MINUTE:
    case RANGE_HOUR | RANGE_MINUTE:
    case RANGE_DAY | RANGE_HOUR | RANGE_MINUTE:
      micros = truncateMicros(micros, MINUTE_MICROS);
      break;
  }
  if (precision !== PRECISION_FULL) micros = roundToPrecision(micros, precision);
  return makeInterval(months, days, micros);
}

const RANGE_NAMES = new Map<number, string>([
  [RANGE_YEAR, ' year'],
  [RANGE_MONTH, ' month'],
  [RANGE_DAY, ' day'],
  [RANGE_HOUR, ' hour'],
  [RANGE_MINUTE, ' minute'],
  [RANGE_SECOND, ' second'],
  [RANGE_YEAR | RANGE_MONTH, ' year to month'],
  [RANGE_DAY | RANGE_HOUR, ' day to hour'],
  [RANGE_DAY | RANGE_HOUR | RANGE_MINUTE, ' day to minute'],
  [RANGE_DAY | RANGE_HOUR | RANGE_MINUTE | RANGE_SECOND, ' day to second'],
  [RANGE_HOUR | RANGE_MINUTE, ' hour to minute'],
  [RANGE_HOUR | RANGE_MINUTE | RANGE_SECOND, ' hour to second'],
  [RANGE_MINUTE | RANGE_SECOND, ' minute to second'],
  [RANGE_FULL, ''],
]);

/** `[range]` or `[range, precision]`, range as a mask of the RANGE_ bits (RANGE_FULL for plain `interval(p)`). */
export function parseIntervalTypmod(modifiers: readonly number[]): number {
  const range = modifiers[0] as number;
  if (modifiers.length < 1 || modifiers.length > 2 || !RANGE_NAMES.has(range)) throw new PgError('invalid_parameter_value', 'invalid INTERVAL type modifier');
  if (modifiers.length === 1) return range === RANGE_FULL ? -1 : (range << 16) | PRECISION_FULL;
  const precision = modifiers[1] as number;
  if (precision < 0) throw new PgError('invalid_parameter_value', `INTERVAL(${precision}) precision must not be negative`);
  return (range << 16) | Math.min(precision, PRECISION_MAX);
}

function formatIntervalTypmod(typmod: number): string {
  if (typmod < 0) return '';
  const precision = typmod & 0xffff;
  const range = RANGE_NAMES.get((typmod >> 16) & RANGE_FULL) ?? '';
  return precision === PRECISION_FULL ? range : `${range}(${precision})`;
}

/** Days of an interval normalised to 30-day months and 24-hour days; the rest is spanMicros, 0 to a day. */
export function spanDays(value: Interval): number {
  return value.months * 30 + value.days + timestampDays(value.micros);
}

function spanMicros(value: Interval): number {
  return timestampTimeOfDay(value.micros);
}

export function compareInterval(a: Interval, b: Interval): number {
  return spanDays(a) - spanDays(b) || spanMicros(a) - spanMicros(b);
}

/** The normalised length in microseconds, of up to 73 bits. */
export function intervalSpan(value: Interval): bigint {
  return BigInt(spanDays(value)) * BigInt(DAY_MICROS) + BigInt(spanMicros(value));
}

export const intervalOps: TypeOps = defineType({
  oid: INTERVAL,
  name: 'interval',
  arrayOid: INTERVAL_ARRAY,
  length: 16,
  parse: parseInterval,
  format: (value, context) => formatInterval(value as Interval, context.intervalStyle),
  receive: (bytes, typmod) => {
    const view = viewOfBytes(bytes, 16);
    return adjustInterval(makeInterval(view.getInt32(12), view.getInt32(8), readInt8(view, 0)), typmod);
  },
  send: value => {
    const { months, days, micros } = value as Interval;
    const bytes = new Uint8Array(16);
    const view = new DataView(bytes.buffer);
    writeInt8(view, 0, micros);
    view.setInt32(8, days);
    view.setInt32(12, months);
    return bytes;
  },
  applyTypmod: (value, typmod) => adjustInterval(value as Interval, typmod),
  parseTypmod: parseIntervalTypmod,
  formatTypmod: formatIntervalTypmod,
  compare: (a, b) => compareInterval(a as Interval, b as Interval),
  hash: value => mix32(combineHash(hashInteger(spanDays(value as Interval)), hashInteger(spanMicros(value as Interval)))),
  storageClass: () => 'fixed16',
  // Words: microseconds low, high; days; months.
  encodeFixed: (value, words, word) => {
    const { months, days, micros } = value as Interval;
    if (typeof micros === 'number') {
      words[word] = micros | 0;
      words[word + 1] = Math.floor(micros / 4294967296);
    } else {
      words[word] = Number(BigInt.asIntN(32, micros));
      words[word + 1] = Number(micros >> 32n);
    }
    words[word + 2] = days;
    words[word + 3] = months;
  },
  decodeFixed: (words, word) =>
    makeInterval(words[word + 3] as number, words[word + 2] as number, int8FromWords(words[word + 1] as number, (words[word] as number) >>> 0)),
  // Different intervals may compare equal (1 month, 30 days), so keys cannot be read back.
  encodeKey: (value, out) => {
    writeKeyInt8(spanDays(value as Interval), out);
    writeKeyInt8(spanMicros(value as Interval), out);
  },
});
