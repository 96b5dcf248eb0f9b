/**
 * A CTE's rows: produced once, lazily, as far as some reader has asked; kept for all readers.
 * A data-modifying CTE is run to its end by the statement driver even if nobody reads it.
 */
import type { Datum } from '../../types/index.js';
import type { PlanNode } from '../../plan/index.js';
import type { Execution, RowSink, StepResult } from '../engine.js';
import type { ExecutionState } from './execution-state.js';
import { ReuseGuard } from './reuse.js';
import type { Row } from './row.js';
import { TupleStore, type TupleReader } from './tuple-store.js';

export class CteStore implements RowSink {
  private readonly store: TupleStore;
  private execution: Execution | null = null;
  private isComplete = false;
  private wanted = 0;
  private readonly guard: ReuseGuard;

  constructor(
    private readonly plan: PlanNode,
    private readonly modifies: boolean,
    private readonly state: ExecutionState,
  ) {
    this.store = new TupleStore(state);
    this.guard = new ReuseGuard(plan, state);
  }

  /** Rows there are so far. */
  get count(): number {
    return this.store.count;
  }

  reader(): TupleReader {
    return this.store.reader();
  }

  /** A reader starts: what was stored for other exec-params (a CTE of a correlated sub-query) is dropped. */
  refresh(): void {
    if (this.execution === null || this.modifies || this.guard.isReusable) return;
    this.execution.close();
    this.execution = null;
    this.isComplete = false;
    this.store.clear();
  }

  get isFinished(): boolean {
    return this.isComplete;
  }

  push(row: readonly Datum[]): boolean {
    this.store.add(row as Row);
    return this.store.count < this.wanted;
  }

  /** Works until row `count - 1` exists, the plan ends ('done'), or the budget is used up. */
  fill(count: number): StepResult {
    if (this.isComplete) return 'done';
    if (this.execution === null) {
      this.execution = this.state.start(this.plan);
      this.guard.mark();
    }
    this.wanted = count;
    const result = this.execution.step(this.state.budget, this);
    if (result === 'done') {
      this.isComplete = true;
      this.execution.close();
    }
    return result;
  }

  close(): void {
    this.execution?.close();
    this.store.clear();
  }
}
