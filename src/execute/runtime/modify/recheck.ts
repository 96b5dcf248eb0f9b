/**
 * EvalPlanQual (PostgreSQL chapter 13.2.1): under READ COMMITTED a row that a concurrent transaction changed is locked in its newest version and the
 * query is asked again whether that version takes part, and with which values. The rows of other tables stay those it was joined with.
 */
import type { RowFetch } from '../../../access/index.js';
import type { RowRef } from '../../../base/index.js';
import type { EpqPlan } from '../../../plan/index.js';
import type { Datum } from '../../../types/index.js';
import type { RowSink } from '../../engine.js';
import type { ExecutionState } from '../execution-state.js';
import type { OpenRelation } from '../open-relation.js';
import type { Row } from '../row.js';

/** A stored row as scans give it to expressions: columns, then the system columns. Undefined when the version is gone. */
export function readWithSystem(open: OpenRelation, fetch: RowFetch, ref: RowRef): Row | undefined {
  if (!fetch.fetchVersion(ref)) {
    fetch.release();
    return undefined;
  }
  const { table, relation } = open;
  const row: Row = table.layouts.readAll(fetch.views, fetch.word, []);
  const command = table.commandOf(fetch.views, fetch.word);
  row.push(ref, table.xminOf(fetch.views, fetch.word), table.xmaxOf(fetch.views, fetch.word), command, command, relation.oid);
  fetch.release();
  return row;
}

/** Puts the rows that `input` was made of, those of marked tables, into `rows`. */
export function takeMarkedRows(epq: EpqPlan, input: readonly Datum[], rows: (readonly Datum[] | null)[], state: ExecutionState): void {
  for (const { tableIndex, relation, refColumn, columns, columnCount } of epq.marks) {
    if (relation !== null) {
      const ref = input[refColumn] as RowRef | null;
      const open = state.open(relation);
      rows[tableIndex] = ref === null ? null : (readWithSystem(open, open.table.openFetch(), ref) ?? null);
      continue;
    }
    const row = new Array<Datum>(columnCount).fill(null);
    for (const { column, at } of columns) row[column] = input[at];
    // NULLs only: the empty side of an outer join. (A row that has nothing but NULLs is taken for that, too.)
    rows[tableIndex] = columns.length > 0 && columns.every(({ column }) => row[column] === null) ? null : row;
  }
}

/** The first row of the plan with `rows` put in place of table scans (by tableIndex); null when they no longer qualify. */
export function recheckRow(epq: EpqPlan, rows: (readonly Datum[] | null)[], state: ExecutionState): Row | null {
  const outerRows = state.epqRows;
  const outerBudget = state.budget;
  state.epqRows = rows;
  let found: Row | null = null;
  const sink: RowSink = {
    push: row => {
      found = row as Row;
      return false;
    },
  };
  const execution = state.start(epq.plan);
  try {
    while (found === null) {
      const result = execution.step(10000, sink);
      if (result !== 'rows') break;
      if (found === null) state.checkInterrupts();
    }
  } finally {
    execution.close();
    state.epqRows = outerRows;
    state.budget = outerBudget;
  }
  return found;
}
