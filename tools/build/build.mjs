// Builds dist/: one CommonJS core that both `import` and `require` load (one copy of every class, whichever way a user gets it), thin entry files, a loader
// that keeps V8's code cache beside it, and type declarations for both kinds of user.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildChunks } from './chunks.mjs';
import { flatNamespaces } from './flat-namespaces.mjs';
import { dataFiles } from './data-files.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const dist = join(root, 'dist');
const skipTypes = process.argv.includes('--no-types');

// Node's own modules that a first query has no use for, by what is used of them: loaded at the first call (node:net alone costs 3 ms).
const LAZY_BUILTINS = {
  'node:crypto': ['createHash', 'randomBytes', 'randomFillSync'],
  'node:net': ['createConnection', 'createServer'],
  'node:os': ['tmpdir', 'totalmem'],
  'node:v8': ['getHeapStatistics'],
  'node:vm': ['runInThisContext'],
  'node:zlib': ['crc32', 'deflateRawSync', 'inflateRawSync'],
};
const lazyBuiltins = {
  name: 'lazy-builtins',
  setup(build) {
    build.onResolve({ filter: /^node:/ }, ({ path, kind }) =>
      kind === 'import-statement' && path in LAZY_BUILTINS ? { path, namespace: 'lazy-builtin' } : undefined,
    );
    // An import of anything that is not listed here fails the build.
    build.onLoad({ filter: /.*/, namespace: 'lazy-builtin' }, ({ path }) => ({
      contents: LAZY_BUILTINS[path].map(name => `export const ${name} = (...given) => require(${JSON.stringify(path)}).${name}(...given);`).join('\n'),
      loader: 'js',
    }));
  },
};

rmSync(dist, { recursive: true, force: true });
mkdirSync(join(dist, 'esm'), { recursive: true });
mkdirSync(join(dist, 'cjs'), { recursive: true });

const files = await buildChunks(root, 'tools/build/entry.ts', {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  minify: true,
  // A script loaded with a code cache has no dynamic import: Node's own modules are required instead.
  supported: { 'dynamic-import': false },
  // Names show in stack traces and are compared nowhere; ASCII lets the file be read as one byte a character.
  keepNames: false,
  charset: 'ascii',
  legalComments: 'none',
  logLevel: 'warning',
  plugins: [lazyBuiltins, flatNamespaces, dataFiles(join(dist, 'cjs'))],
});
// esbuild leaves regular expressions as they are, whatever the charset.
const ascii = text => text.replace(/[\u0080-\uffff]/g, c => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
for (const [name, text] of files) writeFileSync(join(dist, 'cjs', name), ascii(text));

writeFileSync(join(dist, 'cjs', 'package.json'), '{ "type": "commonjs" }\n');
cpSync(join(root, 'tools', 'build', 'load.cjs'), join(dist, 'cjs', 'load.js'));
const exported = ['HenryDB', 'Connection', 'Statement', 'HenryDBServer', 'PgError', 'openCoordinator'];
writeFileSync(
  join(dist, 'cjs', 'index.js'),
  `'use strict';\nconst core = require('./load.js');\n${exported.map(n => `exports.${n} = core.${n};`).join('\n')}\n`,
);
writeFileSync(
  join(dist, 'esm', 'index.js'),
  `import { createRequire } from 'node:module';\nconst core = createRequire(import.meta.url)('../cjs/load.js');\n${exported.map(n => `export const ${n} = core.${n};`).join('\n')}\n`,
);
writeFileSync(
  join(dist, 'esm', 'cli.js'),
  `import { createRequire } from 'node:module';\nexport const { main } = createRequire(import.meta.url)('../cjs/load.js');\n`,
);

if (!skipTypes) {
  const tsc = spawnSync(process.execPath, [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', 'tools/build/tsconfig.types.json'], {
    cwd: root,
    stdio: 'inherit',
  });
  if (tsc.status !== 0) process.exit(tsc.status ?? 1);
  cpSync(join(dist, 'esm', 'types'), join(dist, 'cjs', 'types'), { recursive: true });
}
writeFileSync(join(dist, '.built'), '');
