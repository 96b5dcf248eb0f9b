/**
 * Long and deeply nested statements through a session: they work, or are too deep or too large in PostgreSQL's words, and the session goes on.
 * The time that each may take is many times what it takes: it stands for "not quadratic in something".
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SessionTarget } from '../../tools/golden/session-target.js';

/** Milliseconds for a statement of the sizes here, on a busy machine. Nearly all take less than 300. */
const TIME_MAX_MS = 10_000;

const list = (n: number, item: (i: number) => string, separator = ', '): string => Array.from({ length: n }, (_, i) => item(i)).join(separator);
const nested = (n: number, open: string, middle: string, close: string): string => open.repeat(n) + middle + close.repeat(n);

/** Tried with 1,000 and with 100,000. */
const DEEP: readonly (readonly [name: string, sql: (n: number) => string])[] = [
  ['parentheses', n => `SELECT ${nested(n, '(1 + ', 'a', ')')} FROM t`],
  ['operators', n => `SELECT a${' + a'.repeat(n)} FROM t`],
  ['prefix operators', n => `SELECT ${'- '.repeat(n)}a FROM t`],
  ['NOT', n => `SELECT ${'NOT '.repeat(n)}true`],
  ['CASE', n => `SELECT ${nested(n, 'CASE WHEN a = 2 THEN 1 ELSE ', 'a', ' END')} FROM t`],
  ['casts', n => `SELECT ${nested(n, 'CAST(', 'a', ' AS bigint)')} FROM t`],
  ['cast chain', n => `SELECT a${'::bigint::int'.repeat(n)} FROM t`],
  ['calls', n => `SELECT ${nested(n, 'abs(', 'a', ')')} FROM t`],
  ['ARRAY', n => `SELECT ${nested(n, 'ARRAY[', '1', ']')}`],
  ['subscripts', n => `SELECT (ARRAY[1])${'[1]'.repeat(n)}`],
  ['COLLATE', n => `SELECT 'a'${' COLLATE "C"'.repeat(n)}`],
  ['IS NULL', n => `SELECT 1${' IS NULL'.repeat(n)}`],
  ['sub-selects', n => `SELECT ${nested(n, '(SELECT ', '1', ')')}`],
  ['correlated sub-selects', n => `SELECT ${nested(n, '(SELECT a + ', '1', ' FROM t)')}`],
  ['EXISTS', n => `SELECT 1 ${nested(n, 'WHERE EXISTS (SELECT 1 FROM t ', '', ')')}`],
  ['IN (SELECT)', n => `SELECT 1 FROM t ${nested(n, 'WHERE a IN (SELECT a FROM t ', '', ')')}`],
  ['derived tables', n => `SELECT * FROM ${nested(n, '(SELECT * FROM ', 't', ') x')}`],
  ['derived tables with LIMIT', n => `SELECT * FROM ${nested(n, '(SELECT * FROM ', 't', ' LIMIT 1) x')}`],
  ['derived tables with GROUP BY', n => `SELECT * FROM ${nested(n, '(SELECT a FROM ', 't', ' GROUP BY a) x')}`],
  ['WITH', n => nested(n, 'WITH x AS (', 'SELECT 1 AS a', ') SELECT * FROM x')],
  ['comments', n => `SELECT 1 ${nested(n, '/*', '', '*/')}`],
  ['EXPLAIN', n => `EXPLAIN VERBOSE SELECT ${nested(n, '(1 + ', 'a', ')')} FROM t`],
  ['column default', n => `CREATE TEMP TABLE IF NOT EXISTS d (a int DEFAULT ${nested(n, '(1 + ', '1', ')')})`],
  ['PREPARE', n => `PREPARE p${n} AS SELECT ${nested(n, '(1 + ', 'a', ')')} FROM t`],
  ['check constraint', n => `CREATE TEMP TABLE IF NOT EXISTS e (a int CHECK (${nested(n, '(1 + ', 'a', ')')} > 0))`],
  ['view', n => `CREATE OR REPLACE TEMP VIEW v AS SELECT ${nested(n, 'CASE WHEN a = 2 THEN 1 ELSE ', 'a', ' END')} AS c FROM t`],
  ['rows, whose text doubles with each level', n => `SELECT ${nested(n, 'ROW(', '1', ')')}`],
  ['jsonb', n => `SELECT '${nested(n, '[', '', ']')}'::jsonb IS NULL`],
  ['json', n => `SELECT '${nested(n, '[', '', ']')}'::json IS NULL`],
  ['jsonpath', n => `SELECT '${nested(n, '(', '$', ')')}'::jsonpath IS NULL`],
  ['tsquery', n => `SELECT '${nested(n, '(', 'a', ')')}'::tsquery IS NULL`],
  ['xml', n => `SELECT '${nested(n, '<a>', '', '</a>')}'::xml IS NULL`],
];

/** What PostgreSQL may say besides: a bad pattern, a bad literal. */
const REFUSALS = ['ok', '54000', '54001', '54011', '54023', '2201B', '22P02', '2200M', '2200N'];

const LONG: readonly (readonly [name: string, sql: string])[] = [
  ['comma joins', `SELECT count(*) FROM t${list(200, i => `, t AS t${i}`, '')}`],
  ['JOIN USING', `SELECT count(*) FROM t ${list(200, i => `JOIN t t${i} USING (a)`, ' ')}`],
  ['LEFT JOIN', `SELECT count(*) FROM t ${list(200, i => `LEFT JOIN t t${i} ON t${i}.a = t.a`, ' ')}`],
  ['FULL JOIN', `SELECT count(*) FROM t ${list(100, i => `FULL JOIN t t${i} ON t${i}.a = t.a`, ' ')}`],
  ['NATURAL JOIN', `SELECT count(*) FROM t ${list(100, i => `NATURAL JOIN t t${i}`, ' ')}`],
  ['LATERAL', `SELECT count(*) FROM t ${list(200, i => `, LATERAL (SELECT ${i === 0 ? 't' : `l${i - 1}`}.a) AS l${i}`, '')}`],
  ['WITH list', `WITH x0 AS (SELECT 1 AS a)${list(400, i => `, x${i + 1} AS (SELECT a + 1 AS a FROM x${i})`, '')} SELECT * FROM x400`],
  ['IN list', `SELECT count(*) FROM t WHERE a IN (${list(10_000, i => String(i))})`],
  ['IN list of text', `SELECT count(*) FROM t WHERE a::text IN (${list(10_000, i => `'x${i}'`)})`],
  ['IN list of expressions', `SELECT count(*) FROM t WHERE a IN (${list(10_000, i => `b + ${i}`)})`],
  ['NOT IN list of expressions', `SELECT count(*) FROM t WHERE a NOT IN (${list(10_000, i => `b * ${i}`)})`],
  ['IN list of rows', `SELECT count(*) FROM t WHERE (a, b) IN (${list(10_000, i => `(${i}, b)`)})`],
  ['array of numbers', `SELECT cardinality(ARRAY[${list(100_000, String)}])`],
  ['array of expressions', `SELECT cardinality(ARRAY[${list(10_000, i => `a + ${i}`)}]) FROM t`],
  ['array literal', `SELECT cardinality('{${list(100_000, String)}}'::int[])`],
  ['jsonb literal', `SELECT jsonb_array_length('[${list(100_000, String)}]')`],
  ['arguments', `SELECT concat(${list(100, String)})`],
  ['too many arguments', `SELECT concat(${list(1000, String)})`],
  ['greatest', `SELECT greatest(${list(10_000, i => `a + ${i}`)}) FROM t`],
  ['coalesce', `SELECT coalesce(${list(10_000, () => 'nullif(a, 1)')}) FROM t`],
  ['CASE chain', `SELECT CASE ${list(10_000, i => `WHEN a = ${i + 5} THEN ${i}`, ' ')} END FROM t`],
  ['CASE a chain', `SELECT CASE a ${list(10_000, i => `WHEN ${i + 5} THEN ${i}`, ' ')} END FROM t`],
  ['UNION ALL', list(1000, i => `SELECT ${i}`, ' UNION ALL ')],
  ['UNION', list(1000, i => `SELECT ${i}`, ' UNION ')],
  ['long UNION ALL', list(10_000, i => `SELECT ${i}`, ' UNION ALL ')],
  ['VALUES', `SELECT count(*) FROM (VALUES ${list(20_000, i => `(${i}, 'x')`)}) v`],
  ['VALUES of expressions', `SELECT count(*) FROM (VALUES ${list(10_000, i => `(${i} + length('x'))`)}) v`],
  ['AND', `SELECT count(*) FROM t WHERE ${list(10_000, i => `a <> ${i + 5}`, ' AND ')}`],
  ['OR', `SELECT count(*) FROM t WHERE ${list(10_000, i => `a = ${i + 5}`, ' OR ')}`],
  ['OR of AND', `SELECT count(*) FROM t WHERE ${list(3000, i => `(a = ${i + 5} AND b = ${i})`, ' OR ')}`],
  ['concatenation', `SELECT length(${list(2000, () => "'x'", '||')})`],
  ['windows', `SELECT ${list(200, i => `sum(a) OVER (ORDER BY b + ${i})`)} FROM t`],
  ['aggregates', `SELECT ${list(1600, i => `sum(a + ${i})`)} FROM t`],
  ['GROUP BY', `SELECT 1 FROM t GROUP BY ${list(1600, i => `a + ${i}`)}`],
  ['ORDER BY', `SELECT a FROM t ORDER BY ${list(1600, i => `a + ${i}`)}`],
  ['CUBE', `SELECT count(*) FROM t GROUP BY CUBE (${list(12, i => `a + ${i}`)})`],
  ['too large a CUBE', `SELECT count(*) FROM t GROUP BY CUBE (${list(20, i => `a + ${i}`)})`],
  ['columns', `SELECT ${list(1664, String)}`],
  ['too many columns', `SELECT ${list(1665, String)}`],
  ['statements', 'SELECT 1;'.repeat(10_000)],
  ['text of a view', "SELECT length(pg_get_viewdef('w'))"],
  ['string of a megabyte', `SELECT length('${'x'.repeat(1_000_000)}')`],
  ['identifier of a megabyte', `SELECT 1 AS "${'x'.repeat(1_000_000)}"`],
  ['LIKE', `SELECT 'a' LIKE '${'%a'.repeat(100_000)}'`],
  ['numeric', `SELECT length((${'9'.repeat(100_000)})::text)`],
];

let target: SessionTarget;

async function codeOf(sql: string): Promise<string> {
  const outcome = await target.run({ sql, copyIn: null, bind: null, simpleOnly: null } as Parameters<SessionTarget['run']>[0]);
  const { error } = outcome;
  if (error === null) return 'ok';
  // Under vitest the getter of an imported function gives undefined where the stack ends.
  if (error.code === 'XX000') return error.message === 'undefined is not a function' ? '54001' : error.message;
  return error.code;
}

async function tried(sql: string, accepted: readonly string[]): Promise<void> {
  const start = performance.now();
  expect(accepted).toContain(await codeOf(sql));
  expect(performance.now() - start).toBeLessThan(TIME_MAX_MS);
  expect(await codeOf('SELECT 1')).toBe('ok');
}

beforeAll(async () => {
  target = await SessionTarget.open('auto');
  expect(await codeOf('CREATE TABLE t AS SELECT 1 AS a, 2 AS b')).toBe('ok');
  expect(await codeOf(`CREATE VIEW w AS SELECT ${nested(700, 'CASE WHEN a = 2 THEN 1 ELSE ', 'a', ' END')} AS c FROM t`)).toBe('ok');
});
afterAll(() => target.close());

describe('depth', () => {
  for (const [name, sql] of DEEP) {
    it(`${name}: 1,000 work or are refused, 100,000 do not end the session`, { timeout: 60_000 }, async () => {
      await tried(sql(1000), REFUSALS);
      await tried(sql(100_000), REFUSALS);
    });
  }
});

describe('length', () => {
  for (const [name, sql] of LONG) it(name, { timeout: 60_000 }, () => tried(sql, REFUSALS));
});
