/**
 * pgbench's TPC-B load in all three query modes, with one client and eight, and its invariants: the sums of all balances and of the history agree.
 * Needs pgbench; skipped without it. HENRYDB_PGBENCH_SECONDS=30 makes each run longer.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startServerProcess, type ServerProcess } from '../../tools/server-process/server-process.js';
import { WireClient } from '../../tools/wire/client.js';

const isThere = spawnSync('pgbench', ['--version']).error === undefined;
const SECONDS = process.env['HENRYDB_PGBENCH_SECONDS'] ?? '1';

describe.skipIf(!isThere)('pgbench', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'henrydb-pgbench-'));
  let server: ServerProcess;

  const pgbench = (...args: readonly string[]): Promise<string> =>
    new Promise((resolve, reject) => {
      const child = spawn('pgbench', ['-h', server.host, '-p', String(server.port), '-U', 'postgres', ...args, 'postgres'], {
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let output = '';
      child.stdout.on('data', chunk => (output += String(chunk)));
      child.stderr.on('data', chunk => (output += String(chunk)));
      child.on('error', reject);
      child.on('exit', code => resolve(`${output}\nexit ${code}`));
    });

  async function expectBalanced(): Promise<number> {
    const client = await WireClient.connect(server);
    const [sums] = await client.rows(
      'SELECT (SELECT sum(abalance) FROM pgbench_accounts), (SELECT sum(bbalance) FROM pgbench_branches), (SELECT sum(tbalance) FROM pgbench_tellers), (SELECT coalesce(sum(delta), 0) FROM pgbench_history)',
    );
    const [[count]] = (await client.rows('SELECT count(*) FROM pgbench_history')) as [[string]];
    expect(await client.rows('SELECT count(*), count(DISTINCT aid) FROM pgbench_accounts')).toEqual([['100000', '100000']]);
    await client.end();
    expect(new Set(sums).size).toBe(1);
    return Number(count);
  }

  beforeAll(async () => {
    server = await startServerProcess({ dataDir });
    expect(await pgbench('-i', '-s', '1', '-q')).toMatch(/exit 0$/);
  });
  afterAll(async () => {
    await server.kill();
    rmSync(dataDir, { recursive: true, force: true });
  });

  test.each(
    ['simple', 'extended', 'prepared'].flatMap(mode => [
      [mode, '1'],
      [mode, '8'],
    ]),
  )('%s queries, %s clients', async (mode, clients) => {
    const output = await pgbench('-T', SECONDS, '-M', mode, '-c', clients, '-n');
    expect(output).toMatch(/number of failed transactions: 0 /);
    expect(output).toMatch(/exit 0$/);
    expect(await expectBalanced()).toBeGreaterThan(0);
  });

  test('kill -9 in the middle, twice', async () => {
    for (let i = 0; i < 2; i++) {
      const load = pgbench('-T', '20', '-M', 'prepared', '-c', '8', '-n');
      await sleep(700);
      await server.kill();
      await load;
      server = await startServerProcess({ dataDir });
      await expectBalanced();
    }
  });
});
