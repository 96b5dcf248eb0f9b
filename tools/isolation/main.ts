/**
 * npm run isolation [-- --record] [--postgres host:port] [name parts …]
 *
 * Runs the specs of test/concurrency/specs on HenryDB and shows what differs from PostgreSQL's recorded output.
 *   --record         records PostgreSQL's output
 *   --postgres h:p   a running PostgreSQL instead of a throw-away one
 */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { HenryDBServer } from '../../src/server/index.js';
import { openCluster } from '../postgres/cluster.js';
import { WireClient, type WireOptions } from '../wire/client.js';
import { runSpec } from './run-spec.js';
import { parseSpec } from './spec.js';

const DATABASE = 'henrydb_isolation';
const folder = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'test', 'concurrency', 'specs');
const { values, positionals } = parseArgs({ allowPositionals: true, options: { record: { type: 'boolean' }, postgres: { type: 'string' } } });

const paths = readdirSync(folder)
  .filter(name => name.endsWith('.spec') && (positionals.length === 0 || positionals.some(part => name.includes(part))))
  .sort()
  .map(name => join(folder, name));

async function record(): Promise<void> {
  const cluster = await openCluster(values.postgres === undefined ? {} : { running: values.postgres });
  const admin = await WireClient.connect({ host: cluster.host, port: cluster.port });
  try {
    for (const path of paths) {
      await admin.rows(`DROP DATABASE IF EXISTS ${DATABASE} WITH (FORCE)`);
      await admin.rows(`CREATE DATABASE ${DATABASE} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'`);
      const report = await runSpec(parseSpec(readFileSync(path, 'utf8')), { host: cluster.host, port: cluster.port, database: DATABASE });
      writeFileSync(outputOf(path), report);
    }
    console.log(`${paths.length} specs recorded from PostgreSQL ${cluster.version}`);
    await admin.rows(`DROP DATABASE IF EXISTS ${DATABASE} WITH (FORCE)`);
  } finally {
    await admin.end();
    await cluster.stop();
  }
}

const outputOf = (path: string): string => path.replace(/\.spec$/, '.out');

async function compare(): Promise<void> {
  let differing = 0;
  for (const path of paths) {
    const server = new HenryDBServer({ port: 0 });
    await server.start();
    const options: WireOptions = { host: '127.0.0.1', port: server.port };
    try {
      const expected = readFileSync(outputOf(path), 'utf8');
      const actual = await runSpec(parseSpec(readFileSync(path, 'utf8')), options);
      if (actual === expected) continue;
      differing++;
      console.log(`${basename(path)}\n${difference(expected, actual)}`);
    } catch (error) {
      differing++;
      console.log(`${basename(path)}: ${String(error)}`);
    } finally {
      await server.stop();
    }
  }
  console.log(`${paths.length} specs, ${differing} differ`);
  process.exitCode = differing > 0 ? 1 : 0;
}

/** The permutations that differ, expected and actual. */
function difference(expected: string, actual: string): string {
  const a = expected.split('\n\n');
  const b = actual.split('\n\n');
  return a.flatMap((text, i) => (text === b[i] ? [] : [`--- PostgreSQL\n${text}\n--- HenryDB\n${b[i] ?? '(nothing)'}`])).join('\n');
}

await (values.record === true ? record() : compare());
