/** INSERT of one row, UPDATE and DELETE by a unique key, on tables without foreign keys. */
import { NO_ROW, type RowRef } from '../../base/index.js';
import type { IndexScan, Lowered, ModifyTable, PlannedStatement } from '../../plan/index.js';
import type { Snapshot, Transaction, Waiting } from '../../txn/index.js';
import type { Datum } from '../../types/index.js';
import type { RowSink } from '../engine.js';
import { ExecutionState } from '../runtime/execution-state.js';
import { compileAll, compileFilter } from '../runtime/expression/compile.js';
import { SYSTEM_COLUMNS, type CompileScope, type Evaluator } from '../runtime/expression/scope.js';
import { modifyProgram, type ModifyProgram } from '../runtime/modify/modify-program.js';
import { TableWriter } from '../runtime/modify/table-writer.js';
import type { ExecutionServices } from '../runtime/services.js';
import type { PointQuery, PointResult } from './point-plan.js';
import { ColumnReaders, UniqueLookup } from './unique-lookup.js';

abstract class PointModify implements PointQuery {
  protected readonly program: ModifyProgram;
  private state: ExecutionState | null = null;
  private writer: TableWriter | null = null;

  constructor(
    private readonly statement: PlannedStatement,
    protected readonly node: ModifyTable,
    private readonly services: ExecutionServices,
  ) {
    this.program = modifyProgram(node);
  }

  run(parameters: readonly Datum[], transaction: Transaction, snapshot: Snapshot, sink: RowSink): PointResult {
    if (this.state === null) {
      this.state = new ExecutionState({ statement: this.statement, engine: NO_ENGINE, parameters, transaction, snapshot, services: this.services });
      this.writer = new TableWriter(this.program.plan, this.state);
    } else this.state.rebind(parameters, transaction, snapshot);
    const writer = this.writer as TableWriter;
    writer.commandId = snapshot.commandId;
    return this.change(this.state, writer, sink);
  }

  protected abstract change(state: ExecutionState, writer: TableWriter, sink: RowSink): PointResult;

  /** RETURNING over the row, its system columns, and the input row. */
  protected give(row: readonly Datum[], ref: RowRef, input: readonly Datum[], state: ExecutionState, sink: RowSink): void {
    const { returning, width, returnsSystem } = this.program;
    if (returning === null) return;
    const { commandId } = state.snapshot;
    const registers: Datum[] = row.slice(0, width);
    registers.push(ref, returnsSystem ? state.transaction.assignXid() : 0, 0, commandId, commandId, this.node.relation.oid);
    for (let i = 0; i < input.length; i++) registers.push(input[i]);
    const out: Datum[] = [];
    for (let i = 0; i < returning.length; i++) out.push(returning[i](registers, state));
    sink.push(out);
  }

  /** The rest of an insertion into the indexes that met a running transaction. */
  protected *waiting(row: Datum[], ref: RowRef, input: readonly Datum[], state: ExecutionState, writer: TableWriter, sink: RowSink): Waiting<number> {
    yield* writer.finishIndexes(row);
    this.give(row, ref, input, state, sink);
    return 1;
  }
}

export class PointInsert extends PointModify {
  private readonly values: readonly Evaluator[];

  constructor(statement: PlannedStatement, node: ModifyTable, row: readonly Lowered[], services: ExecutionServices) {
    super(statement, node, services);
    this.values = compileAll(row, { slot: () => 0 });
  }

  protected change(state: ExecutionState, writer: TableWriter, sink: RowSink): PointResult {
    const { values } = this;
    const { setColumns } = this.node;
    const input: Datum[] = [];
    for (let i = 0; i < values.length; i++) input.push(values[i](NOTHING, state));
    const row = new Array<Datum>(this.program.width).fill(null);
    for (let i = 0; i < setColumns.length; i++) row[setColumns[i]] = input[i];
    writer.complete(row);
    const ref = writer.insert(row);
    if (writer.isWaiting) return this.waiting(row, ref, input, state, writer, sink);
    this.give(row, ref, input, state, sink);
    return 1;
  }
}

/** UPDATE and DELETE. */
export class PointUpdate extends PointModify {
  private readonly lookup: UniqueLookup;
  private readonly filter: Evaluator | null;
  private readonly target: readonly Evaluator[];
  /** Columns that the scan's expressions and the change itself need of the old row. */
  private readonly readers: ColumnReaders;

  constructor(statement: PlannedStatement, node: ModifyTable, scan: IndexScan, services: ExecutionServices) {
    super(statement, node, services);
    const open = services.openRelation(node.relation);
    this.lookup = new UniqueLookup(scan, open);
    const { width } = this.program;
    const scope: CompileScope = { slot: (_input, index) => index, systemSlot: column => width + SYSTEM_COLUMNS.indexOf(column) };
    this.filter = compileFilter(scan.filter, scope);
    this.target = compileAll(scan.target, scope);
    const needed = this.program.needed ?? node.relation.columns.map((_, i) => i);
    const columns = [...new Set([...scan.usedColumns.filter(c => c >= 0), ...needed])].sort((a, b) => a - b);
    this.readers = new ColumnReaders(open.table, columns);
  }

  protected change(state: ExecutionState, writer: TableWriter, sink: RowSink): PointResult {
    const { lookup, node, program } = this;
    const { fetch, table } = lookup;
    const { transaction } = state;
    const r = new Array<Datum>(program.width).fill(null);
    let ref: RowRef = NO_ROW;
    try {
      if (!lookup.find(state.parameters, state.snapshot)) return 0;
      const { views, word } = fetch;
      ref = fetch.ref;
      this.readers.place(views, word, r);
      const command = table.commandOf(views, word);
      r.push(ref, table.xminOf(views, word), table.xmaxOf(views, word), command, command, node.relation.oid);
    } finally {
      fetch.release();
    }
    if (this.filter !== null && this.filter(r, state) !== true) return 0;
    const input: Datum[] = [];
    for (let i = 0; i < this.target.length; i++) input.push(this.target[i](r, state));
    r.length = program.width;
    if (node.command === 'delete') {
      if (table.tryDelete(transaction, ref, writer.commandId).status !== 'ok') return null;
      this.give(r, ref, input, state, sink);
      return 1;
    }
    const { setColumns } = node;
    for (let i = 0; i < setColumns.length; i++) r[setColumns[i]] = input[i];
    writer.complete(r, program.setNotNull, ref, setColumns);
    const result = table.tryUpdate(transaction, ref, r, program.updatePlan, writer.commandId);
    if (result.status !== 'ok') return null;
    const written = result.ref;
    writer.updateIndexes(r, result);
    if (writer.isWaiting) return this.waiting(r, written, input, state, writer, sink);
    this.give(r, written, input, state, sink);
    return 1;
  }
}

const NOTHING: readonly Datum[] = [];

/** Point statements start no plan. */
const NO_ENGINE = {
  name: 'volcano',
  start: () => {
    throw new Error('a point statement has no plan to start');
  },
} as const;
