/**
 * Qualifications that an index without an order (GiST) can evaluate: operators of its classes, with the key on either side, and null tests. Where the
 * index only narrows the rows down, they are compared again by the operator (`isExact` false).
 */
import type { Expr } from '../../analyze/index.js';
import { isLossy } from '../../access/index.js';
import { INVALID_OID } from '../../base/index.js';
import { shapeOfClass, type IndexDescriptor } from '../../catalog/index.js';
import { relidsOf } from '../expression/references.js';
import { orderCollation } from '../expression/order-collation.js';
import type { QueryPlanner } from '../query-planner.js';
import type { BaseRelation } from './base-relation.js';
import { commuted, isKeyExpr, type MatchedCondition } from './index-conditions.js';
import { NO_RELIDS, overlaps, relidOf } from './path.js';

const NONE: readonly MatchedCondition[] = [];
const CONTAINS_ELEMENT = 16;
/** = and <> of scalars. */
const EQUALITIES: readonly number[] = [3, 6];

export function searchConditions(
  level: QueryPlanner,
  base: BaseRelation,
  index: IndexDescriptor,
  key: Expr,
  column: number,
  qual: Expr,
): readonly MatchedCondition[] {
  const { catalog } = level.context.env;
  if (qual.kind === 'null-test') {
    if (qual.isRow || !isKeyExpr(qual.arg, key)) return NONE;
    return [{ column, strategy: qual.isNot ? 'is-not-null' : 'is-null', value: null, valueRelids: NO_RELIDS, source: qual, qual, isExact: true }];
  }
  if (qual.kind !== 'op' || qual.args.length !== 2) return NONE;
  const [left, right] = qual.args as [Expr, Expr];
  const leftIsKey = isKeyExpr(left, key);
  if (!leftIsKey && !isKeyExpr(right, key)) return NONE;
  const operator = leftIsKey ? qual.operatorId : (catalog.operatorById(qual.operatorId)?.commutator ?? INVALID_OID);
  const operatorClass = index.operatorClasses[column]!;
  const strategy = catalog.btreeStrategy(operator, operatorClass);
  const shape = shapeOfClass(operatorClass);
  if (strategy === undefined || shape === undefined) return NONE;
  const value = leftIsKey ? right : left;
  if (overlaps(relidsOf(value), relidOf(base.table)) || level.hasVolatile(value)) return NONE;
  if (shape === 'scalar' && !serves(level, index, column, qual.inputCollation, EQUALITIES.includes(strategy))) return NONE;
  const isOwn = strategy === CONTAINS_ELEMENT || catalog.typeById(value.type)?.kind === catalog.typeById(index.keyTypes[column]!)?.kind;
  return [
    {
      ...{ column, strategy: 'search', operatorStrategy: strategy, value, valueRelids: relidsOf(value) },
      ...{ source: leftIsKey ? qual : commuted(level, qual), qual, isExact: !isLossy(shape, strategy, isOwn) },
    },
  ];
}

/** Entries are in byte order: under a collation of ICU they tell equality and no more. */
function serves(
  level: QueryPlanner,
  index: IndexDescriptor,
  column: number,
  collation: MatchedCondition['source']['collation'] | undefined,
  isEquality: boolean,
): boolean {
  const { env } = level.context;
  const own = orderCollation(env, index.collations[column]);
  return own === orderCollation(env, collation) && (own === INVALID_OID || isEquality);
}
