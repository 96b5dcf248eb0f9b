/** npm run sim -- [--seeds N] [--from S] [--seed S]: crash simulations of the whole database. */
import { simulate } from './simulate.js';

const argument = (name: string): number | undefined => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? undefined : Number(process.argv[at + 1]);
};

const only = argument('seed');
const from = only ?? argument('from') ?? 1;
const count = only !== undefined ? 1 : (argument('seeds') ?? 200);
/** Down to the smallest pool that is allowed, in which every page is evicted in the middle of everything. */
const POOL_FRAMES = [2, 3, 4, 8, 16, 64, 512];
let failures = 0;
let commits = 0;
let crashes = 0;
for (let seed = from; seed < from + count; seed++) {
  try {
    const report = await simulate({ seed, poolFrames: POOL_FRAMES[seed % POOL_FRAMES.length] });
    commits += report.commits;
    crashes += report.crashes;
  } catch (error) {
    failures++;
    process.stdout.write(`seed ${seed}: ${error instanceof Error ? (only !== undefined ? error.stack : error.message) : String(error)}\n`);
  }
}
process.stdout.write(`${count} seeds, ${crashes} crashes, ${commits} acknowledged commits, ${failures} failures\n`);
// Sessions that a simulated crash cut off never end by themselves.
process.exit(failures > 0 ? 1 : 0);
