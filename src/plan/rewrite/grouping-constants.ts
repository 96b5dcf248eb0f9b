/**
 * A grouping key that comes to a constant is none above the grouping: sets that leave it out give NULL. Such keys are hidden in a CASE without
 * branches wherever they occur, so that neither folding nor lowering takes them for their value. So are conditions, which folding would merge with a NOT
 * around them into an expression that no key matches any more.
 */
import type { Expr, Query } from '../../analyze/index.js';
import { BOOL } from '../../types/index.js';
import type { PlannerContext } from '../context.js';
import { exprEquals, mapChildren, someExpr } from '../expression/walk.js';
import { foldExpr } from './fold-constants.js';

export function keepGroupingConstants(query: Query, context: PlannerContext): Query {
  if (query.groupingSets.length === 0) return query;
  const constants = query.groupBy
    .map(c => query.targets.find(t => t.ref === c.ref)!.expr)
    .filter(key => isConstantKey(key) || isCondition(key) || foldExpr(key, context).kind === 'const');
  if (constants.length === 0) return query;
  const hide = (expr: Expr): Expr => (constants.some(c => exprEquals(c, expr)) ? hidden(expr) : expr.kind === 'agg' ? expr : mapChildren(expr, hide));
  return {
    ...query,
    targets: query.targets.map(t => ({ ...t, expr: hide(t.expr) })),
    having: query.having === null ? null : hide(query.having),
  };
}

function isCondition({ kind, type }: Expr): boolean {
  return type === BOOL && kind !== 'var';
}

function isConstantKey(expr: Expr): boolean {
  return !someExpr(expr, e => e.kind === 'var' || e.kind === 'sublink' || e.kind === 'agg' || e.kind === 'case');
}

function hidden(expr: Expr): Expr {
  return { kind: 'case', arg: null, whens: [], otherwise: expr, type: expr.type, typmod: expr.typmod, collation: expr.collation, location: expr.location };
}

/** True for the CASE without branches made here. */
export function isGroupingConstant(expr: Expr): boolean {
  return expr.kind === 'case' && expr.whens.length === 0;
}
