/**
 * UTF-8 text between page bytes and JS strings. Short ASCII goes through fromCharCode (8-20 ns), longer through latin1Slice (40), the rest
 * through utf8Slice (55); a view or copy per value would cost more than the conversion.
 */

/** The fast decoders that Node's Buffer has and its types do not mention. */
type DecodingBuffer = Buffer & { latin1Slice(start: number, end: number): string; utf8Slice(start: number, end: number): string };

const buffers = new WeakMap<ArrayBufferLike, DecodingBuffer>();
let lastRead: ArrayBufferLike | null = null;
let lastReadBuffer = Buffer.alloc(0) as unknown as DecodingBuffer;

/** A Node Buffer over the whole of the memory that `bytes` lies in; runs of rows come from one chunk, so the last one is kept at hand. */
function nodeBuffer(memory: ArrayBufferLike): DecodingBuffer {
  if (memory === lastRead) return lastReadBuffer;
  let buffer = buffers.get(memory);
  if (buffer === undefined) {
    buffer = Buffer.from(memory as ArrayBuffer) as unknown as DecodingBuffer;
    buffers.set(memory, buffer);
  }
  lastRead = memory;
  lastReadBuffer = buffer;
  return buffer;
}

export function decodeText(bytes: Uint8Array, start: number, length: number, isAscii: boolean): string {
  if (isAscii) {
    if (length > 8) {
      const from = bytes.byteOffset + start;
      return nodeBuffer(bytes.buffer).latin1Slice(from, from + length);
    }
    switch (length) {
      case 0:
        return '';
      case 1:
        return String.fromCharCode(bytes[start]);
      case 2:
        return String.fromCharCode(bytes[start], bytes[start + 1]);
      case 3:
        return String.fromCharCode(bytes[start], bytes[start + 1], bytes[start + 2]);
      case 4:
        return String.fromCharCode(bytes[start], bytes[start + 1], bytes[start + 2], bytes[start + 3]);
      case 5:
        return String.fromCharCode(bytes[start], bytes[start + 1], bytes[start + 2], bytes[start + 3], bytes[start + 4]);
      case 6:
        return String.fromCharCode(bytes[start], bytes[start + 1], bytes[start + 2], bytes[start + 3], bytes[start + 4], bytes[start + 5]);
      case 7:
        return String.fromCharCode(bytes[start], bytes[start + 1], bytes[start + 2], bytes[start + 3], bytes[start + 4], bytes[start + 5], bytes[start + 6]);
      default:
        return String.fromCharCode(
          bytes[start],
          bytes[start + 1],
          bytes[start + 2],
          bytes[start + 3],
          bytes[start + 4],
          bytes[start + 5],
          bytes[start + 6],
          bytes[start + 7],
        );
    }
  }
  const from = bytes.byteOffset + start;
  return nodeBuffer(bytes.buffer).utf8Slice(from, from + length);
}

const encoder = new TextEncoder();

/** Writes the text as UTF-8; `target` has room for 3 bytes a character. Returns the bytes written: equal to `text.length` if and only if all is ASCII. */
export function encodeText(text: string, target: Uint8Array, at: number): number {
  const length = text.length;
  if (length <= 64) {
    let i = 0;
    for (; i < length; i++) {
      const code = text.charCodeAt(i);
      if (code > 0x7f) break;
      target[at + i] = code;
    }
    if (i === length) return length;
  }
  return encoder.encodeInto(text, target.subarray(at)).written;
}
