/** Lowering of expressions outside a query: stored ones over a relation's columns (input 0), constants without any. */
import type { Expr } from '../../analyze/index.js';
import type { RelationDescriptor } from '../../catalog/index.js';
import { PgError } from '../../errors/index.js';
import { PlannerContext, type PlannerEnv } from '../context.js';
import { foldExpr } from '../rewrite/fold-constants.js';
import { TableScope } from '../path/base-relation.js';
import { EMPTY_SCOPE, Lowerer, type ColumnScope } from './lower.js';
import type { Lowered } from './lowered.js';

function lowererFor(env: PlannerEnv): { lowerer: Lowerer; context: PlannerContext } {
  const context = new PlannerContext(env);
  const lowerer = new Lowerer({
    context,
    outerReference: () => refuse(),
    loopParameter: () => undefined,
    lowerSubLink: () => refuse(),
    rowSubLinkParam: () => refuse(),
  });
  return { lowerer, context };
}

function refuse(): never {
  throw new PgError('feature_not_supported', 'a sub-select is not supported here');
}

/** `relation` null: an expression without columns. Vars have table 0. */
export function lowerStored(env: PlannerEnv, relation: RelationDescriptor | null, expr: Expr): Lowered {
  const { lowerer, context } = lowererFor(env);
  const scope: ColumnScope = relation ? new TableScope(0, relation.columns, relation.rowType) : EMPTY_SCOPE;
  return lowerer.lower(foldExpr(expr, context), scope);
}
