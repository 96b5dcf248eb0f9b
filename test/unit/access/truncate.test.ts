/** VACUUM gives the empty end of a table back to the disk, over crashes, and not while anybody else uses the table. */
import { expect, test } from 'vitest';
import { HenryDB, type Connection } from '../../../src/index.js';
import { MemoryFileSystem, SeededRandom, simulatedEnvironment, type Environment } from '../../../src/io/index.js';

async function number(db: Connection, sql: string): Promise<number> {
  return Number((await db.query<{ n: bigint | number }>(`select (${sql})::int8 n`)).rows[0]!.n);
}
const pages = (db: Connection): Promise<number> => number(db, "pg_relation_size('t') / 8192");

const environment = (files: MemoryFileSystem): Environment => simulatedEnvironment(new SeededRandom(1), files);
const FILL = 'insert into t select g, repeat($$x$$, 100) from generate_series(1, 20000) g';

test('the end of a table goes, comes back, and is right after a crash at any stage', async () => {
  const files = new MemoryFileSystem();
  let db = await HenryDB.open({ dataDir: '/db', environment: environment(files) });
  const crash = async (): Promise<void> => {
    await db.abandon();
    db = await HenryDB.open({ dataDir: '/db', environment: environment(files) });
  };
  await db.exec(`create table t (id int primary key, v text); ${FILL}`);
  const full = await pages(db);
  expect(full).toBeGreaterThan(250);
  for (let round = 0; round < 4; round++) {
    await db.exec('delete from t where id > 1000');
    await db.exec('vacuum t');
    expect(await pages(db)).toBeLessThan(full / 15);
    expect(await number(db, "select relpages from pg_class where relname = 't'")).toBe(await pages(db));
    if (round % 2 === 0) await crash();
    expect(await number(db, 'select count(*) from t')).toBe(1000);
    expect(await pages(db)).toBeLessThan(full / 15);
    await db.exec(`insert into t select g, 'again ${round}' || repeat('y', 100) from generate_series(1001, 20000) g`);
    // The log that cuts the file and makes it grow again is read from before both, or from between them.
    if (round === 1) await db.exec('checkpoint');
    await crash();
    expect(await number(db, `select count(*) from t where id <= 1000 or v like 'again ${round}y%'`)).toBe(20000);
    expect(await number(db, 'select count(*) from t where id = 15000')).toBe(1);
  }
  await db.exec('delete from t');
  await db.exec('vacuum t');
  expect(await pages(db)).toBe(0);
  await db.close();
});

test('a reader keeps it, and so does the option', async () => {
  const db = await HenryDB.open();
  await db.exec(`create table t (id int primary key, v text); ${FILL}; delete from t where id > 10`);
  const full = await pages(db);
  const reader = await db.connect();
  await reader.exec('begin; select 1 from t limit 1');
  await db.exec('vacuum t');
  expect(await pages(db)).toBe(full);
  await reader.exec('commit');
  await db.exec('vacuum (truncate off) t');
  expect(await pages(db)).toBe(full);
  await db.exec('alter table t set (vacuum_truncate = off)');
  await db.exec('vacuum t');
  expect(await pages(db)).toBe(full);
  await db.exec('vacuum (truncate) t');
  expect(await pages(db)).toBeLessThan(3);
  await db.exec(`delete from t; ${FILL}`);
  expect(await number(db, 'select count(*) from t')).toBe(20000);
  await db.close();
});
