/**
 * Constraint events of a transaction: what AFTER triggers do in PostgreSQL (chapters 5.4.5 and 41.1). Foreign-key checks and actions, and re-checks of
 * deferrable unique constraints, wait here until the statement ends (immediate) or the transaction commits (deferred).
 *
 * Invariants
 * 1. Events fire in the order they were queued; firing may queue more (cascades), which fire after them, before the statement ends.
 * 2. Rolling back to a savepoint drops the deferred events queued since, brings back those checked since, and undoes SET CONSTRAINTS.
 */
import type { Oid, RowRef } from '../../../base/index.js';
import type { ConstraintDescriptor, RelationDescriptor } from '../../../catalog/index.js';
import type { Snapshot, Transaction, Waiting } from '../../../txn/index.js';
import type { Datum } from '../../../types/index.js';
import { ExecutionState } from '../execution-state.js';
import type { ExecutionServices } from '../services.js';
import { fireEvent } from './constraint-events.js';

export type ConstraintEvent =
  /** A row with a foreign key was written: its parent must exist. `values` = the referencing columns. */
  | {
      readonly kind: 'references';
      readonly constraint: ConstraintDescriptor;
      readonly relation: RelationDescriptor;
      readonly ref: RowRef;
      readonly values: readonly Datum[];
    }
  /** A referenced row was deleted or its key changed. `values` = its old referenced columns, `newValues` the new ones (update). */
  | {
      readonly kind: 'referenced';
      readonly constraint: ConstraintDescriptor;
      readonly relation: RelationDescriptor;
      readonly child: Oid;
      readonly command: 'update' | 'delete';
      readonly values: readonly Datum[];
      readonly newValues: readonly Datum[] | null;
    }
  /** A key of a deferrable unique constraint may be a duplicate. */
  | {
      readonly kind: 'unique';
      readonly constraint: ConstraintDescriptor;
      readonly relation: RelationDescriptor;
      readonly ref: RowRef;
      readonly row: readonly Datum[];
    };

export class ConstraintQueue {
  private immediate: ConstraintEvent[] = [];
  private deferred: ConstraintEvent[] = [];
  /** SET CONSTRAINTS: by constraint oid; `all` for ALL. */
  private readonly modes = new Map<Oid, boolean>();
  private allDeferred: boolean | null = null;

  /** @param isSilent whether constraints are not checked (session_replication_role = replica, under which PostgreSQL's triggers don't fire). */
  constructor(private readonly isSilent: () => boolean = () => false) {}

  /** True when no event waits for commit. */
  get isEmpty(): boolean {
    return this.deferred.length === 0;
  }

  /** Does an event of the relation wait for commit? */
  hasEventsOf(relation: Oid): boolean {
    return this.deferred.some(e => e.relation.oid === relation);
  }

  isDeferred(constraint: ConstraintDescriptor): boolean {
    if (!constraint.isDeferrable) return false;
    return this.modes.get(constraint.oid) ?? this.allDeferred ?? constraint.isDeferred;
  }

  add(event: ConstraintEvent, transaction: Transaction): void {
    if (this.isSilent()) return;
    // RESTRICT and the other actions are never deferred; only checks are.
    const mayDefer = event.kind !== 'referenced' || (event.command === 'delete' ? event.constraint.onDelete : event.constraint.onUpdate) === 'a';
    if (!mayDefer || !this.isDeferred(event.constraint)) {
      this.immediate.push(event);
      return;
    }
    const mark = this.deferred.length;
    this.deferred.push(event);
    transaction.onAbort(() => {
      if (this.deferred.length > mark) this.deferred.length = mark;
    });
  }

  /** A statement begins, perhaps inside another: it gets a list of its own. Returns the outer one for `endStatement`. */
  beginStatement(): ConstraintEvent[] {
    const outer = this.immediate;
    this.immediate = [];
    return outer;
  }

  endStatement(outer: ConstraintEvent[]): void {
    this.immediate = outer;
  }

  /** At the end of a statement. */
  *fireImmediate(state: ExecutionState): Waiting<void> {
    while (this.immediate.length > 0) {
      const events = this.immediate;
      this.immediate = [];
      state.transaction.nextCommand();
      const { manager } = state.transaction;
      let snapshot = manager.takeSnapshot(state.transaction);
      try {
        let commandId = state.transaction.commandId;
        for (const event of events) {
          // Actions write; what they wrote is visible to the events after them.
          if (state.transaction.commandId !== commandId) {
            manager.releaseSnapshot(snapshot);
            snapshot = manager.takeSnapshot(state.transaction);
            commandId = state.transaction.commandId;
          }
          yield* fireEvent(event, state, snapshot);
          if (event.kind === 'referenced') state.transaction.nextCommand();
        }
      } catch (error) {
        this.immediate = [];
        throw error;
      } finally {
        manager.releaseSnapshot(snapshot);
      }
    }
  }

  /** Before commit, and by SET CONSTRAINTS … IMMEDIATE. `only`: the constraints concerned, null for all. */
  *runDeferred(transaction: Transaction, snapshot: Snapshot, services: ExecutionServices, only: ReadonlySet<Oid> | null = null): Waiting<void> {
    const state = ExecutionState.forUtility(transaction, snapshot, services);
    try {
      yield* this.fireDeferred(state, only);
    } finally {
      state.close();
    }
  }

  private *fireDeferred(state: ExecutionState, only: ReadonlySet<Oid> | null): Waiting<void> {
    for (;;) {
      const due = this.deferred.filter(e => only === null || only.has(e.constraint.oid));
      if (due.length === 0) return;
      const before = this.deferred;
      this.deferred = before.filter(e => only !== null && !only.has(e.constraint.oid));
      // Undone with the subtransaction that checked them.
      state.transaction.onAbort(() => (this.deferred = before));
      this.immediate.push(...due);
      yield* this.fireImmediate(state);
    }
  }

  /** SET CONSTRAINTS. `ids` null = ALL. */
  setMode(ids: readonly Oid[] | null, isDeferred: boolean, transaction: Transaction): void {
    const { allDeferred } = this;
    const modes = [...this.modes];
    transaction.onAbort(() => {
      this.allDeferred = allDeferred;
      this.modes.clear();
      for (const [id, mode] of modes) this.modes.set(id, mode);
    });
    if (ids === null) {
      this.modes.clear();
      this.allDeferred = isDeferred;
    } else for (const id of ids) this.modes.set(id, isDeferred);
  }

  /** A failed statement's events are void. */
  discardImmediate(): void {
    this.immediate = [];
  }

  /** The transaction has ended. */
  reset(): void {
    this.immediate = [];
    this.deferred = [];
    this.modes.clear();
    this.allDeferred = null;
  }
}
