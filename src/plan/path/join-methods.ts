/** Ways to join two sets of rows: hash join (either side as table), nested loop (plain, with a parameterised or memoized inner side), merge join. */
import type { Expr } from '../../analyze/index.js';
import { PgError } from '../../errors/index.js';
import { DISABLE_COST, sortCost } from '../cost/cost.js';
import { relidsOf } from '../expression/references.js';
import { sortsAlike } from '../expression/order-collation.js';
import { exprEquals, someExpr } from '../expression/walk.js';
import { OutputScope, lowerFilter } from '../physical/lower.js';
import type { Lowered } from '../physical/lowered.js';
import type { PlanJoinType, PlanNode, SortColumn } from '../physical/plan-nodes.js';
import type { QueryPlanner } from '../query-planner.js';
import { joinKeys, type JoinClause } from './join-clause.js';
import type { JoinSet } from './join-search.js';
import { isUniqueFor } from './index-paths.js';
import { pathKey } from './orders.js';
import { NO_KEYS, NO_RELIDS, addPath, cheapest, isDominated, isSubset, overlaps, pathKeysContain, type Path, type PathKey, type Relids } from './path.js';
import { sortPath } from './sort-path.js';

export interface JoinInput {
  readonly left: JoinSet;
  readonly right: JoinSet;
  readonly joinType: PlanJoinType;
  /** Decide matching. */
  readonly clauses: readonly JoinClause[];
  /** The same and what follows from them: for index conditions of the right side. */
  readonly indexClauses: readonly JoinClause[];
  /** Hold on joined rows (WHERE above an outer join). */
  readonly postClauses: readonly JoinClause[];
  readonly rows: number;
  /** What the result can give. */
  readonly relids: Relids;
}

interface Cost {
  readonly startup: number;
  readonly total: number;
}

interface KeyPair {
  readonly clause: JoinClause;
  readonly outer: Expr;
  readonly inner: Expr;
}

export function makeJoinPaths(level: QueryPlanner, input: JoinInput, into: Path[]): void {
  const { left, right, joinType } = input;
  const leftBest = cheapest(left.paths);
  const rightBest = cheapest(right.paths);
  const isLateral = overlaps(rightBest.requiredOuter, left.relids);
  const keys: KeyPair[] = [];
  if (!isLateral) {
    for (const clause of input.clauses) {
      const pair = joinKeys(clause, left.relids, right.relids);
      if (pair !== null) keys.push({ clause, ...pair });
    }
  }
  const outers =
    left.paths.length === 1 ? left.paths : [leftBest, ...left.paths.filter(p => p !== leftBest && (p.pathKeys.length > 0 || level.considersStartup))];
  const isInnerUnique = right.single?.access != null && isUniqueFor(right.single.access, input.indexClauses, left.relids);
  if (keys.length > 0) {
    for (const outer of outers) hashJoin(level, input, outer, rightBest, keys, isInnerUnique, into);
    // The preserved side as the table: every match marks its row, the rest follows at the end.
    if (joinType === 'left' && left.rows < right.rows) swappedHashJoin(level, input, leftBest, rightBest, keys, into);
    mergeJoins(level, input, keys, isInnerUnique, into);
  }
  if (joinType === 'full') {
    if (into.length === 0) into.push(fullJoinWithoutKeys(level, input, leftBest, rightBest));
    return;
  }
  for (const outer of outers) nestedLoop(level, input, outer, rightBest, isLateral, isInnerUnique, into);
  const { single } = right;
  if (single?.access != null) {
    for (const inner of single.access.parameterised(input.indexClauses, left.relids, leftBest.rows)) {
      for (const outer of outers) nestedLoop(level, input, outer, inner, true, isInnerUnique, into);
      memoizedLoop(level, input, leftBest, inner, isInnerUnique, into);
    }
  }
}

const isHalf = (joinType: PlanJoinType): boolean => joinType === 'semi' || joinType === 'anti';

/** Columns of the inner side can be read above the join: of a semi join only what EvalPlanQual wants to know of the row that was found. */
function showsInner(joinType: PlanJoinType, inner: Path, need: readonly Expr[]): boolean {
  return joinType === 'semi' ? need.some(e => overlaps(relidsOf(e), inner.relids)) : joinType !== 'anti';
}

function operators(clauses: readonly JoinClause[]): number {
  let n = 0;
  for (const c of clauses) n += c.operators;
  return n;
}

function widthOf(input: JoinInput, outer: Path, inner: Path): number {
  return outer.width + (isHalf(input.joinType) ? 0 : inner.width);
}

function offer(
  level: QueryPlanner,
  input: JoinInput,
  into: Path[],
  outer: Path,
  inner: Path,
  cost: Cost,
  pathKeys: readonly PathKey[],
  build: Path['build'],
): void {
  let requiredOuter = outer.requiredOuter | inner.requiredOuter;
  for (const clause of input.clauses) requiredOuter |= clause.relids;
  for (const clause of input.postClauses) requiredOuter |= clause.relids;
  requiredOuter &= ~(input.left.relids | input.right.relids);
  if (isDominated(into, cost.startup, cost.total, pathKeys, requiredOuter, level.considersStartup)) return;
  addPath(
    into,
    {
      ...{ relids: input.relids, rows: input.rows, width: widthOf(input, outer, inner), startupCost: cost.startup, totalCost: cost.total },
      ...{ pathKeys, requiredOuter, build },
    },
    level.considersStartup,
  );
}

// --- hash ---------------------------------------------------------------------------------------------------------

function hashJoinCost(level: QueryPlanner, input: JoinInput, outer: Path, inner: Path, keys: readonly KeyPair[]): Cost & { isSpilled: boolean } {
  const { settings: s } = level.context.env;
  const keyOperators = keys.length;
  const others = operators(input.clauses) - operators(keys.map(k => k.clause)) + operators(input.postClauses);
  const bytes = inner.rows * (inner.width + 40);
  const isSpilled = bytes > s.work_mem * 1024 * s.hash_mem_multiplier;
  const spill = isSpilled ? 2 * ((bytes + outer.rows * outer.width) / 8192) * s.seq_page_cost : 0;
  const startup =
    inner.totalCost + inner.rows * (s.cpu_operator_cost * keyOperators + s.cpu_tuple_cost) + outer.startupCost + (s.enable_hashjoin ? 0 : DISABLE_COST);
  const probe = outer.rows * s.cpu_operator_cost * keyOperators;
  const total = startup + outer.totalCost - outer.startupCost + probe + input.rows * (s.cpu_tuple_cost + others * s.cpu_operator_cost) + spill;
  return { startup, total, isSpilled };
}

function hashJoin(level: QueryPlanner, input: JoinInput, outer: Path, inner: Path, keys: readonly KeyPair[], isInnerUnique: boolean, into: Path[]): void {
  const cost = hashJoinCost(level, input, outer, inner, keys);
  // Probing keeps the outer order unless batches spill.
  const order = cost.isSpilled || input.joinType === 'full' ? NO_KEYS : level.orders.useful(outer.pathKeys);
  offer(level, input, into, outer, inner, cost, order, (need, filter = []) =>
    buildHashJoin(level, input, input.joinType, outer, inner, keys, isInnerUnique, need, filter, cost),
  );
}

function swappedHashJoin(level: QueryPlanner, input: JoinInput, left: Path, right: Path, keys: readonly KeyPair[], into: Path[]): void {
  const swapped = keys.map(k => ({ clause: k.clause, outer: k.inner, inner: k.outer }));
  const cost = hashJoinCost(level, input, right, left, swapped);
  offer(level, input, into, right, left, cost, NO_KEYS, (need, filter = []) =>
    buildHashJoin(level, input, 'right', right, left, swapped, false, need, filter, cost),
  );
}

function buildHashJoin(
  level: QueryPlanner,
  input: JoinInput,
  joinType: PlanJoinType,
  outer: Path,
  inner: Path,
  keys: readonly KeyPair[],
  isInnerUnique: boolean,
  need: readonly Expr[],
  filter: readonly Expr[],
  cost: Cost,
): PlanNode {
  const keyClauses = new Set(keys.map(k => k.clause));
  const others = input.clauses.filter(c => !keyClauses.has(c)).map(c => c.expr);
  const post = [...input.postClauses.map(c => c.expr), ...filter];
  const innerVisible = showsInner(joinType, inner, need);
  const innerNeed = level.needFrom(inner, [...(innerVisible ? [...need, ...post] : []), ...others, ...keys.map(k => k.inner)]);
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
      ...{ kind: 'hash-join', joinType, outer: outerNode, inner: innerNode, outerKeys, innerKeys, keyOps, keyStrict: true, joinFilter },
      ...{ isInnerUnique, hashSources: keys.map(k => k.clause.expr as Expr) },
    }),
    need,
    post,
    both,
    { cost, rows: input.rows },
  );
}

// --- nested loop ----------------------------------------------------------------------------------------------------

function loopCost(
  level: QueryPlanner,
  input: JoinInput,
  outer: Path,
  inner: Path,
  rescan: number,
  innerRows: number,
  checked: number,
  isInnerUnique: boolean,
): Cost {
  const { settings: s } = level.context.env;
  const outerRows = Math.max(1, outer.rows);
  // Semi and anti joins, and joins with at most one match, leave the inner side early.
  const early = isHalf(input.joinType) || isInnerUnique ? 0.5 : 1;
  const pairCost = s.cpu_tuple_cost + checked * s.cpu_operator_cost;
  const startup = outer.startupCost + inner.startupCost + (s.enable_nestloop ? 0 : DISABLE_COST);
  const run =
    outer.totalCost - outer.startupCost + (inner.totalCost - inner.startupCost) + (outerRows - 1) * rescan * early + outerRows * innerRows * early * pairCost;
  return { startup, total: startup + run + input.rows * operators(input.postClauses) * s.cpu_operator_cost };
}

function nestedLoop(level: QueryPlanner, input: JoinInput, outer: Path, inner: Path, isParameterised: boolean, isInnerUnique: boolean, into: Path[]): void {
  const { settings: s } = level.context.env;
  const rescan = isParameterised ? inner.totalCost : s.enable_material ? inner.rows * s.cpu_operator_cost * 2 : inner.totalCost;
  const cost = loopCost(level, input, outer, inner, rescan, inner.rows, isParameterised ? 0 : operators(input.clauses), isInnerUnique && !isParameterised);
  offer(level, input, into, outer, inner, cost, level.orders.useful(outer.pathKeys), (need, filter = []) =>
    buildNestedLoop(level, input, outer, inner, isParameterised, isInnerUnique, false, need, filter, cost),
  );
}

/** Inner rows kept by parameter value: worth it when the same values come again and again. */
function memoizedLoop(level: QueryPlanner, input: JoinInput, outer: Path, inner: Path, isInnerUnique: boolean, into: Path[]): void {
  const { settings: s } = level.context.env;
  if (!s.enable_memoize || outer.rows < 2 || (isHalf(input.joinType) && !isInnerUnique)) return;
  let distinct = 1;
  for (const clause of input.indexClauses) {
    const pair = joinKeys(clause, input.left.relids, input.right.relids);
    if (pair !== null) distinct *= level.selectivity.distinctOf(pair.outer);
    else if (clause.expr.kind !== 'const') distinct *= 10;
  }
  distinct = Math.min(distinct, outer.rows);
  const entryBytes = 100 + inner.rows * (inner.width + 40);
  if (distinct * entryBytes > s.work_mem * 1024 * s.hash_mem_multiplier) return;
  const missRatio = distinct / outer.rows;
  const rescan = inner.totalCost * missRatio + s.cpu_tuple_cost + inner.rows * s.cpu_tuple_cost * 0.25;
  const cost = loopCost(level, input, outer, inner, rescan, inner.rows, 0, false);
  offer(level, input, into, outer, inner, cost, level.orders.useful(outer.pathKeys), (need, filter = []) =>
    buildNestedLoop(level, input, outer, inner, true, isInnerUnique, true, need, filter, cost),
  );
}

function buildNestedLoop(
  level: QueryPlanner,
  input: JoinInput,
  outer: Path,
  inner: Path,
  isParameterised: boolean,
  isInnerUnique: boolean,
  isMemoized: boolean,
  need: readonly Expr[],
  filter: readonly Expr[],
  cost: Cost,
): PlanNode {
  const post = [...input.postClauses.map(c => c.expr), ...filter];
  const innerVisible = showsInner(input.joinType, inner, need);
  // A parameterised index scan checks all clauses itself, as conditions or filters, but for sub-selects.
  const isChecked = isParameterised && input.right.single?.access != null;
  const joinQuals = input.clauses
    .map(c => c.expr)
    .filter(q => !isChecked || !isSubset(relidsOf(q), input.left.relids | input.right.relids) || !isCheckedBelow(q));
  const innerNeed = level.needFrom(inner, [...(innerVisible ? [...need, ...post] : []), ...joinQuals]);
  const scope = level.pushLoopScope(input.left.relids);
  const references = level.context.outerReferences;
  let innerNode = inner.build(innerNeed);
  const dependsOnOuterQuery = level.context.outerReferences !== references;
  const params = level.popLoopScope(scope);
  const outerNeed = level.needFrom(outer, [...need, ...post, ...joinQuals, ...params.map(p => p.expr)], innerVisible ? innerNeed : []);
  const outerNode = outer.build(outerNeed);
  const outerScope = new OutputScope([outerNeed]);
  const both = new OutputScope([outerNeed, innerNeed]);
  const loopParams = params.map(p => ({ id: p.id, value: level.lowerer.lower(p.expr, outerScope) as Lowered }));
  if (isMemoized && !dependsOnOuterQuery && loopParams.length > 0) {
    const keys = params.map(p => ({ id: p.id, ops: level.context.env.typeOps(p.expr.type), source: p.expr }));
    innerNode = level.passThrough(
      { kind: 'memoize', input: innerNode, keys },
      innerNode,
      { startup: innerNode.startupCost, total: innerNode.totalCost + 0.01 },
      innerNode.rows,
    );
  } else if (!isParameterised && loopParams.length === 0 && level.context.env.settings.enable_material && outer.rows > 1 && !isBareResult(innerNode))
    innerNode = level.materialize(innerNode);
  const joinFilter = lowerFilter(level.lowerer, joinQuals, both);
  return level.finish(
    () => ({ kind: 'nested-loop', joinType: input.joinType, outer: outerNode, inner: innerNode, joinFilter, isInnerUnique, params: loopParams }),
    need,
    post,
    both,
    { cost, rows: input.rows },
  );
}

/** Nothing to store: one row or none, made anew for less. */
function isBareResult(node: PlanNode): boolean {
  return node.kind === 'result' && node.input === null;
}

export function isCheckedBelow(clause: Expr): boolean {
  return !someExpr(clause, e => e.kind === 'sublink');
}

// --- merge ----------------------------------------------------------------------------------------------------------

/** Both sides by the join keys: where a side has that order already, the query wants it, or hashing is off. */
function mergeJoins(level: QueryPlanner, input: JoinInput, keys: readonly KeyPair[], isInnerUnique: boolean, into: Path[]): void {
  const { env } = level.context;
  const { settings: s } = env;
  const mergeable = keys.filter(k => isMergeable(level, k));
  if (mergeable.length === 0 || (input.joinType === 'full' && mergeable.length < input.clauses.length)) return;
  const outerKeys = mergeable.map(k => pathKey(level, k.outer, false, false));
  const wanted = level.orders.useful(outerKeys);
  const classes = new Set(outerKeys.map(k => k.ec));
  const ordered = input.left.paths.filter(p => p.pathKeys.length > 0 && classes.has(p.pathKeys[0]!.ec));
  if (ordered.length === 0 && wanted.length === 0 && s.enable_hashjoin) return;
  for (const path of ordered.length > 0 ? ordered : [cheapest(input.left.paths)]) {
    // The order of the keys: as the outer side has them, the others after.
    const sequence: KeyPair[] = [];
    for (const key of path.pathKeys) {
      const pair = mergeable[outerKeys.findIndex(k => k.ec === key.ec && !key.isDescending && !key.nullsFirst)];
      if (pair === undefined || sequence.includes(pair)) break;
      sequence.push(pair);
    }
    for (const pair of mergeable) if (!sequence.includes(pair)) sequence.push(pair);
    const outerOrder = sequence.map(k => pathKey(level, k.outer, false, false));
    const innerOrder = sequence.map(k => pathKey(level, k.inner, false, false));
    const outer = inOrder(level, [path], outerOrder);
    const inner = inOrder(level, input.right.paths, innerOrder);
    const others = input.clauses.filter(c => !sequence.some(k => k.clause === c));
    const compare = (outer.rows + inner.rows) * s.cpu_operator_cost * sequence.length;
    const startup = outer.startupCost + inner.startupCost + (s.enable_mergejoin ? 0 : DISABLE_COST);
    const run = outer.totalCost - outer.startupCost + inner.totalCost - inner.startupCost + compare;
    const cost = { startup, total: startup + run + input.rows * (s.cpu_tuple_cost + operators([...others, ...input.postClauses]) * s.cpu_operator_cost) };
    const order = input.joinType === 'full' ? NO_KEYS : level.orders.useful(outer.pathKeys);
    offer(level, input, into, outer, inner, cost, order, (need, filter = []) =>
      buildMergeJoin(level, input, outer, inner, sequence, isInnerUnique, need, filter, cost),
    );
  }
}

function isMergeable(level: QueryPlanner, key: KeyPair): boolean {
  const { expr } = key.clause;
  if (expr.kind !== 'op') return false;
  const operator = level.context.env.catalog.operatorById(expr.operatorId);
  if (operator === undefined || !operator.canMerge || operator.leftType !== operator.rightType) return false;
  return sortsAlike(level.context.env, key.outer.collation, key.inner.collation);
}

function inOrder(level: QueryPlanner, paths: readonly Path[], order: readonly PathKey[]): Path {
  const best = cheapest(paths);
  const sorted = paths.filter(p => pathKeysContain(p.pathKeys, order));
  const { settings } = level.context.env;
  const bySort = sortCost(settings, { startup: best.startupCost, total: best.totalCost }, best.rows, best.width, Infinity);
  const ready = sorted.length > 0 ? cheapest(sorted) : undefined;
  return ready !== undefined && ready.totalCost <= bySort.total ? ready : sortPath(level, best, order, undefined);
}

function buildMergeJoin(
  level: QueryPlanner,
  input: JoinInput,
  outer: Path,
  inner: Path,
  keys: readonly KeyPair[],
  isInnerUnique: boolean,
  need: readonly Expr[],
  filter: readonly Expr[],
  cost: Cost,
): PlanNode {
  const others = input.clauses.filter(c => !keys.some(k => k.clause === c)).map(c => c.expr);
  const post = [...input.postClauses.map(c => c.expr), ...filter];
  const innerVisible = showsInner(input.joinType, inner, need);
  const withKeys = (list: Expr[], add: readonly Expr[]): Expr[] => [...list, ...add.filter((e, i) => columnOf(list, e) < 0 && columnOf(add, e) === i)];
  const innerNeed = withKeys(
    level.needFrom(inner, [...(innerVisible ? [...need, ...post] : []), ...others]),
    keys.map(k => k.inner),
  );
  const outerNeed = withKeys(
    level.needFrom(outer, [...need, ...post, ...others], innerVisible ? innerNeed : []),
    keys.map(k => k.outer),
  );
  const outerNode = outer.build(outerNeed);
  const innerNode = inner.build(innerNeed);
  const both = new OutputScope([outerNeed, innerNeed]);
  const column = (list: readonly Expr[], expr: Expr): SortColumn => ({
    ...{ index: columnOf(list, expr), ops: level.context.env.typeOps(expr.type, expr.collation), isDescending: false, nullsFirst: false },
  });
  const joinFilter = lowerFilter(
    level.lowerer,
    others.filter(q => !(q.kind === 'const' && q.value === true)),
    both,
  );
  return level.finish(
    () => ({
      ...{ kind: 'merge-join', joinType: input.joinType, outer: outerNode, inner: innerNode, joinFilter, isInnerUnique },
      ...{
        outerKeys: keys.map(k => column(outerNeed, k.outer)),
        innerKeys: keys.map(k => column(innerNeed, k.inner)),
        mergeSources: keys.map(k => k.clause.expr),
      },
    }),
    need,
    post,
    both,
    { cost, rows: input.rows },
  );
}

/** Equality of one side with the other, though of types whose keys look different (`date = timestamp`, `name = text`). */
function equalsAcross(level: QueryPlanner, input: JoinInput, { expr }: JoinClause, by: 'canMerge' | 'canHash'): boolean {
  if (expr.kind !== 'op' || expr.args.length !== 2 || level.context.env.catalog.operatorById(expr.operatorId)?.[by] !== true) return false;
  const [one, other] = expr.args.map(relidsOf) as [Relids, Relids];
  if (one === NO_RELIDS || other === NO_RELIDS) return false;
  const isAcross = (l: Relids, r: Relids): boolean => isSubset(l, input.left.relids) && isSubset(r, input.right.relids);
  return isAcross(one, other) || isAcross(other, one);
}

/** FULL JOIN ON TRUE or FALSE, or by values that cannot be keys of both sides: a merge join without keys, for which all rows are one group. */
function fullJoinWithoutKeys(level: QueryPlanner, input: JoinInput, outer: Path, inner: Path): Path {
  const { clauses } = input;
  // PostgreSQL hashes by one of the clauses or merges by all.
  const isPossible =
    clauses.every(c => c.expr.kind === 'const' || equalsAcross(level, input, c, 'canMerge')) || clauses.some(c => equalsAcross(level, input, c, 'canHash'));
  if (!isPossible) throw new PgError('feature_not_supported', 'FULL JOIN is only supported with merge-joinable or hash-joinable join conditions');
  const { settings } = level.context.env;
  const cost = {
    startup: outer.startupCost + inner.startupCost,
    total: outer.totalCost + inner.totalCost + outer.rows * inner.rows * settings.cpu_operator_cost + input.rows * settings.cpu_tuple_cost,
  };
  return {
    ...{ relids: input.relids, rows: input.rows, width: widthOf(input, outer, inner), startupCost: cost.startup, totalCost: cost.total },
    ...{ pathKeys: NO_KEYS, requiredOuter: (outer.requiredOuter | inner.requiredOuter) & ~input.relids },
    build: (need, filter = []) => buildMergeJoin(level, input, outer, inner, [], false, need, filter, cost),
  };
}

function columnOf(list: readonly Expr[], expr: Expr): number {
  return list.findIndex(e => exprEquals(e, expr));
}
