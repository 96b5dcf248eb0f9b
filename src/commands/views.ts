/** CREATE VIEW, CREATE MATERIALIZED VIEW / TABLE AS / SELECT INTO, REFRESH. */
import { INVALID_OID, type Oid } from '../base/index.js';
import {
  CLASS,
  CONFLICT_COLLATION,
  createRelation,
  createView,
  replaceExpression,
  replaceFiles,
  replaceView,
  ruleAddress,
  setPopulated,
  type ColumnSpec,
  type ObjectAddress,
  type RelationDescriptor,
} from '../catalog/index.js';
import { PgError } from '../errors/index.js';
import { notUpdatable, type ColumnInfo, type Query } from '../analyze/index.js';
import type { CreateTableAsStmt, DefElem, IntoClause, RefreshMatViewStmt, ExecuteStmt, SelectStmt, ViewStmt } from '../sql/index.js';
import { ACCESS_EXCLUSIVE, EXCLUSIVE, type Waiting } from '../txn/index.js';
import { TEXT, UNKNOWN, type Datum } from '../types/index.js';
import type { CommandContext } from './command-context.js';
import { scanRows } from './check-rows.js';
import { buildIndex } from './create-index.js';
import { checkTableMethod, checkTablespace } from './create-table.js';
import { sendNotice } from './notices.js';
import { openRelation, requireKind } from './relation-lookup.js';
import { storageOptions } from './storage-options.js';

/** @param isView what the message about a column without collation says of it */
function columnSpecs(context: CommandContext, columns: readonly ColumnInfo[], aliases: readonly string[], tooMany: string, isView: boolean): ColumnSpec[] {
  if (aliases.length > columns.length) throw new PgError('syntax_error', tooMany);
  columns.forEach(({ name, type, collation }, i) => {
    const isMissing =
      collation === CONFLICT_COLLATION || (collation === INVALID_OID && (context.catalog.typeById(type)?.collation ?? INVALID_OID) !== INVALID_OID);
    if (!isMissing) return;
    const column = aliases[i] ?? name;
    const message = isView
      ? `could not determine which collation to use for view column "${column}"`
      : `no collation was derived for column "${column}" with collatable type ${context.typeName(type, -1)}`;
    throw new PgError('indeterminate_collation', message, { hint: 'Use the COLLATE clause to set the collation explicitly.' });
  });
  return columns.map((c, i) => ({ name: aliases[i] ?? c.name, typeId: c.type === UNKNOWN ? TEXT : c.type, typmod: c.typmod, collation: c.collation }));
}

function modifiesInWith(select: SelectStmt): boolean {
  return select.withClause?.ctes.some(cte => cte.ctequery.kind !== 'SelectStmt') ?? false;
}

/** A view over temporary relations is temporary itself. */
function usesTemporary(context: CommandContext, references: readonly ObjectAddress[]): boolean {
  return references.some(r => r.classId === CLASS.relation && context.catalog.relationById(r.objectId as Oid)?.persistence === 't');
}

/** The options, WITH CHECK OPTION among them. */
function withCheckOption({ options, withCheckOption }: ViewStmt): readonly DefElem[] {
  if (withCheckOption === 'none') return options;
  const arg = { kind: 'AConst', valueKind: 'string', value: withCheckOption, location: -1 } as const;
  return [...options, { kind: 'DefElem', defnamespace: null, defname: 'check_option', arg, defaction: 'unspec', location: -1 }];
}

/** @throws PgError 0A000 when a view through which nothing can be changed is to check changes */
export function checkOptionAllowed(options: readonly string[], query: Query): void {
  if (!options.some(option => option.startsWith('check_option='))) return;
  const reason = notUpdatable(query);
  if (reason !== undefined)
    throw new PgError('feature_not_supported', 'WITH CHECK OPTION is supported only on automatically updatable views', { hint: reason });
}

export function* runCreateView(context: CommandContext, statement: ViewStmt): Waiting<string> {
  const { catalog } = context;
  if (statement.view.relpersistence === 'u') throw new PgError('syntax_error', 'views cannot be unlogged because they do not have storage');
  if (statement.query.intoClause) throw new PgError('feature_not_supported', 'views must not contain SELECT INTO');
  if (modifiesInWith(statement.query)) throw new PgError('feature_not_supported', 'views must not contain data-modifying statements in WITH');
  const { query, columns } = yield* context.analyzeSelect(statement.query);
  const options = storageOptions(withCheckOption(statement), 'view');
  checkOptionAllowed(options, query);
  const specs = columnSpecs(context, columns, statement.aliases, 'CREATE VIEW specifies more column names than columns', true);
  const names = specs.map(s => s.name);
  const { text, references } = context.storedQuery(query, names);
  const name = statement.view.relname;
  let range = statement.view;
  if (range.relpersistence !== 't' && range.schemaname !== 'pg_temp' && usesTemporary(context, references)) {
    sendNotice(context, 'successful_completion', `view "${name}" will be a temporary view`);
    range = { ...range, relpersistence: 't' };
  }
  const { schemaId, persistence } = yield* context.creationTarget(range);
  const existing = catalog.relationIdNamed(schemaId, name);
  if (existing !== undefined && statement.replace) {
    yield* replaceExisting(context, catalog.relationById(existing)!, specs, { text, references, options });
    return 'CREATE VIEW';
  }
  yield* createView(catalog, {
    name,
    schemaId,
    owner: context.currentUserId,
    persistence: persistence === 't' ? 't' : 'p',
    columns: specs,
    text,
    references,
    options,
  });
  return 'CREATE VIEW';
}

function* replaceExisting(
  context: CommandContext,
  view: RelationDescriptor,
  specs: readonly ColumnSpec[],
  definition: { readonly text: string; readonly references: readonly ObjectAddress[]; readonly options: readonly string[] },
): Waiting<void> {
  if (view.kind !== 'v') throw new PgError('wrong_object_type', `"${view.name}" is not a view`);
  yield* context.lock(view.oid, ACCESS_EXCLUSIVE);
  context.requireUnused(view, 'CREATE OR REPLACE VIEW');
  if (definition.references.some(r => r.classId === CLASS.relation && r.objectId === view.oid))
    throw new PgError('invalid_object_definition', `infinite recursion detected in rules for relation "${view.name}"`);
  const old = view.columns.filter(c => !c.isDropped);
  if (specs.length < old.length) throw new PgError('invalid_table_definition', 'cannot drop columns from view');
  old.forEach((column, i) => {
    const next = specs[i]!;
    const fail = (message: string, hint?: string): never => {
      throw new PgError('invalid_table_definition', message, hint === undefined ? undefined : { hint });
    };
    if (next.name !== column.name) {
      fail(
        `cannot change name of view column "${column.name}" to "${next.name}"`,
        'Use ALTER VIEW ... RENAME COLUMN ... to change name of view column instead.',
      );
    }
    if (next.typeId !== column.typeId || next.typmod !== column.typmod) {
      const from = context.typeName(column.typeId, column.typmod);
      fail(`cannot change data type of view column "${column.name}" from ${from} to ${context.typeName(next.typeId, next.typmod)}`);
    }
    if (next.collation !== column.collation) {
      const collation = (id: Oid): string => context.catalog.collationName(id)?.name ?? '';
      fail(`cannot change collation of view column "${column.name}" from "${collation(column.collation)}" to "${collation(next.collation)}"`);
    }
  });
  yield* replaceView(context.catalog, view, { ...definition, newColumns: specs.slice(old.length) });
}

/** After a column of a view got another name: its query calls it so. */
export function* renameViewColumn(context: CommandContext, view: RelationDescriptor): Waiting<void> {
  const { catalog } = context;
  const fresh = catalog.relationById(view.oid)!;
  const { query } = context.viewQuery(view);
  const names = fresh.columns.filter(c => !c.isDropped).map(c => c.name);
  const { text } = context.storedQuery(query, names);
  const rule = ruleAddress(catalog, view.oid);
  if (rule !== undefined)
    yield* replaceExpression(catalog, { kind: 'view', holder: rule.objectId as Oid, relation: view.oid, position: 0, text: view.viewText ?? '' }, text);
}

/** CREATE TABLE AS, CREATE MATERIALIZED VIEW. */
export function* runCreateTableAs(context: CommandContext, statement: CreateTableAsStmt): Waiting<string> {
  const isView = statement.objtype === 'matview';
  if (isView && statement.query.kind === 'SelectStmt' && modifiesInWith(statement.query))
    throw new PgError('feature_not_supported', 'materialized views must not use data-modifying statements in WITH');
  const { into } = statement;
  const tag = isView ? 'CREATE MATERIALIZED VIEW' : 'CREATE TABLE AS';
  const target = yield* context.creationTarget(into.rel);
  if (context.catalog.relationIdNamed(target.schemaId, into.rel.relname) !== undefined) {
    if (!statement.ifNotExists) throw new PgError('duplicate_table', `relation "${into.rel.relname}" already exists`);
    sendNotice(context, 'duplicate_table', `relation "${into.rel.relname}" already exists, skipping`);
    return tag;
  }
  const count = yield* createFromQuery(context, statement.query, into, target, isView);
  // EXECUTE gives its own tag, with or without data.
  return count === null && statement.query.kind !== 'ExecuteStmt' ? tag : `SELECT ${count ?? 0}`;
}

/** SELECT … INTO. */
export function* runSelectInto(context: CommandContext, statement: SelectStmt): Waiting<string> {
  const into = statement.intoClause!;
  const target = yield* context.creationTarget(into.rel);
  const count = yield* createFromQuery(context, { ...statement, intoClause: null }, into, target, false);
  return `SELECT ${count ?? 0}`;
}

/** Number of rows; null with WITH NO DATA. */
function* createFromQuery(
  context: CommandContext,
  source: SelectStmt | ExecuteStmt,
  into: IntoClause,
  target: { readonly schemaId: Oid; readonly persistence: 'p' | 'u' | 't' },
  isView: boolean,
): Waiting<number | null> {
  const { catalog } = context;
  if (into.onCommit !== 'noop' && target.persistence !== 't') throw new PgError('invalid_table_definition', 'ON COMMIT can only be used on temporary tables');
  checkTableMethod(into.accessMethod);
  checkTablespace(into.tableSpaceName);
  if (isView && into.rel.relpersistence === 'u') throw new PgError('feature_not_supported', 'materialized views cannot be unlogged');
  const options = storageOptions(into.options, 'table');
  const { query, columns } = source.kind === 'ExecuteStmt' ? context.preparedSelect(source) : yield* context.analyzeSelect(source);
  const specs = columnSpecs(context, columns, into.colNames, 'too many column names were specified', isView);
  const common = { name: into.rel.relname, schemaId: target.schemaId, owner: context.currentUserId, columns: specs, options };
  let id: Oid = INVALID_OID;
  if (isView) {
    const names = specs.map(s => s.name);
    const { text, references } = context.storedQuery(query, names);
    if (usesTemporary(context, references)) throw new PgError('feature_not_supported', 'materialized views must not use temporary tables or views');
    id = (yield* createView(catalog, { ...common, persistence: 'p', isMaterialized: true, text, references })).oid;
    if (into.skipData) yield* setPopulated(catalog, id, false);
  } else id = (yield* createRelation(catalog, { ...common, kind: 'r', persistence: target.persistence })).oid;
  if (into.onCommit === 'deleteRows' || into.onCommit === 'drop') context.onCommitAction(id, into.onCommit);
  if (into.skipData) return null;
  return yield* fill(context, id, query);
}

const BATCH_ROWS = 500;

function* fill(context: CommandContext, relationId: Oid, query: Query): Waiting<number> {
  const relation = context.catalog.relationById(relationId)!;
  const table = context.table(relation);
  let batch: (readonly Datum[])[] = [];
  const flush = (): void => {
    if (batch.length > 0) table.insertMany(context.transaction, batch, []);
    batch = [];
  };
  const count = yield* context.runQuery(query, row => {
    batch.push(row.slice(0, relation.columns.length));
    if (batch.length >= BATCH_ROWS) flush();
  });
  flush();
  context.transaction.nextCommand();
  return count;
}

export function* runRefresh(context: CommandContext, statement: RefreshMatViewStmt): Waiting<string> {
  const { catalog } = context;
  const relation = yield* openRelation(context, statement.relation, statement.concurrent ? EXCLUSIVE : ACCESS_EXCLUSIVE);
  if (relation.kind !== 'm') throw new PgError('feature_not_supported', `"${relation.name}" is not a materialized view`);
  requireKind(relation, 'm', 'a materialized view');
  context.requireUnused(relation, 'REFRESH MATERIALIZED VIEW');
  const { query } = context.viewQuery(relation);
  if (statement.concurrent) {
    if (relation.isPopulated === false) throw new PgError('feature_not_supported', 'CONCURRENTLY cannot be used when the materialized view is not populated');
    if (statement.skipData) throw new PgError('syntax_error', 'REFRESH options CONCURRENTLY and WITH NO DATA cannot be used together');
    yield* refreshInPlace(context, relation, query);
  } else {
    yield* replaceFiles(catalog, relation);
    yield* setPopulated(catalog, relation.oid, !statement.skipData);
    if (!statement.skipData) yield* fill(context, relation.oid, query);
    for (const index of relation.indexes) yield* buildIndex(context, catalog.relationById(relation.oid)!, index.oid);
  }
  return 'REFRESH MATERIALIZED VIEW';
}

/** Readers go on with the old rows: these are deleted and the new ones inserted, under a lock that only writers feel. */
function* refreshInPlace(context: CommandContext, relation: RelationDescriptor, query: Query): Waiting<void> {
  const usable = relation.indexes.some(i => i.isUnique && i.isValid && i.predicateText === null && i.expressionTexts.length === 0);
  if (!usable) {
    throw new PgError('object_not_in_prerequisite_state', `cannot refresh materialized view "${relation.schema}.${relation.name}" concurrently`, {
      hint: 'Create a unique index with no WHERE clause on one or more columns of the materialized view.',
    });
  }
  const rows: Datum[][] = [];
  yield* context.runQuery(query, row => void rows.push(row.slice(0, relation.columns.length)));
  const table = context.table(relation);
  const refs: Parameters<typeof table.tryDelete>[1][] = [];
  yield* scanRows(context, relation, (_row, ref) => void refs.push(ref));
  for (const ref of refs) yield* table.delete(context.transaction, ref);
  context.transaction.nextCommand();
  const writer = context.writer(relation);
  for (const row of rows) yield* writer.insert(row);
  yield* writer.finish();
}
