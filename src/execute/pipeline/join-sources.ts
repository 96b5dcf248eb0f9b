/** Join levels: hash probe, nested loop over an inner chain, merge. */
import type { HashJoin, MergeJoin, NestedLoop } from '../../plan/index.js';
import type { Datum } from '../../types/index.js';
import type { ExecutionState } from '../runtime/execution-state.js';
import type { Evaluator } from '../runtime/expression/scope.js';
import { JoinHash } from '../runtime/join-hash.js';
import { MergeJoinRun, type MergeInputs } from '../runtime/merge-join.js';
import { ResumableCondition } from '../runtime/replay.js';
import { ReuseGuard } from '../runtime/reuse.js';
import type { Row } from '../runtime/row.js';
import { JoinSpill } from '../runtime/spill/join-spill.js';
import { NO_MORE, PAUSED, ROW, type Chain, type LevelSource, type Next } from './chain.js';
import type { RegisterSink, Segment } from './segment.js';

export interface HashJoinProgram {
  readonly node: HashJoin;
  /** Over the outer side's registers. */
  readonly outerKeys: readonly Evaluator[];
  /** Over the build segment's registers. */
  readonly innerKeys: readonly Evaluator[];
  readonly joinFilter: Evaluator | null;
  /** Registers that the outer side's columns are in (set to NULL for unmatched inner rows). */
  readonly outerSlots: readonly number[];
  /** First register of the inner columns. */
  readonly base: number;
}

/** Fans out each outer row into its matches in the hash table. */
export class HashProbeSource implements LevelSource, RegisterSink {
  private table: JoinHash | null = null;
  private isBuilt = false;
  private readonly guard: ReuseGuard;
  private readonly keys: Datum[] = [];
  private readonly buildKeys: Datum[] = [];
  private hash = 0;
  private match = -1;
  private isPending = false;
  private isMatched = false;
  private isFinished = false;
  private tailAt = -1;
  private isBuildRead = false;
  private spill: JoinSpill | null = null;
  private moved = 0;
  private readonly keepsOuter: boolean;
  private readonly keepsInner: boolean;
  private readonly width: number;
  private readonly resumable: ResumableCondition | null;
  /** Row of the table whose join filter stopped half way. */
  private held = -1;

  constructor(
    private readonly program: HashJoinProgram,
    private readonly build: Segment,
    private readonly r: Datum[],
    private readonly state: ExecutionState,
  ) {
    const { node } = program;
    this.guard = new ReuseGuard(node.inner, state);
    this.keepsOuter = node.joinType === 'left' || node.joinType === 'full' || node.joinType === 'anti';
    this.keepsInner = node.joinType === 'right' || node.joinType === 'full';
    this.width = node.inner.target.length;
    this.resumable = node.isResumable === true ? new ResumableCondition() : null;
  }

  reset(): void {
    this.tailAt = -1;
    if (this.isBuilt && this.spill === null && this.guard.isReusable) {
      this.table?.clearMatches();
      return;
    }
    if (this.table !== null) {
      this.build.reset();
      this.drop();
    }
  }

  open(): void {
    this.isPending = true;
    this.held = -1;
    this.resumable?.reset();
    this.isMatched = false;
    this.isFinished = false;
  }

  /** Takes a row of the build side. */
  push(r: readonly Datum[]): boolean {
    const { innerKeys, node } = this.program;
    const { state, buildKeys } = this;
    const table = this.table as JoinHash;
    let hasNull = false;
    for (let i = 0; i < innerKeys.length; i++) {
      const key = innerKeys[i](r, state);
      if (key === null) hasNull = true;
      buildKeys[i] = key;
    }
    const before = table.bytes;
    if (hasNull && node.keyStrict) {
      if (!this.keepsInner) return true;
      table.add(this.build.copyRow(), buildKeys, false);
    } else if (this.spill !== null) {
      this.spill.addBuild(this.build.copyRow(), buildKeys);
      this.moveToSpill(MOVED_ROWS);
      return true;
    } else table.addFrom(r, this.build.slots, buildKeys);
    state.memory.hold(table.bytes - before);
    if (state.memory.isHashPast(table.bytes) && state.services.spill !== undefined && this.spill === null) {
      this.spill = new JoinSpill(node, state, (outer, inner) => this.joinsStored(outer, inner));
    }
    return true;
  }

  private readonly filter = (): boolean => (this.program.joinFilter as Evaluator)(this.r, this.state) === true;

  /** Moves rows that were stored before the table got too large, a few at a time; true when all are moved. */
  private moveToSpill(rows: number): boolean {
    const table = this.table as JoinHash;
    const end = Math.min(table.count, this.moved + rows);
    while (this.moved < end) {
      const { row, keys } = table.stored(this.moved++);
      (this.spill as JoinSpill).addBuild(row, keys);
    }
    return this.moved === table.count;
  }

  private joinsStored(outer: Row, inner: Row): boolean {
    const { joinFilter, outerSlots, base } = this.program;
    if (joinFilter === null) return true;
    const { r } = this;
    for (let i = 0; i < outerSlots.length; i++) r[outerSlots[i]] = outer[i];
    for (let i = 0; i < this.width; i++) r[base + i] = inner[i];
    return joinFilter(r, this.state) === true;
  }

  next(): Next {
    if (!this.isBuilt && !this.finishBuild()) return PAUSED;
    if (this.tailAt >= 0) return this.nextTail();
    if (this.isFinished) return NO_MORE;
    const table = this.table as JoinHash;
    const { program, r, state } = this;
    const { joinType } = program.node;
    if (this.isPending) {
      this.isPending = false;
      if (this.probe(table) && this.spill !== null) {
        // Joined with its partition, after the last outer row.
        this.spill.addProbe(
          program.outerSlots.map(slot => r[slot]),
          this.keys,
        );
        this.isFinished = true;
        return NO_MORE;
      }
    }
    for (;;) {
      if (this.match < 0 && this.held < 0) {
        this.isFinished = true;
        if (this.isMatched || !this.keepsOuter) return NO_MORE;
        for (let i = 0; i < this.width; i++) r[program.base + i] = null;
        return ROW;
      }
      if (--state.budget < 0) return PAUSED;
      let row = this.held;
      if (row < 0) {
        row = this.match;
        this.match = table.following(row, this.hash, this.keys);
      } else this.held = -1;
      table.load(row, r, program.base);
      if (program.joinFilter !== null) {
        if (this.resumable === null) {
          if (program.joinFilter(r, state) !== true) continue;
        } else {
          const passes = this.resumable.passes(state, this.filter);
          if (passes === null) {
            this.held = row;
            return PAUSED;
          }
          if (!passes) continue;
        }
      }
      this.isMatched = true;
      if (this.keepsInner) table.markMatched(row);
      if (joinType === 'anti') {
        this.isFinished = true;
        return NO_MORE;
      }
      if (joinType === 'semi') this.isFinished = true;
      return ROW;
    }
  }

  startTail(): boolean {
    if (this.spill !== null) {
      this.tailAt = 0;
      return true;
    }
    if (!this.keepsInner) return false;
    const { outerSlots } = this.program;
    for (let i = 0; i < outerSlots.length; i++) this.r[outerSlots[i]] = null;
    this.tailAt = 0;
    return true;
  }

  close(): void {
    this.drop();
    this.build.close();
  }

  /** Finds the first match; false when a NULL key rules one out. */
  private probe(table: JoinHash): boolean {
    const { outerKeys, node } = this.program;
    const { keys, r, state } = this;
    for (let i = 0; i < outerKeys.length; i++) {
      const key = outerKeys[i](r, state);
      if (key === null && node.keyStrict) {
        this.match = -1;
        return false;
      }
      keys[i] = key;
    }
    if (this.spill === null) {
      this.hash = table.hash(keys);
      this.match = table.first(this.hash, keys);
    }
    return true;
  }

  private finishBuild(): boolean {
    if (this.table === null) {
      this.table = new JoinHash(this.width, this.program.node.keyOps);
      this.guard.mark();
    }
    if (!this.isBuildRead) {
      if (this.build.run(this) !== 'done') return false;
      this.isBuildRead = true;
    }
    const before = this.table.bytes;
    if (this.spill !== null) {
      while (!this.moveToSpill(MOVED_ROWS)) if (--this.state.budget < 0) return false;
      this.state.memory.release(before);
      this.table = new JoinHash(this.width, this.program.node.keyOps);
      this.isBuilt = true;
      return true;
    }
    this.table.finish();
    this.state.memory.hold(this.table.bytes - before);
    this.isBuilt = true;
    return true;
  }

  private nextTail(): Next {
    if (this.spill !== null) return this.nextSpilled(this.spill);
    const table = this.table as JoinHash;
    while (this.tailAt < table.count) {
      if (--this.state.budget < 0) return PAUSED;
      const row = this.tailAt++;
      if (table.isMatched(row)) continue;
      table.load(row, this.r, this.program.base);
      return ROW;
    }
    return NO_MORE;
  }

  private nextSpilled(spill: JoinSpill): Next {
    const step = spill.next();
    if (step !== 1) return step === 0 ? NO_MORE : PAUSED;
    const { r } = this;
    const { outerSlots, base } = this.program;
    const { outer, inner } = spill;
    for (let i = 0; i < outerSlots.length; i++) r[outerSlots[i]] = outer === null ? null : outer[i];
    for (let i = 0; i < this.width; i++) r[base + i] = inner === null ? null : inner[i];
    return ROW;
  }

  private drop(): void {
    const { counters } = this.state;
    if (counters !== null && this.table !== null && this.isBuilt) {
      const { buckets, bytes } = this.table;
      counters.noteHash(this.program.node.inner.id, this.spill?.facts ?? { buckets, batches: 1, peakBytes: bytes, diskBytes: 0 });
    }
    if (this.table !== null) this.state.memory.release(this.table.bytes);
    this.table = null;
    this.isBuilt = false;
    this.isBuildRead = false;
    this.spill?.discard();
    this.spill = null;
    this.moved = 0;
  }
}

/** Rows moved to disk for each new one, once the table has become too large. */
const MOVED_ROWS = 16;

export interface NestedLoopProgram {
  readonly node: NestedLoop;
  readonly params: readonly { readonly id: number; readonly value: Evaluator }[];
  readonly joinFilter: Evaluator | null;
  /** Registers of the inner columns. */
  readonly innerSlots: readonly number[];
}

/** Fans out each outer row into the rows of the inner chain, which shares the registers. */
export class NestedLoopSource implements LevelSource {
  private isMatched = false;
  private isFinished = false;
  private readonly keepsOuter: boolean;
  private readonly stopsAtFirst: boolean;

  constructor(
    private readonly program: NestedLoopProgram,
    private readonly inner: Chain,
    private readonly r: Datum[],
    private readonly state: ExecutionState,
  ) {
    const { joinType, isInnerUnique } = program.node;
    this.keepsOuter = joinType === 'left' || joinType === 'anti';
    this.stopsAtFirst = joinType === 'semi' || isInnerUnique;
  }

  reset(): void {}

  open(): void {
    const { params } = this.program;
    const { r, state } = this;
    for (let i = 0; i < params.length; i++) state.execParams[params[i].id] = params[i].value(r, state);
    this.inner.reset();
    this.isMatched = false;
    this.isFinished = false;
  }

  next(): Next {
    if (this.isFinished) return NO_MORE;
    const { program, r, state } = this;
    for (;;) {
      const next = this.inner.advance();
      if (next === PAUSED) return PAUSED;
      if (next === NO_MORE) {
        this.isFinished = true;
        if (this.isMatched || !this.keepsOuter) return NO_MORE;
        const { innerSlots } = program;
        for (let i = 0; i < innerSlots.length; i++) r[innerSlots[i]] = null;
        return ROW;
      }
      state.budget--;
      if (program.joinFilter !== null && program.joinFilter(r, state) !== true) continue;
      this.isMatched = true;
      if (program.node.joinType === 'anti') {
        this.isFinished = true;
        return NO_MORE;
      }
      if (this.stopsAtFirst) this.isFinished = true;
      return ROW;
    }
  }

  startTail(): boolean {
    return false;
  }

  close(): void {
    this.inner.close();
  }
}

export interface MergeJoinProgram {
  readonly node: MergeJoin;
  readonly joinFilter: Evaluator | null;
  readonly outerBase: number;
  readonly innerBase: number;
}

/** A source over two sorted segments. */
export class MergeJoinSource implements LevelSource, MergeInputs {
  private readonly run: MergeJoinRun;
  private isStarted = false;

  constructor(
    private readonly program: MergeJoinProgram,
    private readonly outer: Segment,
    private readonly inner: Segment,
    private readonly r: Datum[],
    private readonly state: ExecutionState,
  ) {
    this.run = new MergeJoinRun(program.node, this);
  }

  reset(): void {}

  open(): void {
    if (this.isStarted) {
      this.outer.reset();
      this.inner.reset();
      this.run.reset();
    }
    this.isStarted = true;
  }

  next(): Next {
    if (--this.state.budget < 0) return PAUSED;
    const step = this.run.next();
    if (step !== 1) return step === 0 ? NO_MORE : PAUSED;
    const { outerBase, innerBase, node } = this.program;
    this.put(this.run.outer, outerBase, node.outer.target.length);
    this.put(this.run.inner, innerBase, node.inner.target.length);
    return ROW;
  }

  pullOuter(): Row {
    return this.outer.pull();
  }

  pullInner(): Row {
    return this.inner.pull();
  }

  joins(outer: Row, inner: Row): boolean {
    const { joinFilter, outerBase, innerBase } = this.program;
    if (joinFilter === null) return true;
    this.put(outer, outerBase, outer.length);
    this.put(inner, innerBase, inner.length);
    return joinFilter(this.r, this.state) === true;
  }

  startTail(): boolean {
    return false;
  }

  close(): void {
    this.outer.close();
    this.inner.close();
  }

  private put(row: Row | null, base: number, width: number): void {
    for (let i = 0; i < width; i++) this.r[base + i] = row === null ? null : row[i];
  }
}
