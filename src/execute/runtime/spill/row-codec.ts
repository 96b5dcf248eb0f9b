/**
 * Rows as bytes for temporary files: self-describing values, so that no types are needed to read them back. Lives only as long as a statement;
 * nothing of it is ever read by another process or version.
 *
 * | TAG | VALUE |
 * |-----|-------|
 * | 0, 1, 2 | NULL, false, true |
 * | 3   | integer within 32 bits: i32 |
 * | 4   | number: f64 |
 * | 5   | bigint: text |
 * | 6   | string: UTF-8 |
 * | 7   | bytes |
 * | 8   | numeric: scale u32, coefficient (a value) |
 * | 9   | interval: months i32, days i32, micros (a value) |
 * | 10  | timetz: micros f64, zone i32 |
 * | 11  | array: element type u32, dimensions u32, per dimension length and lower bound i32, elements |
 * | 13  | range: type u32, bits u8 (1 empty, 2 lower inclusive, 4 upper inclusive), lower, upper |
 * | 14  | multirange: type u32, ranges u32, the ranges |
 * | 16  | inet: width u8, bytes |
 * | 17  | geometry: closed u8, numbers u32, the numbers f64 |
 * | 12  | record: type u32, fields u32, per field type u32, name (string), value |
 * | 15  | jsonb: its stored form |
 * | 16  | jsonpath: its text |
 */
import type { Oid } from '../../../base/index.js';
import { decodeUtf8, encodeUtf8, Jsonb, JsonPath, Numeric, type Datum, type Int8, type RangeValue } from '../../../types/index.js';

/** A growing buffer of encoded rows. */
export class RowWriter {
  u8 = new Uint8Array(65536);
  private view = new DataView(this.u8.buffer);
  length = 0;

  /** Appends a row: its length in bytes (u32), its columns (u32), its values. */
  row(row: readonly Datum[]): void {
    const start = this.length;
    this.room(8);
    this.length += 4;
    this.u32(row.length);
    for (let i = 0; i < row.length; i++) this.value(row[i]);
    this.view.setUint32(start, this.length - start - 4, true);
  }

  private value(value: Datum): void {
    switch (typeof value) {
      case 'boolean':
        this.byte(value ? 2 : 1);
        return;
      case 'number':
        if ((value | 0) === value && !Object.is(value, -0)) {
          this.byte(3);
          this.i32(value);
        } else {
          this.byte(4);
          this.f64(value);
        }
        return;
      case 'bigint':
        this.byte(5);
        this.bytes(encodeUtf8(value.toString()));
        return;
      case 'string':
        this.byte(6);
        this.bytes(encodeUtf8(value));
        return;
      default:
        this.object(value);
    }
  }

  private object(value: Exclude<Datum, boolean | number | bigint | string>): void {
    if (value === null) this.byte(0);
    else if (value instanceof Uint8Array) {
      this.byte(7);
      this.bytes(value);
    } else if (value instanceof Numeric) {
      this.byte(8);
      this.u32(value.scale);
      this.value(value.coef);
    } else if (value.kind === 'jsonb') {
      this.byte(15);
      this.bytes(value.bytes);
    } else if (value.kind === 'jsonpath') {
      this.byte(16);
      this.bytes(encodeUtf8(value.toString()));
    } else if (value.kind === 'interval') {
      this.byte(9);
      this.i32(value.months);
      this.i32(value.days);
      this.value(value.micros);
    } else if (value.kind === 'timetz') {
      this.byte(10);
      this.f64(value.micros);
      this.i32(value.zone);
    } else if (value.kind === 'array') {
      this.byte(11);
      this.u32(value.elementType);
      this.u32(value.dims.length);
      value.dims.forEach((length, i) => {
        this.i32(length);
        this.i32(value.lowerBounds[i]);
      });
      this.u32(value.values.length);
      for (const element of value.values) this.value(element);
    } else if (value.kind === 'range') {
      this.byte(13);
      this.u32(value.rangeType);
      this.byte((value.isEmpty ? 1 : 0) | (value.lowerInclusive ? 2 : 0) | (value.upperInclusive ? 4 : 0));
      this.value(value.lower);
      this.value(value.upper);
    } else if (value.kind === 'inet') {
      this.byte(16);
      this.byte(value.bits);
      this.bytes(value.bytes);
    } else if (value.kind === 'geometry') {
      this.byte(17);
      this.byte(value.isClosed ? 1 : 0);
      this.u32(value.numbers.length);
      for (const number of value.numbers) this.f64(number);
    } else if (value.kind === 'multirange') {
      this.byte(14);
      this.u32(value.multirangeType);
      this.u32(value.ranges.length);
      for (const range of value.ranges) this.value(range);
    } else {
      this.byte(12);
      this.u32(value.typeId);
      this.u32(value.values.length);
      value.values.forEach((field, i) => {
        this.u32(value.fieldTypes[i]);
        this.bytes(encodeUtf8(value.fieldNames[i] ?? ''));
        this.value(field);
      });
    }
  }

  private room(bytes: number): void {
    if (this.length + bytes <= this.u8.length) return;
    const grown = new Uint8Array(Math.max(this.u8.length * 2, this.length + bytes));
    grown.set(this.u8.subarray(0, this.length));
    this.u8 = grown;
    this.view = new DataView(grown.buffer);
  }

  private byte(value: number): void {
    this.room(1);
    this.u8[this.length++] = value;
  }
  private u32(value: number): void {
    this.room(4);
    this.view.setUint32(this.length, value, true);
    this.length += 4;
  }
  private i32(value: number): void {
    this.room(4);
    this.view.setInt32(this.length, value, true);
    this.length += 4;
  }
  private f64(value: number): void {
    this.room(8);
    this.view.setFloat64(this.length, value, true);
    this.length += 8;
  }
  private bytes(value: Uint8Array): void {
    this.u32(value.length);
    this.room(value.length);
    this.u8.set(value, this.length);
    this.length += value.length;
  }
}

/** Reads what RowWriter wrote. */
export class RowReader {
  private view: DataView;
  private at = 0;

  constructor(private u8: Uint8Array) {
    this.view = new DataView(u8.buffer, u8.byteOffset, u8.byteLength);
  }

  /** Goes to another buffer. */
  load(u8: Uint8Array): void {
    this.u8 = u8;
    this.view = new DataView(u8.buffer, u8.byteOffset, u8.byteLength);
    this.at = 0;
  }

  /** The row at byte `at`, past its length field. */
  row(at: number): Datum[] {
    this.at = at;
    const count = this.u32();
    const row: Datum[] = [];
    for (let i = 0; i < count; i++) row.push(this.value());
    return row;
  }

  private value(): Datum {
    switch (this.u8[this.at++]) {
      case 0:
        return null;
      case 1:
        return false;
      case 2:
        return true;
      case 3:
        return this.i32();
      case 4:
        return this.f64();
      case 5:
        return BigInt(this.text());
      case 6:
        return this.text();
      case 7:
        return this.bytes().slice();
      case 8: {
        const scale = this.u32();
        return new Numeric(this.value() as number | bigint, scale);
      }
      case 9: {
        const months = this.i32();
        const days = this.i32();
        return { kind: 'interval', months, days, micros: this.value() as Int8 };
      }
      case 10: {
        const micros = this.f64();
        return { kind: 'timetz', micros, zone: this.i32() };
      }
      case 11:
        return this.array();
      case 13: {
        const rangeType = this.u32() as Oid;
        const bits = this.u8[this.at++]!;
        const lower = this.value();
        const upper = this.value();
        return { kind: 'range', rangeType, isEmpty: (bits & 1) !== 0, lower, upper, lowerInclusive: (bits & 2) !== 0, upperInclusive: (bits & 4) !== 0 };
      }
      case 16: {
        const bits = this.u8[this.at++]!;
        return { kind: 'inet', bits, bytes: this.bytes().slice() };
      }
      case 17: {
        const isClosed = this.u8[this.at++] === 1;
        const numbers: number[] = [];
        for (let count = this.u32(); count > 0; count--) numbers.push(this.f64());
        return { kind: 'geometry', isClosed, numbers };
      }
      case 14: {
        const multirangeType = this.u32() as Oid;
        const ranges: RangeValue[] = [];
        for (let count = this.u32(); count > 0; count--) ranges.push(this.value() as RangeValue);
        return { kind: 'multirange', multirangeType, ranges };
      }
      case 15:
        return Jsonb.fromBytes(this.bytes().slice());
      case 16:
        return JsonPath.fromText(this.text());
      default:
        return this.record();
    }
  }

  private array(): Datum {
    const elementType = this.u32() as Oid;
    const dimensions = this.u32();
    const dims: number[] = [];
    const lowerBounds: number[] = [];
    for (let i = 0; i < dimensions; i++) {
      dims.push(this.i32());
      lowerBounds.push(this.i32());
    }
    const count = this.u32();
    const values: Datum[] = [];
    for (let i = 0; i < count; i++) values.push(this.value());
    return { kind: 'array', elementType, dims, lowerBounds, values };
  }

  private record(): Datum {
    const typeId = this.u32() as Oid;
    const count = this.u32();
    const fieldTypes: Oid[] = [];
    const fieldNames: string[] = [];
    const values: Datum[] = [];
    for (let i = 0; i < count; i++) {
      fieldTypes.push(this.u32() as Oid);
      fieldNames.push(this.text());
      values.push(this.value());
    }
    return { kind: 'record', typeId, fieldTypes, fieldNames, values };
  }

  private u32(): number {
    const value = this.view.getUint32(this.at, true);
    this.at += 4;
    return value;
  }
  private i32(): number {
    const value = this.view.getInt32(this.at, true);
    this.at += 4;
    return value;
  }
  private f64(): number {
    const value = this.view.getFloat64(this.at, true);
    this.at += 8;
    return value;
  }
  private bytes(): Uint8Array {
    const length = this.u32();
    const start = this.at;
    this.at += length;
    return this.u8.subarray(start, this.at);
  }
  private text(): string {
    const length = this.u32();
    const start = this.at;
    this.at += length;
    return decodeUtf8(this.u8, start, this.at);
  }
}
