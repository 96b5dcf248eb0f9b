/**
 * Window functions over sorted input: gathers a partition, then gives its rows back with the results appended, one at a time
 * (PostgreSQL chapter 9.22). Aggregates over frames that only grow run incrementally; frames that slide use the aggregate's inverse where it has
 * one and are computed afresh otherwise. One row's frame may be long: an aggregate whose work budget is used up goes on where it was.
 */
import type { CallContext } from '../../../functions/index.js';
import type { WindowAgg, WindowCall } from '../../../plan/index.js';
import type { Datum } from '../../../types/index.js';
import { transitionAll } from '../accumulator.js';
import type { ExecutionState } from '../execution-state.js';
import { compileExpression } from '../expression/compile.js';
import { rowScope, type Evaluator } from '../expression/scope.js';
import type { Row } from '../row.js';
import { equalRowsBy } from '../row-order.js';
import { WindowPartition, type Frame } from './partition.js';
import { makeWindowFunction } from './window-functions.js';

export interface WindowFunctionRun {
  /** Forgets what it knew of the previous partition. */
  reset(): void;
  /** Value for row number `row` of the partition; called for each row in order. Undefined when the work budget is used up: call again for the same row. */
  value(row: number): Datum | undefined;
}

export class WindowRun {
  private readonly partition: WindowPartition;
  private readonly runs: WindowFunctionRun[];
  private readonly isSamePartition: (a: readonly Datum[], b: readonly Datum[]) => boolean;
  private isEmitting = false;
  private position = 0;
  /** The row being given out, with the results so far. */
  private pending: Row | null = null;
  private results = 0;
  /** First row of the partition being gathered or given out, and of the next one, when that is known. */
  private first: Row | null = null;
  private held: Row | null = null;

  constructor(node: WindowAgg, state: ExecutionState) {
    this.partition = new WindowPartition(node, state);
    const scope = rowScope(node.input.target.length);
    this.runs = node.calls.map(call => {
      const args = call.args.map(a => compileExpression(a, scope));
      if (call.aggregate === null) return makeWindowFunction(call.name, args, this.partition, state);
      const filter = call.filter === null ? null : compileExpression(call.filter, scope);
      return new FrameAggregate(call, args, filter, this.partition, state);
    });
    this.isSamePartition = equalRowsBy(node.partition);
  }

  /** True while rows of a finished partition wait to be read by `next`. */
  get hasOutput(): boolean {
    return this.isEmitting;
  }

  /** Takes the next input row. Only while there is no output. */
  add(row: Row): void {
    if (this.first === null) this.first = row;
    else if (!this.isSamePartition(this.first, row)) {
      this.held = row;
      this.open();
      return;
    }
    this.partition.add(row);
  }

  /** The input has ended. */
  finish(): void {
    if (this.first !== null) this.open();
  }

  /** The next row with its results, or null when the work budget is used up: call again. */
  next(): Row | null {
    const { partition, runs } = this;
    const row = this.pending ?? partition.rows.get(this.position).slice();
    while (this.results < runs.length) {
      const value = runs[this.results].value(this.position);
      if (value === undefined) {
        this.pending = row;
        return null;
      }
      row.push(value);
      this.results++;
    }
    this.pending = null;
    this.results = 0;
    if (++this.position === partition.rows.length) this.leave();
    return row;
  }

  clear(): void {
    this.held = null;
    this.leave();
    this.pending = null;
    this.results = 0;
    this.partition.rescan();
  }

  private open(): void {
    this.isEmitting = true;
    this.position = 0;
    this.partition.open();
    for (const run of this.runs) run.reset();
  }

  /** Begins the next partition. */
  private leave(): void {
    this.isEmitting = false;
    this.partition.clear();
    this.first = this.held;
    if (this.held !== null) this.partition.add(this.held);
    this.held = null;
  }
}

/** An aggregate over each row's frame. */
class FrameAggregate implements WindowFunctionRun {
  private readonly context: CallContext;
  private readonly frame: Frame = { start: 0, end: 0 };
  private readonly excluded: Frame = { start: 0, end: 0 };
  /** The state covers rows [from, to) of the partition; null when there is none to build on. */
  private aggregateState: unknown = null;
  private hasState = false;
  private from = 0;
  private to = 0;
  private cached: Datum = null;
  private isCached = false;
  /** With EXCLUDE: the row whose frame is being aggregated. */
  private excludingRow = -1;

  constructor(
    private readonly call: WindowCall,
    private readonly args: readonly Evaluator[],
    private readonly filter: Evaluator | null,
    private readonly partition: WindowPartition,
    private readonly state: ExecutionState,
  ) {
    this.context = state.callContext(call, call.argumentTypes, call.type);
  }

  reset(): void {
    this.hasState = false;
    this.isCached = false;
    this.excludingRow = -1;
  }

  value(row: number): Datum | undefined {
    const { partition, frame } = this;
    partition.frame(row, frame);
    if (partition.node.exclude !== 'none') return this.excluding(row);
    if (this.isCached && this.from === frame.start && this.to === frame.end) return this.cached;
    const impl = this.call.aggregate as NonNullable<WindowCall['aggregate']>;
    const canSlide =
      this.hasState &&
      frame.end >= this.to &&
      frame.start >= this.from &&
      (frame.start === this.from || (impl.inverse !== undefined && frame.start <= this.to));
    if (!canSlide) {
      this.aggregateState = impl.init(this.context);
      this.from = frame.start;
      this.to = frame.start;
    }
    this.hasState = true;
    this.isCached = false;
    const { state } = this;
    while (this.from < frame.start) {
      if (state.budget < 0) return undefined;
      this.aggregateState = this.backward(this.aggregateState, this.from++);
    }
    while (this.to < frame.end) {
      if (state.budget < 0) return undefined;
      this.aggregateState = this.forward(this.aggregateState, this.to++);
    }
    this.cached = impl.final(this.aggregateState, this.context);
    this.isCached = true;
    return this.cached;
  }

  /** A frame with a gap, aggregated afresh for each row. */
  private excluding(row: number): Datum | undefined {
    const { partition, frame, excluded, state } = this;
    const impl = this.call.aggregate as NonNullable<WindowCall['aggregate']>;
    if (this.excludingRow !== row) {
      this.excludingRow = row;
      this.aggregateState = impl.init(this.context);
      this.to = frame.start;
    }
    partition.excluded(row, excluded);
    const keepsRow = partition.node.exclude === 'ties';
    while (this.to < frame.end) {
      if (this.to >= excluded.start && this.to < excluded.end && !(keepsRow && this.to === row)) {
        this.to = keepsRow && this.to < row ? row : excluded.end;
        continue;
      }
      if (state.budget < 0) return undefined;
      this.aggregateState = this.forward(this.aggregateState, this.to++);
    }
    this.excludingRow = -1;
    return impl.final(this.aggregateState, this.context);
  }

  private forward(aggregateState: unknown, at: number): unknown {
    const row = this.partition.rows.get(at);
    this.state.budget--;
    if (this.filter !== null && this.filter(row, this.state) !== true) return aggregateState;
    return transitionAll(this.call.aggregate as NonNullable<WindowCall['aggregate']>, aggregateState, this.values(row), this.context);
  }

  private backward(aggregateState: unknown, at: number): unknown {
    const row = this.partition.rows.get(at);
    this.state.budget--;
    if (this.filter !== null && this.filter(row, this.state) !== true) return aggregateState;
    const impl = this.call.aggregate as NonNullable<WindowCall['aggregate']>;
    const values = this.values(row);
    if (impl.skipNulls && values.includes(null)) return aggregateState;
    return (impl.inverse as NonNullable<typeof impl.inverse>)(aggregateState, ...values, this.context);
  }

  private values(row: Row): Datum[] {
    const values: Datum[] = [];
    for (let i = 0; i < this.args.length; i++) values.push((this.args[i] as Evaluator)(row, this.state));
    return values;
  }
}
