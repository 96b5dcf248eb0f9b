/**
 * Bitmap scans: row references collected from one or several indexes, then the table read in page order. Several indexes combine by AND for
 * qualifications that each index only partly covers, and by OR for a disjunction of which every arm has an index.
 */
import type { Expr } from '../../analyze/index.js';
import { DISABLE_COST, btreeHeight, pagesFetched, type CostPair } from '../cost/cost.js';
import { conjunction, conjuncts, exprEquals } from '../expression/walk.js';
import { lowerFilter } from '../physical/lower.js';
import type { BitmapNode, PlanNode } from '../physical/plan-nodes.js';
import { tableScope } from './base-relation.js';
import { loweredConditions, type IndexUse } from './index-paths.js';
import { NO_KEYS, NO_RELIDS, relidOf, type Path } from './path.js';
import { buildSeqScan, scanFields, type TableAccess } from './scan-paths.js';

/** A way to make a bitmap. */
interface Bitmap {
  readonly cost: number;
  readonly selectivity: number;
  /** What the bitmap guarantees, to be checked again on lossy pages. */
  readonly conditions: readonly Expr[];
  /** Qualifications of the table it decides. */
  readonly decided: readonly Expr[];
  build(): BitmapNode;
}

export function bitmapPaths(access: TableAccess, extra: readonly Expr[]): Path[] {
  const { level, base } = access;
  if (!level.context.env.settings.enable_bitmapscan && access.indexes.all.length > 0 && level.context.env.settings.enable_indexscan) return [];
  const quals = [...access.quals, ...extra];
  if (quals.length === 0 || access.indexes.all.length === 0) return [];
  const single = access.indexes.all.flatMap(info => {
    const use = access.indexes.use(info, quals);
    return use.conditions.length > 0 && use.requiredOuter === NO_RELIDS && !use.isUnique ? [indexBitmap(access, use)] : [];
  });
  const arms = quals.flatMap(qual => orBitmap(access, qual));
  const candidates = [...single, ...arms];
  const best = cheapestAnd(access, candidates);
  const chosen = best === undefined || candidates.includes(best) ? candidates : [...candidates, best];
  return chosen.map((bitmap): Path => {
    const { cost, rows } = heapCost(access, bitmap, quals);
    return {
      ...{ relids: relidOf(base.table), rows, width: access.width, startupCost: cost.startup, totalCost: cost.total },
      ...{ pathKeys: NO_KEYS, requiredOuter: NO_RELIDS },
      build: (need, filter = []) => build(access, bitmap, need, [...quals.filter(q => !bitmap.decided.includes(q)), ...filter], cost, rows),
    };
  });
}

function indexBitmap(access: TableAccess, use: IndexUse): Bitmap {
  const cost = scanCost(access, use);
  const rows = Math.max(1, Math.round(access.base.tuples * use.selectivity));
  const conditions = [...new Set(use.conditions.map(c => c.source))];
  return {
    ...{ cost, selectivity: use.selectivity, conditions, decided: use.decided },
    build: () => ({
      kind: 'bitmap-index-scan',
      id: access.level.context.nodeCount++,
      index: use.info.index,
      conditions: loweredConditions(access, use),
      rows,
      totalCost: cost,
    }),
  };
}

/** The index's part of an index scan's cost. */
function scanCost(access: TableAccess, use: IndexUse): number {
  const s = access.level.context.env.settings;
  const tuples = Math.max(1, use.selectivity * access.base.tuples);
  const leafPages = Math.max(1, Math.ceil(use.selectivity * use.info.pages));
  const descents = use.conditions.reduce((n, c) => (c.strategy === 'any' ? n * 5 : n), 1);
  const height = btreeHeight(access.base.tuples);
  const descent = descents * (Math.ceil(Math.log2(Math.max(2, access.base.tuples))) + (height + 1) * 50) * s.cpu_operator_cost;
  return descent + leafPages * s.random_page_cost + tuples * (s.cpu_index_tuple_cost + use.conditions.length * s.cpu_operator_cost + 0.1 * s.cpu_operator_cost);
}

/** `a = 1 OR b = 2 …`: the union of one bitmap for each arm. */
function orBitmap(access: TableAccess, qual: Expr): Bitmap[] {
  if (qual.kind !== 'bool' || qual.op !== 'or') return [];
  const arms: Bitmap[] = [];
  for (const arg of qual.args) {
    const quals = conjuncts(arg);
    let best: Bitmap | undefined;
    for (const info of access.indexes.all) {
      const use = access.indexes.use(info, quals);
      if (use.conditions.length === 0 || use.requiredOuter !== NO_RELIDS) continue;
      const bitmap = indexBitmap(access, use);
      if (best === undefined || bitmap.cost < best.cost) best = bitmap;
    }
    if (best === undefined) return [];
    arms.push(best);
  }
  const cost = arms.reduce((sum, arm) => sum + arm.cost, 0);
  const selectivity = Math.min(
    1,
    arms.reduce((sum, arm) => sum + arm.selectivity, 0),
  );
  const condition: Expr = { ...qual, args: arms.map(arm => conjunction(arm.conditions)!) };
  // What the arms' indexes check is all of the condition when each decides all of its arm.
  const isExact = arms.every((arm, i) => conjuncts(qual.args[i]!).every(q => arm.decided.includes(q)));
  return [
    {
      ...{ cost, selectivity, conditions: [condition], decided: isExact ? [qual] : [] },
      build: () => ({ ...combined(access, arms), kind: 'bitmap-or', rows: Math.max(1, Math.round(access.base.tuples * selectivity)), totalCost: cost }),
    },
  ];
}

function combined(access: TableAccess, inputs: readonly Bitmap[]) {
  const made = inputs.map(i => i.build());
  return { id: access.level.context.nodeCount++, inputs: made };
}

/** Adds further bitmaps to the most selective one while that lowers the cost. */
function cheapestAnd(access: TableAccess, candidates: readonly Bitmap[]): Bitmap | undefined {
  if (candidates.length < 2) return undefined;
  const sorted = [...candidates].sort((a, b) => a.selectivity - b.selectivity);
  let chosen = [sorted[0]!];
  let best = and(access, chosen);
  for (const candidate of sorted.slice(1)) {
    if (candidate.conditions.some(c => best.conditions.some(b => exprEquals(b, c)))) continue;
    const next = and(access, [...chosen, candidate]);
    if (heapCost(access, next, access.quals).cost.total >= heapCost(access, best, access.quals).cost.total) continue;
    chosen = [...chosen, candidate];
    best = next;
  }
  return chosen.length > 1 ? best : undefined;
}

function and(access: TableAccess, inputs: readonly Bitmap[]): Bitmap {
  if (inputs.length === 1) return inputs[0]!;
  const cost = inputs.reduce((sum, i) => sum + i.cost, 0);
  const selectivity = inputs.reduce((product, i) => product * i.selectivity, 1);
  return {
    ...{ cost, selectivity, conditions: inputs.flatMap(i => i.conditions), decided: inputs.flatMap(i => i.decided) },
    build: () => ({ ...combined(access, inputs), kind: 'bitmap-and', rows: Math.max(1, Math.round(access.base.tuples * selectivity)), totalCost: cost }),
  };
}

function heapCost(access: TableAccess, bitmap: Bitmap, quals: readonly Expr[]): { cost: CostPair; rows: number } {
  const { level, base } = access;
  const s = level.context.env.settings;
  const tuples = Math.max(1, base.tuples * bitmap.selectivity);
  const pages = Math.ceil(pagesFetched(tuples, base.pages, s.effective_cache_size));
  const table = Math.max(1, base.pages);
  // Pages read in order cost between a random and a sequential read.
  const perPage = pages >= 2 ? s.random_page_cost - (s.random_page_cost - s.seq_page_cost) * Math.sqrt(Math.min(1, pages / table)) : s.random_page_cost;
  const startup = bitmap.cost + (s.enable_bitmapscan ? 0 : DISABLE_COST);
  const perTuple = s.cpu_tuple_cost + level.operators([...bitmap.conditions, ...quals.filter(q => !bitmap.decided.includes(q))]) * s.cpu_operator_cost;
  return { cost: { startup, total: startup + pages * perPage + tuples * perTuple }, rows: access.rows };
}

function build(access: TableAccess, bitmap: Bitmap, need: readonly Expr[], quals: readonly Expr[], cost: CostPair, rows: number): PlanNode {
  const { level, base } = access;
  if (level.epqTables.includes(base.table)) return buildSeqScan(level, base, need, [...bitmap.decided, ...quals], cost, rows);
  const node = bitmap.build();
  const scope = tableScope(base);
  const recheck = lowerFilter(level.lowerer, bitmap.conditions, scope);
  return level.finish(s => ({ kind: 'bitmap-heap-scan', ...scanFields(base, s.used), bitmap: node, recheck }), need, quals, scope, { cost, rows });
}
