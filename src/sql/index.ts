export type * from './tree/index.js';
export { parseExpression, parseStatements, parseTypeName } from './parser/index.js';
