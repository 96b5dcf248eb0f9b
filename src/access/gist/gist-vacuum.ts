/**
 * Bulk deletion: one pass over the file in physical order removes the entries of dead rows; a leaf left empty is taken out of its parent and freed, if the parent
 * keeps another child. A slice ends between pages. A split meanwhile may move entries to a page that the pass has been at already (a free one used again): a
 * page split since the pass began is followed to such a sibling.
 */
import type { RowRef, Xid } from '../../base/index.js';
import { arena, baseWord, PageKind, pageKind } from '../../storage/index.js';
import { SLICE, type Waiting } from '../../txn/index.js';
import { RecordKind } from '../../wal/index.js';
import type { Gist } from './gist.js';
import { copyOfKey } from './gist-insert.js';
import { GistImage, type NodeEntry } from './gist-image.js';
import {
  childOf,
  FREE_AFTER,
  isItemDead,
  itemAt,
  META_FREE,
  NEXT_FREE_AT,
  nodeLevel,
  payloadOf,
  refOf,
  RIGHT_AT,
  rightOf,
  slotCount,
  SPLIT_AT,
  splitOf,
} from './gist-page.js';

const SLICE_PAGES = 32;

export function* vacuumGist(tree: Gist, isDead: (ref: RowRef) => boolean): Waiting<number> {
  const { file, state } = tree;
  const splitsBefore = state.splits;
  const empty = new Set<number>();
  let removed = 0;
  // Pages added meanwhile are looked at, too: the other half of a split may be there.
  for (let page = 1; page < file.pageCount; page++) {
    for (let at = page; at !== 0;) {
      const leaf = cleanLeaf(tree, at, isDead);
      removed += leaf.removed;
      if (leaf.isEmpty) empty.add(at);
      at = leaf.split > splitsBefore && leaf.right !== 0 && leaf.right < page ? leaf.right : 0;
    }
    if (page % SLICE_PAGES === 0) yield SLICE;
  }
  if (empty.size === 0) return removed;
  for (let page = 1; page < file.pageCount; page++) {
    freeEmptyChildren(tree, page, empty);
    if (page % SLICE_PAGES === 0) yield SLICE;
  }
  return removed;
}

interface CleanedLeaf {
  removed: number;
  isEmpty: boolean;
  split: number;
  right: number;
}

function cleanLeaf(tree: Gist, page: number, isDead: (ref: RowRef) => boolean): CleanedLeaf {
  const result: CleanedLeaf = { removed: 0, isEmpty: false, split: 0, right: 0 };
  const frame = tree.pool.pin(tree.file, page);
  try {
    const views = arena.chunks[frame >>> 11];
    const word = baseWord(frame);
    if (pageKind(views, word) !== PageKind.gistLeaf) return result;
    result.split = splitOf(views, word);
    result.right = rightOf(views, word);
    const { u8 } = views;
    const count = slotCount(views, word);
    const kept: NodeEntry[] = [];
    for (let slot = 0; slot < count; slot++) {
      const at = itemAt(views, word, slot);
      // Marked entries are dead to everyone too.
      if (isDead(refOf(u8, at))) result.removed++;
      else if (!isItemDead(u8, at)) kept.push({ payload: payloadOf(u8, at), key: copyOfKey(u8, at) });
    }
    result.isEmpty = kept.length === 0;
    if (result.removed === 0) {
      result.isEmpty = count === 0;
      return result;
    }
    const change = tree.storage.beginChange(RecordKind.gistVacuum, 0 as Xid);
    try {
      change.edit(tree.file, page);
    } catch (error) {
      change.abandon();
      throw error;
    }
    new GistImage().start(0, result.right, result.split).fill(kept).writeTo(change, frame);
    change.commit();
    return result;
  } finally {
    tree.pool.unpin(frame);
  }
}

/** Takes the empty leaves among a node's children out of it, one child left at least. */
function freeEmptyChildren(tree: Gist, page: number, empty: ReadonlySet<number>): void {
  for (;;) {
    const frame = tree.pool.pin(tree.file, page);
    const views = arena.chunks[frame >>> 11];
    const word = baseWord(frame);
    let found = -1;
    if (pageKind(views, word) === PageKind.gistInner && nodeLevel(views, word) === 1) {
      const count = slotCount(views, word);
      for (let slot = 0; slot < count && count > 1 && found < 0; slot++) {
        const child = childOf(views.u8, itemAt(views, word, slot));
        if (empty.has(child) && isEmptyLeaf(tree, child)) found = slot;
      }
    }
    tree.pool.unpin(frame);
    if (found < 0) return;
    freeChild(tree, page, found);
  }
}

function isEmptyLeaf(tree: Gist, page: number): boolean {
  const frame = tree.pool.pin(tree.file, page);
  const views = arena.chunks[frame >>> 11];
  const word = baseWord(frame);
  const is = pageKind(views, word) === PageKind.gistLeaf && slotCount(views, word) === 0;
  tree.pool.unpin(frame);
  return is;
}

function freeChild(tree: Gist, parent: number, slot: number): void {
  const { storage, file, manager } = tree;
  const change = storage.beginChange(RecordKind.gistDelete, 0 as Xid);
  let parentFrame: number;
  let frame: number;
  let meta: number;
  try {
    parentFrame = change.edit(file, parent);
    const views = change.views(parentFrame);
    frame = change.edit(file, childOf(views.u8, itemAt(views, baseWord(parentFrame), slot)));
    meta = change.edit(file, 0);
  } catch (error) {
    change.abandon();
    throw error;
  }
  const page = change.pageNoOf(frame);
  const views = change.views(parentFrame);
  const word = baseWord(parentFrame);
  const kept: NodeEntry[] = [];
  const count = slotCount(views, word);
  for (let s = 0; s < count; s++) {
    const at = itemAt(views, word, s);
    if (s !== slot) kept.push({ payload: payloadOf(views.u8, at), key: copyOfKey(views.u8, at) });
  }
  const own = change.views(frame);
  const right = rightOf(own, baseWord(frame));
  const split = splitOf(own, baseWord(frame));
  const nextFree = change.views(meta).u32[baseWord(meta) + (META_FREE >> 2)];
  new GistImage().start(1, rightOf(views, word), splitOf(views, word)).fill(kept).writeTo(change, parentFrame);
  change.initialiseRaw(frame, PageKind.gistFree);
  change.put64(frame, FREE_AFTER, manager.nextXid);
  change.put32(frame, RIGHT_AT, right);
  change.put32(frame, NEXT_FREE_AT, nextFree);
  change.put64(frame, SPLIT_AT, split);
  change.put32(meta, META_FREE, page);
  change.commit();
  // Whoever has read the leaf has read that nothing is there.
  manager.serializable.pageSplit(file.fileId, page, parent);
}
