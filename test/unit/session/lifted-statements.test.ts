/** Statements with pasted literals: whatever is done to run them faster, they behave as texts that are analysed each time (those with a comment). */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PgError } from '../../../src/index.js';
import { HenryDB } from '../../../src/index.js';

const SCHEMA = `
  set timezone = 'UTC';
  create type mood as enum ('sad', 'ok');
  create domain small as int check (value < 100);
  create table item (id int primary key, a int not null check (a < 1000), f text, v varchar(5), c char(4), n numeric(8,2), b bigint unique, d date, ts timestamptz,
    m mood, s small, u uuid, ok bool, j json, default_ int default 7);
  insert into item select g, g, 'name ' || g, 'v' || g, 'c', g / 3.0, 10000000000 + g, '2020-01-01'::date + g, '2020-01-01', 'ok', g, null, true, '{}' from generate_series(1, 20) g;
`;

/** Each line: a statement with ? for the values of the following columns, tried one after another. */
const CASES: readonly [string, readonly (readonly string[])[]][] = [
  ['select id, a, f from item where id = ?', [['1'], ['2'], ['3'], ['99'], ['-3'], ['99999999999'], ["'4'"], ["'x'"], ["'5'"], ['1.0'], ['6.5'], ['null']]],
  [
    'select ?, a from item where id = ?',
    [
      ['5', '1'],
      ['6', '2'],
      ["'x'", '3'],
      ["'y'", '4'],
      ["'z'", '5'],
      ['1.5', '6'],
      ['2.5', '7'],
      ['3.5', '8'],
    ],
  ],
  [
    'select a + ?, f || ? from item where id = ?',
    [
      ['1', "'x'", '1'],
      ['2', "'y'", '2'],
      ['-3', "'it''s'", '3'],
      ['4', '5', '4'],
    ],
  ],
  ['select f from item where id = ? order by 1 limit 1', [['1'], ['2'], ['3']]],
  [
    'select f from item where id = ? order by ?',
    [
      ['1', '1'],
      ['2', '1'],
      ['3', '2'],
    ],
  ],
  [
    'select f from item where id = ? limit ?',
    [
      ['1', '1'],
      ['2', '0'],
      ['3', '1'],
      ['4', '-1'],
    ],
  ],
  [
    'select f from item where id = ? and a = ?',
    [
      ['1', '1'],
      ['2', '1'],
      ['3', '3'],
    ],
  ],
  [
    'select f from item where id = ? + ?',
    [
      ['1', '1'],
      ['2', '1'],
      ['2147483647', '1'],
      ['2147483647', '1'],
    ],
  ],
  [
    'select 1 / ? from item where id = ?',
    [
      ['1', '1'],
      ['2', '2'],
      ['0', '99'],
      ['0', '1'],
    ],
  ],
  [
    'select a / ? from item where id = ?',
    [
      ['1', '1'],
      ['2', '2'],
      ['0', '99'],
      ['0', '1'],
    ],
  ],
  ['select id from item where b = ?', [['10000000001'], ['10000000002'], ['10000000003'], ['5'], ['6'], ['7'], ["'10000000004'"]]],
  ['select id from item where f = ?', [["'name 1'"], ["'name 2'"], ["'name 3'"]]],
  [
    'select id from item where id in (?, ?)',
    [
      ['1', '2'],
      ['3', '4'],
      ['5', '6'],
    ],
  ],
  [
    "select date '2020-01-0?' from item where id = ?",
    [
      ['1', '1'],
      ['2', '2'],
      ['3', '3'],
    ],
  ],
  [
    "select d + ?, cast(? as varchar(2)), ? || '' from item where id = ?",
    [
      ['1', "'abc'", "'x'", '1'],
      ['2', "'xyz'", "'y'", '2'],
      ['3', "'uvw'", "'z'", '3'],
    ],
  ],
  [
    'update item set a = a + ? where id = ?',
    [
      ['1', '1'],
      ['-2', '2'],
      ['-3', '3'],
      ['5000', '4'],
      ['2147483647', '5'],
      ['1', '99'],
    ],
  ],
  [
    'update item set a = ? where id = ? returning *',
    [
      ['11', '1'],
      ['12', '2'],
      ['13', '3'],
      ['null', '3'],
      ["'14'", '4'],
      ["'x'", '4'],
    ],
  ],
  [
    'update item set v = ?, c = ? where id = ? returning v, c, length(c)',
    [
      ["'a'", "'b'", '1'],
      ["'ab'", "'c d'", '2'],
      ["'abcdef'", "'x'", '3'],
      ["'abc   '", "'x    '", '4'],
    ],
  ],
  [
    'update item set n = ? where id = ? returning n',
    [
      ['1', '1'],
      ['2', '2'],
      ['3.456', '3'],
      ['4.456', '3'],
      ['9999999.99', '3'],
      ["'5.5'", '3'],
      ['12345678', '4'],
    ],
  ],
  [
    'update item set d = ? where id = ? returning d',
    [
      ["'2021-01-01'", '1'],
      ["'2021-01-02'", '2'],
      ["'2021-02-30'", '3'],
      ["'nonsense'", '4'],
      ["'infinity'", '5'],
    ],
  ],
  [
    'update item set ts = ? where id = ? returning ts = now()',
    [
      ["'2021-01-01'", '1'],
      ["'2021-01-02 03:04'", '2'],
      ["'now'", '3'],
      ["'now'", '4'],
      ["'2021-01-02 03:04:05+02'", '5'],
    ],
  ],
  [
    'update item set m = ? where id = ? returning m',
    [
      ["'sad'", '1'],
      ["'ok'", '2'],
      ["'glad'", '3'],
    ],
  ],
  [
    'update item set s = ? where id = ? returning s',
    [
      ['1', '1'],
      ['2', '2'],
      ['100', '3'],
      ["'3'", '4'],
    ],
  ],
  [
    'update item set u = ?, ok = ?, j = ? where id = ? returning u, ok, j',
    [
      ["'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'", "'yes'", `'{"a": 1}'`, '1'],
      ["'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a12'", "'f'", "'[]'", '2'],
      ["'zz'", "'f'", "'[]'", '3'],
      ["'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a12'", "'maybe'", "'['", '3'],
    ],
  ],
  ['delete from item where id = ?', [['1'], ['2'], ['99'], ["'3'"]]],
  ['delete from item where id = ? returning id, f', [['4'], ['5'], ['6']]],
  [
    'insert into item (id, a, f) values (?, ?, ?)',
    [
      ['101', '1', "'x'"],
      ['102', '-2', "'y'"],
      ['103', '3', "'z'"],
      ['103', '3', "'again'"],
      ['104', '5000', "'z'"],
      ["'105'", '1', 'null'],
      ["'106'", '1', 'null'],
    ],
  ],
  [
    'insert into item (id, a, v) values (?, ?, ?) returning id, v, default_',
    [
      ['201', '1', "'x'"],
      ['202', '2', "'y'"],
      ['203', '3', "'too long'"],
      ['204', '4', '5'],
    ],
  ],
  [
    'insert into item values (?, ?), (?, ?)',
    [
      ['301', '1', '302', '1'],
      ['303', '1', '304', '1'],
      ['305', '1', '306', '1'],
    ],
  ],
  [
    'insert into item (id, a, n, ts) values (?, ?, ? + ?, current_timestamp)',
    [
      ['401', '1', '1', '2'],
      ['402', '2', '1.5', '2'],
      ['403', '1', '2', '3'],
      ['404', '1', '2147483647', '1'],
    ],
  ],
  [
    'insert into item select ?, ?',
    [
      ['501', '1'],
      ['502', '1'],
      ['503', '1'],
    ],
  ],
];

const fill = (text: string, values: readonly string[]): string => {
  let i = 0;
  return text.replace(/\?/g, () => values[i++]!);
};

async function outcome(db: HenryDB, sql: string, way: 'query' | 'exec'): Promise<unknown> {
  try {
    const result = way === 'query' ? await db.query(sql) : (await db.exec(sql))[0]!;
    return { rows: result.rows, fields: result.fields, affected: result.affectedRows };
  } catch (error) {
    const { code, message, detail, position, where } = error as PgError;
    return { code, message, detail, position, where };
  }
}

describe('pasted literals', () => {
  let plain: HenryDB;
  let lifted: HenryDB;

  beforeEach(async () => {
    [plain, lifted] = await Promise.all([HenryDB.open(), HenryDB.open()]);
    await plain.exec(SCHEMA);
    await lifted.exec(SCHEMA);
  });
  afterEach(async () => {
    await plain.close();
    await lifted.close();
  });

  test.each(['query', 'exec'] as const)('behave as texts analysed each time (%s)', async way => {
    for (const [text, tries] of CASES) {
      for (const values of [...tries, ...tries]) {
        const sql = fill(text, values);
        expect(await outcome(lifted, sql, way), sql).toEqual(await outcome(plain, `${sql} --`, way));
      }
    }
    const all = 'select id, a, f, v, c, n, b, d, m, s, u, ok, j::text, default_ from item order by id';
    expect((await lifted.query(all)).rows).toEqual((await plain.query(all)).rows);
  });

  test('small tables that are scanned, until they are no longer small', async () => {
    const setup = "create table few (k int primary key, v int, f text); insert into few select g, g, 'n' || g from generate_series(1, 10) g; analyze few";
    await lifted.exec(setup);
    await plain.exec(setup);
    const cases: readonly [string, readonly (readonly string[])[]][] = [
      [
        'update few set v = v + ? where k = ?',
        [
          ['1', '1'],
          ['-2', '2'],
          ['3', '3'],
          ['2147483647', '4'],
          ['1', '99'],
        ],
      ],
      [
        'select v, ? from few where k = ?',
        [
          ["'x'", '1'],
          ["'y'", '2'],
          ['5', '3'],
          ['6', '4'],
          ['7', '5'],
        ],
      ],
      [
        'select * from few where v > ? and f <> ?',
        [
          ['3', "'n5'"],
          ['4', "'n6'"],
          ['5', "'n7'"],
          ["'x'", "'y'"],
        ],
      ],
      [
        'select v / ? from few where k = ?',
        [
          ['1', '1'],
          ['2', '2'],
          ['0', '99'],
          ['0', '3'],
        ],
      ],
      [
        'select 1 / ? from few where k = ?',
        [
          ['1', '1'],
          ['2', '2'],
          ['0', '99'],
          ['0', '3'],
        ],
      ],
      ['delete from few where v = ?', [['8'], ['9'], ['10'], ['11']]],
      ['select count(*) from few where k > ?', [['1'], ['2'], ['3']]],
      [
        'select k from few where k > ? order by k limit ?',
        [
          ['1', '2'],
          ['2', '1'],
          ['3', '1'],
        ],
      ],
    ];
    for (const [text, tries] of cases) {
      for (const values of [...tries, ...tries]) {
        const sql = fill(text, values);
        expect(await outcome(lifted, sql, 'exec'), sql).toEqual(await outcome(plain, `${sql} --`, 'exec'));
      }
    }
    await lifted.exec('insert into few select g, g from generate_series(100, 20000) g');
    for (let k = 500; k < 504; k++) expect((await lifted.query(`select v from few where k = ${k}`)).rows).toEqual([{ v: k }]);
  });

  test('tables changed in between are seen', async () => {
    const get = async (id: number): Promise<unknown> => (await lifted.query(`select * from t where id = ${id}`)).rows;
    await lifted.exec("create table t (id int primary key, a text); insert into t select g, 'a' from generate_series(1, 9) g");
    for (let id = 1; id < 4; id++) expect(await get(id)).toEqual([{ id, a: 'a' }]);
    await lifted.exec('alter table t add b int default 5');
    expect(await get(4)).toEqual([{ id: 4, a: 'a', b: 5 }]);
    await lifted.exec('alter table t alter a type varchar(1), drop column b');
    expect(await get(5)).toEqual([{ id: 5, a: 'a' }]);
    await lifted.exec('create schema other; create table other.t (id int primary key, z int); insert into other.t values (6, 1); set search_path = other');
    expect(await get(6)).toEqual([{ id: 6, z: 1 }]);
    await lifted.exec('drop table other.t; set search_path = public');
    expect(await get(6)).toEqual([{ id: 6, a: 'a' }]);
    await lifted.exec('drop table t');
    await expect(get(7)).rejects.toMatchObject({ code: '42P01', position: 15 });
  });

  test('the failed transaction refuses them', async () => {
    for (let id = 1; id < 4; id++) await lifted.query(`select f from item where id = ${id}`);
    await lifted.exec('begin');
    await expect(lifted.exec('select 1/0')).rejects.toMatchObject({ code: '22012' });
    await expect(lifted.query('select f from item where id = 5')).rejects.toMatchObject({ code: '25P02' });
    await expect(lifted.exec('select f from item where id = 5')).rejects.toMatchObject({ code: '25P02' });
    await lifted.exec('rollback');
    expect((await lifted.query('select f from item where id = 5')).rows).toEqual([{ f: 'name 5' }]);
  });

  test('the text shown of a statement is its own', async () => {
    for (let id = 1; id < 4; id++) {
      const sql = `select current_query() q from item where id = ${id}`;
      expect((await lifted.query(sql)).rows).toEqual([{ q: sql }]);
      expect((await lifted.exec(sql))[0]!.rows).toEqual([{ q: sql }]);
    }
  });
});
