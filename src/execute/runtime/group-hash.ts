/**
 * Distinct keys -> numbers 0, 1, 2 … in order of first appearance: grouping, DISTINCT, set operations, hashed sub-plans, memoize.
 * Open addressing with linear probing on typed arrays (hash codes and group numbers); keys by column. NULL equals NULL.
 */
import { combineHash, type Datum, type TypeOps } from '../../types/index.js';
import { groupEquality } from './key-equality.js';
import { NULL_HASH } from './key-equality.js';
import { datumBytes } from './row.js';

const INITIAL_SLOTS = 64;

export class GroupHash {
  /** Keys by column, then by number. */
  readonly columns: Datum[][];
  count = 0;
  /** Bytes held, roughly. */
  bytes = 0;
  private mask = INITIAL_SLOTS - 1;
  /** Group number + 1, 0 = free. */
  private slots = new Int32Array(INITIAL_SLOTS);
  private hashes = new Int32Array(INITIAL_SLOTS);
  private readonly equal: readonly ((a: Datum, b: Datum) => boolean)[];
  private readonly single: (a: Datum, b: Datum) => boolean;

  constructor(private readonly ops: readonly TypeOps[]) {
    this.columns = ops.map(() => []);
    this.equal = ops.map(groupEquality);
    this.single = this.equal[0] ?? (() => true);
  }

  hash(key: readonly Datum[]): number {
    const ops = this.ops;
    let h = 0;
    for (let i = 0; i < ops.length; i++) {
      const value = key[i] as Datum;
      const one = value === null ? NULL_HASH : (ops[i] as TypeOps).hash(value);
      h = i === 0 ? one : combineHash(h, one);
    }
    return h;
  }

  /** Number of the key, or -1. */
  find(key: readonly Datum[]): number {
    const h = this.hash(key);
    let at = h & this.mask;
    for (;;) {
      const group = (this.slots[at] as number) - 1;
      if (group < 0) return -1;
      if (this.hashes[group] === h && this.matches(group, key)) return group;
      at = (at + 1) & this.mask;
    }
  }

  /** Number of the key, adding it when new: the number is then `count` as it was before. */
  findOrAdd(key: readonly Datum[]): number {
    if (this.isLast(key)) return this.last;
    return (this.last = this.findOrAddHashed(key));
  }

  /** Rows of one group often follow each other: the last key is compared by identity before anything is hashed. */
  private isLast(key: readonly Datum[]): boolean {
    const { last, columns } = this;
    if (last < 0) return false;
    for (let i = 0; i < columns.length; i++) if (columns[i][last] !== key[i]) return false;
    return true;
  }
  private last = -1;

  private findOrAddHashed(key: readonly Datum[]): number {
    const h = this.hash(key);
    let at = h & this.mask;
    for (;;) {
      const group = (this.slots[at] as number) - 1;
      if (group < 0) break;
      if (this.hashes[group] === h && this.matches(group, key)) return group;
      at = (at + 1) & this.mask;
    }
    return this.add(key, h, at);
  }

  /** The one-column case without a key array. */
  findOrAdd1(value: Datum): number {
    const h = value === null ? NULL_HASH : (this.ops[0] as TypeOps).hash(value);
    const column = this.columns[0] as Datum[];
    let at = h & this.mask;
    for (;;) {
      const group = (this.slots[at] as number) - 1;
      if (group < 0) break;
      if (this.hashes[group] === h && this.single(column[group] as Datum, value)) return group;
      at = (at + 1) & this.mask;
    }
    const group = this.count++;
    column.push(value);
    this.bytes += 16 + datumBytes(value);
    this.place(group, h, at);
    return group;
  }

  key(group: number): Datum[] {
    const key: Datum[] = [];
    for (let i = 0; i < this.columns.length; i++) key.push((this.columns[i] as Datum[])[group] as Datum);
    return key;
  }

  clear(): void {
    for (const column of this.columns) column.length = 0;
    this.last = -1;
    this.count = 0;
    this.bytes = 0;
    this.mask = INITIAL_SLOTS - 1;
    this.slots = new Int32Array(INITIAL_SLOTS);
    this.hashes = new Int32Array(INITIAL_SLOTS);
  }

  private matches(group: number, key: readonly Datum[]): boolean {
    const columns = this.columns;
    for (let i = 0; i < columns.length; i++) {
      if (!(this.equal[i] as (a: Datum, b: Datum) => boolean)((columns[i] as Datum[])[group] as Datum, key[i] as Datum)) return false;
    }
    return true;
  }

  private add(key: readonly Datum[], h: number, at: number): number {
    const group = this.count++;
    let size = 16;
    for (let i = 0; i < this.columns.length; i++) {
      const value = key[i] as Datum;
      (this.columns[i] as Datum[]).push(value);
      size += 8 + datumBytes(value);
    }
    this.bytes += size;
    this.place(group, h, at);
    return group;
  }

  private place(group: number, h: number, at: number): void {
    this.slots[at] = group + 1;
    if (group >= this.hashes.length) {
      const grown = new Int32Array(this.hashes.length * 2);
      grown.set(this.hashes);
      this.hashes = grown;
    }
    this.hashes[group] = h;
    if (this.count * 4 > this.slots.length * 3) this.grow();
  }

  private grow(): void {
    const size = this.slots.length * 4;
    const slots = new Int32Array(size);
    const mask = size - 1;
    for (let group = 0; group < this.count; group++) {
      let at = (this.hashes[group] as number) & mask;
      while (slots[at] !== 0) at = (at + 1) & mask;
      slots[at] = group + 1;
    }
    this.slots = slots;
    this.mask = mask;
  }
}
