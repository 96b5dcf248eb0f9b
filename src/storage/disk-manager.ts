/**
 * Relation files on disk. A file is named by its number in `base/` (`base/16384`, then `base/16384.1` and so on, 1 GB each) and holds pages
 * one behind the other.
 *
 * 1. A number is never used for a second file.
 * 2. Files are extended with zeros before their pages are used, so that a full disk is found while nothing has changed.
 * 3. A descriptor with un-synced writes is never closed: the operating system reports a failed write-back on it, once.
 */
import { PAGE_BYTES } from '../base/index.js';
import { PgError } from '../errors/index.js';
import { fileAccessError, fileErrorCode, type FileHandle, type FileSystem } from '../io/index.js';
import type { RelationFile } from './relation-file.js';

export interface DiskManagerOptions {
  /** Pages of one segment file; 131,072 (1 GB) outside tests. */
  readonly segmentPages?: number;
  readonly descriptorsMax?: number;
}

interface Descriptor {
  readonly key: number;
  readonly handle: FileHandle;
  /** Writes so far, and how many of them a completed sync covers. */
  writes: number;
  syncedWrites: number;
  lastUse: number;
  isSyncing: boolean;
}

const SEGMENT_PAGES = 131_072;
const DESCRIPTORS_MAX = 512;
/** Segments a key leaves room for: 4,096 x 1 GB. */
const SEGMENTS_MAX = 4096;
/** Extensions of large files are done in steps, up to this many pages. */
const EXTEND_PAGES_MAX = 64;

const ZEROS = new Uint8Array(EXTEND_PAGES_MAX * PAGE_BYTES);

export class DiskManager {
  readonly directory: string;
  private readonly fileSystem: FileSystem;
  private readonly segmentPages: number;
  private readonly descriptorsMax: number;
  private readonly descriptors = new Map<number, Descriptor>();
  private uses = 0;
  private isDirectoryDirty = false;
  private isClosed = false;
  /** Pages read and written, data-file syncs: for statistics views. */
  readCount = 0;
  writeCount = 0;
  syncCount = 0;

  constructor(fileSystem: FileSystem, directory: string, options: DiskManagerOptions = {}) {
    this.fileSystem = fileSystem;
    this.directory = directory;
    this.segmentPages = options.segmentPages ?? SEGMENT_PAGES;
    this.descriptorsMax = options.descriptorsMax ?? DESCRIPTORS_MAX;
  }

  /** Creates the file, empty. */
  create(fileId: number): void {
    try {
      this.descriptor(fileId, 0, true);
    } catch (error) {
      throw fileAccessError(error, 'create', this.path(fileId, 0));
    }
  }

  exists(fileId: number): boolean {
    return this.descriptors.has(fileId * SEGMENTS_MAX) || this.fileSystem.exists(`${this.directory}/${fileId}`);
  }

  /** Pages the file has on disk, a partial one at the end not counted. */
  pagesOf(fileId: number): number {
    try {
      for (let segment = 0; ; segment++) {
        const bytes = segment === 0 || this.hasSegment(fileId, segment) ? this.descriptor(fileId, segment, false).handle.size() : 0;
        const pages = Math.min(Math.floor(bytes / PAGE_BYTES), this.segmentPages);
        if (pages < this.segmentPages) return segment * this.segmentPages + pages;
      }
    } catch (error) {
      throw fileAccessError(error, 'open', this.path(fileId, 0));
    }
  }

  /** Reads one page; returns the bytes there were. */
  read(fileId: number, page: number, target: Uint8Array, at: number): number {
    const segment = Math.floor(page / this.segmentPages);
    this.readCount++;
    try {
      return this.descriptor(fileId, segment, false).handle.read(target, at, PAGE_BYTES, (page - segment * this.segmentPages) * PAGE_BYTES);
    } catch (error) {
      throw fileAccessError(error, `read block ${page} in`, this.path(fileId, segment));
    }
  }

  /** Writes one page that the file already has. */
  write(fileId: number, page: number, source: Uint8Array, at: number): void {
    const segment = Math.floor(page / this.segmentPages);
    this.writeCount++;
    try {
      const descriptor = this.descriptor(fileId, segment, true);
      descriptor.writes++;
      descriptor.handle.write(source, at, PAGE_BYTES, (page - segment * this.segmentPages) * PAGE_BYTES);
    } catch (error) {
      throw fileAccessError(error, `write block ${page} in`, this.path(fileId, segment));
    }
  }

  /** Makes sure that the file has `pages` pages on disk, writing zeros (some in advance, if the file is large and the disk allows it). */
  extend(file: RelationFile, pages: number): void {
    const generous = pages + Math.min(EXTEND_PAGES_MAX - 1, pages >>> 4);
    try {
      this.extendTo(file, generous);
    } catch (error) {
      if (fileErrorCode(error) !== 'ENOSPC' || file.diskPages >= pages) {
        if (file.diskPages >= pages) return;
        throw fileAccessError(error, 'extend', file.path);
      }
      try {
        this.extendTo(file, pages);
      } catch (again) {
        throw fileAccessError(again, 'extend', file.path);
      }
    }
  }

  /** Cuts the file to `pages` pages; segments behind stay, empty. */
  truncate(fileId: number, pages: number): void {
    try {
      for (let segment = 0; segment === 0 || this.hasSegment(fileId, segment); segment++) {
        const keep = Math.max(0, Math.min(this.segmentPages, pages - segment * this.segmentPages));
        const descriptor = this.descriptor(fileId, segment, false);
        if (descriptor.handle.size() > keep * PAGE_BYTES) {
          descriptor.writes++;
          descriptor.handle.truncate(keep * PAGE_BYTES);
        }
      }
    } catch (error) {
      if (fileErrorCode(error) !== 'ENOENT') throw fileAccessError(error, 'truncate', this.path(fileId, 0));
    }
  }

  /** Removes the file; no error when it is gone already. */
  remove(fileId: number): void {
    try {
      let last = 0;
      while (this.hasSegment(fileId, last + 1)) last++;
      for (let segment = last; segment >= 0; segment--) {
        const descriptor = this.descriptors.get(this.key(fileId, segment));
        if (descriptor !== undefined && !descriptor.isSyncing) {
          descriptor.handle.close();
          this.descriptors.delete(descriptor.key);
        } else if (descriptor !== undefined) {
          descriptor.lastUse = -1;
        }
        if (this.fileSystem.exists(this.fullPath(fileId, segment))) this.fileSystem.unlink(this.fullPath(fileId, segment));
      }
      this.isDirectoryDirty = true;
    } catch (error) {
      throw fileAccessError(error, 'remove', this.path(fileId, 0));
    }
  }

  /** Numbers of the files there are. */
  list(): number[] {
    const numbers = new Set<number>();
    for (const name of this.fileSystem.list(this.directory)) if (/^\d+(\.\d+)?$/.test(name)) numbers.add(parseInt(name, 10));
    return [...numbers].sort((a, b) => a - b);
  }

  /** Removes every file of which `isOrphan` says so by its number. A crash may have left any of a file's segments. */
  removeOrphans(isOrphan: (fileId: number) => boolean): void {
    for (const fileId of this.list()) if (isOrphan(fileId)) this.remove(fileId);
    for (const name of this.fileSystem.list(this.directory)) {
      if (!/^\d+\.\d+$/.test(name) || !isOrphan(parseInt(name, 10))) continue;
      this.fileSystem.unlink(`${this.directory}/${name}`);
      this.isDirectoryDirty = true;
    }
  }

  /** After the death of a process: which names it made durable is unknown. */
  markDirectoryUnsynced(): void {
    this.isDirectoryDirty = true;
  }

  /** The same for what it wrote into a file. */
  markUnsynced(fileId: number): void {
    for (let segment = 0; segment === 0 || this.hasSegment(fileId, segment); segment++) this.descriptor(fileId, segment, true).writes++;
  }

  /** Makes everything written so far durable, one fdatasync at a time. The caller turns a failure into a PANIC. */
  async sync(): Promise<void> {
    this.syncDirectory();
    for (const descriptor of this.unsynced()) {
      if (this.isClosed) return;
      const { writes } = descriptor;
      descriptor.isSyncing = true;
      try {
        await descriptor.handle.sync();
        descriptor.syncedWrites = Math.max(descriptor.syncedWrites, writes);
        this.syncCount++;
      } catch (error) {
        throw this.syncError(error, descriptor);
      } finally {
        descriptor.isSyncing = false;
        if (descriptor.lastUse < 0) this.forget(descriptor);
      }
    }
  }

  /** The same, blocking. */
  syncNow(): void {
    this.syncDirectory();
    for (const descriptor of this.unsynced()) {
      const { writes } = descriptor;
      try {
        descriptor.handle.syncNow();
        descriptor.syncedWrites = Math.max(descriptor.syncedWrites, writes);
        this.syncCount++;
      } catch (error) {
        throw this.syncError(error, descriptor);
      }
    }
  }

  close(): void {
    this.isClosed = true;
    for (const descriptor of this.descriptors.values()) descriptor.handle.close();
    this.descriptors.clear();
  }

  private syncDirectory(): void {
    if (!this.isDirectoryDirty) return;
    try {
      this.fileSystem.syncDirectory(this.directory);
    } catch (error) {
      throw fileAccessError(error, 'fsync', 'base');
    }
    this.isDirectoryDirty = false;
  }

  private syncError(error: unknown, descriptor: Descriptor): unknown {
    return fileAccessError(error, 'fsync', this.path(Math.floor(descriptor.key / SEGMENTS_MAX), descriptor.key % SEGMENTS_MAX));
  }

  private unsynced(): Descriptor[] {
    return [...this.descriptors.values()].filter(d => d.writes !== d.syncedWrites);
  }

  private extendTo(file: RelationFile, pages: number): void {
    while (file.diskPages < pages) {
      const segment = Math.floor(file.diskPages / this.segmentPages);
      const first = file.diskPages - segment * this.segmentPages;
      const count = Math.min(pages - file.diskPages, this.segmentPages - first, EXTEND_PAGES_MAX);
      const descriptor = this.descriptor(file.fileId, segment, true);
      descriptor.writes++;
      descriptor.handle.write(ZEROS, 0, count * PAGE_BYTES, first * PAGE_BYTES);
      file.diskPages += count;
    }
  }

  private key(fileId: number, segment: number): number {
    return fileId * SEGMENTS_MAX + segment;
  }

  private path(fileId: number, segment: number): string {
    return segment === 0 ? `base/${fileId}` : `base/${fileId}.${segment}`;
  }

  private fullPath(fileId: number, segment: number): string {
    return segment === 0 ? `${this.directory}/${fileId}` : `${this.directory}/${fileId}.${segment}`;
  }

  private hasSegment(fileId: number, segment: number): boolean {
    return this.descriptors.has(this.key(fileId, segment)) || this.fileSystem.exists(this.fullPath(fileId, segment));
  }

  private descriptor(fileId: number, segment: number, create: boolean): Descriptor {
    const key = this.key(fileId, segment);
    const known = this.descriptors.get(key);
    if (known !== undefined && known.lastUse >= 0) {
      known.lastUse = ++this.uses;
      return known;
    }
    if (segment >= SEGMENTS_MAX)
      throw new PgError('program_limit_exceeded', `cannot extend file "base/${fileId}" beyond ${SEGMENTS_MAX * this.segmentPages} blocks`);
    if (this.descriptors.size >= this.descriptorsMax) this.closeOldest();
    const path = this.fullPath(fileId, segment);
    if (create && !this.fileSystem.exists(path)) this.isDirectoryDirty = true;
    const descriptor: Descriptor = { key, handle: this.fileSystem.open(path, { create }), writes: 0, syncedWrites: 0, lastUse: ++this.uses, isSyncing: false };
    this.descriptors.set(key, descriptor);
    return descriptor;
  }

  private closeOldest(): void {
    let oldest: Descriptor | null = null;
    for (const descriptor of this.descriptors.values()) {
      if (descriptor.writes !== descriptor.syncedWrites || descriptor.isSyncing) continue;
      if (oldest === null || descriptor.lastUse < oldest.lastUse) oldest = descriptor;
    }
    // When every one has un-synced writes the limit gives way, not the durability.
    if (oldest !== null) this.forget(oldest);
  }

  private forget(descriptor: Descriptor): void {
    descriptor.handle.close();
    if (this.descriptors.get(descriptor.key) === descriptor) this.descriptors.delete(descriptor.key);
  }
}
