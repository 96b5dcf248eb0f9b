/** Types that commands name. */
import type { TypeDescriptor } from '../catalog/index.js';
import { PgError } from '../errors/index.js';
import type { CommentStmt, RangeVar } from '../sql/index.js';
import type { CommandContext } from './command-context.js';

/** How a statement points at an object: the parser's forms. */
export type NamedObject = CommentStmt['object'];

/** The qualified name of an object; empty for forms that have none. */
export function namesOf(object: NamedObject | null): readonly string[] {
  return object?.kind === 'NameList' || object?.kind === 'TypeName' ? object.names : [];
}

export function findType(context: CommandContext, names: readonly string[]): TypeDescriptor | undefined {
  return context.catalog.type(names.length > 1 ? names[names.length - 2]! : null, names[names.length - 1] ?? '');
}

/** @throws 42704 */
export function requireType(context: CommandContext, names: readonly string[]): TypeDescriptor {
  const schema = names.length > 1 ? names[names.length - 2]! : null;
  if (schema !== null && context.catalog.schemaId(schema) === undefined) throw new PgError('invalid_schema_name', `schema "${schema}" does not exist`);
  const type = findType(context, names);
  if (!type) throw new PgError('undefined_object', `type "${names.join('.')}" does not exist`);
  return type;
}

/** A qualified name as a RangeVar, for what only needs its schema. */
export function nameAsRange(names: readonly string[]): RangeVar {
  if (names.length > 3) throw new PgError('syntax_error', `improper qualified name (too many dotted names): ${names.join('.')}`);
  return {
    kind: 'RangeVar',
    catalogname: null,
    schemaname: names.length > 1 ? names[names.length - 2]! : null,
    relname: names[names.length - 1]!,
    inh: true,
    relpersistence: 'p',
    alias: null,
    location: -1,
  };
}
