/**
 * A growing byte buffer for backend messages: rows are encoded straight into it, one socket write per Sync. It starts small (an idle connection keeps it)
 * and doubles; `release` says whether the bytes may be written over again, so that a reply costs no new buffer.
 */
const INITIAL_BYTES = 2048;
/** After the first growth; an idle connection keeps no more than this. */
const GROWN_BYTES = 16384;
/** Text up to this length is written character by character while it is ASCII, which beats the call into the runtime. */
const SHORT_LENGTH = 32;

export class ByteWriter {
  buffer: Buffer = Buffer.allocUnsafeSlow(INITIAL_BYTES);
  length = 0;
  private messageStart = 0;

  reserve(bytes: number): void {
    const needed = this.length + bytes;
    if (needed <= this.buffer.length) return;
    let size = Math.max(this.buffer.length * 2, GROWN_BYTES);
    while (size < needed) size *= 2;
    const grown = Buffer.allocUnsafeSlow(size);
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
    this.text(text);
    this.buffer[this.length++] = 0;
  }

  /** A field of DataRow: int32 byte length, then UTF-8. */
  lengthAndText(text: string): void {
    this.reserve(text.length * 3 + 4);
    const start = this.length;
    this.length += 4;
    this.text(text);
    this.setInt32(start, this.length - start - 4);
  }

  /** The room has been reserved. */
  private text(text: string): void {
    const { length } = text;
    if (length <= SHORT_LENGTH) {
      const b = this.buffer;
      let at = this.length;
      let i = 0;
      for (; i < length; i++) {
        const c = text.charCodeAt(i);
        if (c >= 128) break;
        b[at++] = c;
      }
      if (i === length) {
        this.length = at;
        return;
      }
    }
    this.length += this.buffer.write(text, this.length, 'utf8');
  }

  /** A field of DataRow: the digits of a whole number of up to 32 bits. */
  lengthAndInteger(value: number): void {
    this.reserve(15);
    const b = this.buffer;
    const start = this.length;
    let at = start + 4;
    let rest = value;
    if (rest < 0) {
      b[at++] = 45;
      rest = -rest;
    }
    let digits = 1;
    for (let limit = 10; rest >= limit && digits < 10; limit *= 10) digits++;
    for (let i = at + digits - 1; i >= at; i--) {
      const next = Math.floor(rest / 10);
      b[i] = 48 + (rest - next * 10);
      rest = next;
    }
    this.length = at + digits;
    this.setInt32(start, this.length - start - 4);
  }

  lengthAndBytes(source: Uint8Array): void {
    this.int32(source.length);
    this.bytes(source);
  }

  /** The bytes written so far, a view. */
  get written(): Buffer {
    return this.buffer.subarray(0, this.length);
  }

  /**
   * Empties the writer.
   * @param isFree nobody reads the old bytes any more: they may be written over
   * @param isIdle nothing is expected to follow soon: a large buffer is given up
   */
  release(isFree: boolean, isIdle: boolean): void {
    const { length } = this.buffer;
    if (isIdle && length > GROWN_BYTES) this.buffer = Buffer.allocUnsafeSlow(INITIAL_BYTES);
    else if (!isFree) this.buffer = Buffer.allocUnsafeSlow(length);
    this.length = 0;
  }

  /** The bytes written so far; the writer is empty afterwards and does not touch them again. */
  take(): Buffer {
    const out = this.written;
    this.release(false, true);
    return out;
  }
}
