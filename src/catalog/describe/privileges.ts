/**
 * has_*_privilege (PostgreSQL chapter 9.26): superusers and owners may do all; others what the object's ACL, or its default
 * when there is none, gives them, their roles or PUBLIC.
 */
import { oid, type Oid } from '../../base/index.js';
import { PgError } from '../../errors/index.js';
import { splitName } from '../../sql/index.js';
import type { ArrayValue } from '../../types/index.js';
import { isMemberOf } from '../ddl/role.js';
import { stringsOf } from '../store/arrays.js';
import { pgAttribute, pgAuthid, pgClass, pgDatabase, pgLanguage, pgNamespace, pgProc, pgTablespace, pgType } from '../store/catalog-rows.data.js';
import type { CatalogStore } from '../store/catalog-store.js';

export type PrivilegeKind = 'table' | 'column' | 'any_column' | 'sequence' | 'schema' | 'database' | 'function' | 'type' | 'language' | 'tablespace';

/** Letters of ACL items by privilege name. */
const LETTERS: Readonly<Record<PrivilegeKind | 'parameter', Readonly<Record<string, string>>>> = {
  table: { SELECT: 'r', INSERT: 'a', UPDATE: 'w', DELETE: 'd', TRUNCATE: 'D', REFERENCES: 'x', TRIGGER: 't', RULE: '' },
  column: { SELECT: 'r', INSERT: 'a', UPDATE: 'w', REFERENCES: 'x' },
  any_column: { SELECT: 'r', INSERT: 'a', UPDATE: 'w', REFERENCES: 'x' },
  sequence: { USAGE: 'U', SELECT: 'r', UPDATE: 'w' },
  schema: { CREATE: 'C', USAGE: 'U' },
  database: { CREATE: 'C', TEMPORARY: 'T', TEMP: 'T', CONNECT: 'c' },
  function: { EXECUTE: 'X' },
  type: { USAGE: 'U' },
  language: { USAGE: 'U' },
  tablespace: { CREATE: 'C' },
  parameter: { SET: 's', 'ALTER SYSTEM': 'A' },
};

/** What PUBLIC may do with an object that has no ACL. */
const PUBLIC_DEFAULTS: Readonly<Record<PrivilegeKind, string>> = {
  table: '',
  column: '',
  any_column: '',
  sequence: '',
  schema: '',
  database: 'Tc',
  function: 'X',
  type: 'U',
  language: 'U',
  tablespace: '',
};

interface Owned {
  readonly owner: Oid;
  readonly acl: ArrayValue | null;
  readonly isSystem: boolean;
}

function objectOf(catalog: CatalogStore, kind: PrivilegeKind, id: Oid): Owned | null {
  switch (kind) {
    case 'table':
    case 'column':
    case 'any_column':
    case 'sequence': {
      const relation = catalog.relationById(id);
      if (relation === undefined) return null;
      if (relation.isSystem) return { owner: relation.owner, acl: null, isSystem: true };
      return { owner: relation.owner, acl: catalog.rowOf(pgClass, id)?.row.relacl ?? null, isSystem: false };
    }
    case 'schema': {
      const row = catalog.rowOf(pgNamespace, id)?.row;
      return row === undefined ? null : { owner: row.nspowner, acl: row.nspacl, isSystem: false };
    }
    case 'database': {
      const row = catalog.rowOf(pgDatabase, id)?.row;
      return row === undefined ? null : { owner: row.datdba, acl: row.datacl, isSystem: false };
    }
    case 'function': {
      const row = catalog.rowOf(pgProc, id)?.row;
      return row === undefined ? null : { owner: row.proowner, acl: row.proacl, isSystem: false };
    }
    case 'type': {
      const row = catalog.rowOf(pgType, id)?.row;
      return row === undefined ? null : { owner: row.typowner, acl: row.typacl, isSystem: false };
    }
    case 'language': {
      const row = catalog.rowOf(pgLanguage, id)?.row;
      return row === undefined ? null : { owner: row.lanowner, acl: row.lanacl, isSystem: false };
    }
    case 'tablespace': {
      const row = catalog.rowOf(pgTablespace, id)?.row;
      return row === undefined ? null : { owner: row.spcowner, acl: row.spcacl, isSystem: false };
    }
  }
}

/** Privileges asked for: any of several suffices; each perhaps WITH GRANT OPTION. */
function parsePrivileges(kind: PrivilegeKind | 'parameter', text: string): { readonly letter: string; readonly withGrant: boolean }[] {
  return text.split(',').map(part => {
    const wanted = part.trim();
    const upper = wanted.toUpperCase();
    const withGrant = upper.endsWith(' WITH GRANT OPTION');
    const name = withGrant ? upper.slice(0, -' WITH GRANT OPTION'.length) : upper;
    const letters = LETTERS[kind];
    if (!Object.hasOwn(letters, name)) throw new PgError('invalid_parameter_value', `unrecognized privilege type: "${wanted}"`);
    return { letter: letters[name]!, withGrant };
  });
}

/** `grantee=letters/grantor`, a star behind a letter for its grant option; an empty grantee is PUBLIC. */
function aclAllows(catalog: CatalogStore, item: string, role: Oid, letter: string, withGrant: boolean): boolean {
  const equals = item.lastIndexOf('=');
  const grantee = item.slice(0, equals).replace(/^"(.*)"$/, '$1');
  const letters = item.slice(equals + 1, item.lastIndexOf('/'));
  if (letter === '' || !letters.includes(withGrant ? `${letter}*` : letter)) return false;
  if (grantee === '') return !withGrant;
  const granteeId = catalog.role(grantee)?.oid;
  return granteeId !== undefined && isMemberOf(catalog, role, granteeId);
}

export function isSuperuser(catalog: CatalogStore, role: Oid): boolean {
  return role === 10 || catalog.row(pgAuthid, 'pg_authid_oid_index', [role])?.row.rolsuper === true;
}

/** ACL items of one column, or (null) of any; undefined when there is no such column. */
function columnItems(catalog: CatalogStore, relation: Oid, column: number | null): readonly string[] | undefined {
  const aclOf = (number: number): readonly string[] | undefined => {
    const row = catalog.row(pgAttribute, 'pg_attribute_relid_attnum_index', [relation, number])?.row;
    if (row === undefined || row.attisdropped) return undefined;
    return row.attacl === null ? [] : stringsOf(row.attacl);
  };
  const columns = catalog.relationById(relation)!.columns.filter(c => !c.isDropped);
  if (column === null) return columns.flatMap(c => aclOf(c.number) ?? []);
  // System catalogs keep no rows for their system columns here.
  return column < 0 && column >= -6 ? [] : aclOf(column);
}

/** Null when there is no such object, or (a number) no such column of it. */
export function hasObjectPrivilege(
  catalog: CatalogStore,
  kind: PrivilegeKind,
  role: Oid,
  id: Oid,
  privilege: string,
  column: number | null = null,
): boolean | null {
  const wanted = parsePrivileges(kind, privilege);
  const object = objectOf(catalog, kind, id);
  if (object === null) return null;
  const ofColumns = kind === 'column' || kind === 'any_column' ? columnItems(catalog, id, kind === 'column' ? column : null) : [];
  if (ofColumns === undefined) return null;
  if (isSuperuser(catalog, role) || isMemberOf(catalog, role, object.owner)) return true;
  const items = object.acl === null ? [`=${PUBLIC_DEFAULTS[kind]}/`, ...(object.isSystem ? ['=r/'] : [])] : stringsOf(object.acl);
  return wanted.some(({ letter, withGrant }) => [...items, ...ofColumns].some(item => aclAllows(catalog, item, role, letter, withGrant)));
}

/** Number of the column of a table that a privilege is asked for; throws PostgreSQL's error for a name that there is none of. */
export function privilegeColumn(catalog: CatalogStore, relation: Oid, column: string | number): number | null {
  if (typeof column === 'number') return column;
  const found = catalog.relationById(relation);
  if (found === undefined) return null;
  const system = ['ctid', 'xmin', 'cmin', 'xmax', 'cmax', 'tableoid'].indexOf(column);
  if (system >= 0) return -1 - system;
  const number = found.columns.find(c => c.name === column && !c.isDropped)?.number;
  if (number === undefined) throw new PgError('undefined_column', `column "${column}" of relation "${found.name}" does not exist`);
  return number;
}

/** has_parameter_privilege: superusers only, since privileges on parameters cannot be granted. */
export function hasParameterPrivilege(catalog: CatalogStore, role: Oid, privilege: string): boolean {
  parsePrivileges('parameter', privilege);
  return isSuperuser(catalog, role);
}

/** pg_has_role: MEMBER, USAGE, either with ADMIN OPTION. */
export function hasRolePrivilege(catalog: CatalogStore, member: Oid, role: Oid, privilege: string): boolean {
  const names = privilege.split(',').map(p => p.trim());
  for (const name of names) {
    if (!/^(MEMBER|USAGE)( WITH (GRANT|ADMIN) OPTION)?$/i.test(name)) throw new PgError('invalid_parameter_value', `unrecognized privilege type: "${name}"`);
  }
  return isSuperuser(catalog, member) || isMemberOf(catalog, member, role);
}

/** The oid of an object given by name; throws PostgreSQL's error when it does not exist. */
export function privilegeObject(catalog: CatalogStore, kind: PrivilegeKind, name: string): Oid {
  const undefinedObject = (): PgError => new PgError('undefined_object', `${kind} "${name}" does not exist`);
  switch (kind) {
    case 'table':
    case 'column':
    case 'any_column':
    case 'sequence': {
      const parts = splitName(name);
      if (parts === null) throw new PgError('invalid_name', 'invalid name syntax');
      const found = catalog.relation(parts.length > 1 ? parts[parts.length - 2]! : null, parts[parts.length - 1]!);
      if (found === undefined) throw new PgError('undefined_table', `relation "${parts.join('.')}" does not exist`);
      return found.oid;
    }
    case 'schema': {
      const found = catalog.schemaId(name);
      if (found === undefined) throw new PgError('invalid_schema_name', `schema "${name}" does not exist`);
      return found;
    }
    case 'database': {
      const found = catalog.row(pgDatabase, 'pg_database_datname_index', [name]);
      if (found === undefined) throw new PgError('invalid_catalog_name', `database "${name}" does not exist`);
      return found.row.oid;
    }
    case 'language': {
      const found = catalog.row(pgLanguage, 'pg_language_name_index', [name]);
      if (found === undefined) throw undefinedObject();
      return found.row.oid;
    }
    case 'tablespace': {
      const found = catalog.row(pgTablespace, 'pg_tablespace_spcname_index', [name]);
      if (found === undefined) throw undefinedObject();
      return found.row.oid;
    }
    case 'function':
    case 'type':
      // Their names are the session's to resolve: they contain types.
      throw undefinedObject();
  }
}

/** A role by name or oid; throws when a name does not exist. */
export function privilegeRole(catalog: CatalogStore, role: number | string): Oid {
  if (typeof role === 'number') return oid(role);
  const found = catalog.role(role);
  if (found === undefined) throw new PgError('undefined_object', `role "${role}" does not exist`);
  return found.oid;
}
