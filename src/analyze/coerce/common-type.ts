/** Common type of UNION, CASE, VALUES, ARRAY, COALESCE, GREATEST and IN (PostgreSQL chapter 10.5). */
import { INVALID_OID, type Oid } from '../../base/index.js';
import { typeOids as T } from '../../types/index.js';
import { fail } from '../fail.js';
import type { Analysis } from '../state.js';
import { formatType } from '../types/type-display.js';
import { baseType } from '../types/type-facts.js';
import type { Expr } from '../typed/expression.js';
import { exprLocation } from '../typed/location.js';
import { commonTypeOfOids } from './common-type-of-oids.js';
import { coerceType } from './coerce.js';
import { canCoerce, canCoerceOne, IMPLICIT } from './pathway.js';

/** The type all expressions are to become; `construct` names the SQL construct in the error, null means: answer 0 instead. */
export function selectCommonType(analysis: Analysis, exprs: readonly Expr[], construct: string | null): Oid {
  const first = exprs[0]!.type;
  let i = 1;
  while (i < exprs.length && exprs[i]!.type === first) i++;
  if (i === exprs.length && first !== T.UNKNOWN) return first;
  const common = commonTypeOfOids(
    analysis.catalog,
    exprs.map(expr => expr.type),
  );
  if (common.mismatch < 0) return common.type;
  if (construct === null) return INVALID_OID;
  const culprit = exprs[common.mismatch]!;
  const { catalog } = analysis;
  return fail(
    'datatype_mismatch',
    `${construct} types ${formatType(catalog, common.before)} and ${formatType(catalog, baseType(catalog, culprit.type))} cannot be matched`,
    exprLocation(culprit),
  );
}

/** True when every expression can implicitly become `type`. */
export function verifyCommonType(analysis: Analysis, type: Oid, exprs: readonly Expr[]): boolean {
  return exprs.every(expr => canCoerceOne(analysis.catalog, expr.type, type, IMPLICIT));
}

export function coerceToCommonType(analysis: Analysis, expr: Expr, type: Oid, construct: string): Expr {
  if (expr.type === type) return expr;
  const { catalog } = analysis;
  if (!canCoerce(catalog, [expr.type], [type], IMPLICIT)) {
    fail('cannot_coerce', `${construct} could not convert type ${formatType(catalog, expr.type)} to ${formatType(catalog, type)}`, exprLocation(expr));
  }
  return coerceType(analysis, expr, expr.type, type, -1, IMPLICIT, 'implicit-cast', -1);
}

/** Typmod that all share, given they have the common type already; else -1. */
export function commonTypmod(exprs: readonly Expr[], type: Oid): number {
  const typmod = exprs[0]!.typmod;
  for (const expr of exprs) if (expr.type !== type || expr.typmod !== typmod) return -1;
  return typmod;
}
