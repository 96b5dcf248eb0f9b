/** A HAVING condition over grouping keys alone decides about rows as well as about groups, and sooner. */
import type { Query } from '../../analyze/index.js';
import type { PlannerContext } from '../context.js';
import { containsAggregate, containsSubLink } from '../expression/references.js';
import { isVolatile } from '../expression/volatility.js';
import { conjunction, conjuncts, someExpr } from '../expression/walk.js';

export function havingToWhere(query: Query, context: PlannerContext): Query {
  // Without GROUP BY there is one group even of no rows.
  if (query.having === null || query.groupBy.length === 0 || query.groupingSets.length > 0) return query;
  const parts = conjuncts(query.having);
  const stays = parts.filter(
    q => containsAggregate(q) || containsSubLink(q) || isVolatile(q, context) || someExpr(q, e => e.kind === 'grouping' || (e.kind === 'func' && e.returnsSet)),
  );
  if (stays.length === parts.length) return query;
  const moves = parts.filter(q => !stays.includes(q));
  return { ...query, having: conjunction(stays), from: { ...query.from, where: conjunction([...conjuncts(query.from.where), ...moves]) } };
}
