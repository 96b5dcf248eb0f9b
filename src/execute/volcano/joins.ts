/**
 * Joins: nested loop, hash, merge (PostgreSQL chapter 52.5). All join types in one scheme: an outer row is current, its matches are
 * walked, and what found no partner is NULL-extended.
 */
import type { HashJoin, MergeJoin, NestedLoop } from '../../plan/index.js';
import type { Datum } from '../../types/index.js';
import type { ExecutionState } from '../runtime/execution-state.js';
import { JoinHash } from '../runtime/join-hash.js';
import { MergeJoinRun, type MergeInputs } from '../runtime/merge-join.js';
import { ResumableCondition } from '../runtime/replay.js';
import { ReuseGuard } from '../runtime/reuse.js';
import { END, YIELD, type Row } from '../runtime/row.js';
import { JoinSpill } from '../runtime/spill/join-spill.js';
import { NodeIterator, type RowIterator } from './iterator.js';

/** Rows moved to disk for each new one, once a hash table has become too large. */
const MOVED_ROWS = 16;

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
  /** Row of the table whose join filter stopped half way. */
  private held = -1;
  private readonly resumable: ResumableCondition | null;
  private isMatched = false;
  private unmatchedAt = -1;
  private isBuildRead = false;
  private spill: JoinSpill | null = null;
  private moved = 0;
  constructor(node: HashJoin, state: ExecutionState, outer: RowIterator, inner: RowIterator) {
    super(node, state, outer, inner);
    this.guard = new ReuseGuard(node.inner, state);
    this.resumable = node.isResumable === true ? new ResumableCondition() : null;
  }
  next(): Row {
    if (!this.isBuilt && !this.build()) return YIELD;
    const table = this.table as JoinHash;
    const { joinType } = this.node;
    for (;;) {
      if (this.unmatchedAt >= 0) return this.spill !== null ? this.nextSpilled(this.spill) : this.nextUnmatchedInner(table);
      if (this.current === null) {
        const row = this.outer.next();
        if (row === YIELD) return YIELD;
        if (row === END) {
          if (!this.keepsInner && this.spill === null) return END;
          this.unmatchedAt = 0;
          continue;
        }
        this.current = row;
        this.isMatched = false;
        this.frame.first = row;
        this.keys = this.frame.all(this.node.outerKeys);
        if (this.node.keyStrict && this.keys.includes(null)) this.match = -1;
        else if (this.spill !== null) {
          // Joined with its partition, after the last outer row.
          this.spill.addProbe(row, this.keys);
          this.current = null;
          continue;
        } else {
          this.hash = table.hash(this.keys);
          this.match = table.first(this.hash, this.keys);
        }
      }
      if (this.tick()) return YIELD;
      const outer = this.current;
      if (this.match < 0 && this.held < 0) {
        this.current = null;
        if (this.isMatched || (!this.keepsOuter && joinType !== 'anti')) continue;
        const out = this.pair(outer, this.innerNulls);
        if (out !== null) return out;
        continue;
      }
      const at = this.held >= 0 ? this.held : this.match;
      const inner = table.row(at);
      if (this.held < 0) this.match = table.following(at, this.hash, this.keys);
      this.held = -1;
      const joins = this.resumable === null ? this.joins(outer, inner) : this.resumable.passes(this.state, () => this.joins(outer, inner));
      if (joins === null) {
        this.held = at;
        return YIELD;
      }
      if (!joins) continue;
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
    this.held = -1;
    this.resumable?.reset();
    this.unmatchedAt = -1;
    this.outer.rescan();
    if (this.isBuilt && this.spill === null && this.guard.isReusable) this.table?.clearMatches();
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
    const { counters } = this.state;
    if (counters !== null && this.table !== null && this.isBuilt) {
      const { buckets, bytes } = this.table;
      counters.noteHash(this.node.inner.id, this.spill?.facts ?? { buckets, batches: 1, peakBytes: bytes, diskBytes: 0 });
    }
    if (this.table !== null) this.state.memory.release(this.table.bytes);
    this.table = null;
    this.isBuilt = false;
    this.isBuildRead = false;
    this.spill?.discard();
    this.spill = null;
    this.moved = 0;
  }
  private build(): boolean {
    if (this.table === null) {
      this.table = new JoinHash(this.node.inner.target.length, this.node.keyOps);
      this.guard.mark();
    }
    const frame = this.frame;
    while (!this.isBuildRead) {
      const row = this.inner.next();
      if (row === YIELD) return false;
      if (row === END) {
        this.isBuildRead = true;
        break;
      }
      // Inner keys are expressions over the inner row as input 0.
      frame.first = row;
      const keys = frame.all(this.node.innerKeys);
      const isMatchable = !this.node.keyStrict || !keys.includes(null);
      if (!isMatchable && !this.keepsInner) continue;
      if (this.spill !== null) {
        this.spill.addBuild(row, keys);
        this.moveToSpill(this.spill, this.table);
        continue;
      }
      const before = this.table.bytes;
      this.table.add(row, keys, isMatchable);
      this.state.memory.hold(this.table.bytes - before);
      if (this.state.memory.isHashPast(this.table.bytes) && this.state.services.spill !== undefined) {
        this.spill = new JoinSpill(this.node, this.state, (outer, stored) => this.joins(outer, stored));
      }
    }
    const before = this.table.bytes;
    if (this.spill !== null) {
      while (!this.moveToSpill(this.spill, this.table)) if (this.tick()) return false;
      this.state.memory.release(before);
      this.table = new JoinHash(this.node.inner.target.length, this.node.keyOps);
      this.isBuilt = true;
      return true;
    }
    this.table.finish();
    this.state.memory.hold(this.table.bytes - before);
    this.isBuilt = true;
    return true;
  }
  /** Moves a few of the rows that were stored before the table got too large; true when all are moved. */
  private moveToSpill(spill: JoinSpill, table: JoinHash): boolean {
    const end = Math.min(table.count, this.moved + MOVED_ROWS);
    while (this.moved < end) {
      const { row, keys } = table.stored(this.moved++);
      spill.addBuild(row, keys);
    }
    return this.moved === table.count;
  }
  private nextSpilled(spill: JoinSpill): Row {
    for (;;) {
      const step = spill.next();
      if (step === 0) return END;
      if (step === 2) return YIELD;
      const out = this.pair(spill.outer ?? this.outerNulls, spill.inner ?? this.innerNulls);
      if (out !== null) return out;
    }
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

/** Both inputs sorted by their keys. */
export class MergeJoinIterator extends JoinIterator<MergeJoin> implements MergeInputs {
  private readonly run: MergeJoinRun;
  constructor(node: MergeJoin, state: ExecutionState, outer: RowIterator, inner: RowIterator) {
    super(node, state, outer, inner);
    this.run = new MergeJoinRun(node, this);
  }
  next(): Row {
    for (;;) {
      if (this.tick()) return YIELD;
      const step = this.run.next();
      if (step === 0) return END;
      if (step === 2) return YIELD;
      const out = this.pair(this.run.outer ?? this.outerNulls, this.run.inner ?? this.innerNulls);
      if (out !== null) return out;
    }
  }
  pullOuter(): Row {
    return this.outer.next();
  }
  pullInner(): Row {
    return this.inner.next();
  }
  override joins(outer: Row, inner: Row): boolean {
    return super.joins(outer, inner);
  }
  rescan(): void {
    this.run.reset();
    this.outer.rescan();
    this.inner.rescan();
  }
}
