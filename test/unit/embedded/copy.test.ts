/** COPY through the in-process API: blobs in and out, on connections, in transactions, with errors in the middle. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HenryDB } from '../../../src/embedded/index.js';

let db: HenryDB;
beforeAll(async () => {
  db = await HenryDB.open();
});
afterAll(() => db.close());

const table = async (): Promise<void> => {
  await db.exec('DROP TABLE IF EXISTS t; CREATE TABLE t (id int PRIMARY KEY, name text, at date)');
};

describe('COPY FROM', () => {
  test.each(["'/dev/blob'", 'STDIN'])('%s reads the blob', async source => {
    await table();
    const blob = new Blob(['id,name,at\n1,"a ""b""",2024-02-29\n', '2,,\n3,x\u00e9,1999-12-31\n']);
    const result = await db.query(`COPY t FROM ${source} WITH (FORMAT csv, HEADER true)`, [], { blob });
    expect(result).toMatchObject({ affectedRows: 3, rows: [], fields: [] });
    expect((await db.query('SELECT id, name, at::text FROM t ORDER BY id')).rows).toEqual([
      { id: 1, name: 'a "b"', at: '2024-02-29' },
      { id: 2, name: null, at: null },
      { id: 3, name: 'x\u00e9', at: '1999-12-31' },
    ]);
  });

  test('in large pieces, cut anywhere', async () => {
    await table();
    const lines = Array.from({ length: 60_000 }, (_, i) => `${i}\tname \u{1f388} of row ${i}\t2024-01-01\n`);
    const { affectedRows } = await db.query("COPY t FROM '/dev/blob'", [], { blob: new Blob(lines) });
    expect(affectedRows).toBe(60_000);
    expect((await db.query('SELECT count(*), max(length(name)) FROM t')).rows).toEqual([{ count: 60_000, max: 19 }]);
  });

  test('an error leaves nothing, and the connection usable', async () => {
    await table();
    const blob = new Blob(['1\ta\t2024-01-01\n1\tb\t2024-01-01\n']);
    await expect(db.query("COPY t FROM '/dev/blob'", [], { blob })).rejects.toMatchObject({ code: '23505', where: 'COPY t, line 2' });
    await expect(db.query("COPY t FROM '/dev/blob'", [], { blob: new Blob(['x\n']) })).rejects.toMatchObject({ code: '22P04' });
    await expect(db.query("COPY t FROM '/dev/blob'")).rejects.toMatchObject({ code: '58P01' });
    expect((await db.query('SELECT count(*) FROM t')).rows).toEqual([{ count: 0 }]);
  });

  test('in a transaction, and for each statement of exec', async () => {
    await table();
    const blob = new Blob(['7\tseven\t\\N\n']);
    await db.transaction(async tx => {
      await tx.query("COPY t FROM '/dev/blob'", [], { blob });
      await tx.rollback();
    });
    expect((await db.query('SELECT count(*) FROM t')).rows).toEqual([{ count: 0 }]);
    const results = await db.exec("COPY t FROM '/dev/blob'; DELETE FROM t; COPY t (id, name, at) FROM '/dev/blob'", { blob });
    expect(results.map(r => r.affectedRows)).toEqual([1, 1, 1]);
  });
});

describe('COPY TO', () => {
  test.each(["'/dev/blob'", 'STDOUT'])('%s gives a blob', async target => {
    await table();
    await db.exec("INSERT INTO t VALUES (1, 'a', '2024-02-29'), (2, 'tab\there', NULL)");
    const { blob, affectedRows } = await db.query(`COPY t TO ${target}`);
    expect(await blob!.text()).toBe('1\ta\t2024-02-29\n2\ttab\\there\t\\N\n');
    expect(affectedRows).toBe(2);
    const csv = await db.query(`COPY (SELECT id, upper(name) AS u FROM t ORDER BY id DESC) TO ${target} (FORMAT csv, HEADER)`);
    expect(await csv.blob!.text()).toBe('id,u\n2,TAB\tHERE\n1,A\n');
    expect((await db.query('SELECT 1 AS a')).blob).toBe(undefined);
  });

  test('what goes out in binary comes in again', async () => {
    await table();
    await db.exec("INSERT INTO t SELECT g, 'n' || g, date '2024-01-01' + g FROM generate_series(1, 5000) g");
    const { blob } = await db.query("COPY t TO '/dev/blob' (FORMAT binary)");
    await db.exec('CREATE TABLE u (LIKE t)');
    await db.query("COPY u FROM '/dev/blob' (FORMAT binary)", [], { blob: blob! });
    expect((await db.query('SELECT count(*) FROM (TABLE t EXCEPT TABLE u) x')).rows).toEqual([{ count: 0 }]);
    expect((await db.query('SELECT count(*) FROM u')).rows).toEqual([{ count: 5000 }]);
    await db.exec('DROP TABLE u');
  });

  test('a synchronous statement has no blobs', () => {
    expect(() => db.prepare('COPY t TO STDOUT').run()).toThrow('COPY TO STDOUT is not supported by synchronous statements');
  });

  test('parameters: none in COPY', async () => {
    await expect(db.query("COPY (SELECT $1::int) TO '/dev/blob'", [1])).rejects.toMatchObject({ code: '08P01' });
    await expect(db.query("COPY (SELECT $1::int) TO '/dev/blob'")).rejects.toMatchObject({ code: '42P02', message: 'there is no parameter $1' });
  });
});
