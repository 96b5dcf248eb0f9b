/**
 * The header of a stored row version: 24 bytes, 6 words, at an 8-byte aligned offset of its page.
 *
 * | OFFSET | SIZE | MEANING |
 * |--------|------|---------|
 * | 0      | 4    | xmin, as offset from the page's xid base |
 * | 4      | 4    | xmax, likewise; 0 = none |
 * | 8      | 4    | command id: of the insert (cmin) or delete (cmax), or a combo id when both matter to one transaction |
 * | 12     | 2    | info bits |
 * | 14     | 2    | layout version |
 * | 16     | 6    | forward row reference: page u32, line u16; the newer version of an updated row, 0 = none |
 * | 22     | 2    | reserved |
 *
 * Hint bits (XMIN_*, XMAX_*) only repeat what the commit status says; they may be lost at any time.
 */

export const TUPLE_HEADER_BYTES = 24;
export const TUPLE_HEADER_WORDS = 6;

/** Byte offsets within the tuple. */
export const TUPLE_XMIN = 0;
export const TUPLE_XMAX = 4;
export const TUPLE_COMMAND = 8;
export const TUPLE_INFO = 12;
export const TUPLE_LAYOUT = 14;
export const TUPLE_FORWARD_PAGE = 16;
export const TUPLE_FORWARD_LINE = 20;

export const XMIN_COMMITTED = 0x0001;
export const XMIN_ABORTED = 0x0002;
/** Both: visible to everyone, whatever xmin says. */
export const XMIN_FROZEN = 0x0003;
export const XMAX_COMMITTED = 0x0004;
/** xmax has no meaning: none, or aborted. */
export const XMAX_ABORTED = 0x0008;
/** xmax only locked the row. */
export const XMAX_LOCK_ONLY = 0x0010;
/** The newer version is on the same page and has no index entries of its own. */
export const HOT_UPDATED = 0x0020;
/** This version is reached only through an older one on the page. */
export const HEAP_ONLY = 0x0040;
/** The command id is a combo id. */
export const COMBO_COMMAND = 0x0080;
/** Some column is NULL (else readers skip the bitmap). */
export const HAS_NULLS = 0x0100;
/** Some column lies on overflow pages. */
export const HAS_OVERFLOW = 0x0200;
/** Two bits: the lock strength that xmax stands for (RowLockStrength). */
export const STRENGTH_SHIFT = 10;
export const STRENGTH_MASK = 0x0c00;
/** xmax updated the row (forward reference valid) rather than deleting it. */
export const XMAX_UPDATED = 0x1000;

/** Everything that describes xmax; cleared when a new xmax is written. */
export const XMAX_BITS = XMAX_COMMITTED | XMAX_ABORTED | XMAX_LOCK_ONLY | HOT_UPDATED | STRENGTH_MASK | XMAX_UPDATED;

/** Lock strengths of rows (PostgreSQL chapter 13.3.2). */
export type RowLockStrength = 0 | 1 | 2 | 3;
export const KEY_SHARE: RowLockStrength = 0;
export const FOR_SHARE: RowLockStrength = 1;
export const NO_KEY_UPDATE: RowLockStrength = 2;
export const FOR_UPDATE: RowLockStrength = 3;

/** True when locks of these strengths by two transactions exclude each other. */
export function strengthsConflict(a: RowLockStrength, b: RowLockStrength): boolean {
  return a + b >= 3;
}
