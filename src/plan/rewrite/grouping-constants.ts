/**
 * A grouping key that comes to a constant is none above the grouping: sets that leave it out give NULL. Such keys are hidden in a CASE without
 * branches wherever they occur, so that neither folding nor lowering takes them for their value. So are conditions, which folding would merge with a NOT
 * around them into an expression that no key matches any more.
 */
import type { Expr, Query } from '../../analyze/index.js';
import { BOOL } from '../../types/index.js';
import type { PlannerContext } from '../context.js';
import { conjunction, conjuncts, exprEquals, mapChildren, someExpr } from '../expression/walk.js';
import { foldExpr } from './fold-constants.js';

const MERGING: ReadonlySet<Expr['kind']> = new Set(['bool', 'op', 'boolean-test']);

export function keepGroupingConstants(query: Query, context: PlannerContext): Query {
  if (query.groupBy.length === 0) return query;
  const keys = query.groupBy.map(c => query.targets.find(t => t.ref === c.ref)!.expr);
  const hasSets = query.groupingSets.length > 0;
  const kept = keys.filter(key => isCondition(key) || (hasSets && (isConstantKey(key) || foldExpr(key, context).kind === 'const')));
  if (kept.length === 0) return query;
  // With one set a key is only lost where folding merges it with what is around it: NOT, AND, OR, and comparisons with true and false.
  const hide = (expr: Expr, parent: Expr | null): Expr => {
    if ((hasSets || (parent !== null && MERGING.has(parent.kind))) && kept.some(key => exprEquals(key, expr))) return hidden(expr);
    return expr.kind === 'agg' ? expr : mapChildren(expr, child => hide(child, expr));
  };
  return {
    ...query,
    targets: query.targets.map(t => ({ ...t, expr: hide(t.expr, null) })),
    having: query.having === null ? null : hideInHaving(query.having, hasSets, hide),
  };
}

/** What has no aggregates moves to WHERE, where a key is nothing special. */
function hideInHaving(having: Expr, hasSets: boolean, hide: (expr: Expr, parent: Expr | null) => Expr): Expr {
  if (hasSets) return hide(having, null);
  const parts = conjuncts(having);
  const whole = parts.length > 1 ? having : null;
  return conjunction(parts.map(part => (someExpr(part, e => e.kind === 'agg') ? hide(part, whole) : part)))!;
}

function isCondition(expr: Expr): boolean {
  return expr.type === BOOL && expr.kind !== 'var' && !isGroupingConstant(expr);
}

function isConstantKey(expr: Expr): boolean {
  return !someExpr(expr, e => e.kind === 'var' || e.kind === 'sublink' || e.kind === 'agg' || e.kind === 'case');
}

/** In a CASE without branches. */
export function hidden(expr: Expr): Expr {
  return { kind: 'case', arg: null, whens: [], otherwise: expr, type: expr.type, typmod: expr.typmod, collation: expr.collation, location: expr.location };
}

/** True for the CASE without branches made here. */
export function isGroupingConstant(expr: Expr): boolean {
  return expr.kind === 'case' && expr.whens.length === 0;
}
