/** Access paths of one base relation: sequential, index (also parameterised by an enclosing nested loop), TID, and the non-table sources. */
import type { Expr, RangeTableEntry } from '../../analyze/index.js';
import type { IndexDescriptor, RelationDescriptor } from '../../catalog/index.js';
import { indexScanCost, operatorCount, seqScanCost } from '../cost/cost.js';
import { isUniqueColumn, stripRelabel } from '../cost/selectivity.js';
import { exprEquals, conjuncts } from '../expression/walk.js';
import { relidsOf } from '../expression/references.js';
import { mapDeep } from '../expression/levels.js';
import type { Lowered } from '../physical/lowered.js';
import type { ColumnScope } from '../physical/lower.js';
import type { IndexCondition, PlanNode } from '../physical/plan-nodes.js';
import type { QueryPlanner } from '../query-planner.js';
import { NO_RELIDS, isSubset, relidOf, type Path, type PathKey, type Relids } from './path.js';

const SYSTEM_COLUMNS: Readonly<Record<number, 'ctid' | 'xmin' | 'cmin' | 'xmax' | 'cmax' | 'tableoid'>> = {
  [-1]: 'ctid',
  [-2]: 'xmin',
  [-3]: 'cmin',
  [-4]: 'xmax',
  [-5]: 'cmax',
  [-6]: 'tableoid',
};

/** Columns of a scanned table, for its own target and filter. */
export class TableScope implements ColumnScope {
  readonly used = new Set<number>();
  constructor(
    private readonly table: number,
    private readonly columns: readonly { readonly typeId: number; readonly isDropped: boolean; readonly name: string }[],
    private readonly rowType: number,
  ) {}

  resolve(expr: Expr): Lowered | undefined {
    if (expr.kind !== 'var' || expr.levelsUp !== 0 || expr.table !== this.table) return undefined;
    if (expr.column > 0) {
      this.used.add(expr.column - 1);
      return { kind: 'column', input: 0, index: expr.column - 1, type: expr.type };
    }
    if (expr.column < 0) return { kind: 'system-column', column: SYSTEM_COLUMNS[expr.column]!, type: expr.type };
    const fields: Lowered[] = [];
    const names: string[] = [];
    this.columns.forEach((column, index) => {
      if (column.isDropped) return;
      this.used.add(index);
      fields.push({ kind: 'column', input: 0, index, type: column.typeId as never });
      names.push(column.name);
    });
    return { kind: 'row', fields, fieldNames: names, type: this.rowType as never };
  }
}

export interface BaseRelation {
  readonly table: number;
  readonly entry: RangeTableEntry & { readonly kind: 'relation' };
  readonly relation: RelationDescriptor;
  readonly pages: number;
  readonly tuples: number;
}

export function relationWidth(relation: RelationDescriptor): number {
  return 24 + relation.columns.reduce((w, c) => w + (c.isDropped ? 0 : typeWidth(c.typeId, c.typmod)), 0);
}

export function typeWidth(type: number, typmod: number): number {
  switch (type) {
    case 16:
      return 1;
    case 21:
      return 2;
    case 23:
    case 26:
    case 700:
    case 1082:
      return 4;
    case 20:
    case 701:
    case 1114:
    case 1184:
    case 1083:
    case 1700:
      return 8;
    case 1186:
    case 2950:
      return 16;
    case 1042:
    case 1043:
      return typmod > 4 ? Math.min(typmod - 4, 128) : 32;
    default:
      return 32;
  }
}

/** All unparameterised paths of a table under its own qualifications. */
export function tablePaths(level: QueryPlanner, base: BaseRelation, quals: readonly Expr[]): Path[] {
  const { settings } = level.context.env;
  const selectivity = level.selectivity.list(quals);
  const rows = Math.max(1, Math.round(base.tuples * selectivity));
  const width = relationWidth(base.relation);
  const paths: Path[] = [];
  const common = { relids: relidOf(base.table), rows, width, requiredOuter: NO_RELIDS };
  const seq = seqScanCost(settings, base.pages, base.tuples, quals);
  paths.push({
    ...common,
    startupCost: seq.startup,
    totalCost: seq.total,
    pathKeys: [],
    build: (need, filter = []) => buildScan(level, base, need, [...quals, ...filter], { cost: seq, rows }, null),
  });
  const tid = tidConditions(base, quals);
  if (tid && settings.enable_tidscan) {
    const cost = { startup: 0, total: tid.length * (settings.random_page_cost + settings.cpu_tuple_cost) };
    paths.push({
      ...common,
      rows: Math.max(1, tid.length),
      startupCost: cost.startup,
      totalCost: cost.total,
      pathKeys: [],
      build: (need, filter = []) => buildTidScan(level, base, need, [...quals, ...filter], tid, cost),
    });
  }
  for (const index of base.relation.indexes) paths.push(...indexPaths(level, base, index, quals, NO_RELIDS, rows, 1));
  return paths;
}

/** Index paths that use join clauses with `outer` relations as parameters. */
export function parameterisedPaths(
  level: QueryPlanner,
  base: BaseRelation,
  quals: readonly Expr[],
  joinClauses: readonly Expr[],
  outer: Relids,
  loops: number,
): Path[] {
  const usable = joinClauses.filter(clause => isSubset(relidsOf(clause), outer | relidOf(base.table)));
  if (usable.length === 0) return [];
  const all = [...quals, ...usable];
  const rows = Math.max(1, Math.round(base.tuples * level.selectivity.list(all)));
  const paths: Path[] = [];
  for (const index of base.relation.indexes) paths.push(...indexPaths(level, base, index, all, outer, rows, loops));
  return paths.filter(path => path.requiredOuter !== NO_RELIDS);
}

interface MatchedCondition {
  readonly column: number;
  readonly strategy: IndexCondition['strategy'];
  readonly value: Expr | null;
  readonly qual: Expr;
}

function indexPaths(
  level: QueryPlanner,
  base: BaseRelation,
  index: IndexDescriptor,
  quals: readonly Expr[],
  outer: Relids,
  rows: number,
  loops: number,
): Path[] {
  if (!index.isValid) return [];
  const { env } = level.context;
  if (index.usableFrom !== undefined && (env.horizon?.() ?? 0) < index.usableFrom) return [];
  const method = index.method;
  if (method !== 'btree') return [];
  if (index.predicateText !== null) {
    const predicate = conjuncts(rebase(env.storedExpression(base.relation, index.predicateText), base.table));
    if (!predicate.every(p => quals.some(q => exprEquals(p, q)))) return [];
  }
  const keyExprs = indexKeyExprs(level, base, index);
  const conditions: MatchedCondition[] = [];
  let equalityPrefix = 0;
  for (let k = 0; k < index.keyCount; k++) {
    const matched = quals.map(qual => matchCondition(level, base, index, keyExprs[k]!, k, qual)).filter(m => m !== undefined);
    const equal = matched.find(m => m.strategy === '=') ?? matched.find(m => m.strategy === 'is-null') ?? matched.find(m => m.strategy === 'any');
    if (equal) {
      conditions.push(equal);
      if (equal.strategy === 'any') break;
      equalityPrefix++;
      continue;
    }
    const low = matched.find(m => m.strategy === '>' || m.strategy === '>=');
    const high = matched.find(m => m.strategy === '<' || m.strategy === '<=');
    const notNull = matched.find(m => m.strategy === 'is-not-null');
    if (low) conditions.push(low);
    if (high) conditions.push(high);
    if (!low && !high && notNull) conditions.push(notNull);
    break;
  }
  const order: PathKey[] = [];
  const hasAny = conditions.some(c => c.strategy === 'any');
  if (!hasAny) {
    for (let k = 0; k < index.keyCount; k++) {
      order.push({ expr: keyExprs[k]!, isDescending: index.isDescending[k]!, nullsFirst: index.nullsFirst[k]! });
    }
  }
  const usedQuals = conditions.map(c => c.qual);
  const remaining = quals.filter(q => !usedQuals.includes(q));
  const isUnique = index.isUnique && equalityPrefix === index.keyCount && conditions.every(c => c.strategy === '=');
  const requiredOuter = conditions.reduce((r, c) => r | (c.value ? relidsOf(c.value) & outer : NO_RELIDS), NO_RELIDS);
  const { settings } = env;
  const selectivity = usedQuals.length ? level.selectivity.list(usedQuals) : 1;
  const first = stripRelabel(keyExprs[0]!);
  const stats = first.kind === 'var' ? env.catalog.statistics(base.relation.oid, first.column) : undefined;
  const indexPages = Math.max(1, Math.ceil(base.tuples / 300));
  const cost = indexScanCost(settings, {
    tablePages: base.pages,
    tableTuples: base.tuples,
    indexPages,
    selectivity,
    correlation: stats?.correlation ?? 0,
    loops,
    conditionCount: usedQuals.length,
    quals: remaining,
    isIndexOnly: false,
    visibleFraction: 0,
    isUnique,
  });
  const fullOrder = order.length > 0;
  if (conditions.length === 0 && !fullOrder) return [];
  const make = (isBackward: boolean): Path => ({
    relids: relidOf(base.table),
    rows: isUnique ? Math.min(1, rows) : rows,
    width: relationWidth(base.relation),
    requiredOuter,
    startupCost: cost.startup,
    totalCost: cost.total,
    // A leading equality makes its column constant: it may be skipped in the order.
    pathKeys: (isBackward ? order.map(k => ({ ...k, isDescending: !k.isDescending, nullsFirst: !k.nullsFirst })) : order).slice(0),
    build: (need, filter = []) =>
      buildScan(level, base, need, [...remaining, ...filter], { cost, rows }, { index, conditions, isBackward, isUnique }),
  });
  return fullOrder && !isUnique ? [make(false), make(true)] : [make(false)];
}

/** Key expressions of an index as Vars / expressions of this range-table entry. */
export function indexKeyExprs(level: QueryPlanner, base: BaseRelation, index: IndexDescriptor): Expr[] {
  let expression = 0;
  return index.columns.slice(0, index.keyCount).map(attnum => {
    if (attnum === 0) return rebase(level.context.env.storedExpression(base.relation, index.expressionTexts[expression++]!), base.table);
    const column = base.relation.columns[attnum - 1]!;
    return {
      kind: 'var',
      table: base.table,
      column: attnum,
      levelsUp: 0,
      type: column.typeId,
      typmod: column.typmod,
      collation: column.collation,
      location: -1,
    } as Expr;
  });
}

/** A stored expression's Vars (table 0) moved to range-table entry `table`. */
export function rebase(expr: Expr, table: number): Expr {
  return table === 0 ? expr : mapDeep(expr, (e, depth) => (e.kind === 'var' && e.levelsUp === depth ? { ...e, table } : undefined));
}

const STRATEGY: readonly IndexCondition['strategy'][] = ['=', '<', '<=', '=', '>=', '>'];
const COMMUTED: Readonly<Record<string, IndexCondition['strategy']>> = { '=': '=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' };

function matchCondition(
  level: QueryPlanner,
  base: BaseRelation,
  index: IndexDescriptor,
  key: Expr,
  column: number,
  qual: Expr,
): MatchedCondition | undefined {
  const { catalog } = level.context.env;
  const self = relidOf(base.table);
  const isKey = (e: Expr): boolean => exprEquals(stripRelabel(e), key);
  const usableValue = (e: Expr): boolean => (relidsOf(e) & self) === NO_RELIDS && !isVolatile(level, e);
  if (qual.kind === 'op' && qual.args.length === 2) {
    const strategy = catalog.btreeStrategy(qual.operatorId, index.operatorClasses[column]!);
    if (strategy === undefined) return undefined;
    const [left, right] = qual.args as [Expr, Expr];
    const keyType = index.keyTypes[column]!;
    if (isKey(left) && usableValue(right)) {
      const value = comparand(level, right, keyType);
      return value ? { column, strategy: STRATEGY[strategy]!, value, qual } : undefined;
    }
    if (isKey(right) && usableValue(left)) {
      const value = comparand(level, left, keyType);
      return value ? { column, strategy: COMMUTED[STRATEGY[strategy]!]!, value, qual } : undefined;
    }
    return undefined;
  }
  if (qual.kind === 'scalar-array-op' && qual.useOr && isKey(qual.args[0]) && usableValue(qual.args[1])) {
    if (catalog.btreeStrategy(qual.operatorId, index.operatorClasses[column]!) !== 3) return undefined;
    const operator = catalog.operatorById(qual.operatorId);
    if (!operator || !sameKeyFamily(operator.rightType, index.keyTypes[column]!)) return undefined;
    return { column, strategy: 'any', value: qual.args[1], qual };
  }
  if (qual.kind === 'null-test' && !qual.isRow && isKey(qual.arg))
    return { column, strategy: qual.isNot ? 'is-not-null' : 'is-null', value: null, qual };
  return undefined;
}

const INTEGER_TYPES = new Set<number>([20, 21, 23]);
const TEXT_TYPES = new Set<number>([25, 1043, 19]);

/** Types whose values of one encode as keys of the other. */
function sameKeyFamily(a: number, b: number): boolean {
  return a === b || (INTEGER_TYPES.has(a) && INTEGER_TYPES.has(b)) || (TEXT_TYPES.has(a) && TEXT_TYPES.has(b));
}

/** The comparand if it encodes as a key of the index column. */
function comparand(level: QueryPlanner, value: Expr, keyType: number): Expr | undefined {
  const type = level.context.env.catalog.typeById(value.type)?.baseType || value.type;
  return sameKeyFamily(type, keyType) ? value : undefined;
}

function isVolatile(level: QueryPlanner, expr: Expr): boolean {
  return level.hasVolatile(expr);
}

function tidConditions(base: BaseRelation, quals: readonly Expr[]): { value: Expr; isArray: boolean; length: number }['value'][] | undefined {
  for (const qual of quals) {
    if (qual.kind !== 'op' || qual.args.length !== 2) continue;
    const [left, right] = qual.args as [Expr, Expr];
    const isCtid = (e: Expr): boolean => e.kind === 'var' && e.levelsUp === 0 && e.table === base.table && e.column === -1;
    if (qual.operatorId !== 387) continue;
    if (isCtid(left) && relidsOf(right) === NO_RELIDS) return [right];
    if (isCtid(right) && relidsOf(left) === NO_RELIDS) return [left];
  }
  return undefined;
}

interface IndexChoice {
  readonly index: IndexDescriptor;
  readonly conditions: readonly MatchedCondition[];
  readonly isBackward: boolean;
  readonly isUnique: boolean;
}

function buildScan(
  level: QueryPlanner,
  base: BaseRelation,
  need: readonly Expr[],
  quals: readonly Expr[],
  estimate: { cost: { startup: number; total: number }; rows: number },
  choice: IndexChoice | null,
): PlanNode {
  const { relation, entry, table } = base;
  if (relation.isVirtual) {
    return level.finish(scope => ({ kind: 'virtual-scan', ...scanFields(base, scope.used) }), need, quals, tableScope(base), estimate);
  }
  if (level.epqTables.includes(table)) {
    return level.finish(scope => ({ kind: 'epq-scan', ...scanFields(base, scope.used) }), need, quals, tableScope(base), estimate);
  }
  const { env } = level.context;
  if (choice) {
    const scope = tableScope(base);
    const conditions = choice.conditions.map((c): IndexCondition => ({
      column: c.column,
      strategy: c.strategy,
      value: c.value ? level.lowerer.lower(c.value, { resolve: () => undefined }) : null,
      ops: env.typeOps(choice.index.keyTypes[c.column]!),
      source: c.qual,
    }));
    return level.finish(
      s => ({
        kind: 'index-scan',
        ...scanFields(base, s.used),
        index: choice.index,
        conditions,
        isBackward: choice.isBackward,
        isIndexOnly: false,
        isUniqueLookup: choice.isUnique,
      }),
      need,
      quals,
      scope,
      estimate,
    );
  }
  const sample = entry.sample
    ? {
        method: entry.sample.method,
        percent: level.lowerer.lower(entry.sample.percent, { resolve: () => undefined }),
        seed: entry.sample.seed ? level.lowerer.lower(entry.sample.seed, { resolve: () => undefined }) : null,
      }
    : null;
  return level.finish(scope => ({ kind: 'seq-scan', ...scanFields(base, scope.used), sample }), need, quals, tableScope(base), estimate);
}

function buildTidScan(
  level: QueryPlanner,
  base: BaseRelation,
  need: readonly Expr[],
  quals: readonly Expr[],
  values: readonly Expr[],
  cost: { startup: number; total: number },
): PlanNode {
  if (level.epqTables.includes(base.table)) return buildScan(level, base, need, quals, { cost, rows: 1 }, null);
  const lowered = values.map(v => level.lowerer.lower(v, { resolve: () => undefined }));
  return level.finish(
    scope => ({ kind: 'tid-scan', ...scanFields(base, scope.used), values: lowered, isArray: false }),
    need,
    quals,
    tableScope(base),
    { cost, rows: 1 },
  );
}

function tableScope(base: BaseRelation): TableScope {
  return new TableScope(base.table, base.relation.columns, base.relation.rowType);
}

function scanFields(base: BaseRelation, used: ReadonlySet<number>) {
  return { relation: base.relation, tableIndex: base.table, alias: base.entry.alias, usedColumns: [...used].sort((a, b) => a - b) };
}

export { isUniqueColumn, operatorCount };
