/**
 * npm run golden [-- --record] [--check] [--postgres host:port] [files or name parts …]
 *
 * --record   writes what PostgreSQL says below each statement (statements marked not-postgres keep their output)
 * --check    compares the files with PostgreSQL and changes nothing (npm run diff without SQL does this)
 * --own      writes HenryDB's output below the statements marked not-postgres
 * --built    runs the files over the wire on the built package (dist/) instead of the sources
 * (none)     runs the files on HenryDB's engines and shows what differs
 */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { openCluster } from '../postgres/cluster.js';
import { parseGolden, renderGolden } from './golden-file.js';
import { runGolden } from './run-file.js';
import type { EngineName } from './session-target.js';
import { WireTarget } from './wire-target.js';

const folder = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'test', 'golden');
const ENGINES: readonly EngineName[] = ['volcano', 'pipeline', 'interpreter'];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    record: { type: 'boolean' },
    check: { type: 'boolean' },
    own: { type: 'boolean' },
    built: { type: 'boolean' },
    postgres: { type: 'string' },
    engine: { type: 'string' },
  },
});

const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter(name => name.endsWith('.sql'))
  .sort()
  .map(name => join(folder, name))
  .filter(path => positionals.length === 0 || positionals.some(part => path.includes(part)));

let differing = 0;
let statementCount = 0;

/** Shows the statements whose output is not the expected one; true if there are none. */
function compare(path: string, who: string, outputs: readonly (readonly string[])[], isPostgres: boolean): boolean {
  let isSame = true;
  parseGolden(readFileSync(path, 'utf8')).statements.forEach((statement, i) => {
    if (isPostgres && statement.notPostgres !== null) return;
    const expected = statement.expected.join('\n');
    const actual = outputs[i]!.join('\n');
    if (expected === actual) return;
    isSame = false;
    differing++;
    console.log(
      `${relative(process.cwd(), path)}:${statement.line} (${who})\n${statement.sql}\nexpected\n  ${expected.replaceAll('\n', '\n  ')}\n${who}\n  ${actual.replaceAll('\n', '\n  ')}\n`,
    );
  });
  return isSame;
}

async function withPostgres(): Promise<void> {
  const cluster = await openCluster(values.postgres === undefined ? {} : { running: values.postgres });
  try {
    for (const path of paths) {
      const file = parseGolden(readFileSync(path, 'utf8'));
      const target = await WireTarget.onPostgres(cluster, `henrydb_golden_${process.pid}`);
      const outputs = await runGolden(file, target, true).finally(() => target.close());
      statementCount += file.statements.length;
      if (values.record === true) {
        const kept = file.statements.map((statement, i) => (statement.notPostgres === null ? outputs[i]! : statement.expected));
        writeFileSync(path, renderGolden(file, kept));
      } else compare(path, `PostgreSQL ${cluster.version}`, outputs, true);
    }
    console.log(
      `${paths.length} files, ${statementCount} statements ${values.record === true ? 'recorded from' : 'compared with'} PostgreSQL ${cluster.version}, ${differing} differ`,
    );
  } finally {
    await cluster.stop();
  }
}

async function withHenryDb(): Promise<void> {
  // Only here: recording needs no engine that works.
  const { SessionTarget } = await import('./session-target.js');
  const engines = values.engine === undefined ? ENGINES : [values.engine as EngineName];
  for (const path of paths) {
    const file = parseGolden(readFileSync(path, 'utf8'));
    statementCount += file.statements.length;
    for (const engine of engines) {
      if (file.notEngines.has(engine)) continue;
      const target = await SessionTarget.open(engine);
      const outputs = await runGolden(file, target).finally(() => target.close());
      if (values.own === true) {
        writeFileSync(
          path,
          renderGolden(
            file,
            file.statements.map((statement, i) => (statement.notPostgres === null ? statement.expected : outputs[i]!)),
          ),
        );
        break;
      }
      if (!compare(path, engine, outputs, false)) break;
    }
  }
  console.log(`${paths.length} files, ${statementCount} statements, ${differing} differ`);
}

/** Each file on a server of its own, in this process. */
async function withBuilt(): Promise<void> {
  const entry = join(folder, '..', '..', 'dist', 'esm', 'index.js');
  const { HenryDBServer } = (await import(pathToFileURL(entry).href)) as typeof import('../../src/index.js');
  for (const path of paths) {
    const file = parseGolden(readFileSync(path, 'utf8'));
    statementCount += file.statements.length;
    const server = new HenryDBServer({ port: 0 });
    await server.start();
    try {
      const target = await WireTarget.onServer({ host: '127.0.0.1', port: server.port });
      compare(path, 'built', await runGolden(file, target).finally(() => target.close()), false);
    } finally {
      await server.stop();
    }
  }
  console.log(`${paths.length} files, ${statementCount} statements, ${differing} differ`);
}

await (values.built === true ? withBuilt() : values.record === true || values.check === true ? withPostgres() : withHenryDb());
process.exitCode = differing > 0 ? 1 : 0;
