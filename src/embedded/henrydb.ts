/** The in-process API: a database, its connections, transactions. Shaped after PGlite's client interface, with several concurrent sessions besides. */
import { Database } from '../database/index.js';
import { PgError } from '../errors/index.js';
import type { Environment } from '../io/index.js';
import type { Oid } from '../base/index.js';
import type { PreparedStatement, Session } from '../session/index.js';
import type { Datum } from '../types/index.js';
import { Collector, noResults, type QueryOptions, type Results as ResultsOf } from './collector.js';
import type { Row } from './row-shape.js';
import { Statement } from './statement.js';
import { parameterDatum } from './values.js';

export type Results<T = Row> = ResultsOf<T>;

/** How long calls that never wait may follow one another before the event loop gets a turn, milliseconds. */
const TURN_MS = 10;
const NO_PARAMETERS: readonly unknown[] = [];
const NO_OPTIONS: QueryOptions = {};
const NO_TYPES: readonly Oid[] = [];
const NO_FORMATS: readonly number[] = [];

export interface HenryDBOptions {
  /** Directory of the database; absent: in memory. */
  readonly dataDir?: string;
  /** Frames of 8 KB in the buffer pool. */
  readonly poolFrames?: number;
  /** Default `postgres`. */
  readonly username?: string;
  /** Disk, clock and chance; for simulations. */
  readonly environment?: Environment;
}

/** Runs queries: a connection, or a transaction on one. */
export interface Queryable {
  query<T = Row>(sql: string, params?: readonly unknown[], options?: QueryOptions): Promise<Results<T>>;
  /** A template with values as parameters: sql`select ${x}`. */
  sql<T = Row>(strings: TemplateStringsArray, ...values: readonly unknown[]): Promise<Results<T>>;
  /** Runs any number of statements without parameters; a result each. */
  exec(sql: string, options?: QueryOptions): Promise<Results[]>;
}

export interface Transaction extends Queryable {
  rollback(): Promise<void>;
  readonly closed: boolean;
}

/** One session. Its calls run one after another; different connections run concurrently. */
export class Connection implements Queryable, AsyncDisposable {
  /** Set while a call is under way: the last one in line. */
  private tail: Promise<unknown> | null = null;
  private turnStartedMs: number;
  private readonly listeners = new Map<string, Set<(payload: string) => void>>();
  private readonly noticeListeners = new Set<(notice: PgError) => void>();
  /** @internal */
  readonly session: Session;

  /** @internal */
  constructor(database: Database, user: string) {
    this.session = database.connect(
      { user, database: database.name },
      {
        notice: notice => {
          for (const listener of this.noticeListeners) listener(notice);
        },
        parameterStatus: () => undefined,
        notification: (channel, payload) => {
          for (const listener of [...(this.listeners.get(channel) ?? [])]) listener(payload);
        },
        terminated: () => this.session.close(),
      },
    );
    this.turnStartedMs = this.session.environment.clock.monotonicMs();
  }

  /** Calls of one connection wait for one another; the first runs at once, up to where it has to wait. */
  private async enqueue<T>(work: () => T | Promise<T>): Promise<T> {
    const before = this.tail;
    let release = (): void => undefined;
    const mine = new Promise<void>(resolve => {
      release = resolve;
    });
    this.tail = mine;
    try {
      if (before !== null) await before;
      return await work();
    } finally {
      if (this.tail === mine) this.tail = null;
      release();
    }
  }

  /** One statement, with parameters $1, $2 …. */
  query<T = Row>(sql: string, params: readonly unknown[] = NO_PARAMETERS, options: QueryOptions = NO_OPTIONS): Promise<Results<T>> {
    if (this.tail !== null || options.onNotice !== undefined) return this.enqueue(() => this.queryNow<T>(sql, params, options));
    try {
      const result = this.queryNow<T>(sql, params, options);
      if (result instanceof Promise) return this.enqueue(() => result);
      // A loop of calls that never wait must not keep the event loop from turning.
      const { clock, scheduler } = this.session.environment;
      const now = clock.monotonicMs();
      if (now - this.turnStartedMs < TURN_MS) return Promise.resolve(result);
      return this.enqueue(async () => {
        await scheduler.yieldNow();
        this.turnStartedMs = clock.monotonicMs();
        return result;
      });
    } catch (error) {
      return Promise.reject(error as Error);
    }
  }

  /** @internal */
  queryNow<T>(sql: string, params: readonly unknown[], options: QueryOptions): Results<T> | Promise<Results<T>> {
    const { onNotice } = options;
    if (onNotice !== undefined) return this.noticing(onNotice, async () => this.queryNow<T>(sql, params, { ...options, onNotice: undefined }));
    try {
      const { session } = this;
      const lifted = params.length === 0 ? session.lifted(sql) : null;
      if (lifted !== null && session.runner.isFree(lifted.prepared)) return this.run<T>(lifted.prepared, sql, lifted.parameters, params, options);
      const parsed = session.parse('', sql, NO_TYPES);
      if (parsed instanceof Promise) {
        return parsed.then(
          prepared => this.run<T>(prepared, sql, null, params, options),
          (error: unknown) => this.failed<T>(error),
        );
      }
      return this.run<T>(parsed, sql, null, params, options);
    } catch (error) {
      return this.failed(error);
    }
  }

  /** Binds and executes what has been parsed, and ends its transaction. */
  private run<T>(
    prepared: PreparedStatement,
    sql: string,
    bound: readonly Datum[] | null,
    params: readonly unknown[],
    options: QueryOptions,
  ): Results<T> | Promise<Results<T>> {
    const { session } = this;
    const collector = new Collector(session, options);
    let executed: unknown;
    try {
      const values = bound ?? this.parameters(prepared, params, options);
      const columns = session.columnsOf(prepared);
      if (columns) collector.describe(columns, prepared);
      session.bindDatums('', prepared, values, NO_FORMATS, sql);
      executed = session.execute('', 0, collector);
    } catch (error) {
      return this.failed(error);
    }
    if (executed instanceof Promise) {
      return executed.then(
        () => this.finished<T>(collector, session.sync()),
        (error: unknown) => this.failed<T>(error),
      );
    }
    return this.finished<T>(collector, session.sync());
  }

  private parameters(prepared: PreparedStatement, params: readonly unknown[], options: QueryOptions): Datum[] {
    const types = prepared.parameterTypes;
    if (params.length !== types.length) {
      throw new PgError('protocol_violation', `bind message supplies ${params.length} parameters, but prepared statement "" requires ${types.length}`);
    }
    const { services, typeContext } = this.session;
    const values: Datum[] = [];
    for (let i = 0; i < params.length; i++) values.push(parameterDatum(params[i], services.typeOps(types[i]), typeContext, options.serializers));
    return values;
  }

  private finished<T>(collector: Collector, synced: void | Promise<void>): Results<T> | Promise<Results<T>> {
    const result = (collector.results[0] ?? noResults()) as Results<T>;
    return synced instanceof Promise ? synced.then(() => result) : result;
  }

  private failed<T>(error: unknown): Promise<Results<T>> {
    const reported = this.session.settled(error);
    const synced = this.session.sync();
    return synced instanceof Promise ? synced.then(() => Promise.reject(reported)) : Promise.reject(reported);
  }

  sql<T = Row>(strings: TemplateStringsArray, ...values: readonly unknown[]): Promise<Results<T>> {
    return this.query<T>(templateText(strings), values);
  }

  exec(sql: string, options: QueryOptions = NO_OPTIONS): Promise<Results[]> {
    return this.enqueue(() => this.execNow(sql, options));
  }

  /** @internal */
  async execNow(sql: string, options: QueryOptions): Promise<Results[]> {
    const { onNotice } = options;
    if (onNotice !== undefined) return this.noticing(onNotice, () => this.execNow(sql, { ...options, onNotice: undefined }));
    const collector = new Collector(this.session, options);
    await this.session.simpleQuery(sql, collector);
    return collector.results as Results[];
  }

  /** Calls back for each notice of this connection; returns the function that stops it. */
  onNotice(callback: (notice: PgError) => void): () => void {
    this.noticeListeners.add(callback);
    return () => void this.noticeListeners.delete(callback);
  }

  private async noticing<T>(listener: (notice: PgError) => void, work: () => Promise<T>): Promise<T> {
    this.noticeListeners.add(listener);
    try {
      return await work();
    } finally {
      this.noticeListeners.delete(listener);
    }
  }

  /** Runs `work` between BEGIN and COMMIT; an error (or `rollback()`) rolls back. Other calls on this connection wait. */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T | undefined> {
    return this.enqueue(async () => {
      await this.execNow('BEGIN', {});
      let isClosed = false;
      const check = (): void => {
        if (isClosed) throw new PgError('invalid_transaction_state', 'the transaction is closed');
      };
      const tx: Transaction = {
        query: async (sql, params = NO_PARAMETERS, options = NO_OPTIONS) => {
          check();
          return this.queryNow(sql, params, options);
        },
        sql: async (strings, ...values) => {
          check();
          return this.queryNow(templateText(strings), values, {});
        },
        exec: async (sql, options = {}) => {
          check();
          return this.execNow(sql, options);
        },
        rollback: async () => {
          check();
          isClosed = true;
          await this.execNow('ROLLBACK', {});
        },
        get closed() {
          return isClosed;
        },
      };
      try {
        const result = await work(tx);
        if (!isClosed) {
          isClosed = true;
          await this.execNow('COMMIT', {});
        }
        return result;
      } catch (error) {
        if (!isClosed) {
          isClosed = true;
          await this.execNow('ROLLBACK', {});
        }
        throw error;
      }
    });
  }

  /** Parameter and result types of a statement. */
  async describeQuery(sql: string): Promise<{ queryParams: { dataTypeID: number }[]; resultFields: { name: string; dataTypeID: number }[] }> {
    return this.enqueue(async () => {
      const { session } = this;
      try {
        await session.parse('', sql, []);
        const { parameterTypes, columns } = session.describeStatement('');
        return {
          queryParams: parameterTypes.map(dataTypeID => ({ dataTypeID })),
          resultFields: (columns ?? []).map(c => ({ name: c.name, dataTypeID: c.type })),
        };
      } finally {
        await session.sync();
      }
    });
  }

  /** A statement to be run synchronously. Not while an asynchronous call of this connection is under way. */
  prepare<T = Row>(sql: string, options: QueryOptions = {}): Statement<T> {
    return new Statement<T>(this.session, sql, options);
  }

  /** Calls back for each notification on a channel; resolves with the function that stops it. */
  async listen(channel: string, callback: (payload: string) => void): Promise<() => Promise<void>> {
    let set = this.listeners.get(channel);
    if (!set) {
      this.listeners.set(channel, (set = new Set()));
      await this.exec(`LISTEN ${quoted(channel)}`);
    }
    set.add(callback);
    return () => this.unlisten(channel, callback);
  }

  async unlisten(channel: string, callback?: (payload: string) => void): Promise<void> {
    const set = this.listeners.get(channel);
    if (!set) return;
    if (callback) set.delete(callback);
    if (!callback || set.size === 0) {
      this.listeners.delete(channel);
      await this.exec(`UNLISTEN ${quoted(channel)}`);
    }
  }

  /** Ends the session, rolling back what is open. */
  async close(): Promise<void> {
    await this.enqueue(async () => this.session.close());
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}

/** A database opened in this process, and a first connection to it. */
export class HenryDB extends Connection {
  private isClosed = false;

  private constructor(
    private readonly database: Database,
    private readonly user: string,
  ) {
    super(database, user);
  }

  /**
   * Opens the database in a directory (created when missing), or a new one in memory.
   * @throws PgError FATAL when another process has the directory open, or it is damaged.
   */
  static async open(dataDir?: string | HenryDBOptions, options: HenryDBOptions = {}): Promise<HenryDB> {
    const all: HenryDBOptions = typeof dataDir === 'string' ? { ...options, dataDir } : { ...options, ...dataDir };
    const directory = all.dataDir?.replace(/^file:\/\//, '');
    const isMemory = directory === undefined || directory === '' || directory.startsWith('memory://');
    const database = await Database.open({
      ...(isMemory ? {} : { directory }),
      ...(all.poolFrames !== undefined ? { poolFrames: all.poolFrames } : {}),
      ...(all.environment !== undefined ? { environment: all.environment } : {}),
    });
    return new HenryDB(database, all.username ?? 'postgres');
  }

  /** Another independent session. */
  async connect(): Promise<Connection> {
    return new Connection(this.database, this.user);
  }

  /** Resolves when the database can be used; it can as soon as `open` has resolved. */
  readonly waitReady: Promise<void> = Promise.resolve();
  readonly ready = true;

  get closed(): boolean {
    return this.isClosed;
  }

  /** Gives up without writing anything, as a crash would: for crash tests. */
  async abandon(): Promise<void> {
    this.isClosed = true;
    await this.database.abandon();
  }

  /** Ends all sessions, writes everything, releases the directory. Idempotent. */
  override async close(): Promise<void> {
    if (this.isClosed) return;
    this.isClosed = true;
    await super.close();
    await this.database.close();
  }
}

function templateText(strings: TemplateStringsArray): string {
  return strings.reduce((text, part, i) => (i === 0 ? part : `${text}$${i}${part}`), '');
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
