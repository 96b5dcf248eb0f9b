/**
 * `WHERE EXISTS (…)`, `WHERE x IN (SELECT …)` and `NOT EXISTS` as top-level conjuncts become semi and anti joins (Kim 1982; PostgreSQL's
 * convert_*_sublink_to_join conditions: the sub-select is a plain join query; IN's left side and the sub-select may refer to this level).
 */
import { shiftQueryLevels, type Expr, type JoinTree, type Query, type SubLink, type SubLinkColumn } from '../../analyze/index.js';
import { mapDeep, visitQueryDeep } from '../expression/levels.js';
import { containsSubLink, relidsOf } from '../expression/references.js';
import { conjunction, conjuncts } from '../expression/walk.js';
import type { SemiJoin } from '../path/join-tree.js';
import { NO_RELIDS } from '../path/path.js';
import { isNever } from '../path/source-paths.js';
import type { QueryPlanner } from '../query-planner.js';
import { foldExpr } from './fold-constants.js';
import { prepareQuery } from './prepare.js';
import { asTree, isPlainSelect, moveRangeTable } from './pull-up-subqueries.js';

interface Converted {
  readonly join: SemiJoin;
  readonly query: Query;
}

export function pullUpSubLinks(level: QueryPlanner, query: Query): { query: Query; semiJoins: readonly SemiJoin[] } {
  if (!query.hasSubLinks || query.from.items.length === 0 || !query.from.where) return { query, semiJoins: [] };
  const semiJoins: SemiJoin[] = [];
  const keep: Expr[] = [];
  let current = query;
  let isChanged = false;
  for (const qual of conjuncts(query.from.where)) {
    const converted = convert(level, current, qual);
    const never = converted?.join.conditions.find(isNever);
    if (never !== undefined) {
      // No row ever matches: EXISTS is false, NOT EXISTS true.
      if (converted!.join.joinType === 'semi') keep.push(never);
      isChanged = true;
    } else if (converted) {
      semiJoins.push(converted.join);
      current = converted.query;
    } else keep.push(qual);
  }
  if (semiJoins.length === 0 && !isChanged) return { query, semiJoins };
  return { query: { ...current, from: { ...current.from, where: conjunction(keep) } }, semiJoins };
}

function convert(level: QueryPlanner, query: Query, qual: Expr): Converted | undefined {
  const isNot = qual.kind === 'bool' && qual.op === 'not';
  const link: Expr = isNot ? qual.args[0]! : qual;
  if (link.kind !== 'sublink') return undefined;
  if (link.link === 'exists') return convertExists(level, query, link, isNot);
  if (link.link === 'any' && !isNot && link.test) return convertAny(level, query, link);
  return undefined;
}

function convertExists(level: QueryPlanner, query: Query, link: SubLink, isNot: boolean): Converted | undefined {
  const sub = prepareQuery(withoutLimit(link.query, level), level.context);
  if (!isPlainSelect({ ...sub, distinct: [] }) || sub.from.items.length === 0) return undefined;
  const where = conjuncts(sub.from.where);
  if (where.some(q => level.hasVolatile(q))) return undefined;
  // Outer references may appear only in WHERE: the tables themselves must not be lateral.
  if (refersOutside({ ...sub, from: { ...sub.from, where: null }, targets: [] })) return undefined;
  const offset = query.rangeTable.length;
  const { rangeTable, tree, conditions } = embed(sub, offset);
  // Without a condition tying it to this level a semi join gains nothing over an InitPlan.
  if (!conditions.some(c => isTied(c, offset))) return undefined;
  return { join: { joinType: isNot ? 'anti' : 'semi', tree, conditions }, query: { ...query, rangeTable: [...query.rangeTable, ...rangeTable] } };
}

/** EXISTS asks for one row anyway. */
function withoutLimit(query: Query, level: QueryPlanner): Query {
  const limit = query.limit === null ? null : foldExpr(query.limit, level.context);
  const isHarmless = limit !== null && limit.kind === 'const' && limit.value !== null && Number(limit.value) > 0 && query.offset === null;
  return isHarmless ? { ...query, limit: null, orderBy: [] } : query;
}

function isTied(condition: Expr, offset: number): boolean {
  return (relidsOf(condition) & ((1n << BigInt(offset)) - 1n)) !== NO_RELIDS;
}

function convertAny(level: QueryPlanner, query: Query, link: SubLink): Converted | undefined {
  // The sub-select stays a sub-query item unless it is a plain join; its columns join by the link's test.
  if (refersOutside(link.query) || level.hasVolatile(link.test!)) return undefined;
  if (link.left.length === 0 || link.left.every(l => relidsOf(l) === NO_RELIDS)) return undefined;
  const sub = prepareQuery(link.query, level.context);
  const visible = sub.targets.filter(t => !t.isJunk);
  const table = query.rangeTable.length;
  const isPlain =
    isPlainSelect(sub) &&
    sub.from.items.length > 0 &&
    !visible.some(t => level.hasVolatile(t.expr) || containsSubLink(t.expr)) &&
    !conjuncts(sub.from.where).some(q => level.hasVolatile(q) || containsSubLink(q));
  if (isPlain) {
    const { rangeTable, tree, conditions, targets } = embed(sub, table);
    const test = withColumns(link.test!, ({ column }) => targets[column]!);
    const join: SemiJoin = { joinType: 'semi', tree, conditions: [...conjuncts(test), ...conditions] };
    return { join, query: { ...query, rangeTable: [...query.rangeTable, ...rangeTable] } };
  }
  const columns = visible.map(t => ({ name: t.name, type: t.expr.type, typmod: t.expr.typmod, collation: t.expr.collation }));
  const test = withColumns(link.test!, ({ column, type, typmod, collation, location }) => ({
    ...{ kind: 'var', table, column: column + 1, levelsUp: 0, type, typmod, collation, location },
  }));
  const entry = { kind: 'subquery' as const, alias: 'ANY_subquery', hasAlias: false, columns, isLateral: false, query: sub, isView: null };
  return {
    join: { joinType: 'semi', tree: { kind: 'table', table }, conditions: conjuncts(test) },
    query: { ...query, rangeTable: [...query.rangeTable, entry] },
  };
}

/** A link's test with something else for the columns of its sub-select. Those that a sub-select within the test compares are not its own. */
function withColumns(test: Expr, column: (expr: SubLinkColumn) => Expr): Expr {
  return mapDeep(test, e => (e.kind === 'sublink-column' ? column(e) : e.kind === 'sublink' ? e : undefined));
}

function refersOutside(query: Query): boolean {
  let found = false;
  visitQueryDeep(
    query,
    (e, depth) => {
      if ((e.kind === 'var' || e.kind === 'agg' || e.kind === 'grouping') && e.levelsUp > depth - 1 && e.levelsUp > 0) found = true;
    },
    1,
  );
  for (const entry of query.rangeTable) if (entry.kind === 'cte' && entry.isSelfReference) found = true;
  return found;
}

/** The sub-select's tables appended to this level's range table; its WHERE and targets at this level. */
function embed(sub: Query, offset: number): { rangeTable: Query['rangeTable']; tree: JoinTree; conditions: Expr[]; targets: readonly Expr[] } {
  const moved = shiftQueryLevels(moveRangeTable(sub, offset), -1);
  const targets = moved.targets.filter(t => !t.isJunk).map(t => t.expr);
  return { rangeTable: moved.rangeTable, tree: asTree(moved.from.items), conditions: conjuncts(moved.from.where), targets };
}
