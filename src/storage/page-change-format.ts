/**
 * The body of a log record that changes pages (record flag 2), after the header of 32 bytes. Numbers are little-endian.
 *
 *   OFFSET SIZE MEANING
 *        0    2 number of blocks
 *        2    2 number of file operations
 *        4    4 bytes of the operation stream
 *        8    4 bytes of the payload
 *       12   16 per block: file id u32, page u32, flags u16, hole start u16, hole end u16, zero u16
 *            8  per file operation: file id u32, operation u32
 *            n  operation stream, padded with zeros to a multiple of 4
 *            n  page images in the order of their blocks: 8,192 bytes without the hole
 *            n  payload
 *
 * The operation stream. An operation starts with a u16: page offset in the low 13 bits, code in the high 3.
 *
 *   CODE NAME        OFFSET FIELD    THEN
 *      0 select      block number    -                              the operations that follow are for this block
 *      1 put8        where           u8
 *      2 put16       where           u16
 *      3 put32       where           u32
 *      4 putBytes    where           u16 length, bytes
 *      5 copyWithin  to              u16 from, u16 length
 *      6 fill        where           u16 length, u8
 *      7 other       0: initialise   u16 page kind, u16 lower, u16 upper
 *                    1: put64        u16 where, 8 bytes
 *
 * Redo: a block with an image becomes that image; a block with `initialised` starts from a page of zeros; any other is read, and its operations
 * are applied if its page LSN is before the record's end. Afterwards the page LSN is the record's end.
 */

export const CHANGE_HEADER_BYTES = 12;
export const BLOCK_ENTRY_BYTES = 16;
export const FILE_OPERATION_BYTES = 8;

/** Block flags on disk. */
export const BLOCK_IMAGE = 1;
export const BLOCK_INITIALISED = 2;
/** Block flags in memory only. */
export const BLOCK_LOGGED = 4;
export const BLOCK_TOUCHED = 8;
export const BLOCK_EXTENDED = 16;

export const OP_SELECT = 0;
export const OP_PUT8 = 1;
export const OP_PUT16 = 2;
export const OP_PUT32 = 3;
export const OP_PUT_BYTES = 4;
export const OP_COPY_WITHIN = 5;
export const OP_FILL = 6;
export const OP_OTHER = 7;
/** Where an operation's code stands in its second byte. */
export const OP_SHIFT = 5;
export const OP_OFFSET_MASK = 0x1fff;

export const OTHER_INITIALISE = 0;
export const OTHER_PUT64 = 1;

/** What a change does to relation files beside their pages. */
export const FileOperation = {
  createPermanent: 1,
  createUnlogged: 2,
  /** The file's creation is committed. */
  keep: 3,
  drop: 4,
} as const;
export type FileOperation = (typeof FileOperation)[keyof typeof FileOperation];
