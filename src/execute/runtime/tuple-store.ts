/** Rows kept for reading again, by several readers, while being filled. Readers are positions. */
import type { ExecutionState } from './execution-state.js';
import { rowBytes, type Row } from './row.js';

export class TupleStore {
  readonly rows: Row[] = [];
  private bytes = 0;

  constructor(private readonly state: ExecutionState) {}

  add(row: Row): void {
    const size = rowBytes(row);
    this.bytes += size;
    this.state.memory.hold(size);
    this.rows.push(row);
  }

  clear(): void {
    this.state.memory.release(this.bytes);
    this.bytes = 0;
    this.rows.length = 0;
  }
}
