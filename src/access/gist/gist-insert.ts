/**
 * Adding one entry: down to the leaf whose boxes grow least, and up again where boxes must grow or nodes split. An insertion is one page change whatever number
 * of levels it touches: the new nodes are assembled in memory first, so nothing is written before every page is pinned and every new page exists.
 *
 * The penalty compares part by part, the first one first (as PostgreSQL compares columns); a split orders the entries by their keys and cuts near the middle,
 * where the two halves overlap least.
 */
import type { RowRef, Xid } from '../../base/index.js';
import { arena, baseWord, PAGE_LOWER, pageLower, pageUpper, type ChunkViews, type PageChange, type RelationFile } from '../../storage/index.js';
import type { Transaction } from '../../txn/index.js';
import { RecordKind } from '../../wal/index.js';
import { BoxView, compareSpans, covers, enlargement, overlapOf, widthOf } from './box.js';
import type { Gist } from './gist.js';
import { entryBytes, GistImage, type NodeEntry } from './gist-image.js';
import {
  childOf,
  childPayload,
  FREE_AFTER,
  isItemDead,
  itemAt,
  ITEM_HEADER_BYTES,
  keyLength,
  META_FREE,
  META_LEVEL,
  META_ROOT,
  META_SPLITS,
  NEXT_FREE_AT,
  NODE_BYTES,
  payloadOf,
  putItemHeader,
  rightOf,
  SLOT_BYTES,
  slotCount,
  SLOTS_AT,
  splitOf,
} from './gist-page.js';

/** A cut leaves each side at least this part of the bytes, if there is a choice. */
const SIDE_MIN = 0.3;

const header = new Uint8Array(ITEM_HEADER_BYTES);
const NO_ENTRIES: NodeEntry[] = [];

/** `key[0, length)` is a leaf's key without the row reference. */
export function insertEntry(tree: Gist, transaction: Transaction, key: Uint8Array, length: number, ref: RowRef): void {
  const added = tree.added.read(key, 0, length);
  const leaf = descend(tree, added);
  if (transaction.serializable !== null) {
    const { serializable } = tree.manager;
    serializable.write(transaction, tree.file.fileId, leaf, null);
    // A search that has read a node and not gone below concerns those whose boxes grow.
    for (let depth = 0; depth < tree.state.level; depth++) {
      if (tree.pathGrows[depth] === 1) serializable.write(transaction, tree.file.fileId, tree.pathPages[depth], null);
    }
  }
  const xid = transaction.assignXid();
  const isDeepest = tree.state.level === 0 || tree.pathGrows[tree.state.level - 1] === 0;
  if (isDeepest && placeInLeaf(tree, leaf, key, length, ref, xid)) return;
  insertSlowly(tree, leaf, { payload: ref, key: key.slice(0, length) }, added, xid);
}

/** Goes down to a leaf; leaves the inner pages, the slots taken and whether their boxes must grow. */
function descend(tree: Gist, added: BoxView): number {
  const { pool, file, state, pathPages, pathSlots, pathGrows } = tree;
  let page = state.root;
  for (let depth = 0; depth < state.level; depth++) {
    const frame = pool.pin(file, page);
    const views = arena.chunks[frame >>> 11];
    const word = baseWord(frame);
    const slot = chooseChild(tree, views, word, added);
    const at = itemAt(views, word, slot);
    pathPages[depth] = page;
    pathSlots[depth] = slot;
    pathGrows[depth] = covers(tree.box.read(views.u8, at + ITEM_HEADER_BYTES, keyLength(views.u8, at)), added) ? 0 : 1;
    page = childOf(views.u8, at);
    pool.unpin(frame);
  }
  return page;
}

/** The slot whose box grows least, the narrowest one of several. */
function chooseChild(tree: Gist, views: ChunkViews, word: number, added: BoxView): number {
  const { box, parts, penalties, widths } = tree;
  const { u8 } = views;
  const count = slotCount(views, word);
  let best = -1;
  for (let slot = 0; slot < count; slot++) {
    const item = itemAt(views, word, slot);
    box.read(u8, item + ITEM_HEADER_BYTES, keyLength(u8, item));
    let order = best < 0 ? -1 : 0;
    for (let p = 0; p < parts; p++) {
      const penalty = enlargement(box, added, p);
      if (order === 0 && penalty !== penalties[p]) {
        if (penalty > penalties[p]) {
          order = 1;
          break;
        }
        order = -1;
      }
      if (order < 0) penalties[p] = penalty;
    }
    if (order > 0) continue;
    // Equal penalties: the widths decide.
    for (let p = 0; p < parts; p++) {
      const width = widthOf(box, p);
      if (order === 0 && width !== widths[p]) {
        if (width > widths[p]) {
          order = 1;
          break;
        }
        order = -1;
      }
      if (order < 0) widths[p] = width;
    }
    if (order < 0) best = slot;
  }
  return best;
}

/** The usual case: nothing above changes and there is room. */
function placeInLeaf(tree: Gist, leaf: number, key: Uint8Array, length: number, ref: RowRef, xid: Xid): boolean {
  const { pool, file } = tree;
  const frame = pool.pin(file, leaf);
  const views = pool.views(frame);
  const word = baseWord(frame);
  const fits = pageUpper(views, word) - pageLower(views, word) >= entryBytes(length);
  if (fits) {
    let change: PageChange | null = null;
    try {
      change = tree.storage.beginChange(RecordKind.gistInsert, xid);
      change.edit(file, leaf);
    } catch (error) {
      change?.abandon();
      pool.unpin(frame);
      throw error;
    }
    placeItem(change, frame, ref, key, length);
    change.commit();
  }
  pool.unpin(frame);
  return fits;
}

function placeItem(change: PageChange, frame: number, payload: number, key: Uint8Array, length: number): void {
  const views = change.views(frame);
  const word = baseWord(frame);
  const lower = pageLower(views, word);
  const upper = pageUpper(views, word) - ITEM_HEADER_BYTES - length;
  putItemHeader(header, 0, payload, length);
  change.putBytes(frame, upper, header, 0, ITEM_HEADER_BYTES);
  change.putBytes(frame, upper + ITEM_HEADER_BYTES, key, 0, length);
  change.put16(frame, lower, upper);
  change.put32(frame, PAGE_LOWER, (lower + SLOT_BYTES) | (upper << 16));
}

/** What one node becomes: a new image, or, where there is room, what it is with another key in a slot and one more entry. */
interface Rewrite {
  readonly frame: number;
  readonly image: GistImage | null;
  readonly slot: number;
  readonly replaced: NodeEntry | null;
  readonly extra: NodeEntry | null;
}

const rewrite = (frame: number, image: GistImage): Rewrite => ({ frame, image, slot: -1, replaced: null, extra: null });

/** True when a node takes the changes as it stands. */
function hasRoom(views: ChunkViews, word: number, slot: number, replaced: NodeEntry | null, extra: NodeEntry | null): boolean {
  let need = extra === null ? 0 : entryBytes(extra.key.length);
  if (replaced !== null && keyLength(views.u8, itemAt(views, word, slot)) !== replaced.key.length) need += ITEM_HEADER_BYTES + replaced.key.length;
  return pageUpper(views, word) - pageLower(views, word) >= need;
}

function applyTo(change: PageChange, { frame, image, slot, replaced, extra }: Rewrite): void {
  if (image !== null) {
    image.writeTo(change, frame);
    return;
  }
  if (replaced !== null) {
    const views = change.views(frame);
    const word = baseWord(frame);
    const { key } = replaced;
    const item = itemAt(views, word, slot);
    if (keyLength(views.u8, item) === key.length) change.putBytes(frame, item - word * 4 + ITEM_HEADER_BYTES, key, 0, key.length);
    else {
      const lower = pageLower(views, word);
      const upper = pageUpper(views, word) - ITEM_HEADER_BYTES - key.length;
      putItemHeader(header, 0, replaced.payload, key.length);
      change.putBytes(frame, upper, header, 0, ITEM_HEADER_BYTES);
      change.putBytes(frame, upper + ITEM_HEADER_BYTES, key, 0, key.length);
      change.put16(frame, SLOTS_AT + slot * SLOT_BYTES, upper);
      change.put32(frame, PAGE_LOWER, lower | (upper << 16));
    }
  }
  if (extra !== null) placeItem(change, frame, extra.payload, extra.key, extra.key.length);
}

function insertSlowly(tree: Gist, leaf: number, entry: NodeEntry, added: BoxView, xid: Xid): void {
  const { storage, file, state } = tree;
  const change = storage.beginChange(RecordKind.gistSplit, xid);
  const rewrites: Rewrite[] = [];
  const pages = new PageSource(tree, change, file);
  const splitPages: { readonly from: number; readonly to: number }[] = [];
  const split = state.splits + 1;
  let { root, level: rootLevel } = state;
  try {
    let page = leaf;
    // The child's key at this level, and what comes in beside it.
    let replaced: NodeEntry | null = null;
    let extra: NodeEntry | null = entry;
    for (let level = 0; ; level++) {
      const frame = change.edit(file, page);
      const depth = state.level - level - 1;
      const views = change.views(frame);
      const word = baseWord(frame);
      const slot: number = replaced === null ? -1 : tree.pathSlots[depth + 1];
      const right = rightOf(views, word);
      const ownSplit = splitOf(views, word);
      const isEnough = hasRoom(views, word, slot, replaced, extra);
      const entries: NodeEntry[] = isEnough ? NO_ENTRIES : entriesOf(tree, frame, level, slot, replaced);
      if (!isEnough && extra !== null) entries.push(extra);
      if (isEnough || bytesOf(entries) <= NODE_BYTES) {
        if (isEnough) rewrites.push({ frame, image: null, slot, replaced, extra });
        else rewrites.push(rewrite(frame, new GistImage().start(level, right, ownSplit).fill(entries)));
        if (level === state.level || tree.pathGrows[depth] === 0) break;
        replaced = { payload: childPayload(page), key: grownKey(tree, depth, added) };
        extra = null;
        page = tree.pathPages[depth];
        continue;
      }
      const at = cutPoint(tree, entries);
      const newFrame = pages.take();
      const newPage = change.pageNoOf(newFrame);
      splitPages.push({ from: page, to: newPage });
      const halves: readonly (readonly NodeEntry[])[] = [entries.slice(0, at), entries.slice(at)];
      rewrites.push(rewrite(frame, new GistImage().start(level, newPage, split).fill(halves[0])));
      rewrites.push(rewrite(newFrame, new GistImage().start(level, right, ownSplit).fill(halves[1])));
      replaced = { payload: childPayload(page), key: unionOf(tree, halves[0]) };
      extra = { payload: childPayload(newPage), key: unionOf(tree, halves[1]) };
      if (level < state.level) {
        page = tree.pathPages[depth];
        continue;
      }
      const rootFrame = pages.take();
      splitPages.push({ from: page, to: change.pageNoOf(rootFrame) });
      root = change.pageNoOf(rootFrame);
      rootLevel = level + 1;
      rewrites.push(rewrite(rootFrame, new GistImage().start(rootLevel, 0, 0).fill([replaced, extra])));
      break;
    }
    if (splitPages.length > 0) change.edit(file, 0);
  } catch (error) {
    change.abandon();
    throw error;
  }
  // From here on nothing can fail.
  for (const r of rewrites) applyTo(change, r);
  pages.finish();
  if (splitPages.length > 0) {
    const meta = change.edit(file, 0);
    change.put64(meta, META_SPLITS, split);
    if (root !== state.root) {
      change.put32(meta, META_ROOT, root);
      change.put32(meta, META_LEVEL, rootLevel);
    }
  }
  change.commit();
  state.root = root;
  state.level = rootLevel;
  if (splitPages.length > 0) state.splits = split;
  for (const { from, to } of splitPages) tree.manager.serializable.pageSplit(file.fileId, from, to);
}

/** New pages for a change: free ones that no search can reach any more, else from the end of the file. */
class PageSource {
  private next = -1;
  private isUsed = false;

  constructor(
    private readonly tree: Gist,
    private readonly change: PageChange,
    private readonly file: RelationFile,
  ) {}

  take(): number {
    const { change, file } = this;
    if (this.next < 0) {
      const meta = change.edit(file, 0);
      this.next = change.views(meta).u32[baseWord(meta) + (META_FREE >> 2)];
    }
    if (this.next === 0) return change.extend(file);
    const frame = this.tree.pool.pin(file, this.next);
    const views = this.tree.pool.views(frame);
    const word = baseWord(frame);
    const after = views.u32[word + (FREE_AFTER >> 2)] + views.u32[word + (FREE_AFTER >> 2) + 1] * 0x100000000;
    const following = views.u32[word + (NEXT_FREE_AT >> 2)];
    this.tree.pool.unpin(frame);
    if (this.tree.manager.horizon() <= after) return change.extend(file);
    const taken = change.edit(file, this.next);
    this.next = following;
    this.isUsed = true;
    return taken;
  }

  /** Records what is left of the free list. */
  finish(): void {
    if (this.isUsed) this.change.put32(this.change.edit(this.file, 0), META_FREE, this.next);
  }
}

/** Copies a node's entries, without those of dead rows; the one in slot `at` is replaced. */
function entriesOf(tree: Gist, frame: number, level: number, at: number, replacement: NodeEntry | null): NodeEntry[] {
  const views = tree.pool.views(frame);
  const word = baseWord(frame);
  const { u8 } = views;
  const entries: NodeEntry[] = [];
  const count = slotCount(views, word);
  for (let slot = 0; slot < count; slot++) {
    const item = itemAt(views, word, slot);
    if (slot === at) entries.push(replacement as NodeEntry);
    else if (level > 0 || !isItemDead(u8, item)) entries.push({ payload: payloadOf(u8, item), key: copyOfKey(u8, item) });
  }
  return entries;
}

export function copyOfKey(u8: Uint8Array, item: number): Uint8Array {
  return u8.slice(item + ITEM_HEADER_BYTES, item + ITEM_HEADER_BYTES + keyLength(u8, item));
}

function bytesOf(entries: readonly NodeEntry[]): number {
  let bytes = 0;
  for (const { key } of entries) bytes += entryBytes(key.length);
  return bytes;
}

/** The key of the child at a depth of the path, with `added` in it. */
function grownKey(tree: Gist, depth: number, added: BoxView): Uint8Array {
  const { pool, file, union, box } = tree;
  const frame = pool.pin(file, tree.pathPages[depth]);
  const views = pool.views(frame);
  const item = itemAt(views, baseWord(frame), tree.pathSlots[depth]);
  const key = union
    .reset()
    .add(box.read(views.u8, item + ITEM_HEADER_BYTES, keyLength(views.u8, item)))
    .add(added)
    .take();
  pool.unpin(frame);
  return key;
}

/** The key of a node with these entries. */
export function unionOf(tree: Gist, entries: readonly NodeEntry[]): Uint8Array {
  const { union, box } = tree;
  union.reset();
  for (const { key } of entries) union.add(box.read(key, 0, key.length));
  return union.take();
}

/** Sorts the entries and finds where to cut them in two: both sides fit a page, and overlap little. */
function cutPoint(tree: Gist, entries: NodeEntry[]): number {
  entries.sort((a, b) => compareSpans(a.key, 0, a.key.length, b.key, 0, b.key.length));
  const total = bytesOf(entries);
  const { union, parts } = tree;
  const left = new BoxView(parts);
  const right = new BoxView(parts);
  let best = -1;
  let bestOverlap = Infinity;
  let bestImbalance = Infinity;
  let bytes = 0;
  union.reset();
  for (let i = 1; i < entries.length; i++) {
    const { key } = entries[i - 1];
    bytes += entryBytes(key.length);
    union.add(left.read(key, 0, key.length));
    if (bytes > NODE_BYTES || total - bytes > NODE_BYTES) continue;
    const isBalanced = bytes >= total * SIDE_MIN && total - bytes >= total * SIDE_MIN;
    const imbalance = Math.abs(total - 2 * bytes);
    let overlap = Infinity;
    if (isBalanced) {
      const bound = union.take();
      left.read(bound, 0, bound.length);
      right.read(entries[i].key, 0, entries[i].key.length);
      // The entries are in order of the first part's lower end: only those on the right from here on may overlap.
      overlap = overlapOf(left, right, 0);
    }
    if (overlap < bestOverlap || (overlap === bestOverlap && imbalance < bestImbalance)) {
      best = i;
      bestOverlap = overlap;
      bestImbalance = imbalance;
    }
  }
  return best;
}
