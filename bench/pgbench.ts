/** PostgreSQL's own benchmark program, where it is installed: TPC-B and single statements through a client written in C. */
import { spawn, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Timing } from './measure.js';
import type { Server } from './servers.js';

export type PgbenchMode = 'simple' | 'extended' | 'prepared';

export function hasPgbench(): boolean {
  return spawnSync('pgbench', ['--version']).status === 0;
}

function pgbench(server: Server, words: readonly string[], options = ''): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn('pgbench', ['-h', server.host, '-p', String(server.port), '-U', server.user, ...words, server.database], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, PGOPTIONS: options },
    });
    let output = '';
    let errors = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    child.once('error', reject);
    child.once('close', code => (code === 0 ? resolve(output) : reject(new Error(`pgbench ${words.join(' ')} on ${server.name}:\n${errors.trim()}`))));
  });
}

export async function initializeTpcb(server: Server, scale = 1): Promise<void> {
  await pgbench(server, ['-i', '-s', String(scale), '-q']);
}

export const LEVELS = ['read committed', 'repeatable read', 'serializable'] as const;
export type Level = (typeof LEVELS)[number];

export interface LevelRun {
  /** Transactions that committed, a second. */
  readonly tps: number;
  readonly committed: number;
  /** Attempts that ended with 40001 or 40P01 and were begun again, a committed transaction. */
  readonly retries: number;
}

/** TPC-B at an isolation level; what fails to serialize is tried again until it succeeds. */
export async function runLevel(server: Server, level: Level, clients: number, seconds: number): Promise<LevelRun> {
  const words = ['-n', '-M', 'prepared', '-c', String(clients), '-j', '1', '-T', String(seconds), '--max-tries=0'];
  const output = await pgbench(server, words, `-c default_transaction_isolation=${level.replace(' ', '\\ ')}`);
  const figure = (pattern: RegExp): number => Number(pattern.exec(output)?.[1] ?? NaN);
  const tps = figure(/tps = ([\d.]+)/);
  const committed = figure(/number of transactions actually processed: (\d+)/);
  if (!(tps > 0)) throw new Error(`pgbench at ${level} on ${server.name} went wrong:\n${output}`);
  return { tps, committed, retries: figure(/total number of retries: (\d+)/) / committed };
}

/** One run. Time per transaction of the whole server: the inverse of transactions per second. */
async function run(server: Server, words: readonly string[]): Promise<Timing> {
  const cpu = server.cpuMs();
  const output = await pgbench(server, ['-n', ...words]);
  const used = server.cpuMs() - cpu;
  const tps = Number(/tps = ([\d.]+)/.exec(output)?.[1]);
  const count = Number(/number of transactions actually processed: (\d+)/.exec(output)?.[1]);
  const failed = Number(/number of failed transactions: (\d+)/.exec(output)?.[1] ?? 0);
  if (!(tps > 0) || failed > 0) throw new Error(`pgbench ${words.join(' ')} on ${server.name} went wrong:\n${output}`);
  return { ns: 1e9 / tps, cpuNs: (used * 1e6) / count };
}

export function runTpcb(server: Server, mode: PgbenchMode, clients: number, seconds: number): Promise<Timing> {
  return run(server, ['-M', mode, '-c', String(clients), '-j', '1', '-T', String(seconds)]);
}

export function runScript(server: Server, folder: string, script: string, mode: PgbenchMode, clients: number, seconds: number): Promise<Timing> {
  const file = join(folder, 'script.sql');
  writeFileSync(file, script);
  return run(server, ['-M', mode, '-c', String(clients), '-j', '1', '-T', String(seconds), '-f', file]);
}

/** TPC-B's invariant: every delta is in one account, one teller, one branch and the history. */
export async function isTpcbConsistent(server: Server): Promise<boolean> {
  const client = await server.connect();
  try {
    const sums: string[] = [];
    for (const sql of [
      'select coalesce(sum(abalance), 0) from pgbench_accounts',
      'select coalesce(sum(tbalance), 0) from pgbench_tellers',
      'select coalesce(sum(bbalance), 0) from pgbench_branches',
      'select coalesce(sum(delta), 0) from pgbench_history',
    ])
      sums.push(await client.value(sql));
    return sums.every(sum => sum === sums[0]);
  } finally {
    await client.end();
  }
}
