/**
 * `a LEFT JOIN b ON a.x = b.x WHERE b.x IS NULL` asks for the rows of `a` without a partner: an anti join. The column must be one that the join's condition
 * finds not null; what else refers to `b` is NULL.
 */
import type { Expr, JoinTree, Query, Var } from '../../analyze/index.js';
import type { PlannerContext } from '../context.js';
import { mapQueryDeep } from '../expression/levels.js';
import { outerRelidsOfQuery, relidsOf } from '../expression/references.js';
import { conjunction, conjuncts } from '../expression/walk.js';
import { treeRelids, type SemiJoin } from '../path/join-tree.js';
import { NO_RELIDS, overlaps, relidOf, type Relids } from '../path/path.js';
import { foldConstants } from './fold-constants.js';

export function leftJoinsToAnti(query: Query, context: PlannerContext): { query: Query; antiJoins: readonly SemiJoin[] } {
  const antiJoins: SemiJoin[] = [];
  let current = query;
  for (;;) {
    const next = convertOne(current, context);
    if (next === undefined) break;
    antiJoins.push(next.join);
    current = next.query;
  }
  return antiJoins.length === 0 ? { query, antiJoins } : { query: foldConstants(current, context), antiJoins };
}

function convertOne(query: Query, context: PlannerContext): { query: Query; join: SemiJoin } | undefined {
  if (query.command !== 'select' || query.from.where === null) return undefined;
  const quals = conjuncts(query.from.where);
  const tested = quals.flatMap(q => (q.kind === 'null-test' && !q.isNot && !q.isRow && q.arg.kind === 'var' && q.arg.levelsUp === 0 ? [q.arg] : []));
  if (tested.length === 0) return undefined;
  for (let i = 0; i < query.from.items.length; i++) {
    const join = findJoin(query.from.items[i]!, query, tested, context);
    if (join === undefined) continue;
    const inner = treeRelids(join.right);
    if (isSortedOrGrouped(query, inner)) continue;
    const items = query.from.items.slice();
    items[i] = replaced(items[i]!, join, join.left);
    const where = conjunction(quals.filter(q => !(q.kind === 'null-test' && tested.includes(q.arg as Var) && overlaps(relidsOf(q), inner))));
    const reduced: Query = { ...query, from: { ...query.from, items, where } };
    const nulled = mapQueryDeep(
      reduced,
      (e, depth): Expr | undefined =>
        e.kind === 'var' && e.levelsUp === depth - 1 && overlaps(relidOf(e.table), inner)
          ? { kind: 'const', value: null, type: e.type, typmod: e.typmod, collation: e.collation, location: e.location }
          : undefined,
      1,
    );
    return { query: nulled, join: { joinType: 'anti', tree: join.right, conditions: conjuncts(join.condition) } };
  }
  return undefined;
}

type Join = JoinTree & { readonly kind: 'join' };

/** A left join whose left side keeps all its rows in the result, and whose right side is tested for NULL in a column that its condition compares. */
function findJoin(tree: JoinTree, query: Query, tested: readonly Var[], context: PlannerContext): Join | undefined {
  if (tree.kind === 'table') return undefined;
  if (tree.joinType === 'left') {
    const inner = treeRelids(tree.right);
    const strict = conjuncts(tree.condition).flatMap(c => strictVars(c, context));
    const isTested = tested.some(t => overlaps(relidOf(t.table), inner) && strict.some(s => s.table === t.table && s.column === t.column));
    if (isTested && isClosed(tree.right, query)) return tree;
    return findJoin(tree.left, query, tested, context);
  }
  if (tree.joinType !== 'inner') return undefined;
  return findJoin(tree.left, query, tested, context) ?? findJoin(tree.right, query, tested, context);
}

/** Reads nothing of its siblings. */
function isClosed(tree: JoinTree, query: Query): boolean {
  if (tree.kind === 'join') return isClosed(tree.left, query) && isClosed(tree.right, query);
  const entry = query.rangeTable[tree.table]!;
  return entry.kind === 'relation' || (entry.kind === 'subquery' && outerRelidsOfQuery(entry.query) === NO_RELIDS);
}

function replaced(tree: JoinTree, join: JoinTree, by: JoinTree): JoinTree {
  if (tree === join) return by;
  return tree.kind === 'table' ? tree : { ...tree, left: replaced(tree.left, join, by), right: replaced(tree.right, join, by) };
}

/** Keys of grouping, sorting and windows stay expressions. */
function isSortedOrGrouped(query: Query, inner: Relids): boolean {
  if (query.targets.some(t => t.ref !== 0 && overlaps(relidsOf(t.expr), inner))) return true;
  return query.windows.some(w => [...w.partitionBy, ...w.orderBy].some(k => overlaps(relidsOf(k.expr), inner)));
}

/** Columns that are not NULL wherever the condition is true. */
function strictVars(expr: Expr, context: PlannerContext): Var[] {
  switch (expr.kind) {
    case 'var':
      return expr.levelsUp === 0 && expr.column > 0 ? [expr] : [];
    case 'op':
    case 'func': {
      const descriptor = context.env.catalog.functionById(expr.functionId);
      if (!descriptor?.isStrict || (expr.kind === 'func' && expr.returnsSet)) return [];
      return expr.args.flatMap(a => strictVars(a, context));
    }
    case 'relabel':
    case 'coerce-io':
    case 'coerce-typmod':
    case 'collate':
      return strictVars(expr.arg, context);
    default:
      return [];
  }
}
