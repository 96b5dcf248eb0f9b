/** Steps with state: LIMIT / OFFSET, adjacent duplicates, expressions that may stop half way. */
import type { TypeOps, Datum } from '../../types/index.js';
import type { LimitBounds } from '../runtime/limit-bounds.js';
import type { ExecutionState } from '../runtime/execution-state.js';
import type { Evaluator } from '../runtime/expression/scope.js';
import { Replay, SUSPENSION } from '../runtime/replay.js';
import { DROP, HALT, LAST, PASS, STOP, type StatefulStep, type StepResult } from './chain.js';

interface ComparedSlot {
  readonly slot: number;
  readonly ops: TypeOps;
}

function equalTo(values: readonly Datum[], r: readonly Datum[], columns: readonly ComparedSlot[]): boolean {
  for (let i = 0; i < columns.length; i++) {
    const a = values[i];
    const b = r[columns[i].slot];
    if (a === b) continue;
    if (a === null || b === null || !columns[i].ops.equals(a, b)) return false;
  }
  return true;
}

/** @param ties columns of WITH TIES, null without */
export function limitStep(boundsOf: () => LimitBounds, ties: readonly ComparedSlot[] | null): StatefulStep {
  let bounds: LimitBounds | null = null;
  let skipped = 0;
  let given = 0;
  let last: Datum[] | null = null;
  return {
    run: r => {
      bounds ??= boundsOf();
      const { limit, offset } = bounds;
      if (limit === 0) return STOP;
      if (skipped < offset) {
        skipped++;
        return DROP;
      }
      if (given >= limit) {
        if (ties === null || last === null || !equalTo(last, r, ties)) return STOP;
        given++;
        return PASS;
      }
      given++;
      if (given < limit) return PASS;
      if (ties === null) return LAST;
      last = ties.map(t => r[t.slot]);
      return PASS;
    },
    reset: () => {
      bounds = null;
      skipped = 0;
      given = 0;
      last = null;
    },
  };
}

/** Drops rows equal to the one before. */
export function uniqueStep(columns: readonly ComparedSlot[]): StatefulStep {
  let last: Datum[] | null = null;
  return {
    run: r => {
      if (last !== null && equalTo(last, r, columns)) return DROP;
      last = columns.map(c => r[c.slot]);
      return PASS;
    },
    reset: () => {
      last = null;
    },
  };
}

export interface ResumableProgram {
  readonly node: number;
  readonly filters: readonly Evaluator[];
  readonly values: readonly { readonly slot: number; readonly value: Evaluator }[];
}

/** Filter and projection of a node whose expressions run sub-plans. */
export function resumableStep({ node, filters, values }: ResumableProgram): StatefulStep {
  const replay = new Replay();
  const run = (r: Datum[], s: ExecutionState): StepResult => {
    for (let i = 0; i < filters.length; i++) {
      if (filters[i](r, s) === true) continue;
      if (s.counters !== null) s.counters.filtered[node]++;
      return DROP;
    }
    for (let i = 0; i < values.length; i++) r[values[i].slot] = values[i].value(r, s);
    return PASS;
  };
  return {
    run: (r, s) => {
      const outer = s.replay;
      s.replay = replay;
      replay.begin(s);
      try {
        const result = run(r, s);
        replay.end();
        return result;
      } catch (error) {
        if (error === SUSPENSION) return HALT;
        replay.end();
        throw error;
      } finally {
        s.replay = outer;
      }
    },
    reset: () => replay.end(),
  };
}
