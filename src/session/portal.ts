/** A portal: a bound statement being executed, perhaps in portions (Execute with a row limit, SQL cursors). */
import type { ExecutionState, StatementYield } from '../execute/index.js';
import type { Snapshot } from '../txn/index.js';
import type { Datum } from '../types/index.js';
import type { PreparedStatement } from './prepared-statement.js';

export class Portal {
  /** The suspended run, once started. */
  run: Generator<StatementYield, void, void> | null = null;
  state: ExecutionState | null = null;
  snapshot: Snapshot | null = null;
  /** Rows given out so far. */
  rowCount = 0;
  isDone = false;
  /** Count rows and time per plan node (EXPLAIN ANALYZE). */
  isInstrumented = false;
  /** Rows waiting to be given out. */
  buffered: (readonly Datum[])[] = [];

  constructor(
    readonly name: string,
    readonly prepared: PreparedStatement,
    readonly parameters: readonly Datum[],
    /** Per column 0 text, 1 binary; one entry for all, or none for text. */
    readonly resultFormats: readonly number[],
    readonly sql: string,
    readonly createdAt: number,
    readonly isHoldable = false,
    readonly isScrollable = false,
  ) {}
}
