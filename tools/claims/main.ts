/**
 * npm run claims -- [--tpch DIRECTORY --answers DIRECTORY] [--only word]
 *
 * Runs the long forms of what docs/claims.md promises, one after the other, and prints what each showed. About half an hour on two cores that do nothing
 * else. Needs psql, pgbench, pg_dump and initdb of PostgreSQL 15; a claim that cannot be checked for want of one of them counts as failed.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const { values } = parseArgs({ options: { tpch: { type: 'string' }, answers: { type: 'string' }, only: { type: 'string' } } });

interface Outcome {
  readonly isShown: boolean;
  /** What it printed that is worth a line of the report. */
  readonly figures: readonly string[];
}

interface Claim {
  readonly what: string;
  check(): Promise<Outcome> | Outcome;
}

interface Run {
  readonly status: number | null;
  readonly output: string;
}

function run(command: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Run {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: { ...process.env, NO_COLOR: '1', npm_config_loglevel: 'error', ...env },
  });
  if (error) throw error;
  return { status, output: stdout + stderr };
}

const script = (name: string, ...args: string[]): Run => run('npm', ['run', '--silent', name, '--', ...args]);

/** Tests of files, none of them skipped unless that is what the file says (an engine that a golden file excuses). */
function tests(files: readonly string[], env: Readonly<Record<string, string>> = {}, maySkip = false): Outcome {
  const { status, output } = run('npm', ['test', '--silent', '--', ...files], env);
  const figures = output.split('\n').filter(line => /^\s*(Test Files|Tests) /.test(line));
  const isShown = status === 0 && (maySkip || !figures.some(line => line.includes('skipped')));
  return { isShown, figures: isShown ? figures : [...figures, ...output.split('\n').slice(-40)] };
}

function lines(result: Run, wanted: RegExp, forbidden?: RegExp): Outcome {
  const all = result.output.split('\n');
  const figures = all.filter(line => wanted.test(line));
  const isShown = result.status === 0 && figures.length > 0 && !(forbidden?.test(result.output) ?? false);
  return { isShown, figures: isShown ? figures : [...figures, ...all.slice(-40)] };
}

/** `npm start` prints a psql line; that line, as printed, answers. */
function start(): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'henrydb-claims-'));
  const server = spawn('npm', ['start', '--silent', '--', '--port', '0', '--data-dir', folder], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  return new Promise<Outcome>(resolve => {
    let output = '';
    const listen = (chunk: Buffer): void => {
      output += chunk.toString();
      const line = /(psql -h .*)$/m.exec(output)?.[1];
      if (line === undefined) return;
      server.stdout.off('data', listen);
      const asked = run('sh', ['-c', `${line} -Atc 'SELECT 6 * 7'`]);
      resolve({ isShown: asked.output.trim() === '42', figures: [line, asked.output.trim()] });
    };
    server.stdout.on('data', listen);
    server.on('exit', () => resolve({ isShown: false, figures: [output] }));
  }).finally(() => {
    process.kill(-server.pid!, 'SIGTERM');
    setTimeout(() => rmSync(folder, { recursive: true, force: true }), 2000);
  });
}

const BAR = /\| (met|MISSED) </;

const CLAIMS: readonly Claim[] = [
  { what: 'npm start prints a psql line that works', check: start },
  {
    what: 'psql, \\copy, pg_dump; pgbench 30 s in three modes with 1 and 8 clients, kill -9 twice',
    check: () => tests(['test/psql'], { HENRYDB_PGBENCH_SECONDS: '30' }),
  },
  ...['pipeline', 'volcano'].map(engine => ({
    what: `TPC-H through psql's \\copy, answers as given, ${engine}`,
    check: () =>
      values.tpch === undefined || values.answers === undefined
        ? { isShown: false, figures: ['give --tpch and --answers'] }
        : lines(script('tpch', values.tpch, '--answers', values.answers, '--psql', '--engine', engine), /^(q\d+|done|orders|lineitem|keys)/, /DIFFERENT/),
  })),
  { what: '200 seeds of simulated crashes', check: () => lines(script('sim', '--seeds', '200'), /0 failures$/) },
  { what: '20 real kills', check: () => lines(script('crash', '--kills', '20', '--pool-pages', '8'), /^seed|kills survived/) },
  { what: '20 real kills, 64 frames', check: () => lines(script('crash', '--kills', '20'), /^seed|kills survived/) },
  { what: '8 connections transfer money for 20 s', check: () => tests(['test/concurrency/transfer.test.ts'], { HENRYDB_TRANSFER_SECONDS: '20' }) },
  { what: 'parameters, portals, cancel, hostile clients and names', check: () => tests(['test/wire']) },
  { what: 'golden files on every engine, one row an Execute, without code generation', check: () => tests(['test/golden'], {}, true) },
  { what: 'golden files on the built package', check: () => lines(script('golden', '--built'), /statements, 0 differ$/) },
  { what: 'the package installs and works', check: () => lines(script('package'), / 0 failed$/) },
  { what: 'start-up', check: () => lines(script('bench', 'start'), /^\|/, /MISSED/) },
  { what: 'in process beside better-sqlite3', check: () => lines(script('bench', 'point', '--only', 'get'), BAR, /MISSED/) },
  { what: 'over the wire beside PostgreSQL', check: () => lines(script('bench', 'wire'), BAR, /MISSED/) },
  { what: 'histories of a million operations have no anomaly', check: () => lines(script('history'), /committed,|anomalies$/) },
];

let missing = 0;
for (const { what, check } of CLAIMS) {
  if (values.only !== undefined && !what.includes(values.only)) continue;
  const began = performance.now();
  const { isShown, figures } = await check();
  if (!isShown) missing++;
  console.log(`${isShown ? 'shown  ' : 'MISSING'} ${what} (${((performance.now() - began) / 1000).toFixed(0)} s)`);
  for (const line of figures) console.log(`          ${line.trim()}`);
}
console.log(missing === 0 ? 'all claims shown' : `${missing} claims not shown`);
process.exitCode = missing === 0 ? 0 : 1;
