/**
 * What a query level sees while the interpreter works on it: the current row of each range-table entry, the values of aggregates, window functions and
 * set-returning calls computed so far, and the level outside.
 */
import type { CommonTable, Expr, Query } from '../../analyze/index.js';
import type { Datum } from '../../types/index.js';
import type { ExecutionState } from '../runtime/execution-state.js';
import { rowBytes } from '../runtime/row.js';

/** Yields null where the work may be interrupted. */
export type Work<T> = Generator<null, T, void>;
/** A row, or null where the work may be interrupted. */
export type Rows = Generator<readonly Datum[] | null, void, void>;

/** A row of a range-table entry: its columns, and for tables the system columns after them. Null on the empty side of an outer join. */
export type EntryRow = readonly Datum[] | null;

/** Rows of a WITH query, computed as far as somebody has asked for them. */
export interface CteRows {
  readonly query: Query;
  readonly isRecursive: boolean;
  readonly scope: Scope;
  readonly rows: (readonly Datum[])[];
  /** Gives the rows beyond those in `rows`; null before the first use. */
  producer: Rows | null;
  /** The working table, while the recursive term runs. */
  working: readonly (readonly Datum[])[];
}

export function newCte({ query, isRecursive }: CommonTable, scope: Scope): CteRows {
  return { query, isRecursive, scope, rows: [], producer: null, working: [] };
}

export class Scope {
  /** By range-table index; undefined = not reached yet. */
  rows: EntryRow[] = [];
  /** Values computed for nodes of this level's expressions: aggregates, window functions, set-returning calls. */
  values: ReadonlyMap<Expr, Datum> = new Map();
  /** Group keys: expressions that stand for a value once rows are grouped. */
  keys: readonly { readonly expr: Expr; readonly value: Datum }[] | null = null;
  /** Refs of the current grouping set, for GROUPING(). */
  groupedRefs: ReadonlySet<number> = new Set();
  readonly ctes = new Map<string, CteRows>();
  /** Row of a sub-select while its ANY/ALL test runs. */
  sublinkRow: readonly Datum[] = [];
  /** CASE argument, array element or domain value. */
  placeholder: Datum = null;
  /** Results that hold for the whole life of the scope, by node: uncorrelated sub-selects, tables of the range table. */
  readonly kept = new Map<object, unknown>();

  constructor(
    readonly query: Query | null,
    readonly outer: Scope | null,
  ) {}

  /** Bytes of the lists that live as long as the scope. */
  private held = 0;

  /** A row was put into a list of this level. */
  keepRow(state: ExecutionState, row: readonly Datum[]): void {
    this.keep(state, rowBytes(row));
  }

  keep(state: ExecutionState, bytes: number): void {
    this.held += bytes;
    state.memory.hold(bytes);
  }

  /** The level is done. */
  leave(state: ExecutionState): void {
    state.memory.release(this.held);
    this.held = 0;
  }

  up(levels: number): Scope {
    let scope: Scope = this;
    for (let i = 0; i < levels; i++) scope = scope.outer as Scope;
    return scope;
  }
}

/** Everything of a scope that belongs to one row of its FROM clause (or one group). */
export interface RowContext {
  readonly rows: readonly EntryRow[];
  values: ReadonlyMap<Expr, Datum>;
  readonly keys: Scope['keys'];
  readonly groupedRefs: ReadonlySet<number>;
}

export function contextOf(scope: Scope): RowContext {
  return { rows: scope.rows.slice(), values: scope.values, keys: scope.keys, groupedRefs: scope.groupedRefs };
}

export function enter(scope: Scope, context: RowContext): void {
  scope.rows = context.rows.slice();
  scope.values = context.values;
  scope.keys = context.keys;
  scope.groupedRefs = context.groupedRefs;
}
