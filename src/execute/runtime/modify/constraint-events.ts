/**
 * Firing of constraint events: foreign-key checks and actions (PostgreSQL chapter 5.4.5), re-checks of deferrable unique constraints.
 * Rows are found through indexes where there are any. Everything looks at the newest committed state plus the transaction's own work, but for parents at
 * REPEATABLE READ: those must be visible to the transaction (as ri_triggers.c has it); rows it does not see must not be changed by it either.
 */
import { boundsOf } from '../../../access/index.js';
import { assert, NO_ROW, type Oid, type RowRef } from '../../../base/index.js';
import type { ConstraintDescriptor, IndexDescriptor, RelationDescriptor } from '../../../catalog/index.js';
import { PgError } from '../../../errors/index.js';
import { KEY_SHARE, type Snapshot, type Waiting } from '../../../txn/index.js';
import type { Datum } from '../../../types/index.js';
import type { ExecutionState } from '../execution-state.js';
import { concurrentUpdate, missingParent, mixedNullKey, stillReferenced } from './constraint-errors.js';
import type { ConstraintEvent } from './constraint-queue.js';
import { deleteStored, updateStored } from './row-changes.js';
import { copyKey, TableWriter } from './table-writer.js';
import { writePlanFor } from './write-plan.js';
import { compileExpression } from '../expression/compile.js';
import { rowScope } from '../expression/scope.js';

/** @param snapshot the newest state; renewed in place when the event had to wait */
export function* fireEvent(event: ConstraintEvent, state: ExecutionState, snapshot: Snapshot): Waiting<void> {
  switch (event.kind) {
    case 'references': {
      if (!state.isRepeatableRead) return yield* checkParent(event, state, snapshot);
      const { manager } = state.transaction;
      const own = manager.copySnapshot(state.snapshot);
      try {
        return yield* checkParent(event, state, own);
      } finally {
        manager.releaseSnapshot(own);
      }
    }
    case 'referenced':
      return yield* actOnChildren(event, state, snapshot);
    case 'unique':
      return yield* recheckUnique(event, state, snapshot);
  }
}

type Event<Kind extends ConstraintEvent['kind']> = Extract<ConstraintEvent, { kind: Kind }>;

function relationOf(id: Oid, state: ExecutionState): RelationDescriptor {
  const relation = state.services.relationById(id);
  assert(relation !== undefined, `relation ${id} of a foreign key is gone`);
  return relation;
}

/** True when exactly this version is live. */
function isLive(relation: RelationDescriptor, ref: RowRef, state: ExecutionState, snapshot: Snapshot): boolean {
  const fetch = state.open(relation).table.openFetch();
  const found = fetch.fetchExact(ref, snapshot);
  fetch.release();
  return found;
}

function* checkParent(event: Event<'references'>, state: ExecutionState, snapshot: Snapshot): Waiting<void> {
  const { constraint, relation, values } = event;
  if (!isLive(relation, event.ref, state, snapshot)) return;
  if (values.includes(null)) throw mixedNullKey(relation, constraint);
  const parent = relationOf(constraint.referencedRelation, state);
  const key = convertKey(values, relation, constraint.columns, parent, constraint.referencedColumns, state);
  const { table } = state.open(parent);
  for (;;) {
    const ref = key === null ? NO_ROW : findRow(parent, constraint.indexId, constraint.referencedColumns, key, state, snapshot);
    if (ref === NO_ROW) throw missingParent(relation, constraint, parent.name, values, state.context);
    let result = table.tryLock(state.transaction, ref, KEY_SHARE);
    if (result.status === 'would-block') {
      state.suspendPages();
      result = yield* table.lockRow(state.transaction, ref, KEY_SHARE, 'block');
    }
    if (result.status === 'ok' || result.status === 'self-modified') return;
    if (state.isRepeatableRead) throw concurrentUpdate();
    // It was changed meanwhile: look again with fresh eyes.
    state.transaction.manager.releaseSnapshot(snapshot);
    state.transaction.manager.takeSnapshot(state.transaction, snapshot);
  }
}

/** Values of one side's columns as values of the other side's types; null when they have no counterpart there. */
function convertKey(
  values: readonly Datum[],
  from: RelationDescriptor,
  fromColumns: readonly number[],
  to: RelationDescriptor,
  toColumns: readonly number[],
  state: ExecutionState,
): Datum[] | null {
  const converted: Datum[] = [];
  for (let i = 0; i < values.length; i++) {
    const source = from.columns[fromColumns[i] - 1].typeId;
    const target = to.columns[toColumns[i] - 1].typeId;
    const value = values[i];
    if (value === null || source === target || (isInteger(source) && isInteger(target)) || (isText(source) && isText(target))) {
      converted.push(value);
      continue;
    }
    const sourceOps = state.context.typeById(source);
    const targetOps = state.context.typeById(target);
    if (sourceOps === undefined || targetOps === undefined) return null;
    try {
      converted.push(targetOps.parse(sourceOps.format(value, state.context), -1, state.context));
    } catch (error) {
      if (error instanceof PgError) return null;
      throw error;
    }
  }
  return converted;
}

const isInteger = (type: number): boolean => type === 20 || type === 21 || type === 23;
const isText = (type: number): boolean => type === 25 || type === 1043;

/** The visible row whose `columns` have the values `key`, through the named index; NO_ROW if there is none. */
function findRow(
  relation: RelationDescriptor,
  indexId: Oid,
  columns: readonly number[],
  key: readonly Datum[],
  state: ExecutionState,
  snapshot: Snapshot,
): RowRef {
  const position = relation.indexes.findIndex(i => i.oid === indexId);
  for (const ref of rowsWithKey(relation, position, columns, key, state, snapshot)) return ref;
  return NO_ROW;
}

/** References of visible rows whose `columns` equal `key`: by index number `position`, or by scanning when that is -1. */
function* rowsWithKey(
  relation: RelationDescriptor,
  position: number,
  columns: readonly number[],
  key: readonly Datum[],
  state: ExecutionState,
  snapshot: Snapshot,
): Generator<RowRef, void, void> {
  const open = state.open(relation);
  const { layouts } = open.table;
  if (position < 0) {
    const scan = open.table.scan(snapshot);
    try {
      while (scan.nextPage()) {
        for (let i = 0; i < scan.count; i++) {
          if (columns.every((n, k) => equalDatum(relation, n, layouts.read(scan.views, scan.words[i], n - 1), key[k], state))) yield scan.refOf(i);
        }
      }
    } finally {
      scan.close();
    }
    return;
  }
  const descriptor = relation.indexes[position];
  const index = open.indexes[position];
  const equal = descriptor.columns.slice(0, columns.length).map(attnum => key[columns.indexOf(attnum)]);
  const bounds = boundsOf(index.encoder, { equal });
  if (bounds === null) return;
  const cursor = index.scan(bounds);
  const fetch = open.table.openFetch();
  try {
    for (let ref = cursor.nextRef(); ref !== NO_ROW; ref = cursor.nextRef()) {
      if (fetch.fetch(ref, snapshot)) {
        const found = fetch.ref;
        fetch.release();
        yield found;
      }
    }
  } finally {
    fetch.release();
    cursor.close();
  }
}

function equalDatum(relation: RelationDescriptor, attnum: number, a: Datum, b: Datum, state: ExecutionState): boolean {
  if (a === null || b === null) return false;
  if (a === b) return true;
  const ops = state.context.typeById(relation.columns[attnum - 1].typeId);
  return ops !== undefined && ops.equals(a, b);
}

/** An index whose first columns are exactly `columns` in some order; -1 when there is none. */
function indexOn(relation: RelationDescriptor, columns: readonly number[]): number {
  return relation.indexes.findIndex((index: IndexDescriptor) => {
    if (index.predicateText !== null || index.method !== 'btree' || !index.isValid || index.keyCount < columns.length) return false;
    const first = index.columns.slice(0, columns.length);
    return columns.every(c => first.includes(c)) && new Set(first).size === columns.length;
  });
}

function* actOnChildren(event: Event<'referenced'>, state: ExecutionState, snapshot: Snapshot): Waiting<void> {
  const { constraint, relation: parent, values, newValues } = event;
  const child = relationOf(event.child, state);
  const action = event.command === 'delete' ? constraint.onDelete : constraint.onUpdate;
  const key = convertKey(values, parent, constraint.referencedColumns, child, constraint.columns, state);
  if (key === null) return;
  const position = indexOn(child, constraint.columns);
  if (action === 'a' || action === 'r' || action === ' ') {
    // NO ACTION is content when another row has taken the key.
    if (action === 'a' && findRow(parent, constraint.indexId, constraint.referencedColumns, values, state, snapshot) !== NO_ROW) return;
    // All of them are found before one is waited for.
    for (const ref of [...rowsWithKey(child, position, constraint.columns, key, state, snapshot)]) {
      if (yield* stillRefers(child, ref, constraint.columns, key, state)) throw stillReferenced(parent, child, constraint, values, state.context);
    }
    return;
  }
  const refs = [...rowsWithKey(child, position, constraint.columns, key, state, snapshot)];
  if (refs.length === 0) return;
  if (state.isRepeatableRead) requireVisible(child, refs, state);
  const writer = writerFor(child, state);
  const matches = (row: readonly Datum[]): boolean => constraint.columns.every((n, i) => equalDatum(child, n, row[n - 1], key[i], state));
  if (action === 'c' && event.command === 'delete') {
    for (const ref of refs) yield* deleteStored(writer, state, ref, matches);
    return;
  }
  const numbers = event.command === 'delete' ? (constraint.deleteSetColumns ?? constraint.columns) : constraint.columns;
  const replacement = replacementValues(action, numbers, constraint, parent, child, newValues, state);
  const columns = numbers.map(n => n - 1);
  let hasChanged = false;
  for (const ref of refs) {
    if (yield* updateStored(writer, state, ref, columns, row => columns.forEach((c, i) => (row[c] = replacement[i])), matches)) hasChanged = true;
  }
  // A default that is the key which goes leaves the rows as they were, and nothing else would look whether there is a parent.
  const keepsKey = (n: number, i: number): boolean => equalDatum(child, n, replacement[i], key[constraint.columns.indexOf(n)], state);
  if (action !== 'd' || !hasChanged || !numbers.every(keepsKey)) return;
  if (findRow(parent, constraint.indexId, constraint.referencedColumns, values, state, snapshot) === NO_ROW) {
    throw stillReferenced(parent, child, constraint, values, state.context);
  }
}

/** Locks the row, as whoever looks for references must: one that somebody is about to delete may be none any more. */
function* stillRefers(child: RelationDescriptor, ref: RowRef, columns: readonly number[], key: readonly Datum[], state: ExecutionState): Waiting<boolean> {
  const { table } = state.open(child);
  if (table.tryLock(state.transaction, ref, KEY_SHARE).status !== 'would-block') return true;
  state.suspendPages();
  const { status, ref: newest } = yield* table.lockLatest(state.transaction, ref, KEY_SHARE, 'block');
  if (status === 'ok' && newest === ref) return true;
  if (state.isRepeatableRead) throw concurrentUpdate();
  if (status !== 'ok') return false;
  const row = writerFor(child, state).read(newest);
  return row !== undefined && columns.every((n, i) => equalDatum(child, n, row[n - 1], key[i], state));
}

/** @throws 40001 when the transaction's snapshot does not see one of the rows */
function requireVisible(relation: RelationDescriptor, refs: readonly RowRef[], state: ExecutionState): void {
  const { manager } = state.transaction;
  const own = manager.copySnapshot(state.snapshot);
  try {
    if (!refs.every(ref => isLive(relation, ref, state, own))) throw concurrentUpdate();
  } finally {
    manager.releaseSnapshot(own);
  }
}

/** What SET NULL, SET DEFAULT and ON UPDATE CASCADE write into the referencing columns. */
function replacementValues(
  action: ConstraintDescriptor['onDelete'],
  numbers: readonly number[],
  constraint: ConstraintDescriptor,
  parent: RelationDescriptor,
  child: RelationDescriptor,
  newValues: readonly Datum[] | null,
  state: ExecutionState,
): Datum[] {
  if (action === 'c') {
    const converted = newValues === null ? null : convertKey(newValues, parent, constraint.referencedColumns, child, constraint.columns, state);
    assert(converted !== null, 'new key of a cascading update');
    return converted;
  }
  if (action === 'n') return numbers.map(() => null);
  const { defaults } = state.services.tableRules(child);
  return numbers.map(n => {
    const expression = defaults[n - 1];
    return expression === null || expression === undefined ? null : compileExpression(expression, rowScope(0))([], state);
  });
}

const writers = new WeakMap<ExecutionState, Map<Oid, TableWriter>>();

/** The execution's writer of a table touched by actions, at the current command. */
function writerFor(relation: RelationDescriptor, state: ExecutionState): TableWriter {
  let known = writers.get(state);
  if (known === undefined) {
    known = new Map();
    writers.set(state, known);
  }
  let writer = known.get(relation.oid);
  if (writer === undefined) {
    writer = new TableWriter(writePlanFor(relation, state.services.tableRules(relation)), state);
    known.set(relation.oid, writer);
  }
  writer.commandId = state.transaction.commandId;
  return writer;
}

function* recheckUnique(event: Event<'unique'>, state: ExecutionState, snapshot: Snapshot): Waiting<void> {
  const { constraint, relation, ref, row } = event;
  if (!isLive(relation, ref, state, snapshot)) return;
  const writer = writerFor(relation, state);
  const keys = writer.keys.find(k => k.descriptor.oid === constraint.indexId);
  assert(keys !== undefined, `index of constraint ${constraint.name} is gone`);
  keys.encode(row, state);
  if (keys.hasNull) return;
  const result = yield* keys.index.findConflict(state.transaction, copyKey(keys.key), ref, writer.liveness, writer.excludes(keys, row));
  if (result.status === 'conflict') throw writer.violation(keys, row, result.ref);
}
