/**
 * The storage of one database: its pool, its files, its log, its counters. The same class serves memory databases (`disk` and `log` are null, nothing is
 * ever written) and disk ones.
 *
 * Who calls what: access methods `pin` pages through `pool` and change them through `beginChange`; transaction code flushes the log (`flush…`) before it calls a
 * transaction committed; the checkpointer and recovery (txn/) use the lower half of the class.
 */
import { fileId as toFileId, INVALID_LSN, oid as toOid, xid as toXid, type FileId, type Lsn, type Oid, type Xid } from '../base/index.js';
import { PgError } from '../errors/index.js';
import type { Environment } from '../io/index.js';
import type { LogWriter, RecordKind } from '../wal/index.js';
import { arena, type Arena } from './arena.js';
import type { BootstrapImage } from './base-image.js';
import { BufferPool } from './buffer-pool.js';
import { Counters } from './counters.js';
import type { DiskManager } from './disk-manager.js';
import { PageChange } from './page-change.js';
import { FileOperation } from './page-change-format.js';
import { FileKind, RelationFile } from './relation-file.js';

export interface StorageParts {
  readonly environment: Environment;
  readonly disk: DiskManager | null;
  readonly log: LogWriter | null;
  /** Frames of the pool. */
  readonly poolFrames: number;
  readonly counters: Counters;
}

export interface CreateFileOptions {
  /** Default: permanent. */
  readonly kind?: FileKind;
}

/** A file whose creation or removal waits for something. */
interface PendingDrop {
  readonly fileId: FileId;
  readonly lsn: Lsn;
}

export class Storage {
  readonly environment: Environment;
  readonly arena: Arena = arena;
  readonly pool: BufferPool;
  /** Null in a memory database. */
  readonly log: LogWriter | null;
  readonly disk: DiskManager | null;
  readonly counters: Counters;
  /** The change that has begun to write and not ended; anything but its own commit while it is set is a PANIC. */
  writing: PageChange | null = null;

  private readonly files = new Map<number, RelationFile>();
  private readonly idleChanges: PageChange[] = [];
  /** Files whose creating (sub)transaction has not ended. */
  private readonly createdBy = new Map<number, FileId[]>();
  private dropsToFlush: PendingDrop[] = [];
  private failure: PgError | null = null;

  constructor(parts: StorageParts) {
    this.environment = parts.environment;
    this.disk = parts.disk;
    this.log = parts.log;
    this.counters = parts.counters;
    this.pool = new BufferPool(parts.poolFrames, parts.disk, parts.log);
  }

  get isInMemory(): boolean {
    return this.disk === null;
  }

  beginChange(kind: RecordKind, xid: Xid): PageChange {
    if (this.writing !== null) throw this.panic(new Error('a page change was left unfinished'));
    return (this.idleChanges.pop() ?? new PageChange(this)).open(kind, xid);
  }

  /** The file of that number; it must exist. */
  openFile(fileId: FileId): RelationFile {
    const file = this.files.get(fileId);
    if (file === undefined) throw new PgError('undefined_file', `could not open file "base/${fileId}": No such file or directory`);
    return file;
  }

  /**
   * A new, empty file for the (sub)transaction `xid`. Until `keepFiles` puts it into that transaction's commit it is uncommitted: a crash or `dropCreatedFiles`
   * removes it.
   */
  createFile(xid: Xid, options: CreateFileOptions = {}): RelationFile {
    const kind = options.kind ?? FileKind.permanent;
    const file = new RelationFile(this.nextFileId(), kind, this.log !== null && kind === FileKind.permanent, null);
    this.files.set(file.fileId, file);
    const created = this.createdBy.get(xid);
    if (created === undefined) this.createdBy.set(xid, [file.fileId]);
    else created.push(file.fileId);
    return file;
  }

  /**
   * Part of a commit (call it before the change's first write): the files created by these (sub)transactions stay, those in `dropped` go; they leave the disk
   * once the commit is durable and a checkpoint has passed.
   */
  commitFiles(change: PageChange, xids: readonly Xid[], dropped: readonly FileId[]): void {
    for (const xid of xids) for (const fileId of this.createdBy.get(xid) ?? []) change.addFileOperation(fileId, FileOperation.keep);
    for (const fileId of dropped) change.addFileOperation(fileId, FileOperation.drop);
  }

  /** Part of an abort (before the change's first write): the files created by these (sub)transactions go. */
  abortFiles(change: PageChange, xids: readonly Xid[]): void {
    for (const xid of xids) for (const fileId of this.createdBy.get(xid) ?? []) change.addFileOperation(fileId, FileOperation.drop);
  }

  /** True when the (sub)transaction has created files and so must log its end. */
  hasCreatedFiles(xid: Xid): boolean {
    return this.createdBy.has(xid);
  }

  /** For opening a database and its bootstrap: makes a file known that exists already (or starts from a base image). */
  addFile(file: RelationFile): void {
    this.files.set(file.fileId, file);
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

  /** Makes the log durable up to `lsn`; nothing to do in a memory database. */
  flush(lsn: Lsn): Promise<void> {
    return this.log === null ? Promise.resolve() : this.log.flush(lsn);
  }
  flushNow(lsn: Lsn): void {
    if (this.writing !== null) throw this.panic(new Error('a page change was left unfinished'));
    this.log?.flushNow(lsn);
  }
  /** See LogWriter.flushSoon: null = durable already, else await it. */
  flushSoon(lsn: Lsn, othersActive: boolean): Promise<void> | null {
    return this.log === null ? null : this.log.flushSoon(lsn, othersActive);
  }
  /** Everything logged up to here is durable. */
  get flushedLsn(): Lsn {
    return this.log === null ? INVALID_LSN : this.log.flushedLsn;
  }

  /** Ends all writing: the pages in memory can't be trusted any more. Returns the error to throw. */
  panic(error: unknown): PgError {
    if (this.failure !== null) return this.failure;
    if (this.log !== null) return (this.failure = this.log.panic(error));
    const failure = new PgError('internal_error', error instanceof Error ? error.message : String(error));
    failure.severity = 'PANIC';
    failure.cause = error;
    return (this.failure = failure);
  }

  /** Frees the memory. What was not flushed and checkpointed before is left to recovery. */
  close(): void {
    this.pool.close();
    this.log?.close();
    this.disk?.close();
    this.files.clear();
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

  undoExtend(file: RelationFile, page: number): void {
    if (file.pageCount !== page + 1) return;
    this.pool.discard(file, page);
    file.setPageCount(page);
  }

  afterFileOperations(operations: readonly number[], xid: number, lsn: Lsn): void {
    for (let i = 0; i < operations.length; i += 2) {
      const fileId = toFileId(operations[i]!);
      if (operations[i + 1] === FileOperation.drop) this.dropsToFlush.push({ fileId, lsn });
    }
    void xid;
    this.finishDrops();
  }

  private finishDrops(): void {
    const due = this.dropsToFlush;
    this.dropsToFlush = [];
    for (const { fileId } of due) {
      const file = this.files.get(fileId);
      if (file === undefined) continue;
      this.pool.discard(file, 0);
      file.isDropped = true;
      this.files.delete(fileId);
    }
  }
}

/** A database in memory: starts from the image, if there is one, copying its pages on first use. */
export function openMemoryStorage(environment: Environment, bootstrap?: BootstrapImage): Storage {
  const storage = new Storage({ environment, disk: null, log: null, poolFrames: 0, counters: new Counters(bootstrap) });
  for (const { fileId, image } of bootstrap?.files ?? []) storage.addFile(new RelationFile(toFileId(fileId), FileKind.permanent, false, image));
  return storage;
}
