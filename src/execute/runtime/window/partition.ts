/** One partition of a window: its rows in order, peer groups, and the frame of each row (PostgreSQL chapter 4.2.8). */
import { PgError, raise } from '../../../errors/index.js';
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
  /** RANGE: order column plus / minus the offset. */
  readonly add: Evaluator | null;
  readonly subtract: Evaluator | null;
}

/** Frame as half-open row range of the partition, before exclusion. */
export interface Frame {
  start: number;
  end: number;
}

const OUT_OF_RANGE: ReadonlySet<string> = new Set(['22003', '22008']);

export class WindowPartition {
  rows: Row[] = [];
  /** Peer group of each row and first row of each group. */
  private groupOf: number[] = [];
  private groupStarts: number[] = [];
  private readonly start: Bound;
  private readonly end: Bound;
  private startOffset = 0;
  private endOffset = 0;
  private hasOffsets = false;
  private readonly arePeers: (a: readonly Datum[], b: readonly Datum[]) => boolean;

  constructor(
    readonly node: WindowAgg,
    private readonly state: ExecutionState,
  ) {
    const scope = rowScope(node.input.target.length);
    const bound = (b: PlanFrameBound): Bound => {
      if (b.kind !== 'preceding' && b.kind !== 'following') return { kind: b.kind, offset: null, add: null, subtract: null };
      const compile = (e: typeof b.add): Evaluator | null => (e === null ? null : compileExpression(e, scope));
      return { kind: b.kind, offset: compile(b.offset), add: compile(b.add), subtract: compile(b.subtract) };
    };
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

  /** RANGE with an offset: rows whose order value lies on the right side of current ± offset. NULLs are peers of NULLs only. */
  private rangeEdge(bound: Bound, row: number, isStart: boolean): number {
    const order = this.node.order[0] as WindowAgg['order'][number];
    const rows = this.rows;
    const current = (rows[row] as Row)[order.index] as Datum;
    if (current === null) return isStart ? this.peerStart(row) : this.peerEnd(row);
    const isBackward = bound.kind === 'preceding';
    const evaluator = (isBackward !== order.isDescending ? bound.subtract : bound.add) as Evaluator;
    let limit: Datum;
    try {
      limit = evaluator(rows[row] as Row, this.state);
    } catch (error) {
      if (!(error instanceof PgError) || !OUT_OF_RANGE.has(error.code)) throw error;
      // Beyond the type's range: nothing lies further out.
      return this.nullEdge(order, !isBackward);
    }
    // First row at or after the limit (start), or first row after it (end), among the non-null rows.
    const [low, high] = this.nonNullRange(order);
    let a = low;
    let b = high;
    while (a < b) {
      const middle = (a + b) >>> 1;
      const value = (rows[middle] as Row)[order.index] as Datum;
      const compared = order.isDescending ? order.ops.compare(limit, value) : order.ops.compare(value, limit);
      if (isStart ? compared < 0 : compared <= 0) a = middle + 1;
      else b = middle;
    }
    return a;
  }

  private nonNullRange(order: WindowAgg['order'][number]): [number, number] {
    const rows = this.rows;
    let low = 0;
    let high = rows.length;
    if (order.nullsFirst) {
      if (rows.length > 0 && (rows[0] as Row)[order.index] === null) low = this.peerEnd(0);
    } else if (rows.length > 0 && (rows[high - 1] as Row)[order.index] === null) high = this.peerStart(high - 1);
    return [low, high];
  }

  private nullEdge(order: WindowAgg['order'][number], atEnd: boolean): number {
    const [low, high] = this.nonNullRange(order);
    return atEnd ? high : low;
  }

  private evaluateOffsets(): void {
    this.hasOffsets = true;
    this.startOffset = this.offsetOf(this.start, 'starting');
    this.endOffset = this.offsetOf(this.end, 'ending');
  }

  private offsetOf(bound: Bound, which: string): number {
    if (bound.offset === null) return 0;
    const value = bound.offset(NO_ROW_VALUES, this.state);
    if (value === null) raise('null_value_not_allowed', `frame ${which} offset must not be null`);
    if (this.node.mode === 'range') {
      if (isNegative(value)) raise('invalid_preceding_or_following_size', 'invalid preceding or following size in window function');
      return 0;
    }
    if ((value as number) < 0) raise('invalid_preceding_or_following_size', `frame ${which} offset must not be negative`);
    return Number(value);
  }
}

const NO_ROW_VALUES: readonly Datum[] = [];

/** Sign of a RANGE offset: numbers, numerics, intervals. */
function isNegative(value: Datum): boolean {
  if (typeof value === 'number') return value < 0 || value !== value;
  if (typeof value === 'bigint') return value < 0n;
  if (value !== null && typeof value === 'object') {
    if ('coef' in value) return value.coef < 0 || value.coef !== value.coef;
    if ('kind' in value && value.kind === 'interval') {
      return value.months * 2592000000000 + value.days * 86400000000 + Number(value.micros) < 0;
    }
  }
  return false;
}
