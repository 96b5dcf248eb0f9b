/**
 * A PostgreSQL to compare with: one that is running (`--postgres host:port`, or the environment's PGHOST and PGPORT), or a throw-away cluster made
 * with the newest initdb found on this machine, stopped and removed afterwards.
 */
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { WireClient, type Address } from '../wire/client.js';

export interface Cluster extends Address {
  readonly version: string;
  stop(): Promise<void>;
}

export interface ClusterOptions {
  /** `host:port` or `directory:port` of a running server. */
  readonly running?: string;
  /** Keeps fsync on (benchmarks); off otherwise. */
  readonly isDurable?: boolean;
}

/** Folder of initdb: the newest of the distribution's versions, or whatever PATH has. */
function programFolder(): string {
  const base = '/usr/lib/postgresql';
  const versions = existsSync(base) ? readdirSync(base).filter(name => existsSync(join(base, name, 'bin', 'initdb'))) : [];
  const newest = versions.includes('15') ? '15' : versions.sort((a, b) => Number(a) - Number(b)).at(-1);
  if (newest !== undefined) return join(base, newest, 'bin');
  const found = (process.env['PATH'] ?? '').split(':').find(folder => existsSync(join(folder, 'initdb')));
  if (found === undefined) throw new Error('no PostgreSQL found: give a running one with --postgres host:port, or install initdb and postgres');
  return found;
}

/** PostgreSQL refuses to run as root: the user to run it as instead. */
function runAs(): { uid: number; gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  const id = (flag: string): number => Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout);
  return { uid: id('-u'), gid: id('-g') };
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

async function versionOf(address: Address): Promise<string> {
  const client = await WireClient.connect(address);
  const version = client.parameters.get('server_version') ?? '';
  await client.end();
  return version;
}

export async function openCluster(options: ClusterOptions = {}): Promise<Cluster> {
  const running = options.running ?? (process.env['PGHOST'] === undefined ? undefined : `${process.env['PGHOST']}:${process.env['PGPORT'] ?? '5432'}`);
  if (running !== undefined) {
    const colon = running.lastIndexOf(':');
    const address = { host: running.slice(0, colon), port: Number(running.slice(colon + 1)) };
    return { ...address, version: await versionOf(address), stop: () => Promise.resolve() };
  }

  const programs = programFolder();
  const directory = mkdtempSync(join(tmpdir(), 'henrydb-postgres-'));
  const owner = runAs();
  if (owner) chownSync(directory, owner.uid, owner.gid);
  chmodSync(directory, 0o755);
  const data = join(directory, 'data');
  const made = spawnSync(
    join(programs, 'initdb'),
    ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--lc-collate=C', '--no-sync'],
    {
      encoding: 'utf8',
      cwd: directory,
      ...owner,
    },
  );
  if (made.status !== 0) throw new Error(`initdb failed:\n${made.stdout}${made.stderr}`);
  const port = await freePort();
  const settings = options.isDurable === true ? [] : ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off'];
  const server = spawn(
    join(programs, 'postgres'),
    ['-D', data, '-k', directory, '-p', String(port), '-c', 'listen_addresses=127.0.0.1', '-c', 'max_prepared_transactions=64', ...settings],
    {
      cwd: directory,
      stdio: ['ignore', 'ignore', 'ignore'],
      ...owner,
    },
  );
  const exited = new Promise<void>(resolve => server.once('exit', () => resolve()));
  const stop = async (): Promise<void> => {
    server.kill('SIGINT');
    await exited;
    rmSync(directory, { recursive: true, force: true });
  };
  const address = { host: directory, port };
  for (let attempt = 0; ; attempt++) {
    try {
      return { ...address, version: await versionOf(address), stop };
    } catch (error) {
      if (attempt === 100 || server.exitCode !== null) {
        await stop();
        throw error;
      }
      await sleep(100);
    }
  }
}
