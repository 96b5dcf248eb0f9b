/**
 * Selectivity: the fraction of rows a qualification keeps, from column statistics where ANALYZE made them, else PostgreSQL's defaults
 * (chapter 72.1 of its documentation describes the method).
 */
import type { Expr, Var } from '../../analyze/index.js';
import type { ColumnStatistics, OperatorDescriptor, RelationDescriptor } from '../../catalog/index.js';
import type { ArrayValue, Datum, TypeOps } from '../../types/index.js';
import { callContextFor, type PlannerEnv } from '../context.js';
import { isRangeEstimator, RANGE_JOIN, rangeSelectivity } from './range-selectivity.js';

export const DEFAULT_EQUAL = 0.005;
export const DEFAULT_INEQUALITY = 1 / 3;
export const DEFAULT_RANGE = 0.005;
export const DEFAULT_MATCH = 0.005;
const DEFAULT_DISTINCT = 200;
/** Elements of a list that are looked at one by one. */
const LISTED_ELEMENTS_MAX = 10_000;

/** Finds the base relation behind a Var of the level, with its estimated row count. */
export interface RelationLookup {
  relationOf(table: number): { readonly relation: RelationDescriptor; readonly tuples: number } | undefined;
  /** What a column of a sub-query in FROM stands for. */
  subqueryColumn?(table: number, column: number): { readonly estimator: SelectivityEstimator; readonly expr: Expr; readonly rows: number } | undefined;
}

export class SelectivityEstimator {
  constructor(
    private readonly env: PlannerEnv,
    private readonly relations: RelationLookup,
  ) {}

  /** Of a list of ANDed qualifications, pairing range bounds on the same expression. */
  list(quals: readonly Expr[]): number {
    let product = 1;
    const ranges = new Map<string, { low?: number; high?: number }>();
    for (const qual of quals) {
      const bound = this.rangeBound(qual);
      if (bound) {
        const entry = ranges.get(bound.key) ?? {};
        if (bound.isUpper) entry.high = Math.min(entry.high ?? 1, bound.selectivity);
        else entry.low = Math.min(entry.low ?? 1, bound.selectivity);
        ranges.set(bound.key, entry);
      } else product *= this.one(qual);
    }
    for (const { low, high } of ranges.values()) {
      if (low !== undefined && high !== undefined) {
        const both = low === DEFAULT_INEQUALITY && high === DEFAULT_INEQUALITY ? DEFAULT_RANGE : low + high - 1;
        product *= Math.max(both, 1e-5);
      } else product *= low ?? high ?? 1;
    }
    return clamp(product);
  }

  one(qual: Expr): number {
    switch (qual.kind) {
      case 'const':
        return qual.value === true ? 1 : 0;
      case 'bool':
        if (qual.op === 'and') return this.list(qual.args);
        if (qual.op === 'not') return clamp(1 - this.one(qual.args[0]!));
        return clamp(
          qual.args.reduce((either, arg) => {
            // Asked once: twice at each level of nesting would be exponential.
            const selectivity = this.one(arg);
            return either + selectivity - either * selectivity;
          }, 0),
        );
      case 'op':
        return this.operator(qual.operatorId, qual.args);
      case 'scalar-array-op': {
        const element = this.operatorSelectivity(qual.operatorId, qual.args[0], null);
        const array = qual.args[1];
        const count =
          array.kind === 'const' && array.value !== null && typeof array.value === 'object' && 'values' in array.value
            ? array.value.values.length
            : array.kind === 'array'
              ? array.elements.length
              : 10;
        if (!qual.useOr) return clamp(element ** count);
        if (array.kind === 'const' && array.value !== null && typeof array.value === 'object' && 'values' in array.value) {
          let sum = 0;
          const { values } = array.value as ArrayValue;
          // Of a long list the elements at even distances stand for the others.
          const stride = Math.ceil(values.length / LISTED_ELEMENTS_MAX);
          for (let i = 0; i < values.length; i += stride) {
            const value = values[i];
            if (value !== null) sum += stride * this.operatorSelectivity(qual.operatorId, qual.args[0], value);
          }
          return clamp(sum);
        }
        return clamp(element * count);
      }
      case 'null-test': {
        const stats = this.statisticsOf(qual.arg);
        const nulls = stats ? stats.stats.nullFraction : DEFAULT_EQUAL;
        return clamp(qual.isNot ? 1 - nulls : nulls);
      }
      case 'boolean-test': {
        const s = this.one(qual.arg);
        return qual.test === 'is-true' || qual.test === 'is-not-false' ? s : qual.test === 'is-unknown' ? DEFAULT_EQUAL : clamp(1 - s);
      }
      case 'distinct':
        return clamp(1 - this.operatorSelectivity(qual.operatorId, qual.args[0], constantOf(qual.args[1])));
      case 'var': {
        const found = this.statisticsOf(qual);
        return found ? this.equalConstant(found.stats, true, found.tuples) : 0.5;
      }
      default:
        return 0.5;
    }
  }

  private operator(operatorId: number, args: readonly Expr[]): number {
    if (args.length !== 2) return 0.5;
    const [left, right] = args as [Expr, Expr];
    const leftStats = this.statisticsOf(left);
    const rightStats = this.statisticsOf(right);
    const operator = this.env.catalog.operatorById(operatorId as never);
    const estimator = operator?.restrictEstimator ?? '';
    if (isRangeEstimator(estimator)) return this.rangeOperator(operator!, left, right);
    if (isColumnish(left) && isColumnish(right)) {
      if (estimator === 'eqsel') return clamp(1 / Math.max(this.distinctOf(left), this.distinctOf(right)));
      if (estimator === 'neqsel') return clamp(1 - 1 / Math.max(this.distinctOf(left), this.distinctOf(right)));
      return estimator.startsWith('scalar') ? DEFAULT_INEQUALITY : estimator.includes('like') ? DEFAULT_MATCH : 0.5;
    }
    if (!leftStats && rightStats && operator?.commutator) return this.operatorSelectivity(operator.commutator, right, this.constantFor(right, left));
    return this.operatorSelectivity(operatorId, left, this.constantFor(left, right));
  }

  /** Of ranges: which side is the column is known by which has statistics, or is no constant. */
  private rangeOperator(operator: OperatorDescriptor, left: Expr, right: Expr): number {
    if (isColumnish(left) && isColumnish(right)) return RANGE_JOIN;
    const isCommuted = isColumnish(right) || (!isColumnish(left) && this.statisticsOf(left) === undefined && this.statisticsOf(right) !== undefined);
    const [column, other] = isCommuted ? [right, left] : [left, right];
    const name = isCommuted ? (this.env.catalog.operatorById(operator.commutator)?.name ?? operator.name) : operator.name;
    const found = this.statisticsOf(column);
    return rangeSelectivity(name, this.env.typeOps(column.type as never)?.range, found?.stats, this.estimated(other), found?.tuples ?? 1e6);
  }

  /** The constant that a column is compared with, in the column's units; undefined when it is not known while planning. */
  private constantFor(column: Expr, expr: Expr): Datum | undefined {
    const value = this.estimated(expr);
    if (value === undefined || value === null) return value;
    const from = stripRelabel(expr).type;
    const to = stripRelabel(column).type;
    if (from === to || typeof value !== 'number') return isComparable(from, to) ? value : undefined;
    if (to === DATE && (from === TIMESTAMP || from === TIMESTAMPTZ)) return Math.floor(value / DAY_MICROS);
    if ((to === TIMESTAMP || to === TIMESTAMPTZ) && from === DATE) return value * DAY_MICROS;
    return isComparable(from, to) ? value : undefined;
  }

  /** Value of an expression without columns, as of now: stable functions too. */
  private estimated(expr: Expr): Datum | undefined {
    const e = stripRelabel(expr);
    if (e.kind === 'const') return e.value;
    if (e.kind === 'param') return this.env.parameterValues?.[e.number - 1] as Datum | undefined;
    if (e.kind !== 'func' && e.kind !== 'op') return undefined;
    const descriptor = this.env.catalog.functionById(e.functionId);
    if (descriptor === undefined || descriptor.volatility === 'v' || descriptor.language !== 'internal' || descriptor.returnsSet) return undefined;
    const values: Datum[] = [];
    for (const arg of e.args) {
      const value = this.estimated(arg);
      if (value === undefined) return undefined;
      values.push(value);
    }
    if (descriptor.isStrict && values.includes(null)) return null;
    try {
      return this.env.scalarImpl(descriptor, e.inputCollation)(...values, callContextFor(this.env, e));
    } catch {
      return undefined;
    }
  }

  /** `column op value`; value undefined = unknown at planning time. */
  private operatorSelectivity(operatorId: number, column: Expr, value: Datum | undefined): number {
    const operator = this.env.catalog.operatorById(operatorId as never);
    const estimator = operator?.restrictEstimator ?? '';
    const found = this.statisticsOf(column);
    switch (estimator) {
      case 'eqsel':
        if (value === null) return 0;
        if (!found) return clamp(1 / this.distinctOf(column));
        return value === undefined
          ? clamp((1 - found.stats.nullFraction) / this.distinctOf(column))
          : this.equalConstant(found.stats, value, found.tuples, column);
      case 'neqsel':
        if (!found || value === undefined || value === null) return clamp(1 - 1 / this.distinctOf(column));
        return clamp(1 - this.equalConstant(found.stats, value, found.tuples, column) - found.stats.nullFraction);
      case 'scalarltsel':
      case 'scalarlesel':
      case 'scalargtsel':
      case 'scalargesel': {
        if (!found || value === undefined || value === null) return DEFAULT_INEQUALITY;
        const below = this.fractionBelow(found.stats, value, column);
        if (below === undefined) return DEFAULT_INEQUALITY;
        const isLess = estimator === 'scalarltsel' || estimator === 'scalarlesel';
        return clamp(isLess ? below : 1 - found.stats.nullFraction - below);
      }
      case 'matchingsel':
      case 'likesel':
      case 'iclikesel':
      case 'regexeqsel':
      case 'icregexeqsel':
        return this.matching(operatorId, found?.stats, value);
      case 'nlikesel':
      case 'icnlikesel':
      case 'regexnesel':
      case 'icregexnesel':
        return clamp(1 - (found?.stats.nullFraction ?? 0) - this.matching(operator!.negator, found?.stats, value));
      default:
        return 0.5;
    }
  }

  /** Share of the values that a pattern matches: tried on the common values and on those that bound the histogram. */
  private matching(operatorId: number, stats: ColumnStatistics | undefined, value: Datum | undefined): number {
    const operator = this.env.catalog.operatorById(operatorId as never);
    const descriptor = operator && this.env.catalog.functionById(operator.functionId);
    if (stats === undefined || descriptor === undefined || value === undefined || value === null) return DEFAULT_MATCH;
    try {
      const impl = this.env.scalarImpl(descriptor);
      const matches = (v: Datum): boolean => impl(v, value, this.env.callContext) === true;
      let common = 0;
      let commonSum = 0;
      stats.commonValues.forEach((v, i) => {
        commonSum += stats.commonFrequencies[i]!;
        if (matches(v)) common += stats.commonFrequencies[i]!;
      });
      const rest = Math.max(0, 1 - commonSum - stats.nullFraction);
      const sample = stats.histogram.length;
      const inSample = sample >= 10 ? stats.histogram.filter(matches).length / sample : DEFAULT_MATCH;
      return clamp(common + rest * Math.min(0.99, Math.max(1 / (2 * Math.max(sample, 100)), inSample)));
    } catch {
      return DEFAULT_MATCH;
    }
  }

  private equalConstant(stats: ColumnStatistics, value: Datum, tuples: number, column?: Expr): number {
    const ops = column ? this.env.typeOps(column.type) : undefined;
    for (let i = 0; i < stats.commonValues.length; i++) {
      const common = stats.commonValues[i]!;
      if (ops ? ops.equals(common, value) : common === value) return clamp(stats.commonFrequencies[i]!);
    }
    const commonSum = stats.commonFrequencies.reduce((a, b) => a + b, 0);
    const distinct = distinctCount(stats, tuples);
    const others = Math.max(1, distinct - stats.commonValues.length);
    return clamp((1 - commonSum - stats.nullFraction) / others);
  }

  /** Fraction of rows with a value below `value` (nulls count as not). */
  private fractionBelow(stats: ColumnStatistics, value: Datum, column: Expr): number | undefined {
    const compare = mixedComparison(this.env.typeOps(column.type));
    let common = 0;
    let commonSum = 0;
    for (let i = 0; i < stats.commonValues.length; i++) {
      const frequency = stats.commonFrequencies[i]!;
      commonSum += frequency;
      if (compare(stats.commonValues[i]!, value) < 0) common += frequency;
    }
    const bounds = stats.histogram;
    if (bounds.length < 2) return stats.commonValues.length > 0 ? common : undefined;
    let low = 0;
    let high = bounds.length - 1;
    let inside: number;
    if (compare(value, bounds[0]!) <= 0) inside = 0;
    else if (compare(value, bounds[high]!) >= 0) inside = 1;
    else {
      while (high - low > 1) {
        const middle = (low + high) >> 1;
        if (compare(bounds[middle]!, value) < 0) low = middle;
        else high = middle;
      }
      inside = (low + interpolate(bounds[low]!, bounds[high]!, value)) / (bounds.length - 1);
    }
    return common + inside * Math.max(0, 1 - commonSum - stats.nullFraction);
  }

  private rangeBound(qual: Expr): { key: string; isUpper: boolean; selectivity: number } | undefined {
    if (qual.kind !== 'op' || qual.args.length !== 2) return undefined;
    const estimator = this.env.catalog.operatorById(qual.operatorId)?.restrictEstimator ?? '';
    if (!estimator.startsWith('scalar')) return undefined;
    const [left, right] = qual.args as [Expr, Expr];
    const isLess = estimator === 'scalarltsel' || estimator === 'scalarlesel';
    const leftVar = stripRelabel(left);
    const rightVar = stripRelabel(right);
    if (leftVar.kind === 'var' && !isColumnish(right)) return { key: `${leftVar.table}.${leftVar.column}`, isUpper: isLess, selectivity: this.one(qual) };
    if (rightVar.kind === 'var' && !isColumnish(left)) return { key: `${rightVar.table}.${rightVar.column}`, isUpper: !isLess, selectivity: this.one(qual) };
    return undefined;
  }

  /** Number of distinct values of an expression over its relation. */
  distinctOf(expr: Expr): number {
    const e = stripRelabel(expr);
    if (e.kind === 'const') return 1;
    if (e.kind === 'var' && e.levelsUp === 0) {
      const base = this.relations.relationOf(e.table);
      if (base) {
        if (isUniqueColumn(base.relation, e.column)) return Math.max(1, base.tuples);
        const stats = this.env.catalog.statistics(base.relation.oid, e.column);
        if (stats) return Math.max(1, distinctCount(stats, base.tuples));
        if (e.type === (16 as never)) return 2;
        return Math.max(1, Math.min(DEFAULT_DISTINCT, base.tuples));
      }
      const inside = this.relations.subqueryColumn?.(e.table, e.column);
      if (inside !== undefined) return Math.max(1, Math.min(inside.rows, inside.estimator.distinctOf(inside.expr)));
    }
    if (e.kind === 'agg' || e.kind === 'window') return Infinity;
    if ((e.kind === 'op' || e.kind === 'func') && e.args.length > 0) {
      // A function has at most as many values as its arguments.
      const most = e.args.reduce((n, arg) => n * this.distinctOf(arg), 1);
      return Math.max(1, Math.min(most, e.args.length === 1 ? most : DEFAULT_DISTINCT));
    }
    return DEFAULT_DISTINCT;
  }

  /** Number of different combinations of values of `exprs` in `rows` rows. */
  groups(exprs: readonly Expr[], rows: number): number {
    let product = 1;
    const byTable = new Map<number, number>();
    for (const expr of exprs) {
      const e = stripRelabel(expr);
      const distinct = this.distinctOf(e);
      if (e.kind === 'var' && this.relations.relationOf(e.table) !== undefined) byTable.set(e.table, (byTable.get(e.table) ?? 1) * distinct);
      else product *= distinct;
    }
    for (const [table, combined] of byTable) {
      const tuples = Math.max(1, this.relations.relationOf(table)!.tuples);
      const distinct = Math.min(combined, tuples);
      const drawn = Math.min(rows, tuples);
      // Expected number of values met when `drawn` of `tuples` rows are taken at random.
      product *= Math.max(1, distinct * (1 - ((tuples - drawn) / tuples) ** (tuples / distinct)));
    }
    return Math.max(1, Math.round(Math.min(product, rows)));
  }

  statisticsOf(expr: Expr): { stats: ColumnStatistics; tuples: number } | undefined {
    const e: Expr = stripRelabel(expr);
    if (e.kind !== 'var' || e.levelsUp !== 0) return undefined;
    const base = this.relations.relationOf((e as Var).table);
    if (!base) {
      const inside = this.relations.subqueryColumn?.(e.table, e.column);
      return inside?.estimator.statisticsOf(inside.expr);
    }
    const stats = this.env.catalog.statistics(base.relation.oid, (e as Var).column);
    return stats ? { stats, tuples: base.tuples } : undefined;
  }
}

const DATE = 1082;
const TIMESTAMP = 1114;
const TIMESTAMPTZ = 1184;
const DAY_MICROS = 86_400_000_000;
const FAMILIES: readonly (readonly number[])[] = [
  [20, 21, 23, 26, 700, 701],
  [25, 1043, 1042, 19],
  [TIMESTAMP, TIMESTAMPTZ],
];

/** Values of both types have one representation. */
function isComparable(a: number, b: number): boolean {
  return a === b || FAMILIES.some(f => f.includes(a) && f.includes(b));
}

export function stripRelabel(expr: Expr): Expr {
  let e = expr;
  while (e.kind === 'relabel' || e.kind === 'collate') e = e.arg;
  return e;
}

function isColumnish(expr: Expr): boolean {
  const e = stripRelabel(expr);
  return e.kind === 'var' && e.levelsUp === 0;
}

function constantOf(expr: Expr): Datum | undefined {
  const e = stripRelabel(expr);
  return e.kind === 'const' ? e.value : undefined;
}

export function isUniqueColumn(relation: RelationDescriptor, column: number): boolean {
  return relation.indexes.some(i => i.isUnique && i.isValid && i.keyCount === 1 && i.columns[0] === column && i.predicateText === null);
}

export function distinctCount(stats: ColumnStatistics, tuples: number): number {
  return stats.distinct >= 0 ? stats.distinct : Math.max(1, -stats.distinct * tuples);
}

function interpolate(low: Datum, high: Datum, value: Datum): number {
  const a = asNumber(low);
  const b = asNumber(high);
  const v = asNumber(value);
  if (a === undefined || b === undefined || v === undefined || !(b > a)) return 0.5;
  return Math.min(1, Math.max(0, (v - a) / (b - a)));
}

/** A rough number for interpolation inside a histogram bucket. */
/** The constant may be of another type of the column's family: an int8 that is no number beside int4s. */
function mixedComparison(ops: TypeOps): (a: Datum, b: Datum) => number {
  return (a, b) => {
    if (typeof a === 'bigint' ? typeof b === 'number' : typeof b === 'bigint' && typeof a === 'number') return (a as number) < (b as number) ? -1 : 1;
    return ops.compare(a, b);
  };
}

function asNumber(value: Datum): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'string') {
    let n = 0;
    for (let i = 0; i < 6; i++) n = n * 256 + (i < value.length ? value.charCodeAt(i) & 255 : 0);
    return n;
  }
  if (value !== null && typeof value === 'object' && 'toNumber' in value && typeof value.toNumber === 'function') return (value.toNumber as () => number)();
  return undefined;
}

export function clamp(s: number): number {
  return s < 0 ? 0 : s > 1 ? 1 : s;
}
