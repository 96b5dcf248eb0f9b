/** ALTER TABLE sub-commands, and RENAME / SET SCHEMA / OWNER TO. Changes that rewrite the table copy it into new files. */
import type { Oid } from '../base/index.js';
import {
  CLASS,
  addColumn,
  address,
  dropDefault,
  dropObjects,
  relationAddress,
  removeObject,
  renameColumn,
  renameConstraint,
  renameRelation,
  renameSchema,
  renameType,
  replaceFiles,
  schemaAddress,
  sequenceOptions,
  setColumnType,
  setDefault,
  setIdentity,
  setNotNull,
  setRelationOwner,
  setRelationSchema,
  setSchemaOwner,
  setStatisticsTarget,
  ownedSequences,
  alterSequence,
  validateConstraint,
  type RelationDescriptor,
} from '../catalog/index.js';
import { PgError, notSupported } from '../errors/index.js';
import type { AlterObjectSchemaStmt, AlterOwnerStmt, AlterTableCmd, AlterTableStmt, RenameStmt, RoleSpec } from '../sql/index.js';
import { ACCESS_EXCLUSIVE, type Waiting } from '../txn/index.js';
import type { Datum } from '../types/index.js';
import type { CommandContext } from './command-context.js';
import { addConstraint, checkNotNull, validateCheck, validateForeignKey } from './constraints.js';
import { buildIndex, scanRows } from './create-index.js';
import { checkStorageOption, finishColumns, makeColumnSequence, planColumn } from './create-table.js';
import { restartSequence } from './drop.js';
import { columnNamed, findRelation, openRelation, relationText, requireKind, requireNotSystem } from './relation-lookup.js';
import { parseSequenceOptions } from './sequence-options.js';

const TAGS: Readonly<Record<string, string>> = {
  table: 'ALTER TABLE',
  index: 'ALTER INDEX',
  sequence: 'ALTER SEQUENCE',
  view: 'ALTER VIEW',
  matview: 'ALTER MATERIALIZED VIEW',
  foreignTable: 'ALTER FOREIGN TABLE',
  type: 'ALTER TYPE',
};

function skipMissing(context: CommandContext, message: string): void {
  const notice = new PgError('undefined_table', message);
  notice.severity = 'NOTICE';
  context.notice(notice);
}

export function* runAlterTable(context: CommandContext, statement: AlterTableStmt): Waiting<string> {
  const tag = TAGS[statement.objtype] ?? 'ALTER TABLE';
  if (statement.missingOk && !findRelation(context.catalog, statement.relation)) {
    skipMissing(context, `relation "${relationText(statement.relation)}" does not exist, skipping`);
    return tag;
  }
  let relation = yield* openRelation(context, statement.relation, ACCESS_EXCLUSIVE);
  requireNotSystem(relation);
  if (statement.objtype === 'table') requireKind(relation, 'rvmiS', 'a table');
  for (const command of statement.cmds) {
    yield* alterOne(context, relation, command);
    context.transaction.nextCommand();
    relation = context.catalog.relationById(relation.oid)!;
  }
  return tag;
}

function* alterOne(context: CommandContext, relation: RelationDescriptor, command: AlterTableCmd): Waiting<void> {
  const { catalog } = context;
  switch (command.subtype) {
    case 'addColumn': {
      requireKind(relation, 'r', 'a table');
      if (command.missingOk && relation.columns.some(c => c.name === command.def.colname && !c.isDropped)) {
        const notice = new PgError('duplicate_column', `column "${command.def.colname}" of relation "${relation.name}" already exists, skipping`);
        notice.severity = 'NOTICE';
        context.notice(notice);
        return;
      }
      yield* addTableColumn(context, relation, command);
      return;
    }
    case 'dropColumn': {
      requireKind(relation, 'r', 'a table');
      const column = relation.columns.find(c => c.name === command.name && !c.isDropped);
      if (!column) {
        if (command.missingOk) {
          skipMissing(context, `column "${command.name}" of relation "${relation.name}" does not exist, skipping`);
          return;
        }
        throw new PgError('undefined_column', `column "${command.name}" of relation "${relation.name}" does not exist`);
      }
      const notice = yield* dropObjects(catalog, [relationAddress(relation.oid, column.number)], command.behavior);
      if (notice) {
        const report = new PgError('successful_completion', notice.message, notice.detail ? { detail: notice.detail } : undefined);
        report.severity = 'NOTICE';
        context.notice(report);
      }
      return;
    }
    case 'columnDefault': {
      const column = columnNamed(relation, command.name!);
      if (column.identity !== '')
        throw new PgError(
          'syntax_error',
          `column "${column.name}" of relation "${relation.name}" is an identity column`,
          command.def === null ? { hint: 'Use ALTER TABLE ... ALTER COLUMN ... DROP IDENTITY instead.' } : undefined,
        );
      if (column.generated !== '') throw new PgError('syntax_error', `column "${column.name}" of relation "${relation.name}" is a generated column`);
      yield* dropDefault(catalog, relation.oid, column.number);
      if (command.def !== null) {
        const stored = context.analyzeStored(command.def, { kind: 'default', column });
        if (!(stored.expr.kind === 'const' && stored.expr.value === null))
          yield* setDefault(catalog, relation.oid, column.number, stored.text, stored.references);
      }
      return;
    }
    case 'setNotNull': {
      const column = columnNamed(relation, command.name!);
      if (column.isNotNull) return;
      yield* checkNotNull(context, relation, [column.number]);
      yield* setNotNull(catalog, relation.oid, column.number, true);
      return;
    }
    case 'dropNotNull': {
      const column = columnNamed(relation, command.name!);
      if (relation.indexes.some(i => i.isPrimary && i.columns.slice(0, i.keyCount).includes(column.number)))
        throw new PgError('invalid_table_definition', `column "${column.name}" is in a primary key`);
      if (column.identity !== '') throw new PgError('syntax_error', `column "${column.name}" of relation "${relation.name}" is an identity column`);
      yield* setNotNull(catalog, relation.oid, column.number, false);
      return;
    }
    case 'alterColumnType':
      yield* changeColumnType(context, relation, command);
      return;
    case 'addConstraint':
      requireKind(relation, 'r', 'a table');
      if (command.def.contype === 'primary' && relation.constraints.some(c => c.kind === 'p'))
        throw new PgError('invalid_table_definition', `multiple primary keys for table "${relation.name}" are not allowed`);
      yield* addConstraint(context, relation, command.def, { isNewTable: false });
      return;
    case 'dropConstraint': {
      const constraint = relation.constraints.find(c => c.name === command.name);
      if (!constraint) {
        if (command.missingOk) {
          skipMissing(context, `constraint "${command.name}" of relation "${relation.name}" does not exist, skipping`);
          return;
        }
        throw new PgError('undefined_object', `constraint "${command.name}" of relation "${relation.name}" does not exist`);
      }
      yield* dropObjects(catalog, [address(CLASS.constraint, constraint.oid)], command.behavior);
      return;
    }
    case 'validateConstraint': {
      const constraint = relation.constraints.find(c => c.name === command.name);
      if (!constraint) throw new PgError('undefined_object', `constraint "${command.name}" of relation "${relation.name}" does not exist`);
      if (constraint.isValidated) return;
      if (constraint.kind === 'c') yield* validateCheck(context, relation, constraint.name, context.storedExpression(relation, constraint.expressionText!));
      else if (constraint.kind === 'f')
        yield* validateForeignKey(
          context,
          relation,
          catalog.relationById(constraint.referencedRelation)!,
          constraint.name,
          constraint.columns,
          constraint.referencedColumns,
          constraint.match,
        );
      else throw new PgError('wrong_object_type', `constraint "${constraint.name}" of relation "${relation.name}" is not a foreign key or check constraint`);
      yield* validateConstraint(catalog, constraint.oid);
      return;
    }
    case 'addIdentity': {
      const column = columnNamed(relation, command.name!);
      if (column.identity !== '')
        throw new PgError('object_not_in_prerequisite_state', `column "${column.name}" of relation "${relation.name}" is already an identity column`);
      if (!column.isNotNull)
        throw new PgError(
          'object_not_in_prerequisite_state',
          `column "${column.name}" of relation "${relation.name}" must be declared NOT NULL before identity can be added`,
        );
      if (column.hasDefault)
        throw new PgError('object_not_in_prerequisite_state', `column "${column.name}" of relation "${relation.name}" already has a default value`);
      yield* setIdentity(catalog, relation.oid, column.number, command.def.generatedWhen);
      context.transaction.nextCommand();
      yield* makeColumnSequence(context, catalog.relationById(relation.oid)!, column.number, command.def, column.typeId);
      return;
    }
    case 'setIdentity': {
      const column = columnNamed(relation, command.name!);
      if (column.identity === '')
        throw new PgError('object_not_in_prerequisite_state', `column "${column.name}" of relation "${relation.name}" is not an identity column`);
      const generated = command.def.items.find(i => i.defname === 'generated');
      if (generated?.arg?.kind === 'AConst') yield* setIdentity(catalog, relation.oid, column.number, String(generated.arg.value) === 'a' ? 'a' : 'd');
      const rest = command.def.items.filter(i => i.defname !== 'generated');
      const sequence = ownedSequences(catalog, relation.oid, column.number)[0];
      if (rest.length > 0 && sequence !== undefined) {
        const parsed = parseSequenceOptions(context, rest, sequenceOptions(catalog, sequence)!);
        yield* alterSequence(catalog, sequence, parsed.options);
        if (parsed.restart !== null) yield* restartSequence(context, catalog.relationById(sequence)!, Number(parsed.restart));
      }
      return;
    }
    case 'dropIdentity': {
      const column = columnNamed(relation, command.name!);
      if (column.identity === '') {
        if (command.missingOk) {
          skipMissing(context, `column "${column.name}" of relation "${relation.name}" is not an identity column, skipping`);
          return;
        }
        throw new PgError('object_not_in_prerequisite_state', `column "${column.name}" of relation "${relation.name}" is not an identity column`);
      }
      yield* setIdentity(catalog, relation.oid, column.number, '');
      for (const sequence of ownedSequences(catalog, relation.oid, column.number)) yield* removeObject(catalog, relationAddress(sequence));
      return;
    }
    case 'setStatistics': {
      const column = columnNamed(relation, command.name!);
      const target = command.def.kind === 'AConst' ? Number(command.def.value) : -1;
      yield* setStatisticsTarget(catalog, relation.oid, column.number, target);
      return;
    }
    case 'changeOwner':
      yield* setRelationOwner(catalog, relation, roleId(context, command.newowner!));
      return;
    case 'setRelOptions':
      for (const item of command.def.items) checkStorageOption(item.defname);
      return;
    case 'clusterOn':
    case 'dropCluster':
    case 'replicaIdentity':
      throw notSupported('this form of ALTER TABLE');
    default:
      throw notSupported(`ALTER TABLE … ${command.subtype}`);
  }
}

export function roleId(context: CommandContext, role: RoleSpec): Oid {
  if (role.roletype !== 'cstring') return context.currentUserId;
  const found = context.catalog.role(role.rolename!);
  if (!found) throw new PgError('undefined_object', `role "${role.rolename}" does not exist`);
  return found.oid;
}

/** A constant default becomes the missing value of old rows; a volatile one, an identity or a generated column rewrites the table. */
function* addTableColumn(context: CommandContext, relation: RelationDescriptor, command: AlterTableCmd & { subtype: 'addColumn' }): Waiting<void> {
  const { catalog } = context;
  const plan = planColumn(context, command.def, relation.name);
  let missing: Datum | undefined;
  let rewrites = plan.serial !== 0 || plan.identity !== null || plan.generated !== null;
  if (plan.defaultClause) {
    const stored = context.analyzeStored(plan.defaultClause.rawExpr!, { kind: 'default', column: plan.spec });
    if (context.isVolatile(stored.expr)) rewrites = true;
    else missing = context.evaluate(stored.expr);
  }
  const hasRows = context.table(relation).file.pageCount > 0;
  const isNotNull = plan.spec.isNotNull === true;
  yield* addColumn(catalog, relation, isNotNull ? { ...plan.spec, isNotNull: false } : plan.spec, missing);
  context.transaction.nextCommand();
  yield* finishColumns(context, relation.oid, [plan]);
  let fresh = catalog.relationById(relation.oid)!;
  const number = fresh.columns.find(c => c.name === plan.spec.name && !c.isDropped)!.number;
  if (rewrites && hasRows) {
    const values = context.defaultValue(fresh, number);
    yield* rewriteTable(context, fresh, row => {
      row[number - 1] = values(row);
      return row;
    });
    fresh = catalog.relationById(relation.oid)!;
  }
  if (isNotNull) {
    if (hasRows && missing === undefined && !rewrites) yield* checkNotNull(context, fresh, [number]);
    yield* setNotNull(catalog, relation.oid, number, true);
    context.transaction.nextCommand();
  }
  for (const constraint of plan.constraints) {
    yield* addConstraint(context, catalog.relationById(relation.oid)!, constraint, { isNewTable: false });
    context.transaction.nextCommand();
  }
}

/** Copies all visible rows through `change` into new files and rebuilds the indexes. */
export function* rewriteTable(
  context: CommandContext,
  relation: RelationDescriptor,
  change: (row: Datum[]) => Datum[],
  after?: RelationDescriptor,
): Waiting<void> {
  const rows: Datum[][] = [];
  yield* scanRows(context, relation, row => void rows.push(change(row)));
  yield* replaceFiles(context.catalog, after ?? relation);
  context.transaction.nextCommand();
  const fresh = context.catalog.relationById(relation.oid)!;
  const table = context.table(fresh);
  for (let i = 0; i < rows.length; i += 1000) {
    table.insertMany(context.transaction, rows.slice(i, i + 1000), []);
    yield { kind: 'slice' };
  }
  context.transaction.nextCommand();
  for (const index of fresh.indexes) yield* buildIndex(context, context.catalog.relationById(relation.oid)!, index.oid);
}

function* changeColumnType(context: CommandContext, relation: RelationDescriptor, command: AlterTableCmd & { subtype: 'alterColumnType' }): Waiting<void> {
  const { catalog } = context;
  const column = columnNamed(relation, command.name!);
  const { type, typmod } = context.resolveType(command.def.typeName!);
  const target = { name: column.name, typeId: type, typmod };
  if (column.generated !== '') throw notSupported('changing the type of a generated column');
  const dependents = relation.columns.some(c => c.generated !== '' && c.defaultText?.includes(column.name));
  if (dependents) throw new PgError('feature_not_supported', 'cannot alter type of a column used by a generated column');
  const isReferenced =
    relation.constraints.some(c => c.kind === 'f' && c.columns.includes(column.number)) ||
    relation.referencedBy.some(r => r.constraint.referencedColumns.includes(column.number));
  if (isReferenced && type !== column.typeId) throw notSupported('changing the type of a column used by a foreign key');
  const using = context.analyzeStored(command.def.rawDefault ?? context.columnReference(column.name), { kind: 'using', relation, column: target });
  let defaultText: string | null = null;
  if (column.hasDefault && column.identity === '') {
    defaultText = column.defaultText;
    yield* dropDefault(catalog, relation.oid, column.number);
  }
  const compute = context.compileRow(relation, using.expr);
  const rows: Datum[][] = [];
  yield* scanRows(context, relation, row => {
    row[column.number - 1] = compute(row);
    rows.push(row);
  });
  yield* setColumnType(catalog, relation.oid, column.number, { typeId: type, typmod, collation: catalog.typeById(type)?.collation ?? column.collation });
  context.transaction.nextCommand();
  if (defaultText !== null) {
    const stored = context.analyzeStored(context.parseExpression(defaultText), { kind: 'default', column: target });
    yield* setDefault(catalog, relation.oid, column.number, stored.text, stored.references);
    context.transaction.nextCommand();
  }
  // Index columns carry the type too.
  for (const index of relation.indexes) {
    for (let i = 0; i < index.columns.length; i++) {
      if (index.columns[i] === column.number)
        yield* setColumnType(catalog, index.oid, i + 1, { typeId: type, typmod, collation: catalog.typeById(type)?.collation ?? column.collation });
    }
  }
  context.transaction.nextCommand();
  const changed = catalog.relationById(relation.oid)!;
  yield* replaceFiles(catalog, changed);
  context.transaction.nextCommand();
  const fresh = catalog.relationById(relation.oid)!;
  const table = context.table(fresh);
  for (let i = 0; i < rows.length; i += 1000) {
    table.insertMany(context.transaction, rows.slice(i, i + 1000), []);
    yield { kind: 'slice' };
  }
  context.transaction.nextCommand();
  for (const index of fresh.indexes) yield* buildIndex(context, catalog.relationById(relation.oid)!, index.oid);
}

export function* runRename(context: CommandContext, statement: RenameStmt): Waiting<string> {
  const { catalog } = context;
  switch (statement.renameType) {
    case 'table':
    case 'index':
    case 'sequence':
    case 'view':
    case 'matview': {
      const tag = TAGS[statement.renameType]!;
      if (statement.missingOk && !findRelation(catalog, statement.relation!)) {
        skipMissing(context, `relation "${relationText(statement.relation!)}" does not exist, skipping`);
        return tag;
      }
      const relation = yield* openRelation(context, statement.relation!, ACCESS_EXCLUSIVE);
      requireNotSystem(relation);
      yield* renameRelation(catalog, relation, statement.newname);
      return tag;
    }
    case 'column': {
      if (statement.missingOk && !findRelation(catalog, statement.relation!)) {
        skipMissing(context, `relation "${relationText(statement.relation!)}" does not exist, skipping`);
        return 'ALTER TABLE';
      }
      const relation = yield* openRelation(context, statement.relation!, ACCESS_EXCLUSIVE);
      requireNotSystem(relation);
      const column = relation.columns.find(c => c.name === statement.subname && !c.isDropped);
      if (!column) throw new PgError('undefined_column', `column "${statement.subname}" does not exist`);
      yield* context.renameInStoredText(relation, column.name, statement.newname);
      yield* renameColumn(catalog, catalog.relationById(relation.oid)!, column.number, statement.newname);
      return TAGS[statement.relationType ?? 'table'] ?? 'ALTER TABLE';
    }
    case 'tabConstraint': {
      const relation = yield* openRelation(context, statement.relation!, ACCESS_EXCLUSIVE);
      const constraint = relation.constraints.find(c => c.name === statement.subname);
      if (!constraint) throw new PgError('undefined_object', `constraint "${statement.subname}" for table "${relation.name}" does not exist`);
      yield* renameConstraint(catalog, relation, constraint.oid, statement.newname);
      return 'ALTER TABLE';
    }
    case 'schema': {
      const id = catalog.schemaId(statement.subname!);
      if (id === undefined) throw new PgError('invalid_schema_name', `schema "${statement.subname}" does not exist`);
      yield* renameSchema(catalog, id, statement.newname);
      return 'ALTER SCHEMA';
    }
    case 'type': {
      const names = statement.object?.kind === 'TypeName' || statement.object?.kind === 'NameList' ? statement.object.names : [];
      const type = catalog.type(names.length > 1 ? names[names.length - 2]! : null, names[names.length - 1] ?? '');
      if (!type) throw new PgError('undefined_object', `type "${names.join('.')}" does not exist`);
      yield* renameType(catalog, type.oid, statement.newname);
      return 'ALTER TYPE';
    }
    default:
      throw notSupported(`ALTER ${statement.renameType.toUpperCase()} … RENAME`);
  }
}

export function* runSetSchema(context: CommandContext, statement: AlterObjectSchemaStmt): Waiting<string> {
  if (!statement.relation) throw notSupported(`ALTER ${statement.objectType.toUpperCase()} … SET SCHEMA`);
  const tag = TAGS[statement.objectType] ?? 'ALTER TABLE';
  if (statement.missingOk && !findRelation(context.catalog, statement.relation)) {
    skipMissing(context, `relation "${relationText(statement.relation)}" does not exist, skipping`);
    return tag;
  }
  const relation = yield* openRelation(context, statement.relation, ACCESS_EXCLUSIVE);
  requireNotSystem(relation);
  const schema = context.catalog.schemaId(statement.newschema);
  if (schema === undefined) throw new PgError('invalid_schema_name', `schema "${statement.newschema}" does not exist`);
  yield* setRelationSchema(context.catalog, relation, schema);
  return tag;
}

export function* runSetOwner(context: CommandContext, statement: AlterOwnerStmt): Waiting<string> {
  const owner = roleId(context, statement.newowner);
  if (statement.objectType === 'schema' && statement.object.kind === 'NameList') {
    const id = context.catalog.schemaId(statement.object.names[0]!);
    if (id === undefined) throw new PgError('invalid_schema_name', `schema "${statement.object.names[0]}" does not exist`);
    yield* setSchemaOwner(context.catalog, id, owner);
    return 'ALTER SCHEMA';
  }
  throw notSupported(`ALTER ${statement.objectType.toUpperCase()} … OWNER TO`);
}

export { schemaAddress };
