/** Names that mean something to JavaScript or to SQL, as names of everything, and as keys of row objects in process and in node-postgres. */
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HenryDB } from '../../src/index.js';
import { ENGINES, isExternal, startWire } from './fixture.js';

const wire = startWire();
const NAMES = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'then',
  'length',
  '0',
  '"',
  'a"b',
  "'",
  '`${x}`',
  '\\',
  '\n',
  '\u2028',
  '*/',
  '--',
  '$1',
  '😀',
  '名',
];

const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const own = (row: object, name: string): unknown => Object.getOwnPropertyDescriptor(row, name)?.value as unknown;

type Run = (sql: string, parameters?: unknown[]) => Promise<object[]>;

async function useAs(name: string, run: Run): Promise<void> {
  const n = quote(name);
  await run(`CREATE TABLE ${n} (${n} int PRIMARY KEY, other text DEFAULT ${literal(name)})`);
  await run(`CREATE INDEX ${quote(`i${name}`)} ON ${n} (other, ${n})`);
  await run(`INSERT INTO ${n} (${n}) VALUES ($1), ($2)`, [1, 2]);
  const [row] = await run(`SELECT ${n}, ${n}.other AS "o" FROM ${n} WHERE ${n} = $1`, [1]);
  expect(own(row!, name)).toBe(1);
  expect(Object.keys(row!).sort()).toEqual([name, 'o'].sort());
  const [updated] = await run(`UPDATE ${n} SET ${n} = ${n}.${n} + 10 WHERE ${n}.${n} = 2 RETURNING ${n}`);
  expect(own(updated!, name)).toBe(12);
  const [json] = await run(`SELECT row_to_json(r) AS j, json_build_object($1::text, 1) AS b FROM ${n} r WHERE ${n} = 1`, [name]);
  expect(own(own(json!, 'j') as object, name)).toBe(1);
  expect(own(own(json!, 'b') as object, name)).toBe(1);
  const [given] = await run(`SELECT $1::text AS ${n}`, [name]);
  expect(own(given!, name)).toBe(name);
  await run(`WITH ${n} AS (SELECT ${n} FROM ${n}) SELECT sum(${n}) AS ${n} FROM ${n} GROUP BY ${n} ORDER BY ${n}`);
  await run(`CREATE TYPE ${quote(`t${name}`)} AS ENUM (${literal(name)})`);
  const [label] = await run(`SELECT $1::${quote(`t${name}`)} AS ${n}`, [name]);
  expect(own(label!, name)).toBe(name);
  for (const sql of [`PREPARE ${n} AS SELECT 1`, `EXECUTE ${n}`, `DEALLOCATE ${n}`, 'BEGIN', `SAVEPOINT ${n}`, `ROLLBACK TO ${n}`]) await run(sql);
  for (const sql of [`DECLARE ${n} CURSOR FOR SELECT 1`, `FETCH ${n}`, 'COMMIT', `LISTEN ${n}`, `UNLISTEN ${n}`]) await run(sql);
  for (const sql of [
    `CREATE VIEW ${quote(`v${name}`)} AS SELECT * FROM ${n}`,
    `ALTER TABLE ${n} RENAME ${n} TO plain`,
    `ALTER TABLE ${n} RENAME plain TO ${n}`,
  ])
    await run(sql);
  expect(own((await run(`SELECT * FROM ${quote(`v${name}`)} ORDER BY 1`))[0]!, name)).toBe(1);
  await run(`DROP VIEW ${quote(`v${name}`)}`);
  await run(`DROP TYPE ${quote(`t${name}`)}`);
  await run(`DROP TABLE ${n}`);
  expect((Object.prototype as unknown as Record<string, unknown>)['polluted']).toBeUndefined();
  expect(Object.keys({})).toEqual([]);
}

describe.each(ENGINES)('on %s', engine => {
  let client: Client;
  let db: HenryDB;
  beforeAll(async () => {
    client = new Client({ ...wire.address, user: 'postgres', database: 'postgres' });
    await client.connect();
    db = await HenryDB.open();
    if (isExternal) return;
    await client.query(`SET henrydb.engine = ${engine}`);
    await db.exec(`SET henrydb.engine = ${engine}`);
  });
  afterAll(async () => {
    await client.end();
    await db.close();
  });

  test.each(NAMES)('%j over the wire', name => useAs(name, async (sql, parameters) => (await client.query<Record<string, unknown>>(sql, parameters)).rows));
  test.each(NAMES)('%j in process', async name => {
    await useAs(name, async (sql, parameters) => (await db.query<Record<string, unknown>>(sql, parameters)).rows);
    const n = quote(name);
    const statement = db.prepare(`SELECT $1::int AS ${n}`);
    expect(own(statement.get(5) as object, name)).toBe(5);
    for (const row of statement.iterate(6)) expect(own(row as object, name)).toBe(6);
  });
});
