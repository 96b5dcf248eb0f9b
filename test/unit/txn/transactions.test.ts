/** Transactions: ids, savepoints, snapshots, commit order and durability, hint bits under asynchronous commit, files. */
import { describe, expect, it } from 'vitest';
import type { Xid } from '../../../src/base/index.js';
import { FileKind } from '../../../src/storage/index.js';
import { advisoryTagOfInt8, EXCLUSIVE } from '../../../src/txn/index.js';
import { allRows, diskManager, makeTable, memoryManager, openTable, settle, Task } from '../access/fixture.js';

describe('transactions', () => {
  it('that only read have no id and cost no log', async () => {
    const { manager, opened } = await diskManager(16);
    const before = opened.storage.log?.insertLsn;
    const transaction = manager.begin();
    const snapshot = manager.takeSnapshot(transaction);
    manager.releaseSnapshot(snapshot);
    manager.commitNow(transaction);
    expect(transaction.xid).toBe(0);
    expect(opened.storage.log?.insertLsn).toBe(before);
  });

  it('give parents smaller ids than their savepoints', () => {
    const manager = memoryManager();
    const transaction = manager.begin();
    transaction.savepoint('a');
    transaction.savepoint('b');
    const inner = transaction.assignXid();
    expect(transaction.xid).toBe(inner - 2);
    expect(manager.runningXids()).toEqual([inner - 2, inner - 1, inner]);
    transaction.releaseSavepoint('b');
    expect(transaction.assignXid()).toBe(inner - 1);
    transaction.rollbackToSavepoint('a');
    expect(manager.runningXids()).toEqual([inner - 2]);
    expect([transaction.isOwn(inner), transaction.isOwn(inner - 1), transaction.isOwn(inner - 2)]).toEqual([false, false, true]);
    expect(() => transaction.releaseSavepoint('b')).toThrow('savepoint "b" does not exist');
    expect(transaction.assignXid()).toBe(inner + 1);
    manager.commitNow(transaction);
    expect([inner - 2, inner - 1, inner, inner + 1].map(x => manager.didCommit(x))).toEqual([true, false, false, true]);
    expect(manager.runningXids()).toEqual([]);
  });

  it('undo hooks, locks and row locks by savepoint', () => {
    const manager = memoryManager();
    const transaction = manager.begin();
    const log: string[] = [];
    transaction.onCommit(() => log.push('commit 1'));
    transaction.savepoint('s');
    transaction.onCommit(() => log.push('commit 2'));
    transaction.onAbort(() => log.push('abort 2a'));
    transaction.onAbort(() => log.push('abort 2b'));
    manager.locks.tryAcquire(transaction.locks, advisoryTagOfInt8(1), EXCLUSIVE);
    transaction.rollbackToSavepoint('s');
    expect(manager.locks.list()).toEqual([]);
    expect(log).toEqual(['abort 2b', 'abort 2a']);
    transaction.onAbort(() => log.push('abort 3'));
    manager.locks.tryAcquire(transaction.locks, advisoryTagOfInt8(1), EXCLUSIVE);
    transaction.releaseSavepoint('s');
    expect(manager.locks.list().length).toBe(1);
    manager.commitNow(transaction);
    expect(log).toEqual(['abort 2b', 'abort 2a', 'commit 1']);
    expect(manager.locks.list()).toEqual([]);
  });

  it('are invisible to others until their commit is durable', async () => {
    const { manager, opened } = await diskManager(16);
    const table = makeTable(manager, ['int4']);
    const writer = manager.begin();
    table.insert(writer, [1]);
    const commit = manager.commit(writer);
    const request = commit.next();
    expect(request.value).toMatchObject({ kind: 'flush' });
    expect(allRows(table)).toEqual([]);
    expect(manager.isRunning(writer.xid)).toBe(true);
    // Who waits for it goes on sleeping.
    const waiter = manager.begin();
    const task = new Task(manager.waitForXid(waiter, writer.xid));
    await settle();
    expect(task.isDone).toBe(false);
    expect(() => manager.abort(writer)).toThrow('cannot be rolled back');
    opened.storage.flushNow((request.value as unknown as { lsn: never }).lsn);
    expect(commit.next().done).toBe(true);
    await settle();
    expect(task.isDone).toBe(true);
    expect(allRows(table)).toEqual([[1]]);
  });

  it('with asynchronous commit leave no hint bits before the log is durable', async () => {
    const { manager, opened } = await diskManager(16);
    const table = makeTable(manager, ['int4']);
    const writer = manager.begin();
    table.insert(writer, [7]);
    manager.commitNow(writer, false);
    expect(allRows(table)).toEqual([[7]]);
    const hint = (): number => {
      const frame = opened.storage.pool.pin(table.file, 0);
      const views = opened.storage.pool.views(frame);
      const word = opened.storage.pool.baseWord(frame);
      opened.storage.pool.unpin(frame);
      return views.u16[(word + ((views.u32[word + 8] >>> 4) & 0xfff)) * 2 + 6] & 3;
    };
    expect(hint()).toBe(0);
    expect(manager.mayHint(writer.xid)).toBe(false);
    opened.storage.flushNow(opened.storage.log?.insertLsn as never);
    expect(allRows(table)).toEqual([[7]]);
    expect(hint()).toBe(1);
  });

  it('survive a restart, committed or not', async () => {
    const { manager, opened, fileSystem } = await diskManager(8);
    const table = makeTable(manager, ['int4', 'text']);
    const xids: Xid[] = [];
    for (let i = 0; i < 200; i++) {
      const transaction = manager.begin();
      table.insert(transaction, [i, 'x'.repeat(i)]);
      transaction.savepoint('s');
      table.insert(transaction, [-i, null]);
      if (i % 2 === 0) transaction.rollbackToSavepoint('s');
      if (i % 3 === 0) manager.abort(transaction);
      else manager.commitNow(transaction);
      xids.push(transaction.xid);
      if (i === 100) opened.checkpointer.runNow();
    }
    const open = manager.begin();
    table.insert(open, [1000, null]);
    const expected = allRows(table);
    expect(expected.length).toBeGreaterThan(150);
    opened.storage.flushNow(opened.storage.log?.insertLsn as never);
    // A crash: nothing is closed in order.
    opened.storage.close();
    const second = await diskManager(8, fileSystem);
    const again = openTable(second.manager, second.opened.storage.openFile(table.file.fileId), null, ['int4', 'text']);
    expect(allRows(again)).toEqual(expected);
    expect(second.manager.nextXid).toBeGreaterThan(open.xid);
    xids.forEach((xid, i) => expect(second.manager.didCommit(xid)).toBe(i % 3 !== 0));
  });

  it('give back the files they made when rolled back', () => {
    const manager = memoryManager();
    const transaction = manager.begin();
    const kept = manager.createFile(transaction, { kind: FileKind.permanent });
    transaction.savepoint('s');
    const gone = manager.createFile(transaction, { kind: FileKind.permanent });
    transaction.rollbackToSavepoint('s');
    expect([kept.isDropped, gone.isDropped]).toEqual([false, true]);
    manager.commitNow(transaction);
    const dropper = manager.begin();
    manager.dropFile(dropper, kept.fileId);
    dropper.savepoint('x');
    expect(kept.isDropped).toBe(false);
    manager.commitNow(dropper);
    expect(() => manager.storage.openFile(kept.fileId)).toThrow('could not open file');
  });

  it('hold back the horizon with their snapshots', () => {
    const manager = memoryManager();
    const bump = (): Xid => {
      const t = manager.begin();
      const xid = t.assignXid();
      manager.commitNow(t);
      return xid;
    };
    bump();
    const old = manager.takeSnapshot(null);
    const x = bump();
    expect(manager.horizon()).toBeLessThanOrEqual(x);
    const copy = manager.copySnapshot(old);
    manager.releaseSnapshot(old);
    expect(manager.horizon()).toBeLessThanOrEqual(x);
    manager.releaseSnapshot(copy);
    expect(manager.horizon()).toBeGreaterThan(x);
    expect(manager.snapshotCount).toBe(0);
  });

  it('with ten thousand savepoints stay fast', () => {
    const manager = memoryManager();
    const table = makeTable(manager, ['int4']);
    const transaction = manager.begin();
    for (let i = 0; i < 10000; i++) {
      transaction.savepoint('s');
      table.insert(transaction, [i]);
      if (i % 2 === 0) transaction.releaseSavepoint('s');
      else transaction.rollbackToSavepoint('s');
      if (i % 2 !== 0) transaction.releaseSavepoint('s');
    }
    expect(allRows(table, transaction).length).toBe(5000);
    manager.commitNow(transaction);
    expect(allRows(table).length).toBe(5000);
  });
});
