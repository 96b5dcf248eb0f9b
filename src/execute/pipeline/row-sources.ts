/** Level sources that take whole rows from somewhere: one row, VALUES, CTEs, working tables, functions, other segments, runtime nodes. */
import type { CteScan, FunctionScan, LoweredSetCall, VirtualScan, WorkTableScan } from '../../plan/index.js';
import type { Datum } from '../../types/index.js';
import type { Execution } from '../engine.js';
import type { CteStore } from '../runtime/cte-store.js';
import type { ExecutionState } from '../runtime/execution-state.js';
import type { Evaluator } from '../runtime/expression/scope.js';
import { FunctionRows, setCallIterator } from '../runtime/set-source.js';
import type { Row } from '../runtime/row.js';
import type { TupleReader } from '../runtime/tuple-store.js';
import { NO_MORE, PAUSED, ROW, type LevelSource, type Next } from './chain.js';
import type { Segment } from './segment.js';

abstract class SimpleSource implements LevelSource {
  constructor(
    protected readonly r: Datum[],
    protected readonly state: ExecutionState,
    /** First of the registers that rows go to. */
    protected readonly base: number,
  ) {}
  reset(): void {}
  abstract open(): void;
  abstract next(): Next;
  startTail(): boolean {
    return false;
  }
  close(): void {}
  protected put(row: readonly Datum[]): Next {
    const { r, base } = this;
    for (let i = 0; i < row.length; i++) r[base + i] = row[i];
    return ROW;
  }
}

export class OneRowSource extends SimpleSource {
  private isDone = false;
  open(): void {
    this.isDone = false;
  }
  next(): Next {
    if (this.isDone) return NO_MORE;
    this.isDone = true;
    return ROW;
  }
}

export class ValuesSource extends SimpleSource {
  private at = 0;
  constructor(
    r: Datum[],
    state: ExecutionState,
    base: number,
    private readonly rows: readonly (readonly Evaluator[])[],
  ) {
    super(r, state, base);
  }
  open(): void {
    this.at = 0;
  }
  next(): Next {
    if (this.at >= this.rows.length) return NO_MORE;
    if (--this.state.budget < 0) return PAUSED;
    const row = this.rows[this.at++];
    const { r, state, base } = this;
    for (let i = 0; i < row.length; i++) r[base + i] = row[i](r, state);
    return ROW;
  }
}

export class CteSource extends SimpleSource {
  private readonly store: CteStore;
  private readonly reader: TupleReader;
  constructor(r: Datum[], state: ExecutionState, base: number, node: CteScan) {
    super(r, state, base);
    this.store = state.cte(node.cte);
    this.reader = this.store.reader();
  }
  open(): void {
    this.reader.rewind();
    this.store.refresh();
  }
  next(): Next {
    const { store, reader } = this;
    while (reader.position >= store.count) {
      if (store.isFinished) return NO_MORE;
      if (store.fill(reader.position + 64) !== 'done' && reader.position >= store.count) return PAUSED;
    }
    if (--this.state.budget < 0) return PAUSED;
    return this.put(reader.next() as Row);
  }
}

export class WorkTableSource extends SimpleSource {
  private at = 0;
  constructor(
    r: Datum[],
    state: ExecutionState,
    base: number,
    private readonly node: WorkTableScan,
  ) {
    super(r, state, base);
  }
  open(): void {
    this.at = 0;
  }
  next(): Next {
    const { rows } = this.state.workTable(this.node.union);
    if (this.at >= rows.length) return NO_MORE;
    if (--this.state.budget < 0) return PAUSED;
    return this.put(rows[this.at++]);
  }
}

export class VirtualSource extends SimpleSource {
  private rows: Iterator<readonly Datum[]> | null = null;
  constructor(
    r: Datum[],
    state: ExecutionState,
    base: number,
    private readonly node: VirtualScan,
  ) {
    super(r, state, base);
  }
  open(): void {
    this.close();
    this.rows = this.state.services.virtualRows(this.node.relation)[Symbol.iterator]();
  }
  next(): Next {
    if (--this.state.budget < 0) return PAUSED;
    const step = (this.rows as Iterator<readonly Datum[]>).next();
    return step.done === true ? NO_MORE : this.put(step.value);
  }
  override close(): void {
    this.rows?.return?.();
    this.rows = null;
  }
}

export class FunctionSource extends SimpleSource {
  private rows: FunctionRows | null = null;
  constructor(
    r: Datum[],
    state: ExecutionState,
    base: number,
    private readonly node: FunctionScan,
    private readonly values: ReadonlyMap<unknown, Evaluator>,
  ) {
    super(r, state, base);
  }
  open(): void {
    this.close();
    this.rows = new FunctionRows(this.node, this.state, e => (this.values.get(e) as Evaluator)(this.r, this.state));
  }
  next(): Next {
    if (--this.state.budget < 0) return PAUSED;
    const row = (this.rows as FunctionRows).next();
    return row === null ? NO_MORE : this.put(row);
  }
  override close(): void {
    this.rows?.close();
    this.rows = null;
  }
}

/** A level that continues each row with the elements of set-returning calls, side by side. */
export class ProjectSetSource extends SimpleSource {
  private running: (Iterator<Datum> | null)[] = [];
  constructor(
    r: Datum[],
    state: ExecutionState,
    private readonly calls: readonly { readonly call: LoweredSetCall; readonly args: readonly Evaluator[]; readonly slot: number }[],
  ) {
    super(r, state, 0);
  }
  open(): void {
    this.close();
    this.running = this.calls.map(({ call, args }) =>
      setCallIterator(
        call,
        args.map(a => a(this.r, this.state)),
        this.state,
      ),
    );
  }
  next(): Next {
    if (--this.state.budget < 0) return PAUSED;
    let isAlive = false;
    for (let i = 0; i < this.calls.length; i++) {
      const iterator = this.running[i];
      const step = iterator === null ? undefined : iterator.next();
      if (step === undefined || step.done === true) {
        this.running[i] = null;
        this.r[this.calls[i].slot] = null;
      } else {
        this.r[this.calls[i].slot] = step.value;
        isAlive = true;
      }
    }
    return isAlive ? ROW : NO_MORE;
  }
  override close(): void {
    for (const iterator of this.running) iterator?.return?.();
    this.running = [];
  }
}

/** Rows of a part of the plan that runs in the runtime (ModifyTable, LockRows). */
export class ExecutionSource extends SimpleSource {
  private queue: (readonly Datum[])[] = [];
  private at = 0;
  private isFresh = true;
  private readonly sink = {
    push: (row: readonly Datum[]): boolean => {
      this.queue.push(row);
      return false;
    },
  };
  constructor(
    r: Datum[],
    state: ExecutionState,
    base: number,
    private readonly execution: Execution,
  ) {
    super(r, state, base);
  }
  open(): void {
    if (!this.isFresh) this.execution.rescan();
    this.isFresh = false;
    this.queue = [];
    this.at = 0;
  }
  next(): Next {
    for (;;) {
      if (this.at < this.queue.length) {
        const row = this.queue[this.at++];
        if (this.at === this.queue.length) {
          this.queue = [];
          this.at = 0;
        }
        return this.put(row);
      }
      const result = this.execution.step(this.state.budget, this.sink);
      if (this.queue.length > 0) continue;
      return result === 'done' ? NO_MORE : PAUSED;
    }
  }
  override close(): void {
    this.execution.close();
  }
}

/** Several segments, one after the other. */
export class AppendSource extends SimpleSource {
  private at = 0;
  private isStarted = false;
  constructor(
    r: Datum[],
    state: ExecutionState,
    base: number,
    private readonly inputs: readonly Segment[],
  ) {
    super(r, state, base);
  }
  open(): void {
    if (this.isStarted) for (const input of this.inputs) input.reset();
    this.isStarted = true;
    this.at = 0;
  }
  next(): Next {
    while (this.at < this.inputs.length) {
      const input = this.inputs[this.at];
      const next = input.chain.advance();
      if (next === NO_MORE) {
        this.at++;
        continue;
      }
      if (next === PAUSED) return PAUSED;
      const { r, base } = this;
      const { slots } = input;
      const from = input.r;
      for (let i = 0; i < slots.length; i++) r[base + i] = from[slots[i]];
      return ROW;
    }
    return NO_MORE;
  }
  override close(): void {
    for (const input of this.inputs) input.close();
  }
}
