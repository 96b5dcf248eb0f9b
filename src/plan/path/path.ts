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

/** One column of an order. Two keys are the same order when class, direction and place of NULLs agree. */
export interface PathKey {
  readonly expr: Expr;
  /** Equivalence class of the expression (equivalence.ts): members have the same value in every row. */
  readonly ec: number;
  readonly isDescending: boolean;
  readonly nullsFirst: boolean;
}

export const NO_KEYS: readonly PathKey[] = [];

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

export function sameKey(a: PathKey, b: PathKey): boolean {
  return a.ec === b.ec && a.isDescending === b.isDescending && a.nullsFirst === b.nullsFirst;
}

/** True when `have` starts with `want`. */
export function pathKeysContain(have: readonly PathKey[], want: readonly PathKey[]): boolean {
  return want.length <= have.length && commonPathKeys(have, want) === want.length;
}

/** Length of the common prefix. */
export function commonPathKeys(have: readonly PathKey[], want: readonly PathKey[]): number {
  let n = 0;
  while (n < want.length && n < have.length && sameKey(have[n]!, want[n]!)) n++;
  return n;
}

/** A cost within 1 % counts as no better. */
const FUZZ = 1.01;

/** True when a path of these properties would be dropped at once: no need to make it. */
export function isDominated(
  paths: readonly Path[],
  startup: number,
  total: number,
  keys: readonly PathKey[],
  requiredOuter: Relids,
  useStartup: boolean,
): boolean {
  for (const old of paths) {
    if (old.totalCost > total * (old.pathKeys.length > keys.length ? FUZZ : 1)) continue;
    if (useStartup && old.startupCost > startup * FUZZ) continue;
    if (!pathKeysContain(old.pathKeys, keys) || !isSubset(old.requiredOuter, requiredOuter)) continue;
    return true;
  }
  return false;
}

/** Keeps the cheapest paths per order and per parameterisation: a path is dropped when another is no worse in every respect. */
export function addPath(paths: Path[], path: Path, useStartup: boolean): void {
  if (isDominated(paths, path.startupCost, path.totalCost, path.pathKeys, path.requiredOuter, useStartup)) return;
  for (let i = paths.length - 1; i >= 0; i--) {
    const old = paths[i]!;
    if (path.totalCost > old.totalCost * (path.pathKeys.length > old.pathKeys.length ? FUZZ : 1)) continue;
    if (useStartup && path.startupCost > old.startupCost * FUZZ) continue;
    if (pathKeysContain(path.pathKeys, old.pathKeys) && isSubset(path.requiredOuter, old.requiredOuter)) paths.splice(i, 1);
  }
  paths.push(path);
}

export function cheapest(paths: readonly Path[]): Path {
  let best = paths[0]!;
  for (let i = 1; i < paths.length; i++) if (paths[i]!.totalCost < best.totalCost) best = paths[i]!;
  return best;
}

/** Cheapest by startup plus a fraction of the run cost (LIMIT). */
export function cheapestFractional(paths: readonly Path[], fraction: number): Path {
  const cost = (p: Path): number => p.startupCost + fraction * (p.totalCost - p.startupCost);
  let best = paths[0]!;
  for (const path of paths) if (cost(path) < cost(best)) best = path;
  return best;
}
