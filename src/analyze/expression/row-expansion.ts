/** `*`, `t.*` and `(row).*` as lists of named columns. */
import { INVALID_OID, type Oid } from '../../base/index.js';
import type { CatalogReader, FunctionDescriptor } from '../../catalog/index.js';
import { typeOids as T } from '../../types/index.js';
import type * as S from '../../sql/index.js';
import { resolvePolymorphic } from '../coerce/polymorphic.js';
import { fail, nameText } from '../fail.js';
import { columnReference, failMissingTable, findItem } from '../scope/columns.js';
import type { NamespaceItem, QueryState } from '../state.js';
import { formatType } from '../types/type-display.js';
import { baseType, isPolymorphic, rowRelation } from '../types/type-facts.js';
import type { Expr, FuncExpr } from '../typed/expression.js';
import { makeFieldSelect } from '../typed/nodes.js';
import type { ColumnInfo } from '../typed/query.js';
import { transformIndirectionPrefix } from './containers.js';
import { recordSource } from './record-variable.js';

export interface ExpandedColumn {
  readonly name: string;
  readonly expr: Expr;
  readonly originTable: Oid;
  readonly originColumn: number;
}

export function expandItem(item: NamespaceItem, levelsUp: number, location: number): ExpandedColumn[] {
  const result: ExpandedColumn[] = [];
  for (const column of item.columns) {
    if (column.name === '' || column.isHiddenInStar) continue;
    const expr = columnReference(column, levelsUp, location);
    result.push({ name: column.name, expr, originTable: column.originTable, originColumn: column.originColumn });
  }
  return result;
}

/** `SELECT *`: every column that is visible without qualification. */
export function expandAllItems(state: QueryState, location: number): ExpandedColumn[] {
  const result: ExpandedColumn[] = [];
  let isAny = false;
  for (const item of state.namespace) {
    if (!item.areColumnsVisible) continue;
    isAny = true;
    for (const column of expandItem(item, 0, location)) result.push(column);
  }
  if (!isAny) fail('syntax_error', 'SELECT * with no tables specified is not valid', location);
  return result;
}

/** Fields of a row-valued type: of a composite type, of a function's OUT columns, or of a known record. */
export function rowFields(state: QueryState, expr: Expr): readonly ColumnInfo[] | undefined {
  const { catalog } = state;
  if (expr.kind === 'var' && expr.rowFields !== undefined) return expr.rowFields;
  if (expr.type === T.RECORD) {
    if (expr.kind === 'var' && expr.column > 0) {
      const source = recordSource(state, expr);
      const fields = source === undefined || source.kind === 'var' ? undefined : rowFields(state, source);
      return fields ?? fail('wrong_object_type', 'record type has not been registered');
    }
    if (expr.kind === 'row') {
      return expr.fields.map((field, i) => ({
        name: expr.fieldNames[i]!,
        type: field.type,
        typmod: field.typmod,
        collation: field.collation,
      }));
    }
    if (expr.kind === 'func') {
      const fn = catalog.functionById(expr.functionId);
      if (fn !== undefined) return outColumnsOf(catalog, fn, expr);
    }
    return undefined;
  }
  return rowRelation(catalog, baseType(catalog, expr.type))?.columns.map(column => ({
    name: column.isDropped ? '' : column.name,
    type: column.typeId,
    typmod: column.typmod,
    collation: column.collation,
  }));
}

/** As `outColumns`, for one call: polymorphic columns have the types its arguments give them. */
export function outColumnsOf(catalog: CatalogReader, fn: FunctionDescriptor, call: FuncExpr): ColumnInfo[] | undefined {
  const columns = outColumns(fn);
  if (columns?.some(column => isPolymorphic(column.type)) !== true) return columns;
  const actual = call.args.map(arg => arg.type);
  return columns.map(column => {
    if (!isPolymorphic(column.type)) return column;
    return { ...column, type: resolvePolymorphic(catalog, actual, fn.argumentTypes.slice(0, actual.length), column.type) };
  });
}

/** Columns that a function's OUT, INOUT and TABLE parameters make; undefined without any. */
export function outColumns(fn: {
  readonly allArgumentTypes?: readonly Oid[];
  readonly argumentModes?: readonly string[];
  readonly argumentNames?: readonly string[];
}): ColumnInfo[] | undefined {
  if (fn.argumentModes === undefined || fn.allArgumentTypes === undefined) return undefined;
  const columns: ColumnInfo[] = [];
  fn.argumentModes.forEach((mode, i) => {
    if (mode !== 'o' && mode !== 'b' && mode !== 't') return;
    const name = fn.argumentNames?.[i] ?? '';
    columns.push({ name: name === '' ? `column${columns.length + 1}` : name, type: fn.allArgumentTypes![i]!, typmod: -1, collation: INVALID_OID });
  });
  return columns.length === 0 ? undefined : columns;
}

function expandRow(state: QueryState, expr: Expr, location: number): ExpandedColumn[] {
  const fields = rowFields(state, expr);
  if (fields === undefined) {
    if (expr.type === T.RECORD) fail('wrong_object_type', 'record type has not been registered', location);
    fail('wrong_object_type', `type ${formatType(state.catalog, expr.type)} is not composite`, location);
  }
  const { catalog } = state;
  const result: ExpandedColumn[] = [];
  fields.forEach((field, i) => {
    if (field.name === '') return;
    const collation = field.collation !== INVALID_OID ? field.collation : (catalog.typeById(field.type)?.collation ?? INVALID_OID);
    const select = expr.kind === 'row' ? expr.fields[i]! : makeFieldSelect(expr, i + 1, field.name, field.type, field.typmod, collation, -1);
    result.push({ name: field.name, expr: select, originTable: INVALID_OID, originColumn: 0 });
  });
  return result;
}

/** The columns of `t.*` or `(expr).*`; undefined when the node is something else. A bare `*` is only for select lists. */
export function expandRowReference(state: QueryState, node: S.Expression): ExpandedColumn[] | undefined {
  if (node.kind === 'ColumnRef' && node.star) {
    const { fields, location } = node;
    if (fields.length === 0) return fail('syntax_error', 'row expansion via "*" is not supported here', location);
    return expandQualified(state, node);
  }
  if (node.kind === 'AIndirection') {
    const last = node.indirection[node.indirection.length - 1];
    if (last?.kind !== 'AStar') return undefined;
    const row = transformIndirectionPrefix(state, node, node.indirection.length - 1);
    if (row.kind === 'var' && row.column === 0 && row.levelsUp === 0) {
      const item = state.items[row.table];
      if (item !== undefined) return expandItem(item, 0, row.location);
    }
    return expandRow(state, row, row.location);
  }
  return undefined;
}

function expandQualified(state: QueryState, node: S.ColumnRef): ExpandedColumn[] {
  const { fields, location } = node;
  const hooked = state.analysis.hooks?.before?.([...fields, '*'], location);
  if (hooked !== undefined) return expandRow(state, hooked, location);
  const text = `${nameText(fields)}.*`;
  if (fields.length > 3) fail('syntax_error', `improper qualified name (too many dotted names): ${text}`, location);
  if (fields.length === 3 && fields[0] !== state.analysis.database) {
    fail('feature_not_supported', `cross-database references are not implemented: ${text}`, location);
  }
  const schema = fields.length > 1 ? fields[fields.length - 2]! : null;
  const name = fields[fields.length - 1]!;
  const found = findItem(state, schema, name, location);
  if (found === undefined) {
    const after = state.analysis.hooks?.after?.([...fields, '*'], location, undefined);
    if (after !== undefined) return expandRow(state, after, location);
    failMissingTable(state, schema, name, location);
  }
  return expandItem(found.item, found.levelsUp, location);
}
