/**
 * VACUUM of a heap (PostgreSQL chapter 25.1): prunes every page, removes the index entries of dead rows, then frees their line pointers; on the way marks pages
 * all-visible, freezes old ids and learns the free space.
 *
 * 1. A line stays dead (never unused) until every index has been cleaned of it, so an index entry never names a stranger's row.
 * 2. No page is held across a yield. Others may work on the table between slices; only another VACUUM may not (the caller holds SHARE UPDATE EXCLUSIVE).
 * 3. The all-visible flag set here is logged and so survives a restart.
 */
import type { RowRef, Xid } from '../../base/index.js';
import {
  baseWord,
  isAllVisible,
  PAGE_FLAG_ALL_VISIBLE,
  PAGE_FLAGS,
  PAGE_PRUNE_HINT,
  pageFlags,
  pageKind,
  PageKind,
  pageXidBase,
  type ChunkViews,
} from '../../storage/index.js';
import {
  SLICE,
  TUPLE_INFO,
  VERSION_DEAD,
  VERSION_INSERTING,
  VERSION_LIVE,
  VERSION_RECENTLY_DEAD,
  versionState,
  XMAX_ABORTED,
  XMAX_LOCK_ONLY,
  XMIN_COMMITTED,
  XMIN_FROZEN,
  type Waiting,
} from '../../txn/index.js';
import { RecordKind } from '../../wal/index.js';
import type { VacuumOptions, VacuumResult } from '../table-method.js';
import { freeBytes, LINE_DEAD, LINE_NORMAL, LINE_UNUSED, lineCount, lineOffset, linePointer, LINES_MAX } from './heap-page.js';
import { prunePage } from './heap-prune.js';
import type { HeapTable } from './heap-table.js';
import { repackPage } from './repack.js';

const SLICE_PAGES = 32;
/** Dead rows remembered before the indexes are cleaned (8 bytes each). */
const DEAD_ROWS_MAX = 2_000_000;
/** Ids this far behind are frozen when a page is changed anyway (PostgreSQL's vacuum_freeze_min_age). */
const FREEZE_AGE = 50_000_000;

const wanted = new Uint32Array(LINES_MAX + 1);

interface Tally {
  pages: number;
  liveRows: number;
  deadRows: number;
  removedRows: number;
  removedIndexEntries: number;
  allVisiblePages: number;
  frozenPages: number;
}

export function* vacuumHeap(table: HeapTable, options: VacuumOptions): Waiting<VacuumResult> {
  const { manager, file } = table;
  const slicePages = options.slicePages ?? SLICE_PAGES;
  const tally: Tally = { pages: file.pageCount, liveRows: 0, deadRows: 0, removedRows: 0, removedIndexEntries: 0, allVisiblePages: 0, frozenPages: 0 };
  const end = file.pageCount;
  let dead: number[] = [];
  for (let page = 0; page < end; page++) {
    if (page % slicePages === slicePages - 1) yield SLICE;
    // The horizon moves while we sleep; a page is judged by one value.
    const horizon = manager.horizon();
    const freezeBelow = options.freezeBelow ?? (Math.max(0, horizon - FREEZE_AGE) as Xid);
    cleanPage(table, page, horizon, freezeBelow, options.indexes.length > 0, dead, tally);
    if (dead.length >= DEAD_ROWS_MAX) {
      yield* cleanIndexes(table, options, dead, tally, slicePages);
      dead = [];
    }
  }
  if (dead.length > 0) yield* cleanIndexes(table, options, dead, tally, slicePages);
  if (table.overflow !== null) yield* table.overflow.vacuum(slicePages);
  table.activity.deadRows = tally.deadRows;
  table.activity.insertedSinceVacuum = 0;
  return tally;
}

function cleanPage(table: HeapTable, page: number, horizon: Xid, freezeBelow: Xid, hasIndexes: boolean, dead: number[], tally: Tally): void {
  const { pool, file, state } = table;
  const frame = pool.pin(file, page);
  try {
    const views = pool.views(frame);
    const word = baseWord(frame);
    if (pageKind(views, word) !== PageKind.heap) {
      state.freeSpace.set(page, pageKind(views, word) === PageKind.empty ? 8152 : 0);
      return;
    }
    if (!isAllVisible(views, word) || views.u16[word * 2 + (PAGE_PRUNE_HINT >> 1)] !== 0) {
      for (let isPartial = true; isPartial;) {
        const pruned = prunePage(table, frame, page, horizon);
        tally.removedRows += pruned?.removed ?? 0;
        isPartial = pruned?.isPartial ?? false;
        if (isPartial) table.overflow?.freeUnreferenced(16);
      }
    }
    const count = lineCount(views, word);
    const base = pageXidBase(views, word);
    let deadLines = 0;
    let isAll = true;
    let canFreeze = false;
    for (let line = 1; line <= count; line++) {
      const pointer = linePointer(views, word, line);
      if ((pointer & 3) === LINE_DEAD) {
        deadLines++;
        if (hasIndexes) dead.push(page * 65536 + line);
        continue;
      }
      if ((pointer & 3) !== LINE_NORMAL) continue;
      const at = word + (lineOffset(pointer) >> 2);
      const version = versionState(views, at, base, horizon, table.manager);
      if (version === VERSION_LIVE || version === VERSION_INSERTING) tally.liveRows++;
      else if (version === VERSION_RECENTLY_DEAD) tally.deadRows++;
      else if (version !== VERSION_DEAD) tally.liveRows++;
      const info = views.u16[at * 2 + 6];
      const isFrozen = (info & XMIN_FROZEN) === XMIN_FROZEN;
      const xmin = base + views.u32[at];
      const hasXmax = views.u32[at + 1] !== 0 && (info & (XMAX_ABORTED | XMAX_LOCK_ONLY)) === 0;
      if (version !== VERSION_LIVE || hasXmax || (info & XMIN_COMMITTED) === 0 || (!isFrozen && xmin >= horizon)) isAll = false;
      if (!isFrozen && (info & XMIN_COMMITTED) !== 0 && xmin < freezeBelow) canFreeze = true;
    }
    if (deadLines > 0 && !hasIndexes) {
      freeLines(table, frame, page, null, 0, 0);
      deadLines = 0;
    }
    const isNewlyVisible = isAll && deadLines === 0 && lineCount(views, word) > 0;
    if (isNewlyVisible || canFreeze) markPage(table, frame, page, isNewlyVisible, freezeBelow, tally);
    if (isAllVisible(views, word)) tally.allVisiblePages++;
    state.freeSpace.set(page, freeBytes(views, word));
  } finally {
    pool.unpin(frame);
  }
}

/** Sets the all-visible flag and freezes, in one logged change. */
function markPage(table: HeapTable, frame: number, page: number, isVisible: boolean, freezeBelow: Xid, tally: Tally): void {
  const { storage, file } = table;
  const views = table.pool.views(frame);
  const word = baseWord(frame);
  const change = storage.beginChange(RecordKind.heapVisibility, 0 as Xid);
  try {
    change.edit(file, page);
  } catch (error) {
    change.abandon();
    throw error;
  }
  const flags = pageFlags(views, word);
  // Written even if the flag is set as a hint: now it is in the log.
  if (isVisible) change.put16(frame, PAGE_FLAGS, flags | PAGE_FLAG_ALL_VISIBLE);
  const base = pageXidBase(views, word);
  const count = lineCount(views, word);
  let frozen = 0;
  for (let line = 1; line <= count; line++) {
    const pointer = linePointer(views, word, line);
    if ((pointer & 3) !== LINE_NORMAL) continue;
    const offset = lineOffset(pointer);
    const at = word + (offset >> 2);
    const info = views.u16[at * 2 + 6];
    if ((info & XMIN_FROZEN) === XMIN_FROZEN || (info & XMIN_COMMITTED) === 0 || base + views.u32[at] >= freezeBelow) continue;
    change.put16(frame, offset + TUPLE_INFO, info | XMIN_FROZEN);
    frozen++;
  }
  change.commit();
  if (isVisible) table.state.setVisible(page);
  if (frozen > 0) tally.frozenPages++;
}

function* cleanIndexes(table: HeapTable, options: VacuumOptions, dead: readonly number[], tally: Tally, slicePages: number): Waiting<void> {
  const refs = Float64Array.from(dead);
  const pages = new Uint8Array((Math.floor(refs[refs.length - 1] / 65536) >>> 3) + 1);
  for (let i = 0; i < refs.length; i++) {
    const page = Math.floor(refs[i] / 65536);
    pages[page >>> 3] |= 1 << (page & 7);
  }
  const isDead = (ref: RowRef): boolean => {
    const page = Math.floor(ref / 65536);
    if (page >>> 3 >= pages.length || (pages[page >>> 3] & (1 << (page & 7))) === 0) return false;
    let low = 0;
    let high = refs.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (refs[middle] < ref) low = middle + 1;
      else high = middle;
    }
    return low < refs.length && refs[low] === ref;
  };
  for (const index of options.indexes) tally.removedIndexEntries += yield* index.bulkDelete(isDead);
  let done = 0;
  for (let i = 0; i < refs.length;) {
    const page = Math.floor(refs[i] / 65536);
    let next = i + 1;
    while (next < refs.length && Math.floor(refs[next] / 65536) === page) next++;
    const frame = table.pool.pin(table.file, page);
    try {
      freeLines(table, frame, page, refs, i, next);
    } finally {
      table.pool.unpin(frame);
    }
    i = next;
    if (++done % slicePages === 0) yield SLICE;
  }
}

/** Makes dead lines unused: those in refs[from..to), or all of the page when `refs` is null. */
function freeLines(table: HeapTable, frame: number, page: number, refs: Float64Array | null, from: number, to: number): void {
  const { storage, file, state } = table;
  const views = table.pool.views(frame);
  const word = baseWord(frame);
  const count = lineCount(views, word);
  let freed = 0;
  for (let line = 1; line <= count; line++) {
    wanted[line] = linePointer(views, word, line);
    if (refs === null && (wanted[line] & 3) === LINE_DEAD) {
      wanted[line] = LINE_UNUSED;
      freed++;
    }
  }
  if (refs !== null) {
    for (let i = from; i < to; i++) {
      const line = refs[i] % 65536;
      if (line > count || (wanted[line] & 3) !== LINE_DEAD) continue;
      wanted[line] = LINE_UNUSED;
      freed++;
    }
  }
  if (freed === 0) return;
  const hint = views.u16[word * 2 + (PAGE_PRUNE_HINT >> 1)];
  const isVisible = refs !== null && !hasOtherDead(wanted, count) && hint === 0 && isAllVisibleExceptDead(table, views, word);
  const change = storage.beginChange(RecordKind.heapVacuum, 0 as Xid);
  try {
    change.edit(file, page);
  } catch (error) {
    change.abandon();
    throw error;
  }
  const flags = pageFlags(views, word) & ~PAGE_FLAG_ALL_VISIBLE;
  repackPage(change, frame, views, word, wanted, isVisible ? flags | PAGE_FLAG_ALL_VISIBLE : flags);
  if (hint !== 0) change.put16(frame, PAGE_PRUNE_HINT, hint);
  change.commit();
  if (isVisible) state.setVisible(page);
  else state.clearVisible(page);
  state.freeSpace.set(page, freeBytes(views, word));
}

function hasOtherDead(pointers: Uint32Array, count: number): boolean {
  for (let line = 1; line <= count; line++) if ((pointers[line] & 3) === LINE_DEAD) return true;
  return false;
}

function isAllVisibleExceptDead(table: HeapTable, views: ChunkViews, word: number): boolean {
  const horizon = table.manager.horizon();
  const base = pageXidBase(views, word);
  const count = lineCount(views, word);
  let rows = 0;
  for (let line = 1; line <= count; line++) {
    const pointer = linePointer(views, word, line);
    if ((pointer & 3) !== LINE_NORMAL) continue;
    rows++;
    const at = word + (lineOffset(pointer) >> 2);
    if (versionState(views, at, base, horizon, table.manager) !== VERSION_LIVE) return false;
    const info = views.u16[at * 2 + 6];
    if ((info & XMIN_COMMITTED) === 0 || (views.u32[at + 1] !== 0 && (info & (XMAX_ABORTED | XMAX_LOCK_ONLY)) === 0)) return false;
    if ((info & XMIN_FROZEN) !== XMIN_FROZEN && base + views.u32[at] >= horizon) return false;
  }
  return rows > 0;
}
