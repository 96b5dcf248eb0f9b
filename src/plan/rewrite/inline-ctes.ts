/** A WITH query that is plain, not recursive, not volatile and used once becomes a sub-query in FROM (PostgreSQL chapter 7.8.3). */
import type { CommonTable, Expr, Query, RangeTableEntry } from '../../analyze/index.js';
import type { PlannerContext } from '../context.js';
import { mapQueryExprs, shiftQueryLevels, visitQueryDeep } from '../expression/levels.js';
import { mapChildren } from '../expression/walk.js';
import { checkCopies } from './size-limit.js';

export function inlineCtes(query: Query, context: PlannerContext): Query {
  if (query.ctes.length === 0) return query;
  let current = query;
  for (const cte of query.ctes) {
    if (!isInlinable(cte, context)) continue;
    const body = current.ctes.find(c => c.name === cte.name)!;
    checkCopies(body.query, cte.referenceCount);
    current = replaceReferences({ ...current, ctes: current.ctes.filter(c => c !== body) }, body, 0);
  }
  return current;
}

function isInlinable(cte: CommonTable, context: PlannerContext): boolean {
  if (cte.isRecursive || cte.query.command !== 'select' || cte.materialized === 'always' || cte.query.rowMarks.length > 0) return false;
  if (cte.materialized !== 'never' && cte.referenceCount !== 1) return false;
  let isVolatile = false;
  visitQueryDeep(
    cte.query,
    e => {
      const id = e.kind === 'func' || e.kind === 'op' ? e.functionId : 0;
      if (e.kind === 'next-value' || (id !== 0 && context.env.catalog.functionById(id)?.volatility === 'v')) isVolatile = true;
    },
    1,
  );
  return !isVolatile;
}

/** Replaces cte entries that point `depth` levels up at `cte`, everywhere below. */
function replaceReferences(query: Query, cte: CommonTable, depth: number): Query {
  // A nested WITH of the same name hides the outer one only for references with smaller levelsUp, so levels decide.
  const inExpr = (expr: Expr): Expr => {
    const mapped = mapChildren(expr, inExpr);
    return mapped.kind === 'sublink' ? { ...mapped, query: replaceReferences(mapped.query, cte, depth + 1) } : mapped;
  };
  const mapped = query.hasSubLinks ? mapQueryExprs(query, inExpr) : query;
  return {
    ...mapped,
    rangeTable: mapped.rangeTable.map((entry): RangeTableEntry => {
      if (entry.kind === 'subquery') return { ...entry, query: replaceReferences(entry.query, cte, depth + 1) };
      if (entry.kind === 'cte' && entry.cteName === cte.name && entry.levelsUp === depth) {
        // The body moves from the WITH list (one level below its owner) to a sub-query of a query `depth` levels below the owner.
        return {
          kind: 'subquery',
          alias: entry.alias,
          hasAlias: entry.hasAlias,
          columns: entry.columns,
          isLateral: false,
          query: shiftQueryLevels(cte.query, depth),
          isView: null,
        };
      }
      return entry;
    }),
    ctes: mapped.ctes.map(c => ({ ...c, query: replaceReferences(c.query, cte, depth + 1) })),
  };
}
