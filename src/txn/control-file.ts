/**
 * The control file: where recovery starts. One file of 8 KB with two slots, written in turn; the valid one with the higher sequence number counts. So a
 * torn write leaves the slot before it, whose log is still there: log segments are recycled only after the slot that allows it is durable.
 *
 *   OFFSET SIZE MEANING (slots at 0 and 4096, little-endian)
 *        0    8 "HenryDB1"
 *        8    4 format version of the data directory
 *       12    4 CRC-32 of the slot's 128 bytes with this field zero
 *       16    8 sequence number of this write
 *       24    8 system identifier, chosen at creation
 *       32    4 highest recovery epoch in use
 *       36    4 state: 1 shut down, 2 in production
 *       40    8 position of the last checkpoint's record
 *       48    8 its redo point
 *       56    4 epoch of the record at the redo point
 *       60    4 bytes of a log segment
 *       64    4 bytes of a page
 *       68    4 pages of a data segment
 *       72    8 time of the checkpoint, microseconds since 2000-01-01
 *       80   48 zeros
 */
import { crc32Portable, getU32, getU64, lsn as toLsn, PAGE_BYTES, putU32, putU64, type Lsn } from '../base/index.js';
import { PgError } from '../errors/index.js';
import { fileAccessError, type FileHandle, type FileSystem } from '../io/index.js';

export const CONTROL_FILE_NAME = 'control';
export const FORMAT_VERSION = 1;

const SLOT_BYTES = 128;
const SLOT_DISTANCE = 4096;
const FILE_BYTES = 2 * SLOT_DISTANCE;
const MAGIC = [0x48, 0x65, 0x6e, 0x72, 0x79, 0x44, 0x42, 0x31];

export type ControlState = 'shut down' | 'in production';

export interface ControlData {
  readonly systemId: number;
  readonly epoch: number;
  readonly state: ControlState;
  readonly checkpointLsn: Lsn;
  readonly redoLsn: Lsn;
  readonly redoEpoch: number;
  readonly segmentBytes: number;
  readonly segmentPages: number;
  /** Microseconds since 2000-01-01. */
  readonly checkpointTime: number;
}

export class ControlFile {
  private readonly handle: FileHandle;
  private sequence = 0;
  private current: ControlData | null = null;

  private constructor(handle: FileHandle) {
    this.handle = handle;
  }

  /** Opens and reads it; null when the directory has none, or only the beginnings of one (a creation that a crash cut short). */
  static open(fileSystem: FileSystem, directory: string): ControlFile | null {
    const path = `${directory}/${CONTROL_FILE_NAME}`;
    if (!fileSystem.exists(path)) return null;
    const file = new ControlFile(fileSystem.open(path));
    try {
      if (file.load(directory)) return file;
    } catch (error) {
      file.close();
      throw error;
    }
    file.close();
    return null;
  }

  /** Creates it, durably: the last step of making a database. */
  static create(fileSystem: FileSystem, directory: string, data: ControlData): ControlFile {
    const file = new ControlFile(fileSystem.open(`${directory}/${CONTROL_FILE_NAME}`, { create: true }));
    file.handle.write(new Uint8Array(FILE_BYTES), 0, FILE_BYTES, 0);
    file.writeNow(data);
    fileSystem.syncDirectory(directory);
    return file;
  }

  get data(): ControlData {
    return this.current!;
  }

  /** Writes and syncs. A failed sync must become a PANIC of the caller's database: which slot counts is unknown then. */
  writeNow(data: ControlData): void {
    try {
      this.put(data);
      this.handle.syncNow();
    } catch (error) {
      throw fileAccessError(error, 'write', CONTROL_FILE_NAME);
    }
  }

  async write(data: ControlData): Promise<void> {
    try {
      this.put(data);
      await this.handle.sync();
    } catch (error) {
      throw fileAccessError(error, 'write', CONTROL_FILE_NAME);
    }
  }

  close(): void {
    this.handle.close();
  }

  private put(data: ControlData): void {
    const slot = new Uint8Array(SLOT_BYTES);
    const sequence = this.sequence + 1;
    slot.set(MAGIC);
    putU32(slot, 8, FORMAT_VERSION);
    putU64(slot, 16, sequence);
    putU64(slot, 24, data.systemId);
    putU32(slot, 32, data.epoch);
    putU32(slot, 36, data.state === 'shut down' ? 1 : 2);
    putU64(slot, 40, data.checkpointLsn);
    putU64(slot, 48, data.redoLsn);
    putU32(slot, 56, data.redoEpoch);
    putU32(slot, 60, data.segmentBytes);
    putU32(slot, 64, PAGE_BYTES);
    putU32(slot, 68, data.segmentPages);
    putU64(slot, 72, data.checkpointTime);
    putU32(slot, 12, crc32Portable(slot, 0, SLOT_BYTES));
    this.handle.write(slot, 0, SLOT_BYTES, (sequence & 1) * SLOT_DISTANCE);
    this.sequence = sequence;
    this.current = data;
  }

  private load(directory: string): boolean {
    const bytes = new Uint8Array(FILE_BYTES);
    const length = this.handle.read(bytes, 0, FILE_BYTES, 0);
    let best = -1;
    let isWritten = false;
    for (const at of [0, SLOT_DISTANCE]) {
      if (at + SLOT_BYTES > length) continue;
      const slot = bytes.subarray(at, at + SLOT_BYTES);
      if (slot.some(byte => byte !== 0)) isWritten = true;
      if (!isValidSlot(slot)) continue;
      if (best < 0 || getU64(slot, 16) > getU64(bytes, best + 16)) best = at;
    }
    if (best < 0) {
      // The very first write of a new database's control file may be torn; nothing was promised by then.
      if (!isWritten || length < FILE_BYTES) return false;
      throw fatal(
        new PgError('data_corrupted', `control file of data directory "${directory}" is damaged`, { hint: 'Restore the data directory from a backup.' }),
      );
    }
    const slot = bytes.subarray(best, best + SLOT_BYTES);
    const version = getU32(slot, 8);
    if (version > FORMAT_VERSION) {
      throw fatal(
        new PgError('feature_not_supported', 'database files are incompatible with server', {
          detail: `The data directory has format version ${version}, which is newer than this version of HenryDB (${FORMAT_VERSION}).`,
          hint: 'Use a newer version of HenryDB.',
        }),
      );
    }
    if (getU32(slot, 64) !== PAGE_BYTES) {
      throw fatal(
        new PgError('feature_not_supported', 'database files are incompatible with server', {
          detail: `The data directory has pages of ${getU32(slot, 64)} bytes.`,
        }),
      );
    }
    this.sequence = getU64(slot, 16);
    this.current = {
      systemId: getU64(slot, 24),
      epoch: getU32(slot, 32),
      state: getU32(slot, 36) === 1 ? 'shut down' : 'in production',
      checkpointLsn: toLsn(getU64(slot, 40)),
      redoLsn: toLsn(getU64(slot, 48)),
      redoEpoch: getU32(slot, 56),
      segmentBytes: getU32(slot, 60),
      segmentPages: getU32(slot, 68),
      checkpointTime: getU64(slot, 72),
    };
    return true;
  }
}

function isValidSlot(slot: Uint8Array): boolean {
  for (let i = 0; i < MAGIC.length; i++) if (slot[i] !== MAGIC[i]) return false;
  const copy = slot.slice();
  putU32(copy, 12, 0);
  return crc32Portable(copy, 0, SLOT_BYTES) === getU32(slot, 12);
}

export function fatal(error: PgError): PgError {
  error.severity = 'FATAL';
  return error;
}
