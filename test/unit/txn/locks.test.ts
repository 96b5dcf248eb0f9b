/** The lock manager: modes, queues, savepoints, session locks, deadlocks. */
import { describe, expect, it } from 'vitest';
import { oid } from '../../../src/base/index.js';
import type { PgError } from '../../../src/errors/index.js';
import {
  ACCESS_EXCLUSIVE,
  ACCESS_SHARE,
  advisoryTagOfInt8,
  CONFLICTS,
  EXCLUSIVE,
  LOCK_MODE_NAMES,
  lockModeByName,
  LockManager,
  noLocks,
  relationTag,
  ROW_EXCLUSIVE,
  SHARE,
  SHARE_UPDATE_EXCLUSIVE,
  type AcquiredLocks,
  type LockMode,
  type LockTag,
} from '../../../src/txn/index.js';
import { settle, Task, victimOf } from '../access/fixture.js';

const a = relationTag(oid(16384));
const b = relationTag(oid(16385));
const c = relationTag(oid(16386));

/** Of the lock managers' clock. */
let nowMs = 0;

function setUp(sessions: number): { manager: LockManager; s: AcquiredLocks[]; lock: (i: number, tag: LockTag, mode: LockMode) => Task<void> } {
  const manager = new LockManager(oid(5), { monotonicMs: () => nowMs++ });
  const s = Array.from({ length: sessions }, (_, i) => noLocks(manager.newOwner(100 + i)));
  return { manager, s, lock: (i, tag, mode) => new Task(manager.acquire(s[i], tag, mode)) };
}

describe('modes', () => {
  it('conflict as in PostgreSQL', () => {
    // Chapter 13, table 13.2, row by row.
    const table = ['00000001', '00000011', '00001111', '00011111', '00110111', '00111111', '01111111', '11111111'];
    for (let held = 1; held <= 8; held++) {
      for (let wanted = 1; wanted <= 8; wanted++) {
        expect(((CONFLICTS[wanted] >> held) & 1) === 1).toBe(table[wanted - 1][held - 1] === '1');
      }
    }
    expect(lockModeByName('ACCESS SHARE')).toBe(1);
    expect(lockModeByName('ShareRowExclusiveLock')).toBe(6);
    expect(lockModeByName('share-update-exclusive')).toBe(4);
    expect(LOCK_MODE_NAMES[8]).toBe('AccessExclusiveLock');
  });

  it('of one owner never conflict', () => {
    const { manager, s, lock } = setUp(1);
    for (const mode of [1, 8, 5, 7, 2] as LockMode[]) expect(lock(0, a, mode).isDone).toBe(true);
    manager.releaseSince(s[0], 0);
    expect(manager.list()).toEqual([]);
  });
});

describe('queues', () => {
  it('are first come, first served', async () => {
    const { manager, s, lock } = setUp(4);
    lock(0, a, ACCESS_SHARE);
    const exclusive = lock(1, a, ACCESS_EXCLUSIVE);
    const reader = lock(2, a, ACCESS_SHARE);
    expect([exclusive.isDone, reader.isDone]).toEqual([false, false]);
    expect(manager.isFree(oid(16384), ACCESS_SHARE, s[3].owner)).toBe(false);
    expect(manager.blockingPids(s[2].owner)).toEqual([101]);
    manager.releaseSince(s[0], 0);
    await settle();
    expect([exclusive.isDone, reader.isDone]).toEqual([true, false]);
    manager.releaseSince(s[1], 0);
    await settle();
    expect(reader.isDone).toBe(true);
  });

  it('let pass who already blocks a waiter', () => {
    const { lock } = setUp(2);
    lock(0, a, ACCESS_SHARE);
    const exclusive = lock(1, a, ACCESS_EXCLUSIVE);
    expect(lock(0, a, ROW_EXCLUSIVE).isDone).toBe(true);
    expect(exclusive.isDone).toBe(false);
  });

  it('wake compatible waiters together', async () => {
    const { manager, s, lock } = setUp(4);
    lock(0, a, EXCLUSIVE);
    const waiters = [lock(1, a, SHARE), lock(2, a, SHARE), lock(3, a, ROW_EXCLUSIVE)];
    manager.releaseSince(s[0], 0);
    await settle();
    expect(waiters.map(w => w.isDone)).toEqual([true, true, false]);
  });

  it('close up when a waiter gives up', async () => {
    const { manager, s, lock } = setUp(3);
    lock(0, a, ACCESS_SHARE);
    const exclusive = lock(1, a, ACCESS_EXCLUSIVE);
    const reader = lock(2, a, ACCESS_SHARE);
    exclusive.cancel(new Error('canceling statement due to lock timeout'));
    await settle();
    expect((exclusive.error as Error).message).toMatch('lock timeout');
    expect(reader.isDone).toBe(true);
    expect(s[1].holdings.length).toBe(0);
    for (const locks of s) manager.releaseSince(locks, 0);
    expect(manager.list()).toEqual([]);
  });

  it('a grant that comes in the instant of giving up is handed back', () => {
    const { manager, s, lock } = setUp(3);
    lock(0, a, ACCESS_EXCLUSIVE);
    const waiter = lock(1, a, SHARE);
    manager.releaseSince(s[0], 0);
    // Granted, not resumed yet.
    waiter.cancel(new Error('cancelled'));
    expect(manager.list()).toEqual([]);
    expect(lock(2, a, ACCESS_EXCLUSIVE).isDone).toBe(true);
  });
});

describe('advisory locks', () => {
  it('count at session level, and go with the transaction otherwise', async () => {
    const { manager, s } = setUp(2);
    const tag = advisoryTagOfInt8(-1);
    expect(manager.tryAcquireForSession(s[0].owner, tag, EXCLUSIVE)).toBe(true);
    expect(manager.tryAcquireForSession(s[0].owner, tag, EXCLUSIVE)).toBe(true);
    expect(manager.tryAcquire(s[0], tag, EXCLUSIVE)).toBe(true);
    expect(manager.tryAcquireForSession(s[1].owner, tag, SHARE)).toBe(false);
    const waiter = new Task(manager.acquireForSession(s[1].owner, tag, SHARE));
    manager.releaseSince(s[0], 0);
    expect(manager.releaseForSession(s[0].owner, tag, EXCLUSIVE)).toBe(true);
    await settle();
    expect(waiter.isDone).toBe(false);
    expect(manager.releaseForSession(s[0].owner, tag, EXCLUSIVE)).toBe(true);
    expect(manager.releaseForSession(s[0].owner, tag, EXCLUSIVE)).toBe(false);
    await settle();
    expect(waiter.isDone).toBe(true);
    expect(manager.list()).toEqual([
      { tag: { kind: 'advisory', key1: 0xffffffff, key2: 0xffffffff, sub: 1 }, mode: SHARE, pid: 101, preparedXid: 0, isGranted: true },
    ]);
    manager.releaseAllForSession(s[1].owner);
    expect(manager.size).toBe(0);
  });
});

describe('deadlocks', () => {
  it('of two: the one whose deadlock_timeout ends first gets 40P01 with the whole cycle', async () => {
    const { manager, s, lock } = setUp(2);
    lock(0, a, ACCESS_EXCLUSIVE);
    lock(1, b, ACCESS_EXCLUSIVE);
    const first = lock(0, b, ACCESS_SHARE);
    const second = lock(1, a, ACCESS_SHARE);
    await settle();
    expect([first.isDone, second.isDone]).toEqual([false, false]);
    const error = await victimOf(first);
    expect([error.code, error.message, error.hint]).toEqual(['40P01', 'deadlock detected', 'See server log for query details.']);
    expect(error.detail).toBe(
      'Process 100 waits for AccessShareLock on relation 16385 of database 5; blocked by process 101.\n' +
        'Process 101 waits for AccessShareLock on relation 16384 of database 5; blocked by process 100.',
    );
    expect(second.isDone).toBe(false);
    manager.releaseSince(s[0], 0);
    await settle();
    expect(second.isDone).toBe(true);
    expect(second.error).toBe(undefined);
  });

  it('fall on the one that closes the cycle when the others have waited longer than their timeout, or it has none', async () => {
    for (const timeouts of [
      [1, 1000],
      [1000, 0],
    ]) {
      const { s, lock } = setUp(2);
      s.forEach((locks, i) => (locks.owner.deadlockTimeoutMs = timeouts[i]));
      lock(0, a, EXCLUSIVE);
      lock(1, b, EXCLUSIVE);
      const first = lock(0, b, EXCLUSIVE);
      nowMs += 10;
      expect((await victimOf(lock(1, a, EXCLUSIVE))).code).toBe('40P01');
      expect(first.isDone).toBe(false);
    }
  });

  it('that go away by themselves hurt nobody', async () => {
    const { s, manager, lock } = setUp(2);
    lock(0, a, EXCLUSIVE);
    lock(1, b, EXCLUSIVE);
    const first = lock(0, b, EXCLUSIVE);
    const second = lock(1, a, EXCLUSIVE);
    await settle();
    second.cancel(new Error('enough'));
    manager.releaseSince(s[1], 0);
    await settle();
    expect([first.isDone, first.error]).toEqual([true, undefined]);
  });

  it('of several at once all end', async () => {
    const { s, manager, lock } = setUp(3);
    lock(0, a, SHARE);
    lock(1, a, SHARE);
    lock(2, b, EXCLUSIVE);
    const first = lock(0, b, EXCLUSIVE);
    const second = lock(1, b, EXCLUSIVE);
    // Two cycles at once: with the first and with the second.
    const third = lock(2, a, EXCLUSIVE);
    await victimOf(first);
    manager.releaseSince(s[0], 0);
    const error = (await Promise.race([victimOf(second), victimOf(third)])) as PgError;
    expect(error.code).toBe('40P01');
  });

  it('of three', async () => {
    const { lock } = setUp(3);
    [a, b, c].forEach((tag, i) => lock(i, tag, EXCLUSIVE));
    const first = lock(0, b, EXCLUSIVE);
    lock(1, c, EXCLUSIVE);
    lock(2, a, EXCLUSIVE);
    expect((await victimOf(first)).detail?.split('\n').length).toBe(3);
  });

  it('by lock upgrade', async () => {
    const { lock } = setUp(2);
    lock(0, a, SHARE);
    lock(1, a, SHARE);
    const first = lock(0, a, ROW_EXCLUSIVE);
    // Two who wait for one lock because of each other: the second is told at once.
    const error = lock(1, a, ROW_EXCLUSIVE).error as PgError;
    expect([error.code, error.detail?.split('\n').length]).toEqual(['40P01', 2]);
    await settle();
    expect(first.isDone).toBe(false);
  });

  it('that only the order of a queue makes are cured by changing the order', async () => {
    const { manager, s, lock } = setUp(3);
    lock(0, a, ACCESS_SHARE);
    lock(2, b, EXCLUSIVE);
    // 1 waits for 0; 2 stands behind 1 for no other reason than the queue; then 0 waits for 2.
    const one = lock(1, a, ACCESS_EXCLUSIVE);
    const two = lock(2, a, ACCESS_SHARE);
    expect(two.isDone).toBe(false);
    const zero = lock(0, b, SHARE_UPDATE_EXCLUSIVE);
    expect(zero.error).toBe(undefined);
    await settle();
    expect(two.isDone).toBe(false);
    for (let i = 0; i < 200 && !two.isDone; i++) await new Promise(resolve => setTimeout(resolve, 5));
    expect([zero.isDone, one.isDone, two.isDone]).toEqual([false, false, true]);
    manager.releaseSince(s[2], 0);
    await settle();
    expect(zero.isDone).toBe(true);
  });
});
