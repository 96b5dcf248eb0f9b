/**
 * One relation's file: its length in pages and where its pages are in memory. The pool owns the page table; everyone may read it:
 * `pageTable[page]` is the frame, or negative when the page is not in memory (the exact value is the pool's memory of past evictions).
 */
import { assert, type FileId } from '../base/index.js';
import type { BaseImage } from './base-image.js';

/** How a file survives. */
export const FileKind = {
  /** Logged: survives crashes. */
  permanent: 1,
  /** Not logged: emptied by a recovery. */
  unlogged: 2,
  /** Not logged and unknown to the file map: gone when the database is opened again. */
  temporary: 3,
} as const;
export type FileKind = (typeof FileKind)[keyof typeof FileKind];

const NOT_RESIDENT = -1;

export class RelationFile {
  readonly fileId: FileId;
  readonly kind: FileKind;
  /** Changes of its pages go into the log. */
  readonly logged: boolean;
  /** Pages of the file; the last ones may be empty (kind 0) after a crash or an abandoned extension. */
  pageCount = 0;
  /** Replaced when it grows: do not keep it across an `extend`. At least `pageCount` long. */
  pageTable: Int32Array;
  readonly base: BaseImage | null;
  /** Pages the file has on disk, zeros ahead of `pageCount` included. */
  diskPages = 0;
  isDropped = false;

  constructor(fileId: FileId, kind: FileKind, logged: boolean, base: BaseImage | null) {
    this.fileId = fileId;
    this.kind = kind;
    this.logged = logged;
    this.base = base;
    this.pageTable = new Int32Array(8).fill(NOT_RESIDENT);
    if (base !== null) this.setPageCount(base.pageCount);
  }

  /** Sets the number of pages (it only grows, except for `truncateTo` and an abandoned extension). */
  setPageCount(pages: number): void {
    assert(pages <= 0x7fffffff, 'a relation file holds at most 2^31 pages');
    if (pages > this.pageTable.length) {
      const grown = new Int32Array(Math.max(pages, this.pageTable.length * 2)).fill(NOT_RESIDENT);
      grown.set(this.pageTable);
      this.pageTable = grown;
    }
    this.pageCount = pages;
  }

  /** The name PostgreSQL would print in errors. */
  get path(): string {
    return `base/${this.fileId}`;
  }
}
