/**
 * Text to interval and back (PostgreSQL 8.5.4 and 8.5.5): units and amounts in any order, SQL standard, and ISO 8601
 * input; four output styles. Amounts are 64-bit; what does not fit is `interval field value out of range`.
 */
import type { Int8, Interval } from './datum.js';
import type { TypeContext } from './type-ops.js';
import { DAY_MICROS, HOUR_MICROS, MINUTE_MICROS, SECOND_MICROS } from './datetime-calendar.js';
import { badFormat, DateTimeFault, fieldOverflow, readFraction, roundHalfEven, splitFields } from './datetime-fields.js';
import { formatFraction, TWO_DIGITS } from './datetime-format.js';

export type IntervalUnit =
  'microsecond' | 'millisecond' | 'second' | 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year' | 'decade' | 'century' | 'millennium';

const UNIT_WORDS = new Map<string, string>();
for (const [unit, words] of [
  ['microsecond', 'microsecon us usec usecond useconds usecs'],
  ['millisecond', 'millisecon ms msec msecond mseconds msecs'],
  ['second', 's sec second seconds secs'],
  ['minute', 'm min mins minute minutes'],
  ['hour', 'h hour hours hr hrs'],
  ['day', 'd day days'],
  ['week', 'w week weeks'],
  ['month', 'mon mons month months'],
  ['year', 'y year years yr yrs'],
  ['decade', 'dec decade decades decs'],
  ['century', 'c cent centuries century'],
  ['millennium', 'mil millennia millennium mils'],
  ['quarter', 'qtr quarter'],
  ['timezone', 'timezone'],
  ['timezone_hour', 'timezone_h'],
  ['timezone_minute', 'timezone_m'],
  ['ago', 'ago'],
  ['ignore', '@'],
] as const)
  for (const word of words.split(' ')) UNIT_WORDS.set(word, unit);

/** Unit meant by a word in interval and extract(); names longer than ten letters are told by their first ten. */
export function findIntervalUnit(word: string): string | undefined {
  return UNIT_WORDS.get(word.length > 10 ? word.slice(0, 10) : word);
}

// Which units of an interval's SQL range (typmod) are meant: bits as in interval's typmod.
export const RANGE_MONTH = 2;
export const RANGE_YEAR = 4;
export const RANGE_DAY = 8;
export const RANGE_HOUR = 1024;
export const RANGE_MINUTE = 2048;
export const RANGE_SECOND = 4096;
export const RANGE_FULL = 0x7fff;

const INT64_MAX = 2n ** 63n - 1n;
const INT64_MIN = -(2n ** 63n);
const INT32_MAX = 2147483647;

/** Adds up amounts; every step is checked as PostgreSQL's is. */
class IntervalSum {
  years = 0;
  months = 0;
  days = 0;
  micros = 0n;

  addMicros(value: bigint, fraction: number, scale: number): void {
    const sum = this.micros + value * BigInt(scale);
    if (sum > INT64_MAX || sum < INT64_MIN) throw fieldOverflow();
    this.micros = sum;
    this.addFractionMicros(fraction, scale);
  }

  addFractionMicros(fraction: number, scale: number): void {
    if (fraction === 0) return;
    const exact = fraction * scale;
    let whole = Math.trunc(exact);
    const rest = exact - whole;
    if (rest > 0.5) whole++;
    else if (rest < -0.5) whole--;
    const sum = this.micros + BigInt(whole);
    if (sum > INT64_MAX || sum < INT64_MIN) throw fieldOverflow();
    this.micros = sum;
  }

  addDays(value: bigint, scale: number): void {
    this.days = addInt32(this.days, value, scale);
  }

  addFractionDays(fraction: number, scale: number): void {
    if (fraction === 0) return;
    const exact = fraction * scale;
    const whole = Math.trunc(exact);
    this.days = addInt32(this.days, BigInt(whole), 1);
    this.addFractionMicros(exact - whole, DAY_MICROS);
  }

  addMonths(value: bigint): void {
    this.months = addInt32(this.months, value, 1);
  }

  addYears(value: bigint, scale: number): void {
    this.years = addInt32(this.years, value, scale);
  }

  addFractionYears(fraction: number, scale: number): void {
    this.months = addInt32(this.months, BigInt(roundHalfEven(fraction * scale * 12)), 1);
  }

  /** One amount of a unit. */
  add(unit: string, value: bigint, fraction: number): void {
    switch (unit) {
      case 'microsecond':
        return this.addMicros(value, fraction, 1);
      case 'millisecond':
        return this.addMicros(value, fraction, 1000);
      case 'second':
        return this.addMicros(value, fraction, SECOND_MICROS);
      case 'minute':
        return this.addMicros(value, fraction, MINUTE_MICROS);
      case 'hour':
        return this.addMicros(value, fraction, HOUR_MICROS);
      case 'day':
        this.addDays(value, 1);
        return this.addFractionMicros(fraction, DAY_MICROS);
      case 'week':
        this.addDays(value, 7);
        return this.addFractionDays(fraction, 7);
      case 'month':
        this.addMonths(value);
        return this.addFractionDays(fraction, 30);
      case 'year':
      case 'decade':
      case 'century':
      case 'millennium': {
        const scale = unit === 'year' ? 1 : unit === 'decade' ? 10 : unit === 'century' ? 100 : 1000;
        this.addYears(value, scale);
        return this.addFractionYears(fraction, scale);
      }
      default:
        throw badFormat();
    }
  }

  negate(): void {
    if (this.micros === INT64_MIN || this.days === -INT32_MAX - 1 || this.months === -INT32_MAX - 1 || this.years === -INT32_MAX - 1) throw fieldOverflow();
    this.micros = -this.micros;
    this.days = 0 - this.days;
    this.months = 0 - this.months;
    this.years = 0 - this.years;
  }

  /** Undefined when years and months together pass 32 bits. */
  result(): Interval | undefined {
    const months = this.years * 12 + this.months;
    if (months > INT32_MAX || months < -INT32_MAX - 1) return undefined;
    return { kind: 'interval', months: months + 0, days: this.days + 0, micros: normalise(this.micros) };
  }
}

function addInt32(sum: number, value: bigint, scale: number): number {
  const result = BigInt(sum) + value * BigInt(scale);
  if (value > 2147483647n || value < -2147483648n || result > 2147483647n || result < -2147483648n) throw fieldOverflow();
  return Number(result);
}

function normalise(value: bigint): Int8 {
  return value <= 9007199254740991n && value >= -9007199254740991n ? Number(value) : value;
}

/** Bits of what has been given. */
const BIT: Readonly<Record<string, number>> = {
  microsecond: 64,
  millisecond: 128,
  second: 32,
  minute: 16,
  hour: 8,
  day: 4,
  week: 256,
  month: 2,
  year: 1,
  decade: 512,
  century: 1024,
  millennium: 2048,
};
const BIT_TIME = 8 | 16 | 32;

/**
 * Undefined when the parts are fine and their sum is not; throws DateTimeFault.
 * `range` is the typmod's range mask: it says what a bare number means.
 */
export function decodeInterval(text: string, range: number, context: TypeContext): Interval | undefined {
  try {
    return decodeUnits(text, range, context);
  } catch (fault) {
    if (!(fault instanceof DateTimeFault)) throw fault;
    if (fault.kind === 'overflow') throw new DateTimeFault('interval');
    if (fault.kind !== 'format') throw fault;
  }
  try {
    return decodeIso8601(text);
  } catch (fault) {
    if (fault instanceof DateTimeFault && fault.kind === 'overflow') throw new DateTimeFault('interval');
    throw fault;
  }
}

function rightmostUnit(range: number): string {
  switch (range) {
    case RANGE_YEAR:
      return 'year';
    case RANGE_MONTH:
    case RANGE_YEAR | RANGE_MONTH:
      return 'month';
    case RANGE_DAY:
      return 'day';
    case RANGE_HOUR:
    case RANGE_DAY | RANGE_HOUR:
      return 'hour';
    case RANGE_MINUTE:
    case RANGE_HOUR | RANGE_MINUTE:
    case RANGE_DAY | RANGE_HOUR | RANGE_MINUTE:
      return 'minute';
    default:
      return 'second';
  }
}

/** Clock notation, as amounts. Hours have no bound. */
function clockMicros(text: string, range: number): bigint {
  const m = /^(\d*):(\d*)(?::(\d*))?(\.\d*)?$/.exec(text);
  if (!m) throw badFormat();
  let hours = BigInt(m[1] === '' ? 0 : (m[1] as string));
  let minutes = Number(m[2] || 0);
  let seconds = Number(m[3] || 0);
  if (hours > INT64_MAX || minutes > INT32_MAX || seconds > INT32_MAX) throw fieldOverflow();
  const micros = m[4] === undefined ? 0 : readFraction(m[4]);
  if (m[3] === undefined && (m[4] !== undefined || range === (RANGE_MINUTE | RANGE_SECOND))) {
    if (hours > 2147483647n) throw fieldOverflow();
    seconds = minutes;
    minutes = Number(hours);
    hours = 0n;
  }
  if (minutes > 59 || seconds > 60 || micros > SECOND_MICROS) throw fieldOverflow();
  const total = hours * 3_600_000_000n + BigInt(minutes * MINUTE_MICROS + seconds * SECOND_MICROS + micros);
  if (total > INT64_MAX) throw fieldOverflow();
  return total;
}

/** Fields are read from the right: the unit comes before its amount that way. */
function decodeUnits(text: string, range: number, context: TypeContext): Interval | undefined {
  const fields = splitFields(text);
  const sum = new IntervalSum();
  let mask = 0;
  let unit = '';
  let isAgo = false;
  // In the SQL standard's notation one leading minus sign is everybody's.
  const isNegative =
    context.intervalStyle === 'sql_standard' &&
    fields.length > 0 &&
    fields[0]?.text[0] === '-' &&
    fields.slice(1).every(f => f.text[0] !== '-' && f.text[0] !== '+');
  for (let i = fields.length - 1; i >= 0; i--) {
    const field = fields[i] as { kind: string; text: string };
    let added = 0;
    switch (field.kind) {
      case 'time': {
        const micros = clockMicros(field.text, range);
        sum.micros = isNegative ? -micros : micros;
        added = BIT_TIME;
        unit = 'day';
        break;
      }
      case 'zone':
      case 'date':
      case 'number': {
        if (field.kind === 'zone' && field.text.includes(':')) {
          const micros = clockOrUndefined(field.text.slice(1), range);
          if (micros !== undefined) {
            sum.micros = field.text[0] === '-' || isNegative ? -micros : micros;
            added = BIT_TIME;
            unit = 'day';
            break;
          }
        }
        if (unit === '') unit = rightmostUnit(range);
        const m = /^([+-]?\d*)(.*)$/.exec(field.text) as RegExpExecArray;
        const digits = m[1] as string;
        let value = /\d/.test(digits) ? BigInt(digits) : 0n;
        if (value > INT64_MAX || value < INT64_MIN) throw fieldOverflow();
        let fraction = 0;
        const rest = m[2] as string;
        if (rest.startsWith('-')) {
          // years-months
          const months = /^-(\d+)$/.exec(rest);
          if (!months) throw badFormat();
          if (Number(months[1]) >= 12) throw fieldOverflow();
          unit = 'month';
          value = value * 12n + BigInt(field.text[0] === '-' ? -Number(months[1]) : Number(months[1]));
          if (value > INT64_MAX || value < INT64_MIN) throw fieldOverflow();
        } else if (rest.startsWith('.')) {
          if (!/^\.\d*$/.test(rest)) throw badFormat();
          fraction = rest === '.' ? 0 : Number(rest);
          if (field.text[0] === '-') fraction = -fraction;
        } else if (rest !== '') throw badFormat();
        if (isNegative) {
          if (value > 0n) value = -value;
          if (fraction > 0) fraction = -fraction;
        }
        added = BIT[unit] ?? 0;
        if (added === 0) throw badFormat();
        sum.add(unit, value, fraction);
        if (unit === 'second' && fraction !== 0) added = 32 | 64 | 128;
        if (unit === 'hour') unit = 'day';
        break;
      }
      default: {
        const word = findIntervalUnit(field.text);
        if (word === 'ignore') continue;
        if (word === undefined) throw badFormat();
        if (word === 'ago') isAgo = true;
        unit = word;
      }
    }
    if (added & mask) throw badFormat();
    mask |= added;
  }
  if (mask === 0) throw badFormat();
  if (isAgo) sum.negate();
  return sum.result();
}

function clockOrUndefined(text: string, range: number): bigint | undefined {
  try {
    return clockMicros(text, range);
  } catch (fault) {
    if (fault instanceof DateTimeFault) return undefined;
    throw fault;
  }
}

/** PnYnMnDTnHnMnS, and the alternative formats PYYYY-MM-DDThh:mm:ss and PYYYYMMDDThhmmss. */
function decodeIso8601(text: string): Interval | undefined {
  if (text.length < 2 || text[0] !== 'P') throw badFormat();
  const sum = new IntervalSum();
  let at = 1;
  let inDate = true;
  let hasField = false;

  const number = (): { whole: bigint; fraction: number; width: number } => {
    const m = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/.exec(text.slice(at));
    if (!m || m[0].startsWith('+')) throw badFormat();
    at += m[0].length;
    const value = Number(m[0]);
    if (Math.abs(value) > 1e15) throw fieldOverflow();
    const whole = Math.trunc(value);
    return { whole: BigInt(whole), fraction: value - whole, width: /^-?(\d*)/.exec(m[0])?.[1]?.length ?? 0 };
  };

  while (at < text.length) {
    if (text[at] === 'T') {
      inDate = false;
      hasField = false;
      at++;
      continue;
    }
    const { whole, fraction, width } = number();
    const unit = text[at++];
    if (inDate) {
      if (unit === 'Y') sum.add('year', whole, fraction);
      else if (unit === 'M') sum.add('month', whole, fraction);
      else if (unit === 'W') sum.add('week', whole, fraction);
      else if (unit === 'D') sum.add('day', whole, fraction);
      else if ((unit === undefined || unit === 'T') && width === 8 && !hasField) {
        sum.addYears(whole / 10000n, 1);
        sum.addMonths((whole / 100n) % 100n);
        sum.add('day', whole % 100n, fraction);
        if (unit === undefined) return sum.result();
        inDate = false;
        hasField = false;
        continue;
      } else if (unit === undefined || unit === 'T' || unit === '-') {
        if (hasField) throw badFormat();
        sum.add('year', whole, fraction);
        if (unit === undefined) return sum.result();
        if (unit === 'T') {
          inDate = false;
          hasField = false;
          continue;
        }
        const month = number();
        sum.add('month', month.whole, month.fraction);
        if (at >= text.length) return sum.result();
        if (text[at] === 'T') {
          inDate = false;
          hasField = false;
          continue;
        }
        if (text[at++] !== '-') throw badFormat();
        const day = number();
        sum.add('day', day.whole, day.fraction);
        if (at >= text.length) return sum.result();
        if (text[at] !== 'T') throw badFormat();
        inDate = false;
        hasField = false;
        continue;
      } else throw badFormat();
    } else if (unit === 'H') sum.add('hour', whole, fraction);
    else if (unit === 'M') sum.add('minute', whole, fraction);
    else if (unit === 'S') sum.add('second', whole, fraction);
    else if (unit === undefined && width === 6 && !hasField) {
      sum.add('hour', whole / 10000n, 0);
      sum.add('minute', (whole / 100n) % 100n, 0);
      sum.add('second', whole % 100n, fraction);
      return sum.result();
    } else if (unit === undefined || unit === ':') {
      if (hasField) throw badFormat();
      sum.add('hour', whole, fraction);
      if (unit === undefined) return sum.result();
      const minute = number();
      sum.add('minute', minute.whole, minute.fraction);
      if (at >= text.length) return sum.result();
      if (text[at++] !== ':') throw badFormat();
      const second = number();
      sum.add('second', second.whole, second.fraction);
      if (at >= text.length) return sum.result();
      throw badFormat();
    } else throw badFormat();
    hasField = true;
  }
  return sum.result();
}

/** An interval's parts as people read them; all of one group have the group's sign. */
export interface IntervalParts {
  readonly years: number;
  readonly months: number;
  readonly days: number;
  readonly hours: number;
  readonly minutes: number;
  readonly seconds: number;
  readonly micros: number;
}

export function intervalParts(value: Interval): IntervalParts {
  const years = Math.trunc(value.months / 12) + 0;
  let hours: number;
  let rest: number;
  if (typeof value.micros === 'number') {
    hours = Math.trunc(value.micros / HOUR_MICROS) + 0;
    rest = value.micros - hours * HOUR_MICROS;
  } else {
    hours = Number(value.micros / 3_600_000_000n);
    rest = Number(value.micros % 3_600_000_000n);
  }
  const minutes = Math.trunc(rest / MINUTE_MICROS) + 0;
  rest -= minutes * MINUTE_MICROS;
  const seconds = Math.trunc(rest / SECOND_MICROS) + 0;
  return { years, months: value.months - years * 12, days: value.days, hours, minutes, seconds, micros: rest - seconds * SECOND_MICROS };
}

const two = (n: number): string => (n < 100 ? (TWO_DIGITS[n] as string) : String(n));

export function formatInterval(value: Interval, style: TypeContext['intervalStyle']): string {
  const p = intervalParts(value);
  switch (style) {
    case 'postgres':
      return formatPostgres(p);
    case 'postgres_verbose':
      return formatVerbose(p);
    case 'sql_standard':
      return formatSqlStandard(p);
    case 'iso_8601':
      return formatIso8601(p);
  }
}

function formatPostgres(p: IntervalParts): string {
  let text = '';
  let wasNegative = false;
  const add = (amount: number, unit: string): void => {
    if (amount === 0) return;
    if (text !== '') text += ' ';
    if (wasNegative && amount > 0) text += '+';
    text += `${amount} ${unit}${amount === 1 ? '' : 's'}`;
    wasNegative = amount < 0;
  };
  add(p.years, 'year');
  add(p.months, 'mon');
  add(p.days, 'day');
  if (text === '' || p.hours || p.minutes || p.seconds || p.micros) {
    const isNegative = p.hours < 0 || p.minutes < 0 || p.seconds < 0 || p.micros < 0;
    if (text !== '') text += ' ';
    text += isNegative ? '-' : wasNegative ? '+' : '';
    text += `${two(Math.abs(p.hours))}:${two(Math.abs(p.minutes))}:${two(Math.abs(p.seconds))}${formatFraction(Math.abs(p.micros))}`;
  }
  return text;
}

function formatVerbose(p: IntervalParts): string {
  let text = '@';
  let isZero = true;
  let isBefore = false;
  const add = (amount: number, unit: string): void => {
    if (amount === 0) return;
    let shown = amount;
    if (isZero) {
      isBefore = amount < 0;
      shown = Math.abs(amount);
    } else if (isBefore) shown = 0 - amount;
    text += ` ${shown} ${unit}${shown === 1 ? '' : 's'}`;
    isZero = false;
  };
  add(p.years, 'year');
  add(p.months, 'mon');
  add(p.days, 'day');
  add(p.hours, 'hour');
  add(p.minutes, 'min');
  if (p.seconds !== 0 || p.micros !== 0) {
    text += ' ';
    if (p.seconds < 0 || p.micros < 0) {
      if (isZero) isBefore = true;
      else if (!isBefore) text += '-';
    } else if (isBefore) text += '-';
    text += `${Math.abs(p.seconds)}${formatFraction(Math.abs(p.micros))} sec${Math.abs(p.seconds) !== 1 || p.micros !== 0 ? 's' : ''}`;
    isZero = false;
  }
  if (isZero) text += ' 0';
  return isBefore ? `${text} ago` : text;
}

function formatSqlStandard(p: IntervalParts): string {
  const all = [p.years, p.months, p.days, p.hours, p.minutes, p.seconds, p.micros];
  const hasNegative = all.some(n => n < 0);
  const hasPositive = all.some(n => n > 0);
  if (!hasNegative && !hasPositive) return '0';
  const hasYearMonth = p.years !== 0 || p.months !== 0;
  const hasTime = p.hours !== 0 || p.minutes !== 0 || p.seconds !== 0 || p.micros !== 0;
  const isStandard = !(hasNegative && hasPositive) && !(hasYearMonth && (p.days !== 0 || hasTime));
  const abs = Math.abs;
  const clock = `${abs(p.hours)}:${two(abs(p.minutes))}:${two(abs(p.seconds))}${formatFraction(abs(p.micros))}`;
  if (!isStandard) {
    // Signs everywhere, so that mixed signs are read back right.
    const yearSign = p.years < 0 || p.months < 0 ? '-' : '+';
    const daySign = p.days < 0 ? '-' : '+';
    const timeSign = p.hours < 0 || p.minutes < 0 || p.seconds < 0 || p.micros < 0 ? '-' : '+';
    return `${yearSign}${abs(p.years)}-${abs(p.months)} ${daySign}${abs(p.days)} ${timeSign}${clock}`;
  }
  const sign = hasNegative ? '-' : '';
  if (hasYearMonth) return `${sign}${abs(p.years)}-${abs(p.months)}`;
  return p.days !== 0 ? `${sign}${abs(p.days)} ${clock}` : sign + clock;
}

function formatIso8601(p: IntervalParts): string {
  let text = 'P';
  if (p.years) text += `${p.years}Y`;
  if (p.months) text += `${p.months}M`;
  if (p.days) text += `${p.days}D`;
  if (p.hours || p.minutes || p.seconds || p.micros) {
    text += 'T';
    if (p.hours) text += `${p.hours}H`;
    if (p.minutes) text += `${p.minutes}M`;
    if (p.seconds || p.micros) text += `${p.seconds < 0 || p.micros < 0 ? '-' : ''}${Math.abs(p.seconds)}${formatFraction(Math.abs(p.micros))}S`;
  }
  return text === 'P' ? 'PT0S' : text;
}
