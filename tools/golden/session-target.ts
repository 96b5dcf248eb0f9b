/** Runs golden files on HenryDB in this process, in memory, on one engine; by simple query messages, or through portals with a row limit of 1. */
import { Database } from '../../src/database/index.js';
import type { PgError } from '../../src/errors/index.js';
import { asPgError, type CopySource, type ResultColumn, type ResultConsumer, type Session } from '../../src/session/index.js';
import type { Datum } from '../../src/types/index.js';
import type { GoldenStatement } from './golden-file.js';
import { SETTINGS, type GoldenTarget, type Outcome, type Report, type Result, type ResultField } from './outcome.js';

function reportOf(error: PgError): Report {
  const { severity, code, message, detail, hint, position, where, schema, table, column, dataType, constraint } = error;
  return Object.fromEntries(
    Object.entries({ severity, code, message, detail, hint, position, where, schema, table, column, dataType, constraint }).filter(
      ([, value]) => value !== undefined,
    ),
  ) as unknown as Report;
}

/** Collects results as the wire server would send them. */
class Collector implements ResultConsumer {
  readonly results: Result[] = [];
  readonly notices: Report[] = [];
  private fields: ResultField[] | null = null;
  private columns: readonly ResultColumn[] = [];
  private rows: (string | null)[][] = [];
  private copyOut: Uint8Array[] | null = null;

  constructor(
    private readonly session: Session,
    private readonly copyData: string | null,
  ) {}

  describe(columns: readonly ResultColumn[]): void {
    this.columns = columns;
    this.fields = columns.map(({ name, type, typmod }) => ({ name, type, typmod }));
  }

  row(values: readonly Datum[]): boolean {
    const { services, typeContext } = this.session;
    this.rows.push(
      this.columns.map((column, i) => {
        const value = values[i];
        return value === null || value === undefined ? null : services.typeOps(column.type).format(value, typeContext);
      }),
    );
    return true;
  }

  complete(tag: string): void {
    this.finish(tag);
  }

  emptyQuery(): void {
    this.fields = null;
  }

  copyOutBegin(): void {
    this.copyOut = [];
  }

  copyOutData(data: Uint8Array): boolean {
    this.copyOut!.push(data.slice());
    return true;
  }

  copyOutEnd(): void {
    // Its command tag follows.
  }

  copyIn(): CopySource {
    const chunks = this.copyData === null || this.copyData === '' ? [] : [Buffer.from(this.copyData, 'utf8')];
    return { next: () => chunks.shift() ?? null };
  }

  /** Ends the current result; an error ends it without a tag. */
  finish(tag: string | null): void {
    if (tag !== null || this.fields !== null || this.copyOut !== null) {
      const copyOut = this.copyOut === null ? null : Buffer.concat(this.copyOut).toString('utf8');
      this.results.push({ fields: this.fields, rows: this.rows, tag, copyOut });
    }
    this.fields = null;
    this.rows = [];
    this.copyOut = null;
  }

  /** Rows given before an error are no result. */
  discard(): void {
    this.fields = null;
    this.rows = [];
    this.copyOut = null;
  }

  /** Joins the portions of a portal into one result. */
  finishPortions(): void {
    const { results } = this;
    const rows = [...results.flatMap(result => result.rows), ...this.rows];
    const tag = results.at(-1)?.tag ?? null;
    this.rows = rows as (string | null)[][];
    results.length = 0;
    this.finish(tag !== null && /^(SELECT|FETCH|INSERT 0|UPDATE|DELETE|MERGE) \d+$/.test(tag) ? tag.replace(/\d+$/, String(rows.length)) : tag);
  }

  /** The fields stay for the next portion. */
  keepFields(columns: readonly ResultColumn[] | null): void {
    if (columns !== null) this.describe(columns);
  }
}

export type EngineName = 'volcano' | 'pipeline' | 'interpreter' | 'auto';

export class SessionTarget implements GoldenTarget {
  private notices: Report[] = [];

  private constructor(
    private readonly database: Database,
    private session: Session,
    private readonly rowLimit: number,
  ) {}

  /** @param rowLimit rows of each Execute; 0 sends simple query messages. */
  static async open(engine: EngineName, rowLimit = 0): Promise<SessionTarget> {
    const database = await Database.open();
    let target: SessionTarget | null = null;
    const session = database.connect(
      { user: 'postgres', database: 'postgres', settings: SETTINGS },
      {
        notice: notice => {
          target?.notices.push(reportOf(notice));
        },
        parameterStatus: () => undefined,
        notification: () => undefined,
      },
    );
    target = new SessionTarget(database, session, rowLimit);
    await session.simpleQuery(`SET henrydb.engine = ${engine}`, new Collector(session, null));
    return target;
  }

  async run(statement: GoldenStatement): Promise<Outcome> {
    this.notices = [];
    const collector = new Collector(this.session, statement.copyIn);
    let error: Report | null = null;
    const viaPortal =
      statement.bind !== null || (this.rowLimit > 0 && statement.simpleOnly === null && statement.copyIn === null && !/^copy\b/i.test(statement.sql));
    try {
      if (viaPortal) await this.runPortal(statement, collector);
      else await this.session.simpleQuery(statement.sql, collector);
    } catch (failure) {
      error = reportOf(asPgError(failure));
      if (viaPortal) collector.results.length = 0;
      collector.discard();
    }
    if (viaPortal) {
      try {
        await this.session.sync();
      } catch (failure) {
        error ??= reportOf(asPgError(failure));
      }
    }
    return { results: collector.results, notices: this.notices, error };
  }

  private async runPortal({ sql, bind }: GoldenStatement, collector: Collector): Promise<void> {
    const { session } = this;
    await session.parse('', sql, []);
    session.bind(
      '',
      '',
      [],
      (bind ?? []).map(value => (value === null ? null : Buffer.from(value, 'utf8'))),
      [],
    );
    const columns = session.describePortal('');
    collector.keepFields(columns);
    while (await session.execute('', this.rowLimit, collector)) {
      collector.finish(null);
      collector.keepFields(columns);
    }
    if (columns !== null) {
      collector.keepFields(columns);
      collector.finishPortions();
    }
  }

  async close(): Promise<void> {
    this.session.close();
    await this.database.close();
  }
}
