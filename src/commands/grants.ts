/**
 * GRANT and REVOKE on objects: the access lists that \dp shows and has_*_privilege asks. A superuser's grants count as the owner's, as in PostgreSQL.
 */
import type { Oid } from '../base/index.js';
import {
  ACL_KINDS,
  changeAcl,
  defaultAcl,
  formatAclItem,
  parseAclItem,
  pgDatabase,
  pgNamespace,
  pgType,
  privilegeLetter,
  readAcl,
  writeAcl,
  type AclItem,
  type AclTarget,
  type RelationDescriptor,
} from '../catalog/index.js';
import { PgError, notSupported } from '../errors/index.js';
import type { AccessPriv, GrantStmt, ObjectType, RoleSpec } from '../sql/index.js';
import type { Waiting } from '../txn/index.js';
import type { CommandContext } from './command-context.js';
import { findRelation, missingRelation } from './relation-lookup.js';
import { roleId } from './roles.js';
import { namesOf, requireType } from './type-lookup.js';

interface Target {
  readonly acl: AclTarget;
  /** Kind as acldefault names it. */
  readonly kind: string;
  readonly owner: string;
  readonly relation?: RelationDescriptor;
}

/** Word of a kind in "invalid privilege type … for …". */
const KIND_WORDS: Readonly<Record<string, string>> = {
  r: 'relation',
  s: 'sequence',
  d: 'database',
  f: 'function',
  l: 'language',
  n: 'schema',
  T: 'type',
  t: 'tablespace',
  c: 'column',
};

export function* runGrant(context: CommandContext, statement: GrantStmt): Waiting<string> {
  if (statement.targtype === 'defaults') throw notSupported('ALTER DEFAULT PRIVILEGES');
  const tag = statement.isGrant ? 'GRANT' : 'REVOKE';
  if (statement.grantor !== null && roleId(context, statement.grantor) !== context.currentUserId)
    throw new PgError('feature_not_supported', 'grantor must be current user');
  const grantees = statement.grantees.map(role => granteeName(context, role));
  if (statement.isGrant && statement.grantOption && grantees.includes(''))
    throw new PgError('invalid_grant_operation', 'grant options can only be granted to roles');
  for (const target of targetsOf(context, statement)) {
    const whole = statement.privileges.filter(p => p.cols.length === 0);
    const onColumns = statement.privileges.filter(p => p.cols.length > 0);
    if (onColumns.length > 0 && target.kind !== 'r') throw new PgError('invalid_grant_operation', 'column privileges are only valid for relations');
    if (statement.privileges.length === 0 || whole.length > 0) {
      const letters = lettersOf(whole, target.kind);
      yield* change(context, statement, target, grantees, letters);
    }
    for (const privilege of onColumns) yield* changeColumns(context, statement, target, grantees, privilege);
  }
  return tag;
}

function granteeName(context: CommandContext, role: RoleSpec): string {
  if (role.roletype === 'public') return '';
  return context.catalog.role(roleId(context, role))!.name;
}

function lettersOf(privileges: readonly AccessPriv[], kind: string): string {
  const { all } = ACL_KINDS[kind]!;
  if (privileges.length === 0) return all;
  let letters = '';
  for (const { privName } of privileges) {
    const letter = privName === null ? undefined : privilegeLetter(privName);
    if (privName !== null && letter === undefined) throw new PgError('syntax_error', `unrecognized privilege type "${privName}"`);
    if (letter === undefined) return all;
    if (!all.includes(letter))
      throw new PgError('invalid_grant_operation', `invalid privilege type ${privName!.toUpperCase()} for ${KIND_WORDS[kind] ?? 'object'}`);
    letters += letter;
  }
  return letters;
}

function* change(context: CommandContext, statement: GrantStmt, target: Target, grantees: readonly string[], letters: string): Waiting<void> {
  const present = readAcl(context.catalog, target.acl);
  let items: readonly AclItem[] = present === null ? defaultAcl(target.kind, target.owner) : present.map(parseAclItem);
  for (const grantee of grantees) {
    items = changeAcl(items, { isGrant: statement.isGrant, grantee, grantor: target.owner, letters, grantOption: statement.grantOption });
  }
  yield* writeAcl(context.catalog, target.acl, items.map(formatAclItem));
}

function* changeColumns(context: CommandContext, statement: GrantStmt, target: Target, grantees: readonly string[], privilege: AccessPriv): Waiting<void> {
  const relation = target.relation!;
  const letters = lettersOf(privilege.privName === null ? [] : [{ ...privilege, cols: [] }], 'c');
  for (const name of privilege.cols) {
    const column = relation.columns.find(c => c.name === name && !c.isDropped);
    if (!column) throw new PgError('undefined_column', `column "${name}" of relation "${relation.name}" does not exist`);
    yield* change(context, statement, { acl: { kind: 'column', id: relation.oid, column: column.number }, kind: 'c', owner: target.owner }, grantees, letters);
  }
}

function roleName(context: CommandContext, id: Oid): string {
  return context.catalog.role(id)?.name ?? '';
}

function relationTarget(context: CommandContext, relation: RelationDescriptor, isSequence: boolean): Target {
  if (isSequence && relation.kind !== 'S') throw new PgError('wrong_object_type', `"${relation.name}" is not a sequence`);
  if (relation.kind === 'i') throw new PgError('wrong_object_type', `"${relation.name}" is an index`);
  if (relation.kind === 'c') throw new PgError('wrong_object_type', `"${relation.name}" is a composite type`);
  const kind = relation.kind === 'S' ? 's' : 'r';
  return { acl: { kind: 'relation', id: relation.oid }, kind, owner: roleName(context, relation.owner), relation };
}

function targetsOf(context: CommandContext, statement: GrantStmt): Target[] {
  const { catalog } = context;
  if (statement.targtype === 'allInSchema')
    return statement.objects.flatMap(o => allInSchema(context, o.kind === 'NameList' ? o.names[0]! : '', statement.objtype));
  return statement.objects.map((object): Target => {
    if (object.kind === 'RangeVar') {
      const relation = findRelation(catalog, object);
      if (!relation) throw missingRelation(object);
      return relationTarget(context, relation, statement.objtype === 'sequence');
    }
    if (object.kind !== 'NameList') throw notSupported(`GRANT … ON ${statement.objtype.toUpperCase()}`);
    const name = object.names[0] ?? '';
    switch (statement.objtype) {
      case 'schema': {
        const id = catalog.schemaId(name);
        if (id === undefined) throw new PgError('invalid_schema_name', `schema "${name}" does not exist`);
        return { acl: { kind: 'schema', id }, kind: 'n', owner: roleName(context, catalog.rowOf(pgNamespace, id)!.row.nspowner) };
      }
      case 'database': {
        if (name !== context.callContext.session.database) throw new PgError('invalid_catalog_name', `database "${name}" does not exist`);
        const { row } = catalog.row(pgDatabase, 'pg_database_datname_index', [name])!;
        return { acl: { kind: 'database', id: row.oid }, kind: 'd', owner: roleName(context, row.datdba) };
      }
      case 'type':
      case 'domain': {
        const type = requireType(context, namesOf(object));
        if (statement.objtype === 'domain' && type.kind !== 'd') throw new PgError('wrong_object_type', `"${type.name}" is not a domain`);
        if (type.category === 'A' && type.elementType !== 0)
          throw new PgError('invalid_grant_operation', 'cannot set privileges of array types', { hint: 'Set the privileges of the element type instead.' });
        return { acl: { kind: 'type', id: type.oid }, kind: 'T', owner: roleName(context, catalog.rowOf(pgType, type.oid)!.row.typowner) };
      }
      default:
        throw notSupported(`GRANT … ON ${statement.objtype.toUpperCase()}`);
    }
  });
}

function allInSchema(context: CommandContext, schema: string, type: ObjectType): Target[] {
  const { catalog } = context;
  const id = catalog.schemaId(schema);
  if (id === undefined) throw new PgError('invalid_schema_name', `schema "${schema}" does not exist`);
  if (type === 'function' || type === 'procedure' || type === 'routine') return [];
  const kinds = type === 'sequence' ? 'S' : 'rvm';
  return catalog
    .relationsIn(id)
    .filter(r => kinds.includes(r.kind))
    .map(r => relationTarget(context, r, type === 'sequence'));
}
