/**
 * Typed expressions: what analysis makes of a syntax tree. Every node carries its result type, typmod and collation; names are resolved,
 * coercions explicit. Shapes follow PostgreSQL's primnodes. Readonly; rewriting makes new nodes.
 */
import type { Oid } from '../../base/index.js';
import type { Datum } from '../../types/index.js';
import type { ColumnInfo, Query } from './query.js';

interface Typed {
  readonly type: Oid;
  readonly typmod: number;
  readonly collation: Oid;
  /** 0-based offset in the source text, -1 unknown. */
  readonly location: number;
  /** The column of a join that the expression was written as, for deparsing: an alias, or a merged column. */
  readonly via?: JoinAliasColumn;
}

/** A literal. `isUnknown` literals have been coerced before analysis ends. */
export interface Const extends Typed {
  readonly kind: 'const';
  readonly value: Datum;
}

/** $n, 1-based. */
export interface ParamRef extends Typed {
  readonly kind: 'param';
  readonly number: number;
}

/** Column of a join's own range-table entry that an expression stands for (PostgreSQL's varnosyn). */
export interface JoinAliasColumn {
  readonly table: number;
  readonly column: number;
  readonly levelsUp: number;
}

/** Column `column` (attnum, 1-based; 0 = whole row; negative = system column) of range-table entry `table` (0-based index), `levelsUp` queries out. */
export interface Var extends Typed {
  readonly kind: 'var';
  readonly table: number;
  readonly column: number;
  readonly levelsUp: number;
  /** The join alias column it was written as, for deparsing; absent otherwise. */
  readonly via?: JoinAliasColumn;
  /** Whole row of type record: its fields. */
  readonly rowFields?: readonly ColumnInfo[];
}

/** How a call was written, for deparsing. */
export type CallForm = 'function' | 'operator' | 'explicit-cast' | 'implicit-cast' | 'sql-syntax';

export interface FuncExpr extends Typed {
  readonly kind: 'func';
  readonly functionId: Oid;
  readonly form: CallForm;
  readonly returnsSet: boolean;
  /** The last argument is the array made of (or given for) the VARIADIC parameter. */
  readonly isVariadic: boolean;
  readonly args: readonly Expr[];
  /** The arguments as written, when defaults or names were used: position in `args` and name. For deparsing. */
  readonly written?: readonly { readonly position: number; readonly name: string | null }[];
  /** In FROM with a column definition list: its columns. */
  readonly resultColumns?: readonly ColumnInfo[];
  /** Collation the call compares and transforms under; 0 or absent when it does not matter. */
  readonly inputCollation?: Oid;
}

/** Operator call; one argument means prefix. Runs `functionId`. */
export interface OpExpr extends Typed {
  readonly kind: 'op';
  readonly operatorId: Oid;
  readonly functionId: Oid;
  readonly args: readonly Expr[];
  /** Collation the call compares and transforms under; 0 or absent when it does not matter. */
  readonly inputCollation?: Oid;
}

/** IS [NOT] DISTINCT FROM (not distinct is expressed by `not`). */
export interface DistinctExpr extends Typed {
  readonly kind: 'distinct';
  readonly operatorId: Oid;
  readonly functionId: Oid;
  readonly args: readonly [Expr, Expr];
  /** Collation the call compares and transforms under; 0 or absent when it does not matter. */
  readonly inputCollation?: Oid;
}

export interface NullIfExpr extends Typed {
  readonly kind: 'nullif';
  readonly operatorId: Oid;
  readonly functionId: Oid;
  readonly args: readonly [Expr, Expr];
  /** Collation the call compares and transforms under; 0 or absent when it does not matter. */
  readonly inputCollation?: Oid;
}

/** `scalar op ANY|ALL (array)`; also IN lists of constants. */
export interface ScalarArrayOpExpr extends Typed {
  readonly kind: 'scalar-array-op';
  readonly operatorId: Oid;
  readonly functionId: Oid;
  readonly useOr: boolean;
  readonly args: readonly [Expr, Expr];
  /** Collation the call compares and transforms under; 0 or absent when it does not matter. */
  readonly inputCollation?: Oid;
}

export interface BoolExpr extends Typed {
  readonly kind: 'bool';
  readonly op: 'and' | 'or' | 'not';
  readonly args: readonly Expr[];
}

export interface CaseExpr extends Typed {
  readonly kind: 'case';
  /** `CASE arg WHEN …`: the conditions already compare with `case-test` placeholders. */
  readonly arg: Expr | null;
  readonly whens: readonly { readonly condition: Expr; readonly result: Expr }[];
  /** Never absent: NULL const when there is no ELSE. */
  readonly otherwise: Expr;
}

/** Placeholder for the CASE argument (innermost enclosing CASE with an arg), an array element being coerced, or a domain's VALUE. */
export interface CaseTestExpr extends Typed {
  readonly kind: 'case-test';
}

export interface CoalesceExpr extends Typed {
  readonly kind: 'coalesce';
  readonly args: readonly Expr[];
}

export interface MinMaxExpr extends Typed {
  readonly kind: 'minmax';
  readonly op: 'greatest' | 'least';
  readonly args: readonly Expr[];
  /** Collation the call compares and transforms under; 0 or absent when it does not matter. */
  readonly inputCollation?: Oid;
}

/** Name of an attribute of XMLELEMENT or of an element of XMLFOREST; `isColumn` when it is that of the column given. */
export interface XmlLabel {
  readonly name: string;
  readonly isColumn: boolean;
}

/** SQL/XML by key words. The arguments that have labels come first. */
export interface XmlNode extends Typed {
  readonly kind: 'xml';
  readonly op: 'concat' | 'element' | 'forest' | 'parse' | 'pi' | 'root' | 'document' | 'serialize';
  readonly name: string | null;
  readonly labels: readonly XmlLabel[];
  readonly option: 'document' | 'content';
  readonly args: readonly Expr[];
  /** XMLSERIALIZE: the type asked for, for deparsing; its result is text. */
  readonly target?: { readonly type: Oid; readonly typmod: number };
}

export interface NullTest extends Typed {
  readonly kind: 'null-test';
  readonly isNot: boolean;
  /** Row-wise test of a composite argument. */
  readonly isRow: boolean;
  readonly arg: Expr;
}

export interface BooleanTest extends Typed {
  readonly kind: 'boolean-test';
  readonly test: 'is-true' | 'is-not-true' | 'is-false' | 'is-not-false' | 'is-unknown' | 'is-not-unknown';
  readonly arg: Expr;
}

/** Binary-compatible relabelling. */
export interface RelabelType extends Typed {
  readonly kind: 'relabel';
  readonly form: CallForm;
  readonly arg: Expr;
}

/** Cast through the text output of the source and the input of the target. */
export interface CoerceViaIO extends Typed {
  readonly kind: 'coerce-io';
  readonly form: CallForm;
  readonly arg: Expr;
}

/** Element-wise cast of an array; `element` reads a `case-test` placeholder. */
export interface ArrayCoerceExpr extends Typed {
  readonly kind: 'array-coerce';
  readonly form: CallForm;
  readonly arg: Expr;
  readonly element: Expr;
}

/** Coercion to a length or precision (`applyTypmod` of the type); the node's typmod is the target. */
export interface CoerceTypmod extends Typed {
  readonly kind: 'coerce-typmod';
  readonly form: CallForm;
  readonly arg: Expr;
}

export interface CoerceToDomain extends Typed {
  readonly kind: 'coerce-domain';
  readonly form: CallForm;
  readonly arg: Expr;
}

export interface ArrayExpr extends Typed {
  readonly kind: 'array';
  readonly elementType: Oid;
  /** Elements are arrays themselves (a nested constructor). */
  readonly isMultiDimensional: boolean;
  readonly elements: readonly Expr[];
}

export interface RowExpr extends Typed {
  readonly kind: 'row';
  readonly fields: readonly Expr[];
  readonly fieldNames: readonly string[];
  readonly isExplicit: boolean;
}

/** Row-wise <, <=, >, >= (equality is expanded to ANDs). */
export interface RowCompareExpr extends Typed {
  readonly kind: 'row-compare';
  readonly op: '<' | '<=' | '>' | '>=';
  readonly operatorIds: readonly Oid[];
  readonly left: readonly Expr[];
  readonly right: readonly Expr[];
  /** Collation of each comparison. */
  readonly inputCollations?: readonly Oid[];
}

export interface FieldSelect extends Typed {
  readonly kind: 'field-select';
  readonly arg: Expr;
  /** 1-based field number. */
  readonly field: number;
  readonly fieldName: string;
}

/** Array element or slice; subscripts upper (and lower for slices, null = omitted bound). */
export interface SubscriptExpr extends Typed {
  readonly kind: 'subscript';
  readonly arg: Expr;
  readonly isSlice: boolean;
  readonly upper: readonly (Expr | null)[];
  readonly lower: readonly (Expr | null)[];
  /** Assignment source (UPDATE t SET a[1] = …), null when reading. */
  readonly assigned: Expr | null;
}

export type SqlValue =
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

export interface SqlValueFunction extends Typed {
  readonly kind: 'sql-value';
  readonly value: SqlValue;
}

export interface CollateExpr extends Typed {
  readonly kind: 'collate';
  readonly arg: Expr;
  readonly collationName: string;
}

/** Sub-select in an expression. `multi-expr` yields the whole row as a record (NULL without rows), read by field-select nodes that share it. */
export interface SubLink extends Typed {
  readonly kind: 'sublink';
  readonly link: 'exists' | 'any' | 'all' | 'expr' | 'multi-expr' | 'array';
  /** ANY/ALL: comparison of `test` with the sub-select's columns, written over `sublink-column` placeholders. */
  readonly test: Expr | null;
  readonly operatorName: string;
  /** Left-hand expressions of ANY/ALL. */
  readonly left: readonly Expr[];
  readonly query: Query;
}

/** Placeholder in SubLink.test: column (0-based) of the sub-select's row. */
export interface SubLinkColumn extends Typed {
  readonly kind: 'sublink-column';
  readonly column: number;
}

export interface Aggref extends Typed {
  readonly kind: 'agg';
  readonly functionId: Oid;
  /** Direct arguments of ordered-set aggregates. */
  readonly directArgs: readonly Expr[];
  readonly args: readonly Expr[];
  readonly isStar: boolean;
  readonly isDistinct: boolean;
  readonly isVariadic: boolean;
  readonly aggregateKind: 'n' | 'o' | 'h';
  readonly orderBy: readonly SortKey[];
  readonly filter: Expr | null;
  /** The query level (0 = own) whose aggregation computes it. */
  readonly levelsUp: number;
  /** Collation the call compares and transforms under; 0 or absent when it does not matter. */
  readonly inputCollation?: Oid;
}

/** A sort key over an expression (aggregate ORDER BY, window ORDER BY). */
export interface SortKey {
  readonly expr: Expr;
  readonly isDescending: boolean;
  readonly nullsFirst: boolean;
  /** Ordering operator (USING) when not the type's default. */
  readonly operatorId: Oid;
}

export interface WindowFunc extends Typed {
  readonly kind: 'window';
  readonly functionId: Oid;
  readonly args: readonly Expr[];
  readonly isStar: boolean;
  /** An aggregate used as window function. */
  readonly isAggregate: boolean;
  readonly filter: Expr | null;
  /** Index into Query.windows. */
  readonly window: number;
  /** Collation the call compares and transforms under; 0 or absent when it does not matter. */
  readonly inputCollation?: Oid;
}

/** GROUPING(a, b): bit mask over the group clause entries. */
export interface GroupingFunc extends Typed {
  readonly kind: 'grouping';
  readonly args: readonly Expr[];
  /** Filled in when the GROUP BY clause of its level is known. */
  readonly groupRefs: number[];
  /** The query level (0 = own) whose keys it names. */
  readonly levelsUp: number;
}

/** DEFAULT in INSERT/UPDATE lists, replaced before planning. */
export interface SetToDefault extends Typed {
  readonly kind: 'set-to-default';
}

/** nextval of an identity / serial column's own sequence without privilege checks. */
export interface NextValueExpr extends Typed {
  readonly kind: 'next-value';
  readonly sequence: Oid;
}

/** WHERE CURRENT OF cursor. */
export interface CurrentOfExpr extends Typed {
  readonly kind: 'current-of';
  readonly cursor: string;
  readonly table: number;
}

export type Expr =
  | Const
  | ParamRef
  | Var
  | FuncExpr
  | OpExpr
  | DistinctExpr
  | NullIfExpr
  | ScalarArrayOpExpr
  | BoolExpr
  | CaseExpr
  | CaseTestExpr
  | CoalesceExpr
  | XmlNode
  | MinMaxExpr
  | NullTest
  | BooleanTest
  | RelabelType
  | CoerceViaIO
  | ArrayCoerceExpr
  | CoerceTypmod
  | CoerceToDomain
  | ArrayExpr
  | RowExpr
  | RowCompareExpr
  | FieldSelect
  | SubscriptExpr
  | SqlValueFunction
  | CollateExpr
  | SubLink
  | SubLinkColumn
  | Aggref
  | WindowFunc
  | GroupingFunc
  | SetToDefault
  | NextValueExpr
  | CurrentOfExpr;
