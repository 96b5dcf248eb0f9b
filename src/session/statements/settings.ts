/** SET, RESET, SHOW, DISCARD. */
import { PgError, notSupported } from '../../errors/index.js';
import { quoteIdentifier, type AConst, type DiscardStmt, type TypeCast, type VariableSetStmt, type VariableShowStmt } from '../../sql/index.js';
import type { Session } from '../session.js';
import { settingRow } from '../settings.js';
import { applyModes } from './transaction.js';

/** Returns the command tag. */
export function runSet(session: Session, statement: VariableSetStmt): string {
  const { settings } = session;
  switch (statement.setKind) {
    case 'resetAll':
      settings.resetAll();
      return 'RESET';
    case 'multi':
      if (statement.name === 'TRANSACTION') {
        if (!session.block.isExplicit) warnNoBlock(session, 'SET TRANSACTION');
        applyModes(session, statement.options);
      } else if (statement.name === 'SESSION CHARACTERISTICS') {
        for (const option of statement.options) {
          const value = option.arg?.kind === 'AConst' ? option.arg.value : null;
          const isFlag = option.defname !== 'transaction_isolation';
          if (!isFlag && String(value).toLowerCase() === 'serializable') throw notSupported('isolation level SERIALIZABLE');
          settings.set(`default_${option.defname}`, isFlag ? (Number(value) === 1 ? 'on' : 'off') : String(value));
        }
      } else throw notSupported(`SET ${statement.name}`);
      return 'SET';
    case 'reset':
    case 'default': {
      const name = statement.name!;
      if (statement.isLocal && !session.block.isExplicit) warnNoBlock(session, 'SET LOCAL');
      change(session, name, null, statement.isLocal);
      return statement.setKind === 'reset' ? 'RESET' : 'SET';
    }
    case 'current':
      throw notSupported('SET … FROM CURRENT outside a function definition');
    case 'value': {
      if (statement.isLocal && !session.block.isExplicit) warnNoBlock(session, 'SET LOCAL');
      change(session, statement.name!, valueText(statement), statement.isLocal);
      return 'SET';
    }
  }
}

function change(session: Session, name: string, value: string | null, isLocal: boolean): void {
  const key = name.toLowerCase();
  if (key === 'role' || key === 'session_authorization') {
    const user = value === null || value === 'none' || value === 'default' ? session.options.user : value;
    if (!session.catalog.role(user)) throw new PgError('invalid_parameter_value', `role "${user}" does not exist`);
    session.currentUser = user;
    if (key === 'session_authorization') session.sessionUser = user;
    return;
  }
  if (key === 'transaction_isolation' && value?.toLowerCase() === 'serializable') throw notSupported('isolation level SERIALIZABLE');
  if (key === 'default_transaction_isolation' && value?.toLowerCase() === 'serializable') throw notSupported('isolation level SERIALIZABLE');
  session.settings.set(name, value, { isLocal });
  if (key === 'search_path') session.services.searchPathChanged();
}

function warnNoBlock(session: Session, command: string): void {
  const notice = new PgError('no_active_sql_transaction', `${command} can only be used in transaction blocks`);
  notice.severity = 'WARNING';
  session.notice(notice);
}

function constantText(arg: AConst | TypeCast): string {
  if (arg.kind === 'TypeCast') {
    // SET TIME ZONE INTERVAL '…': the zone's offset.
    if (arg.arg.kind === 'AConst') return constantText(arg.arg);
    throw notSupported('this form of setting value');
  }
  return arg.valueKind === 'boolean' ? (arg.value ? 'on' : 'off') : String(arg.value);
}

/** The value as one text; lists join with commas, quoted as identifiers where the setting is a list of names. */
function valueText(statement: VariableSetStmt): string {
  const row = settingRow(statement.name!);
  if (statement.args.length === 0) return '';
  if (row?.isList) return statement.args.map(arg => quoteIdentifier(constantText(arg))).join(', ');
  if (statement.args.length > 1 && statement.name!.toLowerCase() !== 'datestyle')
    throw new PgError('invalid_parameter_value', `SET ${statement.name} takes only one argument`);
  return statement.args.map(constantText).join(', ');
}

export function showValue(session: Session, statement: VariableShowStmt): string {
  return session.settings.get(statement.name);
}

export function runDiscard(session: Session, statement: DiscardStmt): string {
  if (statement.target === 'all') {
    if (session.block.isExplicit) throw new PgError('active_sql_transaction', 'DISCARD ALL cannot run inside a transaction block');
    session.closeAllPortals();
    session.settings.resetAll();
    session.currentUser = session.options.user;
    session.sessionUser = session.options.user;
    session.prepared.clear();
    session.database.notifications.unlisten(null, session);
    session.services.searchPathChanged();
    session.services.discardSequences();
  } else if (statement.target === 'plans') {
    for (const prepared of session.prepared.values()) prepared.plan = null;
  } else if (statement.target === 'sequences') session.services.discardSequences();
  return `DISCARD ${statement.target.toUpperCase()}`;
}
