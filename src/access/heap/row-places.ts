/** Where a new row version goes, and putting it there. */
import { rowRef, type RowRef, type Xid } from '../../base/index.js';
import {
  baseWord,
  PAGE_FLAG_ALL_VISIBLE,
  PAGE_FLAGS,
  PAGE_LOWER,
  PAGE_PRUNE_HINT,
  PAGE_XID_BASE,
  pageFlags,
  pageKind,
  PageKind,
  pageLower,
  pageUpper,
  pageXidBase,
  type ChunkViews,
  type PageChange,
} from '../../storage/index.js';
import { alignRow, findUnusedLine, freeBytes, lineCount, linePosition, LINES_MAX, normalPointer, PAGE_FLAG_FREE_LINES } from './heap-page.js';
import { prunePage } from './heap-prune.js';
import type { HeapTable } from './heap-table.js';
import { makeXidFit, xidFits } from './xid-base.js';

/** Pages tried before the file is extended. */
const TRIES_MAX = 6;
/** A new page's xid base lies this far behind the first xid on it, so that older running transactions fit as well. */
const BASE_DISTANCE = 2 ** 31;

/** A page with room for `bytes` (aligned) and a line, that can hold `xid`; -1 = extend the file. */
export function findPage(table: HeapTable, bytes: number, xid: Xid): number {
  const { state, file } = table;
  let page = state.target;
  for (let tries = 0; tries < TRIES_MAX; tries++) {
    if (page < 0) page = state.freeSpace.find(bytes + 4);
    if (page < 0) page = explore(table);
    if (page < 0) break;
    if (page >= file.pageCount) state.freeSpace.set(page, 0);
    else if (hasRoom(table, page, bytes, xid)) {
      state.target = page;
      return page;
    }
    page = -1;
  }
  state.target = -1;
  return -1;
}

/**
 * After a restart the map knows nothing: before the file is extended a few of its pages are tried instead, so that space freed before the restart is found
 * little by little. The next page to try, or -1.
 */
function explore({ state, file }: HeapTable): number {
  if (state.unexplored >= state.exploredEnd) return -1;
  const page = state.unexplored++;
  return page < file.pageCount ? page : -1;
}

function hasRoom(table: HeapTable, page: number, bytes: number, xid: Xid): boolean {
  const { pool, file, state } = table;
  const frame = pool.pin(file, page);
  const views = pool.views(frame);
  const word = baseWord(frame);
  let isFit = pageKind(views, word) === PageKind.empty;
  if (!isFit) {
    isFit = fitsPage(views, word, bytes);
    if (!isFit && views.u16[word * 2 + (PAGE_PRUNE_HINT >> 1)] !== 0) {
      const horizon = table.manager.horizon();
      if (!state.isPruneUseless(page, horizon) && prunePage(table, frame, page, horizon) !== null) isFit = fitsPage(views, word, bytes);
    }
    if (isFit && !xidFits(pageXidBase(views, word), xid)) isFit = makeXidFit(table, page, xid, false);
    if (!isFit) state.freeSpace.set(page, hasLine(views, word) ? Math.min(freeBytes(views, word), bytes + 3) : 0);
  }
  pool.unpin(frame);
  return isFit;
}

function hasLine(views: ChunkViews, word: number): boolean {
  return lineCount(views, word) < LINES_MAX || ((pageFlags(views, word) & PAGE_FLAG_FREE_LINES) !== 0 && findUnusedLine(views, word) !== 0);
}

/** True when the page has room for a row of `bytes` (aligned) and its line pointer. */
export function fitsPage(views: ChunkViews, word: number, bytes: number): boolean {
  return freeBytes(views, word) >= bytes + 4 && hasLine(views, word);
}

/** Prepares a page of kind 0, or one just added, for rows. */
export function initialiseHeapPage(change: PageChange, frame: number, xid: Xid): void {
  change.initialise(frame, PageKind.heap, 0);
  if (xid > BASE_DISTANCE) change.put64(frame, PAGE_XID_BASE, xid - BASE_DISTANCE);
}

/**
 * Puts a row version (its header filled in but for xmin, which is set here relative to the page's base) on a page that has room. Ends the page's
 * all-visible state. Returns the line.
 */
export function putRow(table: HeapTable, change: PageChange, frame: number, page: number, xid: Xid, length: number): RowRef {
  const { row } = table.encoder;
  const views = change.views(frame);
  const word = baseWord(frame);
  row.u32[0] = xid - pageXidBase(views, word);
  const flags = pageFlags(views, word);
  let line = 0;
  let newFlags = flags & ~PAGE_FLAG_ALL_VISIBLE;
  if ((flags & PAGE_FLAG_FREE_LINES) !== 0) {
    line = findUnusedLine(views, word);
    if (line === 0) newFlags &= ~PAGE_FLAG_FREE_LINES;
  }
  let lower = pageLower(views, word);
  if (line === 0) {
    line = lineCount(views, word) + 1;
    lower += 4;
  }
  const offset = pageUpper(views, word) - alignRow(length);
  change.put32(frame, PAGE_LOWER, lower | (offset << 16));
  change.put32(frame, linePosition(line), normalPointer(offset, length));
  change.putBytes(frame, offset, row.u8, 0, length);
  if (newFlags !== flags) {
    change.put16(frame, PAGE_FLAGS, newFlags);
    table.state.clearVisible(page);
  }
  return rowRef(page, line);
}
