/** GROUP BY with grouping sets (PostgreSQL: transformGroupClause). */
import type * as S from '../../sql/index.js';
import { fail } from '../fail.js';
import type { QueryState } from '../state.js';
import { syntaxLocation } from '../typed/location.js';
import type { GroupingSet, SortGroupClause } from '../typed/query.js';
import { assignRef, findTarget, groupClauseFor } from './sort-group.js';
import type { DraftTarget } from './targets.js';

const CUBE_MAX = 12;

export interface GroupBy {
  readonly clauses: SortGroupClause[];
  readonly sets: GroupingSet[];
}

/** Collects the clauses of one GROUP BY; repeated items share one. */
class Grouper {
  readonly clauses: SortGroupClause[] = [];

  constructor(
    readonly state: QueryState,
    readonly targets: DraftTarget[],
    readonly orderBy: readonly SortGroupClause[],
  ) {}

  /** Reference of one expression. */
  add(node: S.Expression): number {
    const target = findTarget(this.state, node, this.targets, 'group-by');
    if (target.ref !== 0 && this.clauses.some(clause => clause.ref === target.ref)) return target.ref;
    // An ORDER BY on the same value lends its ordering, so that one sort serves both.
    const ordered = target.ref === 0 ? undefined : this.orderBy.find(clause => clause.ref === target.ref);
    this.clauses.push(ordered ?? groupClauseFor(this.state, target, this.targets, syntaxLocation(node)));
    return assignRef(target, this.targets);
  }

  list(nodes: readonly S.Expression[]): number[] {
    const refs: number[] = [];
    for (const node of nodes) {
      const ref = this.add(node);
      if (!refs.includes(ref)) refs.push(ref);
    }
    return refs;
  }

  set(node: S.GroupItem): GroupingSet {
    if (node.kind !== 'GroupingSet') {
      if (node.kind === 'RowExpr' && node.rowFormat === 'implicit') return { kind: 'simple', refs: this.list(node.args) };
      return { kind: 'simple', refs: [this.add(node)] };
    }
    if (node.setKind === 'empty') return { kind: 'empty' };
    if (node.setKind === 'cube' && node.content.length > CUBE_MAX) {
      fail('too_many_columns', `CUBE is limited to ${CUBE_MAX} elements`, node.location);
    }
    return { kind: node.setKind, sets: node.content.map(item => this.set(item)) };
  }
}

/** Flattens what needs no nesting: implicit rows among the plain items. */
function flatten(nodes: readonly S.GroupItem[], hasSets: { found: boolean }): S.GroupItem[] {
  const result: S.GroupItem[] = [];
  for (const node of nodes) {
    if (node.kind === 'GroupingSet') {
      hasSets.found = true;
      result.push(node);
    } else if (node.kind === 'RowExpr' && node.rowFormat === 'implicit') result.push(...flatten(node.args, hasSets));
    else result.push(node);
  }
  return result;
}

export function transformGroupBy(state: QueryState, nodes: readonly S.GroupItem[], targets: DraftTarget[], orderBy: readonly SortGroupClause[]): GroupBy {
  const grouper = new Grouper(state, targets, orderBy);
  const hasSets = { found: false };
  const items = flatten(nodes, hasSets);
  const sets: GroupingSet[] = [];
  for (const item of items) {
    if (item.kind === 'GroupingSet') sets.push(grouper.set(item));
    else {
      const ref = grouper.add(item);
      // Beside grouping sets, a plain item is a set of its own that multiplies the others.
      if (hasSets.found) sets.push({ kind: 'simple', refs: [ref] });
    }
  }
  return { clauses: grouper.clauses, sets };
}

const SETS_MAX = 4096;

/** Every grouping set that the clauses stand for, as lists of references. */
export function expandGroupingSets(sets: readonly GroupingSet[]): number[][] {
  let result: number[][] = [[]];
  for (const set of sets) {
    const expanded = expandSet(set);
    if (result.length * expanded.length > SETS_MAX) fail('statement_too_complex', 'too many grouping sets present (maximum 4096)');
    result = result.flatMap(left => expanded.map(right => union(left, right)));
  }
  return result;
}

function union(a: readonly number[], b: readonly number[]): number[] {
  return [...a, ...b.filter(ref => !a.includes(ref))];
}

function refsOf(set: GroupingSet): number[] {
  return set.kind === 'simple' ? [...set.refs] : [];
}

function expandSet(set: GroupingSet): number[][] {
  switch (set.kind) {
    case 'empty':
      return [[]];
    case 'simple':
      return [[...set.refs]];
    case 'rollup': {
      const result: number[][] = [];
      for (let length = set.sets.length; length >= 0; length--) {
        result.push(set.sets.slice(0, length).reduce<number[]>((refs, part) => union(refs, refsOf(part)), []));
      }
      return result;
    }
    case 'cube': {
      const result: number[][] = [];
      for (let mask = (1 << set.sets.length) - 1; mask >= 0; mask--) {
        result.push(set.sets.reduce<number[]>((refs, part, i) => (mask & (1 << i) ? union(refs, refsOf(part)) : refs), []));
      }
      return result;
    }
    case 'sets':
      return set.sets.flatMap(part => expandSet(part));
  }
}
