/** SELECT and everything that can stand in FROM. */
import type { Expression, ResTarget, TypeName } from './expressions.js';
import type { ColumnDef } from './ddl.js';
import type { DefElem } from './utility.js';
import type { DeleteStmt, InsertStmt, MergeStmt, UpdateStmt } from './dml.js';

/**
 * One of three forms: a plain select (`op` none, valuesLists empty), VALUES (valuesLists not empty), or a set operation (`op`, `larg`, `rarg`;
 * then targetList … windowClause are empty). Sort, limit, locking and WITH apply to each form. `TABLE t` is `SELECT * FROM t`.
 */
export interface SelectStmt {
  readonly kind: 'SelectStmt';
  /** null: no DISTINCT; empty: plain DISTINCT; otherwise DISTINCT ON. */
  readonly distinctClause: readonly Expression[] | null;
  readonly intoClause: IntoClause | null;
  readonly targetList: readonly ResTarget[];
  readonly fromClause: readonly FromItem[];
  readonly whereClause: Expression | null;
  readonly groupClause: readonly GroupItem[];
  /** GROUP BY DISTINCT. */
  readonly groupDistinct: boolean;
  readonly havingClause: Expression | null;
  readonly windowClause: readonly WindowDef[];
  readonly valuesLists: readonly (readonly Expression[])[];
  readonly sortClause: readonly SortBy[];
  readonly limitOffset: Expression | null;
  /** LIMIT ALL is a null constant. */
  readonly limitCount: Expression | null;
  readonly limitOption: 'count' | 'withTies';
  readonly lockingClause: readonly LockingClause[];
  readonly withClause: WithClause | null;
  readonly op: 'none' | 'union' | 'intersect' | 'except';
  readonly all: boolean;
  readonly larg: SelectStmt | null;
  readonly rarg: SelectStmt | null;
}

export type GroupItem = Expression | GroupingSet;
export interface GroupingSet {
  readonly kind: 'GroupingSet';
  /** `empty` is `()`; a parenthesised list of several is a RowExpr inside `content`. */
  readonly setKind: 'empty' | 'rollup' | 'cube' | 'sets';
  readonly content: readonly GroupItem[];
  readonly location: number;
}

export interface SortBy {
  readonly kind: 'SortBy';
  readonly node: Expression;
  readonly direction: 'default' | 'asc' | 'desc' | 'using';
  readonly nulls: 'default' | 'first' | 'last';
  /** Operator of ORDER BY … USING, else empty. */
  readonly useOp: readonly string[];
  readonly location: number;
}

export type FrameMode = 'range' | 'rows' | 'groups';
export type FrameBoundKind = 'unboundedPreceding' | 'preceding' | 'currentRow' | 'following' | 'unboundedFollowing';
export interface FrameBound {
  readonly boundKind: FrameBoundKind;
  /** Offset of preceding / following, else null. */
  readonly offset: Expression | null;
}
export interface WindowFrame {
  readonly mode: FrameMode;
  readonly start: FrameBound;
  readonly end: FrameBound;
  /** BETWEEN was written (matters only for deparsing). */
  readonly between: boolean;
  readonly exclude: 'none' | 'currentRow' | 'group' | 'ties';
}
/** A WINDOW clause entry (`name` set), or the body of OVER: `OVER w` has name w and nothing else with `isReference`; `OVER (w …)` has refname w. */
export interface WindowDef {
  readonly kind: 'WindowDef';
  readonly name: string | null;
  readonly refname: string | null;
  readonly isReference: boolean;
  readonly partitionClause: readonly Expression[];
  readonly orderClause: readonly SortBy[];
  /** null: the default frame. */
  readonly frame: WindowFrame | null;
  readonly location: number;
}

export interface LockingClause {
  readonly kind: 'LockingClause';
  /** Empty: all tables of the query. */
  readonly lockedRels: readonly RangeVar[];
  readonly strength: 'keyShare' | 'share' | 'noKeyUpdate' | 'update';
  readonly waitPolicy: 'block' | 'skip' | 'error';
}

export interface WithClause {
  readonly kind: 'WithClause';
  readonly recursive: boolean;
  readonly ctes: readonly CommonTableExpr[];
  readonly location: number;
}
export interface CommonTableExpr {
  readonly kind: 'CommonTableExpr';
  readonly ctename: string;
  readonly aliascolnames: readonly string[];
  readonly ctematerialized: 'default' | 'always' | 'never';
  /** MergeStmt parses, but analysis refuses it, as in PostgreSQL 15. */
  readonly ctequery: SelectStmt | InsertStmt | UpdateStmt | DeleteStmt | MergeStmt;
  readonly searchClause: CTESearchClause | null;
  readonly cycleClause: CTECycleClause | null;
  readonly location: number;
}
export interface CTESearchClause {
  readonly kind: 'CTESearchClause';
  readonly searchColList: readonly string[];
  readonly breadthFirst: boolean;
  readonly seqColumn: string;
  readonly location: number;
}
export interface CTECycleClause {
  readonly kind: 'CTECycleClause';
  readonly cycleColList: readonly string[];
  readonly markColumn: string;
  /** The constants true and false when not written. */
  readonly markValue: Expression;
  readonly markDefault: Expression;
  readonly pathColumn: string;
  readonly location: number;
}

export interface IntoClause {
  readonly kind: 'IntoClause';
  readonly rel: RangeVar;
  /** The next fields are used by CREATE TABLE AS / MATERIALIZED VIEW only. */
  readonly colNames: readonly string[];
  readonly accessMethod: string | null;
  readonly options: readonly DefElem[];
  readonly onCommit: 'noop' | 'preserveRows' | 'deleteRows' | 'drop';
  readonly tableSpaceName: string | null;
  readonly skipData: boolean;
}

/** Alias of a FROM item: `AS x (a, b)`. */
export interface Alias {
  readonly kind: 'Alias';
  readonly aliasname: string;
  readonly colnames: readonly string[];
}

export interface RangeVar {
  readonly kind: 'RangeVar';
  readonly catalogname: string | null;
  readonly schemaname: string | null;
  readonly relname: string;
  /** false for ONLY. */
  readonly inh: boolean;
  /** p(ermanent), u(nlogged), t(emporary): only meaningful where the relation is created. */
  readonly relpersistence: 'p' | 'u' | 't';
  readonly alias: Alias | null;
  readonly location: number;
}
export interface RangeSubselect {
  readonly kind: 'RangeSubselect';
  readonly lateral: boolean;
  readonly subquery: SelectStmt;
  readonly alias: Alias | null;
}
export interface RangeFunctionItem {
  readonly func: Expression;
  readonly coldeflist: readonly ColumnDef[];
}
/** A function in FROM; ROWS FROM (…) may hold several. `func` is a FuncCall or one of the function-like expressions. */
export interface RangeFunction {
  readonly kind: 'RangeFunction';
  readonly lateral: boolean;
  readonly ordinality: boolean;
  readonly isRowsFrom: boolean;
  readonly functions: readonly RangeFunctionItem[];
  readonly alias: Alias | null;
  /** `AS (a int, b text)`: columns of a function returning record. */
  readonly coldeflist: readonly ColumnDef[];
}
export interface RangeTableSample {
  readonly kind: 'RangeTableSample';
  readonly relation: RangeVar;
  readonly method: readonly string[];
  readonly args: readonly Expression[];
  readonly repeatable: Expression | null;
  readonly location: number;
}
/** XMLTABLE. */
export interface RangeTableFunc {
  readonly kind: 'RangeTableFunc';
  readonly lateral: boolean;
  readonly docexpr: Expression;
  readonly rowexpr: Expression;
  readonly namespaces: readonly ResTarget[];
  readonly columns: readonly RangeTableFuncCol[];
  readonly alias: Alias | null;
  readonly location: number;
}
export interface RangeTableFuncCol {
  readonly kind: 'RangeTableFuncCol';
  readonly colname: string;
  readonly typeName: TypeName | null;
  readonly forOrdinality: boolean;
  readonly isNotNull: boolean;
  readonly colexpr: Expression | null;
  readonly coldefexpr: Expression | null;
  readonly location: number;
}
/** CROSS JOIN is an inner join without quals. */
export interface JoinExpr {
  readonly kind: 'JoinExpr';
  readonly jointype: 'inner' | 'left' | 'full' | 'right';
  readonly isNatural: boolean;
  readonly larg: FromItem;
  readonly rarg: FromItem;
  readonly usingClause: readonly string[];
  /** JOIN … USING (…) AS alias. */
  readonly joinUsingAlias: Alias | null;
  readonly quals: Expression | null;
  readonly alias: Alias | null;
}

export type FromItem = RangeVar | RangeSubselect | RangeFunction | RangeTableSample | RangeTableFunc | JoinExpr;
