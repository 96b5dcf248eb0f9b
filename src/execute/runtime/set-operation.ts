/**
 * UNION / INTERSECT / EXCEPT by counting: a hash of rows with how often each side has them (PostgreSQL chapter 7.4). NULL equals NULL.
 * Output in order of first appearance on the left.
 */
import type { SetOp } from '../../plan/index.js';
import type { ExecutionState } from './execution-state.js';
import { GroupHash } from './group-hash.js';
import type { Row } from './row.js';

export class SetOperation {
  private readonly hash: GroupHash;
  private readonly left: number[] = [];
  private readonly right: number[] = [];
  private held = 0;
  private group = 0;
  private copies = 0;

  constructor(
    private readonly node: Pick<SetOp, 'op' | 'all' | 'columns'>,
    private readonly state: ExecutionState,
  ) {
    this.hash = new GroupHash(node.columns);
  }

  addLeft(row: Row): void {
    const group = this.hash.findOrAdd(row);
    if (group === this.left.length) this.grow();
    this.left[group] = (this.left[group] as number) + 1;
  }

  addRight(row: Row): void {
    if (this.node.op === 'union') return this.addLeft(row);
    const group = this.hash.find(row);
    if (group >= 0) this.right[group] = (this.right[group] as number) + 1;
  }

  /** After all rows of both sides: output rows one by one. */
  next(): Row | undefined {
    while (this.copies === 0) {
      if (this.group >= this.hash.count) return undefined;
      this.copies = this.copiesOf(this.left[this.group] as number, this.right[this.group] as number);
      this.group++;
    }
    this.copies--;
    return this.hash.key(this.group - 1);
  }

  rewind(): void {
    this.group = 0;
    this.copies = 0;
  }

  clear(): void {
    this.hash.clear();
    this.left.length = 0;
    this.right.length = 0;
    this.state.memory.release(this.held);
    this.held = 0;
    this.rewind();
  }

  private copiesOf(left: number, right: number): number {
    const { op, all } = this.node;
    switch (op) {
      case 'union':
        return all ? left : 1;
      case 'intersect':
        return all ? Math.min(left, right) : left > 0 && right > 0 ? 1 : 0;
      case 'except':
        return all ? Math.max(left - right, 0) : right === 0 ? 1 : 0;
    }
  }

  private grow(): void {
    this.left.push(0);
    this.right.push(0);
    const bytes = this.hash.bytes + this.left.length * 16;
    this.state.memory.hold(bytes - this.held);
    this.held = bytes;
  }
}
