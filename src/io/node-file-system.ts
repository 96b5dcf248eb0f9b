/**
 * Node's file system. Reads and writes are synchronous (a page costs about 1 µs from the operating system's cache); only `sync` leaves the thread.
 */
import * as fs from 'node:fs';
import * as zlib from 'node:zlib';
import { installNativeCrc32 } from '../base/index.js';
import { FileError } from './file-error.js';
import type { DirectoryLock, FileHandle, FileSystem, OpenOptions } from './file-system.js';
import { lockNodeDirectory } from './node-directory-lock.js';

class NodeFileHandle implements FileHandle {
  /** Syncs in flight; the descriptor is not closed under them. */
  private syncing = 0;
  private isClosing = false;

  constructor(
    private readonly descriptor: number,
    private readonly path: string,
  ) {}

  read(target: Uint8Array, targetOffset: number, length: number, position: number): number {
    let count = 0;
    while (count < length) {
      const got = fs.readSync(this.descriptor, target, targetOffset + count, length - count, position + count);
      if (got === 0) break;
      count += got;
    }
    return count;
  }

  write(source: Uint8Array, sourceOffset: number, length: number, position: number): void {
    let count = 0;
    while (count < length) {
      const put = fs.writeSync(this.descriptor, source, sourceOffset + count, length - count, position + count);
      // A short write without an error means that the disk is full: the next call would say so, or go on.
      if (put === 0) throw new FileError('ENOSPC', this.path);
      count += put;
    }
  }

  size(): number {
    return fs.fstatSync(this.descriptor).size;
  }

  truncate(bytes: number): void {
    fs.ftruncateSync(this.descriptor, bytes);
  }

  sync(): Promise<void> {
    this.syncing++;
    return new Promise((resolve, reject) =>
      fs.fdatasync(this.descriptor, error => {
        this.syncing--;
        if (this.isClosing && this.syncing === 0) fs.closeSync(this.descriptor);
        if (error) reject(error);
        else resolve();
      }),
    );
  }

  syncNow(): void {
    fs.fdatasyncSync(this.descriptor);
  }

  close(): void {
    if (this.isClosing) return;
    this.isClosing = true;
    if (this.syncing === 0) fs.closeSync(this.descriptor);
  }
}

/** The nine digits whose sum is the usual check value of a CRC. */
const CHECK = Uint8Array.of(49, 50, 51, 52, 53, 54, 55, 56, 57);
const CHECK_CRC = 0xcbf43926;

class NodeFileSystem implements FileSystem {
  private hasLookedForCrc = false;

  /** Since Node 20.15. Not before the first file: a database in memory has no use for it, and zlib takes its time to load. */
  private lookForCrc(): void {
    this.hasLookedForCrc = true;
    const { crc32: native } = zlib as { crc32?: (data: Uint8Array, seed: number) => number };
    try {
      if (native?.(CHECK, 0) === CHECK_CRC) installNativeCrc32(native);
    } catch {
      // An older Node has none.
    }
  }

  open(path: string, options?: OpenOptions): FileHandle {
    if (!this.hasLookedForCrc) this.lookForCrc();
    const flags = fs.constants.O_RDWR | (options?.create ? fs.constants.O_CREAT : 0);
    return new NodeFileHandle(fs.openSync(path, flags, 0o600), path);
  }

  exists(path: string): boolean {
    return fs.existsSync(path);
  }

  list(path: string): string[] {
    return fs.readdirSync(path).sort();
  }

  makeDirectory(path: string): void {
    fs.mkdirSync(path, { recursive: true, mode: 0o700 });
  }

  unlink(path: string): void {
    fs.unlinkSync(path);
  }

  rename(from: string, to: string): void {
    fs.renameSync(from, to);
  }

  syncDirectory(path: string): void {
    // Windows can't open directories, and its file systems journal them.
    if (process.platform === 'win32') return;
    const descriptor = fs.openSync(path, fs.constants.O_RDONLY);
    try {
      fs.fsyncSync(descriptor);
    } finally {
      fs.closeSync(descriptor);
    }
  }

  lockDirectory(path: string): Promise<DirectoryLock> {
    return lockNodeDirectory(path);
  }
}

export const nodeFileSystem: FileSystem = new NodeFileSystem();
