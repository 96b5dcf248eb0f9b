/**
 * One connection's state and the life of its statements: text → tree → query → plan → rows. The wire server and the in-process API both drive
 * it; it never touches a socket. One statement runs at a time; callers serialise their calls.
 *
 * Waiting: the work of a statement is a generator (`Waiting`). `drive` awaits what it yields; `driveNow` runs it without letting anyone else in
 * and turns a wait for another session into 55P03.
 */
import { assert, type Oid } from '../base/index.js';
import type { CatalogStore } from '../catalog/index.js';
import { PgError } from '../errors/index.js';
import type { RowSink } from '../execute/index.js';
import { parseStatements, type RawStatement } from '../sql/index.js';
import type { LockOwner, Transaction, Waiting, WaitRequest } from '../txn/index.js';
import type { Datum, TypeContext } from '../types/index.js';
import type { ResultColumn, ResultConsumer, SessionListener } from './consumer.js';
import type { DatabasePort } from './database-port.js';
import { Interrupts } from './interrupts.js';
import type { NotificationReceiver } from './notifications.js';
import { Portal } from './portal.js';
import { PreparedStatement } from './prepared-statement.js';
import { SessionServices } from './session-services.js';
import { SessionSettings } from './settings.js';
import { StatementRunner } from './statement-runner.js';
import { TransactionBlock } from './transaction-block.js';

export interface SessionOptions {
  readonly user: string;
  readonly database: string;
  readonly clientAddress?: string | null;
  readonly clientPort?: number | null;
  /** Start-up settings (application_name, options). */
  readonly settings?: Readonly<Record<string, string>>;
}

export type SessionActivity = 'idle' | 'active' | 'idle in transaction' | 'idle in transaction (aborted)';

export class Session implements NotificationReceiver {
  readonly pid: number;
  readonly secretKey: number;
  readonly owner: LockOwner;
  readonly settings: SessionSettings;
  readonly interrupts = new Interrupts();
  readonly block: TransactionBlock;
  readonly catalog: CatalogStore;
  readonly services: SessionServices;
  readonly prepared = new Map<string, PreparedStatement>();
  readonly portals = new Map<string, Portal>();
  readonly runner: StatementRunner;
  readonly startedAt: number;
  /** For pg_stat_activity. */
  activity: SessionActivity = 'idle';
  currentSql = '';
  statementStartedAt = 0;
  stateChangedAt = 0;
  isClosed = false;
  /** NOTIFY messages of the open transaction. */
  outgoing: { channel: string; payload: string }[] = [];
  sessionUser: string;
  currentUser: string;
  private pendingNotifications: { channel: string; payload: string; pid: number }[] = [];
  private isBusy = false;
  private statementTimer: { cancel(): void } | null = null;

  constructor(
    readonly database: DatabasePort,
    readonly options: SessionOptions,
    readonly listener: SessionListener,
  ) {
    this.sessionUser = options.user;
    this.currentUser = options.user;
    this.owner = database.register(this);
    this.pid = this.owner.pid;
    this.secretKey = Math.floor(database.environment.random.next() * 0x7fffffff);
    this.startedAt = database.environment.clock.nowMicros();
    this.settings = new SessionSettings((name, value) => listener.parameterStatus(name, value));
    this.settings.set('session_authorization', options.user, { source: 'internal' });
    for (const [name, value] of Object.entries(options.settings ?? {})) this.settings.setDefault(name, value);
    this.block = new TransactionBlock(
      database.manager,
      this.owner,
      this.settings,
      () => this.statementStartedAt || database.environment.clock.nowMicros(),
      transaction => this.transactionBegan(transaction),
    );
    this.catalog = database.openCatalog();
    this.services = new SessionServices(this);
    this.services.searchPathChanged();
    this.runner = new StatementRunner(this);
  }

  private transactionBegan(transaction: Transaction): void {
    this.catalog.begin(transaction);
    this.outgoing = [];
    this.services.transactionBegan(transaction);
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
  async simpleQuery(sql: string, consumer: ResultConsumer): Promise<void> {
    await this.drive(this.simpleQueryWork(sql, consumer), sql);
  }

  simpleQueryNow(sql: string, consumer: ResultConsumer): void {
    this.driveNow(this.simpleQueryWork(sql, consumer), sql);
  }

  private *simpleQueryWork(sql: string, consumer: ResultConsumer): Waiting<void> {
    this.dropUnnamed();
    const statements = parseStatements(sql);
    if (statements.length === 0) {
      consumer.emptyQuery();
      return;
    }
    const isMulti = statements.length > 1;
    for (const raw of statements) {
      const statement = this.prepareParsed('', sql, raw, [], true);
      yield* this.runner.runSimple(statement, sql, consumer, isMulti);
      // Inside an implicit block of several statements the commit waits for the last one.
      if (!isMulti) yield* this.endImplicit();
    }
    yield* this.endImplicit();
  }

  /** Commits a statement's own transaction, if it is that. */
  *endImplicit(): Waiting<void> {
    if (this.block.state === 'implicit') yield* this.commitTransaction();
  }

  *commitTransaction(): Waiting<void> {
    const { outgoing } = this;
    const wrote = outgoing.length > 0;
    yield* this.services.beforeCommit();
    this.closeTransactionPortals(true);
    this.services.closeUtilityStates();
    yield* this.block.commit();
    this.catalog.begin(null);
    if (wrote) this.database.notifications.deliver(dedupe(outgoing), this.pid);
    this.outgoing = [];
  }

  rollbackTransaction(): void {
    this.closeTransactionPortals(false);
    this.services.closeUtilityStates();
    this.block.rollback();
    this.catalog.begin(null);
    this.outgoing = [];
    this.services.transactionEnded();
  }

  // --- extended query --------------------------------------------------------------------------------------------------

  /** Parse. @throws PgError; the statement is kept under `name` ('' = unnamed, replaced). */
  parse(name: string, sql: string, types: readonly Oid[]): PreparedStatement {
    return this.runNow(sql, () => {
      if (name !== '' && this.prepared.has(name)) throw new PgError('duplicate_prepared_statement', `prepared statement "${name}" already exists`);
      if (name === '') this.dropUnnamed();
      const statements = parseStatements(sql);
      if (statements.length > 1) throw new PgError('syntax_error', 'cannot insert multiple commands into a prepared statement');
      const raw = statements[0] ?? null;
      const prepared = this.prepareParsed(name, sql, raw, types, false);
      this.checkNotFailed(prepared);
      if (raw) this.runner.analyze(prepared);
      this.prepared.set(name, prepared);
      return prepared;
    });
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
    const prepared = this.statement(name);
    return this.runNow(prepared.sql, () => {
      if (prepared.raw) this.runner.analyze(prepared);
      return { parameterTypes: prepared.parameterTypes, columns: this.runner.columnsOf(prepared) };
    });
  }

  describePortal(name: string): readonly ResultColumn[] | null {
    const portal = this.portal(name);
    return this.runner.columnsOf(portal.prepared);
  }

  /** Bind with parameter values in wire form; `formats` as the protocol gives them. */
  bind(
    portalName: string,
    statementName: string,
    formats: readonly number[],
    values: readonly (Uint8Array | null)[],
    resultFormats: readonly number[],
  ): Portal {
    const prepared = this.statement(statementName);
    if (portalName !== '' && this.portals.has(portalName)) throw new PgError('duplicate_cursor', `cursor "${portalName}" already exists`);
    if (formats.length > 1 && formats.length !== values.length) {
      throw new PgError('protocol_violation', `bind message has ${formats.length} parameter formats but ${values.length} parameters`);
    }
    return this.runNow(prepared.sql, () => {
      const expected = prepared.parameterTypes.length;
      if (values.length !== expected) {
        throw new PgError(
          'protocol_violation',
          `bind message supplies ${values.length} parameters, but prepared statement "${prepared.name}" requires ${expected}`,
        );
      }
      this.checkNotFailed(prepared);
      const parameters = values.map((value, i) =>
        this.services.decodeParameter(prepared.parameterTypes[i]!, formats.length === 1 ? formats[0]! : (formats[i] ?? 0), value, i),
      );
      return this.bindDatums(portalName, prepared, parameters, resultFormats);
    });
  }

  /** Bind with values already typed. */
  bindDatums(portalName: string, prepared: PreparedStatement, parameters: readonly Datum[], resultFormats: readonly number[]): Portal {
    const old = this.portals.get(portalName);
    if (old) this.runner.closePortal(old);
    const portal = new Portal(portalName, prepared, parameters, resultFormats, prepared.sql, this.statementStartedAt);
    this.portals.set(portalName, portal);
    return portal;
  }

  /** Execute. `maxRows` 0 = all. Returns true when the portal is suspended with rows left. */
  async execute(name: string, maxRows: number, consumer: ResultConsumer): Promise<boolean> {
    const portal = this.portal(name);
    return this.drive(this.runner.runPortal(portal, maxRows, consumer), portal.sql, false);
  }

  /** Runs a prepared statement to its end without yielding, committing it if it is its own transaction. */
  executeNow(name: string, parameters: readonly Datum[], consumer: ResultConsumer): void {
    const prepared = this.statement(name);
    const portal = new Portal('', prepared, parameters, [], prepared.sql, 0);
    try {
      this.driveNow(this.executeWork(portal, consumer), prepared.sql);
    } finally {
      this.runner.closePortal(portal);
    }
  }

  private *executeWork(portal: Portal, consumer: ResultConsumer): Waiting<void> {
    yield* this.runner.runPortal(portal, 0, consumer);
    yield* this.endImplicit();
  }

  /**
   * A prepared point query run at once, outside a transaction block. Rows go to `sink`; returns the rows given or changed, null when the
   * statement is not one, or must be run the usual way.
   */
  pointNow(name: string, parameters: readonly Datum[], sink: RowSink): number | null {
    const prepared = this.prepared.get(name);
    return prepared === undefined ? null : this.runner.pointNow(prepared, parameters, sink);
  }

  /** Result columns of a prepared statement as of its last analysis. */
  statementColumns(name: string): readonly ResultColumn[] | null {
    return this.runner.columnsOf(this.statement(name));
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
  async sync(): Promise<void> {
    if (this.block.state === 'implicit') await this.drive(this.endImplicit(), '', false);
  }

  syncNow(): void {
    if (this.block.state === 'implicit') this.driveNow(this.endImplicit(), '', false);
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
    throw new PgError('in_failed_sql_transaction', 'current transaction is aborted, commands ignored until end of transaction block');
  }

  closeTransactionPortals(isCommit: boolean): void {
    for (const [name, portal] of this.portals) {
      if (isCommit && portal.isHoldable && portal.isDone) continue;
      this.runner.closePortal(portal);
      this.portals.delete(name);
    }
  }

  // --- driving -----------------------------------------------------------------------------------------------------------

  /** Runs work to its end, awaiting what it waits for. On an error the transaction state is settled before it is rethrown. */
  async drive<T>(work: Waiting<T>, sql: string, isMessage = true): Promise<T> {
    this.enter(sql, isMessage);
    const { scheduler } = this.database.environment;
    try {
      this.services.beginSlice();
      let step = work.next();
      while (!step.done) {
        const request = step.value;
        const failed = await this.await(request, scheduler);
        this.services.beginSlice();
        step = failed ? work.throw(failed) : work.next();
      }
      return step.value;
    } catch (error) {
      throw this.failed(error);
    } finally {
      this.leave();
    }
  }

  /** Awaits one request; returns an error to throw into the work, if it was interrupted. */
  private async await(request: WaitRequest, scheduler: DatabasePort['environment']['scheduler']): Promise<PgError | null> {
    switch (request.kind) {
      case 'slice':
        await scheduler.yieldNow();
        return null;
      case 'flush':
        await this.database.storage.flush(request.lsn);
        return null;
      case 'delay': {
        const delay = scheduler.delay(request.ms);
        await this.interrupts.race(delay.promise);
        delay.cancel();
        return this.interrupts.take();
      }
      case 'client':
        await this.interrupts.race(request.promise);
        return this.interrupts.take();
      case 'lock': {
        const timeoutMs = this.settings.number('lock_timeout');
        const timer = timeoutMs > 0 ? scheduler.delay(timeoutMs) : null;
        let isLate = false;
        const waits = timer ? Promise.race([request.promise, timer.promise.then(() => void (isLate = true))]) : request.promise;
        await this.interrupts.race(waits);
        timer?.cancel();
        const error = this.interrupts.take() ?? (isLate ? Interrupts.lockTimeout() : null);
        if (error) request.cancel();
        return error;
      }
    }
  }

  /** Runs work without yielding to anyone. */
  driveNow<T>(work: Waiting<T>, sql: string, isMessage = true): T {
    this.enter(sql, isMessage);
    try {
      this.services.beginSlice();
      let step = work.next();
      while (!step.done) {
        const request = step.value;
        if (request.kind === 'slice') step = work.next();
        else if (request.kind === 'flush') {
          this.database.storage.flushNow(request.lsn);
          step = work.next();
        } else {
          if (request.kind === 'lock') request.cancel();
          step = work.throw(
            new PgError('lock_not_available', 'the statement would have to wait for another session, which the synchronous interface cannot do'),
          );
        }
      }
      return step.value;
    } catch (error) {
      throw this.failed(error);
    } finally {
      this.leave();
    }
  }

  /** Runs work that never waits; errors settle the transaction as in `drive`. */
  runNow<T>(sql: string, work: () => T): T {
    this.enter(sql, false);
    try {
      return work();
    } catch (error) {
      throw this.failed(error);
    } finally {
      this.leave();
    }
  }

  private enter(sql: string, isMessage: boolean): void {
    if (this.isClosed) throw new PgError('connection_does_not_exist', 'the session is closed');
    assert(!this.isBusy, 'a session runs one statement at a time');
    this.isBusy = true;
    if (isMessage || this.statementStartedAt === 0) {
      this.statementStartedAt = this.database.environment.clock.nowMicros();
      this.startStatementTimer();
    }
    this.activity = 'active';
    if (sql !== '') this.currentSql = sql;
    this.stateChangedAt = this.statementStartedAt;
  }

  private leave(): void {
    this.isBusy = false;
    this.statementTimer?.cancel();
    this.statementTimer = null;
    this.activity = this.block.state === 'block' ? 'idle in transaction' : this.block.state === 'failed' ? 'idle in transaction (aborted)' : 'idle';
    this.interrupts.clear();
    if (this.block.state === 'idle') {
      this.statementStartedAt = 0;
      this.flushNotifications();
    }
  }

  private startStatementTimer(): void {
    const timeoutMs = this.settings.number('statement_timeout');
    if (timeoutMs <= 0) return;
    const delay = this.database.environment.scheduler.delay(timeoutMs);
    let isCanceled = false;
    this.statementTimer = {
      cancel: () => {
        isCanceled = true;
        delay.cancel();
      },
    };
    void delay.promise.then(() => {
      if (!isCanceled && this.isBusy) this.interrupts.raise(Interrupts.statementTimeout());
    });
  }

  /** Settles the transaction after an error and returns what to throw. */
  private failed(error: unknown): PgError {
    const reported = asPgError(error);
    if (this.block.state === 'implicit') this.rollbackTransaction();
    else if (this.block.state === 'block') {
      this.closeTransactionPortals(false);
      this.services.closeUtilityStates();
      this.services.constraints.discardImmediate();
      this.block.fail();
      if (this.block.current?.state !== 'active') {
        this.catalog.begin(null);
        this.services.transactionEnded();
      }
    }
    return reported;
  }

  // --- the rest ------------------------------------------------------------------------------------------------------------

  notice(notice: PgError): void {
    if (notice.severity === 'ERROR') notice.severity = 'NOTICE';
    const order = ['debug5', 'debug4', 'debug3', 'debug2', 'debug1', 'log', 'notice', 'warning', 'error'];
    const threshold = order.indexOf(this.settings.get('client_min_messages'));
    const level = notice.severity === 'WARNING' ? 7 : notice.severity === 'NOTICE' ? 6 : notice.severity === 'INFO' ? 99 : 4;
    if (level >= threshold) this.listener.notice(notice);
  }

  receive(channel: string, payload: string, pid: number): void {
    this.pendingNotifications.push({ channel, payload, pid });
    if (!this.isBusy && this.block.state === 'idle') this.flushNotifications();
  }

  /** Notifications reach the client between transactions only. */
  private flushNotifications(): void {
    const messages = this.pendingNotifications;
    if (messages.length === 0) return;
    this.pendingNotifications = [];
    for (const m of messages) this.listener.notification(m.channel, m.payload, m.pid);
  }

  cancel(): void {
    if (this.isBusy) this.interrupts.raise(Interrupts.canceled());
  }

  terminate(error: PgError = Interrupts.terminated()): void {
    this.interrupts.raise(error);
  }

  /** Closes when the running statement, if any, has ended (it has been terminated). */
  async closeSoon(): Promise<void> {
    const { scheduler } = this.database.environment;
    while (this.isBusy) await scheduler.yieldNow();
    this.close();
  }

  /** Ends the session: rolls back, frees everything. Idempotent; not while a statement runs (cancel it first). */
  close(): void {
    if (this.isClosed) return;
    this.rollbackTransaction();
    for (const portal of this.portals.values()) this.runner.closePortal(portal);
    this.portals.clear();
    this.services.close();
    this.database.notifications.unlisten(null, this);
    this.database.manager.locks.releaseAllForSession(this.owner);
    this.database.unregister(this);
    this.isClosed = true;
  }
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
