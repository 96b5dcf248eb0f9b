/**
 * Sorted runs of an index build that did not fit into memory: each is written to a temporary file in key order, entry after entry (length and flags u16, key
 * with its row reference), and all are merged while the index is written. PostgreSQL calls the same a logical tape set (tuplesort.c).
 */
import type { SpillFile } from '../storage/index.js';

/** Entries in key order, one at a time: the present one is `u8[at, at + length)`. */
export interface SortedEntries {
  readonly u8: Uint8Array;
  readonly at: number;
  readonly length: number;
  readonly flags: number;
  next(): boolean;
}

const LENGTH_MASK = 0x3fff;
const WRITE_BYTES = 65536;
/** Bytes read at a time of each run, and of all runs together at most. */
const READ_BYTES = 65536;
const READ_BYTES_ALL = 16 * 1024 * 1024;
/** An entry is shorter than this with its head. */
const ENTRY_BYTES_MAX = LENGTH_MASK + 2;

interface Stretch {
  readonly start: number;
  readonly end: number;
}

export class BuildRuns {
  private readonly buffer = new Uint8Array(WRITE_BYTES + ENTRY_BYTES_MAX);
  private used = 0;
  private written = 0;
  private runStart = 0;
  private readonly runs: Stretch[] = [];

  constructor(private readonly file: SpillFile) {}

  add(source: Uint8Array, at: number, length: number, flags: number): void {
    const { buffer } = this;
    const head = length | flags;
    buffer[this.used++] = head & 255;
    buffer[this.used++] = head >>> 8;
    for (let i = 0; i < length; i++) buffer[this.used + i] = source[at + i];
    this.used += length;
    if (this.used >= WRITE_BYTES) this.flush();
  }

  endRun(): void {
    this.flush();
    this.runs.push({ start: this.runStart, end: this.written });
    this.runStart = this.written;
  }

  /** All entries in order, equal ones by run. */
  merge(): SortedEntries {
    const chunk = Math.max(ENTRY_BYTES_MAX, Math.min(READ_BYTES, Math.floor(READ_BYTES_ALL / this.runs.length)));
    return new Merge(this.runs.map(run => new RunReader(this.file, run, chunk)));
  }

  private flush(): void {
    if (this.used === 0) return;
    this.file.write(this.buffer, this.used, this.written);
    this.written += this.used;
    this.used = 0;
  }
}

class RunReader implements SortedEntries {
  readonly u8: Uint8Array;
  at = 0;
  length = 0;
  flags = 0;
  private filled = 0;
  private position: number;

  constructor(
    private readonly file: SpillFile,
    private readonly run: Stretch,
    chunkBytes: number,
  ) {
    this.u8 = new Uint8Array(Math.max(ENTRY_BYTES_MAX, Math.min(chunkBytes, run.end - run.start)));
    this.position = run.start;
  }

  next(): boolean {
    let at = this.at + this.length;
    if (this.filled - at < ENTRY_BYTES_MAX && this.position < this.run.end) {
      this.refill(at);
      at = 0;
    }
    if (at >= this.filled) return false;
    const head = this.u8[at] | (this.u8[at + 1] << 8);
    this.at = at + 2;
    this.length = head & LENGTH_MASK;
    this.flags = head & ~LENGTH_MASK;
    return true;
  }

  private refill(from: number): void {
    const { u8, run } = this;
    u8.copyWithin(0, from, this.filled);
    this.filled -= from;
    const count = Math.min(u8.length - this.filled, run.end - this.position);
    this.file.read(u8, this.filled, count, this.position);
    this.filled += count;
    this.position += count;
  }
}

/** A heap of runs by their present entries. */
class Merge implements SortedEntries {
  u8: Uint8Array = NOTHING;
  at = 0;
  length = 0;
  flags = 0;
  private readonly heap: number[] = [];
  private isStarted = false;

  constructor(private readonly runs: readonly RunReader[]) {}

  next(): boolean {
    const { heap, runs } = this;
    if (!this.isStarted) {
      this.isStarted = true;
      runs.forEach((run, i) => run.next() && heap.push(i));
      for (let i = (heap.length >>> 1) - 1; i >= 0; i--) this.siftDown(i);
    } else {
      if (heap.length === 0) return false;
      if (!runs[heap[0]].next()) {
        const last = heap.pop() as number;
        if (heap.length > 0) heap[0] = last;
      }
      this.siftDown(0);
    }
    if (heap.length === 0) return false;
    const run = runs[heap[0]];
    this.u8 = run.u8;
    this.at = run.at;
    this.length = run.length;
    this.flags = run.flags;
    return true;
  }

  private before(a: number, b: number): boolean {
    const x = this.runs[a];
    const y = this.runs[b];
    const order = compareEntries(x, y);
    return order < 0 || (order === 0 && a < b);
  }

  private siftDown(from: number): void {
    const { heap } = this;
    let at = from;
    if (at >= heap.length) return;
    const moved = heap[at];
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && this.before(heap[child + 1], heap[child])) child++;
      if (!this.before(heap[child], moved)) break;
      heap[at] = heap[child];
      at = child;
    }
    heap[at] = moved;
  }
}

function compareEntries(x: SortedEntries, y: SortedEntries): number {
  const length = Math.min(x.length, y.length);
  for (let i = 0; i < length; i++) {
    const difference = x.u8[x.at + i] - y.u8[y.at + i];
    if (difference !== 0) return difference;
  }
  return x.length - y.length;
}

const NOTHING = new Uint8Array(0);
