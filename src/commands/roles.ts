/** Roles: CREATE, ALTER, DROP, memberships. There is no password authentication, so passwords are refused. */
import type { Oid } from '../base/index.js';
import { alterRole, createRole, dropRole, grantMembership, revokeMembership, roleNamed, type RoleOptions } from '../catalog/index.js';
import { parseBoolean } from '../config/index.js';
import { PgError, notSupported } from '../errors/index.js';
import type { AlterRoleStmt, CreateRoleStmt, DefElem, DropRoleStmt, GrantRoleStmt, RoleSpec } from '../sql/index.js';
import type { Waiting } from '../txn/index.js';
import { TIMESTAMPTZ } from '../types/index.js';
import type { CommandContext } from './command-context.js';
import { sendNotice, sendWarning } from './notices.js';

export function roleId(context: CommandContext, role: RoleSpec): Oid {
  if (role.roletype === 'public') throw new PgError('undefined_object', 'role "public" does not exist');
  if (role.roletype !== 'cstring') return role.roletype === 'sessionUser' ? context.sessionUserId : context.currentUserId;
  const found = context.catalog.role(role.rolename!);
  if (!found) throw new PgError('undefined_object', `role "${role.rolename}" does not exist`);
  return found.oid;
}

const FLAGS: Readonly<Record<string, keyof RoleOptions>> = {
  superuser: 'rolsuper',
  inherit: 'rolinherit',
  createrole: 'rolcreaterole',
  createdb: 'rolcreatedb',
  canlogin: 'rolcanlogin',
  isreplication: 'rolreplication',
  bypassrls: 'rolbypassrls',
};

const MEMBERSHIPS = new Set(['addroleto', 'rolemembers', 'adminmembers']);

function roleOptions(context: CommandContext, elements: readonly DefElem[]): RoleOptions {
  const options: Record<string, unknown> = {};
  const seen = new Set<string>();
  for (const element of elements) {
    const { defname } = element;
    if (seen.has(defname)) throw new PgError('syntax_error', 'conflicting or redundant options').at(element.location + 1);
    seen.add(defname);
    const value = element.arg?.kind === 'AConst' ? element.arg.value : null;
    const flag = FLAGS[defname];
    if (flag) options[flag] = value === null ? true : typeof value === 'boolean' ? value : (parseBoolean(String(value)) ?? Number(value) === 1);
    else if (defname === 'connectionlimit') {
      const limit = Number(value);
      if (limit < -1) throw new PgError('invalid_parameter_value', `invalid connection limit: ${limit}`);
      options['rolconnlimit'] = limit;
    } else if (defname === 'validUntil') options['rolvaliduntil'] = context.typeOps(TIMESTAMPTZ).parse(String(value), -1, context.callContext);
    else if (defname === 'sysid') sendNotice(context, 'successful_completion', 'SYSID can no longer be specified');
    else if (defname === 'password') {
      if (value !== null) throw notSupported('password authentication');
      options['rolpassword'] = null;
    } else if (!MEMBERSHIPS.has(defname)) throw notSupported(`role option ${defname}`);
  }
  return options as RoleOptions;
}

function* applyMemberships(context: CommandContext, role: Oid, elements: readonly DefElem[]): Waiting<void> {
  for (const element of elements) {
    if (element.arg?.kind !== 'RoleSpecList') continue;
    for (const spec of element.arg.roles) {
      const other = roleId(context, spec);
      if (element.defname === 'addroleto') yield* grantMembership(context.catalog, other, role, context.currentUserId, false);
      else yield* grantMembership(context.catalog, role, other, context.currentUserId, element.defname === 'adminmembers');
    }
  }
}

export function* runCreateRole(context: CommandContext, statement: CreateRoleStmt): Waiting<string> {
  const options = roleOptions(context, statement.options);
  const id = yield* createRole(context.catalog, statement.role, { rolcanlogin: statement.stmtType === 'user', ...options });
  yield* applyMemberships(context, id, statement.options);
  return 'CREATE ROLE';
}

export function* runAlterRole(context: CommandContext, statement: AlterRoleStmt): Waiting<string> {
  const { catalog } = context;
  const id = roleId(context, statement.role);
  if (catalog.role(id)!.name.startsWith('pg_')) {
    throw new PgError('reserved_name', `role name "${catalog.role(id)!.name}" is reserved`, { detail: 'Cannot alter reserved roles.' });
  }
  const role = roleNamed(catalog, catalog.role(id)!.name)!;
  const members = statement.options.find(o => o.defname === 'rolemembers');
  if (members?.arg?.kind === 'RoleSpecList') {
    for (const spec of members.arg.roles) {
      const member = roleId(context, spec);
      yield* changeMembership(context, role.row, member, statement.action !== 'drop', false);
    }
  }
  const options = roleOptions(context, statement.options);
  if (Object.keys(options).length > 0) {
    if (id === 10 && options.rolsuper === false) throw new PgError('feature_not_supported', 'permission denied: bootstrap user must be superuser');
    yield* alterRole(catalog, role, options);
  }
  return 'ALTER ROLE';
}

/** Says so when there is nothing to change. */
function* changeMembership(
  context: CommandContext,
  role: { readonly oid: Oid; readonly rolname: string },
  member: Oid,
  isGrant: boolean,
  isAdmin: boolean,
): Waiting<void> {
  const { catalog } = context;
  const memberName = catalog.role(member)!.name;
  if (isGrant) {
    const isNew = yield* grantMembership(catalog, role.oid, member, context.currentUserId, isAdmin);
    if (!isNew) sendNotice(context, 'successful_completion', `role "${memberName}" is already a member of role "${role.rolname}"`);
  } else if (!(yield* revokeMembership(catalog, role.oid, member, isAdmin)))
    sendWarning(context, 'warning', `role "${memberName}" is not a member of role "${role.rolname}"`);
}

export function* runDropRole(context: CommandContext, statement: DropRoleStmt): Waiting<string> {
  for (const spec of statement.roles) {
    if (spec.roletype !== 'cstring') throw new PgError('invalid_parameter_value', 'cannot use special role specifier in DROP ROLE');
    const role = roleNamed(context.catalog, spec.rolename!);
    if (!role) {
      if (!statement.missingOk) throw new PgError('undefined_object', `role "${spec.rolename}" does not exist`);
      sendNotice(context, 'successful_completion', `role "${spec.rolename}" does not exist, skipping`);
      continue;
    }
    if (role.row.rolname === context.currentUser) throw new PgError('object_in_use', 'current user cannot be dropped');
    if (role.row.oid === context.sessionUserId) throw new PgError('object_in_use', 'session user cannot be dropped');
    if (role.row.oid < 16384) {
      throw new PgError('dependent_objects_still_exist', `cannot drop role ${role.row.rolname} because it is required by the database system`);
    }
    yield* dropRole(context.catalog, role);
  }
  return 'DROP ROLE';
}

/** GRANT role TO role, REVOKE role FROM role. */
export function* runGrantRole(context: CommandContext, statement: GrantRoleStmt): Waiting<string> {
  const { catalog } = context;
  for (const granted of statement.grantedRoles) {
    if (granted.cols.length > 0) throw new PgError('invalid_grant_operation', 'column names cannot be included in GRANT/REVOKE ROLE');
    const name = granted.privName!;
    const role = catalog.role(name);
    if (!role) throw new PgError('undefined_object', `role "${name}" does not exist`);
    for (const spec of statement.granteeRoles) {
      yield* changeMembership(context, { oid: role.oid, rolname: name }, roleId(context, spec), statement.isGrant, statement.adminOpt);
    }
  }
  return statement.isGrant ? 'GRANT ROLE' : 'REVOKE ROLE';
}
