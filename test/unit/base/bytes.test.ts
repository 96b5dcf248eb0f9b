import { describe, expect, it } from 'vitest';
import * as zlib from 'node:zlib';
import { ByteReader, copyBytes, crc32, crc32Portable, getU48, getU64, putU48, putU64, putVarint } from '../../../src/base/index.js';

describe('crc32', () => {
  it('gives the standard check value', () => {
    const digits = new TextEncoder().encode('123456789');
    expect(crc32Portable(digits, 0, 9)).toBe(0xcbf43926);
    expect(crc32(digits, 0, 9)).toBe(0xcbf43926);
  });

  it('agrees with zlib for every length and goes on from a seed', () => {
    const native = (zlib as { crc32?: (data: Uint8Array, seed?: number) => number }).crc32;
    const bytes = new Uint8Array(600).map((_, i) => (i * 131 + (i >>> 3)) & 255);
    for (let end = 0; end <= bytes.length; end += 7) {
      const portable = crc32Portable(bytes, 3, Math.max(3, end), 99);
      if (native !== undefined) expect(portable).toBe(native(bytes.subarray(3, Math.max(3, end)), 99));
      const half = crc32Portable(bytes, 0, end >>> 1);
      expect(crc32Portable(bytes, end >>> 1, end, half)).toBe(crc32Portable(bytes, 0, end));
    }
  });
});

describe('numbers as bytes', () => {
  it('round-trips varints and wide integers', () => {
    const bytes = new Uint8Array(16);
    for (const value of [0, 1, 127, 128, 300, 2 ** 31, 2 ** 32 + 5, 2 ** 47 + 3, Number.MAX_SAFE_INTEGER]) {
      const end = putVarint(bytes, 0, value);
      const reader = new ByteReader(bytes, 0, end);
      expect(reader.varint()).toBe(value);
      expect(reader.remaining).toBe(0);
      putU64(bytes, 3, value);
      expect(getU64(bytes, 3)).toBe(value);
      putU48(bytes, 1, value % 2 ** 48);
      expect(getU48(bytes, 1)).toBe(value % 2 ** 48);
    }
    expect(() => new ByteReader(new Uint8Array([0x80])).varint()).toThrow(RangeError);
  });

  it('copies short and long ranges', () => {
    const source = new Uint8Array(300).map((_, i) => i & 255);
    for (const length of [0, 1, 96, 97, 290]) {
      const target = new Uint8Array(310);
      copyBytes(target, 5, source, 10, length);
      expect([...target.subarray(5, 5 + length)]).toEqual([...source.subarray(10, 10 + length)]);
      expect(target[5 + length]).toBe(0);
    }
  });
});
