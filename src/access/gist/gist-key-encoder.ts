/** Keys of a GiST's leaves (box.ts) from column values, and conditions from what a query compares them with. */
import type { Datum, TypeOps } from '../../types/index.js';
import { IndexKeyEncoder, type BoxKeys, type IndexKeyBuffer, type IndexKeyColumn } from '../index-key.js';
import type { PartCondition } from './box-query.js';
import { BoxView, PART_EMPTY, PART_NULL, PART_POINT } from './box.js';
import { newSpan, SHAPES, type KeyShape } from './key-shape.js';
import type { ShapeName } from './lossy.js';

export class GistKeyEncoder extends IndexKeyEncoder implements BoxKeys {
  override readonly boxes: BoxKeys = this;
  private readonly shapes: readonly KeyShape[];
  private readonly names: readonly ShapeName[];
  private readonly span = newSpan();
  /** Lengths of the ends of the parts of the key being written. */
  private readonly lengths: Uint16Array;
  private readonly view: BoxView;

  constructor(columns: readonly IndexKeyColumn[], shapes: readonly ShapeName[]) {
    super(columns);
    this.names = shapes;
    this.shapes = shapes.map(name => SHAPES[name]);
    this.lengths = new Uint16Array(columns.length * 2);
    this.view = new BoxView(columns.length);
  }

  get parts(): number {
    return this.columns.length;
  }

  override canEqual(): boolean {
    return true;
  }

  /** Columns are appended one after the other; the last one completes the key. */
  override appendColumn(key: IndexKeyBuffer, column: number, value: Datum): boolean {
    const { span, lengths } = this;
    if (value === null) {
      key.byte(PART_NULL);
      lengths[column * 2] = 0;
      lengths[column * 2 + 1] = 0;
    } else {
      this.shapes[column].write(value, this.columns[column].ops, span);
      key.byte(span.flags);
      lengths[column * 2] = span.low.length;
      lengths[column * 2 + 1] = span.high.length;
      appendBuffer(key, span.low);
      appendBuffer(key, span.high);
    }
    if (column === this.columns.length - 1) {
      for (let i = 0; i < lengths.length; i++) {
        key.byte(lengths[i] & 255);
        key.byte(lengths[i] >>> 8);
      }
    }
    return value === null;
  }

  condition(column: number, strategy: number, value: Datum): PartCondition | null {
    if (value === null) return null;
    const shape = this.shapes[column];
    shape.writeOperand(strategy, value, this.columns[column].ops, this.span);
    return shape.condition(strategy, column, this.span);
  }

  nullCondition(column: number, isNull: boolean): PartCondition {
    return { part: column, matchesNull: isNull, matchesEmpty: !isNull, matchesSpans: !isNull, tests: [] };
  }

  /** What an operator asks of other keys, with a column of this key on its right. */
  conditionOfKey(key: IndexKeyBuffer, column: number, strategy: number): PartCondition | null {
    const { view, span } = this;
    view.read(key.u8, 0, key.length);
    span.flags = view.flags[column];
    span.low.reset();
    span.high.reset();
    span.low.bytes(key.u8.subarray(view.lowAt[column], view.lowAt[column] + view.lowLength[column]));
    span.high.bytes(key.u8.subarray(view.highAt[column], view.highAt[column] + view.highLength[column]));
    if ((span.flags & PART_POINT) !== 0) span.high.reset();
    return this.shapes[column].condition(strategy, column, span);
  }

  override get isLossless(): boolean {
    return this.columns.every((c, i) => canReadBack(this.names[i], c.ops));
  }

  override decode(bytes: Uint8Array, start = 0): Datum[] {
    const values: Datum[] = [];
    this.readValues(bytes, start, bytes.length - start, values, this.columns.length);
    return values;
  }

  readValues(bytes: Uint8Array, start: number, length: number, values: Datum[], wanted: number): void {
    const { view } = this;
    view.read(bytes, start, length);
    for (let i = 0; i < wanted; i++) {
      const flags = view.flags[i];
      if ((flags & PART_NULL) !== 0) {
        values[i] = null;
        continue;
      }
      const { ops } = this.columns[i];
      if (!canReadBack(this.names[i], ops)) {
        values[i] = null;
        continue;
      }
      const decode = ops.decodeKey as NonNullable<typeof ops.decodeKey>;
      const low = bytes.slice(view.lowAt[i], view.lowAt[i] + view.lowLength[i]);
      if (this.names[i] !== 'range') values[i] = decode(low, 0).value;
      else if ((flags & PART_EMPTY) !== 0) values[i] = decode(EMPTY_RANGE, 0).value;
      else values[i] = decode(Uint8Array.of(1, ...low, ...bytes.slice(view.highAt[i], view.highAt[i] + view.highLength[i])), 0).value;
    }
  }
}

const EMPTY_RANGE = Uint8Array.of(0);

function canReadBack(shape: ShapeName, ops: TypeOps): boolean {
  return (shape === 'scalar' || shape === 'range') && ops.decodeKey !== undefined;
}

function appendBuffer(key: IndexKeyBuffer, source: IndexKeyBuffer): void {
  for (let i = 0; i < source.length; i++) key.byte(source.u8[i]);
}
