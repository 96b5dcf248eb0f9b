/** GROUP BY, aggregates and HAVING: over a hash table, or over input in the order of the keys. */
import { assert } from '../../base/index.js';
import type { Aggref, Expr, SortGroupClause } from '../../analyze/index.js';
import { DISABLE_COST } from '../cost/cost.js';
import { collectLeaves, leavesOf } from '../expression/references.js';
import { conjuncts, exprEquals, someExpr } from '../expression/walk.js';
import { OutputScope, type ColumnScope } from '../physical/lower.js';
import type { Lowered } from '../physical/lowered.js';
import type { AggregateCall, PlanNode, SortColumn } from '../physical/plan-nodes.js';
import type { QueryPlanner } from '../query-planner.js';
import { expandGroupingSets } from '../rewrite/grouping-sets.js';
import { minMaxPath } from './min-max-path.js';
import { alignedWith, canonicalKeys, pathKey } from './orders.js';
import { NO_KEYS, addPath, cheapest, pathKeysContain, type Path, type PathKey } from './path.js';
import { sortPath } from './sort-path.js';

type Strategy = 'plain' | 'hashed' | 'sorted';

interface Grouping {
  readonly keys: readonly Expr[];
  readonly sets: readonly (readonly number[])[] | null;
  /** What the input computes as a whole. */
  readonly sources: readonly Expr[];
  readonly having: readonly Expr[];
}

export function groupingPaths(level: QueryPlanner, inputs: readonly Path[]): readonly Path[] {
  const { query, context } = level;
  const { settings } = context.env;
  const grouping = groupingOf(level);
  const { keys, sets, having } = grouping;
  const paths: Path[] = [];
  const best = cheapest(inputs);
  const hasOrderedCalls = someCall(level, e => e.isDistinct || e.orderBy.length > 0 || e.aggregateKind !== 'n');
  const selectivity = having.length > 0 ? level.selectivity.list(having) : 1;
  const add = (input: Path, strategy: Strategy, pathKeys: readonly PathKey[]): void => {
    const groups = groupCount(level, grouping, input.rows);
    const rows = Math.max(1, Math.round(groups * selectivity));
    const perRow = settings.cpu_operator_cost * (keys.length + callCount(level));
    const isStreaming = strategy === 'sorted';
    const work = input.rows * perRow;
    // A hash table past work_mem is written out and read again.
    const bytes = strategy === 'hashed' ? groups * (input.width + 64) : 0;
    const spill = bytes > settings.work_mem * 1024 * settings.hash_mem_multiplier ? (2 * input.rows * input.width * settings.seq_page_cost) / 8192 : 0;
    const disabled = strategy === 'hashed' && !settings.enable_hashagg ? DISABLE_COST : 0;
    const startup = isStreaming ? input.startupCost : input.totalCost + work + spill + disabled;
    const total = (isStreaming ? input.totalCost + work : startup) + groups * settings.cpu_tuple_cost;
    addPath(
      paths,
      {
        ...{ relids: input.relids, rows, width: input.width, startupCost: startup, totalCost: total, pathKeys, requiredOuter: input.requiredOuter },
        build: (need, filter = []) => buildAggregate(level, input, grouping, strategy, [...having, ...filter], need, { startup, total }, rows),
      },
      level.considersStartup,
    );
  };
  if (keys.length === 0 && sets === null) {
    add(best, 'plain', NO_KEYS);
    const direct = minMaxPath(level, having, paths[0]!.totalCost);
    return direct === undefined ? paths : [direct];
  }
  const isHashable = query.groupBy.every(c => c.isHashable);
  if (sets !== null) {
    add(best, 'hashed', NO_KEYS);
    return paths;
  }
  const keyOf = (expr: Expr, i: number): PathKey => pathKey(level, expr, query.groupBy[i]?.isDescending ?? false, query.groupBy[i]?.nullsFirst ?? false);
  const all = canonicalKeys(level, keys.map(keyOf));
  const wanted = alignedWith(all, level.orders.orderBy);
  let isPresorted = false;
  for (const input of inputs) {
    // Any order of the keys keeps the rows of a group together.
    const order = alignedWith(all, input.pathKeys);
    if (!pathKeysContain(input.pathKeys, order)) continue;
    add(input, 'sorted', level.orders.useful(input.pathKeys.slice(0, order.length)));
    isPresorted = true;
  }
  if (isHashable) add(best, 'hashed', NO_KEYS);
  const wantsOrder = level.orders.orderBy.length > 0 && pathKeysContain(wanted, level.orders.orderBy.slice(0, wanted.length));
  if ((!isPresorted || wantsOrder) && (!isHashable || wantsOrder || !settings.enable_hashagg || (hasOrderedCalls && paths.length === 0)))
    add(sortPath(level, presortedInput(inputs, wanted), wanted, undefined), 'sorted', wanted);
  return paths;
}

/** The input whose sort by `want` is cheapest to begin with. */
function presortedInput(inputs: readonly Path[], want: readonly PathKey[]): Path {
  const partly = inputs.filter(p => p.pathKeys.length > 0 && want.length > 0 && p.pathKeys[0]!.ec === want[0]!.ec);
  return partly.length > 0 && cheapest(partly).totalCost <= cheapest(inputs).totalCost * 1.2 ? cheapest(partly) : cheapest(inputs);
}

function groupingOf(level: QueryPlanner): Grouping {
  const { query } = level;
  const keyOf = (clause: SortGroupClause): Expr => query.targets.find(t => t.ref === clause.ref)!.expr;
  const keys = query.groupBy.map(keyOf);
  // Columns that depend on a grouped primary key may be selected: they are constant in a group, so grouping by them too changes nothing.
  const dependent: Expr[] = [];
  for (const target of query.targets) if (!keys.some(k => exprEquals(k, target.expr))) collectLeaves(target.expr, keys, dependent);
  if (query.having) collectLeaves(query.having, keys, dependent);
  for (const window of query.windows) for (const { expr } of [...window.partitionBy, ...window.orderBy]) collectLeaves(expr, keys, dependent);
  const extra = dependent.filter(e => e.kind === 'var' && !keys.some(k => exprEquals(k, e)));
  const sets =
    query.groupingSets.length > 0
      ? expandGroupingSets(query.groupingSets, query.isGroupDistinct).map(set => [
          ...set.map(ref => query.groupBy.findIndex(c => c.ref === ref)),
          ...extra.map((_, i) => keys.length + i),
        ])
      : null;
  const sources = level.computed;
  const all = [...keys, ...extra];
  level.computed = all;
  return { keys: all, sets, sources, having: conjuncts(query.having) };
}

/** Number of groups: each key multiplies by its values, except keys that equal an earlier one or depend on a key of their table. */
function groupCount(level: QueryPlanner, { keys, sets }: Grouping, rows: number): number {
  if (keys.length === 0) return sets ? sets.length : 1;
  const own = level.query.groupBy.length;
  const groups = level.selectivity.groups(keys.slice(0, own), rows);
  return sets ? Math.min(rows * sets.length, groups * Math.min(sets.length, 4)) : groups;
}

function allExprs(level: QueryPlanner): Expr[] {
  const { query } = level;
  return query.having === null ? query.targets.map(t => t.expr) : [...query.targets.map(t => t.expr), query.having];
}

function someCall(level: QueryPlanner, test: (call: Aggref) => boolean): boolean {
  return allExprs(level).some(expr => someExpr(expr, e => e.kind === 'agg' && e.levelsUp === 0 && test(e)));
}

function callCount(level: QueryPlanner): number {
  let n = 0;
  for (const expr of allExprs(level))
    someExpr(expr, e => {
      if (e.kind === 'agg') n++;
      return false;
    });
  return n;
}

function buildAggregate(
  level: QueryPlanner,
  input: Path,
  { keys, sets, sources }: Grouping,
  strategy: Strategy,
  having: readonly Expr[],
  need: readonly Expr[],
  cost: { startup: number; total: number },
  rows: number,
): PlanNode {
  const { env } = level.context;
  const leaves = leavesOf([...need, ...having], keys);
  const aggregates = leaves.filter((e): e is Aggref => e.kind === 'agg');
  const inputNeed = leavesOf([...keys, ...aggregates.flatMap(aggregateInputs)], sources);
  const inputNode = input.build(inputNeed);
  const scope = new OutputScope([inputNeed]);
  const { lowerer } = level;
  const loweredKeys = keys.map(key => ({ expr: lowerer.top(key, scope), ops: env.typeOps(key.type) }));
  const calls = aggregates.map((agg): AggregateCall => aggregateCall(level, agg, scope, new OutputScope([keys])));
  const base = new OutputScope([[...keys, ...aggregates]]);
  const groupScope: ColumnScope = {
    resolve(expr) {
      if (expr.kind === 'grouping') {
        // A plain GROUP BY leaves no key out.
        if (sets === null) return { kind: 'const', value: 0, type: expr.type };
        const keyIndexes = expr.args.map(a => keys.findIndex(k => exprEquals(k, a)));
        return { kind: 'grouping', keyIndexes, type: expr.type };
      }
      return base.resolve(expr);
    },
  };
  return level.finish(() => ({ kind: 'aggregate', strategy, input: inputNode, keys: loweredKeys, calls, groupingSets: sets }), need, having, groupScope, {
    cost,
    rows,
  });
}

/** `groupScope`: where the direct arguments find the keys of the finished group. */
function aggregateCall(level: QueryPlanner, agg: Aggref, scope: ColumnScope, groupScope: ColumnScope): AggregateCall {
  const { env } = level.context;
  const { lowerer } = level;
  const descriptor = env.catalog.functionById(agg.functionId);
  assert(descriptor !== undefined, 'aggregate function exists');
  const args = agg.args.map(a => lowerer.lower(a, scope));
  const extra: Lowered[] = [];
  const orderBy = agg.orderBy.map((key): SortColumn => {
    let index = agg.args.findIndex(a => exprEquals(a, key.expr));
    if (index < 0) {
      index = args.length + extra.length;
      extra.push(lowerer.lower(key.expr, scope));
    }
    return { index, ops: env.typeOps(key.expr.type, key.expr.collation), isDescending: key.isDescending, nullsFirst: key.nullsFirst };
  });
  return {
    functionId: agg.functionId,
    name: descriptor.name,
    impl: env.aggregateImpl(descriptor, agg.inputCollation),
    args,
    argumentTypes: agg.args.map(a => a.type),
    type: agg.type,
    isStar: agg.isStar,
    distinct: agg.isDistinct ? agg.args.map(a => env.typeOps(a.type)) : null,
    orderBy,
    extraSortArgs: extra,
    directArgs: agg.directArgs.map(a => lowerer.lower(a, groupScope)),
    filter: agg.filter ? lowerer.lower(agg.filter, scope) : null,
    source: agg,
  };
}

function aggregateInputs(agg: Aggref): Expr[] {
  return [...agg.args, ...agg.orderBy.map(k => k.expr), ...(agg.filter ? [agg.filter] : [])];
}
