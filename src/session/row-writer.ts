/** Inserts rows outside a plan (COPY FROM) with the executor's table writer: constraints, indexes, foreign keys. */
import type { RelationDescriptor } from '../catalog/index.js';
import type { TableWriter } from '../commands/index.js';
import { TableWriter as RowInserter, writePlanFor, type ExecutionState } from '../execute/index.js';
import type { Waiting } from '../txn/index.js';
import type { Datum } from '../types/index.js';

export class RowWriter implements TableWriter {
  count = 0;
  private readonly inserter: RowInserter;

  constructor(
    relation: RelationDescriptor,
    private readonly state: ExecutionState,
  ) {
    this.inserter = new RowInserter(writePlanFor(relation, state.services.tableRules(relation)), state);
  }

  *insert(row: readonly Datum[]): Waiting<void> {
    yield* this.inserter.insertRow(row as Datum[]);
    this.count++;
  }

  *finish(): Waiting<void> {
    this.state.suspendPages();
    yield* this.state.services.constraints.fireImmediate(this.state);
  }
}
