/**
 * Building an index at once: the keys are collected, sorted, and written leaf by leaf, then level by level, each page filled to 90 %. The file is new (part of the
 * same transaction), so a crash in between leaves nothing that anyone would read.
 *
 * Keys stand one behind the other in blocks of up to 16 MB; what is sorted is their numbers, first by 6 bytes after the prefix that all have in common, as exact
 * integers in float64, then ties by the rest. Past the memory given they go to a temporary file, sorted, and what is written is the merge of such runs.
 */
import type { RowRef, Xid } from '../../base/index.js';
import { baseWord } from '../../storage/index.js';
import { SLICE, type Waiting } from '../../txn/index.js';
import { PgError } from '../../errors/index.js';
import { RecordKind } from '../../wal/index.js';
import type { IndexKeyBuffer } from '../index-key.js';
import type { BuildMemory, IndexBuilder } from '../index-method.js';
import { BuildRuns, type SortedEntries } from './build-runs.js';
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

const BLOCK_BYTES = 16 * 1024 * 1024;
/** Keys sorted at once: about a tenth of a second. */
const RUN_BYTES_MAX = 64 * 1024 * 1024;
/** What an entry takes beside its key: position, length, and the numbers that are sorted. */
const ENTRY_BYTES = 30;
const FILL_BYTES = Math.floor(NODE_BYTES * 0.9);
const PAGES_PER_SLICE = 64;
/** Entry flags in the top bits of its length. */
const HAS_NULL = 0x8000;
const IS_DEAD = 0x4000;
const LENGTH_MASK = 0x3fff;

interface Separator {
  readonly key: Uint8Array;
  readonly child: number;
}

export class BTreeBuilder implements IndexBuilder {
  private readonly blocks: Uint8Array[] = [];
  private readonly blockBytes: number;
  private readonly runBytes: number;
  private blockUsed: number;
  private bytes = 0;
  private runs: BuildRuns | null = null;
  /** Position of entry i: block * its size + offset; length with flags. */
  private positions = new Float64Array(1024);
  private lengths = new Uint16Array(1024);
  private count = 0;
  /** Bytes that all keys share, judged against the first one. */
  private shared = -1;

  constructor(
    private readonly tree: BTree,
    private readonly memory: BuildMemory | null,
  ) {
    this.runBytes = memory === null ? Infinity : Math.min(memory.limitBytes, RUN_BYTES_MAX);
    this.blockBytes = Math.min(BLOCK_BYTES, Math.max(KEY_BYTES_MAX + REF_BYTES, this.runBytes));
    this.blockUsed = this.blockBytes;
  }

  add(key: IndexKeyBuffer, hasNull: boolean, ref: RowRef, isLive: boolean): void {
    const length = key.length;
    if (length > KEY_BYTES_MAX) throw this.tree.tooLong(length);
    appendRef(key, ref);
    const full = key.length;
    key.length = length;
    if (this.bytes + full + ENTRY_BYTES > this.runBytes && this.count > 0) this.endRun();
    this.bytes += full + ENTRY_BYTES;
    if (this.blockUsed + full > this.blockBytes) {
      this.blocks.push(new Uint8Array(this.blockBytes));
      this.blockUsed = 0;
    }
    const block = this.blocks[this.blocks.length - 1];
    const at = this.blockUsed;
    for (let i = 0; i < full; i++) block[at + i] = key.u8[i];
    this.blockUsed += full;
    if (this.count === this.positions.length) this.grow();
    this.positions[this.count] = (this.blocks.length - 1) * this.blockBytes + at;
    this.lengths[this.count++] = full | (hasNull ? HAS_NULL : 0) | (isLive ? 0 : IS_DEAD);
    if (this.shared < 0) this.shared = full;
    else if (this.shared > 0) this.shared = commonPrefix(this.blocks[0], 0, block, at, Math.min(this.shared, full));
  }

  *finish(): Waiting<{ readonly first: RowRef; readonly second: RowRef } | null> {
    let entries: SortedEntries;
    if (this.runs !== null) {
      if (this.count > 0) this.endRun();
      entries = this.runs.merge();
    } else {
      if (this.count === 0) return null;
      entries = this.inOrder(this.sort());
    }
    yield SLICE;
    return yield* this.write(entries);
  }

  /** Sorts what is in memory and writes it out. */
  private endRun(): void {
    this.runs ??= new BuildRuns((this.memory as BuildMemory).spill());
    for (const i of this.sort()) this.runs.add(this.blockOf(i), this.offsetOf(i), this.lengthOf(i), this.lengths[i] & ~LENGTH_MASK);
    this.runs.endRun();
    this.blocks.length = Math.min(this.blocks.length, 1);
    this.blockUsed = 0;
    this.bytes = 0;
    this.count = 0;
    this.shared = -1;
  }

  private inOrder(order: Uint32Array): SortedEntries {
    let n = 0;
    const entries = {
      u8: NO_KEY,
      at: 0,
      length: 0,
      flags: 0,
      next: (): boolean => {
        if (n === order.length) return false;
        const i = order[n++];
        entries.u8 = this.blockOf(i);
        entries.at = this.offsetOf(i);
        entries.length = this.lengthOf(i);
        entries.flags = this.lengths[i] & ~LENGTH_MASK;
        return true;
      },
    };
    return entries;
  }

  private grow(): void {
    const positions = new Float64Array(this.count * 2);
    positions.set(this.positions);
    this.positions = positions;
    const lengths = new Uint16Array(this.count * 2);
    lengths.set(this.lengths);
    this.lengths = lengths;
  }

  private blockOf(i: number): Uint8Array {
    return this.blocks[Math.floor(this.positions[i] / this.blockBytes)];
  }

  private offsetOf(i: number): number {
    return this.positions[i] % this.blockBytes;
  }

  private lengthOf(i: number): number {
    return this.lengths[i] & LENGTH_MASK;
  }

  /** Entry numbers in key order. */
  private sort(): Uint32Array {
    const { count } = this;
    const skip = Math.max(0, this.shared);
    const prefixes = new Float64Array(count);
    let isSorted = true;
    for (let i = 0; i < count; i++) {
      const block = this.blockOf(i);
      const at = this.offsetOf(i) + skip;
      const end = this.offsetOf(i) + this.lengthOf(i);
      let prefix = 0;
      for (let b = 0; b < 6; b++) prefix = prefix * 256 + (at + b < end ? block[at + b] : 0);
      prefixes[i] = prefix;
      if (isSorted && i > 0 && (prefix < prefixes[i - 1] || (prefix === prefixes[i - 1] && this.compare(i - 1, i, skip) > 0))) isSorted = false;
    }
    const order = new Uint32Array(count);
    for (let i = 0; i < count; i++) order[i] = i;
    if (isSorted) return order;
    const sorted = radixSort(order, prefixes);
    // Runs of equal prefixes are put in order by the whole key.
    for (let from = 0; from < count;) {
      let to = from + 1;
      while (to < count && prefixes[sorted[to]] === prefixes[sorted[from]]) to++;
      if (to - from > 1) sorted.subarray(from, to).sort((a, b) => this.compare(a, b, skip));
      from = to;
    }
    return sorted;
  }

  private compare(a: number, b: number, from: number): number {
    const x = this.blockOf(a);
    const y = this.blockOf(b);
    const xAt = this.offsetOf(a);
    const yAt = this.offsetOf(b);
    const xLength = this.lengthOf(a);
    const yLength = this.lengthOf(b);
    const length = Math.min(xLength, yLength);
    for (let i = from; i < length; i++) {
      const difference = x[xAt + i] - y[yAt + i];
      if (difference !== 0) return difference;
    }
    return xLength - yLength;
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

/** Least-significant-digit radix sort by 48-bit numbers, 16 bits a pass; passes in which all agree are left out. */
function radixSort(order: Uint32Array, keys: Float64Array): Uint32Array {
  const n = order.length;
  let from = order;
  let to = new Uint32Array(n);
  const counts = new Uint32Array(65537);
  for (let pass = 0; pass < 3; pass++) {
    const divisor = pass === 0 ? 1 : pass === 1 ? 65536 : 4294967296;
    counts.fill(0);
    for (let i = 0; i < n; i++) counts[(Math.floor(keys[i] / divisor) % 65536) + 1]++;
    let isUniform = false;
    for (let d = 1; d <= 65536; d++) if (counts[d] === n) isUniform = true;
    if (isUniform) continue;
    for (let d = 1; d <= 65536; d++) counts[d] += counts[d - 1];
    for (let i = 0; i < n; i++) {
      const digit = Math.floor(keys[from[i]] / divisor) % 65536;
      to[counts[digit]++] = from[i];
    }
    const swap = from;
    from = to;
    to = swap as Uint32Array<ArrayBuffer>;
  }
  return from;
}
