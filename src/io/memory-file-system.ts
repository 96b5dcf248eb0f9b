/**
 * Files in memory: for tests of the disk path without a disk, and for platforms that have none. Everything is as durable as the process.
 * One SimulatedFileSystem (simulated-file-system.ts) adds the faults.
 */
import { PgError } from '../errors/index.js';
import { FileError } from './file-error.js';
import type { DirectoryLock, FileHandle, FileSystem, OpenOptions } from './file-system.js';

/** Bytes that grow: the content of one file. */
export class FileContent {
  bytes = new Uint8Array(0);
  length = 0;

  read(target: Uint8Array, targetOffset: number, length: number, position: number): number {
    const count = Math.max(0, Math.min(length, this.length - position));
    if (count > 0) target.set(this.bytes.subarray(position, position + count), targetOffset);
    return count;
  }

  write(source: Uint8Array, sourceOffset: number, length: number, position: number): void {
    this.reserve(position + length);
    this.bytes.set(source.subarray(sourceOffset, sourceOffset + length), position);
    if (position + length > this.length) this.length = position + length;
  }

  truncate(bytes: number): void {
    if (bytes < this.length) this.bytes.fill(0, bytes, this.length);
    this.reserve(bytes);
    this.length = bytes;
  }

  copy(): FileContent {
    const twin = new FileContent();
    twin.bytes = this.bytes.slice(0, this.length);
    twin.length = this.length;
    return twin;
  }

  private reserve(bytes: number): void {
    if (bytes <= this.bytes.length) return;
    const grown = new Uint8Array(Math.max(bytes, Math.min(this.bytes.length * 2, this.bytes.length + 4 * 1024 * 1024)));
    grown.set(this.bytes.subarray(0, this.length));
    this.bytes = grown;
  }
}

/** The path without doubled or trailing slashes. */
export function normalisePath(path: string): string {
  const parts = path.split('/').filter(part => part !== '' && part !== '.');
  return (path.startsWith('/') ? '/' : '') + parts.join('/');
}

export function parentPath(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : slash === 0 ? '/' : path.slice(0, slash);
}

class MemoryFileHandle implements FileHandle {
  constructor(private readonly content: FileContent) {}
  read(target: Uint8Array, targetOffset: number, length: number, position: number): number {
    return this.content.read(target, targetOffset, length, position);
  }
  write(source: Uint8Array, sourceOffset: number, length: number, position: number): void {
    this.content.write(source, sourceOffset, length, position);
  }
  size(): number {
    return this.content.length;
  }
  truncate(bytes: number): void {
    this.content.truncate(bytes);
  }
  sync(): Promise<void> {
    return Promise.resolve();
  }
  syncNow(): void {}
  close(): void {}
}

export class MemoryFileSystem implements FileSystem {
  private readonly files = new Map<string, FileContent>();
  private readonly directories = new Set<string>();
  private readonly locks = new Set<string>();

  open(path: string, options?: OpenOptions): FileHandle {
    const name = normalisePath(path);
    let content = this.files.get(name);
    if (content === undefined) {
      if (!options?.create || !this.hasDirectory(parentPath(name))) throw new FileError('ENOENT', path);
      this.files.set(name, (content = new FileContent()));
    }
    return new MemoryFileHandle(content);
  }

  exists(path: string): boolean {
    const name = normalisePath(path);
    return this.files.has(name) || this.directories.has(name);
  }

  list(path: string): string[] {
    const name = normalisePath(path);
    if (!this.hasDirectory(name)) throw new FileError('ENOENT', path);
    const names: string[] = [];
    for (const entry of [...this.files.keys(), ...this.directories])
      if (entry !== name && parentPath(entry) === name) names.push(entry.slice(entry.lastIndexOf('/') + 1));
    return names.sort();
  }

  makeDirectory(path: string): void {
    for (let name = normalisePath(path); name !== '' && name !== '/'; name = parentPath(name)) this.directories.add(name);
  }

  unlink(path: string): void {
    if (!this.files.delete(normalisePath(path))) throw new FileError('ENOENT', path);
  }

  rename(from: string, to: string): void {
    const content = this.files.get(normalisePath(from));
    if (content === undefined) throw new FileError('ENOENT', from);
    this.files.delete(normalisePath(from));
    this.files.set(normalisePath(to), content);
  }

  syncDirectory(): void {}

  lockDirectory(path: string): Promise<DirectoryLock> {
    const name = normalisePath(path);
    if (this.locks.has(name)) return Promise.reject(lockedError(path, 'this'));
    this.locks.add(name);
    return Promise.resolve({ isHeld: () => this.locks.has(name), release: () => void this.locks.delete(name) });
  }

  private hasDirectory(name: string): boolean {
    return name === '' || name === '/' || this.directories.has(name);
  }
}

export function memoryFileSystem(): MemoryFileSystem {
  return new MemoryFileSystem();
}

/** FATAL F0001 in PostgreSQL's words. */
export function lockedError(directory: string, pid: number | string): PgError {
  const error = new PgError('lock_file_exists', 'lock file "postmaster.pid" already exists', {
    hint:
      pid === 'this'
        ? `Is it open in this process already? (data directory "${directory}")`
        : `Is another postmaster (PID ${pid}) running in data directory "${directory}"?`,
  });
  error.severity = 'FATAL';
  return error;
}
