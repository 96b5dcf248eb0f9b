/** Elements of an index: columns or expressions with collation, operator class and order. */
import { FLAG, KW, T } from '../lexer/index.js';
import type { Expression, IndexElem } from '../tree/index.js';
import { parseExpr } from './expressions.js';
import { parseFuncExprWindowless, startsFunctionLikeExpr } from './from.js';
import { parseAnyName } from './names.js';
import { parseReloptions } from './options.js';
import { parseNullsOrder } from './select.js';
import type { Mutable, Parser } from './parser.js';

export function parseIndexElem(p: Parser): IndexElem {
  const location = p.start;
  const { name, expr } = parseIndexKey(p);
  const node: Mutable<IndexElem> = {
    kind: 'IndexElem',
    name,
    expr,
    collation: [],
    opclass: [],
    opclassopts: [],
    ordering: 'default',
    nullsOrdering: 'default',
    location,
  };
  if (p.accept(KW.COLLATE)) node.collation = parseAnyName(p);
  if (p.hasFlag(FLAG.COL_ID)) {
    node.opclass = parseAnyName(p);
    if (p.tok === T.LPAREN) node.opclassopts = parseReloptions(p);
  }
  if (p.accept(KW.ASC)) node.ordering = 'asc';
  else if (p.accept(KW.DESC)) node.ordering = 'desc';
  node.nullsOrdering = parseNullsOrder(p);
  return node;
}

/** A column, a function call, or any expression in parentheses. */
export function parseIndexKey(p: Parser): { name: string | null; expr: Expression | null } {
  if (p.accept(T.LPAREN)) {
    const expr = parseExpr(p);
    p.expect(T.RPAREN);
    return { name: null, expr };
  }
  if (startsFunctionLikeExpr(p)) return { name: null, expr: parseFuncExprWindowless(p) };
  const following = p.peek();
  if (following === T.LPAREN || following === T.DOT || following === T.LBRACKET) return { name: null, expr: parseFuncExprWindowless(p) };
  if (p.hasFlag(FLAG.TYPE_FUNC) && !p.hasFlag(FLAG.COL_ID)) {
    // The name of a function, so the error is at what follows.
    p.next();
    throw p.syntaxError();
  }
  return { name: p.colId(), expr: null };
}
