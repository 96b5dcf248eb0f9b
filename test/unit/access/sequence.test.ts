/** Sequences: values, limits, cycling, setval, logging ahead, restarts. */
import { describe, expect, it } from 'vitest';
import { createSequenceFile, Sequence, type SequenceOptions } from '../../../src/access/index.js';
import type { TransactionManager } from '../../../src/txn/index.js';
import { diskManager, memoryManager } from './fixture.js';

const OPTIONS: SequenceOptions = { name: 's', start: 1, increment: 1, minimum: 1, maximum: 9223372036854775807n, isCycling: false };

function make(manager: TransactionManager, options: Partial<SequenceOptions> = {}): Sequence {
  const transaction = manager.begin();
  const all = { ...OPTIONS, ...options };
  const file = createSequenceFile(transaction, all.start);
  manager.commitNow(transaction);
  return new Sequence(manager, file, all);
}

function take(manager: TransactionManager, sequence: Sequence, count: number): unknown[] {
  const transaction = manager.begin();
  const values = Array.from({ length: count }, () => sequence.nextval(transaction));
  manager.abort(transaction);
  return values;
}

describe('sequences', () => {
  it('count, and are not rolled back', () => {
    const manager = memoryManager();
    const sequence = make(manager);
    expect(sequence.read()).toEqual({ lastValue: 1, logCount: 0, isCalled: false });
    expect(take(manager, sequence, 3)).toEqual([1, 2, 3]);
    expect(take(manager, sequence, 2)).toEqual([4, 5]);
    expect(sequence.read()).toEqual({ lastValue: 5, logCount: 28, isCalled: true });
    const transaction = manager.begin();
    sequence.setval(transaction, 41, true);
    expect(take(manager, sequence, 1)).toEqual([42]);
    sequence.setval(transaction, 7, false);
    expect(take(manager, sequence, 2)).toEqual([7, 8]);
    expect(() => sequence.setval(transaction, 0, true)).toThrow('setval: value 0 is out of bounds for sequence "s" (1..9223372036854775807)');
  });

  it('end at their limits, or begin again', () => {
    const manager = memoryManager();
    const up = make(manager, { maximum: 3 });
    expect(take(manager, up, 3)).toEqual([1, 2, 3]);
    expect(() => take(manager, up, 1)).toThrow('nextval: reached maximum value of sequence "s" (3)');
    const down = make(manager, { start: -1, increment: -2, minimum: -6, maximum: -1 });
    expect(take(manager, down, 3)).toEqual([-1, -3, -5]);
    expect(() => take(manager, down, 1)).toThrow('nextval: reached minimum value of sequence "s" (-6)');
    const around = make(manager, { start: 5, minimum: 2, maximum: 6, isCycling: true });
    expect(take(manager, around, 8)).toEqual([5, 6, 2, 3, 4, 5, 6, 2]);
    const huge = make(manager, { start: 9007199254740991 });
    expect(take(manager, huge, 2)).toEqual([9007199254740991, 9007199254740992n]);
  });

  it('hand out runs for a cache', () => {
    const manager = memoryManager();
    const sequence = make(manager, { maximum: 7 });
    const transaction = manager.begin();
    expect(sequence.take(transaction, 5)).toEqual({ first: 1, last: 5, count: 5 });
    expect(sequence.take(transaction, 5)).toEqual({ first: 6, last: 7, count: 2 });
    expect(() => sequence.take(transaction, 5)).toThrow('reached maximum value');
  });

  it('log a record every 32 values and skip at most those after a crash', async () => {
    const { manager, opened, fileSystem } = await diskManager(8);
    const sequence = make(manager);
    const transaction = manager.begin();
    sequence.nextval(transaction);
    const records = opened.storage.log?.recordCount as number;
    for (let i = 2; i <= 33; i++) sequence.nextval(transaction);
    expect(opened.storage.log?.recordCount).toBe(records);
    sequence.nextval(transaction);
    expect(opened.storage.log?.recordCount).toBe(records + 1);
    manager.commitNow(transaction);
    const file = opened.storage.openFile(opened.storage.counters.fileId === 0 ? (0 as never) : ((opened.storage.counters.fileId - 1) as never));
    opened.storage.close();
    const second = await diskManager(8, fileSystem);
    const again = new Sequence(second.manager, second.opened.storage.openFile(file.fileId), OPTIONS);
    const [next] = take(second.manager, again, 1);
    expect(next).toBe(67);
    // An orderly shutdown skips nothing.
    take(second.manager, again, 2);
    second.manager.shutdown();
    second.opened.checkpointer.runNow();
    second.opened.storage.close();
    const third = await diskManager(8, fileSystem);
    const last = new Sequence(third.manager, third.opened.storage.openFile(file.fileId), OPTIONS);
    expect(take(third.manager, last, 1)).toEqual([70]);
  });
});
