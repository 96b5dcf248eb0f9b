/** Schemas: pg_namespace. */
import type { Oid } from '../../base/index.js';
import { PgError } from '../../errors/index.js';
import type { Waiting } from '../../txn/index.js';
import { pgNamespace } from '../store/catalog-rows.data.js';
import type { CatalogStore } from '../store/catalog-store.js';
import { changeOwner, recordOwner } from './dependency.js';
import { schemaAddress } from './object-address.js';

function checkSchemaName(catalog: CatalogStore, name: string): void {
  if (catalog.row(pgNamespace, 'pg_namespace_nspname_index', [name]) !== undefined) throw new PgError('duplicate_schema', `schema "${name}" already exists`);
}

/** @param isTemporary the system's own `pg_temp_N`; users may not take names with `pg_`. */
export function* createSchema(catalog: CatalogStore, name: string, owner: Oid, isTemporary = false): Waiting<Oid> {
  if (!isTemporary) checkNotReserved(name);
  checkSchemaName(catalog, name);
  const id = catalog.newOid();
  yield* catalog.insertRow(pgNamespace, { oid: id, nspname: name, nspowner: owner, nspacl: null });
  yield* recordOwner(catalog, schemaAddress(id), owner);
  return id;
}

function checkNotReserved(name: string): void {
  if (!name.startsWith('pg_')) return;
  throw new PgError('reserved_name', `unacceptable schema name "${name}"`, { detail: 'The prefix "pg_" is reserved for system schemas.' });
}

export function* renameSchema(catalog: CatalogStore, id: Oid, name: string): Waiting<void> {
  checkSchemaName(catalog, name);
  checkNotReserved(name);
  yield* catalog.updateRow(pgNamespace, catalog.rowOf(pgNamespace, id)!, { nspname: name });
}

export function* setSchemaOwner(catalog: CatalogStore, id: Oid, owner: Oid): Waiting<void> {
  yield* catalog.updateRow(pgNamespace, catalog.rowOf(pgNamespace, id)!, { nspowner: owner });
  yield* changeOwner(catalog, schemaAddress(id), owner);
}
