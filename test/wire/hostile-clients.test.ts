/** Clients that send garbage, vanish, or never read: the server and its other sessions stay usable. */
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { openSocket } from '../../tools/wire/client.js';
import { message, parse, query, reportOf, startup, sync } from '../../tools/wire/messages.js';
import { isExternal, run, startWire } from './fixture.js';

const wire = startWire();

/** Deterministic noise. */
function noise(length: number, seed: number): Buffer {
  let state = seed;
  return Buffer.from(Array.from({ length }, () => ((state = (Math.imul(state, 1103515245) + 12345) >>> 0) >>> 16) & 0xff));
}

async function expectUsable(): Promise<void> {
  const client = await wire.connect();
  expect(await client.rows('SELECT 1')).toEqual([['1']]);
}

test.each([1, 2, 3, 4, 5, 6, 7, 8])('noise %i instead of a start-up packet', async seed => {
  const client = await wire.raw();
  const bytes = noise(2000, seed);
  bytes.writeUInt32BE(seed % 2 === 0 ? 0x7fffffff : 100 + seed, 0);
  client.send(bytes);
  client.socket.end();
  await client.closed();
  await expectUsable();
});

test('a browser is shown the door', async () => {
  const client = await wire.raw();
  client.send(Buffer.from('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n'));
  await client.closed();
  await expectUsable();
});

test.each([
  ['an unknown message type', message('?', Buffer.from('x')), '08P01'],
  ['a length that is too small', Buffer.from([0x51, 0, 0, 0, 1]), '08P01'],
  ['a length that is absurd', Buffer.from([0x51, 0x7f, 0xff, 0xff, 0xff]), '08P01'],
])('%s ends the connection', async (_, bytes) => {
  const client = await wire.connect();
  client.send(bytes);
  await client.closed();
  await expectUsable();
});

test('a malformed message is an error, the session goes on', async () => {
  const client = await wire.connect();
  client.send(message('P', Buffer.from('no terminator')), sync());
  const messages = await client.ready();
  expect(reportOf(messages.find(m => m.type === 'E')!.body)).toMatchObject({ C: '08P01' });
  client.send(message('Q', Buffer.from('SELECT 1\0 and more\0')));
  expect(reportOf((await client.ready()).find(m => m.type === 'E')!.body)).toMatchObject({ C: '08P01' });
  client.send(query('SELECT 1'));
  expect(await client.letters()).toBe('TDCZ');
});

test('text that is not UTF-8 is refused', async () => {
  const client = await wire.connect();
  client.send(message('Q', Buffer.concat([Buffer.from("SELECT '"), Buffer.from([0xc3, 0x28]), Buffer.from("'\0")])));
  const messages = await client.ready();
  expect(reportOf(messages.find(m => m.type === 'E')!.body)).toMatchObject({ C: '22021', M: 'invalid byte sequence for encoding "UTF8": 0xc3 0x28' });
});

test('a client that vanishes releases its locks and its work is undone', async () => {
  const [client, other] = [await wire.connect(), await wire.connect()];
  await run(
    client,
    'DROP TABLE IF EXISTS vanish',
    'CREATE TABLE vanish (a int PRIMARY KEY)',
    'INSERT INTO vanish VALUES (1)',
    'BEGIN',
    'UPDATE vanish SET a = 2',
    'INSERT INTO vanish VALUES (3)',
  );
  const update = other.query('UPDATE vanish SET a = 10');
  await sleep(50);
  client.socket.destroy();
  expect((await update).results[0]?.tag).toBe('UPDATE 1');
  expect(await other.rows('SELECT a FROM vanish')).toEqual([['10']]);
  await run(other, 'DROP TABLE vanish');
});

test('a client that vanishes in the middle of a statement, of COPY, of a message', async () => {
  const other = await wire.connect();
  await run(other, 'DROP TABLE IF EXISTS half', 'CREATE TABLE half (a int)');
  const long = await wire.connect();
  long.send(query('SELECT count(*) FROM generate_series(1, 1000000000)'));
  const copying = await wire.connect();
  copying.send(query('COPY half FROM STDIN'));
  await copying.next();
  copying.send(message('d', Buffer.from('1\n2\n')));
  const halfway = await wire.connect();
  halfway.send(query('SELECT 1').subarray(0, 7));
  const inStartup = await wire.raw();
  inStartup.send(startup({ user: 'postgres' }).subarray(0, 10));
  await sleep(50);
  for (const client of [long, copying, halfway, inStartup]) client.socket.destroy();
  await sleep(300);
  expect(await other.rows('SELECT count(*) FROM half')).toEqual([['0']]);
  if (!isExternal) {
    expect(await other.rows('SELECT count(*) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND backend_type = $$client backend$$')).toEqual([['0']]);
  }
  // Nothing holds a lock that DROP TABLE would wait for.
  await run(other, 'SET lock_timeout = 1000', 'DROP TABLE half');
});

test('a client that closes its sending half still gets its answer, or a clean end', async () => {
  const client = await wire.connect();
  client.send(query('SELECT 1'));
  client.socket.end();
  await client.closed();
  await expectUsable();
});

test('a client that never reads stops its own query, nobody else’s', async () => {
  const socket = await openSocket(wire.address);
  socket.write(startup({ user: 'postgres', database: 'postgres' }));
  await new Promise(resolve => socket.once('data', resolve));
  socket.pause();
  socket.write(query("SELECT repeat('x', 1000) FROM generate_series(1, 300000)"));
  await sleep(300);
  const start = performance.now();
  await expectUsable();
  expect(performance.now() - start).toBeLessThan(2000);
  if (wire.server) expect(process.memoryUsage().rss).toBeLessThan(2_000_000_000);
  socket.destroy();
  await sleep(50);
  await expectUsable();
});

test('a byte at a time is fine', async () => {
  const client = await wire.connect();
  for (const byte of Buffer.concat([parse('', 'SELECT 1'), sync(), query('SELECT 2')])) {
    client.send(Buffer.from([byte]));
    await sleep(0);
  }
  expect(await client.letters()).toBe('1Z');
  expect(await client.letters()).toBe('TDCZ');
});

test('a thousand statements in one packet', async () => {
  const client = await wire.connect();
  client.send(...Array.from({ length: 1000 }, (_, i) => query(`SELECT ${i}`)));
  for (let i = 0; i < 1000; i++) expect(await client.letters()).toBe('TDCZ');
});

test('deep nesting is an error, not the end', async () => {
  const client = await wire.connect();
  for (const sql of [
    `SELECT ${'('.repeat(100_000)}1`,
    `SELECT ${'- '.repeat(200_000)}1`,
    `SELECT ${'CASE WHEN true THEN '.repeat(50_000)}1`,
    `SELECT 1${' + 1'.repeat(20_000)}`,
  ]) {
    const { error } = await client.query(sql);
    expect(['54001', '42601', undefined]).toContain(error?.['C']);
  }
  expect(await client.rows('SELECT 1')).toEqual([['1']]);
});
