/** Making range-table entries and the namespace items that show their columns. */
import { INVALID_OID, type Oid } from '../../base/index.js';
import type { RelationDescriptor } from '../../catalog/index.js';
import { typeOids as T } from '../../types/index.js';
import type { Alias, RangeVar } from '../../sql/index.js';
import { fail } from '../fail.js';
import { addedColumnCount } from '../query/search-cycle.js';
import { NamespaceItem, type CteEntry, type NamespaceColumn, type QueryState } from '../state.js';
import type { Expr } from '../typed/expression.js';
import type { ColumnInfo, Query, RangeTableEntry, TableSample } from '../typed/query.js';

/** Columns of a relation as a range-table entry shows them. Shared by all statements that use the descriptor. */
const columnsOf = new WeakMap<RelationDescriptor, readonly ColumnInfo[]>();

export function relationColumns(relation: RelationDescriptor): readonly ColumnInfo[] {
  let columns = columnsOf.get(relation);
  if (columns === undefined) {
    columns = relation.columns.map(column => ({
      name: column.isDropped ? '' : column.name,
      type: column.typeId,
      typmod: column.typmod,
      collation: column.collation,
    }));
    columnsOf.set(relation, columns);
  }
  return columns;
}

/** Applies an alias' column names. */
export function renameColumns(columns: readonly ColumnInfo[], alias: Alias | null, name: string): readonly ColumnInfo[] {
  if (alias === null || alias.colnames.length === 0) return columns;
  let next = 0;
  const available = columns.filter(column => column.name !== '').length;
  if (alias.colnames.length > available) {
    fail('invalid_column_reference', `table "${name}" has ${available} columns available but ${alias.colnames.length} columns specified`);
  }
  return columns.map(column => {
    const given = column.name === '' ? undefined : alias.colnames[next++];
    return given === undefined ? column : { ...column, name: given };
  });
}

const plainColumns = new WeakMap<RelationDescriptor, Map<number, readonly NamespaceColumn[]>>();

/** Namespace columns that are the entry's own. `origins` gives table and column for RowDescription. */
export function ownColumns(
  table: number,
  columns: readonly ColumnInfo[],
  origins: (index: number) => { table: Oid; column: number } | undefined,
): readonly NamespaceColumn[] {
  return columns.map((column, i) => {
    const origin = origins(i);
    return {
      name: column.name,
      table,
      column: i + 1,
      type: column.type,
      typmod: column.typmod,
      collation: column.collation,
      expr: null,
      viaTable: -1,
      viaColumn: 0,
      isHiddenInStar: false,
      originTable: origin?.table ?? INVALID_OID,
      originColumn: origin?.column ?? 0,
    };
  });
}

/** Namespace columns of an unrenamed relation, remembered per range-table position: the usual case of every OLTP statement. */
function relationNamespace(relation: RelationDescriptor, table: number): readonly NamespaceColumn[] {
  let byTable = plainColumns.get(relation);
  if (byTable === undefined) plainColumns.set(relation, (byTable = new Map()));
  let columns = byTable.get(table);
  if (columns === undefined) {
    columns = ownColumns(table, relationColumns(relation), i => ({ table: relation.oid, column: i + 1 }));
    byTable.set(table, columns);
  }
  return columns;
}

export function addItem(state: QueryState, entry: RangeTableEntry, columns: readonly NamespaceColumn[], name: string): NamespaceItem {
  const table = state.rangeTable.length;
  state.rangeTable.push(entry);
  const item = new NamespaceItem(entry, table, name, columns, true, true, false, true);
  state.items.push(item);
  return item;
}

export function addRelation(
  state: QueryState,
  relation: RelationDescriptor,
  alias: Alias | null,
  inherit: boolean,
  lockMode: string,
  sample: TableSample | null = null,
): NamespaceItem {
  const name = alias?.aliasname ?? relation.name;
  const columns = renameColumns(relationColumns(relation), alias, name);
  const table = state.rangeTable.length;
  const isPlain = alias === null || alias.colnames.length === 0;
  const visible = isPlain ? relationNamespace(relation, table) : ownColumns(table, columns, i => ({ table: relation.oid, column: i + 1 }));
  return addItem(
    state,
    { kind: 'relation', alias: name, hasAlias: alias !== null, columns, isLateral: false, relation, inherit, lockMode, sample },
    visible,
    name,
  );
}

/** Output columns of a query: its targets, or what RETURNING gives. */
export function queryColumns(query: Query): readonly ColumnInfo[] {
  const targets = query.command === 'select' ? query.targets : query.returning;
  const columns: ColumnInfo[] = [];
  for (const target of targets) {
    if (target.isJunk) continue;
    const { type, typmod, collation } = target.expr;
    columns.push({ name: target.name, type, typmod, collation });
  }
  return columns;
}

/** `name` '' makes an entry without a visible name. */
export function addSubquery(
  state: QueryState,
  query: Query,
  alias: Alias | null,
  name: string,
  isLateral: boolean,
  view: RelationDescriptor | null = null,
): NamespaceItem {
  const shown = alias?.aliasname ?? name;
  let columns = queryColumns(query);
  if (view !== null) columns = relationColumns(view).filter(column => column.name !== '');
  columns = renameColumns(columns, alias, shown);
  const targets = (query.command === 'select' ? query.targets : query.returning).filter(target => !target.isJunk);
  const visible = ownColumns(state.rangeTable.length, columns, i => {
    if (view !== null) return { table: view.oid, column: i + 1 };
    const target = targets[i];
    return target === undefined ? undefined : { table: target.originTable, column: target.originColumn };
  });
  return addItem(
    state,
    { kind: 'subquery', alias: shown, hasAlias: alias !== null, columns, isLateral, query, isView: view, hasColumnAliases: listsColumns(alias) },
    visible,
    shown,
  );
}

export function addValues(state: QueryState, rows: readonly (readonly Expr[])[], columns: readonly ColumnInfo[], alias: Alias | null): NamespaceItem {
  const name = alias?.aliasname ?? '*VALUES*';
  const renamed = renameColumns(columns, alias, name);
  const visible = ownColumns(state.rangeTable.length, renamed, () => undefined);
  return addItem(
    state,
    { kind: 'values', alias: name, hasAlias: alias !== null, columns: renamed, isLateral: false, rows, hasColumnAliases: listsColumns(alias) },
    visible,
    name,
  );
}

function listsColumns(alias: Alias | null): boolean {
  return alias !== null && alias.colnames.length > 0;
}

export function addCte(state: QueryState, cte: CteEntry, levelsUp: number, range: RangeVar): NamespaceItem {
  const isSelfReference = cte.query === null;
  if (!isSelfReference) cte.referenceCount++;
  const base = cte.columns;
  if (base === null) fail('invalid_recursion', `recursive reference to query "${cte.name}" must not appear within its non-recursive term`, range.location);
  if (cte.query !== null && cte.query.command !== 'select' && cte.query.returning.length === 0) {
    fail('feature_not_supported', `WITH query "${cte.name}" does not have a RETURNING clause`, range.location);
  }
  const name = range.alias?.aliasname ?? cte.name;
  // What SEARCH and CYCLE add keeps its names.
  const own = base.length - addedColumnCount(cte.syntax);
  const columns = [...renameColumns(base.slice(0, own), range.alias, name), ...base.slice(own)];
  const query = cte.query;
  const targets = query === null ? [] : (query.command === 'select' ? query.targets : query.returning).filter(target => !target.isJunk);
  let visible = ownColumns(state.rangeTable.length, columns, i => {
    const target = targets[i];
    return target === undefined ? undefined : { table: target.originTable, column: target.originColumn };
  });
  if (isSelfReference) {
    visible = visible.map((column, i) => (i < own ? column : { ...column, isHiddenInStar: true }));
  }
  return addItem(
    state,
    {
      kind: 'cte',
      alias: name,
      hasAlias: range.alias !== null,
      columns,
      isLateral: false,
      cteName: cte.name,
      levelsUp,
      isSelfReference,
      hasColumnAliases: listsColumns(range.alias),
    },
    visible,
    name,
  );
}

/** Type of a whole row of an entry: its composite type, or `record`. */
export function wholeRowType(entry: RangeTableEntry): Oid {
  if (entry.kind === 'relation' || entry.kind === 'excluded') return entry.relation.rowType;
  if (entry.kind === 'subquery' && entry.isView !== null) return entry.isView.rowType;
  return T.RECORD;
}
