/**
 * Join order and join methods. A FROM clause becomes groups of items joined in any order that the outer, semi and anti joins allow;
 * the order is found by dynamic programming over subsets (Selinger et al. 1979), greedily past `DP_ITEMS_MAX` items.
 *
 * Items: a base relation, a sub-query, or an inner join group kept together (full joins, right-hand sides of outer joins).
 * A left / semi / anti item joins as right side only, when its left side holds at least `required`.
 */
import { assert } from '../../base/index.js';
import type { Expr, OpExpr } from '../../analyze/index.js';
import { PgError } from '../../errors/index.js';
import { DISABLE_COST, operatorCount } from '../cost/cost.js';
import { relidsOf, relidsOfList } from '../expression/references.js';
import { exprEquals, someExpr } from '../expression/walk.js';
import { OutputScope, lowerFilter } from '../physical/lower.js';
import type { Lowered } from '../physical/lowered.js';
import type { PlanJoinType, PlanNode } from '../physical/plan-nodes.js';
import type { QueryPlanner } from '../query-planner.js';
import { parameterisedPaths, type BaseRelation } from './scan-paths.js';
import { NO_RELIDS, addPath, cheapest, isSubset, overlaps, type Path, type Relids } from './path.js';

/** Above this many items the search is greedy. 3^10 splits is about 20 ms here. */
const DP_ITEMS_MAX = 10;

export interface JoinItem {
  readonly relids: Relids;
  readonly joinType: 'inner' | 'left' | 'semi' | 'anti';
  /** Relations that must already be joined (ON references; LATERAL sources). */
  readonly required: Relids;
  /** ON clauses of a left / semi / anti item. */
  readonly conditions: readonly Expr[];
  readonly paths: readonly Path[];
  /** When it is a plain table: for parameterised index scans. */
  readonly base: BaseRelation | null;
  readonly baseQuals: readonly Expr[];
}

interface JoinSet {
  readonly relids: Relids;
  readonly rows: number;
  readonly paths: Path[];
  readonly items: number;
  readonly single: JoinItem | null;
}

export interface JoinParams {
  readonly lateral: readonly { readonly id: number; readonly expr: Expr }[];
}

export function searchJoinOrder(level: QueryPlanner, items: readonly JoinItem[], quals: readonly Expr[]): readonly Path[] {
  const clauses = quals.map(expr => ({ expr, relids: relidsOf(expr) }));
  if (items.length === 1) {
    const only = items[0]!;
    assert(only.joinType === 'inner', 'a lone join item is an inner one');
    return only.paths;
  }
  return items.length <= DP_ITEMS_MAX ? dynamicProgramming(level, items, clauses) : greedy(level, items, clauses);
}

interface Clause {
  readonly expr: Expr;
  readonly relids: Relids;
}

function singleSet(item: JoinItem): JoinSet {
  return { relids: item.relids, rows: cheapest(item.paths).rows, paths: [...item.paths], items: 1, single: item };
}

function dynamicProgramming(level: QueryPlanner, items: readonly JoinItem[], clauses: readonly Clause[]): readonly Path[] {
  const n = items.length;
  const full = (1 << n) - 1;
  const sets: (JoinSet | undefined)[] = new Array(full + 1);
  const special: boolean[] = items.map(i => i.joinType !== 'inner');
  for (let i = 0; i < n; i++) sets[1 << i] = singleSet(items[i]!);
  const byCount: number[][] = Array.from({ length: n + 1 }, () => []);
  for (let mask = 1; mask <= full; mask++) byCount[bitCount(mask)]!.push(mask);
  for (let count = 2; count <= n; count++) {
    for (const mask of byCount[count]!) {
      for (const connectedOnly of [true, false]) {
        let target = sets[mask];
        for (let left = (mask - 1) & mask; left > 0; left = (left - 1) & mask) {
          const right = mask ^ left;
          const leftSet = sets[left];
          const rightSet = sets[right];
          if (!leftSet || !rightSet) continue;
          if (leftSet.single && special[indexOfBit(left)]) continue;
          const rightSpecial = rightSet.single && special[indexOfBit(right)] ? rightSet.single : null;
          if (!canJoin(leftSet, rightSet, rightSpecial)) continue;
          if (connectedOnly && !isConnected(leftSet, rightSet, rightSpecial, clauses)) continue;
          target = joinSets(level, leftSet, rightSet, rightSpecial, clauses, target);
        }
        if (target) {
          sets[mask] = target;
          break;
        }
      }
    }
  }
  const result = sets[full];
  if (!result) throw new PgError('internal_error', 'failed to build any join order');
  return result.paths;
}

function canJoin(left: JoinSet, right: JoinSet, special: JoinItem | null): boolean {
  // A LATERAL item alone has nothing to take its values from: it can only be the right side.
  if (left.single && left.single.required !== NO_RELIDS) return false;
  if (special) return isSubset(special.required, left.relids);
  // LATERAL inner items: their sources must be on the left.
  return !right.single || isSubset(right.single.required, left.relids);
}

function isConnected(left: JoinSet, right: JoinSet, special: JoinItem | null, clauses: readonly Clause[]): boolean {
  if (special || (right.single && right.single.required !== NO_RELIDS)) return true;
  const both = left.relids | right.relids;
  return clauses.some(c => isSubset(c.relids, both) && overlaps(c.relids, left.relids) && overlaps(c.relids, right.relids));
}

function greedy(level: QueryPlanner, items: readonly JoinItem[], clauses: readonly Clause[]): readonly Path[] {
  let sets = items.map(singleSet);
  while (sets.length > 1) {
    let best: { i: number; j: number; set: JoinSet; cost: number } | undefined;
    for (const connectedOnly of [true, false]) {
      for (let i = 0; i < sets.length; i++) {
        for (let j = 0; j < sets.length; j++) {
          if (i === j) continue;
          const left = sets[i]!;
          const right = sets[j]!;
          if (left.single && left.single.joinType !== 'inner') continue;
          const special = right.single && right.single.joinType !== 'inner' ? right.single : null;
          if (!canJoin(left, right, special)) continue;
          if (connectedOnly && !isConnected(left, right, special, clauses)) continue;
          const set = joinSets(level, left, right, special, clauses, undefined);
          if (!set) continue;
          const cost = set.rows;
          if (!best || cost < best.cost) best = { i, j, set, cost };
        }
      }
      if (best) break;
    }
    if (!best) throw new PgError('internal_error', 'failed to build any join order');
    const { i, j, set } = best;
    sets = sets.filter((_, k) => k !== i && k !== j);
    sets.push(set);
  }
  return sets[0]!.paths;
}

function joinSets(
  level: QueryPlanner,
  left: JoinSet,
  right: JoinSet,
  special: JoinItem | null,
  clauses: readonly Clause[],
  into: JoinSet | undefined,
): JoinSet | undefined {
  const both = left.relids | right.relids;
  const applicable = clauses
    .filter(
      c =>
        isSubset(c.relids, both) && overlaps(c.relids, right.relids) && (overlaps(c.relids, left.relids) || (special !== null && special.joinType === 'left')),
    )
    .map(c => c.expr);
  const joinType: PlanJoinType = special ? special.joinType : 'inner';
  const joinQuals = special ? special.conditions : applicable;
  const postQuals = special ? (special.joinType === 'left' ? applicable : []) : [];
  const visible = special && special.joinType !== 'left' ? left.relids : both;
  const rows = into?.rows ?? joinRows(level, left, right, joinType, joinQuals, postQuals);
  const paths = into?.paths ?? [];
  makeJoinPaths(
    level,
    {
      left: left.paths,
      right: right.paths,
      joinType,
      joinQuals,
      postQuals,
      rows,
      relids: visible,
      leftRelids: left.relids,
      rightItem: right.single,
      rightRelids: right.relids,
    },
    paths,
  );
  if (paths.length === 0) return into;
  return into ?? { relids: special && special.joinType !== 'left' ? both : both, rows, paths, items: left.items + right.items, single: null };
}

function joinRows(level: QueryPlanner, left: JoinSet, right: JoinSet, joinType: PlanJoinType, joinQuals: readonly Expr[], postQuals: readonly Expr[]): number {
  const selectivity = level.selectivity.list(joinQuals);
  const product = left.rows * right.rows * selectivity;
  let rows: number;
  if (joinType === 'inner') rows = product;
  else if (joinType === 'left') rows = Math.max(product, left.rows) * level.selectivity.list(postQuals);
  else {
    const matched = Math.min(1, right.rows * selectivity);
    rows = joinType === 'semi' ? left.rows * matched : left.rows * Math.max(0.01, 1 - matched);
  }
  return Math.max(1, Math.round(rows));
}

export interface JoinInput {
  readonly left: readonly Path[];
  readonly right: readonly Path[];
  readonly joinType: PlanJoinType;
  /** Conditions that decide matching. */
  readonly joinQuals: readonly Expr[];
  /** Conditions on the joined rows (WHERE above an outer join). */
  readonly postQuals: readonly Expr[];
  readonly rows: number;
  readonly relids: Relids;
  readonly leftRelids: Relids;
  readonly rightRelids: Relids;
  readonly rightItem: JoinItem | null;
}

export function makeJoinPaths(level: QueryPlanner, input: JoinInput, into: Path[]): void {
  const { settings } = level.context.env;
  const leftBest = cheapest(input.left);
  const rightBest = cheapest(input.right);
  const hashable = input.joinQuals.filter(q => isHashable(level, q, input.leftRelids, input.rightRelids)) as OpExpr[];
  const width = leftBest.width + (input.joinType === 'semi' || input.joinType === 'anti' ? 0 : rightBest.width);
  const lateral = overlaps(rightBest.requiredOuter, input.leftRelids);

  if (hashable.length > 0 && !lateral) {
    const others = input.joinQuals.filter(q => !hashable.includes(q as OpExpr));
    const hashQuals = hashable;
    for (const outer of new Set([leftBest, ...input.left.filter(p => p.pathKeys.length > 0)])) {
      const startup = rightBest.totalCost + rightBest.rows * (settings.cpu_operator_cost * hashQuals.length + settings.cpu_tuple_cost) + outer.startupCost;
      const bytes = rightBest.rows * (rightBest.width + 40);
      const spill =
        bytes > settings.work_mem * 1024 * settings.hash_mem_multiplier ? 2 * ((bytes + outer.rows * outer.width) / 8192) * settings.seq_page_cost : 0;
      const run =
        outer.totalCost -
        outer.startupCost +
        outer.rows * settings.cpu_operator_cost * hashQuals.length +
        input.rows * (settings.cpu_tuple_cost + operatorCount([...others, ...input.postQuals]) * settings.cpu_operator_cost) +
        spill;
      const disabled = settings.enable_hashjoin ? 0 : DISABLE_COST;
      addPath(
        into,
        {
          relids: input.relids,
          rows: input.rows,
          width,
          startupCost: startup + disabled,
          totalCost: startup + run + disabled,
          // Probing keeps the outer order unless batches spill.
          pathKeys: spill === 0 && input.joinType !== 'full' && input.joinType !== 'right' ? outer.pathKeys : [],
          requiredOuter: (outer.requiredOuter | rightBest.requiredOuter) & ~input.relids,
          build: (need, filter = []) =>
            buildHashJoin(level, input, outer, rightBest, hashQuals, others, need, filter, {
              startup: startup + disabled,
              total: startup + run + disabled,
            }),
        },
        exprEquals,
      );
    }
  }
  if (input.joinType === 'full' || input.joinType === 'right') {
    if (into.length === 0) into.push(fullJoinOnConstant(level, input, leftBest, rightBest, width));
    return;
  }
  const inners: Path[] = [rightBest];
  if (input.rightItem?.base) {
    inners.push(...parameterisedPaths(level, input.rightItem.base, input.rightItem.baseQuals, input.joinQuals, input.leftRelids, Math.max(1, leftBest.rows)));
  }
  for (const inner of inners) {
    const isParameterised = overlaps(inner.requiredOuter, input.leftRelids);
    for (const outer of new Set([leftBest, ...input.left.filter(p => p.pathKeys.length > 0)])) {
      const rescan = isParameterised ? inner.totalCost : settings.enable_material ? inner.rows * settings.cpu_operator_cost * 2 : inner.totalCost;
      const outerRows = Math.max(1, outer.rows);
      const early = input.joinType === 'semi' || input.joinType === 'anti' ? 0.5 : 1;
      const pairCost = settings.cpu_tuple_cost * 0.25 + operatorCount(input.joinQuals) * settings.cpu_operator_cost;
      const run =
        outer.totalCost -
        outer.startupCost +
        inner.totalCost +
        (outerRows - 1) * rescan * early +
        outerRows * inner.rows * early * pairCost +
        input.rows * settings.cpu_tuple_cost;
      const disabled = settings.enable_nestloop ? 0 : DISABLE_COST;
      const startup = outer.startupCost + (isParameterised ? inner.startupCost : 0) + disabled;
      addPath(
        into,
        {
          relids: input.relids,
          rows: input.rows,
          width,
          startupCost: startup,
          totalCost: outer.startupCost + run + disabled,
          pathKeys: outer.pathKeys,
          requiredOuter: (outer.requiredOuter | inner.requiredOuter) & ~input.relids & ~input.leftRelids,
          build: (need, filter = []) =>
            buildNestedLoop(level, input, outer, inner, isParameterised, need, filter, { startup, total: outer.startupCost + run + disabled }),
        },
        exprEquals,
      );
    }
  }
}

/** FULL JOIN ON TRUE or FALSE: a merge join without keys, for which all rows are one group. */
function fullJoinOnConstant(level: QueryPlanner, input: JoinInput, outer: Path, inner: Path, width: number): Path {
  if (input.joinQuals.some(q => q.kind !== 'const'))
    throw new PgError('feature_not_supported', 'FULL JOIN is only supported with merge-joinable or hash-joinable join conditions');
  const { settings } = level.context.env;
  const cost = {
    startup: outer.startupCost + inner.startupCost,
    total: outer.totalCost + inner.totalCost + outer.rows * inner.rows * settings.cpu_operator_cost + input.rows * settings.cpu_tuple_cost,
  };
  return {
    ...{ relids: input.relids, rows: input.rows, width, startupCost: cost.startup, totalCost: cost.total, pathKeys: [] },
    requiredOuter: (outer.requiredOuter | inner.requiredOuter) & ~input.relids,
    build: (need, filter = []) => {
      const post = [...input.postQuals, ...filter];
      const innerNeed = level.needFrom(inner, [...need, ...post]);
      const outerNeed = level.needFrom(outer, [...need, ...post], innerNeed);
      const outerNode = outer.build(outerNeed);
      const innerNode = inner.build(innerNeed);
      const both = new OutputScope([outerNeed, innerNeed]);
      const quals = input.joinQuals.filter(q => !(q.kind === 'const' && q.value === true));
      const joinFilter = lowerFilter(level.lowerer, quals, both);
      return level.finish(
        () => ({
          ...{ kind: 'merge-join', joinType: input.joinType, outer: outerNode, inner: innerNode, joinFilter },
          ...{ isInnerUnique: false, outerKeys: [], innerKeys: [], mergeSources: [] },
        }),
        need,
        post,
        both,
        { cost, rows: input.rows },
      );
    },
  };
}

/** `a = b` with one side from each input and an operator that hashes. */
function isHashable(level: QueryPlanner, qual: Expr, left: Relids, right: Relids): boolean {
  if (qual.kind !== 'op' || qual.args.length !== 2) return false;
  if (!level.context.env.catalog.isHashJoinable(qual.operatorId)) return false;
  const [a, b] = qual.args as [Expr, Expr];
  if (!sameHashType(level, qual)) return false;
  const ra = relidsOf(a);
  const rb = relidsOf(b);
  if (ra === NO_RELIDS || rb === NO_RELIDS || level.hasVolatile(qual)) return false;
  return (isSubset(ra, left) && isSubset(rb, right)) || (isSubset(rb, left) && isSubset(ra, right));
}

const INTEGERS = new Set<number>([20, 21, 23]);
const FLOATS = new Set<number>([700, 701]);

/** Hash codes of both sides must agree: same type, or both integers, or both floats. */
function sameHashType(level: QueryPlanner, qual: OpExpr): boolean {
  const operator = level.context.env.catalog.operatorById(qual.operatorId);
  if (!operator) return false;
  const { leftType: l, rightType: r } = operator;
  return l === r || (INTEGERS.has(l) && INTEGERS.has(r)) || (FLOATS.has(l) && FLOATS.has(r));
}

type Estimate = { startup: number; total: number };

function buildHashJoin(
  level: QueryPlanner,
  input: JoinInput,
  outer: Path,
  inner: Path,
  hashQuals: readonly OpExpr[],
  others: readonly Expr[],
  need: readonly Expr[],
  filter: readonly Expr[],
  cost: Estimate,
): PlanNode {
  const keys = hashQuals.map(q => {
    const [a, b] = q.args as [Expr, Expr];
    return isSubset(relidsOf(a), input.leftRelids) && relidsOf(a) !== NO_RELIDS ? { outer: a, inner: b } : { outer: b, inner: a };
  });
  const post = [...input.postQuals, ...filter];
  const innerVisible = input.joinType !== 'semi' && input.joinType !== 'anti';
  const all = [...(innerVisible ? [...need, ...post] : []), ...others];
  const innerNeed = level.needFrom(inner, [...all, ...keys.map(k => k.inner)]);
  const outerNeed = level.needFrom(outer, [...need, ...post, ...others, ...keys.map(k => k.outer)], innerVisible ? innerNeed : []);
  const outerNode = outer.build(outerNeed);
  const innerNode = inner.build(innerNeed);
  const outerScope = new OutputScope([outerNeed]);
  const innerScope = new OutputScope([innerNeed]);
  const both = new OutputScope([outerNeed, innerNeed]);
  const { lowerer } = level;
  const outerKeys = keys.map(k => lowerer.top(k.outer, outerScope));
  const innerKeys = keys.map(k => lowerer.lower(k.inner, innerScope));
  const keyOps = keys.map(k => level.context.env.typeOps(k.inner.type));
  const joinFilter = lowerFilter(lowerer, others, both);
  return level.finish(
    () => ({
      kind: 'hash-join',
      joinType: input.joinType,
      outer: outerNode,
      inner: innerNode,
      outerKeys,
      innerKeys,
      keyOps,
      keyStrict: true,
      joinFilter,
      isInnerUnique: false,
      hashSources: hashQuals,
    }),
    need,
    post,
    both,
    { cost, rows: input.rows },
  );
}

function buildNestedLoop(
  level: QueryPlanner,
  input: JoinInput,
  outer: Path,
  inner: Path,
  isParameterised: boolean,
  need: readonly Expr[],
  filter: readonly Expr[],
  cost: Estimate,
): PlanNode {
  const post = [...input.postQuals, ...filter];
  const innerVisible = input.joinType !== 'semi' && input.joinType !== 'anti';
  // A parameterised index scan has applied the clauses it used; re-evaluating the others here is what remains.
  const joinQuals = input.joinQuals.filter(
    q => !(isParameterised && input.rightItem?.base && isSubset(relidsOf(q), input.leftRelids | input.rightRelids) && coversClause(level, q)),
  );
  const innerNeed = level.needFrom(inner, [...(innerVisible ? [...need, ...post] : []), ...joinQuals]);
  const scope = level.pushLoopScope(input.leftRelids);
  let innerNode = inner.build(innerNeed);
  const params = level.popLoopScope(scope, inner);
  const outerNeed = level.needFrom(outer, [...need, ...post, ...joinQuals, ...params.map(p => p.expr)], innerVisible ? innerNeed : []);
  const outerNode = outer.build(outerNeed);
  const outerScope = new OutputScope([outerNeed]);
  const both = new OutputScope([outerNeed, innerNeed]);
  const loopParams = params.map(p => ({ id: p.id, value: level.lowerer.lower(p.expr, outerScope) as Lowered }));
  if (!isParameterised && loopParams.length === 0 && level.context.env.settings.enable_material && outer.rows > 1) innerNode = level.materialize(innerNode);
  const joinFilter = lowerFilter(level.lowerer, joinQuals, both);
  return level.finish(
    () => ({
      kind: 'nested-loop',
      joinType: input.joinType,
      outer: outerNode,
      inner: innerNode,
      joinFilter,
      isInnerUnique: false,
      params: loopParams,
    }),
    need,
    post,
    both,
    { cost, rows: input.rows },
  );
}

/** Whether a parameterised inner scan evaluates the clause itself: it takes every clause of both sides as condition or filter. */
function coversClause(_level: QueryPlanner, clause: Expr): boolean {
  return !someExpr(clause, e => e.kind === 'sublink');
}

function bitCount(n: number): number {
  let count = 0;
  for (let m = n; m; m &= m - 1) count++;
  return count;
}

function indexOfBit(mask: number): number {
  return 31 - Math.clz32(mask);
}

export { relidsOfList };
