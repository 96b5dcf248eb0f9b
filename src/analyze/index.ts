/** Analysis: syntax tree to typed query, with PostgreSQL's name resolution, overload resolution, coercions and errors. */
export type * from './typed/expression.js';
export type * from './typed/query.js';
export * from './typed/walk.js';
export * from './typed/nodes.js';
export { equalExpr } from './typed/equal.js';
export { exprLocation, syntaxLocation } from './typed/location.js';
export { analyzeCall, analyzeExpression, analyzeStatement, isConstantExpression, type AnalyzedStatement, type ExpressionScope } from './analyze.js';
export type { ProcedureCall } from './expression/procedure-call.js';
export { ParameterTypes } from './parameters.js';
export { Analysis, type AnalyzeOptions, type NameHooks } from './state.js';
export type { ClauseKind } from './clause-kinds.js';
export type { QueryStatement } from './query/statement.js';
export { expandGroupingSets } from './query/group-by.js';
export { LOCKING_CLAUSES } from './query/locking.js';
export { suggestedName } from './query/column-name.js';
export { resolveTypeName, type ResolvedType } from './types/type-name.js';
export { formatType } from './types/type-display.js';
export { quoteIdentifier, quoteLiteral } from './types/quote.js';
export { baseType, baseTypmod, elementType, fieldPosition, isComposite, isPolymorphic, rowRelation } from './types/type-facts.js';
export { coerceToTarget } from './coerce/coerce.js';
export { ASSIGNMENT, EXPLICIT, IMPLICIT, PLPGSQL, canCoerce, findPathway, isBinaryCoercible, type CoercionContext, type Pathway } from './coerce/pathway.js';
export { findOperator, getOperator, sortOperators } from './resolve/operators.js';
export { checkExpr, columnDefault, generationExpr } from './stored/column-defaults.js';
export { exclusionCondition, indexExpressions, indexPredicate } from './stored/index-expressions.js';
export { notUpdatable } from './query/view-target.js';
export { viewQuery } from './stored/view-query.js';
export { canonicalContext } from './stored/stored-analysis.js';
export { storedCatalog } from './stored/stored-catalog.js';
export { deparseExpr, deparseQuery, storedTypeContext, type DeparseOptions } from './deparse/deparse.js';
export { referencesOf, referencesOfQuery } from './deparse/references.js';
export {
  analyzeStoredExpression,
  displayStoredExpression,
  displayView,
  updatableViewColumns,
  storedExpressionRewriter,
  storedViewRewriter,
  type StoredScope,
} from './stored/stored-expression.js';
