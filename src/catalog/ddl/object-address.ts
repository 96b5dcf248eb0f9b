/** The address of a catalog object: class (oid of its catalog), object, and column number for columns of relations (else 0). */
import type { Oid } from '../../base/index.js';

export interface ObjectAddress {
  readonly classId: number;
  readonly objectId: number;
  readonly subId: number;
}

/** Catalogs by what they hold. */
export const CLASS = {
  relation: 1259,
  type: 1247,
  function: 1255,
  constraint: 2606,
  default: 2604,
  rule: 2618,
  trigger: 2620,
  schema: 2615,
  operator: 2617,
  operatorClass: 2616,
  operatorFamily: 2753,
  cast: 2605,
  collation: 3456,
  language: 2612,
  role: 1260,
  database: 1262,
  tablespace: 1213,
  policy: 3256,
  statisticsExtension: 3381,
  extension: 3079,
} as const;

export function address(classId: number, objectId: Oid | number, subId = 0): ObjectAddress {
  return { classId, objectId, subId };
}

export const relationAddress = (relation: Oid | number, column = 0): ObjectAddress => address(CLASS.relation, relation, column);
export const typeAddress = (type: Oid | number): ObjectAddress => address(CLASS.type, type);
export const schemaAddress = (schema: Oid | number): ObjectAddress => address(CLASS.schema, schema);

export function sameAddress(a: ObjectAddress, b: ObjectAddress): boolean {
  return a.classId === b.classId && a.objectId === b.objectId && a.subId === b.subId;
}

export const addressKey = (a: ObjectAddress): string => `${a.classId}.${a.objectId}.${a.subId}`;
