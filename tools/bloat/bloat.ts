/**
 * A table under a steady load, for hours of the simulated clock, with autovacuum doing what it does by PostgreSQL's thresholds: do the table and its indexes keep
 * their size? Compared with what the same rows take when they are copied into a new table and its indexes are built afresh.
 *
 * The load: updates that no index sees (HOT), updates of a time stamp whose index grows at its right end and empties elsewhere, updates of random keys, the oldest rows deleted
 * and new ones inserted, savepoints and transactions rolled back; now and then a snapshot is held for an hour, and the process dies once.
 */
import { oid } from '../../src/base/index.js';
import { HenryDB, type Connection } from '../../src/embedded/index.js';
import { MemoryFileSystem, SeededRandom, SimulatedClock, simulatedEnvironment, type Environment } from '../../src/io/index.js';

export interface BloatOptions {
  readonly seed: number;
  readonly rows: number;
  readonly hours: number;
  /** Rows changed a second. */
  readonly rowsPerSecond: number;
  /** A snapshot is held from the beginning of every so-many-th hour to its end; 0: never. */
  readonly snapshotEvery: number;
  /** The process dies at the end of this hour; 0: never. */
  readonly crashAfter: number;
  /** The first transaction id after the table has been filled; absent: as it comes. */
  readonly firstXid?: number;
}

/** A relation at the end of an hour. */
export interface Size {
  readonly name: string;
  readonly pages: number;
  /** Of a fresh copy. */
  readonly packedPages: number;
}

export interface Hour {
  readonly hour: number;
  readonly sizes: readonly Size[];
  readonly rows: number;
  readonly deadRows: number;
  readonly vacuums: number;
  /** Known free bytes of the table, in pages. */
  readonly freePages: number;
  /** Ids between the oldest that a running transaction may ask about and the next. */
  readonly horizonAge: number;
  /** Pages of the catalog tables with their indexes, and of the commit status. */
  readonly catalogPages: number;
  readonly statusPages: number;
  /** Age of the oldest id that may still stand in the table. */
  readonly frozenAge: number;
  readonly nextXid: number;
}

const DIRECTORY = '/db';
const SESSIONS = 3;
const HOUR_MS = 3_600_000;
const ROWS_PER_TRANSACTION = 4;
const INDEXES = ['item_pkey', 'item_stamp', 'item_grp', 'item_note'] as const;

/** One session of the load, with rows of its own. */
interface Actor {
  readonly connection: Connection;
  readonly random: SeededRandom;
  /** Ids that exist; the oldest first. */
  ids: number[];
}

export class BloatRun {
  private readonly clock = new SimulatedClock();
  private readonly fileSystem = new MemoryFileSystem();
  private readonly random: SeededRandom;
  private environment: Environment;
  private db!: HenryDB;
  private admin!: Connection;
  private nextId = 1;

  constructor(
    private readonly options: BloatOptions,
    private readonly report: (hour: Hour) => void,
  ) {
    this.random = new SeededRandom(options.seed);
    this.environment = this.newEnvironment();
  }

  private newEnvironment(): Environment {
    return simulatedEnvironment(this.random, this.fileSystem, this.clock);
  }

  private async open(): Promise<void> {
    this.db = await HenryDB.open({ dataDir: DIRECTORY, environment: this.environment });
    this.admin = await this.db.connect();
  }

  async run(): Promise<readonly Hour[]> {
    const { options } = this;
    await this.open();
    await this.admin.exec(`
      create table item (id bigint primary key, grp int not null, stamp bigint not null, amount numeric(12,2) not null, hits int not null, note text not null);
      insert into item select g, g * 7919 % 1000, g, 0, 0, md5(g::text) from generate_series(1, ${options.rows}) g;
      create index item_stamp on item (stamp);
      create index item_grp on item (grp);
      create index item_note on item (note)`);
    await this.admin.exec('vacuum (analyze) item');
    this.nextId = options.rows + 1;
    if (options.firstXid !== undefined) this.storage.counters.xid = this.storage.counters.xidLimit = options.firstXid;
    let ids: number[][] = Array.from({ length: SESSIONS }, (_, n) => Array.from({ length: options.rows }, (_, i) => i + 1).filter(id => id % SESSIONS === n));
    const hours: Hour[] = [];
    for (let hour = 1; hour <= options.hours; hour++) {
      ids = await this.hour(hour, ids);
      const measured = await this.measure(
        hour,
        ids.reduce((sum, own) => sum + own.length, 0),
      );
      hours.push(measured);
      this.report(measured);
      if (hour === options.crashAfter) {
        await this.db.abandon();
        this.environment = this.newEnvironment();
        await this.open();
      }
    }
    await this.check(ids.flat());
    await this.db.close();
    return hours;
  }

  private get storage() {
    return this.admin.session.database.manager.storage;
  }

  /** One hour of load. Returns the ids that exist. */
  private async hour(hour: number, ids: readonly number[][]): Promise<number[][]> {
    const { snapshotEvery, rowsPerSecond } = this.options;
    const end = this.clock.monotonicMs() + HOUR_MS;
    const reader = snapshotEvery > 0 && hour % snapshotEvery === 0 ? await this.db.connect() : null;
    await reader?.exec('begin isolation level repeatable read; select count(*) from item');
    const pauseMs = (ROWS_PER_TRANSACTION * SESSIONS * 1000) / rowsPerSecond;
    const actors: Actor[] = [];
    for (const own of ids) {
      actors.push({ connection: await this.db.connect(), random: new SeededRandom(this.random.below(2 ** 31)), ids: [...own] });
    }
    await Promise.all(
      actors.map(async actor => {
        while (this.clock.monotonicMs() < end) {
          await this.environment.scheduler.delay(actor.random.next() * 2 * pauseMs).promise;
          await this.transaction(actor);
        }
        await actor.connection.close();
      }),
    );
    await reader?.exec('commit');
    await reader?.close();
    return actors.map(actor => actor.ids);
  }

  private async transaction(actor: Actor): Promise<void> {
    const { connection, random } = actor;
    const before = random.chance(0.04) ? actor.ids : null;
    if (before !== null) actor.ids = [...before];
    await connection.query('begin');
    for (let i = 0; i < ROWS_PER_TRANSACTION; i++) {
      if (!random.chance(0.03)) {
        await this.change(actor);
        continue;
      }
      const kept = [...actor.ids];
      await connection.query('savepoint s');
      await this.change(actor);
      await connection.query('rollback to savepoint s');
      await connection.query('release savepoint s');
      actor.ids = kept;
    }
    await connection.query(before === null ? 'commit' : 'rollback');
    if (before !== null) actor.ids = before;
  }

  private async change(actor: Actor): Promise<void> {
    const { connection, random, ids } = actor;
    const id = ids[random.below(ids.length)]!;
    const kind = random.next();
    if (kind < 0.5) await connection.query('update item set hits = hits + 1, amount = amount + 1.25 where id = $1', [id]);
    else if (kind < 0.75) await connection.query('update item set stamp = $2 where id = $1', [id, Math.floor(this.clock.micros / 1000)]);
    else if (kind < 0.88) await connection.query('update item set grp = $2, note = $3 where id = $1', [id, random.below(1000), this.note(random)]);
    else {
      // Mostly the oldest row goes, as in a queue.
      const at = random.chance(0.8) ? 0 : random.below(ids.length);
      await connection.query('delete from item where id = $1', [ids[at]!]);
      ids.splice(at, 1);
      const fresh = this.nextId++;
      await connection.query('insert into item values ($1, $2, $3, 0, 0, $4)', [
        fresh,
        random.below(1000),
        Math.floor(this.clock.micros / 1000),
        this.note(random),
      ]);
      ids.push(fresh);
    }
  }

  private note(random: SeededRandom): string {
    return Array.from(random.bytes(16), byte => byte.toString(16).padStart(2, '0')).join('');
  }

  private async number(sql: string): Promise<number> {
    const { rows } = await this.admin.query<{ n: number | bigint }>(`select (${sql})::int8 n`);
    return Number(rows[0]!.n);
  }

  private async measure(hour: number, rows: number): Promise<Hour> {
    const { admin } = this;
    const pagesOf = (relation: string): Promise<number> => this.number(`pg_relation_size('${relation}') / 8192`);
    const sizes: Size[] = [];
    await admin.exec(`
      create table packed with (autovacuum_enabled = off) as select * from item order by id;
      alter table packed add constraint packed_pkey primary key (id);
      create index packed_stamp on packed (stamp);
      create index packed_grp on packed (grp);
      create index packed_note on packed (note)`);
    for (const name of ['item', ...INDEXES]) sizes.push({ name, pages: await pagesOf(name), packedPages: await pagesOf(name.replace('item', 'packed')) });
    await admin.exec('drop table packed');
    const { manager } = admin.session.database;
    const relation = admin.session.catalog.relationById(oid(await this.number("'item'::regclass::oid")))!;
    const table = admin.session.database.openTable(relation);
    admin.session.syncNow();
    return {
      hour,
      sizes,
      rows,
      deadRows: table.activity.deadRows,
      vacuums: await this.number("select autovacuum_count from pg_stat_user_tables where relname = 'item'"),
      freePages: Math.round(table.statistics().freeBytes / 8192),
      horizonAge: manager.nextXid - manager.horizon(),
      catalogPages: await this.number("select sum(pg_relation_size(oid)) / 8192 from pg_class where oid < 16384 and relkind in ('r', 'i')"),
      statusPages: manager.status.pageCount,
      frozenAge: await this.number("select age(relfrozenxid) from pg_class where relname = 'item'"),
      nextXid: manager.nextXid,
    };
  }

  /** The rows that should be there are there, by every way to them. */
  private async check(ids: readonly number[]): Promise<void> {
    const expected = `${ids.length} ${ids.reduce((sum, id) => sum + id, 0)}`;
    for (const condition of ['true', 'id > 0', 'stamp >= 0', 'grp >= 0', "note >= ''"]) {
      await this.admin.exec(`set enable_seqscan = ${condition === 'true'}`);
      const { rows } = await this.admin.query<{ found: string }>(`select count(*) || ' ' || sum(id) as found from item where ${condition}`);
      if (rows[0]!.found !== expected) throw new Error(`rows where ${condition}: ${rows[0]!.found}, not ${expected}`);
    }
  }
}
