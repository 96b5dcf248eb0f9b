/** Window function calls, `f(…) OVER …`. The windows themselves are analysed when the whole query is known. */
import type * as S from '../../sql/index.js';
import { CLAUSES } from '../clause-kinds.js';
import { fail } from '../fail.js';
import { resultCollation } from '../resolve/operators.js';
import type { QueryState } from '../state.js';
import { mergeCollations } from '../typed/collation.js';
import type { Expr } from '../typed/expression.js';
import { exprLocation } from '../typed/location.js';
import { visitChildren } from '../typed/walk.js';
import type { AggregateCall } from './aggregates.js';

/** Syntactic equality of two window definitions, wherever they stand in the text. */
function sameSyntax(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const left = a as Record<string, unknown>;
  const right = b as Record<string, unknown>;
  for (const key in left) if (key !== 'location' && !sameSyntax(left[key], right[key])) return false;
  for (const key in right) if (!(key in left)) return false;
  return true;
}

function windowIndex(state: QueryState, over: S.WindowDef): number {
  if (over.isReference) {
    const at = state.windowDefs.findIndex(def => def.name === over.name);
    if (at < 0) fail('undefined_object', `window "${over.name}" does not exist`, over.location);
    return at;
  }
  const same = state.windowDefs.findIndex(
    def =>
      def.refname === over.refname &&
      (over.refname === null || def.name === null) &&
      sameSyntax(def.partitionClause, over.partitionClause) &&
      sameSyntax(def.orderClause, over.orderClause) &&
      sameSyntax(def.frame, over.frame),
  );
  if (same >= 0) return same;
  state.windowDefs.push(over);
  return state.windowDefs.length - 1;
}

function findWindowCall(exprs: readonly Expr[]): number | undefined {
  let location: number | undefined;
  const search = (expr: Expr): void => {
    if (location !== undefined) return;
    if (expr.kind === 'window') location = expr.location;
    else visitChildren(expr, search);
  };
  for (const expr of exprs) search(expr);
  return location;
}

export function makeWindowCall(state: QueryState, call: AggregateCall, over: S.WindowDef, setCall: Expr | null): Expr {
  const { location } = call;
  const node = call.node!;
  const isAggregate = call.function.kind === 'a';
  if (node.aggDistinct) fail('feature_not_supported', 'DISTINCT is not implemented for window functions', location);
  if (node.aggOrder.length > 0) fail('feature_not_supported', 'aggregate ORDER BY is not implemented for window functions', location);
  if (!isAggregate && call.filter !== null) {
    fail('feature_not_supported', 'FILTER is not implemented for non-aggregate window functions', location);
  }
  if (state.lastSetCall !== setCall && state.lastSetCall !== null) {
    fail('feature_not_supported', 'window function calls cannot contain set-returning function calls', exprLocation(state.lastSetCall), {
      hint: 'You might be able to move the set-returning function into a LATERAL FROM item.',
    });
  }
  if (state.hasWindows) {
    const nested = findWindowCall(call.args);
    if (nested !== undefined) fail('windowing_error', 'window function calls cannot be nested', nested);
  }
  const forbidden = CLAUSES[state.clause].window;
  if (forbidden !== null) fail('windowing_error', `window functions are not allowed in ${forbidden}`, location);
  const window = windowIndex(state, over);
  state.hasWindows = true;
  const input = mergeCollations(call.args);
  return {
    kind: 'window',
    type: call.type,
    typmod: -1,
    collation: resultCollation(state.catalog, call.type, input),
    location,
    functionId: call.function.oid,
    args: call.args,
    isStar: node.aggStar,
    isAggregate,
    filter: call.filter,
    window,
    inputCollation: input,
  };
}
