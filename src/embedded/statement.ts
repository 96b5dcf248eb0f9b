/**
 * A prepared statement run synchronously, in the manner of better-sqlite3. Point queries outside a transaction take a path without generator,
 * portal or transaction block: parameters to key, tree look-up, row object.
 *
 * It runs in its connection's session; where it would have to wait for another session it raises 55P03.
 */
import type { Session, ResultColumn } from '../session/index.js';
import { PgError } from '../errors/index.js';
import type { Datum, TypeOps } from '../types/index.js';
import { RowShape, type QueryOptions, type Row } from './collector.js';
import { parameterDatum } from './values.js';

export interface RunResult {
  /** Rows changed. */
  readonly changes: number;
}

let nextName = 1;

export class Statement<T = Row> {
  private readonly name: string;
  private parameterOps: readonly TypeOps[] = [];
  private shape: RowShape | null = null;
  private shapeOf: readonly ResultColumn[] | null = null;
  private readonly isArrays: boolean;
  private found: readonly Datum[] | null = null;
  private readonly sink = {
    push: (row: readonly Datum[]): boolean => {
      this.found = row;
      return true;
    },
  };

  /** @throws PgError when the SQL is wrong. */
  constructor(
    private readonly session: Session,
    readonly sql: string,
    private readonly options: QueryOptions = {},
  ) {
    this.isArrays = options.rowMode === 'array';
    this.name = `henrydb_${nextName++}`;
    session.parse(this.name, sql, []);
    session.syncNow();
    this.refresh();
  }

  private refresh(): void {
    const { session } = this;
    const { parameterTypes, columns } = session.describeStatement(this.name);
    session.syncNow();
    this.parameterOps = parameterTypes.map(type => session.services.typeOps(type));
    this.shapeOf = columns;
    this.shape = columns ? new RowShape(session, columns, this.options) : null;
  }

  private bind(values: readonly unknown[]): Datum[] {
    const { parameterOps, session } = this;
    if (values.length !== parameterOps.length) {
      throw new PgError('protocol_violation', `the statement takes ${parameterOps.length} parameters, ${values.length} were given`);
    }
    const context = session.typeContext;
    const out: Datum[] = [];
    for (let i = 0; i < values.length; i++) out.push(parameterDatum(values[i], parameterOps[i], context, this.options.serializers));
    return out;
  }

  private row(values: readonly Datum[]): T {
    return (this.isArrays ? this.shape!.array(values) : this.shape!.object(values)) as T;
  }

  /** The first row, undefined when there is none. */
  get(...values: unknown[]): T | undefined {
    const parameters = this.bind(values);
    this.found = null;
    const point = this.session.pointNow(this.name, parameters, this.sink);
    if (point === null) {
      let first: readonly Datum[] | null = null;
      this.execute(parameters, row => (first ??= row));
      this.found = first;
    }
    const { found } = this;
    return found === null ? undefined : this.row(found);
  }

  /** All rows. */
  all(...values: unknown[]): T[] {
    const rows: T[] = [];
    this.execute(this.bind(values), row => rows.push(this.row(row)));
    return rows;
  }

  /** Runs it for its effect. */
  run(...values: unknown[]): RunResult {
    const parameters = this.bind(values);
    const point = this.session.pointNow(this.name, parameters, this.sink);
    if (point !== null) return { changes: point };
    return { changes: this.execute(parameters, () => undefined) };
  }

  /** Rows one by one; the whole result is taken first, so that other statements may run between them. */
  *iterate(...values: unknown[]): IterableIterator<T> {
    yield* this.all(...values);
  }

  private execute(parameters: readonly Datum[], onRow: (row: readonly Datum[]) => void): number {
    let changes = 0;
    const { session } = this;
    session.executeNow(this.name, parameters, {
      describe: () => undefined,
      row: row => {
        onRow(row);
        return true;
      },
      complete: tag => {
        const changed = /^(?:INSERT 0|UPDATE|DELETE|MERGE|COPY) (\d+)$/.exec(tag);
        changes = changed ? Number(changed[1]) : 0;
      },
      emptyQuery: () => undefined,
      copyOutBegin: () => {
        throw new PgError('feature_not_supported', 'COPY TO STDOUT is not supported in process');
      },
      copyOutData: () => true,
      copyOutEnd: () => undefined,
      copyIn: () => {
        throw new PgError('feature_not_supported', 'COPY FROM STDIN is not supported in process');
      },
    });
    if (this.shapeOf !== session.statementColumns(this.name)) this.refresh();
    return changes;
  }

  /** Frees it. */
  close(): void {
    this.session.closeStatement(this.name);
  }
}
