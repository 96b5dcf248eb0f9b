/**
 * npm run fuzz -- [--seconds N] [--seed S] [--only logic|engines|noise] [--engine E]
 *
 * Random statements without another database to compare with, in turns until the time is over (default 60 s):
 *   logic     rules that hold by themselves (TLP, NoREC), on each engine
 *   engines   the same statements on every engine, rows against rows
 *   noise     texts that nobody would write: none may hang, crash, fill the memory, or raise an internal error
 * Work is done by a child process, so that its death is a finding and not the end. Failures are printed with their seed; `--seed S --seconds 1` begins there.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { runRound } from './differential.js';
import { Heartbeat } from './heartbeat.js';
import { runLogicRound } from './logic.js';
import { goldenCorpus, runNoiseRound } from './noise-round.js';
import { ENGINES, EngineTarget, type EngineName } from './target.js';

const PARTS = ['logic', 'engines', 'noise'] as const;

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
    engine: { type: 'string' },
    child: { type: 'string' },
  },
});

interface Totals {
  seed: number;
  logic: number;
  engines: number;
  noise: number;
  accepted: number;
  failures: number;
}

/** Runs rounds until the time is over; writes the totals after each. */
async function work(file: string): Promise<void> {
  const end = performance.now() + Number(values.seconds) * 1000;
  const totals: Totals = { seed: Number(values.seed), logic: 0, engines: 0, noise: 0, accepted: 0, failures: 0 };
  const parts = values.only === undefined ? PARTS : PARTS.filter(part => part === values.only);
  const names = values.engine === undefined ? ENGINES : [values.engine as EngineName];
  const targets = await Promise.all(names.map(name => EngineTarget.open(name)));
  const heartbeat = new Heartbeat(30_000);
  const corpus = goldenCorpus();
  const known = new Set<string>();
  const report = (text: string): void => {
    totals.failures++;
    console.log(`\n== ${text}`);
  };
  const progress = (text: string): void => {
    heartbeat.beat(text);
    writeFileSync(`${file}.last`, text);
  };
  for (let { seed } = totals; performance.now() < end; seed++) {
    totals.seed = seed;
    writeFileSync(file, JSON.stringify(totals));
    const part = parts[seed % parts.length]!;
    if (part === 'logic') {
      const { checks, failures } = await runLogicRound(targets, seed, 30, progress);
      totals.logic += checks;
      for (const { rule, engine, script } of failures) report(`${rule} (${engine}, --seed ${seed} --only logic)\n${script.join(';\n')}`);
    } else if (part === 'engines' && targets.length > 1) {
      const round = await runRound(targets[0]!, targets.slice(1), { seed, queries: 40, changesPercent: 20, known, progress });
      totals.engines += round.statements;
      for (const { what, engine, script, theirs, ours } of round.failures) {
        report(`${what} (${engine}, --seed ${seed} --only engines)\n${script.join(';\n')}\n-- ${targets[0]!.name}:\n  ${theirs}\n-- ${engine}:\n  ${ours}`);
      }
    } else if (part === 'noise') {
      const round = await runNoiseRound(targets[seed % targets.length]!, seed, 150, corpus, progress);
      totals.noise += round.statements;
      totals.accepted += round.accepted;
      for (const { what, sql } of round.failures) report(`${what} (--seed ${seed} --only noise)\n${sql}`);
    }
  }
  writeFileSync(file, JSON.stringify(totals));
  heartbeat.stop();
  process.exit(0);
}

/** Runs children until the time is over; one that dies is a failure, and the next goes on behind its seed. */
async function supervise(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'henrydb-fuzz-'));
  const start = performance.now();
  const sum: Totals = { seed: Number(values.seed), logic: 0, engines: 0, noise: 0, accepted: 0, failures: 0 };
  for (let left = Number(values.seconds); left > 0; left = Number(values.seconds) - (performance.now() - start) / 1000) {
    const file = join(folder, 'totals');
    writeFileSync(file, JSON.stringify({ ...sum, logic: 0, engines: 0, noise: 0, accepted: 0, failures: 0 }));
    const args = [
      '--max-old-space-size=1500',
      '--import',
      'tsx',
      fileURLToPath(import.meta.url),
      '--child',
      file,
      '--seconds',
      String(left),
      '--seed',
      String(sum.seed),
    ];
    if (values.only !== undefined) args.push('--only', values.only);
    if (values.engine !== undefined) args.push('--engine', values.engine);
    const code = await new Promise<number | NodeJS.Signals | null>(resolve => {
      spawn(process.execPath, args, { stdio: 'inherit' }).once('exit', (status, signal) => resolve(status ?? signal));
    });
    const totals = JSON.parse(readFileSync(file, 'utf8')) as Totals;
    for (const part of ['logic', 'engines', 'noise', 'accepted', 'failures'] as const) sum[part] += totals[part];
    sum.seed = totals.seed + 1;
    if (code === 0) break;
    sum.failures++;
    console.log(`\n== the process ended with ${String(code)} at\n${readFileSync(`${file}.last`, 'utf8').slice(0, 3000)}`);
  }
  rmSync(folder, { recursive: true, force: true });
  console.log(
    `${((performance.now() - start) / 1000).toFixed(0)} s: ${sum.logic} rules checked, ${sum.engines} statements on all engines, ` +
      `${sum.noise} noisy statements (${sum.accepted} of them accepted), ${sum.failures} failures; next seed ${sum.seed}`,
  );
  return sum.failures;
}

if (values.child !== undefined) await work(values.child);
else process.exitCode = (await supervise()) > 0 ? 1 : 0;
