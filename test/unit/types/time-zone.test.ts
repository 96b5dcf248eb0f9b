import { expect, test } from 'vitest';
import { canonicalTimeZone, findTimeZone, fixedOffsetZoneName, getTimeZone, isValidTimeZone, timeZoneNames } from '../../../src/types/index.js';

const unix = (iso: string): number => Date.parse(iso) / 1000;

test('offsets through history, local mean time and abbreviations', () => {
  const at = (zone: string, iso: string): string => {
    const type = getTimeZone(zone).typeAt(unix(iso));
    return `${type.offset} ${type.abbreviation} ${type.isDst}`;
  };
  expect(at('Europe/Amsterdam', '1800-01-01T00:00:00Z')).toBe('1172 LMT false');
  expect(at('Europe/Amsterdam', '1937-06-01T00:00:00Z')).toBe('4772 NST true');
  expect(at('Europe/Amsterdam', '2024-07-01T00:00:00Z')).toBe('7200 CEST true');
  expect(at('America/New_York', '1883-11-18T16:59:59Z')).toBe('-17762 LMT false');
  expect(at('America/New_York', '1883-11-18T17:00:00Z')).toBe('-18000 EST false');
  expect(at('America/New_York', '2006-04-01T12:00:00Z')).toBe('-18000 EST false');
  expect(at('America/New_York', '2300-07-01T12:00:00Z')).toBe('-14400 EDT true');
  expect(at('America/Port-au-Prince', '2016-07-01T12:00:00Z')).toBe('-18000 EST false');
  expect(at('Africa/Casablanca', '2050-07-01T12:00:00Z')).toBe('3600 +01 false');
  expect(at('Asia/Kolkata', '2024-01-01T00:00:00Z')).toBe('19800 IST false');
});

test('local times that a jump skips or repeats count as standard time', () => {
  const offset = (zone: string, local: string): number => getTimeZone(zone).typeOfLocal(unix(`${local}Z`)).offset;
  expect(offset('America/New_York', '2024-03-10T01:59:59')).toBe(-18000);
  expect(offset('America/New_York', '2024-03-10T02:30:00')).toBe(-18000);
  expect(offset('America/New_York', '2024-03-10T03:00:00')).toBe(-14400);
  expect(offset('America/New_York', '2024-11-03T00:59:59')).toBe(-14400);
  expect(offset('America/New_York', '2024-11-03T01:30:00')).toBe(-18000);
  expect(offset('Europe/Paris', '2024-10-27T02:30:00')).toBe(3600);
});

test('names in any case, POSIX rules and numbers of hours', () => {
  expect(timeZoneNames().length).toBeGreaterThan(590);
  expect(canonicalTimeZone('europe/paris')).toBe('Europe/Paris');
  expect(canonicalTimeZone('utc')).toBe('UTC');
  expect(canonicalTimeZone('foo3bar')).toBe('FOO3BAR');
  expect(canonicalTimeZone('5.5')).toBe('<+05:30>-05:30');
  expect(canonicalTimeZone('-5')).toBe('<-05>+05');
  expect(canonicalTimeZone('+05:30')).toBe('+05:30');
  expect(canonicalTimeZone('xyz')).toBeUndefined();
  expect(canonicalTimeZone('200')).toBeUndefined();
  expect(isValidTimeZone('UTC+200')).toBe(false);
  expect(isValidTimeZone('FOO-168')).toBe(false);
  expect(fixedOffsetZoneName(-12600)).toBe('<-03:30>+03:30');
  // The sign of a POSIX zone counts west.
  expect(findTimeZone('+05:30')?.offsetAt(0)).toBe(-19800);
  expect(findTimeZone('FOO3BAR')?.offsetAt(unix('2024-07-01T00:00:00Z'))).toBe(-7200);
  expect(findTimeZone('FOO3BAR')?.offsetAt(unix('2024-01-01T00:00:00Z'))).toBe(-10800);
});
