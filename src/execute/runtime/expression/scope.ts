/**
 * Where compiled expressions find their columns. An evaluator is a closure over nothing of an execution: it reads columns from a register
 * array and everything else from the ExecutionState, so that it is made once per plan and serves many executions.
 */
import type { Datum } from '../../../types/index.js';
import type { ExecutionState } from '../execution-state.js';

export type Evaluator = (r: readonly Datum[], s: ExecutionState) => Datum;

export type SystemColumn = 'ctid' | 'xmin' | 'xmax' | 'cmin' | 'cmax' | 'tableoid';
export const SYSTEM_COLUMNS: readonly SystemColumn[] = ['ctid', 'xmin', 'xmax', 'cmin', 'cmax', 'tableoid'];

export interface CompileScope {
  /** Register of a column of input 0 or 1. */
  slot(input: 0 | 1, index: number): number;
  systemSlot?(column: SystemColumn): number;
  /** GROUPING(): register holding the number of the grouping set, and the sets. */
  readonly grouping?: { readonly slot: number; readonly sets: readonly (readonly number[])[] };
}

/** Registers = the columns of input 0, then those of input 1. */
export function rowScope(firstWidth: number): CompileScope {
  return { slot: (input, index) => (input === 0 ? index : firstWidth + index) };
}
