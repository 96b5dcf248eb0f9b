/**
 * The tree of a jsonb value, and its stored form, of which a member is read without decoding the rest.
 *
 * A node is a JavaScript null, boolean or string, a Numeric, or a container. A container is either a list of nodes or a place in stored bytes
 * from which it decodes one level at a time, and only when asked.
 *
 * Stored value:
 *
 * | OFFSET | SIZE | MEANING |
 * |--------|------|---------|
 * | 0      | 1    | bits 0-2: 0 null, 1 false, 2 true, 3 ASCII string, 4 string, 5 numeric, 6 array, 7 object; bits 3-4 of a container: log2 of w |
 * | 1      | rest | string: UTF-8; numeric: as numeric is stored; its length is that of the value |
 *
 * Container, w = 1, 2 or 4 bytes, numbers little-endian:
 *
 * | OFFSET     | SIZE    | MEANING |
 * |------------|---------|---------|
 * | 1          | w       | n: elements, or members |
 * | 1 + w      | w * n   | where each element, or each member's name, ends (from the start of the data) |
 * | …          | w * n   | objects: where each member's value ends |
 * | …          | rest    | data: elements, or all names (UTF-8) and then all values |
 *
 * Invariant: an object's names are distinct and in order of their length in bytes, then of their bytes (PostgreSQL's order).
 */
import { combineHash, mix32 } from './hash.js';
import { hashNumeric, type Numeric } from './numeric.js';
import { decodeNumeric } from './numeric-type.js';
import { compareText, decodeUtf8, encodeUtf8, utf8Bytes } from './utf8.js';

export type JsonNode = null | boolean | string | Numeric | JsonArray | JsonObject;

export const TAG_NULL = 0;
export const TAG_FALSE = 1;
export const TAG_TRUE = 2;
export const TAG_ASCII = 3;
export const TAG_STRING = 4;
export const TAG_NUMERIC = 5;
export const TAG_ARRAY = 6;
export const TAG_OBJECT = 7;

function readNumber(bytes: Uint8Array, at: number, width: number): number {
  if (width === 1) return bytes[at] as number;
  if (width === 2) return (bytes[at] as number) | ((bytes[at + 1] as number) << 8);
  return ((bytes[at] as number) | ((bytes[at + 1] as number) << 8) | ((bytes[at + 2] as number) << 16)) + (bytes[at + 3] as number) * 16777216;
}

/** A container's header in stored bytes. */
class Stored {
  private extent: Uint8Array | null = null;
  readonly width: number;
  readonly count: number;
  /** First end offset. */
  readonly table: number;
  readonly data: number;

  constructor(
    readonly bytes: Uint8Array,
    private readonly from: number,
    private readonly to: number,
    endsPerEntry: number,
  ) {
    this.width = 1 << (((bytes[from] as number) >> 3) & 3);
    this.count = readNumber(bytes, from + 1, this.width);
    this.table = from + 1 + this.width;
    this.data = this.table + this.width * this.count * endsPerEntry;
  }

  /** The container's own bytes. */
  get whole(): Uint8Array {
    return (this.extent ??= this.bytes.subarray(this.from, this.to));
  }

  /** Where entry `i` ends; -1 gives the start of the data. */
  end(i: number): number {
    return i < 0 ? this.data : this.data + readNumber(this.bytes, this.table + i * this.width, this.width);
  }

  node(i: number): JsonNode {
    return decodeJsonNode(this.bytes, this.end(i - 1), this.end(i));
  }

  text(i: number): string {
    return decodeUtf8(this.bytes, this.end(i - 1), this.end(i));
  }
}

export class JsonArray {
  private constructor(
    private list: readonly JsonNode[] | null,
    private readonly stored: Stored | null,
  ) {}

  static of(items: readonly JsonNode[]): JsonArray {
    return new JsonArray(items, null);
  }
  static stored(bytes: Uint8Array, start: number, end: number): JsonArray {
    return new JsonArray(null, new Stored(bytes, start, end, 1));
  }

  get length(): number {
    return this.list !== null ? this.list.length : (this.stored as Stored).count;
  }
  get items(): readonly JsonNode[] {
    return (this.list ??= decodeEntries(this.stored as Stored, 0));
  }
  item(i: number): JsonNode {
    return this.list !== null ? (this.list[i] as JsonNode) : (this.stored as Stored).node(i);
  }
  /** The stored form, when it came from there. */
  get bytes(): Uint8Array | null {
    return this.stored === null ? null : this.stored.whole;
  }
}

export class JsonObject {
  private constructor(
    private names: readonly string[] | null,
    private list: readonly JsonNode[] | null,
    private readonly stored: Stored | null,
  ) {}

  /** `keys` distinct and in order (`compareJsonKeys`). */
  static of(keys: readonly string[], values: readonly JsonNode[]): JsonObject {
    return new JsonObject(keys, values, null);
  }
  static stored(bytes: Uint8Array, start: number, end: number): JsonObject {
    return new JsonObject(null, null, new Stored(bytes, start, end, 2));
  }
  /** Members in any order; of those with one name the last stays. */
  static from(keys: string[], values: JsonNode[]): JsonObject {
    let isOrdered = true;
    for (let i = 1; i < keys.length && isOrdered; i++) isOrdered = compareJsonKeys(keys[i - 1] as string, keys[i] as string) < 0;
    if (isOrdered) return JsonObject.of(keys, values);
    const order = keys.map((_, i) => i).sort((i, j) => compareJsonKeys(keys[i] as string, keys[j] as string) || i - j);
    const names: string[] = [];
    const list: JsonNode[] = [];
    for (const i of order) {
      const key = keys[i] as string;
      if (names.length > 0 && names[names.length - 1] === key) list.pop();
      else names.push(key);
      list.push(values[i] as JsonNode);
    }
    return JsonObject.of(names, list);
  }

  get length(): number {
    return this.names !== null ? this.names.length : (this.stored as Stored).count;
  }
  get keys(): readonly string[] {
    if (this.names === null) {
      const stored = this.stored as Stored;
      const names: string[] = [];
      for (let i = 0; i < stored.count; i++) names.push(stored.text(i));
      this.names = names;
    }
    return this.names;
  }
  get values(): readonly JsonNode[] {
    return (this.list ??= decodeEntries(this.stored as Stored, (this.stored as Stored).count));
  }
  value(i: number): JsonNode {
    return this.list !== null ? (this.list[i] as JsonNode) : (this.stored as Stored).node((this.stored as Stored).count + i);
  }
  /** Number of the member with this name, -1 for none. */
  find(key: string): number {
    if (this.names === null) return findStored(this.stored as Stored, key);
    const { names } = this;
    let low = 0;
    let high = names.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const order = compareJsonKeys(key, names[middle] as string);
      if (order === 0) return middle;
      if (order < 0) high = middle - 1;
      else low = middle + 1;
    }
    return -1;
  }
  /** The member's value; undefined when there is none. */
  get(key: string): JsonNode | undefined {
    const i = this.find(key);
    return i < 0 ? undefined : this.value(i);
  }
  get bytes(): Uint8Array | null {
    return this.stored === null ? null : this.stored.whole;
  }
}

function decodeEntries(stored: Stored, first: number): JsonNode[] {
  const list: JsonNode[] = [];
  for (let i = 0; i < stored.count; i++) list.push(stored.node(first + i));
  return list;
}

function findStored(stored: Stored, key: string): number {
  const wanted = encodeUtf8(key);
  const { bytes } = stored;
  let low = 0;
  let high = stored.count - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const start = stored.end(middle - 1);
    const end = stored.end(middle);
    let order = wanted.length - (end - start);
    for (let i = start, j = 0; order === 0 && i < end; i++, j++) order = (wanted[j] as number) - (bytes[i] as number);
    if (order === 0) return middle;
    if (order < 0) high = middle - 1;
    else low = middle + 1;
  }
  return -1;
}

/** Order of an object's names: shorter ones (in bytes) first, then by bytes. */
export function compareJsonKeys(a: string, b: string): number {
  const d = utf8Bytes(a) - utf8Bytes(b);
  return d !== 0 ? d : compareText(a, b);
}

export function decodeJsonNode(bytes: Uint8Array, start: number, end: number): JsonNode {
  switch ((bytes[start] as number) & 7) {
    case TAG_NULL:
      return null;
    case TAG_FALSE:
      return false;
    case TAG_TRUE:
      return true;
    case TAG_ASCII:
      if (end - start > 24) return Buffer.from(bytes.buffer, bytes.byteOffset + start + 1, end - start - 1).toString('latin1');
      return decodeUtf8(bytes, start + 1, end);
    case TAG_STRING:
      return decodeUtf8(bytes, start + 1, end);
    case TAG_NUMERIC:
      return decodeNumeric(bytes, start + 1, end - start - 1);
    case TAG_ARRAY:
      return JsonArray.stored(bytes, start, end);
    default:
      return JsonObject.stored(bytes, start, end);
  }
}

// --- hashing ---

/** FNV-1a over a range of bytes. */
function hashRange(bytes: Uint8Array, start: number, end: number, seed: number): number {
  let h = seed;
  for (let i = start; i < end; i++) h = Math.imul(h ^ (bytes[i] as number), 16777619);
  return h;
}

/** Of a stored value, without decoding it: equal for equal values, though their numbers may have different bytes (1 and 1.0). */
export function hashStoredJson(bytes: Uint8Array, start = 0, end = bytes.length): number {
  const tag = (bytes[start] as number) & 7;
  switch (tag) {
    case TAG_NULL:
    case TAG_FALSE:
    case TAG_TRUE:
      return mix32(tag + 1);
    case TAG_ASCII:
    case TAG_STRING:
      return mix32(hashRange(bytes, start + 1, end, 0x811c9dc5 | 0));
    case TAG_NUMERIC:
      return hashNumeric(decodeNumeric(bytes, start + 1, end - start - 1));
  }
  const names = tag === TAG_OBJECT ? 1 : 0;
  const stored = new Stored(bytes, start, end, 1 + names);
  const { count } = stored;
  let h = combineHash(tag, count);
  if (names === 1) h = hashRange(bytes, stored.data, stored.end(count - 1), h);
  for (let i = 0; i < count; i++) {
    const entry = names * count + i;
    h = combineHash(h, hashStoredJson(bytes, stored.end(entry - 1), stored.end(entry)));
  }
  return mix32(h);
}
