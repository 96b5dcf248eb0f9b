/**
 * DROP of kinds of objects that cannot be made here: such an object is missing, as PostgreSQL says it, or one of those that every database has.
 */
import {
  pgAm,
  pgConversion,
  pgEventTrigger,
  pgForeignDataWrapper,
  pgForeignServer,
  pgLanguage,
  pgPublication,
  pgStatisticExt,
  pgTsConfig,
  pgTsDict,
  pgTsParser,
  pgTsTemplate,
  type CatalogTable,
} from '../catalog/index.js';
import { notSupported, PgError } from '../errors/index.js';
import type { DropdbStmt, DropSubscriptionStmt, DropTableSpaceStmt, ObjectType } from '../sql/index.js';
import type { CommandContext } from './command-context.js';
import { sendNotice } from './notices.js';

interface RareKind {
  readonly noun: string;
  readonly tag: string;
  readonly index: string;
  readonly table: CatalogTable<object>;
  /** Every database has some that it needs. */
  readonly isRequired?: boolean;
}

const kind = <Row extends object>(table: CatalogTable<Row>, index: string, noun: string, isRequired = false, tag = noun.toUpperCase()): RareKind => ({
  noun,
  tag,
  index,
  table: table as unknown as CatalogTable<object>,
  isRequired,
});

const KINDS: Readonly<Partial<Record<ObjectType, () => RareKind>>> = {
  accessMethod: () => kind(pgAm, 'pg_am_name_index', 'access method', true),
  conversion: () => kind(pgConversion, 'pg_conversion_name_nsp_index', 'conversion'),
  eventTrigger: () => kind(pgEventTrigger, 'pg_event_trigger_evtname_index', 'event trigger'),
  fdw: () => kind(pgForeignDataWrapper, 'pg_foreign_data_wrapper_name_index', 'foreign-data wrapper', false, 'FOREIGN DATA WRAPPER'),
  foreignServer: () => kind(pgForeignServer, 'pg_foreign_server_name_index', 'server'),
  language: () => kind(pgLanguage, 'pg_language_name_index', 'language', true),
  publication: () => kind(pgPublication, 'pg_publication_pubname_index', 'publication'),
  statisticExt: () => kind(pgStatisticExt, 'pg_statistic_ext_name_index', 'statistics object', false, 'STATISTICS'),
  tsConfiguration: () => kind(pgTsConfig, 'pg_ts_config_cfgname_index', 'text search configuration'),
  tsDictionary: () => kind(pgTsDict, 'pg_ts_dict_dictname_index', 'text search dictionary'),
  tsParser: () => kind(pgTsParser, 'pg_ts_parser_prsname_index', 'text search parser'),
  tsTemplate: () => kind(pgTsTemplate, 'pg_ts_template_tmplname_index', 'text search template'),
};

/** Tag of DROP for such a kind; undefined for others. */
export function rareDropTag(type: ObjectType): string | undefined {
  return KINDS[type]?.().tag;
}

/**
 * What is said when there is no object of the name.
 * @throws 2BP01, 0A000 when there is one
 */
export function rareMissing({ catalog }: CommandContext, type: ObjectType, names: readonly string[]): string | undefined {
  const found = KINDS[type]?.();
  if (found === undefined) return undefined;
  const name = names[names.length - 1]!;
  const schema = names.length > 1 ? names[names.length - 2]! : null;
  if (schema !== null && catalog.schemaId(schema) === undefined) return `schema "${schema}" does not exist`;
  if (catalog.row(found.table, found.index, [name]) === undefined) return `${found.noun} "${names.join('.')}" does not exist`;
  if (found.isRequired === true && name !== 'plpgsql') {
    throw new PgError('dependent_objects_still_exist', `cannot drop ${found.noun} ${name} because it is required by the database system`);
  }
  throw notSupported(`DROP ${found.tag}`);
}

/** DROP DATABASE, TABLESPACE and SUBSCRIPTION have statements of their own. */
export function runDropNamed(context: CommandContext, statement: DropdbStmt | DropTableSpaceStmt | DropSubscriptionStmt): string {
  const [noun, name] =
    statement.kind === 'DropdbStmt'
      ? ['database', statement.dbname]
      : statement.kind === 'DropTableSpaceStmt'
        ? ['tablespace', statement.tablespacename]
        : ['subscription', statement.subname];
  const tag = `DROP ${noun.toUpperCase()}`;
  if (noun !== 'subscription' && context.isInTransactionBlock) throw new PgError('active_sql_transaction', `${tag} cannot run inside a transaction block`);
  const known =
    noun === 'database'
      ? ['postgres', 'template0', 'template1', context.callContext.session.database]
      : noun === 'tablespace'
        ? ['pg_default', 'pg_global']
        : [];
  if (known.includes(name)) throw notSupported(tag);
  const message = `${noun} "${name}" does not exist`;
  if (!statement.missingOk) throw new PgError(noun === 'database' ? 'invalid_catalog_name' : 'undefined_object', message);
  sendNotice(context, 'successful_completion', `${message}, skipping`);
  return tag;
}
