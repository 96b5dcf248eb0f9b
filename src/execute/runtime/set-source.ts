/** Rows of set-returning calls: lazily, one element at a time, so that they stop anywhere (PostgreSQL chapter 7.2.1.4). */
import type { FunctionScan, Lowered, LoweredSetCall } from '../../plan/index.js';
import type { Datum, RecordValue } from '../../types/index.js';
import type { ExecutionState } from './execution-state.js';
import type { Row } from './row.js';

const EMPTY: readonly Datum[] = [];

/** Elements of one call with evaluated arguments. A strict call with a NULL argument has none. */
export function setCallIterator(call: LoweredSetCall, args: readonly Datum[], state: ExecutionState): Iterator<Datum> {
  if (call.isStrict && args.includes(null)) return EMPTY[Symbol.iterator]();
  return call.impl(...args, state.callContext(call, call.argumentTypes, call.type))[Symbol.iterator]();
}

interface Part {
  iterator: Iterator<Datum> | null;
  readonly width: number;
  readonly spreads: boolean;
}

/** Rows of a FunctionScan (ROWS FROM): the calls side by side, the shorter ones padded with NULLs; ordinality last. */
export class FunctionRows {
  private readonly parts: Part[];
  private count = 0;

  constructor(
    private readonly node: FunctionScan,
    state: ExecutionState,
    evaluate: (e: Lowered) => Datum,
  ) {
    this.parts = node.functions.map(f => {
      const iterator =
        f.call !== null ? setCallIterator(f.call, f.call.args.map(evaluate), state) : ([evaluate(f.scalar as Lowered)] as readonly Datum[])[Symbol.iterator]();
      return { iterator, width: f.columns.length, spreads: f.spreads };
    });
  }

  next(): Row | null {
    const row: Row = [];
    let isAlive = false;
    for (const part of this.parts) {
      const step = part.iterator?.next();
      if (step === undefined || step.done === true) {
        part.iterator = null;
        for (let i = 0; i < part.width; i++) row.push(null);
        continue;
      }
      isAlive = true;
      const value = step.value;
      if (!part.spreads) row.push(value);
      else for (let i = 0; i < part.width; i++) row.push(value === null ? null : ((value as RecordValue).values[i] ?? null));
    }
    if (!isAlive) return null;
    this.count++;
    if (this.node.withOrdinality) row.push(this.count);
    return row;
  }

  close(): void {
    for (const part of this.parts) {
      part.iterator?.return?.();
      part.iterator = null;
    }
  }
}
