/**
 * npm run diff:fuzz -- [--queries N] [--seed S] [--engine E] [--changes P] [--postgres h:p] [--failures F]
 *
 * Random statements over random schemas, side by side on PostgreSQL and HenryDB: same rows, column names, types and SQLSTATEs.
 *   --queries   how many statements (default 1000), 100 to a schema
 *   --seed      of the first schema; schema i has seed S + i, so that a failure replays with its own
 *   --engine    volcano, pipeline or interpreter; without it each statement runs on pipeline, and on either of the others half of the time
 *   --changes   how many of 100 statements are INSERT, UPDATE, DELETE or MERGE (default 15)
 *   --postgres  a running PostgreSQL instead of a throw-away one
 *   --original  shows the statements as they were generated, too
 *   --failures  stops after so many (default 20)
 */
import { parseArgs } from 'node:util';
import { openCluster } from '../postgres/cluster.js';
import { runRound, spentMs, type Failure } from './differential.js';
import { Heartbeat } from './heartbeat.js';
import { EngineTarget, PostgresTarget, type EngineName } from './target.js';

const { values } = parseArgs({
  options: {
    queries: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    engine: { type: 'string' },
    changes: { type: 'string', default: '15' },
    postgres: { type: 'string' },
    failures: { type: 'string', default: '20' },
    original: { type: 'boolean' },
  },
});

const PER_SCHEMA = 100;

function print(failure: Failure): void {
  console.log(`\n== ${failure.what} (${failure.engine}, --seed ${failure.seed})`);
  if (failure.script.length === 0) return;
  for (const sql of failure.script) console.log(`${sql};`);
  console.log(`-- PostgreSQL:\n  ${failure.theirs}\n-- HenryDB:\n  ${failure.ours}`);
  if (values.original === true) console.log(`-- originally:\n${failure.original};`);
}

const cluster = await openCluster(values.postgres === undefined ? {} : { running: values.postgres });
const judge = await PostgresTarget.open(cluster);
const targets = await Promise.all(
  (values.engine === undefined ? (['pipeline', 'volcano', 'interpreter'] as const) : [values.engine as EngineName]).map(name => EngineTarget.open(name)),
);
const heartbeat = new Heartbeat();
const wanted = Number(values.queries);
const known = new Set<string>();
const totals = { statements: 0, errors: 0, tolerated: 0, failures: 0, distinct: 0 };
const start = performance.now();
try {
  for (let seed = Number(values.seed); totals.statements < wanted && totals.distinct < Number(values.failures); seed++) {
    const report = await runRound(judge, targets, {
      seed,
      queries: Math.min(PER_SCHEMA, wanted - totals.statements),
      changesPercent: Number(values.changes),
      known,
      progress: text => heartbeat.beat(`-- seed ${seed}\n${text}`),
    });
    totals.statements += Math.max(report.statements, 1);
    totals.errors += report.errors;
    totals.tolerated += report.tolerated;
    totals.failures += report.failures.length;
    totals.distinct += report.failures.filter(({ script }) => script.length > 0).length;
    for (const failure of report.failures) print(failure);
    if (seed % 5 === 0)
      console.log(
        `-- seed ${seed}: ${totals.statements} statements, ${((performance.now() - start) / 1000).toFixed(0)} s (${[...spentMs].map(([name, ms]) => `${name} ${(ms / 1000).toFixed(0)}`).join(', ')})`,
      );
  }
} finally {
  heartbeat.stop();
  for (const target of [judge, ...targets]) await target.close();
  await cluster.stop();
}
console.log(
  `${totals.statements} statements on PostgreSQL ${cluster.version} and ${targets.map(({ name }) => name).join(', ')} in ${((performance.now() - start) / 1000).toFixed(0)} s: ` +
    `${totals.failures} differ, ${totals.errors} were errors in PostgreSQL, ${totals.tolerated} errors on one side tolerated`,
);
process.exit(totals.failures > 0 ? 1 : 0);
