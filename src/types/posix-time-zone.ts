/**
 * POSIX time zone rules (`EST5EDT,M3.2.0,M11.1.0`, IEEE 1003.1 section 8.3): what an IANA zone does after its last
 * recorded transition, and zones a user spells out. A zone with a daylight name and no rule follows the United States.
 */
import { civilFromDays, dayOfWeek, daysFromCivil, daysInMonth, isLeapYear, UNIX_EPOCH_DAYS } from './datetime-calendar.js';

/** One kind of local time. `offset` is in seconds EAST of UTC. */
export interface LocalTimeType {
  readonly offset: number;
  readonly isDst: boolean;
  readonly abbreviation: string;
}

interface RuleDate {
  readonly kind: 'julian' | 'zero' | 'month';
  readonly day: number;
  readonly week: number;
  readonly month: number;
  /** Seconds after local midnight. */
  readonly time: number;
}

export interface PosixZone {
  readonly standard: LocalTimeType;
  readonly daylight: LocalTimeType | null;
  readonly start: RuleDate | null;
  readonly end: RuleDate | null;
}

const SECONDS = String.raw`(\d{1,3})(?::(\d{1,2})(?::(\d{1,2}))?)?`;
const NAME = String.raw`(?:<([^>]*)>|([^\d,+\-<]*))`;
const HEAD = new RegExp(`^${NAME}([+-]?)${SECONDS}`);
const DAYLIGHT_NAME = new RegExp(`^${NAME}`);
const OFFSET = new RegExp(`^([+-]?)${SECONDS}`);
const DEFAULT_RULE = ',M3.2.0,M11.1.0';

/** Undefined when the text is no POSIX zone. */
export function parsePosixZone(text: string): PosixZone | undefined {
  const head = HEAD.exec(text);
  if (!head) return undefined;
  const west = signedSeconds(head[3] as string, head[4], head[5], head[6]);
  if (west === undefined) return undefined;
  const standard: LocalTimeType = { offset: 0 - west, isDst: false, abbreviation: head[1] ?? head[2] ?? '' };
  let rest = text.slice(head[0].length);
  if (rest === '') return { standard, daylight: null, start: null, end: null };
  const name = DAYLIGHT_NAME.exec(rest) as RegExpExecArray;
  const abbreviation = name[1] ?? name[2] ?? '';
  if (abbreviation === '') return undefined;
  rest = rest.slice(name[0].length);
  let offset = standard.offset + 3600;
  const given = OFFSET.exec(rest);
  if (given) {
    const seconds = signedSeconds(given[1] as string, given[2], given[3], given[4]);
    if (seconds === undefined) return undefined;
    offset = 0 - seconds;
    rest = rest.slice(given[0].length);
  }
  if (rest === '') rest = DEFAULT_RULE;
  const parts = rest.split(rest.startsWith(';') ? /[;,]/ : ',');
  if (parts.length !== 3 || parts[0] !== '') return undefined;
  const start = parseRuleDate(parts[1] as string);
  const end = parseRuleDate(parts[2] as string);
  if (!start || !end) return undefined;
  return { standard, daylight: { offset, isDst: true, abbreviation }, start, end };
}

function signedSeconds(sign: string, hours?: string, minutes?: string, seconds?: string): number | undefined {
  const h = Number(hours);
  const m = Number(minutes ?? 0);
  const s = Number(seconds ?? 0);
  if (h > 167 || m > 59 || s > 60) return undefined;
  const total = h * 3600 + m * 60 + s;
  return sign === '-' ? 0 - total : total;
}

function parseRuleDate(text: string): RuleDate | undefined {
  const m = /^(?:J(\d{1,3})|M(\d{1,2})\.(\d)\.(\d)|(\d{1,3}))(?:\/([+-]?)(\d{1,3})(?::(\d{1,2})(?::(\d{1,2}))?)?)?$/.exec(text);
  if (!m) return undefined;
  const time = m[7] === undefined ? 7200 : signedSeconds(m[6] as string, m[7], m[8], m[9]);
  if (time === undefined) return undefined;
  if (m[1] !== undefined) {
    const day = Number(m[1]);
    return day >= 1 && day <= 365 ? { kind: 'julian', day, week: 0, month: 0, time } : undefined;
  }
  if (m[5] !== undefined) {
    const day = Number(m[5]);
    return day <= 365 ? { kind: 'zero', day, week: 0, month: 0, time } : undefined;
  }
  const month = Number(m[2]);
  const week = Number(m[3]);
  const day = Number(m[4]);
  if (month < 1 || month > 12 || week < 1 || week > 5 || day > 6) return undefined;
  return { kind: 'month', day, week, month, time };
}

/** Unix seconds of local midnight-based rule date, before the offset is taken off. */
function ruleSeconds(rule: RuleDate, year: number): number {
  let days: number;
  if (rule.kind === 'month') {
    const first = daysFromCivil(year, rule.month, 1);
    let day = 1 + ((rule.day - dayOfWeek(first) + 7) % 7) + (rule.week - 1) * 7;
    while (day > daysInMonth(year, rule.month)) day -= 7;
    days = first + day - 1;
  } else {
    const leap = rule.kind === 'julian' && isLeapYear(year) && rule.day >= 60 ? 1 : 0;
    days = daysFromCivil(year, 1, 1) + rule.day + leap - (rule.kind === 'julian' ? 1 : 0);
  }
  return (days + UNIX_EPOCH_DAYS) * 86400 + rule.time;
}

/** A span of unchanged local time: `from <= t < to` in Unix seconds. */
export interface ZoneSpan {
  from: number;
  to: number;
  type: LocalTimeType;
}

/** The span of a POSIX zone that holds `unix`; spans of less than no length (rules that meet) are skipped. */
export function posixSpan(zone: PosixZone, unix: number): ZoneSpan {
  if (!zone.daylight || !zone.start || !zone.end) return { from: -Infinity, to: Infinity, type: zone.standard };
  const year = civilFromDays(Math.floor(unix / 86400) - UNIX_EPOCH_DAYS).year;
  const changes: { at: number; type: LocalTimeType }[] = [];
  for (let y = year - 2; y <= year + 2; y++) {
    changes.push({ at: ruleSeconds(zone.start, y) - zone.standard.offset, type: zone.daylight });
    changes.push({ at: ruleSeconds(zone.end, y) - zone.daylight.offset, type: zone.standard });
  }
  changes.sort((a, b) => a.at - b.at || Number(b.type.isDst) - Number(a.type.isDst));
  let i = 0;
  while ((changes[i + 1] as { at: number }).at <= unix) i++;
  const current = changes[i] as { at: number; type: LocalTimeType };
  return { from: current.at, to: (changes[i + 1] as { at: number }).at, type: current.type };
}
