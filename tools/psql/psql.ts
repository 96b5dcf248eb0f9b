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

const connectionArgs = (address: Address, database: string): string[] => ['-h', address.host, '-p', String(address.port), '-U', 'postgres', '-d', database];

/** Runs one of PostgreSQL's client programs; its output. @throws Error when it fails or warns. */
function clientProgram(program: string, args: readonly string[], input = ''): string {
  const { stdout, stderr, status, error } = spawnSync(program, args, {
    input,
    encoding: 'utf8',
    env: { ...process.env, PGTZ: 'UTC', PGCLIENTENCODING: 'UTF8', LC_ALL: 'C', PGOPTIONS: '' },
    maxBuffer: 1 << 28,
    timeout: 60_000,
  });
  if (error) throw error;
  if (status !== 0 || /ERROR|error:/.test(stderr)) throw new Error(`${program} ended with ${status}: ${stderr}`);
  return stdout;
}

/** What pg_dump writes, without its versions and its random key. */
export function dump(address: Address, database: string, ...options: readonly string[]): string {
  const text = clientProgram('pg_dump', [...connectionArgs(address, database), ...options]);
  return text.replace(/^\\(un)?restrict .*\n/gm, '').replace(/^-- Dumped (from|by) .*\n/gm, '');
}

/** Runs a script and stops at its first error. */
export function runScript(address: Address, database: string, script: string): void {
  clientProgram('psql', ['-X', '-q', '-v', 'ON_ERROR_STOP=1', ...connectionArgs(address, database)], script);
}

/** pg_dump's archive restored into another database. */
export function restore(from: Address, to: Address, database: string, archive: string, ...options: readonly string[]): void {
  clientProgram('pg_dump', [...connectionArgs(from, database), '-Fc', '-f', archive]);
  clientProgram('pg_restore', [...connectionArgs(to, database), ...options, archive]);
}
