/** A temporary file of rows: written once from front to back, then read as often as wanted, whole or a stretch of it. */
import type { SpillFile } from '../../../storage/index.js';
import type { Datum } from '../../../types/index.js';
import type { ExecutionState } from '../execution-state.js';
import type { Row } from '../row.js';
import { RowReader, RowWriter } from './row-codec.js';

/** Bytes written and read at a time. */
const CHUNK_BYTES = 65536;
/** Coding so many bytes (as a power of 2) takes about as long as a row takes anyway. */
const WORK_SHIFT = 8;

export class RowFile {
  count = 0;
  private readonly file: SpillFile;
  private writer: RowWriter | null = new RowWriter();
  private written = 0;
  private isDiscarded = false;

  constructor(private readonly state: ExecutionState) {
    const { spill } = state.services;
    if (spill === undefined) throw new Error('there is nowhere to spill to');
    this.file = spill();
    state.onClose(() => this.discard());
  }

  get bytes(): number {
    return this.written + (this.writer?.length ?? 0);
  }

  add(row: readonly Datum[]): void {
    const writer = this.writer as RowWriter;
    const before = writer.length;
    writer.row(row);
    this.count++;
    // Work by bytes, where rows are long.
    this.state.budget -= (writer.length - before) >> WORK_SHIFT;
    if (writer.length >= CHUNK_BYTES) this.flush();
  }

  /** Ends a stretch of rows: they can be read now. Returns the file's length. */
  flush(): number {
    const writer = this.writer as RowWriter;
    if (writer.length > 0) {
      this.file.write(writer.u8, writer.length, this.written);
      this.written += writer.length;
      writer.length = 0;
    }
    return this.written;
  }

  /** No more rows will come: lets go of the room for writing. Returns the file's length. */
  seal(): number {
    this.flush();
    this.writer = null;
    return this.written;
  }

  /** Reads the rows flushed, from byte `start` to `end`, `chunkBytes` at a time. */
  open(start = 0, end = this.written, chunkBytes = CHUNK_BYTES): RowFileReader {
    return new RowFileReader(this.file, start, end, chunkBytes, this.state);
  }

  discard(): void {
    if (this.isDiscarded) return;
    this.isDiscarded = true;
    this.writer = null;
    this.file.discard();
  }
}

export class RowFileReader {
  private buffer: Uint8Array;
  private readonly reader: RowReader;
  /** Valid bytes of the buffer, and the next row in it. */
  private filled = 0;
  private at = 0;

  /** @param position in the file, of the buffer's end */
  constructor(
    private readonly file: SpillFile,
    private position: number,
    private readonly end: number,
    chunkBytes: number,
    private readonly state: ExecutionState,
  ) {
    this.buffer = new Uint8Array(Math.min(chunkBytes, Math.max(64, end - position)));
    this.reader = new RowReader(this.buffer);
  }

  /** Position in the file of the next row. */
  get offset(): number {
    return this.position - (this.filled - this.at);
  }

  /** The next row, or undefined at the end. */
  next(): Row | undefined {
    if (this.filled - this.at < 4 && !this.fill(4)) return undefined;
    const size = this.buffer[this.at] | (this.buffer[this.at + 1] << 8) | (this.buffer[this.at + 2] << 16) | (this.buffer[this.at + 3] << 24);
    if (this.filled - this.at < size + 4) this.fill(size + 4);
    const row = this.reader.row(this.at + 4);
    this.at += size + 4;
    this.state.budget -= size >> WORK_SHIFT;
    return row;
  }

  /** Makes at least `needed` bytes from the next row on available; false at the end of the file. */
  private fill(needed: number): boolean {
    const left = this.filled - this.at;
    if (needed > this.buffer.length) {
      const grown = new Uint8Array(needed * 2);
      grown.set(this.buffer.subarray(this.at, this.filled));
      this.buffer = grown;
      this.reader.load(grown);
    } else {
      this.buffer.copyWithin(0, this.at, this.filled);
    }
    this.at = 0;
    this.filled = left;
    const wanted = Math.min(this.buffer.length - left, this.end - this.position);
    if (wanted > 0) {
      this.file.read(this.buffer, left, wanted, this.position);
      this.position += wanted;
      this.filled += wanted;
    }
    return this.filled >= needed;
  }
}
