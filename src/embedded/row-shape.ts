/**
 * Row objects and arrays from positional rows. All objects of one statement have one hidden class: a constructor generated for its column names makes them
 * (5 ns a column), or, where code must not be generated from strings, a loop that adds the properties in the same order (25 ns).
 */
import type { ResultColumn, Session } from '../session/index.js';
import type { Datum } from '../types/index.js';
import type { QueryOptions } from './collector.js';
import { resultParser, type ResultParser } from './values.js';

export interface Field {
  readonly name: string;
  readonly dataTypeID: number;
}

export type Row = Record<string, unknown>;

type RowMaker = (values: readonly Datum[]) => Row;
type MakerFactory = (parsers: readonly (ResultParser | null)[]) => RowMaker;

export class RowShape {
  readonly fields: Field[];
  /** A row as an object; of columns with the same name the last wins, as in node-postgres. */
  readonly object: RowMaker;
  /** Per column, null = the value as it is. */
  private readonly parsers: readonly (ResultParser | null)[];

  constructor(
    session: Session,
    readonly columns: readonly ResultColumn[],
    options: QueryOptions,
  ) {
    const { services } = session;
    this.fields = columns.map(c => ({ name: c.name, dataTypeID: c.type }));
    this.parsers = columns.map(c => resultParser(services.typeOps(c.type), session.typeContext, options.parsers, type => services.typeOps(type)));
    const names = columns.map(c => c.name);
    this.object = generated(names, this.parsers) ?? looped(names, this.parsers);
  }

  array(values: readonly Datum[]): unknown[] {
    const { parsers } = this;
    const row: unknown[] = [];
    for (let i = 0; i < parsers.length; i++) {
      const parse = parsers[i];
      row.push(parse === null ? values[i] : parse(values[i]));
    }
    return row;
  }
}

/** Beyond this V8 makes dictionaries of objects anyway. */
const GENERATED_COLUMNS_MAX = 200;
const FACTORIES_MAX = 1000;
/** Pure functions of their source text. */
const factories = new Map<string, MakerFactory>();
let isGenerating = true;

/** Null when code may not be generated. */
function generated(names: readonly string[], parsers: readonly (ResultParser | null)[]): RowMaker | null {
  if (!isGenerating || names.length > GENERATED_COLUMNS_MAX) return null;
  // Names reach the source only as quoted computed keys: `["__proto__"]:` is data like any other.
  const members = names.map((name, i) => `[${JSON.stringify(name)}]:${parsers[i] === null ? `v[${i}]` : `p[${i}](v[${i}])`}`);
  const source = `return v=>({${members.join(',')}})`;
  let factory = factories.get(source);
  if (factory === undefined) {
    try {
      // eslint-disable-next-line @typescript-eslint/no-implied-eval
      factory = new Function('p', source) as MakerFactory;
    } catch {
      isGenerating = false;
      return null;
    }
    if (factories.size >= FACTORIES_MAX) factories.clear();
    factories.set(source, factory);
  }
  return factory(parsers);
}

function looped(names: readonly string[], parsers: readonly (ResultParser | null)[]): RowMaker {
  const hasProto = names.includes('__proto__');
  return values => {
    const row: Row = {};
    for (let i = 0; i < names.length; i++) {
      const parse = parsers[i];
      const value = parse === null ? values[i] : parse(values[i]);
      if (hasProto && names[i] === '__proto__') Object.defineProperty(row, '__proto__', { value, enumerable: true, configurable: true, writable: true });
      else row[names[i]] = value;
    }
    return row;
  };
}

/** Shapes of a prepared statement, kept with it: as long as its columns are the same, per set of options. */
class Kept {
  readonly shapes = new Map<QueryOptions['parsers'], RowShape>();
}

/** @param prepared whose columns these are */
export function shapeOf(
  session: Session,
  columns: readonly ResultColumn[],
  options: QueryOptions,
  prepared: { keptByConsumer: object | null } | undefined,
): RowShape {
  if (prepared === undefined) return new RowShape(session, columns, options);
  let kept = prepared.keptByConsumer;
  if (!(kept instanceof Kept)) prepared.keptByConsumer = kept = new Kept();
  const { shapes } = kept as Kept;
  let shape = shapes.get(options.parsers);
  if (shape === undefined || shape.columns !== columns) {
    shape = new RowShape(session, columns, options);
    if (shapes.size >= 8) shapes.clear();
    shapes.set(options.parsers, shape);
  }
  return shape;
}
