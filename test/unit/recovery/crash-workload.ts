/**
 * A random workload of page changes, files and checkpoints on a simulated file system, with a model beside it. Every change also writes its number into
 * page 0 of the ledger file, so that a recovered database says itself how much of history it holds: that must be a prefix, at least as long as what was
 * flushed, and every page must equal the model's at that point.
 */
import { fileId as toFileId, xid as toXid, PAGE_BYTES, type FileId, type Lsn, type Xid } from '../../../src/base/index.js';
import { SeededRandom, SimulatedClock, SimulatedCrash, SimulatedFileSystem, simulatedEnvironment } from '../../../src/io/index.js';
import { baseByte, FileKind, PAGE_HEADER_BYTES, PageKind, type PageChange, type Storage } from '../../../src/storage/index.js';
import { openDiskStorage, type OpenedStorage } from '../../../src/txn/recovery.js';
import { RecordKind } from '../../../src/wal/index.js';

export interface WorkloadOptions {
  readonly seed: number;
  readonly poolFrames: number;
  /** Steps between two crashes. */
  readonly steps: number;
  /** The mutating operation of the file system that crashes, counted from the start of each life. */
  readonly crashAt?: number;
  /** Lives after the first. */
  readonly crashes?: number;
}

interface Step {
  readonly pages: { readonly fileId: number; readonly page: number; readonly bytes: Uint8Array }[];
  readonly created?: { readonly xid: number; readonly fileId: number };
  readonly ended?: { readonly xid: number; readonly isCommit: boolean; readonly dropped: readonly number[] };
}

/** Bytes at the end of a page where "hint bits" are written without a change; they may come back or not. */
const HINT_BYTES = 2;
const DIRECTORY = '/data';

export class CrashWorkload {
  readonly random: SeededRandom;
  fileSystem: SimulatedFileSystem;
  operationsOfLife = 0;
  recoveries = 0;
  private readonly clock = new SimulatedClock();
  private opened: OpenedStorage | null = null;
  private ledger: FileId = toFileId(0);
  /** history[k-1] = what change number k did. */
  private history: Step[] = [];
  private flushedSteps = 0;
  private readonly ends: Lsn[] = [];
  private openXids: Xid[] = [];
  /** Current content by the model: file id -> pages. */
  private model = new Map<number, Uint8Array[]>();
  private readonly oids = new Set<number>();

  constructor(private readonly options: WorkloadOptions) {
    this.random = new SeededRandom(options.seed);
    this.fileSystem = new SimulatedFileSystem(this.random);
  }

  /** Lives, dies, recovers and checks, as often as the options say. */
  async run(): Promise<void> {
    for (let life = 0; life <= (this.options.crashes ?? 1); life++) {
      if (life === 0) await this.openAndCheck();
      this.fileSystem.crashAt = this.fileSystem.operationCount + (this.options.crashAt ?? 1 + this.random.below(this.options.steps * 3));
      const before = this.fileSystem.operationCount;
      try {
        if (life > 0) await this.openAndCheck();
        for (let step = 0; step < this.options.steps; step++) await this.step();
        await this.finish();
      } catch (error) {
        if (!isCrash(error)) throw error;
      }
      this.operationsOfLife = this.fileSystem.operationCount - before;
      this.abandonLife();
    }
    this.fileSystem.crashAt = Infinity;
    await this.openAndCheck();
    this.storage.close();
    // After an orderly end there is nothing to recover, and nothing has changed.
    await this.openAndCheck();
    if (!this.opened!.report.wasShutDown) throw new Error('an orderly shutdown was not recognised');
    this.storage.close();
  }

  private get storage(): Storage {
    return this.opened!.storage;
  }

  /** The process is gone: what it leaves is the disk, after a power failure or with the operating system alive. */
  private abandonLife(): void {
    this.noteFlushed();
    if (this.opened !== null) {
      const { storage } = this.opened;
      storage.pool.close();
      this.opened = null;
    }
    this.fileSystem = this.random.chance(0.3) ? this.fileSystem.kill() : this.fileSystem.crash();
  }

  /** Opens, dying a few times on the way, and compares with the model. */
  private async openAndCheck(): Promise<void> {
    this.opened = await openDiskStorage({
      environment: simulatedEnvironment(this.random, this.fileSystem, this.clock),
      directory: DIRECTORY,
      poolFrames: this.options.poolFrames,
      logSegmentBytes: 16 * 1024,
      logBufferBytes: 8 * 1024,
      dataSegmentPages: 4,
      descriptorsMax: 4,
    });
    this.recoveries++;
    const { storage } = this;
    const count = this.readLedger();
    if (count < this.flushedSteps) throw new Error(`lost changes: ${count} of at least ${this.flushedSteps} (${this.history.length} made)`);
    if (count > this.history.length) throw new Error(`${count} changes recovered of ${this.history.length}`);
    this.rewindModel(count);
    this.checkFiles();
    for (const fileId of this.model.keys()) this.checkFile(toFileId(fileId));
    if (storage.pool.pinnedCount !== 0) throw new Error('recovery leaks pins');
    this.flushedSteps = count;
    if (this.ledger === 0) await this.createLedger();
  }

  private async createLedger(): Promise<void> {
    const { storage } = this;
    const xid = storage.nextXid();
    const file = storage.createFile(xid);
    // Before this is durable there is no history to check.
    const change = storage.beginChange(RecordKind.commit, xid);
    const frame = change.extend(file);
    storage.commitFiles(change, [xid], []);
    change.initialiseRaw(frame, PageKind.test);
    await storage.flush(change.commit());
    this.ledger = file.fileId;
    this.model.set(file.fileId, [pageOf(storage, file.fileId, 0)]);
    this.baseline = new Map([[file.fileId, [this.model.get(file.fileId)![0]!.slice()]]]);
  }

  private baseline = new Map<number, Uint8Array[]>();

  private readLedger(): number {
    if (this.ledger === 0) return 0;
    const bytes = pageOf(this.storage, this.ledger, 0);
    return new DataView(bytes.buffer, bytes.byteOffset).getUint32(PAGE_HEADER_BYTES, true);
  }

  /** Sets the model to the state after `count` changes; transactions open then have died. */
  private rewindModel(count: number): void {
    this.history = this.history.slice(0, count);
    this.ends.length = Math.min(this.ends.length, count);
    const model = new Map<number, Uint8Array[]>();
    for (const [fileId, pages] of this.baseline)
      model.set(
        fileId,
        pages.map(page => page.slice()),
      );
    const creators = new Map<number, number>();
    for (const step of this.history) {
      if (step.created !== undefined) {
        creators.set(step.created.fileId, step.created.xid);
        model.set(step.created.fileId, []);
      }
      for (const { fileId, page, bytes } of step.pages) model.get(fileId)![page] = bytes;
      if (step.ended === undefined) continue;
      for (const [fileId, xid] of [...creators]) {
        if (xid !== step.ended.xid) continue;
        creators.delete(fileId);
        if (!step.ended.isCommit) model.delete(fileId);
      }
      for (const fileId of step.ended.dropped) model.delete(fileId);
    }
    for (const fileId of creators.keys()) model.delete(fileId);
    // The dead transactions' files stay dead: history says so from here on.
    for (const [fileId, xid] of creators) {
      const at = this.history.findIndex(step => step.created?.fileId === fileId);
      this.history[at] = { pages: this.history[at]!.pages };
      this.history = this.history.map(step => ({ ...step, pages: step.pages.filter(page => page.fileId !== fileId) }));
      void xid;
    }
    this.model = model;
    this.openXids = [];
  }

  private checkFiles(): void {
    const known = new Set([1, 2, ...this.model.keys()]);
    for (const fileId of this.storage.disk!.list()) if (!known.has(fileId)) throw new Error(`file ${fileId} should be gone`);
    for (const fileId of known) if (!this.storage.disk!.exists(fileId)) throw new Error(`file ${fileId} is missing`);
  }

  private checkFile(fileId: FileId): void {
    const pages = this.model.get(fileId)!;
    const file = this.storage.openFile(fileId);
    if (file.pageCount < pages.length) throw new Error(`file ${fileId} has ${file.pageCount} pages instead of ${pages.length}`);
    for (let page = 0; page < file.pageCount; page++) {
      const actual = pageOf(this.storage, fileId, page);
      const expected = pages[page] ?? new Uint8Array(PAGE_BYTES);
      for (let i = 12; i < PAGE_BYTES - HINT_BYTES; i++) {
        if (actual[i] !== expected[i])
          throw new Error(`file ${fileId} page ${page} byte ${i} is ${actual[i]} instead of ${expected[i]}, after ${this.history.length} changes`);
      }
    }
  }

  private async step(): Promise<void> {
    const { random, storage } = this;
    const roll = random.below(100);
    if (roll < 55) this.changePages();
    else if (roll < 63) this.createFile();
    else if (roll < 71) this.endTransaction();
    else if (roll < 79) storage.flushNow(storage.log!.insertLsn);
    else if (roll < 87) await storage.flush(storage.log!.insertLsn);
    else if (roll < 90) this.opened!.checkpointer.runNow();
    else if (roll < 94) await this.checkpointWithChanges();
    else if (roll < 97) this.writeHints();
    else this.takeOid();
    this.noteFlushed();
    if (storage.pool.pinnedCount !== 0) throw new Error('a step leaks pins');
  }

  private async finish(): Promise<void> {
    if (this.random.chance(0.3)) {
      // A spread checkpoint may be under way when the database is closed.
      if (this.random.chance(0.5)) {
        this.opened!.checkpointer.run(1).catch(() => {});
        for (let n = this.random.below(6); n > 0; n--) await this.storage.environment.scheduler.yieldNow();
      }
      this.storage.close();
    } else await this.storage.flush(this.storage.log!.insertLsn);
  }

  /** Changes go on while a fuzzy checkpoint is at work. */
  private async checkpointWithChanges(): Promise<void> {
    let isDone = false;
    const checkpoint = this.opened!.checkpointer.run(this.random.below(3)).finally(() => {
      isDone = true;
    });
    checkpoint.catch(() => {});
    try {
      while (!isDone) {
        if (this.random.chance(0.7)) this.changePages();
        if (this.random.chance(0.05)) this.opened!.checkpointer.runNow();
        await this.storage.environment.scheduler.yieldNow();
      }
    } finally {
      await checkpoint;
    }
  }

  private noteFlushed(): void {
    if (this.opened === null || this.storage.log === null) return;
    while (this.flushedSteps < this.ends.length && this.ends[this.flushedSteps]! <= this.storage.log.flushedLsn) this.flushedSteps++;
  }

  /** Begins a change, with the ledger's page in it. */
  private begin(kind: RecordKind, xid: Xid): { change: PageChange; ledgerFrame: number } {
    const change = this.storage.beginChange(kind, xid);
    try {
      return { change, ledgerFrame: change.edit(this.storage.openFile(this.ledger), 0) };
    } catch (error) {
      change.abandon();
      throw error;
    }
  }

  private commit(change: PageChange, ledgerFrame: number, step: Step): void {
    const number = this.history.length + 1;
    change.put32(ledgerFrame, PAGE_HEADER_BYTES, number);
    const ledgerPage = this.model.get(this.ledger)![0]!.slice();
    new DataView(ledgerPage.buffer).setUint32(PAGE_HEADER_BYTES, number, true);
    this.model.get(this.ledger)![0] = ledgerPage;
    this.history.push({ ...step, pages: [...step.pages, { fileId: this.ledger, page: 0, bytes: ledgerPage }] });
    this.ends.push(Infinity as Lsn);
    this.ends[number - 1] = change.commit();
  }

  private changePages(): void {
    const { random, storage } = this;
    const xid = this.openXids.length > 0 && random.chance(0.5) ? random.pick(this.openXids) : toXid(0);
    const { change, ledgerFrame } = this.begin(RecordKind.test, xid);
    const targets: { fileId: number; page: number; frame: number; isNew: boolean }[] = [];
    try {
      for (let n = random.below(3) + 1; n > 0; n--) {
        const fileId = toFileId(random.pick([...this.model.keys()]));
        const file = storage.openFile(fileId);
        if (file.pageCount === 0 || (random.chance(0.3) && file.pageCount < 12)) {
          const frame = change.extend(file);
          targets.push({ fileId, page: change.pageNoOf(frame), frame, isNew: true });
        } else {
          const page = random.below(file.pageCount);
          if (fileId === this.ledger && page === 0) continue;
          const frame = change.edit(file, page);
          if (!targets.some(target => target.frame === frame)) targets.push({ fileId, page, frame, isNew: this.model.get(fileId)![page] === undefined });
        }
      }
      if (random.chance(0.05)) {
        change.abandon();
        return;
      }
    } catch (error) {
      change.abandon();
      throw error;
    }
    const pages = targets.map(({ fileId, page, frame, isNew }) => {
      const bytes = this.model.get(fileId)![page]?.slice() ?? new Uint8Array(PAGE_BYTES);
      this.writePage(change, frame, bytes, isNew);
      this.model.get(fileId)![page] = bytes;
      return { fileId, page, bytes };
    });
    this.commit(change, ledgerFrame, { pages });
  }

  /** Applies random operations to the frame, and the same to the model's page by other means. */
  private writePage(change: PageChange, frame: number, bytes: Uint8Array, isNew: boolean): void {
    const { random } = this;
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    if (isNew || random.chance(0.05)) {
      const special = random.below(4) * 16;
      const isRaw = random.chance(0.5);
      if (isRaw) change.initialiseRaw(frame, PageKind.test);
      else change.initialise(frame, PageKind.test, special);
      bytes.fill(0);
      view.setUint16(14, PageKind.test, true);
      view.setUint16(24, isRaw ? PAGE_BYTES : PAGE_HEADER_BYTES, true);
      view.setUint16(26, isRaw ? PAGE_BYTES : PAGE_BYTES - special, true);
      view.setUint16(28, isRaw ? PAGE_BYTES : PAGE_BYTES - special, true);
      if (!isRaw) {
        // Fill the page from both ends; what stays between is the hole.
        const lower = PAGE_HEADER_BYTES + random.below(2000);
        const upper = PAGE_BYTES - special - random.below(2000);
        change.put16(frame, 24, lower);
        change.put16(frame, 26, upper);
        view.setUint16(24, lower, true);
        view.setUint16(26, upper, true);
      }
    }
    const lower = view.getUint16(24, true);
    const upper = view.getUint16(26, true);
    const ranges: [number, number][] =
      lower === upper
        ? [[PAGE_HEADER_BYTES, PAGE_BYTES - HINT_BYTES]]
        : [
            [PAGE_HEADER_BYTES, lower],
            [upper, PAGE_BYTES - HINT_BYTES],
          ];
    for (let n = random.below(6) + 1; n > 0; n--) {
      const [from, to] = random.pick(ranges);
      const length = 1 + random.below(random.chance(0.8) ? 60 : 1500);
      if (to - from < Math.max(length, 8)) continue;
      const at = from + random.below(to - from - Math.max(length, 8) + 1);
      const value = random.below(0x100000000);
      switch (random.below(8)) {
        case 0:
          change.put8(frame, at, value & 255);
          bytes[at] = value;
          break;
        case 1:
          change.put16(frame, at, value & 0xffff);
          view.setUint16(at, value & 0xffff, true);
          break;
        case 2:
          change.put32(frame, at, value);
          view.setUint32(at, value, true);
          break;
        case 3:
          change.put64(frame, at, value * 1000);
          view.setBigUint64(at, BigInt(value * 1000), true);
          break;
        case 4:
          change.putF64(frame, at, value / 3);
          view.setFloat64(at, value / 3, true);
          break;
        case 5: {
          const source = random.bytes(length + 10);
          change.putBytes(frame, at, source, 5, length);
          bytes.set(source.subarray(5, 5 + length), at);
          break;
        }
        case 6: {
          const source = from + random.below(to - from - length + 1);
          change.copyWithin(frame, at, source, length);
          bytes.copyWithin(at, source, source + length);
          break;
        }
        default:
          change.fill(frame, at, length, value & 255);
          bytes.fill(value & 255, at, at + length);
      }
    }
  }

  private createFile(): void {
    const { storage, random } = this;
    const xid = this.openXids.length > 0 && random.chance(0.5) ? random.pick(this.openXids) : storage.nextXid();
    const file = storage.createFile(xid, { kind: FileKind.permanent });
    if (!this.openXids.includes(xid)) this.openXids.push(xid);
    // The creation is a change of its own; the ledger is told by the next one. A crash in between leaves a file of a loser.
    const { change, ledgerFrame } = this.begin(RecordKind.test, xid);
    this.model.set(file.fileId, []);
    this.commit(change, ledgerFrame, { pages: [], created: { xid, fileId: file.fileId } });
  }

  private endTransaction(): void {
    const { storage, random } = this;
    const xid = this.openXids.splice(random.below(this.openXids.length), 1)[0];
    if (xid === undefined) return;
    const isCommit = random.chance(0.6);
    const mine = this.history.flatMap(step => (step.created?.xid === xid ? [step.created.fileId] : []));
    const open = new Set(this.openXids.flatMap(other => this.history.flatMap(step => (step.created?.xid === other ? [step.created.fileId] : []))));
    const candidates = [...this.model.keys()].filter(fileId => fileId !== this.ledger && !open.has(fileId) && !mine.includes(fileId));
    const dropped = isCommit && candidates.length > 0 && random.chance(0.5) ? [random.pick(candidates)] : [];
    const { change, ledgerFrame } = this.begin(isCommit ? RecordKind.commit : RecordKind.abort, xid);
    try {
      if (isCommit) storage.commitFiles(change, [xid], dropped.map(toFileId));
      else storage.abortFiles(change, [xid]);
    } catch (error) {
      change.abandon();
      throw error;
    }
    for (const fileId of isCommit ? dropped : mine) this.model.delete(fileId);
    this.commit(change, ledgerFrame, { pages: [], ended: { xid, isCommit, dropped } });
  }

  /** Sets bits without a change and without making the page dirty. */
  private writeHints(): void {
    const fileId = toFileId(this.random.pick([...this.model.keys()]));
    const file = this.storage.openFile(fileId);
    if (file.pageCount === 0) return;
    const page = this.random.below(file.pageCount);
    if (this.model.get(fileId)![page] === undefined) return;
    const frame = this.storage.pool.pin(file, page);
    this.storage.pool.views(frame).u8[baseByte(frame) + PAGE_BYTES - 1 - this.random.below(HINT_BYTES)] = 255;
    this.storage.pool.unpin(frame);
  }

  /** Object ids are never handed out twice once a change that was made after them is durable. */
  private takeOid(): void {
    const oid = this.storage.nextOid();
    if (this.oids.has(oid)) throw new Error(`object id ${oid} was handed out twice`);
    const { change, ledgerFrame } = this.begin(RecordKind.test, toXid(0));
    this.commit(change, ledgerFrame, { pages: [] });
    this.storage.flushNow(this.storage.log!.insertLsn);
    this.oids.add(oid);
  }
}

function pageOf(storage: Storage, fileId: FileId, page: number): Uint8Array {
  const frame = storage.pool.pin(storage.openFile(fileId), page);
  const at = baseByte(frame);
  const bytes = new Uint8Array(storage.pool.views(frame).u8.subarray(at, at + PAGE_BYTES));
  storage.pool.unpin(frame);
  return bytes;
}

/** The crash itself, or a PANIC that reports it. */
export function isCrash(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) if (cause instanceof SimulatedCrash) return true;
  return false;
}
