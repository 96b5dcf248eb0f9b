/** One round of statements that nobody would write, on one engine: each ends, in time, with a result or an error that has a SQLSTATE of the user's kind. */
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseGolden } from '../golden/golden-file.js';
import { change } from './change.js';
import { newContext, topQuery } from './query.js';
import { changedBytes, changedTokens, madeUp, oversized } from './noise.js';
import { render } from './piece.js';
import { Random } from './random.js';
import { randomSchema } from './schema.js';
import { topScope } from './scope.js';
import type { EngineTarget } from './target.js';

export interface NoiseFailure {
  readonly seed: number;
  readonly what: string;
  readonly sql: string;
}

export interface NoiseReport {
  statements: number;
  /** How many gave no error. */
  accepted: number;
  failures: NoiseFailure[];
}

/** One statement may take so much of the processor, with that timeout, before it counts as hung. */
const TIMEOUT_MS = 1000;
const SLOW_MS = 8000;
const MEMORY_BYTES_MAX = 1.6e9;

/** Statements of the golden files, without those that wait or change what bounds the run. */
export function goldenCorpus(): string[] {
  const folder = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'test', 'golden');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.sql'))
    .sort()
    .flatMap(name => parseGolden(readFileSync(join(folder, name), 'utf8')).statements.map(({ sql }) => sql))
    .filter(sql => sql.length < 4000 && !/_timeout|henrydb\.engine/i.test(sql));
}

/** Internal errors that PostgreSQL gives, too. */
const POSTGRES_INTERNAL = /^unrecognized object class|^cache lookup failed for text search (parser|dictionary|configuration) \d+$|^unrecognized weight: /;

const SQLSTATE = /^[0-9A-Z]{5}$/;

/** @param corpus valid statements to begin with */
export async function runNoiseRound(
  target: EngineTarget,
  seed: number,
  count: number,
  corpus: readonly string[],
  progress: (text: string) => void,
): Promise<NoiseReport> {
  const random = new Random(seed);
  const report: NoiseReport = { statements: 0, accepted: 0, failures: [] };
  const schema = randomSchema(random, true);
  await target.reset();
  for (const sql of schema.setup) await target.run(sql);
  const generated = Array.from({ length: 60 }, () => {
    const context = newContext(random, true);
    return render(random.chance(70) ? topQuery(context, topScope(schema.relations)).piece : change(context, schema));
  });
  for (let i = 0; i < count; i++) {
    const own = random.chance(40) ? generated : corpus;
    const sql = random.weighted([
      [50, changedTokens],
      [15, madeUp],
      [30, changedBytes],
      [5, oversized],
    ] as const)(random, own);
    progress(`-- seed ${seed}\n${sql}`);
    await target.run(`SET statement_timeout = ${TIMEOUT_MS}; SET henrydb.engine = ${target.name}`);
    const begin = process.cpuUsage();
    const fail = (what: string): void =>
      void report.failures.push({ seed, what, sql: sql.length > 2000 ? `${sql.slice(0, 300)} … (${sql.length} characters)` : sql });
    const outcome = random.chance(20) ? await target.runBound(sql, []) : await target.run(sql);
    const used = process.cpuUsage(begin);
    const elapsed = (used.user + used.system) / 1000;
    report.statements++;
    if (outcome.error === null) report.accepted++;
    else if (!SQLSTATE.test(outcome.error.code)) fail(`no SQLSTATE: ${outcome.error.code} ${outcome.error.message}`);
    else if (outcome.error.code.startsWith('XX') && !POSTGRES_INTERNAL.test(outcome.error.message)) fail(`internal error: ${outcome.error.message}`);
    if (elapsed > SLOW_MS) fail(`took ${(elapsed / 1000).toFixed(1)} s with a timeout of ${TIMEOUT_MS / 1000} s`);
    const { rss } = process.memoryUsage();
    if (rss > MEMORY_BYTES_MAX) {
      fail(`memory of the process ${(rss / 1e9).toFixed(1)} GB`);
      return report;
    }
    // A transaction that failed, or one that was begun, would hide what follows.
    if (random.chance(30)) await target.run('ROLLBACK');
  }
  return report;
}
