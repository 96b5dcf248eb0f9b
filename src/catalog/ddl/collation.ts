/** Collations that users make: pg_collation. */
import { oid, type Oid } from '../../base/index.js';
import { PgError } from '../../errors/index.js';
import type { Waiting } from '../../txn/index.js';
import { pgCollation, type PgCollationRow } from '../store/catalog-rows.data.js';
import type { CatalogStore } from '../store/catalog-store.js';
import { changeDependency, changeOwner, recordAnyDependency, recordOwner } from './dependency.js';
import { address, CLASS, schemaAddress } from './object-address.js';

const UTF8 = 6;

export type CollationSpec = Omit<PgCollationRow, 'oid' | 'collencoding'>;

/** Makes a collation; null when there is one of the name. libc's are for one encoding, ICU's for all. */
export function* createCollation(catalog: CatalogStore, spec: CollationSpec, encoding = spec.collprovider === 'c' ? UTF8 : -1): Waiting<Oid | null> {
  const rows = catalog.rows(pgCollation, 'pg_collation_name_enc_nsp_index', [spec.collname]);
  if (rows.some(({ row }) => row.collnamespace === spec.collnamespace && (row.collencoding === -1 || row.collencoding === UTF8))) return null;
  const id = catalog.newOid();
  yield* catalog.insertRow(pgCollation, { ...spec, oid: id, collencoding: encoding });
  const self = address(CLASS.collation, id);
  // Always recorded: an entry in pg_depend is how readers know that users made collations.
  yield* recordAnyDependency(catalog, self, schemaAddress(spec.collnamespace), 'n');
  yield* recordOwner(catalog, self, spec.collowner);
  return id;
}

/** @throws 42704 */
export function collationRow(catalog: CatalogStore, names: readonly string[]): PgCollationRow {
  const found = catalog.collation(names.length > 1 ? names[names.length - 2]! : null, names[names.length - 1]!);
  const row = found === undefined ? undefined : catalog.rowOf(pgCollation, oid(found.oid))?.row;
  if (row === undefined) throw new PgError('undefined_object', `collation "${names.join('.')}" for encoding "UTF8" does not exist`);
  return row;
}

/** Another name or schema. @throws 42710 when it is taken */
export function* moveCollation(
  catalog: CatalogStore,
  row: PgCollationRow,
  to: { readonly name: string; readonly schemaId: Oid },
  isMove: boolean,
): Waiting<void> {
  const rows = catalog.rows(pgCollation, 'pg_collation_name_enc_nsp_index', [to.name]);
  if (rows.some(({ row: other }) => other.collnamespace === to.schemaId && (other.collencoding === -1 || other.collencoding === UTF8))) {
    const encoding = row.collencoding === -1 ? '' : 'for encoding "UTF8" ';
    throw new PgError('duplicate_object', `collation "${to.name}" ${encoding}already exists in schema "${catalog.schemaName(to.schemaId) ?? ''}"`);
  }
  const self = address(CLASS.collation, row.oid);
  if (isMove) yield* changeDependency(catalog, self, schemaAddress(row.collnamespace), schemaAddress(to.schemaId));
  yield* catalog.updateRow(pgCollation, catalog.rowOf(pgCollation, row.oid)!, { collname: to.name, collnamespace: to.schemaId });
}

export function* setCollationOwner(catalog: CatalogStore, row: PgCollationRow, owner: Oid): Waiting<void> {
  yield* catalog.updateRow(pgCollation, catalog.rowOf(pgCollation, row.oid)!, { collowner: owner });
  yield* changeOwner(catalog, address(CLASS.collation, row.oid), owner);
}
