/** What a lock is on: the lockable objects of pg_locks. */
import { rowRefLine, rowRefPage, type Oid, type RowRef, type Xid } from '../base/index.js';

export type LockTag =
  | { readonly kind: 'relation'; readonly relation: Oid }
  | { readonly kind: 'tuple'; readonly relation: Oid; readonly ref: RowRef }
  | { readonly kind: 'transactionid'; readonly xid: Xid }
  | { readonly kind: 'object'; readonly classId: Oid; readonly objectId: Oid }
  /** `sub` 1: one int8 key (high, low word); 2: two int4 keys. All three unsigned. */
  | { readonly kind: 'advisory'; readonly key1: number; readonly key2: number; readonly sub: 1 | 2 };

export const relationTag = (relation: Oid): LockTag => ({ kind: 'relation', relation });
export const tupleTag = (relation: Oid, ref: RowRef): LockTag => ({ kind: 'tuple', relation, ref });
export const transactionTag = (xid: Xid): LockTag => ({ kind: 'transactionid', xid });
export const objectTag = (classId: Oid, objectId: Oid): LockTag => ({ kind: 'object', classId, objectId });
export const advisoryTag = (key1: number, key2: number, sub: 1 | 2): LockTag => ({ kind: 'advisory', key1: key1 >>> 0, key2: key2 >>> 0, sub });

/** Advisory key from an int8. */
export function advisoryTagOfInt8(key: number | bigint): LockTag {
  const bits = BigInt.asUintN(64, BigInt(key));
  return advisoryTag(Number(bits >> 32n), Number(bits & 0xffffffffn), 1);
}

/** Identity of a tag that is not a relation (relations are keyed by oid directly). */
export function tagKey(tag: LockTag): string {
  switch (tag.kind) {
    case 'relation':
      return `r${tag.relation}`;
    case 'tuple':
      return `t${tag.relation},${tag.ref}`;
    case 'transactionid':
      return `x${tag.xid}`;
    case 'object':
      return `o${tag.classId},${tag.objectId}`;
    case 'advisory':
      return `a${tag.key1},${tag.key2},${tag.sub}`;
  }
}

/** As in the DETAIL of a deadlock report. */
export function describeTag(tag: LockTag, database: Oid): string {
  switch (tag.kind) {
    case 'relation':
      return `relation ${tag.relation} of database ${database}`;
    case 'tuple':
      return `tuple (${rowRefPage(tag.ref)},${rowRefLine(tag.ref)}) of relation ${tag.relation} of database ${database}`;
    case 'transactionid':
      return `transaction ${tag.xid}`;
    case 'object':
      return `object ${tag.objectId} of class ${tag.classId} of database ${database}`;
    case 'advisory':
      return `advisory lock [${database},${tag.key1},${tag.key2},${tag.sub}]`;
  }
}
