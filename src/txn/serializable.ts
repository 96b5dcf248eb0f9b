/**
 * Serializable snapshot isolation: transactions run on snapshots, and one is ended with 40001 where the reads and writes of concurrent ones could not
 * have happened one after another (Cahill, Röhm, Fekete, SIGMOD 2008; Ports and Grittner, VLDB 2012; PostgreSQL chapter 13.2.3).
 *
 * A conflict R → W says that R has read what W wrote in a version that R's snapshot does not see: R comes before W. A cycle of those and of commit orders has two such
 * conflicts in a row, T1 → T2 → T3, where T3 commits first of the three. Such a dangerous structure is broken up by ending the pivot T2, if it has not prepared to commit,
 * or else whoever acts. Not every one is in a cycle: some transactions are ended for nothing, none wrongly committed.
 *
 * Invariants
 * 1. Times are sequence numbers of commits: `snapshotSeq` is the last commit before the snapshot, `prepareSeq` and `commitSeq` count on.
 * 2. A committed transaction is kept (its locks, its conflicts) as long as one runs that is concurrent to it. Past FINISHED_MAX the oldest are summarised: their locks
 *    become those of `summary`, their conflicts flags on the partners.
 * 3. A doomed transaction ends with 40001 at its next read, write or commit. A prepared one is never doomed.
 * 4. A read-only transaction is safe once every writer concurrent to its snapshot has ended without a conflict to a commit before the snapshot; then it is tracked no longer.
 */
import type { FileId, RowRef } from '../base/index.js';
import { PgError } from '../errors/index.js';
import type { ChunkViews } from '../storage/index.js';
import { PredicateLockHolder, PredicateLocks, type PredicateLock } from './predicate-locks.js';
import type { Snapshot } from './snapshot.js';
import type { Transaction } from './transaction.js';
import type { TransactionManager } from './transaction-manager.js';
import type { LockOwner } from './lock-table.js';
import { XMIN_FROZEN } from './tuple-header.js';
import type { Waiting } from './wait.js';
import { VERSION_DEAD, VERSION_DELETING, VERSION_LIVE, VERSION_RECENTLY_DEAD, versionState } from './visibility.js';

/** Committed transactions that are kept one by one. */
const FINISHED_MAX = 1000;

export class SerializableTransaction extends PredicateLockHolder {
  /** Top-level id, 0 as long as it has none. */
  xid = 0;
  isReadOnly: boolean;
  isPrepared = false;
  isCommitted = false;
  isDoomed = false;
  isSafe = false;
  isUnsafe = false;
  hasWritten = false;
  /** It has a conflict out to a transaction that committed before it. */
  hasConflictOut = false;
  hasSummaryIn = false;
  hasSummaryOut = false;
  prepareSeq = Infinity;
  commitSeq = Infinity;
  /** Earliest commit among those it had a conflict out to when it committed. */
  earliestOutCommit = Infinity;
  /** Ids from here on are not older than its end. */
  finishedBefore = 0;
  /** Those that read what this one wrote; those that wrote what this one read. */
  readonly inConflicts = new Set<SerializableTransaction>();
  readonly outConflicts = new Set<SerializableTransaction>();
  /** Of a reader: the writers that decide whether it is safe; of a writer: such readers. */
  readonly undecided = new Set<SerializableTransaction>();
  /** Wakes a deferrable reader once it is decided. */
  onDecided: (() => void) | null = null;
  readonly ids: number[] = [];

  constructor(
    readonly transaction: Transaction | null,
    /** xmin of its snapshot. */
    readonly xmin: number,
    readonly snapshotSeq: number,
    isReadOnly: boolean,
  ) {
    super();
    this.isReadOnly = isReadOnly;
  }

  get isActive(): boolean {
    return !this.isCommitted && !this.isDoomed;
  }
}

function failure(reason: string): PgError {
  return new PgError('serialization_failure', 'could not serialize access due to read/write dependencies among transactions', {
    detail: `Reason code: ${reason}.`,
    hint: 'The transaction might succeed if retried.',
  });
}

export class SerializableTransactions {
  private readonly locks = new PredicateLocks<SerializableTransaction>();
  private readonly running = new Set<SerializableTransaction>();
  /** Committed ones that somebody is concurrent to, in commit order. */
  private readonly finished: SerializableTransaction[] = [];
  private readonly byXid = new Map<number, SerializableTransaction>();
  private lastSeq = 1;
  /** Holds the locks of those summarised. */
  private readonly summary = new SerializableTransaction(null, 0, 0, false);
  /** Ids of those summarised, with their earliest out-commit. */
  private readonly summarised = new Map<number, number>();

  constructor(private readonly manager: TransactionManager) {
    this.summary.isPrepared = true;
    this.summary.isCommitted = true;
    this.summary.commitSeq = 0;
  }

  /** Begins to track a transaction whose snapshot has just been taken. Read-only ones that nobody can harm need not be: then the snapshot stays an ordinary one. */
  begin(transaction: Transaction, snapshot: Snapshot, isReadOnly: boolean): void {
    const tracked = new SerializableTransaction(transaction, snapshot.xmin, this.lastSeq, isReadOnly);
    if (isReadOnly) {
      for (const other of this.running) {
        if (other.isReadOnly || !other.isActive) continue;
        tracked.undecided.add(other);
        other.undecided.add(tracked);
      }
      if (tracked.undecided.size === 0) return;
    }
    this.running.add(tracked);
    transaction.serializable = tracked;
    snapshot.serializable = tracked;
    if (transaction.xid !== 0) this.assigned(tracked, transaction.xid);
    for (const sub of transaction.subXids) this.assigned(tracked, sub);
  }

  /** A tracked transaction has got an id. */
  assigned(tracked: SerializableTransaction, xid: number): void {
    if (tracked.xid === 0) tracked.xid = xid;
    tracked.ids.push(xid);
    this.byXid.set(xid, tracked);
  }

  // Reading.

  /** Rows are about to be read that are visible to all. @throws 40001 when the reader is doomed */
  check(snapshot: Snapshot): void {
    if (snapshot.serializable !== null) checkReader(snapshot.serializable);
  }

  readFile(snapshot: Snapshot, file: FileId): void {
    const reader = this.readerOf(snapshot);
    if (reader !== null) this.locks.lockFile(reader, file);
  }

  readPage(snapshot: Snapshot, file: FileId, page: number): void {
    const reader = this.readerOf(snapshot);
    if (reader !== null) this.locks.lockPage(reader, file, page);
  }

  /** A row version that the snapshot sees has been read through an index or by its reference. */
  readRow(snapshot: Snapshot, file: FileId, row: RowRef, xmin: number): void {
    const reader = this.readerOf(snapshot);
    if (reader !== null && reader.transaction?.isOwn(xmin) !== true) this.locks.lockRow(reader, file, row);
  }

  /** A version was met while reading: whoever made it, or the newer version in its place, comes after the reader if it is concurrent. */
  sawVersion(snapshot: Snapshot, views: ChunkViews, word: number, base: number, isVisible: boolean): void {
    const reader = this.readerOf(snapshot);
    if (reader === null) return;
    checkReader(reader);
    const state = versionState(views, word, base, this.manager.horizon(), this.manager);
    if (state === VERSION_DEAD || (state === VERSION_LIVE && isVisible)) return;
    const isEnding = state === VERSION_RECENTLY_DEAD || state === VERSION_DELETING;
    if (!(isEnding && isVisible) && ((views.u16[(word + 3) * 2] as number) & XMIN_FROZEN) === XMIN_FROZEN) return;
    this.readPast(reader, snapshot, base + (views.u32[isEnding && isVisible ? word + 1 : word] as number));
  }

  /** The reader has not seen what transaction `xid` wrote. */
  private readPast(reader: SerializableTransaction, snapshot: Snapshot, xid: number): void {
    // What had ended before any transaction that the snapshot takes for running is no news.
    if (xid < snapshot.xmin || reader.transaction?.isOwn(xid) === true) return;
    const writer = this.byXid.get(xid);
    if (writer === undefined) {
      this.readPastSummarised(reader, xid);
      return;
    }
    if (writer === reader || writer.isDoomed) return;
    if (writer.hasSummaryOut) {
      if (writer.isPrepared) throw failure(`Canceled on conflict out to old pivot ${xid}`);
      writer.isDoomed = true;
      return;
    }
    // A reader that only reads comes before a writer that no earlier commit comes before.
    if (reader.isReadOnly && writer.isCommitted && (!writer.hasConflictOut || reader.snapshotSeq < writer.earliestOutCommit)) return;
    if (!snapshot.isInProgress(xid) || reader.outConflicts.has(writer)) return;
    this.addConflict(reader, writer, reader);
  }

  private readPastSummarised(reader: SerializableTransaction, xid: number): void {
    const earliest = this.summarised.get(xid);
    if (earliest === undefined) return;
    if (earliest !== Infinity && (!reader.isReadOnly || earliest <= reader.snapshotSeq)) throw failure(`Canceled on conflict out to old pivot ${xid}`);
    if (reader.hasSummaryIn || reader.inConflicts.size > 0) {
      throw failure(`Canceled on identification as a pivot, with conflict out to old committed transaction ${xid}`);
    }
    reader.hasSummaryOut = true;
  }

  // Writing.

  /** Before a write: `page` and `row` null where there is none yet (a row to be inserted). */
  write(transaction: Transaction, file: FileId, page: number | null, row: RowRef | null): void {
    const writer = this.writerOf(transaction);
    if (writer === null || this.locks.isEmpty) return;
    for (const reader of this.locks.readers(file, page, row)) this.wroteWhatWasRead(reader, writer);
    if (row !== null && transaction.depth === 0) this.locks.unlockRow(writer, file, row);
  }

  /** Before a change of a whole table. */
  writeAll(transaction: Transaction, file: FileId): void {
    const writer = this.writerOf(transaction);
    if (writer === null) return;
    for (const reader of this.locks.readersOfAny(file)) this.wroteWhatWasRead(reader, writer);
  }

  private writerOf(transaction: Transaction): SerializableTransaction | null {
    const writer = transaction.serializable;
    if (writer === null) return null;
    if (writer.isDoomed) throw failure('Canceled on identification as a pivot, during conflict in checking');
    writer.hasWritten = true;
    return writer;
  }

  private wroteWhatWasRead(reader: SerializableTransaction, writer: SerializableTransaction): void {
    if (reader === writer || reader.isDoomed) return;
    if (reader.isCommitted && writer.xmin >= reader.finishedBefore) return;
    if (!reader.outConflicts.has(writer)) this.addConflict(reader, writer, writer);
  }

  // Where things are moves.

  pageSplit(file: FileId, from: number, to: number): void {
    if (!this.locks.isEmpty) this.locks.copyPage(file, from, to);
  }

  fileReplaced(from: FileId, to: FileId): void {
    if (!this.locks.isEmpty) this.locks.copyFile(from, to);
  }

  // Conflicts.

  private addConflict(reader: SerializableTransaction, writer: SerializableTransaction, acting: SerializableTransaction): void {
    this.checkNewConflict(reader, writer, acting);
    if (reader === this.summary) writer.hasSummaryIn = true;
    else {
      reader.outConflicts.add(writer);
      writer.inConflicts.add(reader);
    }
  }

  private checkNewConflict(reader: SerializableTransaction, writer: SerializableTransaction, acting: SerializableTransaction): void {
    if (!isDangerousOut(reader, writer) && !isDangerousIn(reader, writer)) return;
    if (acting === writer) throw failure('Canceled on identification as a pivot, during write');
    if (writer.isPrepared) throw failure(`Canceled on conflict out to pivot ${writer.xid}, during read`);
    writer.isDoomed = true;
  }

  // Ending.

  /** Before the commit is logged. @throws 40001 */
  prepare(transaction: Transaction): void {
    const own = transaction.serializable;
    if (own === null) return;
    if (own.isDoomed) throw failure('Canceled on identification as a pivot, during commit attempt');
    for (const pivot of own.inConflicts) {
      if (pivot.isCommitted || pivot.isDoomed) continue;
      for (const far of pivot.inConflicts) {
        if (far !== own && (far.isCommitted || far.isReadOnly || far.isDoomed)) continue;
        // The pivot is ended rather than this one, which then has got somewhere; unless that is too late.
        if (pivot.isPrepared) throw failure('Canceled on commit attempt with conflict in from prepared pivot');
        pivot.isDoomed = true;
        break;
      }
    }
    own.prepareSeq = ++this.lastSeq;
    own.isPrepared = true;
  }

  ended(transaction: Transaction, isCommit: boolean): void {
    const own = transaction.serializable;
    if (own === null) return;
    transaction.serializable = null;
    const wasReadOnly = own.isReadOnly;
    this.running.delete(own);
    if (isCommit) {
      own.isCommitted = true;
      own.commitSeq = ++this.lastSeq;
      if (!own.hasWritten) own.isReadOnly = true;
    } else own.isDoomed = true;
    own.finishedBefore = this.manager.nextXid;
    for (const writer of own.outConflicts) {
      if (isCommit && !own.isReadOnly && writer.isCommitted) {
        own.hasConflictOut = true;
        own.earliestOutCommit = Math.min(own.earliestOutCommit, writer.prepareSeq);
      }
      if (!isCommit || writer.isCommitted) separate(own, writer);
    }
    for (const reader of own.inConflicts) if (!isCommit || reader.isCommitted || reader.isReadOnly) separate(reader, own);
    if (wasReadOnly) for (const writer of own.undecided) writer.undecided.delete(own);
    else this.decideReaders(own, isCommit);
    own.undecided.clear();
    if (isCommit) this.finished.push(own);
    else this.forget(own);
    this.clearOld();
  }

  private decideReaders(writer: SerializableTransaction, isCommit: boolean): void {
    for (const reader of writer.undecided) {
      reader.undecided.delete(writer);
      if (isCommit && writer.hasWritten && writer.hasConflictOut && writer.earliestOutCommit <= reader.snapshotSeq) {
        reader.isUnsafe = true;
        for (const other of reader.undecided) other.undecided.delete(reader);
        reader.undecided.clear();
      } else if (reader.undecided.size === 0 && !reader.isUnsafe) reader.isSafe = true;
      if (reader.isSafe || reader.isUnsafe) reader.onDecided?.();
    }
  }

  /** Drops what nobody who runs is concurrent to, and summarises what is too much. */
  private clearOld(): void {
    let oldest = Infinity;
    for (const other of this.running) oldest = Math.min(oldest, other.snapshotSeq);
    const { finished } = this;
    let kept = 0;
    while (kept < finished.length && finished[kept]!.commitSeq <= oldest) this.forget(finished[kept++]!);
    finished.splice(0, kept);
    while (finished.length > FINISHED_MAX) this.summarise(finished.shift()!);
    if (this.summary.commitSeq <= oldest) {
      this.locks.release(this.summary);
      this.summarised.clear();
    }
  }

  private summarise(old: SerializableTransaction): void {
    const { summary } = this;
    this.locks.moveHolder(old, summary);
    summary.commitSeq = Math.max(summary.commitSeq, old.commitSeq);
    summary.finishedBefore = Math.max(summary.finishedBefore, old.finishedBefore);
    for (const writer of old.outConflicts) writer.hasSummaryIn = true;
    for (const reader of old.inConflicts) reader.hasSummaryOut = true;
    for (const xid of old.ids) this.summarised.set(xid, old.hasConflictOut ? old.earliestOutCommit : Infinity);
    this.forget(old);
  }

  private forget(gone: SerializableTransaction): void {
    this.locks.release(gone);
    for (const writer of gone.outConflicts) separate(gone, writer);
    for (const reader of gone.inConflicts) separate(reader, gone);
    for (const xid of gone.ids) this.byXid.delete(xid);
    this.running.delete(gone);
  }

  /** The transaction as a reader, null once nothing can happen to it. @throws 40001 when it is doomed */
  private readerOf(snapshot: Snapshot): SerializableTransaction | null {
    const reader = snapshot.serializable;
    if (reader === null) return null;
    if (reader.isSafe) {
      snapshot.serializable = null;
      this.stopTracking(reader);
      return null;
    }
    return reader;
  }

  /** Sleeps until the read-only transaction is known to be safe or not, on behalf of a deferrable one. */
  *decided(reader: SerializableTransaction): Waiting<void> {
    while (!reader.isSafe && !reader.isUnsafe) {
      const promise = new Promise<void>(resolve => (reader.onDecided = resolve));
      yield { kind: 'lock', promise, cancel: () => (reader.onDecided = null) };
    }
  }

  /** True while the commit of a transaction that has passed its checks is being made durable. */
  get isCommitting(): boolean {
    for (const own of this.running) if (own.isPrepared && own.transaction?.state === 'committing') return true;
    return false;
  }

  /** Owners of the transactions that a deferrable one waits for. */
  blockersOf(transaction: Transaction): readonly LockOwner[] {
    const reader = transaction.serializable;
    return reader === null || reader.onDecided === null ? [] : [...reader.undecided].map(writer => writer.transaction!.owner);
  }

  /** A reader found safe, or one whose snapshot was given up. */
  stopTracking(reader: SerializableTransaction): void {
    if (reader.transaction?.serializable === reader) reader.transaction.serializable = null;
    for (const writer of reader.undecided) writer.undecided.delete(reader);
    reader.undecided.clear();
    this.forget(reader);
    this.clearOld();
  }

  /** Locks of running and committed transactions, for pg_locks. */
  *heldLocks(): Generator<PredicateLock & { readonly holder: SerializableTransaction }, void, void> {
    for (const holder of [...this.running, ...this.finished, this.summary]) for (const lock of this.locks.locksOf(holder)) yield { ...lock, holder };
  }

  locksOf(holder: SerializableTransaction): Iterable<PredicateLock> {
    return this.locks.locksOf(holder);
  }

  /** A prepared transaction after a restart: whom it was in conflict with is forgotten, so it counts as having been in both kinds. */
  restore(transaction: Transaction, locks: readonly PredicateLock[]): void {
    const tracked = new SerializableTransaction(transaction, 0, this.lastSeq, false);
    tracked.isPrepared = true;
    tracked.prepareSeq = ++this.lastSeq;
    tracked.hasWritten = true;
    tracked.hasSummaryIn = true;
    tracked.hasSummaryOut = true;
    this.running.add(tracked);
    transaction.serializable = tracked;
    for (const xid of [transaction.xid, ...transaction.subXids]) this.assigned(tracked, xid);
    for (const { file, page, row } of locks) {
      if (row !== null) this.locks.lockRow(tracked, file, row);
      else if (page !== null) this.locks.lockPage(tracked, file, page);
      else this.locks.lockFile(tracked, file);
    }
  }

  /** Transactions remembered, for leak tests. */
  get trackedCount(): number {
    return this.running.size + this.finished.length + this.byXid.size + this.summarised.size;
  }
}

function checkReader(reader: SerializableTransaction): void {
  if (reader.isDoomed) throw failure('Canceled on identification as a pivot, during conflict out checking');
}

function separate(reader: SerializableTransaction, writer: SerializableTransaction): void {
  reader.outConflicts.delete(writer);
  writer.inConflicts.delete(reader);
}

/** reader → writer → third: the third committed first. */
function isDangerousOut(reader: SerializableTransaction, writer: SerializableTransaction): boolean {
  if (writer.isCommitted && (writer.hasConflictOut || writer.hasSummaryOut)) return true;
  if (writer.hasSummaryOut) return true;
  for (const third of writer.outConflicts) {
    if (
      third.isPrepared &&
      (!reader.isCommitted || third.prepareSeq <= reader.commitSeq) &&
      (!writer.isCommitted || third.prepareSeq <= writer.commitSeq) &&
      (!reader.isReadOnly || third.prepareSeq <= reader.snapshotSeq)
    ) {
      return true;
    }
  }
  return false;
}

/** third → reader → writer: the writer committed first. */
function isDangerousIn(reader: SerializableTransaction, writer: SerializableTransaction): boolean {
  if (!writer.isPrepared || reader.isReadOnly) return false;
  if (reader.hasSummaryIn) return true;
  for (const third of reader.inConflicts) {
    if (!third.isDoomed && (!third.isCommitted || third.commitSeq >= writer.prepareSeq) && (!third.isReadOnly || third.snapshotSeq >= writer.prepareSeq)) {
      return true;
    }
  }
  return false;
}
