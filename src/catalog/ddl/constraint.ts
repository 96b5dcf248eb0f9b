/** Rows of pg_constraint: CHECK, FOREIGN KEY, and the constraints that indexes stand for. */
import { INVALID_OID, type Oid } from '../../base/index.js';
import { PgError } from '../../errors/index.js';
import type { Waiting } from '../../txn/index.js';
import type { RelationDescriptor } from '../descriptors.js';
import { int2Array, oidArray } from '../store/arrays.js';
import { pgClass, pgConstraint, type PgConstraintRow } from '../store/catalog-rows.data.js';
import type { CatalogStore } from '../store/catalog-store.js';
import type { StoredRow } from '../store/catalog-table.js';
import { recordDependencies, recordDependency } from './dependency.js';
import { address, CLASS, relationAddress, typeAddress, type ObjectAddress } from './object-address.js';

function constraintRow(facts: Pick<PgConstraintRow, 'oid' | 'conname' | 'connamespace' | 'contype'> & Partial<PgConstraintRow>): PgConstraintRow {
  return {
    condeferrable: false,
    condeferred: false,
    convalidated: true,
    conrelid: INVALID_OID,
    contypid: INVALID_OID,
    conindid: INVALID_OID,
    conparentid: INVALID_OID,
    confrelid: INVALID_OID,
    confupdtype: ' ',
    confdeltype: ' ',
    confmatchtype: ' ',
    conislocal: true,
    coninhcount: 0,
    connoinherit: false,
    conkey: null,
    confkey: null,
    conpfeqop: null,
    conppeqop: null,
    conffeqop: null,
    confdelsetcols: null,
    conexclop: null,
    conbin: null,
    ...facts,
  };
}

export function constraintNamed(catalog: CatalogStore, relation: Oid, name: string): StoredRow<PgConstraintRow> | undefined {
  return catalog.row(pgConstraint, 'pg_constraint_conrelid_contypid_conname_index', [relation, INVALID_OID, name]);
}

export function domainConstraintNamed(catalog: CatalogStore, typeId: Oid, name: string): StoredRow<PgConstraintRow> | undefined {
  return catalog.row(pgConstraint, 'pg_constraint_conrelid_contypid_conname_index', [INVALID_OID, typeId, name]);
}

/** The constraints of this name in a schema: of tables and of domains. */
export function constraintsNamed(catalog: CatalogStore, schemaId: Oid, name: string): { readonly oid: Oid; readonly isDeferrable: boolean }[] {
  return catalog.rows(pgConstraint, 'pg_constraint_conname_nsp_index', [name, schemaId]).map(({ row }) => ({ oid: row.oid, isDeferrable: row.condeferrable }));
}

/** 42710 when the relation has a constraint of that name. */
export function checkConstraintNameFree(catalog: CatalogStore, relation: RelationDescriptor, name: string): void {
  if (constraintNamed(catalog, relation.oid, name) !== undefined) {
    throw new PgError('duplicate_object', `constraint "${name}" for relation "${relation.name}" already exists`);
  }
}

export interface CheckSpec {
  readonly name: string;
  /** Display form of the expression, in its own parentheses as PostgreSQL shows it: `(a > 0)`. */
  readonly text: string;
  /** Columns the expression uses. */
  readonly columns: readonly number[];
  readonly references?: readonly ObjectAddress[];
  readonly isValidated?: boolean;
  readonly noInherit?: boolean;
}

export function* createCheck(catalog: CatalogStore, relation: RelationDescriptor, spec: CheckSpec): Waiting<Oid> {
  checkConstraintNameFree(catalog, relation, spec.name);
  const id = catalog.newOid();
  yield* catalog.insertRow(
    pgConstraint,
    constraintRow({
      oid: id,
      conname: spec.name,
      connamespace: relation.schemaId,
      contype: 'c',
      convalidated: spec.isValidated ?? true,
      conrelid: relation.oid,
      connoinherit: spec.noInherit ?? false,
      conkey: spec.columns.length === 0 ? null : int2Array(spec.columns),
      conbin: spec.text,
    }),
  );
  const self = address(CLASS.constraint, id);
  const columns = spec.columns.length === 0 ? [relationAddress(relation.oid)] : spec.columns.map(c => relationAddress(relation.oid, c));
  yield* recordDependencies(catalog, self, columns, 'a');
  const uses = spec.columns.map(c => relationAddress(relation.oid, c));
  yield* recordDependencies(catalog, self, [...uses, ...(spec.references ?? [])], 'n');
  const stored = catalog.rowOf(pgClass, relation.oid)!;
  yield* catalog.updateRow(pgClass, stored, { relchecks: stored.row.relchecks + 1 });
  return id;
}

export function* createDomainCheck(
  catalog: CatalogStore,
  domain: { readonly oid: Oid; readonly name: string; readonly schemaId: Oid },
  spec: { readonly name: string; readonly text: string; readonly references?: readonly ObjectAddress[]; readonly isValidated?: boolean },
): Waiting<Oid> {
  if (domainConstraintNamed(catalog, domain.oid, spec.name) !== undefined) {
    throw new PgError('duplicate_object', `constraint "${spec.name}" for domain "${domain.name}" already exists`);
  }
  const id = catalog.newOid();
  yield* catalog.insertRow(
    pgConstraint,
    constraintRow({
      oid: id,
      conname: spec.name,
      connamespace: domain.schemaId,
      contype: 'c',
      convalidated: spec.isValidated ?? true,
      contypid: domain.oid,
      conbin: spec.text,
    }),
  );
  const self = address(CLASS.constraint, id);
  yield* recordDependency(catalog, self, typeAddress(domain.oid), 'a');
  yield* recordDependencies(catalog, self, spec.references ?? [], 'n');
  return id;
}

export interface ForeignKeySpec {
  readonly name: string;
  readonly columns: readonly number[];
  readonly referenced: RelationDescriptor;
  readonly referencedColumns: readonly number[];
  /** Unique index that backs the referenced columns. */
  readonly indexId: Oid;
  readonly onUpdate: 'a' | 'r' | 'c' | 'n' | 'd';
  readonly onDelete: 'a' | 'r' | 'c' | 'n' | 'd';
  /** SET NULL / SET DEFAULT (columns). */
  readonly deleteSetColumns?: readonly number[];
  readonly match: 's' | 'f';
  readonly isDeferrable?: boolean;
  readonly isDeferred?: boolean;
  readonly isValidated?: boolean;
  /** `=` per pair: referenced = referencing, referenced = referenced, referencing = referencing. */
  readonly operators: readonly Oid[];
  readonly referencedOperators: readonly Oid[];
  readonly referencingOperators: readonly Oid[];
}

export function* createForeignKey(catalog: CatalogStore, relation: RelationDescriptor, spec: ForeignKeySpec): Waiting<Oid> {
  checkConstraintNameFree(catalog, relation, spec.name);
  const { referenced } = spec;
  const id = catalog.newOid();
  yield* catalog.insertRow(
    pgConstraint,
    constraintRow({
      oid: id,
      conname: spec.name,
      connamespace: relation.schemaId,
      contype: 'f',
      condeferrable: spec.isDeferrable ?? false,
      condeferred: spec.isDeferred ?? false,
      convalidated: spec.isValidated ?? true,
      conrelid: relation.oid,
      conindid: spec.indexId,
      confrelid: referenced.oid,
      confupdtype: spec.onUpdate,
      confdeltype: spec.onDelete,
      confmatchtype: spec.match,
      connoinherit: true,
      conkey: int2Array(spec.columns),
      confkey: int2Array(spec.referencedColumns),
      conpfeqop: oidArray(spec.operators),
      conppeqop: oidArray(spec.referencedOperators),
      conffeqop: oidArray(spec.referencingOperators),
      confdelsetcols: spec.deleteSetColumns === undefined ? null : int2Array(spec.deleteSetColumns),
    }),
  );
  const self = address(CLASS.constraint, id);
  yield* recordDependencies(
    catalog,
    self,
    spec.columns.map(c => relationAddress(relation.oid, c)),
    'a',
  );
  yield* recordDependencies(
    catalog,
    self,
    spec.referencedColumns.map(c => relationAddress(referenced.oid, c)),
    'n',
  );
  yield* recordDependency(catalog, self, relationAddress(spec.indexId), 'n');
  for (const table of new Set([relation.oid, referenced.oid])) {
    const stored = catalog.rowOf(pgClass, table)!;
    if (!stored.row.relhastriggers) yield* catalog.updateRow(pgClass, stored, { relhastriggers: true });
  }
  return id;
}

export interface IndexConstraintSpec {
  readonly name: string;
  readonly kind: 'p' | 'u' | 'x';
  /** Key columns, without INCLUDE. */
  readonly columns: readonly number[];
  readonly indexId: Oid;
  readonly isDeferrable?: boolean;
  readonly isDeferred?: boolean;
  /** Exclusion constraints: the operator of each column. */
  readonly exclusionOperators?: readonly Oid[];
}

/** The constraint an index stands for; the index becomes part of it. `allColumns` includes INCLUDE columns. */
export function* createIndexConstraint(
  catalog: CatalogStore,
  relation: RelationDescriptor,
  spec: IndexConstraintSpec,
  allColumns: readonly number[],
): Waiting<Oid> {
  checkConstraintNameFree(catalog, relation, spec.name);
  const id = catalog.newOid();
  yield* catalog.insertRow(
    pgConstraint,
    constraintRow({
      oid: id,
      conname: spec.name,
      connamespace: relation.schemaId,
      contype: spec.kind,
      condeferrable: spec.isDeferrable ?? false,
      condeferred: spec.isDeferred ?? false,
      conrelid: relation.oid,
      conindid: spec.indexId,
      connoinherit: true,
      conkey: int2Array(spec.columns),
      conexclop: spec.exclusionOperators === undefined ? null : oidArray(spec.exclusionOperators),
    }),
  );
  const self = address(CLASS.constraint, id);
  const columns = allColumns.filter(c => c > 0).map(c => relationAddress(relation.oid, c));
  yield* recordDependencies(catalog, self, columns.length === 0 ? [relationAddress(relation.oid)] : columns, 'a');
  yield* recordDependency(catalog, relationAddress(spec.indexId), self, 'i');
  return id;
}

export function* updateConstraint(catalog: CatalogStore, id: Oid, changes: Partial<PgConstraintRow>): Waiting<void> {
  yield* catalog.updateRow(pgConstraint, catalog.rowOf(pgConstraint, id)!, changes);
}

export function* validateConstraint(catalog: CatalogStore, id: Oid): Waiting<void> {
  yield* updateConstraint(catalog, id, { convalidated: true });
}

/** Renames a constraint, and the index behind it. */
export function* renameConstraint(catalog: CatalogStore, relation: RelationDescriptor, id: Oid, name: string): Waiting<void> {
  checkConstraintNameFree(catalog, relation, name);
  const stored = catalog.rowOf(pgConstraint, id)!;
  const { contype, conindid } = stored.row;
  if (contype === 'p' || contype === 'u' || contype === 'x') {
    if (catalog.relationIdNamed(relation.schemaId, name) !== undefined) throw new PgError('duplicate_table', `relation "${name}" already exists`);
    yield* catalog.updateRow(pgClass, catalog.rowOf(pgClass, conindid)!, { relname: name });
  }
  yield* catalog.updateRow(pgConstraint, stored, { conname: name });
}

/** Text of a domain's CHECK constraint. */
export function checkConstraintOfDomain(catalog: CatalogStore, domain: Oid, name: string): string {
  return domainConstraintNamed(catalog, domain, name)?.row.conbin ?? 'true';
}
