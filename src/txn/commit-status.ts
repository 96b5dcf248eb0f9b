/**
 * What became of every transaction id: 2 bits each, on pages of a well-known file (PostgreSQL's pg_xact).
 *
 *   OFFSET SIZE MEANING (page of kind commitStatus)
 *        0   32 page header
 *       32 8160 four ids a byte, lowest bits first: 0 = never ended (running, or lost in a crash), 1 = committed, 2 = aborted
 *
 * Id x is entry x % 32640 of page floor(x / 32640).
 *
 * 1. A page exists before an id on it is handed out, so that a commit or abort never has to extend the file.
 * 2. "Running" is decided by the transaction manager's memory, before anyone looks here: a commit's bits may stand here before it is durable.
 * 3. An id that is not running and has no bits here did not commit.
 * 4. Pages read are copied into a small cache, so that look-ups neither pin nor miss.
 */
import { FIRST_NORMAL_XID, PAGE_BYTES, fileId, type FileId, type Xid } from '../base/index.js';
import { PgError } from '../errors/index.js';
import { FileKind, PAGE_HEADER_BYTES, PageKind, RelationFile, baseByte, pageKind, type PageChange, type Storage } from '../storage/index.js';
import { RecordKind } from '../wal/index.js';

/** The file's number in every database. */
export const COMMIT_STATUS_FILE_ID: FileId = fileId(2);

export const STATUS_NONE = 0;
export const STATUS_COMMITTED = 1;
export const STATUS_ABORTED = 2;

const BODY_BYTES = PAGE_BYTES - PAGE_HEADER_BYTES;
const XIDS_PER_PAGE = BODY_BYTES * 4;
/** Cached pages: half a million ids each megabyte. */
const CACHED_PAGES_MAX = 32;
/** Pages one commit can touch: 1.5 million ids from a transaction's first to its last. */
const STATUS_PAGES_MAX = 48;

export class CommitStatus {
  private readonly file: RelationFile;
  private readonly cache = new Map<number, Uint8Array>();
  private lastPage = -1;
  private lastBytes: Uint8Array = new Uint8Array(0);

  constructor(private readonly storage: Storage) {
    let file: RelationFile;
    try {
      file = storage.openFile(COMMIT_STATUS_FILE_ID);
    } catch {
      file = new RelationFile(COMMIT_STATUS_FILE_ID, FileKind.permanent, storage.log !== null, null);
      storage.addFile(file);
    }
    this.file = file;
  }

  /** Makes room for the id; called before it is used. May throw 53100. */
  prepare(xid: number): void {
    const page = Math.floor(xid / XIDS_PER_PAGE);
    while (this.file.pageCount <= page) {
      const change = this.storage.beginChange(RecordKind.commitStatusExtend, 0 as Xid);
      let frame: number;
      try {
        frame = change.extend(this.file);
      } catch (error) {
        change.abandon();
        throw error;
      }
      change.initialiseRaw(frame, PageKind.commitStatus);
      change.commit();
    }
  }

  /** True when `prepare` has nothing to do for ids below the result. */
  get preparedBelow(): number {
    return this.file.pageCount * XIDS_PER_PAGE;
  }

  get pageCount(): number {
    return this.file.pageCount;
  }

  get(xid: number): number {
    if (xid < FIRST_NORMAL_XID) return STATUS_COMMITTED;
    const page = Math.floor(xid / XIDS_PER_PAGE);
    const bytes = page === this.lastPage ? this.lastBytes : this.load(page);
    const entry = xid - page * XIDS_PER_PAGE;
    const at = entry >>> 2;
    // A page beyond the file's end: an id that a crash has lost.
    return at < bytes.length ? (bytes[at] >>> ((entry & 3) * 2)) & 3 : STATUS_NONE;
  }

  /** Pins the pages of these ids into the change; before its first write. */
  edit(change: PageChange, xids: readonly number[]): void {
    let previous = -1;
    let pages = 0;
    for (const xid of xids) {
      const page = Math.floor(xid / XIDS_PER_PAGE);
      if (page === previous) continue;
      if (++pages > STATUS_PAGES_MAX) throw new PgError('program_limit_exceeded', 'subtransactions of one transaction lie too far apart');
      change.edit(this.file, page);
      previous = page;
    }
  }

  /** Sets the bits, after `edit`; `xids` ascending. */
  set(change: PageChange, xids: readonly number[], status: number): void {
    for (const xid of xids) {
      const page = Math.floor(xid / XIDS_PER_PAGE);
      const frame = change.edit(this.file, page);
      const entry = xid - page * XIDS_PER_PAGE;
      const at = PAGE_HEADER_BYTES + (entry >>> 2);
      const shift = (entry & 3) * 2;
      const views = change.views(frame);
      const start = baseByte(frame);
      if (pageKind(views, start >>> 2) === PageKind.empty) change.initialiseRaw(frame, PageKind.commitStatus);
      const byte = (views.u8[start + at] & ~(3 << shift)) | (status << shift);
      change.put8(frame, at, byte);
      const cached = this.cache.get(page);
      if (cached !== undefined) cached[entry >>> 2] = byte;
    }
  }

  private load(page: number): Uint8Array {
    let bytes = this.cache.get(page);
    if (bytes === undefined) {
      if (page >= this.file.pageCount) return new Uint8Array(0);
      const { pool } = this.storage;
      const frame = pool.pin(this.file, page);
      const start = baseByte(frame) + PAGE_HEADER_BYTES;
      bytes = new Uint8Array(pool.views(frame).u8.subarray(start, start + BODY_BYTES));
      pool.unpin(frame);
      if (this.cache.size >= CACHED_PAGES_MAX) {
        const oldest = this.cache.keys().next().value as number;
        this.cache.delete(oldest);
        if (oldest === this.lastPage) this.lastPage = -1;
      }
      this.cache.set(page, bytes);
    }
    this.lastPage = page;
    this.lastBytes = bytes;
    return bytes;
  }
}
