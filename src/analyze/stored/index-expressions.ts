/** Key expressions and predicate of an index, and what excludes its rows, over Vars of table 0. */
import { isExclusionLossy, type CatalogReader, type IndexDescriptor, type RelationDescriptor } from '../../catalog/index.js';
import { parseExpression } from '../../sql/index.js';
import { coerceToBoolean } from '../coerce/coerce.js';
import { transformExpr } from '../expression/expression.js';
import type { Analysis } from '../state.js';
import type { Expr } from '../typed/expression.js';
import { makeBoolExpr, makeOp, makeVar, NO_COLLATION } from '../typed/nodes.js';
import { relationState } from './column-defaults.js';
import { EpochCache, storedAnalysis } from './stored-analysis.js';

const NONE: readonly Expr[] = [];
const expressions = new EpochCache<IndexDescriptor, readonly Expr[]>();
const predicates = new EpochCache<IndexDescriptor, Expr>();

/** In the order of `expressionTexts`. */
export function indexExpressions(outer: Analysis, relation: RelationDescriptor, index: IndexDescriptor): readonly Expr[] {
  if (index.expressionTexts.length === 0) return NONE;
  return expressions.get(index, outer, () => {
    const state = relationState(storedAnalysis(outer), relation);
    return index.expressionTexts.map(text => transformExpr(state, parseExpression(text), 'index'));
  });
}

export function indexPredicate(outer: Analysis, relation: RelationDescriptor, index: IndexDescriptor): Expr | null {
  if (index.predicateText === null) return null;
  return predicates.get(index, outer, () => {
    const state = relationState(storedAnalysis(outer), relation);
    return coerceToBoolean(state, transformExpr(state, parseExpression(index.predicateText!), 'index-predicate'), 'WHERE');
  });
}

/**
 * Whether two keys exclude each other: the key of a stored row is columns 1 to n of table 0, the other one columns n + 1 to 2 n. Null where the index itself decides.
 */
export function exclusionCondition(catalog: CatalogReader, index: IndexDescriptor): Expr | null {
  if (index.exclusionOperators === undefined || !isExclusionLossy(index)) return null;
  const key = (i: number, offset: number): Expr => makeVar(0, offset + i + 1, index.keyTypes[i]!, -1, index.collations[i]!, 0, -1);
  const tests = index.exclusionOperators.map((id, i) => {
    const operator = catalog.operatorById(id)!;
    return makeOp(id, operator.functionId, operator.resultType, NO_COLLATION, index.collations[i]!, [key(i, 0), key(i, index.keyCount)], -1);
  });
  return tests.length === 1 ? tests[0]! : makeBoolExpr('and', tests, -1);
}
