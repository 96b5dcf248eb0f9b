/** Runs psql scripts of test/psql and gives the transcript; psql is PostgreSQL's own, found on the path. */
import { spawnSync } from 'node:child_process';
import type { Address } from '../wire/client.js';

/** The version of psql on the path, null when there is none. */
export function psqlVersion(): string | null {
  const { stdout, error } = spawnSync('psql', ['--version'], { encoding: 'utf8' });
  return error ? null : (/(\d+(\.\d+)?)/.exec(stdout)?.[1] ?? null);
}

/** Echoed input and output of a script. */
export function transcript(address: Address, database: string, script: string): string {
  const args = ['-X', '-a', '-h', address.host, '-p', String(address.port), '-U', 'postgres', '-d', database, '-f', '-', '-v', 'VERBOSITY=default'];
  const { stdout, error } = spawnSync('sh', ['-c', 'exec psql "$@" 2>&1', 'psql', ...args], {
    input: script,
    encoding: 'utf8',
    env: { ...process.env, PGTZ: 'UTC', PGCLIENTENCODING: 'UTF8', LC_ALL: 'C', COLUMNS: '', PGOPTIONS: '' },
    maxBuffer: 1 << 26,
    timeout: 60_000,
  });
  if (error) throw error;
  // Where in psql's or PostgreSQL's source an error came from is nobody's business.
  return stdout.replace(/^psql:<stdin>:\d+: /gm, '').replace(/^LOCATION:.*\n/gm, '');
}
