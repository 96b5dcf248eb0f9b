/**
 * Table locks, waits for transactions, tuple queue locks, object and advisory locks (PostgreSQL chapter 13.3).
 *
 * Invariants
 * 1. Nothing here blocks: a request that can't be granted becomes a waiter and a `WaitRequest`.
 * 2. Queues are first come, first served; one who already blocks a waiter passes it.
 * 3. Deadlock is looked for when a wait starts. Whom PostgreSQL would have look for it, the one whose deadlock_timeout ends first from now on, looks again when it has ended, but no
 *    more than DEADLOCK_MS_MAX later: it cures a cycle that only the order of a queue makes, or is the victim (40P01). Two who wait for one lock and hold what the other wants do not wait.
 * 4. Transaction-level locks go at the end of the transaction, or at the rollback of the savepoint after which they were first taken.
 * 5. A lock on a transaction id exists here only while someone waits for it.
 */
import type { Oid, Xid } from '../base/index.js';
import { PgError } from '../errors/index.js';
import { blockersOf, findCycle, mutualWait, reorderQueues, type WaitEdge } from './deadlock.js';
import { CONFLICTS, EXCLUSIVE, LOCK_MODE_NAMES, SHARE, type LockMode } from './lock-modes.js';
import { Lock, LockOwner, LockWaiter, type Holding } from './lock-table.js';
import { describeTag, tagKey, transactionTag, type LockTag } from './lock-tag.js';
import type { Clock } from '../io/index.js';
import type { Waiting } from './wait.js';

/** Locks taken by a transaction, newest last; a savepoint remembers a length of it. */
export interface AcquiredLocks {
  readonly owner: LockOwner;
  readonly holdings: Holding[];
  readonly modes: LockMode[];
}

export function noLocks(owner: LockOwner): AcquiredLocks {
  return { owner, holdings: [], modes: [] };
}

/** A row of pg_locks. */
export interface LockInfo {
  readonly tag: LockTag;
  readonly mode: LockMode;
  readonly pid: number;
  /** Of a prepared transaction: its id, else 0. */
  readonly preparedXid: number;
  readonly isGranted: boolean;
}

/** How long those in a deadlock stay so at most, however long their deadlock_timeout: long enough for others to see them wait, milliseconds. */
const DEADLOCK_MS_MAX = 100;
/** The one that closed a cycle looks that much later than the one chosen, for cycles that are left, milliseconds. */
const SECOND_LOOK_MS = 20;

export class LockManager {
  private readonly relations = new Map<Oid, Lock>();
  private readonly others = new Map<string, Lock>();
  /** Transaction ids someone waits for. */
  private xidLocks = 0;
  private nextPid = 1000;

  /** @param database oid shown in reports. */
  constructor(
    readonly database: Oid,
    private readonly clock: Pick<Clock, 'monotonicMs'>,
  ) {}

  newOwner(pid: number = this.nextPid++): LockOwner {
    return new LockOwner(pid);
  }

  /** True when a statement that runs to completion without yielding may use the relation without taking the lock: nobody holds or awaits a conflicting one. */
  isFree(relation: Oid, mode: LockMode, owner: LockOwner): boolean {
    const lock = this.relations.get(relation);
    if (lock === undefined) return true;
    return lock.canGrant(lock.holdingOf(owner), mode);
  }

  /** Takes the lock if that needs no waiting. */
  tryAcquire(locks: AcquiredLocks, tag: LockTag, mode: LockMode): boolean {
    return this.attempt(locks, this.lockOf(tag), mode);
  }

  /** `tryAcquire` for a table without making a tag. */
  tryLockRelation(locks: AcquiredLocks, relation: Oid, mode: LockMode): boolean {
    let lock = this.relations.get(relation);
    if (lock === undefined) {
      lock = new Lock({ kind: 'relation', relation });
      this.relations.set(relation, lock);
    }
    return this.attempt(locks, lock, mode);
  }

  *acquire(locks: AcquiredLocks, tag: LockTag, mode: LockMode): Waiting<void> {
    const lock = this.lockOf(tag);
    if (this.attempt(locks, lock, mode)) return;
    const holding = yield* this.sleep(locks.owner, lock, mode, 'transaction');
    locks.holdings.push(holding);
    locks.modes.push(mode);
  }

  holds(owner: LockOwner, tag: LockTag, mode: LockMode): boolean {
    const lock = tag.kind === 'relation' ? this.relations.get(tag.relation) : this.others.get(tagKey(tag));
    const holding = lock?.holdingOf(owner);
    return holding !== undefined && (holding.mask & (1 << mode)) !== 0;
  }

  /** Gives back the locks taken since `mark` (a length of `locks.holdings`). */
  releaseSince(locks: AcquiredLocks, mark: number): void {
    while (locks.holdings.length > mark) {
      const holding = locks.holdings.pop() as Holding;
      const mode = locks.modes.pop() as LockMode;
      holding.transactionMask &= ~(1 << mode);
      this.afterDrop(holding, mode);
    }
  }

  /** Gives back one lock before the transaction's end (the tuple queue lock). */
  releaseOne(locks: AcquiredLocks, tag: LockTag, mode: LockMode): void {
    const lock = tag.kind === 'relation' ? this.relations.get(tag.relation) : this.others.get(tagKey(tag));
    for (let i = locks.holdings.length - 1; i >= 0; i--) {
      const holding = locks.holdings[i] as Holding;
      if (holding.lock !== lock || locks.modes[i] !== mode) continue;
      locks.holdings.splice(i, 1);
      locks.modes.splice(i, 1);
      holding.transactionMask &= ~(1 << mode);
      this.afterDrop(holding, mode);
      return;
    }
  }

  tryAcquireForSession(owner: LockOwner, tag: LockTag, mode: LockMode): boolean {
    const lock = this.lockOf(tag);
    const own = lock.holdingOf(owner);
    if ((own === undefined || (own.mask & (1 << mode)) === 0) && !lock.canGrant(own, mode)) {
      this.forget(lock);
      return false;
    }
    lock.grant(owner, own, mode, 'session');
    return true;
  }

  *acquireForSession(owner: LockOwner, tag: LockTag, mode: LockMode): Waiting<void> {
    if (this.tryAcquireForSession(owner, tag, mode)) return;
    yield* this.sleep(owner, this.lockOf(tag), mode, 'session');
  }

  /** False when the session does not hold it. */
  releaseForSession(owner: LockOwner, tag: LockTag, mode: LockMode): boolean {
    const lock = tag.kind === 'relation' ? this.relations.get(tag.relation) : this.others.get(tagKey(tag));
    const holding = lock?.holdingOf(owner);
    const counts = holding?.sessionCounts;
    if (holding === undefined || counts === null || counts === undefined || counts[mode] === 0) return false;
    const left = (counts[mode] as number) - 1;
    counts[mode] = left;
    if (left === 0) {
      holding.sessionMask &= ~(1 << mode);
      this.afterDrop(holding, mode);
    }
    return true;
  }

  /** pg_advisory_unlock_all, and the end of a session. */
  releaseAllForSession(owner: LockOwner): void {
    for (const holding of [...owner.sessionHoldings]) {
      for (let m = 1; m <= 8; m++) {
        if ((holding.sessionMask & (1 << m)) === 0) continue;
        holding.sessionMask &= ~(1 << m);
        if (holding.sessionCounts) holding.sessionCounts[m] = 0;
        this.afterDrop(holding, m as LockMode);
      }
    }
  }

  /** Sleeps until transaction `xid`, run by `holder`, has ended (or been rolled back to before its savepoint). */
  *waitForXid(owner: LockOwner, xid: Xid, holder: LockOwner): Waiting<void> {
    const tag = transactionTag(xid);
    const key = tagKey(tag);
    let lock = this.others.get(key);
    if (lock === undefined) {
      lock = new Lock(tag);
      this.others.set(key, lock);
      lock.grant(holder, undefined, EXCLUSIVE, 'transaction');
      this.xidLocks++;
    }
    const waiter = new LockWaiter(owner, lock, SHARE, 'transaction');
    try {
      yield* this.queue(waiter);
    } finally {
      // Granted or not: nobody keeps a share of a transaction's end.
      if (waiter.isGranted) {
        const holding = lock.holdingOf(owner);
        if (holding) {
          holding.transactionMask &= ~(1 << SHARE);
          this.afterDrop(holding, SHARE);
        }
      }
    }
  }

  /** @throws PgError 0A000 when some lock is held for the session too */
  checkTransferable(locks: AcquiredLocks): void {
    if (locks.holdings.some(holding => holding.sessionMask !== 0)) {
      throw new PgError('feature_not_supported', 'cannot PREPARE while holding both session-level and transaction-level locks on the same object');
    }
  }

  /** The locks of a transaction with these ids that is being prepared leave its session; returns them with their new owner. */
  transfer(locks: AcquiredLocks, xids: readonly Xid[]): AcquiredLocks {
    const owner = this.newOwner(0);
    owner.preparedXid = xids[0]!;
    for (const holding of locks.holdings) holding.owner = owner;
    for (const xid of xids) for (const holding of this.others.get(`x${xid}`)?.holdings ?? []) if (holding.owner === locks.owner) holding.owner = owner;
    return { owner, holdings: locks.holdings, modes: locks.modes };
  }

  /** The transaction id has left the running set: wakes who waits for it. */
  xidEnded(xid: Xid): void {
    if (this.xidLocks === 0) return;
    const lock = this.others.get(`x${xid}`);
    if (lock === undefined) return;
    this.xidLocks--;
    // Detached first: if the last waiter left meanwhile the entry must not stay behind.
    this.others.delete(`x${xid}`);
    const holding = lock.holdings.find(h => (h.transactionMask & (1 << EXCLUSIVE)) !== 0);
    if (holding) {
      holding.transactionMask = 0;
      this.afterDrop(holding, EXCLUSIVE);
    }
  }

  /** All locks held and awaited, for pg_locks. Running transactions' own xid locks are the transaction manager's to add. */
  list(): LockInfo[] {
    const rows: LockInfo[] = [];
    const add = (lock: Lock): void => {
      for (const h of lock.holdings) {
        for (let m = 1; m <= 8; m++)
          if ((h.mask & (1 << m)) !== 0) rows.push({ tag: lock.tag, mode: m as LockMode, pid: h.owner.pid, preparedXid: h.owner.preparedXid, isGranted: true });
      }
      for (const w of lock.waiters) rows.push({ tag: lock.tag, mode: w.mode, pid: w.owner.pid, preparedXid: 0, isGranted: false });
    };
    for (const lock of this.relations.values()) add(lock);
    for (const lock of this.others.values()) add(lock);
    return rows;
  }

  /** pg_blocking_pids. */
  blockingPids(owner: LockOwner): number[] {
    if (owner.waiting === null) return [];
    return [...new Set(blockersOf(owner.waiting).map(e => e.blocker.pid))];
  }

  /** Locks known at present; for leak tests. */
  get size(): number {
    return this.relations.size + this.others.size;
  }

  private lockOf(tag: LockTag): Lock {
    if (tag.kind === 'relation') {
      let lock = this.relations.get(tag.relation);
      if (lock === undefined) {
        lock = new Lock(tag);
        this.relations.set(tag.relation, lock);
      }
      return lock;
    }
    const key = tagKey(tag);
    let lock = this.others.get(key);
    if (lock === undefined) {
      lock = new Lock(tag);
      this.others.set(key, lock);
    }
    return lock;
  }

  private attempt(locks: AcquiredLocks, lock: Lock, mode: LockMode): boolean {
    const own = lock.holdingOf(locks.owner);
    if (own !== undefined && (own.transactionMask & (1 << mode)) !== 0) return true;
    if (!lock.canGrant(own, mode) && (own === undefined || (own.sessionMask & (1 << mode)) === 0)) {
      this.forget(lock);
      return false;
    }
    locks.holdings.push(lock.grant(locks.owner, own, mode, 'transaction'));
    locks.modes.push(mode);
    return true;
  }

  private *sleep(owner: LockOwner, lock: Lock, mode: LockMode, level: 'transaction' | 'session'): Waiting<Holding> {
    // The lock may have been forgotten as unused between the attempt and now.
    const current = this.lockOf(lock.tag);
    const waiter = new LockWaiter(owner, current, mode, level);
    yield* this.queue(waiter);
    return current.holdingOf(owner) as Holding;
  }

  /** Stands in the queue until granted. On return the waiter's mode is held; on an exception it is not. */
  private *queue(waiter: LockWaiter): Waiting<void> {
    const { owner, lock } = waiter;
    let isDone = false;
    const opponent = lock.opponentOf(waiter);
    if (opponent !== null) throw this.deadlockError(mutualWait(waiter, opponent));
    lock.enqueue(waiter, lock.holdingOf(owner));
    owner.waiting = waiter;
    const leave = (): void => {
      if (owner.waiting === waiter) owner.waiting = null;
      if (waiter.isQueued) {
        lock.remove(waiter);
        this.wakeQueue(lock);
        this.forget(lock);
      }
      waiter.wake();
    };
    try {
      const sinceMs = this.clock.monotonicMs();
      waiter.checksAtMs = sinceMs + owner.deadlockTimeoutMs;
      this.foresee(waiter);
      while (!waiter.isGranted) {
        if (waiter.dueMs === Infinity) yield { kind: 'lock', promise: waiter.promise, sinceMs, cancel: leave };
        else {
          const wakeMs = waiter.dueMs - this.clock.monotonicMs();
          if (wakeMs > 0) yield { kind: 'lock', promise: waiter.promise, sinceMs, wakeMs, cancel: leave };
          else {
            waiter.dueMs = Infinity;
            this.checkDeadlock(waiter);
          }
        }
        if (!waiter.isGranted) waiter.rearm();
      }
      isDone = true;
    } finally {
      leave();
      // Given up by the driver in the same instant as the grant: hand it back.
      if (!isDone && waiter.isGranted && lock.tag.kind !== 'transactionid') this.ungrant(waiter);
    }
  }

  private ungrant(waiter: LockWaiter): void {
    const holding = waiter.lock.holdingOf(waiter.owner);
    if (holding === undefined) return;
    if (waiter.level === 'session') this.releaseForSession(waiter.owner, waiter.lock.tag, waiter.mode);
    else {
      holding.transactionMask &= ~(1 << waiter.mode);
      this.afterDrop(holding, waiter.mode);
    }
    waiter.isGranted = false;
  }

  /** `closer` has just gone to sleep: when it closed a cycle, somebody will look for it. */
  private foresee(closer: LockWaiter): void {
    const cycle = findCycle(closer.owner);
    if (cycle === null) return;
    const nowMs = this.clock.monotonicMs();
    let chosen = closer;
    for (const { waiter } of cycle) if (waiter.checksAtMs > nowMs && waiter.checksAtMs < chosen.checksAtMs) chosen = waiter;
    const latestMs = nowMs + DEADLOCK_MS_MAX;
    chosen.dueMs = Math.min(chosen.dueMs, chosen.checksAtMs, latestMs);
    if (chosen === closer) return;
    // Whatever else it closed goes through it, too.
    closer.dueMs = Math.min(closer.checksAtMs, latestMs) + SECOND_LOOK_MS;
    chosen.wake();
  }

  /** @throws 40P01 when the waiter is part of a deadlock that no other order of a queue cures */
  private checkDeadlock({ owner }: LockWaiter): void {
    for (let attempts = 0; attempts < 16; attempts++) {
      const cycle = findCycle(owner);
      if (cycle === null) return;
      const changed = reorderQueues(owner, cycle);
      if (changed === null) throw this.deadlockError(cycle);
      this.wakeQueue(changed);
      if (owner.waiting === null || owner.waiting.isGranted) return;
    }
  }

  /** @param cycle begins with the victim's own wait */
  private deadlockError(cycle: readonly WaitEdge[]): PgError {
    const lines = cycle.map(
      e =>
        `Process ${e.waiter.owner.pid} waits for ${LOCK_MODE_NAMES[e.waiter.mode]} on ${describeTag(e.waiter.lock.tag, this.database)}; blocked by process ${e.blocker.pid}.`,
    );
    return new PgError('deadlock_detected', 'deadlock detected', { detail: lines.join('\n'), hint: 'See server log for query details.' });
  }

  private afterDrop(holding: Holding, mode: LockMode): void {
    const lock = holding.lock;
    lock.dropped(holding, mode);
    if (lock.waiters.length > 0) this.wakeQueue(lock);
    this.forget(lock);
  }

  /** Grants to waiters in order, none past an earlier one that it conflicts with. */
  private wakeQueue(lock: Lock): void {
    let ahead = 0;
    for (let i = 0; i < lock.waiters.length;) {
      const w = lock.waiters[i] as LockWaiter;
      const conflicts = CONFLICTS[w.mode] as number;
      const own = lock.holdingOf(w.owner);
      if ((ahead & conflicts) === 0 && (lock.othersMask(own) & conflicts) === 0) {
        lock.waiters.splice(i, 1);
        w.isQueued = false;
        w.isGranted = true;
        lock.grant(w.owner, own, w.mode, w.level);
        w.wake();
      } else {
        ahead |= 1 << w.mode;
        i++;
      }
    }
  }

  /** Drops the entry of a lock that nobody holds or awaits. Table locks stay: they come back at once. */
  private forget(lock: Lock): void {
    if (lock.holdings.length > 0 || lock.waiters.length > 0) return;
    if (lock.tag.kind === 'relation') {
      if (this.relations.size > 4096) this.relations.delete(lock.tag.relation);
      return;
    }
    const key = tagKey(lock.tag);
    if (this.others.get(key) !== lock) return;
    this.others.delete(key);
  }
}
