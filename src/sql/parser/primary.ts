/** Operands of expressions: constants, columns, parentheses, CASE, ARRAY, ROW, sub-selects; calls are in function-calls.ts. */
import { PgError } from '../../errors/index.js';
import { FLAG, KW, T, TOKEN_FLAGS } from '../lexer/index.js';
import type { AArrayExpr, CaseWhen, ColumnRef, Expression, FuncCall, Indirection, SelectStmt, SQLValueFunction, SubLink, TypeName } from '../tree/index.js';
import { FULL, continueExpr, parseExpr, parseExprList, parseOperators } from './expressions.js';
import { parseFuncApplication, parseFuncSuffixes, parseSpecialCall, systemCall } from './function-calls.js';
import { parseIndirection, withIndirection } from './indirection.js';
import { parseInteger, stringConst } from './names.js';
import { continuesSelect, continueSelect, parseSelectNoParens, parseSelectWithParens, startsSelect } from './select.js';
import { isSpecialCallWord } from './token-sets.js';
import { parseBuiltinType, parseIntervalFields, parseIntervalPrecision, parseTypename, systemType, typeName } from './types.js';
import type { Mutable, Parser } from './parser.js';

/** What a token begins as an operand. Zero: nothing. */
const NAME = 1;
const INTEGER = 2;
const STRING = 3;
const FLOAT = 4;
const BIT_STRING = 5;
const PARAM = 6;
const PAREN = 7;
const TYPE_WORD = 8;
const SPECIAL_CALL = 9;
const VALUE_FUNCTION = 10;
const OTHER_WORD = 11;

const STARTS = new Uint8Array(1024);
for (let tok = 0; tok < 1024; tok++) {
  if ((TOKEN_FLAGS[tok]! & (FLAG.COL_ID | FLAG.TYPE_FUNC)) !== 0) STARTS[tok] = NAME;
}
STARTS[T.INTEGER] = INTEGER;
STARTS[T.STRING] = STRING;
STARTS[T.FLOAT] = FLOAT;
STARTS[T.BIT_STRING] = BIT_STRING;
STARTS[T.PARAM] = PARAM;
STARTS[T.LPAREN] = PAREN;
for (const tok of [
  KW.INT,
  KW.INTEGER,
  KW.SMALLINT,
  KW.BIGINT,
  KW.REAL,
  KW.FLOAT,
  KW.DOUBLE,
  KW.DECIMAL,
  KW.DEC,
  KW.NUMERIC,
  KW.BOOLEAN,
  KW.BIT,
  KW.CHARACTER,
  KW.CHAR,
  KW.VARCHAR,
  KW.NATIONAL,
  KW.NCHAR,
  KW.TIME,
  KW.TIMESTAMP,
  KW.INTERVAL,
]) {
  STARTS[tok] = TYPE_WORD;
}
for (let tok = 0; tok < 1024; tok++) if (isSpecialCallWord(tok)) STARTS[tok] = SPECIAL_CALL;
const VALUE_FUNCTIONS: (SQLValueFunction['op'] | undefined)[] = [];
for (const [tok, op] of [
  [KW.CURRENT_DATE, 'current_date'],
  [KW.CURRENT_TIME, 'current_time'],
  [KW.CURRENT_TIMESTAMP, 'current_timestamp'],
  [KW.LOCALTIME, 'localtime'],
  [KW.LOCALTIMESTAMP, 'localtimestamp'],
  [KW.CURRENT_ROLE, 'current_role'],
  [KW.CURRENT_USER, 'current_user'],
  [KW.USER, 'user'],
  [KW.SESSION_USER, 'session_user'],
  [KW.CURRENT_CATALOG, 'current_catalog'],
  [KW.CURRENT_SCHEMA, 'current_schema'],
] as const) {
  VALUE_FUNCTIONS[tok] = op;
  STARTS[tok] = VALUE_FUNCTION;
}
for (const tok of [KW.TRUE, KW.FALSE, KW.NULL, KW.CASE, KW.CAST, KW.EXISTS, KW.ARRAY, KW.ROW, KW.GROUPING, KW.DEFAULT, KW.UNIQUE, KW.COLLATION]) {
  STARTS[tok] = OTHER_WORD;
}

/** @param restricted a b_expr: the whole-expression forms OVERLAPS, UNIQUE and DEFAULT are out. */
export function parsePrimary(p: Parser, restricted: boolean): Expression {
  switch (STARTS[p.tok]) {
    case NAME:
      return parseNameExpr(p);
    case INTEGER:
    case STRING:
    case FLOAT:
    case BIT_STRING:
      return parseLiteral(p);
    case PARAM:
      return parseParam(p);
    case PAREN:
      return parseParen(p, restricted);
    case TYPE_WORD:
      return parseTypeWord(p);
    case SPECIAL_CALL:
      return p.peek() === T.LPAREN ? parseSpecialCall(p) : parseColumnRef(p, p.start, p.colId());
    case VALUE_FUNCTION:
      return parseValueFunction(p);
    case OTHER_WORD:
      return parseOtherWord(p, restricted);
    default:
      throw p.syntaxError();
  }
}

function parseLiteral(p: Parser): Expression {
  const location = p.start;
  const text = p.value;
  const tok = p.tok;
  p.next();
  if (tok === T.INTEGER) return { kind: 'AConst', valueKind: 'integer', value: Number(text), location };
  if (tok === T.STRING) return { kind: 'AConst', valueKind: 'string', value: text, location };
  if (tok === T.FLOAT) return { kind: 'AConst', valueKind: 'float', value: text, location };
  return { kind: 'AConst', valueKind: 'bitString', value: text, location };
}

function parseParam(p: Parser): Expression {
  const location = p.start;
  const number = Number(p.value) | 0;
  p.next();
  return withIndirection(p, { kind: 'ParamRef', number, location });
}

/** A column, a function call, or a literal with its type's name in front. */
function parseNameExpr(p: Parser): Expression {
  const location = p.start;
  const flags = TOKEN_FLAGS[p.tok]!;
  const name = p.value;
  p.next();
  if (p.tok === T.LPAREN) {
    if ((flags & FLAG.TYPE_FUNC) === 0) throw p.syntaxError();
    return finishCall(p, parseFuncApplication(p, [name], location));
  }
  if (p.tok === T.STRING && (flags & FLAG.TYPE_FUNC) !== 0) return typedLiteral(p, typeName([name], [], location));
  if ((flags & FLAG.COL_ID) === 0) throw p.syntaxError();
  return parseColumnRef(p, location, name);
}

/** After a name: the rest of a column reference, or, when a dotted name is followed by `(` or a string, a call or literal. */
function parseColumnRef(p: Parser, location: number, name: string): Expression {
  if (p.tok !== T.DOT && p.tok !== T.LBRACKET) return { kind: 'ColumnRef', fields: [name], star: false, location };
  const indirection = parseIndirection(p);
  if (p.tok === T.LPAREN || p.tok === T.STRING) {
    const names = [name];
    for (const item of indirection) {
      if (item.kind !== 'FieldName') throw p.syntaxError();
      names.push(item.name);
    }
    return p.tok === T.LPAREN ? finishCall(p, parseFuncApplication(p, names, location)) : typedLiteral(p, typeName(names, [], location));
  }
  return columnRef(name, indirection, location);
}

/** Names and a final star belong to the column reference; from the first subscript on it is an indirection. */
export function columnRef(name: string, indirection: readonly Indirection[], location: number): Expression {
  const fields = [name];
  let i = 0;
  for (; i < indirection.length; i++) {
    const item = indirection[i]!;
    if (item.kind === 'AIndices') break;
    if (item.kind === 'AStar') return { kind: 'ColumnRef', fields, star: true, location };
    fields.push(item.name);
  }
  const column: ColumnRef = { kind: 'ColumnRef', fields, star: false, location };
  return i === indirection.length ? column : { kind: 'AIndirection', arg: column, indirection: indirection.slice(i) };
}

/** What may follow a call's parentheses. */
function finishCall(p: Parser, call: Mutable<FuncCall>): Expression {
  if (p.tok === T.STRING && call.args.length > 0 && !call.aggStar && !call.aggDistinct && !call.funcVariadic) {
    // A literal of a type with modifiers: name(modifiers) 'text'.
    for (const arg of call.args) {
      if (arg.kind === 'NamedArgExpr') throw p.error('type modifier cannot have parameter name', arg.location);
    }
    if (call.aggOrder.length > 0) throw p.error('type modifier cannot have ORDER BY', p.sortLocation);
    return typedLiteral(p, typeName(call.funcname, call.args, call.location));
  }
  return parseFuncSuffixes(p, call);
}

function typedLiteral(p: Parser, type: TypeName): Expression {
  const location = p.start;
  const text = p.text(T.STRING);
  return { kind: 'TypeCast', arg: stringConst(text, location), typeName: type, location: type.location };
}

/** A word that names a built-in type: a literal of the type, or else a column of that name. */
function parseTypeWord(p: Parser): Expression {
  const location = p.start;
  if (!startsTypedLiteral(p)) {
    if (p.tok === KW.DOUBLE) return parseNameExpr(p);
    return parseColumnRef(p, location, p.colId());
  }
  if (p.tok !== KW.INTERVAL) return typedLiteral(p, parseBuiltinType(p, true)!);
  p.next();
  const type = systemType('interval', location);
  if (p.tok === T.LPAREN) {
    type.typmods = parseIntervalPrecision(p);
    return typedLiteral(p, type);
  }
  const textLocation = p.start;
  const text = p.text(T.STRING);
  type.typmods = parseIntervalFields(p);
  return { kind: 'TypeCast', arg: stringConst(text, textLocation), typeName: type, location };
}

function startsTypedLiteral(p: Parser): boolean {
  const tok = p.tok;
  const following = p.peek();
  switch (tok) {
    case KW.DOUBLE:
      return following === KW.PRECISION;
    case KW.NATIONAL:
      return following === KW.CHARACTER || following === KW.CHAR;
    case KW.BIT:
    case KW.CHARACTER:
    case KW.CHAR:
    case KW.NCHAR:
      return following === T.STRING || following === T.LPAREN || following === KW.VARYING;
    case KW.TIME:
    case KW.TIMESTAMP: {
      if (following !== T.WITH_LA) return following === T.STRING || following === T.LPAREN || following === KW.WITHOUT;
      const mark = p.mark();
      p.next();
      const isZone = p.peek() === KW.TIME;
      p.reset(mark);
      return isZone;
    }
    case KW.FLOAT:
    case KW.DECIMAL:
    case KW.DEC:
    case KW.NUMERIC:
    case KW.VARCHAR:
    case KW.INTERVAL:
      return following === T.STRING || following === T.LPAREN;
    default:
      return following === T.STRING;
  }
}

function parseValueFunction(p: Parser): Expression {
  const location = p.start;
  const tok = p.tok;
  const op = VALUE_FUNCTIONS[tok]!;
  // CURRENT_SCHEMA is a function's name, too.
  if (tok === KW.CURRENT_SCHEMA && (p.peek() === T.LPAREN || p.peek() === T.STRING)) return parseNameExpr(p);
  p.next();
  let typmod = -1;
  if (p.tok === T.LPAREN && (tok === KW.CURRENT_TIME || tok === KW.CURRENT_TIMESTAMP || tok === KW.LOCALTIME || tok === KW.LOCALTIMESTAMP)) {
    p.next();
    typmod = parseInteger(p);
    p.expect(T.RPAREN);
  }
  return { kind: 'SQLValueFunction', op, typmod, location };
}

function parseOtherWord(p: Parser, restricted: boolean): Expression {
  const location = p.start;
  switch (p.tok) {
    case KW.TRUE:
    case KW.FALSE: {
      const value = p.tok === KW.TRUE;
      p.next();
      return { kind: 'AConst', valueKind: 'boolean', value, location };
    }
    case KW.NULL:
      p.next();
      return { kind: 'AConst', valueKind: 'null', value: null, location };
    case KW.CASE:
      return parseCase(p);
    case KW.CAST:
      return parseCast(p);
    case KW.EXISTS: {
      if (p.peek() !== T.LPAREN) return parseColumnRef(p, location, p.colId());
      p.next();
      return subLink('exists', parseSelectWithParens(p), location);
    }
    case KW.ARRAY:
      p.next();
      if (p.tok === T.LPAREN) return subLink('array', parseSelectWithParens(p), location);
      return parseArray(p, location);
    case KW.ROW:
      if (p.peek() !== T.LPAREN) return parseColumnRef(p, location, p.colId());
      return parseOverlaps(p, parseExplicitRow(p), restricted);
    case KW.GROUPING: {
      if (p.peek() !== T.LPAREN) return parseColumnRef(p, location, p.colId());
      p.next();
      p.next();
      const args = parseExprList(p);
      p.expect(T.RPAREN);
      return { kind: 'GroupingFunc', args, location };
    }
    case KW.COLLATION:
      if (p.peek() !== KW.FOR) return parseNameExpr(p);
      return parseCollationFor(p);
    case KW.DEFAULT:
      if (restricted) throw p.syntaxError();
      p.next();
      return { kind: 'SetToDefault', location };
    case KW.UNIQUE:
      if (restricted) throw p.syntaxError();
      p.next();
      if (p.accept(KW.NULLS)) {
        p.accept(KW.NOT);
        p.expect(KW.DISTINCT);
      }
      parseSelectWithParens(p);
      throw new PgError('feature_not_supported', 'UNIQUE predicate is not yet implemented', { position: location + 1 });
    default:
      throw p.syntaxError();
  }
}

export function subLink(subLinkType: 'exists' | 'array' | 'expr', subselect: SelectStmt, location: number): SubLink {
  return { kind: 'SubLink', subLinkType, testexpr: null, operName: [], subselect, location };
}

/** A scalar sub-select with what may follow it: `(SELECT …).field`. */
export function withSubselectIndirection(p: Parser, select: SelectStmt, location: number): Expression {
  return withIndirection(p, subLink('expr', select, location));
}

/**
 * At `(`: a parenthesised select (returned as SelectStmt, which the caller turns into what it needs), or a parenthesised expression or row.
 * Which of them it is may only be known after the inner parentheses are read: `((SELECT 1) UNION …)`, `((SELECT 1) + 1)`, `((SELECT 1), 2)`.
 */
export function parseParenOrSelect(p: Parser, restricted = false): Expression | SelectStmt {
  const location = p.start;
  p.next();
  if (startsSelect(p)) {
    const select = parseSelectNoParens(p);
    p.expect(T.RPAREN);
    return select;
  }
  return parseParenRest(p, restricted, location);
}

/** An operand in parentheses. */
function parseParen(p: Parser, restricted: boolean): Expression {
  const location = p.start;
  p.next();
  if (startsSelect(p)) {
    const select = parseSelectNoParens(p);
    p.expect(T.RPAREN);
    return withSubselectIndirection(p, select, location);
  }
  const content = parseParenRest(p, restricted, location);
  return content.kind === 'SelectStmt' ? withSubselectIndirection(p, content, location) : content;
}

/** After `(`, when no select starts right there. */
function parseParenRest(p: Parser, restricted: boolean, location: number): Expression | SelectStmt {
  p.enter();
  let first: Expression;
  if (p.tok === T.LPAREN) {
    const innerLocation = p.start;
    const inner = parseParenOrSelect(p);
    if (inner.kind === 'SelectStmt') {
      const select = continueSelectInParens(p, inner);
      if (select !== null) {
        p.leave();
        return select;
      }
      first = continueExpr(p, withSubselectIndirection(p, inner, innerLocation));
    } else {
      first = continueExpr(p, inner);
    }
  } else {
    first = parseOperators(p, 0, FULL, null);
  }
  p.leave();
  if (p.tok === T.COMMA) return parseRowRest(p, first, restricted, location);
  p.expect(T.RPAREN);
  return withIndirection(p, first);
}

/** At the comma after the first element of a row without ROW. */
function parseRowRest(p: Parser, first: Expression, restricted: boolean, location: number): Expression {
  const args = [first];
  while (p.accept(T.COMMA)) args.push(parseExpr(p));
  p.expect(T.RPAREN);
  return parseOverlaps(p, { kind: 'RowExpr', args, rowFormat: 'implicit', location }, restricted);
}

/** After an inner `(select)`: the closing parenthesis or the rest of a larger select; null when it was an operand of an expression. */
export function continueSelectInParens(p: Parser, select: SelectStmt): SelectStmt | null {
  if (p.tok !== T.RPAREN && !continuesSelect(p.tok)) return null;
  const whole = continueSelect(p, select);
  p.expect(T.RPAREN);
  return whole;
}

function parseExplicitRow(p: Parser): Expression & { kind: 'RowExpr' } {
  const location = p.start;
  p.expectPair(KW.ROW, T.LPAREN);
  const args = p.tok === T.RPAREN ? [] : parseExprList(p);
  p.expect(T.RPAREN);
  return { kind: 'RowExpr', args, rowFormat: 'explicit', location };
}

/** `row OVERLAPS row` binds tighter than any operator. */
function parseOverlaps(p: Parser, left: Expression & { kind: 'RowExpr' }, restricted: boolean): Expression {
  if (p.tok !== KW.OVERLAPS || restricted) return left;
  const location = p.start;
  p.next();
  const rightLocation = p.start;
  let args: readonly Expression[];
  if (p.tok === KW.ROW) {
    args = parseExplicitRow(p).args;
  } else {
    p.expect(T.LPAREN);
    const first = parseExpr(p);
    p.expect(T.COMMA);
    args = [first, ...parseExprList(p)];
    p.expect(T.RPAREN);
  }
  if (left.args.length !== 2) throw p.error('wrong number of parameters on left side of OVERLAPS expression', left.location);
  if (args.length !== 2) throw p.error('wrong number of parameters on right side of OVERLAPS expression', rightLocation);
  return systemCall('overlaps', [...left.args, ...args], location);
}

function parseCase(p: Parser): Expression {
  const location = p.start;
  p.next();
  const arg = p.tok === KW.WHEN ? null : parseExpr(p);
  const args: CaseWhen[] = [];
  if (p.tok !== KW.WHEN) throw p.syntaxError();
  while (p.tok === KW.WHEN) {
    const whenLocation = p.start;
    p.next();
    const expr = parseExpr(p);
    p.expect(KW.THEN);
    args.push({ kind: 'CaseWhen', expr, result: parseExpr(p), location: whenLocation });
  }
  const defresult = p.accept(KW.ELSE) ? parseExpr(p) : null;
  p.expect(KW.END);
  return { kind: 'CaseExpr', arg, args, defresult, location };
}

function parseCast(p: Parser): Expression {
  const location = p.start;
  p.next();
  p.expect(T.LPAREN);
  const arg = parseExpr(p);
  p.expect(KW.AS);
  const type = parseTypename(p);
  p.expect(T.RPAREN);
  return { kind: 'TypeCast', arg, typeName: type, location };
}

/** `[…]` of an ARRAY constructor. */
function parseArray(p: Parser, location: number): AArrayExpr {
  p.enter();
  p.expect(T.LBRACKET);
  let elements: Expression[] = [];
  if (p.tok === T.LBRACKET) {
    do elements.push(parseArray(p, p.start));
    while (p.accept(T.COMMA));
  } else if (p.tok !== T.RBRACKET) {
    elements = parseExprList(p);
  }
  p.expect(T.RBRACKET);
  p.leave();
  return { kind: 'AArrayExpr', elements, location };
}

function parseCollationFor(p: Parser): Expression {
  const location = p.start;
  p.expectPair(KW.COLLATION, KW.FOR);
  p.expect(T.LPAREN);
  const arg = parseExpr(p);
  p.expect(T.RPAREN);
  return systemCall('pg_collation_for', [arg], location);
}
