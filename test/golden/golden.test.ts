/**
 * Every golden file on every engine, by simple queries and through portals that give one row at a time: always the output that PostgreSQL 15 gave.
 * The format stands in tools/golden/golden-file.ts; `npm run golden` shows differences statement by statement, `npm run golden -- --record` records.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseGolden, renderGolden } from '../../tools/golden/golden-file.js';
import { runGolden } from '../../tools/golden/run-file.js';
import { SessionTarget, type EngineName } from '../../tools/golden/session-target.js';

const ENGINES: readonly EngineName[] = ['volcano', 'pipeline', 'interpreter'];

const paths = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
  .filter(name => name.endsWith('.sql'))
  .sort();

describe.each(paths)('%s', path => {
  const text = readFileSync(join(import.meta.dirname, path), 'utf8');
  const file = parseGolden(text);

  for (const engine of ENGINES) {
    for (const rowLimit of [0, 1]) {
      test.skipIf(file.notEngines.has(engine))(rowLimit === 0 ? engine : `${engine}, one row at a time`, async () => {
        const target = await SessionTarget.open(engine, rowLimit);
        const outputs = await runGolden(file, target).finally(() => target.close());
        expect(renderGolden(file, outputs)).toBe(text);
      });
    }
  }
});
