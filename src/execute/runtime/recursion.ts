/** The rounds of a recursive union: the rows of the present one, which the next one reads as its working table, and with UNION all rows so far. */
import type { RecursiveUnion } from '../../plan/index.js';
import type { ExecutionState } from './execution-state.js';
import { GroupHash } from './group-hash.js';
import { rowBytes, type Row } from './row.js';

export class Recursion {
  private round: Row[] = [];
  private readonly seen: GroupHash | null;
  /** Bytes of the present round, of the working table, and of `seen`: all told to the budget. */
  private roundBytes = 0;
  private workBytes = 0;
  private seenBytes = 0;

  constructor(
    private readonly node: RecursiveUnion,
    private readonly state: ExecutionState,
  ) {
    this.seen = node.distinct === null ? null : new GroupHash(node.distinct);
  }

  /** False for a row that was there before. */
  add(row: Row): boolean {
    const { seen, state } = this;
    if (seen !== null) {
      const known = seen.count;
      if (seen.findOrAdd(row) < known) return false;
      state.memory.hold(seen.bytes - this.seenBytes);
      this.seenBytes = seen.bytes;
    }
    const size = rowBytes(row);
    this.roundBytes += size;
    state.memory.hold(size);
    this.round.push(row);
    return true;
  }

  /** The round has ended: its rows become the working table. False when there are none: that was the last. */
  turn(): boolean {
    if (this.round.length === 0) return false;
    this.state.memory.release(this.workBytes);
    this.state.workTable(this.node.number).rows = this.round;
    this.workBytes = this.roundBytes;
    this.round = [];
    this.roundBytes = 0;
    return true;
  }

  reset(): void {
    this.state.memory.release(this.roundBytes + this.workBytes + this.seenBytes);
    this.state.workTable(this.node.number).rows = [];
    this.round = [];
    this.seen?.clear();
    this.roundBytes = 0;
    this.workBytes = 0;
    this.seenBytes = 0;
  }
}
