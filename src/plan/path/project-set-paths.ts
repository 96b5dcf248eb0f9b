/**
 * Set-returning calls outside FROM (PostgreSQL chapter 38.5.9): each input row becomes as many rows as the longest of its sets has, shorter ones
 * filled with NULLs. A call inside another's arguments is expanded by a ProjectSet of its own below.
 */
import type { Expr, FuncExpr } from '../../analyze/index.js';
import { leavesOf } from '../expression/references.js';
import { exprEquals, forEachChild } from '../expression/walk.js';
import { OutputScope } from '../physical/lower.js';
import type { Lowered } from '../physical/lowered.js';
import type { PlanNode } from '../physical/plan-nodes.js';
import type { QueryPlanner } from '../query-planner.js';
import { functionRows } from './source-paths.js';
import type { Path } from './path.js';

/** Set-returning calls in `exprs`, innermost first, except in what is computed already. */
export function setCallsOf(exprs: readonly Expr[], computed: readonly Expr[]): FuncExpr[] {
  const out: FuncExpr[] = [];
  const visit = (e: Expr): void => {
    if (e.kind === 'agg' || e.kind === 'window' || computed.some(c => exprEquals(c, e))) return;
    forEachChild(e, visit);
    if (e.kind === 'func' && e.returnsSet && !out.some(o => exprEquals(o, e))) out.push(e);
  };
  exprs.forEach(visit);
  return out;
}

/** Expands `calls`; they count as computed from here on. */
export function projectSets(level: QueryPlanner, inputs: readonly Path[], calls: readonly FuncExpr[]): readonly Path[] {
  let paths = inputs;
  let left = [...calls];
  while (left.length > 0) {
    const ready = left.filter(call => !left.some(other => other !== call && setCallsOf(call.args, level.computed).some(inner => exprEquals(inner, other))));
    const before = level.computed;
    paths = paths.map(path => projectSetPath(level, path, ready, before));
    level.computed = [...before, ...ready];
    left = left.filter(call => !ready.includes(call));
  }
  return paths;
}

function projectSetPath(level: QueryPlanner, input: Path, calls: readonly FuncExpr[], computed: readonly Expr[]): Path {
  const rows = input.rows * Math.max(1, ...calls.map(c => functionRows(level, c)));
  const cost = { startup: input.startupCost, total: input.totalCost + rows * level.context.env.settings.cpu_tuple_cost };
  return {
    ...input,
    rows,
    totalCost: cost.total,
    build: (need, filter = []) => {
      // What does not depend on the sets is computed below, or at least its parts are.
      const isPlain = (e: Expr): boolean => setCallsOf([e], [...computed, ...calls]).length === 0 && !containsAny(e, calls);
      const plain = need.filter(isPlain);
      const dependent = [...need.filter(e => !plain.includes(e)), ...filter];
      const others = [
        ...plain,
        ...leavesOf(dependent, [...calls, ...computed]).filter(e => !calls.some(c => exprEquals(c, e)) && !plain.some(p => exprEquals(p, e))),
      ];
      const inputNeed = [...others];
      for (const leaf of leavesOf(
        calls.flatMap(c => c.args),
        [...computed, ...others],
      ))
        if (!inputNeed.some(e => exprEquals(e, leaf))) inputNeed.push(leaf);
      const inputNode = input.build(inputNeed);
      const scope = new OutputScope([inputNeed]);
      // In the order asked for, if that is all there is to it.
      const isWhole = filter.length === 0 && others.length + calls.length === need.length && [...others, ...calls].every(o => need.some(e => exprEquals(e, o)));
      const outputs: Expr[] = isWhole ? need.map(e => calls.find(c => exprEquals(c, e)) ?? e) : [...others, ...calls];
      const isCall = (e: Expr): e is FuncExpr => calls.includes(e as FuncExpr);
      const sets = outputs.map(e => (isCall(e) ? level.lowerer.setCall(e, scope) : null));
      const target = outputs.map((e): Lowered => (isCall(e) ? { kind: 'const', value: null, type: e.type, source: e } : level.lowerer.top(e, scope)));
      const subPlans = level.takeSubPlans();
      const project: PlanNode = {
        ...{ id: level.context.nodeCount++, kind: 'project-set', input: inputNode, sets, target, targetNames: outputs.map(() => '') },
        ...{ isIdentity: false, filter: null, startupCost: cost.startup, totalCost: cost.total, rows, width: outputs.length * 8 },
        ...{ initPlans: [], subPlans, level: level.number },
      };
      if (filter.length === 0 && need.length === outputs.length && need.every((e, i) => exprEquals(e, outputs[i]!))) return project;
      return level.finish(() => ({ kind: 'result', input: project, oneTime: null }), need, filter, new OutputScope([outputs]), { cost, rows });
    },
  };
}

function containsAny(expr: Expr, calls: readonly FuncExpr[]): boolean {
  if (calls.some(c => exprEquals(c, expr))) return true;
  let found = false;
  forEachChild(expr, child => {
    if (!found && containsAny(child, calls)) found = true;
  });
  return found;
}
