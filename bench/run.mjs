// npm run bench [-- group … options]: installs and builds what is missing, then runs bench/index.ts. Plain JavaScript: it runs before anything is installed.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBuilt, ensureInstalled, root } from '../tools/run/prepare.mjs';

const here = dirname(fileURLToPath(import.meta.url));

/** Installs the peers unless they are there and the lock file has not changed since. Without them the benchmarks run alone. */
function ensurePeers() {
  const lock = readFileSync(join(here, 'package-lock.json'), 'utf8');
  const stamp = join(here, 'node_modules', '.henrydb-lock');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  console.error('installing the peers to compare with …');
  const done = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: here,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (done.status === 0) writeFileSync(stamp, lock);
  else console.error('the peers could not be installed: what needs them is left out');
}

ensureInstalled();
if (!process.argv.some(word => word.startsWith('--package'))) ensureBuilt();
if (!process.argv.includes('--no-install')) ensurePeers();
const run = spawnSync(process.execPath, ['--import', 'tsx', join('bench', 'index.ts'), ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' });
process.exitCode = run.status ?? 1;
