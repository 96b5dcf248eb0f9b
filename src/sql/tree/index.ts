export type * from './expressions.js';
export type * from './select.js';
export type * from './dml.js';
export type * from './ddl.js';
export type * from './objects.js';
export type * from './utility.js';
