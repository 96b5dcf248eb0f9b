/** Order and equality of jsonb (PostgreSQL chapter 8.14.4). */
import { JsonArray, JsonObject, type JsonNode } from './jsonb-node.js';
import { compareNumeric, Numeric } from './numeric.js';
import { compareBytes, compareText } from './utf8.js';

/** Order of kinds: null, string, number, boolean, array, object. */
export function jsonRank(node: JsonNode): number {
  if (node === null) return 0;
  if (typeof node === 'string') return 1;
  if (node instanceof Numeric) return 2;
  if (typeof node === 'boolean') return 3;
  return node instanceof JsonArray ? 4 : 5;
}

/** Order of nodes inside containers: kind, then number of entries, then entry by entry. */
export function compareJsonNodes(a: JsonNode, b: JsonNode): number {
  const rank = jsonRank(a);
  const other = jsonRank(b);
  if (rank !== other) return rank - other;
  switch (rank) {
    case 0:
      return 0;
    case 1:
      return compareText(a as string, b as string);
    case 2:
      return compareNumeric(a as Numeric, b as Numeric);
    case 3:
      return Number(a) - Number(b);
    case 4:
      return compareArrays(a as JsonArray, b as JsonArray);
    default:
      return compareObjects(a as JsonObject, b as JsonObject);
  }
}

function compareArrays(a: JsonArray, b: JsonArray): number {
  if (a.length !== b.length) return a.length - b.length;
  const x = a.items;
  const y = b.items;
  for (let i = 0; i < x.length; i++) {
    const d = compareJsonNodes(x[i] as JsonNode, y[i] as JsonNode);
    if (d !== 0) return d;
  }
  return 0;
}

function compareObjects(a: JsonObject, b: JsonObject): number {
  if (a.length !== b.length) return a.length - b.length;
  const { keys, values } = a;
  const otherKeys = b.keys;
  const otherValues = b.values;
  for (let i = 0; i < keys.length; i++) {
    const d = compareText(keys[i] as string, otherKeys[i] as string);
    if (d !== 0) return d;
    const e = compareJsonNodes(values[i] as JsonNode, otherValues[i] as JsonNode);
    if (e !== 0) return e;
  }
  return 0;
}

/** Order of whole values. A scalar there counts as a special array of one element: after the empty array, before all others. */
export function compareJsonRoots(a: JsonNode, b: JsonNode): number {
  const x = rootRank(a);
  const y = rootRank(b);
  return x !== y ? x - y : compareJsonNodes(a, b);
}

/** 0 empty array, 1 scalar, 2 other arrays, 3 objects. */
export function rootRank(node: JsonNode): number {
  if (node instanceof JsonArray) return node.length === 0 ? 0 : 2;
  return node instanceof JsonObject ? 3 : 1;
}

export function equalJsonNodes(a: JsonNode, b: JsonNode): boolean {
  if (a === b) return true;
  if (a instanceof JsonArray || a instanceof JsonObject) {
    if (!(b instanceof JsonArray || b instanceof JsonObject)) return false;
    // The same bytes are the same value; numbers of one value can have different bytes.
    if (a.bytes !== null && b.bytes !== null && a.bytes.length === b.bytes.length && compareBytes(a.bytes, b.bytes) === 0) return true;
  }
  return compareJsonNodes(a, b) === 0;
}
