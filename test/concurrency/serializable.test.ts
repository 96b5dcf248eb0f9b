/** SERIALIZABLE: every interleaving of small transactions ends as PostgreSQL's (recorded by record-serializable.ts); what is remembered stays bounded. */
import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { HenryDB, type Connection } from '../../src/index.js';
import { playSchedule, randomSchedule, runnerOf as reasonRunnerOf, TABLE } from './random-schedules.js';
import { interleavings, play, SPECS, type Runner } from './serializable-specs.js';

const recorded = JSON.parse(readFileSync(new URL('serializable.recorded.json', import.meta.url), 'utf8')) as Record<string, Record<string, string>>;

function runnerOf(connection: Connection): Runner {
  return async sql => {
    try {
      const results = await connection.exec(sql, { rowMode: 'array' });
      return (results[results.length - 1]!.rows as unknown as unknown[][]).map(row => row.map(value => String(value)).join(',')).join(';') || 'ok';
    } catch (error) {
      return (error as { code: string }).code;
    }
  };
}

let db: HenryDB;
let connections: Connection[];
beforeAll(async () => {
  db = await HenryDB.open();
  connections = await Promise.all([0, 1, 2, 3].map(() => db.connect()));
});
afterAll(() => db.close());
afterEach(async () => {
  for (const connection of connections) await connection.exec('rollback; reset all');
});

const manager = (): (typeof connections)[0]['session']['database']['manager'] => connections[0]!.session.database.manager;

describe('interleavings', () => {
  test.each(SPECS)('$name', async spec => {
    const [admin, ...sessions] = connections.map(runnerOf);
    const outcomes: Record<string, string> = {};
    for (const order of interleavings(spec)) outcomes[order] = await play(spec, order, sessions, admin!);
    expect(outcomes).toEqual(recorded[spec.name]);
    expect(manager().serializable.trackedCount).toBe(0);
  });
});

test('a thousand random schedules of three transactions end as on PostgreSQL', async () => {
  const lines = readFileSync(new URL('random-schedules.recorded.txt', import.meta.url), 'utf8')
    .trimEnd()
    .split('\n');
  const [admin, ...sessions] = connections.map(reasonRunnerOf);
  await admin!(TABLE);
  const differing: string[] = [];
  for (const [i, expected] of lines.entries()) {
    const actual = await playSchedule(randomSchedule(i + 1), sessions, admin!);
    if (actual !== expected) differing.push(`${i + 1}: ${actual}, not ${expected}`);
  }
  expect(differing).toEqual([]);
  expect(lines.length).toBe(1000);
  expect(manager().serializable.trackedCount).toBe(0);
});

describe('point queries', () => {
  test('remember what they read: of two that skew, one fails, each time', async () => {
    const [admin, a, b] = connections as [Connection, Connection, Connection];
    await admin.exec(
      'drop table if exists item; create table item (id int primary key, v int); insert into item select g, 0 from generate_series(1, 400) g; analyze item',
    );
    const read = (c: Connection, id: number): Promise<unknown> => c.query('select v from item where id = $1', [id]);
    const write = (c: Connection, id: number): Promise<unknown> => c.query('update item set v = v + 1 where id = $1', [id]);
    for (let round = 0; round < 20; round++) {
      const [x, y] = [1 + round * 2, 2 + round * 2];
      await Promise.all([a, b].map(c => c.exec('begin isolation level serializable')));
      await read(a, x);
      await read(b, y);
      await write(a, y);
      const failures = [write(b, x), a.exec('commit'), b.exec('commit')].map(step =>
        step.then(
          () => 0,
          (error: { code: string }) => (error.code === '40001' ? 1 : 2),
        ),
      );
      expect((await Promise.all(failures)).reduce((sum, n) => sum + n, 0)).toBe(1);
      await b.exec('rollback');
    }
    const { rows } = await admin.query<{ n: number }>('select count(*)::int n from item where v > 0');
    expect(rows[0]!.n).toBe(20);
    // No row there yet: the page where it would be has been read.
    await Promise.all([a, b].map(c => c.exec('begin isolation level serializable')));
    await read(a, 1001);
    await read(b, 1002);
    await a.query('insert into item values ($1, 0)', [1002]);
    await b.query('insert into item values ($1, 0)', [1001]).catch(() => undefined);
    const ends = await Promise.all(
      [a, b].map(c =>
        c.exec('commit').then(
          results => results.length,
          () => 0,
        ),
      ),
    );
    expect(ends.filter(n => n > 0).length).toBeLessThanOrEqual(2);
    expect((await admin.query<{ n: number }>('select count(*)::int n from item where id > 1000')).rows[0]!.n).toBe(1);
    await Promise.all([a, b].map(c => c.exec('rollback')));
    expect(manager().serializable.trackedCount).toBe(0);
  });

  test('a small table that is changed all the time is searched by its index', async () => {
    const [admin, reader] = connections as [Connection, Connection];
    await admin.exec(
      'drop table if exists item; create table item (id int primary key, v int); insert into item select g, 0 from generate_series(1, 10) g; analyze item',
    );
    const plan = async (level: string, by = reader): Promise<string> => {
      await by.exec(`begin isolation level ${level}`);
      const { rows } = await by.query<{ 'QUERY PLAN': string }>('explain (costs off) select v from item where id = 3');
      await by.exec('rollback');
      return rows[0]!['QUERY PLAN'];
    };
    expect(await plan('serializable')).toBe('Seq Scan on item');
    for (let i = 0; i < 600; i++) await admin.query('update item set v = v + 1 where id = $1', [1 + (i % 10)]);
    expect(await plan('serializable')).toBe('Index Scan using item_pkey on item');
    expect(await plan('repeatable read', admin)).toBe('Seq Scan on item');
  });
});

describe('what is remembered', () => {
  test('of 1,200 commits beside a long one stays bounded, and still stops the long one', async () => {
    const [admin, reader, writer] = connections as [Connection, Connection, Connection];
    await admin.exec('drop table if exists item; create table item (id int primary key, v int); insert into item select g, 0 from generate_series(1, 100) g');
    await reader.exec('begin isolation level serializable; select sum(v) from item where id < 50');
    for (let i = 0; i < 1200; i++) {
      await writer.exec(`begin isolation level serializable; select v from item where id = 99; update item set v = v + 1 where id = ${1 + (i % 40)}; commit`);
    }
    expect(manager().serializable.trackedCount).toBeLessThan(6000);
    await expect(reader.exec('update item set v = 1 where id = 99')).rejects.toMatchObject({
      code: '40001',
      message: 'could not serialize access due to read/write dependencies among transactions',
      hint: 'The transaction might succeed if retried.',
    });
    await reader.exec('rollback');
    expect(manager().serializable.trackedCount).toBe(0);
  });

  test('locks grow coarser as they grow in number', async () => {
    const [admin, reader] = connections as [Connection, Connection];
    await admin.exec(
      'drop table if exists item; create table item (id int primary key, v int); insert into item select g, 0 from generate_series(1, 5000) g; analyze item',
    );
    await reader.exec(
      'begin isolation level serializable; set local enable_seqscan = off; set local enable_bitmapscan = off; set local enable_indexonlyscan = off',
    );
    const locks = async (): Promise<unknown> =>
      (
        await admin.query(
          "select locktype, relation::regclass::text, count(*)::int n from pg_locks where mode = 'SIReadLock' group by 1, 2 order by 2, 1",
          [],
          { rowMode: 'array' },
        )
      ).rows;
    await reader.exec('select v from item where id = 1');
    expect(await locks()).toEqual([
      ['tuple', 'item', 1],
      ['page', 'item_pkey', 1],
    ]);
    await reader.exec('select v from item where id between 1 and 3');
    expect(await locks()).toEqual([
      ['page', 'item', 1],
      ['page', 'item_pkey', 1],
    ]);
    await reader.exec('select count(v) from item where id between 1 and 4999');
    const pages = (await locks()) as [string, string, number][];
    expect(pages.map(([type, relation, count]) => [type, relation, count > 3 && count <= 31])).toEqual([
      ['page', 'item', true],
      ['page', 'item_pkey', true],
    ]);
    await reader.exec('select count(v) from item where id between 1 and 100000');
    await admin.exec('insert into item select g, 0 from generate_series(5001, 20000) g');
    await reader.exec(
      'commit; begin isolation level serializable; set local enable_seqscan = off; set local enable_bitmapscan = off; select count(v) from item where id > 0',
    );
    expect(await locks()).toEqual([
      ['relation', 'item', 1],
      ['relation', 'item_pkey', 1],
    ]);
    await reader.exec('rollback');
    expect(await locks()).toEqual([]);
  });

  test('a deferrable reader waits for a safe snapshot and is then not tracked', async () => {
    const [admin, reader, writer] = connections as [Connection, Connection, Connection];
    await admin.exec('drop table if exists item; create table item (id int primary key, v int); insert into item values (1, 0)');
    await writer.exec('begin isolation level serializable; select * from item; update item set v = 1');
    await reader.exec('begin isolation level serializable read only deferrable');
    let isDone = false;
    const waiting = reader.query('select v from item').finally(() => (isDone = true));
    await new Promise(resolve => setTimeout(resolve, 30));
    expect(isDone).toBe(false);
    const pid = reader.session.pid;
    expect((await admin.query('select pg_safe_snapshot_blocking_pids($1) p', [pid])).rows).toEqual([{ p: [writer.session.pid] }]);
    await writer.exec('commit');
    expect((await waiting).rows).toEqual([{ v: 0 }]);
    expect(manager().serializable.trackedCount).toBe(0);
    await reader.exec('commit');
  });

  test('a deferrable reader that gives up leaves nothing', async () => {
    const [, reader, writer] = connections as [Connection, Connection, Connection];
    await writer.exec('begin isolation level serializable; update item set v = 2');
    await reader.exec("set statement_timeout = '50ms'; begin isolation level serializable read only deferrable");
    await expect(reader.query('select v from item')).rejects.toMatchObject({ code: '57014' });
    await reader.exec('rollback; reset statement_timeout');
    await writer.exec('commit');
    expect(manager().serializable.trackedCount).toBe(0);
  });
});
