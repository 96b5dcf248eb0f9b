/** Paths of one range-table entry under its own qualifications: tables, sub-queries, WITH queries, functions, VALUES; and SELECT without FROM. */
import { assert } from '../../base/index.js';
import type { Expr, JoinTree, Query, RangeTableEntry } from '../../analyze/index.js';
import { containsSetCall, leavesOf, outerRelidsOfQuery, relidsOf, relidsOfList } from '../expression/references.js';
import { conjunction, exprEquals, someExpr } from '../expression/walk.js';
import { EMPTY_SCOPE, OutputScope } from '../physical/lower.js';
import type { Lowered } from '../physical/lowered.js';
import type { PlanNode } from '../physical/plan-nodes.js';
import { uniqueColumns } from '../rewrite/unique-rows.js';
import { pushDownQuals } from '../rewrite/push-down-quals.js';
import { QueryPlanner, type NodeParts } from '../query-planner.js';
import { typeWidth, type BaseRelation } from './base-relation.js';
import { pathKey } from './orders.js';
import { NO_KEYS, NO_RELIDS, relidOf, type Path, type PathKey, type Relids } from './path.js';
import { TableAccess } from './scan-paths.js';

/** Paths of one range-table entry under its own qualifications. */
export interface Source {
  readonly paths: readonly Path[];
  /** For plain tables. */
  readonly access: TableAccess | null;
  /** Relations of the level that a LATERAL item refers to. */
  readonly lateral: Relids;
  /** Columns in which the rows are known to be unique. */
  readonly uniqueColumns: readonly Expr[] | null;
}

export function tableSource(level: QueryPlanner, table: number, quals: readonly Expr[], mergeClasses: ReadonlySet<number> | null): Source {
  const entry = level.entry(table);
  if (entry.kind !== 'relation' && level.epqTables.includes(table)) return epqSource(level, table, entry, quals);
  switch (entry.kind) {
    case 'relation': {
      const access = new TableAccess(level, level.bases.get(table)!, quals);
      return { paths: access.paths(mergeClasses), access, lateral: NO_RELIDS, uniqueColumns: null };
    }
    case 'subquery':
      return subquerySource(level, table, entry, quals);
    case 'cte':
      return { paths: [ctePath(level, table, entry, quals)], access: null, lateral: NO_RELIDS, uniqueColumns: null };
    case 'function':
      return functionSource(level, table, entry, quals);
    case 'values':
      return valuesSource(level, table, entry, quals);
    case 'join':
    case 'excluded':
      assert(false, `range-table entry of kind ${entry.kind} in FROM`);
  }
}

/** While a changed row is checked again: the one row that it had been joined with. */
function epqSource(level: QueryPlanner, table: number, entry: RangeTableEntry, quals: readonly Expr[]): Source {
  const cost = { startup: 0, total: level.context.env.settings.cpu_tuple_cost };
  const columnCount = entry.columns.length;
  const parts: NodeParts = { kind: 'epq-scan', tableIndex: table, alias: entry.alias, columnCount, usedColumns: entry.columns.map((_, i) => i) };
  const build = (need: readonly Expr[], filter: readonly Expr[] = []): PlanNode =>
    level.finish(() => parts, need, [...quals, ...filter], new EntryScope(table, entry), { cost, rows: 1 });
  const path: Path = {
    ...{ relids: relidOf(table), rows: 1, width: entryWidth(entry), startupCost: 0, totalCost: cost.total },
    ...{ pathKeys: NO_KEYS, requiredOuter: NO_RELIDS, build },
  };
  return { paths: [path], access: null, lateral: NO_RELIDS, uniqueColumns: null };
}

/** Sizes and locks of the level's tables: estimates need them before any path is made. */
export function registerTables(level: QueryPlanner): void {
  const { context } = level;
  const register = (tree: JoinTree): void => {
    if (tree.kind === 'join') {
      register(tree.left);
      register(tree.right);
      return;
    }
    const entry = level.entry(tree.table);
    if (entry.kind !== 'relation') return;
    const size = context.env.relationSize(entry.relation);
    const tuples = level.epqTables.includes(tree.table) ? 1 : size.tuples;
    const visibleFraction = Math.min(1, (size.visiblePages ?? 0) / Math.max(1, size.pages));
    const base: BaseRelation = { table: tree.table, entry, relation: entry.relation, pages: size.pages, tuples, visibleFraction };
    level.bases.set(tree.table, base);
    context.lock(entry.relation.oid, entry.lockMode);
  };
  level.query.from.items.forEach(register);
  level.semiJoins?.forEach(s => register(s.tree));
}

function columnVars(table: number, entry: RangeTableEntry): Expr[] {
  return entry.columns.map((c, i): Expr => ({
    kind: 'var',
    table,
    column: i + 1,
    levelsUp: 0,
    type: c.type,
    typmod: c.typmod,
    collation: c.collation,
    location: -1,
  }));
}

/** Scope over an entry's columns; `read`: which of them the input has, in this order (all when absent). */
export class EntryScope extends OutputScope {
  constructor(
    private readonly table: number,
    private readonly entry: RangeTableEntry,
    private readonly read?: readonly number[],
  ) {
    super([]);
  }

  override resolve(expr: Expr): Lowered | undefined {
    if (expr.kind !== 'var' || expr.levelsUp !== 0 || expr.table !== this.table) return undefined;
    if (expr.column > 0) {
      const index = this.read === undefined ? expr.column - 1 : this.read.indexOf(expr.column - 1);
      return { kind: 'column', input: 0, index, type: expr.type };
    }
    if (expr.column !== 0) return undefined;
    // A whole-row reference to a function with one scalar column is that value.
    const { columns } = this.entry;
    if (this.entry.kind === 'function' && columns.length === 1 && columns[0]!.type === expr.type)
      return { kind: 'column', input: 0, index: 0, type: expr.type };
    return {
      kind: 'row',
      fields: columns.map((c, index): Lowered => ({ kind: 'column', input: 0, index, type: c.type })),
      fieldNames: columns.map(c => c.name),
      type: expr.type,
    };
  }
}

const entryWidth = (entry: RangeTableEntry): number => entry.columns.reduce((w, c) => w + typeWidth(c.type, c.typmod), 0);

/** Outputs that nobody reads are not computed, so they cannot fail (PostgreSQL: remove_unused_subquery_outputs). */
function withoutUnused(level: QueryPlanner, table: number, query: Query): Query {
  const read = level.columnsRead(table);
  if (read === null || query.command !== 'select' || query.setOperation !== null || query.distinct.length > 0) return query;
  let position = 0;
  const targets = query.targets.map(target => {
    if (target.isJunk) return target;
    position++;
    const { expr } = target;
    const isKept = target.ref > 0 || read.has(position) || expr.kind === 'var' || expr.kind === 'const' || containsSetCall(expr) || level.hasVolatile(expr);
    if (isKept || someExpr(expr, e => e.kind === 'agg' || e.kind === 'window' || e.kind === 'sublink')) return target;
    const { type, typmod, collation } = expr;
    return { ...target, expr: { kind: 'const', value: null, type, typmod, collation, location: -1 } as const };
  });
  return { ...query, targets };
}

function subquerySource(level: QueryPlanner, table: number, entry: RangeTableEntry & { kind: 'subquery' }, allQuals: readonly Expr[]): Source {
  const lateral = outerRelidsOfQuery(entry.query);
  const child = new QueryPlanner(level.context, level, entry.query);
  let quals = allQuals;
  const { result: inner, capture } = level.capture(() => {
    const pushed = pushDownQuals(level, table, child.query, allQuals);
    child.query = withoutUnused(level, table, pushed.query);
    quals = pushed.remaining;
    child.prepare();
    return child.path();
  });
  const selectivity = level.selectivity.list(quals);
  const columns = child.visibleTargets().map(t => t.expr);
  const path: Path = {
    relids: relidOf(table),
    rows: Math.max(1, Math.round(inner.rows * selectivity)),
    width: entryWidth(entry),
    startupCost: inner.startupCost,
    totalCost: inner.totalCost + inner.rows * level.context.env.settings.cpu_tuple_cost,
    pathKeys: level.orders.useful(visibleKeys(level, inner.pathKeys, columns, columnVars(table, entry))),
    requiredOuter: lateral,
    build: (need, filter = []) => {
      const checks = [...quals, ...filter];
      const read = columnsRead(level, table, child, [...need, ...checks]);
      // References to this level made while building belong to the same capture.
      const node = withCapture(level, capture, () => child.buildTop(inner, read));
      level.setByLoops(capture);
      const position = (e: Expr): number => (e.kind === 'var' && e.table === table && e.levelsUp === 0 && e.column > 0 ? read.indexOf(e.column - 1) : -1);
      if (checks.length === 0 && need.length === read.length && need.every((e, i) => position(e) === i)) return node;
      return level.finish(
        () => ({ kind: 'subquery-scan', alias: entry.alias, tableIndex: table, input: node }),
        need,
        checks,
        new EntryScope(table, entry, read),
        { cost: { startup: node.startupCost, total: node.totalCost + node.rows * 0.01 }, rows: path.rows },
      );
    },
  };
  level.subqueries.set(table, { planner: child, rows: inner.rows });
  return { paths: [path], access: null, lateral, uniqueColumns: uniqueColumns(child.query)?.map(c => columnVars(table, entry)[c - 1]!) ?? null };
}

/** Positions of the sub-query's columns that have to be computed: those that are read, and those with side effects. */
function columnsRead(level: QueryPlanner, table: number, child: QueryPlanner, exprs: readonly Expr[]): number[] {
  const targets = child.visibleTargets();
  const all = targets.map((_, i) => i);
  if (child.query.setOperation || child.query.command !== 'select') return all;
  const used = new Set<number>();
  for (const leaf of leavesOf(exprs, [])) {
    if (leaf.kind !== 'var' || leaf.table !== table) continue;
    if (leaf.column === 0) return all;
    used.add(leaf.column - 1);
  }
  return all.filter(i => used.has(i) || level.hasVolatile(targets[i]!.expr) || containsSetCall(targets[i]!.expr));
}

/** Keys as the parent sees them; those past the first that is not visible do not order the output. */
function visibleKeys(level: QueryPlanner, keys: readonly PathKey[], columns: readonly Expr[], outside: readonly Expr[]): readonly PathKey[] {
  const out: PathKey[] = [];
  for (const key of keys) {
    const at = columns.findIndex(c => exprEquals(c, key.expr));
    if (at < 0) break;
    out.push(pathKey(level, outside[at]!, key.isDescending, key.nullsFirst));
  }
  return out;
}

function withCapture(level: QueryPlanner, capture: { entries: { readonly id: number; readonly expr: Expr }[] }, build: () => PlanNode): PlanNode {
  const { result, capture: more } = level.capture(build);
  for (const entry of more.entries) if (!capture.entries.some(e => e.id === entry.id)) capture.entries.push(entry);
  return result;
}

function ctePath(level: QueryPlanner, table: number, entry: RangeTableEntry & { kind: 'cte' }, quals: readonly Expr[]): Path {
  const found = level.cteNumber(entry.cteName, entry.levelsUp);
  const rows = Math.max(1, Math.round(found.rows * level.selectivity.list(quals)));
  const cost = { startup: 0, total: found.rows * level.context.env.settings.cpu_tuple_cost };
  return {
    relids: relidOf(table),
    rows,
    width: entryWidth(entry),
    startupCost: 0,
    totalCost: cost.total,
    pathKeys: NO_KEYS,
    requiredOuter: NO_RELIDS,
    build: (need, filter = []) =>
      level.finish(
        () =>
          'union' in found
            ? { kind: 'work-table-scan', alias: entry.alias, tableIndex: table, union: found.union }
            : { kind: 'cte-scan', alias: entry.alias, tableIndex: table, cte: found.number },
        need,
        [...quals, ...filter],
        new EntryScope(table, entry),
        { cost, rows },
      ),
  };
}

function functionSource(level: QueryPlanner, table: number, entry: RangeTableEntry & { kind: 'function' }, quals: readonly Expr[]): Source {
  const lateral = relidsOfList(entry.functions.map(f => f.expr));
  const raw = Math.max(1, ...entry.functions.map(f => functionRows(level, f.expr)));
  const rows = Math.max(1, Math.round(raw * level.selectivity.list(quals)));
  const cost = { startup: 0, total: raw * level.context.env.settings.cpu_tuple_cost };
  const build = (need: readonly Expr[], filter: readonly Expr[] = []): PlanNode => {
    const functions = entry.functions.map(item => {
      const { expr } = item;
      const isSet = expr.kind === 'func' && expr.returnsSet;
      return {
        call: isSet ? level.lowerer.setCall(expr, EMPTY_SCOPE) : null,
        scalar: isSet ? null : level.lowerer.top(expr, EMPTY_SCOPE),
        columns: item.columns,
        spreads:
          item.columns.length !== 1 ||
          (level.context.env.catalog.typeById(expr.type)?.kind === 'c' && item.columns[0]?.type !== expr.type) ||
          expr.type === (2249 as never),
      };
    });
    return level.finish(
      () => ({ kind: 'function-scan', alias: entry.alias, tableIndex: table, functions, withOrdinality: entry.withOrdinality }),
      need,
      [...quals, ...filter],
      new EntryScope(table, entry),
      { cost, rows },
    );
  };
  return {
    paths: [
      { relids: relidOf(table), rows, width: entryWidth(entry), startupCost: 0, totalCost: cost.total, pathKeys: NO_KEYS, requiredOuter: lateral, build },
    ],
    access: null,
    lateral,
    uniqueColumns: null,
  };
}

/** Rows of a set-returning call; generate_series over constants exactly. */
export function functionRows(level: QueryPlanner, expr: Expr): number {
  if (expr.kind !== 'func' || !expr.returnsSet) return 1;
  const descriptor = level.context.env.catalog.functionById(expr.functionId);
  if (descriptor?.name === 'generate_series') {
    const numbers = expr.args.map(a => (a.kind === 'const' && typeof a.value === 'number' ? a.value : undefined));
    const [from, to, step = 1] = numbers;
    if (from !== undefined && to !== undefined && step !== 0) return Math.max(0, Math.floor((to - from) / step) + 1);
  }
  return descriptor?.estimatedRows || 1000;
}

function valuesSource(level: QueryPlanner, table: number, entry: RangeTableEntry & { kind: 'values' }, quals: readonly Expr[]): Source {
  const lateral = entry.rows.reduce((r, row) => r | relidsOfList(row), NO_RELIDS);
  const rows = Math.max(1, Math.round(entry.rows.length * level.selectivity.list(quals)));
  const cost = { startup: 0, total: entry.rows.length * level.context.env.settings.cpu_operator_cost };
  const build = (need: readonly Expr[], filter: readonly Expr[] = []): PlanNode => {
    const rowsOf = entry.rows.map(row => level.lowerer.list(row, EMPTY_SCOPE));
    return level.finish(
      () => ({ kind: 'values-scan', alias: entry.alias, tableIndex: table, rowsOf }),
      need,
      [...quals, ...filter],
      new EntryScope(table, entry),
      { cost, rows },
    );
  };
  return {
    paths: [
      { relids: relidOf(table), rows, width: entryWidth(entry), startupCost: 0, totalCost: cost.total, pathKeys: NO_KEYS, requiredOuter: lateral, build },
    ],
    access: null,
    lateral,
    uniqueColumns: null,
  };
}

/** SELECT without FROM: one row. */
export function resultPath(level: QueryPlanner, quals: readonly Expr[]): Path {
  const cost = { startup: 0, total: level.context.env.settings.cpu_tuple_cost };
  return {
    relids: NO_RELIDS,
    rows: 1,
    width: 8,
    startupCost: 0,
    totalCost: cost.total,
    pathKeys: NO_KEYS,
    requiredOuter: NO_RELIDS,
    build: (need, filter = []) => {
      const all = [...quals, ...filter];
      const oneTime = all.length ? level.lowerer.top(conjunction(all)!, EMPTY_SCOPE) : null;
      return level.finish(() => ({ kind: 'result', input: null, oneTime }), need, [], EMPTY_SCOPE, { cost, rows: 1 });
    },
  };
}

/** A condition that is never true. */
export function isNever(expr: Expr): boolean {
  return expr.kind === 'const' && expr.value !== true;
}

/** No rows at all: nothing is read for them. */
export function emptyPath(level: QueryPlanner, like: Path, gate: readonly Expr[]): Path {
  const never = gate.find(isNever)!;
  // The columns are never asked for a value.
  const scope = { resolve: (e: Expr): Lowered | undefined => (relidsOf(e) === NO_RELIDS ? undefined : { kind: 'const', value: null, type: e.type }) };
  const cost = { startup: 0, total: 0 };
  return {
    ...{ ...like, rows: 1, startupCost: 0, totalCost: 0 },
    build: need => {
      // NULL is no better than false.
      const oneTime = level.lowerer.top({ ...never, kind: 'const', value: false } as Expr, EMPTY_SCOPE);
      return level.finish(() => ({ kind: 'result', input: null, oneTime }), need, [], scope, { cost, rows: 0 });
    },
  };
}

/** Conditions without columns decide once whether there are rows at all (per row when volatile). */
export function gatedPath(level: QueryPlanner, path: Path, gate: readonly Expr[]): Path {
  if (gate.some(isNever)) return emptyPath(level, path, gate);
  const volatile = gate.filter(q => level.hasVolatile(q));
  const once = gate.filter(q => !level.hasVolatile(q));
  return {
    ...path,
    build: (need, filter = []) => {
      if (once.length === 0) return path.build(need, [...filter, ...volatile]);
      const node = path.build(need, [...filter, ...volatile]);
      const oneTime = level.lowerer.top(conjunction(once)!, EMPTY_SCOPE);
      const gated = level.passThrough({ kind: 'result', input: node, oneTime }, node, { startup: node.startupCost, total: node.totalCost }, node.rows);
      return { ...gated, isIdentity: false } as PlanNode;
    },
  };
}
