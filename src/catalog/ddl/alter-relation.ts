/** Changes of a relation as a whole: name, schema, owner, options, files, estimates. */
import { INVALID_OID, oid, type FileId, type Oid } from '../../base/index.js';
import { PgError } from '../../errors/index.js';
import type { Waiting } from '../../txn/index.js';
import type { RelationDescriptor } from '../descriptors.js';
import { stringsOf, textArray } from '../store/arrays.js';
import { pgClass, pgConstraint, pgIndex, pgType, type PgClassRow, type PgConstraintRow } from '../store/catalog-rows.data.js';
import type { StoredRow } from '../store/catalog-table.js';
import type { CatalogStore } from '../store/catalog-store.js';
import { clearMissingValues } from './column.js';
import { changeDependency, changeOwner } from './dependency.js';
import { CLASS, relationAddress, schemaAddress } from './object-address.js';
import { checkRelationNameFree, chooseArrayTypeName } from './object-names.js';
import { ownedSequences } from './sequence.js';
import { moveArrayType, setTypeOwner, setTypeSchema } from './type.js';

export function* updateClass(catalog: CatalogStore, relation: Oid, changes: Partial<PgClassRow>): Waiting<void> {
  yield* catalog.updateRow(pgClass, catalog.rowOf(pgClass, relation)!, changes);
}

/** RENAME TO: the relation, its row type, the constraint behind an index. */
export function* renameRelation(catalog: CatalogStore, relation: RelationDescriptor, name: string): Waiting<void> {
  checkRelationNameFree(catalog, name, relation.schemaId, relation.rowType !== 0);
  yield* updateClass(catalog, relation.oid, { relname: name });
  if (relation.rowType !== 0) {
    yield* moveArrayType(catalog, name, relation.schemaId);
    const type = catalog.rowOf(pgType, relation.rowType)!;
    yield* catalog.updateRow(pgType, type, { typname: name });
    const array = catalog.rowOf(pgType, type.row.typarray);
    if (array !== undefined) yield* catalog.updateRow(pgType, array, { typname: chooseArrayTypeName(catalog, name, relation.schemaId) });
  }
  if (relation.kind === 'i') {
    for (const constraint of constraintsOfIndex(catalog, relation.oid)) yield* catalog.updateRow(pgConstraint, constraint, { conname: name });
  }
}

function constraintRows(catalog: CatalogStore, table: Oid): StoredRow<PgConstraintRow>[] {
  return catalog.rows(pgConstraint, 'pg_constraint_conrelid_contypid_conname_index', [table]);
}

function constraintsOfIndex(catalog: CatalogStore, index: Oid): StoredRow<PgConstraintRow>[] {
  const table = catalog.row(pgIndex, 'pg_index_indexrelid_index', [index])?.row.indrelid;
  return table === undefined ? [] : constraintRows(catalog, table).filter(({ row }) => row.conindid === index && row.contype !== 'f');
}

/** SET SCHEMA: the relation with its row type, indexes, constraints and owned sequences. */
export function* setRelationSchema(catalog: CatalogStore, relation: RelationDescriptor, schemaId: Oid): Waiting<void> {
  if (schemaId === relation.schemaId) return;
  const schema = catalog.schemaName(schemaId) ?? '';
  const check = (name: string): void => {
    if (catalog.relationIdNamed(schemaId, name) !== undefined) {
      throw new PgError('duplicate_table', `relation "${name}" already exists in schema "${schema}"`);
    }
  };
  check(relation.name);
  yield* updateClass(catalog, relation.oid, { relnamespace: schemaId });
  yield* changeDependency(catalog, relationAddress(relation.oid), schemaAddress(relation.schemaId), schemaAddress(schemaId));
  if (relation.rowType !== 0) yield* setTypeSchema(catalog, relation.rowType, schemaId);
  for (const index of relation.indexes) {
    check(index.name);
    yield* updateClass(catalog, index.oid, { relnamespace: schemaId });
  }
  for (const constraint of constraintRows(catalog, relation.oid)) yield* catalog.updateRow(pgConstraint, constraint, { connamespace: schemaId });
  for (const column of relation.columns) {
    for (const sequence of ownedSequences(catalog, relation.oid, column.number)) {
      yield* setRelationSchema(catalog, catalog.relationById(sequence)!, schemaId);
    }
  }
}

/** OWNER TO, with indexes, row type and owned sequences. */
export function* setRelationOwner(catalog: CatalogStore, relation: RelationDescriptor, owner: Oid): Waiting<void> {
  yield* updateClass(catalog, relation.oid, { relowner: owner });
  yield* changeOwner(catalog, { classId: CLASS.relation, objectId: relation.oid, subId: 0 }, owner);
  if (relation.rowType !== 0) yield* setTypeOwner(catalog, relation.rowType, owner);
  for (const index of relation.indexes) yield* updateClass(catalog, index.oid, { relowner: owner });
  for (const column of relation.columns) {
    for (const sequence of ownedSequences(catalog, relation.oid, column.number)) yield* setRelationOwner(catalog, catalog.relationById(sequence)!, owner);
  }
}

export function* setPersistence(catalog: CatalogStore, relation: RelationDescriptor, persistence: 'p' | 'u'): Waiting<void> {
  yield* updateClass(catalog, relation.oid, { relpersistence: persistence });
  for (const index of relation.indexes) yield* updateClass(catalog, index.oid, { relpersistence: persistence });
}

/** A materialized view has rows, or (WITH NO DATA) waits for its first REFRESH. */
export function* setPopulated(catalog: CatalogStore, relation: Oid, isPopulated: boolean): Waiting<void> {
  yield* updateClass(catalog, relation, { relispopulated: isPopulated });
}

/** n(othing), f(ull), d(efault). */
export function* setReplicaIdentity(catalog: CatalogStore, relation: Oid, identity: 'n' | 'f' | 'd'): Waiting<void> {
  yield* updateClass(catalog, relation, { relreplident: identity });
}

/** pg_class.reloptions. */
export function storedOptions(catalog: CatalogStore, relation: Oid): string[] {
  return stringsOf(catalog.rowOf(pgClass, relation)?.row.reloptions ?? null);
}

/** Access method of an index. */
export function methodOfIndex(catalog: CatalogStore, index: Oid): Oid {
  return catalog.rowOf(pgClass, index)?.row.relam ?? INVALID_OID;
}

/** SET (…) / RESET (…): the whole new list of `name=value`. */
export function* setRelationOptions(catalog: CatalogStore, relation: Oid, options: readonly string[]): Waiting<void> {
  yield* updateClass(catalog, relation, { reloptions: options.length === 0 ? null : textArray(options) });
}

export interface NewFiles {
  readonly table: FileId;
  readonly overflow: FileId;
  /** Per index, in the order of the descriptor. */
  readonly indexes: readonly { readonly oid: Oid; readonly fileId: FileId }[];
}

/**
 * New, empty files for a table and its indexes (TRUNCATE, rewrites); the old ones go at commit. After a rewrite no row lacks a
 * column any more, so missing values are cleared.
 */
export function* replaceFiles(catalog: CatalogStore, relation: RelationDescriptor): Waiting<NewFiles> {
  const { persistence } = relation;
  const table = catalog.createTableFile(persistence);
  const overflow = relation.overflowFileId === 0 ? relation.overflowFileId : catalog.createOverflowFile(persistence);
  catalog.replaceFile(relation.fileId, table);
  catalog.dropFile(relation.overflowFileId);
  yield* updateClass(catalog, relation.oid, { relfilenode: oid(table), reltoastrelid: oid(overflow), relpages: 0, reltuples: -1, relallvisible: 0 });
  yield* clearMissingValues(catalog, relation);
  const indexes: { oid: Oid; fileId: FileId }[] = [];
  for (const index of relation.indexes) indexes.push({ oid: index.oid, fileId: yield* replaceIndexFile(catalog, index, persistence) });
  return { table, overflow, indexes };
}

/** A new, empty file for an index (REINDEX). */
export function* replaceIndexFile(
  catalog: CatalogStore,
  index: { readonly oid: Oid; readonly fileId: FileId; readonly method: string },
  persistence: 'p' | 'u' | 't',
): Waiting<FileId> {
  const file = catalog.createIndexFile(persistence, index.method);
  catalog.replaceFile(index.fileId, file);
  yield* updateClass(catalog, index.oid, { relfilenode: oid(file), relpages: 0, reltuples: -1 });
  return file;
}

/** What ANALYZE, VACUUM and CREATE INDEX learn. */
export function* setRelationEstimates(catalog: CatalogStore, relation: Oid, pages: number, tuples: number, allVisible?: number): Waiting<void> {
  const stored = catalog.rowOf(pgClass, relation)!;
  const { row } = stored;
  const reltuples = Math.fround(tuples);
  if (row.relpages === pages && row.reltuples === reltuples && (allVisible === undefined || row.relallvisible === allVisible)) return;
  yield* catalog.updateRow(pgClass, stored, { relpages: pages, reltuples, ...(allVisible !== undefined && { relallvisible: allVisible }) });
}

export function* setIndexFlags(
  catalog: CatalogStore,
  index: Oid,
  flags: { readonly isValid?: boolean; readonly isReady?: boolean; readonly isClustered?: boolean; readonly checkXmin?: boolean },
): Waiting<void> {
  const stored = catalog.row(pgIndex, 'pg_index_indexrelid_index', [index])!;
  yield* catalog.updateRow(pgIndex, stored, {
    ...(flags.isValid !== undefined && { indisvalid: flags.isValid }),
    ...(flags.isReady !== undefined && { indisready: flags.isReady }),
    ...(flags.isClustered !== undefined && { indisclustered: flags.isClustered }),
    ...(flags.checkXmin !== undefined && { indcheckxmin: flags.checkXmin }),
  });
}
