/** Roles, privileges and policies. */
import type {
  AccessPriv,
  AlterDefaultPrivilegesStmt,
  AlterPolicyStmt,
  AlterRoleStmt,
  CreatePolicyStmt,
  CreateRoleStmt,
  DefElem,
  Expression,
  GrantRoleStmt,
  GrantStmt,
} from '../tree/index.js';
import { constant, expression } from './expressions.js';
import { functionWithArgs, OBJECT_WORDS } from './object-names.js';
import { cascade, columnList, dotted, ident, idents, list, literal, relationName, role, roles, when } from './text.js';

const FLAGS: Readonly<Record<string, string>> = {
  superuser: 'SUPERUSER',
  inherit: 'INHERIT',
  createrole: 'CREATEROLE',
  createdb: 'CREATEDB',
  canlogin: 'LOGIN',
  isreplication: 'REPLICATION',
  bypassrls: 'BYPASSRLS',
};

function roleOption({ defname, arg }: DefElem): string {
  const flag = FLAGS[defname];
  const value = arg?.kind === 'AConst' ? arg : null;
  if (flag !== undefined) return ` ${value?.value === true ? '' : 'NO'}${flag}`;
  const members = arg?.kind === 'RoleSpecList' ? roles(arg.roles) : '';
  switch (defname) {
    case 'password':
      return ` PASSWORD ${value === null ? 'NULL' : literal(String(value.value))}`;
    case 'connectionlimit':
      return ` CONNECTION LIMIT ${constant(value!)}`;
    case 'validUntil':
      return ` VALID UNTIL ${constant(value!)}`;
    case 'sysid':
      return ` SYSID ${constant(value!)}`;
    case 'addroleto':
      return ` IN ROLE ${members}`;
    case 'adminmembers':
      return ` ADMIN ${members}`;
    default:
      // rolemembers
      return ` USER ${members}`;
  }
}

export function createRole(node: CreateRoleStmt): string {
  return `CREATE ${node.stmtType.toUpperCase()} ${ident(node.role)}${node.options.map(roleOption).join('')}`;
}

export function alterRole(node: AlterRoleStmt): string {
  const [first] = node.options;
  if (node.action === 'drop') {
    return `ALTER GROUP ${role(node.role)} DROP USER ${first?.arg?.kind === 'RoleSpecList' ? roles(first.arg.roles) : ''}`;
  }
  return `ALTER ROLE ${role(node.role)}${node.options.map(roleOption).join('')}`;
}

export function grantRole(node: GrantRoleStmt): string {
  const by = node.grantor === null ? '' : ` GRANTED BY ${role(node.grantor)}`;
  const granted = list(node.grantedRoles, privilege);
  if (node.isGrant) return `GRANT ${granted} TO ${roles(node.granteeRoles)}${when(node.adminOpt, ' WITH ADMIN OPTION')}${by}`;
  return `REVOKE ${when(node.adminOpt, 'ADMIN OPTION FOR ')}${granted} FROM ${roles(node.granteeRoles)}${by}${cascade(node.behavior)}`;
}

/** Privileges whose words are reserved, or two words. */
const PRIVILEGE_WORDS = new Set(['select', 'references', 'create', 'alter system']);

function privilege(node: AccessPriv): string {
  const name = node.privName === null ? 'ALL' : PRIVILEGE_WORDS.has(node.privName) ? node.privName.toUpperCase() : ident(node.privName);
  return `${name}${columnList(node.cols)}`;
}

export function grant(node: GrantStmt): string {
  const privileges = node.privileges.length === 0 ? 'ALL' : list(node.privileges, privilege);
  const target = `${privileges} ON ${grantTarget(node)}`;
  const by = node.grantor === null ? '' : ` GRANTED BY ${role(node.grantor)}`;
  if (node.isGrant) return `GRANT ${target} TO ${roles(node.grantees)}${when(node.grantOption, ' WITH GRANT OPTION')}${by}`;
  return `REVOKE ${when(node.grantOption, 'GRANT OPTION FOR ')}${target} FROM ${roles(node.grantees)}${by}${cascade(node.behavior)}`;
}

function grantTarget(node: GrantStmt): string {
  const plural = `${OBJECT_WORDS[node.objtype]}S`;
  if (node.targtype === 'defaults') return plural;
  const names = list(node.objects, item => {
    if (item.kind === 'RangeVar') return relationName(item);
    if (item.kind === 'ObjectWithArgs') return functionWithArgs(node.objtype, item);
    if (node.objtype === 'parameter') return item.names[0]!.split('.').map(ident).join('.');
    return node.objtype === 'largeObject' ? item.names[0]! : dotted(item.names);
  });
  if (node.targtype === 'allInSchema') return `ALL ${plural} IN SCHEMA ${names}`;
  return `${node.objtype === 'foreignServer' ? 'FOREIGN SERVER' : OBJECT_WORDS[node.objtype]} ${names}`;
}

export function alterDefaultPrivileges(node: AlterDefaultPrivilegesStmt): string {
  const options = node.options.map(({ arg }) => {
    if (arg?.kind === 'NameList') return ` IN SCHEMA ${idents(arg.names)}`;
    return ` FOR ROLE ${arg?.kind === 'RoleSpecList' ? roles(arg.roles) : ''}`;
  });
  return `ALTER DEFAULT PRIVILEGES${options.join('')} ${grant(node.action)}`;
}

export function createPolicy(node: CreatePolicyStmt): string {
  const kind = node.permissive ? '' : ' AS restrictive';
  const head = `CREATE POLICY ${ident(node.policyName)} ON ${relationName(node.table)}${kind} FOR ${node.cmdName.toUpperCase()}`;
  return `${head} TO ${roles(node.roles)}${policyExpressions(node.qual, node.withCheck)}`;
}

export function alterPolicy(node: AlterPolicyStmt): string {
  const to = node.roles === null ? '' : ` TO ${roles(node.roles)}`;
  return `ALTER POLICY ${ident(node.policyName)} ON ${relationName(node.table)}${to}${policyExpressions(node.qual, node.withCheck)}`;
}

function policyExpressions(qual: Expression | null, withCheck: Expression | null): string {
  return `${qual === null ? '' : ` USING (${expression(qual)})`}${withCheck === null ? '' : ` WITH CHECK (${expression(withCheck)})`}`;
}
