/**
 * Evaluation that may stop half way. A sub-plan inside an expression that has used up the time slice (or has to wait) throws SUSPENSION; the operator
 * that evaluates the expression keeps its row, yields, and evaluates it again later. What must not happen twice is replayed: finished
 * sub-plans and volatile calls give the value they gave before, and the sub-plan that stopped goes on where it was. The rest of the expression
 * reads the same registers and parameters, so that it takes the same way.
 *
 * Invariants
 * 1. While `ExecutionState.replay` is set, whoever evaluates is ready for SUSPENSION. Nested executions run with it unset.
 * 2. The log holds the events of one evaluation in the order of their completion; an event replaces those inside it.
 */
import { SLICE, type Waiting } from '../../txn/index.js';
import type { Datum } from '../../types/index.js';
import type { ExecutionState } from './execution-state.js';

/** Thrown through an expression; never seen by users. */
export const SUSPENSION = Object.freeze(new Error('evaluation suspended'));

export class Replay {
  /** Events met so far in this pass over the expression. */
  at = 0;
  /** Number of the evaluation: the same for all its passes. */
  evaluation = 0;
  private isUnfinished = false;
  private readonly sites: object[] = [];
  private readonly values: Datum[] = [];

  /** A pass begins: the first, or another one after a suspension. */
  begin(state: ExecutionState): void {
    this.at = 0;
    if (this.isUnfinished) return;
    this.evaluation = ++state.evaluations;
    this.isUnfinished = true;
  }

  /** The evaluation is over, or given up. */
  end(): void {
    this.isUnfinished = false;
    this.sites.length = 0;
    this.values.length = 0;
  }

  /** True when the event of `site` that comes next has happened: `recalled` gives its value. */
  has(site: object): boolean {
    return this.at < this.sites.length && this.sites[this.at] === site;
  }

  recalled(): Datum {
    return this.values[this.at++] as Datum;
  }

  /** Keeps the value of an event that began at `start`. */
  record(start: number, site: object, value: Datum): void {
    this.truncate(start);
    this.sites.push(site);
    this.values.push(value);
    this.at = start + 1;
  }

  /** Forgets the events from `start` on. */
  truncate(start: number): void {
    this.sites.length = start;
    this.values.length = start;
    this.at = start;
  }
}

/** A volatile call inside a resumable evaluation: made once. `call` evaluates its arguments, too. */
export function once(replay: Replay, site: object, call: () => Datum): Datum {
  if (replay.has(site)) return replay.recalled();
  const start = replay.at;
  const value = call();
  replay.record(start, site, value);
  return value;
}

/** A join condition that may stop half way. */
export class ResumableCondition {
  private readonly replay = new Replay();

  /** Null: not known yet, ask again for the same rows. */
  passes(state: ExecutionState, condition: () => boolean): boolean | null {
    const outer = state.replay;
    state.replay = this.replay;
    this.replay.begin(state);
    try {
      const result = condition();
      this.replay.end();
      return result;
    } catch (error) {
      if (error === SUSPENSION) return null;
      this.replay.end();
      throw error;
    } finally {
      state.replay = outer;
    }
  }

  /** The rows are given up. */
  reset(): void {
    this.replay.end();
  }
}

/** Evaluates in code that may wait. */
export function* evaluateWaiting<T>(state: ExecutionState, evaluate: () => T): Waiting<T> {
  const replay = new Replay();
  for (;;) {
    const outer = state.replay;
    state.replay = replay;
    replay.begin(state);
    try {
      return evaluate();
    } catch (error) {
      if (error !== SUSPENSION) throw error;
    } finally {
      state.replay = outer;
    }
    const request = state.wait;
    state.wait = null;
    state.suspendPages();
    yield request ?? SLICE;
    state.checkInterrupts();
  }
}
