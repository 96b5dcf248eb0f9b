/** Whole-table work in process on one engine and one table size: one child process does all operations. */
import { Checksum, timeSync, type Sample } from './measure.js';
import { loadHenryDB, openSqlite, type SyncStatement } from './peers.js';

export type EngineSubject = 'volcano' | 'pipeline' | 'better-sqlite3';

export interface EngineCase {
  readonly group: 'engines';
  readonly subject: EngineSubject;
  readonly rows: number;
  readonly sampleMs: number;
  readonly packageDir: string;
}

/** Each takes one number that changes from call to call, so that no result can be kept. */
export const OPERATIONS = {
  scan: 'select count(*) as n, sum(a + $1) as total from item',
  filter: 'select count(*) as n from item where a > $1 and c < 700000 and d >= 1.5',
  'filter text': `select count(*) as n from item where f like '%7%' and a <> $1`,
  join: 'select count(*) as n, sum(dim.v + item.a) as total from item join dim on dim.id = item.b where dim.v <> $1',
  group: 'select count(*) as n, max(total) as most from (select b, sum(a + $1) as total from item group by b) as s',
  sort: 'select id from item where a <> $1 order by a, id',
  'top 10': 'select id, a from item where a <> $1 order by a desc, id limit 10',
  window: 'select count(*) as n, max(r) as most from (select row_number() over (partition by b order by a) as r from item where a <> $1) as s',
} as const;

export type OperationName = keyof typeof OPERATIONS;
export type EngineSamples = Record<OperationName, Sample | string>;

const TABLES = `create table item (id integer primary key, a integer, b integer, c integer, d double precision, f text);
  create table dim (id integer primary key, v integer);`;

/** Groups of ten rows. */
const GROUP_ROWS = 10;

async function openSubject(spec: EngineCase): Promise<(sql: string) => SyncStatement> {
  const { rows } = spec;
  const groups = Math.ceil(rows / GROUP_ROWS);
  if (spec.subject === 'better-sqlite3') {
    const db = openSqlite(':memory:');
    db.exec(TABLES);
    const item = db.prepare('insert into item values (?, ?, ?, ?, ?, ?)');
    const dim = db.prepare('insert into dim values (?, ?)');
    db.exec('begin');
    for (let g = 1; g <= rows; g++) item.run(g, (g * 7919) % 1000003, g % groups, (g * 104729) % 1000003, g / 4, `name ${g}`);
    for (let g = 0; g < groups; g++) dim.run(g, (g * 31) % 1000);
    db.exec('commit');
    db.exec('analyze');
    return sql => db.prepare(sql.replaceAll('$1', '?'));
  }
  const { HenryDB } = await loadHenryDB(spec.packageDir);
  // Room for the table in memory: 1M rows take about 100 MB.
  const db = await HenryDB.open({ poolFrames: 65_536 });
  await db.exec(TABLES);
  await db.exec(`insert into item select g, (g::bigint * 7919 % 1000003)::integer, g % ${groups}, (g::bigint * 104729 % 1000003)::integer,
    g / 4.0::double precision, 'name ' || g from generate_series(1, ${rows}) as g`);
  await db.exec(`insert into dim select g, g * 31 % 1000 from generate_series(0, ${groups - 1}) as g`);
  await db.exec('analyze');
  await db.exec(`set henrydb.engine = ${spec.subject}`);
  return sql => db.prepare(sql);
}

const kept = { value: undefined as unknown };

export async function runEngineCase(spec: EngineCase): Promise<EngineSamples> {
  const prepare = await openSubject(spec);
  const samples = {} as EngineSamples;
  for (const name of Object.keys(OPERATIONS) as OperationName[]) {
    try {
      const statement = prepare(OPERATIONS[name]);
      const checksum = new Checksum();
      for (let i = 1; i <= 2; i++) checksum.add(statement.all(i));
      samples[name] = { ...timeSync(i => (kept.value = statement.all(i & 1023)), spec.sampleMs), checksum: checksum.hex };
    } catch (error) {
      samples[name] = error instanceof Error ? error.message : String(error);
    }
  }
  return samples;
}
