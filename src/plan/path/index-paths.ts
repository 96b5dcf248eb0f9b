/** Index scans of one table: which conditions each index can take, what that costs, and the order it gives. */
import type { Expr } from '../../analyze/index.js';
import { shapeOfClass, type IndexDescriptor } from '../../catalog/index.js';
import { indexScanCost, type CostPair } from '../cost/cost.js';
import { INVALID_OID } from '../../base/index.js';
import { orderCollation } from '../expression/order-collation.js';
import { conjuncts } from '../expression/walk.js';
import type { IndexCondition, PlanNode } from '../physical/plan-nodes.js';
import type { QueryPlanner } from '../query-planner.js';
import { indexKeyExprs, rebase, tableScope, type BaseRelation, type TableScope } from './base-relation.js';
import { implies, matchConditions, type MatchedCondition } from './index-conditions.js';
import type { JoinClause } from './join-clause.js';
import { pathKey } from './orders.js';
import { searchConditions } from './search-conditions.js';
import { NO_KEYS, NO_RELIDS, isSubset, relidOf, type Path, type PathKey, type Relids } from './path.js';
import { buildSeqScan, scanFields, type TableAccess } from './scan-paths.js';

/** An index of the table with the key expressions and the conditions that qualifications give, by key column. */
export interface IndexInfo {
  readonly index: IndexDescriptor;
  readonly keys: readonly Expr[];
  readonly pages: number;
  readonly correlation: number;
  readonly matches: Map<Expr, readonly MatchedCondition[]>;
  /** The index gives all columns that the query reads of the table. */
  readonly isCovering: boolean;
}

const SERVED: ReadonlySet<string> = new Set(['btree', 'gist']);
const hasOrder = (index: IndexDescriptor): boolean => index.method === 'btree';

/** What one use of an index comes to. */
export interface IndexUse {
  readonly info: IndexInfo;
  readonly conditions: readonly MatchedCondition[];
  /** Qualifications that the conditions decide; the others filter. */
  readonly decided: readonly Expr[];
  /** Those among them that are checked once more for each row found. */
  readonly rechecks: readonly Expr[];
  readonly selectivity: number;
  readonly isUnique: boolean;
  readonly requiredOuter: Relids;
  /** Key columns fixed by equality with something outside the table. */
  readonly fixed: readonly boolean[];
}

/** A choice of conditions over join clauses, without the cost that depends on how often it is repeated. */
interface ParameterChoice {
  readonly use: IndexUse;
  readonly remaining: readonly Expr[];
  readonly rows: number;
}

export class IndexAccess {
  private infos: readonly IndexInfo[] | null = null;
  private readonly choices = new Map<string, readonly ParameterChoice[]>();

  constructor(private readonly access: TableAccess) {}

  /** Usable indexes, partial ones only where their predicate holds. */
  get all(): readonly IndexInfo[] {
    if (this.infos !== null) return this.infos;
    const { level, base, quals } = this.access;
    const { env } = level.context;
    const infos: IndexInfo[] = [];
    for (const index of base.relation.indexes) {
      if (!index.isValid || !SERVED.has(index.method)) continue;
      if (index.usableFrom !== undefined && (env.horizon?.() ?? 0) < index.usableFrom) continue;
      if (index.predicateText !== null) {
        const predicate = conjuncts(rebase(env.storedExpression(base.relation, index.predicateText), base.table));
        if (!predicate.every(p => implies(level, quals, p))) continue;
      }
      const keys = indexKeyExprs(level, base, index);
      const first = keys[0]!;
      const statistics = first.kind === 'var' && hasOrder(index) ? env.catalog.statistics(base.relation.oid, first.column) : undefined;
      const correlation = (statistics?.correlation ?? 0) * (keys.length > 1 ? 0.75 : 1) * (index.isDescending[0] ? -1 : 1);
      const matches = new Map<Expr, readonly MatchedCondition[]>();
      infos.push({ index, keys, pages: Math.max(1, Math.ceil(base.tuples / 300)), correlation, matches, isCovering: this.isCovering(index) });
    }
    this.infos = infos;
    return infos;
  }

  private isCovering(index: IndexDescriptor): boolean {
    const { level, base } = this.access;
    if (!level.context.env.settings.enable_indexonlyscan) return false;
    const columns = level.columnsRead(base.table);
    if (columns === null) return false;
    const given = returnedColumns(level, base, index);
    for (const column of columns) if (!given.has(column)) return false;
    return true;
  }

  paths(mergeClasses: ReadonlySet<number> | null): Path[] {
    const { level, quals } = this.access;
    const paths: Path[] = [];
    for (const info of this.all) {
      const use = this.use(info, quals);
      const order = this.order(info, use);
      const forward = level.orders.useful(order, mergeClasses);
      const backward = use.isUnique ? NO_KEYS : level.orders.useful(order.map(reversed), mergeClasses);
      if (use.conditions.length === 0 && forward.length === 0 && backward.length === 0) continue;
      const remaining = quals.filter(q => !use.decided.includes(q));
      const cost = this.cost(use, remaining, 1);
      if (use.conditions.length > 0 || forward.length > 0) paths.push(this.path(use, remaining, this.access.rows, cost, forward, false));
      if (backward.length > 0) paths.push(this.path(use, remaining, this.access.rows, cost, backward, true));
    }
    return paths;
  }

  /** `clauses`: join clauses between this table and `outer`. */
  parameterised(clauses: readonly JoinClause[], outer: Relids, loops: number): readonly Path[] {
    const paths: Path[] = [];
    for (const { use, remaining, rows } of this.parameterChoices(clauses, outer)) {
      paths.push(this.path(use, remaining, rows, this.cost(use, remaining, Math.max(1, loops)), NO_KEYS, false));
    }
    return paths;
  }

  private parameterChoices(clauses: readonly JoinClause[], outer: Relids): readonly ParameterChoice[] {
    const own = relidOf(this.access.base.table);
    const usable = clauses.filter(c => isSubset(c.relids, outer | own));
    if (usable.length === 0) return [];
    const key = usable.map(c => c.id).join();
    const known = this.choices.get(key);
    if (known !== undefined) return known;
    const { level, quals, base } = this.access;
    const exprs = usable.map(c => c.expr);
    const all = [...quals, ...exprs];
    const made: ParameterChoice[] = [];
    let rows = -1;
    for (const info of this.all) {
      const use = this.use(info, all);
      if (use.requiredOuter === NO_RELIDS) continue;
      const remaining = withoutImplied(all, use.decided, usable);
      if (rows < 0) rows = Math.max(1, Math.round(base.tuples * level.selectivity.list(distinctByClass(quals, usable))));
      made.push({ use, remaining, rows: use.isUnique ? 1 : rows });
    }
    this.choices.set(key, made);
    return made;
  }

  /** The conditions that the index takes from `quals`: equalities on leading columns, then a range. */
  use(info: IndexInfo, quals: readonly Expr[]): IndexUse {
    const { level, base } = this.access;
    const { index, keys } = info;
    const conditions: MatchedCondition[] = [];
    const fixed = keys.map(() => false);
    let prefix = 0;
    let isOpen = true;
    for (let k = 0; k < index.keyCount && isOpen; k++) {
      const matched: MatchedCondition[] = [];
      for (const qual of quals) for (const m of this.match(info, qual)) if (m.column === k) matched.push(m);
      const equal =
        matched.find(m => m.strategy === '=' && m.isExact) ??
        matched.find(m => m.strategy === '=') ??
        matched.find(m => m.strategy === 'is-null') ??
        matched.find(m => m.strategy === 'any');
      if (equal !== undefined && hasOrder(index)) {
        conditions.push(equal);
        if (equal.strategy !== 'any') {
          fixed[k] = true;
          if (prefix === k) prefix++;
        }
        continue;
      }
      isOpen = !hasOrder(index);
      conditions.push(...matched);
    }
    const decided = conditions.filter(c => c.isExact || c.strategy === 'search').map(c => c.qual);
    const rechecks = conditions.filter(c => !c.isExact && c.strategy === 'search').map(c => c.qual);
    const isUnique = index.isUnique && prefix === index.keyCount && conditions.every(c => c.strategy === '=');
    const sources = [...new Set(conditions.map(c => c.source))];
    const selectivity = conditions.length === 0 ? 1 : isUnique ? 1 / Math.max(1, base.tuples) : level.selectivity.list(sources);
    const requiredOuter = conditions.reduce((r, c) => r | c.valueRelids, NO_RELIDS);
    return { info, conditions, decided, rechecks, selectivity, isUnique, requiredOuter, fixed };
  }

  private match(info: IndexInfo, qual: Expr): readonly MatchedCondition[] {
    const known = info.matches.get(qual);
    if (known !== undefined) return known;
    const { level, base } = this.access;
    const out: MatchedCondition[] = [];
    const match = hasOrder(info.index) ? matchConditions : searchConditions;
    info.keys.forEach((key, k) => out.push(...match(level, base, info.index, key, k, qual)));
    info.matches.set(qual, out);
    return out;
  }

  /** Order of the rows, without columns that are constant. */
  private order(info: IndexInfo, use: IndexUse): readonly PathKey[] {
    const { level } = this.access;
    if (!hasOrder(info.index) || (level.orders.isEmpty && level.context.env.settings.enable_hashjoin)) return NO_KEYS;
    const order: PathKey[] = [];
    for (let k = 0; k < info.index.keyCount; k++) {
      if (use.fixed[k]) continue;
      if (use.conditions.some(c => c.column === k && c.strategy === 'any')) break;
      // Entries are in byte order whatever the index's collation.
      if (orderCollation(level.context.env, info.keys[k]!.collation) !== INVALID_OID) break;
      if (orderCollation(level.context.env, info.index.collations[k]) !== INVALID_OID) break;
      const key = pathKey(level, info.keys[k]!, info.index.isDescending[k]!, info.index.nullsFirst[k]!);
      if (!level.equivalences.isConstant(key.ec) && !order.some(o => o.ec === key.ec)) order.push(key);
    }
    return order;
  }

  cost(use: IndexUse, remaining: readonly Expr[], loops: number): CostPair {
    const { level, base } = this.access;
    return indexScanCost(level.context.env.settings, {
      tablePages: base.pages,
      tableTuples: base.tuples,
      indexPages: use.info.pages,
      selectivity: use.selectivity,
      correlation: use.info.correlation,
      loops,
      conditionCount: use.conditions.length,
      filterOperators: level.operators(remaining),
      isIndexOnly: use.info.isCovering,
      visibleFraction: base.visibleFraction,
      isUnique: use.isUnique,
    });
  }

  private gives(index: IndexDescriptor, scope: TableScope): boolean {
    if (scope.readsSystem) return false;
    const given = returnedColumns(this.access.level, this.access.base, index);
    return [...scope.used].every(column => given.has(column + 1));
  }

  private path(use: IndexUse, remaining: readonly Expr[], rows: number, cost: CostPair, pathKeys: readonly PathKey[], isBackward: boolean): Path {
    const own = use.isUnique ? Math.min(1, rows) : rows;
    return {
      relids: relidOf(this.access.base.table),
      rows: own,
      width: this.access.width,
      startupCost: cost.startup,
      totalCost: cost.total,
      pathKeys,
      requiredOuter: use.requiredOuter,
      build: (need, filter = []) => this.build(use, need, [...use.rechecks, ...remaining, ...filter], cost, own, isBackward),
    };
  }

  private build(use: IndexUse, need: readonly Expr[], quals: readonly Expr[], cost: CostPair, rows: number, isBackward: boolean): PlanNode {
    const { level, base } = this.access;
    if (level.epqTables.includes(base.table))
      return buildSeqScan(level, base, need, [...use.decided.filter(q => !use.rechecks.includes(q)), ...quals], cost, rows);
    const conditions = loweredConditions(this.access, use);
    const scope = tableScope(base);
    return level.finish(
      s => ({
        ...{ kind: 'index-scan', ...scanFields(base, s.used), index: use.info.index, conditions, rechecks: use.rechecks },
        // Whoever needs more than the query says (row references for locks) reads the rows.
        ...{ isBackward, isIndexOnly: use.info.isCovering && this.gives(use.info.index, s), isUniqueLookup: use.isUnique },
      }),
      need,
      quals,
      scope,
      { cost, rows },
    );
  }
}

/** Boxes of multiranges and networks are not their values. */
function isReadBack(index: IndexDescriptor, key: number): boolean {
  const shape = shapeOfClass(index.operatorClasses[key]!);
  return shape === 'scalar' || shape === 'range';
}

/** Attnums of the columns whose values can be read back from the index. */
function returnedColumns(level: QueryPlanner, base: BaseRelation, index: IndexDescriptor): ReadonlySet<number> {
  const given = new Set<number>();
  const { env } = level.context;
  // The columns of a key are read one after the other: all must be readable.
  for (let k = 0; k < index.keyCount; k++) {
    if (!hasOrder(index) && !isReadBack(index, k)) continue;
    if (env.typeOps(index.keyTypes[k]!).decodeKey === undefined) {
      if (!hasOrder(index)) continue;
      break;
    }
    const column = index.columns[k]!;
    if (column > 0 && env.typeOps(base.relation.columns[column - 1]!.typeId).decodeKey !== undefined) given.add(column);
  }
  return given;
}

const reversed = (key: PathKey): PathKey => ({ ...key, isDescending: !key.isDescending, nullsFirst: !key.nullsFirst });

/** What is left to check: nothing twice for one equivalence class. */
function withoutImplied(all: readonly Expr[], decided: readonly Expr[], clauses: readonly JoinClause[]): readonly Expr[] {
  const classes = new Set(clauses.filter(c => c.ec >= 0 && decided.includes(c.expr)).map(c => c.ec));
  return all.filter(expr => {
    if (decided.includes(expr)) return false;
    const clause = clauses.find(c => c.expr === expr);
    if (clause === undefined || clause.ec < 0) return true;
    if (classes.has(clause.ec)) return false;
    classes.add(clause.ec);
    return true;
  });
}

function distinctByClass(quals: readonly Expr[], clauses: readonly JoinClause[]): readonly Expr[] {
  return withoutImplied([...quals, ...clauses.map(c => c.expr)], [], clauses);
}

export function loweredConditions(access: TableAccess, use: IndexUse): readonly IndexCondition[] {
  const { level } = access;
  return use.conditions.map(c => ({
    column: c.column,
    strategy: c.strategy,
    ...(c.operatorStrategy !== undefined && { operatorStrategy: c.operatorStrategy }),
    value: c.value ? level.lowerer.lower(c.value, { resolve: () => undefined }) : null,
    ops: level.context.env.typeOps(use.info.index.keyTypes[c.column]!),
    source: c.source,
  }));
}

/** True when at most one row of the table can match one row of `outer`: a unique index has an equality on every key column. */
export function isUniqueFor(access: TableAccess, clauses: readonly JoinClause[], outer: Relids): boolean {
  const own = relidOf(access.base.table);
  const quals = [...access.quals, ...clauses.filter(c => isSubset(c.relids, outer | own)).map(c => c.expr)];
  return access.indexes.all.some(info => info.index.isUnique && info.index.isImmediate && access.indexes.use(info, quals).isUnique);
}
