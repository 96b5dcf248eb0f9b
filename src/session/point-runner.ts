/**
 * Statements that touch one row by its key, run without plan, generator or portal: key, tree look-up, row.
 *
 * They run to completion in one plain call, so that a read outside a transaction needs neither a transaction nor a lock: it is enough that nobody holds or
 * awaits a conflicting one at that instant. A write takes its table lock, its transaction id and a snapshot as usual.
 */
import { compilePoint, type RowSink } from '../execute/index.js';
import { ACCESS_EXCLUSIVE, ACCESS_SHARE, Snapshot, lockModeByName, type Transaction, type Waiting } from '../txn/index.js';
import type { Datum } from '../types/index.js';
import type { PointForm, PreparedStatement } from './prepared-statement.js';
import type { Session } from './session.js';

/** Oids below are the system's: their relations are not locked. */
const FIRST_USER_OID = 16384;

export class PointRunner {
  private readonly snapshot = new Snapshot();
  private reader: Transaction | null = null;

  constructor(private readonly session: Session) {}

  /** The point form of an analysed and planned statement, null when it has none or another engine is asked for. */
  formOf(prepared: PreparedStatement): PointForm | null {
    const { point } = prepared;
    if (point === null) return null;
    const { block, settings } = this.session;
    if (settings.hot.engine !== 'auto') return null;
    // What a serializable transaction reads is remembered until it commits: it must be one, and have its snapshot if it has to wait for that.
    if (block.isSerializable && (!block.isExplicit || block.mustAwaitSafeSnapshot)) return null;
    return point ?? this.compile(prepared);
  }

  private compile(prepared: PreparedStatement): PointForm | null {
    const plan = prepared.plan!;
    const compiled = plan.locks.length === 1 ? compilePoint(plan) : null;
    if (compiled === null) return (prepared.point = null);
    const [{ relation, mode }] = plan.locks;
    return (prepared.point = {
      query: compiled.open(this.session.services.executionServices()),
      isRead: plan.isReadOnly,
      command: plan.command,
      relation,
      mode: lockModeByName(mode) ?? ACCESS_EXCLUSIVE,
    });
  }

  /** True when the plan of `prepared` and what was made of it may be used as it stands. */
  isCurrent(prepared: PreparedStatement): boolean {
    const { session } = this;
    return prepared.plan !== null && prepared.catalogEpoch === session.catalog.epoch && prepared.settingsEpoch === session.settings.planEpoch;
  }

  /**
   * Runs it. Rows go to `sink`. Returns the rows given or changed; or work that has to wait and returns them; or null: nothing has happened, run the statement the
   * usual way. A write begins the transaction if there is none, and leaves it open.
   */
  run(point: PointForm, parameters: readonly Datum[], sink: RowSink): number | Waiting<number> | null {
    const { session } = this;
    const { block, database } = session;
    const { manager } = database;
    if (this.snapshot.isRegistered) return null;
    if (point.isRead && block.current === null) {
      if (point.relation >= FIRST_USER_OID && !manager.locks.isFree(point.relation, ACCESS_SHARE, session.owner)) return null;
      const reader = (this.reader ??= manager.begin(session.owner));
      const snapshot = manager.takeSnapshot(reader, this.snapshot);
      try {
        return point.query.run(parameters, reader, snapshot, sink);
      } finally {
        manager.releaseSnapshot(snapshot);
      }
    }
    const transaction = block.ensure();
    if (!point.isRead && session.settings.hot.isReadOnly && session.catalog.relationById(point.relation)?.persistence !== 't')
      session.services.checkWritable(point.command);
    if (point.relation >= FIRST_USER_OID && !manager.locks.tryLockRelation(transaction.locks, point.relation, point.mode)) return null;
    const snapshot = block.takeSnapshot(this.snapshot);
    let result: number | Waiting<number> | null = null;
    try {
      result = point.query.run(parameters, transaction, snapshot, sink);
      if (result === null) return null;
      if (typeof result !== 'number') return this.finishLater(result, transaction);
      if (!point.isRead) transaction.nextCommand();
      return result;
    } finally {
      if (result === null || typeof result === 'number') manager.releaseSnapshot(snapshot);
    }
  }

  private *finishLater(work: Waiting<number>, transaction: Transaction): Waiting<number> {
    try {
      const count = yield* work;
      transaction.nextCommand();
      return count;
    } finally {
      this.session.database.manager.releaseSnapshot(this.snapshot);
    }
  }
}
