/**
 * A growing byte buffer for backend messages: rows are encoded straight into it, one socket write per Sync. Grows by doubling from 64 KB;
 * `take` hands the bytes out and starts afresh.
 */
const INITIAL_BYTES = 65536;

export class ByteWriter {
  buffer: Buffer = Buffer.allocUnsafe(4096);
  length = 0;
  private messageStart = 0;

  reserve(bytes: number): void {
    const needed = this.length + bytes;
    if (needed <= this.buffer.length) return;
    let size = Math.max(this.buffer.length * 2, INITIAL_BYTES);
    while (size < needed) size *= 2;
    const grown = Buffer.allocUnsafe(size);
    this.buffer.copy(grown, 0, 0, this.length);
    this.buffer = grown;
  }

  /** Starts a message of type `code` (a character code); `end` fills in its length. */
  begin(code: number): void {
    this.reserve(5);
    this.buffer[this.length] = code;
    this.messageStart = this.length + 1;
    this.length += 5;
  }

  end(): void {
    this.setInt32(this.messageStart, this.length - this.messageStart);
  }

  setInt32(at: number, value: number): void {
    const b = this.buffer;
    b[at] = value >>> 24;
    b[at + 1] = value >>> 16;
    b[at + 2] = value >>> 8;
    b[at + 3] = value;
  }

  byte(value: number): void {
    this.reserve(1);
    this.buffer[this.length++] = value;
  }

  int16(value: number): void {
    this.reserve(2);
    this.buffer[this.length++] = value >>> 8;
    this.buffer[this.length++] = value;
  }

  int32(value: number): void {
    this.reserve(4);
    this.setInt32(this.length, value);
    this.length += 4;
  }

  bytes(source: Uint8Array): void {
    this.reserve(source.length);
    this.buffer.set(source, this.length);
    this.length += source.length;
  }

  /** Text followed by a zero byte. */
  cstring(text: string): void {
    this.reserve(text.length * 3 + 1);
    this.length += this.buffer.write(text, this.length, 'utf8');
    this.buffer[this.length++] = 0;
  }

  /** A field of DataRow: int32 byte length, then UTF-8. Short ASCII goes byte by byte, which beats the call into the runtime. */
  lengthAndText(text: string): void {
    const { length } = text;
    this.reserve(length * 3 + 4);
    const start = this.length;
    let at = start + 4;
    if (length <= 24) {
      const b = this.buffer;
      let i = 0;
      for (; i < length; i++) {
        const c = text.charCodeAt(i);
        if (c >= 128) break;
        b[at++] = c;
      }
      if (i === length) {
        this.setInt32(start, length);
        this.length = at;
        return;
      }
      at = start + 4;
    }
    const written = this.buffer.write(text, at, 'utf8');
    this.setInt32(start, written);
    this.length = at + written;
  }

  lengthAndBytes(source: Uint8Array): void {
    this.int32(source.length);
    this.bytes(source);
  }

  /** The bytes written so far; the writer is empty afterwards and does not touch them again. */
  take(): Buffer {
    const out = this.buffer.subarray(0, this.length);
    this.buffer = Buffer.allocUnsafe(this.length > INITIAL_BYTES ? INITIAL_BYTES : 4096);
    this.length = 0;
    return out;
  }
}
