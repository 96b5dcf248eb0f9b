/**
 * The relation files of one database: which there are, who created them, when they go.
 *
 * 1. Creation is logged with the creating (sub)transaction's id and the file's bit in the file map. Until a commit record `keep`s the file it is uncommitted:
 *    recovery removes the files of transactions that did not commit.
 * 2. A drop is part of a commit (or abort) record, which also clears the bit. The pages leave memory, and the file its disk space, once that record is durable
 *    (an abort: at once); the empty file is unlinked after the next checkpoint, because until then recovery may still meet records of its pages.
 * 3. At every recovery, files on disk that the map does not know are removed: what a crash left between `open` and the log.
 */
import { fileId as toFileId, PAGE_BYTES, type FileId, type Lsn, type Xid } from '../base/index.js';
import { PgError } from '../errors/index.js';
import { RecordKind } from '../wal/index.js';
import { FILE_MAP_FILE, FileMap } from './file-map.js';
import type { PageChange } from './page-change.js';
import { FileOperation } from './page-change-format.js';
import { FileKind, RelationFile } from './relation-file.js';
import type { Storage } from './storage.js';

interface PendingDrop {
  readonly fileId: FileId;
  /** End of the record that drops it. */
  readonly lsn: number;
}

export class RelationFiles {
  /** Null in a memory database. */
  private map: FileMap | null = null;
  private readonly files = new Map<number, RelationFile>();
  /** Files whose creating (sub)transaction has not ended, by its id. */
  private readonly createdBy = new Map<number, FileId[]>();
  private readonly creatorOf = new Map<number, number>();
  /** The lowest page of each file that redo looked for in vain. */
  private readonly missing = new Map<FileId, number>();
  private drops: PendingDrop[] = [];
  private unlinks: PendingDrop[] = [];

  constructor(private readonly storage: Storage) {}

  /** True when something waits for the log (checked at the start of every change, so it is cheap). */
  get hasDrops(): boolean {
    return this.drops.length > 0;
  }

  get hasUncommitted(): boolean {
    return this.createdBy.size > 0;
  }

  /** True when dropped files are still on disk. */
  get hasUnlinks(): boolean {
    return this.drops.length > 0 || this.unlinks.length > 0;
  }

  /** For opening a disk database: from here on files are looked up in the map. */
  useMap(): void {
    const file = this.storage.disk!.exists(FILE_MAP_FILE) ? this.openForRedo(FILE_MAP_FILE, 0) : null;
    if (file === null || file.pageCount === 0) throw new PgError('data_corrupted', `the map of relation files ("base/${FILE_MAP_FILE}") is missing`);
    this.map = new FileMap(this.storage, file);
  }

  /** Recovery: a page that should have been there was not. */
  noteMissing(fileId: FileId, page: number): void {
    this.missing.set(fileId, Math.min(page, this.missing.get(fileId) ?? page));
  }

  /** Recovery, after redo: pages may be missing only from files that are gone by now, or that nobody committed. */
  checkMissing(): void {
    for (const [fileId, page] of this.missing) {
      if (this.creatorOf.has(fileId) || this.map!.state(fileId) === 0) continue;
      throw new PgError('data_corrupted', `block ${page} of relation base/${fileId} is missing`, {
        detail: 'The write-ahead log changes it, and it was not found in its file.',
        hint: 'Restore the data directory from a backup.',
      });
    }
    this.missing.clear();
  }

  add(file: RelationFile): void {
    this.files.set(file.fileId, file);
  }

  /** The files that have been opened: of a memory database, all. */
  all(): Iterable<RelationFile> {
    return this.files.values();
  }

  open(fileId: FileId): RelationFile {
    const known = this.files.get(fileId);
    if (known !== undefined) return known;
    const state = this.map?.state(fileId) ?? 0;
    if (state === 0) throw new PgError('undefined_file', `could not open file "base/${fileId}": No such file or directory`);
    return this.load(fileId, state === 2 ? FileKind.unlogged : FileKind.permanent);
  }

  /** Recovery's way in: every file a log record names is permanent, and exists or is about to be dropped. */
  openForRedo(fileId: FileId, pages: number): RelationFile {
    let file = this.files.get(fileId);
    if (file === undefined) {
      if (!this.storage.disk!.exists(fileId)) this.storage.disk!.create(fileId);
      file = this.load(fileId, FileKind.permanent);
    }
    if (file.pageCount < pages) file.setPageCount(pages);
    return file;
  }

  /** Cuts the file to its first `pages` pages; what is behind may not be pinned, and its disappearance must be in the log, durably. */
  cut(file: RelationFile, pages: number): void {
    const { storage } = this;
    storage.pool.discard(file, pages);
    file.setPageCount(pages);
    if (storage.disk === null) return;
    file.diskPages = Math.min(file.diskPages, pages);
    storage.disk.truncate(file.fileId, pages);
  }

  /** Recovery: the same again. Pages behind that redo looked for in vain had gone by then. */
  redoTruncate(fileId: FileId, pages: number): void {
    const file = this.openForRedo(fileId, 0);
    if ((this.missing.get(fileId) ?? -1) >= pages) this.missing.delete(fileId);
    if (file.pageCount > pages || file.diskPages > pages) this.cut(file, Math.min(pages, file.pageCount));
  }

  create(xid: Xid, kind: FileKind): RelationFile {
    const { storage, map } = this;
    const fileId = storage.nextFileId();
    const file = new RelationFile(fileId, kind, map !== null && kind === FileKind.permanent, null);
    if (map === null || kind === FileKind.temporary) {
      storage.disk?.create(fileId);
      this.files.set(fileId, file);
      this.remember(xid, fileId);
      return file;
    }
    map.reserve(fileId, xid);
    const change = storage.beginChange(RecordKind.fileCreate, xid);
    try {
      map.edit(change, fileId);
      storage.disk!.create(fileId);
    } catch (error) {
      change.abandon();
      throw error;
    }
    // Crash: the file may be on disk without this record; the map does not know it then, and recovery removes it.
    map.set(change, fileId, kind === FileKind.unlogged ? 2 : 1);
    change.addFileOperation(fileId, kind === FileKind.unlogged ? FileOperation.createUnlogged : FileOperation.createPermanent);
    this.files.set(fileId, file);
    change.commit();
    return file;
  }

  commitFiles(change: PageChange, xids: readonly Xid[], dropped: readonly FileId[]): void {
    this.editMap(change, dropped);
    for (const xid of xids) for (const fileId of this.createdBy.get(xid) ?? []) change.addFileOperation(fileId, FileOperation.keep);
    this.dropWith(change, dropped);
  }

  abortFiles(change: PageChange, xids: readonly Xid[]): void {
    const dropped = xids.flatMap(xid => this.createdBy.get(xid) ?? []);
    this.editMap(change, dropped);
    this.dropWith(change, dropped);
  }

  hasCreated(xid: Xid): boolean {
    return this.createdBy.has(xid);
  }

  /** Uncommitted files as pairs of xid and file id, for a checkpoint. */
  uncommitted(): (readonly [xid: number, fileId: FileId])[] {
    const pairs: (readonly [number, FileId])[] = [];
    for (const [xid, files] of this.createdBy) for (const fileId of files) if (this.files.get(fileId)?.kind !== FileKind.temporary) pairs.push([xid, fileId]);
    return pairs;
  }

  /** What a change did to files, once it is in the log (or replayed from it). */
  afterOperations(operations: readonly number[], xid: number, end: Lsn): void {
    for (let i = 0; i < operations.length; i += 2) {
      const fileId = toFileId(operations[i]!);
      switch (operations[i + 1]) {
        case FileOperation.createPermanent:
        case FileOperation.createUnlogged:
          this.remember(xid, fileId);
          break;
        case FileOperation.keep:
          this.forget(fileId);
          break;
        default: {
          // Nobody but its creator knew an uncommitted file: it need not wait for the record to be durable.
          const isUncommitted = this.creatorOf.has(fileId);
          this.forget(fileId);
          this.drops.push({ fileId, lsn: isUncommitted ? 0 : end });
        }
      }
    }
    // On disk the drops wait for the next change or checkpoint: nothing may fail here, the record is in the log.
    if (this.storage.disk === null) this.finishDrops();
  }

  /** Recovery: the same for a replayed record; nothing leaves the disk before recovery has ended. */
  redoOperations(operations: readonly number[], xid: number): void {
    for (let i = 0; i < operations.length; i += 2) {
      const fileId = toFileId(operations[i]!);
      const operation = operations[i + 1];
      if (operation === FileOperation.createPermanent || operation === FileOperation.createUnlogged) {
        if (!this.storage.disk!.exists(fileId)) this.storage.disk!.create(fileId);
        this.remember(xid, fileId);
      } else {
        this.forget(fileId);
      }
    }
  }

  remember(xid: number, fileId: FileId): void {
    if (this.creatorOf.has(fileId)) return;
    this.creatorOf.set(fileId, xid);
    const created = this.createdBy.get(xid);
    if (created === undefined) this.createdBy.set(xid, [fileId]);
    else created.push(fileId);
  }

  /** Carries out the drops whose record is durable. */
  finishDrops(): void {
    const { storage } = this;
    const { flushedLsn } = storage;
    const waiting: PendingDrop[] = [];
    for (const drop of this.drops) {
      const file = this.files.get(drop.fileId);
      if (drop.lsn > flushedLsn || (file !== undefined && storage.pool.hasPins(file))) {
        waiting.push(drop);
        continue;
      }
      if (file !== undefined) {
        storage.pool.discard(file, 0);
        file.isDropped = true;
        this.files.delete(drop.fileId);
      }
      if (storage.disk === null) continue;
      this.unlinks.push({ fileId: drop.fileId, lsn: drop.lsn === 0 ? storage.log!.insertLsn : drop.lsn });
      try {
        storage.disk.truncate(drop.fileId, 0);
      } catch {
        // It only gives the space back sooner; the file goes after the next checkpoint.
      }
    }
    this.drops = waiting;
  }

  /** After a checkpoint: removes the files whose drop lies before its redo point. */
  unlinkDropped(redo: number): void {
    const waiting: PendingDrop[] = [];
    for (const unlink of this.unlinks) {
      if (unlink.lsn > redo || !this.tryRemove(unlink.fileId)) waiting.push(unlink);
    }
    this.unlinks = waiting;
  }

  /** Recovery, after redo: drops the files of transactions that did not commit, and empties the unlogged ones. */
  dropLosers(isUndecided: (xid: number) => boolean): void {
    for (const [xid, files] of [...this.createdBy]) {
      if (isUndecided(xid)) continue;
      const change = this.storage.beginChange(RecordKind.fileDrop, xid as Xid);
      this.abortFiles(change, [xid as Xid]);
      change.commit();
      void files;
    }
    this.map!.forEachUnlogged(fileId => {
      const file = this.files.get(fileId);
      if (file !== undefined) this.storage.pool.discard(file, 0);
      this.files.delete(fileId);
      // Crash: a file of an unlogged table may not have reached the disk at all.
      if (!this.storage.disk!.exists(fileId)) this.storage.disk!.create(fileId);
      this.storage.disk!.truncate(fileId, 0);
    });
  }

  /** Recovery, after its checkpoint: removes what the map does not know. */
  sweepOrphans(): void {
    this.storage.disk!.removeOrphans(number => {
      const fileId = toFileId(number);
      if (this.map!.state(fileId) !== 0) return false;
      const file = this.files.get(fileId);
      if (file !== undefined) this.storage.pool.discard(file, 0);
      this.files.delete(fileId);
      return true;
    });
    this.unlinks = [];
  }

  /** Closing: temporary files go at once. */
  removeTemporary(): void {
    for (const file of this.files.values()) if (file.kind === FileKind.temporary) this.storage.disk?.remove(file.fileId);
  }

  clear(): void {
    this.files.clear();
  }

  private tryRemove(fileId: FileId): boolean {
    try {
      this.storage.disk!.remove(fileId);
      return true;
    } catch {
      return false;
    }
  }

  private load(fileId: FileId, kind: FileKind): RelationFile {
    const disk = this.storage.disk!;
    const file = new RelationFile(fileId, kind, kind === FileKind.permanent, null);
    file.diskPages = disk.pagesOf(fileId);
    // Pages of zeros at the end were added in advance, or by a change that a crash undid.
    let pages = file.diskPages;
    const scratch = new Uint8Array(PAGE_BYTES);
    while (pages > 0) {
      disk.read(fileId, pages - 1, scratch, 0);
      if (!isZero(scratch)) break;
      pages--;
    }
    file.setPageCount(pages);
    this.files.set(fileId, file);
    return file;
  }

  private editMap(change: PageChange, fileIds: readonly FileId[]): void {
    if (this.map === null) return;
    for (const fileId of fileIds) if (!this.isTemporary(fileId)) this.map.edit(change, fileId);
  }

  private dropWith(change: PageChange, dropped: readonly FileId[]): void {
    for (const fileId of dropped) {
      if (this.map !== null && !this.isTemporary(fileId)) this.map.set(change, fileId, 0);
      change.addFileOperation(fileId, FileOperation.drop);
    }
  }

  private isTemporary(fileId: FileId): boolean {
    return this.files.get(fileId)?.kind === FileKind.temporary;
  }

  private forget(fileId: FileId): void {
    const xid = this.creatorOf.get(fileId);
    if (xid === undefined) return;
    this.creatorOf.delete(fileId);
    const rest = this.createdBy.get(xid)!.filter(other => other !== fileId);
    if (rest.length === 0) this.createdBy.delete(xid);
    else this.createdBy.set(xid, rest);
  }
}

function isZero(bytes: Uint8Array): boolean {
  for (let i = 0; i < bytes.length; i++) if (bytes[i] !== 0) return false;
  return true;
}
