/** A child process: runs the one case it is given, prints its sample. */
import type { ChildCase } from './children.js';
import { runEngineCase } from './engine-cases.js';
import { runLimit } from './limits.js';
import { runPointCase } from './point-cases.js';

function run(spec: ChildCase): Promise<unknown> {
  switch (spec.group) {
    case 'point':
      return runPointCase(spec);
    case 'engines':
      return runEngineCase(spec);
    case 'limit':
      return runLimit(spec);
  }
}

const sample = await run(JSON.parse(process.argv[2]!) as ChildCase);
process.stdout.write(`${JSON.stringify(sample)}\n`, () => process.exit(0));
