/** Functions, procedures and aggregates: pg_proc (and pg_aggregate). */
import { INVALID_OID, oid, type Oid } from '../../base/index.js';
import type { Waiting } from '../../txn/index.js';
import { charArray, oidArray, oidVector, textArray } from '../store/arrays.js';
import { pgAggregate, pgProc, type PgAggregateRow, type PgProcRow } from '../store/catalog-rows.data.js';
import { EXPRESSION_SEPARATOR } from '../store/relation-loader.js';
import type { CatalogStore } from '../store/catalog-store.js';
import type { StoredRow } from '../store/catalog-table.js';
import { recordAnyDependency, recordDependencies, recordOwner, removeDependenciesOf } from './dependency.js';
import { address, CLASS, schemaAddress, typeAddress, type ObjectAddress } from './object-address.js';

export interface FunctionSpec {
  /** Fixed for what belongs to an extension. */
  readonly oid?: Oid;
  readonly name: string;
  readonly schemaId: Oid;
  readonly owner: Oid;
  /** pg_language: 12 internal, 14 sql, 13563 plpgsql, or a user's. */
  readonly language: Oid;
  readonly kind: 'f' | 'p' | 'a' | 'w';
  readonly argumentTypes: readonly Oid[];
  readonly allArgumentTypes?: readonly Oid[];
  readonly argumentModes?: readonly string[];
  readonly argumentNames?: readonly string[];
  /** Display form of the defaults of the last input arguments. */
  readonly defaultTexts?: readonly string[];
  readonly resultType: Oid;
  readonly returnsSet?: boolean;
  readonly isStrict?: boolean;
  readonly volatility?: 'i' | 's' | 'v';
  readonly parallel?: 's' | 'r' | 'u';
  readonly isSecurityDefiner?: boolean;
  readonly isLeakproof?: boolean;
  readonly variadicType?: Oid;
  readonly cost?: number;
  readonly rows?: number;
  readonly source: string;
  /** Functions of language c: the file they would be in. */
  readonly library?: string;
  /** SQL-standard body (BEGIN ATOMIC / RETURN), display form. */
  readonly sqlBody?: string | null;
  /** SET clauses as `name=value`. */
  readonly settings?: readonly string[];
  /** What defaults and a SQL-standard body use. */
  readonly references?: readonly ObjectAddress[];
}

function procRow(id: Oid, spec: FunctionSpec): PgProcRow {
  const isInternal = spec.language === 12 || spec.language === 13;
  return {
    oid: id,
    proname: spec.name,
    pronamespace: spec.schemaId,
    proowner: spec.owner,
    prolang: spec.language,
    procost: spec.cost ?? (isInternal ? 1 : 100),
    prorows: spec.rows ?? (spec.returnsSet === true ? 1000 : 0),
    provariadic: spec.variadicType ?? INVALID_OID,
    prosupport: INVALID_OID,
    prokind: spec.kind,
    prosecdef: spec.isSecurityDefiner ?? false,
    proleakproof: spec.isLeakproof ?? false,
    proisstrict: spec.isStrict ?? false,
    proretset: spec.returnsSet ?? false,
    provolatile: spec.volatility ?? 'v',
    proparallel: spec.parallel ?? 'u',
    pronargs: spec.argumentTypes.length,
    pronargdefaults: spec.defaultTexts?.length ?? 0,
    prorettype: spec.resultType,
    proargtypes: oidVector(spec.argumentTypes),
    proallargtypes: spec.allArgumentTypes === undefined ? null : oidArray(spec.allArgumentTypes),
    proargmodes: spec.argumentModes === undefined ? null : charArray(spec.argumentModes),
    proargnames: spec.argumentNames === undefined ? null : textArray(spec.argumentNames),
    proargdefaults: spec.defaultTexts === undefined || spec.defaultTexts.length === 0 ? null : spec.defaultTexts.join(EXPRESSION_SEPARATOR),
    protrftypes: null,
    prosrc: spec.source,
    probin: spec.library ?? null,
    prosqlbody: spec.sqlBody ?? null,
    proconfig: spec.settings === undefined || spec.settings.length === 0 ? null : textArray(spec.settings),
    proacl: null,
  };
}

function* recordFunctionDependencies(catalog: CatalogStore, id: Oid, spec: FunctionSpec): Waiting<void> {
  const self = address(CLASS.function, id);
  // Always recorded, even in pg_catalog: an entry in pg_depend is how readers know that users made functions.
  yield* recordAnyDependency(catalog, self, schemaAddress(spec.schemaId), 'n');
  const types = [...(spec.allArgumentTypes ?? spec.argumentTypes), spec.resultType].map(typeAddress);
  yield* recordDependencies(catalog, self, [address(CLASS.language, spec.language), ...types, ...(spec.references ?? [])], 'n');
}

/** The function of exactly these input types in a schema. */
export function functionNamed(catalog: CatalogStore, schemaId: Oid, name: string, argumentTypes: readonly Oid[]): StoredRow<PgProcRow> | undefined {
  return catalog
    .rows(pgProc, 'pg_proc_proname_args_nsp_index', [name])
    .find(
      ({ row }) =>
        row.pronamespace === schemaId &&
        row.proargtypes.values.length === argumentTypes.length &&
        row.proargtypes.values.every((t, i) => t === argumentTypes[i]),
    );
}

export function* createFunction(catalog: CatalogStore, spec: FunctionSpec): Waiting<Oid> {
  const id = spec.oid ?? catalog.newOid();
  yield* catalog.insertRow(pgProc, procRow(id, spec));
  yield* recordFunctionDependencies(catalog, id, spec);
  yield* recordOwner(catalog, address(CLASS.function, id), spec.owner);
  return id;
}

/** CREATE OR REPLACE: same name and arguments; owner and privileges stay. */
export function* replaceFunction(catalog: CatalogStore, stored: StoredRow<PgProcRow>, spec: FunctionSpec): Waiting<void> {
  const { oid: id, proowner, proacl } = stored.row;
  yield* catalog.updateRow(pgProc, stored, { ...procRow(id, spec), proowner, proacl });
  yield* removeDependenciesOf(catalog, address(CLASS.function, id));
  yield* recordFunctionDependencies(catalog, id, spec);
}

export function* updateFunction(catalog: CatalogStore, id: Oid, changes: Partial<PgProcRow>): Waiting<void> {
  yield* catalog.updateRow(pgProc, catalog.rowOf(pgProc, id)!, changes);
}

/** The pg_aggregate row of a function of kind `a`; the functions it is made of are dependencies. */
export function* createAggregate(catalog: CatalogStore, row: PgAggregateRow): Waiting<void> {
  yield* catalog.insertRow(pgAggregate, row);
  const parts = [row.aggtransfn, row.aggfinalfn, row.aggcombinefn, row.aggserialfn, row.aggdeserialfn, row.aggmtransfn, row.aggminvtransfn, row.aggmfinalfn];
  yield* recordDependencies(
    catalog,
    address(CLASS.function, row.aggfnoid),
    parts.filter(p => p !== 0).map(p => address(CLASS.function, oid(p))),
    'n',
  );
}
