/** Arrays: constructors, subscripts and slices; field selection; jsonb subscripts (PostgreSQL: parse_node, array and jsonb subscripting). */
import { INVALID_OID, type Oid } from '../../base/index.js';
import { typeOids as T } from '../../types/index.js';
import type * as S from '../../sql/index.js';
import { coerceToTarget, coerceType } from '../coerce/coerce.js';
import { coerceToCommonType, commonTypmod, selectCommonType } from '../coerce/common-type.js';
import { ASSIGNMENT, canCoerceOne, EXPLICIT, IMPLICIT } from '../coerce/pathway.js';
import { fail } from '../fail.js';
import { resultCollation } from '../resolve/operators.js';
import type { QueryState } from '../state.js';
import { formatType } from '../types/type-display.js';
import { arrayTypeOf, baseType, baseTypmod, elementType, isComposite, typeCollation } from '../types/type-facts.js';
import { mergeCollations } from '../typed/collation.js';
import type { Expr } from '../typed/expression.js';
import { exprLocation } from '../typed/location.js';
import { makeArray, makeInt4 } from '../typed/nodes.js';
import { projectField } from './calls.js';
import { transform } from './expression.js';

const DIMENSIONS_MAX = 6;

/** `arrayType` 0: deduce the type from the elements. */
export function transformArray(state: QueryState, node: S.AArrayExpr, arrayType: Oid, element: Oid, typmod: number): Expr {
  const { catalog, analysis } = state;
  const elements: Expr[] = [];
  let isNested = false;
  for (const item of node.elements) {
    if (item.kind === 'AArrayExpr') {
      elements.push(transformArray(state, item, arrayType, element, typmod));
      isNested = true;
    } else {
      const value = transform(state, item);
      if (elementType(catalog, value.type) !== INVALID_OID) isNested = true;
      elements.push(value);
    }
  }
  let target: Oid;
  const isForced = arrayType !== INVALID_OID;
  if (isForced) {
    target = isNested ? arrayType : element;
  } else {
    if (elements.length === 0) {
      fail('indeterminate_datatype', 'cannot determine type of empty array', node.location, {
        hint: 'Explicitly cast to the desired type, for example ARRAY[]::integer[].',
      });
    }
    target = selectCommonType(analysis, elements, 'ARRAY');
    if (isNested) {
      arrayType = target;
      element = elementType(catalog, arrayType);
      if (element === INVALID_OID) fail('undefined_object', `could not find element type for data type ${formatType(catalog, target)}`, node.location);
    } else {
      element = target;
      arrayType = arrayTypeOf(catalog, element);
      if (arrayType === INVALID_OID) fail('undefined_object', `could not find array type for data type ${formatType(catalog, element)}`, node.location);
    }
  }
  const coerced = elements.map(value => {
    if (!isForced) return coerceToCommonType(analysis, value, target, 'ARRAY');
    const result = coerceToTarget(analysis, value, value.type, target, typmod, EXPLICIT, 'explicit-cast', -1);
    if (result === null) {
      fail('cannot_coerce', `cannot cast type ${formatType(catalog, value.type)} to ${formatType(catalog, target)}`, exprLocation(value));
    }
    return result;
  });
  const collation = resultCollation(catalog, arrayType, mergeCollations(coerced));
  const commonMod = coerced.length === 0 ? -1 : commonTypmod(coerced, target);
  return makeArray(coerced, arrayType, element, commonMod, collation, isNested, node.location);
}

/** The array type whose elements subscripts address; other subscriptable types answer themselves. */
function containerType(state: QueryState, type: Oid, typmod: number): { type: Oid; typmod: number } {
  const { catalog } = state;
  typmod = baseTypmod(catalog, type, typmod);
  type = baseType(catalog, type);
  if (type === T.INT2VECTOR) return { type: T.INT2_ARRAY, typmod };
  if (type === T.OIDVECTOR) return { type: T.OID_ARRAY, typmod };
  return { type, typmod };
}

/** What a subscript of a container yields and is stored as. */
export interface Subscripts {
  readonly upper: readonly (Expr | null)[];
  readonly lower: readonly (Expr | null)[];
  readonly isSlice: boolean;
  readonly container: Oid;
  readonly typmod: number;
  /** Type of an element, or of the slice. */
  readonly result: Oid;
}

function arraySubscript(state: QueryState, node: S.Expression): Expr {
  const value = transform(state, node);
  const coerced = coerceToTarget(state.analysis, value, value.type, T.INT4, -1, ASSIGNMENT, 'implicit-cast', -1);
  if (coerced === null) fail('datatype_mismatch', 'array subscript must have type integer', exprLocation(value));
  return coerced;
}

function jsonbSubscript(state: QueryState, index: S.AIndices): Expr {
  if (index.isSlice) {
    const bound = index.uidx ?? index.lidx;
    fail('datatype_mismatch', 'jsonb subscript does not support slices', bound === null ? -1 : exprLocation(transform(state, bound)));
  }
  const value = transform(state, index.uidx!);
  const { catalog } = state;
  if (value.type === T.UNKNOWN) return coerceType(state.analysis, value, value.type, T.TEXT, -1, IMPLICIT, 'implicit-cast', -1);
  let target: Oid = INVALID_OID;
  for (const candidate of [T.INT4, T.TEXT]) {
    if (!canCoerceOne(catalog, value.type, candidate, IMPLICIT)) continue;
    if (target !== INVALID_OID) {
      fail('datatype_mismatch', `subscript type ${formatType(catalog, value.type)} is not supported`, exprLocation(value), {
        hint: 'jsonb subscript must be coercible to only one type, integer or text.',
      });
    }
    target = candidate;
  }
  if (target === INVALID_OID) {
    fail('datatype_mismatch', `subscript type ${formatType(catalog, value.type)} is not supported`, exprLocation(value), {
      hint: 'jsonb subscript must be coercible to either integer or text.',
    });
  }
  return coerceType(state.analysis, value, value.type, target, -1, IMPLICIT, 'implicit-cast', -1);
}

export function transformSubscripts(state: QueryState, type: Oid, typmod: number, indices: readonly S.AIndices[], location: number): Subscripts {
  const { catalog } = state;
  const container = containerType(state, type, typmod);
  if (container.type === T.JSONB) {
    const upper = indices.map(index => jsonbSubscript(state, index));
    return { upper, lower: [], isSlice: false, container: T.JSONB, typmod: container.typmod, result: T.JSONB };
  }
  const info = catalog.typeById(container.type);
  const isRaw = info !== undefined && info.elementType !== INVALID_OID && info.length > 0;
  const element = isRaw ? info.elementType : elementType(catalog, container.type);
  if (element === INVALID_OID) {
    fail('datatype_mismatch', `cannot subscript type ${formatType(catalog, container.type)} because it does not support subscripting`, location);
  }
  if (indices.length > DIMENSIONS_MAX) {
    fail('program_limit_exceeded', `number of array dimensions (${indices.length}) exceeds the maximum allowed (${DIMENSIONS_MAX})`);
  }
  const isSlice = indices.some(index => index.isSlice);
  if (isSlice && isRaw) fail('feature_not_supported', 'slices of fixed-length arrays not implemented');
  const upper: (Expr | null)[] = [];
  const lower: (Expr | null)[] = [];
  for (const index of indices) {
    if (isSlice) {
      if (index.lidx !== null) lower.push(arraySubscript(state, index.lidx));
      else lower.push(index.isSlice ? null : makeInt4(1));
    }
    upper.push(index.uidx === null ? null : arraySubscript(state, index.uidx));
  }
  return { upper, lower, isSlice, container: container.type, typmod: container.typmod, result: isSlice ? container.type : element };
}

/** `arg[…]` read. */
export function makeSubscript(state: QueryState, arg: Expr, indices: readonly S.AIndices[], location: number): Expr {
  const subs = transformSubscripts(state, arg.type, arg.typmod, indices, location);
  const collation = arg.collation !== INVALID_OID ? resultCollation(state.catalog, subs.result, arg.collation) : typeCollation(state.catalog, subs.result);
  return {
    kind: 'subscript',
    type: subs.result,
    typmod: subs.typmod,
    collation,
    location: arg.location,
    arg,
    isSlice: subs.isSlice,
    upper: subs.upper,
    lower: subs.lower,
    assigned: null,
  };
}

export function transformIndirection(state: QueryState, node: S.AIndirection): Expr {
  const last = node.indirection[node.indirection.length - 1];
  if (last?.kind === 'AStar') fail('feature_not_supported', 'row expansion via "*" is not supported here', exprLocationOf(state, node));
  return transformIndirectionPrefix(state, node, node.indirection.length);
}

function exprLocationOf(state: QueryState, node: S.AIndirection): number {
  return exprLocation(transform(state, node.arg));
}

/** Applies the first `count` steps. */
export function transformIndirectionPrefix(state: QueryState, node: S.AIndirection, count: number): Expr {
  let result = transform(state, node.arg);
  const location = exprLocation(result);
  let pending: S.AIndices[] = [];
  for (let i = 0; i < count; i++) {
    const step = node.indirection[i]!;
    if (step.kind === 'AIndices') {
      pending.push(step);
      continue;
    }
    if (pending.length > 0) {
      result = makeSubscript(state, result, pending, location);
      pending = [];
    }
    if (step.kind === 'AStar') fail('feature_not_supported', 'row expansion via "*" is not supported here', location);
    result = projectField(state, step.name, result, location) ?? failUnknownField(state, result, step.name, location);
  }
  return pending.length > 0 ? makeSubscript(state, result, pending, location) : result;
}

function failUnknownField(state: QueryState, row: Expr, name: string, location: number): never {
  const { catalog } = state;
  if (row.kind === 'var' && row.column === 0) {
    let level: QueryState = state;
    for (let i = 0; i < row.levelsUp; i++) level = level.parent!;
    fail('undefined_column', `column ${level.rangeTable[row.table]!.alias}.${name} does not exist`, location);
  }
  if (isComposite(catalog, row.type)) {
    fail('undefined_column', `column "${name}" not found in data type ${formatType(catalog, row.type)}`, location);
  }
  if (row.type === T.RECORD) fail('undefined_column', `could not identify column "${name}" in record data type`, location);
  fail('wrong_object_type', `column notation .${name} applied to type ${formatType(catalog, row.type)}, which is not a composite type`, location);
}
