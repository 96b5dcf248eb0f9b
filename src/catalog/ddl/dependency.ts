/**
 * pg_depend and pg_shdepend (PostgreSQL chapters 53.18 and 53.46): who needs whom.
 * n normal (drop needs CASCADE), a auto (dropped along), i internal (part of the other object).
 * Built-in objects are pinned: nothing records that it needs them, except schema public, which may be dropped.
 */
import { oid, type Oid } from '../../base/index.js';
import type { Waiting } from '../../txn/index.js';
import { FIRST_NORMAL_OID, PUBLIC_SCHEMA } from '../builtin/builtin-relations.js';
import { pgDepend, pgShdepend, type PgDependRow } from '../store/catalog-rows.data.js';
import type { StoredRow } from '../store/catalog-table.js';
import type { CatalogStore } from '../store/catalog-store.js';
import { addressKey, CLASS, type ObjectAddress } from './object-address.js';

export type DependencyType = 'n' | 'a' | 'i' | 'P' | 'S' | 'e' | 'x';

const PLPGSQL = 13563;

export function isPinned(a: ObjectAddress): boolean {
  if (a.objectId >= FIRST_NORMAL_OID) return false;
  if (a.classId === CLASS.schema && a.objectId === PUBLIC_SCHEMA) return false;
  if (a.classId === CLASS.language && a.objectId === PLPGSQL) return false;
  return !(a.classId === CLASS.database);
}

export function* recordDependency(catalog: CatalogStore, depender: ObjectAddress, referenced: ObjectAddress, type: DependencyType): Waiting<void> {
  if (isPinned(referenced)) return;
  yield* recordAnyDependency(catalog, depender, referenced, type);
}

/** As `recordDependency`, also on pinned objects: it tells that users made objects of the depender's class. */
export function* recordAnyDependency(catalog: CatalogStore, depender: ObjectAddress, referenced: ObjectAddress, type: DependencyType): Waiting<void> {
  yield* catalog.insertRow(pgDepend, {
    classid: oid(depender.classId),
    objid: oid(depender.objectId),
    objsubid: depender.subId,
    refclassid: oid(referenced.classId),
    refobjid: oid(referenced.objectId),
    refobjsubid: referenced.subId,
    deptype: type,
  });
}

/** Several at once, each distinct one recorded a single time. */
export function* recordDependencies(catalog: CatalogStore, depender: ObjectAddress, referenced: readonly ObjectAddress[], type: DependencyType): Waiting<void> {
  const seen = new Set<string>();
  for (const one of referenced) {
    const key = addressKey(one);
    if (seen.has(key)) continue;
    seen.add(key);
    yield* recordDependency(catalog, depender, one, type);
  }
}

/** What an object needs (of the whole object when subId is 0, its columns included). */
export function dependenciesOf(catalog: CatalogStore, a: ObjectAddress): StoredRow<PgDependRow>[] {
  const rows = catalog.rows(pgDepend, 'pg_depend_depender_index', [a.classId, a.objectId]);
  return a.subId === 0 ? rows : rows.filter(({ row }) => row.objsubid === a.subId);
}

/** Who needs an object (or any of its columns, when subId is 0). */
export function dependentsOf(catalog: CatalogStore, a: ObjectAddress): StoredRow<PgDependRow>[] {
  const rows = catalog.rows(pgDepend, 'pg_depend_reference_index', [a.classId, a.objectId]);
  return a.subId === 0 ? rows : rows.filter(({ row }) => row.refobjsubid === a.subId);
}

export const dependerOf = (row: PgDependRow): ObjectAddress => ({ classId: row.classid, objectId: row.objid, subId: row.objsubid });
export const referencedBy = (row: PgDependRow): ObjectAddress => ({ classId: row.refclassid, objectId: row.refobjid, subId: row.refobjsubid });

/** Forgets what an object needs. */
export function* removeDependenciesOf(catalog: CatalogStore, a: ObjectAddress, only?: (row: PgDependRow) => boolean): Waiting<void> {
  for (const stored of dependenciesOf(catalog, a)) {
    if (only === undefined || only(stored.row)) yield* catalog.removeRow(pgDepend, stored);
  }
}

/** Moves a dependency of one object from one referenced object to another (SET SCHEMA, OWNED BY). */
export function* changeDependency(catalog: CatalogStore, depender: ObjectAddress, from: ObjectAddress, to: ObjectAddress): Waiting<void> {
  let type: DependencyType = 'n';
  for (const stored of dependenciesOf(catalog, depender)) {
    const { row } = stored;
    if (row.objsubid !== depender.subId || row.refclassid !== from.classId || row.refobjid !== from.objectId || row.refobjsubid !== from.subId) continue;
    type = row.deptype as DependencyType;
    yield* catalog.removeRow(pgDepend, stored);
  }
  yield* recordDependency(catalog, depender, to, type);
}

// --- owners ---

/** Databases are told apart in pg_shdepend; this one is `postgres`. */
const THIS_DATABASE = oid(5);

export function* recordOwner(catalog: CatalogStore, object: ObjectAddress, owner: Oid): Waiting<void> {
  if (owner < FIRST_NORMAL_OID) return;
  yield* catalog.insertRow(pgShdepend, {
    dbid: THIS_DATABASE,
    classid: oid(object.classId),
    objid: oid(object.objectId),
    objsubid: object.subId,
    refclassid: oid(CLASS.role),
    refobjid: owner,
    deptype: 'o',
  });
}

export function* removeOwner(catalog: CatalogStore, object: ObjectAddress): Waiting<void> {
  for (const stored of catalog.rows(pgShdepend, 'pg_shdepend_depender_index', [THIS_DATABASE, object.classId, object.objectId])) {
    yield* catalog.removeRow(pgShdepend, stored);
  }
}

export function* changeOwner(catalog: CatalogStore, object: ObjectAddress, owner: Oid): Waiting<void> {
  yield* removeOwner(catalog, object);
  yield* recordOwner(catalog, object, owner);
}
