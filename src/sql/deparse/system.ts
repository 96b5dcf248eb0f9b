/** Databases, extensions, foreign objects, publications, operator classes, text search and the rest of the objects. */
import type {
  AlterSubscriptionStmt,
  AlterTSConfigurationStmt,
  CreateCastStmt,
  CreateEventTrigStmt,
  CreateOpClassItem,
  CreatePLangStmt,
  CreateStatsStmt,
  CreateTransformStmt,
  DefElem,
  ImportForeignSchemaStmt,
  ObjectWithArgs,
  PublicationObject,
  RangeVar,
  StatsElem,
} from '../tree/index.js';
import { constant, expression } from './expressions.js';
import { functionWithArgs, operatorArgs } from './object-names.js';
import { definition, genericOptions, withDefinition } from './options.js';
import { fromItem } from './select.js';
import { keyOf } from './tables.js';
import { columnList, dotted, ident, idents, list, literal, qualifiedOperator, relation, relationName, when } from './text.js';
import { type } from './types.js';

/** Options of CREATE and ALTER DATABASE, each with a space in front. */
export function databaseOptions(options: readonly DefElem[]): string {
  return options
    .map(({ defname, arg }) => {
      const name = defname === 'connection_limit' ? 'CONNECTION LIMIT' : isDatabaseWord(defname) ? defname.toUpperCase() : `"${defname.replaceAll('"', '""')}"`;
      const value = arg === null ? 'DEFAULT' : arg.kind === 'AConst' ? constant(arg) : '';
      return ` ${name} = ${value}`;
    })
    .join('');
}

function isDatabaseWord(name: string): boolean {
  return name === 'encoding' || name === 'location' || name === 'owner' || name === 'tablespace' || name === 'template';
}

/** Options of CREATE EXTENSION and ALTER EXTENSION … UPDATE. */
export function extensionOptions(options: readonly DefElem[], versionWord: string): string {
  return options
    .map(({ defname, arg }) => {
      if (defname === 'cascade') return ' CASCADE';
      const value = arg?.kind === 'AConst' ? String(arg.value) : '';
      return defname === 'schema' ? ` SCHEMA ${ident(value)}` : ` ${versionWord} ${literal(value)}`;
    })
    .join('');
}

export function fdwOptions(options: readonly DefElem[]): string {
  return options
    .map(({ defname, arg }) => (arg?.kind === 'NameList' ? ` ${defname.toUpperCase()} ${dotted(arg.names)}` : ` NO ${defname.toUpperCase()}`))
    .join('');
}

export function importForeignSchema(node: ImportForeignSchemaStmt): string {
  const tables = `(${list(node.tableList, relation)})`;
  const limit = node.listType === 'all' ? '' : node.listType === 'limitTo' ? ` LIMIT TO ${tables}` : ` EXCEPT ${tables}`;
  const target = `FROM SERVER ${ident(node.servername)} INTO ${ident(node.localSchema)}${genericOptions(node.options)}`;
  return `IMPORT FOREIGN SCHEMA ${ident(node.remoteSchema)}${limit} ${target}`;
}

export function publicationObject(node: PublicationObject): string {
  switch (node.pubobjtype) {
    case 'table': {
      const filter = node.whereClause === null ? '' : ` WHERE (${expression(node.whereClause)})`;
      return `TABLE ${relation(node.relation!)}${columnList(node.columns)}${filter}`;
    }
    case 'tablesInSchema':
      return `TABLES IN SCHEMA ${ident(node.name!)}`;
    case 'tablesInCurrentSchema':
      return 'TABLES IN SCHEMA CURRENT_SCHEMA';
  }
}

export function alterSubscription(node: AlterSubscriptionStmt): string {
  const head = `ALTER SUBSCRIPTION ${ident(node.subname)}`;
  const publications = `PUBLICATION ${idents(node.publication)}${withDefinition(node.options)}`;
  switch (node.alterKind) {
    case 'options':
      return `${head} SET ${definition(node.options)}`;
    case 'connection':
      return `${head} CONNECTION ${literal(node.conninfo!)}`;
    case 'setPublication':
      return `${head} SET ${publications}`;
    case 'addPublication':
      return `${head} ADD ${publications}`;
    case 'dropPublication':
      return `${head} DROP ${publications}`;
    case 'refresh':
      return `${head} REFRESH PUBLICATION${withDefinition(node.options)}`;
    case 'enabled': {
      const arg = node.options[0]?.arg;
      return `${head} ${arg?.kind === 'AConst' && arg.value === true ? 'ENABLE' : 'DISABLE'}`;
    }
    case 'skip':
      return `${head} SKIP ${definition(node.options)}`;
  }
}

const CAST_CONTEXTS = { implicit: ' AS IMPLICIT', assignment: ' AS ASSIGNMENT', explicit: '' };

export function createCast(node: CreateCastStmt): string {
  const method = node.inout ? 'WITH INOUT' : node.func === null ? 'WITHOUT FUNCTION' : `WITH FUNCTION ${functionWithArgs('function', node.func)}`;
  return `CREATE CAST (${type(node.sourcetype)} AS ${type(node.targettype)}) ${method}${CAST_CONTEXTS[node.context]}`;
}

export function createTransform(node: CreateTransformStmt): string {
  const element = (word: string, func: ObjectWithArgs | null): string[] =>
    func === null ? [] : [`${word} SQL WITH FUNCTION ${functionWithArgs('function', func)}`];
  const elements = [...element('FROM', node.fromsql), ...element('TO', node.tosql)].join(', ');
  return `CREATE ${when(node.replace, 'OR REPLACE ')}TRANSFORM FOR ${type(node.typeName)} LANGUAGE ${ident(node.lang)} (${elements})`;
}

export function createLanguage(node: CreatePLangStmt): string {
  const inline = node.plinline.length === 0 ? '' : ` INLINE ${dotted(node.plinline)}`;
  const validator = node.plvalidator.length === 0 ? '' : ` VALIDATOR ${dotted(node.plvalidator)}`;
  const head = `CREATE ${when(node.replace, 'OR REPLACE ')}${when(node.pltrusted, 'TRUSTED ')}LANGUAGE ${ident(node.plname)}`;
  return `${head} HANDLER ${dotted(node.plhandler)}${inline}${validator}`;
}

export function opClassItem(node: CreateOpClassItem): string {
  switch (node.itemtype) {
    case 'operator': {
      if (node.name === null) return `OPERATOR ${node.number} (${list(node.classArgs, type)})`;
      const args = node.name.objargs.length === 0 ? '' : ` ${operatorArgs(node.name.objargs)}`;
      const order = node.orderFamily.length === 0 ? '' : ` FOR ORDER BY ${dotted(node.orderFamily)}`;
      return `OPERATOR ${node.number} ${qualifiedOperator(node.name.objname)}${args}${order}`;
    }
    case 'function': {
      const args = node.classArgs.length === 0 ? '' : ` (${list(node.classArgs, type)})`;
      return `FUNCTION ${node.number}${args}${node.name === null ? '' : ` ${functionWithArgs('function', node.name)}`}`;
    }
    case 'storage':
      return `STORAGE ${type(node.storedtype!)}`;
  }
}

export function createStatistics(node: CreateStatsStmt): string {
  const head = `CREATE STATISTICS ${when(node.ifNotExists, 'IF NOT EXISTS ')}${dotted(node.defnames)}${columnList(node.statTypes)}`;
  const items = list(node.exprs, (item: StatsElem) => keyOf(item.name, item.expr));
  return `${head} ON ${items} FROM ${list(node.relations, fromItem)}`;
}

export function alterTextSearchConfiguration(node: AlterTSConfigurationStmt): string {
  const head = `ALTER TEXT SEARCH CONFIGURATION ${dotted(node.cfgname)}`;
  const tokens = `FOR ${idents(node.tokentype)}`;
  const [old, fresh] = node.dicts;
  switch (node.alterKind) {
    case 'addMapping':
      return `${head} ADD MAPPING ${tokens} WITH ${list(node.dicts, dotted)}`;
    case 'alterMappingForToken':
      return `${head} ALTER MAPPING ${tokens} WITH ${list(node.dicts, dotted)}`;
    case 'replaceDict':
      return `${head} ALTER MAPPING REPLACE ${dotted(old!)} WITH ${dotted(fresh!)}`;
    case 'replaceDictForToken':
      return `${head} ALTER MAPPING ${tokens} REPLACE ${dotted(old!)} WITH ${dotted(fresh!)}`;
    case 'dropMapping':
      return `${head} DROP MAPPING ${when(node.missingOk, 'IF EXISTS ')}${tokens}`;
  }
}

export function createEventTrigger(node: CreateEventTrigStmt): string {
  const conditions = node.whenclause.map(({ defname, arg }) => `${ident(defname)} IN (${arg?.kind === 'NameList' ? list(arg.names, literal) : ''})`);
  const filter = conditions.length === 0 ? '' : ` WHEN ${conditions.join(' AND ')}`;
  return `CREATE EVENT TRIGGER ${ident(node.trigname)} ON ${ident(node.eventname)}${filter} EXECUTE FUNCTION ${dotted(node.funcname)}()`;
}

/** `(a, b)` of names or whole relations. */
export function relations(nodes: readonly RangeVar[]): string {
  return list(nodes, relationName);
}
