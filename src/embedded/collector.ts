/** Result consumers of the in-process API: rows as objects or arrays. */
import type { CopySource, ResultColumn, ResultConsumer, Session } from '../session/index.js';
import { PgError } from '../errors/index.js';
import type { Datum } from '../types/index.js';
import { resultParser, type Parsers, type ResultParser } from './values.js';

export interface Field {
  readonly name: string;
  readonly dataTypeID: number;
}

export type Row = Record<string, unknown>;

export interface Results<T = Row> {
  /** Objects by column name, or arrays with `rowMode: 'array'`. */
  rows: T[];
  /** Rows changed by INSERT, UPDATE, DELETE or MERGE. */
  affectedRows?: number;
  fields: Field[];
}

export interface QueryOptions {
  readonly rowMode?: 'object' | 'array';
  /** By type oid: from PostgreSQL's text form. */
  readonly parsers?: Parsers;
  /** By type oid: to PostgreSQL's text form. */
  readonly serializers?: Readonly<Record<number, (value: unknown) => string>>;
  /** Called with each notice. */
  readonly onNotice?: (notice: PgError) => void;
}

/** Makes a row object; the same shape for every row. Duplicate names: the last wins, as in node-postgres. */
export class RowShape {
  readonly fields: Field[];
  private readonly parsers: readonly ResultParser[];

  constructor(session: Session, columns: readonly ResultColumn[], options: QueryOptions) {
    const { services } = session;
    this.fields = columns.map(c => ({ name: c.name, dataTypeID: c.type }));
    this.parsers = columns.map(c => resultParser(services.typeOps(c.type), session.typeContext, options.parsers, type => services.typeOps(type)));
  }

  object(values: readonly Datum[]): Row {
    const row: Row = {};
    const { fields, parsers } = this;
    for (let i = 0; i < fields.length; i++) {
      const { name } = fields[i];
      const value = parsers[i](values[i]);
      // A column may be called __proto__: it is data, not the object's prototype.
      if (name === '__proto__') Object.defineProperty(row, name, { value, enumerable: true, configurable: true, writable: true });
      else row[name] = value;
    }
    return row;
  }

  array(values: readonly Datum[]): unknown[] {
    return this.parsers.map((parse, i) => parse(values[i]));
  }
}

/** Collects the results of all statements of a message. */
export class Collector implements ResultConsumer {
  readonly results: Results<unknown>[] = [];
  private current: Results<unknown> | null = null;
  private shape: RowShape | null = null;
  private readonly isArrays: boolean;

  constructor(
    private readonly session: Session,
    private readonly options: QueryOptions,
  ) {
    this.isArrays = options.rowMode === 'array';
  }

  describe(columns: readonly ResultColumn[]): void {
    this.shape = new RowShape(this.session, columns, this.options);
    this.current = { rows: [], fields: this.shape.fields };
  }

  row(values: readonly Datum[]): boolean {
    const { shape, current } = this;
    if (shape && current) current.rows.push(this.isArrays ? shape.array(values) : shape.object(values));
    return true;
  }

  complete(tag: string): void {
    const result: Results<unknown> = this.current ?? { rows: [], fields: [] };
    const changed = /^(?:INSERT 0|UPDATE|DELETE|MERGE|COPY) (\d+)$/.exec(tag);
    result.affectedRows = changed ? Number(changed[1]) : 0;
    this.results.push(result);
    this.current = null;
    this.shape = null;
  }

  emptyQuery(): void {
    this.results.push({ rows: [], fields: [], affectedRows: 0 });
  }

  copyOutBegin(): void {
    throw new PgError('feature_not_supported', 'COPY TO STDOUT is not supported in process');
  }
  copyOutData(): boolean {
    return true;
  }
  copyOutEnd(): void {
    this.current = null;
  }
  copyIn(): CopySource {
    throw new PgError('feature_not_supported', 'COPY FROM STDIN is not supported in process');
  }
}
