/** Defaults and generation expressions of columns: pg_attrdef. */
import { type Oid } from '../../base/index.js';
import type { Waiting } from '../../txn/index.js';
import { pgAttrdef } from '../store/catalog-rows.data.js';
import type { CatalogStore } from '../store/catalog-store.js';
import { attribute, updateAttribute } from './column.js';
import { dependenciesOf, recordDependencies, recordDependency, referencedBy, removeDependenciesOf } from './dependency.js';
import { address, CLASS, relationAddress, type ObjectAddress } from './object-address.js';

/** Replaces the default of a column; `references` is what the expression uses (functions, sequences, columns, types). */
export function* setDefault(catalog: CatalogStore, relation: Oid, column: number, text: string, references: readonly ObjectAddress[] = []): Waiting<Oid> {
  yield* dropDefault(catalog, relation, column);
  const id = catalog.newOid();
  yield* catalog.insertRow(pgAttrdef, { oid: id, adrelid: relation, adnum: column, adbin: text });
  const stored = attribute(catalog, relation, column);
  const isGenerated = stored.row.attgenerated !== '';
  yield* updateAttribute(catalog, relation, column, { atthasdef: true });
  const self = address(CLASS.default, id);
  yield* recordDependency(catalog, self, relationAddress(relation, column), isGenerated ? 'i' : 'a');
  yield* recordDependencies(
    catalog,
    self,
    references.filter(r => !(r.classId === CLASS.relation && r.objectId === relation && r.subId === column)),
    'n',
  );
  return id;
}

/** What a column's default uses. */
export function referencesOfDefault(catalog: CatalogStore, relation: Oid, column: number): ObjectAddress[] {
  const stored = catalog.row(pgAttrdef, 'pg_attrdef_adrelid_adnum_index', [relation, column]);
  if (stored === undefined) return [];
  return dependenciesOf(catalog, address(CLASS.default, stored.row.oid))
    .map(({ row }) => referencedBy(row))
    .filter(r => !(r.classId === CLASS.relation && r.objectId === relation));
}

/** Removes a column's default without asking who needs it; true if there was one. */
export function* dropDefault(catalog: CatalogStore, relation: Oid, column: number): Waiting<boolean> {
  const stored = catalog.row(pgAttrdef, 'pg_attrdef_adrelid_adnum_index', [relation, column]);
  if (stored === undefined) return false;
  yield* removeDependenciesOf(catalog, address(CLASS.default, stored.row.oid));
  yield* catalog.removeRow(pgAttrdef, stored);
  yield* updateAttribute(catalog, relation, column, { atthasdef: false });
  return true;
}
