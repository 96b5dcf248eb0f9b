export * from './descriptors.js';
export * from './virtual-relation.js';
export { BuiltinCatalog, builtinSchemaId, builtinSchemaName, isHashJoinableOperator, typeOperatorsOf } from './builtin/builtin-catalog.js';
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
  HASH_METHOD,
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
