/** Rewrites of a whole query tree before planning, in order. Each rule is a function Query -> Query, one a file. */
import type { Query } from '../../analyze/index.js';
import type { PlannerContext } from '../context.js';
import { keepGroupingConstants } from './grouping-constants.js';
import { foldConstants } from './fold-constants.js';
import { havingToWhere } from './having-to-where.js';
import { inlineCtes } from './inline-ctes.js';
import { factorDisjunctions } from './factor-disjunctions.js';
import { checkLockedTables } from './check-locked-tables.js';
import { flattenJoinColumns } from './flatten-join-columns.js';
import { pullUpSubqueries } from './pull-up-subqueries.js';
import { reduceOuterJoins } from './reduce-outer-joins.js';
import { removeJoins } from './remove-joins.js';

/** Sub-selects inside expressions are prepared when their own level is planned. */
export function prepareQuery(query: Query, context: PlannerContext): Query {
  let q = flattenJoinColumns(query);
  q = inlineCtes(q, context);
  q = pullUpSubqueries(q, context);
  q = keepGroupingConstants(q, context);
  q = foldConstants(q, context);
  q = havingToWhere(q, context);
  q = factorDisjunctions(q);
  q = reduceOuterJoins(q, context);
  checkLockedTables(q);
  q = removeJoins(q, context);
  return q;
}
