/** Sub-selects in expressions: uncorrelated ones become InitPlans (run once) or hashed sub-plans, correlated ones sub-plans run per row. */
import { assert, type Oid } from '../base/index.js';
import type { Expr, SubLink } from '../analyze/index.js';
import type { TypeOps } from '../types/index.js';
import { isCorrelated, visitQueryDeep } from './expression/levels.js';
import { leavesOf } from './expression/references.js';
import type { ColumnScope } from './physical/lower.js';
import type { Lowered } from './physical/lowered.js';
import type { PlanNode, SubPlanInfo } from './physical/plan-nodes.js';
import type { Path } from './path/path.js';
import { QueryPlanner, type Capture } from './query-planner.js';
import { existsToAny } from './rewrite/exists-to-any.js';

export function planSubLink(level: QueryPlanner, link: SubLink, scope: ColumnScope): Lowered {
  const { context } = level;
  const independent = isIndependent(link);
  if (link.link === 'multi-expr') return planRow(level, link, scope, independent);
  const kind = link.link;
  const known = context.subLinks.get(link);
  // The same sub-select met again in another place of the plan.
  if (known?.isInit && level.ownInitPlans.includes(known.number)) return { kind: 'exec-param', id: known.outputParams[0]!, type: link.type };
  const alternative = kind === 'exists' && !independent ? existsToAny(level, link) : undefined;
  if (alternative !== undefined && isIndependent(alternative) && isHashingCheaper(level, link, alternative))
    return hashedExists(level, link, alternative, scope);
  const { plan, capture, width } = planQuery(level, link);
  if (independent && (kind === 'expr' || kind === 'exists' || kind === 'array')) {
    const id = context.newParam();
    addInitPlan(level, link, plan, kind, [id]);
    return { kind: 'exec-param', id, type: link.type };
  }
  const testParams = link.test ? Array.from({ length: width }, () => context.newParam()) : [];
  const hashed = independent && kind === 'any' && link.test ? hashableTest(level, link, scope) : null;
  const test = link.test ? level.lowerer.lower(link.test, testScope(testParams, scope)) : null;
  const assign = loweredCapture(level, capture, scope);
  const info = addSubPlan(
    level,
    link,
    independent && !hashed ? level.materialize(plan) : plan,
    kind,
    assign.map(a => a.id),
    hashed !== null,
  );
  if (alternative !== undefined) context.nextPlanNumber();
  return { kind: 'subplan', plan: info.number, link: kind, test, testParams, assign, hashed, type: link.type };
}

/** The sub-select is asked for each row of the tables that it refers to: is one run into a hash table cheaper? */
function isHashingCheaper(level: QueryPlanner, link: SubLink, alternative: SubLink): boolean {
  const { settings } = level.context.env;
  const tables = alternative.left
    .flatMap(e => leavesOf([e], []))
    .flatMap(e => (e.kind === 'var' && e.levelsUp === 0 ? [level.bases.get(e.table)?.tuples ?? 1000] : []));
  const calls = Math.max(1, ...tables);
  const planned = choosePath(level, alternative);
  level.plannedSubLinks.set(alternative, planned);
  const { path } = planned;
  const bytes = path.rows * (path.width + 40);
  if (bytes > settings.work_mem * 1024 * settings.hash_mem_multiplier) return false;
  const hashed = path.totalCost + path.rows * settings.cpu_operator_cost + calls * settings.cpu_operator_cost * alternative.left.length;
  return hashed < calls * subLinkCost(level, link);
}

/** NULL, which the comparison may give, counts as false. */
function hashedExists(level: QueryPlanner, link: SubLink, alternative: SubLink, scope: ColumnScope): Lowered {
  const { context } = level;
  // The plan that asks for each row is the first of the two.
  context.nextPlanNumber();
  const { plan } = planQuery(level, alternative);
  const hashed = hashableTest(level, alternative, scope);
  assert(hashed !== null, 'the comparison hashes');
  const info = addSubPlan(level, link, plan, 'any', [], true);
  return {
    ...{ kind: 'boolean-test', test: 'is-true', type: link.type },
    arg: { kind: 'subplan', plan: info.number, link: 'any', test: null, testParams: [], assign: [], hashed, type: link.type },
  };
}

/** The columns of a one-row sub-select: each is a parameter that one InitPlan sets; undefined when it depends on the row. */
export function rowSubLinkParam(level: QueryPlanner, link: SubLink, field: number): number | undefined {
  if (!isIndependent(link)) return undefined;
  return rowInitPlan(level, link).outputParams[field - 1];
}

function rowInitPlan(level: QueryPlanner, link: SubLink): SubPlanInfo {
  const { context } = level;
  // Rewrites copy the node, but the fields of one sub-select keep its place in the text.
  for (const [known, info] of context.subLinks) if (isSameRowLink(known, link) && level.ownInitPlans.includes(info.number)) return info;
  const { plan, width } = planQuery(level, link);
  const ids = Array.from({ length: width }, () => context.newParam());
  return addInitPlan(level, link, plan, 'expr', ids);
}

export function isSameRowLink(a: SubLink, b: SubLink): boolean {
  return a === b || (a.link === 'multi-expr' && b.link === 'multi-expr' && a.location >= 0 && a.location === b.location);
}

/** The whole row as a record. */
function planRow(level: QueryPlanner, link: SubLink, scope: ColumnScope, independent: boolean): Lowered {
  const names = visible(link).map(t => t.name);
  if (independent) {
    const types = visible(link).map(t => t.expr.type);
    const fields = rowInitPlan(level, link).outputParams.map((id, i): Lowered => ({ kind: 'exec-param', id, type: types[i]! }));
    return { kind: 'row', fields, fieldNames: names, type: link.type };
  }
  const { plan, capture } = planQuery(level, link);
  const fields = plan.target.map((t, index): Lowered => ({ kind: 'column', input: 0, index, type: t.type }));
  const row: Lowered = { kind: 'row', fields, fieldNames: names, type: link.type };
  const { ctes = [], initPlans } = plan;
  const node: PlanNode = {
    ...{ id: level.context.nodeCount++, kind: 'result', input: plan, oneTime: null, target: [row], targetNames: [''], isIdentity: false, filter: null },
    ...{ startupCost: plan.startupCost, totalCost: plan.totalCost, rows: plan.rows, width: plan.width, initPlans, ctes, subPlans: [], level: level.number },
  };
  const assign = loweredCapture(level, capture, scope);
  const info = addSubPlan(
    level,
    link,
    node,
    'expr',
    assign.map(a => a.id),
    false,
  );
  return { kind: 'subplan', plan: info.number, link: 'expr', test: null, testParams: [], assign, hashed: null, type: link.type };
}

const visible = (link: SubLink) => link.query.targets.filter(t => !t.isJunk);

/** A sub-select whose paths are chosen, waiting to be built. */
export interface PlannedSubLink {
  readonly sub: QueryPlanner;
  readonly path: Path;
  readonly capture: Capture;
}

function choosePath(level: QueryPlanner, link: SubLink): PlannedSubLink {
  const sub = new QueryPlanner(level.context, level, link.query);
  if (link.link === 'exists') sub.rowsWanted = 1;
  const { result: path, capture } = level.capture(() => {
    sub.prepare();
    return sub.path();
  });
  return { sub, path, capture };
}

/** Cost of one evaluation for one row of the level. */
export function subLinkCost(level: QueryPlanner, link: SubLink): number {
  const { settings } = level.context.env;
  const isOnce = isIndependent(link);
  // An InitPlan runs once, whoever asks.
  if (isOnce && link.link !== 'any' && link.link !== 'all') return settings.cpu_operator_cost;
  let planned = level.plannedSubLinks.get(link);
  if (planned === undefined) level.plannedSubLinks.set(link, (planned = choosePath(level, link)));
  const { path } = planned;
  const run = path.totalCost - path.startupCost;
  if (!isOnce)
    return link.link === 'exists'
      ? path.startupCost + run / Math.max(1, path.rows)
      : link.link === 'any' || link.link === 'all'
        ? path.startupCost + run / 2
        : path.totalCost;
  // A hash table, or a stored list that is looked through.
  return hasHashableTest(level, link) ? settings.cpu_operator_cost : (path.rows / 2) * settings.cpu_operator_cost;
}

function planQuery(level: QueryPlanner, link: SubLink): { plan: PlanNode; capture: Capture; width: number } {
  const planned = level.plannedSubLinks.get(link) ?? choosePath(level, link);
  level.plannedSubLinks.delete(link);
  const { result: plan, capture: later } = level.capture(() => planned.sub.buildTop(planned.path));
  const { capture } = planned;
  for (const entry of later.entries) if (!capture.entries.some(e => e.id === entry.id)) capture.entries.push(entry);
  return { plan, capture, width: visible(link).length };
}

function loweredCapture(level: QueryPlanner, capture: Capture, scope: ColumnScope) {
  return capture.entries.map(entry => ({ id: entry.id, value: level.lowerer.lower(entry.expr, scope) }));
}

function addInitPlan(level: QueryPlanner, link: SubLink, plan: PlanNode, kind: SubPlanInfo['link'], outputParams: readonly number[]): SubPlanInfo {
  const { context } = level;
  const info: SubPlanInfo = {
    ...{ number: context.subPlans.length, plan, isInit: true, link: kind, outputParams, inputParams: [] },
    planNumber: context.nextPlanNumber(),
  };
  context.subPlans.push(info);
  context.subLinks.set(link, info);
  level.ownInitPlans.push(info.number);
  return info;
}

function addSubPlan(
  level: QueryPlanner,
  link: SubLink,
  plan: PlanNode,
  kind: SubPlanInfo['link'],
  inputParams: readonly number[],
  isHashed: boolean,
): SubPlanInfo {
  const { context } = level;
  const info: SubPlanInfo = {
    ...{ number: context.subPlans.length, plan, isInit: false, link: kind, outputParams: [], inputParams },
    ...{ planNumber: context.nextPlanNumber(), isHashed },
  };
  context.subPlans.push(info);
  context.subLinks.set(link, info);
  level.pendingSubPlans.push(info.number);
  return info;
}

/** In the comparison the sub-select's columns are exec-params. */
function testScope(params: readonly number[], outer: ColumnScope): ColumnScope {
  return {
    resolve(expr: Expr) {
      if (expr.kind === 'sublink-column') return { kind: 'exec-param', id: params[expr.column]!, type: expr.type };
      return outer.resolve(expr);
    },
    ...(outer.wholeRow ? { wholeRow: outer.wholeRow.bind(outer) } : {}),
  };
}

function hasHashableTest(level: QueryPlanner, link: SubLink): boolean {
  const parts = link.test!.kind === 'bool' && link.test!.op === 'and' ? link.test!.args : [link.test!];
  return link.link === 'any' && parts.every(part => part.kind === 'op' && level.context.env.catalog.isHashJoinable(part.operatorId));
}

/** `(a, b) = ANY (sub-select)` whose equalities hash: probe expressions and key types; null when it must be compared row by row. */
function hashableTest(level: QueryPlanner, link: SubLink, scope: ColumnScope): { probes: Lowered[]; ops: TypeOps[] } | null {
  const { catalog, typeOps } = bindEnv(level);
  const parts = link.test!.kind === 'bool' && link.test!.op === 'and' ? link.test!.args : [link.test!];
  const probes: Lowered[] = [];
  const ops: TypeOps[] = [];
  if (parts.length !== visible(link).length) return null;
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i]!;
    if (part.kind !== 'op' || part.args.length !== 2) return null;
    const [left, right] = part.args as [Expr, Expr];
    if (right.kind !== 'sublink-column' || right.column !== i) return null;
    const operator = catalog.operatorById(part.operatorId);
    if (!operator || operator.name !== '=' || !catalog.isHashJoinable(part.operatorId) || operator.leftType !== operator.rightType) return null;
    probes.push(level.lowerer.lower(left, scope));
    ops.push(typeOps(right.type));
  }
  return { probes, ops };
}

function bindEnv(level: QueryPlanner) {
  const { env } = level.context;
  return { catalog: env.catalog, typeOps: (type: Oid) => env.typeOps(type) };
}

function isIndependent(link: SubLink): boolean {
  return !isCorrelated(link.query) && !readsWorkTable(link);
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
