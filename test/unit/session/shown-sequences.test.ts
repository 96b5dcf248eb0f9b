/** Values of sequences that a client has seen are in the log before it sees them, whoever logged them and whether or not anything commits. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HenryDB, type Connection } from '../../../src/index.js';

let directory: string;
let db: HenryDB;
let one: Connection;
let two: Connection;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'henrydb-shown-'));
  db = await HenryDB.open(directory);
  one = await db.connect();
  two = await db.connect();
  await db.exec('create sequence s');
});
afterEach(async () => {
  await db.close();
  rmSync(directory, { recursive: true, force: true });
});

const flushed = (): boolean => {
  const { storage } = one.session.database;
  return storage.flushedLsn >= storage.log!.insertLsn;
};

test('inside a transaction that goes on', async () => {
  await one.exec('begin');
  for (let i = 0; i < 70; i++) {
    await one.query("select nextval('s')");
    expect(flushed(), `after ${i + 1} values`).toBe(true);
  }
  await one.exec('rollback');
});

test('of a batch that another transaction logged', async () => {
  await one.exec("set synchronous_commit = off; begin; select nextval('s')");
  expect(flushed()).toBe(false);
  expect((await two.query("select nextval('s')::int v")).rows).toEqual([{ v: 2 }]);
  expect(flushed()).toBe(true);
  await one.exec('rollback');
});
