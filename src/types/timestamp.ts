/**
 * timestamp and timestamptz: microseconds since 2000-01-01 as an Int8 (a bigint outside 1714-2285), local time without
 * zone and UTC respectively; the int8 bounds are the infinities.
 */
import type { Datum, Int8 } from './datum.js';
import type { TypeContext, TypeOps } from './type-ops.js';
import { PgError } from '../errors/index.js';
import { readInt8, viewOfBytes, writeInt8 } from './datetime-binary.js';
import {
  checkTimestamp,
  civilFromDays,
  DAY_MICROS,
  daysFromCivil,
  daysInMonth,
  isFiniteTimestamp,
  SECOND_MICROS,
  shiftTimestamp,
  TIMESTAMP_INFINITY,
  TIMESTAMP_MINUS_INFINITY,
  timestampDays,
  timestampFromDays,
  timestampOutOfRange,
  timestampTimeOfDay,
  timestampUnixSeconds,
  UNIX_EPOCH_SECONDS,
} from './datetime-calendar.js';
import { decodeDateTime, type DecodedDateTime } from './datetime-decode.js';
import { badFormat, dateTimeError } from './datetime-fields.js';
import { formatTimestamp, readIsoDate, readIsoTime } from './datetime-format.js';
import { parsePrecision, roundToPrecision } from './datetime-typmod.js';
import { defineType, type TypeDefinition } from './define-type.js';
import { hashInteger } from './hash.js';
import { compareInt8 } from './int8.js';
import { readKeyInt8, writeKeyInt8 } from './key-bytes.js';
import { TIMESTAMP, TIMESTAMP_ARRAY, TIMESTAMPTZ, TIMESTAMPTZ_ARRAY } from './oids.js';
import { microsOfDay } from './time.js';
import { getTimeZone, type TimeZone } from './time-zone.js';

const EPOCH = -UNIX_EPOCH_SECONDS * SECOND_MICROS;

/** Exactly `YYYY-MM-DD HH:MM:SS[.f]` (or with T) of 1715 to 2284; NaN for anything else. */
function readIsoTimestamp(text: string): number {
  const separator = text.charCodeAt(10);
  if (separator !== 32 && separator !== 84) return NaN;
  const date = readIsoDate(text, 0);
  if (date < 0) return NaN;
  const year = Math.floor(date / 10000);
  const month = Math.floor(date / 100) % 100;
  const day = date % 100;
  if (year < 1715 || year > 2284 || (day > 28 && day > daysInMonth(year, month))) return NaN;
  const time = readIsoTime(text, 11);
  return time < 0 ? NaN : daysFromCivil(year, month, day) * DAY_MICROS + time;
}

function assemble(parts: DecodedDateTime, text: string, hasZone: boolean): Int8 {
  switch (parts.kind) {
    case 'epoch':
      return EPOCH;
    case 'infinity':
      return TIMESTAMP_INFINITY;
    case '-infinity':
      return TIMESTAMP_MINUS_INFINITY;
    case 'value': {
      const value = timestampFromDays(daysFromCivil(parts.year, parts.month, parts.day), microsOfDay(parts) + (hasZone ? parts.zone * SECOND_MICROS : 0));
      if (value === undefined) throw new PgError('datetime_field_overflow', `timestamp out of range: "${text}"`);
      return value;
    }
    default:
      throw badFormat();
  }
}

export function parseTimestamp(text: string, typmod: number, context: TypeContext): Int8 {
  const fast = readIsoTimestamp(text);
  if (fast === fast) return roundToPrecision(fast, typmod);
  try {
    return roundTimestamp(assemble(decodeDateTime(text, context), text, false), typmod);
  } catch (fault) {
    throw dateTimeError(fault, text, 'timestamp');
  }
}

export function parseTimestampTz(text: string, typmod: number, context: TypeContext): Int8 {
  const fast = readIsoTimestampTz(text, context);
  if (fast === fast) return roundToPrecision(fast, typmod);
  try {
    return roundTimestamp(assemble(decodeDateTime(text, context), text, true), typmod);
  } catch (fault) {
    throw dateTimeError(fault, text, 'timestamp with time zone');
  }
}

/** ISO text with nothing, Z or ±hh[:mm] behind it; NaN for anything else. */
function readIsoTimestampTz(text: string, context: TypeContext): number {
  const length = text.length;
  if (length < 19 || length > 35) return NaN;
  const last = text.charCodeAt(length - 1);
  if (last === 90) {
    return readIsoTimestamp(text.slice(0, -1));
  }
  for (let i = 19; i < length; i++) {
    const c = text.charCodeAt(i);
    if (c !== 43 && c !== 45) continue;
    const m = /^[+-](\d\d)(?::?(\d\d))?$/.exec(text.slice(i));
    if (!m || Number(m[1]) > 15 || Number(m[2] ?? 0) > 59) return NaN;
    const offset = (Number(m[1]) * 60 + Number(m[2] ?? 0)) * 60 * SECOND_MICROS;
    return readIsoTimestamp(text.slice(0, i)) + (c === 43 ? -offset : offset);
  }
  const local = readIsoTimestamp(text);
  return local === local ? (utcFromLocal(local, getTimeZone(context.timeZone)) as number) : NaN;
}

export function roundTimestamp(value: Int8, typmod: number): Int8 {
  return isFiniteTimestamp(value) ? roundToPrecision(value, typmod) : value;
}

/** The instant at which clocks in `zone` show a finite local timestamp; undefined outside the range. */
export function utcFromLocal(value: Int8, zone: TimeZone): Int8 | undefined {
  return shiftTimestamp(value, -zone.typeOfLocal(timestampUnixSeconds(value)).offset * SECOND_MICROS);
}

/** What clocks in `zone` show at a finite instant. Checked by the caller where it may leave the range. */
export function localFromUtc(value: Int8, zone: TimeZone): Int8 {
  const shift = zone.offsetAt(timestampUnixSeconds(value)) * SECOND_MICROS;
  if (typeof value === 'number') {
    const sum = value + shift;
    if (Number.isSafeInteger(sum)) return sum;
  }
  const sum = BigInt(value) + BigInt(shift);
  return sum <= 9007199254740991n && sum >= -9007199254740991n ? Number(sum) : sum;
}

export function timestampText(value: Int8, context: Pick<TypeContext, 'dateStyle'>): string {
  if (!isFiniteTimestamp(value)) return value > 0 ? 'infinity' : '-infinity';
  const { year, month, day } = civilFromDays(timestampDays(value));
  return formatTimestamp(year, month, day, timestampTimeOfDay(value), null, '', context.dateStyle);
}

export function timestampTzText(value: Int8, context: Pick<TypeContext, 'dateStyle' | 'timeZone'>): string {
  if (!isFiniteTimestamp(value)) return value > 0 ? 'infinity' : '-infinity';
  const type = getTimeZone(context.timeZone).typeAt(timestampUnixSeconds(value));
  const shift = type.offset * SECOND_MICROS;
  const local = typeof value === 'number' && Number.isSafeInteger(value + shift) ? value + shift : BigInt(value) + BigInt(shift);
  const { year, month, day } = civilFromDays(timestampDays(local));
  return formatTimestamp(year, month, day, timestampTimeOfDay(local), 0 - type.offset, type.abbreviation, context.dateStyle);
}

function receiveTimestamp(bytes: Uint8Array, typmod: number): Int8 {
  const value = readInt8(viewOfBytes(bytes, 8), 0);
  if (isFiniteTimestamp(value) && checkTimestamp(BigInt(value)) === undefined) throw timestampOutOfRange();
  return roundTimestamp(value, typmod);
}

function sendTimestamp(value: Datum): Uint8Array {
  const bytes = new Uint8Array(8);
  writeInt8(new DataView(bytes.buffer), 0, value as Int8);
  return bytes;
}

const shared: Omit<TypeDefinition, 'oid' | 'name' | 'arrayOid' | 'parse' | 'format' | 'parseTypmod' | 'formatTypmod'> = {
  length: 8,
  receive: receiveTimestamp,
  send: sendTimestamp,
  applyTypmod: (value, typmod) => roundTimestamp(value as Int8, typmod),
  compare: (a, b) => compareInt8(a as Int8, b as Int8),
  equals: (a, b) => a === b,
  hash: value => hashInteger(value as Int8),
  storageClass: () => 'int8',
  encodeKey: (value, out) => writeKeyInt8(value as Int8, out),
  decodeKey: (bytes, start) => ({ value: readKeyInt8(bytes, start), next: start + 8 }),
};

export const timestampOps: TypeOps = defineType({
  ...shared,
  oid: TIMESTAMP,
  name: 'timestamp',
  arrayOid: TIMESTAMP_ARRAY,
  parse: parseTimestamp,
  format: (value, context) => timestampText(value as Int8, context),
  parseTypmod: modifiers => parsePrecision(modifiers, 'TIMESTAMP(%)'),
  formatTypmod: typmod => (typmod < 0 ? '' : `(${typmod}) without time zone`),
});

export const timestamptzOps: TypeOps = defineType({
  ...shared,
  oid: TIMESTAMPTZ,
  name: 'timestamptz',
  arrayOid: TIMESTAMPTZ_ARRAY,
  parse: parseTimestampTz,
  format: (value, context) => timestampTzText(value as Int8, context),
  parseTypmod: modifiers => parsePrecision(modifiers, 'TIMESTAMP(%) WITH TIME ZONE'),
  formatTypmod: typmod => (typmod < 0 ? '' : `(${typmod}) with time zone`),
});
