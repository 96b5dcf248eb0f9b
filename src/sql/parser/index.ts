import { notSupported } from '../../errors/index.js';
import type { Expression, RawStatement, TypeName } from '../tree/index.js';

/** Parses a string of any number of statements separated by `;`. Throws PgError syntax_error with its position. */
export function parseStatements(_sql: string): RawStatement[] {
  throw notSupported('SQL');
}
/** Parses one expression, as in a default or check clause. */
export function parseExpression(_text: string): Expression {
  throw notSupported('SQL');
}
/** Parses a type name such as `numeric(10,2)[]` or `setof text`. */
export function parseTypeName(_text: string): TypeName {
  throw notSupported('SQL');
}
