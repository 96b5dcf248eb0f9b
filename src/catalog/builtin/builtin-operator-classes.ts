/**
 * Built-in access methods, operator families and classes: which operators sort, compare and hash a type.
 * (PostgreSQL chapter 38.16, "Interfacing Extensions to Indexes".)
 */
import { oid, type Oid } from '../../base/index.js';
import { PG_AM, PG_AMOP, PG_AMPROC, PG_OPCLASS, PG_OPFAMILY } from '../data/pg-operator.data.js';
import type { TypeDescriptor } from '../descriptors.js';
import { BTREE_GIST_OIDS, btreeGistClasses } from './btree-gist-classes.js';
import { builtinCastsFrom } from './builtin-operators.js';
import { builtinType } from './builtin-types.js';
import { packedBoolean, PackedTable } from './packed-table.js';
import { VECTOR_BTREE_OPERATORS, VECTOR_OPERATORS } from './vector-extension.data.js';
import { VECTOR, VECTOR_OIDS } from '../../types/index.js';

export const accessMethodTable = new PackedTable(PG_AM);
export const operatorFamilyTable = new PackedTable(PG_OPFAMILY);
export const operatorClassTable = new PackedTable(PG_OPCLASS);
export const familyOperatorTable = new PackedTable(PG_AMOP);
export const familyFunctionTable = new PackedTable(PG_AMPROC);

export const BTREE_METHOD = oid(403);
export const HASH_METHOD = oid(405);
export const GIST_METHOD = oid(783);

export interface OperatorClassFacts {
  readonly oid: Oid;
  readonly method: Oid;
  readonly name: string;
  readonly family: Oid;
  readonly inputType: Oid;
  readonly isDefault: boolean;
  /** Type of the stored key, 0 when it is the input type. */
  readonly keyType: Oid;
}

export interface AccessMethodFacts {
  readonly oid: Oid;
  readonly name: string;
  /** i index, t table. */
  readonly kind: 'i' | 't';
}

interface FamilyMember {
  readonly family: number;
  readonly left: number;
  readonly right: number;
  readonly strategy: number;
  readonly operator: number;
  readonly method: number;
}

interface Loaded {
  readonly classes: readonly OperatorClassFacts[];
  readonly classById: ReadonlyMap<number, OperatorClassFacts>;
  readonly membersOfOperator: ReadonlyMap<number, readonly FamilyMember[]>;
  readonly membersOfFamily: ReadonlyMap<number, readonly FamilyMember[]>;
}

let loaded: Loaded | undefined;

function append<T>(map: Map<number, T[]>, key: number, value: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

/** The btree class of the extension vector: its oids are fixed, and without the extension no type has the class's input type. */
function addVectorClass(classes: OperatorClassFacts[], membersOfOperator: Map<number, FamilyMember[]>, membersOfFamily: Map<number, FamilyMember[]>): void {
  const family = VECTOR_OIDS + 400;
  classes.push({ oid: oid(family + 1), method: BTREE_METHOD, name: 'vector_ops', family: oid(family), inputType: VECTOR, isDefault: true, keyType: oid(0) });
  const names = VECTOR_OPERATORS.split('\n').map(line => line.split(' ', 1)[0]);
  VECTOR_BTREE_OPERATORS.forEach((name, i) => {
    const operator = VECTOR_OIDS + 300 + names.indexOf(name);
    const member: FamilyMember = { family, left: VECTOR, right: VECTOR, strategy: i + 1, operator, method: BTREE_METHOD };
    append(membersOfOperator, operator, member);
    append(membersOfFamily, family, member);
  });
}

function load(): Loaded {
  if (loaded !== undefined) return loaded;
  const classes: OperatorClassFacts[] = [];
  for (let line = 0; line < operatorClassTable.count; line++) {
    const f = operatorClassTable.fields(line);
    classes.push({
      oid: oid(Number(f[0])),
      method: oid(Number(f[1])),
      name: f[2]!,
      family: oid(Number(f[3])),
      inputType: oid(Number(f[4])),
      isDefault: packedBoolean(f[5]!),
      keyType: oid(Number(f[6])),
    });
  }
  const membersOfOperator = new Map<number, FamilyMember[]>();
  const membersOfFamily = new Map<number, FamilyMember[]>();
  for (let line = 0; line < familyOperatorTable.count; line++) {
    const f = familyOperatorTable.fields(line);
    const method = Number(f[7]);
    if (method !== BTREE_METHOD && method !== HASH_METHOD && method !== GIST_METHOD) continue;
    const member: FamilyMember = {
      family: Number(f[1]),
      left: Number(f[2]),
      right: Number(f[3]),
      strategy: Number(f[4]),
      operator: Number(f[6]),
      method,
    };
    append(membersOfOperator, member.operator, member);
    append(membersOfFamily, member.family, member);
  }
  addVectorClass(classes, membersOfOperator, membersOfFamily);
  loaded = { classes, classById: new Map(classes.map(c => [c.oid as number, c])), membersOfOperator, membersOfFamily };
  return loaded;
}

export function builtinAccessMethod(by: string | number): AccessMethodFacts | undefined {
  for (let line = 0; line < accessMethodTable.count; line++) {
    const f = accessMethodTable.fields(line);
    if (f[1] === by || Number(f[0]) === by) return { oid: oid(Number(f[0])), name: f[1]!, kind: f[3] as 'i' | 't' };
  }
  return undefined;
}

let gistExtension: readonly OperatorClassFacts[] | undefined;

/** The classes of btree_gist, whether or not the extension is there. */
function gistExtensionClasses(): readonly OperatorClassFacts[] {
  gistExtension ??= btreeGistClasses().map(c => ({
    ...{ oid: c.oid, method: GIST_METHOD, name: c.name, family: c.family, inputType: c.inputType, isDefault: true, keyType: oid(0) },
  }));
  return gistExtension;
}

export function builtinOperatorClass(id: number): OperatorClassFacts | undefined {
  return load().classById.get(id) ?? (id >= BTREE_GIST_OIDS ? gistExtensionClasses().find(c => c.oid === id) : undefined);
}

/** Classes of extensions are found, too, whether or not the extension is there: see `isExtensionClass`. */
export function builtinOperatorClassNamed(method: number, name: string): OperatorClassFacts | undefined {
  return (
    load().classes.find(c => c.method === method && c.name === name) ?? (method === GIST_METHOD ? gistExtensionClasses().find(c => c.name === name) : undefined)
  );
}

/** True for a class that exists only when pg_opclass has its row. */
export function isExtensionClass(id: number): boolean {
  return id >= BTREE_GIST_OIDS;
}

/** Name of an operator family. */
export function builtinOperatorFamilyName(id: number): string | undefined {
  if (id === VECTOR_OIDS + 400) return 'vector_ops';
  if (id >= BTREE_GIST_OIDS) return gistExtensionClasses().find(c => c.family === id)?.name;
  const line = operatorFamilyTable.lineOfOid(id);
  return line < 0 ? undefined : operatorFamilyTable.fields(line)[2]!;
}

const BUILTIN_TYPES = { typeById: (id: Oid): TypeDescriptor | undefined => builtinType(id) };

function polymorphicInput(typeId: number, kind: string, elementType: number, category: string): number {
  if (category === 'A' && elementType !== 0) return 2277; // anyarray
  if (kind === 'e') return 3500; // anyenum
  if (kind === 'r') return 3831; // anyrange
  if (kind === 'm') return 4537; // anymultirange
  if (kind === 'c' || typeId === 2249) return 2249; // record
  return 0;
}

/**
 * The default operator class of a method for a type, as PostgreSQL finds it: the exact input type, else one the type is
 * binary-coercible to (a preferred type first), else a polymorphic one. Domains count as their base type. `types` finds the types
 * that are not built in.
 */
export function defaultOperatorClass(
  method: number,
  typeId: number,
  types: { typeById(id: Oid): TypeDescriptor | undefined } = BUILTIN_TYPES,
): OperatorClassFacts | undefined {
  const { classes } = load();
  const fits = (c: OperatorClassFacts, input: number): boolean => c.method === method && c.isDefault && c.inputType === input;
  const byInput = (input: number): OperatorClassFacts | undefined =>
    classes.find(c => fits(c, input)) ?? (method === GIST_METHOD ? gistExtensionClasses().find(c => fits(c, input)) : undefined);
  let type = types.typeById(oid(typeId));
  while (type !== undefined && type.kind === 'd') type = types.typeById(type.baseType);
  if (type === undefined) return undefined;
  const exact = byInput(type.oid);
  if (exact !== undefined) return exact;
  let coercible: OperatorClassFacts | undefined;
  for (const cast of builtinCastsFrom(type.oid)) {
    if (cast.method !== 'b' || cast.context !== 'i') continue;
    const found = byInput(cast.target);
    if (found === undefined) continue;
    if (builtinType(cast.target)?.isPreferred === true) return found;
    coercible ??= found;
  }
  if (coercible !== undefined) return coercible;
  const input = polymorphicInput(type.oid, type.kind, type.elementType, type.category);
  return input === 0 ? undefined : byInput(input);
}

/** Operator of a family for a pair of types and a strategy, 0 if there is none. */
export function familyOperator(family: number, left: number, right: number, strategy: number): Oid {
  for (const m of load().membersOfFamily.get(family) ?? []) {
    if (m.left === left && m.right === right && m.strategy === strategy) return oid(m.operator);
  }
  return oid(0);
}

/** Strategy of an operator in the family of an operator class. */
export function strategyInClass(operatorId: number, operatorClass: number): number | undefined {
  if (operatorClass >= BTREE_GIST_OIDS) {
    const at =
      btreeGistClasses()
        .find(c => c.oid === operatorClass)
        ?.operators.indexOf(oid(operatorId)) ?? -1;
    return at < 0 ? undefined : at + 1;
  }
  const cls = load().classById.get(operatorClass);
  if (cls === undefined) return undefined;
  return load()
    .membersOfOperator.get(operatorId)
    ?.find(m => m.family === cls.family)?.strategy;
}

/** Families of a method that an operator belongs to, with its strategy there. */
export function familiesOfOperator(operatorId: number, method: number): readonly { family: Oid; strategy: number }[] {
  const members = load().membersOfOperator.get(operatorId) ?? [];
  return members.filter(m => m.method === method).map(m => ({ family: oid(m.family), strategy: m.strategy }));
}
