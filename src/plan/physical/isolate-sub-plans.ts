/**
 * Where sub-plans may be evaluated. A correlated sub-plan, or an InitPlan that is asked for only now and then, can take longer than a time slice,
 * so it must be able to stop half way; only Result nodes marked `isResumable` know how to go on (runtime/replay.ts). This pass, the last one of planning,
 * gives every node whose expressions run such sub-plans an equivalent made of such nodes: filter and target move above it, what it reads from
 * its inputs below it, what it evaluates once into a parameter. EXPLAIN shows the node itself; engines run the equivalent (`PlannedStatement.runs`).
 *
 * A hash join can stop in its own join filter. Left where they are, and run to their end once begun: join filters of merge joins other than inner
 * ones and of hash joins that spill, direct arguments of aggregates, frame bounds, sampling arguments, index conditions.
 */
import { BOOL } from '../../types/index.js';
import type { PlannerContext } from '../context.js';
import type { Lowered } from './lowered.js';
import { loweredChildren, mapLowered } from './lowered-walk.js';
import { nodeChildren } from './node-children.js';
import type { Aggregate, HashJoin, NestedLoop, PlanNode, ProjectSet, Result, WindowAgg } from './plan-nodes.js';

/** Equivalents of the nodes below `roots` that need one. */
export function isolateSubPlans(context: PlannerContext, roots: readonly PlanNode[]): ReadonlyMap<PlanNode, PlanNode> {
  const pass = new Isolation(context);
  for (const root of roots) pass.visit(root);
  return pass.runs;
}

class Isolation {
  readonly runs = new Map<PlanNode, PlanNode>();
  private readonly initParams = new Set<number>();
  private readonly seen = new Set<PlanNode>();

  constructor(private readonly context: PlannerContext) {
    for (const subPlan of context.subPlans) if (subPlan.isInit) for (const id of subPlan.outputParams) this.initParams.add(id);
  }

  visit(node: PlanNode): void {
    if (this.seen.has(node)) return;
    this.seen.add(node);
    for (const child of childrenOf(node)) this.visit(child);
    const made = this.equivalent(node);
    if (made !== node) this.runs.set(node, made);
  }

  private equivalent(node: PlanNode): PlanNode {
    return this.aboveOf(this.withBoundValues(this.withInputs(node)));
  }

  /** May take long when it is evaluated: not prepared before the node's first row. */
  private isSlow(e: Lowered, isLazy = false): boolean {
    switch (e.kind) {
      case 'subplan':
        return e.hashed === null || isLazy || e.hashed.probes.some(p => this.isSlow(p));
      case 'exec-param':
        return isLazy && this.initParams.has(e.id);
      case 'case':
        return loweredChildren(e).some((c, i) => c !== null && this.isSlow(c, isLazy || i > (e.arg === null ? 1 : 0)));
      case 'and':
      case 'or':
      case 'coalesce':
        return e.args.some((c, i) => this.isSlow(c, isLazy || i > 0));
      default:
        return loweredChildren(e).some(c => c !== null && this.isSlow(c, isLazy));
    }
  }

  // --- what is computed from the inputs -----------------------------------------------------------------------------

  private withInputs(node: PlanNode): PlanNode {
    switch (node.kind) {
      case 'aggregate':
        return this.aggregate(node);
      case 'window':
        return this.window(node);
      case 'project-set':
        return this.projectSet(node);
      case 'hash-join':
        return this.hashJoin(node);
      case 'nested-loop':
        return this.nestedLoop(node);
      case 'merge-join': {
        const { kept, slow } = this.split(node.joinFilter);
        return node.joinType !== 'inner' || slow.length === 0
          ? node
          : { ...node, joinFilter: all(kept), filter: all([...slow, ...conjunctsOf(node.filter)]), isInnerUnique: false };
      }
      default:
        return node;
    }
  }

  private aggregate(node: Aggregate): PlanNode {
    const input = new Computed(node.input);
    const lift = (e: Lowered): Lowered => (this.isSlow(e) ? input.column(e) : e);
    const keys = node.keys.map(k => ({ ...k, expr: lift(k.expr) }));
    const calls = node.calls.map(call => {
      const filter = call.filter === null ? null : lift(call.filter);
      // Arguments of rows that the filter drops are not evaluated.
      const guarded = (e: Lowered): Lowered => {
        if (!this.isSlow(e)) return e;
        return input.column(call.filter === null ? e : whenTrue(call.filter, e));
      };
      return { ...call, filter, args: call.args.map(guarded), extraSortArgs: call.extraSortArgs.map(guarded) };
    });
    return input.isUnused ? node : { ...node, keys, calls, input: this.computing(input) };
  }

  private window(node: WindowAgg): PlanNode {
    const input = new Computed(node.input);
    const lift = (e: Lowered): Lowered => (this.isSlow(e) ? input.column(e) : e);
    const calls = node.calls.map(call => ({ ...call, filter: call.filter === null ? null : lift(call.filter), args: call.args.map(lift) }));
    if (input.isUnused) return node;
    // The results come after the input's columns, of which there are more now.
    const width = node.input.target.length;
    const added = input.count - width;
    const shift = (e: Lowered): Lowered => mapLowered(e, x => (x.kind === 'column' && x.index >= width ? { ...x, index: x.index + added } : undefined));
    const moved = { target: node.target.map(shift), filter: node.filter === null ? null : shift(node.filter) };
    return { ...node, ...moved, calls, isIdentity: false, input: this.computing(input) };
  }

  private projectSet(node: ProjectSet): PlanNode {
    const input = new Computed(node.input);
    const lift = (e: Lowered): Lowered => (this.isSlow(e) ? input.column(e) : e);
    const sets = node.sets.map(set => (set === null ? null : { ...set, args: set.args.map(lift) }));
    const target = node.target.map((e, i) => (node.sets[i] === null ? lift(e) : e));
    return input.isUnused ? node : { ...node, sets, target, input: this.computing(input) };
  }

  private hashJoin(node: HashJoin): PlanNode {
    const outer = new Computed(node.outer);
    const inner = new Computed(node.inner);
    const outerKeys = node.outerKeys.map(e => (this.isSlow(e) ? outer.column(e) : e));
    const innerKeys = node.innerKeys.map(e => (this.isSlow(e) ? inner.column(e) : e));
    const { kept, slow } = this.split(node.joinFilter);
    const movesFilter = node.joinType === 'inner' && slow.length > 0;
    if (outer.isUnused && inner.isUnused && slow.length === 0) return node;
    return {
      ...{ ...node, outerKeys, innerKeys, outer: this.computing(outer), inner: this.computing(inner) },
      ...(movesFilter
        ? { joinFilter: all(kept), filter: all([...slow, ...conjunctsOf(node.filter)]), isInnerUnique: false }
        : slow.length > 0 && { isResumable: true }),
    };
  }

  private nestedLoop(node: NestedLoop): PlanNode {
    const outer = new Computed(node.outer);
    const params = node.params.map(p => ({ id: p.id, value: this.isSlow(p.value) ? outer.column(p.value) : p.value }));
    const { kept, slow } = this.split(node.joinFilter);
    if (slow.length === 0) return outer.isUnused ? node : { ...node, params, outer: this.computing(outer) };
    const joinFilter = all(kept);
    if (node.joinType === 'inner') {
      // The first inner row that passes what is left of the condition need not be the only one.
      const filter = all([...slow, ...conjunctsOf(node.filter)]);
      return { ...node, params, outer: this.computing(outer), joinFilter, filter, isInnerUnique: false };
    }
    // The join's condition is a condition on the inner rows, for the outer row's values as parameters. Its earlier parts come along, to stay earlier.
    const bound: { id: number; value: Lowered }[] = [];
    const condition = [...kept, ...slow].map(e =>
      mapLowered(e, x => {
        if (x.kind !== 'column') return undefined;
        if (x.input === 1) return { ...x, input: 0 };
        let known = bound.find(b => b.value.kind === 'column' && b.value.index === x.index);
        if (known === undefined) bound.push((known = { id: this.context.newParam(), value: x }));
        return { kind: 'exec-param', id: known.id, type: x.type };
      }),
    );
    const inner = this.resumable(node.inner, columnsOf(node.inner), all(condition));
    return { ...node, params: [...params, ...bound], outer: this.computing(outer), inner, joinFilter: null };
  }

  // --- what is computed once per scan ---------------------------------------------------------------------------------

  /** Values that depend on no row of the node become parameters that a loop around it sets. */
  private withBoundValues(node: PlanNode): PlanNode {
    const values: Lowered[] = [];
    const ids: number[] = [];
    const bind = (e: Lowered): Lowered => {
      if (!this.isSlow(e)) return e;
      values.push(e);
      ids.push(this.context.newParam());
      return { kind: 'exec-param', id: ids[ids.length - 1]!, type: e.type };
    };
    const bindIf = (e: Lowered | null): Lowered | null => (e === null ? null : bind(e));
    let made: PlanNode = node;
    if (node.kind === 'function-scan') {
      const functions = node.functions.map(f => ({
        ...f,
        scalar: bindIf(f.scalar),
        call: f.call === null ? null : { ...f.call, args: f.call.args.map(bind) },
      }));
      made = { ...node, functions };
    } else if (node.kind === 'values-scan') made = { ...node, rowsOf: node.rowsOf.map(row => row.map(bind)) };
    else if (node.kind === 'limit') made = { ...node, limit: bindIf(node.limit), offset: bindIf(node.offset) };
    else if (node.kind === 'sort' && node.bound !== null) made = { ...node, bound: { limit: bindIf(node.bound.limit), offset: bindIf(node.bound.offset) } };
    else if (node.kind === 'result' && node.oneTime !== null) made = { ...node, oneTime: bind(node.oneTime) };
    if (values.length === 0) return node;
    const params = values.map((value, index) => ({ id: ids[index]!, value: { kind: 'column', input: 0, index, type: value.type } as const }));
    const source: Result = {
      ...this.blank(made),
      kind: 'result',
      input: null,
      oneTime: null,
      isResumable: true,
      target: values,
      targetNames: values.map(() => ''),
    };
    return {
      ...{
        ...this.blank(made),
        kind: 'nested-loop',
        joinType: 'inner',
        outer: source,
        inner: this.aboveOf(made),
        joinFilter: null,
        isInnerUnique: false,
        params,
      },
      ...{ target: columnsOf(made).map((c): Lowered => ({ ...c, input: 1 }) as Lowered), targetNames: made.targetNames },
    };
  }

  // --- what is computed from the node's own rows ----------------------------------------------------------------------

  private aboveOf(node: PlanNode): PlanNode {
    if (node.kind === 'modify-table' || node.kind === 'project-set') return node;
    // What the conditions of a filter need is run ahead of the first row.
    const { kept, slow } = this.split(node.filter, false);
    if (slow.length === 0 && !node.target.some(e => this.isSlow(e))) return node;
    if (node.kind === 'result' && node.oneTime === null && !node.isCut) return { ...node, isResumable: true };
    if (node.isIdentity) return this.resumable({ ...node, filter: all(kept) }, columnsOf(node), all(slow));
    // The node gives what the expressions read of it.
    const leaves: Lowered[] = [];
    const names = new Map<string, number>();
    const above = (e: Lowered): Lowered => {
      const moved = mapLowered(e, x => {
        if (x.kind !== 'column' && x.kind !== 'system-column' && x.kind !== 'grouping') return undefined;
        const name = x.kind === 'column' ? `${x.input}.${x.index}` : x.kind === 'grouping' ? `g${x.keyIndexes.join()}` : x.column;
        let index = names.get(name);
        if (index === undefined) names.set(name, (index = leaves.push(x) - 1));
        return { kind: 'column', input: 0, index, type: x.type };
      });
      return moved;
    };
    const target = node.target.map(above);
    const filter = all(slow.map(above));
    const below: PlanNode = { ...node, filter: all(kept), target: leaves, targetNames: leaves.map(() => '') };
    return this.resumable(below, target, filter);
  }

  /** Conjuncts before the first slow one, and the others. */
  private split(condition: Lowered | null, isLazy = true): { kept: readonly Lowered[]; slow: readonly Lowered[] } {
    const list = conjunctsOf(condition);
    const at = list.findIndex((e, i) => this.isSlow(e, isLazy && i > 0));
    return at < 0 ? { kept: list, slow: [] } : { kept: list.slice(0, at), slow: list.slice(at) };
  }

  private computing(input: Computed): PlanNode {
    return input.isUnused ? input.node : this.resumable(input.node, input.target, null);
  }

  private resumable(input: PlanNode, target: readonly Lowered[], filter: Lowered | null): PlanNode {
    return { ...this.blank(input), kind: 'result', input, oneTime: null, isResumable: true, target, targetNames: target.map(() => ''), filter };
  }

  private blank(like: PlanNode) {
    const { startupCost, totalCost, rows, width } = like;
    const level = like.level === undefined ? {} : { level: like.level };
    return { id: this.context.nodeCount++, isIdentity: false, filter: null, startupCost, totalCost, rows, width, initPlans: [], subPlans: [], ...level };
  }
}

/** An input with columns added to it. */
class Computed {
  readonly target: Lowered[];
  constructor(readonly node: PlanNode) {
    this.target = [...columnsOf(node)];
  }
  get count(): number {
    return this.target.length;
  }
  get isUnused(): boolean {
    return this.target.length === this.node.target.length;
  }
  column(e: Lowered): Lowered {
    return { kind: 'column', input: 0, index: this.target.push(e) - 1, type: e.type };
  }
}

function columnsOf(node: PlanNode): readonly Lowered[] {
  return node.target.map((t, index): Lowered => ({ kind: 'column', input: 0, index, type: t.type }));
}

function conjunctsOf(condition: Lowered | null): readonly Lowered[] {
  return condition === null ? [] : condition.kind === 'and' ? condition.args.flatMap(conjunctsOf) : [condition];
}

function all(conjuncts: readonly Lowered[]): Lowered | null {
  return conjuncts.length === 0 ? null : conjuncts.length === 1 ? conjuncts[0]! : { kind: 'and', args: conjuncts, type: BOOL };
}

function whenTrue(condition: Lowered, result: Lowered): Lowered {
  const nothing: Lowered = { kind: 'const', value: null, type: result.type };
  return { kind: 'case', arg: null, whens: [{ condition, result }], otherwise: nothing, type: result.type };
}

function childrenOf(node: PlanNode): readonly PlanNode[] {
  const inputs = nodeChildren(node);
  return (node.kind === 'modify-table' || node.kind === 'lock-rows') && node.recheck != null ? [...inputs, node.recheck.plan] : inputs;
}
