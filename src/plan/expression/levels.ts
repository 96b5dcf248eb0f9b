/**
 * Query levels: mapping every expression of a query, and shifting `levelsUp` when an expression or query moves to another nesting depth.
 */
import {
  visitQueryExpressions,
  type CommonTable,
  type Expr,
  type FromExpr,
  type JoinTree,
  type Query,
  type RangeTableEntry,
  type TargetEntry,
} from '../../analyze/index.js';
import { forEachChild, mapChildren, mapSortKeys } from './walk.js';

/** Maps expressions of a query (its own level) through `map`, which gets the whole expression; sub-selects inside are the caller's business. */
export function mapQueryExprs(query: Query, map: (expr: Expr) => Expr): Query {
  const targets = (list: readonly TargetEntry[]): readonly TargetEntry[] => list.map(t => ({ ...t, expr: map(t.expr) }));
  const optional = (expr: Expr | null): Expr | null => (expr ? map(expr) : null);
  return {
    ...query,
    rangeTable: query.rangeTable.map(entry => mapEntryExprs(entry, map)),
    from: mapFrom(query.from, map),
    targets: targets(query.targets),
    returning: targets(query.returning),
    viewChecks: query.viewChecks.map(check => ({ ...check, condition: map(check.condition) })),
    onConflict: query.onConflict ? { ...query.onConflict, set: targets(query.onConflict.set), where: optional(query.onConflict.where) } : null,
    mergeActions: query.mergeActions.map(a => ({ ...a, condition: optional(a.condition), targets: targets(a.targets) })),
    mergeJoinCondition: optional(query.mergeJoinCondition),
    having: optional(query.having),
    windows: query.windows.map(w => ({
      ...w,
      partitionBy: mapSortKeys(w.partitionBy, map),
      orderBy: mapSortKeys(w.orderBy, map),
      start: 'offset' in w.start ? { ...w.start, offset: map(w.start.offset) } : w.start,
      end: 'offset' in w.end ? { ...w.end, offset: map(w.end.offset) } : w.end,
    })),
    limit: optional(query.limit),
    offset: optional(query.offset),
  };
}

export function mapEntryExprs(entry: RangeTableEntry, map: (expr: Expr) => Expr): RangeTableEntry {
  switch (entry.kind) {
    case 'join':
      return { ...entry, columnExprs: entry.columnExprs.map(map) };
    case 'function':
      return { ...entry, functions: entry.functions.map(f => ({ ...f, expr: map(f.expr) })) };
    case 'values':
      return { ...entry, rows: entry.rows.map(row => row.map(map)) };
    case 'relation':
      return entry.sample
        ? { ...entry, sample: { ...entry.sample, percent: map(entry.sample.percent), seed: entry.sample.seed ? map(entry.sample.seed) : null } }
        : entry;
    default:
      return entry;
  }
}

export function mapFrom(from: FromExpr, map: (expr: Expr) => Expr): FromExpr {
  return { items: from.items.map(item => mapJoinTree(item, map)), where: from.where ? map(from.where) : null };
}

export function mapJoinTree(tree: JoinTree, map: (expr: Expr) => Expr): JoinTree {
  if (tree.kind === 'table') return tree;
  return { ...tree, left: mapJoinTree(tree.left, map), right: mapJoinTree(tree.right, map), condition: tree.condition ? map(tree.condition) : null };
}

/**
 * Maps every level-dependent node (Var, Aggref, cte reference) of an expression and of the sub-selects inside it.
 * `depth` counts levels below the starting expression; `map` sees Vars and outer Aggrefs with that depth.
 */
export function mapDeep(expr: Expr, map: (expr: Expr, depth: number) => Expr | undefined, depth = 0): Expr {
  const replaced = map(expr, depth);
  if (replaced !== undefined) return replaced;
  const withChildren = mapChildren(expr, child => mapDeep(child, map, depth));
  if (withChildren.kind === 'sublink') return { ...withChildren, query: mapQueryDeep(withChildren.query, map, depth + 1) };
  return withChildren;
}

export function mapQueryDeep(query: Query, map: (expr: Expr, depth: number) => Expr | undefined, depth: number): Query {
  const mapped = mapQueryExprs(query, expr => mapDeep(expr, map, depth));
  return {
    ...mapped,
    rangeTable: mapped.rangeTable.map(entry => (entry.kind === 'subquery' ? { ...entry, query: mapQueryDeep(entry.query, map, depth + 1) } : entry)),
    ctes: mapped.ctes.map((cte): CommonTable => ({ ...cte, query: mapQueryDeep(cte.query, map, depth + 1) })),
  };
}

/** Visits an expression tree and the sub-selects in it. */
export function visitDeep(expr: Expr, visit: (expr: Expr, depth: number) => void, depth = 0): void {
  visit(expr, depth);
  forEachChild(expr, child => visitDeep(child, visit, depth));
  if (expr.kind === 'sublink') visitQueryDeep(expr.query, visit, depth + 1);
}

export function visitQueryDeep(query: Query, visit: (expr: Expr, depth: number) => void, depth: number): void {
  visitQueryExpressions(
    query,
    expr => visitDeep(expr, visit, depth),
    inner => visitQueryDeep(inner, visit, depth + 1),
  );
}

/** Adds `by` to levelsUp of everything that points above the query itself (a query moved `by` levels deeper, or up when negative). */
export function shiftQueryLevels(query: Query, by: number): Query {
  if (by === 0) return query;
  return shiftCtes(
    mapQueryDeep(query, (expr, depth) => shiftNode(expr, depth - 1, by), 1),
    by,
    0,
  );
}

/** The same for an expression: Vars with levelsUp >= minimum move. */
export function shiftExprLevels(expr: Expr, by: number, minimum = 0): Expr {
  if (by === 0) return expr;
  return mapDeep(expr, (e, depth) => shiftNode(e, depth + minimum - 1, by));
}

function shiftNode(expr: Expr, boundary: number, by: number): Expr | undefined {
  if (expr.kind === 'var') return expr.levelsUp > boundary ? { ...expr, levelsUp: expr.levelsUp + by } : expr;
  if ((expr.kind === 'agg' || expr.kind === 'grouping') && expr.levelsUp > boundary && expr.levelsUp > 0) {
    return mapChildren({ ...expr, levelsUp: expr.levelsUp + by }, child => mapDeep(child, (e, d) => shiftNode(e, boundary + d, by)));
  }
  return undefined;
}

/** Shifts cte references that point above the query. */
function shiftCtes(query: Query, by: number, depth: number): Query {
  const shiftExpr = (expr: Expr): Expr => {
    const mapped = mapChildren(expr, shiftExpr);
    return mapped.kind === 'sublink' ? { ...mapped, query: shiftCtes(mapped.query, by, depth + 1) } : mapped;
  };
  const mapped = query.hasSubLinks ? mapQueryExprs(query, shiftExpr) : query;
  return {
    ...mapped,
    rangeTable: mapped.rangeTable.map(entry => {
      if (entry.kind === 'subquery') return { ...entry, query: shiftCtes(entry.query, by, depth + 1) };
      if (entry.kind === 'cte' && entry.levelsUp > depth) return { ...entry, levelsUp: entry.levelsUp + by };
      return entry;
    }),
    ctes: mapped.ctes.map(cte => ({ ...cte, query: shiftCtes(cte.query, by, depth + 1) })),
  };
}

/** True when the query refers to anything outside itself (correlated). */
export function isCorrelated(query: Query): boolean {
  let found = false;
  visitQueryDeep(
    query,
    (expr, depth) => {
      if ((expr.kind === 'var' || expr.kind === 'agg' || expr.kind === 'grouping') && expr.levelsUp > depth - 1 && expr.levelsUp > 0) found = true;
    },
    1,
  );
  return found;
}
