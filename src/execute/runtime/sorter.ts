/**
 * Sorting in slices: rows are gathered into runs of a few thousand, each sorted when full (a few milliseconds), and the runs are merged lazily
 * while the result is read. So neither adding a row nor reading one ever works for long, and a reader that stops early saves the merging.
 * Stable: equal rows keep their order of arrival. Past the memory limit, sorted runs go to temporary files.
 *
 * With a bound (top-N) only the N least rows are kept, in a heap.
 */
import type { ExecutionState } from './execution-state.js';
import { rowBytes, type Row } from './row.js';
import type { RowComparator } from './row-order.js';

/** Rows of a run: sorting it takes about 2 ms. */
const RUN_ROWS = 4096;

export class Sorter {
  private runs: Row[][] = [];
  private current: Row[] = [];
  private bytes = 0;
  private count = 0;
  /** Tournament over the heads of the runs: a binary heap of run numbers. */
  private heap: Int32Array = new Int32Array(0);
  private heapSize = 0;
  private positions: Int32Array = new Int32Array(0);
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

  get method(): string {
    return this.bound <= RUN_ROWS ? 'top-N heapsort' : 'quicksort';
  }

  add(row: Row): void {
    this.count++;
    if (this.bound <= RUN_ROWS) {
      this.addBounded(row);
      return;
    }
    const size = rowBytes(row);
    this.bytes += size;
    this.state.memory.hold(size);
    this.current.push(row);
    if (this.current.length === RUN_ROWS) this.closeRun();
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
      this.sortBounded();
      return;
    }
    if (this.current.length > 0) this.closeRun();
    this.rewind();
  }

  /** Starts reading (again) at the first row. */
  rewind(): void {
    const n = this.runs.length;
    this.positions = new Int32Array(n);
    this.heap = new Int32Array(n);
    this.heapSize = 0;
    for (let run = 0; run < n; run++) this.heapPush(run);
  }

  /** The next row in order, or undefined. */
  next(): Row | undefined {
    if (this.heapSize === 0) return undefined;
    const run = this.heap[0] as number;
    const rows = this.runs[run] as Row[];
    const at = this.positions[run] as number;
    const row = rows[at] as Row;
    if (at + 1 < rows.length) {
      this.positions[run] = at + 1;
      this.siftDown(0);
    } else {
      this.heapSize--;
      if (this.heapSize > 0) {
        this.heap[0] = this.heap[this.heapSize] as number;
        this.siftDown(0);
      }
    }
    return row;
  }

  clear(): void {
    this.state.memory.release(this.bytes);
    this.bytes = 0;
    this.count = 0;
    this.runs = [];
    this.current = [];
    this.heapSize = 0;
    this.isTopSorted = false;
  }

  private closeRun(): void {
    // Array.prototype.sort is stable.
    this.current.sort(this.compare);
    this.runs.push(this.current);
    this.current = [];
  }

  /** Order of two runs by their heads; equal heads by run number (stability). */
  private before(a: number, b: number): boolean {
    const rowA = (this.runs[a] as Row[])[this.positions[a] as number] as Row;
    const rowB = (this.runs[b] as Row[])[this.positions[b] as number] as Row;
    const order = this.compare(rowA, rowB);
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
    if (this.current.length > this.bound) this.current.length = this.bound;
    this.isTopSorted = this.current.length === this.bound;
  }

  private sortBounded(): void {
    this.cut();
    this.runs = this.current.length > 0 ? [this.current] : [];
    this.current = [];
    this.rewind();
  }
}
