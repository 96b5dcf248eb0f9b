/**
 * Prepared transactions as the log keeps them: what has to be there again after a crash so that a transaction can be committed or rolled back by name
 * (PostgreSQL's two-phase state files, chapter 74).
 *
 * 1. A `prepare` record has the whole state; `commitPrepared` and `abortPrepared` records, which are otherwise ordinary ends of a transaction, take it away.
 * 2. Each checkpoint record repeats the states of all that are prepared then, so that recovery needs no record before its redo point.
 * 3. The map is changed when a record is appended, not when it is durable: it is what reading the log up to there would give.
 *
 * Body, all numbers varints: version 1, bytes of the name, the name, owner, time, flags (1 catalogs changed, 2 serializable), then lists, each with its
 * length in front: ids of subtransactions; files to drop; locks (kind, mode, three numbers); row locks (file, row, id, strength); SIREAD locks (file, page + 1 or 0, row + 1 or 0).
 */
import { ByteReader, fileId, oid, putVarint, VARINT_BYTES_MAX, type FileId, type Oid, type RowRef, type Xid } from '../base/index.js';
import { RecordKind } from '../wal/index.js';
import { advisoryTag, objectTag, relationTag, type LockTag } from './lock-tag.js';
import type { LockMode } from './lock-modes.js';
import type { PredicateLock } from './predicate-locks.js';
import type { RowLocker } from './row-lock-table.js';
import type { RowLockStrength } from './tuple-header.js';

export interface PreparedState {
  readonly xid: Xid;
  /** The name it was given, `gid`. */
  readonly name: string;
  /** Role. */
  readonly owner: Oid;
  /** Microseconds since 2000-01-01. */
  readonly preparedAt: number;
  readonly changesCatalogs: boolean;
  readonly isSerializable: boolean;
  readonly subXids: readonly number[];
  readonly droppedFiles: readonly FileId[];
  readonly locks: readonly { readonly tag: LockTag; readonly mode: LockMode }[];
  readonly rowLocks: readonly RowLocker[];
  readonly readLocks: readonly PredicateLock[];
}

const VERSION = 1;
const CHANGES_CATALOGS = 1;
const SERIALIZABLE = 2;
const LOCK_KINDS = ['relation', 'object', 'advisory'] as const;

/** The numbers of a lock; none for locks that live only while a statement waits or a row is changed. */
function lockNumbers(tag: LockTag): readonly [number, number, number] | null {
  switch (tag.kind) {
    case 'relation':
      return [tag.relation, 0, 0];
    case 'object':
      return [tag.classId, tag.objectId, 0];
    case 'advisory':
      return [tag.key1, tag.key2, tag.sub];
    default:
      return null;
  }
}

function lockTag(kind: (typeof LOCK_KINDS)[number], a: number, b: number, c: number): LockTag {
  switch (kind) {
    case 'relation':
      return relationTag(oid(a));
    case 'object':
      return objectTag(oid(a), oid(b));
    case 'advisory':
      return advisoryTag(a, b, c as 1 | 2);
  }
}

export function encodePrepared(state: PreparedState): Uint8Array {
  const name = new TextEncoder().encode(state.name);
  const numbers: number[] = [state.owner, state.preparedAt, (state.changesCatalogs ? CHANGES_CATALOGS : 0) | (state.isSerializable ? SERIALIZABLE : 0)];
  const list = (rows: readonly (readonly number[])[]): void => {
    numbers.push(rows.length);
    for (const row of rows) for (const number of row) numbers.push(number);
  };
  list(state.subXids.map(xid => [xid]));
  list(state.droppedFiles.map(file => [file]));
  list(
    state.locks.flatMap(({ tag, mode }) => {
      const key = lockNumbers(tag);
      return key === null ? [] : [[LOCK_KINDS.indexOf(tag.kind as (typeof LOCK_KINDS)[number]), mode, ...key]];
    }),
  );
  list(state.rowLocks.map(({ file, ref, xid, strength }) => [file, ref, xid, strength]));
  list(state.readLocks.map(({ file, page, row }) => [file, page === null ? 0 : page + 1, row === null ? 0 : row + 1]));
  const bytes = new Uint8Array((2 + numbers.length) * VARINT_BYTES_MAX + name.length);
  let at = putVarint(bytes, 0, VERSION);
  at = putVarint(bytes, at, name.length);
  bytes.set(name, at);
  at += name.length;
  for (const number of numbers) at = putVarint(bytes, at, number);
  return bytes.slice(0, at);
}

export function decodePrepared(xid: Xid, bytes: Uint8Array): PreparedState {
  const reader = new ByteReader(bytes);
  const version = reader.varint();
  if (version !== VERSION) throw new Error(`prepared transaction ${xid} has format ${version}`);
  const length = reader.varint();
  const start = reader.skip(length);
  const name = new TextDecoder().decode(bytes.subarray(start, start + length));
  const owner = oid(reader.varint());
  const preparedAt = reader.varint();
  const flags = reader.varint();
  const list = <T>(read: () => T): T[] => Array.from({ length: reader.varint() }, read);
  return {
    xid,
    name,
    owner,
    preparedAt,
    changesCatalogs: (flags & CHANGES_CATALOGS) !== 0,
    isSerializable: (flags & SERIALIZABLE) !== 0,
    subXids: list(() => reader.varint()),
    droppedFiles: list(() => fileId(reader.varint())),
    locks: list(() => {
      const kind = LOCK_KINDS[reader.varint()]!;
      const mode = reader.varint() as LockMode;
      return { tag: lockTag(kind, reader.varint(), reader.varint(), reader.varint()), mode };
    }),
    rowLocks: list(() => ({
      file: fileId(reader.varint()),
      ref: reader.varint() as RowRef,
      xid: reader.varint() as Xid,
      strength: reader.varint() as RowLockStrength,
    })),
    readLocks: list(() => {
      const file = fileId(reader.varint());
      const page = reader.varint();
      const row = reader.varint();
      return { file, page: page === 0 ? null : page - 1, row: row === 0 ? null : ((row - 1) as RowRef) };
    }),
  };
}

/** The states of what is prepared, by top-level id. */
export class PreparedLog {
  private readonly bodies = new Map<number, Uint8Array>();

  add(xid: number, body: Uint8Array): void {
    this.bodies.set(xid, body);
  }

  remove(xid: number): void {
    this.bodies.delete(xid);
  }

  states(): PreparedState[] {
    return [...this.bodies].sort(([a], [b]) => a - b).map(([xid, body]) => decodePrepared(xid as Xid, body));
  }

  /** Follows the log during recovery. */
  redo(kind: RecordKind, xid: number, body: () => Uint8Array): void {
    if (kind === RecordKind.prepare) this.add(xid, body());
    else if (kind === RecordKind.commitPrepared || kind === RecordKind.abortPrepared) this.remove(xid);
  }

  /** Ids, of subtransactions too, whose files and row versions wait for an end. */
  ids(): Set<number> {
    return new Set(this.states().flatMap(({ xid, subXids }) => [xid, ...subXids]));
  }

  get bytes(): number {
    let total = VARINT_BYTES_MAX;
    for (const body of this.bodies.values()) total += 2 * VARINT_BYTES_MAX + body.length;
    return total;
  }

  /** Writes all states at `at`, `bytes` at most; returns the position after them. */
  write(target: Uint8Array, at: number): number {
    at = putVarint(target, at, this.bodies.size);
    for (const [xid, body] of this.bodies) {
      at = putVarint(target, at, xid);
      at = putVarint(target, at, body.length);
      target.set(body, at);
      at += body.length;
    }
    return at;
  }

  /** Reads what `write` wrote. */
  read(reader: ByteReader): void {
    for (let n = reader.varint(); n > 0; n--) {
      const xid = reader.varint();
      const length = reader.varint();
      const start = reader.skip(length);
      this.add(xid, reader.bytes.slice(start, start + length));
    }
  }
}
