/**
 * The stages above FROM ... WHERE, in SQL's order: grouping and HAVING, windows, set-returning targets, DISTINCT, ORDER BY, row locks, LIMIT.
 * Each stage wraps a path and knows which expressions it computes.
 */
import { assert } from '../../base/index.js';
import type { Aggref, Expr, Query, SortGroupClause, WindowFunc } from '../../analyze/index.js';
import { INT4 } from '../../types/index.js';
import { DISABLE_COST, operatorCount, sortCost } from '../cost/cost.js';
import { collectLeaves, containsAggregate, leavesOf } from '../expression/references.js';
import { conjuncts, exprEquals, someExpr } from '../expression/walk.js';
import { EMPTY_SCOPE, OutputScope, type ColumnScope } from '../physical/lower.js';
import type { Lowered } from '../physical/lowered.js';
import type { AggregateCall, EpqPlan, PlanNode, SortColumn, WindowCall, PlanFrameBound } from '../physical/plan-nodes.js';
import { QueryPlanner, type NodeParts } from '../query-planner.js';
import { expandGroupingSets } from '../rewrite/grouping-sets.js';
import { pullUpSubLinks } from '../rewrite/pull-up-sub-links.js';
import { fromPaths } from './join-tree.js';
import { projectSets, setCallsOf } from './project-set-paths.js';
import { setOperationPath } from './set-operation-paths.js';
import { addPath, cheapest, cheapestFractional, commonPathKeys, pathKeysContain, type Path, type PathKey } from './path.js';

export function upperPath(level: QueryPlanner): Path {
  const { query } = level;
  if (query.setOperation) return finalStages(level, [setOperationPath(level, query.setOperation)]);
  const { query: rewritten, semiJoins } = pullUpSubLinks(level, query);
  level.query = rewritten;
  let paths = fromPaths(level, semiJoins);
  const early = setCallsOf(groupingExprs(level), []);
  if (early.length > 0) paths = projectSets(level, paths, early);
  const isGrouped = rewritten.hasAggregates || rewritten.groupBy.length > 0 || rewritten.groupingSets.length > 0 || rewritten.having !== null;
  if (isGrouped) paths = groupingPaths(level, paths);
  if (rewritten.hasWindows) paths = windowPaths(level, paths);
  return finalStages(level, paths);
}

function finalStages(level: QueryPlanner, input: readonly Path[]): Path {
  const { query } = level;
  let paths = input;
  const setCalls = setCallsOf(
    query.targets.map(t => t.expr),
    level.computed,
  );
  const isOrdered = query.orderBy.length > 0 && !query.hasDistinctOn;
  // Rows are sorted before they are multiplied unless a set's values are sorted or compared themselves.
  const isLate =
    isOrdered && setCalls.length > 0 && query.distinct.length === 0 && setCallsOf(sortKeysOf(level, query.orderBy).map(k => k.expr), level.computed).length === 0;
  if (setCalls.length > 0 && !isLate) paths = projectSets(level, paths, setCalls);
  if (query.distinct.length > 0) paths = distinctPaths(level, paths);
  const limitCount = limitRows(query.limit, query.offset);
  if (isOrdered)
    paths = orderedPaths(level, paths, sortKeysOf(level, query.orderBy), limitCount, query.rowMarks.length === 0 && !query.withTies && !isLate);
  if (isLate) paths = projectSets(level, paths, setCalls);
  let best =
    limitCount !== undefined && cheapest(paths).rows > 0
      ? cheapestFractional(paths, Math.min(1, limitCount / cheapest(paths).rows))
      : cheapest(paths);
  if (query.rowMarks.length > 0) best = lockRowsPath(level, best);
  if (query.limit || query.offset) best = limitPath(level, best, limitCount);
  return best;
}

/** Keys of grouping and windows: sets among them multiply rows before that. */
function groupingExprs(level: QueryPlanner): Expr[] {
  const { query } = level;
  const keys = query.groupBy.map(c => query.targets.find(t => t.ref === c.ref)!.expr);
  return [...keys, ...query.windows.flatMap(w => [...w.partitionBy, ...w.orderBy].map(k => k.expr))];
}

function limitRows(limit: Expr | null, offset: Expr | null): number | undefined {
  if (!limit) return undefined;
  const value = limit.kind === 'const' && limit.value !== null ? Number(limit.value) : limit.kind === 'const' ? undefined : 10;
  if (value === undefined) return undefined;
  return Math.max(1, value + (offset?.kind === 'const' && offset.value !== null ? Number(offset.value) : 0));
}

// --- grouping --------------------------------------------------------------------------------------------------------

function groupingPaths(level: QueryPlanner, inputs: readonly Path[]): readonly Path[] {
  const { query, context } = level;
  const { settings } = context.env;
  const keyOf = (clause: SortGroupClause): Expr => level.query.targets.find(t => t.ref === clause.ref)!.expr;
  const keys = query.groupBy.map(keyOf);
  // Columns that depend on a grouped primary key may be selected: they are constant in a group, so grouping by them too changes nothing.
  const keyClauses = query.groupBy;
  const dependent: Expr[] = [];
  const collect = (expr: Expr): void => collectLeaves(expr, keys, dependent);
  for (const target of query.targets) if (!isKeyOnly(target.expr, keys)) collect(target.expr);
  if (query.having) collect(query.having);
  const extraKeys = dependent.filter(e => e.kind === 'var' && !keys.some(k => exprEquals(k, e)));
  const allKeys = [...keys, ...extraKeys];
  const sources = level.computed;
  level.computed = allKeys;
  const sets =
    query.groupingSets.length > 0
      ? expandGroupingSets(query.groupingSets, query.isGroupDistinct).map(set => [
          ...set.map(ref => keyClauses.findIndex(c => c.ref === ref)),
          ...extraKeys.map((_, i) => keys.length + i),
        ])
      : null;
  const having = conjuncts(query.having);
  const paths: Path[] = [];
  const hashable = keyClauses.every(c => c.isHashable);
  const hasOrderedCalls = someTarget(level, e => e.kind === 'agg' && (e.isDistinct || e.orderBy.length > 0 || e.aggregateKind !== 'n'));
  const best = cheapest(inputs);
  const groupsOf = (input: Path): number => {
    if (allKeys.length === 0) return sets ? sets.length : 1;
    let product = 1;
    for (const key of keys) product *= Math.min(input.rows, level.selectivity.distinctOf(key));
    const groups = Math.max(1, Math.min(product, input.rows));
    return sets ? groups * Math.min(sets.length, 4) : groups;
  };
  const add = (input: Path, strategy: 'plain' | 'hashed' | 'sorted', pathKeys: readonly PathKey[]): void => {
    const groups = Math.max(1, Math.round(groupsOf(input) * (having.length ? level.selectivity.list(having) : 1)));
    const perRow = settings.cpu_operator_cost * (allKeys.length + 1);
    const startup =
      strategy === 'sorted'
        ? input.startupCost
        : input.totalCost + input.rows * perRow + (strategy === 'hashed' && !settings.enable_hashagg ? DISABLE_COST : 0);
    const total = (strategy === 'sorted' ? input.totalCost + input.rows * perRow : startup) + groups * settings.cpu_tuple_cost;
    addPath(
      paths,
      {
        relids: input.relids,
        rows: groups,
        width: input.width,
        startupCost: startup,
        totalCost: total,
        pathKeys,
        requiredOuter: input.requiredOuter,
        build: (need, filter = []) => buildAggregate(level, input, sources, strategy, allKeys, sets, [...having, ...filter], need, { startup, total }, groups),
      },
      exprEquals,
    );
  };
  if (allKeys.length === 0 && !sets) {
    add(best, 'plain', []);
    return paths;
  }
  if (hashable || sets) add(best, 'hashed', []);
  if (!sets) {
    const want = allKeys.map((expr, i): PathKey => ({
      expr,
      isDescending: keyClauses[i]?.isDescending ?? false,
      nullsFirst: keyClauses[i]?.nullsFirst ?? false,
    }));
    const sorted = inputs.filter(p => pathKeysContain(p.pathKeys, want, exprEquals));
    for (const input of sorted) add(input, 'sorted', want);
    if (sorted.length === 0 && (!hashable || !hasOrderedCalls)) add(sortPath(level, best, want, undefined), 'sorted', want);
  }
  return paths;
}

function isKeyOnly(expr: Expr, keys: readonly Expr[]): boolean {
  return keys.some(k => exprEquals(k, expr));
}

function someTarget(level: QueryPlanner, test: (e: Expr) => boolean): boolean {
  return level.query.targets.some(t => someExpr(t.expr, test)) || (level.query.having !== null && someExpr(level.query.having, test));
}

function buildAggregate(
  level: QueryPlanner,
  input: Path,
  sources: readonly Expr[],
  strategy: 'plain' | 'hashed' | 'sorted',
  keys: readonly Expr[],
  sets: readonly (readonly number[])[] | null,
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
  const calls = aggregates.map((agg): AggregateCall => {
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
      return { index, ops: env.typeOps(key.expr.type), isDescending: key.isDescending, nullsFirst: key.nullsFirst };
    });
    return {
      functionId: agg.functionId,
      name: descriptor.name,
      impl: env.aggregateImpl(descriptor),
      args,
      argumentTypes: agg.args.map(a => a.type),
      type: agg.type,
      isStar: agg.isStar,
      distinct: agg.isDistinct ? agg.args.map(a => env.typeOps(a.type)) : null,
      orderBy,
      extraSortArgs: extra,
      directArgs: agg.directArgs.map(a => lowerer.lower(a, scope)),
      filter: agg.filter ? lowerer.lower(agg.filter, scope) : null,
      source: agg,
    };
  });
  const outputs: Expr[] = [...keys, ...aggregates];
  const base = new OutputScope([outputs]);
  const groupScope: ColumnScope = {
    resolve(expr) {
      if (expr.kind === 'grouping') {
        const keyIndexes = expr.args.map(a => keys.findIndex(k => exprEquals(k, a)));
        return { kind: 'grouping', keyIndexes, type: expr.type };
      }
      return base.resolve(expr);
    },
  };
  return level.finish(
    () => ({ kind: 'aggregate', strategy, input: inputNode, keys: loweredKeys, calls, groupingSets: sets }) as NodeParts,
    need,
    having,
    groupScope,
    { cost, rows },
  );
}

function aggregateInputs(agg: Aggref): Expr[] {
  return [...agg.args, ...agg.directArgs, ...agg.orderBy.map(k => k.expr), ...(agg.filter ? [agg.filter] : [])];
}

// --- windows ---------------------------------------------------------------------------------------------------------

function windowPaths(level: QueryPlanner, inputs: readonly Path[]): readonly Path[] {
  const calls: WindowFunc[] = [];
  for (const target of level.query.targets) collectWindows(target.expr, calls);
  const windows = [...new Set(calls.map(c => c.window))].sort((a, b) => b - a);
  let path = cheapest(inputs);
  const known: Expr[] = [];
  for (const number of windows) {
    const own = calls.filter(c => c.window === number);
    path = windowPath(level, path, number, own, [...known]);
    known.push(...own);
  }
  return [path];
}

function collectWindows(expr: Expr, out: WindowFunc[]): void {
  someExpr(expr, e => {
    if (e.kind === 'window' && !out.some(o => exprEquals(o, e))) out.push(e);
    return false;
  });
}

function windowPath(level: QueryPlanner, input: Path, number: number, calls: readonly WindowFunc[], before: readonly Expr[]): Path {
  const clause = level.query.windows[number]!;
  const want: PathKey[] = [...clause.partitionBy, ...clause.orderBy].map(k => ({
    expr: k.expr,
    isDescending: k.isDescending,
    nullsFirst: k.nullsFirst,
  }));
  const sorted = want.length === 0 || pathKeysContain(input.pathKeys, want, exprEquals) ? input : sortPath(level, input, dedupe(want), undefined);
  const { settings } = level.context.env;
  const total = sorted.totalCost + sorted.rows * (settings.cpu_operator_cost * calls.length * 2 + settings.cpu_tuple_cost);
  return {
    relids: input.relids,
    rows: sorted.rows,
    width: sorted.width + calls.length * 8,
    startupCost: sorted.startupCost,
    totalCost: total,
    pathKeys: sorted.pathKeys,
    requiredOuter: input.requiredOuter,
    build: (need, filter = []) => {
      const known = [...before, ...level.computed];
      const wanted = leavesOf([...need, ...filter], [...calls, ...known]).filter(e => !calls.some(c => exprEquals(c, e)));
      const inputNeed = [...wanted];
      // What is available below: earlier windows' results and aggregates count as leaves.
      const add = (expr: Expr): void => {
        for (const leaf of leavesOf([expr], known)) if (!inputNeed.some(e => exprEquals(e, leaf))) inputNeed.push(leaf);
      };
      const wholeKeys = [...clause.partitionBy, ...clause.orderBy].map(k => k.expr);
      for (const key of wholeKeys) if (!inputNeed.some(e => exprEquals(e, key))) inputNeed.push(key);
      for (const call of calls) {
        call.args.forEach(add);
        if (call.filter) add(call.filter);
      }
      const inputNode = sorted.build(inputNeed);
      const scope = new OutputScope([inputNeed]);
      const { lowerer } = level;
      const column = (expr: Expr): number => inputNeed.findIndex(e => exprEquals(e, expr));
      const order = clause.orderBy.map((k): SortColumn => ({
        index: column(k.expr),
        ops: level.context.env.typeOps(k.expr.type),
        isDescending: k.isDescending,
        nullsFirst: k.nullsFirst,
      }));
      const bound = (b: typeof clause.start): PlanFrameBound => {
        if (!('offset' in b)) return { kind: b.kind };
        return { kind: b.kind, offset: lowerer.lower(b.offset, EMPTY_SCOPE), add: null, subtract: null };
      };
      const inRange = clause.inRangeFunctions.map(id => (id ? level.lowerer.implOf(id) : null));
      const windowCalls = calls.map((call): WindowCall => {
        const descriptor = level.context.env.catalog.functionById(call.functionId);
        assert(descriptor !== undefined, 'window function exists');
        return {
          functionId: call.functionId,
          name: descriptor.name,
          aggregate: call.isAggregate ? level.context.env.aggregateImpl(descriptor) : null,
          args: call.args.map(a => lowerer.lower(a, scope)),
          argumentTypes: call.args.map(a => a.type),
          type: call.type,
          isStar: call.isStar,
          filter: call.filter ? lowerer.lower(call.filter, scope) : null,
          source: call,
        };
      });
      return level.finish(
        () =>
          ({
            kind: 'window',
            input: level.exact(inputNode, inputNeed.length),
            partition: clause.partitionBy.map(k => ({ index: column(k.expr), ops: level.context.env.typeOps(k.expr.type) })),
            order,
            calls: windowCalls,
            mode: clause.mode,
            start: bound(clause.start),
            end: bound(clause.end),
            exclude: clause.exclude,
            inRange,
          }) as NodeParts,
        need,
        filter,
        new OutputScope([[...inputNeed, ...calls]]),
        { cost: { startup: sorted.startupCost, total }, rows: sorted.rows },
      );
    },
  };
}

function dedupe(keys: readonly PathKey[]): PathKey[] {
  const out: PathKey[] = [];
  for (const key of keys) if (!out.some(k => exprEquals(k.expr, key.expr))) out.push(key);
  return out;
}

// --- DISTINCT, ORDER BY, LIMIT, locks ----------------------------------------------------------------------------------

function sortKeysOf(level: QueryPlanner, clauses: readonly SortGroupClause[]): PathKey[] {
  return dedupe(
    clauses.map(c => {
      const target = level.query.targets.find(t => t.ref === c.ref);
      assert(target !== undefined, 'sort clause refers to a target');
      return { expr: target.expr, isDescending: c.isDescending, nullsFirst: c.nullsFirst };
    }),
  );
}

function distinctPaths(level: QueryPlanner, inputs: readonly Path[]): readonly Path[] {
  const { query, context } = level;
  const { settings } = context.env;
  const distinctKeys = sortKeysOf(level, query.distinct);
  const best = cheapest(inputs);
  const groups = Math.max(
    1,
    Math.min(
      best.rows,
      distinctKeys.reduce((n, k) => n * level.selectivity.distinctOf(k.expr), 1),
    ),
  );
  const paths: Path[] = [];
  if (!query.hasDistinctOn && query.distinct.every(c => c.isHashable)) {
    const total =
      best.totalCost +
      best.rows * settings.cpu_operator_cost * (distinctKeys.length + 1) +
      groups * settings.cpu_tuple_cost +
      (settings.enable_hashagg ? 0 : DISABLE_COST);
    paths.push({
      ...best,
      rows: groups,
      startupCost: total,
      totalCost: total,
      pathKeys: [],
      build: (need, filter = []) => {
        const keys = distinctKeys.map(k => k.expr);
        const inputNode = best.build(keys);
        const scope = new OutputScope([keys]);
        const lowered = keys.map(key => ({ expr: level.lowerer.top(key, scope), ops: context.env.typeOps(key.type) }));
        return level.finish(
          () => ({ kind: 'aggregate', strategy: 'hashed', input: inputNode, keys: lowered, calls: [], groupingSets: null }) as NodeParts,
          need,
          filter,
          scope,
          { cost: { startup: total, total }, rows: groups },
        );
      },
    });
  }
  // Sorting on ORDER BY first, then the remaining DISTINCT columns, serves both.
  const orderKeys = sortKeysOf(level, query.orderBy);
  const want = dedupe(
    query.hasDistinctOn
      ? [...orderKeys, ...distinctKeys]
      : [...orderKeys.filter(k => distinctKeys.some(d => exprEquals(d.expr, k.expr))), ...distinctKeys],
  );
  const presorted = inputs.find(p => pathKeysContain(p.pathKeys, want, exprEquals));
  const sorted = presorted ?? sortPath(level, best, want, undefined);
  paths.push({
    ...sorted,
    rows: groups,
    totalCost: sorted.totalCost + sorted.rows * settings.cpu_operator_cost * distinctKeys.length,
    pathKeys: want,
    build: (need, filter = []) => {
      const inputNeed = [...need];
      for (const key of distinctKeys) if (!inputNeed.some(e => exprEquals(e, key.expr))) inputNeed.push(key.expr);
      const inputNode = sorted.build(inputNeed);
      const columns = distinctKeys.map(k => ({ index: inputNeed.findIndex(e => exprEquals(e, k.expr)), ops: context.env.typeOps(k.expr.type) }));
      const unique = level.passThrough(
        { kind: 'unique', input: inputNode, columns } as NodeParts,
        inputNode,
        { startup: sorted.startupCost, total: sorted.totalCost },
        groups,
      );
      if (filter.length === 0) return unique;
      return level.finish(() => ({ kind: 'result', input: unique, oneTime: null }) as NodeParts, need, filter, new OutputScope([inputNeed]), {
        cost: { startup: unique.startupCost, total: unique.totalCost },
        rows: groups,
      });
    },
  });
  return paths;
}

function orderedPaths(
  level: QueryPlanner,
  inputs: readonly Path[],
  want: readonly PathKey[],
  limit: number | undefined,
  mayBound: boolean,
): readonly Path[] {
  const paths: Path[] = [];
  for (const input of inputs) {
    if (pathKeysContain(input.pathKeys, want, exprEquals)) addPath(paths, input, exprEquals);
  }
  const best = cheapest(inputs);
  if (!pathKeysContain(best.pathKeys, want, exprEquals))
    addPath(paths, sortPath(level, best, want, mayBound ? limit : undefined, mayBound), exprEquals);
  return paths;
}

export function sortPath(level: QueryPlanner, input: Path, want: readonly PathKey[], limit: number | undefined, isTop = false): Path {
  const { settings } = level.context.env;
  const presorted = settings.enable_incremental_sort ? commonPathKeys(input.pathKeys, want, exprEquals) : 0;
  const cost = sortCost(settings, { startup: input.startupCost, total: input.totalCost }, input.rows, input.width, limit ?? Infinity);
  return {
    relids: input.relids,
    rows: input.rows,
    width: input.width,
    startupCost: cost.startup,
    totalCost: cost.total,
    pathKeys: want,
    requiredOuter: input.requiredOuter,
    build: (need, filter = []) => {
      const inputNeed = [...need];
      for (const key of want) if (!inputNeed.some(e => exprEquals(e, key.expr))) inputNeed.push(key.expr);
      const inputNode = input.build(inputNeed, filter);
      const keys = want.map((k): SortColumn => ({
        index: inputNeed.findIndex(e => exprEquals(e, k.expr)),
        ops: level.context.env.typeOps(k.expr.type),
        isDescending: k.isDescending,
        nullsFirst: k.nullsFirst,
      }));
      const { query } = level;
      const bound =
        isTop && limit !== undefined && query.limit
          ? { limit: level.lowerer.lower(query.limit, EMPTY_SCOPE), offset: query.offset ? level.lowerer.lower(query.offset, EMPTY_SCOPE) : null }
          : null;
      return level.passThrough({ kind: 'sort', input: inputNode, keys, presorted, bound } as NodeParts, inputNode, cost, input.rows);
    },
  };
}

function limitPath(level: QueryPlanner, input: Path, count: number | undefined): Path {
  const { query } = level;
  const rows = Math.max(1, Math.min(input.rows, count ?? input.rows));
  const fraction = input.rows > 0 ? Math.min(1, rows / input.rows) : 1;
  const total = input.startupCost + fraction * (input.totalCost - input.startupCost);
  return {
    ...input,
    rows,
    totalCost: total,
    build: (need, filter = []) => {
      assert(filter.length === 0, 'no filter is pushed below LIMIT');
      const inputNeed = [...need];
      const tieKeys = query.withTies ? sortKeysOf(level, query.orderBy) : [];
      for (const key of tieKeys) if (!inputNeed.some(e => exprEquals(e, key.expr))) inputNeed.push(key.expr);
      const inputNode = input.build(inputNeed);
      const limit = query.limit ? level.lowerer.top(query.limit, EMPTY_SCOPE) : null;
      const offset = query.offset ? level.lowerer.top(query.offset, EMPTY_SCOPE) : null;
      const ties = query.withTies
        ? tieKeys.map(k => ({ index: inputNeed.findIndex(e => exprEquals(e, k.expr)), ops: level.context.env.typeOps(k.expr.type) }))
        : null;
      return level.passThrough(
        { kind: 'limit', input: inputNode, limit, offset, ties } as NodeParts,
        inputNode,
        { startup: input.startupCost, total },
        rows,
      );
    },
  };
}

/** The same rows again, with the locked tables replaced by the newest versions of their rows (EvalPlanQual). */
function lockRecheck(level: QueryPlanner, need: readonly Expr[], tables: readonly number[]): EpqPlan {
  const query: Query = { ...level.query, rowMarks: [], orderBy: [], limit: null, offset: null, withTies: false };
  const again = new QueryPlanner(level.context, level.parent, query);
  for (const [name, number] of level.cteNumbers) again.cteNumbers.set(name, number);
  again.epqTables = tables;
  return { plan: upperPath(again).build(need), marks: [] };
}

function lockRowsPath(level: QueryPlanner, input: Path): Path {
  return {
    ...input,
    pathKeys: input.pathKeys,
    build: (need, filter = []) => {
      const inputNeed = [...need];
      const marks = level.query.rowMarks.flatMap(mark => {
        const base = level.bases.get(mark.table);
        if (!base) return [];
        const ref: Expr = {
          kind: 'var',
          table: mark.table,
          column: -1,
          levelsUp: 0,
          type: 27 as never,
          typmod: -1,
          collation: 0 as never,
          location: -1,
        };
        inputNeed.push(ref);
        return [{ tableIndex: mark.table, relation: base.relation, refColumn: inputNeed.length - 1, strength: mark.strength, wait: mark.wait }];
      });
      const inputNode = input.build(inputNeed, filter);
      return level.passThrough(
        { kind: 'lock-rows', input: inputNode, marks, recheck: lockRecheck(level, inputNeed, marks.map(m => m.tableIndex)) } as NodeParts,
        inputNode,
        { startup: input.startupCost, total: input.totalCost + input.rows * level.context.env.settings.cpu_tuple_cost },
        input.rows,
      );
    },
  };
}

export const GROUPING_TYPE = INT4;
export { containsAggregate, operatorCount };
