export { KEYWORDS, KW, type KeywordClass, type KeywordRow } from './keywords.data.js';
export { FLAG, TOKEN_FLAGS, keywordClass, keywordText, keywordToken } from './keywords.js';
export { Lexer, STANDARD_STRINGS, type StringRules } from './lexer.js';
export { T } from './tokens.js';
export * from './identifiers.js';
