/** Single calls that could take very long: linear where they can be, ended by statement_timeout or refused where not. The process goes on. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { HenryDB } from '../../../src/index.js';

/** Quadratic or exponential when done naively, from minutes to the age of the universe. */
const FAST: readonly (readonly [sql: string, value: unknown])[] = [
  ["SELECT repeat('a', 40) || 'b' ~ '^(a|aa)+$'", false],
  ["SELECT repeat('a', 100000) ~ 'a*b'", false],
  ["SELECT repeat('a', 3000) ~ 'a*a*a*a*b'", false],
  ["SELECT repeat('a', 200000) ~ '(a*)*b'", false],
  ["SELECT length(regexp_replace(repeat('a', 100000), 'a*b', 'x'))", 100_000],
  ["SELECT length(regexp_replace(repeat('a', 100000) || 'cab', 'a*b', 'x'))", 100_002],
  ["SELECT length(regexp_replace('b' || repeat('a', 100000), 'a*b', 'x', 'g'))", 100_001],
  ["SELECT substring(repeat('a', 50000) || 'caab' from 'c(a+)b')", 'aa'],
  ['SELECT array_fill(1, ARRAY[100000]) && array_fill(2, ARRAY[100000])', false],
  ['SELECT array_fill(1, ARRAY[100000]) || 7 @> (array_fill(1, ARRAY[100000]) || 7)', true],
  ["SELECT replace(repeat('abc', 500000), 'bc', 'xyz') = repeat('axyz', 500000)", true],
  ["SELECT length(replace(repeat('a', 2000001), 'aa', 'b'))", 1_000_001],
];

const ENDED: readonly (readonly [sql: string, code: string])[] = [
  ["SELECT jsonb_path_query_array(jsonb_agg(g), '$[*] ? (@ > $[*])') FROM generate_series(1, 40000) g", '57014'],
  ["SELECT length(replace(repeat('a', 100000000), 'a', 'bb'))", '57014'],
  ["SELECT length(replace(s, 'ab', 'b')) FROM (SELECT repeat('ab', 50000000) AS s OFFSET 0) q", '57014'],
  ["SELECT length(regexp_replace(repeat('ab', 5000000), 'a', 'xx', 'g'))", '57014'],
  // A back reference leaves only backtracking.
  ["SELECT repeat('a', 20000) ~ '(a|aa)+\\1b'", '2201B'],
];

let db: HenryDB;
beforeAll(async () => {
  db = await HenryDB.open();
});
afterAll(() => db.close());

for (const [sql, value] of FAST) {
  it(sql, { timeout: 30_000 }, async () => {
    const { rows } = await db.query(sql);
    expect(Object.values(rows[0] as Record<string, unknown>)).toEqual([value]);
  });
}

for (const [sql, code] of ENDED) {
  it(`${sql}: ${code}`, { timeout: 30_000 }, async () => {
    await db.exec("SET statement_timeout = '300ms'");
    await expect(db.query(sql)).rejects.toMatchObject({ code });
    await db.exec('RESET statement_timeout');
    expect((await db.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  });
}

it('the timeout holds for synchronous statements', { timeout: 30_000 }, async () => {
  await db.exec("SET statement_timeout = '100ms'");
  expect(() => db.prepare('SELECT count(*) FROM generate_series(1, 1000000000)').all()).toThrow('canceling statement due to statement timeout');
  await db.exec('RESET statement_timeout');
});
