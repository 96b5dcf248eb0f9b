/**
 * The log is a stream of records, each at a position (LSN) that is a multiple of 8, cut into segment files without regard to records:
 * byte `lsn % segmentBytes` of file `lsn / segmentBytes` (16 hexadecimal digits). The first record of a database is at `segmentBytes`.
 * Numbers are little-endian. What follows the header belongs to the kind; page changes: see storage/page-change-format.ts.
 *
 *   OFFSET SIZE MEANING
 *        0    4 length in bytes, header included, padding (zeros up to a multiple of 8) not; 0 = nothing here (preallocated zeros)
 *        4    4 CRC-32 of the length and of everything from offset 8, seeded by epoch and LSN
 *        8    6 transaction id, 0 = none
 *       14    1 record kind
 *       15    1 flags (1 = first record of its epoch, 2 = the body is a page change)
 *       16    4 distance back to the record before this one, 0 for the first of a log
 *       20    4 recovery epoch: every opening of the database for writing has its own
 *       24    4 distance back to the durable end of the log when this record was written (0xffffffff = that or more)
 *       28    4 the record's own position, low half: turns away what is left in a recycled segment without a checksum
 *
 * The seed makes a record valid at one place in one epoch only, so that a stale record in a recycled segment can't chain behind a new one.
 * The durable distance tells damage from a torn end: a record that says "all before X was durable when I was written", standing behind a
 * place before X that can't be read, means that bytes once synced have been lost.
 */
import { crc32, crc32Portable, getU32, getU48, putU32, putU48 } from '../base/index.js';

export const RECORD_HEADER_BYTES = 32;
export const RECORD_ALIGNMENT = 8;
export const RECORD_FLAG_EPOCH_START = 1;
export const RECORD_FLAG_PAGE_CHANGE = 2;
/** A record of 64 page images and 16 MB of payload fits; a longer length is taken for garbage. */
export const RECORD_BYTES_MAX = 256 * 1024 * 1024;
export const SEGMENT_BYTES_DEFAULT = 16 * 1024 * 1024;

export function alignRecord(bytes: number): number {
  return Math.ceil(bytes / RECORD_ALIGNMENT) * RECORD_ALIGNMENT;
}

export function segmentName(segment: number): string {
  return segment.toString(16).toUpperCase().padStart(16, '0');
}

/** The number a segment file's name stands for, or -1. */
export function segmentNumber(name: string): number {
  return /^[0-9A-F]{16}$/.test(name) ? parseInt(name, 16) : -1;
}

/** The CRC's starting value; the multiplications only spread the bits. */
function recordSeed(epoch: number, lsn: number): number {
  let h = Math.imul(epoch ^ 0x9e3779b9, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13) ^ (lsn % 0x100000000), 0xc2b2ae35);
  return (h ^ (h >>> 16) ^ Math.floor(lsn / 0x100000000)) >>> 0;
}

/** The checksum of the record of `length` bytes that stands at `at` in `bytes` and at `lsn` in the log. */
export function recordChecksum(bytes: Uint8Array, at: number, length: number, epoch: number, lsn: number): number {
  const seed = crc32Portable(bytes, at, at + 4, recordSeed(epoch, lsn));
  return crc32(bytes, at + 8, at + length, seed);
}

/** Fills in the header (the body is there already) and the checksum. */
export function sealRecord(
  bytes: Uint8Array,
  at: number,
  length: number,
  lsn: number,
  kind: number,
  flags: number,
  xid: number,
  previousDelta: number,
  epoch: number,
  durableDelta: number,
): void {
  putU32(bytes, at, length);
  putU48(bytes, at + 8, xid);
  bytes[at + 14] = kind;
  bytes[at + 15] = flags;
  putU32(bytes, at + 16, previousDelta);
  putU32(bytes, at + 20, epoch);
  putU32(bytes, at + 24, durableDelta > 0xffffffff ? 0xffffffff : durableDelta);
  putU32(bytes, at + 28, lsn % 0x100000000);
  putU32(bytes, at + 4, recordChecksum(bytes, at, length, epoch, lsn));
}

export const recordLength = (bytes: Uint8Array, at: number): number => getU32(bytes, at);
export const recordCrc = (bytes: Uint8Array, at: number): number => getU32(bytes, at + 4);
export const recordXid = (bytes: Uint8Array, at: number): number => getU48(bytes, at + 8);
export const recordKind = (bytes: Uint8Array, at: number): number => bytes[at + 14]!;
export const recordFlags = (bytes: Uint8Array, at: number): number => bytes[at + 15]!;
export const recordPreviousDelta = (bytes: Uint8Array, at: number): number => getU32(bytes, at + 16);
export const recordEpoch = (bytes: Uint8Array, at: number): number => getU32(bytes, at + 20);
export const recordPosition = (bytes: Uint8Array, at: number): number => getU32(bytes, at + 28);
export const recordDurableDelta = (bytes: Uint8Array, at: number): number => getU32(bytes, at + 24);

/** A position as PostgreSQL prints it: `16/B374D848`. */
export function formatLsn(lsn: number): string {
  return `${Math.floor(lsn / 0x100000000)
    .toString(16)
    .toUpperCase()}/${(lsn % 0x100000000).toString(16).toUpperCase()}`;
}
