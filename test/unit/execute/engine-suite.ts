/** The suite that every engine passes: the corpus against PostgreSQL's recorded answers, stopping and resuming anywhere, no leaks. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { PgError } from '../../../src/errors/index.js';
import type { EngineName } from '../../../src/execute/index.js';
import { QUERIES, SETUP, TABLES } from './corpus.js';
import { TestDatabase, TestSession } from './fixture.js';

const ANSWERS = JSON.parse(readFileSync(new URL('./corpus-answers.json', import.meta.url), 'utf8')) as Record<string, string[] | string>;

export function corpusDatabase(): TestDatabase {
  const database = new TestDatabase();
  for (const [name, spec] of Object.entries(TABLES)) database.createTable(name, spec);
  for (const sql of SETUP) database.query(sql);
  return database;
}

const isOrdered = (query: string): boolean => /order by[^()]*$/i.test(query.replace(/\([^()]*\)/g, ''));

export function answerOf(database: TestDatabase, query: string, engine: EngineName): string[] | string {
  try {
    return database.text(query, [], engine);
  } catch (error) {
    if (error instanceof PgError) return `ERROR ${error.code}: ${error.message}`;
    throw error;
  }
}

/** Compares with PostgreSQL's recorded answer. */
export function expectAnswer(query: string, actual: string[] | string): void {
  const expected = ANSWERS[query];
  if (typeof expected === 'string' || typeof actual === 'string' || isOrdered(query)) expect(actual).toEqual(expected);
  else expect([...actual].sort()).toEqual([...expected].sort());
}

export function engineSuite(engine: EngineName, skipped: Readonly<Record<string, string>> = {}): void {
  describe(`${engine} engine`, () => {
    let database: TestDatabase;
    beforeAll(() => {
      database = corpusDatabase();
    });

    it.each(QUERIES.filter(q => skipped[q] === undefined))('%s', query => {
      expectAnswer(query, answerOf(database, query, engine));
    });

    it('gives the same rows one at a time, with a slice after every step', () => {
      const session = new TestSession(database, engine);
      session.sliceEvery = true;
      for (const query of QUERIES) {
        if (typeof ANSWERS[query] === 'string' || skipped[query] !== undefined) continue;
        const whole = database.query(query, [], engine);
        const rows: unknown[] = [];
        const work = session.start(query, [], row => {
          rows.push([...row]);
          return false;
        });
        while (work.next().done !== true);
        expect(rows.length, query).toBe(whole.length);
      }
      session.rollback();
    });

    it('stops anywhere without holding a page', () => {
      const session = new TestSession(database, engine);
      for (const query of QUERIES) {
        if (skipped[query] !== undefined) continue;
        const work = session.start(query, [], () => false);
        try {
          work.next();
          work.return();
        } catch (error) {
          if (!(error instanceof PgError)) throw error;
        }
        expect(database.manager.storage.pool.pinnedCount, query).toBe(0);
      }
      session.rollback();
    });

    it('can be cancelled in the middle of an endless query', () => {
      for (const query of [
        'select count(*) from generate_series(1,1000000000) a, generate_series(1,1000000000) b',
        'select count(*) from big a, big b, big c, big d',
      ]) {
        const session = new TestSession(database, engine);
        session.sliceEvery = true;
        const work = session.start(query, [], () => true);
        work.next();
        work.next();
        session.interrupt = new PgError('query_canceled', 'canceling statement due to user request');
        expect(() => {
          while (work.next().done !== true);
        }).toThrow('canceling statement due to user request');
        session.rollback();
        expect(database.manager.storage.pool.pinnedCount).toBe(0);
      }
    });
  });
}
