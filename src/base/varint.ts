/**
 * Unsigned variable-length integers, 7 bits a byte, least significant first (LEB128), for safe integers.
 */

/** The longest encoding of a safe integer. */
export const VARINT_BYTES_MAX = 8;

/** Writes `value` at `at`; returns the position after it. */
export function putVarint(bytes: Uint8Array, at: number, value: number): number {
  while (value >= 0x80) {
    bytes[at++] = (value % 0x80) | 0x80;
    value = Math.floor(value / 0x80);
  }
  bytes[at++] = value;
  return at;
}

/** Reads a sequence of varints (and raw bytes) from a buffer that it may be pointed at again and again. */
export class ByteReader {
  bytes: Uint8Array;
  at: number;
  end: number;

  constructor(bytes: Uint8Array, at = 0, end = bytes.length) {
    this.bytes = bytes;
    this.at = at;
    this.end = end;
  }

  reset(bytes: Uint8Array, at: number, end: number): void {
    this.bytes = bytes;
    this.at = at;
    this.end = end;
  }

  get remaining(): number {
    return this.end - this.at;
  }

  u8(): number {
    if (this.at >= this.end) throw new RangeError('read past the end of a record');
    return this.bytes[this.at++]!;
  }

  varint(): number {
    let value = 0;
    let scale = 1;
    for (;;) {
      const byte = this.u8();
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
      scale *= 0x80;
    }
  }

  /** Steps over `length` bytes and returns where they began. */
  skip(length: number): number {
    const start = this.at;
    if (start + length > this.end) throw new RangeError('read past the end of a record');
    this.at = start + length;
    return start;
  }
}
