/** npm run crash -- [--kills 20] [--seed n] [--workers 4] [--pool-pages 64]: kills a server under load and checks every restart. */
import { parseArgs } from 'node:util';
import { crashRun } from '../../test/crash/crash-run.js';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '20' },
    seed: { type: 'string' },
    workers: { type: 'string', default: '4' },
    'pool-pages': { type: 'string', default: '64' },
  },
});
const seed = Number(values.seed ?? Date.now() % 100_000);
console.log(`seed ${seed}`);
const report = await crashRun({
  kills: Number(values.kills),
  seed,
  workers: Number(values.workers),
  poolPages: Number(values['pool-pages']),
  say: line => console.log(line),
});
console.log(`${report.kills} kills survived, ${report.commits} commits, slowest restart ${report.restartMsMax.toFixed(0)} ms`);
