/**
 * Transactions of one database: who is running, what ended how, what snapshots see, what may be cleaned up.
 *
 * Invariants
 * 1. An id is "running" from its assignment until its transaction's commit is durable (or it is rolled back); only then do its locks go and
 *    do waiters wake: commit is visible to others when it is durable.
 * 2. A reader asks "running?" before it asks the commit status.
 * 3. `horizon()` is at most the xmin of every registered snapshot: a version deleted before it is invisible to all, for good.
 * 4. Between a commit record's append and its flush the transaction is `committing`: it can't be cancelled any more, only completed (or the database PANICs).
 * 5. With `synchronous_commit = off` a transaction ends before its record is durable; until it is, no hint bit may repeat its commit.
 */
import { FIRST_NORMAL_XID, oid, type FileId, type Lsn, type Oid, type Xid } from '../base/index.js';
import { PgError } from '../errors/index.js';
import type { PageChange, RelationFile, Storage, CreateFileOptions } from '../storage/index.js';
import { RecordKind } from '../wal/index.js';
import { CommitStatus, STATUS_ABORTED, STATUS_COMMITTED } from './commit-status.js';
import { LockManager } from './lock-manager.js';
import type { LockOwner } from './lock-table.js';
import { PreparedLog } from './prepared-log.js';
import { PreparedTransactions } from './prepared-transactions.js';
import { RowLockTable } from './row-lock-table.js';
import { SerializableTransactions } from './serializable.js';
import { Snapshot } from './snapshot.js';
import { Transaction } from './transaction.js';
import type { Waiting } from './wait.js';

/** Adds to the commit record (before its first write) what must be redone with it. */
export type CommitExtra = (change: PageChange) => void;

const NO_XIDS: readonly number[] = [];

export interface TransactionManagerOptions {
  /** Shown in lock reports. */
  readonly database?: Oid;
  /** What recovery found prepared; the checkpoints' own. */
  readonly prepared?: PreparedLog;
}

export class TransactionManager {
  readonly locks: LockManager;
  readonly rowLocks = new RowLockTable();
  readonly serializable = new SerializableTransactions(this);
  readonly status: CommitStatus;
  readonly prepared: PreparedTransactions;
  /** Running ids, ascending, and their transactions. */
  private readonly running: number[] = [];
  private readonly runners: Transaction[] = [];
  /** The oldest registered snapshot's neighbours: a doubly linked list, newest first. */
  private newest: Snapshot | null = null;
  /** The last snapshot's content, good as long as no transaction has ended since. */
  private sharedXmin = 0 as Xid;
  private sharedXmax = 0 as Xid;
  private sharedRunning: readonly number[] = NO_XIDS;
  private isSharedValid = false;
  /** Ids whose commit is visible but not yet durable, with the end of their records. */
  private readonly unflushed = new Map<number, Lsn>();
  private lastCommitted = 0;
  private readonly shutdownHooks: (() => void)[] = [];

  constructor(
    readonly storage: Storage,
    options: TransactionManagerOptions = {},
  ) {
    this.locks = new LockManager(options.database ?? oid(5), storage.environment.clock);
    this.status = new CommitStatus(storage);
    this.prepared = new PreparedTransactions(this, options.prepared ?? new PreparedLog());
  }

  // Beginning and ending.

  begin(owner: LockOwner = this.locks.newOwner()): Transaction {
    return new Transaction(this, owner);
  }

  /**
   * Commits. Yields one `flush` when there is something to make durable; resumed after it, the transaction is over and visible. An error before that leaves it
   * to be aborted by the caller.
   * @param isSynchronous false: visible at once, durable with the next flush.
   */
  *commit(transaction: Transaction, isSynchronous = true, extra?: CommitExtra): Waiting<void> {
    const end = this.logCommit(transaction, extra);
    const needed = end > transaction.shownLsn ? end : transaction.shownLsn;
    if (isSynchronous && needed > this.storage.flushedLsn) yield { kind: 'flush', lsn: needed };
    this.finishCommit(transaction, end);
  }

  /** Commits with a blocking flush. */
  commitNow(transaction: Transaction, isSynchronous = true, extra?: CommitExtra): void {
    const end = this.logCommit(transaction, extra);
    const needed = end > transaction.shownLsn ? end : transaction.shownLsn;
    if (isSynchronous && needed > this.storage.flushedLsn) this.storage.flushNow(needed);
    this.finishCommit(transaction, end);
  }

  /** First half of a commit, for drivers that flush by themselves: logs it; returns the position to make durable (0 = nothing). */
  logCommit(transaction: Transaction, extra?: CommitExtra, kind: RecordKind = RecordKind.commit): Lsn {
    const isPrepared = transaction.state === 'prepared';
    if (transaction.state !== 'active' && !isPrepared) throw new PgError('internal_error', `cannot commit a transaction that is ${transaction.state}`);
    while (transaction.depth > 0) transaction.commitSubtransaction();
    if (transaction.serializable !== null && !isPrepared) this.serializable.prepare(transaction);
    if (extra !== undefined || transaction.droppedFiles.length > 0) transaction.assignXid();
    if (transaction.xid === 0) {
      transaction.state = 'committing';
      return 0 as Lsn;
    }
    const xids = [transaction.xid, ...transaction.subXids];
    const change = this.storage.beginChange(kind, transaction.xid);
    try {
      this.status.edit(change, xids);
      // What may still fail comes first: dropping files writes.
      extra?.(change);
      this.storage.commitFiles(change, xids as Xid[], transaction.droppedFiles);
    } catch (error) {
      change.abandon();
      throw error;
    }
    this.status.set(change, xids, STATUS_COMMITTED);
    const end = change.commit();
    transaction.state = 'committing';
    return end;
  }

  /** Second half: the record is durable (or need not be): the transaction becomes visible, its locks go. */
  finishCommit(transaction: Transaction, end: Lsn): void {
    if (transaction.xid !== 0) {
      if (end > this.storage.flushedLsn) {
        this.forgetFlushed();
        this.unflushed.set(transaction.xid, end);
        for (const sub of transaction.subXids) this.unflushed.set(sub, end);
      }
      this.removeRunning(transaction.xid, transaction.subXids);
      this.isSharedValid = false;
    }
    transaction.state = 'committed';
    if (transaction.serializable !== null) this.serializable.ended(transaction, true);
    transaction.runCommitHooks();
    this.release(transaction);
  }

  /** Rolls back. Never fails: what can't be logged need not be, an id without a commit did not commit. */
  abort(transaction: Transaction): void {
    if (transaction.state === 'committed' || transaction.state === 'aborted') return;
    if (transaction.state === 'committing') throw new PgError('internal_error', 'a transaction that has logged its commit cannot be rolled back');
    while (transaction.depth > 0) transaction.abortSubtransaction();
    transaction.state = 'aborted';
    transaction.undoAll();
    if (transaction.xid !== 0) this.logAbort([transaction.xid, ...(transaction.subXids as Xid[])]);
    this.leave(transaction);
  }

  /** Writes the record that makes a transaction a prepared one; returns the position to make durable (0 = nothing). */
  logPrepare(transaction: Transaction, body: Uint8Array): Lsn {
    const { log } = this.storage;
    return log === null ? (0 as Lsn) : log.append(RecordKind.prepare, transaction.xid, body);
  }

  /** First half of ROLLBACK PREPARED; unlike other aborts it must be in the log, or a crash would bring the transaction back. */
  logAbortPrepared(transaction: Transaction): Lsn {
    const xids = [transaction.xid, ...(transaction.subXids as Xid[])];
    const change = this.beginAbort(RecordKind.abortPrepared, xids);
    this.status.set(change, xids, STATUS_ABORTED);
    return change.commit();
  }

  /** Second half of ROLLBACK PREPARED. */
  finishAbort(transaction: Transaction): void {
    transaction.state = 'aborted';
    transaction.undoAll();
    this.leave(transaction);
  }

  /** The end of an abort: nobody waits for it any more. */
  private leave(transaction: Transaction): void {
    if (transaction.xid !== 0) {
      this.removeRunning(transaction.xid, transaction.subXids);
      this.isSharedValid = false;
    }
    if (transaction.serializable !== null) this.serializable.ended(transaction, false);
    this.release(transaction);
  }

  /** At the start: ids of a prepared transaction run again. */
  restoreRunning(transaction: Transaction): void {
    for (const xid of [transaction.xid, ...transaction.subXids]) {
      let at = this.running.length;
      while (at > 0 && this.running[at - 1]! > xid) at--;
      this.running.splice(at, 0, xid);
      this.runners.splice(at, 0, transaction);
    }
    this.isSharedValid = false;
  }

  /** For Transaction: ids of a subtransaction that was rolled back, ascending. */
  subtransactionAborted(xids: readonly Xid[]): void {
    this.logAbort(xids);
    for (const xid of xids) {
      const at = this.find(xid);
      this.running.splice(at, 1);
      this.runners.splice(at, 1);
    }
    // Other snapshots may go on taking them for running: either way they are invisible.
    for (const xid of xids) this.locks.xidEnded(xid);
  }

  /** For Transaction: a new id, running from now on. */
  newXid(transaction: Transaction): Xid {
    const next = this.storage.counters.xid;
    if (next >= this.status.preparedBelow) this.status.prepare(next);
    const xid = this.storage.nextXid();
    // Crash: ids are handed out only below the logged limit, so none is used twice.
    if (xid >= this.status.preparedBelow) this.status.prepare(xid);
    this.running.push(xid);
    this.runners.push(transaction);
    if (transaction.serializable !== null) this.serializable.assigned(transaction.serializable, xid);
    return xid;
  }

  /** A relation file that goes if the current subtransaction does not commit. */
  createFile(transaction: Transaction, options: CreateFileOptions = {}): RelationFile {
    return this.storage.createFile(transaction.assignXid(), options);
  }

  /** The file goes when the transaction commits. */
  dropFile(transaction: Transaction, file: FileId): void {
    transaction.assignXid();
    transaction.dropFileAtCommit(file);
  }

  /** Runs the hook at an orderly shutdown, before the last checkpoint: what is kept ahead of the pages in memory is written down. */
  beforeShutdown(hook: () => void): void {
    this.shutdownHooks.push(hook);
  }

  /** To be called once, when no transaction runs any more, before the last checkpoint. */
  shutdown(): void {
    for (const hook of this.shutdownHooks.splice(0)) hook();
  }

  // Status.

  isRunning(xid: number): boolean {
    const running = this.running;
    const count = running.length;
    if (count === 0 || xid < running[0] || xid > running[count - 1]) return false;
    if (count === 1) return true;
    const at = this.find(xid);
    return at >= 0;
  }

  /** Of an id that is not running: true when it committed. */
  didCommit(xid: number): boolean {
    if (xid === this.lastCommitted) return true;
    if (this.status.get(xid) !== STATUS_COMMITTED) return false;
    this.lastCommitted = xid;
    return true;
  }

  /** True when a hint bit may repeat that `xid` committed. */
  mayHint(xid: number): boolean {
    if (this.unflushed.size === 0) return true;
    const end = this.unflushed.get(xid);
    if (end === undefined) return true;
    if (end > this.storage.flushedLsn) return false;
    this.unflushed.delete(xid);
    return true;
  }

  /** Drops what has become durable of `unflushed`, whose records follow one another: nobody may ever ask about those ids. */
  private forgetFlushed(): void {
    const { flushedLsn } = this.storage;
    for (const [xid, end] of this.unflushed) {
      if (end > flushedLsn) return;
      this.unflushed.delete(xid);
    }
  }

  /** Commits that are visible and not yet durable, for leak tests. */
  get unflushedCount(): number {
    return this.unflushed.size;
  }

  /** Whose id it is, while it runs. */
  runnerOf(xid: number): Transaction | undefined {
    const at = this.find(xid);
    return at < 0 ? undefined : this.runners[at];
  }

  /** Running top-level and subtransaction ids, ascending. */
  runningXids(): readonly number[] {
    return this.running;
  }

  /** The next id to be assigned. */
  get nextXid(): Xid {
    return this.storage.counters.xid as Xid;
  }

  /** Sleeps until `xid` is over, on behalf of `waiter`. Returns at once if it is not running. */
  *waitForXid(waiter: Transaction, xid: Xid): Waiting<void> {
    const runner = this.runnerOf(xid);
    if (runner === undefined) return;
    yield* this.locks.waitForXid(waiter.owner, xid, runner.owner);
  }

  // Snapshots.

  /** Takes a snapshot for the transaction's current command and registers it; `into` is reused when given (and must not be registered). */
  takeSnapshot(transaction: Transaction | null, into: Snapshot = new Snapshot()): Snapshot {
    if (!this.isSharedValid) this.renewShared();
    into.xmin = this.sharedXmin;
    into.xmax = this.sharedXmax;
    into.running = this.sharedRunning;
    into.transaction = transaction;
    into.serializable = null;
    if (transaction !== null) into.commandId = transaction.commandId;
    this.register(into);
    return into;
  }

  /** A second registered snapshot that sees what `source` sees, with the transaction's current command id. */
  copySnapshot(source: Snapshot, into: Snapshot = new Snapshot()): Snapshot {
    into.xmin = source.xmin;
    into.xmax = source.xmax;
    into.running = source.running;
    into.transaction = source.transaction;
    into.serializable = source.serializable;
    into.commandId = source.transaction?.commandId ?? source.commandId;
    this.register(into);
    return into;
  }

  releaseSnapshot(snapshot: Snapshot): void {
    if (!snapshot.isRegistered) return;
    snapshot.isRegistered = false;
    if (snapshot.next !== null) snapshot.next.previous = snapshot.previous;
    else this.newest = snapshot.previous;
    if (snapshot.previous !== null) snapshot.previous.next = snapshot.next;
    snapshot.previous = null;
    snapshot.next = null;
    snapshot.transaction = null;
    snapshot.serializable = null;
  }

  /** Versions deleted by ids below this are seen by no snapshot, now or later. */
  horizon(): Xid {
    let oldest: number = this.storage.counters.xid;
    if (this.running.length > 0 && this.running[0] < oldest) oldest = this.running[0];
    for (let s = this.newest; s !== null; s = s.previous) if (s.xmin < oldest) oldest = s.xmin;
    return oldest as Xid;
  }

  /** Registered snapshots, for leak tests and pg_stat_activity. */
  get snapshotCount(): number {
    let count = 0;
    for (let s = this.newest; s !== null; s = s.previous) count++;
    return count;
  }

  private register(snapshot: Snapshot): void {
    if (snapshot.isRegistered) throw new PgError('internal_error', 'a snapshot is registered twice');
    snapshot.isRegistered = true;
    snapshot.previous = this.newest;
    snapshot.next = null;
    if (this.newest !== null) this.newest.next = snapshot;
    this.newest = snapshot;
  }

  private renewShared(): void {
    const { running } = this;
    const next = this.storage.counters.xid as Xid;
    this.sharedXmax = next < FIRST_NORMAL_XID ? FIRST_NORMAL_XID : next;
    this.sharedRunning = running.length === 0 ? NO_XIDS : running.slice();
    this.sharedXmin = running.length === 0 ? this.sharedXmax : (running[0] as Xid);
    this.isSharedValid = true;
  }

  private release(transaction: Transaction): void {
    if (transaction.xid !== 0) {
      this.locks.xidEnded(transaction.xid);
      for (const sub of transaction.subXids) this.locks.xidEnded(sub as Xid);
    }
    this.locks.releaseSince(transaction.locks, 0);
  }

  /** Marks the ids aborted, and drops the files they made. Best effort. */
  private logAbort(xids: readonly Xid[]): void {
    let change: PageChange;
    try {
      change = this.beginAbort(RecordKind.abort, xids);
    } catch {
      return;
    }
    this.status.set(change, xids, STATUS_ABORTED);
    change.commit();
  }

  /** What may fail of an abort's record. */
  private beginAbort(kind: RecordKind, xids: readonly Xid[]): PageChange {
    const change = this.storage.beginChange(kind, xids[0]!);
    try {
      this.status.edit(change, xids);
      this.storage.abortFiles(change, xids);
    } catch (error) {
      change.abandon();
      throw error;
    }
    return change;
  }

  private removeRunning(xid: number, subXids: readonly number[]): void {
    const { running, runners } = this;
    if (subXids.length < 4) {
      for (let i = subXids.length - 1; i >= -1; i--) {
        const at = this.find(i < 0 ? xid : subXids[i]);
        running.splice(at, 1);
        runners.splice(at, 1);
      }
      return;
    }
    const owner = runners[this.find(xid)];
    let kept = 0;
    for (let i = 0; i < running.length; i++) {
      if (runners[i] === owner) continue;
      running[kept] = running[i];
      runners[kept++] = runners[i];
    }
    running.length = kept;
    runners.length = kept;
  }

  private find(xid: number): number {
    const { running } = this;
    let low = 0;
    let high = running.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (running[middle] < xid) low = middle + 1;
      else high = middle;
    }
    return low < running.length && running[low] === xid ? low : -1;
  }
}
