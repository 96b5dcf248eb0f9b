/** The in-process API. */
export { HenryDB, Connection, type HenryDBOptions, type Queryable, type Transaction } from './henrydb.js';
export { Statement, type RunResult } from './statement.js';
export type { Field, QueryOptions, Results, Row } from './collector.js';
