/** Where set-returning functions may be called. */
import { CLAUSES } from '../clause-kinds.js';
import { fail } from '../fail.js';
import type { QueryState } from '../state.js';
import type { Expr } from '../typed/expression.js';
import { exprLocation } from '../typed/location.js';

/** `previous` is `state.lastSetCall` as it was before the call's arguments were analysed. */
export function checkSetCallPlacement(state: QueryState, location: number, previous: Expr | null = state.lastSetCall): void {
  const { clause } = state;
  if (clause === 'from-function') {
    // Nested calls are handled in select lists only.
    if (state.lastSetCall !== previous && state.lastSetCall !== null) {
      fail('feature_not_supported', 'set-returning functions must appear at top level of FROM', exprLocation(state.lastSetCall));
    }
    return;
  }
  const forbidden = CLAUSES[clause].set;
  if (forbidden !== null) fail('feature_not_supported', `set-returning functions are not allowed in ${forbidden}`, location);
  state.hasTargetSets = true;
}

/** Throws when a set-returning call was met since `previous`: `construct` cannot hold one. */
export function forbidSetCall(state: QueryState, previous: Expr | null, construct: string): void {
  if (state.lastSetCall === previous || state.lastSetCall === null) return;
  fail('feature_not_supported', `set-returning functions are not allowed in ${construct}`, exprLocation(state.lastSetCall), {
    hint: 'You might be able to move the set-returning function into a LATERAL FROM item.',
  });
}
