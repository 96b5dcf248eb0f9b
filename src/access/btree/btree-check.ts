/** Checks of a tree's invariants, and figures about it. */
import { PgError } from '../../errors/index.js';
import type { RowRef } from '../../base/index.js';
import { arena, baseWord, PageKind, pageKind, pageLower, pageUpper, type ChunkViews } from '../../storage/index.js';
import type { IndexBounds } from '../index-key.js';
import type { IndexStatistics } from '../index-method.js';
import type { BTree } from './btree.js';
import {
  childOf,
  commonPrefix,
  isItemDead,
  ITEM_HEADER_BYTES,
  itemOffset,
  keyLength,
  leftOf,
  nodeLevel,
  REF_BYTES,
  refBefore,
  rightOf,
  skipOf,
  slotCount,
  slotHigh,
  slotLow,
  SPECIAL_AT,
} from './btree-page.js';

interface Walk {
  readonly tree: BTree;
  readonly visit: ((key: Uint8Array, start: number, length: number, ref: RowRef) => void) | undefined;
  /** Last page seen of each level, to check the sibling links. */
  readonly lastPages: number[];
  readonly lastRights: number[];
  entries: number;
}

/**
 * Walks the whole tree: order, slot numbers, prefixes, separators, levels, sibling links. Calls `visit` for each live entry; returns their number.
 * Throws XX002.
 */
export function checkTree(tree: BTree, visit?: (key: Uint8Array, start: number, length: number, ref: RowRef) => void): number {
  const walk: Walk = { tree, visit, lastPages: [], lastRights: [], entries: 0 };
  checkNode(walk, tree.state.root, tree.state.level, null, null);
  for (let level = 0; level <= tree.state.level; level++)
    require(walk, walk.lastRights[level] === 0, walk.lastPages[level], 'the last page of a level has a right sibling');
  return walk.entries;
}

function checkNode(walk: Walk, page: number, level: number, low: Uint8Array | null, high: Uint8Array | null): void {
  const { tree } = walk;
  const frame = tree.pool.pin(tree.file, page);
  const children: { page: number; key: Uint8Array }[] = [];
  try {
    const views = arena.chunks[frame >>> 11];
    const word = baseWord(frame);
    require(walk, pageKind(views, word) === (level === 0 ? PageKind.btreeLeaf : PageKind.btreeInner), page, 'wrong kind of page');
    require(walk, nodeLevel(views, word) === level, page, 'wrong level');
    require(walk, pageLower(views, word) <= pageUpper(views, word) && pageUpper(views, word) <= SPECIAL_AT, page, 'slots and items overlap');
    checkLinks(walk, views, word, page, level);
    checkSlots(walk, views, word, page, level, low, high, children);
  } finally {
    tree.pool.unpin(frame);
  }
  for (let i = 0; i < children.length; i++) {
    const child = children[i];
    checkNode(walk, child.page, level - 1, i === 0 ? low : child.key, i + 1 < children.length ? children[i + 1].key : high);
  }
}

function checkLinks(walk: Walk, views: ChunkViews, word: number, page: number, level: number): void {
  const previous = walk.lastPages[level];
  if (previous === undefined) require(walk, leftOf(views, word) === 0, page, 'the first page of a level has a left sibling');
  else {
    require(walk, leftOf(views, word) === previous, page, 'wrong left sibling');
    require(walk, walk.lastRights[level] === page, previous, 'wrong right sibling');
  }
  walk.lastPages[level] = page;
  walk.lastRights[level] = rightOf(views, word);
}

function checkSlots(
  walk: Walk,
  views: ChunkViews,
  word: number,
  page: number,
  level: number,
  low: Uint8Array | null,
  high: Uint8Array | null,
  children: { page: number; key: Uint8Array }[],
): void {
  const count = slotCount(views, word);
  const skip = skipOf(views, word);
  const { u8, u16, i32 } = views;
  let previous: Uint8Array | null = null;
  require(walk, level === 0 || count > 0, page, 'an inner page is empty');
  for (let slot = 0; slot < count; slot++) {
    const at = word * 4 + itemOffset(views, word, slot);
    const length = keyLength(u8, at);
    const start = at + ITEM_HEADER_BYTES;
    const key = u8.slice(start, start + length);
    if (level > 0) children.push({ page: childOf(views, word, slot), key });
    if (level > 0 && slot === 0) {
      require(walk, length === 0, page, 'the first key of an inner page is not empty');
      continue;
    }
    require(walk, length >= skip, page, 'a key is shorter than the common prefix');
    require(walk, i32[word + 8 + slot * 2] === slotHigh(key, skip, length, 0) &&
      u16[(word + 8 + slot * 2) * 2 + 2] === slotLow(key, skip, length, 0), page, `slot ${slot} disagrees with its item`);
    if (previous !== null) {
      require(walk, compareBytes(previous, key) < 0, page, `keys ${slot - 1} and ${slot} are out of order`);
      require(walk, commonPrefix(previous, 0, key, 0, skip) === skip, page, 'the common prefix is not common');
    }
    if (low !== null) require(walk, compareBytes(low, key) <= 0, page, "a key is below its page's range");
    if (high !== null) require(walk, compareBytes(key, high) < 0, page, "a key is above its page's range");
    previous = key;
    if (level === 0 && !isItemDead(u8, at)) {
      walk.entries++;
      walk.visit?.(u8, start, length - REF_BYTES, refBefore(u8, start + length));
    }
  }
}

function require(walk: Walk, condition: boolean, page: number, what: string): void {
  if (!condition) throw new PgError('index_corrupted', `index "${walk.tree.name}" is corrupt: ${what} (block ${page})`);
}

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) if (a[i] !== b[i]) return a[i] - b[i];
  return a.length - b.length;
}

export function treeStatistics(tree: BTree): IndexStatistics {
  const { pool, file } = tree;
  let leafPages = 0;
  let entries = 0;
  let page = tree.descend(new Uint8Array(0), 0, false);
  while (page !== 0) {
    const frame = pool.pin(file, page);
    const views = arena.chunks[frame >>> 11];
    const word = baseWord(frame);
    leafPages++;
    entries += slotCount(views, word);
    page = rightOf(views, word);
    pool.unpin(frame);
  }
  return { pages: file.pageCount, leafPages, entries, height: tree.state.level + 1 };
}

/** Entries between the bounds: exact inside one leaf, else from where the bounds fall in the inner nodes. */
export function estimateEntries(tree: BTree, bounds: IndexBounds): number {
  const low = place(tree, bounds.low.bytes, bounds.low.isAfter);
  const high = place(tree, bounds.high.bytes, bounds.high.isAfter);
  if (low.leaf === high.leaf) return Math.max(0, high.slot - low.slot);
  // Leaves at the average fill of the two ends.
  const perLeaf = Math.max(1, (low.count + high.count) / 2);
  const leaves = Math.max(0, (high.fraction - low.fraction) * low.leaves - 1);
  return Math.round(low.count - low.slot + high.slot + leaves * perLeaf);
}

interface Place {
  readonly leaf: number;
  readonly slot: number;
  readonly count: number;
  /** Share of the leaves left of this one. */
  readonly fraction: number;
  /** Leaves of the tree, estimated from the fan-out on the way. */
  readonly leaves: number;
}

function place(tree: BTree, key: Uint8Array, isAfter: boolean): Place {
  const { pool, file, state } = tree;
  const leaf = tree.descend(key, key.length, isAfter);
  let fraction = 0;
  let width = 1;
  let leaves = 1;
  for (let depth = 0; depth < state.level; depth++) {
    const frame = pool.pin(file, tree.pathPages[depth]);
    const count = slotCount(arena.chunks[frame >>> 11], baseWord(frame));
    pool.unpin(frame);
    width /= count;
    leaves *= count;
    fraction += tree.pathSlots[depth] * width;
  }
  const frame = pool.pin(file, leaf);
  const views = arena.chunks[frame >>> 11];
  const word = baseWord(frame);
  const count = slotCount(views, word);
  const slot = key.length === 0 ? (isAfter ? count : 0) : tree.positionIn(leaf, key, isAfter);
  pool.unpin(frame);
  return { leaf, slot, count, fraction, leaves };
}
