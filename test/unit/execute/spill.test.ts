/** Statements whose rows do not fit into work_mem: the same answers through temporary files, and none of those left behind. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { EngineName } from '../../../src/execute/index.js';
import { RowReader, RowWriter } from '../../../src/execute/runtime/spill/row-codec.js';
import { Numeric, type Datum } from '../../../src/types/index.js';
import { TestDatabase, TestSession } from './fixture.js';

const QUERIES: readonly string[] = [
  'select id, pad from l order by pad, id desc',
  'select id from l order by k, id limit 9000',
  'select id, count(*), sum(k), string_agg(pad, $$,$$ order by k), count(*) filter (where k > 50) from l group by id order by id',
  'select count(*), sum(l.k + r.k) from l join r on l.id = r.id',
  'select l.id, r.id from l left join r on l.id = r.id + 3000 and r.k < 70 order by 1, 2',
  'select l.id, r.id from l right join r on l.id = r.id + 3000 order by 1, 2',
  'select l.id, r.id from l full join r on l.id = r.id + 3000 order by 1, 2',
  'select id from l where exists (select 1 from r where r.id = l.id and r.k <> l.k) order by 1',
  'select id from l where not exists (select 1 from r where r.id = l.id + 5000) order by 1',
  'with c as materialized (select id, pad, n from l) select count(*), sum(a.n + b.n), min(a.pad || b.pad) from c a join c b on a.id = b.id',
  'select id, sum(k) over (), lag(pad, 5000) over () from l order by 1',
  'select id, rank() over w, sum(n) over w from l window w as (order by k range between 2 preceding and 1 following exclude ties) order by 1',
  'select id, pad from l intersect select id, pad from l where id % 2 = 0 order by 1',
  'select id % 6000 from l except all select id % 4000 from l order by 1',
  'select id, k, count(*) from l group by grouping sets ((id, k), (id), (k), ()) order by 1, 2',
];

const rowsOf = (database: TestDatabase, sql: string, engine: EngineName): Datum[][] => database.query(sql, [], engine);

describe('spilling', () => {
  let database: TestDatabase;
  const expected = new Map<string, Datum[][]>();
  beforeAll(() => {
    database = new TestDatabase();
    database.createTable('l', { columns: ['id int', 'k int', 'pad text', 'n numeric'] });
    database.createTable('r', { columns: ['id int', 'k int', 'pad text', 'n numeric'] });
    database.query(`insert into l select g, g * 7 % 101, 'pad ' || (g * 7919) % 10007, g / 8.0 from generate_series(1, 9000) g`);
    database.query(`insert into r select g, g * 3 % 101, null, g from generate_series(9000, 1, -1) g`);
    database.query('insert into r values (null, 1, null, null), (null, 2, null, null)');
    database.settings = { ...database.settings, enable_mergejoin: false, enable_nestloop: false };
    for (const query of QUERIES) expected.set(query, rowsOf(database, query, 'volcano'));
    database.spillFiles = { open: 0, made: 0 };
    database.workMemBytes = 64 * 1024;
  });

  it.each(QUERIES)('%s', query => {
    const files = database.spillFiles as { open: number; made: number };
    const before = files.made;
    const volcano = rowsOf(database, query, 'volcano');
    expect(files.made).toBeGreaterThan(before);
    const isOrdered = query.includes('order by 1') || !query.includes('join');
    if (isOrdered) expect(volcano).toEqual(expected.get(query));
    else expect([...volcano].sort()).toEqual([...(expected.get(query) as Datum[][])].sort());
    expect(rowsOf(database, query, 'pipeline')).toEqual(volcano);
    expect(files.open).toBe(0);
  });

  it('a statement that is given up leaves no file', () => {
    const files = database.spillFiles as { open: number; made: number };
    for (const query of QUERIES) {
      const session = new TestSession(database, 'pipeline');
      const work = session.start(query, [], () => false);
      for (let i = 0; i < 40; i++) if (work.next().done === true) break;
      work.return();
      session.rollback();
      expect(files.open, query).toBe(0);
      expect(database.manager.storage.pool.pinnedCount, query).toBe(0);
      expect(session.lastState?.memory.heldBytes, query).toBe(0);
    }
  });
});

it('rows come back from bytes as they were', () => {
  const row: Datum[] = [
    null,
    true,
    false,
    0,
    -0,
    -2147483648,
    2147483648,
    0.1,
    NaN,
    -Infinity,
    9007199254740993n,
    '',
    'naïve 🎈',
    new Uint8Array([1, 0, 255]),
    new Numeric(12345, 2),
    new Numeric(-(10n ** 30n), 5),
    { kind: 'interval', months: -1, days: 2, micros: 3 },
    { kind: 'timetz', micros: 86399999999, zone: -3600 },
    { kind: 'array', elementType: 25 as never, dims: [1, 2], lowerBounds: [1, -5], values: ['a', null] },
    {
      kind: 'record',
      typeId: 2249 as never,
      fieldTypes: [23 as never, 25 as never],
      fieldNames: ['x', 'y'],
      values: [1, { kind: 'array', elementType: 23 as never, dims: [], lowerBounds: [], values: [] }],
    },
  ];
  const writer = new RowWriter();
  writer.row([]);
  writer.row(row);
  const reader = new RowReader(writer.u8);
  expect(reader.row(4)).toEqual([]);
  const back = reader.row(12);
  expect(back).toEqual(row);
  expect(Object.is(back[4], -0)).toBe(true);
  expect(back[14]).toBeInstanceOf(Numeric);
});
