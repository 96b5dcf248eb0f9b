/** Functions in FROM: result columns, column definition lists, ROWS FROM, WITH ORDINALITY (PostgreSQL: addRangeTableEntryForFunction). */
import { INVALID_OID } from '../../base/index.js';
import type { FunctionDescriptor } from '../../catalog/index.js';
import { typeOids as T } from '../../types/index.js';
import type * as S from '../../sql/index.js';
import { transformExpr } from '../expression/expression.js';
import { outColumnsOf } from '../expression/row-expansion.js';
import { fail } from '../fail.js';
import { suggestedName } from '../query/column-name.js';
import type { NamespaceItem, QueryState } from '../state.js';
import { formatType } from '../types/type-display.js';
import { rowRelation, typeCollation, typeInfo } from '../types/type-facts.js';
import { resolveTypeName } from '../types/type-name.js';
import type { Expr, FuncExpr } from '../typed/expression.js';
import { exprLocation } from '../typed/location.js';
import type { ColumnInfo, RangeFunctionItem } from '../typed/query.js';
import { walkExpression } from '../typed/walk.js';
import { addItem, ownColumns, renameColumns } from './range-table.js';

interface Item {
  readonly node: S.Expression;
  readonly definitions: readonly S.ColumnDef[];
}

/** `ROWS FROM (unnest(a, b))` is unnest of each. */
function separateUnnest(items: readonly Item[]): Item[] {
  return items.flatMap(item => {
    const { node } = item;
    if (node.kind !== 'FuncCall' || node.funcname.length !== 1 || node.funcname[0] !== 'unnest' || node.args.length < 2) return [item];
    if (node.funcVariadic || node.aggOrder.length > 0 || node.aggStar || node.aggDistinct || node.aggFilter !== null || node.over !== null) {
      return [item];
    }
    if (item.definitions.length > 0) return [item];
    return node.args.map(arg => ({ node: { ...node, funcname: ['pg_catalog', 'unnest'], args: [arg] }, definitions: [] }));
  });
}

export function transformFromFunction(state: QueryState, node: S.RangeFunction): NamespaceItem {
  const wasActive = state.isLateralActive;
  state.isLateralActive = true;
  const items = separateUnnest(node.functions.map(item => ({ node: item.func, definitions: item.coldeflist })));
  const functions: { expr: Expr; name: string; definitions: readonly S.ColumnDef[] }[] = [];
  try {
    for (const item of items) {
      const setCall = state.lastSetCall;
      const expr = transformExpr(state, item.node, 'from-function');
      if (state.lastSetCall !== setCall && state.lastSetCall !== expr && state.lastSetCall !== null) {
        fail('feature_not_supported', 'set-returning functions must appear at top level of FROM', exprLocation(state.lastSetCall));
      }
      functions.push({ expr, name: suggestedName(state.analysis, item.node) ?? '?column?', definitions: item.definitions });
    }
  } finally {
    state.isLateralActive = wasActive;
  }
  if (node.coldeflist.length > 0) {
    const at = definitionLocation(node.coldeflist);
    if (functions.length !== 1) {
      if (node.isRowsFrom) {
        fail('syntax_error', 'ROWS FROM() with multiple functions cannot have a column definition list', at, {
          hint: 'Put a separate column definition list for each function inside ROWS FROM().',
        });
      }
      fail('syntax_error', 'UNNEST() with multiple arguments cannot have a column definition list', at, {
        hint: 'Use separate UNNEST() calls inside ROWS FROM(), and attach a column definition list to each one.',
      });
    }
    if (node.ordinality) {
      fail('syntax_error', 'WITH ORDINALITY cannot be used with a column definition list', at, {
        hint: 'Put the column definition list inside ROWS FROM().',
      });
    }
    functions[0]!.definitions = node.coldeflist;
  }
  return addFunctions(state, node, functions);
}

function definitionLocation(definitions: readonly S.ColumnDef[]): number {
  return definitions[0]?.location ?? -1;
}

function hasOuterVariables(exprs: readonly Expr[]): boolean {
  let found = false;
  for (const expr of exprs) {
    walkExpression(expr, (node, level) => {
      if (node.kind === 'var' && node.levelsUp === level) found = true;
    });
  }
  return found;
}

function addFunctions(
  state: QueryState,
  node: S.RangeFunction,
  functions: readonly { expr: Expr; name: string; definitions: readonly S.ColumnDef[] }[],
): NamespaceItem {
  const { alias } = node;
  const name = alias?.aliasname ?? functions[0]!.name;
  const items = functions.map(fn => describe(state, fn.expr, fn.name, fn.definitions, alias, functions.length));
  const columns: ColumnInfo[] = items.flatMap(item => item.columns);
  if (node.ordinality) columns.push({ name: 'ordinality', type: T.INT8, typmod: -1, collation: INVALID_OID });
  const renamed = renameColumns(columns, alias, name);
  const isLateral = node.lateral || hasOuterVariables(functions.map(fn => fn.expr));
  const visible = ownColumns(state.rangeTable.length, renamed, () => undefined);
  return addItem(
    state,
    {
      kind: 'function',
      alias: name,
      hasAlias: alias !== null,
      columns: renamed,
      isLateral,
      functions: items,
      withOrdinality: node.ordinality,
    },
    visible,
    name,
  );
}

/** Result columns of one function. */
function describe(state: QueryState, expr: Expr, name: string, definitions: readonly S.ColumnDef[], alias: S.Alias | null, count: number): RangeFunctionItem {
  const { catalog } = state;
  const fn: FunctionDescriptor | null = expr.kind === 'func' ? (catalog.functionById(expr.functionId) ?? null) : null;
  const outs = fn === null ? undefined : outColumnsOf(catalog, fn, expr as FuncExpr);
  const isOutRow = outs !== undefined && expr.type === T.RECORD;
  const relation = isOutRow ? undefined : rowRelation(catalog, expr.type);
  if (definitions.length > 0) {
    const at = definitionLocation(definitions);
    if (isOutRow) fail('syntax_error', 'a column definition list is redundant for a function with OUT parameters', at);
    if (relation !== undefined) {
      fail('syntax_error', 'a column definition list is redundant for a function returning a named composite type', at);
    }
    if (expr.type !== T.RECORD) {
      fail('syntax_error', 'a column definition list is only allowed for functions returning "record"', at);
    }
    const columns = definitions.map(definition => definedColumn(state, definition));
    return { expr: expr.kind === 'func' ? { ...expr, resultColumns: columns } : expr, function: fn, columns, isComposite: true, hasColumnDefinitions: true };
  }
  if (isOutRow) {
    const columns = outs.map(column => ({ ...column, collation: typeCollation(catalog, column.type) }));
    return { expr, function: fn, columns, isComposite: true };
  }
  if (relation !== undefined) {
    // A row's value has no place for dropped columns.
    const kept = relation.columns.filter(column => !column.isDropped);
    const columns = kept.map(column => ({
      name: column.name,
      type: column.typeId,
      typmod: column.typmod,
      collation: column.collation,
    }));
    return { expr, function: fn, columns, isComposite: true };
  }
  if (expr.type === T.RECORD) {
    fail('syntax_error', 'a column definition list is required for functions returning "record"', exprLocation(expr));
  }
  const info = typeInfo(catalog, expr.type);
  if (info.kind === 'p' && expr.type !== T.VOID && expr.type !== T.CSTRING && expr.type !== T.ANYARRAY && expr.type !== T.UNKNOWN) {
    fail('datatype_mismatch', `function "${name}" in FROM has unsupported return type ${formatType(catalog, expr.type)}`, exprLocation(expr));
  }
  // A single OUT parameter's name beats the alias, which beats the function's name.
  const outName = outs?.length === 1 && !outs[0]!.name.startsWith('column') ? outs[0]!.name : undefined;
  const columnName = outName ?? (count === 1 && alias !== null ? alias.aliasname : name);
  return { expr, function: fn, columns: [{ name: columnName, type: expr.type, typmod: expr.typmod, collation: expr.collation }] };
}

function definedColumn(state: QueryState, definition: S.ColumnDef): ColumnInfo {
  const typeName = definition.typeName!;
  if (typeName.setof) fail('invalid_table_definition', `column "${definition.colname}" cannot be declared SETOF`, definition.location);
  const { type, typmod } = resolveTypeName(state.analysis, typeName);
  return { name: definition.colname, type, typmod, collation: typeCollation(state.catalog, type) };
}
