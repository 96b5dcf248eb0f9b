/** A Query from what a level's state gathered; one literal, so that all queries share a hidden class. */
import type { Query } from '../typed/query.js';
import type { QueryState } from '../state.js';
import { finishedCtes } from './with.js';

export type QueryParts = Partial<Query> & Pick<Query, 'command' | 'targets' | 'from'>;

const NONE: readonly never[] = [];

export function makeQuery(state: QueryState, isRecursive: boolean, parts: QueryParts): Query {
  return {
    command: parts.command,
    rangeTable: state.targetAlias === null ? state.rangeTable : withTargetAlias(state),
    from: parts.from,
    targets: parts.targets,
    ctes: state.ctes.length === 0 ? NONE : finishedCtes(state),
    isRecursive,
    resultTable: state.resultTable,
    returning: parts.returning ?? NONE,
    onConflict: parts.onConflict ?? null,
    viewChecks: parts.viewChecks ?? NONE,
    overriding: parts.overriding ?? 'none',
    mergeActions: parts.mergeActions ?? NONE,
    mergeJoinCondition: parts.mergeJoinCondition ?? null,
    groupBy: parts.groupBy ?? NONE,
    isGroupDistinct: parts.isGroupDistinct ?? false,
    groupingSets: parts.groupingSets ?? NONE,
    having: parts.having ?? null,
    windows: parts.windows ?? NONE,
    distinct: parts.distinct ?? NONE,
    hasDistinctOn: parts.hasDistinctOn ?? false,
    orderBy: parts.orderBy ?? NONE,
    limit: parts.limit ?? null,
    offset: parts.offset ?? null,
    withTies: parts.withTies ?? false,
    setOperation: parts.setOperation ?? null,
    rowMarks: parts.rowMarks ?? NONE,
    hasAggregates: state.hasAggregates,
    hasWindows: state.hasWindows,
    hasSubLinks: state.hasSubLinks,
    hasTargetSets: state.hasTargetSets,
    hasModifyingCtes: state.hasModifyingCtes,
  };
}

/** Errors have named the view; from here on it is its table that counts. */
function withTargetAlias({ rangeTable, resultTable, targetAlias }: QueryState): Query['rangeTable'] {
  return rangeTable.map((entry, i) => (i === resultTable && entry.kind === 'relation' ? { ...entry, alias: targetAlias! } : entry));
}
