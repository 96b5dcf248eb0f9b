/**
 * Simple views as targets of INSERT, UPDATE and DELETE: the statement works on the one table under the view, whose columns the view's
 * names stand for (PostgreSQL: view_query_is_auto_updatable, rewriteTargetView).
 */
import { INVALID_OID } from '../../base/index.js';
import type { ColumnDescriptor, RelationDescriptor } from '../../catalog/index.js';
import { fail } from '../fail.js';
import { addRelation } from '../scope/range-table.js';
import { viewQuery } from '../stored/view-query.js';
import { NamespaceItem, type Analysis, type NamespaceColumn, type QueryState } from '../state.js';
import type { Alias } from '../../sql/index.js';
import type { Expr } from '../typed/expression.js';
import type { Query, RangeTableEntry, ViewCheck } from '../typed/query.js';
import { mapChildren, mapQueryExpressions } from '../typed/walk.js';

export interface ViewTarget {
  readonly view: RelationDescriptor;
  /** By view column: attnum of the base table's column, 0 when it is no plain column. */
  readonly baseColumns: readonly number[];
  /** Conditions of the views passed through, over the base table. */
  readonly conditions: readonly Expr[];
  readonly checks: readonly ViewCheck[];
  readonly defaults: ViewDefaults;
}

/** By attnum of the base table's column: the column of a view that has a default of its own, which comes before the table's. */
export type ViewDefaults = ReadonlyMap<number, { readonly view: RelationDescriptor; readonly column: ColumnDescriptor }>;

export interface OpenedView extends ViewTarget {
  readonly base: RelationDescriptor;
  readonly item: NamespaceItem;
}

/** Why a view cannot be changed through, or undefined. */
export function notUpdatable(query: Query): string | undefined {
  const containing = (what: string): string => `Views containing ${what} are not automatically updatable.`;
  if (query.distinct.length > 0) return containing('DISTINCT');
  if (query.groupBy.length > 0 || query.groupingSets.length > 0) return containing('GROUP BY');
  if (query.having !== null) return containing('HAVING');
  if (query.setOperation !== null) return containing('UNION, INTERSECT, or EXCEPT');
  if (query.ctes.length > 0) return containing('WITH');
  if (query.limit !== null || query.offset !== null) return containing('LIMIT or OFFSET');
  if (query.hasAggregates) return 'Views that return aggregate functions are not automatically updatable.';
  if (query.hasWindows) return 'Views that return window functions are not automatically updatable.';
  if (query.hasTargetSets) return 'Views that return set-returning functions are not automatically updatable.';
  const table = baseTable(query);
  if (table === undefined) return 'Views that do not select from a single table or view are not automatically updatable.';
  if (table.kind === 'relation' && table.sample !== null) return containing('TABLESAMPLE');
  const isColumn = query.targets.some(({ expr }) => expr.kind === 'var' && expr.column > 0);
  return isColumn ? undefined : 'Views that have no updatable columns are not automatically updatable.';
}

function baseIndex(query: Query): number {
  const [item] = query.from.items;
  return query.from.items.length === 1 && item?.kind === 'table' ? item.table : -1;
}

function baseTable(query: Query): RangeTableEntry | undefined {
  const entry = query.rangeTable[baseIndex(query)];
  if (entry?.kind === 'relation') return 'rpf'.includes(entry.relation.kind) ? entry : undefined;
  return entry?.kind === 'subquery' && entry.isView !== null ? entry : undefined;
}

/** Replaces Vars of table `from` (at this level, seen from `depth` levels down) by what `replace` gives for their column. */
function substitute(expr: Expr, from: number, depth: number, replace: (column: number, levelsUp: number) => Expr): Expr {
  if (expr.kind === 'var' && expr.levelsUp === depth && expr.table === from) return replace(expr.column, depth);
  const mapped = mapChildren(expr, child => substitute(child, from, depth, replace));
  if (mapped.kind !== 'sublink') return mapped;
  return { ...mapped, query: substituteQuery(mapped.query, from, depth + 1, replace) };
}

function substituteQuery(query: Query, from: number, depth: number, replace: (column: number, levelsUp: number) => Expr): Query {
  return mapQueryExpressions(
    query,
    expr => substitute(expr, from, depth, replace),
    inner => substituteQuery(inner, from, depth + 1, replace),
  );
}

interface Expansion {
  readonly base: RangeTableEntry & { kind: 'relation' };
  /** View columns as expressions over the base table at range-table index `table`. */
  readonly columns: readonly Expr[];
  readonly conditions: readonly Expr[];
  readonly checks: readonly ViewCheck[];
  readonly defaults: ViewDefaults;
}

/** Of each column whether it is one of a table under simple views; null when the view, or one it stands on, is not simple. */
export function updatableColumns(analysis: Analysis, view: RelationDescriptor): readonly boolean[] | null {
  const query = viewQuery(analysis, view);
  if (notUpdatable(query) !== undefined) return null;
  const entry = baseTable(query)!;
  const inner = entry.kind === 'subquery' ? updatableColumns(analysis, entry.isView!) : undefined;
  if (inner === null) return null;
  const targets = query.targets.filter(target => !target.isJunk);
  return targets.map(({ expr }) => expr.kind === 'var' && expr.column > 0 && (inner === undefined || inner[expr.column - 1] === true));
}

/** @param isChecked a view above has WITH CASCADED CHECK OPTION */
function expand(
  state: QueryState,
  view: RelationDescriptor,
  table: number,
  isChecked: boolean,
  fails: (view: RelationDescriptor, detail: string) => never,
): Expansion {
  const query = viewQuery(state.analysis, view);
  if (query.hasSubLinks) state.hasSubLinks = true;
  const reason = notUpdatable(query);
  if (reason !== undefined) fails(view, reason);
  const index = baseIndex(query);
  const entry = query.rangeTable[index]!;
  const targets = query.targets.filter(target => !target.isJunk).map(target => target.expr);
  const conditions = query.from.where === null ? [] : [query.from.where];
  const check = isChecked || view.checkOption !== undefined ? (condition: Expr): ViewCheck[] => [{ view: view.name, condition }] : (): ViewCheck[] => [];
  if (entry.kind === 'relation') {
    const moved = (expr: Expr): Expr =>
      substitute(expr, index, 0, (column, levelsUp) => {
        const info = column > 0 ? entry.columns[column - 1]! : undefined;
        const collation = info?.collation ?? INVALID_OID;
        const original = { kind: 'var', location: -1, table, column, levelsUp, typmod: info?.typmod ?? -1, collation } as const;
        return { ...original, type: info?.type ?? entry.relation.rowType };
      });
    const own = conditions.map(moved);
    const columns = targets.map(moved);
    return { base: entry, columns, conditions: own, checks: own.flatMap(check), defaults: withDefaults(view, columns, new Map()) };
  }
  const inner = expand(state, (entry as RangeTableEntry & { kind: 'subquery' }).isView!, table, isChecked || view.checkOption === 'cascaded', fails);
  const through = (expr: Expr): Expr => substitute(expr, index, 0, column => inner.columns[column - 1]!);
  const own = conditions.map(through);
  const columns = targets.map(through);
  const checks = [...inner.checks, ...own.flatMap(check)];
  return { base: inner.base, columns, conditions: [...inner.conditions, ...own], checks, defaults: withDefaults(view, columns, inner.defaults) };
}

/** The defaults of `view` over those of the view below. */
function withDefaults(view: RelationDescriptor, columns: readonly Expr[], below: ViewDefaults): ViewDefaults {
  const live = view.columns.filter(column => !column.isDropped);
  if (!live.some(column => column.hasDefault)) return below;
  const defaults = new Map(below);
  live.forEach((column, i) => {
    const expr = columns[i];
    if (column.hasDefault && expr?.kind === 'var' && expr.column > 0) defaults.set(expr.column, { view, column });
  });
  return defaults;
}

/** Opens the table under a view as the statement's target; names resolve as the view's. */
export function openView(
  state: QueryState,
  view: RelationDescriptor,
  alias: Alias | null,
  fails: (view: RelationDescriptor, detail: string) => never,
): OpenedView {
  const table = state.rangeTable.length;
  const { base, columns, conditions, checks, defaults } = expand(state, view, table, false, fails);
  const name = alias?.aliasname ?? view.name;
  const shown: Alias = { kind: 'Alias', aliasname: name, colnames: [] };
  addRelation(state, base.relation, shown, base.inherit, 'RowExclusiveLock');
  const live = view.columns.filter(column => !column.isDropped);
  const visible = live.map<NamespaceColumn>((column, i) => viewColumn(view, column, columns[i]!, alias?.colnames[i] ?? column.name));
  const item = new NamespaceItem(state.rangeTable[table]!, table, name, visible, true, true, false, true, view);
  state.items[table] = item;
  const baseColumns = columns.map(expr => (expr.kind === 'var' && expr.column > 0 ? expr.column : 0));
  state.targetAlias = base.alias;
  return { view, base: base.relation, item, baseColumns, conditions, checks, defaults };
}

function viewColumn(view: RelationDescriptor, column: ColumnDescriptor, expr: Expr, name: string): NamespaceColumn {
  const isPlain = expr.kind === 'var' && expr.column > 0;
  return {
    name,
    table: isPlain ? expr.table : -1,
    column: isPlain ? expr.column : 0,
    type: expr.type,
    typmod: expr.typmod,
    collation: expr.collation,
    expr: isPlain ? null : expr,
    viaTable: -1,
    viaColumn: 0,
    isHiddenInStar: false,
    originTable: view.oid,
    originColumn: column.number,
  };
}

/** The same columns over another table of the base's shape (`excluded`). */
export function moveColumns(columns: readonly NamespaceColumn[], from: number, to: number): NamespaceColumn[] {
  return columns.map(column => (column.expr === null ? { ...column, table: to } : { ...column, expr: moveVars(column.expr, from, to, 0) }));
}

function moveVars(expr: Expr, from: number, to: number, depth: number): Expr {
  if (expr.kind === 'var') return expr.levelsUp === depth && expr.table === from ? { ...expr, table: to } : expr;
  const mapped = mapChildren(expr, child => moveVars(child, from, to, depth));
  if (mapped.kind !== 'sublink') return mapped;
  const enter = (query: Query, level: number): Query =>
    mapQueryExpressions(
      query,
      inner => moveVars(inner, from, to, level),
      inner => enter(inner, level + 1),
    );
  return { ...mapped, query: enter(mapped.query, depth + 1) };
}

export function failViewColumn(verb: 'insert into' | 'update', view: RelationDescriptor, column: string): never {
  fail('feature_not_supported', `cannot ${verb} column "${column}" of view "${view.name}"`, -1, {
    detail: 'View columns that are not columns of their base relation are not updatable.',
  });
}
