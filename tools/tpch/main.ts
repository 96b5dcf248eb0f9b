/**
 * npm run tpch -- <directory> [--answers <directory>] [--engine name] [--runs n] [--data-dir dir] [--psql]
 *
 * Loads <table>.tbl or <table>.tbl.gz files (fields separated by `|`) into a fresh HenryDB server in a process of its own, over the wire through COPY,
 * (with --psql: psql's \copy) with primary and foreign keys; asks the queries; compares with qNN.csv files byte for byte when --answers is given.
 *
 * npm run tpch -- --record [--postgres host:port] records the answers of the project's own data set from PostgreSQL (test/tpch/answers).
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { ownData } from '../../test/tpch/own-data.js';
import { QUERIES, TABLES, csv, load, queryText, runScript } from '../../test/tpch/workload.js';
import { openCluster } from '../postgres/cluster.js';
import { startServerProcess } from '../server-process/server-process.js';
import { WireClient, type Address } from '../wire/client.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    answers: { type: 'string' },
    engine: { type: 'string' },
    runs: { type: 'string', default: '1' },
    psql: { type: 'boolean' },
    record: { type: 'boolean' },
    postgres: { type: 'string' },
    'data-dir': { type: 'string' },
  },
});

const elapsed = (start: number): string => `${(performance.now() - start).toFixed(0)} ms`;

function tableData(directory: string, table: string): Buffer {
  const plain = join(directory, `${table}.tbl`);
  return existsSync(plain) ? readFileSync(plain) : gunzipSync(readFileSync(`${plain}.gz`));
}

async function loadAll(client: WireClient, data: (table: string) => Buffer | string, copy: typeof load = load): Promise<void> {
  await runScript(client, 'schema.sql');
  for (const table of TABLES) {
    const start = performance.now();
    const count = await copy(client, table, data(table));
    console.log(`${table.padEnd(10)} ${String(count).padStart(8)} rows  ${elapsed(start)}`);
  }
  const start = performance.now();
  await runScript(client, 'keys.sql');
  await client.rows('ANALYZE');
  console.log(`keys, indexes, statistics  ${elapsed(start)}`);
}

/** Loads through psql's own `\\copy`, from a file; the number of rows. */
function psqlCopy(address: Address): typeof load {
  return (_client, table, data) => {
    const folder = mkdtempSync(join(tmpdir(), 'henrydb-copy-'));
    const file = join(folder, `${table}.tbl`);
    writeFileSync(file, data);
    const args = ['-X', '-h', address.host, '-p', String(address.port), '-U', 'postgres', '-c', `\\copy ${table} from '${file}' with (delimiter '|')`];
    const { stdout, stderr, status, error } = spawnSync('psql', args, { encoding: 'utf8' });
    rmSync(folder, { recursive: true });
    if (error) throw error;
    if (status !== 0) throw new Error(`psql ended with ${status}: ${stderr}`);
    return Promise.resolve(Number(stdout.trim().slice('COPY '.length)));
  };
}

async function compare(address: Address, directory: string): Promise<number> {
  const client = await WireClient.connect(address);
  await loadAll(client, table => tableData(directory, table), values.psql === true ? psqlCopy(address) : load);
  if (values.engine !== undefined) await client.rows(`SET henrydb.engine = ${values.engine}`);
  let wrong = 0;
  for (const name of QUERIES) {
    const times: number[] = [];
    let answer = '';
    for (let run = 0; run < Number(values.runs); run++) {
      const start = performance.now();
      answer = await csv(client, queryText(name));
      times.push(performance.now() - start);
    }
    const time = `${Math.min(...times).toFixed(1)} ms`.padStart(10);
    if (values.answers === undefined) console.log(`${name} ${time}\n${answer}`);
    else {
      const expected = readFileSync(join(values.answers, `${name}.csv`), 'utf8');
      const isSame = expected === answer;
      if (!isSame) wrong++;
      console.log(`${name} ${time}  ${isSame ? 'equal' : `DIFFERENT\nexpected\n${expected}got\n${answer}`}`);
    }
  }
  await client.end();
  return wrong;
}

async function record(): Promise<void> {
  const cluster = await openCluster(values.postgres === undefined ? {} : { running: values.postgres });
  const admin = await WireClient.connect(cluster);
  await admin.rows('DROP DATABASE IF EXISTS henrydb_tpch');
  await admin.rows("CREATE DATABASE henrydb_tpch TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'");
  const client = await WireClient.connect({ ...cluster, database: 'henrydb_tpch' });
  const tables = ownData();
  await loadAll(client, table => tables.get(table)!);
  const folder = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'test', 'tpch', 'answers');
  for (const name of QUERIES) {
    const answer = await csv(client, queryText(name));
    writeFileSync(join(folder, `${name}.csv`), answer);
    console.log(`${name}: ${answer.split('\n').length - 2} rows`);
  }
  await client.end();
  await admin.rows('DROP DATABASE henrydb_tpch');
  await admin.end();
  await cluster.stop();
}

if (values.record === true) await record();
else {
  const [directory] = positionals;
  if (directory === undefined) throw new Error('give the directory with the .tbl or .tbl.gz files');
  const given = values['data-dir'];
  const dataDir = given ?? mkdtempSync(join(tmpdir(), 'henrydb-tpch-'));
  const server = await startServerProcess({ dataDir });
  try {
    const wrong = await compare(server, directory);
    console.log(wrong === 0 ? 'done' : `${wrong} answers differ`);
    process.exitCode = wrong === 0 ? 0 : 1;
  } finally {
    await server.stop();
    if (given === undefined) rmSync(dataDir, { recursive: true, force: true });
  }
}
