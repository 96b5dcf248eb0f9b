/** Checks of a tree's invariants, and figures about it. */
import type { RowRef } from '../../base/index.js';
import { PgError } from '../../errors/index.js';
import { arena, baseWord, PageKind, pageKind, pageLower, pageUpper } from '../../storage/index.js';
import type { IndexStatistics } from '../index-method.js';
import { BoxView, covers } from './box.js';
import type { Gist } from './gist.js';
import {
  childOf,
  isItemDead,
  itemAt,
  ITEM_HEADER_BYTES,
  keyLength,
  META_FREE,
  NEXT_FREE_AT,
  nodeLevel,
  refOf,
  slotCount,
  SPECIAL_AT,
  splitOf,
} from './gist-page.js';

type Visit = (key: Uint8Array, start: number, length: number, ref: RowRef) => void;

interface Node {
  readonly page: number;
  readonly level: number;
  /** The key its parent has for it. */
  readonly bound: Uint8Array | null;
}

interface Walked {
  entries: number;
  leaves: number;
}

/**
 * Walks the whole tree: levels, items within the page, boxes within their parents' ones, split numbers; every page is reached once or free. Calls `visit` for each live entry.
 * @throws XX002
 */
export function checkGist(tree: Gist, visit?: Visit): number {
  const { file, pool } = tree;
  const fail = (page: number, what: string): never => {
    throw new PgError('index_corrupted', `index "${tree.name}" is corrupted: page ${page}: ${what}`);
  };
  const seen = new Uint8Array(file.pageCount);
  const walked = walk(tree, seen, fail, visit);
  let free = pageField(tree, 0, META_FREE);
  while (free !== 0) {
    const frame = pool.pin(file, free);
    const kind = pageKind(pool.views(frame), baseWord(frame));
    pool.unpin(frame);
    if (kind !== PageKind.gistFree) fail(free, 'a free page is in use');
    if (seen[free] !== 0) fail(free, 'a page is reached twice');
    seen[free] = 1;
    free = pageField(tree, free, NEXT_FREE_AT);
  }
  for (let page = 1; page < file.pageCount; page++) {
    if (seen[page] !== 0) continue;
    const frame = pool.pin(file, page);
    const kind = pageKind(pool.views(frame), baseWord(frame));
    pool.unpin(frame);
    // A crash may leave pages at the end that never were anything.
    if (kind !== PageKind.empty) fail(page, 'nothing leads to it');
  }
  return walked.entries;
}

function pageField(tree: Gist, page: number, at: number): number {
  const frame = tree.pool.pin(tree.file, page);
  const value = tree.pool.views(frame).u32[baseWord(frame) + (at >> 2)];
  tree.pool.unpin(frame);
  return value;
}

function walk(tree: Gist, seen: Uint8Array, fail: (page: number, what: string) => never, visit: Visit | undefined): Walked {
  const { pool, file, state, parts } = tree;
  const stack: Node[] = [{ page: state.root, level: state.level, bound: null }];
  const result: Walked = { entries: 0, leaves: 0 };
  const outer = new BoxView(parts);
  const inner = new BoxView(parts);
  while (stack.length > 0) {
    const { page, level, bound } = stack.pop() as Node;
    if (page === 0 || page >= file.pageCount) fail(page, 'there is no such page');
    if (seen[page] !== 0) fail(page, 'a page is reached twice');
    seen[page] = 1;
    const frame = pool.pin(file, page);
    try {
      const views = arena.chunks[frame >>> 11];
      const word = baseWord(frame);
      if (pageKind(views, word) !== (level === 0 ? PageKind.gistLeaf : PageKind.gistInner) || nodeLevel(views, word) !== level)
        fail(page, 'not a node of its level');
      if (splitOf(views, word) > state.splits) fail(page, 'split later than the tree');
      const upper = pageUpper(views, word);
      if (pageLower(views, word) > upper || upper > SPECIAL_AT) fail(page, 'bounds of the free space');
      const count = slotCount(views, word);
      if (level > 0 && count === 0) fail(page, 'an inner node without children');
      if (level === 0) result.leaves++;
      if (bound !== null) outer.read(bound, 0, bound.length);
      for (let slot = 0; slot < count; slot++) {
        const at = itemAt(views, word, slot);
        const length = keyLength(views.u8, at);
        const offset = at - word * 4;
        if (offset < upper || offset + ITEM_HEADER_BYTES + length > SPECIAL_AT) fail(page, 'an item outside of the items');
        inner.read(views.u8, at + ITEM_HEADER_BYTES, length);
        if (bound !== null && !covers(outer, inner)) fail(page, `slot ${slot} is outside of the parent's box`);
        if (level > 0)
          stack.push({ page: childOf(views.u8, at), level: level - 1, bound: views.u8.slice(at + ITEM_HEADER_BYTES, at + ITEM_HEADER_BYTES + length) });
        else {
          if (isItemDead(views.u8, at)) continue;
          result.entries++;
          visit?.(views.u8, at + ITEM_HEADER_BYTES, length, refOf(views.u8, at));
        }
      }
    } finally {
      pool.unpin(frame);
    }
  }
  return result;
}

export function gistStatistics(tree: Gist): IndexStatistics {
  const walked = walk(
    tree,
    new Uint8Array(tree.file.pageCount),
    (page, what) => {
      throw new PgError('index_corrupted', `index "${tree.name}" is corrupted: page ${page}: ${what}`);
    },
    undefined,
  );
  return { pages: tree.file.pageCount, leafPages: walked.leaves, entries: walked.entries, height: tree.state.level + 1 };
}
