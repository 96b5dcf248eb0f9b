/** Trees of jsonb to their stored form (jsonb-node.ts has the format). */
import {
  JsonArray,
  TAG_NULL,
  TAG_FALSE,
  TAG_TRUE,
  TAG_ASCII,
  TAG_STRING,
  TAG_NUMERIC,
  TAG_ARRAY,
  TAG_OBJECT,
  type JsonNode,
  type JsonObject,
} from './jsonb-node.js';
import { Numeric } from './numeric.js';
import { encodeNumeric } from './numeric-type.js';
import { encodeUtf8 } from './utf8.js';

/** A container being written: `next` of its values have been begun; their ends go to `ends` from `first` on. */
interface OpenContainer {
  readonly tag: number;
  readonly start: number;
  readonly values: readonly JsonNode[];
  readonly ends: number[];
  readonly first: number;
  next: number;
}

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

  /** Not recursive: nesting is bounded by what the text form accepts, not by the stack. */
  node(root: JsonNode): void {
    const open: OpenContainer[] = [];
    let node = root;
    for (;;) {
      const container = this.leaf(node);
      if (container !== null) open.push(this.open(container));
      // What ends here, and what comes next.
      for (;;) {
        const top = open[open.length - 1];
        if (top === undefined) return;
        if (top.next > 0) top.ends[top.first + top.next - 1] = this.length;
        if (top.next < top.values.length) {
          node = top.values[top.next++] as JsonNode;
          break;
        }
        this.finish(top.tag, top.values.length, top.start, top.ends);
        open.pop();
      }
    }
  }

  /** Writes a scalar, or a container whose bytes are known; gives back any other container. */
  private leaf(node: JsonNode): JsonArray | JsonObject | null {
    if (node === null) this.byte(TAG_NULL);
    else if (typeof node === 'boolean') this.byte(node ? TAG_TRUE : TAG_FALSE);
    else if (typeof node === 'string') {
      const bytes = encodeUtf8(node);
      this.byte(bytes.length === node.length ? TAG_ASCII : TAG_STRING);
      this.append(bytes);
    } else if (node instanceof Numeric) {
      this.byte(TAG_NUMERIC);
      this.append(encodeNumeric(node));
    } else {
      const known = node.bytes;
      if (known === null) return node;
      this.append(known);
    }
    return null;
  }

  private open(node: JsonArray | JsonObject): OpenContainer {
    const start = this.length;
    if (node instanceof JsonArray) return { tag: TAG_ARRAY, start, values: node.items, ends: this.begin(node.items.length), first: 0, next: 0 };
    const { keys, values } = node;
    const count = keys.length;
    const ends = this.begin(count * 2);
    for (let i = 0; i < count; i++) {
      this.append(encodeUtf8(keys[i] as string));
      ends[i] = this.length;
    }
    return { tag: TAG_OBJECT, start, values, ends, first: count, next: 0 };
  }

  /** Leaves room for two-byte numbers before the data. */
  private begin(entries: number): number[] {
    this.room(3 + entries * 2);
    return new Array<number>(entries);
  }

  /** Writes the numbers before the data, which moves when they turn out to need one byte or four. `ends` are places in the buffer. */
  private finish(tag: number, count: number, start: number, ends: readonly number[]): void {
    const entries = ends.length;
    const data = start + 3 + entries * 2;
    const bytes = this.length - data;
    const width = bytes < 0x100 ? 1 : bytes < 0x10000 ? 2 : 4;
    const head = start + 1 + width * (entries + 1);
    if (head > data) this.room(head - data);
    if (head !== data) this.buffer.copyWithin(head, data, data + bytes);
    this.length = head + bytes;
    this.buffer[start] = tag | ((width === 1 ? 0 : width === 2 ? 1 : 2) << 3);
    this.number(start + 1, count, width);
    for (let i = 0; i < entries; i++) this.number(start + 1 + width * (i + 1), (ends[i] as number) - data, width);
  }

  private number(at: number, value: number, width: number): void {
    const { buffer } = this;
    buffer[at] = value & 0xff;
    if (width === 1) return;
    buffer[at + 1] = (value >>> 8) & 0xff;
    if (width === 2) return;
    buffer[at + 2] = (value >>> 16) & 0xff;
    buffer[at + 3] = value >>> 24;
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
