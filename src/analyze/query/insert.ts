/** INSERT (PostgreSQL: transformInsertStmt, rewriteTargetListIE). */
import { INVALID_OID } from '../../base/index.js';
import type { ColumnDescriptor, RelationDescriptor } from '../../catalog/index.js';
import { typeOids as T } from '../../types/index.js';
import type * as S from '../../sql/index.js';
import type { ClauseKind } from '../clause-kinds.js';
import { transform } from '../expression/expression.js';
import { expandRowReference } from '../expression/row-expansion.js';
import { fail } from '../fail.js';
import { addSubquery, addValues } from '../scope/range-table.js';
import { QueryState } from '../state.js';
import type { Expr } from '../typed/expression.js';
import { exprLocation, syntaxLocation } from '../typed/location.js';
import { makeVar } from '../typed/nodes.js';
import type { ColumnInfo, JoinTree, Query } from '../typed/query.js';
import { transformAssigned } from './assignment.js';
import { completeInsert, defaultValue, type Overriding } from './complete-insert.js';
import { assignableColumn, assignableColumns, openTarget, transformReturning, type DmlTarget } from './dml-target.js';
import { failViewColumn } from './view-target.js';
import { makeQuery } from './make-query.js';
import { transformOnConflict } from './on-conflict.js';
import { transformSelect } from './select.js';
import { transformWith } from './with.js';

/** One entry of the column list. */
export interface InsertColumn {
  readonly column: ColumnDescriptor;
  readonly indirection: readonly S.Indirection[];
  readonly location: number;
  /** The view whose column this is when it stands for no column of the table. */
  readonly refusedBy: RelationDescriptor | null;
}

const NO_INDIRECTION: readonly S.Indirection[] = [];

/** The columns named, or all of them. */
export function insertColumns(target: DmlTarget, cols: readonly S.ResTarget[]): InsertColumn[] {
  const view = target.view?.view ?? null;
  if (cols.length === 0) {
    return assignableColumns(target).map(({ column, isRefused }) => ({
      column,
      indirection: NO_INDIRECTION,
      location: -1,
      refusedBy: isRefused ? view : null,
    }));
  }
  const whole = new Set<number>();
  const partial = new Set<number>();
  return cols.map(node => {
    const { column, isRefused } = assignableColumn(target, node.name!, node.location);
    const isWhole = node.indirection.length === 0;
    if (whole.has(column.number) || (isWhole && partial.has(column.number))) {
      fail('duplicate_column', `column "${column.name}" specified more than once`, node.location);
    }
    (isWhole ? whole : partial).add(column.number);
    return { column, indirection: node.indirection, location: node.location, refusedBy: isRefused ? view : null };
  });
}

/** A VALUES row in which DEFAULT may stand. */
export function transformInsertValues(state: QueryState, nodes: readonly S.Expression[], clause: ClauseKind): Expr[] {
  const outer = state.clause;
  state.clause = clause;
  const result: Expr[] = [];
  for (const node of nodes) {
    if (node.kind === 'SetToDefault') {
      result.push({ kind: 'set-to-default', type: T.UNKNOWN, typmod: -1, collation: INVALID_OID, location: node.location });
      continue;
    }
    const expanded = expandRowReference(state, node);
    if (expanded === undefined) result.push(transform(state, node));
    else for (const column of expanded) result.push(column.expr);
  }
  state.clause = outer;
  return result;
}

/** Checks the number of values against the columns and coerces those for whole columns; values for parts of a column wait for `gather`. */
export function assignRow(state: QueryState, values: readonly Expr[], columns: readonly InsertColumn[], hasColumnList: boolean): Expr[] {
  if (values.length > columns.length) {
    fail('syntax_error', 'INSERT has more expressions than target columns', exprLocation(values[columns.length]!));
  }
  if (hasColumnList && values.length < columns.length) {
    const only = values[0];
    const isRow = values.length === 1 && only !== undefined && only.kind === 'row' && only.fields.length === columns.length;
    fail(
      'syntax_error',
      'INSERT has more target columns than expressions',
      columns[values.length]!.location,
      isRow
        ? {
            hint: 'The insertion source is a row expression containing the same number of columns expected by the INSERT. Did you accidentally use extra parentheses?',
          }
        : undefined,
    );
  }
  const result: Expr[] = [];
  for (let i = 0; i < values.length; i++) {
    const { column, indirection, location, refusedBy } = columns[i]!;
    const value = values[i]!;
    if (refusedBy !== null) failViewColumn('insert into', refusedBy, column.name);
    result.push(indirection.length > 0 ? value : transformAssigned(state, value, column, indirection, null, location));
  }
  return result;
}

/** The new value of each column by attnum - 1; parts of a column are put together. */
export function gatherColumns(state: QueryState, values: readonly Expr[], columns: readonly InsertColumn[]): (Expr | undefined)[] {
  const given: (Expr | undefined)[] = [];
  values.forEach((value, i) => {
    const { column, indirection, location } = columns[i]!;
    const at = column.number - 1;
    given[at] = indirection.length === 0 ? value : transformAssigned(state, value, column, indirection, given[at] ?? null, location);
  });
  return given;
}

const OVERRIDES = { default: 'none', userValue: 'user', systemValue: 'system' } as const;

function isGeneralSelect(node: S.SelectStmt): boolean {
  return (
    node.valuesLists.length === 0 ||
    node.sortClause.length > 0 ||
    node.limitOffset !== null ||
    node.limitCount !== null ||
    node.lockingClause.length > 0 ||
    node.withClause !== null
  );
}

interface Source {
  readonly items: readonly JoinTree[];
  /** By column of the list. */
  readonly values: readonly Expr[];
  readonly isDefaultColumn: (attnum: number) => boolean;
}

const NEVER = (): boolean => false;

export function transformInsert(state: QueryState, node: S.InsertStmt): Query {
  const isRecursive = transformWith(state, node.withClause);
  const target = openTarget(state, node.relation, 'insert');
  const { item } = target;
  const columns = insertColumns(target, node.cols);
  const overriding: Overriding = OVERRIDES[node.override];
  const source = transformSource(state, node, target, columns);
  const given = gatherColumns(state, source.values, columns);
  const targets = completeInsert(state.analysis, target, given, overriding, source.isDefaultColumn);
  // What follows sees the target table alone.
  state.namespace = [];
  const onConflict = node.onConflictClause === null ? null : transformOnConflict(state, target, node.onConflictClause);
  state.namespace = [item];
  const returning = transformReturning(state, node.returningList);
  return makeQuery(state, isRecursive, {
    command: 'insert',
    targets,
    from: { items: source.items, where: null },
    returning,
    onConflict,
    viewChecks: target.view?.checks ?? [],
    overriding,
  });
}

function transformSource(state: QueryState, node: S.InsertStmt, target: DmlTarget, columns: readonly InsertColumn[]): Source {
  const select = node.selectStmt;
  const hasList = node.cols.length > 0;
  if (select === null) return { items: [], values: [], isDefaultColumn: NEVER };
  if (isGeneralSelect(select)) return fromSelect(state, select, columns, hasList);
  if (select.valuesLists.length === 1) {
    const row = transformInsertValues(state, select.valuesLists[0]!, 'values-single');
    return { items: [], values: assignRow(state, row, columns, hasList), isDefaultColumn: NEVER };
  }
  return fromValues(state, select, target, columns, hasList);
}

function fromSelect(state: QueryState, select: S.SelectStmt, columns: readonly InsertColumn[], hasList: boolean): Source {
  const inner = new QueryState(state.analysis, state);
  inner.resolveUnknowns = false;
  const query = transformSelect(inner, select);
  const table = state.rangeTable.length;
  const outputs = query.targets.filter(target => !target.isJunk);
  const isBare = (expr: Expr): boolean => expr.type === T.UNKNOWN && (expr.kind === 'const' || expr.kind === 'param');
  // Literals and parameters take the column's type rather than text: they are assigned directly, not through the sub-query.
  const values = assignRow(
    state,
    outputs.map(({ expr }, i) => (isBare(expr) ? expr : makeVar(table, i + 1, expr.type, expr.typmod, expr.collation, 0, exprLocation(expr)))),
    columns,
    hasList,
  );
  const settled = query.targets.map(target => (isBare(target.expr) ? { ...target, expr: settle(state, target.expr) } : target));
  addSubquery(state, { ...query, targets: settled }, null, '*SELECT*', false);
  return { items: [{ kind: 'table', table }], values, isDefaultColumn: NEVER };
}

/** A left-over of unknown type in the sub-query, whose value nobody reads. */
function settle(state: QueryState, expr: Expr): Expr {
  if (expr.kind !== 'param') return { ...expr, type: T.TEXT };
  return { ...expr, type: state.analysis.parameters.inferred(expr.number) };
}

/** Several VALUES rows: each is coerced to the columns, then read through a VALUES entry. */
function fromValues(state: QueryState, select: S.SelectStmt, target: DmlTarget, columns: readonly InsertColumn[], hasList: boolean): Source {
  let width = -1;
  const rows: Expr[][] = [];
  for (const list of select.valuesLists) {
    const row = transformInsertValues(state, list, 'values');
    if (width < 0) width = row.length;
    else if (row.length !== width) {
      fail('syntax_error', 'VALUES lists must all be the same length', list.length > 0 ? syntaxLocation(list[0]!) : -1);
    }
    rows.push(assignRow(state, row, columns, hasList));
  }
  const defaultOnly = new Set<number>();
  for (let c = 0; c < width; c++) {
    const { column } = columns[c]!;
    if (rows.every(row => row[c]!.kind === 'set-to-default')) defaultOnly.add(column.number);
    for (const row of rows) {
      const value = row[c]!;
      if (value.kind === 'set-to-default') row[c] = defaultValue(state.analysis, target, column);
    }
  }
  const infos = rows[0]!.map<ColumnInfo>((value, c) => ({
    name: `column${c + 1}`,
    type: value.type,
    typmod: rows.every(row => row[c]!.typmod === value.typmod) ? value.typmod : -1,
    collation: value.collation,
  }));
  const item = addValues(state, rows, infos, null);
  const values = infos.map<Expr>((info, c) => makeVar(item.table, c + 1, info.type, info.typmod, info.collation, 0, exprLocation(rows[0]![c]!)));
  return { items: [{ kind: 'table', table: item.table }], values, isDefaultColumn: attnum => defaultOnly.has(attnum) };
}
