/**
 * Sorting in slices: rows are gathered into runs of a few thousand, each sorted when full (a few milliseconds), and the runs are merged lazily
 * while the result is read. So neither adding a row nor reading one ever works for long, and a reader that stops early saves the merging.
 * Stable: equal rows keep their order of arrival.
 *
 * Past the memory limit further runs go to a temporary file, each as it is: writing one takes a few milliseconds, too.
 *
 * With a bound (top-N) only the N least rows are kept.
 */
import type { ExecutionState } from './execution-state.js';
import { rowBytes, type Row } from './row.js';
import type { RowComparator } from './row-order.js';
import { RowFile, type RowFileReader } from './spill/row-file.js';

/** Rows of a run: sorting it takes about 2 ms. */
const RUN_ROWS = 4096;
/** Bytes of a run, for rows with large values. */
const RUN_BYTES_MAX = 8 << 20;
/** Bytes read at a time of each run on disk, and of all of them together: past a thousand runs the pieces become smaller. */
const RUN_CHUNK_BYTES = 16384;
const RUN_CHUNK_BYTES_MIN = 1024;
const CHUNK_BYTES_ALL = 16 << 20;

/** A sorted run being read: in memory, or a stretch of the file. */
interface Run {
  readonly rows: readonly Row[] | null;
  readonly start: number;
  readonly end: number;
  reader: RowFileReader | null;
  /** The run's next row. */
  head: Row;
  at: number;
}

export class Sorter {
  private runs: Run[] = [];
  private current: Row[] = [];
  private bytes = 0;
  /** The most that was in memory at a time. */
  peakBytes = 0;
  private count = 0;
  private runBytes = 0;
  private file: RowFile | null = null;
  /** Tournament over the heads of the runs: a binary heap of run numbers. */
  private heap: Int32Array = new Int32Array(0);
  private heapSize = 0;
  private isTopSorted = false;

  /** @param bound rows that will be read at most, Infinity for all */
  constructor(
    private readonly compare: RowComparator,
    private readonly state: ExecutionState,
    private readonly bound = Infinity,
  ) {}

  get rowCount(): number {
    return this.count;
  }

  get heldBytes(): number {
    return this.bytes;
  }

  /** Bytes on disk, 0 when it all fitted into memory. */
  get diskBytes(): number {
    return this.file?.bytes ?? 0;
  }

  get method(): string {
    return this.bound <= RUN_ROWS ? 'top-N heapsort' : this.file !== null ? 'external merge' : 'quicksort';
  }

  add(row: Row): void {
    this.count++;
    if (this.bound <= RUN_ROWS) {
      this.addBounded(row);
      return;
    }
    const size = rowBytes(row);
    this.bytes += size;
    this.runBytes += size;
    if (this.bytes > this.peakBytes) this.peakBytes = this.bytes;
    this.state.memory.hold(size);
    this.current.push(row);
    if (this.current.length === RUN_ROWS || this.runBytes > RUN_BYTES_MAX) this.closeRun();
  }

  /** Top-N: true when a row with these sort values (at their places) is certainly not among the first N. Counts it as added. */
  rejects(keys: Row): boolean {
    if (!this.isTopSorted || this.compare(keys, this.current[this.bound - 1]) < 0) return false;
    this.count++;
    return true;
  }

  /** No more rows will come. */
  finish(): void {
    if (this.bound <= RUN_ROWS) {
      this.cut();
      if (this.current.length > 0) this.runs = [memoryRun(this.current)];
      this.current = [];
    } else if (this.current.length > 0) this.closeRun();
    this.rewind();
  }

  /** Starts reading (again) at the first row. */
  rewind(): void {
    this.heap = new Int32Array(this.runs.length);
    this.heapSize = 0;
    const chunkBytes = Math.max(RUN_CHUNK_BYTES_MIN, Math.min(RUN_CHUNK_BYTES, Math.floor(CHUNK_BYTES_ALL / this.runs.length)));
    this.runs.forEach((run, i) => {
      run.at = -1;
      run.reader = run.rows !== null ? null : (this.file as RowFile).open(run.start, run.end, chunkBytes);
      if (advance(run)) this.heapPush(i);
    });
  }

  /** The next row in order, or undefined. */
  next(): Row | undefined {
    if (this.heapSize === 0) return undefined;
    const run = this.runs[this.heap[0]];
    const row = run.head;
    if (advance(run)) this.siftDown(0);
    else {
      this.heapSize--;
      if (this.heapSize > 0) {
        this.heap[0] = this.heap[this.heapSize];
        this.siftDown(0);
      }
    }
    return row;
  }

  clear(): void {
    this.file?.discard();
    this.file = null;
    this.state.memory.release(this.bytes);
    this.bytes = 0;
    this.count = 0;
    this.runBytes = 0;
    this.runs = [];
    this.current = [];
    this.heapSize = 0;
    this.isTopSorted = false;
  }

  private closeRun(): void {
    // Array.prototype.sort is stable.
    this.current.sort(this.compare);
    const { memory, services } = this.state;
    if (memory.isPast(this.bytes) && services.spill !== undefined) {
      this.file ??= new RowFile(this.state);
      const start = this.file.flush();
      for (const row of this.current) this.file.add(row);
      this.runs.push({ rows: null, start, end: this.file.flush(), reader: null, head: NO_HEAD, at: -1 });
      memory.release(this.runBytes);
      this.bytes -= this.runBytes;
    } else this.runs.push(memoryRun(this.current));
    this.runBytes = 0;
    this.current = [];
  }

  /** Order of two runs by their heads; equal heads by run number (stability). */
  private before(a: number, b: number): boolean {
    const order = this.compare(this.runs[a].head, this.runs[b].head);
    return order < 0 || (order === 0 && a < b);
  }

  private heapPush(run: number): void {
    let at = this.heapSize++;
    this.heap[at] = run;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.before(run, this.heap[parent] as number)) break;
      this.heap[at] = this.heap[parent] as number;
      at = parent;
    }
    this.heap[at] = run;
  }

  private siftDown(at: number): void {
    const run = this.heap[at] as number;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= this.heapSize) break;
      if (child + 1 < this.heapSize && this.before(this.heap[child + 1] as number, this.heap[child] as number)) child++;
      if (!this.before(this.heap[child] as number, run)) break;
      this.heap[at] = this.heap[child] as number;
      at = child;
    }
    this.heap[at] = run;
  }

  /**
   * Top-N: rows are buffered up to twice the bound, then sorted and cut. Later rows that do not sort before the N-th are dropped at once.
   * Same result as a heap of N, stable, and fewer comparisons when most rows fall out.
   */
  private addBounded(row: Row): void {
    const rows = this.current;
    const bound = this.bound;
    if (bound === 0) return;
    if (this.isTopSorted && this.compare(row, rows[bound - 1] as Row) >= 0) return;
    rows.push(row);
    if (rows.length >= 2 * bound + 16) this.cut();
  }

  private cut(): void {
    this.current.sort(this.compare);
    if (this.peakBytes === 0) for (const row of this.current) this.peakBytes += rowBytes(row);
    if (this.current.length > this.bound) this.current.length = this.bound;
    this.isTopSorted = this.current.length === this.bound;
  }
}

const NO_HEAD: Row = [];

function memoryRun(rows: readonly Row[]): Run {
  return { rows, start: 0, end: 0, reader: null, head: NO_HEAD, at: -1 };
}

/** Moves to the run's next row; false at its end. */
function advance(run: Run): boolean {
  run.at++;
  if (run.rows !== null) {
    if (run.at >= run.rows.length) return false;
    run.head = run.rows[run.at];
    return true;
  }
  const row = (run.reader as RowFileReader).next();
  if (row === undefined) return false;
  run.head = row;
  return true;
}
