/** A process with a heap of 96 MB outlives statements that keep more: each ends with 53200, on each engine. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

test('statements that keep too much end with 53200 before the process does', { timeout: 240_000 }, () => {
  const script = fileURLToPath(new URL('memory-run.ts', import.meta.url));
  const run = spawnSync(process.execPath, ['--max-old-space-size=96', '--import', 'tsx', script], { encoding: 'utf8', timeout: 200_000 });
  const lines = run.stdout.trim().split('\n');
  expect(lines.filter(line => !line.endsWith(' 53200'))).toEqual(['done']);
  expect(lines).toHaveLength(34);
});
