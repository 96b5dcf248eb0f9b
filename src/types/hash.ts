/**
 * 32-bit hashes of values for hash joins, hash aggregation and hash indexes. Not PostgreSQL's hash functions:
 * nothing a user sees depends on them. Mixing after MurmurHash3 (Austin Appleby, public domain).
 *
 * Invariant: equal numbers hash equally in all of int2, int4, int8, float4, float8 and numeric.
 */

/** Finalizer: every input bit reaches every output bit. */
export function mix32(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/** Folds the hash of one more component into `seed`; order matters. */
export function combineHash(seed: number, hash: number): number {
  let k = Math.imul(hash, 0xcc9e2d51);
  k = (k << 15) | (k >>> 17);
  let h = seed ^ Math.imul(k, 0x1b873593);
  h = (h << 13) | (h >>> 19);
  return (Math.imul(h, 5) + 0xe6546b64) | 0;
}

/** A safe integer, or a bigint of any size. */
export function hashInteger(value: number | bigint): number {
  if (typeof value === 'bigint') return hashBigInt(value);
  const low = value | 0;
  if (low === value) return mix32(low);
  return mix32(low ^ Math.imul(Math.floor(value / 4294967296), 0x9e3779b1));
}

function hashBigInt(value: bigint): number {
  let h = value < 0n ? 1 : 0;
  let rest = value < 0n ? -value : value;
  while (rest > 0n) {
    h = combineHash(h, Number(rest & 0xffffffffn) | 0);
    rest >>= 32n;
  }
  return mix32(h);
}

const float = new Float64Array(1);
const floatWords = new Int32Array(float.buffer);

/** float4 and float8: integers hash as integers, -0 as 0, all NaNs alike. */
export function hashFloat(value: number): number {
  if (Number.isSafeInteger(value)) return hashInteger(value);
  if (value !== value) return 0x7fc00000;
  float[0] = value;
  return mix32(combineHash(floatWords[0] as number, floatWords[1] as number));
}

/** Text by its UTF-16 units, two at a time. */
export function hashText(text: string): number {
  const length = text.length;
  let h = length;
  let i = 0;
  for (; i + 1 < length; i += 2) h = combineHash(h, text.charCodeAt(i) | (text.charCodeAt(i + 1) << 16));
  if (i < length) h = combineHash(h, text.charCodeAt(i));
  return mix32(h);
}

export function hashBytes(bytes: Uint8Array): number {
  const length = bytes.length;
  let h = length;
  let i = 0;
  for (; i + 3 < length; i += 4) {
    h = combineHash(h, (bytes[i] as number) | ((bytes[i + 1] as number) << 8) | ((bytes[i + 2] as number) << 16) | ((bytes[i + 3] as number) << 24));
  }
  for (; i < length; i++) h = combineHash(h, bytes[i] as number);
  return mix32(h);
}
