/** Where values of a relation's row type are stored: columns of the type itself, and of arrays, domains, ranges and composites over it. */
import { address, CLASS, dependentsOf, type CatalogStore, type RelationDescriptor } from '../catalog/index.js';
import type { Oid } from '../base/index.js';
import { notSupported, PgError } from '../errors/index.js';
import type { CommandContext } from './command-context.js';

interface TypeUse {
  readonly relation: RelationDescriptor;
  readonly column: number;
}

/** Columns of tables and materialized views, in the order PostgreSQL meets them. */
function* usesOf(catalog: CatalogStore, type: Oid, seen: Set<number>): Generator<TypeUse> {
  if (type === 0 || seen.has(type)) return;
  seen.add(type);
  yield* usesOf(catalog, (catalog.typeById(type)?.arrayType ?? 0) as Oid, seen);
  for (const { row } of dependentsOf(catalog, address(CLASS.type, type))) {
    if (row.classid === CLASS.type) yield* usesOf(catalog, row.objid, seen);
    if (row.classid !== CLASS.relation || row.objsubid === 0) continue;
    const relation = catalog.relationById(row.objid);
    if (relation === undefined) continue;
    if (relation.kind === 'c') yield* usesOf(catalog, relation.rowType, seen);
    else if ('rm'.includes(relation.kind)) yield { relation, column: row.objsubid };
  }
}

/** Rows elsewhere would have to change too. @throws 0A000 */
export function requireRowTypeUnused({ catalog }: CommandContext, relation: RelationDescriptor): void {
  for (const use of usesOf(catalog, relation.rowType, new Set())) {
    const name = `${use.relation.name}.${use.relation.columns[use.column - 1]!.name}`;
    const [word, what] = relation.kind === 'c' ? ['type', 'it'] : ['table', 'its row type'];
    throw new PgError('feature_not_supported', `cannot alter ${word} "${relation.name}" because column "${name}" uses ${what}`);
  }
}

/** Keys of indexes are made of all fields: those of the values stored so far would be other keys with another set of fields. @throws 0A000 */
export function requireRowTypeNotIndexed({ catalog }: CommandContext, relation: RelationDescriptor): void {
  const types = new Set<number>();
  const relations = new Set([...usesOf(catalog, relation.rowType, types)].map(use => use.relation));
  for (const user of relations) {
    const index = user.indexes.find(i => i.keyTypes.some(type => types.has(type)));
    if (index !== undefined) throw notSupported(`another set of fields for row type "${relation.name}" while index "${index.name}" has values of it`);
  }
}
