/**
 * Sequences: a relation of one page. Values are logged ahead in batches of 32, so that most calls change memory only; after a crash counting goes on behind the
 * batch: values may be skipped, never repeated (PostgreSQL's commands/sequence.c in behaviour). Not transactional: a value once taken stays taken.
 *
 *   OFFSET SIZE MEANING (page of kind sequence)
 *       32    8 last value, signed (low u32, high i32), as far as the log knows: values up to it may have been handed out
 *       40    4 1 = that value has been handed out, 0 = it is the next one
 *       44    4 values behind it that may be handed out without logging
 *
 * What a running database knows better than the page is in `SequenceState`; `settle` (at an orderly shutdown) writes it down.
 */
import type { Lsn, Xid } from '../base/index.js';
import { PgError } from '../errors/index.js';
import { baseWord, FileKind, PageKind, pageKind, type RelationFile } from '../storage/index.js';
import type { Transaction, TransactionManager } from '../txn/index.js';
import type { Int8 } from '../types/index.js';
import { RecordKind } from '../wal/index.js';

/** Values logged ahead (PostgreSQL's SEQ_LOG_VALS). */
const LOG_AHEAD = 32;
const LAST_AT = 32;
const CALLED_AT = 40;
const COUNT_AT = 44;

export interface SequenceOptions {
  readonly name: string;
  readonly start: Int8;
  readonly increment: Int8;
  readonly minimum: Int8;
  readonly maximum: Int8;
  readonly isCycling: boolean;
}

/** The row that `SELECT * FROM sequence` shows. */
export interface SequenceRow {
  readonly lastValue: Int8;
  readonly logCount: number;
  readonly isCalled: boolean;
}

interface SequenceState {
  last: bigint;
  isCalled: boolean;
  logCount: number;
  /** Differs from the page. */
  isAhead: boolean;
  /** End of the record that allows the values handed out now. */
  loggedLsn: Lsn;
}

const states = new WeakMap<RelationFile, SequenceState>();

/** Makes a sequence's file, part of the transaction. */
export function createSequenceFile(transaction: Transaction, start: Int8, isCalled = false, kind: FileKind = FileKind.permanent): RelationFile {
  const { manager } = transaction;
  const file = manager.createFile(transaction, { kind });
  const change = manager.storage.beginChange(RecordKind.sequence, transaction.assignXid());
  let frame: number;
  try {
    frame = change.extend(file);
  } catch (error) {
    change.abandon();
    throw error;
  }
  change.initialiseRaw(frame, PageKind.sequence);
  const bits = BigInt.asUintN(64, BigInt(start));
  change.put32(frame, LAST_AT, Number(bits & 0xffffffffn));
  change.put32(frame, LAST_AT + 4, Number(bits >> 32n));
  change.put32(frame, CALLED_AT, isCalled ? 1 : 0);
  change.put32(frame, COUNT_AT, 0);
  change.commit();
  return file;
}

export class Sequence {
  private readonly state: SequenceState;

  constructor(
    private readonly manager: TransactionManager,
    private readonly file: RelationFile,
    readonly options: SequenceOptions,
  ) {
    this.state = this.load();
  }

  /** The next value. */
  nextval(transaction: Transaction): Int8 {
    return this.take(transaction, 1).first;
  }

  /** The next `cache` values at once (CREATE SEQUENCE … CACHE): first and last of a run in steps of the increment. */
  take(transaction: Transaction, cache: number): { readonly first: Int8; readonly last: Int8; readonly count: number } {
    const { state, options } = this;
    const increment = BigInt(options.increment);
    let next = state.last;
    let first: bigint | null = null;
    let last = next;
    let taken = 0;
    if (!state.isCalled) {
      first = last = next;
      taken = 1;
    }
    while (taken < cache) {
      const following = this.following(next, increment, taken > 0);
      // The rest of a cache run stops at the limit; the call after it gets the error (or cycles).
      if (following === null) break;
      next = following;
      first ??= next;
      last = next;
      taken++;
    }
    const needed = state.isCalled ? taken : taken - 1;
    if (state.logCount < needed || !state.isCalled) {
      const ahead = this.ahead(last, increment);
      this.log(transaction.assignXid(), ahead.value, true, 0);
      state.logCount = ahead.count;
      state.isAhead = true;
    } else state.logCount -= needed;
    state.last = last;
    state.isCalled = true;
    // Whoever logged the batch may not have committed yet: a value must not be seen before the log says that it is taken.
    if (state.loggedLsn > transaction.shownLsn) transaction.shownLsn = state.loggedLsn;
    return { first: toInt8(first as bigint), last: toInt8(last), count: taken };
  }

  setval(transaction: Transaction, value: Int8, isCalled: boolean): void {
    const { options, state } = this;
    const target = BigInt(value);
    if (target < BigInt(options.minimum) || target > BigInt(options.maximum)) {
      throw new PgError(
        'numeric_value_out_of_range',
        `setval: value ${target} is out of bounds for sequence "${options.name}" (${options.minimum}..${options.maximum})`,
      );
    }
    this.log(transaction.assignXid(), target, isCalled, 0);
    state.last = target;
    state.isCalled = isCalled;
    state.logCount = 0;
    state.isAhead = false;
    transaction.shownLsn = state.loggedLsn;
  }

  read(): SequenceRow {
    const { state } = this;
    return { lastValue: toInt8(state.last), logCount: state.logCount, isCalled: state.isCalled };
  }

  /** The value after `value`, or the error (null when `isOptional`) at the limit. */
  private following(value: bigint, increment: bigint, isOptional: boolean): bigint | null {
    const { options } = this;
    const minimum = BigInt(options.minimum);
    const maximum = BigInt(options.maximum);
    const next = value + increment;
    if (increment > 0n && next > maximum) {
      if (isOptional) return null;
      if (options.isCycling) return minimum;
      throw new PgError('sequence_generator_limit_exceeded', `nextval: reached maximum value of sequence "${options.name}" (${maximum})`);
    }
    if (increment < 0n && next < minimum) {
      if (isOptional) return null;
      if (options.isCycling) return maximum;
      throw new PgError('sequence_generator_limit_exceeded', `nextval: reached minimum value of sequence "${options.name}" (${minimum})`);
    }
    return next;
  }

  /** How far the log may promise beyond `last`. */
  private ahead(last: bigint, increment: bigint): { value: bigint; count: number } {
    let value = last;
    let count = 0;
    while (count < LOG_AHEAD) {
      const next = this.following(value, increment, true);
      if (next === null) break;
      value = next;
      count++;
    }
    return { value, count };
  }

  private log(xid: Xid, last: bigint, isCalled: boolean, count: number): void {
    const change = this.manager.storage.beginChange(RecordKind.sequence, xid);
    let frame: number;
    try {
      frame = change.edit(this.file, 0);
    } catch (error) {
      change.abandon();
      throw error;
    }
    const bits = BigInt.asUintN(64, last);
    change.put32(frame, LAST_AT, Number(bits & 0xffffffffn));
    change.put32(frame, LAST_AT + 4, Number(bits >> 32n));
    change.put32(frame, CALLED_AT, isCalled ? 1 : 0);
    change.put32(frame, COUNT_AT, count);
    this.state.loggedLsn = change.commit();
  }

  private load(): SequenceState {
    const { file, manager } = this;
    let state = states.get(file);
    if (state !== undefined) return state;
    // An unlogged sequence that a recovery has emptied starts again.
    if (file.pageCount === 0) this.recreate();
    const { pool } = manager.storage;
    const frame = pool.pin(file, 0);
    const views = pool.views(frame);
    const word = baseWord(frame);
    const isSequence = pageKind(views, word) === PageKind.sequence;
    const last = (BigInt(views.i32[word + (LAST_AT >> 2) + 1]) << 32n) | BigInt(views.u32[word + (LAST_AT >> 2)]);
    const isCalled = views.u32[word + (CALLED_AT >> 2)] !== 0;
    const logCount = views.u32[word + (COUNT_AT >> 2)];
    pool.unpin(frame);
    if (!isSequence) throw new PgError('data_corrupted', `bad magic number in sequence "${this.options.name}"`);
    state = { last, isCalled, logCount, isAhead: false, loggedLsn: 0 as Lsn };
    states.set(file, state);
    const held = state;
    manager.beforeShutdown(() => {
      if (held.isAhead && !file.isDropped) this.log(0 as Xid, held.last, held.isCalled, 0);
      held.isAhead = false;
      held.logCount = 0;
    });
    return state;
  }

  private recreate(): void {
    const change = this.manager.storage.beginChange(RecordKind.sequence, 0 as Xid);
    let frame: number;
    try {
      frame = change.extend(this.file);
    } catch (error) {
      change.abandon();
      throw error;
    }
    change.initialiseRaw(frame, PageKind.sequence);
    const bits = BigInt.asUintN(64, BigInt(this.options.start));
    change.put32(frame, LAST_AT, Number(bits & 0xffffffffn));
    change.put32(frame, LAST_AT + 4, Number(bits >> 32n));
    change.commit();
  }
}

function toInt8(value: bigint): Int8 {
  return value >= -9007199254740991n && value <= 9007199254740991n ? Number(value) : value;
}
