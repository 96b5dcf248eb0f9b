/**
 * The specs beside this file: every interleaving gives what PostgreSQL 15 gave when it was recorded (`npm run isolation -- --record`), waiting steps included, and every error
 * has the SQLSTATE it has there.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { HenryDBServer } from '../../src/server/index.js';
import { runSpec, type SpecRun } from '../../tools/isolation/run-spec.js';
import { parseSpec } from '../../tools/isolation/spec.js';

const folder = join(dirname(fileURLToPath(import.meta.url)), 'specs');
const names = readdirSync(folder)
  .filter(name => name.endsWith('.spec'))
  .map(name => name.slice(0, -'.spec'.length));

const states = JSON.parse(readFileSync(join(folder, 'sqlstates.json'), 'utf8')) as Record<string, string>;

async function outcome(name: string, engine: string): Promise<SpecRun> {
  const server = new HenryDBServer({ port: 0 });
  await server.start();
  try {
    const spec = parseSpec(readFileSync(join(folder, `${name}.spec`), 'utf8'));
    return await runSpec(spec, { name, host: '127.0.0.1', port: server.port, parameters: { 'henrydb.engine': engine } });
  } finally {
    await server.stop();
  }
}

async function check(name: string, engine: string): Promise<void> {
  const { report, states: own } = await outcome(name, engine);
  expect(report).toBe(readFileSync(join(folder, `${name}.out`), 'utf8'));
  for (const [message, state] of own) expect([message, state]).toEqual([message, states[message]]);
}

describe('every interleaving ends as in PostgreSQL', () => {
  test.concurrent.each(names)('%s', name => check(name, 'auto'));

  // The engines differ in how they join, which is what is asked again for a changed row.
  test.concurrent.each(names.filter(name => /^(epq|merge|for-update|skip)/.test(name)))('%s, volcano', name => check(name, 'volcano'));
});
