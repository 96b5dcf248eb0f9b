/**
 * TPC-B at every isolation level with 32 clients, on a durable server: committed transactions a second, attempts that failed to serialize and were tried again, and
 * whether all sums still agree. At scale 1 every transaction changes the one row of branches; at scale 32 there are as many branches as clients.
 */
import { rmSync } from 'node:fs';
import { scratchFolder } from './limits.js';
import { median } from './measure.js';
import type { BenchOptions } from './options.js';
import { hasPgbench, initializeTpcb, isTpcbConsistent, LEVELS, runLevel, type Level, type LevelRun } from './pgbench.js';
import { startHenryDB, startPostgres, type Server } from './servers.js';
import { markdown, note } from './table.js';

const SCALES = [1, 32];
const CLIENTS = 32;
const BASE: Level = 'repeatable read';
/** Part of repeatable read's throughput that serializable is to reach. */
const BAR = 0.6;

type Runs = Record<Level, LevelRun[]>;

async function measure(server: Server, scale: number, options: BenchOptions): Promise<{ readonly runs: Runs; readonly isConsistent: boolean }> {
  const runs: Runs = { 'read committed': [], 'repeatable read': [], serializable: [] };
  await initializeTpcb(server, scale);
  const seconds = options.isQuick ? 2 : 8;
  await runLevel(server, 'read committed', CLIENTS, 2);
  let isConsistent = true;
  for (let round = 0; round < options.rounds; round++) {
    for (const level of round % 2 === 0 ? LEVELS : [...LEVELS].reverse()) {
      note(`levels: scale ${scale}, ${level}, ${server.name}`);
      runs[level].push(await runLevel(server, level, CLIENTS, seconds));
      isConsistent &&= await isTpcbConsistent(server);
    }
  }
  return { runs, isConsistent };
}

export async function levels(options: BenchOptions): Promise<string> {
  if (!hasPgbench()) return 'pgbench is not installed: left out.';
  const folder = scratchFolder();
  const henrydb = await startHenryDB(options, `${folder}/data`);
  let postgres: Server | null = null;
  try {
    try {
      postgres = await startPostgres(options);
    } catch (error) {
      note(`PostgreSQL left out: ${error instanceof Error ? error.message : String(error)}`);
    }
    const lines: string[][] = [];
    for (const scale of SCALES) {
      for (const server of postgres === null ? [henrydb] : [henrydb, postgres]) {
        const { runs, isConsistent } = await measure(server, scale, options);
        const tps = (level: Level): number => median(runs[level].map(run => run.tps));
        for (const level of LEVELS) {
          const part = tps(level) / tps(BASE);
          const bar = level !== 'serializable' || server !== henrydb ? '' : part >= BAR ? `met > ${BAR}` : `MISSED > ${BAR}`;
          const retries = median(runs[level].map(run => run.retries)).toFixed(2);
          lines.push([`scale ${scale}, ${level}`, server.name, tps(level).toFixed(0), part.toFixed(2), bar, retries, isConsistent ? 'agree' : 'DIFFER']);
        }
      }
    }
    return [
      markdown(['what', 'server', 'tps', `of ${BASE}`, 'bar', 'retries', 'sums'], lines),
      '',
      `pgbench's TPC-B, prepared statements, ${CLIENTS} clients; retries = attempts that ended with 40001 or 40P01, a committed transaction. Both servers sync their log at each commit.`,
    ].join('\n');
  } finally {
    await postgres?.stop();
    await henrydb.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
