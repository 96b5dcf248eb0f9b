/**
 * The driver of one statement: steps its engine, honours slices, cancel and waits, and at the end finishes data-modifying CTEs and fires the
 * immediate foreign-key checks.
 *
 * Yields a WaitRequest to be waited for, or PAUSE when the sink wants no more for now (a portal with a row limit): resume when it does.
 * `return()` or `throw()` at any yield releases everything through `finally`.
 */
import { SLICE, type WaitRequest } from '../../txn/index.js';
import type { Execution, RowSink } from '../engine.js';
import type { ExecutionState } from './execution-state.js';
import { TupleStore } from './tuple-store.js';
import type { Row } from './row.js';

/** The sink is full. The session recognises it by identity. */
export const PAUSE: unique symbol = Symbol.for('henrydb.pause') as never;

/** What a running statement yields. */
export type StatementYield = WaitRequest | typeof PAUSE;

/** Work units of one step at most: about a quarter of a millisecond of plain rows, so that the clock is asked often enough. */
const STEP_BUDGET = 4096;
/** Work units of the first step. Steps grow while they are short, and shrink when rows turn out to be expensive. */
const FIRST_STEP_BUDGET = 16;
const SHORT_STEP_MS = 1;
const LONG_STEP_MS = 8;

/** Runs the state's statement with its engine, giving result rows to `sink`. */
export function* runStatement(state: ExecutionState, sink: RowSink): Generator<StatementYield, void, void> {
  const { statement } = state;
  const modifies = statement.command !== 'select' || statement.ctes.some(c => c.modifies);
  try {
    // A statement that modifies always runs to its end: its rows are kept and given out afterwards (PostgreSQL chapter 55.2.3, Portal strategy ONE_RETURNING).
    if (!modifies) {
      yield* drive(state, () => state.start(statement.root), sink);
      return;
    }
    const store = new TupleStore(state);
    const collect: RowSink = {
      push: row => {
        store.add(row as Row);
        return true;
      },
    };
    const { constraints } = state.services;
    const outerEvents = constraints.beginStatement();
    try {
      yield* drive(state, () => state.start(statement.root), collect);
      yield* finishCtes(state);
      state.suspendPages();
      yield* constraints.fireImmediate(state);
    } finally {
      constraints.endStatement(outerEvents);
    }
    const reader = store.reader();
    for (let row = reader.next(); row !== undefined; row = reader.next()) if (!sink.push(row)) yield PAUSE;
    store.clear();
  } finally {
    state.close();
  }
}

/** Data-modifying WITH queries run to their end even if nobody read them. */
function* finishCtes(state: ExecutionState): Generator<StatementYield, void, void> {
  for (const cte of state.statement.ctes) {
    if (!cte.modifies) continue;
    const unread = state.cte(cte.number);
    while (!unread.isFinished) {
      state.budget = STEP_BUDGET;
      const result = unread.fill(Infinity);
      if (result === 'done') break;
      yield* afterStep(state, result === 'wait');
    }
  }
}

function* drive(state: ExecutionState, start: () => Execution, sink: RowSink): Generator<StatementYield, void, void> {
  let isFull = false;
  const guarded: RowSink = {
    push: row => {
      const wantsMore = sink.push(row);
      isFull = !wantsMore;
      return wantsMore;
    },
  };
  const execution = start();
  let budget = FIRST_STEP_BUDGET;
  try {
    for (;;) {
      isFull = false;
      const startMs = state.services.monotonicMs();
      const result = execution.step(budget, guarded);
      if (result === 'done') return;
      const elapsedMs = state.services.monotonicMs() - startMs;
      if (elapsedMs > LONG_STEP_MS) budget = Math.max(1, budget >> 2);
      else if (elapsedMs < SHORT_STEP_MS && budget < STEP_BUDGET) budget *= 2;
      // Pausing after the last row too: only the next step can tell that there are no more.
      if (isFull) yield PAUSE;
      yield* afterStep(state, result === 'wait');
    }
  } finally {
    execution.close();
  }
}

/** Between two steps: interrupts, the pending wait, the slice's end. */
function* afterStep(state: ExecutionState, isWaiting: boolean): Generator<StatementYield, void, void> {
  state.checkInterrupts();
  if (isWaiting) {
    const request = state.wait;
    state.wait = null;
    if (request !== null) yield request;
    state.checkInterrupts();
    return;
  }
  if (state.services.sliceExpired()) {
    yield SLICE;
    state.checkInterrupts();
  }
}
