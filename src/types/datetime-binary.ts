/** Binary wire form shared by the date and time types: fixed-width big-endian words. */
import { expectLength } from './binary.js';
import type { Int8 } from './datum.js';
import { toInt8 } from './int8.js';

/** A view of exactly `length` bytes; throws 08P01 when there are fewer, 22P03 when more. */
export function viewOfBytes(bytes: Uint8Array, length: number): DataView {
  expectLength(bytes, length);
  return new DataView(bytes.buffer, bytes.byteOffset, length);
}

export function readInt8(view: DataView, at: number): Int8 {
  return toInt8(view.getBigInt64(at));
}

export function writeInt8(view: DataView, at: number, value: Int8): void {
  view.setBigInt64(at, BigInt(value));
}
