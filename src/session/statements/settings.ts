/** SET, RESET, SHOW, DISCARD. */
import { analyzeExpression, ParameterTypes } from '../../analyze/index.js';
import { isMemberOf, isSuperuser } from '../../catalog/index.js';
import { parseBoolean } from '../../config/index.js';
import { PgError, notSupported } from '../../errors/index.js';
import { quoteIdentifier, type AConst, type DiscardStmt, type TypeCast, type VariableSetStmt, type VariableShowStmt } from '../../sql/index.js';
import type { Waiting } from '../../txn/index.js';
import { fixedOffsetZoneName, INTERVAL, type Interval } from '../../types/index.js';
import type { Session } from '../session.js';
import { settingRow } from '../../config/index.js';
import { applyModes, requireIsolationOpen, requireReadWriteAllowed } from './transaction.js';

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
        keepModes(session);
        for (const option of statement.options) {
          const value = option.arg?.kind === 'AConst' ? option.arg.value : null;
          const isFlag = option.defname !== 'transaction_isolation';
          settings.set(`default_${option.defname}`, isFlag ? (Number(value) === 1 ? 'on' : 'off') : String(value));
        }
      } else throw notSupported(`SET ${statement.name}`);
      return 'SET';
    case 'reset':
    case 'default': {
      const name = statement.name!;
      if (statement.isLocal && !session.block.isExplicit) warnNoBlock(session, 'SET LOCAL');
      if (name === 'transaction_isolation' && !session.block.isExplicit) warnNoBlock(session, 'RESET TRANSACTION');
      change(session, name, null, statement.isLocal);
      return statement.setKind === 'reset' ? 'RESET' : 'SET';
    }
    case 'current':
      throw notSupported('SET … FROM CURRENT outside a function definition');
    case 'value': {
      if (statement.isLocal && !session.block.isExplicit) warnNoBlock(session, 'SET LOCAL');
      change(session, statement.name!, valueText(session, statement), statement.isLocal);
      return 'SET';
    }
  }
}

/** The transaction of one message's statements begins with the first of them: what becomes the default for others is no mode of the block that a later BEGIN makes of it. */
function keepModes(session: Session): void {
  if (session.isOneOfSeveral) session.block.ensure();
}

function change(session: Session, name: string, value: string | null, isLocal: boolean): void {
  const key = name.toLowerCase();
  const low = value?.toLowerCase();
  if (key.startsWith('default_transaction_')) keepModes(session);
  switch (key) {
    case 'role':
    case 'session_authorization':
      checkUser(session, key, value);
      // Another session user begins without a role.
      if (key === 'session_authorization') session.settings.set('role', null, { isLocal });
      break;
    case 'transaction_isolation':
      if (low !== undefined) requireIsolationOpen(session, low);
      break;
    case 'transaction_read_only':
      if (low !== undefined && parseBoolean(low) === false) requireReadWriteAllowed(session);
      break;
  }
  session.settings.set(name, value, { isLocal });
  if (key === 'search_path') session.services.searchPathChanged();
}

/** May the session become this user? */
function checkUser(session: Session, key: 'role' | 'session_authorization', value: string | null): void {
  if (value === null || (key === 'role' && value === 'none')) return;
  const { catalog } = session;
  const role = catalog.role(value);
  if (!role) throw new PgError('invalid_parameter_value', `role "${value}" does not exist`);
  const first = catalog.role(session.options.user);
  const own = catalog.role(session.sessionUser);
  if (key === 'session_authorization') {
    if (value !== session.options.user && (first === undefined || !isSuperuser(catalog, first.oid)))
      throw new PgError('insufficient_privilege', 'permission denied to set session authorization');
  } else if (own === undefined || !(isSuperuser(catalog, own.oid) || isMemberOf(catalog, own.oid, role.oid)))
    throw new PgError('insufficient_privilege', `permission denied to set role "${value}"`);
}

function warnNoBlock(session: Session, command: string): void {
  const notice = new PgError('no_active_sql_transaction', `${command} can only be used in transaction blocks`);
  notice.severity = 'WARNING';
  session.notice(notice);
}

function constantText(arg: AConst): string {
  return arg.valueKind === 'boolean' ? (arg.value ? 'on' : 'off') : String(arg.value);
}

/** SET TIME ZONE INTERVAL '…': the zone with that offset. */
function intervalZone(session: Session, arg: TypeCast): string {
  const options = session.services.analyzeOptions(new ParameterTypes([], true));
  const interval = session.services.evaluate(analyzeExpression(arg, options, { clause: 'execute-parameter' })) as Interval;
  const wrong = interval.months !== 0 ? 'months' : interval.days !== 0 ? 'days' : null;
  if (wrong !== null) {
    const text = session.services.typeOps(INTERVAL).format(interval, session.services.callContext);
    throw new PgError('invalid_parameter_value', `invalid value for parameter "TimeZone": "INTERVAL '${text}'"`, {
      detail: `Cannot specify ${wrong} in time zone interval.`,
    });
  }
  return fixedOffsetZoneName(Number(interval.micros) / 1e6);
}

/** The value as one text; lists join with commas, quoted as identifiers where the setting is a list of names. */
function valueText(session: Session, statement: VariableSetStmt): string {
  const row = settingRow(statement.name!);
  if (statement.args.length === 0) return '';
  const [first] = statement.args;
  if (first?.kind === 'TypeCast') return intervalZone(session, first);
  const args = statement.args as readonly AConst[];
  if (row?.isList) return args.map(arg => quoteIdentifier(constantText(arg))).join(', ');
  if (args.length > 1 && statement.name!.toLowerCase() !== 'datestyle')
    throw new PgError('invalid_parameter_value', `SET ${statement.name} takes only one argument`);
  return args.map(constantText).join(', ');
}

export function showValue(session: Session, statement: VariableShowStmt): string {
  return session.database.serverSetting(statement.name) ?? session.settings.get(statement.name);
}

export function* runDiscard(session: Session, statement: DiscardStmt): Waiting<string> {
  if (statement.target === 'all') {
    if (session.block.isExplicit) throw new PgError('active_sql_transaction', 'DISCARD ALL cannot run inside a transaction block');
    session.closeAllPortals();
    session.settings.set('session_authorization', null);
    session.settings.set('role', null);
    session.settings.resetAll();
    session.prepared.clear();
    session.database.notifications.unlisten(null, session);
    session.services.discardSequences();
    session.services.activity.advisoryUnlockAll();
    yield* session.services.temporary.dropAll();
  } else if (statement.target === 'temp') yield* session.services.temporary.dropAll();
  else if (statement.target === 'plans') {
    for (const prepared of session.prepared.values()) prepared.plan = null;
  } else if (statement.target === 'sequences') session.services.discardSequences();
  return `DISCARD ${statement.target.toUpperCase()}`;
}
