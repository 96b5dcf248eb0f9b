/** Cost formulas with PostgreSQL's parameters (chapter 20.7.2). Units: sequential page reads. */
import type { Expr } from '../../analyze/index.js';
import type { PlannerSettings } from '../context.js';
import { forEachChild } from '../expression/walk.js';

/** Added to the cost of a disabled path, so that it is used only when nothing else works. */
export const DISABLE_COST = 1.0e10;

/** Evaluation cost of expressions per row, in operator calls; sub-selects not counted. */
export function operatorCount(exprs: readonly Expr[]): number {
  let count = 0;
  const visit = (expr: Expr): void => {
    if (expr.kind === 'func' || expr.kind === 'op' || expr.kind === 'distinct' || expr.kind === 'nullif' || expr.kind === 'coerce-io') count++;
    else if (expr.kind === 'scalar-array-op') count += 3;
    forEachChild(expr, visit);
  };
  exprs.forEach(visit);
  return count;
}

export interface CostPair {
  readonly startup: number;
  readonly total: number;
}

export function seqScanCost(s: PlannerSettings, pages: number, tuples: number, filterOperators: number): CostPair {
  const total = pages * s.seq_page_cost + tuples * (s.cpu_tuple_cost + filterOperators * s.cpu_operator_cost);
  return { startup: s.enable_seqscan ? 0 : DISABLE_COST, total: total + (s.enable_seqscan ? 0 : DISABLE_COST) };
}

/** Pages fetched for `tuples` random accesses in a table of `pages` (Mackert & Lohman, all cached pages counted once). */
export function pagesFetched(tuples: number, pages: number, cachePages: number): number {
  const t = Math.max(1, pages);
  if (tuples <= 0) return 0;
  if (t <= cachePages) return Math.min((2 * t * tuples) / (2 * t + tuples), t);
  const limit = (2 * t * cachePages) / (2 * t - cachePages);
  if (tuples <= limit) return (2 * t * tuples) / (2 * t + tuples);
  return cachePages + ((tuples - limit) * (t - cachePages)) / t;
}

/** Levels of a B-tree above its leaves. */
export function btreeHeight(tuples: number): number {
  return Math.max(0, Math.ceil(Math.log(Math.max(2, tuples)) / Math.log(250)) - 1);
}

/**
 * Index scan. `selectivity` of the index conditions; `loops` = how often the scan is repeated by a nested loop (its page reads are shared).
 * `correlation` between index and table order, -1..1.
 */
export function indexScanCost(
  s: PlannerSettings,
  p: {
    tablePages: number;
    tableTuples: number;
    indexPages: number;
    selectivity: number;
    correlation: number;
    loops: number;
    conditionCount: number;
    filterOperators: number;
    isIndexOnly: boolean;
    visibleFraction: number;
    isUnique: boolean;
  },
): CostPair {
  const tuples = p.isUnique ? Math.min(1, p.tableTuples) : Math.max(1, p.selectivity * p.tableTuples);
  const height = btreeHeight(p.tableTuples);
  const descent = Math.ceil(Math.log2(Math.max(2, p.tableTuples))) * s.cpu_operator_cost + (height + 1) * 50 * s.cpu_operator_cost;
  const leafPages = Math.max(1, Math.ceil(p.selectivity * p.indexPages));
  const indexIo =
    p.loops > 1 ? (pagesFetched(leafPages * p.loops, p.indexPages, s.effective_cache_size) * s.random_page_cost) / p.loops : leafPages * s.random_page_cost;
  const indexCpu = tuples * (s.cpu_index_tuple_cost + p.conditionCount * s.cpu_operator_cost);
  let maxIo: number;
  let minIo: number;
  if (p.loops > 1) {
    const fetched = pagesFetched(tuples * p.loops, p.tablePages, s.effective_cache_size);
    maxIo = (fetched * s.random_page_cost) / p.loops;
    minIo = (pagesFetched(Math.ceil(p.selectivity * p.tablePages) * p.loops, p.tablePages, s.effective_cache_size) * s.random_page_cost) / p.loops;
  } else {
    maxIo = pagesFetched(tuples, p.tablePages, s.effective_cache_size) * s.random_page_cost;
    const sequential = Math.ceil(p.selectivity * p.tablePages);
    minIo = sequential > 0 ? s.random_page_cost + Math.max(0, sequential - 1) * s.seq_page_cost : 0;
  }
  if (p.isIndexOnly) {
    maxIo *= 1 - p.visibleFraction;
    minIo *= 1 - p.visibleFraction;
  }
  const c2 = p.correlation * p.correlation;
  const heapIo = Math.max(0, maxIo + c2 * (minIo - maxIo));
  const cpu = tuples * (s.cpu_tuple_cost + p.filterOperators * s.cpu_operator_cost);
  const disabled = (p.isIndexOnly ? s.enable_indexonlyscan && s.enable_indexscan : s.enable_indexscan) ? 0 : DISABLE_COST;
  return { startup: descent + disabled, total: descent + indexIo + indexCpu + heapIo + cpu + disabled };
}

export function sortCost(s: PlannerSettings, input: CostPair, rows: number, width: number, limitRows: number): CostPair {
  const n = Math.max(2, rows);
  const compare = 2 * s.cpu_operator_cost;
  let startup = input.total + (s.enable_sort ? 0 : DISABLE_COST);
  const bytes = n * (width + 40);
  if (bytes > s.work_mem * 1024 && limitRows >= n) {
    const pages = bytes / 8192;
    const runs = Math.max(1, bytes / (s.work_mem * 1024));
    const passes = Math.max(1, Math.ceil(Math.log(runs) / Math.log(6)));
    startup += compare * n * Math.log2(n) + 2 * pages * passes * (0.75 * s.seq_page_cost + 0.25 * s.random_page_cost);
  } else if (limitRows < n) startup += compare * n * Math.log2(2 * Math.max(1, limitRows));
  else startup += compare * n * Math.log2(n);
  return { startup, total: startup + s.cpu_operator_cost * n };
}
