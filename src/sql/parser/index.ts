/** The parser's public face: text to tree. */
import { PgError } from '../../errors/index.js';
import type { Expression, RawStatement, TypeName } from '../tree/index.js';
import { T, type StringRules } from '../lexer/index.js';
import { parseExpr } from './expressions.js';
import { Parser, stackDepthExceeded } from './parser.js';
import { parseRawStatements } from './statement.js';
import { parseTypename } from './types.js';

/**
 * Parses a string of any number of statements separated by `;`. Throws PgError syntax_error with its position.
 * @param onNotice is given a notice for each name that is longer than 63 bytes, and warnings about strings.
 * @param strings how string literals are read; by default as the SQL standard wants.
 */
export function parseStatements(sql: string, onNotice: ((notice: PgError) => void) | null = null, strings?: StringRules): RawStatement[] {
  return guarded(new Parser(sql, onNotice, strings), parseRawStatements);
}

/** Parses one expression, as in a default or check clause. */
export function parseExpression(text: string): Expression {
  return parseWhole(text, parseExpr);
}

/** Parses a type name such as `numeric(10,2)[]` or `setof text`. */
export function parseTypeName(text: string): TypeName {
  if (text.trim() === '') throw new PgError('syntax_error', `invalid type name "${text}"`);
  try {
    return parseWhole(text, parseTypename);
  } catch (error) {
    if (error instanceof PgError) error.where ??= `invalid type name "${text}"`;
    throw error;
  }
}

function parseWhole<N>(text: string, rule: (p: Parser) => N): N {
  return guarded(new Parser(text), p => {
    const node = rule(p);
    if (p.tok !== T.EOF) throw p.syntaxError();
    return node;
  });
}

/**
 * The caller may have used up most of the stack already, so that V8's limit is met before the parser's own. The overflow may even surface as
 * some other error, where a module loader's bindings are functions that swallow it.
 */
function guarded<N>(p: Parser, rule: (p: Parser) => N): N {
  try {
    return rule(p);
  } catch (error) {
    if (!(error instanceof PgError) && (error instanceof RangeError || p.isDeep())) throw stackDepthExceeded();
    throw error;
  }
}
