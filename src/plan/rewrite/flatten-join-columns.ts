/** Replaces Vars that point at a join's own range-table entry by what the join's column stands for, at this level and from inside sub-selects. */
import type { Expr, Query } from '../../analyze/index.js';
import { mapDeep, mapQueryDeep, shiftExprLevels } from '../expression/levels.js';

export function flattenJoinColumns(query: Query): Query {
  if (!query.rangeTable.some(e => e.kind === 'join')) return query;
  const replace = (expr: Expr, depth: number): Expr | undefined => {
    if (expr.kind !== 'var' || expr.levelsUp !== depth - 1) return undefined;
    const entry = query.rangeTable[expr.table];
    if (entry?.kind !== 'join') return undefined;
    const resolve = (column: number): Expr => {
      const target = mapDeep(entry.columnExprs[column - 1]!, (e, d) => replace(e, d + 1));
      return shiftExprLevels(target, depth - 1);
    };
    if (expr.column > 0) return resolve(expr.column);
    return {
      kind: 'row',
      fields: entry.columnExprs.map((_, i) => resolve(i + 1)),
      fieldNames: entry.columns.map(c => c.name),
      isExplicit: false,
      type: expr.type,
      typmod: -1,
      collation: expr.collation,
      location: expr.location,
    };
  };
  return mapQueryDeep(query, replace, 1);
}
