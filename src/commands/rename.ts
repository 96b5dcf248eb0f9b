/** ALTER … RENAME, SET SCHEMA and OWNER TO. Stored expressions and views that mention what changes its name are stored anew. */
import type { Oid } from '../base/index.js';
import {
  address,
  BOOTSTRAP_SUPERUSER,
  CLASS,
  collationRow,
  FIRST_NORMAL_OID,
  moveCollation,
  setCollationOwner,
  type PgCollationRow,
  dependentsOf,
  domainConstraintNamed,
  pgConstraint,
  relationAddress,
  renameColumn,
  renameConstraint,
  renameRelation,
  renameRole,
  renameSchema,
  renameType,
  roleNamed,
  setRelationOwner,
  setRelationSchema,
  setSchemaOwner,
  setTypeOwner,
  setTypeSchema,
  sequenceOwner,
  type RelationDescriptor,
  type TypeDescriptor,
} from '../catalog/index.js';
import { PgError, notSupported } from '../errors/index.js';
import type { AlterObjectSchemaStmt, AlterOwnerStmt, RenameStmt } from '../sql/index.js';
import { ACCESS_EXCLUSIVE, type Waiting } from '../txn/index.js';
import { alterTag, requireAlterKind } from './alter-table.js';
import type { CommandContext } from './command-context.js';
import { sendNotice } from './notices.js';
import { findRelation, openRelation } from './relation-lookup.js';
import { roleId } from './roles.js';
import { readStoredText, relationObjects, schemaObjects, typeObjects, writeStoredText } from './stored-text.js';
import { namesOf, requireType } from './type-lookup.js';
import { renameViewColumn } from './views.js';

export function* runRename(context: CommandContext, statement: RenameStmt): Waiting<string> {
  const { catalog } = context;
  switch (statement.renameType) {
    case 'table':
    case 'index':
    case 'sequence':
    case 'view':
    case 'matview':
      return yield* renameOneRelation(context, statement);
    case 'column':
    case 'attribute':
      return yield* renameOneColumn(context, statement);
    case 'tabConstraint': {
      if (statement.missingOk && !findRelation(catalog, statement.relation!)) return skipRelation(context, statement);
      const relation = yield* openRelation(context, statement.relation!, ACCESS_EXCLUSIVE);
      const constraint = relation.constraints.find(c => c.name === statement.subname);
      if (!constraint) throw new PgError('undefined_object', `constraint "${statement.subname}" for table "${relation.name}" does not exist`);
      yield* renameConstraint(catalog, relation, constraint.oid, statement.newname);
      return 'ALTER TABLE';
    }
    case 'domainConstraint': {
      const type = requireType(context, namesOf(statement.object));
      const stored = domainConstraintNamed(catalog, type.oid, statement.subname!);
      if (!stored) throw new PgError('undefined_object', `constraint "${statement.subname}" for domain ${type.name} does not exist`);
      if (domainConstraintNamed(catalog, type.oid, statement.newname))
        throw new PgError('duplicate_object', `constraint "${statement.newname}" for domain ${type.name} already exists`);
      yield* catalog.updateRow(pgConstraint, stored, { conname: statement.newname });
      return 'ALTER DOMAIN';
    }
    case 'schema': {
      const name = namesOf(statement.object)[0] ?? statement.subname ?? '';
      const id = catalog.schemaId(name);
      if (id === undefined) throw new PgError('invalid_schema_name', `schema "${name}" does not exist`);
      const pending = readStoredText(context, schemaObjects(context, id));
      yield* renameSchema(catalog, id, statement.newname);
      yield* writeStoredText(context, pending);
      return 'ALTER SCHEMA';
    }
    case 'type':
    case 'domain': {
      const type = requireType(context, namesOf(statement.object));
      if (statement.renameType === 'domain' && type.kind !== 'd') throw new PgError('wrong_object_type', `${context.typeName(type.oid, -1)} is not a domain`);
      requireOwnType(context, type);
      const relation = type.kind === 'c' ? catalog.relationById(type.relationId) : undefined;
      const pending = readStoredText(context, typeObjects(context, type.oid));
      if (relation) yield* renameRelation(catalog, relation, statement.newname);
      else yield* renameType(catalog, type.oid, statement.newname);
      yield* writeStoredText(context, pending);
      return statement.renameType === 'domain' ? 'ALTER DOMAIN' : 'ALTER TYPE';
    }
    case 'collation': {
      const row = ownCollation(context, namesOf(statement.object));
      const pending = readStoredText(context, [address(CLASS.collation, row.oid)]);
      yield* moveCollation(catalog, row, { name: statement.newname, schemaId: row.collnamespace }, false);
      yield* writeStoredText(context, pending);
      return 'ALTER COLLATION';
    }
    case 'role': {
      const role = roleNamed(catalog, statement.subname!);
      if (!role) throw new PgError('undefined_object', `role "${statement.subname}" does not exist`);
      yield* renameRole(catalog, role, statement.newname);
      return 'ALTER ROLE';
    }
    default:
      throw notSupported(`ALTER ${statement.renameType.toUpperCase()} … RENAME`);
  }
}

function skipRelation(context: CommandContext, statement: RenameStmt | AlterObjectSchemaStmt): string {
  sendNotice(context, 'successful_completion', `relation "${statement.relation!.relname}" does not exist, skipping`);
  return alterTag('renameType' in statement ? (statement.relationType ?? statement.renameType) : statement.objectType);
}

function* renameOneRelation(context: CommandContext, statement: RenameStmt): Waiting<string> {
  const { catalog } = context;
  if (statement.missingOk && !findRelation(catalog, statement.relation!)) return skipRelation(context, statement);
  const relation = yield* openRelation(context, statement.relation!, ACCESS_EXCLUSIVE);
  // ALTER TABLE renames anything; the others only their own kind.
  requireAlterKind(relation, statement.renameType === 'index' ? null : statement.renameType);
  context.requireUnused(relation, 'ALTER TABLE');
  const pending = readStoredText(context, relationObjects(context, relation));
  yield* renameRelation(catalog, relation, statement.newname);
  yield* writeStoredText(context, pending);
  return alterTag(statement.renameType);
}

function* renameOneColumn(context: CommandContext, statement: RenameStmt): Waiting<string> {
  const { catalog } = context;
  const tag = alterTag(statement.relationType);
  if (statement.missingOk && !findRelation(catalog, statement.relation!)) return skipRelation(context, statement);
  const relation = yield* openRelation(context, statement.relation!, ACCESS_EXCLUSIVE);
  requireAlterKind(relation, statement.relationType === 'table' ? null : statement.relationType);
  if (!'rvmcif'.includes(relation.kind)) throw new PgError('wrong_object_type', `cannot rename columns of relation "${relation.name}"`);
  const column = relation.columns.find(c => c.name === statement.subname && !c.isDropped);
  if (!column) {
    if (['tableoid', 'cmax', 'xmax', 'cmin', 'xmin', 'ctid'].includes(statement.subname!))
      throw new PgError('invalid_column_reference', `cannot rename system column "${statement.subname}"`);
    throw new PgError('undefined_column', `column "${statement.subname}" does not exist`);
  }
  const pending = readStoredText(context, [relationAddress(relation.oid, column.number), ...wholeRowUsers(context, relation)]);
  yield* renameColumn(catalog, relation, column.number, statement.newname);
  if (relation.kind === 'v' || relation.kind === 'm') yield* renameViewColumn(context, relation);
  yield* writeStoredText(context, pending);
  return tag;
}

/** What uses the relation as a whole may spell out its columns. */
function wholeRowUsers(context: CommandContext, relation: RelationDescriptor): ReturnType<typeof relationAddress>[] {
  const isUsed = dependentsOf(context.catalog, relationAddress(relation.oid)).some(({ row }) => row.refobjsubid === 0 && row.classid === CLASS.rule);
  return isUsed ? [relationAddress(relation.oid)] : [];
}

/** Array types and row types of tables are not for ALTER TYPE. */
export function requireOwnType(context: CommandContext, type: TypeDescriptor): void {
  const { catalog } = context;
  if (type.oid < 16384) throw new PgError('insufficient_privilege', `must be owner of type ${context.typeName(type.oid, -1)}`);
  if (type.kind === 'c' && catalog.relationById(type.relationId)?.kind !== 'c') {
    throw new PgError('wrong_object_type', `${context.typeName(type.oid, -1)} is a table's row type`, { hint: 'Use ALTER TABLE instead.' });
  }
  if (type.category === 'A' && type.elementType !== 0) {
    const element = context.typeName(type.elementType, -1);
    throw new PgError('wrong_object_type', `cannot alter array type ${context.typeName(type.oid, -1)}`, {
      hint: `You can alter type ${element}, which will alter the array type as well.`,
    });
  }
}

/** A collation of users; those of every database are not changed. */
function ownCollation({ catalog }: CommandContext, names: readonly string[]): PgCollationRow {
  const row = collationRow(catalog, names);
  if (row.oid < FIRST_NORMAL_OID) throw notSupported('changing built-in collations');
  return row;
}

// --- SET SCHEMA ---

function requireSchema(context: CommandContext, name: string): Oid {
  const schema = context.catalog.schemaId(name);
  if (schema === undefined) throw new PgError('invalid_schema_name', `schema "${name}" does not exist`);
  if (name.startsWith('pg_temp')) throw new PgError('feature_not_supported', 'cannot move objects into or out of temporary schemas');
  if (name === 'pg_toast') throw new PgError('feature_not_supported', 'cannot move objects into or out of TOAST schema');
  if (name === 'pg_catalog') {
    throw new PgError('insufficient_privilege', 'permission denied for schema pg_catalog');
  }
  return schema;
}

export function* runSetSchema(context: CommandContext, statement: AlterObjectSchemaStmt): Waiting<string> {
  const { catalog } = context;
  if (statement.relation) {
    if (statement.missingOk && !findRelation(catalog, statement.relation)) return skipRelation(context, statement);
    const relation = yield* openRelation(context, statement.relation, ACCESS_EXCLUSIVE);
    requireAlterKind(relation, statement.objectType);
    const schema = requireSchema(context, statement.newschema);
    const owner = relation.kind === 'S' ? sequenceOwner(catalog, relation.oid) : undefined;
    if (owner) {
      throw new PgError('feature_not_supported', 'cannot move an owned sequence into another schema', {
        detail: `Sequence "${relation.name}" is linked to table "${catalog.relationById(owner.table)?.name}".`,
      });
    }
    const pending = readStoredText(context, relationObjects(context, relation));
    yield* setRelationSchema(catalog, relation, schema);
    yield* writeStoredText(context, pending);
    return alterTag(statement.objectType);
  }
  switch (statement.objectType) {
    case 'type':
    case 'domain': {
      const type = requireType(context, namesOf(statement.object));
      requireOwnType(context, type);
      const schema = requireSchema(context, statement.newschema);
      const pending = readStoredText(context, typeObjects(context, type.oid));
      if (catalog.typeIdNamed(schema, type.name) !== undefined && schema !== type.schemaId)
        throw new PgError('duplicate_object', `type "${type.name}" already exists in schema "${statement.newschema}"`);
      if (type.kind === 'c') yield* setRelationSchema(catalog, catalog.relationById(type.relationId)!, schema);
      else yield* setTypeSchema(catalog, type.oid, schema);
      yield* writeStoredText(context, pending);
      return statement.objectType === 'domain' ? 'ALTER DOMAIN' : 'ALTER TYPE';
    }
    case 'collation': {
      const row = ownCollation(context, namesOf(statement.object));
      const schema = requireSchema(context, statement.newschema);
      const pending = readStoredText(context, [address(CLASS.collation, row.oid)]);
      if (schema !== row.collnamespace) yield* moveCollation(catalog, row, { name: row.collname, schemaId: schema }, true);
      yield* writeStoredText(context, pending);
      return 'ALTER COLLATION';
    }
    default:
      throw notSupported(`ALTER ${statement.objectType.toUpperCase()} … SET SCHEMA`);
  }
}

// --- OWNER TO ---

export function* runSetOwner(context: CommandContext, statement: AlterOwnerStmt): Waiting<string> {
  const { catalog } = context;
  const owner = roleId(context, statement.newowner);
  switch (statement.objectType) {
    case 'schema': {
      const name = namesOf(statement.object)[0]!;
      const id = catalog.schemaId(name);
      if (id === undefined) throw new PgError('invalid_schema_name', `schema "${name}" does not exist`);
      yield* setSchemaOwner(catalog, id, owner);
      return 'ALTER SCHEMA';
    }
    case 'type':
    case 'domain': {
      const type = requireType(context, namesOf(statement.object));
      requireOwnType(context, type);
      if (type.kind === 'c') yield* setRelationOwner(catalog, catalog.relationById(type.relationId)!, owner);
      else yield* setTypeOwner(catalog, type.oid, owner);
      return statement.objectType === 'domain' ? 'ALTER DOMAIN' : 'ALTER TYPE';
    }
    case 'collation':
      yield* setCollationOwner(catalog, ownCollation(context, namesOf(statement.object)), owner);
      return 'ALTER COLLATION';
    case 'database': {
      const [name] = namesOf(statement.object);
      if (name !== context.callContext.session.database) throw new PgError('invalid_catalog_name', `database "${name}" does not exist`);
      if (owner !== BOOTSTRAP_SUPERUSER) throw notSupported('ALTER DATABASE … OWNER TO');
      return 'ALTER DATABASE';
    }
    default:
      throw notSupported(`ALTER ${statement.objectType.toUpperCase()} … OWNER TO`);
  }
}
