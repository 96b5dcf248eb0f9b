/** House rules that a machine can check; each rule names its few allowed places and why. */
import ts from 'typescript';
import { expect, test } from 'vitest';
import { placeOf, sourceFiles, treeOf } from './source-tree.js';

const LINES_MAX = 1000;

/** Places where `any` is allowed, with the reason. */
const ANY_ALLOWED: ReadonlyMap<string, string> = new Map([
  ['src/functions/function-impl.ts', 'a row of the function table holds implementations of every arity; the row checker matches them with their signatures'],
]);

/** Folders that may ask the world for the time, chance or the environment. */
const WORLDLY = ['src/io/', 'src/cli/', 'src/server/'];

const source = sourceFiles('src');
const rest = ['test', 'tools', 'bench'].flatMap(folder => sourceFiles(folder));
const handWritten = [...source, ...rest].filter(file => !file.isData);
const trees = handWritten.map(treeOf);

/** Places of all nodes of the hand-written files for which `isWrong` holds. */
function findings(isWrong: (node: ts.Node, tree: ts.SourceFile) => boolean): string[] {
  const places: string[] = [];
  for (const tree of trees) {
    const visit = (node: ts.Node): void => {
      if (isWrong(node, tree)) places.push(placeOf(tree, node));
      ts.forEachChild(node, visit);
    };
    visit(tree);
  }
  return places;
}

test(`no hand-written file has more than ${LINES_MAX} lines`, () => {
  expect(handWritten.filter(file => file.lineCount > LINES_MAX).map(file => `${file.path}: ${file.lineCount}`)).toEqual([]);
});

test('no any outside the documented places', () => {
  expect(findings((node, tree) => node.kind === ts.SyntaxKind.AnyKeyword && !ANY_ALLOWED.has(tree.fileName))).toEqual([]);
});

test('no enum, no namespace, no default export', () => {
  const wrong = (node: ts.Node, tree: ts.SourceFile): boolean => {
    if (ts.isEnumDeclaration(node) || ts.isModuleDeclaration(node)) return true;
    if (ts.isExportAssignment(node)) return true;
    return tree.fileName.startsWith('src/') && node.kind === ts.SyntaxKind.DefaultKeyword && node.parent !== undefined && !ts.isDefaultClause(node.parent);
  };
  expect(findings(wrong)).toEqual([]);
});

test('time, chance, timers and the environment come from io/', () => {
  const members = new Map([
    ['Date', ['now']],
    ['Math', ['random']],
    ['process', ['env', 'hrtime', 'pid']],
    ['performance', ['now']],
    ['crypto', ['randomUUID', 'randomBytes', 'getRandomValues', 'randomInt']],
  ]);
  const timers = ['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'randomUUID', 'randomBytes', 'randomInt'];
  const wrong = (node: ts.Node, tree: ts.SourceFile): boolean => {
    if (!tree.fileName.startsWith('src/') || WORLDLY.some(folder => tree.fileName.startsWith(folder))) return false;
    if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression)) return members.get(node.expression.text)?.includes(node.name.text) ?? false;
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) return timers.includes(node.expression.text);
    return ts.isNewExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'Date' && !node.arguments?.length;
  };
  expect(findings(wrong)).toEqual([]);
});

test('files are read and sockets opened in io/, cli/ and server/ only', () => {
  const wrong = (node: ts.Node, tree: ts.SourceFile): boolean =>
    tree.fileName.startsWith('src/') &&
    !WORLDLY.some(folder => tree.fileName.startsWith(folder)) &&
    ts.isImportDeclaration(node) &&
    ts.isStringLiteral(node.moduleSpecifier) &&
    ['node:fs', 'node:fs/promises', 'node:net', 'node:tls', 'node:http', 'node:child_process', 'node:timers', 'node:timers/promises'].includes(
      node.moduleSpecifier.text,
    ) &&
    node.importClause?.phaseModifier !== ts.SyntaxKind.TypeKeyword;
  expect(findings(wrong)).toEqual([]);
});

test('no focused tests, no marks of unfinished work', () => {
  const focused = findings(
    (node, tree) =>
      tree.fileName.startsWith('test/') &&
      ts.isPropertyAccessExpression(node) &&
      ['only', 'todo'].includes(node.name.text) &&
      ts.isIdentifier(node.expression) &&
      ['it', 'test', 'describe', 'suite'].includes(node.expression.text),
  );
  // Spelled in two halves, so that this file is not one of its own findings.
  const marks = new RegExp(`\\b(${'TO'}DO|${'FIX'}ME|${'HA'}CK)\\b`);
  const unfinished = handWritten.flatMap(file => file.text.split('\n').flatMap((line, i) => (marks.test(line) ? [`${file.path}:${i + 1}`] : [])));
  expect([...focused, ...unfinished]).toEqual([]);
});

test('an empty catch says nothing to the reader', () => {
  expect(findings((node, tree) => ts.isCatchClause(node) && node.block.statements.length === 0 && !/\/[/*]/.test(node.block.getText(tree)))).toEqual([]);
});

test('files are named in kebab-case', () => {
  const wrong = [...source, ...rest].filter(file => !/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)*\.ts$/.test(file.path.split('/').at(-1)!));
  expect(wrong.map(file => file.path)).toEqual([]);
});

test('every folder of src has its public face', () => {
  const folders = new Set(source.filter(file => file.path.split('/').length > 2).map(file => file.path.split('/')[1]!));
  expect([...folders].filter(folder => !source.some(file => file.path === `src/${folder}/index.ts`))).toEqual([]);
});
