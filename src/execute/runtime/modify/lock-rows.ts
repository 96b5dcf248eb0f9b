/** SELECT … FOR UPDATE / SHARE (PostgreSQL chapter 13.3.2): locks each row in its newest version before it goes on. */
import type { WaitPolicy } from '../../../access/index.js';
import type { RowRef } from '../../../base/index.js';
import { PgError } from '../../../errors/index.js';
import type { LockStrength } from '../../../analyze/index.js';
import type { LockRows } from '../../../plan/index.js';
import { FOR_SHARE, FOR_UPDATE, KEY_SHARE, NO_KEY_UPDATE, type RowLockStrength, type WaitRequest } from '../../../txn/index.js';
import type { Datum } from '../../../types/index.js';
import type { RowSink } from '../../engine.js';
import type { ExecutionState } from '../execution-state.js';
import type { Row } from '../row.js';
import { concurrentUpdate } from './constraint-errors.js';
import { readWithSystem, recheckRow, takeMarkedRows } from './recheck.js';
import type { Output, WaitingWork } from './waiting-execution.js';

const STRENGTHS: Readonly<Record<LockStrength, RowLockStrength>> = {
  'key-share': KEY_SHARE,
  share: FOR_SHARE,
  'no-key-update': NO_KEY_UPDATE,
  update: FOR_UPDATE,
};

export function* lockRows(node: LockRows, state: ExecutionState, output: Output): WaitingWork {
  const input = state.start(node.input);
  let row: Row | null = null;
  const sink: RowSink = {
    push: r => {
      row = r as Row;
      return false;
    },
  };
  try {
    for (;;) {
      row = null;
      const result = input.step(state.budget, sink);
      if (row !== null) {
        state.suspendPages();
        const locked: Row | null = yield* lockRow(node, row, state);
        if (locked !== null) output(locked);
      }
      if (result === 'done') return;
      yield null;
    }
  } finally {
    input.close();
  }
}

/** The row to give out: itself, its newest version, or null when it is skipped. */
function* lockRow(node: LockRows, row: Row, state: ExecutionState): Generator<WaitRequest, Row | null, void> {
  const newest: { readonly tableIndex: number; readonly row: Row }[] = [];
  let hasChanged = false;
  for (const mark of node.marks) {
    const ref = row[mark.refColumn] as RowRef | null;
    if (ref === null) continue;
    const open = state.open(mark.relation);
    const strength = STRENGTHS[mark.strength];
    const policy: WaitPolicy = mark.wait;
    const { commandId } = state.snapshot;
    const result = state.isRepeatableRead
      ? yield* open.table.lockRow(state.transaction, ref, strength, policy, commandId)
      : yield* open.table.lockLatest(state.transaction, ref, strength, policy, commandId);
    switch (result.status) {
      case 'ok':
        break;
      case 'would-block':
        if (mark.wait === 'skip') return null;
        throw new PgError('lock_not_available', `could not obtain lock on row in relation "${mark.relation.name}"`);
      case 'updated':
        throw concurrentUpdate();
      case 'deleted':
        if (state.isRepeatableRead) throw concurrentUpdate();
        return null;
      case 'self-modified':
      case 'invisible':
        return null;
    }
    const lockedRef = result.ref;
    if (lockedRef !== ref) hasChanged = true;
    if (node.recheck !== undefined && node.recheck !== null) {
      const stored = readWithSystem(open, open.table.openFetch(), lockedRef);
      if (stored === undefined) return null;
      newest.push({ tableIndex: mark.tableIndex, row: stored });
    }
  }
  if (!hasChanged) return row;
  if (node.recheck === undefined || node.recheck === null) throw concurrentUpdate();
  const rows: (readonly Datum[] | null)[] = [];
  for (const { tableIndex, row: stored } of newest) rows[tableIndex] = stored;
  takeMarkedRows(node.recheck, row, rows, state);
  return recheckRow(node.recheck, rows, state);
}
