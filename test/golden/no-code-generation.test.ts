/**
 * Golden files where code may not be made from strings (a strict content security policy, hardened Node): the statements give the same output, and the
 * `codegen` engine says that it is not there.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { SessionTarget } from '../../tools/golden/session-target.js';
import { parseGolden } from '../../tools/golden/golden-file.js';

const root = join(import.meta.dirname, '..', '..');

test('every golden file', () => {
  const main = join(root, 'tools', 'golden', 'main.ts');
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--disallow-code-generation-from-strings', '--import', 'tsx', main, '--engine', 'auto'], {
    cwd: root,
    encoding: 'utf8',
  });
  expect(stderr).not.toMatch(/EvalError|Error:/);
  expect(stdout.split('\n').slice(-40).join('\n')).toMatch(/statements, 0 differ\n$/);
  expect(status).toBe(0);
}, 300_000);

test('the codegen engine says that it is not there', async () => {
  const target = await SessionTarget.open('auto');
  const [set, select] = parseGolden('SET henrydb.engine = codegen;\nSELECT 1;\n').statements;
  const outcomes = [await target.run(set!), await target.run(select!)];
  await target.close();
  expect(outcomes.map(outcome => outcome.error?.code).find(code => code !== undefined)).toBe('0A000');
});
