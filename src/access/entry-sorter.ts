/**
 * The entries of an index to be built, put in the order of their bytes (key and row reference).
 *
 * They stand one behind the other in blocks of up to 16 MB; what is sorted is their numbers, first by 6 bytes after the prefix that all have in common, as exact
 * integers in float64, then ties by the rest. Past the memory given they go to a temporary file, sorted, and what comes out is the merge of such runs.
 */
import { BuildRuns, type SortedEntries } from './build-runs.js';
import type { BuildMemory } from './index-method.js';

const BLOCK_BYTES = 16 * 1024 * 1024;
/** Keys sorted at once: about a tenth of a second. */
const RUN_BYTES_MAX = 64 * 1024 * 1024;
/** What an entry takes beside its key: position, length, and the numbers that are sorted. */
const ENTRY_BYTES = 30;
/** Entry flags of the caller's are in the top two bits of its length. */
const LENGTH_MASK = 0x3fff;
/** Longest entry. */
export const SORTED_ENTRY_BYTES_MAX = 2 * 2704;

const NO_KEY: Uint8Array = new Uint8Array(0);

export class EntrySorter {
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

  constructor(private readonly memory: BuildMemory | null) {
    this.runBytes = memory === null ? Infinity : Math.min(memory.limitBytes, RUN_BYTES_MAX);
    this.blockBytes = Math.min(BLOCK_BYTES, Math.max(SORTED_ENTRY_BYTES_MAX, this.runBytes));
    this.blockUsed = this.blockBytes;
  }

  /** @param flags bits 0x8000 and 0x4000, given back with the entry */
  add(u8: Uint8Array, length: number, flags: number): void {
    if (this.bytes + length + ENTRY_BYTES > this.runBytes && this.count > 0) this.endRun();
    this.bytes += length + ENTRY_BYTES;
    if (this.blockUsed + length > this.blockBytes) {
      this.blocks.push(new Uint8Array(this.blockBytes));
      this.blockUsed = 0;
    }
    const block = this.blocks[this.blocks.length - 1];
    const at = this.blockUsed;
    for (let i = 0; i < length; i++) block[at + i] = u8[i];
    this.blockUsed += length;
    if (this.count === this.positions.length) this.grow();
    this.positions[this.count] = (this.blocks.length - 1) * this.blockBytes + at;
    this.lengths[this.count++] = length | flags;
    if (this.shared < 0) this.shared = length;
    else if (this.shared > 0) this.shared = commonBytes(this.blocks[0], 0, block, at, Math.min(this.shared, length));
  }

  /** All entries in order; null when there is none. */
  finish(): SortedEntries | null {
    if (this.runs !== null) {
      if (this.count > 0) this.endRun();
      return this.runs.merge();
    }
    return this.count === 0 ? null : this.inOrder(this.sort());
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
}

function commonBytes(a: Uint8Array, aAt: number, b: Uint8Array, bAt: number, max: number): number {
  let i = 0;
  while (i < max && a[aAt + i] === b[bAt + i]) i++;
  return i;
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
