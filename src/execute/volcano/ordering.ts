/** Sort, limit, material, memoize. */
import type { Limit, Materialize, Memoize, Sort } from '../../plan/index.js';
import type { Datum } from '../../types/index.js';
import type { ExecutionState } from '../runtime/execution-state.js';
import { limitBounds } from '../runtime/limit-bounds.js';
import { Memo } from '../runtime/memo.js';
import { ReuseGuard } from '../runtime/reuse.js';
import { END, YIELD, type Row } from '../runtime/row.js';
import { compareRowsBy, equalRowsBy, type RowComparator } from '../runtime/row-order.js';
import { Sorter } from '../runtime/sorter.js';
import { TupleStore, type TupleReader } from '../runtime/tuple-store.js';
import { UnaryIterator, type RowIterator } from './iterator.js';

/** Input ordered by the first `presorted` keys is sorted a run of equal prefixes at a time. */
export class SortIterator extends UnaryIterator<Sort> {
  private sorter: Sorter | null = null;
  private isReading = false;
  private isInputDone = false;
  private held: Row | null = null;
  private prefixRow: Row | null = null;
  private readonly compare: RowComparator;
  private readonly samePrefix: ((a: readonly Datum[], b: readonly Datum[]) => boolean) | null;
  private readonly guard: ReuseGuard;

  constructor(node: Sort, state: ExecutionState, input: RowIterator) {
    super(node, state, input);
    this.compare = compareRowsBy(node.keys);
    this.samePrefix = node.presorted > 0 ? equalRowsBy(node.keys.slice(0, node.presorted)) : null;
    this.guard = new ReuseGuard(node, state);
  }

  next(): Row {
    for (;;) {
      if (this.isReading) {
        if (this.tick()) return YIELD;
        const row = (this.sorter as Sorter).next();
        if (row !== undefined) {
          this.frame.first = row;
          const out = this.emit();
          if (out !== null) return out;
          continue;
        }
        if (this.isInputDone) return END;
        this.startRun();
      }
      if (this.sorter === null) this.startRun();
      const sorter = this.sorter as Sorter;
      const row = this.held ?? this.input.next();
      this.held = null;
      if (row === YIELD) return YIELD;
      if (row === END) this.isInputDone = true;
      else if (this.samePrefix === null || this.prefixRow === null || this.samePrefix(this.prefixRow, row)) {
        this.prefixRow = row;
        sorter.add(row);
        continue;
      } else this.held = row;
      sorter.finish();
      this.isReading = true;
      this.prefixRow = null;
      if (this.isInputDone) this.guard.mark();
    }
  }

  override rescan(): void {
    if (this.isInputDone && this.samePrefix === null && this.guard.isReusable) {
      this.sorter?.rewind();
      return;
    }
    this.drop();
    super.rescan();
  }

  override close(): void {
    this.drop();
    super.close();
  }

  private startRun(): void {
    this.isReading = false;
    if (this.sorter !== null) {
      this.sorter.clear();
      return;
    }
    const { bound } = this.node;
    let rows = Infinity;
    if (bound !== null) {
      const { limit, offset } = limitBounds(bound.limit, bound.offset, e => this.frame.evaluate(e));
      rows = limit + offset;
    }
    this.sorter = new Sorter(this.compare, this.state, rows);
  }

  private drop(): void {
    const { counters } = this.state;
    if (counters !== null && this.sorter !== null) counters.noteSort(this.node.id, this.sorter);
    this.sorter?.clear();
    this.sorter = null;
    this.isReading = false;
    this.isInputDone = false;
    this.held = null;
    this.prefixRow = null;
  }
}

export class LimitIterator extends UnaryIterator<Limit> {
  private bounds: { readonly limit: number; readonly offset: number } | null = null;
  private skipped = 0;
  private given = 0;
  private last: Row | null = null;
  private readonly equal;
  constructor(node: Limit, state: ExecutionState, input: RowIterator) {
    super(node, state, input);
    this.equal = node.ties === null ? null : equalRowsBy(node.ties);
  }
  next(): Row {
    this.bounds ??= limitBounds(this.node.limit, this.node.offset, e => this.frame.evaluate(e));
    const { limit, offset } = this.bounds;
    for (;;) {
      if (this.given >= limit && (this.equal === null || this.last === null)) return END;
      const row = this.input.next();
      if (row === END || row === YIELD) return row;
      if (this.skipped < offset) {
        this.skipped++;
        continue;
      }
      if (this.given >= limit && !this.equal?.(this.last as Row, row)) {
        this.last = null;
        return END;
      }
      this.given++;
      this.last = row;
      this.frame.first = row;
      return this.project();
    }
  }
  override rescan(): void {
    this.bounds = null;
    this.skipped = 0;
    this.given = 0;
    this.last = null;
    super.rescan();
  }
}

export class MaterialIterator extends UnaryIterator<Materialize> {
  private readonly store: TupleStore;
  private readonly guard: ReuseGuard;
  private readonly reader: TupleReader;
  private isInputDone = false;
  constructor(node: Materialize, state: ExecutionState, input: RowIterator) {
    super(node, state, input);
    this.store = new TupleStore(state);
    this.reader = this.store.reader();
    this.guard = new ReuseGuard(node, state);
    this.guard.mark();
  }
  next(): Row {
    if (this.reader.position < this.store.count) {
      if (this.tick()) return YIELD;
      return this.reader.next() as Row;
    }
    if (this.isInputDone) return END;
    const row = this.input.next();
    if (row === YIELD) return YIELD;
    if (row === END) {
      this.isInputDone = true;
      return END;
    }
    this.store.add(row);
    this.reader.position++;
    return row;
  }
  override rescan(): void {
    this.reader.rewind();
    // What was read so far stays valid, even if the input has not ended.
    if (this.guard.isReusable) return;
    this.guard.mark();
    this.store.clear();
    this.isInputDone = false;
    super.rescan();
  }
  override close(): void {
    this.store.clear();
    super.close();
  }
}

/** Remembers the input's rows per value of the key params. */
export class MemoizeIterator extends UnaryIterator<Memoize> {
  private readonly memo: Memo;
  private isOpen = false;
  private at = 0;
  private isInputFresh = true;
  constructor(node: Memoize, state: ExecutionState, input: RowIterator) {
    super(node, state, input);
    this.memo = new Memo(node, state);
  }
  next(): Row {
    const { memo } = this;
    if (!this.isOpen) this.lookUp();
    if (!memo.isFilling) {
      if (this.tick()) return YIELD;
      return this.at < memo.rows.length ? memo.rows[this.at++] : END;
    }
    const row = this.input.next();
    if (row === YIELD) return YIELD;
    if (row === END) memo.isFilling = false;
    else memo.add(row);
    this.at = memo.rows.length;
    return row;
  }
  override rescan(): void {
    this.memo.leave();
    this.isOpen = false;
    this.at = 0;
  }
  private lookUp(): void {
    this.memo.open();
    this.isOpen = true;
    this.at = 0;
    if (!this.memo.isFilling) return;
    if (!this.isInputFresh) this.input.rescan();
    this.isInputFresh = false;
  }
}
