/**
 * Changing one stored row outside a plan's own flow (foreign-key actions): waits for others, goes on to the newest version, keeps constraints,
 * indexes and foreign keys right.
 */
import type { RowRef } from '../../../base/index.js';
import { type Waiting } from '../../../txn/index.js';
import type { Datum } from '../../../types/index.js';
import type { ExecutionState } from '../execution-state.js';
import { concurrentDelete, concurrentUpdate } from './constraint-errors.js';
import type { TableWriter } from './table-writer.js';

/** Deletes the row if it still exists. `matches`: is it still the row meant, when a concurrent update put a newer version there? */
export function* deleteStored(writer: TableWriter, state: ExecutionState, at: RowRef, matches: (row: readonly Datum[]) => boolean): Waiting<boolean> {
  const { table } = writer.open;
  const { transaction } = state;
  let ref = at;
  for (;;) {
    const row = writer.read(ref);
    if (row === undefined) return false;
    let result = table.tryDelete(transaction, ref, writer.commandId);
    if (result.status === 'would-block') {
      state.suspendPages();
      result = yield* table.delete(transaction, ref, writer.commandId);
    }
    switch (result.status) {
      case 'ok':
        writer.queueDelete(row);
        return true;
      case 'updated': {
        if (state.isRepeatableRead) throw concurrentUpdate();
        ref = result.ref;
        const newest = writer.read(ref);
        if (newest === undefined || !matches(newest)) return false;
        continue;
      }
      case 'deleted':
        if (state.isRepeatableRead) throw concurrentDelete();
        return false;
      default:
        return false;
    }
  }
}

/** Sets columns of the row if it still exists; `change` alters a copy of the stored row. */
export function* updateStored(
  writer: TableWriter,
  state: ExecutionState,
  at: RowRef,
  columns: readonly number[],
  change: (row: Datum[]) => void,
  matches: (row: readonly Datum[]) => boolean,
): Waiting<boolean> {
  const { table } = writer.open;
  const { transaction } = state;
  const plan = writer.updatePlan(columns);
  let ref = at;
  for (;;) {
    const old = writer.read(ref);
    if (old === undefined) return false;
    const row = old.slice();
    change(row);
    writer.complete(row);
    let result = table.tryUpdate(transaction, ref, row, plan, writer.commandId);
    if (result.status === 'would-block') {
      state.suspendPages();
      result = yield* table.update(transaction, ref, row, plan, writer.commandId);
    }
    switch (result.status) {
      case 'ok': {
        const written = result.ref;
        writer.updateIndexes(row, result);
        if (writer.isWaiting) yield* writer.finishIndexes(row);
        writer.queueUpdate(old, row, written);
        return true;
      }
      case 'updated': {
        if (state.isRepeatableRead) throw concurrentUpdate();
        ref = result.ref;
        const newest = writer.read(ref);
        if (newest === undefined || !matches(newest)) return false;
        continue;
      }
      case 'deleted':
        if (state.isRepeatableRead) throw concurrentDelete();
        return false;
      default:
        return false;
    }
  }
}
