/**
 * The writing end of the log of one database. Records are appended to a buffer in memory (synchronously, no allocation), written to the
 * segment files when the buffer fills or someone needs them durable, and synced in groups.
 *
 * Contract
 * 1. `append` / `sealAt` return the END position of the record; `flush(thatLsn)` makes it durable.
 * 2. Everyone waiting shares one fdatasync; at most one asynchronous one is in flight. `flushNow` blocks instead and may overtake it.
 * 3. Space for records is written with zeros beforehand (`ensureRoom`), so that a full disk is found before anything has changed.
 * 4. A failed write or sync ends all writing (PANIC): what is on disk is unknown, and a second fdatasync would lie.
 */
import { lsn as toLsn, type Lsn } from '../base/index.js';
import { PgError } from '../errors/index.js';
import { fileAccessError, type FileHandle, type FileSystem, type Scheduler } from '../io/index.js';
import { alignRecord, RECORD_HEADER_BYTES, sealRecord, SEGMENT_BYTES_DEFAULT, segmentName } from './record.js';
import type { RecordKind } from './record-kind.js';

export interface LogWriterOptions {
  readonly fileSystem: FileSystem;
  readonly scheduler: Scheduler;
  /** The directory of the segments; it exists. */
  readonly directory: string;
  readonly epoch: number;
  /** Where the next record goes. */
  readonly startLsn: Lsn;
  /** Start of the record before it, 0 for none. */
  readonly previousLsn: Lsn;
  /** Redo point of the last checkpoint. */
  readonly redoLsn: Lsn;
  readonly segmentBytes?: number;
  readonly bufferBytes?: number;
  /** Zeros are written ahead in steps of this size (a recycled segment needs none). */
  readonly preallocateBytes?: number;
}

interface Segment {
  readonly number: number;
  readonly handle: FileHandle;
  /** Bytes from the segment's start that exist on disk. */
  allocated: number;
  /** Writes so far, and how many of them a completed sync covers. */
  writes: number;
  syncedWrites: number;
}

interface FlushGroup {
  readonly promise: Promise<void>;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

const BUFFER_BYTES_DEFAULT = 1024 * 1024;
const PREALLOCATE_BYTES_DEFAULT = 1024 * 1024;

export class LogWriter {
  /** The bytes of [bufferLsn, insertLsn); page changes assemble their records in it (see `reserve`). */
  buffer: Uint8Array;
  /** End of the last record appended, padding included: where the next one goes. */
  insertLsn: Lsn;
  /** Durable up to here. */
  flushedLsn: Lsn;
  /** Redo point of the latest checkpoint (begun, not necessarily ended): pages not changed since get a full image. */
  redoLsn: Lsn;
  /** Records appended, page images among them, fdatasyncs: for statistics views. */
  recordCount = 0;
  imageCount = 0;
  syncCount = 0;
  readonly epoch: number;
  readonly segmentBytes: number;
  /** Called once, when the log can't be trusted any more. */
  onFailure: ((error: PgError) => void) | null = null;

  private readonly fileSystem: FileSystem;
  private readonly scheduler: Scheduler;
  private readonly directory: string;
  private readonly preallocateBytes: number;
  private bufferLsn: number;
  /** Handed to the operating system up to here. */
  private writtenLsn: number;
  /** Space exists on disk up to here. */
  private roomEnd: number;
  private previousLsn: Lsn;
  private readonly segments = new Map<number, Segment>();
  private waiting: FlushGroup | null = null;
  private inFlight: FlushGroup | null = null;
  private inFlightLsn = 0;
  private isRunning = false;
  private failure: PgError | null = null;
  private isClosed = false;

  constructor(options: LogWriterOptions) {
    this.fileSystem = options.fileSystem;
    this.scheduler = options.scheduler;
    this.directory = options.directory;
    this.epoch = options.epoch;
    this.segmentBytes = options.segmentBytes ?? SEGMENT_BYTES_DEFAULT;
    this.preallocateBytes = Math.min(options.preallocateBytes ?? PREALLOCATE_BYTES_DEFAULT, this.segmentBytes);
    this.buffer = new Uint8Array(options.bufferBytes ?? BUFFER_BYTES_DEFAULT);
    this.insertLsn = options.startLsn;
    this.flushedLsn = options.startLsn;
    this.redoLsn = options.redoLsn;
    this.previousLsn = options.previousLsn;
    this.bufferLsn = options.startLsn;
    this.writtenLsn = options.startLsn;
    this.roomEnd = options.startLsn;
  }

  /** Makes sure that `bytes` more can be logged: 53100 when the disk is full. Call it before changing anything. */
  ensureRoom(bytes: number): void {
    if (this.insertLsn + bytes > this.roomEnd) this.makeRoom(this.insertLsn + bytes);
  }

  /** Room for a record of up to `bytes` in `buffer`; returns where it starts. Nothing else may be appended before `sealAt`. */
  reserve(bytes: number): number {
    const at = this.insertLsn - this.bufferLsn;
    if (at + bytes + RECORD_HEADER_BYTES <= this.buffer.length) return at;
    this.writeOut();
    this.bufferLsn = this.insertLsn;
    if (bytes + RECORD_HEADER_BYTES > this.buffer.length) this.buffer = new Uint8Array(alignRecord(bytes + RECORD_HEADER_BYTES) * 2);
    return 0;
  }

  /** Completes the record of `length` bytes that was assembled at `at` (from `reserve`); returns its end. */
  sealAt(at: number, length: number, kind: RecordKind, flags: number, xid: number): Lsn {
    const start = this.insertLsn;
    const end = alignRecord(start + length);
    if (end > this.roomEnd) this.makeRoomOrPanic(end);
    this.buffer.fill(0, at + length, at + (end - start));
    sealRecord(this.buffer, at, length, start, kind, flags, xid, this.previousLsn === 0 ? 0 : start - this.previousLsn, this.epoch, start - this.flushedLsn);
    this.previousLsn = start;
    this.insertLsn = toLsn(end);
    this.recordCount++;
    return this.insertLsn;
  }

  /** Appends a record whose body is `body[start..start+length)`; returns its end. */
  append(kind: RecordKind, xid: number, body: Uint8Array, length = body.length, flags = 0): Lsn {
    this.checkUsable();
    this.ensureRoom(RECORD_HEADER_BYTES + length + 8);
    const at = this.reserve(RECORD_HEADER_BYTES + length);
    this.buffer.set(length === body.length ? body : body.subarray(0, length), at + RECORD_HEADER_BYTES);
    return this.sealAt(at, RECORD_HEADER_BYTES + length, kind, flags, xid);
  }

  /** Start of the record appended last, 0 for none. */
  get lastRecordLsn(): Lsn {
    return this.previousLsn;
  }

  /** Resolves when everything up to `lsn` is durable; rejects with the PANIC when that can't be known. */
  flush(lsn: Lsn): Promise<void> {
    if (lsn <= this.flushedLsn) return Promise.resolve();
    if (this.failure !== null) return Promise.reject(this.failure);
    if (this.inFlight !== null && lsn <= this.inFlightLsn) return this.inFlight.promise;
    this.waiting ??= newGroup();
    const { promise } = this.waiting;
    if (!this.isRunning) {
      this.isRunning = true;
      void this.runGroups();
    }
    return promise;
  }

  /** Makes everything up to `lsn` durable before it returns. */
  flushNow(lsn: Lsn): void {
    if (lsn <= this.flushedLsn) return;
    this.checkUsable();
    const target = this.insertLsn;
    this.writeOut();
    for (const segment of this.unsyncedSegments(target)) {
      try {
        segment.handle.syncNow();
      } catch (error) {
        throw this.fail(error, 'fdatasync', segment.number);
      }
      segment.syncedWrites = segment.writes;
    }
    this.syncCount++;
    this.advanceFlushed(target);
  }

  /**
   * The commit policy. A session that commits alone is served by a blocking sync, which is cheaper than a trip through the thread pool
   * (about 110 against 190 µs); with others at work (`othersActive`), or a sync in flight, it joins a group. Null = durable already.
   */
  flushSoon(lsn: Lsn, othersActive: boolean): Promise<void> | null {
    if (lsn <= this.flushedLsn) return null;
    if (othersActive || this.isRunning) return this.flush(lsn);
    this.flushNow(lsn);
    return null;
  }

  /** Hands everything appended to the operating system, without making it durable. */
  writeOut(): void {
    if (this.writtenLsn === this.insertLsn) return;
    this.checkUsable();
    let position: number = this.writtenLsn;
    while (position < this.insertLsn) {
      const segment = this.segment(Math.floor(position / this.segmentBytes));
      const offset = position % this.segmentBytes;
      const count = Math.min(this.insertLsn - position, this.segmentBytes - offset);
      try {
        segment.handle.write(this.buffer, position - this.bufferLsn, count, offset);
      } catch (error) {
        throw this.fail(error, 'write to', segment.number);
      }
      segment.writes++;
      position += count;
    }
    this.writtenLsn = this.insertLsn;
    this.bufferLsn = this.insertLsn;
  }

  /** Ends all writing with a PANIC; returns it. Later calls return the first one. */
  panic(error: unknown): PgError {
    if (this.failure !== null) return this.failure;
    const message = error instanceof Error ? error.message : String(error);
    const failure = new PgError(error instanceof PgError && error.code === '53100' ? 'disk_full' : 'io_error', message, {
      hint: 'The database refuses all writes until it is reopened; recovery will bring back every committed transaction.',
    });
    failure.severity = 'PANIC';
    failure.cause = error;
    this.failure = failure;
    const groups = [this.waiting, this.inFlight];
    this.waiting = null;
    this.inFlight = null;
    for (const group of groups) group?.reject(failure);
    this.onFailure?.(failure);
    return failure;
  }

  get isFailed(): boolean {
    return this.failure !== null;
  }

  checkUsable(): void {
    if (this.failure !== null) throw this.failure;
  }

  /**
   * Segments that lie wholly before `redo` are renamed to serve again, up to `spares` of them beyond the current one; the rest are removed.
   * Call it only when the control file that names `redo` is durable.
   */
  recycle(redo: Lsn, spares: number): void {
    const current = Math.floor(this.insertLsn / this.segmentBytes);
    const keep = Math.floor(redo / this.segmentBytes);
    const present = this.fileSystem
      .list(this.directory)
      .filter(name => name.length === 16)
      .sort();
    let next = current + 1;
    const numbers = new Set(present.map(name => parseInt(name, 16)));
    for (const name of present) {
      const number = parseInt(name, 16);
      if (!(number < keep)) continue;
      this.segments.get(number)?.handle.close();
      this.segments.delete(number);
      while (numbers.has(next)) next++;
      if (next <= current + spares) {
        this.fileSystem.rename(`${this.directory}/${name}`, `${this.directory}/${segmentName(next)}`);
        numbers.add(next);
      } else {
        this.fileSystem.unlink(`${this.directory}/${name}`);
      }
      numbers.delete(number);
    }
    this.fileSystem.syncDirectory(this.directory);
  }

  /** Closes the files. What was not flushed is lost; call `flushNow` first. */
  close(): void {
    if (this.isClosed) return;
    this.isClosed = true;
    if (this.failure === null) {
      const closed = new PgError('io_error', 'the database is closed');
      this.failure = closed;
    }
    for (const segment of this.segments.values()) segment.handle.close();
    this.segments.clear();
  }

  private async runGroups(): Promise<void> {
    while (this.waiting !== null) {
      // One turn of the event loop lets every session that is ready append its commit and join.
      await this.scheduler.yieldNow();
      const group = this.waiting;
      if (group === null) break;
      this.waiting = null;
      const target = this.insertLsn;
      if (target > this.flushedLsn) {
        this.inFlight = group;
        this.inFlightLsn = target;
        try {
          this.writeOut();
        } catch {
          break;
        }
        for (const segment of this.unsyncedSegments(target)) {
          const writes = segment.writes;
          try {
            await segment.handle.sync();
            segment.syncedWrites = Math.max(segment.syncedWrites, writes);
          } catch (error) {
            this.fail(error, 'fdatasync', segment.number);
            break;
          }
        }
        if (this.isFailed) break;
        this.inFlight = null;
        this.syncCount++;
        this.advanceFlushed(target);
      }
      group.resolve();
    }
    this.isRunning = false;
  }

  private advanceFlushed(target: Lsn): void {
    if (target <= this.flushedLsn) return;
    this.flushedLsn = target;
  }

  private unsyncedSegments(target: number): Segment[] {
    const last = Math.floor((target - 1) / this.segmentBytes);
    const found: Segment[] = [];
    for (const segment of this.segments.values()) if (segment.writes !== segment.syncedWrites && segment.number <= last) found.push(segment);
    return found;
  }

  private fail(error: unknown, action: string, segment: number): PgError {
    return this.panic(fileAccessError(error, action, `wal/${segmentName(segment)}`));
  }

  private segment(number: number): Segment {
    const known = this.segments.get(number);
    if (known !== undefined) return known;
    const path = `${this.directory}/${segmentName(number)}`;
    const isNew = !this.fileSystem.exists(path);
    const handle = this.fileSystem.open(path, { create: true });
    if (isNew) this.fileSystem.syncDirectory(this.directory);
    const segment: Segment = { number, handle, allocated: Math.min(handle.size(), this.segmentBytes), writes: 0, syncedWrites: 0 };
    this.segments.set(number, segment);
    this.forgetOldSegments(number);
    return segment;
  }

  /** Segments written full and synced need no descriptor any more. */
  private forgetOldSegments(newest: number): void {
    const writing = Math.floor(this.writtenLsn / this.segmentBytes);
    for (const segment of this.segments.values()) {
      if (segment.number < writing && segment.number < newest && segment.writes === segment.syncedWrites && this.inFlight === null) {
        segment.handle.close();
        this.segments.delete(segment.number);
      }
    }
  }

  private makeRoom(end: number): void {
    this.checkUsable();
    while (this.roomEnd < end) {
      const number = Math.floor(this.roomEnd / this.segmentBytes);
      const base = number * this.segmentBytes;
      try {
        const segment = this.segment(number);
        if (segment.allocated < this.segmentBytes) {
          const wanted = Math.min(Math.max(end - base, this.roomEnd - base + 1), this.segmentBytes);
          const goal = Math.min(this.segmentBytes, Math.ceil(wanted / this.preallocateBytes) * this.preallocateBytes);
          if (goal > segment.allocated) {
            segment.handle.write(new Uint8Array(goal - segment.allocated), 0, goal - segment.allocated, segment.allocated);
            segment.allocated = goal;
            segment.writes++;
          }
        }
        this.roomEnd = base + segment.allocated;
      } catch (error) {
        throw fileAccessError(error, 'extend', `wal/${segmentName(number)}`);
      }
    }
  }

  /** A record turned out longer than the room that was made sure of: pages may have changed, so there is no way back. */
  private makeRoomOrPanic(end: number): void {
    try {
      this.makeRoom(end);
    } catch (error) {
      throw this.panic(error);
    }
  }
}

function newGroup(): FlushGroup {
  let resolve = (): void => {};
  let reject = (_error: unknown): void => {};
  const promise = new Promise<void>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  // A group may fail while nobody awaits it any more (a cancelled session): that must not end the process.
  promise.catch(() => {});
  return { promise, resolve, reject };
}
