/** The parser's public face: text to tree. */
import type { Expression, RawStatement, TypeName } from '../tree/index.js';
import { T } from '../lexer/index.js';
import { parseExpr } from './expressions.js';
import { Parser, stackDepthExceeded } from './parser.js';
import { parseRawStatements } from './statement.js';
import { parseTypename } from './types.js';

/** Parses a string of any number of statements separated by `;`. Throws PgError syntax_error with its position. */
export function parseStatements(sql: string): RawStatement[] {
  return guarded(() => parseRawStatements(new Parser(sql)));
}

/** Parses one expression, as in a default or check clause. */
export function parseExpression(text: string): Expression {
  return parseWhole(text, parseExpr);
}

/** Parses a type name such as `numeric(10,2)[]` or `setof text`. */
export function parseTypeName(text: string): TypeName {
  return parseWhole(text, parseTypename);
}

function parseWhole<N>(text: string, rule: (p: Parser) => N): N {
  return guarded(() => {
    const p = new Parser(text);
    const node = rule(p);
    if (p.tok !== T.EOF) throw p.syntaxError();
    return node;
  });
}

/** The caller may have used up most of the stack already, so that V8's limit is met before the parser's own. */
function guarded<N>(parse: () => N): N {
  try {
    return parse();
  } catch (error) {
    if (error instanceof RangeError) throw stackDepthExceeded();
    throw error;
  }
}
