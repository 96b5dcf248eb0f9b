/**
 * Collation derivation (PostgreSQL chapter 24.2.1), done while nodes are built: an explicit COLLATE beats everything, a column's own
 * collation beats the default, and two different ones leave the result without a collation.
 */
import type { Oid } from '../../base/index.js';
import { CONFLICT_COLLATION, type CatalogReader } from '../../catalog/index.js';
import { fail } from '../fail.js';
import type { CollateExpr, Expr } from './expression.js';
import { exprLocation } from './location.js';
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

/** Collation of a call over these arguments; 0 when none is collatable, `CONFLICT_COLLATION` when they conflict. */
export function mergeCollations(given: readonly Expr[]): Oid {
  if (!given.some(isUncollatedColumn)) return merged(given);
  // A column whose own query could not tell its collation takes that of what it is combined with.
  const result = merged(given.filter(arg => !isUncollatedColumn(arg)));
  return result === NO_COLLATION ? CONFLICT_COLLATION : result;
}

const isUncollatedColumn = (arg: Expr): boolean => arg.collation === CONFLICT_COLLATION && arg.kind === 'var';

function merged(args: readonly Expr[]): Oid {
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
  if (left.collation === CONFLICT_COLLATION || right.collation === CONFLICT_COLLATION) return mergeCollations([left, right]);
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
    if (arg.collation === CONFLICT_COLLATION) {
      isConflict = true;
      continue;
    }
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
  return isConflict ? CONFLICT_COLLATION : implicit;
}

/** The argument lists whose collations an expression's own is made of. */
function derivingArguments(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case 'func':
    case 'op':
    case 'coalesce':
    case 'minmax':
    case 'nullif':
    case 'agg':
    case 'window':
      return expr.args;
    case 'array':
      return expr.elements;
    case 'relabel':
    case 'coerce-io':
    case 'coerce-typmod':
    case 'coerce-domain':
    case 'array-coerce':
    case 'subscript':
      return [expr.arg];
    case 'case':
      return [...expr.whens.map(when => when.result), expr.otherwise];
    default:
      return [];
  }
}

/** 42P21: the two implicit collations that conflict in an expression, at the second. */
export function failOnConflict(catalog: CatalogReader, expr: Expr): void {
  if (expr.collation !== CONFLICT_COLLATION || expr.kind === 'var') return;
  const args = derivingArguments(expr);
  const within = args.find(a => a.collation === CONFLICT_COLLATION);
  if (within !== undefined) return failOnConflict(catalog, within);
  failOnFirstPair(catalog, args);
}

/** 42P21 at the first of these that conflicts with one before it. */
function failOnFirstPair(catalog: CatalogReader, args: readonly Expr[]): void {
  let first: Expr | undefined;
  for (const arg of args) {
    failOnConflict(catalog, arg);
    if (arg.collation === NO_COLLATION || arg.collation === first?.collation) continue;
    if (first === undefined || first.collation === DEFAULT_COLLATION) first = arg;
    else if (arg.collation !== DEFAULT_COLLATION) failMismatch(catalog, first.collation, arg.collation, exprLocation(arg));
  }
}

function failMismatch(catalog: CatalogReader, a: Oid, b: Oid, location: number): never {
  const name = (id: Oid): string => catalog.collationName?.(id)?.name ?? String(id);
  fail('collation_mismatch', `collation mismatch between implicit collations "${name(a)}" and "${name(b)}"`, location, {
    hint: 'You can choose the collation by applying the COLLATE clause to one or both expressions.',
  });
}

/** Collation of a column of a set operation, of VALUES or of a merged join column. @throws 42P21 when they conflict and somebody has to compare */
export function commonCollation(catalog: CatalogReader, args: readonly Expr[], mayConflict: boolean): Oid {
  const merged = mergeCollations(args);
  if (merged !== CONFLICT_COLLATION || mayConflict) return merged;
  failOnFirstPair(catalog, args);
  return merged;
}
