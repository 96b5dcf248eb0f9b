/**
 * Raw expression nodes, in the shape and vocabulary of PostgreSQL's raw parse tree.
 *
 * Conventions of the whole tree (all files of this folder):
 * - `kind` is the literal discriminant. Every field is always present: `null` stands for "not written", an empty array for an absent list.
 * - `location` is the 0-based character (UTF-16 unit) offset in the source; errors report `location + 1`. -1 when unknown.
 * - Names are folded and truncated already; a qualified name is an array of its parts (`['public', 't']`).
 * - Types and functions that the grammar itself names are qualified with `pg_catalog`, as in PostgreSQL (`int` is `['pg_catalog', 'int4']`).
 */
import type { SelectStmt, SortBy, WindowDef } from './select.js';

/** `a`, `t.a`, `s.t.a`; with `star` also `*` (fields empty), `t.*`. */
export interface ColumnRef {
  readonly kind: 'ColumnRef';
  readonly fields: readonly string[];
  readonly star: boolean;
  readonly location: number;
}

/** `$n`. */
export interface ParamRef {
  readonly kind: 'ParamRef';
  readonly number: number;
  readonly location: number;
}

interface Const<K extends string, V> {
  readonly kind: 'AConst';
  readonly valueKind: K;
  readonly value: V;
  readonly location: number;
}

/** A literal that fits int4. */
export type IntegerConst = Const<'integer', number>;
/** Any other numeric literal: its exact text. */
export type FloatConst = Const<'float', string>;
export type StringConst = Const<'string', string>;
/** The text with its base letter in front: `b0101` or `x1F`. */
export type BitStringConst = Const<'bitString', string>;
export type BooleanConst = Const<'boolean', boolean>;
export type NullConst = Const<'null', null>;
export type AConst = IntegerConst | FloatConst | StringConst | BitStringConst | BooleanConst | NullConst;

/**
 * Operator-like expressions with one right operand.
 * - `op`: name is the operator; `lexpr` null for a prefix operator.
 * - `opAny` / `opAll`: `l op ANY (array)`.
 * - `distinct` / `notDistinct`: name `=`.
 * - `nullif`: name `=`.
 * - `like` `~~`/`!~~`, `ilike` `~~*`/`!~~*`, `similar` `~`/`!~` (right side wrapped in similar_to_escape); ESCAPE wraps the right side in like_escape.
 */
export interface AExprOperator {
  readonly kind: 'AExpr';
  readonly exprKind: 'op' | 'opAny' | 'opAll' | 'distinct' | 'notDistinct' | 'nullif' | 'like' | 'ilike' | 'similar';
  readonly name: readonly string[];
  readonly lexpr: Expression | null;
  readonly rexpr: Expression;
  readonly location: number;
}

/** `IN (list)` (name `=` or, for NOT IN, `<>`) and the BETWEEN family (rexpr holds the two bounds). IN with a sub-select is a SubLink. */
export interface AExprList {
  readonly kind: 'AExpr';
  readonly exprKind: 'in' | 'between' | 'notBetween' | 'betweenSym' | 'notBetweenSym';
  readonly name: readonly string[];
  readonly lexpr: Expression;
  readonly rexpr: readonly Expression[];
  readonly location: number;
}

export type AExpr = AExprOperator | AExprList;

/** AND and OR chains written without parentheses are flat. */
export interface BoolExpr {
  readonly kind: 'BoolExpr';
  readonly boolop: 'and' | 'or' | 'not';
  readonly args: readonly Expression[];
  readonly location: number;
}

export interface FuncCall {
  readonly kind: 'FuncCall';
  readonly funcname: readonly string[];
  readonly args: readonly Expression[];
  /** ORDER BY inside the parentheses, or of WITHIN GROUP. */
  readonly aggOrder: readonly SortBy[];
  readonly aggFilter: Expression | null;
  readonly over: WindowDef | null;
  readonly aggWithinGroup: boolean;
  /** `count(*)`. */
  readonly aggStar: boolean;
  readonly aggDistinct: boolean;
  /** The last argument is marked VARIADIC. */
  readonly funcVariadic: boolean;
  /** `sqlSyntax` for EXTRACT(a FROM b), TRIM(…), AT TIME ZONE and the like. */
  readonly funcFormat: 'explicitCall' | 'sqlSyntax';
  readonly location: number;
}

/** `name => value` (or `:=`) inside a call. */
export interface NamedArgExpr {
  readonly kind: 'NamedArgExpr';
  readonly name: string;
  readonly arg: Expression;
  readonly location: number;
}

export interface TypeCast {
  readonly kind: 'TypeCast';
  readonly arg: Expression;
  readonly typeName: TypeName;
  readonly location: number;
}

export interface TypeName {
  readonly kind: 'TypeName';
  readonly names: readonly string[];
  readonly setof: boolean;
  /** `table.column%TYPE`. */
  readonly pctType: boolean;
  /** Interval fields and precision come as integer constants: [mask] or [mask, precision]. */
  readonly typmods: readonly Expression[];
  /** One entry per dimension: the bound, or -1. */
  readonly arrayBounds: readonly number[];
  readonly location: number;
}

export interface CollateClause {
  readonly kind: 'CollateClause';
  /** Null only inside a column definition or index element, where the clause stands alone. */
  readonly arg: Expression | null;
  readonly collname: readonly string[];
  readonly location: number;
}

/** `exists`; `expr` (scalar); `array` (ARRAY(select)); `any` / `all`: testexpr operName subselect, where an empty operName means plain `IN`. */
export interface SubLink {
  readonly kind: 'SubLink';
  readonly subLinkType: 'exists' | 'all' | 'any' | 'expr' | 'array';
  readonly testexpr: Expression | null;
  readonly operName: readonly string[];
  readonly subselect: SelectStmt;
  readonly location: number;
}

export interface CaseExpr {
  readonly kind: 'CaseExpr';
  readonly arg: Expression | null;
  readonly args: readonly CaseWhen[];
  readonly defresult: Expression | null;
  readonly location: number;
}
export interface CaseWhen {
  readonly kind: 'CaseWhen';
  readonly expr: Expression;
  readonly result: Expression;
  readonly location: number;
}

/** `ARRAY[…]`; nested brackets are nested AArrayExpr. */
export interface AArrayExpr {
  readonly kind: 'AArrayExpr';
  readonly elements: readonly Expression[];
  readonly location: number;
}

export interface RowExpr {
  readonly kind: 'RowExpr';
  readonly args: readonly Expression[];
  /** `explicit` when written with ROW. */
  readonly rowFormat: 'explicit' | 'implicit';
  readonly location: number;
}

export interface CoalesceExpr {
  readonly kind: 'CoalesceExpr';
  readonly args: readonly Expression[];
  readonly location: number;
}
export interface MinMaxExpr {
  readonly kind: 'MinMaxExpr';
  readonly op: 'greatest' | 'least';
  readonly args: readonly Expression[];
  readonly location: number;
}

export interface SQLValueFunction {
  readonly kind: 'SQLValueFunction';
  readonly op:
    | 'current_date'
    | 'current_time'
    | 'current_timestamp'
    | 'localtime'
    | 'localtimestamp'
    | 'current_role'
    | 'current_user'
    | 'user'
    | 'session_user'
    | 'current_catalog'
    | 'current_schema';
  /** The precision in parentheses, or -1. */
  readonly typmod: number;
  readonly location: number;
}

export interface NullTest {
  readonly kind: 'NullTest';
  readonly arg: Expression;
  readonly isNot: boolean;
  readonly location: number;
}
export interface BooleanTest {
  readonly kind: 'BooleanTest';
  readonly arg: Expression;
  readonly testType: 'true' | 'notTrue' | 'false' | 'notFalse' | 'unknown' | 'notUnknown';
  readonly location: number;
}

/** Subscripts and field selections applied to anything but a plain column name; for columns, fields go to ColumnRef until the first subscript. */
export interface AIndirection {
  readonly kind: 'AIndirection';
  readonly arg: Expression;
  readonly indirection: readonly Indirection[];
}
export type Indirection = FieldName | AStar | AIndices;
export interface FieldName {
  readonly kind: 'FieldName';
  readonly name: string;
}
export interface AStar {
  readonly kind: 'AStar';
}
/** `[uidx]` or, with isSlice, `[lidx:uidx]` where either bound may be null. */
export interface AIndices {
  readonly kind: 'AIndices';
  readonly isSlice: boolean;
  readonly lidx: Expression | null;
  readonly uidx: Expression | null;
}

/** `GROUPING(a, b)`. */
export interface GroupingFunc {
  readonly kind: 'GroupingFunc';
  readonly args: readonly Expression[];
  readonly location: number;
}

/** DEFAULT in VALUES or SET. */
export interface SetToDefault {
  readonly kind: 'SetToDefault';
  readonly location: number;
}

/** WHERE CURRENT OF cursor. */
export interface CurrentOfExpr {
  readonly kind: 'CurrentOfExpr';
  readonly cursorName: string;
}

/** SET (a, b) = source: one per target column, all sharing the same `source` object. colno counts from 1. */
export interface MultiAssignRef {
  readonly kind: 'MultiAssignRef';
  readonly source: Expression;
  readonly colno: number;
  readonly ncolumns: number;
}

export interface XmlExpr {
  readonly kind: 'XmlExpr';
  readonly op: 'concat' | 'element' | 'forest' | 'parse' | 'pi' | 'root' | 'document';
  /** Name of XMLELEMENT and XMLPI. */
  readonly name: string | null;
  /** XMLATTRIBUTES / XMLFOREST items. */
  readonly namedArgs: readonly ResTarget[];
  readonly args: readonly Expression[];
  /** XMLPARSE: DOCUMENT or CONTENT. */
  readonly xmloption: 'document' | 'content';
  readonly location: number;
}
export interface XmlSerialize {
  readonly kind: 'XmlSerialize';
  readonly xmloption: 'document' | 'content';
  readonly expr: Expression;
  readonly typeName: TypeName;
  readonly location: number;
}

/**
 * One target: in a select list `name` is the alias; in INSERT columns and UPDATE SET it is the column, with `indirection` for subscripts and fields.
 * In an INSERT column list `val` is null.
 */
export interface ResTarget {
  readonly kind: 'ResTarget';
  readonly name: string | null;
  readonly indirection: readonly Indirection[];
  readonly val: Expression | null;
  readonly location: number;
}

export type Expression =
  | ColumnRef
  | ParamRef
  | AConst
  | AExpr
  | BoolExpr
  | FuncCall
  | NamedArgExpr
  | TypeCast
  | CollateClause
  | SubLink
  | CaseExpr
  | AArrayExpr
  | RowExpr
  | CoalesceExpr
  | MinMaxExpr
  | SQLValueFunction
  | NullTest
  | BooleanTest
  | AIndirection
  | GroupingFunc
  | SetToDefault
  | CurrentOfExpr
  | MultiAssignRef
  | XmlExpr
  | XmlSerialize;
