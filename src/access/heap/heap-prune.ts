/**
 * Pruning: removes the row versions of one page that no snapshot can see any more and shortens HOT chains, without touching indexes (PostgreSQL's README.HOT).
 *
 * 1. The root line of a chain stays as long as an index entry may name it: it becomes a redirect to the oldest version kept, or dead.
 * 2. Heap-only versions are named by nobody: their lines become unused at once.
 * 3. Storage moves, so the page must be pinned by the pruner alone: a scan that stands on it holds word indexes.
 * 4. Removing a version gives back its references to overflow values in the same change.
 */
import { getU32, rowRef, type RowRef, type Xid } from '../../base/index.js';
import { baseWord, pageFlags, pageKind, PageKind, pageXidBase, PAGE_FLAG_ALL_VISIBLE, type ChunkViews } from '../../storage/index.js';
import { HAS_OVERFLOW, HEAP_ONLY, TUPLE_HEADER_WORDS, VERSION_DEAD, VERSION_RECENTLY_DEAD, versionState, XMIN_COMMITTED } from '../../txn/index.js';
import { RecordKind } from '../../wal/index.js';
import { SLOT_OFFSET_MASK, SLOT_OVERFLOW } from '../row-layout.js';
import { nextInChain, wordOfLine } from './heap-fetch.js';
import { freeBytes, LINE_DEAD, LINE_NORMAL, LINE_REDIRECT, LINE_UNUSED, lineCount, lineOffset, LINES_MAX, redirectPointer } from './heap-page.js';
import type { HeapTable } from './heap-table.js';
import { OVERFLOW_REFERENCES_MAX } from './overflow-store.js';
import { repackPage } from './repack.js';

const wanted = new Uint32Array(LINES_MAX + 1);
const sorts = new Uint8Array(LINES_MAX + 1);
/** What pruning makes of a line at first sight. */
const SORT_NOTHING = 0;
const SORT_CLEAN = 1;
const SORT_ROOT = 2;
const SORT_HEAP_ONLY = 3;
const SORT_REACHED = 4;
const chain = new Uint16Array(LINES_MAX + 1);

export interface PruneResult {
  /** Versions removed. */
  removed: number;
  /** Removal stopped early because of too many overflow values: prune again. */
  isPartial: boolean;
}

/** Prunes the page in `frame` (pinned once, by the caller). Null when there was nothing to do. */
export function prunePage(table: HeapTable, frame: number, page: number, horizon: Xid): PruneResult | null {
  const { pool, storage } = table;
  if (storage.arena.pins[frame] !== 1) return null;
  const views = pool.views(frame);
  const word = baseWord(frame);
  if (pageKind(views, word) !== PageKind.heap) return null;
  const plan = planPruning(table, views, word, page, horizon);
  if (plan === null) {
    table.state.pruneFailed(page, horizon);
    return null;
  }
  // One row with a great many values: their counts go down afterwards (a crash in between leaks them, it never frees one in use).
  const isWide = plan.heads.length > OVERFLOW_REFERENCES_MAX;
  const change = storage.beginChange(RecordKind.heapPrune, 0 as Xid);
  try {
    change.edit(table.file, page);
    if (!isWide) table.overflow?.editAll(change, plan.heads);
  } catch (error) {
    change.abandon();
    throw error;
  }
  if (!isWide) table.overflow?.countAll(change, plan.heads, -1);
  repackPage(change, frame, views, word, wanted, pageFlags(views, word) & ~PAGE_FLAG_ALL_VISIBLE);
  change.commit();
  if (isWide) table.overflow?.countInBatches(plan.heads, -1);
  table.state.clearVisible(page);
  const { activity } = table.state;
  // What an index may still name is left to VACUUM, and must bring it about.
  activity.deadRows = Math.max(0, activity.deadRows - (plan.removed - plan.newDeadLines));
  table.state.freeSpace.set(page, freeBytes(views, word));
  return { removed: plan.removed, isPartial: plan.isPartial };
}

function planPruning(
  table: HeapTable,
  views: ChunkViews,
  word: number,
  page: number,
  horizon: Xid,
): { removed: number; newDeadLines: number; heads: RowRef[]; isPartial: boolean } | null {
  const count = lineCount(views, word);
  const base = pageXidBase(views, word);
  const heads: RowRef[] = [];
  let removed = 0;
  let newDeadLines = 0;
  let isChanged = false;
  let isPartial = false;
  const { u16, u32 } = views;
  let suspects = 0;
  let orphans = 0;
  for (let line = 1; line <= count; line++) {
    const pointer = u32[word + 7 + line];
    wanted[line] = pointer;
    let sort = SORT_NOTHING;
    if ((pointer & 3) === LINE_NORMAL) {
      const at = word + ((pointer >>> 4) & 0xfff);
      const info = u16[at * 2 + 6];
      // Most rows of most pages: a version that nobody has touched.
      if (u32[at + 1] === 0 && (info & XMIN_COMMITTED) !== 0) sort = SORT_CLEAN;
      else if ((info & HEAP_ONLY) !== 0) {
        sort = SORT_HEAP_ONLY;
        orphans++;
      } else {
        sort = SORT_ROOT;
        suspects++;
      }
    } else if ((pointer & 3) === LINE_REDIRECT) {
      sort = SORT_ROOT;
      suspects++;
    }
    sorts[line] = sort;
  }
  if (suspects + orphans === 0) return null;
  for (let root = 1; root <= count; root++) {
    if (sorts[root] !== SORT_ROOT) continue;
    const pointer = wanted[root];
    const state = pointer & 3;
    let line = root;
    if (state === LINE_REDIRECT) {
      line = lineOffset(pointer);
      if (sorts[line] === SORT_CLEAN) continue;
    }
    // Walk the chain; everything up to the last dead version goes.
    let length = 0;
    let dead = 0;
    while (line !== 0 && length <= count) {
      const at = wordOfLine(views, word, line);
      if (at < 0) break;
      chain[length++] = line;
      if (sorts[line] === SORT_HEAP_ONLY) sorts[line] = SORT_REACHED;
      const version = versionState(views, at, base, horizon, table.manager);
      if (version === VERSION_DEAD) dead = length;
      else if (version !== VERSION_RECENTLY_DEAD) break;
      line = nextInChain(views, word, at, page);
    }
    if (length === 0 && state === LINE_REDIRECT) {
      wanted[root] = LINE_DEAD;
      newDeadLines++;
      isChanged = true;
      continue;
    }
    // Versions after the break are reached too, though not judged.
    while (line !== 0) {
      const at = wordOfLine(views, word, line);
      if (at < 0) break;
      if (sorts[line] === SORT_HEAP_ONLY) sorts[line] = SORT_REACHED;
      line = nextInChain(views, word, at, page);
    }
    if (dead === 0) continue;
    const before = heads.length;
    for (let i = 0; i < dead; i++) overflowHeads(table, views, wordOfLine(views, word, chain[i]), heads);
    if (heads.length > OVERFLOW_REFERENCES_MAX && before > 0) {
      heads.length = before;
      isPartial = true;
      continue;
    }
    for (let i = 0; i < dead; i++) if (chain[i] !== root) wanted[chain[i]] = LINE_UNUSED;
    wanted[root] = dead === length ? LINE_DEAD : redirectPointer(chain[dead]);
    if (dead === length) newDeadLines++;
    removed += dead;
    isChanged = true;
  }
  for (let line = 1; orphans > 0 && line <= count; line++) {
    if (sorts[line] !== SORT_HEAP_ONLY) continue;
    const at = wordOfLine(views, word, line);
    // A heap-only version that no chain reaches: its update was rolled back.
    if (versionState(views, at, base, horizon, table.manager) !== VERSION_DEAD) continue;
    const before = heads.length;
    overflowHeads(table, views, at, heads);
    if (heads.length > OVERFLOW_REFERENCES_MAX && before > 0) {
      heads.length = before;
      isPartial = true;
      continue;
    }
    wanted[line] = LINE_UNUSED;
    removed++;
    isChanged = true;
  }
  return isChanged ? { removed, newDeadLines, heads, isPartial } : null;
}

/** Adds the first chunks of the overflow values of a version. */
export function overflowHeads(table: HeapTable, views: ChunkViews, word: number, heads: RowRef[]): void {
  if ((views.u16[word * 2 + 6] & HAS_OVERFLOW) === 0) return;
  const layout = table.layouts.of(views, word);
  for (const slot of layout.slots) {
    if (!slot.isVariable || slot.isBoxed) continue;
    if ((views.i32[word + TUPLE_HEADER_WORDS + (slot.index >>> 5)] & slot.nullBit) !== 0) continue;
    const s = views.u32[word + (slot.offset >>> 2)];
    if ((s & SLOT_OVERFLOW) === 0) continue;
    const at = word * 4 + (s & SLOT_OFFSET_MASK);
    heads.push(rowRef(getU32(views.u8, at + 8), views.u8[at + 12] | (views.u8[at + 13] << 8)));
  }
}
