/**
 * The pages of one database that are in memory.
 *
 * 1. A pinned frame stays where it is; nobody keeps a pin, frame or view across a yield.
 * 2. Eviction is S3-FIFO (Yang et al., SOSP 2023): new pages enter a small queue (a tenth of the pool) and move to the protected one only if they
 *    are touched again, or come back soon after leaving; so one large scan passes through without driving out the working set. The memory of past
 *    evictions is kept in the page tables themselves, as negative numbers.
 * 3. The log goes first: a dirty page is written only when the log is durable up to the page's LSN.
 * 4. A page read from disk has a right checksum or is all zeros; otherwise XX001, and it is not served.
 * 5. The capacity is exceeded only while every frame is pinned. Pools of memory databases never evict.
 *
 * `pin` of a resident page costs about 3 ns: one look-up in the page table, two stores.
 */
import { lsn as toLsn, PAGE_BYTES } from '../base/index.js';
import { PgError } from '../errors/index.js';
import { formatLsn, type LogWriter } from '../wal/index.js';
import { arena, baseByte, baseWord, FRAME_DIRTY, FRAME_PROTECTED, type Arena, type ChunkViews } from './arena.js';
import type { DiskManager } from './disk-manager.js';
import { isZeroPage, PAGE_CRC, pageChecksum, pageLsn } from './page-header.js';
import type { RelationFile } from './relation-file.js';

/** Ghost entries: pageTable[page] = -2 - (number of the eviction modulo 2^30). */
const GHOST_MASK = 0x3fffffff;
/** Victims passed over because the log is not durable that far, before one is flushed for. */
const UNFLUSHED_SKIPS_MAX = 16;
const TOUCHES_MAX = 2;

class FrameQueue {
  head = -1;
  tail = -1;
  count = 0;

  push(frame: number): void {
    const { next, previous } = arena;
    next[frame] = this.head;
    previous[frame] = -1;
    if (this.head >= 0) previous[this.head] = frame;
    else this.tail = frame;
    this.head = frame;
    this.count++;
  }

  remove(frame: number): void {
    const { next, previous } = arena;
    const before = previous[frame]!;
    const after = next[frame]!;
    if (before >= 0) next[before] = after;
    else this.head = after;
    if (after >= 0) previous[after] = before;
    else this.tail = before;
    this.count--;
  }
}

export class BufferPool {
  readonly arena: Arena = arena;
  readonly capacity: number;
  /** Pages found in memory are not counted (it would cost as much as the pin); these are, for statistics views. */
  missCount = 0;
  evictionCount = 0;
  /** Serve pages with a wrong checksum as zeros (the setting of that name; a salvage tool's business). */
  zeroDamagedPages = false;

  private readonly disk: DiskManager | null;
  private log: LogWriter | null = null;
  private readonly probation = new FrameQueue();
  private readonly protected_ = new FrameQueue();
  private frameCount = 0;
  private evictions = 0;

  /** @param capacity in frames, from 2; without a disk it is ignored: nothing is evicted. */
  constructor(capacity: number, disk: DiskManager | null) {
    this.capacity = Math.max(2, capacity);
    this.disk = disk;
  }

  /** Recovery reads pages before there is a log to write to: what it replays is durable. */
  attachLog(log: LogWriter): void {
    this.log = log;
  }

  /** The frame that holds the page, pinned. Reads it if need be: may throw XX001, 58030, or 53100 (flushing a victim). */
  pin(file: RelationFile, page: number): number {
    const table = file.pageTable;
    if (page < table.length) {
      const frame = table[page]!;
      if (frame >= 0) {
        arena.pins[frame]!++;
        arena.touches[frame] = TOUCHES_MAX;
        return frame;
      }
    }
    return this.pinMiss(file, page);
  }

  unpin(frame: number): void {
    arena.pins[frame]!--;
  }

  views(frame: number): ChunkViews {
    return arena.chunks[frame >>> 11]!;
  }

  baseWord(frame: number): number {
    return baseWord(frame);
  }

  /** Pins held now, over all frames: 0 between statements. */
  get pinnedCount(): number {
    let pins = 0;
    for (const queue of [this.probation, this.protected_]) for (let frame = queue.head; frame >= 0; frame = arena.next[frame]!) pins += arena.pins[frame]!;
    return pins;
  }

  get residentCount(): number {
    return this.frameCount;
  }

  /** A frame of zeros for a page that nothing has been written to, pinned. */
  pinZeroed(file: RelationFile, page: number): number {
    const known = file.pageTable[page]!;
    const frame = known >= 0 ? known : this.enter(file, page, this.acquireFrame());
    arena.pins[frame]!++;
    const at = baseByte(frame);
    arena.views(frame).u8.fill(0, at, at + PAGE_BYTES);
    return frame;
  }

  markDirty(frame: number): void {
    arena.flags[frame]! |= FRAME_DIRTY;
  }

  /** Frames to write for a checkpoint, in the order of file and page. */
  dirtyFrames(): number[] {
    const frames: number[] = [];
    for (const queue of [this.probation, this.protected_])
      for (let frame = queue.head; frame >= 0; frame = arena.next[frame]!) if ((arena.flags[frame]! & FRAME_DIRTY) !== 0) frames.push(frame);
    return frames.sort((a, b) => arena.files[a]!.fileId - arena.files[b]!.fileId || arena.pages[a]! - arena.pages[b]!);
  }

  /** Writes the page to its file (not synced). The log must be durable up to its LSN: flushes if it is not. */
  writeBack(frame: number): void {
    const file = arena.files[frame]!;
    const page = arena.pages[frame]!;
    const views = arena.views(frame);
    const at = baseByte(frame);
    if (this.log !== null && file.logged) {
      this.log.checkUsable();
      const lsn = pageLsn(views, baseWord(frame));
      if (lsn > this.log.insertLsn) {
        throw new PgError('data_corrupted', `page ${page} of relation ${file.path} was changed by log record ${formatLsn(lsn)}, which does not exist`, {
          hint: 'Part of the write-ahead log has been lost. Restore the data directory from a backup.',
        });
      }
      this.log.flushNow(toLsn(lsn));
    }
    const sum = pageChecksum(views.u8, at, page);
    views.u32[(at + PAGE_CRC) >>> 2] = sum;
    if (page >= file.diskPages) this.disk!.extend(file, page + 1);
    this.disk!.write(file.fileId, page, views.u8, at);
    arena.flags[frame]! &= ~FRAME_DIRTY;
  }

  hasPins(file: RelationFile): boolean {
    const table = file.pageTable;
    for (let page = 0; page < file.pageCount; page++) if (table[page]! >= 0 && arena.pins[table[page]!]! > 0) return true;
    return false;
  }

  /** Forgets the file's pages from `fromPage` on, written or not: they are about to disappear. */
  discard(file: RelationFile, fromPage: number): void {
    const table = file.pageTable;
    const end = Math.min(table.length, file.pageCount);
    for (let page = fromPage; page < end; page++) {
      const frame = table[page]!;
      table[page] = -1;
      if (frame < 0) continue;
      if (arena.pins[frame] !== 0) throw new PgError('internal_error', `page ${page} of file ${file.path} is pinned while the file is dropped`);
      this.leave(frame);
      arena.release(frame);
      this.frameCount--;
    }
  }

  /** Gives all frames back to the process. The pool is empty then; dirty pages are lost. */
  close(): void {
    for (const queue of [this.probation, this.protected_]) {
      while (queue.tail >= 0) {
        const frame = queue.tail;
        arena.files[frame]!.pageTable[arena.pages[frame]!] = -1;
        queue.remove(frame);
        arena.release(frame);
        this.frameCount--;
      }
    }
  }

  private pinMiss(file: RelationFile, page: number): number {
    if (!(page < file.pageCount)) {
      throw new PgError('data_corrupted', `could not read block ${page} in file "${file.path}": read only 0 of ${PAGE_BYTES} bytes`);
    }
    this.missCount++;
    const frame = this.acquireFrame();
    try {
      this.load(file, page, frame);
    } catch (error) {
      this.frameCount--;
      arena.release(frame);
      throw error;
    }
    this.enter(file, page, frame);
    arena.pins[frame] = 1;
    return frame;
  }

  private load(file: RelationFile, page: number, frame: number): void {
    const views = arena.views(frame);
    const at = baseByte(frame);
    if (file.base !== null && page < file.base.pageCount) {
      file.base.read(page, views.u8, at);
      return;
    }
    // A page of a memory database that was never touched, or one ahead of what a crash left of the file.
    if (this.disk === null || page >= file.diskPages) {
      views.u8.fill(0, at, at + PAGE_BYTES);
      return;
    }
    const count = this.disk.read(file.fileId, page, views.u8, at);
    if (count < PAGE_BYTES)
      throw new PgError('data_corrupted', `could not read block ${page} in file "${file.path}": read only ${count} of ${PAGE_BYTES} bytes`);
    const stored = views.u32[(at + PAGE_CRC) >>> 2]!;
    const isRight = stored === 0 ? isZeroPage(views, baseWord(frame)) : stored === pageChecksum(views.u8, at, page);
    if (isRight) return;
    if (!this.zeroDamagedPages) throw new PgError('data_corrupted', `invalid page in block ${page} of relation ${file.path}`);
    views.u8.fill(0, at, at + PAGE_BYTES);
  }

  private enter(file: RelationFile, page: number, frame: number): number {
    const mark = file.pageTable[page]!;
    const isGhost = mark <= -2 && ((this.evictions - (-2 - mark)) & GHOST_MASK) <= this.capacity;
    arena.files[frame] = file;
    arena.pages[frame] = page;
    arena.flags[frame] = isGhost ? FRAME_PROTECTED : 0;
    arena.touches[frame] = 0;
    (isGhost ? this.protected_ : this.probation).push(frame);
    file.pageTable[page] = frame;
    return frame;
  }

  private leave(frame: number): void {
    ((arena.flags[frame]! & FRAME_PROTECTED) !== 0 ? this.protected_ : this.probation).remove(frame);
  }

  /** A frame that belongs to the pool and to no queue. */
  private acquireFrame(): number {
    while (this.frameCount >= this.capacity && this.disk !== null) {
      const victim = this.evict();
      if (victim < 0) break;
      if (this.frameCount === this.capacity) return victim;
      arena.release(victim);
      this.frameCount--;
    }
    this.frameCount++;
    return arena.allocate();
  }

  /** Takes a page out of memory; -1 when every frame is pinned. */
  private evict(): number {
    const { pins, touches, flags } = arena;
    const probationTarget = Math.max(1, Math.floor(this.capacity / 10));
    let unflushedSkips = 0;
    // Each frame may be passed for its pin, its touches, its move to the other queue and its unflushed log.
    for (let passes = (this.probation.count + this.protected_.count) * (TOUCHES_MAX + 3) + UNFLUSHED_SKIPS_MAX; passes > 0; passes--) {
      const fromProbation = this.protected_.count === 0 || (this.probation.count >= probationTarget && this.probation.count > 0);
      const queue = fromProbation ? this.probation : this.protected_;
      const frame = queue.tail;
      if (frame < 0) break;
      if (pins[frame]! > 0) {
        // A pinned page in the small queue would block it: it is in use, so it may as well be protected.
        this.move(frame, this.protected_);
      } else if (touches[frame]! > 0) {
        touches[frame] = fromProbation ? 0 : touches[frame]! - 1;
        this.move(frame, this.protected_);
      } else {
        if ((flags[frame]! & FRAME_DIRTY) !== 0) {
          if (unflushedSkips < UNFLUSHED_SKIPS_MAX && this.isUnflushed(frame)) {
            unflushedSkips++;
            this.move(frame, queue);
            continue;
          }
          this.writeBack(frame);
        }
        queue.remove(frame);
        this.evictions = (this.evictions + 1) & GHOST_MASK;
        arena.files[frame]!.pageTable[arena.pages[frame]!] = fromProbation ? -2 - this.evictions : -1;
        this.evictionCount++;
        return frame;
      }
    }
    return -1;
  }

  private move(frame: number, to: FrameQueue): void {
    this.leave(frame);
    if (to === this.protected_) arena.flags[frame]! |= FRAME_PROTECTED;
    else arena.flags[frame]! &= ~FRAME_PROTECTED;
    to.push(frame);
  }

  private isUnflushed(frame: number): boolean {
    return this.log !== null && pageLsn(arena.views(frame), baseWord(frame)) > this.log.flushedLsn;
  }
}
