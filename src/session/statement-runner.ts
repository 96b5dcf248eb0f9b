/**
 * Runs the statements of one session: analysis and planning with caching, portals, and the statements that act on the session itself
 * (utility.ts). Everything else that is not a query goes to commands/.
 */
import {
  analyzeStatement,
  baseType,
  baseTypmod,
  ParameterTypes,
  visitChildren,
  visitQueryExpressions,
  type Expr,
  type Query,
  type QueryStatement,
} from '../analyze/index.js';
import type { Oid } from '../base/index.js';
import { runCommand } from '../commands/index.js';
import { PgError } from '../errors/index.js';
import { PAUSE, runStatement, type RowSink } from '../execute/index.js';
import { planStatement, type PlannedStatement } from '../plan/index.js';
import { parseStatements, type RangeVar, type Statement } from '../sql/index.js';
import type { Waiting } from '../txn/index.js';
import type { Datum } from '../types/index.js';
import type { ResultColumn, ResultConsumer } from './consumer.js';
import { PointRunner } from './point-runner.js';
import { Portal } from './portal.js';
import type { PreparedStatement } from './prepared-statement.js';
import type { Session } from './session.js';
import { StoredResult } from './stored-result.js';
import { fetchesBinary } from './statements/cursors.js';
import { isSessionStatement, runSessionStatement, sessionStatementColumns } from './utility.js';

const QUERY_KINDS = new Set(['SelectStmt', 'InsertStmt', 'UpdateStmt', 'DeleteStmt', 'MergeStmt']);

export class StatementRunner {
  readonly points: PointRunner;

  constructor(private readonly session: Session) {
    this.points = new PointRunner(session);
  }

  isQuery(prepared: PreparedStatement): boolean {
    return prepared.statement !== null && QUERY_KINDS.has(prepared.statement.kind) && !isSelectInto(prepared);
  }

  /** True when analysis (and the plan, if there is one) stands under today's catalogs and settings. */
  isCurrent(prepared: PreparedStatement): boolean {
    if (prepared.analyzed === null) return prepared.isAnalyzed;
    return prepared.catalogEpoch === this.session.catalog.epoch && prepared.settingsEpoch === this.session.settings.planEpoch;
  }

  /** Resolves names and types. Repeated when catalogs or settings changed. */
  analyze(prepared: PreparedStatement, mayChangeColumns = false): void {
    const { session } = this;
    if (!this.isQuery(prepared)) {
      if (!prepared.isAnalyzed) {
        prepared.inner = this.innerQuery(prepared);
        prepared.parameterTypes = prepared.inner?.parameterTypes ?? prepared.declaredTypes;
        prepared.isAnalyzed = true;
      }
      return;
    }
    if (prepared.analyzed && this.isCurrent(prepared)) return;
    const { epoch } = session.catalog;
    const first = prepared.analyzed === null;
    // A simple query takes no parameters at all; PREPARE and Parse infer theirs.
    const parameters = new ParameterTypes(first ? prepared.declaredTypes : prepared.parameterTypes, prepared.takesNoParameters);
    const previous = prepared.analyzed;
    const { query, columns } = analyzeStatement(prepared.statement as QueryStatement, session.services.analyzeOptions(parameters));
    prepared.parameterTypes = parameters.resolved();
    const origins = (query.command === 'select' ? query.targets.filter(t => !t.isJunk) : query.returning).map(
      // Clients see a domain as its base type.
      (t, i): ResultColumn => {
        const { type, typmod } = columns[i]!;
        const base = baseType(session.catalog, type);
        return {
          ...columns[i]!,
          type: base,
          typmod: base === type ? typmod : baseTypmod(session.catalog, type, typmod),
          originTable: t.originTable,
          originColumn: t.originColumn,
        };
      },
    );
    if (previous && !mayChangeColumns && !sameColumns(previous.columns, origins))
      throw new PgError('feature_not_supported', 'cached plan must not change result type');
    prepared.analyzed = { query, columns: origins };
    prepared.plan = null;
    prepared.point = undefined;
    prepared.keptByConsumer = null;
    prepared.catalogEpoch = epoch;
    prepared.settingsEpoch = session.settings.planEpoch;
    prepared.isAnalyzed = true;
  }

  /** The query that a DECLARE CURSOR, EXPLAIN, CREATE TABLE AS or SELECT INTO is about, analysed: it may have parameters. */
  private innerQuery(prepared: PreparedStatement): PreparedStatement | null {
    const { statement } = prepared;
    let inner: Statement;
    switch (statement?.kind) {
      case 'DeclareCursorStmt':
      case 'CreateTableAsStmt':
        inner = statement.query;
        break;
      case 'ExplainStmt':
        inner = statement.query as Statement;
        if (inner.kind === 'DeclareCursorStmt') inner = inner.query;
        else if (inner.kind === 'CreateTableAsStmt' && inner.query.kind === 'SelectStmt') inner = inner.query;
        break;
      case 'SelectStmt':
        inner = { ...statement, intoClause: null };
        break;
      default:
        return null;
    }
    if (!QUERY_KINDS.has(inner.kind)) return null;
    const made = this.session.prepareParsed(prepared.name, prepared.sql, { ...prepared.raw!, statement: inner }, prepared.declaredTypes, prepared.fromSql);
    this.analyze(made);
    if (statement.kind === 'CreateTableAsStmt' && statement.objtype === 'matview' && made.parameterTypes.length > 0)
      throw new PgError('feature_not_supported', 'materialized views may not be defined using bound parameters');
    return made;
  }

  /** Analyses and, if it is a query, plans. */
  plan(prepared: PreparedStatement): void {
    this.analyze(prepared);
    if (prepared.plan || prepared.analyzed === null) return;
    prepared.plan = planStatement(prepared.analyzed!.query, this.session.services.plannerEnv(), prepared.isCursor);
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

  /** One statement of a simple-query message; `parameters` are the literals lifted out of its text. */
  *runSimple(prepared: PreparedStatement, sql: string, consumer: ResultConsumer, isMulti: boolean, parameters: readonly Datum[] = NOTHING): Waiting<void> {
    const { session } = this;
    session.checkNotFailed(prepared);
    const portal = new Portal('', prepared, parameters, NOTHING, sql, session.statementStartedAt);
    session.portals.set('', portal);
    try {
      if (isMulti && !session.block.isExplicit) session.block.ensure();
      const isQuery = this.isQuery(prepared);
      if (isQuery) {
        this.plan(prepared);
        if (!this.isFree(prepared)) yield* this.lockDescribed(prepared, () => prepared.plan!.locks);
      }
      const columns = isQuery || isSessionStatement(prepared.statement!) ? this.columnsOf(prepared) : null;
      if (prepared.parameterTypes.length > parameters.length) throw new PgError('undefined_parameter', 'there is no parameter $1');
      if (columns) consumer.describe(columns, prepared, fetchesBinary(session, prepared.statement));
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
    if (portal.inner !== null) return yield* this.runInner(portal.inner, maxRows, consumer);
    if (portal.stored !== null) return yield* this.giveStored(portal, maxRows, consumer);
    if (portal.isDone) {
      consumer.complete(this.tagAgain(portal));
      return false;
    }
    if (!this.isQuery(prepared)) {
      portal.isDone = true;
      const statement = prepared.statement!;
      if (isSessionStatement(statement)) {
        if (maxRows !== 0 && endTagOf(statement) !== null) {
          const stored = new StoredResult(session, consumer);
          try {
            yield* runSessionStatement(session, portal, stored);
            portal.stored = stored;
          } finally {
            if (portal.stored === null) stored.discard();
          }
          return yield* this.giveStored(portal, maxRows, consumer);
        }
        yield* runSessionStatement(session, portal, consumer);
        if (this.hasUnflushed) yield* this.flushShown();
        if (portal.inner !== null) return yield* this.runInner(portal.inner, maxRows, consumer);
      } else {
        session.block.ensure();
        // LOCK TABLE leaves open what the transaction will see.
        if (statement.kind !== 'LockStmt') session.block.settleSnapshot();
        const tag = yield* runCommand(statement, session.services.commandContext(prepared, portal, consumer));
        session.services.closeUtilityStates();
        session.block.current?.nextCommand();
        if (this.hasUnflushed) yield* this.flushShown();
        consumer.complete(tag);
      }
      return false;
    }
    if (maxRows === 0 && portal.run === null) {
      const changed = this.runPoint(portal, consumer);
      if (changed !== null) {
        const count = typeof changed === 'number' ? changed : yield* changed;
        portal.isDone = true;
        portal.rowCount = count;
        if (this.hasUnflushed) yield* this.flushShown();
        consumer.complete(tagOf(prepared.plan!.command, count, count));
        return false;
      }
    }
    const sent = yield* this.runQueryPortal(
      portal,
      maxRows,
      row => consumer.row(row),
      () => consumer.whenReady?.() ?? null,
    );
    if (this.hasUnflushed) yield* this.flushShown();
    if (!portal.isDone) return true;
    consumer.complete(this.tag(portal, sent));
    return false;
  }

  /** Inside a block: what the client sees of sequences must outlive a crash, even if the transaction does not. Other transactions commit right after the statement. */
  get hasUnflushed(): boolean {
    const { block, storage, settings } = this.session;
    return block.isExplicit && block.current !== null && block.current.shownLsn > storage.flushedLsn && settings.hot.isSynchronous;
  }

  *flushShown(): Waiting<void> {
    yield { kind: 'flush', lsn: this.session.block.current!.shownLsn };
  }

  /** True when an analysed statement would wait for none of its tables. */
  isFree({ plan, analyzed }: PreparedStatement): boolean {
    const { services } = this.session;
    if (plan !== null) return services.areFree(plan.locks);
    return analyzed === null || services.areFree(lockedRelations(analyzed.query));
  }

  /** Parse: analyses, and waits for whoever holds a table. */
  *parse(prepared: PreparedStatement): Waiting<void> {
    this.analyze(prepared);
    if (prepared.analyzed === null) return;
    if (!this.isFree(prepared)) {
      yield* this.lockDescribed(prepared, () => lockedRelations(prepared.analyzed!.query));
    }
  }

  /** Takes a new statement's locks before it is described: a table that changed while the lock was waited for is looked at anew. */
  private *lockDescribed(prepared: PreparedStatement, locks: () => PlannedStatement['locks']): Waiting<void> {
    const isPlanned = prepared.plan !== null;
    for (;;) {
      yield* this.session.services.lockRelations(locks(), prepared.statement);
      if (this.isCurrent(prepared)) return;
      this.analyze(prepared, true);
      if (isPlanned) this.plan(prepared);
    }
  }

  private *giveStored(portal: Portal, maxRows: number, consumer: ResultConsumer): Waiting<boolean> {
    const stored = portal.stored!;
    if (yield* stored.give(maxRows, consumer)) return true;
    stored.discard();
    portal.stored = null;
    return false;
  }

  /** Runs what an EXECUTE executes, in portions as the outer portal is run. */
  private *runInner(inner: Portal, maxRows: number, consumer: ResultConsumer): Waiting<boolean> {
    let isOpen = false;
    try {
      isOpen = yield* this.runPortal(inner, maxRows, consumer);
    } finally {
      if (!isOpen) this.closePortal(inner);
    }
    return isOpen;
  }

  /** Runs the portal as a point query, if it is one; null when it must be run the usual way. */
  private runPoint(portal: Portal, consumer: ResultConsumer): number | Waiting<number> | null {
    const { prepared } = portal;
    if (!this.points.isCurrent(prepared)) this.plan(prepared);
    const point = this.points.formOf(prepared);
    if (point === null) return null;
    this.pointSink.consumer = consumer;
    return this.points.run(point, portal.parameters, this.pointSink);
  }

  private readonly pointSink = new ConsumerSink();

  /** Gives up to `maxRows` rows of a query portal to `onRow`; sets `portal.isDone` at its end. Returns the rows given. */
  *runQueryPortal(
    portal: Portal,
    maxRows: number,
    onRow: (row: readonly Datum[]) => boolean,
    whenReady: () => Promise<void> | null = () => null,
  ): Waiting<number> {
    if (portal.run === null) yield* this.start(portal);
    let sent = 0;
    const { activity } = this.session.services;
    activity.forgetWaits();
    portal.onRow = row => {
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
      portal.hasFailed = true;
      throw error;
    }
    portal.rowCount += sent;
    if (portal.isDone) this.finish(portal);
    return sent;
  }

  /** Plans if need be, takes locks and a snapshot, and makes the suspended execution. */
  *start(portal: Portal): Waiting<void> {
    const { session } = this;
    const { prepared } = portal;
    session.block.ensure();
    this.plan(prepared);
    // A table may change between planning and the lock's grant: then the plan is made again.
    for (;;) {
      const plan = prepared.plan!;
      yield* session.services.lockRelations(plan.locks, prepared.statement);
      if (session.catalog.epoch === prepared.catalogEpoch) break;
      this.plan(prepared);
    }
    if (!prepared.plan!.isReadOnly) session.services.checkStatementWritable(prepared.plan!.locks, () => writingCommand(prepared));
    yield* session.block.awaitSafeSnapshot();
    portal.snapshot = session.block.takeSnapshot();
    portal.state = session.services.newExecution(prepared.plan!, portal.parameters, portal.snapshot, portal.isInstrumented);
    const sink: RowSink = { push: row => portal.onRow(row) };
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
    if (portal.inner !== null) this.closePortal(portal.inner);
    portal.stored?.discard();
    portal.stored = null;
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
    const { plan } = portal.prepared;
    // With RETURNING it is the rows of this portion that count.
    return tagOf(plan?.command ?? 'select', sent, plan?.hasReturning === true ? sent : (portal.state?.processedRows ?? 0));
  }

  /** What Execute answers when the portal has given all it has. @throws PgError 55000 unless it gives rows */
  private tagAgain(portal: Portal): string {
    const { prepared } = portal;
    if (!portal.hasFailed) {
      if (this.isQuery(prepared)) {
        const { plan } = prepared;
        if (plan === null || plan.command === 'select' || plan.hasReturning) return tagOf(plan?.command ?? 'select', 0, 0);
      } else {
        const tag = endTagOf(prepared.statement!);
        if (tag !== null) return tag;
      }
    }
    throw cannotBeRun(portal);
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
}

const NOTHING: readonly never[] = [];

/** Gives a point query's rows to a consumer. */
class ConsumerSink implements RowSink {
  consumer: ResultConsumer | null = null;

  push(row: readonly Datum[]): boolean {
    return this.consumer!.row(row);
  }
}

function tagOf(command: 'select' | 'insert' | 'update' | 'delete' | 'merge', sent: number, changed: number): string {
  switch (command) {
    case 'select':
      return sent === 1 ? 'SELECT 1' : `SELECT ${sent}`;
    case 'insert':
      return changed === 1 ? 'INSERT 0 1' : `INSERT 0 ${changed}`;
    case 'update':
      return changed === 1 ? 'UPDATE 1' : `UPDATE ${changed}`;
    case 'delete':
      return `DELETE ${changed}`;
    case 'merge':
      return `MERGE ${changed}`;
  }
}

/** The tables that a query will lock. */
function lockedRelations(query: Query): PlannedStatement['locks'] {
  const locks: { relation: Oid; mode: string }[] = [];
  const take = (level: Query): void => {
    for (const entry of level.rangeTable) {
      if (entry.kind === 'relation') locks.push({ relation: entry.relation.oid, mode: entry.lockMode });
      else if (entry.kind === 'subquery' && entry.isView !== null) locks.push({ relation: entry.isView.oid, mode: 'AccessShareLock' });
    }
    const visit = (expr: Expr): void => {
      if (expr.kind === 'sublink') take(expr.query);
      visitChildren(expr, visit);
    };
    visitQueryExpressions(level, visit, take);
  };
  take(query);
  return locks;
}

/** The tag of a statement that gives rows without being a query, when it has no more of them; null for all others. */
function endTagOf(statement: Statement): string | null {
  switch (statement.kind) {
    case 'FetchStmt':
      return statement.isMove ? null : 'FETCH 0';
    case 'VariableShowStmt':
    case 'ShowTablesStmt':
      return 'SHOW';
    case 'ExplainStmt':
      return 'EXPLAIN';
    case 'DescribeStmt':
      return 'DESCRIBE';
    default:
      return null;
  }
}

export function cannotBeRun(portal: Portal): PgError {
  return new PgError('object_not_in_prerequisite_state', `portal "${portal.name}" cannot be run`);
}

/** What a read-only transaction refuses, as PostgreSQL names it. */
function writingCommand(prepared: PreparedStatement): string {
  const { command } = prepared.plan!;
  const mark = prepared.analyzed?.query.rowMarks[0];
  return command === 'select' && mark !== undefined ? `select for ${mark.strength.replaceAll('-', ' ')}` : command;
}

function isSelectInto(prepared: PreparedStatement): boolean {
  const statement = prepared.statement;
  return statement?.kind === 'SelectStmt' && 'intoClause' in statement && statement.intoClause !== null;
}

function sameColumns(a: readonly ResultColumn[], b: readonly ResultColumn[]): boolean {
  return a.length === b.length && a.every((column, i) => column.type === b[i]!.type && column.name === b[i]!.name);
}
