/**
 * Time zones: names, offsets at an instant, and the instant meant by a local time.
 *
 * The history comes from the IANA database as time-zone.data.ts has it, not from `Intl`: Intl knows neither the
 * abbreviations (`CEST`, `LMT`) nor whether an offset counts as daylight-saving, both of which PostgreSQL shows, and its
 * answers change with the version of Node. A zone is decoded at first use; look-ups remember the last span, so that a
 * run of neighbouring timestamps costs two comparisons each. Zones are immutable facts and shared by all databases.
 */
import { PgError } from '../errors/index.js';
import { parsePosixZone, posixSpan, type LocalTimeType, type PosixZone, type ZoneSpan } from './posix-time-zone.js';
import { TIME_ZONE_ABBREVIATIONS } from './time-zone-abbreviations.data.js';
import { TIME_ZONES } from './time-zone.data.js';

export type { LocalTimeType } from './posix-time-zone.js';

export class TimeZone {
  readonly name: string;
  private readonly types: readonly LocalTimeType[];
  /** Unix seconds at which the type of the same index in `order` begins. */
  private readonly times: Float64Array;
  private readonly order: Uint8Array;
  private readonly rule: PosixZone | null;
  /** Span of the last look-up. */
  private span: ZoneSpan;

  constructor(name: string, types: readonly LocalTimeType[], times: Float64Array, order: Uint8Array, rule: PosixZone | null) {
    this.name = name;
    this.types = types;
    this.times = times;
    this.order = order;
    this.rule = rule;
    this.span = { from: Infinity, to: -Infinity, type: types[0] as LocalTimeType };
  }

  /** Local time in force at an instant. */
  typeAt(unixSeconds: number): LocalTimeType {
    const span = this.span;
    if (unixSeconds >= span.from && unixSeconds < span.to) return span.type;
    return (this.span = this.findSpan(unixSeconds)).type;
  }

  /** Seconds east of UTC at an instant. */
  offsetAt(unixSeconds: number): number {
    return this.typeAt(unixSeconds).offset;
  }

  /**
   * Local time meant by clock reading `localSeconds` (Unix seconds as if the clock were UTC). A reading that a jump
   * skipped or repeated is taken as standard time, as PostgreSQL does.
   */
  typeOfLocal(localSeconds: number): LocalTimeType {
    const start = localSeconds - 86400;
    let span = this.span;
    if (start < span.from || start >= span.to) this.span = span = this.findSpan(start);
    const before = span.type;
    const boundary = span.to;
    const asBefore = localSeconds - before.offset;
    if (asBefore < boundary - 172800) return before;
    if (boundary === Infinity) return before;
    const after = this.findSpan(boundary).type;
    const asAfter = localSeconds - after.offset;
    if (asBefore < boundary && asAfter < boundary) return before;
    if (asBefore >= boundary && asAfter >= boundary) return after;
    return asBefore > asAfter ? before : after;
  }

  /** The only offset this zone ever has, or undefined. */
  fixedOffset(): number | undefined {
    const offset = (this.types[0] as LocalTimeType).offset;
    for (const type of this.types) if (type.offset !== offset) return undefined;
    return this.rule?.daylight && this.rule.daylight.offset !== offset ? undefined : offset;
  }

  /** What `abbreviation` (upper case) meant in this zone at or before an instant, else what it means first after it. */
  interpretAbbreviation(abbreviation: string, unixSeconds: number): LocalTimeType | undefined {
    if (!this.types.some(t => t.abbreviation === abbreviation)) return undefined;
    const now = this.typeAt(unixSeconds);
    if (now.abbreviation === abbreviation) return now;
    let last = this.times.length;
    while (last > 0 && (this.times[last - 1] as number) > unixSeconds) last--;
    for (let i = last - 1; i >= 0; i--) {
      const type = this.typeOfTransition(i);
      if (type.abbreviation === abbreviation) return type;
    }
    if ((this.types[0] as LocalTimeType).abbreviation === abbreviation) return this.types[0];
    for (let i = last; i < this.times.length; i++) {
      const type = this.typeOfTransition(i);
      if (type.abbreviation === abbreviation) return type;
    }
    return undefined;
  }

  private typeOfTransition(index: number): LocalTimeType {
    return this.types[this.order[index] as number] as LocalTimeType;
  }

  private findSpan(unixSeconds: number): ZoneSpan {
    const times = this.times;
    const count = times.length;
    if (count === 0 || unixSeconds < (times[0] as number)) {
      if (count === 0 && this.rule) return posixSpan(this.rule, unixSeconds);
      return { from: -Infinity, to: count === 0 ? Infinity : (times[0] as number), type: this.types[0] as LocalTimeType };
    }
    let low = 0;
    let high = count;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((times[middle] as number) <= unixSeconds) low = middle;
      else high = middle;
    }
    const from = times[low] as number;
    if (low < count - 1) return { from, to: times[low + 1] as number, type: this.typeOfTransition(low) };
    if (!this.rule) return { from, to: Infinity, type: this.typeOfTransition(low) };
    // Past the last recorded transition the rule takes over with its first change.
    const span = posixSpan(this.rule, unixSeconds);
    if (span.from > from) return span;
    return { from, to: posixSpan(this.rule, from).to, type: this.typeOfTransition(low) };
  }
}

interface NameEntry {
  readonly name: string;
  readonly record: number;
}

let records: string[] | undefined;
let names: Map<string, NameEntry> | undefined;
const zones = new Map<string, TimeZone>();
const ZONE_CACHE_MAX = 2000;

function nameTable(): Map<string, NameEntry> {
  if (!names) {
    names = new Map();
    records = TIME_ZONES.records.split('\n');
    records.forEach((line, record) => {
      for (const name of line.slice(0, line.indexOf(';')).split(',')) names?.set(name.toUpperCase(), { name, record });
    });
  }
  return names;
}

function decodeZone(entry: NameEntry): TimeZone {
  const [, typeTexts, order, deltas, footer] = (records?.[entry.record] as string).split(';') as [string, string, string, string, string];
  const types = typeTexts.split(',').map(text => {
    const at = text.search(/[ !]/);
    return { offset: parseInt(text.slice(0, at), 36) + 0, isDst: text[at] === '!', abbreviation: text.slice(at + 1) };
  });
  const times = new Float64Array(order.length);
  const kinds = new Uint8Array(order.length);
  let at = 0;
  if (deltas !== '') {
    deltas.split(' ').forEach((delta, i) => {
      at += parseInt(delta, 36);
      times[i] = at;
      kinds[i] = parseInt(order[i] as string, 36);
    });
  }
  return new TimeZone(entry.name, types, times, kinds, parsePosixZone(footer) ?? null);
}

/** A zone by IANA name (any case) or POSIX rule; undefined if it is neither. */
export function findTimeZone(name: string): TimeZone | undefined {
  const upper = name.toUpperCase();
  const known = zones.get(upper);
  if (known) return known;
  const zone = resolveZone(upper);
  if (zone) {
    if (zones.size >= ZONE_CACHE_MAX) zones.clear();
    zones.set(upper, zone);
  }
  return zone;
}

function resolveZone(upper: string): TimeZone | undefined {
  if (upper.length > 255) return undefined;
  const table = nameTable();
  const entry = table.get(upper);
  if (entry) return decodeZone(entry);
  if (upper.startsWith('POSIX/')) {
    const plain = table.get(upper.slice(6));
    return plain && decodeZone({ name: `posix/${plain.name}`, record: plain.record });
  }
  const rule = parsePosixZone(upper);
  if (!rule) return undefined;
  const types = rule.daylight ? [rule.standard, rule.daylight] : [rule.standard];
  return new TimeZone(upper, types, new Float64Array(0), new Uint8Array(0), rule);
}

export function timeZoneNotRecognized(name: string): PgError {
  return new PgError('invalid_parameter_value', `time zone "${name}" not recognized`);
}

// The zone asked for last: output of many timestamps asks for the session's zone once a value.
let lastName = '';
let lastZone: TimeZone | undefined;

/** As findTimeZone; throws 22023. */
export function getTimeZone(name: string): TimeZone {
  if (lastZone && name === lastName) return lastZone;
  const zone = findTimeZone(name);
  if (!zone) throw timeZoneNotRecognized(name);
  lastName = name;
  lastZone = zone;
  return zone;
}

export function isValidTimeZone(name: string): boolean {
  return canonicalTimeZone(name) !== undefined;
}

/** Zone of a constant offset in seconds east, named as PostgreSQL names it: `<+05:30>-05:30`. */
export function fixedOffsetZoneName(offset: number): string {
  const seconds = Math.abs(offset);
  const two = (n: number): string => String(n).padStart(2, '0');
  let text = two(Math.floor(seconds / 3600));
  if (seconds % 3600) text += `:${two(Math.floor(seconds / 60) % 60)}`;
  if (seconds % 60) text += `:${two(seconds % 60)}`;
  return offset < 0 ? `<-${text}>+${text}` : `<+${text}>-${text}`;
}

/**
 * The value that `SET TimeZone = value` stores and SHOW prints: the name in its own case, or for a number of hours east a
 * fixed-offset zone. Undefined if it is no zone. (`SET TIME ZONE INTERVAL …` comes as seconds: see fixedOffsetZoneName.)
 */
export function canonicalTimeZone(name: string): string | undefined {
  const trimmed = name.trim();
  if (trimmed !== '' && /^[+-]?(\d+\.?\d*|\.\d+)$/.test(trimmed)) {
    const offset = Math.trunc(Number(trimmed) * 3600);
    return Math.abs(offset) <= 167 * 3600 ? fixedOffsetZoneName(offset) : undefined;
  }
  return findTimeZone(name)?.name;
}

/** Every IANA name with its zone, for pg_timezone_names. */
export function timeZoneNames(): readonly string[] {
  return [...nameTable().values()].map(entry => entry.name);
}

/** A fixed meaning (seconds east), or the zone whose history tells. */
export interface ZoneAbbreviation {
  readonly abbreviation: string;
  readonly offset: number;
  readonly isDst: boolean;
  readonly zone: TimeZone | null;
}

let abbreviations: Map<string, readonly [text: string, meaning: string]> | undefined;
const ABBREVIATION_MAX = 10;

/** Meaning of an abbreviation, given in any case. */
export function findAbbreviation(text: string): ZoneAbbreviation | undefined {
  abbreviations ??= new Map(
    TIME_ZONE_ABBREVIATIONS.map(row => {
      const [name, meaning] = row.split(':') as [string, string];
      return [name, [name, meaning] as const];
    }),
  );
  if (text.length > ABBREVIATION_MAX) return undefined;
  const row = abbreviations.get(text.toUpperCase());
  if (!row) return undefined;
  const [abbreviation, meaning] = row;
  if (meaning.includes('/')) return { abbreviation, offset: 0, isDst: false, zone: getTimeZone(meaning) };
  return { abbreviation, offset: parseInt(meaning, 10), isDst: meaning.endsWith('D'), zone: null };
}

export function abbreviationNames(): readonly string[] {
  return TIME_ZONE_ABBREVIATIONS.map(row => row.slice(0, row.indexOf(':'))).sort();
}

/** Local time meant by an abbreviation at an instant, for zones whose meaning changed. */
export function abbreviationTypeAt(abbreviation: ZoneAbbreviation, unixSeconds: number): LocalTimeType {
  if (!abbreviation.zone) return { offset: abbreviation.offset, isDst: abbreviation.isDst, abbreviation: abbreviation.abbreviation };
  return abbreviation.zone.interpretAbbreviation(abbreviation.abbreviation, unixSeconds) ?? abbreviation.zone.typeAt(unixSeconds);
}

/** Seconds east meant by an abbreviation beside the clock reading `localSeconds` (as in TimeZone.typeOfLocal). */
export function abbreviationLocalOffset(abbreviation: ZoneAbbreviation, localSeconds: number): number {
  const zone = abbreviation.zone;
  if (!zone) return abbreviation.offset;
  const local = zone.typeOfLocal(localSeconds);
  return zone.interpretAbbreviation(abbreviation.abbreviation, localSeconds - local.offset)?.offset ?? local.offset;
}
