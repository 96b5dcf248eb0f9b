/** A plan node that may wait, written as a generator, as an Execution. The generator yields a WaitRequest, or null where it may be interrupted. */
import type { Datum } from '../../../types/index.js';
import type { WaitRequest } from '../../../txn/index.js';
import type { Execution, RowSink, StepResult } from '../../engine.js';
import type { ExecutionState } from '../execution-state.js';
import type { Row } from '../row.js';

export type WaitingWork = Generator<WaitRequest | null, void, void>;

/** Where the work puts its output rows. */
export type Output = (row: Row) => void;

export class WaitingExecution implements Execution {
  private work: WaitingWork | null = null;
  private queue: Row[] = [];
  private at = 0;
  private isDone = false;

  constructor(
    private readonly state: ExecutionState,
    private readonly start: (output: Output) => WaitingWork,
  ) {}

  step(budget: number, sink: RowSink): StepResult {
    const { state } = this;
    state.enterStep(budget);
    try {
      this.work ??= this.start(row => this.queue.push(row));
      for (;;) {
        while (this.at < this.queue.length) if (!sink.push(this.queue[this.at++] as readonly Datum[])) return 'rows';
        this.queue = [];
        this.at = 0;
        if (this.isDone) return 'done';
        const next = this.work.next();
        if (next.done === true) this.isDone = true;
        else if (next.value !== null) {
          state.wait = next.value;
          return 'wait';
        } else if (state.wait !== null) return 'wait';
        else if (state.budget < 0 && this.queue.length === 0) return 'rows';
      }
    } finally {
      state.leaveStep();
    }
  }

  rescan(): void {
    this.close();
    this.work = null;
    this.isDone = false;
  }

  close(): void {
    this.work?.return();
    this.isDone = true;
    this.queue = [];
    this.at = 0;
  }
}
