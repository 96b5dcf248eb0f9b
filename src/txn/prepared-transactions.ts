/**
 * Two-phase commit: transactions that have been prepared belong to no session; whoever knows their name commits or rolls them back, also after a crash
 * (PostgreSQL chapter 74; PREPARE TRANSACTION, COMMIT PREPARED, ROLLBACK PREPARED).
 *
 * 1. A prepared transaction goes on running for everyone else: its rows are invisible, its locks and row locks held, by an owner of its own without a process.
 * 2. It is prepared when its record is durable, and over when the record of its end is; between, it is busy and nobody else can end it.
 */
import type { Oid, Xid } from '../base/index.js';
import { PgError } from '../errors/index.js';
import { RecordKind } from '../wal/index.js';
import { encodePrepared, type PreparedLog, type PreparedState } from './prepared-log.js';
import { Transaction } from './transaction.js';
import type { TransactionManager } from './transaction-manager.js';
import type { Waiting } from './wait.js';

/** Bytes of a name, exclusive (PostgreSQL's GIDSIZE). */
const NAME_BYTES_MAX = 200;

export interface PrepareRequest {
  readonly name: string;
  readonly owner: Oid;
  /** Microseconds since 2000-01-01. */
  readonly preparedAt: number;
  readonly changesCatalogs: boolean;
  /** max_prepared_transactions. */
  readonly limit: number;
}

export interface PreparedTransaction {
  readonly name: string;
  readonly owner: Oid;
  readonly preparedAt: number;
  readonly changesCatalogs: boolean;
  readonly transaction: Transaction;
  /** It is just being prepared or ended. */
  isBusy: boolean;
}

export class PreparedTransactions {
  private readonly byName = new Map<string, PreparedTransaction>();

  constructor(
    private readonly manager: TransactionManager,
    private readonly log: PreparedLog,
  ) {
    for (const state of log.states()) this.restore(state);
  }

  /** In the order in which they began to write. */
  list(): PreparedTransaction[] {
    return [...this.byName.values()].filter(p => p.transaction.state === 'prepared').sort((a, b) => a.transaction.xid - b.transaction.xid);
  }

  /**
   * Takes the transaction from its session. After an error it is still the session's, to be rolled back.
   * @throws PgError 22023 the name is too long; 42710 it is in use; 55000 there may be none; 53200 there are too many; 0A000 session-level locks; 40001
   */
  *prepare(transaction: Transaction, request: PrepareRequest): Waiting<void> {
    const { manager } = this;
    const { name, limit } = request;
    if (new TextEncoder().encode(name).length >= NAME_BYTES_MAX) throw new PgError('invalid_parameter_value', `transaction identifier "${name}" is too long`);
    if (limit === 0) {
      throw new PgError('object_not_in_prerequisite_state', 'prepared transactions are disabled', {
        hint: 'Set max_prepared_transactions to a nonzero value.',
      });
    }
    if (this.byName.has(name)) throw new PgError('duplicate_object', `transaction identifier "${name}" is already in use`);
    if (this.byName.size >= limit) {
      throw new PgError('out_of_memory', 'maximum number of prepared transactions reached', {
        hint: `Increase max_prepared_transactions (currently ${limit}).`,
      });
    }
    while (transaction.depth > 0) transaction.commitSubtransaction();
    transaction.assignXid();
    if (transaction.serializable !== null) manager.serializable.prepare(transaction);
    manager.locks.checkTransferable(transaction.locks);
    const body = encodePrepared(this.stateOf(transaction, request));
    const end = manager.logPrepare(transaction, body);
    this.log.add(transaction.xid, body);
    const needed = Math.max(end, transaction.shownLsn) as typeof end;
    const prepared: PreparedTransaction = { ...request, transaction, isBusy: true };
    this.byName.set(name, prepared);
    transaction.becomePrepared(manager.locks.transfer(transaction.locks, [transaction.xid, ...(transaction.subXids as Xid[])]));
    if (needed > manager.storage.flushedLsn) yield { kind: 'flush', lsn: needed };
    prepared.isBusy = false;
  }

  /** The transaction of a name, for `finish`. @throws PgError 42704 there is none; 55000 another session is at it */
  find(name: string): PreparedTransaction {
    const found = this.byName.get(name);
    if (found === undefined) throw new PgError('undefined_object', `prepared transaction with identifier "${name}" does not exist`);
    if (found.isBusy) throw new PgError('object_not_in_prerequisite_state', `prepared transaction with identifier "${name}" is busy`);
    return found;
  }

  /** Commits it, or rolls it back. `committed` runs once it is visible, before anyone else runs. */
  *finish(prepared: PreparedTransaction, isCommit: boolean, committed: () => void): Waiting<void> {
    const { manager } = this;
    const { transaction } = prepared;
    prepared.isBusy = true;
    try {
      if (isCommit) transaction.onCommit(committed);
      const end = isCommit ? manager.logCommit(transaction, undefined, RecordKind.commitPrepared) : manager.logAbortPrepared(transaction);
      this.log.remove(transaction.xid);
      if (end > manager.storage.flushedLsn) yield { kind: 'flush', lsn: end };
      if (isCommit) manager.finishCommit(transaction, end);
      else manager.finishAbort(transaction);
      this.byName.delete(prepared.name);
    } finally {
      prepared.isBusy = false;
    }
  }

  private stateOf(transaction: Transaction, request: PrepareRequest): PreparedState {
    const { manager } = this;
    return {
      xid: transaction.xid,
      name: request.name,
      owner: request.owner,
      preparedAt: request.preparedAt,
      changesCatalogs: request.changesCatalogs,
      isSerializable: transaction.serializable !== null,
      subXids: transaction.subXids,
      droppedFiles: transaction.droppedFiles,
      locks: transaction.locks.holdings.map((holding, i) => ({ tag: holding.lock.tag, mode: transaction.locks.modes[i]! })),
      rowLocks: transaction.rowLocks,
      readLocks: transaction.serializable === null ? [] : [...manager.serializable.locksOf(transaction.serializable)],
    };
  }

  /** After a restart, before any session: the transaction as it was. */
  private restore(state: PreparedState): void {
    const { manager } = this;
    const owner = manager.locks.newOwner(0);
    owner.preparedXid = state.xid;
    const transaction = Transaction.prepared(manager, owner, state.xid, state.subXids, state.droppedFiles);
    manager.restoreRunning(transaction);
    for (const { tag, mode } of state.locks) manager.locks.tryAcquire(transaction.locks, tag, mode);
    for (const { file, ref, xid, strength } of state.rowLocks) transaction.addRowLock(file, ref, xid, strength);
    if (state.isSerializable) manager.serializable.restore(transaction, state.readLocks);
    this.byName.set(state.name, { ...state, transaction, isBusy: false });
  }
}
