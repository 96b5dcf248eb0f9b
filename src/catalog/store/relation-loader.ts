/** Builds a RelationDescriptor from the rows of pg_class, pg_attribute, pg_attrdef, pg_index, pg_constraint, pg_rewrite and pg_depend. */
import { fileId, oid, type Oid } from '../../base/index.js';
import type { ColumnDescriptor, ConstraintDescriptor, IndexDescriptor, RelationDescriptor, RelationKind } from '../descriptors.js';
import { builtinAccessMethod } from '../builtin/builtin-operator-classes.js';
import { stringsOf, numbersOf, oidsOf } from './arrays.js';
import {
  pgAttrdef,
  pgAttribute,
  pgClass,
  pgConstraint,
  pgDepend,
  pgIndex,
  pgRewrite,
  type PgClassRow,
  type PgConstraintRow,
  type PgIndexRow,
} from './catalog-rows.data.js';
import type { CatalogTable, StoredRow } from './catalog-table.js';

/** Separates the expressions of a list that is stored in one pg_node_tree column. */
export const EXPRESSION_SEPARATOR = '\x1f';

export function splitExpressions(stored: string | null): string[] {
  return stored === null ? [] : stored.split(EXPRESSION_SEPARATOR);
}

/** Reading rows by index; CatalogStore is one. */
export interface CatalogRows {
  rows<Row extends object>(table: CatalogTable<Row>, indexName: string | null, key: readonly (number | string | boolean)[]): StoredRow<Row>[];
  schemaName(id: Oid): string | undefined;
  /** The next transaction id to be given out. */
  nextXid?(): number;
}

const PG_CLASS = 1259;
const PG_CONSTRAINT = 2606;

export function constraintDescriptor(row: PgConstraintRow): ConstraintDescriptor {
  return {
    oid: row.oid,
    name: row.conname,
    kind: row.contype as ConstraintDescriptor['kind'],
    columns: numbersOf(row.conkey),
    expressionText: row.conbin,
    indexId: row.conindid,
    isDeferrable: row.condeferrable,
    isDeferred: row.condeferred,
    isValidated: row.convalidated,
    referencedRelation: row.confrelid,
    referencedColumns: numbersOf(row.confkey),
    onUpdate: row.confupdtype as ConstraintDescriptor['onUpdate'],
    onDelete: row.confdeltype as ConstraintDescriptor['onDelete'],
    ...(row.confdelsetcols !== null && { deleteSetColumns: numbersOf(row.confdelsetcols) }),
    match: row.confmatchtype as ConstraintDescriptor['match'],
    operators: oidsOf(row.contype === 'x' ? row.conexclop : row.conpfeqop),
  };
}

/** The sequence of an identity column is an internal part of it. */
function identitySequence(from: CatalogRows, table: Oid, column: number): Oid | undefined {
  return from
    .rows(pgDepend, 'pg_depend_reference_index', [PG_CLASS, table, column])
    .find(({ row }) => row.classid === PG_CLASS && row.objsubid === 0 && row.deptype === 'i')?.row.objid;
}

function loadColumns(from: CatalogRows, relation: PgClassRow): ColumnDescriptor[] {
  const attributes = from.rows(pgAttribute, 'pg_attribute_relid_attnum_index', [relation.oid]).filter(a => a.row.attnum > 0);
  const defaults = new Map<number, string>();
  if (attributes.some(a => a.row.atthasdef)) {
    for (const { row } of from.rows(pgAttrdef, 'pg_attrdef_adrelid_adnum_index', [relation.oid])) defaults.set(row.adnum, row.adbin);
  }
  return attributes.map(({ row }) => {
    const sequence = row.attidentity === '' ? undefined : identitySequence(from, relation.oid, row.attnum);
    const missing = row.atthasmissing ? row.attmissingval?.values[0] : undefined;
    return {
      number: row.attnum,
      name: row.attname,
      // See ddl/column.ts: a dropped column is read as a built-in type of its storage class.
      typeId: row.attisdropped ? oid(row.attcacheoff) : row.atttypid,
      typmod: row.attisdropped ? -1 : row.atttypmod,
      collation: row.attcollation,
      isNotNull: row.attnotnull,
      isDropped: row.attisdropped,
      hasDefault: row.atthasdef,
      defaultText: defaults.get(row.attnum) ?? null,
      identity: row.attidentity as ColumnDescriptor['identity'],
      ...(sequence !== undefined && { identitySequence: sequence }),
      generated: row.attgenerated as ColumnDescriptor['generated'],
      ...(missing !== undefined && { missingValue: missing }),
      // Columns are only ever added at the end, so the layout with n columns is version n.
      sinceLayout: row.attnum,
    };
  });
}

/** One index, from its pg_index row, its pg_class row, and the columns of its table. */
export function indexDescriptor(index: PgIndexRow, relation: PgClassRow, columns: readonly ColumnDescriptor[], ownTypes: readonly Oid[]): IndexDescriptor {
  const key = numbersOf(index.indkey);
  const options = numbersOf(index.indoption);
  return {
    oid: relation.oid,
    name: relation.relname,
    fileId: fileId(relation.relfilenode),
    method: builtinAccessMethod(relation.relam)?.name ?? 'btree',
    isUnique: index.indisunique,
    isPrimary: index.indisprimary,
    isExclusion: index.indisexclusion,
    nullsNotDistinct: index.indnullsnotdistinct,
    isImmediate: index.indimmediate,
    isValid: index.indisvalid && index.indisready,
    columns: key,
    keyCount: index.indnkeyatts,
    expressionTexts: splitExpressions(index.indexprs),
    predicateText: index.indpred,
    keyTypes: key.slice(0, index.indnkeyatts).map((k, i) => (k > 0 ? columns[k - 1]!.typeId : ownTypes[i]!)),
    isDescending: options.map(o => (o & 1) !== 0),
    nullsFirst: options.map(o => (o & 2) !== 0),
    operatorClasses: oidsOf(index.indclass),
    collations: oidsOf(index.indcollation),
  };
}

function loadIndexes(from: CatalogRows, table: Oid, columns: readonly ColumnDescriptor[], constraints: readonly ConstraintDescriptor[]): IndexDescriptor[] {
  const found: IndexDescriptor[] = [];
  for (const { row } of from.rows(pgIndex, 'pg_index_indrelid_index', [table])) {
    if (!row.indislive) continue;
    const relation = from.rows(pgClass, 'pg_class_oid_index', [row.indexrelid])[0]?.row;
    if (relation === undefined) continue;
    const hasExpressions = numbersOf(row.indkey).includes(0);
    const ownTypes = hasExpressions ? from.rows(pgAttribute, 'pg_attribute_relid_attnum_index', [row.indexrelid]).map(a => a.row.atttypid) : [];
    const plain = indexDescriptor(row, relation, columns, ownTypes);
    const constraint = row.indisexclusion ? constraints.find(c => c.kind === 'x' && c.indexId === row.indexrelid) : undefined;
    const descriptor = constraint === undefined ? plain : { ...plain, exclusionOperators: constraint.operators };
    // Whoever made it has ended before the next transaction begins.
    found.push(row.indcheckxmin ? { ...descriptor, usableFrom: from.nextXid?.() ?? 0 } : descriptor);
  }
  // In order of creation, as PostgreSQL's relcache has them.
  return found.sort((a, b) => a.oid - b.oid);
}

/** Foreign keys that reference a table hang on it by pg_depend: pg_constraint has no index by confrelid. */
function loadReferences(from: CatalogRows, table: Oid): { relation: Oid; constraint: ConstraintDescriptor }[] {
  const ids = new Set<number>();
  for (const { row } of from.rows(pgDepend, 'pg_depend_reference_index', [PG_CLASS, table])) {
    if (row.classid === PG_CONSTRAINT && row.deptype === 'n') ids.add(row.objid);
  }
  // A self-reference has only its referencing side's automatic entries besides the normal ones, so it is found above too.
  const found: { relation: Oid; constraint: ConstraintDescriptor }[] = [];
  for (const id of [...ids].sort((a, b) => a - b)) {
    const row = from.rows(pgConstraint, 'pg_constraint_oid_index', [id])[0]?.row;
    if (row !== undefined && row.contype === 'f' && row.confrelid === table) found.push({ relation: row.conrelid, constraint: constraintDescriptor(row) });
  }
  return found;
}

function checkOption(options: Parameters<typeof stringsOf>[0]): Pick<RelationDescriptor, 'checkOption'> | undefined {
  const option = stringsOf(options).find(o => o.startsWith('check_option='));
  return option === undefined ? undefined : { checkOption: option.endsWith('=local') ? 'local' : 'cascaded' };
}

export function loadRelation(from: CatalogRows, id: Oid): RelationDescriptor | null {
  const row = from.rows(pgClass, 'pg_class_oid_index', [id])[0]?.row;
  if (row === undefined) return null;
  const kind = row.relkind as RelationKind;
  const columns = loadColumns(from, row);
  const isTable = kind === 'r' || kind === 'p' || kind === 'm';
  const constraintRows = isTable || kind === 'f' ? from.rows(pgConstraint, 'pg_constraint_conrelid_contypid_conname_index', [id]) : [];
  const constraints = constraintRows.map(c => constraintDescriptor(c.row));
  const view = kind === 'v' || kind === 'm' ? from.rows(pgRewrite, 'pg_rewrite_rel_rulename_index', [id, '_RETURN'])[0]?.row : undefined;
  return {
    oid: row.oid,
    name: row.relname,
    schema: from.schemaName(row.relnamespace) ?? '',
    schemaId: row.relnamespace,
    kind,
    rowType: row.reltype,
    owner: row.relowner,
    persistence: row.relpersistence as RelationDescriptor['persistence'],
    fileId: fileId(row.relfilenode),
    overflowFileId: fileId(row.reltoastrelid),
    layoutVersion: columns.length,
    columns,
    indexes: isTable && row.relhasindex ? loadIndexes(from, id, columns, constraints) : [],
    constraints,
    referencedBy: isTable && row.relhasindex ? loadReferences(from, id) : [],
    viewText: view?.ev_action ?? null,
    ...(kind === 'v' && checkOption(row.reloptions)),
    ...(!row.relispopulated && { isPopulated: false }),
    tupleEstimate: row.reltuples,
    pageEstimate: row.relpages,
    isSystem: false,
    // A sequence's row is its counter's, not a stored one.
    isVirtual: kind === 'S',
  };
}
