/**
 * The built-in types by oid and by name. Each family exports its types as a list; an array type over each is made here.
 * Types that users define (enums, domains, composites, ranges) are made by the catalog, which falls back to this registry.
 */
import type { Oid } from '../base/index.js';
import { arrayType, vectorTypes } from './array-type.js';
import { boolType } from './bool-type.js';
import { byteaType } from './bytea-type.js';
import { datetimeTypes } from './datetime-types.js';
import { floatTypes } from './float-types.js';
import { integerTypes } from './integer-types.js';
import { numericType } from './numeric-type.js';
import { rareTypes } from './rare-types.js';
import { anonymousRecordType } from './record-type.js';
import { systemTypes } from './system-types.js';
import { textTypes } from './text-types.js';
import type { TypeOps } from './type-ops.js';
import { uuidType } from './uuid-type.js';

const byOid = new Map<number, TypeOps>();
const byName = new Map<string, TypeOps>();
/** Element types by the oid of the array type over them, which is made when it is first looked up. */
const elements = new Map<number, TypeOps>();

// One family a line. What a simple query does not need is in rare-types.ts.
const FAMILIES: readonly (readonly TypeOps[])[] = [
  [boolType],
  integerTypes,
  floatTypes,
  [numericType],
  textTypes,
  [byteaType],
  [uuidType],
  datetimeTypes,
  systemTypes,
  vectorTypes,
  [anonymousRecordType(id => builtinType(id))],
];

/** From here on oids are those of objects that users make. */
const FIRST_NORMAL_OID = 16384;

function add(families: readonly (readonly TypeOps[])[]): void {
  for (const family of families) {
    for (const type of family) {
      byOid.set(type.oid, type);
      byName.set(type.name, type);
      if (type.arrayOid !== 0) elements.set(type.arrayOid, type);
    }
  }
}

add(FAMILIES);
let hasRareTypes = false;

function addRareTypes(): void {
  if (hasRareTypes) return;
  hasRareTypes = true;
  add(rareTypes());
}

function arrayOver(element: TypeOps): TypeOps {
  const type = arrayType(element);
  byOid.set(type.oid, type);
  byName.set(type.name, type);
  return type;
}

function find(id: Oid): TypeOps | undefined {
  const element = elements.get(id);
  return byOid.get(id) ?? (element === undefined ? undefined : arrayOver(element));
}

/** Ops of a built-in type; undefined if there is no such type or it has no implementation. */
export function builtinType(id: Oid): TypeOps | undefined {
  const type = byOid.get(id);
  if (type !== undefined || id >= FIRST_NORMAL_OID) return type;
  const found = find(id);
  if (found !== undefined || hasRareTypes) return found;
  addRareTypes();
  return find(id);
}

/** By pg_type.typname: `int4`, `_int4`, `bpchar`. */
export function builtinTypeByName(name: string): TypeOps | undefined {
  const type = byName.get(name);
  if (type !== undefined) return type;
  addRareTypes();
  const element = name.startsWith('_') ? byName.get(name.slice(1)) : undefined;
  return byName.get(name) ?? (element === undefined || element.arrayOid === 0 ? undefined : arrayOver(element));
}

export function builtinTypes(): Iterable<TypeOps> {
  addRareTypes();
  for (const id of elements.keys()) builtinType(id as Oid);
  return byOid.values();
}
