/**
 * Runs the statements of one session: analysis and planning with caching, portals, and the statements that act on the session itself
 * (utility.ts). Everything else that is not a query goes to commands/.
 */
import { analyzeStatement, ParameterTypes, type QueryStatement } from '../analyze/index.js';
import { runCommand } from '../commands/index.js';
import { PgError } from '../errors/index.js';
import { compilePoint, PAUSE, runStatement, type RowSink } from '../execute/index.js';
import { planStatement } from '../plan/index.js';
import { parseStatements, type RangeVar } from '../sql/index.js';
import { ACCESS_SHARE, Snapshot, type Transaction, type Waiting } from '../txn/index.js';
import type { Datum } from '../types/index.js';
import type { ResultColumn, ResultConsumer } from './consumer.js';
import { Portal } from './portal.js';
import type { PreparedStatement } from './prepared-statement.js';
import type { Session } from './session.js';
import { isSessionStatement, runSessionStatement, sessionStatementColumns } from './utility.js';

const QUERY_KINDS = new Set(['SelectStmt', 'InsertStmt', 'UpdateStmt', 'DeleteStmt', 'MergeStmt']);

export class StatementRunner {
  constructor(private readonly session: Session) {}

  isQuery(prepared: PreparedStatement): boolean {
    return prepared.statement !== null && QUERY_KINDS.has(prepared.statement.kind) && !isSelectInto(prepared);
  }

  /** Resolves names and types. Repeated when catalogs or settings changed. */
  analyze(prepared: PreparedStatement): void {
    const { session } = this;
    if (!this.isQuery(prepared)) {
      if (!prepared.isAnalyzed) {
        prepared.parameterTypes = prepared.declaredTypes;
        prepared.isAnalyzed = true;
      }
      return;
    }
    session.block.ensure();
    const { epoch } = session.catalog;
    if (prepared.analyzed && prepared.catalogEpoch === epoch && prepared.settingsEpoch === session.settings.epoch) return;
    const first = prepared.analyzed === null;
    const parameters = new ParameterTypes(first ? prepared.declaredTypes : prepared.parameterTypes);
    const previous = prepared.analyzed;
    try {
      const { query, columns } = analyzeStatement(prepared.statement as QueryStatement, session.services.analyzeOptions(parameters));
      prepared.parameterTypes = parameters.resolved();
      const origins = (query.command === 'select' ? query.targets.filter(t => !t.isJunk) : query.returning).map((t, i): ResultColumn => ({
        ...columns[i]!,
        originTable: t.originTable,
        originColumn: t.originColumn,
      }));
      if (previous && !sameColumns(previous.columns, origins) && !prepared.fromSql)
        throw new PgError('feature_not_supported', 'cached plan must not change result type');
      prepared.analyzed = { query, columns: origins };
      prepared.plan = null;
      prepared.point = undefined;
      prepared.catalogEpoch = epoch;
      prepared.settingsEpoch = session.settings.epoch;
      prepared.isAnalyzed = true;
    } catch (error) {
      throw session.services.located(error, prepared);
    }
  }

  plan(prepared: PreparedStatement): void {
    this.analyze(prepared);
    if (prepared.plan) return;
    prepared.plan = planStatement(prepared.analyzed!.query, this.session.services.plannerEnv());
    prepared.point = undefined;
  }

  columnsOf(prepared: PreparedStatement): readonly ResultColumn[] | null {
    if (prepared.raw === null) return null;
    if (this.isQuery(prepared)) {
      this.analyze(prepared);
      const { columns, query } = prepared.analyzed!;
      return query.command === 'select' || columns.length > 0 ? columns : null;
    }
    return sessionStatementColumns(this.session, prepared);
  }

  /** One statement of a simple-query message. */
  *runSimple(prepared: PreparedStatement, sql: string, consumer: ResultConsumer, isMulti: boolean): Waiting<void> {
    const { session } = this;
    session.checkNotFailed(prepared);
    const portal = new Portal('', prepared, [], [], sql, session.statementStartedAt);
    session.portals.set('', portal);
    try {
      if (isMulti && !session.block.isExplicit) session.block.ensure();
      if (prepared.raw!.parameterCount > 0 && this.isQuery(prepared)) this.analyze(prepared);
      if (prepared.parameterTypes.length > 0) throw new PgError('undefined_parameter', 'there is no parameter $1');
      const columns = this.isQuery(prepared) || isSessionStatement(prepared.statement!) ? this.columnsOf(prepared) : null;
      if (columns) consumer.describe(columns);
      yield* this.runPortal(portal, 0, consumer);
    } finally {
      this.closePortal(portal);
      if (session.portals.get('') === portal) session.portals.delete('');
    }
  }

  /** Runs a portal up to `maxRows` rows (0 = all). Returns true when rows may be left. */
  *runPortal(portal: Portal, maxRows: number, consumer: ResultConsumer): Waiting<boolean> {
    const { session } = this;
    const { prepared } = portal;
    if (prepared.raw === null) {
      consumer.emptyQuery();
      return false;
    }
    session.checkNotFailed(prepared);
    if (portal.isDone) {
      consumer.complete(this.tag(portal, 0));
      return false;
    }
    if (!this.isQuery(prepared)) {
      portal.isDone = true;
      const statement = prepared.statement!;
      if (isSessionStatement(statement)) yield* runSessionStatement(session, portal, maxRows, consumer);
      else {
        session.block.ensure();
        const tag = yield* runCommand(statement, session.services.commandContext(prepared, portal, consumer));
        session.services.closeUtilityStates();
        session.block.current?.nextCommand();
        consumer.complete(tag);
      }
      return false;
    }
    const sent = yield* this.runQueryPortal(
      portal,
      maxRows,
      row => consumer.row(row),
      () => consumer.whenReady?.() ?? null,
    );
    if (!portal.isDone) return true;
    consumer.complete(this.tag(portal, sent));
    return false;
  }

  /** Gives up to `maxRows` rows of a query portal to `onRow`; sets `portal.isDone` at its end. Returns the rows given. */
  *runQueryPortal(
    portal: Portal,
    maxRows: number,
    onRow: (row: readonly Datum[]) => boolean,
    whenReady: () => Promise<void> | null = () => null,
  ): Waiting<number> {
    const { session } = this;
    const { prepared } = portal;
    if (portal.run === null) yield* this.start(portal);
    let sent = 0;
    const sink = this.sinks.get(portal)!;
    const { activity } = session.services;
    activity.forgetWaits();
    sink.onRow = row => {
      sent++;
      const wantsMore = onRow(row);
      return wantsMore && !activity.isWaiting && (maxRows === 0 || sent < maxRows);
    };
    try {
      while (!portal.isDone) {
        const result = portal.run!.next();
        if (activity.isWaiting) yield* activity.pending();
        if (result.done) {
          portal.isDone = true;
          break;
        }
        if (result.value === PAUSE) {
          if (maxRows !== 0 && sent >= maxRows) break;
          const room = whenReady();
          yield room ? { kind: 'client', promise: room } : { kind: 'slice' };
          continue;
        }
        // What the execution waits for, this statement waits for; an interrupt goes into it.
        let thrown: unknown;
        let hasThrown = false;
        try {
          yield result.value;
        } catch (error) {
          thrown = error;
          hasThrown = true;
        }
        if (hasThrown) {
          const after = portal.run!.throw(thrown);
          if (after.done) portal.isDone = true;
        }
      }
    } catch (error) {
      portal.isDone = true;
      throw session.services.located(error, prepared);
    }
    portal.rowCount += sent;
    if (portal.isDone) this.finish(portal);
    return sent;
  }

  private readonly sinks = new WeakMap<Portal, { onRow: (row: readonly Datum[]) => boolean }>();

  /** Plans if need be, takes locks and a snapshot, and makes the suspended execution. */
  *start(portal: Portal): Waiting<void> {
    const { session } = this;
    const { prepared } = portal;
    session.block.ensure();
    this.plan(prepared);
    // A table may change between planning and the lock's grant: then the plan is made again.
    for (;;) {
      const plan = prepared.plan!;
      yield* session.services.lockRelations(plan.locks);
      if (session.catalog.epoch === prepared.catalogEpoch) break;
      this.plan(prepared);
    }
    if (!prepared.plan!.isReadOnly) session.services.checkWritable(prepared.plan!.command);
    portal.snapshot = session.block.takeSnapshot();
    portal.state = session.services.newExecution(prepared.plan!, portal.parameters, portal.snapshot, portal.isInstrumented);
    const holder: { onRow: (row: readonly Datum[]) => boolean } = { onRow: () => true };
    this.sinks.set(portal, holder);
    const sink: RowSink = { push: row => holder.onRow(row) };
    portal.run = runStatement(portal.state, sink);
  }

  private finish(portal: Portal): void {
    portal.state?.close();
    if (portal.snapshot) {
      this.session.database.manager.releaseSnapshot(portal.snapshot);
      portal.snapshot = null;
    }
    if (!portal.prepared.plan?.isReadOnly) this.session.block.current?.nextCommand();
    portal.run = null;
  }

  /** Drops a portal's execution, wherever it stands. Never throws. */
  closePortal(portal: Portal): void {
    if (portal.run !== null) {
      try {
        portal.run.return();
      } catch {
        // The portal is going away; what its clean-up reports concerns nobody any more.
        portal.isDone = true;
      }
      portal.run = null;
    }
    portal.state?.close();
    if (portal.snapshot) {
      this.session.database.manager.releaseSnapshot(portal.snapshot);
      portal.snapshot = null;
    }
    portal.isDone = true;
  }

  private tag(portal: Portal, sent: number): string {
    const command = portal.prepared.plan?.command ?? 'select';
    const changed = portal.state?.processedRows ?? 0;
    switch (command) {
      case 'select':
        return `SELECT ${sent}`;
      case 'insert':
        return `INSERT 0 ${changed}`;
      default:
        return `${command.toUpperCase()} ${changed}`;
    }
  }

  /** A query of our own, its rows to `onRow`. */
  *runText(sql: string, onRow: (row: readonly Datum[]) => void): Waiting<void> {
    const prepared = this.session.prepareParsed('', sql, parseStatements(sql)[0]!, [], true);
    const portal = new Portal('', prepared, [], [], sql, this.session.statementStartedAt);
    try {
      yield* this.runQueryPortal(portal, 0, row => {
        onRow(row);
        return true;
      });
    } finally {
      this.closePortal(portal);
    }
  }

  /** DESCRIBE t. */
  *describeTable(name: RangeVar, onRow: (row: readonly Datum[]) => void): Waiting<void> {
    const relation = this.session.catalog.relation(name.schemaname, name.relname);
    if (!relation) throw new PgError('undefined_table', `relation "${name.relname}" does not exist`).at(name.location + 1);
    yield* this.runText(
      `select a.attname::text, pg_catalog.format_type(a.atttypid, a.atttypmod), case when a.attnotnull then 'no' else 'yes' end, pg_catalog.pg_get_expr(d.adbin, d.adrelid)
       from pg_catalog.pg_attribute a left join pg_catalog.pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
       where a.attrelid = ${relation.oid} and a.attnum > 0 and not a.attisdropped order by a.attnum`,
      onRow,
    );
  }

  /** See Session.pointNow. */
  pointNow(prepared: PreparedStatement, parameters: readonly Datum[], sink: RowSink): number | null {
    const { session } = this;
    const { block, database } = session;
    if (block.state !== 'idle' || session.isClosed) return null;
    if (prepared.point === undefined || prepared.catalogEpoch !== session.catalog.epoch || prepared.settingsEpoch !== session.settings.epoch) {
      if (!this.preparePoint(prepared)) return null;
    }
    const point = prepared.point;
    if (point === null || point === undefined) return null;
    const { manager } = database;
    if (point.isRead) {
      // Runs to completion without yielding: it is enough that nobody holds or awaits a conflicting lock now.
      if (!manager.locks.isFree(point.relation, ACCESS_SHARE, session.owner)) return null;
      const snapshot = manager.takeSnapshot(this.readTransaction, this.readSnapshot);
      try {
        const result = point.query.run(parameters, this.readTransaction, snapshot, sink);
        return typeof result === 'number' ? result : null;
      } finally {
        manager.releaseSnapshot(snapshot);
      }
    }
    return null;
  }

  private readTransactionCache: Transaction | null = null;
  private readonly readSnapshot = new Snapshot();

  /** A transaction that never gets an id nor takes a lock, for autocommit reads. */
  private get readTransaction(): Transaction {
    return (this.readTransactionCache ??= this.session.database.manager.begin(this.session.owner));
  }

  private preparePoint(prepared: PreparedStatement): boolean {
    const { session } = this;
    if (!this.isQuery(prepared)) {
      prepared.point = null;
      return false;
    }
    session.runNow(prepared.sql, () => this.plan(prepared));
    session.syncNow();
    const plan = prepared.plan!;
    const compiled = compilePoint(plan);
    prepared.point =
      compiled === null || plan.locks.length !== 1
        ? null
        : { query: compiled.open(session.services.executionServices()), isRead: plan.isReadOnly, relation: plan.locks[0].relation };
    return prepared.point !== null;
  }
}

function isSelectInto(prepared: PreparedStatement): boolean {
  const statement = prepared.statement;
  return statement?.kind === 'SelectStmt' && 'intoClause' in statement && statement.intoClause !== null;
}

function sameColumns(a: readonly ResultColumn[], b: readonly ResultColumn[]): boolean {
  return a.length === b.length && a.every((column, i) => column.type === b[i]!.type && column.name === b[i]!.name);
}
