/** vector: binary form, stored form and key bytes. */
import { expect, test } from 'vitest';
import { KeyBuffer, makeVectorType, plainContext } from '../../../src/types/index.js';

const type = makeVectorType();
const TEXTS = ['[-3.4028235e+38]', '[-1,7]', '[-1,8]', '[0]', '[0,0]', '[0,1e-45]', '[1]', '[1,-5]', '[1,2]', '[1,2,3]', '[3.4028235e+38]'];
const values = TEXTS.map(text => type.parse(text, -1, plainContext));

test('text, binary and stored form give the value back', () => {
  for (const [i, value] of values.entries()) {
    expect(type.format(value, plainContext)).toBe(TEXTS[i]);
    expect(type.format(type.receive(type.send(value, plainContext), -1, plainContext), plainContext)).toBe(TEXTS[i]);
    const stored = type.encode!(value);
    const row = new Uint8Array(stored.length + 5);
    row.set(stored, 3);
    expect(type.format(type.decode!(row, 3, stored.length), plainContext)).toBe(TEXTS[i]);
  }
});

test('key bytes order as compare does', () => {
  const key = (i: number): Uint8Array => {
    const out = new KeyBuffer();
    type.encodeKey(values[i]!, out);
    return out.take();
  };
  for (let i = 0; i < values.length; i++) {
    for (let j = 0; j < values.length; j++) {
      expect(Math.sign(Buffer.compare(key(i), key(j)))).toBe(Math.sign(i - j));
      expect(Math.sign(type.compare(values[i]!, values[j]!))).toBe(Math.sign(i - j));
    }
  }
});

test('zeros of both signs are equal', () => {
  const plus = type.parse('[0]', -1, plainContext);
  const minus = type.parse('[-0]', -1, plainContext);
  expect(type.equals(plus, minus)).toBe(true);
  expect(type.hash(plus)).toBe(type.hash(minus));
});

test.each([
  ['0000 0000', '22000', 'vector must have at least 1 dimension'],
  ['0001 0001 3f800000', '22000', 'expected unused to be 0, not 1'],
  ['0001 0000 7fc00000', '22000', 'NaN not allowed in vector'],
  ['0002 0000 3f800000', '08P01', 'insufficient data left in message'],
  ['7000 0000', '54000', 'vector cannot have more than 16000 dimensions'],
])('binary %s is refused', (hex, code, message) => {
  const bytes = Buffer.from(hex.replaceAll(' ', ''), 'hex');
  expect(() => type.receive(bytes, -1, plainContext)).toThrow(expect.objectContaining({ code, message }));
});
