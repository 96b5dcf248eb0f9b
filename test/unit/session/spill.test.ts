/**
 * Work past its memory, through SQL: the same answers from temporary files on every engine, in memory and on disk, and nothing left behind by statements that
 * end, fail, are cancelled or are abandoned half-way.
 */
import { mkdtempSync, readdirSync, rmSync, writeFileSync, existsSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HenryDB, type Connection } from '../../../src/embedded/index.js';
import { SeededRandom, SimulatedFileSystem, simulatedEnvironment } from '../../../src/io/index.js';

const PAD = 'padding of some length, so that it takes room ';
const ENGINES = ['volcano', 'pipeline', 'interpreter'];

const QUERIES: readonly string[] = [
  'SELECT id, pad FROM l ORDER BY pad, id DESC',
  'SELECT id FROM l ORDER BY k, id OFFSET 1500',
  'SELECT pad, count(*), sum(k), max(n) FROM l GROUP BY pad ORDER BY 1',
  'SELECT id, count(DISTINCT k), array_agg(pad ORDER BY k, pad) FROM l GROUP BY id ORDER BY 1',
  'SELECT DISTINCT pad, k FROM l ORDER BY 1, 2',
  'SELECT l.id, r.id, l.pad FROM l JOIN r ON l.id = r.k ORDER BY 1, 2',
  'SELECT l.id, r.id FROM l LEFT JOIN r ON l.id = r.id + 1000 AND r.k < 70 ORDER BY 1, 2',
  'SELECT l.id, r.id FROM l RIGHT JOIN r ON l.id = r.id + 1000 ORDER BY 1, 2',
  'SELECT l.id, r.id FROM l FULL JOIN r ON l.id = r.id + 1000 ORDER BY 1, 2',
  'SELECT id FROM l WHERE EXISTS (SELECT 1 FROM r WHERE r.id = l.id AND r.k <> l.k) ORDER BY 1',
  'SELECT id FROM l WHERE id NOT IN (SELECT id FROM r WHERE id IS NOT NULL) ORDER BY 1',
  'WITH c AS MATERIALIZED (SELECT id, pad FROM l) SELECT count(*), min(a.pad || b.pad) FROM c a JOIN c b ON a.id = b.id',
  'SELECT id FROM l UNION SELECT k FROM r ORDER BY 1',
  'SELECT id, row_number() OVER (ORDER BY pad, id), sum(k) OVER (PARTITION BY k ORDER BY id) FROM l ORDER BY 2',
  'SELECT id, k, lag(pad, 700) OVER w, lead(pad, 3, $$none$$) OVER w, first_value(id) OVER w, last_value(id) OVER w, nth_value(id, 5) OVER w FROM l WINDOW w AS (ORDER BY id) ORDER BY 1',
  'SELECT id, sum(n) OVER w, count(*) OVER w, array_length(array_agg(id) OVER w, 1), min(pad) OVER w FROM l WINDOW w AS (ORDER BY id ROWS BETWEEN 20 PRECEDING AND 30 FOLLOWING) ORDER BY 1',
  'SELECT id, sum(id) OVER w, count(*) OVER w, rank() OVER w, dense_rank() OVER w, cume_dist() OVER w, ntile(7) OVER w FROM l WINDOW w AS (ORDER BY k RANGE BETWEEN 3 PRECEDING AND 2 FOLLOWING) ORDER BY 1',
  'SELECT id, sum(id) OVER w, count(*) OVER w FROM l WINDOW w AS (ORDER BY nullif(k, 50) DESC RANGE BETWEEN 1 PRECEDING AND 4 FOLLOWING EXCLUDE TIES) ORDER BY 1',
  'SELECT id, sum(id) OVER w, first_value(id) OVER w, last_value(id) OVER w, nth_value(id, 40) OVER w FROM l WINDOW w AS (ORDER BY k, id GROUPS BETWEEN 40 PRECEDING AND 10 FOLLOWING EXCLUDE CURRENT ROW) ORDER BY 1',
  'SELECT id, count(*) OVER w, last_value(id) OVER w FROM l WINDOW w AS (ORDER BY k RANGE BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING EXCLUDE GROUP) ORDER BY 1',
  'SELECT id, sum(k) OVER (PARTITION BY id % 3 ORDER BY pad, id), string_agg(k::text, $$,$$) OVER (PARTITION BY id % 700 ORDER BY id) FROM l ORDER BY 1',
  'SELECT string_agg(pad, $$,$$ ORDER BY b.id DESC, pad), percentile_disc(0.3) WITHIN GROUP (ORDER BY pad), count(DISTINCT pad) FROM l CROSS JOIN (VALUES (1), (2), (3)) b(id)',
  'SELECT b.id, array_agg(DISTINCT l.id ORDER BY l.id DESC), mode() WITHIN GROUP (ORDER BY k) FROM l CROSS JOIN (VALUES (1), (2)) b(id), (VALUES (1), (2), (3)) c(id) GROUP BY b.id ORDER BY 1',
  'SELECT id, pad FROM l INTERSECT SELECT id + 1000, $$padding of some length, so that it takes room $$ || ((id + 1000) * 7919) % 507 FROM l ORDER BY 1',
  'SELECT pad FROM l INTERSECT ALL SELECT pad FROM l WHERE id % 3 = 0 ORDER BY 1',
  'SELECT id, pad FROM l EXCEPT SELECT id, pad FROM l WHERE id % 3 = 0 ORDER BY 1',
  'SELECT id % 1200 FROM l EXCEPT ALL SELECT id % 700 FROM l ORDER BY 1',
  'SELECT id, k FROM l UNION ALL SELECT id, k FROM r EXCEPT SELECT k, id FROM l ORDER BY 1, 2',
  'SELECT id, pad FROM l UNION SELECT id, pad FROM r ORDER BY 1, 2',
  'SELECT id, k, grouping(id, k), count(*), sum(n), count(DISTINCT pad) FROM l GROUP BY CUBE (id, k) ORDER BY 1, 2, 3',
  'SELECT id, pad, count(*) FILTER (WHERE k > 50), max(pad) FROM l GROUP BY GROUPING SETS ((id, pad), (pad), (), ()) ORDER BY 1, 2, 3',
];

const SETUP = `
  CREATE TABLE l (id int, k int, pad text, n numeric);
  CREATE TABLE r (id int, k int, pad text);
  INSERT INTO l SELECT g, g * 7 % 101, 'padding of some length, so that it takes room ' || (g * 7919) % 507, g / 8.0 FROM generate_series(1, 2000) g;
  INSERT INTO r SELECT g, g * 3 % 101, null FROM generate_series(2000, 1, -1) g;
  INSERT INTO r VALUES (null, 1), (null, 2);
  ANALYZE`;
/** The engines' choice between hashing and sorting must not depend on the memory, so that the same plans run in both. */
const PLANS = ['SET enable_mergejoin = off; SET enable_nestloop = off; SET enable_sort = off', 'SET enable_hashjoin = off; SET enable_hashagg = off'];

const rows = async (session: Connection, sql: string): Promise<unknown[]> => (await session.query(sql, [], { rowMode: 'array' })).rows;

describe.each(['memory', 'disk'])('%s', place => {
  let directory: string | undefined;
  let db: HenryDB;
  beforeAll(async () => {
    directory = place === 'disk' ? mkdtempSync(join(tmpdir(), 'henrydb-spill-')) : undefined;
    db = await HenryDB.open(directory);
    await db.exec(SETUP);
  });
  afterAll(async () => {
    await db.close();
    if (directory !== undefined) rmSync(directory, { recursive: true });
  });
  const left = (): string[] =>
    directory === undefined || !existsSync(join(directory, 'base/pgsql_tmp')) ? [] : readdirSync(join(directory, 'base/pgsql_tmp'));

  test.each(PLANS)('the same answers with and without memory: %s', async plans => {
    const session = await db.connect();
    await session.exec(plans);
    for (const sql of QUERIES) {
      await session.exec('SET henrydb.engine = volcano; SET work_mem = 262144');
      const expected = await rows(session, sql);
      await session.exec('SET work_mem = 64; SET hash_mem_multiplier = 1');
      for (const engine of ENGINES) {
        // The interpreter joins and compares rows by nested loops only, and holds all rows.
        if (engine === 'interpreter' && /JOIN|IN \(|EXISTS|INTERSECT|EXCEPT|UNION SELECT id, pad|CUBE|SETS|OVER w/.test(sql)) continue;
        await session.exec(`SET henrydb.engine = ${engine}`);
        expect(await rows(session, sql), `${engine}: ${sql}`).toEqual(expected);
      }
      expect(left(), sql).toEqual([]);
    }
    await session.close();
  });

  test('values of every type come back as they were', async () => {
    const session = await db.connect();
    await session.exec(`CREATE TABLE kinds AS SELECT g AS id, g % 2 = 0 AS b, g::int8 * 9007199254740 AS i8, g / 7.0 AS num, g / 7.0::float8 AS f, 'text ' || g AS t,
      repeat('x', g % 50)::bytea AS bin, date '2024-01-01' + g AS d, time '10:00' + g * interval '1 s' AS tm, timetz '10:00+02' AS tz, now() AS ts,
      make_interval(months => g, secs => g) AS iv, ARRAY[g, NULL, g + 1] AS a, int4range(g, g + 5) AS rng, numrange(NULL, g) AS nr,
      int4multirange(int4range(g, g + 2), int4range(g + 7, NULL)) AS mr, jsonb_build_object('k', g, 'l', jsonb_build_array(g, NULL, 'x')) AS jb, json_build_object('k', g) AS j,
      ('$.a[' || g || ']')::jsonpath AS jp, ('10.0.' || g % 256 || '.1')::inet AS ip, '10.1.0.0/16'::cidr AS cd, '08:00:2b:01:02:03'::macaddr AS mac, point(g, -g) AS p,
      polygon(box(point(0, 0), point(g, g))) AS pg, gen_random_uuid() AS u, B'1010' AS bits, NULL::text AS nothing, ARRAY[int4range(1, g + 1)] AS ra
      FROM generate_series(1, 600) g`);
    for (const engine of ['volcano', 'pipeline']) {
      const read = async (kilobytes: number): Promise<unknown[]> => {
        await session.exec(`SET henrydb.engine = ${engine}; SET work_mem = ${kilobytes}; SET enable_nestloop = off; SET enable_mergejoin = off`);
        const sorted = await rows(session, 'SELECT ROW(id, ROW(t, rng)), kinds::text, * FROM kinds ORDER BY t');
        const joined = await rows(session, 'SELECT k.*, l.ip, l.jp, l.rng, l.jb FROM kinds k JOIN kinds l ON k.id = l.id ORDER BY k.id');
        return [...sorted, ...joined].map(row => JSON.stringify(row));
      };
      expect(await read(64)).toEqual(await read(100_000));
    }
    await session.exec('DROP TABLE kinds');
    await session.close();
  });

  test('EXPLAIN ANALYZE says where the rows were', async () => {
    const session = await db.connect();
    const explain = async (sql: string): Promise<string> =>
      (await rows(session, `EXPLAIN (ANALYZE, COSTS off, TIMING off, SUMMARY off) ${sql}`)).map(String).join('\n');
    await session.exec('SET work_mem = 64; SET hash_mem_multiplier = 1');
    for (const engine of ['volcano', 'pipeline']) {
      await session.exec(`SET henrydb.engine = ${engine}`);
      await session.exec('RESET enable_sort; SET work_mem = 64');
      expect(await explain('SELECT * FROM l ORDER BY pad')).toMatch(/Sort Method: external merge {2}Disk: \d+kB/);
      await session.exec('SET enable_sort = off; SET enable_mergejoin = off; SET enable_nestloop = off');
      expect(await explain('SELECT id, count(*) FROM l GROUP BY id')).toMatch(/Batches: [1-9]\d+ {2}Memory Usage: \d+kB {2}Disk Usage: \d+kB/);
      expect(await explain('SELECT * FROM l JOIN r ON l.id = r.id')).toMatch(/Buckets: \d+ {2}Batches: [1-9]\d+ {2}Memory Usage: \d+kB/);
      await session.exec("SET work_mem = '64MB'; RESET enable_sort");
      expect(await explain('SELECT * FROM l ORDER BY pad')).toMatch(/Sort Method: quicksort {2}Memory: \d+kB/);
      expect(await explain('SELECT * FROM l JOIN r ON l.id = r.id')).toMatch(/Buckets: \d+ {2}Batches: 1 {2}Memory Usage: \d+kB/);
      await session.exec('SET enable_sort = off');
      expect(await explain('SELECT id, count(*) FROM l GROUP BY id')).toMatch(/Batches: 1 {2}Memory Usage: \d+kB$/m);
    }
    await session.close();
  });

  test('errors, cancels and cursors leave nothing', async () => {
    const session = await db.connect();
    await session.exec('SET work_mem = 64');
    for (const sql of [
      'SELECT 1 / (id - 2000) FROM l ORDER BY pad',
      "SELECT id / 0, pad FROM l ORDER BY pad || (SELECT 'x')",
      'SELECT sum(1 / (x.id - 1990)) FROM (SELECT id, count(*) FROM l GROUP BY id) x',
    ]) {
      await expect(session.query(sql)).rejects.toMatchObject({ code: '22012' });
      expect(left(), sql).toEqual([]);
    }
    await session.exec('SET statement_timeout = 60');
    await expect(session.query('SELECT * FROM l a, l b ORDER BY a.pad || b.pad')).rejects.toMatchObject({ code: '57014' });
    await session.exec('SET statement_timeout = 0');
    expect(left()).toEqual([]);
    for (const end of ['CLOSE c; COMMIT', 'COMMIT', 'ROLLBACK', 'SAVEPOINT s; ROLLBACK']) {
      await session.exec('BEGIN; DECLARE c CURSOR FOR SELECT * FROM l ORDER BY pad; FETCH 3 FROM c');
      if (directory !== undefined) expect(left()).toHaveLength(1);
      // Another statement's files come and go beside the cursor's.
      await session.query('SELECT count(*) FROM (SELECT * FROM l ORDER BY pad, k OFFSET 10) x');
      const { rows: more } = await session.query<{ pad: string }>('FETCH 2 FROM c');
      expect(more.map(row => row.pad)).toEqual([`${PAD}1`, `${PAD}1`]);
      await session.exec(end);
      expect(left(), end).toEqual([]);
    }
    await session.exec('BEGIN; DECLARE c CURSOR FOR SELECT * FROM l ORDER BY pad; FETCH 3 FROM c');
    await session.close();
    expect(left()).toEqual([]);
  });

  test('temp_file_limit', async () => {
    const session = await db.connect();
    await session.exec("SET work_mem = 64; SET temp_file_limit = '64kB'");
    await expect(session.query('SELECT * FROM l ORDER BY pad')).rejects.toMatchObject({
      code: '53400',
      message: 'temporary file size exceeds temp_file_limit (64kB)',
    });
    expect(left()).toEqual([]);
    await session.exec("SET temp_file_limit = '10MB'");
    expect(await rows(session, 'SELECT id FROM l ORDER BY pad OFFSET 1999')).toHaveLength(1);
    await session.close();
  });

  test('an index is built through runs on disk', async () => {
    const session = await db.connect();
    await session.exec("SET maintenance_work_mem = '1MB'; CREATE TABLE big (id int, t text)");
    await session.exec('INSERT INTO big SELECT (g * 7919::bigint) % 60000, md5(g::text) FROM generate_series(1, 60000) g');
    await session.exec('CREATE INDEX ON big (t); CREATE UNIQUE INDEX ON big (id)');
    expect(left()).toEqual([]);
    await session.exec('SET enable_seqscan = off; SET enable_sort = off');
    const [ordered] = await rows(session, 'SELECT count(*), bool_and(o) FROM (SELECT t >= lag(t) OVER (ORDER BY t) AS o FROM big) x');
    expect(ordered).toEqual([60000, true]);
    for (const id of [0, 1, 59999]) expect(await rows(session, `SELECT id FROM big WHERE id = ${id}`)).toEqual([[id]]);
    await session.exec('INSERT INTO big VALUES (-1, $$x$$), (-1, $$y$$)').catch(() => undefined);
    await session.exec('DROP INDEX big_id_idx; INSERT INTO big VALUES (77, $$twice$$)');
    await expect(session.exec('CREATE UNIQUE INDEX ON big (id)')).rejects.toMatchObject({ code: '23505', detail: 'Key (id)=(77) is duplicated.' });
    expect(left()).toEqual([]);
    await session.exec('DROP TABLE big');
    await session.close();
  });
});

test('what a crash leaves is removed at the next start', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'henrydb-spill-'));
  const db = await HenryDB.open(directory);
  await db.close();
  mkdirSync(join(directory, 'base/pgsql_tmp'), { recursive: true });
  writeFileSync(join(directory, 'base/pgsql_tmp/pgsql_tmp1000.0'), 'left');
  const again = await HenryDB.open(directory);
  expect(readdirSync(join(directory, 'base/pgsql_tmp'))).toEqual([]);
  await again.close();
  rmSync(directory, { recursive: true });
});

test('a full disk ends the statement, not the database', async () => {
  const random = new SeededRandom(5);
  const fileSystem = new SimulatedFileSystem(random);
  const disk = await HenryDB.open({ dataDir: '/db', environment: simulatedEnvironment(random, fileSystem) });
  await disk.exec(`${SETUP}; SET work_mem = 64; CHECKPOINT`);
  // Leaves room for one piece.
  fileSystem.capacityBytes = 1e12;
  fileSystem.capacityBytes = 1e12 - fileSystem.freeBytes + 80_000;
  await expect(disk.query('SELECT * FROM l ORDER BY pad')).rejects.toMatchObject({
    code: '53100',
    message: expect.stringMatching(/^could not write to file "base\/pgsql_tmp\/pgsql_tmp\d+\.0": No space left on device$/) as string,
  });
  for (const sql of [
    'SELECT id, pad, sum(k) OVER () FROM l',
    'SELECT id, pad FROM l INTERSECT SELECT id, pad FROM l',
    'SELECT id, pad FROM l GROUP BY CUBE (id, pad)',
  ]) {
    await disk.exec('SET enable_sort = off; SET hash_mem_multiplier = 1');
    await expect(disk.query(sql), sql).rejects.toMatchObject({ code: '53100' });
    expect(fileSystem.list('/db/base/pgsql_tmp')).toEqual([]);
  }
  expect(fileSystem.list('/db/base/pgsql_tmp')).toEqual([]);
  fileSystem.capacityBytes = Infinity;
  expect(await rows(disk, 'SELECT count(*) FROM (SELECT * FROM l ORDER BY pad OFFSET 1) x')).toEqual([[1999]]);
  await disk.close();
});
