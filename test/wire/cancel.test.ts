/** Cancel requests and timeouts: they take effect in the middle of long work, on every engine, and leave nothing behind. */
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { cancelRequest, query, reportOf, type BackendMessage } from '../../tools/wire/messages.js';
import type { WireClient } from '../../tools/wire/client.js';
import { ENGINES, run, startWire } from './fixture.js';

const wire = startWire();

async function cancel(client: WireClient, secretKey = client.secretKey): Promise<void> {
  const other = await wire.raw();
  other.send(cancelRequest(client.pid, secretKey));
  await other.closed();
}

function errorOf(messages: readonly BackendMessage[]) {
  const error = messages.find(message => message.type === 'E');
  return error === undefined ? null : reportOf(error.body);
}

const LONG = [
  'SELECT count(*) FROM generate_series(1, 1000) a, generate_series(1, 1000) b, generate_series(1, 1000) c',
  'SELECT count(*) FROM generate_series(1, 1000000000)',
  'SELECT max(a.x + b.x) FROM thousand a, thousand b, thousand c',
  'SELECT a.x FROM thousand a JOIN thousand b ON a.x <> b.x JOIN thousand c ON c.x <> a.x ORDER BY 1 DESC',
  'SELECT count(*) FROM generate_series(1, 100000) a, generate_series(1, 10000) b',
  'INSERT INTO sunk SELECT a FROM generate_series(1, 1000000000) a',
  'SELECT a % 1000003, count(*) FROM generate_series(1, 1000000000) a GROUP BY 1',
  'SELECT sum(a) OVER (ORDER BY a) FROM generate_series(1, 50000000) a',
  'WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 1000000000) SELECT count(*) FROM r',
  'SELECT (SELECT count(*) FROM generate_series(1, 1000000000) g WHERE g <> x) FROM (VALUES (1), (2)) v(x)',
  'SELECT pg_sleep(60)',
];

describe.each(ENGINES)('on %s', engine => {
  test.each(LONG)('%s is cancelled while others go on', async sql => {
    const client = await wire.connectOn(engine);
    await run(
      client,
      'DROP TABLE IF EXISTS thousand',
      'CREATE TABLE thousand AS SELECT generate_series(1, 1000) AS x',
      'DROP TABLE IF EXISTS sunk',
      'CREATE TABLE sunk (a int)',
    );
    const other = await wire.connect();
    client.send(query(sql));
    await sleep(100);
    // A point query of another session is answered in the middle of the long one.
    const start = performance.now();
    expect(await other.rows('SELECT 1 + 1')).toEqual([['2']]);
    const answerMs = performance.now() - start;
    await cancel(client);
    const requested = performance.now();
    expect(errorOf(await client.ready())).toMatchObject({ C: '57014', M: 'canceling statement due to user request' });
    expect(performance.now() - requested).toBeLessThan(2000);
    expect(answerMs).toBeLessThan(2000);
    expect(await client.rows('SELECT 1')).toEqual([['1']]);
    // Nothing is left: no page pinned, no lock, no transaction.
    if (wire.server !== null) {
      expect(wire.server.database.storage.pool.pinnedCount).toBe(0);
      expect(await other.rows('SELECT count(*) FROM pg_locks WHERE pid <> pg_backend_pid()')).toEqual([['0']]);
      expect(await other.rows("SELECT count(*) FROM pg_stat_activity WHERE backend_xid IS NOT NULL OR state <> 'idle' AND pid <> pg_backend_pid()")).toEqual([
        ['0'],
      ]);
    }
  });

  test('statement_timeout', async () => {
    const client = await wire.connectOn(engine);
    await run(client, 'SET statement_timeout = 50');
    client.send(query('SELECT count(*) FROM generate_series(1, 1000000000)'));
    expect(errorOf(await client.ready())).toMatchObject({ C: '57014', M: 'canceling statement due to statement timeout' });
    expect(await client.rows('SELECT 1')).toEqual([['1']]);
  });
});

test('a wrong key cancels nothing', async () => {
  const client = await wire.connect();
  client.send(query('SELECT pg_sleep(0.4), 1'));
  await sleep(50);
  await cancel(client, client.secretKey ^ 1);
  expect(errorOf(await client.ready())).toBeNull();
});

test('a cancel that comes too late does not hit the next statement', async () => {
  const client = await wire.connect();
  for (let i = 0; i < 5; i++) {
    await client.rows('SELECT 1');
    await cancel(client);
    await sleep(20);
    expect(await client.rows('SELECT 2')).toEqual([['2']]);
  }
});

test('a wait for a lock is cancelled, and times out', async () => {
  const [holder, waiter] = [await wire.connect(), await wire.connect()];
  await run(
    holder,
    'DROP TABLE IF EXISTS locked',
    'CREATE TABLE locked (a int PRIMARY KEY, b int)',
    'INSERT INTO locked VALUES (1, 1)',
    'BEGIN',
    'UPDATE locked SET b = 2',
  );
  waiter.send(query('UPDATE locked SET b = 3'));
  await sleep(100);
  await cancel(waiter);
  expect(errorOf(await waiter.ready())).toMatchObject({ C: '57014' });
  await run(waiter, 'SET lock_timeout = 50');
  expect((await waiter.query('UPDATE locked SET b = 3')).error).toMatchObject({ C: '55P03', M: 'canceling statement due to lock timeout' });
  expect((await waiter.query('INSERT INTO locked VALUES (2, 2)')).error).toBeNull();
  await run(holder, 'COMMIT');
  expect(await waiter.rows('UPDATE locked SET b = b + 1 WHERE a = 1 RETURNING b')).toEqual([['3']]);
  await run(holder, 'DROP TABLE locked');
});

test('a cancelled INSERT leaves no row', async () => {
  const client = await wire.connect();
  await run(client, 'DROP TABLE IF EXISTS filling', 'CREATE TABLE filling (a int PRIMARY KEY)');
  client.send(query('INSERT INTO filling SELECT generate_series(1, 100000000)'));
  await sleep(150);
  await cancel(client);
  expect(errorOf(await client.ready())).toMatchObject({ C: '57014' });
  expect(await client.rows('SELECT count(*) FROM filling')).toEqual([['0']]);
  await run(client, 'INSERT INTO filling VALUES (1)', 'DROP TABLE filling');
});

test('a deadlock is found and one side is told', async () => {
  const [a, b] = [await wire.connect(), await wire.connect()];
  await run(a, 'DROP TABLE IF EXISTS dead', 'CREATE TABLE dead (id int PRIMARY KEY, v int)', 'INSERT INTO dead VALUES (1, 0), (2, 0)');
  await run(a, 'BEGIN', 'UPDATE dead SET v = 1 WHERE id = 1');
  await run(b, 'BEGIN', 'UPDATE dead SET v = 2 WHERE id = 2');
  a.send(query('UPDATE dead SET v = 1 WHERE id = 2'));
  await sleep(50);
  b.send(query('UPDATE dead SET v = 2 WHERE id = 1'));
  const answers = await Promise.all(
    [a.answer(), b.answer().then(async answer => (answer.error ? (await b.query('ROLLBACK'), answer) : answer))].map(async (work, i) => {
      const answer = await work;
      if (answer.error && i === 0) await a.query('ROLLBACK');
      return answer;
    }),
  );
  const errors = answers.map(answer => answer.error).filter(error => error !== null);
  expect(errors.length).toBe(1);
  expect(errors[0]).toMatchObject({ C: '40P01', M: 'deadlock detected', H: 'See server log for query details.' });
  await a.query('COMMIT');
  await b.query('COMMIT');
  await run(a, 'DROP TABLE dead');
});

test('lock_timeout says where the statement names the table that it waited for', async () => {
  const holder = await wire.connect();
  await run(holder, 'DROP TABLE IF EXISTS held', 'CREATE TABLE held (a int PRIMARY KEY)', 'BEGIN', 'LOCK TABLE held');
  const client = await wire.connect();
  await run(client, "SET lock_timeout = '20ms'");
  const positions: (readonly [sql: string, position: string | undefined])[] = [
    ['SELECT * FROM held', '15'],
    ['SELECT (SELECT 1 FROM held)', '23'],
    ['INSERT INTO held VALUES (2)', '13'],
    ['UPDATE held SET a = 2', '8'],
    ['WITH x AS (SELECT * FROM held) SELECT * FROM x', '26'],
    ['TABLE held', '7'],
    ['TRUNCATE held', undefined],
    ['ALTER TABLE held ADD b int', undefined],
  ];
  for (const [sql, position] of positions) {
    client.send(query(sql));
    const error = errorOf(await client.ready());
    expect(error, sql).toMatchObject({ C: '55P03', M: 'canceling statement due to lock timeout' });
    expect(error?.['P'], sql).toBe(position);
  }
});
