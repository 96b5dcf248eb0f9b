/**
 * Xids on a page are 32-bit offsets from the page's xid base. When a new id does not fit, the page is re-based: ids that everybody sees the same way are frozen (xmin)
 * or dropped (xmax), the rest are shifted. Ids never wrap; only a transaction that has been running for four thousand million others stands in the way.
 */
import { PgError } from '../../errors/index.js';
import type { Xid } from '../../base/index.js';
import { baseWord, PAGE_FLAGS, PAGE_XID_BASE, pageFlags, pageXidBase, PAGE_FLAG_ALL_VISIBLE } from '../../storage/index.js';
import {
  TUPLE_INFO,
  TUPLE_XMAX,
  TUPLE_XMIN,
  VERSION_DEAD,
  versionState,
  XMAX_ABORTED,
  XMAX_COMMITTED,
  XMAX_LOCK_ONLY,
  XMIN_ABORTED,
  XMIN_COMMITTED,
  XMIN_FROZEN,
} from '../../txn/index.js';
import { RecordKind } from '../../wal/index.js';
import { LINE_NORMAL, lineCount, lineOffset, linePointer } from './heap-page.js';
import type { HeapTable } from './heap-table.js';

const OFFSET_MAX = 0xffffffff;
/** How far behind the id at hand a new base lies. */
const BASE_DISTANCE = 2 ** 31;

export function xidFits(base: number, xid: number): boolean {
  return xid > base && xid - base <= OFFSET_MAX;
}

/** Gives the page a base under which `xid` fits. False (or 54000 when `mustFit`) if ids that still matter are too far away. */
export function makeXidFit(table: HeapTable, page: number, xid: Xid, mustFit: boolean): boolean {
  const { pool, storage, manager, file } = table;
  const frame = pool.pin(file, page);
  try {
    const views = pool.views(frame);
    const word = baseWord(frame);
    const base = pageXidBase(views, word);
    if (xidFits(base, xid)) return true;
    const horizon = manager.horizon();
    const count = lineCount(views, word);
    let oldest: number = xid;
    let newest: number = xid;
    const keep = (id: number): void => {
      if (id < oldest) oldest = id;
      if (id > newest) newest = id;
    };
    const forEach = (visit: (at: number, state: number) => void): void => {
      for (let line = 1; line <= count; line++) {
        const pointer = linePointer(views, word, line);
        if ((pointer & 3) !== LINE_NORMAL) continue;
        const at = word + (lineOffset(pointer) >> 2);
        visit(at, versionState(views, at, base, horizon, manager));
      }
    };
    const isMinGone = (at: number): boolean => {
      const info = views.u16[at * 2 + 6];
      if ((info & XMIN_ABORTED) !== 0) return true;
      return (info & XMIN_COMMITTED) !== 0 && base + views.u32[at] < horizon;
    };
    const isMaxGone = (at: number, state: number): boolean => {
      const info = views.u16[at * 2 + 6];
      if (views.u32[at + 1] === 0 || (info & XMAX_ABORTED) !== 0 || state === VERSION_DEAD) return true;
      return (info & XMAX_LOCK_ONLY) !== 0 && !manager.isRunning(base + views.u32[at + 1]);
    };
    forEach((at, state) => {
      if (!isMinGone(at)) keep(base + views.u32[at]);
      if (!isMaxGone(at, state)) keep(base + views.u32[at + 1]);
    });
    // The base itself is not a valid id, and offset 1 stays free for "long ago".
    const newBase = Math.max(0, Math.min(oldest - 2, xid - BASE_DISTANCE));
    if (newest - newBase > OFFSET_MAX) {
      if (!mustFit) return false;
      throw new PgError('program_limit_exceeded', 'transaction ids on one page lie too far apart; an old transaction must end first');
    }
    const change = storage.beginChange(RecordKind.heapVacuum, 0 as Xid);
    try {
      change.edit(file, page);
    } catch (error) {
      change.abandon();
      throw error;
    }
    change.put64(frame, PAGE_XID_BASE, newBase);
    if ((pageFlags(views, word) & PAGE_FLAG_ALL_VISIBLE) !== 0) change.put16(frame, PAGE_FLAGS, pageFlags(views, word) & ~PAGE_FLAG_ALL_VISIBLE);
    table.state.clearVisible(page);
    forEach((at, state) => {
      const offset = (at - word) * 4;
      let info = views.u16[at * 2 + 6];
      const isMin = isMinGone(at);
      const isMax = isMaxGone(at, state);
      const min = isMin ? 1 : base + views.u32[at] - newBase;
      if (isMin && (info & XMIN_ABORTED) === 0) info |= XMIN_FROZEN;
      let max = 0;
      if (!isMax) max = base + views.u32[at + 1] - newBase;
      else if (state === VERSION_DEAD && (info & (XMAX_COMMITTED | XMAX_ABORTED)) === XMAX_COMMITTED) max = 1;
      else info = (info & ~XMAX_COMMITTED) | XMAX_ABORTED;
      change.put32(frame, offset + TUPLE_XMIN, min);
      change.put32(frame, offset + TUPLE_XMAX, max);
      change.put16(frame, offset + TUPLE_INFO, info);
    });
    change.commit();
    return true;
  } finally {
    pool.unpin(frame);
  }
}
