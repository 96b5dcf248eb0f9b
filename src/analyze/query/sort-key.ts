/** Ordering by an expression: direction, nulls, operator. */
import { INVALID_OID, type Oid } from '../../base/index.js';
import type { SortBy } from '../../sql/index.js';
import { fail, nameText } from '../fail.js';
import { getOperator, requireSortOperators } from '../resolve/operators.js';
import type { QueryState } from '../state.js';
import { failOnConflict } from '../typed/collation.js';
import type { Expr, SortKey } from '../typed/expression.js';

export interface SortSpecification {
  readonly operatorId: Oid;
  readonly equalOperator: Oid;
  readonly isHashable: boolean;
  readonly isDescending: boolean;
  readonly nullsFirst: boolean;
  readonly isDefaultOperator: boolean;
}

/** The expression under coercions that the user did not write. */
export function stripImplicitCoercions(expr: Expr): Expr {
  switch (expr.kind) {
    case 'func':
      return expr.form === 'implicit-cast' ? stripImplicitCoercions(expr.args[0]!) : expr;
    case 'relabel':
    case 'coerce-io':
    case 'array-coerce':
    case 'coerce-domain':
    case 'coerce-typmod':
      return expr.form === 'implicit-cast' ? stripImplicitCoercions(expr.arg) : expr;
    default:
      return expr;
  }
}

export function sortSpecification(state: QueryState, expr: Expr, key: SortBy): SortSpecification {
  const { catalog } = state;
  let isDescending = key.direction === 'desc';
  const operators = key.direction === 'using' ? undefined : requireSortOperators(catalog, expr, true);
  let operatorId: Oid;
  let equalOperator: Oid;
  let isHashable: boolean;
  if (operators !== undefined) {
    operatorId = isDescending ? operators.greaterThan : operators.lessThan;
    equalOperator = operators.equal;
    isHashable = operators.isHashable;
  } else {
    const operator = getOperator(catalog, key.useOp, expr.type, expr.type, key.location);
    const own = requireSortOperators(catalog, expr, true);
    const direction = operator.oid === own.lessThan ? 'asc' : operator.oid === own.greaterThan ? 'desc' : namedDirection(operator.name);
    if (direction === undefined) {
      fail('wrong_object_type', `operator ${nameText(key.useOp)} is not a valid ordering operator`, key.location, {
        hint: 'Ordering operators must be "<" or ">" members of btree operator families.',
      });
    }
    operatorId = operator.oid;
    equalOperator = own.equal;
    isHashable = own.isHashable;
    isDescending = direction === 'desc';
  }
  const nullsFirst = key.nulls === 'default' ? isDescending : key.nulls === 'first';
  return { operatorId, equalOperator, isHashable, isDescending, nullsFirst, isDefaultOperator: operators !== undefined };
}

/** Pattern and cross-type families order by operators named so. */
function namedDirection(name: string): 'asc' | 'desc' | undefined {
  return name === '<' || name === '~<~' ? 'asc' : name === '>' || name === '~>~' ? 'desc' : undefined;
}

export function makeSortKey(state: QueryState, expr: Expr, key: SortBy): SortKey {
  failOnConflict(state.catalog, expr);
  const specification = sortSpecification(state, expr, key);
  return {
    expr,
    isDescending: specification.isDescending,
    nullsFirst: specification.nullsFirst,
    operatorId: specification.isDefaultOperator ? INVALID_OID : specification.operatorId,
  };
}
