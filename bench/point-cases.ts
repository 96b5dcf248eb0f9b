/** The point operations in process, each on one subject in one child process. All subjects get the same rows and the same questions. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { scratchFolder } from './limits.js';
import { Checksum, spread, timeAsync, timeSync, timeWhole, type Sample, type Timing } from './measure.js';
import { loadHenryDB, openPglite, openPgMem, openSqlite, openSqlJs, type SyncStatement } from './peers.js';

export type PointSubject = 'henrydb' | 'better-sqlite3' | 'sql.js' | 'pglite' | 'pg-mem';

export interface PointCase {
  readonly group: 'point';
  readonly kind: 'get' | 'range' | 'secondary' | 'query' | 'query-text' | 'insert' | 'update' | 'insert-transaction';
  readonly subject: PointSubject;
  readonly isDurable: boolean;
  readonly columns: string;
  readonly rows: number;
  readonly sampleMs: number;
  readonly packageDir: string;
}

interface Subject {
  exec(sql: string): Promise<unknown>;
  prepare(sql: string): SyncStatement;
  query(sql: string, params: unknown[]): Promise<unknown[]>;
  /** `item` filled with rows 1..count. */
  fill(count: number): Promise<void>;
  begin(): Promise<unknown>;
  commit(): Promise<unknown>;
  close(): Promise<unknown>;
}

const TABLE = `create table item (id integer primary key, a integer, b integer, c integer, d double precision, e double precision,
  f text, g text, h text, i integer)`;
const FILL = `insert into item select g, (g::bigint * 7919 % 1000003)::integer, g / 10, g + 1, g / 4.0::double precision, g * 1.5::double precision,
  'name ' || g, 'group ' || (g % 10), 'a text of some length in row ' || g, g % 7 from generate_series(1, `;

function itemRow(g: number): unknown[] {
  return [g, (g * 7919) % 1000003, Math.floor(g / 10), g + 1, g / 4, g * 1.5, `name ${g}`, `group ${g % 10}`, `a text of some length in row ${g}`, g % 7];
}

function unsupported(): never {
  throw new Error('this subject has no such call');
}

const questionMarks = (sql: string): string => sql.replace(/\$\d+/g, '?');

async function openSubject(spec: PointCase, folder: string): Promise<Subject> {
  switch (spec.subject) {
    case 'henrydb': {
      const { HenryDB } = await loadHenryDB(spec.packageDir);
      const db = await HenryDB.open(spec.isDurable ? join(folder, 'henrydb') : undefined);
      return {
        exec: sql => db.exec(sql),
        prepare: sql => db.prepare(sql),
        query: async (sql, params) => (await db.query(sql, params)).rows,
        fill: async count => void (await db.exec(`${FILL}${count}) g`)),
        begin: () => db.exec('begin'),
        commit: () => db.exec('commit'),
        close: () => db.close(),
      };
    }
    case 'better-sqlite3': {
      const db = openSqlite(spec.isDurable ? join(folder, 'sqlite.db') : ':memory:');
      if (spec.isDurable) {
        db.pragma('journal_mode = wal');
        db.pragma('synchronous = full');
        if (db.pragma('journal_mode', { simple: true }) !== 'wal' || db.pragma('synchronous', { simple: true }) !== 2)
          throw new Error('no WAL with synchronous=full');
      }
      const exec = async (sql: string): Promise<unknown> => db.exec(sql);
      return {
        exec,
        prepare: sql => db.prepare(questionMarks(sql)),
        query: unsupported,
        fill: async count => {
          const insert = db.prepare('insert into item values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
          db.exec('begin');
          for (let g = 1; g <= count; g++) insert.run(...itemRow(g));
          db.exec('commit');
        },
        begin: () => exec('begin'),
        commit: () => exec('commit'),
        close: async () => db.close(),
      };
    }
    case 'sql.js': {
      const db = await openSqlJs();
      const exec = async (sql: string): Promise<unknown> => db.run(sql);
      const prepare = (sql: string): SyncStatement => {
        const statement = db.prepare(questionMarks(sql));
        return {
          get: (...values) => {
            statement.bind(values);
            const row = statement.step() ? statement.getAsObject() : undefined;
            statement.reset();
            return row;
          },
          all: (...values) => {
            const rows: unknown[] = [];
            statement.bind(values);
            while (statement.step()) rows.push(statement.getAsObject());
            statement.reset();
            return rows;
          },
          run: (...values) => statement.run(values),
        };
      };
      return {
        exec,
        prepare,
        query: unsupported,
        fill: async count => {
          const insert = prepare('insert into item values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
          db.run('begin');
          for (let g = 1; g <= count; g++) insert.run(...itemRow(g));
          db.run('commit');
        },
        begin: () => exec('begin'),
        commit: () => exec('commit'),
        close: async () => undefined,
      };
    }
    case 'pglite': {
      const db = await openPglite();
      return {
        exec: sql => db.exec(sql),
        prepare: unsupported,
        query: async (sql, params) => (await db.query(sql, params)).rows,
        fill: async count => void (await db.exec(`${FILL}${count}) g`)),
        begin: () => db.exec('begin'),
        commit: () => db.exec('commit'),
        close: () => db.close(),
      };
    }
    case 'pg-mem': {
      const db = openPgMem();
      const exec = async (sql: string): Promise<unknown> => db.none(sql);
      return {
        exec,
        prepare: unsupported,
        // pg-mem has no call with parameters besides its imitation of pg; that one pastes them as text, too.
        query: async (sql, params) => db.many(sql.replace(/\$(\d+)/g, (_, n: string) => String(params[Number(n) - 1]))),
        fill: async count => {
          for (let from = 1; from <= count; from += 500) {
            const rows = Array.from({ length: Math.min(500, count - from + 1) }, (_, k) => itemRow(from + k));
            db.none(`insert into item values ${rows.map(row => `(${row.map(v => (typeof v === 'string' ? `'${v}'` : String(v))).join(', ')})`).join(', ')}`);
          }
        },
        begin: () => exec('begin'),
        commit: () => exec('commit'),
        close: async () => undefined,
      };
    }
  }
}

const CHECKED = 500;

/** What was found goes into here, so that no call can be optimised away. */
const kept = { value: undefined as unknown };

async function selects(db: Subject, spec: PointCase): Promise<Sample> {
  const { columns, rows, sampleMs } = spec;
  await db.exec(TABLE);
  await db.fill(rows);
  if (spec.kind === 'secondary') await db.exec('create index item_b on item (b)');
  if (spec.subject === 'henrydb' || spec.subject === 'pglite') await db.exec('analyze item');
  const checksum = new Checksum();
  const key = (i: number): number => 1 + spread(i, rows);
  let timing: Timing;
  switch (spec.kind) {
    case 'range': {
      const statement = db.prepare(`select ${columns} from item where id between $1 and $2 order by id`);
      const low = (i: number): number => 1 + spread(i, rows - 100);
      for (let i = 0; i < CHECKED / 10; i++) checksum.add(statement.all(low(i), low(i) + 99));
      timing = timeSync(i => (kept.value = statement.all(low(i), low(i) + 99)), sampleMs);
      break;
    }
    case 'secondary': {
      const statement = db.prepare(`select ${columns} from item where b = $1 order by id`);
      const b = (i: number): number => spread(i, rows / 10);
      for (let i = 0; i < CHECKED; i++) checksum.add(statement.all(b(i)));
      timing = timeSync(i => (kept.value = statement.all(b(i))), sampleMs);
      break;
    }
    case 'query': {
      const sql = `select ${columns} from item where id = $1`;
      for (let i = 0; i < CHECKED; i++) checksum.add((await db.query(sql, [key(i)]))[0]);
      timing = await timeAsync(i => db.query(sql, [key(i)]), sampleMs);
      break;
    }
    case 'query-text': {
      const sql = (i: number): string => `select ${columns} from item where id = ${key(i)}`;
      for (let i = 0; i < CHECKED; i++) checksum.add((await db.query(sql(i), []))[0]);
      timing = await timeAsync(i => db.query(sql(i), []), sampleMs);
      break;
    }
    default: {
      const statement = db.prepare(`select ${columns} from item where id = $1`);
      for (let i = 0; i < CHECKED; i++) checksum.add(statement.get(key(i)));
      timing = timeSync(i => (kept.value = statement.get(key(i))), sampleMs);
    }
  }
  return { ...timing, checksum: checksum.hex };
}

async function changes(db: Subject, spec: PointCase): Promise<Sample> {
  const { rows, sampleMs } = spec;
  const checksum = new Checksum();
  if (spec.kind === 'update') {
    await db.exec(TABLE);
    await db.fill(rows);
    const update = db.prepare('update item set a = a + $1 where id = $2');
    for (let i = 0; i < 50; i++) update.run(i, 1 + spread(i, rows));
    checksum.add(db.prepare('select sum(a) as total from item').get());
    return { ...timeSync(i => update.run(i & 1023, 1 + spread(i, rows)), sampleMs), checksum: checksum.hex };
  }
  const create = 'create table target (id integer primary key, a integer, f text)';
  const insertSql = 'insert into target values ($1, $2, $3)';
  if (spec.kind === 'insert') {
    await db.exec(create);
    const insert = db.prepare(insertSql);
    for (let i = 0; i < 50; i++) insert.run(-1 - i, i, `name ${i}`);
    checksum.add(db.prepare('select count(*) as n, sum(a) as total from target').get());
    return { ...timeSync(i => insert.run(i, i & 1023, `name ${i}`), sampleMs), checksum: checksum.hex };
  }
  const timing = await timeWhole(
    run => db.exec(run === 0 ? create : `drop table target; ${create}`),
    async () => {
      const insert = db.prepare(insertSql);
      await db.begin();
      for (let i = 0; i < 10_000; i++) insert.run(1 + spread(i, 1e6), i, `name ${i}`);
      await db.commit();
    },
    Math.max(3, Math.round(sampleMs / 40)),
  );
  checksum.add(db.prepare('select count(*) as n, sum(id) as ids, sum(a) as total from target').get());
  return { ...timing, checksum: checksum.hex };
}

export async function runPointCase(spec: PointCase): Promise<Sample> {
  const folder = scratchFolder();
  try {
    const db = await openSubject(spec, folder);
    const isChange = spec.kind === 'insert' || spec.kind === 'update' || spec.kind === 'insert-transaction';
    const sample = await (isChange ? changes(db, spec) : selects(db, spec));
    await db.close();
    return sample;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
