/**
 * CREATE, ALTER and DROP EXTENSION. Of extensions there are plpgsql, which every database has from its start, and vector and btree_gist, whose
 * objects CREATE EXTENSION makes (docs/decisions/0013).
 */
import { oid, type Oid } from '../base/index.js';
import {
  address,
  BTREE_GIST_COMMENT,
  BTREE_GIST_VERSION,
  CLASS,
  createBtreeGistObjects,
  createVectorObjects,
  pgExtension,
  recordDependency,
  recordOwner,
  schemaAddress,
  setComment,
  VECTOR_COMMENT,
  VECTOR_VERSION,
  type ObjectAddress,
} from '../catalog/index.js';
import { notSupported, PgError } from '../errors/index.js';
import type { AlterExtensionStmt, CreateExtensionStmt, DefElem } from '../sql/index.js';
import type { Waiting } from '../txn/index.js';
import type { CommandContext } from './command-context.js';
import { sendNotice } from './notices.js';

const EXTENSIONS = new Map([
  ['vector', { version: VECTOR_VERSION, comment: VECTOR_COMMENT, create: createVectorObjects }],
  ['btree_gist', { version: BTREE_GIST_VERSION, comment: BTREE_GIST_COMMENT, create: createBtreeGistObjects }],
]);

function textOf(element: DefElem): string {
  const { arg } = element;
  if (arg?.kind === 'AConst' && arg.valueKind === 'string') return arg.value;
  if (arg?.kind === 'NameList' || arg?.kind === 'TypeName') return arg.names.join('.');
  throw new PgError('syntax_error', `${element.defname} requires a parameter`);
}

function option(options: readonly DefElem[], name: string): string | undefined {
  const given = options.filter(o => o.defname === name);
  if (given.length > 1) throw new PgError('syntax_error', 'conflicting or redundant options').at(given[1]!.location + 1);
  return given[0] === undefined ? undefined : textOf(given[0]);
}

/** The named schema, or the first of the search path that exists. @throws 3F000 */
function targetSchema(context: CommandContext, name: string | undefined): Oid {
  const { catalog } = context;
  if (name !== undefined) {
    const id = catalog.schemaId(name);
    if (id === undefined) throw new PgError('invalid_schema_name', `schema "${name}" does not exist`);
    return id;
  }
  for (const candidate of catalog.searchPath) {
    const id = candidate === 'pg_temp' ? undefined : catalog.schemaId(candidate);
    if (id !== undefined) return id;
  }
  throw new PgError('undefined_object', 'no schema has been selected to create in');
}

/** The extension's address; undefined if it is not installed. */
export function extensionNamed(context: CommandContext, name: string): ObjectAddress | undefined {
  const stored = context.catalog.row(pgExtension, 'pg_extension_name_index', [name]);
  return stored === undefined ? undefined : address(CLASS.extension, stored.row.oid);
}

export function* runCreateExtension(context: CommandContext, statement: CreateExtensionStmt): Waiting<string> {
  const { extname, options } = statement;
  const { catalog } = context;
  if (extensionNamed(context, extname) !== undefined) {
    if (!statement.ifNotExists) throw new PgError('duplicate_object', `extension "${extname}" already exists`);
    sendNotice(context, 'duplicate_object', `extension "${extname}" already exists, skipping`);
    return 'CREATE EXTENSION';
  }
  const schema = option(options, 'schema');
  const version = option(options, 'new_version');
  const known = EXTENSIONS.get(extname);
  if (known === undefined) {
    throw new PgError('feature_not_supported', `extension "${extname}" is not available`, {
      hint: 'The extension must first be installed on the system where PostgreSQL is running.',
    });
  }
  if (version !== undefined && version !== known.version) {
    throw new PgError('invalid_parameter_value', `extension "${extname}" has no installation script nor update path for version "${version}"`);
  }
  const schemaId = targetSchema(context, schema);
  const owner = context.currentUserId;
  const extension = catalog.newOid();
  yield* catalog.insertRow(pgExtension, {
    oid: extension,
    extname,
    extowner: owner,
    extnamespace: schemaId,
    extrelocatable: true,
    extversion: known.version,
    extconfig: null,
    extcondition: null,
  });
  const self = address(CLASS.extension, extension);
  yield* recordDependency(catalog, self, schemaAddress(schemaId), 'n');
  yield* recordOwner(catalog, self, owner);
  yield* setComment(catalog, self, known.comment);
  yield* known.create(catalog, { extension: oid(extension), schemaId, owner });
  return 'CREATE EXTENSION';
}

/** ALTER EXTENSION … UPDATE: there is one version of each. */
export function runAlterExtension(context: CommandContext, statement: AlterExtensionStmt): string {
  const { extname, options } = statement;
  const stored = context.catalog.row(pgExtension, 'pg_extension_name_index', [extname]);
  if (stored === undefined) throw new PgError('undefined_object', `extension "${extname}" does not exist`);
  const { extversion } = stored.row;
  const version = option(options, 'new_version') ?? extversion;
  if (version !== extversion) {
    throw new PgError('invalid_parameter_value', `extension "${extname}" has no update path from version "${extversion}" to version "${version}"`);
  }
  sendNotice(context, 'successful_completion', `version "${extversion}" of extension "${extname}" is already installed`);
  return 'ALTER EXTENSION';
}

/** What DROP EXTENSION names; plpgsql belongs to the database's first image and stays. */
export function extensionToDrop(context: CommandContext, name: string): ObjectAddress | undefined {
  if (name === 'plpgsql') throw notSupported('DROP EXTENSION plpgsql');
  return extensionNamed(context, name);
}
