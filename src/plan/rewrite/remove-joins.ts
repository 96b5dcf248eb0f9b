/** A left join that adds neither columns that anybody reads nor rows (its right side is unique in what the condition compares) is left out. */
import type { Expr, JoinTree, Query } from '../../analyze/index.js';
import type { PlannerContext } from '../context.js';
import { visitDeep, visitQueryDeep } from '../expression/levels.js';
import { isVolatile } from '../expression/volatility.js';
import { conjuncts } from '../expression/walk.js';
import { isUniqueBy } from './unique-rows.js';

export function removeJoins(query: Query, context: PlannerContext): Query {
  let current = query;
  for (;;) {
    const next = removeOne(current, context);
    if (next === undefined) return current;
    current = next;
  }
}

function removeOne(query: Query, context: PlannerContext): Query | undefined {
  for (let i = 0; i < query.from.items.length; i++) {
    for (const candidate of candidates(query.from.items[i]!)) {
      const items = query.from.items.slice();
      items[i] = without(items[i]!, candidate);
      if (!isUniqueBy(query.rangeTable[candidate.right.table]!, candidate.right.table, conjuncts(candidate.condition), context)) continue;
      if (candidate.condition !== null && isVolatile(candidate.condition, context)) continue;
      const reduced: Query = { ...query, from: { ...query.from, items } };
      if (!isRead(reduced, candidate.right.table)) return reduced;
    }
  }
  return undefined;
}

interface Candidate {
  readonly join: JoinTree;
  readonly right: JoinTree & { readonly kind: 'table' };
  readonly condition: Expr | null;
}

/** Left joins with a plain right side. */
function candidates(tree: JoinTree): Candidate[] {
  if (tree.kind === 'table') return [];
  const own: Candidate[] = tree.joinType === 'left' && tree.right.kind === 'table' ? [{ join: tree, right: tree.right, condition: tree.condition }] : [];
  return [...own, ...candidates(tree.left), ...candidates(tree.right)];
}

function without(tree: JoinTree, { join }: Candidate): JoinTree {
  if (tree === join && tree.kind === 'join') return tree.left;
  return tree.kind === 'table' ? tree : { ...tree, left: without(tree.left, { join } as Candidate), right: without(tree.right, { join } as Candidate) };
}

function isRead(query: Query, table: number): boolean {
  // MERGE joins its target: the rows that it changes.
  if (table === query.resultTable || query.rowMarks.some(m => m.table === table)) return true;
  let read = false;
  const note = (e: Expr, depth: number): void => {
    if ((e.kind === 'var' || e.kind === 'current-of') && e.table === table && (e.kind === 'current-of' ? depth === 0 : e.levelsUp === depth)) read = true;
  };
  visitQueryDeep(query, (e, depth) => note(e, depth - 1), 1);
  const visitTree = (tree: JoinTree): void => {
    if (tree.kind === 'table') return;
    if (tree.condition !== null) visitDeep(tree.condition, note);
    visitTree(tree.left);
    visitTree(tree.right);
  };
  query.from.items.forEach(visitTree);
  return read;
}
