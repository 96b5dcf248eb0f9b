/**
 * What a Memoize node remembers: its input's rows by the values of the key params. Past the memory of a hash table everything is forgotten: it was
 * only remembered to save work.
 */
import type { Memoize } from '../../plan/index.js';
import type { ExecutionState } from './execution-state.js';
import { GroupHash } from './group-hash.js';
import { rowBytes, type Row } from './row.js';

export class Memo {
  /** Rows of the entry that is being read or filled. */
  rows: Row[] = [];
  /** The entry's rows are not complete yet. */
  isFilling = false;
  private readonly keys: GroupHash;
  private results: (Row[] | null)[] = [];
  private entry = -1;
  private rowsBytes = 0;
  private held = 0;

  constructor(
    private readonly node: Memoize,
    private readonly state: ExecutionState,
  ) {
    this.keys = new GroupHash(node.keys.map(k => k.ops));
  }

  /** Goes to the entry of the present params; `isFilling` tells whether its rows have to be produced. */
  open(): void {
    this.leave();
    if (this.state.memory.isHashPast(this.held)) this.forget();
    this.entry = this.keys.findOrAdd(this.node.keys.map(k => this.state.execParams[k.id]));
    this.hold(0);
    const known = this.results[this.entry];
    if (known !== undefined && known !== null) {
      this.rows = known;
      return;
    }
    this.rows = this.results[this.entry] = [];
    this.isFilling = true;
  }

  /** The next row of the entry that is being filled. */
  add(row: Row): void {
    this.rows.push(row);
    this.hold(rowBytes(row));
  }

  /** An entry that was not read to its end is not complete. */
  leave(): void {
    if (this.isFilling) this.results[this.entry] = null;
    this.isFilling = false;
  }

  private hold(bytes: number): void {
    this.rowsBytes += bytes;
    const held = this.rowsBytes + this.keys.bytes;
    this.state.memory.hold(held - this.held);
    this.held = held;
  }

  private forget(): void {
    this.keys.clear();
    this.results = [];
    this.state.memory.release(this.held);
    this.rowsBytes = 0;
    this.held = 0;
  }
}
