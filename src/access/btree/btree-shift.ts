/**
 * A full leaf beside one with room: entries move to the right sibling instead of a split (the B*-tree's way, after Knuth, The Art of Computer Programming 3, 6.2.4). Leaves then fill
 * to more than eight tenths under random keys, where halves alone give seven, and a freshly built tree does not double when a few keys are added to every leaf.
 *
 * One page change of three pages: the leaf, its right sibling, and the parent, in which the key between them changes.
 */
import type { Xid } from '../../base/index.js';
import { arena, baseWord, type ChunkViews } from '../../storage/index.js';
import { RecordKind } from '../../wal/index.js';
import type { BTree } from './btree.js';
import {
  CHILD_BYTES,
  childOf,
  commonPrefix,
  isItemDead,
  ITEM_HEADER_BYTES,
  itemOffset,
  keyLength,
  leftOf,
  NODE_BYTES,
  nodeLevel,
  rightOf,
  SLOT_BYTES,
  slotCount,
} from './btree-page.js';
import type { NodeImage } from './node-image.js';

/** How full both leaves may be afterwards: the three pages' images in the log must be worth it. */
const SHIFTED_BYTES_MAX = Math.floor(NODE_BYTES * 0.9);
const ITEMS_MAX = 2048;

/** The entries of both leaves and the new one in key order: in which bytes, where, how long. */
const sources: Uint8Array[] = [];
const offsets = new Int32Array(ITEMS_MAX);
const lengths = new Int32Array(ITEMS_MAX);
let total = 0;
let totalBytes = 0;

function collect(source: Uint8Array, at: number, length: number): void {
  sources[total] = source;
  offsets[total] = at;
  lengths[total++] = length;
  totalBytes += SLOT_BYTES + ITEM_HEADER_BYTES + length;
}

function collectLeaf(views: ChunkViews, word: number, position: number, key: Uint8Array, length: number): void {
  const { u8 } = views;
  const count = slotCount(views, word);
  for (let slot = 0; slot <= count; slot++) {
    if (slot === position) collect(key, 0, length);
    if (slot === count) return;
    const at = word * 4 + itemOffset(views, word, slot);
    if (!isItemDead(u8, at)) collect(u8, at + ITEM_HEADER_BYTES, keyLength(u8, at));
  }
}

/**
 * Adds the key before slot `position` of the full leaf at the end of the tree's path, if its right sibling has the same parent and room for a part of both.
 * False when it has not: nothing has happened then.
 */
export function insertByShift(tree: BTree, leaf: number, position: number, key: Uint8Array, length: number, xid: Xid): boolean {
  const { pool, file, state, storage } = tree;
  if (state.level === 0) return false;
  const parent = tree.pathPages[state.level - 1];
  const slot = tree.pathSlots[state.level - 1] + 1;
  const sibling = childAt(tree, parent, slot);
  if (sibling === 0) return false;
  const leafFrame = pool.pin(file, leaf);
  const siblingFrame = pool.pin(file, sibling);
  const parentFrame = pool.pin(file, parent);
  try {
    const leafViews = arena.chunks[leafFrame >>> 11];
    const leafWord = baseWord(leafFrame);
    const siblingViews = arena.chunks[siblingFrame >>> 11];
    const siblingWord = baseWord(siblingFrame);
    total = 0;
    totalBytes = 0;
    collectLeaf(leafViews, leafWord, position, key, length);
    // Without its dead entries the leaf has room.
    if (totalBytes <= NODE_BYTES) return false;
    collectLeaf(siblingViews, siblingWord, -1, key, length);
    if (totalBytes > 2 * SHIFTED_BYTES_MAX) return false;
    let at = 0;
    for (let bytes = 0; at < total - 1 && bytes * 2 < totalBytes; at++) bytes += SLOT_BYTES + ITEM_HEADER_BYTES + lengths[at];
    if (at === 0 || bytesOf(0, at) > NODE_BYTES || bytesOf(at, total) > NODE_BYTES) return false;
    const left = tree.image(0);
    const right = tree.image(1);
    const above = tree.image(2);
    // As short as tells the two sides apart.
    const shared = commonPrefix(sources[at - 1], offsets[at - 1], sources[at], offsets[at], Math.min(lengths[at - 1], lengths[at]));
    const separator = sources[at].slice(offsets[at], offsets[at] + shared + 1);
    if (!withSeparator(above, arena.chunks[parentFrame >>> 11], baseWord(parentFrame), slot, separator)) return false;
    fill(left, 0, at);
    left.left = leftOf(leafViews, leafWord);
    left.right = sibling;
    fill(right, at, total);
    right.left = leaf;
    right.right = rightOf(siblingViews, siblingWord);
    const change = storage.beginChange(RecordKind.btreeSplit, xid);
    try {
      change.edit(file, leaf);
      change.edit(file, sibling);
      change.edit(file, parent);
    } catch (error) {
      change.abandon();
      throw error;
    }
    left.writeTo(change, leafFrame);
    right.writeTo(change, siblingFrame);
    above.writeTo(change, parentFrame);
    change.commit();
    state.version++;
    tree.manager.serializable.pageSplit(file.fileId, leaf, sibling);
    return true;
  } finally {
    sources.length = 0;
    pool.unpin(leafFrame);
    pool.unpin(siblingFrame);
    pool.unpin(parentFrame);
  }
}

/** The child in a slot of an inner node; 0 when there is no such slot. */
function childAt({ pool, file }: BTree, page: number, slot: number): number {
  const frame = pool.pin(file, page);
  const views = arena.chunks[frame >>> 11];
  const word = baseWord(frame);
  const child = slot < slotCount(views, word) ? childOf(views, word, slot) : 0;
  pool.unpin(frame);
  return child;
}

function bytesOf(from: number, to: number): number {
  let bytes = 0;
  for (let i = from; i < to; i++) bytes += SLOT_BYTES + ITEM_HEADER_BYTES + lengths[i];
  return bytes;
}

function fill(image: NodeImage, from: number, to: number): void {
  const shared = Math.min(lengths[from], lengths[to - 1]);
  image.start(0, to - from > 1 ? commonPrefix(sources[from], offsets[from], sources[to - 1], offsets[to - 1], shared) : 0);
  for (let i = from; i < to; i++) image.append(sources[i], offsets[i], lengths[i], 0);
}

/** The inner node with another key in one slot (not the first); false when that does not fit. */
function withSeparator(image: NodeImage, views: ChunkViews, word: number, slot: number, separator: Uint8Array): boolean {
  const { u8 } = views;
  const count = slotCount(views, word);
  const startOf = (i: number): number => word * 4 + itemOffset(views, word, i) + ITEM_HEADER_BYTES;
  const lengthOf = (i: number): number => (i === slot ? separator.length : keyLength(u8, word * 4 + itemOffset(views, word, i)));
  let bytes = 0;
  for (let i = 0; i < count; i++) bytes += SLOT_BYTES + ITEM_HEADER_BYTES + CHILD_BYTES + lengthOf(i);
  if (bytes > NODE_BYTES) return false;
  let skip = 0;
  if (count > 2) {
    const [firstBytes, firstAt] = slot === 1 ? [separator, 0] : [u8, startOf(1)];
    const [lastBytes, lastAt] = slot === count - 1 ? [separator, 0] : [u8, startOf(count - 1)];
    skip = commonPrefix(firstBytes, firstAt, lastBytes, lastAt, Math.min(lengthOf(1), lengthOf(count - 1)));
  }
  image.start(nodeLevel(views, word), skip);
  for (let i = 0; i < count; i++) {
    if (i === slot) image.append(separator, 0, separator.length, childOf(views, word, i));
    else image.append(u8, startOf(i), lengthOf(i), childOf(views, word, i));
  }
  image.left = leftOf(views, word);
  image.right = rightOf(views, word);
  return true;
}
