/** nextval, currval, lastval and setval of one session, with its cached runs of values. */
import { Sequence } from '../access/index.js';
import { oid, type Lsn } from '../base/index.js';
import { sequenceOptions } from '../catalog/index.js';
import { PgError } from '../errors/index.js';
import type { SequencePort } from '../functions/index.js';
import type { Int8 } from '../types/index.js';
import type { Session } from './session.js';

interface Opened {
  readonly sequence: Sequence;
  readonly name: string;
  readonly cache: number;
  readonly increment: bigint;
  readonly fileId: number;
  /** Values taken in advance: next and how many are left. */
  next: bigint;
  left: number;
  /** The log must be durable up to here before a client sees one of them: whoever took them may have been rolled back. */
  lsn: Lsn;
}

const normal = (n: bigint): Int8 => (n >= BigInt(Number.MIN_SAFE_INTEGER) && n <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(n) : n);

export class SessionSequences implements SequencePort {
  private readonly opened = new Map<number, Opened>();
  private epoch = -1;
  /** Last value this session got of each sequence. */
  private readonly last = new Map<number, Int8>();
  private lastUsed = 0;

  constructor(private readonly session: Session) {}

  private open(id: number): Opened {
    const { catalog } = this.session;
    if (this.epoch !== catalog.epoch) {
      // Cached runs survive unrelated catalog changes; a sequence's own change gives it a new descriptor and perhaps a new file.
      this.epoch = catalog.epoch;
      for (const [key, entry] of this.opened) {
        const relation = catalog.relationById(oid(key));
        if (!relation || relation.fileId !== entry.fileId) this.opened.delete(key);
      }
      for (const [key, entry] of this.opened) if (entry.left === 0) this.opened.delete(key);
    }
    let entry = this.opened.get(id);
    if (entry) return entry;
    const relation = catalog.relationById(oid(id));
    if (!relation) throw new PgError('undefined_table', `could not open relation with OID ${id}`);
    if (relation.kind !== 'S') throw new PgError('wrong_object_type', `"${relation.name}" is not a sequence`);
    const options = sequenceOptions(catalog, relation.oid)!;
    entry = {
      sequence: new Sequence(this.session.database.manager, this.session.database.storage.openFile(relation.fileId), {
        name: relation.name,
        start: options.start,
        increment: options.increment,
        minimum: options.min,
        maximum: options.max,
        isCycling: options.cycle,
      }),
      name: relation.name,
      cache: Number(options.cache),
      increment: BigInt(options.increment),
      fileId: relation.fileId,
      next: 0n,
      left: 0,
      lsn: 0 as Lsn,
    };
    this.opened.set(id, entry);
    return entry;
  }

  nextval(id: number): Int8 {
    this.session.services.checkWritable('nextval()');
    const entry = this.open(id);
    const transaction = this.session.block.ensure();
    let value: Int8;
    if (entry.left > 0) {
      value = normal(entry.next);
      entry.next += entry.increment;
      entry.left--;
      if (entry.lsn > transaction.shownLsn) transaction.shownLsn = entry.lsn;
    } else if (entry.cache <= 1) value = entry.sequence.nextval(transaction);
    else {
      const run = entry.sequence.take(transaction, entry.cache);
      value = run.first;
      entry.next = BigInt(run.first) + entry.increment;
      entry.left = run.count - 1;
      entry.lsn = transaction.shownLsn;
    }
    this.last.set(id, value);
    this.lastUsed = id;
    return value;
  }

  currval(id: number): Int8 {
    const entry = this.open(id);
    const value = this.last.get(id);
    if (value === undefined) throw new PgError('object_not_in_prerequisite_state', `currval of sequence "${entry.name}" is not yet defined in this session`);
    return value;
  }

  lastval(): Int8 {
    const value = this.last.get(this.lastUsed);
    if (value === undefined || !this.session.catalog.relationById(oid(this.lastUsed)))
      throw new PgError('object_not_in_prerequisite_state', 'lastval is not yet defined in this session');
    return value;
  }

  setval(id: number, value: Int8, isCalled: boolean): Int8 {
    this.session.services.checkWritable('setval()');
    const entry = this.open(id);
    entry.sequence.setval(this.session.block.ensure(), value, isCalled);
    entry.left = 0;
    if (isCalled) this.last.set(id, value);
    return value;
  }

  /** pg_sequence_last_value: null before the first nextval. */
  lastValueOf(id: number): Int8 | null {
    const row = this.open(id).sequence.read();
    return row.isCalled ? row.lastValue : null;
  }

  /** The row that reading the sequence as a table gives. */
  rowOf(id: number): ReturnType<Sequence['read']> {
    return this.open(id).sequence.read();
  }

  discard(): void {
    this.opened.clear();
    this.last.clear();
    this.lastUsed = 0;
  }
}
