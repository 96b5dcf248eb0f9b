/**
 * What became of every transaction id: 2 bits each, on pages of a well-known file (PostgreSQL's pg_xact).
 *
 *   OFFSET SIZE MEANING (page of kind commitStatus)
 *        0   32 page header; its xid base is the first id of the page
 *       32 8160 four ids a byte, lowest bits first: 0 = never ended (running, or lost in a crash), 1 = committed, 2 = aborted
 *
 * Id x is entry x % 32640 of group floor(x / 32640). Groups stand in the file in any order, and only those of which an id was used: where each is, is read from the pages at
 * the first use. An id of a group that has no page did not commit.
 *
 * 1. A page exists before an id on it is handed out, so that a commit or abort never has to extend the file.
 * 2. "Running" is decided by the transaction manager's memory, before anyone looks here: a commit's bits may stand here before it is durable.
 * 3. An id that is not running and has no bits here did not commit.
 * 4. Pages read are copied into a small cache, so that look-ups neither pin nor miss.
 * 5. Ids are 64-bit numbers and never come round again (access/heap/xid-base.ts): a page's entries are written once.
 */
import { FIRST_NORMAL_XID, PAGE_BYTES, fileId, type FileId, type Xid } from '../base/index.js';
import { PgError } from '../errors/index.js';
import {
  FileKind,
  PAGE_HEADER_BYTES,
  PAGE_XID_BASE,
  PageKind,
  RelationFile,
  baseByte,
  pageKind,
  pageXidBase,
  type PageChange,
  type Storage,
} from '../storage/index.js';
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
  /** By group, as `places` is. */
  private readonly cache = new Map<number, Uint8Array>();
  /** The page of each group; null until it is asked for. */
  private places: Map<number, number> | null = null;
  /** Pages that no group has: zeros that a crash left. */
  private readonly spares: number[] = [];
  private newestGroup = -1;
  private lastGroup = -1;
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
    const group = Math.floor(xid / XIDS_PER_PAGE);
    const places = this.mapped();
    if (places.has(group)) return;
    const change = this.storage.beginChange(RecordKind.commitStatusExtend, 0 as Xid);
    let frame: number;
    try {
      frame = this.spares.length > 0 ? change.edit(this.file, this.spares[this.spares.length - 1]!) : change.extend(this.file);
    } catch (error) {
      change.abandon();
      throw error;
    }
    const page = change.pageNoOf(frame);
    change.initialiseRaw(frame, PageKind.commitStatus);
    change.put64(frame, PAGE_XID_BASE, group * XIDS_PER_PAGE);
    change.commit();
    this.spares.pop();
    places.set(group, page);
    if (group > this.newestGroup) this.newestGroup = group;
  }

  /** True when `prepare` has nothing to do for the next ids below the result. */
  get preparedBelow(): number {
    if (this.places === null) this.mapped();
    return (this.newestGroup + 1) * XIDS_PER_PAGE;
  }

  private mapped(): Map<number, number> {
    if (this.places !== null) return this.places;
    const { pool } = this.storage;
    const places = (this.places = new Map<number, number>());
    for (let page = 0; page < this.file.pageCount; page++) {
      const frame = pool.pin(this.file, page);
      const word = baseByte(frame) >>> 2;
      const views = pool.views(frame);
      const isUsed = pageKind(views, word) === PageKind.commitStatus;
      const base = pageXidBase(views, word);
      pool.unpin(frame);
      if (!isUsed) {
        this.spares.push(page);
        continue;
      }
      // Pages written before they had a base stand in order.
      const group = base === 0 ? page : Math.floor(base / XIDS_PER_PAGE);
      places.set(group, page);
      if (group > this.newestGroup) this.newestGroup = group;
    }
    return places;
  }

  get pageCount(): number {
    return this.file.pageCount;
  }

  get(xid: number): number {
    if (xid < FIRST_NORMAL_XID) return STATUS_COMMITTED;
    const group = Math.floor(xid / XIDS_PER_PAGE);
    const bytes = group === this.lastGroup ? this.lastBytes : this.load(group);
    const entry = xid - group * XIDS_PER_PAGE;
    const at = entry >>> 2;
    // No page: an id that a crash has lost.
    return at < bytes.length ? (bytes[at] >>> ((entry & 3) * 2)) & 3 : STATUS_NONE;
  }

  /** Pins the pages of these ids into the change; before its first write. */
  edit(change: PageChange, xids: readonly number[]): void {
    let previous = -1;
    let pages = 0;
    for (const xid of xids) {
      const group = Math.floor(xid / XIDS_PER_PAGE);
      if (group === previous) continue;
      if (++pages > STATUS_PAGES_MAX) throw new PgError('program_limit_exceeded', 'subtransactions of one transaction lie too far apart');
      change.edit(this.file, this.placeOf(group));
      previous = group;
    }
  }

  /** Sets the bits, after `edit`; `xids` ascending. */
  set(change: PageChange, xids: readonly number[], status: number): void {
    for (const xid of xids) {
      const group = Math.floor(xid / XIDS_PER_PAGE);
      const frame = change.edit(this.file, this.placeOf(group));
      const entry = xid - group * XIDS_PER_PAGE;
      const at = PAGE_HEADER_BYTES + (entry >>> 2);
      const shift = (entry & 3) * 2;
      const views = change.views(frame);
      const start = baseByte(frame);
      const byte = (views.u8[start + at] & ~(3 << shift)) | (status << shift);
      change.put8(frame, at, byte);
      const cached = this.cache.get(group);
      if (cached !== undefined) cached[entry >>> 2] = byte;
    }
  }

  private placeOf(group: number): number {
    const page = this.mapped().get(group);
    if (page === undefined) throw new PgError('data_corrupted', `there is no page for the status of transaction ${group * XIDS_PER_PAGE} and those after it`);
    return page;
  }

  private load(group: number): Uint8Array {
    let bytes = this.cache.get(group);
    if (bytes === undefined) {
      const page = this.mapped().get(group);
      if (page === undefined) return new Uint8Array(0);
      const { pool } = this.storage;
      const frame = pool.pin(this.file, page);
      const start = baseByte(frame) + PAGE_HEADER_BYTES;
      bytes = new Uint8Array(pool.views(frame).u8.subarray(start, start + BODY_BYTES));
      pool.unpin(frame);
      if (this.cache.size >= CACHED_PAGES_MAX) {
        const oldest = this.cache.keys().next().value as number;
        this.cache.delete(oldest);
        if (oldest === this.lastGroup) this.lastGroup = -1;
      }
      this.cache.set(group, bytes);
    }
    this.lastGroup = group;
    this.lastBytes = bytes;
    return bytes;
  }
}
