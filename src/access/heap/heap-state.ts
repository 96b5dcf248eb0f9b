/**
 * What is remembered in memory about one heap file, whatever number of `HeapTable` objects (one per version of the table's definition) stand on it.
 * All of it may be lost at any time.
 */
import type { RowRef } from '../../base/index.js';
import type { RelationFile } from '../../storage/index.js';
import type { TableActivity } from '../table-method.js';
import { FreeSpaceMap } from './free-space-map.js';

/** Failed prunings remembered (direct-mapped by page). */
const FAILURES = 64;

export class HeapState {
  readonly freeSpace = new FreeSpaceMap();
  /** Pages there were when the file was opened whose free space nobody has told yet: [unexplored, exploredEnd). */
  unexplored = 0;
  exploredEnd = 0;
  /** Page that takes the next insert; -1 = ask the map. */
  target = -1;
  readonly activity: TableActivity = {
    inserted: 0,
    updated: 0,
    hotUpdated: 0,
    deleted: 0,
    deadRows: 0,
    insertedSinceVacuum: 0,
    modifiedSinceAnalyze: 0,
    sequentialScans: 0,
    vacuums: { count: 0, lastMicros: null },
    autovacuums: { count: 0, lastMicros: null },
    analyzes: { count: 0, lastMicros: null },
    autoanalyzes: { count: 0, lastMicros: null },
  };
  /** Overflow files: VACUUM has looked at every page since the database was opened, so `unreferenced` is all there is to free. */
  isSwept = false;
  /** Overflow files: first chunks of values whose reference count fell to 0. */
  readonly unreferenced = new Set<RowRef>();
  /** Bit per page: known to be all-visible. */
  private visible = new Uint32Array(0);
  /** Number of its bits that are set. */
  visiblePages = 0;
  private readonly failedPages = new Int32Array(FAILURES).fill(-1);
  private readonly failedHorizons = new Float64Array(FAILURES);

  /** Pruning the page found nothing at this horizon: no use trying again before it moves. */
  pruneFailed(page: number, horizon: number): void {
    this.failedPages[page & (FAILURES - 1)] = page;
    this.failedHorizons[page & (FAILURES - 1)] = horizon;
  }

  isPruneUseless(page: number, horizon: number): boolean {
    const at = page & (FAILURES - 1);
    return this.failedPages[at] === page && this.failedHorizons[at] === horizon;
  }

  isKnownVisible(page: number): boolean {
    const at = page >>> 5;
    return at < this.visible.length && (this.visible[at] & (1 << (page & 31))) !== 0;
  }

  setVisible(page: number): void {
    const at = page >>> 5;
    if (at >= this.visible.length) {
      const grown = new Uint32Array(Math.max(at + 1, this.visible.length * 2, 16));
      grown.set(this.visible);
      this.visible = grown;
    }
    const bit = 1 << (page & 31);
    if ((this.visible[at] & bit) !== 0) return;
    this.visible[at] |= bit;
    this.visiblePages++;
  }

  clearVisible(page: number): void {
    const at = page >>> 5;
    if (!this.isKnownVisible(page)) return;
    this.visible[at] &= ~(1 << (page & 31));
    this.visiblePages--;
  }
}

const states = new WeakMap<RelationFile, HeapState>();

export function heapStateOf(file: RelationFile): HeapState {
  let state = states.get(file);
  if (state === undefined) {
    state = new HeapState();
    if (file.pageCount > 0) state.target = file.pageCount - 1;
    state.exploredEnd = file.pageCount;
    states.set(file, state);
  }
  return state;
}

/** Pages of a heap file known to hold only rows that everyone sees. */
export function knownVisiblePages(file: RelationFile): number {
  return states.get(file)?.visiblePages ?? 0;
}
