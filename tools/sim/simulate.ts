/**
 * The whole database under a simulated machine: several sessions run a mixed load (inserts, updates, deletes, savepoints rolled back, TRUNCATE, DDL, sequences,
 * foreign keys, exclusion constraints) on a file system that crashes at a random operation and forgets any subset of what was not synced. After each crash the database is
 * reopened and compared with a model of the acknowledged commits. Everything follows from one seed.
 *
 * Each session owns its rows and tables, so that its model needs nothing of the others; they share pages, indexes, the log and the catalogs.
 */
import { HenryDB, type Connection } from '../../src/embedded/index.js';
import { SeededRandom, SimulatedFileSystem, simulatedEnvironment, type Environment } from '../../src/io/index.js';

const SESSIONS = 3;
const DIRECTORY = '/db';
const LOCKS = 'select relation::int8, mode from pg_locks';

/** Bookings begin before this. */
const BOOKING_DAYS = 5000;

function isFree(bookings: ReadonlyMap<number, readonly [number, number]>, [from, to]: readonly [number, number]): boolean {
  for (const [otherFrom, otherTo] of bookings.values()) if (otherFrom < to && from < otherTo) return false;
  return true;
}

/** What one session has committed. */
interface State {
  readonly parents: Map<number, string>;
  /** id → parent id and amount in cents. */
  readonly children: Map<number, { parent: number; cents: number }>;
  readonly scratch: Map<number, string>;
  /** Ends of the ranges of its room, none of which overlap. */
  readonly bookings: Map<number, readonly [number, number]>;
  /** Tables made by DDL, with their rows. */
  readonly extras: Map<string, number[]>;
}

function copyState(s: State): State {
  return {
    parents: new Map(s.parents),
    children: new Map([...s.children].map(([k, v]) => [k, { ...v }])),
    scratch: new Map(s.scratch),
    bookings: new Map(s.bookings),
    extras: new Map([...s.extras].map(([k, v]) => [k, [...v]])),
  };
}

const emptyState = (): State => ({ parents: new Map(), children: new Map(), scratch: new Map(), bookings: new Map(), extras: new Map() });

interface Actor {
  readonly number: number;
  committed: State;
  /** A COMMIT was sent and not answered: this state may be there instead. */
  /** A transaction that is ended in two phases. */
  prepared: { readonly name: string; readonly next: State; readonly locks: string; phase: 'preparing' | 'prepared' | 'committing' | 'rolling back' } | null;
  inFlight: State | null;
  connection: Connection | null;
  nextId: number;
  /** Sequence values of the transaction under way. */
  drawn: number[];
}

export interface SimulationOptions {
  readonly seed: number;
  /** Crashes in a row. */
  readonly rounds?: number;
  readonly poolFrames?: number;
  /** Mutating file operations, at most, before each crash. */
  readonly operationsMax?: number;
}

export interface SimulationReport {
  readonly seed: number;
  readonly commits: number;
  readonly crashes: number;
}

class Simulation {
  private readonly random: SeededRandom;
  private fileSystem: SimulatedFileSystem;
  private readonly actors: Actor[];
  commits = 0;
  crashes = 0;

  constructor(private readonly options: SimulationOptions) {
    this.random = new SeededRandom(options.seed);
    this.fileSystem = new SimulatedFileSystem(this.random);
    this.actors = Array.from({ length: SESSIONS }, (_, number) => ({
      number,
      committed: emptyState(),
      inFlight: null,
      prepared: null,
      connection: null,
      nextId: 1,
      drawn: [],
    }));
  }

  private environment(): Environment {
    return simulatedEnvironment(this.random, this.fileSystem);
  }

  private open(): Promise<HenryDB> {
    return HenryDB.open({ dataDir: DIRECTORY, poolFrames: this.options.poolFrames ?? 64, environment: this.environment() });
  }

  async run(): Promise<void> {
    let db = await this.open();
    await db.exec(`
      create table parent (id int primary key, owner int not null, name text not null);
      create table child (id int primary key, owner int not null, parent_id int not null references parent on delete cascade, amount numeric(12,2) not null check (amount >= 0), unique (parent_id, id));
      create index child_amount on child (amount);
      create sequence numbers;
      create extension btree_gist;
      create table booking (id int primary key, room int not null, during int4range, exclude using gist (room with =, during with &&));
      ${this.actors.map(a => `create table scratch_${a.number} (id int primary key, note text)`).join(';')}
    `);
    const rounds = this.options.rounds ?? 2;
    for (let round = 0; round < rounds; round++) {
      this.fileSystem.crashAt = this.fileSystem.operationCount + 1 + this.random.below(this.options.operationsMax ?? 150);
      await this.load(db);
      if (!this.fileSystem.hasCrashed) {
        // The load ended first: crash now.
        await db.abandon();
      }
      this.fileSystem = this.fileSystem.crash();
      this.crashes++;
      // Crash during recovery, sometimes more than once.
      while (this.random.chance(0.4)) {
        this.fileSystem.crashAt = this.fileSystem.operationCount + 1 + this.random.below(30);
        try {
          const half = await this.open();
          if (!this.fileSystem.hasCrashed) await half.abandon();
        } catch (error) {
          if (!this.fileSystem.hasCrashed) throw error;
        }
        this.fileSystem = this.fileSystem.crash();
        this.crashes++;
      }
      this.fileSystem.crashAt = Infinity;
      db = await this.open();
      db = await this.finishPrepared(db);
      await this.verify(db);
    }
    await db.close();
  }

  private async load(db: HenryDB): Promise<void> {
    const running = this.actors.map(async actor => {
      try {
        actor.connection = await db.connect();
        for (let i = 0; i < 60; i++) await this.transaction(actor);
      } catch (error) {
        if (!this.fileSystem.hasCrashed) throw error;
      }
    });
    await Promise.all(running);
  }

  /** One random transaction. */
  private async transaction(actor: Actor): Promise<void> {
    const connection = actor.connection!;
    const next = copyState(actor.committed);
    actor.drawn = [];
    // What is no part of a transaction, so that crashes hit it, too.
    if (this.random.chance(0.06)) {
      await connection.exec(
        this.random.pick([
          ...['checkpoint', `vacuum scratch_${actor.number}`, 'vacuum analyze child', `reindex table scratch_${actor.number}`],
          ...['vacuum booking'],
        ]),
      );
      return;
    }
    await connection.exec('begin');
    const steps = 1 + this.random.below(5);
    for (let i = 0; i < steps; i++) {
      if (this.random.chance(0.15)) {
        await connection.exec('savepoint s');
        const undone = copyState(next);
        await this.step(actor, undone);
        if (this.random.chance(0.5)) {
          // A savepoint inside, kept, goes with the outer one.
          await connection.exec('savepoint deeper');
          await this.step(actor, undone);
          await connection.exec('release savepoint deeper');
        }
        await connection.exec('rollback to savepoint s');
      } else if (this.random.chance(0.1)) {
        await connection.exec('savepoint kept');
        await this.step(actor, next);
        await connection.exec('release savepoint kept');
      } else await this.step(actor, next);
    }
    if (this.random.chance(0.15)) {
      await connection.exec('rollback');
      return;
    }
    if (this.random.chance(0.25)) {
      await this.twoPhases(actor, next);
      return;
    }
    actor.inFlight = next;
    await connection.exec('commit');
    actor.committed = next;
    actor.inFlight = null;
    // A value is safe from repetition once its transaction's commit is acknowledged: until then a crash may undo the draw (as in PostgreSQL).
    for (const value of actor.drawn) this.seen.add(value);
    this.commits++;
  }

  /** Ends a transaction by preparing it and finishing it by name. */
  private async twoPhases(actor: Actor, next: State): Promise<void> {
    const name = `${actor.number} ${actor.nextId++}`;
    const locks = JSON.stringify((await actor.connection!.query(`${LOCKS} where pid = pg_backend_pid() and relation is not null order by 1, 2`)).rows);
    actor.prepared = { name, next, locks, phase: 'preparing' };
    await actor.connection!.exec(`prepare transaction '${name}'`);
    actor.prepared.phase = 'prepared';
    if (this.random.chance(0.3)) await actor.connection!.exec('checkpoint');
    const isCommit = this.random.chance(0.8);
    actor.prepared.phase = isCommit ? 'committing' : 'rolling back';
    await actor.connection!.exec(`${isCommit ? 'commit' : 'rollback'} prepared '${name}'`);
    actor.prepared = null;
    if (!isCommit) return;
    actor.committed = next;
    for (const value of actor.drawn) this.seen.add(value);
    this.commits++;
  }

  /** After a restart: what was prepared is still there, invisible and with its locks, and can be ended. */
  private async finishPrepared(db: HenryDB): Promise<HenryDB> {
    const listed = async (): Promise<string[]> => (await db.query<{ gid: string }>('select gid from pg_prepared_xacts')).rows.map(row => row.gid);
    const names = await listed();
    for (const actor of this.actors) {
      const { prepared } = actor;
      if (prepared === null) continue;
      const isThere = names.includes(prepared.name);
      if (!isThere && prepared.phase === 'prepared') throw new Error(`prepared transaction ${prepared.name} is lost`);
      actor.inFlight = null;
      if (!isThere && prepared.phase === 'committing') actor.inFlight = prepared.next;
      if (!isThere) actor.prepared = null;
      else {
        const holder = "(select '-1/' || transaction from pg_prepared_xacts where gid = $1)";
        const locks = JSON.stringify((await db.query(`${LOCKS} where virtualtransaction = ${holder} order by 1, 2`, [prepared.name])).rows);
        if (locks !== prepared.locks) throw new Error(`prepared transaction ${prepared.name} held ${prepared.locks}, after the restart ${locks}`);
      }
    }
    const known = this.actors.flatMap(({ prepared }) => (prepared === null ? [] : [prepared.name]));
    const strangers = names.filter(name => !known.includes(name));
    if (strangers.length > 0) throw new Error(`prepared transactions that nobody prepared, or that were ended: ${strangers.join(', ')}`);
    if (names.length === 0) return db;
    if (this.random.chance(0.5)) {
      // Once more, now from a checkpoint that has them: by a crash, or in good order.
      if (this.random.chance(0.5)) await db.close();
      else await db.abandon();
      this.fileSystem = this.fileSystem.crash();
      db = await this.open();
      const again = await listed();
      if (JSON.stringify(again) !== JSON.stringify(names)) throw new Error(`prepared transactions ${names.join(', ')} became ${again.join(', ')}`);
    }
    for (const actor of this.actors) {
      if (actor.prepared === null) continue;
      const { name, next } = actor.prepared;
      const isCommit = this.random.chance(0.7);
      await db.exec(`${isCommit ? 'commit' : 'rollback'} prepared '${name}'`);
      if (isCommit) actor.committed = next;
      actor.prepared = null;
    }
    return db;
  }

  private async step(actor: Actor, state: State): Promise<void> {
    const connection = actor.connection!;
    const { random } = this;
    const pick = <T>(items: Iterable<T>): T | undefined => {
      const all = [...items];
      return all.length === 0 ? undefined : random.pick(all);
    };
    switch (random.below(18)) {
      case 0:
      case 1: {
        const id = actor.nextId++ * SESSIONS + actor.number;
        const name = 'p'.repeat(1 + random.below(random.chance(0.05) ? 3000 : 40));
        await connection.query('insert into parent values ($1, $2, $3)', [id, actor.number, name]);
        state.parents.set(id, name);
        return;
      }
      case 2:
      case 3:
      case 4: {
        const parent = pick(state.parents.keys());
        if (parent === undefined) return;
        const id = actor.nextId++ * SESSIONS + actor.number;
        const cents = random.below(100000);
        await connection.query('insert into child values ($1, $2, $3, $4)', [id, actor.number, parent, (cents / 100).toFixed(2)]);
        state.children.set(id, { parent, cents });
        return;
      }
      case 5:
      case 6: {
        const id = pick(state.children.keys());
        if (id === undefined) return;
        const cents = random.below(100000);
        await connection.query('update child set amount = $2 where id = $1', [id, (cents / 100).toFixed(2)]);
        state.children.get(id)!.cents = cents;
        return;
      }
      case 7: {
        const id = pick(state.parents.keys());
        if (id === undefined) return;
        await connection.query('delete from parent where id = $1', [id]);
        state.parents.delete(id);
        for (const [child, row] of state.children) if (row.parent === id) state.children.delete(child);
        return;
      }
      case 8: {
        if (random.chance(0.3)) {
          await connection.exec(random.chance(0.5) ? `truncate scratch_${actor.number}` : `delete from scratch_${actor.number}`);
          state.scratch.clear();
          return;
        }
        const id = actor.nextId++ * SESSIONS + actor.number;
        await connection.query(`insert into scratch_${actor.number} values ($1, $2)`, [id, `note ${id}`]);
        state.scratch.set(id, `note ${id}`);
        return;
      }
      case 9: {
        const existing = pick(state.extras.keys());
        if (existing !== undefined && random.chance(0.5)) {
          await connection.exec(`drop table ${existing}`);
          state.extras.delete(existing);
          return;
        }
        const name = `extra_${actor.number}_${actor.nextId++}`;
        await connection.exec(`create table ${name} (n int primary key); insert into ${name} select generate_series(1, 5)`);
        state.extras.set(name, [1, 2, 3, 4, 5]);
        return;
      }
      case 12: {
        // An index built over what is there; kept or dropped with its table.
        const name = pick(state.extras.keys());
        await connection.exec(
          name === undefined ? `create index on scratch_${actor.number} (note, id)` : `create ${random.chance(0.5) ? 'unique ' : ''}index on ${name} (n desc)`,
        );
        return;
      }
      case 13: {
        const name = pick(state.extras.keys());
        if (name === undefined) return;
        const rows = state.extras.get(name)!;
        if (random.chance(0.3)) {
          await connection.exec(`alter table ${name} alter n type bigint using n + 100`);
          state.extras.set(
            name,
            rows.map(n => n + 100),
          );
        } else {
          await connection.exec(`alter table ${name} add column c${actor.nextId++} int not null default 7; update ${name} set n = n + 1000`);
          state.extras.set(
            name,
            rows.map(n => n + 1000),
          );
        }
        return;
      }
      case 14:
      case 15: {
        await this.book(actor, state);
        return;
      }
      case 16: {
        // Another time for a booking, perhaps one that is taken.
        const id = pick(state.bookings.keys());
        if (id === undefined) return;
        const range = this.randomRange();
        const others = new Map([...state.bookings].filter(([other]) => other !== id));
        await this.mayExclude(connection, `update booking set during = int4range(${range[0]}, ${range[1]}) where id = ${id}`, isFree(others, range));
        if (isFree(others, range)) state.bookings.set(id, range);
        return;
      }
      case 17: {
        const [from, to] = [random.below(BOOKING_DAYS), random.below(BOOKING_DAYS)].sort((a, b) => a - b);
        await connection.query('delete from booking where room = $1 and during && int4range($2, $3)', [actor.number, from, to + 1]);
        for (const [id, range] of state.bookings) if (range[0] <= to && range[1] > from) state.bookings.delete(id);
        return;
      }
      case 10: {
        const { rows } = await connection.query<{ nextval: number }>("select nextval('numbers')");
        const value = rows[0].nextval;
        if (this.seen.has(value) || actor.drawn.includes(value)) throw new Error(`the sequence repeated ${value}`);
        actor.drawn.push(value);
        return;
      }
      default: {
        // A failing statement undone by its savepoint.
        await connection.exec('savepoint f');
        try {
          await connection.query('insert into child values ($1, $2, -1, 1)', [actor.nextId++ * SESSIONS + actor.number, actor.number]);
          throw new Error('a foreign key was not checked');
        } catch (error) {
          if ((error as { code?: string }).code !== '23503') throw error;
        }
        await connection.exec('rollback to savepoint f');
      }
    }
  }

  private randomRange(): readonly [number, number] {
    const from = this.random.below(BOOKING_DAYS);
    return [from, from + 1 + this.random.below(this.random.chance(0.05) ? 200 : 8)];
  }

  /** Some bookings at once, none of which is in the way of another; or one that is. */
  private async book(actor: Actor, state: State): Promise<void> {
    const { random } = this;
    const wanted = 1 + random.below(random.chance(0.3) ? 60 : 4);
    const values: string[] = [];
    for (let i = 0; i < wanted; i++) {
      const range = this.randomRange();
      const id = actor.nextId++ * SESSIONS + actor.number;
      const value = `(${id}, ${actor.number}, int4range(${range[0]}, ${range[1]}))`;
      if (isFree(state.bookings, range)) {
        state.bookings.set(id, range);
        values.push(value);
      } else if (random.chance(0.1))
        await this.mayExclude(actor.connection!, `insert into booking values ${[...values.splice(0), value].join(', ')}`, false, state);
    }
    if (values.length > 0) await actor.connection!.exec(`insert into booking values ${values.join(', ')}`);
  }

  /** A statement that fails, and is undone by its savepoint, unless the room is free. @param state loses the rows of a failed insertion */
  private async mayExclude(connection: Connection, sql: string, expected: boolean, state: State | null = null): Promise<void> {
    await connection.exec('savepoint e');
    try {
      await connection.exec(sql);
      if (!expected) throw new Error(`an exclusion constraint was not checked: ${sql}`);
    } catch (error) {
      if (expected || (error as { code?: string }).code !== '23P01') throw error;
      for (const [, id] of sql.matchAll(/\((\d+), /g)) state?.bookings.delete(Number(id));
      await connection.exec('rollback to savepoint e');
    }
    await connection.exec('release savepoint e');
  }

  private readonly seen = new Set<number>();

  /** The database holds exactly what was acknowledged; a commit in flight is there whole or not at all. */
  private async verify(db: HenryDB): Promise<void> {
    for (const actor of this.actors) {
      const actual = await this.read(db, actor.number);
      if (sameState(actual, actor.committed)) actor.inFlight = null;
      else if (actor.inFlight && sameState(actual, actor.inFlight)) {
        actor.committed = actor.inFlight;
        actor.inFlight = null;
      } else {
        throw new Error(
          `session ${actor.number}: the database differs from the model\n  database  ${describe(actual)}\n  committed ${describe(actor.committed)}\n  in flight ${actor.inFlight ? describe(actor.inFlight) : 'none'}`,
        );
      }
    }
    // Not under load: it would wait for writers, whom a crash may have cut off.
    if (this.random.chance(0.3)) await db.exec('reindex table booking');
    const orphans = await db.query('select c.id from child c left join parent p on p.id = c.parent_id where p.id is null');
    if (orphans.rows.length > 0) throw new Error(`${orphans.rows.length} children without parent`);
    await this.compareIndexes(db);
    const { rows } = await db.query<{ nextval: number }>("select nextval('numbers')");
    if (this.seen.has(rows[0].nextval)) throw new Error(`the sequence repeated ${rows[0].nextval}`);
    this.seen.add(rows[0].nextval);
  }

  /** Each index gives the rows the heap holds. */
  private async compareIndexes(db: HenryDB): Promise<void> {
    const queries = [
      'select id, owner, name from parent where id > -1 order by id',
      'select id, parent_id, amount from child where id > -1 order by id',
      'select amount from child where amount >= 0 order by amount',
      'select parent_id, id from child where parent_id > -1 order by parent_id, id',
    ];
    for (const sql of queries) {
      await db.exec('set enable_indexscan = off; set enable_bitmapscan = off; set enable_seqscan = on');
      const heap = JSON.stringify((await db.query(sql)).rows);
      await db.exec('set enable_indexscan = on; set enable_seqscan = off; set enable_sort = off');
      const index = JSON.stringify((await db.query(sql)).rows);
      await db.exec('reset enable_seqscan; reset enable_sort; reset enable_bitmapscan');
      if (heap !== index) throw new Error(`index and heap disagree: ${sql}\n  heap  ${heap}\n  index ${index}`);
    }
    // A GiST has no order: the same rows, found once each.
    const booked = 'select room, during from booking where room >= 0 and during && int4range(null, null)';
    const gist = 'set enable_indexscan = on; set enable_indexonlyscan = on; set enable_seqscan = off; set enable_bitmapscan = off';
    await db.exec('set enable_indexscan = off; set enable_indexonlyscan = off; set enable_bitmapscan = off; set enable_seqscan = on');
    const heapRows = (await db.query(booked, [], { rowMode: 'array' })).rows.map(r => JSON.stringify(r)).sort();
    await db.exec(gist);
    const indexRows = (await db.query(booked, [], { rowMode: 'array' })).rows.map(r => JSON.stringify(r)).sort();
    const plan = JSON.stringify((await db.query(`explain ${booked}`)).rows);
    await db.exec('reset all');
    if (!plan.includes('booking_room_during_excl')) throw new Error(`no index serves ${booked}: ${plan}`);
    if (heapRows.join() !== indexRows.join()) throw new Error(`index and heap disagree: ${booked}\n  heap  ${heapRows.join()}\n  index ${indexRows.join()}`);
    // Every btree of every table: as many entries as there are rows, in the same order as a sort gives, found one by one.
    const { rows: indexes } = await db.query<{ table: string; keys: string }>(
      `select indrelid::regclass::text as "table", (select string_agg(pg_get_indexdef(indexrelid, k, true) || case when indoption[k - 1] & 1 = 1 then ' desc' else '' end, ', ' order by k) from generate_series(1, indnkeyatts) k) as keys
       from pg_index join pg_class c on c.oid = indrelid where c.relnamespace = 'public'::regnamespace and indpred is null and not indisexclusion`,
    );
    for (const { table, keys } of indexes) {
      const columns = keys.replaceAll(' desc', '');
      const sql = `select ${columns} from ${table} order by ${keys}`;
      await db.exec('set enable_indexscan = off; set enable_indexonlyscan = off; set enable_bitmapscan = off; set enable_seqscan = on; set enable_sort = on');
      const heap = JSON.stringify((await db.query(sql, [], { rowMode: 'array' })).rows);
      await db.exec('set enable_indexscan = on; set enable_indexonlyscan = on; set enable_seqscan = off; set enable_sort = off');
      const index = JSON.stringify((await db.query(sql, [], { rowMode: 'array' })).rows);
      const plan = JSON.stringify((await db.query(`explain ${sql}`)).rows);
      await db.exec('reset all');
      if (!/Index/.test(plan)) throw new Error(`no index serves ${sql}: ${plan}`);
      if (heap !== index) throw new Error(`index and heap disagree: ${sql}\n  heap  ${heap}\n  index ${index}`);
    }
  }

  private async read(db: HenryDB, owner: number): Promise<State> {
    const state = emptyState();
    for (const row of (await db.query<{ id: number; name: string }>('select id, name from parent where owner = $1', [owner])).rows)
      state.parents.set(row.id, row.name);
    for (const row of (await db.query<{ id: number; parent_id: number; amount: string }>('select id, parent_id, amount from child where owner = $1', [owner]))
      .rows) {
      state.children.set(row.id, { parent: row.parent_id, cents: Math.round(Number(row.amount) * 100) });
    }
    for (const row of (await db.query<{ id: number; note: string }>(`select id, note from scratch_${owner}`)).rows) state.scratch.set(row.id, row.note);
    for (const row of (
      await db.query<{ id: number; from: number; to: number }>('select id, lower(during) as "from", upper(during) as "to" from booking where room = $1', [
        owner,
      ])
    ).rows)
      state.bookings.set(row.id, [row.from, row.to]);
    for (const { relname } of (await db.query<{ relname: string }>(`select relname from pg_class where relkind = 'r' and relname like 'extra\\_${owner}\\_%'`))
      .rows) {
      state.extras.set(
        relname,
        (await db.query<{ n: number }>(`select n from ${relname} order by n`)).rows.map(r => r.n),
      );
    }
    return state;
  }
}

function plain(s: State): unknown {
  const sorted = <V>(map: Map<number, V>): unknown => [...map].sort((a, b) => a[0] - b[0]);
  return [sorted(s.parents), sorted(s.children), sorted(s.scratch), sorted(s.bookings), [...s.extras].sort((a, b) => (a[0] < b[0] ? -1 : 1))];
}

function sameState(a: State, b: State): boolean {
  return JSON.stringify(plain(a)) === JSON.stringify(plain(b));
}

function describe(s: State): string {
  return `${s.parents.size} parents [${[...s.parents.keys()].sort((a, b) => a - b).join(' ')}], ${s.children.size} children [${[...s.children]
    .sort((a, b) => a[0] - b[0])
    .map(([k, v]) => `${k}:${v.cents}`)
    .join(
      ' ',
    )}], scratch [${[...s.scratch.keys()].join(' ')}], bookings [${[...s.bookings].map(([k, [from, to]]) => `${k}:${from}-${to}`).join(' ')}], extras ${[...s.extras.keys()].join(' ')}`;
}

/** Runs one seed. Throws what went wrong; the same seed goes wrong the same way. */
export async function simulate(options: SimulationOptions): Promise<SimulationReport> {
  const simulation = new Simulation(options);
  await simulation.run();
  return { seed: options.seed, commits: simulation.commits, crashes: simulation.crashes };
}
