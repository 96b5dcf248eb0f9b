/**
 * Recorded histories have no anomaly that their level forbids (`npm run history` runs a million operations), and the checker would see one: in histories written by hand, and
 * in a database whose snapshots are off by one.
 */
import { afterEach, describe, expect, test, vi } from 'vitest';
import { TransactionManager } from '../../src/txn/index.js';
import { checkHistory } from '../../tools/history/check.js';
import type { History, Level, Read, RecordedTransaction, Write } from '../../tools/history/history.js';
import { recordHistory } from '../../tools/history/record.js';

const LEVELS: readonly Level[] = ['read committed', 'repeatable read', 'serializable'];

describe.each(LEVELS)('%s', level => {
  test.each([1, 2])('keeps its promise, seed %d', { timeout: 60_000 }, async seed => {
    const history = await recordHistory({ seed, level, operations: 1500, crashes: 2 });
    expect(history.transactions.length).toBeGreaterThan(300);
    expect(checkHistory(history)).toEqual([]);
    expect(history.transactions.filter(t => t.outcome === 'committed').length).toBeGreaterThan(100);
  });
});

describe('a broken database is caught', () => {
  afterEach(() => vi.restoreAllMocks());

  test('snapshots that see one transaction too many', { timeout: 60_000 }, async () => {
    const take = Reflect.get(TransactionManager.prototype, 'takeSnapshot') as TransactionManager['takeSnapshot'];
    vi.spyOn(TransactionManager.prototype, 'takeSnapshot').mockImplementation(function (this: TransactionManager, ...given) {
      const snapshot = take.apply(this, given);
      snapshot.xmax = (snapshot.xmax + 1) as typeof snapshot.xmax;
      return snapshot;
    });
    const kinds = new Set<string>();
    for (let seed = 1; seed <= 10 && kinds.size === 0; seed++) {
      for (const { kind } of checkHistory(await recordHistory({ seed, level: 'repeatable read', operations: 3000 }))) kinds.add(kind);
    }
    expect([...kinds]).not.toEqual([]);
  });

  test('serializable transactions that are no more than snapshots', { timeout: 60_000 }, async () => {
    const kinds = new Set<string>();
    for (let seed = 1; seed <= 10 && kinds.size === 0; seed++) {
      // What snapshot isolation allows, SERIALIZABLE forbids.
      const history = await recordHistory({ seed, level: 'repeatable read', operations: 3000 });
      for (const { kind } of checkHistory({ ...history, level: 'serializable' })) kinds.add(kind);
    }
    expect([...kinds]).toEqual(['cycle with two rw in a row (G2)']);
  });
});

describe('written by hand', () => {
  type Step = readonly [kind: 'r' | 'w', key: number, ...values: number[]];
  const shapeOf = (key: number): 'list' | 'register' | 'set' => (key < 10 ? 'list' : key < 20 ? 'register' : 'set');

  function transaction(id: number, outcome: RecordedTransaction['outcome'], ...steps: Step[]): RecordedTransaction {
    const writes: Write[] = [];
    const reads: Read[] = [];
    for (const [kind, key, ...values] of steps) {
      if (kind === 'w') writes.push({ shape: shapeOf(key), key, value: values[0]!, previous: values[1] ?? 0, isUndone: false });
      else reads.push({ shape: shapeOf(key), key, values, writesBefore: [...writes] });
    }
    return { id, session: id, writes, reads, outcome };
  }

  function kinds(level: Level, final: Readonly<Record<number, readonly number[]>>, ...transactions: RecordedTransaction[]): string[] {
    const byShape: Record<'list' | 'register' | 'set', Map<number, readonly number[]>> = { list: new Map(), register: new Map(), set: new Map() };
    for (const [key, values] of Object.entries(final)) byShape[shapeOf(Number(key))].set(Number(key), values);
    const history: History = { level, transactions, final: byShape };
    return checkHistory(history).map(({ kind }) => kind);
  }

  const done = (id: number, ...steps: Step[]): RecordedTransaction => transaction(id, 'committed', ...steps);

  test('one after the other is fine', () => {
    const transactions = [done(1, ['w', 1, 1], ['w', 11, 2]), done(2, ['r', 1, 1], ['r', 11, 2], ['w', 1, 3], ['r', 1, 1, 3], ['w', 11, 4, 2])];
    expect(kinds('serializable', { 1: [1, 3], 11: [4] }, ...transactions)).toEqual([]);
  });

  test('dirty writes: a cycle of ww', () => {
    expect(kinds('read committed', { 1: [1, 3], 2: [4, 2] }, done(1, ['w', 1, 1], ['w', 2, 2]), done(2, ['w', 1, 3], ['w', 2, 4]))).toEqual([
      'cycle of ww and wr (G0, G1c)',
    ]);
  });

  test('aborted and intermediate reads, and what is left of an abort', () => {
    expect(kinds('read committed', { 1: [] }, transaction(1, 'aborted', ['w', 1, 1]), done(2, ['r', 1, 1]))).toEqual(['aborted read (G1a)']);
    expect(kinds('read committed', { 1: [1, 2] }, done(1, ['w', 1, 1], ['w', 1, 2]), done(2, ['r', 1, 1]))).toEqual(['intermediate read (G1b)']);
    expect(kinds('read committed', { 1: [1] }, transaction(1, 'aborted', ['w', 1, 1]))).toEqual(['aborted write is there']);
    expect(kinds('read committed', { 1: [] }, done(1, ['w', 1, 1]))).toEqual(['committed write is lost']);
  });

  test('circular information flow', () => {
    expect(kinds('read committed', { 1: [1], 2: [2] }, done(1, ['w', 1, 1], ['r', 2, 2]), done(2, ['w', 2, 2], ['r', 1, 1]))).toEqual([
      'cycle of ww and wr (G0, G1c)',
    ]);
  });

  test('a lost update', () => {
    expect(kinds('read committed', { 11: [2] }, done(1, ['w', 11, 1]), done(2, ['w', 11, 2]))).toContain('lost update');
  });

  test('half a commit after a crash', () => {
    expect(kinds('read committed', { 1: [1], 2: [] }, transaction(1, 'unknown', ['w', 1, 1], ['w', 2, 2]))).toEqual(['committed write is lost']);
    expect(kinds('read committed', { 1: [], 2: [] }, transaction(1, 'unknown', ['w', 1, 1], ['w', 2, 2]))).toEqual([]);
  });

  test('fuzzy reads and read skew: allowed at READ COMMITTED only', () => {
    const fuzzy = (): RecordedTransaction[] => [done(1, ['w', 1, 1]), done(2, ['r', 1], ['r', 1, 1])];
    expect(kinds('read committed', { 1: [1] }, ...fuzzy())).toEqual([]);
    expect(kinds('repeatable read', { 1: [1] }, ...fuzzy())).toEqual(['fuzzy read']);
    const skewed = (): RecordedTransaction[] => [done(1, ['w', 1, 1], ['w', 2, 2]), done(2, ['r', 1], ['r', 2, 2])];
    expect(kinds('read committed', { 1: [1], 2: [2] }, ...skewed())).toEqual([]);
    expect(kinds('repeatable read', { 1: [1], 2: [2] }, ...skewed())[0]).toMatch(/G-single/);
  });

  test('write skew and phantoms: forbidden at SERIALIZABLE only', () => {
    const skew = (): RecordedTransaction[] => [done(1, ['r', 2], ['w', 1, 1]), done(2, ['r', 1], ['w', 2, 2])];
    expect(kinds('repeatable read', { 1: [1], 2: [2] }, ...skew())).toEqual([]);
    expect(kinds('serializable', { 1: [1], 2: [2] }, ...skew())).toEqual(['cycle with two rw in a row (G2)']);
    const phantoms = (): RecordedTransaction[] => [done(1, ['r', 22], ['w', 21, 1]), done(2, ['r', 21], ['w', 22, 2])];
    expect(kinds('repeatable read', { 21: [1], 22: [2] }, ...phantoms())).toEqual([]);
    expect(kinds('serializable', { 21: [1], 22: [2] }, ...phantoms())).toEqual(['cycle with two rw in a row (G2)']);
  });

  test('a read that misses its own write', () => {
    expect(kinds('read committed', { 1: [1] }, done(1, ['w', 1, 1], ['r', 1]))).toEqual(['own write not read']);
  });
});
