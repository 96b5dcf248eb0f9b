/** Level sources that first take in a whole segment (or a group of it): sort, aggregate, window, set operations, material, memoize, recursive union. */
import type { Aggregate, Materialize, Memoize, RecursiveUnion, SetOp, Sort, WindowAgg } from '../../plan/index.js';
import type { Datum } from '../../types/index.js';
import type { ExecutionState } from '../runtime/execution-state.js';
import type { Evaluator } from '../runtime/expression/scope.js';
import { Grouping } from '../runtime/grouping.js';
import { Memo } from '../runtime/memo.js';
import { Recursion } from '../runtime/recursion.js';
import { ReuseGuard } from '../runtime/reuse.js';
import { END, YIELD, type Row } from '../runtime/row.js';
import { compareRowsBy, equalRowsBy } from '../runtime/row-order.js';
import { SetOperation } from '../runtime/set-operation.js';
import { Sorter } from '../runtime/sorter.js';
import { TupleStore, type TupleReader } from '../runtime/tuple-store.js';
import { WindowRun } from '../runtime/window/window-run.js';
import { NO_MORE, PAUSED, ROW, type LevelSource, type Next } from './chain.js';
import type { RegisterSink, Segment } from './segment.js';

abstract class BreakerSource implements LevelSource {
  constructor(
    protected readonly r: Datum[],
    protected readonly state: ExecutionState,
    protected readonly base: number,
  ) {}
  abstract reset(): void;
  abstract open(): void;
  abstract next(): Next;
  abstract close(): void;
  startTail(): boolean {
    return false;
  }
  protected put(row: readonly Datum[]): Next {
    const { r, base } = this;
    for (let i = 0; i < row.length; i++) r[base + i] = row[i];
    return ROW;
  }
}

export class SortSource extends BreakerSource implements RegisterSink {
  private sorter: Sorter | null = null;
  private isReading = false;
  private isInputDone = false;
  private held: Row | null = null;
  private prefixRow: Row | null = null;
  private readonly compare;
  private readonly samePrefix;
  private readonly guard: ReuseGuard;
  /** Top-N: only the sort values of a row, to drop it before it is copied. */
  private readonly keyRow: Row | null;

  constructor(
    r: Datum[],
    state: ExecutionState,
    base: number,
    private readonly node: Sort,
    private readonly input: Segment,
    private readonly boundOf: () => number,
  ) {
    super(r, state, base);
    this.compare = compareRowsBy(node.keys);
    this.samePrefix = node.presorted > 0 ? equalRowsBy(node.keys.slice(0, node.presorted)) : null;
    this.guard = new ReuseGuard(node, state);
    this.keyRow = node.bound === null ? null : new Array<Datum>(node.input.target.length).fill(null);
  }

  reset(): void {}

  open(): void {
    if (this.isInputDone && this.samePrefix === null && this.guard.isReusable) {
      this.sorter?.rewind();
      return;
    }
    if (this.sorter !== null) this.input.reset();
    this.drop();
  }

  push(r: readonly Datum[]): boolean {
    const sorter = this.sorter as Sorter;
    if (this.keyRow !== null && this.samePrefix === null) {
      const { keys } = this.node;
      const { slots } = this.input;
      for (let i = 0; i < keys.length; i++) this.keyRow[keys[i].index] = r[slots[keys[i].index]];
      if (sorter.rejects(this.keyRow)) return true;
    }
    const row = this.input.copyRow();
    if (this.samePrefix !== null && this.prefixRow !== null && !this.samePrefix(this.prefixRow, row)) {
      this.held = row;
      return false;
    }
    this.prefixRow = row;
    sorter.add(row);
    return true;
  }

  next(): Next {
    for (;;) {
      if (this.isReading) {
        if (--this.state.budget < 0) return PAUSED;
        const row = (this.sorter as Sorter).next();
        if (row !== undefined) return this.put(row);
        if (this.isInputDone) return NO_MORE;
        this.isReading = false;
        (this.sorter as Sorter).clear();
      }
      this.sorter ??= new Sorter(this.compare, this.state, this.boundOf());
      if (this.held !== null) {
        this.prefixRow = this.held;
        this.sorter.add(this.held);
        this.held = null;
      }
      const result = this.input.run(this);
      if (result === 'paused') return PAUSED;
      if (result === 'done') this.isInputDone = true;
      this.sorter.finish();
      this.isReading = true;
      this.prefixRow = null;
      if (this.isInputDone) this.guard.mark();
    }
  }

  close(): void {
    this.drop();
    this.input.close();
  }

  private drop(): void {
    const { counters } = this.state;
    if (counters !== null && this.sorter !== null) counters.noteSort(this.node.id, this.sorter);
    this.sorter?.clear();
    this.sorter = null;
    this.isReading = false;
    this.isInputDone = false;
    this.held = null;
    this.prefixRow = null;
  }
}

/** An aggregate call's closures over the input's registers. */
export interface CallProgram {
  readonly filter: Evaluator | null;
  readonly args: readonly Evaluator[];
  readonly direct: readonly Evaluator[];
}

export class AggregateSource extends BreakerSource implements RegisterSink {
  private readonly grouping: Grouping;
  private readonly guard: ReuseGuard;
  private readonly keyBuffer: Datum[] = [];
  private isStarted = false;
  private isInputDone = false;
  private at = 0;
  private isLoading = false;
  /** Sorted mode: the row in the input's registers begins a new group and was not taken yet. */
  private isHeld = false;
  /** Sorted mode: all rows of the running group are in. */
  private isComplete = false;

  constructor(
    r: Datum[],
    state: ExecutionState,
    base: number,
    node: Aggregate,
    private readonly input: Segment,
    private readonly keys: readonly Evaluator[],
    private readonly calls: readonly CallProgram[],
  ) {
    super(r, state, base);
    this.grouping = new Grouping(node, state);
    this.guard = new ReuseGuard(node, state);
  }

  reset(): void {}

  open(): void {
    this.at = 0;
    this.isLoading = false;
    if (this.isInputDone && this.grouping.mode !== 'sorted' && !this.grouping.hasSpilled && this.guard.isReusable) return;
    if (this.isStarted) {
      this.input.reset();
      this.grouping.reset();
      this.grouping.endGroup();
    }
    this.isStarted = false;
    this.isInputDone = false;
    this.isHeld = false;
    this.isComplete = false;
  }

  push(r: readonly Datum[]): boolean {
    const { grouping, keys, state } = this;
    switch (grouping.mode) {
      case 'plain':
        this.accumulate(0, r);
        return true;
      case 'hashed':
        if (keys.length === 1) this.take(grouping.groupOf1(keys[0](r, state)), r);
        else this.take(grouping.groupOf(this.keysOf(r)), r);
        return true;
      case 'sets':
        this.takeSets(this.keysOf(r), r);
        return true;
      case 'sorted': {
        const key = this.keysOf(r);
        if (!grouping.continues(key)) {
          if (grouping.hasRunningGroup) {
            this.isHeld = true;
            return false;
          }
          grouping.startGroup(key);
        }
        this.accumulate(0, r);
        return true;
      }
    }
  }

  next(): Next {
    this.isStarted = true;
    if (this.grouping.mode === 'sorted') return this.nextSorted();
    if (!this.isInputDone) {
      if (this.input.run(this) !== 'done') return PAUSED;
      this.isInputDone = true;
      this.guard.mark();
    }
    // While a partition is being loaded its groups are not complete.
    while (this.isLoading || this.at >= this.grouping.count) {
      const isLoaded = this.grouping.loadPartition();
      if (isLoaded === null) return NO_MORE;
      this.isLoading = !isLoaded;
      if (!isLoaded) return PAUSED;
      this.at = 0;
    }
    if (--this.state.budget < 0 || !this.grouping.prepare(this.at)) return PAUSED;
    return this.emit(this.at++);
  }

  private take(group: number, r: readonly Datum[]): void {
    if (group >= 0) this.accumulate(group, r);
    else this.grouping.spillRow(this.keysOf(r), this.callValues(r));
  }

  private takeSets(keys: readonly Datum[], r: readonly Datum[]): void {
    let isSpilled = false;
    for (const group of this.grouping.groupsOf(keys)) {
      if (group >= 0) this.accumulate(group, r);
      else isSpilled = true;
    }
    if (isSpilled) this.grouping.spillSets(keys, this.callValues(r));
  }

  /** Per call whether its filter passes, and its arguments: what a spilled row keeps. */
  private callValues(r: readonly Datum[]): Datum[] {
    const values: Datum[] = [];
    for (const { filter, args } of this.calls) {
      const passes = filter === null || filter(r, this.state) === true;
      values.push(passes);
      for (const arg of args) values.push(passes ? arg(r, this.state) : null);
    }
    return values;
  }

  close(): void {
    this.grouping.note();
    this.grouping.reset();
    this.input.close();
  }

  private nextSorted(): Next {
    const { grouping } = this;
    if (!this.isComplete) {
      if (this.isInputDone) return NO_MORE;
      if (this.isHeld) {
        this.isHeld = false;
        grouping.endGroup();
        this.push(this.input.r);
      }
      const result = this.input.run(this);
      if (result === 'paused') return PAUSED;
      if (result === 'done') {
        this.isInputDone = true;
        if (!grouping.hasRunningGroup) return NO_MORE;
      }
      this.isComplete = true;
    }
    if (!grouping.prepare(0)) return PAUSED;
    this.isComplete = false;
    return this.emit(0);
  }

  private keysOf(r: readonly Datum[]): Datum[] {
    const { keys, keyBuffer, state } = this;
    for (let i = 0; i < keys.length; i++) keyBuffer[i] = keys[i](r, state);
    return keyBuffer;
  }

  private accumulate(group: number, r: readonly Datum[]): void {
    const { calls, state } = this;
    const { accumulators } = this.grouping;
    for (let i = 0; i < calls.length; i++) {
      const { filter, args } = calls[i];
      if (filter !== null && filter(r, state) !== true) continue;
      switch (args.length) {
        case 0:
          accumulators[i].add0(group);
          break;
        case 1:
          accumulators[i].add1(group, args[0](r, state));
          break;
        default: {
          const values: Datum[] = [];
          for (let a = 0; a < args.length; a++) values.push(args[a](r, state));
          accumulators[i].add(group, values);
        }
      }
    }
  }

  private emit(group: number): Next {
    if (this.calls.some(c => c.direct.length > 0)) this.put(this.grouping.keys(group));
    const direct = this.calls.map(c => (c.direct.length === 0 ? NONE : c.direct.map(d => d(this.r, this.state))));
    return this.put(this.grouping.row(group, direct));
  }
}

const NONE: readonly Datum[] = [];

export class WindowSource extends BreakerSource implements RegisterSink {
  private readonly windows: WindowRun;
  private isInputDone = false;
  private isStarted = false;
  constructor(
    r: Datum[],
    state: ExecutionState,
    base: number,
    node: WindowAgg,
    private readonly input: Segment,
  ) {
    super(r, state, base);
    this.windows = new WindowRun(node, state);
  }
  reset(): void {}
  open(): void {
    if (this.isStarted) this.input.reset();
    this.isStarted = true;
    this.windows.clear();
    this.isInputDone = false;
  }
  push(): boolean {
    this.windows.add(this.input.copyRow());
    return !this.windows.hasOutput;
  }
  next(): Next {
    for (;;) {
      if (this.windows.hasOutput) {
        if (--this.state.budget < 0) return PAUSED;
        const row = this.windows.next();
        return row === null ? PAUSED : this.put(row);
      }
      if (this.isInputDone) return NO_MORE;
      const result = this.input.run(this);
      if (result === 'paused') return PAUSED;
      if (result === 'done') {
        this.isInputDone = true;
        this.windows.finish();
      }
    }
  }
  close(): void {
    this.windows.clear();
    this.input.close();
  }
}

export class SetOpSource extends BreakerSource implements RegisterSink {
  private readonly operation: SetOperation;
  private side = 0;
  private isStarted = false;
  constructor(
    r: Datum[],
    state: ExecutionState,
    base: number,
    node: SetOp,
    private readonly left: Segment,
    private readonly right: Segment,
  ) {
    super(r, state, base);
    this.operation = new SetOperation(node, state);
  }
  reset(): void {}
  open(): void {
    if (this.isStarted) {
      this.left.reset();
      this.right.reset();
    }
    this.isStarted = true;
    this.operation.clear();
    this.side = 0;
  }
  push(): boolean {
    if (this.side === 0) this.operation.addLeft(this.left.copyRow());
    else this.operation.addRight(this.right.copyRow());
    return true;
  }
  next(): Next {
    while (this.side < 2) {
      if ((this.side === 0 ? this.left : this.right).run(this) !== 'done') return PAUSED;
      this.side++;
    }
    if (--this.state.budget < 0) return PAUSED;
    const row = this.operation.next();
    if (row === null) return PAUSED;
    return row === undefined ? NO_MORE : this.put(row);
  }
  close(): void {
    this.operation.clear();
    this.left.close();
    this.right.close();
  }
}

export class MaterialSource extends BreakerSource {
  private readonly store: TupleStore;
  private readonly guard: ReuseGuard;
  private readonly reader: TupleReader;
  private isStarted = false;
  private isInputDone = false;
  constructor(
    r: Datum[],
    state: ExecutionState,
    base: number,
    node: Materialize,
    private readonly input: Segment,
  ) {
    super(r, state, base);
    this.store = new TupleStore(state);
    this.reader = this.store.reader();
    this.guard = new ReuseGuard(node, state);
  }
  reset(): void {}
  open(): void {
    this.reader.rewind();
    // What was read so far stays valid, even if the input has not ended.
    if (this.isStarted && this.guard.isReusable) return;
    if (this.isStarted) this.input.reset();
    this.isStarted = true;
    this.guard.mark();
    this.store.clear();
    this.isInputDone = false;
  }
  next(): Next {
    if (this.reader.position < this.store.count) {
      if (--this.state.budget < 0) return PAUSED;
      return this.put(this.reader.next() as Row);
    }
    if (this.isInputDone) return NO_MORE;
    const row = this.input.pull();
    if (row === YIELD) return PAUSED;
    if (row === END) {
      this.isInputDone = true;
      return NO_MORE;
    }
    this.store.add(row);
    this.reader.position++;
    return this.put(row);
  }
  close(): void {
    this.store.clear();
    this.input.close();
  }
}

/** Remembers the input's rows per value of the key params. */
export class MemoizeSource extends BreakerSource {
  private readonly memo: Memo;
  private at = 0;
  private isInputFresh = true;
  constructor(
    r: Datum[],
    state: ExecutionState,
    base: number,
    node: Memoize,
    private readonly input: Segment,
  ) {
    super(r, state, base);
    this.memo = new Memo(node, state);
  }
  reset(): void {}
  open(): void {
    this.memo.open();
    this.at = 0;
    if (!this.memo.isFilling) return;
    if (!this.isInputFresh) this.input.reset();
    this.isInputFresh = false;
  }
  next(): Next {
    const { memo } = this;
    if (!memo.isFilling) {
      if (this.at >= memo.rows.length) return NO_MORE;
      if (--this.state.budget < 0) return PAUSED;
      return this.put(memo.rows[this.at++]);
    }
    const row = this.input.pull();
    if (row === YIELD) return PAUSED;
    if (row === END) {
      memo.isFilling = false;
      this.at = memo.rows.length;
      return NO_MORE;
    }
    memo.add(row);
    return this.put(row);
  }
  close(): void {
    this.input.close();
  }
}

export class RecursiveUnionSource extends BreakerSource {
  private readonly recursion: Recursion;
  private isLeftDone = false;
  private isStarted = false;
  constructor(
    r: Datum[],
    state: ExecutionState,
    base: number,
    node: RecursiveUnion,
    private readonly left: Segment,
    private readonly right: Segment,
  ) {
    super(r, state, base);
    this.recursion = new Recursion(node, state);
  }
  reset(): void {}
  open(): void {
    if (this.isStarted) this.left.reset();
    this.isStarted = true;
    this.recursion.reset();
    this.isLeftDone = false;
  }
  next(): Next {
    for (;;) {
      const row = (this.isLeftDone ? this.right : this.left).pull();
      if (row === YIELD) return PAUSED;
      if (row === END) {
        this.isLeftDone = true;
        if (!this.recursion.turn()) return NO_MORE;
        this.right.reset();
        continue;
      }
      if (!this.recursion.add(row)) continue;
      return this.put(row);
    }
  }
  close(): void {
    this.left.close();
    this.right.close();
    this.recursion.reset();
  }
}
