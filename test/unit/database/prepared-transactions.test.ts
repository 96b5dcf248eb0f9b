/** Prepared transactions across restarts: by crash and in good order, once and again; their rows, locks, row locks, files and reads. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { HenryDB } from '../../../src/embedded/index.js';
import { SeededRandom, SimulatedFileSystem, simulatedEnvironment } from '../../../src/io/index.js';

let fileSystem: SimulatedFileSystem;
let db: HenryDB;

const open = async (): Promise<HenryDB> =>
  (db = await HenryDB.open({ dataDir: '/db', poolFrames: 16, environment: simulatedEnvironment(new SeededRandom(5), fileSystem) }));

async function crash(): Promise<void> {
  await db.abandon();
  fileSystem = fileSystem.crash();
  await open();
}

async function restart(): Promise<void> {
  await db.close();
  await open();
}

/** First column of all rows, or the SQLSTATE. */
async function ask(sql: string): Promise<unknown> {
  try {
    return (await db.query(sql)).rows.map(row => Object.values(row)[0]);
  } catch (error) {
    return (error as { code?: string }).code;
  }
}

const names = (): Promise<unknown> => ask('select gid from pg_prepared_xacts order by 1');

beforeEach(async () => {
  fileSystem = new SimulatedFileSystem(new SeededRandom(4));
  await open();
  await db.exec("create table t (a int primary key, v int); insert into t values (1, 1), (2, 2); set lock_timeout = '20ms'");
});
afterEach(() => db.close());

describe.each([
  ['a crash', crash],
  ['a restart', restart],
  [
    'two crashes with a checkpoint between',
    async () => {
      await crash();
      await db.exec('checkpoint');
      await crash();
    },
  ],
])('after %s', (_, again) => {
  test('it commits, with its savepoints', async () => {
    await db.exec('begin; insert into t values (3); savepoint s; insert into t values (4); rollback to s; savepoint r; insert into t values (5)');
    await db.exec("prepare transaction 'p'");
    await again();
    expect(await names()).toEqual(['p']);
    expect(await ask('select a from t order by a')).toEqual([1, 2]);
    await db.exec("set lock_timeout = '20ms'");
    expect(await ask('insert into t values (5)')).toBe('55P03');
    expect(await ask('insert into t values (4) returning a')).toEqual([4]);
    await db.exec("commit prepared 'p'");
    expect(await ask('select a from t order by a')).toEqual([1, 2, 3, 4, 5]);
    await again();
    expect(await names()).toEqual([]);
    expect(await ask('select a from t order by a')).toEqual([1, 2, 3, 4, 5]);
  });

  test('it rolls back, and its table and file go', async () => {
    await db.exec('begin; delete from t; create table made (b int); insert into made values (1)');
    await db.exec("prepare transaction 'p'");
    await again();
    await db.exec("rollback prepared 'p'");
    expect(await ask('select a from t order by a')).toEqual([1, 2]);
    expect(await ask('select * from made')).toBe('42P01');
    await db.exec('create table made (c int)');
    await again();
    expect(await names()).toEqual([]);
    expect(await ask('select count(*)::int from made')).toEqual([0]);
  });

  test('tables it made and dropped', async () => {
    await db.exec('create table gone (a int)');
    await db.exec('begin; drop table gone; create table made as select 7 as b; create index on made (b)');
    await db.exec("prepare transaction 'p'");
    await again();
    await db.exec("set lock_timeout = '20ms'");
    expect(await ask('select * from gone')).toBe('55P03');
    await db.exec("commit prepared 'p'");
    expect(await ask('select * from gone')).toBe('42P01');
    expect(await ask('select b from made where b = 7')).toEqual([7]);
    await again();
    expect(await ask('select b from made where b = 7')).toEqual([7]);
  });

  test('locks of tables, rows shared by two, and advisory locks', async () => {
    const other = await db.connect();
    await other.exec('begin; select * from t where a = 1 for share; select pg_advisory_xact_lock(42); lock table t in share update exclusive mode');
    await db.exec('begin; select * from t where a = 1 for share');
    await db.exec("prepare transaction 'q'");
    await other.exec("prepare transaction 'p'");
    await other.close();
    await again();
    await db.exec("set lock_timeout = '20ms'");
    expect(await ask('select pg_try_advisory_lock(42)')).toEqual([false]);
    expect(await ask('vacuum t')).toBe('55P03');
    for (const name of ['p', 'q']) {
      expect(await ask('update t set v = 0 where a = 1')).toBe('55P03');
      expect(await ask('select a from t where a = 1 for share')).toEqual([1]);
      await db.exec(`commit prepared '${name}'`);
    }
    expect(await ask('update t set v = 0 where a = 1 returning v')).toEqual([0]);
    expect(await ask('select pg_try_advisory_lock(42)')).toEqual([true]);
  });

  test('what a serializable one has read and written is remembered', async () => {
    await db.exec('begin isolation level serializable; select sum(v) from t; insert into t values (3, 3)');
    await db.exec("prepare transaction 'p'");
    await again();
    await db.exec('begin isolation level serializable');
    // It may have been in conflicts that nobody remembers, so whoever reads past it or writes what it has read gives way.
    const read = await ask('select sum(v)::int from t');
    const written = await ask('insert into t values (4, 4)');
    expect([read, written]).toContain('40001');
    await db.exec('rollback');
    await db.exec("commit prepared 'p'");
    expect(await ask('select count(*)::int from t')).toEqual([3]);
  });
});

test('a name is free again after its end, and taken before', async () => {
  await db.exec('begin; insert into t values (3)');
  await db.exec("prepare transaction 'p'");
  await crash();
  await db.exec('begin');
  expect(await ask("prepare transaction 'p'")).toBe('42710');
  await db.exec("commit prepared 'p'");
  expect(await ask("commit prepared 'p'")).toBe('42704');
  await db.exec("begin; insert into t values (4); prepare transaction 'p'");
  expect(await names()).toEqual(['p']);
  await db.exec("rollback prepared 'p'");
});
