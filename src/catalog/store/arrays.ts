/** Short forms for the array values that catalog columns hold. */
import { oid, type Oid } from '../../base/index.js';
import type { ArrayValue, Datum } from '../../types/index.js';

const OID = oid(26);
const INT2 = oid(21);
const TEXT = oid(25);
const CHAR = oid(18);
const FLOAT4 = oid(700);
const ACLITEM = oid(1033);

export function arrayOf(elementType: Oid, values: readonly Datum[]): ArrayValue {
  return { kind: 'array', elementType, dims: values.length === 0 ? [] : [values.length], lowerBounds: values.length === 0 ? [] : [1], values };
}

/** oidvector and int2vector count from 0 and have one dimension even when empty. */
function vectorOf(elementType: Oid, values: readonly number[]): ArrayValue {
  return { kind: 'array', elementType, dims: [values.length], lowerBounds: [0], values };
}

export const oidVector = (values: readonly number[]): ArrayValue => vectorOf(OID, values);
export const int2Vector = (values: readonly number[]): ArrayValue => vectorOf(INT2, values);
export const oidArray = (values: readonly number[]): ArrayValue => arrayOf(OID, values);
export const int2Array = (values: readonly number[]): ArrayValue => arrayOf(INT2, values);
export const textArray = (values: readonly (string | null)[]): ArrayValue => arrayOf(TEXT, values);
export const charArray = (values: readonly string[]): ArrayValue => arrayOf(CHAR, values);
export const float4Array = (values: readonly number[]): ArrayValue => arrayOf(FLOAT4, values);
export const aclArray = (values: readonly string[]): ArrayValue => arrayOf(ACLITEM, values);

export function numbersOf(array: ArrayValue | null): number[] {
  return array === null ? [] : (array.values as number[]).slice();
}

export function oidsOf(array: ArrayValue | null): Oid[] {
  return numbersOf(array).map(oid);
}

export function stringsOf(array: ArrayValue | null): string[] {
  return array === null ? [] : (array.values as string[]).slice();
}
