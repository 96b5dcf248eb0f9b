/**
 * Cursors that WHERE CURRENT OF may name (PostgreSQL: execCurrentOf): the row that a cursor is on is known by its reference, which travels behind the
 * visible columns. Those of FOR UPDATE / SHARE give one for each table they lock; others must read one table and do nothing else with its rows.
 */
import type { Query } from '../analyze/index.js';
import type { PlanNode, RowReferences } from './physical/plan-nodes.js';
import type { QueryPlanner } from './query-planner.js';
import { tidVar } from './path/recheck.js';

export function planCursor(level: QueryPlanner): { readonly root: PlanNode; readonly references: RowReferences } {
  level.prepare();
  const isLocking = level.query.rowMarks.length > 0;
  level.keepsRowReference = !isLocking && onlyTable(level.query) !== undefined;
  const path = level.path();
  const targets = level.visibleTargets().map(t => t.expr);
  const only = level.keepsRowReference ? onlyTable(level.query) : undefined;
  const sources = isLocking ? level.query.rowMarks.map(m => m.table) : only === undefined ? [] : [only];
  const tables = sources.flatMap(table => {
    const base = level.bases.get(table);
    return base === undefined || base.relation.isVirtual ? [] : [{ table, relation: base.relation.oid }];
  });
  const width = targets.length + tables.length;
  const root = level.asTop(level.exact(path.build([...targets, ...tables.map(t => tidVar(t.table))]), width));
  const isUsable = isLocking || isScan(root);
  return { root, references: { isLocking, tables: isUsable ? tables.map(({ relation }, i) => ({ relation, column: targets.length + i })) : [] } };
}

/** The range-table index of the one table whose rows the level gives, one by one. */
function onlyTable(query: Query): number | undefined {
  if (query.command !== 'select' || query.setOperation !== null || query.hasAggregates || query.hasWindows || query.hasTargetSets) return undefined;
  if (query.groupBy.length > 0 || query.groupingSets.length > 0 || query.having !== null || query.distinct.length > 0) return undefined;
  const item = query.from.items.length === 1 ? query.from.items[0]! : undefined;
  if (item?.kind !== 'table') return undefined;
  return query.rangeTable[item.table]!.kind === 'relation' ? item.table : undefined;
}

/** Does the plan read a table and nothing else? A sort has read on when its row is given. */
function isScan(node: PlanNode): boolean {
  switch (node.kind) {
    case 'seq-scan':
    case 'index-scan':
    case 'bitmap-heap-scan':
    case 'tid-scan':
      return true;
    case 'limit':
      return isScan(node.input);
    case 'result':
      return node.input !== null && isScan(node.input);
    default:
      return false;
  }
}
