/** Reading jsonb: members and paths, existence, containment, comparison, casts to SQL scalars (PostgreSQL chapter 9.16). */
import { PgError } from '../errors/index.js';
import {
  compareJsonRoots,
  equalJsonNodes,
  formatJsonNode,
  Jsonb,
  JsonArray,
  JsonObject,
  Numeric,
  numericToFloat4,
  numericToFloat8,
  numericToInt2,
  numericToInt4,
  numericToInt8,
  TEXT,
  type ArrayValue,
  type Datum,
  type JsonNode,
  type RecordValue,
  typeOids,
} from '../types/index.js';
import type { ScalarFamily, SetFamily } from './function-impl.js';
import { hashJsonb, hashJsonbExtended } from './jsonb-hash.js';

export function jsonError(message: string, hint?: string): PgError {
  return new PgError('invalid_parameter_value', message, hint === undefined ? undefined : { hint });
}

export const wrap = (node: JsonNode | undefined): Jsonb | null => (node === undefined ? null : Jsonb.of(node));

/** A node as text: strings bare, JSON null as NULL. */
export function nodeText(node: JsonNode | undefined): string | null {
  if (node === undefined || node === null) return null;
  return typeof node === 'string' ? node : formatJsonNode(node);
}

export function isScalarNode(node: JsonNode): node is null | boolean | string | Numeric {
  return !(node instanceof JsonArray || node instanceof JsonObject);
}

/** A scalar at the outside counts as an array of itself in many functions. */
export function rootItems(root: JsonNode): readonly JsonNode[] | null {
  if (root instanceof JsonArray) return root.items;
  return root instanceof JsonObject ? null : [root];
}

function field(j: Jsonb, key: string): JsonNode | undefined {
  const { root } = j;
  return root instanceof JsonObject ? root.get(key) : undefined;
}

function element(j: Jsonb, index: number): JsonNode | undefined {
  const { root } = j;
  if (root instanceof JsonArray) {
    const at = index < 0 ? root.length + index : index;
    return at >= 0 && at < root.length ? root.item(at) : undefined;
  }
  if (root instanceof JsonObject) return undefined;
  return index === 0 || index === -1 ? root : undefined;
}

const INTEGER = /^[ \t\n\v\f\r]*([+-]?[0-9]+)$/;

/** A path element as C's strtol reads an int: undefined when it is none. */
export function pathInteger(text: string): number | undefined {
  const m = INTEGER.exec(text);
  if (m === null) return undefined;
  const n = Number(m[1]);
  return n >= -2147483648 && n <= 2147483647 ? n + 0 : undefined;
}

/** The node at a path of names and positions; undefined when it leads nowhere. */
export function nodeAtPath(root: JsonNode, path: readonly string[]): JsonNode | undefined {
  let node: JsonNode | undefined = root;
  for (const step of path) {
    if (node instanceof JsonObject) node = node.get(step);
    else if (node instanceof JsonArray) {
      const index = pathInteger(step);
      if (index === undefined) return undefined;
      const at: number = index < 0 ? node.length + index : index;
      node = at >= 0 && at < node.length ? node.item(at) : undefined;
    } else return undefined;
    if (node === undefined) return undefined;
  }
  return node;
}

function atPath(j: Jsonb, path: ArrayValue): JsonNode | undefined {
  return path.values.includes(null) ? undefined : nodeAtPath(j.root, path.values as readonly string[]);
}

function exists(j: Jsonb, key: string): boolean {
  const { root } = j;
  return root instanceof JsonObject ? root.find(key) >= 0 : (rootItems(root) as readonly JsonNode[]).includes(key);
}

// --- containment ---

function contains(a: JsonNode, b: JsonNode): boolean {
  if (a instanceof JsonObject !== b instanceof JsonObject) return false;
  if (a instanceof JsonObject) return objectContains(a, b as JsonObject);
  // A scalar holds no array, but an array holds a scalar.
  if (isScalarNode(a) && b instanceof JsonArray) return false;
  return itemsContain(rootItems(a) as readonly JsonNode[], rootItems(b) as readonly JsonNode[]);
}

function objectContains(a: JsonObject, b: JsonObject): boolean {
  if (a.length < b.length) return false;
  const { keys, values } = b;
  for (let i = 0; i < keys.length; i++) {
    const mine = a.get(keys[i] as string);
    if (mine === undefined || !nodeContains(mine, values[i] as JsonNode)) return false;
  }
  return true;
}

function nodeContains(a: JsonNode, b: JsonNode): boolean {
  if (isScalarNode(b)) return isScalarNode(a) && equalJsonNodes(a, b);
  if (b instanceof JsonObject) return a instanceof JsonObject && objectContains(a, b);
  return a instanceof JsonArray && itemsContain(a.items, b.items);
}

function itemsContain(a: readonly JsonNode[], b: readonly JsonNode[]): boolean {
  return b.every(wanted => a.some(mine => nodeContains(mine, wanted)));
}

// --- sets ---

export function pairRecord(key: string, value: Datum, valueType: number): RecordValue {
  return { kind: 'record', typeId: typeOids.RECORD, fieldTypes: [TEXT, valueType as never], fieldNames: ['key', 'value'], values: [key, value] };
}

function objectOf(j: Jsonb, name: string): JsonObject {
  if (j.root instanceof JsonObject) return j.root;
  throw jsonError(`cannot call ${name} on a non-object`);
}

function* eachMember(j: Jsonb): Iterable<Datum> {
  const { keys, values } = objectOf(j, 'jsonb_each');
  for (let i = 0; i < keys.length; i++) yield pairRecord(keys[i] as string, Jsonb.of(values[i] as JsonNode), typeOids.JSONB);
}

function* eachMemberText(j: Jsonb): Iterable<Datum> {
  const { keys, values } = objectOf(j, 'jsonb_each_text');
  for (let i = 0; i < keys.length; i++) yield pairRecord(keys[i] as string, nodeText(values[i]), TEXT);
}

function itemsOf(j: Jsonb): readonly JsonNode[] {
  const { root } = j;
  if (root instanceof JsonArray) return root.items;
  throw jsonError(`cannot extract elements from ${root instanceof JsonObject ? 'an object' : 'a scalar'}`);
}

function* elements(j: Jsonb): Iterable<Datum> {
  for (const item of itemsOf(j)) yield Jsonb.of(item);
}

function* elementTexts(j: Jsonb): Iterable<Datum> {
  for (const item of itemsOf(j)) yield nodeText(item);
}

function objectKeys(j: Jsonb): Iterable<Datum> {
  const { root } = j;
  if (root instanceof JsonObject) return root.keys;
  throw jsonError(`cannot call jsonb_object_keys on ${root instanceof JsonArray ? 'an array' : 'a scalar'}`);
}

function arrayLength(j: Jsonb): number {
  const { root } = j;
  if (root instanceof JsonArray) return root.length;
  throw jsonError(`cannot get array length of a ${root instanceof JsonObject ? 'non-array' : 'scalar'}`);
}

export function nodeTypeName(node: JsonNode): string {
  if (node === null) return 'null';
  if (typeof node === 'string') return 'string';
  if (typeof node === 'boolean') return 'boolean';
  if (node instanceof Numeric) return 'number';
  return node instanceof JsonArray ? 'array' : 'object';
}

// --- casts ---

function cannotCast(node: JsonNode, type: string): PgError {
  const kind = node instanceof Numeric ? 'numeric' : nodeTypeName(node);
  return jsonError(`cannot cast jsonb ${kind} to type ${type}`);
}

function numberCast(type: string, convert: (value: Numeric) => Datum): (j: Jsonb) => Datum {
  return j => {
    const { root } = j;
    if (root instanceof Numeric) return convert(root);
    throw cannotCast(root, type);
  };
}

const compare = (a: Jsonb, b: Jsonb): number => compareJsonRoots(a.root, b.root);
const equal = (a: Jsonb, b: Jsonb): boolean => equalJsonNodes(a.root, b.root);

export const jsonbAccessFunctions: ScalarFamily = {
  'jsonb_object_field(jsonb,text)': (j: Jsonb, key: string) => wrap(field(j, key)),
  'jsonb_object_field_text(jsonb,text)': (j: Jsonb, key: string) => nodeText(field(j, key)),
  'jsonb_array_element(jsonb,int4)': (j: Jsonb, index: number) => wrap(element(j, index)),
  'jsonb_array_element_text(jsonb,int4)': (j: Jsonb, index: number) => nodeText(element(j, index)),
  'jsonb_extract_path(jsonb,_text)': (j: Jsonb, path: ArrayValue) => wrap(atPath(j, path)),
  'jsonb_extract_path_text(jsonb,_text)': (j: Jsonb, path: ArrayValue) => nodeText(atPath(j, path)),
  'jsonb_exists(jsonb,text)': exists,
  'jsonb_exists_any(jsonb,_text)': (j: Jsonb, keys: ArrayValue) => keys.values.some(key => key !== null && exists(j, key as string)),
  'jsonb_exists_all(jsonb,_text)': (j: Jsonb, keys: ArrayValue) => keys.values.every(key => key === null || exists(j, key as string)),
  'jsonb_contains(jsonb,jsonb)': (a: Jsonb, b: Jsonb) => contains(a.root, b.root),
  'jsonb_contained(jsonb,jsonb)': (a: Jsonb, b: Jsonb) => contains(b.root, a.root),
  'jsonb_array_length(jsonb)': arrayLength,
  'jsonb_typeof(jsonb)': (j: Jsonb) => nodeTypeName(j.root),

  'jsonb_eq(jsonb,jsonb)': equal,
  'jsonb_ne(jsonb,jsonb)': (a: Jsonb, b: Jsonb) => !equal(a, b),
  'jsonb_lt(jsonb,jsonb)': (a: Jsonb, b: Jsonb) => compare(a, b) < 0,
  'jsonb_le(jsonb,jsonb)': (a: Jsonb, b: Jsonb) => compare(a, b) <= 0,
  'jsonb_gt(jsonb,jsonb)': (a: Jsonb, b: Jsonb) => compare(a, b) > 0,
  'jsonb_ge(jsonb,jsonb)': (a: Jsonb, b: Jsonb) => compare(a, b) >= 0,
  'jsonb_cmp(jsonb,jsonb)': (a: Jsonb, b: Jsonb) => Math.sign(compare(a, b)),
  'jsonb_hash(jsonb)': (j: Jsonb) => hashJsonb(j.root),
  'jsonb_hash_extended(jsonb,int8)': (j: Jsonb, seed: number | bigint) => hashJsonbExtended(j.root, BigInt.asUintN(64, BigInt(seed))),

  'bool(jsonb)': (j: Jsonb) => {
    if (typeof j.root === 'boolean') return j.root;
    throw cannotCast(j.root, 'boolean');
  },
  'numeric(jsonb)': numberCast('numeric', value => value),
  'int2(jsonb)': numberCast('smallint', numericToInt2),
  'int4(jsonb)': numberCast('integer', numericToInt4),
  'int8(jsonb)': numberCast('bigint', numericToInt8),
  'float4(jsonb)': numberCast('real', numericToFloat4),
  'float8(jsonb)': numberCast('double precision', numericToFloat8),
};

export const jsonbAccessSets: SetFamily = {
  'jsonb_each(jsonb)': eachMember,
  'jsonb_each_text(jsonb)': eachMemberText,
  'jsonb_array_elements(jsonb)': elements,
  'jsonb_array_elements_text(jsonb)': elementTexts,
  'jsonb_object_keys(jsonb)': objectKeys,
};
