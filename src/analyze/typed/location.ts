/** Where an expression starts in the source text, for error positions (PostgreSQL's exprLocation). */
import type * as S from '../../sql/index.js';
import type { Expr } from './expression.js';

function leftmost(a: number, b: number): number {
  return a < 0 ? b : b < 0 ? a : Math.min(a, b);
}

function leftmostOf(location: number, args: readonly Expr[]): number {
  for (const arg of args) {
    const at = exprLocation(arg);
    if (at >= 0) return leftmost(location, at);
  }
  return location;
}

export function exprLocation(expr: Expr): number {
  switch (expr.kind) {
    case 'func':
    case 'op':
    case 'distinct':
    case 'nullif':
    case 'scalar-array-op':
    case 'bool':
      return leftmostOf(expr.location, expr.args);
    case 'sublink':
      return expr.left.length > 0 ? leftmostOf(expr.location, expr.left) : expr.location;
    case 'field-select':
      if (expr.arg.kind === 'sublink') return expr.location;
      return exprLocation(expr.arg);
    case 'subscript':
    case 'collate':
      return exprLocation(expr.arg);
    case 'relabel':
    case 'coerce-io':
    case 'array-coerce':
    case 'coerce-domain':
    case 'coerce-typmod':
    case 'null-test':
    case 'boolean-test':
      return leftmost(expr.location, exprLocation(expr.arg));
    case 'row-compare':
      return leftmostOf(-1, expr.left);
    default:
      return expr.location;
  }
}

/** The same for the syntax tree. */
export function syntaxLocation(node: S.Expression | S.SortBy | S.ResTarget | S.GroupItem): number {
  switch (node.kind) {
    case 'AExpr':
      return node.lexpr === null ? node.location : leftmost(node.location, syntaxLocation(node.lexpr));
    case 'BoolExpr':
      return node.args.length > 0 ? leftmost(node.location, syntaxLocation(node.args[0]!)) : node.location;
    case 'FuncCall':
      return node.args.length > 0 ? leftmost(node.location, syntaxLocation(node.args[0]!)) : node.location;
    case 'TypeCast':
      return leftmost(leftmost(node.location, node.typeName.location), syntaxLocation(node.arg));
    case 'CollateClause':
      return node.arg === null ? node.location : syntaxLocation(node.arg);
    case 'NullTest':
    case 'BooleanTest':
    case 'NamedArgExpr':
      return leftmost(node.location, syntaxLocation(node.arg));
    case 'SubLink':
      return node.testexpr === null ? node.location : leftmost(node.location, syntaxLocation(node.testexpr));
    case 'AIndirection':
      return syntaxLocation(node.arg);
    case 'SortBy':
      return syntaxLocation(node.node);
    case 'ResTarget':
      return node.location >= 0 ? node.location : node.val === null ? -1 : syntaxLocation(node.val);
    case 'CurrentOfExpr':
    case 'MultiAssignRef':
      return -1;
    default:
      return node.location;
  }
}
