/** Built-in functions and aggregates (pg_proc rows with oids below 16384) as descriptors, made on demand. */
import { oid } from '../../base/index.js';
import { PG_AGGREGATE, PG_PROC } from '../data/pg-proc.data.js';
import type { FunctionDescriptor } from '../descriptors.js';
import { builtinType } from './builtin-types.js';
import { packedBoolean, packedNumbers, PackedTable, type PackedField } from './packed-table.js';

export const functionTable = new PackedTable(PG_PROC);
export const aggregateTable = new PackedTable(PG_AGGREGATE);

/** Separates default expressions inside one packed field. */
export const DEFAULT_SEPARATOR = '\x1f';

const C = {
  name: functionTable.column('proname'),
  oid: functionTable.column('oid'),
  schema: functionTable.column('pronamespace'),
  argumentTypes: functionTable.column('proargtypes'),
  result: functionTable.column('prorettype'),
  kind: functionTable.column('prokind'),
  volatility: functionTable.column('provolatile'),
  strict: functionTable.column('proisstrict'),
  returnsSet: functionTable.column('proretset'),
  variadic: functionTable.column('provariadic'),
  rows: functionTable.column('prorows'),
  allTypes: functionTable.column('proallargtypes'),
  modes: functionTable.column('proargmodes'),
  names: functionTable.column('proargnames'),
  defaults: functionTable.column('proargdefaults'),
  source: functionTable.column('prosrc'),
} as const;

const byOid = new Map<number, FunctionDescriptor>();
const byName = new Map<string, readonly FunctionDescriptor[]>();
const NONE: readonly FunctionDescriptor[] = [];

/** `proname(typname,typname)`: the key of a built-in function's implementation. */
export function functionSignature(name: string, argumentTypes: readonly number[], typeName: (id: number) => string): string {
  return `${name}(${argumentTypes.map(typeName).join(',')})`;
}

function aggregateFacts(id: number): { aggregateKind: 'n' | 'o' | 'h'; directArguments: number } | undefined {
  const line = aggregateTable.lineOfOid(id);
  if (line < 0) return undefined;
  const f = aggregateTable.fields(line);
  return { aggregateKind: f[1] as 'n' | 'o' | 'h', directArguments: Number(f[2]) };
}

function fromFields(f: readonly PackedField[], id: number): FunctionDescriptor {
  const argumentTypes = packedNumbers(f[C.argumentTypes]!, ' ').map(oid);
  const defaultTexts = f[C.defaults] === null ? [] : f[C.defaults]!.split(DEFAULT_SEPARATOR);
  const kind = f[C.kind] as FunctionDescriptor['kind'];
  return {
    oid: oid(id),
    name: f[C.name]!,
    schemaId: oid(Number(f[C.schema])),
    kind,
    argumentTypes,
    ...(f[C.allTypes] !== null && { allArgumentTypes: packedNumbers(f[C.allTypes]!, ',').map(oid) }),
    ...(f[C.modes] !== null && { argumentModes: f[C.modes]!.split(',') }),
    ...(f[C.names] !== null && { argumentNames: f[C.names]!.split(',') }),
    resultType: oid(Number(f[C.result])),
    returnsSet: packedBoolean(f[C.returnsSet]!),
    isStrict: packedBoolean(f[C.strict]!),
    volatility: f[C.volatility] as FunctionDescriptor['volatility'],
    variadicType: oid(Number(f[C.variadic])),
    defaultCount: defaultTexts.length,
    defaultTexts,
    language: 'internal',
    source: f[C.source]!,
    ...(kind === 'a' && aggregateFacts(id)),
    estimatedRows: Number(f[C.rows]),
    signature: functionSignature(f[C.name]!, argumentTypes, type => builtinType(type)?.name ?? String(type)),
  };
}

function describe(line: number): FunctionDescriptor {
  const f = functionTable.fields(line);
  const id = Number(f[C.oid]);
  let found = byOid.get(id);
  if (found === undefined) {
    found = fromFields(f, id);
    byOid.set(id, found);
  }
  return found;
}

/** All built-in functions of a name, in any schema. */
export function builtinFunctionsNamed(name: string): readonly FunctionDescriptor[] {
  let found = byName.get(name);
  if (found === undefined) {
    const lines = functionTable.linesNamed(name);
    // Unknown names are not remembered: the cache must not grow with what users mistype.
    if (lines.length === 0) return NONE;
    found = lines.map(describe);
    byName.set(name, found);
  }
  return found;
}

export function builtinFunction(id: number): FunctionDescriptor | undefined {
  const found = byOid.get(id);
  if (found !== undefined) return found;
  const line = functionTable.lineOfOid(id);
  return line < 0 ? undefined : describe(line);
}
