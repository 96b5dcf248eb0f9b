/**
 * The catalog of an empty database, straight from generated facts and without touching a page: built-in types, functions,
 * operators, casts and system relations. `CatalogStore` adds what users made; analyzer tests can use this one alone.
 */
import { INVALID_OID, type Oid } from '../../base/index.js';
import type {
  CastDescriptor,
  CatalogReader,
  ColumnStatistics,
  FunctionDescriptor,
  OperatorDescriptor,
  RelationDescriptor,
  TypeDescriptor,
  TypeOperators,
} from '../descriptors.js';
import { builtinCollation, builtinCollationNamed, builtinIcuLocale } from './builtin-collations.js';
import { builtinFunction, builtinFunctionsNamed } from './builtin-functions.js';
import { BTREE_METHOD, defaultOperatorClass, familiesOfOperator, familyOperator, HASH_METHOD, strategyInClass } from './builtin-operator-classes.js';
import { builtinCast, builtinOperator, builtinOperatorsNamed } from './builtin-operators.js';
import { builtinRelation, builtinRelationNamed, INFORMATION_SCHEMA, PG_CATALOG_SCHEMA, PG_TOAST_SCHEMA, PUBLIC_SCHEMA } from './builtin-relations.js';
import { builtinType, builtinTypeNamed } from './builtin-types.js';

const SCHEMAS: ReadonlyMap<string, Oid> = new Map([
  ['pg_catalog', PG_CATALOG_SCHEMA],
  ['information_schema', INFORMATION_SCHEMA],
  ['public', PUBLIC_SCHEMA],
  ['pg_toast', PG_TOAST_SCHEMA],
]);

export function builtinSchemaId(name: string): Oid | undefined {
  return SCHEMAS.get(name);
}

export function builtinSchemaName(id: number): string | undefined {
  for (const [name, schema] of SCHEMAS) if (schema === id) return name;
  return undefined;
}

const NO_LABELS: readonly string[] = [];
const ARRAY_TYPES = new Set<number>([2277, 3831, 4537, 2249, 3500]);

/**
 * Sort, equality and hash operators of a type. `typeById` finds the types that are not built in; arrays, ranges and
 * composites are hashable when their parts are.
 */
export function typeOperatorsOf(typeId: number, typeById: (id: number) => TypeDescriptor | undefined): TypeOperators | undefined {
  let type = typeById(typeId);
  while (type !== undefined && type.kind === 'd') type = typeById(type.baseType);
  if (type === undefined) return undefined;
  const btree = defaultOperatorClass(BTREE_METHOD, type.oid, { typeById });
  const hash = defaultOperatorClass(HASH_METHOD, type.oid, { typeById });
  if (btree === undefined && hash === undefined) return undefined;
  let isHashable = hash !== undefined;
  if (type.category === 'A' && type.elementType !== 0 && type.length === -1) {
    const element = typeOperatorsOf(type.elementType, typeById);
    if (element === undefined || element.equal === 0) return undefined;
    isHashable &&= element.isHashable;
  }
  const input = (btree ?? hash!).inputType;
  if (btree === undefined) {
    return { lessThan: INVALID_OID, equal: familyOperator(hash!.family, input, input, 1), greaterThan: INVALID_OID, isHashable };
  }
  return {
    lessThan: familyOperator(btree.family, input, input, 1),
    equal: familyOperator(btree.family, input, input, 3),
    greaterThan: familyOperator(btree.family, input, input, 5),
    isHashable,
  };
}

/** True when an equality operator belongs to a hash operator family. */
export function isHashJoinableOperator(operatorId: number): boolean {
  const operator = builtinOperator(operatorId);
  if (operator === undefined || !operator.canHash) return false;
  return ARRAY_TYPES.has(operator.leftType) || familiesOfOperator(operatorId, HASH_METHOD).length > 0;
}

export class BuiltinCatalog implements CatalogReader {
  readonly epoch: number = 0;
  readonly searchPath: readonly string[];

  constructor(searchPath: readonly string[] = ['public']) {
    this.searchPath = searchPath;
  }

  /** Schemas searched for an unqualified name: pg_catalog first unless the path names it. */
  #schemas(): readonly string[] {
    return this.searchPath.includes('pg_catalog') ? this.searchPath : ['pg_catalog', ...this.searchPath];
  }

  #inPath<T>(schema: string | null, find: (schemaId: Oid) => T | undefined): T | undefined {
    for (const name of schema === null ? this.#schemas() : [schema]) {
      const id = SCHEMAS.get(name);
      const found = id === undefined ? undefined : find(id);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  relation(schema: string | null, name: string): RelationDescriptor | undefined {
    return this.#inPath(schema, id => builtinRelationNamed(id, name));
  }
  relationById(id: Oid): RelationDescriptor | undefined {
    return builtinRelation(id);
  }
  schemaId(name: string): Oid | undefined {
    return SCHEMAS.get(name);
  }
  schemaName(id: Oid): string | undefined {
    return builtinSchemaName(id);
  }
  type(schema: string | null, name: string): TypeDescriptor | undefined {
    return this.#inPath(schema, id => builtinTypeNamed(id, name));
  }
  typeById(id: Oid): TypeDescriptor | undefined {
    return builtinType(id);
  }
  functions(schema: string | null, name: string): readonly FunctionDescriptor[] {
    const all = builtinFunctionsNamed(name);
    if (all.length === 0) return all;
    const wanted = schema === null ? new Set(this.#schemas().map(s => SCHEMAS.get(s))) : new Set([SCHEMAS.get(schema)]);
    return all.every(f => wanted.has(f.schemaId)) ? all : all.filter(f => wanted.has(f.schemaId));
  }
  functionById(id: Oid): FunctionDescriptor | undefined {
    return builtinFunction(id);
  }
  operators(schema: string | null, name: string): readonly OperatorDescriptor[] {
    return schema === null || schema === 'pg_catalog' ? builtinOperatorsNamed(name) : [];
  }
  operatorById(id: Oid): OperatorDescriptor | undefined {
    return builtinOperator(id);
  }
  cast(source: Oid, target: Oid): CastDescriptor | undefined {
    return builtinCast(source, target);
  }
  typeOperators(typeId: Oid): TypeOperators | undefined {
    return typeOperatorsOf(typeId, builtinType);
  }
  btreeStrategy(operatorId: Oid, operatorClass: Oid): number | undefined {
    return strategyInClass(operatorId, operatorClass);
  }
  isHashJoinable(operatorId: Oid): boolean {
    return isHashJoinableOperator(operatorId);
  }
  statistics(_relation: Oid, _column: number): ColumnStatistics | undefined {
    return undefined;
  }
  enumLabels(_typeId: Oid): readonly string[] {
    return NO_LABELS;
  }
  collation(schema: string | null, name: string): { readonly oid: Oid; readonly name: string } | undefined {
    return schema === null || schema === 'pg_catalog' ? builtinCollationNamed(name) : undefined;
  }
  icuLocale(collation: Oid): string | null {
    return builtinIcuLocale(collation);
  }
  collationName(id: Oid): { readonly schema: string; readonly name: string } | undefined {
    const found = builtinCollation(id);
    return found === undefined ? undefined : { schema: 'pg_catalog', name: found.name };
  }
}
