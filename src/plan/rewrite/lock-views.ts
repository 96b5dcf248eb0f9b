/** A query locks the views that it reads, as it does their tables: who replaces or drops one waits for it, and it waits for them. */
import { visitChildren, visitQueryExpressions, type Expr, type Query } from '../../analyze/index.js';
import type { PlannerContext } from '../context.js';

export function lockViews(query: Query, context: PlannerContext): void {
  // The usual statement has no query below it.
  if (!query.hasSubLinks && query.ctes.length === 0 && !query.rangeTable.some(entry => entry.kind === 'subquery')) return;
  // A view that is named several times is one query.
  const seen = new Set<Query>();
  const take = (level: Query): void => {
    if (seen.has(level)) return;
    seen.add(level);
    for (const entry of level.rangeTable) if (entry.kind === 'subquery' && entry.isView !== null) context.lock(entry.isView.oid, 'AccessShareLock');
    const visit = (expr: Expr): void => {
      if (expr.kind === 'sublink') take(expr.query);
      visitChildren(expr, visit);
    };
    visitQueryExpressions(level, visit, take);
  };
  take(query);
}
