/**
 * A file system that is as forgetful as POSIX allows. What was not synced is remembered as pending, and a crash keeps any part of it:
 *
 * - a write survives whole, not at all, or in any of its 512-byte sectors, independently of other un-synced writes (reordering, torn pages);
 * - truncations, creations, removals and renames survive or not, one by one, until the file or the directory is synced;
 * - a failed sync leaves its writes in limbo: a later sync succeeds and does not make them durable (what Linux does).
 *
 * Faults: a crash at the n-th mutating operation (during it: a write counts as pending), a capacity (ENOSPC, after part of the data), errors on chosen
 * operations, flipped bits. All chance comes from the seeded source. Every operation of a crashed file system throws SimulatedCrash.
 */
import { FileError } from './file-error.js';
import type { DirectoryLock, FileHandle, FileSystem, OpenOptions } from './file-system.js';
import { FileContent, lockedError, normalisePath, parentPath } from './memory-file-system.js';
import type { SeededRandom } from './simulated-environment.js';

const SECTOR_BYTES = 512;

export type SimulatedOperation = 'open' | 'read' | 'write' | 'truncate' | 'sync' | 'create' | 'unlink' | 'rename' | 'syncDirectory' | 'makeDirectory';

export class SimulatedCrash extends Error {
  override readonly name = 'SimulatedCrash';
  constructor() {
    super('simulated crash');
  }
}

/** Makes matching operations fail. */
export interface FaultRule {
  readonly operation: SimulatedOperation;
  /** Part of the path. */
  readonly path?: string;
  readonly code: 'EIO' | 'ENOSPC';
  /** Matching operations to let through first. */
  skip: number;
  /** Matching operations to fail then. */
  times: number;
}

interface PendingWrite {
  readonly position: number;
  /** Null: a truncation to `position`. */
  readonly bytes: Uint8Array | null;
  /** A sync that failed covered it: no later one will. */
  isForsaken: boolean;
}

class Inode {
  readonly current = new FileContent();
  durable = new FileContent();
  pending: PendingWrite[] = [];
}

/** A change of a directory: `inode` null = the name goes. */
interface PendingEntry {
  readonly directory: string;
  readonly removes: string | null;
  readonly adds: string | null;
  readonly inode: Inode | 'directory' | null;
}

type Entries = Map<string, Inode | 'directory'>;

export class SimulatedFileSystem implements FileSystem {
  /** Mutating operations so far. */
  operationCount = 0;
  /** The operation with this number crashes. */
  crashAt = Infinity;
  /** Bytes that all files together may have. */
  capacityBytes = Infinity;
  readonly rules: FaultRule[] = [];
  /** Faults that have happened, by kind. */
  readonly faultCounts = new Map<string, number>();
  /** Called with every operation, for traces. */
  onOperation: ((operation: SimulatedOperation, path: string) => void) | null = null;

  private readonly current: Entries = new Map();
  private readonly durable: Entries = new Map();
  private pendingEntries: PendingEntry[] = [];
  private readonly locks = new Set<string>();
  private isCrashed = false;

  constructor(
    private readonly random: SeededRandom,
    /** Resolves when an asynchronous sync may complete; by default in the next microtask. */
    private readonly syncDelay: () => Promise<void> = () => Promise.resolve(),
  ) {}

  get hasCrashed(): boolean {
    return this.isCrashed;
  }

  open(path: string, options?: OpenOptions): FileHandle {
    this.check();
    const name = normalisePath(path);
    this.fault('open', name);
    let inode = this.current.get(name);
    if (inode === 'directory') throw new FileError('EISDIR', path);
    if (inode === undefined) {
      if (!options?.create || !this.hasDirectory(parentPath(name))) throw new FileError('ENOENT', path);
      inode = new Inode();
      const entry: PendingEntry = { directory: parentPath(name), removes: null, adds: name, inode };
      this.mutate('create', name, () => this.change(entry));
    }
    return new SimulatedFileHandle(this, inode, name, this.syncDelay);
  }

  exists(path: string): boolean {
    this.check();
    return this.current.has(normalisePath(path));
  }

  list(path: string): string[] {
    this.check();
    const name = normalisePath(path);
    if (!this.hasDirectory(name)) throw new FileError('ENOENT', path);
    return [...this.current.keys()]
      .filter(entry => entry !== name && parentPath(entry) === name)
      .map(entry => entry.slice(entry.lastIndexOf('/') + 1))
      .sort();
  }

  makeDirectory(path: string): void {
    this.check();
    const name = normalisePath(path);
    if (name === '' || name === '/' || this.current.has(name)) return;
    this.makeDirectory(parentPath(name));
    this.mutate('makeDirectory', name, () => this.change({ directory: parentPath(name), removes: null, adds: name, inode: 'directory' }));
  }

  unlink(path: string): void {
    const name = normalisePath(path);
    if (!(this.current.get(name) instanceof Inode)) throw new FileError('ENOENT', path);
    this.mutate('unlink', name, () => this.change({ directory: parentPath(name), removes: name, adds: null, inode: null }));
  }

  rename(from: string, to: string): void {
    const source = normalisePath(from);
    const target = normalisePath(to);
    const inode = this.current.get(source);
    if (!(inode instanceof Inode)) throw new FileError('ENOENT', from);
    this.mutate('rename', source, () => this.change({ directory: parentPath(source), removes: source, adds: target, inode }));
  }

  syncDirectory(path: string): void {
    const name = normalisePath(path);
    this.mutate('syncDirectory', name, isCrash => {
      if (isCrash) return;
      for (const entry of this.pendingEntries) if (entry.directory === name) applyEntry(this.durable, entry);
      this.pendingEntries = this.pendingEntries.filter(entry => entry.directory !== name);
    });
  }

  lockDirectory(path: string): Promise<DirectoryLock> {
    const name = normalisePath(path);
    if (this.locks.has(name)) return Promise.reject(lockedError(path, 'this'));
    this.locks.add(name);
    return Promise.resolve({ isHeld: () => this.locks.has(name), release: () => void this.locks.delete(name) });
  }

  /** Loses the power: what is left, as a file system of its own. */
  crash(): SimulatedFileSystem {
    this.isCrashed = true;
    const left = new SimulatedFileSystem(this.random, this.syncDelay);
    // Each crash has its own temper, so that "nothing survives" and "everything survives" are as common as the mixtures.
    const survival = this.random.pick([0, 0.1, 0.5, 0.9, 1]);
    const entries: Entries = new Map(this.durable);
    const entrySurvival = this.random.pick([0, 0.5, 1]);
    for (const entry of this.pendingEntries) if (this.random.chance(entrySurvival)) applyEntry(entries, entry);
    const copies = new Map<Inode, Inode>();
    for (const [name, inode] of entries) {
      if (inode instanceof Inode && !copies.has(inode)) copies.set(inode, this.survivor(inode, survival));
      // A directory that did not survive takes its files with it.
      let isReachable = true;
      for (let parent = parentPath(name); parent !== '' && parent !== '/'; parent = parentPath(parent)) if (!entries.has(parent)) isReachable = false;
      if (!isReachable) continue;
      const copy = inode instanceof Inode ? copies.get(inode)! : inode;
      left.current.set(name, copy);
      left.durable.set(name, copy);
    }
    return left;
  }

  /** Kills the process: the operating system still has every write, synced or not. */
  kill(): SimulatedFileSystem {
    this.isCrashed = true;
    const left = new SimulatedFileSystem(this.random, this.syncDelay);
    const copies = new Map<Inode, Inode>();
    const copyOf = (inode: Inode | 'directory'): Inode | 'directory' => {
      if (inode === 'directory') return inode;
      let copy = copies.get(inode);
      if (copy === undefined) {
        copy = new Inode();
        copy.current.write(inode.current.bytes, 0, inode.current.length, 0);
        copy.durable = inode.durable.copy();
        copy.pending = inode.pending.slice();
        copies.set(inode, copy);
      }
      return copy;
    };
    for (const [name, inode] of this.current) left.current.set(name, copyOf(inode));
    for (const [name, inode] of this.durable) left.durable.set(name, copyOf(inode));
    left.pendingEntries = this.pendingEntries.map(entry => ({ ...entry, inode: entry.inode === null ? null : copyOf(entry.inode) }));
    return left;
  }

  /** Flips one bit at rest. */
  flipBit(path: string, position: number, bit: number): void {
    const inode = this.current.get(normalisePath(path));
    if (!(inode instanceof Inode)) throw new FileError('ENOENT', path);
    for (const content of [inode.current, inode.durable]) if (position < content.length) content.bytes[position]! ^= 1 << bit;
    this.count('bit flip');
  }

  sizeOf(path: string): number {
    const inode = this.current.get(normalisePath(path));
    return inode instanceof Inode ? inode.current.length : 0;
  }

  /** Bytes written and not synced. */
  get pendingBytes(): number {
    let bytes = 0;
    for (const inode of this.current.values()) if (inode instanceof Inode) for (const write of inode.pending) bytes += write.bytes?.length ?? 0;
    return bytes;
  }

  /** For handles: counts an operation, lets it fail or crash, or does it. */
  mutate(operation: SimulatedOperation, path: string, act: (isCrash: boolean) => void): void {
    this.check();
    this.onOperation?.(operation, path);
    const isCrash = ++this.operationCount >= this.crashAt;
    if (!isCrash) this.fault(operation, path);
    act(isCrash);
    if (!isCrash) return;
    this.isCrashed = true;
    this.count(`crash at ${operation}`);
    throw new SimulatedCrash();
  }

  check(): void {
    if (this.isCrashed) throw new SimulatedCrash();
  }

  fault(operation: SimulatedOperation, path: string): void {
    for (const rule of this.rules) {
      if (rule.operation !== operation || (rule.path !== undefined && !path.includes(rule.path)) || rule.times === 0) continue;
      if (rule.skip > 0) {
        rule.skip--;
        continue;
      }
      rule.times--;
      this.count(`${rule.code} at ${operation}`);
      throw new FileError(rule.code, path);
    }
  }

  /** Bytes that may still be added. */
  get freeBytes(): number {
    if (this.capacityBytes === Infinity) return Infinity;
    let used = 0;
    for (const inode of this.current.values()) if (inode instanceof Inode) used += inode.current.length;
    return Math.max(0, this.capacityBytes - used);
  }

  count(fault: string): void {
    this.faultCounts.set(fault, (this.faultCounts.get(fault) ?? 0) + 1);
  }

  private change(entry: PendingEntry): void {
    applyEntry(this.current, entry);
    this.pendingEntries.push(entry);
  }

  private survivor(inode: Inode, survival: number): Inode {
    const left = new Inode();
    left.durable = inode.durable.copy();
    for (const write of inode.pending) {
      if (write.bytes === null) {
        if (this.random.chance(survival)) left.durable.truncate(write.position);
      } else if (this.random.chance(0.5)) {
        if (this.random.chance(survival)) left.durable.write(write.bytes, 0, write.bytes.length, write.position);
      } else {
        this.tear(left.durable, write.bytes, write.position, survival);
      }
    }
    left.current.write(left.durable.bytes, 0, left.durable.length, 0);
    return left;
  }

  private tear(content: FileContent, bytes: Uint8Array, position: number, survival: number): void {
    let at = 0;
    while (at < bytes.length) {
      const length = Math.min(bytes.length - at, SECTOR_BYTES - ((position + at) % SECTOR_BYTES));
      if (this.random.chance(survival)) content.write(bytes, at, length, position + at);
      at += length;
    }
  }

  private hasDirectory(name: string): boolean {
    return name === '' || name === '/' || this.current.get(name) === 'directory';
  }
}

class SimulatedFileHandle implements FileHandle {
  private isClosed = false;

  constructor(
    private readonly fileSystem: SimulatedFileSystem,
    private readonly inode: Inode,
    private readonly path: string,
    private readonly syncDelay: () => Promise<void>,
  ) {}

  read(target: Uint8Array, targetOffset: number, length: number, position: number): number {
    this.check();
    this.fileSystem.fault('read', this.path);
    return this.inode.current.read(target, targetOffset, length, position);
  }

  write(source: Uint8Array, sourceOffset: number, length: number, position: number): void {
    this.check();
    this.fileSystem.mutate('write', this.path, () => {
      const growth = position + length - this.inode.current.length;
      let count = length;
      if (growth > 0 && growth > this.fileSystem.freeBytes) count = Math.max(0, length - Math.ceil(growth - this.fileSystem.freeBytes));
      if (count > 0) {
        this.inode.current.write(source, sourceOffset, count, position);
        this.inode.pending.push({ position, bytes: source.slice(sourceOffset, sourceOffset + count), isForsaken: false });
      }
      if (count < length) {
        this.fileSystem.count('ENOSPC at write');
        throw new FileError('ENOSPC', this.path);
      }
    });
  }

  size(): number {
    this.check();
    return this.inode.current.length;
  }

  truncate(bytes: number): void {
    this.check();
    this.fileSystem.mutate('truncate', this.path, () => {
      this.inode.current.truncate(bytes);
      this.inode.pending.push({ position: bytes, bytes: null, isForsaken: false });
    });
  }

  async sync(): Promise<void> {
    this.check();
    const covered = this.inode.pending.slice();
    this.begin(covered);
    await this.syncDelay();
    this.fileSystem.check();
    this.settle(covered);
  }

  syncNow(): void {
    this.check();
    const covered = this.inode.pending.slice();
    this.begin(covered);
    this.settle(covered);
  }

  close(): void {
    this.isClosed = true;
  }

  private begin(covered: readonly PendingWrite[]): void {
    try {
      this.fileSystem.mutate('sync', this.path, () => {});
    } catch (error) {
      if (!(error instanceof SimulatedCrash)) for (const write of covered) write.isForsaken = true;
      throw error;
    }
  }

  private settle(covered: readonly PendingWrite[]): void {
    const done = new Set(covered.filter(write => !write.isForsaken));
    const left: PendingWrite[] = [];
    for (const write of this.inode.pending) {
      if (!done.has(write)) left.push(write);
      else if (write.bytes === null) this.inode.durable.truncate(write.position);
      else this.inode.durable.write(write.bytes, 0, write.bytes.length, write.position);
    }
    this.inode.pending = left;
  }

  private check(): void {
    this.fileSystem.check();
    if (this.isClosed) throw new FileError('EBADF', this.path);
  }
}

function applyEntry(entries: Entries, entry: PendingEntry): void {
  if (entry.removes !== null) entries.delete(entry.removes);
  if (entry.adds !== null && entry.inode !== null) entries.set(entry.adds, entry.inode);
}
