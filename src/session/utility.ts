/** Statements that act on the session itself: transactions, settings, prepared statements, cursors, notifications, EXPLAIN. */
import { analyzeParameterExpressions } from './statements/execute-parameters.js';
import { PgError } from '../errors/index.js';
import type { Statement } from '../sql/index.js';
import type { Waiting } from '../txn/index.js';
import { TEXT } from '../types/index.js';
import type { ResultColumn, ResultConsumer } from './consumer.js';
import type { Portal } from './portal.js';
import { Portal as PortalClass } from './portal.js';
import type { PreparedStatement } from './prepared-statement.js';
import type { Session } from './session.js';
import { closeCursor, declareCursor, fetchCursor } from './statements/cursors.js';
import { explainColumns, runExplain } from './statements/explain.js';
import { runDiscard, runSet, showValue } from './statements/settings.js';
import { runSetConstraints } from './statements/set-constraints.js';
import { runTransactionStatement } from './statements/transaction.js';
import { settingRow } from '../config/index.js';

const KINDS = [
  'TransactionStmt',
  'VariableSetStmt',
  'VariableShowStmt',
  'DiscardStmt',
  'PrepareStmt',
  'ExecuteStmt',
  'DeallocateStmt',
  'DeclareCursorStmt',
  'ClosePortalStmt',
  'FetchStmt',
  'ExplainStmt',
  'ConstraintsSetStmt',
  'ListenStmt',
  'UnlistenStmt',
  'NotifyStmt',
  'CheckPointStmt',
  'ShowTablesStmt',
  'DescribeStmt',
] as const;
type SessionStatementKind = (typeof KINDS)[number];
export type SessionStatement = Extract<Statement, { kind: SessionStatementKind }>;

const KIND_SET: ReadonlySet<string> = new Set(KINDS);

export function isSessionStatement(statement: Statement): statement is SessionStatement {
  return KIND_SET.has(statement.kind);
}

const textColumn = (name: string): ResultColumn => ({ name, type: TEXT, typmod: -1, collation: 100 as never, originTable: 0, originColumn: 0 });

/** Result columns of a non-query statement, null when it returns no rows. */
export function sessionStatementColumns(session: Session, prepared: PreparedStatement): readonly ResultColumn[] | null {
  const { statement } = prepared;
  switch (statement?.kind) {
    case 'VariableShowStmt':
      if (statement.name.toLowerCase() === 'all') return [textColumn('name'), textColumn('setting'), textColumn('description')];
      return [textColumn(settingRow(statement.name)?.name ?? statement.name)];
    case 'FetchStmt': {
      if (statement.isMove) return null;
      const portal = session.portals.get(statement.portalname);
      if (!portal) return null;
      // Its rows have been taken: what becomes of its tables is nothing to it.
      const { analyzed } = portal.prepared;
      return portal.isKept && analyzed !== null ? analyzed.columns : session.runner.columnsOf(portal.prepared);
    }
    case 'ExecuteStmt': {
      const target = session.prepared.get(statement.name);
      return target ? session.runner.columnsOf(target) : null;
    }
    case 'ExplainStmt':
      return explainColumns(statement);
    case 'ShowTablesStmt':
      return [textColumn('table_name')];
    case 'DescribeStmt':
      return ['column_name', 'data_type', 'nullable', 'default'].map(textColumn);
    default:
      return null;
  }
}

function atCommit(session: Session, hook: () => void): void {
  const transaction = session.block.ensure();
  transaction.usesNotifications = true;
  transaction.onCommit(hook);
}

export function* runSessionStatement(session: Session, portal: Portal, consumer: ResultConsumer): Waiting<void> {
  const { prepared } = portal;
  const statement = prepared.statement as SessionStatement;
  switch (statement.kind) {
    case 'TransactionStmt':
      consumer.complete(yield* runTransactionStatement(session, statement));
      return;
    case 'VariableSetStmt':
      session.block.ensure();
      consumer.complete(runSet(session, statement));
      return;
    case 'VariableShowStmt':
      if (statement.name.toLowerCase() === 'all') {
        for (const { row, value } of session.settings.all()) consumer.row([row.name, session.database.serverSetting(row.name) ?? value, row.description]);
      } else consumer.row([showValue(session, statement)]);
      consumer.complete('SHOW');
      return;
    case 'DiscardStmt':
      consumer.complete(yield* runDiscard(session, statement));
      return;
    case 'PrepareStmt': {
      if (session.prepared.has(statement.name)) throw new PgError('duplicate_prepared_statement', `prepared statement "${statement.name}" already exists`);
      session.block.ensure();
      const types = statement.argtypes.map(type => session.services.typeOfName(type));
      const raw = { ...prepared.raw!, statement: statement.query, parameterCount: prepared.raw!.parameterCount };
      const made = session.prepareParsed(statement.name, prepared.sql, raw, types, true);
      session.runner.analyze(made);
      session.prepared.set(statement.name, made);
      consumer.complete('PREPARE');
      return;
    }
    case 'ExecuteStmt': {
      const target = session.statement(statement.name);
      session.block.ensure();
      if (target.raw) session.runner.analyze(target);
      const parameters = analyzeParameterExpressions(session, target, statement);
      portal.inner = new PortalClass(portal.name, target, parameters, portal.resultFormats, prepared.sql, session.statementStartedAt);
      // The runner goes on with it.
      return;
    }
    case 'ConstraintsSetStmt':
      consumer.complete(yield* runSetConstraints(session, statement));
      return;
    case 'DeallocateStmt':
      if (statement.name === null) session.prepared.clear();
      else {
        session.statement(statement.name);
        session.prepared.delete(statement.name);
      }
      consumer.complete(statement.name === null ? 'DEALLOCATE ALL' : 'DEALLOCATE');
      return;
    case 'DeclareCursorStmt':
      session.block.ensure();
      session.runner.analyze(prepared);
      consumer.complete(yield* declareCursor(session, statement, portal));
      return;
    case 'FetchStmt':
      consumer.complete(yield* fetchCursor(session, statement, consumer));
      return;
    case 'ClosePortalStmt':
      consumer.complete(closeCursor(session, statement));
      return;
    case 'ExplainStmt':
      session.block.ensure();
      session.runner.analyze(prepared);
      yield* runExplain(session, portal, statement, consumer);
      consumer.complete('EXPLAIN');
      return;
    case 'ListenStmt':
      atCommit(session, () => session.database.notifications.listen(statement.conditionname, session));
      consumer.complete('LISTEN');
      return;
    case 'UnlistenStmt':
      atCommit(session, () => session.database.notifications.unlisten(statement.conditionname, session));
      consumer.complete('UNLISTEN');
      return;
    case 'NotifyStmt':
      session.block.ensure();
      session.services.notify(statement.conditionname, statement.payload ?? '');
      consumer.complete('NOTIFY');
      return;
    case 'CheckPointStmt': {
      const promise = session.database.checkpoint();
      yield { kind: 'lock', promise, cancel: () => undefined };
      consumer.complete('CHECKPOINT');
      return;
    }
    case 'ShowTablesStmt':
      session.block.ensure();
      yield* session.runner.runText(
        "select tablename::text from pg_catalog.pg_tables where schemaname not in ('pg_catalog', 'information_schema') order by 1",
        row => consumer.row(row),
      );
      consumer.complete('SHOW');
      return;
    case 'DescribeStmt':
      session.block.ensure();
      yield* session.runner.describeTable(statement.relation, row => consumer.row(row));
      consumer.complete('DESCRIBE');
      return;
  }
}
