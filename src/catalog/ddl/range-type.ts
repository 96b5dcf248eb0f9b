/** CREATE TYPE … AS RANGE: a range type, its multirange type, their array types, constructors and the cast between them. */
import { INVALID_OID, oid, type Oid } from '../../base/index.js';
import { PgError } from '../../errors/index.js';
import type { Waiting } from '../../txn/index.js';
import { pgCast, pgRange, pgType } from '../store/catalog-rows.data.js';
import type { CatalogStore } from '../store/catalog-store.js';
import { recordDependency, recordOwner } from './dependency.js';
import { createFunction } from './function.js';
import { address, CLASS, schemaAddress, typeAddress } from './object-address.js';
import { checkTypeNameFree, clipName } from './object-names.js';
import { builtinFunctionId, insertArrayType, moveArrayType, typeRow, typeStorage, type NewTypeName } from './type.js';

export interface RangeTypeSpec extends NewTypeName {
  readonly subtype: Oid;
  readonly operatorClass: Oid;
  readonly collation: Oid;
  /** 0 if none. */
  readonly subtypeDiff: Oid;
  /** null: chosen after the range's name. Always in the range's schema unless given with one. */
  readonly multirange: { readonly name: string; readonly schemaId: Oid } | null;
}

const TEXT = oid(25);
const INTERNAL_LANGUAGE = oid(12);

/** `float_range` gives `float_multirange`; a name without "range" gets `_multirange` behind it. */
function multirangeName(rangeName: string): string {
  const at = rangeName.indexOf('range');
  if (at >= 0) return clipName(`${rangeName.slice(0, at)}multi${rangeName.slice(at)}`);
  return `${clipName(rangeName, 63 - '_multirange'.length)}_multirange`;
}

function* insertType(
  catalog: CatalogStore,
  type: NewTypeName,
  ids: { readonly type: Oid; readonly array: Oid },
  kind: 'range' | 'multirange',
  align: string,
): Waiting<void> {
  yield* catalog.insertRow(
    pgType,
    typeRow({
      oid: ids.type,
      typname: type.name,
      typnamespace: type.schemaId,
      typowner: type.owner,
      typtype: kind === 'range' ? 'r' : 'm',
      typcategory: 'R',
      typarray: ids.array,
      typinput: builtinFunctionId(`${kind}_in`),
      typoutput: builtinFunctionId(`${kind}_out`),
      typreceive: builtinFunctionId(`${kind}_recv`),
      typsend: builtinFunctionId(`${kind}_send`),
      typanalyze: builtinFunctionId(`${kind}_typanalyze`),
      typalign: align,
    }),
  );
}

interface ConstructorSpec {
  readonly result: Oid;
  readonly argumentTypes: readonly Oid[];
  readonly source: string;
  readonly variadicType?: Oid;
}

function* createConstructor(catalog: CatalogStore, type: NewTypeName, spec: ConstructorSpec): Waiting<Oid> {
  const id = yield* createFunction(catalog, {
    name: type.name,
    schemaId: type.schemaId,
    owner: type.owner,
    language: INTERNAL_LANGUAGE,
    kind: 'f',
    argumentTypes: spec.argumentTypes,
    resultType: spec.result,
    isStrict: spec.source.startsWith('multirange'),
    volatility: 'i',
    parallel: 's',
    ...(spec.variadicType !== undefined && { variadicType: spec.variadicType }),
    source: spec.source,
  });
  yield* recordDependency(catalog, address(CLASS.function, id), typeAddress(spec.result), 'i');
  return id;
}

export function* createRangeType(catalog: CatalogStore, spec: RangeTypeSpec): Waiting<Oid> {
  yield* moveArrayType(catalog, spec.name, spec.schemaId);
  checkTypeNameFree(catalog, spec.name, spec.schemaId);
  const multirange: NewTypeName = {
    name: spec.multirange?.name ?? multirangeName(spec.name),
    schemaId: spec.multirange?.schemaId ?? spec.schemaId,
    owner: spec.owner,
  };
  yield* moveArrayType(catalog, multirange.name, multirange.schemaId);
  checkMultirangeNameFree(catalog, spec, multirange);
  const align = typeStorage(catalog, spec.subtype).align === 'd' ? 'd' : 'i';
  const rangeArray = catalog.newOid();
  const multirangeId = catalog.newOid();
  const multirangeArray = catalog.newOid();
  const rangeId = catalog.newOid();

  yield* insertType(catalog, spec, { type: rangeId, array: rangeArray }, 'range', align);
  yield* recordDependency(catalog, typeAddress(rangeId), schemaAddress(spec.schemaId), 'n');
  yield* recordOwner(catalog, typeAddress(rangeId), spec.owner);
  yield* recordDependency(catalog, typeAddress(rangeId), typeAddress(spec.subtype), 'n');
  if (spec.collation !== 0) yield* recordDependency(catalog, typeAddress(rangeId), address(CLASS.collation, spec.collation), 'n');
  if (spec.subtypeDiff !== 0) yield* recordDependency(catalog, typeAddress(rangeId), address(CLASS.function, spec.subtypeDiff), 'n');
  yield* catalog.insertRow(pgRange, {
    rngtypid: rangeId,
    rngsubtype: spec.subtype,
    rngmultitypid: multirangeId,
    rngcollation: spec.collation,
    rngsubopc: spec.operatorClass,
    rngcanonical: INVALID_OID,
    rngsubdiff: spec.subtypeDiff,
  });
  yield* insertType(catalog, multirange, { type: multirangeId, array: multirangeArray }, 'multirange', align);
  yield* recordDependency(catalog, typeAddress(multirangeId), schemaAddress(multirange.schemaId), 'n');
  yield* recordOwner(catalog, typeAddress(multirangeId), spec.owner);
  yield* recordDependency(catalog, typeAddress(multirangeId), typeAddress(rangeId), 'i');
  yield* insertArrayType(catalog, spec, rangeId, rangeArray, align);
  yield* insertArrayType(catalog, multirange, multirangeId, multirangeArray, align);

  const { subtype } = spec;
  yield* createConstructor(catalog, spec, { result: rangeId, argumentTypes: [subtype, subtype], source: 'range_constructor2' });
  yield* createConstructor(catalog, spec, { result: rangeId, argumentTypes: [subtype, subtype, TEXT], source: 'range_constructor3' });
  yield* createConstructor(catalog, multirange, { result: multirangeId, argumentTypes: [], source: 'multirange_constructor0' });
  const cast = yield* createConstructor(catalog, multirange, { result: multirangeId, argumentTypes: [rangeId], source: 'multirange_constructor1' });
  yield* createConstructor(catalog, multirange, {
    result: multirangeId,
    argumentTypes: [rangeArray],
    source: 'multirange_constructor2',
    variadicType: rangeId,
  });
  const castId = catalog.newOid();
  yield* catalog.insertRow(pgCast, { oid: castId, castsource: rangeId, casttarget: multirangeId, castfunc: cast, castcontext: 'e', castmethod: 'f' });
  const castAddress = address(CLASS.cast, castId);
  yield* recordDependency(catalog, castAddress, typeAddress(rangeId), 'i');
  yield* recordDependency(catalog, castAddress, typeAddress(multirangeId), 'i');
  yield* recordDependency(catalog, castAddress, address(CLASS.function, cast), 'i');
  return rangeId;
}

function checkMultirangeNameFree(catalog: CatalogStore, spec: RangeTypeSpec, multirange: NewTypeName): void {
  const isOwn = multirange.name === spec.name && multirange.schemaId === spec.schemaId;
  if (isOwn) {
    throw new PgError('unique_violation', 'duplicate key value violates unique constraint "pg_type_typname_nsp_index"', {
      detail: `Key (typname, typnamespace)=(${spec.name}, ${spec.schemaId}) already exists.`,
      schema: 'pg_catalog',
      table: 'pg_type',
      constraint: 'pg_type_typname_nsp_index',
    });
  }
  if (spec.multirange !== null) {
    checkTypeNameFree(catalog, multirange.name, multirange.schemaId);
    return;
  }
  if (catalog.row(pgType, 'pg_type_typname_nsp_index', [multirange.name, multirange.schemaId]) === undefined) return;
  throw new PgError('duplicate_object', `type "${multirange.name}" already exists`, {
    detail: `Failed while creating a multirange type for type "${spec.name}".`,
    hint: 'You can manually specify a multirange type name using the "multirange_type_name" attribute.',
  });
}
