/** Schemas, types, roles, comments, extensions and the other small commands. */
import {
  CLASS,
  address,
  createDomainType,
  createDomainCheck,
  createEnumType,
  addEnumLabel,
  renameEnumLabel,
  createRelation,
  createRole,
  alterRole,
  dropRole,
  roleNamed,
  createSchema,
  relationAddress,
  schemaAddress,
  setComment,
  typeAddress,
  type ObjectAddress,
  type RoleOptions,
} from '../catalog/index.js';
import { PgError, notSupported } from '../errors/index.js';
import { parseBoolean } from '../config/index.js';
import type {
  AlterEnumStmt,
  AlterRoleStmt,
  CommentStmt,
  CompositeTypeStmt,
  CreateDomainStmt,
  CreateEnumStmt,
  CreateExtensionStmt,
  CreateRoleStmt,
  CreateSchemaStmt,
  DefElem,
  DropRoleStmt,
  LockStmt,
  RangeVar,
} from '../sql/index.js';
import { lockModeByName, type Waiting } from '../txn/index.js';
import type { CommandContext } from './command-context.js';
import { roleId } from './alter-table.js';
import { openRelation } from './relation-lookup.js';

function notice(context: CommandContext, message: string): void {
  const report = new PgError('duplicate_object', message);
  report.severity = 'NOTICE';
  context.notice(report);
}

export function* runCreateSchema(context: CommandContext, statement: CreateSchemaStmt): Waiting<string> {
  const owner = statement.authrole ? roleId(context, statement.authrole) : context.currentUserId;
  const name = statement.schemaname ?? statement.authrole?.rolename ?? context.currentUser;
  if (statement.schemaElts.length > 0) throw notSupported('schema elements in CREATE SCHEMA');
  if (context.catalog.schemaId(name) !== undefined) {
    if (!statement.ifNotExists) throw new PgError('duplicate_schema', `schema "${name}" already exists`);
    notice(context, `schema "${name}" already exists, skipping`);
    return 'CREATE SCHEMA';
  }
  if (name.startsWith('pg_'))
    throw new PgError('reserved_name', `unacceptable schema name "${name}"`, { detail: 'The prefix "pg_" is reserved for system schemas.' });
  yield* createSchema(context.catalog, name, owner);
  return 'CREATE SCHEMA';
}

/** Schema and last part of a qualified name, for things other than relations. */
function target(context: CommandContext, names: readonly string[]): { schemaId: import('../base/index.js').Oid; name: string } {
  const range: RangeVar = {
    kind: 'RangeVar',
    catalogname: null,
    schemaname: names.length > 1 ? names[names.length - 2]! : null,
    relname: names[names.length - 1]!,
    inh: true,
    relpersistence: 'p',
    alias: null,
    location: -1,
  };
  return { schemaId: context.creationSchema(range), name: range.relname };
}

export function* runCreateEnum(context: CommandContext, statement: CreateEnumStmt): Waiting<string> {
  const { schemaId, name } = target(context, statement.typeName);
  yield* createEnumType(context.catalog, { name, schemaId, owner: context.currentUserId }, statement.vals);
  return 'CREATE TYPE';
}

export function* runAlterEnum(context: CommandContext, statement: AlterEnumStmt): Waiting<string> {
  const names = statement.typeName;
  const type = context.catalog.type(names.length > 1 ? names[names.length - 2]! : null, names[names.length - 1]!);
  if (!type) throw new PgError('undefined_object', `type "${names.join('.')}" does not exist`);
  if (type.kind !== 'e') throw new PgError('wrong_object_type', `${context.typeName(type.oid, -1)} is not an enum`);
  if (statement.oldVal !== null) yield* renameEnumLabel(context.catalog, type.oid, statement.oldVal, statement.newVal);
  else {
    const skipped = yield* addEnumLabel(context.catalog, type.oid, statement.newVal, {
      ifNotExists: statement.skipIfNewValExists,
      ...(statement.newValNeighbor !== null ? { neighbor: statement.newValNeighbor, isAfter: statement.newValIsAfter } : {}),
    } as never);
    if (skipped === (false as never)) notice(context, `enum label "${statement.newVal}" already exists, skipping`);
  }
  return 'ALTER TYPE';
}

export function* runCreateDomain(context: CommandContext, statement: CreateDomainStmt): Waiting<string> {
  const { schemaId, name } = target(context, statement.domainname);
  const base = context.resolveType(statement.typeName);
  let isNotNull = false;
  let defaultText: string | null = null;
  const checks = [];
  for (const constraint of statement.constraints) {
    switch (constraint.contype) {
      case 'notNull':
        isNotNull = true;
        break;
      case 'null':
        isNotNull = false;
        break;
      case 'default':
        defaultText = context.analyzeStored(constraint.rawExpr!, { kind: 'default', column: { name, typeId: base.type, typmod: base.typmod } }).text;
        break;
      case 'check':
        checks.push(constraint);
        break;
      default:
        throw new PgError('syntax_error', `${constraint.contype} constraints not possible for domains`);
    }
  }
  const id = yield* createDomainType(context.catalog, {
    name,
    schemaId,
    owner: context.currentUserId,
    baseType: base.type,
    baseTypmod: base.typmod,
    collation: context.catalog.typeById(base.type)!.collation,
    isNotNull,
    defaultText,
    dimensions: 0,
  } as never);
  context.transaction.nextCommand();
  let number = 0;
  for (const check of checks) {
    const stored = context.analyzeDomainCheck(check.rawExpr!, base);
    yield* createDomainCheck(
      context.catalog,
      { oid: id, name, schemaId },
      { name: check.conname ?? `${name}_check${number === 0 ? '' : number}`, text: stored.text, references: stored.references },
    );
    number++;
  }
  return 'CREATE DOMAIN';
}

export function* runCompositeType(context: CommandContext, statement: CompositeTypeStmt): Waiting<string> {
  const schemaId = context.creationSchema(statement.typevar);
  yield* createRelation(context.catalog, {
    name: statement.typevar.relname,
    schemaId,
    kind: 'c',
    owner: context.currentUserId,
    persistence: 'p',
    columns: statement.coldeflist.map(column => {
      const { type, typmod } = context.resolveType(column.typeName!);
      return { name: column.colname, typeId: type, typmod, collation: context.catalog.typeById(type)?.collation ?? (0 as never) };
    }),
  });
  return 'CREATE TYPE';
}

const ROLE_FLAGS: Readonly<Record<string, keyof RoleOptions>> = {
  superuser: 'rolsuper',
  inherit: 'rolinherit',
  createrole: 'rolcreaterole',
  createdb: 'rolcreatedb',
  canlogin: 'rolcanlogin',
  isreplication: 'rolreplication',
  bypassrls: 'rolbypassrls',
};

function roleOptions(elements: readonly DefElem[]): RoleOptions {
  const options: Record<string, unknown> = {};
  for (const element of elements) {
    const value = element.arg?.kind === 'AConst' ? element.arg.value : null;
    const flag = ROLE_FLAGS[element.defname];
    if (flag) options[flag] = value === null ? true : typeof value === 'boolean' ? value : (parseBoolean(String(value)) ?? Number(value) === 1);
    else if (element.defname === 'connectionlimit') options['rolconnlimit'] = Number(value);
    else if (element.defname === 'password') throw notSupported('password authentication');
    else throw notSupported(`role option ${element.defname}`);
  }
  return options as RoleOptions;
}

export function* runCreateRole(context: CommandContext, statement: CreateRoleStmt): Waiting<string> {
  yield* createRole(context.catalog, statement.role, { rolcanlogin: statement.stmtType === 'user', ...roleOptions(statement.options) });
  return 'CREATE ROLE';
}

export function* runAlterRole(context: CommandContext, statement: AlterRoleStmt): Waiting<string> {
  const name = statement.role.rolename ?? context.currentUser;
  const role = roleNamed(context.catalog, name);
  if (!role) throw new PgError('undefined_object', `role "${name}" does not exist`);
  yield* alterRole(context.catalog, role, roleOptions(statement.options));
  return 'ALTER ROLE';
}

export function* runDropRole(context: CommandContext, statement: DropRoleStmt): Waiting<string> {
  for (const spec of statement.roles) {
    const role = spec.rolename === null ? undefined : roleNamed(context.catalog, spec.rolename);
    if (!role) {
      if (!statement.missingOk) throw new PgError('undefined_object', `role "${spec.rolename}" does not exist`);
      notice(context, `role "${spec.rolename}" does not exist, skipping`);
      continue;
    }
    if (role.row.rolname === context.currentUser) throw new PgError('object_in_use', 'current user cannot be dropped');
    yield* dropRole(context.catalog, role);
  }
  return 'DROP ROLE';
}

export function* runComment(context: CommandContext, statement: CommentStmt): Waiting<string> {
  const names = statement.object.kind === 'NameList' || statement.object.kind === 'TypeName' ? statement.object.names : [];
  const { catalog } = context;
  const relationOf = (parts: readonly string[]) => {
    const found = catalog.relation(parts.length > 1 ? parts[parts.length - 2]! : null, parts[parts.length - 1]!);
    if (!found) throw new PgError('undefined_table', `relation "${parts.join('.')}" does not exist`);
    return found;
  };
  let object: ObjectAddress;
  switch (statement.objtype) {
    case 'table':
    case 'view':
    case 'index':
    case 'sequence':
    case 'matview':
      object = relationAddress(relationOf(names).oid);
      break;
    case 'column': {
      const relation = relationOf(names.slice(0, -1));
      const column = relation.columns.find(c => c.name === names[names.length - 1] && !c.isDropped);
      if (!column) throw new PgError('undefined_column', `column "${names[names.length - 1]}" of relation "${relation.name}" does not exist`);
      object = relationAddress(relation.oid, column.number);
      break;
    }
    case 'schema': {
      const id = catalog.schemaId(names[0]!);
      if (id === undefined) throw new PgError('invalid_schema_name', `schema "${names[0]}" does not exist`);
      object = schemaAddress(id);
      break;
    }
    case 'tabConstraint': {
      const relation = relationOf(names.slice(0, -1));
      const constraint = relation.constraints.find(c => c.name === names[names.length - 1]);
      if (!constraint) throw new PgError('undefined_object', `constraint "${names[names.length - 1]}" for table "${relation.name}" does not exist`);
      object = address(CLASS.constraint, constraint.oid);
      break;
    }
    case 'type':
    case 'domain': {
      const type = catalog.type(names.length > 1 ? names[names.length - 2]! : null, names[names.length - 1]!);
      if (!type) throw new PgError('undefined_object', `type "${names.join('.')}" does not exist`);
      object = typeAddress(type.oid);
      break;
    }
    case 'database':
      object = address(CLASS.database, 5);
      break;
    default:
      throw notSupported(`COMMENT ON ${statement.objtype.toUpperCase()}`);
  }
  yield* setComment(catalog, object, statement.comment);
  return 'COMMENT';
}

/** Extensions whose content is built in; they may be "created". */
const KNOWN_EXTENSIONS = new Set(['plpgsql']);

export function runCreateExtension(context: CommandContext, statement: CreateExtensionStmt): string {
  if (!KNOWN_EXTENSIONS.has(statement.extname)) throw new PgError('feature_not_supported', `extension "${statement.extname}" is not available`);
  if (!statement.ifNotExists) throw new PgError('duplicate_object', `extension "${statement.extname}" already exists`);
  notice(context, `extension "${statement.extname}" already exists, skipping`);
  return 'CREATE EXTENSION';
}

export function* runLock(context: CommandContext, statement: LockStmt): Waiting<string> {
  if (!context.isInTransactionBlock) throw new PgError('no_active_sql_transaction', 'LOCK TABLE can only be used in transaction blocks');
  if (statement.nowait) throw notSupported('LOCK TABLE … NOWAIT');
  for (const name of statement.relations) yield* openRelation(context, name, lockModeByName(statement.mode)!);
  return 'LOCK TABLE';
}
