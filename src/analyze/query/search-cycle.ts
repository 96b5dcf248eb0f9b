/**
 * SEARCH and CYCLE of a recursive WITH query, rewritten into columns of its two terms (PostgreSQL: rewriteSearchCycle).
 *
 *     left'  = SELECT cols…, <first sequence>, <mark default>, ARRAY[ROW(cycle cols)] FROM (left) AS "*TLOCRN*"(cols…)
 *     right' = SELECT cols…, <next sequence>, CASE WHEN ROW(cycle cols) = ANY (path) THEN mark ELSE default END, path || ARRAY[ROW(cycle cols)]
 *              FROM (right with the query's own extra columns) AS "*TROCRN*"(cols…, extras…) WHERE mark column <> mark
 */
import type * as S from '../../sql/index.js';
import { makeOperatorCall } from '../resolve/operators.js';
import { coerceToCommonType, selectCommonType } from '../coerce/common-type.js';
import { transformExpr } from '../expression/expression.js';
import { fail } from '../fail.js';
import { queryColumns } from '../scope/range-table.js';
import { QueryState, type CteEntry } from '../state.js';
import { transformSelect } from './select.js';

const LEFT = '*TLOCRN*';
const RIGHT = '*TROCRN*';
/** First field of a breadth-first sequence value. */
export const DEPTH_FIELD = '*DEPTH*';

const column = (...fields: string[]): S.ColumnRef => ({ kind: 'ColumnRef', fields, star: false, location: -1 });
const target = (val: S.Expression, name: string): S.ResTarget => ({ kind: 'ResTarget', name, indirection: [], val, location: -1 });
const row = (args: readonly S.Expression[]): S.RowExpr => ({ kind: 'RowExpr', args, rowFormat: 'explicit', location: -1 });
const array = (element: S.Expression): S.AArrayExpr => ({ kind: 'AArrayExpr', elements: [element], location: -1 });
const call = (name: string, ...args: S.Expression[]): S.FuncCall => ({
  kind: 'FuncCall',
  funcname: ['pg_catalog', name],
  args,
  aggOrder: [],
  aggFilter: null,
  over: null,
  aggWithinGroup: false,
  aggStar: false,
  aggDistinct: false,
  funcVariadic: false,
  funcFormat: 'explicitCall',
  location: -1,
});
const ZERO: S.Expression = {
  kind: 'TypeCast',
  arg: { kind: 'AConst', valueKind: 'integer', value: 0, location: -1 },
  typeName: { kind: 'TypeName', names: ['pg_catalog', 'int8'], setof: false, pctType: false, typmods: [], arrayBounds: [], location: -1 },
  location: -1,
};

/** SELECT targets FROM (query) AS alias(columns) WHERE where. */
function wrap(query: S.SelectStmt, targets: readonly S.ResTarget[], alias: string, columns: readonly string[], where: S.Expression | null): S.SelectStmt {
  return {
    ...EMPTY,
    targetList: targets,
    fromClause: [{ kind: 'RangeSubselect', lateral: false, subquery: query, alias: { kind: 'Alias', aliasname: alias, colnames: columns } }],
    whereClause: where,
  };
}

const EMPTY: S.SelectStmt = {
  kind: 'SelectStmt',
  distinctClause: null,
  intoClause: null,
  targetList: [],
  fromClause: [],
  whereClause: null,
  groupClause: [],
  groupDistinct: false,
  havingClause: null,
  windowClause: [],
  valuesLists: [],
  sortClause: [],
  limitOffset: null,
  limitCount: null,
  limitOption: 'count',
  lockingClause: [],
  withClause: null,
  op: 'none',
  all: false,
  larg: null,
  rarg: null,
};

/** Name under which the right term's FROM knows the recursive query. */
function selfReference(items: readonly S.FromItem[], name: string): string | undefined {
  for (const item of items) {
    if (item.kind === 'RangeVar' && item.schemaname === null && item.relname === name) return item.alias?.aliasname ?? name;
    if (item.kind === 'JoinExpr') {
      const found = selfReference([item.larg, item.rarg], name);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/** Output names of the non-recursive term. */
function columnsOf(state: QueryState, entry: CteEntry, left: S.SelectStmt): string[] {
  const scratch = new QueryState(state.analysis, new QueryState(state.analysis, state));
  const names = queryColumns(transformSelect(scratch, left)).map(info => info.name);
  return names.map((name, i) => entry.syntax.aliascolnames[i] ?? name);
}

function checkColumns(kind: 'search' | 'cycle', list: readonly string[], names: readonly string[], location: number): void {
  list.forEach((name, i) => {
    if (!names.includes(name)) fail('syntax_error', `${kind} column "${name}" not in WITH query column list`, location);
    if (list.indexOf(name) !== i) fail('duplicate_column', `${kind} column "${name}" specified more than once`, location);
  });
}

function check(entry: CteEntry, names: readonly string[]): void {
  const { searchClause: search, cycleClause: cycle } = entry.syntax;
  if (search !== null) {
    checkColumns('search', search.searchColList, names, search.location);
    if (names.includes(search.seqColumn)) {
      fail('syntax_error', `search sequence column name "${search.seqColumn}" already used in WITH query column list`, search.location);
    }
  }
  if (cycle === null) return;
  checkColumns('cycle', cycle.cycleColList, names, cycle.location);
  if (names.includes(cycle.markColumn)) {
    fail('syntax_error', `cycle mark column name "${cycle.markColumn}" already used in WITH query column list`, cycle.location);
  }
  if (names.includes(cycle.pathColumn)) {
    fail('syntax_error', `cycle path column name "${cycle.pathColumn}" already used in WITH query column list`, cycle.location);
  }
  if (cycle.markColumn === cycle.pathColumn) {
    fail('syntax_error', 'cycle mark column name and cycle path column name are the same', cycle.location);
  }
  if (search === null) return;
  if (search.seqColumn === cycle.markColumn) {
    fail('syntax_error', 'search sequence column name and cycle mark column name are the same', search.location);
  }
  if (search.seqColumn === cycle.pathColumn) {
    fail('syntax_error', 'search sequence column name and cycle path column name are the same', search.location);
  }
}

/** The mark's two values must be of one type with an inequality. */
function checkMark(state: QueryState, cycle: S.CTECycleClause): void {
  const value = transformExpr(state, cycle.markValue, 'cycle');
  const initial = transformExpr(state, cycle.markDefault, 'cycle');
  const type = selectCommonType(state.analysis, [value, initial], 'CYCLE');
  const coerced = coerceToCommonType(state.analysis, value, type, 'CYCLE/SET/TO');
  makeOperatorCall(state, ['<>'], coerced, coerceToCommonType(state.analysis, initial, type, 'CYCLE/SET/DEFAULT'), cycle.location);
}

export function rewriteSearchCycle(state: QueryState, entry: CteEntry): S.CommonTableExpr {
  const { syntax, name } = entry;
  const { searchClause: search, cycleClause: cycle } = syntax;
  if (search === null && cycle === null) return syntax;
  const statement = syntax.ctequery as S.SelectStmt;
  const left = statement.larg!;
  const right = statement.rarg!;
  const refuse = (side: string): never => fail('feature_not_supported', `with a SEARCH or CYCLE clause, the ${side} side of the UNION must be a SELECT`);
  if (left.op !== 'none') refuse('left');
  if (right.op !== 'none') refuse('right');
  const own = selfReference(right.fromClause, name);
  if (own === undefined) {
    fail(
      'feature_not_supported',
      `with a SEARCH or CYCLE clause, the recursive reference to WITH query "${name}" must be at the top level of its right-hand SELECT`,
    );
  }
  const names = columnsOf(state, entry, left);
  check(entry, names);
  if (cycle !== null) checkMark(state, cycle);

  const first = names.map(n => target(column(LEFT, n), n));
  const next = names.map(n => target(column(RIGHT, n), n));
  const extras: string[] = [];
  let where: S.Expression | null = null;
  if (search !== null) {
    const key = (table: string): S.Expression[] => search.searchColList.map(n => column(table, n));
    const previous = column(RIGHT, search.seqColumn);
    extras.push(search.seqColumn);
    if (search.breadthFirst) {
      const depth: S.Expression = { kind: 'AIndirection', arg: previous, indirection: [{ kind: 'FieldName', name: DEPTH_FIELD }] };
      first.push(target(row([ZERO, ...key(LEFT)]), search.seqColumn));
      next.push(target(row([call('int8inc', depth), ...key(RIGHT)]), search.seqColumn));
    } else {
      first.push(target(array(row(key(LEFT))), search.seqColumn));
      next.push(target(call('array_cat', previous, array(row(key(RIGHT)))), search.seqColumn));
    }
  }
  if (cycle !== null) {
    const key = (table: string): S.Expression => row(cycle.cycleColList.map(n => column(table, n)));
    const path = column(RIGHT, cycle.pathColumn);
    extras.push(cycle.markColumn, cycle.pathColumn);
    first.push(target(cycle.markDefault, cycle.markColumn), target(array(key(LEFT)), cycle.pathColumn));
    const isSeen: S.Expression = { kind: 'AExpr', exprKind: 'opAny', name: ['='], lexpr: key(RIGHT), rexpr: path, location: -1 };
    const mark: S.Expression = {
      kind: 'CaseExpr',
      arg: null,
      args: [{ kind: 'CaseWhen', expr: isSeen, result: cycle.markValue, location: -1 }],
      defresult: cycle.markDefault,
      location: -1,
    };
    next.push(target(mark, cycle.markColumn), target(call('array_cat', path, array(key(RIGHT))), cycle.pathColumn));
    where = { kind: 'AExpr', exprKind: 'op', name: ['<>'], lexpr: column(RIGHT, cycle.markColumn), rexpr: cycle.markValue, location: -1 };
  }
  const carried: S.SelectStmt = { ...right, targetList: [...right.targetList, ...extras.map(n => target(column(own, n), n))] };
  return {
    ...syntax,
    aliascolnames: [...names, ...extras],
    searchClause: null,
    cycleClause: null,
    ctequery: {
      ...statement,
      larg: wrap(left, first, LEFT, names, null),
      rarg: wrap(carried, next, RIGHT, [...names, ...extras], where),
    },
  };
}

/** Columns that SEARCH and CYCLE add; within the recursive term `*` leaves them out. */
export function addedColumnCount(syntax: S.CommonTableExpr): number {
  return (syntax.searchClause === null ? 0 : 1) + (syntax.cycleClause === null ? 0 : 2);
}
