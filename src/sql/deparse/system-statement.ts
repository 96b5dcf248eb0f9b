/** Databases, extensions, foreign objects, publications, operator classes, text search: the statements whose parts are in system.ts. */
import type { ObjectStatement } from '../tree/index.js';
import { objectName, OBJECT_WORDS, operatorWithArgs } from './object-names.js';
import { definition, genericOptions, withDefinition } from './options.js';
import { variableSet } from './statement.js';
import {
  alterSubscription,
  alterTextSearchConfiguration,
  createCast,
  createLanguage,
  createStatistics,
  createTransform,
  databaseOptions,
  extensionOptions,
  fdwOptions,
  importForeignSchema,
  opClassItem,
  publicationObject,
} from './system.js';
import { tableBody } from './tables.js';
import { cascade, dotted, ident, idents, list, literal, relationName, role, when } from './text.js';
import { type } from './types.js';

const IF_EXISTS = 'IF EXISTS ';
const IF_NOT_EXISTS = 'IF NOT EXISTS ';

export type SystemStatement = Extract<
  ObjectStatement,
  {
    kind:
      | 'CreateExtensionStmt'
      | 'AlterExtensionStmt'
      | 'AlterExtensionContentsStmt'
      | 'CreatedbStmt'
      | 'AlterDatabaseStmt'
      | 'AlterDatabaseRefreshCollStmt'
      | 'AlterDatabaseSetStmt'
      | 'DropdbStmt'
      | 'AlterSystemStmt'
      | 'CreateTableSpaceStmt'
      | 'DropTableSpaceStmt'
      | 'AlterTableSpaceOptionsStmt'
      | 'CreateCastStmt'
      | 'CreateTransformStmt'
      | 'CreateConversionStmt'
      | 'CreatePLangStmt'
      | 'CreateAmStmt'
      | 'CreateOpClassStmt'
      | 'CreateOpFamilyStmt'
      | 'AlterOpFamilyStmt'
      | 'AlterOperatorStmt'
      | 'AlterCollationStmt'
      | 'CreateStatsStmt'
      | 'AlterStatsStmt'
      | 'CreatePublicationStmt'
      | 'AlterPublicationStmt'
      | 'CreateSubscriptionStmt'
      | 'AlterSubscriptionStmt'
      | 'DropSubscriptionStmt'
      | 'CreateFdwStmt'
      | 'AlterFdwStmt'
      | 'CreateForeignServerStmt'
      | 'AlterForeignServerStmt'
      | 'CreateUserMappingStmt'
      | 'AlterUserMappingStmt'
      | 'DropUserMappingStmt'
      | 'CreateForeignTableStmt'
      | 'ImportForeignSchemaStmt'
      | 'AlterTSDictionaryStmt'
      | 'AlterTSConfigurationStmt';
  }
>;

export function systemStatement(node: SystemStatement): string {
  switch (node.kind) {
    case 'CreateExtensionStmt':
      return `CREATE EXTENSION ${when(node.ifNotExists, IF_NOT_EXISTS)}${ident(node.extname)}${extensionOptions(node.options, 'VERSION')}`;
    case 'AlterExtensionStmt':
      return `ALTER EXTENSION ${ident(node.extname)} UPDATE${extensionOptions(node.options, 'TO')}`;
    case 'AlterExtensionContentsStmt': {
      const member = `${OBJECT_WORDS[node.objtype]} ${objectName(node.objtype, node.object)}`;
      return `ALTER EXTENSION ${ident(node.extname)} ${node.action.toUpperCase()} ${member}`;
    }
    case 'CreatedbStmt':
      return `CREATE DATABASE ${ident(node.dbname)}${databaseOptions(node.options)}`;
    case 'AlterDatabaseStmt':
      return `ALTER DATABASE ${ident(node.dbname)}${databaseOptions(node.options)}`;
    case 'AlterDatabaseRefreshCollStmt':
      return `ALTER DATABASE ${ident(node.dbname)} REFRESH COLLATION VERSION`;
    case 'AlterDatabaseSetStmt':
      return `ALTER DATABASE ${ident(node.dbname)} ${variableSet(node.setstmt)}`;
    case 'DropdbStmt': {
      const options = node.options.length === 0 ? '' : ` (${node.options.map(() => 'FORCE').join(', ')})`;
      return `DROP DATABASE ${when(node.missingOk, IF_EXISTS)}${ident(node.dbname)}${options}`;
    }
    case 'AlterSystemStmt':
      return `ALTER SYSTEM ${variableSet(node.setstmt)}`;
    case 'CreateTableSpaceStmt': {
      const owner = node.owner === null ? '' : ` OWNER ${role(node.owner)}`;
      return `CREATE TABLESPACE ${ident(node.tablespacename)}${owner} LOCATION ${literal(node.location)}${withDefinition(node.options)}`;
    }
    case 'DropTableSpaceStmt':
      return `DROP TABLESPACE ${when(node.missingOk, IF_EXISTS)}${ident(node.tablespacename)}`;
    case 'AlterTableSpaceOptionsStmt':
      return `ALTER TABLESPACE ${ident(node.tablespacename)} ${node.isReset ? 'RESET' : 'SET'} ${definition(node.options)}`;
    case 'CreateCastStmt':
      return createCast(node);
    case 'CreateTransformStmt':
      return createTransform(node);
    case 'CreateConversionStmt': {
      const encodings = `FOR ${literal(node.forEncodingName)} TO ${literal(node.toEncodingName)}`;
      return `CREATE ${when(node.def, 'DEFAULT ')}CONVERSION ${dotted(node.conversionName)} ${encodings} FROM ${dotted(node.funcName)}`;
    }
    case 'CreatePLangStmt':
      return createLanguage(node);
    case 'CreateAmStmt':
      return `CREATE ACCESS METHOD ${ident(node.amname)} TYPE ${node.amtype.toUpperCase()} HANDLER ${dotted(node.handlerName)}`;
    case 'CreateOpClassStmt': {
      const family = node.opfamilyname.length === 0 ? '' : ` FAMILY ${dotted(node.opfamilyname)}`;
      const head = `CREATE OPERATOR CLASS ${dotted(node.opclassname)}${when(node.isDefault, ' DEFAULT')} FOR TYPE ${type(node.datatype)}`;
      return `${head} USING ${ident(node.amname)}${family} AS ${list(node.items, opClassItem)}`;
    }
    case 'CreateOpFamilyStmt':
      return `CREATE OPERATOR FAMILY ${dotted(node.opfamilyname)} USING ${ident(node.amname)}`;
    case 'AlterOpFamilyStmt': {
      const head = `ALTER OPERATOR FAMILY ${dotted(node.opfamilyname)} USING ${ident(node.amname)}`;
      return `${head} ${node.isDrop ? 'DROP' : 'ADD'} ${list(node.items, opClassItem)}`;
    }
    case 'AlterOperatorStmt':
      return `ALTER OPERATOR ${operatorWithArgs(node.opername)} SET ${definition(node.options)}`;
    case 'AlterCollationStmt':
      return `ALTER COLLATION ${dotted(node.collname)} REFRESH VERSION`;
    case 'CreateStatsStmt':
      return createStatistics(node);
    case 'AlterStatsStmt':
      return `ALTER STATISTICS ${when(node.missingOk, IF_EXISTS)}${dotted(node.defnames)} SET STATISTICS ${node.stxstattarget}`;
    case 'CreatePublicationStmt': {
      const objects = node.pubobjects.length === 0 ? '' : ` FOR ${list(node.pubobjects, publicationObject)}`;
      return `CREATE PUBLICATION ${ident(node.pubname)}${when(node.forAllTables, ' FOR ALL TABLES')}${objects}${withDefinition(node.options)}`;
    }
    case 'AlterPublicationStmt': {
      const head = `ALTER PUBLICATION ${ident(node.pubname)}`;
      if (node.action === 'options') return `${head} SET ${definition(node.options)}`;
      return `${head} ${node.action.toUpperCase()} ${list(node.pubobjects, publicationObject)}`;
    }
    case 'CreateSubscriptionStmt': {
      const source = `CONNECTION ${literal(node.conninfo)} PUBLICATION ${idents(node.publication)}`;
      return `CREATE SUBSCRIPTION ${ident(node.subname)} ${source}${withDefinition(node.options)}`;
    }
    case 'AlterSubscriptionStmt':
      return alterSubscription(node);
    case 'DropSubscriptionStmt':
      return `DROP SUBSCRIPTION ${when(node.missingOk, IF_EXISTS)}${ident(node.subname)}${cascade(node.behavior)}`;
    case 'CreateFdwStmt':
      return `CREATE FOREIGN DATA WRAPPER ${ident(node.fdwname)}${fdwOptions(node.funcOptions)}${genericOptions(node.options)}`;
    case 'AlterFdwStmt':
      return `ALTER FOREIGN DATA WRAPPER ${ident(node.fdwname)}${fdwOptions(node.funcOptions)}${genericOptions(node.options)}`;
    case 'CreateForeignServerStmt': {
      const kind = node.servertype === null ? '' : ` TYPE ${literal(node.servertype)}`;
      const version = node.version === null ? '' : ` VERSION ${literal(node.version)}`;
      const head = `CREATE SERVER ${when(node.ifNotExists, IF_NOT_EXISTS)}${ident(node.servername)}${kind}${version}`;
      return `${head} FOREIGN DATA WRAPPER ${ident(node.fdwname)}${genericOptions(node.options)}`;
    }
    case 'AlterForeignServerStmt': {
      const version = node.hasVersion ? ` VERSION ${node.version === null ? 'NULL' : literal(node.version)}` : '';
      return `ALTER SERVER ${ident(node.servername)}${version}${genericOptions(node.options)}`;
    }
    case 'CreateUserMappingStmt': {
      const target = `FOR ${role(node.user)} SERVER ${ident(node.servername)}`;
      return `CREATE USER MAPPING ${when(node.ifNotExists, IF_NOT_EXISTS)}${target}${genericOptions(node.options)}`;
    }
    case 'AlterUserMappingStmt':
      return `ALTER USER MAPPING FOR ${role(node.user)} SERVER ${ident(node.servername)}${genericOptions(node.options)}`;
    case 'DropUserMappingStmt':
      return `DROP USER MAPPING ${when(node.missingOk, IF_EXISTS)}FOR ${role(node.user)} SERVER ${ident(node.servername)}`;
    case 'CreateForeignTableStmt': {
      const { base } = node;
      const head = `CREATE FOREIGN TABLE ${when(base.ifNotExists, IF_NOT_EXISTS)}${relationName(base.relation)}${tableBody(base)}`;
      return `${head} SERVER ${ident(node.servername)}${genericOptions(node.options)}`;
    }
    case 'ImportForeignSchemaStmt':
      return importForeignSchema(node);
    case 'AlterTSDictionaryStmt':
      return `ALTER TEXT SEARCH DICTIONARY ${dotted(node.dictname)} ${definition(node.options)}`;
    case 'AlterTSConfigurationStmt':
      return alterTextSearchConfiguration(node);
  }
}
