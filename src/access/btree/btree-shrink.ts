/**
 * Giving pages of a tree back: an empty leaf is unlinked, together with the inner nodes that would be left without a child; a sparse leaf's entries move to its left sibling,
 * so that an index whose keys keep moving (a time stamp that updates set) does not become a chain of leaves with an entry or two each, which only VACUUM FULL or REINDEX
 * cure elsewhere. Each is one page change.
 *
 * 1. The rightmost leaf stays: it is where ascending keys go.
 * 2. A page given back is on the free list at once. Whoever remembers it finds `TreeState.version` moved, and looks for his place by key.
 */
import type { Xid } from '../../base/index.js';
import { arena, baseWord, PageKind, type ChunkViews } from '../../storage/index.js';
import { RecordKind } from '../../wal/index.js';
import type { BTree } from './btree.js';
import { rewriteWithoutChild } from './btree-insert.js';
import {
  childOf,
  commonPrefix,
  FREE_NEXT,
  isItemDead,
  ITEM_HEADER_BYTES,
  itemOffset,
  keyLength,
  LEFT_AT,
  leftOf,
  META_FREE,
  NODE_BYTES,
  RIGHT_AT,
  rightOf,
  SLOT_BYTES,
  slotCount,
} from './btree-page.js';
import type { NodeImage } from './node-image.js';

/** Two leaves become one when they fill so much of it at most: fuller, and the next insertion would split it again. */
export const MERGED_BYTES_MAX = Math.floor(NODE_BYTES * 0.9);

/** Unlinks an empty leaf that `keyOnLeaf` leads to. False when it has to stay. */
export function unlinkLeaf(tree: BTree, page: number, keyOnLeaf: Uint8Array): boolean {
  if (tree.state.level === 0 || tree.descend(keyOnLeaf, keyOnLeaf.length, false) !== page) return false;
  return detach(tree, page, 0, null);
}

/** Moves a leaf's entries to its left sibling, if both have the same parent and the entries fit. False when not. */
export function mergeIntoLeft(tree: BTree, page: number, keyOnLeaf: Uint8Array): boolean {
  const { pool, file, state } = tree;
  if (state.level === 0 || tree.descend(keyOnLeaf, keyOnLeaf.length, false) !== page) return false;
  const slot = tree.pathSlots[state.level - 1];
  if (slot === 0) return false;
  const frame = pool.pin(file, page);
  const views = arena.chunks[frame >>> 11];
  const word = baseWord(frame);
  const left = leftOf(views, word);
  const leftFrame = pool.pin(file, left);
  const image = tree.image(0);
  const isMerged = mergedImage(image, arena.chunks[leftFrame >>> 11], baseWord(leftFrame), views, word);
  pool.unpin(frame);
  pool.unpin(leftFrame);
  return isMerged && detach(tree, page, left, image);
}

/** Puts the live entries of two neighbours together. False when they are too many. */
function mergedImage(image: NodeImage, leftViews: ChunkViews, leftWord: number, views: ChunkViews, word: number): boolean {
  if (liveBytes(leftViews, leftWord) + liveBytes(views, word) > MERGED_BYTES_MAX) return false;
  const first = liveItem(leftViews, leftWord, false);
  const last = liveItem(views, word, true);
  let skip = 0;
  if (first >= 0 && last >= 0) {
    const length = Math.min(keyLength(leftViews.u8, first), keyLength(views.u8, last));
    skip = commonPrefix(leftViews.u8, first + ITEM_HEADER_BYTES, views.u8, last + ITEM_HEADER_BYTES, length);
  }
  image.start(0, skip);
  image.left = leftOf(leftViews, leftWord);
  image.right = rightOf(views, word);
  appendLive(image, leftViews, leftWord);
  appendLive(image, views, word);
  return true;
}

function liveBytes({ u8, u16 }: ChunkViews, word: number): number {
  let bytes = 0;
  const count = (u16[word * 2 + 12] - 32) >>> 3;
  for (let slot = 0; slot < count; slot++) {
    const at = word * 4 + u16[(word + 8 + slot * 2) * 2 + 3];
    if (!isItemDead(u8, at)) bytes += SLOT_BYTES + ITEM_HEADER_BYTES + keyLength(u8, at);
  }
  return bytes;
}

/** Where the first or last live item of a leaf stands; -1 without one. */
function liveItem(views: ChunkViews, word: number, isLast: boolean): number {
  const count = slotCount(views, word);
  for (let i = 0; i < count; i++) {
    const at = word * 4 + itemOffset(views, word, isLast ? count - 1 - i : i);
    if (!isItemDead(views.u8, at)) return at;
  }
  return -1;
}

function appendLive(image: NodeImage, views: ChunkViews, word: number): void {
  const { u8 } = views;
  const count = slotCount(views, word);
  for (let slot = 0; slot < count; slot++) {
    const at = word * 4 + itemOffset(views, word, slot);
    if (!isItemDead(u8, at)) image.append(u8, at + ITEM_HEADER_BYTES, keyLength(u8, at), 0);
  }
}

interface Links {
  readonly page: number;
  readonly left: number;
  readonly right: number;
}

/**
 * Takes the leaf at the end of the tree's path out of it, and the inner nodes above that have no other child; `merged` replaces the content of its left sibling
 * `target`. The neighbour on the left (in a leftmost place, on the right) takes over the key range.
 */
function detach(tree: BTree, page: number, target: number, merged: NodeImage | null): boolean {
  const { pool, file, state, storage } = tree;
  const doomed: Links[] = [linksOf(tree, page)];
  let depth = state.level - 1;
  for (; depth >= 0; depth--) {
    const frame = pool.pin(file, tree.pathPages[depth]);
    const views = arena.chunks[frame >>> 11];
    const word = baseWord(frame);
    const isOnPath = childOf(views, word, tree.pathSlots[depth]) === doomed[doomed.length - 1].page;
    const children = slotCount(views, word);
    pool.unpin(frame);
    if (!isOnPath) return false;
    if (children > 1) break;
    doomed.push(linksOf(tree, tree.pathPages[depth]));
  }
  if (depth < 0 || doomed[0].right === 0) return false;
  const change = storage.beginChange(RecordKind.btreeDelete, 0 as Xid);
  let parent: number;
  let meta: number;
  const frames: { readonly own: number; readonly left: number; readonly right: number }[] = [];
  try {
    parent = change.edit(file, tree.pathPages[depth]);
    for (const { page: own, left, right } of doomed) {
      frames.push({
        own: change.edit(file, own),
        left: left === 0 ? -1 : change.edit(file, left),
        right: right === 0 ? -1 : change.edit(file, right),
      });
    }
    meta = change.edit(file, 0);
  } catch (error) {
    change.abandon();
    throw error;
  }
  let free = change.views(meta).u32[baseWord(meta) + (META_FREE >> 2)];
  // The image is shared with the rewriting of inner nodes: it goes first.
  if (merged !== null) merged.writeTo(change, frames[0].left);
  rewriteWithoutChild(tree, change, parent, tree.pathSlots[depth]);
  for (const [i, { own, left, right }] of frames.entries()) {
    const links = doomed[i];
    if (left >= 0 && !(i === 0 && merged !== null)) change.put32(left, RIGHT_AT, links.right);
    if (right >= 0) change.put32(right, LEFT_AT, links.left);
    change.initialiseRaw(own, PageKind.btreeFree);
    change.put32(own, FREE_NEXT, free);
    free = links.page;
  }
  change.put32(meta, META_FREE, free);
  change.commit();
  state.version++;
  // Who has read the page has read where its keys would be.
  const heir = target !== 0 ? target : doomed[0].right;
  tree.manager.serializable.pageSplit(file.fileId, page, heir);
  if (target === 0 && doomed[0].left !== 0) tree.manager.serializable.pageSplit(file.fileId, page, doomed[0].left);
  return true;
}

function linksOf({ pool, file }: BTree, page: number): Links {
  const frame = pool.pin(file, page);
  const views = arena.chunks[frame >>> 11];
  const word = baseWord(frame);
  const links = { page, left: leftOf(views, word), right: rightOf(views, word) };
  pool.unpin(frame);
  return links;
}
