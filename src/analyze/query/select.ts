/** SELECT and VALUES; set operations are in set-operation.ts (PostgreSQL: transformSelectStmt, transformValuesClause). */
import { TARGET_LIST_MAX } from '../../base/index.js';
import type * as S from '../../sql/index.js';
import { coerceToCommonType, commonTypmod, selectCommonType } from '../coerce/common-type.js';
import { transformCondition, transformExpressionList } from '../expression/expression.js';
import { fail } from '../fail.js';
import { resultCollation } from '../resolve/operators.js';
import { extendNamespace, transformFrom } from '../scope/from.js';
import { addValues } from '../scope/range-table.js';
import type { QueryState } from '../state.js';
import { mergeCollations } from '../typed/collation.js';
import type { Expr } from '../typed/expression.js';
import { syntaxLocation } from '../typed/location.js';
import type { ColumnInfo, FromExpr, Query, WindowClause } from '../typed/query.js';
import { makeVar } from '../typed/nodes.js';
import { checkAggregation } from './group-check.js';
import { transformGroupBy } from './group-by.js';
import { transformLimit } from './limit.js';
import { transformLocking } from './locking.js';
import { makeQuery } from './make-query.js';
import { transformSetOperation } from './set-operation.js';
import { transformDistinct, transformDistinctOn, transformOrderBy } from './sort-group.js';
import { makeTarget, resolveUnknownTargets, transformTargets } from './targets.js';
import { transformWindows } from './windows.js';
import { transformWith } from './with.js';

const NO_WINDOWS: readonly WindowClause[] = [];

export function transformSelect(state: QueryState, node: S.SelectStmt): Query {
  if (node.op !== 'none') return transformSetOperation(state, node);
  if (node.valuesLists.length > 0) return transformValues(state, node);
  return transformPlainSelect(state, node);
}

function transformPlainSelect(state: QueryState, node: S.SelectStmt): Query {
  const isRecursive = transformWith(state, node.withClause);
  if (node.intoClause !== null) fail('syntax_error', 'SELECT ... INTO is not allowed here', node.intoClause.rel.location);
  state.lockingClauses = node.lockingClause;
  if (node.windowClause.length > 0) state.windowDefs = [...node.windowClause];
  const items = transformFrom(state, node.fromClause);
  const targets = transformTargets(state, node.targetList, 'select-target');
  const where = transformCondition(state, node.whereClause, 'where');
  const writtenHaving = transformCondition(state, node.havingClause, 'having');
  const orderBy = transformOrderBy(state, node.sortClause, targets);
  const groupBy = transformGroupBy(state, node.groupClause, targets, orderBy);
  const distinct =
    node.distinctClause === null
      ? []
      : node.distinctClause.length === 0
        ? transformDistinct(state, targets, orderBy)
        : transformDistinctOn(state, node.distinctClause, targets, orderBy);
  const offset = transformLimit(state, node.limitOffset, 'offset', node.limitOption);
  const limit = transformLimit(state, node.limitCount, 'limit', node.limitOption);
  let windows: readonly WindowClause[] = state.windowDefs.length === 0 ? NO_WINDOWS : transformWindows(state);
  if (state.resolveUnknowns) resolveUnknownTargets(state, targets);
  let having = writtenHaving;
  if (state.hasAggregates || groupBy.clauses.length > 0 || groupBy.sets.length > 0 || having !== null) {
    ({ having, windows } = checkAggregation(state, targets, groupBy, having, windows));
  }
  const from: FromExpr = { items, where };
  if (targets.length > TARGET_LIST_MAX) fail('too_many_columns', `target lists can have at most ${TARGET_LIST_MAX} entries`);
  const query = makeQuery(state, isRecursive, {
    command: 'select',
    targets,
    from,
    groupBy: groupBy.clauses,
    isGroupDistinct: node.groupDistinct,
    groupingSets: groupBy.sets,
    having,
    windows,
    distinct,
    hasDistinctOn: node.distinctClause !== null && node.distinctClause.length > 0,
    orderBy,
    limit,
    offset,
    withTies: node.limitOption === 'withTies',
  });
  if (node.lockingClause.length === 0) return query;
  const { marks, rangeTable } = transformLocking(state, query, node.lockingClause);
  return { ...query, rowMarks: marks, rangeTable };
}

/** A table of expressions with common column types, from VALUES lists of equal length. */
export function transformValuesLists(state: QueryState, lists: readonly (readonly S.Expression[])[]): { rows: Expr[][]; columns: ColumnInfo[] } {
  const rows = lists.map(list => {
    const outer = state.clause;
    state.clause = 'values';
    const row = transformExpressionList(state, list);
    state.clause = outer;
    return row;
  });
  const width = rows[0]!.length;
  rows.forEach((row, i) => {
    if (row.length !== width) fail('syntax_error', 'VALUES lists must all be the same length', listLocation(lists[i]!));
  });
  const columns: ColumnInfo[] = [];
  for (let c = 0; c < width; c++) {
    const values = rows.map(row => row[c]!);
    const type = selectCommonType(state.analysis, values, 'VALUES');
    const coerced = values.map(value => coerceToCommonType(state.analysis, value, type, 'VALUES'));
    coerced.forEach((value, r) => (rows[r]![c] = value));
    const collation = resultCollation(state.catalog, type, mergeCollations(coerced));
    columns.push({ name: `column${c + 1}`, type, typmod: commonTypmod(coerced, type), collation });
  }
  return { rows, columns };
}

function listLocation(list: readonly S.Expression[]): number {
  return list.length === 0 ? -1 : syntaxLocation(list[0]!);
}

function transformValues(state: QueryState, node: S.SelectStmt): Query {
  const isRecursive = transformWith(state, node.withClause);
  const { rows, columns } = transformValuesLists(state, node.valuesLists);
  const item = addValues(state, rows, columns, null);
  extendNamespace(state, [item]);
  const targets = columns.map((column, i) =>
    makeTarget(makeVar(item.table, i + 1, column.type, column.typmod, column.collation, 0, rows[0]![i]!.location), column.name),
  );
  const orderBy = transformOrderBy(state, node.sortClause, targets);
  const offset = transformLimit(state, node.limitOffset, 'offset', node.limitOption);
  const limit = transformLimit(state, node.limitCount, 'limit', node.limitOption);
  if (node.lockingClause.length > 0) {
    const name = { keyShare: 'KEY SHARE', share: 'SHARE', noKeyUpdate: 'NO KEY UPDATE', update: 'UPDATE' }[node.lockingClause[0]!.strength];
    fail('feature_not_supported', `FOR ${name} cannot be applied to VALUES`);
  }
  if (node.intoClause !== null) fail('syntax_error', 'SELECT ... INTO is not allowed here', node.intoClause.rel.location);
  return makeQuery(state, isRecursive, {
    command: 'select',
    targets,
    from: { items: [{ kind: 'table', table: item.table }], where: null },
    orderBy,
    limit,
    offset,
    withTies: node.limitOption === 'withTies',
  });
}
