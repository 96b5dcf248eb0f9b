/**
 * What the database needs of a file system: nothing else in the engine touches a disk. Three implementations: Node's, one in memory,
 * and the simulated one that loses what was not synced. Paths use `/`.
 *
 * Failures are thrown as errors with a POSIX `code` ('ENOSPC', 'EIO', 'ENOENT', …), as Node does; `file-error.ts` turns them into what
 * a user sees.
 */

export interface FileHandle {
  /** Reads up to `length` bytes; returns how many there were (fewer only at the end of the file). */
  read(target: Uint8Array, targetOffset: number, length: number, position: number): number;
  /** Writes all of it or throws. A gap before `position` reads as zeros. */
  write(source: Uint8Array, sourceOffset: number, length: number, position: number): void;
  /** The file's length in bytes. */
  size(): number;
  truncate(bytes: number): void;
  /** Makes everything written so far durable (fdatasync), without blocking the thread. */
  sync(): Promise<void>;
  /** The same, blocking. */
  syncNow(): void;
  /** Says nothing about durability. A sync in flight goes on to its end. */
  close(): void;
}

/** Ownership of a data directory by one open database. */
export interface DirectoryLock {
  /** False once another process has taken the directory over (checked at every checkpoint, before the control file is written). */
  isHeld(): boolean;
  release(): void;
}

export interface OpenOptions {
  /** Creates the file when it is missing; otherwise that is ENOENT. */
  readonly create?: boolean;
}

export interface FileSystem {
  open(path: string, options?: OpenOptions): FileHandle;
  exists(path: string): boolean;
  /** The names in a directory, sorted. */
  list(path: string): string[];
  /** Creates the directory and its parents; no error when it is there. */
  makeDirectory(path: string): void;
  unlink(path: string): void;
  rename(from: string, to: string): void;
  /** Makes creations, removals and renames in a directory durable. */
  syncDirectory(path: string): void;
  /** Takes the directory for this process or throws FATAL F0001, naming the pid of the owner. */
  lockDirectory(path: string): Promise<DirectoryLock>;
}
