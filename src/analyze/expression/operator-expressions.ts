/** Operators and what is defined by them: IN, BETWEEN, IS DISTINCT FROM, NULLIF, row comparisons. */
import { INVALID_OID, type Oid } from '../../base/index.js';
import { typeOids as T } from '../../types/index.js';
import type * as S from '../../sql/index.js';
import { coerceToBoolean } from '../coerce/coerce.js';
import { coerceToCommonType, commonTypmod, selectCommonType, verifyCommonType } from '../coerce/common-type.js';
import { fail, nameText } from '../fail.js';
import { makeArrayOperatorCall, makeOperatorCall, resultCollation } from '../resolve/operators.js';
import type { QueryState } from '../state.js';
import { formatType } from '../types/type-display.js';
import { arrayTypeOf, isComposite } from '../types/type-facts.js';
import { mergeCollations } from '../typed/collation.js';
import type { Expr, OpExpr } from '../typed/expression.js';
import { makeArray, makeBoolExpr, makeNullTest } from '../typed/nodes.js';
import { walkExpression } from '../typed/walk.js';
import { transform } from './expression.js';
import { transformRowSubLink } from './sublinks.js';

const EQUALS = ['='];

export function transformOperator(state: QueryState, node: S.AExprOperator): Expr {
  const { lexpr, rexpr, location } = node;
  if (lexpr !== null && lexpr.kind === 'RowExpr') {
    if (rexpr.kind === 'SubLink' && rexpr.subLinkType === 'expr') return transformRowSubLink(state, lexpr, node.name, rexpr, location);
    if (rexpr.kind === 'RowExpr') {
      return rowComparison(state, node.name, transform(state, lexpr), transform(state, rexpr), location);
    }
  }
  if (state.analysis.nullEquals && lexpr !== null && node.name.length === 1 && node.name[0] === '=') {
    const arg = isNullConst(rexpr) ? lexpr : isNullConst(lexpr) ? rexpr : null;
    if (arg !== null) return transform(state, { kind: 'NullTest', arg, isNot: false, location });
  }
  const left = lexpr === null ? null : transform(state, lexpr);
  return makeOperatorCall(state, node.name, left, transform(state, rexpr), location);
}

function isNullConst(node: S.Expression): boolean {
  return node.kind === 'AConst' && node.valueKind === 'null';
}

function rowComparison(state: QueryState, name: readonly string[], left: Expr, right: Expr, location: number): Expr {
  return makeRowComparison(state, name, left.kind === 'row' ? left.fields : [left], right.kind === 'row' ? right.fields : [right], location);
}

const ROW_SEMANTICS = new Map<string, '=' | '<>' | '<' | '<=' | '>' | '>='>([
  ['=', '='],
  ['<>', '<>'],
  ['!=', '<>'],
  ['<', '<'],
  ['<=', '<='],
  ['>', '>'],
  ['>=', '>='],
]);

/** Comparison column by column; with one column the plain operator. */
export function makeRowComparison(state: QueryState, name: readonly string[], left: readonly Expr[], right: readonly Expr[], location: number): Expr {
  if (left.length !== right.length) fail('syntax_error', 'unequal number of entries in row expressions', location);
  if (left.length === 0) fail('feature_not_supported', 'cannot compare rows of zero length', location);
  const comparisons = left.map((arg, i) => {
    const call = makeOperatorCall(state, name, arg, right[i]!, location);
    if (call.type !== T.BOOL) {
      fail('datatype_mismatch', `row comparison operator must yield type boolean, not type ${formatType(state.catalog, call.type)}`, location);
    }
    return call as OpExpr;
  });
  if (comparisons.length === 1) return comparisons[0]!;
  const semantics = ROW_SEMANTICS.get(name[name.length - 1]!);
  if (semantics === undefined) {
    fail('feature_not_supported', `could not determine interpretation of row comparison operator ${nameText(name)}`, location, {
      hint: 'Row comparison operators must be associated with btree operator families.',
    });
  }
  if (semantics === '=') return makeBoolExpr('and', comparisons, location);
  if (semantics === '<>') return makeBoolExpr('or', comparisons, location);
  return {
    kind: 'row-compare',
    type: T.BOOL,
    typmod: -1,
    collation: INVALID_OID,
    location,
    op: semantics,
    operatorIds: comparisons.map(call => call.operatorId),
    left: comparisons.map(call => call.args[0]!),
    right: comparisons.map(call => call.args[1]!),
    inputCollations: comparisons.map(call => call.inputCollation ?? INVALID_OID),
  };
}

function isNullLiteral(node: S.Expression): boolean {
  return node.kind === 'AConst' && node.valueKind === 'null';
}

function makeDistinct(state: QueryState, left: Expr, right: Expr, location: number): Expr {
  const call = makeOperatorCall(state, EQUALS, left, right, location) as OpExpr;
  if (call.type !== T.BOOL) fail('datatype_mismatch', 'IS DISTINCT FROM requires = operator to yield boolean', location);
  return {
    kind: 'distinct',
    type: T.BOOL,
    typmod: -1,
    collation: INVALID_OID,
    location,
    operatorId: call.operatorId,
    functionId: call.functionId,
    args: [call.args[0]!, call.args[1]!],
    inputCollation: call.inputCollation ?? INVALID_OID,
  };
}

export function transformDistinct(state: QueryState, node: S.AExprOperator): Expr {
  const { location } = node;
  const isNot = node.exprKind === 'notDistinct';
  const lexpr = node.lexpr!;
  // With a bare NULL this is a null test, for which the type does not matter.
  if (isNullLiteral(node.rexpr) || isNullLiteral(lexpr)) {
    const arg = transform(state, isNullLiteral(node.rexpr) ? lexpr : node.rexpr);
    return makeNullTest(arg, !isNot, arg.type === T.RECORD || isComposite(state.catalog, arg.type), location);
  }
  const left = transform(state, lexpr);
  const right = transform(state, node.rexpr);
  let result: Expr;
  if (left.kind === 'row' && right.kind === 'row') {
    if (left.fields.length !== right.fields.length) fail('syntax_error', 'unequal number of entries in row expressions', location);
    const parts = left.fields.map((field, i) => makeDistinct(state, field, right.fields[i]!, location));
    result = parts.length === 0 ? { ...makeBoolExpr('or', [], location) } : parts.reduce((a, b) => makeBoolExpr('or', [a, b], location));
  } else result = makeDistinct(state, left, right, location);
  return isNot ? makeBoolExpr('not', [result], location) : result;
}

export function transformNullIf(state: QueryState, node: S.AExprOperator): Expr {
  const left = transform(state, node.lexpr!);
  const right = transform(state, node.rexpr);
  const call = makeOperatorCall(state, EQUALS, left, right, node.location) as OpExpr;
  if (call.type !== T.BOOL) fail('datatype_mismatch', 'NULLIF requires = operator to yield boolean', node.location);
  const args: readonly [Expr, Expr] = [call.args[0]!, call.args[1]!];
  const { type, typmod } = args[0];
  const input = call.inputCollation ?? INVALID_OID;
  return {
    kind: 'nullif',
    type,
    typmod,
    collation: resultCollation(state.catalog, type, input),
    location: node.location,
    operatorId: call.operatorId,
    functionId: call.functionId,
    args,
    inputCollation: input,
  };
}

function hasOwnVariables(expr: Expr): boolean {
  if (expr.kind === 'const' || expr.kind === 'param') return false;
  let found = false;
  walkExpression(expr, (node, level) => {
    if (node.kind === 'var' && node.levelsUp === level) found = true;
  });
  return found;
}

/** Chains up to this long are nested as PostgreSQL shows them; longer ones flat, so that no pass recurses too deep. */
const NESTED_MAX = 100;

/** `x IN (a, b, …)`: constants become one array comparison when they share a type, the rest a chain of comparisons. */
export function transformIn(state: QueryState, node: S.AExprList): Expr {
  const { analysis, catalog } = state;
  const { name, location } = node;
  const useOr = name[name.length - 1] !== '<>';
  const left = transform(state, node.lexpr);
  const right = node.rexpr.map(item => transform(state, item));
  const constants: Expr[] = [];
  const variables: Expr[] = [];
  for (const item of right) (hasOwnVariables(item) ? variables : constants).push(item);
  const comparisons: Expr[] = [];
  let remaining = right;
  if (constants.length > 1) {
    const all = [left, ...constants];
    let scalar: Oid = selectCommonType(analysis, all, null);
    if (scalar !== INVALID_OID && !verifyCommonType(analysis, scalar, all)) scalar = INVALID_OID;
    const array = scalar !== INVALID_OID && scalar !== T.RECORD ? arrayTypeOf(catalog, scalar) : INVALID_OID;
    if (array !== INVALID_OID) {
      const elements = constants.map(item => coerceToCommonType(analysis, item, scalar, 'IN'));
      const collation = resultCollation(catalog, array, mergeCollations(elements));
      const list = makeArray(elements, array, scalar, commonTypmod(elements, scalar), collation, false, -1);
      comparisons.push(makeArrayOperatorCall(state, name, useOr, left, list, location));
      remaining = variables;
    }
  }
  for (const item of remaining) {
    const isRows = node.lexpr.kind === 'RowExpr' && item.kind === 'row';
    let comparison = isRows ? rowComparison(state, name, left, item, location) : makeOperatorCall(state, name, left, item, location);
    comparison = coerceToBoolean(state, comparison, 'IN');
    comparisons.push(comparison);
  }
  const op = useOr ? 'or' : 'and';
  if (comparisons.length > NESTED_MAX) return makeBoolExpr(op, comparisons, location);
  return comparisons.reduce((all, comparison) => makeBoolExpr(op, [all, comparison], location));
}

export function transformBetween(state: QueryState, node: S.AExprList): Expr {
  const { location, exprKind } = node;
  const [low, high] = node.rexpr as readonly [S.Expression, S.Expression];
  const compare = (operator: string, bound: S.Expression): Expr =>
    transformOperator(state, {
      kind: 'AExpr',
      exprKind: 'op',
      name: [operator],
      lexpr: node.lexpr,
      rexpr: bound,
      location,
    });
  const both = (a: S.Expression, b: S.Expression): Expr => makeBoolExpr('and', [compare('>=', a), compare('<=', b)], location);
  const either = (a: S.Expression, b: S.Expression): Expr => makeBoolExpr('or', [compare('<', a), compare('>', b)], location);
  switch (exprKind) {
    case 'between':
      return both(low, high);
    case 'notBetween':
      return either(low, high);
    case 'betweenSym':
      return makeBoolExpr('or', [both(low, high), both(high, low)], location);
    default:
      return makeBoolExpr('and', [either(low, high), either(high, low)], location);
  }
}
