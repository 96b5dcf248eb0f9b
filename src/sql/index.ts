/** SQL text to syntax tree and back. */
export type * from './tree/index.js';
export { parseExpression, parseStatements, parseTypeName } from './parser/index.js';
export { deparse, deparseTypeName } from './deparse/index.js';
export { KEYWORDS, characterPosition, keywordClass, quoteIdentifier, quoteLiteral, quoteQualifiedName, splitName, truncateIdentifier } from './lexer/index.js';
export type { KeywordClass, KeywordRow, StringRules } from './lexer/index.js';
