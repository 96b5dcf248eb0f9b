// npm run grammar [-- options]: installs PostgreSQL's parser when it is missing, then runs tools/grammar/main.ts.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled, root } from '../run/prepare.mjs';

const here = dirname(fileURLToPath(import.meta.url));

ensureInstalled();
const lock = readFileSync(join(here, 'package-lock.json'), 'utf8');
const stamp = join(here, 'node_modules', '.henrydb-lock');
if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== lock) {
  console.error('installing libpg-query …');
  const done = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: here,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (done.status !== 0) process.exit(1);
  writeFileSync(stamp, lock);
}
const run = spawnSync(process.execPath, ['--import', 'tsx', join('tools', 'grammar', 'main.ts'), ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' });
process.exitCode = run.status ?? 1;
