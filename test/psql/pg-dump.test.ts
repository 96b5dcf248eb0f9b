/**
 * pg_dump 15: what it dumps of HenryDB is what it dumps of PostgreSQL 15 (recorded by tools/psql/record.ts), and a dump restored is dumped the same again.
 * Needs pg_dump 15; skipped without it.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dump, psqlVersion, restore, runScript } from '../../tools/psql/psql.js';
import { startServerProcess, type ServerProcess } from '../../tools/server-process/server-process.js';

const isThere = psqlVersion()?.startsWith('15') && /\(PostgreSQL\) 15/.test(String(spawnSync('pg_dump', ['--version']).stdout));
const recorded = (name: string): string => readFileSync(join(import.meta.dirname, 'dump', name), 'utf8');

describe.skipIf(!isThere)('pg_dump 15', () => {
  const folder = mkdtempSync(join(tmpdir(), 'henrydb-dump-'));
  let server: ServerProcess;
  let other: ServerProcess;
  beforeAll(async () => {
    server = await startServerProcess();
    other = await startServerProcess();
    runScript(server, 'postgres', recorded('schema.sql'));
    runScript(other, 'postgres', 'CREATE ROLE henrydb_reader');
  });
  afterAll(async () => {
    await server.kill();
    await other.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  test('dumps as from PostgreSQL', () => {
    expect(dump(server, 'postgres')).toBe(recorded('dump.out'));
    expect(dump(server, 'postgres', '--data-only', '--column-inserts')).toBe(recorded('inserts.out'));
  });

  test('pg_restore brings everything back, also over what is there and with several jobs', () => {
    const archive = join(folder, 'archive');
    restore(server, other, 'postgres', archive);
    expect(dump(other, 'postgres')).toBe(recorded('dump.out'));
    restore(server, other, 'postgres', archive, '--clean', '--if-exists', '--jobs=2');
    expect(dump(other, 'postgres')).toBe(recorded('dump.out'));
  });

  test('a plain dump is a script that psql runs', async () => {
    const third = await startServerProcess();
    runScript(third, 'postgres', `CREATE ROLE henrydb_reader;\n${dump(server, 'postgres')}`);
    expect(dump(third, 'postgres')).toBe(recorded('dump.out'));
    await third.kill();
  });
});
