/**
 * A short slice of the fuzzers with fixed seeds; `npm run fuzz -- --seconds N` runs them at length, `npm run diff:fuzz` compares with PostgreSQL.
 * A failure here prints the script that shows it.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runRound } from '../../tools/fuzz/differential.js';
import { runLogicRound } from '../../tools/fuzz/logic.js';
import { goldenCorpus, runNoiseRound } from '../../tools/fuzz/noise-round.js';
import { ENGINES, EngineTarget } from '../../tools/fuzz/target.js';

const corpus = goldenCorpus();
let targets: EngineTarget[] = [];

beforeAll(async () => {
  targets = await Promise.all(ENGINES.map(name => EngineTarget.open(name)));
});

afterAll(async () => {
  for (const target of targets) await target.close();
});

const quiet = (): void => undefined;

test.each([1, 2])('rules of logic hold on every engine, seed %i', async seed => {
  const { checks, errors, failures } = await runLogicRound(targets, seed, 8, quiet);
  expect(failures).toEqual([]);
  expect(errors).toBeLessThan(checks / 2);
});

test.each([1, 2])('engines agree on rows and contents of tables, seed %i', async seed => {
  const report = await runRound(targets[0]!, targets.slice(1), { seed, queries: 20, changesPercent: 25, known: new Set(), progress: quiet });
  expect(report.failures).toEqual([]);
  expect(report.errors).toBeLessThan(report.statements / 2);
});

test.each([1, 2])('noise ends with a result or a SQLSTATE, seed %i', async seed => {
  const report = await runNoiseRound(targets[seed % targets.length]!, seed, 100, corpus, quiet);
  expect(report.failures).toEqual([]);
  expect(report.statements).toBe(100);
});
