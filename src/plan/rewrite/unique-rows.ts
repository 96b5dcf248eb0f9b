/** Is there at most one row that fits? From unique indexes, and from DISTINCT, GROUP BY and set operations of sub-queries. */
import type { Expr, Query, RangeTableEntry, SortGroupClause } from '../../analyze/index.js';
import type { PlannerContext } from '../context.js';
import { stripRelabel } from '../cost/selectivity.js';
import { containsSetCall, relidsOf } from '../expression/references.js';
import { overlaps, relidOf } from '../path/path.js';

interface Equality {
  /** Attnum, or position of the sub-query's column, from 1. */
  readonly column: number;
  readonly operatorId: number;
}

/** True when at most one row of range-table entry `table` can satisfy `conditions`, whatever the rows of the other entries. */
export function isUniqueBy(entry: RangeTableEntry, table: number, conditions: readonly Expr[], context: PlannerContext): boolean {
  const equalities = conditions.flatMap(c => equalityOf(c, table));
  if (equalities.length === 0) return false;
  const { catalog } = context.env;
  if (entry.kind === 'relation') {
    return entry.relation.indexes.some(index => {
      if (!index.isUnique || !index.isImmediate || !index.isValid || index.predicateText !== null) return false;
      return index.operatorClasses
        .slice(0, index.keyCount)
        .every(
          (opclass, k) =>
            index.columns[k]! > 0 && equalities.some(e => e.column === index.columns[k] && catalog.btreeStrategy(e.operatorId as never, opclass) === 3),
        );
    });
  }
  if (entry.kind !== 'subquery') return false;
  const unique = uniqueColumns(entry.query);
  return unique !== null && unique.every(column => equalities.some(e => e.column === column && catalog.operatorById(e.operatorId as never)?.name === '='));
}

function equalityOf(condition: Expr, table: number): Equality[] {
  if (condition.kind !== 'op' || condition.args.length !== 2) return [];
  const [a, b] = condition.args as [Expr, Expr];
  const own = relidOf(table);
  for (const [side, other] of [
    [a, b],
    [b, a],
  ] as const) {
    const column = stripRelabel(side);
    if (column.kind === 'var' && column.table === table && column.levelsUp === 0 && column.column > 0 && !overlaps(relidsOf(other), own))
      return [{ column: column.column, operatorId: condition.operatorId }];
  }
  return [];
}

/** Positions (from 1) of output columns that are unique together; null if none are known to be. */
export function uniqueColumns(query: Query): readonly number[] | null {
  if (query.command !== 'select' || query.targets.some(t => containsSetCall(t.expr))) return null;
  const visible = query.targets.filter(t => !t.isJunk);
  const positions = (clauses: readonly SortGroupClause[]): number[] | null => {
    const found = clauses.map(c => visible.findIndex(t => t.ref === c.ref && c.ref !== 0) + 1);
    return found.every(p => p > 0) ? found : null;
  };
  if (query.setOperation) return query.setOperation.kind === 'operation' && !query.setOperation.all ? visible.map((_, i) => i + 1) : null;
  if (query.distinct.length > 0) return positions(query.distinct);
  if (query.groupBy.length > 0 && query.groupingSets.length === 0) return positions(query.groupBy);
  return null;
}
