/**
 * A prepared statement run synchronously, in the manner of better-sqlite3. Point queries take a path without generator or portal: parameters to key,
 * tree look-up, row object; a read outside a transaction has no transaction either.
 *
 * It runs in its connection's session, in the transaction that is open there; where it would have to wait for another session it raises 55P03.
 */
import type { PreparedStatement, Session } from '../session/index.js';
import { PgError } from '../errors/index.js';
import type { Datum } from '../types/index.js';
import { changedRows, copyNotSupported, type QueryOptions } from './collector.js';
import { RowShape, type Row } from './row-shape.js';
import { parameterWriter, type ParameterWriter } from './values.js';

export interface RunResult {
  /** Rows changed. */
  readonly changes: number;
}

export class Statement<T = Row> {
  private prepared: PreparedStatement | null;
  private writers: readonly ParameterWriter[] = [];
  /** Parameters of the running point query. */
  private readonly bound: Datum[] = [];
  private shape: RowShape | null = null;
  /** What `shape` was made for: names and types stay, but the analysis may be done anew. */
  private analyzed: PreparedStatement['analyzed'] = null;
  private readonly isArrays: boolean;
  private found: readonly Datum[] | null = null;
  private readonly onlyRow = {
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
    this.prepared = session.prepare(sql);
    this.refresh(this.prepared);
  }

  /** Result columns, empty when it gives no rows. */
  get fields(): readonly { readonly name: string; readonly dataTypeID: number }[] {
    return this.shape?.fields ?? [];
  }

  private refresh(prepared: PreparedStatement): void {
    const { session, options } = this;
    const { services } = session;
    const columns = session.columnsOf(prepared);
    this.analyzed = prepared.analyzed;
    this.writers = prepared.parameterTypes.map(type => parameterWriter(services.typeOps(type), session.typeContext, options.serializers));
    this.shape = columns ? new RowShape(session, columns, options) : null;
  }

  /** The statement, with what hangs on its columns up to date. */
  private current(): PreparedStatement {
    const { prepared } = this;
    if (prepared === null) throw new PgError('invalid_sql_statement_name', 'the statement has been closed');
    if (prepared.analyzed !== this.analyzed) this.refresh(prepared);
    return prepared;
  }

  private bind(values: readonly unknown[]): Datum[] {
    const { writers, bound } = this;
    if (values.length !== writers.length) {
      throw new PgError('protocol_violation', `the statement takes ${writers.length} parameters, ${values.length} were given`);
    }
    for (let i = 0; i < writers.length; i++) bound[i] = writers[i](values[i]);
    return bound;
  }

  private row(values: readonly Datum[]): T {
    const shape = this.shape as RowShape;
    return (this.isArrays ? shape.array(values) : shape.object(values)) as T;
  }

  /** The first row, undefined when there is none. */
  get(...values: readonly unknown[]): T | undefined {
    const prepared = this.current();
    const parameters = this.bind(values);
    this.found = null;
    if (this.session.pointNow(prepared, parameters, this.onlyRow) === null) {
      let first: readonly Datum[] | null = null;
      this.execute(prepared, parameters, row => (first ??= row));
      this.found = first;
    }
    const { found } = this;
    return found === null ? undefined : this.row(found);
  }

  /** All rows. */
  all(...values: readonly unknown[]): T[] {
    const prepared = this.current();
    const parameters = this.bind(values);
    this.found = null;
    if (this.session.pointNow(prepared, parameters, this.onlyRow) !== null) return this.found === null ? [] : [this.row(this.found)];
    const rows: T[] = [];
    this.execute(prepared, parameters, row => rows.push(this.row(row)));
    return rows;
  }

  /** Runs it for its effect. */
  run(...values: readonly unknown[]): RunResult {
    const prepared = this.current();
    const parameters = this.bind(values);
    const point = this.session.pointNow(prepared, parameters, this.onlyRow);
    if (point === null) return { changes: this.execute(prepared, parameters, () => undefined) };
    return { changes: this.shape !== null && prepared.plan?.command === 'select' ? 0 : point };
  }

  /** Rows one by one; the whole result is taken first, so that other statements may run between them. */
  *iterate(...values: readonly unknown[]): IterableIterator<T> {
    yield* this.all(...values);
  }

  private execute(prepared: PreparedStatement, parameters: readonly Datum[], onRow: (row: readonly Datum[]) => void): number {
    let changes = 0;
    const { session } = this;
    session.executeNow(prepared, parameters.slice(), {
      describe: () => undefined,
      row: row => {
        onRow(row);
        return true;
      },
      complete: tag => {
        changes = changedRows(tag);
      },
      emptyQuery: () => undefined,
      copyOutBegin: () => {
        throw copyNotSupported('TO STDOUT');
      },
      copyOutData: () => true,
      copyOutEnd: () => undefined,
      copyIn: () => {
        throw copyNotSupported('FROM STDIN');
      },
    });
    return changes;
  }

  /** Frees it. */
  close(): void {
    this.prepared = null;
  }
}
