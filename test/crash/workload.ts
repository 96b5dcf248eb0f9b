/**
 * A mixed load with a model of what was acknowledged. Each worker owns the rows with its number, one table it truncates and the tables it creates and
 * drops, so that its state after a crash is either the model's, or, if a COMMIT was under way, the model's after that commit: nothing between, nothing else.
 * All workers draw from one sequence, which must never give a value twice.
 */
import { ConnectionLost, WireClient, type Address } from '../../tools/wire/client.js';

/** What a worker's tables hold. */
interface State {
  /** parent.id to its text. */
  readonly parents: Map<number, string>;
  /** child.id to [parent, amount]. */
  readonly children: Map<number, readonly [number, number]>;
  /** Values of the table that is truncated. */
  readonly bag: number[];
  /** Tables this worker created: name to the values of their columns, row by row. */
  readonly tables: Map<string, (number | null)[][]>;
}

const copyOf = (state: State): State => ({
  parents: new Map(state.parents),
  children: new Map(state.children),
  bag: [...state.bag],
  tables: new Map([...state.tables].map(([name, rows]) => [name, rows.map(row => [...row])])),
});

function textOf(state: State): string {
  const sorted = <T>(map: Map<number, T>): [number, T][] => [...map].sort(([a], [b]) => a - b);
  const tables = [...state.tables].sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([sorted(state.parents), sorted(state.children), [...state.bag].sort((a, b) => a - b), tables]);
}

export class Chance {
  constructor(private state: number) {}
  below(limit: number): number {
    this.state = (Math.imul(this.state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((this.state / 4_294_967_296) * limit);
  }
  oneIn(n: number): boolean {
    return this.below(n) === 0;
  }
  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)]!;
  }
}

export const SETUP = [
  'CREATE SEQUENCE tickets',
  'CREATE TABLE parent (w int, id int, label text NOT NULL, PRIMARY KEY (w, id))',
  'CREATE TABLE child (w int, id int, parent int, amount int CHECK (amount >= 0), PRIMARY KEY (w, id), FOREIGN KEY (w, parent) REFERENCES parent ON DELETE CASCADE)',
  'CREATE INDEX child_parent ON child (w, parent)',
  'CREATE INDEX child_amount ON child (amount)',
];

export class Worker {
  /** What is certain. */
  private model: State = { parents: new Map(), children: new Map(), bag: [], tables: new Map() };
  /** What holds if the COMMIT that was under way took effect. */
  private inFlight: State | null = null;
  /** A transaction on its way through two phases. */
  private prepared: { readonly name: string; readonly state: State; phase: 'preparing' | 'prepared' | 'committing' | 'rolling back' } | null = null;
  private nextTable = 1;
  commits = 0;

  constructor(
    readonly number: number,
    private readonly chance: Chance,
    /** All sequence values ever seen by anyone. */
    private readonly tickets: Set<string>,
  ) {}

  get setup(): string {
    return `CREATE TABLE bag_${this.number} (v int)`;
  }

  /** Runs transactions until the server goes away. @throws Error when an answer is not what the model says. */
  async run(address: Address): Promise<void> {
    let client: WireClient | null = null;
    try {
      client = await WireClient.connect(address);
      for (;;) await this.transaction(client);
    } catch (error) {
      if (error instanceof ConnectionLost) return;
      if (error instanceof Error && /ECONNREFUSED|ECONNRESET|EPIPE/.test(String((error as NodeJS.ErrnoException).code))) return;
      throw error;
    } finally {
      client?.socket.destroy();
    }
  }

  private async transaction(client: WireClient): Promise<void> {
    const { chance } = this;
    if (chance.oneIn(40)) {
      await this.statement(client, 'CHECKPOINT');
      return;
    }
    const state = copyOf(this.model);
    const isBlock = !chance.oneIn(4);
    if (!isBlock) {
      // A statement that commits by itself: acknowledged with its answer.
      const after = copyOf(this.model);
      const statements = this.operation(after);
      if (statements.length !== 1) return;
      this.inFlight = after;
      await this.statement(client, statements[0]!);
      this.acknowledged(after);
      return;
    }
    await this.statement(client, 'BEGIN');
    let current = state;
    for (let i = 1 + chance.below(5); i > 0; i--) {
      if (chance.oneIn(4)) {
        const before = copyOf(current);
        await this.statement(client, 'SAVEPOINT s');
        for (const sql of this.operation(current)) await this.statement(client, sql);
        if (chance.oneIn(2)) {
          await this.statement(client, 'ROLLBACK TO s');
          current = before;
        } else await this.statement(client, 'RELEASE s');
      } else for (const sql of this.operation(current)) await this.statement(client, sql);
    }
    if (chance.oneIn(6)) {
      await this.statement(client, 'ROLLBACK');
      return;
    }
    if (chance.oneIn(4)) {
      await this.twoPhases(client, current);
      return;
    }
    this.inFlight = current;
    await this.statement(client, 'COMMIT');
    this.acknowledged(current);
  }

  private async twoPhases(client: WireClient, state: State): Promise<void> {
    const name = `worker ${this.number}, ${this.nextTable++}`;
    this.prepared = { name, state, phase: 'preparing' };
    await this.statement(client, `PREPARE TRANSACTION '${name}'`);
    this.prepared.phase = 'prepared';
    if (this.chance.oneIn(3)) await this.statement(client, 'CHECKPOINT');
    const isCommit = !this.chance.oneIn(4);
    this.prepared.phase = isCommit ? 'committing' : 'rolling back';
    await this.statement(client, `${isCommit ? 'COMMIT' : 'ROLLBACK'} PREPARED '${name}'`);
    this.prepared = null;
    if (isCommit) this.acknowledged(state);
  }

  /** After a restart: a transaction that was prepared can still be ended. */
  private async finishPrepared(client: WireClient): Promise<void> {
    const { prepared } = this;
    this.prepared = null;
    const names = (await client.rows('SELECT gid FROM pg_prepared_xacts')).map(([name]) => name!).filter(name => name.startsWith(`worker ${this.number},`));
    if (names.some(name => name !== prepared?.name)) throw new Error(`prepared, or not ended: ${names.join('; ')}`);
    if (prepared === null) return;
    if (names.length === 0) {
      if (prepared.phase === 'prepared') throw new Error(`the prepared transaction '${prepared.name}' is lost`);
      if (prepared.phase === 'committing') this.inFlight = prepared.state;
      return;
    }
    const isCommit = this.chance.oneIn(2);
    await client.rows(`${isCommit ? 'COMMIT' : 'ROLLBACK'} PREPARED '${prepared.name}'`);
    if (isCommit) this.model = prepared.state;
  }

  private acknowledged(state: State): void {
    this.model = state;
    this.inFlight = null;
    this.commits++;
  }

  private async statement(client: WireClient, sql: string): Promise<void> {
    const { error, results } = await client.query(sql);
    if (error) throw new Error(`worker ${this.number}: ${sql.slice(0, 200)}: ${error['C']} ${error['M']} ${error['D'] ?? ''}`);
    if (sql.includes('nextval')) {
      for (const row of results[0]!.rows) this.sawTicket(row[0]!.toString());
    }
  }

  private sawTicket(value: string): void {
    if (this.tickets.has(value)) throw new Error(`the sequence gave ${value} twice`);
    this.tickets.add(value);
  }

  /** One random change: applied to `state`, told as SQL. */
  private operation(state: State): string[] {
    const { chance, number: w } = this;
    const { parents, children, bag, tables } = state;
    const anyParent = parents.size === 0 ? null : chance.pick([...parents.keys()]);
    const anyChild = children.size === 0 ? null : chance.pick([...children.keys()]);
    const table = tables.size === 0 ? null : chance.pick([...tables.keys()]);
    switch (chance.below(14)) {
      case 0:
      case 1:
      case 2: {
        const id = this.freeKey(parents);
        // Now and then a value that does not fit into a page.
        const label = chance.oneIn(8) ? `${id} `.repeat(2000 + chance.below(2000)) : `label ${chance.below(1e6)}`;
        parents.set(id, label);
        return [`INSERT INTO parent VALUES (${w}, ${id}, '${label}')`];
      }
      case 3:
      case 4: {
        if (anyParent === null) return ["SELECT nextval('tickets')"];
        const first = this.freeKey(children);
        const count = 1 + chance.below(20);
        const amount = chance.below(1000);
        for (let i = 0; i < count; i++) children.set(first + i, [anyParent, amount + i]);
        return [`INSERT INTO child SELECT ${w}, ${first} + i, ${anyParent}, ${amount} + i FROM generate_series(0, ${count - 1}) i`];
      }
      case 5: {
        if (anyParent === null) return ["SELECT nextval('tickets')"];
        const label = `changed ${chance.below(1e6)}`;
        parents.set(anyParent, label);
        return [`UPDATE parent SET label = '${label}' WHERE w = ${w} AND id = ${anyParent}`];
      }
      case 6: {
        if (anyChild === null) return ["SELECT nextval('tickets')"];
        const [parent] = children.get(anyChild)!;
        const more = 1 + chance.below(9);
        for (const [id, [p, amount]] of children) if (p === parent) children.set(id, [p, amount + more]);
        return [`UPDATE child SET amount = amount + ${more} WHERE w = ${w} AND parent = ${parent}`];
      }
      case 7: {
        if (anyChild === null) return ["SELECT nextval('tickets')"];
        children.delete(anyChild);
        return [`DELETE FROM child WHERE w = ${w} AND id = ${anyChild}`];
      }
      case 8: {
        if (anyParent === null) return ["SELECT nextval('tickets')"];
        parents.delete(anyParent);
        for (const [id, [parent]] of children) if (parent === anyParent) children.delete(id);
        return [`DELETE FROM parent WHERE w = ${w} AND id = ${anyParent}`];
      }
      case 9: {
        if (bag.length > 50 || chance.oneIn(4)) {
          bag.length = 0;
          return [`TRUNCATE bag_${w}`];
        }
        const value = chance.below(1e6);
        for (let i = 0; i < 10; i++) bag.push(value + i);
        return [`INSERT INTO bag_${w} SELECT ${value} + i FROM generate_series(0, 9) i`];
      }
      case 10: {
        const name = `made_${w}_${this.nextTable++}`;
        tables.set(name, [[1], [2]]);
        return [`CREATE TABLE ${name} (c0 int PRIMARY KEY)`, `INSERT INTO ${name} VALUES (1), (2)`];
      }
      case 11: {
        if (table === null) return ["SELECT nextval('tickets')"];
        const rows = tables.get(table)!;
        if (rows[0]!.length < 4) {
          const column = `c${rows[0]!.length}`;
          for (const row of rows) row.push(7);
          return [`ALTER TABLE ${table} ADD COLUMN ${column} int DEFAULT 7`, `CREATE INDEX ON ${table} (${column})`];
        }
        tables.delete(table);
        return [`DROP TABLE ${table}`];
      }
      case 12: {
        if (table === null) return ["SELECT nextval('tickets')"];
        const rows = tables.get(table)!;
        for (const row of rows) if (row.length > 1) row[1] = row[0]! * 10;
        return [rows[0]!.length > 1 ? `UPDATE ${table} SET c1 = c0 * 10` : `SELECT count(*) FROM ${table}`];
      }
      default:
        return ["SELECT nextval('tickets') FROM generate_series(1, 3)"];
    }
  }

  private freeKey(taken: Map<number, unknown>): number {
    for (;;) {
      const id = this.chance.below(1_000_000_000);
      if (!taken.has(id)) return id;
    }
  }

  /** After a restart: the database must hold what was acknowledged, with the commit in flight whole or not at all. */
  async check(client: WireClient): Promise<void> {
    await this.finishPrepared(client);
    const found = textOf(await this.read(client));
    const { inFlight } = this;
    this.inFlight = null;
    if (found === textOf(this.model)) return;
    if (inFlight !== null && found === textOf(inFlight)) {
      this.model = inFlight;
      return;
    }
    const short = (text: string): string => (text.length > 3000 ? `${text.slice(0, 3000)}…` : text);
    throw new Error(
      `worker ${this.number} finds\n${short(found)}\nacknowledged\n${short(textOf(this.model))}${inFlight ? `\nin flight\n${short(textOf(inFlight))}` : ''}`,
    );
  }

  private async read(client: WireClient): Promise<State> {
    const w = this.number;
    const numbers = async (sql: string): Promise<(number | null)[][]> =>
      (await client.rows(sql)).map(row => row.map(value => (value === null ? null : Number(value))));
    const parents = new Map((await client.rows(`SELECT id, label FROM parent WHERE w = ${w}`)).map(([id, label]) => [Number(id), label!]));
    const children = new Map(
      (await numbers(`SELECT id, parent, amount FROM child WHERE w = ${w}`)).map(([id, parent, amount]) => [id!, [parent!, amount!] as const]),
    );
    const bag = (await numbers(`SELECT v FROM bag_${w}`)).map(([v]) => v!);
    const names = await client.rows(`SELECT relname FROM pg_class WHERE relkind = 'r' AND relname LIKE 'made\\_${w}\\_%'`);
    const tables = new Map<string, (number | null)[][]>();
    for (const [name] of names) tables.set(name!, await numbers(`SELECT * FROM ${name} ORDER BY c0`));
    return { parents, children, bag, tables };
  }
}

/** What must hold of the database as a whole: constraints, indexes against the heap, the sequence. */
export async function checkWhole(client: WireClient, tickets: Set<string>): Promise<void> {
  const zero = async (what: string, sql: string): Promise<void> => {
    const [[count]] = (await client.rows(sql)) as [[string]];
    if (count !== '0') throw new Error(`${what}: ${count}`);
  };
  await zero('children without a parent', 'SELECT count(*) FROM child c WHERE NOT EXISTS (SELECT 1 FROM parent p WHERE p.w = c.w AND p.id = c.parent)');
  await zero('keys that stand twice', 'SELECT count(*) FROM (SELECT 1 FROM parent GROUP BY w, id HAVING count(*) > 1) d');
  await zero('amounts below zero', 'SELECT count(*) FROM child WHERE amount < 0');
  const digests: string[] = [];
  for (const isIndexed of [true, false]) {
    await client.rows(`SET enable_seqscan = ${isIndexed ? 'off' : 'on'}`);
    for (const method of ['indexscan', 'indexonlyscan', 'bitmapscan']) await client.rows(`SET enable_${method} = ${isIndexed ? 'on' : 'off'}`);
    const parts = [
      await client.rows('SELECT count(*), sum(id::numeric), min(id), max(id) FROM parent WHERE w >= 0'),
      await client.rows('SELECT count(*), sum(id::numeric), sum(amount) FROM child WHERE w >= 0'),
      await client.rows('SELECT count(*), sum(id::numeric) FROM child WHERE amount >= 0'),
      await client.rows('SELECT count(*), sum(parent::numeric) FROM child WHERE w >= 0 AND parent >= 0'),
    ];
    digests.push(JSON.stringify(parts));
  }
  await client.rows('RESET ALL');
  if (digests[0] !== digests[1]) throw new Error(`indexes and heap disagree:\n${digests.join('\n')}`);
  for (const [value] of await client.rows("SELECT nextval('tickets') FROM generate_series(1, 5)")) {
    if (tickets.has(value!)) throw new Error(`the sequence gave ${value} again after the restart`);
    tickets.add(value!);
  }
}
