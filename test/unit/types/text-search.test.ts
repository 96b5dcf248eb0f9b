/** tsvector and tsquery: stored and binary forms give the value back, key bytes order as comparison does. */
import { describe, expect, it } from 'vitest';
import {
  builtinTypeByName,
  compareBytes,
  decodeTsQuery,
  decodeTsVector,
  encodeTsVector,
  formatTsQuery,
  formatTsVector,
  KeyBuffer,
  parseTsQuery,
  parseTsVector,
  sendTsQuery,
  type Datum,
} from '../../../src/types/index.js';

const VECTORS = [
  '',
  'a',
  'b',
  'a:1',
  'a:1A',
  'a:2',
  'a:1,2',
  'a b',
  'a:1 b',
  'a b:1',
  'abc',
  "'it''s':3A,16383 'x y':1,2B,3C 日本:7",
  'ж:1',
  'é',
  `${'x'.repeat(2046)}:1`,
];
const QUERIES = [
  '',
  'a',
  'b',
  'a:*',
  'a:AB',
  '!a',
  'a & b',
  'b & a',
  'a | b',
  'a <-> b',
  'a <2> b',
  'a <16384> b',
  '!(a & b) | c <-> !d',
  'abc',
  "'x y' & é",
  '!!a',
];

describe('stored forms', () => {
  it.each(VECTORS)('tsvector %s', text => {
    const vector = parseTsVector(text);
    const bytes = encodeTsVector(vector);
    // Anywhere within other bytes.
    const page = new Uint8Array(bytes.length + 10).fill(0xee);
    page.set(bytes, 3);
    expect(formatTsVector(decodeTsVector(page, 3, bytes.length))).toBe(formatTsVector(vector));
  });

  it.each(QUERIES)('tsquery %s', text => {
    const query = parseTsQuery(text);
    const bytes = sendTsQuery(query);
    expect(formatTsQuery(decodeTsQuery(bytes, 0, bytes.length))).toBe(formatTsQuery(query));
  });
});

describe.each([
  ['tsvector', VECTORS],
  ['tsquery', QUERIES],
] as const)('order of %s', (name, texts) => {
  const type = builtinTypeByName(name)!;
  const context = {} as never;
  const values: Datum[] = texts.map(text => type.parse(text, -1, context));
  const keys = values.map(value => {
    const key = new KeyBuffer();
    type.encodeKey(value, key);
    return key.take();
  });

  it('keys compare as values do, equal values hash alike', () => {
    values.forEach((a, i) => {
      values.forEach((b, k) => {
        const order = Math.sign(type.compare(a, b));
        expect(Math.sign(compareBytes(keys[i]!, keys[k]!)), `${texts[i]} and ${texts[k]}`).toBe(order);
        expect(Math.sign(type.compare(b, a))).toBe(0 - order);
        if (order === 0) expect(type.hash(a)).toBe(type.hash(b));
      });
    });
  });

  it('binary forms', () => {
    for (const value of values) expect(type.format(type.receive(type.send(value, context), -1, context), context)).toBe(type.format(value, context));
  });
});
