/**
 * The page image of the initial catalogs: what `tools/catalog/build-image.ts` writes and every new database starts from.
 *
 * Files are cut into chunks of at most CHUNK_PAGES pages, each deflated by itself and held as base64, so that opening a database
 * costs nothing and the first read of a page inflates its chunk only (about 0.2 ms). Chunks that hold next to nothing are kept as their bytes without the
 * runs of zeros: those are what a first connection reads, and loading zlib would take longer than all the rest of it.
 */
import { inflateRawSync } from 'node:zlib';
import { PAGE_BYTES } from '../../base/index.js';
import type { BaseImage, BootstrapImage } from '../../storage/index.js';

export const CHUNK_PAGES = 16;

export interface PackedFile {
  readonly fileId: number;
  readonly pages: number;
  /** One string a chunk: base64 of raw deflate, or SPARSE_MARK and base64 of the sparse form. */
  readonly chunks: readonly string[];
}

export interface PackedImage {
  readonly nextXid: number;
  readonly nextOid: number;
  readonly nextFileId: number;
  readonly files: readonly PackedFile[];
}

export const SPARSE_MARK = '=';

/**
 * The sparse form, repeated:
 *
 * OFFSET SIZE MEANING
 * 0      2    n, zeros to skip
 * 2      2    m, bytes that follow
 * 4      m    the bytes
 *
 * What is behind the last of them is zeros.
 */
export function packSparse(bytes: Uint8Array): Uint8Array {
  const out: number[] = [];
  let at = 0;
  for (;;) {
    let start = at;
    while (start < bytes.length && bytes[start] === 0 && start - at < 0xffff) start++;
    if (start === bytes.length) return Uint8Array.from(out);
    // A run ends at four zeros, which is what starting another one costs.
    let end = start;
    while (end < bytes.length && end - start < 0xffff && (bytes[end]! | bytes[end + 1]! | bytes[end + 2]! | bytes[end + 3]!) !== 0) end++;
    out.push((start - at) & 255, (start - at) >> 8, (end - start) & 255, (end - start) >> 8, ...bytes.subarray(start, end));
    at = end;
  }
}

function unpackSparse(packed: Uint8Array, bytes: number): Uint8Array {
  const out = new Uint8Array(bytes);
  let to = 0;
  for (let at = 0; at < packed.length;) {
    to += packed[at]! | (packed[at + 1]! << 8);
    const count = packed[at + 2]! | (packed[at + 3]! << 8);
    out.set(packed.subarray(at + 4, at + 4 + count), to);
    to += count;
    at += 4 + count;
  }
  return out;
}

function unpackChunk(chunk: string): Uint8Array {
  if (chunk.startsWith(SPARSE_MARK)) return unpackSparse(Buffer.from(chunk.slice(1), 'base64'), CHUNK_PAGES * PAGE_BYTES);
  return inflateRawSync(Buffer.from(chunk, 'base64'));
}

/** Inflated chunks are kept as long as someone asks: all databases of a process share them. */
class PackedPages implements BaseImage {
  readonly pageCount: number;
  readonly #file: PackedFile;
  readonly #inflated: (Uint8Array | undefined)[] = [];

  constructor(file: PackedFile) {
    this.pageCount = file.pages;
    // The chunks themselves may not be in memory yet.
    this.#file = file;
  }

  read(page: number, target: Uint8Array, at: number): void {
    const number = Math.floor(page / CHUNK_PAGES);
    const bytes = (this.#inflated[number] ??= unpackChunk(this.#file.chunks[number]!));
    const from = (page % CHUNK_PAGES) * PAGE_BYTES;
    target.set(bytes.subarray(from, from + PAGE_BYTES), at);
  }
}

export function unpackImage(packed: PackedImage): BootstrapImage {
  return {
    nextXid: packed.nextXid,
    nextOid: packed.nextOid,
    nextFileId: packed.nextFileId,
    files: packed.files.map(file => ({ fileId: file.fileId, image: new PackedPages(file) })),
  };
}
