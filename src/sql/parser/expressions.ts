/**
 * Expressions: precedence climbing (PostgreSQL chapter 4.1.6).
 *
 * `parseOperators(p, above)` reads an operand and then every operator that binds tighter than `above`. Comparison and pattern operators
 * are not associative: meeting one of the same level right after its right operand is a syntax error. Operands are in primary.ts.
 *
 * Two variants of the grammar share the code: the full one (a_expr) and the restricted one (b_expr), which lacks AND, OR, NOT, IS NULL,
 * IN, LIKE, BETWEEN and the like, and stands where those words end the expression.
 */
import { FLAG, KW, T } from '../lexer/index.js';
import type { AConst, BoolExpr, Expression, FuncCall, SubLink } from '../tree/index.js';
import { systemCall } from './function-calls.js';
import { parseAnyName, parseAnyOperator } from './names.js';
import { continueSelectInParens, parseParenOrSelect, parsePrimary, withSubselectIndirection } from './primary.js';
import { parseSelectWithParens, startsSelect } from './select.js';
import { endsTarget } from './token-sets.js';
import { parseTypename } from './types.js';
import type { Mutable, Parser } from './parser.js';

/* Binding strength, loosest first. */
const OR = 1;
const AND = 2;
const NOT = 3;
const IS = 4;
const COMPARISON = 5;
/** BETWEEN, IN, LIKE, ILIKE, SIMILAR and their negations. */
const PATTERN = 6;
const OPERATOR = 10;
const ADDITIVE = 11;
const MULTIPLICATIVE = 12;
const POWER = 13;
const AT = 14;
const COLLATE = 15;
const UNARY = 16;
const TYPECAST = 19;

/** Modes of parseOperators. Operands have RESTRICTED in common with the whole: `mode & RESTRICTED`. */
export const FULL = 0;
const RESTRICTED = 1;
/** The outermost level of a select-list item, where an operator word may turn out to be a label. */
export const TARGET = 2;
/** The outermost level of SUBSTRING's first argument, after which a SIMILAR of its own may stand. */
const SUBSTRING = 4;

/** What an infix token does. */
const BINARY = 1;
const AND_OR = 2;
const IS_TEST = 3;
const ISNULL_NOTNULL = 4;
const PATTERN_OR_RANGE = 5;
const NOT_INFIX = 6;
const AT_TIME_ZONE = 7;
const COLLATION = 8;
const CAST = 9;
const QUALIFIED_OPERATOR = 10;

const PRECEDENCE = new Uint8Array(1024);
const RESTRICTED_PRECEDENCE = new Uint8Array(1024);
const ACTION = new Uint8Array(1024);

function infix(tok: number, precedence: number, action: number, restricted: boolean): void {
  PRECEDENCE[tok] = precedence;
  if (restricted) RESTRICTED_PRECEDENCE[tok] = precedence;
  ACTION[tok] = action;
}
infix(KW.OR, OR, AND_OR, false);
infix(KW.AND, AND, AND_OR, false);
infix(KW.IS, IS, IS_TEST, true);
infix(KW.ISNULL, IS, ISNULL_NOTNULL, false);
infix(KW.NOTNULL, IS, ISNULL_NOTNULL, false);
for (const tok of [T.LESS, T.GREATER, T.EQUAL, T.LESS_EQUALS, T.GREATER_EQUALS, T.NOT_EQUALS]) infix(tok, COMPARISON, BINARY, true);
for (const tok of [KW.BETWEEN, KW.IN, KW.LIKE, KW.ILIKE, KW.SIMILAR]) infix(tok, PATTERN, PATTERN_OR_RANGE, false);
infix(T.NOT_LA, PATTERN, NOT_INFIX, false);
infix(T.OPERATOR, OPERATOR, BINARY, true);
infix(KW.OPERATOR, OPERATOR, QUALIFIED_OPERATOR, true);
infix(T.PLUS, ADDITIVE, BINARY, true);
infix(T.MINUS, ADDITIVE, BINARY, true);
infix(T.STAR, MULTIPLICATIVE, BINARY, true);
infix(T.SLASH, MULTIPLICATIVE, BINARY, true);
infix(T.PERCENT, MULTIPLICATIVE, BINARY, true);
infix(T.CARET, POWER, BINARY, true);
infix(KW.AT, AT, AT_TIME_ZONE, false);
infix(KW.COLLATE, COLLATE, COLLATION, false);
infix(T.TYPECAST, TYPECAST, CAST, true);

/** Tokens that may be prefix operators. */
const PREFIX = new Uint8Array(1024);
for (const tok of [T.MINUS, T.PLUS, T.OPERATOR, KW.NOT, T.NOT_LA, KW.OPERATOR]) PREFIX[tok] = 1;

/** Names of the plain operators, shared by all nodes. */
const OPERATOR_NAMES: (readonly string[] | undefined)[] = [];
for (const [tok, text] of [
  [T.PLUS, '+'],
  [T.MINUS, '-'],
  [T.STAR, '*'],
  [T.SLASH, '/'],
  [T.PERCENT, '%'],
  [T.CARET, '^'],
  [T.LESS, '<'],
  [T.GREATER, '>'],
  [T.EQUAL, '='],
  [T.LESS_EQUALS, '<='],
  [T.GREATER_EQUALS, '>='],
  [T.NOT_EQUALS, '<>'],
] as const) {
  OPERATOR_NAMES[tok] = [text];
}
const EQUAL_NAME: readonly string[] = ['='];
const NOT_EQUAL_NAME: readonly string[] = ['<>'];
const MINUS_NAME: readonly string[] = ['-'];

export function parseExpr(p: Parser): Expression {
  return parseOperators(p, 0, FULL, null);
}

/** An expression that SIMILAR may end. */
export function parseSubstringOperand(p: Parser): Expression {
  return parseOperators(p, 0, SUBSTRING, null);
}

export function parseRestrictedExpr(p: Parser): Expression {
  return parseOperators(p, 0, RESTRICTED, null);
}

/** An expression whose first operand has been read already. */
export function continueExpr(p: Parser, first: Expression): Expression {
  return parseOperators(p, 0, FULL, first);
}

export function parseExprList(p: Parser): Expression[] {
  const items = [parseOperators(p, 0, FULL, null)];
  while (p.tok === T.COMMA) {
    p.next();
    items.push(parseOperators(p, 0, FULL, null));
  }
  return items;
}

/**
 * An operand and the operators that bind tighter than `above`; `first` is the operand if it has been read already.
 *
 * This function and those between two of its calls are kept few and with few variables, because their stack frames limit how deep
 * expressions may nest.
 */
export function parseOperators(p: Parser, above: number, mode: number, first: Expression | null): Expression {
  p.enter();
  const table = mode === RESTRICTED ? RESTRICTED_PRECEDENCE : PRECEDENCE;
  let left: Expression = first ?? (PREFIX[p.tok] === 0 ? parsePrimary(p, mode === RESTRICTED) : parsePrefix(p, mode & RESTRICTED));
  while (table[p.tok]! > above) {
    if (ACTION[p.tok] === BINARY) {
      const precedence = table[p.tok]!;
      const location = p.start;
      const name = OPERATOR_NAMES[p.tok] ?? [p.value];
      p.next();
      if (mode !== RESTRICTED && isQuantifier(p.tok)) {
        left = parseQuantified(p, left, name, location);
        continue;
      }
      const right = parseOperators(p, precedence, mode & RESTRICTED, null);
      if (precedence === COMPARISON && table[p.tok] === COMPARISON) throw p.syntaxError();
      left = { kind: 'AExpr', exprKind: 'op', name, lexpr: left, rexpr: right, location };
      continue;
    }
    if (mode === TARGET && p.hasFlag(FLAG.BARE_LABEL) && isLabel(p)) break;
    if (mode === SUBSTRING && p.tok === KW.SIMILAR && p.peek() !== KW.TO) break;
    left = parseWordOperator(p, left, ACTION[p.tok]!, mode & RESTRICTED);
  }
  p.leave();
  return left;
}

/** Whether an operator word is a select-list item's label: nothing follows that the operator could go on with. */
function isLabel(p: Parser): boolean {
  const following = p.peek();
  if (p.tok === KW.SIMILAR) return following !== KW.TO;
  if (p.tok === KW.OPERATOR) return following !== T.LPAREN;
  return endsTarget(following);
}

function isQuantifier(tok: number): boolean {
  return tok === KW.ANY || tok === KW.SOME || tok === KW.ALL;
}

function parseAndOr(p: Parser, left: Expression, boolop: 'and' | 'or'): Expression {
  const location = p.start;
  p.next();
  const right = parseOperators(p, boolop === 'and' ? AND : OR, FULL, null);
  if (left.kind === 'BoolExpr' && left.boolop === boolop) {
    // A chain is one flat node; the left one is ours to extend.
    (left.args as Expression[]).push(right);
    return left;
  }
  return { kind: 'BoolExpr', boolop, args: [left, right], location };
}

export function notExpr(arg: Expression, location: number): BoolExpr {
  return { kind: 'BoolExpr', boolop: 'not', args: [arg], location };
}

/** Operators spelled as words. */
function parseWordOperator(p: Parser, left: Expression, action: number, mode: number): Expression {
  switch (action) {
    case AND_OR:
      return parseAndOr(p, left, p.tok === KW.AND ? 'and' : 'or');
    case CAST: {
      const location = p.start;
      p.next();
      return { kind: 'TypeCast', arg: left, typeName: parseTypename(p), location };
    }
    case IS_TEST:
      return parseIs(p, left, mode);
    case ISNULL_NOTNULL: {
      const location = p.start;
      const isNot = p.tok === KW.NOTNULL;
      p.next();
      return { kind: 'NullTest', arg: left, isNot, location };
    }
    case PATTERN_OR_RANGE:
      return parsePattern(p, left, false, p.start);
    case NOT_INFIX: {
      const location = p.start;
      p.next();
      return parsePattern(p, left, true, location);
    }
    case AT_TIME_ZONE: {
      const location = p.start;
      p.next();
      p.expect(KW.TIME);
      p.expect(KW.ZONE);
      const zone = parseOperators(p, AT, FULL, null);
      return systemCall('timezone', [zone, left], location);
    }
    case COLLATION: {
      const location = p.start;
      p.next();
      return { kind: 'CollateClause', arg: left, collname: parseAnyName(p), location };
    }
    case QUALIFIED_OPERATOR: {
      const location = p.start;
      const name = parseQualifiedOperator(p);
      if (mode === FULL && isQuantifier(p.tok)) return parseQuantified(p, left, name, location);
      return { kind: 'AExpr', exprKind: 'op', name, lexpr: left, rexpr: parseOperators(p, OPERATOR, mode, null), location };
    }
    default:
      throw p.syntaxError();
  }
}

function parseQualifiedOperator(p: Parser): string[] {
  p.expectPair(KW.OPERATOR, T.LPAREN);
  const name = parseAnyOperator(p);
  p.expect(T.RPAREN);
  return name;
}

function parseIs(p: Parser, left: Expression, mode: number): Expression {
  const location = p.start;
  p.next();
  const isNot = p.accept(KW.NOT);
  switch (p.tok) {
    case KW.DISTINCT: {
      p.next();
      p.expect(KW.FROM);
      const right = parseOperators(p, IS, mode, null);
      const table = mode === RESTRICTED ? RESTRICTED_PRECEDENCE : PRECEDENCE;
      if (table[p.tok] === IS) throw p.syntaxError();
      return { kind: 'AExpr', exprKind: isNot ? 'notDistinct' : 'distinct', name: EQUAL_NAME, lexpr: left, rexpr: right, location };
    }
    case KW.DOCUMENT: {
      p.next();
      const test: Expression = { kind: 'XmlExpr', op: 'document', name: null, namedArgs: [], args: [left], xmloption: 'document', location };
      return isNot ? notExpr(test, location) : test;
    }
  }
  if (mode === RESTRICTED) throw p.syntaxError();
  switch (p.tok) {
    case KW.NULL:
      p.next();
      return { kind: 'NullTest', arg: left, isNot, location };
    case KW.TRUE:
      p.next();
      return { kind: 'BooleanTest', arg: left, testType: isNot ? 'notTrue' : 'true', location };
    case KW.FALSE:
      p.next();
      return { kind: 'BooleanTest', arg: left, testType: isNot ? 'notFalse' : 'false', location };
    case KW.UNKNOWN:
      p.next();
      return { kind: 'BooleanTest', arg: left, testType: isNot ? 'notUnknown' : 'unknown', location };
    case KW.NORMALIZED:
    case KW.NFC:
    case KW.NFD:
    case KW.NFKC:
    case KW.NFKD: {
      const args: Expression[] = [left];
      if (p.tok !== KW.NORMALIZED) args.push(parseNormalForm(p));
      p.expect(KW.NORMALIZED);
      const call = systemCall('is_normalized', args, location);
      return isNot ? notExpr(call, location) : call;
    }
    default:
      throw p.syntaxError();
  }
}

/** NFC, NFD, NFKC or NFKD as a string constant. */
export function parseNormalForm(p: Parser): AConst {
  const location = p.start;
  if (p.tok !== KW.NFC && p.tok !== KW.NFD && p.tok !== KW.NFKC && p.tok !== KW.NFKD) throw p.syntaxError();
  const value = p.value.toUpperCase();
  p.next();
  return { kind: 'AConst', valueKind: 'string', value, location };
}

/** LIKE, ILIKE, SIMILAR TO, BETWEEN, IN; `location` is that of NOT when negated. */
function parsePattern(p: Parser, left: Expression, negated: boolean, location: number): Expression {
  const tok = p.tok;
  p.next();
  switch (tok) {
    case KW.IN:
      return parseIn(p, left, negated, location);
    case KW.BETWEEN:
      return parseBetween(p, left, negated, location);
    case KW.SIMILAR: {
      p.expect(KW.TO);
      const { pattern, escape } = parsePatternOperand(p);
      const wrapped = systemExplicitCall('similar_to_escape', escape === null ? [pattern] : [pattern, escape], location);
      return { kind: 'AExpr', exprKind: 'similar', name: [negated ? '!~' : '~'], lexpr: left, rexpr: wrapped, location };
    }
    default: {
      const isLike = tok === KW.LIKE;
      const name = [(negated ? '!~~' : '~~') + (isLike ? '' : '*')];
      if (isQuantifier(p.tok)) return parseQuantified(p, left, name, location);
      const { pattern, escape } = parsePatternOperand(p);
      const right = escape === null ? pattern : systemExplicitCall('like_escape', [pattern, escape], location);
      return { kind: 'AExpr', exprKind: isLike ? 'like' : 'ilike', name, lexpr: left, rexpr: right, location };
    }
  }
}

function systemExplicitCall(name: string, args: Expression[], location: number): FuncCall {
  const call: Mutable<FuncCall> = systemCall(name, args, location);
  call.funcFormat = 'explicitCall';
  return call;
}

function parsePatternOperand(p: Parser): { pattern: Expression; escape: Expression | null } {
  const pattern = parseOperators(p, PATTERN, FULL, null);
  let escape: Expression | null = null;
  if (p.accept(KW.ESCAPE)) escape = parseOperators(p, PATTERN, FULL, null);
  refuseSecondPattern(p);
  return { pattern, escape };
}

/** Pattern operators do not associate. */
function refuseSecondPattern(p: Parser): void {
  if (PRECEDENCE[p.tok] === PATTERN) throw p.syntaxError();
}

function parseBetween(p: Parser, left: Expression, negated: boolean, location: number): Expression {
  let symmetric = false;
  if (p.accept(KW.SYMMETRIC)) symmetric = true;
  else p.accept(KW.ASYMMETRIC);
  const low = parseRestrictedExpr(p);
  p.expect(KW.AND);
  const high = parseOperators(p, PATTERN, FULL, null);
  refuseSecondPattern(p);
  const exprKind = symmetric ? (negated ? 'notBetweenSym' : 'betweenSym') : negated ? 'notBetween' : 'between';
  const name = [`${negated ? 'NOT ' : ''}BETWEEN${symmetric ? ' SYMMETRIC' : ''}`];
  return { kind: 'AExpr', exprKind, name, lexpr: left, rexpr: [low, high], location };
}

function parseIn(p: Parser, left: Expression, negated: boolean, location: number): Expression {
  if (p.tok !== T.LPAREN) throw p.syntaxError();
  const listStart = p.mark();
  p.next();
  let list: Expression[];
  if (p.tok === T.LPAREN || startsSelect(p)) {
    p.reset(listStart);
    const content = parseParenContent(p, false);
    if (!Array.isArray(content)) {
      const link: SubLink = { kind: 'SubLink', subLinkType: 'any', testexpr: left, operName: [], subselect: content, location };
      return negated ? notExpr(link, location) : link;
    }
    list = content;
  } else {
    list = parseExprList(p);
    p.expect(T.RPAREN);
  }
  return { kind: 'AExpr', exprKind: 'in', name: negated ? NOT_EQUAL_NAME : EQUAL_NAME, lexpr: left, rexpr: list, location };
}

/** At `(`: a sub-select, or the expressions of a parenthesised list (just one when `single`). */
function parseParenContent(p: Parser, single: boolean): SubLink['subselect'] | Expression[] {
  const open = p.mark();
  p.next();
  if (startsSelect(p)) {
    p.reset(open);
    return parseSelectWithParens(p);
  }
  if (p.tok !== T.LPAREN) {
    const list = single ? [parseExpr(p)] : parseExprList(p);
    p.expect(T.RPAREN);
    return list;
  }
  const location = p.start;
  const inner = parseParenOrSelect(p);
  let first: Expression;
  if (inner.kind === 'SelectStmt') {
    const rest = continueSelectInParens(p, inner);
    if (rest !== null) return rest;
    first = continueExpr(p, withSubselectIndirection(p, inner, location));
  } else {
    first = continueExpr(p, inner);
  }
  const list = [first];
  while (!single && p.accept(T.COMMA)) list.push(parseExpr(p));
  p.expect(T.RPAREN);
  return list;
}

/** `op ANY (…)`, `op ALL (…)`; the stream is at the quantifier. */
function parseQuantified(p: Parser, left: Expression, name: readonly string[], location: number): Expression {
  const all = p.tok === KW.ALL;
  p.next();
  if (p.tok !== T.LPAREN) throw p.syntaxError();
  const content = parseParenContent(p, true);
  if (!Array.isArray(content)) {
    return { kind: 'SubLink', subLinkType: all ? 'all' : 'any', testexpr: left, operName: name, subselect: content, location };
  }
  return { kind: 'AExpr', exprKind: all ? 'opAll' : 'opAny', name, lexpr: left, rexpr: content[0]!, location };
}

/** A prefix operator with its operand. */
function parsePrefix(p: Parser, mode: number): Expression {
  const tok = p.tok;
  const location = p.start;
  switch (tok) {
    case T.MINUS:
      p.next();
      return negate(parseOperators(p, UNARY, mode, null), location);
    case T.PLUS:
      p.next();
      return prefixOperator(['+'], parseOperators(p, UNARY, mode, null), location);
    case T.OPERATOR: {
      const name = [p.value];
      p.next();
      return prefixOperator(name, parseOperators(p, OPERATOR, mode, null), location);
    }
    case KW.NOT:
    case T.NOT_LA:
      if (mode === RESTRICTED) throw p.syntaxError();
      p.next();
      return notExpr(parseOperators(p, NOT, FULL, null), location);
    default: {
      // OPERATOR is also a name.
      if (p.peek() !== T.LPAREN) return parsePrimary(p, mode === RESTRICTED);
      const name = parseQualifiedOperator(p);
      return prefixOperator(name, parseOperators(p, OPERATOR, mode, null), location);
    }
  }
}

function prefixOperator(name: readonly string[], rexpr: Expression, location: number): Expression {
  return { kind: 'AExpr', exprKind: 'op', name, lexpr: null, rexpr, location };
}

/** `-` before a number is folded into the number. */
function negate(arg: Expression, location: number): Expression {
  if (arg.kind === 'AConst') {
    if (arg.valueKind === 'integer') return { kind: 'AConst', valueKind: 'integer', value: 0 - arg.value, location };
    if (arg.valueKind === 'float') {
      const value = arg.value.startsWith('-') ? arg.value.slice(1) : `-${arg.value}`;
      return { kind: 'AConst', valueKind: 'float', value, location };
    }
  }
  return { kind: 'AExpr', exprKind: 'op', name: MINUS_NAME, lexpr: null, rexpr: arg, location };
}
