/** Long and deeply nested statements through a session: they work, or are too deep or too large in PostgreSQL's words, and the session goes on. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SessionTarget } from '../../tools/golden/session-target.js';

const STATEMENTS: readonly (readonly [name: string, sql: (n: number) => string])[] = [
  ['parentheses', n => `SELECT ${'(1 + '.repeat(n)}a${')'.repeat(n)} FROM t`],
  ['operators', n => `SELECT a${' + a'.repeat(n)} FROM t`],
  ['CASE', n => `SELECT ${'CASE WHEN a = 2 THEN 1 ELSE '.repeat(n)}a${' END'.repeat(n)} FROM t`],
  ['casts', n => `SELECT ${'CAST('.repeat(n)}a${' AS bigint)'.repeat(n)} FROM t`],
  ['sub-selects', n => `SELECT ${'(SELECT '.repeat(n)}1${')'.repeat(n)}`],
  ['derived tables', n => `SELECT * FROM ${'(SELECT * FROM '.repeat(n)}t${') x'.repeat(n)}`],
  ['joins', n => `SELECT count(*) FROM t${Array.from({ length: n / 5 }, (_, i) => `, t AS t${i}`).join('')}`],
  ['IN list', n => `SELECT count(*) FROM t WHERE a IN (${Array.from({ length: n * 10 }, (_, i) => i).join(', ')})`],
  ['string of a megabyte', n => `SELECT length('${'x'.repeat(n * 1000)}')`],
  ['rows, whose text doubles with each level', n => `SELECT ${'ROW('.repeat(n)}1${')'.repeat(n)}`],
];

let target: SessionTarget;

async function codeOf(sql: string): Promise<string> {
  const outcome = await target.run({ sql, copyIn: null, bind: null, simpleOnly: null } as Parameters<SessionTarget['run']>[0]);
  return outcome.error === null ? 'ok' : outcome.error.code;
}

beforeAll(async () => {
  target = await SessionTarget.open('auto');
  expect(await codeOf('CREATE TABLE t AS SELECT 1 AS a')).toBe('ok');
});
afterAll(() => target.close());

for (const [name, sql] of STATEMENTS) {
  it(`${name}: 1,000 work or are refused, 100,000 do not end the session`, async () => {
    expect(['ok', '54000', '54001']).toContain(await codeOf(sql(1000)));
    expect(await codeOf('SELECT 1')).toBe('ok');
    if (!['joins', 'IN list', 'string of a megabyte'].includes(name)) expect(['54000', '54001']).toContain(await codeOf(sql(100_000)));
    expect(await codeOf('SELECT 1')).toBe('ok');
  });
}
