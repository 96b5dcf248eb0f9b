/**
 * One atomic, logged change of up to a few dozen pages (a mini-transaction, as in InnoDB). Every persistent change of a page goes through one, so
 * an access method needs no redo code: operations are applied to the frame at once and recorded; `commit` appends one log record and stamps the pages.
 *
 *   const change = storage.beginChange(RecordKind.heapInsert, xid);
 *   const frame = change.edit(file, page);      // all edits and extensions first: they may throw, and nothing has happened yet
 *   change.put16(frame, PAGE_LOWER, lower);     // from here on there is no way back
 *   change.putBytes(frame, at, row, 0, length);
 *   const end = change.commit();                // flush(end) makes it durable
 *
 * Rules
 * 1. `edit` and `extend` come before the first write operation; `abandon` is legal until then.
 * 2. An exception between the first write operation and `commit` is a PANIC of the database: the next change, flush or checkpoint finds it.
 * 3. The object is reused: drop it after `commit` or `abandon`. No yield in between; a second change may be begun only while this one has not written.
 * 4. Offsets are bytes inside the page. The LSN and CRC fields are the change's own; never write them.
 * 5. Bytes between a page's lower and upper are not kept by a full-page image: a page without such a hole sets both to the same (`initialiseRaw`).
 * 6. An extended page must be initialised by the change that extends the file; a page that never was (a crash, an abandoned extension) has kind 0, may
 *    stand anywhere in a file and must be treated as empty by its access method.
 * 7. Changes of unlogged files and memory databases only apply the operations.
 */
import { assert, copyBytes, PAGE_BYTES, putU16, putU32, type Lsn } from '../base/index.js';
import { RECORD_FLAG_PAGE_CHANGE, RECORD_HEADER_BYTES, RecordKind, type LogWriter } from '../wal/index.js';
import { arena, baseByte, baseWord, FRAME_DIRTY, type ChunkViews } from './arena.js';
import {
  BLOCK_ENTRY_BYTES,
  BLOCK_EXTENDED,
  BLOCK_IMAGE,
  BLOCK_INITIALISED,
  BLOCK_LOGGED,
  BLOCK_TOUCHED,
  CHANGE_HEADER_BYTES,
  FILE_OPERATION_BYTES,
  OP_COPY_WITHIN,
  OP_FILL,
  OP_OTHER,
  OP_PUT8,
  OP_PUT16,
  OP_PUT32,
  OP_PUT_BYTES,
  OP_SELECT,
  OP_SHIFT,
  OTHER_INITIALISE,
  OTHER_PUT64,
  type FileOperation,
} from './page-change-format.js';
import { PAGE_HEADER_BYTES, PAGE_KIND, PAGE_LOWER, PAGE_SPECIAL, PAGE_UPPER, pageLower, pageLsn, pageUpper, setPageLsn, type PageKind } from './page-header.js';
import type { RelationFile } from './relation-file.js';
import type { Storage } from './storage.js';

/** Blocks of one change; a B-tree split needs five, a bulk load may use more. */
export const CHANGE_BLOCKS_MAX = 64;
/** Room that must be in the log before a change writes: so much for each page (its image, or its operations) and for the rest. */
const LOG_ROOM_PAGE_BYTES = 2 * PAGE_BYTES;
const LOG_ROOM_BYTES = 128 * 1024;
/** The end of a transaction needs less room than other changes, so that on a full disk what is running can still commit or abort. */
const LOG_ROOM_END_BYTES = 32 * 1024;
const OPS_BYTES_INITIAL = 4096;
const OP_BYTES_MAX = 16;

const NO_CHUNK: ChunkViews = {
  i32: new Int32Array(0),
  u32: new Uint32Array(0),
  u16: new Uint16Array(0),
  u8: new Uint8Array(0),
  f64: new Float64Array(0),
  buffer: new ArrayBuffer(0),
};
const NO_BYTES = new Uint8Array(0);

export class PageChange {
  kind: RecordKind = RecordKind.noop;
  xid = 0;
  private readonly storage: Storage;
  private log: LogWriter | null = null;
  private readonly frames = new Int32Array(CHANGE_BLOCKS_MAX);
  private readonly flags = new Uint8Array(CHANGE_BLOCKS_MAX);
  private blockCount = 0;
  private fileOperations: number[] = [];
  private payloadBytes: Uint8Array = NO_BYTES;
  private isOpen = false;
  private roomBytes = LOG_ROOM_BYTES;
  /** The operations, and the block they are for now. */
  private ops = new Uint8Array(OPS_BYTES_INITIAL);
  private opsLength = 0;
  private frame = -1;
  private block = -1;
  private base = 0;
  private isRecording = false;
  private chunk: ChunkViews = NO_CHUNK;

  constructor(storage: Storage) {
    this.storage = storage;
  }

  /** For Storage.beginChange. */
  open(kind: RecordKind, xid: number): this {
    this.kind = kind;
    this.xid = xid;
    this.log = this.storage.log;
    this.isOpen = true;
    if (this.log !== null) {
      this.log.checkUsable();
      this.roomBytes = kind >= RecordKind.commit && kind <= RecordKind.abortPrepared ? LOG_ROOM_END_BYTES : LOG_ROOM_BYTES;
      this.log.ensureRoom(this.roomBytes);
    }
    return this;
  }

  /** Pins the page until commit and makes it part of the change. The same page gives the same frame. */
  edit(file: RelationFile, page: number): number {
    const frame = this.storage.pool.pin(file, page);
    for (let i = 0; i < this.blockCount; i++) {
      if (this.frames[i] === frame) {
        arena.pins[frame]!--;
        return frame;
      }
    }
    this.join(frame, file, 0);
    return frame;
  }

  /** A new page of zeros at the end of the file, pinned and part of the change: 53100 when the disk is full. */
  extend(file: RelationFile): number {
    const frame = this.storage.extendFile(file);
    this.join(frame, file, BLOCK_EXTENDED | BLOCK_INITIALISED);
    return frame;
  }

  pageNoOf(frame: number): number {
    return arena.pages[frame]!;
  }

  views(frame: number): ChunkViews {
    return arena.chunks[frame >>> 11]!;
  }

  put8(frame: number, at: number, value: number): void {
    if (frame !== this.frame) this.select(frame);
    checkRange(at, 1);
    this.chunk.u8[this.base + at] = value;
    if (this.isRecording) {
      const n = this.startOp(OP_PUT8, at, OP_BYTES_MAX);
      this.ops[n] = value;
      this.opsLength = n + 1;
    }
  }

  put16(frame: number, at: number, value: number): void {
    if (frame !== this.frame) this.select(frame);
    checkRange(at, 2);
    putU16(this.chunk.u8, this.base + at, value);
    if (this.isRecording) {
      const n = this.startOp(OP_PUT16, at, OP_BYTES_MAX);
      putU16(this.ops, n, value);
      this.opsLength = n + 2;
    }
  }

  put32(frame: number, at: number, value: number): void {
    if (frame !== this.frame) this.select(frame);
    checkRange(at, 4);
    putU32(this.chunk.u8, this.base + at, value);
    if (this.isRecording) {
      const n = this.startOp(OP_PUT32, at, OP_BYTES_MAX);
      putU32(this.ops, n, value);
      this.opsLength = n + 4;
    }
  }

  /** An unsigned integer of up to 53 bits as two words, low first. */
  put64(frame: number, at: number, value: number): void {
    if (frame !== this.frame) this.select(frame);
    checkRange(at, 8);
    this.putWords(at, value % 0x100000000, Math.floor(value / 0x100000000));
  }

  putF64(frame: number, at: number, value: number): void {
    if (frame !== this.frame) this.select(frame);
    checkRange(at, 8);
    F64[0] = value;
    this.putWords(at, F64_WORDS[0]!, F64_WORDS[1]!);
  }

  putBytes(frame: number, at: number, source: Uint8Array, start: number, length: number): void {
    if (frame !== this.frame) this.select(frame);
    checkRange(at, length);
    copyBytes(this.chunk.u8, this.base + at, source, start, length);
    if (this.isRecording) {
      const n = this.startOp(OP_PUT_BYTES, at, OP_BYTES_MAX + length);
      putU16(this.ops, n, length);
      copyBytes(this.ops, n + 2, source, start, length);
      this.opsLength = n + 2 + length;
    }
  }

  /** Moves bytes inside the page; the ranges may overlap. */
  copyWithin(frame: number, to: number, from: number, length: number): void {
    if (frame !== this.frame) this.select(frame);
    checkRange(to, length);
    checkRange(from, length);
    this.chunk.u8.copyWithin(this.base + to, this.base + from, this.base + from + length);
    if (this.isRecording) {
      const n = this.startOp(OP_COPY_WITHIN, to, OP_BYTES_MAX);
      putU16(this.ops, n, from);
      putU16(this.ops, n + 2, length);
      this.opsLength = n + 4;
    }
  }

  fill(frame: number, at: number, length: number, byte: number): void {
    if (frame !== this.frame) this.select(frame);
    checkRange(at, length);
    this.chunk.u8.fill(byte, this.base + at, this.base + at + length);
    if (this.isRecording) {
      const n = this.startOp(OP_FILL, at, OP_BYTES_MAX);
      putU16(this.ops, n, length);
      this.ops[n + 2] = byte;
      this.opsLength = n + 3;
    }
  }

  /** Makes it a slotted page: zeros, lower after the header, upper and special before a trailer of `specialBytes`. */
  initialise(frame: number, kind: PageKind, specialBytes: number): void {
    this.initialiseWith(frame, kind, PAGE_HEADER_BYTES, PAGE_BYTES - specialBytes);
  }

  /** Makes it a page without a hole: zeros, and every byte of the body counts. */
  initialiseRaw(frame: number, kind: PageKind): void {
    this.initialiseWith(frame, kind, PAGE_BYTES, PAGE_BYTES);
  }

  /**
   * Data for the redo handler registered for this kind of record. The bytes are copied at commit. A long payload (over 256 KB) must be set
   * before the first write operation, because it may find the disk full.
   */
  payload(bytes: Uint8Array): void {
    if (this.log !== null) this.log.ensureRoom(this.roomBytes + this.blockCount * LOG_ROOM_PAGE_BYTES + bytes.length);
    this.payloadBytes = bytes;
  }

  /** For Storage: an operation on a relation file that happens with this change. */
  addFileOperation(fileId: number, operation: FileOperation): void {
    this.fileOperations.push(fileId, operation);
  }

  /** Ends the change: logs it, stamps the pages, unpins them. Returns the end of its record (or of the log, if nothing was to be logged). */
  commit(): Lsn {
    assert(this.isOpen, 'a page change is committed once');
    const log = this.log;
    let lsn = 0 as Lsn;
    if (log !== null) lsn = this.mustLog() ? this.appendRecord(log) : log.insertLsn;
    const { pins, flags } = arena;
    for (let i = 0; i < this.blockCount; i++) {
      const frame = this.frames[i]!;
      const block = this.flags[i]!;
      if ((block & BLOCK_TOUCHED) !== 0) {
        if ((block & BLOCK_LOGGED) !== 0) setPageLsn(arena.chunks[frame >>> 11]!, baseWord(frame), lsn);
        flags[frame]! |= FRAME_DIRTY;
      } else {
        assert((block & BLOCK_EXTENDED) === 0, 'a page was added to a file and not initialised');
      }
      pins[frame]!--;
    }
    if (this.fileOperations.length > 0) this.storage.afterFileOperations(this.fileOperations, this.xid, lsn);
    this.close();
    return lsn;
  }

  /** Gives the change up before anything was written. */
  abandon(): void {
    if (!this.isOpen) return;
    if (this.storage.writing === this) throw this.storage.panic(new Error('a page change was given up after it had begun to write'));
    for (let i = this.blockCount - 1; i >= 0; i--) {
      const frame = this.frames[i]!;
      arena.pins[frame]!--;
      if ((this.flags[i]! & BLOCK_EXTENDED) !== 0) this.storage.undoExtend(arena.files[frame]!, arena.pages[frame]!);
    }
    this.close();
  }

  private close(): void {
    this.isOpen = false;
    this.blockCount = 0;
    this.opsLength = 0;
    this.frame = -1;
    this.block = -1;
    this.chunk = NO_CHUNK;
    this.payloadBytes = NO_BYTES;
    if (this.fileOperations.length > 0) this.fileOperations = [];
    this.storage.endChange(this);
  }

  /** Adds a pinned frame to the change; gives the pin back when that fails. */
  private join(frame: number, file: RelationFile, flags: number): void {
    try {
      this.addBlock(frame, file, flags);
    } catch (error) {
      arena.pins[frame]!--;
      if ((flags & BLOCK_EXTENDED) !== 0) this.storage.undoExtend(file, arena.pages[frame]!);
      throw error;
    }
  }

  private addBlock(frame: number, file: RelationFile, flags: number): void {
    assert(this.isOpen && this.storage.writing !== this, 'pages join a change before it writes');
    const i = this.blockCount;
    assert(i < CHANGE_BLOCKS_MAX, 'too many pages in one change');
    if (this.log !== null && file.logged) {
      if (i >= 2) this.log.ensureRoom(this.roomBytes + i * LOG_ROOM_PAGE_BYTES);
      flags |= BLOCK_LOGGED;
      // The first change since the checkpoint's redo point carries the whole page: what is on disk may be torn by then.
      if ((flags & BLOCK_INITIALISED) === 0 && pageLsn(arena.chunks[frame >>> 11]!, baseWord(frame)) <= this.log.redoLsn) flags |= BLOCK_IMAGE;
    }
    this.frames[i] = frame;
    this.flags[i] = flags;
    this.blockCount = i + 1;
  }

  private select(frame: number): void {
    let i = 0;
    while (i < this.blockCount && this.frames[i] !== frame) i++;
    assert(i < this.blockCount && this.isOpen, 'the frame is not part of the change');
    if (this.storage.writing !== this) this.storage.beginWriting(this);
    this.flags[i]! |= BLOCK_TOUCHED;
    this.frame = frame;
    this.block = i;
    this.chunk = arena.chunks[frame >>> 11]!;
    this.base = baseByte(frame);
    this.isRecording = (this.flags[i]! & (BLOCK_LOGGED | BLOCK_IMAGE)) === BLOCK_LOGGED;
    if (this.isRecording) this.opsLength = this.startOp(OP_SELECT, i, OP_BYTES_MAX);
  }

  /** Writes an operation's first two bytes; returns the position after them. */
  private startOp(code: number, offset: number, bytes: number): number {
    const n = this.opsLength;
    if (n + bytes > this.ops.length) this.growOps(n + bytes);
    const { ops } = this;
    ops[n] = offset;
    ops[n + 1] = (offset >>> 8) | (code << OP_SHIFT);
    return n + 2;
  }

  private growOps(bytes: number): void {
    const grown = new Uint8Array(Math.max(bytes, this.ops.length * 2));
    grown.set(this.ops);
    this.ops = grown;
  }

  private putWords(at: number, low: number, high: number): void {
    putU32(this.chunk.u8, this.base + at, low);
    putU32(this.chunk.u8, this.base + at + 4, high);
    if (this.isRecording) {
      const n = this.startOp(OP_OTHER, OTHER_PUT64, OP_BYTES_MAX);
      putU16(this.ops, n, at);
      putU32(this.ops, n + 2, low);
      putU32(this.ops, n + 6, high);
      this.opsLength = n + 10;
    }
  }

  private initialiseWith(frame: number, kind: PageKind, lower: number, upper: number): void {
    if (frame !== this.frame) this.select(frame);
    const { u8 } = this.chunk;
    u8.fill(0, this.base, this.base + PAGE_BYTES);
    putU16(u8, this.base + PAGE_KIND, kind);
    putU16(u8, this.base + PAGE_LOWER, lower);
    putU16(u8, this.base + PAGE_UPPER, upper);
    putU16(u8, this.base + PAGE_SPECIAL, upper);
    const block = this.flags[this.block]!;
    if ((block & BLOCK_LOGGED) === 0) return;
    // The page's past does not matter any more: neither an image nor a read is needed to redo it.
    if ((block & BLOCK_IMAGE) !== 0) {
      this.flags[this.block] = (block & ~BLOCK_IMAGE) | BLOCK_INITIALISED;
      this.isRecording = true;
      this.opsLength = this.startOp(OP_SELECT, this.block, OP_BYTES_MAX);
    }
    const n = this.startOp(OP_OTHER, OTHER_INITIALISE, OP_BYTES_MAX);
    putU16(this.ops, n, kind);
    putU16(this.ops, n + 2, lower);
    putU16(this.ops, n + 4, upper);
    this.opsLength = n + 6;
  }

  private mustLog(): boolean {
    if (this.payloadBytes.length > 0 || this.fileOperations.length > 0) return true;
    for (let i = 0; i < this.blockCount; i++) if ((this.flags[i]! & (BLOCK_LOGGED | BLOCK_TOUCHED)) === (BLOCK_LOGGED | BLOCK_TOUCHED)) return true;
    return false;
  }

  private appendRecord(log: LogWriter): Lsn {
    const opsBytes = (this.opsLength + 3) & ~3;
    const fileCount = this.fileOperations.length >>> 1;
    let bound =
      RECORD_HEADER_BYTES + CHANGE_HEADER_BYTES + this.blockCount * BLOCK_ENTRY_BYTES + fileCount * FILE_OPERATION_BYTES + opsBytes + this.payloadBytes.length;
    for (let i = 0; i < this.blockCount; i++) if ((this.flags[i]! & BLOCK_IMAGE) !== 0) bound += PAGE_BYTES;
    const start = log.reserve(bound);
    const { buffer } = log;
    const body = start + RECORD_HEADER_BYTES;
    let at = body + CHANGE_HEADER_BYTES;
    // Blocks keep their numbers, because the operations name them: an untouched one in between is recorded without content.
    for (let i = 0; i < this.blockCount; i++) at = this.putBlock(buffer, at, i);
    for (let i = 0; i < this.fileOperations.length; i += 2) {
      putU32(buffer, at, this.fileOperations[i]!);
      putU32(buffer, at + 4, this.fileOperations[i + 1]!);
      at += FILE_OPERATION_BYTES;
    }
    copyBytes(buffer, at, this.ops, 0, this.opsLength);
    for (let i = this.opsLength; i < opsBytes; i++) buffer[at + i] = 0;
    at += opsBytes;
    for (let i = 0; i < this.blockCount; i++) if (this.isImage(i)) at = this.putImage(buffer, at, i, log);
    if (this.payloadBytes.length > 0) buffer.set(this.payloadBytes, at);
    at += this.payloadBytes.length;
    putU16(buffer, body, this.blockCount);
    putU16(buffer, body + 2, fileCount);
    putU32(buffer, body + 4, this.opsLength);
    putU32(buffer, body + 8, this.payloadBytes.length);
    return log.sealAt(start, at - start, this.kind, RECORD_FLAG_PAGE_CHANGE, this.xid);
  }

  private isImage(i: number): boolean {
    const wanted = BLOCK_IMAGE | BLOCK_TOUCHED;
    return (this.flags[i]! & wanted) === wanted;
  }

  private putBlock(buffer: Uint8Array, at: number, i: number): number {
    const frame = this.frames[i]!;
    const flags = this.flags[i]!;
    const isTouched = (flags & (BLOCK_TOUCHED | BLOCK_LOGGED)) === (BLOCK_TOUCHED | BLOCK_LOGGED);
    let lower = 0;
    let upper = 0;
    if (this.isImage(i)) {
      const views = arena.chunks[frame >>> 11]!;
      const word = baseWord(frame);
      lower = pageLower(views, word);
      upper = pageUpper(views, word);
      if (!(lower >= PAGE_HEADER_BYTES && upper > lower && upper <= PAGE_BYTES)) lower = upper = 0;
    }
    putU32(buffer, at, isTouched ? arena.files[frame]!.fileId : 0);
    putU32(buffer, at + 4, arena.pages[frame]!);
    putU16(buffer, at + 8, isTouched ? flags & (BLOCK_IMAGE | BLOCK_INITIALISED) : 0);
    putU16(buffer, at + 10, lower);
    putU16(buffer, at + 12, upper);
    putU16(buffer, at + 14, 0);
    return at + BLOCK_ENTRY_BYTES;
  }

  private putImage(buffer: Uint8Array, at: number, i: number, log: LogWriter): number {
    const frame = this.frames[i]!;
    const views = arena.chunks[frame >>> 11]!;
    const base = baseByte(frame);
    const word = baseWord(frame);
    let lower = pageLower(views, word);
    let upper = pageUpper(views, word);
    if (!(lower >= PAGE_HEADER_BYTES && upper > lower && upper <= PAGE_BYTES)) lower = upper = 0;
    copyBytes(buffer, at, views.u8, base, lower);
    copyBytes(buffer, at + lower, views.u8, base + upper, PAGE_BYTES - upper);
    log.imageCount++;
    return at + lower + PAGE_BYTES - upper;
  }
}

const F64 = new Float64Array(1);
const F64_WORDS = new Uint32Array(F64.buffer);

function checkRange(at: number, length: number): void {
  if (at < 0 || at + length > PAGE_BYTES) throw new RangeError(`bytes ${at}..${at + length} are outside the page`);
}
