/**
 * Stored expressions and views are text in which every name outside pg_catalog is qualified (see deparse/). They are analysed under
 * this view of the catalogs, whose search path is pg_catalog alone, so that a session's search_path cannot change their meaning.
 */
import type { CatalogReader } from '../../catalog/index.js';

const PATH: readonly string[] = ['pg_catalog'];
const SCHEMA = 'pg_catalog';

const wrappers = new WeakMap<CatalogReader, CatalogReader>();

/** A reader that resolves unqualified names in pg_catalog only. */
export function storedCatalog(catalog: CatalogReader): CatalogReader {
  const known = wrappers.get(catalog);
  if (known !== undefined) return known;
  const wrapper: CatalogReader = {
    get epoch() {
      return catalog.epoch;
    },
    searchPath: PATH,
    relation: (schema, name) => catalog.relation(schema ?? SCHEMA, name),
    relationById: id => catalog.relationById(id),
    schemaId: name => catalog.schemaId(name),
    schemaName: id => catalog.schemaName(id),
    type: (schema, name) => catalog.type(schema ?? SCHEMA, name),
    typeById: id => catalog.typeById(id),
    functions: (schema, name) => catalog.functions(schema ?? SCHEMA, name),
    functionById: id => catalog.functionById(id),
    operators: (schema, name) => catalog.operators(schema ?? SCHEMA, name),
    operatorById: id => catalog.operatorById(id),
    cast: (source, target) => catalog.cast(source, target),
    typeOperators: id => catalog.typeOperators(id),
    btreeStrategy: (operator, operatorClass) => catalog.btreeStrategy(operator, operatorClass),
    isHashJoinable: operator => catalog.isHashJoinable(operator),
    statistics: (relation, column) => catalog.statistics(relation, column),
    enumLabels: id => catalog.enumLabels(id),
    ...(catalog.collation !== undefined && { collation: (schema, name) => catalog.collation!(schema ?? SCHEMA, name) }),
    ...(catalog.collationName !== undefined && { collationName: id => catalog.collationName!(id) }),
    ...(catalog.icuLocale !== undefined && { icuLocale: id => catalog.icuLocale!(id) }),
  };
  wrappers.set(catalog, wrapper);
  return wrapper;
}
