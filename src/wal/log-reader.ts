/**
 * The reading end of the log: from a given record on, forward, until something is not the next record. What that means is told by `classifyEnd`:
 *
 * - a torn tail: the writes that were in flight when the process or machine died. Nothing durable stood there; a clean stop.
 * - damage: a valid record further on says that the log was durable past the place. Committed work is lost; opening is refused.
 *
 * Damage inside the last group that was synced can't be told from a torn tail: no later record bears witness.
 */
import { lsn as toLsn, type Lsn } from '../base/index.js';
import { PgError } from '../errors/index.js';
import { fileAccessError, fileErrorCode, type FileHandle, type FileSystem } from '../io/index.js';
import {
  alignRecord,
  formatLsn,
  RECORD_ALIGNMENT,
  RECORD_BYTES_MAX,
  RECORD_FLAG_EPOCH_START,
  RECORD_HEADER_BYTES,
  recordChecksum,
  recordCrc,
  recordDurableDelta,
  recordEpoch,
  recordFlags,
  recordKind,
  recordLength,
  recordPosition,
  recordPreviousDelta,
  recordXid,
  segmentName,
} from './record.js';

export interface LogReaderOptions {
  readonly fileSystem: FileSystem;
  readonly directory: string;
  readonly segmentBytes: number;
  /** Where a record starts. */
  readonly startLsn: Lsn;
  /** Epoch of that record. */
  readonly epoch: number;
  /** Later epochs up to this one may follow, each with a record that says so. */
  readonly epochMax: number;
}

const WINDOW_BYTES = 1024 * 1024;
/** Segments behind the place where reading stopped that are searched for a witness of its durability. */
const SEARCH_SEGMENTS_MAX = 4;

export class LogReader {
  /** The record that `next` found: its position, the end that pages are stamped with, and `length` bytes from `bytes[at]`. Valid until the next call. */
  start: Lsn;
  end: Lsn;
  length = 0;
  bytes: Uint8Array = new Uint8Array(0);
  at = 0;
  epoch: number;
  /** Position of the last record found, 0 before the first. */
  lastLsn: Lsn = toLsn(0);

  private readonly fileSystem: FileSystem;
  private readonly directory: string;
  private readonly segmentBytes: number;
  private readonly epochMax: number;
  private windowLsn: number;
  private windowLength = 0;
  private handle: FileHandle | null = null;
  private handleSegment = -1;

  constructor(options: LogReaderOptions) {
    this.fileSystem = options.fileSystem;
    this.directory = options.directory;
    this.segmentBytes = options.segmentBytes;
    this.start = options.startLsn;
    this.end = options.startLsn;
    this.epoch = options.epoch;
    this.epochMax = options.epochMax;
    this.windowLsn = options.startLsn;
  }

  get kind(): number {
    return recordKind(this.bytes, this.at);
  }
  get flags(): number {
    return recordFlags(this.bytes, this.at);
  }
  get xid(): number {
    return recordXid(this.bytes, this.at);
  }
  get bodyAt(): number {
    return this.at + RECORD_HEADER_BYTES;
  }
  get bodyLength(): number {
    return this.length - RECORD_HEADER_BYTES;
  }

  /** Goes to the record at `end`; false when there is none. */
  next(): boolean {
    const position = this.end;
    if (!this.load(position, RECORD_HEADER_BYTES)) return false;
    let at = position - this.windowLsn;
    const length = recordLength(this.bytes, at);
    const previousDelta = recordPreviousDelta(this.bytes, at);
    if (!this.isPlausible(at, position)) return false;
    if (this.lastLsn !== 0 && position - previousDelta !== this.lastLsn) return false;
    const epoch = recordEpoch(this.bytes, at);
    if (epoch !== this.epoch && (epoch < this.epoch || (recordFlags(this.bytes, at) & RECORD_FLAG_EPOCH_START) === 0)) return false;
    if (!this.load(position, length)) return false;
    at = position - this.windowLsn;
    if (recordChecksum(this.bytes, at, length, epoch, position) !== recordCrc(this.bytes, at)) return false;
    this.epoch = epoch;
    this.start = position;
    this.lastLsn = position;
    this.end = toLsn(alignRecord(position + length));
    this.length = length;
    this.at = at;
    return true;
  }

  /** After `next` said false: throws XX001 when the log is damaged there rather than ended. */
  classifyEnd(): void {
    const witness = this.findWitness(this.end);
    if (witness < 0) return;
    const error = new PgError('data_corrupted', `write-ahead log is damaged at ${formatLsn(this.end)}`, {
      detail: `The record at ${formatLsn(witness)} shows that the log had been durable beyond that point.`,
      hint: 'Committed transactions would be lost by going on. Restore the data directory from a backup.',
    });
    error.severity = 'FATAL';
    throw error;
  }

  close(): void {
    this.handle?.close();
    this.handle = null;
    this.handleSegment = -1;
  }

  private isPlausible(at: number, position: number): boolean {
    const length = recordLength(this.bytes, at);
    const epoch = recordEpoch(this.bytes, at);
    return (
      length >= RECORD_HEADER_BYTES &&
      length <= RECORD_BYTES_MAX &&
      epoch <= this.epochMax &&
      epoch > 0 &&
      recordPosition(this.bytes, at) === position % 0x100000000
    );
  }

  /** A later record that claims durability beyond `place`, or -1. */
  private findWitness(place: number): number {
    const limit = (Math.floor(place / this.segmentBytes) + 1 + SEARCH_SEGMENTS_MAX) * this.segmentBytes;
    for (let position = place + RECORD_ALIGNMENT; position < limit; position += RECORD_ALIGNMENT) {
      if (!this.load(position, RECORD_HEADER_BYTES)) {
        // The segment ends early or is missing: that may be the damage, so the next one is asked.
        position = (Math.floor(position / this.segmentBytes) + 1) * this.segmentBytes - RECORD_ALIGNMENT;
        continue;
      }
      const at = position - this.windowLsn;
      if (!this.isPlausible(at, position) || recordEpoch(this.bytes, at) < this.epoch) continue;
      if (position - recordDurableDelta(this.bytes, at) <= place) continue;
      const length = recordLength(this.bytes, at);
      if (!this.load(position, length)) continue;
      const here = position - this.windowLsn;
      if (recordChecksum(this.bytes, here, length, recordEpoch(this.bytes, here), position) === recordCrc(this.bytes, here)) return position;
    }
    return -1;
  }

  /** Brings `length` bytes from `position` on into `bytes` (at `position - windowLsn`); false when the log has not that many. */
  private load(position: number, length: number): boolean {
    if (position >= this.windowLsn && position + length <= this.windowLsn + this.windowLength) return true;
    const wanted = Math.max(length, WINDOW_BYTES);
    const kept = position >= this.windowLsn && position < this.windowLsn + this.windowLength ? this.windowLsn + this.windowLength - position : 0;
    const target = this.bytes.length >= wanted ? this.bytes : new Uint8Array(wanted);
    if (kept > 0) target.set(this.bytes.subarray(position - this.windowLsn, position - this.windowLsn + kept));
    this.bytes = target;
    this.windowLsn = position;
    this.windowLength = kept + this.read(target, kept, target.length - kept, position + kept);
    return length <= this.windowLength;
  }

  private read(target: Uint8Array, at: number, length: number, position: number): number {
    let count = 0;
    while (count < length) {
      const segment = Math.floor((position + count) / this.segmentBytes);
      const offset = (position + count) % this.segmentBytes;
      const part = Math.min(length - count, this.segmentBytes - offset);
      const handle = this.open(segment);
      if (handle === null) break;
      let got: number;
      try {
        got = handle.read(target, at + count, part, offset);
      } catch (error) {
        throw fileAccessError(error, 'read', `wal/${segmentName(segment)}`);
      }
      count += got;
      if (got < part) break;
    }
    return count;
  }

  private open(segment: number): FileHandle | null {
    if (segment === this.handleSegment) return this.handle;
    this.handle?.close();
    this.handleSegment = segment;
    this.handle = null;
    try {
      this.handle = this.fileSystem.open(`${this.directory}/${segmentName(segment)}`);
    } catch (error) {
      if (fileErrorCode(error) !== 'ENOENT') throw fileAccessError(error, 'open', `wal/${segmentName(segment)}`);
    }
    return this.handle;
  }
}
