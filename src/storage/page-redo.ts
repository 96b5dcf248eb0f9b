/**
 * Redo of page changes: reads the body described in page-change-format.ts and brings the pages to the state after the change. Whether a page needs
 * it is told by its LSN, so applying a record twice, or to a page written after it, changes nothing.
 */
import { ByteReader, fileId as toFileId, getU16, getU32, PAGE_BYTES, putU16, type FileId } from '../base/index.js';
import { arena, baseByte, baseWord } from './arena.js';
import {
  BLOCK_ENTRY_BYTES,
  BLOCK_IMAGE,
  BLOCK_INITIALISED,
  CHANGE_HEADER_BYTES,
  FILE_OPERATION_BYTES,
  OP_COPY_WITHIN,
  OP_FILL,
  OP_OFFSET_MASK,
  OP_PUT8,
  OP_PUT16,
  OP_PUT32,
  OP_PUT_BYTES,
  OP_SELECT,
  OP_SHIFT,
  OTHER_INITIALISE,
  OTHER_PUT64,
} from './page-change-format.js';
import { PAGE_KIND, PAGE_LOWER, PAGE_SPECIAL, PAGE_UPPER, pageLsn, setPageLsn } from './page-header.js';
import type { Storage } from './storage.js';

/** One block of a page change, as recorded. */
export interface ChangeBlock {
  readonly fileId: FileId;
  readonly page: number;
  readonly isImage: boolean;
  readonly isInitialised: boolean;
  readonly holeStart: number;
  readonly holeEnd: number;
  /** Where the image stands in the record's bytes; -1 without one. */
  readonly imageAt: number;
}

/** The parts of a page change's body. */
export interface ChangeBody {
  readonly bytes: Uint8Array;
  /** Blocks with file id 0 were not changed. */
  readonly blocks: readonly ChangeBlock[];
  /** Pairs of file id and FileOperation. */
  readonly fileOperations: readonly number[];
  readonly opsAt: number;
  readonly opsLength: number;
  readonly payloadAt: number;
  readonly payloadLength: number;
}

export function readChangeBody(bytes: Uint8Array, at: number): ChangeBody {
  const blockCount = getU16(bytes, at);
  const fileCount = getU16(bytes, at + 2);
  const opsLength = getU32(bytes, at + 4);
  const payloadLength = getU32(bytes, at + 8);
  const entriesAt = at + CHANGE_HEADER_BYTES;
  const fileOperationsAt = entriesAt + blockCount * BLOCK_ENTRY_BYTES;
  const opsAt = fileOperationsAt + fileCount * FILE_OPERATION_BYTES;
  const blocks: ChangeBlock[] = [];
  let imageAt = opsAt + ((opsLength + 3) & ~3);
  for (let i = 0; i < blockCount; i++) {
    const entry = entriesAt + i * BLOCK_ENTRY_BYTES;
    const flags = getU16(bytes, entry + 8);
    const isImage = (flags & BLOCK_IMAGE) !== 0;
    const holeStart = getU16(bytes, entry + 10);
    const holeEnd = getU16(bytes, entry + 12);
    const fileId = toFileId(getU32(bytes, entry));
    blocks.push({
      fileId,
      page: getU32(bytes, entry + 4),
      isImage,
      isInitialised: (flags & BLOCK_INITIALISED) !== 0,
      holeStart,
      holeEnd,
      imageAt: isImage ? imageAt : -1,
    });
    if (isImage) imageAt += PAGE_BYTES - (holeEnd - holeStart);
  }
  const fileOperations: number[] = [];
  for (let i = 0; i < fileCount; i++)
    fileOperations.push(getU32(bytes, fileOperationsAt + i * FILE_OPERATION_BYTES), getU32(bytes, fileOperationsAt + i * FILE_OPERATION_BYTES + 4));
  return { bytes, blocks, fileOperations, opsAt, opsLength, payloadAt: imageAt, payloadLength };
}

/** Brings the pages of a change, whose record ends at `end`, up to date. */
export function redoPages(storage: Storage, body: ChangeBody, end: number): void {
  const { pool } = storage;
  const frames: number[] = [];
  const applies: boolean[] = [];
  try {
    for (const block of body.blocks) {
      if (block.fileId === 0) {
        frames.push(-1);
        applies.push(false);
        continue;
      }
      const file = storage.openForRedo(block.fileId, block.page + 1);
      const needsRead = !block.isImage && !block.isInitialised;
      const frame = needsRead ? pool.pin(file, block.page) : pool.pinZeroed(file, block.page);
      frames.push(frame);
      if (block.isImage) putImage(frame, body.bytes, block);
      const pageEnd = needsRead ? pageLsn(arena.views(frame), baseWord(frame)) : 0;
      // A page that operations alone were logged for has been stamped before. If it is not there, its file is dropped further on, or damaged.
      const isMissing = needsRead && pageEnd === 0;
      if (isMissing) storage.files.noteMissing(block.fileId, block.page);
      applies.push(!block.isImage && !isMissing && pageEnd < end);
    }
    applyOps(body, frames, applies);
    for (let i = 0; i < frames.length; i++) {
      if (frames[i]! < 0 || (!applies[i] && !body.blocks[i]!.isImage)) continue;
      setPageLsn(arena.views(frames[i]!), baseWord(frames[i]!), end);
      pool.markDirty(frames[i]!);
    }
  } finally {
    for (const frame of frames) if (frame >= 0) pool.unpin(frame);
  }
}

function putImage(frame: number, bytes: Uint8Array, block: ChangeBlock): void {
  const { u8 } = arena.views(frame);
  const base = baseByte(frame);
  const { holeStart, holeEnd, imageAt } = block;
  u8.set(bytes.subarray(imageAt, imageAt + holeStart), base);
  u8.fill(0, base + holeStart, base + holeEnd);
  u8.set(bytes.subarray(imageAt + holeStart, imageAt + holeStart + PAGE_BYTES - holeEnd), base + holeEnd);
}

function applyOps(body: ChangeBody, frames: readonly number[], applies: readonly boolean[]): void {
  const { bytes } = body;
  const reader = new ByteReader(bytes, body.opsAt, body.opsAt + body.opsLength);
  let u8 = bytes;
  let base = 0;
  let isWanted = false;
  while (reader.remaining > 0) {
    const head = getU16(bytes, reader.skip(2));
    const offset = head & OP_OFFSET_MASK;
    const code = (head >>> 8) >>> OP_SHIFT;
    switch (code) {
      case OP_SELECT:
        isWanted = applies[offset]!;
        if (isWanted) {
          u8 = arena.views(frames[offset]!).u8;
          base = baseByte(frames[offset]!);
        }
        break;
      case OP_PUT8:
      case OP_PUT16:
      case OP_PUT32: {
        const length = code === OP_PUT8 ? 1 : code === OP_PUT16 ? 2 : 4;
        const from = reader.skip(length);
        if (isWanted) for (let i = 0; i < length; i++) u8[base + offset + i] = bytes[from + i]!;
        break;
      }
      case OP_PUT_BYTES: {
        const length = getU16(bytes, reader.skip(2));
        const from = reader.skip(length);
        if (isWanted) u8.set(bytes.subarray(from, from + length), base + offset);
        break;
      }
      case OP_COPY_WITHIN: {
        const at = reader.skip(4);
        const from = base + getU16(bytes, at);
        if (isWanted) u8.copyWithin(base + offset, from, from + getU16(bytes, at + 2));
        break;
      }
      case OP_FILL: {
        const at = reader.skip(3);
        if (isWanted) u8.fill(bytes[at + 2]!, base + offset, base + offset + getU16(bytes, at));
        break;
      }
      default:
        if (offset === OTHER_INITIALISE) {
          const at = reader.skip(6);
          if (isWanted) {
            u8.fill(0, base, base + PAGE_BYTES);
            putU16(u8, base + PAGE_KIND, getU16(bytes, at));
            putU16(u8, base + PAGE_LOWER, getU16(bytes, at + 2));
            putU16(u8, base + PAGE_UPPER, getU16(bytes, at + 4));
            putU16(u8, base + PAGE_SPECIAL, getU16(bytes, at + 4));
          }
        } else if (offset === OTHER_PUT64) {
          const at = reader.skip(10);
          const to = base + getU16(bytes, at);
          if (isWanted) for (let i = 0; i < 8; i++) u8[to + i] = bytes[at + 2 + i]!;
        } else {
          throw new RangeError(`unknown page operation ${offset}`);
        }
    }
  }
}
