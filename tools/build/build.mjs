// Builds dist/: ESM in few chunks, CommonJS as one file per entry, and type declarations for both.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const dist = join(root, 'dist');
const skipTypes = process.argv.includes('--no-types');

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist, { recursive: true });

const common = { bundle: true, platform: 'node', target: 'node20', sourcemap: false, minifySyntax: true, minifyWhitespace: true, legalComments: 'none', absWorkingDir: root, logLevel: 'warning' };
const entries = { index: 'src/index.ts', cli: 'src/cli/index.ts' };

await build({ ...common, entryPoints: entries, format: 'esm', splitting: true, chunkNames: 'chunks/[name]-[hash]', outdir: 'dist/esm' });
await build({
  ...common,
  entryPoints: { index: 'src/index.ts' },
  format: 'cjs',
  outdir: 'dist/cjs',
  // import.meta.url is empty in CommonJS; the few places that locate files next to the code use this.
  define: { 'import.meta.url': '__henrydbUrl' },
  banner: { js: "const __henrydbUrl = require('node:url').pathToFileURL(__filename).href;" },
});
writeFileSync(join(dist, 'cjs', 'package.json'), '{ "type": "commonjs" }\n');

if (!skipTypes) {
  const tsc = spawnSync(process.execPath, [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', 'tools/build/tsconfig.types.json'], { cwd: root, stdio: 'inherit' });
  if (tsc.status !== 0) process.exit(tsc.status ?? 1);
  cpSync(join(dist, 'esm', 'types'), join(dist, 'cjs', 'types'), { recursive: true });
}
writeFileSync(join(dist, '.built'), '');
