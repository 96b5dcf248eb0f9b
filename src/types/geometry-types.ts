/**
 * point, line, lseg, box, path, polygon, circle (PostgreSQL chapter 8.8). A value is its numbers:
 *
 * | type    | numbers |
 * |---------|---------|
 * | point   | x, y |
 * | line    | A, B, C of A x + B y + C = 0 |
 * | lseg    | two points |
 * | box     | upper right, lower left |
 * | path, polygon | their points |
 * | circle  | centre, radius |
 *
 * Binary form: the numbers as float8; before them for paths whether closed (1) and the number of points (4), for polygons that number.
 * Stored form: for paths 1 byte closed; the numbers as float64, little-endian. No type has a btree or hash operator class.
 */
import type { Oid } from '../base/index.js';
import { PgError } from '../errors/index.js';
import { BinaryReader, BinaryWriter } from './binary.js';
import type { Datum, GeometryValue } from './datum.js';
import { defineType, invalidInput, noEquality, notComparable } from './define-type.js';
import { formatFloat8 } from './float-text.js';
import { isZero, lineThrough, samePoint, slope } from './geometry-lines.js';
import { GeometryReader, pairCount, pairsText } from './geometry-text.js';
import { combineHash, hashFloat } from './hash.js';
import * as oids from './oids.js';
import type { TypeOps } from './type-ops.js';

export function geometry(numbers: readonly number[], isClosed = true): GeometryValue {
  return { kind: 'geometry', numbers, isClosed };
}

/** Puts the corners in place: upper right first. */
export function boxOf(x1: number, y1: number, x2: number, y2: number): GeometryValue {
  const above = (a: number, b: number): boolean => a > b || (a !== a && b === b);
  const [hx, lx] = above(x1, x2) ? [x1, x2] : [x2, x1];
  const [hy, ly] = above(y1, y2) ? [y1, y2] : [y2, y1];
  return geometry([hx, hy, lx, ly]);
}

const numbersOf = (value: Datum): readonly number[] => (value as GeometryValue).numbers;

// --- text input ---

function parsePoint(text: string): GeometryValue {
  const reader = new GeometryReader(text, 'point');
  const numbers: number[] = [];
  reader.pair(numbers);
  reader.end();
  return geometry(numbers);
}

function parsePair(type: 'lseg' | 'box', text: string): GeometryValue {
  const reader = new GeometryReader(text, type);
  const { numbers } = reader.pairs(2, type === 'lseg');
  reader.end();
  return type === 'lseg' ? geometry(numbers) : boxOf(...(numbers as [number, number, number, number]));
}

function parsePath(text: string): GeometryValue {
  const count = pairCount(text);
  if (count === 0) throw invalidInput('path', text);
  const reader = new GeometryReader(text, 'path');
  reader.skipSpace();
  const isAround = reader.openSingle();
  const { numbers, isOpen } = reader.pairs(count, true);
  if (isAround) {
    reader.expect(')');
    reader.skipSpace();
  }
  reader.end();
  return geometry(numbers, !isOpen);
}

function parsePolygon(text: string): GeometryValue {
  const count = pairCount(text);
  if (count === 0) throw invalidInput('polygon', text);
  const reader = new GeometryReader(text, 'polygon');
  const { numbers } = reader.pairs(count, false);
  reader.end();
  return geometry(numbers);
}

function parseCircle(text: string): GeometryValue {
  const reader = new GeometryReader(text, 'circle');
  reader.skipSpace();
  const isAngled = reader.accept('<');
  const isAround = !isAngled && opensTwice(reader);
  const numbers: number[] = [];
  reader.pair(numbers);
  reader.accept(',');
  const radius = reader.number();
  if (radius < 0) throw reader.fail();
  if (isAngled || isAround) {
    if (!reader.accept(')') && !reader.accept('>')) throw reader.fail();
    reader.skipSpace();
  }
  reader.end();
  return geometry([...numbers, radius]);
}

/** Two opening parentheses: the first is the circle's. */
function opensTwice(reader: GeometryReader): boolean {
  return /^\([ \t\n\v\f\r]*\(/.test(reader.text.slice(reader.at)) && reader.openAround();
}

function invalidLine(message: string): PgError {
  return new PgError('invalid_text_representation', `invalid line specification: ${message}`);
}

function parseLine(text: string): GeometryValue {
  const reader = new GeometryReader(text, 'line');
  reader.skipSpace();
  if (reader.accept('{')) {
    const a = reader.number();
    reader.expect(',');
    const b = reader.number();
    reader.expect(',');
    const c = reader.number();
    reader.expect('}');
    reader.skipSpace();
    reader.end();
    if (isZero(a) && isZero(b)) throw invalidLine('A and B cannot both be zero');
    return geometry([a, b, c]);
  }
  const { numbers } = reader.pairs(2, true);
  reader.end();
  const [x1, y1, x2, y2] = numbers as [number, number, number, number];
  const p = { x: x1, y: y1 };
  const q = { x: x2, y: y2 };
  if (samePoint(p, q)) throw invalidLine('must be two distinct points');
  const { a, b, c } = lineThrough(p, slope(p, q));
  return geometry([a, b, c]);
}

// --- the types ---

interface GeometryRow {
  readonly name: string;
  readonly oid: Oid;
  readonly arrayOid: Oid;
  readonly length: number;
  readonly parse: (text: string) => GeometryValue;
  readonly format: (numbers: readonly number[], extraDigits: number, isClosed: boolean) => string;
  /** How many numbers there are; 0 for a list of points. */
  readonly size: number;
  readonly hasClosed?: boolean;
  readonly check?: (value: GeometryValue) => GeometryValue;
}

const POINTS_MAX = 0x7fffffff / 16 - 8;

function receive(row: GeometryRow, bytes: Uint8Array): GeometryValue {
  const reader = new BinaryReader(bytes);
  const isClosed = row.hasClosed === true ? reader.byte() !== 0 : true;
  let size = row.size;
  if (size === 0) {
    const points = reader.int32();
    if (points <= 0 || points >= POINTS_MAX) {
      throw new PgError('invalid_binary_representation', `invalid number of points in external "${row.name}" value`);
    }
    size = points * 2;
  }
  const numbers: number[] = [];
  for (let i = 0; i < size; i++) numbers.push(reader.float64());
  reader.end();
  const value = geometry(numbers, isClosed);
  return row.check === undefined ? value : row.check(value);
}

function send(row: GeometryRow, { numbers, isClosed }: GeometryValue): Uint8Array {
  const out = new BinaryWriter();
  if (row.hasClosed === true) out.byte(isClosed ? 1 : 0);
  if (row.size === 0) out.int32(numbers.length / 2);
  for (const n of numbers) out.float64(n);
  return out.take();
}

function encode(row: GeometryRow, { numbers, isClosed }: GeometryValue): Uint8Array {
  const head = row.hasClosed === true ? 1 : 0;
  const bytes = new Uint8Array(head + numbers.length * 8);
  if (head === 1) bytes[0] = isClosed ? 1 : 0;
  const view = new DataView(bytes.buffer);
  numbers.forEach((n, i) => view.setFloat64(head + i * 8, n, true));
  return bytes;
}

function decode(row: GeometryRow, bytes: Uint8Array, start: number, length: number): GeometryValue {
  const head = row.hasClosed === true ? 1 : 0;
  const view = new DataView(bytes.buffer, bytes.byteOffset + start, length);
  const numbers: number[] = [];
  for (let at = head; at < length; at += 8) numbers.push(view.getFloat64(at, true));
  return geometry(numbers, head === 0 || bytes[start] === 1);
}

function geometryType(row: GeometryRow): TypeOps {
  return defineType({
    oid: row.oid,
    name: row.name,
    arrayOid: row.arrayOid,
    length: row.length,
    parse: row.parse,
    format: (value, context) => row.format(numbersOf(value), context.extraFloatDigits, (value as GeometryValue).isClosed),
    receive: bytes => receive(row, bytes),
    send: value => send(row, value as GeometryValue),
    comparable: false,
    compare: notComparable(row.name),
    equals: noEquality(row.name),
    hash(value) {
      let h = 3;
      for (const n of numbersOf(value)) h = combineHash(h, hashFloat(n));
      return h;
    },
    storageClass: () => 'encoded',
    encode: value => encode(row, value as GeometryValue),
    decode: (bytes, start, length) => decode(row, bytes, start, length),
    encodeKey() {
      throw notComparable(row.name)(null, null);
    },
  });
}

const ROWS: readonly GeometryRow[] = [
  { name: 'point', oid: oids.POINT, arrayOid: oids.POINT_ARRAY, length: 16, parse: parsePoint, format: pairsText, size: 2 },
  {
    name: 'line',
    oid: oids.LINE,
    arrayOid: oids.LINE_ARRAY,
    length: 24,
    parse: parseLine,
    format: (numbers, digits) => `{${numbers.map(n => formatFloat8(n, digits)).join(',')}}`,
    size: 3,
    check(value) {
      if (isZero(value.numbers[0] as number) && isZero(value.numbers[1] as number)) {
        throw new PgError('invalid_binary_representation', 'invalid line specification: A and B cannot both be zero');
      }
      return value;
    },
  },
  {
    name: 'lseg',
    oid: oids.LSEG,
    arrayOid: oids.LSEG_ARRAY,
    length: 32,
    parse: text => parsePair('lseg', text),
    format: (numbers, digits) => `[${pairsText(numbers, digits)}]`,
    size: 4,
  },
  {
    name: 'box',
    oid: oids.BOX,
    arrayOid: oids.BOX_ARRAY,
    length: 32,
    parse: text => parsePair('box', text),
    format: pairsText,
    size: 4,
    check: value => boxOf(...(value.numbers as unknown as [number, number, number, number])),
  },
  {
    name: 'path',
    oid: oids.PATH,
    arrayOid: oids.PATH_ARRAY,
    length: -1,
    parse: parsePath,
    format: (numbers, digits, isClosed) => (isClosed ? `(${pairsText(numbers, digits)})` : `[${pairsText(numbers, digits)}]`),
    size: 0,
    hasClosed: true,
  },
  {
    name: 'polygon',
    oid: oids.POLYGON,
    arrayOid: oids.POLYGON_ARRAY,
    length: -1,
    parse: parsePolygon,
    format: (numbers, digits) => `(${pairsText(numbers, digits)})`,
    size: 0,
  },
  {
    name: 'circle',
    oid: oids.CIRCLE,
    arrayOid: oids.CIRCLE_ARRAY,
    length: 24,
    parse: parseCircle,
    format: (numbers, digits) => `<${pairsText(numbers.slice(0, 2), digits)},${formatFloat8(numbers[2] as number, digits)}>`,
    size: 3,
    check(value) {
      if ((value.numbers[2] as number) < 0) throw new PgError('invalid_binary_representation', 'invalid radius in external "circle" value');
      return value;
    },
  },
];

export const geometryTypes: readonly TypeOps[] = ROWS.map(geometryType);
