/** Uniqueness under concurrency: conflicts, waits, dead entries, deferred checks. */
import { describe, expect, it } from 'vitest';
import { BTree, btreeMethod, IndexKeyBuffer, type HeapTable, type UniqueMode } from '../../../src/access/index.js';
import type { RowRef } from '../../../src/base/index.js';
import { SeededRandom } from '../../../src/io/index.js';
import { FileKind } from '../../../src/storage/index.js';
import type { Transaction, TransactionManager, Waiting } from '../../../src/txn/index.js';
import { keyEncoder, makeTable, memoryManager, now, settle, Task, type, victimOf } from './fixture.js';

const PLAN = { changed: null, indexed: [0], keys: [0] };

class Fixture {
  readonly manager: TransactionManager = memoryManager();
  readonly table: HeapTable = makeTable(this.manager, ['int4', 'int4']);
  readonly tree: BTree;

  constructor() {
    const transaction = this.manager.begin();
    this.tree = new BTree({
      manager: this.manager,
      file: btreeMethod.createFile(transaction, FileKind.permanent),
      name: 'u',
      encoder: keyEncoder('int4'),
      isUnique: true,
    });
    this.manager.commitNow(transaction);
  }

  /** Inserts a row and its index entry; what the index says. */
  *insert(transaction: Transaction, id: number | null, mode: UniqueMode = 'check'): Waiting<string> {
    const ref = this.table.insert(transaction, [id, 0]);
    const key = new IndexKeyBuffer();
    const hasNull = this.tree.encoder.appendColumn(key, 0, id);
    const result = yield* this.tree.insert(transaction, key, hasNull, ref, mode, this.table.openLiveness());
    return result.status;
  }

  start(transaction: Transaction, id: number | null, mode: UniqueMode = 'check'): Task<string> {
    return new Task(this.insert(transaction, id, mode));
  }

  put(id: number): RowRef {
    const transaction = this.manager.begin();
    const ref = this.table.insert(transaction, [id, 0]);
    this.tree.encoder.encode([id]);
    this.tree.tryInsert(transaction, this.tree.encoder.key, false, ref, 'none', null);
    this.manager.commitNow(transaction);
    return ref;
  }
}

describe('unique indexes', () => {
  it('report a committed row, not a NULL, a deleted or a rolled-back one', () => {
    const f = new Fixture();
    const ref = f.put(1);
    const one = f.manager.begin();
    expect(f.start(one, 1).result).toBe('conflict');
    expect(f.start(one, null).result).toBe('inserted');
    expect(f.start(one, null).result).toBe('inserted');
    expect(f.start(one, 2).result).toBe('inserted');
    expect(f.start(one, 2).result).toBe('conflict');
    f.manager.abort(one);
    const two = f.manager.begin();
    expect(f.start(two, 2).result).toBe('inserted');
    expect(f.table.tryDelete(two, ref).status).toBe('ok');
    two.nextCommand();
    expect(f.start(two, 1).result).toBe('inserted');
    f.manager.commitNow(two);
    expect(f.start(f.manager.begin(), 1).result).toBe('conflict');
  });

  it('wait for the other transaction and then decide', async () => {
    for (const isCommit of [true, false]) {
      const f = new Fixture();
      const one = f.manager.begin();
      const two = f.manager.begin();
      expect(f.start(one, 7).result).toBe('inserted');
      const waiting = f.start(two, 7);
      await settle();
      expect(waiting.isDone).toBe(false);
      if (isCommit) f.manager.commitNow(one);
      else f.manager.abort(one);
      await settle();
      expect(waiting.result).toBe(isCommit ? 'conflict' : 'inserted');
      f.manager.abort(two);
      expect(f.tree.check()).toBeGreaterThan(0);
    }
  });

  it('wait for a deletion, and let a rolled-back one conflict', async () => {
    for (const isCommit of [true, false]) {
      const f = new Fixture();
      const ref = f.put(7);
      const one = f.manager.begin();
      f.table.tryDelete(one, ref);
      const two = f.manager.begin();
      const waiting = f.start(two, 7);
      expect(waiting.isDone).toBe(false);
      if (isCommit) f.manager.commitNow(one);
      else f.manager.abort(one);
      await settle();
      expect(waiting.result).toBe(isCommit ? 'inserted' : 'conflict');
    }
  });

  it('deadlock when two insert the same keys crosswise', async () => {
    const f = new Fixture();
    const one = f.manager.begin();
    const two = f.manager.begin();
    expect(f.start(one, 1).result).toBe('inserted');
    expect(f.start(two, 2).result).toBe('inserted');
    const first = f.start(one, 2);
    const second = f.start(two, 1);
    // The one that went to sleep first, as with PostgreSQL's deadlock_timeout.
    expect((await victimOf(first)).code).toBe('40P01');
    f.manager.abort(one);
    await settle();
    expect(second.result).toBe('inserted');
  });

  it('follow a row through HOT updates', async () => {
    const f = new Fixture();
    let ref = f.put(5);
    for (let i = 0; i < 5; i++) {
      const t = f.manager.begin();
      const result = f.table.tryUpdate(t, ref, [5, i], PLAN);
      expect(result.isHot).toBe(true);
      ref = result.ref;
      f.manager.commitNow(t);
    }
    expect(f.start(f.manager.begin(), 5).result).toBe('conflict');
    // A running update of the row: wait, it may end either way.
    const updater = f.manager.begin();
    f.table.tryUpdate(updater, ref, [5, 99], PLAN);
    const task = f.start(f.manager.begin(), 5);
    expect(task.isDone).toBe(false);
    f.manager.commitNow(updater);
    await settle();
    expect(task.result).toBe('conflict');
  });

  it('drop entries of dead rows on the way', () => {
    const f = new Fixture();
    for (let i = 0; i < 500; i++) {
      const t = f.manager.begin();
      expect(now(f.insert(t, 1))).toBe('inserted');
      f.manager.abort(t);
    }
    expect(f.tree.check()).toBeLessThan(3);
    expect(f.tree.statistics().pages).toBeLessThan(4);
  });

  it('partial mode inserts and says "maybe"; findConflict decides later', async () => {
    const f = new Fixture();
    const ref = f.put(1);
    const one = f.manager.begin();
    expect(f.start(one, 1, 'partial').result).toBe('maybe');
    const key = new IndexKeyBuffer();
    f.tree.encoder.appendColumn(key, 0, 1);
    const own = f.table.insert(one, [1, 1]);
    const conflict = new Task(f.tree.findConflict(one, key, own, f.table.openLiveness()));
    expect(conflict.result?.status).toBe('conflict');
    one.nextCommand();
    expect(f.table.tryDelete(one, ref).status).toBe('ok');
    f.manager.abort(one);
    const two = f.manager.begin();
    const alone = new Task(f.tree.findConflict(two, key, ref, f.table.openLiveness()));
    expect(alone.result?.status).toBe('inserted');
    const deleter = f.manager.begin();
    f.table.tryDelete(deleter, ref);
    const waiting = new Task(f.tree.findConflict(two, key, 0 as RowRef, f.table.openLiveness()));
    expect(waiting.isDone).toBe(false);
    f.manager.commitNow(deleter);
    await settle();
    expect(waiting.result?.status).toBe('inserted');
  });

  it('races of eight transactions leave each key once', async () => {
    for (let seed = 1; seed <= 5; seed++) {
      const random = new SeededRandom(seed);
      const f = new Fixture();
      const live: { t: Transaction; task: Task<string> | null; keys: number[] }[] = [];
      const committed = new Set<number>();
      for (let step = 0; step < 600; step++) {
        if (live.length < 8) live.push({ t: f.manager.begin(), task: null, keys: [] });
        const at = random.below(live.length);
        const session = live[at];
        if (session.task !== null && !session.task.isDone) continue;
        const last = session.task;
        if (last?.result === 'inserted') session.task = null;
        const isOver = last !== null && last.result !== 'inserted';
        if (isOver || random.chance(0.3)) {
          if (isOver || random.chance(0.3)) f.manager.abort(session.t);
          else {
            f.manager.commitNow(session.t);
            for (const k of session.keys) {
              expect(committed.has(k)).toBe(false);
              committed.add(k);
            }
          }
          live.splice(at, 1);
        } else {
          const k = random.below(40);
          session.task = f.start(session.t, k);
          session.keys.push(k);
          session.t.nextCommand();
        }
        await settle();
      }
      for (const session of live) if (session.task === null || session.task.isDone) f.manager.abort(session.t);
    }
  });
});

describe('keys of other types', () => {
  it('treat equal values as equal whatever their text', () => {
    const f = new Fixture();
    const tree = new BTree({
      manager: f.manager,
      file: btreeMethod.createFile(f.manager.begin(), FileKind.permanent),
      name: 'n',
      encoder: keyEncoder('numeric'),
      isUnique: true,
    });
    const transaction = f.manager.begin();
    const ref = f.table.insert(transaction, [1, 1]);
    const context = {} as never;
    tree.encoder.encode([type('numeric').parse('1.0', -1, context)]);
    expect(tree.tryInsert(transaction, tree.encoder.key, false, ref, 'check', f.table.openLiveness()).status).toBe('inserted');
    tree.encoder.encode([type('numeric').parse('1.000', -1, context)]);
    expect(tree.tryInsert(transaction, tree.encoder.key, false, (ref + 1) as RowRef, 'check', f.table.openLiveness()).status).toBe('conflict');
  });
});
