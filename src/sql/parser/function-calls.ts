/** Function calls with everything that may stand in or behind their parentheses, and the functions with a syntax of their own. */
import type { PgError } from '../../errors/index.js';
import { FLAG, KW, T, TOKEN_FLAGS } from '../lexer/index.js';
import type { Expression, FuncCall, ResTarget, SortBy, WindowDef } from '../tree/index.js';
import { FULL, parseExpr, parseExprList, parseNormalForm, parseOperators, parseRestrictedExpr, parseSubstringOperand } from './expressions.js';
import { integerConst, stringConst } from './names.js';
import { parsePrimary } from './primary.js';
import { parseSortClause, parseWindowSpecification } from './select.js';
import { parseTypename, systemType } from './types.js';
import type { Mutable, Parser } from './parser.js';

const NO_ARGS: readonly Expression[] = [];
const NO_SORT: readonly SortBy[] = [];

export function funcCall(funcname: readonly string[], args: readonly Expression[], location: number): Mutable<FuncCall> {
  return {
    kind: 'FuncCall',
    funcname,
    args,
    aggOrder: NO_SORT,
    aggFilter: null,
    over: null,
    aggWithinGroup: false,
    aggStar: false,
    aggDistinct: false,
    funcVariadic: false,
    funcFormat: 'explicitCall',
    location,
  };
}

/** A call the grammar itself makes. */
export function systemCall(name: string, args: readonly Expression[], location: number): Mutable<FuncCall> {
  const call = funcCall(['pg_catalog', name], args, location);
  call.funcFormat = 'sqlSyntax';
  return call;
}

/** At `(` after a function's name. */
export function parseFuncApplication(p: Parser, funcname: readonly string[], location: number): Mutable<FuncCall> {
  const call = funcCall(funcname, NO_ARGS, location);
  p.expect(T.LPAREN);
  if (p.tok === T.RPAREN) {
    p.next();
    return call;
  }
  if (p.tok === T.STAR) {
    p.next();
    p.expect(T.RPAREN);
    call.aggStar = true;
    return call;
  }
  let canBeVariadic = true;
  if (p.tok === KW.DISTINCT || p.tok === KW.ALL) {
    call.aggDistinct = p.tok === KW.DISTINCT;
    canBeVariadic = false;
    p.next();
  }
  const args: Expression[] = [];
  call.args = args;
  do {
    if (canBeVariadic && p.tok === KW.VARIADIC) {
      p.next();
      call.funcVariadic = true;
    }
    args.push(isNamedArg(p) ? parseNamedArg(p) : parseOperators(p, 0, FULL, null));
  } while (!call.funcVariadic && p.accept(T.COMMA));
  if (p.tok === KW.ORDER) call.aggOrder = parseSortClause(p);
  p.expect(T.RPAREN);
  return call;
}

function isNamedArg(p: Parser): boolean {
  if ((TOKEN_FLAGS[p.tok]! & FLAG.TYPE_FUNC) === 0) return false;
  const following = p.peek();
  return following === T.EQUALS_GREATER || following === T.COLON_EQUALS;
}

/** `name => value`, `name := value` */
function parseNamedArg(p: Parser): Expression {
  const location = p.start;
  const name = p.value;
  p.next();
  p.next();
  return { kind: 'NamedArgExpr', name, arg: parseExpr(p), location };
}

function parseFuncArg(p: Parser): Expression {
  return isNamedArg(p) ? parseNamedArg(p) : parseExpr(p);
}

/** WITHIN GROUP, FILTER and OVER after a call. */
export function parseFuncSuffixes(p: Parser, call: Mutable<FuncCall>): FuncCall {
  let misuse: PgError | null = null;
  if (p.tok === KW.WITHIN) {
    const location = p.start;
    p.next();
    p.expectPair(KW.GROUP, T.LPAREN);
    const order = parseSortClause(p);
    p.expect(T.RPAREN);
    if (call.aggOrder.length > 0) misuse = p.error('cannot use multiple ORDER BY clauses with WITHIN GROUP', location);
    else if (call.aggDistinct) misuse = p.error('cannot use DISTINCT with WITHIN GROUP', location);
    else if (call.funcVariadic) misuse = p.error('cannot use VARIADIC with WITHIN GROUP', location);
    call.aggOrder = order;
    call.aggWithinGroup = true;
  }
  if (p.accept(KW.FILTER)) {
    p.expectPair(T.LPAREN, KW.WHERE);
    call.aggFilter = parseExpr(p);
    p.expect(T.RPAREN);
  }
  if (p.tok === KW.OVER) call.over = parseOver(p);
  if (misuse !== null) throw misuse;
  return call;
}

function parseOver(p: Parser): WindowDef {
  p.next();
  if (p.tok === T.LPAREN) return parseWindowSpecification(p, null);
  const location = p.start;
  const name = p.colId();
  return { kind: 'WindowDef', name, refname: null, isReference: true, partitionClause: [], orderClause: [], frame: null, location };
}

/** By the words of isSpecialCallWord. */
const SPECIAL_CALLS = new Map<number, (p: Parser, location: number) => Expression>([
  [KW.COALESCE, (p, location) => ({ kind: 'CoalesceExpr', args: parseExprList(p), location })],
  [KW.GREATEST, (p, location) => ({ kind: 'MinMaxExpr', op: 'greatest', args: parseExprList(p), location })],
  [KW.LEAST, (p, location) => ({ kind: 'MinMaxExpr', op: 'least', args: parseExprList(p), location })],
  [KW.NULLIF, parseNullif],
  [KW.EXTRACT, parseExtract],
  [KW.NORMALIZE, parseNormalize],
  [KW.OVERLAY, parseOverlay],
  [KW.POSITION, parsePosition],
  [KW.SUBSTRING, parseSubstring],
  [KW.TREAT, parseTreat],
  [KW.TRIM, parseTrim],
  [KW.XMLCONCAT, (p, location) => xmlExpr('concat', null, [], parseExprList(p), location)],
  [KW.XMLELEMENT, parseXmlElement],
  [KW.XMLEXISTS, parseXmlExists],
  [KW.XMLFOREST, parseXmlForest],
  [KW.XMLPARSE, parseXmlParse],
  [KW.XMLPI, parseXmlPi],
  [KW.XMLROOT, parseXmlRoot],
  [KW.XMLSERIALIZE, parseXmlSerialize],
]);

/** At the word of a function with its own syntax; `(` follows. */
export function parseSpecialCall(p: Parser): Expression {
  const location = p.start;
  const rule = SPECIAL_CALLS.get(p.tok)!;
  p.next();
  p.expect(T.LPAREN);
  const result = rule(p, location);
  p.expect(T.RPAREN);
  return result;
}

function parseNullif(p: Parser, location: number): Expression {
  const left = parseExpr(p);
  p.expect(T.COMMA);
  return { kind: 'AExpr', exprKind: 'nullif', name: ['='], lexpr: left, rexpr: parseExpr(p), location };
}

function parseExtract(p: Parser, location: number): Expression {
  const fieldLocation = p.start;
  const tok = p.tok;
  const isField =
    tok === T.IDENT || tok === T.STRING || tok === KW.YEAR || tok === KW.MONTH || tok === KW.DAY || tok === KW.HOUR || tok === KW.MINUTE || tok === KW.SECOND;
  if (!isField) throw p.syntaxError();
  const field = stringConst(p.value, fieldLocation);
  p.next();
  p.expect(KW.FROM);
  return systemCall('extract', [field, parseExpr(p)], location);
}

function parseNormalize(p: Parser, location: number): Expression {
  const args = [parseExpr(p)];
  if (p.accept(T.COMMA)) args.push(parseNormalForm(p));
  return systemCall('normalize', args, location);
}

/** The plain call spelling of a function that has a syntax of its own, too. */
function plainCall(p: Parser, name: string, args: Expression[], location: number): Expression {
  while (p.accept(T.COMMA)) args.push(parseFuncArg(p));
  return funcCall([name], args, location);
}

function parseOverlay(p: Parser, location: number): Expression {
  if (p.tok === T.RPAREN) return funcCall(['overlay'], NO_ARGS, location);
  const first = parseFuncArg(p);
  if (first.kind === 'NamedArgExpr' || p.tok !== KW.PLACING) return plainCall(p, 'overlay', [first], location);
  p.next();
  const args = [first, parseExpr(p)];
  p.expect(KW.FROM);
  args.push(parseExpr(p));
  if (p.accept(KW.FOR)) args.push(parseExpr(p));
  return systemCall('overlay', args, location);
}

function parsePosition(p: Parser, location: number): Expression {
  const needle = parseRestrictedExpr(p);
  p.expect(KW.IN);
  return systemCall('position', [parseRestrictedExpr(p), needle], location);
}

function parseSubstring(p: Parser, location: number): Expression {
  if (p.tok === T.RPAREN) return funcCall(['substring'], NO_ARGS, location);
  const first = isNamedArg(p) ? parseNamedArg(p) : parseSubstringOperand(p);
  if (first.kind === 'NamedArgExpr') return plainCall(p, 'substring', [first], location);
  switch (p.tok) {
    case KW.FROM: {
      p.next();
      const from = parseExpr(p);
      return systemCall('substring', p.accept(KW.FOR) ? [first, from, parseExpr(p)] : [first, from], location);
    }
    case KW.FOR: {
      p.next();
      const length = parseExpr(p);
      if (p.accept(KW.FROM)) return systemCall('substring', [first, parseExpr(p), length], location);
      const typeName = systemType('int4', -1);
      return systemCall('substring', [first, integerConst(1, -1), { kind: 'TypeCast', arg: length, typeName, location: -1 }], location);
    }
    case KW.SIMILAR: {
      p.next();
      const pattern = parseExpr(p);
      p.expect(KW.ESCAPE);
      return systemCall('substring', [first, pattern, parseExpr(p)], location);
    }
    default:
      return plainCall(p, 'substring', [first], location);
  }
}

function parseTreat(p: Parser, location: number): Expression {
  const arg = parseExpr(p);
  p.expect(KW.AS);
  const type = parseTypename(p);
  const call = systemCall(type.names[type.names.length - 1]!, [arg], location);
  call.funcFormat = 'explicitCall';
  return call;
}

function parseTrim(p: Parser, location: number): Expression {
  let name = 'btrim';
  if (p.accept(KW.LEADING)) name = 'ltrim';
  else if (p.accept(KW.TRAILING)) name = 'rtrim';
  else p.accept(KW.BOTH);
  if (p.accept(KW.FROM)) return systemCall(name, parseExprList(p), location);
  const first = parseExpr(p);
  if (p.accept(KW.FROM)) return systemCall(name, [...parseExprList(p), first], location);
  const args = [first];
  while (p.accept(T.COMMA)) args.push(parseExpr(p));
  return systemCall(name, args, location);
}

type XmlOp = (Expression & { kind: 'XmlExpr' })['op'];

function xmlExpr(op: XmlOp, name: string | null, namedArgs: ResTarget[], args: Expression[], location: number): Mutable<Expression & { kind: 'XmlExpr' }> {
  return { kind: 'XmlExpr', op, name, namedArgs, args, xmloption: 'document', location };
}

function parseXmlElement(p: Parser, location: number): Expression {
  p.expect(KW.NAME);
  const name = p.colLabel();
  let attributes: ResTarget[] = [];
  let args: Expression[] = [];
  if (p.accept(T.COMMA)) {
    if (p.tok === KW.XMLATTRIBUTES && p.peek() === T.LPAREN) {
      p.next();
      p.next();
      attributes = parseXmlNamedArgs(p);
      p.expect(T.RPAREN);
      if (p.accept(T.COMMA)) args = parseExprList(p);
    } else {
      args = parseExprList(p);
    }
  }
  return xmlExpr('element', name, attributes, args, location);
}

function parseXmlNamedArgs(p: Parser): ResTarget[] {
  return p.list(parseXmlNamedArg);
}

function parseXmlNamedArg(p: Parser): ResTarget {
  const location = p.start;
  const val = parseExpr(p);
  const name = p.accept(KW.AS) ? p.colLabel() : null;
  return { kind: 'ResTarget', name, indirection: [], val, location };
}

function parseXmlExists(p: Parser, location: number): Expression {
  const path = parseCExpr(p);
  return systemCall('xmlexists', [path, parseXmlPassing(p)], location);
}

/** PASSING [BY REF|VALUE] document [BY REF|VALUE] */
export function parseXmlPassing(p: Parser): Expression {
  p.expect(KW.PASSING);
  // BY may be the name of a column.
  const following = p.peek();
  if (following === KW.REF || following === KW.VALUE) acceptXmlMechanism(p);
  const document = parseCExpr(p);
  acceptXmlMechanism(p);
  return document;
}

function acceptXmlMechanism(p: Parser): void {
  if (!p.accept(KW.BY)) return;
  if (!p.accept(KW.REF)) p.expect(KW.VALUE);
}

function parseXmlForest(p: Parser, location: number): Expression {
  return xmlExpr('forest', null, parseXmlNamedArgs(p), [], location);
}

function parseXmlOption(p: Parser): 'document' | 'content' {
  if (p.accept(KW.DOCUMENT)) return 'document';
  p.expect(KW.CONTENT);
  return 'content';
}

function parseXmlParse(p: Parser, location: number): Expression {
  const option = parseXmlOption(p);
  const args = [parseExpr(p)];
  let preserve = false;
  if (p.acceptPair(KW.PRESERVE, KW.WHITESPACE)) preserve = true;
  else p.acceptPair(KW.STRIP, KW.WHITESPACE);
  const preserveConst: Expression = { kind: 'AConst', valueKind: 'boolean', value: preserve, location: -1 };
  const node = xmlExpr('parse', null, [], [...args, preserveConst], location);
  node.xmloption = option;
  return node;
}

function parseXmlPi(p: Parser, location: number): Expression {
  p.expect(KW.NAME);
  const name = p.colLabel();
  return xmlExpr('pi', name, [], p.accept(T.COMMA) ? [parseExpr(p)] : [], location);
}

/** Arguments: the document, the version (null constant: NO VALUE), standalone as an integer: 0 yes, 1 no, 2 no value, 3 omitted. */
function parseXmlRoot(p: Parser, location: number): Expression {
  const document = parseExpr(p);
  p.expect(T.COMMA);
  p.expect(KW.VERSION);
  let version: Expression;
  if (p.tok === KW.NO && p.peek() === KW.VALUE) {
    p.next();
    p.next();
    version = { kind: 'AConst', valueKind: 'null', value: null, location: -1 };
  } else {
    version = parseExpr(p);
  }
  let standalone = 3;
  if (p.accept(T.COMMA)) {
    p.expect(KW.STANDALONE);
    if (p.accept(KW.YES)) {
      standalone = 0;
    } else {
      p.expect(KW.NO);
      standalone = p.accept(KW.VALUE) ? 2 : 1;
    }
  }
  return xmlExpr('root', null, [], [document, version, integerConst(standalone, -1)], location);
}

function parseXmlSerialize(p: Parser, location: number): Expression {
  const xmloption = parseXmlOption(p);
  const expr = parseExpr(p);
  p.expect(KW.AS);
  return { kind: 'XmlSerialize', xmloption, expr, typeName: parseTypename(p), location };
}

function parseCExpr(p: Parser): Expression {
  return parsePrimary(p, true);
}
