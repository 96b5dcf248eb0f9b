/** to_date and to_timestamp (PostgreSQL 9.8): text taken apart by a template; the standard's strict way for jsonpath. */
import { PgError, type ErrorFields } from '../errors/index.js';
import {
  civilFromDays,
  DateTimeFault,
  dateTimeError,
  daysFromCivil,
  daysInMonth,
  getTimeZone,
  inTimestampRange,
  isDateInRange,
  isLeapYear,
  isoYearStart,
  JULIAN_2000,
  MONTH_ABBREVIATIONS,
  DAY_ABBREVIATIONS,
  SECOND_MICROS,
  roundTimestamp,
  shiftTimestamp,
  timestampFromDays,
  utcFromLocal,
  type Int8,
} from '../types/index.js';
import type { CallContext, ScalarFamily } from './function-impl.js';
import { dateTemplate, DAYS_FULL, isSeparator, isSpace, MONTHS_FULL, ROMAN_MONTHS, type TemplateField, type TemplateNode } from './format-template.js';

function utf8BytesOf(codePoint: number): number {
  return codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
}

/** Fields are so many bytes long: the whole characters among them, and whether the text has fewer bytes left. */
function fieldText(text: string, at: number, bytes: number): { readonly copy: string; readonly isShort: boolean } {
  let left = bytes;
  let end = at;
  while (end < text.length) {
    const codePoint = text.codePointAt(end)!;
    left -= utf8BytesOf(codePoint);
    if (left < 0) break;
    end += codePoint > 0xffff ? 2 : 1;
  }
  return { copy: text.slice(at, end), isShort: left > 0 };
}

/** What the fields said; 0 is "not said", as in PostgreSQL. */
class Fields {
  convention: 'none' | 'gregorian' | 'iso' = 'none';
  hour = 0;
  pm = 0;
  minute = 0;
  second = 0;
  secondOfDay = 0;
  /** 1 = Sunday. */
  weekday = 0;
  day = 0;
  dayOfYear = 0;
  month = 0;
  millis = 0;
  year = 0;
  bc = 0;
  week = 0;
  weekOfMonth = 0;
  century = 0;
  julian = 0;
  micros = 0;
  yearDigits = 0;
  is12Hour = false;
  zoneSign = 0;
  zoneHours = 0;
  zoneMinutes = 0;
  /** Digits of the last FF field. */
  precision = 0;
}

type NumberField = Exclude<{ [K in keyof Fields]: Fields[K] extends number ? K : never }[keyof Fields], undefined>;

function formatError(message: string, fields?: ErrorFields): PgError {
  return new PgError('invalid_datetime_format', message, fields);
}

const FIXED_WIDTH_HINT = 'If your source string is not fixed-width, try using the "FM" modifier.';

/** True when the field's number ends by itself: the next thing in the template takes no digit. */
function endsItself(nodes: readonly TemplateNode[], index: number): boolean {
  if ((nodes[index] as TemplateField).ordinal !== '') return true;
  const next = nodes[index + 1];
  if (!next) return true;
  if (next.kind === 'field') return !next.keyword.isDigit;
  return !/^[0-9]$/.test(next.text);
}

class TemplateReader {
  private at = 0;
  private isFixed: boolean;
  /** Blanks skipped beyond what the template accounts for. */
  private extraSkipped = 0;
  private readonly fields = new Fields();

  constructor(
    private readonly text: string,
    private readonly nodes: readonly TemplateNode[],
    /** Separators and literals must be those of the template, which must be used up together with the text. */
    private readonly isStrict: boolean,
  ) {
    this.isFixed = isStrict;
  }

  read(): Fields {
    let i = 0;
    for (; i < this.nodes.length && this.at < this.text.length; i++) {
      const node = this.nodes[i] as TemplateNode;
      const isField = node.kind === 'field';
      if (!this.isFixed && !(isField && node.keyword.id === 'FX') && (isField || i === 0)) this.skipSpace(false);
      if (node.kind === 'field') {
        this.field(node, i);
        if (!this.isFixed) this.skipSpace(true);
      } else if (node.kind === 'literal') {
        if (!this.isFixed && this.extraSkipped > 0) this.extraSkipped--;
        else {
          if (this.isStrict && !this.text.startsWith(node.text, this.at)) throw formatError(`unmatched format character "${node.text}"`);
          this.skipCharacter();
        }
      } else if (this.isStrict) {
        if (this.text[this.at] !== node.text) throw formatError(`unmatched format separator "${node.text}"`);
        this.at++;
      } else if (this.isFixed) this.skipCharacter();
      else {
        this.extraSkipped--;
        const c = this.text[this.at];
        if (isSpace(c) || isSeparator(c)) {
          this.at++;
          this.extraSkipped++;
        }
      }
    }
    if (this.isStrict) this.checkEnd(i);
    return this.fields;
  }

  private checkEnd(node: number): void {
    if (node < this.nodes.length) throw formatError('input string is too short for datetime format');
    while (isSpace(this.text[this.at])) this.at++;
    if (this.at < this.text.length) throw formatError('trailing characters remain in input string after datetime format');
  }

  private skipSpace(restart: boolean): void {
    if (restart) this.extraSkipped = 0;
    while (isSpace(this.text[this.at])) {
      this.at++;
      this.extraSkipped++;
    }
  }

  private skipCharacter(): void {
    if (this.at < this.text.length) this.at += (this.text.codePointAt(this.at) as number) > 0xffff ? 2 : 1;
  }

  private set(name: NumberField, value: number, field: TemplateField): void {
    const known = this.fields[name];
    if (known !== 0 && known !== value) {
      throw formatError(`conflicting values for "${field.keyword.name}" field in formatting string`, {
        detail: 'This value contradicts a previous setting for the same field type.',
      });
    }
    this.fields[name] = value;
  }

  /** Reads a number of `length` digits, or of any length where it ends by itself. Returns the characters used. */
  private number(name: NumberField | null, field: TemplateField, index: number, length = field.keyword.name.length): number {
    const start = this.at;
    let at = start;
    while (isSpace(this.text[at])) at++;
    const { copy, isShort } = fieldText(this.text, at, length);
    let digits: string;
    if (field.isFill || endsItself(this.nodes, index)) {
      const m = /^[ \t\n\r\f\v]*([+-]?\d+)/.exec(this.text.slice(start));
      digits = m ? (m[1] as string) : '';
      this.at = m ? start + m[0].length : start;
    } else {
      if (isShort) {
        throw formatError(`source string too short for "${field.keyword.name}" formatting field`, {
          detail: `Field requires ${length} characters, but only ${copy.length} remain.`,
          hint: FIXED_WIDTH_HINT,
        });
      }
      const m = /^[ \t\n\r\f\v]*[+-]?\d+/.exec(copy);
      digits = m ? m[0].trim() : '';
      const used = m ? m[0].length : 0;
      if (used > 0 && used < length) {
        throw formatError(`invalid value "${copy}" for "${field.keyword.name}"`, {
          detail: `Field requires ${length} characters, but only ${used} could be parsed.`,
          hint: FIXED_WIDTH_HINT,
        });
      }
      this.at = at + used;
    }
    if (digits === '') throw formatError(`invalid value "${copy}" for "${field.keyword.name}"`, { detail: 'Value must be an integer.' });
    const value = Number(digits);
    if (value > 2147483647 || value < -2147483648) {
      throw new PgError('datetime_field_overflow', `value for "${field.keyword.name}" in source string is out of range`, {
        detail: 'Value must be in the range -2147483648 to 2147483647.',
      });
    }
    if (name) this.set(name, value + 0, field);
    return this.at - start;
  }

  /** Index of the first name that the text goes on with. */
  private name(names: readonly string[], field: TemplateField): number {
    const rest = this.text.slice(this.at);
    const found = names.findIndex(name => rest.slice(0, name.length).toLowerCase() === name.toLowerCase());
    if (found < 0) {
      throw formatError(`invalid value "${/^[^ \t\n\r\f]*/.exec(rest)?.[0] ?? ''}" for "${field.keyword.name}"`, {
        detail: 'The given value did not match any of the allowed values for this field.',
      });
    }
    this.at += (names[found] as string).length;
    return found;
  }

  private field(field: TemplateField, index: number): void {
    const { keyword } = field;
    const f = this.fields;
    if (keyword.convention !== 'none') {
      if (f.convention === 'none') f.convention = keyword.convention;
      else if (f.convention !== keyword.convention) {
        throw formatError('invalid combination of date conventions', {
          hint: 'Do not mix Gregorian and ISO week date conventions in a formatting template.',
        });
      }
    }
    const number = (name: NumberField | null, length?: number): number => this.number(name, field, index, length);
    switch (keyword.id) {
      case 'FX':
        this.isFixed = true;
        return;
      case 'A.M.':
      case 'P.M.':
        this.set('pm', this.name(['a.m.', 'p.m.'], field), field);
        f.is12Hour = true;
        return;
      case 'AM':
      case 'PM':
        this.set('pm', this.name(['am', 'pm'], field), field);
        f.is12Hour = true;
        return;
      case 'HH':
      case 'HH12':
        number('hour', 2);
        f.is12Hour = true;
        break;
      case 'HH24':
        number('hour', 2);
        break;
      case 'MI':
        number('minute');
        break;
      case 'SS':
        number('second');
        break;
      case 'MS': {
        const used = number('millis', 3);
        f.millis *= used === 1 ? 100 : used === 2 ? 10 : 1;
        break;
      }
      case 'FF1':
      case 'FF2':
      case 'FF3':
      case 'FF4':
      case 'FF5':
      case 'FF6':
      case 'US': {
        if (keyword.id !== 'US') f.precision = Number(keyword.id[2]);
        const used = number('micros', keyword.id === 'US' ? 6 : f.precision);
        if (used < 6) f.micros *= 10 ** (6 - used);
        break;
      }
      case 'SSSS':
      case 'SSSSS':
        number('secondOfDay');
        break;
      case 'TZ':
      case 'OF':
        throw new PgError('feature_not_supported', `formatting field "${keyword.name}" is only supported in to_char`);
      case 'TZH': {
        const c = this.text[this.at];
        if (c === '+' || c === '-' || c === ' ') {
          f.zoneSign = c === '-' ? -1 : 1;
          this.at++;
        } else f.zoneSign = this.extraSkipped > 0 && this.text[this.at - 1] === '-' ? -1 : 1;
        number('zoneHours', 2);
        return;
      }
      case 'TZM':
        if (f.zoneSign === 0) f.zoneSign = 1;
        number('zoneMinutes', 2);
        return;
      case 'A.D.':
      case 'B.C.':
        this.set('bc', this.name(['a.d.', 'b.c.'], field), field);
        return;
      case 'AD':
      case 'BC':
        this.set('bc', this.name(['ad', 'bc'], field), field);
        return;
      case 'MONTH':
        this.set('month', this.name(MONTHS_FULL, field) + 1, field);
        return;
      case 'MON':
        this.set('month', this.name(MONTH_ABBREVIATIONS, field) + 1, field);
        return;
      case 'MM':
        number('month');
        break;
      case 'DAY':
      case 'DY':
        this.set('weekday', this.name(keyword.id === 'DAY' ? DAYS_FULL : DAY_ABBREVIATIONS, field), field);
        f.weekday++;
        return;
      case 'DDD':
        number('dayOfYear');
        break;
      case 'IDDD':
        number('dayOfYear', 3);
        break;
      case 'DD':
        number('day');
        break;
      case 'D':
        number('weekday');
        break;
      case 'ID':
        number('weekday', 1);
        if (++f.weekday > 7) f.weekday = 1;
        break;
      case 'WW':
      case 'IW':
        number('week');
        break;
      case 'Q':
        // A quarter says no date.
        number(null);
        break;
      case 'CC':
        number('century');
        break;
      case 'Y,YYY': {
        const m = /^[ \t\n\r\f\v]*([+-]?\d+),[ \t\n\r\f\v]*([+-]?\d{1,3})/.exec(this.text.slice(this.at));
        if (!m) throw formatError('invalid input string for "Y,YYY"');
        this.set('year', Number(m[1]) * 1000 + Number(m[2]), field);
        f.yearDigits = 4;
        this.at += m[0].length;
        break;
      }
      case 'YYYY':
      case 'IYYY':
        number('year');
        f.yearDigits = 4;
        break;
      case 'YYY':
      case 'IYY':
      case 'YY':
      case 'IY':
      case 'Y':
      case 'I':
        if (number('year') < 4) f.year = nearYear(f.year);
        f.yearDigits = keyword.id.length;
        break;
      case 'RM':
        this.set('month', 12 - this.name(ROMAN_MONTHS, field), field);
        return;
      case 'W':
        number('weekOfMonth');
        break;
      case 'J':
        number('julian');
        break;
    }
    if (field.ordinal !== '') {
      this.skipCharacter();
      this.skipCharacter();
    }
  }
}

/** A year of fewer than four digits is the one nearest to 2020. */
function nearYear(year: number): number {
  if (year < 70) return year + 2000;
  if (year < 100) return year + 1900;
  if (year < 520) return year + 2000;
  return year < 1000 ? year + 1000 : year;
}

export interface ParsedDateTime {
  year: number;
  month: number;
  day: number;
  /** Seconds of the day, and the fraction in microseconds. */
  seconds: number;
  micros: number;
  /** Seconds east, when the text had an offset. */
  offset: number | null;
  /** Digits to round to, 0 for all. */
  precision: number;
}

function yearOf(f: Fields): number | null {
  if (f.year !== 0) {
    if (f.century !== 0 && f.yearDigits <= 2) {
      const century = f.bc ? -f.century : f.century;
      const rest = f.year % 100;
      if (rest === 0) return century * 100 + (century >= 0 ? 0 : 1);
      return century >= 0 ? rest + (century - 1) * 100 : (century + 1) * 100 - rest + 1;
    }
    const year = f.bc ? -f.year : f.year;
    return year < 0 ? year + 1 : year;
  }
  if (f.century === 0) return null;
  const century = f.bc ? -f.century : f.century;
  return century >= 0 ? (century - 1) * 100 + 1 : century * 100 + 1;
}

function assemble(f: Fields): ParsedDateTime {
  let hour = 0;
  let minute = 0;
  let second = 0;
  if (f.secondOfDay) {
    hour = Math.trunc(f.secondOfDay / 3600);
    minute = Math.trunc((f.secondOfDay % 3600) / 60);
    second = f.secondOfDay % 60;
  }
  if (f.second) second = f.second;
  if (f.minute) minute = f.minute;
  if (f.hour) hour = f.hour;
  if (f.is12Hour) {
    if (hour < 1 || hour > 12) {
      throw formatError(`hour "${hour}" is invalid for the 12-hour clock`, { hint: 'Use the 24-hour clock, or give an hour between 1 and 12.' });
    }
    if (f.pm && hour < 12) hour += 12;
    else if (!f.pm && hour === 12) hour = 0;
  }
  const knownYear = yearOf(f);
  let year = knownYear ?? 0;
  let month = 1;
  let day = 1;
  let hasMonth = false;
  let hasDay = false;
  const take = (days: number): void => {
    ({ year, month, day } = civilFromDays(days));
    hasMonth = hasDay = true;
  };
  if (f.julian) take(f.julian - JULIAN_2000);
  let dayOfYear = f.dayOfYear;
  if (f.week) {
    if (f.convention === 'iso') {
      const monday = isoYearStart(year) + (f.week - 1) * 7;
      take(f.weekday ? monday + (f.weekday > 1 ? f.weekday - 2 : 6) : monday);
    } else dayOfYear = (f.week - 1) * 7 + 1;
  }
  const givenDay = f.weekOfMonth ? (f.weekOfMonth - 1) * 7 + 1 : f.day;
  if (givenDay) {
    day = givenDay;
    hasDay = true;
  }
  if (f.month) {
    month = f.month;
    hasMonth = true;
  }
  if (dayOfYear && (month <= 1 || day <= 1)) {
    if (!year && !f.bc) throw formatError('cannot calculate day of year without year information');
    if (f.convention === 'iso') take(isoYearStart(year) - 1 + dayOfYear);
    else {
      let before = 0;
      let m = 1;
      while (m <= 12 && dayOfYear > before + daysInMonth(year, m)) before += daysInMonth(year, m++);
      if (month <= 1) month = m;
      if (day <= 1) day = dayOfYear - (m > 12 ? (isLeapYear(year) ? 366 : 365) : before);
      hasMonth = hasDay = true;
    }
  }
  const micros = f.millis * 1000 + f.micros;
  if (hasMonth && (month < 1 || month > 12)) throw new DateTimeFault('overflow');
  if (hasDay && (day < 1 || day > 31)) throw new DateTimeFault('overflow');
  const hasYear = knownYear !== null || f.julian !== 0 || (f.week !== 0 && f.convention === 'iso');
  if (hasYear && hasMonth && hasDay && day > daysInMonth(year, month)) throw new DateTimeFault('overflow');
  if (hour < 0 || hour >= 24 || minute < 0 || minute >= 60 || second < 0 || second >= 60 || micros < 0 || micros >= SECOND_MICROS) {
    throw new DateTimeFault('overflow');
  }
  const seconds = (hour * 60 + minute) * 60 + second;
  let offset: number | null = null;
  if (f.zoneSign !== 0) {
    if (f.zoneHours < 0 || f.zoneHours > 15 || f.zoneMinutes < 0 || f.zoneMinutes >= 60) throw new DateTimeFault('zone');
    offset = f.zoneSign * (f.zoneHours * 3600 + f.zoneMinutes * 60);
  }
  return { year, month, day, seconds, micros, offset, precision: f.precision };
}

/** @throws PgError 22007, 22008 */
export function parseByTemplate(text: string, template: string, isStrict = false): ParsedDateTime {
  try {
    return assemble(new TemplateReader(text, dateTemplate(template), isStrict).read());
  } catch (fault) {
    throw dateTimeError(fault, text, 'timestamp');
  }
}

function toDate(text: string, template: string): number {
  const p = parseByTemplate(text, template);
  const days = daysFromCivil(p.year, p.month, p.day);
  if (!isDateInRange(days)) throw new PgError('datetime_field_overflow', `date out of range: "${text}"`);
  return days;
}

function toTimestamp(text: string, template: string, context: CallContext): Int8 {
  const p = parseByTemplate(text, template);
  const local = inTimestampRange(timestampFromDays(daysFromCivil(p.year, p.month, p.day), p.seconds * SECOND_MICROS + p.micros));
  const instant = p.offset === null ? utcFromLocal(local, getTimeZone(context.timeZone)) : shiftTimestamp(local, -p.offset * SECOND_MICROS);
  return roundTimestamp(inTimestampRange(instant), p.precision || -1);
}

export const datetimeParsing: ScalarFamily = {
  'to_date(text,text)': toDate,
  'to_timestamp(text,text)': toTimestamp,
};
