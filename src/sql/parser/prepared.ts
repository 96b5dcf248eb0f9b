/** PREPARE, EXECUTE, DEALLOCATE, cursors, EXPLAIN, CALL, DO. */
import { FLAG, KW, T } from '../lexer/index.js';
import type {
  CallStmt,
  ClosePortalStmt,
  DeallocateStmt,
  DeclareCursorStmt,
  DefElem,
  DoStmt,
  ExecuteStmt,
  ExplainStmt,
  FetchStmt,
  PrepareStmt,
  TransactionStmt,
} from '../tree/index.js';
import { parseExprList } from './expressions.js';
import { parseFuncApplication } from './function-calls.js';
import { parseFuncName, parseSignedInteger, parseString, stringConst } from './names.js';
import { defElem, parseUtilityOptions } from './options.js';
import { parseSelectNoParens } from './select.js';
import { parseExplainable, parsePreparableStmt } from './statement.js';
import { parseTypename } from './types.js';
import { twoPhase } from './transactions.js';
import type { Parser } from './parser.js';

/** PREPARE name …, or PREPARE TRANSACTION 'gid'. */
export function parsePrepare(p: Parser): PrepareStmt | TransactionStmt {
  p.next();
  if (p.tok === KW.TRANSACTION && p.peek() === T.STRING) {
    p.next();
    return twoPhase('prepare', parseString(p));
  }
  const name = p.colId();
  let argtypes: PrepareStmt['argtypes'] = [];
  if (p.accept(T.LPAREN)) {
    argtypes = p.list(parseTypename);
    p.expect(T.RPAREN);
  }
  p.expect(KW.AS);
  return { kind: 'PrepareStmt', name, argtypes, query: parsePreparableStmt(p) };
}

export function parseExecute(p: Parser): ExecuteStmt {
  p.next();
  const name = p.colId();
  let params: ExecuteStmt['params'] = [];
  if (p.accept(T.LPAREN)) {
    params = parseExprList(p);
    p.expect(T.RPAREN);
  }
  return { kind: 'ExecuteStmt', name, params };
}

export function parseDeallocate(p: Parser): DeallocateStmt {
  p.next();
  // PREPARE is noise unless it is the name itself.
  if (p.tok === KW.PREPARE) {
    const following = p.peek();
    if (following !== T.EOF && following !== T.SEMICOLON) p.next();
  }
  return { kind: 'DeallocateStmt', name: p.accept(KW.ALL) ? null : p.colId() };
}

export function parseDeclareCursor(p: Parser): DeclareCursorStmt {
  p.next();
  const portalname = p.colId();
  let binary = false;
  let scroll: DeclareCursorStmt['scroll'] = null;
  let sensitivity: DeclareCursorStmt['sensitivity'] = 'default';
  while (!p.accept(KW.CURSOR)) {
    if (p.accept(KW.BINARY)) {
      binary = true;
    } else if (p.accept(KW.SCROLL)) {
      scroll = scroll === null || scroll === true ? true : 'both';
    } else if (p.accept(KW.NO)) {
      p.expect(KW.SCROLL);
      scroll = scroll === null || scroll === false ? false : 'both';
    } else if (p.accept(KW.INSENSITIVE)) {
      sensitivity = sensitivity === 'default' || sensitivity === 'insensitive' ? 'insensitive' : 'both';
    } else {
      p.expect(KW.ASENSITIVE);
      sensitivity = sensitivity === 'default' || sensitivity === 'asensitive' ? 'asensitive' : 'both';
    }
  }
  let hold = false;
  if (p.accept(KW.WITH)) hold = true;
  if (hold || p.accept(KW.WITHOUT)) p.expect(KW.HOLD);
  p.expect(KW.FOR);
  return { kind: 'DeclareCursorStmt', portalname, binary, scroll, sensitivity, hold, query: parseSelectNoParens(p) };
}

export function parseClose(p: Parser): ClosePortalStmt {
  p.next();
  return { kind: 'ClosePortalStmt', portalname: p.accept(KW.ALL) ? null : p.colId() };
}

type Direction = FetchStmt['direction'];

/** FETCH and MOVE. Direction words are cursor names when nothing follows them. */
export function parseFetch(p: Parser): FetchStmt {
  const isMove = p.tok === KW.MOVE;
  p.next();
  const { direction, howMany } = parseFetchDirection(p);
  if (!p.accept(KW.FROM)) p.accept(KW.IN);
  return { kind: 'FetchStmt', direction, howMany, portalname: p.colId(), isMove };
}

function parseFetchDirection(p: Parser): { direction: Direction; howMany: number } {
  const following = p.peek();
  const isLast = following === T.EOF || following === T.SEMICOLON;
  const fixed = (direction: Direction, howMany: number): { direction: Direction; howMany: number } => {
    p.next();
    return { direction, howMany };
  };
  if (!isLast) {
    switch (p.tok) {
      case KW.NEXT:
        return fixed('forward', 1);
      case KW.PRIOR:
        return fixed('backward', 1);
      case KW.FIRST:
        return fixed('absolute', 1);
      case KW.LAST:
        return fixed('absolute', -1);
      case KW.ABSOLUTE:
        p.next();
        return { direction: 'absolute', howMany: parseSignedInteger(p) };
      case KW.RELATIVE:
        p.next();
        return { direction: 'relative', howMany: parseSignedInteger(p) };
      case KW.FORWARD:
        p.next();
        return { direction: 'forward', howMany: parseFetchCount(p) };
      case KW.BACKWARD:
        p.next();
        return { direction: 'backward', howMany: parseFetchCount(p) };
    }
  }
  return { direction: 'forward', howMany: parseFetchCount(p) };
}

/** A number, ALL, or nothing (one row). */
function parseFetchCount(p: Parser): number {
  if (p.accept(KW.ALL)) return Number.POSITIVE_INFINITY;
  if (p.tok === T.INTEGER || p.tok === T.PLUS || p.tok === T.MINUS) return parseSignedInteger(p);
  return 1;
}

export function parseExplain(p: Parser): ExplainStmt {
  p.next();
  let options: DefElem[] = [];
  if (p.tok === T.LPAREN) {
    // A parenthesised select is what is explained.
    if (!opensSelect(p)) options = parseUtilityOptions(p);
  } else {
    const location = p.start;
    if (p.accept(KW.ANALYZE) || p.accept(KW.ANALYSE)) options.push(defElem('analyze', null, location));
    const verboseLocation = p.start;
    if (p.accept(KW.VERBOSE)) options.push(defElem('verbose', null, verboseLocation));
  }
  return { kind: 'ExplainStmt', query: parseExplainable(p), options };
}

/** At `(`: whether a select is in the parentheses. VALUES may be the name of an option, too. */
function opensSelect(p: Parser): boolean {
  const following = p.peek();
  if (following !== KW.VALUES)
    return following === T.LPAREN || following === KW.SELECT || following === KW.WITH || following === T.WITH_LA || following === KW.TABLE;
  const mark = p.mark();
  p.next();
  const hasRow = p.peek() === T.LPAREN;
  p.reset(mark);
  return hasRow;
}

export function parseCall(p: Parser): CallStmt {
  p.next();
  const location = p.start;
  const name = parseFuncName(p);
  return { kind: 'CallStmt', funccall: parseFuncApplication(p, name, location) };
}

export function parseDo(p: Parser): DoStmt {
  p.next();
  const args: DefElem[] = [];
  do {
    const location = p.start;
    if (p.accept(KW.LANGUAGE)) args.push(defElem('language', stringConst(parseWordOrString(p), location), location));
    else args.push(defElem('as', stringConst(parseString(p), location), location));
  } while (p.tok === T.STRING || p.tok === KW.LANGUAGE);
  return { kind: 'DoStmt', args };
}

/** A word that is not reserved, or a string. */
export function parseWordOrString(p: Parser): string {
  return p.tok === T.STRING ? parseString(p) : p.word(FLAG.NON_RESERVED);
}
