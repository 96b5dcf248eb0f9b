/** One partition of a window: its rows in order, peer groups, and the frame of each row (PostgreSQL chapter 4.2.8). */
import { raise } from '../../../errors/index.js';
import type { ScalarImpl } from '../../../functions/index.js';
import type { PlanFrameBound, WindowAgg } from '../../../plan/index.js';
import type { Datum } from '../../../types/index.js';
import type { ExecutionState } from '../execution-state.js';
import { compileExpression } from '../expression/compile.js';
import { rowScope, type Evaluator } from '../expression/scope.js';
import type { Row } from '../row.js';
import { equalRowsBy } from '../row-order.js';

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
  rows: Row[] = [];
  /** Peer group of each row and first row of each group. */
  private groupOf: number[] = [];
  private groupStarts: number[] = [];
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
  }

  /** Takes the rows of the next partition. */
  open(rows: Row[]): void {
    this.rows = rows;
    this.groupOf = [];
    this.groupStarts = [];
    for (let i = 0; i < rows.length; i++) {
      const isNew = i === 0 || (this.node.order.length > 0 && !this.arePeers(rows[i - 1] as Row, rows[i] as Row));
      if (isNew) this.groupStarts.push(i);
      this.groupOf.push(this.groupStarts.length - 1);
    }
    if (!this.hasOffsets) this.evaluateOffsets();
  }

  /** Offsets may read outer columns: evaluated again after a rescan. */
  rescan(): void {
    this.hasOffsets = false;
  }

  peerStart(row: number): number {
    return this.groupStarts[this.groupOf[row] as number] as number;
  }

  peerEnd(row: number): number {
    return this.groupStart((this.groupOf[row] as number) + 1);
  }

  /** Number of the row's peer group, from 0. */
  peerGroup(row: number): number {
    return this.groupOf[row] as number;
  }

  frame(row: number, out: Frame): void {
    const n = this.rows.length;
    out.start = Math.min(Math.max(this.edge(this.start, row, true), 0), n);
    out.end = Math.min(Math.max(this.edge(this.end, row, false), 0), n);
    if (out.end < out.start) out.end = out.start;
  }

  /** True when EXCLUDE removes `other` from the frame of `row`. */
  isExcluded(row: number, other: number): boolean {
    switch (this.node.exclude) {
      case 'none':
        return false;
      case 'current-row':
        return other === row;
      case 'group':
        return this.groupOf[other] === this.groupOf[row];
      case 'ties':
        return other !== row && this.groupOf[other] === this.groupOf[row];
    }
  }

  private groupStart(group: number): number {
    if (group < 0) return 0;
    return group < this.groupStarts.length ? (this.groupStarts[group] as number) : this.rows.length;
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
        if (mode === 'groups') return this.groupStart((this.groupOf[row] as number) + sign * offset + (isStart ? 0 : 1));
        return this.rangeEdge(bound, row, isStart);
      }
    }
  }

  /** RANGE with an offset: the first row that the type's in_range function puts inside (start) or beyond (end). NULLs are peers of NULLs only. */
  private rangeEdge(bound: Bound, row: number, isStart: boolean): number {
    const { order: keys, inRange } = this.node;
    const { index, isDescending } = keys[0];
    const { rows, state } = this;
    const current = rows[row][index];
    if (current === null) return isStart ? this.peerStart(row) : this.peerEnd(row);
    const test = inRange[isStart ? 0 : 1] as ScalarImpl;
    const offset = isStart ? this.startValue : this.endValue;
    const subtracts = (bound.kind === 'preceding') !== isDescending;
    const isLess = isStart === isDescending;
    let [low, high] = this.nonNullRange(keys[0]);
    while (low < high) {
      const middle = (low + high) >>> 1;
      const isInside = test(rows[middle][index], current, offset, subtracts, isLess, state.context) === true;
      if (isInside === isStart) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /** The rows whose order value is not NULL. */
  private nonNullRange({ index, nullsFirst }: WindowAgg['order'][number]): [number, number] {
    const { rows } = this;
    const last = rows.length - 1;
    if (nullsFirst) return [rows[0][index] === null ? this.peerEnd(0) : 0, rows.length];
    return [0, rows[last][index] === null ? this.peerStart(last) : rows.length];
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
