/**
 * The numbers a database hands out once: object ids, transaction ids, file numbers. They are logged in batches: `onExhausted` logs new limits before
 * a number beyond the old ones is used; after a crash counting goes on from the limits, so that gaps are possible and repetitions are not.
 */

export interface CounterValues {
  readonly nextOid: number;
  readonly nextXid: number;
  readonly nextFileId: number;
}

/** First object id for users; those below belong to the bootstrap catalog. */
export const FIRST_NORMAL_OID = 16384;
const OID_MAX = 0xffffffff;
const OID_BATCH = 1024;
const XID_BATCH = 4096;
const FILE_ID_BATCH = 64;

export class Counters {
  oid: number;
  xid: number;
  fileId: number;
  /** Numbers below these are covered by the log. */
  oidLimit: number;
  xidLimit: number;
  fileIdLimit: number;
  /** Logs the limits; null in a memory database. */
  onExhausted: (() => void) | null = null;

  constructor(start?: CounterValues) {
    this.oid = start?.nextOid ?? FIRST_NORMAL_OID;
    this.xid = start?.nextXid ?? 3;
    this.fileId = start?.nextFileId ?? FIRST_NORMAL_OID;
    this.oidLimit = this.oid;
    this.xidLimit = this.xid;
    this.fileIdLimit = this.fileId;
  }

  nextOid(): number {
    if (this.oid >= this.oidLimit) this.refill();
    const value = this.oid;
    if (value < OID_MAX) {
      this.oid = value + 1;
    } else {
      // Object ids are 32 bits and wrap, as PostgreSQL's do; the catalogs' unique indexes catch a number still in use.
      this.oid = FIRST_NORMAL_OID;
      if (this.onExhausted !== null) this.oidLimit = FIRST_NORMAL_OID;
    }
    return value;
  }

  nextXid(): number {
    if (this.xid >= this.xidLimit) this.refill();
    return this.xid++;
  }

  nextFileId(): number {
    if (this.fileId >= this.fileIdLimit) this.refill();
    return this.fileId++;
  }

  /** Recovery: counting goes on from what the log covers. */
  setLimits(oid: number, xid: number, fileId: number): void {
    this.oidLimit = oid;
    this.xidLimit = xid;
    this.fileIdLimit = fileId;
  }

  /** After a crash: numbers below the limits may have been used. */
  skipToLimits(): void {
    this.oid = this.oidLimit;
    this.xid = this.xidLimit;
    this.fileId = this.fileIdLimit;
  }

  /** Before an orderly end: nothing beyond what was used is covered. */
  trimLimits(): void {
    this.setLimits(this.oid, this.xid, this.fileId);
  }

  private refill(): void {
    const { oidLimit, xidLimit, fileIdLimit } = this;
    if (this.oid >= oidLimit) this.oidLimit = Math.min(this.oid + OID_BATCH, OID_MAX + 1);
    if (this.xid >= xidLimit) this.xidLimit = this.xid + XID_BATCH;
    if (this.fileId >= fileIdLimit) this.fileIdLimit = this.fileId + FILE_ID_BATCH;
    try {
      this.onExhausted?.();
    } catch (error) {
      this.setLimits(oidLimit, xidLimit, fileIdLimit);
      throw error;
    }
  }
}
