/** What EXISTS asks of its sub-select (PostgreSQL: simplify_EXISTS_query): whether there is a row, not what is in it or in which order. */
import type { Query } from '../../analyze/index.js';

export function existsQuery(query: Query): Query {
  const isPlain =
    query.command === 'select' &&
    query.setOperation === null &&
    !query.hasAggregates &&
    !query.hasWindows &&
    !query.hasTargetSets &&
    !query.hasModifyingCtes &&
    query.groupingSets.length === 0 &&
    query.having === null &&
    query.offset === null &&
    query.rowMarks.length === 0 &&
    isHarmless(query.limit);
  if (!isPlain || (query.targets.length === 0 && query.limit === null)) return query;
  return { ...query, targets: [], groupBy: [], distinct: [], hasDistinctOn: false, orderBy: [], limit: null, withTies: false };
}

function isHarmless(given: Query['limit']): boolean {
  const limit = given?.kind === 'func' && given.form === 'implicit-cast' ? given.args[0]! : given;
  return limit === null || (limit.kind === 'const' && (limit.value === null || Number(limit.value) > 0));
}
