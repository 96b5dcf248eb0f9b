/**
 * Values inside stored arrays and records, little-endian and unaligned, by the storage class of their type:
 * fixed-width classes as they are (fixed16 as four words), text, bytes and encoded as a varint length and the bytes.
 */
import type { Datum, Int8 } from './datum.js';
import { int8FromWords } from './key-bytes.js';
import { charByte, charFromByte } from './text-types.js';
import type { StorageClass, TypeOps } from './type-ops.js';
import { decodeUtf8, encodeUtf8 } from './utf8.js';

const words = new Int32Array(4);

export class StoredValueWriter {
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
    this.buffer[at] = value;
  }

  uint32(value: number): void {
    const at = this.room(4);
    this.view.setUint32(at, value, true);
  }

  varint(value: number): void {
    let rest = value;
    while (rest >= 0x80) {
      this.byte((rest & 0x7f) | 0x80);
      rest = Math.floor(rest / 128);
    }
    this.byte(rest);
  }

  sized(bytes: Uint8Array): void {
    this.varint(bytes.length);
    const at = this.room(bytes.length);
    this.buffer.set(bytes, at);
  }

  /** A non-null value of this type. */
  value(value: Datum, type: TypeOps, storage: StorageClass): void {
    switch (storage) {
      case 'bool':
        return this.byte((value as boolean) ? 1 : 0);
      case 'char1':
        return this.byte(charByte(value as string));
      case 'int2': {
        const at = this.room(2);
        return this.view.setInt16(at, value as number, true);
      }
      case 'int4':
      case 'uint4':
        return this.uint32(value as number);
      case 'float4': {
        const at = this.room(4);
        return this.view.setFloat32(at, value as number, true);
      }
      case 'int8': {
        const at = this.room(8);
        return this.view.setBigInt64(at, BigInt(value as Int8), true);
      }
      case 'float8':
      case 'scaled': {
        const at = this.room(8);
        return this.view.setFloat64(at, value as number, true);
      }
      case 'fixed16':
        type.encodeFixed?.(value, words, 0);
        for (let i = 0; i < 4; i++) this.uint32(words[i] as number);
        return;
      case 'text':
        return this.sized(encodeUtf8(value as string));
      case 'bytes':
        return this.sized(value as Uint8Array);
      case 'encoded':
        return this.sized((type.encode as NonNullable<TypeOps['encode']>)(value));
    }
  }

  take(): Uint8Array {
    return this.buffer.slice(0, this.length);
  }
}

export class StoredValueReader {
  private readonly view: DataView;

  constructor(
    private readonly buffer: Uint8Array,
    private at: number,
  ) {
    this.view = new DataView(buffer.buffer, buffer.byteOffset, buffer.byteLength);
  }

  byte(): number {
    return this.buffer[this.at++] as number;
  }

  uint32(): number {
    const value = this.view.getUint32(this.at, true);
    this.at += 4;
    return value;
  }

  varint(): number {
    let value = 0;
    let factor = 1;
    for (;;) {
      const b = this.byte();
      value += (b & 0x7f) * factor;
      if (b < 0x80) return value;
      factor *= 128;
    }
  }

  text(): string {
    const length = this.varint();
    this.at += length;
    return decodeUtf8(this.buffer, this.at - length, this.at);
  }

  value(type: TypeOps, storage: StorageClass): Datum {
    const at = this.at;
    switch (storage) {
      case 'bool':
        return this.byte() === 1;
      case 'char1':
        return charFromByte(this.byte());
      case 'int2':
        this.at += 2;
        return this.view.getInt16(at, true);
      case 'int4':
        return this.uint32() | 0;
      case 'uint4':
        return this.uint32();
      case 'float4':
        this.at += 4;
        return this.view.getFloat32(at, true);
      case 'int8':
        this.at += 8;
        return int8FromWords(this.view.getInt32(at + 4, true), this.view.getUint32(at, true));
      case 'float8':
      case 'scaled':
        this.at += 8;
        return this.view.getFloat64(at, true);
      case 'fixed16':
        for (let i = 0; i < 4; i++) words[i] = this.uint32();
        return (type.decodeFixed as NonNullable<TypeOps['decodeFixed']>)(words, 0);
      case 'text':
        return this.text();
      case 'bytes': {
        const length = this.varint();
        this.at += length;
        return this.buffer.slice(this.at - length, this.at);
      }
      case 'encoded': {
        const length = this.varint();
        this.at += length;
        return (type.decode as NonNullable<TypeOps['decode']>)(this.buffer, this.at - length, length);
      }
    }
  }
}
