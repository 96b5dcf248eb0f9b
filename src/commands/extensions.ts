/** CREATE EXTENSION: what is known is built in already. */
import { pgExtension } from '../catalog/index.js';
import { PgError } from '../errors/index.js';
import type { CreateExtensionStmt } from '../sql/index.js';
import type { CommandContext } from './command-context.js';
import { sendNotice } from './notices.js';

export function runCreateExtension(context: CommandContext, statement: CreateExtensionStmt): string {
  const { extname } = statement;
  if (context.catalog.row(pgExtension, 'pg_extension_name_index', [extname]) === undefined)
    throw new PgError('feature_not_supported', `extension "${extname}" is not available`, {
      hint: 'The extension must first be installed on the system where PostgreSQL is running.',
    });
  if (!statement.ifNotExists) throw new PgError('duplicate_object', `extension "${extname}" already exists`);
  sendNotice(context, 'duplicate_object', `extension "${extname}" already exists, skipping`);
  return 'CREATE EXTENSION';
}
