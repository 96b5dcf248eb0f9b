export * from './descriptors.js';
export * from './virtual-relation.js';
export { BuiltinCatalog, builtinSchemaId, builtinSchemaName, isHashJoinableOperator, typeOperatorsOf } from './builtin/builtin-catalog.js';
export { builtinCollation, builtinCollationNamed, CONFLICT_COLLATION, type CollationFacts } from './builtin/builtin-collations.js';
export { builtinFunction, builtinFunctionsNamed, functionSignature } from './builtin/builtin-functions.js';
export { builtinCast, builtinCastsFrom, builtinOperator, builtinOperatorsNamed } from './builtin/builtin-operators.js';
export {
  BTREE_METHOD,
  builtinAccessMethod,
  builtinOperatorClass,
  builtinOperatorClassNamed,
  builtinOperatorFamilyName,
  defaultOperatorClass,
  familiesOfOperator,
  familyOperator,
  GIST_METHOD,
  HASH_METHOD,
  isExtensionClass,
  strategyInClass,
  type AccessMethodFacts,
  type OperatorClassFacts,
} from './builtin/builtin-operator-classes.js';
export {
  BOOTSTRAP_SUPERUSER,
  builtinRelation,
  builtinRelationNamed,
  FIRST_NORMAL_OID,
  INFORMATION_SCHEMA,
  PG_CATALOG_SCHEMA,
  PG_TOAST_SCHEMA,
  PUBLIC_SCHEMA,
} from './builtin/builtin-relations.js';
export { builtinRange, builtinType, builtinTypeNamed, type RangeFacts } from './builtin/builtin-types.js';
export { VECTOR_COMMENT, VECTOR_VERSION } from './builtin/vector-extension.data.js';
export { BTREE_GIST_COMMENT, BTREE_GIST_VERSION } from './builtin/btree-gist-extension.data.js';
export { CatalogCache, SharedCatalog, type CatalogChange } from './store/catalog-cache.js';
export * from './store/catalog-rows.data.js';
export { CatalogStorage, fileKindOf, type AccessMethods, type CatalogTuple } from './store/catalog-storage.js';
export { CatalogStore, type DomainConstraint } from './store/catalog-store.js';
export { CatalogTable, type StoredRow } from './store/catalog-table.js';
export { aclArray, charArray, float4Array, int2Array, int2Vector, numbersOf, oidArray, oidsOf, oidVector, stringsOf, textArray } from './store/arrays.js';
export { exclusionStrategies, indexKeyEncoder, isExclusionLossy, shapeOfClass, tableColumns, wholeRowUpdate, type TypeOpsLookup } from './store/physical.js';
export { EXPRESSION_SEPARATOR, splitExpressions } from './store/relation-loader.js';
export type { EnumLabel } from './store/type-operations.js';
export * from './ddl/index.js';
export * from './describe/index.js';
export { bootstrapImage } from './image/bootstrap-image.js';
