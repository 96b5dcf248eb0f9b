/**
 * Text to date, time and timestamp: the rules of PostgreSQL Appendix B.1, applied field by field from the left.
 * A mask remembers which parts are known; a part given twice makes the whole text invalid.
 */
import type { TypeContext } from './type-ops.js';
import {
  civilFromDays,
  civilFromTimestamp,
  DAY_MICROS,
  daysFromCivil,
  daysInMonth,
  JULIAN_2000,
  SECOND_MICROS,
  timestampUnixSeconds,
  UNIX_EPOCH_SECONDS,
} from './datetime-calendar.js';
import { badFormat, DateTimeFault, fieldOverflow, findWord, readFraction, readInt, roundHalfEven, splitFields, type Field } from './datetime-fields.js';
import {
  abbreviationLocalOffset,
  findAbbreviation,
  findTimeZone,
  getTimeZone,
  timeZoneNotRecognized,
  type TimeZone,
  type ZoneAbbreviation,
} from './time-zone.js';

const YEAR = 1;
const MONTH = 2;
const DAY = 4;
const HOUR = 8;
const MINUTE = 16;
const SECOND = 32;
const FRACTION = 64;
const ZONE = 128;
const DST = 256;
const DST_MODIFIER = 512;
const DAY_OF_YEAR = 1024;
const AMPM = 2048;
const ERA = 4096;
const WEEKDAY = 8192;
const RESERVED = 16384;
const DATE = YEAR | MONTH | DAY;
const TIME = HOUR | MINUTE | SECOND | FRACTION;

const ZONE_HOURS_MAX = 15;

/** The decoded parts; `zone` is in seconds WEST of UTC. */
export interface DecodedDateTime {
  readonly kind: 'value' | 'epoch' | 'infinity' | '-infinity';
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly micros: number;
  readonly zone: number;
}

/** A UTC offset `±hh[mm]` or `±hh:mm[:ss]`; seconds WEST of UTC. */
export function decodeZoneOffset(text: string): number {
  const sign = text[0];
  if (sign !== '+' && sign !== '-') throw badFormat();
  let { value: hours, next: at } = readInt(text, 1);
  let minutes = 0;
  let seconds = 0;
  if (at < 0) at = 1;
  if (text[at] === ':') {
    ({ value: minutes, next: at } = readInt(text, at + 1));
    if (at >= 0 && text[at] === ':') ({ value: seconds, next: at } = readInt(text, at + 1));
  } else if (at === text.length && text.length > 3) {
    minutes = hours % 100;
    hours = Math.trunc(hours / 100);
  }
  if (hours < 0 || hours > ZONE_HOURS_MAX || minutes < 0 || minutes >= 60 || seconds < 0 || seconds >= 60) throw new DateTimeFault('zone');
  if (at !== text.length) throw badFormat();
  const offset = (hours * 60 + minutes) * 60 + seconds;
  return sign === '-' ? offset : 0 - offset;
}

/** True when hour:minute:second.micros is no time of day (24:00:00 is one, and so is a 60th second). */
export function timeOverflows(hour: number, minute: number, second: number, micros: number): boolean {
  if (hour < 0 || hour > 24 || minute < 0 || minute >= 60 || second < 0 || second > 60 || micros < 0 || micros > SECOND_MICROS) return true;
  return ((hour * 60 + minute) * 60 + second) * SECOND_MICROS + micros > DAY_MICROS;
}

class Decoder {
  year = 0;
  month = 0;
  day = 0;
  dayOfYear = 0;
  hour = 0;
  minute = 0;
  second = 0;
  micros = 0;
  zone = 0;
  mask = 0;
  kind: DecodedDateTime['kind'] = 'value';
  /** Unit word that the next field must follow up with a number; '' for none. */
  private prefix = '';
  private ampm = -1;
  private bc = false;
  private isJulian = false;
  private hasTextMonth = false;
  private isTwoDigits = false;
  private namedZone: TimeZone | undefined;
  private abbreviation: ZoneAbbreviation | undefined;

  constructor(
    private readonly fields: readonly Field[],
    private readonly context: TypeContext,
    private readonly timeOnly: boolean,
  ) {}

  run(): DecodedDateTime {
    for (let i = 0; i < this.fields.length; i++) {
      const field = this.fields[i] as Field;
      let added: number;
      switch (field.kind) {
        case 'date':
          added = this.timeOnly ? this.dateFieldOfTime(field.text, i) : this.dateField(field.text);
          break;
        case 'time':
          if (!this.timeOnly && this.prefix !== '') {
            if (this.prefix !== 'time') throw badFormat();
            this.prefix = '';
          }
          added = this.clock(field.text);
          break;
        case 'zone':
          this.zone = decodeZoneOffset(field.text);
          added = ZONE;
          break;
        case 'number':
          if (this.prefix !== '') added = this.labelled(field.text);
          else added = this.timeOnly ? this.numberOfTime(field.text, i) : this.number(field.text);
          break;
        default:
          added = this.word(field.text, i);
          if (added < 0) continue;
      }
      if (added & this.mask) throw badFormat();
      this.mask |= added;
    }
    this.validateDate();
    this.applyAmPm();
    if (this.timeOnly) this.finishTime();
    else if (this.kind === 'value') this.finishDateTime();
    return this;
  }

  private finishDateTime(): void {
    if ((this.mask & DATE) !== DATE) throw badFormat();
    if (this.mask & DST_MODIFIER && (this.namedZone || this.abbreviation || !(this.mask & ZONE))) throw badFormat();
    if (this.namedZone) this.zone = 0 - this.namedZone.typeOfLocal(this.localSeconds()).offset;
    else if (this.abbreviation) this.zone = 0 - abbreviationLocalOffset(this.abbreviation, this.localSeconds());
    else if (!(this.mask & ZONE)) this.zone = 0 - getTimeZone(this.context.timeZone).typeOfLocal(this.localSeconds()).offset;
  }

  private finishTime(): void {
    if (timeOverflows(this.hour, this.minute, this.second, this.micros)) throw fieldOverflow();
    if ((this.mask & TIME) !== TIME) throw badFormat();
    if (this.namedZone) {
      if (this.mask & DST_MODIFIER) throw badFormat();
      const fixed = this.namedZone.fixedOffset();
      if (fixed === undefined && (this.mask & DATE) !== DATE) throw badFormat();
      this.zone = 0 - (fixed ?? this.namedZone.typeOfLocal(this.localSeconds()).offset);
    }
    if (this.abbreviation || !(this.mask & ZONE)) {
      if (this.mask & DST_MODIFIER) throw badFormat();
      // Without a date, today decides about daylight-saving time.
      if ((this.mask & DATE) === 0) this.setDate(this.today());
      else if ((this.mask & DATE) !== DATE) throw badFormat();
      const local = this.localSeconds();
      this.zone = 0 - (this.abbreviation ? abbreviationLocalOffset(this.abbreviation, local) : getTimeZone(this.context.timeZone).typeOfLocal(local).offset);
    }
  }

  private localSeconds(): number {
    return daysFromCivil(this.year, this.month, this.day) * 86400 + UNIX_EPOCH_SECONDS + (this.hour * 60 + this.minute) * 60 + this.second;
  }

  private setDate(days: number): void {
    const date = civilFromDays(days);
    this.year = date.year;
    this.month = date.month;
    this.day = date.day;
  }

  private setTime(micros: number): void {
    const seconds = Math.floor(micros / SECOND_MICROS);
    this.micros = micros - seconds * SECOND_MICROS;
    this.hour = Math.floor(seconds / 3600);
    this.minute = Math.floor(seconds / 60) % 60;
    this.second = seconds % 60;
  }

  private today(): number {
    return currentLocalDay(this.context);
  }

  private useNamedZone(name: string): void {
    const zone = findTimeZone(name);
    if (!zone) throw timeZoneNotRecognized(name);
    this.namedZone = zone;
  }

  private dateField(text: string): number {
    if (this.prefix === 'julian') {
      const { value, next } = readInt(text, 0);
      this.setJulian(value);
      this.zone = decodeZoneOffset(text.slice(next));
      this.prefix = '';
      return DATE | TIME | ZONE;
    }
    // With the date known, a zone name, or digits run together with an offset (hhmmss-zz).
    if (this.prefix !== '' || (this.mask & (MONTH | DAY)) === (MONTH | DAY)) {
      if (this.prefix === '' && !(text[0] !== undefined && text[0] >= '0' && text[0] <= '9')) {
        this.useNamedZone(text);
        return ZONE;
      }
      if (this.prefix !== '' && this.prefix !== 'time') throw badFormat();
      this.prefix = '';
      return this.runTogetherTime(text, this.mask);
    }
    return this.date(text);
  }

  private runTogetherTime(text: string, mask: number): number {
    if ((this.mask & TIME) === TIME) throw badFormat();
    const at = text.indexOf('-');
    if (at < 0) throw badFormat();
    this.zone = decodeZoneOffset(text.slice(at));
    return this.concatenated(text.slice(0, at), mask) | ZONE;
  }

  private dateFieldOfTime(text: string, index: number): number {
    const fields = this.fields;
    const count = fields.length;
    if (index === 0 && count >= 2 && (fields[count - 1]?.kind === 'date' || fields[1]?.kind === 'time')) return this.date(text);
    if (text[0] !== undefined && text[0] >= '0' && text[0] <= '9') return this.runTogetherTime(text, this.mask | DATE);
    this.useNamedZone(text);
    return ZONE;
  }

  /** A date of several parts with separators. */
  private date(text: string): number {
    const parts: string[] = [];
    let at = 0;
    while (at < text.length) {
      while (at < text.length && !/[0-9a-z]/.test(text[at] as string)) at++;
      if (at >= text.length) throw badFormat();
      const run = /^(?:\d+|[a-z]+)/.exec(text.slice(at)) as RegExpExecArray;
      parts.push(run[0]);
      at += run[0].length;
      if (at < text.length && parts.length) at++;
    }
    let mask = this.mask;
    let added = 0;
    let hasTextMonth = false;
    const numbers: string[] = [];
    for (const part of parts) {
      if (/^\d/.test(part)) {
        numbers.push(part);
        continue;
      }
      const word = findWord(part);
      if (word?.kind === 'ignore') continue;
      if (word?.kind !== 'month' || mask & MONTH) throw badFormat();
      this.month = word.value;
      hasTextMonth = true;
      mask |= MONTH;
      added |= MONTH;
    }
    for (const part of numbers) {
      const bits = this.part(part, hasTextMonth, mask);
      if (mask & bits) throw badFormat();
      mask |= bits;
      added |= bits;
    }
    if ((mask & ~(DAY_OF_YEAR | ZONE)) !== DATE) throw badFormat();
    return added;
  }

  private clock(text: string): number {
    const read = (start: number): { value: number; next: number } => {
      const r = readInt(text, start);
      return r.next < 0 ? { value: 0, next: start } : r;
    };
    const hour = read(0);
    if (text[hour.next] !== ':') throw badFormat();
    const minute = read(hour.next + 1);
    this.micros = 0;
    const after = text[minute.next];
    if (after === undefined || after === ':') {
      this.hour = hour.value;
      this.minute = minute.value;
      this.second = 0;
      if (after === ':') {
        const second = read(minute.next + 1);
        this.second = second.value;
        if (second.next < text.length) this.micros = readFraction(text.slice(second.next));
      }
    } else {
      // mm:ss.fff
      this.micros = readFraction(text.slice(minute.next));
      this.hour = 0;
      this.minute = hour.value;
      this.second = minute.value;
    }
    if (this.minute > 59 || this.second > 60 || this.micros > SECOND_MICROS) throw fieldOverflow();
    if (!this.timeOnly && timeOverflows(this.hour, this.minute, this.second, this.micros)) throw fieldOverflow();
    return TIME;
  }

  /** A number after a unit word: y2001m02d04, J2451187, T101112. */
  private labelled(text: string): number {
    const { value, next } = readInt(text, 0);
    if (next < 0) throw badFormat();
    const rest = text.slice(next);
    const prefix = this.prefix;
    if (rest !== '' && !(rest.startsWith('.') && (prefix === 'julian' || prefix === 'time' || prefix === 'second'))) throw badFormat();
    this.prefix = '';
    switch (prefix) {
      case 'year':
        this.year = value;
        return YEAR;
      case 'month':
        // A month after month and hour means minutes.
        if (this.mask & MONTH && this.mask & HOUR) {
          this.minute = value;
          return MINUTE;
        }
        this.month = value;
        return MONTH;
      case 'day':
        this.day = value;
        return DAY;
      case 'hour':
        this.hour = value;
        return HOUR;
      case 'minute':
        this.minute = value;
        return MINUTE;
      case 'second':
        this.second = value;
        if (rest === '') return SECOND;
        this.micros = readFraction(rest);
        return SECOND | FRACTION;
      case 'julian':
        this.setJulian(value);
        if (rest === '') return DATE;
        this.setTime(Math.trunc(Number(rest === '.' ? '0' : rest) * DAY_MICROS));
        return DATE | TIME;
      case 'time': {
        const added = this.concatenated(text, this.mask | DATE);
        if (added !== TIME) throw badFormat();
        return added;
      }
      default:
        throw badFormat();
    }
  }

  private setJulian(value: number): void {
    if (value < 0) throw fieldOverflow();
    this.setDate(value - JULIAN_2000);
    this.isJulian = true;
  }

  private number(text: string): number {
    const point = text.indexOf('.');
    if (point >= 0 && !(this.mask & DATE)) return this.date(text);
    if (point > 2) return this.concatenated(text, this.mask);
    if (text.length >= 6 && (!(this.mask & DATE) || !(this.mask & TIME))) return this.concatenated(text, this.mask);
    return this.part(text, this.hasTextMonth, this.mask);
  }

  private numberOfTime(text: string, index: number): number {
    const point = text.indexOf('.');
    if (point >= 0) {
      const count = this.fields.length;
      if (index === 0 && count >= 2 && this.fields[count - 1]?.kind === 'date') return this.date(text);
      if (point > 2) return this.concatenated(text, this.mask | DATE);
      throw badFormat();
    }
    if (text.length > 4) return this.concatenated(text, this.mask | DATE);
    return this.part(text, false, this.mask | DATE);
  }

  /** One number of a date (or a time, once the date is known), by the order of DateStyle. */
  private part(text: string, hasTextMonth: boolean, mask: number): number {
    const { value, next } = readInt(text, 0);
    if (next < 0) throw badFormat();
    if (text[next] === '.') {
      // More than two digits before the point: a date or time run together.
      if (next > 2) return this.concatenated(text, mask | DATE);
      this.micros = readFraction(text.slice(next));
    } else if (next !== text.length) throw badFormat();
    const length = text.length;
    if (length === 3 && (mask & DATE) === YEAR && value >= 1 && value <= 366) {
      this.dayOfYear = value;
      return DAY_OF_YEAR | MONTH | DAY;
    }
    const order = this.context.dateStyle.order;
    switch (mask & DATE) {
      case 0:
        if (length >= 3 || order === 'YMD') return this.setYear(value, length);
        return order === 'DMY' ? this.setDay(value) : this.setMonth(value);
      case YEAR:
      case DAY:
        return this.setMonth(value);
      case MONTH:
        if (hasTextMonth && (length >= 3 || order === 'YMD')) return this.setYear(value, length);
        return this.setDay(value);
      case YEAR | MONTH:
        if (hasTextMonth && length >= 3 && this.isTwoDigits) {
          // The first number was taken for a year and must have been the day.
          this.day = this.year;
          this.year = value;
          this.isTwoDigits = false;
          return DAY;
        }
        return this.setDay(value);
      case MONTH | DAY:
        return this.setYear(value, length);
      case DATE:
        return this.concatenated(text, mask);
      default:
        throw badFormat();
    }
  }

  private setYear(value: number, length: number): number {
    this.year = value;
    this.isTwoDigits = length <= 2;
    return YEAR;
  }

  private setMonth(value: number): number {
    this.month = value;
    return MONTH;
  }

  private setDay(value: number): number {
    this.day = value;
    return DAY;
  }

  /** yyyymmdd, hhmmss or hhmm, with a fraction perhaps. */
  private concatenated(text: string, mask: number): number {
    let digits = text;
    const point = text.indexOf('.');
    if (point >= 0) {
      const fraction = text.slice(point);
      this.micros = fraction === '.' ? 0 : roundHalfEven(Number(fraction) * 1_000_000);
      digits = text.slice(0, point);
    } else if ((mask & DATE) !== DATE && digits.length >= 6) {
      this.day = Number(digits.slice(-2));
      this.month = Number(digits.slice(-4, -2));
      this.year = Number(digits.slice(0, -4));
      if (digits.length === 6) this.isTwoDigits = true;
      return DATE;
    }
    if ((mask & TIME) !== TIME) {
      if (digits.length === 6 || digits.length === 4) {
        this.hour = Number(digits.slice(0, 2));
        this.minute = Number(digits.slice(2, 4));
        this.second = digits.length === 6 ? Number(digits.slice(4)) : 0;
        return TIME;
      }
    }
    throw badFormat();
  }

  /** Bits that a word adds, or -1 for a word that says nothing. */
  private word(text: string, index: number): number {
    const abbreviation = findAbbreviation(text);
    if (abbreviation) {
      if (abbreviation.zone) {
        this.abbreviation = abbreviation;
        return ZONE;
      }
      this.zone = 0 - abbreviation.offset;
      return abbreviation.isDst ? ZONE | DST : ZONE;
    }
    const word = findWord(text);
    if (!word) {
      const zone = findTimeZone(text);
      if (!zone) throw badFormat();
      this.namedZone = zone;
      return ZONE;
    }
    switch (word.kind) {
      case 'ignore':
        return -1;
      case 'month':
        if (this.timeOnly) throw badFormat();
        if (this.mask & MONTH && !this.hasTextMonth && !(this.mask & DAY) && this.month >= 1 && this.month <= 31) {
          // The number taken for a month was the day.
          this.day = this.month;
          this.month = word.value;
          this.hasTextMonth = true;
          return DAY;
        }
        this.hasTextMonth = true;
        this.month = word.value;
        return MONTH;
      case 'dstModifier':
        this.zone -= word.value;
        return DST_MODIFIER | DST;
      case 'ampm':
        this.ampm = word.value;
        return AMPM;
      case 'era':
        this.bc = word.value === 1;
        return ERA;
      case 'weekday':
        if (this.timeOnly) throw badFormat();
        return WEEKDAY;
      case 'unit':
        this.prefix = word.unit;
        return 0;
      case 'isoTime': {
        if (!this.timeOnly && (this.mask & DATE) !== DATE) throw badFormat();
        const next = this.fields[index + 1]?.kind;
        if (next !== 'number' && next !== 'time' && next !== 'date') throw badFormat();
        this.prefix = 'time';
        return 0;
      }
      default:
        return this.reserved(word.kind);
    }
  }

  private reserved(kind: string): number {
    switch (kind) {
      case 'now': {
        const now = this.context.transactionTimestamp;
        const offset = getTimeZone(this.context.timeZone).offsetAt(timestampUnixSeconds(now));
        const local = civilFromTimestamp(now + offset * SECOND_MICROS);
        if (!this.timeOnly) {
          this.year = local.year;
          this.month = local.month;
          this.day = local.day;
          this.zone = 0 - offset;
        }
        this.hour = local.hour;
        this.minute = local.minute;
        this.second = local.second;
        this.micros = local.micros;
        return this.timeOnly ? TIME : DATE | TIME | ZONE;
      }
      case 'allballs':
        this.setTime(0);
        this.zone = 0;
        return TIME | ZONE;
      case 'today':
      case 'yesterday':
      case 'tomorrow':
        if (this.timeOnly) throw badFormat();
        this.setDate(this.today() + (kind === 'tomorrow' ? 1 : kind === 'yesterday' ? -1 : 0));
        return DATE;
      default:
        if (this.timeOnly) throw badFormat();
        this.kind = kind as DecodedDateTime['kind'];
        return RESERVED;
    }
  }

  private validateDate(): void {
    if (this.mask & YEAR) {
      if (this.isJulian) {
        // A Julian day number has set a year that needs no reading.
      } else if (this.bc) {
        if (this.year <= 0) throw fieldOverflow();
        this.year = 1 - this.year;
      } else if (this.isTwoDigits) {
        if (this.year < 0) throw fieldOverflow();
        if (this.year < 70) this.year += 2000;
        else if (this.year < 100) this.year += 1900;
      } else if (this.year <= 0) throw fieldOverflow();
    }
    if (this.mask & DAY_OF_YEAR) this.setDate(daysFromCivil(this.year, 1, 1) + this.dayOfYear - 1);
    if (this.mask & MONTH && (this.month < 1 || this.month > 12)) throw new DateTimeFault('order');
    if (this.mask & DAY && (this.day < 1 || this.day > 31)) throw new DateTimeFault('order');
    if ((this.mask & DATE) === DATE && this.day > daysInMonth(this.year, this.month)) throw fieldOverflow();
  }

  private applyAmPm(): void {
    if (this.ampm < 0) return;
    if (this.hour > 12) throw fieldOverflow();
    if (this.ampm === 0 && this.hour === 12) this.hour = 0;
    else if (this.ampm === 1 && this.hour !== 12) this.hour += 12;
  }
}

/** Day of the current transaction's start in the session's time zone. */
export function currentLocalDay(context: TypeContext): number {
  const now = context.transactionTimestamp;
  const offset = getTimeZone(context.timeZone).offsetAt(timestampUnixSeconds(now));
  return Math.floor((now + offset * SECOND_MICROS) / DAY_MICROS);
}

/** Throws DateTimeFault. */
export function decodeDateTime(text: string, context: TypeContext): DecodedDateTime {
  return new Decoder(splitFields(text), context, false).run();
}

/** The same for time of day, with or without zone. Throws DateTimeFault. */
export function decodeTimeOfDay(text: string, context: TypeContext): DecodedDateTime {
  return new Decoder(splitFields(text), context, true).run();
}
