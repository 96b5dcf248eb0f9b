/**
 * INSERT … ON CONFLICT (PostgreSQL chapter "INSERT"): looks for a conflict in the arbiter indexes first, waiting for transactions that decide; then
 * inserts into those indexes without a pause, so that nobody can slip in between.
 */
import type { IndexInsertResult } from '../../../access/index.js';
import { NO_ROW, type RowRef } from '../../../base/index.js';
import { PgError } from '../../../errors/index.js';
import type { ModifyTable } from '../../../plan/index.js';
import type { Waiting } from '../../../txn/index.js';
import type { Datum } from '../../../types/index.js';
import { evaluateWaiting } from '../replay.js';
import type { Row } from '../row.js';
import { concurrentUpdate } from './constraint-errors.js';
import type { IndexKeys } from './index-keys.js';
import type { Modification } from './modify-table.js';
import { copyKey } from './table-writer.js';

export function* insertOrConflict(modification: Modification, row: Datum[], input: Row): Waiting<void> {
  const { node, writer, state } = modification;
  const onConflict = node.onConflict as NonNullable<ModifyTable['onConflict']>;
  writer.complete(row);
  const arbiters = writer.keys.filter(k =>
    onConflict.arbiters.length > 0
      ? onConflict.arbiters.includes(k.descriptor.oid)
      : (k.descriptor.isUnique || k.descriptor.isExclusion) && k.descriptor.isImmediate,
  );
  for (;;) {
    const conflict = yield* findConflict(modification, arbiters, row);
    if (conflict === NO_ROW) break;
    if (onConflict.action === 'nothing') {
      if (state.isRepeatableRead && !isVisible(modification, conflict)) throw concurrentUpdate();
      return;
    }
    if (yield* updateExisting(modification, conflict, row, input)) return;
  }
  const ref = writer.insert(row);
  if (writer.isWaiting) yield* writer.finishIndexes(row);
  writer.queueInsert(row, ref);
  if (modification.program.viewChecks.length > 0) yield* modification.checkViews(row, ref, input);
  modification.done(row, ref, input);
}

/** A conflicting row, or NO_ROW when a whole pass over the arbiters went through without waiting and found none. */
function* findConflict({ writer, state }: Modification, arbiters: readonly IndexKeys[], row: readonly Datum[]): Waiting<RowRef> {
  for (;;) {
    let hasWaited = false;
    for (const keys of arbiters) {
      if (!keys.covers(row, state)) continue;
      keys.encode(row, state);
      if (keys.hasNull) continue;
      const work = keys.index.findConflict(state.transaction, copyKey(keys.key), NO_ROW, writer.liveness, writer.excludes(keys, row));
      let step = work.next();
      try {
        while (step.done !== true) {
          hasWaited = true;
          yield step.value;
          step = work.next();
        }
      } finally {
        work.return(undefined as unknown as IndexInsertResult);
      }
      if (step.value.status === 'conflict') return step.value.ref;
    }
    if (!hasWaited) return NO_ROW;
  }
}

function isVisible({ writer, state }: Modification, ref: RowRef): boolean {
  const fetch = writer.open.table.openFetch();
  const found = fetch.fetchExact(ref, state.snapshot);
  fetch.release();
  return found;
}

/** DO UPDATE of the row in the way. False: it has gone meanwhile, look for a conflict again. */
function* updateExisting(modification: Modification, conflict: RowRef, proposed: Datum[], input: Row): Waiting<boolean> {
  const { program, writer, state } = modification;
  const { table } = writer.open;
  const strength = writer.lockStrength(program.conflictSet.map(s => s.column));
  const locked = yield* table.lockRow(state.transaction, conflict, strength, 'block', state.transaction.commandId);
  switch (locked.status) {
    case 'ok':
      break;
    case 'self-modified':
    case 'invisible':
      throw affectedTwice();
    default:
      if (state.isRepeatableRead) throw concurrentUpdate();
      return false;
  }
  if (state.isRepeatableRead && !isVisible(modification, conflict)) throw concurrentUpdate();
  const existing = writer.read(conflict);
  if (existing === undefined) return false;
  const registers = [...existing, ...proposed];
  const row = existing.slice();
  const set = (): boolean => {
    if (program.conflictWhere !== null && program.conflictWhere(registers, state) !== true) return false;
    for (const { column, value } of program.conflictSet) row[column] = value(registers, state);
    return true;
  };
  if (!(program.runsSubPlans ? yield* evaluateWaiting(state, set) : set())) return true;
  writer.complete(row);
  let result = table.tryUpdate(state.transaction, conflict, row, program.conflictPlan, writer.commandId);
  if (result.status === 'would-block') result = yield* table.update(state.transaction, conflict, row, program.conflictPlan, writer.commandId);
  if (result.status === 'self-modified' || result.status === 'invisible') throw affectedTwice();
  if (result.status !== 'ok') return false;
  const written = result.ref;
  writer.updateIndexes(row, result);
  if (writer.isWaiting) yield* writer.finishIndexes(row);
  writer.queueUpdate(existing, row, written);
  if (program.viewChecks.length > 0) yield* modification.checkViews(row, written, input);
  modification.done(row, written, input);
  return true;
}

function affectedTwice(): PgError {
  return new PgError('cardinality_violation', 'ON CONFLICT DO UPDATE command cannot affect row a second time', {
    hint: 'Ensure that no rows proposed for insertion within the same command have duplicate constrained values.',
  });
}
