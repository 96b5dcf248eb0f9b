/** to_char of timestamps and intervals (PostgreSQL 9.8, tables 9.27 and 9.28). */
import { PgError } from '../errors/index.js';
import {
  civilFromTimestamp,
  DAY_ABBREVIATIONS,
  dayOfWeek,
  dayOfYear,
  daysFromCivil,
  getTimeZone,
  intervalParts,
  isFiniteTimestamp,
  isoWeek,
  isoYearStart,
  localFromUtc,
  MONTH_ABBREVIATIONS,
  timestampUnixSeconds,
  type Int8,
  type Interval,
} from '../types/index.js';
import type { CallContext, ScalarFamily } from './function-impl.js';
import { datetimeParsing } from './datetime-parsing.js';
import { dateTemplate, DAYS_FULL, MONTHS_FULL, ordinalSuffix, ROMAN_MONTHS, type TemplateField } from './format-template.js';

/** What a template can show. Years are astronomical; of an interval, its own. */
interface Shown {
  readonly isInterval: boolean;
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly micros: number;
  readonly weekday: number;
  readonly dayOfYear: number;
  /** Seconds east, and the zone's abbreviation; null without zone. */
  readonly zone: { readonly offset: number; readonly abbreviation: string } | null;
}

function padded(value: number, width: number): string {
  const digits = String(Math.abs(value));
  return value < 0 ? `-${digits.padStart(width - 1, '0')}` : digits.padStart(width, '0');
}

function onlyDates(t: Shown): void {
  if (!t.isInterval) return;
  throw new PgError('invalid_datetime_format', 'invalid format specification for an interval value', {
    hint: 'Intervals are not tied to specific calendar dates.',
  });
}

/** Case of a name as its keyword is written. */
function inCaseOf(keyword: string, name: string): string {
  if (keyword === keyword.toUpperCase()) return name.toUpperCase();
  return keyword === keyword.toLowerCase() ? name.toLowerCase() : name;
}

/** A number of `width` digits, one more for a minus sign. */
function number(field: TemplateField, value: number, width: number): string {
  return withOrdinal(field, padded(value, field.isFill ? 0 : value >= 0 ? width : width + 1));
}

function name(field: TemplateField, text: string, width: number): string {
  const cased = inCaseOf(field.keyword.name, text);
  return field.isFill ? cased : cased.padEnd(width);
}

/** Padded to a width that counts a minus sign. */
function unsigned(field: TemplateField, value: number, width: number): string {
  return withOrdinal(field, padded(value, field.isFill ? 0 : width));
}

function withOrdinal(field: TemplateField, text: string): string {
  return field.ordinal === '' ? text : text + ordinalSuffix(text, field.ordinal === 'TH');
}

const dayOf = (t: Shown): number => daysFromCivil(t.year, t.month, t.day);

/** The year as people count it, of the calendar or (I…) of ISO weeks. */
function yearOf(field: TemplateField, t: Shown): number {
  const year = field.keyword.convention === 'iso' ? isoWeekOf(t).year : t.year;
  return t.isInterval || year > 0 ? year : 1 - year;
}

function formatField(field: TemplateField, t: Shown): string {
  const { keyword, isFill } = field;
  switch (keyword.id) {
    case 'A.M.':
    case 'P.M.':
    case 'AM':
    case 'PM': {
      const text = t.hour % 24 >= 12 ? 'PM' : 'AM';
      return inCaseOf(keyword.name, keyword.name.includes('.') ? `${text[0] as string}.${text[1] as string}.` : text);
    }
    case 'HH':
    case 'HH12':
      return number12(field, t.hour);
    case 'HH24':
      return number(field, t.hour, 2);
    case 'MI':
      return number(field, t.minute, 2);
    case 'SS':
      return number(field, t.second, 2);
    case 'FF1':
    case 'FF2':
    case 'FF3':
    case 'FF4':
    case 'FF5':
    case 'FF6':
    case 'MS':
    case 'US': {
      const digits = keyword.id === 'MS' ? 3 : keyword.id === 'US' ? 6 : Number(keyword.id[2]);
      return withOrdinal(field, padded(Math.trunc(t.micros / 10 ** (6 - digits)) + 0, digits));
    }
    case 'SSSS':
    case 'SSSSS': {
      return withOrdinal(field, String(t.hour * 3600 + t.minute * 60 + t.second));
    }
    case 'TZ':
      onlyDates(t);
      return t.zone ? (keyword.name === 'tz' ? t.zone.abbreviation.toLowerCase() : t.zone.abbreviation) : '';
    case 'TZH': {
      onlyDates(t);
      const offset = t.zone?.offset ?? 0;
      return (offset >= 0 ? '+' : '-') + padded(Math.floor(Math.abs(offset) / 3600), 2);
    }
    case 'TZM':
      onlyDates(t);
      return padded(Math.floor((Math.abs(t.zone?.offset ?? 0) % 3600) / 60), 2);
    case 'OF': {
      onlyDates(t);
      const offset = t.zone?.offset ?? 0;
      const minutes = Math.floor((Math.abs(offset) % 3600) / 60);
      return (offset >= 0 ? '+' : '-') + padded(Math.floor(Math.abs(offset) / 3600), isFill ? 0 : 2) + (minutes ? `:${padded(minutes, 2)}` : '');
    }
    case 'A.D.':
    case 'B.C.':
    case 'AD':
    case 'BC': {
      onlyDates(t);
      const text = t.year <= 0 ? 'BC' : 'AD';
      return inCaseOf(keyword.name, keyword.name.includes('.') ? `${text[0] as string}.${text[1] as string}.` : text);
    }
    case 'MONTH':
      onlyDates(t);
      return t.month ? name(field, MONTHS_FULL[t.month - 1] as string, 9) : '';
    case 'MON':
      onlyDates(t);
      return t.month ? name(field, MONTH_ABBREVIATIONS[t.month - 1] as string, 0) : '';
    case 'MM':
      return number(field, t.month, 2);
    case 'DAY':
      onlyDates(t);
      return name(field, DAYS_FULL[t.weekday] as string, 9);
    case 'DY':
      onlyDates(t);
      return name(field, DAY_ABBREVIATIONS[t.weekday] as string, 0);
    case 'DDD':
      return unsigned(field, t.dayOfYear, 3);
    case 'IDDD':
      return unsigned(field, dayOf(t) - isoYearStart(isoWeekOf(t).year) + 1, 3);
    case 'DD':
      return unsigned(field, t.day, 2);
    case 'D':
      onlyDates(t);
      return unsigned(field, t.weekday + 1, 0);
    case 'ID':
      onlyDates(t);
      return unsigned(field, t.weekday || 7, 0);
    case 'WW':
      return unsigned(field, Math.trunc((t.dayOfYear - 1) / 7) + 1, 2);
    case 'IW':
      return unsigned(field, isoWeekOf(t).week, 2);
    case 'Q':
      return t.month ? unsigned(field, Math.trunc((t.month - 1) / 3) + 1, 0) : '';
    case 'CC': {
      const century = t.isInterval ? Math.trunc(t.year / 100) : t.year > 0 ? Math.floor((t.year - 1) / 100) + 1 : Math.trunc(t.year / 100) - 1;
      return Math.abs(century) <= 99 ? number(field, century + 0, 2) : unsigned(field, century, 0);
    }
    case 'Y,YYY': {
      const thousands = Math.trunc(yearOf(field, t) / 1000) + 0;
      return withOrdinal(field, `${thousands},${padded(yearOf(field, t) - thousands * 1000, 3)}`);
    }
    case 'YYYY':
    case 'IYYY':
      return number(field, yearOf(field, t), 4);
    case 'YYY':
    case 'IYY':
      return number(field, (yearOf(field, t) % 1000) + 0, 3);
    case 'YY':
    case 'IY':
      return number(field, (yearOf(field, t) % 100) + 0, 2);
    case 'Y':
    case 'I':
      return unsigned(field, (yearOf(field, t) % 10) + 0, 0);
    case 'RM': {
      if (!t.month && !t.year) return '';
      const index = t.month === 0 ? (t.year >= 0 ? 0 : 11) : t.month < 0 ? -1 - t.month : 12 - t.month;
      const text = ROMAN_MONTHS[index] as string;
      const cased = keyword.name === 'rm' ? text.toLowerCase() : text;
      return isFill ? cased : cased.padEnd(4);
    }
    case 'W':
      return unsigned(field, Math.trunc((t.day - 1) / 7) + 1, 0);
    case 'J':
      return unsigned(field, dayOf(t) + 2451545, 0);
    default:
      return '';
  }
}

/** The clock of twelve hours; the width still follows the hour's own sign. */
function number12(field: TemplateField, hour: number): string {
  const shown = hour % 12 === 0 ? 12 : hour % 12;
  return hour >= 0 || shown < 0 ? number(field, shown, 2) : unsigned(field, shown, 3);
}

function isoWeekOf(t: Shown): { year: number; week: number } {
  return isoWeek(daysFromCivil(t.year, t.month, t.day));
}

function format(template: string, t: Shown): string {
  let out = '';
  for (const node of dateTemplate(template)) out += node.kind === 'field' ? formatField(node, t) : node.text;
  return out;
}

function formatTimestamp(value: Int8, template: string, zone: Shown['zone']): string | null {
  if (template === '' || !isFiniteTimestamp(value)) return null;
  const t = civilFromTimestamp(value);
  const days = daysFromCivil(t.year, t.month, t.day);
  return format(template, {
    isInterval: false,
    year: t.year,
    month: t.month,
    day: t.day,
    hour: t.hour,
    minute: t.minute,
    second: t.second,
    micros: t.micros,
    weekday: dayOfWeek(days),
    dayOfYear: dayOfYear(days, t.year),
    zone,
  });
}

function formatTimestampTz(value: Int8, template: string, context: CallContext): string | null {
  if (!isFiniteTimestamp(value)) return null;
  const zone = getTimeZone(context.timeZone);
  const type = zone.typeAt(timestampUnixSeconds(value));
  return formatTimestamp(localFromUtc(value, zone), template, type);
}

function formatInterval(value: Interval, template: string): string | null {
  if (template === '') return null;
  const p = intervalParts(value);
  return format(template, {
    isInterval: true,
    year: p.years,
    month: p.months,
    day: p.days,
    hour: p.hours,
    minute: p.minutes,
    second: p.seconds,
    micros: p.micros,
    weekday: 0,
    // As the C int that PostgreSQL counts in.
    dayOfYear: (value.months * 30 + p.days) | 0,
    zone: null,
  });
}

export const datetimeFormatting: ScalarFamily = {
  'to_char(timestamp,text)': (value: Int8, template: string) => formatTimestamp(value, template, null),
  'to_char(timestamptz,text)': formatTimestampTz,
  'to_char(interval,text)': formatInterval,
  ...datetimeParsing,
};
