/** Orders that a query level has a use for: those of GROUP BY, DISTINCT, windows and ORDER BY. Other orders of a path are forgotten early. */
import type { Expr, SortGroupClause } from '../../analyze/index.js';
import { assert } from '../../base/index.js';
import type { QueryPlanner } from '../query-planner.js';
import { NO_KEYS, commonPathKeys, type PathKey } from './path.js';

export class WantedOrders {
  readonly groupBy: readonly PathKey[];
  readonly orderBy: readonly PathKey[];
  readonly distinct: readonly PathKey[];
  private readonly all: readonly (readonly PathKey[])[];
  private readonly groupClasses: ReadonlySet<number>;

  constructor(level: QueryPlanner) {
    const { query } = level;
    this.orderBy = clauseKeys(level, query.orderBy);
    this.distinct = clauseKeys(level, query.distinct);
    this.groupBy = alignedWith(clauseKeys(level, query.groupBy), this.orderBy);
    this.groupClasses = new Set([...this.groupBy, ...(query.groupBy.length === 0 ? this.distinct : [])].map(k => k.ec));
    const windows = query.windows.map(w =>
      canonicalKeys(
        level,
        [...w.partitionBy, ...w.orderBy].map(k => pathKey(level, k.expr, k.isDescending, k.nullsFirst)),
      ),
    );
    this.all = [this.orderBy, this.groupBy, this.distinct, ...windows].filter(keys => keys.length > 0);
  }

  get isEmpty(): boolean {
    return this.all.length === 0;
  }

  /** The leading keys that serve some purpose. */
  useful(keys: readonly PathKey[], mergeClasses: ReadonlySet<number> | null = null): readonly PathKey[] {
    if (keys.length === 0) return NO_KEYS;
    let n = 0;
    for (const want of this.all) n = Math.max(n, commonPathKeys(keys, want));
    n = Math.max(n, leading(keys, this.groupClasses), mergeClasses === null ? 0 : leading(keys, mergeClasses));
    return n === keys.length ? keys : n === 0 ? NO_KEYS : keys.slice(0, n);
  }
}

function leading(keys: readonly PathKey[], classes: ReadonlySet<number>): number {
  let n = 0;
  while (n < keys.length && classes.has(keys[n]!.ec)) n++;
  return n;
}

export function pathKey(level: QueryPlanner, expr: Expr, isDescending: boolean, nullsFirst: boolean): PathKey {
  return { expr, ec: level.equivalences.classOf(expr), isDescending, nullsFirst };
}

/** Without keys that are constant or repeat an earlier one. */
export function canonicalKeys(level: QueryPlanner, keys: readonly PathKey[]): readonly PathKey[] {
  const out: PathKey[] = [];
  for (const key of keys) if (!level.equivalences.isConstant(key.ec) && !out.some(k => k.ec === key.ec)) out.push(key);
  return out.length === keys.length ? keys : out;
}

export function clauseKeys(level: QueryPlanner, clauses: readonly SortGroupClause[]): readonly PathKey[] {
  if (clauses.length === 0) return NO_KEYS;
  return canonicalKeys(
    level,
    clauses.map(c => {
      const target = level.query.targets.find(t => t.ref === c.ref);
      assert(target !== undefined, 'sort clause refers to a target');
      return pathKey(level, target.expr, c.isDescending, c.nullsFirst);
    }),
  );
}

/** Grouping may use any order of its keys: that of `order` where it begins with them. */
export function alignedWith(keys: readonly PathKey[], order: readonly PathKey[]): readonly PathKey[] {
  const first: PathKey[] = [];
  for (const key of order) {
    if (!keys.some(k => k.ec === key.ec)) break;
    first.push(key);
  }
  return first.length === 0 ? keys : [...first, ...keys.filter(k => !first.some(f => f.ec === k.ec))];
}
