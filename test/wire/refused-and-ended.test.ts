/** Sessions that the server refuses or ends, and what it says: too many of them, idle for too long, terminated, not while it stops. Texts are PostgreSQL 15's. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { HenryDBServer } from '../../src/server/index.js';
import { ConnectionLost, WireClient } from '../../tools/wire/client.js';
import { copyData, query, startup, type Report } from '../../tools/wire/messages.js';

const server = new HenryDBServer({ port: 0, maxConnections: 6, superuserReservedConnections: 2 });
const clients: WireClient[] = [];
beforeAll(async () => {
  await server.start();
  const client = await connect();
  for (const sql of ['CREATE ROLE plain LOGIN', 'CREATE ROLE few LOGIN CONNECTION LIMIT 1', 'CREATE ROLE group_only', 'CREATE TABLE t (a int)'])
    await client.rows(sql);
  await leave(client);
});
afterEach(async () => {
  for (const client of clients.splice(0)) await leave(client);
});
afterAll(() => server.stop());

const address = () => ({ host: '127.0.0.1', port: server.port });

async function connect(user = 'postgres'): Promise<WireClient> {
  const client = await WireClient.connect({ ...address(), user, database: 'postgres' });
  clients.push(client);
  return client;
}

/** Closes the connection and waits until the server has noticed. */
async function leave(client: WireClient): Promise<void> {
  client.socket.destroy();
  for (let i = 0; i < 400 && server.database.sessions.has(client.pid); i++) await sleep(5);
}

/** Why a connection ended. */
async function reasonOf(work: Promise<unknown>): Promise<Report | null> {
  const error = await work.then(
    () => null,
    (lost: unknown) => lost,
  );
  expect(error).toBeInstanceOf(ConnectionLost);
  return (error as ConnectionLost).report;
}

const fatal = (code: string, text: string) => expect.objectContaining({ S: 'FATAL', C: code, M: text }) as unknown;

test('the last places are the superusers’', async () => {
  for (let i = 0; i < 4; i++) await connect('plain');
  expect(await reasonOf(connect('plain'))).toEqual(fatal('53300', 'remaining connection slots are reserved for non-replication superuser connections'));
  await connect();
  await connect();
  expect(await reasonOf(connect())).toEqual(fatal('53300', 'sorry, too many clients already'));
  expect(await reasonOf(connect('plain'))).toEqual(fatal('53300', 'sorry, too many clients already'));
  await leave(clients.pop()!);
  const client = await connect();
  expect(await client.rows('SHOW superuser_reserved_connections')).toEqual([['2']]);
  expect(await client.rows('SHOW max_connections')).toEqual([['6']]);
});

test('a role has its own limit, and may be none that logs in', async () => {
  await connect('few');
  expect(await reasonOf(connect('few'))).toEqual(fatal('53300', 'too many connections for role "few"'));
  expect(await reasonOf(connect('group_only'))).toEqual(fatal('28000', 'role "group_only" is not permitted to log in'));
});

test('idle_session_timeout', async () => {
  const client = await connect();
  await client.rows("SET idle_session_timeout = '40ms'");
  expect(await client.closed()).toEqual(fatal('57P05', 'terminating connection due to idle-session timeout'));
});

test('idle_in_transaction_session_timeout', async () => {
  const client = await connect();
  await client.query("SET idle_in_transaction_session_timeout = '40ms'; BEGIN; INSERT INTO t VALUES (1)");
  expect(await client.closed()).toEqual(fatal('25P03', 'terminating connection due to idle-in-transaction timeout'));
  expect(await (await connect()).rows('SELECT count(*) FROM t')).toEqual([['0']]);
});

test('transaction_timeout: statements, idleness and locks of one transaction together', async () => {
  const ended = fatal('25P04', 'terminating connection due to transaction timeout');
  const idle = await connect();
  await idle.query("SET transaction_timeout = '60ms'; BEGIN; INSERT INTO t VALUES (1)");
  expect(await idle.closed()).toEqual(ended);
  const busy = await connect();
  await busy.query("SET transaction_timeout = '60ms'");
  expect(await reasonOf(busy.rows('SELECT pg_sleep(60)'))).toEqual(ended);
  const [holder, waiter] = [await connect(), await connect()];
  await holder.query('BEGIN; LOCK TABLE t');
  await waiter.query("BEGIN; SET LOCAL transaction_timeout = '60ms'");
  expect(await reasonOf(waiter.rows('SELECT * FROM t'))).toEqual(ended);
  await holder.query('COMMIT');
  // Each transaction has the whole time, and one that is over has none left to lose.
  const patient = await connect();
  await patient.query("SET transaction_timeout = '2s'");
  for (let i = 0; i < 3; i++) await patient.query('BEGIN; SELECT pg_sleep(0.01); COMMIT');
  await patient.query("SET transaction_timeout = '50ms'");
  await patient.query('BEGIN; SET transaction_timeout = 0');
  await new Promise(resolve => setTimeout(resolve, 120));
  expect(await patient.rows('SELECT count(*) FROM t')).toEqual([['0']]);
});

test('pg_terminate_backend', async () => {
  const client = await connect();
  const reason = reasonOf(client.rows('SELECT pg_sleep(60)'));
  const other = await connect();
  expect(await other.rows(`SELECT pg_terminate_backend(${client.pid})`)).toEqual([['t']]);
  expect(await reason).toEqual(fatal('57P01', 'terminating connection due to administrator command'));
  expect(await reasonOf(other.rows('SELECT pg_terminate_backend(pg_backend_pid())'))).toEqual(
    fatal('57P01', 'terminating connection due to administrator command'),
  );
});

test('a client that goes away ends what it has begun', async () => {
  const client = await connect();
  client.send(query('COPY t FROM STDIN'));
  await client.nextBut('NS');
  client.send(copyData(Buffer.from('1\n2\n')));
  // Nobody is left to be told 08006.
  await leave(client);
  const other = await connect();
  expect(await other.rows('SELECT count(*) FROM t')).toEqual([['0']]);
  expect(await other.rows('SELECT count(*) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND backend_type = $$client backend$$')).toEqual([['0']]);
});

test('while the server stops nobody gets in', async () => {
  const own = new HenryDBServer({ port: 0 });
  await own.start();
  const there = { host: '127.0.0.1', port: own.port };
  const running = await WireClient.connect({ ...there, user: 'postgres', database: 'postgres' });
  const late = await WireClient.raw(there);
  late.send(startup({ user: 'postgres', database: 'postgres' }));
  const stopped = own.stop();
  expect(await late.closed()).toEqual(fatal('57P03', 'the database system is shutting down'));
  expect(await running.closed()).toEqual(fatal('57P01', 'terminating connection due to administrator command'));
  await stopped;
  await expect(WireClient.raw(there)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});
