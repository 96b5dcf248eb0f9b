/** Steps with state: LIMIT / OFFSET and adjacent duplicates. */
import type { TypeOps, Datum } from '../../types/index.js';
import type { LimitBounds } from '../runtime/limit-bounds.js';
import { DROP, LAST, PASS, STOP, type StatefulStep } from './chain.js';

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
