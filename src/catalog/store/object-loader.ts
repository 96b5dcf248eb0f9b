/** Descriptors of types, functions, operators, casts and statistics from catalog rows. */
import type { CastDescriptor, ColumnStatistics, FunctionDescriptor, OperatorDescriptor, TypeDescriptor } from '../descriptors.js';
import { builtinFunction, functionSignature } from '../builtin/builtin-functions.js';
import type { ArrayValue } from '../../types/index.js';
import { numbersOf, oidsOf, stringsOf } from './arrays.js';
import type { PgCastRow, PgOperatorRow, PgProcRow, PgRangeRow, PgStatisticRow, PgTypeRow } from './catalog-rows.data.js';
import { splitExpressions } from './relation-loader.js';

/** `range`: the pg_range row of a range or multirange type. */
export function typeDescriptor(row: PgTypeRow, range?: PgRangeRow): TypeDescriptor {
  return {
    oid: row.oid,
    name: row.typname,
    schemaId: row.typnamespace,
    length: row.typlen,
    kind: row.typtype as TypeDescriptor['kind'],
    category: row.typcategory,
    isPreferred: row.typispreferred,
    elementType: row.typelem,
    arrayType: row.typarray,
    relationId: row.typrelid,
    baseType: row.typbasetype,
    baseTypmod: row.typtypmod,
    isNotNull: row.typnotnull,
    defaultText: row.typdefaultbin ?? row.typdefault,
    collation: row.typcollation,
    ...(range !== undefined && { rangeSubtype: range.rngsubtype, multirangeType: range.rngmultitypid, rangeType: range.rngtypid }),
  };
}

const LANGUAGES: ReadonlyMap<number, FunctionDescriptor['language']> = new Map([
  [12, 'internal'],
  [13, 'internal'],
  [14, 'sql'],
  [13563, 'plpgsql'],
]);

export function functionDescriptor(
  row: PgProcRow,
  typeName: (id: number) => string,
  aggregate: { aggkind: string; aggnumdirectargs: number } | undefined,
): FunctionDescriptor {
  const argumentTypes = oidsOf(row.proargtypes);
  const defaultTexts = splitExpressions(row.proargdefaults);
  return {
    oid: row.oid,
    name: row.proname,
    schemaId: row.pronamespace,
    kind: row.prokind as FunctionDescriptor['kind'],
    argumentTypes,
    ...(row.proallargtypes !== null && { allArgumentTypes: oidsOf(row.proallargtypes) }),
    ...(row.proargmodes !== null && { argumentModes: stringsOf(row.proargmodes) }),
    ...(row.proargnames !== null && { argumentNames: stringsOf(row.proargnames) }),
    resultType: row.prorettype,
    returnsSet: row.proretset,
    isStrict: row.proisstrict,
    volatility: row.provolatile as FunctionDescriptor['volatility'],
    variadicType: row.provariadic,
    defaultCount: row.pronargdefaults,
    defaultTexts,
    language: LANGUAGES.get(row.prolang) ?? 'javascript',
    source: row.prosrc,
    ...(aggregate !== undefined && { aggregateKind: aggregate.aggkind as 'n' | 'o' | 'h', directArguments: aggregate.aggnumdirectargs }),
    estimatedRows: row.prorows,
    signature: functionSignature(row.proname, argumentTypes, typeName),
  };
}

export function operatorDescriptor(row: PgOperatorRow): OperatorDescriptor {
  const estimator = (id: number): string => (id === 0 ? '' : (builtinFunction(id)?.name ?? ''));
  return {
    oid: row.oid,
    name: row.oprname,
    schemaId: row.oprnamespace,
    leftType: row.oprleft,
    rightType: row.oprright,
    resultType: row.oprresult,
    functionId: row.oprcode,
    commutator: row.oprcom,
    negator: row.oprnegate,
    canHash: row.oprcanhash,
    canMerge: row.oprcanmerge,
    restrictEstimator: estimator(row.oprrest),
    joinEstimator: estimator(row.oprjoin),
  };
}

export function castDescriptor(row: PgCastRow): CastDescriptor {
  return {
    source: row.castsource,
    target: row.casttarget,
    functionId: row.castfunc,
    context: row.castcontext as CastDescriptor['context'],
    method: row.castmethod as CastDescriptor['method'],
  };
}

/** Kinds of statistics slots (pg_statistic.h). */
export const STATISTIC_KIND = { mostCommonValues: 1, histogram: 2, correlation: 3 } as const;

export function columnStatistics(row: PgStatisticRow): ColumnStatistics {
  const slots: readonly { kind: number; numbers: ArrayValue | null; values: ArrayValue | null }[] = [
    { kind: row.stakind1, numbers: row.stanumbers1, values: row.stavalues1 },
    { kind: row.stakind2, numbers: row.stanumbers2, values: row.stavalues2 },
    { kind: row.stakind3, numbers: row.stanumbers3, values: row.stavalues3 },
    { kind: row.stakind4, numbers: row.stanumbers4, values: row.stavalues4 },
    { kind: row.stakind5, numbers: row.stanumbers5, values: row.stavalues5 },
  ];
  const slot = (kind: number): (typeof slots)[number] | undefined => slots.find(s => s.kind === kind);
  const common = slot(STATISTIC_KIND.mostCommonValues);
  return {
    nullFraction: row.stanullfrac,
    averageWidth: row.stawidth,
    distinct: row.stadistinct,
    commonValues: common?.values?.values ?? [],
    commonFrequencies: numbersOf(common?.numbers ?? null),
    histogram: slot(STATISTIC_KIND.histogram)?.values?.values ?? [],
    correlation: numbersOf(slot(STATISTIC_KIND.correlation)?.numbers ?? null)[0] ?? 0,
  };
}
