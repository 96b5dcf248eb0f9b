/**
 * Merges a simple sub-query in FROM (or an expanded view) into its parent: its tables join the parent's range table, its WHERE the parent's,
 * references to its columns become its target expressions. Not for sub-queries with grouping, limits, set operations, DISTINCT, windows,
 * set-returning or volatile targets, or WITH; below the nullable side of an outer join only when all targets are plain columns.
 */
import type { Expr, JoinTree, Query, RangeTableEntry } from '../../analyze/index.js';
import type { PlannerContext } from '../context.js';
import { mapDeep, mapQueryDeep, shiftExprLevels, shiftQueryLevels, visitDeep } from '../expression/levels.js';
import { someExpr } from '../expression/walk.js';
import { flattenJoinColumns } from './flatten-join-columns.js';
import { inlineCtes } from './inline-ctes.js';

export function pullUpSubqueries(query: Query, context: PlannerContext): Query {
  let current = query;
  for (;;) {
    const found = findCandidate(current, context);
    if (!found) return current;
    current = merge(current, found);
  }
}

interface Candidate {
  readonly table: number;
  readonly query: Query;
}

function findCandidate(query: Query, context: PlannerContext): Candidate | undefined {
  if (query.setOperation) return undefined;
  let result: Candidate | undefined;
  const look = (tree: JoinTree, isNullable: boolean): void => {
    if (result) return;
    if (tree.kind === 'join') {
      const { joinType } = tree;
      look(tree.left, isNullable || joinType === 'right' || joinType === 'full');
      look(tree.right, isNullable || joinType === 'left' || joinType === 'full');
      return;
    }
    const entry = query.rangeTable[tree.table]!;
    if (entry.kind !== 'subquery') return;
    const inner = inlineCtes(flattenJoinColumns(entry.query), context);
    if (isSimple(inner, isNullable, context)) result = { table: tree.table, query: inner };
  };
  for (const item of query.from.items) look(item, false);
  return result;
}

function isSimple(q: Query, isNullable: boolean, context: PlannerContext): boolean {
  if (
    q.command !== 'select' ||
    q.setOperation ||
    q.ctes.length > 0 ||
    q.groupBy.length > 0 ||
    q.groupingSets.length > 0 ||
    q.having ||
    q.hasAggregates ||
    q.hasWindows
  )
    return false;
  if (q.distinct.length > 0 || q.limit || q.offset || q.hasTargetSets || q.rowMarks.length > 0 || q.from.items.length === 0 || q.orderBy.length > 0)
    return false;
  for (const target of q.targets) {
    if (isNullable && (target.expr.kind !== 'var' || target.expr.levelsUp > 0)) return false;
    let blocked = false;
    visitDeep(target.expr, e => {
      if (e.kind === 'sublink' || e.kind === 'next-value') blocked = true;
      const id = e.kind === 'func' || e.kind === 'op' ? e.functionId : 0;
      if (id !== 0 && context.env.catalog.functionById(id)?.volatility === 'v') blocked = true;
    });
    if (blocked || someExpr(target.expr, e => e.kind === 'func' && e.returnsSet)) return false;
  }
  // Under an outer join a WHERE of the sub-query would have to become part of the join condition's side: keep it a sub-query.
  if (isNullable && (q.from.where !== null || q.from.items.length !== 1 || q.from.items[0]!.kind !== 'table')) return false;
  return true;
}

function merge(parent: Query, candidate: Candidate): Query {
  const { table } = candidate;
  const offset = parent.rangeTable.length;
  // Everything in the sub-query moves one level up and its range-table indexes shift; references to outer levels lose one level.
  const moved = shiftRangeTable(candidate.query, offset);
  const lifted = liftQuery(moved);
  const targets = lifted.targets.filter(t => !t.isJunk).map(t => t.expr);
  const substitute = (expr: Expr, depth: number): Expr | undefined => {
    if (expr.kind !== 'var' || expr.table !== table || expr.levelsUp !== depth - 1) return undefined;
    if (expr.column === 0) {
      const names = parent.rangeTable[table]!.columns.map(c => c.name);
      return {
        kind: 'row',
        fields: targets.map(t => shiftExprLevels(t, depth - 1)),
        fieldNames: names,
        isExplicit: false,
        type: expr.type,
        typmod: -1,
        collation: expr.collation,
        location: expr.location,
      };
    }
    return shiftExprLevels(targets[expr.column - 1]!, depth - 1);
  };
  const withEntries: Query = {
    ...parent,
    rangeTable: [...parent.rangeTable.map((e, i) => (i === table ? emptied(e) : e)), ...lifted.rangeTable],
    from: { items: parent.from.items.map(item => replaceItem(item, table, lifted)), where: parent.from.where },
    hasSubLinks: parent.hasSubLinks || lifted.hasSubLinks,
  };
  const substituted = mapQueryDeep(withEntries, substitute, 1);
  const { where } = lifted.from;
  // Inner position: the sub-query's WHERE joins the parent's. (For a merged multi-item FROM inside a join tree see replaceItem.)
  return where ? { ...substituted, from: { ...substituted.from, where: and(substituted.from.where, where) } } : substituted;
}

function emptied(entry: RangeTableEntry): RangeTableEntry {
  return { kind: 'values', alias: entry.alias, hasAlias: entry.hasAlias, columns: entry.columns, isLateral: false, rows: [] };
}

function replaceItem(tree: JoinTree, table: number, lifted: Query): JoinTree {
  if (tree.kind === 'table') return tree.table === table ? asTree(lifted) : tree;
  return { ...tree, left: replaceItem(tree.left, table, lifted), right: replaceItem(tree.right, table, lifted) };
}

/** A FROM list as one join tree (commas are inner joins). */
function asTree(query: Query): JoinTree {
  return query.from.items.reduce((left, right): JoinTree => ({
    kind: 'join',
    joinType: 'inner',
    left,
    right,
    condition: null,
    using: [],
    isNatural: false,
    table: -1,
  }));
}

function and(a: Expr | null, b: Expr): Expr {
  return a ? { kind: 'bool', op: 'and', args: [a, b], type: b.type, typmod: -1, collation: b.collation, location: -1 } : b;
}

/** Adds `offset` to range-table indexes of the query's own level (also as seen from inside its sub-selects). */
function shiftRangeTable(query: Query, offset: number): Query {
  const mapped = mapQueryDeep(query, (e, depth) => (e.kind === 'var' && e.levelsUp === depth - 1 ? { ...e, table: e.table + offset } : undefined), 1);
  const tree = (t: JoinTree): JoinTree =>
    t.kind === 'table'
      ? { ...t, table: t.table + offset }
      : { ...t, table: t.table < 0 ? t.table : t.table + offset, left: tree(t.left), right: tree(t.right) };
  return { ...mapped, from: { ...mapped.from, items: mapped.from.items.map(tree) } };
}

/** The query's own level becomes its parent's: references past it lose one level; cte references too. */
function liftQuery(query: Query): Query {
  const lifted = mapQueryDeep(
    query,
    (e, depth) => {
      if (e.kind === 'var') return e.levelsUp > depth - 1 ? { ...e, levelsUp: e.levelsUp - 1 } : e;
      return undefined;
    },
    1,
  );
  return { ...lifted, rangeTable: liftCtes(lifted, 0) };
}

function liftCtes(query: Query, depth: number): readonly RangeTableEntry[] {
  return query.rangeTable.map(entry => {
    if (entry.kind === 'cte' && entry.levelsUp > depth) return { ...entry, levelsUp: entry.levelsUp - 1 };
    if (entry.kind === 'subquery') return { ...entry, query: { ...entry.query, rangeTable: liftCtes(entry.query, depth + 1) } };
    return entry;
  });
}

export { mapDeep, shiftQueryLevels };
