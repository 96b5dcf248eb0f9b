/** Constructors of typed nodes: one place that fixes field order, so that nodes of a kind share one hidden class. */
import { INVALID_OID, type Oid } from '../../base/index.js';
import type { Datum } from '../../types/index.js';
import { typeOids as T } from '../../types/index.js';
import type * as E from './expression.js';

export const NO_COLLATION = INVALID_OID;
/** pg_collation: the database's default. */
export const DEFAULT_COLLATION = 100 as Oid;
export const C_COLLATION = 950 as Oid;

export function makeConst(type: Oid, typmod: number, collation: Oid, value: Datum, location: number): E.Const {
  return { kind: 'const', type, typmod, collation, location, value };
}
export function makeBool(value: boolean, location = -1): E.Const {
  return makeConst(T.BOOL, -1, NO_COLLATION, value, location);
}
export function makeInt4(value: number, location = -1): E.Const {
  return makeConst(T.INT4, -1, NO_COLLATION, value, location);
}
export function makeParam(type: Oid, collation: Oid, number: number, location: number): E.ParamRef {
  return { kind: 'param', type, typmod: -1, collation, location, number };
}
export function makeVar(table: number, column: number, type: Oid, typmod: number, collation: Oid, levelsUp: number, location: number): E.Var {
  return { kind: 'var', type, typmod, collation, location, table, column, levelsUp };
}
export function makeFunc(
  functionId: Oid,
  type: Oid,
  collation: Oid,
  inputCollation: Oid,
  args: readonly E.Expr[],
  form: E.CallForm,
  location: number,
  returnsSet = false,
  isVariadic = false,
): E.FuncExpr {
  return { kind: 'func', type, typmod: -1, collation, location, functionId, form, returnsSet, isVariadic, args, inputCollation };
}
export function makeOp(operatorId: Oid, functionId: Oid, type: Oid, collation: Oid, inputCollation: Oid, args: readonly E.Expr[], location: number): E.OpExpr {
  return { kind: 'op', type, typmod: -1, collation, location, operatorId, functionId, args, inputCollation };
}
export function makeBoolExpr(op: E.BoolExpr['op'], args: readonly E.Expr[], location: number): E.BoolExpr {
  return { kind: 'bool', type: T.BOOL, typmod: -1, collation: NO_COLLATION, location, op, args };
}
export function makeRelabel(arg: E.Expr, type: Oid, typmod: number, collation: Oid, form: E.CallForm, location: number): E.RelabelType {
  return { kind: 'relabel', type, typmod, collation, location, form, arg };
}
export function makeCoerceTypmod(arg: E.Expr, typmod: number, form: E.CallForm, location: number): E.CoerceTypmod {
  return { kind: 'coerce-typmod', type: arg.type, typmod, collation: arg.collation, location, form, arg };
}
export function makeCaseTest(type: Oid, typmod: number, collation: Oid): E.CaseTestExpr {
  return { kind: 'case-test', type, typmod, collation, location: -1 };
}
export function makeNullTest(arg: E.Expr, isNot: boolean, isRow: boolean, location: number): E.NullTest {
  return { kind: 'null-test', type: T.BOOL, typmod: -1, collation: NO_COLLATION, location, isNot, isRow, arg };
}
export function makeFieldSelect(arg: E.Expr, field: number, fieldName: string, type: Oid, typmod: number, collation: Oid, location: number): E.FieldSelect {
  return { kind: 'field-select', type, typmod, collation, location, arg, field, fieldName };
}
export function makeRow(fields: readonly E.Expr[], fieldNames: readonly string[], type: Oid, isExplicit: boolean, location: number): E.RowExpr {
  return { kind: 'row', type, typmod: -1, collation: NO_COLLATION, location, fields, fieldNames, isExplicit };
}
export function makeArray(
  elements: readonly E.Expr[],
  type: Oid,
  elementType: Oid,
  typmod: number,
  collation: Oid,
  isMultiDimensional: boolean,
  location: number,
): E.ArrayExpr {
  return { kind: 'array', type, typmod, collation, location, elementType, isMultiDimensional, elements };
}
