/**
 * EvalPlanQual, the planner's part (PostgreSQL's src/backend/executor/README, "EvalPlanQual"): when a row that is to be changed or locked has a newer version,
 * the level is asked again with that version and with the very rows of the other tables that it had been joined with. So those travel with the row:
 * tables by reference, other items by the values that anybody reads.
 */
import { visitQueryExpressions, walkExpression, type Expr, type JoinTree, type Query, type RangeTableEntry } from '../../analyze/index.js';
import { TID } from '../../types/index.js';
import { exprEquals } from '../expression/walk.js';
import type { EpqMark } from '../physical/plan-nodes.js';
import { QueryPlanner } from '../query-planner.js';
import { upperPath } from './upper-paths.js';

export function tidVar(table: number): Expr {
  return { kind: 'var', table, column: -1, levelsUp: 0, type: TID, typmod: -1, collation: 0 as never, location: -1 };
}

/** Marks of all tables of the level but `own`, once its paths are made; what they need is added to `need`. */
export function otherMarks(level: QueryPlanner, own: readonly number[], need: Expr[]): EpqMark[] {
  const marks: EpqMark[] = [];
  const place = (expr: Expr): number => {
    const known = need.findIndex(e => exprEquals(e, expr));
    return known >= 0 ? known : need.push(expr) - 1;
  };
  const mark = (table: number): void => {
    if (own.includes(table)) return;
    const entry = level.entry(table);
    const columnCount = entry.columns.length;
    if (entry.kind === 'relation' && !entry.relation.isVirtual)
      marks.push({ tableIndex: table, relation: entry.relation, refColumn: place(tidVar(table)), columns: [], columnCount });
    else
      marks.push({
        tableIndex: table,
        relation: null,
        refColumn: -1,
        columns: columnsRead(level, table, need).map(c => ({ column: c, at: place(columnVar(table, entry, c)) })),
        columnCount,
      });
  };
  for (const item of level.query.from.items) tablesOf(item).forEach(mark);
  for (const semi of level.semiJoins ?? []) if (semi.joinType === 'semi') tablesOf(semi.tree).forEach(mark);
  return marks;
}

/** The same level planned again, all its tables replaced by one row each. `query` may leave out what comes after the join. */
export function recheckPlan(level: QueryPlanner, query: Query, need: readonly Expr[]) {
  const again = new QueryPlanner(level.context, level.parent, query);
  for (const [name, number] of level.cteNumbers) again.cteNumbers.set(name, number);
  again.semiJoins = level.semiJoins;
  again.epqTables = [...query.from.items, ...(level.semiJoins ?? []).map(s => s.tree)].flatMap(tablesOf);
  return upperPath(again).build(need);
}

function tablesOf(tree: JoinTree): number[] {
  return tree.kind === 'table' ? [tree.table] : [...tablesOf(tree.left), ...tablesOf(tree.right)];
}

/** Positions of the columns of an item that the level, or what is in it, reads. */
function columnsRead(level: QueryPlanner, table: number, need: readonly Expr[]): number[] {
  const { columns } = level.entry(table);
  const read = new Set<number>();
  const visit = (expr: Expr, depth: number): void => {
    if (expr.kind !== 'var' || expr.table !== table || expr.levelsUp !== depth) return;
    if (expr.column === 0) columns.forEach((_, i) => read.add(i));
    else if (expr.column > 0) read.add(expr.column - 1);
  };
  const walk = (expr: Expr): void => walkExpression(expr, visit);
  visitQueryExpressions(level.query, walk, () => undefined);
  for (const semi of level.semiJoins ?? []) semi.conditions.forEach(walk);
  need.forEach(walk);
  return [...read].sort((a, b) => a - b);
}

function columnVar(table: number, entry: RangeTableEntry, index: number): Expr {
  const { type, typmod, collation } = entry.columns[index]!;
  return { kind: 'var', table, column: index + 1, levelsUp: 0, type, typmod, collation, location: -1 };
}
