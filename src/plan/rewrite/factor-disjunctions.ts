/** `(a AND b) OR (a AND c)` is `a AND (b OR c)`: conditions common to all arms can then join and use indexes. */
import type { Expr, JoinTree, Query } from '../../analyze/index.js';
import { conjunction, conjuncts, exprEquals } from '../expression/walk.js';

export function factorDisjunctions(query: Query): Query {
  const where = factored(query.from.where);
  const items = query.from.items.map(inTree);
  const having = factored(query.having);
  const isChanged = where !== query.from.where || having !== query.having || items.some((item, i) => item !== query.from.items[i]);
  return isChanged ? { ...query, from: { items, where }, having } : query;
}

function inTree(tree: JoinTree): JoinTree {
  if (tree.kind === 'table') return tree;
  const left = inTree(tree.left);
  const right = inTree(tree.right);
  const condition = factored(tree.condition);
  return left === tree.left && right === tree.right && condition === tree.condition ? tree : { ...tree, left, right, condition };
}

function factored(condition: Expr | null): Expr | null {
  if (condition === null || condition.kind !== 'bool' || condition.op === 'not') return condition;
  const parts = conjuncts(condition);
  const out = parts.flatMap(part => factorOne(part));
  return out.length === parts.length && out.every((e, i) => e === parts[i]) ? condition : conjunction(out);
}

function factorOne(condition: Expr): Expr[] {
  if (condition.kind !== 'bool' || condition.op !== 'or') return [condition];
  const arms = condition.args.map(conjuncts);
  const common = arms[0]!.filter(part => arms.every(arm => arm.some(other => exprEquals(other, part))));
  if (common.length === 0) return [condition];
  const rests = arms.map(arm => arm.filter(part => !common.some(c => exprEquals(c, part))));
  // An arm that is nothing but the common part makes the rest true.
  if (rests.some(rest => rest.length === 0)) return common;
  return [...common, { ...condition, args: rests.map(rest => conjunction(rest)!) }];
}
