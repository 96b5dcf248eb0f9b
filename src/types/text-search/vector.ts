/**
 * tsvector: text and binary forms, order, storage.
 *
 * Stored form, little-endian, so that a lexeme can be looked up where it stands:
 *
 * | bytes  | meaning |
 * |--------|---------|
 * | 4      | lexemes |
 * | 4 each | bit 0: has positions; bits 1-11: bytes of the lexeme; bits 12-31: where it begins, counted from the end of this table |
 * | …      | per lexeme its UTF-8; when it has positions a byte to an even place if need be, their number (2) and the positions (2 each) |
 */
import { PgError } from '../../errors/index.js';
import { BinaryReader, BinaryWriter } from '../binary.js';
import { combineHash, hashInteger, hashText } from '../hash.js';
import { writeKeyText, writeKeyUint32 } from '../key-bytes.js';
import {
  LAST_POSITION,
  LEXEME_BYTES,
  placeOf,
  POSITIONS_PER_LEXEME,
  toPosition,
  type TsPosition,
  TsVector,
  VECTOR_BYTES,
  WEIGHT_LETTERS,
  weightOf,
} from '../text-search-value.js';
import type { KeyWriter } from '../type-ops.js';
import { compareText, decodeUtf8, encodeUtf8, rejectNul, utf8Bytes } from '../utf8.js';
import { LexemeScanner } from './lexeme-scanner.js';

export interface LexemeEntry {
  readonly lexeme: string;
  readonly positions: readonly TsPosition[] | null;
}

/** Ascending, each place once with its greatest weight; places past the last one and more than a lexeme may have are dropped. */
export function uniquePositions(positions: readonly TsPosition[]): TsPosition[] {
  if (positions.length <= 1) return [...positions];
  const sorted = [...positions].sort((a, b) => placeOf(a) - placeOf(b));
  const kept: TsPosition[] = [sorted[0] as number];
  for (let i = 1; i < sorted.length; i++) {
    const position = sorted[i] as number;
    const last = kept.length - 1;
    if (placeOf(position) !== placeOf(kept[last] as number)) {
      kept.push(position);
      if (kept.length >= POSITIONS_PER_LEXEME || placeOf(position) === LAST_POSITION) break;
    } else if (weightOf(position) > weightOf(kept[last] as number)) {
      kept[last] = toPosition(placeOf(position), weightOf(position));
    }
  }
  return kept;
}

/** Sorts, and joins entries of one lexeme. */
export function makeVector(entries: readonly LexemeEntry[]): TsVector {
  const sorted = [...entries].sort((a, b) => compareText(a.lexeme, b.lexeme));
  const lexemes: string[] = [];
  const positions: (readonly TsPosition[] | null)[] = [];
  for (let i = 0; i < sorted.length;) {
    const { lexeme } = sorted[i] as LexemeEntry;
    const all: TsPosition[] = [];
    let hasPositions = false;
    for (; i < sorted.length && (sorted[i] as LexemeEntry).lexeme === lexeme; i++) {
      const more = (sorted[i] as LexemeEntry).positions;
      if (more !== null) {
        hasPositions = true;
        for (const position of more) all.push(position);
      }
    }
    lexemes.push(lexeme);
    positions.push(hasPositions ? uniquePositions(all) : null);
  }
  return new TsVector(lexemes, positions);
}

/** Bytes of lexemes and positions in PostgreSQL's layout, on which limits and order rest: positions start at even places. */
export function vectorDataBytes(vector: TsVector): number {
  let bytes = 0;
  for (let i = 0; i < vector.lexemes.length; i++) {
    bytes += utf8Bytes(vector.lexemes[i] as string);
    const positions = vector.positions[i];
    if (positions) bytes += (bytes & 1) + 2 + positions.length * 2;
  }
  return bytes;
}

export function checkVectorBytes(bytes: number): void {
  if (bytes > VECTOR_BYTES) throw new PgError('program_limit_exceeded', `string is too long for tsvector (${bytes} bytes, max ${VECTOR_BYTES} bytes)`);
}

const vectorBytes = (vector: TsVector): number => 8 + 4 * vector.lexemes.length + vectorDataBytes(vector);

/** @throws 42601 syntax errors, 54000 what is too long */
export function parseTsVector(text: string): TsVector {
  rejectNul(text);
  const scanner = new LexemeScanner(text, 'tsvector');
  const entries: LexemeEntry[] = [];
  let total = 0;
  for (let lexeme = scanner.next(); lexeme !== null; lexeme = scanner.next()) {
    const bytes = utf8Bytes(lexeme.text);
    if (bytes >= LEXEME_BYTES) throw new PgError('program_limit_exceeded', `word is too long (${bytes} bytes, max ${LEXEME_BYTES - 1} bytes)`);
    checkVectorBytes(total);
    total += bytes;
    entries.push({ lexeme: lexeme.text, positions: lexeme.positions });
  }
  const vector = makeVector(entries);
  checkVectorBytes(vectorDataBytes(vector));
  return vector;
}

/** A lexeme in quotes. */
export function quoteLexeme(lexeme: string): string {
  return `'${/['\\]/.test(lexeme) ? lexeme.replace(/['\\]/g, '$&$&') : lexeme}'`;
}

export function formatTsVector(vector: TsVector): string {
  const parts: string[] = [];
  for (let i = 0; i < vector.lexemes.length; i++) {
    const positions = vector.positions[i];
    let text = quoteLexeme(vector.lexemes[i] as string);
    if (positions) {
      text += ':' + positions.map(p => String(placeOf(p)) + (weightOf(p) === 0 ? '' : (WEIGHT_LETTERS[weightOf(p)] as string))).join(',');
    }
    parts.push(text);
  }
  return parts.join(' ');
}

/** Order of the default btree operator class: first by size, which is PostgreSQL's of the whole value. */
export function compareTsVectors(a: TsVector, b: TsVector): number {
  const bytes = vectorBytes(a) - vectorBytes(b);
  if (bytes !== 0) return bytes;
  if (a.lexemes.length !== b.lexemes.length) return a.lexemes.length - b.lexemes.length;
  for (let i = 0; i < a.lexemes.length; i++) {
    const p = a.positions[i] ?? null;
    const q = b.positions[i] ?? null;
    if ((p === null) !== (q === null)) return p === null ? 1 : -1;
    const order = compareText(a.lexemes[i] as string, b.lexemes[i] as string);
    if (order !== 0) return order;
    if (p === null || q === null) continue;
    if (p.length !== q.length) return q.length - p.length;
    for (let k = 0; k < p.length; k++) {
      const x = p[k] as number;
      const y = q[k] as number;
      if (x !== y) return placeOf(y) - placeOf(x) || weightOf(y) - weightOf(x);
    }
  }
  return 0;
}

export function hashTsVector(vector: TsVector): number {
  let h = vector.lexemes.length;
  for (let i = 0; i < vector.lexemes.length; i++) {
    h = combineHash(h, hashText(vector.lexemes[i] as string));
    for (const position of vector.positions[i] ?? []) h = combineHash(h, hashInteger(position));
  }
  return h;
}

/** Key bytes in the same order as `compareTsVectors`. */
export function writeTsVectorKey(vector: TsVector, out: KeyWriter): void {
  writeKeyUint32(vectorBytes(vector), out);
  writeKeyUint32(vector.lexemes.length, out);
  for (let i = 0; i < vector.lexemes.length; i++) {
    const positions = vector.positions[i] ?? null;
    out.byte(positions === null ? 1 : 0);
    writeKeyText(encodeUtf8(vector.lexemes[i] as string), out);
    if (positions === null) continue;
    out.byte(POSITIONS_PER_LEXEME - positions.length);
    for (const position of positions) {
      const inverse = LAST_POSITION - placeOf(position);
      out.byte(inverse >> 8);
      out.byte(inverse & 0xff);
      out.byte(3 - weightOf(position));
    }
  }
}

export function encodeTsVector(vector: TsVector): Uint8Array {
  const count = vector.lexemes.length;
  const start = 4 + 4 * count;
  const size = vectorDataBytes(vector);
  checkVectorBytes(size);
  const bytes = new Uint8Array(start + size);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, count, true);
  let at = 0;
  for (let i = 0; i < count; i++) {
    const utf8 = encodeUtf8(vector.lexemes[i] as string);
    const positions = vector.positions[i] ?? null;
    view.setUint32(4 + 4 * i, (positions === null ? 0 : 1) | (utf8.length << 1) | (at << 12), true);
    bytes.set(utf8, start + at);
    at += utf8.length;
    if (positions === null) continue;
    at += at & 1;
    view.setUint16(start + at, positions.length, true);
    at += 2;
    for (const position of positions) {
      view.setUint16(start + at, position, true);
      at += 2;
    }
  }
  return bytes;
}

export function decodeTsVector(bytes: Uint8Array, start: number, length: number): TsVector {
  const view = new DataView(bytes.buffer, bytes.byteOffset + start, length);
  const count = view.getUint32(0, true);
  const data = 4 + 4 * count;
  const lexemes: string[] = [];
  const positions: (readonly TsPosition[] | null)[] = [];
  for (let i = 0; i < count; i++) {
    const entry = view.getUint32(4 + 4 * i, true);
    const from = entry >>> 12;
    const to = from + ((entry >>> 1) & 0x7ff);
    lexemes.push(decodeUtf8(bytes, start + data + from, start + data + to));
    if ((entry & 1) === 0) {
      positions.push(null);
      continue;
    }
    let at = data + to + (to & 1);
    const list: number[] = [];
    for (let places = view.getUint16(at, true); places > 0; places--) list.push(view.getUint16((at += 2), true));
    positions.push(list);
  }
  return new TsVector(lexemes, positions);
}

/** Lexemes (4 bytes), and of each its text, a zero byte, the number of its positions (2) and the positions (2 each). */
export function sendTsVector(vector: TsVector): Uint8Array {
  const out = new BinaryWriter();
  out.int32(vector.lexemes.length);
  for (let i = 0; i < vector.lexemes.length; i++) {
    out.bytes(encodeUtf8(vector.lexemes[i] as string));
    out.byte(0);
    const positions = vector.positions[i] ?? [];
    out.int16(positions.length);
    for (const position of positions) out.int16((position << 16) >> 16);
  }
  return out.take();
}

/** A text that a zero byte ends. */
export function readTerminated(reader: BinaryReader): string {
  const end = reader.buffer.indexOf(0, reader.position);
  if (end < 0) throw new PgError('protocol_violation', 'invalid string in message');
  const text = decodeUtf8(reader.buffer, reader.position, end);
  reader.position = end + 1;
  return text;
}

export function receiveTsVector(bytes: Uint8Array): TsVector {
  const reader = new BinaryReader(bytes);
  const fault = (message: string): PgError => new PgError('internal_error', message);
  const count = reader.int32();
  if (count < 0 || count > 268435455) throw fault('invalid size of tsvector');
  const entries: LexemeEntry[] = [];
  let needsSort = false;
  for (let i = 0; i < count; i++) {
    const lexeme = readTerminated(reader);
    const places = reader.int16() & 0xffff;
    if (utf8Bytes(lexeme) > LEXEME_BYTES) throw fault('invalid tsvector: lexeme too long');
    if (places > POSITIONS_PER_LEXEME) throw fault('unexpected number of tsvector positions');
    if (i > 0 && compareText(lexeme, (entries[i - 1] as LexemeEntry).lexeme) <= 0) needsSort = true;
    const positions: number[] = [];
    for (let k = 0; k < places; k++) {
      const position = reader.int16() & 0xffff;
      if (k > 0 && placeOf(position) <= placeOf(positions[k - 1] as number)) throw fault('position information is misordered');
      positions.push(position);
    }
    entries.push({ lexeme, positions: places === 0 ? null : positions });
  }
  reader.end();
  return needsSort
    ? makeVector(entries)
    : new TsVector(
        entries.map(e => e.lexeme),
        entries.map(e => e.positions),
      );
}
