/** The SQL type jsonb (PostgreSQL chapter 8.14): a tree or its stored bytes, each made from the other when first needed. */
import { PgError } from '../errors/index.js';
import { insufficientData } from './binary.js';
import type { Datum } from './datum.js';
import { defineType } from './define-type.js';
import { encodeJsonNode } from './jsonb-encode.js';
import { decodeJsonNode, hashStoredJson, JsonArray, type JsonNode } from './jsonb-node.js';
import { compareJsonRoots, equalJsonNodes, jsonRank, rootRank } from './jsonb-order.js';
import { formatJsonNode, parseJsonNode } from './jsonb-text.js';
import { writeKeyText, writeKeyUint32 } from './key-bytes.js';
import { Numeric } from './numeric.js';
import { writeNumericKey } from './numeric-key.js';
import * as oids from './oids.js';
import type { KeyWriter, TypeOps, WorkPort } from './type-ops.js';
import { decodeUtf8, encodeUtf8, equalBytes, rejectNul } from './utf8.js';

export class Jsonb {
  readonly kind = 'jsonb';

  private constructor(
    private node: JsonNode | undefined,
    private stored: Uint8Array | null,
  ) {}

  static of(root: JsonNode): Jsonb {
    return new Jsonb(root, null);
  }
  /** Keeps the bytes. */
  static fromBytes(bytes: Uint8Array): Jsonb {
    return new Jsonb(undefined, bytes);
  }

  get root(): JsonNode {
    if (this.node === undefined) {
      const bytes = this.stored as Uint8Array;
      this.node = decodeJsonNode(bytes, 0, bytes.length);
    }
    return this.node;
  }
  get bytes(): Uint8Array {
    return (this.stored ??= encodeJsonNode(this.node as JsonNode));
  }
  /** The text form. */
  toString(work?: WorkPort): string {
    return formatJsonNode(this.root, work);
  }
}

export function parseJsonb(text: string, work?: WorkPort): Jsonb {
  rejectNul(text);
  return Jsonb.of(parseJsonNode(text, work));
}

/** Kind, then entries by number and in order; names and strings end with a zero byte. */
function writeNodeKey(node: JsonNode, out: KeyWriter): void {
  out.byte(jsonRank(node));
  if (node === null) return;
  if (typeof node === 'string') return writeKeyText(encodeUtf8(node), out);
  if (typeof node === 'boolean') return out.byte(node ? 1 : 0);
  if (node instanceof Numeric) return writeNumericKey(node, out);
  writeKeyUint32(node.length, out);
  if (node instanceof JsonArray) {
    for (const item of node.items) writeNodeKey(item, out);
    return;
  }
  const { values } = node;
  node.keys.forEach((key, i) => {
    writeKeyText(encodeUtf8(key), out);
    writeNodeKey(values[i] as JsonNode, out);
  });
}

const rootOf = (value: Datum): JsonNode => (value as Jsonb).root;

/** Version of the binary form. */
const BINARY_VERSION = 1;

export const jsonbType: TypeOps = defineType({
  oid: oids.JSONB,
  name: 'jsonb',
  arrayOid: oids.JSONB_ARRAY,
  length: -1,
  parse: (text, _typmod, { work }) => parseJsonb(text, work),
  format: (value, { work }) => (value as Jsonb).toString(work),
  receive(bytes) {
    if (bytes.length === 0) throw insufficientData();
    if (bytes[0] !== BINARY_VERSION) throw new PgError('internal_error', `unsupported jsonb version number ${bytes[0]}`);
    return Jsonb.of(parseJsonNode(decodeUtf8(bytes, 1)));
  },
  send(value) {
    const text = encodeUtf8((value as Jsonb).toString());
    const bytes = new Uint8Array(text.length + 1);
    bytes[0] = BINARY_VERSION;
    bytes.set(text, 1);
    return bytes;
  },
  compare: (a, b) => compareJsonRoots(rootOf(a), rootOf(b)),
  equals: (a, b) => equalBytes((a as Jsonb).bytes, (b as Jsonb).bytes) || equalJsonNodes(rootOf(a), rootOf(b)),
  hash: value => hashStoredJson((value as Jsonb).bytes),
  storageClass: () => 'encoded',
  encode: value => (value as Jsonb).bytes,
  decode: (bytes, start, length) => Jsonb.fromBytes(bytes.slice(start, start + length)),
  encodeKey(value, out) {
    const root = rootOf(value);
    out.byte(rootRank(root));
    writeNodeKey(root, out);
  },
});
