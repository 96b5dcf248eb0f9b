/** Sorting a path: in full, or within runs that are ordered by the first keys already. */
import type { Expr } from '../../analyze/index.js';
import { sortCost, type CostPair } from '../cost/cost.js';
import { exprEquals } from '../expression/walk.js';
import { EMPTY_SCOPE } from '../physical/lower.js';
import type { SortColumn } from '../physical/plan-nodes.js';
import type { QueryPlanner } from '../query-planner.js';
import { commonPathKeys, type Path, type PathKey } from './path.js';

/** `limit`: rows that will be read of it; `isTop`: exactly the query's own LIMIT, which then bounds the sort. */
export function sortPath(level: QueryPlanner, input: Path, want: readonly PathKey[], limit: number | undefined, isTop = false): Path {
  const { settings } = level.context.env;
  const common = settings.enable_incremental_sort ? commonPathKeys(input.pathKeys, want) : 0;
  const limitRows = limit ?? Infinity;
  const full = sortCost(settings, { startup: input.startupCost, total: input.totalCost }, input.rows, input.width, limitRows);
  const incremental = common > 0 ? incrementalCost(level, input, want.slice(0, common), limitRows) : undefined;
  const fraction = Math.min(1, limitRows / Math.max(1, input.rows));
  const atFraction = (c: CostPair): number => c.startup + fraction * (c.total - c.startup);
  const isIncremental = incremental !== undefined && atFraction(incremental) < atFraction(full);
  const cost = isIncremental ? incremental : full;
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
      const keys = want.map((k): SortColumn => sortColumn(level, inputNeed, k));
      const { query } = level;
      const bound =
        isTop && limit !== undefined && query.limit
          ? { limit: level.lowerer.lower(query.limit, EMPTY_SCOPE), offset: query.offset ? level.lowerer.lower(query.offset, EMPTY_SCOPE) : null }
          : null;
      return level.passThrough({ kind: 'sort', input: inputNode, keys, presorted: isIncremental ? common : 0, bound }, inputNode, cost, input.rows);
    },
  };
}

function incrementalCost(level: QueryPlanner, input: Path, prefix: readonly PathKey[], limitRows: number): CostPair {
  const { settings } = level.context.env;
  const groups = Math.max(
    1,
    Math.min(
      input.rows,
      prefix.reduce((n, k) => n * level.selectivity.distinctOf(k.expr), 1),
    ),
  );
  const groupRows = Math.max(1, input.rows / groups);
  const inputRun = (input.totalCost - input.startupCost) / groups;
  const one = sortCost(settings, { startup: 0, total: 0 }, groupRows * 1.5, input.width, limitRows);
  const startup = input.startupCost + inputRun + one.startup;
  const run = (one.total + inputRun + settings.cpu_tuple_cost + groupRows * settings.cpu_operator_cost) * groups;
  return { startup, total: Math.max(startup, input.startupCost + run) };
}

export function sortColumn(level: QueryPlanner, columns: readonly Expr[], key: PathKey): SortColumn {
  return {
    index: columns.findIndex(e => exprEquals(e, key.expr)),
    ops: level.context.env.typeOps(key.expr.type, key.expr.collation),
    isDescending: key.isDescending,
    nullsFirst: key.nullsFirst,
  };
}
