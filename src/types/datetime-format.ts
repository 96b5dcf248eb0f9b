/** Output of dates, times and timestamps in the four date styles. Built from two-digit strings: this runs per row. */
import type { DateStyle } from './type-ops.js';
import { dayOfWeek, daysFromCivil, DAY_MICROS, MINUTE_MICROS, SECOND_MICROS } from './datetime-calendar.js';

export const TWO_DIGITS: readonly string[] = Array.from({ length: 100 }, (_, i) => String(i).padStart(2, '0'));
export const MONTH_ABBREVIATIONS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;
export const DAY_ABBREVIATIONS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;

const two = (n: number): string => TWO_DIGITS[n] as string;

/** `.ffffff` without trailing zeros, or nothing. */
export function formatFraction(micros: number): string {
  if (micros === 0) return '';
  let text = String(micros).padStart(6, '0');
  let end = 6;
  while (text.charCodeAt(end - 1) === 48) end--;
  if (end < 6) text = text.slice(0, end);
  return `.${text}`;
}

/** hh:mm:ss[.ffffff] of microseconds since midnight (24:00:00 included). */
export function formatTimeOfDay(micros: number): string {
  const seconds = Math.floor(micros / SECOND_MICROS);
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  return `${two(hours)}:${two(minutes - hours * 60)}:${two(seconds - minutes * 60)}${formatFraction(micros - seconds * SECOND_MICROS)}`;
}

/** ±hh[:mm[:ss]] of an offset in seconds WEST of UTC. */
export function formatZone(zone: number): string {
  const seconds = Math.abs(zone);
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  let text = (zone <= 0 ? '+' : '-') + (hours < 100 ? two(hours) : String(hours));
  if (seconds % 3600 !== 0) text += `:${two(minutes - hours * 60)}`;
  if (seconds % 60 !== 0) text += `:${two(seconds % 60)}`;
  return text;
}

function formatYear(year: number): string {
  const shown = year > 0 ? year : 1 - year;
  return shown >= 1000 ? String(shown) : String(shown).padStart(4, '0');
}

const ERA_BC = ' BC';

export function formatDate(year: number, month: number, day: number, style: DateStyle): string {
  const era = year > 0 ? '' : ERA_BC;
  const y = formatYear(year);
  switch (style.format) {
    case 'ISO':
      return `${y}-${two(month)}-${two(day)}${era}`;
    case 'SQL':
      return style.order === 'DMY' ? `${two(day)}/${two(month)}/${y}${era}` : `${two(month)}/${two(day)}/${y}${era}`;
    case 'German':
      return `${two(day)}.${two(month)}.${y}${era}`;
    case 'Postgres':
      return style.order === 'DMY' ? `${two(day)}-${two(month)}-${y}${era}` : `${two(month)}-${two(day)}-${y}${era}`;
  }
}

/** `zone` in seconds WEST and its abbreviation, or null for a timestamp without zone. `micros` is the time of day. */
export function formatTimestamp(year: number, month: number, day: number, micros: number, zone: number | null, abbreviation: string, style: DateStyle): string {
  const era = year > 0 ? '' : ERA_BC;
  const y = formatYear(year);
  const time = formatTimeOfDay(micros);
  if (style.format === 'ISO') return `${y}-${two(month)}-${two(day)} ${time}${zone === null ? '' : formatZone(zone)}${era}`;
  let shownZone = '';
  if (zone !== null) shownZone = abbreviation !== '' ? ` ${abbreviation}` : (style.format === 'Postgres' ? ' ' : '') + formatZone(zone);
  switch (style.format) {
    case 'SQL':
      return `${style.order === 'DMY' ? `${two(day)}/${two(month)}` : `${two(month)}/${two(day)}`}/${y} ${time}${shownZone}${era}`;
    case 'German':
      return `${two(day)}.${two(month)}.${y} ${time}${shownZone}${era}`;
    case 'Postgres': {
      const weekday = DAY_ABBREVIATIONS[dayOfWeek(daysFromCivil(year, month, day))] as string;
      const name = MONTH_ABBREVIATIONS[month - 1] as string;
      const date = style.order === 'DMY' ? `${two(day)} ${name}` : `${name} ${two(day)}`;
      return `${weekday} ${date} ${time} ${y}${shownZone}${era}`;
    }
  }
}

/** Reads exactly `YYYY-MM-DD` at `start`: year * 10000 + month * 100 + day, or -1 when the text differs or is out of range. */
export function readIsoDate(text: string, start: number): number {
  if (text.charCodeAt(start + 4) !== 45 || text.charCodeAt(start + 7) !== 45) return -1;
  const century = readTwo(text, start);
  const yearOfCentury = readTwo(text, start + 2);
  const month = readTwo(text, start + 5);
  const day = readTwo(text, start + 8);
  if (century < 0 || yearOfCentury < 0 || month < 1 || month > 12 || day < 1 || day > 31) return -1;
  const year = century * 100 + yearOfCentury;
  if (year === 0) return -1;
  return year * 10000 + month * 100 + day;
}

/** Reads `HH:MM:SS[.f{1,6}]` from `start` to the end of the text: microseconds since midnight, or -1. */
export function readIsoTime(text: string, start: number): number {
  const length = text.length;
  if (length < start + 8 || text.charCodeAt(start + 2) !== 58 || text.charCodeAt(start + 5) !== 58) return -1;
  const hour = readTwo(text, start);
  const minute = readTwo(text, start + 3);
  const second = readTwo(text, start + 6);
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return -1;
  let micros = 0;
  if (length > start + 8) {
    if (text.charCodeAt(start + 8) !== 46 || length > start + 15 || length === start + 9) return -1;
    let scale = 100000;
    for (let i = start + 9; i < length; i++) {
      const digit = text.charCodeAt(i) - 48;
      if (digit < 0 || digit > 9) return -1;
      micros += digit * scale;
      scale /= 10;
    }
  }
  const total = hour * 60 + minute;
  return total * MINUTE_MICROS + second * SECOND_MICROS + micros < DAY_MICROS ? total * MINUTE_MICROS + second * SECOND_MICROS + micros : -1;
}

function readTwo(text: string, at: number): number {
  const a = text.charCodeAt(at) - 48;
  const b = text.charCodeAt(at + 1) - 48;
  return a >= 0 && a <= 9 && b >= 0 && b <= 9 ? a * 10 + b : -1;
}
