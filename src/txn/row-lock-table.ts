/**
 * Lockers of a row beyond the one that its xmax holds: in memory, per file and row reference. A crash ends all transactions and so all
 * these locks.
 *
 * Invariants
 * 1. An entry belongs to a running (sub)transaction; it goes when that ends.
 * 2. The table is consulted only while it is not empty.
 */
import type { FileId, RowRef, Xid } from '../base/index.js';
import type { RowLockStrength } from './tuple-header.js';

export interface RowLocker {
  readonly file: FileId;
  readonly ref: RowRef;
  readonly xid: Xid;
  strength: RowLockStrength;
}

const NONE: readonly RowLocker[] = [];

export class RowLockTable {
  private readonly files = new Map<FileId, Map<RowRef, RowLocker[]>>();
  size = 0;

  lockersOf(file: FileId, ref: RowRef): readonly RowLocker[] {
    if (this.size === 0) return NONE;
    return this.files.get(file)?.get(ref) ?? NONE;
  }

  /** Adds a locker, or strengthens the entry that `xid` has. Returns the new entry, or null when one existed. */
  add(file: FileId, ref: RowRef, xid: Xid, strength: RowLockStrength): RowLocker | null {
    let rows = this.files.get(file);
    if (rows === undefined) {
      rows = new Map();
      this.files.set(file, rows);
    }
    let lockers = rows.get(ref);
    if (lockers === undefined) {
      lockers = [];
      rows.set(ref, lockers);
    }
    for (const locker of lockers) {
      if (locker.xid !== xid) continue;
      if (locker.strength < strength) locker.strength = strength;
      return null;
    }
    const locker = { file, ref, xid, strength };
    lockers.push(locker);
    this.size++;
    return locker;
  }

  remove(locker: RowLocker): void {
    const rows = this.files.get(locker.file);
    const lockers = rows?.get(locker.ref);
    const at = lockers?.indexOf(locker) ?? -1;
    if (rows === undefined || lockers === undefined || at < 0) return;
    lockers.splice(at, 1);
    this.size--;
    if (lockers.length > 0) return;
    rows.delete(locker.ref);
    if (rows.size === 0) this.files.delete(locker.file);
  }
}
