/**
 * The interpreter: walks the typed query of a SELECT, with no plan and no optimizer. Slow, short, and meant to be right by inspection: the oracle that
 * the plan engines are compared with. What modifies, locks or refers to stored rows is plan work whatever the engine, and runs through the runtime.
 */
import type { Query } from '../../analyze/index.js';
import type { PlannedStatement, PlanNode } from '../../plan/index.js';
import type { Engine, Execution, RowSink, StepResult } from '../engine.js';
import type { ExecutionState } from '../runtime/execution-state.js';
import { Interpreter } from './query.js';
import type { Rows } from './scope.js';

/** @param planEngine runs the plans of what is not a plain SELECT. */
export function interpreterEngine(planEngine: Engine): Engine {
  return {
    name: 'interpreter',
    start: (node, statement, state) => (isInterpreted(node, statement) ? new Interpretation(statement.query, state) : planEngine.start(node, statement, state)),
  };
}

function isInterpreted(node: PlanNode, statement: PlannedStatement): boolean {
  if (node !== statement.root || statement.command !== 'select') return false;
  if ((statement.rowReferences?.tables.length ?? 0) > 0) return false;
  return statement.query.rowMarks.length === 0 && !statement.ctes.some(c => c.modifies);
}

class Interpretation implements Execution {
  private rows: Rows;
  private isDone = false;

  constructor(
    private readonly query: Query,
    private readonly state: ExecutionState,
  ) {
    this.rows = new Interpreter(state).rows(query, null);
  }

  step(budget: number, sink: RowSink): StepResult {
    if (this.isDone) return 'done';
    const { state } = this;
    state.enterStep(budget);
    try {
      for (;;) {
        const next = this.rows.next();
        if (next.done === true) {
          this.isDone = true;
          return 'done';
        }
        if (next.value === null) return 'rows';
        if (!sink.push(next.value)) return 'rows';
      }
    } finally {
      state.leaveStep();
    }
  }

  rescan(): void {
    this.close();
    this.isDone = false;
    this.rows = new Interpreter(this.state).rows(this.query, null);
  }

  close(): void {
    this.rows.return();
    this.isDone = true;
  }
}
