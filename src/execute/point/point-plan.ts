/** Point queries: statements that touch at most one row through a unique index, compiled into one closure. */
import type { PlannedStatement } from '../../plan/index.js';
import type { RowSink } from '../engine.js';
import type { ExecutionState } from '../runtime/execution-state.js';

export interface PointPlan {
  /** Runs to completion; false when it would have to wait: nothing has been done and the statement must be run the usual way. */
  run(state: ExecutionState, sink: RowSink): boolean;
}

export function compilePoint(_statement: PlannedStatement): PointPlan | null {
  return null;
}
