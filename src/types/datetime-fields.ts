/**
 * Splits date, time and interval text into fields and knows the words that may stand in them (PostgreSQL Appendix B.1).
 * The kind of a field follows from its characters alone; datetime-decode.ts and datetime-interval.ts give them meaning.
 */
import { PgError } from '../errors/index.js';

export type FieldKind = 'number' | 'date' | 'time' | 'zone' | 'word' | 'special';

export interface Field {
  kind: FieldKind;
  /** Letters in lower case. */
  text: string;
}

/** What is wrong with an input; `throwDateTimeFault` makes the message of it. */
export type FaultKind = 'format' | 'overflow' | 'order' | 'interval' | 'zone';

export class DateTimeFault extends Error {
  readonly kind: FaultKind;
  constructor(kind: FaultKind) {
    super(kind);
    this.kind = kind;
  }
}

export const badFormat = (): DateTimeFault => new DateTimeFault('format');
export const fieldOverflow = (): DateTimeFault => new DateTimeFault('overflow');

/** Turns a fault in `text`, read as `typeName`, into PostgreSQL's error; passes other errors through. */
export function dateTimeError(fault: unknown, text: string, typeName: string): unknown {
  if (!(fault instanceof DateTimeFault)) return fault;
  switch (fault.kind) {
    case 'format':
      return new PgError('invalid_datetime_format', `invalid input syntax for type ${typeName}: "${text}"`);
    case 'overflow':
      return new PgError('datetime_field_overflow', `date/time field value out of range: "${text}"`);
    case 'order':
      return new PgError('datetime_field_overflow', `date/time field value out of range: "${text}"`, {
        hint: 'Perhaps you need a different "datestyle" setting.',
      });
    case 'interval':
      return new PgError('interval_field_overflow', `interval field value out of range: "${text}"`);
    case 'zone':
      return new PgError('invalid_time_zone_displacement_value', `time zone displacement out of range: "${text}"`);
  }
}

const FIELDS_MAX = 25;
const TEXT_MAX = 150;

const isDigit = (c: string | undefined): boolean => c !== undefined && c >= '0' && c <= '9';
const isLetter = (c: string | undefined): boolean => c !== undefined && ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'));
const isSpace = (c: string | undefined): boolean => c !== undefined && (c === ' ' || (c >= '\t' && c <= '\r'));
const isDateSeparator = (c: string | undefined): boolean => c === '-' || c === '/' || c === '.';

export function splitFields(text: string): Field[] {
  const fields: Field[] = [];
  let at = 0;
  let copied = 0;
  const length = text.length;
  while (at < length) {
    const c = text[at] as string;
    if (isSpace(c)) {
      at++;
      continue;
    }
    if (fields.length >= FIELDS_MAX) throw badFormat();
    const start = at;
    let kind: FieldKind;
    let body: string | undefined;
    if (isDigit(c)) {
      while (isDigit(text[at])) at++;
      const separator = text[at];
      if (separator === ':') {
        kind = 'time';
        at++;
        while (isDigit(text[at]) || text[at] === ':' || text[at] === '.') at++;
      } else if (isDateSeparator(separator)) {
        at++;
        if (isDigit(text[at])) {
          kind = separator === '.' ? 'number' : 'date';
          while (isDigit(text[at])) at++;
          if (text[at] === separator) {
            kind = 'date';
            at++;
            while (isDigit(text[at]) || text[at] === separator) at++;
          }
        } else {
          kind = 'date';
          while (isDigit(text[at]) || isLetter(text[at]) || text[at] === separator) at++;
        }
      } else kind = 'number';
    } else if (c === '.') {
      kind = 'number';
      at++;
      while (isDigit(text[at])) at++;
    } else if (isLetter(c)) {
      kind = 'word';
      while (isLetter(text[at])) at++;
      // Punctuation after letters: a date (Jan-8-1999) or a zone name (America/New_York); so do digits and '+' after no known word.
      const next = text[at];
      const isDate = isDateSeparator(next) || ((next === '+' || isDigit(next)) && findWord(text.slice(start, at).toLowerCase()) === undefined);
      if (isDate) {
        kind = 'date';
        for (;;) {
          const d = text[at];
          if (!isDigit(d) && !isLetter(d) && d !== '+' && d !== '-' && d !== '/' && d !== '_' && d !== '.' && d !== ':') break;
          at++;
        }
      }
    } else if (c === '+' || c === '-') {
      at++;
      while (isSpace(text[at])) at++;
      const bodyStart = at;
      if (isDigit(text[at])) {
        kind = 'zone';
        while (isDigit(text[at]) || text[at] === ':' || text[at] === '.' || text[at] === '-') at++;
      } else if (isLetter(text[at])) {
        kind = 'special';
        while (isLetter(text[at])) at++;
      } else throw badFormat();
      body = c + text.slice(bodyStart, at);
    } else if (c > ' ' && c < '\x7f') {
      at++;
      continue;
    } else throw badFormat();
    body = (body ?? text.slice(start, at)).toLowerCase();
    copied += body.length + 1;
    if (copied > TEXT_MAX) throw badFormat();
    fields.push({ kind, text: body });
  }
  return fields;
}

/** Kinds of words in dates and times. */
export type WordKind =
  | 'month'
  | 'weekday'
  | 'ampm'
  | 'era'
  | 'ignore'
  | 'unit'
  | 'isoTime'
  | 'dstModifier'
  | 'now'
  | 'yesterday'
  | 'today'
  | 'tomorrow'
  | 'allballs'
  | 'epoch'
  | 'infinity'
  | '-infinity';

export interface Word {
  readonly kind: WordKind;
  /** Month number, day of the week, 0 AM / 1 PM, 0 AD / 1 BC, or seconds. */
  readonly value: number;
  /** For units. */
  readonly unit: string;
}

const words = new Map<string, Word>();
const WORD_MAX = 10;

function addWords(kind: WordKind, list: string, value = 0, unit = ''): void {
  for (const word of list.split(' ')) words.set(word, { kind, value, unit });
}

[
  'jan january',
  'feb february',
  'mar march',
  'apr april',
  'may',
  'jun june',
  'jul july',
  'aug august',
  'sep sept september',
  'oct october',
  'nov november',
  'dec december',
].forEach((list, i) => addWords('month', list, i + 1));
['sun sunday', 'mon monday', 'tue tues tuesday', 'wed weds wednesday', 'thu thur thurs thursday', 'fri friday', 'sat saturday'].forEach((list, i) =>
  addWords('weekday', list, i),
);
addWords('ampm', 'am', 0);
addWords('ampm', 'pm', 1);
addWords('era', 'ad', 0);
addWords('era', 'bc', 1);
addWords('ignore', 'at on');
addWords('dstModifier', 'dst', 3600);
addWords('isoTime', 't');
for (const kind of ['now', 'yesterday', 'today', 'tomorrow', 'allballs', 'epoch', 'infinity', '-infinity'] as const) addWords(kind, kind);
for (const [list, unit] of [
  ['d', 'day'],
  ['h', 'hour'],
  ['m', 'month'],
  ['mm', 'minute'],
  ['s', 'second'],
  ['y', 'year'],
  ['j jd julian', 'julian'],
  ['dow', 'dow'],
  ['doy', 'doy'],
  ['isodow', 'isodow'],
  ['isoyear', 'isoyear'],
] as const)
  addWords('unit', list, 0, unit);

export function findWord(text: string): Word | undefined {
  return words.get(text.length > WORD_MAX ? text.slice(0, WORD_MAX) : text);
}

const INT4_MAX = 2147483647;

/** Reads a decimal int4 from the start of `text`; the position after it, or -1 when there are no digits. Throws on overflow. */
export function readInt(text: string, start: number): { value: number; next: number } {
  let at = start;
  const negative = text[at] === '-';
  if (negative || text[at] === '+') at++;
  const digits = at;
  let value = 0;
  while (isDigit(text[at])) {
    value = value * 10 + (text.charCodeAt(at) - 48);
    at++;
  }
  if (at === digits) return { value: 0, next: -1 };
  if (value > INT4_MAX + (negative ? 1 : 0)) throw fieldOverflow();
  return { value: negative ? 0 - value : value, next: at };
}

/** `.digits` to microseconds, rounded half to even; a lone point is 0. */
export function readFraction(text: string): number {
  if (!/^\.\d*$/.test(text)) throw badFormat();
  return text.length === 1 ? 0 : roundHalfEven(Number(text) * 1_000_000);
}

/** C's rint: halves go to the even neighbour. */
export function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest < 0.5) return floor + 0;
  if (rest > 0.5) return floor + 1;
  return floor % 2 === 0 ? floor + 0 : floor + 1;
}
