/**
 * Index conditions -> key ranges, at each (re)scan. Equalities on a prefix of the key columns and one range on the next become bounds;
 * `any` lists multiply the ranges, in key order; what the bounds cannot express is left as a residual test on the row.
 */
import {
  boundsOf,
  FULL_RANGE,
  IndexKeyBuffer,
  type BoxKeys,
  type PartCondition,
  type Index,
  type IndexBounds,
  type IndexCursor,
  type KeyCondition,
} from '../../access/index.js';
import type { IndexKeyReader } from './index-key-reader.js';
import { NO_ROW, type RowRef } from '../../base/index.js';
import { compareBytes, type ArrayValue, type Datum, type TypeOps } from '../../types/index.js';
import type { IndexCondition, Lowered } from '../../plan/index.js';
import type { Snapshot } from '../../txn/index.js';

export interface ResidualCondition {
  /** attnum - 1 of the table column. */
  readonly column: number;
  readonly test: (value: Datum) => boolean;
}

export interface IndexRanges {
  readonly ranges: readonly IndexBounds[];
  readonly residual: readonly ResidualCondition[];
}

interface EvaluatedCondition {
  readonly condition: IndexCondition;
  readonly value: Datum;
}

/**
 * Equalities on the first key columns, the usual inner side of a nested loop: the range is encoded without looking at the conditions again.
 * Null when the conditions are of another form.
 */
export class EqualityRange {
  private readonly key = new IndexKeyBuffer();

  private constructor(
    private readonly index: Index,
    private readonly values: readonly Lowered[],
  ) {}

  static of(index: Index, conditions: readonly IndexCondition[]): EqualityRange | null {
    if (conditions.length === 0 || !conditions.every((c, i) => c.column === i && c.strategy === '=' && c.value !== null)) return null;
    return new EqualityRange(
      index,
      conditions.map(c => c.value as Lowered),
    );
  }

  /** The range for the present values; null when a value is NULL, or beyond the column's type. */
  range(evaluate: (e: Lowered) => Datum): IndexBounds | null {
    const { key, values, index } = this;
    key.length = 0;
    for (let i = 0; i < values.length; i++) {
      const value = evaluate(values[i]);
      if (!index.encoder.canEqual(i, value) || index.encoder.appendColumn(key, i, value)) return null;
    }
    const bytes = key.take();
    return { low: { bytes, isAfter: false }, high: { bytes, isAfter: true } };
  }
}

/** @param columns attnums of the index columns */
export function indexRanges(index: Index, columns: readonly number[], conditions: readonly IndexCondition[], evaluate: (e: Lowered) => Datum): IndexRanges {
  if (index.encoder.boxes !== null) return { ranges: boxRanges(index.encoder.boxes, conditions, evaluate), residual: [] };
  const evaluated: EvaluatedCondition[] = [];
  for (const condition of conditions) {
    const value = condition.value === null ? null : evaluate(condition.value);
    // A comparison with NULL is never true.
    if (value === null && condition.value !== null) return { ranges: [], residual: [] };
    const within = withinType(index, condition, value);
    if (within === null) return { ranges: [], residual: [] };
    evaluated.push(within);
  }
  const residual: ResidualCondition[] = [];
  let prefixes: Datum[][] = [[]];
  let lower: KeyCondition['lower'];
  let upper: KeyCondition['upper'];
  let isNotNull = false;
  let isOpen = true;
  for (let column = 0; column < index.encoder.columns.length; column++) {
    const own = evaluated.filter(e => e.condition.column === column);
    const equality = isOpen ? own.find(e => e.condition.strategy === '=' || e.condition.strategy === 'is-null' || e.condition.strategy === 'any') : undefined;
    for (const e of own) {
      const { strategy, ops } = e.condition;
      if (e === equality) continue;
      if (isOpen && equality === undefined) {
        if ((strategy === '>' || strategy === '>=') && tighter(ops, e.value, strategy, lower)) {
          if (lower !== undefined) residual.push(residualOf(columns[column], ops, lower.strategy, lower.value));
          lower = { strategy, value: e.value };
          continue;
        }
        if ((strategy === '<' || strategy === '<=') && tighter(ops, e.value, strategy, upper)) {
          if (upper !== undefined) residual.push(residualOf(columns[column], ops, upper.strategy, upper.value));
          upper = { strategy, value: e.value };
          continue;
        }
        if (strategy === 'is-not-null') {
          isNotNull = true;
          continue;
        }
      }
      residual.push(residualOf(columns[column], ops, strategy, e.value));
    }
    if (!isOpen) continue;
    if (equality === undefined) {
      isOpen = false;
      continue;
    }
    prefixes = extend(prefixes, equality);
    if (prefixes.length === 0) return { ranges: [], residual: [] };
  }
  const ranges: IndexBounds[] = [];
  for (const equal of prefixes) {
    const bounds = boundsOf(index.encoder, { equal, lower, upper, isNotNull });
    if (bounds !== null) ranges.push(bounds);
  }
  if (ranges.length > 1) ranges.sort((a, b) => compareBytes(a.low.bytes, b.low.bytes));
  return { ranges, residual };
}

/** The one search of an index without an order; none when nothing can match. */
function boxRanges(boxes: BoxKeys, conditions: readonly IndexCondition[], evaluate: (e: Lowered) => Datum): readonly IndexBounds[] {
  const parts: PartCondition[] = [];
  for (const { column, strategy, operatorStrategy, value } of conditions) {
    const part = value === null ? boxes.nullCondition(column, strategy === 'is-null') : boxes.condition(column, operatorStrategy as number, evaluate(value));
    if (part === null) return NO_RANGES;
    parts.push(part);
  }
  return [{ ...FULL_RANGE, box: { conditions: parts } }];
}

/**
 * An integer column may be compared with values that it cannot hold: the comparison then says something about all its keys but NULL. Null when it is
 * true of none.
 */
function withinType(index: Index, condition: IndexCondition, value: Datum): EvaluatedCondition | null {
  const { column, strategy } = condition;
  if (value === null) return { condition, value };
  if (strategy === 'any') {
    const array = value as ArrayValue;
    if (array.values.every(e => index.encoder.canEqual(column, e))) return { condition, value };
    return { condition, value: { ...array, values: array.values.filter(e => index.encoder.canEqual(column, e)) } };
  }
  if (index.encoder.canEqual(column, value)) return { condition, value };
  const isAbove = (value as number) > 0;
  const isTrue = isAbove ? strategy === '<' || strategy === '<=' : strategy === '>' || strategy === '>=';
  return isTrue ? { condition: { ...condition, strategy: 'is-not-null', value: null }, value: null } : null;
}

/** True when the new bound replaces the old one as the range's end; otherwise it stays a residual test. */
function tighter(ops: TypeOps, value: Datum, strategy: string, old: { readonly strategy: string; readonly value: Datum } | undefined): boolean {
  if (old === undefined) return true;
  const order = ops.compare(value, old.value);
  if (order === 0) return strategy.length < old.strategy.length;
  return strategy.startsWith('>') ? order > 0 : order < 0;
}

function extend(prefixes: Datum[][], { condition, value }: EvaluatedCondition): Datum[][] {
  if (condition.strategy !== 'any') return prefixes.map(p => [...p, value]);
  const elements: Datum[] = [];
  for (const element of (value as ArrayValue).values) {
    if (element !== null && !elements.some(e => condition.ops.equals(e, element))) elements.push(element);
  }
  return prefixes.flatMap(p => elements.map(e => [...p, e]));
}

function residualOf(attnum: number, ops: TypeOps, strategy: IndexCondition['strategy'], comparand: Datum): ResidualCondition {
  const column = attnum - 1;
  switch (strategy) {
    case 'is-null':
      return { column, test: v => v === null };
    case 'is-not-null':
      return { column, test: v => v !== null };
    case '=':
      return { column, test: v => v !== null && ops.equals(v, comparand) };
    case '<':
      return { column, test: v => v !== null && ops.compare(v, comparand) < 0 };
    case '<=':
      return { column, test: v => v !== null && ops.compare(v, comparand) <= 0 };
    case '>':
      return { column, test: v => v !== null && ops.compare(v, comparand) > 0 };
    case '>=':
      return { column, test: v => v !== null && ops.compare(v, comparand) >= 0 };
    case 'search':
      throw new Error('a search of an index without an order has no residual conditions');
    case 'any':
      return { column, test: v => v !== null && (comparand as ArrayValue).values.some(e => e !== null && ops.equals(v, e)) };
  }
}

const NO_RANGES: readonly IndexBounds[] = [];

/** Row references of all ranges, one after the other, in index order (or backward). */
export class IndexRefs {
  private cursor: IndexCursor | null = null;
  private at = 0;
  private ranges: readonly IndexBounds[] = [];

  constructor(
    private readonly index: Index,
    private readonly isBackward: boolean,
    private readonly snapshot: Snapshot,
    private readonly wantsKeys = false,
  ) {}

  start(ranges: readonly IndexBounds[]): void {
    this.ranges = ranges;
    this.at = 0;
    this.openNext();
  }

  /** One range, without a list. */
  startOne(range: IndexBounds): void {
    this.ranges = NO_RANGES;
    this.at = 0;
    if (this.cursor === null) this.cursor = this.open(range);
    else this.cursor.rescan(range, this.isBackward);
  }

  nextRef(): RowRef {
    while (this.at <= this.ranges.length && this.cursor !== null) {
      const ref = this.cursor.nextRef();
      if (ref !== NO_ROW) return ref;
      if (!this.openNext()) break;
    }
    return NO_ROW;
  }

  /** Reads the key of the entry returned last, if the scan keeps keys. */
  readKey(reader: IndexKeyReader): void {
    const cursor = this.cursor as IndexCursor;
    reader.read(cursor.keyBytes, cursor.keyStart, cursor.keyLength);
  }

  killLast(): void {
    this.cursor?.killLast();
  }

  close(): void {
    this.cursor?.close();
    this.cursor = null;
    this.ranges = [];
    this.at = 0;
  }

  private open(bounds: IndexBounds): IndexCursor {
    return this.index.scan(bounds, { isBackward: this.isBackward, snapshot: this.snapshot, wantsKeys: this.wantsKeys });
  }

  private openNext(): boolean {
    if (this.at >= this.ranges.length) {
      this.at++;
      return false;
    }
    const bounds = this.isBackward ? this.ranges[this.ranges.length - 1 - this.at] : this.ranges[this.at];
    this.at++;
    if (this.cursor === null) this.cursor = this.open(bounds);
    else this.cursor.rescan(bounds, this.isBackward);
    return true;
  }
}
