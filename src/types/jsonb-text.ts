/** jsonb as text: reading (PostgreSQL's key and number rules), the one-line form, the indented form. */
import { PgError } from '../errors/index.js';
import { JsonLexer, walkJson, type JsonHandler } from './json-text.js';
import { JsonArray, JsonObject, type JsonNode } from './jsonb-node.js';
import { formatNumeric, Numeric } from './numeric.js';
import { parseNumeric } from './numeric-type.js';
import { flat, PORTION, TEXT_UNITS_MAX, textTooLong } from './portions.js';
import type { WorkPort } from './type-ops.js';

/** Bytes that a string inside jsonb may have. */
const STRING_BYTES_MAX = 0x0fffffff;

/** Collects a tree from a walk over text. */
class NodeBuilder implements JsonHandler {
  root: JsonNode = null;
  private readonly lists: JsonNode[][] = [];
  private readonly names: (string[] | null)[] = [];

  private add(node: JsonNode): void {
    const list = this.lists[this.lists.length - 1];
    if (list === undefined) this.root = node;
    else list.push(node);
  }

  scalar(lexer: JsonLexer): void {
    switch (lexer.token) {
      case 'string':
        return this.add(checkJsonString(lexer.value));
      case 'number':
        return this.add(jsonNumber(lexer.text.slice(lexer.start, lexer.end)));
      case 'null':
        return this.add(null);
      default:
        this.add(lexer.token === 'true');
    }
  }
  beginArray(): void {
    this.lists.push([]);
    this.names.push(null);
  }
  endArray(): void {
    this.names.pop();
    this.add(JsonArray.of(this.lists.pop() as JsonNode[]));
  }
  beginObject(): void {
    this.lists.push([]);
    this.names.push([]);
  }
  key(lexer: JsonLexer): void {
    (this.names[this.names.length - 1] as string[]).push(checkJsonString(lexer.value));
  }
  endObject(): void {
    this.add(JsonObject.from(this.names.pop() as string[], this.lists.pop() as JsonNode[]));
  }
}

/** @throws PgError 54000 for a string too long to be stored. */
export function checkJsonString(text: string): string {
  if (text.length > STRING_BYTES_MAX) {
    throw new PgError('program_limit_exceeded', 'string too long to represent as jsonb string', {
      detail: `Due to an implementation restriction, jsonb strings cannot exceed ${STRING_BYTES_MAX} bytes.`,
    });
  }
  return text;
}

const SMALL_INTEGER = /^[0-9]{1,15}$/;

function jsonNumber(text: string): Numeric {
  return SMALL_INTEGER.test(text) ? new Numeric(Number(text), 0) : parseNumeric(text);
}

/** @throws PgError 22P02, 22P05, 22003 */
export function parseJsonNode(text: string, work?: WorkPort): JsonNode {
  const builder = new NodeBuilder();
  walkJson(new JsonLexer(text, true, work), builder);
  return builder.root;
}

const NEEDS_ESCAPE = /["\\\u0000-\u001f]/;
const ESCAPED = /["\\\u0000-\u001f]/g;
const SHORT_ESCAPES: Readonly<Record<string, string>> = { '"': '\\"', '\\': '\\\\', '\b': '\\b', '\f': '\\f', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** A JSON string literal. */
export function quoteJson(text: string): string {
  if (!NEEDS_ESCAPE.test(text)) return `"${text}"`;
  return `"${text.replace(ESCAPED, c => SHORT_ESCAPES[c] ?? `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)}"`;
}

/** The text of a scalar. */
export function formatJsonScalar(node: null | boolean | string | Numeric): string {
  if (node === null) return 'null';
  if (typeof node === 'boolean') return node ? 'true' : 'false';
  return typeof node === 'string' ? quoteJson(node) : formatNumeric(node);
}

export function formatJsonNode(node: JsonNode, work?: WorkPort): string {
  if (!(node instanceof JsonArray || node instanceof JsonObject)) return formatJsonScalar(node);
  const out = new PieceWriter(work);
  writeJsonNode(node, out);
  return out.take();
}

/** Text that is made bit by bit, put together piece by piece. */
class PieceWriter {
  private done = '';
  private piece = '';

  constructor(private readonly work: WorkPort | undefined) {}

  put(text: string): void {
    this.piece += text;
    if (this.piece.length >= PORTION) this.cut();
  }

  take(): string {
    return this.done === '' ? this.piece : this.done + this.piece;
  }

  private cut(): void {
    this.done += flat(this.piece);
    this.piece = '';
    if (this.done.length > TEXT_UNITS_MAX) throw textTooLong();
    this.work?.check();
  }
}

function writeJsonNode(node: JsonNode, out: PieceWriter): void {
  if (node instanceof JsonArray) {
    const { items } = node;
    out.put('[');
    for (let i = 0; i < items.length; i++) {
      if (i > 0) out.put(', ');
      writeJsonNode(items[i] as JsonNode, out);
    }
    out.put(']');
  } else if (node instanceof JsonObject) {
    const { keys, values } = node;
    out.put('{');
    for (let i = 0; i < keys.length; i++) {
      out.put((i > 0 ? ', ' : '') + quoteJson(keys[i] as string) + ': ');
      writeJsonNode(values[i] as JsonNode, out);
    }
    out.put('}');
  } else out.put(formatJsonScalar(node));
}

/** jsonb_pretty: four blanks a level, every entry on its line. */
export function formatJsonIndented(node: JsonNode, work?: WorkPort): string {
  const out = new PieceWriter(work);
  writeJsonIndented(node, '\n', out);
  return out.take();
}

function writeJsonIndented(node: JsonNode, indent: string, out: PieceWriter): void {
  const inner = indent + '    ';
  if (node instanceof JsonArray) {
    out.put('[');
    node.items.forEach((item, i) => {
      out.put((i > 0 ? ',' : '') + inner);
      writeJsonIndented(item, inner, out);
    });
    out.put(`${indent}]`);
  } else if (node instanceof JsonObject) {
    const { values } = node;
    out.put('{');
    node.keys.forEach((key, i) => {
      out.put((i > 0 ? ',' : '') + inner + quoteJson(key) + ': ');
      writeJsonIndented(values[i] as JsonNode, inner, out);
    });
    out.put(`${indent}}`);
  } else out.put(formatJsonScalar(node));
}
