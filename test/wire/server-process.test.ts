/** The server as a process of its own: its files and sockets, a second one on the same directory, its graceful end whatever its clients are doing. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { HenryDB } from '../../src/index.js';
import { startServerProcess, type ServerProcess } from '../../tools/server-process/server-process.js';
import { WireClient, openSocket } from '../../tools/wire/client.js';
import { query, startup } from '../../tools/wire/messages.js';

let folder = '';
let server: ServerProcess | null = null;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'henrydb-process-'))));
afterEach(async () => {
  await server?.kill();
  server = null;
  rmSync(folder, { recursive: true, force: true });
});

test('a second process on the data directory is refused by name and pid', async () => {
  const dataDir = join(folder, 'made', 'on', 'the', 'way');
  server = await startServerProcess({ dataDir });
  const second = spawnSync(process.execPath, [join(import.meta.dirname, '../../bin/henrydb.js'), 'server', '--port', '0', '--data-dir', dataDir], {
    encoding: 'utf8',
    timeout: 30_000,
  });
  expect(second.status).toBe(1);
  expect(second.stderr).toContain('lock file "postmaster.pid" already exists');
  expect(second.stderr).toContain(`(PID ${server.pid}) running in data directory "${dataDir}"`);
  await expect(HenryDB.open(dataDir)).rejects.toMatchObject({ code: 'F0001', hint: expect.stringContaining(`PID ${server.pid}`) as string });
  // The first one is none the worse, and after its death the directory is free.
  const client = await WireClient.connect(server);
  await client.rows('CREATE TABLE kept (a int)');
  await client.end();
  await server.kill();
  server = await startServerProcess({ dataDir });
  expect(await (await WireClient.connect(server)).rows('SELECT * FROM kept')).toEqual([]);
});

test('a unix socket: used, removed at the end, never taken from a living server', async () => {
  server = await startServerProcess({ arguments: ['--socket-dir', folder] });
  const path = join(folder, `.s.PGSQL.${server.port}`);
  const client = await WireClient.connect({ host: folder, port: server.port });
  expect(await client.rows('SELECT inet_client_addr() IS NULL')).toEqual([['t']]);
  client.socket.destroy();
  const other = spawnSync(
    process.execPath,
    [join(import.meta.dirname, '../../bin/henrydb.js'), 'server', '--host', '127.0.0.2', '--port', String(server.port), '--socket-dir', folder],
    { encoding: 'utf8', timeout: 30_000 },
  );
  expect(other.status).toBe(1);
  expect(other.stderr).toContain(`another server is listening on the unix socket "${path}"`);
  expect(await server.stop()).toBe(0);
  expect(existsSync(path)).toBe(false);
});

const idle = (): Promise<void> => sleep(0);

test.each([
  ['that are idle', idle],
  ['that have a transaction open', (c: WireClient) => c.rows('BEGIN; CREATE TABLE never (a int)')],
  ['that sleep', (c: WireClient) => c.send(query('SELECT pg_sleep(60)'))],
  ['that compute', (c: WireClient) => c.send(query('SELECT count(*) FROM generate_series(1, 1000000000)'))],
  ['that sort', (c: WireClient) => c.send(query('SELECT g FROM generate_series(1, 1000000) g ORDER BY md5(g::text)'))],
  ['that copy', (c: WireClient) => c.rows('CREATE TABLE t (a int)').then(() => c.send(query('COPY t FROM STDIN')))],
  ['that wait for a lock', (c: WireClient) => c.send(query('SELECT pg_advisory_lock(1)'), query('BEGIN; SELECT pg_advisory_xact_lock(1)'))],
])('SIGTERM ends the server with clients %s', async (_, occupy: (client: WireClient) => unknown) => {
  server = await startServerProcess({ dataDir: folder });
  const holder = await WireClient.connect(server);
  await holder.rows('CREATE TABLE stays AS SELECT 1 AS a');
  const client = await WireClient.connect(server);
  await occupy(client);
  await sleep(100);
  const start = performance.now();
  expect(await server.stop()).toBe(0);
  expect(performance.now() - start).toBeLessThan(5000);
  await expect(client.closed()).resolves.toMatchObject({ C: '57P01', M: 'terminating connection due to administrator command' });
  expect(readdirSync(folder).filter(name => name.startsWith('postmaster'))).toEqual([]);
  // What was committed is there, without any recovery; what was not, is not.
  server = await startServerProcess({ dataDir: folder });
  expect(server.output()).not.toMatch(/recovered/);
  const after = await WireClient.connect(server);
  expect(await after.rows("SELECT a, to_regclass('never') FROM stays")).toEqual([['1', null]]);
  after.socket.destroy();
});

test('SIGTERM ends the server though a client neither reads nor closes', async () => {
  server = await startServerProcess();
  const socket = await openSocket(server);
  socket.write(startup({ user: 'postgres', database: 'postgres' }));
  await new Promise(resolve => socket.once('data', resolve));
  socket.pause();
  socket.write(query("SELECT repeat('x', 1000) FROM generate_series(1, 3000000)"));
  await sleep(500);
  const start = performance.now();
  expect(await server.stop()).toBe(0);
  expect(performance.now() - start).toBeLessThan(8000);
  socket.destroy();
});
