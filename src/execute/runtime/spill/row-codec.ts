/**
 * Rows as bytes for temporary files: self-describing values, so that no types are needed to read them back. Lives only as long as a statement;
 * nothing of it is ever read by another process or version.
 *
 * | TAG | VALUE |
 * |-----|-------|
 * | null, false, true | |
 * | int32 | integer within 32 bits: i32 |
 * | number | f64 |
 * | bigint | text |
 * | string | UTF-8 |
 * | bytes | |
 * | numeric | scale u32, coefficient (a value) |
 * | interval | months i32, days i32, micros (a value) |
 * | timetz | micros f64, zone i32 |
 * | array | element type u32, dimensions u32, per dimension length and lower bound i32, elements |
 * | record | type u32, fields u32, per field type u32, name (string), value |
 * | range | type u32, bits u8 (1 empty, 2 lower inclusive, 4 upper inclusive), lower, upper |
 * | multirange | type u32, ranges u32, the ranges |
 * | jsonb | its stored form |
 * | jsonpath | its text |
 * | tsvector, tsquery | their stored form |
 * | inet | width u8, bytes |
 * | geometry | closed u8, numbers u32, the numbers f64 |
 * | vector | the numbers as bytes |
 */
import type { Oid } from '../../../base/index.js';
import {
  decodeTsQuery,
  decodeTsVector,
  decodeUtf8,
  encodeTsVector,
  encodeUtf8,
  Jsonb,
  JsonPath,
  Numeric,
  sendTsQuery,
  type Datum,
  type Int8,
  type RangeValue,
} from '../../../types/index.js';

/** One number each. */
const TAG = {
  null: 0,
  false: 1,
  true: 2,
  int32: 3,
  number: 4,
  bigint: 5,
  string: 6,
  bytes: 7,
  numeric: 8,
  interval: 9,
  timetz: 10,
  array: 11,
  record: 12,
  range: 13,
  multirange: 14,
  jsonb: 15,
  jsonpath: 16,
  inet: 17,
  geometry: 18,
  vector: 19,
  tsvector: 20,
  tsquery: 21,
} as const;

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
        this.byte(value ? TAG.true : TAG.false);
        return;
      case 'number':
        if ((value | 0) === value && !Object.is(value, -0)) {
          this.byte(TAG.int32);
          this.i32(value);
        } else {
          this.byte(TAG.number);
          this.f64(value);
        }
        return;
      case 'bigint':
        this.byte(TAG.bigint);
        this.bytes(encodeUtf8(value.toString()));
        return;
      case 'string':
        this.byte(TAG.string);
        this.bytes(encodeUtf8(value));
        return;
      default:
        this.object(value);
    }
  }

  private object(value: Exclude<Datum, boolean | number | bigint | string>): void {
    if (value === null) this.byte(TAG.null);
    else if (value instanceof Uint8Array) {
      this.byte(TAG.bytes);
      this.bytes(value);
    } else if (value instanceof Numeric) {
      this.byte(TAG.numeric);
      this.u32(value.scale);
      this.value(value.coef);
    } else if (value.kind === 'jsonb') {
      this.byte(TAG.jsonb);
      this.bytes(value.bytes);
    } else if (value.kind === 'jsonpath') {
      this.byte(TAG.jsonpath);
      this.bytes(encodeUtf8(value.toString()));
    } else if (value.kind === 'tsvector') {
      this.byte(TAG.tsvector);
      this.bytes(encodeTsVector(value));
    } else if (value.kind === 'tsquery') {
      this.byte(TAG.tsquery);
      this.bytes(sendTsQuery(value));
    } else if (value.kind === 'interval') {
      this.byte(TAG.interval);
      this.i32(value.months);
      this.i32(value.days);
      this.value(value.micros);
    } else if (value.kind === 'timetz') {
      this.byte(TAG.timetz);
      this.f64(value.micros);
      this.i32(value.zone);
    } else if (value.kind === 'array') {
      this.byte(TAG.array);
      this.u32(value.elementType);
      this.u32(value.dims.length);
      value.dims.forEach((length, i) => {
        this.i32(length);
        this.i32(value.lowerBounds[i]);
      });
      this.u32(value.values.length);
      for (const element of value.values) this.value(element);
    } else if (value.kind === 'range') {
      this.byte(TAG.range);
      this.u32(value.rangeType);
      this.byte((value.isEmpty ? 1 : 0) | (value.lowerInclusive ? 2 : 0) | (value.upperInclusive ? 4 : 0));
      this.value(value.lower);
      this.value(value.upper);
    } else if (value.kind === 'inet') {
      this.byte(TAG.inet);
      this.byte(value.bits);
      this.bytes(value.bytes);
    } else if (value.kind === 'geometry') {
      this.byte(TAG.geometry);
      this.byte(value.isClosed ? 1 : 0);
      this.u32(value.numbers.length);
      for (const number of value.numbers) this.f64(number);
    } else if (value.kind === 'vector') {
      const { buffer, byteOffset, byteLength } = value.numbers;
      this.byte(TAG.vector);
      this.bytes(new Uint8Array(buffer, byteOffset, byteLength));
    } else if (value.kind === 'multirange') {
      this.byte(TAG.multirange);
      this.u32(value.multirangeType);
      this.u32(value.ranges.length);
      for (const range of value.ranges) this.value(range);
    } else {
      this.byte(TAG.record);
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
      case TAG.null:
        return null;
      case TAG.false:
        return false;
      case TAG.true:
        return true;
      case TAG.int32:
        return this.i32();
      case TAG.number:
        return this.f64();
      case TAG.bigint:
        return BigInt(this.text());
      case TAG.string:
        return this.text();
      case TAG.bytes:
        return this.bytes().slice();
      case TAG.numeric: {
        const scale = this.u32();
        return new Numeric(this.value() as number | bigint, scale);
      }
      case TAG.interval: {
        const months = this.i32();
        const days = this.i32();
        return { kind: 'interval', months, days, micros: this.value() as Int8 };
      }
      case TAG.timetz: {
        const micros = this.f64();
        return { kind: 'timetz', micros, zone: this.i32() };
      }
      case TAG.array:
        return this.array();
      case TAG.range: {
        const rangeType = this.u32() as Oid;
        const bits = this.u8[this.at++]!;
        const lower = this.value();
        const upper = this.value();
        return { kind: 'range', rangeType, isEmpty: (bits & 1) !== 0, lower, upper, lowerInclusive: (bits & 2) !== 0, upperInclusive: (bits & 4) !== 0 };
      }
      case TAG.inet: {
        const bits = this.u8[this.at++]!;
        return { kind: 'inet', bits, bytes: this.bytes().slice() };
      }
      case TAG.geometry: {
        const isClosed = this.u8[this.at++] === 1;
        const numbers: number[] = [];
        for (let count = this.u32(); count > 0; count--) numbers.push(this.f64());
        return { kind: 'geometry', isClosed, numbers };
      }
      case TAG.vector:
        return { kind: 'vector', numbers: new Float32Array(this.bytes().slice().buffer) };
      case TAG.multirange: {
        const multirangeType = this.u32() as Oid;
        const ranges: RangeValue[] = [];
        for (let count = this.u32(); count > 0; count--) ranges.push(this.value() as RangeValue);
        return { kind: 'multirange', multirangeType, ranges };
      }
      case TAG.jsonb:
        return Jsonb.fromBytes(this.bytes().slice());
      case TAG.jsonpath:
        return JsonPath.fromText(this.text());
      case TAG.tsvector: {
        const bytes = this.bytes();
        return decodeTsVector(bytes, 0, bytes.length);
      }
      case TAG.tsquery: {
        const bytes = this.bytes();
        return decodeTsQuery(bytes, 0, bytes.length);
      }
      default:
        // TAG.record: nothing else is left.
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
