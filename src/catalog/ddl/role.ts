/** Roles and memberships: pg_authid, pg_auth_members. */
import { oid, type Oid } from '../../base/index.js';
import { PgError } from '../../errors/index.js';
import type { Waiting } from '../../txn/index.js';
import type { ArrayValue } from '../../types/index.js';
import { aclArray, stringsOf, textArray } from '../store/arrays.js';
import {
  pgAttribute,
  pgAuthid,
  pgAuthMembers,
  pgClass,
  pgDatabase,
  pgDbRoleSetting,
  pgNamespace,
  pgShdepend,
  pgType,
  type PgAuthidRow,
} from '../store/catalog-rows.data.js';
import type { CatalogStore } from '../store/catalog-store.js';
import type { StoredRow } from '../store/catalog-table.js';
import { describeObject } from '../describe/object-description.js';
import { formatAclItem, parseAclItem, type AclItem } from './acl.js';
import { address, CLASS, type ObjectAddress } from './object-address.js';

export type RoleOptions = Partial<Omit<PgAuthidRow, 'oid' | 'rolname'>>;

export function roleNamed(catalog: CatalogStore, name: string): StoredRow<PgAuthidRow> | undefined {
  return catalog.row(pgAuthid, 'pg_authid_rolname_index', [name]);
}

function checkRoleName(catalog: CatalogStore, name: string): void {
  if (name.startsWith('pg_')) throw new PgError('reserved_name', `role name "${name}" is reserved`, { detail: 'Role names starting with "pg_" are reserved.' });
  if (name === 'public' || name === 'none') throw new PgError('reserved_name', `role name "${name}" is reserved`);
  if (roleNamed(catalog, name) !== undefined) throw new PgError('duplicate_object', `role "${name}" already exists`);
}

export function* createRole(catalog: CatalogStore, name: string, options: RoleOptions): Waiting<Oid> {
  checkRoleName(catalog, name);
  const id = catalog.newOid();
  yield* catalog.insertRow(pgAuthid, {
    rolsuper: false,
    rolinherit: true,
    rolcreaterole: false,
    rolcreatedb: false,
    rolcanlogin: false,
    rolreplication: false,
    rolbypassrls: false,
    rolconnlimit: -1,
    rolpassword: null,
    rolvaliduntil: null,
    ...options,
    oid: id,
    rolname: name,
  });
  return id;
}

export function* alterRole(catalog: CatalogStore, role: StoredRow<PgAuthidRow>, options: RoleOptions): Waiting<void> {
  yield* catalog.updateRow(pgAuthid, role, options);
}

export function* renameRole(catalog: CatalogStore, role: StoredRow<PgAuthidRow>, name: string): Waiting<void> {
  checkRoleName(catalog, name);
  const { rolname } = role.row;
  yield* catalog.updateRow(pgAuthid, role, { rolname: name });
  const renamed = (word: string): string => (word === rolname ? name : word);
  for (const holder of aclHolders(catalog)) {
    const items = stringsOf(holder.acl).map(parseAclItem);
    if (!items.some(item => names(item, rolname))) continue;
    yield* holder.write(aclArray(items.map(item => formatAclItem({ ...item, grantee: renamed(item.grantee), grantor: renamed(item.grantor) }))));
  }
}

const names = (item: AclItem, role: string): boolean => item.grantee === role || item.grantor === role;

interface AclHolder {
  readonly object: ObjectAddress;
  readonly owner: Oid;
  readonly acl: ArrayValue;
  write(acl: ArrayValue): Waiting<unknown>;
}

/** Every access privilege list there is: the items name roles. */
function* aclHolders(catalog: CatalogStore): Generator<AclHolder> {
  for (const stored of catalog.rows(pgClass, null, [])) {
    const { oid: id, relacl, relowner } = stored.row;
    if (relacl !== null)
      yield { object: address(CLASS.relation, id, 0), owner: relowner, acl: relacl, write: acl => catalog.updateRow(pgClass, stored, { relacl: acl }) };
  }
  for (const stored of catalog.rows(pgAttribute, null, [])) {
    const { attrelid, attnum, attacl } = stored.row;
    const owner = attacl === null ? undefined : catalog.relationById(attrelid)?.owner;
    if (attacl !== null && owner !== undefined)
      yield { object: address(CLASS.relation, attrelid, attnum), owner, acl: attacl, write: acl => catalog.updateRow(pgAttribute, stored, { attacl: acl }) };
  }
  for (const stored of catalog.rows(pgNamespace, null, [])) {
    const { oid: id, nspacl, nspowner } = stored.row;
    if (nspacl !== null)
      yield { object: address(CLASS.schema, id, 0), owner: nspowner, acl: nspacl, write: acl => catalog.updateRow(pgNamespace, stored, { nspacl: acl }) };
  }
  for (const stored of catalog.rows(pgType, null, [])) {
    const { oid: id, typacl, typowner } = stored.row;
    if (typacl !== null)
      yield { object: address(CLASS.type, id, 0), owner: typowner, acl: typacl, write: acl => catalog.updateRow(pgType, stored, { typacl: acl }) };
  }
  for (const stored of catalog.rows(pgDatabase, null, [])) {
    const { oid: id, datacl, datdba } = stored.row;
    if (datacl !== null)
      yield { object: address(CLASS.database, id, 0), owner: datdba, acl: datacl, write: acl => catalog.updateRow(pgDatabase, stored, { datacl: acl }) };
  }
}

/** DROP ROLE; 2BP01 while it owns anything or has privileges. */
export function* dropRole(catalog: CatalogStore, role: StoredRow<PgAuthidRow>): Waiting<void> {
  const { oid: id, rolname } = role.row;
  const found = catalog
    .rows(pgShdepend, 'pg_shdepend_reference_index', [CLASS.role, id])
    .map(({ row }) => ({ object: address(row.classid, row.objid, row.objsubid), what: 'owner of' }));
  for (const { object, owner, acl } of aclHolders(catalog)) {
    if (owner !== id && stringsOf(acl).some(item => names(parseAclItem(item), rolname))) found.push({ object, what: 'privileges for' });
  }
  if (found.length > 0) {
    found.sort((a, b) => a.object.objectId - b.object.objectId || a.object.subId - b.object.subId);
    const detail = found.map(({ object, what }) => `${what} ${describeObject(catalog, object)}`);
    throw new PgError('dependent_objects_still_exist', `role "${rolname}" cannot be dropped because some objects depend on it`, { detail: detail.join('\n') });
  }
  for (const stored of catalog.rows(pgAuthMembers, 'pg_auth_members_role_member_index', [id])) yield* catalog.removeRow(pgAuthMembers, stored);
  for (const stored of catalog.rows(pgAuthMembers, 'pg_auth_members_member_role_index', [id])) yield* catalog.removeRow(pgAuthMembers, stored);
  for (const stored of catalog.rows(pgDbRoleSetting, null, [])) if (stored.row.setrole === id) yield* catalog.removeRow(pgDbRoleSetting, stored);
  yield* catalog.removeRow(pgAuthid, role);
}

/** GRANT role TO member; false when it was granted already. */
export function* grantMembership(catalog: CatalogStore, role: Oid, member: Oid, grantor: Oid, withAdmin: boolean): Waiting<boolean> {
  if (role === member || isMemberOf(catalog, role, member)) {
    const name = (id: Oid): string => catalog.role(id)?.name ?? '';
    throw new PgError('invalid_grant_operation', `role "${name(role)}" is a member of role "${name(member)}"`);
  }
  const stored = catalog.row(pgAuthMembers, 'pg_auth_members_role_member_index', [role, member]);
  if (stored !== undefined) {
    if (!withAdmin || stored.row.admin_option) return false;
    yield* catalog.updateRow(pgAuthMembers, stored, { admin_option: true });
    return true;
  }
  yield* catalog.insertRow(pgAuthMembers, { roleid: role, member, grantor, admin_option: withAdmin });
  return true;
}

export function* revokeMembership(catalog: CatalogStore, role: Oid, member: Oid, onlyAdminOption: boolean): Waiting<boolean> {
  const stored = catalog.row(pgAuthMembers, 'pg_auth_members_role_member_index', [role, member]);
  if (stored === undefined) return false;
  if (onlyAdminOption) yield* catalog.updateRow(pgAuthMembers, stored, { admin_option: false });
  else yield* catalog.removeRow(pgAuthMembers, stored);
  return true;
}

/** Is `member` a member of `role`, directly or through others? */
export function isMemberOf(catalog: CatalogStore, member: Oid, role: Oid): boolean {
  const seen = new Set<number>();
  const pending: Oid[] = [member];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (next === role) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    for (const { row } of catalog.rows(pgAuthMembers, 'pg_auth_members_member_role_index', [next])) pending.push(row.roleid);
  }
  return false;
}

/** ALTER ROLE / DATABASE … SET: the whole new list of `name=value`; 0 stands for all databases or all roles. */
export function* setRoleSettings(catalog: CatalogStore, database: number, role: number, settings: readonly string[]): Waiting<void> {
  const stored = catalog.row(pgDbRoleSetting, 'pg_db_role_setting_databaseid_rol_index', [database, role]);
  const setconfig = textArray(settings);
  if (stored === undefined) {
    if (settings.length > 0) yield* catalog.insertRow(pgDbRoleSetting, { setdatabase: oid(database), setrole: oid(role), setconfig });
  } else if (settings.length === 0) yield* catalog.removeRow(pgDbRoleSetting, stored);
  else yield* catalog.updateRow(pgDbRoleSetting, stored, { setconfig });
}
