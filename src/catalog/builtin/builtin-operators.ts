/** Built-in operators and casts as descriptors, made on demand. */
import { oid } from '../../base/index.js';
import { PG_CAST, PG_OPERATOR } from '../data/pg-operator.data.js';
import type { CastDescriptor, OperatorDescriptor } from '../descriptors.js';
import { builtinFunction } from './builtin-functions.js';
import { packedBoolean, PackedTable } from './packed-table.js';

export const operatorTable = new PackedTable(PG_OPERATOR);
export const castTable = new PackedTable(PG_CAST);

const C = {
  name: operatorTable.column('oprname'),
  oid: operatorTable.column('oid'),
  merge: operatorTable.column('oprcanmerge'),
  hash: operatorTable.column('oprcanhash'),
  left: operatorTable.column('oprleft'),
  right: operatorTable.column('oprright'),
  result: operatorTable.column('oprresult'),
  commutator: operatorTable.column('oprcom'),
  negator: operatorTable.column('oprnegate'),
  code: operatorTable.column('oprcode'),
  restrict: operatorTable.column('oprrest'),
  join: operatorTable.column('oprjoin'),
} as const;

const PG_CATALOG = oid(11);
const byOid = new Map<number, OperatorDescriptor>();
const byName = new Map<string, readonly OperatorDescriptor[]>();
const NONE: readonly OperatorDescriptor[] = [];

/** Estimators are functions; the planner knows them by name. */
function estimatorName(functionId: number): string {
  return functionId === 0 ? '' : (builtinFunction(functionId)?.name ?? '');
}

function describe(line: number): OperatorDescriptor {
  const f = operatorTable.fields(line);
  const id = Number(f[C.oid]);
  let found = byOid.get(id);
  if (found === undefined) {
    found = {
      oid: oid(id),
      name: f[C.name]!,
      schemaId: PG_CATALOG,
      leftType: oid(Number(f[C.left])),
      rightType: oid(Number(f[C.right])),
      resultType: oid(Number(f[C.result])),
      functionId: oid(Number(f[C.code])),
      commutator: oid(Number(f[C.commutator])),
      negator: oid(Number(f[C.negator])),
      canHash: packedBoolean(f[C.hash]!),
      canMerge: packedBoolean(f[C.merge]!),
      restrictEstimator: estimatorName(Number(f[C.restrict])),
      joinEstimator: estimatorName(Number(f[C.join])),
    };
    byOid.set(id, found);
  }
  return found;
}

export function builtinOperatorsNamed(name: string): readonly OperatorDescriptor[] {
  let found = byName.get(name);
  if (found === undefined) {
    const lines = operatorTable.linesNamed(name);
    if (lines.length === 0) return NONE;
    found = lines.map(describe);
    byName.set(name, found);
  }
  return found;
}

export function builtinOperator(id: number): OperatorDescriptor | undefined {
  const found = byOid.get(id);
  if (found !== undefined) return found;
  const line = operatorTable.lineOfOid(id);
  return line < 0 ? undefined : describe(line);
}

let casts: Map<number, CastDescriptor> | undefined;
let castsFrom: Map<number, CastDescriptor[]> | undefined;

function loadCasts(): Map<number, CastDescriptor> {
  if (casts !== undefined) return casts;
  const all = new Map<number, CastDescriptor>();
  const from = new Map<number, CastDescriptor[]>();
  for (let line = 0; line < castTable.count; line++) {
    const f = castTable.fields(line);
    const cast: CastDescriptor = {
      source: oid(Number(f[1])),
      target: oid(Number(f[2])),
      functionId: oid(Number(f[3])),
      context: f[4] as CastDescriptor['context'],
      method: f[5] as CastDescriptor['method'],
    };
    all.set(cast.source * 65536 + cast.target, cast);
    const list = from.get(cast.source);
    if (list === undefined) from.set(cast.source, [cast]);
    else list.push(cast);
  }
  casts = all;
  castsFrom = from;
  return all;
}

/** The cast between two built-in types (both oids below 16384). */
export function builtinCast(source: number, target: number): CastDescriptor | undefined {
  if (source > 65535 || target > 65535) return undefined;
  return loadCasts().get(source * 65536 + target);
}

export function builtinCastsFrom(source: number): readonly CastDescriptor[] {
  loadCasts();
  return castsFrom!.get(source) ?? [];
}
