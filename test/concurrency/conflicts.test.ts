/** Two sessions and one row: who waits for whom, and what the one that waited sees (READ COMMITTED, PostgreSQL chapter 13.2.1). */
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, expect, test } from 'vitest';
import type { QueryAnswer, WireClient } from '../../tools/wire/client.js';
import { bind, describe, execute, fieldsOf, parse, sync } from '../../tools/wire/messages.js';
import { run, startWire } from '../wire/fixture.js';

const wire = startWire();
let a: WireClient;
let b: WireClient;

beforeEach(async () => {
  a = await wire.connect();
  b = await wire.connect();
  await run(
    a,
    'DROP TABLE IF EXISTS note, item',
    'CREATE TABLE item (id int PRIMARY KEY, v int, t text)',
    "INSERT INTO item VALUES (1, 10, 'one'), (2, 20, 'two')",
  );
});

const summary = ({ results, error }: QueryAnswer): string => (error ? error['C']! : results.map(result => result.tag).join());

/** Starts a statement that has to wait; it must not be done after a moment. */
async function waits(client: WireClient, sql: string): Promise<{ answer: Promise<QueryAnswer> }> {
  let isDone = false;
  const answer = client.query(sql).finally(() => (isDone = true));
  await sleep(80);
  expect(isDone).toBe(false);
  return { answer };
}

test('an update waits and sees the new row', async () => {
  await run(a, 'BEGIN', 'UPDATE item SET v = v + 1 WHERE id = 1');
  const { answer } = await waits(b, 'UPDATE item SET v = v + 100 WHERE id = 1 RETURNING v');
  await run(a, 'COMMIT');
  expect((await answer).results[0]!.rows.map(row => row.map(String))).toEqual([['111']]);
});

test('an update that waited for a rollback sees the old row', async () => {
  await run(a, 'BEGIN', 'UPDATE item SET v = v + 1 WHERE id = 1');
  const { answer } = await waits(b, 'UPDATE item SET v = v + 100 WHERE id = 1');
  await run(a, 'ROLLBACK');
  expect(summary(await answer)).toBe('UPDATE 1');
  expect(await a.rows('SELECT v FROM item WHERE id = 1')).toEqual([['110']]);
});

test('a row that no longer matches is skipped after the wait', async () => {
  await run(a, 'BEGIN', 'UPDATE item SET v = 0 WHERE id = 1');
  const { answer } = await waits(b, 'UPDATE item SET v = 1000 WHERE v >= 10');
  await run(a, 'COMMIT');
  expect(summary(await answer)).toBe('UPDATE 1');
  expect(await a.rows('SELECT id, v FROM item ORDER BY id')).toEqual([
    ['1', '0'],
    ['2', '1000'],
  ]);
});

test('a deleted row is gone after the wait', async () => {
  await run(a, 'BEGIN', 'DELETE FROM item WHERE id = 1');
  const { answer } = await waits(b, 'UPDATE item SET v = 5');
  await run(a, 'COMMIT');
  expect(summary(await answer)).toBe('UPDATE 1');
});

test('a unique key waits for the other transaction', async () => {
  await run(a, 'BEGIN', "INSERT INTO item VALUES (3, 30, 'a')");
  const first = await waits(b, "INSERT INTO item VALUES (3, 31, 'b')");
  await run(a, 'COMMIT');
  expect(summary(await first.answer)).toBe('23505');
  await run(a, 'BEGIN', "INSERT INTO item VALUES (4, 40, 'a')");
  const second = await waits(b, "INSERT INTO item VALUES (4, 41, 'b')");
  await run(a, 'ROLLBACK');
  expect(summary(await second.answer)).toBe('INSERT 0 1');
});

test('ON CONFLICT waits, then does what the outcome asks for', async () => {
  await run(a, 'BEGIN', "INSERT INTO item VALUES (3, 30, 'a')");
  const first = await waits(b, "INSERT INTO item VALUES (3, 1, 'b') ON CONFLICT (id) DO UPDATE SET v = item.v + excluded.v RETURNING v, t");
  await run(a, 'COMMIT');
  expect((await first.answer).results[0]!.rows.map(row => row.map(String))).toEqual([['31', 'a']]);
  await run(a, 'BEGIN', 'DELETE FROM item WHERE id = 3');
  const second = await waits(b, "INSERT INTO item VALUES (3, 2, 'b') ON CONFLICT DO NOTHING");
  await run(a, 'COMMIT');
  expect(summary(await second.answer)).toBe('INSERT 0 1');
});

test('FOR UPDATE holds the row, NOWAIT and SKIP LOCKED do not wait', async () => {
  await run(a, 'BEGIN', 'SELECT * FROM item WHERE id = 1 FOR UPDATE');
  expect(summary(await b.query('SELECT * FROM item WHERE id = 1 FOR UPDATE NOWAIT'))).toBe('55P03');
  expect(await b.rows('SELECT id FROM item ORDER BY id FOR UPDATE SKIP LOCKED')).toEqual([['2']]);
  expect(await b.rows('SELECT id FROM item ORDER BY id')).toEqual([['1'], ['2']]);
  const { answer } = await waits(b, 'DELETE FROM item WHERE id = 1');
  await run(a, 'COMMIT');
  expect(summary(await answer)).toBe('DELETE 1');
});

test('shared row locks go together', async () => {
  await run(a, 'BEGIN', 'SELECT * FROM item WHERE id = 1 FOR SHARE');
  await run(b, 'BEGIN', 'SELECT * FROM item WHERE id = 1 FOR SHARE');
  const { answer } = await waits(b, 'UPDATE item SET v = 1 WHERE id = 1');
  await run(a, 'COMMIT');
  expect(summary(await answer)).toBe('UPDATE 1');
  await run(b, 'COMMIT');
});

test('a foreign key holds its parent; a plain update of it goes on', async () => {
  await run(a, 'CREATE TABLE note (item int REFERENCES item ON DELETE CASCADE, n text)', 'BEGIN', "INSERT INTO note VALUES (1, 'x')");
  expect(summary(await b.query('UPDATE item SET v = 99 WHERE id = 1'))).toBe('UPDATE 1');
  const { answer } = await waits(b, 'DELETE FROM item WHERE id = 1');
  await run(a, 'COMMIT');
  expect(summary(await answer)).toBe('DELETE 1');
  expect(await a.rows('SELECT count(*) FROM note')).toEqual([['0']]);
});

test('a child cannot be added under a parent that is being deleted', async () => {
  await run(a, 'CREATE TABLE note (item int REFERENCES item, n text)', 'BEGIN', 'DELETE FROM item WHERE id = 1');
  const { answer } = await waits(b, "INSERT INTO note VALUES (1, 'x')");
  await run(a, 'COMMIT');
  expect(summary(await answer)).toBe('23503');
});

test('readers wait for nobody and see no half-done work', async () => {
  await run(a, 'BEGIN', 'UPDATE item SET v = v + 1', "INSERT INTO item VALUES (3, 30, 'x')", 'DELETE FROM item WHERE id = 2');
  expect(await b.rows('SELECT id, v FROM item ORDER BY id')).toEqual([
    ['1', '10'],
    ['2', '20'],
  ]);
  await run(a, 'COMMIT');
  expect(await b.rows('SELECT id, v FROM item ORDER BY id')).toEqual([
    ['1', '11'],
    ['3', '30'],
  ]);
});

test('DDL waits for readers in a transaction, and they for it', async () => {
  await run(a, 'BEGIN', 'SELECT * FROM item');
  const alter = await waits(b, 'ALTER TABLE item ADD COLUMN extra int DEFAULT 1');
  await run(a, 'COMMIT');
  expect(summary(await alter.answer)).toBe('ALTER TABLE');
  await run(b, 'BEGIN', 'DROP TABLE item');
  const select = await waits(a, 'SELECT * FROM item');
  await run(b, 'ROLLBACK');
  expect((await select.answer).results[0]!.rows.length).toBe(2);
});

test('each statement of READ COMMITTED sees what is committed by then', async () => {
  await run(b, 'BEGIN');
  expect(await b.rows('SELECT v FROM item WHERE id = 1')).toEqual([['10']]);
  await run(a, 'UPDATE item SET v = 11 WHERE id = 1');
  expect(await b.rows('SELECT v FROM item WHERE id = 1')).toEqual([['11']]);
  await run(b, 'COMMIT');
});

const stars = [parse('', 'SELECT * FROM (SELECT * FROM item) i WHERE id IN (SELECT id FROM item)'), describe('S'), bind({}), execute(), sync()];

test('a statement that waited for DDL is described as the table then is', async () => {
  // The same text again and again, so that it is kept.
  for (let i = 0; i < 3; i++) {
    await b.rows('SELECT * FROM item WHERE id = 1');
    b.send(...stars);
    await b.ready();
  }
  await run(a, 'BEGIN', 'ALTER TABLE item ADD COLUMN extra int DEFAULT 7');
  const simple = await waits(b, 'SELECT * FROM item WHERE id = 1');
  await run(a, 'COMMIT');
  expect((await simple.answer).results[0]!.fields!.map(f => f.name)).toEqual(['id', 'v', 't', 'extra']);
  await run(a, 'BEGIN', 'ALTER TABLE item DROP COLUMN t');
  b.send(...stars);
  await sleep(80);
  await run(a, 'COMMIT');
  const answers = await b.ready();
  expect(answers.map(message => message.type).join('')).toBe('1tT2DDCZ');
  expect(fieldsOf(answers[2]!.body).map(f => f.name)).toEqual(['id', 'v', 'extra']);
  await run(a, 'BEGIN', 'DROP TABLE item');
  const gone = await waits(b, 'SELECT * FROM item WHERE id = 1');
  await run(a, 'COMMIT');
  expect(summary(await gone.answer)).toBe('42P01');
});
