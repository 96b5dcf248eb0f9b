/** After kill -9 no sequence gives a value again that a client has seen. What is on disk at the instant is copied and opened as another database. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { HenryDB, type Connection } from '../../../src/index.js';

let directory: string;
let db: HenryDB;
let one: Connection;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'henrydb-shown-'));
  db = await HenryDB.open(join(directory, 'data'));
  one = await db.connect();
  await db.exec('create sequence s; create sequence c cache 5; create table t (id int primary key, v int); insert into t values (1, 1), (2, 0)');
});
afterEach(async () => {
  await db.close();
  rmSync(directory, { recursive: true, force: true });
});

/** The next value of a sequence as the process dies now. */
async function nextAfterCrash(sequence: string): Promise<number> {
  const copy = join(directory, `copy-${Math.random()}`);
  cpSync(join(directory, 'data'), copy, { recursive: true, filter: name => !/\.(?:pid|lock|sock)$|lock/.test(name) });
  const other = await HenryDB.open(copy);
  try {
    return (await other.query<{ v: number }>(`select nextval('${sequence}')::int as v`)).rows[0]!.v;
  } finally {
    await other.close();
  }
}

const next = async (sequence: string): Promise<number> => (await one.query<{ v: number }>(`select nextval('${sequence}')::int as v`)).rows[0]!.v;

test('values that a failed statement took in advance', async () => {
  await expect(one.query("select 1 / (nextval('c') * 0)")).rejects.toMatchObject({ code: '22012' });
  const seen = await next('c');
  expect(seen).toBe(2);
  expect(await nextAfterCrash('c')).toBeGreaterThan(seen);
});

test('the same inside a block, after a savepoint is rolled back', async () => {
  await one.exec('begin; savepoint a');
  await expect(one.query("select 1 / (nextval('c') * 0)")).rejects.toMatchObject({ code: '22012' });
  await one.exec('rollback to a');
  const seen = await next('c');
  expect(await nextAfterCrash('c')).toBeGreaterThan(seen);
  await one.exec('rollback');
});

test('nextval in a block, by a prepared statement run synchronously', async () => {
  await one.exec('begin');
  const statement = one.prepare("select nextval('s')::int as v");
  for (let i = 0; i < 40; i++) {
    const { v } = statement.get() as { v: number };
    if (i % 13 === 0) expect(await nextAfterCrash('s')).toBeGreaterThan(v);
  }
  await one.exec('rollback');
});

test('nextval in the select list and RETURNING of point statements, synchronously and not', async () => {
  await one.exec('begin');
  const read = one.prepare("select nextval('s')::int as v from t where id = $1");
  const write = one.prepare("update t set v = nextval('s') where id = $1 returning v");
  expect(await nextAfterCrash('s')).toBe(1);
  expect(await nextAfterCrash('s')).toBeGreaterThan((read.get(1) as { v: number }).v - 1);
  const { v } = read.get(1) as { v: number };
  expect(await nextAfterCrash('s')).toBeGreaterThan(v);
  const { v: written } = write.get(1) as { v: number };
  expect(await nextAfterCrash('s')).toBeGreaterThan(written);
  const { rows } = await one.query<{ v: number }>("update t set v = nextval('s') where id = 2 returning v");
  expect(await nextAfterCrash('s')).toBeGreaterThan(rows[0]!.v);
  await one.exec('rollback');
});

test('COPY TO, EXECUTE, FETCH and SETVAL in a block', async () => {
  await one.exec("begin; prepare p as select nextval('s')::int as v; declare d cursor for select nextval('s')::int as v from generate_series(1, 3)");
  const executed = (await one.query<{ v: number }>('execute p')).rows[0]!.v;
  expect(await nextAfterCrash('s')).toBeGreaterThan(executed);
  const fetched = (await one.query<{ v: number }>('fetch 2 from d')).rows[1]!.v;
  expect(await nextAfterCrash('s')).toBeGreaterThan(fetched);
  const { blob } = await one.query("copy (select nextval('s') from generate_series(1, 40)) to '/dev/blob'");
  const copied = Math.max(...(await blob!.text()).trim().split('\n').map(Number));
  expect(await nextAfterCrash('s')).toBeGreaterThan(copied);
  await one.query("select setval('s', 1000)");
  expect(await nextAfterCrash('s')).toBeGreaterThan(1000);
  await one.exec('rollback');
});
