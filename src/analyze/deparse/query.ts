/** Typed queries to SQL text (ruleutils: get_query_def). SELECT only: that is what views hold. */
import { notSupported } from '../../errors/index.js';
import { quoteIdentifier } from '../types/quote.js';
import type { Expr } from '../typed/expression.js';
import type { GroupingSet, LockStrength, Query, SetOperationTree, SortGroupClause, TargetEntry } from '../typed/query.js';
import { INDENT_STANDARD as STD, INDENT_VARIABLE, type DeparseContext } from './context.js';
import { putDirection, putExpr, putSortable, putVariable } from './expression.js';
import { putFrom } from './from.js';
import { QueryNames } from './names.js';
import { putWindowBody } from './window.js';

interface ColumnNames {
  /** Somebody can refer to the columns by name. */
  readonly areVisible: boolean;
  /** Names that the whole query's columns have (a view's), for every operand of set operations. */
  readonly result: readonly string[] | null;
}

/** Writes a query below `outer` scopes into the context's buffer. */
export function putQuery(
  context: DeparseContext,
  query: Query,
  outer: readonly QueryNames[],
  areNamesVisible = true,
  resultNames: readonly string[] | null = null,
): void {
  const names = new QueryNames(query, context.catalog, outer);
  const inner = context.nested([names, ...outer]);
  putSelect(inner, query, { areVisible: areNamesVisible, result: resultNames });
  context.put(inner.text);
}

function putSelect(context: DeparseContext, query: Query, names: ColumnNames): void {
  if (query.command !== 'select') throw notSupported('deparsing of data-modifying statements');
  putWith(context, query);
  const isSetOperation = query.setOperation !== null;
  if (query.setOperation !== null) putSetOperation(context, query, query.setOperation, names);
  else putBasicSelect(context, query, names);
  if (query.orderBy.length > 0) {
    context.keyword(' ORDER BY ', -STD, STD, 1);
    putOrderBy(context, query.orderBy, query.targets, isSetOperation);
  }
  if (query.offset !== null) {
    context.keyword(' OFFSET ', -STD, STD, 0);
    putExpr(context, query.offset, false);
  }
  if (query.limit !== null) {
    if (query.withTies) {
      context.keyword(' FETCH FIRST (', -STD, STD, 0);
      putExpr(context, query.limit, false);
      context.put(') ROWS WITH TIES');
    } else {
      context.keyword(' LIMIT ', -STD, STD, 0);
      if (query.limit.kind === 'const' && query.limit.value === null) context.put('ALL');
      else putExpr(context, query.limit, false);
    }
  }
  putRowMarks(context, query);
}

const STRENGTHS: Record<LockStrength, string> = {
  'key-share': ' FOR KEY SHARE',
  share: ' FOR SHARE',
  'no-key-update': ' FOR NO KEY UPDATE',
  update: ' FOR UPDATE',
};

function putRowMarks(context: DeparseContext, query: Query): void {
  for (const mark of query.rowMarks) {
    if (mark.isPushedDown) continue;
    context.keyword(STRENGTHS[mark.strength], -STD, STD, 0);
    context.put(` OF ${quoteIdentifier(context.scopes[0]!.tables[mark.table]!)}`);
    if (mark.wait === 'error') context.put(' NOWAIT');
    else if (mark.wait === 'skip') context.put(' SKIP LOCKED');
  }
}

function putWith(context: DeparseContext, query: Query): void {
  if (query.ctes.length === 0) return;
  if (context.isIndented) {
    context.indentLevel += STD;
    context.put(' ');
  }
  context.put(query.isRecursive ? 'WITH RECURSIVE ' : 'WITH ');
  query.ctes.forEach((cte, i) => {
    if (i > 0) context.put(', ');
    context.put(quoteIdentifier(cte.name));
    const outputs = (cte.query.command === 'select' ? cte.query.targets : cte.query.returning).filter(target => !target.isJunk);
    if (cte.columns.some((column, c) => outputs[c]?.name !== column.name)) {
      context.put(`(${cte.columns.map(column => quoteIdentifier(column.name)).join(', ')})`);
    }
    context.put(' AS ');
    if (cte.materialized !== 'default') context.put(cte.materialized === 'always' ? 'MATERIALIZED ' : 'NOT MATERIALIZED ');
    context.put('(');
    if (context.isIndented) context.keyword('', 0, 0, 0);
    putQuery(context, cte.query, context.scopes);
    if (context.isIndented) context.keyword('', 0, 0, 0);
    context.put(')');
  });
  if (context.isIndented) {
    context.indentLevel -= STD;
    context.keyword('', 0, 0, 0);
  } else context.put(' ');
}

/** The VALUES lists of a query that is nothing else. */
function valuesOnly(query: Query): readonly (readonly Expr[])[] | undefined {
  const [item] = query.from.items;
  if (query.from.items.length !== 1 || item?.kind !== 'table' || query.rangeTable.length !== 1) return undefined;
  const entry = query.rangeTable[item.table]!;
  if (entry.kind !== 'values' || query.from.where !== null || query.distinct.length > 0 || query.groupBy.length > 0) return undefined;
  const outputs = query.targets.filter(target => !target.isJunk);
  const isPlain =
    outputs.length === entry.columns.length &&
    outputs.every((target, i) => target.expr.kind === 'var' && target.expr.column === i + 1 && target.name === entry.columns[i]!.name);
  return isPlain ? entry.rows : undefined;
}

export function putValues(context: DeparseContext, rows: readonly (readonly Expr[])[]): void {
  context.put('VALUES ');
  rows.forEach((row, r) => {
    context.put(r > 0 ? ', (' : '(');
    row.forEach((value, c) => {
      if (c > 0) context.put(',');
      if (value.kind === 'var') putVariable(context, value, true);
      else putExpr(context, value, false);
    });
    context.put(')');
  });
}

function putBasicSelect(context: DeparseContext, query: Query, names: ColumnNames): void {
  if (context.isIndented) {
    context.indentLevel += STD;
    context.put(' ');
  }
  const values = valuesOnly(query);
  if (values !== undefined) {
    putValues(context, values);
    return;
  }
  context.put('SELECT');
  if (query.distinct.length > 0) {
    context.put(' DISTINCT');
    if (query.hasDistinctOn) {
      context.put(' ON (');
      query.distinct.forEach((clause, i) => {
        if (i > 0) context.put(', ');
        putSortable(context, targetOf(query.targets, clause.ref).expr);
      });
      context.put(')');
    }
  }
  putTargets(context, query.targets, names);
  putFrom(context, query, ' FROM ');
  if (query.from.where !== null) {
    context.keyword(' WHERE ', -STD, STD, 1);
    putExpr(context, query.from.where, false);
  }
  if (query.groupBy.length > 0 || query.groupingSets.length > 0) {
    context.keyword(' GROUP BY ', -STD, STD, 1);
    if (query.isGroupDistinct) context.put('DISTINCT ');
    if (query.groupingSets.length > 0) {
      query.groupingSets.forEach((set, i) => {
        if (i > 0) context.put(', ');
        putGroupingSet(context, set, query.targets, true);
      });
    } else {
      query.groupBy.forEach((clause, i) => {
        if (i > 0) context.put(', ');
        putSortable(context, targetOf(query.targets, clause.ref).expr);
      });
    }
  }
  if (query.having !== null) {
    context.keyword(' HAVING ', -STD, STD, 0);
    putExpr(context, query.having, false);
  }
  const named = query.windows.filter(window => window.name !== null);
  named.forEach((window, i) => {
    if (i === 0) context.keyword(' WINDOW ', -STD, STD, 1);
    else context.put(', ');
    context.put(`${quoteIdentifier(window.name!)} AS `);
    putWindowBody(context, window);
  });
}

function targetOf(targets: readonly TargetEntry[], ref: number): TargetEntry {
  return targets.find(target => target.ref === ref)!;
}

function putGroupingSet(context: DeparseContext, set: GroupingSet, targets: readonly TargetEntry[], omitParentheses: boolean): void {
  switch (set.kind) {
    case 'empty':
      context.put('()');
      return;
    case 'simple': {
      const needsParentheses = !omitParentheses || set.refs.length !== 1;
      if (needsParentheses) context.put('(');
      set.refs.forEach((ref, i) => {
        if (i > 0) context.put(', ');
        putSortable(context, targetOf(targets, ref).expr);
      });
      if (needsParentheses) context.put(')');
      return;
    }
    default:
      context.put(set.kind === 'rollup' ? 'ROLLUP(' : set.kind === 'cube' ? 'CUBE(' : 'GROUPING SETS (');
      set.sets.forEach((part, i) => {
        if (i > 0) context.put(', ');
        putGroupingSet(context, part, targets, set.kind !== 'sets');
      });
      context.put(')');
  }
}

function putTargets(context: DeparseContext, targets: readonly TargetEntry[], names: ColumnNames): void {
  let separator = ' ';
  let count = 0;
  for (const target of targets) {
    if (target.isJunk) continue;
    context.put(separator);
    separator = ', ';
    count++;
    const text = context.capture(() => {
      const own = putOutput(context, target.expr) ?? (names.areVisible ? undefined : '?column?');
      const name = names.result?.[count - 1] ?? target.name;
      if (own !== name) context.put(` AS ${quoteIdentifier(name)}`);
    });
    if (context.isIndented) {
      // Each on a line of its own; CASE begins one by itself.
      if (text.startsWith('\n')) context.trimSpaces();
      else if (count > 1) context.keyword('', -STD, STD, INDENT_VARIABLE);
    }
    context.put(text);
  }
}

/** Writes an output expression; returns the name it gives its column by itself, if any. */
function putOutput(context: DeparseContext, expr: Expr): string | undefined {
  if (expr.kind === 'var') return putVariable(context, expr, true);
  putExpr(context, expr, true);
  return expr.via !== undefined ? context.scopes[expr.via.levelsUp]?.columns[expr.via.table]?.[expr.via.column - 1] : undefined;
}

function putOrderBy(context: DeparseContext, clauses: readonly SortGroupClause[], targets: readonly TargetEntry[], isByNumber: boolean): void {
  clauses.forEach((clause, i) => {
    if (i > 0) context.put(', ');
    const target = targetOf(targets, clause.ref);
    if (isByNumber) context.put(String(targets.indexOf(target) + 1));
    else putSortable(context, target.expr);
    putDirection(context, target.expr, clause.operatorId, clause.isDescending, clause.nullsFirst);
  });
}

function putSetOperation(context: DeparseContext, query: Query, tree: SetOperationTree, names: ColumnNames): void {
  if (tree.kind === 'leaf') {
    const entry = query.rangeTable[tree.table]!;
    if (entry.kind !== 'subquery') return;
    const inner = entry.query;
    const needsParentheses =
      inner.ctes.length > 0 ||
      inner.orderBy.length > 0 ||
      inner.rowMarks.length > 0 ||
      inner.offset !== null ||
      inner.limit !== null ||
      inner.setOperation !== null;
    if (needsParentheses) context.put('(');
    putQuery(context, inner, context.scopes, names.areVisible, names.result);
    if (needsParentheses) context.put(')');
    return;
  }
  const { left, right } = tree;
  let indent = 0;
  if (left.kind === 'operation' && (left.op !== tree.op || left.all !== tree.all)) {
    context.put('(');
    indent = STD;
    context.keyword('', indent, 0, 0);
    putSetOperation(context, query, left, names);
    context.keyword(') ', -indent, 0, 0);
  } else {
    putSetOperation(context, query, left, names);
    if (context.isIndented) context.keyword('', 0, 0, 0);
    else context.put(' ');
  }
  context.put(`${tree.op.toUpperCase()} ${tree.all ? 'ALL ' : ''}`);
  indent = right.kind === 'operation' ? STD : 0;
  if (indent > 0) context.put('(');
  context.keyword('', indent, 0, 0);
  putSetOperation(context, query, right, { areVisible: false, result: names.result });
  if (context.isIndented) context.indentLevel -= indent;
  if (indent > 0) context.keyword(')', 0, 0, 0);
}
