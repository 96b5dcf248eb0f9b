/**
 * `WHERE EXISTS (…)`, `WHERE x IN (SELECT …)` and `NOT EXISTS` as top-level conjuncts become semi and anti joins (Kim 1982; PostgreSQL's
 * convert_*_sublink_to_join conditions: the sub-select is a plain join query; IN's left side and the sub-select may refer to this level).
 */
import type { Expr, JoinTree, Query, SubLink } from '../../analyze/index.js';
import { mapDeep, mapQueryDeep, visitQueryDeep } from '../expression/levels.js';
import { relidsOf } from '../expression/references.js';
import { conjunction, conjuncts } from '../expression/walk.js';
import type { SemiJoin } from '../path/join-tree.js';
import { NO_RELIDS } from '../path/path.js';
import type { QueryPlanner } from '../query-planner.js';
import { prepareQuery } from './prepare.js';

export function pullUpSubLinks(level: QueryPlanner, query: Query): { query: Query; semiJoins: SemiJoin[] } {
  if (!query.hasSubLinks || query.from.items.length === 0 || !query.from.where) return { query, semiJoins: [] };
  const semiJoins: SemiJoin[] = [];
  const keep: Expr[] = [];
  let current = query;
  for (const qual of conjuncts(query.from.where)) {
    const converted = convert(level, current, qual);
    if (converted) {
      semiJoins.push(converted.join);
      current = converted.query;
    } else keep.push(qual);
  }
  if (semiJoins.length === 0) return { query, semiJoins };
  return { query: { ...current, from: { ...current.from, where: conjunction(keep) } }, semiJoins };
}

function convert(level: QueryPlanner, query: Query, qual: Expr): { join: SemiJoin; query: Query } | undefined {
  const isNot = qual.kind === 'bool' && qual.op === 'not';
  const link: Expr = isNot ? qual.args[0]! : qual;
  if (link.kind !== 'sublink') return undefined;
  if (link.link === 'exists') return convertExists(level, query, link, isNot);
  if (link.link === 'any' && !isNot && link.test) return convertAny(level, query, link);
  return undefined;
}

function convertExists(level: QueryPlanner, query: Query, link: SubLink, isNot: boolean): { join: SemiJoin; query: Query } | undefined {
  const sub = prepareQuery(link.query, level.context);
  if (!isPlainJoin(sub) || sub.limit || sub.offset) return undefined;
  const where = conjuncts(sub.from.where);
  if (where.some(q => level.hasVolatile(q))) return undefined;
  // Outer references may appear only in WHERE: the tables themselves must not be lateral.
  if (refersOutside({ ...sub, from: { ...sub.from, where: null }, targets: [] })) return undefined;
  const offset = query.rangeTable.length;
  const { rangeTable, tree, conditions } = embed(sub, offset);
  // Without a condition tying it to this level a semi join gains nothing over an InitPlan.
  if (!conditions.some(c => (relidsOf(c) & ((1n << BigInt(offset)) - 1n)) !== NO_RELIDS)) return undefined;
  return { join: { joinType: isNot ? 'anti' : 'semi', tree, conditions }, query: { ...query, rangeTable: [...query.rangeTable, ...rangeTable] } };
}

function convertAny(level: QueryPlanner, query: Query, link: SubLink): { join: SemiJoin; query: Query } | undefined {
  // The sub-select stays a sub-query item unless correlated; its columns join by the link's test.
  if (refersOutside(link.query) || level.hasVolatile(link.test!)) return undefined;
  if (link.left.length === 0 || link.left.every(l => relidsOf(l) === NO_RELIDS)) return undefined;
  const table = query.rangeTable.length;
  const columns = link.query.targets
    .filter(t => !t.isJunk)
    .map(t => ({ name: t.name, type: t.expr.type, typmod: t.expr.typmod, collation: t.expr.collation }));
  const test = mapDeep(link.test!, e =>
    e.kind === 'sublink-column'
      ? { kind: 'var', table, column: e.column + 1, levelsUp: 0, type: e.type, typmod: e.typmod, collation: e.collation, location: e.location }
      : undefined,
  );
  const entry = {
    kind: 'subquery' as const,
    alias: 'ANY_subquery',
    hasAlias: false,
    columns,
    isLateral: false,
    query: prepareQuery(link.query, level.context),
    isView: null,
  };
  return {
    join: { joinType: 'semi', tree: { kind: 'table', table }, conditions: conjuncts(test) },
    query: { ...query, rangeTable: [...query.rangeTable, entry] },
  };
}

function isPlainJoin(q: Query): boolean {
  return (
    q.command === 'select' &&
    !q.setOperation &&
    q.ctes.length === 0 &&
    q.groupBy.length === 0 &&
    q.groupingSets.length === 0 &&
    !q.having &&
    !q.hasAggregates &&
    !q.hasWindows &&
    !q.hasTargetSets &&
    q.rowMarks.length === 0 &&
    q.from.items.length > 0
  );
}

function refersOutside(query: Query): boolean {
  let found = false;
  visitQueryDeep(
    query,
    (e, depth) => {
      if ((e.kind === 'var' || e.kind === 'agg') && e.levelsUp > depth - 1 && e.levelsUp > 0) found = true;
    },
    1,
  );
  for (const entry of query.rangeTable) if (entry.kind === 'cte' && entry.isSelfReference) found = true;
  return found;
}

/** The sub-select's tables appended to this level's range table; its WHERE as join conditions at this level. */
function embed(sub: Query, offset: number): { rangeTable: Query['rangeTable']; tree: JoinTree; conditions: Expr[] } {
  const moved = mapQueryDeep(
    sub,
    (e, depth) => {
      if (e.kind !== 'var') return undefined;
      if (e.levelsUp === depth - 1) return { ...e, table: e.table + offset };
      return e.levelsUp > depth - 1 ? { ...e, levelsUp: e.levelsUp - 1 } : e;
    },
    1,
  );
  const shift = (t: JoinTree): JoinTree =>
    t.kind === 'table' ? { ...t, table: t.table + offset } : { ...t, left: shift(t.left), right: shift(t.right) };
  const items = moved.from.items.map(shift);
  const tree = items.reduce((left, right): JoinTree => ({
    kind: 'join',
    joinType: 'inner',
    left,
    right,
    condition: null,
    using: [],
    isNatural: false,
    table: -1,
  }));
  const rangeTable = moved.rangeTable.map(entry => (entry.kind === 'cte' && entry.levelsUp > 0 ? { ...entry, levelsUp: entry.levelsUp - 1 } : entry));
  return { rangeTable, tree, conditions: conjuncts(moved.from.where) };
}
