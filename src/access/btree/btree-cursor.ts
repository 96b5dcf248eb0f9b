/**
 * Range scans. The entries of one leaf that lie in the range are copied out at once and the leaf is let go, so that a cursor may sleep at any entry. It goes on through
 * the sibling link it read; if the tree's structure has changed since (state.version), it looks up the last key of the batch instead.
 *
 * Entries added behind the cursor's back belong to rows its snapshot can't see; entries removed belong to rows dead to everyone.
 */
import type { RowRef } from '../../base/index.js';
import { arena, baseWord } from '../../storage/index.js';
import type { Snapshot } from '../../txn/index.js';
import type { IndexBounds, KeyBound } from '../index-key.js';
import type { IndexCursor, IndexScanOptions } from '../index-method.js';
import type { BTree } from './btree.js';
import {
  isItemDead,
  ITEM_DEAD,
  ITEM_HEADER_BYTES,
  itemOffset,
  keyLength,
  leftOf,
  REF_BYTES,
  refBefore,
  refOfSlot,
  rightOf,
  searchNode,
  slotCount,
} from './btree-page.js';

const NO_BYTES = new Uint8Array(0);

/** The entries of one leaf. */
class Batch {
  refs = new Float64Array(64);
  slots = new Uint16Array(64);
  count = 0;
  leaf = 0;
  version = 0;
  /** Leaf to go on with; 0 = the range ends here. */
  sibling = 0;
  /** Key of the last entry, for finding the place again. */
  lastKey: Uint8Array = new Uint8Array(64);
  lastLength = 0;
  keys: Uint8Array = NO_BYTES;
  keyStarts = new Uint32Array(0);

  ensure(entries: number, wantsKeys: boolean): void {
    if (entries > this.refs.length) {
      this.refs = new Float64Array(1024);
      this.slots = new Uint16Array(1024);
    }
    if (!wantsKeys) return;
    if (this.keys.length === 0) this.keys = new Uint8Array(8192);
    if (this.keyStarts.length < entries + 1) this.keyStarts = new Uint32Array(1024);
  }

  remember(bytes: Uint8Array, at: number, length: number): void {
    if (this.lastKey.length < length) this.lastKey = new Uint8Array(length * 2);
    for (let i = 0; i < length; i++) this.lastKey[i] = bytes[at + i];
    this.lastLength = length;
  }
}

export class BTreeCursor implements IndexCursor {
  keyBytes: Uint8Array = NO_BYTES;
  keyStart = 0;
  keyLength = 0;
  private batch = new Batch();
  private next = 0;
  private isBackward: boolean;
  private isStarted = false;
  private readonly wantsKeys: boolean;
  /** Of a serializable transaction: the leaves read are remembered. */
  private readonly snapshot: Snapshot | null;
  private marked: Batch | null = null;
  private markedNext = 0;

  constructor(
    private readonly tree: BTree,
    private bounds: IndexBounds,
    options: IndexScanOptions,
  ) {
    this.isBackward = options.isBackward ?? false;
    this.wantsKeys = options.wantsKeys ?? false;
    this.snapshot = options.snapshot?.serializable ? options.snapshot : null;
  }

  nextRef(): RowRef {
    while (this.next >= this.batch.count) if (!this.fetchBatch()) return 0 as RowRef;
    const { batch } = this;
    const i = this.next++;
    if (this.wantsKeys) {
      this.keyBytes = batch.keys;
      this.keyStart = batch.keyStarts[i];
      this.keyLength = batch.keyStarts[i + 1] - this.keyStart - REF_BYTES;
    }
    return batch.refs[i] as RowRef;
  }

  killLast(): void {
    const { batch, tree } = this;
    const i = this.next - 1;
    if (i < 0 || i >= batch.count || batch.version !== tree.state.version) return;
    const frame = tree.pool.pin(tree.file, batch.leaf);
    const views = arena.chunks[frame >>> 11];
    const word = baseWord(frame);
    const slot = batch.slots[i];
    // A hint: if the entry has moved it is left to someone else.
    if (slot < slotCount(views, word) && refOfSlot(views, word, slot) === batch.refs[i]) {
      views.u8[word * 4 + itemOffset(views, word, slot) + 1] |= ITEM_DEAD >>> 8;
    }
    tree.pool.unpin(frame);
  }

  mark(): void {
    this.marked = this.isStarted ? this.batch : null;
    this.markedNext = this.next;
  }

  restore(): void {
    if (this.marked === null) {
      this.rescan(this.bounds);
      return;
    }
    this.batch = this.marked;
    this.next = this.markedNext;
    this.isStarted = true;
  }

  rescan(bounds: IndexBounds, isBackward: boolean = this.isBackward): void {
    this.bounds = bounds;
    this.isBackward = isBackward;
    this.isStarted = false;
    this.marked = null;
    this.batch.count = 0;
    this.next = 0;
  }

  close(): void {
    this.batch.count = 0;
    this.batch.sibling = 0;
    this.next = 0;
    this.marked = null;
    this.isStarted = true;
  }

  /** The next leaf's entries; false at the end of the range. */
  private fetchBatch(): boolean {
    const { tree, batch } = this;
    const from = this.isBackward ? this.bounds.high : this.bounds.low;
    if (!this.isStarted) {
      this.isStarted = true;
      this.replaceBatch();
      this.batch.lastLength = 0;
      this.copyLeaf(tree.descend(from.bytes, from.bytes.length, from.isAfter), from);
      return true;
    }
    if (batch.sibling === 0) return false;
    if (batch.version === tree.state.version) {
      const page = batch.sibling;
      this.replaceBatch();
      this.copyLeaf(page, null);
      return true;
    }
    // The structure has changed: find the place behind the last entry again (or the bound, if there was none yet).
    const edge: KeyBound = batch.lastLength === 0 ? from : { bytes: batch.lastKey.slice(0, batch.lastLength), isAfter: !this.isBackward };
    this.replaceBatch();
    this.copyLeaf(tree.descend(edge.bytes, edge.bytes.length, edge.isAfter), edge);
    return true;
  }

  /** A marked batch is kept as it is; the next entries go into another one. */
  private replaceBatch(): void {
    if (this.batch !== this.marked) return;
    const fresh = new Batch();
    fresh.remember(this.batch.lastKey, 0, this.batch.lastLength);
    this.batch = fresh;
  }

  /** @param edge where the entries start in this leaf (end, going backward); null: at its border. */
  private copyLeaf(page: number, edge: KeyBound | null): void {
    const { tree, batch, bounds, isBackward, wantsKeys } = this;
    if (this.snapshot !== null) tree.manager.serializable.readPage(this.snapshot, tree.file.fileId, page);
    const frame = tree.pool.pin(tree.file, page);
    const views = arena.chunks[frame >>> 11];
    const word = baseWord(frame);
    const { u8 } = views;
    const total = slotCount(views, word);
    let from = 0;
    let to = total;
    const { low, high } = bounds;
    if (isBackward) {
      if (edge !== null) to = searchNode(views, word, total, 0, edge.bytes, edge.bytes.length, edge.isAfter, false);
      if (low.bytes.length > 0) from = searchNode(views, word, total, 0, low.bytes, low.bytes.length, low.isAfter, false);
    } else {
      if (edge !== null) from = searchNode(views, word, total, 0, edge.bytes, edge.bytes.length, edge.isAfter, false);
      if (high.bytes.length > 0) to = searchNode(views, word, total, 0, high.bytes, high.bytes.length, high.isAfter, false);
    }
    // Entries of the leaf beyond the range end the scan.
    const isEnd = isBackward ? from > 0 : to < total;
    batch.ensure(to > from ? to - from : 0, wantsKeys);
    let n = 0;
    let keyAt = 0;
    const step = isBackward ? -1 : 1;
    for (let slot = isBackward ? to - 1 : from; slot >= from && slot < to; slot += step) {
      const at = word * 4 + itemOffset(views, word, slot);
      if (isItemDead(u8, at)) continue;
      const length = keyLength(u8, at);
      batch.refs[n] = refBefore(u8, at + ITEM_HEADER_BYTES + length);
      batch.slots[n] = slot;
      if (wantsKeys) {
        batch.keyStarts[n] = keyAt;
        for (let i = 0; i < length; i++) batch.keys[keyAt + i] = u8[at + ITEM_HEADER_BYTES + i];
        keyAt += length;
        batch.keyStarts[n + 1] = keyAt;
      }
      n++;
    }
    if (to > from) {
      const at = word * 4 + itemOffset(views, word, isBackward ? from : to - 1);
      batch.remember(u8, at + ITEM_HEADER_BYTES, keyLength(u8, at));
    }
    batch.sibling = isEnd ? 0 : isBackward ? leftOf(views, word) : rightOf(views, word);
    batch.leaf = page;
    batch.version = tree.state.version;
    batch.count = n;
    this.next = 0;
    tree.pool.unpin(frame);
  }
}
