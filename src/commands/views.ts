/** CREATE VIEW, CREATE MATERIALIZED VIEW / TABLE AS / SELECT INTO, REFRESH. */
import { INVALID_OID, type Oid } from '../base/index.js';
import { createRelation, createView, replaceFiles, replaceView, type ColumnSpec } from '../catalog/index.js';
import { PgError, notSupported } from '../errors/index.js';
import type { ColumnInfo } from '../analyze/index.js';
import type { CreateTableAsStmt, RefreshMatViewStmt, SelectStmt, ViewStmt } from '../sql/index.js';
import { ACCESS_EXCLUSIVE, type Waiting } from '../txn/index.js';
import { TEXT, UNKNOWN } from '../types/index.js';
import type { CommandContext } from './command-context.js';
import { buildIndex } from './create-index.js';
import { openRelation, requireKind } from './relation-lookup.js';

function columnSpecs(columns: readonly ColumnInfo[], aliases: readonly string[], tooMany: string): ColumnSpec[] {
  if (aliases.length > columns.length) throw new PgError('syntax_error', tooMany);
  return columns.map((c, i) => ({ name: aliases[i] ?? c.name, typeId: c.type === UNKNOWN ? TEXT : c.type, typmod: c.typmod, collation: c.collation }));
}

export function* runCreateView(context: CommandContext, statement: ViewStmt): Waiting<string> {
  if (statement.withCheckOption !== 'none') throw notSupported('WITH CHECK OPTION');
  const { catalog } = context;
  const schemaId = context.creationSchema(statement.view);
  const name = statement.view.relname;
  const { query, columns } = context.analyzeSelect(statement.query);
  const specs = columnSpecs(columns, statement.aliases, 'CREATE VIEW specifies more column names than columns');
  const { text, references } = context.storedQuery(
    query,
    specs.map(s => s.name),
  );
  const existing = catalog.relationIdNamed(schemaId, name);
  if (existing !== undefined) {
    const view = catalog.relationById(existing)!;
    if (!statement.replace) throw new PgError('duplicate_table', `relation "${name}" already exists`);
    if (view.kind !== 'v') throw new PgError('wrong_object_type', `"${name}" is not a view`);
    yield* context.lock(view.oid, ACCESS_EXCLUSIVE);
    const old = view.columns.filter(c => !c.isDropped);
    if (specs.length < old.length) throw new PgError('invalid_table_definition', 'cannot drop columns from view');
    old.forEach((column, i) => {
      const next = specs[i]!;
      if (next.name !== column.name) {
        throw new PgError('invalid_table_definition', `cannot change name of view column "${column.name}" to "${next.name}"`, {
          hint: 'Use ALTER VIEW ... RENAME COLUMN ... to change name of view column instead.',
        });
      }
      if (next.typeId !== column.typeId || next.typmod !== column.typmod) {
        throw new PgError(
          'invalid_table_definition',
          `cannot change data type of view column "${column.name}" from ${context.typeName(column.typeId, column.typmod)} to ${context.typeName(next.typeId, next.typmod)}`,
        );
      }
    });
    yield* replaceView(catalog, view, { text, references, newColumns: specs.slice(old.length) });
    return 'CREATE VIEW';
  }
  yield* createView(catalog, {
    name,
    schemaId,
    owner: context.currentUserId,
    persistence: statement.view.relpersistence === 't' ? 't' : 'p',
    columns: specs,
    text,
    references,
  });
  return 'CREATE VIEW';
}

/** CREATE TABLE AS, CREATE MATERIALIZED VIEW. */
export function* runCreateTableAs(context: CommandContext, statement: CreateTableAsStmt): Waiting<string> {
  if (statement.query.kind !== 'SelectStmt') throw notSupported('CREATE TABLE AS EXECUTE');
  const { into } = statement;
  if (into.accessMethod !== null && into.accessMethod !== 'heap') throw notSupported(`access method "${into.accessMethod}"`);
  const schemaId = context.creationSchema(into.rel);
  const isView = statement.objtype === 'matview';
  if (context.catalog.relationIdNamed(schemaId, into.rel.relname) !== undefined) {
    if (!statement.ifNotExists) throw new PgError('duplicate_table', `relation "${into.rel.relname}" already exists`);
    const notice = new PgError('duplicate_table', `relation "${into.rel.relname}" already exists, skipping`);
    notice.severity = 'NOTICE';
    context.notice(notice);
    return isView ? 'CREATE MATERIALIZED VIEW' : 'CREATE TABLE AS';
  }
  const count = yield* createFromQuery(context, statement.query, {
    name: into.rel.relname,
    schemaId,
    persistence: into.rel.relpersistence,
    aliases: into.colNames,
    skipData: into.skipData,
    isMaterializedView: isView,
  });
  if (isView && into.skipData) return 'CREATE MATERIALIZED VIEW';
  if (into.skipData) return 'CREATE TABLE AS';
  return `SELECT ${count}`;
}

/** SELECT … INTO. */
export function* runSelectInto(context: CommandContext, statement: SelectStmt): Waiting<string> {
  const into = statement.intoClause!;
  const count = yield* createFromQuery(
    context,
    { ...statement, intoClause: null },
    {
      name: into.rel.relname,
      schemaId: context.creationSchema(into.rel),
      persistence: into.rel.relpersistence,
      aliases: [],
      skipData: false,
      isMaterializedView: false,
    },
  );
  return `SELECT ${count}`;
}

interface Target {
  readonly name: string;
  readonly schemaId: Oid;
  readonly persistence: 'p' | 'u' | 't';
  readonly aliases: readonly string[];
  readonly skipData: boolean;
  readonly isMaterializedView: boolean;
}

function* createFromQuery(context: CommandContext, select: SelectStmt, target: Target): Waiting<number> {
  const { query, columns } = context.analyzeSelect(select);
  const specs = columnSpecs(columns, target.aliases, 'too many column names were specified');
  const common = { name: target.name, schemaId: target.schemaId, owner: context.currentUserId, columns: specs };
  let id: Oid = INVALID_OID;
  if (target.isMaterializedView) {
    const { text, references } = context.storedQuery(
      query,
      specs.map(s => s.name),
    );
    id = (yield* createView(context.catalog, { ...common, persistence: 'p', isMaterialized: true, text, references })).oid;
  } else id = (yield* createRelation(context.catalog, { ...common, kind: 'r', persistence: target.persistence })).oid;
  context.transaction.nextCommand();
  if (target.skipData) return 0;
  return yield* fill(context, id, query);
}

function* fill(context: CommandContext, relationId: Oid, query: Parameters<CommandContext['runQuery']>[0]): Waiting<number> {
  const relation = context.catalog.relationById(relationId)!;
  const table = context.table(relation);
  let batch: (readonly import('../types/index.js').Datum[])[] = [];
  const flush = (): void => {
    if (batch.length > 0) table.insertMany(context.transaction, batch, []);
    batch = [];
  };
  const count = yield* context.runQuery(query, row => {
    batch.push(row.slice(0, relation.columns.length));
    if (batch.length >= 500) flush();
  });
  flush();
  context.transaction.nextCommand();
  return count;
}

export function* runRefresh(context: CommandContext, statement: RefreshMatViewStmt): Waiting<string> {
  const relation = yield* openRelation(context, statement.relation, ACCESS_EXCLUSIVE);
  requireKind(relation, 'm', 'a materialized view');
  if (statement.concurrent) throw notSupported('REFRESH MATERIALIZED VIEW CONCURRENTLY');
  const { query } = context.viewQuery(relation);
  yield* replaceFiles(context.catalog, relation);
  context.transaction.nextCommand();
  if (!statement.skipData) yield* fill(context, relation.oid, query);
  for (const index of context.catalog.relationById(relation.oid)!.indexes) yield* buildIndex(context, context.catalog.relationById(relation.oid)!, index.oid);
  return 'REFRESH MATERIALIZED VIEW';
}
