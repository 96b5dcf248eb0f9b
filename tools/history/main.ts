/**
 * npm run history -- [--operations 1000000] [--seed n] [--crashes 20] [--level name]
 *
 * Records histories of 16 sessions at the three isolation levels, the operations shared among them, and looks for anomalies that the level forbids.
 */
import { parseArgs } from 'node:util';
import { checkHistory } from './check.js';
import type { Level } from './history.js';
import { recordHistory } from './record.js';

const { values } = parseArgs({
  options: {
    operations: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: '1' },
    crashes: { type: 'string', default: '20' },
    level: { type: 'string' },
  },
});
/** Operations of one history: its tables stay small enough for scans of all of them. */
const OPERATIONS_MAX = 10_000;
const levels: readonly Level[] = values.level === undefined ? ['read committed', 'repeatable read', 'serializable'] : [values.level as Level];
let found = 0;
for (const level of levels) {
  let left = Math.ceil(Number(values.operations) / levels.length);
  const parts = Math.ceil(left / OPERATIONS_MAX);
  const crashes = Math.ceil(Number(values.crashes) / levels.length / parts);
  const outcomes = { committed: 0, aborted: 0, unknown: 0 };
  const began = performance.now();
  for (let part = 0; left > 0; part++) {
    const history = await recordHistory({ seed: Number(values.seed) * 1000 + part, level, operations: Math.min(left, OPERATIONS_MAX), crashes });
    left -= OPERATIONS_MAX;
    for (const { outcome } of history.transactions) outcomes[outcome]++;
    for (const { kind, detail } of checkHistory(history)) {
      found++;
      console.log(`${level}, seed ${Number(values.seed) * 1000 + part}: ${kind}: ${detail}`);
    }
  }
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  console.log(
    `${level}: ${outcomes.committed} committed, ${outcomes.aborted} aborted, ${outcomes.unknown} cut off by ${crashes * parts} crashes, ${seconds} s`,
  );
}
console.log(`${found} anomalies`);
process.exit(found > 0 ? 1 : 0);
