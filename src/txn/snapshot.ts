/**
 * Snapshot: which transactions a statement sees. It sees a transaction that had committed when the snapshot was taken, and its own
 * transaction's commands before `commandId` (PostgreSQL chapter 13.2).
 *
 * The list of running ids is shared with the manager and immutable; taking a snapshot copies three fields. A registered snapshot holds
 * back the horizon: no version that it may see is removed.
 */
import type { CommandId, Xid } from '../base/index.js';
import type { SerializableTransaction } from './serializable.js';
import type { Transaction } from './transaction.js';

export class Snapshot {
  /** Every id below had ended. */
  xmin: Xid = 0 as Xid;
  /** Every id from here on had not. */
  xmax: Xid = 0 as Xid;
  /** Ids in [xmin, xmax) that were running, ascending (subtransactions included). */
  running: readonly number[] = [];
  commandId: CommandId = 0 as CommandId;
  /** The reader; decides what is its own. */
  transaction: Transaction | null = null;
  /** Set when reads through this snapshot are tracked (SERIALIZABLE). */
  serializable: SerializableTransaction | null = null;

  /** Links of the manager's list of registered snapshots. */
  previous: Snapshot | null = null;
  next: Snapshot | null = null;
  isRegistered = false;

  /** True when `xid` (not one of our own) had not ended when the snapshot was taken. */
  isInProgress(xid: number): boolean {
    if (xid < this.xmin) return false;
    if (xid >= this.xmax) return true;
    const running = this.running;
    let low = 0;
    let high = running.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((running[middle] as number) < xid) low = middle + 1;
      else high = middle;
    }
    return low < running.length && running[low] === xid;
  }

  /** Text as txid_current_snapshot gives it: `xmin:xmax:xip,…`. */
  toString(): string {
    return `${this.xmin}:${this.xmax}:${this.running.join(',')}`;
  }
}
