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
import { compareNumeric, Numeric } from './numeric.js';
import { decodeNumeric, encodeNumeric } from './numeric-type.js';
import { compareBytes, compareText, decodeUtf8, encodeUtf8, utf8Bytes } from './utf8.js';

export type JsonNode = null | boolean | string | Numeric | JsonArray | JsonObject;

const TAG_NULL = 0;
const TAG_FALSE = 1;
const TAG_TRUE = 2;
const TAG_ASCII = 3;
const TAG_STRING = 4;
const TAG_NUMERIC = 5;
const TAG_ARRAY = 6;
const TAG_OBJECT = 7;

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

// --- encoding ---

/** Writes nodes one after the other into a buffer that grows. */
class Encoder {
  private buffer = new Uint8Array(256);
  length = 0;

  private room(count: number): number {
    const at = this.length;
    if (at + count > this.buffer.length) {
      const next = new Uint8Array(Math.max(this.buffer.length * 2, at + count));
      next.set(this.buffer.subarray(0, at));
      this.buffer = next;
    }
    this.length = at + count;
    return at;
  }

  private byte(value: number): void {
    const at = this.room(1);
    this.buffer[at] = value;
  }

  private append(bytes: Uint8Array): void {
    const at = this.room(bytes.length);
    this.buffer.set(bytes, at);
  }

  node(node: JsonNode): void {
    if (node === null) return this.byte(TAG_NULL);
    switch (typeof node) {
      case 'boolean':
        return this.byte(node ? TAG_TRUE : TAG_FALSE);
      case 'string': {
        const bytes = encodeUtf8(node);
        this.byte(bytes.length === node.length ? TAG_ASCII : TAG_STRING);
        return this.append(bytes);
      }
    }
    if (node instanceof Numeric) {
      this.byte(TAG_NUMERIC);
      return this.append(encodeNumeric(node));
    }
    const known = node.bytes;
    if (known !== null) return this.append(known);
    if (node instanceof JsonArray) {
      const { items } = node;
      this.container(TAG_ARRAY, items.length, items.length, i => this.node(items[i] as JsonNode));
    } else {
      const { keys, values } = node;
      const count = keys.length;
      this.container(TAG_OBJECT, count, count * 2, i => {
        if (i < count) this.append(encodeUtf8(keys[i] as string));
        else this.node(values[i - count] as JsonNode);
      });
    }
  }

  /** The data is written behind room for two-byte numbers and moved when they turn out to need one byte or four. */
  private container(tag: number, count: number, entries: number, write: (i: number) => void): void {
    const start = this.length;
    const assumed = 3 + entries * 2;
    this.room(assumed);
    const ends = new Array<number>(entries);
    for (let i = 0; i < entries; i++) {
      write(i);
      ends[i] = this.length - start - assumed;
    }
    const bytes = this.length - start - assumed;
    const width = bytes < 0x100 ? 1 : bytes < 0x10000 ? 2 : 4;
    const head = 1 + width * (entries + 1);
    if (head > assumed) this.room(head - assumed);
    if (head !== assumed) this.buffer.copyWithin(start + head, start + assumed, start + assumed + bytes);
    this.length = start + head + bytes;
    const { buffer } = this;
    buffer[start] = tag | ((width === 1 ? 0 : width === 2 ? 1 : 2) << 3);
    const put = (at: number, value: number): void => {
      for (let i = 0; i < width; i++) buffer[at + i] = (value >>> (8 * i)) & 0xff;
    };
    put(start + 1, count);
    for (let i = 0; i < entries; i++) put(start + 1 + width * (i + 1), ends[i] as number);
  }

  take(): Uint8Array {
    return this.buffer.slice(0, this.length);
  }
}

export function encodeJsonNode(node: JsonNode): Uint8Array {
  const encoder = new Encoder();
  encoder.node(node);
  return encoder.take();
}

// --- order and equality ---

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
