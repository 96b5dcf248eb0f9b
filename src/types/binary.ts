/** Reading and writing the protocol's binary forms (network byte order). */
import { PgError } from '../errors/index.js';
import type { Int8 } from './datum.js';
import { int8FromWords } from './key-bytes.js';

/** Throws 08P01 when bytes are missing, 22P03 when there are too many. */
export function expectLength(bytes: Uint8Array, length: number): void {
  if (bytes.length === length) return;
  if (bytes.length < length) throw insufficientData();
  throw incorrectBinaryFormat();
}

export function insufficientData(): PgError {
  return new PgError('protocol_violation', 'insufficient data left in message');
}

export function incorrectBinaryFormat(): PgError {
  return new PgError('invalid_binary_representation', 'incorrect binary data format');
}

/** A cursor over a message's bytes that refuses to read past the end. */
export class BinaryReader {
  private readonly view: DataView;
  position = 0;

  constructor(readonly buffer: Uint8Array) {
    this.view = new DataView(buffer.buffer, buffer.byteOffset, buffer.byteLength);
  }

  private take(count: number): number {
    const at = this.position;
    if (count < 0 || at + count > this.buffer.length) throw insufficientData();
    this.position = at + count;
    return at;
  }

  byte(): number {
    return this.view.getUint8(this.take(1));
  }
  int16(): number {
    return this.view.getInt16(this.take(2));
  }
  int32(): number {
    return this.view.getInt32(this.take(4));
  }
  uint32(): number {
    return this.view.getUint32(this.take(4));
  }
  int64(): Int8 {
    const at = this.take(8);
    return int8FromWords(this.view.getInt32(at), this.view.getUint32(at + 4));
  }
  float32(): number {
    return this.view.getFloat32(this.take(4));
  }
  float64(): number {
    return this.view.getFloat64(this.take(8));
  }
  /** A view of the next bytes; copy it to keep it. */
  bytes(count: number): Uint8Array {
    const at = this.take(count);
    return this.buffer.subarray(at, at + count);
  }
  end(): void {
    if (this.position !== this.buffer.length) throw incorrectBinaryFormat();
  }
}

/** A growing message. */
export class BinaryWriter {
  private buffer = new Uint8Array(64);
  private view = new DataView(this.buffer.buffer);
  private length = 0;

  private room(count: number): number {
    const at = this.length;
    if (at + count > this.buffer.length) {
      const next = new Uint8Array(Math.max(this.buffer.length * 2, at + count));
      next.set(this.buffer.subarray(0, at));
      this.buffer = next;
      this.view = new DataView(next.buffer);
    }
    this.length = at + count;
    return at;
  }

  byte(value: number): void {
    const at = this.room(1);
    this.view.setUint8(at, value);
  }
  float32(value: number): void {
    const at = this.room(4);
    this.view.setFloat32(at, value);
  }
  int16(value: number): void {
    const at = this.room(2);
    this.view.setInt16(at, value);
  }
  int32(value: number): void {
    const at = this.room(4);
    this.view.setInt32(at, value);
  }
  int64(value: Int8): void {
    const at = this.room(8);
    this.view.setBigInt64(at, BigInt(value));
  }
  float64(value: number): void {
    const at = this.room(8);
    this.view.setFloat64(at, value);
  }
  bytes(value: Uint8Array): void {
    const at = this.room(value.length);
    this.buffer.set(value, at);
  }
  take(): Uint8Array {
    return this.buffer.slice(0, this.length);
  }
}
