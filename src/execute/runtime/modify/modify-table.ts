/**
 * INSERT, UPDATE, DELETE, MERGE (PostgreSQL chapters 6, 13.2). Takes rows of the input in small batches and changes the table row by row.
 *
 * Invariants
 * 1. All changes carry the statement's command id, so that its own scans do not see them (no Halloween problem).
 * 2. A row that a concurrent transaction changed is followed to its newest version under READ COMMITTED, if it still qualifies; 40001 otherwise.
 * 3. No page is held while rows are written.
 */
import type { ModifyResult } from '../../../access/index.js';
import { assert, type RowRef } from '../../../base/index.js';
import { PgError } from '../../../errors/index.js';
import type { ModifyTable } from '../../../plan/index.js';
import type { Waiting } from '../../../txn/index.js';
import type { Datum } from '../../../types/index.js';
import type { RowSink } from '../../engine.js';
import type { ExecutionState } from '../execution-state.js';
import { evaluateAll } from '../expression/compile.js';
import type { Evaluator } from '../expression/scope.js';
import { evaluateWaiting } from '../replay.js';
import type { Row } from '../row.js';
import { concurrentDelete, concurrentUpdate, viewCheckViolation } from './constraint-errors.js';
import { insertOrConflict } from './on-conflict.js';
import { modifyProgram, type MergeAction, type ModifyProgram } from './modify-program.js';
import { readWithSystem, recheckRow, takeMarkedRows } from './recheck.js';
import { TableWriter } from './table-writer.js';
import type { Output, WaitingWork } from './waiting-execution.js';

/** Input rows taken at a time: enough to pay for letting go of the input's pages. */
const BATCH_ROWS = 64;

export class Modification {
  readonly writer: TableWriter;
  readonly program: ModifyProgram;
  /** Changed rows whose RETURNING expressions run sub-plans. */
  private returned: Datum[][] = [];

  constructor(
    readonly node: ModifyTable,
    readonly state: ExecutionState,
    private readonly output: Output,
  ) {
    this.program = modifyProgram(node);
    this.writer = new TableWriter(this.program.plan, state);
  }

  *run(): WaitingWork {
    const { node, state } = this;
    const input = state.start(node.input);
    let batch: Row[] = [];
    const sink: RowSink = { push: row => batch.push(row as Row) < BATCH_ROWS };
    try {
      for (;;) {
        const result = input.step(state.budget, sink);
        if (batch.length > 0) {
          const wait = state.wait;
          state.wait = null;
          state.suspendPages();
          for (const row of batch) {
            yield* this.change(row);
            if (this.returned.length > 0) yield* this.giveReturned();
          }
          batch = [];
          state.wait = wait;
        }
        if (result === 'done') return;
        yield null;
      }
    } finally {
      input.close();
    }
  }

  private *change(input: Row): Waiting<void> {
    this.state.budget--;
    switch (this.node.command) {
      case 'insert':
        return yield* this.insert(this.newRow(input), input);
      case 'update':
        return yield* this.update(input);
      case 'delete':
        return yield* this.delete(input);
      case 'merge':
        return yield* this.merge(input);
    }
  }

  private newRow(input: Row): Datum[] {
    const row = new Array<Datum>(this.program.width).fill(null);
    const { setColumns } = this.node;
    for (let i = 0; i < setColumns.length; i++) row[setColumns[i]] = input[i];
    return row;
  }

  private *insert(row: Datum[], input: Row): Waiting<void> {
    if (this.node.onConflict !== null) return yield* insertOrConflict(this, row, input);
    const { writer } = this;
    writer.complete(row);
    const ref = writer.insert(row);
    if (writer.isWaiting) yield* writer.finishIndexes(row);
    writer.queueInsert(row, ref);
    if (this.program.viewChecks.length > 0) yield* this.checkViews(row, ref, input);
    this.done(row, ref, input);
  }

  /** WITH CHECK OPTION, after everything else has been checked. @throws PgError 44000 when a view would not show the row */
  *checkViews(row: readonly Datum[], ref: RowRef, input: Row): Waiting<void> {
    const { program, state, node } = this;
    const registers = this.registers(row, ref, input);
    for (const { view, condition } of program.viewChecks) {
      const isShown = program.runsSubPlans ? yield* evaluateWaiting(state, () => condition(registers, state)) : condition(registers, state);
      if (isShown !== true) throw viewCheckViolation(node.relation, view, this.writer.read(ref) ?? row, state.context);
    }
  }

  /** Counts a changed row and gives its RETURNING row. */
  done(row: readonly Datum[], ref: RowRef, input: Row): void {
    const { state, program } = this;
    if (this.node === state.statement.root) state.processedRows++;
    const { counters } = state;
    if (counters !== null && program.returning === null) counters.rows[this.node.id] += 0;
    if (program.returning === null) return;
    const registers = this.registers(row, ref, input);
    if (program.runsSubPlans) this.returned.push(registers);
    else this.output(evaluateAll(program.returning, registers, state));
  }

  private *giveReturned(): Waiting<void> {
    const { state, program, returned } = this;
    this.returned = [];
    for (const registers of returned)
      this.output(yield* evaluateWaiting(state, () => evaluateAll(program.returning as readonly Evaluator[], registers, state)));
  }

  private registers(row: readonly Datum[] | null, ref: RowRef | null, input: Row): Datum[] {
    const { program, state } = this;
    const registers: Datum[] = [];
    for (let i = 0; i < program.width; i++) registers.push(row === null ? null : row[i]);
    const { commandId } = state.snapshot;
    const xid = program.returnsSystem ? state.transaction.assignXid() : 0;
    registers.push(ref, xid, 0, commandId, commandId, this.node.relation.oid);
    for (let i = 0; i < input.length; i++) registers.push(input[i]);
    return registers;
  }

  private *update(first: Row): Waiting<void> {
    const { node, program, writer, state } = this;
    let input = first;
    let ref = input[node.refColumn] as RowRef | null;
    while (ref !== null) {
      const row = writer.read(ref, program.needed);
      if (row === undefined) return;
      const old = program.needsOld ? row.slice() : row;
      for (let i = 0; i < node.setColumns.length; i++) row[node.setColumns[i]] = input[i];
      writer.complete(row, program.setNotNull, ref, node.setColumns);
      let result = writer.open.table.tryUpdate(state.transaction, ref, row, program.updatePlan, writer.commandId);
      if (result.status === 'would-block') result = yield* writer.open.table.update(state.transaction, ref, row, program.updatePlan, writer.commandId);
      if (result.status === 'ok') {
        const written: RowRef = result.ref;
        writer.updateIndexes(row, result);
        if (writer.isWaiting) yield* writer.finishIndexes(row);
        if (program.needsOld) writer.queueUpdate(old, row, written);
        if (program.viewChecks.length > 0) yield* this.checkViews(row, written, input);
        this.done(row, written, input);
        return;
      }
      const next: Followed | null = yield* this.follow(result, input, ref, writer.lockStrength(node.setColumns));
      if (next === null) return;
      input = next.input;
      ref = next.ref;
    }
  }

  private *delete(first: Row): Waiting<void> {
    const { node, program, writer, state } = this;
    let input = first;
    let ref = input[node.refColumn] as RowRef | null;
    while (ref !== null) {
      const needsRow = program.needsOld || program.returning !== null;
      const row = needsRow ? writer.read(ref, program.needed) : undefined;
      if (needsRow && row === undefined) return;
      let result = writer.open.table.tryDelete(state.transaction, ref, writer.commandId);
      if (result.status === 'would-block') result = yield* writer.open.table.delete(state.transaction, ref, writer.commandId);
      if (result.status === 'ok') {
        if (row !== undefined && program.needsOld) writer.queueDelete(row);
        this.done(row ?? NO_COLUMNS, ref, input);
        return;
      }
      const next: Followed | null = yield* this.follow(result, input, ref, 3);
      if (next === null) return;
      input = next.input;
      ref = next.ref;
    }
  }

  /** After a failed change: the newest version and its input row if the row still takes part (no version: it is gone, or joins no more); null to leave it. */
  private *follow(result: ModifyResult, first: Row, ref: RowRef, strength: 0 | 1 | 2 | 3): Waiting<Followed | null> {
    const { node, state, writer } = this;
    switch (result.status) {
      case 'self-modified':
        // By this very command: a join gave the row twice; the first change stands. By a later one: a function of this command changed it.
        if (result.commandId !== writer.commandId) throw modifiedByOwnCommand(node.command);
        if (node.command === 'merge') throw mergedTwice();
        return null;
      case 'updated': {
        if (state.isRepeatableRead) throw concurrentUpdate();
        const locked = yield* writer.open.table.lockLatest(state.transaction, ref, strength, 'block', writer.commandId);
        if (locked.status === 'deleted') return { input: first, ref: null };
        if (locked.status !== 'ok') return null;
        const newest = locked.ref;
        if (node.recheck === null) return null;
        const stored = readWithSystem(writer.open, writer.open.table.openFetch(), newest);
        if (stored === undefined) return null;
        const rows: (readonly Datum[] | null)[] = [];
        rows[node.tableIndex] = stored;
        takeMarkedRows(node.recheck, first, rows, state);
        const input = recheckRow(node.recheck, rows, state);
        state.suspendPages();
        if (input === null) return null;
        return { input, ref: input[node.refColumn] === null ? null : newest };
      }
      case 'deleted':
        if (state.isRepeatableRead) throw concurrentDelete();
        return { input: first, ref: null };
      default:
        return null;
    }
  }

  private *merge(first: Row): Waiting<void> {
    const { node, program, writer, state } = this;
    let input = first;
    let ref = input[node.refColumn] as RowRef | null;
    for (;;) {
      const stored = ref === null ? null : writer.read(ref);
      if (stored === undefined) return;
      const registers = this.registers(stored, ref, input);
      const isMatched = ref !== null;
      const choose = (): MergeAction | undefined =>
        program.merge.find(a => a.isMatched === isMatched && (a.condition === null || a.condition(registers, state) === true));
      const action: MergeAction | undefined = program.runsSubPlans ? yield* evaluateWaiting(state, choose) : choose();
      if (action === undefined || action.command === 'nothing') return;
      if (action.command === 'insert') return yield* this.mergeInsert(action, registers, input);
      assert(ref !== null && stored !== null, 'MERGE update or delete without a row');
      let result: ModifyResult;
      let row: Datum[] = stored;
      if (action.command === 'delete') {
        result = writer.open.table.tryDelete(state.transaction, ref, writer.commandId);
        if (result.status === 'would-block') result = yield* writer.open.table.delete(state.transaction, ref, writer.commandId);
      } else {
        row = stored.slice();
        const values = yield* this.mergeValues(action, registers);
        action.columns.forEach((column, i) => (row[column] = values[i]));
        writer.complete(row);
        result = writer.open.table.tryUpdate(state.transaction, ref, row, action.updatePlan, writer.commandId);
        if (result.status === 'would-block') result = yield* writer.open.table.update(state.transaction, ref, row, action.updatePlan, writer.commandId);
      }
      if (result.status === 'ok') {
        const written: RowRef = result.ref;
        if (action.command === 'delete') writer.queueDelete(stored);
        else {
          writer.updateIndexes(row, result);
          if (writer.isWaiting) yield* writer.finishIndexes(row);
          writer.queueUpdate(stored, row, written);
        }
        this.done(row, written, input);
        return;
      }
      const next: Followed | null = yield* this.follow(result, input, ref, 3);
      if (next === null) return;
      input = next.input;
      ref = next.ref;
    }
  }

  private *mergeValues({ values }: MergeAction, registers: readonly Datum[]): Waiting<readonly Datum[]> {
    const { state } = this;
    return this.program.runsSubPlans ? yield* evaluateWaiting(state, () => evaluateAll(values, registers, state)) : evaluateAll(values, registers, state);
  }

  private *mergeInsert(action: MergeAction, registers: readonly Datum[], input: Row): Waiting<void> {
    const row = new Array<Datum>(this.program.width).fill(null);
    const values = yield* this.mergeValues(action, registers);
    action.columns.forEach((column, i) => (row[column] = values[i]));
    const { writer } = this;
    writer.complete(row);
    const ref = writer.insert(row);
    if (writer.isWaiting) yield* writer.finishIndexes(row);
    writer.queueInsert(row, ref);
    this.done(row, ref, input);
  }
}

interface Followed {
  readonly input: Row;
  readonly ref: RowRef | null;
}

const NO_COLUMNS: readonly Datum[] = [];

function modifiedByOwnCommand(command: ModifyTable['command']): PgError {
  return new PgError(
    'triggered_data_change_violation',
    `tuple to be ${command === 'delete' ? 'deleted' : 'updated'} was already modified by an operation triggered by the current command`,
    {
      hint: 'Consider using an AFTER trigger instead of a BEFORE trigger to propagate changes to other rows.',
    },
  );
}

function mergedTwice(): PgError {
  return new PgError('cardinality_violation', 'MERGE command cannot affect row a second time', {
    hint: 'Ensure that not more than one source row matches any one target row.',
  });
}
