/**
 * Records a history: sessions run random transactions over lists, registers and sets on one database, on a simulated machine that crashes now and then. Some transactions roll back, some of
 * their savepoints do, some end in two phases; what the database refuses with 40001 or 40P01 is an abort like any other.
 */
import { HenryDB, type Connection } from '../../src/embedded/index.js';
import { PgError } from '../../src/errors/index.js';
import { SeededRandom, SimulatedFileSystem, simulatedEnvironment } from '../../src/io/index.js';
import type { History, Level, Read, RecordedTransaction, Shape, Write } from './history.js';

export interface RecordOptions {
  readonly seed: number;
  readonly level: Level;
  /** Reads and writes in all. */
  readonly operations: number;
  readonly sessions?: number;
  /** How often the machine crashes in the course of it. */
  readonly crashes?: number;
}

/** Keys in use at a time, and how many writes retire one. */
const KEYS = 6;
const WRITES_PER_KEY = 24;
const SHAPES: readonly Shape[] = ['list', 'register', 'set'];

class Recorder {
  private readonly random: SeededRandom;
  private fileSystem: SimulatedFileSystem;
  private db!: HenryDB;
  private readonly transactions: RecordedTransaction[] = [];
  private operations = 0;
  private nextValue = 1;
  private nextKey = 1;
  /** Ends a round: sessions that wait for one whom the crash has cut off wait for ever. */
  private onCrash: () => void = () => undefined;
  private readonly keys: { key: number; writes: number }[] = [];

  constructor(private readonly options: RecordOptions) {
    this.random = new SeededRandom(options.seed);
    this.fileSystem = new SimulatedFileSystem(this.random);
  }

  async run(): Promise<History> {
    const { operations, crashes = 0, sessions = 16 } = this.options;
    await this.open();
    await this.db.exec(`
      create table list (k int primary key, v int[] not null);
      create table register (k int primary key, v int not null, previous int not null);
      create table item (k int not null, v int not null);
      create index on item (k)`);
    for (let i = 0; i < KEYS; i++) this.keys.push(await this.newKey());
    for (let round = 0; round <= crashes; round++) {
      const until = Math.floor((operations * (round + 1)) / (crashes + 1));
      const isLast = round === crashes;
      const cutOff = new Promise<void>(resolve => (this.onCrash = resolve));
      await Promise.race([Promise.all(Array.from({ length: sessions }, (_, i) => this.session(i, until, isLast))), cutOff]);
      if (!isLast) await this.recover();
    }
    const final = await this.readAll();
    await this.db.close();
    return { level: this.options.level, transactions: this.transactions, final };
  }

  private async open(): Promise<void> {
    this.db = await HenryDB.open({ dataDir: '/db', poolFrames: 64, environment: simulatedEnvironment(this.random, this.fileSystem) });
  }

  private async recover(): Promise<void> {
    if (!this.fileSystem.hasCrashed) await this.db.abandon();
    this.fileSystem = this.fileSystem.crash();
    await this.open();
    // Whoever was between the two phases is brought to its end, one way or the other.
    for (const { gid } of (await this.db.query<{ gid: string }>('select gid from pg_prepared_xacts')).rows) {
      await this.db.exec(`${this.random.chance(0.5) ? 'commit' : 'rollback'} prepared '${gid}'`);
    }
  }

  /** Made at the level of the history: what another level's transaction makes is in nobody's order, and a key that is not there yet is something to have read. */
  private async newKey(): Promise<{ key: number; writes: number }> {
    const key = this.nextKey++;
    const connection = await this.db.connect();
    try {
      await connection.exec(`begin isolation level ${this.options.level};
        insert into list values (${key}, '{}'); insert into register values (${key}, 0, 0); commit`);
    } finally {
      if (!this.fileSystem.hasCrashed) await connection.close();
    }
    return { key, writes: 0 };
  }

  private async session(number: number, until: number, isLast: boolean): Promise<void> {
    const { random, fileSystem } = this;
    const connection = await this.db.connect();
    // Towards the end of a round that is not the last the machine goes down in the middle of everything.
    const crashAt = isLast ? Infinity : until - 40;
    // Whom a crash has cut off may come to itself when the machine is up again; it is nobody then.
    while (this.operations < until && !fileSystem.hasCrashed) {
      if (this.operations >= crashAt && fileSystem.crashAt === Infinity) fileSystem.crashAt = fileSystem.operationCount + 1 + random.below(20);
      for (let i = random.below(3); i > 0; i--) await Promise.resolve();
      await this.retireKeys();
      await this.transaction(connection, number);
    }
    if (isLast) await connection.close();
  }

  /** Outside of transactions; a key that is being made is made once. */
  private async retireKeys(): Promise<void> {
    const worn = this.keys.findIndex(({ writes }) => writes >= WRITES_PER_KEY);
    if (worn < 0) return;
    this.keys[worn]!.writes = 0;
    try {
      this.keys[worn] = await this.newKey();
    } catch (error) {
      // Another time, with other neighbours.
      this.keys[worn]!.writes = WRITES_PER_KEY;
      const isLost = error instanceof PgError && error.code === '40001';
      if (!this.fileSystem.hasCrashed && !isLost) throw error;
    }
  }

  private async transaction(connection: Connection, session: number): Promise<void> {
    const { random, fileSystem } = this;
    const t: RecordedTransaction = { id: this.transactions.length, session, writes: [], reads: [], outcome: 'aborted' };
    this.transactions.push(t);
    try {
      await connection.exec(`begin isolation level ${this.options.level}`);
      for (let steps = 1 + random.below(5); steps > 0; steps--) {
        if (random.chance(0.1)) {
          const mark = t.writes.length;
          await connection.exec('savepoint s');
          await this.step(connection, t);
          await this.step(connection, t);
          if (random.chance(0.6)) {
            await connection.exec('rollback to s');
            for (const write of t.writes.slice(mark)) write.isUndone = true;
          } else await connection.exec('release s');
        } else await this.step(connection, t);
      }
      if (random.chance(0.1)) {
        await connection.exec('rollback');
        return;
      }
      t.outcome = 'unknown';
      if (random.chance(0.05)) {
        await connection.exec(`prepare transaction '${t.id}'`);
        await connection.exec(`commit prepared '${t.id}'`);
      } else await connection.exec('commit');
      t.outcome = 'committed';
    } catch (error) {
      if (fileSystem.hasCrashed) {
        if (fileSystem === this.fileSystem) this.onCrash();
        return;
      }
      if (!(error instanceof PgError) || (error.code !== '40001' && error.code !== '40P01')) throw error;
      t.outcome = 'aborted';
      await connection.exec('rollback');
    }
  }

  private async step(connection: Connection, t: RecordedTransaction): Promise<void> {
    const { random } = this;
    const shape = random.pick(SHAPES);
    const slot = random.pick(this.keys);
    const { key } = slot;
    this.operations++;
    if (random.chance(0.5)) {
      const writesBefore = t.writes.filter(w => !w.isUndone);
      t.reads.push({ shape, key, values: await this.read(connection, shape, key), writesBefore });
      return;
    }
    const write: Write = { shape, key, value: this.nextValue++, previous: 0, isUndone: false };
    slot.writes++;
    switch (shape) {
      case 'list':
        if ((await connection.query('update list set v = v || $2::int where k = $1', [key, write.value])).affectedRows === 0) return;
        break;
      case 'register': {
        const { rows } = await connection.query<{ previous: number }>('update register set previous = v, v = $2 where k = $1 returning previous', [
          key,
          write.value,
        ]);
        // A key that is younger than the snapshot is not there.
        if (rows.length > 0) t.writes.push({ ...write, previous: rows[0]!.previous });
        return;
      }
      case 'set':
        await connection.query('insert into item values ($1, $2)', [key, write.value]);
    }
    t.writes.push(write);
  }

  /** By index, by a scan of the whole table, or locking the row. */
  private async read(connection: Connection, shape: Shape, key: number): Promise<Read['values']> {
    const { random } = this;
    const where = random.chance(0.9) ? 'k = $1' : 'k + 0 = $1';
    const lock = shape !== 'set' && random.chance(0.1) ? random.pick([' for update', ' for share']) : '';
    switch (shape) {
      case 'list':
        return (await connection.query<{ v: number[] }>(`select v from list where ${where}${lock}`, [key])).rows.flatMap(row => row.v);
      case 'register':
        return (await connection.query<{ v: number }>(`select v from register where ${where}${lock}`, [key])).rows.map(row => row.v);
      case 'set':
        return (await connection.query<{ v: number }>(`select v from item where ${where}`, [key])).rows.map(row => row.v);
    }
  }

  private async readAll(): Promise<History['final']> {
    const all = async (sql: string): Promise<Map<number, number[]>> =>
      new Map((await this.db.query<{ k: number; v: number[] }>(sql)).rows.map(({ k, v }) => [k, v]));
    return {
      list: await all('select k, v from list'),
      register: await all('select k, array[v] as v from register'),
      set: await all('select k, array_agg(v) as v from item group by k'),
    };
  }
}

/** The same options give the same history. */
export function recordHistory(options: RecordOptions): Promise<History> {
  return new Recorder(options).run();
}
