/** COPY with its old and new option syntax (PostgreSQL: COPY). */
import { KW, T } from '../lexer/index.js';
import type { CopyStmt, DefElem, DefElemArg } from '../tree/index.js';
import { parseExpr } from './expressions.js';
import {
  parseBooleanOrString,
  parseNameList,
  parseNumericOnly,
  parseOptionalParenNameList,
  parseQualifiedName,
  parseString,
  parseStringConst,
  stringConst,
} from './names.js';
import { defElem } from './options.js';
import { parsePreparableStmt } from './statement.js';
import type { Mutable, Parser } from './parser.js';

export function parseCopy(p: Parser): CopyStmt {
  p.next();
  const node: Mutable<CopyStmt> = {
    kind: 'CopyStmt',
    relation: null,
    query: null,
    attlist: [],
    isFrom: false,
    isProgram: false,
    filename: null,
    options: [],
    whereClause: null,
  };
  const options: DefElem[] = [];
  if (p.accept(T.LPAREN)) {
    node.query = parsePreparableStmt(p);
    p.expect(T.RPAREN);
    const location = p.start;
    p.expect(KW.TO);
    parseCopyFile(p, node);
    parseCopyOptions(p, options);
    node.options = options;
    checkProgram(p, node, location);
    return node;
  }
  const location = p.start;
  if (p.accept(KW.BINARY)) options.push(defElem('format', stringConst('binary', location), location));
  node.relation = parseQualifiedName(p);
  node.attlist = parseOptionalParenNameList(p);
  node.isFrom = p.accept(KW.FROM);
  if (!node.isFrom) p.expect(KW.TO);
  parseCopyFile(p, node);
  const delimiterLocation = p.start;
  const hasUsing = p.tok === KW.USING;
  if (p.tok === KW.USING || p.tok === KW.DELIMITERS) {
    p.accept(KW.USING);
    p.expect(KW.DELIMITERS);
    options.push(defElem('delimiter', parseStringConst(p), delimiterLocation));
  }
  parseCopyOptions(p, options);
  node.options = options;
  const whereLocation = p.start;
  if (p.accept(KW.WHERE)) {
    node.whereClause = parseExpr(p);
  }
  // PostgreSQL takes the place of the optional USING for the error's.
  checkProgram(p, node, hasUsing ? delimiterLocation : -1);
  if (node.whereClause !== null && !node.isFrom) throw p.error('WHERE clause not allowed with COPY TO', whereLocation);
  return node;
}

function parseCopyFile(p: Parser, node: Mutable<CopyStmt>): void {
  node.isProgram = p.accept(KW.PROGRAM);
  if (p.tok === T.STRING) {
    node.filename = parseString(p);
    return;
  }
  if (!p.accept(KW.STDIN)) p.expect(KW.STDOUT);
}

function checkProgram(p: Parser, node: CopyStmt, location: number): void {
  if (node.isProgram && node.filename === null) throw p.error('STDIN/STDOUT not allowed with PROGRAM', location);
}

function parseCopyOptions(p: Parser, options: DefElem[]): void {
  p.accept(KW.WITH);
  if (p.accept(T.LPAREN)) {
    options.push(...p.list(parseGenericCopyOption));
    p.expect(T.RPAREN);
    return;
  }
  for (;;) {
    const option = parseOldCopyOption(p);
    if (option === null) return;
    options.push(option);
  }
}

function parseGenericCopyOption(p: Parser): DefElem {
  const location = p.start;
  const name = p.colLabel();
  return defElem(name, parseGenericCopyValue(p), location);
}

function parseGenericCopyValue(p: Parser): DefElemArg | null {
  const tok = p.tok;
  if (tok === T.STAR) {
    p.next();
    return { kind: 'AStar' };
  }
  if (tok === T.INTEGER || tok === T.FLOAT || tok === T.PLUS || tok === T.MINUS) return parseNumericOnly(p);
  if (tok === T.LPAREN) {
    p.next();
    const names = p.list(parseBooleanOrString).map(item => String(item.value));
    p.expect(T.RPAREN);
    return { kind: 'NameList', names };
  }
  if (tok === T.COMMA || tok === T.RPAREN) return null;
  return parseBooleanOrString(p);
}

function parseOldCopyOption(p: Parser): DefElem | null {
  const location = p.start;
  switch (p.tok) {
    case KW.BINARY:
      p.next();
      return defElem('format', stringConst('binary', location), location);
    case KW.FREEZE:
      p.next();
      return defElem('freeze', stringConst('true', location), location);
    case KW.CSV:
      p.next();
      return defElem('format', stringConst('csv', location), location);
    case KW.HEADER:
      p.next();
      return defElem('header', stringConst('true', location), location);
    case KW.DELIMITER:
    case KW.NULL:
    case KW.QUOTE:
    case KW.ESCAPE: {
      const name = p.value;
      p.next();
      p.accept(KW.AS);
      return defElem(name, parseStringConst(p), location);
    }
    case KW.ENCODING:
      p.next();
      return defElem('encoding', parseStringConst(p), location);
    case KW.FORCE:
      p.next();
      return parseForce(p, location);
    default:
      return null;
  }
}

function parseForce(p: Parser, location: number): DefElem {
  if (p.accept(KW.QUOTE)) {
    if (p.accept(T.STAR)) return defElem('force_quote', { kind: 'AStar' }, location);
    return defElem('force_quote', { kind: 'NameList', names: parseNameList(p) }, location);
  }
  const not = p.accept(KW.NOT);
  p.expect(KW.NULL);
  return defElem(not ? 'force_not_null' : 'force_null', { kind: 'NameList', names: parseNameList(p) }, location);
}
