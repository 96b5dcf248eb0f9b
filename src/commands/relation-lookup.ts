/** Finding the relations that commands name, with PostgreSQL's errors, and locking them. */
import type { CatalogStore, RelationDescriptor } from '../catalog/index.js';
import { PgError } from '../errors/index.js';
import type { RangeVar } from '../sql/index.js';
import type { LockMode, Waiting } from '../txn/index.js';
import type { CommandContext } from './command-context.js';

export function relationText(name: RangeVar): string {
  return name.schemaname === null ? name.relname : `${name.schemaname}.${name.relname}`;
}

export function findRelation(catalog: CatalogStore, name: RangeVar): RelationDescriptor | undefined {
  return catalog.relation(name.schemaname, name.relname);
}

/** The relation, locked for the rest of the transaction. @throws 42P01 */
export function* openRelation(context: CommandContext, name: RangeVar, mode: LockMode): Waiting<RelationDescriptor> {
  for (;;) {
    const found = findRelation(context.catalog, name);
    if (!found) throw missingRelation(name);
    yield* context.lock(found.oid, mode);
    // The wait may have been for a DROP or a rename: look again.
    const again = findRelation(context.catalog, name);
    if (again && again.oid === found.oid) return again;
  }
}

export function missingRelation(name: RangeVar): PgError {
  return new PgError('undefined_table', `relation "${relationText(name)}" does not exist`);
}

const KIND_NAMES: Readonly<Record<RelationDescriptor['kind'], string>> = {
  r: 'table',
  i: 'index',
  S: 'sequence',
  v: 'view',
  m: 'materialized view',
  c: 'composite type',
  t: 'TOAST table',
  p: 'partitioned table',
  f: 'foreign table',
};

export function kindPlural(relation: RelationDescriptor): string {
  return relation.kind === 'i' ? 'indexes' : `${KIND_NAMES[relation.kind]}s`;
}

/** `"x" is not a table` unless the relation is one of the kinds. */
export function requireKind(relation: RelationDescriptor, kinds: string, expected: string): void {
  if (!kinds.includes(relation.kind)) throw new PgError('wrong_object_type', `"${relation.name}" is not ${expected}`);
}

/** 42809 with the detail PostgreSQL gives for operations a kind of relation does not have. */
export function unsupportedForKind(relation: RelationDescriptor, action: string): PgError {
  return new PgError('wrong_object_type', `${action} on relation "${relation.name}"`, {
    detail: `This operation is not supported for ${kindPlural(relation)}.`,
  });
}

/** System catalogs are read-only to SQL. */
export function requireNotSystem(relation: RelationDescriptor): void {
  if (relation.isSystem) throw new PgError('insufficient_privilege', `permission denied: "${relation.name}" is a system catalog`);
}

export function columnNamed(relation: RelationDescriptor, name: string) {
  const column = relation.columns.find(c => c.name === name && !c.isDropped);
  if (!column) throw new PgError('undefined_column', `column "${name}" of relation "${relation.name}" does not exist`);
  return column;
}
