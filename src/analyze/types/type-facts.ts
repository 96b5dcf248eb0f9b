/**
 * Questions about data types that coercion and overload resolution ask all the time: domains to base types, element types,
 * categories, pseudo-types, names for messages. (PostgreSQL: lsyscache and format_type.)
 */
import { INVALID_OID, type Oid } from '../../base/index.js';
import { PgError } from '../../errors/index.js';
import { builtinRange, type CatalogReader, type RelationDescriptor, type TypeDescriptor } from '../../catalog/index.js';
import { typeOids as T } from '../../types/index.js';

export function typeInfo(catalog: CatalogReader, id: Oid): TypeDescriptor {
  const type = catalog.typeById(id);
  if (type === undefined) throw new PgError('internal_error', `cache lookup failed for type ${id}`);
  return type;
}

/** The type under any domains. */
export function baseType(catalog: CatalogReader, id: Oid): Oid {
  let type = catalog.typeById(id);
  while (type !== undefined && type.kind === 'd') {
    id = type.baseType;
    type = catalog.typeById(id);
  }
  return id;
}

/** Typmod that a value of domain `id` must have; `typmod` when it is no domain. */
export function baseTypmod(catalog: CatalogReader, id: Oid, typmod: number): number {
  let type = catalog.typeById(id);
  while (type !== undefined && type.kind === 'd') {
    typmod = type.baseTypmod;
    type = catalog.typeById(type.baseType);
  }
  return typmod;
}

export function isDomain(catalog: CatalogReader, id: Oid): boolean {
  return catalog.typeById(id)?.kind === 'd';
}

/** Element type of a true array type, else 0 (`point` and `name` have elements without being arrays). */
export function elementType(catalog: CatalogReader, id: Oid): Oid {
  const type = catalog.typeById(id);
  if (type === undefined) return INVALID_OID;
  return (type.category === 'A' && type.kind === 'b') || id === T.RECORD_ARRAY ? type.elementType : INVALID_OID;
}

/** Element type of an array type or of a domain over one. */
export function baseElementType(catalog: CatalogReader, id: Oid): Oid {
  return elementType(catalog, baseType(catalog, id));
}

export function arrayTypeOf(catalog: CatalogReader, id: Oid): Oid {
  return catalog.typeById(id)?.arrayType ?? INVALID_OID;
}

export function typeCollation(catalog: CatalogReader, id: Oid): Oid {
  return catalog.typeById(id)?.collation ?? INVALID_OID;
}

export function isCollatable(catalog: CatalogReader, id: Oid): boolean {
  return typeCollation(catalog, id) !== INVALID_OID;
}

/** Relation whose columns are the fields of a composite type or of a domain over one; undefined for other types. */
export function rowRelation(catalog: CatalogReader, id: Oid): RelationDescriptor | undefined {
  const type = catalog.typeById(baseType(catalog, id));
  return type !== undefined && type.relationId !== INVALID_OID && type.kind === 'c' ? catalog.relationById(type.relationId) : undefined;
}

/** Place of field `attnum` (1-based) among the values of a row, which has none for dropped columns: 0-based. */
export function fieldPosition(catalog: CatalogReader, rowType: Oid, attnum: number): number {
  const columns = rowRelation(catalog, rowType)?.columns;
  let position = attnum - 1;
  if (columns !== undefined) for (let i = 0; i < attnum - 1; i++) if (columns[i]?.isDropped === true) position--;
  return position;
}

export function isComposite(catalog: CatalogReader, id: Oid): boolean {
  const type = catalog.typeById(id);
  if (type === undefined) return false;
  if (type.kind === 'd') return isComposite(catalog, type.baseType);
  return type.kind === 'c';
}

export function category(catalog: CatalogReader, id: Oid): string {
  return typeInfo(catalog, id).category;
}

/** True when the type is the preferred one of this category. */
export function isPreferredIn(catalog: CatalogReader, categoryCode: string, id: Oid): boolean {
  const type = catalog.typeById(id);
  return type !== undefined && type.isPreferred && type.category === categoryCode;
}

export function rangeSubtype(catalog: CatalogReader, id: Oid): Oid {
  return catalog.typeById(id)?.rangeSubtype ?? builtinRange('range', id)?.subtype ?? INVALID_OID;
}

/** Range type of a multirange type, else 0. */
export function rangeOfMultirange(catalog: CatalogReader, id: Oid): Oid {
  const type = catalog.typeById(id);
  if (type === undefined || type.kind !== 'm') return INVALID_OID;
  return type.rangeType ?? builtinRange('multirange', id)?.rangeType ?? INVALID_OID;
}

/** Multirange type of a range type, else 0. */
export function multirangeOfRange(catalog: CatalogReader, id: Oid): Oid {
  const type = catalog.typeById(id);
  if (type === undefined || type.kind !== 'r') return INVALID_OID;
  return type.multirangeType ?? builtinRange('range', id)?.multirangeType ?? INVALID_OID;
}

/** anyelement and its family. */
export function isPolymorphicFamily1(id: number): boolean {
  return id === T.ANYELEMENT || id === T.ANYARRAY || id === T.ANYNONARRAY || id === T.ANYENUM || id === T.ANYRANGE || id === T.ANYMULTIRANGE;
}

/** anycompatible and its family. */
export function isPolymorphicFamily2(id: number): boolean {
  return (
    id === T.ANYCOMPATIBLE || id === T.ANYCOMPATIBLEARRAY || id === T.ANYCOMPATIBLENONARRAY || id === T.ANYCOMPATIBLERANGE || id === T.ANYCOMPATIBLEMULTIRANGE
  );
}

export function isPolymorphic(id: number): boolean {
  return isPolymorphicFamily1(id) || isPolymorphicFamily2(id);
}
