/** COMMENT ON. */
import {
  CLASS,
  address,
  builtinAccessMethod,
  domainConstraintNamed,
  pgDatabase,
  pgExtension,
  relationAddress,
  schemaAddress,
  setComment,
  typeAddress,
  type ObjectAddress,
  type RelationDescriptor,
} from '../catalog/index.js';
import { PgError, notSupported } from '../errors/index.js';
import type { CommentStmt } from '../sql/index.js';
import { SHARE_UPDATE_EXCLUSIVE, type Waiting } from '../txn/index.js';
import type { CommandContext } from './command-context.js';
import { sendWarning } from './notices.js';
import { kindPlural } from './relation-lookup.js';
import { namesOf, requireType } from './type-lookup.js';

const RELATION_KINDS: Readonly<Record<string, { readonly kinds: string; readonly words: string }>> = {
  table: { kinds: 'rp', words: 'a table' },
  view: { kinds: 'v', words: 'a view' },
  index: { kinds: 'i', words: 'an index' },
  sequence: { kinds: 'S', words: 'a sequence' },
  matview: { kinds: 'm', words: 'a materialized view' },
};

export function* runComment(context: CommandContext, statement: CommentStmt): Waiting<string> {
  const found = commented(context, statement);
  if (found === null) return 'COMMENT';
  if (found.relation) yield* context.lock(found.relation.oid, SHARE_UPDATE_EXCLUSIVE);
  yield* setComment(context.catalog, found.object, statement.comment);
  return 'COMMENT';
}

function relationNamed(context: CommandContext, parts: readonly string[]): RelationDescriptor {
  const found = context.catalog.relation(parts.length > 1 ? parts[parts.length - 2]! : null, parts[parts.length - 1]!);
  if (!found) throw new PgError('undefined_table', `relation "${parts.join('.')}" does not exist`);
  return found;
}

function commented(context: CommandContext, statement: CommentStmt): { object: ObjectAddress; relation?: RelationDescriptor } | null {
  const { catalog } = context;
  const { object, objtype } = statement;
  const names = namesOf(object);
  const last = names[names.length - 1] ?? '';
  switch (objtype) {
    case 'table':
    case 'view':
    case 'index':
    case 'sequence':
    case 'matview': {
      const relation = relationNamed(context, names);
      const wanted = RELATION_KINDS[objtype]!;
      if (!wanted.kinds.includes(relation.kind)) throw new PgError('wrong_object_type', `"${relation.name}" is not ${wanted.words}`);
      return { object: relationAddress(relation.oid), relation };
    }
    case 'column': {
      const relation = relationNamed(context, names.slice(0, -1));
      if (!'rvmcfp'.includes(relation.kind)) {
        throw new PgError('wrong_object_type', `cannot set comment on relation "${relation.name}"`, {
          detail: `This operation is not supported for ${kindPlural(relation)}.`,
        });
      }
      const column = relation.columns.find(c => c.name === last && !c.isDropped);
      if (!column) throw new PgError('undefined_column', `column "${last}" of relation "${relation.name}" does not exist`);
      return { object: relationAddress(relation.oid, column.number), relation };
    }
    case 'schema': {
      const id = catalog.schemaId(last);
      if (id === undefined) throw new PgError('invalid_schema_name', `schema "${last}" does not exist`);
      return { object: schemaAddress(id) };
    }
    case 'tabConstraint': {
      const relation = relationNamed(context, names.slice(0, -1));
      const constraint = relation.constraints.find(c => c.name === last);
      if (!constraint) throw new PgError('undefined_object', `constraint "${last}" for table "${relation.name}" does not exist`);
      return { object: address(CLASS.constraint, constraint.oid), relation };
    }
    case 'domainConstraint': {
      if (object.kind !== 'TypeAndName') throw notSupported('COMMENT ON CONSTRAINT');
      const type = requireType(context, object.typeName.names);
      const stored = domainConstraintNamed(catalog, type.oid, object.name);
      if (!stored) throw new PgError('undefined_object', `constraint "${object.name}" for domain ${type.name} does not exist`);
      return { object: address(CLASS.constraint, stored.row.oid) };
    }
    case 'type':
    case 'domain': {
      const type = requireType(context, names);
      if (objtype === 'domain' && type.kind !== 'd') throw new PgError('wrong_object_type', `"${names.join('.')}" is not a domain`);
      return { object: typeAddress(type.oid) };
    }
    case 'database':
      if (last !== context.callContext.session.database) {
        sendWarning(context, 'invalid_catalog_name', `database "${last}" does not exist`);
        return null;
      }
      return { object: address(CLASS.database, catalog.row(pgDatabase, 'pg_database_datname_index', [last])!.row.oid) };
    case 'role': {
      const role = catalog.role(last);
      if (!role) throw new PgError('undefined_object', `role "${last}" does not exist`);
      return { object: address(CLASS.role, role.oid) };
    }
    case 'extension': {
      const extension = catalog.row(pgExtension, 'pg_extension_name_index', [last]);
      if (!extension) throw new PgError('undefined_object', `extension "${last}" does not exist`);
      return { object: address(CLASS.extension, extension.row.oid) };
    }
    case 'accessMethod': {
      const method = builtinAccessMethod(last);
      if (!method) throw new PgError('undefined_object', `access method "${last}" does not exist`);
      return { object: address(2601, method.oid) };
    }
    case 'function': {
      if (object.kind !== 'ObjectWithArgs') throw notSupported('COMMENT ON FUNCTION');
      const name = object.objname.join('.');
      const types = object.objargs.map(t => (t === null ? 0 : context.resolveType(t).type));
      const schema = object.objname.length > 1 ? object.objname[object.objname.length - 2]! : null;
      const found = catalog
        .functions(schema, object.objname[object.objname.length - 1]!)
        .find(f => f.argumentTypes.length === types.length && f.argumentTypes.every((t, i) => t === types[i]));
      if (!found) {
        const list = types.map(t => context.typeName(t as never, -1)).join(', ');
        throw new PgError('undefined_function', `function ${name}(${list}) does not exist`);
      }
      return { object: address(CLASS.function, found.oid) };
    }
    default:
      throw notSupported(`COMMENT ON ${objtype.toUpperCase()}`);
  }
}
