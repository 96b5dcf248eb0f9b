/** AT TIME ZONE (PostgreSQL 9.9.4): the zone by name, abbreviation or offset. */
import { PgError } from '../errors/index.js';
import {
  abbreviationLocalOffset,
  abbreviationTypeAt,
  DAY_MICROS,
  findAbbreviation,
  fixedOffsetZoneName,
  formatInterval,
  getTimeZone,
  inTimestampRange,
  isFiniteTimestamp,
  makeTimeTz,
  SECOND_MICROS,
  shiftTimestamp,
  timestampUnixSeconds,
  type Int8,
  type Interval,
  type TimeTz,
  type TimeZone,
} from '../types/index.js';
import type { CallContext, ScalarFamily } from './function-impl.js';

/** Seconds east at an instant, of a zone name or abbreviation. */
export function offsetAtInstant(zone: string, value: Int8): number {
  const abbreviation = findAbbreviation(zone);
  if (abbreviation) return abbreviationTypeAt(abbreviation, timestampUnixSeconds(value)).offset;
  return getTimeZone(zone).offsetAt(timestampUnixSeconds(value));
}

/** Seconds east where clocks show `value`. */
export function offsetOfLocal(zone: string, value: Int8): number {
  const abbreviation = findAbbreviation(zone);
  if (abbreviation) return abbreviationLocalOffset(abbreviation, timestampUnixSeconds(value));
  return getTimeZone(zone).typeOfLocal(timestampUnixSeconds(value)).offset;
}

/** A zone argument that must be one for a whole calculation; fixed abbreviations become fixed offsets. */
export function resolveZoneArgument(zone: string): TimeZone {
  const abbreviation = findAbbreviation(zone);
  if (!abbreviation) return getTimeZone(zone);
  return abbreviation.zone ?? getTimeZone(fixedOffsetZoneName(abbreviation.offset));
}

function intervalOffset(zone: Interval): number {
  if (zone.months !== 0 || zone.days !== 0) {
    throw new PgError('invalid_parameter_value', `interval time zone "${formatInterval(zone, 'postgres')}" must not include months or days`);
  }
  return typeof zone.micros === 'number' ? Math.trunc(zone.micros / SECOND_MICROS) + 0 : Number(zone.micros / 1_000_000n);
}

function shiftZone(value: Int8, seconds: number): Int8 {
  return isFiniteTimestamp(value) ? inTimestampRange(shiftTimestamp(value, seconds * SECOND_MICROS)) : value;
}

/** The same instant on the clock of another zone. */
function moveTimeTz(value: TimeTz, east: number): TimeTz {
  const micros = (value.micros + (value.zone + east) * SECOND_MICROS) % DAY_MICROS;
  return makeTimeTz(micros < 0 ? micros + DAY_MICROS : micros, 0 - east);
}

export const datetimeZones: ScalarFamily = {
  'timezone(text,timestamptz)': (zone: string, value: Int8) => (isFiniteTimestamp(value) ? shiftZone(value, offsetAtInstant(zone, value)) : value),
  'timezone(text,timestamp)': (zone: string, value: Int8) => (isFiniteTimestamp(value) ? shiftZone(value, 0 - offsetOfLocal(zone, value)) : value),
  'timezone(text,timetz)': (zone: string, value: TimeTz, context: CallContext) => moveTimeTz(value, offsetAtInstant(zone, context.transactionTimestamp)),
  'timezone(interval,timestamptz)': (zone: Interval, value: Int8) => (isFiniteTimestamp(value) ? shiftZone(value, intervalOffset(zone)) : value),
  'timezone(interval,timestamp)': (zone: Interval, value: Int8) => (isFiniteTimestamp(value) ? shiftZone(value, 0 - intervalOffset(zone)) : value),
  'timezone(interval,timetz)': (zone: Interval, value: TimeTz) => moveTimeTz(value, intervalOffset(zone)),
};
