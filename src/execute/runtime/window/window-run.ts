/**
 * Window functions over sorted input: gathers a partition, then gives its rows back with the results appended, one at a time
 * (PostgreSQL chapter 9.22). Aggregates over frames that only grow run incrementally; frames that slide use the aggregate's inverse where it has
 * one and are computed afresh otherwise.
 */
import type { CallContext } from '../../../functions/index.js';
import type { WindowAgg, WindowCall } from '../../../plan/index.js';
import type { Datum } from '../../../types/index.js';
import { transitionAll } from '../accumulator.js';
import type { ExecutionState } from '../execution-state.js';
import { compileExpression } from '../expression/compile.js';
import { rowScope, type Evaluator } from '../expression/scope.js';
import { rowBytes, type Row } from '../row.js';
import { equalRowsBy } from '../row-order.js';
import { WindowPartition, type Frame } from './partition.js';
import { makeWindowFunction } from './window-functions.js';

export interface WindowFunctionRun {
  /** Forgets what it knew of the previous partition. */
  reset(): void;
  /** Value for row number `row` of the partition; called for each row in order. */
  value(row: number): Datum;
}

export class WindowRun {
  private readonly partition: WindowPartition;
  private readonly runs: WindowFunctionRun[];
  private readonly isSamePartition: (a: readonly Datum[], b: readonly Datum[]) => boolean;
  private gathering: Row[] = [];
  private emitting: Row[] = [];
  private position = 0;
  private bytes = 0;
  private gatheredBytes = 0;

  constructor(
    node: WindowAgg,
    private readonly state: ExecutionState,
  ) {
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
    return this.position < this.emitting.length;
  }

  /** Takes the next input row. Only while there is no output. */
  add(row: Row): void {
    // With its peer group.
    const size = rowBytes(row) + 16;
    this.state.memory.hold(size);
    const first = this.gathering[0];
    if (first !== undefined && !this.isSamePartition(first, row)) {
      this.flush();
    }
    this.gatheredBytes += size;
    this.gathering.push(row);
  }

  /** The input has ended. */
  finish(): void {
    if (this.gathering.length > 0) this.flush();
  }

  next(): Row {
    const position = this.position++;
    const row = (this.emitting[position] as Row).slice();
    for (let i = 0; i < this.runs.length; i++) row.push((this.runs[i] as WindowFunctionRun).value(position));
    if (this.position === this.emitting.length) {
      this.emitting = [];
      this.position = 0;
      this.state.memory.release(this.bytes);
      this.bytes = 0;
    }
    return row;
  }

  clear(): void {
    this.state.memory.release(this.bytes + this.gatheredBytes);
    this.bytes = 0;
    this.gatheredBytes = 0;
    this.gathering = [];
    this.emitting = [];
    this.position = 0;
    this.partition.rescan();
  }

  private flush(): void {
    this.emitting = this.gathering;
    this.bytes = this.gatheredBytes;
    this.gathering = [];
    this.gatheredBytes = 0;
    this.position = 0;
    this.partition.open(this.emitting);
    for (const run of this.runs) run.reset();
  }
}

/** An aggregate over each row's frame. */
class FrameAggregate implements WindowFunctionRun {
  private readonly context: CallContext;
  private readonly frame: Frame = { start: 0, end: 0 };
  /** The state covers rows [from, to) of the partition; null when there is none to build on. */
  private aggregateState: unknown = null;
  private hasState = false;
  private from = 0;
  private to = 0;
  private cached: Datum = null;
  private isCached = false;

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
  }

  value(row: number): Datum {
    const { partition, frame } = this;
    partition.frame(row, frame);
    const impl = this.call.aggregate as NonNullable<WindowCall['aggregate']>;
    if (partition.node.exclude !== 'none') {
      let aggregateState = impl.init(this.context);
      for (let i = frame.start; i < frame.end; i++) if (!partition.isExcluded(row, i)) aggregateState = this.forward(aggregateState, i);
      return impl.final(aggregateState, this.context);
    }
    if (this.isCached && this.from === frame.start && this.to === frame.end) return this.cached;
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
    while (this.from < frame.start) this.aggregateState = this.backward(this.aggregateState, this.from++);
    while (this.to < frame.end) this.aggregateState = this.forward(this.aggregateState, this.to++);
    this.hasState = true;
    this.cached = impl.final(this.aggregateState, this.context);
    this.isCached = true;
    return this.cached;
  }

  private forward(aggregateState: unknown, at: number): unknown {
    const row = this.partition.rows[at] as Row;
    this.state.budget--;
    if (this.filter !== null && this.filter(row, this.state) !== true) return aggregateState;
    return transitionAll(this.call.aggregate as NonNullable<WindowCall['aggregate']>, aggregateState, this.values(row), this.context);
  }

  private backward(aggregateState: unknown, at: number): unknown {
    const row = this.partition.rows[at] as Row;
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
