/**
 * One connection's state and the life of its statements: text → tree → query → plan → rows. The wire server and the in-process API both drive
 * it; it never touches a socket. One statement runs at a time; callers serialise their calls.
 *
 * Waiting: the work of a statement is a generator, run by the driver (driver.ts). Methods that may wait return their result, or a promise of it when they
 * had to wait; those named …Now never let anyone else in and raise 55P03 where they would have to wait for another session.
 */
import type { Lsn, Oid } from '../base/index.js';
import { isSuperuser, type CatalogStore } from '../catalog/index.js';
import { PgError } from '../errors/index.js';
import type { RowSink } from '../execute/index.js';
import type { Environment } from '../io/index.js';
import { characterPosition, parseStatements, type RawStatement } from '../sql/index.js';
import type { Storage } from '../storage/index.js';
import { runNow, type LockOwner, type Transaction, type Waiting } from '../txn/index.js';
import type { Datum, TypeContext } from '../types/index.js';
import type { Company } from './company.js';
import type { ResultColumn, ResultConsumer, SessionListener } from './consumer.js';
import type { DatabasePort } from './database-port.js';
import { Driver, type Driven } from './driver.js';
import { Interrupts } from './interrupts.js';
import { LiftedStatements, type LiftedStatement } from './lifted-statements.js';
import { NamedSlots } from './named-slots.js';
import type { NotificationReceiver } from './notifications.js';
import { decodeParameter } from './parameters.js';
import { Portal } from './portal.js';
import { PreparedStatement } from './prepared-statement.js';
import { SessionServices } from './session-services.js';
import { SessionSettings, type HotSettings } from './settings.js';
import { StatementCache } from './statement-cache.js';
import { StatementRunner } from './statement-runner.js';
import { TransactionBlock, type BlockHost } from './transaction-block.js';

export interface SessionOptions {
  readonly user: string;
  readonly database: string;
  readonly clientAddress?: string | null;
  readonly clientPort?: number | null;
  /** The server's end of the connection; null where it has no address. */
  readonly serverAddress?: string | null;
  readonly serverPort?: number | null;
  /** As pg_stat_activity.backend_type. */
  readonly backendType?: string;
  /** Places that are left for further connections; absent where they are not counted. */
  readonly freePlaces?: number;
  /** Start-up settings (application_name, options). */
  readonly settings?: Readonly<Record<string, string>>;
}

/** As pg_stat_activity.state. */
export type SessionStatus = 'idle' | 'active' | 'idle in transaction' | 'idle in transaction (aborted)';

export class Session implements NotificationReceiver, Driven, BlockHost {
  readonly pid: number;
  #secretKey: number | null = null;
  readonly owner: LockOwner;
  readonly settings: SessionSettings;
  readonly interrupts = new Interrupts();
  readonly driver: Driver;
  readonly block: TransactionBlock;
  readonly catalog: CatalogStore;
  readonly services: SessionServices;
  readonly prepared = new NamedSlots<PreparedStatement>();
  readonly portals = new NamedSlots<Portal>();
  readonly runner: StatementRunner;
  readonly startedAt: number;
  readonly environment: Environment;
  readonly storage: Storage;
  readonly company: Company;
  currentSql = '';
  isClosed = false;
  /** NOTIFY messages of the open transaction. */
  outgoing: { channel: string; payload: string }[] = [];
  sessionUser: string;
  #currentUser: string;
  private readonly cache = new StatementCache();
  private readonly liftedStatements = new LiftedStatements(this);
  private pendingNotifications: { channel: string; payload: string; pid: number }[] = [];
  private idleTimer: { cancel(): void } | null = null;
  private transactionTimer: { readonly transaction: Transaction; cancel(): void } | null = null;

  constructor(
    readonly database: DatabasePort,
    readonly options: SessionOptions,
    readonly listener: SessionListener,
  ) {
    this.environment = database.environment;
    this.storage = database.storage;
    this.company = database.company;
    this.sessionUser = options.user;
    this.#currentUser = options.user;
    this.owner = database.register(this);
    this.pid = this.owner.pid;
    this.startedAt = database.environment.clock.nowMicros();
    this.settings = new SessionSettings((name, value) => listener.parameterStatus(name, value));
    this.driver = new Driver(this);
    this.block = new TransactionBlock(database.manager, this.owner, this.settings, this);
    this.catalog = database.openCatalog();
    this.services = new SessionServices(this);
    this.runner = new StatementRunner(this);
    this.settings.onSearchPath = () => this.services.searchPathChanged();
    this.settings.onUser = () => this.userChanged();
    this.settings.textSearchConfiguration = name => this.services.textSearchConfiguration(name);
    try {
      this.settings.setDefault('session_authorization', options.user);
      for (const [name, value] of Object.entries(options.settings ?? {})) this.settings.setDefault(name, value);
    } catch (error) {
      this.close();
      throw error;
    }
    this.services.searchPathChanged();
  }

  /** What a cancel request must know, 32 bits. */
  get secretKey(): number {
    if (this.#secretKey === null) {
      const [a, b, c, d] = this.environment.random.bytes(4);
      this.#secretKey = (a! << 24) | (b! << 16) | (c! << 8) | d!;
    }
    return this.#secretKey;
  }

  get hotSettings(): HotSettings {
    return this.settings.hot;
  }

  get status(): SessionStatus {
    if (this.driver.isBusy) return 'active';
    return this.block.state === 'block' ? 'idle in transaction' : this.block.state === 'failed' ? 'idle in transaction (aborted)' : 'idle';
  }

  /** Start of the running or last statement, microseconds since 2000-01-01. */
  get statementStartedAt(): number {
    return this.driver.startedAt;
  }

  get currentUser(): string {
    return this.#currentUser;
  }
  set currentUser(user: string) {
    this.#currentUser = user;
    // "$user" in the search path means another schema now, and cached plans may have been made with it.
    this.services.searchPathChanged();
  }

  /** SET ROLE, SET SESSION AUTHORIZATION, or their undoing. */
  private userChanged(): void {
    const role = this.settings.get('role');
    this.sessionUser = this.settings.get('session_authorization');
    this.currentUser = role === 'none' ? this.sessionUser : role;
  }

  /** Oid of the current user's role. */
  currentRoleId(): Oid {
    const role = this.catalog.role(this.currentUser);
    if (!role) throw new PgError('undefined_object', `role "${this.currentUser}" does not exist`);
    return role.oid;
  }

  /** A setting as the session sees it: its own, or the server's. */
  settingValue(name: string): string | undefined {
    return this.database.serverSetting(name) ?? this.settings.find(name);
  }

  get typeContext(): TypeContext {
    return this.services.callContext;
  }

  // --- simple query --------------------------------------------------------------------------------------------------

  /**
   * Runs all statements of a message. An error ends the message; it is thrown after the transaction has been dealt with.
   * Several statements without BEGIN are one transaction.
   */
  simpleQuery(sql: string, consumer: ResultConsumer): void | Promise<void> {
    this.begin(sql);
    return this.driver.run(this.simpleQueryWork(sql, consumer));
  }

  simpleQueryNow(sql: string, consumer: ResultConsumer): void {
    this.begin(sql);
    this.driver.runNow(this.simpleQueryWork(sql, consumer));
  }

  private *simpleQueryWork(sql: string, consumer: ResultConsumer): Waiting<void> {
    this.dropUnnamed();
    const known = this.cached(sql);
    const lifted = known === undefined ? this.liftedStatements.find(sql) : null;
    if (known !== undefined || lifted !== null) {
      yield* this.runner.runSimple(known ?? lifted!.prepared, sql, consumer, false, lifted?.parameters);
      if (this.block.state === 'implicit') yield* this.commitTransaction();
      return;
    }
    const statements = this.parseText(sql);
    if (statements.length === 0) {
      consumer.emptyQuery();
      return;
    }
    const isMulti = statements.length > 1;
    for (const raw of statements) {
      const statement = this.prepareParsed('', sql, raw, NO_TYPES, true);
      yield* this.runner.runSimple(statement, sql, consumer, isMulti);
      if (!isMulti && !this.parseNoticed) this.cache.note(statement);
    }
    // Inside an implicit block of several statements the commit waits for the last one.
    if (this.block.state === 'implicit') yield* this.commitTransaction();
  }

  /** True when the last text parsed drew a notice, which must be drawn each time. */
  private parseNoticed = false;

  private parseText(sql: string): RawStatement[] {
    this.parseNoticed = false;
    const { strings } = this.settings.hot;
    return parseStatements(
      sql,
      notice => {
        this.parseNoticed = true;
        this.notice(notice);
      },
      strings,
    );
  }

  /** Does the running message hold more than this statement? */
  get isOneOfSeveral(): boolean {
    return parseStatements(this.currentSql, null, this.settings.hot.strings).length > 1;
  }

  /** The statement of this text as it was analysed last time, if that still stands. */
  private cached(sql: string, types: readonly Oid[] = NO_TYPES): PreparedStatement | undefined {
    const found = this.cache.find(sql, types);
    return found !== undefined && this.runner.isCurrent(found) ? found : undefined;
  }

  /** The statement with its literals as parameters, if it is one that is kept so; a text that is kept as it stands need not be looked through. */
  lifted(sql: string): LiftedStatement | null {
    if (!this.settings.hot.strings.isStandard) return null;
    return this.cached(sql) === undefined ? this.liftedStatements.find(sql) : null;
  }

  /** Commits a statement's own transaction, if it is that. */
  *endImplicit(): Waiting<void> {
    if (this.block.state === 'implicit') yield* this.commitTransaction();
  }

  *commitTransaction(): Waiting<void> {
    try {
      if (this.services.hasCommitWork) yield* this.services.beforeCommit();
      this.closePortalsAtCommit();
      this.services.closeUtilityStates();
      yield* this.block.commit();
    } catch (error) {
      // A commit that fails ends the transaction all the same.
      this.rollbackTransaction();
      throw error;
    }
    this.committed();
  }

  /** PREPARE TRANSACTION, in a block that has not failed. */
  *prepareTransaction(name: string): Waiting<void> {
    try {
      if (this.services.hasCommitWork) yield* this.services.beforeCommit();
      this.services.checkPreparable();
      this.closePortalsAtCommit();
      this.services.closeUtilityStates();
      yield* this.block.prepare({
        name,
        owner: this.currentRoleId(),
        preparedAt: this.environment.clock.nowMicros(),
        changesCatalogs: this.catalog.hasPrivateView,
        limit: this.settings.number('max_prepared_transactions'),
      });
    } catch (error) {
      this.rollbackTransaction();
      throw error;
    }
    this.committed();
  }

  /** COMMIT PREPARED and ROLLBACK PREPARED. @throws PgError 42501 the role is neither its own nor a superuser */
  *finishPrepared(name: string, isCommit: boolean): Waiting<void> {
    const { manager, sharedCatalog } = this.database;
    const prepared = manager.prepared.find(name);
    const role = this.currentRoleId();
    if (role !== prepared.owner && !isSuperuser(this.catalog, role)) {
      throw new PgError('insufficient_privilege', 'permission denied to finish prepared transaction', {
        hint: 'Must be superuser or the user that prepared the transaction.',
      });
    }
    yield* manager.prepared.finish(prepared, isCommit, () => {
      if (prepared.changesCatalogs) sharedCatalog.committedUnknown();
    });
  }

  /** The same without waiting: for transactions that have nothing to check and nobody to wait for. */
  private commitNow(): void {
    if (this.services.hasCommitWork) {
      this.driver.runNow(this.commitTransaction());
      return;
    }
    this.closePortalsAtCommit();
    this.services.closeUtilityStates();
    this.block.commitNow();
    this.committed();
  }

  private committed(): void {
    const { outgoing } = this;
    this.services.constraints.reset();
    this.catalog.begin(null);
    if (outgoing.length === 0) return;
    this.outgoing = [];
    this.database.notifications.deliver(dedupe(outgoing), this.pid);
  }

  rollbackTransaction(): void {
    this.closePortalsSince(0);
    this.services.closeUtilityStates();
    this.block.rollback();
    this.catalog.begin(null);
    this.outgoing = [];
    this.services.constraints.reset();
  }

  // --- extended query --------------------------------------------------------------------------------------------------

  /** Parse. @throws PgError; the statement is kept under `name` ('' = unnamed, replaced). */
  parse(name: string, sql: string, types: readonly Oid[]): PreparedStatement | Promise<PreparedStatement> {
    this.begin(sql);
    return this.driver.run(this.parseWork(name, sql, types));
  }

  private *parseWork(name: string, sql: string, types: readonly Oid[]): Waiting<PreparedStatement> {
    if (name === '') {
      this.dropUnnamed();
      const known = this.cached(sql, types);
      if (known !== undefined && this.runner.isFree(known)) {
        this.checkNotFailed(known);
        this.prepared.set('', known);
        return known;
      }
    } else if (this.prepared.has(name)) throw new PgError('duplicate_prepared_statement', `prepared statement "${name}" already exists`);
    const statements = this.parseText(sql);
    if (statements.length > 1) throw new PgError('syntax_error', 'cannot insert multiple commands into a prepared statement');
    const prepared = this.prepareParsed(name, sql, statements[0] ?? null, types, false);
    this.checkNotFailed(prepared);
    if (prepared.raw) yield* this.runner.parse(prepared);
    this.prepared.set(name, prepared);
    if (name === '' && prepared.raw && !this.parseNoticed) this.cache.note(prepared);
    return prepared;
  }

  prepareParsed(name: string, sql: string, raw: RawStatement | null, types: readonly Oid[], fromSql: boolean): PreparedStatement {
    return new PreparedStatement(name, sql, raw, types, this.statementStartedAt, fromSql);
  }

  statement(name: string): PreparedStatement {
    const found = this.prepared.get(name);
    if (!found) {
      if (name === '') throw new PgError('invalid_sql_statement_name', 'unnamed prepared statement does not exist');
      throw new PgError('invalid_sql_statement_name', `prepared statement "${name}" does not exist`);
    }
    return found;
  }

  portal(name: string): Portal {
    const found = this.portals.get(name);
    if (!found) throw new PgError('invalid_cursor_name', `portal "${name}" does not exist`);
    return found;
  }

  /** Describe of a statement: parameter types and result columns (null = no rows). */
  describeStatement(name: string): { parameterTypes: readonly Oid[]; columns: readonly ResultColumn[] | null } {
    return this.driver.call(() => {
      const prepared = this.statement(name);
      if (prepared.raw) this.runner.analyze(prepared);
      const columns = this.runner.columnsOf(prepared);
      if (columns) this.checkDescribable();
      return { parameterTypes: prepared.parameterTypes, columns };
    });
  }

  describePortal(name: string): readonly ResultColumn[] | null {
    const { prepared } = this.portal(name);
    if (prepared.analyzed !== null && this.runner.isCurrent(prepared)) return this.runner.columnsOf(prepared);
    return this.driver.call(() => this.runner.columnsOf(prepared));
  }

  /** Rows cannot be described in a failed transaction: their types might need look-ups. */
  private checkDescribable(): void {
    if (this.block.state === 'failed') throw failedTransaction();
  }

  /** Bind with parameter values in wire form; `formats` as the protocol gives them. */
  bind(portalName: string, statementName: string, formats: readonly number[], values: readonly (Buffer | null)[], resultFormats: readonly number[]): Portal {
    this.driver.enter();
    let portal: Portal;
    try {
      const prepared = this.statement(statementName);
      this.currentSql = prepared.sql;
      if (formats.length > 1 && formats.length !== values.length) {
        throw new PgError('protocol_violation', `bind message has ${formats.length} parameter formats but ${values.length} parameters`);
      }
      const types = prepared.parameterTypes;
      if (values.length !== types.length) {
        throw new PgError(
          'protocol_violation',
          `bind message supplies ${values.length} parameters, but prepared statement "${prepared.name}" requires ${types.length}`,
        );
      }
      this.checkNotFailed(prepared);
      if (portalName !== '' && this.portals.has(portalName)) throw new PgError('duplicate_cursor', `cursor "${portalName}" already exists`);
      const parameters: Datum[] = [];
      for (let i = 0; i < values.length; i++) {
        const format = formats.length === 1 ? formats[0]! : (formats[i] ?? 0);
        try {
          parameters.push(decodeParameter(this.services.typeOps(types[i]!), format, values[i]!, i, this.services.callContext));
        } catch (error) {
          // Values are left out of reports, as with PostgreSQL's default log_parameter_max_length_on_error.
          if (error instanceof PgError)
            error.where ??= `${portalName === '' ? 'unnamed portal' : `portal "${portalName}"`} parameter $${i + 1}${format === 0 ? " = '...'" : ''}`;
          throw error;
        }
      }
      if (resultFormats.length > 1) this.checkResultFormats(prepared, resultFormats.length);
      portal = this.bindDatums(portalName, prepared, parameters, resultFormats);
    } catch (error) {
      throw this.driver.failed(error);
    }
    this.driver.leave();
    return portal;
  }

  private checkResultFormats(prepared: PreparedStatement, count: number): void {
    const columns = this.runner.columnsOf(prepared)?.length ?? 0;
    if (count !== columns) throw new PgError('protocol_violation', `bind message has ${count} result formats but query has ${columns} columns`);
  }

  /** Bind with values already typed; `sql` is the statement as the client sent it. */
  bindDatums(
    portalName: string,
    prepared: PreparedStatement,
    parameters: readonly Datum[],
    resultFormats: readonly number[],
    sql: string = prepared.sql,
  ): Portal {
    const old = this.portals.get(portalName);
    if (old) this.runner.closePortal(old);
    const portal = new Portal(portalName, prepared, parameters, resultFormats, sql, this.statementStartedAt);
    this.addPortal(portal);
    return portal;
  }

  addPortal(portal: Portal): void {
    portal.depth = this.block.current?.depth ?? 0;
    this.portals.set(portal.name, portal);
  }

  /** Execute. `maxRows` 0 = all. Gives true when the portal is suspended with rows left. */
  execute(name: string, maxRows: number, consumer: ResultConsumer): boolean | Promise<boolean> {
    const portal = this.portal(name);
    this.begin(portal.sql);
    return this.driver.run(this.runner.runPortal(portal, maxRows, consumer));
  }

  /** A statement that no name refers to: its holder is who it was made for. */
  prepare(sql: string): PreparedStatement {
    this.begin(sql);
    const prepared = this.driver.call(() => {
      const statements = this.parseText(sql);
      if (statements.length > 1) throw new PgError('syntax_error', 'cannot insert multiple commands into a prepared statement');
      const made = this.prepareParsed('', sql, statements[0] ?? null, NO_TYPES, false);
      this.checkNotFailed(made);
      if (made.raw) this.runner.plan(made);
      return made;
    });
    this.syncNow();
    return prepared;
  }

  /** Runs a prepared statement to its end without yielding, committing it if it is its own transaction. */
  executeNow(prepared: PreparedStatement, parameters: readonly Datum[], consumer: ResultConsumer): void {
    const portal = new Portal('', prepared, parameters, [], prepared.sql, 0);
    this.begin(prepared.sql);
    try {
      this.driver.runNow(this.executeWork(portal, consumer));
    } finally {
      this.runner.closePortal(portal);
    }
  }

  private *executeWork(portal: Portal, consumer: ResultConsumer): Waiting<void> {
    yield* this.runner.runPortal(portal, 0, consumer);
    yield* this.endImplicit();
  }

  /**
   * A prepared point query run at once and, if it is its own transaction, committed. Rows go to `sink`; returns the rows given or changed, null when the
   * statement is not one, or must be run the usual way (`executeNow`).
   */
  pointNow(prepared: PreparedStatement, parameters: readonly Datum[], sink: RowSink): number | null {
    const { runner, block, driver } = this;
    if (!runner.points.isCurrent(prepared) || this.isClosed || driver.isBusy) return null;
    const point = runner.points.formOf(prepared);
    if (point === null || block.state === 'failed') return null;
    if (point.isRead && block.state === 'idle') {
      const count = runner.points.run(point, parameters, sink) as number | null;
      // A function of the select list may have begun a transaction.
      if ((block.state as string) === 'implicit') this.syncNow();
      return count;
    }
    this.begin(prepared.sql);
    driver.enter();
    let count: number | Waiting<number> | null;
    try {
      count = runner.points.run(point, parameters, sink);
      if (typeof count === 'number') {
        if (block.state === 'implicit') this.commitNow();
        else if (runner.hasUnflushed) this.storage.flushNow(block.current!.shownLsn);
      }
    } catch (error) {
      throw driver.failed(error);
    }
    driver.leave();
    return typeof count === 'object' && count !== null ? driver.runNow(this.finishPoint(count)) : count;
  }

  private *finishPoint(work: Waiting<number>): Waiting<number> {
    const count = yield* work;
    if (this.runner.hasUnflushed) yield* this.runner.flushShown();
    yield* this.endImplicit();
    return count;
  }

  /** Result columns of a statement, analysed anew if need be. */
  columnsOf(prepared: PreparedStatement): readonly ResultColumn[] | null {
    if (prepared.analyzed !== null && this.runner.isCurrent(prepared)) return this.runner.columnsOf(prepared);
    const columns = this.driver.call(() => this.runner.columnsOf(prepared));
    this.syncNow();
    return columns;
  }

  closeStatement(name: string): void {
    this.prepared.delete(name);
  }

  closePortal(name: string): void {
    const portal = this.portals.get(name);
    if (portal) this.runner.closePortal(portal);
    this.portals.delete(name);
  }

  /** Sync: ends an implicit transaction. */
  sync(): void | Promise<void> {
    if (this.block.state === 'implicit') return this.driver.run(this.endImplicit());
  }

  syncNow(): void {
    if (this.block.state === 'implicit') this.driver.runNow(this.endImplicit());
  }

  private dropUnnamed(): void {
    this.prepared.delete('');
    const portal = this.portals.get('');
    if (portal) {
      this.runner.closePortal(portal);
      this.portals.delete('');
    }
  }

  /** 25P02 unless the statement may run in a failed block. */
  checkNotFailed(prepared: PreparedStatement | null): void {
    if (this.block.state !== 'failed') return;
    const statement = prepared?.statement;
    if (statement?.kind === 'TransactionStmt') {
      const { transKind } = statement;
      if (transKind === 'commit' || transKind === 'rollback' || transKind === 'rollbackTo' || transKind === 'prepare') return;
    }
    if (prepared && prepared.raw === null) return;
    throw failedTransaction();
  }

  /** A cursor WITH HOLD was declared in the open transaction. */
  hasNewHoldableCursor(): boolean {
    for (const portal of this.portals.values()) if (portal.isHoldable && !portal.isKept) return true;
    return false;
  }

  private closePortalsAtCommit(): void {
    this.closePortal('');
    if (!this.portals.hasNamed) return;
    for (const [name, portal] of this.portals.namedEntries()) {
      if (portal.isHoldable && portal.isDone) portal.isKept = true;
      else this.closePortal(name);
    }
  }

  /** CLOSE ALL, kept ones included. */
  closeAllPortals(): void {
    for (const portal of this.portals.values()) this.runner.closePortal(portal);
    this.portals.clear();
  }

  /** Portals of a failed transaction keep their names until it is rolled back. */
  private failPortalsSince(depth: number): void {
    for (const portal of this.portals.values()) {
      if (portal.depth < depth || portal.isKept) continue;
      this.runner.closePortal(portal);
      portal.hasFailed = true;
    }
  }

  private closePortalsSince(depth: number): void {
    const unnamed = this.portals.get('');
    if (unnamed !== undefined && unnamed.depth >= depth) this.closePortal('');
    if (!this.portals.hasNamed) return;
    for (const [name, portal] of this.portals.namedEntries()) {
      // What a holdable cursor holds has been its own since its transaction committed.
      if (portal.depth >= depth && !portal.isKept) this.closePortal(name);
    }
  }

  // --- what the transaction block tells -------------------------------------------------------------------------------------

  statementStart(): number {
    return this.statementStartedAt || this.environment.clock.nowMicros();
  }

  transactionBegan(transaction: Transaction): void {
    this.catalog.begin(transaction);
    if (this.settings.hot.transactionTimeoutMs > 0) this.watchTransaction();
  }

  subtransactionsAborted(depth: number): void {
    if (this.block.state === 'failed') this.failPortalsSince(depth);
    else this.closePortalsSince(depth);
  }

  subtransactionsReleased(depth: number): void {
    for (const portal of this.portals.values()) if (portal.depth > depth) portal.depth = depth;
  }

  // --- what the driver asks ---------------------------------------------------------------------------------------------------

  /** A message or call with this text begins. */
  private begin(sql: string): void {
    if (this.isClosed) throw new PgError('connection_does_not_exist', 'the session is closed');
    this.currentSql = sql;
    if (this.idleTimer !== null) this.stopIdleTimer();
  }

  private lastSettled: PgError | null = null;

  /** For errors that reach a client: settles the transaction unless the driver has done it already, as it has for those raised inside a statement. */
  settled(error: unknown): PgError {
    return error instanceof PgError && error === this.lastSettled ? error : this.settle(error);
  }

  /** Settles the transaction after an error and returns what to throw. */
  settle(error: unknown): PgError {
    const reported = asPgError(error);
    this.lastSettled = reported;
    // Positions inside count UTF-16 units; clients count characters.
    if (reported.position !== undefined) reported.position = characterPosition(this.currentSql, reported.position);
    if (this.block.state === 'implicit') this.rollbackTransaction();
    else if (this.block.state === 'block') {
      this.services.closeUtilityStates();
      this.services.constraints.discardImmediate();
      this.block.fail();
      if (this.block.current?.state !== 'active') {
        this.failPortalsSince(0);
        this.catalog.begin(null);
        this.services.constraints.reset();
      }
    }
    return reported;
  }

  /**
   * A transaction that failed to serialize because of one whose commit is being made durable would fail again, in the same way, until it is: its client hears of it then,
   * so that retries do not keep the one from committing.
   */
  outwaits(error: PgError): Lsn {
    const { log } = this.storage;
    const isLost = log !== null && error.code === '40001' && this.database.manager.serializable.isCommitting;
    return isLost ? log.insertLsn : (0 as Lsn);
  }

  /** A piece of work has ended. */
  ended(): void {
    if (this.pendingNotifications.length > 0 && this.block.state === 'idle') this.flushNotifications();
    const { idleInTransactionTimeoutMs, idleTimeoutMs, transactionTimeoutMs } = this.settings.hot;
    if (transactionTimeoutMs > 0 || this.transactionTimer !== null) this.watchTransaction();
    if (idleInTransactionTimeoutMs > 0 || idleTimeoutMs > 0) this.startIdleTimer(idleInTransactionTimeoutMs, idleTimeoutMs);
  }

  private startIdleTimer(inTransactionMs: number, outsideMs: number): void {
    this.stopIdleTimer();
    const isInside = this.block.isExplicit;
    const timeoutMs = isInside ? inTransactionMs : outsideMs;
    if (timeoutMs <= 0 || this.isClosed) return;
    const delay = this.environment.scheduler.delay(timeoutMs, true);
    const timer = { cancel: () => delay.cancel() };
    this.idleTimer = timer;
    void delay.promise.then(() => {
      if (this.idleTimer === timer && !this.driver.isBusy) this.terminate(isInside ? Interrupts.idleInTransaction() : Interrupts.idleSession());
    });
  }

  /** transaction_timeout: the timer runs while a transaction is open, from the time that it began or the setting was made. */
  private watchTransaction(): void {
    const { transactionTimeoutMs } = this.settings.hot;
    const { current } = this.block;
    const known = this.transactionTimer;
    if (known !== null && known.transaction === current && transactionTimeoutMs > 0) return;
    known?.cancel();
    this.transactionTimer = null;
    if (current === null || transactionTimeoutMs <= 0 || this.isClosed) return;
    const delay = this.environment.scheduler.delay(transactionTimeoutMs, true);
    const timer = { transaction: current, cancel: () => delay.cancel() };
    this.transactionTimer = timer;
    void delay.promise.then(() => {
      if (this.transactionTimer === timer && this.block.current === current) this.terminate(Interrupts.transactionTimeout());
    });
  }

  private stopIdleTimer(): void {
    const { idleTimer } = this;
    this.idleTimer = null;
    idleTimer?.cancel();
  }

  // --- the rest ------------------------------------------------------------------------------------------------------------

  notice(notice: PgError): void {
    if (notice.severity === 'ERROR') notice.severity = 'NOTICE';
    const level = notice.severity === 'WARNING' ? 7 : notice.severity === 'NOTICE' ? 6 : notice.severity === 'INFO' ? 99 : 4;
    if (level < this.settings.hot.noticeLevel) return;
    if (notice.position !== undefined) notice.position = characterPosition(this.currentSql, notice.position);
    this.listener.notice(notice);
  }

  receive(channel: string, payload: string, pid: number): void {
    this.pendingNotifications.push({ channel, payload, pid });
    if (!this.driver.isBusy && this.block.state === 'idle') this.flushNotifications();
  }

  /** Notifications reach the client between transactions only. */
  private flushNotifications(): void {
    const messages = this.pendingNotifications;
    this.pendingNotifications = [];
    for (const m of messages) this.listener.notification(m.channel, m.payload, m.pid);
  }

  cancel(): void {
    if (this.driver.isBusy) this.interrupts.raise(Interrupts.canceled());
  }

  /** Ends the session from outside: its statement fails, or its listener closes it. */
  terminate(error: PgError = Interrupts.terminated()): void {
    if (this.isClosed) return;
    this.interrupts.raise(error);
    if (!this.driver.isBusy) this.listener.terminated?.(error);
  }

  /** Closes when the running statement, if any, has ended (it has been terminated). */
  async closeSoon(): Promise<void> {
    const { scheduler } = this.environment;
    while (this.driver.isBusy) await scheduler.yieldNow();
    this.close();
  }

  /** Nobody else uses them, so this waits for nothing but the log. What fails is left to the next session with the same temporary schema. */
  private dropTemporaryObjects(): void {
    if (this.catalog.tempSchema === null) return;
    try {
      this.block.ensure();
      runNow(this.services.temporary.dropAll(), lsn => this.database.storage.flushNow(lsn));
      this.block.commitNow();
      this.catalog.begin(null);
    } catch {
      this.rollbackTransaction();
    }
  }

  /** Ends the session: rolls back, frees everything. Idempotent; not while a statement runs (cancel it first). */
  close(): void {
    if (this.isClosed) return;
    this.isClosed = true;
    this.stopIdleTimer();
    this.transactionTimer?.cancel();
    this.rollbackTransaction();
    this.closeAllPortals();
    this.dropTemporaryObjects();
    this.services.temporaryFiles.close();
    this.prepared.clear();
    this.cache.clear();
    this.liftedStatements.clear();
    this.database.manager.locks.releaseAllForSession(this.owner);
    this.database.notifications.unlisten(null, this);
    this.database.unregister(this);
  }
}

const NO_TYPES: readonly Oid[] = [];

function failedTransaction(): PgError {
  return new PgError('in_failed_sql_transaction', 'current transaction is aborted, commands ignored until end of transaction block');
}

function dedupe(messages: readonly { channel: string; payload: string }[]): { channel: string; payload: string }[] {
  const seen = new Set<string>();
  return messages.filter(({ channel, payload }) => {
    const key = `${channel}\u0000${payload}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** Any error as one a user may see: programmers' errors become XX000. */
export function asPgError(error: unknown): PgError {
  if (error instanceof PgError) return error;
  if (error instanceof RangeError && /call stack/i.test(error.message)) {
    return new PgError('statement_too_complex', 'stack depth limit exceeded', {
      hint: 'Increase the configuration parameter "max_stack_depth" (currently 2048kB), after ensuring the platform\'s stack depth limit is adequate.',
    });
  }
  if (error instanceof RangeError && /invalid (array|string|typed array) length|allocation/i.test(error.message))
    return new PgError('out_of_memory', 'out of memory');
  const wrapped = new PgError('internal_error', error instanceof Error ? error.message : String(error));
  wrapped.cause = error;
  if (error instanceof Error && error.stack !== undefined) wrapped.stack = error.stack;
  return wrapped;
}
