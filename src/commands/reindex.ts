/** REINDEX: new files for indexes, built from the tables. */
import { replaceIndexFile, setIndexFlags, type RelationDescriptor } from '../catalog/index.js';
import { PgError, notSupported } from '../errors/index.js';
import { parseBoolean } from '../config/index.js';
import type { ReindexStmt } from '../sql/index.js';
import { ACCESS_EXCLUSIVE, type Waiting } from '../txn/index.js';
import { buildIndex } from './create-index.js';
import type { CommandContext } from './command-context.js';
import { sendNotice } from './notices.js';
import { openRelation, relationText, requireNotSystem } from './relation-lookup.js';

export function* runReindex(context: CommandContext, statement: ReindexStmt): Waiting<string> {
  const { catalog } = context;
  let isConcurrent = false;
  for (const option of statement.params) {
    const text = option.arg?.kind === 'AConst' ? String(option.arg.value) : 'true';
    if (option.defname === 'concurrently') isConcurrent = parseBoolean(text) ?? true;
    else if (option.defname === 'tablespace') {
      if (text !== 'pg_default') throw new PgError('undefined_object', `tablespace "${text}" does not exist`);
    } else if (option.defname !== 'verbose') throw new PgError('syntax_error', `unrecognized REINDEX option "${option.defname}"`).at(option.location + 1);
  }
  if (isConcurrent && context.isInTransactionBlock) throw new PgError('active_sql_transaction', 'REINDEX CONCURRENTLY cannot run inside a transaction block');
  switch (statement.reindexKind) {
    case 'index': {
      const named = yield* openRelation(context, statement.relation!, ACCESS_EXCLUSIVE);
      if (named.kind !== 'i') throw new PgError('wrong_object_type', `"${named.name}" is not an index`);
      requireNotSystem(named);
      const table = catalog.tableOfIndex(named.oid)!;
      yield* reindexTable(context, table, named.oid);
      break;
    }
    case 'table': {
      const table = yield* openRelation(context, statement.relation!, ACCESS_EXCLUSIVE);
      if (!'rm'.includes(table.kind)) throw new PgError('wrong_object_type', `"${table.name}" is not a table or materialized view`);
      requireNotSystem(table);
      if (table.indexes.length === 0) sendNotice(context, 'successful_completion', `table "${relationText(statement.relation!)}" has no indexes to reindex`);
      yield* reindexTable(context, table, null);
      break;
    }
    case 'schema':
    case 'database': {
      const command = `REINDEX ${statement.reindexKind.toUpperCase()}`;
      if (context.isInTransactionBlock) throw new PgError('active_sql_transaction', `${command} cannot run inside a transaction block`);
      if (statement.reindexKind === 'database' && statement.name !== null && statement.name !== context.callContext.session.database)
        throw new PgError('feature_not_supported', 'can only reindex the currently open database');
      const schema = statement.reindexKind === 'schema' ? catalog.schemaId(statement.name!) : undefined;
      if (statement.reindexKind === 'schema' && schema === undefined) throw new PgError('invalid_schema_name', `schema "${statement.name}" does not exist`);
      for (const id of catalog.userTables()) {
        const table = catalog.relationById(id);
        if (table && (schema === undefined || table.schemaId === schema)) yield* reindexTable(context, table, null);
      }
      break;
    }
    default:
      throw notSupported('REINDEX SYSTEM');
  }
  return 'REINDEX';
}

function* reindexTable(context: CommandContext, table: RelationDescriptor, only: number | null): Waiting<void> {
  const { catalog } = context;
  // Readers use indexes under the table's lock.
  yield* context.lock(table.oid, ACCESS_EXCLUSIVE);
  context.requireUnused(table, only === null ? 'REINDEX TABLE' : 'REINDEX INDEX');
  for (const index of table.indexes) {
    if (only !== null && index.oid !== only) continue;
    yield* context.lock(index.oid, ACCESS_EXCLUSIVE);
    yield* replaceIndexFile(catalog, index, table.persistence);
    yield* setIndexFlags(catalog, index.oid, { isValid: true, isReady: true, checkXmin: false });
    yield* buildIndex(context, catalog.relationById(table.oid)!, index.oid);
  }
}
