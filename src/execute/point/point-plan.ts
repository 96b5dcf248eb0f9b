/**
 * Point queries: statements that touch at most one row, found through a unique index, or insert one. Compiled once per cached plan and opened once
 * per session into an object that is run with nothing but parameters and a snapshot: key into a reused buffer, one tree look-up, one
 * visibility check, columns straight from the page.
 *
 * Budget: a prepared primary-key SELECT of three columns in well under 700 ns with everything around it (DESIGN §6).
 */
import type { IndexScan, Lowered, ModifyTable, PlannedStatement, PlanNode } from '../../plan/index.js';
import type { Snapshot, Transaction, Waiting } from '../../txn/index.js';
import type { Datum } from '../../types/index.js';
import type { RowSink } from '../engine.js';
import { nodeExpressions, walkLowered } from '../runtime/plan-walk.js';
import type { ExecutionServices } from '../runtime/services.js';
import { PointInsert, PointUpdate } from './point-modify.js';
import { PointSelect } from './point-select.js';

/**
 * Rows given or changed; or work that has to wait, to be driven to its end (it returns the rows); or null: nothing has been done,
 * run the statement the usual way.
 */
export type PointResult = number | Waiting<number> | null;

/** A point query opened in a session; runs one execution at a time. */
export interface PointQuery {
  run(parameters: readonly Datum[], transaction: Transaction, snapshot: Snapshot, sink: RowSink): PointResult;
}

export interface PointPlan {
  readonly command: PlannedStatement['command'];
  /** Valid as long as the plan is. */
  open(services: ExecutionServices): PointQuery;
}

/** Null when the statement is not a point query. */
export function compilePoint(statement: PlannedStatement): PointPlan | null {
  if (statement.subPlans.length > 0 || statement.ctes.length > 0 || statement.execParamCount > 0) return null;
  const { command, root } = statement;
  if (isPointScan(root)) return { command, open: services => new PointSelect(statement, root, services) };
  if (root.kind !== 'modify-table' || !isPlainTable(root)) return null;
  if (root.command === 'insert') {
    const row = insertedRow(root.input);
    return row === null ? null : { command, open: services => new PointInsert(statement, root, row, services) };
  }
  const { input } = root;
  if (root.command === 'merge' || !isPointScan(input)) return null;
  return { command, open: services => new PointUpdate(statement, root, input, services) };
}

/** Constants and parameters: known before a row is. */
function isGiven(e: Lowered | null): boolean {
  return e !== null && (e.kind === 'const' || e.kind === 'param');
}

function isPointScan(node: PlanNode): node is IndexScan {
  if (node.kind !== 'index-scan' || !node.isUniqueLookup) return false;
  if (node.conditions.length !== node.index.keyCount || node.index.predicateText !== null) return false;
  if (!node.conditions.every((c, i) => c.column === i && c.strategy === '=' && isGiven(c.value))) return false;
  return nodeExpressions(node).every(isImmediate);
}

/** Needs no waiting and no nested SQL. */
function isImmediate(e: Lowered): boolean {
  let isIt = true;
  walkLowered(e, x => {
    if (x.kind === 'subplan' || x.kind === 'exec-param' || (x.kind === 'call' && x.maySuspend)) isIt = false;
  });
  return isIt;
}

/** Nothing to be done beyond the table and its indexes. */
function isPlainTable(node: ModifyTable): boolean {
  const { relation } = node;
  if (node.onConflict !== null || node.viewChecks.length > 0 || relation.referencedBy.length > 0) return false;
  if (relation.constraints.some(c => c.kind === 'f' || c.isDeferrable)) return false;
  return nodeExpressions(node).every(isImmediate);
}

/** The one row of `INSERT … VALUES`. */
function insertedRow(input: PlanNode): readonly Lowered[] | null {
  if (input.filter !== null) return null;
  if (input.kind === 'result' && input.input === null && input.oneTime === null) return input.target.every(isImmediate) ? input.target : null;
  if (input.kind === 'values-scan' && input.rowsOf.length === 1 && input.isIdentity) return input.rowsOf[0].every(isImmediate) ? input.rowsOf[0] : null;
  return null;
}
