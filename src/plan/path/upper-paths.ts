/**
 * A query level from FROM to LIMIT, in SQL's order of meaning: FROM ... WHERE, grouping and HAVING, windows, set-returning targets, DISTINCT,
 * ORDER BY, row locks, LIMIT. Each stage wraps paths of the one before and knows which expressions it computes.
 */
import type { Expr } from '../../analyze/index.js';
import type { QueryPlanner } from '../query-planner.js';
import { leftJoinsToAnti } from '../rewrite/left-to-anti.js';
import { pullUpSubLinks } from '../rewrite/pull-up-sub-links.js';
import { clauseExprs, distinctPaths, limitPath, lockRowsPath, orderedPaths } from './final-paths.js';
import { groupingPaths } from './grouping-paths.js';
import { fromPaths } from './join-tree.js';
import { cheapest, cheapestFractional, type Path } from './path.js';
import { projectSets, setCallsOf } from './project-set-paths.js';
import { setOperationPath } from './set-operation-paths.js';
import { windowPaths } from './window-paths.js';

export function upperPath(level: QueryPlanner): Path {
  if (level.query.setOperation) return finalStages(level, [setOperationPath(level, level.query.setOperation)]);
  if (level.semiJoins === null) {
    const pulled = pullUpSubLinks(level, level.query);
    const { query, antiJoins } = leftJoinsToAnti(pulled.query, level.context);
    level.query = query;
    level.semiJoins = [...pulled.semiJoins, ...antiJoins];
  }
  const { query } = level;
  let paths = fromPaths(level, level.semiJoins);
  const early = setCallsOf(keyExprs(level), []);
  if (early.length > 0) paths = projectSets(level, paths, early);
  const isGrouped = query.hasAggregates || query.groupBy.length > 0 || query.groupingSets.length > 0 || query.having !== null;
  if (isGrouped) paths = groupingPaths(level, paths);
  if (query.hasWindows) paths = windowPaths(level, paths);
  return finalStages(level, paths);
}

/** Keys of grouping and windows: sets among them multiply rows before that. */
function keyExprs(level: QueryPlanner): Expr[] {
  const { query } = level;
  const keys = query.groupBy.map(c => query.targets.find(t => t.ref === c.ref)!.expr);
  return [...keys, ...query.windows.flatMap(w => [...w.partitionBy, ...w.orderBy].map(k => k.expr))];
}

function finalStages(level: QueryPlanner, input: readonly Path[]): Path {
  const { query } = level;
  let paths = input;
  const setCalls = setCallsOf(
    query.targets.map(t => t.expr),
    level.computed,
  );
  const isOrdered = query.orderBy.length > 0;
  // Rows are sorted before they are multiplied unless a set's values are sorted or compared themselves.
  const sortExprs = setCalls.length > 0 && isOrdered ? clauseExprs(level, query.orderBy).map(k => k.expr) : [];
  const isLate = sortExprs.length > 0 && query.distinct.length === 0 && setCallsOf(sortExprs, level.computed).length === 0;
  if (setCalls.length > 0 && !isLate) paths = projectSets(level, paths, setCalls);
  if (query.distinct.length > 0) paths = distinctPaths(level, paths);
  const limit = limitRows(query.limit, query.offset);
  const wanted = limit ?? level.rowsWanted;
  if (isOrdered) paths = orderedPaths(level, paths, limit, query.rowMarks.length === 0 && !query.withTies && !isLate);
  if (isLate) paths = projectSets(level, paths, setCalls);
  const rows = cheapest(paths).rows;
  let best = wanted !== undefined && rows > 0 ? cheapestFractional(paths, Math.min(1, wanted / rows)) : cheapest(paths);
  if (query.rowMarks.length > 0) best = lockRowsPath(level, best);
  if (query.limit || query.offset) best = limitPath(level, best, limit);
  return best;
}

/** Rows up to the end of LIMIT; a guess when it is not known yet. */
function limitRows(limit: Expr | null, offset: Expr | null): number | undefined {
  if (!limit) return undefined;
  const value = limit.kind === 'const' && limit.value !== null ? Number(limit.value) : limit.kind === 'const' ? undefined : 10;
  if (value === undefined) return undefined;
  return Math.max(1, value + (offset?.kind === 'const' && offset.value !== null ? Number(offset.value) : 0));
}
