/** CREATE, ALTER and DROP of objects that are no tables, and what all objects share. The more technical kinds are in system-statement.ts. */
import type { ObjectAddress, ObjectStatement, ObjectType, RangeVar, RenameStmt } from '../tree/index.js';
import { alterDefaultPrivileges, alterPolicy, alterRole, createPolicy, createRole, grant, grantRole } from './access.js';
import { alterDomain, alterEnum, createDomain, createFunction, createRule, createTrigger, define, functionOptions } from './functions.js';
import { objectName, OBJECT_WORDS } from './object-names.js';
import { definition } from './options.js';
import { variableSet } from './statement.js';
import { createEventTrigger } from './system.js';
import { systemStatement } from './system-statement.js';
import { columnDef } from './tables.js';
import { cascade, dotted, ident, list, literal, relation, relationName, role, roles, when } from './text.js';

const IF_EXISTS = 'IF EXISTS ';
const TRIGGER_STATES = { O: 'ENABLE', R: 'ENABLE REPLICA', A: 'ENABLE ALWAYS', D: 'DISABLE' };

export function objectStatement(node: ObjectStatement): string {
  switch (node.kind) {
    case 'DropStmt': {
      const options = `${when(node.concurrent, 'CONCURRENTLY ')}${when(node.missingOk, IF_EXISTS)}`;
      const objects = list(node.objects, item => objectName(node.removeType, item));
      return `DROP ${OBJECT_WORDS[node.removeType]} ${options}${objects}${cascade(node.behavior)}`;
    }
    case 'RenameStmt':
      return rename(node);
    case 'AlterOwnerStmt':
      return `ALTER ${object(node.objectType, node.object)} OWNER TO ${role(node.newowner)}`;
    case 'AlterObjectSchemaStmt': {
      const target = targetOf(node.objectType, node.relation, node.object, node.missingOk);
      return `ALTER ${target} SET SCHEMA ${ident(node.newschema)}`;
    }
    case 'AlterObjectDependsStmt': {
      const isTrigger = node.objectType === 'trigger' && node.relation !== null && node.object?.kind === 'NameList';
      const target = isTrigger
        ? `TRIGGER ${ident(node.object.names[0]!)} ON ${relationName(node.relation)}`
        : targetOf(node.objectType, node.relation, node.object, false);
      return `ALTER ${target} ${when(node.remove, 'NO ')}DEPENDS ON EXTENSION ${ident(node.extname)}`;
    }
    case 'CommentStmt':
      return `COMMENT ON ${object(node.objtype, node.object)} IS ${stringOrNull(node.comment)}`;
    case 'SecLabelStmt': {
      const provider = node.provider === null ? '' : ` FOR ${literal(node.provider)}`;
      return `SECURITY LABEL${provider} ON ${object(node.objtype, node.object)} IS ${stringOrNull(node.label)}`;
    }
    case 'DefineStmt':
      return define(node);
    case 'CompositeTypeStmt':
      return `CREATE TYPE ${relationName(node.typevar)} AS (${list(node.coldeflist, columnDef)})`;
    case 'CreateEnumStmt':
      return `CREATE TYPE ${dotted(node.typeName)} AS ENUM (${list(node.vals, literal)})`;
    case 'CreateRangeStmt':
      return `CREATE TYPE ${dotted(node.typeName)} AS RANGE ${definition(node.params)}`;
    case 'AlterEnumStmt':
      return alterEnum(node);
    case 'AlterTypeStmt':
      return `ALTER TYPE ${dotted(node.typeName)} SET ${definition(node.options)}`;
    case 'CreateDomainStmt':
      return createDomain(node);
    case 'AlterDomainStmt':
      return alterDomain(node);
    case 'CreateFunctionStmt':
      return createFunction(node);
    case 'AlterFunctionStmt':
      return `ALTER ${object(node.objtype, node.func)}${functionOptions(node.actions)}`;
    case 'CreateTrigStmt':
      return createTrigger(node);
    case 'CreateEventTrigStmt':
      return createEventTrigger(node);
    case 'AlterEventTrigStmt':
      return `ALTER EVENT TRIGGER ${ident(node.trigname)} ${TRIGGER_STATES[node.tgenabled]}`;
    case 'RuleStmt':
      return createRule(node);
    case 'CreateRoleStmt':
      return createRole(node);
    case 'AlterRoleStmt':
      return alterRole(node);
    case 'AlterRoleSetStmt': {
      const who = node.role === null ? 'ALL' : role(node.role);
      const where = node.database === null ? '' : ` IN DATABASE ${ident(node.database)}`;
      return `ALTER ROLE ${who}${where} ${variableSet(node.setstmt)}`;
    }
    case 'DropRoleStmt':
      return `DROP ROLE ${when(node.missingOk, IF_EXISTS)}${roles(node.roles)}`;
    case 'GrantRoleStmt':
      return grantRole(node);
    case 'GrantStmt':
      return grant(node);
    case 'AlterDefaultPrivilegesStmt':
      return alterDefaultPrivileges(node);
    case 'CreatePolicyStmt':
      return createPolicy(node);
    case 'AlterPolicyStmt':
      return alterPolicy(node);
    case 'DropOwnedStmt':
      return `DROP OWNED BY ${roles(node.roles)}${cascade(node.behavior)}`;
    case 'ReassignOwnedStmt':
      return `REASSIGN OWNED BY ${roles(node.roles)} TO ${role(node.newrole)}`;
    default:
      return systemStatement(node);
  }
}

function object(objtype: ObjectType, address: ObjectAddress): string {
  return `${OBJECT_WORDS[objtype]} ${objectName(objtype, address)}`;
}

/** The object of an ALTER, which is a relation or something else. */
function targetOf(objtype: ObjectType, rel: RangeVar | null, address: ObjectAddress | null, missingOk: boolean): string {
  const name = rel === null ? objectName(objtype, address!) : relation(rel);
  return `${OBJECT_WORDS[objtype]} ${when(missingOk, IF_EXISTS)}${name}`;
}

function stringOrNull(text: string | null): string {
  return text === null ? 'NULL' : literal(text);
}

function rename(node: RenameStmt): string {
  const newname = ident(node.newname);
  const subname = node.subname === null ? '' : ident(node.subname);
  switch (node.renameType) {
    case 'column':
      return `ALTER ${targetOf(node.relationType!, node.relation, null, node.missingOk)} RENAME COLUMN ${subname} TO ${newname}`;
    case 'attribute':
      return `ALTER TYPE ${relationName(node.relation!)} RENAME ATTRIBUTE ${subname} TO ${newname}${cascade(node.behavior)}`;
    case 'tabConstraint':
      return `ALTER ${targetOf('table', node.relation, null, node.missingOk)} RENAME CONSTRAINT ${subname} TO ${newname}`;
    case 'domainConstraint':
      return `ALTER ${object('domain', node.object!)} RENAME CONSTRAINT ${subname} TO ${newname}`;
    case 'policy':
    case 'rule':
    case 'trigger': {
      const word = `${OBJECT_WORDS[node.renameType]} ${when(node.missingOk, IF_EXISTS)}`;
      return `ALTER ${word}${subname} ON ${relationName(node.relation!)} RENAME TO ${newname}`;
    }
    default:
      return `ALTER ${targetOf(node.renameType, node.relation, node.object, node.missingOk)} RENAME TO ${newname}`;
  }
}
