/**
 * Building an index at once: the keys are collected, sorted, and written leaf by leaf, then level by level, each page filled to 90 %. The file is new (part of the
 * same transaction), so a crash in between leaves nothing that anyone would read.
 *
 * Keys stand one behind the other in blocks of 16 MB; what is sorted is their numbers, first by 6 bytes after the prefix that all have in common, as exact
 * integers in float64, then ties by the rest.
 */
import type { RowRef, Xid } from '../../base/index.js';
import { baseWord } from '../../storage/index.js';
import { SLICE, type Waiting } from '../../txn/index.js';
import { PgError } from '../../errors/index.js';
import { RecordKind } from '../../wal/index.js';
import type { IndexKeyBuffer } from '../index-key.js';
import type { IndexBuilder } from '../index-method.js';
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
  private blockUsed = BLOCK_BYTES;
  /** Position of entry i: block * 16 MB + offset; length with flags. */
  private positions = new Float64Array(1024);
  private lengths = new Uint16Array(1024);
  private count = 0;
  /** Bytes that all keys share, judged against the first one. */
  private shared = -1;

  constructor(private readonly tree: BTree) {}

  add(key: IndexKeyBuffer, hasNull: boolean, ref: RowRef, isLive: boolean): void {
    const length = key.length;
    if (length > KEY_BYTES_MAX) throw this.tree.tooLong(length);
    appendRef(key, ref);
    const full = key.length;
    key.length = length;
    if (this.blockUsed + full > BLOCK_BYTES) {
      this.blocks.push(new Uint8Array(BLOCK_BYTES));
      this.blockUsed = 0;
    }
    const block = this.blocks[this.blocks.length - 1];
    const at = this.blockUsed;
    for (let i = 0; i < full; i++) block[at + i] = key.u8[i];
    this.blockUsed += full;
    if (this.count === this.positions.length) this.grow();
    this.positions[this.count] = (this.blocks.length - 1) * BLOCK_BYTES + at;
    this.lengths[this.count++] = full | (hasNull ? HAS_NULL : 0) | (isLive ? 0 : IS_DEAD);
    if (this.shared < 0) this.shared = full;
    else if (this.shared > 0) this.shared = commonPrefix(this.blocks[0], 0, block, at, Math.min(this.shared, full));
  }

  *finish(): Waiting<{ readonly first: RowRef; readonly second: RowRef } | null> {
    const order = this.sort();
    yield SLICE;
    if (this.tree.isUnique) {
      const duplicate = this.findDuplicate(order);
      if (duplicate !== null) return duplicate;
    }
    if (this.count === 0) return null;
    yield* this.write(order);
    return null;
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
    return this.blocks[Math.floor(this.positions[i] / BLOCK_BYTES)];
  }

  private offsetOf(i: number): number {
    return this.positions[i] % BLOCK_BYTES;
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

  private refOf(i: number): RowRef {
    return refBefore(this.blockOf(i), this.offsetOf(i) + this.lengthOf(i));
  }

  private findDuplicate(order: Uint32Array): { first: RowRef; second: RowRef } | null {
    let previous = -1;
    for (let n = 0; n < order.length; n++) {
      const i = order[n];
      if ((this.lengths[i] & (HAS_NULL | IS_DEAD)) !== 0) continue;
      if (previous >= 0 && this.isSameKey(previous, i)) return { first: this.refOf(previous), second: this.refOf(i) };
      previous = i;
    }
    return null;
  }

  private isSameKey(a: number, b: number): boolean {
    const length = this.lengthOf(a) - REF_BYTES;
    if (length !== this.lengthOf(b) - REF_BYTES) return false;
    const x = this.blockOf(a);
    const y = this.blockOf(b);
    const xAt = this.offsetOf(a);
    const yAt = this.offsetOf(b);
    for (let i = length - 1; i >= 0; i--) if (x[xAt + i] !== y[yAt + i]) return false;
    return true;
  }

  private *write(order: Uint32Array): Waiting<void> {
    const { tree } = this;
    const { file } = tree;
    const image = new NodeImage();
    let separators: Separator[] = [];
    let pages = 0;
    // Leaves.
    const chain = new PageChain(tree);
    for (let from = 0; from < order.length;) {
      let bytes = 0;
      let to = from;
      while (to < order.length) {
        const next = SLOT_BYTES + ITEM_HEADER_BYTES + this.lengthOf(order[to]);
        if (to > from && bytes + next > FILL_BYTES) break;
        bytes += next;
        to++;
      }
      const first = order[from];
      const last = order[to - 1];
      const skip =
        to - from > 1
          ? commonPrefix(
              this.blockOf(first),
              this.offsetOf(first),
              this.blockOf(last),
              this.offsetOf(last),
              Math.min(this.lengthOf(first), this.lengthOf(last)),
            )
          : 0;
      image.start(0, skip);
      for (let n = from; n < to; n++) image.append(this.blockOf(order[n]), this.offsetOf(order[n]), this.lengthOf(order[n]), 0);
      const page = chain.write(image);
      separators.push({ key: from === 0 ? NO_KEY : this.separator(order[from - 1], first), child: page });
      from = to;
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
  }

  private separator(left: number, right: number): Uint8Array {
    const a = this.blockOf(left);
    const b = this.blockOf(right);
    const length = commonPrefix(a, this.offsetOf(left), b, this.offsetOf(right), Math.min(this.lengthOf(left), this.lengthOf(right))) + 1;
    return b.slice(this.offsetOf(right), this.offsetOf(right) + length);
  }
}

const NO_KEY = new Uint8Array(0);

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
