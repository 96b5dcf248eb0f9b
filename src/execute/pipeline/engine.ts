/**
 * The pipeline engine: push-based closures over registers (T. Neumann, "Efficiently Compiling Efficient Query Plans", without the compiler).
 * Programs are cached per plan node: a prepared statement compiles once.
 */
import type { PlannedStatement, PlanNode } from '../../plan/index.js';
import type { Datum } from '../../types/index.js';
import type { Engine, Execution, RowSink, StepResult } from '../engine.js';
import type { ExecutionState } from '../runtime/execution-state.js';
import { buildSegment, instantiateSegment, type SegmentProgram } from './builder.js';
import type { RegisterSink, Segment } from './segment.js';

const programs = new WeakMap<PlanNode, SegmentProgram>();

function programOf(node: PlanNode, statement: PlannedStatement, state: ExecutionState): SegmentProgram {
  if (state.counters !== null) return buildSegment(node, statement, true);
  let program = programs.get(node);
  if (program === undefined) {
    program = buildSegment(node, statement, false);
    programs.set(node, program);
  }
  return program;
}

export const pipelineEngine: Engine = {
  name: 'pipeline',
  start: (node, statement, state) => new PipelineExecution(instantiateSegment(programOf(node, statement, state), state), state),
};

class PipelineExecution implements Execution, RegisterSink {
  private sink: RowSink | null = null;
  private isDone = false;

  constructor(
    private readonly segment: Segment,
    private readonly state: ExecutionState,
  ) {}

  push(r: readonly Datum[]): boolean {
    const { slots } = this.segment;
    const row: Datum[] = [];
    for (let i = 0; i < slots.length; i++) row.push(r[slots[i]]);
    return (this.sink as RowSink).push(row);
  }

  step(budget: number, sink: RowSink): StepResult {
    if (this.isDone) return 'done';
    const { state } = this;
    this.sink = sink;
    state.enterStep(budget);
    try {
      switch (this.segment.run(this)) {
        case 'done':
          this.isDone = true;
          return 'done';
        case 'paused':
          return state.wait === null ? 'rows' : 'wait';
        case 'full':
          return 'rows';
      }
    } finally {
      state.leaveStep();
    }
  }

  rescan(): void {
    this.isDone = false;
    this.segment.reset();
  }

  close(): void {
    this.segment.close();
  }
}
