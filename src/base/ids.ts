/**
 * Branded identifiers. Each is a plain JS number (a safe integer) at run time;
 * the brand only stops one kind from being passed for another.
 */

declare const brand: unique symbol;
type Branded<Name extends string> = number & { readonly [brand]: Name };

/** Object id of a catalog row, 32-bit unsigned. 0 means "none" (PostgreSQL's InvalidOid). */
export type Oid = Branded<'Oid'>;
/** Transaction id, 64-bit in concept, a safe integer here: it never wraps. 0 = none, 1 = bootstrap, 2 = frozen, 3 = first normal. */
export type Xid = Branded<'Xid'>;
/** Log sequence number: byte position in the write-ahead log stream since the database was created. 0 = none. */
export type Lsn = Branded<'Lsn'>;
/** Block number of an 8 KB page within one relation file, 32-bit unsigned. */
export type PageNo = Branded<'PageNo'>;
/** Number of a relation's file on disk; never reused. */
export type FileId = Branded<'FileId'>;
/** Row reference: 48 bits, `pageNo * 65536 + line` with line counted from 1. The same for every table method. 0 = none. */
export type RowRef = Branded<'RowRef'>;
/** Command id inside a transaction, counted from 0. */
export type CommandId = Branded<'CommandId'>;

export const oid = (n: number): Oid => n as Oid;
export const xid = (n: number): Xid => n as Xid;
export const lsn = (n: number): Lsn => n as Lsn;
export const pageNo = (n: number): PageNo => n as PageNo;
export const fileId = (n: number): FileId => n as FileId;
export const commandId = (n: number): CommandId => n as CommandId;

export const INVALID_OID = 0 as Oid;
export const INVALID_XID = 0 as Xid;
export const BOOTSTRAP_XID = 1 as Xid;
export const FROZEN_XID = 2 as Xid;
export const FIRST_NORMAL_XID = 3 as Xid;
export const INVALID_LSN = 0 as Lsn;
export const NO_ROW = 0 as RowRef;

export function rowRef(page: number, line: number): RowRef {
  return (page * 65536 + line) as RowRef;
}
export function rowRefPage(ref: RowRef): PageNo {
  return Math.floor(ref / 65536) as PageNo;
}
export function rowRefLine(ref: RowRef): number {
  return ref % 65536;
}
