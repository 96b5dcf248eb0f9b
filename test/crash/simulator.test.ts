/** A short slice of `npm run sim`: the whole database crashed at random file operations, compared with the acknowledged commits after each recovery. */
import { expect, test } from 'vitest';
import { simulate } from '../../tools/sim/simulate.js';

// Pools down to 2 frames, so that pages are evicted in the middle of everything.
test.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map(seed => ({ seed, poolFrames: [2, 4, 16, 512][seed % 4] })))(
  'seed $seed, $poolFrames frames',
  async options => {
    const report = await simulate(options);
    expect(report.crashes).toBeGreaterThanOrEqual(2);
  },
);
