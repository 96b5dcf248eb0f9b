/**
 * The transaction state of a session, as PostgreSQL's: idle, inside a statement's own transaction, inside BEGIN … (or a multi-statement message,
 * which is an implicit block), or failed and waiting for ROLLBACK.
 *
 * Invariants
 * 1. At most one transaction is open; `current` is null only between transactions.
 * 2. An error rolls back at once what it must (the innermost savepoint, or everything) and releases its locks; the block stays open as failed.
 * 3. READ COMMITTED statements see a new snapshot each; REPEATABLE READ keeps the first of the transaction.
 */
import { PgError } from '../errors/index.js';
import type { PrepareRequest, Snapshot, Transaction, TransactionManager, LockOwner, Waiting } from '../txn/index.js';
import type { SessionSettings } from './settings.js';

export type BlockState = 'idle' | 'implicit' | 'block' | 'failed';

interface Savepoint {
  readonly name: string;
  readonly settingsMark: number;
}

/** What the block tells its session. */
export interface BlockHost {
  /** Start of the running statement, microseconds since 2000-01-01. */
  statementStart(): number;
  transactionBegan(transaction: Transaction): void;
  /** Everything made in subtransactions of at least this depth has been undone. */
  subtransactionsAborted(depth: number): void;
  /** What was made in deeper subtransactions belongs to this depth now. */
  subtransactionsReleased(depth: number): void;
}

export class TransactionBlock {
  state: BlockState = 'idle';
  current: Transaction | null = null;
  /** Start of the transaction, microseconds since 2000-01-01. */
  startTimestamp = 0;
  /** A statement of the transaction has taken a snapshot: its isolation level is settled. */
  hasQueried = false;
  private transactionSnapshot: Snapshot | null = null;
  /** Isolation level, read-only and deferrable, as AND CHAIN handed them on; none for a transaction of its own. */
  inheritedModes: readonly string[] = [];
  private savepoints: Savepoint[] = [];

  constructor(
    private readonly manager: TransactionManager,
    private readonly owner: LockOwner,
    private readonly settings: SessionSettings,
    private readonly host: BlockHost,
  ) {}

  /** What ReadyForQuery reports. */
  get statusByte(): 'I' | 'T' | 'E' {
    return this.state === 'idle' || this.state === 'implicit' ? 'I' : this.state === 'failed' ? 'E' : 'T';
  }

  get isExplicit(): boolean {
    return this.state === 'block' || this.state === 'failed';
  }

  /** The open transaction, begun now if there is none. */
  ensure(): Transaction {
    if (this.current === null) this.start('implicit');
    return this.current!;
  }

  private start(state: BlockState): void {
    this.current = this.manager.begin(this.owner);
    this.state = state;
    this.hasQueried = false;
    this.inheritedModes = [];
    this.startTimestamp = this.host.statementStart();
    this.settings.beginTransaction();
    this.savepoints.length = 0;
    this.host.transactionBegan(this.current);
  }

  /** BEGIN. Returns false when a block is open already (a warning). */
  begin(): boolean {
    if (this.isExplicit) return false;
    if (this.current === null) this.start('block');
    this.state = 'block';
    return true;
  }

  get isRepeatable(): boolean {
    return this.settings.hot.isolation !== 'read committed';
  }

  get isSerializable(): boolean {
    return this.settings.hot.isolation === 'serializable';
  }

  get mustAwaitSafeSnapshot(): boolean {
    return this.isSerializable && this.transactionSnapshot === null && this.settings.hot.isReadOnly && this.settings.isOn('transaction_deferrable');
  }

  /** Before a statement takes its snapshot: a SERIALIZABLE READ ONLY DEFERRABLE transaction waits for one that is safe. */
  *awaitSafeSnapshot(): Waiting<void> {
    if (!this.mustAwaitSafeSnapshot) return;
    const { manager } = this;
    for (;;) {
      const transaction = this.ensure();
      const snapshot = manager.takeSnapshot(transaction);
      manager.serializable.begin(transaction, snapshot, true);
      const tracked = transaction.serializable;
      let isGood = tracked === null;
      try {
        if (tracked !== null) {
          yield* manager.serializable.decided(tracked);
          isGood = tracked.isSafe;
        }
      } finally {
        if (tracked !== null) manager.serializable.stopTracking(tracked);
        snapshot.serializable = null;
        if (isGood) this.transactionSnapshot = snapshot;
        else manager.releaseSnapshot(snapshot);
      }
      if (isGood) {
        this.hasQueried = true;
        return;
      }
    }
  }

  /** A utility statement of a block takes a snapshot, too: the modes of the transaction stand from then on, and what it sees when that is fixed. */
  settleSnapshot(): void {
    if (!this.isExplicit) return;
    this.hasQueried = true;
    if (this.isRepeatable && this.transactionSnapshot === null && !this.mustAwaitSafeSnapshot) this.manager.releaseSnapshot(this.takeSnapshot());
  }

  /** A registered snapshot for the next statement; the caller releases it. */
  takeSnapshot(into?: Snapshot): Snapshot {
    const transaction = this.ensure();
    this.hasQueried = true;
    if (!this.isRepeatable) return this.manager.takeSnapshot(transaction, into);
    if (this.transactionSnapshot === null) {
      this.transactionSnapshot = this.manager.takeSnapshot(transaction);
      if (this.isSerializable) this.manager.serializable.begin(transaction, this.transactionSnapshot, this.settings.hot.isReadOnly);
    }
    return this.manager.copySnapshot(this.transactionSnapshot, into);
  }

  /** Commits the open transaction. A failing commit (deferred constraint) rolls back and throws. */
  *commit(): Waiting<void> {
    const transaction = this.current;
    if (transaction === null) return;
    this.dropSnapshot();
    yield* this.manager.commit(transaction, this.settings.hot.isSynchronous);
    this.ended(true);
  }

  /** The transaction leaves the session; another may end it by its name. After an error it is still here. */
  *prepare(request: PrepareRequest): Waiting<void> {
    this.dropSnapshot();
    yield* this.manager.prepared.prepare(this.current!, request);
    this.ended(true);
  }

  /** The same with a blocking flush. */
  commitNow(): void {
    const transaction = this.current;
    if (transaction === null) return;
    this.dropSnapshot();
    this.manager.commitNow(transaction, this.settings.hot.isSynchronous);
    this.ended(true);
  }

  rollback(): void {
    const transaction = this.current;
    this.dropSnapshot();
    if (transaction !== null && transaction.state === 'active') this.manager.abort(transaction);
    this.ended(false);
  }

  private ended(isCommitted: boolean): void {
    this.current = null;
    this.state = 'idle';
    this.savepoints.length = 0;
    this.settings.endTransaction(isCommitted);
  }

  private dropSnapshot(): void {
    if (this.transactionSnapshot !== null) {
      this.manager.releaseSnapshot(this.transactionSnapshot);
      this.transactionSnapshot = null;
    }
  }

  /** A statement failed: inside a block everything up to the innermost savepoint is undone and the block waits; else it is over. */
  fail(): void {
    if (this.current === null) return;
    if (this.state !== 'block') {
      if (this.state === 'implicit') this.rollback();
      return;
    }
    this.state = 'failed';
    const { current } = this;
    if (current.state !== 'active') return;
    const innermost = this.savepoints[this.savepoints.length - 1];
    if (innermost) {
      const { depth } = current;
      current.rollbackToSavepoint(innermost.name);
      this.settings.rollbackTo(innermost.settingsMark);
      this.host.subtransactionsAborted(depth);
    } else {
      this.dropSnapshot();
      this.manager.abort(current);
    }
  }

  savepoint(name: string): void {
    this.current!.savepoint(name);
    this.savepoints.push({ name, settingsMark: this.settings.mark() });
  }

  release(name: string): void {
    const at = this.find(name);
    this.current!.releaseSavepoint(name);
    this.savepoints.length = at;
    this.host.subtransactionsReleased(at);
  }

  rollbackTo(name: string): void {
    const at = this.find(name);
    this.current!.rollbackToSavepoint(name);
    this.settings.rollbackTo(this.savepoints[at]!.settingsMark);
    this.savepoints.length = at + 1;
    if (this.state === 'failed') this.state = 'block';
    this.host.subtransactionsAborted(at + 1);
  }

  private find(name: string): number {
    for (let i = this.savepoints.length - 1; i >= 0; i--) if (this.savepoints[i]!.name === name) return i;
    throw new PgError('invalid_savepoint_specification', `savepoint "${name}" does not exist`);
  }
}
