/** Which rule a statement begins with, and strings of several statements. */
import { KW, T } from '../lexer/index.js';
import type { PreparableStmt, RawStatement, Statement } from '../tree/index.js';
import { parseDelete, parseInsert, parseMerge, parseTruncate, parseUpdate } from './dml.js';
import { parseSelectAfterWith, parseSelectNoParens, parseWithClause } from './select.js';
import type { Parser } from './parser.js';

/** The statements of a string; empty ones are skipped. */
export function parseRawStatements(p: Parser): RawStatement[] {
  const statements: RawStatement[] = [];
  for (;;) {
    while (p.tok === T.SEMICOLON) p.next();
    if (p.tok === T.EOF) return statements;
    const location = p.start;
    p.maxParameter = 0;
    const statement = parseStatement(p);
    if (p.tok !== T.SEMICOLON && p.tok !== T.EOF) throw p.syntaxError();
    statements.push({ statement, location, length: p.previousEnd - location, parameterCount: p.maxParameter });
  }
}

/** SELECT, INSERT, UPDATE, DELETE or MERGE, with or without WITH. */
export function parsePreparableStmt(p: Parser): PreparableStmt {
  const withClause = p.tok === KW.WITH ? parseWithClause(p) : null;
  switch (p.tok) {
    case KW.INSERT:
      return parseInsert(p, withClause);
    case KW.UPDATE:
      return parseUpdate(p, withClause);
    case KW.DELETE:
      return parseDelete(p, withClause);
    case KW.MERGE:
      return parseMerge(p, withClause);
    default:
      return withClause === null ? parseSelectNoParens(p) : parseSelectAfterWith(p, withClause);
  }
}

function parseStatement(p: Parser): Statement {
  switch (p.tok) {
    case KW.SELECT:
    case KW.INSERT:
    case KW.UPDATE:
    case KW.DELETE:
    case KW.WITH:
    case KW.VALUES:
    case KW.TABLE:
    case KW.MERGE:
    case T.LPAREN:
      return parsePreparableStmt(p);
    case KW.TRUNCATE:
      return parseTruncate(p);
    default:
      throw p.syntaxError();
  }
}
