/**
 * One transaction: its ids (assigned when it first writes), savepoints, command counter, and what has to happen at its end.
 *
 * Invariants
 * 1. A transaction that only reads has no id.
 * 2. Each subtransaction that writes has its own id; a parent's id is smaller than its children's.
 * 3. `subXids` holds the ids of subtransactions that are running or released, ascending; an id rolled back leaves it at once.
 * 4. Everything registered since a savepoint (locks, row locks, files, hooks) is undone or dropped by rolling back to it.
 */
import type { CommandId, FileId, Lsn, RowRef, Xid } from '../base/index.js';
import { PgError } from '../errors/index.js';
import { ComboCommands } from './combo-commands.js';
import type { AcquiredLocks } from './lock-manager.js';
import { noLocks } from './lock-manager.js';
import type { LockOwner } from './lock-table.js';
import type { RowLocker } from './row-lock-table.js';
import type { SerializableTransaction } from './serializable.js';
import type { TransactionManager } from './transaction-manager.js';
import type { RowLockStrength } from './tuple-header.js';

/** Commands of one transaction (the stored field is 32 bits wide). */
const COMMANDS_MAX = 4294967294;

export type TransactionState = 'active' | 'prepared' | 'committing' | 'committed' | 'aborted';

interface Level {
  xid: Xid;
  /** Position of `xid` in subXids, -1 while it has none (and for the top level). */
  xidIndex: number;
  readonly name: string | null;
  readonly locks: number;
  readonly rowLocks: number;
  readonly dropped: number;
  readonly commitHooks: number;
  readonly abortHooks: number;
}

export class Transaction {
  /** Top-level id, 0 until the first write. */
  xid: Xid = 0 as Xid;
  state: TransactionState = 'active';
  /** The running command; its own changes are invisible to it. */
  commandId: CommandId = 0 as CommandId;
  locks: AcquiredLocks;
  readonly rowLocks: RowLocker[] = [];
  readonly droppedFiles: FileId[] = [];
  subXids: number[] = [];
  /** What the transaction has shown its client rests on the log up to here, though it may have written none of it (values of sequences). */
  shownLsn: Lsn = 0 as Lsn;
  /** It has used temporary objects, which no other session could commit. */
  usesTemporaryObjects = false;
  /** It has listened, or will notify; the session's affair, too. */
  usesNotifications = false;
  /** Set while reads and writes are tracked (SERIALIZABLE). */
  serializable: SerializableTransaction | null = null;
  private comboIds: ComboCommands | null = null;
  private isCommandUsed = false;
  private readonly levels: Level[] = [];
  private level: Level;
  private readonly commitHooks: (() => void)[] = [];
  private readonly abortHooks: (() => void)[] = [];

  constructor(
    readonly manager: TransactionManager,
    public owner: LockOwner,
  ) {
    this.locks = noLocks(owner);
    this.level = this.newLevel(null);
  }

  /** A transaction that was prepared before a restart. */
  static prepared(manager: TransactionManager, owner: LockOwner, xid: Xid, subXids: readonly number[], droppedFiles: readonly FileId[]): Transaction {
    const transaction = new Transaction(manager, owner);
    transaction.xid = xid;
    transaction.level.xid = xid;
    transaction.subXids = [...subXids];
    transaction.droppedFiles.push(...droppedFiles);
    transaction.state = 'prepared';
    return transaction;
  }

  get combos(): ComboCommands {
    return (this.comboIds ??= new ComboCommands());
  }

  /** True for ids of this transaction and its subtransactions that have not been rolled back. */
  isOwn(xid: number): boolean {
    if (xid === this.xid) return true;
    const subs = this.subXids;
    if (subs.length === 0 || xid < (subs[0] as number)) return false;
    let low = 0;
    let high = subs.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((subs[middle] as number) < xid) low = middle + 1;
      else high = middle;
    }
    return low < subs.length && subs[low] === xid;
  }

  /** Ids of the transaction and of its open subtransactions, as far as they have one. */
  openXids(): Xid[] {
    return this.levels.map(level => level.xid).filter(xid => xid !== 0);
  }

  /** The id that changes of the current subtransaction carry; assigned now if there is none. */
  assignXid(): Xid {
    const xid = this.level.xid;
    if (xid !== 0) {
      this.isCommandUsed = true;
      return xid;
    }
    if (this.state !== 'active') throw new PgError('internal_error', 'cannot assign a transaction id to a transaction that has ended');
    for (const level of this.levels) if (level.xid === 0) this.assignTo(level);
    this.isCommandUsed = true;
    return this.level.xid;
  }

  /** Ends the running command: what it wrote becomes visible to the next one. */
  nextCommand(): void {
    if (!this.isCommandUsed) return;
    if (this.commandId >= COMMANDS_MAX) {
      throw new PgError('program_limit_exceeded', 'cannot have more than 2^32-2 commands in a transaction');
    }
    this.commandId = (this.commandId + 1) as CommandId;
    this.isCommandUsed = false;
  }

  /** Depth of subtransactions; 0 at the top. */
  get depth(): number {
    return this.levels.length - 1;
  }

  /** Starts a subtransaction; returns its depth. */
  beginSubtransaction(name: string | null = null): number {
    this.nextCommand();
    this.level = this.newLevel(name);
    return this.depth;
  }

  /** Ends the innermost subtransaction, keeping its work. */
  commitSubtransaction(): void {
    this.nextCommand();
    this.popLevel();
  }

  /** Undoes the innermost subtransaction. */
  abortSubtransaction(): void {
    const level = this.popLevel();
    if (level.xidIndex >= 0) {
      const ended = this.subXids.slice(level.xidIndex) as Xid[];
      this.subXids.length = level.xidIndex;
      this.manager.subtransactionAborted(ended);
    }
    this.undoSince(level);
    this.manager.locks.releaseSince(this.locks, level.locks);
    this.isCommandUsed = true;
    this.nextCommand();
  }

  savepoint(name: string): void {
    this.beginSubtransaction(name);
  }

  /** RELEASE SAVEPOINT: it and everything established after it melt into what was before. */
  releaseSavepoint(name: string): void {
    const target = this.findSavepoint(name);
    while (this.depth >= target) this.commitSubtransaction();
  }

  /** ROLLBACK TO SAVEPOINT: the savepoint itself stays. */
  rollbackToSavepoint(name: string): void {
    const target = this.findSavepoint(name);
    while (this.depth >= target) this.abortSubtransaction();
    this.beginSubtransaction(name);
  }

  hasSavepoint(name: string): boolean {
    return this.levels.some(l => l.name === name);
  }

  /** Runs after the commit is durable and visible. Dropped if the subtransaction is rolled back. Must not throw. */
  onCommit(hook: () => void): void {
    this.commitHooks.push(hook);
  }

  /** Runs when the transaction, or the subtransaction it was registered in, is rolled back; newest first. Must not throw. */
  onAbort(hook: () => void): void {
    this.abortHooks.push(hook);
  }

  /** For PREPARE TRANSACTION: what the session wanted to do at its end is the session's business no more. */
  becomePrepared(locks: AcquiredLocks): void {
    this.locks = locks;
    this.owner = locks.owner;
    this.commitHooks.length = 0;
    this.abortHooks.length = 0;
    this.state = 'prepared';
  }

  /** For the manager's `dropFile`. */
  dropFileAtCommit(file: FileId): void {
    this.droppedFiles.push(file);
  }

  /** Records that `xid` (of this transaction) locks a row beside the one its xmax names. */
  addRowLock(file: FileId, ref: RowRef, xid: Xid, strength: RowLockStrength): void {
    const locker = this.manager.rowLocks.add(file, ref, xid, strength);
    if (locker !== null) this.rowLocks.push(locker);
  }

  /** For the manager: the end of a transaction that failed. */
  undoAll(): void {
    this.undoSince(this.levels[0] as Level);
  }

  /** For the manager: the end of a transaction whose commit is durable. */
  runCommitHooks(): void {
    for (let i = 0; i < this.commitHooks.length; i++) (this.commitHooks[i] as () => void)();
    for (const locker of this.rowLocks) this.manager.rowLocks.remove(locker);
    this.rowLocks.length = 0;
  }

  private undoSince(level: Level): void {
    this.commitHooks.length = level.commitHooks;
    while (this.abortHooks.length > level.abortHooks) (this.abortHooks.pop() as () => void)();
    this.dropRowLocks(level);
    this.droppedFiles.length = level.dropped;
  }

  /** Row locks taken since the level began go, but not those of an outer level that an update by someone else has copied to a newer version meanwhile. */
  private dropRowLocks(level: Level): void {
    const { rowLocks } = this;
    const isWhole = level === this.levels[0];
    let kept = level.rowLocks;
    for (let i = level.rowLocks; i < rowLocks.length; i++) {
      const locker = rowLocks[i];
      if (!isWhole && this.isOwn(locker.xid)) rowLocks[kept++] = locker;
      else this.manager.rowLocks.remove(locker);
    }
    rowLocks.length = kept;
  }

  private newLevel(name: string | null): Level {
    const level: Level = {
      xid: 0 as Xid,
      xidIndex: -1,
      name,
      locks: this.locks.holdings.length,
      rowLocks: this.rowLocks.length,
      dropped: this.droppedFiles.length,
      commitHooks: this.commitHooks.length,
      abortHooks: this.abortHooks.length,
    };
    this.levels.push(level);
    return level;
  }

  private popLevel(): Level {
    if (this.depth === 0) throw new PgError('internal_error', 'there is no subtransaction to end');
    const level = this.levels.pop() as Level;
    this.level = this.levels[this.levels.length - 1] as Level;
    return level;
  }

  private assignTo(level: Level): void {
    const xid = this.manager.newXid(this);
    level.xid = xid;
    if (level === this.levels[0]) this.xid = xid;
    else {
      level.xidIndex = this.subXids.length;
      this.subXids.push(xid);
    }
  }

  private findSavepoint(name: string): number {
    for (let i = this.levels.length - 1; i > 0; i--) if ((this.levels[i] as Level).name === name) return i;
    throw new PgError('invalid_savepoint_specification', `savepoint "${name}" does not exist`);
  }
}
