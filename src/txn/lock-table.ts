/**
 * Locks, who holds them and who waits for them: the data that the lock manager and deadlock detection work on.
 *
 * One owner is one session. Locks of one owner never conflict with each other. A waiter stands in exactly one queue.
 */
import type { LockTag } from './lock-tag.js';
import { CONFLICTS, type LockMode } from './lock-modes.js';

/** A session as lock holder and waiter. */
export class LockOwner {
  /** The waiter this owner sleeps in, if any. */
  waiting: LockWaiter | null = null;
  /** Session-level holdings (advisory locks). */
  readonly sessionHoldings = new Set<Holding>();
  /** Of a prepared transaction, which has no session: its id; else 0. */
  preparedXid = 0;
  /** deadlock_timeout, milliseconds. */
  deadlockTimeoutMs = 1000;

  /** @param pid shown in pg_locks and deadlock reports. */
  constructor(readonly pid: number) {}
}

/** What one owner holds of one lock. */
export class Holding {
  /** Modes held until the transaction's end. */
  transactionMask = 0;
  /** Modes held at session level and how often each. */
  sessionMask = 0;
  sessionCounts: number[] | null = null;

  constructor(
    /** Changes when a transaction is prepared. */
    public owner: LockOwner,
    readonly lock: Lock,
  ) {}

  get mask(): number {
    return this.transactionMask | this.sessionMask;
  }
}

export class LockWaiter {
  isGranted = false;
  isQueued = false;
  /** When PostgreSQL would look for a deadlock on its behalf, once: its deadlock_timeout after it went to sleep. Milliseconds of the monotonic clock. */
  checksAtMs = 0;
  /** When it will look for one that it is known to be part of; else Infinity. */
  dueMs = Infinity;
  /** Fulfilled when there is news: granted, or `dueMs` has changed. */
  promise: Promise<void>;
  private wakeUp: () => void = () => undefined;

  constructor(
    readonly owner: LockOwner,
    readonly lock: Lock,
    readonly mode: LockMode,
    readonly level: 'transaction' | 'session',
  ) {
    this.promise = new Promise(resolve => {
      this.wakeUp = resolve;
    });
  }

  wake(): void {
    this.wakeUp();
  }

  /** Before it goes to sleep again. */
  rearm(): void {
    this.promise = new Promise(resolve => {
      this.wakeUp = resolve;
    });
  }
}

export class Lock {
  readonly holdings: Holding[] = [];
  readonly waiters: LockWaiter[] = [];
  /** Owners that hold mode m, by m. */
  readonly counts: number[] = [0, 0, 0, 0, 0, 0, 0, 0, 0];
  /** Modes with a count above zero. */
  grantedMask = 0;

  constructor(readonly tag: LockTag) {}

  holdingOf(owner: LockOwner): Holding | undefined {
    const holdings = this.holdings;
    for (let i = 0; i < holdings.length; i++) {
      const h = holdings[i] as Holding;
      if (h.owner === owner) return h;
    }
    return undefined;
  }

  /** Modes that others than `own` hold. */
  othersMask(own: Holding | undefined): number {
    if (own === undefined) return this.grantedMask;
    const mine = own.mask;
    let others = this.grantedMask;
    for (let m = 1; m <= 8; m++) {
      const bit = 1 << m;
      if ((mine & bit) !== 0 && this.counts[m] === 1) others &= ~bit;
    }
    return others;
  }

  /** True when `owner` can have `mode` at once, without passing anyone in the queue whom it would block (unless it blocks them already). */
  canGrant(own: Holding | undefined, mode: LockMode): boolean {
    const conflicts = CONFLICTS[mode] as number;
    if ((this.grantedMask & conflicts) !== 0 && (this.othersMask(own) & conflicts) !== 0) return false;
    const waiters = this.waiters;
    for (let i = 0; i < waiters.length; i++) {
      const w = waiters[i] as LockWaiter;
      if ((conflicts & (1 << w.mode)) === 0) continue;
      if (own === undefined || ((CONFLICTS[w.mode] as number) & own.mask) === 0) return false;
    }
    return true;
  }

  grant(owner: LockOwner, own: Holding | undefined, mode: LockMode, level: 'transaction' | 'session'): Holding {
    let holding = own;
    if (holding === undefined) {
      holding = new Holding(owner, this);
      this.holdings.push(holding);
    }
    const bit = 1 << mode;
    if ((holding.mask & bit) === 0) {
      this.counts[mode] = (this.counts[mode] as number) + 1;
      this.grantedMask |= bit;
    }
    if (level === 'transaction') holding.transactionMask |= bit;
    else {
      holding.sessionCounts ??= [0, 0, 0, 0, 0, 0, 0, 0, 0];
      holding.sessionCounts[mode] = (holding.sessionCounts[mode] as number) + 1;
      holding.sessionMask |= bit;
      owner.sessionHoldings.add(holding);
    }
    return holding;
  }

  /** Recomputes the counts after `holding` lost `mode` at one level. */
  dropped(holding: Holding, mode: LockMode): void {
    const bit = 1 << mode;
    if ((holding.mask & bit) === 0) {
      const left = (this.counts[mode] as number) - 1;
      this.counts[mode] = left;
      if (left === 0) this.grantedMask &= ~bit;
    }
    if (holding.mask === 0) {
      const at = this.holdings.indexOf(holding);
      if (at >= 0) {
        this.holdings[at] = this.holdings[this.holdings.length - 1] as Holding;
        this.holdings.pop();
      }
      holding.owner.sessionHoldings.delete(holding);
    }
  }

  /**
   * Who already waits for this lock because of what `waiter`'s owner holds of it, while it holds what `waiter` would have to wait for: neither would ever go on.
   * Only the first who waits because of the owner counts: the others stand behind.
   */
  opponentOf({ owner, mode }: LockWaiter): LockWaiter | null {
    const own = this.holdingOf(owner);
    if (own === undefined) return null;
    const first = this.waiters.find(w => ((CONFLICTS[w.mode] as number) & own.mask) !== 0);
    if (first === undefined) return null;
    const its = this.holdingOf(first.owner);
    return its !== undefined && ((CONFLICTS[mode] as number) & its.mask) !== 0 ? first : null;
  }

  /** First come, first served, but one who already blocks a waiter stands before it: behind it both would sleep for ever. */
  enqueue(waiter: LockWaiter, own: Holding | undefined): void {
    waiter.isQueued = true;
    if (own !== undefined) {
      const held = own.mask;
      for (let i = 0; i < this.waiters.length; i++) {
        const w = this.waiters[i] as LockWaiter;
        if (((CONFLICTS[w.mode] as number) & held) !== 0) {
          this.waiters.splice(i, 0, waiter);
          return;
        }
      }
    }
    this.waiters.push(waiter);
  }

  remove(waiter: LockWaiter): void {
    const at = this.waiters.indexOf(waiter);
    if (at >= 0) this.waiters.splice(at, 1);
    waiter.isQueued = false;
  }
}
