/**
 * Checkpoints: after one, recovery starts at its redo point, and the log before that is free to be used again.
 *
 *   1. redo point = end of the log now; from here on the first change of a page logs its full image
 *   2. every page that is dirty now is written (the log first, as always), spread over time
 *   3. the data files are synced, one at a time
 *   4. a checkpoint record with the counters and the uncommitted files; the log is synced
 *   5. the control file names the record and the redo point; it is synced
 *   6. log segments before the redo point are recycled, files dropped before it unlinked
 *
 * It is fuzzy: changes go on between and during the steps; what happens after step 1 is in the log behind the redo point. A crash before step 5 has ended
 * leaves the checkpoint before it in force. A failed write of a page ends the attempt only; a failed sync is a PANIC.
 *
 * The checkpoint record's payload, as varints: next oid, xid and file id (the limits that the log covers), number of uncommitted files, then for each the
 * creating xid and the file id.
 */
import { ByteReader, lsn as toLsn, putVarint, VARINT_BYTES_MAX, type Lsn } from '../base/index.js';
import { PgError } from '../errors/index.js';
import type { DirectoryLock } from '../io/index.js';
import { arena, baseWord, FileKind, FRAME_DIRTY, pageLsn, type Checkpoints, type RelationFile, type Storage } from '../storage/index.js';
import { RecordKind } from '../wal/index.js';
import type { ControlFile, ControlState } from './control-file.js';
import type { PreparedLog } from './prepared-log.js';

/** Pages written between two yields: about 50 µs of work. */
const SLICE_PAGES = 32;
/** Log segments kept for reuse behind the current one. */
const SPARE_SEGMENTS = 4;

export interface CheckpointStatistics {
  checkpointCount: number;
  pagesWritten: number;
  /** Redo point of the last complete one. */
  lastRedoLsn: Lsn;
}

export class Checkpointer implements Checkpoints {
  readonly statistics: CheckpointStatistics = { checkpointCount: 0, pagesWritten: 0, lastRedoLsn: toLsn(0) };
  private running: Promise<void> | null = null;

  constructor(
    private readonly storage: Storage,
    private readonly control: ControlFile,
    private readonly lock: DirectoryLock,
    private readonly prepared: PreparedLog,
  ) {}

  /** One checkpoint; a call while one is running waits for it and then makes another, so that it covers what its caller did. */
  async run(spreadMs = 0): Promise<void> {
    while (this.running !== null) await this.running.catch(() => {});
    this.running = this.spread(spreadMs);
    try {
      await this.running;
    } finally {
      this.running = null;
    }
  }

  runNow(): void {
    this.checkpointNow('in production');
  }

  /** The last act of an orderly shutdown. */
  shutDown(): void {
    const { storage } = this;
    storage.log!.flushNow(storage.log!.insertLsn);
    storage.files.finishDrops();
    // Dropped files leave the disk after a checkpoint. An orderly end promises that none is left, because the next start does not look.
    if (storage.files.hasUnlinks) this.checkpointNow('in production');
    storage.counters.trimLimits();
    this.checkpointNow(storage.files.hasUnlinks ? 'in production' : 'shut down');
  }

  private checkpointNow(state: ControlState): void {
    const { storage } = this;
    const redo = this.begin();
    const pages = this.dirtyPages();
    storage.log!.flushNow(storage.log!.insertLsn);
    for (const { file, page } of pages) this.writePage(file, page);
    try {
      storage.disk!.syncNow();
    } catch (error) {
      throw storage.panic(error);
    }
    const record = this.appendRecord();
    storage.log!.flushNow(storage.log!.insertLsn);
    this.checkLock();
    try {
      this.control.writeNow(this.controlData(state, record, redo));
    } catch (error) {
      throw storage.panic(error);
    }
    this.end(redo);
  }

  private async spread(spreadMs: number): Promise<void> {
    const { storage } = this;
    const { scheduler, clock } = storage.environment;
    const log = storage.log!;
    const redo = this.begin();
    const pages = this.dirtyPages();
    const start = clock.monotonicMs();
    await log.flush(log.insertLsn);
    for (let i = 0; i < pages.length; i += SLICE_PAGES) {
      const slice = pages.slice(i, i + SLICE_PAGES);
      // Waiting for the log here keeps writePage from blocking on it.
      const needed = this.newestLsn(slice);
      if (needed > log.flushedLsn) await log.flush(needed);
      storage.checkUsable();
      for (const { file, page } of slice) this.writePage(file, page);
      const aheadMs = start + (spreadMs * Math.min(i + SLICE_PAGES, pages.length)) / pages.length - clock.monotonicMs();
      await (aheadMs > 1 ? scheduler.delay(aheadMs, true).promise : scheduler.yieldNow());
    }
    storage.checkUsable();
    try {
      await storage.disk!.sync();
    } catch (error) {
      throw storage.panic(error);
    }
    storage.checkUsable();
    if (this.isOvertaken(redo)) return;
    const record = this.appendRecord();
    await log.flush(log.insertLsn);
    storage.checkUsable();
    if (this.isOvertaken(redo)) return;
    this.checkLock();
    try {
      await this.control.write(this.controlData('in production', record, redo));
    } catch (error) {
      throw storage.panic(error);
    }
    storage.checkUsable();
    this.end(redo);
  }

  /** A blocking checkpoint was made during a spread one: the log before its redo point may be gone, so the older one must not be named any more. */
  private isOvertaken(redo: Lsn): boolean {
    return this.statistics.lastRedoLsn > redo;
  }

  private begin(): Lsn {
    const { storage } = this;
    storage.checkUsable();
    storage.files.finishDrops();
    const redo = storage.log!.insertLsn;
    storage.log!.redoLsn = redo;
    return redo;
  }

  private end(redo: Lsn): void {
    this.statistics.checkpointCount++;
    if (redo > this.statistics.lastRedoLsn) this.statistics.lastRedoLsn = redo;
    this.storage.log!.recycle(redo, SPARE_SEGMENTS);
    this.storage.files.unlinkDropped(redo);
  }

  private dirtyPages(): { file: RelationFile; page: number }[] {
    const frames = this.storage.pool.dirtyFrames().filter(frame => arena.files[frame]!.kind !== FileKind.temporary);
    return frames.map(frame => ({ file: arena.files[frame]!, page: arena.pages[frame]! }));
  }

  /** Writes the page if it is still in memory and dirty: it may have been evicted, and so written, in the meantime. */
  private writePage(file: RelationFile, page: number): void {
    if (file.isDropped) return;
    const frame = file.pageTable[page]!;
    if (!(frame >= 0) || (arena.flags[frame]! & FRAME_DIRTY) === 0) return;
    this.storage.pool.writeBack(frame);
    this.statistics.pagesWritten++;
  }

  private newestLsn(pages: readonly { file: RelationFile; page: number }[]): Lsn {
    let newest = 0;
    for (const { file, page } of pages) {
      const frame = file.isDropped ? -1 : file.pageTable[page]!;
      if (frame >= 0 && file.logged) newest = Math.max(newest, pageLsn(arena.views(frame), baseWord(frame)));
    }
    return toLsn(newest);
  }

  private appendRecord(): Lsn {
    const { storage } = this;
    const { counters } = storage;
    const uncommitted = storage.files.uncommitted();
    const bytes = new Uint8Array((4 + 2 * uncommitted.length) * VARINT_BYTES_MAX + this.prepared.bytes);
    let at = putVarint(bytes, 0, counters.oidLimit);
    at = putVarint(bytes, at, counters.xidLimit);
    at = putVarint(bytes, at, counters.fileIdLimit);
    at = putVarint(bytes, at, uncommitted.length);
    for (const [xid, fileId] of uncommitted) {
      at = putVarint(bytes, at, xid);
      at = putVarint(bytes, at, fileId);
    }
    at = this.prepared.write(bytes, at);
    storage.log!.append(RecordKind.checkpoint, 0, bytes, at);
    return storage.log!.lastRecordLsn;
  }

  private controlData(state: ControlState, checkpointLsn: Lsn, redoLsn: Lsn): ControlFile['data'] {
    const { epoch } = this.storage.log!;
    return { ...this.control.data, state, epoch, checkpointLsn, redoLsn, redoEpoch: epoch, checkpointTime: this.storage.environment.clock.nowMicros() };
  }

  /** Crash: another process that believes this one dead must not find its control file overwritten. */
  private checkLock(): void {
    if (this.lock.isHeld()) return;
    throw this.storage.panic(new PgError('io_error', 'the data directory has been taken over by another process'));
  }
}

export interface CheckpointState {
  readonly oidLimit: number;
  readonly xidLimit: number;
  readonly fileIdLimit: number;
  readonly uncommitted: readonly (readonly [xid: number, fileId: number])[];
  /** The states of prepared transactions, for PreparedLog.read; null in a log older than they are. */
  readonly prepared: ByteReader | null;
}

export function readCheckpoint(bytes: Uint8Array, at: number, length: number): CheckpointState {
  const reader = new ByteReader(bytes, at, at + length);
  const oidLimit = reader.varint();
  const xidLimit = reader.varint();
  const fileIdLimit = reader.varint();
  const uncommitted: [number, number][] = [];
  for (let n = reader.varint(); n > 0; n--) uncommitted.push([reader.varint(), reader.varint()]);
  return { oidLimit, xidLimit, fileIdLimit, uncommitted, prepared: reader.remaining > 0 ? reader : null };
}
