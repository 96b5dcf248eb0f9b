/** Aggregate, window, set operations, unique, recursive union: pull all (or a group of) input rows into the shared drivers, hand out results. */
import type { Aggregate, Append, RecursiveUnion, SetOp, Unique, WindowAgg } from '../../plan/index.js';
import type { Datum } from '../../types/index.js';
import type { ExecutionState } from '../runtime/execution-state.js';
import { Grouping } from '../runtime/grouping.js';
import { Recursion } from '../runtime/recursion.js';
import { ReuseGuard } from '../runtime/reuse.js';
import { END, YIELD, type Row } from '../runtime/row.js';
import { equalRowsBy } from '../runtime/row-order.js';
import { SetOperation } from '../runtime/set-operation.js';
import { WindowRun } from '../runtime/window/window-run.js';
import { NodeIterator, UnaryIterator, type RowIterator } from './iterator.js';

export class AggregateIterator extends UnaryIterator<Aggregate> {
  private readonly grouping: Grouping;
  private readonly guard: ReuseGuard;
  private isInputDone = false;
  /** Group to emit next (all but sorted mode). */
  private at = 0;
  private isLoading = false;
  /** Sorted mode: the row that begins the next group. */
  private held: Row | null = null;
  /** Sorted mode: all rows of the running group are in. */
  private isComplete = false;

  constructor(node: Aggregate, state: ExecutionState, input: RowIterator) {
    super(node, state, input);
    this.grouping = new Grouping(node, state);
    this.guard = new ReuseGuard(node, state);
    this.frame.groupingSets = node.groupingSets;
    this.frame.groupingSlot = node.keys.length + node.calls.length;
  }

  next(): Row {
    if (this.grouping.mode === 'sorted') return this.nextSorted();
    while (!this.isInputDone) {
      const row = this.input.next();
      if (row === YIELD) return YIELD;
      if (row === END) {
        this.isInputDone = true;
        this.guard.mark();
        break;
      }
      this.frame.first = row;
      const { mode } = this.grouping;
      if (mode === 'plain') this.accumulate(0);
      else {
        const keys = this.node.keys.map(k => this.frame.evaluate(k.expr));
        if (mode === 'hashed') {
          const group = this.grouping.groupOf(keys);
          if (group >= 0) this.accumulate(group);
          else this.grouping.spillRow(keys, this.callValues());
        } else {
          let isSpilled = false;
          for (const group of this.grouping.groupsOf(keys)) {
            if (group >= 0) this.accumulate(group);
            else isSpilled = true;
          }
          if (isSpilled) this.grouping.spillSets(keys, this.callValues());
        }
      }
    }
    for (;;) {
      // While a partition is being loaded its groups are not complete.
      if (this.at < this.grouping.count && !this.isLoading) {
        if (this.tick() || !this.grouping.prepare(this.at)) return YIELD;
        const out = this.emitGroup(this.at++);
        if (out !== null) return out;
        continue;
      }
      const isLoaded = this.grouping.loadPartition();
      if (isLoaded === null) return END;
      this.isLoading = !isLoaded;
      if (!isLoaded) return YIELD;
      this.at = 0;
    }
  }

  /** Per call whether its filter passes, and its arguments: what a spilled row keeps. */
  private callValues(): Datum[] {
    const values: Datum[] = [];
    for (const call of this.node.calls) {
      const passes = this.frame.passes(call.filter);
      values.push(passes);
      for (const arg of [...call.args, ...call.extraSortArgs]) values.push(passes ? this.frame.evaluate(arg) : null);
    }
    return values;
  }

  override rescan(): void {
    this.at = 0;
    this.isLoading = false;
    if (this.isInputDone && this.grouping.mode !== 'sorted' && !this.grouping.hasSpilled && this.guard.isReusable) return;
    this.isInputDone = false;
    this.held = null;
    this.isComplete = false;
    this.grouping.reset();
    this.grouping.endGroup();
    super.rescan();
  }

  override close(): void {
    this.grouping.note();
    this.grouping.reset();
    super.close();
  }

  private nextSorted(): Row {
    const { grouping } = this;
    for (;;) {
      if (this.isComplete) {
        if (!grouping.prepare(0)) return YIELD;
        this.isComplete = false;
        const out = this.emitGroup(0);
        grouping.endGroup();
        if (out !== null) return out;
      }
      if (this.isInputDone) return END;
      const row = this.held ?? this.input.next();
      this.held = null;
      if (row === YIELD) return YIELD;
      if (row === END) {
        this.isInputDone = true;
        if (!grouping.hasRunningGroup) return END;
        this.isComplete = true;
        continue;
      }
      this.frame.first = row;
      const keys = this.node.keys.map(k => this.frame.evaluate(k.expr));
      if (!grouping.continues(keys)) {
        if (grouping.hasRunningGroup) {
          this.held = row;
          this.isComplete = true;
          continue;
        }
        grouping.startGroup(keys);
      }
      this.accumulate(0);
    }
  }

  private accumulate(group: number): void {
    const { calls } = this.node;
    for (let i = 0; i < calls.length; i++) {
      const call = calls[i];
      if (call.filter !== null && !this.frame.passes(call.filter)) continue;
      const args = this.frame.all(call.args);
      for (const extra of call.extraSortArgs) args.push(this.frame.evaluate(extra));
      this.grouping.accumulators[i].add(group, args);
    }
  }

  private emitGroup(group: number): Row | null {
    if (this.node.calls.some(call => call.directArgs.length > 0)) this.frame.first = this.grouping.keys(group);
    const direct = this.node.calls.map(call => (call.directArgs.length === 0 ? NONE : this.frame.all(call.directArgs)));
    this.frame.first = this.grouping.row(group, direct);
    return this.emit();
  }
}

const NONE: readonly Datum[] = [];

export class WindowIterator extends UnaryIterator<WindowAgg> {
  private readonly run: WindowRun;
  private isInputDone = false;
  constructor(node: WindowAgg, state: ExecutionState, input: RowIterator) {
    super(node, state, input);
    this.run = new WindowRun(node, state);
  }
  next(): Row {
    for (;;) {
      while (this.run.hasOutput) {
        if (this.tick()) return YIELD;
        const row = this.run.next();
        if (row === null) return YIELD;
        this.frame.first = row;
        const out = this.emit();
        if (out !== null) return out;
      }
      if (this.isInputDone) return END;
      const row = this.input.next();
      if (row === YIELD) return YIELD;
      if (row === END) {
        this.isInputDone = true;
        this.run.finish();
      } else this.run.add(row);
    }
  }
  override rescan(): void {
    this.run.clear();
    this.isInputDone = false;
    super.rescan();
  }
  override close(): void {
    this.run.clear();
    super.close();
  }
}

/** Drops rows equal to the one before. */
export class UniqueIterator extends UnaryIterator<Unique> {
  private readonly equal;
  private last: Row | null = null;
  constructor(node: Unique, state: ExecutionState, input: RowIterator) {
    super(node, state, input);
    this.equal = equalRowsBy(node.columns);
  }
  next(): Row {
    for (;;) {
      const row = this.input.next();
      if (row === END || row === YIELD) return row;
      if (this.last !== null && this.equal(this.last, row)) continue;
      this.last = row;
      this.frame.first = row;
      const out = this.emit();
      if (out !== null) return out;
    }
  }
  override rescan(): void {
    this.last = null;
    super.rescan();
  }
}

export class SetOpIterator extends NodeIterator<SetOp> {
  private readonly operation: SetOperation;
  private side = 0;
  constructor(
    node: SetOp,
    state: ExecutionState,
    private readonly left: RowIterator,
    private readonly right: RowIterator,
  ) {
    super(node, state);
    this.operation = new SetOperation(node, state);
  }
  next(): Row {
    while (this.side < 2) {
      const row = this.side === 0 ? this.left.next() : this.right.next();
      if (row === YIELD) return YIELD;
      if (row === END) this.side++;
      else if (this.side === 0) this.operation.addLeft(row);
      else this.operation.addRight(row);
    }
    for (;;) {
      if (this.tick()) return YIELD;
      const row = this.operation.next();
      if (row === null) return YIELD;
      if (row === undefined) return END;
      this.frame.first = row;
      const out = this.emit();
      if (out !== null) return out;
    }
  }
  rescan(): void {
    this.operation.clear();
    this.side = 0;
    this.left.rescan();
    this.right.rescan();
  }
  close(): void {
    this.operation.clear();
    this.left.close();
    this.right.close();
  }
}

export class AppendIterator extends NodeIterator<Append> {
  private at = 0;
  constructor(
    node: Append,
    state: ExecutionState,
    private readonly inputs: readonly RowIterator[],
  ) {
    super(node, state);
  }
  next(): Row {
    while (this.at < this.inputs.length) {
      const row = this.inputs[this.at].next();
      if (row === YIELD) return YIELD;
      if (row === END) {
        this.at++;
        continue;
      }
      this.frame.first = row;
      const out = this.emit();
      if (out !== null) return out;
    }
    return END;
  }
  rescan(): void {
    this.at = 0;
    for (const input of this.inputs) input.rescan();
  }
  close(): void {
    for (const input of this.inputs) input.close();
  }
}

/** WITH RECURSIVE: the left side once, then the right side over what the previous round gave, until a round gives nothing. */
export class RecursiveUnionIterator extends NodeIterator<RecursiveUnion> {
  private readonly recursion: Recursion;
  private isLeftDone = false;
  constructor(
    node: RecursiveUnion,
    state: ExecutionState,
    private readonly left: RowIterator,
    private readonly right: RowIterator,
  ) {
    super(node, state);
    this.recursion = new Recursion(node, state);
  }
  next(): Row {
    for (;;) {
      const row = this.isLeftDone ? this.right.next() : this.left.next();
      if (row === YIELD) return YIELD;
      if (row === END) {
        this.isLeftDone = true;
        if (!this.recursion.turn()) return END;
        this.right.rescan();
        continue;
      }
      if (!this.recursion.add(row)) continue;
      this.frame.first = row;
      const out = this.emit();
      if (out !== null) return out;
    }
  }
  rescan(): void {
    this.recursion.reset();
    this.isLeftDone = false;
    this.left.rescan();
  }
  close(): void {
    this.left.close();
    this.right.close();
    this.recursion.reset();
  }
}
