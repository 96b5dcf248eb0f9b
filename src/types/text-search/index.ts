/**
 * What tsvector and tsquery do (PostgreSQL chapter 8.11). The build makes a chunk of this folder, loaded when one of these functions is first called: what others than
 * functions/text-search call is listed in tools/build/chunks.mjs.
 */
export * from './query.js';
export { parseTsQuery, readTsQuery } from './query-parser.js';
export type { PushOperand, QueryBuilder, QueryNotices, QuerySyntax } from './query-parser.js';
export { isSpace } from './space.js';
export * from './vector.js';
