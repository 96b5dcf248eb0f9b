/**
 * INTERSECT / EXCEPT by counting: a hash of the left side's rows with how often each side has them (PostgreSQL chapter 7.4). NULL equals NULL.
 * Output in order of first appearance on the left.
 *
 * Past the memory limit of a hash table no new row is taken in any more: rows of either side that are not in the table are spilled, those of the left side
 * first, and counted partition by partition when the table's have been given out.
 */
import type { SetOp } from '../../plan/index.js';
import type { ExecutionState } from './execution-state.js';
import { GroupHash } from './group-hash.js';
import type { Row } from './row.js';
import { GroupSpill } from './spill/group-spill.js';

export class SetOperation {
  private readonly hash: GroupHash;
  private readonly left: number[] = [];
  private readonly right: number[] = [];
  private held = 0;
  private group = 0;
  private copies = 0;
  private isFull = false;
  private spill: GroupSpill | null = null;
  private isLoading = false;

  constructor(
    private readonly node: Pick<SetOp, 'op' | 'all' | 'columns'>,
    private readonly state: ExecutionState,
  ) {
    this.hash = new GroupHash(node.columns);
  }

  addLeft(row: Row): void {
    const group = this.isFull ? this.hash.find(row) : this.hash.findOrAdd(row);
    if (group < 0) {
      this.spill ??= new GroupSpill(this.state);
      this.spill.add(this.hash.hash(row), [...row, true]);
      return;
    }
    if (group === this.left.length) this.grow();
    this.left[group] = (this.left[group] as number) + 1;
  }

  addRight(row: Row): void {
    const group = this.hash.find(row);
    if (group >= 0) this.right[group] = (this.right[group] as number) + 1;
    // A row that the left side has not does not matter; without spilled rows all that it has is in the table.
    else if (this.spill !== null && this.isFull) this.spill.add(this.hash.hash(row), [...row, false]);
  }

  /** After all rows of both sides: output rows one by one; null when the work budget is used up, undefined at the end. */
  next(): Row | null | undefined {
    while (this.copies === 0) {
      while (this.isLoading || this.group >= this.hash.count) {
        const isLoaded = this.loadPartition();
        if (isLoaded === undefined) return undefined;
        this.isLoading = !isLoaded;
        if (!isLoaded) return null;
      }
      if (--this.state.budget < 0) return null;
      this.copies = this.copiesOf(this.left[this.group] as number, this.right[this.group] as number);
      this.group++;
    }
    this.copies--;
    return this.hash.key(this.group - 1);
  }

  clear(): void {
    this.spill?.discard();
    this.spill = null;
    this.isLoading = false;
    this.clearTable();
  }

  private clearTable(): void {
    this.hash.clear();
    this.left.length = 0;
    this.right.length = 0;
    this.state.memory.release(this.held);
    this.held = 0;
    this.isFull = false;
    this.group = 0;
    this.copies = 0;
  }

  /** Replaces the table by the next partition's rows: true when they are complete, false when paused, undefined when there are no more. */
  private loadPartition(): boolean | undefined {
    const { spill, state } = this;
    if (spill === null) return undefined;
    if (!this.isLoading) {
      this.clearTable();
      if (!spill.nextPartition()) return undefined;
    }
    const width = this.node.columns.length;
    for (;;) {
      if (--state.budget < 0) return false;
      const stored = spill.next();
      if (stored === undefined) return true;
      const row = stored.slice(0, width);
      if (stored[width] === true) this.addLeft(row);
      else this.addRight(row);
    }
  }

  private copiesOf(left: number, right: number): number {
    const { op, all } = this.node;
    switch (op) {
      case 'intersect':
        return all ? Math.min(left, right) : left > 0 && right > 0 ? 1 : 0;
      case 'except':
        return all ? Math.max(left - right, 0) : right === 0 ? 1 : 0;
    }
  }

  private grow(): void {
    this.left.push(0);
    this.right.push(0);
    const { memory, services } = this.state;
    const bytes = this.hash.bytes + this.left.length * 16;
    memory.hold(bytes - this.held);
    this.held = bytes;
    if (memory.isHashPast(bytes) && services.spill !== undefined) this.isFull = this.spill?.canSplit ?? true;
  }
}
