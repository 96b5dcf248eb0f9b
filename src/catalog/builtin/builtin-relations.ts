/**
 * Descriptors of the catalogs themselves, their indexes and the system views, from generated facts. They never change, so
 * reading a catalog needs no catalog. The relation file of a catalog has its oid as number (and that of PostgreSQL's TOAST
 * table for its overflow file).
 */
import { fileId, INVALID_OID, oid, type Oid } from '../../base/index.js';
import { PG_CONSTRAINT, PG_INDEX, RELATIONS } from '../data/pg-relations.data.js';
import type { ColumnDescriptor, ConstraintDescriptor, IndexDescriptor, RelationDescriptor, RelationKind } from '../descriptors.js';
import { systemViewText } from '../views/system-views.js';
import { builtinType } from './builtin-types.js';
import { linesBySecondColumn, packedBoolean, packedNumbers, PackedTable, type PackedField } from './packed-table.js';

export const relationTable = new PackedTable(RELATIONS);
export const indexTable = new PackedTable(PG_INDEX);
export const constraintTable = new PackedTable(PG_CONSTRAINT);

export const PG_CATALOG_SCHEMA = oid(11);
export const PG_TOAST_SCHEMA = oid(99);
export const PUBLIC_SCHEMA = oid(2200);
/** Assigned by initdb of the server the facts come from. */
export const INFORMATION_SCHEMA = oid(13207);
export const BOOTSTRAP_SUPERUSER = oid(10);
/** The first oid of objects that users make. */
export const FIRST_NORMAL_OID = 16384;

const R = {
  name: relationTable.column('relname'),
  oid: relationTable.column('oid'),
  schema: relationTable.column('relnamespace'),
  kind: relationTable.column('relkind'),
  rowType: relationTable.column('reltype'),
  shared: relationTable.column('relisshared'),
  toast: relationTable.column('toast'),
  columns: relationTable.column('columns'),
} as const;

const I = {
  oid: indexTable.column('indexrelid'),
  table: indexTable.column('indrelid'),
  unique: indexTable.column('indisunique'),
  primary: indexTable.column('indisprimary'),
  exclusion: indexTable.column('indisexclusion'),
  immediate: indexTable.column('indimmediate'),
  key: indexTable.column('indkey'),
  collation: indexTable.column('indcollation'),
  classes: indexTable.column('indclass'),
  options: indexTable.column('indoption'),
  keyCount: indexTable.column('indnkeyatts'),
} as const;

/** One column as the facts have it; `dimensions` is attndims. */
export interface RawColumn extends ColumnDescriptor {
  readonly dimensions: number;
}

/** Columns in the notation of pg-relations.data.ts: `name:type:flags:typmod:collation`, comma-separated. */
export function parseColumns(text: string): RawColumn[] {
  return text.split(',').map((part, i) => {
    const [name, type, flags = '', typmod = '', collation = ''] = part.split(':');
    const typeId = oid(Number(type));
    return {
      number: i + 1,
      name: name!,
      typeId,
      typmod: typmod === '' ? -1 : Number(typmod),
      collation: collation === '' ? (builtinType(typeId)?.collation ?? INVALID_OID) : oid(Number(collation)),
      isNotNull: flags.includes('!'),
      isDropped: false,
      hasDefault: false,
      defaultText: null,
      identity: '' as const,
      generated: '' as const,
      sinceLayout: i + 1,
      dimensions: flags.includes('1') ? 1 : 0,
    };
  });
}

/** Facts of a built-in relation or index, for the bootstrap. */
export interface RawRelation {
  readonly oid: Oid;
  readonly name: string;
  readonly schemaId: Oid;
  readonly kind: RelationKind;
  readonly rowType: Oid;
  readonly isShared: boolean;
  readonly overflowFile: number;
  readonly columns: readonly RawColumn[];
}

export function rawRelation(line: number): RawRelation {
  const f = relationTable.fields(line);
  return {
    oid: oid(Number(f[R.oid])),
    name: f[R.name]!,
    schemaId: oid(Number(f[R.schema])),
    kind: f[R.kind] as RelationKind,
    rowType: oid(Number(f[R.rowType])),
    isShared: packedBoolean(f[R.shared]!),
    overflowFile: Number(f[R.toast]),
    columns: parseColumns(f[R.columns]!),
  };
}

export interface RawIndex {
  readonly oid: Oid;
  readonly table: Oid;
  readonly isUnique: boolean;
  readonly isPrimary: boolean;
  readonly isImmediate: boolean;
  readonly key: readonly number[];
  readonly collations: readonly number[];
  readonly classes: readonly number[];
  readonly options: readonly number[];
}

export function rawIndex(line: number): RawIndex {
  const f: readonly PackedField[] = indexTable.fields(line);
  return {
    oid: oid(Number(f[I.oid])),
    table: oid(Number(f[I.table])),
    isUnique: packedBoolean(f[I.unique]!),
    isPrimary: packedBoolean(f[I.primary]!),
    isImmediate: packedBoolean(f[I.immediate]!),
    key: packedNumbers(f[I.key]!, ' '),
    collations: packedNumbers(f[I.collation]!, ' '),
    classes: packedNumbers(f[I.classes]!, ' '),
    options: packedNumbers(f[I.options]!, ' '),
  };
}

let indexLines: Map<number, number[]> | undefined;
let constraintLines: Map<number, number[]> | undefined;

function describeIndex(line: number, columns: readonly ColumnDescriptor[]): IndexDescriptor {
  const raw = rawIndex(line);
  const relation = relationTable.fields(relationTable.lineOfOid(raw.oid));
  return {
    oid: raw.oid,
    name: relation[R.name]!,
    fileId: fileId(raw.oid),
    method: 'btree',
    isUnique: raw.isUnique,
    isPrimary: raw.isPrimary,
    isExclusion: false,
    nullsNotDistinct: false,
    isImmediate: raw.isImmediate,
    isValid: true,
    columns: raw.key,
    keyCount: raw.key.length,
    expressionTexts: [],
    predicateText: null,
    keyTypes: raw.key.map(k => columns[k - 1]!.typeId),
    isDescending: raw.options.map(o => (o & 1) !== 0),
    nullsFirst: raw.options.map(o => (o & 2) !== 0),
    operatorClasses: raw.classes.map(oid),
    collations: raw.collations.map(oid),
  };
}

function describeConstraints(table: number): ConstraintDescriptor[] {
  constraintLines ??= linesBySecondColumn(PG_CONSTRAINT);
  const found: ConstraintDescriptor[] = [];
  for (const line of constraintLines.get(table) ?? []) {
    const f = constraintTable.fields(line);
    found.push({
      oid: oid(Number(f[0])),
      name: f[2]!,
      kind: f[4] as ConstraintDescriptor['kind'],
      columns: packedNumbers(f[7]!, ' '),
      expressionText: null,
      indexId: oid(Number(f[6])),
      isDeferrable: false,
      isDeferred: false,
      isValidated: true,
      referencedRelation: INVALID_OID,
      referencedColumns: [],
      onUpdate: ' ',
      onDelete: ' ',
      match: ' ',
      operators: [],
    });
  }
  return found;
}

/** A column of a system view with its type as SQL. */
function viewColumn(column: ColumnDescriptor): { name: string; type: string | null } {
  const type = builtinType(column.typeId)!;
  if (type.kind === 'p') return { name: column.name, type: null };
  const isArray = type.category === 'A' && type.elementType !== 0;
  const base = isArray ? builtinType(type.elementType)! : type;
  const schema = base.schemaId === PG_CATALOG_SCHEMA ? 'pg_catalog' : 'information_schema';
  return { name: column.name, type: `${schema}.${base.name === 'char' ? '"char"' : base.name}${isArray ? '[]' : ''}` };
}

const descriptors = new Map<number, RelationDescriptor>();

function describe(line: number): RelationDescriptor {
  const raw = rawRelation(line);
  let found = descriptors.get(raw.oid);
  if (found !== undefined) return found;
  const schema = raw.schemaId === PG_CATALOG_SCHEMA ? 'pg_catalog' : 'information_schema';
  indexLines ??= linesBySecondColumn(PG_INDEX);
  const viewText = raw.kind === 'v' ? (systemViewText(schema, raw.name, raw.columns.map(viewColumn)) ?? null) : null;
  const isVirtual = raw.kind === 'v' && viewText === null;
  found = {
    oid: raw.oid,
    name: raw.name,
    schema,
    schemaId: raw.schemaId,
    // A virtual relation is a view in pg_class, but has no query to expand: it is scanned like a table.
    kind: isVirtual ? 'r' : raw.kind,
    rowType: raw.rowType,
    owner: BOOTSTRAP_SUPERUSER,
    persistence: 'p',
    fileId: fileId(raw.kind === 'v' ? 0 : raw.oid),
    overflowFileId: fileId(raw.overflowFile),
    layoutVersion: raw.columns.length,
    columns: raw.columns,
    indexes: (indexLines.get(raw.oid) ?? []).map(l => describeIndex(l, raw.columns)),
    constraints: describeConstraints(raw.oid),
    referencedBy: [],
    viewText,
    tupleEstimate: -1,
    pageEstimate: 0,
    isSystem: true,
    isVirtual,
  };
  descriptors.set(raw.oid, found);
  return found;
}

/** A catalog, catalog index or system view by oid. */
export function builtinRelation(id: number): RelationDescriptor | undefined {
  const found = descriptors.get(id);
  if (found !== undefined) return found;
  if (id >= FIRST_NORMAL_OID) return undefined;
  const line = relationTable.lineOfOid(id);
  return line < 0 ? undefined : describe(line);
}

export function builtinRelationNamed(schemaId: number, name: string): RelationDescriptor | undefined {
  for (const line of relationTable.linesNamed(name)) {
    const found = describe(line);
    if (found.schemaId === schemaId) return found;
  }
  return undefined;
}
