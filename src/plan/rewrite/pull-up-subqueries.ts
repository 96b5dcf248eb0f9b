/**
 * Merges a simple sub-query in FROM (or an expanded view) into its parent: its tables join the parent's range table, its WHERE the parent's (or the
 * ON of the outer join it is nullable under), references to its columns become its target expressions. Not for sub-queries with grouping, limits,
 * set operations, DISTINCT, windows, set-returning or volatile targets, or WITH; on the nullable side of an outer join only when all targets are
 * plain columns, which are NULL there when the row is missing. A sub-query without FROM and a VALUES list of one row, which stand for one row, go away
 * unless an outer join is above them.
 */
import { shiftQueryLevels, type Expr, type JoinTree, type Query, type RangeTableEntry } from '../../analyze/index.js';
import type { PlannerContext } from '../context.js';
import { mapQueryDeep, shiftExprLevels, visitDeep, visitQueryDeep } from '../expression/levels.js';
import { someExpr } from '../expression/walk.js';
import { flattenJoinColumns } from './flatten-join-columns.js';
import { hidden } from './grouping-constants.js';
import { inlineCtes } from './inline-ctes.js';

export function pullUpSubqueries(query: Query, context: PlannerContext): Query {
  if (query.setOperation || !query.rangeTable.some(e => e.kind === 'subquery' || (e.kind === 'values' && e.rows.length === 1))) return query;
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

/** Where a sub-query stands: its rows are always there, or missing rows are NULLs and a WHERE could go to some ON, or to none. */
type Position = 'certain' | 'nullable' | 'closed';

function findCandidate(query: Query, context: PlannerContext): Candidate | undefined {
  let result: Candidate | undefined;
  const look = (tree: JoinTree, position: Position, isInner: boolean): void => {
    if (result) return;
    if (tree.kind === 'join') {
      const { joinType } = tree;
      const below = (isNullable: boolean): Position => {
        if (joinType === 'full') return 'closed';
        if (isNullable) return 'nullable';
        // The ON of an inner join may take a condition whatever is above it; an outer join's not for its preserved side.
        return joinType === 'inner' || position === 'certain' ? position : 'closed';
      };
      const isStillInner = isInner && joinType === 'inner';
      look(tree.left, joinType === 'inner' && position === 'closed' ? 'nullable' : below(joinType === 'right'), isStillInner);
      look(tree.right, joinType === 'inner' && position === 'closed' ? 'nullable' : below(joinType === 'left'), isStillInner);
      return;
    }
    const entry = query.rangeTable[tree.table]!;
    if (entry.kind === 'values') {
      if (isInner && entry.rows.length === 1 && query.command !== 'merge') result = oneRow(query, tree.table, entry, context);
      return;
    }
    if (entry.kind !== 'subquery') return;
    const inner = inlineCtes(flattenJoinColumns(entry.query), context);
    // A whole row that is missing is NULL, not a row of NULLs.
    if (position !== 'certain' && refersToRow(query, tree.table)) return;
    if (!isSimple(inner, position, context) || (inner.from.items.length === 0 && (!isInner || query.command === 'merge'))) return;
    // The innermost first: what moves up has then nothing below it that would have to move along, level after level.
    const flat = pullUpSubqueries(inner, context);
    if (isComputedBelowGroups(query, tree.table, flat) || (flat.from.items.length === 0 && !isInner)) return;
    if (flat === inner || isSimple(flat, position, context)) result = { table: tree.table, query: flat };
  };
  for (const item of query.from.items) look(item, 'certain', true);
  return result;
}

/** A VALUES list of one row as a sub-query without FROM. */
function oneRow(query: Query, table: number, entry: RangeTableEntry & { kind: 'values' }, context: PlannerContext): Candidate | undefined {
  const targets = entry.rows[0]!.map((expr, i) => {
    const { name } = entry.columns[i]!;
    return { expr: shiftExprLevels(expr, 1), name, attnum: i + 1, isJunk: false, ref: 0, originTable: 0 as never, originColumn: 0 };
  });
  const made: Query = { ...query, ...NOTHING_BUT_TARGETS, targets };
  if (!isSimple(made, 'certain', context)) return undefined;
  return isComputedBelowGroups(query, table, made) ? undefined : { table, query: made };
}

/** A select of nothing from nowhere. */
const NOTHING_BUT_TARGETS = {
  command: 'select',
  rangeTable: [],
  from: { items: [], where: null },
  ctes: [],
  isRecursive: false,
  resultTable: -1,
  returning: [],
  viewChecks: [],
  onConflict: null,
  mergeActions: [],
  groupBy: [],
  groupingSets: [],
  having: null,
  windows: [],
  distinct: [],
  hasDistinctOn: false,
  orderBy: [],
  limit: null,
  offset: null,
  setOperation: null,
  rowMarks: [],
  hasAggregates: false,
  hasWindows: false,
  hasSubLinks: false,
  hasTargetSets: false,
  hasModifyingCtes: false,
} as const satisfies Partial<Query>;

function refersToRow(query: Query, table: number): boolean {
  let found = false;
  visitQueryDeep(
    query,
    (e, depth) => {
      if (e.kind === 'var' && e.table === table && e.column === 0 && e.levelsUp === depth - 1) found = true;
    },
    1,
  );
  return found;
}

/**
 * A sub-select above GROUP BY names a column that the sub-query computes. It has to stay a column: as an expression it would name columns that are no
 * keys, and above grouping sets what is a key of another set would not be NULL.
 */
function isComputedBelowGroups(query: Query, table: number, sub: Query): boolean {
  if (!query.hasSubLinks || (query.groupBy.length === 0 && query.groupingSets.length === 0)) return false;
  const computed = sub.targets.filter(t => !t.isJunk).map(t => t.expr.kind !== 'var');
  if (!computed.includes(true)) return false;
  let found = false;
  const visit = (e: Expr, depth: number): void => {
    if (depth > 0 && e.kind === 'var' && e.levelsUp === depth && e.table === table && (e.column === 0 || computed[e.column - 1] === true)) found = true;
  };
  for (const target of query.targets) visitDeep(target.expr, visit);
  if (query.having !== null) visitDeep(query.having, visit);
  for (const window of query.windows) for (const { expr } of [...window.partitionBy, ...window.orderBy]) visitDeep(expr, visit);
  return found;
}

function isSimple(q: Query, position: Position, context: PlannerContext): boolean {
  if (!isPlainSelect(q) || q.orderBy.length > 0) return false;
  if (q.from.items.length === 0 && position !== 'certain') return false;
  if (position === 'closed' && (q.from.where !== null || q.from.items.length !== 1 || q.from.items[0]!.kind !== 'table')) return false;
  for (const target of q.targets) {
    if (position !== 'certain' && (target.expr.kind !== 'var' || target.expr.levelsUp > 0 || target.expr.column === 0)) return false;
    let blocked = false;
    visitDeep(target.expr, e => {
      if (e.kind === 'sublink' || e.kind === 'next-value') blocked = true;
      const id = e.kind === 'func' || e.kind === 'op' ? e.functionId : 0;
      if (id !== 0 && context.env.catalog.functionById(id)?.volatility === 'v') blocked = true;
    });
    if (blocked || someExpr(target.expr, e => e.kind === 'func' && e.returnsSet)) return false;
  }
  return true;
}

/** FROM ... WHERE and a target list, nothing else but perhaps ORDER BY. */
export function isPlainSelect(q: Query): boolean {
  return (
    q.command === 'select' &&
    !q.setOperation &&
    q.ctes.length === 0 &&
    q.groupBy.length === 0 &&
    q.groupingSets.length === 0 &&
    !q.having &&
    !q.hasAggregates &&
    !q.hasWindows &&
    q.distinct.length === 0 &&
    !q.limit &&
    !q.offset &&
    !q.hasTargetSets &&
    q.rowMarks.length === 0
  );
}

function merge(parent: Query, candidate: Candidate): Query {
  const { table } = candidate;
  // Everything in the sub-query moves one level up and its range-table indexes shift.
  const lifted = shiftQueryLevels(moveRangeTable(candidate.query, parent.rangeTable.length), -1);
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
    const target = targets[expr.column - 1]!;
    // Above grouping sets a key is NULL in the sets that leave it out, whatever its value was: it must stay apart from equal expressions.
    if (depth === 1 && parent.groupingSets.length > 0 && target.kind !== 'var') return hidden(target);
    return shiftExprLevels(target, depth - 1);
  };
  const { where } = lifted.from;
  const placed = { isDone: where === null };
  const conditions: Expr[] = [];
  const items =
    lifted.from.items.length === 0
      ? parent.from.items.flatMap(item => withoutItem(item, table, conditions) ?? [])
      : parent.from.items.map(item => replaceItem(item, table, lifted, placed, false));
  const withEntries: Query = {
    ...parent,
    rangeTable: [...parent.rangeTable.map((e, i) => (i === table ? emptied(e) : e)), ...lifted.rangeTable],
    from: { items, where: [...conditions, ...(placed.isDone ? [] : [where!])].reduce<Expr | null>(and, parent.from.where) },
    hasSubLinks: parent.hasSubLinks || lifted.hasSubLinks,
  };
  return mapQueryDeep(withEntries, substitute, 1);
}

function emptied(entry: RangeTableEntry): RangeTableEntry {
  return { kind: 'values', alias: entry.alias, hasAlias: entry.hasAlias, columns: entry.columns, isLateral: false, rows: [] };
}

/** Takes an item away that stands for one row, from below inner joins: their conditions are left. */
function withoutItem(tree: JoinTree, table: number, conditions: Expr[]): JoinTree | null {
  if (tree.kind === 'table') return tree.table === table ? null : tree;
  const left = withoutItem(tree.left, table, conditions);
  const right = withoutItem(tree.right, table, conditions);
  if (left !== null && right !== null) return left === tree.left && right === tree.right ? tree : { ...tree, left, right };
  if (tree.condition !== null) conditions.push(tree.condition);
  return left ?? right;
}

/** Puts the sub-query's tables in its place; its WHERE goes to the nearest join that filters just its side, if it is under an outer join. */
function replaceItem(tree: JoinTree, table: number, lifted: Query, placed: { isDone: boolean }, isNullable: boolean): JoinTree {
  if (tree.kind === 'table') return tree.table === table ? asTree(lifted.from.items) : tree;
  const { joinType } = tree;
  const left = replaceItem(tree.left, table, lifted, placed, isNullable || joinType === 'right' || joinType === 'full');
  const right = replaceItem(tree.right, table, lifted, placed, isNullable || joinType === 'left' || joinType === 'full');
  if (left === tree.left && right === tree.right) return tree;
  const takesLeft = left !== tree.left && (joinType === 'right' || (joinType === 'inner' && isNullable));
  const takesRight = right !== tree.right && (joinType === 'left' || (joinType === 'inner' && isNullable));
  if (placed.isDone || !(takesLeft || takesRight)) return { ...tree, left, right };
  placed.isDone = true;
  return { ...tree, left, right, condition: and(tree.condition, lifted.from.where!) };
}

/** A FROM list as one join tree (commas are inner joins). */
export function asTree(items: readonly JoinTree[]): JoinTree {
  return items.reduce((left, right): JoinTree => ({ kind: 'join', joinType: 'inner', left, right, condition: null, using: [], isNatural: false, table: -1 }));
}

function and(a: Expr | null, b: Expr): Expr {
  return a ? { kind: 'bool', op: 'and', args: [a, b], type: b.type, typmod: -1, collation: b.collation, location: -1 } : b;
}

/** Adds `offset` to range-table indexes of the query's own level (also as seen from inside its sub-selects). */
export function moveRangeTable(query: Query, offset: number): Query {
  const mapped = mapQueryDeep(query, (e, depth) => (e.kind === 'var' && e.levelsUp === depth - 1 ? { ...e, table: e.table + offset } : undefined), 1);
  const tree = (t: JoinTree): JoinTree =>
    t.kind === 'table'
      ? { ...t, table: t.table + offset }
      : { ...t, table: t.table < 0 ? t.table : t.table + offset, left: tree(t.left), right: tree(t.right) };
  return { ...mapped, from: { ...mapped.from, items: mapped.from.items.map(tree) } };
}
