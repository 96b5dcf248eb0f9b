/** Autovacuum: when it acts, that it gives way, and that it never outlives its database. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Autovacuum } from '../../../src/database/autovacuum.js';
import { Database } from '../../../src/database/index.js';
import type { ResultConsumer, Session } from '../../../src/session/index.js';

class Collector implements ResultConsumer {
  rows: unknown[][] = [];
  describe(): void {
    this.rows = [];
  }
  row(values: readonly unknown[]): boolean {
    this.rows.push([...values]);
    return true;
  }
  complete(): void {}
  emptyQuery(): void {}
  copyOutBegin(): void {}
  copyOutData(): boolean {
    return true;
  }
  copyOutEnd(): void {}
  copyIn(): { next(): null } {
    return { next: () => null };
  }
}

let database: Database;
let session: Session;

async function run(sql: string, on: Session = session): Promise<unknown[][]> {
  const collector = new Collector();
  await on.simpleQuery(sql, collector);
  return collector.rows;
}

function connect(): Session {
  return database.connect(
    { user: 'postgres', database: 'postgres' },
    { notice: () => undefined, parameterStatus: () => undefined, notification: () => undefined },
  );
}

beforeEach(async () => {
  database = await Database.open({ serverSettings: { autovacuum: 'off' } });
  session = connect();
  await run('create table t (id int primary key, v int); insert into t select g, 0 from generate_series(1, 2000) g');
  await run('vacuum (analyze) t');
});
afterEach(() => database.close());

test('an index over columns that updates leave alone keeps its size without VACUUM', async () => {
  await run('create index t_v on t (v)');
  const pages = async (): Promise<unknown> => (await run("select pg_relation_size('t_pkey') / 8192"))[0]![0];
  const before = Number(await pages());
  for (let i = 0; i < 40; i++) await run(`update t set v = v + 1 where id % 10 = ${i % 10}`);
  expect(Number(await pages())).toBeLessThanOrEqual(before + 3);
  expect(await run('set enable_seqscan = off; select count(*), sum(id) from t where id > 0')).toEqual([[2000, 2001000]]);
});

describe('autovacuum', () => {
  const due = (): unknown[] => {
    const found = new Autovacuum(database).due(session);
    session.syncNow();
    return found;
  };

  test('acts past the thresholds of PostgreSQL, or the table’s own', async () => {
    expect(due()).toEqual([]);
    await run('update t set v = 1 where id <= 250');
    expect(due()).toEqual([]);
    await run('update t set v = 2 where id <= 10');
    expect(due()).toEqual([{ schema: 'public', name: 't', vacuums: false, analyzes: true }]);
    await run('update t set v = 3 where id > 1000 and id <= 1300');
    expect(due()).toEqual([{ schema: 'public', name: 't', vacuums: true, analyzes: true }]);
    await run('alter table t set (autovacuum_enabled = off)');
    expect(due()).toEqual([]);
    await run('alter table t set (autovacuum_enabled = on, autovacuum_vacuum_threshold = 10000, autovacuum_analyze_scale_factor = 10)');
    expect(due()).toEqual([]);
    await run('alter table t reset (autovacuum_vacuum_threshold, autovacuum_analyze_scale_factor)');
    await run('insert into t select g, 0 from generate_series(5000, 6500) g');
    expect(due()).toEqual([{ schema: 'public', name: 't', vacuums: true, analyzes: true }]);
  });

  test('a round cleans, analyzes, and is then content', async () => {
    await run('create table "odd ""name" (a int); insert into "odd ""name" select 1 from generate_series(1, 3000)');
    await run('update t set v = v + 1; update t set v = v + 1');
    await new Autovacuum(database).round();
    expect(due()).toEqual([]);
    expect(await run("select relname, reltuples from pg_class where relname in ('t', 'odd \"name') order by 1")).toEqual([
      ['odd "name', 3000],
      ['t', 2000],
    ]);
    expect(database.sessions.size).toBe(1);
    const before = database.openTable(session.catalog.relation('public', 't')!).file.pageCount;
    for (let i = 0; i < 10; i++) {
      await run('update t set v = v + 1');
      await new Autovacuum(database).round();
    }
    expect(database.openTable(session.catalog.relation('public', 't')!).file.pageCount).toBeLessThanOrEqual(before + 4);
  });

  test('rows that pruning has taken away count as long as an index names them', async () => {
    await run('create index on t (v)');
    for (let i = 0; i < 3; i++) await run(`update t set v = v + 1 where id <= 200; select count(*) from t`);
    expect(due()).toEqual([{ schema: 'public', name: 't', vacuums: true, analyzes: true }]);
    await new Autovacuum(database).round();
    const counts = 'select vacuum_count::int, autovacuum_count::int, analyze_count::int, autoanalyze_count::int, last_autovacuum is not null';
    expect(await run(`${counts} from pg_stat_user_tables where relname = 't'`)).toEqual([[1, 1, 1, 1, true]]);
    // Updates that no index sees leave nothing behind once their page is pruned.
    for (let i = 0; i < 30; i++) await run('update t set id = id where id <= 20; select count(*) from t');
    expect(due()).toEqual([{ schema: 'public', name: 't', vacuums: false, analyzes: true }]);
  });

  test('leaves a locked table alone', async () => {
    await run('update t set v = v + 1');
    await run('begin; lock table t in share update exclusive mode');
    const worker = new Autovacuum(database);
    await worker.round();
    await run('commit');
    expect(worker.lastError).toBeNull();
    expect(due()).toEqual([{ schema: 'public', name: 't', vacuums: true, analyzes: true }]);
  });

  test('old snapshots keep what they see', async () => {
    const reader = connect();
    await run('begin isolation level repeatable read; select sum(v) from t', reader);
    await run('update t set v = 7');
    await new Autovacuum(database).round();
    expect(await run('select sum(v) from t', reader)).toEqual([[0]]);
    await run('commit', reader);
  });

  test('runs by itself, and ends with the database', async () => {
    await database.close();
    database = await Database.open({ serverSettings: { autovacuum_naptime: '1' } });
    session = connect();
    await run('create table t (id int); insert into t select g from generate_series(1, 2000) g');
    for (let i = 0; i < 100 && (await run("select reltuples from pg_class where relname = 't'"))[0]![0] !== 2000; i++) {
      await new Promise(resolve => setTimeout(resolve, 100));
    }
    expect(await run("select reltuples from pg_class where relname = 't'")).toEqual([[2000]]);
  });
});
