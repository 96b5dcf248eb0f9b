/** Takes a query level's FROM and WHERE apart into join items and qualifications, and joins them. */
import { assert } from '../../base/index.js';
import type { Expr, JoinTree, RangeTableEntry } from '../../analyze/index.js';
import { outerRelidsOfQuery, relidsOf, relidsOfList } from '../expression/references.js';
import { conjuncts, exprEquals } from '../expression/walk.js';
import { EMPTY_SCOPE, OutputScope } from '../physical/lower.js';
import type { Lowered } from '../physical/lowered.js';
import type { PlanNode } from '../physical/plan-nodes.js';
import { QueryPlanner, type LateralPath, type NodeParts } from '../query-planner.js';
import { planStatementLevel } from '../planner.js';
import { makeJoinPaths, searchJoinOrder, type JoinItem } from './join-paths.js';
import { relationWidth, tablePaths, typeWidth, type BaseRelation } from './scan-paths.js';
import { NO_RELIDS, cheapest, isSubset, overlaps, relidOf, type Path, type Relids } from './path.js';

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
  return groupPaths(level, from.items, quals, semiJoins);
}

function groupPaths(level: QueryPlanner, trees: readonly JoinTree[], quals: readonly Expr[], semiJoins: readonly SemiJoin[]): readonly Path[] {
  const raw: RawItem[] = [];
  const all: Expr[] = [...quals];
  for (const tree of trees) flatten(tree, raw, all);
  for (const semi of semiJoins) raw.push({ tree: semi.tree, joinType: semi.joinType, conditions: semi.conditions });
  const relidsByItem = raw.map(item => treeRelids(item.tree));
  const nullable = raw.reduce((r, item, i) => (item.joinType === 'left' ? r | relidsByItem[i]! : r), NO_RELIDS);
  const gate = all.filter(q => relidsOf(q) === NO_RELIDS);
  const rest = all.filter(q => relidsOf(q) !== NO_RELIDS);
  const own: Expr[][] = raw.map(() => []);
  const joinQuals: Expr[] = [];
  for (const qual of withImplied(level, rest, nullable)) {
    const relids = relidsOf(qual);
    const at = overlaps(relids, nullable) ? -1 : relidsByItem.findIndex((r, i) => raw[i]!.joinType === 'inner' && isSubset(relids, r));
    if (at >= 0) own[at]!.push(qual);
    else joinQuals.push(qual);
  }
  const items: JoinItem[] = raw.map((item, i) => makeItem(level, item, relidsByItem[i]!, own[i]!));
  // A lone left item cannot happen: an outer join's left side is an item too.
  const paths = searchJoinOrder(level, items, joinQuals);
  return gate.length === 0 ? paths : paths.map(path => gatedPath(level, path, gate));
}

interface RawItem {
  readonly tree: JoinTree;
  readonly joinType: JoinItem['joinType'];
  readonly conditions: readonly Expr[];
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

/**
 * Equalities implied by transitivity: `a = b AND a = constant` gives `b = constant`, `a = b AND b = c` gives `a = c`. Only among columns of the
 * group's own rows (never of a nullable side), only for operators of one type, where equality of representatives is equality.
 */
function withImplied(level: QueryPlanner, quals: readonly Expr[], nullable: Relids): readonly Expr[] {
  const { catalog } = level.context.env;
  const equalities = quals.filter(q => {
    if (q.kind !== 'op' || q.args.length !== 2 || overlaps(relidsOf(q), nullable)) return false;
    const operator = catalog.operatorById(q.operatorId);
    return !!operator && operator.name === '=' && operator.canHash && operator.leftType === operator.rightType && !level.hasVolatile(q);
  });
  if (equalities.length < 2) return quals;
  const classes: { members: Expr[]; operator: Expr & { kind: 'op' } }[] = [];
  for (const equality of equalities) {
    if (equality.kind !== 'op') continue;
    const [a, b] = equality.args as [Expr, Expr];
    if (a.kind !== 'var' && a.kind !== 'const' && a.kind !== 'param') continue;
    if (b.kind !== 'var' && b.kind !== 'const' && b.kind !== 'param') continue;
    const withA = classes.find(c => c.operator.operatorId === equality.operatorId && c.members.some(m => exprEquals(m, a)) && a.kind === 'var');
    const withB = classes.find(c => c.operator.operatorId === equality.operatorId && c.members.some(m => exprEquals(m, b)) && b.kind === 'var');
    if (withA && withB) {
      if (withA !== withB) {
        withA.members.push(...withB.members);
        classes.splice(classes.indexOf(withB), 1);
      }
    } else if (withA) withA.members.push(b);
    else if (withB) withB.members.push(a);
    else classes.push({ members: [a, b], operator: equality });
  }
  const extra: Expr[] = [];
  for (const { members, operator } of classes) {
    const constant = members.find(m => m.kind === 'const' || m.kind === 'param');
    const columns = members.filter(m => m.kind === 'var' && m.levelsUp === 0);
    const add = (a: Expr, b: Expr): void => {
      const exists = (x: Expr, y: Expr): boolean =>
        quals
          .concat(extra)
          .some(q => q.kind === 'op' && q.operatorId === operator.operatorId && exprEquals(q.args[0]!, x) && exprEquals(q.args[1]!, y));
      if (!exists(a, b) && !exists(b, a)) extra.push({ ...operator, args: [a, b] });
    };
    if (constant) for (const column of columns) add(column, constant);
    else
      for (let i = 0; i < columns.length; i++) {
        for (let j = i + 1; j < columns.length; j++) if (relidsOf(columns[i]!) !== relidsOf(columns[j]!)) add(columns[i]!, columns[j]!);
      }
  }
  return extra.length ? [...quals, ...extra] : quals;
}

function makeItem(level: QueryPlanner, raw: RawItem, relids: Relids, quals: readonly Expr[]): JoinItem {
  const { tree } = raw;
  const conditions: Expr[] = [];
  const pushed: Expr[] = [...quals];
  // ON clauses of an outer join that only look at its right side filter that side.
  for (const condition of raw.conditions) {
    const needs = relidsOf(condition);
    if (needs !== NO_RELIDS && isSubset(needs, relids)) pushed.push(condition);
    else conditions.push(condition);
  }
  const required = (relidsOfList(conditions) & ~relids) as Relids;
  if (tree.kind === 'table') {
    const source = tableSource(level, tree.table, pushed);
    const wanted = required | source.lateral;
    return {
      relids,
      joinType: raw.joinType,
      required: raw.joinType === 'inner' ? source.lateral : wanted === NO_RELIDS ? NO_RELIDS : wanted,
      conditions,
      paths: source.paths,
      base: source.base,
      baseQuals: pushed,
    };
  }
  const paths = tree.joinType === 'full' ? fullJoinPaths(level, tree, pushed) : groupPaths(level, [tree], pushed, []);
  const lateral = paths.reduce((r, p) => r | p.requiredOuter, NO_RELIDS);
  return {
    relids,
    joinType: raw.joinType,
    required: raw.joinType === 'inner' ? lateral : required | lateral,
    conditions,
    paths,
    base: null,
    baseQuals: [],
  };
}

function fullJoinPaths(level: QueryPlanner, tree: JoinTree & { kind: 'join' }, filters: readonly Expr[]): readonly Path[] {
  const left = groupPaths(level, [tree.left], [], []);
  const right = groupPaths(level, [tree.right], [], []);
  const leftRelids = treeRelids(tree.left);
  const rightRelids = treeRelids(tree.right);
  const joinQuals = conjuncts(tree.condition);
  const a = cheapest(left);
  const b = cheapest(right);
  const rows = Math.max(a.rows, b.rows, a.rows * b.rows * level.selectivity.list(joinQuals));
  const paths: Path[] = [];
  makeJoinPaths(
    level,
    {
      left,
      right,
      joinType: 'full',
      joinQuals,
      postQuals: filters,
      rows: Math.max(1, Math.round(rows * level.selectivity.list(filters))),
      relids: leftRelids | rightRelids,
      leftRelids,
      rightRelids,
      rightItem: null,
    },
    paths,
  );
  return paths;
}

/** Paths of one range-table entry under its own qualifications. */
function tableSource(
  level: QueryPlanner,
  table: number,
  quals: readonly Expr[],
): { paths: readonly Path[]; base: BaseRelation | null; lateral: Relids } {
  const entry = level.entry(table);
  switch (entry.kind) {
    case 'relation': {
      const size = level.context.env.relationSize(entry.relation);
      const base: BaseRelation = { table, entry, relation: entry.relation, pages: size.pages, tuples: size.tuples };
      level.bases.set(table, base);
      const mode = entry.lockMode;
      level.context.locks.set(entry.relation.oid, mode);
      return { paths: tablePaths(level, base, quals), base, lateral: NO_RELIDS };
    }
    case 'subquery':
      return subqueryPaths(level, table, entry, quals);
    case 'cte':
      return { paths: [ctePath(level, table, entry, quals)], base: null, lateral: NO_RELIDS };
    case 'function':
      return functionPaths(level, table, entry, quals);
    case 'values':
      return valuesPaths(level, table, entry, quals);
    case 'join':
    case 'excluded':
      assert(false, `range-table entry of kind ${entry.kind} in FROM`);
  }
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

/** Scope over an entry's columns in order, for sources that produce all of them. */
export class EntryScope extends OutputScope {
  constructor(
    private readonly table: number,
    private readonly entry: RangeTableEntry,
  ) {
    super([columnVars(table, entry)]);
  }

  override resolve(expr: Expr): Lowered | undefined {
    if (expr.kind === 'var' && expr.levelsUp === 0 && expr.table === this.table) {
      if (expr.column > 0) return { kind: 'column', input: 0, index: expr.column - 1, type: expr.type };
      if (expr.column === 0) {
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
    return undefined;
  }
}

const entryWidth = (entry: RangeTableEntry): number => entry.columns.reduce((w, c) => w + typeWidth(c.type, c.typmod), 0);

function subqueryPaths(
  level: QueryPlanner,
  table: number,
  entry: RangeTableEntry & { kind: 'subquery' },
  quals: readonly Expr[],
): { paths: readonly Path[]; base: null; lateral: Relids } {
  const lateral = outerRelidsOfQuery(entry.query);
  const child = new QueryPlanner(level.context, level, entry.query);
  const { result: inner, capture } = level.capture(() => {
    child.prepare();
    return child.path();
  });
  const selectivity = level.selectivity.list(quals);
  const columns = child.visibleTargets().map(t => t.expr);
  const path: LateralPath = {
    relids: relidOf(table),
    rows: Math.max(1, Math.round(inner.rows * selectivity)),
    width: entryWidth(entry),
    startupCost: inner.startupCost,
    totalCost: inner.totalCost + inner.rows * level.context.env.settings.cpu_tuple_cost,
    pathKeys: inner.pathKeys.flatMap(key => {
      const at = columns.findIndex(c => exprEquals(c, key.expr));
      return at < 0 ? [] : [{ ...key, expr: columnVars(table, entry)[at]! }];
    }),
    requiredOuter: lateral,
    lateral: capture,
    build: (need, filter = []) => {
      // References to this level made while building belong to the same capture.
      const node = withCapture(level, capture, () => child.buildTop(inner));
      const allQuals = [...quals, ...filter];
      const vars = columnVars(table, entry);
      if (allQuals.length === 0 && need.length === vars.length && need.every((e, i) => exprEquals(e, vars[i]!))) return node;
      return level.finish(
        () => ({ kind: 'subquery-scan', alias: entry.alias, tableIndex: table, input: node }) as NodeParts,
        need,
        allQuals,
        new EntryScope(table, entry),
        { cost: { startup: node.startupCost, total: node.totalCost + node.rows * 0.01 }, rows: path.rows },
      );
    },
  };
  // Keys past the first that is not visible do not order the output.
  return { paths: [path], base: null, lateral };
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
    pathKeys: [],
    requiredOuter: NO_RELIDS,
    build: (need, filter = []) =>
      level.finish(
        () =>
          ('union' in found
            ? { kind: 'work-table-scan', alias: entry.alias, tableIndex: table, union: found.union }
            : { kind: 'cte-scan', alias: entry.alias, tableIndex: table, cte: found.number }) as NodeParts,
        need,
        [...quals, ...filter],
        new EntryScope(table, entry),
        { cost, rows },
      ),
  };
}

function functionPaths(
  level: QueryPlanner,
  table: number,
  entry: RangeTableEntry & { kind: 'function' },
  quals: readonly Expr[],
): { paths: readonly Path[]; base: null; lateral: Relids } {
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
      () => ({ kind: 'function-scan', alias: entry.alias, tableIndex: table, functions, withOrdinality: entry.withOrdinality }) as NodeParts,
      need,
      [...quals, ...filter],
      new EntryScope(table, entry),
      { cost, rows },
    );
  };
  return {
    paths: [
      { relids: relidOf(table), rows, width: entryWidth(entry), startupCost: 0, totalCost: cost.total, pathKeys: [], requiredOuter: lateral, build },
    ],
    base: null,
    lateral,
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

function valuesPaths(
  level: QueryPlanner,
  table: number,
  entry: RangeTableEntry & { kind: 'values' },
  quals: readonly Expr[],
): { paths: readonly Path[]; base: null; lateral: Relids } {
  const lateral = entry.rows.reduce((r, row) => r | relidsOfList(row), NO_RELIDS);
  const rows = Math.max(1, Math.round(entry.rows.length * level.selectivity.list(quals)));
  const cost = { startup: 0, total: entry.rows.length * level.context.env.settings.cpu_operator_cost };
  const build = (need: readonly Expr[], filter: readonly Expr[] = []): PlanNode => {
    const rowsOf = entry.rows.map(row => level.lowerer.list(row, EMPTY_SCOPE));
    return level.finish(
      () => ({ kind: 'values-scan', alias: entry.alias, tableIndex: table, rowsOf }) as NodeParts,
      need,
      [...quals, ...filter],
      new EntryScope(table, entry),
      { cost, rows },
    );
  };
  return {
    paths: [
      { relids: relidOf(table), rows, width: entryWidth(entry), startupCost: 0, totalCost: cost.total, pathKeys: [], requiredOuter: lateral, build },
    ],
    base: null,
    lateral,
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
    pathKeys: [],
    requiredOuter: NO_RELIDS,
    build: (need, filter = []) => {
      const all = [...quals, ...filter];
      const oneTime = all.length ? level.lowerer.top(andAll(all), EMPTY_SCOPE) : null;
      return level.finish(() => ({ kind: 'result', input: null, oneTime }) as NodeParts, need, [], EMPTY_SCOPE, { cost, rows: 1 });
    },
  };
}

function andAll(list: readonly Expr[]): Expr {
  return list.length === 1
    ? list[0]!
    : { kind: 'bool', op: 'and', args: list, type: list[0]!.type, typmod: -1, collation: list[0]!.collation, location: -1 };
}

/** Conditions without columns decide once whether there are rows at all (per row when volatile). */
function gatedPath(level: QueryPlanner, path: Path, gate: readonly Expr[]): Path {
  const volatile = gate.filter(q => level.hasVolatile(q));
  const once = gate.filter(q => !level.hasVolatile(q));
  return {
    ...path,
    build: (need, filter = []) => {
      if (once.length === 0) return path.build(need, [...filter, ...volatile]);
      const node = path.build(need, [...filter, ...volatile]);
      const oneTime = level.lowerer.top(andAll(once), EMPTY_SCOPE);
      const gated = level.passThrough(
        { kind: 'result', input: node, oneTime } as NodeParts,
        node,
        { startup: node.startupCost, total: node.totalCost },
        node.rows,
      );
      return { ...gated, isIdentity: false } as PlanNode;
    },
  };
}

export { relationWidth, planStatementLevel };
