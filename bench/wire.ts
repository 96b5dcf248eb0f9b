/** The server over TCP beside PostgreSQL: latency of single statements with one client, bulk in and out, TPC-B. */
import { rmSync } from 'node:fs';
import { bind, copyData, execute, parse, query, sync, describe as describeMessage } from '../tools/wire/messages.js';
import { isScratchInMemory, runLimit, scratchFolder, startEcho } from './limits.js';
import { median, medianTiming, spread, type Timing } from './measure.js';
import type { BenchOptions } from './options.js';
import { peerVersion, pgClient, type PgClient } from './peers.js';
import { hasPgbench, initializeTpcb, isTpcbConsistent, runScript, runTpcb } from './pgbench.js';
import { startHenryDB, startPostgres, type Server } from './servers.js';
import { comparison, note, time, type Line } from './table.js';
import { digest, ThinClient } from './wire-client.js';

const CHECKED = 50;

/** One statement in one way of sending it. `bytes` makes the i-th message; no two are the same. */
interface Statement {
  readonly what: string;
  /** Prepared under this name once per connection. */
  readonly prepare?: { readonly name: string; readonly sql: string };
  bytes(i: number, rows: number): Buffer;
  readonly bar?: number;
  /** How many statements one message holds. */
  readonly count?: number;
}

const select = (key: number | string): string => `select id, a, f from item where id = ${key}`;
const insert = (id: number | string, a: number | string, f: string): string => `insert into target values (${id}, ${a}, ${f})`;
const update = (a: number | string, key: number | string): string => `update item set a = a + ${a} where id = ${key}`;
const executePrepared = (statement: string, values: readonly string[]): Buffer => Buffer.concat([bind({ statement, values }), execute(), sync()]);

const key = (i: number, rows: number): number => 1 + spread(i, rows);

const STATEMENTS: readonly Statement[] = [
  { what: 'select by primary key, simple', bytes: (i, rows) => query(select(key(i, rows))), bar: 2 },
  {
    what: 'select by primary key, prepared',
    prepare: { name: 's', sql: select('$1') },
    bytes: (i, rows) => executePrepared('s', [String(key(i, rows))]),
    bar: 2,
  },
  {
    what: 'select by primary key, Parse each time',
    bytes: (i, rows) => Buffer.concat([parse('', select('$1')), bind({ values: [String(key(i, rows))] }), describeMessage('P'), execute(), sync()]),
  },
  {
    what: '100 prepared selects under one Sync, each',
    prepare: { name: 's', sql: select('$1') },
    bytes: (i, rows) =>
      Buffer.concat([...Array.from({ length: 100 }, (_, k) => [bind({ statement: 's', values: [String(key(i * 100 + k, rows))] }), execute()]).flat(), sync()]),
    count: 100,
  },
  { what: 'insert, autocommit, simple', bytes: i => query(insert(i, i & 1023, `'name ${i}'`)), bar: 2 },
  {
    what: 'insert, autocommit, prepared',
    prepare: { name: 'i', sql: insert('$1', '$2', '$3') },
    bytes: i => executePrepared('i', [String(i), String(i & 1023), `name ${i}`]),
    bar: 2,
  },
  { what: 'update by primary key, autocommit, simple', bytes: (i, rows) => query(update(i & 1023, key(i, rows))), bar: 2 },
  {
    what: 'update by primary key, autocommit, prepared',
    prepare: { name: 'u', sql: update('$1', '$2') },
    bytes: (i, rows) => executePrepared('u', [String(i & 1023), String(key(i, rows))]),
    bar: 2,
  },
];

/** The same through node-postgres. */
interface DriverStatement {
  readonly what: string;
  run(client: PgClient, i: number, rows: number): Promise<unknown>;
}

const DRIVER_STATEMENTS: readonly DriverStatement[] = [
  { what: 'pg: select by primary key, parameter', run: (client, i, rows) => client.query(select('$1'), [key(i, rows)]) },
  { what: 'pg: select by primary key, named', run: (client, i, rows) => client.query({ name: 's', text: select('$1'), values: [key(i, rows)] }) },
  {
    what: 'pg: insert, autocommit, named',
    run: (client, i) => client.query({ name: 'i', text: insert('$1', '$2', '$3'), values: [i, i & 1023, `name ${i}`] }),
  },
];

const PGBENCH_SCRIPTS: readonly (readonly [what: string, script: (rows: number) => string, bar?: number])[] = [
  ['select by primary key', rows => `\\set key random(1, ${rows})\n${select(':key')};\n`, 2],
  ['insert', () => `\\set key random(1, 2000000000)\ninsert into history values (:key, :key, 'name');\n`, 2],
  ['update by primary key', rows => `\\set key random(1, ${rows})\n\\set delta random(1, 1000)\n${update(':delta', ':key')};\n`, 2],
];

type Taken = Map<Server, Timing[]>;

class WireBench {
  private readonly lines: Line[] = [];
  private readonly rows: number;
  /** Numbers of inserts: never used twice. */
  private next = 1000;
  private readonly roundTrips: number[] = [];
  private readonly syncs: number[] = [];

  constructor(
    private readonly options: BenchOptions,
    private readonly henrydb: Server,
    private readonly postgres: Server | null,
    private readonly folder: string,
  ) {
    this.rows = options.isQuick ? 10_000 : 100_000;
  }

  private get servers(): readonly Server[] {
    return this.postgres ? [this.henrydb, this.postgres] : [this.henrydb];
  }

  private isWanted(what: string): boolean {
    return this.options.only === null || what.includes(this.options.only);
  }

  private add(what: string, taken: Taken, bar?: number, isSame?: boolean): void {
    const ours = taken.get(this.henrydb);
    const theirs = this.postgres ? taken.get(this.postgres) : undefined;
    this.lines.push({
      what,
      ours: ours && ours.length > 0 ? medianTiming(ours) : null,
      peer: this.postgres ? 'PostgreSQL' : '-',
      theirs: theirs && theirs.length > 0 ? medianTiming(theirs) : null,
      ...(bar === undefined ? {} : { bar }),
      ...(isSame === undefined || !this.postgres ? {} : { isSame }),
    });
  }

  /** Servers take turns; one that fails is noted, and the line goes on without it. */
  private async rounds(what: string, measure: (server: Server, round: number) => Promise<Timing>): Promise<Taken> {
    note(`wire: ${what}`);
    const taken: Taken = new Map(this.servers.map(server => [server, []]));
    const failed = new Set<Server>();
    for (let round = 0; round < this.options.rounds; round++) {
      for (const server of round % 2 === 0 ? this.servers : [...this.servers].reverse()) {
        if (failed.has(server)) continue;
        try {
          taken.get(server)!.push(await measure(server, round));
        } catch (error) {
          failed.add(server);
          taken.set(server, []);
          note(`${what}: ${server.name} left out: ${error instanceof Error ? error.message : String(error)}`);
        }
      }
    }
    return taken;
  }

  async prepare(): Promise<void> {
    for (const server of this.servers) {
      const client = await server.connect();
      await client.run(`create table item (id integer primary key, a integer, b integer, c integer, d double precision, e double precision,
        f text, g text, h text, i integer)`);
      await client.run(`insert into item select g, (g::bigint * 7919 % 1000003)::integer, g / 10, g + 1, g / 4.0::double precision, g * 1.5::double precision,
        'name ' || g, 'group ' || (g % 10), 'a text of some length in row ' || g, g % 7 from generate_series(1, ${this.rows}) g`);
      await client.run('create table target (id integer primary key, a integer, f text)');
      await client.run('create table history (id integer, a integer, f text)');
      await client.run('create table copied (id integer primary key, a integer, f text)');
      await client.run('analyze');
      await client.end();
    }
  }

  /** Median latency of one call after the other for a while. */
  private async latency(server: Server, operation: (i: number) => Promise<unknown>): Promise<Timing> {
    const durationMs = this.options.sampleMs * 3;
    const first = this.next;
    let i = first;
    const warm = performance.now();
    while (performance.now() - warm < durationMs / 3) await operation(i++);
    const latencies: number[] = [];
    const cpu = server.cpuMs();
    const start = performance.now();
    for (let before = start; before - start < durationMs;) {
      await operation(i++);
      const after = performance.now();
      latencies.push(after - before);
      before = after;
    }
    const used = server.cpuMs() - cpu;
    this.next = i;
    return { ns: median(latencies) * 1e6, cpuNs: (used * 1e6) / latencies.length };
  }

  async statements(): Promise<void> {
    for (const statement of STATEMENTS) {
      if (!this.isWanted(statement.what)) continue;
      const open = async (server: Server): Promise<ThinClient> => {
        const client = await server.connect();
        const { prepare } = statement;
        if (prepare) client.check(await client.ask(Buffer.concat([parse(prepare.name, prepare.sql), sync()])));
        return client;
      };
      const digests = new Map<Server, string>();
      const first = this.next;
      this.next += CHECKED;
      const taken = await this.rounds(statement.what, async (server, round) => {
        const client = await open(server);
        if (round === 0) {
          const answers: Buffer[] = [];
          for (let i = first; i < first + CHECKED; i++) {
            const answer = await client.ask(statement.bytes(i, this.rows));
            client.check(answer);
            answers.push(answer);
          }
          digests.set(server, digest(answers));
        }
        const timing = await this.latency(server, async i => {
          const answer = await client.ask(statement.bytes(i, this.rows));
          if (answer[0] === 0x45) client.check(answer);
        });
        await client.end();
        const count = statement.count ?? 1;
        return { ns: timing.ns / count, cpuNs: timing.cpuNs / count };
      });
      this.add(statement.what, taken, statement.bar, new Set(digests.values()).size === 1);
    }
  }

  async driver(): Promise<void> {
    for (const statement of DRIVER_STATEMENTS) {
      if (!this.isWanted(statement.what)) continue;
      const taken = await this.rounds(statement.what, async server => {
        const client = pgClient(server);
        await client.connect();
        const timing = await this.latency(server, i => statement.run(client, i, this.rows));
        await client.end();
        return timing;
      });
      this.add(statement.what, taken);
    }
  }

  async bulk(): Promise<void> {
    const result = `result of ${this.rows / 1000}K rows x 10 columns`;
    if (this.isWanted(result)) {
      const digests = new Map<Server, string>();
      const taken = await this.rounds(result, async (server, round) => {
        const client = await server.connect();
        const sql = query('select id, a, b, c, d, e, f, g, h, i from item order by id');
        const answer = await client.ask(sql);
        client.check(answer);
        if (round === 0) digests.set(server, digest([answer]));
        const cpu = server.cpuMs();
        const times: number[] = [];
        for (let run = 0; run < 3; run++) {
          const start = performance.now();
          await client.ask(sql);
          times.push(performance.now() - start);
        }
        const used = server.cpuMs() - cpu;
        await client.end();
        return { ns: median(times) * 1e6, cpuNs: (used * 1e6) / 3 };
      });
      this.add(result, taken, undefined, new Set(digests.values()).size === 1);
    }

    const count = this.options.isQuick ? 20_000 : 200_000;
    const copy = `COPY of ${count / 1000}K rows from the client`;
    if (!this.isWanted(copy)) return;
    const pieces: Buffer[] = [];
    let piece = '';
    for (let id = 1; id <= count; id++) {
      piece += `${id}\t${spread(id, 1_000_000)}\tname ${id}\n`;
      if (piece.length > 65_000 || id === count) {
        pieces.push(copyData(piece));
        piece = '';
      }
    }
    const sums = new Map<Server, string>();
    const taken = await this.rounds(copy, async server => {
      const client = await server.connect();
      await client.run('truncate copied');
      const cpu = server.cpuMs();
      const start = performance.now();
      await client.copyIn('copy copied from stdin', pieces);
      const elapsed = performance.now() - start;
      const used = server.cpuMs() - cpu;
      sums.set(server, digest([await client.run('select count(*), sum(a), min(f), max(f) from copied')]));
      await client.end();
      return { ns: elapsed * 1e6, cpuNs: used * 1e6 };
    });
    this.add(copy, taken, undefined, new Set(sums.values()).size === 1);
  }

  async pgbench(): Promise<void> {
    if (!hasPgbench()) {
      note('pgbench is not installed: its lines are left out');
      return;
    }
    const seconds = this.options.isQuick ? 1 : 3;
    for (const [name, script, bar] of PGBENCH_SCRIPTS) {
      for (const mode of ['simple', 'extended', 'prepared'] as const) {
        const what = `pgbench: ${name}, ${mode}, 1 client`;
        if (!this.isWanted(what)) continue;
        const taken = await this.rounds(what, server => runScript(server, this.folder, script(this.rows), mode, 1, seconds));
        this.add(what, taken, bar);
      }
    }
    const selects = 'pgbench: select by primary key, prepared, 8 clients';
    if (this.isWanted(selects)) {
      const taken = await this.rounds(selects, server => runScript(server, this.folder, PGBENCH_SCRIPTS[0]![1](this.rows), 'prepared', 8, seconds));
      this.add(selects, taken);
    }
    if (!this.isWanted('pgbench: TPC-B')) return;
    try {
      for (const server of this.servers) await initializeTpcb(server);
    } catch (error) {
      note(`TPC-B left out: ${error instanceof Error ? error.message : String(error)}`);
      return;
    }
    for (const mode of ['simple', 'extended', 'prepared'] as const) {
      for (const clients of mode === 'prepared' ? [1, 8, 32] : [1, 8]) {
        const what = `pgbench: TPC-B, ${mode}, ${clients} client${clients > 1 ? 's' : ''}`;
        if (!this.isWanted(what)) continue;
        const taken = await this.rounds(what, server => runTpcb(server, mode, clients, seconds));
        let isConsistent = true;
        for (const server of this.servers) isConsistent &&= await isTpcbConsistent(server);
        this.add(what, taken, undefined, isConsistent);
      }
    }
  }

  /** A round trip of as many bytes as a prepared select answers, between two Nodes. */
  private async loopback(): Promise<number> {
    const echo = await startEcho(60);
    const client = await ThinClient.raw({ host: '127.0.0.1', port: echo.port });
    const message = executePrepared('s', ['12345']);
    const latencies: number[] = [];
    const start = performance.now();
    for (let before = start; before - start < this.options.sampleMs * 4;) {
      await client.ask(message);
      const after = performance.now();
      latencies.push(after - before);
      before = after;
    }
    await client.end();
    echo.stop();
    return median(latencies.slice(latencies.length >> 2)) * 1e6;
  }

  /** Takes the machine's limits; called between the parts, so that a change of load shows. */
  async limits(): Promise<void> {
    this.roundTrips.push(await this.loopback());
    this.syncs.push((await runLimit({ group: 'limit', kind: 'fdatasync', bytes: 128, sampleMs: this.options.sampleMs / 2 })).ns);
  }

  report(): string {
    const range = (values: readonly number[]): string => `${time(median(values))} (${time(Math.min(...values))} to ${time(Math.max(...values))})`;
    const { postgres } = this;
    return [
      comparison(this.lines),
      '',
      `HenryDB ${this.henrydb.version} (node bin/henrydb.js server --data-dir), ${postgres ? `PostgreSQL ${postgres.version} (default settings)` : 'no PostgreSQL found'}; tables of ${this.rows.toLocaleString('en')} rows.`,
      `Both sync their log at every commit (fdatasync) before they answer. Limits of this machine, taken three times in between: bare round trip over loopback between two Node processes ${range(this.roundTrips)}, write + fdatasync of 128 bytes ${range(this.syncs)}.`,
      "Latencies are medians of single calls by a client that only counts bytes; CPU is the servers', per statement. pgbench lines: time per transaction of all clients together (1 s / tps).",
      ...(isScratchInMemory() ? ['The temporary folder is a tmpfs: fsync costs nothing there.'] : []),
    ].join('\n');
  }
}

export async function wire(options: BenchOptions): Promise<string> {
  const folder = scratchFolder();
  const henrydb = await startHenryDB(options, `${folder}/data`);
  let postgres: Server | null = null;
  try {
    try {
      postgres = await startPostgres(options);
    } catch (error) {
      note(`PostgreSQL left out: ${error instanceof Error ? error.message : String(error)}`);
    }
    const bench = new WireBench(options, henrydb, postgres, folder);
    await bench.prepare();
    // Before the updates: both servers still hold the same rows.
    await bench.limits();
    await bench.bulk();
    await bench.statements();
    await bench.limits();
    if (peerVersion('pg') !== null) await bench.driver();
    await bench.pgbench();
    await bench.limits();
    return bench.report();
  } finally {
    await postgres?.stop();
    await henrydb.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
