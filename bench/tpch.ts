/** TPC-H over the wire: loading, and the queries that the project holds, on HenryDB's engines and on PostgreSQL. */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { QUERIES, queryText, TABLES } from '../test/tpch/workload.js';
import { copyData, query } from '../tools/wire/messages.js';
import { isScratchInMemory, scratchFolder } from './limits.js';
import { median } from './measure.js';
import { root, type BenchOptions } from './options.js';
import { startHenryDB, startPostgres, type Server } from './servers.js';
import { markdown, note, ratioText, time } from './table.js';
import { digest, type ThinClient } from './wire-client.js';

const PIECE_BYTES = 64 << 10;
const TIMEOUT_S = 120;

function tableData(directory: string, table: string): Buffer {
  const plain = join(directory, `${table}.tbl`);
  return existsSync(plain) ? readFileSync(plain) : gunzipSync(readFileSync(`${plain}.gz`));
}

function pieces(data: Buffer): Buffer[] {
  const list: Buffer[] = [];
  for (let at = 0; at < data.length; at += PIECE_BYTES) list.push(copyData(data.subarray(at, at + PIECE_BYTES)));
  return list;
}

async function runScript(client: ThinClient, name: 'schema.sql' | 'keys.sql'): Promise<void> {
  for (const statement of readFileSync(join(root, 'test', 'tpch', name), 'utf8').split(/;\n/)) if (statement.trim() !== '') await client.run(statement);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) * 1e6;
}

interface Runner {
  readonly name: string;
  readonly server: Server;
  readonly client: ThinClient;
}

async function runQueries(runners: readonly Runner[], rounds: number): Promise<string[][]> {
  const rows: string[][] = [];
  for (const name of QUERIES) {
    note(`tpch: ${name}`);
    const sql = query(queryText(name));
    const times = new Map<Runner, number[]>(runners.map(runner => [runner, []]));
    const digests = new Map<Runner, string>();
    for (let round = 0; round <= rounds; round++) {
      for (const runner of runners) {
        if (round > 0 && !digests.has(runner)) continue;
        try {
          let answer: Buffer = sql;
          const ns = await timed(async () => (answer = await runner.client.ask(sql)));
          runner.client.check(answer);
          // The first run reads what later ones find in memory.
          if (round === 0) digests.set(runner, digest([answer]));
          else times.get(runner)!.push(ns);
        } catch (error) {
          digests.delete(runner);
          times.set(runner, []);
          note(`${name} on ${runner.name}: ${error instanceof Error ? error.message : String(error)}`);
        }
      }
    }
    const [volcano = NaN, pipeline = NaN, postgres = NaN] = runners.map(runner => median(times.get(runner)!));
    rows.push([
      name,
      time(volcano),
      time(pipeline),
      time(postgres),
      ratioText(pipeline / volcano),
      ratioText(volcano / postgres),
      ratioText(pipeline / postgres),
      new Set(digests.values()).size === 1 ? 'same' : 'DIFFERENT',
    ]);
  }
  return rows;
}

export async function tpch(options: BenchOptions): Promise<string> {
  const { tpchDir } = options;
  if (tpchDir === null) return 'Left out: give the tables with --dir.';
  const folder = scratchFolder();
  const henrydb = await startHenryDB(options, join(folder, 'data'));
  let postgres: Server | null = null;
  try {
    try {
      postgres = await startPostgres(options);
    } catch (error) {
      note(`PostgreSQL left out: ${error instanceof Error ? error.message : String(error)}`);
    }
    const servers = postgres ? [henrydb, postgres] : [henrydb];
    const clients = await Promise.all(servers.map(server => server.connect()));
    const loading: string[][] = [];
    const step = async (what: string, work: (client: ThinClient) => Promise<unknown>): Promise<void> => {
      note(`tpch: ${what}`);
      const [ours = NaN, theirs = NaN] = [await timed(() => work(clients[0]!)), postgres ? await timed(() => work(clients[1]!)) : NaN];
      loading.push([what, time(ours), time(theirs), ratioText(ours / theirs)]);
    };
    for (const client of clients) await runScript(client, 'schema.sql');
    for (const table of TABLES) {
      const data = pieces(tableData(tpchDir, table));
      await step(`COPY ${table}`, client => client.copyIn(`copy ${table} from stdin with (delimiter '|')`, data));
    }
    await step('foreign keys, indexes', client => runScript(client, 'keys.sql'));
    await step('ANALYZE', client => client.run('analyze'));

    const runners: Runner[] = [];
    for (const engine of ['volcano', 'pipeline']) {
      const client = await henrydb.connect();
      await client.run(`set henrydb.engine = ${engine}`);
      await client.run(`set statement_timeout = '${TIMEOUT_S}s'`);
      runners.push({ name: engine, server: henrydb, client });
    }
    if (postgres) {
      const client = await postgres.connect();
      await client.run('set max_parallel_workers_per_gather = 0');
      runners.push({ name: 'PostgreSQL', server: postgres, client });
    }
    const rows = await runQueries(runners, options.rounds);
    for (const client of [...clients, ...runners.map(runner => runner.client)]) await client.end();
    return [
      markdown(['loading', 'HenryDB', 'PostgreSQL', 'ratio'], loading),
      '',
      markdown(['query', 'volcano', 'pipeline', 'PostgreSQL', 'pipeline / volcano', 'volcano / PostgreSQL', 'pipeline / PostgreSQL', 'answers'], rows),
      '',
      `Over the wire, simple queries: parsing and planning are in the times. PostgreSQL ${postgres?.version ?? '-'} without parallel workers (HenryDB runs a query on one thread), otherwise with default settings.`,
      ...(isScratchInMemory() ? ['The temporary folder is a tmpfs.'] : []),
    ].join('\n');
  } finally {
    await postgres?.stop();
    await henrydb.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
