/** Compression of large values: raw deflate at level 1, synchronous. */
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { PgError } from '../errors/index.js';

/** Below this a value is not worth the header and the call. */
export const COMPRESS_BYTES_MIN = 256;

/** Null when it would not save at least an eighth. */
export function deflate(bytes: Uint8Array, start: number, length: number): Uint8Array | null {
  const packed = deflateRawSync(bytes.subarray(start, start + length), { level: 1 });
  return packed.length <= length - (length >>> 3) ? packed : null;
}

/** A fresh array of `rawBytes` bytes. */
export function inflate(bytes: Uint8Array, start: number, length: number, rawBytes: number): Uint8Array {
  // zlib refuses shared memory in some versions: hand it a copy (it is short).
  const source = new Uint8Array(length);
  source.set(bytes.subarray(start, start + length));
  let raw: Buffer;
  try {
    raw = inflateRawSync(source, { maxOutputLength: Math.max(rawBytes, 1) });
  } catch {
    throw new PgError('data_corrupted', 'compressed value is corrupt');
  }
  if (raw.length !== rawBytes) throw new PgError('data_corrupted', 'compressed value is corrupt');
  return new Uint8Array(raw.buffer, raw.byteOffset, raw.length);
}
