/** The stored form of jsonb: read back member by member, hashed and ordered without decoding. A TypeScript test because SQL cannot see the bytes. */
import { describe, expect, test } from 'vitest';
import { compareBytes, decodeJsonNode, encodeJsonNode, Jsonb, jsonbType, KeyBuffer, type JsonObject, parseJsonb } from '../../../src/types/index.js';

const stored = (text: string): Jsonb => Jsonb.fromBytes(parseJsonb(text).bytes);

const TEXTS = [
  'null',
  'true',
  'false',
  '0',
  '-1.50',
  '12345678901234567890.5',
  '""',
  '"ascii"',
  '"é😀"',
  `"${'long '.repeat(20)}"`,
  '[]',
  '{}',
  '[1, [2, [3, {"a": null}]], "x"]',
  '{"a": 1, "b": {"c": [true, false]}, "": "", "é": 2, "aa": 3}',
  JSON.stringify(Array.from({ length: 300 }, (_, i) => i)),
  JSON.stringify({ k: 'x'.repeat(70000), l: ['y'.repeat(300)], m: 1 }),
  JSON.stringify(Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`key ${i}`, { i, s: String(i) }]))),
];

describe('stored form', () => {
  test.each(TEXTS.map(text => [text.slice(0, 40), text]))('%s reads back', (_, text) => {
    const value = parseJsonb(text);
    expect(stored(text).toString()).toBe(value.toString());
    expect(jsonbType.equals(stored(text), value)).toBe(true);
    expect(jsonbType.hash(stored(text))).toBe(jsonbType.hash(value));
  });

  test('offsets take one, two or four bytes', () => {
    expect(parseJsonb('{"a":1}').bytes).toEqual(Uint8Array.of(7, 1, 1, 4, 97, 5, 0, 1));
    const widths = [10, 300, 70000].map(n => ((parseJsonb(`["${'x'.repeat(n)}"]`).bytes[0] as number) >> 3) & 3);
    expect(widths).toEqual([0, 1, 2]);
  });

  test('a member is found without decoding the others', () => {
    const bytes = parseJsonb(TEXTS[16] as string).bytes;
    const root = decodeJsonNode(bytes, 0, bytes.length) as JsonObject;
    for (const i of [0, 1, 2500, 4999]) expect((root.get(`key ${i}`) as JsonObject).get('s')).toBe(String(i));
    expect(root.get('key 5000')).toBeUndefined();
    expect(root.get('')).toBeUndefined();
  });

  test('a part of a stored value is stored again as it is', () => {
    const part = (stored('{"a": [1, {"b": "c"}], "z": 0}').root as JsonObject).get('a');
    expect(encodeJsonNode(part ?? null)).toEqual(parseJsonb('[1, {"b": "c"}]').bytes);
  });
});

test('numbers of one value are equal and hash alike', () => {
  const a = stored('{"a": [1.0, 2]}');
  const b = stored('{"a": [1, 2.00]}');
  expect(jsonbType.equals(a, b)).toBe(true);
  expect(jsonbType.hash(a)).toBe(jsonbType.hash(b));
});

test('key bytes order as values do', () => {
  const texts = [
    ...TEXTS,
    '[1]',
    '[1, 2]',
    '[2]',
    '{"a": 1}',
    '{"a": 2}',
    '{"b": 1}',
    '{"a": 1, "b": 0}',
    '[[]]',
    '[{}]',
    '["a"]',
    '[null]',
    '"b"',
    '1.00',
    '1',
  ];
  const key = (value: Jsonb): Uint8Array => {
    const out = new KeyBuffer();
    jsonbType.encodeKey(value, out);
    return out.take();
  };
  const values = texts.map(text => ({ text, value: stored(text), key: key(stored(text)) }));
  for (const a of values) {
    for (const b of values) {
      const order = Math.sign(jsonbType.compare(a.value, b.value));
      expect(Math.sign(compareBytes(a.key, b.key)), `${a.text.slice(0, 30)} and ${b.text.slice(0, 30)}`).toBe(order);
    }
  }
});
