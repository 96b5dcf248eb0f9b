/** Key expressions and predicate of an index, over Vars of table 0. */
import type { IndexDescriptor, RelationDescriptor } from '../../catalog/index.js';
import { parseExpression } from '../../sql/index.js';
import { coerceToBoolean } from '../coerce/coerce.js';
import { transformExpr } from '../expression/expression.js';
import type { Analysis } from '../state.js';
import type { Expr } from '../typed/expression.js';
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
