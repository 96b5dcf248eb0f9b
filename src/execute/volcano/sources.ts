/** Nodes without table access: result, values, CTE and working-table readers, virtual relations, function scans, project-set, subquery scan. */
import type { CteScan, FunctionScan, ProjectSet, Result, SubqueryScan, ValuesScan, VirtualScan, WorkTableScan } from '../../plan/index.js';
import type { Datum } from '../../types/index.js';
import type { Execution } from '../engine.js';
import type { CteStore } from '../runtime/cte-store.js';
import type { ExecutionState } from '../runtime/execution-state.js';
import type { TupleReader } from '../runtime/tuple-store.js';
import { FunctionRows, setCallIterator } from '../runtime/set-source.js';
import { Replay, SUSPENSION } from '../runtime/replay.js';
import { END, YIELD, type Row } from '../runtime/row.js';
import { NodeIterator, UnaryIterator, type RowIterator } from './iterator.js';

/** One row, or the input's rows, if the one-time condition holds. */
export class ResultIterator extends NodeIterator<Result> {
  private gate: boolean | null = null;
  private isDone = false;
  /** The row whose evaluation stopped half way. */
  private held: Row | null = null;
  private readonly replay: Replay | null;
  constructor(
    node: Result,
    state: ExecutionState,
    private readonly input: RowIterator | null,
  ) {
    super(node, state);
    this.replay = node.isResumable === true ? new Replay() : null;
  }
  next(): Row {
    this.gate ??= this.frame.passes(this.node.oneTime);
    if (!this.gate) return END;
    for (;;) {
      const row = this.held ?? this.nextInput();
      if (row === END || row === YIELD) return row;
      this.held = null;
      this.frame.first = row;
      const out = this.replay === null ? this.emit() : this.emitResumably(this.replay);
      if (out === YIELD) this.held = row;
      if (out !== null) return out;
    }
  }
  rescan(): void {
    this.gate = null;
    this.isDone = false;
    this.held = null;
    this.replay?.end();
    this.input?.rescan();
  }
  close(): void {
    this.input?.close();
  }
  private nextInput(): Row {
    if (this.input !== null) return this.input.next();
    if (this.isDone) return END;
    this.isDone = true;
    return [];
  }
  /** YIELD when a sub-plan has to go on later. */
  private emitResumably(replay: Replay): Row | null {
    const { state } = this;
    const outer = state.replay;
    state.replay = replay;
    replay.begin(state);
    try {
      const out = this.emit();
      replay.end();
      return out;
    } catch (error) {
      if (error === SUSPENSION) return YIELD;
      replay.end();
      throw error;
    } finally {
      state.replay = outer;
    }
  }
}

export class SubqueryScanIterator extends UnaryIterator<SubqueryScan> {
  next(): Row {
    for (;;) {
      const row = this.input.next();
      if (row === END || row === YIELD) return row;
      this.frame.first = row;
      const out = this.emit();
      if (out !== null) return out;
    }
  }
}

export class ValuesIterator extends NodeIterator<ValuesScan> {
  private at = 0;
  next(): Row {
    while (this.at < this.node.rowsOf.length) {
      if (this.tick()) return YIELD;
      this.frame.first = this.frame.all(this.node.rowsOf[this.at++]);
      const out = this.emit();
      if (out !== null) return out;
    }
    return END;
  }
  rescan(): void {
    this.at = 0;
  }
  close(): void {}
}

export class CteIterator extends NodeIterator<CteScan> {
  private readonly store: CteStore;
  private readonly reader: TupleReader;
  constructor(node: CteScan, state: ExecutionState) {
    super(node, state);
    this.store = state.cte(node.cte);
    this.reader = this.store.reader();
    this.store.refresh();
  }
  next(): Row {
    for (;;) {
      const { position } = this.reader;
      if (position >= this.store.count) {
        if (this.store.isFinished) return END;
        if (this.store.fill(position + 64) !== 'done' && position >= this.store.count) return YIELD;
        continue;
      }
      if (this.tick()) return YIELD;
      this.frame.first = this.reader.next() as Row;
      const out = this.emit();
      if (out !== null) return out;
    }
  }
  rescan(): void {
    this.reader.rewind();
    this.store.refresh();
  }
  close(): void {}
}

export class WorkTableIterator extends NodeIterator<WorkTableScan> {
  private at = 0;
  next(): Row {
    const { rows } = this.state.workTable(this.node.union);
    while (this.at < rows.length) {
      if (this.tick()) return YIELD;
      this.frame.first = rows[this.at++];
      const out = this.emit();
      if (out !== null) return out;
    }
    return END;
  }
  rescan(): void {
    this.at = 0;
  }
  close(): void {}
}

export class VirtualIterator extends NodeIterator<VirtualScan> {
  private rows: Iterator<readonly Datum[]> | null = null;
  next(): Row {
    this.rows ??= this.state.services.virtualRows(this.node.relation)[Symbol.iterator]();
    for (;;) {
      if (this.tick()) return YIELD;
      const step = this.rows.next();
      if (step.done === true) return END;
      this.frame.first = step.value as Row;
      const out = this.emit();
      if (out !== null) return out;
    }
  }
  rescan(): void {
    this.rows = null;
  }
  close(): void {
    this.rows?.return?.();
    this.rows = null;
  }
}

export class FunctionScanIterator extends NodeIterator<FunctionScan> {
  private rows: FunctionRows | null = null;
  next(): Row {
    this.rows ??= new FunctionRows(this.node, this.state, e => this.frame.evaluate(e));
    for (;;) {
      if (this.tick()) return YIELD;
      const row = this.rows.next();
      if (row === null) return END;
      this.frame.first = row;
      const out = this.emit();
      if (out !== null) return out;
    }
  }
  rescan(): void {
    this.rows?.close();
    this.rows = null;
  }
  close(): void {
    this.rescan();
  }
}

/** Set-returning calls of a target list run in step; those that end early give NULLs until the longest has ended. */
export class ProjectSetIterator extends UnaryIterator<ProjectSet> {
  private running: (Iterator<Datum> | null)[] | null = null;
  private plain: Datum[] = [];
  next(): Row {
    for (;;) {
      if (this.running === null) {
        const row = this.input.next();
        if (row === END || row === YIELD) return row;
        this.frame.first = row;
        this.running = this.node.sets.map(set => (set === null ? null : setCallIterator(set, this.frame.all(set.args), this.state)));
        this.plain = this.node.target.map((e, i) => (this.node.sets[i] === null ? this.frame.evaluate(e) : null));
      }
      if (this.tick()) return YIELD;
      const row = this.plain.slice();
      let isAlive = false;
      for (let i = 0; i < this.running.length; i++) {
        const step = this.running[i]?.next();
        if (step === undefined) continue;
        if (step.done === true) this.running[i] = EXHAUSTED;
        else {
          row[i] = step.value;
          isAlive = true;
        }
      }
      if (isAlive) return row;
      this.running = null;
    }
  }
  override rescan(): void {
    this.stop();
    super.rescan();
  }
  override close(): void {
    this.stop();
    super.close();
  }
  private stop(): void {
    for (const iterator of this.running ?? []) iterator?.return?.();
    this.running = null;
  }
}

const EXHAUSTED: Iterator<Datum> = { next: () => ({ done: true, value: undefined }) };

/** A part of the plan that runs elsewhere (ModifyTable, LockRows), as an iterator. */
export class ExecutionIterator implements RowIterator {
  private queue: Row[] = [];
  private at = 0;
  private readonly sink = {
    push: (row: readonly Datum[]): boolean => {
      this.queue.push(row as Row);
      return false;
    },
  };
  constructor(
    private readonly execution: Execution,
    private readonly state: ExecutionState,
  ) {}
  next(): Row {
    for (;;) {
      if (this.at < this.queue.length) {
        const row = this.queue[this.at++];
        if (this.at === this.queue.length) {
          this.queue = [];
          this.at = 0;
        }
        return row;
      }
      const result = this.execution.step(this.state.budget, this.sink);
      if (this.queue.length > 0) continue;
      if (result === 'done') return END;
      return YIELD;
    }
  }
  rescan(): void {
    this.queue = [];
    this.at = 0;
    this.execution.rescan();
  }
  close(): void {
    this.execution.close();
  }
}
