/**
 * Read-only content that a relation file starts from: the bootstrap image shipped with the package, or (for forks) a frozen parent.
 * Pages that the file has not changed are copied out of it on a miss.
 */
export interface BaseImage {
  readonly pageCount: number;
  /** Copies page `page` (8 KB) to `target[at..]`. */
  read(page: number, target: Uint8Array, at: number): void;
}

/** Pages standing one behind the other in memory. */
export class BytesImage implements BaseImage {
  readonly pageCount: number;
  constructor(
    private readonly bytes: Uint8Array,
    private readonly start = 0,
    length = bytes.length - start,
  ) {
    this.pageCount = length >>> 13;
  }
  read(page: number, target: Uint8Array, at: number): void {
    const from = this.start + page * 8192;
    target.set(this.bytes.subarray(from, from + 8192), at);
  }
}

/** What a new database starts from: its first files, and the counters behind them. */
export interface BootstrapImage {
  readonly files: readonly { readonly fileId: number; readonly image: BaseImage }[];
  readonly nextOid: number;
  readonly nextXid: number;
  readonly nextFileId: number;
}

/** The content of one file, pages one behind the other, as `captureFiles` takes it and `BytesImage` reads it. */
export interface CapturedFile {
  readonly fileId: number;
  readonly bytes: Uint8Array;
}

/** A bootstrap image over captured files. */
export function bootstrapImage(
  files: readonly CapturedFile[],
  counters: { readonly nextOid: number; readonly nextXid: number; readonly nextFileId: number },
): BootstrapImage {
  return { ...counters, files: files.map(({ fileId, bytes }) => ({ fileId, image: new BytesImage(bytes) })) };
}
