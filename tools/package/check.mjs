// Packs the package, installs the tarball into an empty project and tries it out by import, by require, under TypeScript, Vitest and Jest;
// publint and attw look at the tarball. Prints a line for each check and `N passed, N failed` last. Needs a build; plain JavaScript, no test runner.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const tools = join(root, 'test', 'install');
const work = mkdtempSync(join(tmpdir(), 'henrydb-package-'));
const app = join(work, 'app');
const env = { ...process.env, NO_COLOR: '1', npm_config_loglevel: 'error' };
let passed = 0;
let failed = 0;

function run(command, args, cwd = app) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], timeout: 300_000 });
  if (error) throw error;
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}\n${stdout}${stderr}`);
  return stdout;
}

function check(name, work) {
  try {
    work();
    passed++;
    console.log(`ok   ${name}`);
  } catch (error) {
    failed++;
    console.log(`FAIL ${name}\n${error instanceof Error ? error.message : String(error)}`);
  }
}

function equal(actual, expected) {
  if (actual.trim() !== expected) throw new Error(`expected ${expected}, got ${actual}`);
}

/** One program for all: opens, creates, inserts, reads, uses a second session, closes. */
const BODY = `
async function useIt() {
  const db = await HenryDB.open();
  await db.exec('CREATE TABLE t (id int PRIMARY KEY, name text)');
  await db.query('INSERT INTO t VALUES ($1, $2)', [1, 'ann']);
  const other = await db.connect();
  const { rows } = await other.query('SELECT id, name FROM t WHERE id = $1', [1]);
  await other.close();
  await db.close();
  return JSON.stringify(rows);
}
`;
const ANSWER = '[{"id":1,"name":"ann"}]';

try {
  mkdirSync(app);
  writeFileSync(join(app, 'package.json'), JSON.stringify({ name: 'app', private: true, version: '1.0.0' }));
  const [packed] = JSON.parse(execFileSync('npm', ['pack', '--json', '--pack-destination', work], { cwd: root, env, encoding: 'utf8' }));
  const tarball = join(work, packed.filename);
  const module = join(root, 'node_modules');

  check('the tarball holds what it should and nothing else', () => {
    const stray = packed.files.map(file => file.path).filter(path => !/^(bin|dist)\/|^(README\.md|COMPAT\.md|LICENSE|package\.json)$/.test(path));
    if (stray.length > 0) throw new Error(`unexpected: ${stray.join(', ')}`);
    for (const path of ['bin/henrydb.js', 'dist/esm/index.js', 'dist/esm/cli.js', 'dist/cjs/index.js', 'dist/esm/types/index.d.ts', 'LICENSE'])
      if (!packed.files.some(file => file.path === path)) throw new Error(`missing: ${path}`);
  });
  check('it has no install script and no dependencies', () => {
    const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    for (const name of ['preinstall', 'install', 'postinstall', 'prepare']) if (manifest.scripts[name] !== undefined) throw new Error(`script ${name}`);
    if (Object.keys(manifest.dependencies ?? {}).length > 0) throw new Error('it has dependencies');
  });
  check('what was built answers the golden files as the sources do', () => {
    run(process.execPath, ['--import', 'tsx', join(root, 'tools', 'golden', 'main.ts'), '--built'], root);
  });
  check('it installs', () => {
    run('npm', ['install', '--no-audit', '--no-fund', '--offline', tarball]);
    if (!existsSync(join(app, 'node_modules', 'henrydb', 'package.json'))) throw new Error('not there');
  });
  check('it works by import', () => {
    writeFileSync(join(app, 'a.mjs'), `import { HenryDB } from 'henrydb';${BODY}console.log(await useIt());`);
    equal(run(process.execPath, ['a.mjs']), ANSWER);
  });
  check('it works by require', () => {
    writeFileSync(join(app, 'a.cjs'), `const { HenryDB } = require('henrydb');${BODY}useIt().then(rows => console.log(rows));`);
    equal(run(process.execPath, ['a.cjs']), ANSWER);
  });
  check('the henrydb command starts', () => {
    if (!/^henrydb \d/.test(run(process.execPath, [join('node_modules', 'henrydb', 'bin', 'henrydb.js'), '--version']))) throw new Error('no version');
  });
  check('it works under TypeScript, as ESM and as CommonJS', () => {
    const typed = `${BODY.replace('useIt()', 'useIt(): Promise<string>')}
const wrong = async (db: HenryDB): Promise<void> => {
  // @ts-expect-error a number is no SQL
  await db.query(1);
};
void wrong;
void useIt().then(rows => console.log(rows));`;
    writeFileSync(join(app, 'm.mts'), `import { HenryDB } from 'henrydb';${typed}`);
    writeFileSync(join(app, 'c.cts'), `import { HenryDB } from 'henrydb';${typed}`);
    symlinkSync(join(module, '@types'), join(app, 'node_modules', '@types'));
    const options = [
      '--strict',
      '--module',
      'nodenext',
      '--moduleResolution',
      'nodenext',
      '--target',
      'es2022',
      '--lib',
      'es2023,esnext.disposable',
      '--types',
      'node',
    ];
    run(process.execPath, [join(module, 'typescript', 'bin', 'tsc'), ...options, 'm.mts', 'c.cts']);
    equal(run(process.execPath, ['m.mjs']), ANSWER);
    equal(run(process.execPath, ['c.cjs']), ANSWER);
  });
  check('it works under Vitest', () => {
    writeFileSync(
      join(app, 'v.test.mjs'),
      `import { HenryDB } from 'henrydb';import { test, expect } from 'vitest';${BODY}test('it', async () => expect(await useIt()).toBe('${ANSWER}'));`,
    );
    if (!existsSync(join(app, 'node_modules', 'vitest'))) symlinkSync(join(module, 'vitest'), join(app, 'node_modules', 'vitest'));
    run(process.execPath, [join(module, 'vitest', 'vitest.mjs'), 'run', '--root', app, 'v.test.mjs']);
  });
  check('it works under Jest', () => {
    if (!existsSync(join(tools, 'node_modules', 'jest'))) run('npm', ['ci', '--no-audit', '--no-fund'], tools);
    writeFileSync(join(app, 'j.test.cjs'), `const { HenryDB } = require('henrydb');${BODY}test('it', async () => expect(await useIt()).toBe('${ANSWER}'));`);
    run(process.execPath, [
      join(tools, 'node_modules', 'jest', 'bin', 'jest.js'),
      '--rootDir',
      app,
      '--cacheDirectory',
      join(work, 'jest'),
      '--testMatch',
      '**/j.test.cjs',
    ]);
  });
  check('publint is content', () => {
    const said = run(process.execPath, [join(module, 'publint', 'src', 'cli.js'), tarball, '--strict'], root);
    if (!/All good/.test(said)) throw new Error(said);
  });
  check('attw is content', () => {
    run(process.execPath, [join(module, '@arethetypeswrong', 'cli', 'dist', 'index.js'), tarball, '--format', 'ascii'], root);
  });
} catch (error) {
  failed++;
  console.log(`FAIL ${error instanceof Error ? error.stack : String(error)}`);
} finally {
  rmSync(work, { recursive: true, force: true });
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
