/**
 * Views and WITH queries that name one another twice, level upon level, stand for exponentially many tables: such a statement is refused before anything
 * is copied, since planning cannot be interrupted.
 */
import { visitQueryExpressions, type Expr, type Query } from '../../analyze/index.js';
import { PgError } from '../../errors/index.js';
import { forEachChild } from '../expression/walk.js';

/** Far more than anyone writes; takes about a second to plan. */
const TABLES_MAX = 8192;

/** Views share their queries, so that each is counted once. */
const counts = new WeakMap<Query, number>();

/** Queries directly below a query: in FROM, in WITH and in expressions. */
function queriesBelow(query: Query): Query[] {
  const below: Query[] = [];
  const inLinks = (expr: Expr): void => {
    if (expr.kind === 'sublink') below.push(expr.query);
    forEachChild(expr, inLinks);
  };
  visitQueryExpressions(
    query,
    expr => {
      if (query.hasSubLinks) inLinks(expr);
    },
    inner => void below.push(inner),
  );
  return below;
}

/** Range-table entries of a query and of all below it, shared ones as often as they are met. */
function tablesOf(query: Query): number {
  let count = counts.get(query);
  if (count === undefined) {
    count = query.rangeTable.length;
    for (const below of queriesBelow(query)) count += tablesOf(below);
    counts.set(query, count);
  }
  return count;
}

/** Shared ones once. */
function ownTablesOf(query: Query, seen: Set<Query>): number {
  if (seen.has(query)) return 0;
  seen.add(query);
  let count = query.rangeTable.length;
  for (const below of queriesBelow(query)) count += ownTablesOf(below, seen);
  return count;
}

function refuse(): never {
  throw new PgError('statement_too_complex', 'statement is too complex', {
    detail: `With its views and WITH queries written out it has more than ${TABLES_MAX} tables.`,
  });
}

/** A statement as it was analysed: its views are not copied yet. What a statement itself is long by is no matter. @throws 54001 */
export function checkViews(query: Query): void {
  // The usual statement has no query below it.
  if (!query.hasSubLinks && query.ctes.length === 0 && !query.rangeTable.some(entry => entry.kind === 'subquery')) return;
  if (tablesOf(query) > TABLES_MAX && tablesOf(query) > 2 * ownTablesOf(query, new Set())) refuse();
}

/** @param copies how many of a WITH query the statement is to have @throws 54001 */
export function checkCopies(query: Query, copies: number): void {
  if (copies > 1 && tablesOf(query) * copies > TABLES_MAX) refuse();
}
