/** When pretty printing may leave parentheses out (PostgreSQL: isSimpleNode). */
import type { DeparseContext } from './context.js';
import type { Expr } from '../typed/expression.js';

/** A binary operator's one-character name. */
function shortOperator(context: DeparseContext, expr: Expr): string | undefined {
  if (expr.kind !== 'op' || expr.args.length !== 2) return undefined;
  const name = context.catalog.operatorById(expr.operatorId)?.name;
  return name?.length === 1 ? name : undefined;
}

function isCastForm(expr: Expr): boolean {
  return expr.kind === 'func' && expr.form !== 'function' && expr.form !== 'operator';
}

/** The parent brackets its operands itself: a call, a constructor, CASE. */
function bracketsOperands(parent: Expr): boolean {
  switch (parent.kind) {
    case 'func':
      return !isCastForm(parent);
    case 'subscript':
    case 'array':
    case 'row':
    case 'coalesce':
    case 'minmax':
    case 'xml':
    case 'nullif':
    case 'agg':
    case 'grouping':
    case 'window':
    case 'case':
      return true;
    default:
      return false;
  }
}

/** True when `expr` needs no parentheses as an operand of `parent`. */
export function isSimple(context: DeparseContext, expr: Expr, parent: Expr): boolean {
  switch (expr.kind) {
    case 'var':
    case 'const':
    case 'param':
    case 'case-test':
    case 'set-to-default':
    case 'current-of':
    case 'subscript':
    case 'array':
    case 'row':
    case 'coalesce':
    case 'minmax':
    case 'xml':
    case 'sql-value':
    case 'next-value':
    case 'nullif':
    case 'agg':
    case 'grouping':
    case 'window':
    case 'func':
    case 'case':
      return true;
    case 'field-select':
      return parent.kind !== 'field-select';
    case 'relabel':
    case 'coerce-io':
    case 'coerce-typmod':
    case 'coerce-domain':
    case 'array-coerce':
      return isSimple(context, expr.arg, expr);
    case 'op':
      if (parent.kind === 'op') return isTighter(context, expr, parent);
      return parent.kind === 'bool' || bracketsOperands(parent);
    case 'sublink':
    case 'null-test':
    case 'boolean-test':
    case 'distinct':
      return parent.kind === 'bool' || bracketsOperands(parent);
    case 'bool':
      if (parent.kind === 'bool') {
        return expr.op === 'or' ? parent.op === 'or' : parent.op === 'and' || parent.op === 'or';
      }
      return bracketsOperands(parent);
    default:
      return false;
  }
}

function isTighter(context: DeparseContext, expr: Expr & { kind: 'op' }, parent: Expr & { kind: 'op' }): boolean {
  const own = shortOperator(context, expr);
  const outer = shortOperator(context, parent);
  if (own === undefined || outer === undefined) return false;
  const isLow = '+-'.includes(own);
  const isHigh = '*/%'.includes(own);
  const isLowOuter = '+-'.includes(outer);
  const isHighOuter = '*/%'.includes(outer);
  if (!(isLow || isHigh) || !(isLowOuter || isHighOuter)) return false;
  if (isHigh && isLowOuter) return true;
  if (isLow && isHighOuter) return false;
  return expr === parent.args[0];
}
