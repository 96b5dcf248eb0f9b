/**
 * Adding one entry: into the leaf if it fits, else after dropping entries of dead rows, else by splitting. A split of any number of levels is one page change: the new
 * pages are assembled in memory first, so nothing is written before every page is pinned and every new page exists.
 */
import { putU16, type Xid } from '../../base/index.js';
import { baseWord, PAGE_LOWER, pageLower, pageUpper, type ChunkViews, type PageChange, type RelationFile } from '../../storage/index.js';
import { RecordKind } from '../../wal/index.js';
import type { Transaction } from '../../txn/index.js';
import { ROW_DEAD, type RowLiveness } from '../table-method.js';
import type { BTree } from './btree.js';
import {
  CHILD_BYTES,
  childOf,
  commonPrefix,
  FREE_NEXT,
  isItemDead,
  ITEM_DEAD,
  ITEM_HEADER_BYTES,
  itemOffset,
  keyLength,
  LEFT_AT,
  leftOf,
  META_FREE,
  META_LEVEL,
  META_ROOT,
  NODE_BYTES,
  nodeLevel,
  REF_BYTES,
  refOfSlot,
  rightOf,
  skipOf,
  SLOT_BYTES,
  slotCount,
  slotHigh,
  slotLow,
  SLOTS_AT,
} from './btree-page.js';
import { insertByShift } from './btree-shift.js';
import type { NodeImage } from './node-image.js';

/** Nodes with fewer entries are rewritten at every insertion, to find a long common prefix. */
const SMALL_NODE = 8;
/** How full a split leaves the left page when keys arrive in ascending order. */
const APPEND_FILL = 0.9;
const NEW_ITEM = -1;
/** Rows looked at before a leaf is split; some 20 microseconds when their pages are in memory. */
const ASKED_MAX = 200;

/** A key to be added to a node. */
interface NewItem {
  readonly key: Uint8Array;
  readonly length: number;
  readonly child: number;
}

const slotBytes = new Uint8Array(SLOT_BYTES);
const order = new Int32Array(1024);

/** Adds the key before slot `position` of the leaf at the end of the tree's path. */
export function insertIntoLeaf(
  tree: BTree,
  leaf: number,
  position: number,
  key: Uint8Array,
  length: number,
  transaction: Transaction,
  liveness: RowLiveness | null,
): void {
  const { pool } = tree;
  const xid = transaction.assignXid();
  const frame = pool.pin(tree.file, leaf);
  const views = pool.views(frame);
  const word = baseWord(frame);
  try {
    if (canPlace(views, word, key, length, false)) {
      const change = tree.storage.beginChange(RecordKind.btreeInsert, xid);
      try {
        change.edit(tree.file, leaf);
      } catch (error) {
        change.abandon();
        throw error;
      }
      placeItem(change, frame, position, key, length, 0, false);
      change.commit();
      return;
    }
    const isFull = pageUpper(views, word) - pageLower(views, word) < SLOT_BYTES + ITEM_HEADER_BYTES + length;
    const hasVersions = isFull && liveness !== null && markDeadVersions(views, word, transaction, liveness);
    // Where updates make the tree grow it will shrink again, so it is worth keeping small; new rows come faster with splits.
    if (hasVersions && insertByShift(tree, leaf, position, key, length, xid)) return;
    insertSlowly(tree, leaf, position, { key, length, child: 0 }, xid);
  } finally {
    pool.unpin(frame);
  }
}

/**
 * Before a full leaf is split: entries of one key are mostly versions of one row, and where updates are many, most of those are dead to everyone. Asks the table
 * about some, and marks them (as PostgreSQL's bottom-up index deletion does). True when there are such entries at all.
 */
function markDeadVersions(views: ChunkViews, word: number, transaction: Transaction, liveness: RowLiveness): boolean {
  const { u8 } = views;
  const count = slotCount(views, word);
  let asked = 0;
  let isLikePrevious = false;
  for (let slot = 0; slot < count && asked < ASKED_MAX; slot++) {
    const isLikeNext = slot + 1 < count && haveSameKey(views, word, slot, slot + 1);
    const at = word * 4 + itemOffset(views, word, slot);
    if ((isLikePrevious || isLikeNext) && !isItemDead(u8, at)) {
      asked++;
      if (liveness.check(refOfSlot(views, word, slot), transaction) === ROW_DEAD) u8[at + 1] |= ITEM_DEAD >>> 8;
    }
    isLikePrevious = isLikeNext;
  }
  return asked > 0;
}

/** True when the items differ in their row references only. */
function haveSameKey({ u8, u16 }: ChunkViews, word: number, a: number, b: number): boolean {
  const first = word * 4 + u16[(word + 8 + a * 2) * 2 + 3];
  const second = word * 4 + u16[(word + 8 + b * 2) * 2 + 3];
  const length = keyLength(u8, first);
  if (length !== keyLength(u8, second)) return false;
  for (let i = ITEM_HEADER_BYTES + length - REF_BYTES - 1; i >= ITEM_HEADER_BYTES; i--) if (u8[first + i] !== u8[second + i]) return false;
  return true;
}

/** True when the item goes into the node as it is: room, and the common prefix holds for it as well. */
function canPlace(views: ChunkViews, word: number, key: Uint8Array, length: number, isInner: boolean): boolean {
  const count = slotCount(views, word);
  if (count < SMALL_NODE) return false;
  const need = SLOT_BYTES + ITEM_HEADER_BYTES + length + (isInner ? CHILD_BYTES : 0);
  if (pageUpper(views, word) - pageLower(views, word) < need) return false;
  const skip = skipOf(views, word);
  if (skip === 0) return true;
  if (length < skip) return false;
  const at = word * 4 + itemOffset(views, word, isInner ? 1 : 0) + ITEM_HEADER_BYTES;
  const { u8 } = views;
  for (let i = 0; i < skip; i++) if (u8[at + i] !== key[i]) return false;
  return true;
}

function placeItem(change: PageChange, frame: number, position: number, key: Uint8Array, length: number, child: number, isInner: boolean): void {
  const views = change.views(frame);
  const word = baseWord(frame);
  const count = slotCount(views, word);
  const skip = skipOf(views, word);
  const item = pageUpper(views, word) - ITEM_HEADER_BYTES - length;
  const upper = isInner ? item - CHILD_BYTES : item;
  const slot = SLOTS_AT + position * SLOT_BYTES;
  if (position < count) change.copyWithin(frame, slot + SLOT_BYTES, slot, (count - position) * SLOT_BYTES);
  const high = slotHigh(key, skip, length, 0);
  slotBytes[0] = high;
  slotBytes[1] = high >>> 8;
  slotBytes[2] = high >>> 16;
  slotBytes[3] = high >>> 24;
  putU16(slotBytes, 4, slotLow(key, skip, length, 0));
  putU16(slotBytes, 6, item);
  change.putBytes(frame, slot, slotBytes, 0, SLOT_BYTES);
  if (isInner) change.put32(frame, upper, child);
  change.put16(frame, item, length);
  change.putBytes(frame, item + ITEM_HEADER_BYTES, key, 0, length);
  change.put32(frame, PAGE_LOWER, (SLOTS_AT + (count + 1) * SLOT_BYTES) | (upper << 16));
}

/** A page that one slow insertion rewrites, and the image it gets. */
interface Rewrite {
  readonly frame: number;
  readonly image: NodeImage;
}

function insertSlowly(tree: BTree, leaf: number, leafPosition: number, leafItem: NewItem, xid: Xid): void {
  const { storage, file, state } = tree;
  const change = storage.beginChange(RecordKind.btreeSplit, xid);
  const rewrites: Rewrite[] = [];
  const neighbours: { frame: number; left: number }[] = [];
  const pages = new PageSource(change, file);
  let root = state.root;
  let rootLevel = state.level;
  let last: { frame: number; position: number; item: NewItem } | null = null;
  let isStructural = false;
  let splitLeaf = 0;
  try {
    let page = leaf;
    let position = leafPosition;
    let item = leafItem;
    for (let level = 0; ; level++) {
      const isInner = level > 0;
      const frame = change.edit(file, page);
      const views = change.views(frame);
      const word = baseWord(frame);
      if (isInner && canPlace(views, word, item.key, item.length, true)) {
        last = { frame, position, item };
        break;
      }
      const total = arrange(views, word, position, isInner);
      if (bytesOf(views, word, 0, total, item, isInner) <= NODE_BYTES) {
        const image = tree.image(rewrites.length);
        fill(image, views, word, 0, total, item, level);
        image.right = rightOf(views, word);
        image.left = leftOf(views, word);
        rewrites.push({ frame, image });
        break;
      }
      isStructural = true;
      const at = splitPoint(views, word, total, item, isInner);
      const newFrame = pages.take();
      const newPage = change.pageNoOf(newFrame);
      if (level === 0) splitLeaf = newPage;
      const separator = separatorAt(views, word, at, item, isInner);
      const left = tree.image(rewrites.length);
      fill(left, views, word, 0, at, item, level);
      rewrites.push({ frame, image: left });
      const right = tree.image(rewrites.length);
      fill(right, views, word, at, total, item, level);
      rewrites.push({ frame: newFrame, image: right });
      left.left = leftOf(views, word);
      left.right = newPage;
      right.left = page;
      right.right = rightOf(views, word);
      if (right.right !== 0) neighbours.push({ frame: change.edit(file, right.right), left: newPage });
      const parentItem: NewItem = { key: separator, length: separator.length, child: newPage };
      if (level === rootLevel) {
        const rootFrame = pages.take();
        root = change.pageNoOf(rootFrame);
        rootLevel = level + 1;
        const image = tree.image(rewrites.length);
        image.start(rootLevel, 0);
        image.append(separator, 0, 0, page);
        image.append(separator, 0, separator.length, newPage);
        rewrites.push({ frame: rootFrame, image });
        pages.editMeta();
        break;
      }
      const depth = rootLevel - level - 1;
      page = tree.pathPages[depth];
      position = tree.pathSlots[depth] + 1;
      item = parentItem;
    }
  } catch (error) {
    change.abandon();
    throw error;
  }
  // From here on nothing can fail.
  for (const { frame, image } of rewrites) image.writeTo(change, frame);
  for (const { frame, left } of neighbours) change.put32(frame, LEFT_AT, left);
  if (last !== null) placeItem(change, last.frame, last.position, last.item.key, last.item.length, last.item.child, true);
  pages.finish();
  if (root !== state.root) {
    const meta = pages.editMeta();
    change.put32(meta, META_ROOT, root);
    change.put32(meta, META_LEVEL, rootLevel);
  }
  change.commit();
  state.root = root;
  state.level = rootLevel;
  if (isStructural) state.version++;
  if (splitLeaf !== 0) tree.manager.serializable.pageSplit(file.fileId, leaf, splitLeaf);
}

/** New pages for a change: from the free list, else from the end of the file. */
class PageSource {
  private next = -1;
  private isUsed = false;

  constructor(
    private readonly change: PageChange,
    private readonly file: RelationFile,
  ) {}

  editMeta(): number {
    return this.change.edit(this.file, 0);
  }

  take(): number {
    const { change, file } = this;
    if (this.next < 0) {
      const meta = this.editMeta();
      this.next = change.views(meta).u32[baseWord(meta) + (META_FREE >> 2)];
    }
    if (this.next === 0) return change.extend(file);
    const frame = change.edit(file, this.next);
    this.next = change.views(frame).u32[baseWord(frame) + (FREE_NEXT >> 2)];
    this.isUsed = true;
    return frame;
  }

  /** Records what is left of the free list. */
  finish(): void {
    if (this.isUsed) this.change.put32(this.editMeta(), META_FREE, this.next);
  }
}

/** Lists the node's slots in `order` with the new item at `position`, leaving out entries of dead rows. Returns how many there are. */
function arrange(views: ChunkViews, word: number, position: number, isInner: boolean): number {
  const count = slotCount(views, word);
  let n = 0;
  for (let slot = 0; slot <= count; slot++) {
    if (slot === position) order[n++] = NEW_ITEM;
    if (slot === count) break;
    if (!isInner && isItemDead(views.u8, word * 4 + itemOffset(views, word, slot))) continue;
    order[n++] = slot;
  }
  return n;
}

function lengthAt(views: ChunkViews, word: number, i: number, item: NewItem): number {
  const slot = order[i];
  return slot === NEW_ITEM ? item.length : keyLength(views.u8, word * 4 + itemOffset(views, word, slot));
}

/** Bytes of slots and items [from, to); an inner node's first key is stored empty. */
function bytesOf(views: ChunkViews, word: number, from: number, to: number, item: NewItem, isInner: boolean): number {
  const fixed = SLOT_BYTES + ITEM_HEADER_BYTES + (isInner ? CHILD_BYTES : 0);
  let bytes = 0;
  for (let i = from; i < to; i++) bytes += fixed + (isInner && i === from ? 0 : lengthAt(views, word, i, item));
  return bytes;
}

/** Where [0, total) is cut: near the middle by bytes, or near the end when keys are being appended to the tree. */
function splitPoint(views: ChunkViews, word: number, total: number, item: NewItem, isInner: boolean): number {
  const fixed = SLOT_BYTES + ITEM_HEADER_BYTES + (isInner ? CHILD_BYTES : 0);
  const isAppend = rightOf(views, word) === 0 && order[total - 1] === NEW_ITEM;
  let all = 0;
  for (let i = 0; i < total; i++) all += fixed + lengthAt(views, word, i, item);
  const goal = isAppend ? Math.max(all / 2, NODE_BYTES * APPEND_FILL) : all / 2;
  let at = 0;
  let left = 0;
  while (at < total - 1) {
    const bytes = fixed + lengthAt(views, word, at, item);
    if (at > 0 && (left + bytes > goal || left + bytes > NODE_BYTES)) break;
    left += bytes;
    at++;
  }
  // With few, large items the half may not be where both sides fit.
  while (at < total - 1 && bytesOf(views, word, at, total, item, isInner) > NODE_BYTES) at++;
  return at;
}

/** The key that tells the right part from the left: as short as will do. A copy. */
function separatorAt(views: ChunkViews, word: number, at: number, item: NewItem, isInner: boolean): Uint8Array {
  const right = keyAt(views, word, at, item);
  if (isInner) return right.slice();
  const left = keyAt(views, word, at - 1, item);
  const common = commonPrefix(left, 0, right, 0, Math.min(left.length, right.length));
  return right.slice(0, common + 1);
}

/** A view of the key of entry i of `order`; for the slow path only. */
function keyAt(views: ChunkViews, word: number, i: number, item: NewItem): Uint8Array {
  const slot = order[i];
  if (slot === NEW_ITEM) return item.key.subarray(0, item.length);
  const at = word * 4 + itemOffset(views, word, slot);
  return views.u8.subarray(at + ITEM_HEADER_BYTES, at + ITEM_HEADER_BYTES + keyLength(views.u8, at));
}

function fill(image: NodeImage, views: ChunkViews, word: number, from: number, to: number, item: NewItem, level: number): void {
  const isInner = level > 0;
  const first = isInner ? from + 1 : from;
  let skip = 0;
  if (to - first > 1) {
    const a = keyAt(views, word, first, item);
    const b = keyAt(views, word, to - 1, item);
    skip = commonPrefix(a, 0, b, 0, Math.min(a.length, b.length));
  }
  image.start(level, skip);
  for (let i = from; i < to; i++) {
    const slot = order[i];
    const length = isInner && i === from ? 0 : lengthAt(views, word, i, item);
    if (slot === NEW_ITEM) image.append(item.key, 0, length, item.child);
    else {
      const at = word * 4 + itemOffset(views, word, slot);
      image.append(views.u8, at + ITEM_HEADER_BYTES, length, isInner ? childOf(views, word, slot) : 0);
    }
  }
}

/** Rewrites a leaf without the slots marked in `isGone`; for vacuum. */
export function rewriteLeaf(tree: BTree, change: PageChange, frame: number, isGone: Uint8Array): void {
  const views = change.views(frame);
  const word = baseWord(frame);
  const count = slotCount(views, word);
  let n = 0;
  for (let slot = 0; slot < count; slot++) if (isGone[slot] === 0) order[n++] = slot;
  const image = tree.image(0);
  fill(image, views, word, 0, n, NO_ITEM, 0);
  image.left = leftOf(views, word);
  image.right = rightOf(views, word);
  image.writeTo(change, frame);
}

/** Rewrites an inner node without the child in a slot; its left neighbour (the right one, for slot 0) takes over its range. */
export function rewriteWithoutChild(tree: BTree, change: PageChange, frame: number, slot: number): void {
  const views = change.views(frame);
  const word = baseWord(frame);
  const count = slotCount(views, word);
  let n = 0;
  for (let i = 0; i < count; i++) if (i !== slot) order[n++] = i;
  const image = tree.image(0);
  fill(image, views, word, 0, n, NO_ITEM, nodeLevel(views, word));
  image.left = leftOf(views, word);
  image.right = rightOf(views, word);
  image.writeTo(change, frame);
}

const NO_ITEM: NewItem = { key: new Uint8Array(0), length: 0, child: 0 };
