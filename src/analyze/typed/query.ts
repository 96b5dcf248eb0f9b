/**
 * Typed query: analysis' result for SELECT, INSERT, UPDATE, DELETE, MERGE. Shape follows PostgreSQL's Query. The interpreter walks it;
 * the planner turns it into the physical plan. Utility statements do not come here.
 */
import type { Oid } from '../../base/index.js';
import type { RelationDescriptor, FunctionDescriptor } from '../../catalog/index.js';
import type { Expr, SortKey } from './expression.js';

export interface ColumnInfo {
  readonly name: string;
  readonly type: Oid;
  readonly typmod: number;
  readonly collation: Oid;
}

interface RangeTableBase {
  /** Alias or own name, for display (EXPLAIN, deparse). */
  readonly alias: string;
  /** True when the user wrote an alias. */
  readonly hasAlias: boolean;
  /** Visible columns, positions = attnum - 1; dropped columns have name ''. */
  readonly columns: readonly ColumnInfo[];
  readonly isLateral: boolean;
  /** The alias lists column names (sub-queries, VALUES and WITH queries). */
  readonly hasColumnAliases?: boolean;
}

export type RangeTableEntry =
  | (RangeTableBase & {
      readonly kind: 'relation';
      readonly relation: RelationDescriptor;
      readonly inherit: boolean;
      readonly lockMode: string;
      readonly sample: TableSample | null;
    })
  | (RangeTableBase & { readonly kind: 'subquery'; readonly query: Query; readonly isView: RelationDescriptor | null })
  /** Join: its columns are expressions over the joined entries (merged USING columns may be COALESCE). Vars may point here; analysis resolves them to base entries where PostgreSQL would when planning. */
  | (RangeTableBase & { readonly kind: 'join'; readonly joinType: JoinType; readonly columnExprs: readonly Expr[] })
  | (RangeTableBase & { readonly kind: 'function'; readonly functions: readonly RangeFunctionItem[]; readonly withOrdinality: boolean })
  | (RangeTableBase & { readonly kind: 'values'; readonly rows: readonly (readonly Expr[])[] })
  /** Reference to a WITH query `levelsUp` queries out. `isSelfReference`: the recursive term's reference to itself. */
  | (RangeTableBase & { readonly kind: 'cte'; readonly cteName: string; readonly levelsUp: number; readonly isSelfReference: boolean })
  /** INSERT … ON CONFLICT's `excluded`, or OLD/NEW. */
  | (RangeTableBase & { readonly kind: 'excluded'; readonly relation: RelationDescriptor });

export interface RangeFunctionItem {
  readonly expr: Expr;
  readonly function: FunctionDescriptor | null;
  readonly columns: readonly ColumnInfo[];
  /** The call yields rows (a composite type, OUT parameters or a column definition list), not scalars. */
  readonly isComposite?: boolean;
  /** The columns come from a column definition list. */
  readonly hasColumnDefinitions?: boolean;
}

export interface TableSample {
  readonly method: 'bernoulli' | 'system';
  readonly percent: Expr;
  readonly seed: Expr | null;
}

export type JoinType = 'inner' | 'left' | 'right' | 'full';

export type JoinTree =
  | { readonly kind: 'table'; readonly table: number }
  | {
      readonly kind: 'join';
      readonly joinType: JoinType;
      readonly left: JoinTree;
      readonly right: JoinTree;
      readonly condition: Expr | null;
      readonly using: readonly string[];
      readonly isNatural: boolean;
      /** Range-table index of the join's own entry. */ readonly table: number;
    };

/** FROM list (an implicit cross join) and WHERE. */
export interface FromExpr {
  readonly items: readonly JoinTree[];
  readonly where: Expr | null;
}

export interface TargetEntry {
  readonly expr: Expr;
  readonly name: string;
  /** Not part of the result: only for ORDER BY / GROUP BY / ModifyTable. */
  readonly isJunk: boolean;
  /** Non-zero when a sort/group clause refers to this entry. */
  readonly ref: number;
  /** Where the value comes from, for RowDescription: relation oid and attnum, 0 if computed. */
  readonly originTable: Oid;
  readonly originColumn: number;
  /** INSERT / UPDATE: target attnum. */
  readonly attnum: number;
}

/** Sort, group and distinct clauses point at target entries by `ref`. */
export interface SortGroupClause {
  readonly ref: number;
  readonly isDescending: boolean;
  readonly nullsFirst: boolean;
  /** Equality operator of the type, 0 when only sortable by `operatorId`. */
  readonly equalOperator: Oid;
  readonly operatorId: Oid;
  readonly isHashable: boolean;
}

export type GroupingSet =
  | { readonly kind: 'empty' }
  | { readonly kind: 'simple'; readonly refs: readonly number[] }
  | { readonly kind: 'rollup' | 'cube' | 'sets'; readonly sets: readonly GroupingSet[] };

export type FrameBound =
  { readonly kind: 'unbounded-preceding' | 'unbounded-following' | 'current-row' } | { readonly kind: 'preceding' | 'following'; readonly offset: Expr };

export interface WindowClause {
  readonly name: string | null;
  readonly partitionBy: readonly SortKey[];
  readonly orderBy: readonly SortKey[];
  readonly mode: 'rows' | 'range' | 'groups';
  readonly start: FrameBound;
  readonly end: FrameBound;
  readonly exclude: 'none' | 'current-row' | 'group' | 'ties';
  /** in_range function for RANGE with offset, 0 otherwise. */
  readonly inRangeFunctions: readonly [Oid, Oid];
}

export interface CommonTable {
  readonly name: string;
  readonly columns: readonly ColumnInfo[];
  readonly query: Query;
  readonly isRecursive: boolean;
  readonly materialized: 'default' | 'always' | 'never';
  readonly referenceCount: number;
}

export type SetOperationTree =
  /** A leaf is a subquery range-table entry. */
  | { readonly kind: 'leaf'; readonly table: number }
  | {
      readonly kind: 'operation';
      readonly op: 'union' | 'intersect' | 'except';
      readonly all: boolean;
      readonly left: SetOperationTree;
      readonly right: SetOperationTree;
      readonly columns: readonly ColumnInfo[];
      readonly groupClauses: readonly SortGroupClause[];
    };

export type LockStrength = 'key-share' | 'share' | 'no-key-update' | 'update';

export interface RowMark {
  readonly table: number;
  readonly strength: LockStrength;
  readonly wait: 'block' | 'skip' | 'error';
  /** A clause outside of this sub-query asked for it. */
  readonly isPushedDown: boolean;
}

export interface OnConflict {
  readonly action: 'nothing' | 'update';
  /** Index oids inferred as arbiters; empty = any unique index (DO NOTHING only). */
  readonly arbiters: readonly Oid[];
  readonly set: readonly TargetEntry[];
  readonly where: Expr | null;
  /** Range-table index of `excluded`, -1 for DO NOTHING. */
  readonly excluded: number;
}

export interface MergeAction {
  readonly isMatched: boolean;
  readonly command: 'insert' | 'update' | 'delete' | 'nothing';
  readonly condition: Expr | null;
  readonly targets: readonly TargetEntry[];
  readonly overriding: 'none' | 'system' | 'user';
}

/** WITH CHECK OPTION of a view that is changed through: true of every new row, over the table that is changed. */
export interface ViewCheck {
  readonly view: string;
  readonly condition: Expr;
}

export interface Query {
  readonly command: 'select' | 'insert' | 'update' | 'delete' | 'merge';
  readonly rangeTable: readonly RangeTableEntry[];
  readonly from: FromExpr;
  readonly targets: readonly TargetEntry[];
  readonly ctes: readonly CommonTable[];
  readonly isRecursive: boolean;
  /** DML target: range-table index, -1 for SELECT. */
  readonly resultTable: number;
  readonly returning: readonly TargetEntry[];
  readonly onConflict: OnConflict | null;
  /** Those of inner views first. */
  readonly viewChecks: readonly ViewCheck[];
  readonly overriding: 'none' | 'system' | 'user';
  readonly mergeActions: readonly MergeAction[];
  /** Null as analysis makes it: MERGE's join of source and target is the one item of `from` (left join when rows may be inserted). */
  readonly mergeJoinCondition: Expr | null;
  readonly groupBy: readonly SortGroupClause[];
  readonly isGroupDistinct: boolean;
  readonly groupingSets: readonly GroupingSet[];
  readonly having: Expr | null;
  readonly windows: readonly WindowClause[];
  readonly distinct: readonly SortGroupClause[];
  readonly hasDistinctOn: boolean;
  readonly orderBy: readonly SortGroupClause[];
  readonly limit: Expr | null;
  readonly offset: Expr | null;
  readonly withTies: boolean;
  readonly setOperation: SetOperationTree | null;
  readonly rowMarks: readonly RowMark[];
  readonly hasAggregates: boolean;
  readonly hasWindows: boolean;
  readonly hasSubLinks: boolean;
  readonly hasTargetSets: boolean;
  readonly hasModifyingCtes: boolean;
}
