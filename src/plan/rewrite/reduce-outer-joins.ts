/** An outer join whose null-extended rows a strict condition above would reject anyway is an inner (or one-sided) join. */
import type { Expr, JoinTree, Query } from '../../analyze/index.js';
import type { ArrayValue } from '../../types/index.js';
import type { PlannerContext } from '../context.js';
import { relidsOf } from '../expression/references.js';
import { conjuncts } from '../expression/walk.js';
import { treeRelids } from '../path/join-tree.js';
import { NO_RELIDS, overlaps, relidOf, type Relids } from '../path/path.js';

export function reduceOuterJoins(query: Query, context: PlannerContext): Query {
  if (!query.from.items.some(hasOuter)) return query;
  const nonNull = rejectsNulls(query.from.where, context);
  return { ...query, from: { ...query.from, items: query.from.items.map(item => reduce(item, nonNull, context)) } };
}

function hasOuter(tree: JoinTree): boolean {
  return tree.kind === 'join' && (tree.joinType !== 'inner' || hasOuter(tree.left) || hasOuter(tree.right));
}

function reduce(tree: JoinTree, nonNull: Relids, context: PlannerContext): JoinTree {
  if (tree.kind === 'table') return tree;
  const left = treeRelids(tree.left);
  const right = treeRelids(tree.right);
  let { joinType } = tree;
  const leftNonNull = overlaps(nonNull, left);
  const rightNonNull = overlaps(nonNull, right);
  if (joinType === 'full') joinType = leftNonNull && rightNonNull ? 'inner' : leftNonNull ? 'left' : rightNonNull ? 'right' : 'full';
  if (joinType === 'left' && rightNonNull) joinType = 'inner';
  if (joinType === 'right' && leftNonNull) joinType = 'inner';
  // What an inner join's own condition rejects holds for both sides; an outer join's only for its nullable side.
  const own = joinType === 'full' ? NO_RELIDS : rejectsNulls(tree.condition, context);
  const passLeft = joinType === 'inner' ? nonNull | own : joinType === 'left' ? nonNull : joinType === 'right' ? own : NO_RELIDS;
  const passRight = joinType === 'inner' ? nonNull | own : joinType === 'right' ? nonNull : joinType === 'left' ? own : NO_RELIDS;
  return { ...tree, joinType, left: reduce(tree.left, passLeft, context), right: reduce(tree.right, passRight, context) };
}

/** Relations for which a row of NULLs cannot satisfy the condition. */
function rejectsNulls(condition: Expr | null, context: PlannerContext): Relids {
  let relids = NO_RELIDS;
  for (const qual of conjuncts(condition)) relids |= rejectsNullsOne(qual, context);
  return relids;
}

function rejectsNullsOne(qual: Expr, context: PlannerContext): Relids {
  if (qual.kind === 'bool') {
    if (qual.op === 'not') return strictRelids(qual.args[0]!, context);
    if (qual.op === 'and') return qual.args.reduce((r, a) => r | rejectsNullsOne(a, context), NO_RELIDS);
    return qual.args.map(a => rejectsNullsOne(a, context)).reduce((r, a) => r & a);
  }
  if (qual.kind === 'null-test') return qual.isNot && !qual.isRow ? strictRelids(qual.arg, context) : NO_RELIDS;
  if (qual.kind === 'boolean-test')
    return qual.test === 'is-true' || qual.test === 'is-false' || qual.test === 'is-not-unknown' ? strictRelids(qual.arg, context) : NO_RELIDS;
  // NULL compared with any of no elements is false, which will do here.
  if (qual.kind === 'scalar-array-op' && qual.useOr && isStrictComparison(qual, context)) return strictRelids(qual.args[0], context);
  return strictRelids(qual, context);
}

function isStrictComparison(expr: Expr & { kind: 'scalar-array-op' }, context: PlannerContext): boolean {
  return context.env.catalog.functionById(expr.functionId)?.isStrict === true;
}

/** An array that is sure to have elements. */
function hasElements(array: Expr): boolean {
  if (array.kind === 'const') return array.value !== null && (array.value as ArrayValue).values.length > 0;
  return array.kind === 'array' && !array.isMultiDimensional && array.elements.length > 0;
}

/** Relations whose NULL columns make the whole expression NULL. */
function strictRelids(expr: Expr, context: PlannerContext): Relids {
  switch (expr.kind) {
    case 'var':
      return expr.levelsUp === 0 && expr.column !== 0 ? relidOf(expr.table) : NO_RELIDS;
    case 'op':
    case 'func': {
      const descriptor = context.env.catalog.functionById(expr.functionId);
      if (!descriptor?.isStrict || (expr.kind === 'func' && expr.returnsSet)) return NO_RELIDS;
      return expr.args.reduce((r, a) => r | strictRelids(a, context), NO_RELIDS);
    }
    case 'relabel':
    case 'coerce-io':
    case 'coerce-typmod':
    case 'collate':
      return strictRelids(expr.arg, context);
    case 'scalar-array-op':
      return hasElements(expr.args[1]) && isStrictComparison(expr, context) ? strictRelids(expr.args[0], context) : NO_RELIDS;
    case 'bool':
      return expr.op === 'not' ? strictRelids(expr.args[0]!, context) : NO_RELIDS;
    default:
      return NO_RELIDS;
  }
}

export { relidsOf };
