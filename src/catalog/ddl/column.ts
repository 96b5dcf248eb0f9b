/**
 * Columns of existing relations: ADD, DROP, RENAME, type, NOT NULL, identity.
 *
 * Columns are only ever added at the end, so a relation with n columns (dropped ones included) has layout version n. A dropped
 * column keeps its place in the layout; `attcacheoff`, which PostgreSQL leaves at -1 on disk, then holds a built-in type of the
 * same storage class, since the column's own type may be dropped later.
 */
import { INVALID_OID, oid, type Oid } from '../../base/index.js';
import { PgError } from '../../errors/index.js';
import type { Waiting } from '../../txn/index.js';
import type { Datum, StorageClass } from '../../types/index.js';
import type { RelationDescriptor } from '../descriptors.js';
import { arrayOf, textArray } from '../store/arrays.js';
import { pgAttribute, pgClass, pgStatistic, type PgAttributeRow } from '../store/catalog-rows.data.js';
import type { CatalogStore } from '../store/catalog-store.js';
import type { StoredRow } from '../store/catalog-table.js';
import { attributeRow, canOverflow, COLUMNS_MAX, recordColumnDependencies, type ColumnSpec } from './create-relation.js';
import { removeDependenciesOf } from './dependency.js';
import { relationAddress } from './object-address.js';
import { typeStorage } from './type.js';

const SYSTEM_COLUMN_NAMES = new Set(['tableoid', 'cmax', 'xmax', 'cmin', 'xmin', 'ctid']);

export function attribute(catalog: CatalogStore, relation: Oid, number: number): StoredRow<PgAttributeRow> {
  const stored = catalog.row(pgAttribute, 'pg_attribute_relid_attnum_index', [relation, number]);
  if (stored === undefined) throw new PgError('undefined_column', `cache lookup failed for attribute ${number} of relation ${relation}`);
  return stored;
}

export function* updateAttribute(catalog: CatalogStore, relation: Oid, number: number, changes: Partial<PgAttributeRow>): Waiting<void> {
  yield* catalog.updateRow(pgAttribute, attribute(catalog, relation, number), changes);
}

function checkNewName(relation: RelationDescriptor, name: string): void {
  if (relation.kind !== 'v' && relation.kind !== 'c' && SYSTEM_COLUMN_NAMES.has(name)) {
    throw new PgError('duplicate_column', `column name "${name}" conflicts with a system column name`);
  }
  if (relation.columns.some(c => !c.isDropped && c.name === name)) {
    throw new PgError('duplicate_column', `column "${name}" of relation "${relation.name}" already exists`);
  }
}

/**
 * ADD COLUMN; returns the column's number. Rows stored before read as `missingValue` (NULL when undefined), unless the caller
 * rewrites the table.
 */
export function* addColumn(catalog: CatalogStore, relation: RelationDescriptor, column: ColumnSpec, missingValue?: Datum): Waiting<number> {
  checkNewName(relation, column.name);
  const number = relation.columns.length + 1;
  if (number > COLUMNS_MAX) throw new PgError('too_many_columns', `tables can have at most ${COLUMNS_MAX} columns`);
  const hasMissing = missingValue !== undefined && missingValue !== null;
  yield* catalog.insertRow(pgAttribute, {
    ...attributeRow(catalog, relation.oid, number, column),
    atthasmissing: hasMissing,
    attmissingval: hasMissing ? arrayOf(column.typeId, [missingValue]) : null,
  });
  yield* recordColumnDependencies(catalog, relation.oid, number, column);
  const stored = catalog.rowOf(pgClass, relation.oid)!;
  const needsOverflow = relation.overflowFileId === 0 && (relation.kind === 'r' || relation.kind === 'm') && canOverflow(catalog, [column]);
  yield* catalog.updateRow(pgClass, stored, {
    relnatts: number,
    ...(needsOverflow && { reltoastrelid: oid(catalog.createOverflowFile(relation.persistence)) }),
  });
  return number;
}

/** After a rewrite every row has every column. */
export function* clearMissingValues(catalog: CatalogStore, relation: RelationDescriptor): Waiting<void> {
  for (const column of relation.columns) {
    if (column.missingValue !== undefined) yield* updateAttribute(catalog, relation.oid, column.number, { atthasmissing: false, attmissingval: null });
  }
}

/** A built-in type whose values are stored as the class says. */
const REPRESENTATIVE: Readonly<Record<StorageClass, number>> = {
  bool: 16,
  char1: 18,
  int2: 21,
  int4: 23,
  uint4: 26,
  float4: 700,
  int8: 20,
  float8: 701,
  scaled: 701,
  fixed16: 2950,
  text: 25,
  bytes: 17,
  encoded: 17,
};

/** Marks a column as dropped. Its default, constraints and indexes go by the dependency walk that calls this. */
export function* removeColumn(catalog: CatalogStore, relation: Oid, number: number): Waiting<void> {
  const stored = attribute(catalog, relation, number);
  const { row } = stored;
  const storage = catalog.typeOps(row.atttypid)?.storageClass(row.atttypmod) ?? 'text';
  yield* catalog.updateRow(pgAttribute, stored, {
    attname: `........pg.dropped.${number}........`,
    atttypid: INVALID_OID,
    attcacheoff: REPRESENTATIVE[storage],
    attisdropped: true,
    attnotnull: false,
    attstattarget: 0,
    attgenerated: '',
    atthasmissing: false,
    attmissingval: null,
    attacl: null,
    attoptions: null,
    attfdwoptions: null,
  });
  for (const statistic of catalog.rows(pgStatistic, 'pg_statistic_relid_att_inh_index', [relation, number])) yield* catalog.removeRow(pgStatistic, statistic);
}

export function* renameColumn(catalog: CatalogStore, relation: RelationDescriptor, number: number, name: string): Waiting<void> {
  checkNewName(relation, name);
  yield* updateAttribute(catalog, relation.oid, number, { attname: name });
}

export function* setNotNull(catalog: CatalogStore, relation: Oid, number: number, isNotNull: boolean): Waiting<void> {
  const stored = attribute(catalog, relation, number);
  if (stored.row.attnotnull !== isNotNull) yield* catalog.updateRow(pgAttribute, stored, { attnotnull: isNotNull });
}

export function* setIdentity(catalog: CatalogStore, relation: Oid, number: number, identity: '' | 'a' | 'd'): Waiting<void> {
  yield* updateAttribute(catalog, relation, number, { attidentity: identity });
}

export function* setGenerated(catalog: CatalogStore, relation: Oid, number: number, generated: '' | 's'): Waiting<void> {
  yield* updateAttribute(catalog, relation, number, { attgenerated: generated });
}

/** The value that rows stored before the column was added have. */
export function* setMissingValue(catalog: CatalogStore, relation: Oid, number: number, value: Datum): Waiting<void> {
  const stored = attribute(catalog, relation, number);
  yield* catalog.updateRow(pgAttribute, stored, { atthasmissing: true, attmissingval: arrayOf(stored.row.atttypid, [value]) });
}

/** SET STORAGE and SET COMPRESSION. */
export function* setColumnStorage(
  catalog: CatalogStore,
  relation: Oid,
  number: number,
  changes: { readonly storage?: string; readonly compression?: string },
): Waiting<void> {
  yield* updateAttribute(catalog, relation, number, {
    ...(changes.storage !== undefined && { attstorage: changes.storage }),
    ...(changes.compression !== undefined && { attcompression: changes.compression }),
  });
}

/** SET (n_distinct = …): the whole new list of `name=value`. */
export function* setColumnOptions(catalog: CatalogStore, relation: Oid, number: number, options: readonly string[]): Waiting<void> {
  yield* updateAttribute(catalog, relation, number, { attoptions: options.length === 0 ? null : textArray(options) });
}

/** The pg_attribute row of a column. */
export function storedColumn(catalog: CatalogStore, relation: Oid, number: number): PgAttributeRow | undefined {
  return catalog.row(pgAttribute, 'pg_attribute_relid_attnum_index', [relation, number])?.row;
}

export function* setStatisticsTarget(catalog: CatalogStore, relation: Oid, number: number, target: number): Waiting<void> {
  yield* updateAttribute(catalog, relation, number, { attstattarget: target });
}

/** Another type; whether rows must be rewritten is the caller's to know. */
export function* setColumnType(
  catalog: CatalogStore,
  relation: Oid,
  number: number,
  type: { readonly typeId: Oid; readonly typmod: number; readonly collation: Oid; readonly dimensions?: number },
): Waiting<void> {
  const stored = attribute(catalog, relation, number);
  const storage = typeStorage(catalog, type.typeId);
  const self = relationAddress(relation, number);
  yield* removeDependenciesOf(catalog, self, d => d.objsubid === number && d.deptype === 'n' && (d.refclassid === 1247 || d.refclassid === 3456));
  yield* catalog.updateRow(pgAttribute, stored, {
    atttypid: type.typeId,
    atttypmod: type.typmod,
    attcollation: type.collation,
    attndims: type.dimensions ?? 0,
    attlen: storage.length,
    attbyval: storage.byValue,
    attalign: storage.align,
    attstorage: storage.storage,
    atthasmissing: false,
    attmissingval: null,
  });
  yield* recordColumnDependencies(catalog, relation, number, { name: stored.row.attname, ...type });
}
