/**
 * npm run isolation [-- --record] [--postgres host:port] [name parts …]
 * npm run isolation -- --file some.spec [--on host:port]
 *
 * Runs the specs of test/concurrency/specs on HenryDB and shows what differs from PostgreSQL's recorded output.
 *   --record         records PostgreSQL's output, and the SQLSTATEs of its errors
 *   --postgres h:p   a running PostgreSQL instead of a throw-away one
 *   --file path      prints what any spec in isolationtester's format gives on HenryDB, and nothing else; `-` is the standard input
 *   --on h:p         … on that server instead
 */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { HenryDBServer } from '../../src/server/index.js';
import { openCluster } from '../postgres/cluster.js';
import { WireClient, type Address, type WireOptions } from '../wire/client.js';
import { runSpec, type SpecRun } from './run-spec.js';
import { parseSpec } from './spec.js';

const DATABASE = 'henrydb_isolation';
const folder = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'test', 'concurrency', 'specs');
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { record: { type: 'boolean' }, postgres: { type: 'string' }, file: { type: 'string' }, on: { type: 'string' } },
});

const paths = readdirSync(folder)
  .filter(name => name.endsWith('.spec') && (positionals.length === 0 || positionals.some(part => name.includes(part))))
  .sort()
  .map(name => join(folder, name));
const outputOf = (path: string): string => path.replace(/\.spec$/, '.out');
const statesPath = join(folder, 'sqlstates.json');
const readStates = (): Record<string, string> => JSON.parse(readFileSync(statesPath, 'utf8')) as Record<string, string>;

async function run(path: string, options: WireOptions): Promise<SpecRun> {
  const spec = parseSpec(readFileSync(path === '-' ? 0 : path, 'utf8'));
  for (const name of spec.unused) console.error(`unused step name: ${name}`);
  return runSpec(spec, { ...options, name: basename(path, '.spec') });
}

async function onHenryDB<T>(work: (address: Address) => Promise<T>): Promise<T> {
  const server = new HenryDBServer({ port: 0 });
  await server.start();
  try {
    return await work({ host: '127.0.0.1', port: server.port });
  } finally {
    await server.stop();
  }
}

async function record(): Promise<void> {
  const cluster = await openCluster(values.postgres === undefined ? {} : { running: values.postgres });
  const { host, port } = cluster;
  const admin = await WireClient.connect({ host, port });
  const states = new Map(positionals.length === 0 ? [] : Object.entries(readStates()));
  try {
    await admin.rows(`DROP DATABASE IF EXISTS ${DATABASE} WITH (FORCE)`);
    await admin.rows(`CREATE DATABASE ${DATABASE} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'`);
    for (const path of paths) {
      try {
        await fresh({ host, port, database: DATABASE });
        const result = await run(path, { host, port, database: DATABASE });
        writeFileSync(outputOf(path), result.report);
        for (const [message, state] of result.states) states.set(message, state);
      } catch (error) {
        console.log(`${basename(path)}: ${String(error)}`);
        process.exitCode = 1;
      }
    }
    writeFileSync(statesPath, `${JSON.stringify(Object.fromEntries([...states].sort(([a], [b]) => (a < b ? -1 : 1))), null, 2)}\n`);
    console.log(`${paths.length} specs recorded from PostgreSQL ${cluster.version}`);
    await admin.rows(`DROP DATABASE IF EXISTS ${DATABASE} WITH (FORCE)`);
  } finally {
    await admin.end();
    await cluster.stop();
  }
}

/** Nothing is left of the spec before. */
async function fresh(options: WireOptions): Promise<void> {
  const client = await WireClient.connect(options);
  await client.rows('DROP SCHEMA public CASCADE');
  await client.rows('CREATE SCHEMA public');
  await client.end();
}

async function compare(): Promise<void> {
  let differing = 0;
  const states = readStates();
  for (const path of paths) {
    try {
      const expected = readFileSync(outputOf(path), 'utf8');
      const actual = await onHenryDB(address => run(path, address));
      const wrong = [...actual.states].filter(([message, state]) => states[message] !== state).map(([message, state]) => `${state}: ${message}\n`);
      if (actual.report === expected && wrong.length === 0) continue;
      differing++;
      console.log(`${basename(path)}\n${wrong.join('')}${difference(expected, actual.report)}`);
    } catch (error) {
      differing++;
      console.log(`${basename(path)}: ${String(error)}`);
    }
  }
  console.log(`${paths.length} specs, ${differing} differ`);
  process.exitCode = differing > 0 ? 1 : 0;
}

/** The permutations that differ, expected and actual. */
function difference(expected: string, actual: string): string {
  const a = expected.split('\n\nstarting ');
  const b = actual.split('\n\nstarting ');
  return a.flatMap((text, i) => (text === b[i] ? [] : [`--- PostgreSQL\n${text}\n--- HenryDB\n${b[i] ?? '(nothing)'}`])).join('\n');
}

async function show(path: string): Promise<void> {
  const [host, port] = (values.on ?? '').split(/:(?=\d+$)/);
  const { report } = values.on === undefined ? await onHenryDB(address => run(path, address)) : await run(path, { host: host!, port: Number(port) });
  process.stdout.write(report);
}

if (values.file !== undefined) await show(values.file);
else await (values.record === true ? record() : compare());
