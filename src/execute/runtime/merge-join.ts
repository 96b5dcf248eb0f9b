/**
 * The merge of a merge join: walks two sorted inputs, keeping the inner rows of one key while outer rows of that key come. Engines supply the rows
 * and the join condition, and get pairs (a side is null where it is NULL-extended).
 */
import type { MergeJoin } from '../../plan/index.js';
import { END, YIELD, type Row } from './row.js';

export interface MergeInputs {
  /** Rows, END or YIELD. */
  pullOuter(): Row;
  pullInner(): Row;
  /** The join condition beyond the keys. */
  joins(outer: Row, inner: Row): boolean;
}

/** 0 = no more, 1 = a pair is in `outer` and `inner`, 2 = paused. */
export type MergeStep = 0 | 1 | 2;

export class MergeJoinRun {
  outer: Row | null = null;
  inner: Row | null = null;
  private readonly keepsOuter: boolean;
  private readonly keepsInner: boolean;
  private outerRow: Row | null = null;
  private innerRow: Row | null = null;
  private isOuterDone = false;
  private isInnerDone = false;
  /** Inner rows equal to the last outer key, and which of them were matched. */
  private group: Row[] = [];
  private matched: boolean[] = [];
  private isGathering = false;
  /** Next row of the group to try for the current outer row; -1 when there is no such row. */
  private at = -1;
  private isMatched = false;
  /** Next row of the group to report as unmatched; -1 outside that phase. */
  private flushAt = -1;

  constructor(
    private readonly node: MergeJoin,
    private readonly inputs: MergeInputs,
  ) {
    this.keepsOuter = node.joinType === 'left' || node.joinType === 'full' || node.joinType === 'anti';
    this.keepsInner = node.joinType === 'right' || node.joinType === 'full';
  }

  reset(): void {
    this.outerRow = null;
    this.innerRow = null;
    this.isOuterDone = false;
    this.isInnerDone = false;
    this.dropGroup();
    this.isGathering = false;
    this.at = -1;
  }

  next(): MergeStep {
    for (;;) {
      if (this.at >= 0) {
        if (this.tryGroup()) return 1;
        continue;
      }
      if (this.flushAt >= 0) {
        if (this.flushGroup()) return 1;
        continue;
      }
      if (this.isGathering) {
        if (!this.ensureInner()) return 2;
        if (this.innerRow !== null && this.sameInnerKey(this.group[0], this.innerRow)) {
          this.group.push(this.innerRow);
          this.innerRow = null;
        } else this.isGathering = false;
        continue;
      }
      if (!this.ensureOuter()) return 2;
      if (this.group.length > 0) {
        if (this.outerRow !== null && this.compareKeys(this.outerRow, this.group[0]) === 0) {
          this.at = 0;
          this.isMatched = false;
        } else this.flushAt = 0;
        continue;
      }
      if (this.outerRow === null && !this.keepsInner) return 0;
      if (!this.ensureInner()) return 2;
      if (this.outerRow === null && this.innerRow === null) return 0;
      const order = this.outerRow === null ? 1 : this.innerRow === null ? -1 : this.compareKeys(this.outerRow, this.innerRow);
      if (order < 0) {
        const outer = this.outerRow;
        this.outerRow = null;
        if (this.keepsOuter) return this.pair(outer, null);
        if (this.innerRow === null && !this.keepsInner) return 0;
      } else if (order > 0) {
        const inner = this.innerRow;
        this.innerRow = null;
        if (this.keepsInner) return this.pair(null, inner);
      } else {
        this.group = [this.innerRow as Row];
        this.innerRow = null;
        this.isGathering = true;
      }
    }
  }

  private pair(outer: Row | null, inner: Row | null): 1 {
    this.outer = outer;
    this.inner = inner;
    return 1;
  }

  /** The next match of the current outer row in the group; false when it has none left (the outer row is then done). */
  private tryGroup(): boolean {
    const outer = this.outerRow as Row;
    const { joinType } = this.node;
    while (this.at < this.group.length) {
      const index = this.at++;
      const inner = this.group[index];
      if (!this.inputs.joins(outer, inner)) continue;
      this.isMatched = true;
      this.matched[index] = true;
      if (joinType === 'semi' || joinType === 'anti') this.endOuter();
      if (joinType === 'anti') return false;
      this.pair(outer, inner);
      return true;
    }
    const wasMatched = this.isMatched;
    this.endOuter();
    if (wasMatched || !this.keepsOuter) return false;
    this.pair(outer, null);
    return true;
  }

  private flushGroup(): boolean {
    while (this.flushAt < this.group.length) {
      const index = this.flushAt++;
      if (!this.keepsInner || this.matched[index]) continue;
      this.pair(null, this.group[index]);
      return true;
    }
    this.dropGroup();
    return false;
  }

  private dropGroup(): void {
    this.group = [];
    this.matched = [];
    this.flushAt = -1;
  }

  private endOuter(): void {
    this.at = -1;
    this.outerRow = null;
  }

  /** False when the side yielded. */
  private ensureOuter(): boolean {
    if (this.outerRow !== null || this.isOuterDone) return true;
    const row = this.inputs.pullOuter();
    if (row === YIELD) return false;
    if (row === END) this.isOuterDone = true;
    else this.outerRow = row;
    return true;
  }

  private ensureInner(): boolean {
    if (this.innerRow !== null || this.isInnerDone) return true;
    const row = this.inputs.pullInner();
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

  private sameInnerKey(a: Row, b: Row): boolean {
    for (const { index, ops } of this.node.innerKeys) {
      const x = a[index];
      const y = b[index];
      if (x === null || y === null || ops.compare(x, y) !== 0) return false;
    }
    return true;
  }
}
