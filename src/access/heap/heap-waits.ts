/**
 * Update, delete and row locks that wait. A waiter first takes the row's queue lock (a lock-manager lock on the tuple, in a mode that mirrors the row lock's strength), then
 * sleeps on the transaction in the way: so waiters for one row are served in order, and deadlock reports name the same locks as PostgreSQL's.
 */
import type { CommandId, RowRef } from '../../base/index.js';
import { baseWord, pageXidBase } from '../../storage/index.js';
import {
  ACCESS_EXCLUSIVE,
  ACCESS_SHARE,
  EXCLUSIVE,
  ROW_SHARE,
  tupleTag,
  type LockMode,
  type LockTag,
  type RowLockStrength,
  type Transaction,
  type Waiting,
} from '../../txn/index.js';
import type { ModifyResult, WaitPolicy } from '../table-method.js';
import { wordOfLine } from './heap-fetch.js';
import type { HeapTable } from './heap-table.js';

/** Queue lock mode by row lock strength. */
const QUEUE_MODES: readonly LockMode[] = [ACCESS_SHARE, ROW_SHARE, EXCLUSIVE, ACCESS_EXCLUSIVE];

/** Repeats `attempt` until nobody stands in the way, or the policy says not to wait. */
export function* retry(
  table: HeapTable,
  transaction: Transaction,
  ref: RowRef,
  strength: RowLockStrength,
  wait: WaitPolicy,
  attempt: () => ModifyResult,
): Waiting<ModifyResult> {
  const { manager } = table;
  const mode = QUEUE_MODES[strength];
  let tag: LockTag | null = null;
  try {
    for (;;) {
      const result = attempt();
      if (result.status !== 'would-block' || wait !== 'block') return result;
      const { xid } = result;
      if (tag === null) {
        const queue = tupleTag(table.relation, ref);
        yield* manager.locks.acquire(transaction.locks, queue, mode);
        tag = queue;
        continue;
      }
      yield* manager.waitForXid(transaction, xid);
    }
  } finally {
    if (tag !== null) manager.locks.releaseOne(transaction.locks, tag, mode);
  }
}

export function* lockLatest(
  table: HeapTable,
  transaction: Transaction,
  ref: RowRef,
  strength: RowLockStrength,
  wait: WaitPolicy,
  commandId: CommandId,
): Waiting<ModifyResult> {
  let at = ref;
  for (;;) {
    const result = yield* table.lockRow(transaction, at, strength, wait, commandId);
    if (result.status !== 'updated') {
      // A version that vanished between two steps belonged to a row that is gone.
      if (result.status === 'invisible' && at !== ref) result.status = 'deleted';
      return result;
    }
    at = result.ref;
    if (!hasXmin(table, at, result.xid)) {
      result.status = 'deleted';
      return result;
    }
  }
}

/** True when the version was made by `xid`: the chain is unbroken. */
function hasXmin(table: HeapTable, ref: RowRef, xid: number): boolean {
  const page = Math.floor(ref / 65536);
  if (page >= table.file.pageCount) return false;
  const frame = table.pool.pin(table.file, page);
  const views = table.pool.views(frame);
  const word = baseWord(frame);
  const at = wordOfLine(views, word, ref % 65536);
  const isSame = at >= 0 && pageXidBase(views, word) + views.u32[at] === xid;
  table.pool.unpin(frame);
  return isSame;
}
