/**
 * Opening a data directory: creation, or recovery after the ARIES paper (Mohan et al., 1992) without its undo pass, which versioned rows make superfluous.
 *
 *   1. take the directory; read the control file
 *   2. make what the last process has written durable (it may have died before its syncs; the operating system may not have)
 *   3. read the checkpoint record; from its redo point on read every record: pages are brought up to date by page LSN, other kinds go to their handlers
 *   4. the log ends where the next record is not one: a torn tail, or damage, which is refused
 *   5. a new epoch: the control file says so before the first record of it is written
 *   6. files of transactions without a commit record are dropped (their rows need nothing: a transaction id without a commit bit did not commit)
 *   7. a checkpoint; then files that nobody knows are removed
 *
 * A crash at any point of this leaves a directory on which it can be done again: redo repeats history, steps 5 to 7 are changes like any other.
 * After an orderly shutdown there is nothing to redo, and steps 6 and 7 are left out: the cost does not depend on the amount of data.
 */
import { ByteReader, fileId as toFileId, lsn as toLsn, PAGE_BYTES, putU16, putU32, putVarint, VARINT_BYTES_MAX, type Lsn } from '../base/index.js';
import { PgError } from '../errors/index.js';
import { fileAccessError, type DirectoryLock, type Environment } from '../io/index.js';
import {
  Counters,
  DiskManager,
  FILE_MAP_FILE,
  fileMapPages,
  PAGE_CRC,
  PAGE_KIND,
  PAGE_LOWER,
  PAGE_SPECIAL,
  PAGE_UPPER,
  pageChecksum,
  PageKind,
  putFileStates,
  readChangeBody,
  redoPages,
  Storage,
  type BootstrapImage,
} from '../storage/index.js';
import {
  formatLsn,
  LogReader,
  LogWriter,
  RECORD_FLAG_EPOCH_START,
  RECORD_FLAG_PAGE_CHANGE,
  RecordKind,
  segmentNumber,
  SEGMENT_BYTES_DEFAULT,
} from '../wal/index.js';
import { Checkpointer, readCheckpoint } from './checkpoint.js';
import { COMMIT_STATUS_FILE_ID } from './commit-status.js';
import { PreparedLog } from './prepared-log.js';
import { CONTROL_FILE_NAME, ControlFile, fatal, type ControlData } from './control-file.js';

/** A record that is redone, for handlers of state outside pages. */
export interface RedoRecord {
  readonly kind: RecordKind;
  readonly xid: number;
  readonly start: Lsn;
  readonly end: Lsn;
  /** The payload of a page change, or the body of a plain record: `length` bytes from `bytes[at]`, valid during the call only. */
  readonly bytes: Uint8Array;
  readonly at: number;
  readonly length: number;
}

export type RedoHandler = (record: RedoRecord, storage: Storage) => void;

/** Redo handlers by kind of record; the pages of a record have been redone when its handler is called. */
export class RedoHandlers {
  private readonly handlers = new Map<number, RedoHandler>();

  register(kind: RecordKind, handler: RedoHandler): void {
    this.handlers.set(kind, handler);
  }

  get(kind: number): RedoHandler | undefined {
    return this.handlers.get(kind);
  }
}

export interface OpenStorageOptions {
  readonly environment: Environment;
  /** The data directory; made if missing. */
  readonly directory: string;
  /** Frames of the buffer pool, from 2. */
  readonly poolFrames: number;
  /** What a new database starts from; without it the new database has no relation files. */
  readonly bootstrap?: BootstrapImage;
  readonly redoHandlers?: RedoHandlers;
  /** Sizes for a new database, and for tests. */
  readonly logSegmentBytes?: number;
  readonly dataSegmentPages?: number;
  readonly logBufferBytes?: number;
  readonly descriptorsMax?: number;
}

export interface RecoveryReport {
  readonly isNew: boolean;
  readonly wasShutDown: boolean;
  readonly redoLsn: Lsn;
  readonly endLsn: Lsn;
  /** Records read from the redo point on. */
  readonly recordCount: number;
  readonly elapsedMs: number;
}

export interface OpenedStorage {
  readonly storage: Storage;
  readonly checkpointer: Checkpointer;
  /** Transactions that were prepared and not ended. */
  readonly prepared: PreparedLog;
  readonly report: RecoveryReport;
}

const FORMAT_SUBDIRECTORIES = ['base', 'wal'];
/** What a creation that was cut short may have left. */
const OWN_NAMES = new Set([...FORMAT_SUBDIRECTORIES, CONTROL_FILE_NAME]);

/** Opens the database in `directory`, creating or recovering it as need be. */
export async function openDiskStorage(options: OpenStorageOptions): Promise<OpenedStorage> {
  const { fileSystem } = options.environment;
  try {
    fileSystem.makeDirectory(options.directory);
  } catch (error) {
    throw fileAccessError(error, 'create directory', options.directory);
  }
  const lock = await fileSystem.lockDirectory(options.directory);
  try {
    return openLocked(options, lock);
  } catch (error) {
    lock.release();
    throw error;
  }
}

function openLocked(options: OpenStorageOptions, lock: DirectoryLock): OpenedStorage {
  const { environment, directory } = options;
  const start = environment.clock.monotonicMs();
  let control = ControlFile.open(environment.fileSystem, directory);
  const isNew = control === null;
  control ??= createDatabase(options);
  const disk = new DiskManager(environment.fileSystem, `${directory}/base`, {
    segmentPages: control.data.segmentPages,
    descriptorsMax: options.descriptorsMax,
  });
  const storage = new Storage({ environment, disk, poolFrames: options.poolFrames, counters: new Counters() });
  try {
    const prepared = new PreparedLog();
    const recovery = new Recovery(options, storage, control, prepared);
    recovery.redo();
    const checkpointer = new Checkpointer(storage, control, lock, prepared);
    recovery.startEpoch();
    // An orderly end may leave files of transactions that never ended.
    if (!recovery.wasClean || storage.files.hasUncommitted) recovery.cleanUp(checkpointer);
    const opened = control;
    storage.attachCheckpoints(checkpointer, () => checkpointer.shutDown());
    storage.releaseLock = () => {
      opened.close();
      lock.release();
    };
    const report: RecoveryReport = {
      isNew,
      wasShutDown: recovery.wasClean,
      redoLsn: recovery.redoLsn,
      endLsn: recovery.endLsn,
      recordCount: recovery.recordCount,
      elapsedMs: environment.clock.monotonicMs() - start,
    };
    return { storage, checkpointer, prepared, report };
  } catch (error) {
    storage.closeAbruptly();
    control.close();
    throw error;
  }
}

/** One recovery; the methods are its phases, in order. */
class Recovery {
  wasClean = false;
  recordCount = 0;
  redoLsn: Lsn;
  endLsn: Lsn;
  private lastLsn = toLsn(0);
  private readonly before: ControlData;
  private readonly logDirectory: string;
  private readonly touched = new Set<number>();

  constructor(
    private readonly options: OpenStorageOptions,
    private readonly storage: Storage,
    private readonly control: ControlFile,
    private readonly prepared: PreparedLog,
  ) {
    this.before = control.data;
    this.redoLsn = this.before.redoLsn;
    this.endLsn = this.before.redoLsn;
    this.logDirectory = `${options.directory}/wal`;
  }

  /** Phases 2 to 4. */
  redo(): void {
    const wasShutDown = this.before.state === 'shut down';
    if (!wasShutDown) this.syncOldLog();
    this.loadCheckpoint();
    const reader = this.reader(this.before.redoLsn, this.before.redoEpoch);
    try {
      while (reader.next()) {
        if (reader.start !== this.before.checkpointLsn) this.redoRecord(reader);
        this.recordCount++;
      }
      this.endLsn = reader.end;
      this.lastLsn = reader.lastLsn;
      this.wasClean = wasShutDown && this.recordCount === 1;
      if (!this.wasClean) reader.classifyEnd();
      if (this.lastLsn < this.before.checkpointLsn)
        throw damaged(this.endLsn, `The checkpoint record at ${formatLsn(this.before.checkpointLsn)} lies behind it.`);
    } finally {
      reader.close();
    }
    if (!this.wasClean) this.storage.counters.skipToLimits();
  }

  /** Phase 5. */
  startEpoch(): void {
    const { storage, options, control } = this;
    const epoch = this.before.epoch + 1;
    control.writeNow({ ...this.before, epoch, state: 'in production' });
    const log = new LogWriter({
      fileSystem: options.environment.fileSystem,
      scheduler: options.environment.scheduler,
      directory: this.logDirectory,
      epoch,
      startLsn: this.endLsn,
      previousLsn: this.lastLsn,
      redoLsn: this.before.redoLsn,
      segmentBytes: this.before.segmentBytes,
      bufferBytes: options.logBufferBytes,
    });
    storage.attachLog(log);
    const body = new Uint8Array(4);
    putU32(body, 0, this.before.epoch);
    log.append(RecordKind.epochStart, 0, body, body.length, RECORD_FLAG_EPOCH_START);
    storage.counters.onExhausted = () => this.logCounters(log);
    storage.files.useMap();
    storage.files.checkMissing();
  }

  /** Phases 6 and 7. */
  cleanUp(checkpointer: Checkpointer): void {
    const { storage } = this;
    const prepared = this.prepared.ids();
    storage.files.dropLosers(xid => prepared.has(xid));
    // What the dead process wrote and did not sync may be in the operating system's cache only, and pages read from there count as written.
    storage.disk!.markDirectoryUnsynced();
    for (const fileId of this.touched) if (storage.disk!.exists(fileId)) storage.disk!.markUnsynced(fileId);
    checkpointer.runNow();
    storage.files.sweepOrphans();
  }

  private redoRecord(reader: LogReader): void {
    const { storage } = this;
    const kind = reader.kind as RecordKind;
    this.prepared.redo(kind, reader.xid, () => reader.bytes.slice(reader.bodyAt, reader.bodyAt + reader.bodyLength));
    if ((reader.flags & RECORD_FLAG_PAGE_CHANGE) !== 0) {
      const body = readChangeBody(reader.bytes, reader.bodyAt);
      for (const block of body.blocks) if (block.fileId !== 0) this.touched.add(block.fileId);
      redoPages(storage, body, reader.end);
      storage.files.redoOperations(body.fileOperations, reader.xid);
      this.options.redoHandlers?.get(kind)?.(redoRecordOf(reader, kind, body.payloadAt, body.payloadLength), storage);
      return;
    }
    if (kind === RecordKind.counters) {
      const values = new ByteReader(reader.bytes, reader.bodyAt, reader.bodyAt + reader.bodyLength);
      storage.counters.setLimits(values.varint(), values.varint(), values.varint());
      return;
    }
    if (kind === RecordKind.fileTruncate) {
      const values = new ByteReader(reader.bytes, reader.bodyAt, reader.bodyAt + reader.bodyLength);
      const fileId = toFileId(values.varint());
      storage.files.redoTruncate(fileId, values.varint());
      this.touched.add(fileId);
      return;
    }
    this.options.redoHandlers?.get(kind)?.(redoRecordOf(reader, kind, reader.bodyAt, reader.bodyLength), storage);
  }

  private loadCheckpoint(): void {
    const { checkpointLsn, epoch, redoEpoch } = this.before;
    const reader = this.reader(checkpointLsn, redoEpoch);
    try {
      if (!reader.next() || reader.kind !== RecordKind.checkpoint || reader.epoch > epoch) {
        throw damaged(checkpointLsn, 'There is no valid checkpoint record there.');
      }
      const state = readCheckpoint(reader.bytes, reader.bodyAt, reader.bodyLength);
      this.storage.counters.setLimits(state.oidLimit, state.xidLimit, state.fileIdLimit);
      this.storage.counters.skipToLimits();
      if (state.prepared !== null) this.prepared.read(state.prepared);
      for (const [xid, fileId] of state.uncommitted) this.storage.files.remember(xid, toFileId(fileId));
    } finally {
      reader.close();
    }
  }

  private reader(startLsn: Lsn, epoch: number): LogReader {
    const { fileSystem } = this.options.environment;
    return new LogReader({ fileSystem, directory: this.logDirectory, segmentBytes: this.before.segmentBytes, startLsn, epoch, epochMax: this.before.epoch });
  }

  /** Crash: records that were written and not synced would be replayed now and lost in the next crash, under pages that hold their effects. */
  private syncOldLog(): void {
    const { fileSystem } = this.options.environment;
    const first = Math.floor(this.before.redoLsn / this.before.segmentBytes);
    for (const name of fileSystem.list(this.logDirectory)) {
      if (segmentNumber(name) < first) continue;
      try {
        const handle = fileSystem.open(`${this.logDirectory}/${name}`);
        handle.syncNow();
        handle.close();
      } catch (error) {
        throw fileAccessError(error, 'fsync', `wal/${name}`);
      }
    }
    fileSystem.syncDirectory(this.logDirectory);
  }

  private logCounters(log: LogWriter): void {
    const { counters } = this.storage;
    const bytes = new Uint8Array(3 * VARINT_BYTES_MAX);
    let at = putVarint(bytes, 0, counters.oidLimit);
    at = putVarint(bytes, at, counters.xidLimit);
    at = putVarint(bytes, at, counters.fileIdLimit);
    log.append(RecordKind.counters, 0, bytes, at);
  }
}

function redoRecordOf(reader: LogReader, kind: RecordKind, at: number, length: number): RedoRecord {
  return { kind, xid: reader.xid, start: reader.start, end: reader.end, bytes: reader.bytes, at, length };
}

function damaged(place: number, detail: string): PgError {
  return fatal(
    new PgError('data_corrupted', `write-ahead log is damaged at ${formatLsn(place)}`, { detail, hint: 'Restore the data directory from a backup.' }),
  );
}

/** Makes a new database: files, log, and last the control file, without which the directory counts as empty. */
function createDatabase(options: OpenStorageOptions): ControlFile {
  const { environment, directory, bootstrap } = options;
  const { fileSystem } = environment;
  for (const name of fileSystem.list(directory)) {
    if (OWN_NAMES.has(name) || name.startsWith('postmaster.')) continue;
    throw fatal(
      new PgError('object_not_in_prerequisite_state', `"${directory}" is not a valid data directory`, {
        detail: `File "${directory}/${CONTROL_FILE_NAME}" is missing, and the directory is not empty.`,
      }),
    );
  }
  try {
    for (const name of FORMAT_SUBDIRECTORIES) {
      fileSystem.makeDirectory(`${directory}/${name}`);
      for (const left of fileSystem.list(`${directory}/${name}`)) fileSystem.unlink(`${directory}/${name}/${left}`);
    }
    const segmentPages = options.dataSegmentPages ?? 131_072;
    writeFirstFiles(options, new DiskManager(fileSystem, `${directory}/base`, { segmentPages }));
    const segmentBytes = options.logSegmentBytes ?? SEGMENT_BYTES_DEFAULT;
    const startLsn = toLsn(segmentBytes);
    const log = new LogWriter({
      fileSystem,
      scheduler: environment.scheduler,
      directory: `${directory}/wal`,
      epoch: 1,
      startLsn,
      previousLsn: toLsn(0),
      redoLsn: startLsn,
      segmentBytes,
    });
    const counters = new Counters(bootstrap);
    const bytes = new Uint8Array(4 * VARINT_BYTES_MAX);
    let at = putVarint(bytes, 0, counters.oid);
    at = putVarint(bytes, at, counters.xid);
    at = putVarint(bytes, at, counters.fileId);
    at = putVarint(bytes, at, 0);
    log.append(RecordKind.checkpoint, 0, bytes, at, RECORD_FLAG_EPOCH_START);
    log.flushNow(log.insertLsn);
    log.close();
    const random = environment.random.bytes(6);
    const systemId = random.reduce((sum, byte) => sum * 256 + byte, 0);
    for (const name of FORMAT_SUBDIRECTORIES) fileSystem.syncDirectory(`${directory}/${name}`);
    const control = ControlFile.create(fileSystem, directory, {
      systemId,
      epoch: 1,
      state: 'shut down',
      checkpointLsn: startLsn,
      redoLsn: startLsn,
      redoEpoch: 1,
      segmentBytes,
      segmentPages,
      checkpointTime: environment.clock.nowMicros(),
    });
    const slash = directory.replace(/\/+$/, '').lastIndexOf('/');
    fileSystem.syncDirectory(slash > 0 ? directory.slice(0, slash) : slash === 0 ? '/' : '.');
    return control;
  } catch (error) {
    throw fileAccessError(error, 'initialize', directory);
  }
}

function writeFirstFiles(options: OpenStorageOptions, disk: DiskManager): void {
  const files = options.bootstrap?.files ?? [];
  const fileIds = new Set<number>([FILE_MAP_FILE, COMMIT_STATUS_FILE_ID, ...files.map(file => file.fileId)]);
  const page = new Uint8Array(PAGE_BYTES);
  for (const { fileId, image } of files) {
    disk.create(fileId);
    for (let n = 0; n < image.pageCount; n++) {
      image.read(n, page, 0);
      writeStamped(disk, fileId, n, page);
    }
  }
  if (!files.some(file => file.fileId === COMMIT_STATUS_FILE_ID)) disk.create(COMMIT_STATUS_FILE_ID);
  disk.create(FILE_MAP_FILE);
  const mapPages = Array.from({ length: fileMapPages(Math.max(...fileIds)) }, emptyMapPage);
  putFileStates(mapPages, [...fileIds]);
  mapPages.forEach((bytes, n) => writeStamped(disk, FILE_MAP_FILE, n, bytes));
  disk.syncNow();
  disk.close();
}

function emptyMapPage(): Uint8Array {
  const page = new Uint8Array(PAGE_BYTES);
  putU16(page, PAGE_KIND, PageKind.fileMap);
  for (const field of [PAGE_LOWER, PAGE_UPPER, PAGE_SPECIAL]) putU16(page, field, PAGE_BYTES);
  return page;
}

function writeStamped(disk: DiskManager, fileId: number, page: number, bytes: Uint8Array): void {
  putU32(bytes, PAGE_CRC, pageChecksum(bytes, 0, page));
  disk.write(fileId, page, bytes, 0);
}
