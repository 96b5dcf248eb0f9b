/** LIMIT, OFFSET and FETCH. */
import { typeOids as T } from '../../types/index.js';
import type * as S from '../../sql/index.js';
import { CLAUSES } from '../clause-kinds.js';
import { coerceToSpecificType } from '../coerce/coerce.js';
import { transformExpr } from '../expression/expression.js';
import { fail } from '../fail.js';
import type { QueryState } from '../state.js';
import type { Expr } from '../typed/expression.js';
import { exprLocation } from '../typed/location.js';
import { walkExpression } from '../typed/walk.js';

export function transformLimit(state: QueryState, node: S.Expression | null, clause: 'limit' | 'offset', option: 'count' | 'withTies'): Expr | null {
  if (node === null) return null;
  const expr = coerceToSpecificType(state, transformExpr(state, node, clause), T.INT8, -1, CLAUSES[clause].name);
  if (expr.kind !== 'const' && expr.kind !== 'param') {
    walkExpression(expr, (part, level) => {
      if (part.kind === 'var' && part.levelsUp === level) {
        fail('invalid_column_reference', `argument of ${CLAUSES[clause].name} must not contain variables`, exprLocation(part));
      }
    });
  }
  if (clause === 'limit' && option === 'withTies' && node.kind === 'AConst' && node.valueKind === 'null') {
    fail('invalid_row_count_in_limit_clause', 'row count cannot be null in FETCH FIRST ... WITH TIES clause');
  }
  return expr;
}
