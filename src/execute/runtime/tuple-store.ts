/**
 * Rows kept for reading again, by several readers, while being filled. Past the memory limit further rows go to a temporary file; readers go
 * through memory first, then through the file.
 */
import type { ExecutionState } from './execution-state.js';
import { rowBytes, type Row } from './row.js';
import { RowFile, type RowFileReader } from './spill/row-file.js';

export class TupleStore {
  readonly rows: Row[] = [];
  count = 0;
  file: RowFile | null = null;
  private bytes = 0;

  constructor(private readonly state: ExecutionState) {}

  add(row: Row): void {
    this.count++;
    if (this.file !== null) {
      this.file.add(row);
      return;
    }
    const size = rowBytes(row);
    this.bytes += size;
    this.state.memory.hold(size);
    this.rows.push(row);
    if (this.state.memory.isPast(this.bytes) && this.state.services.spill !== undefined) this.file = new RowFile(this.state);
  }

  reader(): TupleReader {
    return new TupleReader(this);
  }

  clear(): void {
    this.file?.discard();
    this.file = null;
    this.state.memory.release(this.bytes);
    this.bytes = 0;
    this.count = 0;
    this.rows.length = 0;
  }
}

/** A position in a store. */
export class TupleReader {
  /** Rows read so far. */
  position = 0;
  private fileReader: RowFileReader | null = null;
  /** Rows of the file that `fileReader` can give. */
  private readable = 0;

  constructor(private readonly store: TupleStore) {}

  /** The next row, or undefined when there is none yet. */
  next(): Row | undefined {
    const { store, position } = this;
    if (position >= store.count) return undefined;
    this.position++;
    const { rows } = store;
    if (position < rows.length) return rows[position];
    return this.fromFile(position - rows.length);
  }

  rewind(): void {
    this.position = 0;
    this.fileReader = null;
    this.readable = 0;
  }

  private fromFile(index: number): Row | undefined {
    const file = this.store.file as RowFile;
    if (this.fileReader === null || index >= this.readable) {
      // Rows were added since: go on behind those read already.
      const end = file.flush();
      this.fileReader = file.open(this.fileReader === null ? 0 : this.fileReader.offset, end);
      this.readable = file.count;
    }
    return this.fileReader.next();
  }
}
