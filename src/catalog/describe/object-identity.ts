/**
 * pg_identify_object, pg_identify_object_as_address and pg_get_object_address (PostgreSQL chapter 9.26.5): objects by type, name and identity that
 * do not depend on the search path, and back.
 */
import { oid, type Oid } from '../../base/index.js';
import { PgError } from '../../errors/index.js';
import { parseTypeName, quoteIdentifier } from '../../sql/index.js';
import { builtinAccessMethod } from '../builtin/builtin-operator-classes.js';
import { address, CLASS, type ObjectAddress } from '../ddl/object-address.js';
import {
  pgAttrdef,
  pgCast,
  pgCollation,
  pgConstraint,
  pgDatabase,
  pgExtension,
  pgLanguage,
  pgOpclass,
  pgOpfamily,
  pgTablespace,
  pgTrigger,
} from '../store/catalog-rows.data.js';
import type { CatalogStore } from '../store/catalog-store.js';
import { formatType } from './format-type.js';
import { plainlyNamed } from './object-description.js';
import type { TypeNameResolver } from './reg-names.js';

export interface ObjectIdentity {
  readonly type: string;
  readonly schema: string | null;
  readonly name: string | null;
  readonly identity: string | null;
  /** What pg_get_object_address takes. */
  readonly names: readonly string[] | null;
  readonly args: readonly string[];
}

const RELATION_TYPES: Readonly<Record<string, string>> = {
  r: 'table',
  p: 'table',
  i: 'index',
  I: 'index',
  S: 'sequence',
  t: 'toast table',
  v: 'view',
  m: 'materialized view',
  c: 'composite type',
  f: 'foreign table',
};

const ACCESS_METHOD_CLASS = 2601;

const gone = (type: string): ObjectIdentity => ({ type, schema: null, name: null, identity: null, names: null, args: [] });

/** A type's name with its schema, in the standard's words for the types that have them. */
function typeIdentity(catalog: CatalogStore, id: Oid): string {
  const type = catalog.typeById(id);
  if (type === undefined) return String(id);
  if (type.category === 'A' && type.elementType !== 0) return `${typeIdentity(catalog, type.elementType)}[]`;
  const standard = formatType(catalog, id);
  const schema = catalog.schemaName(type.schemaId) ?? '';
  const plain = quoteIdentifier(type.name);
  if (schema === 'pg_catalog' && standard !== plain && !standard.includes('.')) return standard;
  return `${quoteIdentifier(schema)}.${plain}`;
}

const typeIdentities = (catalog: CatalogStore, ids: readonly Oid[]): string[] => ids.map(id => (id === 0 ? 'NONE' : typeIdentity(catalog, id)));

function unqualified(type: string, name: string | undefined): ObjectIdentity {
  if (name === undefined) return gone(type);
  const quoted = quoteIdentifier(name);
  return { type, schema: null, name: quoted, identity: quoted, names: [name], args: [] };
}

function relation(catalog: CatalogStore, id: Oid, column: number): ObjectIdentity {
  const found = catalog.relationById(id);
  if (found === undefined) return gone(column === 0 ? 'relation' : 'table column');
  const kind = found.isVirtual && found.kind === 'r' ? 'v' : found.kind;
  const type = (RELATION_TYPES[kind] ?? 'relation') + (column === 0 ? '' : ' column');
  const schema = quoteIdentifier(found.schema);
  const name = quoteIdentifier(found.name);
  if (column === 0) return { type, schema, name, identity: `${schema}.${name}`, names: [found.schema, found.name], args: [] };
  const columnName = found.columns[column - 1]?.name;
  if (columnName === undefined) return gone(type);
  return { type, schema, name, identity: `${schema}.${name}.${quoteIdentifier(columnName)}`, names: [found.schema, found.name, columnName], args: [] };
}

function constraint(catalog: CatalogStore, id: Oid): ObjectIdentity {
  const row = catalog.rowOf(pgConstraint, id)?.row;
  if (row === undefined) return gone('constraint');
  const schema = quoteIdentifier(catalog.schemaName(row.connamespace) ?? '');
  const name = quoteIdentifier(row.conname);
  if (row.conrelid !== 0) {
    const table = relation(catalog, row.conrelid, 0);
    return {
      type: 'table constraint',
      schema,
      name: null,
      identity: `${name} on ${table.identity ?? ''}`,
      names: [...(table.names ?? []), row.conname],
      args: [],
    };
  }
  const domain = typeIdentity(catalog, row.contypid);
  return { type: 'domain constraint', schema, name: null, identity: `${name} on ${domain}`, names: [domain], args: [row.conname] };
}

function operatorKind(type: string, schemaId: Oid, name: string, method: string, catalog: CatalogStore): ObjectIdentity {
  const schemaName = catalog.schemaName(schemaId) ?? 'pg_catalog';
  const schema = quoteIdentifier(schemaName);
  const quoted = quoteIdentifier(name);
  return { type, schema, name: quoted, identity: `${schema}.${quoted} USING ${quoteIdentifier(method)}`, names: [method, schemaName, name], args: [] };
}

/** @throws XX000 for a class that is no catalog. */
export function identifyObject(catalog: CatalogStore, { classId, objectId, subId }: ObjectAddress): ObjectIdentity {
  const id = oid(objectId);
  switch (classId) {
    case CLASS.relation:
      return relation(catalog, id, subId);
    case CLASS.type: {
      const type = catalog.typeById(id);
      if (type === undefined) return gone('type');
      const identity = typeIdentity(catalog, id);
      const schema = quoteIdentifier(catalog.schemaName(type.schemaId) ?? '');
      return { type: 'type', schema, name: quoteIdentifier(type.name), identity, names: [identity], args: [] };
    }
    case CLASS.function: {
      const found = catalog.functionById(id);
      if (found === undefined) return gone('routine');
      const schemaName = catalog.schemaName(found.schemaId) ?? '';
      const schema = quoteIdentifier(schemaName);
      const args = typeIdentities(catalog, found.argumentTypes);
      const type = found.kind === 'a' ? 'aggregate' : found.kind === 'p' ? 'procedure' : 'function';
      return { type, schema, name: null, identity: `${schema}.${quoteIdentifier(found.name)}(${args.join(',')})`, names: [schemaName, found.name], args };
    }
    case CLASS.operator: {
      const found = catalog.operatorById(id);
      if (found === undefined) return gone('operator');
      const schemaName = catalog.schemaName(found.schemaId) ?? '';
      const schema = quoteIdentifier(schemaName);
      const args = typeIdentities(catalog, [found.leftType, found.rightType]);
      return {
        type: 'operator',
        schema,
        name: null,
        identity: `${schema}.${found.name}(${args.join(',')})`,
        names: [schemaName, found.name],
        args: args.filter(a => a !== 'NONE'),
      };
    }
    case CLASS.constraint:
      return constraint(catalog, id);
    case CLASS.default: {
      const row = catalog.rowOf(pgAttrdef, id)?.row;
      if (row === undefined) return gone('default value');
      const column = relation(catalog, row.adrelid, row.adnum);
      return { type: 'default value', schema: null, name: null, identity: `for ${column.identity ?? ''}`, names: column.names, args: [] };
    }
    case CLASS.trigger: {
      const row = catalog.rowOf(pgTrigger, id)?.row;
      if (row === undefined) return gone('trigger');
      const table = relation(catalog, row.tgrelid, 0);
      const identity = `${quoteIdentifier(row.tgname)} on ${table.identity ?? ''}`;
      return { type: 'trigger', schema: null, name: null, identity, names: [...(table.names ?? []), row.tgname], args: [] };
    }
    case CLASS.cast: {
      const row = catalog.rowOf(pgCast, id)?.row;
      if (row === undefined) return gone('cast');
      const [source, target] = typeIdentities(catalog, [row.castsource, row.casttarget]) as [string, string];
      return { type: 'cast', schema: null, name: null, identity: `(${source} AS ${target})`, names: [source], args: [target] };
    }
    case CLASS.collation: {
      const row = catalog.rowOf(pgCollation, id)?.row;
      if (row === undefined) return gone('collation');
      const schemaName = catalog.schemaName(row.collnamespace) ?? '';
      const schema = quoteIdentifier(schemaName);
      const name = quoteIdentifier(row.collname);
      return { type: 'collation', schema, name, identity: `${schema}.${name}`, names: [schemaName, row.collname], args: [] };
    }
    case CLASS.operatorClass: {
      const row = catalog.rowOf(pgOpclass, id)?.row;
      if (row === undefined) return gone('operator class');
      return operatorKind('operator class', row.opcnamespace, row.opcname, builtinAccessMethod(row.opcmethod)?.name ?? '', catalog);
    }
    case CLASS.operatorFamily: {
      const row = catalog.rowOf(pgOpfamily, id)?.row;
      if (row === undefined) return gone('operator family');
      return operatorKind('operator family', row.opfnamespace, row.opfname, builtinAccessMethod(row.opfmethod)?.name ?? '', catalog);
    }
    default:
      return identifySimple(catalog, classId, id);
  }
}

function identifySimple(catalog: CatalogStore, classId: number, id: Oid): ObjectIdentity {
  const plain = classId === ACCESS_METHOD_CLASS ? (['access method', builtinAccessMethod(id)?.name] as const) : plainlyNamed(catalog, classId, id);
  if (plain === null) throw new PgError('internal_error', `unrecognized object class: ${classId}`);
  return unqualified(...plain);
}

// --- the way back ---

/** Kinds of relations by the word for them. */
const RELATION_KINDS: Readonly<Record<string, string>> = {
  table: 'r',
  index: 'i',
  sequence: 'S',
  view: 'v',
  'materialized view': 'm',
  'foreign table': 'f',
};

function requireNames(names: readonly string[], least: number): void {
  if (names.length < least) throw new PgError('invalid_parameter_value', `name list length must be at least ${least}`);
}

function requireExactly(names: readonly string[], count: number): void {
  if (names.length !== count) throw new PgError('invalid_parameter_value', `name list length must be exactly ${count}`);
}

const schemaAndName = (names: readonly string[]): [string | null, string] => [names.length > 1 ? names[names.length - 2]! : null, names[names.length - 1]!];

function relationNamed(catalog: CatalogStore, names: readonly string[]) {
  const [schema, name] = schemaAndName(names);
  const found = catalog.relation(schema, name);
  if (found === undefined) throw new PgError('undefined_table', `relation "${names.join('.')}" does not exist`);
  return found;
}

function undefinedObject(type: string, name: string): PgError {
  return new PgError('undefined_object', `${type} "${name}" does not exist`);
}

/**
 * The object of a type, names and arguments as pg_identify_object_as_address gives them.
 * @throws 22023 for an unknown type or a wrong number of names, and what looking the object up throws.
 */
export function objectAddress(
  catalog: CatalogStore,
  type: string,
  names: readonly string[],
  args: readonly string[],
  resolveType: TypeNameResolver,
): ObjectAddress {
  const typesOf = (list: readonly string[]): Oid[] => list.map(text => (text === 'NONE' || text === '-' ? oid(0) : resolveType(parseTypeName(text))));
  const [schema, last] = names.length === 0 ? [null, ''] : schemaAndName(names);
  const kind = RELATION_KINDS[type];
  if (kind !== undefined) {
    requireNames(names, 1);
    const found = relationNamed(catalog, names);
    const actual = found.isVirtual && found.kind === 'r' ? 'v' : found.kind === 'p' ? 'r' : found.kind;
    if (actual !== kind) throw new PgError('wrong_object_type', `"${found.name}" is not ${/^[aeiou]/.test(type) ? 'an' : 'a'} ${type}`);
    return address(CLASS.relation, found.oid);
  }
  switch (type) {
    case 'table column':
    case 'view column':
    case 'materialized view column':
    case 'foreign table column': {
      requireNames(names, 2);
      const found = relationNamed(catalog, names.slice(0, -1));
      const column = found.columns.find(c => c.name === last && !c.isDropped);
      if (column === undefined) throw new PgError('undefined_column', `column "${last}" of relation "${names.slice(0, -1).join('.')}" does not exist`);
      return address(CLASS.relation, found.oid, column.number);
    }
    case 'table constraint': {
      requireNames(names, 2);
      const found = relationNamed(catalog, names.slice(0, -1));
      const named = found.constraints.find(c => c.name === last);
      if (named === undefined) throw new PgError('undefined_object', `constraint "${last}" for table "${found.name}" does not exist`);
      return address(CLASS.constraint, named.oid);
    }
    case 'type':
      requireExactly(names, 1);
      return address(CLASS.type, resolveType(parseTypeName(names[0]!)));
    case 'function':
    case 'aggregate':
    case 'procedure':
    case 'routine': {
      requireNames(names, 1);
      const types = typesOf(args);
      const found = catalog.functions(schema, last).find(f => f.argumentTypes.length === types.length && f.argumentTypes.every((t, i) => t === types[i]));
      if (found === undefined) {
        throw new PgError('undefined_function', `${type === 'routine' ? 'function' : type} ${names.join('.')}(${args.join(', ')}) does not exist`);
      }
      return address(CLASS.function, found.oid);
    }
    case 'operator': {
      requireNames(names, 1);
      if (args.length !== 2) throw new PgError('invalid_parameter_value', 'argument list length must be exactly 2');
      const [left, right] = typesOf(args);
      const found = catalog.operators(schema, last).find(o => o.leftType === left && o.rightType === right);
      if (found === undefined) throw new PgError('undefined_function', `operator does not exist: ${args[0]!} ${names.join('.')} ${args[1]!}`);
      return address(CLASS.operator, found.oid);
    }
    case 'collation': {
      requireNames(names, 1);
      const found = catalog.collation(schema, last)?.oid;
      if (found === undefined) throw new PgError('undefined_object', `collation "${names.join('.')}" for encoding "UTF8" does not exist`);
      return address(CLASS.collation, found);
    }
    default:
      return simpleAddress(catalog, type, names);
  }
}

function simpleAddress(catalog: CatalogStore, type: string, names: readonly string[]): ObjectAddress {
  const only = (): string => {
    requireExactly(names, 1);
    return names[0]!;
  };
  const found = (classId: number, id: Oid | undefined): ObjectAddress => {
    if (id === undefined) throw undefinedObject(type, names[0]!);
    return address(classId, id);
  };
  switch (type) {
    case 'schema': {
      const id = catalog.schemaId(only());
      if (id === undefined) throw new PgError('invalid_schema_name', `schema "${names[0]!}" does not exist`);
      return address(CLASS.schema, id);
    }
    case 'role':
      return found(CLASS.role, catalog.role(only())?.oid);
    case 'language':
      return found(CLASS.language, catalog.row(pgLanguage, 'pg_language_name_index', [only()])?.row.oid);
    case 'extension':
      return found(CLASS.extension, catalog.row(pgExtension, 'pg_extension_name_index', [only()])?.row.oid);
    case 'database':
      return found(CLASS.database, catalog.row(pgDatabase, 'pg_database_datname_index', [only()])?.row.oid);
    case 'tablespace':
      return found(CLASS.tablespace, catalog.row(pgTablespace, 'pg_tablespace_spcname_index', [only()])?.row.oid);
    case 'access method':
      return found(ACCESS_METHOD_CLASS, builtinAccessMethod(only())?.oid);
    default:
      throw new PgError('invalid_parameter_value', `unrecognized object type "${type}"`);
  }
}
