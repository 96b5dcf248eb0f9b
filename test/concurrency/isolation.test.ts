/** The specs beside this file: every interleaving gives what PostgreSQL 15 gave when it was recorded (`npm run isolation -- --record`), waiting steps included. */
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { HenryDBServer } from '../../src/server/index.js';
import { runSpec } from '../../tools/isolation/run-spec.js';
import { parseSpec } from '../../tools/isolation/spec.js';

const folder = join(dirname(fileURLToPath(import.meta.url)), 'specs');
const names = readdirSync(folder)
  .filter(name => name.endsWith('.spec'))
  .map(name => name.slice(0, -'.spec'.length));

async function outcome(name: string, engine: string): Promise<string> {
  const server = new HenryDBServer({ port: 0 });
  await server.start();
  try {
    const spec = parseSpec(readFileSync(join(folder, `${name}.spec`), 'utf8'));
    return await runSpec(spec, { host: '127.0.0.1', port: server.port, parameters: { 'henrydb.engine': engine } });
  } finally {
    await server.stop();
  }
}

describe('every interleaving ends as in PostgreSQL', () => {
  test.concurrent.each(names)('%s', async name => {
    expect(await outcome(name, 'auto')).toBe(readFileSync(join(folder, `${name}.out`), 'utf8'));
  });

  // The engines differ in how they join, which is what is asked again for a changed row.
  test.concurrent.each(names.filter(name => /^(epq|merge|for-update|skip)/.test(name)))('%s, volcano', async name => {
    expect(await outcome(name, 'volcano')).toBe(readFileSync(join(folder, `${name}.out`), 'utf8'));
  });
});
