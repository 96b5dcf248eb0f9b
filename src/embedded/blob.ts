/** COPY's data in process: blobs instead of a connection's stream. `/dev/blob` is their name in SQL, as in PGlite; STDIN and STDOUT mean the same. */
import type { CopySource } from '../session/index.js';

export const BLOB_PATH = '/dev/blob';

/** Bytes read at a time. */
const CHUNK_BYTES = 1 << 20;
const FIRST_BYTES = 8192;

/** Reads a blob from its beginning. */
export class BlobSource implements CopySource {
  private at = 0;

  constructor(private readonly blob: Blob) {}

  next(): Promise<Uint8Array | null> | null {
    const { at, blob } = this;
    if (at >= blob.size) return null;
    this.at = at + CHUNK_BYTES;
    return blob
      .slice(at, this.at)
      .arrayBuffer()
      .then(bytes => new Uint8Array(bytes));
  }
}

/** Gathers what COPY gives. */
export class BlobSink {
  private bytes = new Uint8Array(FIRST_BYTES);
  private length = 0;

  write(data: Uint8Array): void {
    const end = this.length + data.length;
    if (end > this.bytes.length) {
      const grown = new Uint8Array(Math.max(end, this.bytes.length * 2));
      grown.set(this.bytes.subarray(0, this.length));
      this.bytes = grown;
    }
    this.bytes.set(data, this.length);
    this.length = end;
  }

  blob(): Blob {
    return new Blob([this.bytes.subarray(0, this.length)]);
  }
}
