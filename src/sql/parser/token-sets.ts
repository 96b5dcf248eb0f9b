/** Sets of tokens that several rules ask about. This module imports no rule, so it is ready when any of them is loaded. */
import { KW } from '../lexer/index.js';

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
