/** FROM in deparsed text: tables with aliases, joins, functions, sub-selects. */
import { formatType } from '../types/type-display.js';
import { quoteIdentifier } from '../types/quote.js';
import type { JoinTree, Query, RangeTableEntry } from '../typed/query.js';
import { INDENT_JOIN, INDENT_STANDARD as STD, INDENT_VARIABLE, type DeparseContext } from './context.js';
import { putExpr } from './expression.js';
import { hasRenamedColumns } from './names.js';
import { relationName } from './object-names.js';
import { putQuery, putValues } from './query.js';

export function putFrom(context: DeparseContext, query: Query, prefix: string): void {
  query.from.items.forEach((item, i) => {
    if (i === 0) {
      context.keyword(prefix, -STD, STD, 2);
      putItem(context, query, item);
      return;
    }
    context.put(', ');
    const text = context.capture(() => putItem(context, query, item));
    if (context.isIndented) {
      if (text.startsWith('\n')) context.trimSpaces();
      else context.keyword('', -STD, STD, INDENT_VARIABLE);
    }
    context.put(text);
  });
}

const JOIN_WORDS = { inner: ' JOIN ', left: ' LEFT JOIN ', right: ' RIGHT JOIN ', full: ' FULL JOIN ' } as const;

function putItem(context: DeparseContext, query: Query, tree: JoinTree): void {
  if (tree.kind === 'table') {
    putTable(context, query, tree.table);
    return;
  }
  const entry = query.rangeTable[tree.table]!;
  const hasAlias = entry.hasAlias;
  const isRightJoin = tree.right.kind === 'join' && !query.rangeTable[tree.right.table]!.hasAlias;
  const needsParentheses = !context.isPretty || hasAlias;
  if (needsParentheses) context.put('(');
  putItem(context, query, tree.left);
  const isCross = tree.joinType === 'inner' && tree.condition === null && tree.using.length === 0;
  context.keyword(isCross ? ' CROSS JOIN ' : JOIN_WORDS[tree.joinType], -STD, STD, INDENT_JOIN);
  const bracketRight = context.isPretty && isRightJoin;
  if (bracketRight) context.put('(');
  putItem(context, query, tree.right);
  if (bracketRight) context.put(')');
  if (tree.using.length > 0) context.put(` USING (${tree.using.map(quoteIdentifier).join(', ')})`);
  else if (tree.condition !== null) {
    context.put(context.isPretty ? ' ON ' : ' ON (');
    putExpr(context, tree.condition, false);
    if (!context.isPretty) context.put(')');
  } else if (tree.joinType !== 'inner') context.put(' ON TRUE');
  if (needsParentheses) context.put(')');
  if (hasAlias) {
    context.put(` ${quoteIdentifier(context.scopes[0]!.tables[tree.table]!)}`);
    const original = entry.kind === 'join' ? joinColumnNames(entry, tree.using, context) : [];
    const names = context.scopes[0]!.columns[tree.table]!;
    if (names.some((name, i) => name !== original[i])) context.put(columnList(names));
  }
}

/** Names that the join's columns would have without an alias list. */
function joinColumnNames(entry: RangeTableEntry & { kind: 'join' }, using: readonly string[], context: DeparseContext): readonly (string | undefined)[] {
  return entry.columnExprs.map((expr, i) => {
    if (i < using.length) return using[i];
    if (expr.via !== undefined) return context.scopes[0]!.columns[expr.via.table]?.[expr.via.column - 1];
    if (expr.kind === 'var') return context.scopes[0]!.columns[expr.table]?.[expr.column - 1];
    return undefined;
  });
}

function columnList(names: readonly string[]): string {
  return `(${names
    .filter(name => name !== '')
    .map(quoteIdentifier)
    .join(', ')})`;
}

function putTable(context: DeparseContext, query: Query, table: number): void {
  const entry = query.rangeTable[table]!;
  const scope = context.scopes[0]!;
  const name = scope.tables[table]!;
  const columns = scope.columns[table]!;
  if (entry.isLateral && entry.kind !== 'relation') context.put('LATERAL ');
  let needsAlias = entry.hasAlias;
  switch (entry.kind) {
    case 'relation': {
      const relation = context.catalog.relationById(entry.relation.oid) ?? entry.relation;
      context.put((entry.inherit ? '' : 'ONLY ') + relationName(context, entry.relation));
      needsAlias ||= name !== relation.name;
      break;
    }
    case 'subquery':
      if (entry.isView !== null) {
        const view = context.catalog.relationById(entry.isView.oid) ?? entry.isView;
        context.put(relationName(context, entry.isView));
        needsAlias ||= name !== view.name;
        break;
      }
      context.put('(');
      putQuery(context, entry.query, context.scopes);
      context.put(')');
      needsAlias = true;
      break;
    case 'function':
      putFunctions(context, entry);
      needsAlias = true;
      break;
    case 'values':
      context.put('(');
      putValues(context, entry.rows);
      context.put(')');
      needsAlias = true;
      break;
    case 'cte':
      context.put(quoteIdentifier(entry.cteName));
      needsAlias ||= name !== entry.cteName;
      break;
    default:
      context.put(quoteIdentifier(name));
  }
  // A list of column names needs a name in front of it.
  needsAlias ||= (entry.kind === 'relation' || entry.kind === 'subquery') && hasRenamedColumns(entry, columns, context.catalog);
  if (needsAlias) context.put(` ${quoteIdentifier(name)}`);
  putColumnAliases(context, entry, columns, needsAlias);
  if (entry.kind === 'relation' && entry.sample !== null) {
    context.put(` TABLESAMPLE ${entry.sample.method} (`);
    putExpr(context, entry.sample.percent, false);
    context.put(')');
    if (entry.sample.seed !== null) {
      context.put(' REPEATABLE (');
      putExpr(context, entry.sample.seed, false);
      context.put(')');
    }
  }
}

function putColumnAliases(context: DeparseContext, entry: RangeTableEntry, columns: readonly string[], hasName: boolean): void {
  if (entry.kind === 'function' && entry.functions.length === 1 && entry.functions[0]!.hasColumnDefinitions === true && !entry.withOrdinality) {
    const definitions = entry.functions[0]!.columns.map(
      (column, i) => `${quoteIdentifier(columns[i] ?? column.name)} ${formatType(context.catalog, column.type, column.typmod)}`,
    );
    context.put(`${hasName ? '' : ' AS '}(${definitions.join(', ')})`);
    return;
  }
  if (hasRenamedColumns(entry, columns, context.catalog)) context.put(columnList(columns));
}

function putFunctions(context: DeparseContext, entry: RangeTableEntry & { kind: 'function' }): void {
  const { functions, withOrdinality } = entry;
  const [only] = functions;
  if (functions.length === 1 && (only!.hasColumnDefinitions !== true || !withOrdinality)) putCall(context, only!.expr);
  else {
    context.put('ROWS FROM(');
    functions.forEach((item, i) => {
      if (i > 0) context.put(', ');
      putCall(context, item.expr);
      if (item.hasColumnDefinitions === true) {
        const definitions = item.columns.map(column => `${quoteIdentifier(column.name)} ${formatType(context.catalog, column.type, column.typmod)}`);
        context.put(` AS (${definitions.join(', ')})`);
      }
    });
    context.put(')');
  }
  if (withOrdinality) context.put(' WITH ORDINALITY');
}

/** What does not look like a call is written as a cast. */
function putCall(context: DeparseContext, expr: Parameters<typeof putExpr>[1]): void {
  const isCall = (expr.kind === 'func' && expr.form === 'function') || expr.kind === 'coalesce' || expr.kind === 'minmax' || expr.kind === 'sql-value';
  if (isCall) putExpr(context, expr, true);
  else {
    context.put('CAST(');
    putExpr(context, expr, false);
    context.put(` AS ${formatType(context.catalog, expr.type, expr.typmod)})`);
  }
}
