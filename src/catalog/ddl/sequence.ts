/** Sequences as catalog objects: pg_class and pg_sequence rows, and which column owns one. Values are the access method's. */
import { INVALID_OID, oid, type FileId, type Oid } from '../../base/index.js';
import type { Waiting } from '../../txn/index.js';
import type { Int8 } from '../../types/index.js';
import type { RelationDescriptor } from '../descriptors.js';
import { pgClass, pgDepend, pgSequence, type PgSequenceRow } from '../store/catalog-rows.data.js';
import type { CatalogStore } from '../store/catalog-store.js';
import { createRelation } from './create-relation.js';
import { dependenciesOf, dependentsOf, recordDependency } from './dependency.js';
import { CLASS, relationAddress } from './object-address.js';
import { checkRelationNameFree } from './object-names.js';

export interface SequenceOptions {
  readonly typeId: Oid;
  readonly start: Int8;
  readonly increment: Int8;
  readonly max: Int8;
  readonly min: Int8;
  readonly cache: Int8;
  readonly cycle: boolean;
}

export interface SequenceSpec extends SequenceOptions {
  readonly name: string;
  readonly schemaId: Oid;
  readonly owner: Oid;
  readonly persistence: 'p' | 'u' | 't';
}

const INT8 = oid(20);
const BOOL = oid(16);

const COLUMNS = [
  { name: 'last_value', typeId: INT8, typmod: -1, collation: INVALID_OID, isNotNull: true },
  { name: 'log_cnt', typeId: INT8, typmod: -1, collation: INVALID_OID, isNotNull: true },
  { name: 'is_called', typeId: BOOL, typmod: -1, collation: INVALID_OID, isNotNull: true },
] as const;

function sequenceRow(id: Oid, options: SequenceOptions): PgSequenceRow {
  return {
    seqrelid: id,
    seqtypid: options.typeId,
    seqstart: options.start,
    seqincrement: options.increment,
    seqmax: options.max,
    seqmin: options.min,
    seqcache: options.cache,
    seqcycle: options.cycle,
  };
}

export function* createSequence(catalog: CatalogStore, spec: SequenceSpec): Waiting<{ readonly oid: Oid; readonly fileId: FileId }> {
  checkRelationNameFree(catalog, spec.name, spec.schemaId, false);
  const file = catalog.createSequenceFile(spec.persistence, spec.start, false);
  const created = yield* createRelation(catalog, { ...spec, kind: 'S', columns: COLUMNS, fileId: file });
  yield* catalog.insertRow(pgSequence, sequenceRow(created.oid, spec));
  return created;
}

export function* alterSequence(catalog: CatalogStore, id: Oid, options: SequenceOptions): Waiting<void> {
  yield* catalog.updateRow(pgSequence, catalog.row(pgSequence, 'pg_sequence_seqrelid_index', [id])!, sequenceRow(id, options));
}

/**
 * A new file that starts at `value` (ALTER SEQUENCE RESTART, TRUNCATE RESTART IDENTITY): unlike nextval and setval these are undone
 * by a rollback.
 */
export function* replaceSequenceFile(catalog: CatalogStore, sequence: RelationDescriptor, value: Int8, isCalled = false): Waiting<FileId> {
  const file = catalog.createSequenceFile(sequence.persistence, value, isCalled);
  catalog.dropFile(sequence.fileId);
  yield* catalog.updateRow(pgClass, catalog.rowOf(pgClass, sequence.oid)!, { relfilenode: oid(file) });
  return file;
}

export function sequenceOptions(catalog: CatalogStore, id: Oid): SequenceOptions | undefined {
  const row = catalog.row(pgSequence, 'pg_sequence_seqrelid_index', [id])?.row;
  if (row === undefined) return undefined;
  return {
    typeId: row.seqtypid,
    start: row.seqstart,
    increment: row.seqincrement,
    max: row.seqmax,
    min: row.seqmin,
    cache: row.seqcache,
    cycle: row.seqcycle,
  };
}

/** The column that owns a sequence: `a` OWNED BY (serial), `i` identity. */
export function sequenceOwner(catalog: CatalogStore, id: Oid): { readonly table: Oid; readonly column: number; readonly type: 'a' | 'i' } | undefined {
  for (const { row } of dependenciesOf(catalog, relationAddress(id))) {
    if (row.refclassid === CLASS.relation && row.refobjsubid > 0 && (row.deptype === 'a' || row.deptype === 'i')) {
      return { table: row.refobjid, column: row.refobjsubid, type: row.deptype };
    }
  }
  return undefined;
}

/** The sequences a column owns, identity's first. */
export function ownedSequences(catalog: CatalogStore, table: Oid, column: number): Oid[] {
  const found: { id: Oid; type: string }[] = [];
  for (const { row } of dependentsOf(catalog, relationAddress(table, column))) {
    if (row.classid !== CLASS.relation || row.objsubid !== 0 || (row.deptype !== 'a' && row.deptype !== 'i')) continue;
    if (catalog.relationById(row.objid)?.kind === 'S') found.push({ id: row.objid, type: row.deptype });
  }
  return found.sort((a, b) => (a.type === b.type ? a.id - b.id : a.type === 'i' ? -1 : 1)).map(f => f.id);
}

/** OWNED BY column (null: NONE). */
export function* setSequenceOwner(
  catalog: CatalogStore,
  id: Oid,
  column: { readonly table: Oid; readonly column: number } | null,
  type: 'a' | 'i' = 'a',
): Waiting<void> {
  for (const stored of dependenciesOf(catalog, relationAddress(id))) {
    const { row } = stored;
    if (row.refclassid === CLASS.relation && row.refobjsubid > 0) yield* catalog.removeRow(pgDepend, stored);
  }
  if (column !== null) yield* recordDependency(catalog, relationAddress(id), relationAddress(column.table, column.column), type);
}
