/**
 * One partition of a window: its rows in order, peer groups, and the frame of each row (PostgreSQL chapter 4.2.8). Rows past the memory limit are on disk; of
 * the peer groups four bytes each are kept. Whoever asks for frames goes through the rows in order, so that searches begin where the last one ended.
 */
import { raise } from '../../../errors/index.js';
import type { ScalarImpl } from '../../../functions/index.js';
import type { PlanFrameBound, WindowAgg } from '../../../plan/index.js';
import type { Datum } from '../../../types/index.js';
import type { ExecutionState } from '../execution-state.js';
import { compileExpression } from '../expression/compile.js';
import { rowScope, type Evaluator } from '../expression/scope.js';
import type { Row } from '../row.js';
import { equalRowsBy } from '../row-order.js';
import { IndexedRows } from '../spill/indexed-rows.js';

const INITIAL_GROUPS = 16;

interface Bound {
  readonly kind: PlanFrameBound['kind'];
  readonly offset: Evaluator | null;
}

/** Frame as half-open row range of the partition, before exclusion. */
export interface Frame {
  start: number;
  end: number;
}

export class WindowPartition {
  readonly rows: IndexedRows;
  /** First row of each peer group. */
  private groupStarts = new Int32Array(INITIAL_GROUPS);
  private groupCount = 0;
  /** The group asked for last, and where the last searches for the ends of a frame ended. */
  private lastGroup = 0;
  private startHint = 0;
  private endHint = 0;
  private lastRow: Row | null = null;
  private readonly isOrdered: boolean;
  private readonly start: Bound;
  private readonly end: Bound;
  private startValue: Datum = null;
  private endValue: Datum = null;
  private startOffset = 0;
  private endOffset = 0;
  private hasOffsets = false;
  private readonly arePeers: (a: readonly Datum[], b: readonly Datum[]) => boolean;

  constructor(
    readonly node: WindowAgg,
    private readonly state: ExecutionState,
  ) {
    const scope = rowScope(node.input.target.length);
    const bound = (b: PlanFrameBound): Bound => ({ kind: b.kind, offset: 'offset' in b ? compileExpression(b.offset, scope) : null });
    this.start = bound(node.start);
    this.end = bound(node.end);
    this.arePeers = equalRowsBy(node.order);
    this.isOrdered = node.order.length > 0;
    this.rows = new IndexedRows(state);
  }

  /** Takes the partition's next row. */
  add(row: Row): void {
    if (this.lastRow === null || (this.isOrdered && !this.arePeers(this.lastRow, row))) this.addGroup();
    this.lastRow = row;
    this.rows.add(row);
  }

  /** All rows are there. */
  open(): void {
    this.rows.finish();
    if (!this.hasOffsets) this.evaluateOffsets();
  }

  clear(): void {
    this.rows.clear();
    this.groupCount = 0;
    this.lastGroup = 0;
    this.startHint = 0;
    this.endHint = 0;
    this.lastRow = null;
    if (this.groupStarts.length === INITIAL_GROUPS) return;
    this.state.memory.release(this.groupStarts.byteLength);
    this.groupStarts = new Int32Array(INITIAL_GROUPS);
  }

  private addGroup(): void {
    if (this.groupCount === this.groupStarts.length) {
      const grown = new Int32Array(this.groupCount * 2);
      const before = this.groupCount === INITIAL_GROUPS ? 0 : this.groupStarts.byteLength;
      this.state.memory.hold(grown.byteLength - before);
      grown.set(this.groupStarts);
      this.groupStarts = grown;
    }
    this.groupStarts[this.groupCount++] = this.rows.length;
  }

  /** Offsets may read outer columns: evaluated again after a rescan. */
  rescan(): void {
    this.hasOffsets = false;
  }

  peerStart(row: number): number {
    return this.groupStarts[this.peerGroup(row)];
  }

  peerEnd(row: number): number {
    return this.groupStart(this.peerGroup(row) + 1);
  }

  /** Number of the row's peer group, from 0. */
  peerGroup(row: number): number {
    const { groupStarts, groupCount, lastGroup } = this;
    if (groupStarts[lastGroup] <= row) {
      if (lastGroup + 1 === groupCount || row < groupStarts[lastGroup + 1]) return lastGroup;
      if (lastGroup + 2 === groupCount || row < groupStarts[lastGroup + 2]) return (this.lastGroup = lastGroup + 1);
    }
    let low = 0;
    let high = groupCount - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (groupStarts[middle] <= row) low = middle;
      else high = middle - 1;
    }
    return (this.lastGroup = low);
  }

  frame(row: number, out: Frame): void {
    const n = this.rows.length;
    out.start = Math.min(Math.max(this.edge(this.start, row, true), 0), n);
    out.end = Math.min(Math.max(this.edge(this.end, row, false), 0), n);
    if (out.end < out.start) out.end = out.start;
  }

  /** The rows that EXCLUDE removes from the frame of `row`; with TIES all of them but the row itself. */
  excluded(row: number, out: Frame): void {
    switch (this.node.exclude) {
      case 'none':
        out.start = out.end = row;
        return;
      case 'current-row':
        out.start = row;
        out.end = row + 1;
        return;
      case 'group':
      case 'ties':
        out.start = this.peerStart(row);
        out.end = this.peerEnd(row);
    }
  }

  private groupStart(group: number): number {
    if (group < 0) return 0;
    return group < this.groupCount ? this.groupStarts[group] : this.rows.length;
  }

  private edge(bound: Bound, row: number, isStart: boolean): number {
    const n = this.rows.length;
    const { mode } = this.node;
    const offset = isStart ? this.startOffset : this.endOffset;
    switch (bound.kind) {
      case 'unbounded-preceding':
        return 0;
      case 'unbounded-following':
        return n;
      case 'current-row':
        if (mode === 'rows') return isStart ? row : row + 1;
        return isStart ? this.peerStart(row) : this.peerEnd(row);
      case 'preceding':
      case 'following': {
        const sign = bound.kind === 'preceding' ? -1 : 1;
        if (mode === 'rows') return row + sign * offset + (isStart ? 0 : 1);
        if (mode === 'groups') return this.groupStart(this.peerGroup(row) + sign * offset + (isStart ? 0 : 1));
        return this.rangeEdge(bound, row, isStart);
      }
    }
  }

  /** RANGE with an offset: the first row that the type's in_range function puts inside (start) or beyond (end). NULLs are peers of NULLs only. */
  private rangeEdge(bound: Bound, row: number, isStart: boolean): number {
    const { order: keys, inRange } = this.node;
    const { index, isDescending } = keys[0];
    const { rows, state } = this;
    const current = rows.get(row)[index];
    if (current === null) return isStart ? this.peerStart(row) : this.peerEnd(row);
    const test = inRange[isStart ? 0 : 1] as ScalarImpl;
    const offset = isStart ? this.startValue : this.endValue;
    const subtracts = (bound.kind === 'preceding') !== isDescending;
    const isLess = isStart === isDescending;
    const isBeyond = (at: number): boolean => (test(rows.get(at)[index], current, offset, subtracts, isLess, state.context) === true) === isStart;
    let [low, high] = this.nonNullRange(keys[0]);
    // The edge of the row before is near: steps of doubling width from there, then halving.
    const hint = Math.min(isStart ? this.startHint : this.endHint, high - 1);
    if (hint >= low) {
      let width = 1;
      if (isBeyond(hint)) {
        high = hint;
        while (high - width >= low && isBeyond(high - width)) {
          high -= width;
          width *= 2;
        }
        low = Math.max(low, high - width + 1);
      } else {
        low = hint + 1;
        while (low + width - 1 < high && !isBeyond(low + width - 1)) {
          low += width;
          width *= 2;
        }
        high = Math.min(high, low + width - 1);
      }
    }
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (isBeyond(middle)) high = middle;
      else low = middle + 1;
    }
    if (isStart) this.startHint = low;
    else this.endHint = low;
    return low;
  }

  /** The rows whose order value is not NULL. */
  private nonNullRange({ index, nullsFirst }: WindowAgg['order'][number]): [number, number] {
    const { rows, groupStarts, groupCount } = this;
    // NULLs are one peer group: the first or the last.
    if (nullsFirst) return [rows.get(0)[index] === null ? this.groupStart(1) : 0, rows.length];
    return [0, rows.get(rows.length - 1)[index] === null ? groupStarts[groupCount - 1] : rows.length];
  }

  private evaluateOffsets(): void {
    this.hasOffsets = true;
    this.startValue = this.offsetOf(this.start, 'starting');
    this.endValue = this.offsetOf(this.end, 'ending');
    this.startOffset = this.node.mode === 'range' ? 0 : Number(this.startValue);
    this.endOffset = this.node.mode === 'range' ? 0 : Number(this.endValue);
  }

  private offsetOf(bound: Bound, which: string): Datum {
    if (bound.offset === null) return 0;
    const value = bound.offset(NO_ROW_VALUES, this.state);
    if (value === null) raise('null_value_not_allowed', `frame ${which} offset must not be null`);
    if (this.node.mode !== 'range' && (value as number) < 0) raise('invalid_preceding_or_following_size', `frame ${which} offset must not be negative`);
    return value;
  }
}

const NO_ROW_VALUES: readonly Datum[] = [];
