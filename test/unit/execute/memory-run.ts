/** Run by memory.test.ts in a process with a small heap: statements that keep more rows than fit. Prints an engine, a statement's number and its SQLSTATE a line. */
import { HenryDB } from '../../../src/index.js';

/** 2,000,000 rows of 140 bytes: three times the heap. */
const SETUP = `CREATE TABLE t AS SELECT g AS a, repeat('x', 100) || g AS b FROM generate_series(1, 2000) g;
CREATE VIEW many AS SELECT b || '-' || g AS b, a FROM t, generate_series(1, 1000) g`;

const STATEMENTS: readonly string[] = [
  'SELECT length(array_agg(b)::text) FROM many',
  "SELECT length(string_agg(b, ',')) FROM many",
  "SELECT length(string_agg(b, ',' ORDER BY b)) FROM many",
  'SELECT count(DISTINCT b) FROM many',
  'SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY b) FROM many',
  'SELECT count(*) FROM (SELECT sum(a) OVER () FROM many) s',
  'SELECT count(*) FROM (SELECT b FROM many INTERSECT SELECT b FROM t) s',
  'SELECT cardinality(ARRAY(SELECT b FROM many))',
  "WITH RECURSIVE r(n, s) AS (SELECT 1, 'x' UNION SELECT n + 1, md5(s) || repeat('abcdefghij', 20000) || n FROM r WHERE n < 5000) SELECT count(*) FROM r",
  'SELECT b FROM many',
  'BEGIN; DECLARE c SCROLL CURSOR FOR SELECT b FROM many; MOVE LAST c; COMMIT',
];

const db = await HenryDB.open();
await db.exec(SETUP);
await db.exec("SET statement_timeout = '60s'");
for (const engine of ['pipeline', 'volcano', 'interpreter']) {
  await db.exec(`SET henrydb.engine = ${engine}`);
  for (const [i, sql] of STATEMENTS.entries()) {
    let outcome = 'ok';
    try {
      await db.exec(sql);
    } catch (error) {
      outcome = (error as { code?: string }).code ?? String(error);
      await db.exec('ROLLBACK');
    }
    console.log(`${engine} ${i} ${outcome}`);
  }
}
console.log('done');
process.exit(0);
