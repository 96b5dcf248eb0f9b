/** Which columns and relations an expression refers to, at one query level and through the sub-selects inside it. */
import { visitQueryExpressions, type Expr, type Query } from '../../analyze/index.js';
import type { Relids } from '../path/path.js';
import { NO_RELIDS, relidOf } from '../path/path.js';
import { visitDeep, visitQueryDeep } from './levels.js';
import { exprEquals, forEachChild, mapChildren, someExpr } from './walk.js';

/** Relations of this level that the expression needs. */
export function relidsOf(expr: Expr): Relids {
  let relids = NO_RELIDS;
  visitDeep(expr, (e, depth) => {
    if (e.kind === 'var' && e.levelsUp === depth) relids |= relidOf(e.table);
    else if (e.kind === 'current-of' && depth === 0) relids |= relidOf(e.table);
  });
  return relids;
}

export function relidsOfList(exprs: readonly Expr[]): Relids {
  return exprs.reduce((relids, expr) => relids | relidsOf(expr), NO_RELIDS);
}

/** Relations of this level that a sub-select (LATERAL) refers to. */
export function outerRelidsOfQuery(query: Query): Relids {
  let relids = NO_RELIDS;
  visitQueryDeep(
    query,
    (e, depth) => {
      if (e.kind === 'var' && e.levelsUp === depth) relids |= relidOf(e.table);
    },
    1,
  );
  return relids;
}

/**
 * The inputs an expression is computed from: members of `known` that occur in it as a whole, else its Vars (and aggregates and window calls)
 * of this level, including those referenced from sub-selects inside it. Added to `out` without duplicates.
 */
export function collectLeaves(expr: Expr, known: readonly Expr[], out: Expr[]): void {
  const add = (leaf: Expr): void => {
    if (!out.some(o => exprEquals(o, leaf))) out.push(leaf);
  };
  const visit = (e: Expr): void => {
    if (e.kind === 'const' || e.kind === 'param') return;
    const found = known.find(k => exprEquals(k, e));
    if (found) {
      add(found);
      return;
    }
    if (e.kind === 'var') {
      if (e.levelsUp === 0) add(e);
      return;
    }
    if ((e.kind === 'agg' && e.levelsUp === 0) || e.kind === 'window' || (e.kind === 'grouping' && e.levelsUp === 0)) {
      add(e);
      return;
    }
    forEachChild(e, visit);
    if (e.kind === 'sublink') for (const outer of outerReferences(e.query)) visit(outer);
  };
  visit(expr);
}

/** References of a sub-select to the level around it, as that level sees them. Operands of an outer aggregate belong to the aggregate. */
export function outerReferences(query: Query): Expr[] {
  const out: Expr[] = [];
  const inExpr = (e: Expr, depth: number): void => {
    if (e.kind === 'var' || ((e.kind === 'agg' || e.kind === 'grouping') && e.levelsUp > 0)) {
      if (e.levelsUp === depth) out.push(atLevelZero(e, depth));
      // An aggregate of a level further in may still hold references to this one.
      if (e.kind === 'agg' && e.levelsUp < depth) forEachChild(e, child => inExpr(child, depth));
      return;
    }
    forEachChild(e, child => inExpr(child, depth));
    if (e.kind === 'sublink') inQuery(e.query, depth + 1);
  };
  const inQuery = (q: Query, depth: number): void =>
    visitQueryExpressions(
      q,
      e => inExpr(e, depth),
      inner => inQuery(inner, depth + 1),
    );
  inQuery(query, 1);
  return out;
}

/** An outer reference as the level it points to sees it. */
export function atLevelZero(expr: Expr, levels: number): Expr {
  if (expr.kind === 'var') return { ...expr, levelsUp: expr.levelsUp - levels };
  if (expr.kind === 'agg' || expr.kind === 'grouping') {
    const lower = (e: Expr): Expr => (e.kind === 'var' ? { ...e, levelsUp: e.levelsUp - levels } : e);
    const deep = (e: Expr): Expr => {
      const next = lower(e);
      return next === e && e.kind !== 'var' ? mapChildren(e, deep) : next;
    };
    return { ...(mapChildren(expr, deep) as typeof expr), levelsUp: expr.levelsUp - levels };
  }
  return expr;
}

export function leavesOf(exprs: readonly Expr[], known: readonly Expr[]): Expr[] {
  const out: Expr[] = [];
  for (const expr of exprs) collectLeaves(expr, known, out);
  return out;
}

export const containsSubLink = (expr: Expr): boolean => someExpr(expr, e => e.kind === 'sublink');
export const containsSetCall = (expr: Expr): boolean => someExpr(expr, e => e.kind === 'func' && e.returnsSet);
export const containsAggregate = (expr: Expr): boolean => someExpr(expr, e => e.kind === 'agg' && e.levelsUp === 0);
export const containsWindow = (expr: Expr): boolean => someExpr(expr, e => e.kind === 'window');
