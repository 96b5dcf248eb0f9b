/**
 * Collation derivation (PostgreSQL chapter 24.2.1), done while nodes are built: an explicit COLLATE beats everything, a column's own
 * collation beats the default, and two different ones leave the result without a collation.
 */
import type { Oid } from '../../base/index.js';
import { fail } from '../fail.js';
import type { CollateExpr, Expr } from './expression.js';
import { DEFAULT_COLLATION, NO_COLLATION } from './nodes.js';

/** The COLLATE clause that determines an expression's collation, if one does. */
function explicitCollate(expr: Expr): CollateExpr | undefined {
  switch (expr.kind) {
    case 'collate':
      return expr;
    case 'func':
    case 'op':
    case 'coalesce':
    case 'minmax':
    case 'nullif':
      return firstExplicit(expr.args);
    case 'array':
      return firstExplicit(expr.elements);
    case 'relabel':
    case 'coerce-io':
    case 'coerce-typmod':
    case 'coerce-domain':
    case 'array-coerce':
    case 'subscript':
      return expr.collation === NO_COLLATION ? undefined : explicitCollate(expr.arg);
    case 'case':
      return firstExplicit([...expr.whens.map(when => when.result), expr.otherwise]);
    default:
      return undefined;
  }
}

function firstExplicit(args: readonly Expr[]): CollateExpr | undefined {
  for (const arg of args) {
    const found = arg.collation === NO_COLLATION ? undefined : explicitCollate(arg);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Collation of a call over these arguments; 0 when none is collatable or they conflict. */
export function mergeCollations(args: readonly Expr[]): Oid {
  let result = NO_COLLATION;
  for (let i = 0; i < args.length; i++) {
    const collation = args[i]!.collation;
    if (collation === NO_COLLATION || collation === result) continue;
    if (result === NO_COLLATION) result = collation;
    else return resolveConflict(args);
  }
  return result;
}

export function mergeCollation2(left: Expr, right: Expr): Oid {
  if (left.collation === right.collation || right.collation === NO_COLLATION) return left.collation;
  if (left.collation === NO_COLLATION) return right.collation;
  return resolveConflict([left, right]);
}

function resolveConflict(args: readonly Expr[]): Oid {
  let explicit: CollateExpr | undefined;
  let implicit = NO_COLLATION;
  let isConflict = false;
  for (const arg of args) {
    if (arg.collation === NO_COLLATION) continue;
    const clause = explicitCollate(arg);
    if (clause !== undefined) {
      if (explicit !== undefined && explicit.collation !== clause.collation) {
        fail('collation_mismatch', `collation mismatch between explicit collations "${explicit.collationName}" and "${clause.collationName}"`, clause.location);
      }
      explicit ??= clause;
    } else if (implicit === NO_COLLATION || implicit === DEFAULT_COLLATION) {
      implicit = arg.collation;
    } else if (arg.collation !== DEFAULT_COLLATION && arg.collation !== implicit) {
      isConflict = true;
    }
  }
  if (explicit !== undefined) return explicit.collation;
  return isConflict ? NO_COLLATION : implicit;
}
