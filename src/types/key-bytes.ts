/**
 * Helpers for order-preserving key bytes. Each type's encoding is self-delimiting, so the keys of several columns
 * concatenate and still compare column by column with one unsigned byte-wise comparison. NULLs and descending
 * columns are the index's business.
 *
 * | type family        | key bytes |
 * |--------------------|-----------|
 * | bool, "char"       | 1 byte |
 * | int2, int4, int8   | big-endian with the sign bit flipped |
 * | oid, xid, cid      | big-endian, unsigned |
 * | float4, float8     | IEEE 754 big-endian; sign bit flipped when positive, all bits when negative; -0 as 0, NaN last |
 * | text, varchar, name| UTF-8, then 00 (text holds no NUL) |
 * | bpchar             | the same without trailing blanks |
 * | bytea              | 00 as 00 FF, then 00 01 |
 * | numeric            | see numeric-key.ts |
 * | array              | per element 01 and its key, or 02 for NULL; then 00, dimensions, lengths, lower bounds |
 * | record             | per field 01 and its key, or 02 for NULL; then 00 |
 */
import type { KeyWriter } from './type-ops.js';

/** A growing buffer for keys; reusable through `reset`. */
export class KeyBuffer implements KeyWriter {
  private buffer = new Uint8Array(64);
  length = 0;

  reset(): void {
    this.length = 0;
  }

  byte(value: number): void {
    if (this.length === this.buffer.length) this.grow(1);
    this.buffer[this.length++] = value;
  }

  bytes(value: Uint8Array): void {
    if (this.length + value.length > this.buffer.length) this.grow(value.length);
    this.buffer.set(value, this.length);
    this.length += value.length;
  }

  /** A copy of what was written. */
  take(): Uint8Array {
    return this.buffer.slice(0, this.length);
  }

  private grow(more: number): void {
    const next = new Uint8Array(Math.max(this.buffer.length * 2, this.length + more));
    next.set(this.buffer.subarray(0, this.length));
    this.buffer = next;
  }
}

/** Unsigned 32-bit, big-endian; `value` may be given signed. */
export function writeKeyUint32(value: number, out: KeyWriter): void {
  out.byte((value >>> 24) & 0xff);
  out.byte((value >>> 16) & 0xff);
  out.byte((value >>> 8) & 0xff);
  out.byte(value & 0xff);
}

export function readKeyUint32(bytes: Uint8Array, start: number): number {
  return (((bytes[start] as number) << 24) | ((bytes[start + 1] as number) << 16) | ((bytes[start + 2] as number) << 8) | (bytes[start + 3] as number)) >>> 0;
}

/** An int8-like value: sign bit flipped, big-endian. */
export function writeKeyInt8(value: number | bigint, out: KeyWriter): void {
  let high: number;
  let low: number;
  if (typeof value === 'number') {
    high = Math.floor(value / 4294967296);
    low = value - high * 4294967296;
  } else {
    high = Number(value >> 32n);
    low = Number(value & 0xffffffffn);
  }
  writeKeyUint32((high ^ 0x80000000) | 0, out);
  writeKeyUint32(low, out);
}

export function readKeyInt8(bytes: Uint8Array, start: number): number | bigint {
  const high = (readKeyUint32(bytes, start) ^ 0x80000000) | 0;
  return int8FromWords(high, readKeyUint32(bytes, start + 4));
}

/** The int8 with these words (high signed, low unsigned). */
export function int8FromWords(high: number, low: number): number | bigint {
  const value = high * 4294967296 + (low >>> 0);
  return Number.isSafeInteger(value) ? value : (BigInt(high) << 32n) | BigInt(low >>> 0);
}

const scratch = new DataView(new ArrayBuffer(8));

export function writeKeyFloat8(value: number, out: KeyWriter): void {
  scratch.setFloat64(0, value === 0 ? 0 : value);
  let high = scratch.getInt32(0);
  let low = scratch.getInt32(4);
  if (value !== value) {
    high = -1;
    low = -1;
  } else if (high < 0) {
    high = ~high;
    low = ~low;
  } else {
    high ^= 0x80000000;
  }
  writeKeyUint32(high, out);
  writeKeyUint32(low, out);
}

export function writeKeyFloat4(value: number, out: KeyWriter): void {
  scratch.setFloat32(0, value === 0 ? 0 : value);
  const bits = scratch.getInt32(0);
  writeKeyUint32(value !== value ? -1 : bits < 0 ? ~bits : bits ^ 0x80000000, out);
}

/** Text bytes and a final 00. */
export function writeKeyText(utf8: Uint8Array, out: KeyWriter): void {
  out.bytes(utf8);
  out.byte(0);
}

/** Bytes that may hold 00. */
export function writeKeyBytes(bytes: Uint8Array, out: KeyWriter): void {
  for (let i = 0; i < bytes.length; i++) {
    const b = bytes[i] as number;
    out.byte(b);
    if (b === 0) out.byte(0xff);
  }
  out.byte(0);
  out.byte(1);
}

export function readKeyBytes(bytes: Uint8Array, start: number): { value: Uint8Array; next: number } {
  const value: number[] = [];
  let i = start;
  for (;;) {
    const b = bytes[i] as number;
    if (b === 0) {
      if (bytes[i + 1] === 1) return { value: Uint8Array.from(value), next: i + 2 };
      value.push(0);
      i += 2;
    } else {
      value.push(b);
      i++;
    }
  }
}
