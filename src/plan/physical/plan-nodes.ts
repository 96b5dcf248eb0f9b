/**
 * The physical plan: the one tree that EXPLAIN prints and every plan engine runs. Node kinds and fields follow PostgreSQL's Plan nodes.
 * Readonly; holds nothing of an execution (one cached plan serves many executions at once).
 *
 * Conventions
 * 1. Every node outputs rows of `target.length` columns: `target[i]` evaluated over its input rows (scans: over the table's columns).
 *    `filter` is evaluated over the same inputs, before `target`.
 * 2. Nodes that cannot project (sort, unique, limit, material, set-op, append, lock-rows, recursive-union, cte-scan sources) have an identity target:
 *    exactly columns 0..n-1 of input 0; engines may rely on it (`isIdentity`).
 * 3. Correlation and nested-loop parameters travel in exec-params (`PlannedStatement.execParamCount` slots).
 * 4. Row marks: hidden columns carrying a row reference (ctid) of a scanned table, for lock-rows and modify-table.
 */
import type { Oid } from '../../base/index.js';
import type { RelationDescriptor, IndexDescriptor } from '../../catalog/index.js';
import type { AggregateImpl, ScalarImpl } from '../../functions/index.js';
import type { ColumnInfo, Expr, LockStrength, Query, RangeTableEntry, SubLink } from '../../analyze/index.js';
import type { TypeOps } from '../../types/index.js';
import type { Lowered, LoweredSetCall } from './lowered.js';

export interface PlanBase {
  /** Number of the node in the statement, from 0, for EXPLAIN ANALYZE counters. */
  readonly id: number;
  readonly target: readonly Lowered[];
  readonly targetNames: readonly string[];
  readonly isIdentity: boolean;
  readonly filter: Lowered | null;
  readonly startupCost: number;
  readonly totalCost: number;
  readonly rows: number;
  readonly width: number;
  /** InitPlans (by number) of the query level that this node is the top of, and sub-plans that its expressions run: for EXPLAIN. */
  readonly initPlans: readonly number[];
  readonly subPlans: readonly number[];
  /** WITH queries (by number) of the query level that this node is the top of. */
  readonly ctes?: readonly number[];
  /** Query level that the sources of its expressions belong to: index into `PlannedStatement.levels`. */
  readonly level?: number;
}

export interface SortColumn {
  /** Column of the input row. */
  readonly index: number;
  readonly ops: TypeOps;
  readonly isDescending: boolean;
  readonly nullsFirst: boolean;
}

/** Bound of an index condition on key column `column` (0-based): values are parameters or constants, evaluated at (re)scan. */
export interface IndexCondition {
  readonly column: number;
  readonly strategy: '=' | '<' | '<=' | '>' | '>=' | 'is-null' | 'is-not-null' | 'any' | 'search';
  /** For `search`, of an index without an order: the operator's number in the operator class. */
  readonly operatorStrategy?: number;
  /** Comparand; for `any` an array whose elements are looked up one by one in key order. Absent for null tests. */
  readonly value: Lowered | null;
  /** Type of the comparand after coercion to the key column's type, so that it encodes as a key. */
  readonly ops: TypeOps;
  readonly source: Lowered['source'];
}

interface ScanBase extends PlanBase {
  readonly relation: RelationDescriptor;
  readonly tableIndex: number;
  readonly alias: string;
  /** attnums - 1 that target and filter read, ascending. */
  readonly usedColumns: readonly number[];
}

export interface SeqScan extends ScanBase {
  readonly kind: 'seq-scan';
  readonly sample: { readonly method: 'bernoulli' | 'system'; readonly percent: Lowered; readonly seed: Lowered | null } | null;
}
export interface IndexScan extends ScanBase {
  readonly kind: 'index-scan';
  readonly index: IndexDescriptor;
  readonly conditions: readonly IndexCondition[];
  /** What the filter has only because the index may give rows that do not satisfy its conditions. */
  readonly rechecks: readonly Expr[];
  readonly isBackward: boolean;
  readonly isIndexOnly: boolean;
  /** True when all key columns of a unique index have equality: at most one row. */
  readonly isUniqueLookup: boolean;
}
/** Bitmap index scans combined, then the heap in page order; `recheck` = the index conditions as a filter. */
export interface BitmapHeapScan extends ScanBase {
  readonly kind: 'bitmap-heap-scan';
  readonly bitmap: BitmapNode;
  readonly recheck: Lowered | null;
}
export type BitmapNode =
  | {
      readonly kind: 'bitmap-index-scan';
      readonly id: number;
      readonly index: IndexDescriptor;
      readonly conditions: readonly IndexCondition[];
      readonly rows: number;
      readonly totalCost: number;
    }
  | {
      readonly kind: 'bitmap-and' | 'bitmap-or';
      readonly id: number;
      readonly inputs: readonly BitmapNode[];
      readonly rows: number;
      readonly totalCost: number;
    };
/** ctid = value, ctid = ANY(array), or WHERE CURRENT OF a cursor. */
export interface TidScan extends ScanBase {
  readonly kind: 'tid-scan';
  readonly values: readonly Lowered[];
  readonly isArray: boolean;
  /** WHERE CURRENT OF: the newest version that the snapshot sees stands for the one that the cursor gave. */
  readonly followsUpdates: boolean;
}
/** Rows computed from the running system. */
export interface VirtualScan extends ScanBase {
  readonly kind: 'virtual-scan';
}
export interface FunctionScan extends PlanBase {
  readonly kind: 'function-scan';
  readonly alias: string;
  readonly tableIndex: number;
  readonly functions: readonly {
    readonly call: LoweredSetCall | null;
    /** A scalar call in FROM: one row. */ readonly scalar: Lowered | null;
    readonly columns: readonly ColumnInfo[];
    /** True when the one result is a composite to be spread over the columns. */ readonly spreads: boolean;
  }[];
  readonly withOrdinality: boolean;
}
export interface ValuesScan extends PlanBase {
  readonly kind: 'values-scan';
  readonly tableIndex?: number;
  readonly alias: string;
  readonly rowsOf: readonly (readonly Lowered[])[];
}
/** Reads CTE number `cte` (materialised once by the runtime, lazily). */
export interface CteScan extends PlanBase {
  readonly kind: 'cte-scan';
  readonly tableIndex?: number;
  readonly alias: string;
  readonly cte: number;
}
/** The recursive term's reference to the working table of recursive-union `union`. */
export interface WorkTableScan extends PlanBase {
  readonly kind: 'work-table-scan';
  readonly tableIndex?: number;
  readonly alias: string;
  readonly union: number;
}
/** Only renames: rows of `input`, with target/filter over them. */
export interface SubqueryScan extends PlanBase {
  readonly kind: 'subquery-scan';
  readonly tableIndex?: number;
  readonly alias: string;
  readonly input: PlanNode;
}

/** No input: one row if `oneTime` holds. With input: projection and/or a one-time gate. */
export interface Result extends PlanBase {
  readonly kind: 'result';
  /** Only takes columns off: EXPLAIN shows its input alone. */
  readonly isCut?: boolean;
  /** Its filter and target run sub-plans, which may stop half way and go on later (isolate-sub-plans.ts). */
  readonly isResumable?: boolean;
  readonly input: PlanNode | null;
  readonly oneTime: Lowered | null;
}
/** Set-returning functions in the target list. `sets[i]` non-null: target i comes from that call. */
export interface ProjectSet extends PlanBase {
  readonly kind: 'project-set';
  readonly input: PlanNode;
  readonly sets: readonly (LoweredSetCall | null)[];
}

export type PlanJoinType = 'inner' | 'left' | 'right' | 'full' | 'semi' | 'anti';
interface JoinBase extends PlanBase {
  readonly joinType: PlanJoinType;
  readonly outer: PlanNode;
  readonly inner: PlanNode;
  /** Join condition beyond hash/merge keys: decides matching (outer joins null-extend on failure). `filter` applies after. */
  readonly joinFilter: Lowered | null;
  /** At most one inner match per outer row is known. */
  readonly isInnerUnique: boolean;
}
export interface NestedLoop extends JoinBase {
  readonly kind: 'nested-loop';
  /** Set from the outer row before the inner is rescanned. */ readonly params: readonly { readonly id: number; readonly value: Lowered }[];
}
export interface HashJoin extends JoinBase {
  readonly kind: 'hash-join';
  /** Built on inner. */ readonly outerKeys: readonly Lowered[];
  /** Over input 0 = the inner row. */ readonly innerKeys: readonly Lowered[];
  readonly keyOps: readonly TypeOps[];
  readonly keyStrict: boolean;
  /** The typed equalities, for EXPLAIN. */ readonly hashSources: readonly Expr[];
  /** The join filter runs sub-plans, which may stop half way. */
  readonly isResumable?: boolean;
}
export interface MergeJoin extends JoinBase {
  readonly kind: 'merge-join';
  readonly outerKeys: readonly SortColumn[];
  readonly innerKeys: readonly SortColumn[];
  /** The typed equalities, for EXPLAIN. */
  readonly mergeSources?: readonly Expr[];
}

export interface Materialize extends PlanBase {
  readonly kind: 'material';
  readonly input: PlanNode;
}
/** Cache of inner rows by parameter values under a nested loop. */
export interface Memoize extends PlanBase {
  readonly kind: 'memoize';
  readonly input: PlanNode;
  readonly keys: readonly { readonly id: number; readonly ops: TypeOps; readonly source?: Lowered['source'] }[];
}
export interface Sort extends PlanBase {
  readonly kind: 'sort';
  readonly input: PlanNode;
  readonly keys: readonly SortColumn[];
  /** Input is already ordered by the first n keys (incremental sort). */ readonly presorted: number;
  /** Top-N when the parent limit is known. */ readonly bound: { readonly limit: Lowered | null; readonly offset: Lowered | null } | null;
}
export interface Unique extends PlanBase {
  readonly kind: 'unique';
  readonly input: PlanNode;
  /** Adjacent rows equal on these are dropped. */ readonly columns: readonly { readonly index: number; readonly ops: TypeOps }[];
}
export interface Limit extends PlanBase {
  readonly kind: 'limit';
  readonly input: PlanNode;
  readonly limit: Lowered | null;
  readonly offset: Lowered | null;
  /** WITH TIES: rows equal on these to the last one. */ readonly ties: readonly { readonly index: number; readonly ops: TypeOps }[] | null;
}

export interface AggregateCall {
  readonly functionId: Oid;
  readonly name: string;
  readonly impl: AggregateImpl;
  readonly args: readonly Lowered[];
  readonly argumentTypes: readonly Oid[];
  readonly type: Oid;
  readonly isStar: boolean;
  readonly distinct: readonly TypeOps[] | null;
  /** Sort keys over `args` extended by `extraSortArgs`; index into that combined list. */
  readonly orderBy: readonly SortColumn[];
  readonly extraSortArgs: readonly Lowered[];
  readonly directArgs: readonly Lowered[];
  readonly filter: Lowered | null;
  readonly source?: Lowered['source'];
}
/**
 * Grouping and aggregation. `target`/`filter` (HAVING) are over a virtual input row: input 0 columns = group keys (in order of `keys`), then
 * aggregate results, then (with grouping sets) one integer column holding the number of the grouping set.
 */
export interface Aggregate extends PlanBase {
  readonly kind: 'aggregate';
  readonly strategy: 'plain' | 'hashed' | 'sorted';
  readonly input: PlanNode;
  /** Expressions over the input row. */
  readonly keys: readonly { readonly expr: Lowered; readonly ops: TypeOps }[];
  readonly calls: readonly AggregateCall[];
  /** Each set lists key positions that are grouped; null when there is just the one full set. */
  readonly groupingSets: readonly (readonly number[])[] | null;
}

export interface WindowCall {
  readonly functionId: Oid;
  readonly name: string;
  /** Aggregates bring their implementation; true window functions are known to the runtime by `name`. */
  readonly aggregate: AggregateImpl | null;
  readonly args: readonly Lowered[];
  readonly argumentTypes: readonly Oid[];
  readonly type: Oid;
  readonly isStar: boolean;
  readonly filter: Lowered | null;
  readonly source?: Lowered['source'];
}
/** Input is sorted by partition then order columns. Output virtual row: all input columns, then the call results. */
export interface WindowAgg extends PlanBase {
  readonly kind: 'window';
  readonly input: PlanNode;
  readonly partition: readonly { readonly index: number; readonly ops: TypeOps }[];
  readonly order: readonly SortColumn[];
  readonly calls: readonly WindowCall[];
  readonly mode: 'rows' | 'range' | 'groups';
  readonly start: PlanFrameBound;
  readonly end: PlanFrameBound;
  readonly exclude: 'none' | 'current-row' | 'group' | 'ties';
  /** RANGE with offsets: the in_range functions of start and end (value, base, offset, isSubtract, isLess). */
  readonly inRange: readonly (ScalarImpl | null)[];
}
export type PlanFrameBound =
  | { readonly kind: 'unbounded-preceding' | 'unbounded-following' | 'current-row' }
  | {
      readonly kind: 'preceding' | 'following';
      readonly offset: Lowered;
      /** RANGE offsets: order column ± offset. */ readonly add: Lowered | null;
      readonly subtract: Lowered | null;
    };

export interface Append extends PlanBase {
  readonly kind: 'append';
  readonly inputs: readonly PlanNode[];
}
export interface SetOp extends PlanBase {
  readonly kind: 'set-op';
  /** UNION is an aggregate over an append. */
  readonly op: 'intersect' | 'except';
  readonly all: boolean;
  readonly left: PlanNode;
  readonly right: PlanNode;
  readonly columns: readonly TypeOps[];
}
export interface RecursiveUnion extends PlanBase {
  readonly kind: 'recursive-union';
  readonly number: number;
  readonly left: PlanNode;
  readonly right: PlanNode;
  readonly distinct: readonly TypeOps[] | null;
}

/** Locks the rows its input carries references of; runs in the runtime, may wait. Output = input. */
export interface LockRows extends PlanBase {
  readonly kind: 'lock-rows';
  readonly input: PlanNode;
  readonly marks: readonly {
    readonly tableIndex: number;
    readonly relation: RelationDescriptor;
    /** Input column holding the row reference (NULL on the nullable side: skipped). */ readonly refColumn: number;
    readonly strength: LockStrength;
    readonly wait: 'block' | 'skip' | 'error';
  }[];
  /** EvalPlanQual: as ModifyTable.recheck, with the scans of all marked tables replaced. Absent: a concurrently changed row fails with 40001. */
  readonly recheck?: EpqPlan | null;
}

/**
 * INSERT / UPDATE / DELETE / MERGE; runs in the runtime, may wait. Input rows: for INSERT the complete new row (attnum order);
 * for UPDATE the new values of `setColumns` then the old row's reference at `refColumn`; for DELETE the reference.
 * RETURNING is `target` over input 0 = the new (old for DELETE) table row, 1 = the input row.
 */
export interface ModifyTable extends PlanBase {
  readonly kind: 'modify-table';
  readonly command: 'insert' | 'update' | 'delete' | 'merge';
  readonly input: PlanNode;
  readonly relation: RelationDescriptor;
  readonly tableIndex: number;
  readonly alias: string;
  readonly refColumn: number;
  /** attnum - 1 of the columns that the input's leading columns give. */
  readonly setColumns: readonly number[];
  readonly hasReturning: boolean;
  /** Over input 0 = the new table row. */
  readonly checks: readonly { readonly name: string; readonly condition: Lowered }[];
  readonly generated: readonly { readonly column: number; readonly value: Lowered }[];
  /** Key expressions and predicates of indexes over input 0 = the table row, by position in relation.indexes. */
  readonly indexes: readonly { readonly expressions: readonly Lowered[]; readonly predicate: Lowered | null }[];
  readonly onConflict: {
    readonly action: 'nothing' | 'update';
    readonly arbiters: readonly Oid[];
    /** Over input 0 = existing row, 1 = excluded row. */
    readonly set: readonly { readonly column: number; readonly value: Lowered }[];
    readonly where: Lowered | null;
  } | null;
  readonly merge: readonly {
    readonly isMatched: boolean;
    readonly command: 'insert' | 'update' | 'delete' | 'nothing';
    /** Over input 0 = target row (or NULLs), 1 = the input row. */ readonly condition: Lowered | null;
    readonly columns: readonly number[];
    readonly values: readonly Lowered[];
  }[];
  /** WITH CHECK OPTION of views: over input 0 = the new row. */
  readonly viewChecks: readonly { readonly view: string; readonly condition: Lowered }[];
  /** EvalPlanQual: how to re-check a row that another transaction changed meanwhile: the same query with all tables replaced by one row each (`epq-scan`). */
  readonly recheck: EpqPlan | null;
}
export interface EpqPlan {
  readonly plan: PlanNode;
  /** The rows of the other tables that the input row was made of. */
  readonly marks: readonly EpqMark[];
}
/** Of a table: its row reference in column `refColumn` of the input. Of another item (`relation` null): its columns, from those of the input. */
export interface EpqMark {
  readonly tableIndex: number;
  readonly relation: RelationDescriptor | null;
  readonly refColumn: number;
  readonly columns: readonly { readonly column: number; readonly at: number }[];
  readonly columnCount: number;
}
/** Scan substituted during EvalPlanQual: the one row, or none, that stands for table `tableIndex`; `columnCount` columns, then a table's system columns. */
export interface EpqScan extends PlanBase {
  readonly kind: 'epq-scan';
  readonly tableIndex: number;
  readonly alias: string;
  readonly columnCount: number;
  /** Columns that target and filter read, ascending. */
  readonly usedColumns: readonly number[];
}

export type PlanNode =
  | SeqScan
  | IndexScan
  | BitmapHeapScan
  | TidScan
  | VirtualScan
  | EpqScan
  | FunctionScan
  | ValuesScan
  | CteScan
  | WorkTableScan
  | SubqueryScan
  | Result
  | ProjectSet
  | NestedLoop
  | HashJoin
  | MergeJoin
  | Materialize
  | Memoize
  | Sort
  | Unique
  | Limit
  | Aggregate
  | WindowAgg
  | Append
  | SetOp
  | RecursiveUnion
  | LockRows
  | ModifyTable;

export interface SubPlanInfo {
  readonly number: number;
  readonly plan: PlanNode;
  /** InitPlans run at most once per execution, lazily, into exec-params `outputParams`. */
  readonly isInit: boolean;
  readonly link: 'exists' | 'any' | 'all' | 'expr' | 'array';
  readonly outputParams: readonly number[];
  /** Exec-params the sub-plan depends on (none for InitPlans). */
  readonly inputParams: readonly number[];
  /** Number that EXPLAIN shows, counted together with WITH queries. */
  readonly planNumber?: number;
  readonly isHashed?: boolean;
}

/** Which tables a cursor's rows come from. */
export interface RowReferences {
  /** Those that FOR UPDATE / SHARE names; else the one table that a simple scan reads. */
  readonly isLocking: boolean;
  readonly tables: readonly { readonly relation: Oid; readonly column: number }[];
}

export interface PlannedStatement {
  readonly command: Query['command'];
  readonly root: PlanNode;
  readonly subPlans: readonly SubPlanInfo[];
  /** CTE plans by number; `modifies` ones always run to completion, even if unread. */
  readonly ctes: readonly {
    readonly number: number;
    readonly name: string;
    readonly plan: PlanNode;
    readonly modifies: boolean;
    readonly planNumber?: number;
  }[];
  readonly execParamCount: number;
  readonly nodeCount: number;
  /** Visible result columns (junk removed by the root's target). */
  readonly columns: readonly ColumnInfo[];
  readonly hasReturning: boolean;
  /** Relations to lock before execution: oid and table lock mode name. */
  readonly locks: readonly { readonly relation: Oid; readonly mode: string }[];
  readonly isReadOnly: boolean;
  readonly catalogEpoch: number;
  readonly parameterTypes: readonly Oid[];
  /** The typed query it was made from: the interpreter runs that. */
  readonly query: Query;
  readonly rangeTable: readonly RangeTableEntry[];
  /** Names for EXPLAIN: the range table of each query level, its enclosing level (-1 for none), and the plans of sub-selects. */
  readonly levels?: readonly {
    readonly rangeTable: readonly RangeTableEntry[];
    readonly windows: Query['windows'];
    readonly parent: number;
    readonly query: Query;
    /** Levels of the sub-queries in FROM, by range-table index. */
    readonly subqueries: ReadonlyMap<number, { readonly planner: { readonly number: number } }>;
  }[];
  readonly subLinks?: ReadonlyMap<SubLink, SubPlanInfo>;
  /** A cursor's: references of the rows that a row was made of, behind the visible columns; see WHERE CURRENT OF. */
  readonly rowReferences?: RowReferences;
  /** What engines run instead of a node whose expressions run sub-plans. */
  readonly runs?: ReadonlyMap<PlanNode, PlanNode>;
}
