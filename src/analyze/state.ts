/**
 * State of analysis. `Analysis` lasts for a whole statement; a `QueryState` for one query level (PostgreSQL's ParseState): its range table,
 * what names are visible, what has been seen. Levels are linked outwards by `parent`.
 */
import type { CatalogReader, RelationDescriptor } from '../catalog/index.js';
import type { Oid } from '../base/index.js';
import type { CommonTableExpr, Expression, LockingClause, WindowDef } from '../sql/index.js';
import type { TypeContext } from '../types/index.js';
import type { ClauseKind } from './clause-kinds.js';
import type { ParameterTypes } from './parameters.js';
import type { ColumnInfo, Query, RangeTableEntry, TargetEntry } from './typed/query.js';
import type { Expr } from './typed/expression.js';

/** Lets an embedding language (function bodies, plpgsql) resolve names that SQL does not know, or before SQL does. */
export interface NameHooks {
  /** Asked before columns are looked up. */
  before?(fields: readonly string[], location: number): Expr | undefined;
  /** Asked after; `column` is what SQL found, if anything. May throw for an ambiguity. */
  after?(fields: readonly string[], location: number, column: Expr | undefined): Expr | undefined;
}

export interface AnalyzeOptions {
  readonly catalog: CatalogReader;
  readonly parameters: ParameterTypes;
  /** Settings for the input of literals. */
  readonly context: TypeContext;
  readonly hooks?: NameHooks;
  /** Name of the current database: `database.schema.table` may name no other. */
  readonly database?: string;
  /** transform_null_equals: `x = NULL` means `x IS NULL`. */
  readonly nullEquals?: boolean;
}

/** What a whole statement's analysis shares. */
export class Analysis {
  readonly catalog: CatalogReader;
  readonly parameters: ParameterTypes;
  readonly context: TypeContext;
  readonly hooks: NameHooks | undefined;
  readonly database: string | undefined;
  readonly nullEquals: boolean;
  /** Output name of each scalar sub-select met, for naming columns. */
  readonly subLinkNames = new Map<Expression, string>();
  /** Depth of expression nesting, against stack overflow. */
  depth = 0;

  constructor(options: AnalyzeOptions) {
    this.catalog = options.catalog;
    this.parameters = options.parameters;
    this.context = options.context;
    this.nullEquals = options.nullEquals === true;
    this.hooks = options.hooks;
    this.database = options.database;
  }
}

/** A column that a FROM item makes visible. */
export interface NamespaceColumn {
  readonly name: string;
  /** Range-table index and attnum of the base column; with `expr` set they name the join's own column. */
  readonly table: number;
  readonly column: number;
  readonly type: Oid;
  readonly typmod: number;
  readonly collation: Oid;
  /** A merged join column that is no plain column: references copy this expression. */
  readonly expr: Expr | null;
  /** Columns of an aliased join: the join's entry, for deparsing; -1 otherwise. */
  readonly viaTable: number;
  readonly viaColumn: number;
  /** Hidden from `*` (system columns never come here). */
  readonly isHiddenInStar: boolean;
  /** Origin for RowDescription. */
  readonly originTable: Oid;
  readonly originColumn: number;
}

/** One FROM item as names see it. */
export class NamespaceItem {
  constructor(
    readonly entry: RangeTableEntry,
    /** Range-table index; for JOIN USING's alias the join's. */
    readonly table: number,
    /** The name that qualifies; '' when it has none (an unaliased join). */
    readonly name: string,
    /** By attnum - 1; dropped columns have name ''. */
    readonly columns: readonly NamespaceColumn[],
    public isRelationVisible: boolean,
    public areColumnsVisible: boolean,
    public isLateralOnly: boolean,
    public isLateralOk: boolean,
    /** The view through which the entry's table is being changed. */
    readonly view: RelationDescriptor | null = null,
  ) {}

  #byName: Map<string, number> | undefined;

  /** Position of a column by name: -1 unknown, -2 ambiguous. */
  find(name: string): number {
    const columns = this.columns;
    if (columns.length <= 8) {
      let found = -1;
      for (let i = 0; i < columns.length; i++) {
        if (columns[i]!.name === name) {
          if (found >= 0) return -2;
          found = i;
        }
      }
      return found;
    }
    if (this.#byName === undefined) {
      this.#byName = new Map();
      for (let i = 0; i < columns.length; i++) {
        const key = columns[i]!.name;
        this.#byName.set(key, this.#byName.has(key) ? -2 : i);
      }
    }
    return this.#byName.get(name) ?? -1;
  }
}

/** A WITH query while its level is analysed. */
export interface CteEntry {
  readonly name: string;
  readonly syntax: CommonTableExpr;
  readonly location: number;
  /** The column list written after the name, with what SEARCH and CYCLE add. */
  columnNames: readonly string[];
  isRecursive: boolean;
  /** Known once the query (or, if recursive, its non-recursive term) has been analysed. */
  columns: ColumnInfo[] | null;
  query: Query | null;
  referenceCount: number;
}

/** The right side of `SET (a, b) = …`, analysed once for all its columns. */
export interface MultiAssignment {
  readonly source: Expression;
  readonly fields: readonly Expr[];
}

export class QueryState {
  readonly analysis: Analysis;
  readonly catalog: CatalogReader;
  readonly parent: QueryState | null;
  readonly rangeTable: RangeTableEntry[] = [];
  namespace: NamespaceItem[] = [];
  /** Namespace item of each range-table entry (by index); joins included. */
  readonly items: NamespaceItem[] = [];
  ctes: CteEntry[] = [];
  /** WITH names not yet in scope (for the hint on forward references). */
  futureCtes: CteEntry[] = [];
  /** The recursive WITH query whose body this level is. */
  parentCte: CteEntry | null = null;
  clause: ClauseKind = 'none';
  windowDefs: WindowDef[] = [];
  targets: TargetEntry[] = [];
  lockingClauses: readonly LockingClause[] = [];
  isLockedFromParent = false;
  isLateralActive = false;
  resolveUnknowns = true;
  resultTable = -1;
  /** What EXPLAIN calls the table under the view that is changed through. */
  targetAlias: string | null = null;
  isInsertSelect = false;
  hasAggregates = false;
  hasWindows = false;
  hasTargetSets = false;
  hasSubLinks = false;
  hasModifyingCtes = false;
  multiAssignments: MultiAssignment[] = [];
  /** The last set-returning call met: tells nesting in CASE, COALESCE, FROM. */
  lastSetCall: Expr | null = null;
  /** Type that VALUE (domain checks) stands for. */
  domainValue: Expr | null = null;

  constructor(analysis: Analysis, parent: QueryState | null) {
    this.analysis = analysis;
    this.catalog = analysis.catalog;
    this.parent = parent;
    if (parent !== null) this.resolveUnknowns = parent.resolveUnknowns;
  }
}
