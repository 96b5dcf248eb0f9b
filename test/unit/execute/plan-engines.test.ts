/** The plan engines agree with each other to the last row and bit, and with PostgreSQL, whatever plan the planner was told to make. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { PlannerSettings } from '../../../src/plan/index.js';
import { QUERIES } from './corpus.js';
import { answerOf, corpusDatabase, expectAnswer } from './engine-suite.js';
import type { TestDatabase } from './fixture.js';

const SETTINGS: Readonly<Record<string, Partial<PlannerSettings>>> = {
  'the default plans': {},
  'no hashing': { enable_hashjoin: false, enable_hashagg: false },
  'no nested loops': { enable_nestloop: false },
  'merge joins and sorted groups': { enable_hashjoin: false, enable_nestloop: false, enable_hashagg: false },
  'nested loops without materialising': { enable_hashjoin: false, enable_mergejoin: false, enable_material: false },
  'bitmap scans': { enable_indexscan: false, enable_seqscan: false },
  'sequential scans': { enable_indexscan: false, enable_bitmapscan: false, enable_hashjoin: false, enable_memoize: false },
  'index order': { enable_seqscan: false, enable_sort: false, enable_bitmapscan: false },
};

describe.each(Object.entries(SETTINGS))('%s', (_name, change) => {
  let database: TestDatabase;
  beforeAll(() => {
    database = corpusDatabase();
    database.settings = { ...database.settings, ...change };
  });

  it.each(QUERIES)('%s', query => {
    const volcano = answerOf(database, query, 'volcano');
    expectAnswer(query, volcano);
    expect(answerOf(database, query, 'pipeline')).toEqual(volcano);
  });
});
