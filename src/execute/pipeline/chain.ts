/**
 * The pipeline driver. A chain is a list of levels over one register array. Level 0 is a source of rows; each further level fans out: for the
 * registers as the levels below left them it produces zero or more continuations (hash probe, nested loop, set-returning calls).
 * Between levels run straight-line steps: filters, projections, limits. One iterative loop drives all, so that it can stop
 * and go on at any row.
 *
 * Invariants
 * 1. `next` of a level writes all registers that the level owns before it returns ROW.
 * 2. After PAUSED the same level's `next` is called again.
 * 3. No page is held when the outermost step returns (ExecutionState.leaveStep).
 */
import type { Datum } from '../../types/index.js';
import type { ExecutionState } from '../runtime/execution-state.js';
import type { Evaluator } from '../runtime/expression/scope.js';
import type { Requirement } from '../runtime/plan-walk.js';

export const NO_MORE = 0;
export const ROW = 1;
export const PAUSED = 2;
export type Next = 0 | 1 | 2;

/** What a step says of the row: dropped; passes; passes and is the last one; there are no more rows (this one included); not known yet. */
export const DROP = 0;
export const PASS = 1;
export const LAST = 2;
export const STOP = 3;
/** The step stopped half way: the row comes to it again. */
export const HALT = 4;
export type StepResult = 0 | 1 | 2 | 3 | 4;

export type Step = (r: Datum[], s: ExecutionState) => StepResult;

/** A step with state of its own, made anew per run. */
export interface StatefulStep {
  run: Step;
  reset(): void;
}

export interface LevelSource {
  /** The chain starts over; exec-params may have changed. */
  reset(): void;
  /** Begins the rows for the current registers of the levels below. */
  open(): void;
  next(): Next;
  /** RIGHT and FULL joins: begins the rows that found no partner, after the levels below have ended. False when there are none to come. */
  startTail(): boolean;
  close(): void;
}

export interface Level {
  readonly source: LevelSource;
  readonly steps: readonly Step[];
}

/** A condition that is checked once: when it fails, the levels below `levels` have no rows (those above may have a tail). */
export interface Gate {
  readonly condition: Evaluator;
  readonly levels: number;
}

export class Chain {
  /** Level to advance; -1 before the start and after the end. */
  private depth = -1;
  private isStarted = false;
  /** Levels up to this one have ended early (LIMIT). */
  private stoppedLevel = -1;
  /** Lowest level that may run: above 0 while tails are read. */
  private floor = 0;
  /** Next level to ask for a tail. */
  private tailAt = 0;
  private required = 0;
  /** Step of the current level that the row in the registers has still to take; -1 = the level has to give a row first. */
  private resumeAt = -1;

  constructor(
    readonly r: Datum[],
    private readonly state: ExecutionState,
    private readonly levels: readonly Level[],
    private readonly stateful: readonly StatefulStep[],
    private readonly gates: readonly Gate[],
    private readonly requirements: readonly Requirement[],
  ) {}

  reset(): void {
    this.isStarted = false;
    this.depth = -1;
    this.resumeAt = -1;
    this.stoppedLevel = -1;
    this.floor = 0;
    this.tailAt = 0;
    for (let i = 0; i < this.stateful.length; i++) this.stateful[i].reset();
    for (let i = 0; i < this.levels.length; i++) this.levels[i].source.reset();
  }

  close(): void {
    for (let i = 0; i < this.levels.length; i++) this.levels[i].source.close();
  }

  /** Leaves the next row in the registers. */
  advance(): Next {
    const { levels, r, state } = this;
    if (!this.isStarted && !this.start()) return PAUSED;
    const last = levels.length - 1;
    let d = this.depth;
    let i = this.resumeAt;
    this.resumeAt = -1;
    for (;;) {
      if (i < 0) {
        if (d < this.floor || d <= this.stoppedLevel) {
          d = this.nextTail();
          if (d < 0) {
            this.depth = -1;
            return NO_MORE;
          }
        }
        const next = levels[d].source.next();
        if (next === NO_MORE) {
          d--;
          continue;
        }
        if (next === PAUSED) {
          this.depth = d;
          return PAUSED;
        }
        i = 0;
      }
      const { steps } = levels[d];
      let result: StepResult = PASS;
      for (; i < steps.length; i++) {
        const one = steps[i](r, state);
        if (one === PASS) continue;
        if (one === LAST) {
          this.stoppedLevel = d;
          continue;
        }
        if (one === HALT) {
          this.depth = d;
          this.resumeAt = i;
          return PAUSED;
        }
        if (one === STOP) this.stoppedLevel = d;
        result = DROP;
        break;
      }
      i = -1;
      if (result === DROP) continue;
      if (d === last) {
        this.depth = d;
        return ROW;
      }
      d++;
      levels[d].source.open();
    }
  }

  /** False while the sub-plans that it needs are not there yet. */
  private start(): boolean {
    const { state, requirements } = this;
    while (this.required < requirements.length) {
      const { subPlan, hashed } = requirements[this.required];
      if (state.subPlan(subPlan).prepare(hashed) !== 'done') return false;
      this.required++;
    }
    this.isStarted = true;
    let closed = 0;
    for (let i = 0; i < this.gates.length; i++) {
      const { condition, levels } = this.gates[i];
      if (levels > closed && condition(this.r, state) !== true) closed = levels;
    }
    if (closed > 0) {
      this.tailAt = closed;
      return true;
    }
    this.levels[0].source.open();
    this.depth = 0;
    return true;
  }

  /** After the levels below have ended: the next level with rows left over from a RIGHT or FULL join, or -1. */
  private nextTail(): number {
    // What a LIMIT stopped has no tail; levels above it may have one.
    if (this.tailAt <= this.stoppedLevel) this.tailAt = this.stoppedLevel + 1;
    while (this.tailAt < this.levels.length) {
      const level = this.tailAt++;
      if (this.levels[level].source.startTail()) {
        this.floor = level;
        return level;
      }
    }
    this.floor = this.levels.length;
    return -1;
  }
}
