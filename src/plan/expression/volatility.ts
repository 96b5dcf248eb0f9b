/** Whether an expression may give another value each time it is evaluated, or has side effects. */
import type { Expr } from '../../analyze/index.js';
import type { PlannerContext } from '../context.js';
import { visitDeep } from './levels.js';

export function isVolatile(expr: Expr, context: PlannerContext): boolean {
  switch (expr.kind) {
    case 'var':
    case 'const':
    case 'param':
      return false;
    case 'op':
      // Nearly all conditions: an immutable operator over columns and constants.
      if (expr.args.every(a => a.kind === 'var' || a.kind === 'const' || a.kind === 'param'))
        return context.env.catalog.functionById(expr.functionId)?.volatility === 'v';
  }
  let found = false;
  visitDeep(expr, e => {
    if (found) return;
    if (e.kind === 'next-value') found = true;
    const id = e.kind === 'func' || e.kind === 'op' || e.kind === 'scalar-array-op' || e.kind === 'distinct' || e.kind === 'nullif' ? e.functionId : 0;
    if (id !== 0 && context.env.catalog.functionById(id)?.volatility === 'v') found = true;
  });
  return found;
}
