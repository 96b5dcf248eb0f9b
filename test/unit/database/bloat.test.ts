/** A short slice of `npm run bloat`: a table and its indexes keep their size under load and autovacuum, over a crash, and while transaction ids pass 2^31 and 2^32. */
import { expect, test } from 'vitest';
import { BloatRun, type BloatOptions, type Hour } from '../../../tools/bloat/bloat.js';

const OPTIONS: BloatOptions = { seed: 1, rows: 2000, hours: 3, rowsPerSecond: 0.4, snapshotEvery: 2, crashAfter: 2 };

function worstOf(hours: readonly Hour[]): number {
  return Math.max(...hours.flatMap(({ sizes }) => sizes.map(({ pages, packedPages }) => pages / packedPages)));
}

test('stays within twice the size of a fresh copy', async () => {
  const hours = await new BloatRun(OPTIONS, () => undefined).run();
  expect(hours.length).toBe(3);
  expect(worstOf(hours)).toBeLessThanOrEqual(2);
  expect(hours[2]!.vacuums).toBeGreaterThan(0);
}, 120_000);

test.each([2 ** 31 - 200, 2 ** 32 - 200, 2 ** 33 - 200])(
  'ids that begin at %s change nothing',
  async firstXid => {
    const hours = await new BloatRun({ ...OPTIONS, hours: 2, crashAfter: 1, firstXid }, () => undefined).run();
    expect(worstOf(hours)).toBeLessThanOrEqual(2);
    expect(hours[0]!.nextXid).toBeGreaterThan(firstXid + 200);
    expect(hours[1]!.statusPages).toBeLessThan(6);
  },
  120_000,
);
