/** Assigning to columns, array elements and fields in INSERT, UPDATE and MERGE (PostgreSQL: transformAssignedExpr). */
import { INVALID_OID, type Oid } from '../../base/index.js';
import type { ColumnDescriptor, RelationDescriptor } from '../../catalog/index.js';
import type * as S from '../../sql/index.js';
import { coerceToDomain, coerceToTarget } from '../coerce/coerce.js';
import { ASSIGNMENT } from '../coerce/pathway.js';
import { transformSubscripts } from '../expression/containers.js';
import { fail } from '../fail.js';
import type { QueryState } from '../state.js';
import { formatType } from '../types/type-display.js';
import { baseType, baseTypmod, rowRelation } from '../types/type-facts.js';
import type { Expr } from '../typed/expression.js';
import { exprLocation } from '../typed/location.js';
import { makeCaseTest, makeConst, makeVar } from '../typed/nodes.js';

const HINT = { hint: 'You will need to rewrite or cast the expression.' };

/** A column that a statement names as target. */
export function targetColumn(relation: RelationDescriptor, name: string, location: number): ColumnDescriptor {
  for (const column of relation.columns) if (column.name === name && !column.isDropped) return column;
  if (['ctid', 'xmin', 'xmax', 'cmin', 'cmax', 'tableoid'].includes(name)) {
    fail('feature_not_supported', `cannot assign to system column "${name}"`, location);
  }
  fail('undefined_column', `column "${name}" of relation "${relation.name}" does not exist`, location);
}

/** `table` is the target's range-table index, or -1 where an assignment to a part starts from NULL (INSERT). */
export function transformAssigned(
  state: QueryState,
  expr: Expr,
  column: ColumnDescriptor,
  indirection: readonly S.Indirection[],
  table: number,
  location: number,
): Expr {
  const { typeId, typmod, collation } = column;
  if (expr.kind === 'set-to-default') {
    if (indirection.length > 0) {
      const what = indirection[0]!.kind === 'AIndices' ? 'an array element' : 'a subfield';
      fail('feature_not_supported', `cannot set ${what} to DEFAULT`, location);
    }
    return { kind: 'set-to-default', type: typeId, typmod, collation, location: expr.location };
  }
  if (indirection.length > 0) {
    const base =
      table < 0 ? makeConst(typeId, -1, collation, null, -1) : makeVar(table, column.number, typeId, typmod, collation, 0, -1);
    return assignPart(state, base, column.name, false, typeId, typmod, collation, indirection, 0, expr, location);
  }
  if (expr.type === typeId && (typmod < 0 || typmod === expr.typmod)) return expr;
  const coerced = coerceToTarget(state.analysis, expr, expr.type, typeId, typmod, ASSIGNMENT, 'implicit-cast', -1);
  if (coerced === null) {
    const { catalog } = state;
    fail(
      'datatype_mismatch',
      `column "${column.name}" is of type ${formatType(catalog, typeId)} but expression is of type ${formatType(catalog, expr.type)}`,
      exprLocation(expr),
      HINT,
    );
  }
  return foldTypmod(state, coerced);
}

/** A literal that fits its column's length as it stands needs no coercion at run time; one that does not is left to fail there. */
function foldTypmod(state: QueryState, expr: Expr): Expr {
  if (expr.kind !== 'coerce-typmod' || expr.arg.kind !== 'const') return expr;
  const { value } = expr.arg;
  if (value === null) return makeConst(expr.type, expr.typmod, expr.collation, null, expr.arg.location);
  if (typeof value !== 'string' && typeof value !== 'number') return expr;
  const ops = state.analysis.context.typeById(expr.type);
  if (ops?.applyTypmod === undefined) return expr;
  try {
    if (ops.applyTypmod(value, expr.typmod, false) !== value) return expr;
  } catch {
    return expr;
  }
  return makeConst(expr.type, expr.typmod, expr.collation, value, expr.arg.location);
}

/** Assigns `value` to the part of `base` that steps `indirection[at…]` lead to. `base` null: the place is inside an outer part. */
function assignPart(
  state: QueryState,
  base: Expr | null,
  name: string,
  isSubscripting: boolean,
  type: Oid,
  typmod: number,
  collation: Oid,
  indirection: readonly S.Indirection[],
  at: number,
  value: Expr,
  location: number,
): Expr {
  const { catalog, analysis } = state;
  if (at >= indirection.length) {
    const coerced = coerceToTarget(analysis, value, value.type, type, typmod, ASSIGNMENT, 'implicit-cast', -1);
    if (coerced !== null) return coerced;
    const types = `type ${formatType(catalog, type)} but expression is of type ${formatType(catalog, value.type)}`;
    const message = isSubscripting ? `subscripted assignment to "${name}" requires ${types}` : `subfield "${name}" is of ${types}`;
    fail('datatype_mismatch', message, exprLocation(value), HINT);
  }
  const place = base ?? makeCaseTest(type, typmod, collation);
  const subscripts: S.AIndices[] = [];
  let next = at;
  for (; next < indirection.length; next++) {
    const step = indirection[next]!;
    if (step.kind !== 'AIndices') break;
    subscripts.push(step);
  }
  if (subscripts.length > 0) return assignElement(state, place, name, type, typmod, subscripts, indirection, next, value, location);
  const step = indirection[at]!;
  if (step.kind !== 'FieldName') fail('feature_not_supported', 'row expansion via "*" is not supported here', location);
  return assignField(state, place, name, type, typmod, step.name, indirection, at + 1, value, location);
}

function assignElement(
  state: QueryState,
  place: Expr,
  name: string,
  type: Oid,
  typmod: number,
  subscripts: readonly S.AIndices[],
  indirection: readonly S.Indirection[],
  next: number,
  value: Expr,
  location: number,
): Expr {
  const { analysis, catalog } = state;
  const subs = transformSubscripts(state, type, typmod, subscripts, location);
  const collation = catalog.typeById(subs.result)?.collation ?? INVALID_OID;
  const assigned = assignPart(state, null, name, true, subs.result, subs.typmod, collation, indirection, next, value, location);
  const result: Expr = {
    kind: 'subscript',
    type: subs.container,
    typmod: subs.typmod,
    collation: place.collation,
    location: -1,
    arg: place,
    isSlice: subs.isSlice,
    upper: subs.upper,
    lower: subs.lower,
    assigned,
  };
  if (subs.container === type) return result;
  const coerced = coerceToTarget(analysis, result, subs.container, type, typmod, ASSIGNMENT, 'implicit-cast', -1);
  if (coerced === null) {
    fail('cannot_coerce', `cannot cast type ${formatType(catalog, subs.container)} to ${formatType(catalog, type)}`, location);
  }
  return coerced;
}

function assignField(
  state: QueryState,
  place: Expr,
  name: string,
  type: Oid,
  typmod: number,
  field: string,
  indirection: readonly S.Indirection[],
  next: number,
  value: Expr,
  location: number,
): Expr {
  const { analysis, catalog } = state;
  const base = baseType(catalog, type);
  const relation = rowRelation(catalog, base);
  if (relation === undefined) {
    fail(
      'datatype_mismatch',
      `cannot assign to field "${field}" of column "${name}" because its type ${formatType(catalog, type)} is not a composite type`,
      location,
    );
  }
  const column = relation.columns.find(candidate => candidate.name === field && !candidate.isDropped);
  if (column === undefined) {
    fail(
      'undefined_column',
      `cannot assign to field "${field}" of column "${name}" because there is no such column in data type ${formatType(catalog, type)}`,
      location,
    );
  }
  const part = assignPart(state, null, field, false, column.typeId, column.typmod, column.collation, indirection, next, value, location);
  const stored: Expr = {
    kind: 'field-store',
    type: base,
    typmod: -1,
    collation: INVALID_OID,
    location: -1,
    arg: place,
    fields: [column.number],
    values: [part],
  };
  if (base === type) return stored;
  return coerceToDomain(analysis, stored, base, baseTypmod(catalog, type, typmod), type, ASSIGNMENT, 'implicit-cast', location, false);
}

/** The innermost value a nested assignment starts from, or undefined when the expression is no assignment to a part. */
function assignmentBase(expr: Expr): Expr | undefined {
  if (expr.kind === 'coerce-domain' && expr.form === 'implicit-cast') return assignmentBase(expr.arg);
  if (expr.kind === 'field-store') return expr.arg;
  if (expr.kind === 'subscript' && expr.assigned !== null) return expr.arg;
  return undefined;
}

function withBase(expr: Expr, base: Expr): Expr {
  if (expr.kind === 'coerce-domain') return { ...expr, arg: withBase(expr.arg, base) };
  if (expr.kind === 'field-store' || expr.kind === 'subscript') return { ...expr, arg: base };
  return expr;
}

/** Two assignments to parts of one column, the second applied to the result of the first. */
export function mergeAssignments(first: Expr, second: Expr, column: string): Expr {
  if (assignmentBase(first) === undefined || assignmentBase(second) === undefined) {
    fail('syntax_error', `multiple assignments to same column "${column}"`);
  }
  return withBase(second, first);
}
