/**
 * Join order. Items (tables, sub-queries, groups kept together) are joined in every order that outer, semi and anti joins allow: dynamic programming
 * over subsets (Selinger et al. 1979), greedily past `DP_ITEMS_MAX` items, in portions past `ITEMS_MAX`. A left, semi or anti item joins as right side, once its left side
 * holds what its condition refers to; a semi item whose rows are made unique first may also join like an inner one, from either side.
 */
import { assert } from '../../base/index.js';
import type { Expr } from '../../analyze/index.js';
import { PgError } from '../../errors/index.js';
import { stripRelabel } from '../cost/selectivity.js';
import type { QueryPlanner } from '../query-planner.js';
import type { JoinClause } from './join-clause.js';
import { makeJoinPaths } from './join-methods.js';
import { NO_RELIDS, cheapest, isSubset, overlaps, type Path, type Relids } from './path.js';
import type { TableAccess } from './scan-paths.js';

/** Above this many items the search is greedy. 3^11 splits, nearly all unconnected, are about 15 ms here. */
const DP_ITEMS_MAX = 11;

/** Sets of items are bits of a 32-bit number, and a greedy search takes time in the cube of the items: more of them are joined in portions. */
const ITEMS_MAX = 30;
/** Items of a portion, joined before the rest. With tables that all join one another its 3^8 splits are up to 100 ms; of very many items fewer at a time. */
const PORTION_ITEMS = 8;
const MANY_ITEMS = 60;
const PORTION_ITEMS_OF_MANY = 5;

export interface JoinItem {
  readonly relids: Relids;
  readonly joinType: 'inner' | 'left' | 'semi' | 'anti';
  /** Relations that must already be joined (ON references; LATERAL sources). */
  readonly required: Relids;
  /** ON clauses of a left / semi / anti item. */
  readonly conditions: readonly JoinClause[];
  readonly paths: readonly Path[];
  /** When it is a plain table: for parameterised index scans. */
  readonly access: TableAccess | null;
  /** Semi items: the same rows without repetitions of what the condition compares. */
  readonly uniquePath: Path | null;
}

/** An equivalence class that holds in the whole group, with the members it can join by. */
export interface JoinClass {
  readonly ec: number;
  readonly members: readonly Expr[];
  /** All members equal a constant: their tables' own conditions say so, and need no join. */
  readonly isConstant: boolean;
}

export interface JoinSet {
  /** Items, a bit each. */
  readonly mask: number;
  readonly relids: Relids;
  readonly rows: number;
  readonly paths: Path[];
  readonly single: JoinItem | null;
}

/** Correction for a foreign key of several columns, whose conditions are not independent. */
interface ForeignKeyFactor {
  readonly mask: number;
  readonly factor: number;
}

export function searchJoinOrder(
  level: QueryPlanner,
  items: readonly JoinItem[],
  clauses: readonly JoinClause[],
  classes: readonly JoinClass[],
): readonly Path[] {
  if (items.length === 1) {
    const only = items[0]!;
    assert(only.joinType === 'inner', 'a lone join item is an inner one');
    return only.paths;
  }
  let rest = items;
  let remaining = clauses;
  let joined = NO_RELIDS;
  while (rest.length > ITEMS_MAX) {
    const portion = portionOf(rest, items.length > MANY_ITEMS ? PORTION_ITEMS_OF_MANY : PORTION_ITEMS);
    const relids = portion.reduce((all, item) => all | item.relids, NO_RELIDS);
    const others = rest.filter(item => !portion.includes(item));
    const outside = others.reduce((all, item) => all | item.relids, NO_RELIDS);
    const inside: JoinClause[] = [];
    const later: JoinClause[] = [];
    for (const clause of remaining) (overlaps(clause.relids, outside) || !overlaps(clause.relids, relids) ? later : inside).push(clause);
    const paths = new JoinSearch(level, portion, distinctFor(joined, inside), classes).run();
    joined = relids;
    remaining = later;
    rest = [{ relids, joinType: 'inner', required: NO_RELIDS, conditions: [], paths, access: null, uniquePath: null }, ...others];
  }
  return new JoinSearch(level, rest, distinctFor(joined, remaining), classes).run();
}

/** Without the repetitions between what is joined already and another item: all members of an equivalence class are equal there. */
function distinctFor(joined: Relids, clauses: readonly JoinClause[]): readonly JoinClause[] {
  if (joined === NO_RELIDS) return clauses;
  const seen = new Set<string>();
  return clauses.filter(clause => {
    if (clause.ec < 0 || !overlaps(clause.relids, joined)) return true;
    const key = `${clause.ec}:${clause.relids & ~joined}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** The first items that can be joined with one another, in the order of the query. */
function portionOf(items: readonly JoinItem[], size: number): readonly JoinItem[] {
  const portion: JoinItem[] = [];
  let relids = NO_RELIDS;
  for (const item of items) {
    if (!isSubset(item.required, relids) || (relids === NO_RELIDS && item.joinType !== 'inner')) continue;
    portion.push(item);
    relids |= item.relids;
    if (portion.length === size) break;
  }
  assert(portion.length > 1, 'some items can be joined before the rest');
  return portion;
}

class JoinSearch {
  private readonly itemMasks: readonly number[];
  private readonly clauseMasks: readonly number[];
  private readonly classMembers: readonly { readonly isConstant: boolean; readonly members: readonly { readonly mask: number; readonly distinct: number }[] }[];
  private readonly foreignKeys: readonly ForeignKeyFactor[];
  private readonly rowsByMask = new Map<number, number>();

  constructor(
    private readonly level: QueryPlanner,
    private readonly items: readonly JoinItem[],
    private readonly clauses: readonly JoinClause[],
    classes: readonly JoinClass[],
  ) {
    this.itemMasks = items.map((_, i) => 1 << i);
    this.clauseMasks = clauses.map(c => this.maskOf(c.relids));
    this.classMembers = classes.map(({ isConstant, members }) => ({
      isConstant,
      members: members.flatMap(m => {
        const mask = m.kind === 'var' ? this.maskOf(1n << BigInt(m.table)) : 0;
        return mask === 0 ? [] : [{ mask, distinct: isConstant ? 1 : level.selectivity.distinctOf(m) }];
      }),
    }));
    this.foreignKeys = this.foreignKeyFactors();
  }

  run(): readonly Path[] {
    return this.items.length <= DP_ITEMS_MAX ? this.dynamicProgramming() : this.greedy();
  }

  private maskOf(relids: Relids): number {
    let mask = 0;
    for (let i = 0; i < this.items.length; i++) if (overlaps(relids, this.items[i]!.relids)) mask |= 1 << i;
    return mask;
  }

  private singleSet(i: number): JoinSet {
    const item = this.items[i]!;
    return { mask: this.itemMasks[i]!, relids: item.relids, rows: cheapest(item.paths).rows, paths: [...item.paths], single: item };
  }

  private dynamicProgramming(): readonly Path[] {
    const n = this.items.length;
    const full = (1 << n) - 1;
    const sets: (JoinSet | undefined)[] = new Array<JoinSet | undefined>(full + 1);
    for (let i = 0; i < n; i++) sets[1 << i] = this.singleSet(i);
    // Every proper part of a mask is a smaller number.
    for (let mask = 1; mask <= full; mask++) {
      if ((mask & (mask - 1)) === 0) continue;
      const made = this.joinsOf(mask, sets, true);
      if (made !== undefined) sets[mask] = made;
    }
    if (sets[full] === undefined) {
      // Some part is not connected: then joins without a condition are considered too.
      for (let mask = 1; mask <= full; mask++) if (sets[mask] === undefined) sets[mask] = this.joinsOf(mask, sets, false);
    }
    const result = sets[full];
    if (result === undefined) throw new PgError('internal_error', 'failed to build any join order');
    return result.paths;
  }

  private joinsOf(mask: number, sets: readonly (JoinSet | undefined)[], connectedOnly: boolean): JoinSet | undefined {
    let target: JoinSet | undefined;
    for (let left = (mask - 1) & mask; left > 0; left = (left - 1) & mask) {
      const leftSet = sets[left];
      const rightSet = sets[mask ^ left];
      if (leftSet === undefined || rightSet === undefined) continue;
      if (connectedOnly && !this.isConnected(leftSet, rightSet)) continue;
      target = this.join(leftSet, rightSet, target);
    }
    return target;
  }

  private isConnected(left: JoinSet, right: JoinSet): boolean {
    const { clauseMasks, classMembers } = this;
    for (const special of [left.single, right.single]) if (special !== null && (special.joinType !== 'inner' || special.required !== NO_RELIDS)) return true;
    for (let i = 0; i < clauseMasks.length; i++) {
      const mask = clauseMasks[i]!;
      if ((mask & left.mask) !== 0 && (mask & right.mask) !== 0 && (mask & ~(left.mask | right.mask)) === 0) return true;
    }
    // Two columns that equal the same constant.
    for (const { isConstant, members } of classMembers)
      if (isConstant && members.some(m => (m.mask & left.mask) !== 0) && members.some(m => (m.mask & right.mask) !== 0)) return true;
    return false;
  }

  private greedy(): readonly Path[] {
    let sets = this.items.map((_, i) => this.singleSet(i));
    while (sets.length > 1) {
      let best: { i: number; j: number; set: JoinSet; cost: number } | undefined;
      for (const connectedOnly of [true, false]) {
        for (let i = 0; i < sets.length; i++) {
          for (let j = 0; j < sets.length; j++) {
            if (i === j || (connectedOnly && !this.isConnected(sets[i]!, sets[j]!))) continue;
            const set = this.join(sets[i]!, sets[j]!, undefined);
            if (set === undefined) continue;
            // Small results first; among equals the cheap ones.
            const cost = set.rows + cheapest(set.paths).totalCost * 1e-6;
            if (best === undefined || cost < best.cost) best = { i, j, set, cost };
          }
        }
        if (best !== undefined) break;
      }
      if (best === undefined) throw new PgError('internal_error', 'failed to build any join order');
      const { i, j, set } = best;
      // The other way round may be cheaper.
      const both = this.join(sets[j]!, sets[i]!, set) ?? set;
      sets = sets.filter((_, k) => k !== i && k !== j);
      sets.push(both);
    }
    return sets[0]!.paths;
  }

  /** Adds the paths of `left` joined with `right` (in this order) to `into`. */
  private join(left: JoinSet, right: JoinSet, into: JoinSet | undefined): JoinSet | undefined {
    const leftItem = left.single;
    const rightItem = right.single;
    if (leftItem !== null && leftItem.joinType !== 'inner') {
      // Only a semi item made unique can come first.
      if (leftItem.uniquePath === null || !isSubset(leftItem.required, right.relids) || (rightItem !== null && rightItem.joinType !== 'inner')) return into;
      return this.joinUnique({ ...left, paths: [leftItem.uniquePath], single: null }, right, leftItem, into);
    }
    // A LATERAL item comes after what it refers to.
    if (leftItem !== null && leftItem.required !== NO_RELIDS) return into;
    if (rightItem !== null && !isSubset(rightItem.required, left.relids)) return into;
    if (rightItem === null || rightItem.joinType === 'inner')
      return this.joinAs('inner', left, right, this.applicable(left, right, false), [], left.relids | right.relids, into);
    const { joinType, conditions } = rightItem;
    // A semi join shows the row it found to EvalPlanQual's marks.
    const visible = joinType === 'anti' ? left.relids : left.relids | right.relids;
    const post = joinType === 'left' ? this.applicable(left, right, true) : [];
    let made = this.joinAs(joinType, left, right, conditions, post, visible, into);
    if (joinType === 'semi' && rightItem.uniquePath !== null)
      made = this.joinUnique(left, { ...right, paths: [rightItem.uniquePath], single: null }, rightItem, made);
    return made;
  }

  private joinUnique(left: JoinSet, right: JoinSet, semi: JoinItem, into: JoinSet | undefined): JoinSet | undefined {
    return this.joinAs('inner', left, right, semi.conditions, [], left.relids | right.relids, into);
  }

  private joinAs(
    joinType: JoinItem['joinType'],
    left: JoinSet,
    right: JoinSet,
    joinClauses: readonly JoinClause[],
    postClauses: readonly JoinClause[],
    visible: Relids,
    into: JoinSet | undefined,
  ): JoinSet | undefined {
    const mask = left.mask | right.mask;
    const rows = into?.rows ?? this.rowsOf(mask);
    const paths = into?.paths ?? [];
    const all = joinType === 'inner' ? this.candidates(left, right) : joinClauses;
    makeJoinPaths(this.level, { left, right, joinType, clauses: joinClauses, indexClauses: all, postClauses, rows, relids: visible }, paths);
    if (paths.length === 0) return into;
    return into ?? { mask, relids: left.relids | right.relids, rows, paths, single: null };
  }

  /** Clauses that this join is the first to be able to check, one for each equivalence class. `isOuter`: also those over the right side alone. */
  private applicable(left: JoinSet, right: JoinSet, isOuter: boolean): readonly JoinClause[] {
    const out: JoinClause[] = [];
    const { clauses, clauseMasks } = this;
    const both = left.mask | right.mask;
    for (let i = 0; i < clauses.length; i++) {
      const mask = clauseMasks[i]!;
      if ((mask & ~both) !== 0 || (mask & right.mask) === 0 || ((mask & left.mask) === 0 && !isOuter)) continue;
      const clause = clauses[i]!;
      if (clause.ec >= 0 && out.some(c => c.ec === clause.ec)) continue;
      out.push(clause);
    }
    return out;
  }

  /** The same with every clause of a class: an index may suit one better than another. */
  private candidates(left: JoinSet, right: JoinSet): readonly JoinClause[] {
    const both = left.mask | right.mask;
    return this.clauses.filter((_, i) => {
      const mask = this.clauseMasks[i]!;
      return (mask & ~both) === 0 && (mask & right.mask) !== 0 && (mask & left.mask) !== 0;
    });
  }

  // --- row estimates --------------------------------------------------------------------------------------------

  /** Rows of a set of items: the same whatever way it is joined. */
  private rowsOf(mask: number): number {
    const known = this.rowsByMask.get(mask);
    if (known !== undefined) return known;
    const { items, clauses, clauseMasks, classMembers, level } = this;
    let rows = 1;
    let inner = 0;
    for (let i = 0; i < items.length; i++) {
      if ((mask & (1 << i)) === 0 || items[i]!.joinType !== 'inner') continue;
      rows *= cheapest(items[i]!.paths).rows;
      inner |= 1 << i;
    }
    for (let i = 0; i < clauses.length; i++) {
      const clauseMask = clauseMasks[i]!;
      if (clauses[i]!.ec < 0 && (clauseMask & ~inner) === 0 && (clauseMask & (clauseMask - 1)) !== 0) rows *= clauses[i]!.selectivity;
    }
    for (const { isConstant, members } of classMembers) {
      if (isConstant) continue;
      // Each further member of a class keeps one in as many rows as it has values; the one with fewest values is free.
      let product = 1;
      let least = Infinity;
      let seen = 0;
      for (const { mask: item, distinct } of members) {
        if ((item & inner) === 0 || (item & seen) !== 0) continue;
        seen |= item;
        product *= distinct;
        least = Math.min(least, distinct);
      }
      if (least !== Infinity) rows *= least / product;
    }
    for (const { mask: pair, factor } of this.foreignKeys) if ((pair & ~inner) === 0) rows *= factor;
    rows = Math.max(1, rows);
    for (let i = 0; i < items.length; i++) {
      const item = items[i]!;
      if ((mask & (1 << i)) === 0 || item.joinType === 'inner') continue;
      rows = Math.max(1, specialRows(level, rows, item));
    }
    for (let i = 0; i < clauses.length; i++) if ((clauseMasks[i]! & ~mask) === 0 && (clauseMasks[i]! & ~inner) !== 0) rows *= clauses[i]!.selectivity;
    const result = Math.max(1, Math.round(rows));
    this.rowsByMask.set(mask, result);
    return result;
  }

  /** Foreign keys of two and more columns between items whose columns are all compared. */
  private foreignKeyFactors(): readonly ForeignKeyFactor[] {
    const { items } = this;
    const out: ForeignKeyFactor[] = [];
    items.forEach((item, i) => {
      if (item.access === null || item.joinType !== 'inner') return;
      const from = item.access.base;
      for (const constraint of from.relation.constraints) {
        if (constraint.kind !== 'f' || constraint.columns.length < 2) continue;
        items.forEach((other, j) => {
          if (i === j || other.access?.base.relation.oid !== constraint.referencedRelation || other.joinType !== 'inner') return;
          const to = other.access.base;
          let product = 1;
          for (let k = 0; k < constraint.columns.length; k++) {
            const pair = this.comparedDistinct(from.table, constraint.columns[k]!, to.table, constraint.referencedColumns[k]!);
            if (pair === undefined) return;
            product *= pair;
          }
          out.push({ mask: (1 << i) | (1 << j), factor: Math.max(1, product / Math.max(1, to.tuples)) });
        });
      }
    });
    return out;
  }

  /** Number of values that two columns are compared over, if they are. */
  private comparedDistinct(table: number, column: number, otherTable: number, otherColumn: number): number | undefined {
    const is = (e: Expr, t: number, c: number): boolean => e.kind === 'var' && e.table === t && e.column === c && e.levelsUp === 0;
    for (const { equality } of this.clauses) {
      if (equality === null) continue;
      const a = stripRelabel(equality.left);
      const b = stripRelabel(equality.right);
      const matches = (is(a, table, column) && is(b, otherTable, otherColumn)) || (is(b, table, column) && is(a, otherTable, otherColumn));
      if (matches) return Math.max(this.level.selectivity.distinctOf(a), this.level.selectivity.distinctOf(b));
    }
    return undefined;
  }
}

function specialRows(level: QueryPlanner, left: number, item: JoinItem): number {
  const right = cheapest(item.paths).rows;
  if (item.joinType === 'left') {
    const selectivity = item.conditions.reduce((s, c) => s * c.selectivity, 1);
    return Math.max(left, left * right * selectivity);
  }
  const matched = semiSelectivity(level, item, right);
  return item.joinType === 'semi' ? left * matched : left * Math.max(0.02, 1 - matched);
}

/** Fraction of left rows with a match: for equalities the share of the left values that the right side can have. */
function semiSelectivity(level: QueryPlanner, item: JoinItem, right: number): number {
  let matched = 1;
  let rest = right;
  for (const { equality, selectivity } of item.conditions) {
    if (equality === null) {
      rest *= selectivity;
      continue;
    }
    const isLeftInner = isSubset(equality.leftRelids, item.relids);
    const outer = level.selectivity.distinctOf(isLeftInner ? equality.right : equality.left);
    const inner = Math.min(right, level.selectivity.distinctOf(isLeftInner ? equality.left : equality.right));
    matched *= Math.min(1, inner / Math.max(1, outer));
    rest /= Math.max(1, inner);
  }
  return Math.min(1, matched * Math.min(1, rest));
}
