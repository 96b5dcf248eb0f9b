/** Which rule a statement begins with, and strings of several statements. */
import { KW, T } from '../lexer/index.js';
import type { ExplainStmt, PreparableStmt, RawStatement, Statement } from '../tree/index.js';
import { parseAlter } from './alter.js';
import { parseComment, parseSecurityLabel } from './comments.js';
import { parseCopy } from './copy.js';
import { parseCreate, parseCreateAs } from './create.js';
import { parseDrop, parseReassignOwned } from './drop.js';
import { parseImportForeignSchema } from './foreign.js';
import { parseGrant, parseRevoke } from './grants.js';
import {
  parseCheckPoint,
  parseCluster,
  parseDescribe,
  parseListen,
  parseLoad,
  parseLock,
  parseNotify,
  parseReindex,
  parseUnlisten,
  parseVacuum,
} from './maintenance.js';
import { parseCall, parseClose, parseDeallocate, parseDeclareCursor, parseDo, parseExecute, parseExplain, parseFetch, parsePrepare } from './prepared.js';
import { parseRefresh } from './relations.js';
import { parseDiscard, parseReset, parseSet, parseShow, parseTransaction } from './transactions.js';
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
  const withClause = p.tok === KW.WITH || p.tok === T.WITH_LA ? parseWithClause(p) : null;
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

type Rule = (p: Parser) => Statement;

/** Rules of the statements by their first word. */
const RULES = new Map<number, Rule>([
  [KW.TRUNCATE, parseTruncate],
  [KW.CREATE, parseCreate],
  [KW.ALTER, parseAlter],
  [KW.DROP, parseDrop],
  [KW.BEGIN, parseTransaction],
  [KW.START, parseTransaction],
  [KW.COMMIT, parseTransaction],
  [KW.END, parseTransaction],
  [KW.ROLLBACK, parseTransaction],
  [KW.ABORT, parseTransaction],
  [KW.SAVEPOINT, parseTransaction],
  [KW.RELEASE, parseTransaction],
  [KW.SET, parseSet],
  [KW.RESET, parseReset],
  [KW.SHOW, parseShow],
  [KW.DISCARD, parseDiscard],
  [KW.PREPARE, parsePrepare],
  [KW.EXECUTE, parseExecute],
  [KW.DEALLOCATE, parseDeallocate],
  [KW.DECLARE, parseDeclareCursor],
  [KW.CLOSE, parseClose],
  [KW.FETCH, parseFetch],
  [KW.MOVE, parseFetch],
  [KW.EXPLAIN, parseExplain],
  [KW.COPY, parseCopy],
  [KW.CALL, parseCall],
  [KW.DO, parseDo],
  [KW.VACUUM, parseVacuum],
  [KW.ANALYZE, parseVacuum],
  [KW.ANALYSE, parseVacuum],
  [KW.CLUSTER, parseCluster],
  [KW.REINDEX, parseReindex],
  [KW.LOCK, parseLock],
  [KW.LISTEN, parseListen],
  [KW.UNLISTEN, parseUnlisten],
  [KW.NOTIFY, parseNotify],
  [KW.GRANT, parseGrant],
  [KW.REVOKE, parseRevoke],
  [KW.COMMENT, parseComment],
  [KW.SECURITY, parseSecurityLabel],
  [KW.REASSIGN, parseReassignOwned],
  [KW.REFRESH, parseRefresh],
  [KW.IMPORT, parseImportForeignSchema],
  [KW.LOAD, parseLoad],
  [KW.CHECKPOINT, parseCheckPoint],
  // DESC is a key word (of ORDER BY), DESCRIBE is none.
  [KW.DESC, parseDescribe],
]);

/** Any one statement. */
export function parseStatement(p: Parser): Statement {
  switch (p.tok) {
    case KW.SELECT:
    case KW.INSERT:
    case KW.UPDATE:
    case KW.DELETE:
    case KW.WITH:
    case T.WITH_LA:
    case KW.VALUES:
    case KW.TABLE:
    case KW.MERGE:
    case T.LPAREN:
      return parsePreparableStmt(p);
  }
  const rule = RULES.get(p.tok);
  if (rule !== undefined) return rule(p);
  if (p.tok === T.IDENT && p.value === 'describe') return parseDescribe(p);
  throw p.syntaxError();
}

/** What EXPLAIN takes. */
export function parseExplainable(p: Parser): ExplainStmt['query'] {
  switch (p.tok) {
    case KW.DECLARE:
      return parseDeclareCursor(p);
    case KW.EXECUTE:
      return parseExecute(p);
    case KW.REFRESH:
      return parseRefresh(p);
    case KW.CREATE:
      return parseCreateAs(p);
    default:
      return parsePreparableStmt(p);
  }
}
