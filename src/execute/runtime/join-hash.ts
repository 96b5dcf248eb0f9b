/**
 * Build side of a hash join: rows in flat chunks, hash codes and chains on typed arrays, made when the build is complete. Rows of one key are
 * found in the order they were added, so that engines agree on the order of matches.
 */
import type { Datum, TypeOps } from '../../types/index.js';
import { hasIdentityEquality } from './expression/semantics.js';
import { hashRow } from './key-equality.js';
import { datumBytes } from './row.js';

/** Rows per chunk, a power of two. */
const CHUNK_SHIFT = 10;
const CHUNK_ROWS = 1 << CHUNK_SHIFT;

export class JoinHash {
  /** Row i is chunks[i >>> 10] at (i & 1023) * width. */
  readonly chunks: Datum[][] = [];
  count = 0;
  bytes = 0;
  private hashes = new Int32Array(CHUNK_ROWS);
  private heads = new Int32Array(0);
  private nexts = new Int32Array(0);
  private mask = 0;
  /** Rows with a NULL key under strict equality: never matched, kept for RIGHT and FULL joins. */
  private unmatchable: Set<number> | null = null;
  private matchedBits: Uint8Array | null = null;
  private readonly isIdentity: readonly boolean[];

  /**
   * @param width columns of a stored row; the keys are stored after them
   * @param ops equality of each key
   */
  constructor(
    readonly width: number,
    private readonly ops: readonly TypeOps[],
  ) {
    this.isIdentity = ops.map(o => hasIdentityEquality(o.oid));
  }

  /** Heads of chains, once made. */
  get buckets(): number {
    return this.heads.length;
  }

  /** Columns per stored row, with its keys. */
  get stride(): number {
    return this.width + this.ops.length;
  }

  hash(keys: readonly Datum[]): number {
    return hashRow(this.ops, keys);
  }

  /** `add` from registers, for rows whose keys are not NULL (or may match NULL). */
  addFrom(r: readonly Datum[], slots: readonly number[], keys: readonly Datum[]): void {
    const index = this.count++;
    let chunk = this.chunks[index >>> CHUNK_SHIFT];
    if (chunk === undefined) {
      chunk = [];
      this.chunks.push(chunk);
    }
    let size = 8 * this.stride + 12;
    for (let i = 0; i < slots.length; i++) {
      const value = r[slots[i]];
      chunk.push(value);
      if (typeof value !== 'number') size += datumBytes(value);
    }
    for (let i = 0; i < keys.length; i++) chunk.push(keys[i]);
    this.bytes += size;
    if (index >= this.hashes.length) this.growHashes();
    this.hashes[index] = this.hash(keys);
  }

  private growHashes(): void {
    const grown = new Int32Array(this.hashes.length * 2);
    grown.set(this.hashes);
    this.hashes = grown;
  }

  /** Stores a row. `isMatchable` is false when a key is NULL under strict equality. */
  add(row: readonly Datum[], keys: readonly Datum[], isMatchable: boolean): void {
    const index = this.count++;
    let chunk = this.chunks[index >>> CHUNK_SHIFT];
    if (chunk === undefined) {
      chunk = [];
      this.chunks.push(chunk);
    }
    let size = 8 * this.stride + 12;
    for (let i = 0; i < this.width; i++) {
      const value = row[i] as Datum;
      chunk.push(value);
      size += datumBytes(value);
    }
    for (let i = 0; i < keys.length; i++) chunk.push(keys[i] as Datum);
    this.bytes += size;
    if (index >= this.hashes.length) this.growHashes();
    // Unmatchable rows get no chain.
    this.hashes[index] = isMatchable ? this.hash(keys) : 0;
    if (!isMatchable) (this.unmatchable ??= new Set()).add(index);
  }

  /** Makes the chains; after the last add. */
  finish(): void {
    let size = 16;
    while (size < this.count * 2) size *= 2;
    this.mask = size - 1;
    this.heads = new Int32Array(size);
    this.nexts = new Int32Array(this.count);
    for (let i = this.count - 1; i >= 0; i--) {
      if (this.unmatchable !== null && this.unmatchable.has(i)) continue;
      const bucket = (this.hashes[i] as number) & this.mask;
      this.nexts[i] = this.heads[bucket] as number;
      this.heads[bucket] = i + 1;
    }
    this.bytes += 4 * (size + this.count);
  }

  /** First row with the key, or -1. `h` = hash(keys). */
  first(h: number, keys: readonly Datum[]): number {
    return this.scan((this.heads[h & this.mask] as number) - 1, h, keys);
  }

  /** Next row after `row` with the same key, or -1. */
  following(row: number, h: number, keys: readonly Datum[]): number {
    return this.scan((this.nexts[row] as number) - 1, h, keys);
  }

  private scan(row: number, h: number, keys: readonly Datum[]): number {
    while (row >= 0) {
      if (this.hashes[row] === h && this.matches(row, keys)) return row;
      row = (this.nexts[row] as number) - 1;
    }
    return -1;
  }

  private matches(row: number, keys: readonly Datum[]): boolean {
    const chunk = this.chunks[row >>> CHUNK_SHIFT] as Datum[];
    const at = (row & (CHUNK_ROWS - 1)) * this.stride + this.width;
    for (let i = 0; i < keys.length; i++) {
      const a = chunk[at + i] as Datum;
      const b = keys[i] as Datum;
      if (a === b) continue;
      if (this.isIdentity[i] === true || a === null || b === null) return false;
      if (!(this.ops[i] as TypeOps).equals(a, b)) return false;
    }
    return true;
  }

  /** Copies a stored row into registers from `slot` on. */
  load(row: number, registers: Datum[], slot: number): void {
    const chunk = this.chunks[row >>> CHUNK_SHIFT] as Datum[];
    const at = (row & (CHUNK_ROWS - 1)) * this.stride;
    for (let i = 0; i < this.width; i++) registers[slot + i] = chunk[at + i] as Datum;
  }

  /** A stored row and its keys. */
  stored(row: number): { readonly row: Datum[]; readonly keys: Datum[] } {
    const chunk = this.chunks[row >>> CHUNK_SHIFT];
    const at = (row & (CHUNK_ROWS - 1)) * this.stride;
    return { row: chunk.slice(at, at + this.width), keys: chunk.slice(at + this.width, at + this.stride) };
  }

  row(row: number): Datum[] {
    const chunk = this.chunks[row >>> CHUNK_SHIFT] as Datum[];
    const at = (row & (CHUNK_ROWS - 1)) * this.stride;
    return chunk.slice(at, at + this.width);
  }

  /** Remembers that a row found a partner (RIGHT and FULL joins). */
  markMatched(row: number): void {
    this.matchedBits ??= new Uint8Array(this.count);
    this.matchedBits[row] = 1;
  }

  isMatched(row: number): boolean {
    return this.matchedBits !== null && this.matchedBits[row] === 1;
  }

  clearMatches(): void {
    this.matchedBits = null;
  }
}
