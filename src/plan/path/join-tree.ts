/**
 * Takes a query level's FROM and WHERE apart into join items and qualifications, and joins them. Inner joins dissolve; the right side of an outer
 * join is an item of its own (with a group of its own inside it); a full join stays whole.
 */
import type { Expr, JoinTree, OpExpr } from '../../analyze/index.js';
import { relidsOf, relidsOfList } from '../expression/references.js';
import { sortsAlike } from '../expression/order-collation.js';
import { conjunction, conjuncts, exprEquals, someExpr } from '../expression/walk.js';
import type { QueryPlanner } from '../query-planner.js';
import { isUniqueBy } from '../rewrite/unique-rows.js';
import { Equivalences } from './equivalence.js';
import { makeClause, type JoinClause } from './join-clause.js';
import { makeJoinPaths } from './join-methods.js';
import { searchJoinOrder, type JoinClass, type JoinItem } from './join-search.js';
import { NO_KEYS, NO_RELIDS, cheapest, isSubset, overlaps, relidOf, type Path, type Relids } from './path.js';
import { emptyPath, gatedPath, isNever, registerTables, resultPath, tableSource } from './source-paths.js';
import { uniquePath } from './unique-path.js';

/** A semi or anti join made from EXISTS / IN (rewrite/pull-up-sub-links.ts). */
export interface SemiJoin {
  readonly joinType: 'semi' | 'anti';
  readonly tree: JoinTree;
  readonly conditions: readonly Expr[];
}

/** Paths of the level's FROM ... WHERE. */
export function fromPaths(level: QueryPlanner, semiJoins: readonly SemiJoin[]): readonly Path[] {
  const { from } = level.query;
  const quals = conjuncts(from.where);
  if (from.items.length === 0) return [resultPath(level, quals)];
  registerTables(level);
  return groupPaths(level, from.items, quals, semiJoins, level.equivalences);
}

interface RawItem {
  readonly tree: JoinTree;
  readonly joinType: JoinItem['joinType'];
  readonly conditions: readonly Expr[];
}

/** `classes`: the level's own for its outermost group, whose equalities hold for all rows; others keep theirs to themselves. */
function groupPaths(
  level: QueryPlanner,
  trees: readonly JoinTree[],
  quals: readonly Expr[],
  semiJoins: readonly SemiJoin[],
  classes: Equivalences,
): readonly Path[] {
  const raw: RawItem[] = [];
  const all: Expr[] = [...quals];
  for (const tree of trees) flatten(tree, raw, all);
  for (const { tree, joinType, conditions } of semiJoins) {
    // With one partner at most a semi join is an inner one.
    if (joinType === 'semi' && tree.kind === 'table' && isUniqueBy(level.entry(tree.table), tree.table, conditions, level.context)) {
      raw.push({ tree, joinType: 'inner', conditions: [] });
      all.push(...conditions);
    } else raw.push({ tree, joinType, conditions });
  }
  const relidsByItem = raw.map(item => treeRelids(item.tree));
  const group = relidsByItem.reduce((r, own) => r | own, NO_RELIDS);
  const nullable = raw.reduce((r, item, i) => (item.joinType === 'left' ? r | relidsByItem[i]! : r), NO_RELIDS);
  const gate: Expr[] = [];
  const rest: Expr[] = [];
  for (const qual of all) (relidsOf(qual) === NO_RELIDS ? gate : rest).push(qual);
  // Nothing is read, so a FULL JOIN need not be possible.
  if (raw.length === 1 && gate.some(isNever)) return [emptyPath(level, template(group), gate)];
  const { plain, equalities } = withImplied(level, rest, nullable, classes);
  const own: Expr[][] = raw.map(() => []);
  const innerItemOf = itemFinder(raw, relidsByItem);
  const joining: { readonly expr: Expr; readonly ec: number }[] = [];
  for (const qual of [...plain, ...equalities]) {
    const relids = relidsOf(qual.expr);
    // What lies outside the group comes from an enclosing nested loop (LATERAL).
    const at = overlaps(relids, nullable) ? -1 : innerItemOf(relids & group);
    if (at >= 0) own[at]!.push(qual.expr);
    else joining.push(qual);
  }
  const adjusted = new Map<Expr, number>();
  for (const { expr } of joining) {
    if (expr.kind !== 'bool' || expr.op !== 'or') continue;
    raw.forEach((item, i) => {
      const part = item.joinType === 'inner' ? restrictionOf(expr, relidsByItem[i]!) : undefined;
      if (part === undefined) return;
      const selectivity = level.selectivity.one(part);
      if (selectivity > 0.9) return;
      own[i]!.push(part);
      adjusted.set(expr, (adjusted.get(expr) ?? 1) * selectivity);
    });
  }
  const items = raw.map((item, i) => makeItem(level, item, relidsByItem[i]!, group, own[i]!, classes, raw.length > 1 ? mergeClasses(level, classes) : null));
  const joinClauses = joining.map(q => {
    const clause = makeClause(level, q.expr, q.ec);
    // Part of its effect is in the tables' own conditions now.
    const factor = adjusted.get(q.expr);
    return factor === undefined ? clause : { ...clause, selectivity: Math.min(1, clause.selectivity / factor) };
  });
  const paths = searchJoinOrder(level, items, joinClauses, joinClasses(classes));
  return gate.length === 0 ? paths : paths.map(path => gatedPath(level, path, gate));
}

/** Finds the inner item that holds all of some relations, or -1. Hundreds of tables that equal one another have tens of thousands of conditions. */
function itemFinder(raw: readonly RawItem[], relidsByItem: readonly Relids[]): (relids: Relids) => number {
  const lone = new Map<Relids, number>();
  const wide: number[] = [];
  relidsByItem.forEach((relids, i) => {
    if (raw[i]!.joinType !== 'inner') return;
    if ((relids & (relids - 1n)) === NO_RELIDS) lone.set(relids, i);
    else wide.push(i);
  });
  return relids => {
    if (relids === NO_RELIDS) return raw.findIndex(item => item.joinType === 'inner');
    return lone.get(relids) ?? wide.find(i => isSubset(relids, relidsByItem[i]!)) ?? -1;
  };
}

/** What a disjunction over several items says of one of them alone: `(a = 1 AND b = 2) OR (a = 3 AND c)` says `a = 1 OR a = 3`. */
function restrictionOf(expr: Expr, relids: Relids): Expr | undefined {
  if (expr.kind !== 'bool' || expr.op !== 'or' || !overlaps(relidsOf(expr), relids)) return undefined;
  const arms: Expr[] = [];
  for (const arm of expr.args) {
    const own = conjuncts(arm).filter(part => {
      const needs = relidsOf(part);
      return needs !== NO_RELIDS && isSubset(needs, relids) && !someExpr(part, e => e.kind === 'sublink');
    });
    if (own.length === 0) return undefined;
    arms.push(conjunction(own)!);
  }
  return { ...expr, args: arms };
}

/** Classes whose order would let inputs be merged: of use only where hashing is off. */
function mergeClasses(level: QueryPlanner, classes: Equivalences): ReadonlySet<number> | null {
  if (level.context.env.settings.enable_hashjoin || classes !== level.equivalences) return null;
  return new Set(classes.compared().map(c => c.ec));
}

function joinClasses(classes: Equivalences): JoinClass[] {
  return classes.compared().map(({ ec, members, constant }) => ({ ec, members, isConstant: constant !== null }));
}

/** Inner joins dissolve into items and qualifications; a left join leaves its right side as a left item. */
function flatten(tree: JoinTree, items: RawItem[], quals: Expr[]): void {
  if (tree.kind === 'table' || tree.joinType === 'full') {
    items.push({ tree, joinType: 'inner', conditions: [] });
    return;
  }
  if (tree.joinType === 'inner') {
    flatten(tree.left, items, quals);
    flatten(tree.right, items, quals);
    quals.push(...conjuncts(tree.condition));
    return;
  }
  const [left, right] = tree.joinType === 'left' ? [tree.left, tree.right] : [tree.right, tree.left];
  flatten(left, items, quals);
  items.push({ tree: right, joinType: 'left', conditions: conjuncts(tree.condition) });
}

export function treeRelids(tree: JoinTree): Relids {
  return tree.kind === 'table' ? relidOf(tree.table) : treeRelids(tree.left) | treeRelids(tree.right);
}

type Qual = { readonly expr: Expr; readonly ec: number };

/**
 * Equalities become equivalence classes, and come back as all that follows from them: `a = b AND a = 5` as `a = 5` and `b = 5`, `a = b AND b = c`
 * with `a = c` too. Only conditions on the group's own rows (never of a nullable side), with operators of one type.
 */
function withImplied(level: QueryPlanner, quals: readonly Expr[], nullable: Relids, classes: Equivalences): { plain: Qual[]; equalities: Qual[] } {
  const { catalog } = level.context.env;
  const plain: Qual[] = [];
  const originals: OpExpr[] = [];
  for (const qual of quals) {
    const kept = (): void => void plain.push({ expr: qual, ec: -1 });
    if (qual.kind !== 'op' || qual.args.length !== 2 || (nullable !== NO_RELIDS && overlaps(relidsOf(qual), nullable))) {
      kept();
      continue;
    }
    const operator = catalog.operatorById(qual.operatorId);
    if (!operator || operator.name !== '=' || !operator.canMerge || level.hasVolatile(qual)) {
      kept();
      continue;
    }
    const [a, b] = qual.args as [Expr, Expr];
    const isSameType = operator.leftType === operator.rightType && operator.canHash;
    const constantA = isPseudoConstant(a);
    const constantB = isPseudoConstant(b);
    if (a.kind === 'var' && a.levelsUp === 0 && constantB && isSameType) {
      classes.setConstant(a, b, qual);
      originals.push(qual);
    } else if (b.kind === 'var' && b.levelsUp === 0 && constantA && isSameType) {
      classes.setConstant(b, a, qual);
      originals.push(qual);
    } else if (
      isSameType &&
      isColumn(a) &&
      isColumn(b) &&
      !exprEquals(a, b) &&
      sortsAlike(level.context.env, a.collation, b.collation) &&
      classes.merge(a, b, qual)
    )
      originals.push(qual);
    else {
      // Of another type, but as fixed as the constant is.
      if (isColumn(a) && constantB) classes.setConstant(a, null, qual);
      if (isColumn(b) && constantA) classes.setConstant(b, null, qual);
      kept();
    }
  }
  const equalities: Qual[] = [];
  const groups = classes.compared();
  for (const original of originals) {
    // What a class cannot take back (a second constant) stays as written.
    const group = groups.find(g => g.ec === classes.classOf(columnOf(original)));
    if (group === undefined || !isCovered(original, group)) equalities.push({ expr: original, ec: -1 });
  }
  for (const { ec, members, constant, operator } of groups) {
    const columns = members.filter(isColumn);
    const make = (a: Expr, b: Expr): Expr =>
      originals.find(o => (exprEquals(o.args[0]!, a) && exprEquals(o.args[1]!, b)) || (exprEquals(o.args[0]!, b) && exprEquals(o.args[1]!, a))) ?? {
        ...operator,
        args: [a, b],
      };
    if (constant !== null) {
      for (const column of columns) equalities.push({ expr: make(column, constant), ec: -1 });
      continue;
    }
    for (let i = 0; i < columns.length; i++) {
      for (let j = i + 1; j < columns.length; j++) equalities.push({ expr: make(columns[i]!, columns[j]!), ec });
    }
  }
  return { plain, equalities };
}

const isColumn = (e: Expr): boolean => e.kind === 'var' && e.levelsUp === 0;

function columnOf(equality: OpExpr): Expr {
  return isColumn(equality.args[0]!) ? equality.args[0]! : equality.args[1]!;
}

function isCovered(equality: OpExpr, group: { readonly constant: Expr | null; readonly operator: OpExpr }): boolean {
  if (group.operator.operatorId !== equality.operatorId) return false;
  const other = isColumn(equality.args[0]!) ? equality.args[1]! : equality.args[0]!;
  return isColumn(other) || (group.constant !== null && exprEquals(group.constant, other));
}

/** Has one value while the level runs, and may be evaluated in several places. */
function isPseudoConstant(expr: Expr): boolean {
  if (expr.kind === 'const' || expr.kind === 'param') return true;
  return relidsOf(expr) === NO_RELIDS && !someExpr(expr, e => e.kind === 'sublink' || e.kind === 'agg' || e.kind === 'window' || e.kind === 'grouping');
}

function makeItem(
  level: QueryPlanner,
  raw: RawItem,
  relids: Relids,
  group: Relids,
  quals: readonly Expr[],
  classes: Equivalences,
  wantedMerges: ReadonlySet<number> | null,
): JoinItem {
  const { tree } = raw;
  const conditions: Expr[] = [];
  const pushed: Expr[] = [...quals];
  // ON clauses of an outer join that only look at its right side filter that side; so do those whose left side is a constant.
  for (const condition of raw.conditions) {
    const needs = relidsOf(condition);
    if (needs !== NO_RELIDS && isSubset(needs, relids)) {
      pushed.push(condition);
      continue;
    }
    conditions.push(condition);
    const fixed = withConstant(condition, relids, classes);
    if (fixed !== undefined) pushed.push(fixed);
  }
  const required = relidsOfList(conditions) & ~relids & group;
  const outside = relidsOfList(pushed) & ~relids;
  const isInner = raw.joinType === 'inner';
  const never = isInner ? undefined : conditions.find(isNever);
  if (never !== undefined && raw.joinType === 'left') {
    return {
      ...{
        relids,
        joinType: raw.joinType,
        required,
        conditions: [makeClause(level, never)],
        paths: [emptyPath(level, template(relids), [never])],
        access: null,
        uniquePath: null,
      },
    };
  }
  if (tree.kind === 'table') {
    const source = tableSource(level, tree.table, pushed, wantedMerges);
    const made = conditions.map(c => makeClause(level, c));
    return {
      ...{ relids, joinType: raw.joinType, required: (isInner ? source.lateral : required | source.lateral) & group, conditions: made },
      ...{
        paths: dependingOn(source.paths, outside),
        access: outside === NO_RELIDS ? source.access : null,
        uniquePath: raw.joinType === 'semi' ? uniquePath(level, source.paths, relids, made, source.uniqueColumns) : null,
      },
    };
  }
  const paths = tree.joinType === 'full' ? fullJoinPaths(level, tree, pushed) : groupPaths(level, [tree], pushed, [], new Equivalences());
  const lateral = paths.reduce((r, p) => r | p.requiredOuter, NO_RELIDS);
  const made = conditions.map(c => makeClause(level, c));
  return {
    ...{
      relids,
      joinType: raw.joinType,
      required: (isInner ? lateral : required | lateral) & group,
      conditions: made,
      paths: dependingOn(paths, outside),
      access: null,
    },
    uniquePath: raw.joinType === 'semi' ? uniquePath(level, paths, relids, made, null) : null,
  };
}

/** What an empty path stands for. */
function template(relids: Relids): Path {
  return {
    ...{ relids, rows: 1, startupCost: 0, totalCost: 0, width: 8, pathKeys: NO_KEYS, requiredOuter: NO_RELIDS },
    build: () => {
      throw new Error('a template of a path is not built');
    },
  };
}

/** Paths whose filters read columns of an enclosing nested loop. */
function dependingOn(paths: readonly Path[], outside: Relids): readonly Path[] {
  return outside === NO_RELIDS ? paths : paths.map(path => ({ ...path, requiredOuter: path.requiredOuter | outside }));
}

/** `outer = inner` where WHERE fixes `outer`: the inner side need only have rows with that value. */
function withConstant(condition: Expr, inner: Relids, classes: Equivalences): Expr | undefined {
  if (condition.kind !== 'op' || condition.args.length !== 2) return undefined;
  const [a, b] = condition.args as [Expr, Expr];
  for (const [outer, own] of [
    [a, b],
    [b, a],
  ] as const) {
    if (!isColumn(outer) || !isColumn(own) || overlaps(relidsOf(outer), inner) || !isSubset(relidsOf(own), inner)) continue;
    const known = classes.constantOf(outer);
    if (known !== null && known.operator.operatorId === condition.operatorId) return { ...condition, args: [own, known.constant] };
  }
  return undefined;
}

function fullJoinPaths(level: QueryPlanner, tree: JoinTree & { kind: 'join' }, filters: readonly Expr[]): readonly Path[] {
  const left = groupPaths(level, [tree.left], [], [], new Equivalences());
  const right = groupPaths(level, [tree.right], [], [], new Equivalences());
  const leftRelids = treeRelids(tree.left);
  const rightRelids = treeRelids(tree.right);
  const clauses: readonly JoinClause[] = conjuncts(tree.condition).map(c => makeClause(level, c));
  const a = cheapest(left);
  const b = cheapest(right);
  const joined = clauses.reduce((n, c) => n * c.selectivity, a.rows * b.rows);
  const rows = Math.max(a.rows, b.rows, joined) * level.selectivity.list(filters);
  const paths: Path[] = [];
  makeJoinPaths(
    level,
    {
      left: { mask: 1, relids: leftRelids, rows: a.rows, paths: [...left], single: null },
      right: { mask: 2, relids: rightRelids, rows: b.rows, paths: [...right], single: null },
      ...{ joinType: 'full', clauses, indexClauses: clauses, postClauses: filters.map(f => makeClause(level, f)) },
      ...{ rows: Math.max(1, Math.round(rows)), relids: leftRelids | rightRelids },
    },
    paths,
  );
  return paths;
}
