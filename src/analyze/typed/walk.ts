/**
 * Walking and rebuilding typed trees. `visitChildren` and `mapChildren` know every node's operands once, so that no pass has to;
 * sub-queries are reached through `visitQueryExpressions` / `mapQueryExpressions`, which know every place of a query that holds expressions.
 */
import type { Expr, SortKey, SubLink } from './expression.js';
import type { FrameBound, Query, RangeTableEntry, TargetEntry, WindowClause } from './query.js';

type Visit = (expr: Expr) => void;

function visitAll(list: readonly (Expr | null)[], visit: Visit): void {
  for (const item of list) if (item !== null) visit(item);
}

function visitKeys(keys: readonly SortKey[], visit: Visit): void {
  for (const key of keys) visit(key.expr);
}

/** Calls `visit` for each direct operand; a sub-link's query is not entered. */
export function visitChildren(expr: Expr, visit: Visit): void {
  switch (expr.kind) {
    case 'func':
    case 'op':
    case 'distinct':
    case 'nullif':
    case 'scalar-array-op':
    case 'bool':
    case 'coalesce':
    case 'minmax':
    case 'xml':
    case 'grouping':
      visitAll(expr.args, visit);
      return;
    case 'case':
      if (expr.arg !== null) visit(expr.arg);
      for (const when of expr.whens) {
        visit(when.condition);
        visit(when.result);
      }
      visit(expr.otherwise);
      return;
    case 'null-test':
    case 'boolean-test':
    case 'relabel':
    case 'coerce-io':
    case 'coerce-typmod':
    case 'coerce-domain':
    case 'field-select':
    case 'collate':
      visit(expr.arg);
      return;
    case 'array-coerce':
      visit(expr.arg);
      visit(expr.element);
      return;
    case 'array':
      visitAll(expr.elements, visit);
      return;
    case 'row':
      visitAll(expr.fields, visit);
      return;
    case 'row-compare':
      visitAll(expr.left, visit);
      visitAll(expr.right, visit);
      return;
    case 'subscript':
      visit(expr.arg);
      visitAll(expr.upper, visit);
      visitAll(expr.lower, visit);
      if (expr.assigned !== null) visit(expr.assigned);
      return;
    case 'sublink':
      visitAll(expr.left, visit);
      if (expr.test !== null) visit(expr.test);
      return;
    case 'agg':
      visitAll(expr.directArgs, visit);
      visitAll(expr.args, visit);
      visitKeys(expr.orderBy, visit);
      if (expr.filter !== null) visit(expr.filter);
      return;
    case 'window':
      visitAll(expr.args, visit);
      if (expr.filter !== null) visit(expr.filter);
      return;
    case 'const':
    case 'param':
    case 'var':
    case 'case-test':
    case 'sql-value':
    case 'sublink-column':
    case 'set-to-default':
    case 'next-value':
    case 'current-of':
      return;
  }
}

type Map1 = (expr: Expr) => Expr;

function mapList<X extends Expr | null>(list: readonly X[], map: Map1): readonly X[] {
  let result: X[] | undefined;
  for (let i = 0; i < list.length; i++) {
    const item = list[i]!;
    const mapped = (item === null ? item : map(item)) as X;
    if (mapped !== item && result === undefined) result = list.slice(0, i);
    if (result !== undefined) result.push(mapped);
  }
  return result ?? list;
}

function mapKeys(keys: readonly SortKey[], map: Map1): readonly SortKey[] {
  let isChanged = false;
  const result = keys.map(key => {
    const expr = map(key.expr);
    if (expr === key.expr) return key;
    isChanged = true;
    return { ...key, expr };
  });
  return isChanged ? result : keys;
}

/** A copy with every direct operand replaced; the same object when nothing changed. A sub-link's query is left alone. */
export function mapChildren(expr: Expr, map: Map1): Expr {
  switch (expr.kind) {
    case 'func':
    case 'op':
    case 'distinct':
    case 'nullif':
    case 'scalar-array-op':
    case 'bool':
    case 'coalesce':
    case 'minmax':
    case 'xml':
    case 'grouping': {
      const args = mapList(expr.args, map);
      return args === expr.args ? expr : ({ ...expr, args } as Expr);
    }
    case 'case': {
      const arg = expr.arg === null ? null : map(expr.arg);
      let isChanged = arg !== expr.arg;
      const whens = expr.whens.map(when => {
        const condition = map(when.condition);
        const result = map(when.result);
        if (condition === when.condition && result === when.result) return when;
        isChanged = true;
        return { condition, result };
      });
      const otherwise = map(expr.otherwise);
      return isChanged || otherwise !== expr.otherwise ? { ...expr, arg, whens, otherwise } : expr;
    }
    case 'null-test':
    case 'boolean-test':
    case 'relabel':
    case 'coerce-io':
    case 'coerce-typmod':
    case 'coerce-domain':
    case 'field-select':
    case 'collate': {
      const arg = map(expr.arg);
      return arg === expr.arg ? expr : { ...expr, arg };
    }
    case 'array-coerce': {
      const arg = map(expr.arg);
      const element = map(expr.element);
      return arg === expr.arg && element === expr.element ? expr : { ...expr, arg, element };
    }
    case 'array': {
      const elements = mapList(expr.elements, map);
      return elements === expr.elements ? expr : { ...expr, elements };
    }
    case 'row': {
      const fields = mapList(expr.fields, map);
      return fields === expr.fields ? expr : { ...expr, fields };
    }
    case 'row-compare': {
      const left = mapList(expr.left, map);
      const right = mapList(expr.right, map);
      return left === expr.left && right === expr.right ? expr : { ...expr, left, right };
    }
    case 'subscript': {
      const arg = map(expr.arg);
      const upper = mapList(expr.upper, map);
      const lower = mapList(expr.lower, map);
      const assigned = expr.assigned === null ? null : map(expr.assigned);
      const isSame = arg === expr.arg && upper === expr.upper && lower === expr.lower && assigned === expr.assigned;
      return isSame ? expr : { ...expr, arg, upper, lower, assigned };
    }
    case 'sublink': {
      const left = mapList(expr.left, map);
      const test = expr.test === null ? null : map(expr.test);
      return left === expr.left && test === expr.test ? expr : { ...expr, left, test };
    }
    case 'agg': {
      const directArgs = mapList(expr.directArgs, map);
      const args = mapList(expr.args, map);
      const orderBy = mapKeys(expr.orderBy, map);
      const filter = expr.filter === null ? null : map(expr.filter);
      const isSame = directArgs === expr.directArgs && args === expr.args && orderBy === expr.orderBy && filter === expr.filter;
      return isSame ? expr : { ...expr, directArgs, args, orderBy, filter };
    }
    case 'window': {
      const args = mapList(expr.args, map);
      const filter = expr.filter === null ? null : map(expr.filter);
      return args === expr.args && filter === expr.filter ? expr : { ...expr, args, filter };
    }
    case 'const':
    case 'param':
    case 'var':
    case 'case-test':
    case 'sql-value':
    case 'sublink-column':
    case 'set-to-default':
    case 'next-value':
    case 'current-of':
      return expr;
  }
}

function visitTargets(targets: readonly TargetEntry[], visit: Visit): void {
  for (const target of targets) visit(target.expr);
}

function visitJoinConditions(query: Query, visit: Visit): void {
  const walk = (tree: Query['from']['items'][number]): void => {
    if (tree.kind !== 'join') return;
    walk(tree.left);
    walk(tree.right);
    if (tree.condition !== null) visit(tree.condition);
  };
  for (const item of query.from.items) walk(item);
}

function visitRangeTable(entries: readonly RangeTableEntry[], visit: Visit): void {
  for (const entry of entries) {
    if (entry.kind === 'function') for (const item of entry.functions) visit(item.expr);
    else if (entry.kind === 'values') for (const row of entry.rows) visitAll(row, visit);
    else if (entry.kind === 'relation' && entry.sample !== null) {
      visit(entry.sample.percent);
      if (entry.sample.seed !== null) visit(entry.sample.seed);
    }
  }
}

/** Calls `visit` for every expression written at this query level, and `enter` for every sub-query of the range table and WITH. */
export function visitQueryExpressions(query: Query, visit: Visit, enter: (query: Query, isCte: boolean) => void): void {
  for (const cte of query.ctes) enter(cte.query, true);
  visitRangeTable(query.rangeTable, visit);
  for (const entry of query.rangeTable) if (entry.kind === 'subquery') enter(entry.query, false);
  visitTargets(query.targets, visit);
  visitTargets(query.returning, visit);
  for (const check of query.viewChecks) visit(check.condition);
  visitJoinConditions(query, visit);
  if (query.from.where !== null) visit(query.from.where);
  if (query.having !== null) visit(query.having);
  for (const window of query.windows) {
    visitKeys(window.partitionBy, visit);
    visitKeys(window.orderBy, visit);
    if ('offset' in window.start) visit(window.start.offset);
    if ('offset' in window.end) visit(window.end.offset);
  }
  if (query.limit !== null) visit(query.limit);
  if (query.offset !== null) visit(query.offset);
  if (query.onConflict !== null) {
    visitTargets(query.onConflict.set, visit);
    if (query.onConflict.where !== null) visit(query.onConflict.where);
  }
  if (query.mergeJoinCondition !== null) visit(query.mergeJoinCondition);
  for (const action of query.mergeActions) {
    if (action.condition !== null) visit(action.condition);
    visitTargets(action.targets, visit);
  }
}

/** Every expression node of a query and, below it, of its sub-queries; `level` counts how many queries down the node is. */
export function walkQuery(query: Query, visit: (expr: Expr, level: number) => void, level = 0): void {
  const walk = (expr: Expr): void => {
    visit(expr, level);
    visitChildren(expr, walk);
    if (expr.kind === 'sublink') walkQuery(expr.query, visit, level + 1);
  };
  visitQueryExpressions(query, walk, inner => walkQuery(inner, visit, level + 1));
}

/** As `walkQuery`, from an expression. */
export function walkExpression(expr: Expr, visit: (expr: Expr, level: number) => void): void {
  const walk = (node: Expr): void => {
    visit(node, 0);
    visitChildren(node, walk);
    if (node.kind === 'sublink') walkQuery(node.query, visit, 1);
  };
  walk(expr);
}

function mapTargets(targets: readonly TargetEntry[], map: Map1): readonly TargetEntry[] {
  return targets.map(target => {
    const expr = map(target.expr);
    return expr === target.expr ? target : { ...target, expr };
  });
}

function mapBound(bound: FrameBound, map: Map1): FrameBound {
  return 'offset' in bound ? { kind: bound.kind, offset: map(bound.offset) } : bound;
}

function mapWindow(window: WindowClause, map: Map1): WindowClause {
  return {
    ...window,
    partitionBy: mapKeys(window.partitionBy, map),
    orderBy: mapKeys(window.orderBy, map),
    start: mapBound(window.start, map),
    end: mapBound(window.end, map),
  };
}

function mapEntry(entry: RangeTableEntry, map: Map1, enter: (query: Query) => Query): RangeTableEntry {
  switch (entry.kind) {
    case 'subquery': {
      const query = enter(entry.query);
      return query === entry.query ? entry : { ...entry, query };
    }
    case 'function':
      return { ...entry, functions: entry.functions.map(item => ({ ...item, expr: map(item.expr) })) };
    case 'values':
      return { ...entry, rows: entry.rows.map(row => mapList(row, map)) };
    case 'join':
      return { ...entry, columnExprs: mapList(entry.columnExprs, map) };
    case 'relation':
      return entry.sample === null
        ? entry
        : { ...entry, sample: { ...entry.sample, percent: map(entry.sample.percent), seed: entry.sample.seed && map(entry.sample.seed) } };
    default:
      return entry;
  }
}

function mapJoinTree(tree: Query['from']['items'][number], map: Map1): Query['from']['items'][number] {
  if (tree.kind === 'table') return tree;
  return {
    ...tree,
    left: mapJoinTree(tree.left, map),
    right: mapJoinTree(tree.right, map),
    condition: tree.condition === null ? null : map(tree.condition),
  };
}

/** A copy of the query with every expression of this level mapped and every sub-query of range table and WITH replaced. */
export function mapQueryExpressions(query: Query, map: Map1, enter: (query: Query) => Query): Query {
  return {
    ...query,
    ctes: query.ctes.map(cte => ({ ...cte, query: enter(cte.query) })),
    rangeTable: query.rangeTable.map(entry => mapEntry(entry, map, enter)),
    targets: mapTargets(query.targets, map),
    returning: mapTargets(query.returning, map),
    viewChecks: query.viewChecks.map(check => ({ ...check, condition: map(check.condition) })),
    from: { items: query.from.items.map(item => mapJoinTree(item, map)), where: query.from.where && map(query.from.where) },
    having: query.having && map(query.having),
    windows: query.windows.map(window => mapWindow(window, map)),
    limit: query.limit && map(query.limit),
    offset: query.offset && map(query.offset),
    onConflict: query.onConflict && {
      ...query.onConflict,
      set: mapTargets(query.onConflict.set, map),
      where: query.onConflict.where && map(query.onConflict.where),
    },
    mergeJoinCondition: query.mergeJoinCondition && map(query.mergeJoinCondition),
    mergeActions: query.mergeActions.map(action => ({
      ...action,
      condition: action.condition && map(action.condition),
      targets: mapTargets(action.targets, map),
    })),
  };
}

/** Adds `delta` to the levels of variables and aggregates that reach out of the expression's own level (>= `from`). */
export function shiftLevels(expr: Expr, delta: number, from = 0): Expr {
  const shift = (node: Expr, depth: number): Expr => {
    if (node.kind === 'var') {
      if (node.levelsUp < depth) return node;
      const via = node.via;
      if (via === undefined) return { ...node, levelsUp: node.levelsUp + delta };
      return { ...node, levelsUp: node.levelsUp + delta, via: { ...via, levelsUp: via.levelsUp + delta } };
    }
    const children = mapChildren(node, child => shift(child, depth));
    const { via } = children;
    const mapped = via !== undefined && via.levelsUp >= depth ? { ...children, via: { ...via, levelsUp: via.levelsUp + delta } } : children;
    if (mapped.kind === 'agg' || mapped.kind === 'grouping') return mapped.levelsUp >= depth ? { ...mapped, levelsUp: mapped.levelsUp + delta } : mapped;
    if (mapped.kind === 'sublink') return { ...mapped, query: shiftQueryLevels(mapped.query, delta, depth + 1) } satisfies SubLink;
    return mapped;
  };
  return delta === 0 ? expr : shift(expr, from);
}

export function shiftQueryLevels(query: Query, delta: number, from = 1): Query {
  const shifted = mapQueryExpressions(
    query,
    expr => shiftLevels(expr, delta, from),
    inner => shiftQueryLevels(inner, delta, from + 1),
  );
  const rangeTable = shifted.rangeTable.map(entry => (entry.kind === 'cte' && entry.levelsUp >= from ? { ...entry, levelsUp: entry.levelsUp + delta } : entry));
  return { ...shifted, rangeTable };
}
