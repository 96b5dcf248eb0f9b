/**
 * Temporary files of one session: what its sorts, hash tables and index builds hold past their memory. All of them live in one file of the file system, in
 * extents that are used again, so that a statement with hundreds of partitions needs one descriptor. Never logged, never synced.
 *
 * Invariants
 * 1. The file exists from the first write until the last temporary file is discarded; the session's end discards them all.
 * 2. What a crash leaves behind is removed when the database is opened (`removeTemporaryFiles`), before anybody can write.
 * 3. `heldBytes` is what all of them hold now; growing past the limit fails with 53400 and changes nothing; so does, with 53200, growing past the part of
 *    the machine's memory that a database in memory may use for them.
 */
import { PgError } from '../errors/index.js';
import { fileAccessError, fileErrorCode, type FileHandle, type FileSystem } from '../io/index.js';

/** Bytes of an extent: what writers write at a time. */
const EXTENT_BYTES = 65536;

/** Where the file system has room for temporary files. */
export interface TemporaryDirectory {
  readonly fileSystem: FileSystem;
  /** Its path, made when it is first needed. */
  readonly path: string;
  /** Its name in messages. */
  readonly shownAs: string;
}

/** The extents of a database in memory. No access crosses the end of one. */
class MemoryExtents {
  private readonly extents: Uint8Array[] = [];

  write(source: Uint8Array, offset: number, length: number, position: number): void {
    const extent = (this.extents[Math.floor(position / EXTENT_BYTES)] ??= new Uint8Array(EXTENT_BYTES));
    extent.set(source.subarray(offset, offset + length), position % EXTENT_BYTES);
  }

  read(target: Uint8Array, offset: number, length: number, position: number): void {
    const at = position % EXTENT_BYTES;
    target.set(this.extents[Math.floor(position / EXTENT_BYTES)].subarray(at, at + length), offset);
  }

  close(): void {
    this.extents.length = 0;
  }
}

/** A temporary file of one statement. */
export interface SpillFile {
  write(source: Uint8Array, length: number, position: number): void;
  /** Fills `length` bytes of `target` from `offset` on. */
  read(target: Uint8Array, offset: number, length: number, position: number): void;
  /** Removes it. */
  discard(): void;
}

export class TemporaryFiles {
  private handle: FileHandle | MemoryExtents | null = null;
  private readonly live = new Set<TemporaryFile>();
  private free: number[] = [];
  private extents = 0;
  heldBytes = 0;

  /**
   * @param directory null: in memory
   * @param name of the file in the directory, its own
   * @param limitKilobytes what all files together may hold, negative = no limit
   * @param memoryBytes the same in bytes, where there is no directory
   */
  constructor(
    private readonly directory: TemporaryDirectory | null,
    private readonly name: string,
    private readonly limitKilobytes: () => number,
    private readonly memoryBytes: () => number = () => Infinity,
  ) {}

  get openCount(): number {
    return this.live.size;
  }

  /** A new, empty one. */
  create(): SpillFile {
    const file = new TemporaryFile(this);
    this.live.add(file);
    return file;
  }

  /** Discards all of them. */
  close(): void {
    for (const file of this.live) file.discard();
  }

  /** @throws PgError 53400 when `bytes` more are too many */
  grow(bytes: number): void {
    const limit = this.limitKilobytes();
    if (limit >= 0 && this.heldBytes + bytes > limit * 1024)
      throw new PgError('configuration_limit_exceeded', `temporary file size exceeds temp_file_limit (${limit}kB)`);
    if (this.directory === null && this.heldBytes + bytes > this.memoryBytes())
      throw new PgError('out_of_memory', 'out of memory', { detail: 'A database in memory keeps its temporary files there, too.' });
    this.heldBytes += bytes;
  }

  takeExtent(): number {
    return this.free.pop() ?? this.extents++;
  }

  write(source: Uint8Array, offset: number, length: number, position: number): void {
    try {
      this.handle ??= this.open();
      this.handle.write(source, offset, length, position);
    } catch (error) {
      throw fileAccessError(error, 'write to', this.shownAs);
    }
  }

  read(target: Uint8Array, offset: number, length: number, position: number): void {
    try {
      this.handle!.read(target, offset, length, position);
    } catch (error) {
      throw fileAccessError(error, 'read', this.shownAs);
    }
  }

  private get shownAs(): string {
    return `${this.directory?.shownAs ?? ''}/${this.name}`;
  }

  private open(): FileHandle | MemoryExtents {
    const { directory } = this;
    if (directory === null) return new MemoryExtents();
    directory.fileSystem.makeDirectory(directory.path);
    return directory.fileSystem.open(`${directory.path}/${this.name}`, { create: true });
  }

  drop(file: TemporaryFile, extents: readonly number[], bytes: number): void {
    if (!this.live.delete(file)) return;
    this.heldBytes -= bytes;
    if (this.live.size > 0) {
      this.free.push(...extents);
      return;
    }
    this.free = [];
    this.extents = 0;
    const { handle, directory } = this;
    if (handle === null) return;
    this.handle = null;
    try {
      handle.close();
      directory?.fileSystem.unlink(`${directory.path}/${this.name}`);
    } catch (error) {
      // The next start removes it. Clean-up must not hide what a statement has to say.
      if (fileErrorCode(error) === undefined) throw error;
    }
  }
}

class TemporaryFile implements SpillFile {
  private readonly extents: number[] = [];
  private bytes = 0;

  constructor(private readonly files: TemporaryFiles) {}

  write(source: Uint8Array, length: number, position: number): void {
    const end = position + length;
    if (end > this.bytes) {
      this.files.grow(end - this.bytes);
      this.bytes = end;
    }
    while (this.extents.length * EXTENT_BYTES < end) this.extents.push(this.files.takeExtent());
    for (let done = 0; done < length;) {
      const at = position + done;
      const count = Math.min(length - done, EXTENT_BYTES - (at % EXTENT_BYTES));
      this.files.write(source, done, count, this.place(at));
      done += count;
    }
  }

  read(target: Uint8Array, offset: number, length: number, position: number): void {
    for (let done = 0; done < length;) {
      const at = position + done;
      const count = Math.min(length - done, EXTENT_BYTES - (at % EXTENT_BYTES));
      this.files.read(target, offset + done, count, this.place(at));
      done += count;
    }
  }

  discard(): void {
    this.files.drop(this, this.extents, this.bytes);
  }

  private place(position: number): number {
    return this.extents[Math.floor(position / EXTENT_BYTES)] * EXTENT_BYTES + (position % EXTENT_BYTES);
  }
}

/** At start-up: removes what a crash left. */
export function removeTemporaryFiles({ fileSystem, path }: TemporaryDirectory): void {
  if (!fileSystem.exists(path)) return;
  for (const name of fileSystem.list(path)) fileSystem.unlink(`${path}/${name}`);
}
