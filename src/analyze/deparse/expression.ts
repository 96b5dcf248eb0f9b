/** Typed expressions to SQL text in PostgreSQL's display form (ruleutils: get_rule_expr). */
import { INVALID_OID, type Oid } from '../../base/index.js';
import { systemColumnName } from '../scope/columns.js';
import { formatType } from '../types/type-display.js';
import { quoteIdentifier, quoteLiteral } from '../types/quote.js';
import type {
  Aggref,
  BoolExpr,
  Expr,
  FuncExpr,
  JoinAliasColumn,
  RowCompareExpr,
  SortKey,
  SqlValue,
  SubLink,
  SubscriptExpr,
  Var,
  WindowFunc,
} from '../typed/expression.js';
import { sortOperators } from '../resolve/operators.js';
import { stripImplicitCoercions } from '../query/sort-key.js';
import { collationText } from './collation.js';
import { constantText } from './constants.js';
import { INDENT_VARIABLE, type DeparseContext } from './context.js';
import { functionName, operatorName } from './object-names.js';
import { isSimple } from './parentheses.js';
import { putQuery } from './query.js';
import { putSqlSyntax } from './sql-syntax.js';
import { putWindowSpecification } from './window.js';
import { putXml } from './xml.js';

/** Writes an expression. `showImplicit`: casts that the user did not write are shown too. */
export function putExpr(context: DeparseContext, expr: Expr, showImplicit: boolean): void {
  const special = context.special?.(expr);
  if (special !== undefined) {
    context.put(special);
    return;
  }
  if (expr.via !== undefined && expr.kind !== 'var' && putJoinColumn(context, expr.via) !== undefined) return;
  switch (expr.kind) {
    case 'var':
      putVariable(context, expr, false);
      return;
    case 'const':
      context.put(constantText(context, expr, 'as-needed'));
      return;
    case 'param':
      context.put(`$${expr.number}`);
      return;
    case 'func':
      putFunction(context, expr, showImplicit);
      return;
    case 'op': {
      const [first, second] = expr.args;
      bracketed(context, () => {
        if (second === undefined) {
          context.put(`${operatorName(context, expr.operatorId, INVALID_OID, first!.type)} `);
          putOperand(context, first!, true, expr);
        } else {
          putOperand(context, first!, true, expr);
          context.put(` ${operatorName(context, expr.operatorId, first!.type, second.type)} `);
          putOperand(context, second, true, expr);
        }
      });
      return;
    }
    case 'distinct':
      bracketed(context, () => {
        putOperand(context, expr.args[0], true, expr);
        context.put(' IS DISTINCT FROM ');
        putOperand(context, expr.args[1], true, expr);
      });
      return;
    case 'nullif':
      putCall(context, 'NULLIF', expr.args);
      return;
    case 'scalar-array-op':
      bracketed(context, () => {
        const [left, right] = expr.args;
        putOperand(context, left, true, expr);
        const element = context.catalog.operatorById(expr.operatorId)?.rightType ?? right.type;
        context.put(` ${operatorName(context, expr.operatorId, left.type, element)} ${expr.useOr ? 'ANY' : 'ALL'} (`);
        putOperand(context, right, true, expr);
        // A bare sub-select here would read as ANY (SELECT …).
        if (right.kind === 'sublink' && right.link === 'expr') context.put(`::${formatType(context.catalog, right.type, right.typmod)}`);
        context.put(')');
      });
      return;
    case 'bool':
      if (putRowSubLink(context, expr)) return;
      bracketed(context, () => {
        if (expr.op === 'not') {
          context.put('NOT ');
          putOperand(context, expr.args[0]!, false, expr);
          return;
        }
        expr.args.forEach((arg, i) => {
          if (i > 0) context.put(expr.op === 'and' ? ' AND ' : ' OR ');
          putOperand(context, arg, false, expr);
        });
      });
      return;
    case 'case':
      putCase(context, expr);
      return;
    case 'case-test':
      context.put('VALUE');
      return;
    case 'coalesce':
      putCall(context, 'COALESCE', expr.args);
      return;
    case 'minmax':
      putCall(context, expr.op === 'greatest' ? 'GREATEST' : 'LEAST', expr.args);
      return;
    case 'xml':
      putXml(context, expr);
      return;
    case 'null-test':
      bracketed(context, () => {
        putOperand(context, expr.arg, true, expr);
        context.put(expr.isNot ? ' IS NOT NULL' : ' IS NULL');
      });
      return;
    case 'boolean-test':
      bracketed(context, () => {
        putOperand(context, expr.arg, false, expr);
        context.put(` ${expr.test.replaceAll('-', ' ').toUpperCase()}`);
      });
      return;
    case 'relabel':
    case 'coerce-io':
    case 'array-coerce':
    case 'coerce-typmod':
      if (expr.form === 'implicit-cast' && !showImplicit) putOperand(context, expr.arg, false, expr);
      else putCast(context, expr.arg, expr.type, expr.typmod, expr);
      return;
    case 'coerce-domain': {
      // The length coercion of the domain's base type is part of the cast to the domain.
      const arg = expr.arg.kind === 'coerce-typmod' ? expr.arg.arg : expr.arg;
      if (expr.form === 'implicit-cast' && !showImplicit) putOperand(context, arg, false, expr);
      else putCast(context, arg, expr.type, expr.typmod, expr);
      return;
    }
    case 'array':
      context.put('ARRAY[');
      putList(context, expr.elements, true);
      context.put(']');
      if (expr.elements.length === 0) context.put(`::${formatType(context.catalog, expr.type, -1)}`);
      return;
    case 'row':
      context.put('ROW(');
      putList(context, expr.fields, true);
      context.put(')');
      if (expr.type !== 2249) context.put(`::${formatType(context.catalog, expr.type, -1)}`);
      return;
    case 'row-compare': {
      if (putRowSubLink(context, expr)) return;
      const name = operatorName(context, expr.operatorIds[0]!, expr.left[0]!.type, expr.right[0]!.type);
      context.put('(ROW(');
      putList(context, expr.left, true);
      context.put(`) ${name} ROW(`);
      putList(context, expr.right, true);
      context.put('))');
      return;
    }
    case 'field-select': {
      const needsParentheses = expr.arg.kind !== 'subscript' && expr.arg.kind !== 'field-select';
      if (needsParentheses) context.put('(');
      putExpr(context, expr.arg, true);
      if (needsParentheses) context.put(')');
      context.put(`.${quoteIdentifier(expr.fieldName)}`);
      return;
    }
    case 'subscript':
      putSubscript(context, expr);
      return;
    case 'sql-value':
      context.put(sqlValueText(expr.value, expr.typmod));
      return;
    case 'collate':
      bracketed(context, () => {
        putOperand(context, expr.arg, showImplicit, expr);
        context.put(` COLLATE ${collationText(context, expr.collation, expr.collationName)}`);
      });
      return;
    case 'sublink':
      putSubLink(context, expr);
      return;
    case 'sublink-column':
      context.put(`column${expr.column + 1}`);
      return;
    case 'agg':
      putAggregate(context, expr);
      return;
    case 'window':
      putWindowCall(context, expr);
      return;
    case 'grouping':
      putCall(context, 'GROUPING', expr.args);
      return;
    case 'set-to-default':
      context.put('DEFAULT');
      return;
    case 'next-value': {
      const sequence = context.catalog.relationById(expr.sequence);
      const name = sequence === undefined ? String(expr.sequence) : (context.types.regName('regclass', expr.sequence) ?? sequence.name);
      context.put(`nextval(${quoteLiteral(name)}::regclass)`);
      return;
    }
    case 'current-of':
      context.put(`CURRENT OF ${quoteIdentifier(expr.cursor)}`);
      return;
  }
}

/** An operand: in parentheses when pretty printing needs them; otherwise the operand brings its own. */
export function putOperand(context: DeparseContext, expr: Expr, showImplicit: boolean, parent: Expr): void {
  const needsParentheses = context.isPretty && !isSimple(context, expr, parent);
  if (needsParentheses) context.put('(');
  putExpr(context, expr, showImplicit);
  if (needsParentheses) context.put(')');
}

function bracketed(context: DeparseContext, body: () => void): void {
  if (!context.isPretty) context.put('(');
  body();
  if (!context.isPretty) context.put(')');
}

function putList(context: DeparseContext, list: readonly Expr[], showImplicit: boolean): void {
  list.forEach((item, i) => {
    if (i > 0) context.put(', ');
    putExpr(context, item, showImplicit);
  });
}

function putCall(context: DeparseContext, name: string, args: readonly Expr[]): void {
  context.put(`${name}(`);
  putList(context, args, true);
  context.put(')');
}

function putJoinColumn(context: DeparseContext, via: JoinAliasColumn): string | undefined {
  const names = context.scopes[via.levelsUp];
  if (names === undefined) return undefined;
  const column = names.columns[via.table]?.[via.column - 1];
  if (column === undefined) return undefined;
  const table = names.tables[via.table] ?? '';
  context.put(table === '' ? quoteIdentifier(column) : `${quoteIdentifier(table)}.${quoteIdentifier(column)}`);
  return column;
}

/** Writes a column; returns its name when that is what an unnamed output column would be called. */
export function putVariable(context: DeparseContext, variable: Var, isTopLevel: boolean): string | undefined {
  if (variable.via !== undefined) {
    const written = putJoinColumn(context, variable.via);
    if (written !== undefined) return written;
  }
  const names = context.scopes[variable.levelsUp];
  const table = names?.tables[variable.table] ?? '';
  const prefix = table === '' ? '' : `${quoteIdentifier(table)}.`;
  if (variable.column === 0) {
    context.put(`${prefix}*`);
    if (isTopLevel) context.put(`::${formatType(context.catalog, variable.type, variable.typmod)}`);
    return undefined;
  }
  const column =
    variable.column < 0 ? systemColumnName(variable.column) : (names?.columns[variable.table]?.[variable.column - 1] ?? `column${variable.column}`);
  context.put((context.isQualified ? prefix : '') + quoteIdentifier(column));
  return column;
}

function putCast(context: DeparseContext, arg: Expr, type: Oid, typmod: number, parent: Expr): void {
  if (arg.kind === 'const' && arg.type === type && arg.typmod === -1) {
    // The length coercion of a literal: one cast says both.
    context.put(constantText(context, arg, 'never'));
  } else {
    bracketed(context, () => putOperand(context, arg, false, parent));
  }
  context.put(`::${formatType(context.catalog, type, typmod)}`);
}

function putFunction(context: DeparseContext, call: FuncExpr, showImplicit: boolean): void {
  if (call.form === 'implicit-cast' && !showImplicit) {
    putOperand(context, call.args[0]!, false, call);
    return;
  }
  if (call.form === 'explicit-cast' || call.form === 'implicit-cast') {
    putCast(context, call.args[0]!, call.type, call.typmod, call);
    return;
  }
  if (call.form === 'sql-syntax') {
    const isWritten = putSqlSyntax(
      context,
      call,
      arg => putExpr(context, arg, false),
      arg => putOperand(context, arg, false, call),
    );
    if (isWritten) return;
  }
  const types = call.args.map(arg => arg.type);
  context.put(`${functionName(context, call.functionId, types, call.isVariadic)}(`);
  if (call.written === undefined) putArguments(context, call.args, call.isVariadic);
  else {
    call.written.forEach(({ position, name }, i) => {
      if (i > 0) context.put(', ');
      if (name !== null) context.put(`${quoteIdentifier(name)} => `);
      putExpr(context, call.args[position]!, true);
    });
  }
  context.put(')');
}

function putArguments(context: DeparseContext, args: readonly Expr[], isVariadic: boolean): void {
  args.forEach((arg, i) => {
    if (i > 0) context.put(', ');
    if (isVariadic && i === args.length - 1) context.put('VARIADIC ');
    putExpr(context, arg, true);
  });
}

function putCase(context: DeparseContext, expr: Expr & { kind: 'case' }): void {
  context.keyword('CASE', 0, INDENT_VARIABLE, 0);
  if (expr.arg !== null) {
    context.put(' ');
    putExpr(context, expr.arg, true);
  }
  for (const when of expr.whens) {
    if (!context.isIndented) context.put(' ');
    context.keyword('WHEN ', 0, 0, 0);
    // With an argument, the condition compares it with what was written.
    const written = expr.arg !== null && when.condition.kind === 'op' && when.condition.args.length === 2 && readsCaseTest(when.condition.args[0]!);
    putExpr(context, written ? (when.condition as { args: readonly Expr[] }).args[1]! : when.condition, false);
    context.put(' THEN ');
    putExpr(context, when.result, true);
  }
  if (!context.isIndented) context.put(' ');
  context.keyword('ELSE ', 0, 0, 0);
  putExpr(context, expr.otherwise, true);
  if (!context.isIndented) context.put(' ');
  context.keyword('END', -INDENT_VARIABLE, 0, 0);
}

function readsCaseTest(expr: Expr): boolean {
  return stripImplicitCoercions(expr).kind === 'case-test';
}

function putSubscript(context: DeparseContext, expr: SubscriptExpr): void {
  const needsParentheses = expr.arg.kind !== 'var' && expr.arg.kind !== 'field-select';
  if (needsParentheses) context.put('(');
  putExpr(context, expr.arg, true);
  if (needsParentheses) context.put(')');
  expr.upper.forEach((upper, i) => {
    context.put('[');
    if (expr.isSlice) {
      const lower = expr.lower[i];
      if (lower !== undefined && lower !== null) putExpr(context, lower, false);
      context.put(':');
    }
    if (upper !== null) putExpr(context, upper, false);
    context.put(']');
  });
}

function sqlValueText(value: SqlValue, typmod: number): string {
  const name = value.toUpperCase();
  return typmod >= 0 ? `${name}(${typmod})` : name;
}

function putSubLink(context: DeparseContext, link: SubLink): void {
  context.put(link.link === 'array' ? 'ARRAY(' : '(');
  let needsParentheses = true;
  if (link.test !== null) {
    if (link.left.length === 1) putExpr(context, link.left[0]!, true);
    else {
      context.put('(');
      putList(context, link.left, true);
      context.put(')');
    }
  }
  switch (link.link) {
    case 'exists':
      context.put('EXISTS ');
      break;
    case 'any':
      context.put(link.operatorName === '=' ? ' IN ' : ` ${link.operatorName} ANY `);
      break;
    case 'all':
      context.put(` ${link.operatorName} ALL `);
      break;
    default:
      needsParentheses = false;
  }
  if (needsParentheses) context.put('(');
  putQuery(context, link.query, context.scopes, false);
  context.put(needsParentheses ? '))' : ')');
}

/** The sub-select whose row's field a side of a comparison is. */
function rowLinkOf(side: Expr | undefined): SubLink | null {
  if (side === undefined) return null;
  const field = stripImplicitCoercions(side);
  return field.kind === 'field-select' && field.arg.kind === 'sublink' && field.arg.link === 'multi-expr' ? field.arg : null;
}

/** `(a, b) = (SELECT …)`: analysed to comparisons of the fields of one sub-select's row. False for anything else. */
function putRowSubLink(context: DeparseContext, expr: BoolExpr | RowCompareExpr): boolean {
  let left: readonly Expr[];
  let right: readonly Expr[];
  let operatorId: Oid;
  if (expr.kind === 'row-compare') {
    ({ left, right } = expr);
    operatorId = expr.operatorIds[0]!;
  } else {
    const calls = expr.args.filter(arg => arg.kind === 'op');
    if (expr.op === 'not' || calls.length < expr.args.length) return false;
    left = calls.map(call => call.args[0]!);
    right = calls.map(call => call.args[1]!);
    operatorId = calls[0]!.operatorId;
  }
  const link = rowLinkOf(right[0]);
  if (link === null || right.some(side => rowLinkOf(side) !== link)) return false;
  context.put('((');
  putList(context, left, true);
  context.put(`) ${operatorName(context, operatorId, left[0]!.type, right[0]!.type)} (`);
  putQuery(context, link.query, context.scopes, false);
  context.put('))');
  return true;
}

/** ORDER BY inside aggregates and windows. */
export function putSortKeys(context: DeparseContext, keys: readonly SortKey[]): void {
  keys.forEach((key, i) => {
    if (i > 0) context.put(', ');
    putSortable(context, key.expr);
    putDirection(context, key.expr, key.operatorId, key.isDescending, key.nullsFirst);
  });
}

/** An expression as an item of ORDER BY or GROUP BY: constants carry their type, calls are bracketed. */
export function putSortable(context: DeparseContext, expr: Expr): void {
  if (expr.kind === 'const') context.put(constantText(context, expr, 'always'));
  else if (expr.kind === 'var') putExpr(context, expr, true);
  else {
    const needsParentheses = context.isPretty || expr.kind === 'func' || expr.kind === 'agg' || expr.kind === 'window';
    if (needsParentheses) context.put('(');
    putExpr(context, expr, true);
    if (needsParentheses) context.put(')');
  }
}

/** `operatorId` 0: the type's default for the direction. */
export function putDirection(context: DeparseContext, expr: Expr, operatorId: Oid, isDescending: boolean, nullsFirst: boolean): void {
  const defaults = sortOperators(context.catalog, expr.type);
  const isDefault = operatorId === INVALID_OID || operatorId === (isDescending ? defaults?.greaterThan : defaults?.lessThan);
  if (!isDefault) {
    context.put(` USING ${operatorName(context, operatorId, expr.type, expr.type)} NULLS ${nullsFirst ? 'FIRST' : 'LAST'}`);
  } else if (isDescending) context.put(nullsFirst ? ' DESC' : ' DESC NULLS LAST');
  else if (nullsFirst) context.put(' NULLS FIRST');
}

function putFilter(context: DeparseContext, filter: Expr | null): void {
  if (filter === null) return;
  context.put(' FILTER (WHERE ');
  putExpr(context, filter, false);
  context.put(')');
}

function putAggregate(context: DeparseContext, call: Aggref): void {
  const types = [...call.directArgs, ...call.args].map(arg => arg.type);
  context.put(`${functionName(context, call.functionId, types, call.isVariadic)}(${call.isDistinct ? 'DISTINCT ' : ''}`);
  if (call.aggregateKind !== 'n') {
    putArguments(context, call.directArgs, call.isVariadic);
    context.put(') WITHIN GROUP (ORDER BY ');
    putSortKeys(context, call.orderBy);
  } else {
    if (call.isStar) context.put('*');
    putArguments(context, call.args, call.isVariadic);
    if (call.orderBy.length > 0) {
      context.put(' ORDER BY ');
      putSortKeys(context, call.orderBy);
    }
  }
  context.put(')');
  putFilter(context, call.filter);
}

function putWindowCall(context: DeparseContext, call: WindowFunc): void {
  const types = call.args.map(arg => arg.type);
  context.put(`${functionName(context, call.functionId, types, false)}(`);
  if (call.isStar) context.put('*');
  else putList(context, call.args, true);
  context.put(')');
  putFilter(context, call.filter);
  context.put(' OVER ');
  if (context.special !== null) {
    context.put('(?)');
    return;
  }
  putWindowSpecification(context, call.window);
}
