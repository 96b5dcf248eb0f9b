/**
 * Joins: nested loop, hash, merge (PostgreSQL chapter 52.5). All join types in one scheme: an outer row is current, its matches are
 * walked, and what found no partner is NULL-extended.
 */
import type { HashJoin, MergeJoin, NestedLoop } from '../../plan/index.js';
import type { Datum } from '../../types/index.js';
import type { ExecutionState } from '../runtime/execution-state.js';
import { JoinHash } from '../runtime/join-hash.js';
import { ReuseGuard } from '../runtime/reuse.js';
import { END, YIELD, type Row } from '../runtime/row.js';
import { NodeIterator, type RowIterator } from './iterator.js';

function nulls(width: number): Row {
  return new Array<Datum>(width).fill(null);
}

abstract class JoinIterator<Node extends NestedLoop | HashJoin | MergeJoin> extends NodeIterator<Node> {
  protected readonly outerNulls: Row;
  protected readonly innerNulls: Row;
  constructor(
    node: Node,
    state: ExecutionState,
    protected readonly outer: RowIterator,
    protected readonly inner: RowIterator,
  ) {
    super(node, state);
    this.outerNulls = nulls(node.outer.target.length);
    this.innerNulls = nulls(node.inner.target.length);
  }
  /** Output for a pair, or null when the filter drops it. */
  protected pair(outer: Row, inner: Row): Row | null {
    this.frame.first = outer;
    this.frame.second = inner;
    return this.emit();
  }
  protected override project(): Row {
    return this.frame.all(this.node.target);
  }
  protected joins(outer: Row, inner: Row): boolean {
    this.frame.first = outer;
    this.frame.second = inner;
    if (this.frame.passes(this.node.joinFilter)) return true;
    const { counters } = this.state;
    if (counters !== null) counters.filtered[this.node.id]++;
    return false;
  }
  /** True for joins that give an unmatched outer row with NULLs for the inner one. */
  protected get keepsOuter(): boolean {
    const { joinType } = this.node;
    return joinType === 'left' || joinType === 'full';
  }
  protected get keepsInner(): boolean {
    const { joinType } = this.node;
    return joinType === 'right' || joinType === 'full';
  }
  close(): void {
    this.outer.close();
    this.inner.close();
  }
}

/** For each outer row the inner side is scanned again. RIGHT and FULL do not come here. */
export class NestedLoopIterator extends JoinIterator<NestedLoop> {
  private current: Row | null = null;
  private isMatched = false;
  private isInnerFresh = true;
  next(): Row {
    const { joinType } = this.node;
    for (;;) {
      if (this.current === null) {
        const row = this.outer.next();
        if (row === END || row === YIELD) return row;
        this.current = row;
        this.isMatched = false;
        this.frame.first = row;
        for (const { id, value } of this.node.params) this.state.execParams[id] = this.frame.evaluate(value);
        if (!this.isInnerFresh) this.inner.rescan();
        this.isInnerFresh = false;
      }
      const inner = this.inner.next();
      if (inner === YIELD) return YIELD;
      const outer = this.current;
      if (inner === END) {
        this.current = null;
        if (this.isMatched || (joinType !== 'left' && joinType !== 'anti')) continue;
        const out = this.pair(outer, this.innerNulls);
        if (out !== null) return out;
        continue;
      }
      // The pair in hand is finished first: the inner side yields at its next row.
      this.state.budget--;
      if (!this.joins(outer, inner)) continue;
      this.isMatched = true;
      if (joinType === 'anti') {
        this.current = null;
        continue;
      }
      if (joinType === 'semi' || this.node.isInnerUnique) this.current = null;
      const out = this.pair(outer, inner);
      if (out !== null) return out;
    }
  }
  rescan(): void {
    this.current = null;
    this.isInnerFresh = true;
    this.outer.rescan();
    this.inner.rescan();
  }
}

export class HashJoinIterator extends JoinIterator<HashJoin> {
  private table: JoinHash | null = null;
  private isBuilt = false;
  private readonly guard: ReuseGuard;
  private current: Row | null = null;
  private keys: Datum[] = [];
  private hash = 0;
  private match = -1;
  private isMatched = false;
  private unmatchedAt = -1;
  constructor(node: HashJoin, state: ExecutionState, outer: RowIterator, inner: RowIterator) {
    super(node, state, outer, inner);
    this.guard = new ReuseGuard(node.inner, state);
  }
  next(): Row {
    if (!this.isBuilt && !this.build()) return YIELD;
    const table = this.table as JoinHash;
    const { joinType } = this.node;
    for (;;) {
      if (this.unmatchedAt >= 0) return this.nextUnmatchedInner(table);
      if (this.current === null) {
        const row = this.outer.next();
        if (row === YIELD) return YIELD;
        if (row === END) {
          if (!this.keepsInner) return END;
          this.unmatchedAt = 0;
          continue;
        }
        this.current = row;
        this.isMatched = false;
        this.frame.first = row;
        this.keys = this.frame.all(this.node.outerKeys);
        if (this.node.keyStrict && this.keys.includes(null)) this.match = -1;
        else {
          this.hash = table.hash(this.keys);
          this.match = table.first(this.hash, this.keys);
        }
      }
      if (this.tick()) return YIELD;
      const outer = this.current;
      if (this.match < 0) {
        this.current = null;
        if (this.isMatched || (!this.keepsOuter && joinType !== 'anti')) continue;
        const out = this.pair(outer, this.innerNulls);
        if (out !== null) return out;
        continue;
      }
      const at = this.match;
      const inner = table.row(at);
      this.match = table.following(at, this.hash, this.keys);
      if (!this.joins(outer, inner)) continue;
      this.isMatched = true;
      if (this.keepsInner) table.markMatched(at);
      if (joinType === 'anti') {
        this.current = null;
        continue;
      }
      if (joinType === 'semi') this.current = null;
      const out = this.pair(outer, inner);
      if (out !== null) return out;
    }
  }
  rescan(): void {
    this.current = null;
    this.unmatchedAt = -1;
    this.outer.rescan();
    if (this.isBuilt && this.guard.isReusable) this.table?.clearMatches();
    else {
      this.drop();
      this.inner.rescan();
    }
  }
  override close(): void {
    this.drop();
    super.close();
  }
  private drop(): void {
    if (this.table !== null) this.state.memory.release(this.table.bytes);
    this.table = null;
    this.isBuilt = false;
  }
  private build(): boolean {
    if (this.table === null) {
      this.table = new JoinHash(this.node.inner.target.length, this.node.keyOps);
      this.guard.mark();
    }
    const frame = this.frame;
    for (;;) {
      const row = this.inner.next();
      if (row === YIELD) return false;
      if (row === END) break;
      // Inner keys are expressions over the inner row as input 0.
      frame.first = row;
      const keys = frame.all(this.node.innerKeys);
      const isMatchable = !this.node.keyStrict || !keys.includes(null);
      if (!isMatchable && !this.keepsInner) continue;
      const before = this.table.bytes;
      this.table.add(row, keys, isMatchable);
      this.state.memory.hold(this.table.bytes - before);
    }
    const before = this.table.bytes;
    this.table.finish();
    this.state.memory.hold(this.table.bytes - before);
    this.isBuilt = true;
    return true;
  }
  private nextUnmatchedInner(table: JoinHash): Row {
    while (this.unmatchedAt < table.count) {
      if (this.tick()) return YIELD;
      const at = this.unmatchedAt++;
      if (table.isMatched(at)) continue;
      const out = this.pair(this.outerNulls, table.row(at));
      if (out !== null) return out;
    }
    return END;
  }
}

/** Both inputs sorted by their keys; rows of the inner side with equal keys are kept while outer rows of that key come. */
export class MergeJoinIterator extends JoinIterator<MergeJoin> {
  private outerRow: Row | null = null;
  private innerRow: Row | null = null;
  private isOuterDone = false;
  private isInnerDone = false;
  /** Inner rows equal to the last outer key, and which of them were matched. */
  private group: Row[] = [];
  private matched: boolean[] = [];
  private groupOpen = false;
  private isGathering = false;
  private at = -1;
  private isMatched = false;
  private flushAt = -1;
  next(): Row {
    const { joinType } = this.node;
    for (;;) {
      if (this.tick()) return YIELD;
      // Matches of the current outer row.
      if (this.at >= 0) {
        const outer = this.outerRow as Row;
        if (this.at < this.group.length) {
          const index = this.at++;
          const inner = this.group[index];
          if (!this.joins(outer, inner)) continue;
          this.isMatched = true;
          this.matched[index] = true;
          if (joinType === 'anti') {
            this.endOuter();
            continue;
          }
          if (joinType === 'semi') this.endOuter();
          const out = this.pair(outer, inner);
          if (out !== null) return out;
          continue;
        }
        const wasMatched = this.isMatched;
        this.endOuter();
        if (wasMatched || (!this.keepsOuter && joinType !== 'anti')) continue;
        const out = this.pair(outer, this.innerNulls);
        if (out !== null) return out;
        continue;
      }
      // Unmatched inner rows of a finished group.
      if (this.flushAt >= 0) {
        if (this.flushAt >= this.group.length) {
          this.flushAt = -1;
          this.group = [];
          this.matched = [];
          this.groupOpen = false;
          continue;
        }
        const index = this.flushAt++;
        if (this.matched[index] || !this.keepsInner) continue;
        const out = this.pair(this.outerNulls, this.group[index]);
        if (out !== null) return out;
        continue;
      }
      // Gathering the inner rows of one key.
      if (this.isGathering) {
        if (!this.pullInner()) return YIELD;
        const first = this.group[0];
        if (this.innerRow !== null && this.compareInner(first, this.innerRow) === 0) {
          this.group.push(this.innerRow);
          this.matched.push(false);
          this.innerRow = null;
          continue;
        }
        this.isGathering = false;
        continue;
      }
      if (!this.pullOuter()) return YIELD;
      if (this.outerRow === null) {
        if (this.groupOpen) {
          this.flushAt = 0;
          continue;
        }
        if (!this.keepsInner) return END;
        if (!this.pullInner()) return YIELD;
        if (this.innerRow === null) return END;
        const out = this.pair(this.outerNulls, this.innerRow);
        this.innerRow = null;
        if (out !== null) return out;
        continue;
      }
      if (this.groupOpen) {
        if (this.compareKeys(this.outerRow, this.group[0]) === 0) {
          this.startOuter();
          continue;
        }
        this.flushAt = 0;
        continue;
      }
      if (!this.pullInner()) return YIELD;
      const order = this.innerRow === null ? -1 : this.compareKeys(this.outerRow, this.innerRow);
      if (order < 0) {
        const outer = this.outerRow;
        this.outerRow = null;
        if (!this.keepsOuter && joinType !== 'anti') {
          if (this.innerRow === null && !this.keepsInner) return END;
          continue;
        }
        const out = this.pair(outer, this.innerNulls);
        if (out !== null) return out;
      } else if (order > 0) {
        const inner = this.innerRow as Row;
        this.innerRow = null;
        if (!this.keepsInner) continue;
        const out = this.pair(this.outerNulls, inner);
        if (out !== null) return out;
      } else {
        this.group = [this.innerRow as Row];
        this.matched = [false];
        this.innerRow = null;
        this.groupOpen = true;
        this.isGathering = true;
      }
    }
  }
  rescan(): void {
    this.outerRow = null;
    this.innerRow = null;
    this.isOuterDone = false;
    this.isInnerDone = false;
    this.group = [];
    this.matched = [];
    this.groupOpen = false;
    this.isGathering = false;
    this.at = -1;
    this.flushAt = -1;
    this.outer.rescan();
    this.inner.rescan();
  }
  private startOuter(): void {
    this.at = 0;
    this.isMatched = false;
  }
  private endOuter(): void {
    this.at = -1;
    this.outerRow = null;
  }
  /** False when the side yielded. */
  private pullOuter(): boolean {
    if (this.outerRow !== null || this.isOuterDone) return true;
    const row = this.outer.next();
    if (row === YIELD) return false;
    if (row === END) this.isOuterDone = true;
    else this.outerRow = row;
    return true;
  }
  private pullInner(): boolean {
    if (this.innerRow !== null || this.isInnerDone) return true;
    const row = this.inner.next();
    if (row === YIELD) return false;
    if (row === END) this.isInnerDone = true;
    else this.innerRow = row;
    return true;
  }
  /** Order of an outer and an inner row by the merge keys. NULL keys never match: they count as unequal, in sort position. */
  private compareKeys(outer: Row, inner: Row): number {
    const { outerKeys, innerKeys } = this.node;
    for (let i = 0; i < outerKeys.length; i++) {
      const { ops, isDescending, nullsFirst } = outerKeys[i];
      const a = outer[outerKeys[i].index];
      const b = inner[innerKeys[i].index];
      const nullOrder = nullsFirst ? -1 : 1;
      if (a === null) return b === null ? -1 : nullOrder;
      if (b === null) return -nullOrder;
      const order = ops.compare(a, b);
      if (order !== 0) return isDescending ? -order : order;
    }
    return 0;
  }
  private compareInner(a: Row, b: Row): number {
    const { innerKeys } = this.node;
    for (const { index, ops } of innerKeys) {
      const x = a[index];
      const y = b[index];
      if (x === null || y === null) return 1;
      if (ops.compare(x, y) !== 0) return 1;
    }
    return 0;
  }
}
