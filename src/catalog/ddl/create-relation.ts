/** A new relation: rows of pg_class and pg_attribute, its row type, its files, what it depends on. */
import { fileId, INVALID_OID, oid, type FileId, type Oid } from '../../base/index.js';
import { PgError } from '../../errors/index.js';
import type { Waiting } from '../../txn/index.js';
import type { RelationKind } from '../descriptors.js';
import { textArray } from '../store/arrays.js';
import { pgAttribute, pgClass, type PgAttributeRow, type PgClassRow } from '../store/catalog-rows.data.js';
import type { CatalogStore } from '../store/catalog-store.js';
import { address, CLASS, relationAddress, schemaAddress, typeAddress } from './object-address.js';
import { recordDependency, recordOwner } from './dependency.js';
import { checkRelationNameFree } from './object-names.js';
import { builtinTypeStorage, createRowType, typeStorage, type TypeStorage } from './type.js';

/** Most columns of a relation, dropped ones included (PostgreSQL's MaxHeapAttributeNumber). */
export const COLUMNS_MAX = 1600;

export interface ColumnSpec {
  readonly name: string;
  readonly typeId: Oid;
  readonly typmod: number;
  readonly collation: Oid;
  readonly isNotNull?: boolean;
  /** The caller stores the default with `setDefault`. */
  readonly identity?: '' | 'a' | 'd';
  readonly generated?: '' | 's';
  /** Array dimensions as written, for attndims. */
  readonly dimensions?: number;
}

export interface RelationSpec {
  readonly name: string;
  readonly schemaId: Oid;
  readonly kind: RelationKind;
  readonly owner: Oid;
  readonly persistence: 'p' | 'u' | 't';
  readonly columns: readonly ColumnSpec[];
  /** Storage parameters as `name=value`. */
  readonly options?: readonly string[];
  /** The file of a sequence, made by its own module. */
  readonly fileId?: FileId;
}

const HEAP_METHOD = oid(2);
const DEFAULT_COLLATION = 100;
const SYSTEM_COLUMN_NAMES = new Set(['tableoid', 'cmax', 'xmax', 'cmin', 'xmin', 'ctid']);
/** Name, type, number of the columns every table has. */
const SYSTEM_COLUMNS = [
  ['ctid', 27, -1],
  ['xmin', 28, -2],
  ['cmin', 29, -3],
  ['xmax', 28, -4],
  ['cmax', 29, -5],
  ['tableoid', 26, -6],
] as const;

export function attributeRow(catalog: CatalogStore, relation: Oid, number: number, column: ColumnSpec): PgAttributeRow {
  return attributeRowOf(typeStorage(catalog, column.typeId), relation, number, column);
}

export function attributeRowOf(storage: TypeStorage, relation: Oid, number: number, column: ColumnSpec): PgAttributeRow {
  return {
    attrelid: relation,
    attname: column.name,
    atttypid: column.typeId,
    attstattarget: number < 0 ? 0 : -1,
    attlen: storage.length,
    attnum: number,
    attndims: column.dimensions ?? 0,
    attcacheoff: -1,
    atttypmod: column.typmod,
    attbyval: storage.byValue,
    attalign: storage.align,
    attstorage: storage.storage,
    attcompression: '',
    attnotnull: column.isNotNull ?? false,
    atthasdef: false,
    atthasmissing: false,
    attidentity: column.identity ?? '',
    attgenerated: column.generated ?? '',
    attisdropped: false,
    attislocal: true,
    attinhcount: 0,
    attcollation: column.collation,
    attacl: null,
    attoptions: null,
    attfdwoptions: null,
    attmissingval: null,
  };
}

export function systemAttributeRows(relation: Oid): PgAttributeRow[] {
  return SYSTEM_COLUMNS.map(([name, typeId, number]) =>
    attributeRowOf(builtinTypeStorage(oid(typeId))!, relation, number, { name, typeId: oid(typeId), typmod: -1, collation: INVALID_OID, isNotNull: true }),
  );
}

export function classRow(facts: Pick<PgClassRow, 'oid' | 'relname' | 'relnamespace' | 'relowner' | 'relkind'> & Partial<PgClassRow>): PgClassRow {
  const { relkind } = facts;
  const hasHeap = relkind === 'r' || relkind === 'm' || relkind === 'p';
  return {
    reltype: INVALID_OID,
    reloftype: INVALID_OID,
    relam: relkind === 'r' || relkind === 'm' ? HEAP_METHOD : INVALID_OID,
    relfilenode: INVALID_OID,
    reltablespace: INVALID_OID,
    relpages: relkind === 'S' ? 1 : 0,
    reltuples: relkind === 'S' ? 1 : -1,
    relallvisible: 0,
    reltoastrelid: INVALID_OID,
    relhasindex: false,
    relisshared: false,
    relpersistence: 'p',
    relnatts: 0,
    relchecks: 0,
    relhasrules: relkind === 'v' || relkind === 'm',
    relhastriggers: false,
    relhassubclass: relkind === 'p',
    relrowsecurity: false,
    relforcerowsecurity: false,
    relispopulated: true,
    relreplident: hasHeap ? 'd' : 'n',
    relispartition: false,
    relrewrite: INVALID_OID,
    relfrozenxid: relkind === 'r' || relkind === 'm' ? 3 : 0,
    relminmxid: relkind === 'r' || relkind === 'm' ? 1 : 0,
    relacl: null,
    reloptions: null,
    relpartbound: null,
    ...facts,
  };
}

export function checkColumns(catalog: CatalogStore, columns: readonly ColumnSpec[], kind: RelationKind): void {
  if (columns.length > COLUMNS_MAX) throw new PgError('too_many_columns', `tables can have at most ${COLUMNS_MAX} columns`);
  const seen = new Set<string>();
  for (const column of columns) {
    // Views and composite types have no system columns to collide with.
    if (kind !== 'v' && kind !== 'c' && SYSTEM_COLUMN_NAMES.has(column.name)) {
      throw new PgError('duplicate_column', `column name "${column.name}" conflicts with a system column name`);
    }
    if (seen.has(column.name)) throw new PgError('duplicate_column', `column "${column.name}" specified more than once`);
    seen.add(column.name);
    const type = catalog.typeById(column.typeId);
    if (type?.kind === 'p') {
      throw new PgError('invalid_table_definition', `column "${column.name}" has pseudo-type ${type.name}`);
    }
  }
}

/** Does a row of these columns need an overflow file? */
export function canOverflow(catalog: CatalogStore, columns: readonly { readonly typeId: Oid; readonly typmod: number }[]): boolean {
  return columns.some(c => {
    const storage = catalog.typeOps(c.typeId)?.storageClass(c.typmod);
    return storage === 'text' || storage === 'bytes' || storage === 'encoded';
  });
}

export interface CreatedRelation {
  readonly oid: Oid;
  readonly fileId: FileId;
}

/** Inserts what every relation has; constraints, defaults, indexes and the view's rule come after, from their own modules. */
export function* createRelation(catalog: CatalogStore, spec: RelationSpec): Waiting<CreatedRelation> {
  const { name, schemaId, kind, owner, columns } = spec;
  const makesType = kind !== 'S' && kind !== 'i';
  checkRelationNameFree(catalog, name, schemaId, makesType);
  checkColumns(catalog, columns, kind);
  const id = catalog.newOid();
  const isTable = kind === 'r' || kind === 'm';
  const file = spec.fileId ?? (isTable ? catalog.createTableFile(spec.persistence) : fileId(0));
  const overflow = isTable && canOverflow(catalog, columns) ? catalog.createOverflowFile(spec.persistence) : fileId(0);
  const rowType = makesType ? yield* createRowType(catalog, { name, schemaId, owner, oid: id, isCompositeType: kind === 'c' }) : INVALID_OID;
  yield* catalog.insertRow(
    pgClass,
    classRow({
      oid: id,
      relname: name,
      relnamespace: schemaId,
      reltype: rowType,
      relowner: owner,
      relkind: kind,
      relfilenode: oid(file),
      reltoastrelid: oid(overflow),
      relpersistence: spec.persistence,
      relnatts: columns.length,
      reloptions: spec.options === undefined || spec.options.length === 0 ? null : textArray(spec.options),
    }),
  );
  yield* insertColumns(catalog, id, kind, columns);
  if (kind !== 'c' && kind !== 'i') {
    yield* recordDependency(catalog, relationAddress(id), schemaAddress(schemaId), 'n');
    yield* recordOwner(catalog, relationAddress(id), owner);
  }
  return { oid: id, fileId: file };
}

function* insertColumns(catalog: CatalogStore, relation: Oid, kind: RelationKind, columns: readonly ColumnSpec[]): Waiting<void> {
  for (let i = 0; i < columns.length; i++) {
    yield* catalog.insertRow(pgAttribute, attributeRow(catalog, relation, i + 1, columns[i]!));
    yield* recordColumnDependencies(catalog, relation, i + 1, columns[i]!);
  }
  if (kind === 'v' || kind === 'c' || kind === 'i') return;
  for (const row of systemAttributeRows(relation)) yield* catalog.insertRow(pgAttribute, row);
}

export function* recordColumnDependencies(catalog: CatalogStore, relation: Oid, number: number, column: ColumnSpec): Waiting<void> {
  yield* recordDependency(catalog, relationAddress(relation, number), typeAddress(column.typeId), 'n');
  if (column.collation !== INVALID_OID && column.collation !== DEFAULT_COLLATION) {
    yield* recordDependency(catalog, relationAddress(relation, number), address(CLASS.collation, column.collation), 'n');
  }
}
