/** kill -9 of a real server process under a mixed load, twice; `npm run crash -- --kills 20` does more. */
import { expect, test } from 'vitest';
import { crashRun } from './crash-run.js';

test('exactly the acknowledged commits survive', { timeout: 120_000 }, async () => {
  const { commits } = await crashRun({ kills: 2, seed: 7 });
  expect(commits).toBeGreaterThan(10);
});
