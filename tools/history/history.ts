/**
 * What clients of a concurrent run saw and were told, for check.ts: the transactions, with the values they wrote and read, and at the end what is there.
 * Every value is written once in the whole run, so that whoever reads it has read from a known transaction.
 */

export type Level = 'read committed' | 'repeatable read' | 'serializable';

/**
 * - `list`: values are appended; a read gives all of them, in order.
 * - `register`: a value replaces the one before, which the write tells; a read gives the last.
 * - `set`: values are inserted as rows; a read by predicate gives those that are there.
 */
export type Shape = 'list' | 'register' | 'set';

export interface Write {
  readonly shape: Shape;
  readonly key: number;
  readonly value: number;
  /** Of a register: the value it replaced, 0 for the first. */
  readonly previous: number;
  /** Undone by a rollback to a savepoint. */
  isUndone: boolean;
}

export interface Read {
  readonly shape: Shape;
  readonly key: number;
  readonly values: readonly number[];
  /** Writes of the transaction before it, and how many of them were undone by then, as positions in `writes`. */
  readonly writesBefore: readonly Write[];
}

export interface RecordedTransaction {
  readonly id: number;
  readonly session: number;
  readonly writes: Write[];
  readonly reads: Read[];
  /** `unknown`: the answer to COMMIT never came. */
  outcome: 'committed' | 'aborted' | 'unknown';
}

export interface History {
  readonly level: Level;
  readonly transactions: readonly RecordedTransaction[];
  /** Values at the end, by key: in order for lists and registers (the register's chain follows from its writes; here only the last). */
  readonly final: Readonly<Record<Shape, ReadonlyMap<number, readonly number[]>>>;
}
