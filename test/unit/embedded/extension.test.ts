/** CREATE EXTENSION vector from several sessions and over a restart. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { HenryDB } from '../../../src/embedded/index.js';

test('the type is there for others once it is committed, and after a restart', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'henrydb-vector-'));
  try {
    let db = await HenryDB.open(dir);
    const other = await db.connect();
    await db.exec('BEGIN; CREATE EXTENSION vector');
    await expect(other.query("SELECT '[1]'::vector")).rejects.toMatchObject({ code: '42704' });
    await db.exec('COMMIT');
    expect((await other.query<{ d: number }>("SELECT '[1,2]'::vector <-> '[4,6]' AS d")).rows).toEqual([{ d: 5 }]);
    await other.exec("CREATE TABLE t (id int PRIMARY KEY, v vector(2)); CREATE INDEX ON t (v); INSERT INTO t VALUES (1, '[1,2]'), (2, '[0,9]')");
    await other.close();
    await db.close();
    db = await HenryDB.open(dir);
    expect((await db.query("SELECT id, v::text FROM t WHERE v > '[0]' ORDER BY v <-> '[1,1]'")).rows).toEqual([
      { id: 1, v: '[1,2]' },
      { id: 2, v: '[0,9]' },
    ]);
    await db.exec('DROP EXTENSION vector CASCADE');
    await expect(db.query('SELECT v FROM t')).rejects.toMatchObject({ code: '42703' });
    await db.close();
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
});

test('vectors survive a spilling sort', async () => {
  const db = await HenryDB.open();
  await db.exec(
    "CREATE EXTENSION vector; CREATE TABLE t AS SELECT ARRAY[(i * 7919) % 20011, i]::vector AS v FROM generate_series(1, 20000) i; SET work_mem = '64kB'",
  );
  const { rows } = await db.query<{ sorted: boolean; count: number }>(
    'SELECT bool_and(v >= before) AS sorted, count(DISTINCT v) FROM (SELECT v, lag(v) OVER (ORDER BY v) AS before FROM t) s',
  );
  expect(rows).toEqual([{ sorted: true, count: 20_000 }]);
  await db.close();
});
