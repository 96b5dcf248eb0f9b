/** What the join search asks again and again of a qualification, worked out once. */
import type { Expr, OpExpr } from '../../analyze/index.js';
import { CONFLICT_COLLATION } from '../../catalog/index.js';
import { relidsOf } from '../expression/references.js';
import type { QueryPlanner } from '../query-planner.js';
import { NO_RELIDS, isSubset, overlaps, type Relids } from './path.js';

export interface JoinClause {
  readonly id: number;
  readonly expr: Expr;
  readonly relids: Relids;
  /** Equivalence class it is one equality of, or -1. A join needs just one clause of a class. */
  readonly ec: number;
  /** `left = right` over disjoint relations, by an operator that hashes. */
  readonly equality: { readonly left: Expr; readonly right: Expr; readonly leftRelids: Relids; readonly rightRelids: Relids } | null;
  /** Evaluations of operators per row. */
  readonly operators: number;
  selectivity: number;
}

export function makeClause(level: QueryPlanner, expr: Expr, ec = -1): JoinClause {
  return {
    ...{ id: level.context.clauseCount++, expr, relids: relidsOf(expr), ec, equality: equalityOf(level, expr) },
    ...{ operators: level.operators([expr]), selectivity: level.selectivity.one(expr) },
  };
}

function equalityOf(level: QueryPlanner, expr: Expr): JoinClause['equality'] {
  if (expr.kind !== 'op' || expr.args.length !== 2 || !isHashableEquality(level, expr)) return null;
  // Without a collation to compare under, the comparison itself has to say so.
  if (expr.inputCollation === CONFLICT_COLLATION) return null;
  const [left, right] = expr.args as [Expr, Expr];
  const leftRelids = relidsOf(left);
  const rightRelids = relidsOf(right);
  if (leftRelids === NO_RELIDS || rightRelids === NO_RELIDS || overlaps(leftRelids, rightRelids) || level.hasVolatile(expr)) return null;
  return { left, right, leftRelids, rightRelids };
}

const INTEGERS = new Set<number>([20, 21, 23]);
const FLOATS = new Set<number>([700, 701]);

/** Hash codes of both sides must agree: same type, or both integers, or both floats. */
function isHashableEquality(level: QueryPlanner, expr: OpExpr): boolean {
  const { catalog } = level.context.env;
  if (!catalog.isHashJoinable(expr.operatorId)) return false;
  const operator = catalog.operatorById(expr.operatorId);
  if (!operator) return false;
  const { leftType: l, rightType: r } = operator;
  return l === r || (INTEGERS.has(l) && INTEGERS.has(r)) || (FLOATS.has(l) && FLOATS.has(r));
}

/** The equality seen from a join of `outer` with `inner`; null when it does not compare one with the other. */
export function joinKeys(clause: JoinClause, outer: Relids, inner: Relids): { readonly outer: Expr; readonly inner: Expr } | null {
  const { equality } = clause;
  if (equality === null) return null;
  if (isSubset(equality.leftRelids, outer) && isSubset(equality.rightRelids, inner)) return { outer: equality.left, inner: equality.right };
  if (isSubset(equality.rightRelids, outer) && isSubset(equality.leftRelids, inner)) return { outer: equality.right, inner: equality.left };
  return null;
}
