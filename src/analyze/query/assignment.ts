/** Assigning to columns, array elements and fields in INSERT, UPDATE and MERGE (PostgreSQL: transformAssignedExpr). */
import type { Oid } from '../../base/index.js';
import type { ColumnDescriptor, RelationDescriptor } from '../../catalog/index.js';
import type * as S from '../../sql/index.js';
import { coerceToDomain, coerceToTarget } from '../coerce/coerce.js';
import { ASSIGNMENT } from '../coerce/pathway.js';
import { transformSubscripts } from '../expression/containers.js';
import { fail } from '../fail.js';
import type { QueryState } from '../state.js';
import { formatType } from '../types/type-display.js';
import { baseType, baseTypmod, rowRelation, typeCollation } from '../types/type-facts.js';
import type { Expr } from '../typed/expression.js';
import { exprLocation } from '../typed/location.js';
import { makeConst, makeFieldSelect, makeRow } from '../typed/nodes.js';

const HINT = { hint: 'You will need to rewrite or cast the expression.' };

/** A column that a statement names as target. `isSystemKnown`: UPDATE has words of its own for system columns. */
export function targetColumn(relation: RelationDescriptor, name: string, location: number, isSystemKnown = false): ColumnDescriptor {
  for (const column of relation.columns) if (column.name === name && !column.isDropped) return column;
  if (isSystemKnown && ['ctid', 'xmin', 'xmax', 'cmin', 'cmax', 'tableoid'].includes(name)) {
    fail('feature_not_supported', `cannot assign to system column "${name}"`, location);
  }
  fail('undefined_column', `column "${name}" of relation "${relation.name}" does not exist`, location);
}

/**
 * `base` is what an assignment to a part of the column starts from: the column itself or, when parts have been assigned before, the
 * result of that; null where it starts from NULL (INSERT).
 */
export function transformAssigned(
  state: QueryState,
  expr: Expr,
  column: ColumnDescriptor,
  indirection: readonly S.Indirection[],
  base: Expr | null,
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
    const start = base ?? makeConst(typeId, -1, collation, null, -1);
    return assignPart(state, start, column.name, false, typeId, typmod, indirection, 0, expr, location);
  }
  if (expr.type === typeId && typmod === expr.typmod) return expr;
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

/** Assigns `value` to the part of `place` that steps `indirection[at…]` lead to; the whole of the new value. */
function assignPart(
  state: QueryState,
  place: Expr,
  name: string,
  isSubscripting: boolean,
  type: Oid,
  typmod: number,
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
    fail('datatype_mismatch', message, location, HINT);
  }
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
  const element: Expr = {
    kind: 'subscript',
    type: subs.result,
    typmod: subs.typmod,
    collation: typeCollation(catalog, subs.result),
    location: -1,
    arg: place,
    isSlice: subs.isSlice,
    upper: subs.upper,
    lower: subs.lower,
    assigned: null,
  };
  const assigned = assignPart(state, element, name, true, subs.result, subs.typmod, indirection, next, value, location);
  const result: Expr = { ...element, type: subs.container, collation: place.collation, assigned };
  if (subs.container === type) return result;
  const coerced = coerceToTarget(analysis, result, subs.container, type, typmod, ASSIGNMENT, 'implicit-cast', -1);
  if (coerced === null) {
    fail('cannot_coerce', `cannot cast type ${formatType(catalog, subs.container)} to ${formatType(catalog, type)}`, location);
  }
  return coerced;
}

/** The row with one field replaced: a row constructor that reads the others from `place`. */
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
  // Dropped columns are no fields of a row.
  const parts = relation.columns.filter(part => !part.isDropped);
  const fields = parts.map((part, position) => fieldOf(place, part, position));
  const position = parts.indexOf(column);
  fields[position] = assignPart(state, fields[position]!, field, false, column.typeId, column.typmod, indirection, next, value, location);
  const row = makeRow(
    fields,
    parts.map(part => part.name),
    base,
    true,
    -1,
  );
  if (base === type) return row;
  return coerceToDomain(analysis, row, base, baseTypmod(catalog, type, typmod), type, ASSIGNMENT, 'implicit-cast', location, false);
}

function fieldOf(row: Expr, column: ColumnDescriptor, position: number): Expr {
  const { typeId, typmod, collation, number, name } = column;
  if (row.kind === 'const' && row.value === null) return makeConst(typeId, typmod, collation, null, -1);
  if (row.kind === 'row') return row.fields[position]!;
  return makeFieldSelect(row, number, name, typeId, typmod, collation, -1);
}

/** Says that a column is assigned twice unless both assignments are to parts of it. */
export function checkRepeatedAssignment(first: readonly S.Indirection[], second: readonly S.Indirection[], column: string): void {
  if (first.length === 0 || second.length === 0) fail('syntax_error', `multiple assignments to same column "${column}"`);
}
