/**
 * Where the fields of an anonymous record come from that a column of a sub-query, of a WITH query or of a join holds: the expression that made it
 * (PostgreSQL: expandRecordVariable).
 */
import type { QueryState } from '../state.js';
import type { Expr } from '../typed/expression.js';
import type { Query, RangeTableEntry, SetOperationTree } from '../typed/query.js';

/** A query level, of the statement in analysis or of one that has been analysed. */
interface Level {
  readonly rangeTable: readonly RangeTableEntry[];
  readonly ctes: readonly { readonly name: string; readonly query: Query | null }[];
  readonly parent: Level | null;
}

/** The expression behind a column, as far as it can be followed; the expression itself when it is no column. */
export function recordSource(state: QueryState, expr: Expr): Expr | undefined {
  return follow(expr, state);
}

function follow(expr: Expr, level: Level): Expr | undefined {
  if (expr.kind !== 'var' || expr.column <= 0) return expr;
  const own = ancestor(level, expr.levelsUp);
  const entry = own?.rangeTable[expr.table];
  if (own === undefined || entry === undefined) return undefined;
  switch (entry.kind) {
    case 'join':
      return follow(entry.columnExprs[expr.column - 1]!, own);
    case 'subquery':
      return followInto(entry.query, expr.column, own);
    case 'cte': {
      const holder = ancestor(own, entry.levelsUp);
      const query = holder?.ctes.find(cte => cte.name === entry.cteName)?.query;
      return query == null ? undefined : followInto(query, expr.column, holder!);
    }
    default:
      return undefined;
  }
}

function followInto(query: Query, column: number, parent: Level): Expr | undefined {
  const level: Level = { rangeTable: query.rangeTable, ctes: query.ctes, parent };
  if (query.setOperation !== null) {
    const entry = query.rangeTable[leftmost(query.setOperation)];
    return entry?.kind === 'subquery' ? followInto(entry.query, column, level) : undefined;
  }
  const targets = query.command === 'select' ? query.targets.filter(t => !t.isJunk) : query.returning;
  const target = targets[column - 1];
  return target === undefined ? undefined : follow(target.expr, level);
}

function leftmost(tree: SetOperationTree): number {
  return tree.kind === 'leaf' ? tree.table : leftmost(tree.left);
}

function ancestor(level: Level, levelsUp: number): Level | undefined {
  let found: Level | null = level;
  for (let i = 0; i < levelsUp; i++) found = found?.parent ?? null;
  return found ?? undefined;
}
