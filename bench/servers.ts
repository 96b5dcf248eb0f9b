/** The two servers of the wire benchmarks, each with its own processes, and how much CPU time they have used. */
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openCluster } from '../tools/postgres/cluster.js';
import type { BenchOptions } from './options.js';
import { ThinClient } from './wire-client.js';

export interface Server {
  readonly name: 'HenryDB' | 'PostgreSQL';
  readonly version: string;
  /** Of the server's first process; 0 where it is not known. */
  readonly pid: number;
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
  /** CPU time of the server's processes so far; NaN where the system does not tell. */
  cpuMs(): number;
  connect(): Promise<ThinClient>;
  stop(): Promise<void>;
}

/** /proc counts in hundredths of a second. */
const TICK_MS = 10;

function processFields(pid: number): string[] {
  const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
  return text.slice(text.lastIndexOf(')') + 2).split(' ');
}

/** A process, its children that have ended, and its children that live. */
function treeCpuMs(pid: number): number {
  try {
    const own = processFields(pid);
    let ticks = Number(own[11]) + Number(own[12]) + Number(own[13]) + Number(own[14]);
    for (const name of readdirSync('/proc')) {
      if (!/^\d+$/.test(name)) continue;
      try {
        const fields = processFields(Number(name));
        if (Number(fields[1]) === pid) ticks += Number(fields[11]) + Number(fields[12]);
      } catch {
        continue;
      }
    }
    return ticks * TICK_MS;
  } catch {
    return NaN;
  }
}

export async function startHenryDB(options: BenchOptions, dataDir: string): Promise<Server> {
  const command = join(options.packageDir, 'bin', 'henrydb.js');
  const child = spawn(process.execPath, [command, 'server', '--port', '0', '--data-dir', dataDir], { stdio: ['ignore', 'pipe', 'pipe'] });
  const exited = new Promise<void>(resolve => child.once('exit', () => resolve()));
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const port = await new Promise<number>((resolve, reject) => {
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const listening = /listening on [^ ]*:(\d+)/.exec(output);
      if (listening) resolve(Number(listening[1]));
    });
    child.once('exit', code => reject(new Error(`the HenryDB server ended with ${code}:\n${errors}`)));
  });
  const { version } = JSON.parse(readFileSync(join(options.packageDir, 'package.json'), 'utf8')) as { version: string };
  const server = { host: '127.0.0.1', port, user: 'postgres', database: 'postgres' };
  return {
    ...server,
    name: 'HenryDB',
    version,
    pid: child.pid!,
    cpuMs: () => treeCpuMs(child.pid!),
    connect: () => ThinClient.connect(server, server.user, server.database),
    stop: async () => {
      child.kill('SIGTERM');
      await exited;
    },
  };
}

/** A cluster that syncs its log at each commit, as PostgreSQL does unless told otherwise. */
export async function startPostgres(options: BenchOptions): Promise<Server> {
  const cluster = await openCluster({ isDurable: true, ...(options.postgres === null ? {} : { running: options.postgres }) });
  // A throw-away cluster is known by its socket's folder; it listens on loopback too.
  const server = { host: cluster.host.startsWith('/') ? '127.0.0.1' : cluster.host, port: cluster.port, user: 'postgres', database: 'postgres' };
  const connect = (): Promise<ThinClient> => ThinClient.connect(server, server.user, server.database);
  const client = await connect();
  let postmaster = 0;
  try {
    postmaster = Number(processFields(Number(await client.value('select pg_backend_pid()')))[1]);
  } catch {
    postmaster = 0;
  }
  await client.end();
  return {
    ...server,
    name: 'PostgreSQL',
    version: cluster.version.split(' ')[0]!,
    pid: postmaster,
    cpuMs: () => (postmaster === 0 ? NaN : treeCpuMs(postmaster)),
    connect,
    stop: () => cluster.stop(),
  };
}
