/** Default expressions of a function's last parameters. */
import type { FunctionDescriptor } from '../../catalog/index.js';
import { parseExpression } from '../../sql/index.js';
import { coerceToTarget } from '../coerce/coerce.js';
import { ASSIGNMENT } from '../coerce/pathway.js';
import { transformExpr } from '../expression/expression.js';
import { QueryState, type Analysis } from '../state.js';
import { isPolymorphic } from '../types/type-facts.js';
import type { Expr } from '../typed/expression.js';
import { EpochCache, storedAnalysis } from './stored-analysis.js';

const cache = new EpochCache<FunctionDescriptor, readonly Expr[]>();

export function functionDefaults(outer: Analysis, fn: FunctionDescriptor): readonly Expr[] {
  return cache.get(fn, outer, () => {
    const analysis = storedAnalysis(outer);
    const first = fn.argumentTypes.length - fn.defaultCount;
    return fn.defaultTexts.map((text, i) => {
      const state = new QueryState(analysis, null);
      const expr = transformExpr(state, parseExpression(text), 'function-default');
      const type = fn.argumentTypes[first + i]!;
      if (isPolymorphic(type)) return expr;
      return coerceToTarget(analysis, expr, expr.type, type, -1, ASSIGNMENT, 'implicit-cast', -1) ?? expr;
    });
  });
}
