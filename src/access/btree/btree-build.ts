/**
 * Building an index at once: the keys are collected, sorted, and written leaf by leaf, then level by level, each page filled to 90 %. The file is new (part of the
 * same transaction), so a crash in between leaves nothing that anyone would read.
 */
import type { RowRef, Xid } from '../../base/index.js';
import { baseWord } from '../../storage/index.js';
import { SLICE, type Waiting } from '../../txn/index.js';
import { PgError } from '../../errors/index.js';
import { RecordKind } from '../../wal/index.js';
import type { IndexKeyBuffer } from '../index-key.js';
import type { BuildMemory, IndexBuilder } from '../index-method.js';
import type { SortedEntries } from '../build-runs.js';
import { EntrySorter } from '../entry-sorter.js';
import { appendRef, type BTree } from './btree.js';
import {
  commonPrefix,
  KEY_BYTES_MAX,
  META_LEVEL,
  META_ROOT,
  NODE_BYTES,
  REF_BYTES,
  refBefore,
  RIGHT_AT,
  SLOT_BYTES,
  ITEM_HEADER_BYTES,
  CHILD_BYTES,
  slotCount,
} from './btree-page.js';
import { NodeImage } from './node-image.js';

const FILL_BYTES = Math.floor(NODE_BYTES * 0.9);
const PAGES_PER_SLICE = 64;
/** Entry flags in the top bits of its length. */
const HAS_NULL = 0x8000;
const IS_DEAD = 0x4000;

interface Separator {
  readonly key: Uint8Array;
  readonly child: number;
}

export class BTreeBuilder implements IndexBuilder {
  private readonly sorter: EntrySorter;

  constructor(
    private readonly tree: BTree,
    memory: BuildMemory | null,
  ) {
    this.sorter = new EntrySorter(memory);
  }

  add(key: IndexKeyBuffer, hasNull: boolean, ref: RowRef, isLive: boolean): void {
    const length = key.length;
    if (length > KEY_BYTES_MAX) throw this.tree.tooLong(length);
    appendRef(key, ref);
    this.sorter.add(key.u8, key.length, (hasNull ? HAS_NULL : 0) | (isLive ? 0 : IS_DEAD));
    key.length = length;
  }

  *finish(): Waiting<{ readonly first: RowRef; readonly second: RowRef } | null> {
    const entries = this.sorter.finish();
    if (entries === null) return null;
    yield SLICE;
    return yield* this.write(entries);
  }

  /** Writes leaves and inner levels; ends early at two live rows with equal keys if the index is unique. */
  private *write(entries: SortedEntries): Waiting<{ readonly first: RowRef; readonly second: RowRef } | null> {
    const { tree } = this;
    const { file } = tree;
    const image = new NodeImage();
    let separators: Separator[] = [];
    let pages = 0;
    // Leaves.
    const chain = new PageChain(tree);
    const leaf = new LeafEntries();
    const previous = new EntryCopy();
    const live = new EntryCopy();
    let duplicate: { readonly first: RowRef; readonly second: RowRef } | null = null;
    const advance = (): boolean => {
      if (!entries.next()) return false;
      if (!tree.isUnique || (entries.flags & (HAS_NULL | IS_DEAD)) !== 0) return true;
      if (live.hasSameKey(entries)) {
        duplicate = { first: live.ref, second: refBefore(entries.u8, entries.at + entries.length) };
        return false;
      }
      live.take(entries);
      return true;
    };
    let isMore = advance();
    while (isMore) {
      leaf.clear();
      const separator = previous.length < 0 ? NO_KEY : separatorOf(previous, entries);
      while (isMore && leaf.take(entries)) {
        previous.take(entries);
        isMore = advance();
      }
      if (duplicate !== null) return duplicate;
      separators.push({ key: separator, child: chain.write(leaf.fill(image)) });
      if (++pages % PAGES_PER_SLICE === 0) yield SLICE;
    }
    // Inner levels.
    let level = 0;
    while (separators.length > 1) {
      level++;
      const above: Separator[] = [];
      const inner = new PageChain(tree);
      for (let from = 0; from < separators.length;) {
        let bytes = 0;
        let to = from;
        while (to < separators.length) {
          const next = SLOT_BYTES + ITEM_HEADER_BYTES + CHILD_BYTES + (to === from ? 0 : separators[to].key.length);
          if (to > from + 1 && bytes + next > FILL_BYTES) break;
          bytes += next;
          to++;
        }
        // Not a last node with a single child.
        if (separators.length - to === 1) to = separators.length - from > 3 ? to - 1 : separators.length;
        let skip = 0;
        if (to - from > 2) {
          const a = separators[from + 1].key;
          const b = separators[to - 1].key;
          skip = commonPrefix(a, 0, b, 0, Math.min(a.length, b.length));
        }
        image.start(level, skip);
        for (let n = from; n < to; n++) image.append(separators[n].key, 0, n === from ? 0 : separators[n].key.length, separators[n].child);
        const page = inner.write(image);
        above.push({ key: separators[from].key, child: page });
        from = to;
        if (++pages % PAGES_PER_SLICE === 0) yield SLICE;
      }
      separators = above;
    }
    const root = separators[0].child;
    const change = tree.storage.beginChange(RecordKind.btreeBuild, 0 as Xid);
    let meta: number;
    try {
      meta = change.edit(file, 0);
    } catch (error) {
      change.abandon();
      throw error;
    }
    change.put32(meta, META_ROOT, root);
    change.put32(meta, META_LEVEL, level);
    change.commit();
    tree.state.root = root;
    tree.state.level = level;
    tree.state.version++;
    return null;
  }
}

/** The bytes of one entry, kept. */
class EntryCopy {
  private u8 = new Uint8Array(256);
  /** Negative: none yet. */
  length = -1;

  take({ u8, at, length }: SortedEntries): void {
    if (length > this.u8.length) this.u8 = new Uint8Array(length * 2);
    for (let i = 0; i < length; i++) this.u8[i] = u8[at + i];
    this.length = length;
  }

  /** Equal but for the row reference at the end. */
  hasSameKey({ u8, at, length }: SortedEntries): boolean {
    if (length !== this.length) return false;
    for (let i = length - REF_BYTES - 1; i >= 0; i--) if (u8[at + i] !== this.u8[i]) return false;
    return true;
  }

  get ref(): RowRef {
    return refBefore(this.u8, this.length);
  }

  commonWith({ u8, at, length }: SortedEntries): number {
    return commonPrefix(this.u8, 0, u8, at, Math.min(this.length, length));
  }
}

function separatorOf(left: EntryCopy, right: SortedEntries): Uint8Array {
  return right.u8.slice(right.at, right.at + left.commonWith(right) + 1);
}

/** The entries of one leaf. */
class LeafEntries {
  private readonly u8 = new Uint8Array(NODE_BYTES);
  private readonly ends: number[] = [];
  private bytes = 0;
  private used = 0;

  clear(): void {
    this.ends.length = 0;
    this.bytes = 0;
    this.used = 0;
  }

  /** False: it belongs to the next leaf. */
  take({ u8, at, length }: SortedEntries): boolean {
    const next = SLOT_BYTES + ITEM_HEADER_BYTES + length;
    if (this.ends.length > 0 && this.bytes + next > FILL_BYTES) return false;
    for (let i = 0; i < length; i++) this.u8[this.used + i] = u8[at + i];
    this.bytes += next;
    this.used += length;
    this.ends.push(this.used);
    return true;
  }

  fill(image: NodeImage): NodeImage {
    const { u8, ends } = this;
    const count = ends.length;
    const last = count < 2 ? 0 : ends[count - 2];
    const skip = count < 2 ? 0 : commonPrefix(u8, 0, u8, last, Math.min(ends[0], this.used - last));
    image.start(0, skip);
    for (let i = 0, from = 0; i < count; i++) {
      image.append(u8, from, ends[i] - from, 0);
      from = ends[i];
    }
    return image;
  }
}

const NO_KEY: Uint8Array = new Uint8Array(0);

/** The pages of one level, written from left to right and linked as they come. */
class PageChain {
  private previous = 0;

  constructor(private readonly tree: BTree) {
    if (slotCountOfRoot(tree) > 0) throw new PgError('internal_error', 'an index that has entries cannot be built');
  }

  /** Writes the node to a new page. */
  write(image: NodeImage): number {
    const { storage, file } = this.tree;
    const change = storage.beginChange(RecordKind.btreeBuild, 0 as Xid);
    let frame: number;
    let before = -1;
    try {
      if (this.previous !== 0) before = change.edit(file, this.previous);
      frame = change.extend(file);
    } catch (error) {
      change.abandon();
      throw error;
    }
    const page = change.pageNoOf(frame);
    image.left = this.previous;
    image.right = 0;
    image.writeTo(change, frame);
    if (before >= 0) change.put32(before, RIGHT_AT, page);
    change.commit();
    this.previous = page;
    return page;
  }
}

function slotCountOfRoot(tree: BTree): number {
  const frame = tree.pool.pin(tree.file, tree.state.root);
  const count = slotCount(tree.pool.views(frame), baseWord(frame));
  tree.pool.unpin(frame);
  return count;
}
