/** A portal: a bound statement being executed, perhaps in portions (Execute with a row limit, SQL cursors). */
import type { ExecutionState, StatementYield } from '../execute/index.js';
import type { Snapshot } from '../txn/index.js';
import type { Datum } from '../types/index.js';
import type { PreparedStatement } from './prepared-statement.js';
import type { StoredResult } from './stored-result.js';

export class Portal {
  /** The suspended run, once started. */
  run: Generator<StatementYield, void, void> | null = null;
  state: ExecutionState | null = null;
  snapshot: Snapshot | null = null;
  /** Takes the run's rows. */
  onRow: (row: readonly Datum[]) => boolean = DISCARD;
  /** Rows given out so far. */
  rowCount = 0;
  isDone = false;
  /** It ended with an error: it cannot be run any further. */
  hasFailed = false;
  /** Count rows and time per plan node (EXPLAIN ANALYZE). */
  isInstrumented = false;
  /** The result of a statement that is not a query but gives rows, while it is read in portions. */
  stored: StoredResult | null = null;
  /** Subtransaction it was made in: it ends with that one's rollback. */
  depth = 0;
  /** The portal of the prepared statement that an EXECUTE runs, while rows may be left. */
  inner: Portal | null = null;
  /** A holdable cursor whose transaction has committed. */
  isKept = false;

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
    /** Rows that a simple query fetches are sent in binary. */
    readonly isBinary = false,
  ) {}
}

const DISCARD = (): boolean => true;
