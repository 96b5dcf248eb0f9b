/**
 * Bulk deletion: one pass over the leaves from left to right removes the entries of dead rows; a leaf left empty is unlinked, a sparse one merged with its left
 * neighbour (btree-shrink.ts). A slice ends between leaves; what happens to the tree meanwhile is noticed through the last key seen.
 */
import type { RowRef, Xid } from '../../base/index.js';
import { arena, baseWord, PAGE_LOWER } from '../../storage/index.js';
import { SLICE, type Waiting } from '../../txn/index.js';
import { RecordKind } from '../../wal/index.js';
import type { BTree } from './btree.js';
import { rewriteLeaf } from './btree-insert.js';
import { isItemDead, ITEM_HEADER_BYTES, itemOffset, keyLength, leftOf, refOfSlot, rightOf, SLOT_BYTES, slotCount, SLOTS_AT } from './btree-page.js';
import { mergeIntoLeft, MERGED_BYTES_MAX, unlinkLeaf } from './btree-shrink.js';

const SLICE_LEAVES = 32;
const isGone = new Uint8Array(1024);

export function* vacuumTree(tree: BTree, isDead: (ref: RowRef) => boolean): Waiting<number> {
  const { pool, file, state } = tree;
  let removed = 0;
  let page = tree.descend(new Uint8Array(0), 0, false);
  let leaves = 0;
  let lastKey: Uint8Array = new Uint8Array(0);
  /** The leaf before, and the bytes of its entries as it was left. */
  let previous = 0;
  let previousBytes = 0;
  while (page !== 0) {
    const frame = pool.pin(file, page);
    const views = arena.chunks[frame >>> 11];
    const word = baseWord(frame);
    const count = slotCount(views, word);
    let gone = 0;
    let bytes = 0;
    for (let slot = 0; slot < count; slot++) {
      isGone[slot] = isDead(refOfSlot(views, word, slot)) ? 1 : 0;
      gone += isGone[slot];
      if (isGone[slot] === 0) bytes += SLOT_BYTES + ITEM_HEADER_BYTES + keyLength(views.u8, word * 4 + itemOffset(views, word, slot));
    }
    const left = leftOf(views, word);
    if (count > 0) {
      const at = word * 4 + itemOffset(views, word, count - 1);
      lastKey = views.u8.slice(at + ITEM_HEADER_BYTES, at + ITEM_HEADER_BYTES + keyLength(views.u8, at));
    }
    const right = rightOf(views, word);
    // Marked entries are dead to everyone too: they go along.
    if (gone > 0) for (let slot = 0; slot < count; slot++) if (isItemDead(views.u8, word * 4 + itemOffset(views, word, slot))) isGone[slot] = 1;
    let isEmptied = count === 0;
    if (gone > 0) {
      removed += gone;
      isEmptied = removeEntries(tree, page, count);
    }
    pool.unpin(frame);
    let isUnlinked = false;
    if (count > 0 && right !== 0) {
      if (isEmptied) isUnlinked = unlinkLeaf(tree, page, lastKey);
      else if (left !== 0 && left === previous && bytes + previousBytes <= MERGED_BYTES_MAX) isUnlinked = mergeIntoLeft(tree, page, lastKey);
    }
    if (isUnlinked) previousBytes += bytes;
    else {
      previous = page;
      previousBytes = bytes;
    }
    page = right;
    if (++leaves % SLICE_LEAVES !== 0 || page === 0) continue;
    const before = state.version;
    previous = 0;
    yield SLICE;
    // Split or unlinked meanwhile: go on behind the last key seen. Entries that moved to the right of it have been looked at.
    if (state.version !== before) page = nextLeafAfter(tree, lastKey);
  }
  return removed;
}

/** The leaf with the first key beyond `key`, or the leaf where it would be. */
function nextLeafAfter(tree: BTree, key: Uint8Array): number {
  return tree.descend(key, key.length, true);
}

/** Takes the marked entries out; true when none is left. */
function removeEntries(tree: BTree, page: number, count: number): boolean {
  const change = tree.storage.beginChange(RecordKind.btreeVacuum, 0 as Xid);
  let frame: number;
  try {
    frame = change.edit(tree.file, page);
  } catch (error) {
    change.abandon();
    throw error;
  }
  let kept = 0;
  for (let slot = 0; slot < count; slot++) if (isGone[slot] === 0) kept++;
  if (kept > count - (count >>> 2)) {
    // A few: close the gaps between the slots; the items' bytes come back when the leaf is next rewritten.
    for (let slot = count - 1, left = count; slot >= 0; slot--) {
      if (isGone[slot] === 0) continue;
      const at = SLOTS_AT + slot * SLOT_BYTES;
      if (slot < left - 1) change.copyWithin(frame, at, at + SLOT_BYTES, (left - 1 - slot) * SLOT_BYTES);
      left--;
    }
    change.put16(frame, PAGE_LOWER, SLOTS_AT + kept * SLOT_BYTES);
  } else rewriteLeaf(tree, change, frame, isGone);
  change.commit();
  return kept === 0;
}
