/**
 * Rows read by their position: added from first to last, then read in any order, mostly near to each other. Past the memory limit further rows go to a
 * temporary file in blocks; the blocks used last stay decoded. The place of a block takes a few bytes of memory, the least of its rows.
 */
import type { ExecutionState } from '../execution-state.js';
import { rowBytes, type Row } from '../row.js';
import { RowFile } from './row-file.js';

/** A block ends after so many rows or bytes: one is decoded in about 20 µs. */
const BLOCK_ROWS = 64;
const BLOCK_BYTES = 32768;
/** Decoded blocks: enough for the places that a few window functions look at by turns. */
const CACHED_BLOCKS = 16;

interface Block {
  /** Positions of its rows: first, and behind the last. */
  first: number;
  end: number;
  rows: Row[];
  usedAt: number;
}

export class IndexedRows {
  length = 0;
  private rows: Row[] = [];
  private bytes = 0;
  private file: RowFile | null = null;
  /** By block: position of its first row, and its offset in the file. */
  private firsts: number[] = [];
  private offsets: number[] = [];
  private readonly cache: Block[] = [];
  private recent: Block = NO_BLOCK;
  private uses = 0;

  constructor(private readonly state: ExecutionState) {}

  add(row: Row): void {
    const { file } = this;
    const position = this.length++;
    if (file !== null) {
      const last = this.firsts.length - 1;
      if (last < 0 || position - this.firsts[last] >= BLOCK_ROWS || file.bytes - this.offsets[last] >= BLOCK_BYTES) {
        this.firsts.push(position);
        this.offsets.push(file.bytes);
      }
      file.add(row);
      return;
    }
    const { memory, services } = this.state;
    const size = rowBytes(row);
    this.bytes += size;
    memory.hold(size);
    this.rows.push(row);
    if (memory.isPast(this.bytes) && services.spill !== undefined) this.file = new RowFile(this.state);
  }

  /** All rows are there: from now on they can be read. */
  finish(): void {
    this.file?.flush();
  }

  /** Not to be changed. */
  get(position: number): Row {
    return position < this.rows.length ? this.rows[position] : this.fromFile(position);
  }

  clear(): void {
    this.file?.discard();
    this.file = null;
    this.state.memory.release(this.bytes);
    this.bytes = 0;
    this.length = 0;
    this.rows = [];
    if (this.firsts.length === 0) return;
    this.firsts = [];
    this.offsets = [];
    this.cache.length = 0;
    this.recent = NO_BLOCK;
  }

  private fromFile(position: number): Row {
    let { recent } = this;
    if (position < recent.first || position >= recent.end) {
      recent = this.cache.find(block => position >= block.first && position < block.end) ?? this.load(position);
      recent.usedAt = ++this.uses;
      this.recent = recent;
    }
    return recent.rows[position - recent.first];
  }

  private load(position: number): Block {
    const at = this.blockOf(position);
    const file = this.file as RowFile;
    const isLast = at + 1 === this.firsts.length;
    const start = this.offsets[at];
    const end = isLast ? file.bytes : this.offsets[at + 1];
    const reader = file.open(start, end, end - start);
    const rows: Row[] = [];
    for (let row = reader.next(); row !== undefined; row = reader.next()) rows.push(row);
    const block: Block = { first: this.firsts[at], end: this.firsts[at] + rows.length, rows, usedAt: 0 };
    if (this.cache.length < CACHED_BLOCKS) this.cache.push(block);
    else {
      let oldest = 0;
      for (let i = 1; i < CACHED_BLOCKS; i++) if (this.cache[i].usedAt < this.cache[oldest].usedAt) oldest = i;
      this.cache[oldest] = block;
    }
    return block;
  }

  /** The last block that begins at `position` or before. */
  private blockOf(position: number): number {
    let low = 0;
    let high = this.firsts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (this.firsts[middle] <= position) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

const NO_BLOCK: Block = { first: 0, end: 0, rows: [], usedAt: 0 };
