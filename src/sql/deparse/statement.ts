/** Which deparser a statement goes to; transactions, settings, cursors and maintenance are here. Objects are in object-statement.ts. */
import type {
  ConstraintsSetStmt,
  DeclareCursorStmt,
  DefElem,
  ExecuteStmt,
  FetchStmt,
  LockMode,
  Statement,
  TransactionStmt,
  VacuumStmt,
  VariableSetStmt,
} from '../tree/index.js';
import { alterTable, moveAll } from './alter-table.js';
import { copy, query, truncate } from './dml.js';
import { call, expression } from './expressions.js';
import { objectStatement } from './object-statement.js';
import { sequenceOptions, utilityOptions } from './options.js';
import { select } from './select.js';
import { relations } from './system.js';
import { createIndex, createSchema, createSequenceHead, createTable, createTableAs, createView } from './tables.js';
import { columnList, ident, list, literal, relation, relationName, when } from './text.js';
import { type } from './types.js';

const IF_EXISTS = 'IF EXISTS ';
const LOCK_MODES: Readonly<Record<LockMode, string>> = {
  AccessShareLock: 'ACCESS SHARE',
  RowShareLock: 'ROW SHARE',
  RowExclusiveLock: 'ROW EXCLUSIVE',
  ShareUpdateExclusiveLock: 'SHARE UPDATE EXCLUSIVE',
  ShareLock: 'SHARE',
  ShareRowExclusiveLock: 'SHARE ROW EXCLUSIVE',
  ExclusiveLock: 'EXCLUSIVE',
  AccessExclusiveLock: 'ACCESS EXCLUSIVE',
};

export function statement(node: Statement): string {
  switch (node.kind) {
    case 'SelectStmt':
    case 'InsertStmt':
    case 'UpdateStmt':
    case 'DeleteStmt':
    case 'MergeStmt':
      return query(node);
    case 'CopyStmt':
      return copy(node);
    case 'TruncateStmt':
      return truncate(node);
    case 'CreateStmt':
      return createTable(node);
    case 'CreateTableAsStmt':
      return createTableAs(node);
    case 'RefreshMatViewStmt': {
      const options = when(node.concurrent, 'CONCURRENTLY ');
      return `REFRESH MATERIALIZED VIEW ${options}${relationName(node.relation)}${when(node.skipData, ' WITH NO DATA')}`;
    }
    case 'ViewStmt':
      return createView(node);
    case 'IndexStmt':
      return createIndex(node);
    case 'CreateSeqStmt':
      return `${createSequenceHead(node.sequence, node.ifNotExists)}${sequenceOptions(node.options)}`;
    case 'AlterSeqStmt':
      return `ALTER SEQUENCE ${when(node.missingOk, IF_EXISTS)}${relationName(node.sequence)}${sequenceOptions(node.options)}`;
    case 'CreateSchemaStmt':
      return createSchema(node);
    case 'AlterTableStmt':
      return alterTable(node);
    case 'AlterTableMoveAllStmt':
      return moveAll(node);
    case 'TransactionStmt':
      return transaction(node);
    case 'VariableSetStmt':
      return variableSet(node);
    case 'VariableShowStmt':
      return `SHOW ${node.name === 'all' ? 'ALL' : settingName(node.name)}`;
    case 'ShowTablesStmt':
      return 'SHOW TABLES';
    case 'DescribeStmt':
      return `DESCRIBE ${relationName(node.relation)}`;
    case 'ConstraintsSetStmt':
      return setConstraints(node);
    case 'DiscardStmt':
      return `DISCARD ${node.target.toUpperCase()}`;
    case 'PrepareStmt': {
      const types = node.argtypes.length === 0 ? '' : ` (${list(node.argtypes, type)})`;
      return `PREPARE ${ident(node.name)}${types} AS ${query(node.query)}`;
    }
    case 'ExecuteStmt':
      return execute(node);
    case 'DeallocateStmt':
      return `DEALLOCATE ${node.name === null ? 'ALL' : ident(node.name)}`;
    case 'DeclareCursorStmt':
      return declareCursor(node);
    case 'ClosePortalStmt':
      return `CLOSE ${node.portalname === null ? 'ALL' : ident(node.portalname)}`;
    case 'FetchStmt':
      return fetch(node);
    case 'ExplainStmt':
      return `EXPLAIN ${node.options.length === 0 ? '' : `${utilityOptions(node.options)} `}${statement(node.query)}`;
    case 'CallStmt':
      return `CALL ${call(node.funccall)}`;
    case 'DoStmt':
      return `DO${node.args.map(doOption).join('')}`;
    case 'ListenStmt':
      return `LISTEN ${ident(node.conditionname)}`;
    case 'UnlistenStmt':
      return `UNLISTEN ${node.conditionname === null ? '*' : ident(node.conditionname)}`;
    case 'NotifyStmt':
      return `NOTIFY ${ident(node.conditionname)}${node.payload === null ? '' : `, ${literal(node.payload)}`}`;
    case 'LoadStmt':
      return `LOAD ${literal(node.filename)}`;
    case 'CheckPointStmt':
      return 'CHECKPOINT';
    case 'VacuumStmt':
      return vacuum(node);
    case 'ClusterStmt': {
      const params = node.params.length === 0 ? '' : node.relation === null ? ' VERBOSE' : ` ${utilityOptions(node.params)}`;
      const index = node.indexname === null ? '' : ` USING ${ident(node.indexname)}`;
      return `CLUSTER${params}${node.relation === null ? '' : ` ${relationName(node.relation)}`}${index}`;
    }
    case 'ReindexStmt': {
      const concurrently = node.params.some(isConcurrently);
      const params = node.params.filter(item => !isConcurrently(item));
      const target = node.relation === null ? ident(node.name!) : relationName(node.relation);
      const options = params.length === 0 ? '' : `${utilityOptions(params)} `;
      return `REINDEX ${options}${node.reindexKind.toUpperCase()} ${when(concurrently, 'CONCURRENTLY ')}${target}`;
    }
    case 'LockStmt':
      return `LOCK TABLE ${list(node.relations, relation)} IN ${LOCK_MODES[node.mode]} MODE${when(node.nowait, ' NOWAIT')}`;
    default:
      return objectStatement(node);
  }
}

function transaction(node: TransactionStmt): string {
  const chain = when(node.chain, ' AND CHAIN');
  const name = node.savepointName === null ? '' : ident(node.savepointName);
  const gid = node.gid === null ? '' : literal(node.gid);
  switch (node.transKind) {
    case 'begin':
      return `BEGIN${transactionModes(node.options)}`;
    case 'start':
      return `START TRANSACTION${transactionModes(node.options)}`;
    case 'commit':
      return `COMMIT${chain}`;
    case 'rollback':
      return `ROLLBACK${chain}`;
    case 'savepoint':
      return `SAVEPOINT ${name}`;
    case 'release':
      return `RELEASE SAVEPOINT ${name}`;
    case 'rollbackTo':
      return `ROLLBACK TO SAVEPOINT ${name}`;
    case 'prepare':
      return `PREPARE TRANSACTION ${gid}`;
    case 'commitPrepared':
      return `COMMIT PREPARED ${gid}`;
    case 'rollbackPrepared':
      return `ROLLBACK PREPARED ${gid}`;
  }
}

function transactionModes(options: readonly DefElem[]): string {
  const modes = options.map(({ defname, arg }) => {
    const value = arg?.kind === 'AConst' ? arg.value : null;
    if (defname === 'transaction_isolation') return `ISOLATION LEVEL ${String(value).toUpperCase()}`;
    if (defname === 'transaction_read_only') return value === 1 ? 'READ ONLY' : 'READ WRITE';
    return value === 1 ? 'DEFERRABLE' : 'NOT DEFERRABLE';
  });
  return modes.length === 0 ? '' : ` ${modes.join(', ')}`;
}

function settingName(name: string): string {
  return name.split('.').map(ident).join('.');
}

export function variableSet(node: VariableSetStmt): string {
  const set = `SET ${when(node.isLocal, 'LOCAL ')}`;
  const name = node.name === null ? '' : settingName(node.name);
  switch (node.setKind) {
    case 'value':
      return `${set}${settingAssignment(node, name)}`;
    case 'default':
      return `${set}${name} TO DEFAULT`;
    case 'current':
      return `${set}${name} FROM CURRENT`;
    case 'reset':
      return `RESET ${name}`;
    case 'resetAll':
      return 'RESET ALL';
    case 'multi':
      if (node.name === 'TRANSACTION SNAPSHOT') return `${set}TRANSACTION SNAPSHOT ${list(node.args, expression)}`;
      if (node.name === 'TRANSACTION') return `${set}TRANSACTION${transactionModes(node.options)}`;
      return `${set}SESSION CHARACTERISTICS AS TRANSACTION${transactionModes(node.options)}`;
  }
}

function settingAssignment(node: VariableSetStmt, name: string): string {
  const [first] = node.args;
  // An interval is a value in this spelling only.
  if (first?.kind === 'TypeCast') {
    const fields = type(first.typeName).slice('interval'.length);
    const text = expression(first.arg);
    return `TIME ZONE INTERVAL${fields.startsWith('(') ? `${fields} ${text}` : ` ${text}${fields}`}`;
  }
  return `${name} TO ${list(node.args, expression)}`;
}

function setConstraints(node: ConstraintsSetStmt): string {
  const names = node.constraints.length === 0 ? 'ALL' : relations(node.constraints);
  return `SET CONSTRAINTS ${names} ${node.deferred ? 'DEFERRED' : 'IMMEDIATE'}`;
}

function execute(node: ExecuteStmt): string {
  return `EXECUTE ${ident(node.name)}${node.params.length === 0 ? '' : ` (${list(node.params, expression)})`}`;
}

function declareCursor(node: DeclareCursorStmt): string {
  const sensitivity = node.sensitivity === 'default' ? '' : node.sensitivity === 'both' ? ' INSENSITIVE ASENSITIVE' : ` ${node.sensitivity.toUpperCase()}`;
  const scroll = node.scroll === null ? '' : node.scroll === 'both' ? ' SCROLL NO SCROLL' : node.scroll ? ' SCROLL' : ' NO SCROLL';
  const options = `${when(node.binary, ' BINARY')}${sensitivity}${scroll} CURSOR${when(node.hold, ' WITH HOLD')}`;
  return `DECLARE ${ident(node.portalname)}${options} FOR ${select(node.query)}`;
}

function fetch(node: FetchStmt): string {
  const count = node.howMany === Number.POSITIVE_INFINITY ? 'ALL' : String(node.howMany);
  return `${node.isMove ? 'MOVE' : 'FETCH'} ${node.direction.toUpperCase()} ${count} FROM ${ident(node.portalname)}`;
}

function doOption({ defname, arg }: DefElem): string {
  const text = literal(arg?.kind === 'AConst' ? String(arg.value) : '');
  return defname === 'language' ? ` LANGUAGE ${text}` : ` ${text}`;
}

function vacuum(node: VacuumStmt): string {
  const options = node.options.length === 0 ? '' : ` ${utilityOptions(node.options)}`;
  const rels = list(node.rels, item => `${relationName(item.relation)}${columnList(item.vaCols)}`);
  return `${node.isVacuum ? 'VACUUM' : 'ANALYZE'}${options}${when(rels, ` ${rels}`)}`;
}

function isConcurrently(option: DefElem): boolean {
  return option.defname === 'concurrently';
}
