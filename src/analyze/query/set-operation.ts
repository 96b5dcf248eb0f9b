/** UNION, INTERSECT, EXCEPT (PostgreSQL: transformSetOperationStmt and -Tree). */
import { INVALID_OID } from '../../base/index.js';
import { typeOids as T } from '../../types/index.js';
import type * as S from '../../sql/index.js';
import { coerceToCommonType, selectCommonType } from '../coerce/common-type.js';
import { coerceToTarget } from '../coerce/coerce.js';
import { IMPLICIT } from '../coerce/pathway.js';
import { fail } from '../fail.js';
import { requireSortOperators, resultCollation } from '../resolve/operators.js';
import { addSubquery } from '../scope/range-table.js';
import { NamespaceItem, QueryState } from '../state.js';
import { commonCollation } from '../typed/collation.js';
import { baseType } from '../types/type-facts.js';
import type { Const, Expr } from '../typed/expression.js';
import { exprLocation } from '../typed/location.js';
import { makeVar } from '../typed/nodes.js';
import type { ColumnInfo, Query, RangeTableEntry, SetOperationTree, SortGroupClause, TargetEntry } from '../typed/query.js';
import { transformLimit } from './limit.js';
import { makeQuery } from './make-query.js';
import { transformOrderBy } from './sort-group.js';
import { transformStatement } from './statement.js';
import { makeTarget, type DraftTarget } from './targets.js';
import { setRecursiveColumns, transformWith } from './with.js';

/** One operand: its tree, and a stand-in for each of its columns. */
interface Operand {
  readonly tree: SetOperationTree;
  readonly columns: { name: string; expr: Expr }[];
}

export function transformSetOperation(state: QueryState, node: S.SelectStmt): Query {
  // WITH may stand at the leftmost select when it was written without parentheses around the whole; the grammar hoists it here.
  const isRecursive = transformWith(state, node.withClause);
  let leftmost = node.larg!;
  while (leftmost.op !== 'none') leftmost = leftmost.larg!;
  if (leftmost.intoClause !== null) fail('syntax_error', 'SELECT ... INTO is not allowed here', leftmost.intoClause.rel.location);
  if (node.lockingClause.length > 0) failLocking(node);
  const operand = transformTree(state, node, true);
  const targets = outerTargets(state, operand);
  const orderBy = orderSetOperation(state, node, targets);
  const offset = transformLimit(state, node.limitOffset, 'offset', node.limitOption);
  const limit = transformLimit(state, node.limitCount, 'limit', node.limitOption);
  return makeQuery(state, isRecursive, {
    command: 'select',
    targets,
    from: { items: [], where: null },
    orderBy,
    limit,
    offset,
    withTies: node.limitOption === 'withTies',
    setOperation: operand.tree,
  });
}

const STRENGTHS = { keyShare: 'KEY SHARE', share: 'SHARE', noKeyUpdate: 'NO KEY UPDATE', update: 'UPDATE' } as const;

function failLocking(node: S.SelectStmt): never {
  fail('feature_not_supported', `FOR ${STRENGTHS[node.lockingClause[0]!.strength]} is not allowed with UNION/INTERSECT/EXCEPT`);
}

/** Targets of the whole: columns of the leftmost select by name, of the common types. */
function outerTargets(state: QueryState, operand: Operand): DraftTarget[] {
  let leaf = operand.tree;
  while (leaf.kind === 'operation') leaf = leaf.left;
  const leftmost = state.rangeTable[leaf.table]!;
  const sources = leftmost.kind === 'subquery' ? leftmost.query.targets.filter(target => !target.isJunk) : [];
  const { table } = leaf;
  return operand.columns.map((column, i) => {
    const { type, typmod, collation } = column.expr;
    const location = sources[i] === undefined ? -1 : exprLocation(sources[i]!.expr);
    return makeTarget(makeVar(table, i + 1, type, typmod, collation, 0, location), leftmost.columns[i]!.name);
  });
}

/** ORDER BY here knows the output columns only. */
function orderSetOperation(state: QueryState, node: S.SelectStmt, targets: DraftTarget[]): SortGroupClause[] {
  if (node.sortClause.length === 0) return [];
  const outer = state.namespace;
  const table = state.rangeTable.length;
  const columns = targets.map((target, i) => ({
    name: target.name,
    table: (target.expr as { table: number }).table,
    column: i + 1,
    type: target.expr.type,
    typmod: target.expr.typmod,
    collation: target.expr.collation,
    expr: null,
    viaTable: -1,
    viaColumn: 0,
    isHiddenInStar: false,
    originTable: INVALID_OID,
    originColumn: 0,
  }));
  const entry: RangeTableEntry = {
    kind: 'join',
    alias: 'unnamed_join',
    hasAlias: false,
    columns: columns.map(({ name, type, typmod, collation }) => ({ name, type, typmod, collation })),
    isLateral: false,
    joinType: 'inner',
    columnExprs: [],
  };
  state.namespace = [new NamespaceItem(entry, table, '', columns, false, true, false, true)];
  const count = targets.length;
  const orderBy = transformOrderBy(state, node.sortClause, targets);
  state.namespace = outer;
  if (targets.length !== count) {
    fail('feature_not_supported', 'invalid UNION/INTERSECT/EXCEPT ORDER BY clause', exprLocation(targets[count]!.expr), {
      detail: 'Only result column names can be used, not expressions or functions.',
      hint: 'Add the expression/function to every SELECT, or move the UNION into a FROM clause.',
    });
  }
  return orderBy;
}

function isLeaf(node: S.SelectStmt): boolean {
  return (
    node.op === 'none' ||
    node.sortClause.length > 0 ||
    node.limitOffset !== null ||
    node.limitCount !== null ||
    node.lockingClause.length > 0 ||
    node.withClause !== null
  );
}

function transformTree(state: QueryState, node: S.SelectStmt, isTop: boolean): Operand {
  if (node.intoClause !== null) {
    fail('syntax_error', 'INTO is only allowed on first SELECT of UNION/INTERSECT/EXCEPT', node.intoClause.rel.location);
  }
  if (node.lockingClause.length > 0) failLocking(node);
  if (!isTop && isLeaf(node)) return transformLeaf(state, node);
  const context = node.op === 'union' ? 'UNION' : node.op === 'intersect' ? 'INTERSECT' : 'EXCEPT';
  const left = transformTree(state, node.larg!, false);
  // A recursive WITH query's columns are those of its non-recursive term.
  const isRecursiveTop = isTop && state.parentCte !== null && state.parentCte.isRecursive;
  if (isRecursiveTop) setRecursiveColumns(state, left.columns);
  const right = transformTree(state, node.rarg!, false);
  if (left.columns.length !== right.columns.length) {
    const culprit = right.columns[0];
    fail('syntax_error', `each ${context} query must have the same number of columns`, culprit === undefined ? -1 : exprLocation(culprit.expr));
  }
  return combine(state, node, context, left, right);
}

function combine(state: QueryState, node: S.SelectStmt, context: string, left: Operand, right: Operand): Operand {
  const columns: Operand['columns'] = [];
  const infos: ColumnInfo[] = [];
  const groupClauses: SortGroupClause[] = [];
  left.columns.forEach((leftColumn, i) => {
    const rightColumn = right.columns[i]!;
    const type = selectCommonType(state.analysis, [leftColumn.expr, rightColumn.expr], context);
    const wasUnknown = leftColumn.expr.type === T.UNKNOWN;
    const l = unify(state, left, i, type, context);
    const r = unify(state, right, i, type, context);
    const typmod = l.type === type && r.type === type && l.typmod === r.typmod ? l.typmod : -1;
    // Errors point at the side that decided the type.
    const isLeft = !wasUnknown && baseType(state.catalog, l.type) === baseType(state.catalog, type);
    const located = isLeft ? l : r;
    const collation = resultCollation(state.catalog, type, commonCollation(state.catalog, [l, r], node.op === 'union' && node.all));
    const placeholder: Expr = { kind: 'set-to-default', type, typmod, collation, location: exprLocation(located) };
    columns.push({ name: leftColumn.name, expr: placeholder });
    infos.push({ name: leftColumn.name, type, typmod, collation });
    if (!(node.op === 'union' && node.all)) groupClauses.push(groupClause(state, placeholder, i));
  });
  const tree: SetOperationTree = {
    kind: 'operation',
    op: node.op as 'union' | 'intersect' | 'except',
    all: node.all,
    left: left.tree,
    right: right.tree,
    columns: infos,
    groupClauses,
  };
  return { tree, columns };
}

function groupClause(state: QueryState, column: Expr, index: number): SortGroupClause {
  const operators = requireSortOperators(state.catalog, column, false);
  return {
    ref: index + 1,
    isDescending: false,
    nullsFirst: false,
    equalOperator: operators.equal,
    operatorId: operators.lessThan,
    isHashable: operators.isHashable,
  };
}

/** Literals of unknown type in a leaf become what the other side has; other columns keep their type and are converted by the operation. */
function unify(state: QueryState, operand: Operand, index: number, type: typeof INVALID_OID, context: string): Expr {
  const column = operand.columns[index]!;
  const { expr } = column;
  if (expr.type !== T.UNKNOWN) {
    coerceToCommonType(state.analysis, expr, type, context);
    return expr;
  }
  if (expr.kind !== 'const' && expr.kind !== 'param') return expr;
  const coerced = coerceToTarget(state.analysis, expr, T.UNKNOWN, type, -1, IMPLICIT, 'implicit-cast', -1) as Const;
  column.expr = coerced;
  if (operand.tree.kind === 'leaf') replaceTarget(state, operand.tree.table, index, coerced);
  return coerced;
}

/** Rewrites a column of a leaf select. */
function replaceTarget(state: QueryState, table: number, index: number, expr: Expr): void {
  const entry = state.rangeTable[table] as RangeTableEntry & { kind: 'subquery' };
  let position = -1;
  const targets = entry.query.targets.map(target => {
    if (!target.isJunk) position++;
    return !target.isJunk && position === index ? { ...target, expr } : target;
  });
  const columns = entry.columns.map((column, i) => (i === index ? { ...column, type: expr.type, typmod: expr.typmod, collation: expr.collation } : column));
  state.rangeTable[table] = { ...entry, columns, query: { ...entry.query, targets } };
}

function transformLeaf(state: QueryState, node: S.SelectStmt): Operand {
  const inner = new QueryState(state.analysis, state);
  // Unknown literals wait for the other side's type.
  inner.resolveUnknowns = false;
  inner.parentCte = null;
  const savedNamespace = state.namespace;
  const query = transformStatement(inner, node);
  state.namespace = savedNamespace;
  const item = addSubquery(state, query, null, `*SELECT* ${state.rangeTable.length + 1}`, false);
  const columns = query.targets.filter((target: TargetEntry) => !target.isJunk).map(target => ({ name: target.name, expr: leafColumn(target.expr) }));
  return { tree: { kind: 'leaf', table: item.table }, columns };
}

/** What stands for a leaf's column: the expression itself when it may still take a type, else a typed stand-in at its place. */
function leafColumn(expr: Expr): Expr {
  if (expr.type === T.UNKNOWN && (expr.kind === 'const' || expr.kind === 'param')) return expr;
  return { kind: 'set-to-default', type: expr.type, typmod: expr.typmod, collation: expr.collation, location: exprLocation(expr) };
}
