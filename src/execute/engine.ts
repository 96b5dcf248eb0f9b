/**
 * The seam: what an execution engine is. Everything that may wait, modify or grow without bound lives once in runtime/; an engine
 * produces the rows of a plan (or, the interpreter, of a typed query).
 *
 * Invariants
 * 1. `step` does a bounded amount of work (`budget` units: roughly rows touched) and returns; all state is kept so that the next call goes on.
 * 2. No pin, frame index or page pointer survives the return of `step`.
 * 3. Rows handed out are fresh arrays that the receiver may keep.
 * 4. No engine falls back to another.
 */
import type { PlannedStatement, PlanNode } from '../plan/index.js';
import type { Datum } from '../types/index.js';
import type { ExecutionState } from './runtime/execution-state.js';

export type EngineName = 'interpreter' | 'volcano' | 'pipeline' | 'vm' | 'codegen';

/**
 * `rows`: the sink is full or the budget is used up, call again. `done`: no more rows.
 * `wait`: `state.wait` says what for; call again when that is over.
 */
export type StepResult = 'rows' | 'done' | 'wait';

/** Receives result rows. */
export interface RowSink {
  /** Takes a row; false = the consumer has enough for now: stop the step as soon as the state is consistent. */
  push(row: readonly Datum[]): boolean;
}

export interface Execution {
  step(budget: number, sink: RowSink): StepResult;
  /** Restart with new exec-params (inner side of joins, sub-plans). */
  rescan(): void;
  /** Releases everything; idempotent; also called after errors. */
  close(): void;
}

export interface Engine {
  readonly name: EngineName;
  /** Starts one plan subtree (a statement's root below the runtime nodes, a sub-plan, a CTE). */
  start(node: PlanNode, statement: PlannedStatement, state: ExecutionState): Execution;
}
