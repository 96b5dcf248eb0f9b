/**
 * Which relation files exist, for recovery: a relation file itself (number 1), two bits a file, changed in the log records that create and drop files.
 * A file on disk that the map does not know is an orphan of a crash, or a temporary file, and is removed when the database is opened.
 *
 * Page n holds files n * 32,640 and up; byte 32 + i of a page holds four files, lowest bits first:
 *   0 no such file, 1 permanent, 2 unlogged (emptied by a recovery), 3 unused.
 */
import { PAGE_BYTES, fileId as toFileId, type FileId, type Xid } from '../base/index.js';
import { RecordKind } from '../wal/index.js';
import { baseByte } from './arena.js';
import type { PageChange } from './page-change.js';
import { PAGE_HEADER_BYTES, PageKind } from './page-header.js';
import type { RelationFile } from './relation-file.js';
import type { Storage } from './storage.js';

export const FILE_MAP_FILE: FileId = toFileId(1);

const FILES_PER_PAGE = (PAGE_BYTES - PAGE_HEADER_BYTES) * 4;

/** 0 = unknown file, 1 = permanent, 2 = unlogged. */
export type FileState = 0 | 1 | 2;

export class FileMap {
  constructor(
    private readonly storage: Storage,
    private readonly file: RelationFile,
  ) {}

  state(fileId: number): FileState {
    if (fileId === FILE_MAP_FILE) return 1;
    const page = Math.floor(fileId / FILES_PER_PAGE);
    if (page >= this.file.pageCount) return 0;
    const { pool } = this.storage;
    const frame = pool.pin(this.file, page);
    const byte = pool.views(frame).u8[baseByte(frame) + byteOf(fileId)]!;
    pool.unpin(frame);
    return ((byte >>> shiftOf(fileId)) & 3) as FileState;
  }

  /** Makes sure the map has the page that holds the file (a change of its own). */
  reserve(fileId: number, xid: Xid): void {
    while (this.file.pageCount <= Math.floor(fileId / FILES_PER_PAGE)) {
      const change = this.storage.beginChange(RecordKind.fileMap, xid);
      try {
        const frame = change.extend(this.file);
        change.initialiseRaw(frame, PageKind.fileMap);
      } catch (error) {
        change.abandon();
        throw error;
      }
      change.commit();
    }
  }

  /** Makes the map's page part of a change. */
  edit(change: PageChange, fileId: number): void {
    change.edit(this.file, Math.floor(fileId / FILES_PER_PAGE));
  }

  /** Sets the state, as part of a change that `edit` was called for. */
  set(change: PageChange, fileId: number, state: FileState): void {
    const frame = this.file.pageTable[Math.floor(fileId / FILES_PER_PAGE)]!;
    const at = byteOf(fileId);
    const byte = this.storage.pool.views(frame).u8[baseByte(frame) + at]!;
    change.put8(frame, at, (byte & ~(3 << shiftOf(fileId))) | (state << shiftOf(fileId)));
  }

  /** Calls `visit` for every unlogged file. */
  forEachUnlogged(visit: (fileId: FileId) => void): void {
    const { pool } = this.storage;
    for (let page = 0; page < this.file.pageCount; page++) {
      const found: number[] = [];
      const frame = pool.pin(this.file, page);
      const { u8 } = pool.views(frame);
      for (let i = PAGE_HEADER_BYTES; i < PAGE_BYTES; i++) {
        const byte = u8[baseByte(frame) + i]!;
        if (byte === 0) continue;
        for (let k = 0; k < 4; k++) if (((byte >>> (2 * k)) & 3) === 2) found.push(page * FILES_PER_PAGE + (i - PAGE_HEADER_BYTES) * 4 + k);
      }
      pool.unpin(frame);
      for (const fileId of found) visit(toFileId(fileId));
    }
  }
}

/** Fills in a map page for a new database (`page` is 8 KB of zeros with the header set). */
export function putFileStates(pages: Uint8Array[], fileIds: readonly number[]): void {
  for (const fileId of fileIds) {
    const page = pages[Math.floor(fileId / FILES_PER_PAGE)]!;
    page[byteOf(fileId)]! |= 1 << shiftOf(fileId);
  }
}

/** Map pages needed for files up to `fileId`. */
export function fileMapPages(fileId: number): number {
  return Math.floor(fileId / FILES_PER_PAGE) + 1;
}

function byteOf(fileId: number): number {
  return PAGE_HEADER_BYTES + ((fileId % FILES_PER_PAGE) >>> 2);
}
function shiftOf(fileId: number): number {
  return (fileId & 3) * 2;
}
