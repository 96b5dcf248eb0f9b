/**
 * npm run bloat -- [--hours 24] [--rows 100000] [--rate 10] [--seed 1] [--snapshot-every 6] [--crash-after 12] [--xid N]
 *
 * A table under a steady load on the simulated clock, with autovacuum: its size and that of its indexes each hour, beside those of a fresh copy.
 * Ends with 1 when one is larger than twice its copy.
 */
import { parseArgs } from 'node:util';
import { BloatRun, type Hour } from './bloat.js';

const { values } = parseArgs({
  options: {
    hours: { type: 'string', default: '24' },
    rows: { type: 'string', default: '100000' },
    rate: { type: 'string', default: '10' },
    seed: { type: 'string', default: '1' },
    'snapshot-every': { type: 'string', default: '6' },
    'crash-after': { type: 'string', default: '12' },
    xid: { type: 'string' },
  },
});

const RATIO_MAX = 2;
const started = Date.now();
let worst = 0;

function print(hour: Hour): void {
  const sizes = hour.sizes.map(({ name, pages, packedPages }) => {
    const ratio = pages / packedPages;
    worst = Math.max(worst, ratio);
    return `${name} ${pages}/${packedPages} = ${ratio.toFixed(2)}`;
  });
  process.stdout.write(
    `hour ${hour.hour}: ${sizes.join(', ')}; ${hour.deadRows} dead, ${hour.vacuums} vacuums, ${hour.freePages} pages free; xid ${hour.nextXid}, ` +
      `horizon ${hour.horizonAge} behind, frozen ${hour.frozenAge} behind; catalogs ${hour.catalogPages} pages, commit status ${hour.statusPages}; ` +
      `${((Date.now() - started) / 1000).toFixed(0)} s\n`,
  );
}

const run = new BloatRun(
  {
    seed: Number(values.seed),
    rows: Number(values.rows),
    hours: Number(values.hours),
    rowsPerSecond: Number(values.rate),
    snapshotEvery: Number(values['snapshot-every']),
    crashAfter: Number(values['crash-after']),
    ...(values.xid === undefined ? {} : { firstXid: Number(values.xid) }),
  },
  print,
);
await run.run();
process.stdout.write(`${values.hours} hours: no relation was ever more than ${worst.toFixed(2)} times the size of a fresh copy\n`);
process.exit(worst > RATIO_MAX ? 1 : 0);
