/** ALTER TABLE and its relatives. */
import type { AlterTableCmd, AlterTableMoveAllStmt, AlterTableStmt, DefElemList, Expression, PartitionCmd } from '../tree/index.js';
import { expression } from './expressions.js';
import { OBJECT_WORDS } from './object-names.js';
import { definition, genericOptions, sequenceOption, sequenceOptions } from './options.js';
import { columnDef, compressionMethod, deferrability, partitionBound, tableConstraint } from './tables.js';
import { cascade, dotted, ident, list, relation, relationName, role, roles, when } from './text.js';
import { type } from './types.js';

export function alterTable(node: AlterTableStmt): string {
  const isType = node.objtype === 'type';
  const commands = list(node.cmds, command => (isType ? alterTypeCommand(command) : alterTableCommand(command)));
  return `ALTER ${OBJECT_WORDS[node.objtype]} ${when(node.missingOk, 'IF EXISTS ')}${relation(node.relation)} ${commands}`;
}

export function moveAll(node: AlterTableMoveAllStmt): string {
  const owners = node.roles.length === 0 ? '' : ` OWNED BY ${roles(node.roles)}`;
  const target = `${ident(node.newTablespacename)}${when(node.nowait, ' NOWAIT')}`;
  return `ALTER ${OBJECT_WORDS[node.objtype]} ALL IN TABLESPACE ${ident(node.origTablespacename)}${owners} SET TABLESPACE ${target}`;
}

function alterTypeCommand(node: AlterTableCmd): string {
  switch (node.subtype) {
    case 'addColumn':
      return `ADD ATTRIBUTE ${columnDef(node.def)}${cascade(node.behavior)}`;
    case 'dropColumn':
      return `DROP ATTRIBUTE ${when(node.missingOk, 'IF EXISTS ')}${ident(node.name!)}${cascade(node.behavior)}`;
    case 'alterColumnType':
      return `ALTER ATTRIBUTE ${ident(node.name!)} TYPE ${columnDef(node.def).slice(ident(node.name!).length + 1)}${cascade(node.behavior)}`;
    default:
      return alterTableCommand(node);
  }
}

/** What these sub-commands say, before the name if they have one. */
const WORDS: Readonly<Partial<Record<AlterTableCmd['subtype'], string>>> = {
  validateConstraint: 'VALIDATE CONSTRAINT',
  setTableSpace: 'SET TABLESPACE',
  setAccessMethod: 'SET ACCESS METHOD',
  clusterOn: 'CLUSTER ON',
  dropCluster: 'SET WITHOUT CLUSTER',
  setLogged: 'SET LOGGED',
  setUnLogged: 'SET UNLOGGED',
  enableTrig: 'ENABLE TRIGGER',
  enableAlwaysTrig: 'ENABLE ALWAYS TRIGGER',
  enableReplicaTrig: 'ENABLE REPLICA TRIGGER',
  enableTrigAll: 'ENABLE TRIGGER ALL',
  enableTrigUser: 'ENABLE TRIGGER USER',
  disableTrig: 'DISABLE TRIGGER',
  disableTrigAll: 'DISABLE TRIGGER ALL',
  disableTrigUser: 'DISABLE TRIGGER USER',
  enableRule: 'ENABLE RULE',
  enableAlwaysRule: 'ENABLE ALWAYS RULE',
  enableReplicaRule: 'ENABLE REPLICA RULE',
  disableRule: 'DISABLE RULE',
  enableRowSecurity: 'ENABLE ROW LEVEL SECURITY',
  disableRowSecurity: 'DISABLE ROW LEVEL SECURITY',
  forceRowSecurity: 'FORCE ROW LEVEL SECURITY',
  noForceRowSecurity: 'NO FORCE ROW LEVEL SECURITY',
  dropOf: 'NOT OF',
  dropOids: 'SET WITHOUT OIDS',
};

const REPLICA_IDENTITIES = { n: 'NOTHING', f: 'FULL', d: 'DEFAULT', i: 'USING INDEX' };

function alterTableCommand(node: AlterTableCmd): string {
  const name = node.name === null ? '' : ident(node.name);
  const alter = `ALTER ${name}`;
  const ifExists = when(node.missingOk, 'IF EXISTS ');
  switch (node.subtype) {
    case 'addColumn':
      return `ADD COLUMN ${when(node.missingOk, 'IF NOT EXISTS ')}${columnDef(node.def)}`;
    case 'columnDefault':
      return node.def === null ? `${alter} DROP DEFAULT` : `${alter} SET DEFAULT ${expression(node.def)}`;
    case 'dropNotNull':
      return `${alter} DROP NOT NULL`;
    case 'setNotNull':
      return `${alter} SET NOT NULL`;
    case 'dropExpression':
      return `${alter} DROP EXPRESSION${when(node.missingOk, ' IF EXISTS')}`;
    case 'dropIdentity':
      return `${alter} DROP IDENTITY${when(node.missingOk, ' IF EXISTS')}`;
    case 'setStatistics':
      return `ALTER ${node.name === null ? node.num : name} SET STATISTICS ${expression(node.def)}`;
    case 'setOptions':
      return `${alter} SET ${definition(node.def.items)}`;
    case 'resetOptions':
      return `${alter} RESET ${definition(node.def.items)}`;
    case 'setStorage':
      return `${alter} SET STORAGE ${ident(textOf(node.def))}`;
    case 'setCompression':
      return `${alter} SET COMPRESSION ${compressionMethod(textOf(node.def))}`;
    case 'addIdentity':
      return `${alter} ADD ${columnDefOf(node.def)}`;
    case 'setIdentity':
      return `${alter}${identityOptions(node.def)}`;
    case 'dropColumn':
      return `DROP COLUMN ${ifExists}${name}${cascade(node.behavior)}`;
    case 'alterColumnType': {
      const using = node.def.rawDefault === null ? '' : ` USING ${expression(node.def.rawDefault)}`;
      const collate = node.def.collClause === null ? '' : ` ${expression(node.def.collClause)}`;
      return `${alter} TYPE ${type(node.def.typeName!)}${collate}${using}`;
    }
    case 'alterColumnGenericOptions':
      return `${alter}${genericOptions(node.def.items)}`;
    case 'addConstraint':
      return `ADD ${tableConstraint(node.def)}`;
    case 'alterConstraint':
      return `ALTER CONSTRAINT ${name}${deferrability(node.def)}`;
    case 'dropConstraint':
      return `DROP CONSTRAINT ${ifExists}${name}${cascade(node.behavior)}`;
    case 'changeOwner':
      return `OWNER TO ${role(node.newowner!)}`;
    case 'setRelOptions':
      return `SET ${definition(node.def.items)}`;
    case 'resetRelOptions':
      return `RESET ${definition(node.def.items)}`;
    case 'genericOptions':
      return genericOptions(node.def.items).slice(1);
    case 'addInherit':
      return `INHERIT ${relationName(node.def)}`;
    case 'dropInherit':
      return `NO INHERIT ${relationName(node.def)}`;
    case 'addOf':
      return `OF ${dotted(node.def.names)}`;
    case 'replicaIdentity':
      return `REPLICA IDENTITY ${REPLICA_IDENTITIES[node.def.identityType]}${node.def.name === null ? '' : ` ${ident(node.def.name)}`}`;
    case 'attachPartition':
      return `ATTACH PARTITION ${partition(node.def)}`;
    case 'detachPartition':
      return `DETACH PARTITION ${partition(node.def)}`;
    case 'detachPartitionFinalize':
      return `DETACH PARTITION ${partition(node.def)} FINALIZE`;
    default:
      return `${WORDS[node.subtype]!}${name === '' ? '' : ` ${name}`}`;
  }
}

function textOf(node: Expression): string {
  return node.kind === 'AConst' ? String(node.value) : '';
}

function columnDefOf(node: Extract<AlterTableCmd, { subtype: 'addIdentity' }>['def']): string {
  const options = node.options.length === 0 ? '' : ` (${sequenceOptions(node.options).slice(1)})`;
  return `GENERATED ${node.generatedWhen === 'a' ? 'ALWAYS' : 'BY DEFAULT'} AS IDENTITY${options}`;
}

function identityOptions({ items }: DefElemList): string {
  return items
    .map(option => {
      if (option.defname === 'restart') return ` ${sequenceOption(option)}`;
      if (option.defname !== 'generated') return ` SET ${sequenceOption(option)}`;
      return option.arg?.kind === 'AConst' && option.arg.value === 'a' ? ' SET GENERATED ALWAYS' : ' SET GENERATED BY DEFAULT';
    })
    .join('');
}

function partition(node: PartitionCmd): string {
  return `${relationName(node.name)}${node.bound === null ? '' : ` ${partitionBound(node.bound)}`}${when(node.concurrent, ' CONCURRENTLY')}`;
}
