/**
 * Queries that a function runs while its own statement runs (ts_stat, ts_rewrite). They see what the statement sees, and run to their end at once: a function
 * within an expression cannot wait, so a lock that another session holds is 55P03.
 */
import { analyzeStatement, ParameterTypes } from '../analyze/index.js';
import { commandName } from '../commands/index.js';
import { PgError } from '../errors/index.js';
import { PAUSE, runStatement, type StatementYield } from '../execute/index.js';
import type { NestedQuery } from '../functions/index.js';
import { planStatement } from '../plan/index.js';
import { parseStatements } from '../sql/index.js';
import { runNow } from '../txn/index.js';
import type { Datum } from '../types/index.js';
import type { Session } from './session.js';

function cannotOpen(what: string): PgError {
  return new PgError('invalid_cursor_definition', `cannot open ${what} as cursor`);
}

/** Errors of the nested text have its places, not the statement's. */
function within<T>(sql: string, isRunning: boolean, body: () => T): T {
  try {
    return body();
  } catch (error) {
    if (error instanceof PgError) {
      if (error.position !== undefined) {
        error.internalPosition = error.position;
        error.internalQuery = sql;
        delete error.position;
      } else if (isRunning) {
        error.where ??= `SQL statement "${sql}"`;
      }
    }
    throw error;
  }
}

/** @throws 42P11 unless the text is one query that only reads; 55P03 */
export function openNestedQuery(session: Session, sql: string): NestedQuery {
  const { services } = session;
  const statements = within(sql, false, () => parseStatements(sql, notice => session.notice(notice), session.settings.hot.strings));
  const [first] = statements;
  if (first === undefined || statements.length > 1) throw cannotOpen('multi-query plan');
  const { statement } = first;
  if (statement.kind !== 'SelectStmt') throw cannotOpen(`${DML[statement.kind] ?? commandName(statement)} query`);
  const { query, columns } = within(sql, false, () => analyzeStatement(statement, services.analyzeOptions(new ParameterTypes([], true))));
  return {
    columnTypes: columns.map(column => column.type),
    *rows() {
      const plan = within(sql, true, () => planStatement(query, services.plannerEnv()));
      if (!plan.isReadOnly) throw new PgError('feature_not_supported', 'SELECT is not allowed in a non-volatile function');
      runNow(services.lockRelations(plan.locks), lsn => session.database.storage.flushNow(lsn));
      const snapshot = session.block.takeSnapshot();
      const rows: (readonly Datum[])[] = [];
      const run = runStatement(services.newExecution(plan, [], snapshot), {
        push: row => {
          rows.push(row.slice(0, columns.length));
          // Taken in portions.
          return rows.length < PORTION;
        },
      });
      try {
        for (let isDone = false; !isDone;) {
          const step = within(sql, true, () => run.next());
          isDone = step.done === true;
          if (!isDone) refuseWaiting(step.value as StatementYield);
          yield* rows.splice(0);
        }
      } finally {
        run.return();
        session.database.manager.releaseSnapshot(snapshot);
      }
    },
  };
}

const PORTION = 100;

function refuseWaiting(request: StatementYield): void {
  if (request === PAUSE || request.kind === 'slice') return;
  if (request.kind === 'lock') request.cancel();
  throw new PgError('lock_not_available', 'a query within a function would have to wait for another session');
}

const DML: Readonly<Record<string, string>> = { InsertStmt: 'INSERT', UpdateStmt: 'UPDATE', DeleteStmt: 'DELETE', MergeStmt: 'MERGE', CopyStmt: 'COPY' };
