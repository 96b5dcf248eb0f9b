/** A chain with a consumer: runs until the consumer has enough, the chain pauses, or it ends. Also a chain pulled row by row. */
import type { Datum } from '../../types/index.js';
import { END, YIELD, type Row } from '../runtime/row.js';
import { NO_MORE, PAUSED, type Chain, type Next } from './chain.js';

/** Takes rows from the registers; false = enough for now. */
export interface RegisterSink {
  push(r: readonly Datum[]): boolean;
}

export type SegmentResult = 'done' | 'paused' | 'full';

/** Everything a segment is at run time. `slots`: the registers of its output columns. */
export class Segment {
  constructor(
    readonly chain: Chain,
    readonly slots: readonly number[],
  ) {}

  get r(): Datum[] {
    return this.chain.r;
  }

  run(sink: RegisterSink): SegmentResult {
    const { chain } = this;
    const { r } = chain;
    for (;;) {
      const next: Next = chain.advance();
      if (next === NO_MORE) return 'done';
      if (next === PAUSED) return 'paused';
      if (!sink.push(r)) return 'full';
    }
  }

  /** The output row, copied. */
  copyRow(): Row {
    const { slots } = this;
    const { r } = this.chain;
    const row: Row = [];
    for (let i = 0; i < slots.length; i++) row.push(r[slots[i]]);
    return row;
  }

  /** The next row as an array, END or YIELD. */
  pull(): Row {
    const next = this.chain.advance();
    if (next === NO_MORE) return END;
    if (next === PAUSED) return YIELD;
    return this.copyRow();
  }

  reset(): void {
    this.chain.reset();
  }

  close(): void {
    this.chain.close();
  }
}
