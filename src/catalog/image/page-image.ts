/**
 * The page image of the initial catalogs: what `tools/catalog/build-image.ts` writes and every new database starts from.
 *
 * Files are cut into chunks of at most CHUNK_PAGES pages, each deflated by itself and held as base64, so that opening a database
 * costs nothing and the first read of a page inflates its chunk only (about 0.2 ms).
 */
import { inflateRawSync } from 'node:zlib';
import { PAGE_BYTES } from '../../base/index.js';
import type { BaseImage, BootstrapImage } from '../../storage/index.js';

export const CHUNK_PAGES = 16;

export interface PackedFile {
  readonly fileId: number;
  readonly pages: number;
  /** Base64 of raw deflate, one string a chunk. */
  readonly chunks: readonly string[];
}

export interface PackedImage {
  readonly nextXid: number;
  readonly nextOid: number;
  readonly nextFileId: number;
  readonly files: readonly PackedFile[];
}

/** Inflated chunks are kept as long as someone asks: all databases of a process share them. */
class PackedPages implements BaseImage {
  readonly pageCount: number;
  readonly #chunks: readonly string[];
  readonly #inflated: (Uint8Array | undefined)[] = [];

  constructor(file: PackedFile) {
    this.pageCount = file.pages;
    this.#chunks = file.chunks;
  }

  read(page: number, target: Uint8Array, at: number): void {
    const number = Math.floor(page / CHUNK_PAGES);
    const bytes = (this.#inflated[number] ??= inflateRawSync(Buffer.from(this.#chunks[number]!, 'base64')));
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
