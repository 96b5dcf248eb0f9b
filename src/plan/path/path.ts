/**
 * Paths: ways to produce the rows of a set of relations, with cost and order, before they become plan nodes.
 * A path is built top-down: its consumer says which expressions it needs, and `build` returns a node whose output columns are exactly those.
 */
import type { Expr } from '../../analyze/index.js';
import type { PlanNode } from '../physical/plan-nodes.js';

/** Bit set of base relations (by range-table index) of one query level. */
export type Relids = bigint;

export const NO_RELIDS: Relids = 0n;
export const relidOf = (table: number): Relids => 1n << BigInt(table);
export const isSubset = (a: Relids, b: Relids): boolean => (a & ~b) === 0n;
export const overlaps = (a: Relids, b: Relids): boolean => (a & b) !== 0n;

export interface PathKey {
  readonly expr: Expr;
  readonly isDescending: boolean;
  readonly nullsFirst: boolean;
}

export interface Path {
  readonly relids: Relids;
  readonly rows: number;
  readonly startupCost: number;
  readonly totalCost: number;
  /** Average output row width in bytes (for hash and sort estimates). */
  readonly width: number;
  readonly pathKeys: readonly PathKey[];
  /** Relations whose values it needs from an enclosing nested loop. */
  readonly requiredOuter: Relids;
  /** Builds the node producing exactly `need`, in this order, for rows satisfying `filter` in addition. */
  build(need: readonly Expr[], filter?: readonly Expr[]): PlanNode;
}

/** True when `have` starts with `want`. */
export function pathKeysContain(have: readonly PathKey[], want: readonly PathKey[], equal: (a: Expr, b: Expr) => boolean): boolean {
  return commonPathKeys(have, want, equal) === want.length;
}

/** Length of the common prefix. */
export function commonPathKeys(have: readonly PathKey[], want: readonly PathKey[], equal: (a: Expr, b: Expr) => boolean): number {
  let n = 0;
  while (n < want.length && n < have.length) {
    const a = have[n]!;
    const b = want[n]!;
    if (a.isDescending !== b.isDescending || a.nullsFirst !== b.nullsFirst || !equal(a.expr, b.expr)) break;
    n++;
  }
  return n;
}

/** Keeps the cheapest paths per order and per parameterisation: a path is dropped when another is no worse in every respect. */
export function addPath(paths: Path[], path: Path, equal: (a: Expr, b: Expr) => boolean): void {
  const FUZZ = 1.01;
  for (let i = paths.length - 1; i >= 0; i--) {
    const old = paths[i]!;
    const oldCovers = pathKeysContain(old.pathKeys, path.pathKeys, equal) && isSubset(old.requiredOuter, path.requiredOuter);
    if (
      oldCovers &&
      old.totalCost <= path.totalCost * FUZZ &&
      old.startupCost <= path.startupCost * FUZZ &&
      (old.totalCost < path.totalCost || pathKeysContain(old.pathKeys, path.pathKeys, equal))
    ) {
      if (!(path.totalCost < old.totalCost && pathKeysContain(path.pathKeys, old.pathKeys, equal) && path.requiredOuter === old.requiredOuter))
        return;
    }
    const newCovers = pathKeysContain(path.pathKeys, old.pathKeys, equal) && isSubset(path.requiredOuter, old.requiredOuter);
    if (newCovers && path.totalCost <= old.totalCost && path.startupCost <= old.startupCost * FUZZ) paths.splice(i, 1);
  }
  paths.push(path);
}

export function cheapest(paths: readonly Path[]): Path {
  let best = paths[0]!;
  for (const path of paths) if (path.totalCost < best.totalCost) best = path;
  return best;
}

/** Cheapest by startup plus a fraction of the run cost (LIMIT). */
export function cheapestFractional(paths: readonly Path[], fraction: number): Path {
  let best = paths[0]!;
  const cost = (p: Path): number => p.startupCost + fraction * (p.totalCost - p.startupCost);
  for (const path of paths) if (cost(path) < cost(best)) best = path;
  return best;
}
