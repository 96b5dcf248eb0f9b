/**
 * Conditions on the output of a sub-query that keep their meaning inside it: below grouping when they look at keys only, below DISTINCT, below
 * windows when they choose whole partitions, into the branches of UNION and INTERSECT.
 */
import { shiftLevels, type Expr, type Query, type RangeTableEntry, type SetOperationTree, type SortGroupClause } from '../../analyze/index.js';
import { containsAggregate, containsSetCall, containsSubLink, containsWindow, relidsOf } from '../expression/references.js';
import { mapDeep } from '../expression/levels.js';
import { conjunction, conjuncts, exprEquals, someExpr } from '../expression/walk.js';
import { isSubset, relidOf } from '../path/path.js';
import type { QueryPlanner } from '../query-planner.js';

/** Moves what it can of `quals` (on range-table entry `table` of `level`) into `query`. */
export function pushDownQuals(level: QueryPlanner, table: number, query: Query, quals: readonly Expr[]): { query: Query; remaining: readonly Expr[] } {
  if (quals.length === 0 || !accepts(query)) return { query, remaining: quals };
  const moved: Expr[] = [];
  const remaining: Expr[] = [];
  for (const qual of quals) {
    const isMovable =
      isSubset(relidsOf(qual), relidOf(table)) &&
      !containsSubLink(qual) &&
      !level.hasVolatile(qual) &&
      columnsOf(qual, table).every(c => c > 0 && isSafeColumn(level, query, c));
    (isMovable ? moved : remaining).push(qual);
  }
  return moved.length === 0 ? { query, remaining } : { query: push(query, table, moved), remaining };
}

function accepts(query: Query): boolean {
  return query.command === 'select' && !query.limit && !query.offset && query.rowMarks.length === 0 && query.groupingSets.length === 0;
}

function columnsOf(qual: Expr, table: number): number[] {
  const out: number[] = [];
  someExpr(qual, e => {
    if (e.kind === 'var' && e.levelsUp === 0 && e.table === table) out.push(e.column);
    return false;
  });
  return out;
}

function isSafeColumn(level: QueryPlanner, query: Query, column: number): boolean {
  if (query.setOperation) return isSafeInBranches(level, query, query.setOperation, column);
  const target = query.targets.filter(t => !t.isJunk)[column - 1];
  if (target === undefined || containsSetCall(target.expr) || containsWindow(target.expr) || level.hasVolatile(target.expr) || containsSubLink(target.expr))
    return false;
  const isIn = (clauses: readonly SortGroupClause[]): boolean => clauses.some(c => c.ref === target.ref && c.ref !== 0);
  if (query.hasDistinctOn && !isIn(query.distinct)) return false;
  // Other set calls of the list multiply rows after WHERE: no harm. A window sees whole partitions or none.
  return query.windows.every(w => w.partitionBy.some(k => exprEquals(k.expr, target.expr)));
}

function isSafeInBranches(level: QueryPlanner, query: Query, tree: SetOperationTree, column: number): boolean {
  if (tree.kind === 'leaf') {
    const entry = query.rangeTable[tree.table]!;
    if (entry.kind !== 'subquery' || !accepts(entry.query) || entry.query.ctes.length > 0) return false;
    return isSafeColumn(level, entry.query, column);
  }
  if (tree.op === 'except') return false;
  const wanted = tree.columns[column - 1]!.type;
  const hasType = (t: SetOperationTree): boolean =>
    t.kind === 'leaf' ? query.rangeTable[t.table]!.columns[column - 1]?.type === wanted : hasType(t.left) && hasType(t.right);
  return hasType(tree) && isSafeInBranches(level, query, tree.left, column) && isSafeInBranches(level, query, tree.right, column);
}

function push(query: Query, table: number, quals: readonly Expr[]): Query {
  if (query.setOperation) {
    const rangeTable = query.rangeTable.map((entry, i): RangeTableEntry =>
      isLeaf(query.setOperation!, i) && entry.kind === 'subquery'
        ? {
            ...entry,
            query: push(
              entry.query,
              table,
              quals.map(q => shiftLevels(q, 1, 1)),
            ),
          }
        : entry,
    );
    return { ...query, rangeTable };
  }
  const targets = query.targets.filter(t => !t.isJunk);
  const inside = quals.map(qual =>
    // Outer references of the condition are one level further out in there.
    mapDeep(shiftLevels(qual, 1, 1), (e, depth) => (e.kind === 'var' && e.levelsUp === depth && e.table === table ? targets[e.column - 1]!.expr : undefined)),
  );
  const isGrouped = query.hasAggregates || query.groupBy.length > 0 || query.having !== null;
  const toHaving = isGrouped ? inside.filter(q => query.groupBy.length === 0 || containsAggregate(q)) : [];
  const toWhere = inside.filter(q => !toHaving.includes(q));
  return {
    ...query,
    from: { ...query.from, where: conjunction([...conjuncts(query.from.where), ...toWhere]) },
    having: conjunction([...conjuncts(query.having), ...toHaving]),
  };
}

function isLeaf(tree: SetOperationTree, table: number): boolean {
  return tree.kind === 'leaf' ? tree.table === table : isLeaf(tree.left, table) || isLeaf(tree.right, table);
}
