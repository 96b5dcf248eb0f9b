/** Queries within functions (ts_stat): they never wait for another session. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HenryDB } from '../../../src/index.js';

describe('a query within a function', () => {
  let db: HenryDB;
  beforeAll(async () => {
    db = await HenryDB.open();
    await db.exec(`create table d (v tsvector); insert into d values ('a:1 b'), ('a')`);
  });
  afterAll(() => db.close());

  it('fails where it would wait for a lock, and works once the lock is gone', async () => {
    const other = await db.connect();
    await other.exec('begin; lock table d in access exclusive mode');
    await expect(db.query(`select * from ts_stat('select v from d')`)).rejects.toMatchObject({ code: '55P03' });
    await other.exec('rollback');
    await other.close();
    const { rows } = await db.query(`select * from ts_stat('select v from d')`);
    expect(rows).toEqual([
      { word: 'b', ndoc: 1, nentry: 1 },
      { word: 'a', ndoc: 2, nentry: 2 },
    ]);
  });

  it('is stopped by statement_timeout', async () => {
    await db.exec('set statement_timeout = 200');
    const started = performance.now();
    await expect(db.query(`select * from ts_stat('select ''a''::tsvector from generate_series(1, 100000000)')`)).rejects.toMatchObject({ code: '57014' });
    expect(performance.now() - started).toBeLessThan(5000);
    await db.exec('set statement_timeout = 0');
  }, 20_000);
});
