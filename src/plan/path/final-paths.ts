/** The last stages of a query level: DISTINCT, ORDER BY, row locks, LIMIT. */
import type { SortGroupClause } from '../../analyze/index.js';
import { assert } from '../../base/index.js';
import { DISABLE_COST } from '../cost/cost.js';
import { exprEquals } from '../expression/walk.js';
import { EMPTY_SCOPE, OutputScope } from '../physical/lower.js';
import type { QueryPlanner } from '../query-planner.js';
import { canonicalKeys, pathKey } from './orders.js';
import { NO_KEYS, addPath, cheapest, pathKeysContain, type Path, type PathKey } from './path.js';
import { otherMarks, recheckPlan, tidVar } from './recheck.js';
import { sortPath } from './sort-path.js';

/** Keys of sort clauses as written, repetitions left out. */
export function clauseExprs(level: QueryPlanner, clauses: readonly SortGroupClause[]): PathKey[] {
  const out: PathKey[] = [];
  for (const clause of clauses) {
    const target = level.query.targets.find(t => t.ref === clause.ref);
    assert(target !== undefined, 'sort clause refers to a target');
    if (!out.some(k => exprEquals(k.expr, target.expr))) out.push(pathKey(level, target.expr, clause.isDescending, clause.nullsFirst));
  }
  return out;
}

export function distinctPaths(level: QueryPlanner, inputs: readonly Path[]): readonly Path[] {
  const { query, context } = level;
  const { settings } = context.env;
  const keys = clauseExprs(level, query.distinct);
  const best = cheapest(inputs);
  const groups = level.selectivity.groups(
    keys.map(k => k.expr),
    best.rows,
  );
  const paths: Path[] = [];
  if (!query.hasDistinctOn && query.distinct.every(c => c.isHashable)) {
    const disabled = settings.enable_hashagg ? 0 : DISABLE_COST;
    const total = best.totalCost + best.rows * settings.cpu_operator_cost * (keys.length + 1) + groups * settings.cpu_tuple_cost + disabled;
    paths.push({
      ...{ ...best, rows: groups, startupCost: total, totalCost: total, pathKeys: NO_KEYS },
      build: (need, filter = []) => {
        const exprs = keys.map(k => k.expr);
        const input = best.build(exprs);
        const scope = new OutputScope([exprs]);
        const lowered = exprs.map(key => ({ expr: level.lowerer.top(key, scope), ops: context.env.typeOps(key.type) }));
        return level.finish(() => ({ kind: 'aggregate', strategy: 'hashed', input, keys: lowered, calls: [], groupingSets: null }), need, filter, scope, {
          cost: { startup: total, total },
          rows: groups,
        });
      },
    });
  }
  const canonical = canonicalKeys(level, keys);
  const order = level.orders.orderBy;
  // Sorting on ORDER BY first, then the remaining DISTINCT columns, serves both.
  const leading = query.hasDistinctOn ? order : order.filter(k => canonical.some(d => d.ec === k.ec));
  const want = canonicalKeys(level, [...leading, ...canonical]);
  const sorted = inputs.filter(p => pathKeysContain(p.pathKeys, want));
  if (sorted.length === 0) sorted.push(sortPath(level, best, want, undefined));
  for (const input of sorted) addPath(paths, uniquePath(level, input, keys, want, groups), level.considersStartup);
  return paths;
}

function uniquePath(level: QueryPlanner, sorted: Path, keys: readonly PathKey[], order: readonly PathKey[], groups: number): Path {
  const { env } = level.context;
  return {
    ...{ ...sorted, rows: groups, totalCost: sorted.totalCost + sorted.rows * env.settings.cpu_operator_cost * keys.length, pathKeys: order },
    build: (need, filter = []) => {
      const inputNeed = [...need];
      for (const key of keys) if (!inputNeed.some(e => exprEquals(e, key.expr))) inputNeed.push(key.expr);
      const input = sorted.build(inputNeed);
      const columns = keys.map(k => ({ index: inputNeed.findIndex(e => exprEquals(e, k.expr)), ops: env.typeOps(k.expr.type) }));
      const cost = { startup: sorted.startupCost, total: sorted.totalCost };
      const unique = level.passThrough({ kind: 'unique', input, columns }, input, cost, groups);
      if (filter.length === 0) return unique;
      return level.finish(() => ({ kind: 'result', input: unique, oneTime: null }), need, filter, new OutputScope([inputNeed]), { cost, rows: groups });
    },
  };
}

/** `limit`: rows that will be read; `mayBound`: the query's LIMIT applies right above. */
export function orderedPaths(level: QueryPlanner, inputs: readonly Path[], limit: number | undefined, mayBound: boolean): readonly Path[] {
  const want = level.orders.orderBy;
  if (want.length === 0) return inputs;
  const paths: Path[] = [];
  for (const input of inputs) if (pathKeysContain(input.pathKeys, want)) addPath(paths, input, level.considersStartup);
  const best = cheapest(inputs);
  for (const input of inputs) {
    const isPartly = input !== best && input.pathKeys.length > 0 && input.pathKeys[0]!.ec === want[0]!.ec;
    if ((input !== best && !isPartly) || pathKeysContain(input.pathKeys, want)) continue;
    addPath(paths, sortPath(level, input, want, mayBound ? limit : undefined, mayBound), level.considersStartup);
  }
  return paths;
}

export function limitPath(level: QueryPlanner, input: Path, count: number | undefined): Path {
  const { query } = level;
  const rows = Math.max(1, Math.min(input.rows, count ?? input.rows));
  const fraction = input.rows > 0 ? Math.min(1, rows / input.rows) : 1;
  const cost = { startup: input.startupCost, total: input.startupCost + fraction * (input.totalCost - input.startupCost) };
  return {
    ...{ ...input, rows, totalCost: cost.total },
    build: (need, filter = []) => {
      assert(filter.length === 0, 'no filter is pushed below LIMIT');
      const inputNeed = [...need];
      const tieKeys = query.withTies ? clauseExprs(level, query.orderBy) : [];
      for (const key of tieKeys) if (!inputNeed.some(e => exprEquals(e, key.expr))) inputNeed.push(key.expr);
      const inputNode = input.build(inputNeed);
      const limit = query.limit ? level.lowerer.top(query.limit, EMPTY_SCOPE) : null;
      const offset = query.offset ? level.lowerer.top(query.offset, EMPTY_SCOPE) : null;
      const ties = query.withTies
        ? tieKeys.map(k => ({ index: inputNeed.findIndex(e => exprEquals(e, k.expr)), ops: level.context.env.typeOps(k.expr.type) }))
        : null;
      return level.passThrough({ kind: 'limit', input: inputNode, limit, offset, ties }, inputNode, cost, rows);
    },
  };
}

export function lockRowsPath(level: QueryPlanner, input: Path): Path {
  return {
    ...input,
    build: (need, filter = []) => {
      const inputNeed = [...need];
      const marks = level.query.rowMarks.flatMap(mark => {
        const base = level.bases.get(mark.table);
        if (!base) return [];
        inputNeed.push(tidVar(mark.table));
        return [{ tableIndex: mark.table, relation: base.relation, refColumn: inputNeed.length - 1, strength: mark.strength, wait: mark.wait }];
      });
      const others = otherMarks(
        level,
        marks.map(m => m.tableIndex),
        inputNeed,
      );
      const inputNode = input.build(inputNeed, filter);
      const joined = { ...level.query, rowMarks: [], orderBy: [], limit: null, offset: null, withTies: false };
      const cost = { startup: input.startupCost, total: input.totalCost + input.rows * level.context.env.settings.cpu_tuple_cost };
      return level.passThrough(
        { kind: 'lock-rows', input: inputNode, marks, recheck: { plan: recheckPlan(level, joined, inputNeed), marks: others } },
        inputNode,
        cost,
        input.rows,
      );
    },
  };
}
