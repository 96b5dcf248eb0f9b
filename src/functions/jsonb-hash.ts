/** PostgreSQL's hash values of jsonb: those of the scalars in order, rotated together; a scalar at the outside counts as an array of itself. */
import type { Numeric } from '../types/index.js';
import { JsonArray, JsonObject, toInt8, type Int8, type JsonNode } from '../types/index.js';
import { flag, numeric, text } from './hash.js';

const ARRAY = 0x40000000;
const OBJECT = 0x20000000;

/** Calls back for each container and each scalar (names included), in PostgreSQL's order. */
function visit(node: JsonNode, isRoot: boolean, container: (mark: number) => void, scalar: (value: null | boolean | string | Numeric) => void): void {
  if (node instanceof JsonArray) {
    container(ARRAY);
    for (const item of node.items) visit(item, false, container, scalar);
  } else if (node instanceof JsonObject) {
    container(OBJECT);
    const { values } = node;
    node.keys.forEach((key, i) => {
      scalar(key);
      visit(values[i] as JsonNode, false, container, scalar);
    });
  } else {
    if (isRoot) container(ARRAY);
    scalar(node);
  }
}

const isEmpty = (root: JsonNode): boolean => (root instanceof JsonArray || root instanceof JsonObject) && root.length === 0;

export function hashJsonb(root: JsonNode): number {
  if (isEmpty(root)) return 0;
  let hash = 0;
  visit(
    root,
    true,
    mark => (hash ^= mark),
    value => {
      const own = value === null ? 1 : typeof value === 'string' ? text.narrow(value) : typeof value === 'boolean' ? (value ? 2 : 4) : numeric.narrow(value);
      hash = ((hash << 1) | (hash >>> 31)) ^ own;
    },
  );
  return hash | 0;
}

const MASK = 0xffffffffn;

/** @param seed 64 bits, unsigned */
export function hashJsonbExtended(root: JsonNode, seed: bigint): Int8 {
  if (isEmpty(root)) return toInt8(BigInt.asIntN(64, seed));
  let hash = 0n;
  visit(
    root,
    true,
    mark => {
      const wide = BigInt(mark);
      hash ^= (wide << 32n) | wide;
    },
    value => {
      const own =
        value === null
          ? seed + 1n
          : typeof value === 'string'
            ? BigInt(text.extended(value, seed))
            : typeof value === 'boolean'
              ? seed !== 0n
                ? BigInt(flag.extended(value, seed))
                : value
                  ? 2n
                  : 4n
              : BigInt(numeric.extended(value, seed));
      const low = hash & MASK;
      const high = hash >> 32n;
      // Each half rotates by itself.
      const rotated = (((high << 1n) | (high >> 31n)) & MASK) * 0x100000000n + (((low << 1n) | (low >> 31n)) & MASK);
      hash = rotated ^ BigInt.asUintN(64, own);
    },
  );
  return toInt8(BigInt.asIntN(64, hash));
}
