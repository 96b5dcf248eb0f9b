/**
 * tsquery: text out, binary forms, order, storage.
 *
 * Both the stored and the binary form are the nodes in prefix order, the right operand of an operator before the left one:
 *
 * | bytes | meaning |
 * |-------|---------|
 * | 4     | nodes |
 * | per node: 1 | 1 operand, 2 operator |
 * | operand: 1, 1, …, 1 | weights, 1 for a prefix, UTF-8, a zero byte |
 * | operator: 1 | 1 not, 2 and, 3 or, 4 phrase; a phrase's distance follows (2) |
 */
import { PgError } from '../../errors/index.js';
import { BinaryReader, BinaryWriter } from '../binary.js';
import { combineHash, hashInteger, hashText } from '../hash.js';
import { writeKeyText, writeKeyUint32 } from '../key-bytes.js';
import { LAST_POSITION, LEXEME_BYTES, type TsBinary, type TsNode, type TsOperand, TsQuery, VECTOR_BYTES } from '../text-search-value.js';
import type { KeyWriter } from '../type-ops.js';
import { compareText, encodeUtf8, utf8Bytes } from '../utf8.js';
import { quoteLexeme, readTerminated } from './vector.js';

const OPERATOR_CODES = { not: 1, and: 2, or: 3, phrase: 4 } as const;
const PRIORITIES = { not: 4, and: 2, or: 1, phrase: 3 } as const;

export type TsOperatorKind = keyof typeof PRIORITIES;
export const priorityOf = (kind: TsOperatorKind): number => PRIORITIES[kind];

export function operand(lexeme: string, weights = 0, isPrefix = false): TsOperand {
  return { kind: 'operand', lexeme, weights, isPrefix };
}

export function binaryNode(kind: TsBinary['kind'], left: TsNode, right: TsNode, distance = 0): TsBinary {
  return { kind, left, right, distance };
}

// --- text ---

function operandText(node: TsOperand): string {
  let text = quoteLexeme(node.lexeme);
  if (node.weights !== 0 || node.isPrefix) {
    text += ':' + (node.isPrefix ? '*' : '');
    for (let bit = 3; bit >= 0; bit--) if ((node.weights & (1 << bit)) !== 0) text += 'DCBA'[bit];
  }
  return text;
}

function nodeText(node: TsNode, parentPriority: number, isRightOfPhrase: boolean): string {
  if (node.kind === 'operand') return operandText(node);
  const priority = PRIORITIES[node.kind];
  let text: string;
  if (node.kind === 'not') {
    text = '!' + nodeText(node.arg, priority, false);
  } else {
    const sign = node.kind === 'and' ? '&' : node.kind === 'or' ? '|' : node.distance === 1 ? '<->' : `<${node.distance}>`;
    text = `${nodeText(node.left, priority, false)} ${sign} ${nodeText(node.right, priority, node.kind === 'phrase')}`;
  }
  const isWrapped = priority < parentPriority || (node.kind === 'phrase' && isRightOfPhrase);
  return isWrapped ? `( ${text} )` : text;
}

export function formatTsQuery(query: TsQuery): string {
  return query.root === null ? '' : nodeText(query.root, -1, false);
}

// --- measures ---

export function nodeCount(node: TsNode | null): number {
  if (node === null) return 0;
  if (node.kind === 'operand') return 1;
  return node.kind === 'not' ? 1 + nodeCount(node.arg) : 1 + nodeCount(node.left) + nodeCount(node.right);
}

/** Bytes of the operands with a zero byte each. */
function textBytes(node: TsNode | null): number {
  if (node === null) return 0;
  if (node.kind === 'operand') return utf8Bytes(node.lexeme) + 1;
  return node.kind === 'not' ? textBytes(node.arg) : textBytes(node.left) + textBytes(node.right);
}

// --- order ---

const CRC_TABLE = new Uint32Array(256);

/** The checksum by which PostgreSQL orders operands: the table of the reflected CRC-32 with the shifts of the plain one, as a signed number. */
export function lexemeChecksum(lexeme: string): number {
  if (CRC_TABLE[1] === 0) {
    for (let i = 0; i < 256; i++) {
      let c = i;
      for (let k = 0; k < 8; k++) c = (c & 1) !== 0 ? (c >>> 1) ^ 0xedb88320 : c >>> 1;
      CRC_TABLE[i] = c;
    }
  }
  let crc = 0xffffffff;
  for (const byte of encodeUtf8(lexeme)) crc = (CRC_TABLE[((crc >>> 24) ^ byte) & 0xff] as number) ^ (crc << 8);
  return ~crc;
}

/** Order of two trees, right operands first: weights, prefixes and how often a node was negated do not count, as in PostgreSQL. */
export function compareNodes(a: TsNode, b: TsNode): number {
  if (a.kind === 'operand' || b.kind === 'operand') {
    if (a.kind !== 'operand') return -1;
    if (b.kind !== 'operand') return 1;
    const p = lexemeChecksum(a.lexeme);
    const q = lexemeChecksum(b.lexeme);
    if (p !== q) return p > q ? -1 : 1;
    return compareText(a.lexeme, b.lexeme);
  }
  if (a.kind !== b.kind) return OPERATOR_CODES[a.kind] > OPERATOR_CODES[b.kind] ? -1 : 1;
  if (a.kind === 'not') return b.kind === 'not' ? compareNodes(a.arg, b.arg) : 0;
  const other = b as TsBinary;
  const order = compareNodes(a.right, other.right) || compareNodes(a.left, other.left);
  if (order !== 0 || a.distance === other.distance) return order;
  return a.distance > other.distance ? -1 : 1;
}

export function compareTsQueries(a: TsQuery, b: TsQuery): number {
  const nodes = nodeCount(a.root) - nodeCount(b.root);
  if (nodes !== 0) return nodes;
  const bytes = textBytes(a.root) - textBytes(b.root);
  if (bytes !== 0) return bytes;
  return a.root === null || b.root === null ? 0 : compareNodes(a.root, b.root);
}

function hashNode(node: TsNode): number {
  if (node.kind === 'operand') return hashText(node.lexeme);
  if (node.kind === 'not') return combineHash(1, hashNode(node.arg));
  return combineHash(combineHash(hashNode(node.left), hashNode(node.right)), hashInteger(OPERATOR_CODES[node.kind] * 65536 + node.distance));
}

export function hashTsQuery(query: TsQuery): number {
  return query.root === null ? 0 : hashNode(query.root);
}

function writeNodeKey(node: TsNode, out: KeyWriter): void {
  if (node.kind === 'operand') {
    // Greater comes first: checksums are inverted, after their sign bit was.
    out.byte(2);
    writeKeyUint32(~(lexemeChecksum(node.lexeme) ^ 0x80000000), out);
    writeKeyText(encodeUtf8(node.lexeme), out);
    return;
  }
  out.byte(1);
  out.byte(4 - OPERATOR_CODES[node.kind]);
  if (node.kind === 'not') {
    writeNodeKey(node.arg, out);
    return;
  }
  writeNodeKey(node.right, out);
  writeNodeKey(node.left, out);
  writeKeyUint32(LAST_POSITION + 1 - node.distance, out);
}

/** Key bytes in the same order as `compareTsQueries`. */
export function writeTsQueryKey(query: TsQuery, out: KeyWriter): void {
  writeKeyUint32(nodeCount(query.root), out);
  writeKeyUint32(textBytes(query.root), out);
  if (query.root !== null) writeNodeKey(query.root, out);
}

// --- bytes ---

function writeNode(node: TsNode, out: BinaryWriter): void {
  if (node.kind === 'operand') {
    out.byte(1);
    out.byte(node.weights);
    out.byte(node.isPrefix ? 1 : 0);
    out.bytes(encodeUtf8(node.lexeme));
    out.byte(0);
    return;
  }
  out.byte(2);
  out.byte(OPERATOR_CODES[node.kind]);
  if (node.kind === 'phrase') out.int16(node.distance);
  if (node.kind === 'not') {
    writeNode(node.arg, out);
    return;
  }
  writeNode(node.right, out);
  writeNode(node.left, out);
}

export function sendTsQuery(query: TsQuery): Uint8Array {
  const out = new BinaryWriter();
  out.int32(nodeCount(query.root));
  if (query.root !== null) writeNode(query.root, out);
  return out.take();
}

class NodeReader {
  nodes = 0;
  bytes = 0;

  constructor(
    private readonly reader: BinaryReader,
    private readonly count: number,
  ) {}

  node(): TsNode {
    const { reader } = this;
    // PostgreSQL reads all nodes first, and then finds that some have no operands.
    if (this.nodes++ >= this.count) throw new PgError('internal_error', 'malformed tsquery: operand not found');
    const type = reader.byte();
    if (type === 1) {
      const weights = reader.byte();
      const isPrefix = reader.byte();
      const lexeme = readTerminated(reader);
      if (weights > 15) throw new PgError('internal_error', 'invalid tsquery: invalid weight bitmap');
      if (utf8Bytes(lexeme) > LEXEME_BYTES) throw new PgError('internal_error', 'invalid tsquery: operand too long');
      if (this.bytes > VECTOR_BYTES) throw new PgError('internal_error', 'invalid tsquery: total operand length exceeded');
      this.bytes += utf8Bytes(lexeme) + 1;
      return operand(lexeme, weights, isPrefix !== 0);
    }
    if (type !== 2) throw new PgError('internal_error', `unrecognized tsquery node type: ${type}`);
    const code = reader.byte();
    if (code < 1 || code > 4) throw new PgError('internal_error', `invalid tsquery: unrecognized operator type ${code}`);
    if (this.nodes === this.count) throw new PgError('internal_error', 'invalid pointer to right operand');
    const distance = code === OPERATOR_CODES.phrase ? reader.int16() & 0xffff : 0;
    if (code === OPERATOR_CODES.not) return { kind: 'not', arg: this.node() };
    const right = this.node();
    const left = this.node();
    return binaryNode(code === OPERATOR_CODES.and ? 'and' : code === OPERATOR_CODES.or ? 'or' : 'phrase', left, right, distance);
  }
}

export function receiveTsQuery(bytes: Uint8Array): TsQuery {
  const reader = new BinaryReader(bytes);
  const count = reader.uint32();
  if (count > 134217727) throw new PgError('internal_error', 'invalid size of tsquery');
  if (count === 0) {
    reader.end();
    return new TsQuery(null);
  }
  const nodes = new NodeReader(reader, count);
  const root = nodes.node();
  if (nodes.nodes !== count) throw new PgError('internal_error', 'malformed tsquery: extra nodes');
  reader.end();
  return new TsQuery(root);
}

export function decodeTsQuery(bytes: Uint8Array, start: number, length: number): TsQuery {
  return receiveTsQuery(bytes.subarray(start, start + length));
}
