/** SELECT of one row by a unique key. */
import type { IndexScan, PlannedStatement } from '../../plan/index.js';
import type { Snapshot, Transaction } from '../../txn/index.js';
import type { Datum } from '../../types/index.js';
import type { RowSink } from '../engine.js';
import { ExecutionState } from '../runtime/execution-state.js';
import { compileAll, compileFilter } from '../runtime/expression/compile.js';
import { SYSTEM_COLUMNS, type CompileScope, type Evaluator } from '../runtime/expression/scope.js';
import { nodeExpressions, walkLowered } from '../runtime/plan-walk.js';
import type { ExecutionServices } from '../runtime/services.js';
import type { PointQuery, PointResult } from './point-plan.js';
import { ColumnReaders, UniqueLookup } from './unique-lookup.js';

export class PointSelect implements PointQuery {
  private readonly lookup: UniqueLookup;
  /** Set when every output column is a plain column of the table. */
  private readonly plain: ColumnReaders | null;
  private readonly used: ColumnReaders;
  private readonly target: readonly Evaluator[];
  private readonly filter: Evaluator | null;
  private readonly readsSystem: boolean;
  private readonly width: number;
  private state: ExecutionState | null = null;

  constructor(
    private readonly statement: PlannedStatement,
    private readonly node: IndexScan,
    private readonly services: ExecutionServices,
  ) {
    const open = services.openRelation(node.relation);
    this.lookup = new UniqueLookup(node, open);
    this.width = node.relation.columns.length;
    const scope: CompileScope = { slot: (_input, index) => index, systemSlot: column => this.width + SYSTEM_COLUMNS.indexOf(column) };
    this.target = compileAll(node.target, scope);
    this.filter = compileFilter(node.filter, scope);
    this.used = new ColumnReaders(open.table, node.usedColumns);
    const columns = node.target.map(e => (e.kind === 'column' ? e.index : -1));
    this.plain = node.filter === null && !columns.includes(-1) ? new ColumnReaders(open.table, columns) : null;
    let readsSystem = false;
    for (const e of nodeExpressions(node)) walkLowered(e, x => (readsSystem ||= x.kind === 'system-column'));
    this.readsSystem = readsSystem;
  }

  run(parameters: readonly Datum[], transaction: Transaction, snapshot: Snapshot, sink: RowSink): PointResult {
    const { lookup } = this;
    const { fetch } = lookup;
    try {
      if (!lookup.find(parameters, snapshot)) return 0;
      if (this.plain === null) return this.compute(parameters, transaction, snapshot, sink);
      const row: Datum[] = [];
      this.plain.append(fetch.views, fetch.word, row);
      sink.push(row);
      return 1;
    } finally {
      fetch.release();
    }
  }

  private compute(parameters: readonly Datum[], transaction: Transaction, snapshot: Snapshot, sink: RowSink): number {
    const { fetch, table } = this.lookup;
    const { views, word } = fetch;
    this.state ??= new ExecutionState({ statement: this.statement, engine: NO_ENGINE, parameters, transaction, snapshot, services: this.services });
    const { state } = this;
    state.rebind(parameters, transaction, snapshot);
    const r: Datum[] = new Array<Datum>(this.width).fill(null);
    this.used.place(views, word, r);
    if (this.readsSystem) {
      const command = table.commandOf(views, word);
      r.push(fetch.ref, table.xminOf(views, word), table.xmaxOf(views, word), command, command, this.node.relation.oid);
    }
    fetch.release();
    if (this.filter !== null && this.filter(r, state) !== true) return 0;
    const row: Datum[] = [];
    for (let i = 0; i < this.target.length; i++) row.push(this.target[i](r, state));
    sink.push(row);
    return 1;
  }
}

/** Point queries start no plan. */
const NO_ENGINE = {
  name: 'volcano',
  start: () => {
    throw new Error('a point query has no plan to start');
  },
} as const;
