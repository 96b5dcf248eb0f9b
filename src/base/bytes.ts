/**
 * Byte copies for hot paths. A `subarray` per copy costs about 40 ns and an allocation, so short copies are loops
 * and only long ones pay for a view.
 */

/** Below this many bytes a loop beats `set(subarray)` (measured: the crossing is near 120 bytes on Node 20). */
const LOOP_BYTES_MAX = 96;

/** Copies `length` bytes; the two ranges must not overlap in one buffer. */
export function copyBytes(target: Uint8Array, targetAt: number, source: Uint8Array, sourceAt: number, length: number): void {
  if (length <= LOOP_BYTES_MAX) {
    for (let i = 0; i < length; i++) target[targetAt + i] = source[sourceAt + i]!;
  } else if (sourceAt === 0 && length === source.length) {
    target.set(source, targetAt);
  } else {
    target.set(source.subarray(sourceAt, sourceAt + length), targetAt);
  }
}

export function getU16(bytes: Uint8Array, at: number): number {
  return bytes[at]! | (bytes[at + 1]! << 8);
}
export function getU32(bytes: Uint8Array, at: number): number {
  return (bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)) >>> 0;
}
/** A 48-bit unsigned number. */
export function getU48(bytes: Uint8Array, at: number): number {
  return getU32(bytes, at) + getU16(bytes, at + 4) * 0x100000000;
}
/** A 64-bit unsigned number that is known to be a safe integer. */
export function getU64(bytes: Uint8Array, at: number): number {
  return getU32(bytes, at) + getU32(bytes, at + 4) * 0x100000000;
}
export function putU16(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value;
  bytes[at + 1] = value >>> 8;
}
export function putU32(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value;
  bytes[at + 1] = value >>> 8;
  bytes[at + 2] = value >>> 16;
  bytes[at + 3] = value >>> 24;
}
export function putU48(bytes: Uint8Array, at: number, value: number): void {
  putU32(bytes, at, value % 0x100000000);
  putU16(bytes, at + 4, Math.floor(value / 0x100000000));
}
export function putU64(bytes: Uint8Array, at: number, value: number): void {
  putU32(bytes, at, value % 0x100000000);
  putU32(bytes, at + 4, Math.floor(value / 0x100000000));
}
