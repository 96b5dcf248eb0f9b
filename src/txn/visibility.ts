/**
 * Which row versions a reader sees, a writer may touch, and a cleaner may remove. One tuple header in, one answer out; the answers follow
 * PostgreSQL's heapam_visibility rules. Hot: plain functions on numbers; hint bits make the common case two loads and two tests.
 *
 * Hint bits are written straight into the frame, only for transactions that have left the running set and whose commit record is durable,
 * so that a page never claims more than the log proves.
 */
import type { ChunkViews } from '../storage/index.js';
import type { Snapshot } from './snapshot.js';
import type { Transaction } from './transaction.js';
import type { TransactionManager } from './transaction-manager.js';
import { COMBO_COMMAND, XMAX_ABORTED, XMAX_COMMITTED, XMAX_LOCK_ONLY, XMAX_UPDATED, XMIN_ABORTED, XMIN_COMMITTED, XMIN_FROZEN } from './tuple-header.js';

/** Status of a transaction id. */
export const XID_RUNNING = 0;
export const XID_COMMITTED = 1;
export const XID_ABORTED = 2;

function infoIndex(word: number): number {
  return (word + 3) * 2;
}

/** The command that inserted the version, of a version made by the reader's transaction. */
export function commandMin(views: ChunkViews, word: number, transaction: Transaction): number {
  const id = views.u32[word + 2] as number;
  return ((views.u16[infoIndex(word)] as number) & COMBO_COMMAND) !== 0 ? transaction.combos.cmin(id) : id;
}

/** The command that deleted it, likewise. */
export function commandMax(views: ChunkViews, word: number, transaction: Transaction): number {
  const id = views.u32[word + 2] as number;
  return ((views.u16[infoIndex(word)] as number) & COMBO_COMMAND) !== 0 ? transaction.combos.cmax(id) : id;
}

/** True when the snapshot sees the version at `word` (tuple start) of a page whose xid base is `base`. */
export function isVisible(views: ChunkViews, word: number, base: number, snapshot: Snapshot, manager: TransactionManager): boolean {
  const at = (word + 3) * 2;
  let info = views.u16[at] as number;

  if ((info & XMIN_COMMITTED) === 0) {
    if ((info & XMIN_ABORTED) !== 0) return false;
    const xmin = base + (views.u32[word] as number);
    const transaction = snapshot.transaction;
    if (transaction !== null && transaction.isOwn(xmin)) {
      if (commandMin(views, word, transaction) >= snapshot.commandId) return false;
      const offset = views.u32[word + 1] as number;
      if (offset === 0 || (info & (XMAX_ABORTED | XMAX_LOCK_ONLY)) !== 0) return true;
      // Only our own (sub)transaction can have deleted it; if not ours any more, it was rolled back.
      if (!transaction.isOwn(base + offset)) return true;
      return commandMax(views, word, transaction) >= snapshot.commandId;
    }
    if (snapshot.isInProgress(xmin)) return false;
    if (!manager.didCommit(xmin)) {
      views.u16[at] = info | XMIN_ABORTED;
      return false;
    }
    if (manager.mayHint(xmin)) {
      info |= XMIN_COMMITTED;
      views.u16[at] = info;
    }
  } else if ((info & XMIN_FROZEN) !== XMIN_FROZEN) {
    if (snapshot.isInProgress(base + (views.u32[word] as number))) return false;
  }

  const offset = views.u32[word + 1] as number;
  if (offset === 0 || (info & (XMAX_ABORTED | XMAX_LOCK_ONLY)) !== 0) return true;
  const xmax = base + offset;
  if ((info & XMAX_COMMITTED) === 0) {
    const transaction = snapshot.transaction;
    if (transaction !== null && transaction.isOwn(xmax)) return commandMax(views, word, transaction) >= snapshot.commandId;
    if (snapshot.isInProgress(xmax)) return true;
    if (!manager.didCommit(xmax)) {
      views.u16[at] = info | XMAX_ABORTED;
      return true;
    }
    if (manager.mayHint(xmax)) views.u16[at] = info | XMAX_COMMITTED;
    return false;
  }
  return snapshot.isInProgress(xmax);
}

/** What a writer finds at a version it wants to change. */
export const TUPLE_OK = 0;
/** Not there for this command (inserted later, or aborted). */
export const TUPLE_INVISIBLE = 1;
/** Changed already by this transaction, in this command or later. */
export const TUPLE_SELF_MODIFIED = 2;
/** Updated by a committed transaction: follow the forward reference. */
export const TUPLE_UPDATED = 3;
export const TUPLE_DELETED = 4;
/** Another transaction is deleting or updating it: wait for xmax. */
export const TUPLE_BEING_MODIFIED = 5;

/** Like PostgreSQL's HeapTupleSatisfiesUpdate; a lock-only xmax counts as TUPLE_OK here, lockers are the caller's business. */
export function statusForUpdate(
  views: ChunkViews,
  word: number,
  base: number,
  transaction: Transaction,
  commandId: number,
  manager: TransactionManager,
): number {
  const at = infoIndex(word);
  let info = views.u16[at] as number;
  if ((info & XMIN_COMMITTED) === 0) {
    if ((info & XMIN_ABORTED) !== 0) return TUPLE_INVISIBLE;
    const xmin = base + (views.u32[word] as number);
    if (transaction.isOwn(xmin)) {
      if (commandMin(views, word, transaction) >= commandId) return TUPLE_INVISIBLE;
      const offset = views.u32[word + 1] as number;
      if (offset === 0 || (info & (XMAX_ABORTED | XMAX_LOCK_ONLY)) !== 0) return TUPLE_OK;
      if (!transaction.isOwn(base + offset)) return TUPLE_OK;
      return commandMax(views, word, transaction) >= commandId ? TUPLE_SELF_MODIFIED : TUPLE_INVISIBLE;
    }
    if (manager.isRunning(xmin)) return TUPLE_INVISIBLE;
    if (!manager.didCommit(xmin)) {
      views.u16[at] = info | XMIN_ABORTED;
      return TUPLE_INVISIBLE;
    }
    if (manager.mayHint(xmin)) {
      info |= XMIN_COMMITTED;
      views.u16[at] = info;
    }
  }
  const offset = views.u32[word + 1] as number;
  if (offset === 0 || (info & (XMAX_ABORTED | XMAX_LOCK_ONLY)) !== 0) return TUPLE_OK;
  const xmax = base + offset;
  if ((info & XMAX_COMMITTED) === 0) {
    if (transaction.isOwn(xmax)) return commandMax(views, word, transaction) >= commandId ? TUPLE_SELF_MODIFIED : TUPLE_INVISIBLE;
    if (manager.isRunning(xmax)) return TUPLE_BEING_MODIFIED;
    if (!manager.didCommit(xmax)) {
      views.u16[at] = info | XMAX_ABORTED;
      return TUPLE_OK;
    }
    if (manager.mayHint(xmax)) views.u16[at] = info | XMAX_COMMITTED;
  }
  return (info & XMAX_UPDATED) !== 0 ? TUPLE_UPDATED : TUPLE_DELETED;
}

/** How alive a version is, for uniqueness checks ("dirty" reading) and for cleaning. */
export const VERSION_LIVE = 0;
/** No snapshot sees it or ever will. */
export const VERSION_DEAD = 1;
/** Deleted by a committed transaction, but some snapshot may still see it. */
export const VERSION_RECENTLY_DEAD = 2;
export const VERSION_INSERTING = 3;
export const VERSION_DELETING = 4;

/** State of a version with regard to everyone; `horizon` as of `TransactionManager.horizon()`. A lock-only xmax leaves it live. */
export function versionState(views: ChunkViews, word: number, base: number, horizon: number, manager: TransactionManager): number {
  const at = infoIndex(word);
  let info = views.u16[at] as number;
  if ((info & XMIN_COMMITTED) === 0) {
    if ((info & XMIN_ABORTED) !== 0) return VERSION_DEAD;
    const xmin = base + (views.u32[word] as number);
    if (manager.isRunning(xmin)) {
      const offset = views.u32[word + 1] as number;
      if (offset === 0 || (info & (XMAX_ABORTED | XMAX_LOCK_ONLY)) !== 0) return VERSION_INSERTING;
      return manager.isRunning(base + offset) ? VERSION_DELETING : VERSION_INSERTING;
    }
    if (!manager.didCommit(xmin)) {
      views.u16[at] = info | XMIN_ABORTED;
      return VERSION_DEAD;
    }
    if (manager.mayHint(xmin)) {
      info |= XMIN_COMMITTED;
      views.u16[at] = info;
    }
  }
  const offset = views.u32[word + 1] as number;
  if (offset === 0 || (info & (XMAX_ABORTED | XMAX_LOCK_ONLY)) !== 0) return VERSION_LIVE;
  const xmax = base + offset;
  if ((info & XMAX_COMMITTED) === 0) {
    if (manager.isRunning(xmax)) return VERSION_DELETING;
    if (!manager.didCommit(xmax)) {
      views.u16[at] = info | XMAX_ABORTED;
      return VERSION_LIVE;
    }
    if (manager.mayHint(xmax)) views.u16[at] = info | XMAX_COMMITTED;
  }
  return xmax < horizon ? VERSION_DEAD : VERSION_RECENTLY_DEAD;
}
