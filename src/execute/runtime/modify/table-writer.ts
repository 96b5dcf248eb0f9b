/**
 * Writing rows of one table in one execution: generated columns, NOT NULL, CHECK, the heap, the indexes, and the queueing of foreign-key events.
 *
 * Each operation runs straight through in the plain call; only when another transaction stands in the way does it hand over to a generator.
 * The command id is the statement's: what it writes is invisible to itself, however many nested commands run meanwhile.
 */
import type { IndexInsertResult, ModifyResult, RowFetch, RowLiveness, UniqueMode, UpdatePlan } from '../../../access/index.js';
import { IndexKeyBuffer } from '../../../access/index.js';
import { NO_ROW, type CommandId, type RowRef } from '../../../base/index.js';
import type { ConstraintDescriptor } from '../../../catalog/index.js';
import { FOR_UPDATE, NO_KEY_UPDATE, type RowLockStrength, type Waiting } from '../../../txn/index.js';
import type { Datum } from '../../../types/index.js';
import type { PgError } from '../../../errors/index.js';
import type { ExecutionState } from '../execution-state.js';
import { compileExpression } from '../expression/compile.js';
import { rowScope, type Evaluator } from '../expression/scope.js';
import type { OpenRelation } from '../open-relation.js';
import { checkViolation, exclusionViolation, notNullViolation, uniqueViolation } from './constraint-errors.js';
import { IndexKeys } from './index-keys.js';
import { ParentLookup } from './parent-lookup.js';
import { updatePlanFor, type WritePlan } from './write-plan.js';

export class TableWriter {
  readonly open: OpenRelation;
  readonly keys: readonly IndexKeys[];
  commandId: CommandId;
  private livenessReader: RowLiveness | null = null;
  private fetcher: RowFetch | null = null;
  private readonly parents = new Map<ConstraintDescriptor, ParentLookup | null>();
  private readonly exclusions = new Map<IndexKeys, Evaluator | null>();
  /** Where an insertion into the indexes stopped to wait. */
  private waitingAt = -1;
  private waitingRef: RowRef = NO_ROW;

  constructor(
    readonly plan: WritePlan,
    private readonly state: ExecutionState,
    commandId: CommandId = state.snapshot.commandId,
  ) {
    this.open = state.open(plan.relation);
    this.commandId = commandId;
    this.keys = plan.relation.indexes.map((descriptor, i) => new IndexKeys(this.open.indexes[i], descriptor, plan.indexes[i]));
  }

  get liveness(): RowLiveness {
    return (this.livenessReader ??= this.open.table.openLiveness());
  }

  private get fetch(): RowFetch {
    return (this.fetcher ??= this.open.table.openFetch());
  }

  /** Reads a row version (only `columns` of it, null = all; the others are NULL); undefined when there is none. */
  read(ref: RowRef, columns: readonly number[] | null = null): Datum[] | undefined {
    const { fetch } = this;
    if (!fetch.fetchVersion(ref)) {
      fetch.release();
      return undefined;
    }
    const { layouts } = this.open.table;
    let row: Datum[];
    if (columns === null) row = layouts.readAll(fetch.views, fetch.word, []);
    else {
      row = new Array<Datum>(layouts.columns.length).fill(null);
      for (let i = 0; i < columns.length; i++) row[columns[i]] = layouts.read(fetch.views, fetch.word, columns[i]);
    }
    fetch.release();
    return row;
  }

  /**
   * Fills generated columns and applies NOT NULL and CHECK. Changes `row`.
   * @param notNull the columns to check, default all; for an update those that it sets
   * @param ref an update's row, so that a message can show columns that `row` lacks; `set` = the columns that `row` has new
   */
  complete(row: Datum[], notNull: WritePlan['notNull'] = this.plan.notNull, ref: RowRef = NO_ROW, set: readonly number[] = []): void {
    const { plan, state } = this;
    for (let i = 0; i < plan.generated.length; i++) row[plan.generated[i].position] = plan.generated[i].value(row, state);
    for (let i = 0; i < notNull.length; i++) {
      if (row[notNull[i].position] === null) throw notNullViolation(plan.relation, notNull[i].name, this.whole(row, ref, set), state.context);
    }
    for (let i = 0; i < plan.checks.length; i++) {
      if (plan.checks[i].condition(row, state) === false) throw checkViolation(plan.relation, plan.checks[i].name, this.whole(row, ref, set), state.context);
    }
  }

  private whole(row: Datum[], ref: RowRef, set: readonly number[]): readonly Datum[] {
    if (ref === NO_ROW) return row;
    const stored = this.read(ref) ?? row;
    for (const column of [...set, ...this.plan.generated.map(g => g.position)]) stored[column] = row[column];
    return stored;
  }

  /** Inserts a completed row. Returns its reference; when `isWaiting` is set afterwards, `finishIndexes` must be run first. */
  insert(row: readonly Datum[]): RowRef {
    const ref = this.open.table.insert(this.state.transaction, row, this.commandId);
    this.insertIntoIndexes(row, ref, 0, null);
    return ref;
  }

  *insertRow(row: Datum[]): Waiting<RowRef> {
    this.complete(row);
    const ref = this.insert(row);
    if (this.isWaiting) yield* this.finishIndexes(row);
    this.queueInsert(row, ref);
    return ref;
  }

  get isWaiting(): boolean {
    return this.waitingAt >= 0;
  }

  /** Goes on with the indexes where a conflict with a running transaction stopped. */
  *finishIndexes(row: readonly Datum[]): Waiting<void> {
    const { state } = this;
    while (this.waitingAt >= 0) {
      const at = this.waitingAt;
      const ref = this.waitingRef;
      this.waitingAt = -1;
      state.suspendPages();
      const keys = this.keys[at];
      keys.encode(row, state);
      // The shared buffer does not survive the wait.
      const key = copyKey(keys.key);
      const hasNull = keys.hasNull;
      const result = keys.descriptor.isExclusion
        ? yield* keys.index.findConflict(state.transaction, key, ref, this.liveness, this.excludes(keys, row))
        : yield* keys.index.insert(state.transaction, key, hasNull, ref, this.modeOf(keys), this.liveness);
      this.judge(result, keys, row, ref);
      this.insertIntoIndexes(row, ref, at + 1, null);
    }
  }

  /**
   * @param skip indexes that have their entry already
   * @param isUpdate entries of the row's older versions may be about: an index that is short of room is told how to find out
   */
  insertIntoIndexes(row: readonly Datum[], ref: RowRef, from: number, skip: ReadonlySet<IndexKeys> | null, isUpdate = false): void {
    const { state, keys } = this;
    for (let i = from; i < keys.length; i++) {
      const index = keys[i];
      if (skip !== null && skip.has(index)) continue;
      if (!index.covers(row, state)) continue;
      index.encode(row, state);
      const mode = this.modeOf(index);
      const liveness = mode === 'none' && !isUpdate ? null : this.liveness;
      const result = index.index.tryInsert(state.transaction, index.key, index.hasNull, ref, mode, liveness);
      const isExclusion = index.descriptor.isExclusion && !index.hasNull;
      if (isExclusion ? !this.isFree(index, row, ref) : result.status === 'wait') {
        this.waitingAt = i;
        this.waitingRef = ref;
        return;
      }
      if (!isExclusion && result.status !== 'inserted') this.judge(result, index, row, ref);
    }
  }

  /**
   * Does nothing exclude the row that has just got its entry? A violation is thrown, or queued for a deferrable constraint. False: another transaction decides. The
   * entry is there already: two sessions whose rows exclude each other both find the other's, and wait in a circle, as in PostgreSQL.
   */
  private isFree(keys: IndexKeys, row: readonly Datum[], ref: RowRef): boolean {
    const work = keys.index.findConflict(this.state.transaction, keys.key, ref, this.liveness, this.excludes(keys, row));
    const step = work.next();
    const isDeferrable = this.plan.deferrable.has(keys.descriptor.oid);
    if (step.done !== true) {
      work.return(undefined as unknown as IndexInsertResult);
      if (!isDeferrable) return false;
    }
    if (step.done === true && step.value.status === 'inserted') return true;
    if (isDeferrable) this.queueRecheck(keys, row, ref);
    else this.judge(step.value as IndexInsertResult, keys, row, ref);
    return true;
  }

  /** Compares stored rows with a new one by the operators of an exclusion constraint, where its index does not tell all. */
  excludes(keys: IndexKeys, row: readonly Datum[]): ((ref: RowRef) => boolean) | null {
    if (!keys.descriptor.isExclusion) return null;
    let condition = this.exclusions.get(keys);
    if (condition === undefined) {
      const lowered = this.state.services.tableRules(this.plan.relation).exclusions[this.keys.indexOf(keys)];
      condition = lowered === null ? null : compileExpression(lowered, rowScope(0));
      this.exclusions.set(keys, condition);
    }
    if (condition === null) return null;
    const excludes = condition;
    const own = keys.values(row, this.state);
    return ref => {
      const stored = this.read(ref);
      return stored !== undefined && excludes([...keys.values(stored, this.state), ...own], this.state) === true;
    };
  }

  private queueRecheck(keys: IndexKeys, row: readonly Datum[], ref: RowRef): void {
    const { state, plan } = this;
    const constraint = plan.deferrable.get(keys.descriptor.oid) as ConstraintDescriptor;
    state.services.constraints.add({ kind: 'unique', constraint, relation: plan.relation, ref, row: row.slice() }, state.transaction);
  }

  /** The error for a row that another one stands in the way of. */
  violation(keys: IndexKeys, row: readonly Datum[], conflict: RowRef): PgError {
    const { state, plan } = this;
    const values = keys.values(row, state);
    if (!keys.descriptor.isExclusion) return uniqueViolation(plan.relation, keys.descriptor, values, state.context);
    const stored = this.read(conflict);
    return exclusionViolation(plan.relation, keys.descriptor, values, stored === undefined ? null : keys.values(stored, state), state.context);
  }

  private modeOf(keys: IndexKeys): UniqueMode {
    if (!keys.descriptor.isUnique) return 'none';
    return this.plan.deferrable.has(keys.descriptor.oid) ? 'partial' : 'check';
  }

  private judge(result: IndexInsertResult, keys: IndexKeys, row: readonly Datum[], ref: RowRef): void {
    if (result.status === 'conflict') throw this.violation(keys, row, result.ref);
    if (result.status === 'maybe') this.queueRecheck(keys, row, ref);
  }

  /** New index entries of an updated row, unless the new version is reached through the old ones. */
  updateIndexes(row: readonly Datum[], result: ModifyResult): void {
    if (!result.isHot) this.insertIntoIndexes(row, result.ref, 0, null, true);
  }

  updatePlan(columns: readonly number[]): UpdatePlan {
    return updatePlanFor(this.plan, columns);
  }

  /** Strength with which an update of these columns locks the row. */
  lockStrength(columns: readonly number[]): RowLockStrength {
    return columns.some(c => this.plan.keys.includes(c)) ? FOR_UPDATE : NO_KEY_UPDATE;
  }

  queueInsert(row: readonly Datum[], ref: RowRef): void {
    const { references } = this.plan;
    for (let i = 0; i < references.length; i++) this.queueReference(references[i], row, ref);
  }

  queueUpdate(oldRow: readonly Datum[], newRow: readonly Datum[], ref: RowRef): void {
    const { references, referencedBy, relation } = this.plan;
    for (let i = 0; i < references.length; i++) {
      if (differs(references[i].columns, oldRow, newRow)) this.queueReference(references[i], newRow, ref);
    }
    for (let i = 0; i < referencedBy.length; i++) {
      const { constraint, relation: child } = referencedBy[i];
      if (!differs(constraint.referencedColumns, oldRow, newRow)) continue;
      const values = pick(oldRow, constraint.referencedColumns);
      if (values.includes(null)) continue;
      const newValues = pick(newRow, constraint.referencedColumns);
      this.state.services.constraints.add({ kind: 'referenced', constraint, relation, child, command: 'update', values, newValues }, this.state.transaction);
    }
  }

  queueDelete(oldRow: readonly Datum[]): void {
    const { referencedBy, relation } = this.plan;
    for (let i = 0; i < referencedBy.length; i++) {
      const { constraint, relation: child } = referencedBy[i];
      const values = pick(oldRow, constraint.referencedColumns);
      if (values.includes(null)) continue;
      this.state.services.constraints.add(
        { kind: 'referenced', constraint, relation, child, command: 'delete', values, newValues: null },
        this.state.transaction,
      );
    }
  }

  /** True when deleting or changing keys of a row concerns foreign keys of other tables: the old row is needed. */
  get isReferenced(): boolean {
    return this.plan.referencedBy.length > 0;
  }

  private parentOf(constraint: ConstraintDescriptor): ParentLookup | null {
    let lookup = this.parents.get(constraint);
    if (lookup === undefined) {
      lookup = ParentLookup.of(this.plan.relation, constraint, this.state);
      this.parents.set(constraint, lookup);
    }
    return lookup;
  }

  private queueReference(constraint: ConstraintDescriptor, row: readonly Datum[], ref: RowRef): void {
    // A NULL satisfies MATCH SIMPLE; all NULLs satisfy MATCH FULL.
    let nulls = 0;
    for (let i = 0; i < constraint.columns.length; i++) if (row[constraint.columns[i] - 1] === null) nulls++;
    if (nulls > 0 && (constraint.match !== 'f' || nulls === constraint.columns.length)) return;
    if (nulls === 0 && !constraint.isDeferrable && this.parentOf(constraint)?.succeeds(row) === true) return;
    const values = pick(row, constraint.columns);
    this.state.services.constraints.add({ kind: 'references', constraint, relation: this.plan.relation, ref, values }, this.state.transaction);
  }
}

function pick(row: readonly Datum[], attnums: readonly number[]): Datum[] {
  const values: Datum[] = [];
  for (let i = 0; i < attnums.length; i++) values.push(row[attnums[i] - 1]);
  return values;
}

/** Compared as stored: PostgreSQL looks at the images of the values. */
function differs(attnums: readonly number[], a: readonly Datum[], b: readonly Datum[]): boolean {
  for (let i = 0; i < attnums.length; i++) {
    const x = a[attnums[i] - 1];
    const y = b[attnums[i] - 1];
    if (x === y) continue;
    if (x === null || y === null || typeof x !== 'object' || typeof y !== 'object') return true;
    if ('coef' in x && 'coef' in y && x.coef === y.coef && x.scale === y.scale) continue;
    return true;
  }
  return false;
}

export function copyKey(source: IndexKeyBuffer): IndexKeyBuffer {
  const copy = new IndexKeyBuffer();
  copy.bytes(source.u8.subarray(0, source.length));
  return copy;
}
