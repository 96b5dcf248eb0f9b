/** Runs the groups of benchmarks that were asked for and prints a Markdown table for each. */
import { cpus, release, type as systemName } from 'node:os';
import { readOptions, USAGE, type BenchOptions, type Group } from './options.js';
import { levels } from './levels.js';
import { load } from './table.js';
import { point } from './point.js';
import { engines } from './engines.js';
import { tpch } from './tpch.js';
import { recursion } from './recursion.js';
import { size } from './size.js';
import { start } from './start.js';
import { wire } from './wire.js';

const TITLES: Readonly<Record<Group, string>> = {
  start: 'Start',
  size: 'Size',
  point: 'Point operations in process',
  wire: 'Over the wire',
  levels: 'TPC-B by isolation level',
  tpch: 'TPC-H',
  engines: 'Engines',
  recursion: 'Recursive queries',
};

function runGroup(group: Group, options: BenchOptions): Promise<string> {
  switch (group) {
    case 'start':
      return start(options);
    case 'size':
      return size(options);
    case 'point':
      return point(options);
    case 'wire':
      return wire(options);
    case 'levels':
      return levels(options);
    case 'tpch':
      return tpch(options);
    case 'engines':
      return engines(options);
    case 'recursion':
      return recursion(options);
  }
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (!options) {
    process.stdout.write(USAGE);
    return;
  }
  const processors = cpus();
  console.log(
    `# HenryDB benchmarks\n\nNode ${process.version}, ${systemName()} ${release()}, ${processors.length} x ${processors[0]?.model.trim() ?? 'processor'}, ${load()}.`,
  );
  console.log(`Medians of ${options.rounds} rounds that take turns${options.isQuick ? ' (--quick: shows that it works, not how fast it is)' : ''}.`);
  console.log("`ratio` is HenryDB's time over the peer's: below 1 HenryDB is faster. CPU is the time of all threads.");
  for (const group of options.groups) {
    const before = load();
    const table = await runGroup(group, options);
    console.log(`\n## ${TITLES[group]}\n\n${table}\n\nBefore: ${before}; after: ${load()}.`);
  }
}

await main();
