/** Sets of tokens that several rules ask about. This module imports no rule, so it is ready when any of them is loaded. */
import { KW, T } from '../lexer/index.js';

/** Column-name key words that are functions with a syntax of their own when `(` follows. */
const SPECIAL_CALL_WORDS: ReadonlySet<number> = new Set([
  KW.COALESCE,
  KW.GREATEST,
  KW.LEAST,
  KW.NULLIF,
  KW.EXTRACT,
  KW.NORMALIZE,
  KW.OVERLAY,
  KW.POSITION,
  KW.SUBSTRING,
  KW.TREAT,
  KW.TRIM,
  KW.XMLCONCAT,
  KW.XMLELEMENT,
  KW.XMLEXISTS,
  KW.XMLFOREST,
  KW.XMLPARSE,
  KW.XMLPI,
  KW.XMLROOT,
  KW.XMLSERIALIZE,
]);

export function isSpecialCallWord(tok: number): boolean {
  return SPECIAL_CALL_WORDS.has(tok);
}

/** After these a select-list item is over, so an operator word before one of them was its label (`SELECT 1 is FROM t`). */
const ENDS_TARGET = new Set<number>([
  T.EOF,
  T.SEMICOLON,
  T.COMMA,
  T.RPAREN,
  KW.FROM,
  KW.INTO,
  KW.WHERE,
  KW.GROUP,
  KW.HAVING,
  KW.WINDOW,
  KW.UNION,
  KW.INTERSECT,
  KW.EXCEPT,
  KW.ORDER,
  KW.LIMIT,
  KW.OFFSET,
  KW.FETCH,
  KW.FOR,
  KW.ON,
  KW.RETURNING,
  KW.WITH,
  T.WITH_LA,
]);

export function endsTarget(tok: number): boolean {
  return ENDS_TARGET.has(tok);
}
