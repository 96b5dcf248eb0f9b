/** Sub-selects in expressions: uncorrelated ones become InitPlans (run once) or hashed sub-plans, correlated ones sub-plans run per row. */
import type { Expr, SubLink } from '../analyze/index.js';
import { notSupported } from '../errors/index.js';
import type { Oid } from '../base/index.js';
import { BOOL } from '../types/index.js';
import { isCorrelated, visitQueryDeep } from './expression/levels.js';
import { mapChildren } from './expression/walk.js';
import type { ColumnScope } from './physical/lower.js';
import type { Lowered } from './physical/lowered.js';
import { QueryPlanner } from './query-planner.js';

export function planSubLink(level: QueryPlanner, link: SubLink, scope: ColumnScope): Lowered {
  const { context } = level;
  if (link.link === 'row-compare' || link.link === 'multi-expr') throw notSupported('a sub-select that returns several columns here');
  const kind = link.link;
  const sub = new QueryPlanner(context, level, link.query);
  const columns = link.query.targets.filter(t => !t.isJunk);
  // Nodes inside the sub-plan must not take sub-plans pending for the node being built here.
  const outerPending = context.takePending();
  const { result: plan, capture } = level.capture(() => {
    const path = sub.path();
    const node = path.build(columns.map(c => c.expr));
    return level.exact(node, columns.length);
  });
  const leftover = context.takePending();
  context.pendingInit = [...outerPending.initPlans, ...leftover.initPlans];
  context.pendingSub = [...outerPending.subPlans, ...leftover.subPlans];

  const independent = !isCorrelated(link.query) && !readsWorkTable(link);
  const number = context.subPlans.length;
  if (independent && (link.link === 'expr' || link.link === 'exists' || link.link === 'array')) {
    const id = context.newParam();
    context.subPlans.push({ number, plan, isInit: true, link: kind, outputParams: [id], inputParams: [] });
    context.pendingInit.push(number);
    return { kind: 'exec-param', id, type: link.type };
  }
  const testParams = link.test ? columns.map(() => context.newParam()) : [];
  const hashed = independent && link.link === 'any' && link.test ? hashableTest(level, link, scope) : null;
  const test = link.test ? level.lowerer.lower(link.test, testScope(link, testParams, scope)) : null;
  const assign = capture.entries.map(entry => ({ id: entry.id, value: level.lowerer.lower(entry.expr, scope) }));
  context.subPlans.push({
    number,
    plan: independent && !hashed ? level.materialize(plan) : plan,
    isInit: false,
    link: kind,
    outputParams: [],
    inputParams: assign.map(a => a.id),
  });
  context.pendingSub.push(number);
  return { kind: 'subplan', plan: number, link: kind, test, testParams, assign, hashed, type: link.type };
}

/** In the comparison the sub-select's columns are exec-params. */
function testScope(_link: SubLink, params: readonly number[], outer: ColumnScope): ColumnScope {
  return {
    resolve(expr: Expr) {
      if (expr.kind === 'sublink-column') return { kind: 'exec-param', id: params[expr.column]!, type: expr.type };
      return outer.resolve(expr);
    },
    ...(outer.wholeRow ? { wholeRow: outer.wholeRow.bind(outer) } : {}),
  };
}

/** `(a, b) = ANY (sub-select)` whose equalities hash: probe expressions and key types; null when it must be compared row by row. */
function hashableTest(level: QueryPlanner, link: SubLink, scope: ColumnScope) {
  const parts = link.test!.kind === 'bool' && link.test!.op === 'and' ? link.test!.args : [link.test!];
  const probes: Lowered[] = [];
  const ops = [];
  const expectedColumns = link.query.targets.filter(t => !t.isJunk).length;
  if (parts.length !== expectedColumns) return null;
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i]!;
    if (part.kind !== 'op' || part.args.length !== 2) return null;
    const [left, right] = part.args as [Expr, Expr];
    if (right.kind !== 'sublink-column' || right.column !== i) return null;
    const operator = level.context.env.catalog.operatorById(part.operatorId);
    if (!operator || operator.name !== '=' || !level.context.env.catalog.isHashJoinable(part.operatorId) || operator.leftType !== operator.rightType)
      return null;
    probes.push(level.lowerer.lower(left, scope));
    ops.push(level.context.env.typeOps(right.type));
  }
  return { probes, ops };
}

function readsWorkTable(link: SubLink): boolean {
  let found = false;
  const look = (query: SubLink['query']): void => {
    for (const entry of query.rangeTable) {
      if (entry.kind === 'cte' && entry.isSelfReference) found = true;
      if (entry.kind === 'subquery') look(entry.query);
    }
    for (const cte of query.ctes) look(cte.query);
    visitQueryDeep(
      query,
      e => {
        if (e.kind === 'sublink') for (const entry of e.query.rangeTable) if (entry.kind === 'cte' && entry.isSelfReference) found = true;
      },
      1,
    );
  };
  look(link.query);
  return found;
}

export const BOOLEAN_TYPE: Oid = BOOL;
export { mapChildren };
