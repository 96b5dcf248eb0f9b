/** The import law: the layer table of ARCHITECTURE.md against every import of src. */
import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { expect, test } from 'vitest';
import { importsOf, root, sourceFiles } from './source-tree.js';

/** Folder names in the order of ARCHITECTURE.md's table. */
function layers(): string[] {
  const text = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8');
  const section = text.slice(text.indexOf('## Layers'));
  const table = section.slice(0, section.indexOf('`src/index.ts`'));
  return [...table.matchAll(/^\| `([a-z]+)` \|/gm)].map(match => match[1]!);
}

const order = layers();
const files = sourceFiles('src');

/** Every import of another file, as [importing path, imported path]. */
const edges = files.flatMap(file =>
  importsOf(file)
    .filter(name => name.startsWith('.'))
    .map(name => [file.path, posix.join(posix.dirname(file.path), name)] as const),
);

const folderOf = (path: string): string => path.split('/')[1]!;
const isFront = (path: string): boolean => path.split('/').length === 2;

test('every folder of src stands in the table', () => {
  const folders = new Set(files.filter(file => !isFront(file.path)).map(file => folderOf(file.path)));
  expect([...folders].filter(folder => !order.includes(folder))).toEqual([]);
});

test('a folder imports only from folders above it', () => {
  const broken = edges.filter(([from, to]) => {
    if (isFront(from)) return false;
    if (isFront(to)) return true;
    return order.indexOf(folderOf(to)) > order.indexOf(folderOf(from));
  });
  expect(broken.map(([from, to]) => `${from} imports ${to}`)).toEqual([]);
});

test('another folder is imported through its index.ts only', () => {
  const deep = edges.filter(([from, to]) => !isFront(to) && folderOf(from) !== folderOf(to) && to !== `src/${folderOf(to)}/index.js`);
  expect(deep.map(([from, to]) => `${from} imports ${to}`)).toEqual([]);
});

test('an engine imports no other engine', () => {
  const engines = ['interpreter', 'volcano', 'pipeline'];
  const engineOf = (path: string): string | undefined => engines.find(engine => path.startsWith(`src/execute/${engine}/`));
  const broken = edges.filter(([from, to]) => engineOf(from) !== undefined && engineOf(to) !== undefined && engineOf(from) !== engineOf(to));
  expect(broken.map(([from, to]) => `${from} imports ${to}`)).toEqual([]);
});

test('src uses nothing but Node itself', () => {
  const foreign = files.flatMap(file =>
    importsOf(file)
      .filter(name => !name.startsWith('.') && !name.startsWith('node:'))
      .map(name => `${file.path} imports ${name}`),
  );
  expect(foreign).toEqual([]);
});

test('ARCHITECTURE.md names files and folders that exist', () => {
  const named = [...readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8').matchAll(/`((?:src|test|tools)\/[\w./-]+)`/g)].map(match => match[1]!);
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter(path => !existsSync(join(root, path)))).toEqual([]);
});
