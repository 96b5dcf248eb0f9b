/**
 * The ids that .keyvalue() gives objects: where PostgreSQL's binary form of jsonb has the object, counted in bytes from the start of the document.
 * Sizes are those of that form: a word for the container and for each entry, strings as they are, numbers and containers at multiples of four.
 */
import { isFiniteNumeric, JsonArray, JsonObject, Numeric, numericType, plainContext, utf8Bytes, type JsonNode } from '../types/index.js';

const align = (at: number): number => (at + 3) & ~3;

/** Bytes of a number: header, then two for every four decimal digits. */
function numericBytes(value: Numeric): number {
  const sent = numericType.send(value, plainContext);
  if (!isFiniteNumeric(value)) return 6;
  const view = new DataView(sent.buffer, sent.byteOffset, sent.byteLength);
  const weight = view.getInt16(2);
  const isShort = value.scale <= 63 && weight <= 63 && weight >= -64;
  return 4 + (isShort ? 2 : 4) + sent.length - 8;
}

/** Walks a container that starts at `start`; the offset of `target` inside it, or -1 with the end in `this.end`. */
class Finder {
  end = 0;
  constructor(private readonly target: JsonNode) {}

  find(node: JsonArray | JsonObject, start: number): number {
    if (node === this.target) return start;
    const values = node instanceof JsonArray ? node.items : node.values;
    let at = start + 4 + 4 * values.length * (node instanceof JsonArray ? 1 : 2);
    if (node instanceof JsonObject) for (const key of node.keys) at += utf8Bytes(key);
    for (const value of values) {
      if (typeof value === 'string') at += utf8Bytes(value);
      else if (value instanceof Numeric) at = align(at) + numericBytes(value);
      else if (value instanceof JsonArray || value instanceof JsonObject) {
        const found = this.find(value, align(at));
        if (found >= 0) return found;
        at = this.end;
      }
    }
    this.end = at;
    return -1;
  }
}

/** Offset of a container inside the document `root`; 0 when it is not there. */
export function containerOffset(root: JsonNode, target: JsonArray | JsonObject): number {
  if (!(root instanceof JsonArray || root instanceof JsonObject)) return 0;
  return Math.max(0, new Finder(target).find(root, 0));
}
