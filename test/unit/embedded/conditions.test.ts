/** Conditions that no statement alone can raise: uses of what is closed, and an index whose file is another's. */
import { copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { HenryDB, type Transaction } from '../../../src/embedded/index.js';

test('what is closed says so', async () => {
  const db = await HenryDB.open();
  const session = await db.connect();
  const statement = session.prepare('SELECT 1 AS one');
  expect(statement.all()).toEqual([{ one: 1 }]);
  let escaped: Transaction | undefined;
  await session.transaction(async tx => {
    escaped = tx;
    await tx.query('SELECT 1');
  });
  await expect(escaped!.query('SELECT 1')).rejects.toMatchObject({ code: '25000', message: 'the transaction is closed' });
  await session.close();
  await expect(session.query('SELECT 1')).rejects.toMatchObject({ code: '08003' });
  expect(() => statement.all()).toThrowError(expect.objectContaining({ code: '08003' }) as Error);
  await db.close();
  await expect(db.connect()).rejects.toMatchObject({ code: '57P03' });
});

test('an index whose file is a table is not read', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'henrydb-index-'));
  try {
    let db = await HenryDB.open(directory);
    await db.exec('CREATE TABLE t (id int PRIMARY KEY, v text); INSERT INTO t SELECT g, g::text FROM generate_series(1, 1000) g; ANALYZE t');
    const { rows } = await db.query<{ t: number; i: number }>("SELECT pg_relation_filenode('t')::int AS t, pg_relation_filenode('t_pkey')::int AS i");
    await db.close();
    const files = readdirSync(directory, { recursive: true, encoding: 'utf8' });
    const fileOf = (node: number): string =>
      join(
        directory,
        files.find(name => basename(name) === String(node))!,
      );
    copyFileSync(fileOf(rows[0]!.t), fileOf(rows[0]!.i));
    db = await HenryDB.open(directory);
    await expect(db.query('SELECT v FROM t WHERE id = 5')).rejects.toMatchObject({ code: 'XX002' });
    await expect(db.exec("INSERT INTO t VALUES (5, 'twice')")).rejects.toMatchObject({ code: 'XX002' });
    expect((await db.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    await db.close();
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
});
