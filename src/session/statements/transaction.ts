/** BEGIN, COMMIT, ROLLBACK, savepoints, and transaction modes. */
import { PgError, notSupported } from '../../errors/index.js';
import { type DefElem, type TransactionStmt } from '../../sql/index.js';
import type { Waiting } from '../../txn/index.js';
import type { Session } from '../session.js';

/** Returns the command tag. */
export function* runTransactionStatement(session: Session, statement: TransactionStmt): Waiting<string> {
  const { block } = session;
  switch (statement.transKind) {
    case 'begin':
    case 'start':
      if (!block.begin()) warn(session, 'active_sql_transaction', 'there is already a transaction in progress');
      applyModes(session, statement.options);
      return statement.transKind === 'begin' ? 'BEGIN' : 'START TRANSACTION';
    case 'commit': {
      const next = chained(session, statement);
      if (block.state === 'failed') {
        session.rollbackTransaction();
        next();
        return 'ROLLBACK';
      }
      requireBlock(session, statement.chain ? 'COMMIT AND CHAIN' : null);
      yield* session.commitTransaction();
      next();
      return 'COMMIT';
    }
    case 'rollback': {
      requireBlock(session, statement.chain ? 'ROLLBACK AND CHAIN' : null);
      const next = chained(session, statement);
      session.rollbackTransaction();
      next();
      return 'ROLLBACK';
    }
    case 'savepoint':
      inBlock(session, 'SAVEPOINT');
      block.savepoint(statement.savepointName!);
      return 'SAVEPOINT';
    case 'release':
      inBlock(session, 'RELEASE SAVEPOINT');
      block.release(statement.savepointName!);
      return 'RELEASE';
    case 'rollbackTo':
      inBlock(session, 'ROLLBACK TO SAVEPOINT');
      block.rollbackTo(statement.savepointName!);
      return 'ROLLBACK';
    case 'prepare':
      requireBlock(session, null);
      if (block.state !== 'block') {
        session.rollbackTransaction();
        return 'ROLLBACK';
      }
      yield* session.prepareTransaction(statement.gid!);
      return 'PREPARE TRANSACTION';
    case 'commitPrepared':
    case 'rollbackPrepared': {
      const isCommit = statement.transKind === 'commitPrepared';
      const command = isCommit ? 'COMMIT PREPARED' : 'ROLLBACK PREPARED';
      if (block.isExplicit || session.isOneOfSeveral) throw new PgError('active_sql_transaction', `${command} cannot run inside a transaction block`);
      yield* session.finishPrepared(statement.gid!, isCommit);
      return command;
    }
  }
}

const MODES = ['transaction_isolation', 'transaction_read_only', 'transaction_deferrable'] as const;

/**
 * AND CHAIN: the next transaction has the modes of this one; when this one has failed, those that it had from the one before. Call it before this one ends; the result begins the
 * next.
 */
function chained({ block, settings }: Session, statement: TransactionStmt): () => void {
  if (!statement.chain) return () => undefined;
  const modes = block.state === 'failed' ? block.inheritedModes : MODES.map(name => settings.get(name));
  return () => {
    block.begin();
    block.inheritedModes = modes;
    modes.forEach((mode, i) => settings.set(MODES[i]!, mode, { isLocal: true }));
  };
}

function warn(session: Session, state: 'active_sql_transaction' | 'no_active_sql_transaction', message: string): void {
  const notice = new PgError(state, message);
  notice.severity = 'WARNING';
  session.notice(notice);
}

/** COMMIT or ROLLBACK outside a block is a warning, with AND CHAIN an error. */
function requireBlock(session: Session, chainCommand: string | null): void {
  if (session.block.isExplicit) return;
  if (chainCommand) throw new PgError('no_active_sql_transaction', `${chainCommand} can only be used in transaction blocks`);
  warn(session, 'no_active_sql_transaction', 'there is no transaction in progress');
}

function inBlock(session: Session, command: string): void {
  if (!session.block.isExplicit) throw new PgError('no_active_sql_transaction', `${command} can only be used in transaction blocks`);
}

/** The isolation level is settled with the first query, and for good inside a savepoint. */
export function requireIsolationOpen(session: Session, level: string): void {
  if (session.settings.get('transaction_isolation') === level) return;
  if (session.block.hasQueried) throw new PgError('active_sql_transaction', 'SET TRANSACTION ISOLATION LEVEL must be called before any query');
  if ((session.block.current?.depth ?? 0) > 0)
    throw new PgError('active_sql_transaction', 'SET TRANSACTION ISOLATION LEVEL must not be called in a subtransaction');
}

/** A read-only transaction may become one that writes only before its first query. */
export function requireReadWriteAllowed(session: Session): void {
  if (!session.settings.hot.isReadOnly) return;
  if ((session.block.current?.depth ?? 0) > 0)
    throw new PgError('active_sql_transaction', 'cannot set transaction read-write mode inside a read-only transaction');
  if (session.block.hasQueried) throw new PgError('active_sql_transaction', 'transaction read-write mode must be set before any query');
}

/** Transaction modes of BEGIN and SET TRANSACTION. */
export function applyModes(session: Session, options: readonly DefElem[]): void {
  for (const option of options) {
    const value = option.arg?.kind === 'AConst' ? option.arg.value : null;
    switch (option.defname) {
      case 'transaction_isolation': {
        const level = String(value).toLowerCase();
        requireIsolationOpen(session, level);
        session.settings.set('transaction_isolation', level, { isLocal: true });
        break;
      }
      case 'transaction_read_only':
        if (Number(value) !== 1) requireReadWriteAllowed(session);
        session.settings.set('transaction_read_only', Number(value) === 1 ? 'on' : 'off', { isLocal: true });
        break;
      case 'transaction_deferrable':
        session.settings.set('transaction_deferrable', Number(value) === 1 ? 'on' : 'off', { isLocal: true });
        break;
      default:
        throw notSupported(`transaction mode ${option.defname}`);
    }
  }
}
