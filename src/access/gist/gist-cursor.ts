/**
 * Searches. A cursor has a stack of nodes still to be visited; the entries of one leaf that match are copied out at once and the leaf is let go, so that it may
 * sleep at any entry. With each node it remembers how many splits the tree had seen when its parent was read: a node that was split since has entries in
 * its right sibling that no parent seen so far names, so the sibling is visited, too (Kornacker, Mohan, Hellerstein 1997).
 *
 * What can happen while a cursor sleeps: entries come (rows its snapshot does not see), boxes grow, nodes split, entries of rows dead to everyone go, a
 * node left empty is freed. A free page keeps its sibling and is not used again while a snapshot lives that was there before.
 */
import type { RowRef } from '../../base/index.js';
import { arena, baseWord, PageKind, pageKind } from '../../storage/index.js';
import type { Snapshot } from '../../txn/index.js';
import type { IndexBounds } from '../index-key.js';
import type { IndexCursor, IndexScanOptions } from '../index-method.js';
import { matchesBox, type BoxQuery } from './box-query.js';
import type { Gist } from './gist.js';
import { childOf, isItemDead, itemAt, ITEM_HEADER_BYTES, keyLength, markItemDead, refOf, rightOf, slotCount, splitOf } from './gist-page.js';

const NO_BYTES = new Uint8Array(0);
const EVERYTHING: BoxQuery = { conditions: [] };

/** Where a cursor stands, for `mark`. */
interface Place {
  readonly pages: readonly number[];
  readonly remembered: readonly number[];
  readonly leaf: number;
  readonly refs: readonly number[];
  readonly slots: readonly number[];
  readonly keys: readonly Uint8Array[];
  readonly next: number;
  readonly isStarted: boolean;
}

export class GistCursor implements IndexCursor {
  keyBytes: Uint8Array = NO_BYTES;
  keyStart = 0;
  keyLength = 0;
  private query: BoxQuery;
  private readonly wantsKeys: boolean;
  /** Of a serializable transaction: the nodes read are remembered. */
  private readonly snapshot: Snapshot | null;
  private pages: number[] = [];
  private remembered: number[] = [];
  private leaf = 0;
  private refs: number[] = [];
  private slots: number[] = [];
  private keys: Uint8Array[] = [];
  private next = 0;
  private isStarted = false;
  private marked: Place | null = null;

  constructor(
    private readonly tree: Gist,
    bounds: IndexBounds,
    options: IndexScanOptions,
  ) {
    this.query = bounds.box ?? EVERYTHING;
    this.wantsKeys = options.wantsKeys ?? false;
    this.snapshot = options.snapshot?.serializable ? options.snapshot : null;
  }

  nextRef(): RowRef {
    while (this.next >= this.refs.length) if (!this.visitNext()) return 0 as RowRef;
    const i = this.next++;
    if (this.wantsKeys) {
      this.keyBytes = this.keys[i];
      this.keyLength = this.keyBytes.length;
    }
    return this.refs[i] as RowRef;
  }

  killLast(): void {
    const { tree } = this;
    const i = this.next - 1;
    if (i < 0 || i >= this.refs.length) return;
    const frame = tree.pool.pin(tree.file, this.leaf);
    const views = arena.chunks[frame >>> 11];
    const word = baseWord(frame);
    const slot = this.slots[i];
    // A hint: if the entry has moved it is left to someone else.
    if (pageKind(views, word) === PageKind.gistLeaf && slot < slotCount(views, word)) {
      const at = itemAt(views, word, slot);
      if (refOf(views.u8, at) === this.refs[i]) markItemDead(views.u8, at);
    }
    tree.pool.unpin(frame);
  }

  mark(): void {
    const { pages, remembered, leaf, refs, slots, keys, next, isStarted } = this;
    this.marked = { pages: [...pages], remembered: [...remembered], leaf, refs: [...refs], slots: [...slots], keys: [...keys], next, isStarted };
  }

  restore(): void {
    const { marked } = this;
    if (marked === null) {
      this.restart();
      return;
    }
    this.pages = [...marked.pages];
    this.remembered = [...marked.remembered];
    this.leaf = marked.leaf;
    this.refs = [...marked.refs];
    this.slots = [...marked.slots];
    this.keys = [...marked.keys];
    this.next = marked.next;
    this.isStarted = marked.isStarted;
  }

  rescan(bounds: IndexBounds): void {
    this.query = bounds.box ?? EVERYTHING;
    this.marked = null;
    this.restart();
  }

  close(): void {
    this.restart();
    this.isStarted = true;
    this.marked = null;
  }

  private restart(): void {
    this.pages.length = 0;
    this.remembered.length = 0;
    this.refs.length = 0;
    this.slots.length = 0;
    this.keys.length = 0;
    this.next = 0;
    this.isStarted = false;
  }

  /** Visits one node; false when none is left. */
  private visitNext(): boolean {
    const { tree, pages, remembered } = this;
    if (!this.isStarted) {
      this.isStarted = true;
      pages.push(tree.state.root);
      remembered.push(tree.state.splits);
    }
    if (pages.length === 0) return false;
    const page = pages.pop() as number;
    const seen = remembered.pop() as number;
    if (this.snapshot !== null) tree.manager.serializable.readPage(this.snapshot, tree.file.fileId, page);
    const frame = tree.pool.pin(tree.file, page);
    const views = arena.chunks[frame >>> 11];
    const word = baseWord(frame);
    const right = rightOf(views, word);
    if (splitOf(views, word) > seen && right !== 0) {
      pages.push(right);
      remembered.push(seen);
    }
    this.refs.length = 0;
    this.slots.length = 0;
    this.keys.length = 0;
    this.next = 0;
    this.leaf = page;
    const kind = pageKind(views, word);
    const isLeaf = kind === PageKind.gistLeaf;
    if (isLeaf || kind === PageKind.gistInner) {
      const { u8 } = views;
      const { box } = tree;
      const count = slotCount(views, word);
      for (let slot = 0; slot < count; slot++) {
        const at = itemAt(views, word, slot);
        if (isLeaf && isItemDead(u8, at)) continue;
        const length = keyLength(u8, at);
        if (!matchesBox(this.query, box.read(u8, at + ITEM_HEADER_BYTES, length), isLeaf)) continue;
        if (!isLeaf) {
          pages.push(childOf(u8, at));
          remembered.push(tree.state.splits);
          continue;
        }
        this.refs.push(refOf(u8, at));
        this.slots.push(slot);
        if (this.wantsKeys) this.keys.push(u8.slice(at + ITEM_HEADER_BYTES, at + ITEM_HEADER_BYTES + length));
      }
    }
    tree.pool.unpin(frame);
    return true;
  }
}
