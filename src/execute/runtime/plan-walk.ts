/**
 * Facts about plan nodes that engines and the runtime derive once per plan: the expressions and children of a node, the exec-params a subtree
 * depends on (may a rescan reuse what was stored?), and the InitPlans and hashed sub-plans that a node is sure to need.
 */
import { unreachable } from '../../base/index.js';
import { loweredChildren, nodeChildren, walkLowered, type BitmapNode, type Lowered, type PlanNode, type PlannedStatement } from '../../plan/index.js';
import type { TypeOps } from '../../types/index.js';

export { loweredChildren, walkLowered };

function bitmapExpressions(node: BitmapNode): (Lowered | null)[] {
  return node.kind === 'bitmap-index-scan' ? node.conditions.map(c => c.value) : node.inputs.flatMap(bitmapExpressions);
}

/** A node and everything below it. */
export function* planNodes(node: PlanNode): Generator<PlanNode, void, void> {
  yield node;
  for (const child of nodeChildren(node)) yield* planNodes(child);
}

/** Every expression that the node itself evaluates. */
export function nodeExpressions(node: PlanNode): Lowered[] {
  const own: (Lowered | null)[] = [node.filter, ...node.target];
  switch (node.kind) {
    case 'seq-scan':
      if (node.sample !== null) own.push(node.sample.percent, node.sample.seed);
      break;
    case 'index-scan':
      own.push(...node.conditions.map(c => c.value));
      break;
    case 'bitmap-heap-scan':
      own.push(node.recheck, ...bitmapExpressions(node.bitmap));
      break;
    case 'tid-scan':
      own.push(...node.values);
      break;
    case 'function-scan':
      for (const f of node.functions) own.push(f.scalar, ...(f.call?.args ?? []));
      break;
    case 'values-scan':
      for (const row of node.rowsOf) own.push(...row);
      break;
    case 'result':
      own.push(node.oneTime);
      break;
    case 'project-set':
      for (const set of node.sets) if (set !== null) own.push(...set.args);
      break;
    case 'nested-loop':
      own.push(node.joinFilter, ...node.params.map(p => p.value));
      break;
    case 'hash-join':
      own.push(node.joinFilter, ...node.outerKeys, ...node.innerKeys);
      break;
    case 'merge-join':
      own.push(node.joinFilter);
      break;
    case 'sort':
      own.push(node.bound?.limit ?? null, node.bound?.offset ?? null);
      break;
    case 'limit':
      own.push(node.limit, node.offset);
      break;
    case 'aggregate':
      own.push(...node.keys.map(k => k.expr));
      for (const call of node.calls) own.push(call.filter, ...call.args, ...call.extraSortArgs, ...call.directArgs);
      break;
    case 'window':
      for (const call of node.calls) own.push(call.filter, ...call.args);
      for (const bound of [node.start, node.end])
        if (bound.kind === 'preceding' || bound.kind === 'following') own.push(bound.offset, bound.add, bound.subtract);
      break;
    case 'modify-table':
      own.push(...node.checks.map(c => c.condition), ...node.generated.map(g => g.value));
      if (node.onConflict !== null) own.push(node.onConflict.where, ...node.onConflict.set.map(s => s.value));
      for (const action of node.merge) own.push(action.condition, ...action.values);
      break;
    case 'virtual-scan':
    case 'epq-scan':
    case 'cte-scan':
    case 'work-table-scan':
    case 'subquery-scan':
    case 'material':
    case 'memoize':
    case 'unique':
    case 'append':
    case 'set-op':
    case 'recursive-union':
    case 'lock-rows':
      break;
    default:
      return unreachable(node);
  }
  return own.filter(e => e !== null);
}

const dependencies = new WeakMap<PlanNode, readonly number[] | 'always'>();

/**
 * Exec-params set outside the subtree that it reads (InitPlan outputs included: they are set once). 'always': its rows may differ at every
 * rescan whatever the params (it reads a working table).
 */
export function paramsOf(node: PlanNode, statement: PlannedStatement): readonly number[] | 'always' {
  let known = dependencies.get(node);
  if (known === undefined) {
    const read = new Set<number>();
    const set = new Set<number>();
    const isStable = collectParams(node, { statement, read, set, tables: new Map() }, NO_UNIONS);
    known = isStable ? [...read].filter(id => !set.has(id)) : 'always';
    dependencies.set(node, known);
  }
  return known;
}

const NO_UNIONS: readonly number[] = [];

interface Collection {
  readonly statement: PlannedStatement;
  readonly read: Set<number>;
  readonly set: Set<number>;
  /** Common tables met: each is walked once, for tables that read one another twice are exponentially many paths. */
  readonly tables: Map<string, boolean>;
}

/** `unions`: the recursive unions around the node that belong to the subtree: their working tables are its own. */
function collectParams(node: PlanNode, into: Collection, outer: readonly number[]): boolean {
  const { statement, read, set } = into;
  let isStable = node.kind !== 'modify-table' && (node.kind !== 'work-table-scan' || outer.includes(node.union));
  const unions = node.kind === 'recursive-union' ? [...outer, node.number] : outer;
  if (node.kind === 'nested-loop') for (const param of node.params) set.add(param.id);
  if (node.kind === 'cte-scan') {
    const cte = statement.ctes.find(c => c.number === node.cte);
    if (cte !== undefined && !cte.modifies) {
      const key = `${cte.number} ${unions.join(' ')}`;
      let isTableStable = into.tables.get(key);
      if (isTableStable === undefined) into.tables.set(key, (isTableStable = collectParams(cte.plan, into, unions)));
      if (!isTableStable) isStable = false;
    }
  }
  if (node.kind === 'memoize') for (const key of node.keys) read.add(key.id);
  for (const expression of nodeExpressions(node)) {
    walkLowered(expression, e => {
      if (e.kind === 'exec-param') read.add(e.id);
      if (e.kind !== 'subplan') return;
      for (const { id } of e.assign) set.add(id);
      for (const id of e.testParams) set.add(id);
      const info = statement.subPlans.find(p => p.number === e.plan);
      if (info === undefined) return;
      for (const id of info.inputParams) read.add(id);
      if (!collectParams(info.plan, into, unions)) isStable = false;
    });
  }
  for (const child of nodeChildren(node)) if (!collectParams(child, into, unions)) isStable = false;
  return isStable;
}

/** A sub-plan to run ahead: an InitPlan, or a hashed sub-plan with the equality of its columns. */
export interface Requirement {
  readonly subPlan: number;
  readonly hashed: readonly TypeOps[] | null;
}

const NO_REQUIREMENTS: readonly Requirement[] = [];
const requirements = new WeakMap<PlanNode, readonly Requirement[]>();

/** InitPlans and hashed sub-plans that the node's expressions need whenever they are evaluated (not behind CASE, AND, OR, COALESCE). */
export function requirementsOf(node: PlanNode, statement: PlannedStatement): readonly Requirement[] {
  // A resumable node runs what it meets, when it meets it.
  if (statement.subPlans.length === 0 || (node.kind === 'result' && node.isResumable === true)) return NO_REQUIREMENTS;
  let known = requirements.get(node);
  if (known === undefined) {
    const found = new Map<number, Requirement>();
    const owner = new Map<number, number>();
    for (const subPlan of statement.subPlans) if (subPlan.isInit) for (const id of subPlan.outputParams) owner.set(id, subPlan.number);
    for (const e of nodeExpressions(node)) {
      // All conditions of a filter count as needed: few filters are settled by their first condition for every row.
      if (e === node.filter && e.kind === 'and') for (const condition of e.args) collectRequirements(condition, owner, found);
      else collectRequirements(e, owner, found);
    }
    known = [...found.values()];
    requirements.set(node, known);
  }
  return known;
}

function collectRequirements(e: Lowered, owner: ReadonlyMap<number, number>, found: Map<number, Requirement>): void {
  const visit = (child: Lowered | null | undefined): void => {
    if (child !== null && child !== undefined) collectRequirements(child, owner, found);
  };
  switch (e.kind) {
    case 'exec-param': {
      const subPlan = owner.get(e.id);
      if (subPlan !== undefined) found.set(subPlan, { subPlan, hashed: null });
      return;
    }
    case 'case':
      visit(e.arg ?? e.whens[0]?.condition);
      return;
    case 'and':
    case 'or':
    case 'coalesce':
      visit(e.args[0]);
      return;
    case 'subplan':
      if (e.hashed !== null) found.set(e.plan, { subPlan: e.plan, hashed: e.hashed.ops });
      for (const a of e.assign) visit(a.value);
      return;
    default:
      for (const child of loweredChildren(e)) visit(child);
  }
}
