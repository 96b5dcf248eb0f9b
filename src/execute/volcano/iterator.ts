/**
 * Pull iterators: `next` gives a row, END, or YIELD (nothing yet: the work budget is used up or a wait is pending; call again).
 * Every iterator keeps its place in fields, so that it goes on after a YIELD exactly where it was.
 */
import type { PlanNode } from '../../plan/index.js';
import type { ExecutionState } from '../runtime/execution-state.js';
import type { Requirement } from '../runtime/plan-walk.js';
import { END, YIELD, type Row } from '../runtime/row.js';
import { Frame } from './evaluate.js';

export interface RowIterator {
  next(): Row;
  /** Starts over, with the exec-params as they are now. */
  rescan(): void;
  close(): void;
}

/** Makes the iterator of a child node. */
export type Build = (node: PlanNode) => RowIterator;

export abstract class NodeIterator<Node extends PlanNode = PlanNode> implements RowIterator {
  protected readonly frame: Frame;

  constructor(
    protected readonly node: Node,
    protected readonly state: ExecutionState,
  ) {
    this.frame = new Frame(state);
  }

  abstract next(): Row;
  abstract rescan(): void;
  abstract close(): void;

  /** The node's output row for the current frame. */
  protected project(): Row {
    if (this.node.isIdentity) return this.frame.first;
    return this.frame.all(this.node.target);
  }

  /** Output row for the frame, or null when the node's filter drops it. */
  protected emit(): Row | null {
    if (!this.frame.passes(this.node.filter)) {
      const { counters } = this.state;
      if (counters !== null) counters.filtered[this.node.id]++;
      return null;
    }
    return this.project();
  }

  /** Counts one unit of work; true when the caller must yield. */
  protected tick(): boolean {
    return --this.state.budget < 0;
  }
}

/** A node with one input whose rows it filters and projects one by one. */
export abstract class UnaryIterator<Node extends PlanNode = PlanNode> extends NodeIterator<Node> {
  constructor(
    node: Node,
    state: ExecutionState,
    protected readonly input: RowIterator,
  ) {
    super(node, state);
  }
  rescan(): void {
    this.input.rescan();
  }
  close(): void {
    this.input.close();
  }
}

/** Runs the InitPlans and hashed sub-plans that a node needs, in slices, before its first row. */
export class PreparedIterator implements RowIterator {
  private at = 0;
  constructor(
    private readonly inner: RowIterator,
    private readonly requirements: readonly Requirement[],
    private readonly state: ExecutionState,
  ) {}
  next(): Row {
    while (this.at < this.requirements.length) {
      const { subPlan, hashed } = this.requirements[this.at];
      if (this.state.subPlan(subPlan).prepare(hashed) !== 'done') return YIELD;
      this.at++;
    }
    return this.inner.next();
  }
  rescan(): void {
    this.inner.rescan();
  }
  close(): void {
    this.inner.close();
  }
}

/** Counts rows, loops and time for EXPLAIN ANALYZE. */
export class InstrumentedIterator implements RowIterator {
  private isStarted = false;
  private hasRow = false;
  constructor(
    private readonly inner: RowIterator,
    private readonly id: number,
    private readonly state: ExecutionState,
  ) {}
  next(): Row {
    const counters = this.state.counters as NonNullable<ExecutionState['counters']>;
    if (!this.isStarted) {
      this.isStarted = true;
      counters.loops[this.id]++;
    }
    const began = counters.now();
    const row = this.inner.next();
    const spent = counters.now() - began;
    counters.totalMs[this.id] += spent;
    if (!this.hasRow) counters.startupMs[this.id] += spent;
    if (row !== YIELD) this.hasRow = true;
    if (row !== YIELD && row !== END) counters.rows[this.id]++;
    return row;
  }
  rescan(): void {
    this.isStarted = false;
    this.hasRow = false;
    this.inner.rescan();
  }
  close(): void {
    this.inner.close();
  }
}
