/**
 * The storage of one database: its pool, its files, its log, its counters. The same class serves memory databases (`disk` and `log` are null, nothing is
 * ever written) and disk ones (opened by txn/recovery.ts).
 *
 * Access methods `pin` pages through `pool` and change them through `beginChange`; transaction code flushes the log (`flush…`) before it calls a transaction
 * committed; the checkpointer and recovery use the lower half of the class.
 */
import {
  fileId as toFileId,
  INVALID_LSN,
  oid as toOid,
  PAGE_BYTES,
  putVarint,
  VARINT_BYTES_MAX,
  xid as toXid,
  type FileId,
  type Lsn,
  type Oid,
  type Xid,
} from '../base/index.js';
import { PgError } from '../errors/index.js';
import type { Environment } from '../io/index.js';
import { RecordKind, type LogWriter } from '../wal/index.js';
import { arena, baseByte, type Arena } from './arena.js';
import type { BootstrapImage, CapturedFile } from './base-image.js';
import { BufferPool } from './buffer-pool.js';
import { Counters } from './counters.js';
import type { DiskManager } from './disk-manager.js';
import { PageChange } from './page-change.js';
import { PAGE_FLAGS } from './page-header.js';
import { FileKind, RelationFile } from './relation-file.js';
import { RelationFiles } from './relation-files.js';

export interface StorageParts {
  readonly environment: Environment;
  readonly disk: DiskManager | null;
  /** Frames of the pool, from 2; ignored by a memory database. */
  readonly poolFrames: number;
  readonly counters: Counters;
}

export interface CreateFileOptions {
  /** Default: permanent. */
  readonly kind?: FileKind;
}

/** What the checkpointer (txn/checkpoint.ts) offers to the rest. */
export interface Checkpoints {
  /** A spread checkpoint: pages are written in slices over about `spreadMs`, syncs do not block. */
  run(spreadMs?: number): Promise<void>;
  /** The same at once, blocking. */
  runNow(): void;
}

export class Storage {
  readonly environment: Environment;
  readonly arena: Arena = arena;
  readonly pool: BufferPool;
  readonly disk: DiskManager | null;
  readonly counters: Counters;
  readonly files: RelationFiles;
  /** Null in a memory database, and in a disk one until recovery has read the old log to its end. */
  log: LogWriter | null = null;
  /** Null in a memory database. */
  checkpoints: Checkpoints | null = null;
  /** The change that has begun to write and not ended; anything but its own commit while it is set is a PANIC. */
  writing: PageChange | null = null;

  private readonly idleChanges: PageChange[] = [];
  private failure: PgError | null = null;
  private closeHook: (() => void) | null = null;

  constructor(parts: StorageParts) {
    this.environment = parts.environment;
    this.disk = parts.disk;
    this.counters = parts.counters;
    this.pool = new BufferPool(parts.poolFrames, parts.disk);
    this.files = new RelationFiles(this);
  }

  get isInMemory(): boolean {
    return this.disk === null;
  }

  /** Begins a change; see PageChange for the rules. 53100 when the log has no room. */
  beginChange(kind: RecordKind, xid: Xid): PageChange {
    if (this.writing !== null) throw this.unfinished();
    if (this.failure !== null) throw this.failure;
    if (this.files.hasDrops) this.files.finishDrops();
    return (this.idleChanges.pop() ?? new PageChange(this)).open(kind, xid);
  }

  /** The file of that number; it must exist. */
  openFile(fileId: FileId): RelationFile {
    return this.files.open(fileId);
  }

  /** A new, empty file for the (sub)transaction `xid`. Until that transaction's commit has called `commitFiles`, a crash or `abortFiles` removes it. */
  createFile(xid: Xid, options: CreateFileOptions = {}): RelationFile {
    return this.files.create(xid, options.kind ?? FileKind.permanent);
  }

  /**
   * Part of a commit: the files created by these (sub)transactions stay, those in `dropped` go. It edits pages and then writes to them: call it after your own
   * `edit`s and before your own first write.
   */
  commitFiles(change: PageChange, xids: readonly Xid[], dropped: readonly FileId[]): void {
    this.files.commitFiles(change, xids, dropped);
  }

  /** Part of an abort (of a transaction or a savepoint): the files created by these (sub)transactions go. Called like `commitFiles`. */
  abortFiles(change: PageChange, xids: readonly Xid[]): void {
    this.files.abortFiles(change, xids);
  }

  /** True when the (sub)transaction has created files, so that its end must be logged. */
  hasCreatedFiles(xid: Xid): boolean {
    return this.files.hasCreated(xid);
  }

  nextOid(): Oid {
    return toOid(this.counters.nextOid());
  }
  nextXid(): Xid {
    return toXid(this.counters.nextXid());
  }
  nextFileId(): FileId {
    return toFileId(this.counters.nextFileId());
  }

  /** Makes the log durable up to `lsn` (what `commit` returned); nothing to do in a memory database. */
  flush(lsn: Lsn): Promise<void> {
    if (this.writing !== null) return Promise.reject(this.unfinished());
    return this.log === null ? Promise.resolve() : this.log.flush(lsn);
  }
  /** The same, blocking. */
  flushNow(lsn: Lsn): void {
    if (this.writing !== null) throw this.unfinished();
    this.log?.flushNow(lsn);
  }
  /** The commit policy (LogWriter.flushSoon): null = durable already, else await it. `othersActive`: other sessions could join the sync. */
  flushSoon(lsn: Lsn, othersActive: boolean): Promise<void> | null {
    if (this.writing !== null) throw this.unfinished();
    return this.log === null ? null : this.log.flushSoon(lsn, othersActive);
  }
  /** Everything logged before this is durable. */
  get flushedLsn(): Lsn {
    return this.log === null ? INVALID_LSN : this.log.flushedLsn;
  }
  /** Bytes logged since the last checkpoint began: what a crash now would have to redo, at most. */
  get logBytesSinceCheckpoint(): number {
    return this.log === null ? 0 : this.log.insertLsn - this.log.redoLsn;
  }

  /** Ends all writing: the pages in memory, or what is on disk, can't be trusted any more. Returns the error to throw. */
  panic(error: unknown): PgError {
    if (this.failure !== null) return this.failure;
    if (this.log !== null) return (this.failure = this.log.panic(error));
    const failure = new PgError('internal_error', error instanceof Error ? error.message : String(error));
    failure.severity = 'PANIC';
    failure.cause = error;
    return (this.failure = failure);
  }

  get isFailed(): boolean {
    return this.failure !== null;
  }

  checkUsable(): void {
    if (this.writing !== null) throw this.unfinished();
    if (this.failure !== null) throw this.failure;
  }

  /** An orderly end: a checkpoint that lets the next start skip recovery, unless the database has failed. Frees the memory and the directory. */
  close(): void {
    try {
      if (this.writing === null && this.failure === null && this.checkpoints !== null) {
        this.files.removeTemporary();
        this.closeHook?.();
      }
    } finally {
      this.closeAbruptly();
    }
  }

  /** The end without a checkpoint, as after a PANIC or in crash tests: recovery will do the rest. */
  closeAbruptly(): void {
    this.pool.close();
    this.log?.close();
    this.disk?.close();
    this.files.clear();
    this.releaseLock?.();
    this.releaseLock = null;
    this.failure ??= new PgError('io_error', 'the database is closed');
  }

  // For opening, recovery and the checkpointer.

  /** Gives up the data directory. */
  releaseLock: (() => void) | null = null;

  /** Makes a file known that exists already, or starts from a base image. */
  addFile(file: RelationFile): void {
    this.files.add(file);
  }

  openForRedo(fileId: FileId, pages: number): RelationFile {
    return this.files.openForRedo(fileId, pages);
  }

  /** From here on changes are logged. */
  attachLog(log: LogWriter): void {
    this.log = log;
    this.pool.attachLog(log);
    log.onFailure = error => (this.failure ??= error);
  }

  attachCheckpoints(checkpoints: Checkpoints, onClose: () => void): void {
    this.checkpoints = checkpoints;
    this.closeHook = onClose;
  }

  // For PageChange.

  beginWriting(change: PageChange): void {
    if (this.failure !== null) throw this.failure;
    if (this.writing !== null) throw this.panic(new Error('two page changes write at the same time'));
    this.writing = change;
  }

  endChange(change: PageChange): void {
    if (this.writing === change) this.writing = null;
    this.idleChanges.push(change);
  }

  extendFile(file: RelationFile): number {
    const page = file.pageCount;
    if (this.disk !== null && page >= file.diskPages) this.disk.extend(file, page + 1);
    file.setPageCount(page + 1);
    try {
      return this.pool.pinZeroed(file, page);
    } catch (error) {
      file.setPageCount(page);
      throw error;
    }
  }

  /**
   * Cuts a file to its first `pages` pages; those behind hold nothing that anyone could ask for, and nobody has them pinned or remembers them (an ACCESS EXCLUSIVE lock sees to
   * that). False when one is pinned all the same, or the file stands on an image.
   */
  truncateFile(file: RelationFile, pages: number): boolean {
    this.checkUsable();
    if (file.base !== null) return false;
    for (let page = pages; page < file.pageCount; page++) {
      const frame = file.pageTable[page]!;
      if (frame >= 0 && arena.pins[frame]! > 0) return false;
    }
    if (this.log !== null && file.logged) {
      const body = new Uint8Array(2 * VARINT_BYTES_MAX);
      const length = putVarint(body, putVarint(body, 0, file.fileId), pages);
      this.log.append(RecordKind.fileTruncate, 0, body, length);
      // Crash: recovery cuts the file if this is in the log. If it were not, the pages would be missed.
      this.log.flushNow(this.log.insertLsn);
    }
    try {
      this.files.cut(file, pages);
    } catch (error) {
      // The log says they are gone, and they are not.
      throw this.panic(error);
    }
    return true;
  }

  undoExtend(file: RelationFile, page: number): void {
    if (file.pageCount !== page + 1) return;
    this.pool.discard(file, page);
    file.setPageCount(page);
  }

  afterFileOperations(operations: readonly number[], xid: number, end: Lsn): void {
    this.files.afterOperations(operations, xid, end);
  }

  private unfinished(): PgError {
    return this.panic(new PgError('internal_error', 'a page change was left unfinished'));
  }
}

/** A database in memory: starts from the image, if there is one, copying its pages on first use. */
export function openMemoryStorage(environment: Environment, bootstrap?: BootstrapImage): Storage {
  const storage = new Storage({ environment, disk: null, poolFrames: 0, counters: new Counters(bootstrap) });
  storage.counters.setLimits(Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
  for (const { fileId, image } of bootstrap?.files ?? []) storage.addFile(new RelationFile(toFileId(fileId), FileKind.permanent, false, image));
  return storage;
}

/**
 * The content of a memory database's permanent files, for the bootstrap image shipped with the package: build the first catalog in memory, capture it,
 * and start every database from it. Page LSNs and checksums are left out: they belong to a log and to a disk.
 */
export function captureFiles(storage: Storage): CapturedFile[] {
  const captured: CapturedFile[] = [];
  for (const file of storage.files.all()) {
    if (file.kind !== FileKind.permanent) continue;
    const bytes = new Uint8Array(file.pageCount * PAGE_BYTES);
    for (let page = 0; page < file.pageCount; page++) {
      const frame = storage.pool.pin(file, page);
      const from = baseByte(frame);
      bytes.set(storage.pool.views(frame).u8.subarray(from, from + PAGE_BYTES), page * PAGE_BYTES);
      bytes.fill(0, page * PAGE_BYTES, page * PAGE_BYTES + PAGE_FLAGS);
      storage.pool.unpin(frame);
    }
    captured.push({ fileId: file.fileId, bytes });
  }
  return captured.sort((a, b) => a.fileId - b.fileId);
}
