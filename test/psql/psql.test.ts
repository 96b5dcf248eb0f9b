/** psql itself: what it shows on HenryDB is what it shows on PostgreSQL 15 (recorded by tools/psql/record.ts). Needs psql 15; skipped without it. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { psqlVersion, transcript } from '../../tools/psql/psql.js';
import { startServerProcess, type ServerProcess } from '../../tools/server-process/server-process.js';

const folder = import.meta.dirname;
const scripts = readdirSync(folder).filter(name => name.endsWith('.sql'));

// psql runs synchronously here, so the server needs a process of its own.
describe.skipIf(!psqlVersion()?.startsWith('15'))('psql 15', () => {
  let server: ServerProcess;
  beforeEach(async () => {
    server = await startServerProcess();
  });
  afterEach(() => server.kill());

  test.each(scripts)('%s', name => {
    const expected = readFileSync(join(folder, name.replace(/\.sql$/, '.out')), 'utf8');
    expect(transcript(server, 'postgres', readFileSync(join(folder, name), 'utf8'))).toBe(expected);
  });

  test('\\l lists the databases', () => {
    expect(transcript(server, 'postgres', '\\l')).toMatch(/^ postgres +\| postgres +\| UTF8 +\| C +\| C.UTF-8 +\|/m);
  });
});
