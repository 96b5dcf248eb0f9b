/**
 * The built-in types by oid and by name. Each family exports its types as a list; an array type over each is made here.
 * Types that users define (enums, domains, composites, ranges) are made by the catalog, which falls back to this registry.
 */
import type { Oid } from '../base/index.js';
import { arrayType, vectorTypes } from './array-type.js';
import { bitTypes } from './bit-type.js';
import { boolType } from './bool-type.js';
import { byteaType } from './bytea-type.js';
import { datetimeTypes } from './datetime-types.js';
import { documentTypes } from './document-types.js';
import { floatTypes } from './float-types.js';
import { geometryTypes } from './geometry-types.js';
import { inetTypes } from './inet-type.js';
import { integerTypes } from './integer-types.js';
import { logTypes } from './log-types.js';
import { macaddrTypes } from './macaddr-type.js';
import { moneyType } from './money-type.js';
import { numericType } from './numeric-type.js';
import { anonymousRecordType } from './record-type.js';
import { rangeTypes } from './range-types.js';
import { snapshotTypes } from './snapshot-type.js';
import { systemTypes } from './system-types.js';
import { textTypes } from './text-types.js';
import type { TypeOps } from './type-ops.js';
import { uuidType } from './uuid-type.js';

const byOid = new Map<number, TypeOps>();
const byName = new Map<string, TypeOps>();

// One family a line.
const FAMILIES: readonly (readonly TypeOps[])[] = [
  [boolType],
  integerTypes,
  floatTypes,
  [numericType],
  [moneyType],
  bitTypes,
  textTypes,
  [byteaType],
  [uuidType],
  documentTypes,
  datetimeTypes,
  systemTypes,
  logTypes,
  vectorTypes,
  rangeTypes,
  inetTypes,
  snapshotTypes,
  geometryTypes,
  macaddrTypes,
  [anonymousRecordType(id => byOid.get(id))],
];

function add(type: TypeOps): void {
  byOid.set(type.oid, type);
  byName.set(type.name, type);
}

for (const family of FAMILIES) {
  for (const type of family) {
    add(type);
    if (type.arrayOid !== 0) add(arrayType(type));
  }
}

/** Ops of a built-in type; undefined if there is no such type or it has no implementation. */
export function builtinType(id: Oid): TypeOps | undefined {
  return byOid.get(id);
}

/** By pg_type.typname: `int4`, `_int4`, `bpchar`. */
export function builtinTypeByName(name: string): TypeOps | undefined {
  return byName.get(name);
}

export function builtinTypes(): Iterable<TypeOps> {
  return byOid.values();
}
