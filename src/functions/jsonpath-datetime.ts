/** Dates and times inside SQL/JSON paths: `.datetime()`, their order and their text (PostgreSQL chapter 9.16.2.3). */
import { PgError } from '../errors/index.js';
import {
  compareTimeTz,
  currentLocalDay,
  dateText,
  DAY_MICROS,
  daysFromCivil,
  formatTimeOfDay,
  getTimeZone,
  inTimestampRange,
  isDateInRange,
  makeTimeTz,
  roundTimestamp,
  SECOND_MICROS,
  shiftTimestamp,
  timestampFromDays,
  timestampText,
  timestampUnixSeconds,
  utcFromLocal,
  type Int8,
  type TimeTz,
  type TypeContext,
} from '../types/index.js';
import { parseByTemplate } from './datetime-parsing.js';
import { dateTemplate } from './format-template.js';

export type DateTimeKind = 'date' | 'time' | 'timetz' | 'timestamp' | 'timestamptz';

export class PathDateTime {
  constructor(
    readonly kind: DateTimeKind,
    /** As a Datum of the type. */
    readonly value: Int8 | TimeTz,
    /** Seconds east of UTC that it was written with; timestamptz only. */
    readonly offset: number,
  ) {}

  /** As .type() gives it. */
  get typeName(): string {
    return TYPE_NAMES[this.kind];
  }

  /** As it becomes JSON. */
  toString(): string {
    switch (this.kind) {
      case 'date':
        return dateText(this.value as number, ISO);
      case 'time':
        return formatTimeOfDay(this.value as number);
      case 'timetz': {
        const { micros, zone } = this.value as TimeTz;
        return formatTimeOfDay(micros) + offsetText(-zone);
      }
      case 'timestamp':
        return timestampText(this.value as Int8, ISO).replace(' ', 'T');
      case 'timestamptz': {
        const local = inTimestampRange(shiftTimestamp(this.value as Int8, this.offset * SECOND_MICROS));
        return timestampText(local, ISO)
          .replace(' ', 'T')
          .replace(/( BC)?$/, `${offsetText(this.offset)}$1`);
      }
    }
  }
}

const ISO = { dateStyle: { format: 'ISO', order: 'MDY' } } as const;

const TYPE_NAMES: Readonly<Record<DateTimeKind, string>> = {
  date: 'date',
  time: 'time without time zone',
  timetz: 'time with time zone',
  timestamp: 'timestamp without time zone',
  timestamptz: 'timestamp with time zone',
};

const two = (n: number): string => String(n).padStart(2, '0');

function offsetText(seconds: number): string {
  const size = Math.abs(seconds);
  const text = `${seconds < 0 ? '-' : '+'}${two(Math.floor(size / 3600))}:${two(Math.floor(size / 60) % 60)}`;
  return size % 60 === 0 ? text : `${text}:${two(size % 60)}`;
}

// --- reading ---

const TIME_FIELDS = /^(?:[AP]\.?M\.?|HH(?:12|24)?|MI|SS|MS|US|FF[1-6]|SSSSS?)$/;
const ZONE_FIELDS = /^(?:TZ[HM]?|OF)$/;
/** Templates that are tried where none is given. */
const TIMES = ['HH24:MI:SS.US', 'HH24:MI:SS'];
const ZONES = ['TZH:TZM', 'TZH'];
const withZones = (formats: readonly string[]): string[] => formats.flatMap(format => ZONES.map(zone => format + zone));
const STAMPS = [...TIMES.map(time => `yyyy-mm-dd ${time}`), ...TIMES.map(time => `yyyy-mm-dd"T"${time}`)];
const STANDARD_TEMPLATES: readonly string[] = ['yyyy-mm-dd', ...withZones(TIMES), ...TIMES, ...withZones(STAMPS), ...STAMPS];

const ALLOWED_SEPARATORS = "-./,':; ";

function formatError(message: string): PgError {
  return new PgError('invalid_datetime_format', message);
}

/** What a template describes; throws when it has characters that the standard has not. */
function templateKind(template: string): DateTimeKind {
  let isDated = false;
  let isTimed = false;
  let isZoned = false;
  for (const node of dateTemplate(template)) {
    if (node.kind === 'field') {
      const { id } = node.keyword;
      if (id === 'FX') continue;
      if (TIME_FIELDS.test(id)) isTimed = true;
      else if (ZONE_FIELDS.test(id)) isZoned = true;
      else isDated = true;
    }
  }
  if (isDated) {
    if (isTimed) return isZoned ? 'timestamptz' : 'timestamp';
    if (isZoned) throw formatError('datetime format is zoned but not timed');
    return 'date';
  }
  if (isTimed) return isZoned ? 'timetz' : 'time';
  throw formatError('datetime format is not dated and not timed');
}

/** Separators outside quotes. @throws PgError 22007 even where errors are suppressed */
export function checkTemplate(template: string): void {
  const unquoted = template.replace(/"(?:\\.|[^"\\])*"?/g, '');
  // What is no part of a field's name can only be a separator.
  for (const node of dateTemplate(unquoted)) {
    if (node.kind !== 'field' && !ALLOWED_SEPARATORS.includes(node.text)) throw formatError(`invalid datetime format separator: "${node.text}"`);
  }
}

/** @throws PgError 22007, 22008 */
export function readDateTime(text: string, template: string): PathDateTime {
  if (template === '') throw formatError('datetime format is not dated and not timed');
  const p = parseByTemplate(text, template, true);
  const kind = templateKind(template);
  const precision = p.precision || -1;
  const micros = p.seconds * SECOND_MICROS + p.micros;
  const days = daysFromCivil(p.year, p.month, p.day);
  switch (kind) {
    case 'date':
      if (!isDateInRange(days)) throw new PgError('datetime_field_overflow', `date out of range: "${text}"`);
      return new PathDateTime(kind, days, 0);
    case 'time':
      return new PathDateTime(kind, roundTimestamp(micros, precision), 0);
    case 'timetz':
      if (p.offset === null) throw formatError('missing time zone in input string for type timetz');
      return new PathDateTime(kind, makeTimeTz(roundTimestamp(micros, precision) as number, 0 - p.offset), 0);
    default: {
      const local = timestampFromDays(days, micros);
      if (kind === 'timestamp') {
        if (local === undefined) throw new PgError('datetime_field_overflow', 'timestamp out of range');
        return new PathDateTime(kind, roundTimestamp(local, precision), 0);
      }
      if (p.offset === null) throw formatError('missing time zone in input string for type timestamptz');
      const instant = local === undefined ? undefined : shiftTimestamp(local, -p.offset * SECOND_MICROS);
      if (instant === undefined) throw new PgError('datetime_field_overflow', 'timestamptz out of range');
      return new PathDateTime(kind, roundTimestamp(instant, precision), p.offset);
    }
  }
}

/** By the standard's templates, the first that fits; null when none does. */
export function readStandardDateTime(text: string): PathDateTime | null {
  for (const template of STANDARD_TEMPLATES) {
    try {
      return readDateTime(text, template);
    } catch (error) {
      if (!(error instanceof PgError)) throw error;
    }
  }
  return null;
}

// --- order ---

function zoneNeeded(from: DateTimeKind, to: DateTimeKind): PgError {
  return new PgError('feature_not_supported', `cannot convert value from ${from} to ${to} without time zone usage`, {
    hint: 'Use *_tz() function for time zone support.',
  });
}

const RANKS: Readonly<Record<DateTimeKind, number>> = { time: 0, timetz: 1, date: 2, timestamp: 3, timestamptz: 4 };

/** The value as one of a wider kind. */
function widen(value: PathDateTime, kind: DateTimeKind, usesZone: boolean, context: TypeContext): Int8 | TimeTz {
  if (value.kind === kind) return value.value;
  if (kind === 'timestamp') return inTimestampRange(timestampFromDays(value.value as number, 0));
  if (!usesZone) throw zoneNeeded(value.kind, kind);
  const zone = getTimeZone(context.timeZone);
  if (kind === 'timetz') {
    // Today's offset at that time of day.
    const local = currentLocalDay(context) * DAY_MICROS + (value.value as number);
    const utc = inTimestampRange(utcFromLocal(local, zone));
    return makeTimeTz(value.value as number, 0 - zone.offsetAt(timestampUnixSeconds(utc)));
  }
  const local = value.kind === 'date' ? inTimestampRange(timestampFromDays(value.value as number, 0)) : (value.value as Int8);
  return inTimestampRange(utcFromLocal(local, zone));
}

/**
 * Negative, 0, positive; null when the two cannot be compared (a time with a date).
 * @throws PgError 0A000 when it takes a time zone and none may be used
 */
export function comparePathDateTimes(a: PathDateTime, b: PathDateTime, usesZone: boolean, context: TypeContext): number | null {
  const isTime = RANKS[a.kind] < 2;
  if (isTime !== RANKS[b.kind] < 2) return null;
  const kind = RANKS[a.kind] > RANKS[b.kind] ? a.kind : b.kind;
  const x = widen(a, kind, usesZone, context);
  const y = widen(b, kind, usesZone, context);
  if (kind === 'timetz') return compareTimeTz(x as TimeTz, y as TimeTz);
  return (x as Int8) < (y as Int8) ? -1 : x === y ? 0 : 1;
}
