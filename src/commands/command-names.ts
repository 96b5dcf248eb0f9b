/** Statements by the words that errors about them use (PostgreSQL's CreateCommandName). */
import type { Statement, StatementKind } from '../sql/index.js';

const NAMES: Readonly<Partial<Record<StatementKind, string>>> = {
  SelectStmt: 'SELECT INTO',
  CreateStmt: 'CREATE TABLE',
  CreateTableAsStmt: 'CREATE TABLE AS',
  RefreshMatViewStmt: 'REFRESH MATERIALIZED VIEW',
  ViewStmt: 'CREATE VIEW',
  IndexStmt: 'CREATE INDEX',
  CreateSeqStmt: 'CREATE SEQUENCE',
  AlterSeqStmt: 'ALTER SEQUENCE',
  CreateSchemaStmt: 'CREATE SCHEMA',
  TruncateStmt: 'TRUNCATE TABLE',
  CompositeTypeStmt: 'CREATE TYPE',
  CreateEnumStmt: 'CREATE TYPE',
  CreateRangeStmt: 'CREATE TYPE',
  AlterEnumStmt: 'ALTER TYPE',
  AlterTypeStmt: 'ALTER TYPE',
  CreateTrigStmt: 'CREATE TRIGGER',
  CreateEventTrigStmt: 'CREATE EVENT TRIGGER',
  AlterEventTrigStmt: 'ALTER EVENT TRIGGER',
  RuleStmt: 'CREATE RULE',
  AlterRoleSetStmt: 'ALTER ROLE … SET',
  AlterDefaultPrivilegesStmt: 'ALTER DEFAULT PRIVILEGES',
  CreatedbStmt: 'CREATE DATABASE',
  DropdbStmt: 'DROP DATABASE',
  AlterDatabaseSetStmt: 'ALTER DATABASE … SET',
  CreateTableSpaceStmt: 'CREATE TABLESPACE',
  DropTableSpaceStmt: 'DROP TABLESPACE',
  CreatePLangStmt: 'CREATE LANGUAGE',
  CreateAmStmt: 'CREATE ACCESS METHOD',
  CreateOpClassStmt: 'CREATE OPERATOR CLASS',
  CreateOpFamilyStmt: 'CREATE OPERATOR FAMILY',
  CreateStatsStmt: 'CREATE STATISTICS',
  CreateFdwStmt: 'CREATE FOREIGN DATA WRAPPER',
  AlterExtensionContentsStmt: 'ALTER EXTENSION',
  SecLabelStmt: 'SECURITY LABEL',
  LockStmt: 'LOCK TABLE',
};

const OBJECTS: Readonly<Record<string, string>> = {
  matview: 'MATERIALIZED VIEW',
  foreignTable: 'FOREIGN TABLE',
  tabConstraint: 'TABLE',
  column: 'TABLE',
  attribute: 'TYPE',
};

const objectWords = (type: string): string => OBJECTS[type] ?? type.replace(/([a-z])([A-Z])/g, '$1 $2').toUpperCase();

export function commandName(statement: Statement): string {
  switch (statement.kind) {
    case 'DropStmt':
      return `DROP ${objectWords(statement.removeType)}`;
    case 'AlterTableStmt':
      return `ALTER ${objectWords(statement.objtype)}`;
    case 'RenameStmt':
      return `ALTER ${objectWords(statement.relationType ?? statement.renameType)}`;
    case 'AlterObjectSchemaStmt':
    case 'AlterOwnerStmt':
      return `ALTER ${objectWords(statement.objectType)}`;
    case 'DefineStmt':
      return `CREATE ${objectWords(statement.defKind)}`;
    case 'GrantStmt':
    case 'GrantRoleStmt':
      return statement.isGrant ? 'GRANT' : 'REVOKE';
    case 'VacuumStmt':
      return statement.isVacuum ? 'VACUUM' : 'ANALYZE';
    default:
      return (
        NAMES[statement.kind] ??
        statement.kind
          .replace(/Stmt$/, '')
          .replace(/([a-z])([A-Z])/g, '$1 $2')
          .toUpperCase()
      );
  }
}
