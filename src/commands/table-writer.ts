/** Inserting rows outside a plan: COPY FROM, CREATE TABLE AS, table rewrites. */
import type { Waiting } from '../txn/index.js';
import type { Datum } from '../types/index.js';

export interface TableWriter {
  /** One complete row in attnum order (dropped columns null). Runs constraints, indexes, foreign-key checks. */
  insert(row: readonly Datum[]): Waiting<void>;
  /** Deferred work of the batch (immediate foreign-key checks). */
  finish(): Waiting<void>;
  readonly count: number;
}
