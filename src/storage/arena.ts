/**
 * The memory that pages live in, one for the whole process: chunks of 16 MB, made on demand, cut into frames of 8 KB. A frame is a number;
 * its bytes are reached through its chunk's views and a word or byte index, never through a view of its own (a `subarray` costs 36 ns).
 * A frame belongs to one buffer pool from `allocate` to `release`; pin counts and the pool's bookkeeping are columns indexed by frame
 * (grown by replacing the arrays: fetch them from the arena, do not keep them).
 *
 * Chunks are SharedArrayBuffers, so that workers or WebAssembly can see the same pages later; the operating system gives memory to a chunk
 * only where it is written.
 */
import { PAGE_BYTES } from '../base/index.js';
import type { RelationFile } from './relation-file.js';

export interface ChunkViews {
  readonly i32: Int32Array;
  readonly u32: Uint32Array;
  readonly u16: Uint16Array;
  readonly u8: Uint8Array;
  readonly f64: Float64Array;
  readonly buffer: ArrayBufferLike;
}

const FRAME_BITS = 11;
export const FRAMES_PER_CHUNK = 1 << FRAME_BITS;
const FRAME_MASK = FRAMES_PER_CHUNK - 1;
const CHUNK_BYTES = FRAMES_PER_CHUNK * PAGE_BYTES;

/** Index of a frame's first 32-bit word in its chunk's `i32` / `u32`. */
export function baseWord(frame: number): number {
  return (frame & FRAME_MASK) << 11;
}
/** Index of a frame's first byte in its chunk's `u8`. */
export function baseByte(frame: number): number {
  return (frame & FRAME_MASK) << 13;
}
export function chunkOf(frame: number): number {
  return frame >>> FRAME_BITS;
}

/** Bits of `Arena.flags`. */
export const FRAME_DIRTY = 1;
/** Which of the pool's two queues the frame stands in. */
export const FRAME_PROTECTED = 2;

export class Arena {
  readonly chunks: ChunkViews[] = [];
  pins = new Int32Array(0);
  /** Touches since the frame last came up for eviction (0..2). */
  touches = new Uint8Array(0);
  flags = new Uint8Array(0);
  /** Page number and file of each frame. */
  pages = new Int32Array(0);
  files: (RelationFile | null)[] = [];
  /** Neighbours in the pool's queue, -1 at the ends. */
  next = new Int32Array(0);
  previous = new Int32Array(0);
  private freeFrames = new Int32Array(0);
  private freeCount = 0;

  /** A frame with unspecified content, unpinned. */
  allocate(): number {
    if (this.freeCount === 0) this.grow();
    const frame = this.freeFrames[--this.freeCount]!;
    this.pins[frame] = 0;
    this.touches[frame] = 0;
    this.flags[frame] = 0;
    return frame;
  }

  release(frame: number): void {
    this.files[frame] = null;
    this.freeFrames[this.freeCount++] = frame;
  }

  views(frame: number): ChunkViews {
    return this.chunks[frame >>> FRAME_BITS]!;
  }

  /** Frames in use by all databases of the process. */
  get usedFrames(): number {
    return this.chunks.length * FRAMES_PER_CHUNK - this.freeCount;
  }

  private grow(): void {
    const first = this.chunks.length * FRAMES_PER_CHUNK;
    const buffer = allocateChunk();
    this.chunks.push({
      i32: new Int32Array(buffer),
      u32: new Uint32Array(buffer),
      u16: new Uint16Array(buffer),
      u8: new Uint8Array(buffer),
      f64: new Float64Array(buffer),
      buffer,
    });
    const frames = first + FRAMES_PER_CHUNK;
    if (frames > this.pins.length) this.growColumns(Math.max(frames, this.pins.length * 2));
    // Pushed in reverse, so that frames are handed out from the lowest address.
    for (let i = FRAMES_PER_CHUNK - 1; i >= 0; i--) this.freeFrames[this.freeCount++] = first + i;
    for (let i = 0; i < FRAMES_PER_CHUNK; i++) this.files.push(null);
  }

  private growColumns(frames: number): void {
    this.pins = grownInt32(this.pins, frames);
    this.pages = grownInt32(this.pages, frames);
    this.next = grownInt32(this.next, frames);
    this.previous = grownInt32(this.previous, frames);
    this.freeFrames = grownInt32(this.freeFrames, frames);
    this.touches = grownUint8(this.touches, frames);
    this.flags = grownUint8(this.flags, frames);
  }
}

/** The one place that decides what kind of memory pages live in. */
function allocateChunk(): ArrayBufferLike {
  return typeof SharedArrayBuffer === 'undefined' ? new ArrayBuffer(CHUNK_BYTES) : new SharedArrayBuffer(CHUNK_BYTES);
}

function grownInt32(old: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const grown = new Int32Array(length);
  grown.set(old);
  return grown;
}

function grownUint8(old: Uint8Array, length: number): Uint8Array<ArrayBuffer> {
  const grown = new Uint8Array(length);
  grown.set(old);
  return grown;
}

/** The process's arena. Frames of all databases come from it; it holds no state of any of them. */
export const arena = new Arena();
