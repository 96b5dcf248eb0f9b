/** A ModifyTable node, compiled once per plan: its write plan, the columns of the old row that it needs, RETURNING, ON CONFLICT and MERGE closures. */
import type { UpdatePlan } from '../../../access/index.js';
import type { Lowered, ModifyTable } from '../../../plan/index.js';
import { compileAll, compileExpression, compileFilter } from '../expression/compile.js';
import { SYSTEM_COLUMNS, type CompileScope, type Evaluator } from '../expression/scope.js';
import { walkLowered } from '../plan-walk.js';
import { updatePlanFor, writePlanFor, type WritePlan } from './write-plan.js';

export interface MergeAction {
  readonly isMatched: boolean;
  readonly command: 'insert' | 'update' | 'delete' | 'nothing';
  readonly condition: Evaluator | null;
  readonly columns: readonly number[];
  readonly values: readonly Evaluator[];
  readonly updatePlan: UpdatePlan;
}

export interface ModifyProgram {
  readonly plan: WritePlan;
  readonly width: number;
  /** Over registers: the table row, its system columns, then the input row. */
  readonly returning: readonly Evaluator[] | null;
  readonly returnsSystem: boolean;
  readonly updatePlan: UpdatePlan;
  /** NOT NULL columns that the UPDATE sets: the others cannot be NULL. */
  readonly setNotNull: WritePlan['notNull'];
  /** Columns of the stored row that an UPDATE or DELETE reads before changing it; null = all. */
  readonly needed: readonly number[] | null;
  /** The old row is compared with the new one, or described to foreign keys. */
  readonly needsOld: boolean;
  /** ON CONFLICT: over the existing row, then the excluded row. */
  readonly conflictSet: readonly { readonly column: number; readonly value: Evaluator }[];
  readonly conflictWhere: Evaluator | null;
  readonly conflictPlan: UpdatePlan;
  readonly merge: readonly MergeAction[];
  readonly viewChecks: readonly { readonly view: string; readonly condition: Evaluator }[];
  /** RETURNING, ON CONFLICT or MERGE run sub-plans: their evaluation may have to stop half way. */
  readonly runsSubPlans: boolean;
}

const programs = new WeakMap<ModifyTable, ModifyProgram>();

export function modifyProgram(node: ModifyTable): ModifyProgram {
  let program = programs.get(node);
  if (program === undefined) {
    program = compile(node);
    programs.set(node, program);
  }
  return program;
}

function compile(node: ModifyTable): ModifyProgram {
  const width = node.relation.columns.length;
  const plan = writePlanFor(node.relation, node);
  const inputStart = width + SYSTEM_COLUMNS.length;
  const scope: CompileScope = {
    slot: (input, index) => (input === 0 ? index : inputStart + index),
    systemSlot: column => width + SYSTEM_COLUMNS.indexOf(column),
  };
  const pairScope: CompileScope = { slot: (input, index) => (input === 0 ? index : width + index) };
  const needsOld = plan.references.length > 0 || plan.referencedBy.length > 0;
  let returnsSystem = false;
  if (node.hasReturning) for (const e of node.target) walkLowered(e, x => (returnsSystem ||= x.kind === 'system-column'));
  return {
    plan,
    width,
    returning: node.hasReturning ? compileAll(node.target, scope) : null,
    returnsSystem,
    updatePlan: updatePlanFor(plan, node.setColumns),
    setNotNull: plan.notNull.filter(c => node.setColumns.includes(c.position) || plan.generated.some(g => g.position === c.position)),
    needed: neededColumns(node, plan),
    needsOld,
    conflictSet: (node.onConflict?.set ?? []).map(s => ({ column: s.column, value: compileExpression(s.value, pairScope) })),
    conflictWhere: compileFilter(node.onConflict?.where ?? null, pairScope),
    conflictPlan: updatePlanFor(
      plan,
      (node.onConflict?.set ?? []).map(s => s.column),
    ),
    merge: node.merge.map(action => ({
      isMatched: action.isMatched,
      command: action.command,
      condition: compileFilter(action.condition, scope),
      columns: action.columns,
      values: compileAll(action.values, scope),
      updatePlan: updatePlanFor(plan, action.columns),
    })),
    viewChecks: node.viewChecks.map(({ view, condition }) => ({ view, condition: compileExpression(condition, scope) })),
    runsSubPlans: runsSubPlans(node),
  };
}

function runsSubPlans(node: ModifyTable): boolean {
  const { onConflict } = node;
  const own = [...(node.hasReturning ? node.target : []), onConflict?.where ?? null, ...(onConflict?.set ?? []).map(s => s.value)];
  for (const action of node.merge) own.push(action.condition, ...action.values);
  for (const check of node.viewChecks) own.push(check.condition);
  let runs = false;
  for (const e of own) if (e !== null) walkLowered(e, x => (runs ||= x.kind === 'subplan' || x.kind === 'exec-param'));
  return runs;
}

function neededColumns(node: ModifyTable, plan: WritePlan): readonly number[] | null {
  const needed = new Set<number>(node.command === 'update' ? plan.ruleColumns : []);
  const add = (e: Lowered): void => walkLowered(e, x => x.kind === 'column' && x.input === 0 && needed.add(x.index));
  if (node.hasReturning) node.target.forEach(add);
  for (const check of node.viewChecks) add(check.condition);
  for (const constraint of plan.references) for (const n of constraint.columns) needed.add(n - 1);
  for (const { constraint } of plan.referencedBy) for (const n of constraint.referencedColumns) needed.add(n - 1);
  if (node.command === 'update') for (const column of plan.indexed) needed.add(column);
  return needed.size >= node.relation.columns.length ? null : [...needed].sort((a, b) => a - b);
}
